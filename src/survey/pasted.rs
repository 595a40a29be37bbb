//! A list of subjects pasted from a spreadsheet, or read from a CSV file, on its way into a survey.
//!
//! Communes keep their lists in spreadsheets, each in a form of its own; typing a hundred names anew makes new
//! mistakes. So the columns are found by their headings, or by what they hold, and whoever pastes is shown what each
//! was taken for. Every row ends as a [`Subject`] or with all its faults; a bad row never takes a good one with it. The
//! good rows together satisfy every rule that [`Survey::parse`](super::Survey::parse) has for subjects.
//!
//! The text was typed by people, so it is composed (NFC) and its white space tidied without asking; what cannot be seen
//! is a fault all the same.

mod cells;
mod columns;
mod dates;
mod fault;
mod ids;
mod salutation;

use std::collections::{HashMap, HashSet};

use unicode_normalization::UnicodeNormalization;

pub use columns::{Column, Meaning};
pub use fault::{PastedFault, PastedFaultKind, PastedPlace};
pub use ids::subject_id;

use self::cells::Row;
pub(super) use self::dates::{Birth, birth};
use self::fault::PastedFaultKind as Kind;
use super::characters::{appearance, code_point, is_foreign, is_invisible, shown};
use super::name_order::{Word, words};
use super::parse::looks;
use super::{MAX_LINE, MAX_SUBJECTS, Subject, SubjectKind};

/// Largest list that is read. A hundred subjects with everything filled have about 20 kB.
pub const MAX_PASTED_BYTES: usize = 512 * 1024;
/// Most rows that are read, headings among them. Far more than a ballot holds: the list may be of the whole commune.
pub const MAX_PASTED_ROWS: usize = 1_000;

/// A pasted list that was read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Pasted {
    /// What each column was taken for, from the left.
    pub columns: Vec<Column>,
    /// The rows that were taken for headings or stand above them, by number; no data was sought in them.
    pub above: Vec<usize>,
    /// Every other row that is not empty, in the order of the list.
    pub rows: Vec<PastedRow>,
}

/// What became of one row.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PastedRow {
    /// Its number in the list, from 1, empty rows counted.
    pub row: usize,
    /// The subject, or all that is wrong with it.
    pub outcome: Result<Subject, Vec<PastedFault>>,
    /// What was left out without harm.
    pub notices: Vec<PastedFault>,
}

impl Pasted {
    /// Reads a list of persons, or of organisations, which have no salutation and no date of birth. Cells are parted by
    /// tabs, semicolons or commas.
    ///
    /// Of one person in several rows, the first is good; of a list longer than a ballot, the first [`MAX_SUBJECTS`].
    /// Identifiers are made of the names, see [`subject_id`].
    ///
    /// # Errors
    /// One fault of the whole list: too long, empty, or without a column of names.
    pub fn read(text: &str, kind: SubjectKind) -> Result<Self, PastedFault> {
        let rows = rows(text)?;
        let layout = columns::layout(&rows, kind);
        Self::of(&rows, layout.data, layout.columns, kind)
    }

    /// As [`read`](Self::read), for whoever knows better what the columns are: `meanings` from the left; columns
    /// beyond are ignored. Headings are still found and kept out.
    ///
    /// # Errors
    /// As for [`read`](Self::read).
    pub fn read_as(text: &str, kind: SubjectKind, meanings: &[Meaning]) -> Result<Self, PastedFault> {
        let rows = rows(text)?;
        let mut layout = columns::layout(&rows, kind);
        for (index, column) in layout.columns.iter_mut().enumerate() {
            column.meaning = meanings.get(index).copied().unwrap_or(Meaning::Ignored);
        }
        Self::of(&rows, layout.data, layout.columns, kind)
    }

    /// The good rows' subjects, in the order of the list; at most [`MAX_SUBJECTS`].
    pub fn subjects(&self) -> impl Iterator<Item = &Subject> {
        self.rows.iter().filter_map(|row| row.outcome.as_ref().ok())
    }

    /// Every fault of every bad row.
    pub fn faults(&self) -> impl Iterator<Item = &PastedFault> {
        self.rows.iter().filter_map(|row| row.outcome.as_ref().err()).flatten()
    }

    fn of(rows: &[Row], data: usize, columns: Vec<Column>, kind: SubjectKind) -> Result<Self, PastedFault> {
        let named = |meaning| columns.iter().any(|column| column.meaning == meaning);
        if !named(Meaning::Name) && !named(Meaning::FamilyNames) && !named(Meaning::GivenName) {
            return Err(of_list(Kind::NoNameColumn));
        }
        let (above, body) = rows.split_at_checked(data).unwrap_or((rows, &[]));
        let mut list = List::new(&columns, body, kind);
        let made = body.iter().map(|row| list.add(row)).collect();
        Ok(Self { above: above.iter().map(|row| row.number).collect(), rows: made, columns })
    }
}

fn of_list(kind: Kind) -> PastedFault {
    PastedFault { at: PastedPlace::List, kind }
}

fn rows(text: &str) -> Result<Vec<Row>, PastedFault> {
    if text.len() > MAX_PASTED_BYTES {
        return Err(of_list(Kind::TooLarge { bytes: text.len(), limit: MAX_PASTED_BYTES }));
    }
    let rows = cells::rows(text);
    match rows.len() {
        0 => Err(of_list(Kind::Nothing)),
        1..=MAX_PASTED_ROWS => Ok(rows),
        found => Err(of_list(Kind::TooManyRows { rows: found, limit: MAX_PASTED_ROWS })),
    }
}

/// What is known while the rows are read one after the other.
struct List<'a> {
    columns: &'a [Column],
    kind: SubjectKind,
    /// Whether "Ông" in front of a name is a form of address: it is a family's name, too.
    addressed: bool,
    /// A row whose date has the month first.
    month_first: Option<usize>,
    ids: HashSet<String>,
    /// The good rows so far, by what their names sound like.
    named: HashMap<Vec<Word>, Vec<(usize, Subject)>>,
}

impl<'a> List<'a> {
    fn new(columns: &'a [Column], rows: &[Row], kind: SubjectKind) -> Self {
        let (ids, named) = (HashSet::new(), HashMap::new());
        let mut list = Self { columns, kind, addressed: false, month_first: None, ids, named };
        let addressed = rows.iter().filter(|row| salutation::in_front(&list.name(row)).is_some()).count();
        list.addressed = kind == SubjectKind::Person && addressed * 2 >= rows.len();
        if let Some(column) = list.column(Meaning::BirthDate) {
            let first = rows.iter().find(|row| birth(row.cell(column)) == Birth::MonthFirst);
            list.month_first = first.map(|row| row.number);
        }
        list
    }

    fn column(&self, meaning: Meaning) -> Option<usize> {
        if meaning.is_of_persons() && self.kind != SubjectKind::Person {
            return None;
        }
        self.columns.iter().position(|column| column.meaning == meaning)
    }

    fn add(&mut self, row: &Row) -> PastedRow {
        let mut reading = Reading { list: self, row, faults: Vec::new(), notices: Vec::new() };
        let subject = reading.subject();
        let Reading { mut faults, notices, .. } = reading;
        let key = key(&subject.name);
        if faults.is_empty()
            && let Some(kind) = self.not_new(&key, &subject)
        {
            faults.push(PastedFault { at: PastedPlace::Row(row.number), kind });
        }
        let outcome = if faults.is_empty() {
            self.ids.insert(subject.id.clone());
            self.named.entry(key).or_default().push((row.number, subject.clone()));
            Ok(subject)
        } else {
            Err(faults)
        };
        PastedRow { row: row.number, outcome, notices }
    }

    /// Why a subject without faults of its own has no place beside those before it.
    fn not_new(&self, key: &[Word], subject: &Subject) -> Option<Kind> {
        let mut earlier = self.named.get(key).into_iter().flatten();
        let same = earlier.find_map(|(first, other)| self.same(*first, other, subject)).or_else(|| {
            // What the survey's own rule says, whatever was said here.
            let before = self.named.values().flatten().find(|(_, other)| looks(other) == looks(subject));
            before.map(|(first, _)| Kind::SameName { first: *first })
        });
        let full = self.ids.len() >= MAX_SUBJECTS;
        same.or_else(|| full.then_some(Kind::BallotFull { most: MAX_SUBJECTS }))
    }

    /// Whether a voter could take one subject for another of the same name. What only one of them has tells
    /// nothing: the other may have it, too.
    fn same(&self, first: usize, one: &Subject, other: &Subject) -> Option<Kind> {
        match (&one.birth_date, &other.birth_date) {
            (Some(one), Some(other)) if one == other => return Some(Kind::SamePerson { first }),
            (Some(_), Some(_)) => return None,
            _ => {}
        }
        let differ = |one: &Option<String>, other: &Option<String>| match (one, other) {
            (Some(one), Some(other)) => key(one) != key(other),
            _ => false,
        };
        if differ(&one.post, &other.post) || differ(&one.unit, &other.unit) {
            return None;
        }
        let person = self.kind == SubjectKind::Person;
        Some(if person { Kind::SameName { first } } else { Kind::SameOrganisation { first } })
    }

    /// The name as it stands, put together if it has two columns.
    fn name(&self, row: &Row) -> String {
        let cell = |meaning| self.column(meaning).map_or("", |column| row.cell(column));
        let name = match self.column(Meaning::Name) {
            Some(column) => row.cell(column).to_owned(),
            None => format!("{} {}", cell(Meaning::FamilyNames), cell(Meaning::GivenName)),
        };
        without_number(name.trim()).to_owned()
    }
}

/// A name without the number or dash of a list in a text document: "1. Nguyễn Văn An".
fn without_number(name: &str) -> &str {
    let digits = name.trim_start_matches(|digit: char| digit.is_ascii_digit());
    let numbered = digits.len() < name.len();
    let rest =
        if numbered { digits.strip_prefix(['.', ')']) } else { name.strip_prefix(['-', '–', '•', '+', '*']) };
    rest.map_or(name, str::trim_start)
}

/// Texts of one key cannot be told apart: but for what only looks alike, they have the same words.
fn key(text: &str) -> Vec<Word> {
    // Small letters first: what looks like an l is an i in a name that is written in capitals.
    let seen: String = appearance(&text.to_lowercase()).nfc().collect();
    words(&seen)
}

/// One row being read.
struct Reading<'a> {
    list: &'a List<'a>,
    row: &'a Row,
    faults: Vec<PastedFault>,
    notices: Vec<PastedFault>,
}

impl Reading<'_> {
    /// The only place where a row becomes a subject. It counts only if there was no fault.
    fn subject(&mut self) -> Subject {
        let written = self.list.name(self.row);
        let in_front = salutation::in_front(&written).filter(|_| self.list.addressed);
        let name = in_front.map_or(written.as_str(), |(_, name)| name).to_owned();
        let salutation = self.salutation().or_else(|| in_front.map(|(said, _)| said.to_owned()));
        self.check_name(&name);
        let otherwise = if self.list.kind == SubjectKind::Person { "nguoi" } else { "to-chuc" };
        Subject {
            id: subject_id(&name, otherwise, |id| self.list.ids.contains(id)),
            kind: self.list.kind,
            salutation,
            name,
            post: self.line(Meaning::Post),
            unit: self.line(Meaning::Unit),
            birth_date: self.birth_date(),
            tasks: Vec::new(),
        }
    }

    fn place(&self, meaning: Meaning) -> PastedPlace {
        match self.list.column(meaning) {
            Some(column) => PastedPlace::Cell { row: self.row.number, column: column + 1, meaning },
            None => PastedPlace::Row(self.row.number),
        }
    }

    fn fault(&mut self, meaning: Meaning, kind: Kind) {
        let at = self.place(meaning);
        self.faults.push(PastedFault { at, kind });
    }

    /// A cell, if it says something: dashes and points say that there is nothing to say.
    fn cell(&self, meaning: Meaning) -> Option<&str> {
        let cell = self.row.cell(self.list.column(meaning)?);
        let says = |character: char| !matches!(character, '-' | '–' | '—' | '.' | '…' | '_' | '/' | ' ');
        cell.contains(says).then_some(cell)
    }

    fn check_name(&mut self, name: &str) {
        let meaning = if self.list.column(Meaning::Name).is_some() { Meaning::Name } else { Meaning::FamilyNames };
        if name.is_empty() {
            self.fault(meaning, Kind::NoName);
        } else if name.contains(is_of_old_typeface) {
            self.fault(meaning, Kind::OldTypeface { found: shown(name) });
        } else {
            self.check_line(meaning, name);
            if !name.contains(char::is_alphabetic) {
                self.fault(meaning, Kind::NotAName { found: shown(name) });
            }
        }
    }

    fn check_line(&mut self, meaning: Meaning, line: &str) {
        let found = line.chars().count();
        if found > MAX_LINE {
            self.fault(meaning, Kind::TooLong { found, most: MAX_LINE });
        }
        if let Some(character) = line.chars().find(|character| is_invisible(*character)) {
            self.fault(meaning, Kind::Invisible { code_point: code_point(character) });
        } else if let Some(letter) = line.chars().find(|character| is_foreign(*character)) {
            let kind = Kind::ForeignLetter { letter: letter.to_string(), code_point: code_point(letter) };
            self.fault(meaning, kind);
        }
    }

    fn line(&mut self, meaning: Meaning) -> Option<String> {
        let line = self.cell(meaning)?.to_owned();
        self.check_line(meaning, &line);
        Some(line)
    }

    fn salutation(&mut self) -> Option<String> {
        let cell = self.cell(Meaning::Salutation)?;
        let said = salutation::salutation(cell);
        if said.is_none() {
            let found = shown(cell);
            self.fault(Meaning::Salutation, Kind::NotASalutation { found });
        }
        said.map(str::to_owned)
    }

    fn birth_date(&mut self) -> Option<String> {
        let cell = self.cell(Meaning::BirthDate)?;
        let found = shown(cell);
        let kind = match (birth(cell), self.list.month_first) {
            (Birth::Day { swappable: true, .. }, Some(row)) => Kind::DayOrMonth { found, row },
            (Birth::Day { iso, .. }, _) => return Some(iso),
            (Birth::MonthFirst, _) => Kind::MonthFirst { found },
            (Birth::Unreadable, _) => Kind::BadDate { found },
            (Birth::Year, _) => {
                let at = self.place(Meaning::BirthDate);
                self.notices.push(PastedFault { at, kind: Kind::OnlyYear { found } });
                return None;
            }
        };
        self.fault(Meaning::BirthDate, kind);
        None
    }
}

/// Characters that names in the typefaces TCVN3 and VNI have, and names in Unicode don't: `NguyÔn V¨n An`.
fn is_of_old_typeface(character: char) -> bool {
    matches!(character, '¡'..='¬' | '®'..='¿' | '×' | '÷' | 'Þ' | 'þ' | 'ß' | 'æ' | 'Æ' | 'ø' | 'Ø' | 'å' | 'Å')
}

#[cfg(test)]
mod tests;
