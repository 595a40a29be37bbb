//! The ballot beside what is composed; the rules for paper; drafts that have served.

use hom_phieu::survey::PaperEffect;
use serde_json::{Value, json};
use thirtyfour::prelude::*;

use super::{LOOKED_AT, read, spreadsheet};
use crate::hall::Hall;
use crate::screen::{Screen, WIDTHS};

impl Screen {
    async fn looked_at(&self) -> String {
        let text = self.script(&format!("return {LOOKED_AT}"), Vec::new()).await;
        text.as_str().unwrap_or_default().to_owned()
    }

    async fn look_says(&self, words: &str) {
        let script = format!("return {LOOKED_AT}.includes({words:?})");
        self.until(&format!("the look says {words}"), &script).await;
    }

    async fn count(&self, css: &str) -> usize {
        self.chrome.find_all(By::Css(css)).await.unwrap().len()
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn the_ballot_is_seen_while_it_is_composed_and_takes_neither_focus_nor_place() {
    let hall = Hall::open().await;
    let screen = &hall.screen;
    screen.begin("ha-tinh-827").await;
    screen.paste(&spreadsheet()).await;
    screen.click("paste-add").await;
    screen.listed(20).await;
    // The booth's own drawing: one person to a step on a phone, the one that is edited.
    screen.wait("look-phone").await;
    screen.look_says("Phần 1/20").await;
    let edit = ".people > li:nth-child(3) [data-test=edit]";
    screen.bring(edit).await;
    screen.chrome.find(By::Css(edit)).await.unwrap().click().await.unwrap();
    screen.until("what was said is gone", "return document.querySelector('[data-test=said]').innerText === ''").await;
    screen.look_says("Phần 3/20").await;
    // Wherever it stands, some field may lie half under the bar at the foot, which is no fault: one scrolls.
    screen.bring("[data-test=entry-post]").await;
    screen.look("37-compose-look-beside").await;

    let name = ".people > li:nth-child(3) [data-test=entry-name]";
    let field = screen.chrome.find(By::Css(name)).await.unwrap();
    screen.bring(name).await;
    field.click().await.unwrap();
    screen.script("document.querySelector('.look-window').scrollTop = 140", Vec::new()).await;
    let place = "return [document.activeElement.dataset.test, scrollY,
        document.querySelector('.look-window').scrollTop, document.activeElement.selectionStart]";
    field.send_keys(Key::End + "").await.unwrap();
    let before = screen.script(place, Vec::new()).await;
    assert_eq!((&before[0], &before[2]), (&json!("entry-name"), &json!(140)), "{before}");
    field.send_keys(" Hai").await.unwrap();
    screen.look_says("Hai").await;
    let after = screen.script(place, Vec::new()).await;
    let typed = before[3].as_u64().unwrap() + 4;
    assert_eq!(after, json!([before[0], before[1], before[2], typed]), "nothing moved under the hand");
    // Nothing in it can be reached: not by keys, not by those who listen.
    let frame = "const frame = document.querySelector('.look-window iframe');
        return [frame.inert, frame.tabIndex, frame.ariaHidden, frame.contentDocument.body.inert]";
    assert_eq!(screen.script(frame, Vec::new()).await, json!([true, -1, "true", true]));

    screen.click("look-next").await;
    screen.look_says("Phần 4/20").await;
    // On a laptop's screen and on paper all of them.
    for (at, test) in [(1, "look-screen"), (2, "look-paper")] {
        screen.press(&format!(".option:has([data-test=look][data-at=\"{at}\"])")).await;
        screen.wait(test).await;
        screen.look_says("Cán bộ 19").await;
        let text = screen.looked_at().await;
        let missing: Vec<usize> = (0..20).filter(|at| !text.contains(&format!("Cán bộ {at}"))).collect();
        assert_eq!(missing, [0_usize; 0], "{test}");
        screen.look(&format!("38-compose-{test}")).await;
    }
    hall.leave().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn on_a_phone_the_ballot_is_one_tap_away_and_the_way_back_leads_to_the_same_place() {
    let hall = Hall::with_window(WIDTHS[1]).await;
    let screen = &hall.screen;
    screen.begin("viec-dot-pha").await;
    screen.click("sample").await;
    screen.listed(2).await;
    assert_eq!(screen.count(".look-window").await, 0, "nothing is drawn that nobody sees");
    screen.click("look-open").await;
    screen.look_says("Phần 1/2").await;
    // At this width only: a wider window has the ballot beside, and nothing over it.
    screen.chrome.picture("39-compose-look-over-390").await;
    assert_eq!(screen.chrome.accessibility_faults().await, Vec::<String>::new());
    screen.chrome.active_element().await.unwrap().send_keys(Key::Escape + "").await.unwrap();
    screen.until("closed", "return document.querySelector('dialog') === null").await;
    let focused = screen.script("return document.activeElement.dataset.test", Vec::new()).await;
    assert_eq!(focused, json!("look-open"));
    screen.click("look-open").await;
    screen.click("look-close").await;
    screen.until("closed again", "return document.querySelector('dialog') === null").await;
    screen.listed(2).await;
    hall.leave().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_long_list_is_drawn_in_part_and_the_rest_is_said() {
    let hall = Hall::open().await;
    let screen = &hall.screen;
    screen.begin("neu-guong").await;
    let list: Vec<String> =
        (1..=60).map(|n| format!("{n}\tLê Văn Mẫu\t{}/{}/1970\n", n % 28 + 1, n / 28 + 1)).collect();
    let list = list.concat();
    screen.paste(&format!("STT\tHọ tên\tNgày sinh\n{list}")).await;
    screen.click("paste-add").await;
    screen.listed(60).await;
    screen.press(".option:has([data-test=look][data-at=\"2\"])").await;
    screen.wait("look-paper").await;
    // 150 rows of eight questions each are eighteen people.
    let told = "return document.querySelector('.look-beside').innerText.includes('Còn 42 mục nữa')";
    screen.until("the rest is said", told).await;
    hall.leave().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn what_a_badly_marked_paper_ballot_is_worth_is_chosen_where_the_form_leaves_it_open() {
    let hall = Hall::open().await;
    let screen = &hall.screen;
    screen.begin("ha-tinh-827").await;
    screen.click("sample").await;
    screen.click("compose-next").await;
    screen.press("[data-test=paper-rules] > summary").await;
    screen.press(".option:has([data-test=blank_row][data-at=\"1\"])").await;
    screen.press(".option:has([data-test=no_stamp][data-at=\"0\"])").await;
    let focus = "return document.activeElement.name === 'no_stamp' && document.activeElement.checked";
    screen.until("the focus stays", focus).await;
    screen.look("40-compose-paper-rules").await;
    screen.click("compose-next").await;
    screen.click("export-survey").await;
    let file = screen.download(".survey.json").await;
    let (survey, _) = read(&file);
    std::fs::remove_file(&file).unwrap();
    let rules = survey.rules.paper();
    assert_eq!((rules.blank_row, rules.no_stamp), (PaperEffect::InvalidRow, PaperEffect::Counts));
    // What the instrument says itself is to be read only.
    screen.press("[data-test=step][data-step=\"1\"]").await;
    screen.press("[data-form=\"qd-96\"]").await;
    screen.press("[data-test=step][data-step=\"4\"]").await;
    screen.wait("paper-rules").await;
    assert_eq!(screen.count("[data-test=paper-rules] input").await, 0);
    screen.look("41-compose-paper-rules-fixed").await;
    hall.leave().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_draft_that_opened_a_box_says_so_and_is_duplicated_for_the_next_round() {
    let hall = Hall::open().await;
    let screen = &hall.screen;
    screen.begin("ha-tinh-827").await;
    screen.click("sample").await;
    screen.press("[data-test=step][data-step=\"5\"]").await;
    screen.click("use").await;
    screen.open_box(false, None).await;
    screen.load().await;
    screen.wait("drafts-used").await;
    assert!(screen.text("draft-used").await.contains("tập dượt lúc"), "{}", screen.text("draft-used").await);
    assert_eq!(screen.count("[data-test=drafts]").await, 0, "nothing is left to be done");
    screen.look("42-start-draft-used").await;
    screen.click("draft-duplicate").await;
    screen.wait("drafts").await;
    assert_eq!(screen.count("[data-test=draft]").await, 2);
    assert_eq!(screen.count("[data-test=drafts] [data-test=draft-used]").await, 0, "the copy has not served");
    // What is changed in it afterwards does not undo that it served, and it is said before.
    screen.press("[data-test=drafts-used] [data-test=draft-resume]").await;
    screen.wait("used").await;
    screen.press("[data-test=step][data-step=\"2\"]").await;
    screen.fill("#hamlet", "thôn Mẫu Khác").await;
    screen.saved().await;
    screen.look("43-compose-draft-used").await;
    screen.click("compose-leave").await;
    screen.wait("drafts-used").await;
    let used = screen.text("drafts-used").await;
    assert!(used.contains("thôn Mẫu Khác") && used.contains("tập dượt lúc"), "{used}");
    let kept = screen.storage().await;
    let drafts = kept["databases"]["hom-phieu-drafts"]["drafts"].as_array().map(Vec::len);
    assert_eq!(drafts, Some(2), "{}", Value::from(kept["databases"].to_string()));
    hall.leave().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_letter_that_only_looks_vietnamese_is_named_beside_its_field() {
    let hall = Hall::open().await;
    let screen = &hall.screen;
    screen.begin("ha-tinh-827").await;
    screen.click("add").await;
    // The first а is of the Cyrillic alphabet.
    screen.fill("[data-test=entry-name]", "Lê Vаn Mẫu").await;
    screen.click("compose-next").await;
    screen.wait("step-faults").await;
    let faults = screen.faults().await.concat();
    assert!(faults.contains("Chữ “а” không phải chữ tiếng Việt"), "{faults}");
    screen.look("44-compose-foreign-letter").await;
    hall.leave().await;
}
