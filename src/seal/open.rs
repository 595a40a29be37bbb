//! Opening the box: sums are decrypted with verifiable shares; ballots never are.

use curve25519_dalek::ristretto::RistrettoPoint;
use elastic_elgamal::sharing::ActiveParticipant;
use elastic_elgamal::{CandidateDecryption, DiscreteLogTable, LogEqualityProof};
use rand_core::{CryptoRng, RngCore};

use super::card::participant;
use super::codec::{self, Sealed};
use super::group::Ristretto;
use super::label::Purpose;
use super::remark::{self, OpenedRemark, SealedRemark};
use super::{BoxKey, CardFault, CardSecrets, Envelope, SealFault, SealedBallot};

/// Sums of the sealed choices: one array per contest, one ciphertext per value.
pub struct Sums {
    rows: Vec<Vec<Sealed>>,
    ballots: u32,
}

/// A teller's share of one sum: the element `x·R` (32 bytes) and the proof that it is
/// (Chaum–Pedersen, challenge and response, 64 bytes), base64url.
pub type DecryptionShare = String;

const SHARE: usize = 32;
const PROOF: usize = 64;

impl Sums {
    /// An empty box.
    pub fn new(key: &BoxKey) -> Self {
        let rows = key.contests.iter().map(|(_, contest)| vec![Sealed::zero(); contest.values()]).collect();
        Self { rows, ballots: 0 }
    }

    /// Adds a ballot that [`SealedBallot::verify`](super::SealedBallot::verify) returned.
    pub fn add(&mut self, ballot: &[Vec<Sealed>]) {
        for (sums, choice) in self.rows.iter_mut().zip(ballot) {
            for (sum, option) in sums.iter_mut().zip(choice) {
                *sum += *option;
            }
        }
        self.ballots += 1;
    }

    /// Ballots added.
    pub fn ballots(&self) -> u32 {
        self.ballots
    }
}

/// A card whose secrets were taken out: it can open and sign.
pub struct Unlocked {
    teller: u32,
    secrets: CardSecrets,
    participant: ActiveParticipant<Ristretto>,
}

impl Unlocked {
    /// For secrets that [`Card::unlock`](super::Card::unlock) returned for this teller.
    pub fn new(key: &BoxKey, teller: u32, secrets: CardSecrets) -> Result<Self, CardFault> {
        let participant = participant(key, teller, &secrets).ok_or(CardFault::WrongKeys)?;
        Ok(Self { teller, secrets, participant })
    }

    /// Teller, from 1.
    pub fn teller(&self) -> u32 {
        self.teller
    }

    /// The Ed25519 seed.
    pub fn signing_seed(&self) -> &[u8; 32] {
        &self.secrets.signing
    }

    /// This teller's shares of all sums, with proofs: one array per row, one share per option.
    pub fn decrypt(&self, sums: &Sums, rng: &mut (impl CryptoRng + RngCore)) -> Vec<Vec<DecryptionShare>> {
        let mut share = |sum: &Sealed| {
            let (share, proof) = self.participant.decrypt_share(*sum, rng);
            codec::to_base64(&[share.to_bytes(), proof.to_bytes()].concat())
        };
        sums.rows.iter().map(|row| row.iter().map(&mut share).collect()).collect()
    }

    /// Opens one remark. All of `cards` together must be at least as many as needed.
    pub fn open_remark(cards: &[Self], key: &BoxKey, sealed: &SealedRemark) -> Result<OpenedRemark, SealFault> {
        let capsule = sealed.capsule(key)?;
        let shared = Self::shared(cards, key, capsule.public())?;
        remark::read(key, &capsule.open(key, Purpose::Remark, &shared, "sealed remark")?)
    }

    /// Takes a sealed ballot out of its envelope; the ballot itself stays sealed, and its proofs are not looked at. All
    /// of `cards` together must be at least as many as needed.
    pub fn open_envelope(cards: &[Self], key: &BoxKey, envelope: &Envelope) -> Result<SealedBallot, SealFault> {
        let capsule = envelope.capsule(key)?;
        let shared = Self::shared(cards, key, capsule.public())?;
        SealedBallot::from_bytes(&capsule.open(key, Purpose::Envelope, &shared, "envelope")?, key)
    }

    /// The shared element of an ephemeral one, of which each card gives a share.
    fn shared(cards: &[Self], key: &BoxKey, public: &RistrettoPoint) -> Result<RistrettoPoint, SealFault> {
        let shares = cards.iter().map(|card| {
            let element = public * card.participant.secret_share().expose_scalar();
            let share = CandidateDecryption::<Ristretto>::from_bytes(element.compress().as_bytes())
                .expect("a compressed element is well-formed");
            // Unproven, since the shares never leave this function and each card's share was
            // held against the opening when it was unlocked.
            (card.teller as usize - 1, share.into_unchecked())
        });
        let combined = key.key_set.params().combine_shares(shares);
        let presented = cards.len() as u32;
        combined.map(|shared| *shared.as_element()).ok_or(SealFault::TooFewCards { needed: key.needed(), presented })
    }
}

/// Checks every share's proof, combines them and reads the totals: one array per contest, one
/// total per value. `shares` holds teller (from 1) and their shares; each teller once.
pub fn combine(
    key: &BoxKey,
    sums: &Sums,
    shares: &[(u32, Vec<Vec<DecryptionShare>>)],
) -> Result<Vec<Vec<u32>>, SealFault> {
    let mut tellers: Vec<u32> = shares.iter().map(|(teller, _)| *teller).collect();
    tellers.sort_unstable();
    tellers.dedup();
    let presented = tellers.len() as u32;
    if presented < key.needed() || tellers.len() != shares.len() {
        return Err(SealFault::TooFewCards { needed: key.needed(), presented });
    }
    // A share beyond those of the sums opens something else: a single ballot, perhaps.
    for (_, table) in shares {
        let values = |rows: &[usize]| rows.iter().sum::<usize>();
        let expected: Vec<usize> = sums.rows.iter().map(Vec::len).collect();
        let found: Vec<usize> = table.iter().map(Vec::len).collect();
        if expected != found {
            return Err(SealFault::ShareShape { expected: values(&expected), found: values(&found) });
        }
    }
    let largest = key.contests.iter().map(|(_, contest)| contest.largest_total(sums.ballots)).max().unwrap_or_default();
    let table = DiscreteLogTable::<Ristretto>::new(0..=largest);
    sums.rows
        .iter()
        .zip(&key.contests)
        .enumerate()
        .map(|(row, (options, (_, contest)))| {
            let one = |(option, sum): (usize, &Sealed)| {
                let verified = shares
                    .iter()
                    .map(|(teller, table)| {
                        let text = table.get(row).and_then(|row| row.get(option));
                        let share = text.and_then(|text| verify_share(key, *teller, sum, text));
                        share.ok_or(SealFault::BadShare { teller: *teller, row, option })
                    })
                    .collect::<Result<Vec<_>, _>>()?;
                let opened = key
                    .key_set
                    .params()
                    .combine_shares(verified)
                    .ok_or(SealFault::TooFewCards { needed: key.needed(), presented })?;
                // The row key is K + h·G: what K opens is still blinded by h·R.
                let value: RistrettoPoint =
                    sum.blinded_element() - sum.random_element() * contest.tweak - opened.as_element();
                let count = table.get(&value).and_then(|count| u32::try_from(count).ok());
                count.ok_or(SealFault::SumOutOfRange { row, option })
            };
            options.iter().enumerate().map(one).collect()
        })
        .collect()
}

type Verified = elastic_elgamal::VerifiableDecryption<Ristretto>;

fn verify_share(key: &BoxKey, teller: u32, sum: &Sealed, text: &str) -> Option<(usize, Verified)> {
    let index = (teller as usize).checked_sub(1)?;
    key.key_set.participant_key(index)?;
    let bytes = codec::from_base64(text, SHARE + PROOF, "decryption share").ok()?;
    let (share, proof) = bytes.split_at(SHARE);
    let share = CandidateDecryption::from_bytes(share)?;
    let proof = LogEqualityProof::from_bytes(proof)?;
    Some((index, key.key_set.verify_share(share, *sum, index, &proof).ok()?))
}
