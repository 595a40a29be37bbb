//! `check`: every fault of a survey file, and where it departs from the template that it names.

use std::path::Path;

use hom_phieu::survey::{Survey, departure};
use hom_phieu::text::{Explain, Lang, templates};

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
            if let Some(found) = departure(&survey) {
                println!("! {}", templates::DEPARTS.in_lang(lang));
                for line in templates::departures(&found, &survey.rules, lang) {
                    println!("  {line}");
                }
                println!("  → {}", templates::DEPARTS_TEXT.in_lang(lang));
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
