//! A score of at most ten points: a number is a box, on a laptop and on a phone.

use std::process::Command;

use serde_json::{Value, json};
use thirtyfour::prelude::*;

use crate::acts::verify;
use crate::hall::Hall;
use crate::screen::WIDTHS;

#[tokio::test(flavor = "multi_thread")]
async fn few_points_are_boxes_that_are_tapped_reviewed_and_counted() {
    let hall = Hall::open().await;
    let screen = &hall.screen;
    // The scores of a template, up to 10 and up to 5 points; without its grades, which are of a hundred.
    let out = hall.folder.path().join("sample.survey.json");
    let made = Command::new(env!("CARGO_BIN_EXE_hom-phieu"))
        .args(["template", "new", "cham-diem", "--practice", "--out"])
        .arg(&out)
        .status()
        .expect("the command line starts");
    assert!(made.success());
    let mut survey: Value = serde_json::from_slice(&std::fs::read(&out).unwrap()).unwrap();
    for (at, max) in [(0, 10), (1, 5)] {
        survey["questions"][at]["answer"] = json!({ "score": { "max": max } });
    }
    survey["rules"].as_object_mut().unwrap().remove("grades");
    let file = hall.file("points.survey.json", survey.to_string());
    screen.upload("start-load", &[&file]).await;
    let cards = screen.open_box(false, None).await;
    screen.click("release").await;
    screen.wait("mark").await;
    screen.look("45-points").await;
    let boxes =
        "return [...document.querySelectorAll('[data-row=\"0\"]')].map((one) => one.closest('label').innerText)";
    let expected: Vec<String> = (0..=10).map(|score| score.to_string()).chain(["Không chấm".to_owned()]).collect();
    assert_eq!(screen.script(boxes, Vec::new()).await, json!(expected));
    // A box is no smaller than a finger, and the last ones fit beside the others.
    let least = "return Math.min(...[...document.querySelectorAll('.points label')].map((one) => {
        const box = one.getBoundingClientRect();
        return Math.min(box.width, box.height);
    })) >= 44";
    assert_eq!(screen.script(least, Vec::new()).await, Value::Bool(true));
    // On a phone too they stand side by side: once they were a column of twelve.
    screen.size(WIDTHS[1]).await;
    screen.until("cards", "return document.querySelector('.ballot-table') === null").await;
    screen.bring("[data-row=\"0\"]").await;
    screen.chrome.picture("45-points-phone").await;
    let lines = "return new Set([...document.querySelectorAll('.points:has([data-row=\"0\"]) label')]
        .map((one) => one.getBoundingClientRect().top)).size";
    assert_eq!(screen.script(lines, Vec::new()).await, json!(4), "three lines of numbers, and one for none");
    screen.size(WIDTHS[0]).await;
    screen.until("the sheet", "return document.querySelector('.ballot-table') !== null").await;
    for (row, score) in [(0, 10), (1, 0)] {
        // Not by its words: the unseen circle lies over the number, and takes the tap as well.
        let label = format!("label:has([data-row=\"{row}\"][data-level=\"{score}\"])");
        screen.bring(&label).await;
        screen.chrome.find(By::Css(label.as_str())).await.unwrap().click().await.unwrap();
        let checked = format!("return document.querySelector('{label} input').checked");
        assert_eq!(screen.script(&checked, Vec::new()).await, Value::Bool(true), "row {row}, score {score}");
    }
    screen.look("46-points-marked").await;
    screen.click("to-review").await;
    screen.wait("review-state").await;
    screen.look("47-points-review").await;
    screen.click("cast").await;
    screen.wait("in-box").await;
    screen.click("next").await;
    screen.wait("release").await;
    screen.close_box(false).await;
    for (at, card) in cards.iter().take(2).enumerate() {
        screen.upload("card-file", &[card]).await;
        screen.cards_in(at + 1).await;
    }
    let report = verify(&screen.count_and_export().await);
    assert_eq!(report["faults"], json!([]));
    let scores: Vec<&Value> = report["result"]["rows"].as_array().unwrap().iter().map(|row| &row["score"]).collect();
    assert_eq!(
        scores[..3],
        [&json!({ "sum": 10, "given": 1 }), &json!({ "sum": 0, "given": 1 }), &json!({ "sum": 0, "given": 0 })]
    );
    hall.leave().await;
}
