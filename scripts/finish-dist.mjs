// Trunk's post_build hook: makes the staged files fit the strict CSP and be of one generation, and writes booth.html and hall.html.
//
// 1. The inline start script moves to `start-<hash>.js`: the policy has no 'unsafe-inline', and a nonce
//    would need a server that makes one per answer.
// 2. The folders `desk`, `booth`, `hall`, `worker` and `reports` are renamed by content. (Trunk hashes the page's wasm as cargo
//    wrote it, not as wasm-opt left it, snippets not at all, and workers not at all.) Inside a worker's, the loader imports
//    `./worker.js`, which fetches `worker_bg.wasm` beside itself: one folder name pins them all. The pages, which
//    alone have fixed addresses, name their folder and the workers': an old page finds the old ones, or a 404 that it
//    can report, never a worker that speaks another protocol.
// 3. booth.html is index.html with the booth's script in place of the desk's, and without the desk's styles and reports; so
//    is hall.html, which keeps one style more.
// 4. sw.js gets the list of all these files, so that they work without a network (scripts/offline-list.mjs).
// 5. What the voters' wasm and its script call each other by is shortened, and the script is marked to be compiled at once.
// 6. The booth's wasm is divided: what a ballot needs to stand, and the rest.
// 7. Faults stop the build: a page that needs an exception from the policy must not leave the house.
import { spawnSync } from "node:child_process";
import { createHash } from "node:crypto";
import { existsSync, readFileSync, readdirSync, renameSync, rmSync, statSync, writeFileSync } from "node:fs";
import { basename, dirname, join } from "node:path";
import { writeServiceWorker } from "./offline-list.mjs";
import { split } from "./split-wasm.mjs";

const stage = process.env.TRUNK_STAGING_DIR;
if (!stage) fail("TRUNK_STAGING_DIR is not set: this is trunk's post_build hook, run `trunk build --release`");

// As it is written: the staged one has lost what was for trunk.
const source = process.env.TRUNK_HTML_FILE;
let html = readFileSync(join(stage, "index.html"), "utf8");

/** The function that has the rest fetched, as the wasm calls it until names are shortened. */
const TAKE = "take_rest";
const workers = ["worker", "reports"];
const folders = ["desk", "booth", "hall", ...workers];
for (const folder of folders) dropForeignSnippets(folder);

// Before anything is named by its content. wasm-bindgen's scripts are half comments and long names, and a voter waits for
// them on a slow line. The wasm calls what they export by members of an object, which keep their names.
for (const folder of folders) {
  const scripts = filesBelow(join(stage, folder)).filter((file) => file.endsWith(".js")).map((file) => join(stage, folder, file));
  for (const file of scripts) writeFileSync(file, withoutStreams(readFileSync(file, "utf8")));
  if (folder === "booth") divide(folder);
  if (folder === "hall") writeShortened(folder, join(stage, folder, `${folder}_bg.wasm`));
  for (const file of scripts) shorten(file);
  if (["booth", "hall"].includes(folder)) compileAtOnce(join(stage, folder, `${folder}.js`));
}

// Before the start script moves: it names the desk's folder, so its hash covers the desk.
html = html.replaceAll("./desk/", `./${pin("desk")}/`);

let start;
html = replaceOnce(html, /<script type="module">([^]*?)<\/script>/, "the start script", (_, body) => {
  start = body.trim();
  return startScript(start);
});

// No message comes before the wasm runs: the page holds them back until the worker has said so.
for (const name of workers) {
  writeFileSync(join(stage, name, "loader.js"), `import init from "./${name}.js";\nawait init();\n`);
  const loader = `./${pin(name)}/loader.js`;
  html = replaceOnce(
    html,
    new RegExp(`(<meta name="hom-phieu-${name}" content=")("\\s*\\/?>)`),
    `the empty meta "hom-phieu-${name}"`,
    (_, before, after) => before + loader + after,
  );
}

// Comments in index.html are for its readers in the repository.
html = html.replace(/<!--[^]*?-->\s*/g, "").replace(/\n\s*\n+/g, "\n");

// So are those of the styles, a fifth of what a voter's page loads of them.
for (const file of readdirSync(stage).filter((file) => file.endsWith(".css"))) {
  const style = readFileSync(join(stage, file), "utf8");
  writeFileSync(join(stage, file), style.replace(/\/\*[^]*?\*\/\n?/g, "").replace(/\n\s*\n+/g, "\n"));
}

writePage("index.html", html);
writePage("booth.html", votersPage("booth", ["desk", "hall", "print"]));
writePage("hall.html", votersPage("hall", ["desk", "print"]));

// Last of all: nothing may change after it was listed.
console.log(`generation ${writeServiceWorker(stage)}`);

/** A voter's page, of the wasm file called `name`: nothing in it names a file that begins with one of the `others`. */
function votersPage(name, others) {
  const desk = start.match(/"(\.\/[^"]+)\.js"/)[1];
  const own = `./${pin(name)}/${name}`;
  // Trunk's own start script and preloads, for the other file.
  const script = start.replaceAll(desk, own);
  let page = html.replace(startScript(start), startScript(script)).replaceAll(desk, own);
  page = page.replace(new RegExp(`^\\s*<link\\b[^>]*"\\./(?:${others.join("|")})-[^"]*\\.css"[^>]*>\\n`, "gm"), "");
  // One of SVG is drawn by the page itself, just when a weak device should draw the ballot.
  page = replaceOnce(page, /<link\b[^>]*rel="icon"[^>]*>/, "the icon", () => '<link rel="icon" type="image/png" sizes="32x32" href="./icons/icon-32.png" />');
  // What installs the app is the desk's: a voter need not wait for it.
  page = page.replace(/^\s*<link\b[^>]*rel="(?:manifest|apple-touch-icon)"[^>]*>\n/gm, "").replace(/^\s*<meta name="theme-color"[^>]*>\n/gm, "");
  page = page.replace(/^\s*<meta name="hom-phieu-reports"[^>]*>\n/m, "");
  if (new RegExp(`${others.join("|")}|manifest|reports`).test(page + script)) fail(`${name}.html names something of another page's`);
  if (page.split(own).length !== 3) fail(`${name}.html does not preload its script and wasm`);
  return page;
}

function startScript(body) {
  const name = `start-${digest([body])}.js`;
  writeFileSync(join(stage, name), body + "\n");
  return `<script type="module" src="./${name}"></script>`;
}

function writePage(name, page) {
  if (/<script(?![^>]*\ssrc=)/i.test(page)) fail(`${name} still has an inline script`);
  if (/<style[\s>]|\sstyle=/i.test(page)) fail(`${name} has an inline style`);
  if (/\son[a-z]+=/i.test(page)) fail(`${name} has an inline event handler`);
  writeFileSync(join(stage, name), page);
}

/**
 * wasm-bindgen writes the snippets of desk, booth, workers and all earlier builds into one place, and trunk copies the lot.
 * Keeps what this folder's own script names (and what a kept snippet's neighbours name).
 */
function dropForeignSnippets(name) {
  const folder = join(stage, name);
  const files = existsSync(folder) ? filesBelow(folder) : [];
  const read = (file) => readFileSync(join(folder, file), "utf8");
  const isSnippet = (file) => file.startsWith("snippets/");
  const script = files.filter((file) => file.endsWith(".js") && !isSnippet(file)).map(read).join();
  for (const file of files.filter(isSnippet)) {
    const beside = files.filter((other) => other !== file && dirname(other) === dirname(file));
    if (script.includes(file) || beside.some((other) => read(other).includes(basename(file)))) continue;
    rmSync(join(folder, file));
    html = html.replaceAll(new RegExp(`<link\\b[^>]*"\\./${name}/${file.replaceAll(".", "\\.")}"[^>]*>`, "g"), "");
  }
}

/** Without the classes whose exports scripts/link-wasm leaves out; where something else names one, as it was. */
function withoutStreams(script) {
  const others = script
    .replace(/^export class IntoUnderlying\w+ \{[^]*?\n\}\n(?:if \(Symbol\.dispose\)[^\n]*\n)?/gm, "")
    .replace(/^const IntoUnderlying\w+Finalization = [^]*?;\n/gm, "");
  return others.includes("IntoUnderlying") ? script : others;
}

function shorten(file) {
  const { error, status, stderr } = spawnSync("terser", ["--module", "--compress", "passes=2", "--mangle", "--output", file, file]);
  if (error || status !== 0) fail(`terser did not shorten ${basename(file)}: ${error ?? stderr} (scripts/setup installs it)`);
}

/**
 * Has a script compiled in one go, off the page's thread: most of its functions are called while its page comes to stand. Without
 * this Chromium compiles each when it is first called, on the page's thread, where the ballot waits for it.
 * Others take it for a comment. (Explicit compile hints, v8.dev/blog/explicit-compile-hints; counts at the very beginning only.)
 */
function compileAtOnce(file) {
  writeFileSync(file, "//# allFunctionsCalledOnLoad\n" + readFileSync(file, "utf8"));
}

/** wasm-opt with the features that index.html names for trunk's own runs: a stripped file does not name them. Returns what it says. */
function wasmOpt(what, ...options) {
  const features = new Set(readFileSync(source, "utf8").match(/--enable-[\w-]+/g));
  const run = spawnSync("wasm-opt", [...features, ...options], { encoding: "utf8", maxBuffer: 2 ** 26 });
  if (run.error || run.status !== 0) fail(`wasm-opt did not ${what}: ${run.error ?? run.stderr} (scripts/setup installs it)`);
  return run.stdout;
}

/**
 * wasm-bindgen names each function that the wasm takes from its script with 16 hexadecimal digits, which no compression
 * shortens, once in either file: 5 kB of what a voter waits for. wasm-opt gives them names of a letter or two, and says which.
 *
 * Writes the folder's wasm from `from`, and its script as that calls it. Returns both kinds of names, short by long.
 */
function writeShortened(name, from) {
  const wasm = join(stage, name, `${name}_bg.wasm`);
  // -Oz again, as reading a file alone makes it larger.
  const said = wasmOpt(`shorten the names of ${name}_bg.wasm`, from, "-Oz", "--strip-producers", "--minify-imports-and-exports-and-modules", "-o", wasm);
  const { imports, exports } = JSON.parse(said);
  const modules = new Set(imports.map(([module]) => module));
  if (modules.size !== 1) fail(`${name}_bg.wasm takes functions from ${[...modules].join(" and ") || "nowhere"}`);
  const taken = new Map(imports.map(([, long, short]) => [long, short]));
  const given = new Map(exports);
  rewrite(name, (text) => {
    text = replaceOnce(text, /"\.\/\w+_bg\.js"(?=: import0)/, `the module's name in ${name}.js`, () => '"a"');
    text = renamed(text, name, taken);
    return text.replace(/\bwasm\.(\w+)/g, (_, long) => `wasm.${given.get(long) ?? fail(`${name}.js calls ${long}, which ${name}_bg.wasm does not export`)}`);
  });
  return { imports: taken, exports: given };
}

/**
 * The folder's script with other names for what it hands to its wasm. Where wasm-bindgen writes otherwise than it did when this
 * was written, a name is not found, and nothing is built.
 */
function renamed(text, name, names) {
  for (const [long, short] of names) {
    if (long !== TAKE) text = replaceOnce(text, new RegExp(`\\b${long}(?=: )`), `${long} in ${name}.js`, () => `"${short}"`);
  }
  return text;
}

function rewrite(name, change) {
  const script = join(stage, name, `${name}.js`);
  writeFileSync(script, change(readFileSync(script, "utf8")));
}

/**
 * Divides a folder's wasm into what its page begins with and rest.wasm, and teaches its script to fetch that. Before anything
 * is optimized: wasm-opt keeps one of several functions that do the same, and the name of any of them.
 */
function divide(name) {
  const folder = join(stage, name);
  const wasm = join(folder, `${name}_bg.wasm`);
  const text = (part) => join(folder, `${part}.wat`);
  // Flattened and looped anew, its code takes 1 kB less on the line.
  const optimize = (from, to) => wasmOpt(`optimize ${basename(to)}`, from, "--converge", "--flatten", "--rereloop", "-Oz", "-Oz", "--strip-producers", "-o", to);
  wasmOpt(`read ${basename(wasm)}`, wasm, "-g", "-S", "-o", text("whole"));
  const parts = split(readFileSync(text("whole"), "utf8"), `./${name}_bg.js`, TAKE);
  if (parts === null) {
    console.log(`${basename(wasm)} stays whole: its functions have no names (scripts/env is not in use)`);
    optimize(text("whole"), wasm);
    writeShortened(name, wasm);
  } else {
    writeFileSync(text("first"), parts.first);
    optimize(text("first"), wasm);
    const names = writeShortened(name, wasm);
    const rest = parts.rest(names);
    writeFileSync(text("rest"), rest.text);
    optimize(text("rest"), join(folder, "rest.wasm"));
    rewrite(name, (script) => withRest(renamed(script, name, rest.others), names.imports.get(TAKE)));
    console.log(`${parts.moved} functions moved to rest.wasm, ${parts.stubs} of them called from ${basename(wasm)}`);
    ["first", "rest"].forEach((part) => rmSync(text(part)));
  }
  rmSync(text("whole"));
}

/** A page's script that has the rest of its wasm fetched, by `takeRest` or when the wasm calls the function that it knows as `take`. */
function withRest(script, take) {
  script = replaceOnce(script, /"a": import0/, "the functions for the wasm", () => `"a": handed = Object.assign(import0, { ${take}: takeRestNow })`);
  return script + readFileSync(new URL("../src/booth/rest.js", import.meta.url), "utf8");
}

/** Renames a staged folder by the content of all its files; returns the new name. */
function pin(name) {
  const folder = join(stage, name);
  const files = existsSync(folder) ? filesBelow(folder).sort() : [];
  if (!files.some((file) => file.endsWith("_bg.wasm"))) fail(`${name}/ holds no wasm`);
  const pinned = `${name}-${digest(files.flatMap((file) => [file, readFileSync(join(folder, file))]))}`;
  renameSync(folder, join(stage, pinned));
  return pinned;
}

function replaceOnce(text, pattern, what, by) {
  const found = text.match(new RegExp(pattern, "g"))?.length ?? 0;
  if (found !== 1) fail(`expected ${what} once in index.html, found it ${found} times`);
  return text.replace(pattern, by);
}

function digest(parts) {
  const hash = createHash("sha256");
  for (const part of parts) hash.update(String(part.length)).update("\0").update(part);
  return hash.digest("hex").slice(0, 16);
}

function filesBelow(dir, prefix = "") {
  return readdirSync(join(dir, prefix)).flatMap((name) => {
    const path = prefix ? `${prefix}/${name}` : name;
    return statSync(join(dir, path)).isDirectory() ? filesBelow(dir, path) : [path];
  });
}

function fail(why) {
  console.error(`finish-dist: ${why}`);
  process.exit(1);
}
