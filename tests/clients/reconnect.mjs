// graphql-ws over a connection that is cut a hundred times while articles come in: with the last event's cursor as `after`, no event is lost or doubled.
// KG_KEY: an API key that may bring articles in.
import assert from "node:assert/strict";
import { createClient } from "graphql-ws";
import WebSocket from "ws";
import { check, delay, done, post, socketUrl, url } from "./lib/server.mjs";

const key = process.env.KG_KEY;
if (process.argv[3] !== "knowledge-graph" || !key) {
  console.log("skipped: needs the knowledge graph and a writer's key in KG_KEY");
  process.exit(0);
}

const articles = 60;
const wantedCuts = 100;
const subscription = "subscription ($after: String) { articleIngested(after: $after) { cursor articleId article { id title } } }";
const facts = "subscription ($after: String) { factAdded(after: $after) { cursor fact { id } } }";
const run = Date.now();

async function change(query, variables) {
  const response = await fetch(url, {
    method: "POST",
    headers: { "content-type": "application/json", authorization: `Bearer ${key}` },
    body: JSON.stringify({ query, variables }),
  });
  const { data, errors } = await response.json();
  assert.equal(errors, undefined, JSON.stringify(errors));
  return data;
}

async function ingest(number) {
  const { ingestArticle } = await change(
    "mutation ($input: IngestArticleInput!) { ingestArticle(input: $input) { article { id } errors { message } } }",
    { input: { title: `Bridge ${run}-${number}`, outlet: "Reconnect Gazette", published: "2026-05-01", text: `Mayor Ida Lund met Jon Berg in Oslo on Friday.\n\n"Bridge ${number} of ${run} will open," Lund said.` } },
  );
  assert.deepEqual(ingestArticle.errors, []);
  return ingestArticle.article.id;
}

/** One connection: reads until `enough`, then cuts the socket without a goodbye. Gives the events it saw. */
async function readAndCut(query, after, enough) {
  let socket;
  const client = createClient({
    url: socketUrl,
    webSocketImpl: WebSocket,
    retryAttempts: 0,
    on: { connected: (opened) => (socket = opened) },
  });
  const seen = [];
  try {
    if (enough === 0) {
      const iterator = client.iterate({ query, variables: { after } });
      const first = iterator.next().catch(() => undefined);
      await delay(Math.random() * 40);
      socket?.terminate();
      // What arrived before the cut and was not looked at is not seen: it has to come again.
      await Promise.race([first, delay(200)]);
      return seen;
    }
    for await (const { data, errors } of client.iterate({ query, variables: { after } })) {
      assert.equal(errors, undefined, JSON.stringify(errors));
      seen.push(Object.values(data)[0]);
      if (seen.length === enough) socket.terminate();
    }
  } catch (broken) {
    if (broken.errors || broken instanceof assert.AssertionError) throw broken;
  } finally {
    await Promise.race([client.dispose(), delay(100)]);
  }
  return seen;
}

async function readAll(query, start, expected, cutsWanted) {
  const events = [];
  let cursor = start;
  let cuts = 0;
  while (events.length < expected() || cuts < cutsWanted) {
    if (events.length >= expected()) {
      await readAndCut(query, cursor, 0);
    } else {
      // Most connections see one event or none; now and then one sees more.
      const left = expected() - events.length;
      const enough = cuts % 3 === 0 ? 0 : Math.min(left, cuts % 7 === 0 ? 3 : 1);
      for (const event of await readAndCut(query, cursor, enough)) {
        events.push(event);
        cursor = event.cursor;
      }
    }
    cuts++;
  }
  return { events, cuts };
}

const { changeCursor: start } = (await post("{ changeCursor }")).body.data;
const ids = [];

await check(`articles come once each over ${wantedCuts} cut connections while they are ingested`, async () => {
  const ingesting = (async () => {
    for (let number = 0; number < articles; number++) ids.push(await ingest(number));
  })();
  const reading = readAll(subscription, start, () => articles, wantedCuts);
  const [, { events, cuts }] = await Promise.all([ingesting, reading]);
  assert.ok(cuts >= wantedCuts, `${cuts} cuts`);
  assert.deepEqual(events.map(({ articleId }) => articleId), ids);
  assert.equal(new Set(events.map(({ cursor }) => cursor)).size, articles);
  events.forEach(({ article }, number) => assert.equal(article.title, `Bridge ${run}-${number}`));
});

await check("facts come once each over cut connections, also where the cut falls within an article", async () => {
  const whole = [];
  const client = createClient({ url: socketUrl, webSocketImpl: WebSocket, retryAttempts: 0 });
  const iterator = client.iterate({ query: facts, variables: { after: start } });
  while (true) {
    // When the last article's facts pause, all are here.
    const pause = whole.at(-1)?.startsWith(ids.at(-1)) ? delay(1500) : new Promise(() => {});
    const next = await Promise.race([iterator.next(), pause]);
    if (!next) break;
    whole.push(next.value.data.factAdded.fact.id);
  }
  client.terminate();
  const cutUp = await readAll(facts, start, () => Math.min(whole.length, 80), 30);
  assert.ok(whole.length >= articles, `${whole.length} facts`);
  assert.deepEqual(cutUp.events.map(({ fact }) => fact.id), whole.slice(0, cutUp.events.length));
});

await check("the articles of this test can be taken out again", async () => {
  for (const articleId of ids) {
    const { withdrawArticle } = await change("mutation ($articleId: ID!) { withdrawArticle(input: { articleId: $articleId }) { articleId errors { message } } }", { articleId });
    assert.equal(withdrawArticle.articleId, articleId);
  }
});

done();
