// TypeScript: graphql-codegen makes types and typed documents of the committed schema, an application compiles against them, a wrong one does not,
// and the typed documents run in Apollo Client.
import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { cpSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import { check, done, post, url } from "./lib/server.mjs";

if (process.argv[3] !== "knowledge-graph") {
  console.log("skipped: the typed documents are of the knowledge graph's schema");
  process.exit(0);
}

const here = fileURLToPath(new URL(".", import.meta.url));
const run = (tool, ...args) => spawnSync(process.execPath, [join(here, "node_modules", tool), ...args], { cwd: here, encoding: "utf8" });
const typescript = "typescript/bin/tsc";

await check("graphql-codegen makes types of every document", async () => {
  const made = run("@graphql-codegen/cli/cjs/bin.js", "--config", "typed/codegen.json");
  assert.equal(made.status, 0, `${made.stdout}\n${made.stderr}`);
});

await check("the application compiles", async () => {
  const compiled = run(typescript, "-p", "typed");
  assert.equal(compiled.status, 0, compiled.stdout);
});

await check("what the schema does not have does not compile", async () => {
  const project = join(here, "typed/wrong.tsconfig.json");
  writeFileSync(project, JSON.stringify({ extends: "./tsconfig.json", files: ["wrong.ts"] }));
  const compiled = run(typescript, "-p", project);
  rmSync(project);
  assert.notEqual(compiled.status, 0);
  assert.match(compiled.stdout, /wrong\.ts\(5,\d+\): error TS2339.*shoeSize/);
  assert.match(compiled.stdout, /wrong\.ts\(6,\d+\): error TS\d+/);
});

const work = mkdtempSync(join(tmpdir(), "typed-"));
process.on("exit", () => rmSync(work, { recursive: true, force: true }));

await check("typed documents run in Apollo Client", async () => {
  cpSync(join(here, "typed"), join(work, "typed"), { recursive: true });
  symlinkSync(join(here, "node_modules"), join(work, "node_modules"));
  writeFileSync(join(work, "package.json"), JSON.stringify({ type: "module" }));
  const emitted = run(typescript, "-p", join(work, "typed"), "--noEmit", "false", "--outDir", join(work, "out"));
  assert.equal(emitted.status, 0, emitted.stdout);
  const { connect, describe } = await import(pathToFileURL(join(work, "out/app.js")));
  const lines = await describe(connect(url), 3);
  const { body } = await post("{ people(first: 3) { nodes { name } } }");
  for (const { name } of body.data.people.nodes) assert.ok(lines.some((line) => line.startsWith(`${name}: `)), `${name} is not among ${lines}`);
});

done();
