//! One voter after another: what is a voter's own goes with the voter.

use serde_json::{Value, json};

use crate::acts::{marks, survey};
use crate::hall::Hall;
use crate::screen::{Screen, WIDTHS};

const SURVEY: &str = "src/survey/practice.json";

impl Screen {
    /// Language, text size by name and in pixels.
    async fn dress(&self) -> Value {
        let script = "
            const html = document.documentElement;
            return [html.lang, html.dataset.text ?? 'normal', getComputedStyle(html).fontSize]";
        self.script(script, Vec::new()).await
    }

    async fn marked(&self) -> Value {
        let script = "
            return [...document.querySelectorAll('[data-test=mark]:checked')].map((e) => [+e.dataset.row, +e.dataset.level])";
        self.script(script, Vec::new()).await
    }
}

/// They were wiped with the marks: who votes in English and in large letters read "Phiếu đã vào hòm" in small ones.
#[tokio::test(flavor = "multi_thread")]
async fn a_voters_language_and_text_size_last_until_it_is_read_that_the_ballot_is_in_and_no_longer() {
    let (hall, _) = Hall::with_practice_box().await;
    let screen = &hall.screen;
    let usual = screen.dress().await;
    assert_eq!((&usual[0], &usual[1]), (&json!("vi"), &json!("normal")));
    screen.click("release").await;
    screen.click_at("[data-test=lang][lang=en]").await;
    screen.click_at("[data-test=text-size]:nth-of-type(3)").await;
    screen.wait("mark").await;
    screen.look("07-ballot-en").await;
    screen.mark(&marks(&survey(SURVEY), 1)).await;
    screen.look("08-review-en").await;
    screen.size(WIDTHS[1]).await;
    let chosen = screen.dress().await;
    assert_eq!((&chosen[0], &chosen[1]), (&json!("en"), &json!("larger")));

    screen.click("cast").await;
    screen.wait("in-box").await;
    let said = screen.text("in-box").await;
    assert!(said.contains("Your ballot is in the box."), "{said}");
    assert_eq!(screen.dress().await, chosen);
    screen.glance("09-in-box-en-390").await;
    screen.click("next").await;

    // Of this voter nothing is left for the next, nor is anything read out in between.
    screen.wait("release").await;
    screen.size(WIDTHS[0]).await;
    assert_eq!(screen.dress().await, usual);
    assert_eq!(screen.script("return document.querySelector('h1').innerText", Vec::new()).await, "Mời người tiếp theo");
    let aloud = "
        const regions = [...document.querySelectorAll('[role=status], [role=alert], [aria-live]')];
        return regions.map((region) => region.textContent.trim()).filter((words) => words !== '')";
    assert_eq!(screen.script(aloud, Vec::new()).await, json!([]));
    screen.click("release").await;
    screen.wait("mark").await;
    assert_eq!(screen.dress().await, usual);
    let pressed = "
        return [...document.querySelectorAll('.controls [aria-pressed=true]')].map((button) => button.innerText)";
    assert_eq!(screen.script(pressed, Vec::new()).await, json!(["Tiếng Việt", "A"]));
    assert_eq!(screen.marked().await, json!([]));
    hall.leave().await;
}
