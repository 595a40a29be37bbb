//! SHA-256 over RFC 8785 (JCS) bytes: what every later file binds itself to.

use core::fmt;

use base64ct::{Base64UrlUnpadded, Encoding};
use serde::{Deserialize, Deserializer, Serialize, Serializer, de::Error as _};
use sha2::{Digest as _, Sha256};

use super::Survey;

/// A SHA-256 digest, 32 bytes; 43 characters of base64url in files.
#[derive(Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Digest(pub [u8; 32]);

impl Digest {
    /// Digest of a value's RFC 8785 bytes, so that white space and member order do not count.
    ///
    /// # Panics
    /// Never for the project's own file types, which hold string keys and whole numbers only.
    pub fn of_json(value: &impl Serialize) -> Self {
        let bytes = serde_json_canonicalizer::to_vec(value)
            .expect("the project's file types hold string keys and whole numbers only");
        Self(Sha256::digest(bytes).into())
    }

    /// Digest of bytes as they are, as `sha256sum` computes it.
    pub fn of_bytes(bytes: &[u8]) -> Self {
        Self(Sha256::digest(bytes).into())
    }

    /// Digest of several parts. Each is preceded by its length as 8 bytes little endian,
    /// so that no two lists of parts collide.
    pub fn of_parts(label: &str, parts: &[&[u8]]) -> Self {
        let mut hasher = Sha256::new();
        for part in core::iter::once(label.as_bytes()).chain(parts.iter().copied()) {
            hasher.update((part.len() as u64).to_le_bytes());
            hasher.update(part);
        }
        Self(hasher.finalize().into())
    }

    /// As base64url without padding, 43 characters.
    pub fn to_text(self) -> String {
        Base64UrlUnpadded::encode_string(&self.0)
    }

    /// From base64url without padding; `None` unless it is exactly 32 canonical bytes.
    pub fn from_text(text: &str) -> Option<Self> {
        let mut bytes = [0; 32];
        (Base64UrlUnpadded::decode(text, &mut bytes).ok()?.len() == 32).then_some(Self(bytes))
    }

    /// As hexadecimal, as `sha256sum` prints it.
    pub fn to_hex(self) -> String {
        let digit = |half: u8| char::from(b"0123456789abcdef"[usize::from(half)]);
        self.0.iter().flat_map(|byte| [digit(byte >> 4), digit(byte & 15)]).collect()
    }
}

impl fmt::Debug for Digest {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.to_text())
    }
}

impl fmt::Display for Digest {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.to_text())
    }
}

impl Serialize for Digest {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(&self.to_text())
    }
}

impl<'de> Deserialize<'de> for Digest {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = String::deserialize(deserializer)?;
        Self::from_text(&text).ok_or_else(|| D::Error::custom("expected 43 characters of base64url (32 bytes)"))
    }
}

#[cfg(not(target_arch = "wasm32"))]
impl schemars::JsonSchema for Digest {
    fn schema_name() -> std::borrow::Cow<'static, str> {
        "Digest".into()
    }
    fn json_schema(_: &mut schemars::SchemaGenerator) -> schemars::Schema {
        schemars::json_schema!({
            "type": "string", "pattern": "^[A-Za-z0-9_-]{43}$",
            "description": "SHA-256, base64url without padding"
        })
    }
}

impl Survey {
    /// The digest that ties every later file to this survey.
    pub fn digest(&self) -> Digest {
        Digest::of_json(self)
    }
}

#[cfg(test)]
mod tests {
    use serde_json::{Value, json};

    use super::*;

    fn canonical(text: &str) -> String {
        let value: Value = serde_json::from_str(text).unwrap();
        let canonical = serde_json_canonicalizer::to_string(&value).unwrap();
        assert_eq!(Digest::of_json(&value).0[..], Sha256::digest(canonical.as_bytes())[..]);
        canonical
    }

    // The RFC's sample also has fractions, which no file of this project may have.
    #[test]
    fn rfc_8785_section_3_2_2_sample_is_serialised_as_printed_there() {
        let sample = r#"{
          "numbers": [333333333, 450, 2, 0],
          "string": "\u20ac$\u000F\u000aA'\u0042\u0022\u005c\\\"\/",
          "literals": [null, true, false]
        }"#;
        let expected =
            r#"{"literals":[null,true,false],"numbers":[333333333,450,2,0],"string":"€$\u000f\nA'B\"\\\\\"/"}"#;
        assert_eq!(canonical(sample), expected);
    }

    #[test]
    fn rfc_8785_section_3_2_3_members_are_sorted_by_utf_16_code_units() {
        let sample = r#"{
          "\u20ac": "Euro Sign",
          "\r": "Carriage Return",
          "\ufb33": "Hebrew Letter Dalet With Dagesh",
          "1": "One",
          "\ud83d\ude00": "Emoji: Grinning Face",
          "\u0080": "Control",
          "\u00f6": "Latin Small Letter O With Diaeresis"
        }"#;
        let expected = "{\"\\r\":\"Carriage Return\",\"1\":\"One\",\"\u{80}\":\"Control\",\
                        \"ö\":\"Latin Small Letter O With Diaeresis\",\"€\":\"Euro Sign\",\
                        \"😀\":\"Emoji: Grinning Face\",\"\u{fb33}\":\"Hebrew Letter Dalet With Dagesh\"}";
        assert_eq!(canonical(sample), expected);
    }

    #[test]
    fn rfc_8785_appendix_b_whole_numbers_keep_their_digits() {
        assert_eq!(canonical("[0,-1,9007199254740991,-9007199254740992]"), "[0,-1,9007199254740991,-9007199254740992]");
    }

    #[test]
    fn white_space_and_the_order_of_members_do_not_count() {
        let one: Value = serde_json::from_str(r#"{"b": [1, 2], "a": "Mẫu"}"#).unwrap();
        assert_eq!(Digest::of_json(&one), Digest::of_json(&json!({"a": "M\u{1eab}u", "b": [1, 2]})));
        assert_ne!(Digest::of_json(&one), Digest::of_json(&json!({"a": "Mẫu", "b": [2, 1]})));
        // printf '{"a":"Mẫu","b":[1,2]}' | sha256sum
        assert_eq!(Digest::of_json(&one).to_hex(), "279f048248c8588f222288a0a1f8534e40c411a329c39f97f9740a9117c25818");
    }

    #[test]
    fn no_two_lists_of_parts_have_one_digest() {
        let of = |parts: &[&[u8]]| Digest::of_parts("label", parts);
        assert_ne!(of(&[b"ab", b"c"]), of(&[b"a", b"bc"]));
        assert_ne!(of(&[b"a"]), of(&[b"a", b""]));
        assert_ne!(of(&[]), Digest::of_parts("labe", &[b"l"]));
    }

    #[test]
    fn the_text_of_a_digest_is_read_back_and_nothing_else_is() {
        let digest = Digest::of_parts("label", &[]);
        let text = digest.to_text();
        assert_eq!(text.len(), 43);
        assert_eq!(Digest::from_text(&text), Some(digest));
        for wrong in ["", &text[1..], &format!("{text}="), &format!("{text}A"), &"+".repeat(43), &"B".repeat(43)] {
            assert_eq!(Digest::from_text(wrong), None, "{wrong}"); // 43 B: two bits beyond the 32nd byte
        }
    }
}
