//! `report`: minutes and tables of a result.

use std::io::{IsTerminal, Write};
use std::path::PathBuf;

use clap::Args;
use hom_phieu::report::{self, Particulars, ReportFault, Verified};
use hom_phieu::text::{Explain, Lang, minutes};

use super::{Outcome, read};

/// Larger than any result that is read (32 MiB).
const LIMIT: u64 = 64 * 1024 * 1024;
/// Particulars are typed by hand.
const PARTICULARS_LIMIT: u64 = 256 * 1024;

/// What the report is written as; one at most, minutes as text otherwise.
#[derive(Args)]
#[allow(clippy::struct_excessive_bools)] // one flag per form, as clap reads them
#[group(multiple = false)]
pub struct Form {
    /// Minutes as plain text.
    #[arg(long)]
    minutes: bool,
    /// Figures as .csv, one line per subject, question and level.
    #[arg(long)]
    csv: bool,
    /// Figures as an Excel workbook.
    #[arg(long)]
    xlsx: bool,
    /// Minutes as a Word document.
    #[arg(long)]
    docx: bool,
}

pub struct Order {
    pub result: PathBuf,
    pub opening: Option<PathBuf>,
    pub form: Form,
    pub of_opening: bool,
    pub particulars: Option<PathBuf>,
    pub remarks: bool,
    pub out: Option<PathBuf>,
}

pub fn run(order: &Order, lang: Lang) -> Result<Outcome, String> {
    let opening = order.opening.as_ref().map(|path| read(path, LIMIT)).transpose()?;
    let verified = match Verified::read(&read(&order.result, LIMIT)?, opening.as_deref()) {
        Ok(verified) => verified,
        Err(fault) => {
            refuse(&fault, lang);
            return Ok(Outcome::Faulty);
        }
    };
    let bytes = written(order, &verified, &particulars(order)?);
    match &order.out {
        Some(path) => std::fs::write(path, bytes).map_err(|fault| format!("{}: {fault}", path.display()))?,
        None if (order.form.docx || order.form.xlsx) && std::io::stdout().is_terminal() => {
            return Err(match lang {
                Lang::Vi => "Tệp Word và Excel không hiện được trên màn hình này: xin thêm --out TỆP.".to_owned(),
                Lang::En => "Word and Excel files cannot be shown here: add --out FILE.".to_owned(),
            });
        }
        None => std::io::stdout().write_all(&bytes).map_err(|fault| fault.to_string())?,
    }
    if verified.opening.is_some() {
        return Ok(Outcome::Holds);
    }
    match lang {
        Lang::Vi => eprintln!("! {}. {}", minutes::UNPINNED, minutes::UNPINNED_TEXT),
        Lang::En => eprintln!(
            "! NOT HELD AGAINST THE OPENING: the signatures were checked with the keys that the result names itself."
        ),
    }
    Ok(Outcome::Unproven)
}

fn particulars(order: &Order) -> Result<Particulars, String> {
    let mut particulars = match &order.particulars {
        Some(path) => serde_json::from_slice(&read(path, PARTICULARS_LIMIT)?)
            .map_err(|fault| format!("{}: {fault}", path.display()))?,
        None => Particulars::default(),
    };
    particulars.include_remarks |= order.remarks;
    Ok(particulars)
}

fn written(order: &Order, verified: &Verified, particulars: &Particulars) -> Vec<u8> {
    let Form { minutes: _, csv, xlsx, docx } = order.form;
    if csv {
        return report::csv(verified).into_bytes();
    }
    if xlsx {
        return report::xlsx(verified, particulars);
    }
    let document = match &verified.opening {
        Some(opening) if order.of_opening => report::opening_minutes(verified.survey(), opening, particulars),
        _ => report::counting_minutes(verified, particulars),
    };
    if docx { report::docx(&document) } else { report::text(&document).into_bytes() }
}

/// Every fault, as `verify` prints them; nothing is written.
fn refuse(fault: &ReportFault, lang: Lang) {
    let explained = fault.explain(lang);
    eprintln!("✗ {}\n  → {}", explained.what, explained.way_out);
    if let ReportFault::Faulty(faults) = fault {
        for fault in faults {
            let explained = fault.explain(lang);
            eprintln!("✗ {}\n  → {}", explained.what, explained.way_out);
        }
    }
}
