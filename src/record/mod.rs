//! What leaves: opening statement, signed result, record; how each is checked.
//!
//! [`open_box`] makes a box, [`count_box`] turns it into a signed result and a
//! record, [`check`] holds any of these files against each other and lists every
//! fault with its place.

mod box_file;
mod check;
mod check_record;
mod counting;
mod device_fault;
mod devices;
mod emptying;
mod fault;
mod gather;
mod hand_in;
mod join;
mod judge;
mod jws;
mod kind;
mod log;
mod meeting;
mod merge;
mod opening;
mod refusal;
mod remarks;
mod types;
mod words;

pub use crate::count::{Attendance, Remark};
pub use box_file::*;
pub use check::check;
pub use counting::{CountInput, CountOutput, RECORD_FORMAT, RESULT_FORMAT, count_box};
pub use device_fault::{DeviceFault, SealedKind};
pub use devices::{
    CHIEF, DeviceFigures, DeviceRecord, MAX_DEVICES, MAX_SLIPS, RecordDevices, ResultDevices, SlipFigures, new_instance,
};
pub use emptying::{Emptied, TakenOut, TakenRemark, empty_envelopes};
pub use fault::*;
pub use gather::{gather, is_copy};
pub use hand_in::{HAND_IN_FORMAT, HAND_IN_VERSION, HandIn, MAX_HAND_IN_BYTES, MAX_SLIP_CHARS};
pub use join::{JOIN_FORMAT, Join, MAX_JOIN_BYTES};
pub use judge::{SetAside, SetAsideReason};
pub use jws::{Jws, JwsSignature, MAX_RESULT_BYTES};
pub use kind::{FileKind, kind_of};
pub use log::{check_log, check_log_of, next_event, read_log, steps_back};
pub use meeting::{MAX_MEETING_BYTES, MEETING_FORMAT, Meeting, is_own_path};
pub use merge::{AddedDevice, Merged, Taken};
pub use opening::{NewBox, OPENING_FORMAT, OpenFault, minute_of, open_box};
pub use refusal::{Brought, MAX_REFUSALS, Refusal, RefusedAs, Refuses, takes_refusal};
pub use types::*;
pub use words::{CARD_WORDS, FINGERPRINT_WORDS, words};

#[cfg(test)]
mod changes_tests;
#[cfg(test)]
mod devices_tests;
#[cfg(test)]
mod envelope_tests;
#[cfg(test)]
mod kinds_tests;
#[cfg(test)]
mod order_tests;
#[cfg(test)]
mod paper_tests;
#[cfg(test)]
mod sealed_tests;
#[cfg(test)]
mod tests;
