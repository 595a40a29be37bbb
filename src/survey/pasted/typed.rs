//! A list that was typed, one person to a line: "Nguyễn Văn An, Bí thư", "4- Ông Lê Bình – Chủ tịch xã".
//!
//! Such lines are no CSV: how many commas a post has differs from line to line, and some lines have none.

use super::super::SubjectKind;
use super::cells::Row;
use super::columns::likeness;
use super::dates::{Birth, birth};
use super::salutation::salutation;
use super::without_number;

/// What parts the name from the post.
const MARKS: [&str; 6] = [",", ";", " - ", " – ", " — ", ": "];

/// Whether `text` is such a list. `rows` is what it would be as CSV: a grid of three columns and more is one.
pub(super) fn is(text: &str, rows: &[Row]) -> bool {
    let width = rows.first().map_or(0, |row| row.cells.len());
    if width >= 3 && rows.len() > 1 && rows.iter().all(|row| row.cells.len() == width) {
        return false;
    }
    let lines = || text.split(['\n', '\r']).filter(|line| MARKS.iter().any(|mark| line.contains(mark)));
    // Dates and sexes are columns of their own.
    let column = |line: &str| {
        let cells = line.split([',', ';']).map(str::trim);
        cells.into_iter().any(|cell| birth(cell) != Birth::Unreadable || salutation(cell).is_some())
    };
    lines().any(|line| part(line).is_some()) && !lines().any(column)
}

/// Name and post of a line; `None` for a name alone.
pub(super) fn part(line: &str) -> Option<(String, String)> {
    let line = without_number(line.trim());
    let (at, mark) = MARKS.iter().filter_map(|mark| Some((line.find(mark)?, *mark))).min()?;
    let (name, rest) = line.split_at_checked(at)?;
    let (name, rest) = (name.trim(), rest.strip_prefix(mark)?.trim());
    let is_person = likeness(name, SubjectKind::Person) > 0 && rest.chars().any(char::is_alphabetic);
    is_person.then(|| (name.to_owned(), rest.to_owned()))
}
