// Thousands of subscribers that never read: how much memory they cost the server while articles come in. By hand, not part of run.sh.
// usage: node subscribers.mjs URL COUNT PID, with a writer's key in KG_KEY; PID is the server's process on this machine.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import net from "node:net";
import { randomBytes } from "node:crypto";

const [url, countText = "10000", pid] = process.argv.slice(2);
const key = process.env.KG_KEY;
assert.ok(url && pid && key, "usage: KG_KEY=... node subscribers.mjs URL COUNT PID");
const count = Number(countText);
const { hostname, port, pathname } = new URL(url);

const resident = () => Math.round(Number(/VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, "utf8"))[1]) / 1024);
const delay = (milliseconds) => new Promise((resolve) => setTimeout(resolve, milliseconds));

/** A masked text frame, as a client sends it. */
function frame(text) {
  const payload = Buffer.from(text);
  const mask = randomBytes(4);
  const head = payload.length < 126 ? Buffer.from([0x81, 0x80 | payload.length]) : Buffer.from([0x81, 0xfe, payload.length >> 8, payload.length & 255]);
  return Buffer.concat([head, mask, payload.map((byte, i) => byte ^ mask[i % 4])]);
}

/** Subscribes, waits for the acknowledgement, and reads no more. */
function subscribe() {
  return new Promise((resolve, reject) => {
    const socket = net.connect(Number(port), hostname);
    socket.on("error", reject);
    socket.write(
      `GET ${pathname} HTTP/1.1\r\nHost: ${hostname}:${port}\r\nUpgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Version: 13\r\n` +
        `Sec-WebSocket-Key: ${randomBytes(16).toString("base64")}\r\nSec-WebSocket-Protocol: graphql-transport-ws\r\n\r\n`,
    );
    let received = "";
    socket.on("data", (data) => {
      received += data.toString("latin1");
      if (received.includes("101 ") && !socket.opened) {
        socket.opened = true;
        socket.write(frame('{"type":"connection_init"}'));
      }
      if (received.includes("connection_ack")) {
        const query = "subscription { articleIngested { cursor article { id text } } }";
        socket.write(frame(JSON.stringify({ id: "1", type: "subscribe", payload: { query } })));
        socket.pause();
        socket.removeAllListeners("data");
        resolve(socket);
      } else if (/HTTP\/1\.1 [45]/.test(received)) reject(new Error(received.split("\r\n")[0]));
    });
  });
}

async function ingest(number) {
  const text = `Mayor Ida Lund met Jon Berg in Oslo on Friday.\n\n"Bridge ${number} will open," Lund said.\n\n${"The bridge is long. ".repeat(200)}`;
  const response = await fetch(url, {
    method: "POST",
    headers: { "content-type": "application/json", authorization: `Bearer ${key}` },
    body: JSON.stringify({
      query: "mutation ($input: IngestArticleInput!) { ingestArticle(input: $input) { errors { message } } }",
      variables: { input: { title: `Bridge ${number}`, text } },
    }),
  });
  assert.equal((await response.json()).errors, undefined);
}

await ingest(-1);
console.log(`without subscribers: ${resident()} MB`);
const sockets = [];
while (sockets.length < count) sockets.push(...(await Promise.all(Array.from({ length: Math.min(100, count - sockets.length) }, subscribe))));
await delay(2000);
console.log(`${sockets.length} subscribers: ${resident()} MB`);
for (let round = 1; round <= 6; round++) {
  const started = Date.now();
  for (let i = 0; i < 5; i++) await ingest(round * 5 + i);
  console.log(`${round * 5} articles later, the last five in ${Date.now() - started} ms: ${resident()} MB, ${sockets.filter((socket) => !socket.destroyed).length} not closed here`);
}
sockets.forEach((socket) => socket.destroy());
process.exit(0);
