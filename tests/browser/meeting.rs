//! A whole meeting, as its people hold it.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::process::Command;

use hom_phieu::survey::Digest;
use serde_json::{Value, json};
use thirtyfour::prelude::*;

use crate::screen::Screen;
use crate::server::{Server, dist};

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
            for (at, name) in ["Nguyễn Văn Mẫu", "Trần Thị Mẫu", "Lê Văn Mẫu"].iter().enumerate() {
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
        let mut cards = Vec::new();
        for teller in 1..=3 {
            let card = format!("return document.querySelector('h1').innerText.includes('{teller}/3')");
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
        self.click("cast").await;
        self.wait("in-box").await;
        self.click("next").await;
        self.wait("release").await;
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

    /// Counts with the cards that were presented and exports; returns result, record and opening.
    pub async fn count_and_export(&self) -> [PathBuf; 3] {
        self.click("count").await;
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
        .arg("--json")
        .output()
        .expect("the command line starts");
    serde_json::from_slice(&output.stdout).expect("a report is JSON")
}

/// A survey file of the project.
pub fn survey(path: &str) -> Value {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join(path);
    serde_json::from_slice(&std::fs::read(path).expect("the survey is there")).expect("a survey is JSON")
}

fn assert_verifies(files: &[PathBuf; 3], expected: Expected) {
    let report = verify(files);
    assert_eq!(report["faults"], json!([]));
    assert_eq!(report["unchecked"], json!([]));
    expected.hold_against(&report["result"]);
}

/// The main job: the practice meeting with 12 ballots, and two power cuts.
#[tokio::test(flavor = "multi_thread")]
async fn a_practice_meeting_survives_two_power_cuts_and_its_result_verifies() {
    let folder = tempfile::tempdir().unwrap();
    let server = Server::start(&dist()).await;
    let mut screen = Screen::open(&server, folder.path(), (1280, 900)).await;
    let survey = survey("src/survey/practice.json");
    let mut expected = Expected::new(&survey);

    screen.wait("start-practice").await;
    screen.look("01-start").await;
    screen.click("start-practice").await;
    let cards = screen.open_box(true, None).await;
    screen.look("06-locked").await;

    for ballot in 0..12 {
        let marks = marks(&survey, ballot);
        match ballot {
            0 => look_at_the_booth(&screen, &marks).await,
            // The light goes out when the voter has just been told that the ballot is in.
            5 => {
                screen.vote(&marks).await;
                screen = screen.power_cut().await;
                screen.click("continue-box").await;
                assert_eq!(screen.text("count-in-box").await, "6");
                screen.wait("last-outcome").await;
            }
            // The light goes out while the ballot is being put in.
            8 => {
                screen.click("release").await;
                screen.mark(&marks).await;
                screen.click("cast").await;
                screen = screen.power_cut().await;
                screen.click("continue-box").await;
                screen.wait("count-in-box").await;
                screen.until("the box says how it stands", HOW_IT_STANDS).await;
                if screen.has("continue-slip").await {
                    assert_eq!(screen.text("count-in-box").await, "8", "told that it is not in: so it is not");
                    screen.click("continue-slip").await;
                    screen.mark(&marks).await;
                    screen.click("cast").await;
                    screen.wait("in-box").await;
                    screen.click("next").await;
                    screen.wait("release").await;
                }
                assert_eq!(screen.text("count-in-box").await, "9");
            }
            _ => screen.vote(&marks).await,
        }
        expected.add(&marks);
        if ballot == 4 {
            nothing_of_the_votes_is_on_the_device(&screen, &expected).await;
        }
    }
    assert_eq!(screen.text("count-in-box").await, "12");

    screen.close_box(true).await;
    assert!(!screen.has("count").await, "no card, no count");
    screen.upload("card-file", &[&cards[0]]).await;
    screen.cards_in(1).await;
    assert!(!screen.has("count").await, "one card of two does not open the box");
    screen.upload("card-file", &[&cards[2]]).await;
    screen.cards_in(2).await;
    screen.look("12-cards-presented").await;
    let files = screen.count_and_export().await;
    screen.look("13-result").await;
    screen.size((1280, 1500)).await;
    let bars = "document.querySelector('[data-test=result] table').closest('section').scrollIntoView()";
    screen.script(bars, Vec::new()).await;
    screen.chrome.picture("13-result-figures").await;
    screen.size((1280, 900)).await;
    crate::papers::leave_as_word_excel_and_paper(&screen, folder.path()).await;
    assert_verifies(&files, expected);

    // What was counted is there after another power cut.
    screen = screen.power_cut().await;
    screen.click("continue-box").await;
    screen.wait("export-result").await;
    screen.click("back").await;

    // The same files through the app's own check.
    screen.click("start-check").await;
    screen.upload("check-files", &[&files[0], &files[1], &files[2]]).await;
    screen.wait("check-verdict").await;
    assert!(!screen.has("fault").await);
    screen.look("14-check").await;
    screen.chrome.quit().await;
}

const HOW_IT_STANDS: &str = "
    return document.querySelector('[data-test=release]') !== null
        || document.querySelector('[data-test=continue-slip]') !== null";

async fn look_at_the_booth(screen: &Screen, marks: &Marks) {
    screen.click("release").await;
    screen.wait("mark").await;
    screen.look("07-ballot").await;
    screen.mark(marks).await;
    screen.look("08-review").await;
    screen.click("cast").await;
    screen.wait("in-box").await;
    // Once only: the thanks go away by themselves after six seconds.
    screen.chrome.picture("09-in-box").await;
    assert_eq!(screen.chrome.accessibility_faults().await, Vec::<String>::new());
    screen.click("next").await;
    screen.wait("release").await;
}

/// Promise 1 and section 7 of the design: a copy of all storage shows no mark, no remark, no time of a
/// ballot and no order. Ballots lie under the hash of their sealed bytes, each with the same members.
async fn nothing_of_the_votes_is_on_the_device(screen: &Screen, expected: &Expected) {
    let storage = screen.storage().await;
    let everything = storage.to_string();
    for remark in &expected.remarks {
        assert!(!everything.contains(remark.as_str()), "a remark lies open");
    }
    assert!(!expected.remarks.is_empty(), "or the line above proves nothing");
    let nothing = [("local", json!({})), ("session", json!({})), ("cookie", json!("")), ("caches", json!([]))];
    for (place, empty) in nothing {
        assert_eq!(storage[place], empty, "{place}");
    }
    let store = &storage["databases"]["hom-phieu-practice"];
    let entries = |name: &str| store[name].as_array().unwrap_or_else(|| panic!("no store {name}: {storage}")).clone();

    let mut sizes = Vec::new();
    for entry in entries("ballots") {
        let (id, text) = (entry[0][1].as_str().unwrap(), entry[1].as_str().unwrap());
        let ballot: Value = serde_json::from_str(text).unwrap();
        let mut members: Vec<&String> = ballot.as_object().unwrap().keys().collect();
        members.sort();
        assert_eq!(members, ["box_id", "choices", "format", "mode", "version"]);
        let sealed: hom_phieu::seal::SealedBallot = serde_json::from_str(text).unwrap();
        assert_eq!(sealed.id().to_text(), id, "keyed by the hash of the sealed bytes, not by a number");
        sizes.push(text.len());
    }
    assert_eq!(sizes.len(), 5);
    assert!(sizes.windows(2).all(|pair| pair[0] == pair[1]), "all ballots have one size: {sizes:?}");
    for entry in entries("remarks") {
        let sealed: hom_phieu::seal::SealedRemark = serde_json::from_str(entry[1].as_str().unwrap()).unwrap();
        assert_eq!(sealed.id().to_text(), entry[0][1].as_str().unwrap());
    }
    let (_, slots) = shape(&survey("src/survey/practice.json"));
    assert_eq!(entries("remarks").len(), 5 * slots, "written or not, each ballot brings as many");
    let log = entries("log");
    assert_eq!(log.len(), 1, "casting a ballot leaves no entry in the log: {log:?}");
    let state = &entries("boxes")[0][1];
    let state: Value = state.as_str().map_or_else(|| state.clone(), |text| serde_json::from_str(text).unwrap());
    assert_eq!(state["slip"], Value::Null, "no slip is kept once its ballot is in");
    assert_eq!(state["last"], "InBox");
}

/// A survey that is not built in, for real, on a phone: cards instead of a table, a card under a PIN.
#[tokio::test(flavor = "multi_thread")]
async fn a_real_meeting_with_a_survey_from_a_file_runs_on_a_phone() {
    let folder = tempfile::tempdir().unwrap();
    let server = Server::start(&dist()).await;
    let screen = Screen::open(&server, folder.path(), (390, 844)).await;
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/data/second.survey.json");
    let survey = survey("tests/data/second.survey.json");
    let mut expected = Expected::new(&survey);

    screen.upload("start-load", &[&path]).await;
    let cards = screen.open_box(false, Some("2468")).await;
    for ballot in 0..4 {
        let marks = marks(&survey, ballot);
        if ballot == 0 {
            // The colours of a real vote, which no practice screen shows.
            screen.click("release").await;
            screen.look("20-real-ballot").await;
            screen.mark(&marks).await;
            screen.look("21-real-review").await;
            screen.click("cast").await;
            screen.wait("in-box").await;
            screen.click("next").await;
            screen.wait("release").await;
        } else {
            screen.vote(&marks).await;
        }
        expected.add(&marks);
    }
    screen.close_box(false).await;

    // Teller 1's card has a PIN; the first try is wrong.
    screen.upload("card-file", &[&cards[0]]).await;
    screen.until("the PIN is asked", "return !document.querySelector('#card-pin').closest('[hidden]')").await;
    screen.fill("[data-test=card-pin]", "1357").await;
    screen.click("card-add").await;
    screen.wait("fault").await;
    screen.fill("[data-test=card-pin]", "2468").await;
    screen.click("card-add").await;
    screen.cards_in(1).await;
    // Teller 2 pastes the text.
    let text = std::fs::read_to_string(&cards[1]).unwrap();
    screen.fill("[data-test=card-paste]", &text).await;
    screen.click("card-add").await;
    screen.cards_in(2).await;

    let files = screen.count_and_export().await;
    screen.look("22-real-result").await;
    assert_verifies(&files, expected);
    // The two faulty PIN tries are no complaint of the console's.
    assert_eq!(screen.chrome.console_faults().await, Vec::<String>::new());
    screen.chrome.quit().await;
}
