//! What leaves: opening statement, signed result, record; how each is checked.
//!
//! [`open_box`] makes a box, [`count_box`] turns it into a signed result and a
//! record, [`check`] holds any of these files against each other and lists every
//! fault with its place.

mod check;
mod check_record;
mod counting;
mod device_fault;
mod emptying;
mod fault;
mod hand_in;
mod judge;
mod jws;
mod log;
mod meeting;
mod opening;
mod types;
mod words;

pub use crate::count::Attendance;
pub use check::{check, kind_of};
pub use counting::{CountInput, CountOutput, RECORD_FORMAT, RESULT_FORMAT, count_box};
pub use device_fault::{DeviceFault, SealedKind};
pub use emptying::{Emptied, TakenOut, empty_envelopes};
pub use fault::*;
pub use hand_in::{HAND_IN_FORMAT, HandIn, MAX_HAND_IN_BYTES, MAX_SLIP_CHARS};
pub use judge::{SetAside, SetAsideReason};
pub use jws::{Jws, JwsSignature, MAX_RESULT_BYTES};
pub use log::{check_log, next_event};
pub use meeting::{MAX_MEETING_BYTES, MEETING_FORMAT, Meeting, is_own_path};
pub use opening::{NewBox, OPENING_FORMAT, OpenFault, minute_of, open_box};
pub use types::*;
pub use words::{CARD_WORDS, FINGERPRINT_WORDS, words};

#[cfg(test)]
mod envelope_tests;
#[cfg(test)]
mod kinds_tests;
#[cfg(test)]
mod tests;
