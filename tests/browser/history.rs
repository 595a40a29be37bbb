//! What a browser keeps by itself: pages to go back to, fields as they were filled in, whole pages put away, files of
//! its own. None of it may hold a mark, and the ballot that was handed out must stay good for one vote.

use std::path::{Path, PathBuf};

use serde_json::{Value, json};

use crate::acts::{Expected, Marks, assert_verifies, marks, survey};
use crate::hall::Hall;
use crate::phones::{print_slips, type_slip};
use crate::screen::Screen;
use crate::worker::HOLD;

/// How somebody leaves the page and comes back to it.
#[derive(Debug, Clone, Copy)]
enum Way {
    /// With the two arrows.
    BackAndForward,
    /// To another address, and back with the arrow.
    ElsewhereAndBack,
    Reload,
}

const WAYS: [Way; 3] = [Way::BackAndForward, Way::ElsewhereAndBack, Way::Reload];

/// Where the voter is by then.
#[derive(Debug, Clone, Copy)]
enum Stage {
    Ballot,
    Review,
    /// The ballot is being sealed.
    Casting,
}

impl Screen {
    /// Leaves the page and comes back. The page that comes is a new one.
    async fn away_and_back(&self, way: Way) {
        self.script("window.leftBehind = true", Vec::new()).await;
        match way {
            Way::BackAndForward => {
                self.chrome.back().await.ok();
                self.says_yes().await;
                self.until("the page has gone", "return !location.href.startsWith('http')").await;
                self.chrome.forward().await.expect("there is a page to go forward to");
            }
            Way::ElsewhereAndBack => {
                self.chrome.goto("about:blank").await.ok();
                self.says_yes().await;
                self.until("the page has gone", "return !location.href.startsWith('http')").await;
                self.chrome.back().await.expect("there is a page to go back to");
            }
            Way::Reload => {
                self.chrome.execute("location.reload()", Vec::new()).await.ok();
                self.says_yes().await;
            }
        }
        let anew = "return location.href.startsWith('http') && window.leftBehind === undefined
                        && document.getElementById('boot') === null";
        self.until("the page comes back, loaded anew", anew).await;
    }

    /// The browser may ask before it leaves a ballot.
    async fn says_yes(&self) {
        self.chrome.accept_alert().await.ok();
    }

    /// No circle is filled, nothing is written, and no remark is anywhere in the page or its place in the history.
    pub async fn holds_nothing_of(&self, marks: &Marks, when: &str) {
        let script = "
            const fields = [...document.querySelectorAll('input, textarea, select')];
            const page = document.documentElement.outerHTML + document.body.innerText;
            return {
              filled: document.querySelectorAll(':checked').length,
              written: fields.filter(({ type, value }) => type !== 'radio' && value !== '').length,
              told: [...arguments].filter((remark) => page.includes(remark)),
              history: history.state,
            };";
        let remarks: Vec<Value> = marks.remarks.values().map(|remark| json!(remark)).collect();
        assert!(!remarks.is_empty(), "or the test proves little");
        let nothing = json!({ "filled": 0, "written": 0, "told": [], "history": null });
        assert_eq!(self.script(script, remarks).await, nothing, "{when}");
    }

    async fn history_length(&self) -> Value {
        self.script("return history.length", Vec::new()).await
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn whoever_leaves_the_ballot_and_comes_back_finds_no_mark_and_the_slip_counts_once() {
    let (hall, cards) = Hall::with_practice_box().await;
    let screen = &hall.screen;
    let survey = survey("src/survey/practice.json");
    let (first, second) = (marks(&survey, 1), marks(&survey, 2));
    let mut expected = Expected::new(&survey);
    screen.before_every_page(HOLD).await;
    screen.away_and_back(Way::Reload).await;

    screen.click("release").await;
    for stage in [Stage::Ballot, Stage::Review, Stage::Casting] {
        for way in WAYS {
            let when = format!("{stage:?}, {way:?}");
            screen.wait("mark").await;
            screen.holds_nothing_of(&first, &when).await;
            let length = screen.history_length().await;
            if matches!(stage, Stage::Casting) {
                screen.script("holdWorker('all')", Vec::new()).await;
            }
            screen.mark(&first).await;
            match stage {
                Stage::Ballot => {
                    screen.click("back-to-ballot").await;
                    screen.wait("mark").await;
                }
                Stage::Review => {}
                Stage::Casting => {
                    screen.click("cast").await;
                    screen.wait("casting").await;
                    screen.holds_nothing_of(&first, "a ballot that is being sealed is not on view").await;
                }
            }
            assert_eq!(screen.history_length().await, length, "{when}: no screen of a ballot is a page to go back to");
            screen.away_and_back(way).await;
            screen.wait("continue-slip").await;
            assert!(!screen.has("release").await, "{when}: a second ballot is not handed out beside the first");
            assert_eq!(screen.text("count-in-box").await, "0", "{when}");
            screen.holds_nothing_of(&first, &when).await;
            screen.click("continue-slip").await;
        }
    }

    screen.mark(&first).await;
    screen.click("cast").await;
    screen.wait("in-box").await;
    expected.add(&first);
    for way in WAYS {
        screen.away_and_back(way).await;
        screen.wait("last-outcome").await;
        screen.wait("release").await;
        assert_eq!(screen.text("count-in-box").await, "1", "{way:?}");
        screen.holds_nothing_of(&first, "after the ballot is in").await;
    }
    screen.vote(&second).await;
    expected.add(&second);
    assert_eq!(screen.text("count-in-box").await, "2");

    screen.close_box(false).await;
    for (at, card) in cards[..2].iter().enumerate() {
        screen.upload("card-file", &[card]).await;
        screen.cards_in(at + 1).await;
    }
    assert_verifies(&screen.count_and_export().await, expected);
    hall.leave().await;
}

/// Chromium puts no page away that holds a lock, as the booth does; other browsers may. So the test says to the page what
/// those would say.
#[tokio::test(flavor = "multi_thread")]
async fn a_page_that_is_put_away_whole_holds_no_mark_and_one_that_is_taken_out_again_loads_anew() {
    let (hall, _) = Hall::with_practice_box().await;
    let screen = &hall.screen;
    let marks = marks(&survey("src/survey/practice.json"), 1);
    let put_away = "window.leftBehind = true; dispatchEvent(new PageTransitionEvent('pagehide', { persisted: true }))";
    let taken_out = "dispatchEvent(new PageTransitionEvent('pageshow', { persisted: true }))";
    let anew = "return window.leftBehind === undefined && document.getElementById('boot') === null";

    screen.click("release").await;
    for to_ballot in [true, false] {
        screen.mark(&marks).await;
        if to_ballot {
            screen.click("back-to-ballot").await;
            screen.wait("mark").await;
        }
        screen.script(put_away, Vec::new()).await;
        screen.holds_nothing_of(&marks, "put away").await;
        assert!(screen.has("continue-slip").await, "and it is the locked screen that is put away");
        screen.script(taken_out, Vec::new()).await;
        screen.until("the page loads anew", anew).await;
        screen.click("continue-slip").await;
        screen.wait("mark").await;
        screen.holds_nothing_of(&marks, "taken out again").await;
    }
    screen.mark(&marks).await;
    screen.click("cast").await;
    screen.wait("in-box").await;
    screen.script(put_away, Vec::new()).await;
    screen.wait("release").await;
    screen.script(taken_out, Vec::new()).await;
    screen.until("the page loads anew", anew).await;
    screen.wait("last-outcome").await;
    assert_eq!(screen.text("count-in-box").await, "1");
    hall.leave().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn no_file_of_the_browsers_own_holds_what_was_written_on_a_ballot() {
    let (hall, _) = Hall::with_practice_box().await;
    let screen = &hall.screen;
    let mut marks = marks(&survey("src/survey/practice.json"), 1);
    let written = "Rieng-cho-hom-phieu-5309";
    marks.remarks.values_mut().for_each(|remark| written.clone_into(remark));
    screen.click("release").await;
    // Left lying, so that the browser has reason to remember the fields for when somebody comes back; then cast.
    for way in WAYS {
        screen.mark(&marks).await;
        screen.away_and_back(way).await;
        screen.click("continue-slip").await;
    }
    screen.mark(&marks).await;
    screen.click("cast").await;
    screen.wait("in-box").await;

    let Hall { screen, folder, .. } = hall;
    screen.chrome.quit().await;
    let holding = |text| files_holding(folder.path(), text);
    assert!(!holding("Nguyễn Văn Mẫu").is_empty(), "what is stored is found, or the next line proves nothing");
    assert_eq!(holding(written), Vec::<PathBuf>::new());
}

/// A slip's code lets vote, and beside a time in the browser's own files it would say when somebody did.
#[tokio::test(flavor = "multi_thread")]
async fn no_file_of_the_browsers_own_holds_a_slip_that_was_typed() {
    let (hall, _) = Hall::with_practice_box().await;
    let screen = &hall.screen;
    let slips = print_slips(screen, 2).await;
    screen.click("back").await;
    screen.click("officer-vote").await;
    for (at, slip) in slips.iter().enumerate() {
        type_slip(screen, slip).await;
        screen.mark(&marks(&survey("src/survey/practice.json"), at)).await;
        screen.cast().await;
        screen.wait("slip-code").await;
    }
    let Hall { screen, folder, .. } = hall;
    screen.chrome.quit().await;
    let holding = |text: &str| files_holding(folder.path(), text);
    assert!(!holding("Nguyễn Văn Mẫu").is_empty(), "what is stored is found, or the next lines prove nothing");
    for slip in slips {
        // With its hyphens, without them, and its first half, as a field keeps what is being typed.
        let bare = slip.replace('-', "");
        for form in [slip.as_str(), bare.as_str(), &slip[..11]] {
            assert_eq!(holding(form), Vec::<PathBuf>::new(), "{form}");
        }
    }
}

/// Files below `folder` in which `text` stands, as UTF-8 or in either byte order of UTF-16.
fn files_holding(folder: &Path, text: &str) -> Vec<PathBuf> {
    let units: Vec<u16> = text.encode_utf16().collect();
    let forms = [
        text.as_bytes().to_vec(),
        units.iter().flat_map(|unit| unit.to_le_bytes()).collect(),
        units.iter().flat_map(|unit| unit.to_be_bytes()).collect(),
    ];
    let mut found = Vec::new();
    let mut folders = vec![folder.to_owned()];
    while let Some(folder) = folders.pop() {
        for entry in std::fs::read_dir(folder).expect("the folder can be read") {
            let path = entry.expect("its entries too").path();
            if path.is_dir() {
                folders.push(path);
                continue;
            }
            let bytes = std::fs::read(&path).unwrap_or_default(); // sockets and dangling links
            if forms.iter().any(|form| bytes.windows(form.len()).any(|window| window == form.as_slice())) {
                found.push(path);
            }
        }
    }
    found
}
