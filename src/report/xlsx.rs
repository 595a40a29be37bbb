//! Sheets as .xlsx: numbers as numbers, words as words.

use rust_xlsxwriter::{
    DocProperties, ExcelDateTime, Format, FormatAlign, FormatBorder, Workbook, Worksheet, XlsxError,
};

use super::csv::begins_formula;
use super::figures::{Cell, Sheet, workbook};
use super::{Particulars, Verified};
use crate::text::{Lang, numbers};

/// Pixels: of a row in 12 pt, and of a column for which nothing else is said.
const ROW_HEIGHT: u32 = 21;
const COLUMN_WIDTH: u32 = 64;
/// Points: of a line, and of the highest row that Excel takes.
const LINE_HEIGHT: f64 = 15.75;
const MAX_HEIGHT: f64 = 409.0;
/// A4, in Excel's list of paper.
const A4: u8 = 9;
/// Excel takes no longer text into a cell; no text of ours comes near.
const MAX_TEXT: usize = 32_767;

/// The figures of a result as a workbook.
///
/// Every word is a string, which no program reads as a formula. Percentages are the rounded decimals that the minutes
/// print; count and base stand beside them. The same figures always give the same bytes; no author and no time goes in.
pub fn xlsx(verified: &Verified, particulars: &Particulars) -> Vec<u8> {
    write(&workbook(verified, particulars)).expect("sheets within Excel's limits, with names of our own, in memory")
}

fn write(sheets: &[Sheet]) -> Result<Vec<u8>, XlsxError> {
    let looks = Looks::new();
    let mut book = Workbook::new();
    book.set_default_format(&font(), ROW_HEIGHT, COLUMN_WIDTH)?;
    // The first day that ZIP knows stands for none.
    book.set_properties(&DocProperties::new().set_creation_datetime(&ExcelDateTime::from_ymd(1980, 1, 1)?));
    for sheet in sheets {
        let page = book.add_worksheet().set_name(&sheet.name)?.set_freeze_panes(sheet.frozen, 0)?;
        // Printed across, as wide as the paper; what stays in sight is repeated.
        page.set_paper_size(A4).set_landscape().set_print_fit_to_pages(1, 0);
        if let Some(last) = sheet.frozen.checked_sub(1) {
            page.set_repeat_rows(0, last)?;
        }
        for (column, width) in (0_u16..).zip(&sheet.widths) {
            page.set_column_width(column, *width)?;
        }
        for (row, cells) in (0_u32..).zip(&sheet.rows) {
            // A single cell is a title: it runs over its neighbours instead of growing downwards.
            let strong = if cells.len() == 1 { &looks.title } else { &looks.strong };
            for (column, cell) in (0_u16..).zip(cells) {
                looks.put(page, (row, column), cell, strong)?;
            }
            let lines = cells.iter().zip(&sheet.widths).map(|(cell, width)| lines(cell, *width)).max().unwrap_or(1);
            if cells.len() > 1 && lines > 1 {
                page.set_row_height(row, (f64::from(lines) * LINE_HEIGHT).min(MAX_HEIGHT))?;
            }
        }
    }
    book.save_to_buffer()
}

/// Lines that a cell's words take, rather too many than too few. Excel would find out by itself, `LibreOffice` does not,
/// and lets the words run over their neighbours.
fn lines(cell: &Cell, width: u32) -> u32 {
    let (Cell::Text(text) | Cell::Strong(text)) = cell else { return 1 };
    let letters = |line: &str| line.chars().count() as u32;
    // A tenth more, as words are not torn apart.
    text.split('\n').map(|line| (letters(line) * 11).div_ceil(width.max(1) * 10).max(1)).sum()
}

/// What every cell is written in.
fn font() -> Format {
    Format::new().set_font_name("Times New Roman").set_font_family(1).set_font_size(12)
}

/// The looks of cells.
struct Looks {
    text: Format,
    /// Text that would become a formula if somebody edited the cell and pressed Enter: a quote prefix keeps it text.
    prefixed: Format,
    strong: Format,
    title: Format,
    whole: Format,
    percent: Format,
    mean: Format,
}

impl Looks {
    fn new() -> Self {
        let cell = || font().set_border(FormatBorder::Thin).set_align(FormatAlign::Top);
        let text = || cell().set_num_format("@").set_text_wrap();
        Self {
            text: text(),
            prefixed: text().set_quote_prefix(),
            strong: text().set_bold(),
            title: font().set_bold(),
            // Built in: Excel shows them as the reader's region writes them.
            whole: cell().set_num_format("#,##0"),
            percent: cell().set_num_format("0.00%"),
            mean: cell().set_num_format("0.00"),
        }
    }

    fn put(&self, page: &mut Worksheet, place: (u32, u16), cell: &Cell, strong: &Format) -> Result<(), XlsxError> {
        let (row, column) = place;
        let mut words = |text: &str, look: &Format| {
            let look = if begins_formula(text) { &self.prefixed } else { look };
            let text: String = text.chars().take(MAX_TEXT).collect();
            page.write_string_with_format(row, column, text, look).map(drop)
        };
        match cell {
            Cell::Empty => Ok(()),
            Cell::Text(text) => words(text, &self.text),
            Cell::Strong(text) => words(text, strong),
            Cell::Number(number) => page.write_number_with_format(row, column, *number, &self.whole).map(drop),
            Cell::Mean(mean) => match numbers::mean_hundredths(*mean) {
                Some(hundredths) => {
                    page.write_number_with_format(row, column, parts(hundredths, 100.0), &self.mean).map(drop)
                }
                None => words(&numbers::mean(*mean, Lang::Vi), &self.text),
            },
            Cell::Means(means) => match numbers::sum_hundredths(means) {
                Some(hundredths) => {
                    page.write_number_with_format(row, column, parts(hundredths, 100.0), &self.mean).map(drop)
                }
                None => words(&numbers::sum_of_means(means, Lang::Vi), &self.text),
            },
            Cell::Percent(share) => match numbers::hundredths(*share) {
                Some(hundredths) => {
                    page.write_number_with_format(row, column, parts(hundredths, 10_000.0), &self.percent).map(drop)
                }
                None => words(&numbers::percent(*share, Lang::Vi), &self.text),
            },
        }
    }
}

/// The double nearest to the decimal, which is written with exactly its digits again.
#[allow(clippy::cast_precision_loss)] // far below 2^53
fn parts(number: u64, of: f64) -> f64 {
    number as f64 / of
}

#[cfg(test)]
mod tests {
    use calamine::{Data, Reader, Xlsx};

    use super::*;
    use crate::ballot::Ballot;
    use crate::testing;

    fn read(name: &str, include_remarks: bool) -> Xlsx<std::io::Cursor<Vec<u8>>> {
        let mut survey = testing::survey();
        survey.subjects[0].salutation = None;
        survey.subjects[0].name = name.to_owned();
        let remarks = vec!["=cmd|'/c calc'!A1".to_owned(), "a < b & \"c\"\nhai".to_owned()];
        let ballot = Ballot::from_parts(&survey, vec![Some(0), None, Some(2), Some(1)], remarks).unwrap();
        let blank = Ballot::from_parts(&survey, vec![None; 4], vec![String::new(); 2]).unwrap();
        let blanks = (0..2).map(|_| Ballot::from_parts(&survey, vec![None; 4], vec![String::new(); 2]).unwrap());
        let ballots: Vec<Ballot> = [ballot, blank].into_iter().chain(blanks.take(1)).collect();
        let (new_box, output) = testing::meeting(&survey, &ballots, 8);
        let opening = new_box.opening.to_text();
        let verified = Verified::read(output.result.as_bytes(), Some(opening.as_bytes())).unwrap();
        let particulars = Particulars { include_remarks, ..Particulars::default() };
        Xlsx::new(std::io::Cursor::new(xlsx(&verified, &particulars))).unwrap()
    }

    #[test]
    fn counts_are_numbers_and_shares_are_the_printed_ones() {
        let mut book = read("An", false);
        assert_eq!(book.sheet_names(), ["Số liệu chung", "Câu 1", "Câu 2", "Nhận định", "Dữ liệu"]);
        let sheet = book.worksheet_range("Câu 1").unwrap();
        let cell = |row, column| sheet.get_value((row, column)).cloned().unwrap_or(Data::Empty);
        assert_eq!(cell(2, 1), Data::String("An".into()));
        assert_eq!(cell(2, 3), Data::Float(1.0), "one ballot");
        assert_eq!(cell(2, 4), Data::Float(0.3333), "of three");
        let base = sheet.width() as u32 - 1;
        assert_eq!(cell(2, base), Data::Float(3.0), "the base beside it");
    }

    #[test]
    fn no_text_becomes_a_formula_or_breaks_the_file() {
        for name in ["=1+1", "@SUM(A1)", "An \"<b>\" & 'con'", "+84", "-1"] {
            let mut book = read(name, true);
            let sheet = book.worksheet_range("Câu 1").unwrap();
            assert_eq!(sheet.get_value((2, 1)), Some(&Data::String(name.into())));
            let remarks = book.worksheet_range("Ý kiến").unwrap();
            let said: Vec<String> = remarks.rows().map(|row| row[2].to_string()).collect();
            assert!(said.contains(&"=cmd|'/c calc'!A1".to_owned()), "{said:?}");
            assert!(said.contains(&"a < b & \"c\"\nhai".to_owned()), "{said:?}");
            for sheet in book.sheet_names() {
                assert!(book.worksheet_formula(&sheet).unwrap().is_empty(), "{sheet}");
            }
        }
    }

    #[test]
    fn remarks_leave_only_where_the_organiser_includes_them() {
        assert!(!read("An", false).sheet_names().contains(&"Ý kiến".to_owned()));
    }

    #[test]
    fn the_same_figures_give_the_same_bytes() {
        let sheet = Sheet {
            name: "Câu 1".into(),
            widths: vec![10, 10],
            frozen: 1,
            rows: vec![
                vec![Cell::Strong("Họ và tên".into()), Cell::Strong("Số phiếu".into())],
                vec![Cell::Text("=một \u{0}".repeat(9)), Cell::Percent([1, 3])],
                vec![Cell::Text("dài".repeat(MAX_TEXT)), Cell::Mean([7, 3])],
            ],
        };
        let bytes = write(std::slice::from_ref(&sheet)).unwrap();
        assert_eq!(bytes, write(&[sheet]).unwrap());
    }

    #[test]
    fn a_row_is_as_high_as_its_longest_text_needs() {
        let text = |text: &str| Cell::Text(text.into());
        assert_eq!(lines(&text("Nguyễn"), 10), 1);
        assert_eq!(lines(&text("Phó Chủ tịch Hội đồng nhân dân xã"), 10), 4);
        assert_eq!(lines(&text("một\n\nba"), 10), 3);
        assert_eq!(lines(&Cell::Number(1_000_000), 1), 1);
    }
}
