"""ristretto255 (RFC 9496), by libsodium through `rbcl`. Elements are their 32 bytes, scalars whole numbers."""

import rbcl

from strict import demand

ORDER = 2**252 + 27742317777372353535851937790883648493
IDENTITY = bytes(32)


def is_element(data):
    return len(data) == 32 and rbcl.crypto_core_ristretto255_is_valid_point(data)


def element(data, what="element"):
    demand(is_element(data), f"{what}: not the canonical encoding of an element")
    return bytes(data)


def scalar(data, what="scalar"):
    number = int.from_bytes(data, "little")
    demand(len(data) == 32 and number < ORDER, f"{what}: not a reduced scalar")
    return number


def add(p, q):
    return rbcl.crypto_core_ristretto255_add(p, q)


def sub(p, q):
    return rbcl.crypto_core_ristretto255_sub(p, q)


def mul(factor, p):
    factor %= ORDER
    # libsodium calls a product that is the identity an error.
    if factor == 0 or p == IDENTITY:
        return IDENTITY
    return rbcl.crypto_scalarmult_ristretto255(factor.to_bytes(32, "little"), p)


def base(factor):
    factor %= ORDER
    return rbcl.crypto_scalarmult_ristretto255_base(factor.to_bytes(32, "little")) if factor else IDENTITY


def total(elements):
    out = IDENTITY
    for one in elements:
        out = add(out, one)
    return out
