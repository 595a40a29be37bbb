//! One voter after another: what is a voter's own goes with the voter, a double click counts once, and a keyboard is enough.

use serde_json::{Value, json};
use thirtyfour::prelude::*;

use crate::acts::{marks, survey};
use crate::hall::Hall;
use crate::kinds::only_the_choice;
use crate::screen::{Screen, WIDTHS};

const SURVEY: &str = "src/survey/practice.json";

/// Seconds since 1970.
fn now() -> f64 {
    std::time::UNIX_EPOCH.elapsed().expect("after 1970").as_secs_f64()
}

impl Screen {
    /// Language, text size by name and in pixels.
    async fn dress(&self) -> Value {
        let script = "
            const html = document.documentElement;
            return [html.lang, html.dataset.text ?? 'normal', getComputedStyle(html).fontSize]";
        self.script(script, Vec::new()).await
    }

    /// The middle of an element, once it stands still in the window.
    async fn middle_of(&self, css: &str) -> [f64; 2] {
        self.bring(css).await;
        let script = "
            const { x, y, width, height } = document.querySelector(arguments[0]).getBoundingClientRect();
            return [x + width / 2, y + height / 2]";
        let place = self.script(script, vec![json!(css)]).await;
        [0, 1].map(|at| place[at].as_f64().expect("it has a place"))
    }

    /// Presses the mouse there, as the first or second click of a burst. The driver's own double click is too quick for a
    /// screen to change between its halves.
    async fn press_mouse(&self, [x, y]: [f64; 2], count: u32) {
        for kind in ["mousePressed", "mouseReleased"] {
            let event = json!({ "type": kind, "x": x, "y": y, "button": "left", "clickCount": count });
            self.chrome.cdp().send_raw("Input.dispatchMouseEvent", event).await.expect("the mouse is pressed");
        }
    }

    /// A finger taps there, at this time in seconds since 1970: how much later one comes than another is the page's to
    /// know, however long the screen takes to change in between.
    async fn tap_at(&self, [x, y]: [f64; 2], at: f64) {
        let points = [("touchStart", json!([{ "x": x, "y": y }]), at), ("touchEnd", json!([]), at + 0.05)];
        for (kind, points, at) in points {
            let event = json!({ "type": kind, "touchPoints": points, "timestamp": at });
            self.chrome.cdp().send_raw("Input.dispatchTouchEvent", event).await.expect("the finger touches");
        }
    }

    /// As a phone or a tablet, which has no pointer that could hover.
    async fn feels_fingers(&self) {
        let touch = json!({ "enabled": true, "maxTouchPoints": 1 });
        self.chrome
            .cdp()
            .send_raw("Emulation.setTouchEmulationEnabled", touch)
            .await
            .expect("the screen feels fingers");
        assert_eq!(self.script("return matchMedia('(hover: hover)').matches", Vec::new()).await, Value::Bool(false));
    }

    async fn double_click(&self, test: &str) {
        self.wait(test).await;
        self.bring(&format!("[data-test={test}]")).await;
        let button = self.chrome.find(By::Css(format!("[data-test={test}]"))).await.unwrap();
        self.chrome.action_chain().double_click_element(&button).perform().await.unwrap();
    }

    async fn marked(&self) -> Value {
        let script = "
            return [...document.querySelectorAll('[data-test=mark]:checked')].map((e) => [+e.dataset.row, +e.dataset.level])";
        self.script(script, Vec::new()).await
    }

    async fn strike(&self, keys: impl Into<TypingData>) {
        self.chrome.active_element().await.unwrap().send_keys(keys).await.unwrap();
    }

    /// Presses Tab until an element has the focus.
    async fn tab_to(&self, css: &str) {
        self.until(css, &format!("return document.querySelector('{css}') !== null")).await;
        let focused = format!("return document.activeElement.matches('{css}')");
        for _ in 0..60 {
            if self.script(&focused, Vec::new()).await == Value::Bool(true) {
                return;
            }
            self.strike(Key::Tab + "").await;
        }
        panic!("Tab does not lead to {css}");
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

/// What is further down than a window shows is drawn a moment after the rest: a weak device shows a long ballot as soon as
/// a short one. Drawn anew for another language, it stands at once, or whoever reads its end would be thrown to its top.
#[tokio::test(flavor = "multi_thread")]
async fn a_long_sheet_comes_in_two_parts_and_is_not_moved_under_its_reader() {
    let (hall, _) = Hall::with_practice_box().await;
    let screen = &hall.screen;
    let people = survey(SURVEY)["subjects"].as_array().unwrap().len();
    // How many people stood on the sheet whenever it was changed.
    let watch = "
        window.counts = [];
        const count = () => {
          const rows = document.querySelectorAll('.ballot-table > tbody').length;
          if (rows !== (window.counts.at(-1) ?? 0)) window.counts.push(rows);
        };
        new MutationObserver(count).observe(document.body, { childList: true, subtree: true });";
    screen.script(watch, Vec::new()).await;
    screen.click("release").await;
    screen.wait("mark").await;
    assert_eq!(screen.script("return window.counts", Vec::new()).await, json!([4, people]));

    let (row, level) = (3 * people - 1, 1); // of the last person
    screen.click_label(row, level).await;
    let stands = "return Math.round(window.scrollY)";
    let here = screen.script(stands, Vec::new()).await;
    assert!(here.as_u64().unwrap() > 300, "the last person is far down: {here}");
    screen.script("window.counts = []; document.querySelector('[data-test=lang][lang=en]').click()", Vec::new()).await;
    screen.until("the ballot in English", "return document.documentElement.lang === 'en'").await;
    screen.wait("mark").await;
    assert_eq!(screen.script("return window.counts", Vec::new()).await, json!([people]));
    let after = screen.script(stands, Vec::new()).await;
    let moved = after.as_f64().unwrap() - here.as_f64().unwrap();
    assert!(moved.abs() < 100.0, "English words are of another length, and no more: {here}, {after}");
    assert_eq!(screen.marked().await, json!([[row, level]]));
    hall.leave().await;
}

/// The second half dismissed "the ballot is in the box" unread, and a teller's marked the ballot that was just handed out.
#[tokio::test(flavor = "multi_thread")]
async fn the_second_half_of_a_double_click_is_nothing_to_the_screen_that_the_first_has_brought() {
    let (hall, _) = Hall::with_practice_box().await;
    let screen = &hall.screen;
    screen.wait("release").await;
    let release = screen.middle_of("[data-test=release]").await;
    screen.press_mouse(release, 1).await;
    screen.wait("mark").await;
    let mark = screen.middle_of("label:has([data-row=\"0\"][data-level=\"0\"])").await;
    screen.press_mouse(mark, 2).await;
    assert_eq!(screen.marked().await, json!([]), "the teller marked the voter's ballot");
    screen.press_mouse(mark, 1).await;
    assert_eq!(screen.marked().await, json!([[0, 0]]), "a click of its own is one");

    // The button that casts comes to stand about where the one was that led there: nobody would have seen the review.
    let to_review = screen.middle_of("[data-test=to-review]").await;
    screen.press_mouse(to_review, 1).await;
    screen.wait("cast").await;
    let cast = screen.middle_of("[data-test=cast]").await;
    screen.press_mouse(cast, 2).await;
    assert!(screen.has("review-state").await, "it was cast unread");
    screen.press_mouse(cast, 1).await;
    screen.wait("in-box").await;
    let next = screen.middle_of("[data-test=next]").await;
    screen.press_mouse(next, 2).await;
    assert!(screen.has("in-box").await, "it went before it could be read");
    screen.press_mouse(next, 1).await;
    screen.wait("release").await;

    // As quick as a driver is.
    screen.double_click("release").await;
    screen.wait("mark").await;
    assert_eq!(screen.marked().await, json!([]));
    screen.click("to-review").await;
    screen.double_click("cast").await;
    screen.wait("in-box").await;
    screen.click("next").await;
    screen.wait("release").await;
    assert_eq!(screen.text("count-in-box").await, "2");
    hall.leave().await;
}

/// As with a mouse, whose clicks the system counts; a finger's nobody counts.
#[tokio::test(flavor = "multi_thread")]
async fn the_second_of_two_quick_taps_is_nothing_to_the_screen_that_the_first_has_brought() {
    let (hall, _) = Hall::with_practice_box().await;
    let screen = &hall.screen;
    screen.size(WIDTHS[1]).await;
    screen.feels_fingers().await;
    screen.wait("release").await;
    let (release, first) = (screen.middle_of("[data-test=release]").await, now());
    screen.tap_at(release, first).await;
    screen.wait("mark").await;
    let mark = screen.middle_of("label:has([data-row=\"0\"][data-level=\"0\"])").await;
    screen.tap_at(mark, first + 0.2).await;
    assert_eq!(screen.marked().await, json!([]), "the teller marked the voter's ballot");
    screen.tap_at(mark, now().max(first + 1.0)).await;
    assert_eq!(screen.marked().await, json!([[0, 0]]), "a tap of its own is one");
    // Twice on the same words: they stay marked.
    let first = now().max(first + 2.0);
    screen.tap_at(mark, first).await;
    screen.tap_at(mark, first + 0.2).await;
    assert_eq!(screen.marked().await, json!([[0, 0]]), "a second tap took the mark away");
    while !screen.has("to-review").await {
        screen.click("next-subject").await;
    }
    let (to_review, first) = (screen.middle_of("[data-test=to-review]").await, now().max(first + 1.0));
    screen.tap_at(to_review, first).await;
    screen.wait("cast").await;
    let cast = screen.middle_of("[data-test=cast]").await;
    screen.tap_at(cast, first + 0.2).await;
    assert!(screen.has("review-state").await, "it was cast unread");
    let first = now().max(first + 1.0);
    screen.tap_at(cast, first).await;
    screen.wait("in-box").await;
    let next = screen.middle_of("[data-test=next]").await;
    screen.tap_at(next, first + 0.2).await;
    assert!(screen.has("in-box").await, "it went before it could be read");
    screen.tap_at(next, now().max(first + 1.0)).await;
    screen.wait("release").await;
    assert_eq!(screen.text("count-in-box").await, "1");
    hall.leave().await;
}

/// Where nothing can hover, a browser takes the last place that was touched for the place of the mouse. A name whose mark was
/// taken away kept the colour of a chosen one until something else was touched, and so did, on the next ballot, what came to
/// lie there.
#[tokio::test(flavor = "multi_thread")]
async fn a_name_that_was_marked_and_unmarked_by_a_finger_looks_like_the_others() {
    let hall = Hall::with_window(WIDTHS[1]).await;
    let screen = &hall.screen;
    screen.feels_fingers().await;
    screen.upload("start-load", &[&hall.file("bau.survey.json", only_the_choice().to_string())]).await;
    screen.open_box(false, None).await;
    screen.click("release").await;
    screen.wait("mark").await;
    let words = |row: usize| format!("label:has([data-row=\"{row}\"][data-level=\"0\"]) > span");
    let name = screen.middle_of(&words(0)).await;
    let first = now() + 1.0; // no second half of the click that handed the ballot out
    screen.tap_at(name, first).await;
    assert_eq!(screen.marked().await, json!([[0, 0]]));
    assert_eq!(json!(screen.middle_of(&words(0)).await), json!(name), "a mark moved what is under the finger");
    screen.tap_at(name, now().max(first + 2.0)).await;
    assert_eq!(screen.marked().await, json!([]));
    let looks = "
        const { backgroundColor, borderColor, boxShadow } = getComputedStyle(document.querySelector(arguments[0]));
        return [backgroundColor, borderColor, boxShadow]";
    let [touched, other] = [words(0), words(1)].map(|words| screen.script(looks, vec![json!(words)]));
    assert_eq!(touched.await, other.await);
    screen.chrome.picture("41-list-unmarked-by-a-finger").await;
    hall.leave().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_keyboard_is_enough_to_vote() {
    let (hall, _) = Hall::with_practice_box().await;
    let screen = &hall.screen;
    let marks = marks(&survey(SURVEY), 1);
    screen.tab_to("[data-test=release]").await;
    screen.strike(Key::Enter + "").await;
    screen.wait("mark").await;
    let mut expected = Vec::new();
    for (row, level) in marks.levels.iter().enumerate() {
        let Some(level) = level else { continue };
        screen.tab_to(&format!("[data-test=mark][data-row=\"{row}\"]")).await;
        screen.strike(" ").await;
        for _ in 0..*level {
            screen.strike(Key::Down + "").await;
        }
        expected.push(json!([row, level]));
    }
    assert_eq!(screen.marked().await, json!(expected));
    screen.tab_to("[data-test=to-review]").await;
    screen.strike(Key::Enter + "").await;
    screen.tab_to("[data-test=cast]").await;
    screen.strike(" ").await;
    screen.tab_to("[data-test=next]").await;
    screen.strike(Key::Enter + "").await;
    screen.wait("release").await;
    assert_eq!(screen.text("count-in-box").await, "1");
    hall.leave().await;
}
