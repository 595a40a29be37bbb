//! Paper ballots that ask for more than levels: a choice of some, scores, levels for each task. Each is printed, entered
//! in two passes that differ at one place, settled, counted with the remarks that stood on it, and checked.

use std::path::PathBuf;
use std::process::Command;

use serde_json::{Value, json};
use thirtyfour::prelude::*;

use crate::acts::verify;
use crate::hall::Hall;
use crate::paper::{ENTER, keep, page_size, times};
use crate::screen::Screen;
use crate::templates::sample;

/// One kind of ballot.
struct Kind {
    /// The template.
    id: &'static str,
    /// Keys of each ballot.
    stack: &'static [&'static str],
    /// Keys of the second ballot as the second teller reads it.
    misread: &'static str,
    /// The button that settles the difference, or what is chosen where both were wrong.
    settle: Result<&'static str, &'static str>,
    /// Words of the printed ballot.
    printed: &'static [&'static str],
    /// Two do not fit on a lying sheet of A4.
    too_long_for_a5: bool,
    /// Invalid ballots.
    invalid: u32,
    /// Per row: counts of the levels, sum and number of scores, blank, invalid.
    rows: &'static [&'static str],
}

const CHOICE: Kind = Kind {
    id: "guong-dien-hinh",
    // The third chooses four of three. The last leaves the rest blank with one key.
    stack: &["1110", "0101", "1111", "1xt"],
    misread: "0111",
    settle: Ok("paper-as-1"),
    printed: &[
        "nhiều nhất 3 mục",
        "Tổ hợp tác chăn nuôi Mẫu",
        "Chỉ dòng đó không hợp lệ nếu: dấu không rõ; gạch tên",
        "chọn nhiều hơn số cho phép",
    ],
    too_long_for_a5: true,
    invalid: 1,
    rows: &["[[2],null,null,1,0]", "[[2],null,null,0,1]", "[[1],null,null,2,0]", "[[1],null,null,2,0]"],
};

const SCORES: Kind = Kind {
    id: "cham-diem",
    // Three subjects with two scores each; a score of one digit is taken by Enter, 0 at once.
    stack: &["276530701540", "0...2\u{e007}x", "25652570.-"],
    misread: "0...3\u{e007}x",
    settle: Err("9 điểm"),
    printed: &["ghi điểm bằng số nguyên từ 0 đến 30", "từ 0 đến 70", "Điểm (0–70)"],
    too_long_for_a5: false,
    invalid: 0,
    rows: &["[[],52,3,0,0]", "[[],130,2,1,0]", "[[],55,2,1,0]", "[[],140,2,1,0]", "[[],24,2,1,0]", "[[],40,1,0,2]"],
};

const TASKS: Kind = Kind {
    id: "viec-dot-pha",
    stack: &["123", "4.1", "-2x"],
    misread: "3.1",
    settle: Ok("paper-as-2"),
    // Of a level's words, those that stand in one line whatever serif the device has: with Noto its column is too narrow.
    printed: &["MẪU – Thành lập hợp tác xã trồng chè", "xuất sắc", "1.2"],
    too_long_for_a5: false,
    invalid: 0,
    rows: &["[[1,0,1,0],null,null,0,1]", "[[0,2,0,0],null,null,1,0]", "[[1,0,1,0],null,null,0,1]"],
};

impl Screen {
    /// The ballot as A4 and, where it fits, two on a lying sheet; looked at and printed.
    async fn print_ballots(&self, kind: &Kind, hall: &Hall) {
        self.click("paper-ballot").await;
        self.wait("ballot-paper").await;
        self.look(&format!("50-paper-{}", kind.id)).await;
        let file = hall.folder.path().join("ballot.pdf");
        let pages = self.print(&file).await;
        keep(&file, &format!("paper-{}-a4", kind.id));
        for words in kind.printed {
            assert!(times(&pages.join("\n"), words) >= 1, "{}: {words} is not on it:\n{pages:#?}", kind.id);
        }
        let too_long = self.script("return document.querySelector('[data-test=paper-a5]').disabled", Vec::new()).await;
        assert_eq!(too_long, kind.too_long_for_a5, "{}", kind.id);
        if !kind.too_long_for_a5 {
            self.tick("paper-a5").await;
            self.until("two ballots are shown", "return document.querySelector('.two-up') !== null").await;
            let pages = self.print(&file).await;
            keep(&file, &format!("paper-{}-a5", kind.id));
            assert_eq!(
                (pages.len(), page_size(&file).starts_with("841.9")),
                (1, true),
                "{}: two on one sheet",
                kind.id
            );
            // What stands on one line, however narrow the sheet.
            assert_eq!(times(&pages[0], "KHÔNG CÓ GIÁ TRỊ"), 2, "{}: {}", kind.id, pages[0]);
        }
        self.click("back").await;
    }

    /// One pass; the second ballot as given.
    async fn enter_stack(&self, kind: &Kind, [pass, teller]: [usize; 2], second: &str) {
        self.begin_pass(pass, teller).await;
        for (at, ballot) in kind.stack.iter().enumerate() {
            let ballot = if at == 1 { second } else { ballot };
            let (last, rest) = (ballot.chars().last().expect("keys"), ballot.len());
            self.type_keys(&ballot[..rest - last.len_utf8()]).await;
            if at == 0 {
                self.look(&format!("51-paper-{}-pass-{pass}", kind.id)).await;
            }
            self.type_keys(&format!("{last}{ENTER}")).await;
            if at + 1 < kind.stack.len() {
                self.entered(at + 1).await;
            }
        }
    }

    /// Types a remark from paper, about the place of this number.
    async fn paper_remark(&self, place: usize, words: &str, typed: usize) {
        let option = format!("[data-test=paper-remark-about] option[value=\"{place}\"]");
        self.chrome.find(By::Css(option)).await.expect("the place is offered").click().await.expect("it can be chosen");
        self.fill("[data-test=paper-remark]", words).await;
        self.click("paper-remark-add").await;
        let script = format!("return document.querySelectorAll('[data-test=paper-remark-typed]').length === {typed}");
        self.until("the remark is kept", &script).await;
    }
}

/// The minutes, as the command line writes them from the exported result.
fn minutes([result, _, opening]: &[PathBuf; 3]) -> String {
    let output = Command::new(env!("CARGO_BIN_EXE_hom-phieu"))
        .arg("report")
        .args([result.as_os_str(), "--opening".as_ref(), opening.as_os_str(), "--remarks".as_ref()])
        .output()
        .expect("the command line starts");
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    String::from_utf8(output.stdout).expect("UTF-8").split_whitespace().collect::<Vec<_>>().join(" ")
}

/// Per row: counts, sum, given, blank, invalid.
fn counted(report: &Value) -> Vec<String> {
    let rows = report["result"]["rows"].as_array().expect("a result has rows");
    let row = |row: &Value| {
        let counts: Vec<&Value> =
            row["levels"].as_array().expect("a row has levels").iter().map(|level| &level["count"]).collect();
        json!([counts, row["score"]["sum"], row["score"]["given"], row["blank"], row["invalid"]]).to_string()
    };
    rows.iter().map(row).collect()
}

async fn meeting_on_paper(kind: Kind) {
    let id = kind.id;
    let hall = Hall::open().await;
    let screen = &hall.screen;
    screen.upload("start-load", &[&sample(id, hall.folder.path())]).await;
    let cards = screen.open_box(false, None).await;
    screen.click("officer").await;
    screen.wait("officer-close").await;
    screen.print_ballots(&kind, &hall).await;

    screen.click("officer-close").await;
    screen.wait("close-confirm").await;
    screen.tick("has-paper").await;
    let ballots = kind.stack.len().to_string();
    screen.paper_figures(&ballots, &ballots, "0").await;
    screen.click("close-confirm").await;
    screen.enter_stack(&kind, [1, 2], kind.stack[1]).await;
    screen.enter_stack(&kind, [2, 3], kind.misread).await;

    screen.click("paper-compare").await;
    let one = "return document.querySelectorAll('.difference').length === 1";
    screen.until("one difference", one).await;
    screen.look(&format!("52-paper-{id}-difference")).await;
    match kind.settle {
        Ok(button) => screen.click(button).await,
        Err(reading) => {
            let script = "
                const select = document.querySelector('[data-test=paper-other]');
                select.value = [...select.options].find((option) => option.text === arguments[0]).value;
                select.dispatchEvent(new Event('change', { bubbles: true }))";
            screen.script(script, vec![json!(reading)]).await;
        }
    }
    screen.until("it is settled", "return document.querySelector('.difference').innerText.includes('✓')").await;
    screen.click("paper-finish").await;
    screen.wait("paper-table").await;

    screen.paper_remark(1, "  Ý kiến trên giấy: gần dân ", 1).await;
    screen.paper_remark(0, "Gõ nhầm", 2).await;
    screen.paper_remark(1, "Ý kiến trên giấy: chăm việc", 3).await;
    screen.look(&format!("53-paper-{id}-totals")).await;
    screen.click("paper-remark-drop").await;
    let left = "return document.querySelectorAll('[data-test=paper-remark-typed]').length === 2";
    screen.until("the slip is taken out", left).await;
    // What is typed and not kept would be left out in silence.
    screen.fill("[data-test=paper-remark]", "Chép dở").await;
    screen.click("paper-done").await;
    screen.wait("fault").await;
    let empty = "const field = document.querySelector('[data-test=paper-remark]');
                 field.value = '';
                 field.dispatchEvent(new Event('input', { bubbles: true }))";
    screen.script(empty, Vec::new()).await;
    screen.click("paper-done").await;

    for (at, card) in cards[..2].iter().enumerate() {
        screen.upload("card-file", &[card]).await;
        screen.cards_in(at + 1).await;
    }
    let files = screen.count_and_export().await;
    screen.look(&format!("54-paper-{id}-result")).await;
    let report = verify(&files);
    assert_eq!((&report["faults"], &report["unchecked"]), (&json!([]), &json!([])), "{id}");
    assert_eq!(counted(&report), kind.rows, "{id}");
    let payload = &report["result"];
    assert_eq!(payload["figures"]["paper"]["invalid"], kind.invalid, "{id}");
    assert_eq!(payload["paper"]["passes"], json!({ "tellers": [2, 3], "differences": 1 }), "{id}");
    assert_eq!(payload["paper"]["remarks"], 2, "{id}");
    let minutes = minutes(&files);
    for words in [
        "Lượt 1: Trần Thị Mẫu nhập; lượt 2: Lê Văn Mẫu nhập; 1 chỗ khác nhau",
        "Hình thức: Bỏ phiếu kín trên giấy.",
        "Trong đó 2 ý kiến ghi trên phiếu giấy",
        "Ý kiến trên giấy: gần dân",
    ] {
        assert!(minutes.contains(words), "{id}: {words}\n{minutes}");
    }

    // The screen is left while the file is being made: it used to stop the page, which read what had gone with the screen.
    let leave = "document.querySelector('[data-test=export-docx]').click();
                 document.querySelector('[data-test=back]').click()";
    screen.script(leave, Vec::new()).await;
    screen.wait("start-practice").await;
    screen.download("-bien-ban-kiem-phieu.docx").await;
    assert_eq!(screen.chrome.console_faults().await, Vec::<String>::new(), "{id}");
    hall.leave().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_choice_on_paper_is_printed_entered_counted_and_verifies() {
    meeting_on_paper(CHOICE).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn scores_on_paper_are_printed_entered_counted_and_verify() {
    meeting_on_paper(SCORES).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn tasks_on_paper_are_printed_entered_counted_and_verify() {
    meeting_on_paper(TASKS).await;
}
