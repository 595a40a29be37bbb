//! Every kind of question, from the first look at the survey to the checked result: levels, a choice of some subjects,
//! a score, levels for each task, remarks.

use std::path::{Path, PathBuf};
use std::process::Command;

use serde_json::{Value, json};
use thirtyfour::prelude::*;

use crate::acts::{survey, verify};
use crate::hall::Hall;
use crate::screen::{Screen, WIDTHS};

const EVERY_KIND: &str = "tests/data/every-kind.survey.json";

/// Rows of the survey: An 0–4 (levels, choice, score, two tasks), Bình 5–8 (one task), Cường 9–11 (none).
const CHOICE: [usize; 3] = [1, 6, 10];
const SCORE: [usize; 3] = [2, 7, 11];

impl Screen {
    fn mark_at(row: usize, level: usize) -> String {
        format!("[data-test=mark][data-row=\"{row}\"][data-level=\"{level}\"]")
    }

    /// Clicks the words beside a box, whatever becomes of it.
    async fn tap(&self, row: usize, level: usize) {
        let label = format!("label:has({})", Self::mark_at(row, level));
        self.until(&label, &format!("return document.querySelector('{label}') !== null")).await;
        self.bring(&label).await;
        let words = self.chrome.find(By::Css(format!("{label} > span"))).await.expect("every box has words");
        words.click().await.expect("the words can be clicked");
    }

    async fn is_marked(&self, row: usize, level: usize) -> bool {
        let script = format!("return document.querySelector('{}').checked", Self::mark_at(row, level));
        self.script(&script, Vec::new()).await == Value::Bool(true)
    }

    async fn score(&self, row: usize, text: &str) {
        self.fill(&format!("[data-test=score][data-score=\"{row}\"]"), text).await;
    }

    async fn step(&self, row: usize, way: &str) {
        let css = format!("[data-test={way}][data-step=\"{row}\"]");
        self.bring(&css).await;
        self.chrome.find(By::Css(css)).await.expect("there is a button").click().await.expect("it can be clicked");
    }

    /// What stands in a score's field.
    async fn scored(&self, row: usize) -> Value {
        self.script(&format!("return document.querySelector('[data-score=\"{row}\"]').value"), Vec::new()).await
    }

    /// The names that assistive technology reads for the controls of a row.
    async fn spoken(&self, css: &str) -> String {
        let script = "
            const element = document.querySelector(arguments[0]);
            const ids = (element.getAttribute('aria-labelledby') ?? '').split(' ');
            return ids.map((id) => document.getElementById(id)?.textContent ?? '?').join(' | ')";
        self.script(script, vec![json!(css)]).await.as_str().unwrap_or_default().to_owned()
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn every_kind_of_question_is_marked_reviewed_counted_and_shown() {
    let hall = Hall::open().await;
    let screen = &hall.screen;
    screen.upload("start-load", &[&Path::new(env!("CARGO_MANIFEST_DIR")).join(EVERY_KIND)]).await;
    screen.wait("opening-next").await;
    screen.look("30-kinds-preview").await;
    let cards = screen.open_box(false, None).await;

    wide_ballot(screen).await;
    blank_ballot(screen).await;
    phone_ballot(screen).await;
    assert_eq!(screen.text("count-in-box").await, "3");

    screen.close_box(false).await;
    let files = screen.count_with(&cards[..2]).await;
    screen.look("38-kinds-result").await;
    picture_of_all(screen, "39-kinds-whole-result").await;
    let report = verify(&files);
    assert_eq!((&report["faults"], &report["unchecked"]), (&json!([]), &json!([])));
    let counted = |row: usize| {
        let row = &report["result"]["rows"][row];
        let counts: Vec<&Value> = row["levels"].as_array().unwrap().iter().map(|level| &level["count"]).collect();
        json!([counts, row["score"]["sum"], row["score"]["given"], row["blank"]])
    };
    let expected = [
        json!([[1, 0, 1], null, null, 1]), // An: tín nhiệm
        json!([[2], null, null, 1]),
        json!([[], 28, 2, 1]), // 27 and 1
        json!([[1, 1], null, null, 1]),
        json!([[0, 1], null, null, 2]),
        json!([[0, 1, 0], null, null, 2]), // Bình
        json!([[0], null, null, 3]),
        json!([[], 30, 1, 2]),
        json!([[1, 0], null, null, 2]),
        json!([[0, 0, 0], null, null, 3]), // Cường
        json!([[2], null, null, 1]),
        json!([[], 0, 1, 2]),
    ];
    let found: Vec<Value> = (0..12).map(counted).collect();
    assert_eq!(found, expected);
    let grades = report["result"]["grades"].as_array().unwrap();
    let labels: Vec<&Value> = grades.iter().map(|grade| &grade["label"]).collect();
    assert_eq!(labels, [&json!("Còn lại"), &json!("Tốt"), &json!("Còn lại")], "28/2, 30/1, 0/1");
    hall.leave().await;
}

/// On a laptop: everybody on one sheet. One name too many, a score too high, a score that is refused.
async fn wide_ballot(screen: &Screen) {
    screen.click("release").await;
    screen.wait("mark").await;
    let nothing = "return [...document.querySelectorAll('input')].every((e) => !e.checked && (e.type !== 'text' || e.value === ''))";
    assert_eq!(screen.script(nothing, Vec::new()).await, Value::Bool(true), "nothing is filled in beforehand");
    screen.click_label(0, 0).await;
    let [an, binh, cuong] = CHOICE;
    screen.click_label(an, 0).await;
    screen.click_label(binh, 0).await;
    screen.tap(cuong, 0).await;
    let words = "Đã chọn đủ 2 người: Ông Nguyễn Văn An, Bà Trần Thị Bình. Muốn chọn người khác, xin bỏ bớt một dấu.";
    assert_eq!(screen.text("full").await, words, "said in words");
    assert!(!screen.is_marked(cuong, 0).await, "not taken");
    assert!(screen.is_marked(an, 0).await && screen.is_marked(binh, 0).await, "and none swapped for it");
    assert_eq!(screen.text("ticked").await, "Đã chọn đủ 2/2 người");
    screen.look("31-kinds-one-too-many").await;
    screen.tap(binh, 0).await;
    assert!(!screen.is_marked(binh, 0).await && !screen.has("full").await, "a mark can be taken away");
    screen.click_label(cuong, 0).await;

    screen.score(SCORE[0], "27").await;
    screen.score(SCORE[1], "35").await;
    screen.wait("wrong").await;
    screen.score(SCORE[2], "4").await;
    screen.click_label(SCORE[2], 31).await;
    assert_eq!(screen.scored(SCORE[2]).await, json!(""), "no score and a number beside it would be two answers");
    screen.score(SCORE[2], "0").await;
    assert!(!screen.is_marked(SCORE[2], 31).await);
    screen.click_label(3, 0).await; // Làm đường thôn: hoàn thành
    screen.click_label(5, 1).await;
    screen.click_label(8, 0).await;
    let spoken = screen.spoken("[role=radiogroup]:has([data-row=\"4\"])").await;
    assert_eq!(spoken, "Ông Nguyễn Văn An | Sửa điểm trường | Mức hoàn thành nhiệm vụ");
    let spoken = screen.spoken(&Screen::mark_at(cuong, 0)).await;
    assert_eq!(spoken, "Chọn ông/bà này | Ông Lê Văn Cường | Giới thiệu làm trưởng thôn");
    assert_eq!(screen.spoken("[data-score=\"11\"]").await, "Ông Lê Văn Cường | Chấm điểm");
    screen.look("32-kinds-ballot").await;

    // A number that is none keeps the ballot out of the box: it must not go in as something else.
    screen.click("to-review").await;
    screen.wait("mend").await;
    assert!(!screen.has("cast").await);
    screen.look("33-kinds-review-wrong").await;
    screen.click("mend").await;
    screen.score(SCORE[1], "30").await;
    assert!(!screen.has("wrong").await);
    screen.click("to-review").await;
    screen.wait("cast").await;
    let review = screen.script("return document.querySelector('.review-list').innerText", Vec::new()).await;
    for words in ["Đã chọn đủ 2/2 người", "27 điểm (cao nhất 30)", "Có chọn", "Không chọn", "Làm đường thôn", "0 điểm"]
    {
        assert!(review.as_str().unwrap().contains(words), "{words}: {review}");
    }
    screen.look("34-kinds-review").await;
    screen.cast().await;
}

/// Nothing is marked, and that is said.
async fn blank_ballot(screen: &Screen) {
    screen.click("release").await;
    screen.wait("mark").await;
    screen.click("to-review").await;
    let review = screen.script("return document.querySelector('.review-list').innerText", Vec::new()).await;
    for words in ["Chưa chọn ai", "Chưa chấm – sẽ tính là không chấm", "Chưa chọn – sẽ tính là không có ý kiến"]
    {
        assert!(review.as_str().unwrap().contains(words), "{words}: {review}");
    }
    screen.cast().await;
}

/// On a phone: one person per step.
async fn phone_ballot(screen: &Screen) {
    screen.size(WIDTHS[1]).await;
    screen.click("release").await;
    screen.wait("mark").await;
    screen.click_label(0, 2).await;
    screen.click_label(CHOICE[0], 0).await;
    screen.step(SCORE[0], "more").await;
    assert_eq!(screen.scored(SCORE[0]).await, json!("1"));
    screen.click_label(3, 1).await;
    screen.click_label(4, 1).await;
    picture_of_all(screen, "35-kinds-phone-step").await;
    next_step(screen, 5).await;
    screen.click_label(SCORE[1], 31).await;
    next_step(screen, 9).await;
    screen.click_label(CHOICE[2], 0).await;
    assert_eq!(screen.text("ticked").await, "Đã chọn đủ 2/2 người");
    screen.click("previous-subject").await;
    screen.until("the step before", &shows(5)).await;
    screen.tap(CHOICE[1], 0).await;
    screen.wait("full").await;
    screen.chrome.picture("36-kinds-phone-one-too-many").await;
    assert_eq!(screen.chrome.accessibility_faults().await, Vec::<String>::new());
    next_step(screen, 9).await;
    screen.click("to-review").await;
    screen.wait("cast").await;
    picture_of_all(screen, "37-kinds-phone-review").await;
    screen.cast().await;
    screen.size(WIDTHS[0]).await;
}

fn shows(row: usize) -> String {
    format!("return document.querySelector('[data-row=\"{row}\"]') !== null")
}

async fn next_step(screen: &Screen, row: usize) {
    screen.click("next-subject").await;
    screen.until("the next step", &shows(row)).await;
}

/// A picture of the whole page, not of the window.
async fn picture_of_all(screen: &Screen, name: &str) {
    let size = screen.script("return [innerWidth, document.documentElement.scrollHeight]", Vec::new()).await;
    let [width, height] = [0, 1].map(|at| u32::try_from(size[at].as_u64().unwrap()).unwrap());
    screen.size((width, height)).await;
    screen.chrome.picture(name).await;
    assert_eq!(screen.chrome.accessibility_faults().await, Vec::<String>::new(), "{name}");
    screen.size((width, if width < 700 { WIDTHS[1].1 } else { WIDTHS[0].1 })).await;
}

/// A survey with nothing but a choice: one list of names on the phone too, as on a ballot paper.
#[tokio::test(flavor = "multi_thread")]
async fn a_ballot_that_only_chooses_is_one_list_of_names() {
    let hall = Hall::with_window(WIDTHS[1]).await;
    let screen = &hall.screen;
    let path = hall.file("bau.survey.json", only_the_choice().to_string());
    screen.upload("start-load", &[&path]).await;
    let cards = open_with_four_tellers(screen).await;

    screen.click("release").await;
    screen.wait("mark").await;
    screen.look("40-list").await;
    for row in [0, 2] {
        screen.click_label(row, 0).await;
    }
    screen.tap(1, 0).await;
    assert!(screen.text("full").await.contains("xin bỏ bớt một dấu"));
    assert!(!screen.is_marked(1, 0).await);
    assert_eq!(screen.text("ticked").await, "Đã chọn đủ 2/2 người");
    screen.look("41-list-full").await;
    let spoken = screen.spoken(&Screen::mark_at(1, 0)).await;
    assert_eq!(spoken, "Bà Trần Thị Bình | Giới thiệu làm trưởng thôn");
    screen.click("to-review").await;
    screen.wait("cast").await;
    screen.look("42-list-review").await;
    screen.cast().await;

    screen.click("release").await;
    screen.wait("mark").await;
    screen.click("to-review").await;
    assert!(screen.text("review-state").await.starts_with("Chưa chọn ai"));
    screen.look("43-list-review-nobody").await;
    screen.cast().await;

    screen.close_box(false).await;
    for (at, card) in [3, 0, 2].into_iter().enumerate() {
        assert!(!screen.has("count").await, "{at} cards of three do not open the box");
        screen.upload("card-file", &[&cards[card]]).await;
        screen.cards_in(at + 1).await;
    }
    let files = screen.count_and_export().await;
    screen.look("44-list-result").await;
    let report = verify(&files);
    assert_eq!((&report["faults"], &report["unchecked"]), (&json!([]), &json!([])));
    assert_eq!(report["result"]["needed"], json!(3));
    let tellers = report["result"]["tellers"].as_array().unwrap().iter().map(|teller| &teller["name"]);
    assert!(tellers.eq([NAMES[0], NAMES[2], NAMES[3], NAMES[4]]), "{report}");
    let counts: Vec<&Value> = (0..3).map(|row| &report["result"]["rows"][row]["levels"][0]["count"]).collect();
    assert_eq!(counts, [&json!(1), &json!(0), &json!(1)]);
    hall.leave().await;
}

const NAMES: [&str; 5] = ["Nguyễn Văn Một", "Trần Thị Hai", "Lê Văn Ba", "Phạm Thị Bốn", "Hoàng Văn Năm"];

/// Four tellers, of whom three open the box: two more than are asked for at first, one of them taken out again. The first
/// card is printed too.
async fn open_with_four_tellers(screen: &Screen) -> Vec<PathBuf> {
    screen.click("opening-next").await;
    screen.wait("make-cards").await;
    screen.fill("[data-test=summoned]", "30").await;
    screen.fill("[data-test=present]", "20").await;
    for (at, name) in NAMES.iter().enumerate() {
        if at >= 3 {
            screen.click("add-teller").await;
        }
        screen.fill(&format!("[data-test=teller-name][data-teller=\"{}\"]", at + 1), name).await;
    }
    screen.click_at("fieldset.teller:nth-of-type(2) [data-test=remove-teller]").await;
    let left = "return document.querySelectorAll('fieldset.teller').length === 4";
    screen.until("one is taken out", left).await;
    screen.fill("[data-test=needed]", "3").await;
    screen.click("make-cards").await;
    screen.wait("card-print").await;
    screen.script("window.print = () => { document.body.dataset.printed = 'yes' }", Vec::new()).await;
    screen.click("card-print").await;
    assert_eq!(screen.script("return document.body.dataset.printed", Vec::new()).await, json!("yes"));
    let cards = screen.take_cards_to_booth(false).await;
    assert_eq!(cards.len(), 4);
    cards
}

/// Of the survey with every kind: two of three names are to be chosen.
pub fn only_the_choice() -> Value {
    let mut survey = survey(EVERY_KIND);
    let keep = |list: &mut Value, name: &str, wanted: &str| {
        list.as_array_mut().unwrap().retain(|one| one[name] == wanted);
    };
    keep(&mut survey["questions"], "id", "bau");
    keep(&mut survey["rules"]["thresholds"], "question", "bau");
    survey["rules"].as_object_mut().unwrap().remove("grades");
    for subject in survey["subjects"].as_array_mut().unwrap() {
        subject.as_object_mut().unwrap().remove("tasks");
    }
    survey
}

/// Result, record and opening statement of a simulated meeting.
fn simulated(folder: &Path, ballots: u32) -> [PathBuf; 3] {
    let out = folder.join(ballots.to_string());
    let done = Command::new(env!("CARGO_BIN_EXE_hom-phieu"))
        .args(["simulate", "--survey"])
        .arg(Path::new(env!("CARGO_MANIFEST_DIR")).join(EVERY_KIND))
        .args(["--ballots", &ballots.to_string(), "--seed", &ballots.to_string(), "--out"])
        .arg(&out)
        .output()
        .expect("the command line starts");
    assert!(done.status.success(), "{done:?}");
    let files: Vec<PathBuf> = std::fs::read_dir(&out).unwrap().map(|entry| entry.unwrap().path()).collect();
    [".result.json", ".record.json", ".opening.json"].map(|ending| {
        let found = files.iter().find(|path| path.to_string_lossy().ends_with(ending)).expect(ending);
        // Two rounds have the same names; a folder of downloads does not.
        let renamed = folder.join(format!("{ballots}{ending}"));
        std::fs::copy(found, &renamed).unwrap();
        renamed
    })
}

/// The last round against this one: both are checked, and the change is that of the counts.
#[tokio::test(flavor = "multi_thread")]
async fn two_results_are_compared_once_both_are_genuine() {
    let hall = Hall::open().await;
    let screen = &hall.screen;
    let [before, now] = [12, 17].map(|ballots| simulated(hall.folder.path(), ballots));
    let counts = [&before, &now].map(|files| {
        let report = verify(files);
        assert_eq!(report["faults"], json!([]));
        let best = &report["result"]["rows"][0]["levels"][0]["share"];
        [0, 1].map(|at| best[at].as_i64().unwrap())
    });
    screen.click("start-check").await;
    // One has all its files, the other only its result; and the order in which they come tells nothing.
    screen.upload("check-files", &[&now[1], &before[0], &now[2], &now[0]]).await;
    screen.wait("comparison").await;
    let shown = screen.text("comparison").await;
    let [[c, n], [d, m]] = counts;
    for share in [format!("{c}/{n}"), format!("{d}/{m}")] {
        assert!(shown.contains(&share), "{share}: {shown}");
    }
    let change = (d * n - c * m) * 10_000;
    let hundredths = (2 * change.abs() + n * m) / (2 * n * m);
    let words = format!("{},", hundredths / 100);
    assert!(hundredths % 100 == 0 || shown.contains(&words), "{words} of {change}: {shown}");
    assert!(!shown.contains("CÓ LỖI"), "{shown}");
    screen.look("45-comparison").await;
    picture_of_all(screen, "46-whole-comparison").await;

    // One figure changed after the signatures: nothing is compared, and the fault is named.
    let forged = std::fs::read_to_string(&now[0]).unwrap();
    let at = forged.find("\"payload\"").expect("a JWS has a payload") + 40;
    let other = if forged.as_bytes()[at] == b'A' { "B" } else { "A" };
    let forged = [&forged[..at], other, &forged[at + 1..]].concat();
    let forged = hall.file("forged.result.json", forged);
    screen.click("check-anew").await;
    screen.upload("check-files", &[&before[0], &forged]).await;
    screen.until("the forged file is named", "return document.body.innerText.includes('không so sánh')").await;
    assert!(!screen.has("apart").await);
    screen.look("47-comparison-forged").await;
    hall.leave().await;
}
