//! Figures as .csv (RFC 4180): one line per subject, question and level, then the general figures and what follows from
//! them, all in the same columns; for other systems and for Excel.

use super::Verified;
use super::figures::{Cell, conclusions, data};
use crate::text::{Lang, numbers};

/// Excel takes a .csv for Windows-1258 unless it begins with this, and garbles Vietnamese.
const BOM: &str = "\u{feff}";

/// The counts of a result, its six figures, quorum, findings and grades, as one table of text.
///
/// The file is opened by double click in a program that runs formulas, so no cell may begin one: see [`guarded`].
/// Counts and bases are plain digits, for machines; the percentage beside them is for people.
pub fn csv(verified: &Verified) -> String {
    let mut out = String::from(BOM);
    for row in data(verified).into_iter().chain(conclusions(verified)) {
        let cells: Vec<String> = row.iter().map(written).collect();
        out.push_str(&cells.join(","));
        out.push_str("\r\n");
    }
    out
}

fn written(cell: &Cell) -> String {
    match cell {
        Cell::Empty => String::new(),
        Cell::Text(text) | Cell::Strong(text) => quoted(&guarded(text)),
        Cell::Number(number) => number.to_string(),
        Cell::Mean(mean) => quoted(&numbers::mean(*mean, Lang::Vi)),
        Cell::Means(means) => quoted(&numbers::sum_of_means(means, Lang::Vi)),
        // Without its sign, which the heading has; in quotes, as the decimal comma would divide cells.
        Cell::Percent(share) => quoted(&numbers::percent(*share, Lang::Vi).replace("\u{a0}%", "")),
    }
}

/// Quotes are doubled inside quotes: a text can neither end its cell nor its line.
fn quoted(text: &str) -> String {
    format!("\"{}\"", text.replace('"', "\"\""))
}

/// Does a spreadsheet take a cell with this text for a formula? The characters are those of OWASP's page on CSV
/// injection, and their full-width forms, which some versions of Excel take alike.
pub fn begins_formula(text: &str) -> bool {
    text.starts_with(['=', '+', '-', '@', '\t', '\r', '\n', '＝', '＋', '－', '＠'])
}

/// An apostrophe before what would be a formula: the spreadsheet then shows it as text. Quotes alone do not help, as
/// they are taken off before the cell is read.
fn guarded(text: &str) -> String {
    if begins_formula(text) { format!("'{text}") } else { text.to_owned() }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::testing;

    fn verified(name: &str) -> Verified {
        let mut survey = testing::survey();
        survey.subjects[0].salutation = None;
        survey.subjects[0].name = name.to_owned();
        let (new_box, output) = testing::meeting(&survey, &[], 8);
        let opening = new_box.opening.to_text();
        Verified::read(output.result.as_bytes(), Some(opening.as_bytes())).unwrap()
    }

    #[test]
    fn a_name_cannot_become_a_formula() {
        for name in ["=1+1", "+84912345678", "-2+3", "@SUM(A1)", "=HYPERLINK(\"http://x\",\"y\")", "＝1+1"] {
            let text = csv(&verified(name));
            let line = text.lines().nth(1).unwrap();
            let cell = format!("\"'{}\"", name.replace('"', "\"\""));
            assert!(line.contains(&cell), "{line}");
        }
        for start in ["\t=1", "\r=1", "\n=1"] {
            assert_eq!(guarded(start), format!("'{start}"));
        }
        assert_eq!(guarded("Nguyễn Văn An – 3"), "Nguyễn Văn An – 3");
    }

    #[test]
    fn a_name_cannot_divide_cells_or_lines() {
        let text = csv(&verified("An, \"Bình\"; 'Chi'"));
        assert!(text.lines().nth(1).unwrap().contains("\"An, \"\"Bình\"\"; 'Chi'\""));
        assert_eq!(quoted("một\r\nhai"), "\"một\r\nhai\"");
        // 2 subjects × (3 + blank, 2 + blank) and the heading; the six figures, the findings.
        let findings = testing::survey().rules.thresholds.len() * 2;
        let quorum = usize::from(testing::survey().rules.quorum.is_some());
        assert_eq!(text.lines().count(), 15 + 6 + findings + quorum);
        // Within quotes a comma divides nothing.
        let cells = |line: &str| line.split('"').step_by(2).map(|part| part.matches(',').count()).sum::<usize>() + 1;
        assert!(text.lines().all(|line| cells(line) == 17), "{text}");
    }

    /// Regression: the file had the counts alone, and whoever worked on with it needed the minutes for the rest.
    #[test]
    fn general_figures_and_findings_stand_in_the_columns_of_the_counts() {
        let text = csv(&verified("=1+1"));
        let (heading, lines) = text.split_once("\r\n").unwrap();
        assert!(heading.contains("\"Trên máy\",\"Trên giấy\",\"Mẫu số\""), "{heading}");
        assert!(lines.contains(",\"collected\",\"Số phiếu thu về\",0,0,0,,,,\"Số liệu chung\","), "{lines}");
        let findings: Vec<&str> = lines.lines().filter(|line| line.contains("\"Nhận định\"")).collect();
        assert_eq!(findings.len(), testing::survey().rules.thresholds.len() * 2, "{lines}");
        assert!(findings.iter().filter(|line| line.contains("\"an\"")).all(|line| line.contains("\"'=1+1\"")));
    }

    #[test]
    fn excel_is_told_that_the_file_is_utf_8() {
        assert!(csv(&verified("An")).as_bytes().starts_with(&[0xef, 0xbb, 0xbf, b'"']));
    }
}
