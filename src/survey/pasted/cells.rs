//! Text from a clipboard or a CSV file taken apart into rows and cells.
//!
//! Why not the `csv` crate? It adds 9 kB of brotli, which would be little for what it does; but to it, a quotation mark
//! that nobody closed makes everything up to the end one cell, silently. Spreadsheets write such text: a cell that
//! merely begins with a quotation mark goes to the clipboard as it is. Here a mark opens a quoted cell only if there
//! is one that closes it, at the end of a cell; otherwise it is a character like any other, and no row is lost.

use super::super::templates::as_typed;

/// Columns that are looked at; a whole row of a spreadsheet has 16,384.
const MAX_COLUMNS: usize = 50;

/// A row that has something in it.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Row {
    /// Its number, from 1, empty rows counted.
    pub(super) number: usize,
    /// Its cells as texts from a keyboard: composed (NFC), one space between words.
    pub(super) cells: Vec<String>,
    /// The cells with their line breaks, as they came.
    raw: Vec<String>,
}

impl Row {
    /// The cell of a column; empty where the row ends before.
    pub(super) fn cell(&self, column: usize) -> &str {
        self.cells.get(column).map_or("", String::as_str)
    }

    /// What a cell lists, in its lines or parted by semicolons.
    pub(super) fn items(&self, column: usize) -> impl Iterator<Item = String> {
        let raw = self.raw.get(column).map_or("", String::as_str);
        raw.split(['\n', '\r', ';']).map(as_typed).filter(|item| !item.is_empty())
    }
}

/// The rows of `text` that are not empty.
pub(super) fn rows(text: &str) -> Vec<Row> {
    parted(text, separator(text))
}

/// The lines of `text` that are not empty, each one cell.
pub(super) fn lines(text: &str) -> Vec<Row> {
    parted(text, None)
}

/// The lines of a list that was typed, one person to a line: what `part` takes each for, name and the rest.
pub(super) fn typed(text: &str, part: impl Fn(&str) -> Option<(String, String)>) -> Vec<Row> {
    let mut rows = lines(text);
    for row in &mut rows {
        if let Some((name, rest)) = part(row.cell(0)) {
            row.raw = vec![name.clone(), rest.clone()];
            row.cells = vec![name, rest];
        }
    }
    rows
}

fn parted(text: &str, separator: Option<char>) -> Vec<Row> {
    let mut rest = Some(text.strip_prefix('\u{feff}').unwrap_or(text));
    let mut rows = Vec::new();
    let mut number = 0;
    while let Some(text) = rest {
        let raw: Vec<String>;
        (raw, rest) = row(text, separator);
        number += 1;
        if !raw.is_empty() {
            rows.push(Row { number, cells: raw.iter().map(|cell| as_typed(cell)).collect(), raw });
        }
    }
    rows
}

/// What parts the cells: the tab of a clipboard, or in CSV the semicolon (where the comma is in numbers, as in
/// Vietnam) or comma, if at least half of the lines have it. `None` for a plain list with a comma here and there.
fn separator(text: &str) -> Option<char> {
    if text.contains('\t') {
        return Some('\t');
    }
    let lines = || text.split(['\n', '\r']).filter(|line| !line.trim().is_empty());
    let all = lines().count();
    [';', ','].into_iter().find(|&mark| all > 0 && lines().filter(|line| line.contains(mark)).count() * 2 >= all)
}

/// Cells of the first row, without empty ones at the end, and what comes after it.
fn row(mut text: &str, separator: Option<char>) -> (Vec<String>, Option<&str>) {
    let mut cells = Vec::new();
    let mut filled = 0;
    loop {
        let (cell, rest) = quoted(text, separator).unwrap_or_else(|| {
            let end = text.find(|character| ends_cell(character, separator)).unwrap_or(text.len());
            let (cell, rest) = text.split_at(end);
            (cell.to_owned(), rest)
        });
        if cells.len() < MAX_COLUMNS {
            if !cell.trim().is_empty() {
                filled = cells.len() + 1;
            }
            cells.push(cell);
        }
        let mut after = rest.chars();
        match after.next() {
            Some(mark) if Some(mark) == separator => text = after.as_str(),
            end => {
                cells.truncate(filled);
                // CR LF is one end of a line.
                let after = end.map(|_| rest.strip_prefix("\r\n").unwrap_or(after.as_str()));
                return (cells, after);
            }
        }
    }
}

/// A cell in quotation marks, and what comes after it.
fn quoted(text: &str, separator: Option<char>) -> Option<(String, &str)> {
    let mut rest = text.trim_start_matches(' ').strip_prefix('"')?;
    let mut cell = String::new();
    loop {
        let (before, after) = rest.split_once('"')?;
        cell.push_str(before);
        if let Some(more) = after.strip_prefix('"') {
            cell.push('"');
            rest = more;
            continue;
        }
        let after = after.trim_start_matches(' ');
        return after.chars().next().is_none_or(|end| ends_cell(end, separator)).then_some((cell, after));
    }
}

fn ends_cell(character: char, separator: Option<char>) -> bool {
    matches!(character, '\n' | '\r') || Some(character) == separator
}

#[cfg(test)]
mod tests {
    use super::*;

    fn cells(text: &str) -> Vec<(usize, Vec<String>)> {
        rows(text).into_iter().map(|row| (row.number, row.cells)).collect()
    }

    fn row(number: usize, cells: &[&str]) -> (usize, Vec<String>) {
        (number, cells.iter().map(|&cell| cell.to_owned()).collect())
    }

    #[test]
    fn tabs_of_a_clipboard_go_before_commas_and_semicolons() {
        assert_eq!(cells("1\tAn, B; C\r\n\r\n2\tBình\t\t\r\n"), [row(1, &["1", "An, B; C"]), row(3, &["2", "Bình"])]);
        assert_eq!(
            cells("An;Trưởng thôn, bí thư\nBình;Phó thôn"),
            [row(1, &["An", "Trưởng thôn, bí thư"]), row(2, &["Bình", "Phó thôn"])]
        );
        assert_eq!(cells("\u{feff}An,Trưởng thôn\rBình,"), [row(1, &["An", "Trưởng thôn"]), row(2, &["Bình"])]);
        assert_eq!(cells("An\nBình, phó thôn\nCúc"), [row(1, &["An"]), row(2, &["Bình, phó thôn"]), row(3, &["Cúc"])]);
    }

    #[test]
    fn a_cell_in_quotation_marks_may_hold_separators_line_ends_and_doubled_marks() {
        assert_eq!(
            cells("\"Lê, An\", \"Tổ\n\"\"Mẫu\"\"\" ,x\nB,,\"\""),
            [row(1, &["Lê, An", "Tổ \"Mẫu\"", "x"]), row(2, &["B"])]
        );
    }

    #[test]
    fn a_quotation_mark_that_nobody_closes_is_a_character_and_loses_no_row() {
        assert_eq!(
            cells("\"Tổ Mẫu\" 1\tAn\n\"Tổ\tBình\nTổ \"2\"\tCúc"),
            [row(1, &["\"Tổ Mẫu\" 1", "An"]), row(2, &["\"Tổ", "Bình"]), row(3, &["Tổ \"2\"", "Cúc"])]
        );
    }

    #[test]
    fn white_space_of_any_kind_is_nothing() {
        assert_eq!(cells(" \u{a0}\t\u{3000}\n\n\t\t\n"), []);
        assert_eq!(cells("").len() + cells("\u{feff}").len() + cells("\"\"").len(), 0);
        assert_eq!(cells("\t\tAn"), [row(1, &["", "", "An"])]);
    }

    #[test]
    fn half_a_megabyte_of_quotation_marks_or_tabs_are_read_to_the_end() {
        for piece in ["\"", "\"\t", "\"\"\"x\t", "\t", "\"\"x\t", " \"", "\n\"\"\""] {
            rows(&piece.repeat(500_000 / piece.len()));
        }
    }
}
