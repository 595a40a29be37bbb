//! Envelopes: a sealed ballot on its way, sealed once more for the tellers together.
//!
//! Devices, disks, phones and portals hold envelopes only; the tellers' cards take the ballots out at the count, and
//! the record shows these. So whatever a disk remembers of the order of its writes, of the slip that was spent with one,
//! or of the device that a ballot came from cannot be laid beside any ballot of the record without those cards. Nor can
//! anybody copy a choice out of a neighbour's ballot before the count.

use rand_core::{CryptoRng, RngCore};
use serde::{Deserialize, Serialize};

use super::label::{Purpose, label};
use super::{BoxKey, SealFault, SealedBallot, codec, kem};
use crate::survey::{Digest, Mode};

/// `format` of a ballot's file.
pub const BALLOT_FORMAT: &str = "hom-phieu/ballot";
/// Its `version`. 1 was a sealed ballot without envelope.
pub const BALLOT_VERSION: u32 = 2;

const WHAT: &str = "envelope";

/// `*.ballot.json`: one sealed ballot in its envelope, as it is stored and carried. It holds no time, no number and
/// nothing of the voter, and is of one size for all ballots of a survey.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(not(target_arch = "wasm32"), derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Envelope {
    /// Always `hom-phieu/ballot`.
    pub format: String,
    /// Always 2.
    pub version: u32,
    /// Real or practice.
    pub mode: Mode,
    /// The box it was sealed for.
    pub box_id: String,
    /// Ephemeral element, encrypted choices of all contests, tag; base64url.
    pub sealed: String,
}

impl Envelope {
    /// Puts a sealed ballot into an envelope.
    pub fn close(ballot: &SealedBallot, key: &BoxKey, rng: &mut (impl CryptoRng + RngCore)) -> Result<Self, SealFault> {
        let sealed = kem::seal(key, Purpose::Envelope, &ballot.to_bytes(key)?, rng)?;
        Ok(Self::of(ballot.mode, &ballot.box_id, codec::to_base64(&sealed)))
    }

    /// The envelope of these sealed bytes, as a box file lists them.
    pub fn of(mode: Mode, box_id: &str, sealed: String) -> Self {
        Self { format: BALLOT_FORMAT.into(), version: BALLOT_VERSION, mode, box_id: box_id.to_owned(), sealed }
    }

    /// Identifier: a hash of the sealed bytes, so that a store keyed by it has no order.
    pub fn id(&self) -> Digest {
        Digest::of_parts(label(self.mode, Purpose::EnvelopeId), &[self.box_id.as_bytes(), self.sealed.as_bytes()])
    }

    /// Whether it can be an envelope of this box, as far as can be told without the tellers' cards.
    pub fn looks_right(&self, key: &BoxKey) -> Result<(), SealFault> {
        if self.mode != key.mode || self.box_id != key.box_id {
            return Err(codec::malformed(WHAT));
        }
        self.capsule(key).map(drop)
    }

    pub(super) fn capsule(&self, key: &BoxKey) -> Result<kem::Capsule, SealFault> {
        kem::capsule(&self.sealed, key.ballot_bytes(), WHAT)
    }
}
