//! The acts of a meeting, as its people do them: opening the box, marking, casting, closing, counting; and the plain
//! totals that come out of marks, for the result to be held against.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::process::Command;

use hom_phieu::survey::Digest;
use serde_json::{Value, json};
use thirtyfour::prelude::*;

use crate::screen::Screen;

/// One resident's answers: a level per row (or blank), and remarks by place.
pub struct Marks {
    pub levels: Vec<Option<usize>>,
    pub remarks: BTreeMap<usize, String>,
}

/// Rows, levels per row and remark places of a survey file.
pub fn shape(survey: &Value) -> (Vec<usize>, usize) {
    let mut rows = Vec::new();
    let mut slots = 0;
    for _ in survey["subjects"].as_array().expect("a survey has subjects") {
        for question in survey["questions"].as_array().expect("a survey has questions") {
            match question["answer"]["levels"].as_array() {
                Some(levels) => rows.push(levels.len()),
                None => slots += 1,
            }
        }
    }
    (rows, slots)
}

/// Marks that differ from ballot to ballot and row to row, with blanks and a few remarks.
pub fn marks(survey: &Value, ballot: usize) -> Marks {
    let (rows, slots) = shape(survey);
    // As by lot, so that no two rows have the same totals by some pattern of the test's.
    let levels = rows.iter().enumerate().map(|(row, levels)| {
        let lot = Digest::of_parts("marks", &[&[ballot as u8], &[row as u8]]).0[0] as usize % (levels + 1);
        (lot < *levels).then_some(lot)
    });
    let levels = levels.collect();
    let mut remarks = BTreeMap::new();
    if slots > 0 && ballot % 4 == 1 {
        remarks.insert(ballot % slots, format!("Ý kiến kín số {ballot}: đề nghị gần dân hơn"));
    }
    Marks { levels, remarks }
}

/// Plain totals: per row a count per level, the blank last.
#[derive(Default)]
pub struct Expected {
    pub totals: Vec<Vec<u64>>,
    pub remarks: Vec<String>,
}

impl Expected {
    pub fn new(survey: &Value) -> Self {
        let (rows, _) = shape(survey);
        Self { totals: rows.into_iter().map(|levels| vec![0; levels + 1]).collect(), remarks: Vec::new() }
    }

    pub fn add(&mut self, marks: &Marks) {
        for (counts, level) in self.totals.iter_mut().zip(&marks.levels) {
            let blank = counts.len() - 1;
            counts[level.unwrap_or(blank)] += 1;
        }
        self.remarks.extend(marks.remarks.values().cloned());
    }

    /// Holds a signed payload against the plain marks.
    pub fn hold_against(mut self, payload: &Value) {
        let rows = payload["rows"].as_array().expect("a payload has rows");
        let found: Vec<Vec<u64>> = rows
            .iter()
            .map(|row| {
                let levels = row["levels"].as_array().expect("a row has levels");
                levels.iter().map(|level| &level["count"]).chain([&row["blank"]]).filter_map(Value::as_u64).collect()
            })
            .collect();
        assert_eq!(found, self.totals);
        let remarks = payload["remarks"].as_array().expect("a payload has remarks");
        let mut texts: Vec<String> =
            remarks.iter().filter_map(|remark| remark["text"].as_str().map(str::to_owned)).collect();
        texts.sort();
        self.remarks.sort();
        assert_eq!(texts, self.remarks);
    }
}

/// Ballots of a survey one after the other, all of different marks, and what must come out of those that were handed out.
pub struct Ballots {
    survey: Value,
    handed_out: usize,
    pub expected: Expected,
}

impl Ballots {
    /// Of a survey file of the project.
    pub fn of(path: &str) -> Self {
        let survey = survey(path);
        Self { expected: Expected::new(&survey), survey, handed_out: 0 }
    }

    /// Marks for the next ballot, which is to be counted once.
    pub fn next(&mut self) -> Marks {
        let marks = marks(&self.survey, self.handed_out);
        self.handed_out += 1;
        self.expected.add(&marks);
        marks
    }
}

impl Screen {
    /// From the preview to the first voter: figures, tellers, cards, opening statement. Returns the
    /// downloaded cards.
    pub async fn open_box(&self, look: bool, pin: Option<&str>) -> Vec<PathBuf> {
        self.wait("opening-next").await;
        if look {
            self.look("02-preview").await;
        }
        self.click("opening-next").await;
        self.wait("make-cards").await;
        if self.chrome.find(By::Css("[data-test=summoned]")).await.unwrap().value().await.unwrap()
            == Some(String::new())
        {
            self.fill("[data-test=summoned]", "30").await;
            self.fill("[data-test=present]", "20").await;
            // As many as the form begins with: three, or what the instrument wants.
            let rows = self.chrome.find_all(By::Css("[data-test=teller-name]")).await.unwrap().len();
            let names = ["Nguyễn Văn Mẫu", "Trần Thị Mẫu", "Lê Văn Mẫu", "Phạm Thị Mẫu", "Hoàng Văn Mẫu"];
            for (at, name) in names.iter().enumerate().take(rows) {
                self.fill(&format!("[data-test=teller-name][data-teller=\"{}\"]", at + 1), name).await;
            }
        }
        if let Some(pin) = pin {
            self.fill("[data-test=teller-pin][data-teller=\"1\"]", pin).await;
        }
        if look {
            self.look("03-opening").await;
        }
        self.click("make-cards").await;
        self.take_cards_to_booth(look).await
    }

    /// From the first teller's card to the first voter. Returns the downloaded cards.
    pub async fn take_cards_to_booth(&self, look: bool) -> Vec<PathBuf> {
        let mut cards = Vec::new();
        self.until("the first teller's card", "return document.querySelector('h1').innerText.includes('1/')").await;
        let tellers = "return +document.querySelector('h1').innerText.match(/1\\/(\\d+)/)[1]";
        let tellers = self.script(tellers, Vec::new()).await.as_u64().expect("the heading counts them");
        for teller in 1..=tellers {
            let card = format!("return document.querySelector('h1').innerText.includes('{teller}/{tellers}')");
            self.until("the next teller's card", &card).await;
            self.click("card-download").await;
            cards.push(self.download(&format!("-the-{teller}.card.json")).await);
            if look && teller == 1 {
                self.click("card-show").await;
                self.look("04-card").await;
            }
            self.click("card-keep").await;
        }
        self.wait("export-opening").await;
        if look {
            self.look("05-opening-statement").await;
        }
        self.click("export-opening").await;
        self.download(".opening.json").await;
        self.click("open-box").await;
        self.wait("release").await;
        cards
    }

    /// Marks the ballot that lies on the screen, by its labels, and goes on to the review.
    pub async fn mark(&self, marks: &Marks) {
        self.wait("mark").await;
        loop {
            let here = "return [...document.querySelectorAll('[data-test=mark]')].map((e) => +e.dataset.row)";
            let rows = self.script(here, Vec::new()).await;
            let mut rows: Vec<usize> =
                rows.as_array().unwrap().iter().map(|row| row.as_u64().unwrap() as usize).collect();
            rows.dedup();
            for row in rows {
                let Some(level) = marks.levels[row] else { continue };
                self.click_label(row, level).await;
            }
            for (slot, text) in &marks.remarks {
                let css = format!("[data-test=remark][data-slot=\"{slot}\"]");
                if self.chrome.find(By::Css(css.as_str())).await.is_ok() {
                    self.fill(&css, text).await;
                }
            }
            if self.has("to-review").await {
                break;
            }
            let first = rows_here(self).await;
            self.click("next-subject").await;
            self.until("the next subject", &format!("{ROWS} return rows !== '{first}'")).await;
        }
        self.click("to-review").await;
        self.wait("review-state").await;
    }

    /// Clicks the words beside the circle, as people do, and looks that this very circle is filled.
    pub async fn click_label(&self, row: usize, level: usize) {
        let css = format!("[data-test=mark][data-row=\"{row}\"][data-level=\"{level}\"]");
        let words = By::Css(format!("label:has({css}) span"));
        let words = self.chrome.find(words).await.expect("every mark has words in its label");
        self.bring(&format!("label:has({css})")).await;
        words.click().await.expect("the words can be clicked");
        let checked = format!("return document.querySelector('{css}').checked");
        assert_eq!(self.script(&checked, Vec::new()).await, Value::Bool(true), "row {row}, level {level}");
    }

    /// Hands out a ballot, marks it and puts it into the box.
    pub async fn vote(&self, marks: &Marks) {
        self.click("release").await;
        self.mark(marks).await;
        self.cast().await;
        self.wait("release").await;
    }

    /// Puts the ballot that is marked into the box.
    pub async fn cast(&self) {
        self.click("cast").await;
        self.wait("in-box").await;
        self.click("next").await;
    }

    /// After a power cut amid a cast, with so many ballots in the box before it: the locked screen says whether the last
    /// one is in, and the count agrees.
    pub async fn says_how_it_stands(&self, before: usize) {
        self.wait("count-in-box").await;
        self.until("the box says how it stands", HOW_IT_STANDS).await;
        let is_out = self.has("continue-slip").await;
        assert_eq!(self.text("count-in-box").await, (before + usize::from(!is_out)).to_string());
    }

    /// And so the vote goes on: the ballot that is not in is marked once more.
    pub async fn goes_on_with(&self, marks: &Marks, before: usize) {
        if self.has("continue-slip").await {
            self.click("continue-slip").await;
            self.mark(marks).await;
            self.cast().await;
            self.wait("release").await;
        }
        assert_eq!(self.text("count-in-box").await, (before + 1).to_string());
    }

    /// From the booth through the close to the presented cards.
    pub async fn close_box(&self, look: bool) {
        self.click("officer").await;
        self.wait("officer-close").await;
        if look {
            self.look("10-officer").await;
        }
        self.click("officer-close").await;
        self.wait("close-confirm").await;
        if look {
            self.look("11-close").await;
        }
        self.click("close-confirm").await;
        self.wait("card-add").await;
    }

    /// From a kiosk with so many slips left in the hat through the close.
    pub async fn close_box_with_slips(&self, left: usize) {
        self.click("officer").await;
        self.click("officer-close").await;
        self.fill("[data-test=slips-left]", &left.to_string()).await;
        self.click("close-confirm").await;
    }

    /// Presents cards, counts and exports; returns result, record and opening.
    pub async fn count_with(&self, cards: &[PathBuf]) -> [PathBuf; 3] {
        self.wait("card-add").await;
        for (at, card) in cards.iter().enumerate() {
            self.upload("card-file", &[card]).await;
            self.cards_in(at + 1).await;
        }
        self.count_and_export().await
    }

    /// Counts with the cards that were presented and exports; returns result, record and opening.
    pub async fn count_and_export(&self) -> [PathBuf; 3] {
        self.click("count").await;
        self.export().await
    }

    /// Exports what was counted; returns result, record and opening.
    pub async fn export(&self) -> [PathBuf; 3] {
        self.wait("export-result").await;
        self.click("export-result").await;
        let result = self.download(".result.json").await;
        self.click("export-record").await;
        [result, self.download(".record.json").await, self.download(".opening.json").await]
    }

    /// Waits until so many tellers' cards are in.
    pub async fn cards_in(&self, count: usize) {
        let script = format!("return document.querySelectorAll('.tellers .inside').length === {count}");
        self.until("the card is taken", &script).await;
    }
}

/// True once the locked screen says what became of the ballot that was handed out last.
pub const HOW_IT_STANDS: &str = "
    return document.querySelector('[data-test=release]') !== null
        || document.querySelector('[data-test=continue-slip]') !== null";

/// The rows of the ballot that is on the screen, as one text.
const ROWS: &str = "const rows = [...document.querySelectorAll('[data-test=mark]')].map((e) => e.dataset.row).join();";

async fn rows_here(screen: &Screen) -> String {
    let rows = screen.script(&format!("{ROWS} return rows"), Vec::new()).await;
    rows.as_str().unwrap_or_default().to_owned()
}

/// Verifies exported files with the project's own command line; returns its report.
pub fn verify([result, record, opening]: &[PathBuf; 3]) -> Value {
    let output = Command::new(env!("CARGO_BIN_EXE_hom-phieu"))
        .arg("verify")
        .arg(result)
        .args(["--record".as_ref(), record.as_os_str(), "--opening".as_ref(), opening.as_os_str()])
        .args(["--practice", "--json"]) // many of the meetings are; the report says which
        .output()
        .expect("the command line starts");
    serde_json::from_slice(&output.stdout).expect("a report is JSON")
}

/// What a log says that was refused, and why, in its order.
pub fn refusals(log: &Value) -> Vec<String> {
    let refused =
        |entry: &Value| Some(format!("{} {}", entry["refused"]["what"].as_str()?, entry["refused"]["why"].as_str()?));
    log.as_array().expect("a log").iter().filter_map(refused).collect()
}

/// A JSON file that was exported.
pub fn exported(path: &Path) -> Value {
    serde_json::from_slice(&std::fs::read(path).expect("it was downloaded")).expect("it is JSON")
}

/// A survey file of the project.
pub fn survey(path: &str) -> Value {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join(path);
    serde_json::from_slice(&std::fs::read(path).expect("the survey is there")).expect("a survey is JSON")
}

/// Holds exported files against the plain marks: no fault, nothing left unchecked, these totals.
pub fn assert_verifies(files: &[PathBuf; 3], expected: Expected) {
    let report = verify(files);
    assert_eq!(report["faults"], json!([]));
    assert_eq!(report["unchecked"], json!([]));
    expected.hold_against(&report["result"]);
}
