//! What goes wrong in a hall: a second tab, a full disk, a foreign card, a wrong file, a voter who
//! walks away. Each gets a clear sentence and a way out, and nothing is lost.

use std::path::Path;
use std::process::Command;
use std::time::Duration;

use serde_json::{Value, json};
use thirtyfour::prelude::*;

use crate::acts::{marks, survey};
use crate::hall::Hall;
use crate::screen::WIDTHS;

#[tokio::test(flavor = "multi_thread")]
async fn a_second_tab_is_told_that_the_box_is_open_elsewhere() {
    let (hall, _) = Hall::with_practice_box().await;
    let screen = &hall.screen;
    screen.vote(&marks(&survey("src/survey/practice.json"), 0)).await;

    let first = screen.chrome.window().await.unwrap();
    let second = screen.chrome.new_tab().await.unwrap();
    screen.chrome.switch_to_window(second).await.unwrap();
    screen.load().await;
    screen.click("continue-box").await;
    screen.wait("fault").await;
    let said = screen.text("fault").await;
    assert!(said.contains("cửa sổ") || said.contains("thẻ"), "{said}");
    screen.look("18-second-tab").await;
    screen.chrome.close_window().await.unwrap();

    screen.chrome.switch_to_window(first).await.unwrap();
    screen.vote(&marks(&survey("src/survey/practice.json"), 1)).await;
    assert_eq!(screen.text("count-in-box").await, "2", "the first tab goes on as before");
    hall.leave().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_full_disk_is_said_in_words_and_the_same_ballot_goes_in_once_there_is_room() {
    let (hall, _) = Hall::with_practice_box().await;
    let screen = &hall.screen;
    let marks = marks(&survey("src/survey/practice.json"), 1);
    screen.click("release").await;
    screen.mark(&marks).await;

    let origin = screen.script("return location.origin", Vec::new()).await;
    let quota = |size: Option<u32>| {
        let size = size.map_or(Value::Null, Value::from);
        let mut parameters = json!({ "origin": origin });
        if !size.is_null() {
            parameters["quotaSize"] = size;
        }
        parameters
    };
    let cdp = screen.chrome.cdp();
    cdp.send_raw("Storage.overrideQuotaForOrigin", quota(Some(1))).await.unwrap();
    // Chromium remembers for 30 s how much room there was.
    tokio::time::sleep(std::time::Duration::from_secs(32)).await;
    screen.click("cast").await;
    screen.wait("trouble").await;
    assert!(!screen.has("in-box").await, "not in, so not said to be in");
    let said = screen.text("trouble").await;
    assert!(said.contains("đầy") || said.contains("bộ nhớ"), "{said}");
    let shown = screen.script("return document.querySelectorAll('input:checked').length", Vec::new()).await;
    assert_eq!(shown, json!(0), "who comes to help sees no mark");
    screen.look("17-trouble").await;

    cdp.send_raw("Storage.overrideQuotaForOrigin", quota(None)).await.unwrap();
    screen.click("cast").await;
    screen.wait("in-box").await;
    screen.click("next").await;
    screen.wait("release").await;
    assert_eq!(screen.text("count-in-box").await, "1");
    hall.leave().await;
}

/// One damaged box kept all the others off the first screen.
#[tokio::test(flavor = "multi_thread")]
async fn a_damaged_box_is_named_on_the_first_screen_beside_the_others() {
    let (hall, _) = Hall::with_practice_box().await;
    let screen = &hall.screen;
    let spoil = "
        const done = arguments[0], id = 'AAAAAAAAAAAAAAAAAAAAAA';
        indexedDB.open('hom-phieu').onsuccess = ({ target: { result: database } }) => {
          const writing = database.transaction('boxes', 'readwrite');
          writing.objectStore('boxes').put('{\"box_id\":', id);
          writing.oncomplete = () => { database.close(); done(); };
        };";
    screen.load().await; // so that both databases are there
    screen.wait("continue-box").await;
    screen.chrome.execute_async(spoil, Vec::new()).await.unwrap();
    screen.load().await;
    let told = screen.text("damaged-box").await;
    assert!(told.contains("AAAAAAAAAAAAAAAAAAAAAA"), "{told}");
    screen.wait("continue-box").await; // the sound box can be used
    screen.look("48-damaged-box").await;
    screen.click("continue-box").await;
    screen.wait("release").await;
    hall.leave().await;
}

/// Chromium puts an empty database in the place of one that it cannot read, and says no word. Here both copies are lost.
const LOSE_DATABASE: &str = "
    const [done] = arguments;
    const gone = indexedDB.deleteDatabase('hom-phieu');
    gone.onsuccess = () => navigator.storageBuckets.delete('hom-phieu-second').then(() => done('gone'));
    gone.onerror = gone.onblocked = () => done('still there');";

#[tokio::test(flavor = "multi_thread")]
async fn a_real_box_that_the_browser_has_lost_is_missed_until_somebody_knows_of_it() {
    let hall = Hall::open().await;
    let screen = &hall.screen;
    let survey = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/data/second.survey.json");
    screen.upload("start-load", &[&survey]).await;
    screen.open_box(false, None).await;
    screen.load().await;
    screen.wait("continue-box").await;
    assert!(!screen.has("lost-box").await, "it is there");
    let gone = screen.chrome.execute_async(LOSE_DATABASE, Vec::new()).await.unwrap();
    assert_eq!(gone.json(), "gone");

    screen.load().await;
    screen.wait("lost-box").await;
    assert!(!screen.has("continue-box").await);
    assert!(screen.text("lost-box").await.contains("khôi phục từ tệp ấy"));
    screen.look("49-lost-box").await;
    assert_eq!(screen.chrome.accessibility_faults().await, Vec::<String>::new());
    screen.load().await;
    screen.click("lost-restore").await;
    screen.click("back").await;
    screen.click("lost-known").await;
    screen.until("it is known", "return document.querySelector('[data-test=lost-box]') === null").await;
    screen.load().await;
    screen.wait("start-practice").await;
    // Whatever there is to say of boxes has been said by the time that the practice boxes are looked at.
    tokio::time::sleep(Duration::from_secs(2)).await;
    assert!(!screen.has("lost-box").await, "it is not said again");
    hall.leave().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_reload_in_the_midst_of_a_ballot_leaves_nothing_behind_and_the_slip_out() {
    let (hall, _) = Hall::with_practice_box().await;
    let screen = &hall.screen;
    let marks = marks(&survey("src/survey/practice.json"), 1);
    screen.click("release").await;
    screen.mark(&marks).await;

    let storage = screen.storage().await.to_string();
    assert!(!storage.contains("Ý kiến kín"), "a remark that is only being written lies on the device");
    // The browser asks before it leaves a ballot; somebody says yes.
    screen.chrome.execute("location.reload()", Vec::new()).await.ok();
    if let Ok(()) = screen.chrome.accept_alert().await {}
    screen.until("the page comes back", "return document.getElementById('boot') === null").await;
    if screen.has("continue-box").await {
        screen.click("continue-box").await;
    }
    screen.wait("continue-slip").await;
    assert_eq!(screen.text("count-in-box").await, "0");
    screen.click("continue-slip").await;
    screen.wait("mark").await;
    let kept = "return document.querySelectorAll('input:checked').length
                + [...document.querySelectorAll('textarea')].filter((e) => e.value !== '').length";
    assert_eq!(screen.script(kept, Vec::new()).await, json!(0), "form cache and history hold nothing");
    hall.leave().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_card_of_another_box_a_cut_off_card_and_the_same_card_twice_are_refused_by_name() {
    let (hall, cards) = Hall::with_practice_box().await;
    let screen = &hall.screen;
    screen.vote(&marks(&survey("src/survey/practice.json"), 0)).await;
    screen.close_box(false).await;

    let other = hall.folder.path().join("other");
    let practice = Path::new(env!("CARGO_MANIFEST_DIR")).join("src/survey/practice.json");
    let simulated = Command::new(env!("CARGO_BIN_EXE_hom-phieu"))
        .args(["simulate", "--ballots", "1", "--survey"])
        .arg(practice)
        .arg("--out")
        .arg(&other)
        .output()
        .unwrap();
    assert!(simulated.status.success());
    let entries = std::fs::read_dir(&other).unwrap().map(|entry| entry.unwrap().path());
    let foreign = entries.into_iter().find(|path| path.to_string_lossy().contains("-the-1.card")).unwrap();
    let whole = std::fs::read(&cards[0]).unwrap();
    let cut = hall.file("cut.card.json", &whole[..whole.len() / 2]);

    for card in [&foreign, &cut] {
        screen.upload("card-file", &[card]).await;
        screen.wait("fault").await;
        screen.cards_in(0).await;
    }
    screen.look("18-card-refused").await;
    screen.upload("card-file", &[&cards[0]]).await;
    screen.cards_in(1).await;
    screen.upload("card-file", &[&cards[0]]).await;
    screen.wait("fault").await;
    screen.cards_in(1).await;
    assert!(!screen.has("count").await);
    screen.upload("card-file", &[&cards[1]]).await;
    screen.cards_in(2).await;
    screen.count_and_export().await;
    hall.leave().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_photograph_of_a_cards_code_opens_the_box_as_the_file_does() {
    let hall = Hall::open().await;
    let screen = &hall.screen;
    screen.click("start-practice").await;
    screen.click("opening-next").await;
    screen.click("make-cards").await;
    let mut files = Vec::new();
    for teller in 1..=3 {
        let card = format!("return document.querySelector('h1').innerText.includes('{teller}/3')");
        screen.until("the next teller's card", &card).await;
        // Two tellers photograph the code on the screen; the third keeps the file.
        if teller < 3 {
            screen.click("card-show").await;
            screen.until("the code", "return document.querySelector('svg.qr').getClientRects().length > 0").await;
            let code = screen.chrome.find(By::Css("svg.qr")).await.unwrap();
            code.scroll_into_view().await.unwrap();
            let photo = hall.folder.path().join(format!("photo-{teller}.png"));
            code.screenshot(&photo).await.unwrap();
            files.push(photo);
        } else {
            screen.click("card-download").await;
            files.push(screen.download("-the-3.card.json").await);
        }
        screen.click("card-keep").await;
    }
    screen.click("export-opening").await;
    screen.click("open-box").await;
    screen.wait("release").await;
    screen.close_box(false).await;
    screen.upload("card-file", &[&files[0]]).await;
    screen.cards_in(1).await;
    screen.upload("card-file", &[&files[1]]).await;
    screen.cards_in(2).await;
    screen.wait("count").await;
    hall.leave().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_wrong_survey_file_gets_one_sentence_for_each_fault_and_script_in_a_name_is_only_text() {
    let hall = Hall::open().await;
    let screen = &hall.screen;
    let mut wrong = survey("tests/data/second.survey.json");
    wrong["title"] = json!("");
    wrong["subjects"][1]["name"] = json!(5);
    let file = hall.file("wrong.survey.json", wrong.to_string());
    screen.upload("start-load", &[&file]).await;
    screen.wait("fault").await;
    let faults = screen.chrome.find_all(By::Css("[data-test=fault]")).await.unwrap();
    assert_eq!(faults.len(), 2);
    let said = faults[1].text().await.unwrap();
    assert!(said.contains("subjects[1].name"), "{said}");
    screen.look("18-survey-faults").await;

    let mut script = survey("tests/data/second.survey.json");
    let name = "<img src=x onerror=\"document.title='ran'\"><script>document.title='ran'</script>";
    script["subjects"][0]["name"] = json!(name);
    let file = hall.file("script.survey.json", script.to_string());
    screen.upload("start-load", &[&file]).await;
    screen.open_box(false, None).await;
    screen.click("release").await;
    screen.wait("mark").await;
    let text = screen.script("return document.body.innerText", Vec::new()).await;
    assert!(text.as_str().unwrap().contains(name), "shown to the letter");
    let title = screen.script("return document.title", Vec::new()).await;
    assert_ne!(title, json!("ran"));
    let made = screen.script("return document.querySelectorAll('main img, main script').length", Vec::new()).await;
    assert_eq!(made, json!(0));
    assert_eq!(screen.chrome.console_faults().await, Vec::<String>::new());
    hall.leave().await;
}

/// A card that was brought by mistake, or a copy in Word, made a genuine result read "CÓ LỖI".
#[tokio::test(flavor = "multi_thread")]
async fn a_card_or_a_copy_for_people_is_set_aside_and_is_no_fault_of_the_result() {
    let hall = Hall::open().await;
    let screen = &hall.screen;
    let meeting = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/data/practice-meeting");
    let file = |kind: &str| meeting.join(format!("tap-lam-quen-thon-mau-tap-duot{kind}.json"));
    let genuine = [file(".result"), file(".record"), file(".opening")];
    let says = |words: &str| {
        format!("return document.querySelector('[data-test=check-verdict]')?.innerText.includes('{words}') ?? false")
    };
    screen.click("start-check").await;
    screen.upload("check-files", &[&file("-the-1.card")]).await;
    screen.until("it is a card", &says("thẻ")).await;
    // Whoever chooses again has seen that.
    screen.upload("check-files", &[&genuine[0], &genuine[1], &genuine[2]]).await;
    screen.until("it is genuine", &says("ĐÚNG")).await;
    assert!(!screen.has("check-aside").await && !screen.has("fault").await);

    screen.click("check-anew").await;
    screen.upload("check-files", &[&file("-the-1.card"), &genuine[0], &genuine[1], &genuine[2]]).await;
    screen.until("it is genuine", &says("ĐÚNG")).await;
    screen.wait("check-aside").await;
    screen.wait("print-minutes").await;
    screen.look("50-check-aside").await;

    let copy = hall.file("so-lieu.csv", "\u{feff}\"TT\",\"Họ và tên\"");
    screen.upload("check-files", &[&copy]).await;
    screen.until("it says why", "return document.querySelector('[role=alert] [data-test=fault]') !== null").await;
    assert!(screen.text("fault").await.contains("so-lieu.csv là bản để đọc hoặc in, không có chữ ký"));
    screen.until("the verdict stands", &says("ĐÚNG")).await;
    hall.leave().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_changed_result_is_refused_on_screen_with_the_place_of_the_fault() {
    let hall = Hall::with_window(WIDTHS[1]).await;
    let screen = &hall.screen;
    let hostile = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/data/hostile");
    screen.click("start-check").await;
    screen.upload("check-files", &[&hostile.join("result/one-vote-moved.result.json")]).await;
    screen.wait("check-verdict").await;
    screen.wait("fault").await;
    assert!(!screen.text("check-verdict").await.contains("ĐÚNG"));
    for file in ["result/deeply-nested.result.json", "result/utf-16.result.json", "record/truncated.record.json"] {
        screen.click("check-anew").await;
        screen.upload("check-files", &[&hostile.join(file)]).await;
        screen.until("a verdict", "return document.querySelectorAll('[data-test=fault]').length === 1").await;
    }
    screen.look("15-check-faulty").await;
    hall.leave().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_voter_who_walks_away_is_asked_and_then_the_ballot_is_wiped_and_the_slip_stays_out() {
    let (hall, _) = Hall::with_practice_box().await;
    let screen = &hall.screen;
    screen.click("release").await;
    screen.mark(&marks(&survey("src/survey/practice.json"), 1)).await;
    // 45 seconds of silence, then a question; here somebody answers it.
    tokio::time::sleep(std::time::Duration::from_secs(40)).await;
    screen.wait("still-here").await;
    screen.look("16-still-here").await;
    screen.click("still-here").await;
    screen.wait("cast").await;
    // Again, and nobody answers within 20 seconds.
    tokio::time::sleep(std::time::Duration::from_secs(60)).await;
    screen.wait("continue-slip").await;
    assert_eq!(screen.text("count-in-box").await, "0");
    let page = screen.script("return document.documentElement.outerHTML", Vec::new()).await;
    assert!(!page.as_str().unwrap().contains("Ý kiến kín"), "the remark is still in the page");
    screen.look("16-ballot-out").await;
    // The teller takes the slip back: issued, not collected.
    screen.click("return-slip").await;
    screen.wait("release").await;
    screen.click("officer").await;
    assert_eq!(screen.text("issued").await, "1");
    screen.until("the count", "return document.querySelector('[data-test=in-box]').innerText === '0'").await;
    hall.leave().await;
}
