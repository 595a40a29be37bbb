"""Checks a signed result with the `jwcrypto` library, against the keys that the opening statement pinned before
the first vote; then harms it in many small ways and demands that each is noticed.

    python verify.py RESULT OPENING
"""

import json
import sys

from jwcrypto.common import base64url_decode, base64url_encode
from jwcrypto.jwk import JWK
from jwcrypto.jws import JWS


def main(result_path, opening_path):
    with open(result_path, encoding="utf-8") as file:
        result = json.load(file)
    with open(opening_path, encoding="utf-8") as file:
        opening = json.load(file)

    keys = {}
    for teller in opening["tellers"]:
        key = teller["key"]
        demand(key["kty"] == "OKP" and key["crv"] == "Ed25519" and "d" not in key, "a public Ed25519 key", teller)
        demand(teller["kid"] not in keys, "each kid stands once in the opening statement", teller)
        keys[teller["kid"]] = JWK(**key)

    payload, signatures = result["payload"], result["signatures"]
    demand(signatures, "the result is signed")
    signers = set()
    for signature in signatures:
        kid = verify(payload, signature, keys)
        demand(kid not in signers, "each teller signed once", kid)
        signers.add(kid)
    json.loads(base64url_decode(payload))

    harmed = 0
    for signature in signatures:
        copies = [(changed, signature) for changed in flipped(payload)]
        copies += [(payload, {**signature, "signature": changed}) for changed in flipped(signature["signature"])]
        header = json.loads(base64url_decode(signature["protected"]))
        strangers = [{"kid": kid} for kid in keys if kid != header["kid"]]
        for change in [{"alg": "none"}, {"alg": "HS256"}, {"typ": "other"}, *strangers]:
            changed = base64url_encode(json.dumps({**header, **change}))
            copies.append((payload, {**signature, "protected": changed}))
        for copy in copies:
            harmed += 1
            try:
                verify(*copy, keys)
            except Exception:  # whatever its class: refused is refused
                continue
            demand(False, "a harmed copy is refused", copy)
    print(f"jwcrypto: {len(signers)} of {len(keys)} tellers' signatures verify; {harmed} harmed copies all refused")


def verify(payload, signature, keys):
    """Returns the kid; raises where the signature isn't that teller's over this payload."""
    header = json.loads(base64url_decode(signature["protected"]))
    if header.get("typ") != "hom-phieu-result+json":
        raise ValueError(f"typ is {header.get('typ')}")
    # One signature at a time: asked for all, the library is content with one good one.
    jws = JWS()
    jws.deserialize(json.dumps({"payload": payload, **signature}))
    jws.allowed_algs = ["EdDSA"]
    jws.verify(keys[header["kid"]])
    return header["kid"]


def flipped(text, copies=64):
    """Copies of base64url text with one bit of one byte flipped: first and last byte, and some between."""
    data = base64url_decode(text)
    for place in sorted({*range(0, len(data), max(1, len(data) // copies)), len(data) - 1}):
        yield base64url_encode(data[:place] + bytes([data[place] ^ 1]) + data[place + 1 :])


def demand(holds, what, where=""):
    if not holds:
        sys.exit(f"{sys.argv[1]}: not so: {what} {where}")


if __name__ == "__main__":
    if len(sys.argv) != 3:
        sys.exit("usage: verify.py RESULT OPENING")
    main(sys.argv[1], sys.argv[2])
