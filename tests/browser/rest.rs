//! The second file of the booth's program: a ballot stands and is marked without it, and it is there when it is needed.

use std::path::Path;

use serde_json::json;

use crate::acts::{marks, survey};
use crate::chrome::Setup;
use crate::hall::Hall;
use crate::screen::{Screen, WIDTHS};
use crate::server::Fate;

/// How the file was asked for, in the page's life.
const ASKED: &str = "
  const all = performance.getEntriesByType('resource').filter(({ name }) => name.endsWith('/rest.wasm'));
  return all.map(({ initiatorType }) => initiatorType)";

impl Screen {
    /// Asked for beforehand, once, and by no call that the page would have stood still for.
    async fn has_not_waited(&self) {
        assert_eq!(self.script(ASKED, Vec::new()).await, json!(["fetch"]));
    }
}

async fn hall() -> Hall {
    Hall::with(|setup| Setup { keeps_the_app: false, ..setup }).await
}

#[tokio::test(flavor = "multi_thread")]
async fn a_ballot_of_every_kind_is_marked_before_the_rest_has_come_and_the_review_waits_for_it() {
    let hall = hall().await;
    let (screen, server) = (&hall.screen, &hall.server);
    let kinds = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/data/every-kind.survey.json");
    screen.upload("start-load", &[&kinds]).await;
    server.lets("rest.wasm", Fate::HeldBack);
    screen.open_box(false, None).await;
    screen.click("release").await;
    screen.wait("mark").await;
    screen.click_label(0, 0).await; // a level
    screen.click_label(1, 0).await; // a choice
    screen.fill("[data-test=score][data-score=\"2\"]", "27").await;
    screen.click_label(3, 0).await; // a task
    screen.script("document.querySelector('[data-test=lang][lang=en]').click()", Vec::new()).await;
    screen.until("English", "return document.documentElement.lang === 'en'").await;
    screen.click("to-review").await;
    assert!(!screen.has("review-state").await, "what the review needs has not come");
    server.is_well();
    screen.wait("review-state").await;
    screen.cast().await;
    screen.has_not_waited().await;
    hall.leave().await;
}

/// On pages that were loaded in the ordinary way, at either width; a ballot is given back as well.
#[tokio::test(flavor = "multi_thread")]
async fn nobody_waits_for_the_rest_on_the_way_from_one_voter_to_the_next() {
    let hall = hall().await;
    let screen = &hall.screen;
    let marks = marks(&survey("src/survey/practice.json"), 2);
    screen.click("start-practice").await;
    screen.open_box(false, None).await;
    for window in WIDTHS {
        screen.size(window).await;
        screen.on_a_bare_device().await;
        screen.loads_until("release").await;
        screen.click("release").await;
        screen.mark(&marks).await;
        screen.cast().await;
        screen.click("release").await;
        screen.wait("mark").await;
        screen.has_not_waited().await;
        screen.loads_until("return-slip").await;
        screen.click("return-slip").await;
        screen.wait("release").await;
    }
    hall.leave().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn where_the_rest_does_not_come_the_page_says_so_without_a_mark_and_a_reload_goes_on() {
    let hall = hall().await;
    let (screen, server) = (&hall.screen, &hall.server);
    let marks = marks(&survey("src/survey/practice.json"), 1);
    screen.click("start-practice").await;
    screen.open_box(false, None).await;
    for fate in [Fate::Missing, Fate::CutOff] {
        screen.on_a_bare_device().await;
        server.lets("rest.wasm", fate);
        screen.chrome.refresh().await.unwrap();
        screen
            .until("the teller's screen", "return document.querySelector('main.locked button.primary') !== null")
            .await;
        screen.script("document.querySelector('main.locked button.primary').click()", Vec::new()).await;
        screen.wait("mark").await;
        for (row, level) in marks.levels.iter().enumerate() {
            if let Some(level) = level {
                screen.click_label(row, *level).await;
            }
        }
        for (slot, text) in &marks.remarks {
            screen.fill(&format!("[data-test=remark][data-slot=\"{slot}\"]"), text).await;
        }
        screen.click("to-review").await;
        screen.wait("not-opened").await;
        screen.holds_nothing_of(&marks, "whoever comes to help sees no mark").await;
        screen.look_at("46-rest-missing").await;
        server.is_well();
        screen.click_reload().await;
        screen.wait("continue-slip").await;
        assert_eq!(screen.text("count-in-box").await, "0");
    }
    screen.click("continue-slip").await;
    screen.mark(&marks).await;
    screen.cast().await;
    screen.has_not_waited().await;
    hall.leave().await;
}
