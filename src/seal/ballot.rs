//! Sealed ballots: one encrypted single choice per row, with proofs.

use elastic_elgamal::app::EncryptedChoice;
use rand_core::{CryptoRng, RngCore};
use serde::{Deserialize, Serialize};

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
    /// One sealed choice per row of the survey, base64url: ciphertexts, ring proof, sum proof.
    pub choices: Vec<String>,
}

impl SealedBallot {
    /// Seals a ballot's marks. The last option of every row is the explicit blank, so a blank
    /// looks like any other mark.
    pub fn seal(ballot: &Ballot, key: &BoxKey, rng: &mut (impl CryptoRng + RngCore)) -> Result<Self, SealFault> {
        if ballot.marks().len() != key.rows.len() {
            return Err(SealFault::WrongLength { expected: key.rows.len(), found: ballot.marks().len() });
        }
        let choices = ballot
            .marks()
            .iter()
            .zip(&key.rows)
            .enumerate()
            .map(|(row, (mark, row_key))| {
                let options = row_key.params.options_count();
                let option = mark.unwrap_or(options - 1);
                if option >= options {
                    return Err(SealFault::BadChoiceProof { row });
                }
                let choice = EncryptedChoice::single(&row_key.params, option, rng);
                Ok(codec::to_base64(&codec::choice_to_bytes(&choice)))
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

    /// Checks that every choice is one option of its own row of this box, and returns the
    /// ciphertexts: one array per row, one ciphertext per option.
    pub fn verify(&self, key: &BoxKey) -> Result<Vec<Vec<Sealed>>, SealFault> {
        if self.choices.len() != key.rows.len() {
            return Err(SealFault::WrongLength { expected: key.rows.len(), found: self.choices.len() });
        }
        self.choices
            .iter()
            .zip(&key.rows)
            .enumerate()
            .map(|(row, (text, row_key))| {
                let options = row_key.params.options_count();
                let bytes = codec::from_base64(text, codec::choice_bytes(options), "sealed choice")?;
                let choice = codec::choice_from_bytes(&bytes, options)?;
                let sealed = choice.verify(&row_key.params).map_err(|_| SealFault::BadChoiceProof { row })?;
                Ok(sealed.to_vec())
            })
            .collect()
    }
}
