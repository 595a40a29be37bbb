//! The requests that need cryptography, one function each.

use super::protocol::{Answer, CountOrder, Failure};
use crate::record::{Attendance, TellerSetup};

/// Takes steps done and steps in all.
pub(super) type Progress<'a> = &'a mut dyn FnMut(u32, u32);

/// What the worker keeps between requests.
#[derive(Debug, Default)]
pub struct State {}

/// Deals a key; makes the opening statement and the tellers' cards.
pub(super) fn open(
    _survey: &str,
    _tellers: &[TellerSetup],
    _needed: u32,
    _attendance: Attendance,
    _opened_at: &str,
) -> Answer {
    Answer::Failed(Failure::NotPrepared)
}

/// Loads survey and opening into `state`, so that the next ballot is sealed quickly.
pub(super) fn prepare(_state: &mut State, _survey: String, _opening: String) -> Answer {
    Answer::Failed(Failure::NotPrepared)
}

/// Seals one ballot for the box that was prepared.
pub(super) fn seal(_state: &State, _marks: &[Option<usize>], _remarks: &[String]) -> Answer {
    Answer::Failed(Failure::NotPrepared)
}

/// Tells whether a card belongs to the box that was prepared, and whose it is.
pub(super) fn read_card(_state: &State, _text: &str, _pin: Option<&str>) -> Answer {
    Answer::Failed(Failure::NotPrepared)
}

/// Checks every ballot, opens the sums, counts, signs.
pub(super) fn count(_order: CountOrder, _progress: Progress<'_>) -> Answer {
    Answer::Failed(Failure::NotPrepared)
}

/// Checks files that somebody brings.
pub(super) fn check(_files: &[(String, Vec<u8>)], _progress: Progress<'_>) -> Answer {
    Answer::Failed(Failure::NotPrepared)
}
