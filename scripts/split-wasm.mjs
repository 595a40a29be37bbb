// Divides the voters' wasm in two: what a ballot needs to stand and to be marked, and what comes after it, in rest.wasm.
//
// Both files work on one memory and on one table of functions. Where the first calls a function of the rest it holds a stub,
// which has the rest fetched if it is not there yet and calls it by its place in the table; when the rest comes, it puts its
// functions into these places. (Binaryen's own wasm-split does the same; no package for Node has it.) The booth's
// script fetches the rest while the voter reads (src/booth/rest.rs), so that no stub has to.
//
// Works on the text that `wasm-opt -S` writes: one item of the module after the other, each function under its name.

/**
 * What voters need only when their ballot is marked, and what they should never see, by Rust's names of functions (v0, without
 * the crates' hashes). A function that is called by these alone goes with them. Not here, though seldom called: whatever wipes a
 * ballot, for that must work with the network gone, and while the page is being put away.
 */
const LATE = [
  // As many are chosen as may be.
  "hom_phieu::booth::marks::all_chosen",
  // From the review to the thanks.
  "hom_phieu::booth::review::",
  "hom_phieu::booth::casting::",
  "<hom_phieu::booth::house::Released as hom_phieu::booth::house::House>::in_box",
  "<hom_phieu::booth::house::Released as hom_phieu::booth::house::House>::put_away",
  "hom_phieu::booth::locked::take_back",
  "<hom_phieu::store::writer::BoxWriter>::cast",
  "<hom_phieu::store::writer::BoxWriter>::returned",
  // Nobody there.
  "hom_phieu::booth::idle::alert",
  // The worker that seals, and the copy of the app on the device.
  "hom_phieu::booth::rest::prepare",
  "hom_phieu::worker::",
  "hom_phieu::offline::",
  // The two copies of the box differ.
  "hom_phieu::store::second::level",
  "hom_phieu::store::second::carry_over",
  // Breakdowns.
  "hom_phieu::booth::page::say",
  "hom_phieu::plain::screen",
  "hom_phieu::plain::show_crashes",
  "std::panicking::panic_with_hook",
];

const NAME = String.raw`\$(?:"(?:[^"\\]|\\.)*"|[^\s()";]+)`;
/** Of the module that hands its parts to the rest, in the rest's imports. */
const FIRST = "b";

/**
 * `wat` is the module's text; `importedFrom` is the module's name in it under which the page's script hands over its functions.
 *
 * `null` where the functions have no names (a build without scripts/env): it stays whole. Otherwise `first`, the text of the
 * first file, which imports the function `take` from there and exports what the rest needs; and `rest`, which makes the
 * other's text. It is given what the names of the first have become (`imports` and `exports`, maps), and says how it calls those
 * imports that it alone has (`others`, a map).
 */
export function split(wat, importedFrom, take) {
  const module = read(wat);
  const late = lateOnes(module);
  if (late.size === 0) return null;

  const wanted = whatTheyNeed(module, late);
  const called = new Set([...module.functions].filter(([name]) => !late.has(name)).flatMap(([, { calls }]) => [...calls]));
  const places = placesInTable(module, late, called);
  const stubs = new Set(places.keys());
  const own = exportsOf(module, wanted);

  const stub = ({ name, signature }) => {
    const given = [...signature.matchAll(new RegExp(`\\(param (${NAME}) `, "g"))].map(([, local]) => `(local.get ${local})`);
    const type = signature.replace(new RegExp(`\\(param ${NAME} `, "g"), "(param ");
    const call = `(call_indirect ${module.table.name}${type} ${given.join(" ")} (i32.const ${places.get(name)[0]}))`;
    return ` (func ${name}${signature} (call $take_rest) ${call})`;
  };
  const first = [];
  for (const item of module.items) {
    const it = module.functions.get(item.name);
    if (item.kind === "func" && late.has(item.name)) {
      if (stubs.has(item.name)) first.push(stub(it));
    } else if (item === module.table) {
      first.push(` (table ${item.name} ${module.table.size} ${module.table.size} funcref)`);
    } else {
      first.push(item.text);
    }
  }
  const isType = (text) => /^ \(type /.test(text);
  const typesEnd = first.findLastIndex(isType) + 1;
  first.splice(typesEnd, 0, ` (import "${importedFrom}" "${take}" (func $take_rest))`);
  for (const [item, name] of own.added) first.push(` (export "${name}" (${item.kind} ${item.name}))`);

  const rest = ({ imports, exports }) => {
    const others = new Map();
    const nameOf = (long) => {
      if (!imports.has(long) && !others.has(long)) others.set(long, String(others.size)); // no short name is a number
      return imports.get(long) ?? others.get(long);
    };
    const known = (name) => exports.get(name) ?? fail(`the first file does not export ${name}`);
    const out = module.items.filter(({ kind }) => kind === "type").map(({ text }) => text);
    const definitions = [];
    for (const item of module.items) {
      const { kind, name } = item;
      if (kind === "func" && late.has(name)) definitions.push(item.text);
      else if (!wanted.has(item)) continue;
      else if (kind === "import") out.push(item.text.replace(/\(import "[^"]*" "([^"]*)"/, (_, long) => `(import "a" "${nameOf(long)}"`));
      else if (kind === "global" && !item.isMutable) definitions.push(item.text);
      else out.push(` (import "${FIRST}" "${known(own.names.get(item))}" (${kind} ${name}${item.importType}))`);
    }
    definitions.push(...runs(places).map(([from, names]) => ` (elem (table ${module.table.name}) (i32.const ${from}) func ${names.join(" ")})`));
    return { text: ["(module", ...out, ...definitions, ")"].join("\n"), others };
  };
  return { first: ["(module", ...first, ")"].join("\n"), rest, moved: late.size, stubs: stubs.size };
}

/** The module's items in their order, and of each what is asked of it here. */
function read(wat) {
  const lines = wat.replace(/^\(module[^\n]*\n/, "").replace(/\n\)\s*$/, "").split("\n").filter((line) => !line.startsWith(" ;;"));
  const texts = [];
  for (const line of lines) {
    if (line.startsWith(" (")) texts.push(line);
    else texts[texts.length - 1] += `\n${line}`;
  }
  const items = texts.map((text) => {
    const kind = text.match(/^ \((\w+)/)[1];
    const name = text.match(new RegExp(`^ \\((?:import "[^"]*" "[^"]*" \\()?\\w+ (${NAME})`))?.[1];
    return { kind, name, text };
  });
  const functions = new Map();
  const byName = new Map();
  for (const item of items) {
    if (item.name && item.kind !== "type") byName.set(`${kindOf(item)} ${item.name}`, item);
    if (item.kind === "func") {
      const signature = item.text.match(new RegExp(`^ \\(func ${NAME}((?: \\((?:type|param|result) [^()]*\\))*)`))[1];
      item.importType = signature;
      functions.set(item.name, { ...item, signature, calls: new Set(found(item.text, "(?:call|return_call|ref\\.func)")) });
    }
    if (item.kind === "global") {
      const type = item.text.match(new RegExp(`^ \\(global ${NAME} ((?:\\(mut \\w+\\)|\\w+))`))[1];
      item.isMutable = type.startsWith("(mut");
      item.importType = ` ${type}`;
    }
    if (item.kind === "memory") item.importType = item.text.match(new RegExp(`^ \\(memory ${NAME}( \\d+)`))[1];
    if (item.kind === "table") item.importType = item.text.match(new RegExp(`^ \\(table ${NAME}( \\d+)(?: \\d+)?( \\w+)\\)`)).slice(1).join("");
  }
  const tables = items.filter(({ kind, text }) => kind === "table" && text.endsWith("funcref)"));
  const elements = items.filter(({ kind }) => kind === "elem");
  if (tables.length !== 1 || elements.length !== 1) fail("the wasm has not exactly one table of functions, filled in one piece");
  const [table] = tables;
  const from = elements[0].text.match(/\(i32\.const (\d+)\)/);
  const size = table.text.match(/ (\d+) (\d+) funcref\)$/);
  if (!from || !size || size[1] !== size[2]) fail("the table of functions is not as it was when this was written");
  table.size = Number(size[1]);
  const placed = [...elements[0].text.split(" func ")[1].matchAll(new RegExp(NAME, "g"))].map(([name]) => name);
  const exported = new Map();
  for (const { text } of items.filter(({ kind }) => kind === "export")) {
    const [, name, kind, what] = text.match(new RegExp(`^ \\(export "([^"]*)" \\((\\w+) (${NAME})\\)\\)`));
    exported.set(byName.get(`${kind} ${what}`), name);
  }
  return { items, functions, byName, table, from: Number(from[1]), placed, exported };
}

function kindOf({ kind, text }) {
  return kind === "import" ? text.match(/^ \(import "[^"]*" "[^"]*" \((\w+)/)[1] : kind;
}

/** What follows an instruction in a function's text. */
function found(text, instruction) {
  return [...text.matchAll(new RegExp(`\\(${instruction} (${NAME})`, "g"))].map(([, name]) => name);
}

/** The functions that [`LATE`] names, and those that only these call. */
function lateOnes({ functions, byName, placed, exported }) {
  const callers = new Map();
  for (const [name, { calls }] of functions) {
    for (const called of calls) callers.set(called, [...(callers.get(called) ?? []), name]);
  }
  const inTable = new Set(placed);
  const late = new Set();
  const calledByThese = (name) => (callers.get(name) ?? []).every((caller) => late.has(caller));
  const candidates = [...functions.keys()].filter((name) => !exported.has(byName.get(`func ${name}`)));
  const plain = (name) => name.replace(/\[[0-9a-f]{16}\]/g, "");
  const isIt = (name) => LATE.some((part) => plain(name).replace(/^\$"?<*/, "").startsWith(part.replace(/^<*/, "")));
  for (const name of candidates.filter(isIt)) late.add(name);
  for (let before = -1; before !== late.size; ) {
    before = late.size;
    // Not by a name that only says for which of their types it was made: of several functions that do the same the compiler
    // keeps one, under the name of any, and whoever finds it in the table cannot be told.
    for (const name of candidates) if (callers.has(name) && !inTable.has(name) && calledByThese(name)) late.add(name);
  }
  return late;
}

/** The items, other than functions of the rest, that the rest names. */
function whatTheyNeed({ items, functions, byName, table }, late) {
  const wanted = new Set(items.filter(({ kind }) => kind === "memory"));
  wanted.add(table);
  for (const name of late) {
    const { text, calls } = functions.get(name);
    for (const called of calls) if (!late.has(called)) wanted.add(byName.get(`func ${called}`));
    for (const global of found(text, "global\\.[gs]et")) wanted.add(byName.get(`global ${global}`));
    for (const other of found(text, "table\\.\\w+")) wanted.add(byName.get(`table ${other}`));
  }
  return wanted;
}

/**
 * The places in the table of each function of the rest that the first file has a stub for: those that it has, as something may
 * have taken note of them, or a new one. The stub itself lies there until the rest comes.
 */
function placesInTable({ table, from, placed }, late, called) {
  const places = new Map();
  placed.forEach((name, at) => {
    if (late.has(name)) places.set(name, [...(places.get(name) ?? []), from + at]);
  });
  for (const name of late) {
    if (called.has(name) && !places.has(name)) places.set(name, [table.size++]);
  }
  return places;
}

/** Places that follow each other, as one piece. */
function runs(places) {
  const all = [...places].flatMap(([name, at]) => at.map((place) => [place, name])).sort(([a], [b]) => a - b);
  const runs = [];
  for (const [place, name] of all) {
    const last = runs.at(-1);
    if (last && last[0] + last[1].length === place) last[1].push(name);
    else runs.push([place, [name]]);
  }
  return runs;
}

/** By what name each wanted item is exported, and which of these exports the first file must be given. */
function exportsOf({ exported }, wanted) {
  const names = new Map();
  const added = [];
  for (const item of wanted) {
    if (item.kind === "import" || (item.kind === "global" && !item.isMutable)) continue;
    const name = exported.get(item) ?? `rest ${added.length}`;
    if (!exported.has(item)) added.push([item, name]);
    names.set(item, name);
  }
  return { names, added };
}

function fail(why) {
  throw new Error(`split-wasm: ${why}`);
}
