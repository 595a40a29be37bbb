//! A text cut into parts.

use miniz_oxide::deflate::compress_to_vec;

use super::part::{OWN_DATA, Part, Shape, id_of};
use super::{MAX_TEXT, blocks};

/// Middle of speed and size. Sealed ballots are base64url: three quarters is all that is to be had.
const LEVEL: u8 = 6;

/// Why a text is not carried.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum CarryFault {
    /// It is longer than [`MAX_TEXT`].
    #[error("the text is longer than can be carried")]
    TooLong,
}

/// A text as a stream of parts without end.
pub struct Stream {
    shape: Shape,
    packed: Vec<u8>,
}

impl Stream {
    /// Packs the text and cuts it.
    pub fn new(text: &str) -> Result<Self, CarryFault> {
        if text.len() > MAX_TEXT {
            return Err(CarryFault::TooLong);
        }
        let packed = compress_to_vec(text.as_bytes(), LEVEL);
        // As many parts as are needed and all of one size: a little more than one code's worth is two smaller codes.
        let parts = packed.len().div_ceil(OWN_DATA);
        let size = packed.len().div_ceil(parts);
        let shape = Shape { id: id_of(text.as_bytes()), text: text.len() as u32, packed: packed.len() as u32, size };
        Ok(Self { shape, packed })
    }

    /// How many parts the text is cut into, at least 1; about as many different ones are enough to read it.
    pub fn count(&self) -> u32 {
        self.shape.count() as u32
    }

    /// What the QR code of part `number` says, in characters of QR's alphanumeric set. The parts below
    /// [`count`](Self::count) are the text's pieces, all others sums of them. Of a text in one piece there is one part.
    pub fn part(&self, number: u32) -> String {
        let Shape { id, size, .. } = self.shape;
        let count = self.shape.count();
        let number = if count == 1 { 0 } else { number };
        let mut data = vec![0; size];
        for place in blocks::ones(&blocks::places(&id, number, count)) {
            // The last piece may be shorter: the rest of it is zeros.
            for (sum, byte) in data.iter_mut().zip(&self.packed[place * size..]) {
                *sum ^= byte;
            }
        }
        Part { shape: self.shape, number, data }.to_text()
    }
}
