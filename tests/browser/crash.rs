//! What a page shows when it cannot go on, or not even begin: in words, with a way on, and without a mark on view.

use serde_json::{Value, json};

use crate::acts::{HOW_IT_STANDS, marks, survey};
use crate::chrome::Setup;
use crate::hall::Hall;
use crate::screen::Screen;
use crate::server::{Fate, Server, dist};

impl Screen {
    /// From now on the browser makes no element of this name. No way to a panic is known; this stands for the unknown
    /// one, and the way from there is the same.
    async fn refuses(&self, element: &str) {
        let script = "
            const make = Document.prototype.createElement, [refused] = arguments;
            Document.prototype.createElement = function (name, ...others) {
              if (name === refused) throw new Error('refused');
              return make.call(this, name, ...others);
            };";
        self.script(script, vec![json!(element)]).await;
    }

    /// Clicks a link or button that loads the page anew, and waits for the new one.
    pub async fn click_reload(&self) {
        self.script("window.leftBehind = true", Vec::new()).await;
        // WebDriver says yes by itself where a browser asks whether to leave; so the page is asked what it would say.
        let asks = "
            const leaving = new Event('beforeunload', { cancelable: true });
            dispatchEvent(leaving);
            return leaving.defaultPrevented";
        assert_eq!(self.script(asks, Vec::new()).await, Value::Bool(false), "the browser would ask whether to leave");
        self.click("reload").await;
        let anew = "return window.leftBehind === undefined && document.getElementById('boot') === null";
        self.until("the page comes back", anew).await;
    }

    pub async fn loads_until(&self, test: &str) {
        self.chrome.refresh().await.expect("the page can be asked for");
        self.wait(test).await;
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_breakdown_amid_a_ballot_shows_no_mark_and_says_what_became_of_the_slip_after_the_reload() {
    let (hall, _) = Hall::with_practice_box().await;
    let screen = &hall.screen;
    let marks = marks(&survey("src/survey/practice.json"), 1);
    screen.click("release").await;
    screen.mark(&marks).await;
    screen.refuses("progress").await;
    screen.click("cast").await;
    screen.wait("crash").await;
    screen.holds_nothing_of(&marks, "whoever comes to help sees no mark").await;
    let told = screen.chrome.console_faults().await;
    let remark = marks.remarks.values().next().unwrap();
    assert!(!told.iter().any(|line| line.contains(remark)), "a remark in the console: {told:?}");

    // What is left of the program is still called, for a window of another size say; it panicked again, and the screen
    // was drawn anew: who listened to it heard its beginning once more.
    screen.script("document.querySelector('main').first = true", Vec::new()).await;
    screen.look_at("40-crash-booth").await;
    let first = screen.script("return document.querySelector('main').first === true", Vec::new()).await;
    assert_eq!(first, Value::Bool(true), "the screen is drawn once");

    screen.click_reload().await;
    // Sealing and storing may have gone on or not; either is said.
    screen.until("the box says how it stands", HOW_IT_STANDS).await;
    if screen.has("continue-slip").await {
        assert_eq!(screen.text("count-in-box").await, "0");
        screen.click("continue-slip").await;
        screen.wait("mark").await;
        screen.holds_nothing_of(&marks, "the ballot is blank").await;
        screen.mark(&marks).await;
        screen.click("cast").await;
        screen.wait("in-box").await;
        screen.click("next").await;
    } else {
        screen.wait("last-outcome").await;
    }
    screen.wait("release").await;
    assert_eq!(screen.text("count-in-box").await, "1");
    hall.leave().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_breakdown_of_the_desk_says_so_in_the_language_of_the_page_and_leads_back_to_the_box() {
    let (hall, _) = Hall::with_practice_box().await;
    let screen = &hall.screen;
    screen.click("officer").await;
    screen.wait("officer-close").await;
    screen.refuses("ol").await;
    screen.click("officer-close").await;
    screen.wait("crash").await;
    screen.look_at("41-crash-desk").await;
    // The way on stood below a screenful of what is of use to programmers only.
    let in_sight = "return document.querySelector('[data-test=reload]').getBoundingClientRect().bottom <= innerHeight";
    assert_eq!(screen.script(in_sight, Vec::new()).await, Value::Bool(true), "the button is seen without scrolling");
    screen.click_reload().await;
    screen.click("continue-box").await;
    screen.wait("release").await;
    hall.leave().await;
}

/// The cards in hand are lost with the crash, and yet the browser asked whether to leave them: who said no was stuck.
#[tokio::test(flavor = "multi_thread")]
async fn the_way_on_from_a_breakdown_asks_nothing_even_where_cards_were_in_hand() {
    let hall = Hall::open().await;
    let screen = &hall.screen;
    screen.click("start-practice").await;
    screen.click("opening-next").await;
    screen.wait("make-cards").await;
    screen.refuses("ol").await;
    screen.click("make-cards").await;
    screen.wait("crash").await;
    screen.click_reload().await;
    screen.wait("start-practice").await;
    hall.leave().await;
}

/// The page used to say "Đang mở hòm phiếu…" for ever: nothing of ours ran that could have said anything else.
#[tokio::test(flavor = "multi_thread")]
async fn a_page_that_cannot_begin_says_so_and_that_the_ballots_are_kept() {
    let hall = Hall::with(|setup| Setup { keeps_the_app: false, ..setup }).await;
    hall.screen.click("start-practice").await;
    hall.screen.open_box(false, None).await;
    let (screen, server) = (&hall.screen, &hall.server);
    let broken = [("booth_bg.wasm", Fate::CutOff), ("booth.js", Fate::Missing), ("booth.js", Fate::CutOff)];
    for (file, fate) in broken {
        screen.on_a_bare_device().await;
        server.lets(file, fate);
        screen.loads_until("not-opened").await;
        screen.look_at("42-not-opened-booth").await;
        server.is_well();
        screen.click_reload().await;
        screen.wait("release").await;
    }

    screen.before_every_page("delete window.WebAssembly").await;
    screen.loads_until("not-opened").await;
    screen.chrome.goto(server.url()).await.unwrap();
    screen.wait("not-opened").await;
    screen.look_at("43-not-opened-desk").await;
    hall.leave().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_browser_that_stores_nothing_is_named_before_a_meeting_begins() {
    let folder = tempfile::tempdir().unwrap();
    let server = Server::start(&dist()).await;
    let screen = Screen::open(&server, Setup::below(folder.path())).await;
    screen.before_every_page("Object.defineProperty(window, 'indexedDB', { value: undefined })").await;
    screen.load().await;
    screen.wait("fault").await;
    screen.look("44-no-store").await;
    screen.chrome.goto(format!("{}booth.html#practice/AAAAAAAAAAAAAAAAAAAAAA/vi", server.url())).await.unwrap();
    screen.wait("to-desk").await;
    screen.look("45-no-store-booth").await;
    screen.chrome.quit().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn without_its_worker_the_page_says_so_and_goes_on_once_the_worker_comes() {
    let hall = Hall::with(|setup| Setup { keeps_the_app: false, ..setup }).await;
    let (screen, server) = (&hall.screen, &hall.server);
    server.lets("worker_bg.wasm", Fate::CutOff);
    screen.click("start-practice").await;
    screen.click("opening-next").await;
    screen.click("make-cards").await;
    screen.wait("fault").await;
    screen.look_at("46-no-worker").await;
    server.is_well();
    screen.click("make-cards").await;
    screen.take_cards_to_booth(false).await;

    // From another page: this one's own worker may still be on its way into the cache.
    let booth = screen.chrome.current_url().await.unwrap();
    screen.chrome.goto("about:blank").await.unwrap();
    screen.on_a_bare_device().await;
    server.lets("worker_bg.wasm", Fate::Missing);
    screen.chrome.goto(booth.as_str()).await.unwrap();
    screen.click("release").await;
    screen.mark(&marks(&survey("src/survey/practice.json"), 1)).await;
    screen.click("cast").await;
    screen.wait("trouble").await;
    screen.look_at("47-no-worker-booth").await;
    server.is_well();
    screen.click("cast").await;
    screen.wait("in-box").await;
    hall.leave().await;
}
