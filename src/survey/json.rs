//! Strict JSON: the door through which every file enters.
//!
//! `serde_json` keeps the last of two equal keys and takes floats; a file that
//! two readers understand differently can be signed with one meaning and shown
//! with another. So every file is first read into a [`Value`] by a reader that
//! refuses that, within a size that the caller names.

use core::cell::Cell;
use core::fmt;

use serde::de::{DeserializeOwned, DeserializeSeed, MapAccess, SeqAccess, Visitor};
use serde::{Deserialize, Deserializer, Serialize};
use serde_json::{Map, Value};
use unicode_normalization::is_nfc;

use super::characters::shown;

/// Why bytes are not one of the project's files.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, thiserror::Error)]
pub enum JsonFault {
    /// Larger than any genuine file of its kind.
    #[error("the file has {bytes} bytes; at most {limit} are read")]
    TooLarge {
        /// Size found.
        bytes: u64,
        /// Size allowed.
        limit: u64,
    },
    /// Not UTF-8, for instance saved as UTF-16 or Windows-1258.
    #[error("the file is not UTF-8 (byte {at})")]
    NotUtf8 {
        /// Offset of the first wrong byte.
        at: u64,
    },
    /// Ends before it is complete: an interrupted copy or download.
    #[error("the file ends too early, at line {line}, column {column}")]
    CutShort {
        /// Line, from 1.
        line: u64,
        /// Column, from 1.
        column: u64,
    },
    /// More values than any genuine file has: each takes many times its bytes once it is read.
    #[error("the file has more than {limit} values")]
    TooMany {
        /// Values and names of members allowed.
        limit: u64,
    },
    /// JSON, but of a kind that two readers may understand, or sign, differently.
    #[error("line {line}, column {column}: {why}")]
    Ambiguous {
        /// Line, from 1.
        line: u64,
        /// Column, from 1.
        column: u64,
        /// In what way.
        why: Ambiguity,
    },
    /// Not JSON, or nested too deep.
    #[error("line {line}, column {column}: {what}")]
    Syntax {
        /// Line, from 1.
        line: u64,
        /// Column, from 1.
        column: u64,
        /// The parser's words.
        what: String,
    },
    /// A member that is missing, unknown or of another type.
    #[error("{member}: {what}")]
    Member {
        /// Path such as `subjects[2].name`.
        member: String,
        /// The parser's words.
        what: String,
    },
    /// Another kind of file.
    #[error("`format` is {found:?}, expected {expected:?}")]
    WrongFormat {
        /// What was wanted.
        expected: String,
        /// What the file says.
        found: String,
    },
    /// A version that this program does not know.
    #[error("`version` is {found}, this program reads {expected}")]
    WrongVersion {
        /// What this program reads.
        expected: u32,
        /// What the file says.
        found: String,
    },
}

/// In what way JSON is ambiguous. Quoted text is cut to 60 characters, invisible ones written out.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, thiserror::Error)]
pub enum Ambiguity {
    /// One object has two members of one name; which of them counts depends on the reader.
    #[error("the member {member:?} occurs twice")]
    TwiceTheMember {
        /// Its name.
        member: String,
    },
    /// A number with a decimal point or exponent, or too large for 64 bits.
    #[error("{number} is not a whole number of at most 64 bits")]
    NotWhole {
        /// As read.
        number: String,
    },
    /// Text that is not NFC: it looks like another text but has other bytes, so another digest.
    #[error("the text {text:?} is not NFC (composed Unicode)")]
    NotComposed {
        /// The text.
        text: String,
    },
}

/// Most values and names of members in one file. A box of a million remarks has a quarter of that, and a record of
/// 512 MiB with the shortest of choices no more.
const MAX_VALUES: u32 = 4_000_000;

/// Reads `bytes` as strict JSON: UTF-8, at most `limit` bytes and four million values, no duplicate keys, no
/// floats, every string NFC, nesting at most 127 (`serde_json`'s own limit).
pub fn parse(bytes: &[u8], limit: usize) -> Result<Value, JsonFault> {
    parse_within(bytes, limit, MAX_VALUES)
}

fn parse_within(bytes: &[u8], limit: usize, values: u32) -> Result<Value, JsonFault> {
    if bytes.len() > limit {
        return Err(JsonFault::TooLarge { bytes: bytes.len() as u64, limit: limit as u64 });
    }
    let text = core::str::from_utf8(bytes).map_err(|fault| JsonFault::NotUtf8 { at: fault.valid_up_to() as u64 })?;
    let text = text.strip_prefix('\u{feff}').unwrap_or(text); // Windows editors add a byte order mark
    let mut deserializer = serde_json::Deserializer::from_str(text);
    let (why, left) = (Cell::new(None), Cell::new(Some(values)));
    let value = Strict { why: &why, left: &left }
        .deserialize(&mut deserializer)
        .and_then(|value| deserializer.end().map(|()| value));
    value.map_err(|fault| {
        let (line, column) = (fault.line() as u64, fault.column() as u64);
        match why.take() {
            _ if left.get().is_none() => JsonFault::TooMany { limit: u64::from(values) },
            Some(why) => JsonFault::Ambiguous { line, column, why },
            None if fault.is_eof() => JsonFault::CutShort { line, column },
            None => JsonFault::Syntax { line, column, what: plain(&fault) },
        }
    })
}

/// Reads a file of a known kind: [`parse`], then `format` and `version`, then the members.
pub fn read<T: DeserializeOwned>(bytes: &[u8], limit: usize, format: &str, version: u32) -> Result<T, JsonFault> {
    let value = parse(bytes, limit)?;
    check_format(&value, format, version)?;
    typed(value)
}

/// Holds `format` and `version` of a parsed file against what the caller reads.
pub fn check_format(value: &Value, format: &str, version: u32) -> Result<(), JsonFault> {
    let found = value.get("format").map(quoted).unwrap_or_default();
    if found != format {
        return Err(JsonFault::WrongFormat { expected: format.to_owned(), found });
    }
    if value.get("version").and_then(Value::as_u64) != Some(u64::from(version)) {
        // Not `quoted`: "version 1 instead of 1" would puzzle whoever wrote the number as text.
        let found = value.get("version").map(|found| shown(&found.to_string())).unwrap_or_default();
        return Err(JsonFault::WrongVersion { expected: version, found });
    }
    Ok(())
}

/// Turns a parsed value into a type; a fault names the member. `null` is one, wherever it stands: `serde` takes it for an
/// optional member that is left out, other readers do not.
pub fn typed<T: DeserializeOwned>(value: Value) -> Result<T, JsonFault> {
    if let Some(member) = first_null(&value) {
        return Err(JsonFault::Member { member, what: "null".into() });
    }
    serde_path_to_error::deserialize(value).map_err(|fault| {
        let what = plain(fault.inner());
        let path = fault.path().to_string();
        let path = if path == "." { "" } else { &path };
        // A missing member is named by the message only; the reader looks for it in the place.
        let missing = what.strip_prefix("missing field `").and_then(|rest| rest.strip_suffix('`'));
        let dot = if path.is_empty() { "" } else { "." };
        let member = missing.map_or_else(|| path.to_owned(), |missing| format!("{path}{dot}{missing}"));
        JsonFault::Member { member, what }
    })
}

/// Where the first `null` stands.
fn first_null(value: &Value) -> Option<String> {
    let within = |here: String, rest: String| {
        let dot = if rest.is_empty() || rest.starts_with('[') { "" } else { "." };
        format!("{here}{dot}{rest}")
    };
    match value {
        Value::Null => Some(String::new()),
        Value::Array(items) => {
            items.iter().enumerate().find_map(|(at, item)| first_null(item).map(|rest| within(format!("[{at}]"), rest)))
        }
        Value::Object(members) => {
            members.iter().find_map(|(name, member)| first_null(member).map(|rest| within(name.clone(), rest)))
        }
        _ => None,
    }
}

fn quoted(value: &Value) -> String {
    value.as_str().map_or_else(|| shown(&value.to_string()), shown)
}

/// The parser's words without "at line … column …", which stands in members of its own.
fn plain(fault: &serde_json::Error) -> String {
    let text = fault.to_string();
    let end = text.rfind(" at line ").unwrap_or(text.len());
    text[..end].chars().take(200).collect()
}

/// Builds a [`Value`] and refuses what is ambiguous, noting why: `serde_json`'s own error keeps only words.
#[derive(Clone, Copy)]
struct Strict<'a> {
    why: &'a Cell<Option<Ambiguity>>,
    /// How many more values may come; `None` once there was one too many.
    left: &'a Cell<Option<u32>>,
}

impl Strict<'_> {
    fn refuse<T, E: serde::de::Error>(self, why: Ambiguity) -> Result<T, E> {
        self.why.set(Some(why));
        Err(E::custom(""))
    }

    /// One value or name more.
    fn one_more<E: serde::de::Error>(self) -> Result<(), E> {
        self.left.set(self.left.get().and_then(|left| left.checked_sub(1)));
        self.left.get().map(|_| ()).ok_or_else(|| E::custom(""))
    }

    fn composed<E: serde::de::Error>(self, text: &str) -> Result<(), E> {
        if is_nfc(text) { Ok(()) } else { self.refuse(Ambiguity::NotComposed { text: shown(text) }) }
    }
}

impl<'de> DeserializeSeed<'de> for Strict<'_> {
    type Value = Value;
    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<Value, D::Error> {
        self.one_more()?;
        deserializer.deserialize_any(self)
    }
}

impl<'de> Visitor<'de> for Strict<'_> {
    type Value = Value;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("JSON with whole numbers and without duplicate keys")
    }
    fn visit_bool<E>(self, value: bool) -> Result<Value, E> {
        Ok(Value::Bool(value))
    }
    fn visit_u64<E>(self, value: u64) -> Result<Value, E> {
        Ok(value.into())
    }
    fn visit_i64<E>(self, value: i64) -> Result<Value, E> {
        Ok(value.into())
    }
    fn visit_f64<E: serde::de::Error>(self, value: f64) -> Result<Value, E> {
        self.refuse(Ambiguity::NotWhole { number: value.to_string() })
    }
    fn visit_str<E: serde::de::Error>(self, value: &str) -> Result<Value, E> {
        self.composed(value).map(|()| Value::String(value.to_owned()))
    }
    fn visit_string<E: serde::de::Error>(self, value: String) -> Result<Value, E> {
        self.composed(&value).map(|()| Value::String(value))
    }
    fn visit_unit<E>(self) -> Result<Value, E> {
        Ok(Value::Null)
    }
    fn visit_seq<A: SeqAccess<'de>>(self, mut seq: A) -> Result<Value, A::Error> {
        let mut values = Vec::new();
        while let Some(value) = seq.next_element_seed(self)? {
            values.push(value);
        }
        Ok(Value::Array(values))
    }
    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Value, A::Error> {
        let mut values = Map::new();
        while let Some(key) = map.next_key::<String>()? {
            self.one_more()?;
            self.composed(&key)?;
            if values.contains_key(&key) {
                return self.refuse(Ambiguity::TwiceTheMember { member: shown(&key) });
            }
            let value = map.next_value_seed(self)?;
            values.insert(key, value);
        }
        Ok(Value::Object(values))
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use super::*;

    fn why(text: &str) -> Ambiguity {
        match parse(text.as_bytes(), 1000) {
            Err(JsonFault::Ambiguous { why, .. }) => why,
            other => panic!("{other:?}"),
        }
    }

    #[test]
    fn a_member_that_occurs_twice_is_refused_at_any_depth() {
        assert_eq!(why(r#"{"a":[{"b":1,"b":1}]}"#), Ambiguity::TwiceTheMember { member: "b".into() });
        assert_eq!(why(r#"{"a":1,"\u0061":2}"#), Ambiguity::TwiceTheMember { member: "a".into() });
    }

    #[test]
    fn numbers_are_whole() {
        for number in ["1.0", "1e0", "-0", "18446744073709551616"] {
            assert!(matches!(why(&format!("[{number}]")), Ambiguity::NotWhole { .. }), "{number}");
        }
        assert_eq!(parse(b"[18446744073709551615,-1]", 100).unwrap(), serde_json::json!([u64::MAX, -1]));
    }

    #[test]
    fn texts_and_member_names_are_composed() {
        assert_eq!(why("[\"Ma\u{302}\u{303}u\"]"), Ambiguity::NotComposed { text: "Ma\u{302}\u{303}u".into() });
        assert!(matches!(why("{\"te\u{302}n\":1}"), Ambiguity::NotComposed { .. }));
        assert!(parse("\u{feff}[\"Mẫu\"]".as_bytes(), 100).is_ok(), "a byte order mark is no fault");
    }

    #[test]
    fn a_file_that_ends_too_early_is_told_from_one_that_is_wrong() {
        for text in ["", "{", r#"{"a": "b"#, "[1,"] {
            assert!(matches!(parse(text.as_bytes(), 100), Err(JsonFault::CutShort { .. })), "{text}");
        }
        for text in ["{]", "[1] 2", "nul1", r#"["\ud800"]"#, "[\"\n\"]"] {
            assert!(matches!(parse(text.as_bytes(), 100), Err(JsonFault::Syntax { .. })), "{text}");
        }
    }

    #[test]
    fn the_size_is_bounded_before_anything_is_read() {
        assert_eq!(parse(b"[   ]", 4), Err(JsonFault::TooLarge { bytes: 5, limit: 4 }));
    }

    #[test]
    fn values_are_counted_before_they_take_memory() {
        // 512 MiB of zeros were 8 GiB once they were read.
        let within = |text: &str| parse_within(text.as_bytes(), 100, 5);
        let too_many = Err(JsonFault::TooMany { limit: 5 });
        assert!(within("[0,0,0,0]").is_ok(), "the list itself is one");
        assert_eq!(within("[0,0,0,0,0]"), too_many);
        assert!(within(r#"{"a":[],"b":[]}"#).is_ok(), "so are the names");
        assert_eq!(within(r#"{"a":[],"b":[],"c":"#), too_many, "said before the file is read to its end");
        assert!(matches!(within("[0,0,0,0} "), Err(JsonFault::Syntax { .. })));
    }

    #[test]
    fn null_is_refused_wherever_it_stands() {
        // An optional member that is null was taken for one that is left out, though no writer may write it.
        let read = |text: &str| typed::<BTreeMap<String, Option<Vec<u32>>>>(parse(text.as_bytes(), 100).unwrap());
        let null = |member: &str| Err(JsonFault::Member { member: member.into(), what: "null".into() });
        assert_eq!(read("null"), null(""));
        assert_eq!(read(r#"{"paper":null}"#), null("paper"));
        assert_eq!(read(r#"{"a":[1,2],"paper":[{"b":[1,null]}]}"#), null("paper[0].b[1]"));
        assert!(read(r#"{"paper":[1]}"#).is_ok());
    }

    #[test]
    fn nesting_is_bounded() {
        let deep = "[".repeat(200) + &"]".repeat(200);
        assert!(matches!(parse(deep.as_bytes(), 1000), Err(JsonFault::Syntax { .. })));
    }
}
