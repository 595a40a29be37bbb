//! Bytes as base64 inside the messages: a list of numbers would be three times as long in JSON.

use base64ct::{Base64, Encoding};
use serde::{Deserialize, Deserializer, Serialize, Serializer, de::Error as _};

/// Bytes that cross as base64.
struct Bytes(Vec<u8>);

struct BytesRef<'a>(&'a [u8]);

impl Serialize for BytesRef<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(&Base64::encode_string(self.0))
    }
}

impl<'de> Deserialize<'de> for Bytes {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        Base64::decode_vec(&String::deserialize(deserializer)?).map(Self).map_err(D::Error::custom)
    }
}

pub fn serialize<S: Serializer>(bytes: &[u8], serializer: S) -> Result<S::Ok, S::Error> {
    BytesRef(bytes).serialize(serializer)
}

pub fn deserialize<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Vec<u8>, D::Error> {
    Bytes::deserialize(deserializer).map(|bytes| bytes.0)
}

/// The same for named files.
pub mod named {
    use super::{Bytes, BytesRef, Deserialize, Deserializer, Serializer};

    pub fn serialize<S: Serializer>(files: &[(String, Vec<u8>)], serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_seq(files.iter().map(|(name, bytes)| (name, BytesRef(bytes))))
    }

    pub fn deserialize<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Vec<(String, Vec<u8>)>, D::Error> {
        let files = Vec::<(String, Bytes)>::deserialize(deserializer)?;
        Ok(files.into_iter().map(|(name, bytes)| (name, bytes.0)).collect())
    }
}
