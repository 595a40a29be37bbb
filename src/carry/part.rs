//! One part: its bytes, and its text in a QR code.

use super::blocks::Id;
use super::{MAX_PACKED, MAX_PARTS, MAX_TEXT};
use crate::survey::Digest;

/// Begins the text of every part. Colon and capitals are in QR's alphanumeric set, as all of base45 is.
const MARK: &str = "HP1:";
/// Bytes before a part's data: identifier, length of the text, length of the packed text, number.
const HEAD: usize = 16 + 4 + 4 + 4;
/// Bytes after it: the first of the SHA-256 of all before them.
const CHECK: usize = 4;
/// Most bytes of data in a part that is read.
const MAX_DATA: usize = 1024;
/// Most bytes of data in a part that is written: with head, check and mark 928 characters, which fit into version 17
/// with error correction L (938 characters, ISO/IEC 18004 table 7). That is 85 modules, 93 with the margin: where the
/// code fills two thirds of the height of a camera's picture of 1280 × 720, each has 5 pixels. On a screen there are
/// no folds and stains, which a higher correction would be for.
pub const OWN_DATA: usize = 584;

/// What all parts of a stream say alike.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Shape {
    /// First 16 bytes of the SHA-256 of the text.
    pub id: Id,
    /// Bytes of the text.
    pub text: u32,
    /// Bytes of the packed text.
    pub packed: u32,
    /// Bytes of each part's data.
    pub size: usize,
}

impl Shape {
    /// How many blocks the packed text is cut into.
    pub fn count(self) -> usize {
        (self.packed as usize).div_ceil(self.size)
    }

    fn is_allowed(self) -> bool {
        self.text as usize <= MAX_TEXT
            && (1..=MAX_PACKED).contains(&(self.packed as usize))
            && (1..=MAX_DATA).contains(&self.size)
            && self.count() <= MAX_PARTS
    }
}

/// One part.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Part {
    /// Of which stream.
    pub shape: Shape,
    /// Its number, from 0.
    pub number: u32,
    /// A block, or a sum of blocks.
    pub data: Vec<u8>,
}

impl Part {
    /// As a QR code says it.
    pub fn to_text(&self) -> String {
        let Shape { id, text, packed, .. } = self.shape;
        let mut bytes = id.to_vec();
        for number in [text, packed, self.number] {
            bytes.extend(number.to_be_bytes());
        }
        bytes.extend(&self.data);
        bytes.extend(check(&bytes));
        [MARK, &base45::encode(bytes)].concat()
    }

    /// Reads what a QR code says; `None` where that is no part of a stream that is allowed.
    pub fn parse(text: &str) -> Option<Self> {
        let text = text.strip_prefix(MARK)?;
        // Three characters are two bytes. What is longer than any part is not even decoded.
        if text.len() > (HEAD + MAX_DATA + CHECK).div_ceil(2) * 3 {
            return None;
        }
        let bytes = base45::decode(text).ok()?;
        let (rest, given) = bytes.split_last_chunk::<CHECK>()?;
        if check(rest) != *given {
            return None;
        }
        let (id, rest) = rest.split_first_chunk()?;
        let (text, rest) = rest.split_first_chunk()?;
        let (packed, rest) = rest.split_first_chunk()?;
        let (number, data) = rest.split_first_chunk()?;
        let [text, packed, number] = [text, packed, number].map(|bytes| u32::from_be_bytes(*bytes));
        let shape = Shape { id: *id, text, packed, size: data.len() };
        shape.is_allowed().then(|| Self { shape, number, data: data.to_vec() })
    }
}

/// A camera's misreading that passes QR's own correction would spoil everything; this finds it.
fn check(bytes: &[u8]) -> [u8; CHECK] {
    *Digest::of_bytes(bytes).0.first_chunk().expect("a digest is longer")
}

/// First bytes of the digest of a text.
pub fn id_of(text: &[u8]) -> Id {
    *Digest::of_bytes(text).0.first_chunk().expect("a digest is longer")
}
