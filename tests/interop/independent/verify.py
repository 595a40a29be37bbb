"""A second verifier of Hòm Phiếu, written from docs/formats.md alone.

    verify.py RESULT [--record RECORD] [--opening OPENING] [--survey SURVEY] [--practice]

Prints every fault with its place. Exit code 0: everything was checked and holds. 1: at least one fault. 2: wrong use,
or a file could not be read. 3: no fault, but a file is missing, so not everything was checked. 4: no fault, but a practice
meeting, and --practice was not given.
"""

import argparse
import sys
from collections import Counter
from pathlib import Path

import derive
import devices
import group
import proofs
import sealed
import survey as surveys
from jws import check_signature
from strict import MIB, Fault, check_schema, demand, digest, is_moment, jcs, parse, sha256, unbase64

FORMATS = {"survey": 256 * 1024, "opening": 64 * 1024, "record": 512 * MIB, "result": 32 * MIB}


class Report:
    def __init__(self):
        self.faults, self.unchecked = [], []
        self.practice = False

    def code(self, practice_expected=False):
        """The exit code of section 11."""
        if self.faults:
            return 1
        return 4 if self.practice and not practice_expected else 3 if self.unchecked else 0

    def fault(self, place, what):
        self.faults.append((place, str(what)))

    def hold(self, holds, place, what):
        if not holds:
            self.fault(place, what)

    def same(self, place, said, expected):
        """Names the first places where two JSON values differ."""
        if type(said) is type(expected) is dict and said.keys() == expected.keys():
            for name in said:
                self.same(f"{place}/{name}", said[name], expected[name])
        elif type(said) is type(expected) is list and len(said) == len(expected):
            for index, (a, b) in enumerate(zip(said, expected)):
                self.same(f"{place}/{index}", a, b)
        elif type(said) is not type(expected) or said != expected:
            self.fault(place, f"is {shown(said)} and should be {shown(expected)}")

    def attempt(self, place, check, *arguments):
        """What `check` returns; None where it found a fault."""
        try:
            return check(*arguments)
        except Fault as fault:
            self.fault(place, fault)
            return None


def shown(value):
    text = jcs(value).decode() if value is not None else "absent"
    return text if len(text) <= 80 else text[:80] + "…"


def read(data, kind):
    value = parse(data, FORMATS[kind])
    check_schema(value, kind)
    if kind != "result":
        check_format(value, kind)
    return value


def check_format(value, kind):
    demand(value["format"] == f"hom-phieu/{kind}", f"format is {value['format']!r}")
    demand(value["version"] == 1, f"version is {value['version']}")


def verify(result, record=None, opening=None, survey=None, cache=None):
    """Files as bytes; `cache` (a dict) keeps proofs that were checked from one call to the next. Returns a Report."""
    report = Report()
    files = {"record": record, "opening": opening, "survey": survey}
    read_files = {
        kind: report.attempt(kind, read, data, kind) for kind, data in files.items() if data is not None
    }
    jws = report.attempt("result", read, result, "result")
    payload = jws and report.attempt("result/payload", read_payload, jws["payload"])
    if payload is None or None in read_files.values():
        return report
    report.practice = payload["mode"] == "practice"
    record, opening, survey = (read_files.get(kind) for kind in files)

    where_surveys = [("result/survey", payload["survey"]), ("survey", survey)]
    where_surveys += [("record/survey", record["survey"])] if record else []
    for place, one in where_surveys:
        if one is not None:
            report.attempt(place, check_format, one, "survey")
            report.attempt(place, surveys.check_rules, one)
            report.same(f"{place} (digest)", digest(one), payload["survey_digest"])
    if report.faults:
        return report
    survey = payload["survey"]
    report.hold(survey["mode"] == payload["mode"], "result/mode", "not the survey's")
    if record:
        report.same("result/record_digest", payload["record_digest"], digest(record))
        for name in ("mode", "box_id"):
            report.same(f"record/{name}", record[name], payload[name])

    openings = [("opening", opening), ("record/opening", record and record["opening"])]
    openings = [(place, one) for place, one in openings if one]
    boxes = [report.attempt(place, check_opening, report, place, one, payload) for place, one in openings]
    check_signatures(report, jws, payload)
    check_sums(report, payload)
    if record:
        check_log(report, record, payload)
        # Where an opening does not fit, its box has no keys to check the ballots with.
        if all(boxes):
            check_record(report, boxes[0], record, payload, cache)
    else:
        report.unchecked += ["record", *(["opening"] if opening is None else [])]
    return report


def read_payload(text):
    payload = parse(unbase64(text, what="payload"), FORMATS["result"])
    check_schema(payload, "result-payload")
    check_format(payload, "result")
    return payload


# Section 3


def check_opening(report, place, opening, payload):
    check_format(opening, "opening")
    survey, before = payload["survey"], len(report.faults)
    report.same("result/opening_digest", payload["opening_digest"], digest(opening))
    for name in ("mode", "box_id", "opened_at", "needed", "tellers"):
        report.same(f"result/{name}", payload[name], opening[name])
    report.same(f"{place}/survey_digest", opening["survey_digest"], payload["survey_digest"])
    report.same(f"{place}/title", opening["title"], survey["title"])
    where = survey["place"]
    report.same(f"{place}/place", opening["place"], f"{where['hamlet']}, {where['commune']}, {where['province']}")
    unbase64(opening["box_id"], 16, f"{place}/box_id")
    report.hold(is_moment(opening["opened_at"]), f"{place}/opened_at", "not a time with its offset")
    report.hold(opening["ballots"] == 0, f"{place}/ballots", "the box was not empty")
    tellers, needed = opening["tellers"], opening["needed"]
    keys = [teller["key"]["x"] for teller in tellers]
    report.hold(len(set(keys)) == len(keys), f"{place}/tellers", "two have one signing key")
    report.hold(1 <= needed <= len(tellers) <= 9, f"{place}/needed", f"{needed} of {len(tellers)}")
    report.hold(len(opening["commitments"]) == needed, f"{place}/commitments", "not one per card that is needed")
    if len(report.faults) > before:
        return None
    box = sealed.Box(survey, opening, unbase64(payload["survey_digest"], 32))
    holds = proofs.dealer_holds(box.commitments, unbase64(opening["proof"], what="proof"), len(tellers))
    demand(holds, "the dealer's proof does not hold")
    for number, teller in enumerate(tellers, 1):
        report.hold(box.public_share(number) != group.IDENTITY, f"{place}/commitments", f"teller {number} has a share of 0")
        name = f"{place}/tellers/{number - 1}"
        report.same(f"{name}/teller", teller["teller"], number)
        for member in ("name", "role"):
            fault = surveys.text_fault(teller[member], 300)
            report.hold(not fault, f"{name}/{member}", fault)
        report.hold(teller["key"]["kty"] == "OKP" and teller["key"]["crv"] == "Ed25519", f"{name}/key", "not Ed25519")
        report.same(f"{name}/kid", teller["kid"], box.kid(number, unbase64(teller["key"]["x"], 32, f"{name}/key/x")))
    return box if len(report.faults) == before else None


# Section 9


def check_signatures(report, jws, payload):
    typ = f"hom-phieu-{'practice-' if payload['mode'] == 'practice' else ''}result+json"
    keys = {}
    for number, teller in enumerate(payload["tellers"]):
        key = report.attempt(f"result/tellers/{number}/key/x", unbase64, teller["key"]["x"], 32)
        if key:
            keys[teller["kid"]] = key
    if len(jws["signatures"]) > 9:
        return report.fault("result/signatures", "more than a box can have tellers")
    signers = []
    for number, signature in enumerate(jws["signatures"]):
        place = f"result/signatures/{number}"
        kid = report.attempt(place, check_signature, signature, jws["payload"], keys, typ)
        report.hold(kid is None or kid not in signers, place, "this teller signed before")
        signers.append(kid)
    needed = max(1, payload["needed"])
    report.hold(len(signers) >= needed, "result/signatures", f"{len(signers)} of {needed}")


def check_sums(report, payload):
    """What follows from the result alone."""
    survey, figures, paper = payload["survey"], payload["figures"], payload.get("paper")
    base, counts = derive.base_of(survey, figures), derive.counts_of(payload["rows"])
    before = len(report.faults)
    if paper is not None:
        for place, what in derive.paper_faults(survey, paper, len(payload["tellers"])):
            report.fault(f"result/{place}", what)
    report.same("result/figures/paper", figures["paper"], derive.paper_figures(paper))
    fit = [
        [name for name in ("subject", "task", "question", "score") if name in row] + [level["level"] for level in row["levels"]]
        for row in payload["rows"]
    ]
    empty = [
        ["subject", *(["task"] if row.task is not None else []), "question"]
        + (["score"] if surveys.kind(row.question) == "score" else [])
        + surveys.level_ids(row.question)
        for row in surveys.rows(survey)
    ]
    report.same("result/rows (members)", fit, empty)
    if len(report.faults) > before:
        return
    report.same("result/rows", payload["rows"], derive.row_results(survey, counts, base))
    for place, (row, more) in enumerate(zip(counts, paper["rows"] if paper else [])):
        parts = [*zip(row[0], more["counts"]), (row[2], more["blank"])]
        if row[1]:
            parts += [(row[1][0], more["score"]["sum"]), (row[1][1], more["score"]["given"])]
        report.hold(all(a >= b for a, b in parts), f"result/rows/{place}", "less than on paper alone")
    for place, row in enumerate(payload["rows"]):
        marks = paper["rows"][place]["invalid"] if paper else 0
        report.same(f"result/rows/{place}/invalid", row["invalid"], marks)
    devices.check_stated(report, payload.get("devices"))
    sums = derive.conservation(survey, figures, counts, paper) + devices.sums(payload.get("devices"), figures)
    report.same("result/conservation", payload["conservation"], sums)
    for place, one in enumerate(sums):
        holds = derive.RELATIONS[one["relation"]](one["left"], one["right"])
        report.hold(holds, f"result/conservation/{place}", f"{one['rule']}: {one['left']} and {one['right']}")
    report.same("result/findings", payload["findings"], derive.findings(survey, counts, base))
    report.same("result/quorum", payload.get("quorum"), derive.quorum(survey, figures["attendance"]))
    report.same("result/grades", payload.get("grades"), derive.grades(survey, counts))
    check_remarks(report, payload)
    report.hold(is_moment(payload["counted_at"]), "result/counted_at", "not a time with its offset")


def check_remarks(report, payload):
    survey = payload["survey"]
    known = {
        (subject["id"], question["id"]): question["answer"]["remark"]["max_chars"]
        for subject in survey["subjects"]
        for question in survey["questions"]
        if surveys.kind(question) == "remark"
    }
    given = Counter()
    for number, remark in enumerate(payload["remarks"]):
        place = f"result/remarks/{number}"
        most = known.get((remark["subject"], remark["question"]))
        report.hold(most is not None, place, "no such place for remarks")
        text = remark["text"]
        long = most is not None and len(text.encode("utf-16-le")) // 2 > most
        fault = "too long" if long else surveys.text_fault(text, len(text), line_feeds=True)
        report.hold(fault is None, f"{place}/text", fault)
        given[remark["subject"], remark["question"]] += 1
    on_paper = (payload.get("paper") or {}).get("remarks", 0)
    figures = payload["figures"]
    most = figures["electronic"]["collected"] + min(figures["paper"]["collected"], on_paper)
    for place, number in given.items():
        report.hold(number <= most, "result/remarks", f"{number} in one place: {place}")
    count = len(payload["remarks"]) + payload["remarks_empty"] + payload["remarks_unreadable"]
    places = figures["electronic"]["collected"] * surveys.remark_places(survey)
    report.same("result/remarks (number)", count, places + on_paper)


# Section 8


def check_log(report, record, payload):
    log, opening = record["log"], payload["opening_digest"]
    devices.check_log(report, "record/log", log, opening)
    last = log[-1] if log else {"kind": None}
    report.hold(last["kind"] == "counted", "record/log", "the last entry is not `counted`")
    if last["kind"] == "counted":
        report.same("record/log (time of the count)", last["device_clock"], payload["counted_at"])
    devices.check_record(report, record, opening)
    report.same("result/devices", payload.get("devices"), devices.figures(record.get("devices")))


def check_record(report, box, record, payload, cache):
    names = [box.ballot_id(choices) for choices in record["ballots"]]
    ascending = all(a < b for a, b in zip(names, names[1:]))
    report.hold(ascending, "record/ballots", "not ascending, or one stands twice")
    if not ascending:
        return
    counting, aside = sealed.sort_out(box, record["ballots"], cache)
    report.same("record/set_aside", record["set_aside"], aside)
    figures = payload["figures"]
    # Envelopes that gave no ballot of their own: collected and invalid.
    unopened = record.get("unreadable", 0) + record.get("copied", 0)
    collected = len(names) + unopened
    report.same(
        "result/figures/electronic",
        figures["electronic"],
        {"issued": record["issued"], "collected": collected, "valid": len(counting), "invalid": len(aside) + unopened},
    )
    report.same("record/attendance", record["attendance"], figures["attendance"])
    report.same("record/paper", record.get("paper"), payload.get("paper"))
    sums = sealed.add_up(box, counting)
    report.attempt("record/totals", check_totals, box, record["totals"], sums, len(counting))
    if not check_decryption(report, box, record["decryption"], sums, record["totals"], cache):
        return
    if len(report.faults) == 0:
        counts = derive.row_counts(box.survey, box.contests, record["totals"], len(counting), payload.get("paper"))
        base = derive.base_of(box.survey, figures)
        report.same("result/rows", payload["rows"], derive.row_results(box.survey, counts, base))


def check_totals(box, totals, sums, ballots):
    demand([len(one) for one in totals] == [len(one) for one in sums], "another shape than the survey's")
    for number, (contest, values) in enumerate(zip(box.contests, totals)):
        for index, value in enumerate(values):
            most = contest.most * ballots if contest.kind == "score" and index == 0 else ballots
            demand(value <= most, f"{number}/{index}: {value} is more than {most}")


def check_decryption(report, box, decryption, sums, totals, cache):
    tellers, needed = len(box.opening["tellers"]), box.opening["needed"]
    presented = [one["teller"] for one in decryption]
    good = presented == sorted(set(presented)) and all(1 <= teller <= tellers for teller in presented)
    report.hold(good, "record/decryption", f"tellers {presented}")
    report.hold(len(presented) >= needed, "record/decryption", f"{len(presented)} of {needed} tellers")
    if not good or len(presented) < needed:
        return False
    opened = {}
    for place, one in enumerate(decryption):
        where = f"record/decryption/{place}"
        shape = [len(values) for values in one["shares"]] == [len(values) for values in sums]
        report.hold(shape, where, "another shape than the survey's")
        if not shape:
            return False
        for number, values in enumerate(one["shares"]):
            for index, text in enumerate(values):
                name = f"{where}/shares/{number}/{index}"
                q = sums[number][index][0]
                opened[one["teller"], number, index] = report.attempt(
                    name, check_share, box, one["teller"], q, text, cache
                )
    if None in opened.values():
        return False
    weights = {teller: proofs.lagrange(teller, presented[:needed]) for teller in presented[:needed]}
    before = len(report.faults)
    for number, values in enumerate(sums):
        for index, (r, b) in enumerate(values):
            parts = [group.mul(weight, opened[teller, number, index]) for teller, weight in weights.items()]
            value = group.sub(group.sub(b, group.mul(box.tweaks[number], r)), group.total(parts))
            place = f"record/totals/{number}/{index}"
            shape = number < len(totals) and index < len(totals[number])
            report.hold(shape and group.base(totals[number][index]) == value, place, "not what the shares open to")
    return len(report.faults) == before


def check_share(box, teller, q, text, cache):
    data = unbase64(text, 96, "share")
    share = group.element(data[:32], "share")
    tellers, needed, x = len(box.opening["tellers"]), box.opening["needed"], box.public_share(teller)
    known = (tellers, needed, box.joint, teller, q, x, data)
    if cache is None or known not in cache:
        c, s = proofs.scalars(data[32:], 2, "share")
        t = proofs.share_transcript(tellers, needed, box.joint, teller)
        demand(proofs.log_eq_holds(t, q, x, share, c, s), "the share's proof does not hold")
        if cache is not None:
            cache[known] = True
    return share


# Command line


def words(data, count):
    lines = (Path(__file__).resolve().parents[3] / "src/record/words.txt").read_text(encoding="utf-8").splitlines()
    return " ".join(lines[byte] for byte in data[:count])


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("result", type=Path)
    for name in ("record", "opening", "survey"):
        parser.add_argument(f"--{name}", type=Path)
    parser.add_argument("--practice", action="store_true")
    arguments = vars(parser.parse_args())
    practice = arguments.pop("practice")
    try:
        files = {name: path.read_bytes() for name, path in arguments.items() if path}
    except OSError as error:
        print(error, file=sys.stderr)
        return 2
    report = verify(**files)
    for place, what in report.faults:
        print(f"FAULT {place}: {what}")
    for what in report.unchecked:
        print(f"not checked: no {what}")
    if report.faults:
        return 1
    payload = read_payload(read(files["result"], "result")["payload"])
    print("opening:", words(unbase64(payload["opening_digest"]), 10))
    print("result: ", words(sha256(unbase64(read(files["result"], "result")["payload"])), 10))
    mark = "PRACTICE, worth nothing: " if report.practice else ""
    print(mark + ("not everything was checked" if report.unchecked else "ALL HOLDS"))
    return report.code(practice)


if __name__ == "__main__":
    sys.exit(main())
