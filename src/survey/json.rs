//! Strict JSON: the door through which every file enters.
//!
//! `serde_json` keeps the last of two equal keys and takes floats; a file that
//! two readers understand differently can be signed with one meaning and shown
//! with another. So every file is first read into a [`Value`] by a reader that
//! refuses that, within a size that the caller names.

use core::fmt;

use serde::de::{DeserializeOwned, DeserializeSeed, Error as _, MapAccess, SeqAccess, Visitor};
use serde::{Deserialize, Deserializer, Serialize};
use serde_json::{Map, Value};
use unicode_normalization::is_nfc;

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
    /// Not JSON, cut short, or JSON that readers disagree on.
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

/// Reads `bytes` as strict JSON: UTF-8, at most `limit` bytes, no duplicate keys, no
/// floats, every string NFC, nesting at most 128 (`serde_json`'s own limit).
pub fn parse(bytes: &[u8], limit: usize) -> Result<Value, JsonFault> {
    if bytes.len() > limit {
        return Err(JsonFault::TooLarge {
            bytes: bytes.len() as u64,
            limit: limit as u64,
        });
    }
    let text = core::str::from_utf8(bytes).map_err(|fault| JsonFault::NotUtf8 {
        at: fault.valid_up_to() as u64,
    })?;
    let text = text.strip_prefix('\u{feff}').unwrap_or(text); // Windows editors add a byte order mark
    let mut deserializer = serde_json::Deserializer::from_str(text);
    let value = Strict
        .deserialize(&mut deserializer)
        .and_then(|value| deserializer.end().map(|()| value));
    value.map_err(|fault| JsonFault::Syntax {
        line: fault.line() as u64,
        column: fault.column() as u64,
        what: plain(&fault),
    })
}

/// Reads a file of a known kind: [`parse`], then `format` and `version`, then the members.
pub fn read<T: DeserializeOwned>(
    bytes: &[u8],
    limit: usize,
    format: &str,
    version: u32,
) -> Result<T, JsonFault> {
    let value = parse(bytes, limit)?;
    check_format(&value, format, version)?;
    typed(value)
}

/// Holds `format` and `version` of a parsed file against what the caller reads.
pub fn check_format(value: &Value, format: &str, version: u32) -> Result<(), JsonFault> {
    let found = value.get("format").map(shown).unwrap_or_default();
    if found != format {
        return Err(JsonFault::WrongFormat {
            expected: format.to_owned(),
            found,
        });
    }
    if value.get("version").and_then(Value::as_u64) != Some(u64::from(version)) {
        let found = value.get("version").map(shown).unwrap_or_default();
        return Err(JsonFault::WrongVersion {
            expected: version,
            found,
        });
    }
    Ok(())
}

/// Turns a parsed value into a type; a fault names the member.
pub fn typed<T: DeserializeOwned>(value: Value) -> Result<T, JsonFault> {
    serde_path_to_error::deserialize(value).map_err(|fault| JsonFault::Member {
        member: fault.path().to_string(),
        what: plain(fault.inner()),
    })
}

fn shown(value: &Value) -> String {
    let text = value
        .as_str()
        .map_or_else(|| value.to_string(), str::to_owned);
    text.chars().take(60).collect()
}

/// The parser's words without "at line … column …", which stands in members of its own.
fn plain(fault: &serde_json::Error) -> String {
    let text = fault.to_string();
    let end = text.rfind(" at line ").unwrap_or(text.len());
    text[..end].chars().take(200).collect()
}

struct Strict;

impl<'de> DeserializeSeed<'de> for Strict {
    type Value = Value;
    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<Value, D::Error> {
        deserializer.deserialize_any(self)
    }
}

impl<'de> Visitor<'de> for Strict {
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
        Err(E::custom(format_args!("{value} is not a whole number")))
    }
    fn visit_str<E: serde::de::Error>(self, value: &str) -> Result<Value, E> {
        nfc(value).map(|()| Value::String(value.to_owned()))
    }
    fn visit_string<E: serde::de::Error>(self, value: String) -> Result<Value, E> {
        nfc(&value).map(|()| Value::String(value))
    }
    fn visit_unit<E>(self) -> Result<Value, E> {
        Ok(Value::Null)
    }
    fn visit_seq<A: SeqAccess<'de>>(self, mut seq: A) -> Result<Value, A::Error> {
        let mut values = Vec::new();
        while let Some(value) = seq.next_element_seed(Strict)? {
            values.push(value);
        }
        Ok(Value::Array(values))
    }
    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Value, A::Error> {
        let mut values = Map::new();
        while let Some(key) = map.next_key::<String>()? {
            nfc(&key)?;
            if values.contains_key(&key) {
                return Err(A::Error::custom(format_args!(
                    "the member {key:?} occurs twice"
                )));
            }
            let value = map.next_value_seed(Strict)?;
            values.insert(key, value);
        }
        Ok(Value::Object(values))
    }
}

fn nfc<E: serde::de::Error>(text: &str) -> Result<(), E> {
    if is_nfc(text) {
        Ok(())
    } else {
        Err(E::custom(format_args!(
            "the text {text:?} is not NFC (composed Unicode)"
        )))
    }
}
