//! The joint key, how it is dealt, and the key of each row.
//!
//! Feldman's verifiable sharing (Feldman 1987, "A practical scheme for
//! non-interactive verifiable secret sharing") over ristretto255 (RFC 9496), as
//! implemented by `elastic-elgamal`.
//!
//! Each contest of each box has a key of its own, `K_row = K + h·G`, where `K` is the
//! joint key and `h` a hash of mode, survey, box, subject, question and task. The
//! library's proofs commit to the key they were made for, so a sealed choice is
//! worthless in another row, box, survey or mode. `h` is public: whoever can open
//! with `K` can open with `K_row`, and nobody else can (the same argument as for
//! non-hardened derived keys in BIP 32).

use curve25519_dalek::ristretto::RistrettoPoint;
use curve25519_dalek::scalar::Scalar;
use curve25519_dalek::traits::Identity;
use elastic_elgamal::PublicKey;
use elastic_elgamal::sharing::{Dealer, Params};
use rand_core::{CryptoRng, RngCore};
use sha2::{Digest as _, Sha512};
use zeroize::Zeroizing;

use super::codec::{self, KeySet};
use super::contest::ContestKey;
use super::group::Ristretto;
use super::label::{Purpose, label};
use super::{MAX_TELLERS, SealFault, kem};
use crate::survey::{ContestKind, Digest, Mode, Survey};

/// What a dealer publishes and hands out; the secret itself is forgotten with the dealer.
pub struct Dealt {
    /// Commitments to the polynomial, base64url; the first is the joint key.
    pub commitments: Vec<String>,
    /// Proof that the dealer knew the polynomial, base64url.
    pub proof: String,
    /// One secret share per teller, 32 bytes.
    pub shares: Vec<Zeroizing<[u8; 32]>>,
}

/// Deals a new key: any `needed` of `tellers` shares open what it seals, fewer learn nothing.
pub fn deal(tellers: u32, needed: u32, rng: &mut (impl CryptoRng + RngCore)) -> Result<Dealt, SealFault> {
    let params = params(tellers, needed)?;
    let dealer = Dealer::<Ristretto>::new(params, rng);
    let (commitments, proof) = dealer.public_info();
    let shares = (0..tellers as usize)
        .map(|index| Zeroizing::new(dealer.secret_share_for_participant(index).expose_scalar().to_bytes()))
        .collect();
    Ok(Dealt {
        commitments: commitments.iter().map(|point| codec::to_base64(point.compress().as_bytes())).collect(),
        proof: codec::key_proof_to_text(proof),
        shares,
    })
}

fn params(tellers: u32, needed: u32) -> Result<Params, SealFault> {
    if needed == 0 || needed > tellers || tellers > MAX_TELLERS {
        return Err(SealFault::BadThreshold { needed, tellers });
    }
    Ok(Params::new(tellers as usize, needed as usize))
}

/// The public key of one box, with the derived key of each row.
pub struct BoxKey {
    pub(super) mode: Mode,
    pub(super) box_id: String,
    pub(super) survey_digest: Digest,
    pub(super) key_set: KeySet,
    /// Per contest: its rows, as places in the marks of a ballot, and its key.
    pub(super) contests: Vec<(Vec<usize>, ContestKey)>,
    pub(super) remark: super::remark::RemarkShape,
}

impl BoxKey {
    /// Checks the dealer's proof and derives the row keys.
    pub fn new(
        survey: &Survey,
        box_id: &str,
        tellers: u32,
        needed: u32,
        commitments: &[String],
        proof: &str,
    ) -> Result<Self, SealFault> {
        let params = params(tellers, needed)?;
        if commitments.len() != needed as usize {
            return Err(SealFault::WrongLength { expected: needed as usize, found: commitments.len() });
        }
        let polynomial = commitments
            .iter()
            .map(|text| codec::element(&codec::from_base64_32(text, "joint key")?, "joint key"))
            .collect::<Result<Vec<RistrettoPoint>, _>>()?;
        // A coefficient of zero would make the secret known, or fewer cards enough.
        if polynomial.contains(&RistrettoPoint::identity()) {
            return Err(SealFault::BadKeyProof);
        }
        let proof = codec::key_proof_from_text(proof, commitments.len())?;
        let key_set = KeySet::new(params, polynomial, &proof).map_err(|_| SealFault::BadKeyProof)?;
        // Nor may a share be: whoever knows that it is zero stands in for that teller without the card.
        let none = RistrettoPoint::identity().compress();
        if key_set.participant_keys().iter().any(|share| share.as_bytes() == none.as_bytes()) {
            return Err(SealFault::BadKeyProof);
        }
        let survey_digest = survey.digest();
        let rows: Vec<_> = survey.rows().collect();
        let contests = survey
            .contests()
            .into_iter()
            .map(|contest| {
                let first = contest.rows.first().and_then(|row| rows.get(*row)).ok_or(SealFault::Library)?;
                // All rows of a limited choice share a key, or their sum could not be proved: no subject is named then.
                // An identifier is never empty, so no row on its own has that key.
                let subject = match contest.kind {
                    ContestKind::Choose { .. } => "",
                    _ => first.subject.id.as_str(),
                };
                let mut parts = vec![
                    survey_digest.0.as_slice(),
                    box_id.as_bytes(),
                    key_set.shared_key().as_bytes(),
                    subject.as_bytes(),
                    contest.question.id.as_bytes(),
                ];
                parts.extend(first.task.map(|task| task.id.as_bytes()));
                let tweak = hash_to_scalar(label(survey.mode, Purpose::RowKey), &parts);
                let offset = (RistrettoPoint::mul_base(&tweak)).compress();
                let offset =
                    PublicKey::<Ristretto>::from_bytes(offset.as_bytes()).map_err(|_| codec::malformed("row key"))?;
                let key = key_set.shared_key().clone() + offset;
                let contest_key = ContestKey::new(contest.kind, contest.rows.len(), key, tweak);
                Ok((contest.rows, contest_key))
            })
            .collect::<Result<Vec<_>, SealFault>>()?;
        let remark = super::remark::RemarkShape::of(survey);
        Ok(Self { mode: survey.mode, box_id: box_id.to_owned(), survey_digest, key_set, contests, remark })
    }

    /// Number of marks on a ballot.
    pub(super) fn rows(&self) -> usize {
        self.contests.iter().map(|(rows, _)| rows.len()).sum()
    }

    /// Bytes of a sealed ballot: the same for all ballots of a survey.
    pub(super) fn ballot_bytes(&self) -> usize {
        self.contests.iter().map(|(_, contest)| contest.length()).sum()
    }

    /// Characters of the `sealed` of an envelope and of a remark: one length each for all of a survey.
    pub fn sealed_chars(&self) -> [usize; 2] {
        // Base64 without padding: four characters for every three bytes begun, less what the last lack.
        [self.ballot_bytes(), self.remark.padded()].map(|plain| ((plain + kem::OVERHEAD) * 4).div_ceil(3))
    }

    /// Number of tellers.
    pub fn tellers(&self) -> u32 {
        self.key_set.params().shares as u32
    }

    /// How many cards open the box.
    pub fn needed(&self) -> u32 {
        self.key_set.params().threshold as u32
    }

    /// Mode of the box.
    pub fn mode(&self) -> Mode {
        self.mode
    }

    /// Identifier of the box.
    pub fn box_id(&self) -> &str {
        &self.box_id
    }

    /// Public share of a teller (from 1), 32 bytes; `None` where there is no such teller.
    pub fn public_share(&self, teller: u32) -> Option<Vec<u8>> {
        let index = (teller as usize).checked_sub(1)?;
        self.key_set.participant_key(index).map(|key| key.as_bytes().to_vec())
    }
}

/// SHA-512 over length-prefixed parts, reduced modulo the group order (RFC 9496 section 4.4
/// allows scalars from 64 uniform bytes).
fn hash_to_scalar(label: &str, parts: &[&[u8]]) -> Scalar {
    let mut hasher = Sha512::new();
    for part in core::iter::once(label.as_bytes()).chain(parts.iter().copied()) {
        hasher.update((part.len() as u64).to_le_bytes());
        hasher.update(part);
    }
    Scalar::from_bytes_mod_order_wide(&hasher.finalize().into())
}
