"""Section 9 of docs/formats.md: what a result must say, given the survey, the figures and the counts."""

from fractions import Fraction

from survey import kind, level_ids, remark_places, rows

RELATIONS = {"=": lambda left, right: left == right, "<=": lambda left, right: left <= right}


def base_of(survey, figures):
    name = survey["rules"]["base"]
    if name in ("present", "summoned", "delegates"):
        return figures["attendance"].get(name, 0)
    return figures["electronic"][name] + figures["paper"][name]


def row_counts(survey, contests, totals, electronic_valid, paper):
    """Per row (counts per level, score or None, blank, invalid): the box, and paper where there is some."""
    out = [None] * len(rows(survey))
    for contest, values in zip(contests, totals):
        for index, place in enumerate(contest.rows):
            if contest.kind == "levels":
                out[place] = [values[:-1], None, values[-1], 0]
            elif contest.kind == "choose":
                out[place] = [[values[index]], None, electronic_valid - values[index], 0]
            else:
                out[place] = [[], list(values), electronic_valid - values[1], 0]
    for place, more in enumerate(paper["rows"] if paper else []):
        counts, score, blank, invalid = out[place]
        score = score and [score[0] + more["score"]["sum"], score[1] + more["score"]["given"]]
        counts = [a + b for a, b in zip(counts, more["counts"])]
        out[place] = [counts, score, blank + more["blank"], invalid + more["invalid"]]
    return out


def row_results(survey, counts, base):
    out = []
    for row, (levels, score, blank, invalid) in zip(rows(survey), counts):
        one = {"subject": row.subject["id"]}
        if row.task is not None:
            one["task"] = row.task["id"]
        one["question"] = row.question["id"]
        one["levels"] = [
            {"level": name, "count": count, "share": [count, base]}
            for name, count in zip(level_ids(row.question), levels)
        ]
        if score is not None:
            one["score"] = {"sum": score[0], "given": score[1]}
        out.append(one | {"blank": blank, "invalid": invalid})
    return out


def counts_of(result_rows):
    """The inverse of `row_results`."""
    return [
        [
            [level["count"] for level in row["levels"]],
            [row["score"]["sum"], row["score"]["given"]] if "score" in row else None,
            row["blank"],
            row["invalid"],
        ]
        for row in result_rows
    ]


def reaches(count, base, fraction, compare):
    if base == 0:
        return False
    left, right = count * fraction["denominator"], base * fraction["numerator"]
    return left > right if compare == "more-than" else left >= right


def findings(survey, counts, base):
    out = []
    for subject in survey["subjects"]:
        for threshold in survey["rules"]["thresholds"]:
            for row, (levels, _, _, _) in zip(rows(survey), counts):
                if row.subject is not subject or row.question["id"] != threshold["question"]:
                    continue
                by_name = dict(zip(level_ids(row.question), levels))
                count = sum(by_name[name] for name in threshold["levels"])
                met = reaches(count, base, threshold["at"], threshold["compare"])
                if "below" in threshold:
                    below = threshold["below"]
                    met = met and count * below["denominator"] < base * below["numerator"]
                one = {"subject": subject["id"]}
                if row.task is not None:
                    one["task"] = row.task["id"]
                one |= {"threshold": threshold["id"], "share": [count, base], "at": threshold["at"]}
                one["compare"] = threshold["compare"]
                if "below" in threshold:
                    one["below"] = threshold["below"]
                out.append(one | {"met": met, "finding": threshold["finding"], "source": threshold["source"]})
    return out


def quorum(survey, attendance):
    """None where the survey has none."""
    rule = survey["rules"].get("quorum")
    if rule is None:
        return None
    present, summoned = attendance["present"], attendance["summoned"]
    out = {"share": [present, summoned], "at": rule["of_summoned"], "compare": rule["compare"]}
    if "large" in rule and summoned >= rule["large"]["from"]:
        needed = rule["large"]["present"]
        return out | {"needed": needed, "met": present >= needed}
    return out | {"met": reaches(present, summoned, rule["of_summoned"], rule["compare"])}


def grades(survey, counts):
    """None where the survey grades nothing."""
    rule = survey["rules"].get("grades")
    if rule is None:
        return None
    out = []
    for subject in survey["subjects"]:
        means = []
        for question in rule["questions"]:
            for row, (_, score, _, _) in zip(rows(survey), counts):
                if row.subject is subject and row.question["id"] == question:
                    means.append(score)
        one = {"subject": subject["id"], "means": means}
        if all(given for _, given in means):
            mean = sum(Fraction(total, given) for total, given in means)
            band = next(band for band in rule["bands"] if mean >= band["at_least"])
            one |= {"band": band["id"], "label": band["label"]}
        else:
            one["label"] = ""
        out.append(one | {"source": rule["source"]})
    return out


def conservation(survey, figures, counts, paper):
    out = []

    def state(rule, left, relation, right):
        out.append({"rule": rule, "left": left, "relation": relation, "right": right})

    for name in ("electronic", "paper"):
        part = figures[name]
        state(f"{name}: collected <= issued", part["collected"], "<=", part["issued"])
        state(f"{name}: valid + invalid = collected", part["valid"] + part["invalid"], "=", part["collected"])
    issued = figures["electronic"]["issued"] + figures["paper"]["issued"]
    valid = figures["electronic"]["valid"] + figures["paper"]["valid"]
    attendance = figures["attendance"]
    state("issued <= present", issued, "<=", attendance["present"])
    state("present <= summoned", attendance["present"], "<=", attendance["summoned"])
    if survey["rules"]["base"] == "delegates":
        state("summoned <= delegates", attendance["summoned"], "<=", attendance.get("delegates", 0))

    all_rows = rows(survey)
    last_of = {row.question["id"]: place for place, row in enumerate(all_rows)}
    for place, (row, (levels, score, blank, invalid)) in enumerate(zip(all_rows, counts)):
        task = [row.task["id"]] if row.task is not None else []
        name = "/".join([row.subject["id"], *task, row.question["id"]])
        given = "levels" if score is None else "given"
        marked = sum(levels) if score is None else score[1]
        state(f"{name}: {given} + blank + invalid = valid", marked + blank + invalid, "=", valid)
        if score is not None:
            most = row.question["answer"]["score"]["max"]
            state(f"{name}: sum <= {most} x given", score[0], "<=", most * score[1])
        if kind(row.question) == "choose" and last_of[row.question["id"]] == place:
            most = row.question["answer"]["choose"]["at_most"]
            chosen = sum(counts[at][0][0] for at, other in enumerate(all_rows) if other.question is row.question)
            state(f"{row.question['id']}: chosen <= {most} x valid", chosen, "<=", most * valid)
        if paper:
            more = paper["rows"][place]
            marked = more["score"]["given"] if score is not None else sum(more["counts"])
            right = figures["paper"]["valid"]
            left = marked + more["blank"] + more["invalid"]
            state(f"{name}: paper {given} + blank + invalid = paper valid", left, "=", right)
            if score is not None:
                most = row.question["answer"]["score"]["max"]
                state(f"{name}: paper sum <= {most} x given", more["score"]["sum"], "<=", most * more["score"]["given"])
            if kind(row.question) == "choose" and last_of[row.question["id"]] == place:
                most = row.question["answer"]["choose"]["at_most"]
                same = (at for at, other in enumerate(all_rows) if other.question is row.question)
                chosen = sum(paper["rows"][at]["counts"][0] for at in same)
                state(f"{row.question['id']}: paper chosen <= {most} x paper valid", chosen, "<=", most * right)
    return out


def paper_figures(paper):
    if paper is None:
        return {"issued": 0, "collected": 0, "valid": 0, "invalid": 0}
    invalid = sum(rejected["ballots"] for rejected in paper["rejected"])
    return {
        "issued": paper["issued"],
        "collected": paper["collected"],
        "valid": paper["collected"] - invalid,
        "invalid": invalid,
    }


def paper_faults(survey, paper, tellers):
    """What is wrong with the counts that were made by hand, (place, what)."""
    all_rows = rows(survey)
    if len(paper["rows"]) != len(all_rows):
        yield "paper/rows", f"{len(paper['rows'])} instead of {len(all_rows)}"
        return
    reasons = [rejected["reason"] for rejected in paper["rejected"]]
    if len(set(reasons)) != len(reasons):
        yield "paper/rejected", "a reason stands twice"
    if any(rejected["ballots"] == 0 for rejected in paper["rejected"]):
        yield "paper/rejected", "a reason with no ballots"
    if "passes" in paper:
        first, second = paper["passes"]["tellers"]
        if first == second or not (1 <= first <= tellers and 1 <= second <= tellers):
            yield "paper/passes/tellers", f"{first} and {second} of {tellers}"
        # Three things can be wrong with a ballot as a whole.
        if paper["passes"]["differences"] > paper["collected"] * (len(all_rows) + 3):
            yield "paper/passes/differences", "more than there are places"
    if "remarks" in paper and not 1 <= paper["remarks"] <= paper["collected"] * remark_places(survey):
        yield "paper/remarks", "not a number that these ballots can carry"
    figures = paper_figures(paper)
    if figures["valid"] < 0 or paper["collected"] > paper["issued"]:
        yield "paper", "more ballots than there were"
    for place, (row, more) in enumerate(zip(all_rows, paper["rows"])):
        where = f"paper/rows/{place}"
        if len(more["counts"]) != len(level_ids(row.question)):
            yield where, "another number of levels"
        if ("score" in more) != (kind(row.question) == "score"):
            yield where, "a score where there is none, or none"
            continue
        marked = sum(more["counts"]) + more.get("score", {"given": 0})["given"]
        if marked + more["blank"] + more["invalid"] != figures["valid"]:
            yield where, "the marks do not add up to the valid ballots"
        if "score" in more and more["score"]["sum"] > row.question["answer"]["score"]["max"] * more["score"]["given"]:
            yield where, "a sum of scores that nobody can give"
    for question in survey["questions"]:
        if kind(question) == "choose":
            chosen = sum(
                sum(more["counts"]) for row, more in zip(all_rows, paper["rows"]) if row.question is question
            )
            if chosen > question["answer"]["choose"]["at_most"] * figures["valid"]:
                yield "paper/rows", f"{question['id']}: more chosen than the ballots allow"
