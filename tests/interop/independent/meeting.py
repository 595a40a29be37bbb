"""Makes meetings for the tests of the verifier: counts a box anew, signs what it is told to sign, true or not.

The ballots come from `hom-phieu simulate`, which writes the cards too; a meeting without ballots needs neither.
"""

import copy
import hashlib
import itertools
import json
from pathlib import Path

from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

import derive
import devices as of_devices
import group
import proofs
import sealed
from merlin import Transcript
from strict import digest, jcs, tobase64, unbase64
from survey import remark_places

OPENED_AT, COUNTED_AT = "2026-01-01T19:30:00+07:00", "2026-01-01T20:30:00+07:00"


class Random:
    """Repeats, so that a failing case can be looked at."""

    def __init__(self, seed):
        self.seed, self.count = seed.encode(), 0

    def bytes(self, length):
        self.count += 1
        return hashlib.sha512(self.seed + self.count.to_bytes(8, "little")).digest()[:length]

    def scalar(self):
        return int.from_bytes(self.bytes(64), "little") % group.ORDER


class Meeting:
    def __init__(self, survey, opening, secrets, ballots=(), remarks=()):
        """`secrets`: teller to (share, seed of the signing key)."""
        self.survey, self.opening, self.secrets = survey, opening, secrets
        self.ballots, self.remarks = list(ballots), list(remarks)
        self.box = sealed.Box(survey, opening, unbase64(digest(survey)))
        self.random = Random(opening["box_id"])
        self.opened = {}

    @classmethod
    def simulated(cls, folder):
        """What `hom-phieu simulate` wrote."""

        def read(pattern):
            return [json.loads(path.read_text(encoding="utf-8")) for path in sorted(Path(folder).glob(pattern))]

        (record,), cards = read("*.record.json"), read("*.card.json")
        secrets = {card["teller"]: unbase64(card["secret"], 64) for card in cards}
        secrets = {teller: (int.from_bytes(data[:32], "little"), data[32:]) for teller, data in secrets.items()}
        return cls(record["survey"], record["opening"], secrets, record["ballots"])

    @classmethod
    def empty(cls, survey, needed=2, tellers=3, seed="empty", coefficients=None, one_key=False):
        """A box without ballots, for a survey of any kind."""
        random = Random(seed + digest(survey))
        drawn = [random.scalar() for _ in range(needed)]
        coefficients = drawn if coefficients is None else [one % group.ORDER for one in coefficients]
        place = survey["place"]
        opening = {"format": "hom-phieu/opening", "version": 1, "mode": survey["mode"]}
        opening |= {"box_id": tobase64(random.bytes(16)), "survey_digest": digest(survey), "title": survey["title"]}
        opening["place"] = f"{place['hamlet']}, {place['commune']}, {place['province']}"
        opening |= {"opened_at": OPENED_AT, "attendance": {"summoned": 40, "present": 30}, "needed": needed}
        opening["commitments"] = [tobase64(group.base(one)) for one in coefficients]
        opening["proof"] = tobase64(dealer_proof(coefficients, tellers, random))
        opening["ballots"] = 0
        box = sealed.Box(survey, opening, unbase64(digest(survey)))
        secrets, opening["tellers"] = {}, []
        for teller in range(1, tellers + 1):
            share = sum(one * teller**power for power, one in enumerate(coefficients)) % group.ORDER
            secrets[teller] = (share, bytes(32) if one_key else random.bytes(32))
            x = public_key(secrets[teller][1])
            one = {"teller": teller, "name": f"Người Mẫu {teller}", "role": "Thành viên", "kid": box.kid(teller, x)}
            opening["tellers"].append(one | {"key": {"kty": "OKP", "crv": "Ed25519", "x": tobase64(x)}})
        return cls(survey, opening, secrets)

    def count(self, cache, *, presented=(1, 2), signing=None, paper=None, attendance=None, issued=None, ballots=None,
              log=("opened", "closed", "counted"), devices=None, unreadable=0, copied=0, record=None, payload=None):  # fmt: skip
        """The files of a count. `record`, `payload`: functions that change either before it is signed."""
        unopened = unreadable + copied
        survey, opening, box = self.survey, self.opening, self.box
        ballots = self.ballots if ballots is None else ballots
        counting, aside = sealed.sort_out(box, ballots, cache)
        sums = sealed.add_up(box, counting)
        attendance = attendance or {"summoned": 40, "present": 30}
        issued = len(ballots) + unopened if issued is None else issued
        made = {"format": "hom-phieu/record", "version": 1, "mode": survey["mode"], "box_id": opening["box_id"]}
        made |= {"survey": survey, "opening": opening, "ballots": ballots, "set_aside": aside}
        made |= {"unreadable": unreadable} if unreadable else {}
        made |= {"copied": copied} if copied else {}
        made["decryption"] = [
            {"teller": teller, "shares": [[tobase64(self.share(teller, r)) for r, _ in one] for one in sums]}
            for teller in presented
        ]
        made["totals"] = [[self.open(number, value) for value in values] for number, values in enumerate(sums)]
        made |= {"paper": paper} if paper is not None else {}
        made |= {"issued": issued, "attendance": attendance, "log": chain(opening, log)}
        made |= {"devices": devices} if devices is not None else {}
        made = copy.deepcopy(made)
        if record:
            made = record(made) or made

        part = {"issued": issued, "valid": len(counting)}
        part |= {"collected": len(ballots) + unopened, "invalid": len(aside) + unopened}
        figures = {"attendance": attendance, "electronic": part, "paper": derive.paper_figures(paper)}
        counts = derive.row_counts(survey, box.contests, made["totals"], len(counting), paper)
        base = derive.base_of(survey, figures)
        said = {"format": "hom-phieu/result", "version": 1, "mode": survey["mode"], "box_id": opening["box_id"]}
        said |= {"survey_digest": digest(survey), "opening_digest": digest(opening), "record_digest": digest(made)}
        said |= {"survey": survey, "opened_at": opening["opened_at"], "counted_at": COUNTED_AT}
        said |= {name: opening[name] for name in ("needed", "tellers")}
        said |= {"figures": figures, "quorum": derive.quorum(survey, attendance)}
        said |= {"rows": derive.row_results(survey, counts, base), "paper": paper}
        said |= {"findings": derive.findings(survey, counts, base), "grades": derive.grades(survey, counts)}
        said |= {"remarks": remarks_of(survey, (paper or {}).get("remarks", 0)), "remarks_empty": (len(ballots) + unopened) * remark_places(survey), "remarks_unreadable": 0}
        said["devices"] = said_devices = of_devices.figures(made.get("devices"))
        said["conservation"] = derive.conservation(survey, figures, counts, paper) + of_devices.sums(said_devices, figures)
        said = copy.deepcopy({name: member for name, member in said.items() if member is not None})
        if payload:
            said = payload(said) or said
        result = self.sign(json.dumps(said, ensure_ascii=False).encode(), signing or presented)
        return {"result": jcs(result), "record": jcs(made), "opening": jcs(opening), "survey": jcs(survey)}

    def share(self, teller, r):
        """A share of a sum with its proof; the same each time it is asked for."""
        if (teller, r) not in self.opened:
            secret, opening = self.secrets[teller][0], self.opening
            share, x = group.mul(secret, r), self.random.scalar()
            needed = opening["needed"]
            t = proofs.share_transcript(len(opening["tellers"]), needed, self.box.joint, teller)
            t.start(b"log_eq")
            for name, one in ((b"K", r), (b"[r]G", group.base(secret)), (b"[r]K", share)):
                t.append(name, one)
            t.append(b"[x]G", group.base(x))
            t.append(b"[x]K", group.mul(x, r))
            c = proofs.challenge(t)
            self.opened[teller, r] = share + scalars(c, x + c * secret)
        return self.opened[teller, r]

    def open(self, number, ciphertext):
        """The plain value of a sum, with the whole secret."""
        tellers = list(self.secrets)[: self.opening["needed"]]
        secret = sum(proofs.lagrange(teller, tellers) * self.secrets[teller][0] for teller in tellers)
        value = group.sub(ciphertext[1], group.mul(secret + self.box.tweaks[number], ciphertext[0]))
        return next(count for count in range(100_000) if group.base(count) == value)

    def sign(self, payload, tellers, **header):
        payload = tobase64(payload)
        practice = "practice-" if self.survey["mode"] == "practice" else ""
        signatures = []
        for teller in tellers:
            kid = self.opening["tellers"][teller - 1]["kid"]
            fields = {"alg": "EdDSA", "kid": kid, "typ": f"hom-phieu-{practice}result+json"} | header
            protected = tobase64(jcs(fields))
            key = Ed25519PrivateKey.from_private_bytes(self.secrets[teller][1])
            signature = tobase64(key.sign(f"{protected}.{payload}".encode()))
            signatures.append({"protected": protected, "signature": signature})
        return {"payload": payload, "signatures": signatures}


def remarks_of(survey, number):
    """So many remarks, place by place in turn."""
    about = [subject["id"] for subject in survey["subjects"]]
    asked = [question["id"] for question in survey["questions"] if "remark" in question["answer"]]
    places = itertools.cycle(itertools.product(about, asked))
    return [{"subject": place[0], "question": place[1], "text": f"Ý kiến {at}"} for at, place in zip(range(number), places)]


def scalars(*numbers):
    return b"".join((number % group.ORDER).to_bytes(32, "little") for number in numbers)


def public_key(seed):
    key = Ed25519PrivateKey.from_private_bytes(seed).public_key()
    return key.public_bytes(serialization.Encoding.Raw, serialization.PublicFormat.Raw)


def dealer_proof(coefficients, tellers, random):
    t = Transcript(b"elgamal_share_poly")
    t.number(b"n", tellers)
    t.number(b"t", len(coefficients))
    t.start(b"multi_pop")
    for one in coefficients:
        t.append(b"K", group.base(one))
    nonces = [random.scalar() for _ in coefficients]
    for nonce in nonces:
        t.append(b"R", group.base(nonce))
    c = proofs.challenge(t)
    return scalars(c, *(nonce + c * one for nonce, one in zip(nonces, coefficients)))


def chain(opening, entries):
    """Entries: an act, or an act and its other members."""
    log, previous = [], digest(opening)
    for number, entry in enumerate(entries):
        kind, more = (entry, {}) if isinstance(entry, str) else entry
        at = OPENED_AT if number == 0 else COUNTED_AT
        log.append({"seq": number, "kind": kind, **more, "device_clock": at, "previous": previous})
        previous = digest(log[-1])
    return log
