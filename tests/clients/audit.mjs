// The audits of GraphQL over HTTP by the authors of graphql-http. Warnings (what a server SHOULD do) count as failures.
import { auditServer } from "graphql-http";
import { url } from "./lib/server.mjs";

const results = await auditServer({ url });
const counts = { ok: 0, notice: 0, warn: 0, error: 0 };
for (const result of results) {
  counts[result.status]++;
  if (result.status !== "ok") console.log(`${result.status.padEnd(7)} ${result.id} ${result.name}: ${result.reason}`);
}
console.log(`${results.length} audits: ${counts.ok} ok, ${counts.notice} notices, ${counts.warn} warnings, ${counts.error} errors`);
process.exit(counts.warn + counts.error === 0 && results.length > 0 ? 0 : 1);
