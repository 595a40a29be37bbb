"""Section 10 of docs/formats.md. Every function says whether a proof holds; bytes that are none raise Fault."""

import re
from pathlib import Path

from group import IDENTITY, ORDER, add, base, element, mul, scalar, sub
from merlin import Transcript
from strict import demand

RANGES = Path(__file__).resolve().parents[2] / "data" / "ranges.txt"
CONTEST = b"hom-phieu/v1/contest"


def challenge(transcript):
    return int.from_bytes(transcript.bytes(b"c", 64), "little") % ORDER


def scalars(data, count, what):
    demand(len(data) == 32 * count, f"{what}: {len(data)} bytes instead of {32 * count}")
    return [scalar(data[at : at + 32], what) for at in range(0, len(data), 32)]


# 10.1


def dealer_holds(commitments, proof, tellers):
    """`commitments` as elements; `proof` as bytes."""
    c, *responses = scalars(proof, len(commitments) + 1, "proof")
    t = Transcript(b"elgamal_share_poly")
    t.number(b"n", tellers)
    t.number(b"t", len(commitments))
    t.start(b"multi_pop")
    for commitment in commitments:
        t.append(b"K", commitment)
    for commitment, s in zip(commitments, responses):
        t.append(b"R", sub(base(s), mul(c, commitment)))
    return challenge(t) == c


# 10.2 and the rings of 10.5: `rings` are (ciphertext, values of its members)


def rings_hold(t, key, rings, e0, responses):
    t.start(b"multi_ring_enc")
    t.append(b"K", key)
    start, responses = t.copy(), iter(responses)
    for index, ((r, b), values) in enumerate(rings):
        ring = start.copy()
        ring.start(b"ring_enc")
        ring.append(b"enc", r + b)
        ring.number(b"i", index)
        e = e0
        for j, value in enumerate(values):
            s = next(responses)
            to_g = sub(base(s), mul(e, r))
            to_k = sub(mul(s, key), mul(e, sub(b, base(value))))
            last = j == len(values) - 1
            into = t if last else ring.copy()
            if not last:
                into.number(b"j", j)
            into.append(b"R_G", to_g)
            into.append(b"R_K", to_k)
            if not last:
                e = challenge(into)
    return challenge(t) == e0


def levels_hold(key, options, ring, total_proof):
    """Options are 0 or 1 each (10.2), together 1 (10.3)."""
    e0, *responses = scalars(ring, 1 + 2 * len(options), "ring proof")
    c, s = scalars(total_proof, 2, "sum proof")
    if not rings_hold(
        Transcript(b"encrypted_choice_ranges"), key, [(option, (0, 1)) for option in options], e0, responses
    ):
        return False
    r, b = sum_of(options)
    return log_eq_holds(Transcript(b"choice_encryption_sum"), key, r, sub(b, base(1)), c, s)


def sum_of(ciphertexts):
    r = b = IDENTITY
    for one in ciphertexts:
        r, b = add(r, one[0]), add(b, one[1])
    return r, b


# 10.3 and 10.4


def log_eq_holds(t, q, p, p_q, c, s):
    t.start(b"log_eq")
    t.append(b"K", q)
    t.append(b"[r]G", p)
    t.append(b"[r]K", p_q)
    t.append(b"[x]G", sub(base(s), mul(c, p)))
    t.append(b"[x]K", sub(mul(s, q), mul(c, p_q)))
    return challenge(t) == c


def share_transcript(tellers, needed, joint, teller):
    t = Transcript(b"elgamal_decryption_share")
    t.number(b"n", tellers)
    t.number(b"t", needed)
    t.append(b"K", joint)
    t.number(b"i", teller - 1)
    return t


def lagrange(teller, others):
    top = bottom = 1
    for other in others:
        if other != teller:
            top, bottom = top * other % ORDER, bottom * (other - teller) % ORDER
    return top * pow(bottom, -1, ORDER) % ORDER


# 10.5


def read_ranges():
    """m -> (the text, [[the values of a ring's members]])."""
    ranges = {}
    for line in RANGES.read_text(encoding="ascii").splitlines():
        most, text = line.split(": ")
        rings = []
        for part in text.split(" + "):
            step, size = re.fullmatch(r"(?:(\d+) \* )?0\.\.(\d+)", part).groups()
            rings.append([int(step or 1) * index for index in range(int(size))])
        ranges[int(most)] = (text, rings)
    return ranges


ALL_RANGES = read_ranges()


def range_size(most):
    rings = ALL_RANGES[most][1]
    return 64 * (len(rings) - 1) + 32 + 32 * sum(map(len, rings))


def range_holds(key, ciphertext, most, proof, part, index):
    text, values = ALL_RANGES[most]
    demand(len(proof) == range_size(most), f"range proof: {len(proof)} bytes")
    t = Transcript(CONTEST)
    t.append(b"part", part.encode())
    t.number(b"index", index)
    t.start(b"encryption_range_proof")
    t.append(b"range", text.encode())
    parts = [
        (element(proof[at : at + 32], "range proof"), element(proof[at + 32 : at + 64], "range proof"))
        for at in range(0, 64 * (len(values) - 1), 64)
    ]
    others = sum_of(parts)
    parts.append((sub(ciphertext[0], others[0]), sub(ciphertext[1], others[1])))
    at = 64 * (len(values) - 1)
    e0, *responses = scalars(proof[at:], 1 + sum(map(len, values)), "range proof")
    return rings_hold(t, key, list(zip(parts, values)), e0, responses)
