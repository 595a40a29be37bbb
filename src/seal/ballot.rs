//! Sealed ballots: one sealed choice per contest, with proofs.

use rand_core::{CryptoRng, RngCore};
use zeroize::Zeroizing;

use super::codec::{self, Sealed};
use super::contest::ContestKey;
use super::label::{Purpose, label};
use super::{BoxKey, SealFault};
use crate::ballot::Ballot;
use crate::survey::{Digest, Mode};

/// Ciphertexts of a ballot: one array per contest, one ciphertext per value.
pub type Ciphertexts = Vec<Vec<Sealed>>;

/// A sealed ballot as the record shows it; until the count it lies in an [`Envelope`](super::Envelope).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SealedBallot {
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
        Ok(Self { mode: key.mode, box_id: key.box_id.clone(), choices })
    }

    /// Identifier: a hash of the sealed content, so that a store keyed by it has no order.
    pub fn id(&self) -> Digest {
        let mut parts = vec![self.box_id.as_bytes()];
        parts.extend(self.choices.iter().map(String::as_bytes));
        Digest::of_parts(label(self.mode, Purpose::BallotId), &parts)
    }

    /// Checks that every choice is well-formed and made for its own contest of this box, and returns the ciphertexts:
    /// one array per contest, one ciphertext per value.
    pub fn verify(&self, key: &BoxKey) -> Result<Ciphertexts, SealFault> {
        let rows = key.contests.iter().map(|(rows, _)| first(rows));
        self.contests(key)?.zip(rows).map(|((bytes, contest), row)| contest.verify(&bytes?, row)).collect()
    }

    /// The ciphertexts alone, as [`Self::verify`] returns them, of a ballot whose proofs are known to hold.
    pub fn ciphertexts(&self, key: &BoxKey) -> Result<Ciphertexts, SealFault> {
        self.contests(key)?.map(|(bytes, contest)| contest.ciphertexts(&bytes?)).collect()
    }

    /// The bytes of all contests, one after the other.
    pub(super) fn to_bytes(&self, key: &BoxKey) -> Result<Vec<u8>, SealFault> {
        let mut all = Vec::with_capacity(key.ballot_bytes());
        for (bytes, _) in self.contests(key)? {
            all.extend(bytes?);
        }
        Ok(all)
    }

    /// A ballot of these bytes; nothing in it is checked.
    pub(super) fn from_bytes(mut bytes: &[u8], key: &BoxKey) -> Result<Self, SealFault> {
        let mut choices = Vec::with_capacity(key.contests.len());
        for (_, contest) in &key.contests {
            let (choice, rest) =
                bytes.split_at_checked(contest.length()).ok_or_else(|| codec::malformed("sealed ballot"))?;
            choices.push(codec::to_base64(choice));
            bytes = rest;
        }
        Ok(Self { mode: key.mode, box_id: key.box_id.clone(), choices })
    }

    /// The bytes of each contest, with its key.
    fn contests<'a>(
        &'a self,
        key: &'a BoxKey,
    ) -> Result<impl Iterator<Item = (Result<Vec<u8>, SealFault>, &'a ContestKey)>, SealFault> {
        if self.choices.len() != key.contests.len() {
            return Err(SealFault::WrongLength { expected: key.contests.len(), found: self.choices.len() });
        }
        let contests = self.choices.iter().zip(&key.contests);
        Ok(contests.map(|(text, (_, contest))| (codec::from_base64(text, contest.length(), "sealed choice"), contest)))
    }
}

/// The row that a fault of a contest names.
fn first(rows: &[usize]) -> usize {
    rows.first().copied().unwrap_or_default()
}
