//! `check`: every fault of a survey file.

use std::path::Path;

use hom_phieu::survey::Survey;
use hom_phieu::text::{Explain, Lang};

use super::{Outcome, read};

const LIMIT: u64 = 16 * 1024 * 1024;

pub fn run(path: &Path, lang: Lang) -> Result<Outcome, String> {
    match load(path, lang)? {
        Some(survey) => {
            let (rows, slots) = (survey.rows().count(), survey.remark_slots().count());
            println!("{}", survey.title);
            match lang {
                Lang::Vi => println!("{} đối tượng, {rows} dòng chọn mức, {slots} ô góp ý.", survey.subjects.len()),
                Lang::En => println!("{} subjects, {rows} rows to mark, {slots} remarks.", survey.subjects.len()),
            }
            println!("sha256(JCS) {}", survey.digest().to_hex());
            Ok(Outcome::Holds)
        }
        None => Ok(Outcome::Faulty),
    }
}

/// Reads a survey; prints its faults and returns `None` where there are any.
pub fn load(path: &Path, lang: Lang) -> Result<Option<Survey>, String> {
    match Survey::parse(&read(path, LIMIT)?) {
        Ok(survey) => Ok(Some(survey)),
        Err(faults) => {
            for fault in &faults.0 {
                let explained = fault.explain(lang);
                println!("✗ {}\n  → {}", explained.what, explained.way_out);
            }
            Ok(None)
        }
    }
}
