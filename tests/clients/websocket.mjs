// graphql-ws, the reference client of graphql-transport-ws, with connections that break.
import assert from "node:assert/strict";
import { createClient } from "graphql-ws";
import WebSocket from "ws";
import { check, delay, done, expectedData, queries, socketUrl, stillAnswers, subscriptions } from "./lib/server.mjs";

const protocol = "graphql-transport-ws";

function newClient(options) {
  return createClient({ url: socketUrl, webSocketImpl: WebSocket, ...options });
}

async function collect(client, document, limit = Infinity) {
  const results = [];
  for await (const result of client.iterate({ query: document.text, variables: document.variables })) {
    results.push(result);
    if (results.length === limit) break;
  }
  return results;
}

/** Sends raw messages in turn; resolves with what came back and how the socket was closed. */
function talk(messages, { protocols = protocol, waitForClose = true } = {}) {
  return new Promise((resolve, reject) => {
    const socket = new WebSocket(socketUrl, protocols);
    const received = [];
    socket.on("open", () => messages.forEach((message) => socket.send(typeof message === "string" ? message : JSON.stringify(message))));
    socket.on("message", (data) => {
      received.push(JSON.parse(data));
      if (!waitForClose && received.length === messages.length) socket.close(1000);
    });
    socket.on("close", (code, reason) => resolve({ received, code, reason: reason.toString() }));
    socket.on("error", reject);
  });
}

const init = { type: "connection_init" };
const subscribe = (id, query) => ({ id, type: "subscribe", payload: { query } });

for (const document of queries) {
  await check(`${document.name} over a socket gives what HTTP gives`, async () => {
    const [result] = await collect(newClient(), document);
    assert.deepEqual(result.data, await expectedData(document));
  });
}

for (const document of subscriptions) {
  await check(`${document.name} gives its events and completes`, async () => {
    const results = await collect(newClient(), document);
    assert.ok(results.length > 0);
    results.forEach((result) => assert.equal(result.errors, undefined));
  });

  await check(`${document.name} is stopped by its client while others go on`, async () => {
    const client = newClient({ lazy: false });
    const [first, whole] = await Promise.all([collect(client, document, 1), collect(client, document)]);
    assert.equal(first.length, 1);
    assert.ok(whole.length > 1);
    await client.dispose();
  });

  await check(`${document.name} goes on after the connection was cut`, async () => {
    let socket;
    let cuts = 0;
    const client = newClient({
      retryAttempts: 3,
      retryWait: () => delay(10),
      shouldRetry: () => true,
      on: { connected: (opened) => (socket = opened) },
    });
    const results = [];
    for await (const result of client.iterate({ query: document.text, variables: document.variables })) {
      results.push(result);
      if (cuts++ === 0) socket.terminate();
    }
    assert.ok(results.length > 1);
  });
}

await check("a request that is not valid gives an error message, and the socket stays open", async () => {
  const client = newClient();
  await assert.rejects(collect(client, { text: "{ noSuchField }", variables: {} }), (errors) => /noSuchField/.test(errors[0].message));
  const [result] = await collect(client, { text: "{ __typename }", variables: {} });
  assert.equal(typeof result.data.__typename, "string");
});

await check("ping is answered with pong and its payload", async () => {
  const { received } = await talk([init, { type: "ping", payload: { n: 1 } }], { waitForClose: false });
  assert.deepEqual(received, [{ type: "connection_ack" }, { type: "pong", payload: { n: 1 } }]);
});

const closings = [
  ["text that is not JSON", [init, "{"], 4400],
  ["a message of an unknown type", [init, { type: "stop" }], 4400],
  ["subscribe before connection_init", [subscribe("1", "{ __typename }")], 4401],
  ["a second connection_init", [init, init], 4429],
  ["subscribe without an id", [init, { type: "subscribe", payload: { query: "{ __typename }" } }], 4400],
];
for (const [name, messages, expected] of closings) {
  await check(`${name} closes the socket with ${expected}`, async () => {
    const { code } = await talk(messages);
    assert.equal(code, expected);
  });
}

await check("a socket without the subprotocol is closed with 4406", async () => {
  const { code } = await talk([], { protocols: [] });
  assert.equal(code, 4406);
});

if (subscriptions.length > 0) {
  await check("an id that is in use closes the socket with 4409", async () => {
    const [{ text, variables }] = subscriptions;
    const message = { id: "1", type: "subscribe", payload: { query: text, variables: { ...variables, everyMilliseconds: 5000 } } };
    const { code } = await talk([init, message, message]);
    assert.equal(code, 4409);
  });
}

await check("the server answers after all this", stillAnswers);
done();
