//! Every instrument's template, held as a practice meeting in a real browser: its ballot is looked at, marked, counted,
//! and the result checked. The pictures of the ballots go into docs/templates.md.

use std::path::{Path, PathBuf};
use std::process::Command;

use hom_phieu::survey::templates;
use serde_json::{Value, json};

use crate::acts::{exported, verify};
use crate::hall::Hall;
use crate::paper::{keep, page_size};
use crate::screen::Screen;

/// Marks all rows on the screen, one subject only where they are chosen among; returns row and level of each.
const MARK: &str = r"
    let [chosen] = arguments;
    const marks = [...document.querySelectorAll('[data-test=mark]')];
    const rows = Map.groupBy(marks, (mark) => mark.dataset.row);
    const done = [];
    for (const [row, boxes] of rows) {
        if (boxes[0].type === 'checkbox') {
            if (chosen) continue;
            chosen = true;
        }
        const box = boxes[(7 * row + 1) % boxes.length];
        box.closest('label').click();
        if (!box.checked) throw new Error(`row ${row} was not marked`);
        done.push([+row, +box.dataset.level, box.type]);
    }
    return done;
";

const SCORES: &str = "return [...document.querySelectorAll('[data-test=score]')].map((field) => +field.dataset.score)";

/// What was marked: row, and level or score.
#[derive(Default)]
pub struct Marked {
    levels: Vec<(usize, usize)>,
    scores: Vec<(usize, u64)>,
}

impl Screen {
    /// Marks what can be marked, step by step, up to the review.
    pub async fn mark_everything(&self) -> Marked {
        let mut marked = Marked::default();
        let mut chosen = false;
        loop {
            let done = self.script(MARK, vec![json!(chosen)]).await;
            for mark in done.as_array().expect("the script answers with a list") {
                let number = |at: usize| mark[at].as_u64().expect("rows and levels are numbers") as usize;
                chosen |= mark[2] == "checkbox";
                marked.levels.push((number(0), number(1)));
            }
            let scores = self.script(SCORES, Vec::new()).await;
            for row in scores.as_array().expect("a list").iter().filter_map(Value::as_u64) {
                let score = 5 + row % 7;
                self.fill(&format!("[data-test=score][data-score=\"{row}\"]"), &score.to_string()).await;
                marked.scores.push((row as usize, score));
            }
            if self.has("to-review").await {
                self.click("to-review").await;
                self.wait("review-state").await;
                return marked;
            }
            let heading = "return document.querySelector('.subject-name')?.id ?? ''";
            let before = self.script(heading, Vec::new()).await;
            self.click("next-subject").await;
            let before = before.as_str().unwrap_or_default();
            let next = format!("return document.querySelector('.subject-name')?.id !== '{before}'");
            self.until("the next subject", &next).await;
        }
    }
}

/// A survey file of the template with its sample subjects, for training.
pub fn sample(id: &str, folder: &Path) -> PathBuf {
    let out = folder.join(format!("{id}.survey.json"));
    let status = Command::new(env!("CARGO_BIN_EXE_hom-phieu"))
        .args(["template", "new", id, "--practice", "--out"])
        .arg(&out)
        .status()
        .expect("the command line starts");
    assert!(status.success(), "{id}");
    out
}

/// Holds the counts of one ballot against what was marked on it.
pub fn hold_against(id: &str, report: &Value, marked: &Marked) {
    assert_eq!((&report["faults"], &report["unchecked"]), (&json!([]), &json!([])), "{id}");
    let rows = report["result"]["rows"].as_array().expect("a result has rows");
    for (at, row) in rows.iter().enumerate() {
        let levels = row["levels"].as_array().expect("a row has levels");
        let counts: Vec<u64> = levels.iter().filter_map(|level| level["count"].as_u64()).collect();
        let level = marked.levels.iter().find(|(row, _)| *row == at).map(|(_, level)| *level);
        let expected: Vec<u64> = (0..counts.len()).map(|place| u64::from(level == Some(place))).collect();
        assert_eq!(counts, expected, "{id}, row {at}");
        if let Some((_, score)) = marked.scores.iter().find(|(row, _)| *row == at) {
            assert_eq!(row["score"], json!({ "sum": score, "given": 1 }), "{id}, row {at}");
        }
    }
}

/// The pages of a PDF in the order in which they were written, in which a cell of a table is not torn by its neighbours;
/// without ends of lines, and without what stands at the head and foot of every page.
fn pages_of(pdf: &Path) -> Vec<String> {
    let output = Command::new("pdftotext").args(["-raw".as_ref(), pdf.as_os_str(), "-".as_ref()]).output();
    let text = String::from_utf8(output.expect("scripts/setup installs poppler-utils").stdout).expect("UTF-8");
    let pages: Vec<&str> = text.trim_end_matches('\u{c}').split('\u{c}').collect();
    let count = pages.len();
    let page = |(at, page): (usize, &&str)| {
        let numbers = [(at + 1).to_string(), format!("{}/{count}", at + 1)];
        let kept = page.lines().enumerate().filter(|(place, line)| {
            let is_number = *place == 0 && *line == numbers[0] || *line == numbers[1];
            !is_number
        });
        let text = one_line(&kept.map(|(_, line)| line).collect::<Vec<_>>().join(" "));
        let foot = text.char_indices().rev().map(|(at, _)| at).find(|at| unspaced(&text[*at..]) == PRACTICE);
        text[..foot.unwrap_or(text.len())].trim_end().to_owned()
    };
    let marked = |page: &&str| unspaced(page).contains(PRACTICE);
    assert!(pages.iter().all(marked), "a page is not marked as practice: {pages:#?}");
    pages.iter().enumerate().map(page).collect()
}

/// What every page of a practice meeting bears, in letters that are set apart.
const PRACTICE: &str = "TẬPDƯỢT–KHÔNGCÓGIÁTRỊ";

fn unspaced(text: &str) -> String {
    text.split_whitespace().collect()
}

fn one_line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

fn must_say(id: &str, paper: &str, words: &str) {
    assert!(paper.contains(&one_line(words)), "{id}: “{words}” is not on it:\n{paper}");
}

/// The printed ballot: whom it is about, all that is asked, every box, how to mark, and under which heading.
async fn paper_says_all(hall: &Hall, id: &str, survey: &Value) {
    let screen = &hall.screen;
    screen.click("paper-ballot").await;
    screen.wait("ballot-paper").await;
    let file = hall.folder.path().join("ballot.pdf");
    screen.print(&file).await;
    keep(&file, &format!("template-{id}-ballot"));
    assert!(page_size(&file).contains("A4"), "{id}: {}", page_size(&file));
    let pages = pages_of(&file);
    let paper = pages.join(" ");
    let text = |value: &Value| value.as_str().unwrap_or_default().to_owned();
    let how_to = if id == "cham-diem" { "Cách ghi điểm" } else { "Cách đánh dấu" };
    for words in ["(Chỗ đóng dấu)", how_to] {
        must_say(id, &paper, words);
    }
    must_say(id, &paper, &text(&survey["issuer"]["name"]).to_uppercase());
    let is_party = survey["issuer"]["heading"] == "party";
    assert_eq!(paper.contains("ĐẢNG CỘNG SẢN VIỆT NAM"), is_party, "{id}");
    assert_eq!(paper.contains("CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"), !is_party, "{id}");
    assert_eq!(paper.contains("Bản dựng lại"), survey["instrument"]["reconstruction"] == true, "{id}");
    let list = |value: &Value| value.as_array().cloned().unwrap_or_default();
    for subject in list(&survey["subjects"]) {
        must_say(id, &paper, &text(&subject["name"]));
        must_say(id, &paper, &text(&subject["post"]));
        for task in list(&subject["tasks"]) {
            must_say(id, &paper, &text(&task["text"]));
        }
    }
    for question in list(&survey["questions"]) {
        must_say(id, &paper, &text(&question["text"]));
        for level in list(&question["answer"]["levels"]) {
            let label = text(&level["label"]);
            must_say(id, &paper, &label);
            // A table's heading once stood at the foot of a page, its first row on the next.
            assert!(!pages.iter().any(|page| page.ends_with(&label)), "{id}: a heading stands alone: {pages:#?}");
        }
    }
    screen.click("back").await;
}

/// The minutes as the browser prints them hold every line and every figure of those that the command line writes.
async fn minutes_say_all(hall: &Hall, id: &str, [result, _, opening]: &[PathBuf; 3]) {
    let screen = &hall.screen;
    let laid_out = "return document.querySelector('[data-test=minutes]') !== null";
    screen.until("the minutes are laid out", laid_out).await;
    let file = hall.folder.path().join("minutes.pdf");
    screen.print(&file).await;
    keep(&file, &format!("template-{id}-minutes"));
    let paper = pages_of(&file).join(" ");
    let written = Command::new(env!("CARGO_BIN_EXE_hom-phieu"))
        .args(["report", "--minutes", "--opening"])
        .args([opening, result])
        .output()
        .expect("the command line starts");
    assert!(written.status.success(), "{id}: {}", String::from_utf8_lossy(&written.stderr));
    let written = String::from_utf8(written.stdout).expect("UTF-8");
    assert!(written.lines().count() > 40, "{id}: {written}");
    for line in written.lines() {
        // What is filled in by hand is a row of dots; a code is drawn.
        let line = line.trim_start_matches(['-', ' ']).trim_matches(['*', ' ']);
        if line.contains('…') || line.starts_with("[QR]") || unspaced(line) == PRACTICE {
            continue;
        }
        match line.split_once(": ").filter(|(name, _)| name.starts_with("Dấu nhận dạng")) {
            Some((name, fingerprint)) => {
                must_say(id, &paper, name);
                for (at, word) in fingerprint.split(' ').enumerate() {
                    must_say(id, &paper, &format!("{}. {word}", at + 1));
                }
            }
            None => line.trim_matches('|').split(" | ").for_each(|cell| must_say(id, &paper, cell)),
        }
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_meeting_is_held_by_every_template() {
    for template in templates() {
        let id = template.id();
        eprintln!("template {id}");
        let hall = Hall::open().await;
        let screen = &hall.screen;
        let file = sample(id, hall.folder.path());
        screen.upload("start-load", &[&file]).await;
        paper_says_all(&hall, id, &exported(&file)).await;
        let cards = screen.open_box(false, None).await;
        screen.click("release").await;
        screen.until("the ballot", "return document.querySelector('form') !== null").await;
        screen.look(&format!("template-{id}")).await;
        let marked = screen.mark_everything().await;
        assert!(!marked.levels.is_empty() || !marked.scores.is_empty(), "{id}: nothing to mark");
        screen.click("cast").await;
        screen.wait("in-box").await;
        screen.click("next").await;
        screen.wait("release").await;
        screen.close_box(false).await;
        for (at, card) in cards.iter().take(cards.len() / 2 + 1).enumerate() {
            screen.upload("card-file", &[card]).await;
            screen.cards_in(at + 1).await;
        }
        let files = screen.count_and_export().await;
        hold_against(id, &verify(&files), &marked);
        minutes_say_all(&hall, id, &files).await;
        hall.leave().await;
    }
}
