//! Sheets as .xlsx (ECMA-376, part 1): numbers as numbers, words as words.

use core::fmt::Write;

use super::csv::begins_formula;
use super::figures::{Cell, Sheet, workbook};
use super::xml::{DECLARATION, escape};
use super::zip::Zip;
use super::{Particulars, Verified};
use crate::text::{Lang, numbers};

/// Indices into the cell formats of [`STYLES`].
const TEXT: u32 = 1;
const STRONG: u32 = 2;
const WHOLE: u32 = 3;
const PERCENT: u32 = 4;
const MEAN: u32 = 6;
/// Text that would become a formula if somebody edited the cell and pressed Enter: `quotePrefix` keeps it text.
const PREFIXED: u32 = 5;

/// The figures of a result as a workbook.
///
/// Every word is an inline string, which no program reads as a formula. Percentages are the rounded decimals that the
/// minutes print, written digit by digit; count and base stand beside them.
pub fn xlsx(verified: &Verified, particulars: &Particulars) -> Vec<u8> {
    let sheets = workbook(verified, particulars);
    let mut zip = Zip::default();
    let mut part = |name: &str, content: String| zip.add(name, (DECLARATION.to_owned() + &content).as_bytes());
    let (mut types, mut names, mut relations) = (String::new(), String::new(), String::new());
    for (at, sheet) in sheets.iter().enumerate() {
        let number = at + 1;
        let _ = write!(
            types,
            r#"<Override PartName="/xl/worksheets/sheet{number}.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml"/>"#
        );
        let _ = write!(names, r#"<sheet name="{}" sheetId="{number}" r:id="rId{number}"/>"#, escape(&sheet.name));
        let _ = write!(
            relations,
            r#"<Relationship Id="rId{number}" Type="{OFFICE}/relationships/worksheet" Target="worksheets/sheet{number}.xml"/>"#
        );
    }
    let styles = sheets.len() + 1;
    part(
        "[Content_Types].xml",
        format!(
            r#"<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/><Override PartName="/xl/workbook.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"/><Override PartName="/xl/styles.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.styles+xml"/>{types}</Types>"#
        ),
    );
    part(
        "_rels/.rels",
        format!(
            r#"<Relationships xmlns="{RELATIONS}"><Relationship Id="rId1" Type="{OFFICE}/relationships/officeDocument" Target="xl/workbook.xml"/></Relationships>"#
        ),
    );
    part(
        "xl/workbook.xml",
        format!(r#"<workbook xmlns="{MAIN}" xmlns:r="{OFFICE}/relationships"><sheets>{names}</sheets></workbook>"#),
    );
    part(
        "xl/_rels/workbook.xml.rels",
        format!(
            r#"<Relationships xmlns="{RELATIONS}">{relations}<Relationship Id="rId{styles}" Type="{OFFICE}/relationships/styles" Target="styles.xml"/></Relationships>"#
        ),
    );
    part("xl/styles.xml", format!(r#"<styleSheet xmlns="{MAIN}">{STYLES}</styleSheet>"#));
    for (at, sheet) in sheets.iter().enumerate() {
        part(&format!("xl/worksheets/sheet{}.xml", at + 1), worksheet(sheet));
    }
    zip.finish()
}

const MAIN: &str = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
const RELATIONS: &str = "http://schemas.openxmlformats.org/package/2006/relationships";
const OFFICE: &str = "http://schemas.openxmlformats.org/officeDocument/2006";

/// Formats 3 and 10 are built in: `#,##0` and `0.00%`, which Excel shows as the reader's region writes them.
const STYLES: &str = concat!(
    r#"<fonts count="2"><font><sz val="12"/><name val="Times New Roman"/><family val="1"/></font>"#,
    r#"<font><b/><sz val="12"/><name val="Times New Roman"/><family val="1"/></font></fonts>"#,
    r#"<fills count="2"><fill><patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill></fills>"#,
    r#"<borders count="2"><border><left/><right/><top/><bottom/><diagonal/></border>"#,
    r#"<border><left style="thin"/><right style="thin"/><top style="thin"/><bottom style="thin"/><diagonal/></border></borders>"#,
    r#"<cellStyleXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0"/></cellStyleXfs>"#,
    r#"<cellXfs count="7"><xf numFmtId="0" fontId="0" fillId="0" borderId="0" xfId="0"/>"#,
    r#"<xf numFmtId="49" fontId="0" fillId="0" borderId="1" xfId="0" applyNumberFormat="1" applyBorder="1" applyAlignment="1"><alignment vertical="top" wrapText="1"/></xf>"#,
    r#"<xf numFmtId="49" fontId="1" fillId="0" borderId="1" xfId="0" applyNumberFormat="1" applyFont="1" applyBorder="1" applyAlignment="1"><alignment vertical="top" wrapText="1"/></xf>"#,
    r#"<xf numFmtId="3" fontId="0" fillId="0" borderId="1" xfId="0" applyNumberFormat="1" applyBorder="1" applyAlignment="1"><alignment vertical="top"/></xf>"#,
    r#"<xf numFmtId="10" fontId="0" fillId="0" borderId="1" xfId="0" applyNumberFormat="1" applyBorder="1" applyAlignment="1"><alignment vertical="top"/></xf>"#,
    r#"<xf numFmtId="49" fontId="0" fillId="0" borderId="1" xfId="0" quotePrefix="1" applyNumberFormat="1" applyBorder="1" applyAlignment="1"><alignment vertical="top" wrapText="1"/></xf>"#,
    // numFmtId 2 is 0.00.
    r#"<xf numFmtId="2" fontId="0" fillId="0" borderId="1" xfId="0" applyNumberFormat="1" applyBorder="1" applyAlignment="1"><alignment vertical="top"/></xf></cellXfs>"#,
    r#"<cellStyles count="1"><cellStyle name="Normal" xfId="0" builtinId="0"/></cellStyles>"#,
);

fn worksheet(sheet: &Sheet) -> String {
    let mut out = format!(r#"<worksheet xmlns="{MAIN}"><sheetViews><sheetView workbookViewId="0">"#);
    if sheet.frozen > 0 {
        let (rows, below) = (sheet.frozen, sheet.frozen + 1);
        let _ = write!(out, r#"<pane ySplit="{rows}" topLeftCell="A{below}" activePane="bottomLeft" state="frozen"/>"#);
    }
    out.push_str("</sheetView></sheetViews><cols>");
    for (at, width) in sheet.widths.iter().enumerate() {
        let number = at + 1;
        let _ = write!(out, r#"<col min="{number}" max="{number}" width="{width}" customWidth="1"/>"#);
    }
    out.push_str("</cols><sheetData>");
    for (at, row) in sheet.rows.iter().enumerate() {
        let number = at + 1;
        let _ = write!(out, r#"<row r="{number}">"#);
        // A single cell is a title: it runs over its neighbours instead of growing downwards.
        let lone = row.len() == 1;
        for (at, cell) in row.iter().enumerate() {
            write_cell(&mut out, &format!("{}{number}", column_name(at)), cell, lone);
        }
        out.push_str("</row>");
    }
    out.push_str("</sheetData></worksheet>");
    out
}

fn write_cell(out: &mut String, place: &str, cell: &Cell, lone: bool) {
    let mut words = |text: &str, style: u32| {
        let style = if begins_formula(text) { PREFIXED } else { style };
        let text = escape(text);
        let _ =
            write!(out, r#"<c r="{place}" s="{style}" t="inlineStr"><is><t xml:space="preserve">{text}</t></is></c>"#);
    };
    match cell {
        Cell::Empty => {}
        Cell::Text(text) => words(text, TEXT),
        Cell::Strong(text) => words(text, if lone { 0 } else { STRONG }),
        Cell::Number(number) => {
            let _ = write!(out, r#"<c r="{place}" s="{WHOLE}"><v>{number}</v></c>"#);
        }
        Cell::Mean(mean) => match numbers::mean_hundredths(*mean) {
            Some(hundredths) => {
                let (whole, rest) = (hundredths / 100, hundredths % 100);
                let _ = write!(out, r#"<c r="{place}" s="{MEAN}"><v>{whole}.{rest:02}</v></c>"#);
            }
            None => words(&numbers::mean(*mean, Lang::Vi), TEXT),
        },
        Cell::Percent(share) => match numbers::hundredths(*share) {
            Some(hundredths) => {
                let (whole, rest) = (hundredths / 10_000, hundredths % 10_000);
                let _ = write!(out, r#"<c r="{place}" s="{PERCENT}"><v>{whole}.{rest:04}</v></c>"#);
            }
            None => words(&numbers::percent(*share, Lang::Vi), TEXT),
        },
    }
}

/// A, B, …, Z, AA, …
fn column_name(mut at: usize) -> String {
    let mut name = String::new();
    loop {
        name.insert(0, char::from(b'A' + (at % 26) as u8));
        if at < 26 {
            return name;
        }
        at = at / 26 - 1;
    }
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
    fn columns_are_named_as_spreadsheets_name_them() {
        let names = [0, 25, 26, 51, 52, 701, 702].map(column_name);
        assert_eq!(names, ["A", "Z", "AA", "AZ", "BA", "ZZ", "AAA"]);
    }
}
