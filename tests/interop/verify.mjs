// Checks a signed result with the `jose` library, against the keys that the opening statement pinned before the
// first vote; then harms it in many small ways and demands that each is noticed.
//
//   node verify.mjs RESULT OPENING
import { readFileSync } from "node:fs";
import { webcrypto } from "node:crypto";

// Node 18 (Debian 12) has it, but not as a global.
globalThis.crypto ??= webcrypto;
const { base64url, generalVerify, importJWK } = await import("jose");

const [resultPath, openingPath] = process.argv.slice(2);
if (!openingPath) {
  console.error("usage: node verify.mjs RESULT OPENING");
  process.exit(2);
}
const result = JSON.parse(readFileSync(resultPath, "utf8"));
const opening = JSON.parse(readFileSync(openingPath, "utf8"));

const keys = new Map();
for (const { kid, key } of opening.tellers) {
  demand(key.kty === "OKP" && key.crv === "Ed25519" && !("d" in key), `the key of ${kid} is a public Ed25519 key`);
  demand(!keys.has(kid), `kid ${kid} stands once in the opening statement`);
  keys.set(kid, await importJWK(key, "EdDSA"));
}

// `generalVerify` is content with one good signature among bad ones: every signature is therefore asked alone.
const alone = result.signatures.map((signature) => ({ payload: result.payload, signatures: [signature] }));
demand(alone.length > 0, "the result is signed");
const signers = new Set();
for (const jws of alone) {
  const { kid } = await verify(jws).catch((fault) => demand(false, `each signature verifies (${fault.message})`));
  demand(!signers.has(kid), `teller ${kid} signed once`);
  signers.add(kid);
}
await verify(result); // and as a whole, the way an ordinary caller would
JSON.parse(Buffer.from(result.payload, "base64url").toString("utf8"));

let harmed = 0;
for (const [index, jws] of alone.entries()) {
  const [signature] = jws.signatures;
  for (const payload of everyFewBytesFlipped(jws.payload, 64)) {
    await mustFail({ ...jws, payload }, `signature ${index} with a changed payload`);
  }
  for (const changed of everyFewBytesFlipped(signature.signature, 64)) {
    await mustFail({ ...jws, signatures: [{ ...signature, signature: changed }] }, `signature ${index}, changed`);
  }
  const header = JSON.parse(Buffer.from(signature.protected, "base64url").toString("utf8"));
  const strangers = opening.tellers.filter(({ kid }) => kid !== header.kid);
  for (const change of [{ alg: "none" }, { alg: "HS256" }, { typ: "other" }, ...strangers.map(({ kid }) => ({ kid }))]) {
    const changed = base64url.encode(JSON.stringify({ ...header, ...change }));
    await mustFail({ ...jws, signatures: [{ ...signature, protected: changed }] }, `header ${JSON.stringify(change)}`);
  }
}
console.log(`jose: ${signers.size} of ${keys.size} tellers' signatures verify; ${harmed} harmed copies all refused`);

async function verify(jws) {
  const find = ({ kid, typ }) => {
    if (typ !== "hom-phieu-result+json") throw new Error(`typ is ${typ}`);
    const key = keys.get(kid);
    if (!key) throw new Error(`no teller has kid ${kid}`);
    return key;
  };
  const { protectedHeader } = await generalVerify(jws, find, { algorithms: ["EdDSA"] });
  return protectedHeader;
}

async function mustFail(jws, what) {
  harmed += 1;
  const passed = await verify(jws).then(
    () => true,
    () => false,
  );
  demand(!passed, `refused: ${what}`);
}

/** Copies of base64url text with one bit of one byte flipped: first and last byte, and some between. */
function* everyFewBytesFlipped(text, copies) {
  const bytes = base64url.decode(text);
  const step = Math.max(1, Math.floor(bytes.length / copies));
  const places = new Set([bytes.length - 1]);
  for (let place = 0; place < bytes.length; place += step) places.add(place);
  for (const place of places) {
    const copy = Uint8Array.from(bytes);
    copy[place] ^= 1;
    yield base64url.encode(copy);
  }
}

function demand(holds, what) {
  if (holds) return;
  console.error(`${resultPath}: not so: ${what}`);
  process.exit(1);
}
