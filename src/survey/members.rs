//! Takes a JSON object apart, member by member, and notes every fault on the way.
//!
//! Each member is removed as it is read; what remains is unknown to the format.
//! A faulty member yields a stand-in, so that reading goes on to the next fault;
//! the caller throws the result away if there was any.

use core::ops::RangeInclusive;

use serde_json::{Map, Value};

use super::calendar::is_day;
use super::characters::{code_point, is_foreign, is_invisible, shown};
use super::fault::{SurveyFault, SurveyFaultKind as Kind};
use super::{Fraction, MAX_DENOMINATOR, MAX_ID, MAX_LINE, MAX_PARAGRAPH};

/// An object being taken apart.
pub(super) struct Members<'f> {
    /// Path of the object, empty for the file itself.
    at: String,
    left: Map<String, Value>,
    faults: &'f mut Vec<SurveyFault>,
}

impl<'f> Members<'f> {
    /// Reads `value`, which stands at `at`, with `read`. `None` if it is not an object.
    pub(super) fn read<T>(
        at: String,
        value: Value,
        faults: &'f mut Vec<SurveyFault>,
        read: impl FnOnce(&mut Self) -> Option<T>,
    ) -> Option<T> {
        let Value::Object(left) = value else {
            faults.push(SurveyFault { at, kind: wrong_type("object") });
            return None;
        };
        let mut members = Self { at, left, faults };
        let result = read(&mut members);
        for unknown in core::mem::take(&mut members.left).keys() {
            members.fault(&shown(unknown), Kind::Unknown);
        }
        result
    }

    /// Path of a member.
    pub(super) fn path(&self, member: &str) -> String {
        match (self.at.is_empty(), member.is_empty()) {
            (true, _) => member.to_owned(),
            (_, true) => self.at.clone(),
            _ => format!("{}.{member}", self.at),
        }
    }

    /// Notes a fault of a member, or of the object itself if `member` is empty.
    pub(super) fn fault(&mut self, member: &str, kind: Kind) {
        let at = self.path(member);
        self.faults.push(SurveyFault { at, kind });
    }

    /// The first member that nothing has asked for yet.
    pub(super) fn rest(&mut self) -> String {
        core::mem::take(&mut self.left).keys().next().map(|key| shown(key)).unwrap_or_default()
    }

    /// Whether the member is there and not yet read.
    pub(super) fn has(&self, member: &str) -> bool {
        self.left.contains_key(member)
    }

    fn take(&mut self, member: &str) -> Option<Value> {
        let value = self.left.remove(member);
        if value.is_none() {
            self.fault(member, Kind::Missing);
        }
        value
    }

    /// Text as it stands, without any check of its characters; empty if it is missing or no text.
    fn raw(&mut self, member: &str) -> Option<String> {
        if let Value::String(text) = self.take(member)? {
            return Some(text);
        }
        self.fault(member, wrong_type("text"));
        None
    }

    /// A single line of at most [`MAX_LINE`] characters.
    pub(super) fn line(&mut self, member: &str) -> String {
        self.text(member, MAX_LINE, false)
    }

    /// As [`line`](Self::line), but it may be absent.
    pub(super) fn optional_line(&mut self, member: &str) -> Option<String> {
        self.has(member).then(|| self.line(member))
    }

    /// Text of at most [`MAX_PARAGRAPH`] characters that may have line breaks; it may be absent.
    pub(super) fn optional_paragraph(&mut self, member: &str) -> Option<String> {
        self.has(member).then(|| self.text(member, MAX_PARAGRAPH, true))
    }

    /// Text of at most `most` characters.
    pub(super) fn text(&mut self, member: &str, most: usize, line_breaks: bool) -> String {
        let Some(text) = self.raw(member) else { return String::new() };
        if text.trim().is_empty() {
            self.fault(member, Kind::Empty);
            return text;
        }
        if text.trim().len() != text.len() {
            self.fault(member, Kind::Untrimmed);
        }
        self.range(member, text.chars().count() as u64, 1..=most as u64);
        let mut seen: Vec<char> = Vec::new();
        for character in text.chars() {
            if is_invisible(character) && !(line_breaks && character == '\n') && !seen.contains(&character) {
                seen.push(character);
                self.fault(member, Kind::Invisible { code_point: code_point(character) });
            }
        }
        // A paragraph explains; names and what is marked are lines.
        if let Some(letter) = text.chars().find(|character| is_foreign(*character)).filter(|_| !line_breaks) {
            let kind = Kind::ForeignLetter { letter: letter.to_string(), code_point: code_point(letter) };
            self.fault(member, kind);
        }
        text
    }

    /// An identifier: lower-case letters, digits and hyphens, 1 to [`MAX_ID`].
    pub(super) fn id(&mut self, member: &str) -> String {
        let Some(id) = self.raw(member) else { return String::new() };
        if id.is_empty() {
            self.fault(member, Kind::Empty);
        } else if !id.bytes().all(|byte| matches!(byte, b'a'..=b'z' | b'0'..=b'9' | b'-')) {
            self.fault(member, Kind::BadId { found: shown(&id) });
        } else {
            self.range(member, id.len() as u64, 1..=MAX_ID as u64);
        }
        id
    }

    /// A date of birth, `YYYY-MM-DD`; it may be absent.
    pub(super) fn optional_date(&mut self, member: &str) -> Option<String> {
        let date = self.has(member).then(|| self.raw(member)).flatten()?;
        if !is_date(&date) {
            self.fault(member, Kind::BadDate { found: shown(&date) });
        }
        Some(date)
    }

    /// `true` or `false`.
    pub(super) fn flag(&mut self, member: &str) -> bool {
        match self.take(member) {
            Some(Value::Bool(flag)) => return flag,
            Some(_) => self.fault(member, wrong_type("true or false")),
            None => {}
        }
        false
    }

    /// A whole number in `range`.
    pub(super) fn whole(&mut self, member: &str, range: RangeInclusive<u32>) -> u32 {
        let Some(value) = self.take(member) else { return *range.start() };
        let Some(number) = value.as_u64() else {
            self.fault(member, wrong_type("whole number"));
            return *range.start();
        };
        self.range(member, number, u64::from(*range.start())..=u64::from(*range.end()));
        u32::try_from(number).unwrap_or(*range.end())
    }

    /// One of a few words, given with what they stand for.
    pub(super) fn one_of<T: Copy>(&mut self, member: &str, words: &[(&str, T)]) -> T {
        if let Some(found) = self.raw(member) {
            if let Some((_, meaning)) = words.iter().find(|(word, _)| *word == found) {
                return *meaning;
            }
            let allowed = words.iter().map(|(word, _)| (*word).to_owned()).collect();
            self.fault(member, Kind::NotOneOf { allowed, found: shown(&found) });
        }
        words[0].1
    }

    /// A fraction of whole numbers, 0 < numerator ≤ denominator ≤ [`MAX_DENOMINATOR`].
    pub(super) fn fraction(&mut self, member: &str) -> Option<Fraction> {
        self.object(member, |members| {
            let denominator = members.whole("denominator", 1..=MAX_DENOMINATOR);
            let numerator = members.whole("numerator", 1..=denominator.clamp(1, MAX_DENOMINATOR));
            Some(Fraction { numerator, denominator })
        })
    }

    /// An object.
    pub(super) fn object<T>(&mut self, member: &str, read: impl FnOnce(&mut Members<'_>) -> Option<T>) -> Option<T> {
        let value = self.take(member)?;
        Members::read(self.path(member), value, self.faults, read)
    }

    /// A list of objects. An item that cannot be read is `None`, so that places stay right.
    pub(super) fn list<T>(
        &mut self,
        member: &str,
        range: RangeInclusive<usize>,
        read: impl Fn(&mut Members<'_>) -> Option<T>,
    ) -> Vec<Option<T>> {
        let at = self.path(member);
        let items = self.items(member, range).into_iter().enumerate();
        items.map(|(index, item)| Members::read(format!("{at}[{index}]"), item, self.faults, &read)).collect()
    }

    /// A list of identifiers, each of which names something elsewhere in the file. `None` for one that is no text.
    pub(super) fn ids(&mut self, member: &str, range: RangeInclusive<usize>) -> Vec<Option<String>> {
        let items = self.items(member, range).into_iter().enumerate();
        let texts = items.map(|(index, item)| {
            if let Value::String(text) = item {
                return Some(text);
            }
            self.fault(&format!("{member}[{index}]"), wrong_type("text"));
            None
        });
        texts.collect()
    }

    /// Items beyond the most allowed are not looked at: one fault tells of them all.
    fn items(&mut self, member: &str, range: RangeInclusive<usize>) -> Vec<Value> {
        match self.take(member) {
            Some(Value::Array(mut items)) => {
                self.range(member, items.len() as u64, *range.start() as u64..=*range.end() as u64);
                items.truncate(*range.end());
                return items;
            }
            Some(_) => self.fault(member, wrong_type("list")),
            None => {}
        }
        Vec::new()
    }

    fn range(&mut self, member: &str, found: u64, range: RangeInclusive<u64>) {
        if !range.contains(&found) {
            self.fault(member, Kind::OutOfRange { least: *range.start(), most: *range.end(), found });
        }
    }

    /// Notes every item whose key another one has before it. Items are in `list`, their keys
    /// in `member` of each; empty keys have a fault already.
    pub(super) fn distinct<K: PartialEq>(
        &mut self,
        list: &str,
        member: &str,
        keys: &[Option<K>],
        kind: impl Fn(String) -> Kind,
    ) {
        for (index, key) in keys.iter().enumerate() {
            let first = keys[..index].iter().position(|earlier| earlier == key);
            if let (Some(first), Some(_)) = (first, key) {
                let first = self.path(&format!("{list}[{first}]{member}"));
                self.fault(&format!("{list}[{index}]{member}"), kind(first));
            }
        }
    }
}

fn wrong_type(expected: &str) -> Kind {
    Kind::WrongType { expected: expected.to_owned() }
}

/// Whether `date` is a day of the Gregorian calendar, 1900 to 2099, as `YYYY-MM-DD`.
fn is_date(date: &str) -> bool {
    let bytes = date.as_bytes();
    let shape = bytes.len() == 10
        && bytes.iter().enumerate().all(|(i, b)| if i == 4 || i == 7 { *b == b'-' } else { b.is_ascii_digit() });
    if !shape {
        return false;
    }
    let number = |range: core::ops::Range<usize>| bytes[range].iter().fold(0, |n, b| n * 10 + u32::from(b - b'0'));
    let (year, month, day) = (number(0..4), number(5..7), number(8..10));
    (1900..2100).contains(&year) && is_day(year, month, day)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_date_exists_in_the_calendar() {
        for date in ["1900-02-28", "1960-02-29", "1975-04-30", "2000-02-29", "2099-12-31"] {
            assert!(is_date(date), "{date}");
        }
        for date in [
            "",
            "1900-02-29",
            "1961-02-29",
            "1975-04-31",
            "1975-13-01",
            "1975-00-10",
            "1975-01-00",
            "75-01-01",
            "1899-12-31",
            "2100-01-01",
            "1975/01/01",
            "1975-1-01",
            "+975-01-01",
            "1975-01-01 ",
            "１９７５-01-01",
        ] {
            assert!(!is_date(date), "{date}");
        }
    }
}
