// Apollo Client: queries into its normalised cache, errors, subscriptions over a socket.
import assert from "node:assert/strict";
import { createHash } from "node:crypto";
import { ApolloClient, CombinedGraphQLErrors, HttpLink, InMemoryCache, gql, split } from "@apollo/client/core";
import { GraphQLWsLink } from "@apollo/client/link/subscriptions";
import { PersistedQueryLink } from "@apollo/client/link/persisted-queries";
import { getMainDefinition } from "@apollo/client/utilities";
import { createClient } from "graphql-ws";
import WebSocket from "ws";
import { check, done, expectedData, queries, socketUrl, subscriptions, url, withoutTypeNames } from "./lib/server.mjs";

const sockets = createClient({ url: socketUrl, webSocketImpl: WebSocket });
const client = new ApolloClient({
  cache: new InMemoryCache(),
  link: split(
    ({ query }) => getMainDefinition(query).operation === "subscription",
    new GraphQLWsLink(sockets),
    new HttpLink({ uri: url }),
  ),
});

for (const document of queries) {
  await check(`${document.name} gives what a bare request gives, from the server and from the cache`, async () => {
    const expected = withoutTypeNames(await expectedData(document));
    const query = gql(document.text);
    const { data } = await client.query({ query, variables: document.variables, fetchPolicy: "network-only" });
    assert.deepEqual(withoutTypeNames(data), expected);
    const cached = await client.query({ query, variables: document.variables, fetchPolicy: "cache-only" });
    assert.deepEqual(withoutTypeNames(cached.data), expected);
  });
}

for (const document of queries) {
  await check(`${document.name} by its hash is sent whole when the server does not know it`, async () => {
    const persisted = new ApolloClient({
      cache: new InMemoryCache(),
      link: new PersistedQueryLink({ sha256: (text) => createHash("sha256").update(text).digest("hex") }).concat(new HttpLink({ uri: url })),
    });
    const { data } = await persisted.query({ query: gql(document.text), variables: document.variables });
    assert.deepEqual(withoutTypeNames(data), withoutTypeNames(await expectedData(document)));
  });
}

await check("errors of a request that is not valid reach the caller", async () => {
  await assert.rejects(
    client.query({ query: gql("{ noSuchField }") }),
    (error) => CombinedGraphQLErrors.is(error) && /noSuchField/.test(error.errors[0].message),
  );
});

for (const document of subscriptions) {
  await check(`${document.name} gives its events and completes`, async () => {
    const events = [];
    await new Promise((complete, error) =>
      client.subscribe({ query: gql(document.text), variables: document.variables }).subscribe({ next: (event) => events.push(event), error, complete }),
    );
    assert.ok(events.length > 0);
    events.forEach((event) => assert.equal(event.error, undefined));
  });
}

done();
