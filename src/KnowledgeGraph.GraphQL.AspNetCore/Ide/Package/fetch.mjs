// Brings the static files of the Banana Cake Pop page to the folder named by the first argument, each compressed with gzip.
// Runs in the build. Safe when several builds run it at once: each works in a folder of its own and the last step is a rename.
import { spawnSync } from "node:child_process";
import { cpSync, existsSync, mkdirSync, mkdtempSync, readFileSync, readdirSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join, relative } from "node:path";
import { fileURLToPath } from "node:url";
import { gzipSync } from "node:zlib";

const packageName = "@chillicream/bananacakepop-graphql-ide";
const notServed = new Set(["package.json", "README.md", "index.cjs", "index.mjs", "index.d.cts", "index.d.mts"]);

const target = process.argv[2];
if (!target) throw new Error("usage: node fetch.mjs TARGET_FOLDER");
if (existsSync(target)) process.exit(0);

const here = dirname(fileURLToPath(import.meta.url));
mkdirSync(dirname(target), { recursive: true });
const work = mkdtempSync(`${target}-`);
try {
  for (const name of ["package.json", "package-lock.json"]) cpSync(join(here, name), join(work, name));
  const npm = spawnSync("npm", ["ci", "--ignore-scripts", "--no-audit", "--no-fund", "--loglevel=error"], {
    cwd: work,
    encoding: "utf8",
    shell: process.platform === "win32",
  });
  if (npm.status !== 0) {
    console.error(`npm ci of ${packageName} failed: ${npm.error?.message ?? npm.stderr.trim()}`);
    process.exit(1);
  }

  const source = join(work, "node_modules", packageName);
  const packed = join(work, "packed");
  for (const entry of readdirSync(source, { recursive: true, withFileTypes: true })) {
    const file = join(entry.parentPath, entry.name);
    const name = relative(source, file);
    if (!entry.isFile() || notServed.has(name)) continue;
    const output = join(packed, `${name}.gz`);
    mkdirSync(dirname(output), { recursive: true });
    writeFileSync(output, gzipSync(readFileSync(file), { level: 9 }));
  }
  cpSync(join(source, "LICENSE"), join(packed, "LICENSE"));
  rename(packed, target);
} finally {
  rmSync(work, { recursive: true, force: true });
}

function rename(from, to) {
  try {
    renameSync(from, to);
  } catch (error) {
    if (!existsSync(to)) throw error;
  }
}
