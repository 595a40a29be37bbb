//! The booth with a camera: slips at a kiosk, and ballots that come from people's own phones.

use hom_phieu::carry::Stream;
use hom_phieu::slip::SlipCode;
use serde_json::Value;
use thirtyfour::prelude::*;

use crate::acts::{Expected, assert_verifies, exported, marks, refusals, survey};
use crate::carry::carried;
use crate::chrome::Setup;
use crate::film::{SCREEN, film};
use crate::hall::Hall;
use crate::screen::{Screen, WIDTHS};

const SURVEY: &str = "src/survey/practice.json";

/// From the booth to the slips, of which so many are printed; their codes. Leaves the organiser at the slips.
pub async fn print_slips(screen: &Screen, count: usize) -> Vec<String> {
    screen.click("officer").await;
    screen.click("officer-slips").await;
    let codes = make_slips(screen, count).await;
    screen.click("slips-confirm").await;
    screen.wait("phones-show").await;
    codes
}

/// At the slips, so many lie ready to be printed; their codes.
pub async fn make_slips(screen: &Screen, count: usize) -> Vec<String> {
    screen.fill("[data-test=slips-wanted]", &count.to_string()).await;
    screen.click("slips-make").await;
    screen.wait("slips-print").await;
    let printed = "return [...document.querySelectorAll('.slip-code')].map((code) => code.textContent)";
    let codes = screen.script(printed, Vec::new()).await;
    let codes = codes.as_array().unwrap().iter().map(|code| code.as_str().unwrap().split_whitespace().collect());
    let codes: Vec<String> = codes.collect();
    assert_eq!(codes.len(), count);
    codes
}

/// A slip's code is typed, and a ballot asked for.
pub async fn type_slip(screen: &Screen, code: &str) {
    screen.fill("[data-test=slip-code]", code).await;
    screen.click("slip-enter").await;
}

/// What is said of the slip that was typed holds these words.
pub async fn refused(screen: &Screen, words: &str) {
    let script = format!("return document.querySelector('[data-test=fault]')?.innerText.includes('{words}') ?? false");
    screen.until(words, &script).await;
    assert!(!screen.has("mark").await, "no ballot is handed out");
}

async fn vote_by_slip(screen: &Screen, code: &str, ballot: usize) {
    type_slip(screen, code).await;
    screen.mark(&marks(&survey(SURVEY), ballot)).await;
    screen.cast().await;
    screen.wait("slip-code").await;
}

/// What a camera sees that is held before this text's codes: nothing else, for a short text of another screen would be
/// whole at once, and taken for what was meant.
pub fn film_of_screen(text: &str) -> Vec<u8> {
    let stream = Stream::new(text).unwrap();
    // Many, also of a short text: the reader in the worker overlooks some codes for ever.
    let parts: Vec<String> = (0..(stream.count() * 2).max(20)).map(|number| stream.part(number)).collect();
    let scenes: Vec<_> = parts.iter().map(|part| (Some(part.as_str()), 1)).collect();
    film(&scenes, SCREEN)
}

/// Closes the box with so many slips left in the hat, counts, and holds the result against the plain marks; returns the
/// record.
async fn count(screen: &Screen, cards: &[std::path::PathBuf], left: usize, ballots: &[usize]) -> Value {
    screen.close_box_with_slips(left).await;
    let files = screen.count_with(&cards[..2]).await;
    let survey = survey(SURVEY);
    let mut expected = Expected::new(&survey);
    for ballot in ballots {
        expected.add(&marks(&survey, *ballot));
    }
    assert_verifies(&files, expected);
    exported(&files[1])
}

/// From one moment to the next nobody has touched the screen for ten minutes.
const LATER: &str = "
    const now = performance.now.bind(performance);
    performance.now = () => now() + 600000;";

#[tokio::test(flavor = "multi_thread")]
async fn a_kiosk_asks_for_slips_and_says_why_it_takes_one_not() {
    let (mut hall, cards) = Hall::with_practice_box().await;
    let screen = &hall.screen;
    let codes = print_slips(screen, 5).await;
    screen.fill("[data-test=slips-code]", &codes[4]).await;
    screen.click("slips-void-one").await;
    screen.until("it is void", "return document.querySelector('[data-test=slips-void]').innerText === '1'").await;
    screen.click("back").await;
    screen.click("officer-vote").await;
    screen.wait("slip-code").await;
    screen.look("80-kiosk").await;
    assert!(!screen.has("release").await, "nobody gets a ballot without a slip");
    assert_eq!(screen.chrome.accessibility_faults().await, Vec::<String>::new());

    vote_by_slip(screen, &codes[0].to_lowercase().replace('-', " "), 0).await;
    assert_eq!(screen.text("count-in-box").await, "1");
    let page = screen.script("return document.documentElement.innerHTML", Vec::new()).await;
    assert!(!page.as_str().unwrap().contains(&codes[0][2..11]), "nothing of the code is left on the page");

    type_slip(screen, &codes[0]).await;
    refused(screen, "đã dùng rồi").await;
    screen.look("81-kiosk-used").await;
    type_slip(screen, &codes[4]).await;
    refused(screen, "đã bị hủy").await;
    let other = |device| SlipCode::generate(device, &mut rand_core::OsRng).unwrap().to_string();
    type_slip(screen, &other(1)).await;
    refused(screen, "không thuộc hòm phiếu này").await;
    type_slip(screen, &other(2)).await;
    refused(screen, "máy 2").await;
    let mut wrong = codes[1].clone().into_bytes();
    wrong[3] = if wrong[3] == b'7' { b'8' } else { b'7' };
    type_slip(screen, std::str::from_utf8(&wrong).unwrap()).await;
    refused(screen, "Gõ nhầm một ký tự").await;

    // The power goes while a ballot lies marked: it is taken back, and its slip is good again.
    type_slip(screen, &codes[1]).await;
    screen.mark(&marks(&survey(SURVEY), 3)).await;
    hall.screen = hall.screen.power_cut().await;
    let screen = &hall.screen;
    screen.click("continue-box").await;
    screen.wait("slip-back").await;
    screen.look("82-kiosk-taken-back").await;
    // And while it is said that the ballot is in. Whoever did not see it was left without a word.
    type_slip(screen, &codes[1]).await;
    screen.mark(&marks(&survey(SURVEY), 1)).await;
    screen.click("cast").await;
    screen.wait("in-box").await;
    hall.screen = hall.screen.power_cut().await;
    let screen = &hall.screen;
    screen.click("continue-box").await;
    assert_eq!(screen.text("last-outcome").await, "Phiếu trước đã vào hòm.");
    screen.look("82-kiosk-last-in-box").await;
    assert_eq!(screen.text("count-in-box").await, "2");

    // Somebody walks away: the ballot is wiped, and its slip is good again.
    type_slip(screen, &codes[2]).await;
    screen.mark(&marks(&survey(SURVEY), 1)).await;
    screen.script(LATER, Vec::new()).await;
    screen.wait("slip-back").await;
    assert!(!screen.has("last-outcome").await, "what is said of the ballot before is no longer true");
    let page = screen.script("return document.documentElement.outerHTML", Vec::new()).await;
    assert!(!page.as_str().unwrap().contains("Ý kiến kín"), "the remark is still in the page");
    assert_eq!(screen.text("count-in-box").await, "2");
    vote_by_slip(screen, &codes[2], 3).await;
    assert!(!screen.has("slip-back").await && !screen.has("last-outcome").await);

    // A teller may still hand one out, on the page that is made for it.
    screen.click("officer").await;
    screen.look("83-officer-with-slips").await;
    screen.click("officer-release").await;
    screen.vote(&marks(&survey(SURVEY), 2)).await;
    // The log says what was refused and why, and no more: a mistyped code was no slip.
    let record = count(screen, &cards, 1, &[0, 1, 2, 3]).await;
    assert_eq!(refusals(&record["log"]), ["slip used", "slip void", "slip foreign", "slip other-device"]);
    hall.leave().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_ballot_that_was_sealed_on_a_phone_is_scanned_by_the_kiosk_and_counted() {
    let (mut hall, cards) = Hall::with_practice_box().await;
    let screen = &hall.screen;
    let codes = print_slips(screen, 3).await;
    screen.click("phones-show").await;
    screen.wait("carry-code").await;
    assert!(screen.text("phones-address").await.ends_with("/hall.html#phone"));
    screen.look("84-for-phones").await;
    let meeting = carried(screen).await;
    screen.click("back").await;
    screen.click("officer-vote").await;
    vote_by_slip(screen, &codes[0], 0).await;

    // Somebody's phone, whose camera sees the organiser's screen.
    let folder = tempfile::tempdir().unwrap();
    let film = hall.file("meeting.y4m", film_of_screen(&meeting));
    let (width, height) = WIDTHS[1];
    let setup = Setup { camera: Some(film), ..Setup::below(folder.path()).with_window(width, height) };
    let phone = Screen::open(&hall.server, setup).await;
    phone.chrome.goto(format!("{}hall.html#phone", hall.server.url())).await.unwrap();
    phone.wait("camera-start").await;
    phone.look("85-phone").await;
    phone.click("camera-start").await;
    phone.wait("meeting-same").await;
    let opening: Value = serde_json::from_str(&meeting).unwrap();
    assert_eq!(phone.text("meeting-title").await, opening["survey"]["title"].as_str().unwrap());
    let words = phone.script("return document.querySelectorAll('[data-test=meeting-words] li').length", Vec::new());
    assert_eq!(words.await, 10);
    phone.look("86-phone-meeting").await;
    phone.click("meeting-same").await;
    phone.wait("slip-code").await;
    phone.look("87-phone-slip").await;
    phone.size(WIDTHS[1]).await;
    type_slip(&phone, &codes[1]).await;
    phone.mark(&marks(&survey(SURVEY), 1)).await;
    phone.look("88-phone-review").await;
    phone.size(WIDTHS[1]).await;
    phone.click("cast").await;
    phone.wait("hand-over").await;
    assert_eq!(phone.chrome.accessibility_faults().await, Vec::<String>::new());
    phone.look("89-phone-hand-over").await;
    phone.size(WIDTHS[1]).await;
    let hand_in = carried(&phone).await;
    // Chromium has a word on how often the test reads the canvas.
    drop(phone.chrome.console_faults().await);
    assert!(phone.text("show-to").await.contains("máy 1"));
    let kept = phone.storage().await.to_string();
    assert!(!kept.contains(&codes[1][2..11]) && !kept.contains("hand-in"), "the phone stores nothing");

    // The kiosk's camera sees the phone; then it sees it again.
    hall.screen.setup.camera = Some(hall.file("hand-in.y4m", film_of_screen(&hand_in)));
    hall.screen = hall.screen.power_cut().await;
    let screen = &hall.screen;
    screen.click("continue-box").await;
    screen.click("from-phone").await;
    screen.look("90-kiosk-from-phone").await;
    screen.click("camera-start").await;
    screen.wait("taken-in").await;
    assert!(screen.text("taken-count").await.contains('2'));
    screen.look("91-kiosk-taken-in").await;
    screen.click("next-phone").await;
    screen.click("camera-start").await;
    screen
        .until(
            "it says so",
            "return document.querySelector('[data-test=taken-in]')?.innerText.includes('từ trước') ?? false",
        )
        .await;
    screen.click("back").await;
    assert_eq!(screen.text("count-in-box").await, "2");
    type_slip(screen, &codes[1]).await;
    refused(screen, "đã dùng rồi").await;

    phone.click("they-have-it").await;
    phone.click("phone-done").await;
    phone.wait("slip-code").await;
    phone.look("92-phone-done").await;
    phone.leave().await;

    count(screen, &cards, 1, &[0, 1]).await;
    hall.leave().await;
}

/// A phone that was shown another meeting, and a stream of something else: refused in words, and the box is as it was.
#[tokio::test(flavor = "multi_thread")]
async fn what_is_no_ballot_of_this_box_is_refused_in_words() {
    let (mut hall, _) = Hall::with_practice_box().await;
    print_slips(&hall.screen, 1).await;
    let file = std::path::Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("tests/data/practice-meeting/tap-lam-quen-thon-mau-tap-duot.opening.json");
    let opening = std::fs::read_to_string(file).unwrap();
    hall.screen.setup.camera = Some(hall.file("opening.y4m", film_of_screen(&opening)));
    hall.screen = hall.screen.power_cut().await;
    let screen = &hall.screen;
    screen.click("continue-box").await;
    screen.click("from-phone").await;
    screen.click("camera-start").await;
    screen.wait("not-taken").await;
    screen.look("93-kiosk-not-taken").await;
    screen.click("back").await;
    assert_eq!(screen.text("count-in-box").await, "0");
    let kept = screen.storage().await;
    let log = kept["databases"]["hom-phieu-practice"]["log"].as_array().unwrap();
    let log = log.iter().map(|entry| serde_json::from_str(entry[1].as_str().unwrap()).unwrap()).collect();
    assert_eq!(refusals(&Value::Array(log)), ["hand-in damaged"]);
    let heading = screen.chrome.find(By::Css("h1")).await.unwrap().text().await.unwrap();
    assert_eq!(heading, "Mời người tiếp theo");
    hall.leave().await;
}
