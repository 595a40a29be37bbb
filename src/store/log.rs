//! The officers' log: a hash chain of what was done to a box. Ballots leave no entry.

use super::idb::{Transaction, pair, range_of};
use super::open::LOG;
use super::writer::new_token;
use super::{BoxState, StoreFault, clock};
use crate::record::{OfficerAct, OfficerEvent, next_event, read_log};
use crate::survey::{Digest, json};

/// Larger than any opening statement: nine tellers take some 5 kB.
const OPENING_LIMIT: usize = 256 * 1024;

/// The first entry of a box: opened now, chained to the exact opening statement.
pub fn opened_event(opening: &str) -> Result<OfficerEvent, StoreFault> {
    Ok(next_event(&[], opening_digest(opening)?, OfficerAct::Opened, &clock::now_minute()))
}

/// A new instance: which of the devices that take a number this one is.
pub fn new_instance() -> Result<String, StoreFault> {
    new_token()
}

pub(super) fn opening_digest(opening: &str) -> Result<Digest, StoreFault> {
    json::parse(opening.as_bytes(), OPENING_LIMIT)
        .map(|opening| Digest::of_json(&opening))
        .map_err(|fault| StoreFault::Damaged(format!("opening statement: {fault}")))
}

/// Chains one more entry to the log of a box. Awaits requests of `writing` only.
pub(super) async fn append(writing: &Transaction, state: &BoxState, kind: OfficerAct) -> Result<(), StoreFault> {
    append_with(writing, state, kind, |event| event).await
}

/// As [`append`], with what the entry is about, or when it was made.
pub(super) async fn append_with(
    writing: &Transaction,
    state: &BoxState,
    kind: OfficerAct,
    about: impl FnOnce(OfficerEvent) -> OfficerEvent,
) -> Result<(), StoreFault> {
    let log = read(writing, &state.box_id).await?;
    if log.is_empty() {
        return Err(StoreFault::Damaged(format!("the log of {} is empty", state.box_id)));
    }
    let event = about(next_event(&log, opening_digest(&state.opening)?, kind, &clock::now_minute()));
    add(writing, &state.box_id, &event)
}

/// Puts an entry where none is.
pub(super) fn add(writing: &Transaction, box_id: &str, event: &OfficerEvent) -> Result<(), StoreFault> {
    let text = serde_json::to_string(event).expect("an event is plain data");
    writing.add(LOG, &pair(box_id, event.seq), &text)
}

/// Chains an entry to a log that can be read, and adds nothing to one that is damaged: for what must be possible even so.
pub(super) async fn append_if_sound(
    writing: &Transaction,
    state: &BoxState,
    kind: OfficerAct,
) -> Result<(), StoreFault> {
    match append(writing, state, kind).await {
        Err(StoreFault::Damaged(_)) => Ok(()),
        done => done,
    }
}

/// The entries before the first damaged one: a chain that holds, as far as it goes.
pub(super) async fn read_sound(transaction: &Transaction, box_id: &str) -> Result<Vec<OfficerEvent>, StoreFault> {
    let texts = texts(transaction, box_id).await?;
    let read = |count: usize| read_log(texts.iter().take(count).map(String::as_str));
    read(texts.len()).or_else(read).map_err(|seq| damaged(seq, box_id))
}

/// All entries in order; a gap or an unreadable entry is a fault.
pub(super) async fn read(transaction: &Transaction, box_id: &str) -> Result<Vec<OfficerEvent>, StoreFault> {
    let texts = texts(transaction, box_id).await?;
    read_log(texts.iter().map(String::as_str)).map_err(|seq| damaged(seq, box_id))
}

async fn texts(transaction: &Transaction, box_id: &str) -> Result<Vec<String>, StoreFault> {
    let values = transaction.all(LOG, &range_of(box_id)?).await?;
    Ok(values.iter().map(|value| value.as_string().unwrap_or_default()).collect())
}

fn damaged(seq: usize, box_id: &str) -> StoreFault {
    StoreFault::Damaged(format!("entry {seq} of the log of {box_id}"))
}
