//! Every instrument's template, held as a practice meeting in a real browser: its ballot is looked at, marked, counted,
//! and the result checked. The pictures of the ballots go into docs/templates.md.

use std::path::{Path, PathBuf};
use std::process::Command;

use hom_phieu::survey::templates;
use serde_json::{Value, json};

use crate::acts::verify;
use crate::hall::Hall;
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

#[tokio::test(flavor = "multi_thread")]
async fn a_meeting_is_held_by_every_template() {
    for template in templates() {
        let id = template.id();
        eprintln!("template {id}");
        let hall = Hall::open().await;
        let screen = &hall.screen;
        screen.upload("start-load", &[&sample(id, hall.folder.path())]).await;
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
        hall.leave().await;
    }
}
