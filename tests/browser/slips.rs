//! Slips: made and printed, one of them voided, used, counted at the close; and one as it is printed, before a camera.

use std::path::Path;
use std::process::Command;

use base64ct::{Base64, Encoding};
use hom_phieu::carry::Stream;
use hom_phieu::slip::SlipCode;
use serde_json::{Value, json};

use crate::acts::{Ballots, assert_verifies, marks, survey};
use crate::film::{CARD, SLIP, Sheet, film, film_of_sheets};
use crate::hall::{Device, Hall};
use crate::phones::{make_slips, refused};
use crate::screen::{Screen, WIDTHS};
use crate::server::{Server, dist};

/// Prints the page; returns its text with the form feeds between pages, and the path of the PDF.
async fn printed(screen: &Screen, path: &Path) -> String {
    to_pdf(screen, path).await;
    let output = Command::new("pdftotext").args(["-raw".as_ref(), path.as_os_str(), "-".as_ref()]).output();
    String::from_utf8(output.expect("scripts/setup installs pdftotext").stdout).unwrap()
}

/// Prints the page.
async fn to_pdf(screen: &Screen, path: &Path) {
    let options = json!({ "preferCSSPageSize": true, "printBackground": true });
    let pdf = screen.chrome.cdp().send_raw("Page.printToPDF", options).await.expect("the page is printed");
    std::fs::write(path, Base64::decode_vec(pdf["data"].as_str().unwrap()).unwrap()).unwrap();
}

/// The first slip on a printed sheet, cut out along its dashes.
fn first_card(pdf: &Path) -> Sheet {
    // `print-slips.css`, in millimetres: the page's margins, and the card.
    let [x, y, width, height] = [12.5, 11.0, 92.0, 54.0].map(|length: f64| (length / 25.4 * 200.0).round().to_string());
    let cut = ["-gray", "-r", "200", "-singlefile", "-x", &x, "-y", &y, "-W", &width, "-H", &height];
    let output = Command::new("pdftoppm").args(cut).arg(pdf).output().expect("it comes with pdftotext");
    // A PGM: `P5`, width and height, the largest value, each on a line, then the pixels.
    let mut parts = output.stdout.splitn(4, |byte| *byte == b'\n');
    let head: Vec<_> = parts.by_ref().take(3).map(String::from_utf8_lossy).collect();
    assert_eq!(head, ["P5", &format!("{width} {height}"), "255"]);
    Sheet::of_pixels(width.parse().unwrap(), parts.next().unwrap())
}

/// Lays the page out as on paper (`print`), or as usual (nothing).
async fn seen_as(screen: &Screen, media: &str) {
    let media = json!({ "media": media });
    screen.chrome.cdp().send_raw("Emulation.setEmulatedMedia", media).await.expect("the medium is taken");
}

/// The codes on a printed sheet: two lines each, read as people would.
fn codes(text: &str) -> Vec<SlipCode> {
    let line =
        |line: &&str| line.contains('-') && line.chars().all(|one| one.is_ascii_alphanumeric() || " -".contains(one));
    text.lines().filter(line).filter_map(|line| SlipCode::parse(line).ok()).collect()
}

async fn until_figures(screen: &Screen, expected: [&str; 4]) {
    let script = format!(
        "return ['printed', 'unused', 'used', 'void'].map((name) => document.querySelector(`[data-test=slips-${{name}}]`)?.innerText)
           .join() === '{}'",
        expected.join(",")
    );
    screen.until(&format!("the figures {expected:?}"), &script).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn slips_are_printed_once_voided_by_their_code_and_counted_at_the_close() {
    let (hall, _) = Hall::with_practice_box().await;
    let screen = &hall.screen;
    screen.vote(&marks(&survey("src/survey/practice.json"), 0)).await;
    screen.click("officer").await;
    screen.click("officer-slips").await;
    screen.wait("slips-make").await;
    screen.look("60-slips").await;

    // Twelve slips: a sheet and a bit.
    screen.click("slips-make").await;
    screen.until("a number is asked for", "return document.querySelector('[aria-invalid=true]') !== null").await;
    screen.fill("[data-test=slips-wanted]", "12").await;
    screen.click("slips-make").await;
    screen.wait("slips-print").await;
    assert_eq!(screen.text("slips-ready").await, "12 phiếu mã đã sẵn sàng để in trên 2 tờ A4.");
    screen.look("61-slips-ready").await;
    let path = std::env::var_os("HOM_PHIEU_PDF").map_or_else(|| hall.folder.path().join("slips.pdf"), Into::into);
    let text = printed(screen, &path).await;
    let pages: Vec<&str> = text.trim_end_matches('\u{c}').split('\u{c}').collect();
    let per_page: Vec<usize> = pages.iter().map(|page| codes(page).len()).collect();
    assert_eq!(per_page, [10, 2], "{text}");
    for words in ["PHIẾU MÃ", "Dùng ở máy 1", "TẬP DƯỢT", "đừng ghi tên"] {
        assert_eq!(text.matches(words).count(), 12, "{words}\n{text}");
    }
    assert!(!text.contains("Đã in xong"), "nothing of the screen is printed");
    let codes = codes(&text);
    // A long name of a place once pushed half of each card, and of its code, over the edge.
    let cut_off = "
        for (const place of document.querySelectorAll('.slip-place')) place.textContent = 'thôn Mẫu Trung '.repeat(20);
        return [...document.querySelectorAll('.slip-card')]
          .map((card) => [card.scrollWidth - card.clientWidth, card.scrollHeight - card.clientHeight])
          .filter((over) => over.some((pixels) => pixels > 0))";
    seen_as(screen, "print").await;
    assert_eq!(screen.script(cut_off, Vec::new()).await, json!([]), "cards are cut off");
    seen_as(screen, "").await;

    // Before they are said to be printed they are in no figure; after it they are gone from the page.
    assert!(!screen.has("slips-printed").await);
    screen.click("slips-confirm").await;
    until_figures(screen, ["12", "12", "0", "0"]).await;
    let page = screen.script("return document.documentElement.innerHTML", Vec::new()).await;
    for code in &codes {
        assert!(!page.as_str().unwrap().contains(&code.to_string()[..9]), "a code is left on the page");
    }
    assert!(!screen.has("slip-sheets").await);

    // A slip of a drawer that was torn: typed wrongly, then right, and small.
    let torn = codes[3].to_string();
    let mut wrong = torn.clone().into_bytes();
    wrong[3] = if wrong[3] == b'7' { b'8' } else { b'7' };
    screen.fill("[data-test=slips-code]", std::str::from_utf8(&wrong).unwrap()).await;
    screen.click("slips-void-one").await;
    assert!(screen.text("fault").await.contains("Gõ nhầm một ký tự"));
    screen.look("62-slips-mistyped").await;
    screen.fill("[data-test=slips-code]", &torn.to_lowercase().replace('-', " ")).await;
    screen.click("slips-void-one").await;
    until_figures(screen, ["12", "11", "0", "1"]).await;
    screen.fill("[data-test=slips-code]", &torn).await;
    screen.click("slips-void-one").await;
    assert!(screen.text("fault").await.contains("đã bị hủy"));
    let of_two = SlipCode::generate(2, &mut rand_core::OsRng).unwrap().to_string();
    screen.fill("[data-test=slips-code]", &of_two).await;
    screen.click("slips-void-one").await;
    screen
        .until(
            "it says why",
            "return document.querySelector('[data-test=fault]')?.innerText.includes('máy 2') ?? false",
        )
        .await;
    let foreign = SlipCode::generate(1, &mut rand_core::OsRng).unwrap().to_string();
    screen.fill("[data-test=slips-code]", &foreign).await;
    screen.click("slips-void-one").await;
    let unknown =
        "return document.querySelector('[data-test=fault]')?.innerText.includes('không thuộc hòm phiếu này') ?? false";
    screen.until("it says why", unknown).await;
    screen.click("dismiss").await;

    // No code, and no part of one, is kept.
    let storage = screen.storage().await;
    for code in codes.iter().map(ToString::to_string) {
        for part in [code.clone(), code.replace('-', ""), code[2..11].to_owned()] {
            assert!(!storage.to_string().contains(&part), "a code is stored");
        }
    }

    // A second batch, and the power goes before anybody says whether it was printed.
    screen.fill("[data-test=slips-wanted]", "5").await;
    screen.click("slips-make").await;
    screen.wait("slips-print").await;
    let mut hall = hall;
    hall.screen = hall.screen.power_cut().await;
    let screen = &hall.screen;
    screen.click("continue-box").await;
    to_slips(screen).await;
    screen.wait("slips-discard").await;
    assert!(!screen.has("slips-print").await && !screen.has("slips-make").await);
    screen.look("63-slips-unconfirmed").await;
    screen.click("slips-discard").await;
    screen.wait("slips-make").await;
    until_figures(screen, ["12", "11", "0", "1"]).await;

    // One ballot by a teller; eleven slips, of which four lie in the hat.
    screen.click("back").await;
    screen.click("officer-close").await;
    screen.wait("slips-left").await;
    screen.click("close-confirm").await;
    screen.until("a number is asked for", "return document.querySelector('[aria-invalid=true]') !== null").await;
    screen.fill("[data-test=slips-left]", "12").await;
    assert!(!screen.has("announcement").await, "more are left than there are");
    screen.fill("[data-test=slips-left]", "4").await;
    assert!(screen.text("announcement").await.contains("Số phiếu phát ra là 8, số phiếu thu về là 1"));
    screen.look("64-slips-close").await;
    screen.click("close-confirm").await;
    screen.wait("card-add").await;
    let kept = screen.storage().await;
    let box_text = kept["databases"]["hom-phieu-practice"]["boxes"][0][1].as_str().unwrap().to_owned();
    let state: Value = serde_json::from_str(&box_text).unwrap();
    assert_eq!((&state["issued"], &state["undistributed"], &state["phase"]), (&json!(8), &json!(4), &json!("Closed")));
    hall.leave().await;
}

/// From wherever the box opens again to the slips.
async fn to_slips(screen: &Screen) {
    let there = "return document.querySelector('[data-test=officer], [data-test=officer-slips]') !== null";
    screen.until("the box is open", there).await;
    if screen.has("officer").await {
        screen.click("officer").await;
    }
    screen.click("officer-slips").await;
}

/// A slip off the printed sheet is held before the kiosk's camera; then other things, which are no slip.
#[tokio::test(flavor = "multi_thread")]
async fn a_printed_slip_before_the_kiosks_camera_gives_out_one_ballot() {
    let server = Server::start(&dist()).await;
    let kiosk = Device::visits(&server, "", WIDTHS[0]).await;
    let screen = &kiosk.screen;
    let mut ballots = Ballots::of("src/survey/practice.json");
    screen.click("start-practice").await;
    let cards = screen.open_box(false, None).await;
    screen.click("officer").await;
    screen.click("officer-slips").await;
    make_slips(screen, 3).await;
    let folder = tempfile::tempdir().unwrap();
    let pdf = folder.path().join("slips.pdf");
    to_pdf(screen, &pdf).await;
    let slip = first_card(&pdf);
    kiosk.camera_sees(film_of_sheets(&[(None, 5), (Some(&slip), 5), (Some(&slip), 5), (Some(&slip), 5)], SLIP));
    screen.click("slips-confirm").await;
    screen.wait("phones-show").await;
    screen.click("back").await;
    screen.click("officer-vote").await;

    screen.wait("slip-code").await;
    screen.click("camera-start").await;
    screen.mark(&ballots.next()).await;
    screen.cast().await;
    screen.wait("slip-code").await;
    assert_eq!(screen.text("count-in-box").await, "1");
    screen.click("camera-start").await;
    refused(screen, "đã dùng rồi").await;
    screen.wait("camera-start").await; // the camera is off
    screen.look("65-slip-shown-twice").await;
    assert_eq!(screen.text("count-in-box").await, "1");

    // A poster's code; the code of a phone, which another button is for; a slip of another meeting.
    let other = SlipCode::generate(1, &mut rand_core::OsRng).unwrap().qr_text();
    let phone = Stream::new("a ballot").unwrap().part(0);
    for (shown, words) in [
        ("https://example.org/", "không phải"),
        (&phone, "Nhận phiếu từ điện thoại"),
        (&other, "không thuộc hòm phiếu này"),
    ] {
        kiosk.camera_sees(film(&[(Some(shown), 5), (Some(shown), 5)], CARD));
        screen.click("camera-start").await;
        refused(screen, words).await;
        if screen.has("camera-stop").await {
            screen.click("camera-stop").await;
        }
    }
    screen.close_box_with_slips(2).await;
    let files = screen.count_with(&cards[..2]).await;
    assert_verifies(&files, ballots.expected);
    kiosk.leave().await;
}
