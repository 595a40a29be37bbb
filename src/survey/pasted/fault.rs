//! What can be wrong with a pasted list. Every fault of every row is reported.

use super::Meaning;

/// One fault or notice, and its place.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PastedFault {
    /// Where.
    pub at: PastedPlace,
    /// What.
    pub kind: PastedFaultKind,
}

/// A place in a pasted list. Rows and columns count from 1, as a spreadsheet shows them, from where it was copied.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum PastedPlace {
    /// All of it.
    List,
    /// A row.
    Row(usize),
    /// One cell of it.
    Cell {
        /// Its row.
        row: usize,
        /// Its column.
        column: usize,
        /// What the column was taken for.
        meaning: Meaning,
    },
}

/// What is wrong.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub enum PastedFaultKind {
    // ── of the list: nothing of it was read ──
    /// More bytes than are read.
    TooLarge {
        /// Its bytes.
        bytes: usize,
        /// Most that are read.
        limit: usize,
    },
    /// More rows than are read.
    TooManyRows {
        /// Its rows that are not empty.
        rows: usize,
        /// Most that are read.
        limit: usize,
    },
    /// There is nothing in it.
    Nothing,
    /// No column holds names.
    NoNameColumn,
    // ── of a row, or of a cell in it: the row makes no subject ──
    /// The row has no name.
    NoName,
    /// What stands for a name has no letter in it.
    NotAName {
        /// What stands there.
        found: String,
    },
    /// Text of an old typeface (TCVN3, VNI), whose letters are others in Unicode: `NguyÔn V¨n An`.
    OldTypeface {
        /// What stands there.
        found: String,
    },
    /// More characters than fit a line.
    TooLong {
        /// Its characters.
        found: usize,
        /// Most allowed.
        most: usize,
    },
    /// A character that is invisible, changes direction or controls the device.
    Invisible {
        /// The code point, e.g. `U+202E`.
        code_point: String,
    },
    /// A letter that is not Latin, though it may look like one.
    ForeignLetter {
        /// The letter.
        letter: String,
        /// Its code point, e.g. `U+0410`.
        code_point: String,
    },
    /// Neither a form of address nor a sex.
    NotASalutation {
        /// What stands there.
        found: String,
    },
    /// No day that exists, of the years 1900 to 2099, with four digits of the year.
    BadDate {
        /// What stands there.
        found: String,
    },
    /// A day only if the month stands first.
    MonthFirst {
        /// What stands there.
        found: String,
    },
    /// Two days are possible, as another row of the column has the month first.
    DayOrMonth {
        /// What stands there.
        found: String,
        /// The other row.
        row: usize,
    },
    /// Name and date of birth are those of an earlier row.
    SamePerson {
        /// The earlier row.
        first: usize,
    },
    /// The name is that of an earlier row, and nothing that both have tells them apart: date of birth, post, unit.
    SameName {
        /// The earlier row.
        first: usize,
    },
    /// As [`SameName`](Self::SameName), said of what is no person.
    SameOrganisation {
        /// The earlier row.
        first: usize,
    },
    /// More tasks than one subject may have.
    TooManyTasks {
        /// Its tasks.
        found: usize,
        /// Most allowed.
        most: usize,
    },
    /// The ballot is full.
    BallotFull {
        /// Most subjects.
        most: usize,
    },
    // ── notices: the row makes a subject all the same ──
    /// The row adds its tasks to an earlier one.
    TasksJoined {
        /// The earlier row.
        first: usize,
    },
    /// A year is no date of birth; it was left out.
    OnlyYear {
        /// What stands there.
        found: String,
    },
}
