"""Sections 5 and 8 of docs/formats.md: the keys of the contests, sealed ballots, and which of them count."""

import hashlib

import group
import proofs
from strict import Fault, demand, label, prefixed, sha256, tobase64, unbase64
from survey import contests


class Box:
    """A survey and its opening statement, as far as the proofs need them."""

    def __init__(self, survey, opening, survey_digest):
        self.survey, self.opening = survey, opening
        self.mode, self.box_id = survey["mode"], opening["box_id"].encode()
        commitments = enumerate(opening["commitments"])
        self.commitments = [
            group.element(unbase64(text, 32, f"commitment {index}"), f"commitment {index}")
            for index, text in commitments
        ]
        demand(self.commitments, "no commitments")
        demand(group.IDENTITY not in self.commitments, "a commitment is the identity")
        self.joint = self.commitments[0]
        self.contests = contests(survey)
        self.tweaks, self.keys, self.shares = [], [], {}
        for contest in self.contests:
            parts = [survey_digest, self.box_id, self.joint, contest.subject.encode(), contest.question.encode()]
            if contest.task is not None:
                parts.append(contest.task.encode())
            hashed = hashlib.sha512(prefixed(label(self.mode, "row-key"), *parts)).digest()
            self.tweaks.append(int.from_bytes(hashed, "little") % group.ORDER)
            self.keys.append(group.add(self.joint, group.base(self.tweaks[-1])))

    def public_share(self, teller):
        if teller not in self.shares:
            powers = enumerate(self.commitments)
            self.shares[teller] = group.total(group.mul(teller**power, c) for power, c in powers)
        return self.shares[teller]

    def kid(self, teller, x):
        number = teller.to_bytes(4, "little")
        parts = [self.box_id, number, self.public_share(teller), x]
        return tobase64(sha256(prefixed(label(self.mode, "card"), *parts)))

    def ballot_id(self, choices):
        parts = [choice.encode() for choice in choices]
        return sha256(prefixed(label(self.mode, "ballot-id"), self.box_id, *parts))


class Bytes:
    """Reads one choice from front to back."""

    def __init__(self, data):
        self.data, self.at = data, 0

    def take(self, length):
        piece = self.data[self.at : self.at + length]
        demand(len(piece) == length, "too short")
        self.at += length
        return piece

    def ciphertext(self):
        return group.element(self.take(32)), group.element(self.take(32))

    def end(self):
        demand(self.at == len(self.data), "too long")


def open_choice(box, number, text):
    """The ciphertexts of one contest's values; raises Fault unless every proof holds."""
    contest, key = box.contests[number], box.keys[number]
    data = Bytes(unbase64(text, what=f"contest {number}"))
    if contest.kind == "levels":
        options = [data.ciphertext() for _ in range(contest.most)]
        ring, total = data.take(32 + 64 * contest.most), data.take(64)
        data.end()
        demand(proofs.levels_hold(key, options, ring, total), f"contest {number}: a proof does not hold")
        return options
    ranges = []
    if contest.kind == "choose":
        values, count = [], len(contest.rows)
        for subject in range(count):
            values.append(data.ciphertext())
            ranges.append((values[-1], 1, data.take(proofs.range_size(1)), "chosen", subject))
        most = min(contest.most, count)
        ranges.append((proofs.sum_of(values), most, data.take(proofs.range_size(most)), "how many", 0))
    else:
        score, given = values = [data.ciphertext(), data.ciphertext()]
        left = tuple(group.sub(group.mul(contest.most, g), s) for g, s in zip(given, score))
        for ciphertext, most, part in ((score, contest.most, "score"), (given, 1, "given"), (left, contest.most, "left")):
            ranges.append((ciphertext, most, data.take(proofs.range_size(most)), part, 0))
    data.end()
    for ciphertext, most, proof, part, index in ranges:
        holds = proofs.range_holds(key, ciphertext, most, proof, part, index)
        demand(holds, f"contest {number}: the proof of `{part}` {index} does not hold")
    return values


def open_ballot(box, choices):
    """The ciphertexts of all values, per contest; None where the ballot is a bad one."""
    if len(choices) != len(box.contests):
        return None
    try:
        return [open_choice(box, number, text) for number, text in enumerate(choices)]
    except Fault:
        return None


def sort_out(box, ballots, cache=None):
    """(values of the ballots that count, set_aside as a record should have it). `ballots` ascend, each once."""
    counting, aside, seen = [], [], {}
    for choices in ballots:
        name = box.ballot_id(choices)
        key = (box.joint, tuple(box.keys), name)
        values = cache[key] if cache is not None and key in cache else open_ballot(box, choices)
        if cache is not None:
            cache[key] = values
        if values is None:
            aside.append({"ballot": tobase64(name), "reason": "bad-proof"})
            continue
        ciphertexts = [r + b for contest in values for r, b in contest]
        of = next((seen[ciphertext] for ciphertext in ciphertexts if ciphertext in seen), None)
        if of is not None:
            aside.append({"ballot": tobase64(name), "reason": {"repeated": {"of": tobase64(of)}}})
            continue
        counting.append(values)
        seen.update((ciphertext, name) for ciphertext in ciphertexts)
    return counting, aside


def add_up(box, counting):
    """Per contest and value, the sum of the ciphertexts."""
    sizes = {"levels": lambda c: c.most, "choose": lambda c: len(c.rows), "score": lambda c: 2}
    return [
        [proofs.sum_of([values[number][value] for values in counting]) for value in range(sizes[contest.kind](contest))]
        for number, contest in enumerate(box.contests)
    ]
