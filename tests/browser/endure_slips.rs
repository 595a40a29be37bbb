//! Kept at a kiosk: a slip is spent if, and only if, its ballot is in the box, however often the power fails.

use std::collections::VecDeque;
use std::path::Path;
use std::time::Duration;

use serde_json::{Value, json};

use crate::acts::{marks, survey, verify};
use crate::chrome::Browser;
use crate::endure::{fill_the_hall, lots, power_cuts};
use crate::hall::Hall;
use crate::phones::{make_slips, print_slips, type_slip};
use crate::screen::Screen;
use crate::server::{Server, dist};

/// Power cuts; `HOM_PHIEU_POWER_CUTS` asks for another number.
const POWER_CUTS: u32 = 60;
const SURVEY: &str = "tests/data/second.survey.json";
/// Slips that are made at once at most.
const AT_ONCE: usize = 300;
/// More ballots than can be cast between two power cuts.
const IN_HAND: usize = 12;

const SCRIPT: &str = concat!(include_str!("endure_page.js"), include_str!("endure_slips.js"));

/// The slips, and the ballots as their voters saw them.
#[derive(Default, Debug)]
struct Hat {
    /// Not known to be spent, in the order in which they are tried.
    slips: VecDeque<String>,
    /// Ballots in the box when it last said so, and those confirmed since.
    in_box: u64,
    /// Somebody pressed "put it into the box" and saw no end: whether the ballot turned out to be in, once that is known.
    in_flight: Option<(String, Option<bool>)>,
    cast_and_lost: u32,
    cast_and_kept: u32,
    tried_again_in_vain: u32,
    tried_again_with_success: u32,
    /// Databases that the browser threw away, as a write that was cut off stood in their log.
    thrown_away: u32,
}

impl Hat {
    fn hears(&mut self, report: &Value) {
        let openings = report["openings"].as_array().into_iter().flatten().filter_map(Value::as_str);
        self.thrown_away += openings.filter(|opening| opening.contains("total loss")).count() as u32;
        let slip = || report["slip"].as_str().expect("the report names a slip").to_owned();
        match report["shown"].as_str() {
            Some("locked") => self.stands(report),
            Some("review") => {
                let slip = slip();
                if let Some((before, landed)) = self.in_flight.take() {
                    assert_eq!(
                        (&before, landed),
                        (&slip, Some(false)),
                        "a second ballot for a slip whose ballot is in"
                    );
                    self.tried_again_with_success += 1;
                }
                self.in_flight = Some((slip, None));
            }
            Some("in-box") => {
                assert_eq!(self.in_flight.take(), Some((slip(), None)));
                self.in_box += 1;
                self.spent(&slip());
            }
            Some("refused") => {
                assert_eq!(self.in_flight.take(), Some((slip(), Some(true))), "refused, and its ballot is not in");
                self.tried_again_in_vain += 1;
                self.spent(&slip());
            }
            _ => panic!("the page shows something else: {report}"),
        }
    }

    /// What the locked screen says after a start.
    fn stands(&mut self, locked: &Value) {
        let now = locked["count"].as_u64().unwrap_or_else(|| panic!("the locked screen has a count: {locked}"));
        let Some((_, landed @ None)) = &mut self.in_flight else {
            return assert_eq!(now, self.in_box, "nobody was casting");
        };
        *landed = Some(now == self.in_box + 1);
        if *landed == Some(true) {
            assert!(locked["last"].is_string(), "whoever saw no end is told that the ballot is in: {locked}");
            self.cast_and_kept += 1;
        } else {
            assert_eq!(now, self.in_box, "one ballot is cast at a time");
            self.cast_and_lost += 1;
        }
        self.in_box = now;
    }

    fn spent(&mut self, slip: &str) {
        self.slips.retain(|one| one != slip);
    }

    /// The slips that the next voters hold: whoever saw no end shows the same one again.
    fn in_hand(&self) -> String {
        let before = self.in_flight.iter().map(|(slip, _)| slip);
        let others = self.slips.iter().filter(|slip| self.in_flight.iter().all(|(before, _)| before != *slip));
        before.chain(others).take(IN_HAND).map(String::as_str).collect::<Vec<_>>().join(",")
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_slip_is_spent_only_with_its_ballot_in_the_box_whenever_the_kiosk_is_killed() {
    let cuts = power_cuts(POWER_CUTS);
    let (server, mut told) = Server::with_script(&dist(), "hall.html", SCRIPT).await;
    let hall = Hall::at(server, |setup| setup).await;
    hall.screen.upload("start-load", &[&Path::new(env!("CARGO_MANIFEST_DIR")).join(SURVEY)]).await;
    let cards = hall.screen.open_box(false, None).await;
    let mut hat = Hat::default();
    let wanted = cuts as usize * 8 + IN_HAND;
    hat.slips.extend(print_slips(&hall.screen, wanted.min(AT_ONCE)).await);
    while hat.slips.len() < wanted {
        hat.slips.extend(make_slips(&hall.screen, AT_ONCE).await);
        hall.screen.click("slips-confirm").await;
        let all = format!(
            "return document.querySelector('[data-test=slips-printed]')?.innerText.replaceAll('.', '') === '{}'",
            hat.slips.len()
        );
        hall.screen.until("they are printed", &all).await;
    }
    let printed = hat.slips.len() as u64;
    hall.screen.click("back").await;
    hall.screen.click("officer-vote").await;
    hall.screen.wait("slip-code").await;
    let kiosk = hall.screen.chrome.current_url().await.unwrap().to_string();
    let Hall { screen, server, folder: _folder } = hall;
    let setup = screen.leave().await;

    for cut in 0..cuts {
        let lot = lots(cut);
        // The question mark sets the script going.
        let address = kiosk.replace("hall.html#", &format!("hall.html?{}#", hat.in_hand()));
        assert_ne!(address, kiosk);
        let mut browser = Browser::start(&setup.profile, &address);
        if !lot[0].is_multiple_of(10) {
            hat.hears(&told.next().await);
        }
        tokio::time::sleep(Duration::from_millis(u64::from(lot[1]) * 6)).await;
        browser.kill();
        for report in told.rest() {
            hat.hears(&report);
        }
    }

    // The last word is the count's: as many slips are spent as there are ballots.
    let screen = Screen::open(&server, setup).await;
    screen.click("continue-box").await;
    screen
        .until(
            "the box says how it stands",
            "return /[0-9]/.test(document.querySelector('[data-test=count-in-box]')?.innerText)",
        )
        .await;
    let count = screen.text("count-in-box").await.parse::<u64>().unwrap();
    let last = if screen.has("last-outcome").await { Some(screen.text("last-outcome").await) } else { None };
    hat.stands(&json!({ "count": count, "last": last }));
    println!(
        "{cuts} power cuts, {count} ballots; cast and not in: {}, cast and in: {}, the slip tried again: {} taken, {} refused; \
         databases thrown away by the browser: {}",
        hat.cast_and_lost, hat.cast_and_kept, hat.tried_again_with_success, hat.tried_again_in_vain, hat.thrown_away
    );
    // On a machine that does much else, most are cut off before they are done.
    assert!(count > u64::from(cuts / 20), "or hardly anybody voted");
    // Whoever stood there at the last cut votes now, so that all slips that were drawn are spent.
    if let Some((slip, Some(true))) = hat.in_flight.take() {
        hat.spent(&slip);
    }
    let count = count + 1;
    screen.until("the kiosk asks for a slip", "return document.querySelector('[data-test=slip-enter]') !== null").await;
    type_slip(&screen, &hat.slips[0]).await;
    screen.mark(&marks(&survey(SURVEY), 0)).await;
    screen.cast().await;
    screen.wait("slip-code").await;
    assert_eq!(screen.text("count-in-box").await, count.to_string());
    screen.click("officer").await;
    screen.click("officer-close").await;
    fill_the_hall(&screen).await;
    screen.fill("[data-test=slips-left]", &(printed - count).to_string()).await;
    screen.click("close-confirm").await;
    let files = screen.count_with(&cards[..2]).await;
    let report = verify(&files);
    assert_eq!(report["faults"], json!([]), "{report}");
    let figures = &report["result"]["figures"]["electronic"];
    let [issued, collected, valid] = ["issued", "collected", "valid"].map(|figure| figures[figure].as_u64());
    assert_eq!([issued, collected, valid], [Some(count); 3]);
    screen.chrome.quit().await;
}
