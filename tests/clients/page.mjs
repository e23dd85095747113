// The page for people in a real browser without a network: it loads, fetches the schema, runs its example and shows the result.
// Arguments after the usual ones: a text that the result must show, and a file for a screenshot.
import assert from "node:assert/strict";
import { existsSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { chromium } from "playwright-core";
import { check, done, socketUrl, url } from "./lib/server.mjs";

const [, , , , expectedText, screenshot] = process.argv;
const executablePath = process.env.CHROMIUM ?? "/usr/bin/chromium";
if (!existsSync(executablePath)) {
  console.log(`skipped: there is no browser at ${executablePath}; install chromium or set CHROMIUM`);
  process.exit(0);
}

const profile = mkdtempSync(join(tmpdir(), "page-"));
const browser = await chromium.launchPersistentContext(profile, {
  executablePath,
  headless: true,
  viewport: { width: 1400, height: 900 },
  args: [
    "--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run",
    "--disable-background-networking", "--disable-component-update", "--disable-sync", "--disable-dev-shm-usage",
  ],
});
process.on("exit", () => rmSync(profile, { recursive: true, force: true }));

const host = new URL(url).host;
const foreign = [];
const broken = [];
await browser.route((address) => address.protocol.startsWith("http") && address.host !== host, (route) => route.abort());
browser.on("request", (request) => {
  const address = new URL(request.url());
  if (address.protocol.startsWith("http") && address.host !== host) foreign.push(request.url());
});

const page = browser.pages()[0] ?? (await browser.newPage());
page.on("pageerror", (error) => broken.push(error.message));
page.on("console", (message) => message.type() === "error" && broken.push(message.text()));

await check("the page loads at the endpoint's own address", async () => {
  await page.goto(url);
  assert.equal(page.url(), `${url}/`);
  await page.getByText("Create Document").first().waitFor({ timeout: 60_000 });
});

await check("a new document starts with the example, and the schema is there", async () => {
  await page.getByText("Create Document").first().click();
  await page.getByText("Schema available").waitFor({ timeout: 60_000 });
  await page.locator(".view-lines").first().waitFor();
});

await check("running the example shows its result", async () => {
  await page.locator("button:enabled", { hasText: /^Run$/ }).first().click();
  await page.getByText("\"data\"").first().waitFor({ timeout: 60_000 });
  if (expectedText) await page.getByText(expectedText).first().waitFor({ timeout: 30_000 });
});

await check("the page may open a socket to its server", async () => {
  const answer = await page.evaluate(
    (address) =>
      new Promise((resolve, reject) => {
        const socket = new WebSocket(address, "graphql-transport-ws");
        socket.onopen = () => socket.send('{"type":"connection_init"}');
        socket.onmessage = ({ data }) => resolve(data);
        socket.onerror = () => reject(new Error("the socket failed"));
      }),
    socketUrl,
  );
  assert.equal(JSON.parse(answer).type, "connection_ack");
});

if (screenshot) await page.screenshot({ path: screenshot });

await check("nothing was asked of any other host", async () => assert.deepEqual(foreign, []));
await check("the page reported no errors", async () => assert.deepEqual(broken, []));
await browser.close();
done();
