//! Kept: what a voter was told is in the box is counted, and nothing is counted twice, however often the power fails.

use std::path::Path;
use std::time::Duration;

use hom_phieu::survey::Digest;
use serde_json::{Value, json};

use crate::acts::{HOW_IT_STANDS, verify};
use crate::chrome::Browser;
use crate::hall::Hall;
use crate::screen::Screen;
use crate::server::{Server, dist};

/// Power cuts; `HOM_PHIEU_POWER_CUTS` asks for another number (docs/reliability.md has a run of 1,000).
const POWER_CUTS: u32 = 120;

const SCRIPT: &str = concat!(include_str!("endure_page.js"), include_str!("endure.js"));

/// Ballots as the voters saw them since the box last said how many it holds.
#[derive(Default)]
struct Seen {
    /// The button "put it into the box" was about to be pressed.
    cast: u64,
    /// "The ballot is in the box" stood on the screen.
    confirmed: u64,
}

/// How the cuts fell, for the report of a run.
#[derive(Default, Debug)]
struct Cuts {
    between_ballots: u32,
    cast_and_lost: u32,
    cast_and_kept: u32,
    while_starting: u32,
}

#[tokio::test(flavor = "multi_thread")]
async fn every_ballot_that_was_confirmed_is_counted_once_whenever_the_browser_is_killed() {
    let cuts = power_cuts(POWER_CUTS);
    let (server, mut told) = Server::with_script(&dist(), "booth.html", SCRIPT).await;
    let hall = Hall::at(server, |setup| setup).await;
    let survey = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/data/second.survey.json");
    hall.screen.upload("start-load", &[&survey]).await;
    let cards = hall.screen.open_box(false, None).await;
    // The question mark sets the script going.
    let booth = hall.screen.chrome.current_url().await.unwrap().to_string().replace("booth.html#", "booth.html?#");
    let Hall { screen, server, folder: _folder } = hall;
    let setup = screen.leave().await;

    let (mut in_box, mut seen, mut fell) = (0, Seen::default(), Cuts::default());
    for cut in 0..cuts {
        let lot = lots(cut);
        let mut browser = Browser::start(&setup.profile, &booth);
        if lot[0].is_multiple_of(10) {
            tokio::time::sleep(Duration::from_millis(u64::from(lot[1]) * 6)).await;
            fell.while_starting += 1;
        } else {
            in_box = stands(&told.next().await, in_box, &std::mem::take(&mut seen), &mut fell);
            tokio::time::sleep(Duration::from_millis(u64::from(lot[1]) * 6)).await;
        }
        browser.kill();
        for report in told.rest() {
            match report["shown"].as_str() {
                Some("review") => seen.cast += 1,
                Some("in-box") => seen.confirmed += 1,
                _ => in_box = stands(&report, in_box, &std::mem::take(&mut seen), &mut fell),
            }
        }
    }

    // The last word is the count's.
    let screen = Screen::open(&server, setup).await;
    screen.click("continue-box").await;
    screen.until("the box says how it stands", HOW_IT_STANDS).await;
    let locked = json!({
        "count": screen.text("count-in-box").await.parse::<u64>().unwrap(),
        "out": screen.has("slip-out").await,
        "last": if screen.has("last-outcome").await { Some(screen.text("last-outcome").await) } else { None },
    });
    in_box = stands(&locked, in_box, &seen, &mut fell);
    println!("{cuts} power cuts, {in_box} ballots: {fell:?}");
    assert!(in_box > u64::from(cuts / 2), "or hardly anybody voted");
    if screen.has("return-slip").await {
        screen.click("return-slip").await;
    }
    screen.wait("release").await;
    screen.click("officer").await;
    screen.click("officer-close").await;
    fill_the_hall(&screen).await;
    screen.click("close-confirm").await;
    let files = screen.count_with(&cards[..2]).await;
    let report = verify(&files);
    assert_eq!(report["faults"], json!([]), "{report}");
    let figures = &report["result"]["figures"]["electronic"];
    assert_eq!((figures["collected"].as_u64(), figures["valid"].as_u64()), (Some(in_box), Some(in_box)));
    screen.chrome.quit().await;
}

/// Holds what the locked screen says after a start against what the voters saw before. Returns the ballots in the box.
fn stands(locked: &Value, before: u64, seen: &Seen, fell: &mut Cuts) -> u64 {
    let now = locked["count"].as_u64().unwrap_or_else(|| panic!("the locked screen has a count: {locked}"));
    assert!(seen.cast - seen.confirmed <= 1, "one ballot is cast at a time");
    let confirmed = before + seen.confirmed;
    if now == confirmed {
        let words = if seen.cast > seen.confirmed { &mut fell.cast_and_lost } else { &mut fell.between_ballots };
        *words += 1;
        if seen.cast > seen.confirmed {
            assert_eq!(locked["out"], true, "a ballot that is not in the box is said to be out: {locked}");
        }
    } else {
        assert_eq!(now, confirmed + 1, "{before} before, {} confirmed since, {} cast", seen.confirmed, seen.cast);
        assert!(seen.cast > seen.confirmed, "a ballot that nobody cast is in the box");
        assert_eq!(locked["out"], false, "a ballot that is in the box is not said to be out: {locked}");
        assert!(locked["last"].is_string(), "whoever saw no end is told that the ballot is in: {locked}");
        fell.cast_and_kept += 1;
    }
    now
}

/// A village larger than the hall, or more ballots were handed out than people are there.
pub async fn fill_the_hall(screen: &Screen) {
    for figure in ["summoned", "present"] {
        screen.fill(&format!("[data-test={figure}]"), "99999").await;
    }
}

/// How many are asked for.
pub fn power_cuts(usual: u32) -> u32 {
    std::env::var("HOM_PHIEU_POWER_CUTS").ok().and_then(|cuts| cuts.parse().ok()).unwrap_or(usual)
}

/// By lot, but alike in every run.
pub fn lots(cut: u32) -> [u8; 32] {
    Digest::of_parts("power cut", &[&cut.to_le_bytes()]).0
}
