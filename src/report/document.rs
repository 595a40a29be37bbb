//! A document before it has a form: what the minutes say, in which order, and what must stay together.
//!
//! Every renderer (page, .docx, text) draws this and nothing else, so that no two of them can differ in a word.

use serde::{Deserialize, Serialize};

use super::Qr;
use crate::survey::{Heading, made_plain};

/// One document.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Document {
    /// Issuer, national or party title, place and date.
    pub head: Head,
    /// What must be seen on every page: that this was training, or that nobody has held it against the opening.
    pub marks: Vec<String>,
    /// In bold capitals.
    pub title: String,
    /// What the title is about, in bold.
    pub subtitle: String,
    /// From top to bottom.
    pub blocks: Vec<Block>,
}

/// Head of the first page, in two columns.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Head {
    /// State or party.
    pub style: Heading,
    /// Body above, on the left.
    pub parent: Option<String>,
    /// The issuing body, on the left, bold.
    pub issuer: String,
    /// Number of the document, below the issuer.
    pub number: String,
    /// Place and date, on the right, in italics.
    pub date: String,
}

/// One part of a document.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub enum Block {
    /// Heading of a section, with its number.
    Heading(String),
    /// Running text.
    Paragraph(Vec<Run>),
    /// One below the other, each with a number or a dash.
    List {
        /// Numbered from 1.
        numbered: bool,
        /// The items.
        items: Vec<Vec<Run>>,
    },
    /// A table.
    Table(Table),
    /// Words and code by which a file is known again.
    Fingerprint(Fingerprint),
    /// Places to sign, two in a row, each row on one page.
    Signatures(Vec<Sign>),
    /// Never torn apart by the end of a page.
    Together(Vec<Block>),
}

/// Words of one look.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Run {
    /// The words. A line feed begins a new line.
    pub text: String,
    /// Bold.
    pub bold: bool,
    /// Italic.
    pub italic: bool,
}

/// A table. Each row of `head` and of `rows` fills all `columns`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Table {
    /// Above the table; may be empty.
    pub caption: String,
    /// Its columns, from the left.
    pub columns: Vec<Column>,
    /// Rows that are repeated on every page.
    pub head: Vec<Vec<HeadCell>>,
    /// The rest: one text per column.
    pub rows: Vec<Vec<String>>,
    /// Small print, as wide as the page; otherwise as large as the text.
    pub wide: bool,
}

/// A column of a table.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Column {
    /// Width in relation to the other columns; at least 1.
    pub weight: u32,
    /// Numbers are centred and never torn apart; names begin at the left.
    pub number: bool,
}

/// A heading in a table. Where it reaches down over further rows, those rows leave it out.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct HeadCell {
    /// Its words.
    pub text: String,
    /// Columns that it stands above; at least 1.
    pub columns: u32,
    /// Rows that it reaches over; at least 1.
    pub rows: u32,
}

/// A fingerprint for people and for cameras.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Fingerprint {
    /// Of what.
    pub label: String,
    /// Ten words, in this order.
    pub words: Vec<String>,
    /// What the code says: the whole digest, 43 characters; empty where only the words are known.
    pub payload: String,
    /// The code.
    pub code: Option<Qr>,
}

/// A place to sign.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Sign {
    /// In which role, in capitals.
    pub role: String,
    /// Printed below the place; empty where it is not known.
    pub name: String,
}

impl Run {
    /// Words as they are.
    pub fn plain(text: impl Into<String>) -> Self {
        Self { text: text.into(), bold: false, italic: false }
    }

    /// Words in bold.
    pub fn bold(text: impl Into<String>) -> Self {
        Self { bold: true, ..Self::plain(text) }
    }

    /// Words in italics.
    pub fn italic(text: impl Into<String>) -> Self {
        Self { italic: true, ..Self::plain(text) }
    }
}

impl HeadCell {
    /// A heading over one column and `rows` rows.
    pub fn down(text: impl Into<String>, rows: u32) -> Self {
        Self { text: text.into(), columns: 1, rows }
    }

    /// A heading over `columns` columns and one row.
    pub fn across(text: impl Into<String>, columns: u32) -> Self {
        Self { text: text.into(), columns, rows: 1 }
    }
}

impl Column {
    /// A column of numbers.
    pub const fn number(weight: u32) -> Self {
        Self { weight, number: true }
    }

    /// A column of words.
    pub const fn words(weight: u32) -> Self {
        Self { weight, number: false }
    }
}

/// The words of some runs, without their look.
pub fn plain(runs: &[Run]) -> String {
    runs.iter().map(|run| run.text.as_str()).collect()
}

/// Where in the grid a heading stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Placed<'a> {
    /// The heading.
    pub cell: &'a HeadCell,
    /// First column, from 0.
    pub column: usize,
    /// Columns that it covers here, within the table.
    pub columns: usize,
    /// Is this where it begins, or does it reach down from the row above?
    pub begins: bool,
}

impl Table {
    /// So short that it stands whole on one page: the six figures, a question about a few.
    pub fn is_short(&self) -> bool {
        self.rows.len() <= 8
    }

    /// Every heading of every head row, those that reach down from above included, from the left.
    pub fn head_places(&self) -> Vec<Vec<Placed<'_>>> {
        let width = self.columns.len();
        // The heading that reaches down into a column, and how many rows it still has.
        let mut from_above: Vec<Option<(&HeadCell, u32)>> = vec![None; width];
        let mut places = Vec::new();
        for row in &self.head {
            let mut own = row.iter();
            let mut placed = Vec::new();
            let mut column = 0;
            while column < width {
                let (cell, begins, rows) = match from_above[column] {
                    Some((cell, rows)) => (cell, false, rows),
                    None => match own.next() {
                        Some(cell) => (cell, true, cell.rows),
                        None => break,
                    },
                };
                let columns = (cell.columns.max(1) as usize).min(width - column);
                for below in &mut from_above[column..column + columns] {
                    *below = (rows > 1).then_some((cell, rows - 1));
                }
                placed.push(Placed { cell, column, columns, begins });
                column += columns;
            }
            places.push(placed);
        }
        places
    }

    /// The head as one cell per column; a heading stands where it begins, the rest is empty.
    pub fn head_grid(&self) -> Vec<Vec<Option<&HeadCell>>> {
        let rows = self.head_places().into_iter().map(|places| {
            let mut row = vec![None; self.columns.len()];
            for place in places.into_iter().filter(|place| place.begins) {
                row[place.column] = Some(place.cell);
            }
            row
        });
        rows.collect()
    }
}

impl Document {
    /// The same with every text made visible: what a file from elsewhere brings in must not turn round the sentence
    /// it stands in, nor hide in it.
    #[must_use]
    pub fn made_plain(mut self) -> Self {
        let head = &mut self.head;
        let lines = [&mut head.issuer, &mut head.number, &mut head.date, &mut self.title, &mut self.subtitle];
        for text in lines.into_iter().chain(&mut head.parent).chain(&mut self.marks) {
            clean(text);
        }
        self.blocks.iter_mut().for_each(clean_block);
        self
    }
}

fn clean(text: &mut String) {
    *text = made_plain(text);
}

fn clean_block(block: &mut Block) {
    match block {
        Block::Heading(text) => clean(text),
        Block::Paragraph(runs) => runs.iter_mut().for_each(|run| clean(&mut run.text)),
        Block::List { items, .. } => items.iter_mut().flatten().for_each(|run| clean(&mut run.text)),
        Block::Table(table) => {
            clean(&mut table.caption);
            table.head.iter_mut().flatten().for_each(|cell| clean(&mut cell.text));
            table.rows.iter_mut().flatten().for_each(clean);
        }
        Block::Fingerprint(_) => {} // the program's own words
        Block::Signatures(places) => places.iter_mut().for_each(|place| {
            clean(&mut place.role);
            clean(&mut place.name);
        }),
        Block::Together(blocks) => blocks.iter_mut().for_each(clean_block),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn headings_that_reach_down_keep_their_column() {
        let table = Table {
            caption: String::new(),
            columns: vec![Column::number(1); 4],
            head: vec![
                vec![HeadCell::down("TT", 2), HeadCell::across("Cao", 2), HeadCell::down("Trống", 2)],
                vec![HeadCell::down("Số", 1), HeadCell::down("%", 1)],
            ],
            rows: Vec::new(),
            wide: true,
        };
        let texts = |row: usize| -> Vec<(String, usize, bool)> {
            let places = table.head_places().swap_remove(row);
            places.into_iter().map(|place| (place.cell.text.clone(), place.column, place.begins)).collect()
        };
        let place = |text: &str, column, begins| (text.to_owned(), column, begins);
        assert_eq!(texts(0), [place("TT", 0, true), place("Cao", 1, true), place("Trống", 3, true)]);
        let below = [place("TT", 0, false), place("Số", 1, true), place("%", 2, true), place("Trống", 3, false)];
        assert_eq!(texts(1), below);
    }

    #[test]
    fn a_head_that_does_not_fit_its_columns_is_cut_and_never_panics() {
        let mut table = Table {
            caption: String::new(),
            columns: vec![Column::words(1); 2],
            head: vec![vec![HeadCell { text: "a".into(), columns: 9, rows: 9 }], vec![HeadCell::down("b", 1); 3]],
            rows: Vec::new(),
            wide: false,
        };
        assert_eq!(table.head_places()[0][0].columns, 2);
        assert_eq!(table.head_places()[1].len(), 1);
        table.head = vec![Vec::new()];
        assert_eq!(table.head_grid(), [[None, None]]);
    }
}
