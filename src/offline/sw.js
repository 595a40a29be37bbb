// The service worker: keeps a whole copy of the app on the device, and answers from that copy only.
//
// A *generation* is a list of files with their SHA-256, made at build time. It is taken in file by file, each held
// against its hash, and counts as accepted only when its list is written as the last of all: a server that is half-way
// through an upload gives none. One generation at a time is *current*: pages and files come from it alone, whichever
// service worker the browser happens to run. The first one that is accepted becomes current by itself; every later one
// only when the organiser says so ("update"). The browser's own rule would not do: with all tabs closed, after a power
// cut say, it starts a new service worker unasked, in the middle of a meeting.
//
// Kept in Cache Storage, below names that begin with this folder's address, since a portal may hold two copies:
//   "… current"      one entry: the id of the current generation
//   "… <id>"         its files by address, and its list under "…?list"
//
// scripts/offline-list.mjs fills in the next two.
const GENERATION = "";
const FILES = {};

const SCOPE = registration.scope;
const PREFIX = `hom-phieu ${SCOPE} `;
const LIST = `${SCOPE}?list`;
const ours = async () => (await caches.keys()).filter((name) => name.startsWith(PREFIX) && name !== `${PREFIX}current`);

addEventListener("install", (event) => event.waitUntil(takeIn()));
// The page of the first visit too: what it still needs may come when the network has gone already.
addEventListener("activate", (event) => event.waitUntil(clients.claim()));
addEventListener("message", (event) => {
  const act = { state: tell, again: takeIn, update }[event.data];
  // What fails has been told.
  if (act) event.waitUntil(act().catch(() => {}));
});
addEventListener("fetch", (event) => {
  const { method, url, mode } = event.request;
  if (method !== "GET" || !url.startsWith(SCOPE)) return;
  const path = url.slice(SCOPE.length).replace(mode === "navigate" ? /[?#].*/ : /#.*/, "") || "index.html";
  event.respondWith(answer(event.request, path));
  if (mode === "navigate") event.waitUntil(tidy());
});

async function answer(request, path) {
  const id = await current();
  const files = id && (await listOf(id));
  if (files && Object.hasOwn(files, path)) {
    const file = (await kept(PREFIX + id, path)) ?? (await whole(path, files[path]));
    if (file) return file;
    // The copy is lost and the server has another generation: a page that comes whole from there beats none.
    return request.mode === "navigate" ? fetch(request) : Response.error();
  }
  if (request.mode !== "navigate") {
    // For a page of another generation that stands open still. All but pages and icons have their content in their
    // address, and those are in every list: nothing can mix.
    for (const name of await ours()) {
      const file = await kept(name, path);
      if (file) return file;
    }
  }
  return fetch(request);
}

/** Takes this worker's generation in; throws where it does not come whole. What came is kept for the next attempt. */
async function takeIn() {
  try {
    const cache = await caches.open(PREFIX + GENERATION);
    if (!(await listOf(GENERATION))) {
      let done = 0;
      for (const [path, hash] of Object.entries(FILES)) {
        await tell({ done: done++ });
        const file = await whole(path, hash);
        if (!file) throw new Error(path);
        await cache.put(SCOPE + path, file);
      }
      await cache.put(LIST, new Response(JSON.stringify(FILES)));
    }
    if (!(await listOf(await current()))) await makeCurrent();
    await tell();
  } catch (fault) {
    await tell({ fault: String(fault.message) });
    throw fault;
  }
}

/** A file with exactly these bytes: from a copy at hand, from the browser's own cache, or from the server. */
async function whole(path, hash) {
  const address = SCOPE + path;
  const sources = (await ours()).map((name) => () => kept(name, path));
  sources.push(() => fetch(address), () => fetch(address, { cache: "reload" }));
  for (const source of sources) {
    const found = await source().catch(() => undefined);
    if (!found?.ok) continue;
    const bytes = await found.arrayBuffer().catch(() => undefined);
    if (!bytes || hex(await crypto.subtle.digest("SHA-256", bytes)) !== hash) continue;
    // Anew, as a page may not come out of a redirection; with the server's headers, its policy among them.
    const headers = new Headers(found.headers);
    for (const name of ["content-encoding", "content-length"]) headers.delete(name);
    return new Response(bytes, { headers });
  }
}

const kept = async (name, path) => (await caches.has(name)) ? (await caches.open(name)).match(SCOPE + path) : undefined;
const hex = (bytes) => Array.from(new Uint8Array(bytes), (byte) => byte.toString(16).padStart(2, "0")).join("");

async function current() {
  const pointer = await (await caches.open(`${PREFIX}current`)).match(SCOPE);
  return pointer?.text();
}

async function makeCurrent() {
  await (await caches.open(`${PREFIX}current`)).put(SCOPE, new Response(GENERATION));
}

/** The list of an accepted generation. */
async function listOf(id) {
  if (!id || !(await caches.has(PREFIX + id))) return undefined;
  const list = await (await caches.open(PREFIX + id)).match(LIST);
  return list?.json();
}

/** The organiser's word. May it be said? The page asks that before; see `may_update` in src/offline. */
async function update() {
  if (!(await listOf(GENERATION))) return tell();
  await makeCurrent();
  await skipWaiting();
  await tell();
}

/** Forgets earlier generations, where no window is left that could be of one. */
async function tidy() {
  const windows = await clients.matchAll({ type: "window", includeUncontrolled: true });
  if (windows.some(({ url }) => url.startsWith(SCOPE)) || registration.installing || registration.waiting) return;
  const id = await current();
  if (!(await listOf(id))) return;
  for (const name of await ours()) {
    if (name !== PREFIX + id && name !== PREFIX + GENERATION) await caches.delete(name);
  }
}

/** Tells all pages how things stand; src/offline/mod.rs reads it. */
async function tell(more) {
  const [id, accepted] = [await current(), await listOf(GENERATION)];
  const of = Object.keys(FILES).length;
  const said = { generation: GENERATION, current: (await listOf(id)) ? id : null, done: accepted ? of : 0, of, ...more };
  for (const client of await clients.matchAll({ type: "window", includeUncontrolled: true })) {
    if (client.url.startsWith(SCOPE)) client.postMessage(JSON.stringify({ offline: said }));
  }
}
