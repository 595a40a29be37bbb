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

/// Reads `bytes` as strict JSON: UTF-8, at most `limit` bytes, no duplicate keys, no
/// floats, every string NFC, nesting at most 127 (`serde_json`'s own limit).
pub fn parse(bytes: &[u8], limit: usize) -> Result<Value, JsonFault> {
    if bytes.len() > limit {
        return Err(JsonFault::TooLarge { bytes: bytes.len() as u64, limit: limit as u64 });
    }
    let text = core::str::from_utf8(bytes).map_err(|fault| JsonFault::NotUtf8 { at: fault.valid_up_to() as u64 })?;
    let text = text.strip_prefix('\u{feff}').unwrap_or(text); // Windows editors add a byte order mark
    let mut deserializer = serde_json::Deserializer::from_str(text);
    let why = Cell::new(None);
    let value = Strict(&why).deserialize(&mut deserializer).and_then(|value| deserializer.end().map(|()| value));
    value.map_err(|fault| {
        let (line, column) = (fault.line() as u64, fault.column() as u64);
        match why.take() {
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

/// Turns a parsed value into a type; a fault names the member.
pub fn typed<T: DeserializeOwned>(value: Value) -> Result<T, JsonFault> {
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
struct Strict<'a>(&'a Cell<Option<Ambiguity>>);

impl Strict<'_> {
    fn refuse<T, E: serde::de::Error>(self, why: Ambiguity) -> Result<T, E> {
        self.0.set(Some(why));
        Err(E::custom(""))
    }

    fn composed<E: serde::de::Error>(self, text: &str) -> Result<(), E> {
        if is_nfc(text) { Ok(()) } else { self.refuse(Ambiguity::NotComposed { text: shown(text) }) }
    }
}

impl<'de> DeserializeSeed<'de> for Strict<'_> {
    type Value = Value;
    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<Value, D::Error> {
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
    fn nesting_is_bounded() {
        let deep = "[".repeat(200) + &"]".repeat(200);
        assert!(matches!(parse(deep.as_bytes(), 1000), Err(JsonFault::Syntax { .. })));
    }
}
