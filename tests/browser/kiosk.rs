//! A kiosk stands in a hall: the organiser's menu behind a PIN, the whole screen, a box that goes once it is done with.

use serde_json::{Value, json};

use crate::acts::{marks, survey};
use crate::hall::Hall;
use crate::screen::Screen;

const SURVEY: &str = "src/survey/practice.json";

async fn to_menu(screen: &Screen, pin: &str) {
    screen.click("officer").await;
    screen.wait("menu-pin").await;
    screen.fill("[data-test=menu-pin]", pin).await;
    screen.click("menu-open").await;
}

#[tokio::test(flavor = "multi_thread")]
async fn behind_a_pin_a_voter_cannot_pause_or_close_and_a_tellers_card_opens_when_it_is_forgotten() {
    let (hall, cards) = Hall::with_practice_box().await;
    let screen = &hall.screen;
    screen.click("officer").await;
    screen.click("menu-lock").await;
    screen.wait("new-pin").await;
    screen.look("95-menu-lock-set").await;
    for (pin, again, fault) in [("123", "123", "4 ký tự"), ("2468", "2486", "giống nhau")] {
        screen.fill("[data-test=new-pin]", pin).await;
        screen.fill("[data-test=new-pin-again]", again).await;
        screen.click("menu-lock-set").await;
        let said =
            format!("return [...document.querySelectorAll('.error')].some((e) => e.innerText.includes('{fault}'))");
        screen.until("the fault is said at its field", &said).await;
    }
    screen.fill("[data-test=new-pin-again]", "2468").await;
    screen.click("menu-lock-set").await;
    screen.click("officer-vote").await;
    screen.wait("release").await;

    // A voter presses the button.
    screen.click("officer").await;
    screen.wait("menu-open").await;
    screen.look("96-menu-locked").await;
    for act in ["officer-close", "officer-pause", "backup"] {
        assert!(!screen.has(act).await, "{act} is in reach");
    }
    screen.click("officer-vote").await;
    screen.wait("release").await;
    screen.vote(&marks(&survey(SURVEY), 0)).await;

    // A wrong PIN says so and opens nothing; what was typed is gone.
    to_menu(screen, "2469").await;
    let said = "return document.querySelector('.error:not([hidden])')?.innerText.includes('Mã không đúng') ?? false";
    screen.until("the wrong PIN is named", said).await;
    assert_eq!(screen.script("return document.querySelector('#menu-pin').value", Vec::new()).await, json!(""));
    assert!(!screen.has("officer-close").await);
    screen.fill("[data-test=menu-pin]", "2468").await;
    screen.click("menu-open").await;
    screen.wait("officer-pause").await;

    // Neither loading anew nor the first screen leads round it, while voters are about.
    screen.click("officer-pause").await;
    screen.wait("officer-resume").await;
    screen.look("98-officer-paused").await;
    screen.load().await;
    screen.click("continue-box").await;
    screen.wait("menu-pin").await;
    assert!(!screen.has("officer-resume").await);

    // Forgotten: the card of any teller.
    screen.click("menu-forgotten").await;
    screen.upload("card-file", &[&cards[2]]).await;
    screen.wait("officer-resume").await;
    screen.click("menu-lock").await;
    screen.click("menu-lock-remove").await;
    screen.click("officer-resume").await;
    screen.click("officer-vote").await;
    screen.wait("release").await;
    screen.click("officer").await;
    screen.wait("officer-close").await;
    hall.leave().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn the_booth_fills_the_screen_on_a_tap_and_offers_it_only_while_it_does_not() {
    let (hall, _) = Hall::with_practice_box().await;
    let screen = &hall.screen;
    screen.click("full-screen").await;
    screen.until("full screen", "return document.fullscreenElement !== null").await;
    screen.until("no longer offered", "return document.querySelector('[data-test=full-screen]').hidden").await;
    screen.vote(&marks(&survey(SURVEY), 0)).await;
    let still = screen.script("return document.fullscreenElement !== null", Vec::new()).await;
    assert_eq!(still, Value::Bool(true), "a voter does not end it");
    screen.script("document.exitFullscreen()", Vec::new()).await;
    screen.until("offered again", "return !document.querySelector('[data-test=full-screen]').hidden").await;
    hall.leave().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_real_box_leaves_the_device_on_a_second_word_and_only_after_its_export() {
    let hall = Hall::open().await;
    let screen = &hall.screen;
    let mut asked = survey(SURVEY);
    asked["id"] = json!("hop-that");
    asked["mode"] = json!("real");
    let file = hall.file("hop-that.survey.json", asked.to_string());
    screen.upload("start-load", &[&file]).await;
    let cards = screen.open_box(false, None).await;
    screen.vote(&marks(&asked, 0)).await;
    let to_start = async || {
        screen.load().await;
        screen.wait("continue-box").await;
    };
    to_start().await;
    assert!(!screen.has("delete-box").await, "people vote in it");
    screen.click("continue-box").await;
    screen.wait("release").await;
    screen.close_box(false).await;
    for (at, card) in cards.iter().take(2).enumerate() {
        screen.upload("card-file", &[card]).await;
        screen.cards_in(at + 1).await;
    }
    screen.click("count").await;
    screen.wait("export-result").await;

    to_start().await;
    screen.click("delete-box").await;
    screen.wait("delete-asked").await;
    screen.look("97-delete-real-box").await;
    screen.click("delete-not").await;
    screen.click("delete-box").await;
    screen.click("delete-sure").await;
    screen.wait("fault").await;
    assert!(screen.text("fault").await.contains("chưa xuất kết quả"), "counted, not exported");
    screen.click("continue-box").await;
    screen.export().await;

    to_start().await;
    screen.click("delete-box").await;
    screen.click("delete-sure").await;
    screen.until("it is gone", "return document.querySelector('[data-test=continue-box]') === null").await;
    let kept = screen.storage().await;
    for copy in ["hom-phieu", "hom-phieu-second/hom-phieu"] {
        let stores = kept["databases"][copy].as_object().expect("there are two copies").iter();
        let left = stores.filter(|(store, _)| *store != "commits").map(|(_, all)| all.as_array().unwrap().len());
        assert_eq!(left.sum::<usize>(), 0, "{}", kept["databases"][copy]);
    }
    hall.leave().await;
}

/// Notes what becomes of every wake lock that the page asks for.
const WATCH_LOCKS: &str = "
    const locks = window.wakeLocks = [], request = WakeLock.prototype.request;
    WakeLock.prototype.request = async function (...all) {
      const lock = await request.apply(this, all);
      locks.push(lock);
      return lock;
    };";
const HELD: &str = "return window.wakeLocks.filter((lock) => !lock.released).length === 1";

#[tokio::test(flavor = "multi_thread")]
async fn a_kiosks_screen_does_not_go_dark_and_stays_so_after_its_window_was_put_away() {
    let hall = Hall::open().await;
    let screen = &hall.screen;
    screen.before_every_page(WATCH_LOCKS).await;
    screen.load().await;
    screen.click("start-practice").await;
    screen.open_box(false, None).await;
    screen.until("the screen is kept awake", HELD).await;

    screen.chrome.minimize_window().await.expect("the window goes");
    screen.until("it is out of sight", "return document.hidden").await;
    screen.until("the lock is gone", "return window.wakeLocks.every((lock) => lock.released)").await;
    screen.chrome.maximize_window().await.expect("the window comes back");
    screen.until("the screen is kept awake again", HELD).await;
    screen.vote(&marks(&survey(SURVEY), 0)).await;
    screen.until("through a vote", HELD).await;
    hall.leave().await;
}
