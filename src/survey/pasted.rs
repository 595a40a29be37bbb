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
mod typed;

use std::collections::{HashMap, HashSet};

use unicode_normalization::UnicodeNormalization;

pub use columns::{Column, Meaning};
pub use fault::{PastedFault, PastedFaultKind, PastedPlace};
pub use ids::subject_id;

use self::cells::Row;
use self::columns::Layout;
pub(super) use self::dates::{Birth, birth};
use self::fault::PastedFaultKind as Kind;
use super::characters::{appearance, code_point, is_foreign, is_invisible, shown};
use super::name_order::{Word, words};
use super::parse::looks;
use super::{MAX_LINE, MAX_SUBJECTS, MAX_TASKS, Subject, SubjectKind, Task};

/// Largest list that is read. A hundred subjects with everything filled have about 20 kB.
pub const MAX_PASTED_BYTES: usize = 512 * 1024;
/// Most rows that are read, headings among them. Far more than a ballot holds: the list may be of the whole commune.
pub const MAX_PASTED_ROWS: usize = 1_000;

/// What a list is read for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Wanted {
    /// What its rows are.
    pub kind: SubjectKind,
    /// Whether their tasks are asked about; otherwise a column of tasks is not read.
    pub tasks: bool,
}

impl From<SubjectKind> for Wanted {
    fn from(kind: SubjectKind) -> Self {
        Self { kind, tasks: false }
    }
}

/// A pasted list that was read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Pasted {
    /// What each column was taken for, from the left.
    pub columns: Vec<Column>,
    /// The rows that were taken for headings or stand above them, by number; no data was sought in them.
    pub above: Vec<usize>,
    /// Every other row that is not empty, in the order of the list.
    pub rows: Vec<PastedRow>,
    /// Rows that only add tasks to a subject above, by number; a notice of that one says so.
    pub joined: Vec<usize>,
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
    /// Of one person in several rows, the first is good, and the others add their tasks to it where there are any; of
    /// a list longer than a ballot, the first [`MAX_SUBJECTS`].
    /// Identifiers are made of the names, see [`subject_id`].
    ///
    /// # Errors
    /// One fault of the whole list: too long, empty, or without a column of names.
    pub fn read(text: &str, wanted: impl Into<Wanted>) -> Result<Self, PastedFault> {
        let wanted = wanted.into();
        let (rows, layout) = laid_out(text, wanted)?;
        Self::of(&rows, layout.data, layout.columns, wanted)
    }

    /// As [`read`](Self::read), for whoever knows better what the columns are: `meanings` from the left; columns
    /// beyond are ignored. Headings are still found and kept out.
    ///
    /// # Errors
    /// As for [`read`](Self::read).
    pub fn read_as(text: &str, wanted: impl Into<Wanted>, meanings: &[Meaning]) -> Result<Self, PastedFault> {
        let wanted = wanted.into();
        let (rows, mut layout) = laid_out(text, wanted)?;
        for (index, column) in layout.columns.iter_mut().enumerate() {
            column.meaning = meanings.get(index).copied().unwrap_or(Meaning::Ignored);
        }
        Self::of(&rows, layout.data, layout.columns, wanted)
    }

    /// The columns that hold something and are not read, with their numbers from 1.
    pub fn left_out(&self) -> impl Iterator<Item = (usize, &Column)> {
        (1..).zip(&self.columns).filter(|(_, column)| column.filled && column.meaning == Meaning::Ignored)
    }

    /// The good rows' subjects, in the order of the list; at most [`MAX_SUBJECTS`].
    pub fn subjects(&self) -> impl Iterator<Item = &Subject> {
        self.rows.iter().filter_map(|row| row.outcome.as_ref().ok())
    }

    /// Every fault of every bad row.
    pub fn faults(&self) -> impl Iterator<Item = &PastedFault> {
        self.rows.iter().filter_map(|row| row.outcome.as_ref().err()).flatten()
    }

    fn of(rows: &[Row], data: usize, columns: Vec<Column>, wanted: Wanted) -> Result<Self, PastedFault> {
        let named = |meaning| columns.iter().any(|column| column.meaning == meaning);
        if !named(Meaning::Name) && !named(Meaning::FamilyNames) && !named(Meaning::GivenName) {
            return Err(of_list(Kind::NoNameColumn));
        }
        let (above, body) = rows.split_at_checked(data).unwrap_or((rows, &[]));
        let mut list = List::new(&columns, body, wanted);
        let (mut made, mut joined) = (Vec::<PastedRow>::new(), Vec::new());
        for row in body {
            match list.add(row) {
                Added::Row(one) => made.push(one),
                Added::Tasks { to, subject } => {
                    joined.push(row.number);
                    if let Some(first) = made.iter_mut().find(|first| first.row == to) {
                        first.outcome = Ok(subject);
                        let at = PastedPlace::Row(row.number);
                        first.notices.push(PastedFault { at, kind: Kind::TasksJoined { first: to } });
                    }
                }
            }
        }
        Ok(Self { above: above.iter().map(|row| row.number).collect(), rows: made, joined, columns })
    }
}

fn of_list(kind: Kind) -> PastedFault {
    PastedFault { at: PastedPlace::List, kind }
}

fn laid_out(text: &str, wanted: Wanted) -> Result<(Vec<Row>, Layout), PastedFault> {
    if text.len() > MAX_PASTED_BYTES {
        return Err(of_list(Kind::TooLarge { bytes: text.len(), limit: MAX_PASTED_BYTES }));
    }
    let mut rows = cells::rows(text);
    let mut typed = false;
    if !text.contains(['\t', '"']) && !columns::has_heading(&rows, wanted.kind) {
        if wanted.kind == SubjectKind::Person && typed::is(text, &rows) {
            rows = cells::typed(text, typed::part);
            typed = true;
        } else if wanted.kind == SubjectKind::Matter {
            // A sentence, with commas of its own.
            rows = cells::lines(text);
        }
    }
    match rows.len() {
        0 => return Err(of_list(Kind::Nothing)),
        1..=MAX_PASTED_ROWS => {}
        found => return Err(of_list(Kind::TooManyRows { rows: found, limit: MAX_PASTED_ROWS })),
    }
    let mut layout = columns::layout(&rows, wanted);
    if typed && let [name, rest] = &mut layout.columns[..] {
        name.meaning = Meaning::Name;
        if rest.meaning != Meaning::Unit {
            rest.meaning = Meaning::Post;
        }
    }
    Ok((rows, layout))
}

/// What is known while the rows are read one after the other.
struct List<'a> {
    columns: &'a [Column],
    kind: SubjectKind,
    tasks: bool,
    /// The row before, if it was good or joined: the good one that a row without a name adds its tasks to.
    before: Option<usize>,
    /// Whether "Ông" in front of a name is a form of address: it is a family's name, too.
    addressed: bool,
    /// A row whose date has the month first.
    month_first: Option<usize>,
    ids: HashSet<String>,
    /// The good rows so far, by what their names sound like.
    named: HashMap<Vec<Word>, Vec<(usize, Subject)>>,
}

impl<'a> List<'a> {
    fn new(columns: &'a [Column], rows: &[Row], wanted: Wanted) -> Self {
        let (ids, named) = (HashSet::new(), HashMap::new());
        let Wanted { kind, tasks } = wanted;
        let mut list = Self { columns, kind, tasks, before: None, addressed: false, month_first: None, ids, named };
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
        if meaning == Meaning::Tasks && !self.tasks {
            return None;
        }
        self.columns.iter().position(|column| column.meaning == meaning)
    }

    fn add(&mut self, row: &Row) -> Added {
        let mut reading = Reading { list: self, row, faults: Vec::new(), notices: Vec::new() };
        let subject = reading.subject();
        let Reading { mut faults, notices, .. } = reading;
        let key = key(&subject.name);
        // Merged cells of a spreadsheet: the name stands in the first of its rows.
        let continues = matches!(&faults[..], [PastedFault { kind: Kind::NoName, .. }]);
        let earlier = match (&faults[..], self.not_new(&key, &subject)) {
            _ if subject.tasks.is_empty() => None,
            ([], Some(Kind::SamePerson { first } | Kind::SameName { first } | Kind::SameOrganisation { first })) => {
                Some(first)
            }
            _ => self.before.filter(|_| continues),
        };
        if let Some(first) = earlier {
            match self.join(first, subject.tasks.clone()) {
                Ok(subject) => {
                    self.before = Some(first);
                    return Added::Tasks { to: first, subject };
                }
                Err(kind) => faults = vec![PastedFault { at: PastedPlace::Row(row.number), kind }],
            }
        } else if faults.is_empty()
            && let Some(kind) = self.not_new(&key, &subject)
        {
            faults.push(PastedFault { at: PastedPlace::Row(row.number), kind });
        }
        self.before = faults.is_empty().then_some(row.number);
        let outcome = if faults.is_empty() {
            self.ids.insert(subject.id.clone());
            self.named.entry(key).or_default().push((row.number, subject.clone()));
            Ok(subject)
        } else {
            Err(faults)
        };
        Added::Row(PastedRow { row: row.number, outcome, notices })
    }

    /// Adds tasks to the subject of an earlier row.
    fn join(&mut self, first: usize, more: Vec<Task>) -> Result<Subject, Kind> {
        let subjects = self.named.values_mut().flatten();
        let Some((_, subject)) = subjects.into_iter().find(|(row, _)| *row == first) else {
            return Err(Kind::NoName); // never: it was found there
        };
        let texts = subject.tasks.iter().chain(&more).map(|task| task.text.clone()).collect();
        let tasks = numbered(texts);
        if tasks.len() > MAX_TASKS {
            return Err(Kind::TooManyTasks { found: tasks.len(), most: MAX_TASKS });
        }
        subject.tasks = tasks;
        Ok(subject.clone())
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
        if one.birth_date.is_some() && one.birth_date == other.birth_date {
            return Some(Kind::SamePerson { first });
        }
        if told_apart(one, other) {
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

/// What became of a row.
enum Added {
    Row(PastedRow),
    /// It added tasks to the subject of an earlier one.
    Tasks {
        to: usize,
        subject: Subject,
    },
}

/// Whether something that both have tells two subjects of one name apart. What only one of them has tells nothing.
fn told_apart(one: &Subject, other: &Subject) -> bool {
    let differ = |one: &Option<String>, other: &Option<String>| match (one, other) {
        (Some(one), Some(other)) => key(one) != key(other),
        _ => false,
    };
    match (&one.birth_date, &other.birth_date) {
        (Some(one), Some(other)) => one != other,
        _ => differ(&one.post, &other.post) || differ(&one.unit, &other.unit),
    }
}

/// Whether a voter could take one subject for another: the same name, however it is written, and nothing that both
/// have tells them apart.
pub(crate) fn alike(one: &Subject, other: &Subject) -> bool {
    let name = key(&one.name);
    !name.is_empty() && name == key(&other.name) && !told_apart(one, other)
}

/// Tasks of these texts, each once.
fn numbered(texts: Vec<String>) -> Vec<Task> {
    let mut seen = HashSet::new();
    let once = texts.into_iter().filter(|text| seen.insert(key(text)));
    (1..).zip(once).map(|(number, text)| Task { id: format!("viec-{number}"), text }).collect()
}

/// A name without the number or dash of a list in a text document: "1. Nguyễn Văn An", "4- Lê Bình". A number that goes
/// on is none of a list: "2.000.000 đồng", "3/4 số hộ", "2 - 3 ngày công".
fn without_number(name: &str) -> &str {
    let digits = name.trim_start_matches(|digit: char| digit.is_ascii_digit());
    let goes_on = |rest: &str| rest.starts_with(|digit: char| digit.is_ascii_digit());
    let rest = if digits.len() == name.len() {
        name.strip_prefix(['-', '–', '•', '+', '*'])
    } else {
        let dashed = || digits.trim_start().strip_prefix(['-', '–', '/']).map(str::trim_start);
        digits.strip_prefix(['.', ')']).or_else(dashed).filter(|rest| !goes_on(rest))
    };
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
            tasks: self.tasks(),
        }
    }

    fn tasks(&mut self) -> Vec<Task> {
        let Some(column) = self.list.column(Meaning::Tasks).filter(|_| self.cell(Meaning::Tasks).is_some()) else {
            return Vec::new();
        };
        let texts = self.row.items(column).map(|item| without_number(&item).to_owned());
        let tasks = numbered(texts.filter(|text| text.contains(char::is_alphanumeric)).collect());
        for task in &tasks {
            self.check_line(Meaning::Tasks, &task.text);
        }
        if tasks.len() > MAX_TASKS {
            self.fault(Meaning::Tasks, Kind::TooManyTasks { found: tasks.len(), most: MAX_TASKS });
        }
        tasks
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
