"""Section 2 of docs/formats.md: which rows and contests a survey has, and what makes it well-formed."""

import datetime
import re
import unicodedata
from collections import namedtuple

from strict import Fault

# `task` is None where the question is about the subject as a whole.
Row = namedtuple("Row", "subject task question")
# `kind` is levels, choose or score; `rows` their places among all rows; `most` options, at_most or max.
Contest = namedtuple("Contest", "kind rows subject task question most")


def kind(question):
    return next(iter(question["answer"]))


def rows(survey):
    out = []
    for subject in survey["subjects"]:
        for question in survey["questions"]:
            if kind(question) == "remark":
                continue
            tasks = subject.get("tasks", []) if question.get("per_task") else [None]
            out += [Row(subject, task, question) for task in tasks]
    return out


def contests(survey):
    out, chosen = [], {}
    for place, row in enumerate(rows(survey)):
        what, answer = kind(row.question), row.question["answer"]
        if what == "choose":
            if row.question["id"] in chosen:
                chosen[row.question["id"]].rows.append(place)
                continue
            contest = Contest(what, [place], "", None, row.question["id"], answer["choose"]["at_most"])
            chosen[row.question["id"]] = contest
        else:
            most = len(answer["levels"]) + 1 if what == "levels" else answer["score"]["max"]
            task = row.task and row.task["id"]
            contest = Contest(what, [place], row.subject["id"], task, row.question["id"], most)
        out.append(contest)
    return out


def level_ids(question):
    """What a threshold may name, and what a row of the result lists."""
    what = kind(question)
    if what == "levels":
        return [level["id"] for level in question["answer"]["levels"]]
    return ["chosen"] if what == "choose" else []


def remark_places(survey):
    asked = [question for question in survey["questions"] if kind(question) == "remark"]
    return len(survey["subjects"]) * len(asked)


# Rules

INVISIBLE = [
    *((0x00, 0x1F), (0x7F, 0x9F), (0xAD, 0xAD), (0x34F, 0x34F), (0x61C, 0x61C), (0x115F, 0x1160), (0x17B4, 0x17B5)),
    *((0x180B, 0x180F), (0x200B, 0x200F), (0x2028, 0x202E), (0x2060, 0x206F), (0x2800, 0x2800), (0x3164, 0x3164)),
    *((0xFE00, 0xFE0F), (0xFEFF, 0xFEFF), (0xFFA0, 0xFFA0), (0xFFF0, 0xFFFB), (0xE0000, 0xE0FFF)),
]


ROW = {"blank", "invalid-row", "invalid-ballot"}
BALLOT = {"counts", "invalid-ballot"}
PAPER_EFFECTS = {
    **{"blank_row": ROW, "several_marks": ROW, "struck_name": ROW | {"counts"}, "too_many": {"invalid-ballot"}},
    **{"extra_writing": BALLOT, "unofficial_form": BALLOT, "no_stamp": BALLOT},
}


def is_invisible(character):
    return any(first <= ord(character) <= last for first, last in INVISIBLE)


LETTERS = "đĐƀɃøØłŁħĦæÆœŒßªºⁿ"
# Alphabetic, though their general category is that of symbols.
ENCLOSED = [(0x24B6, 0x24E9), (0x1F130, 0x1F149), (0x1F150, 0x1F169), (0x1F170, 0x1F189)]


def is_foreign(character):
    category = unicodedata.category(character)
    enclosed = any(first <= ord(character) <= last for first, last in ENCLOSED)
    if category[0] == "M":
        return not 0x300 <= ord(character) <= 0x36F
    if category[0] == "L" or category == "Nl" or enclosed:
        base, *marks = unicodedata.normalize("NFD", character)
        latin = base.isascii() and base.isalpha() and all(0x300 <= ord(mark) <= 0x36F for mark in marks)
        return not latin and character not in LETTERS
    numbers = "0123456789²³¹¼½¾"
    return category[0] == "N" and character not in numbers and not 0x2070 <= ord(character) <= 0x209F


def text_fault(text, most, line_feeds=False):
    visible = text.replace("\n", "") if line_feeds else text
    if not text or text != text.strip():
        return "empty, or white space around it"
    if len(text) > most:
        return f"{len(text)} characters, more than {most}"
    if any(map(is_invisible, visible)):
        return "an invisible character"
    if not line_feeds and any(map(is_foreign, text)):
        return "a foreign letter"
    return None


class Rules:
    """Collects every fault of a survey that fits its schema."""

    def __init__(self, survey):
        self.faults = []
        self.survey = survey
        self.say(survey["format"] == "hom-phieu/survey" and survey["version"] == 1, "format", "not a survey, version 1")
        self.ident(survey, "")
        self.lines(survey, "", "title")
        self.instrument(survey["instrument"])
        self.lines(survey["issuer"], "issuer/", "parent", "name")
        self.lines(survey["place"], "place/", "province", "commune", "hamlet")
        self.subjects(survey["subjects"])
        self.questions(survey["questions"])
        self.rules(survey["rules"])

    def say(self, holds, place, what):
        if not holds:
            self.faults.append((place, what))

    def ident(self, owner, place):
        self.say(re.fullmatch("[a-z0-9-]{1,64}", owner["id"]), f"{place}id", "not an id")

    def text(self, owner, place, name, most, line_feeds=False):
        if name in owner:
            fault = text_fault(owner[name], most, line_feeds)
            self.say(not fault, place + name, fault)

    def lines(self, owner, place, *names):
        for name in names:
            self.text(owner, place, name, 300)

    def items(self, things, place, least, most):
        self.say(least <= len(things) <= most, place, f"{len(things)} of them, not {least} to {most}")

    def unique(self, things, place):
        ids = [thing["id"] for thing in things]
        self.say(len(set(ids)) == len(ids), place, "an id stands twice")

    def fraction(self, fraction, place):
        holds = 0 < fraction["numerator"] <= fraction["denominator"] <= 1000
        self.say(holds, place, "not a fraction")

    def instrument(self, instrument):
        self.ident(instrument, "instrument/")
        self.lines(instrument, "instrument/", "name", "source")
        self.text(instrument, "instrument/", "note", 2000, True)
        holds = "note" in instrument or not instrument["reconstruction"]
        self.say(holds, "instrument/note", "a reconstruction without a note")

    def subjects(self, subjects):
        self.items(subjects, "subjects", 1, 100)
        self.unique(subjects, "subjects")
        for index, subject in enumerate(subjects):
            place = f"subjects/{index}/"
            self.ident(subject, place)
            self.lines(subject, place, "salutation", "name", "post", "unit")
            for name in ("salutation", "birth_date"):
                self.say(name not in subject or subject["kind"] == "person", place + name, "of a person only")
            if "birth_date" in subject:
                self.say(is_day(subject["birth_date"]), place + "birth_date", "not a day")
            if "tasks" in subject:
                self.items(subject["tasks"], place + "tasks", 1, 30)
                self.unique(subject["tasks"], place + "tasks")
                for number, task in enumerate(subject["tasks"]):
                    self.ident(task, f"{place}tasks/{number}/")
                    self.lines(task, f"{place}tasks/{number}/", "text")
                looks = [looks_of(task["text"]) for task in subject["tasks"]]
                self.say(len(set(looks)) == len(looks), place + "tasks", "two look the same")
        seen = ("salutation", "name", "birth_date", "post", "unit")
        looks = [tuple(looks_of(subject.get(name, "")) for name in seen) for subject in subjects]
        self.say(len(set(looks)) == len(looks), "subjects", "two look the same")

    def questions(self, questions):
        self.items(questions, "questions", 1, 20)
        self.unique(questions, "questions")
        for index, question in enumerate(questions):
            place = f"questions/{index}/"
            self.ident(question, place)
            self.lines(question, place, "text")
            self.text(question, place, "short", 40)
            self.text(question, place, "help", 2000, True)
            what, answer = kind(question), question["answer"][kind(question)]
            if what == "levels":
                self.items(answer, place + "answer", 2, 5)
                self.unique(answer, place + "answer")
                for number, level in enumerate(answer):
                    self.ident(level, f"{place}answer/{number}/")
                    self.lines(level, f"{place}answer/{number}/", "label")
                labels = [looks_of(level["label"]) for level in answer]
                self.say(len(set(labels)) == len(labels), place + "answer", "two look the same")
                plain = [looks_of(level["label"].lower().rstrip(".")) for level in answer]
                self.say(looks_of("không có ý kiến") not in plain, place + "answer", "a level is called like the blank")
            elif what == "choose":
                most = len(self.survey["subjects"])
                self.say(1 <= answer["at_most"] <= most, place + "answer", f"at_most is not 1 to {most}")
            elif what == "score":
                self.say(1 <= answer["max"] <= 100, place + "answer", "max is not 1 to 100")
            else:
                self.say(1 <= answer["max_chars"] <= 1000, place + "answer", "max_chars is not 1 to 1000")
            if "per_task" in question:
                self.say(question["per_task"], place + "per_task", "is left out where it is not true")
                self.say(what in ("levels", "score"), place + "per_task", f"not of {what}")
                has = any(subject.get("tasks") for subject in self.survey["subjects"])
                self.say(has, place + "per_task", "nobody has a task")
        texts = [looks_of(question["text"]) for question in questions]
        self.say(len(set(texts)) == len(texts), "questions", "two look the same")
        self.say(any(kind(question) != "remark" for question in questions), "questions", "nothing to count")
        asked = any(question.get("per_task") for question in questions)
        has = any("tasks" in subject for subject in self.survey["subjects"])
        self.say(asked or not has, "subjects", "tasks that no question is asked about")
        count = len(rows(self.survey))
        self.say(count <= 1000, "questions", f"{count} rows, more than 1000")

    def rules(self, rules):
        thresholds = rules["thresholds"]
        self.items(thresholds, "rules/thresholds", 0, 20)
        self.unique(thresholds, "rules/thresholds")
        by_id = {question["id"]: question for question in self.survey["questions"]}
        for index, threshold in enumerate(thresholds):
            place = f"rules/thresholds/{index}/"
            self.ident(threshold, place)
            self.lines(threshold, place, "finding", "source")
            self.fraction(threshold["at"], place + "at")
            if "below" in threshold:
                self.fraction(threshold["below"], place + "below")
                at, below = threshold["at"], threshold["below"]
                above = at["numerator"] * below["denominator"] < below["numerator"] * at["denominator"]
                self.say(above, place + "below", "not above `at`")
            question = by_id.get(threshold["question"])
            self.say(question, place + "question", "no such question")
            levels = threshold["levels"]
            self.say(levels and len(set(levels)) == len(levels), place + "levels", "none, or one twice")
            if question:
                self.say(set(levels) <= set(level_ids(question)), place + "levels", "no such level")
        if "quorum" in rules:
            self.quorum(rules["quorum"])
        if "grades" in rules:
            self.grades(rules["grades"], by_id)
        for name, effect in rules.get("paper", {}).items():
            self.say(effect in PAPER_EFFECTS[name], f"rules/paper/{name}", f"not {effect}")

    def quorum(self, quorum):
        self.fraction(quorum["of_summoned"], "rules/quorum/of_summoned")
        for name, number in quorum.get("large", {}).items():
            self.say(1 <= number <= 1_000_000, f"rules/quorum/large/{name}", "not 1 to 1,000,000")

    def grades(self, grades, by_id):
        asked, bands = grades["questions"], grades["bands"]
        self.items(asked, "rules/grades/questions", 1, 4)
        self.say(len(set(asked)) == len(asked), "rules/grades/questions", "one stands twice")
        for name in asked:
            is_score = name in by_id and kind(by_id[name]) == "score" and not by_id[name].get("per_task")
            self.say(is_score, "rules/grades/questions", f"{name} is no score of the subject as a whole")
        self.items(bands, "rules/grades/bands", 2, 10)
        self.unique(bands, "rules/grades/bands")
        for index, band in enumerate(bands):
            self.ident(band, f"rules/grades/bands/{index}/")
            self.lines(band, f"rules/grades/bands/{index}/", "label")
            self.say(band["at_least"] <= 400, f"rules/grades/bands/{index}/at_least", "more than 400")
        bounds = [band["at_least"] for band in bands]
        self.say(bounds == sorted(set(bounds), reverse=True), "rules/grades/bands", "not from the highest downwards")
        self.say(bounds[-1:] == [0], "rules/grades/bands", "the last does not begin at 0")
        self.lines(grades, "rules/grades/", "source")


def is_day(text):
    try:
        day = datetime.date.fromisoformat(text)
    except ValueError:
        return False
    return bool(re.fullmatch(r"\d{4}-\d\d-\d\d", text)) and 1900 <= day.year <= 2099


SHAPES = {
    **{"\u0311": "\u0302", "\u030c": "\u0306", "\u036e": "\u0306", "\u0342": "\u0303", "\u0305": "\u0304"},
    **{"\u0358": "\u0307", "\u0350": "\u0309", "\u0357": "\u0309", "\u0366": "\u030a", "\u0315": "\u0313"},
    **{"\u0321": "\u0326", "\u0327": "\u0326", "\u0339": "\u0326", "\u0322": "\u0328", "\u0345": "\u0328"},
    **{"\u0320": "\u0331", "\u0347": "\u0333", "\u0336": "\u0335", "\u0337": "\u0338"},
    **dict.fromkeys("I|", "l"),
    **dict.fromkeys("`´‘’‛′‵", "'"),
    **dict.fromkeys("“”„‟″‶", '"'),
    **dict.fromkeys("‐‑‒–—―⁃", "-"),
    **dict.fromkeys("‚¸", ","),
    **dict.fromkeys("⁁⁄", "/"),
    **dict.fromkeys("•‧", "·"),
    **dict(zip("×¡º‷⁎․⁚‹›⁓‾⁒", "xi°‴*.:<>~¯%", strict=True)),
}


def looks_of(text):
    seen = unicodedata.normalize("NFD", " ".join(text.split()))
    return unicodedata.normalize("NFD", "".join(SHAPES.get(character, character) for character in seen))


def check_rules(survey):
    faults = Rules(survey).faults
    if faults:
        raise Fault("; ".join(f"{place}: {what}" for place, what in faults))
