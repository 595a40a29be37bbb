//! The officers' log: a hash chain of what was done to a box. Ballots leave no entry.

use super::idb::{Transaction, pair, range_of};
use super::open::LOG;
use super::{StoreFault, clock};
use crate::record::{OfficerAct, OfficerEvent};
use crate::survey::{Digest, json};

/// Larger than any opening statement: nine tellers take some 5 kB.
const OPENING_LIMIT: usize = 256 * 1024;

/// The first entry of a box: opened now, chained to the exact opening statement.
pub fn opened_event(opening: &str) -> Result<OfficerEvent, StoreFault> {
    let opening = json::parse(opening.as_bytes(), OPENING_LIMIT)
        .map_err(|fault| StoreFault::Damaged(format!("opening statement: {fault}")))?;
    Ok(OfficerEvent {
        seq: 0,
        kind: OfficerAct::Opened,
        at: clock::now_minute(),
        previous: Digest::of_json(&opening),
    })
}

/// Chains one more entry to the log of `box_id`. Awaits requests of `writing` only.
pub(super) async fn append(
    writing: &Transaction,
    box_id: &str,
    kind: OfficerAct,
) -> Result<(), StoreFault> {
    let last = read(writing, box_id).await?.pop();
    let last = last.ok_or_else(|| StoreFault::Damaged(format!("the log of {box_id} is empty")))?;
    let event = OfficerEvent {
        seq: last.seq + 1,
        kind,
        at: clock::now_minute(),
        previous: Digest::of_json(&last),
    };
    add(writing, box_id, &event)
}

/// Puts an entry where none is.
pub(super) fn add(
    writing: &Transaction,
    box_id: &str,
    event: &OfficerEvent,
) -> Result<(), StoreFault> {
    let text = serde_json::to_string(event).expect("an event is plain data");
    writing.add(LOG, &pair(box_id, event.seq), &text)
}

/// All entries in order; a gap or an unreadable entry is a fault.
pub(super) async fn read(
    transaction: &Transaction,
    box_id: &str,
) -> Result<Vec<OfficerEvent>, StoreFault> {
    let damaged = |seq: usize| StoreFault::Damaged(format!("entry {seq} of the log of {box_id}"));
    let values = transaction.all(LOG, &range_of(box_id)?).await?;
    values
        .iter()
        .enumerate()
        .map(|(seq, value)| {
            value
                .as_string()
                .and_then(|text| serde_json::from_str::<OfficerEvent>(&text).ok())
                .filter(|event| event.seq as usize == seq)
                .ok_or_else(|| damaged(seq))
        })
        .collect()
}
