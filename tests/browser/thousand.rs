//! A box of a thousand ballots of 10 people × 3 levels: how long the next voter waits, and how long the count takes.
//! Measures and asserts nothing of time; `scripts/speed` is for one ballot. Run by hand on a quiet machine:
//!
//! ```sh
//! cargo build --release --bin hom-phieu
//! HOM_PHIEU_DIST=dist cargo test --test browser -- --ignored --nocapture thousand
//! ```

use std::path::PathBuf;
use std::process::Command;
use std::time::Instant;

use serde_json::{Value, json};

use crate::acts::{Expected, Marks, assert_verifies, marks, survey};
use crate::hall::Hall;

const BALLOTS: usize = 1000;

/// 10 people, one question of 3 levels, a remark each: the ballot that section 9 of the design compares.
fn ten_by_three() -> Value {
    let mut survey = survey("src/survey/practice.json");
    let questions = survey["questions"].as_array().unwrap();
    let levels =
        questions.iter().find(|question| question["answer"]["levels"].as_array().is_some_and(|all| all.len() == 3));
    let remark = questions.iter().find(|question| question["answer"]["remark"].is_object());
    survey["questions"] = json!([levels.unwrap(), remark.unwrap()]);
    let one = survey["subjects"][0].clone();
    let person = |n: usize| {
        let mut person = one.clone();
        person["id"] = json!(format!("n{n}"));
        person["name"] = json!(format!("Người Mẫu {n}"));
        person
    };
    survey["subjects"] = (0..10).map(person).collect();
    survey["rules"]["thresholds"] = json!([]);
    survey
}

#[ignore = "measures; minutes long"]
#[tokio::test(flavor = "multi_thread")]
async fn a_box_of_a_thousand_ballots() {
    let hall = Hall::open().await;
    let asked = ten_by_three();
    let survey_file = hall.file("mot-nghin.survey.json", asked.to_string());
    let out = hall.folder.path().join("simulated");
    let simulated = Command::new(env!("CARGO_BIN_EXE_hom-phieu"))
        .args(["simulate", "--ballots", &BALLOTS.to_string(), "--seed", "1", "--survey"])
        .args([&survey_file, &PathBuf::from("--out"), &out])
        .status();
    assert!(simulated.unwrap().success());
    let made = |ending: &str| {
        let files = std::fs::read_dir(&out).unwrap().filter_map(|entry| Some(entry.ok()?.path()));
        files.into_iter().find(|file| file.to_string_lossy().ends_with(ending)).unwrap_or_else(|| panic!("no {ending}"))
    };
    // As it was before the close: a backup.
    let mut backup: Value = serde_json::from_slice(&std::fs::read(made(".box.json")).unwrap()).unwrap();
    backup["log"].as_array_mut().unwrap().truncate(1);
    backup["closed"] = json!(false);
    let backup = hall.file("sao-luu.box.json", backup.to_string());

    let screen = &hall.screen;
    screen.click("start-restore").await;
    let began = Instant::now();
    screen.upload("restore-files", &[&backup, &survey_file, &made(".opening.json")]).await;
    screen.click("restore").await;
    screen.wait("officer-vote").await;
    println!("restored: {:.1} s", began.elapsed().as_secs_f64());
    screen.click("officer-vote").await;
    screen.wait("release").await;

    let mut expected = Expected::new(&asked);
    let mut waits = Vec::new();
    for ballot in 0..6 {
        // The first tap comes as soon as the page stands; here it stands anew, and somebody has seen that it does.
        if ballot == 3 {
            screen.chrome.refresh().await.unwrap();
            screen.wait("release").await;
            tokio::time::sleep(std::time::Duration::from_secs(1)).await;
        }
        // From the teller's tap until a frame with the ballot has been drawn.
        let script = "
            const done = arguments[0], start = performance.now();
            const look = () => document.querySelector('[data-test=mark]')
              ? requestAnimationFrame(() => setTimeout(() => done(performance.now() - start)))
              : setTimeout(look, 1);
            document.querySelector('[data-test=release]').click();
            look();";
        let waited = screen.chrome.execute_async(script, Vec::new()).await.unwrap().json().as_f64().unwrap();
        waits.push(waited);
        let marks: Marks = marks(&asked, ballot);
        screen.mark(&marks).await;
        screen.click("cast").await;
        screen.wait("in-box").await;
        screen.click("next").await;
        screen.wait("release").await;
        expected.add(&marks);
    }
    println!("next voter to a usable ballot, ms: {waits:.0?}");

    screen.click("officer").await;
    screen.click("officer-close").await;
    for figure in ["summoned", "present"] {
        screen.fill(&format!("[data-test={figure}]"), "2000").await;
    }
    screen.click("close-confirm").await;
    screen.wait("card-add").await;
    for teller in 1..=2 {
        screen.upload("card-file", &[&made(&format!("-the-{teller}.card.json"))]).await;
        screen.cards_in(teller).await;
    }
    // Stopped half-way, nothing is lost.
    screen.click("count").await;
    screen.click("count-stop").await;
    screen.wait("count").await;
    let began = Instant::now();
    screen.click("count").await;
    let patience = Instant::now();
    while !screen.has("export-result").await {
        assert!(patience.elapsed().as_secs() < 600, "the count ends");
        tokio::time::sleep(std::time::Duration::from_millis(200)).await;
    }
    println!("close to result, {} ballots: {:.1} s", BALLOTS + 6, began.elapsed().as_secs_f64());
    screen.click("export-result").await;
    let result = screen.download(".result.json").await;
    screen.click("export-record").await;
    // The opening was exported where the box was opened; this device got it as a file.
    let files = [result, screen.download(".record.json").await, made(".opening.json")];
    let simulated: Value = serde_json::from_slice(&std::fs::read(made("expected.json")).unwrap()).unwrap();
    for (counts, more) in expected.totals.iter_mut().zip(simulated["totals"].as_array().unwrap()) {
        for (count, more) in counts.iter_mut().zip(more.as_array().unwrap()) {
            *count += more.as_u64().unwrap();
        }
    }
    let more = simulated["remarks"].as_array().unwrap().iter().filter_map(|remark| remark["text"].as_str());
    expected.remarks.extend(more.map(str::to_owned));
    assert_verifies(&files, expected);
    hall.leave().await;
}
