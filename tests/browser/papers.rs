//! What people take away from the desk: minutes on paper and in Word, figures for Excel.

use std::io::{Cursor, Read};
use std::path::Path;
use std::process::Command;

use base64ct::{Base64, Encoding};
use calamine::Reader;
use serde_json::json;

use crate::acts::survey;
use crate::chrome::Setup;
use crate::screen::Screen;
use crate::server::{Fate, Server, dist};

/// The print dialogue cannot be answered by a test: notes that it was asked for.
const NOTE_PRINT: &str = "window.print = () => { document.body.dataset.printed = 'yes' }";

/// With the result on the screen: fills in the chair, takes every form away and prints.
pub async fn leave_as_word_excel_and_paper(screen: &Screen, folder: &Path) {
    screen.click("particulars").await;
    screen.fill("[data-test=minutes-chair]", "Phạm Văn Mẫu Chủ").await;
    screen.fill("[data-test=minutes-witnesses]", "Ngô Văn Mẫu Chứng").await;
    screen.look("15-minutes").await;

    screen.click("export-docx").await;
    let docx = std::fs::read(screen.download("-bien-ban-kiem-phieu.docx").await).unwrap();
    let mut xml = String::new();
    let mut zip = zip::ZipArchive::new(Cursor::new(docx)).unwrap();
    zip.by_name("word/document.xml").unwrap().read_to_string(&mut xml).unwrap();
    assert!(xml.contains("Phạm Văn Mẫu Chủ") && xml.contains("Ngô Văn Mẫu Chứng"));
    assert!(!xml.contains("Ý kiến kín"), "no remark unless somebody decides so");

    screen.click("include-remarks").await;
    screen.click("export-xlsx").await;
    let path = screen.download("-so-lieu.xlsx").await;
    let mut book: calamine::Xlsx<_> = calamine::open_workbook(path).unwrap();
    let remarks = book.worksheet_range("Ý kiến").unwrap();
    assert!(remarks.rows().flatten().any(|cell| cell.to_string().contains("Ý kiến kín")));
    screen.click("export-csv").await;
    let csv = std::fs::read_to_string(screen.download("-so-lieu.csv").await).unwrap();
    assert!(csv.starts_with("\u{feff}\"TT\"") && csv.contains("TẬP DƯỢT"));

    screen.script(NOTE_PRINT, Vec::new()).await;
    screen.click("print-minutes").await;
    screen.until("the print dialogue", "return document.body.dataset.printed === 'yes'").await;
    let text = printed(screen, &folder.join("minutes.pdf")).await;
    for words in ["CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "BIÊN BẢN KIỂM PHIẾU", "Phạm Văn Mẫu Chủ", "Ý kiến kín"]
    {
        assert!(text.contains(words), "{words}\n{text}");
    }
    assert!(!text.contains("Tải tệp Word"), "nothing of the screen is printed");

    screen.script("delete document.body.dataset.printed", Vec::new()).await;
    screen.click("print-figures").await;
    screen.until("the print dialogue", "return document.body.dataset.printed === 'yes'").await;
    let text = printed(screen, &folder.join("figures.pdf")).await;
    assert!(text.contains("TẬP DƯỢT") && !text.contains("Ý kiến kín"), "marked, and without a remark:\n{text}");
    assert!(text.contains("Biểu đồ") && !text.contains("BIÊN BẢN KIỂM PHIẾU"), "{text}");
    // The mark goes with the dialogue, which the test cannot close by itself.
    screen.script("window.dispatchEvent(new Event('afterprint'))", Vec::new()).await;
    let text = printed(screen, &folder.join("minutes-again.pdf")).await;
    assert!(text.contains("BIÊN BẢN KIỂM PHIẾU"), "the browser's own command prints the minutes:\n{text}");
}

/// Prints the page into a file and returns its text, page by page divided by form feeds.
async fn printed(screen: &Screen, path: &Path) -> String {
    let options = json!({ "preferCSSPageSize": true, "printBackground": true });
    let pdf = screen.chrome.cdp().send_raw("Page.printToPDF", options).await.expect("the page is printed");
    let pdf = Base64::decode_vec(pdf["data"].as_str().expect("a PDF in base64")).expect("base64");
    std::fs::write(path, pdf).unwrap();
    let output = Command::new("pdftotext").args(["-layout".as_ref(), path.as_os_str(), "-".as_ref()]).output();
    String::from_utf8(output.expect("scripts/setup installs pdftotext").stdout).unwrap()
}

/// The reports have a file of their own, which comes when there is something to report: on a bad line, or not at all.
#[tokio::test(flavor = "multi_thread")]
async fn without_the_reports_file_the_desk_says_so_and_goes_on_once_it_comes() {
    let folder = tempfile::tempdir().unwrap();
    let server = Server::start(&dist()).await;
    let screen = Screen::open(&server, Setup::below(folder.path())).await;
    server.lets("reports_bg.wasm", Fate::Missing);
    let meeting = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/data/practice-meeting");
    let file = |kind: &str| meeting.join(format!("tap-lam-quen-thon-mau-tap-duot.{kind}.json"));
    screen.click("start-check").await;
    screen.upload("check-files", &[&file("result"), &file("opening")]).await;
    screen.click("export-docx").await;
    screen.wait("fault").await;
    screen.look_at("48-no-reports").await;
    assert!(screen.text("fault").await.contains("Xin kiểm tra mạng rồi bấm lại"));
    server.is_well();
    screen.click("export-docx").await;
    let docx = std::fs::read(screen.download("-bien-ban-kiem-phieu.docx").await).unwrap();
    assert!(docx.starts_with(b"PK"));
    screen.script(NOTE_PRINT, Vec::new()).await;
    screen.click("print-minutes").await;
    screen.until("the minutes are laid out", "return document.querySelector('[data-test=minutes]') !== null").await;
    screen.chrome.quit().await;
}

/// Result and opening of a simulated meeting by a survey like the second one, given to the check.
async fn checked(folder: &Path, survey: &Path, [ballots, seed]: [&str; 2]) -> (Server, Screen) {
    let out = folder.join("meeting");
    let simulated = Command::new(env!("CARGO_BIN_EXE_hom-phieu"))
        .args(["simulate", "--ballots", ballots, "--seed", seed, "--survey"])
        .args([survey.as_os_str(), "--out".as_ref(), out.as_os_str()])
        .output()
        .unwrap();
    assert!(simulated.status.success());
    let server = Server::start(&dist()).await;
    let screen = Screen::open(&server, Setup::below(folder)).await;
    let file = |kind: &str| out.join(format!("lay-phieu-tin-nhiem-xa-mau.{kind}.json"));
    screen.click("start-check").await;
    screen.upload("check-files", &[&file("result"), &file("opening")]).await;
    (server, screen)
}

/// Nghị định 30/2020: a number on every page but the first. And a table's heading on every page it reaches.
#[tokio::test(flavor = "multi_thread")]
async fn the_minutes_of_sixty_people_number_their_pages_and_repeat_the_tables_heading() {
    let folder = tempfile::tempdir().unwrap();
    let mut sixty = survey("tests/data/second.survey.json");
    let model = sixty["subjects"][0].clone();
    let subjects = (1..=60).map(|number| {
        let mut subject = model.clone();
        subject["id"] = json!(format!("nguoi-{number}"));
        subject["name"] = json!(format!("Nguyễn Văn Mẫu Số {number}"));
        subject
    });
    sixty["subjects"] = subjects.collect();
    let path = folder.path().join("sixty.survey.json");
    std::fs::write(&path, sixty.to_string()).unwrap();
    let (_server, screen) = checked(folder.path(), &path, ["3", "6"]).await;
    screen.wait("print-minutes").await;
    let laid_out = "return document.querySelector('[data-test=minutes]') !== null";
    screen.until("the minutes are laid out", laid_out).await;
    let pdf = std::env::var_os("HOM_PHIEU_PDF").map_or_else(|| folder.path().join("60.pdf"), Into::into);
    let text = printed(&screen, &pdf).await;
    let pages: Vec<&str> = text.trim_end_matches('\u{c}').split('\u{c}').collect();
    assert!(pages.len() > 3, "{}", pages.len());
    for (at, page) in pages.iter().enumerate() {
        let first = page.lines().map(str::trim).find(|line| !line.is_empty()).unwrap_or_default();
        assert_eq!(first == (at + 1).to_string(), at > 0, "page {}: {first}", at + 1);
        // The findings name people in a running text; a row of a table begins with its number and a gap.
        let is_row = |line: &str| {
            let rest = line.trim_start().trim_start_matches(|sign: char| sign.is_ascii_digit());
            rest.len() < line.trim_start().len() && rest.starts_with("  ") && rest.contains("Nguyễn Văn Mẫu Số")
        };
        if page.lines().any(is_row) {
            assert!(page.contains("Tín nhiệm thấp"), "the heading is missing on page {}:\n{page}", at + 1);
        }
    }
    assert!(pages[0].contains("ĐẢNG CỘNG SẢN VIỆT NAM") && !pages[0].contains("CỘNG HÒA"), "{}", pages[0]);
    screen.chrome.quit().await;
}

/// Texts of the elements, in order.
async fn texts(screen: &Screen, css: &str) -> Vec<String> {
    let script = "return [...document.querySelectorAll(arguments[0])].map((e) => e.textContent.trim())";
    serde_json::from_value(screen.script(script, vec![json!(css)]).await).expect("a list of texts")
}

/// The bars were on the screen alone: printing gave the minutes, which have none.
#[tokio::test(flavor = "multi_thread")]
async fn tables_and_bars_are_sorted_as_asked_and_printed_with_their_legend_and_thresholds() {
    let folder = tempfile::tempdir().unwrap();
    let survey = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/data/second.survey.json");
    let (_server, screen) = checked(folder.path(), &survey, ["9", "4"]).await;
    screen.wait("print-figures").await;

    let question = "[data-test=result-question]";
    let places = format!("{question} table tbody td:first-child");
    assert_eq!(texts(&screen, &places).await, ["1", "2", "3", "4", "5"], "as on the ballot");
    let levels = ["Tín nhiệm cao", "Tín nhiệm", "Tín nhiệm thấp", "Không có ý kiến"];
    let legend = texts(&screen, &format!("{question} .legend > li")).await;
    assert_eq!(legend[..4], levels, "each pattern has its name");
    assert!(legend.iter().any(|line| line.contains("quá 1/2")), "and each threshold its rule: {legend:?}");
    assert!(legend.iter().any(|line| line.contains("từ 2/3 trở lên")), "{legend:?}");
    // Nothing beyond the end of a bar is drawn; what is drawn says of which part it is.
    let marks = texts(&screen, &format!("{question} .mark-label")).await;
    assert!(marks.iter().all(|mark| mark == "1/2" || mark == "2/3"), "{marks:?}");
    let fills = "return [...document.querySelectorAll('[data-test=result-question] svg.bar rect')]
                     .map((e) => e.getAttribute('fill')).filter((fill) => fill.startsWith('url(')).length > 0";
    assert_eq!(screen.script(fills, Vec::new()).await, json!(true), "levels differ by pattern");

    screen.click("order-share").await;
    let best = format!("{question} table tbody td:nth-of-type(3) .strong");
    screen
        .until("it is pressed", "return document.querySelector('[data-test=order-share]').ariaPressed === 'true'")
        .await;
    let counts = texts(&screen, &best).await;
    let counts: Vec<u32> = counts.iter().map(|count| count.parse().expect("a number")).collect();
    assert!(counts.len() == 5 && counts.windows(2).all(|pair| pair[0] >= pair[1]), "the most first: {counts:?}");
    let table = texts(&screen, &places).await;
    let bars = texts(&screen, &format!("{question} .chart-line > span")).await;
    let numbers: Vec<&str> = bars.iter().filter_map(|name| name.split('.').next()).collect();
    assert_eq!(numbers, table, "bars stand as the table does");
    screen.click("order-name").await;
    // Bảo, Dung, Long and Long, Ứng.
    screen
        .until("it is pressed", "return document.querySelector('[data-test=order-name]').ariaPressed === 'true'")
        .await;
    assert_eq!(texts(&screen, &places).await, ["1", "2", "3", "4", "5"], "by given name");
    screen.click("order-ballot").await;

    screen.script(NOTE_PRINT, Vec::new()).await;
    screen.click("print-figures").await;
    screen.until("the print dialogue", "return document.body.dataset.printed === 'yes'").await;
    let pdf = folder.path().join("figures.pdf");
    let text = printed(&screen, &pdf).await;
    crate::paper::keep(&pdf, "figures");
    let words = ["Phạm Mẫu Bảo", "Lý Thị Mẫu Ứng", "Tín nhiệm thấp", "Biểu đồ", "1/2", "Không có ý kiến"];
    for words in words {
        assert!(crate::paper::times(&text, words) >= 1, "{words} is not on it:\n{text}");
    }
    for words in ["BIÊN BẢN KIỂM PHIẾU", "Tải tệp Word", "In bảng và biểu đồ", "Như trên phiếu"]
    {
        assert_eq!(crate::paper::times(&text, words), 0, "{words} belongs to the screen or the minutes:\n{text}");
    }
    for number in 1..=5 {
        let name = &bars.iter().find(|name| name.starts_with(&format!("{number}. "))).expect("a bar for each")[3..];
        assert!(crate::paper::times(&text, name) >= 1, "{name} stands whole above its bar:\n{text}");
    }
    screen.chrome.quit().await;
}
