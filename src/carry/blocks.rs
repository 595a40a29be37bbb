//! Sums of blocks: which blocks a part is the sum of, and the blocks out of enough such sums.
//!
//! A random linear code over GF(2), the oldest fountain there is: addition is XOR, and solving is Gauss's elimination.
//! Each part beyond the first [`count`](Blocks) is the sum of a random half of the blocks, so that on average 1.6 parts
//! more than there are blocks suffice, whichever were missed.

use crate::survey::Digest;

/// Label of the hash that the places of a sum are taken from.
const LABEL: &str = "hom-phieu/v1/carry/places";
/// A stream's identifier: the first bytes of the SHA-256 of its text.
pub type Id = [u8; 16];

/// The places, from 0, of the blocks that part `number` is the sum of, as bits: place `p` is bit `p % 64` of word
/// `p / 64`. The first `count` parts are the blocks themselves. All others are taken from SHA-256.
pub fn places(id: &Id, number: u32, count: usize) -> Vec<u64> {
    let mut words = vec![0; count.div_ceil(64)];
    let number_at = number as usize;
    if number_at < count {
        words[number_at / 64] = 1 << (number_at % 64);
        return words;
    }
    for (turn, words) in words.chunks_mut(4).enumerate() {
        let hash = Digest::of_parts(LABEL, &[id, &number.to_be_bytes(), &(turn as u32).to_be_bytes()]).0;
        for (word, bytes) in words.iter_mut().zip(hash.chunks_exact(8)) {
            *word = u64::from_le_bytes(bytes.try_into().expect("8 bytes"));
        }
    }
    if let (Some(last), used @ 1..) = (words.last_mut(), count % 64) {
        *last &= (1 << used) - 1;
    }
    words
}

/// The places of the bits that are set, ascending.
pub fn ones(words: &[u64]) -> impl Iterator<Item = usize> + '_ {
    words.iter().enumerate().flat_map(|(at, &word)| {
        core::iter::successors((word != 0).then_some(word), |word| Some(word & (word - 1)).filter(|rest| *rest != 0))
            .map(move |word| at * 64 + word.trailing_zeros() as usize)
    })
}

/// What a sum said that was added.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Added {
    /// Something new.
    New,
    /// Nothing that the others do not say together.
    Known,
    /// The opposite of what the others say together: one of them is wrong.
    Contradiction,
}

/// Blocks of one size, of which sums become known.
///
/// Kept as a matrix in reduced form: the row at place `p`, if there is one, is a sum that has block `p` in it and no
/// other block that has a row of its own. When every place has a row, each row is a block.
pub struct Blocks {
    /// Bytes of a block.
    size: usize,
    /// Words of a row that say which blocks are in its sum; the rest are the sum's bytes.
    places: usize,
    rows: Vec<Option<Vec<u64>>>,
    known: usize,
}

impl Blocks {
    /// `count` blocks of `size` bytes, nothing known of them.
    pub fn new(count: usize, size: usize) -> Self {
        Self { size, places: count.div_ceil(64), rows: vec![None; count], known: 0 }
    }

    /// How many blocks there are.
    pub fn count(&self) -> usize {
        self.rows.len()
    }

    /// How many sums are known that do not follow from each other; all blocks are known when it is their number.
    pub fn known(&self) -> usize {
        self.known
    }

    /// Takes the sum `data` of the blocks at `places`; both are as long as those of this value.
    pub fn add(&mut self, places: Vec<u64>, data: &[u8]) -> Added {
        let mut row = places;
        row.extend(data.chunks(8).map(|bytes| {
            let mut word = [0; 8];
            word[..bytes.len()].copy_from_slice(bytes);
            u64::from_le_bytes(word)
        }));
        // A known row takes its own place out of the sum and brings in only places that have no row.
        let named: Vec<usize> = ones(&row[..self.places]).collect();
        for place in named {
            if let Some(known) = &self.rows[place] {
                xor(&mut row, known);
            }
        }
        let Some(pivot) = ones(&row[..self.places]).next() else {
            return if row.iter().all(|word| *word == 0) { Added::Known } else { Added::Contradiction };
        };
        let (word, bit) = (pivot / 64, 1 << (pivot % 64));
        for known in self.rows.iter_mut().flatten().filter(|known| known[word] & bit != 0) {
            xor(known, &row);
        }
        self.rows[pivot] = Some(row);
        self.known += 1;
        Added::New
    }

    /// All blocks, one after the other; `None` until each is known.
    pub fn bytes(&self) -> Option<Vec<u8>> {
        if self.known < self.count() {
            return None;
        }
        let mut bytes = Vec::with_capacity(self.count() * self.size);
        for row in self.rows.iter().flatten() {
            let end = bytes.len() + self.size;
            bytes.extend(row[self.places..].iter().flat_map(|word| word.to_le_bytes()));
            bytes.truncate(end);
        }
        Some(bytes)
    }
}

fn xor(into: &mut [u64], from: &[u64]) {
    for (into, from) in into.iter_mut().zip(from) {
        *into ^= from;
    }
}
