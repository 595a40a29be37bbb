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
    pub fn of_json(value: &impl Serialize) -> Self {
        let bytes = serde_json_canonicalizer::to_vec(value)
            .expect("the project's file types hold string keys and whole numbers only");
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
        self.0.iter().map(|byte| format!("{byte:02x}")).collect()
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
        Self::from_text(&text)
            .ok_or_else(|| D::Error::custom("expected 43 characters of base64url (32 bytes)"))
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
