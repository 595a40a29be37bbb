//! A write that was cut off in the middle, and a browser that throws its database away for it: the box is there all the
//! same.
//!
//! Kiosks that were killed at random lost all their ballots, three times in some two thousand cuts, also those whose voters had been
//! told that they are in. Chromium's log has half a record at its end after such a cut; the next start writes behind it,
//! and the one after that finds a "checksum mismatch" and puts an empty database in the place of the damaged one.

use std::fs::{self, OpenOptions};
use std::io::Write;
use std::path::{Path, PathBuf};

use crate::acts::{marks, survey, verify};
use crate::hall::Hall;
use crate::screen::Screen;

/// The databases' folders (`LevelDB`) below a folder of the profile.
fn databases(below: &Path) -> Vec<PathBuf> {
    let inside = fs::read_dir(below).into_iter().flatten().flatten().map(|entry| entry.path());
    let (found, other): (Vec<_>, Vec<_>) = inside
        .filter(|path| path.is_dir())
        .partition(|path| path.file_name().is_some_and(|name| name.to_string_lossy().ends_with("indexeddb.leveldb")));
    found.into_iter().chain(other.iter().flat_map(|folder| databases(folder))).collect()
}

/// Puts the beginning of a record at the end of a database's log: checksum, length, kind, and fewer bytes than it has.
/// <https://github.com/google/leveldb/blob/main/doc/log_format.md>
fn tear(database: &Path) {
    let mut logs: Vec<PathBuf> = fs::read_dir(database)
        .expect("a folder")
        .map(|entry| entry.expect("an entry").path())
        .filter(|path| path.extension().is_some_and(|kind| kind == "log"))
        .collect();
    logs.sort();
    let mut log = OpenOptions::new().append(true).open(logs.last().expect("a log")).expect("it can be written");
    let begun = [&[0xaa; 4][..], &600_u16.to_le_bytes(), &[1], &[0x55; 100]].concat();
    log.write_all(&begun).expect("it is written");
}

/// Whether the browser has just made a database anew.
fn made_anew(database: &Path) -> bool {
    fs::read_to_string(database.join("LOG")).expect("it says what it does").contains("since it was missing")
}

async fn goes_on(screen: &Screen, in_box: usize) {
    screen.click("continue-box").await;
    screen.wait("release").await;
    assert_eq!(screen.text("count-in-box").await, in_box.to_string());
    screen.vote(&marks(&survey("src/survey/practice.json"), in_box)).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_write_that_was_cut_off_costs_no_ballot_though_the_browser_throws_its_database_away() {
    let (hall, cards) = Hall::with_practice_box().await;
    let Hall { mut screen, server, folder: _folder } = hall;
    for ballot in 0..2 {
        screen.vote(&marks(&survey("src/survey/practice.json"), ballot)).await;
    }
    let mut in_box = 2;
    // The first copy, the second, and the first again.
    for part in ["IndexedDB", "WebStorage", "IndexedDB"] {
        let setup = screen.leave().await;
        let found = databases(&setup.profile.join("Default").join(part));
        assert_eq!(found.len(), 1, "{part} holds {found:?}");
        tear(&found[0]);
        screen = Screen::open(&server, setup).await;
        goes_on(&screen, in_box).await;
        screen = Screen::open(&server, screen.leave().await).await;
        goes_on(&screen, in_box + 1).await;
        assert!(made_anew(&found[0]), "or nothing was tried");
        in_box += 2;
    }
    screen.close_box(false).await;
    let report = verify(&screen.count_with(&cards[..2]).await);
    assert_eq!(report["faults"], serde_json::json!([]), "{report}");
    assert_eq!(report["result"]["figures"]["electronic"]["valid"], in_box);
    screen.chrome.quit().await;
}
