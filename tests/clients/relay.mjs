// Relay: its compiler accepts the schema that the server serves as text and every document, and what it compiles runs in Relay's store.
import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import relay from "relay-runtime";
import { check, documents, done, expectedData, queries, url } from "./lib/server.mjs";

const { Environment, Network, RecordSource, Store, fetchQuery } = relay;
const compiler = fileURLToPath(new URL("node_modules/relay-compiler/cli.js", import.meta.url));
const work = mkdtempSync(join(tmpdir(), "relay-"));
const source = join(work, "src");
process.on("exit", () => rmSync(work, { recursive: true, force: true }));

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
  for (const { name, text } of documents)
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

await check("compiled documents name every operation", async () => {
  for (const { name } of documents)
    assert.match(readFileSync(join(source, "__generated__", `${name}.graphql.js`), "utf8"), new RegExp(`"name": "${name}"`));
});

done();
