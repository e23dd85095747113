// graphql-sse, the reference client of server-sent events, in both of its modes, with connections that break.
import assert from "node:assert/strict";
import { createClient } from "graphql-sse";
import { check, delay, done, expectedData, queries, stillAnswers, subscriptions, url } from "./lib/server.mjs";

async function collect(client, document, limit = Infinity) {
  const results = [];
  for await (const result of client.iterate({ query: document.text, variables: document.variables })) {
    results.push(result);
    if (results.length === limit) break;
  }
  return results;
}

for (const singleConnection of [false, true]) {
  const mode = singleConnection ? "single connection" : "distinct connections";
  const newClient = () => createClient({ url, singleConnection, retryAttempts: 0 });

  for (const document of queries) {
    await check(`${mode}: ${document.name} gives what HTTP gives`, async () => {
      const [result] = await collect(newClient(), document);
      assert.deepEqual(result.data, await expectedData(document));
    });
  }

  for (const document of subscriptions) {
    await check(`${mode}: ${document.name} gives its events and completes`, async () => {
      const client = newClient();
      const results = await collect(client, document);
      assert.ok(results.length > 0);
      results.forEach((result) => assert.equal(result.errors, undefined));
      client.dispose();
    });

    await check(`${mode}: ten of ${document.name} at once, half of them stopped`, async () => {
      const client = newClient();
      const counts = await Promise.all(
        Array.from({ length: 10 }, async (_, index) => (await collect(client, document, index % 2 ? 1 : Infinity)).length),
      );
      counts.forEach((count, index) => assert.ok(index % 2 ? count === 1 : count > 1));
      client.dispose();
    });

    await check(`${mode}: a client that leaves in the middle`, async () => {
      const client = newClient();
      const reading = collect(client, { ...document, variables: { ...document.variables, everyMilliseconds: 5000 } }).catch(() => "left");
      await delay(100);
      client.dispose();
      await reading;
      await stillAnswers();
    });
  }
}

await check("distinct connections: a request that is not valid is told of in the stream", async () => {
  const [result] = await collect(createClient({ url }), { text: "{ noSuchField }", variables: {} });
  assert.match(result.errors[0].message, /noSuchField/);
});

await check("single connection: a request that is not valid is answered with its errors", async () => {
  const token = await (await fetch(url, { method: "PUT" })).text();
  const response = await fetch(url, {
    method: "POST",
    headers: { "content-type": "application/json", "x-graphql-event-stream-token": token, accept: "application/graphql-response+json" },
    body: JSON.stringify({ query: "{ noSuchField }", extensions: { operationId: "1" } }),
  });
  assert.equal(response.status, 400);
  assert.match((await response.json()).errors[0].message, /noSuchField/);
});

await check("a stream can be opened once", async () => {
  const token = await (await fetch(url, { method: "PUT" })).text();
  const leaving = new AbortController();
  const open = () => fetch(`${url}?token=${token}`, { headers: { accept: "text/event-stream" }, signal: leaving.signal });
  assert.equal((await open()).status, 200);
  assert.equal((await open()).status, 409);
  leaving.abort();
});

await check("a token that nobody reserved is not found", async () => {
  const response = await fetch(`${url}?token=unknown`, { headers: { accept: "text/event-stream" } });
  assert.equal(response.status, 404);
});

await check("the server answers after all this", stillAnswers);
done();
