"""A whole practice meeting in Firefox and in WebKitGTK, each under the strict policy, as tests/browser holds it in Chromium.

    meeting.py DIST HOM_PHIEU [PICTURES]

DIST is the built page, HOM_PHIEU the command line that verifies what comes out; PICTURES, a folder for a picture of each
screen. Run by scripts/other-browsers.
"""

import hashlib
import json
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

from browsers import Firefox, WebKit
from screen import Screen, named
from selenium.common.exceptions import NoAlertPresentException, WebDriverException
from server import ROOT, Server

SURVEY = json.loads((ROOT / "src/survey/practice.json").read_text("utf-8"))
LAPTOP, PHONE = (1280, 900), (390, 844)
BLANK, RELOADED, GONE_BACK, ON_A_PHONE = 1, 2, 3, 4
BALLOTS = 6
REMARK = "Ý kiến kín: đề nghị gần dân hơn"
WHERE_IT_STANDS = """
    return ["release", "continue-slip"].some((test) => document.querySelector(`[data-test="${test}"]`) !== null)"""
HOLDS_NOTHING = """
    const fields = [...document.querySelectorAll("textarea")].filter(({ value }) => value !== "");
    const page = document.documentElement.outerHTML + document.body.innerText;
    return document.querySelectorAll(":checked").length === 0 && fields.length === 0 && !page.includes(arguments[0])"""


def main(dist, program, pictures=None):
    for browser in (Firefox, WebKit):
        folder = tempfile.mkdtemp()
        meeting = Meeting(browser(folder), dist, program, pictures)
        try:
            meeting.hold()
        finally:
            meeting.leave()
            # What the desktop has put there may not be ours to remove.
            shutil.rmtree(folder, ignore_errors=True)


class Meeting:
    def __init__(self, browser, dist, program, pictures):
        self.browser, self.program, self.pictures = browser, program, pictures
        self.server = Server(dist)
        self.driver = browser.start()
        self.screen = Screen(self.driver, self.server.url, browser.downloads, browser.listen)
        rows = [len(question["answer"]["levels"]) for question in SURVEY["questions"] if "levels" in question["answer"]]
        self.rows = rows * len(SURVEY["subjects"])
        # A count per level of each row, the blank last.
        self.expected = [[0] * (levels + 1) for levels in self.rows]

    def leave(self):
        self.driver.quit()
        self.server.stop()

    def hold(self):
        screen = self.screen
        version = self.driver.capabilities["browserVersion"]
        self.size(LAPTOP)
        screen.load()
        screen.wait("offline-ready")
        self.look("start")
        screen.click("start-practice")
        cards = self.open_box()
        for ballot in range(BALLOTS):
            self.vote(ballot)
        demand(screen.text("count-in-box") == str(BALLOTS), "each ballot is in the box, once")

        # After one visit nothing needs the network any more.
        self.server.stop()
        self.close_box()
        screen.upload("card-file", cards[0])
        self.cards_in(1)
        demand(not screen.has("count"), "one card of two does not open the box")
        screen.fill(named("card-paste"), cards[2].read_text("utf-8"))
        screen.click("card-add")
        self.cards_in(2)
        self.look("cards")
        files = self.count_and_export()
        self.verify(files)
        self.take_minutes()
        self.check_on_screen(files)

        self.nothing_to_complain_of()
        print(f"{self.browser.name} {version}: {BALLOTS} ballots, the result verifies", flush=True)

    def nothing_to_complain_of(self):
        demand(not self.server.complaints, "the policy refuses nothing, no file is missing", self.server.complaints)
        console = self.browser.console(self.driver)
        demand(not console, "the console has no complaint", console)

    def size(self, size):
        self.browser.size(self.driver, *size)

    def look(self, name):
        """Nothing is wider than its window; and a picture for people to look at."""
        wide = "return document.documentElement.scrollWidth <= document.documentElement.clientWidth"
        self.screen.until(f"{name} is no wider than the window", wide)
        if self.pictures:
            folder = Path(self.pictures)
            folder.mkdir(parents=True, exist_ok=True)
            self.screen.picture(folder / f"{self.browser.name.lower()}-{name}.png")

    def open_box(self):
        screen, cards = self.screen, []
        screen.click("opening-next")
        screen.wait("make-cards")
        self.look("opening")
        screen.click("make-cards")
        for teller in (1, 2, 3):
            heading = "return document.querySelector('h1').innerText.includes(arguments[0])"
            screen.until("the next teller's card", heading, f"{teller}/3")
            screen.click("card-download")
            cards.append(screen.download(f"-the-{teller}.card.json"))
            screen.click("card-keep")
        screen.click("export-opening")
        screen.download(".opening.json")
        screen.click("open-box")
        screen.wait("release")
        self.look("locked")
        return cards

    def marks(self, ballot):
        """A level per row, or None; as by lot, so that no two rows have the same totals by some pattern of the test's."""
        if ballot == BLANK:
            return [None] * len(self.rows)
        lots = [hashlib.sha256(bytes([ballot, row])).digest()[0] % (levels + 1) for row, levels in enumerate(self.rows)]
        return [lot if lot < levels else None for lot, levels in zip(lots, self.rows)]

    def vote(self, ballot):
        screen, marks = self.screen, self.marks(ballot)
        if ballot == ON_A_PHONE:
            self.size(PHONE)
        screen.click("release")
        self.mark(marks, ballot)
        if ballot in (RELOADED, GONE_BACK):
            self.away_and_back(ballot)
            self.mark(marks, ballot)
        self.look(f"review-{ballot}")
        screen.click("cast")
        screen.wait("in-box")
        self.look(f"in-box-{ballot}")
        screen.click("next")
        screen.wait("release")
        if ballot == ON_A_PHONE:
            self.size(LAPTOP)
        for counts, level in zip(self.expected, marks):
            counts[-1 if level is None else level] += 1

    def mark(self, marks, ballot):
        """Marks the ballot by its labels, as people do, and goes on to the review."""
        screen = self.screen
        screen.wait("mark")
        self.look(f"ballot-{ballot}")
        here = "return [...new Set([...document.querySelectorAll('[data-test=mark]')].map((e) => +e.dataset.row))]"
        while True:
            rows = screen.script(here)
            for row in rows:
                if marks[row] is not None:
                    css = f'[data-test=mark][data-row="{row}"][data-level="{marks[row]}"]'
                    screen.bring(f"label:has({css})")
                    screen.find(f"label:has({css}) span").click()
                    checked = screen.script("return document.querySelector(arguments[0]).checked", css)
                    demand(checked, "the circle beside the words that were clicked is filled", css)
            remark = '[data-test=remark][data-slot="0"]'
            if ballot == RELOADED and screen.script("return document.querySelector(arguments[0]) !== null", remark):
                screen.fill(remark, REMARK)
            if screen.has("to-review"):
                break
            screen.click("next-subject")
            screen.until("the next subject", f"{here}.every((row) => !arguments[0].includes(row))", rows)
        screen.click("to-review")
        screen.wait("review-state")

    def away_and_back(self, ballot):
        """Leaves the page in the midst of a ballot. What comes back holds no mark, and the slip is good for one ballot."""
        screen = self.screen
        screen.script("window.leftBehind = true")
        if ballot == RELOADED:
            # Not `refresh`: the browser may ask before it leaves a ballot, and would then never answer.
            screen.script("setTimeout(() => location.reload(), 0)")
            self.says_yes()
        else:
            self.driver.get("about:blank")
            self.driver.back()
        screen.until("the page comes back, loaded anew", "return location.href.startsWith('http') && !window.leftBehind")
        screen.opened()
        screen.until("it is said how the ballot stands", WHERE_IT_STANDS)
        self.look(f"back-{ballot}")
        demand(screen.has("continue-slip") and not screen.has("release"), "no second ballot is handed out beside the first")
        demand(screen.text("count-in-box") == str(ballot), "what was not cast is not in the box")
        demand(screen.script(HOLDS_NOTHING, REMARK), "nothing of the ballot is left on the page")
        screen.click("continue-slip")
        screen.wait("mark")
        demand(screen.script(HOLDS_NOTHING, REMARK), "the ballot is a white one")

    def says_yes(self):
        try:
            self.driver.switch_to.alert.accept()
        except (NoAlertPresentException, WebDriverException):
            pass  # drivers answer for their users

    def close_box(self):
        screen = self.screen
        screen.click("officer")
        screen.wait("officer-close")
        self.look("officer")
        screen.click("officer-close")
        screen.wait("close-confirm")
        self.look("close")
        screen.click("close-confirm")
        screen.wait("card-add")

    def cards_in(self, count):
        inside = "return document.querySelectorAll('.tellers .inside').length === arguments[0]"
        self.screen.until("the card is taken", inside, count)

    def count_and_export(self):
        screen = self.screen
        screen.click("count")
        screen.wait("export-result")
        self.look("result")
        screen.click("export-result")
        result = screen.download(".result.json")
        screen.click("export-record")
        return result, screen.download(".record.json"), screen.download(".opening.json")

    def verify(self, files):
        result, record, opening = files
        command = [self.program, "verify", result, "--record", record, "--opening", opening, "--practice", "--json"]
        done = subprocess.run(command, capture_output=True, text=True)
        demand(done.returncode == 0, "the command line verifies the result", done.stdout + done.stderr)
        report = json.loads(done.stdout)
        demand((report["faults"], report["unchecked"]) == ([], []), "no fault, nothing unchecked", report)
        found = [[level["count"] for level in row["levels"]] + [row["blank"]] for row in report["result"]["rows"]]
        demand(found == self.expected, "the totals are those of the marks", found)
        remarks = [remark["text"] for remark in report["result"]["remarks"]]
        demand(remarks == [REMARK], "the remark is there", remarks)

    def take_minutes(self):
        screen = self.screen
        screen.click("export-docx")
        demand(screen.download("-bien-ban-kiem-phieu.docx").read_bytes().startswith(b"PK"), "a Word file")
        # The print dialogue cannot be answered by a test: notes that it was asked for.
        screen.script("window.print = () => { document.body.dataset.printed = 'yes' }")
        screen.click("print-minutes")
        screen.until("the print dialogue", "return document.body.dataset.printed === 'yes'")
        minutes = screen.script("return document.querySelector('[data-test=minutes]').textContent")
        demand("BIÊN BẢN KIỂM PHIẾU" in minutes, "the minutes are laid out", minutes)

    def check_on_screen(self, files):
        screen = self.screen
        self.nothing_to_complain_of()
        screen.load()
        screen.click("start-check")
        screen.upload("check-files", *files)
        screen.wait("check-verdict")
        self.look("check")
        demand(not screen.has("fault"), "the app finds no fault")


def demand(holds, what, *details):
    if not holds:
        sys.exit(f"does not hold: {what} {' '.join(map(str, details))}")


if __name__ == "__main__":
    main(*sys.argv[1:])
