//! The copy of the app on the device: cold starts without a network, and generations that never mix.

use std::fs;
use std::net::TcpStream;
use std::path::{Path, PathBuf};
use std::process::Command;

use serde_json::Value;
use tempfile::TempDir;

use crate::acts::{Expected, assert_verifies, marks, survey};
use crate::hall::Hall;
use crate::screen::{Screen, WIDTHS};
use crate::server::{Fate, Server, dist};

/// Where a portal has the page.
const FOLDER: &str = "thon/hom-phieu/";

/// A copy of the built page, to be changed under the server's hands. In a folder of its own, as on a portal.
struct Site(TempDir);

impl Site {
    fn new() -> Self {
        let site = Self(tempfile::tempdir().unwrap());
        fs::create_dir_all(site.folder()).unwrap();
        let copied = Command::new("cp").arg("-r").arg(dist().join("./.")).arg(site.folder()).status().unwrap();
        assert!(copied.success());
        site
    }

    fn folder(&self) -> PathBuf {
        self.0.path().join(FOLDER)
    }

    /// Uploads another generation: another style in both pages, whose file has another name, and a list of it all made
    /// as a build makes it. Returns the style's file.
    fn changes(&self, generation: &str) -> PathBuf {
        let folder = self.folder();
        let style = |path: &Path| path.file_name().is_some_and(|name| name.to_string_lossy().starts_with("main-"));
        let old = fs::read_dir(&folder).unwrap().map(|entry| entry.unwrap().path()).find(|path| style(path)).unwrap();
        let new = folder.join(format!("main-{generation}.css"));
        let text = fs::read_to_string(&old).unwrap();
        fs::remove_file(&old).unwrap();
        fs::write(&new, format!("{text}\n:root {{ --generation: {generation}; }}\n")).unwrap();
        let name = |path: &Path| path.file_name().unwrap().to_str().unwrap().to_owned();
        for page in ["index.html", "booth.html"] {
            let text = fs::read_to_string(folder.join(page)).unwrap();
            assert!(text.contains(&name(&old)), "{page} names its style");
            fs::write(folder.join(page), text.replace(&name(&old), &name(&new))).unwrap();
        }
        let script = Path::new(env!("CARGO_MANIFEST_DIR")).join("scripts/offline-list.mjs");
        assert!(Command::new("node").arg(script).arg(&folder).status().unwrap().success());
        new
    }
}

async fn hall_of(site: &Site) -> Hall {
    Hall::at(Server::start(site.0.path()).await.below(FOLDER), |setup| setup).await
}

impl Screen {
    /// The generation that the page's style is of, "" for the first, and the one that the first screen names.
    async fn generation(&self) -> (String, String) {
        let style = "return getComputedStyle(document.documentElement).getPropertyValue('--generation').trim()";
        let id = "return document.querySelector('[data-test=generation]')?.dataset.generation ?? ''";
        let text = async |script| self.script(script, Vec::new()).await.as_str().unwrap().to_owned();
        (text(style).await, text(id).await)
    }

    /// Asks the browser to look for a newer generation, and waits until it has taken it in or given it up.
    async fn looks_for_another(&self) {
        let look = "
            const done = arguments[0];
            navigator.serviceWorker.getRegistration().then(async (registration) => {
              await registration.update().catch(() => {});
              const wait = () => registration.installing ? setTimeout(wait, 50) : done(true);
              wait();
            });";
        self.chrome.execute_async(look, Vec::new()).await.expect("the browser looks");
    }
}

/// The line that says whether the app works offline is empty at first. Its words came half a second after the screen stood,
/// and moved every button down by a line: a click that was aimed at "continue" fell beside it.
#[tokio::test(flavor = "multi_thread")]
async fn what_the_first_screen_says_of_the_network_moves_no_button_when_it_comes() {
    let Hall { folder: _folder, server: _server, screen } = Hall::open().await;
    screen.wait("offline-ready").await;
    for width in WIDTHS {
        screen.size(width).await;
        let heights = "
            const line = document.querySelector('[data-test=offline-line]').cloneNode(true);
            document.querySelector('[data-test=offline-line]').after(line);
            const said = line.offsetHeight;
            line.textContent = '';
            const unsaid = line.offsetHeight;
            line.remove();
            return [said, unsaid]";
        let heights = screen.script(heights, Vec::new()).await;
        assert_eq!(heights[0], heights[1], "at {width:?}");
        assert_ne!(heights[0], 0);
    }
    screen.chrome.quit().await;
}

/// After one visit the server is gone and the browser is started anew; a whole meeting is held, and comes out right.
#[tokio::test(flavor = "multi_thread")]
async fn after_one_visit_a_meeting_is_held_from_a_cold_start_without_a_network() {
    let Hall { folder: _folder, server, screen } = Hall::open().await;
    screen.wait("offline-ready").await;
    screen.look("60-offline-ready").await;
    let address = server.url().trim_start_matches("http://").trim_end_matches('/').to_owned();
    drop(server);

    let mut screen = screen.power_cut().await;
    assert!(TcpStream::connect(&address).is_err(), "the server is gone");
    screen.wait("offline-ready").await;
    let survey = survey("src/survey/practice.json");
    let mut expected = Expected::new(&survey);
    screen.click("start-practice").await;
    let cards = screen.open_box(false, None).await;
    for ballot in 0..4 {
        let marks = marks(&survey, ballot);
        screen.vote(&marks).await;
        expected.add(&marks);
        if ballot == 1 {
            screen = screen.power_cut().await;
            screen.click("continue-box").await;
            screen.wait("release").await;
        }
    }
    screen.close_box(false).await;
    screen.upload("card-file", &[&cards[0]]).await;
    screen.cards_in(1).await;
    screen.upload("card-file", &[&cards[1]]).await;
    screen.cards_in(2).await;
    let files = screen.count_and_export().await;
    assert_verifies(&files, expected);
    assert_eq!(screen.chrome.console_faults().await, Vec::<String>::new());

    // An address with a query, as after a breakdown, is the same page.
    screen.chrome.goto(format!("http://{address}/booth.html?#practice/AAAAAAAAAAAAAAAAAAAAAA/vi")).await.unwrap();
    screen.wait("to-desk").await;
    screen.click("to-desk").await;
    screen.wait("start-practice").await;
    assert_eq!(screen.chrome.console_faults().await, Vec::<String>::new());
    screen.chrome.quit().await;
}

/// A first visit that goes no further than the first screen: what the page needs later comes from the copy.
#[tokio::test(flavor = "multi_thread")]
async fn the_network_may_go_right_after_the_first_screen_has_come() {
    let Hall { folder: _folder, server, screen } = Hall::open().await;
    screen.wait("offline-ready").await;
    server.lets("", Fate::Missing); // any file: who asks for one gets an error in the console
    screen.click("start-practice").await;
    screen.open_box(false, None).await;
    screen.vote(&marks(&survey("src/survey/practice.json"), 1)).await;
    assert_eq!(screen.chrome.console_faults().await, Vec::<String>::new());
    screen.chrome.quit().await;
}

/// The crux: the browser starts a newer service worker unasked once all tabs are closed. The pages stay what they are.
#[tokio::test(flavor = "multi_thread")]
async fn a_newer_generation_takes_over_only_on_the_organisers_word_and_never_while_a_box_is_open() {
    let site = Site::new();
    let mut hall = hall_of(&site).await;
    hall.screen.wait("offline-ready").await;
    let first = hall.screen.generation().await;
    hall.screen.click("start-practice").await;
    hall.screen.open_box(false, None).await;
    hall.screen.vote(&marks(&survey("src/survey/practice.json"), 1)).await;

    site.changes("second");
    hall.screen.looks_for_another().await;
    hall.screen.chrome.refresh().await.unwrap();
    hall.screen.wait("release").await;
    assert_eq!(hall.screen.generation().await.0, "", "the booth is what it was");
    hall.screen.chrome.console_faults().await;

    hall.screen = hall.screen.power_cut().await;
    let screen = &hall.screen;
    screen.wait("update").await;
    assert_eq!(screen.generation().await, first, "a cold start changes nothing");
    screen.look("61-newer").await;
    screen.click("update").await;
    assert!(screen.text("fault").await.contains("hòm phiếu tập dượt"));
    screen.look("62-newer-refused").await;
    assert_eq!(screen.generation().await, first);
    screen.click("continue-box").await;
    screen.wait("release").await;
    assert_eq!(screen.generation().await.0, "", "the meeting goes on as it began");

    screen.load().await;
    screen.click("delete-box").await;
    screen.until("the box is gone", "return document.querySelector('[data-test=delete-box]') === null").await;
    // Somebody is preparing a meeting in another tab.
    let here = screen.chrome.window().await.unwrap();
    let there = screen.chrome.new_tab().await.unwrap();
    screen.chrome.switch_to_window(there).await.unwrap();
    screen.load().await;
    screen.click("start-practice").await;
    screen.wait("opening-next").await;
    screen.until(
        "the tab says that it is at work",
        "return window.atWork === true || void navigator.locks.query().then(({ held }) => { window.atWork = held.length > 0 })",
    )
    .await;
    screen.chrome.switch_to_window(here.clone()).await.unwrap();
    screen.click("update").await;
    assert!(screen.text("fault").await.contains("thẻ hoặc cửa sổ khác"));
    assert_eq!(screen.generation().await, first);
    let tabs = screen.chrome.windows().await.unwrap();
    screen.chrome.switch_to_window(tabs.into_iter().find(|tab| *tab != here).unwrap()).await.unwrap();
    screen.chrome.close_window().await.unwrap();
    screen.chrome.switch_to_window(here).await.unwrap();

    screen.click("update").await;
    let second =
        "return getComputedStyle(document.documentElement).getPropertyValue('--generation').trim() === 'second'";
    screen.until("the page is of the second generation", second).await;
    screen.wait("offline-ready").await;
    screen.until("nothing newer", "return document.querySelector('[data-test=update]') === null").await;
    assert_ne!(screen.generation().await.1, first.1);
    screen.click("start-practice").await;
    screen.open_box(false, None).await;
    assert_eq!(screen.generation().await.0, "second", "the booth too");
    screen.vote(&marks(&survey("src/survey/practice.json"), 2)).await;
    assert_eq!(screen.chrome.console_faults().await, Vec::<String>::new());

    // With no window left of the first generation, its files go.
    hall.screen = hall.screen.power_cut().await;
    hall.screen.wait("offline-ready").await;
    let forgotten =
        "return window.copies === 2 || void caches.keys().then((names) => { window.copies = names.length })";
    hall.screen.until("one generation and the note which", forgotten).await;
    hall.leave().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_generation_that_is_half_uploaded_never_comes_into_use() {
    let site = Site::new();
    let mut hall = hall_of(&site).await;
    hall.screen.wait("offline-ready").await;
    let first = hall.screen.generation().await;

    let style = site.changes("second");
    let whole = fs::read(&style).unwrap();
    fs::remove_file(&style).unwrap();
    hall.screen.looks_for_another().await;
    fs::write(&style, &whole[..whole.len() / 2]).unwrap();
    hall.screen.looks_for_another().await;
    hall.screen = hall.screen.power_cut().await;
    hall.screen.wait("offline-ready").await;
    hall.screen.looks_for_another().await;
    assert_eq!(hall.screen.generation().await, first);
    assert!(!hall.screen.has("update").await, "half a generation is not offered");

    fs::write(&style, &whole).unwrap();
    hall.screen.looks_for_another().await;
    hall.screen.click("update").await;
    let second =
        "return getComputedStyle(document.documentElement).getPropertyValue('--generation').trim() === 'second'";
    hall.screen.until("the page is of the second generation", second).await;
    hall.leave().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_first_visit_whose_copy_does_not_come_whole_says_so_and_the_next_one_mends_it() {
    let hall = Hall::with(|setup| crate::chrome::Setup { keeps_the_app: false, ..setup }).await;
    let screen = &hall.screen;
    screen.wait("offline-not").await;
    screen.look("63-offline-refused").await;
    hall.leave().await;

    let site = Site::new();
    let spoilt = fs::read_dir(site.folder()).unwrap().map(|entry| entry.unwrap().path());
    let spoilt = spoilt.into_iter().find(|path| path.to_string_lossy().contains("/worker-")).unwrap().join("loader.js");
    let whole = fs::read(&spoilt).unwrap();
    fs::write(&spoilt, b"// not this").unwrap();
    let hall = hall_of(&site).await;
    let screen = &hall.screen;
    assert!(screen.text("offline-not").await.contains("loader.js"));
    screen.look_at("64-offline-incomplete").await;
    fs::write(&spoilt, &whole).unwrap();
    screen.click("offline-reload").await;
    screen.wait("offline-ready").await;
    hall.leave().await;
}

/// The list names every file that is served, and the id can be computed without us.
#[test]
fn the_list_holds_every_file_of_the_page_and_its_id_is_that_of_sha256sum() {
    let script = fs::read_to_string(dist().join("sw.js")).unwrap();
    let between = |from: &str, to: &str| {
        let (_, rest) = script.split_once(from).unwrap_or_else(|| panic!("sw.js has no {from}"));
        rest.split_once(to).unwrap().0.to_owned()
    };
    let id = between("const GENERATION = \"", "\";");
    let files: Value = serde_json::from_str(&between("const FILES = ", ";")).unwrap();
    let compute = "find * -type f ! -name sw.js ! -name '*.br' ! -name '*.gz' | LC_ALL=C sort | xargs sha256sum";
    let list = Command::new("sh").args(["-c", compute]).current_dir(dist()).output().unwrap().stdout;
    let list = String::from_utf8(list).unwrap();
    for line in list.lines() {
        let (hash, path) = line.split_once("  ").unwrap();
        assert_eq!(files[path], hash, "{path}");
    }
    assert_eq!(files.as_object().unwrap().len(), list.lines().count());
    let all = Command::new("sh").args(["-c", &format!("{compute} | sha256sum")]).current_dir(dist()).output().unwrap();
    assert!(String::from_utf8(all.stdout).unwrap().starts_with(&id));
}
