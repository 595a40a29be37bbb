//! `verify`: every fault of a result and the files beside it.

use std::path::{Path, PathBuf};

use hom_phieu::record::{CheckReport, check};
use hom_phieu::survey::Mode;
use hom_phieu::text::{Explain, Lang, file_faults};
use serde::Serialize;

use super::{Outcome, bar, read};

/// Largest file that is read: a record of ten thousand ballots.
const LIMIT: u64 = 512 * 1024 * 1024;

pub struct Files {
    pub result: PathBuf,
    pub record: Option<PathBuf>,
    pub opening: Option<PathBuf>,
    pub survey: Option<PathBuf>,
}

/// How the files are looked at.
#[derive(Clone, Copy)]
pub struct Order {
    /// A practice meeting is expected.
    pub practice: bool,
    pub json: bool,
    pub lang: Lang,
}

/// The report for machines.
#[derive(Serialize)]
struct Report<'a> {
    /// Of the result, where it can be read.
    #[serde(skip_serializing_if = "Option::is_none")]
    mode: Option<Mode>,
    /// Whether `--practice` was given.
    practice_expected: bool,
    #[serde(flatten)]
    found: &'a CheckReport,
}

pub fn run(files: &Files, order: Order) -> Result<Outcome, String> {
    let paths = [Some(&files.result), files.record.as_ref(), files.opening.as_ref(), files.survey.as_ref()];
    let name = |path: &Path| path.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
    let bytes = paths
        .into_iter()
        .flatten()
        .map(|path| Ok((name(path), read(path, LIMIT)?)))
        .collect::<Result<Vec<_>, String>>()?;
    let progress = bar(1, "verify");
    let report = check(&bytes, &mut |done, of| {
        progress.set_length(u64::from(of));
        progress.set_position(u64::from(done));
    });
    progress.finish_and_clear();
    let mode = report.result.as_ref().map(|result| result.mode);
    if order.json {
        let report = Report { mode, practice_expected: order.practice, found: &report };
        println!("{}", serde_json::to_string_pretty(&report).map_err(|fault| fault.to_string())?);
    } else {
        print(&report, order.lang);
    }
    Ok(match (report.is_clean(), mode, report.unchecked.is_empty()) {
        (false, ..) | (true, None, _) => Outcome::Faulty,
        (true, Some(Mode::Practice), _) if !order.practice => Outcome::Practice,
        (true, Some(_), false) => Outcome::Unproven,
        (true, Some(_), true) => Outcome::Holds,
    })
}

fn print(report: &CheckReport, lang: Lang) {
    let say = |vi: &'static str, en: &'static str| match lang {
        Lang::Vi => vi,
        Lang::En => en,
    };
    if let Some(result) = &report.result {
        println!("{}", result.survey.title);
    }
    for held in &report.held {
        println!("✓ {}", file_faults::held(*held).in_lang(lang));
    }
    for unchecked in &report.unchecked {
        let missing = say("chưa kiểm tra được, thiếu tệp", "not checked, a file is missing");
        println!("– {}: {missing}", file_faults::held(*unchecked).in_lang(lang));
    }
    for aside in &report.set_aside {
        let what = say("Phiếu để riêng, không tính", "Ballot set aside, not counted");
        println!("! {what}: {} ({:?})", aside.ballot, aside.reason);
    }
    for step in &report.clock_steps {
        let [device, seq, minutes] = [step.device, step.seq + 1, step.minutes];
        match lang {
            Lang::Vi => println!("! Máy {device}: đồng hồ lùi {minutes} phút ở mục {seq} của nhật ký"),
            Lang::En => println!("! Device {device}: its clock went back by {minutes} minutes at log entry {seq}"),
        }
    }
    for fault in &report.faults {
        let explained = fault.explain(lang);
        println!("✗ {}\n  → {}", explained.what, explained.way_out);
    }
    if !report.opening_words.is_empty() {
        let label = say("Dấu mở hòm (đối chiếu với biên bản mở hòm)", "Opening (compare with the opening minutes)");
        println!("{label}: {}", report.opening_words.join(" "));
    }
    let verdict = match (report.is_clean(), report.unchecked.is_empty()) {
        (true, true) => say("ĐÚNG: mọi điều kiểm tra đều khớp.", "ALL HOLDS."),
        (true, false) => {
            say("Chưa thấy sai, nhưng chưa kiểm tra hết.", "NO FAULT FOUND, but not everything was checked.")
        }
        (false, _) => {
            say("SAI: kết quả này không dùng được như thế này.", "FAULTY: this result must not be relied on.")
        }
    };
    let practice = report.result.as_ref().is_some_and(|result| result.mode == Mode::Practice);
    let practice =
        if practice { say("TẬP DƯỢT – không có giá trị. ", "PRACTICE – worth nothing. ") } else { "" };
    println!("{practice}{verdict}");
}
