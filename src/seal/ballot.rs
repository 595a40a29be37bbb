//! Sealed ballots: one sealed choice per contest, with proofs.

use rand_core::{CryptoRng, RngCore};
use serde::{Deserialize, Serialize};
use zeroize::Zeroizing;

use super::codec::{self, Sealed};
use super::label::{Purpose, label};
use super::{BoxKey, SealFault};
use crate::ballot::Ballot;
use crate::survey::{Digest, Mode};

/// `format` of a sealed ballot's file.
pub const BALLOT_FORMAT: &str = "hom-phieu/ballot";

/// `*.ballot.json`: one sealed ballot, as it is stored and carried. It holds no time, no
/// number and nothing of the voter.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(not(target_arch = "wasm32"), derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct SealedBallot {
    /// Always `hom-phieu/ballot`.
    pub format: String,
    /// Always 1.
    pub version: u32,
    /// Real or practice.
    pub mode: Mode,
    /// The box it was sealed for.
    pub box_id: String,
    /// One sealed choice per contest of the survey, base64url: ciphertexts and proofs.
    pub choices: Vec<String>,
}

impl SealedBallot {
    /// Seals a ballot's marks. A row that is left blank looks like any other.
    pub fn seal(ballot: &Ballot, key: &BoxKey, rng: &mut (impl CryptoRng + RngCore)) -> Result<Self, SealFault> {
        if ballot.marks().len() != key.rows() {
            return Err(SealFault::WrongLength { expected: key.rows(), found: ballot.marks().len() });
        }
        let choices = key
            .contests
            .iter()
            .map(|(rows, contest)| {
                let marks: Zeroizing<Vec<Option<usize>>> =
                    Zeroizing::new(rows.iter().map(|row| ballot.marks()[*row]).collect());
                Ok(codec::to_base64(&contest.seal(&marks, first(rows), rng)?))
            })
            .collect::<Result<_, _>>()?;
        Ok(Self { format: BALLOT_FORMAT.into(), version: 1, mode: key.mode, box_id: key.box_id.clone(), choices })
    }

    /// Identifier: a hash of the sealed content, so that a store keyed by it has no order.
    pub fn id(&self) -> Digest {
        let mut parts = vec![self.box_id.as_bytes()];
        parts.extend(self.choices.iter().map(String::as_bytes));
        Digest::of_parts(label(self.mode, Purpose::BallotId), &parts)
    }

    /// Checks that every choice is well-formed and made for its own contest of this box, and returns the ciphertexts:
    /// one array per contest, one ciphertext per value.
    pub fn verify(&self, key: &BoxKey) -> Result<Vec<Vec<Sealed>>, SealFault> {
        if self.choices.len() != key.contests.len() {
            return Err(SealFault::WrongLength { expected: key.contests.len(), found: self.choices.len() });
        }
        self.choices
            .iter()
            .zip(&key.contests)
            .map(|(text, (rows, contest))| {
                contest.verify(&codec::from_base64(text, contest.length(), "sealed choice")?, first(rows))
            })
            .collect()
    }
}

/// The row that a fault of a contest names.
fn first(rows: &[usize]) -> usize {
    rows.first().copied().unwrap_or_default()
}
