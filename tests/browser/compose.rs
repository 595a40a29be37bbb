//! A survey is composed on screen, as an organiser does it: by hand, from a spreadsheet, over several evenings.

mod every_template;
mod looks;
mod order;

use std::fmt::Write as _;
use std::path::Path;

use hom_phieu::survey::{Digest, Survey, json};
use serde_json::{Value, json};
use thirtyfour::prelude::*;

use crate::acts::verify;
use crate::hall::Hall;
use crate::screen::{Screen, WIDTHS};
use crate::templates::hold_against;

/// The words of the ballot that is looked at.
const LOOKED_AT: &str = "(document.querySelector('.look-window iframe')?.contentDocument?.body?.textContent ?? '')";

/// Twenty invented people as a spreadsheet copies them: headings, a title above, two rows that cannot be taken.
fn spreadsheet() -> String {
    let family = ["Nguyễn Văn", "Trần Thị", "Lê Văn", "Phạm Thị", "Đỗ Văn"];
    let given = ["Mẫu Dũng", "Mẫu Ánh", "Mẫu Bình", "Mẫu Đức"];
    let mut text = String::from("DANH SÁCH (MẪU)\t\t\t\t\nSTT\tHọ và tên\tGiới tính\tNgày sinh\tChức vụ\n");
    for at in 0..20 {
        let (family, given) = (family[at % 5], given[at / 5]);
        let sex = if family.contains("Thị") { "Nữ" } else { "Nam" };
        let n = at + 1;
        writeln!(text, "{n}\t{family} {given}\t{sex}\t{n}/4/1970\tCán bộ {at}").expect("a text takes more");
    }
    text + "21\t\tNam\t\tTrưởng thôn\n22\tLê Văn Mẫu\tNam\t31/4/1970\tPhó thôn\n"
}

impl Screen {
    async fn press(&self, css: &str) {
        self.until(css, &format!("return document.querySelector('{css}') !== null")).await;
        self.bring(css).await;
        let found = self.chrome.find(By::Css(css)).await.expect("it was there a moment ago");
        found.click().await.unwrap_or_else(|fault| panic!("{css} cannot be clicked: {fault}"));
    }

    /// What the clipboard would bring: the browser's driver would type tabs as moves of the focus.
    async fn paste(&self, text: &str) {
        self.click("paste").await;
        self.wait("paste-field").await;
        let script = "const field = document.querySelector('[data-test=paste-field]');
            field.value = arguments[0];
            field.dispatchEvent(new InputEvent('input', { bubbles: true }));";
        self.script(script, vec![json!(text)]).await;
        self.wait("paste-summary").await;
    }

    async fn people(&self) -> Vec<String> {
        let script = "return [...document.querySelectorAll('[data-test=person]')].map((one) => one.innerText)";
        let found = self.script(script, Vec::new()).await;
        found.as_array().unwrap().iter().map(|name| name.as_str().unwrap().to_owned()).collect()
    }

    /// Waits until the list has so many.
    async fn listed(&self, count: usize) {
        let script = format!("return document.querySelectorAll('[data-test=person]').length === {count}");
        self.until(&format!("{count} on the list"), &script).await;
    }

    async fn saved(&self) {
        // Longer than a pause in typing: what was typed last is on its way by then.
        tokio::time::sleep(std::time::Duration::from_millis(400)).await;
        self.until("saved", "return document.querySelector('[data-test=saved]').innerText.includes('✓')").await;
    }

    async fn faults(&self) -> Vec<String> {
        let script = "return [...document.querySelectorAll('[data-test=field-fault]')]
            .filter((one) => one.getClientRects().length).map((one) => one.innerText)";
        let found = self.script(script, Vec::new()).await;
        found.as_array().unwrap().iter().map(|fault| fault.as_str().unwrap().to_owned()).collect()
    }

    async fn fill_in_meeting(&self) {
        self.fill("#province", "Hà Tĩnh").await;
        self.fill("#commune", "xã Mẫu").await;
        self.fill("#hamlet", "thôn Mẫu").await;
        self.fill("#issuer", "Ban công tác Mặt trận thôn Mẫu").await;
    }

    /// From the first screen to the empty list of a practice survey.
    async fn begin(&self, form: &str) {
        self.click("start-compose").await;
        self.press(&format!("[data-form=\"{form}\"]")).await;
        self.press(".option:has([data-test=mode][data-at=\"1\"])").await;
        self.fill_in_meeting().await;
        self.click("compose-next").await;
        self.wait("paste").await;
    }
}

fn read(path: &Path) -> (Survey, Digest) {
    let bytes = std::fs::read(path).unwrap();
    let value: Value = json::parse(&bytes, 1 << 20).unwrap();
    (Survey::parse(&bytes).unwrap(), Digest::of_json(&value))
}

#[tokio::test(flavor = "multi_thread")]
async fn a_survey_is_composed_kept_through_a_power_cut_exported_and_practised() {
    let mut hall = Hall::open().await;
    let screen = &hall.screen;
    screen.click("start-compose").await;
    screen.wait("form").await;
    screen.look("20-compose-form").await;
    screen.press("[data-form=\"ha-tinh-827\"]").await;
    screen.wait("province").await;

    // Nothing filled in: what is missing is said beside each field.
    screen.press(".option:has([data-test=mode][data-at=\"1\"])").await;
    screen.click("compose-next").await;
    screen.wait("step-faults").await;
    let faults = screen.faults().await;
    assert_eq!(faults.len(), 4, "{faults:?}");
    assert!(faults.contains(&"Xin ghi xã, phường, đặc khu.".to_owned()), "{faults:?}");
    let focused = screen.script("return document.activeElement.id", Vec::new()).await;
    assert_eq!(focused, "province", "the first one has the focus");
    screen.look("21-compose-meeting-faults").await;
    screen.fill_in_meeting().await;
    screen.fill("#province", "Bắc Kạn").await;
    screen.wait("merged").await;
    assert!(screen.text("merged").await.contains("Thái Nguyên"));
    screen.fill("#province", "Hà Tĩnh").await;
    screen.look("22-compose-meeting").await;
    screen.click("compose-next").await;

    // Twenty people at once; the two bad rows are named.
    screen.wait("paste").await;
    screen.look("23-compose-list-empty").await;
    screen.paste(&spreadsheet()).await;
    assert_eq!(screen.text("paste-summary").await, "Đọc được 20 mục. Còn 2 dòng có lỗi, chưa lấy được.");
    let bad = screen.text("paste-faults").await;
    assert!(bad.contains("Dòng 23, cột 2") && bad.contains("“31/4/1970”"), "{bad}");
    screen.look("24-compose-paste").await;
    screen.click("paste-add").await;
    screen.listed(20).await;
    assert_eq!(screen.people().await[0], "Ông Nguyễn Văn Mẫu Dũng");
    screen.click("sort-names").await;
    let sorted = ["Ông Đỗ Văn Mẫu Ánh", "Ông Lê Văn Mẫu Ánh", "Ông Nguyễn Văn Mẫu Ánh"];
    screen.until("sorted", "return document.querySelector('[data-test=person]').innerText.includes('Đỗ')").await;
    assert_eq!(screen.people().await[..3], sorted);
    screen.look("25-compose-list").await;

    // By keys alone: the focus stays with whom it moves.
    screen.script("document.querySelector('[data-test=down]').focus()", Vec::new()).await;
    for _ in 0..2 {
        screen.chrome.active_element().await.unwrap().send_keys(Key::Alt + Key::Down).await.unwrap();
        tokio::time::sleep(std::time::Duration::from_millis(150)).await;
    }
    assert_eq!(screen.people().await[..3], [sorted[1], sorted[2], sorted[0]]);
    assert_eq!(screen.text("said").await, "Ông Đỗ Văn Mẫu Ánh: thứ 3 trong 20.");
    let here = "const e = document.activeElement;
        return e.dataset.test + e.closest('li').querySelector('[data-test=person]').innerText";
    assert_eq!(screen.script(here, Vec::new()).await, "downÔng Đỗ Văn Mẫu Ánh");
    screen.chrome.active_element().await.unwrap().send_keys(Key::Control + "z").await.unwrap();
    screen.click("undo").await;
    screen.until("undone", "return document.querySelector('[data-test=person]').innerText.includes('Đỗ')").await;
    screen.click("redo").await;
    screen.until("redone", "return document.querySelector('[data-test=person]').innerText.includes('Lê')").await;
    screen.click("undo").await;

    // One of them is changed by hand, and something is typed that is never finished.
    screen.press(".people > li:nth-child(2) [data-test=edit]").await;
    screen.fill(".people > li:nth-child(2) [data-test=entry-birth]", "hôm qua").await;
    screen.saved().await;
    let list = screen.people().await;
    hall.screen = hall.screen.power_cut().await;
    let screen = &hall.screen;
    screen.wait("draft-resume").await;
    assert!(screen.text("draft").await.contains("còn 1 chỗ cần sửa"));
    screen.look("26-start-with-drafts").await;
    screen.click("draft-resume").await;
    screen.listed(20).await;
    assert_eq!(screen.people().await, list);

    // With a fault it can be looked at, and not used.
    screen.press("[data-test=step][data-step=\"5\"]").await;
    screen.wait("left").await;
    screen.look("27-compose-review-fault").await;
    screen.click("use").await;
    screen.until("it is told why not", "return document.body.innerText.includes('Chưa dùng được')").await;
    screen.click("dismiss").await;
    screen.click("to-fault").await;
    screen.until("led there", "return document.activeElement.dataset.test === 'entry-birth'").await;
    assert!(screen.faults().await.concat().contains("“hôm qua” không phải là một ngày có thật"));
    // By keys: the driver's own way of emptying a field is no typing.
    screen.chrome.active_element().await.unwrap().send_keys(Key::Control + "a").await.unwrap();
    screen.chrome.active_element().await.unwrap().send_keys(Key::Delete + "").await.unwrap();
    screen.look("28-compose-person").await;
    screen.click("compose-next").await;
    screen.wait("switch").await;
    screen.look("29-compose-questions").await;
    screen.press(".option:has([data-test=switch][data-question=\"gop-y\"])").await;
    screen.click("compose-next").await;
    screen.wait("look-phone").await;
    screen.look("30-compose-look-phone").await;
    screen.press(".option:has([data-test=look][data-at=\"1\"])").await;
    screen.wait("look-screen").await;
    screen.look("31-compose-look-screen").await;
    screen.press(".option:has([data-test=look][data-at=\"2\"])").await;
    screen.wait("look-paper").await;
    screen.look("32-compose-look-paper").await;

    // Out as a file, and in again: the same survey, whichever way it goes.
    screen.click("export-survey").await;
    let file = screen.download(".survey.json").await;
    let (survey, digest) = read(&file);
    assert_eq!((survey.subjects.len(), survey.questions.len(), survey.is_practice()), (20, 3, true));
    screen.click("duplicate").await;
    screen
        .until("duplicated", "return document.querySelector('[data-test=said]').innerText.includes('nhân đôi')")
        .await;
    screen.click("compose-leave").await;
    screen.until("two drafts", "return document.querySelectorAll('[data-test=draft]').length === 2").await;
    let brought = hall.file("brought.survey.json", std::fs::read(&file).unwrap());
    std::fs::remove_file(&file).unwrap();
    screen.upload("start-load", &[&brought]).await;
    screen.click("edit-survey").await;
    screen.wait("look-paper").await; // as it was looked at last
    screen.click("export-survey").await;
    let (again, same) = read(&screen.download(".survey.json").await);
    assert_eq!((again, same), (survey, digest));

    // The practice meeting, from a ballot with these names to a result that verifies.
    screen.click("use").await;
    let cards = screen.open_box(false, None).await;
    screen.click("release").await;
    screen.wait("mark").await;
    let ballot = screen.script("return document.body.innerText", Vec::new()).await;
    assert!(ballot.as_str().unwrap().contains("Đỗ Văn Mẫu Ánh"));
    let marked = screen.mark_everything().await;
    screen.click("cast").await;
    screen.wait("in-box").await;
    screen.click("next").await;
    screen.wait("release").await;
    screen.close_box(false).await;
    for (at, card) in cards.iter().take(2).enumerate() {
        screen.upload("card-file", &[card]).await;
        screen.cards_in(at + 1).await;
    }
    let files = screen.count_and_export().await;
    hold_against("composed", &verify(&files), &marked);
    hall.leave().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_deleted_draft_is_brought_back_and_a_second_tab_is_kept_out() {
    let hall = Hall::open().await;
    let screen = &hall.screen;
    screen.begin("ha-tinh-827").await;
    screen.saved().await;
    // The same draft in another tab.
    screen.chrome.new_tab().await.unwrap();
    let tabs = screen.chrome.windows().await.unwrap();
    screen.chrome.switch_to_window(tabs[1].clone()).await.unwrap();
    screen.load().await;
    screen.click("draft-resume").await;
    screen.until("told so", "return document.querySelector('[role=alert] [data-test=fault]') !== null").await;
    screen.click("dismiss").await;
    screen.chrome.close_window().await.unwrap();
    screen.chrome.switch_to_window(tabs[0].clone()).await.unwrap();

    screen.click("compose-leave").await;
    screen.click("draft-delete").await;
    screen.click("draft-restore").await;
    screen.click("draft-resume").await;
    screen.wait("paste").await;
    hall.leave().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn hostile_names_are_text_and_invisible_characters_are_named() {
    let hall = Hall::with_window(WIDTHS[1]).await;
    let screen = &hall.screen;
    screen.begin("ha-tinh-827").await;
    let script = "<img src=x onerror=\"document.title='owned'\"><script>document.title='owned'</script>";
    screen.click("add").await;
    screen.fill("[data-test=entry-name]", script).await;
    screen.click("entry-close").await;
    // A name that ends in another direction, and one with a letter that cannot be seen.
    screen.paste("Họ tên\nLê\u{202e} An\nTrần\u{200b} Thị Bình\nPha\u{323}m Văn Cu\u{31b}o\u{31b}\u{300}ng").await;
    assert_eq!(screen.text("paste-summary").await, "Đọc được 1 mục. Còn 2 dòng có lỗi, chưa lấy được.");
    screen.click("paste-add").await;
    screen.listed(2).await;
    assert_eq!(screen.people().await, [script, "Phạm Văn Cường"]);
    screen.click("add").await;
    screen.listed(3).await;
    screen.fill(".people > li:nth-child(3) [data-test=entry-name]", "Lê\u{202e} An").await;
    screen.click("entry-close").await;
    screen.press("[data-test=step][data-step=\"5\"]").await;
    screen.wait("left").await;
    assert!(screen.text("left").await.contains("U+202E"));
    screen.look("33-compose-hostile").await;
    // The line that named the hidden character was itself turned round by it.
    let hidden = "return /[\\u200b-\\u200f\\u202a-\\u202e]/.test(document.querySelector('main').innerText)";
    assert_eq!(screen.script(hidden, Vec::new()).await, Value::Bool(false), "no hidden character outside the fields");
    assert_eq!(screen.script("return document.title", Vec::new()).await, "Hòm Phiếu");
    hall.leave().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn five_hundred_rows_with_faults_are_read_and_the_ballot_is_filled() {
    let hall = Hall::open().await;
    let screen = &hall.screen;
    screen.begin("ha-tinh-827").await;
    let row = |n: usize| match n % 3 {
        0 => format!("{n}\t\t1/1/1970\n"),
        1 => format!("{n}\tLê Văn Mẫu\t{}/{}/1970\n", n % 28 + 1, n / 28 % 12 + 1),
        _ => format!("{n}\tTrần Thị Mẫu\t31/2/1970\n"),
    };
    let text: String = std::iter::once("STT\tHọ tên\tNgày sinh\n".to_owned()).chain((0..500).map(row)).collect();
    screen.paste(&text).await;
    screen.look("34-compose-paste-many").await;
    screen.click("paste-add").await;
    screen.listed(100).await;
    screen.saved().await;
    // A hundred fill the ballot; one more is a fault of the list, said where the list is.
    screen.click("compose-next").await;
    screen.wait("switch").await;
    screen.click("compose-back").await;
    screen.click("add").await;
    screen.listed(101).await;
    let told = "return document.body.innerText.includes('Danh sách có 101 mục, nhiều nhất là 100')";
    screen.until("one too many", told).await;
    hall.leave().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_name_is_dragged_to_its_place_and_a_choice_is_limited() {
    let hall = Hall::open().await;
    let screen = &hall.screen;
    screen.begin("dan-tin-dang-cu").await;
    screen.click("sample").await;
    screen.listed(3).await;
    let before = screen.people().await;
    screen.bring(".people > li:nth-child(2)").await;
    let handle = screen.chrome.find(By::Css(".people > li:nth-child(1) [data-test=drag]")).await.unwrap();
    let goal = screen.chrome.find(By::Css(".people > li:nth-child(3) [data-test=drag]")).await.unwrap();
    let drag = screen.chrome.action_chain().click_and_hold_element(&handle);
    drag.move_to_element_center(&goal).release().perform().await.unwrap();
    screen.until("moved", "return document.querySelector('[data-test=said]').innerText.includes('thứ 3')").await;
    let expected = [&before[1], &before[2], &before[0]].map(String::clone);
    assert_eq!(screen.people().await, expected);
    screen.click("compose-next").await;
    screen.click("more").await;
    screen.until("two", "return document.querySelector('[data-test=at-most]').innerText === '2'").await;
    screen.press(".option:has([data-test=base][data-at=\"1\"])").await;
    screen.look("35-compose-choose").await;
    screen.click("compose-next").await;
    screen.wait("look-phone").await;
    screen.look("36-compose-choose-look").await;
    screen.click("export-survey").await;
    let (survey, _) = read(&screen.download(".survey.json").await);
    assert_eq!(survey.rules.base, hom_phieu::survey::Base::Present);
    hall.leave().await;
}
