"""Holds this verifier and `hom-phieu verify` against each other, on honest meetings and on changed ones.

    compare.py HOM_PHIEU

Most changes are signed again with the simulated tellers' cards, since what the signatures refuse anyway tells nothing
about the other checks. Both programs must say the same; what should be accepted or refused is written down where it is
known. Every disagreement is printed and fails the run.
"""

import copy
import itertools
import json
import subprocess
import sys
import tempfile
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from meeting import Meeting, chain, remarks_of
from strict import digest, jcs, tobase64, unbase64
from survey import kind, level_ids, remark_places, rows
from verify import verify

DATA = Path(__file__).resolve().parents[2] / "data"
HOLDS, FAULTY, INCOMPLETE, PRACTICE = 0, 1, 3, 4
# Of the places with one shape (`rows/*/blank`), this many are changed.
PER_SHAPE = 1
DELETE, TWICE = object(), object()


class Case:
    def __init__(self, name, files, expected=None, practice=False):
        self.name, self.files, self.expected, self.practice = name, files, expected, practice


def main(program):
    cache, folder = {}, tempfile.TemporaryDirectory()
    root = Path(folder.name)
    meetings = {}
    for name, ballots in (("every-kind", 3), ("second", 2)):
        survey, out = DATA / f"{name}.survey.json", root / name
        arguments = ["simulate", "--survey", survey, "--ballots", str(ballots), "--seed", "4", "--out", out]
        subprocess.run([program, *arguments], check=True, stdout=subprocess.DEVNULL)
        meetings[name] = out
    several = root / "several"
    arguments = ["simulate", "--survey", DATA / "second.survey.json", "--ballots", "5", "--devices", "3", "--missing", "2"]
    arguments += ["--slips", "--seed", "4", "--out", several]
    subprocess.run([program, *arguments], check=True, stdout=subprocess.DEVNULL)
    meetings["several devices"] = several
    cases = [*as_written(meetings), *made(Meeting.simulated(meetings["every-kind"]), cache)]
    assert len({case.name for case in cases}) == len(cases), "two cases of one name"

    def theirs(case):
        with tempfile.TemporaryDirectory(dir=root) as where:
            arguments = [program, "verify", "--json", *(["--practice"] if case.practice else [])]
            for name, data in case.files.items():
                path = Path(where) / f"{name}.json"
                path.write_bytes(data)
                arguments += [path] if name == "result" else [f"--{name}", path]
            done = subprocess.run(arguments, capture_output=True, text=True)
            return done.returncode, done.stdout + done.stderr

    differ, seen = 0, []
    with ThreadPoolExecutor(2) as pool:
        for case, (their_code, said) in zip(cases, pool.map(theirs, cases)):
            report = verify(**case.files, cache=cache)
            code = report.code(case.practice)
            seen.append(code)
            agree = their_code == code
            if not agree or case.expected not in (None, code):
                differ += 1
                faults = [] if their_code not in (FAULTY, INCOMPLETE, PRACTICE) else json.loads(said)["faults"]
                print(f"{case.name}: expected {case.expected}, here {code}, hom-phieu {their_code}")
                print(f"   here: {report.faults[:3]}\n   hom-phieu: {faults[:3]}")
    counts = ", ".join(f"{seen.count(code)} {what}" for code, what in ((HOLDS, "hold"), (FAULTY, "do not")))
    print(f"independent verifier: {len(cases)} meetings, {counts}; {differ} without the agreement that is expected")
    return 1 if differ else 0


def as_written(meetings):
    """The golden meeting and the simulated ones, file by file as hom-phieu wrote them."""
    for name, folder in {"practice": DATA / "practice-meeting", **meetings}.items():
        files = {part: next(folder.glob(f"*.{part}.json")).read_bytes() for part in ("result", "record", "opening", "survey")}
        practice = name == "practice"
        yield Case(f"{name} as written", files, HOLDS, practice)
        for part in ("record", "opening", "survey"):
            yield Case(f"{name} without {part}", {k: v for k, v in files.items() if k != part}, practice=practice)
        if practice:
            yield Case("practice, taken for real", files, PRACTICE)
            yield Case("practice alone, taken for real", {"result": files["result"]}, PRACTICE)
            yield Case("practice alone", {"result": files["result"]}, INCOMPLETE, practice)
    yield Case("result alone", {"result": files["result"]}, INCOMPLETE)


def made(meeting, cache):
    empty = Meeting.empty(meeting.survey)
    yield from honest(meeting, empty, cache)
    yield from papers(meeting, empty, cache)
    yield from boxes(meeting, cache)
    yield from figures(meeting.survey, empty, cache)
    yield from logs(meeting, cache)
    yield from several(meeting, cache)
    yield from openings(meeting.survey, cache)
    yield from signatures(meeting, cache)
    yield from leaves(meeting, cache)


def honest(meeting, empty, cache):
    for presented in ((1, 2), (1, 3), (1, 2, 3)):
        yield Case(f"tellers {presented} present", meeting.count(cache, presented=presented), HOLDS)
    yield Case("one teller too few", meeting.count(cache, presented=(3,), signing=(1, 2)), FAULTY)
    yield Case("an empty box", empty.count(cache), HOLDS)
    for needed, tellers in ((1, 1), (9, 9), (3, 5)):
        one = Meeting.empty(meeting.survey, needed, tellers)
        last = range(tellers - needed + 1, tellers + 1)
        yield Case(f"{needed} of {tellers}", one.count(cache, presented=last), HOLDS)


def paper_of(survey, valid=4):
    """Paper ballots that add up: one mark or two scores in each row, one mark invalid, one ballot rejected."""
    paper = {"issued": valid + 2, "collected": valid + 1, "rejected": [{"reason": "no-stamp", "ballots": 1}], "rows": []}
    for row in rows(survey):
        one = {"counts": [1] + [0] * (len(level_ids(row.question)) - 1), "blank": valid - 2, "invalid": 1}
        if kind(row.question) == "score":
            one |= {"counts": [], "score": {"sum": 7, "given": 2}, "blank": valid - 3}
        paper["rows"].append(one)
    places = remark_places(survey)
    return paper | {"passes": {"tellers": [3, 1], "differences": 2}} | ({"remarks": places + 1} if places else {})


def papers(meeting, empty, cache):
    survey = meeting.survey
    paper, all_rows = paper_of(survey), rows(survey)
    yield Case("paper beside the box", meeting.count(cache, paper=paper), HOLDS)
    yield Case("paper alone", empty.count(cache, paper=paper), HOLDS)
    yield Case("paper in the result only", meeting.count(cache, paper=paper, record=lambda r: r.pop("paper") and r), FAULTY)
    yield Case("paper in the record only", meeting.count(cache, paper=paper, payload=lambda p: p.pop("paper") and p), FAULTY)
    choice = [place for place, row in enumerate(all_rows) if kind(row.question) == "choose"]
    score = next(place for place, row in enumerate(all_rows) if kind(row.question) == "score")

    def changed(change):
        one = copy.deepcopy(paper)
        change(one)
        return one

    def choose(*counts):
        def change(one):
            for place, count in zip(choice, counts):
                one["rows"][place] = {"counts": [count], "blank": 4 - count, "invalid": 0}

        return changed(change)

    full = changed(lambda one: one.update(remarks=5 * remark_places(survey)))
    yield Case("paper with a remark in every place", meeting.count(cache, paper=full), HOLDS)
    plain = {name: member for name, member in paper.items() if name not in ("passes", "remarks")}
    yield Case("paper of which nobody says who entered it", meeting.count(cache, paper=plain), HOLDS)
    for name, more in {"more": 1, "fewer": -1}.items():

        def typed(said, more=more):
            said["remarks"] = remarks_of(survey, paper["remarks"] + more)

        yield Case(f"{name} remarks than paper brought", empty.count(cache, paper=paper, payload=typed), FAULTY)

    def heaped(said):
        said["remarks"] = [said["remarks"][0]] * len(said["remarks"])

    heap = changed(lambda one: one.update(remarks=6))
    yield Case("six remarks in one place of five ballots", empty.count(cache, paper=heap, payload=heaped), FAULTY)
    points = changed(lambda one: one["rows"][score]["score"].update(sum=61))
    yield Case("paper with all that may be chosen", empty.count(cache, paper=choose(4, 4, 0)), HOLDS)
    yield Case("paper with more chosen than allowed", empty.count(cache, paper=choose(4, 4, 1)), FAULTY)
    yield Case("paper with more points than allowed", empty.count(cache, paper=points), FAULTY)
    yield Case("paper alone has more chosen than its ballots allow", meeting.count(cache, paper=choose(4, 4, 1)), FAULTY)
    yield Case("paper alone has more points than its scores allow", meeting.count(cache, paper=points), FAULTY)
    for name, change in {
        "collected more than issued": lambda one: one.update(issued=4),
        "a blank too many": lambda one: one["rows"][0].update(blank=3),
        "a reason twice": lambda one: one.update(rejected=[{"reason": "empty", "ballots": 1}] * 2, collected=6),
        "a reason without ballots": lambda one: one["rejected"].append({"reason": "empty", "ballots": 0}),
        "a level too many": lambda one: one["rows"][0]["counts"].append(0),
        "a level for a score": lambda one: one["rows"][score]["counts"].append(0),
        "a score for a level": lambda one: one["rows"][0].update(score={"sum": 0, "given": 0}),
        "more ballots than people": lambda one: one.update(issued=31),
        "one teller for both passes": lambda one: one["passes"].update(tellers=[2, 2]),
        "a teller who is none": lambda one: one["passes"].update(tellers=[1, 4]),
        "nobody for a pass": lambda one: one["passes"].update(tellers=[0, 1]),
        "three passes": lambda one: one["passes"].update(tellers=[1, 2, 3]),
        "more differences than places": lambda one: one["passes"].update(differences=5 * (len(all_rows) + 3) + 1),
        "no remarks, and a member that says so": lambda one: one.update(remarks=0),
        "more remarks than places": lambda one: one.update(remarks=5 * remark_places(survey) + 1),
    }.items():
        yield Case(f"paper with {name}", empty.count(cache, paper=changed(change)), FAULTY)


def boxes(meeting, cache):
    """Ballots that are set aside, by a record that says so and by one that does not."""
    ballots, named = meeting.ballots, meeting.box.ballot_id

    def count(name, change, expected=HOLDS, **more):
        some = copy.deepcopy(ballots)
        change(some)
        return Case(name, meeting.count(cache, ballots=sorted(some, key=named), **more), expected)

    def flip(contest, at):
        def change(some):
            data = bytearray(unbase64(some[0][contest]))
            data[at] ^= 1
            some[0][contest] = tobase64(bytes(data))

        return change

    for contest, at in ((0, 0), (0, -1), (1, 70), (1, 300), (1, -1), (2, 70), (2, 200), (2, -400), (2, -1), (3, 200)):
        yield count(f"a byte of contest {contest} at {at} changed", flip(contest, at))
    yield count("a contest too few", lambda some: some[0].pop())
    yield count("a contest too many", lambda some: some[0].append(""))
    yield count("a choice cut", lambda some: some[0].__setitem__(1, some[0][1][:-4]))
    yield count("a choice too long", lambda some: some[0].__setitem__(2, some[0][2] + "AAAA"))
    for contest in range(4):
        yield count(f"contest {contest} copied", lambda some, at=contest: some[0].__setitem__(at, some[1][at]))
    yield count("a ballot of parts", lambda some: some.append([some[0][0], some[1][1], *some[2][2:]]))
    first, second, third = sorted(ballots, key=named)
    # Comes after both, and repeats the second of them before it repeats the first.
    rests = itertools.product(*zip(first[2:], second[2:], third[2:]))
    late = next(one for rest in rests if named(one := [second[0], first[1], *rest]) > named(second))
    yield Case("a ballot of parts of two", meeting.count(cache, ballots=[first, second, late]), HOLDS)
    for reason in ([], [{"ballot": tobase64(bytes(32)), "reason": "bad-proof"}]):
        yield count(f"set aside: {len(reason)} others", flip(0, 0), FAULTY, record=lambda r, to=reason: r | {"set_aside": to})
    yield Case("ballots in another order", meeting.count(cache, ballots=ballots[::-1]), FAULTY)
    yield Case("a ballot twice", meeting.count(cache, ballots=sorted([*ballots, ballots[0]], key=named)), FAULTY)
    yield Case("envelopes without a ballot", meeting.count(cache, unreadable=2, copied=1), HOLDS)
    for member in ("unreadable", "copied"):
        hidden = meeting.count(cache, **{member: 1}, record=lambda r, name=member: {k: v for k, v in r.items() if k != name})
        yield Case(f"{member} envelopes kept from the record", hidden, FAULTY)
    backwards = meeting.count(cache, record=lambda r: r | {"decryption": r["decryption"][::-1]})
    yield Case("record/decryption in another order", backwards, FAULTY)
    for name, change in {
        "a contest more": lambda shares: shares.append(shares[0]),
        "a value more": lambda shares: shares[1].append(shares[0][0]),
        "a contest less": lambda shares: shares.pop(),
    }.items():

        def shared(made, change=change):
            change(made["decryption"][1]["shares"])

        yield Case(f"record/decryption with {name}", meeting.count(cache, record=shared), FAULTY)
    surplus = meeting.count(cache, payload=lambda p: p | {"remarks_surplus": 2})
    yield Case("remarks beyond the places", surplus, HOLDS)
    for member in ("paper", "devices"):
        empty = meeting.count(cache, record=lambda r, name=member: r | {name: None})
        yield Case(f"record with {member} of null", empty, FAULTY)


def figures(survey, empty, cache):
    for summoned, present in ((100, 55), (100, 54), (99, 50), (99, 49), (0, 0)):
        attendance = {"summoned": summoned, "present": present}
        yield Case(f"{present} of {summoned} came", empty.count(cache, attendance=attendance), HOLDS)
    yield Case("more came than were summoned", empty.count(cache, attendance={"summoned": 3, "present": 4}), FAULTY)
    for base in ("issued", "valid", "present", "summoned", "delegates"):
        attendance = {"summoned": 40, "present": 30} | ({"delegates": 45} if base == "delegates" else {})
        one = Meeting.empty(survey | {"rules": survey["rules"] | {"base": base}})
        yield Case(f"shares of {base}", one.count(cache, paper=paper_of(survey), attendance=attendance), HOLDS)


def logs(meeting, cache):
    good = ["paused resumed closed counted", "paused closed counted", "paused resumed paused resumed closed counted"]
    bad = ["", "counted", "closed", "paused counted", "paused paused closed counted", "resumed closed counted"]
    bad += ["closed counted counted", "closed counted exported", "opened closed counted"]
    for expected, logs in ((HOLDS, good), (FAULTY, bad)):
        for log in logs:
            yield Case(f"log: {log}", meeting.count(cache, log=["opened", *log.split()]), expected)
    yield from refusals(meeting, cache)


def refusals(meeting, cache):
    """What the log says that was refused."""
    slip, box = ({"refused": {"what": what, "why": why}} for what, why in (("slip", "used"), ("box-file", "foreign")))
    no, whose = ("refused", slip), {"refused": {"what": "slip", "why": "used", "slip": "1-7K3D"}}
    for name, log, expected in (
        ("at any stage", (no, "paused", ("refused", box), "resumed", no, "closed", no, "counted"), HOLDS),
        ("as many as may be", (*[no] * 200, "closed", "counted"), HOLDS),
        ("one too many", (*[no] * 201, "closed", "counted"), FAULTY),
        ("after the count", ("closed", "counted", no), FAULTY),
        ("of nothing", ("refused", "closed", "counted"), FAULTY),
        ("by another act", (("paused", slip), "closed", "counted"), FAULTY),
        ("with a count", (("refused", slip | {"count": 1}), "closed", "counted"), FAULTY),
        ("with a slip's code", (("refused", whose), "closed", "counted"), FAULTY),
        ("of another word", (("refused", {"refused": {"what": "vote", "why": "used"}}), "closed", "counted"), FAULTY),
    ):
        yield Case(f"refused {name}", meeting.count(cache, log=["opened", *log]), expected)


SLIPS = {"printed": 9, "voided": 1, "used": 1, "unused": 7}
JOINED, IMPORTED = [("joined", {"device": number}) for number in (2, 3)], ("imported", {"device": 2, "count": 1})
CHIEF_LOG = ("opened", *JOINED, ("slips", {"device": 2, "count": 9}), "closed", IMPORTED, "counted")
REFUSED = ("refused", {"refused": {"what": "hand-in", "why": "closed"}})
SECOND_LOG = (JOINED[0], ("voided", {"count": 1}), "backed-up", "closed", REFUSED, "handed-over", REFUSED)


def devices_of(meeting, second=SECOND_LOG):
    """The chief device, a second one with slips, and a third that is missing."""
    chief = {"device": 1, "name": "Máy 1", "instance": "A" * 22, "issued": 2, "collected": 2, "handed_over": True}
    other = chief | {"device": 2, "name": "Máy 2", "issued": 1, "collected": 1, "slips": SLIPS}
    lost = {"device": 3, "name": "Máy 3", "issued": 0, "collected": 0, "handed_over": False}
    parts = [chief, other | {"log": chain(meeting.opening, second)}, lost]
    return copy.deepcopy({"parts": parts, "duplicates": 0, "slips_twice": 0})


def several(meeting, cache):
    """Several devices, told truly and otherwise."""
    yield Case("devices", meeting.count(cache, log=CHIEF_LOG, devices=devices_of(meeting)), HOLDS)
    yield Case("devices, none named", meeting.count(cache, log=CHIEF_LOG), FAULTY)
    alone = devices_of(meeting) | {"parts": [devices_of(meeting)["parts"][0] | {"issued": 3, "collected": 3}]}
    yield Case("the chief device alone, named", meeting.count(cache, devices=alone), HOLDS)
    for name, change in {
        "one left out": lambda parts: parts.pop(),
        "the chief left out": lambda parts: parts.pop(0),
        "in another order": lambda parts: parts.reverse(),
        "one never added": lambda parts: parts[2].update(device=4),
        "one twice": lambda parts: parts.insert(2, copy.deepcopy(parts[2])),
        "a name nobody sees": lambda parts: parts[1].update(name="a\u202eb"),
        "another instance": lambda parts: parts[1].update(instance="A" * 21 + "B"),
        "a short instance": lambda parts: parts[1].update(instance="A"),
        "a missing one that collected": lambda parts: parts[2].update(collected=1, issued=1),
        "a missing one with a log": lambda parts: parts[2].update(log=parts[1]["log"]),
        "one closed that says it is not": lambda parts: parts[1].update(handed_over=False),
        "one without its log": lambda parts: parts[1].pop("log"),
        "a log cut": lambda parts: parts[1]["log"].pop(2),
        "a ballot more": lambda parts: parts[1].update(collected=2),
        "slips that do not add up": lambda parts: parts[1]["slips"].update(unused=8),
        "a chief without instance": lambda parts: parts[0].pop("instance"),
    }.items():
        devices = devices_of(meeting)
        change(devices["parts"])
        yield Case(f"devices: {name}", meeting.count(cache, log=CHIEF_LOG, devices=devices), FAULTY)
    twice = devices_of(meeting) | {"duplicates": 1}
    twice["parts"][1].update(collected=2, issued=2)
    yield Case("devices: a ballot on two of them", meeting.count(cache, log=CHIEF_LOG, devices=twice, issued=4), HOLDS)
    unlogged = tuple(entry for entry in CHIEF_LOG if entry != IMPORTED)
    yield Case("devices: never imported", meeting.count(cache, log=unlogged, devices=devices_of(meeting)), FAULTY)
    for expected, logs in {
        HOLDS: (
            (JOINED[0], "closed"),
            (JOINED[0], "paused", "restored", "resumed", "closed", "backed-up", "handed-over", "handed-over"),
            (JOINED[0], ("slips", {"device": 2, "count": 3}), "closed", "restored"),
        ),
        FAULTY: (
            ("opened", "closed"),
            (JOINED[1], "closed"),
            (("joined", {"device": 2, "count": 1}), "closed"),
            (JOINED[0], "closed", ("voided", {"count": 1})),
            (JOINED[0], JOINED[1], "closed"),
            (JOINED[0], "closed", IMPORTED),
            (JOINED[0], "closed", "counted"),
            (JOINED[0], "handed-over", "closed"),
            (JOINED[0], "voided", "closed"),
            (JOINED[0], ("slips", {"device": 31, "count": 1}), "closed"),
        ),
    }.items():
        for number, second in enumerate(logs):
            devices = devices_of(meeting, second)
            yield Case(f"a device's log {expected}/{number}", meeting.count(cache, log=CHIEF_LOG, devices=devices), expected)
    for number, log in enumerate((
        ("opened", "closed", ("imported", {"count": 1}), "counted"),
        ("opened", "closed", ("joined", {"device": 2}), "counted"),
        ("opened", "closed", "handed-over", "counted"),
        ("opened", ("paused", {"count": 1}), "closed", "counted"),
        ("opened", ("joined", {"device": 1}), "closed", "counted"),
        ("opened", ("joined", {"device": 31}), "closed", "counted"),
        ("backed-up", "opened", "closed", "counted"),
    )):  # fmt: skip
        yield Case(f"a chief's log {number}", meeting.count(cache, log=log), FAULTY)


def openings(survey, cache):
    """Openings that are wrong from the start: the box, the cards and the signatures all are theirs."""
    for name, change in {
        "title": lambda o: o.update(title="x"),
        "place": lambda o: o.update(place="x"),
        "time": lambda o: o.update(opened_at="2026-01-01T19:30:00Z"),
        "not empty": lambda o: o.update(ballots=1),
        "fewer needed": lambda o: o.update(needed=1),
        "practice": lambda o: o.update(mode="practice"),
        "a name nobody sees": lambda o: o["tellers"][0].update(name="a\u202eb"),
        "another kid": lambda o: o["tellers"][0].update(kid=o["tellers"][1]["kid"]),
        "another key": lambda o: o["tellers"][2]["key"].update(x=o["tellers"][1]["key"]["x"]),
        "tellers turned round": lambda o: o["tellers"].reverse(),
        "a teller less": lambda o: o["tellers"].pop(),
        "another box": lambda o: o.update(box_id="A" * 22),
        "commitments turned round": lambda o: o["commitments"].reverse(),
        "a commitment of nothing": lambda o: o.update(commitments=[o["commitments"][0], "A" * 43]),
        "another proof": lambda o: o.update(proof="A" * 128),
    }.items():
        one = Meeting.empty(survey)
        change(one.opening)
        yield Case(f"opening: {name}", one.count(cache), FAULTY)


    for at, coefficients in enumerate(((-5, 5), (-10, 5), (-15, 5))):
        one = Meeting.empty(survey, coefficients=coefficients)
        yield Case(f"opening: teller {at + 1} with a share of 0", one.count(cache, presented=[1, 2, 3]), FAULTY)
    yield Case("opening: such a share without a teller", Meeting.empty(survey, coefficients=(-20, 5)).count(cache), HOLDS)
    same = Meeting.empty(survey, one_key=True)
    yield Case("opening: two tellers of one key", same.count(cache), FAULTY)


def signatures(meeting, cache):
    files = meeting.count(cache)
    payload = unbase64(json.loads(files["result"])["payload"])

    def signed(name, expected, payload=payload, tellers=(1, 2), **header):
        return Case(f"signed: {name}", files | {"result": jcs(meeting.sign(payload, tellers, **header))}, expected)

    yield signed("by others than presented", HOLDS, tellers=(3, 2))
    yield signed("once", FAULTY, tellers=(1,))
    yield signed("twice by one", FAULTY, tellers=(1, 2, 2))
    yield signed("ten times", FAULTY, tellers=(1,) * 10)
    yield signed("written with spaces", HOLDS, json.dumps(json.loads(payload), indent=1).encode())
    for header in ({"alg": "none"}, {"alg": "Ed25519"}, {"typ": "JWT"}, {"crit": []}, {"kid": "x"}, {"jwk": {}}):
        yield signed(f"header {header}", FAULTY, **header)
    yield signed("practice", FAULTY, typ="hom-phieu-practice-result+json")
    yield Case("signed: with nothing behind", files | {"result": files["result"] + b"\n"}, HOLDS)
    yield Case("signed: with something behind", files | {"result": files["result"] + b"{}"}, FAULTY)


# Every kind of value of payload and record, changed and signed again.


def leaves(meeting, cache):
    paper = paper_of(meeting.survey)
    more = {"paper": paper, "log": CHIEF_LOG, "devices": devices_of(meeting)}
    files = meeting.count(cache, **more)
    payload = json.loads(unbase64(json.loads(files["result"])["payload"]))
    for name, change in changes(payload, skip={"survey", "tellers"}):
        yield Case(f"result {name}", meeting.count(cache, **more, payload=change))
    for name, change in changes(json.loads(files["record"]), skip={"survey", "opening", "ballots"}):
        record = change(json.loads(files["record"]))
        signed = meeting.count(cache, **more, payload=lambda p, r=record: p | {"record_digest": digest(r)})
        yield Case(f"record {name}", signed | {"record": jcs(record)})


def changes(value, skip):
    seen = {}
    for path, old in nodes(value):
        shape = tuple("*" if isinstance(step, int) else step for step in path)
        seen[shape] = seen.get(shape, 0) + 1
        if path and path[0] not in skip and seen[shape] <= PER_SHAPE:
            for name, new in others(path, old):

                def change(whole, path=path, new=new):
                    put(whole, path, new)
                    return whole

                yield f"{'/'.join(map(str, path))}: {name}", change


def nodes(value, path=()):
    yield path, value
    for step, inner in value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ():
        yield from nodes(inner, (*path, step))


def others(path, old):
    if isinstance(old, bool):
        yield "turned round", not old
    elif isinstance(old, int):
        yield "one more", old + 1
    elif isinstance(old, str):
        yield "another last letter", old[:-1] + ("A" if old[-1:] != "A" else "B")
    elif isinstance(old, dict):
        yield "unknown member", old | {"unknown": 1}
    if isinstance(path[-1], int) and not isinstance(old, int):
        yield "twice", TWICE
    yield "gone", DELETE


def put(whole, path, new):
    for step in path[:-1]:
        whole = whole[step]
    if new is DELETE:
        del whole[path[-1]]
    elif new is TWICE:
        whole.insert(path[-1], copy.deepcopy(whole[path[-1]]))
    else:
        whole[path[-1]] = copy.deepcopy(new)


if __name__ == "__main__":
    if len(sys.argv) != 2:
        sys.exit("usage: compare.py HOM_PHIEU")
    sys.exit(main(sys.argv[1]))
