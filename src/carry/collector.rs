//! A text put together from parts.

use miniz_oxide::inflate::decompress_to_vec_with_limit;

use super::blocks::{self, Added, Blocks};
use super::part::{Part, Shape, id_of};

/// What became of something that a camera read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Taken {
    /// A part that was still needed.
    New,
    /// The last part that was needed: the text is whole.
    Complete,
    /// A part that says nothing that was not known.
    Repeated,
    /// A part of another text than the one that is being read. To read that one, take a new collector.
    Foreign,
    /// No part at all, or one that contradicts the others.
    Malformed,
    /// The last part that was needed, but what came out is not the text that the parts speak of: one of them was
    /// wrong. The collector has forgotten them all and can begin anew.
    Spoiled,
}

/// Takes parts until the text is whole.
#[derive(Default)]
pub struct Collector(State);

#[derive(Default)]
enum State {
    #[default]
    Empty,
    Reading(Shape, Blocks),
    Whole(Shape, String),
}

impl Collector {
    /// Nothing read yet.
    pub fn new() -> Self {
        Self::default()
    }

    /// Takes what a QR code said, whatever it is. The first part decides which text is read.
    pub fn take(&mut self, said: &str) -> Taken {
        let Some(part) = Part::parse(said) else { return Taken::Malformed };
        if let State::Empty = self.0 {
            self.0 = State::Reading(part.shape, Blocks::new(part.shape.count(), part.shape.size));
        }
        match &mut self.0 {
            State::Empty => Taken::Malformed, // not any more
            State::Reading(shape, _) | State::Whole(shape, _) if *shape != part.shape => Taken::Foreign,
            State::Whole(..) => Taken::Repeated,
            State::Reading(shape, blocks) => {
                match blocks.add(blocks::places(&shape.id, part.number, blocks.count()), &part.data) {
                    Added::Known => Taken::Repeated,
                    Added::Contradiction => Taken::Malformed,
                    Added::New => {
                        let Some(packed) = blocks.bytes() else { return Taken::New };
                        let shape = *shape;
                        let text = unpack(&shape, &packed);
                        let taken = if text.is_some() { Taken::Complete } else { Taken::Spoiled };
                        self.0 = text.map_or(State::Empty, |text| State::Whole(shape, text));
                        taken
                    }
                }
            }
        }
    }

    /// Parts that are in and parts that the text was cut into: (0, 0) before the first. A few more than these may have
    /// to be seen, since some say nothing new.
    pub fn progress(&self) -> (u32, u32) {
        match &self.0 {
            State::Empty => (0, 0),
            State::Reading(_, blocks) => (blocks.known() as u32, blocks.count() as u32),
            State::Whole(shape, _) => (shape.count() as u32, shape.count() as u32),
        }
    }

    /// The text, once it is whole.
    pub fn text(&self) -> Option<&str> {
        match &self.0 {
            State::Whole(_, text) => Some(text),
            _ => None,
        }
    }

    /// Takes the text out, and can read another.
    pub fn take_text(&mut self) -> Option<String> {
        match core::mem::take(&mut self.0) {
            State::Whole(_, text) => Some(text),
            other => {
                self.0 = other;
                None
            }
        }
    }
}

/// The text, if it is the one that the parts speak of. Never more is unpacked than they said.
fn unpack(shape: &Shape, packed: &[u8]) -> Option<String> {
    let packed = packed.get(..shape.packed as usize)?;
    let text = decompress_to_vec_with_limit(packed, shape.text as usize).ok()?;
    let same = text.len() == shape.text as usize && id_of(&text) == shape.id;
    same.then(|| String::from_utf8(text).ok()).flatten()
}
