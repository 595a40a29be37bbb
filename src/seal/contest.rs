//! Sealing one contest: what is encrypted, and the proofs that it is well-formed.
//!
//! - **Levels**: the library's single choice, one ciphertext of 0 or 1 per option and a proof that they sum to 1
//!   (`elastic_elgamal::app::EncryptedChoice`).
//! - **Choose** at most `k` of `n`: one ciphertext of 0 or 1 per subject, each with a range proof, and a range proof
//!   that their sum is 0 to `k`.
//! - **Score** from 0 to `m`, or none: ciphertexts of the score `s` and of `g`, whether one is given. Range proofs that
//!   `0 ≤ g ≤ 1`, `0 ≤ s ≤ m` and `0 ≤ m·g − s ≤ m`; the last leaves only `s = 0` where `g = 0`, so that who gives no
//!   score cannot move the mean.
//!
//! The range proofs are the library's ([`RangeProof`], rings of Borromean form, Maxwell and Poelstra 2015, over
//! `ElGamal` ciphertexts as its module doc describes). A sum such as `m·g − s` needs the randomness of its parts, which the
//! library keeps to itself; so we draw the 64 bytes that it reduces to its scalar, and hand them over.

use curve25519_dalek::ristretto::RistrettoPoint;
use curve25519_dalek::scalar::Scalar;
use elastic_elgamal::app::{ChoiceParams, EncryptedChoice, SingleChoice};
use elastic_elgamal::{CiphertextWithValue, PreparedRange, PublicKey, RangeDecomposition, RangeProof};
use merlin::Transcript;
use rand_core::{CryptoRng, RngCore};
use zeroize::Zeroizing;

use super::SealFault;
use super::codec::{self, Sealed};
use super::group::{self, Ristretto};
use crate::survey::ContestKind;

/// A ciphertext with what its maker knows of it.
type Known = CiphertextWithValue<Ristretto, u64>;

/// The public side of one contest: its key and what may be sealed under it.
pub(super) struct ContestKey {
    /// `h` of the row key `K + h·G`.
    pub(super) tweak: Scalar,
    receiver: PublicKey<Ristretto>,
    shape: Shape,
}

enum Shape {
    Levels(ChoiceParams<Ristretto, SingleChoice>),
    Choose { of: usize, at_most: u32, bit: PreparedRange<Ristretto>, sum: PreparedRange<Ristretto> },
    Score { max: u32, bit: PreparedRange<Ristretto>, points: PreparedRange<Ristretto> },
}

/// Values 0 to `most`.
fn range(most: u32) -> PreparedRange<Ristretto> {
    RangeDecomposition::optimal(u64::from(most) + 1).into()
}

/// Randomness that is given: hands its bytes to the one caller that draws a scalar, and nothing after that.
struct Given<'a>(&'a [u8]);

impl RngCore for Given<'_> {
    fn next_u32(&mut self) -> u32 {
        let mut bytes = [0; 4];
        self.fill_bytes(&mut bytes);
        u32::from_le_bytes(bytes)
    }
    fn next_u64(&mut self) -> u64 {
        let mut bytes = [0; 8];
        self.fill_bytes(&mut bytes);
        u64::from_le_bytes(bytes)
    }
    fn fill_bytes(&mut self, bytes: &mut [u8]) {
        let (head, rest) = self.0.split_at(bytes.len().min(self.0.len()));
        bytes.fill(0);
        bytes[..head.len()].copy_from_slice(head);
        self.0 = rest;
    }
    fn try_fill_bytes(&mut self, bytes: &mut [u8]) -> Result<(), rand_core::Error> {
        self.fill_bytes(bytes);
        Ok(())
    }
}

/// It hands on what a cryptographic generator made; see [`known`].
impl CryptoRng for Given<'_> {}

/// Encrypts `value` with the randomness `r`. The library draws one scalar for a ciphertext, from 64 bytes that it
/// reduces modulo the group order; the canonical bytes of `r` and zeros give it just `r`. Were a later version to draw
/// otherwise, the check below would notice before anything is sealed.
fn encrypt(value: u32, r: &Scalar, receiver: &PublicKey<Ristretto>) -> Result<Known, SealFault> {
    let mut bytes = Zeroizing::new([0; 64]);
    bytes[..32].copy_from_slice(r.as_bytes());
    let sealed = Known::new(u64::from(value), receiver, &mut Given(bytes.as_slice()));
    if *sealed.inner().random_element() == RistrettoPoint::mul_base(r) { Ok(sealed) } else { Err(SealFault::Library) }
}

fn scalar(rng: &mut (impl CryptoRng + RngCore)) -> Zeroizing<Scalar> {
    Zeroizing::new(group::scalar(rng))
}

/// Names a range proof inside its contest, so that one cannot stand for another.
fn transcript(part: &'static [u8], index: usize) -> Transcript {
    let mut transcript = Transcript::new(b"hom-phieu/v1/contest");
    transcript.append_message(b"part", part);
    transcript.append_u64(b"index", index as u64);
    transcript
}

impl ContestKey {
    /// `of` is the number of rows of the contest.
    pub(super) fn new(kind: ContestKind, of: usize, receiver: PublicKey<Ristretto>, tweak: Scalar) -> Self {
        let shape = match kind {
            ContestKind::Levels { options } => Shape::Levels(ChoiceParams::single(receiver.clone(), options)),
            ContestKind::Choose { at_most } => {
                Shape::Choose { of, at_most, bit: range(1), sum: range(at_most.min(of as u32)) }
            }
            ContestKind::Score { max } => Shape::Score { max, bit: range(1), points: range(max) },
        };
        Self { tweak, receiver, shape }
    }

    /// How many ciphertexts, and so totals, it has.
    pub(super) fn values(&self) -> usize {
        match &self.shape {
            Shape::Levels(params) => params.options_count(),
            Shape::Choose { of, .. } => *of,
            Shape::Score { .. } => 2,
        }
    }

    /// Largest total of each value over `ballots` ballots.
    pub(super) fn largest_total(&self, ballots: u32) -> u64 {
        match &self.shape {
            Shape::Score { max, .. } => u64::from(ballots) * u64::from(*max),
            _ => u64::from(ballots),
        }
    }

    /// Seals the marks of the contest's rows. `row` is the place of the first, for faults.
    pub(super) fn seal(
        &self,
        marks: &[Option<usize>],
        row: usize,
        rng: &mut (impl CryptoRng + RngCore),
    ) -> Result<Vec<u8>, SealFault> {
        let fault = SealFault::BadChoiceProof { row };
        match (&self.shape, marks) {
            (Shape::Levels(params), [mark]) => {
                let options = params.options_count();
                let option = mark.unwrap_or(options - 1);
                if option >= options {
                    return Err(fault);
                }
                Ok(codec::choice_to_bytes(&EncryptedChoice::single(params, option, rng)))
            }
            (Shape::Choose { of, at_most, bit, sum }, marks) => {
                let chosen = marks.iter().flatten().count() as u32;
                if marks.len() != *of || chosen > *at_most {
                    return Err(fault);
                }
                let mut bytes = Vec::new();
                let mut total = Zeroizing::new(Scalar::ZERO);
                for (index, mark) in marks.iter().enumerate() {
                    let r = scalar(rng);
                    *total += *r;
                    let sealed = encrypt(u32::from(mark.is_some()), &r, &self.receiver)?;
                    bytes.extend(sealed.inner().to_bytes());
                    self.prove(bit, &sealed, &mut transcript(b"chosen", index), &mut bytes, rng)?;
                }
                let together = encrypt(chosen, &total, &self.receiver)?;
                self.prove(sum, &together, &mut transcript(b"how many", 0), &mut bytes, rng)?;
                Ok(bytes)
            }
            (Shape::Score { max, bit, points }, [mark]) => {
                let score = u32::try_from(mark.unwrap_or(0)).ok().filter(|score| score <= max).ok_or(fault)?;
                let given = u32::from(mark.is_some());
                let [r_score, r_given] = [scalar(rng), scalar(rng)];
                let left = Zeroizing::new(*r_given * Scalar::from(*max) - *r_score);
                let score_sealed = encrypt(score, &r_score, &self.receiver)?;
                let given_sealed = encrypt(given, &r_given, &self.receiver)?;
                let left_sealed = encrypt(max * given - score, &left, &self.receiver)?;
                let mut bytes = score_sealed.inner().to_bytes();
                bytes.extend(given_sealed.inner().to_bytes());
                self.prove(points, &score_sealed, &mut transcript(b"score", 0), &mut bytes, rng)?;
                self.prove(bit, &given_sealed, &mut transcript(b"given", 0), &mut bytes, rng)?;
                self.prove(points, &left_sealed, &mut transcript(b"left", 0), &mut bytes, rng)?;
                Ok(bytes)
            }
            _ => Err(fault),
        }
    }

    fn prove(
        &self,
        range: &PreparedRange<Ristretto>,
        sealed: &Known,
        transcript: &mut Transcript,
        bytes: &mut Vec<u8>,
        rng: &mut (impl CryptoRng + RngCore),
    ) -> Result<(), SealFault> {
        let proof = RangeProof::from_ciphertext(&self.receiver, range, sealed, transcript, rng);
        bytes.extend(codec::range_proof_to_bytes(&proof)?);
        Ok(())
    }

    /// Bytes of the sealed contest.
    pub(super) fn length(&self) -> usize {
        match &self.shape {
            Shape::Levels(params) => codec::choice_bytes(params.options_count()),
            Shape::Choose { of, bit, sum, .. } => {
                of * (codec::CIPHERTEXT + codec::range_proof_bytes(bit)) + codec::range_proof_bytes(sum)
            }
            Shape::Score { bit, points, .. } => {
                2 * codec::CIPHERTEXT + 2 * codec::range_proof_bytes(points) + codec::range_proof_bytes(bit)
            }
        }
    }

    /// The ciphertexts alone, of bytes whose proofs are known to hold.
    pub(super) fn ciphertexts(&self, bytes: &[u8]) -> Result<Vec<Sealed>, SealFault> {
        if bytes.len() != self.length() {
            return Err(codec::malformed("sealed choice"));
        }
        let apart = match &self.shape {
            Shape::Choose { bit, .. } => codec::CIPHERTEXT + codec::range_proof_bytes(bit),
            Shape::Levels(_) | Shape::Score { .. } => codec::CIPHERTEXT,
        };
        bytes.chunks(apart).take(self.values()).map(|value| codec::ciphertext(&value[..codec::CIPHERTEXT])).collect()
    }

    /// Checks the proofs and returns the ciphertexts, one per value. `row` is the place of its first row, for faults.
    pub(super) fn verify(&self, bytes: &[u8], row: usize) -> Result<Vec<Sealed>, SealFault> {
        if bytes.len() != self.length() {
            return Err(codec::malformed("sealed choice"));
        }
        let fault = SealFault::BadChoiceProof { row };
        let mut reader = Reader { left: bytes, key: self, fault };
        match &self.shape {
            Shape::Levels(params) => {
                let choice = codec::choice_from_bytes(bytes, params.options_count())?;
                Ok(choice.verify(params).map_err(|_| reader.fault)?.to_vec())
            }
            Shape::Choose { of, bit, sum, .. } => {
                let mut values = Vec::with_capacity(*of);
                for index in 0..*of {
                    let sealed = reader.ciphertext()?;
                    reader.range(bit, &sealed, &mut transcript(b"chosen", index))?;
                    values.push(sealed);
                }
                let together = values.iter().fold(Sealed::zero(), |sum, value| sum + *value);
                reader.range(sum, &together, &mut transcript(b"how many", 0))?;
                Ok(values)
            }
            Shape::Score { max, bit, points } => {
                let [score, given] = [reader.ciphertext()?, reader.ciphertext()?];
                reader.range(points, &score, &mut transcript(b"score", 0))?;
                reader.range(bit, &given, &mut transcript(b"given", 0))?;
                reader.range(points, &(given * u64::from(*max) - score), &mut transcript(b"left", 0))?;
                Ok(vec![score, given])
            }
        }
    }
}

/// Takes a sealed contest apart, piece by piece; its length has been checked.
struct Reader<'a> {
    left: &'a [u8],
    key: &'a ContestKey,
    fault: SealFault,
}

impl<'a> Reader<'a> {
    fn take(&mut self, length: usize) -> Result<&'a [u8], SealFault> {
        let (piece, left) = self.left.split_at_checked(length).ok_or_else(|| codec::malformed("sealed choice"))?;
        self.left = left;
        Ok(piece)
    }

    fn ciphertext(&mut self) -> Result<Sealed, SealFault> {
        codec::ciphertext(self.take(codec::CIPHERTEXT)?)
    }

    fn range(
        &mut self,
        range: &PreparedRange<Ristretto>,
        sealed: &Sealed,
        transcript: &mut Transcript,
    ) -> Result<(), SealFault> {
        let proof = codec::range_proof_from_bytes(self.take(codec::range_proof_bytes(range))?, range)?;
        proof.verify(&self.key.receiver, range, *sealed, transcript).map_err(|_| self.fault.clone())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::testing::rng;
    use elastic_elgamal::Keypair;

    fn key(kind: ContestKind, of: usize) -> ContestKey {
        let (receiver, _) = Keypair::<Ristretto>::generate(&mut rng(1)).into_tuple();
        ContestKey::new(kind, of, receiver, Scalar::ZERO)
    }

    #[test]
    fn a_score_is_sealed_from_none_to_the_highest_and_nothing_above() {
        let key = key(ContestKind::Score { max: 30 }, 1);
        for mark in [None, Some(0), Some(1), Some(17), Some(30)] {
            let bytes = key.seal(&[mark], 0, &mut rng(2)).unwrap();
            assert_eq!(bytes.len(), key.length(), "one length for all, or the length would tell the score");
            assert!(key.verify(&bytes, 0).is_ok(), "{mark:?}");
        }
        assert!(key.seal(&[Some(31)], 0, &mut rng(2)).is_err());
        assert!(key.seal(&[Some(usize::MAX)], 0, &mut rng(2)).is_err());
    }

    #[test]
    fn points_without_a_score_given_do_not_verify() {
        // The voter who says "no score" and adds 5 points would raise the mean without being counted in it.
        let key = key(ContestKind::Score { max: 30 }, 1);
        let Shape::Score { bit, points, .. } = &key.shape else { unreachable!() };
        let rng = &mut rng(3);
        for (score, given, pretended) in [(5, 0, 0), (5, 0, 25), (30, 0, 30)] {
            let [r_score, r_given] = [scalar(rng), scalar(rng)];
            let left = *r_given * Scalar::from(30_u32) - *r_score;
            let [score, given, left] = [(score, *r_score), (given, *r_given), (pretended, left)]
                .map(|(value, r)| encrypt(value, &r, &key.receiver).unwrap());
            let mut bytes = [score.inner().to_bytes(), given.inner().to_bytes()].concat();
            key.prove(points, &score, &mut transcript(b"score", 0), &mut bytes, rng).unwrap();
            key.prove(bit, &given, &mut transcript(b"given", 0), &mut bytes, rng).unwrap();
            key.prove(points, &left, &mut transcript(b"left", 0), &mut bytes, rng).unwrap();
            assert_eq!(key.verify(&bytes, 7).unwrap_err(), SealFault::BadChoiceProof { row: 7 });
        }
    }

    #[test]
    fn more_than_allowed_can_neither_be_sealed_nor_pretended() {
        let key = key(ContestKind::Choose { at_most: 2 }, 3);
        for chosen in [[None; 3], [Some(0), None, None], [None, Some(0), Some(0)]] {
            let bytes = key.seal(&chosen, 0, &mut rng(4)).unwrap();
            assert_eq!(bytes.len(), key.length());
            assert!(key.verify(&bytes, 0).is_ok());
        }
        assert!(key.seal(&[Some(0); 3], 0, &mut rng(4)).is_err());

        let Shape::Choose { bit, sum, .. } = &key.shape else { unreachable!() };
        let rng = &mut rng(5);
        let mut bytes = Vec::new();
        let mut total = Scalar::ZERO;
        for index in 0..3 {
            let r = scalar(rng);
            total += *r;
            let sealed = encrypt(1, &r, &key.receiver).unwrap();
            bytes.extend(sealed.inner().to_bytes());
            key.prove(bit, &sealed, &mut transcript(b"chosen", index), &mut bytes, rng).unwrap();
        }
        let two = encrypt(2, &total, &key.receiver).unwrap();
        key.prove(sum, &two, &mut transcript(b"how many", 0), &mut bytes, rng).unwrap();
        assert!(key.verify(&bytes, 0).is_err());
    }

    #[test]
    fn two_subjects_of_a_choice_cannot_be_swapped() {
        let key = key(ContestKind::Choose { at_most: 2 }, 3);
        let mut bytes = key.seal(&[Some(0), None, None], 0, &mut rng(6)).unwrap();
        let Shape::Choose { bit, .. } = &key.shape else { unreachable!() };
        let one = codec::CIPHERTEXT + codec::range_proof_bytes(bit);
        let (first, rest) = bytes.split_at_mut(one);
        first.swap_with_slice(&mut rest[..one]);
        assert!(key.verify(&bytes, 0).is_err());
    }

    #[test]
    fn any_changed_byte_of_a_sealed_score_or_choice_is_noticed() {
        for (kind, of, marks) in [
            (ContestKind::Score { max: 70 }, 1, vec![Some(44)]),
            (ContestKind::Choose { at_most: 1 }, 3, vec![None, Some(0), None]),
        ] {
            let key = key(kind, of);
            let bytes = key.seal(&marks, 0, &mut rng(7)).unwrap();
            for at in (0..bytes.len()).step_by(31) {
                let mut changed = bytes.clone();
                changed[at] ^= 1;
                assert!(key.verify(&changed, 0).is_err(), "byte {at}");
            }
            assert!(key.verify(&bytes[1..], 0).is_err());
            assert!(key.verify(&[], 0).is_err());
        }
    }
}
