// Relay: its compiler accepts the schema that the server serves as text and every document, and what it compiles runs in Relay's store.
import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { existsSync, mkdirSync, mkdtempSync, readFileSync, readdirSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { basename, join } from "node:path";
import { fileURLToPath } from "node:url";
import relay from "relay-runtime";
import { check, documents, done, expectedData, folder, post, queries, url } from "./lib/server.mjs";

const { Environment, Network, RecordSource, Store, fetchQuery } = relay;
const compiler = fileURLToPath(new URL("node_modules/relay-compiler/cli.js", import.meta.url));
const work = mkdtempSync(join(tmpdir(), "relay-"));
const source = join(work, "src");
process.on("exit", () => rmSync(work, { recursive: true, force: true }));

// Documents that use what Relay adds to the language: fragments with arguments, connections that are fetched on.
const componentFolder = join(folder, "relay");
const components = existsSync(componentFolder)
  ? readdirSync(componentFolder).map((file) => ({ name: basename(file, ".graphql"), text: readFileSync(join(componentFolder, file), "utf8") }))
  : [];

await check("the compiler accepts the served schema and every document", async () => {
  const response = await fetch(`${url}?sdl`);
  assert.equal(response.status, 200);
  mkdirSync(source);
  writeFileSync(join(work, "schema.graphql"), await response.text());
  writeFileSync(join(work, "package.json"), JSON.stringify({ type: "commonjs" }));
  symlinkSync(fileURLToPath(new URL("node_modules", import.meta.url)), join(work, "node_modules"));
  writeFileSync(
    join(work, "relay.config.json"),
    JSON.stringify({ src: "./src", schema: "./schema.graphql", language: "javascript", eagerEsModules: false }),
  );
  for (const { name, text } of [...documents, ...components])
    writeFileSync(join(source, `${name}.js`), `const { graphql } = require("relay-runtime");\nmodule.exports = graphql\`\n${text}\`;\n`);
  const run = spawnSync(process.execPath, [compiler], { cwd: work, encoding: "utf8" });
  assert.equal(run.status, 0, `${run.stdout}\n${run.stderr}`);
});

const load = createRequire(join(work, "package.json"));
const environment = new Environment({
  store: new Store(new RecordSource()),
  network: Network.create(async (operation, variables) => {
    const response = await fetch(url, {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: JSON.stringify({ query: operation.text, operationName: operation.name, variables }),
    });
    return response.json();
  }),
});

for (const document of queries) {
  await check(`${document.name} compiled by Relay gives what a bare request gives`, async () => {
    const artifact = load(join(source, "__generated__", `${document.name}.graphql.js`));
    const data = await fetchQuery(environment, artifact, document.variables).toPromise();
    assert.deepEqual(JSON.parse(JSON.stringify(data)), await expectedData(document));
  });
}

if (components.length > 0) {
  await check("a connection of a fragment is fetched on by the object's id", async () => {
    const artifact = (name) => load(join(source, "__generated__", `${name}.graphql.js`));
    const page = await fetchQuery(environment, artifact("PersonPageQuery"), {}).toPromise();
    const { id } = page.people.edges[0].node;
    const read = () => environment.getStore().getSource().toJSON();
    const connection = () => Object.entries(read()).find(([key]) => key.startsWith(`client:${id}:__PersonQuotes_quotes_connection`))?.[1];
    const texts = (edges) => edges.map((edge) => read()[read()[edge].node.__ref].text);
    const { body } = await post("query ($id: ID!) { node(id: $id) { ... on Person { quotes(first: 4) { edges { cursor node { text } } } } } }", { id });
    const all = body.data.node.quotes.edges;
    assert.deepEqual(texts(connection().edges.__refs), all.slice(0, 2).map(({ node }) => node.text));
    await fetchQuery(environment, artifact("PersonQuotesRefetchQuery"), { id, first: 2, after: all[1].cursor }).toPromise();
    assert.deepEqual(texts(connection().edges.__refs), all.map(({ node }) => node.text));
  });
}

await check("compiled documents name every operation", async () => {
  for (const { name } of documents)
    assert.match(readFileSync(join(source, "__generated__", `${name}.graphql.js`), "utf8"), new RegExp(`"name": "${name}"`));
});

done();
