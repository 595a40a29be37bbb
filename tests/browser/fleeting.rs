//! Screens that a fast machine shows for a moment, and a slow one for long enough to be read: they too must be readable,
//! by everyone and at both widths.

use crate::acts::{marks, survey};
use crate::chrome::Setup;
use crate::hall::Hall;
use crate::screen::Screen;
use crate::server::Fate;
use crate::worker::HOLD;

impl Screen {
    async fn hold_worker(&self, what: &str) {
        self.script("holdWorker(arguments[0])", vec![what.into()]).await;
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn what_is_shown_while_the_worker_works_can_be_read_by_everyone() {
    let hall = Hall::open().await;
    let screen = &hall.screen;
    let survey = survey("src/survey/practice.json");
    screen.before_every_page(HOLD).await;
    screen.load().await;

    screen.click("start-practice").await;
    screen.click("opening-next").await;
    screen.wait("make-cards").await;
    screen.hold_worker("all").await;
    screen.click("make-cards").await;
    screen.until("it says that it works", BUSY).await;
    screen.look("30-dealing").await;
    screen.hold_worker("").await;
    let cards = screen.take_cards_to_booth(false).await;

    screen.click("release").await;
    screen.mark(&marks(&survey, 1)).await;
    screen.hold_worker("all").await;
    screen.click("cast").await;
    screen.wait("casting").await;
    screen.look("31-casting").await;
    screen.hold_worker("").await;
    screen.wait("in-box").await;
    screen.click("next").await;
    screen.vote(&marks(&survey, 2)).await;

    screen.close_box(false).await;
    for (at, card) in cards[..2].iter().enumerate() {
        screen.upload("card-file", &[card]).await;
        screen.cards_in(at + 1).await;
    }
    // Stopped before a worker was at it: the box was counted all the same, as there was nobody to be stopped yet.
    screen.script(STOP_AT_ONCE, Vec::new()).await;
    screen.wait("count").await;
    assert!(!screen.has("export-result").await, "it was stopped");
    screen.hold_worker("half").await;
    screen.click("count").await;
    screen.until("half is counted", HALF).await;
    screen.look("32-counting").await;
    // The screen held the count: drawn anew, it knew of none, and one that was stopped was signed all the same.
    screen.click_at("[data-test=text-size]:nth-of-type(3)").await;
    screen.until("it goes on where it was", HALF).await;
    screen.click("count-stop").await;
    screen.wait("count").await;
    screen.hold_worker("").await;
    screen.click_at("[data-test=text-size]:nth-of-type(1)").await;
    assert!(!screen.has("export-result").await, "it was stopped");
    assert_eq!(phase(screen).await, "Closed");

    // It breaks down half-way. A change of language is no order to count.
    screen.hold_worker("half").await;
    screen.click("count").await;
    screen.until("half is counted", HALF).await;
    screen.script("breakWorkers()", Vec::new()).await;
    screen.wait("count-again").await;
    screen.look("32-count-failed").await;
    screen.click("dismiss").await;
    screen.click_at("[data-test=lang][lang=en]").await;
    screen.until("it is in English", "return document.documentElement.lang === 'en'").await;
    screen.wait("count-again").await;
    assert!(!screen.has("count-stop").await, "nothing is counted");
    screen.hold_worker("").await;
    screen.click("count-again").await;
    screen.wait("export-result").await;
    screen.look("32-result-en").await;
    screen.click_at("[data-test=lang][lang=vi]").await;
    let files = screen.export().await;

    screen.click("back").await;
    screen.click("start-check").await;
    screen.wait("check-files").await;
    screen.hold_worker("half").await;
    screen.upload("check-files", &[&files[0], &files[1], &files[2]]).await;
    screen.until("it says that it works", BUSY).await;
    screen.look("33-checking").await;
    screen.hold_worker("").await;
    screen.wait("check-verdict").await;
    hall.leave().await;
}

/// Where the one box of the device stands.
async fn phase(screen: &Screen) -> String {
    let kept = screen.storage().await;
    let text = kept["databases"]["hom-phieu-practice"]["boxes"][0][1].as_str().unwrap().to_owned();
    serde_json::from_str::<serde_json::Value>(&text).unwrap()["phase"].as_str().unwrap().to_owned()
}

const STOP_AT_ONCE: &str = "
  const stop = new MutationObserver(() => {
    const button = document.querySelector('[data-test=count-stop]');
    if (button === null) return;
    stop.disconnect();
    button.click();
  });
  stop.observe(document, { childList: true, subtree: true });
  document.querySelector('[data-test=count]').click();";

const HALF: &str = "return document.querySelector('progress')?.position > 0.2";

const BUSY: &str = "return document.querySelector('.busy').innerText !== ''";

#[tokio::test(flavor = "multi_thread")]
async fn what_is_shown_while_a_page_loads_can_be_read_by_everyone() {
    let hall = Hall::with(|setup| Setup { impatient: true, keeps_the_app: false, ..setup }).await;
    let (screen, server) = (&hall.screen, &hall.server);
    screen.wait("start-practice").await;
    screen.on_a_bare_device().await;
    server.lets("_bg.wasm", Fate::HeldBack);
    screen.chrome.refresh().await.unwrap();
    screen.until("the page begins", LOADING).await;
    screen.look("34-loading").await;
    server.is_well();
    screen.click("start-practice").await;
    screen.open_box(false, None).await;

    // Once the box goes from page to page, nothing answers until the other page has come; hence the note. A page
    // without a word looked as if it had gone wrong.
    screen.before_every_page(NOTE_HEADINGS).await;
    screen.click("officer").await;
    screen.click("officer-vote").await;
    screen.wait("release").await;
    let headings = screen.script("return sessionStorage.headings", Vec::new()).await;
    assert!(headings.as_str().unwrap().contains("Đang mở hòm phiếu…"), "{headings}");

    screen.on_a_bare_device().await;
    server.lets("booth_bg.wasm", Fate::HeldBack);
    screen.chrome.refresh().await.unwrap();
    screen.until("the page begins", LOADING).await;
    screen.look("35-loading-booth").await;
    server.is_well();
    screen.wait("release").await;
    hall.leave().await;
}

const NOTE_HEADINGS: &str = "
  new MutationObserver(() => {
    const heading = document.querySelector('h1')?.textContent;
    if (heading) sessionStorage.headings = `${sessionStorage.headings ?? ''}${heading}; `;
  }).observe(document, { childList: true, subtree: true });";

const LOADING: &str = "return location.href.startsWith('http') && document.getElementById('boot') !== null";
