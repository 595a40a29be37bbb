//! Files: what the formats promise, what the command line makes, and what the verifier says
//! of each hostile file. Run with `HOM_PHIEU_UPDATE=1` to write the golden files anew.

#![cfg(not(target_arch = "wasm32"))]
#![allow(clippy::unwrap_used)] // a test that fails here has found what it looks for

mod command_line;
mod formats;
mod hostile;
mod hostile_boxes;
mod hostile_cards;
mod hostile_records;
mod installed;
mod reports;
mod template_docs;
mod templates;

use std::path::{Path, PathBuf};
use std::process::{Command, Output};

/// A path below the project.
fn project(path: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join(path)
}

/// Runs the real command line.
fn hom_phieu(arguments: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_hom-phieu")).args(arguments).output().expect("the command line starts")
}

/// A simulated meeting in a folder of its own.
fn simulate(survey: &str, ballots: u32, seed: u64, out: &Path) {
    simulate_with(survey, ballots, seed, out, &[]);
}

/// The same with further arguments.
fn simulate_with(survey: &str, ballots: u32, seed: u64, out: &Path, more: &[&str]) {
    let (survey, ballots, seed) = (project(survey), ballots.to_string(), seed.to_string());
    let arguments = ["simulate", "--survey", text(&survey), "--ballots", &ballots, "--seed", &seed, "--out", text(out)];
    let output = hom_phieu(&[&arguments, more].concat());
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
}

fn text(path: &Path) -> &str {
    path.to_str().expect("the tests' paths are UTF-8")
}

/// Holds `content` against a golden file, or writes it where `HOM_PHIEU_UPDATE` is set.
fn golden(path: &Path, content: &[u8]) {
    if std::env::var_os("HOM_PHIEU_UPDATE").is_some() {
        std::fs::create_dir_all(path.parent().expect("a file has a folder")).unwrap();
        std::fs::write(path, content).unwrap();
    }
    let found = std::fs::read(path).unwrap_or_default();
    assert!(
        found == content,
        "{} is not what the code makes today: run `HOM_PHIEU_UPDATE=1 cargo test --test files`, look at the \
         difference, and raise the format's version where old files would no longer be read",
        path.display()
    );
}
