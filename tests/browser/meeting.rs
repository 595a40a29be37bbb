//! Whole meetings, from the first screen to the checked result.

use std::path::Path;

use serde_json::{Value, json};

use crate::acts::{Expected, Marks, assert_verifies, marks, shape, survey};
use crate::hall::Hall;
use crate::screen::{Screen, WIDTHS};
use crate::server::dist;

/// The main job: the practice meeting with 12 ballots, and two power cuts.
#[tokio::test(flavor = "multi_thread")]
async fn a_practice_meeting_survives_two_power_cuts_and_its_result_verifies() {
    let Hall { folder, server: _server, mut screen } = Hall::open().await;
    let survey = survey("src/survey/practice.json");
    let mut expected = Expected::new(&survey);

    screen.wait("start-practice").await;
    screen.wait("offline-ready").await;
    screen.look("01-start").await;
    screen.click("start-practice").await;
    let cards = screen.open_box(true, None).await;
    screen.look("06-locked").await;

    for ballot in 0..12 {
        let marks = marks(&survey, ballot);
        match ballot {
            0 => look_at_the_booth(&screen, &marks).await,
            // The light goes out when the voter has just been told that the ballot is in.
            5 => {
                screen.vote(&marks).await;
                screen = screen.power_cut().await;
                screen.click("continue-box").await;
                assert_eq!(screen.text("count-in-box").await, "6");
                screen.wait("last-outcome").await;
                screen.look("06-locked-last-outcome").await;
            }
            // The light goes out while the ballot is being put in.
            8 => {
                screen.click("release").await;
                screen.mark(&marks).await;
                screen.click("cast").await;
                screen = screen.power_cut().await;
                screen.click("continue-box").await;
                screen.says_how_it_stands(8).await;
                screen.goes_on_with(&marks, 8).await;
            }
            _ => screen.vote(&marks).await,
        }
        expected.add(&marks);
        if ballot == 4 {
            nothing_of_the_votes_is_on_the_device(&screen, &expected).await;
        }
    }
    assert_eq!(screen.text("count-in-box").await, "12");

    screen.close_box(true).await;
    assert!(!screen.has("count").await, "no card, no count");
    screen.upload("card-file", &[&cards[0]]).await;
    screen.cards_in(1).await;
    assert!(!screen.has("count").await, "one card of two does not open the box");
    screen.upload("card-file", &[&cards[2]]).await;
    screen.cards_in(2).await;
    screen.look("12-cards-presented").await;
    let files = screen.count_and_export().await;
    screen.look("13-result").await;
    screen.size((1280, 1500)).await;
    let bars = "document.querySelector('[data-test=result] table').closest('section').scrollIntoView()";
    screen.script(bars, Vec::new()).await;
    screen.chrome.picture("13-result-figures").await;
    screen.size((1280, 900)).await;
    crate::papers::leave_as_word_excel_and_paper(&screen, folder.path()).await;
    assert_verifies(&files, expected);

    // What was counted is there after another power cut.
    screen = screen.power_cut().await;
    screen.click("continue-box").await;
    screen.wait("export-result").await;
    screen.click("back").await;

    // The same files through the app's own check.
    screen.click("start-check").await;
    screen.upload("check-files", &[&files[0], &files[1], &files[2]]).await;
    screen.wait("check-verdict").await;
    assert!(!screen.has("fault").await);
    // Genuine, and worth nothing: it passed for a real one, in green.
    assert!(screen.has("check-practice").await);
    screen.look("14-check").await;
    screen.chrome.quit().await;
}

async fn look_at_the_booth(screen: &Screen, marks: &Marks) {
    screen.click("release").await;
    screen.wait("mark").await;
    screen.look("07-ballot").await;
    screen.mark(marks).await;
    screen.look("08-review").await;
    screen.click("cast").await;
    screen.wait("in-box").await;
    // Once only: the thanks go away by themselves after six seconds.
    screen.chrome.picture("09-in-box").await;
    assert_eq!(screen.chrome.accessibility_faults().await, Vec::<String>::new());
    screen.click("next").await;
    screen.wait("release").await;
}

/// Promise 1 and section 7 of the design: a copy of all storage shows no mark, no remark, no time of a
/// ballot and no order. Ballots lie under the hash of their sealed bytes, each with the same members.
async fn nothing_of_the_votes_is_on_the_device(screen: &Screen, expected: &Expected) {
    let storage = screen.storage().await;
    let everything = storage.to_string();
    for remark in &expected.remarks {
        assert!(!everything.contains(remark.as_str()), "a remark lies open");
    }
    assert!(!expected.remarks.is_empty(), "or the line above proves nothing");
    let nothing = [("local", json!({})), ("session", json!({})), ("cookie", json!(""))];
    for (place, empty) in nothing {
        assert_eq!(storage[place], empty, "{place}");
    }
    for kept in storage["caches"].as_object().unwrap().values().flat_map(|urls| urls.as_array().unwrap()) {
        let path = kept.as_str().unwrap().splitn(4, '/').nth(3).unwrap();
        let of_the_app = ["", "?list"].contains(&path) || dist().join(path).is_file();
        assert!(of_the_app, "more than the app's own files is kept: {kept}");
    }
    let store = &storage["databases"]["hom-phieu-practice"];
    let entries = |name: &str| store[name].as_array().unwrap_or_else(|| panic!("no store {name}: {storage}")).clone();

    let mut sizes = Vec::new();
    for entry in entries("ballots") {
        let (id, text) = (entry[0][1].as_str().unwrap(), entry[1].as_str().unwrap());
        let ballot: Value = serde_json::from_str(text).unwrap();
        let mut members: Vec<&String> = ballot.as_object().unwrap().keys().collect();
        members.sort();
        assert_eq!(members, ["box_id", "format", "mode", "sealed", "version"]);
        let sealed: hom_phieu::seal::Envelope = serde_json::from_str(text).unwrap();
        assert_eq!(sealed.id().to_text(), id, "keyed by the hash of the sealed bytes, not by a number");
        sizes.push(text.len());
    }
    assert_eq!(sizes.len(), 5);
    assert!(sizes.windows(2).all(|pair| pair[0] == pair[1]), "all ballots have one size: {sizes:?}");
    for entry in entries("remarks") {
        let sealed: hom_phieu::seal::SealedRemark = serde_json::from_str(entry[1].as_str().unwrap()).unwrap();
        assert_eq!(sealed.id().to_text(), entry[0][1].as_str().unwrap());
    }
    let (_, slots) = shape(&survey("src/survey/practice.json"));
    assert_eq!(entries("remarks").len(), 5 * slots, "written or not, each ballot brings as many");
    let log = entries("log");
    assert_eq!(log.len(), 1, "casting a ballot leaves no entry in the log: {log:?}");
    let state = &entries("boxes")[0][1];
    let state: Value = state.as_str().map_or_else(|| state.clone(), |text| serde_json::from_str(text).unwrap());
    assert_eq!(state["slip"], Value::Null, "no slip is kept once its ballot is in");
    assert_eq!(state["last"], "InBox");
}

/// A survey that is not built in, for real, on a phone: cards instead of a table, a card under a PIN.
#[tokio::test(flavor = "multi_thread")]
async fn a_real_meeting_with_a_survey_from_a_file_runs_on_a_phone() {
    let hall = Hall::with_window(WIDTHS[1]).await;
    let screen = &hall.screen;
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/data/second.survey.json");
    let survey = survey("tests/data/second.survey.json");
    let mut expected = Expected::new(&survey);

    screen.upload("start-load", &[&path]).await;
    let cards = screen.open_box(false, Some("2468")).await;
    for ballot in 0..4 {
        let marks = marks(&survey, ballot);
        if ballot == 0 {
            // The colours of a real vote, which no practice screen shows.
            screen.click("release").await;
            screen.look("20-real-ballot").await;
            screen.mark(&marks).await;
            screen.look("21-real-review").await;
            screen.click("cast").await;
            screen.wait("in-box").await;
            screen.click("next").await;
            screen.wait("release").await;
        } else {
            screen.vote(&marks).await;
        }
        expected.add(&marks);
    }
    screen.close_box(false).await;

    // Teller 1's card has a PIN; the first try is wrong.
    screen.upload("card-file", &[&cards[0]]).await;
    screen.until("the PIN is asked", "return !document.querySelector('#card-pin').closest('[hidden]')").await;
    screen.look("22-card-pin").await;
    screen.fill("[data-test=card-pin]", "1357").await;
    screen.click("card-add").await;
    screen.wait("fault").await;
    screen.look("22-card-pin-wrong").await;
    screen.fill("[data-test=card-pin]", "2468").await;
    screen.click("card-add").await;
    screen.cards_in(1).await;
    // Teller 2 pastes the text.
    let text = std::fs::read_to_string(&cards[1]).unwrap();
    screen.fill("[data-test=card-paste]", &text).await;
    screen.click("card-add").await;
    screen.cards_in(2).await;

    let files = screen.count_and_export().await;
    screen.look("22-real-result").await;
    assert_verifies(&files, expected);
    // The two faulty PIN tries are no complaint of the console's.
    assert_eq!(screen.chrome.console_faults().await, Vec::<String>::new());
    hall.leave().await;
}
