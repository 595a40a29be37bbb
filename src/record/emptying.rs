//! Emptying the box: every sealed ballot is taken out of its envelope and its proofs are looked at, and every remark is
//! opened. The slow part of a count, so that it can be given to several workers, a part of the box to each;
//! [`super::count_box`] does the rest.

use serde::{Deserialize, Serialize};

use super::RecordFault;
use crate::seal::{BoxKey, Envelope, OpenedRemark, SealedBallot, SealedRemark, Unlocked};
use crate::survey::Digest;

/// What came out of a box, or of a part of it.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Emptied {
    /// Sealed ballots, in any order.
    pub ballots: Vec<TakenOut>,
    /// Envelopes that the tellers' cards do not open: damaged, or never made for this box.
    pub unreadable: u32,
    /// Remarks of this box, in any order.
    pub remarks: Vec<TakenRemark>,
    /// Texts in the place of a remark that are none.
    pub damaged_remarks: u32,
}

/// A sealed ballot out of its envelope.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct TakenOut {
    /// One sealed choice per contest, base64url.
    pub choices: Vec<String>,
    /// Whether all of its proofs hold.
    pub holds: bool,
}

/// A remark that was opened.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct TakenRemark {
    /// Identifier of the sealed one: the same remark may be there twice.
    pub id: Digest,
    /// Place and words; `None` where the tellers' cards do not open it.
    pub opened: Option<OpenedRemark>,
}

/// Opens envelopes with the presented cards. `progress` is told how many are done.
///
/// An envelope that names another box or mode stops the count ([`RecordFault::Mismatch`]): it got here by mistake, and a
/// record could not show it.
pub fn empty_envelopes(
    key: &BoxKey,
    cards: &[Unlocked],
    envelopes: &[Envelope],
    progress: &mut dyn FnMut(u32),
) -> Result<Emptied, RecordFault> {
    let mut emptied = Emptied::default();
    for (done, envelope) in envelopes.iter().enumerate() {
        if envelope.mode != key.mode() || envelope.box_id != key.box_id() {
            let [expected, found] = [key.box_id(), &envelope.box_id].map(str::to_owned);
            return Err(RecordFault::Mismatch { expected, found });
        }
        progress(done as u32);
        match Unlocked::open_envelope(cards, key, envelope) {
            Ok(ballot) => emptied.ballots.push(TakenOut { holds: ballot.verify(key).is_ok(), choices: ballot.choices }),
            Err(_) => emptied.unreadable += 1,
        }
    }
    Ok(emptied)
}

impl Emptied {
    /// Opens remarks with the presented cards; those of another box or mode are left out. `progress` is told how many are
    /// done.
    pub fn open_remarks(
        &mut self,
        key: &BoxKey,
        cards: &[Unlocked],
        remarks: &[SealedRemark],
        progress: &mut dyn FnMut(u32),
    ) {
        for (done, remark) in remarks.iter().enumerate() {
            progress(done as u32);
            if remark.mode == key.mode() && remark.box_id == key.box_id() {
                let opened = Unlocked::open_remark(cards, key, remark).ok();
                self.remarks.push(TakenRemark { id: remark.id(), opened });
            }
        }
    }

    /// Adds what another worker took out.
    pub fn add(&mut self, other: Self) {
        self.ballots.extend(other.ballots);
        self.unreadable += other.unreadable;
        self.remarks.extend(other.remarks);
        self.damaged_remarks += other.damaged_remarks;
    }

    /// The ballots in the order of their identifiers, each once, and how many were there more than once: two envelopes
    /// with the same ballot in them.
    pub(super) fn in_order(self, key: &BoxKey) -> (Vec<(Digest, SealedBallot, bool)>, u32) {
        let bare = |taken: TakenOut| {
            let ballot = SealedBallot { mode: key.mode(), box_id: key.box_id().to_owned(), choices: taken.choices };
            (ballot.id(), ballot, taken.holds)
        };
        let mut ballots: Vec<_> = self.ballots.into_iter().map(bare).collect();
        let all = ballots.len();
        ballots.sort_by_key(|(id, ..)| *id);
        ballots.dedup_by_key(|(id, ..)| *id);
        let copied = (all - ballots.len()) as u32;
        (ballots, copied)
    }
}
