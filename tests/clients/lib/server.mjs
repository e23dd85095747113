// What every script shares: the server's address, the documents to run, a raw request to compare with, and checks.
import assert from "node:assert/strict";
import { readFileSync, readdirSync } from "node:fs";
import { basename, join } from "node:path";
import { fileURLToPath } from "node:url";

const [urlArgument, documentsArgument = "test"] = process.argv.slice(2);
if (!urlArgument) {
  console.error("usage: node SCRIPT.mjs URL [DOCUMENTS], for example http://localhost:5080/graphql test");
  process.exit(2);
}

export const url = urlArgument.replace(/\/$/, "");
export const socketUrl = url.replace(/^http/, "ws");

export const folder = join(fileURLToPath(new URL("../documents/", import.meta.url)), documentsArgument);
const variables = JSON.parse(readFileSync(join(folder, "variables.json"), "utf8"));

/** Every document of the folder: { name, text, variables }. */
export const documents = readdirSync(folder)
  .filter((file) => file.endsWith(".graphql"))
  .sort()
  .map((file) => basename(file, ".graphql"))
  .map((name) => ({ name, text: readFileSync(join(folder, `${name}.graphql`), "utf8"), variables: variables[name] ?? {} }));

export const queries = documents.filter(({ name }) => name.endsWith("Query"));
export const subscriptions = documents.filter(({ name }) => name.endsWith("Subscription"));

/** A POST as bare as possible: { status, body }. */
export async function post(query, values) {
  const response = await fetch(url, {
    method: "POST",
    headers: { "content-type": "application/json", accept: "application/graphql-response+json" },
    body: JSON.stringify({ query, variables: values }),
  });
  return { status: response.status, body: await response.json() };
}

/** The data of each query, asked for without any client. */
export async function expectedData(document) {
  const { status, body } = await post(document.text, document.variables);
  assert.equal(status, 200, JSON.stringify(body.errors));
  assert.equal(body.errors, undefined);
  return body.data;
}

/** The value without the __typename fields that clients add to selections. */
export function withoutTypeNames(value) {
  return JSON.parse(JSON.stringify(value, (key, item) => (key === "__typename" ? undefined : item)));
}

/** The server's own process is alive and well: a small query is answered. */
export async function stillAnswers() {
  const { body } = await post("{ __typename }");
  assert.equal(typeof body.data.__typename, "string");
}

let passed = 0;

/** Runs one named check; the first that fails ends the script. */
export async function check(name, run) {
  try {
    await run();
  } catch (error) {
    console.log(`failed  ${name}\n${error.stack}`);
    process.exit(1);
  }
  passed++;
  console.log(`passed  ${name}`);
}

/** Ends the script, whatever its clients still keep open. */
export function done() {
  console.log(`${passed} passed, 0 failed`);
  process.exit(0);
}

export const delay = (milliseconds) => new Promise((resolve) => setTimeout(resolve, milliseconds));
