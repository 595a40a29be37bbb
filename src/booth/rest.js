// Appended to the booth's script by scripts/finish-dist.mjs: fetches the rest of its wasm (scripts/split-wasm.mjs).

/** What the wasm takes from this script; the rest takes it from there as well. */
let handed;
const PATIENCE_MS = 30_000;
let isHere = false;
let coming;
let isBroken = false;
// Before the booth's own, which asks whether to leave: nothing is left then that would be lost.
addEventListener("beforeunload", (event) => isBroken && event.stopImmediatePropagation());
const restAddress = new URL("rest.wasm", import.meta.url);
// The words for a program that does not come: taken away with the page's first screen, and wanted again where the rest
// does not come.
const notOpened = document.querySelector("#boot > [hidden]");

function join(module) {
  if (!isHere) new WebAssembly.Instance(module, { a: handed, b: wasm });
  isHere = true;
}

async function fetchRest() {
  const response = await fetch(restAddress);
  join(await WebAssembly.compile(await response.arrayBuffer()));
}

/** Beforehand. Where it does not come (a line on which nothing moves counts as that), it is tried anew with the next call. */
function takeRest() {
  coming ??= Promise.race([fetchRest(), new Promise((_, fail) => setTimeout(fail, PATIENCE_MS, new Error("rest.wasm")))]);
  coming.catch(() => (coming = undefined));
  return coming;
}

/** Now: the wasm is about to call what is in it. */
function takeRestNow() {
  if (isHere) return;
  try {
    const request = new XMLHttpRequest();
    request.open("GET", restAddress, false);
    // As bytes, which a request that is waited for gives in no other way: each is the lower half of a character.
    request.overrideMimeType("text/plain; charset=x-user-defined");
    request.send();
    join(new WebAssembly.Module(Uint8Array.from(request.responseText, (character) => character.charCodeAt(0))));
  } catch (fault) {
    // What called it ends here, and no mark may stay on view.
    isBroken = true;
    notOpened.hidden = false;
    notOpened.className = "page-narrow"; // as what it stood in
    notOpened.querySelector("button").onclick = () => location.reload();
    document.body.replaceChildren(notOpened);
    throw fault;
  }
}
