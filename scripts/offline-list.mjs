// Writes sw.js beside a finished page: the service worker (src/offline/sw.js) with the list of all files that it keeps
// on the device, each with its SHA-256, and the generation's id. The last step of a build, called by finish-dist.mjs;
// by hand, for a folder of files that was changed afterwards (an added logo, say):
//
//   node scripts/offline-list.mjs FOLDER
//
// The id is the SHA-256 of the list as `sha256sum` writes it, so that anyone can compute it from a folder, without us:
//
//   cd FOLDER && find * -type f ! -name sw.js ! -name '*.br' ! -name '*.gz' | LC_ALL=C sort | xargs sha256sum | sha256sum
import { createHash } from "node:crypto";
import { readFileSync, readdirSync, writeFileSync } from "node:fs";
import { join, relative } from "node:path";
import { argv } from "node:process";
import { fileURLToPath } from "node:url";

const source = new URL("../src/offline/sw.js", import.meta.url);

/** Writes FOLDER/sw.js; returns the generation's id. */
export function writeServiceWorker(folder) {
  const paths = filesBelow(folder).filter((path) => path !== "sw.js" && !/(^|\/)\.|\.(br|gz)$/.test(path)).sort();
  const hashes = new Map(paths.map((path) => [path, sha256(readFileSync(join(folder, path)))]));
  const id = sha256(paths.map((path) => `${hashes.get(path)}  ${path}\n`).join(""));
  const files = Object.fromEntries(soonestFirst(paths).map((path) => [path, hashes.get(path)]));
  // Comments are for the source's readers.
  let script = readFileSync(source, "utf8").replace(/^\s*(\/\/|\/\*\*).*\n/gm, "").replace(/\n\n+/g, "\n");
  script = replaceOnce(script, 'const GENERATION = "";', `const GENERATION = "${id}";`);
  script = replaceOnce(script, "const FILES = {};", `const FILES = ${JSON.stringify(files, null, 1)};`);
  writeFileSync(join(folder, "sw.js"), script);
  return id;
}

/** On a poor line the rest of the copy comes while a meeting begins: first what that needs next. */
function soonestFirst(paths) {
  const order = [/^booth/, /^(start-|main-|index\.html)/, /^worker-/, /^desk/, /^hall/];
  const rank = (path) => (order.findIndex((pattern) => pattern.test(path)) + order.length + 1) % (order.length + 1);
  return [...paths].sort((a, b) => rank(a) - rank(b));
}

function replaceOnce(text, what, by) {
  if (text.split(what).length !== 2) throw new Error(`expected once in src/offline/sw.js: ${what}`);
  return text.replace(what, () => by);
}

function sha256(bytes) {
  return createHash("sha256").update(bytes).digest("hex");
}

function filesBelow(folder) {
  const entries = readdirSync(folder, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
  return entries.map((entry) => relative(folder, join(entry.parentPath ?? entry.path, entry.name)));
}

if (argv[1] === fileURLToPath(import.meta.url)) {
  if (argv.length !== 3) throw new Error("usage: node scripts/offline-list.mjs FOLDER");
  console.log(writeServiceWorker(argv[2]));
}
