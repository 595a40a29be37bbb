//! Paper: the ballot as it is printed, and meetings whose paper ballots are entered, compared and settled.

use std::path::{Path, PathBuf};
use std::process::Command;

use base64ct::{Base64, Encoding};
use serde_json::{Value, json};
use thirtyfour::prelude::*;

use crate::acts::{Expected, Marks, marks, shape, survey, verify};
use crate::hall::Hall;
use crate::screen::{Screen, WIDTHS};

/// A paper ballot as its keys.
pub type Keys = String;

pub const ENTER: char = '\u{e007}';
const BACKSPACE: char = '\u{e003}';

/// One key for each level, 0 for a row left blank.
pub fn keys(marks: &Marks) -> Keys {
    marks.levels.iter().map(|level| level.map_or('0', |level| char::from(b'1' + level as u8))).collect()
}

/// The same with another key in one row.
pub fn with(keys: &str, row: usize, key: char) -> Keys {
    keys.chars().enumerate().map(|(at, old)| if at == row { key } else { old }).collect()
}

impl Screen {
    /// Types on the pad.
    pub async fn type_keys(&self, keys: &str) {
        self.wait("paper-keys").await;
        let pad = self.chrome.find(By::Css("[data-test=paper-keys]")).await.expect("it was there a moment ago");
        pad.send_keys(keys).await.expect("the pad takes keys");
    }

    /// Waits until so many ballots of the pass are on the disk.
    pub async fn entered(&self, ballots: usize) {
        let script = format!(
            "const at = document.querySelectorAll('[data-test=paper-position] dd')[2];
             return at !== undefined && at.innerText === '{ballots}'"
        );
        self.until("the ballot is kept", &script).await;
    }

    /// Names who enters a pass, and begins.
    pub async fn begin_pass(&self, pass: usize, teller: usize) {
        let option = format!("[data-test=paper-teller-{pass}] option[value=\"{teller}\"]");
        self.wait(&format!("paper-teller-{pass}")).await;
        self.chrome.find(By::Css(option)).await.expect("the teller is in the list").click().await.expect("chosen");
        self.click(&format!("paper-pass-{pass}")).await;
        self.wait("paper-keys").await;
    }

    /// Says on the screen that is shown how many paper ballots there are.
    pub async fn paper_figures(&self, issued: &str, collected: &str, exchanged: &str) {
        self.fill("#paper-issued", issued).await;
        self.fill("#paper-collected", collected).await;
        self.fill("#paper-exchanged", exchanged).await;
    }

    pub async fn tick(&self, test: &str) {
        self.wait(test).await;
        self.bring(&format!("label:has([data-test=\"{test}\"])")).await;
        let words = By::Css(format!("label:has([data-test=\"{test}\"]) span"));
        self.chrome.find(words).await.expect("it has words").click().await.expect("the words can be clicked");
    }

    /// The page as the browser prints it; returns the file and the text of each page.
    pub async fn print(&self, file: &Path) -> Vec<String> {
        let options = json!({ "preferCSSPageSize": true, "printBackground": true });
        let printed = self.chrome.cdp().send_raw("Page.printToPDF", options).await.expect("the page prints");
        let data = printed["data"].as_str().expect("a PDF comes back");
        std::fs::write(file, Base64::decode_vec(data).expect("base64")).expect("the folder takes a file");
        let output = Command::new("pdftotext").arg("-layout").arg(file).arg("-").output();
        let text = String::from_utf8(output.expect("scripts/setup installs poppler-utils").stdout).expect("UTF-8");
        text.trim_end_matches('\u{c}').split('\u{c}').map(str::to_owned).collect()
    }
}

/// Width and height of the first page, in points.
pub fn page_size(file: &Path) -> String {
    let output = Command::new("pdfinfo").arg(file).output().expect("scripts/setup installs poppler-utils");
    let info = String::from_utf8_lossy(&output.stdout).into_owned();
    let line = info.lines().find(|line| line.starts_with("Page size:")).expect("a PDF has pages").to_owned();
    line.trim_start_matches("Page size:").trim().to_owned()
}

/// How often `words` stand in a text that is laid out in columns, spaces and ends of lines aside.
pub fn times(text: &str, words: &str) -> usize {
    let plain = |text: &str| text.split_whitespace().collect::<Vec<_>>().join(" ");
    plain(text).matches(&plain(words)).count()
}

/// Twelve ballots: one without a stamp, one with an unclear mark, one with a struck name.
fn stack(survey: &Value) -> Vec<Keys> {
    let mut stack: Vec<Keys> = (0..12).map(|ballot| keys(&marks(survey, ballot))).collect();
    stack[3] = with(&stack[3], 0, 'x');
    "d".clone_into(&mut stack[5]);
    stack[7] = with(&stack[7], 4, '-');
    stack
}

/// Plain totals of valid ballots, and the invalid marks of each row.
fn totals(survey: &Value, stack: &[Keys]) -> (Expected, Vec<u64>) {
    let mut expected = Expected::new(survey);
    let mut invalid = vec![0; shape(survey).0.len()];
    for ballot in stack.iter().filter(|ballot| !ballot.starts_with('d')) {
        for (row, key) in ballot.chars().enumerate() {
            match key.to_digit(10) {
                None => invalid[row] += 1,
                Some(0) => *expected.totals[row].last_mut().unwrap() += 1,
                Some(level) => expected.totals[row][level as usize - 1] += 1,
            }
        }
    }
    (expected, invalid)
}

fn assert_paper(files: &[PathBuf; 3], expected: Expected, invalid: &[u64], paper: &Value) {
    let report = verify(files);
    assert_eq!(report["faults"], json!([]));
    assert_eq!(report["unchecked"], json!([]));
    let payload = &report["result"];
    assert_eq!(payload["figures"]["paper"], *paper);
    let rows = payload["rows"].as_array().expect("a payload has rows");
    let found: Vec<u64> = rows.iter().filter_map(|row| row["invalid"].as_u64()).collect();
    assert_eq!(found, invalid);
    expected.hold_against(payload);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_meeting_on_paper_alone_is_entered_twice_compared_counted_and_verifies() {
    let (hall, cards) = Hall::with_practice_box().await;
    let Hall { folder: _folder, server: _server, mut screen } = hall;
    let survey = survey("src/survey/practice.json");
    let stack = stack(&survey);

    // No electronic ballot at all.
    screen.click("officer").await;
    screen.wait("officer-close").await;
    screen.click("paper-ballot").await;
    screen.wait("ballot-paper").await;
    screen.click("back").await;
    screen.click("officer-close").await;
    screen.wait("close-confirm").await;
    screen.tick("has-paper").await;
    screen.click("close-confirm").await;
    screen.until("the figures are asked for", "return document.querySelector('[aria-invalid]') !== null").await;
    screen.paper_figures("11", "12", "1").await;
    screen.wait("paper-sums").await;
    // Asked for once more, and not closed; put right, it needs no second word.
    screen.click("close-confirm").await;
    screen.wait("close-again").await;
    screen.paper_figures("13", "12", "1").await;
    assert!(screen.text("announcement").await.contains("phát ra 13 phiếu, thu về 12 phiếu, đổi 1 phiếu hỏng"));
    screen.look("31-paper-close").await;
    screen.click("close-confirm").await;

    screen.wait("paper-pass-1").await;
    screen.look("32-paper-overview").await;
    screen.click("paper-pass-1").await;
    screen.wait("fault").await;
    screen.begin_pass(1, 1).await;
    for (at, ballot) in stack.iter().enumerate() {
        if at == 2 {
            // A slip of the finger, corrected at once; and a ballot that is not complete is not taken.
            screen.type_keys(&format!("5{}1{BACKSPACE}{ENTER}", &ballot[..4])).await;
            screen.until("it says what is missing", "return document.querySelector('.said').innerText !== ''").await;
            screen.look("33-paper-entry").await;
            screen.type_keys(&ballot[4..]).await;
            screen.type_keys(&ENTER.to_string()).await;
        } else {
            // Typed without a pause: keys wait while the ballot before is written.
            screen.type_keys(&format!("{ballot}{ENTER}")).await;
        }
        if at == 4 {
            screen.entered(5).await;
            screen = screen.power_cut().await;
            screen.click("continue-box").await;
            screen.click("paper-pass-1").await;
            screen.entered(5).await;
        }
    }
    screen.wait("paper-teller-2").await;
    // The same teller again is refused.
    let option = By::Css("[data-test=paper-teller-2] option[value=\"1\"]");
    screen.chrome.find(option).await.unwrap().click().await.unwrap();
    screen.click("paper-pass-2").await;
    screen.wait("fault").await;
    screen.begin_pass(2, 3).await;
    let second = with(&stack[6], 2, if stack[6].as_bytes()[2] == b'1' { '2' } else { '1' });
    for (at, ballot) in stack.iter().enumerate() {
        screen.type_keys(&format!("{}{ENTER}", if at == 6 { &second } else { ballot })).await;
        if at == 10 {
            screen.entered(11).await;
            screen.look("34-paper-last-ballot").await;
            assert!(!screen.has("paper-compare").await, "an unfinished pass is not compared");
        }
    }
    assert!(screen.storage().await.to_string().contains("marks"), "kept while it is entered");

    screen.click("paper-compare").await;
    screen.wait("paper-difference").await;
    let place = screen.text("paper-difference").await;
    assert!(place.contains("Tập 1, phiếu 7"), "{place}");
    let all = "return document.querySelectorAll('.difference').length === 1";
    screen.until("one difference", all).await;
    screen.look("35-paper-difference").await;
    screen.click("paper-finish").await;
    screen.wait("fault").await;
    screen.click("paper-as-1").await;
    screen.until("it is settled", "return document.querySelector('.difference').innerText.includes('✓')").await;
    screen.click("paper-finish").await;
    screen.wait("paper-table").await;
    screen.look("36-paper-totals").await;
    let kept = screen.storage().await.to_string();
    assert!(!kept.contains(r#"\"marks\""#) && kept.contains("Counted"), "only totals are left: {kept}");

    screen = screen.power_cut().await;
    screen.click("continue-box").await;
    screen.wait("paper-status").await;
    for card in &cards[..2] {
        screen.upload("card-file", &[card]).await;
        screen.cards_in(if card == &cards[0] { 1 } else { 2 }).await;
    }
    screen.look("37-paper-cards").await;
    let files = screen.count_and_export().await;
    screen.wait("figures-apart").await;
    screen.look("38-paper-result").await;
    assert!(!screen.storage().await.to_string().contains("Counted\\\":{"), "the result holds the totals now");
    let (expected, invalid) = totals(&survey, &stack);
    let figures = json!({ "issued": 13, "collected": 12, "valid": 11, "invalid": 1 });
    assert_paper(&files, expected, &invalid, &figures);
    screen.chrome.quit().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn paper_that_was_forgotten_at_the_close_is_entered_by_touch_and_added_to_the_box() {
    let hall = Hall::with_window(WIDTHS[1]).await;
    let screen = &hall.screen;
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/data/second.survey.json");
    let survey = survey("tests/data/second.survey.json");
    screen.upload("start-load", &[&path]).await;
    let cards = screen.open_box(false, None).await;
    let mut electronic = marks(&survey, 0);
    electronic.remarks.clear();
    screen.vote(&electronic).await;
    screen.close_box(false).await;
    for (at, card) in cards[..2].iter().enumerate() {
        screen.upload("card-file", &[card]).await;
        screen.cards_in(at + 1).await;
    }
    screen.wait("count").await;

    screen.click("to-paper").await;
    screen.wait("paper-figures").await;
    screen.paper_figures("2", "2", "0").await;
    screen.look("41-paper-figures").await;
    screen.click("paper-figures").await;
    screen.wait("paper-pass-1").await;
    screen.click("back").await;
    screen.wait("paper-status").await;
    assert!(!screen.has("count").await, "paper that is not settled is not left out");
    screen.click("to-paper").await;

    let stack: Vec<Keys> = (1..3).map(|ballot| keys(&marks(&survey, ballot))).collect();
    for (pass, teller) in [(1, 2), (2, 1)] {
        screen.begin_pass(pass, teller).await;
        for (at, ballot) in stack.iter().enumerate() {
            for (row, key) in ballot.chars().enumerate() {
                let key = if key == '0' { "key-blank".to_owned() } else { format!("key-{key}") };
                screen.click(&key).await;
                let next = format!("return document.querySelectorAll('.paper-row.entered').length === {}", row + 1);
                screen.until("the row is in", &next).await;
            }
            if pass == 1 && at == 0 {
                screen.look("42-paper-touch").await;
                // Back to the ballot before, which is then entered to its end once more.
                screen.click("key-next").await;
                screen.entered(1).await;
                screen.click("paper-take-back").await;
                screen.entered(0).await;
                screen.wait("paper-ready").await;
            }
            screen.click("key-next").await;
            if at == 0 {
                screen.entered(1).await;
            }
        }
    }
    screen.click("paper-compare").await;
    screen.wait("paper-finish").await;
    screen.look("43-paper-no-difference").await;
    screen.click("paper-finish").await;
    screen.click("paper-done").await;
    let files = screen.count_and_export().await;
    screen.wait("figures-apart").await;
    let apart = screen.text("figures-apart").await;
    assert!(apart.contains("Trên giấy") && apart.contains("Cộng"), "{apart}");
    // And for each name: one ballot of the device, two on paper.
    let by_name = screen.text("result-apart").await;
    assert!(by_name.contains("Trên máy + trên giấy = cộng"), "{by_name}");
    assert!(by_name.contains("1 + ") && by_name.contains("0 + "), "{by_name}");
    screen.look("44-mixed-result").await;
    let (mut expected, invalid) = totals(&survey, &stack);
    expected.add(&electronic);
    assert_paper(&files, expected, &invalid, &json!({ "issued": 2, "collected": 2, "valid": 2, "invalid": 0 }));
    hall.leave().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn the_ballot_prints_with_its_heading_and_says_on_every_page_that_it_is_for_practice() {
    let hall = Hall::open().await;
    let screen = &hall.screen;
    screen.click("start-practice").await;
    screen.click("paper-ballot").await;
    screen.wait("ballot-paper").await;
    screen.look("30-paper-ballot").await;
    let file = hall.folder.path().join("ballot.pdf");
    let pages = screen.print(&file).await;
    keep(&file, "paper-practice");
    assert!(page_size(&file).contains("A4"), "{}", page_size(&file));
    assert!(pages.len() <= 2, "eight names take two pages at most: {pages:#?}");
    let text = pages.join("\n");
    for words in [
        "TẬP DƯỢT – KHÔNG CÓ GIÁ TRỊ",
        "BAN CÔNG TÁC MẶT TRẬN THÔN MẪU",
        "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM",
        "(Chỗ đóng dấu)",
        "Cách đánh dấu",
        "Ông Lê Mẫu Đức",
        "Bản dựng lại",
    ] {
        assert!(times(&text, words) >= 1, "{words} is not on it:\n{text}");
    }
    assert_eq!(times(&text, "In phiếu"), 0, "nothing of the screen is printed:\n{text}");
    hall.leave().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_short_ballot_prints_two_up_and_a_long_one_repeats_its_head_and_numbers_its_pages() {
    let hall = Hall::open().await;
    let screen = &hall.screen;
    let mut survey = survey("tests/data/second.survey.json");
    let path = hall.file("short.survey.json", survey.to_string());
    screen.upload("start-load", &[&path]).await;
    screen.click("paper-ballot").await;
    screen.tick("paper-a5").await;
    screen.until("two ballots are shown", "return document.querySelector('.two-up') !== null").await;
    screen.look("39-paper-two-up").await;
    let file = hall.folder.path().join("two.pdf");
    let pages = screen.print(&file).await;
    keep(&file, "paper-two-up");
    assert_eq!(pages.len(), 1, "{pages:#?}");
    assert!(page_size(&file).starts_with("841.9"), "lying: {}", page_size(&file));
    let first = survey["subjects"][0]["name"].as_str().expect("a name").to_owned();
    assert!(times(&pages[0], &first) == 2 || pages[0].matches("Cách đánh dấu").count() == 2, "{}", pages[0]);
    assert_eq!(times(&pages[0], "TẬP DƯỢT"), 0, "this one is for real");

    let subject = survey["subjects"][0].clone();
    let many = (1..=60).map(|number| {
        let mut one = subject.clone();
        one["id"] = json!(format!("nguoi-{number}"));
        one["name"] = json!(format!("Nguyễn Văn Mẫu Số {number}"));
        one
    });
    survey["subjects"] = many.collect();
    let path = hall.file("long.survey.json", survey.to_string());
    screen.load().await;
    screen.upload("start-load", &[&path]).await;
    screen.click("paper-ballot").await;
    screen.until("its pages are counted", "return document.querySelector('.paged') !== null").await;
    let refused = "return document.querySelector('[data-test=paper-a5]').disabled";
    screen.until("it does not fit on A5", refused).await;
    let file = hall.folder.path().join("long.pdf");
    let pages = screen.print(&file).await;
    keep(&file, "paper-long");
    assert!(pages.len() > 1, "{pages:#?}");
    for (at, page) in pages.iter().enumerate() {
        let number = format!("{}/{}", at + 1, pages.len());
        assert!(page.trim_end().ends_with(&number), "{number}:\n{page}");
        let rows = page.contains("Nguyễn Văn Mẫu Số");
        assert_eq!(page.contains("Họ và tên, chức vụ"), rows, "the head stands above the rows of every page:\n{page}");
    }
    let text = pages.join("\n");
    assert!((1..=60).all(|number| times(&text, &format!("Mẫu Số {number} ")) >= 1), "every name is on it:\n{text}");
    hall.leave().await;
}

/// Keeps a printed file beside the pictures, for people to look at.
pub fn keep(file: &Path, name: &str) {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).with_file_name("screenshots");
    std::fs::create_dir_all(&folder).expect("the folder can be made");
    std::fs::copy(file, folder.join(name).with_extension("pdf")).expect("the file can be kept");
}
