// urql: queries by POST and by GET, its document cache, errors, subscriptions over a socket.
import assert from "node:assert/strict";
import { Client, cacheExchange, fetchExchange, subscriptionExchange } from "@urql/core";
import { createClient } from "graphql-ws";
import WebSocket from "ws";
import { check, done, expectedData, queries, socketUrl, subscriptions, url, withoutTypeNames } from "./lib/server.mjs";

const sockets = createClient({ url: socketUrl, webSocketImpl: WebSocket });
const newClient = (preferGetMethod) =>
  new Client({
    url,
    preferGetMethod,
    exchanges: [
      cacheExchange,
      fetchExchange,
      subscriptionExchange({
        forwardSubscription: (operation) => ({
          subscribe: (sink) => ({ unsubscribe: sockets.subscribe({ ...operation, query: operation.query ?? "" }, sink) }),
        }),
      }),
    ],
  });

for (const preferGetMethod of [false, "force"]) {
  const method = preferGetMethod ? "GET" : "POST";
  const client = newClient(preferGetMethod);
  for (const document of queries) {
    await check(`${document.name} by ${method} gives what a bare request gives, from the server and from the cache`, async () => {
      const expected = withoutTypeNames(await expectedData(document));
      const { data, error } = await client.query(document.text, document.variables, { requestPolicy: "network-only" }).toPromise();
      assert.equal(error, undefined);
      assert.deepEqual(withoutTypeNames(data), expected);
      const cached = await client.query(document.text, document.variables, { requestPolicy: "cache-only" }).toPromise();
      assert.deepEqual(withoutTypeNames(cached.data), expected);
    });
  }

  await check(`errors of a request that is not valid reach the caller by ${method}`, async () => {
    const { error } = await client.query("{ noSuchField }", {}).toPromise();
    assert.match(error.graphQLErrors[0].message, /noSuchField/);
  });
}

const overEvents = new Client({ url, preferGetMethod: false, fetchSubscriptions: true, exchanges: [fetchExchange] });
const transports = [
  ["over a socket", newClient(false)],
  ["as events of the response", overEvents],
];
for (const document of subscriptions) {
  for (const [transport, client] of transports) {
    await check(`${document.name} ${transport} gives its events and completes`, async () => {
      const events = [];
      await new Promise((resolve, reject) => {
        client.subscription(document.text, document.variables).subscribe((event) => {
          if (event.error) reject(event.error);
          if (event.data) events.push(event.data);
          if (!event.hasNext) resolve();
        });
      });
      assert.ok(events.length > 0);
    });
  }
}

done();
