//! Several devices, one box: each in a browser and a profile of its own, with nothing but files between them.

use std::path::{Path, PathBuf};

use serde_json::{Value, json};

use crate::acts::{Ballots, Expected, HOW_IT_STANDS, assert_verifies, exported, marks, refusals, survey, verify};
use crate::hall::Hall;
use crate::phones::{make_slips, print_slips, refused, type_slip};
use crate::screen::Screen;

const SURVEY: &str = "src/survey/practice.json";

/// The rows of the chief device's list, each as its cells without the last.
async fn list(screen: &Screen) -> Value {
    let script = "return [...document.querySelectorAll('[data-test=devices] tbody tr')]
        .map((row) => [...row.cells].slice(0, 4).map((cell) => cell.innerText.trim()))";
    screen.script(script, Vec::new()).await
}

/// Waits until the chief device's list says this.
pub async fn until_list(screen: &Screen, expected: Value) {
    let script = format!(
        "return JSON.stringify([...document.querySelectorAll('[data-test=devices] tbody tr')]
           .map((row) => [...row.cells].slice(0, 4).map((cell) => cell.innerText.trim()))) === '{expected}'"
    );
    screen.until(&format!("the list {expected}"), &script).await;
    assert_eq!(list(screen).await, expected);
}

/// Waits until these words stand on the screen.
pub async fn until_said(screen: &Screen, words: &str) {
    let script = format!("return document.querySelector('main').innerText.includes('{words}')");
    screen.until(words, &script).await;
}

/// On the screen of devices: adds the next one, which has this number. Returns its join file.
pub async fn add_device(screen: &Screen, device: u32) -> PathBuf {
    let prefilled = format!("return document.querySelector('[data-test=device-name]').value === 'Máy {device}'");
    screen.until("the name is filled in", &prefilled).await;
    screen.click("device-add").await;
    let shown = format!(
        "return document.querySelector('[data-test=join-shown] h2')?.innerText.includes('Máy {device}') ?? false"
    );
    screen.until("its join file", &shown).await;
    screen.click("join-download").await;
    screen.download(&format!("-may-{device}.join.json")).await
}

#[tokio::test(flavor = "multi_thread")]
async fn two_devices_hold_a_meeting_one_is_killed_half_way_and_a_third_that_never_comes_back_is_named() {
    let (chief, cards) = Hall::with_practice_box().await;
    let mut second = Hall::open().await;
    let asked = survey(SURVEY);
    let mut expected = Expected::new(&asked);
    let mut ballots = (0..).map(|ballot| marks(&asked, ballot));
    let mut next = || ballots.next().expect("without end");

    // The chief device adds two.
    let screen = &chief.screen;
    let first = next();
    screen.vote(&first).await;
    expected.add(&first);
    screen.click("officer").await;
    screen.click("officer-devices").await;
    screen.wait("device-add").await;
    screen.look("80-devices").await;
    for device in [2, 3] {
        let join = add_device(screen, device).await;
        assert!(join.to_string_lossy().ends_with(&format!("-tap-duot-may-{device}.join.json")));
    }
    screen.click("join-codes").await;
    screen.until("a code stands", "return document.querySelector('[data-test=carry-code]')?.dataset.part >= 0").await;
    screen.bring("[data-test=carry-code]").await;
    screen.look("81-join-codes").await;
    screen.click("join-done").await;
    until_list(
        screen,
        json!([
            ["Máy 1", "máy này", "1", "1"],
            ["Máy 2", "chưa nộp", "0", "0"],
            ["Máy 3", "chưa nộp", "0", "0"],
            ["Tổng cộng", "", "1", "1"]
        ]),
    )
    .await;

    // The second joins; its browser is killed with a ballot out, and goes on.
    let join = screen.download("-may-2.join.json").await;
    second.screen.click("start-join").await;
    second.screen.upload("join-file", &[&join]).await;
    second.screen.wait("join").await;
    second.screen.look("82-join").await;
    second.screen.click("join").await;
    second.screen.wait("release").await;
    let cast = next();
    second.screen.vote(&cast).await;
    expected.add(&cast);
    second.screen.click("release").await;
    second.screen.wait("mark").await;
    second.screen = second.screen.power_cut().await;
    let other = &second.screen;
    other.click("continue-box").await;
    other.until("it says how things stand", HOW_IT_STANDS).await;
    other.click("continue-slip").await;
    let cast = next();
    other.mark(&cast).await;
    expected.add(&cast);
    other.click("cast").await;
    other.wait("in-box").await;
    other.click("next").await;
    other.wait("release").await;

    // It closes, and hands over.
    other.click("officer").await;
    other.wait("officer-close").await;
    assert_eq!(other.text("device-name").await, "Máy 2");
    assert!(!other.has("officer-devices").await, "devices are the chief's business");
    other.look("83-officer-joined").await;
    other.click("officer-close").await;
    other.wait("close-confirm").await;
    other.look("84-close-joined").await;
    other.click("close-confirm").await;
    other.click("box-download").await;
    let file = other.download("-tap-duot-may-2.box.json").await;
    until_said(other, "Đã ghi vào nhật ký: hòm đã nộp").await;
    other.look("85-hand-over").await;
    other.load().await;
    other.click("continue-box").await;
    other.wait("box-download").await; // where it stood

    // A box of another meeting is refused; the right one is taken, and a second time changes nothing.
    let foreign = "tests/data/practice-meeting/tap-lam-quen-thon-mau-tap-duot.box.json";
    screen.upload("box-file", &[&Path::new(env!("CARGO_MANIFEST_DIR")).join(foreign)]).await;
    assert!(screen.text("fault").await.contains("hòm phiếu khác"));
    screen.look("86-foreign-box").await;
    let merged = json!([
        ["Máy 1", "máy này", "1", "1"],
        ["Máy 2", "✓ đã nộp", "2", "2"],
        ["Máy 3", "chưa nộp", "0", "0"],
        ["Tổng cộng", "", "3", "3"]
    ]);
    screen.upload("box-file", &[&file]).await;
    until_said(screen, "thêm 2 phiếu mới").await;
    until_list(screen, merged.clone()).await;
    screen.upload("box-file", &[&file]).await;
    until_said(screen, "thêm 0 phiếu mới").await;
    until_list(screen, merged).await;
    screen.look("87-devices-taken").await;

    // The third is missing: said at the close, which asks once more, and before the count; no bar to either.
    screen.click("back").await;
    screen.click("officer-close").await;
    screen.wait("devices-missing").await;
    assert!(screen.text("devices-missing").await.contains("Máy 3"));
    until_said(screen, "Số phiếu phát ra là 3, số phiếu thu về là 3").await;
    screen.look("88-close-missing").await;
    screen.click("close-confirm").await;
    assert!(screen.text("close-again").await.contains("Máy 3"));
    screen.click("close-confirm").await;
    screen.wait("card-add").await;
    assert!(screen.text("devices-missing").await.contains("Máy 3"));
    let files = screen.count_with(&cards[..2]).await;
    let report = verify(&files);
    let parts: Vec<Value> = report["result"]["devices"]["parts"]
        .as_array()
        .expect("the result names the devices")
        .iter()
        .map(|part| json!([part["device"], part["name"], part["issued"], part["collected"], part["handed_over"]]))
        .collect();
    assert_eq!(
        parts,
        [json!([1, "Máy 1", 1, 1, true]), json!([2, "Máy 2", 2, 2, true]), json!([3, "Máy 3", 0, 0, false])]
    );
    assert_eq!(refusals(&exported(&files[1])["log"]), ["box-file foreign"]);
    assert_verifies(&files, expected);
    second.leave().await;
    chief.leave().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_lost_device_is_restored_from_its_backup_on_another_and_its_ballots_are_counted() {
    let (lost, cards) = Hall::with_practice_box().await;
    let asked = survey(SURVEY);
    let mut expected = Expected::new(&asked);
    let screen = &lost.screen;
    let first = marks(&asked, 0);
    screen.vote(&first).await;
    expected.add(&first);
    screen.click("officer").await;
    screen.click("backup").await;
    let backup = screen.download("-tap-duot-may-1-sao-luu.box.json").await;
    let opening = screen.download(".opening.json").await;
    screen.look("90-backed-up").await;

    let found = Hall::open().await;
    let screen = &found.screen;
    screen.click("start-restore").await;
    screen.upload("restore-files", &[&backup]).await;
    screen.wait("restore-have").await;
    assert!(!screen.has("restore").await, "more is needed");
    screen.look("91-restore").await;
    let survey_file = Path::new(env!("CARGO_MANIFEST_DIR")).join(SURVEY);
    screen.upload("restore-files", &[&survey_file, &opening]).await;
    screen.click("restore").await;
    screen.wait("officer-vote").await;
    screen.until("the ballot is there", "return document.querySelector('[data-test=in-box]')?.innerText === '1'").await;
    screen.look("92-restored").await;
    screen.click("officer-vote").await;
    screen.wait("release").await;
    let second = marks(&asked, 1);
    screen.vote(&second).await;
    expected.add(&second);
    screen.close_box(false).await;
    for (at, card) in cards[..2].iter().enumerate() {
        screen.upload("card-file", &[card]).await;
        screen.cards_in(at + 1).await;
    }
    screen.click("count").await;
    screen.wait("export-result").await;
    screen.click("export-result").await;
    let result = screen.download(".result.json").await;
    screen.click("export-record").await;
    let record = screen.download(".record.json").await;
    assert_verifies(&[result, record, opening], expected);
    found.leave().await;
    lost.leave().await;
}

/// Each kiosk knows its own slips only, so that none can be spent on two.
#[tokio::test(flavor = "multi_thread")]
async fn a_second_kiosk_takes_the_slips_that_were_printed_for_it_and_each_sends_the_others_slips_away() {
    let (chief, cards) = Hall::with_practice_box().await;
    let second = Hall::open().await;
    let mut ballots = Ballots::of(SURVEY);
    let screen = &chief.screen;
    let own = print_slips(screen, 2).await;
    screen.click("slips-other").await;
    let choose = "const devices = document.querySelector('[data-test=slips-device]');
        devices.value = '2';
        devices.dispatchEvent(new Event('change', { bubbles: true }))";
    screen.script(choose, Vec::new()).await;
    let others = make_slips(screen, 2).await;
    screen.click("slips-confirm").await;
    screen.wait("slips-others").await;
    screen.look("94-slips-of-two-devices").await;
    screen.click("back").await;
    screen.click("officer-devices").await;
    let join = add_device(screen, 2).await;
    screen.click("back").await;
    screen.click("officer-vote").await;

    let other = &second.screen;
    other.click("start-join").await;
    other.upload("join-file", &[&join]).await;
    other.click("join").await;
    other.wait("slip-code").await;
    for (kiosk, slip, elsewhere, words) in [
        (screen, &own[0], &others[0], "Phiếu mã này dùng ở máy 2"),
        (other, &others[0], &own[0], "Phiếu mã này dùng ở máy 1"),
    ] {
        type_slip(kiosk, elsewhere).await;
        refused(kiosk, words).await;
        type_slip(kiosk, slip).await;
        kiosk.mark(&ballots.next()).await;
        kiosk.cast().await;
        type_slip(kiosk, slip).await;
        refused(kiosk, "đã dùng rồi").await;
        assert_eq!(kiosk.text("count-in-box").await, "1");
    }

    // What is left in the hat is counted on each.
    other.close_box_with_slips(1).await;
    other.click("box-download").await;
    let file = other.download("-tap-duot-may-2.box.json").await;
    screen.click("officer").await;
    screen.click("officer-devices").await;
    screen.upload("box-file", &[&file]).await;
    until_said(screen, "thêm 1 phiếu mới").await;
    screen.click("back").await;
    screen.click("officer-close").await;
    screen.fill("[data-test=slips-left]", "1").await;
    until_said(screen, "Số phiếu phát ra là 2, số phiếu thu về là 2").await;
    screen.click("close-confirm").await;
    let files = screen.count_with(&cards[..2]).await;
    // Each log, which comes with its device's box, says what was refused there.
    let record = exported(&files[1]);
    for log in [&record["log"], &record["devices"]["parts"][1]["log"]] {
        assert_eq!(refusals(log), ["slip other-device", "slip used"]);
    }
    assert_verifies(&files, ballots.expected);
    second.leave().await;
    chief.leave().await;
}
