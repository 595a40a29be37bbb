"""Section 9 of docs/formats.md: the signatures of a result."""

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey

from strict import Fault, demand, parse, unbase64

P = 2**255 - 19
D = -121665 * pow(121666, -1, P) % P


def small_order_ys():
    """y of the eight points whose order divides 8: 1, -1, 0, and the roots of d·y⁴ + 2·y² − 1 = 0."""
    root = square_root((1 + D) % P)
    ys = {0, 1, P - 1}
    for sign in (1, -1):
        y = square_root((-1 + sign * root) * pow(D, -1, P) % P)
        ys |= {y, P - y} if y is not None else set()
    return ys


def square_root(number):
    root = pow(number, (P + 3) // 8, P)
    for candidate in (root, root * pow(2, (P - 1) // 4, P) % P):
        if candidate * candidate % P == number % P:
            return candidate
    return None


SMALL_ORDER = small_order_ys()


def strict_point(data, what):
    """A canonical encoding of a point that is not of small order; the library checks that there is such a point."""
    y = int.from_bytes(data, "little") & (2**255 - 1)
    demand(y < P, f"{what}: not canonical")
    demand(y not in SMALL_ORDER, f"{what}: of small order")


def check_signature(signature, payload, keys, typ):
    """`keys`: kid to 32 bytes. Returns the kid."""
    header = parse_header(signature["protected"])
    demand(set(header) == {"alg", "kid", "typ"}, f"header has {sorted(header)}")
    demand(header["alg"] == "EdDSA", f"alg is {header['alg']!r}")
    demand(header["typ"] == typ, f"typ is {header['typ']!r}")
    demand(isinstance(header["kid"], str) and header["kid"] in keys, "kid is no teller's")
    data, key = unbase64(signature["signature"], 64, "signature"), keys[header["kid"]]
    strict_point(key, "key")
    strict_point(data[:32], "signature")
    try:
        signed = f"{signature['protected']}.{payload}".encode()
        Ed25519PublicKey.from_public_bytes(key).verify(data, signed)
    except (InvalidSignature, ValueError):
        raise Fault("the signature does not hold") from None
    return header["kid"]


def parse_header(text):
    header = parse(unbase64(text, what="protected"), 4096)
    demand(isinstance(header, dict), "the header is no object")
    return header
