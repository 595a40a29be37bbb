"""The officers' logs and the devices of a record and a result: section 8 and 9 of docs/formats.md."""

import re
from itertools import pairwise

from strict import Fault, digest, is_moment, unbase64
from survey import text_fault

CHIEF, LAST, MOST_PARTS, MOST_REFUSALS = 1, 30, 120, 200
BEGIN, VOTING, PAUSED, CLOSED, COUNTED = "begin", "voting", "paused", "closed", "counted"
OPEN = (VOTING, PAUSED)
# Act: at which stages, whether on the chief device, on the others, and the stage after it (None: the same).
ACTS = {
    "paused": ((VOTING,), True, True, PAUSED),
    "resumed": ((PAUSED,), True, True, VOTING),
    "closed": (OPEN, True, True, CLOSED),
    "joined": (OPEN, True, False, None),
    "slips": (OPEN, True, True, None),
    "voided": (OPEN, True, True, None),
    "imported": ((*OPEN, CLOSED), True, False, None),
    "restored": ((*OPEN, CLOSED), True, True, None),
    "refused": ((*OPEN, CLOSED), True, True, None),
    "backed-up": ((*OPEN, CLOSED, COUNTED), True, True, None),
    "handed-over": ((CLOSED,), False, True, None),
    "counted": ((CLOSED,), True, False, COUNTED),
    "exported": ((COUNTED,), True, False, None),
}


def check_log(report, place, log, opening_digest, device=CHIEF):
    """Links, order and members of one device's log."""
    stage, previous = BEGIN, opening_digest
    report.hold(log, place, "no entry at all")
    for number, entry in enumerate(log):
        at, kind = f"{place}/{number}", entry["kind"]
        report.same(f"{at}/seq", entry["seq"], number)
        report.same(f"{at}/previous", entry["previous"], previous)
        report.hold(is_moment(entry["device_clock"]), f"{at}/device_clock", "not a time with its offset")
        first = "opened" if device == CHIEF else "joined"
        if stage == BEGIN:
            allowed, after = kind == first, VOTING
        else:
            stages, on_chief, on_others, after = ACTS.get(kind, ((), False, False, None))
            allowed = stage in stages and (on_chief if device == CHIEF else on_others)
        report.hold(allowed, f"{at}/kind", f"{kind} while {stage}")
        report.hold(has_members(device, number, entry), at, f"not the members of {kind}")
        stage, previous = (after or stage) if allowed else stage, digest(entry)
    refusals = sum(entry["kind"] == "refused" for entry in log)
    report.hold(refusals <= MOST_REFUSALS, place, f"{refusals} refusals")
    return stage


def has_members(device, number, entry):
    about, count = entry.get("device"), entry.get("count")
    if (entry.get("refused") is not None) != (entry["kind"] == "refused"):
        return False
    if entry["kind"] == "joined":
        return count is None and (about == device if number == 0 else is_other(about))
    if entry["kind"] == "imported":
        return count is not None and (about == CHIEF or is_other(about))
    if entry["kind"] in ("slips", "voided"):
        return count is not None and (about is None or about == CHIEF or is_other(about))
    return about is None and count is None


def is_other(device):
    return device is not None and CHIEF < device <= LAST


def check_record(report, record, opening_digest):
    devices, log = record.get("devices"), record["log"]
    place = "record/devices"
    named = {kind: {entry.get("device") for entry in log if entry["kind"] == kind} for kind in ("joined", "imported")}
    added = named["joined"] - {None}
    if devices is None:
        report.hold(not added, place, f"devices {added} are not named")
        return
    parts = devices["parts"]
    order = [(part["device"], "instance" in part, part.get("instance", "").encode()) for part in parts]
    report.hold(all(a < b for a, b in pairwise(order)), f"{place}/parts", "not ascending, or one stands twice")
    report.hold(len(parts) <= MOST_PARTS, f"{place}/parts", "too many")
    for device in {CHIEF, *added} - {part["device"] for part in parts}:
        report.fault(f"{place}/parts", f"device {device} is not named")
    for number, part in enumerate(parts):
        at, device = f"{place}/parts/{number}", part["device"]
        report.hold(device == CHIEF or device in added, at, f"device {device} was never added")
        fault = text_fault(part["name"], 300)
        report.hold(fault is None, f"{at}/name", fault)
        if "instance" not in part:
            known = part["issued"] or part["collected"] or part["handed_over"] or "slips" in part or part.get("log")
            report.hold(device != CHIEF and not known, at, "figures of a device that was never heard of")
            continue
        report.attempt(f"{at}/instance", instance, part["instance"])
        own = device == CHIEF and not part.get("log")
        its = log if own else part.get("log", [])
        if not own:
            check_log(report, f"{at}/log", its, opening_digest, device)
            report.hold(device in named["imported"], at, "the log knows nothing of its import")
        closed = any(entry["kind"] == "closed" for entry in its)
        report.hold(part["handed_over"] == closed, f"{at}/handed_over", "its log says otherwise")


def instance(text):
    if not re.fullmatch(r"[A-Za-z0-9_-]{22}", text):
        raise Fault("not 16 bytes of base64url")
    unbase64(text, 16)


def figures(devices):
    """What the result says of the devices in a record."""
    if devices is None:
        return None
    members = ("device", "name", "issued", "collected", "handed_over", "slips")
    parts = [{name: part[name] for name in members if name in part} for part in devices["parts"]]
    return devices | {"parts": parts}


def check_stated(report, devices):
    if devices is None:
        return
    numbers = [part["device"] for part in devices["parts"]]
    good = numbers == sorted(numbers) and numbers[:1] == [CHIEF] and numbers[-1] <= LAST and len(numbers) <= MOST_PARTS
    report.hold(good, "result/devices/parts", "not ascending from the chief device on")
    for number, part in enumerate(devices["parts"]):
        fault = text_fault(part["name"], 300)
        report.hold(fault is None, f"result/devices/parts/{number}/name", fault)


def sums(devices, figures):
    if devices is None:
        return []
    parts, electronic = devices["parts"], figures["electronic"]

    def state(rule, left, right):
        return {"rule": rule, "left": left, "relation": "=", "right": right}

    return [
        state("devices: issued = electronic issued", sum(part["issued"] for part in parts), electronic["issued"]),
        state(
            "devices: collected = electronic collected + duplicates",
            sum(part["collected"] for part in parts),
            electronic["collected"] + devices["duplicates"],
        ),
        *(
            state(
                f"device {part['device']}: slips used + voided + unused = printed",
                sum(part["slips"][name] for name in ("used", "voided", "unused")),
                part["slips"]["printed"],
            )
            for part in parts
            if "slips" in part
        ),
    ]
