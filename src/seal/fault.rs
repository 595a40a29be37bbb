//! Why sealing or opening fails.

use serde::{Deserialize, Serialize};

/// Why keys, ciphertexts or proofs are not taken.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, thiserror::Error)]
#[non_exhaustive]
pub enum SealFault {
    /// Numbers of tellers or cards outside 1 ≤ needed ≤ tellers ≤ 9.
    #[error("{needed} of {tellers} cards: not possible")]
    BadThreshold {
        /// Cards that open the box.
        needed: u32,
        /// Tellers.
        tellers: u32,
    },
    /// Bytes that are no group element, scalar or proof.
    #[error("{what} is malformed")]
    Malformed {
        /// Which part.
        what: String,
    },
    /// The dealer's proof does not hold.
    #[error("the joint key's proof does not hold")]
    BadKeyProof,
    /// Not as many sealed choices or remarks as the survey asks for.
    #[error("{found} sealed parts, {expected} expected")]
    WrongLength {
        /// As the survey asks.
        expected: usize,
        /// Found.
        found: usize,
    },
    /// The proof that a choice is well-formed (one option, a score within its range, no more than allowed chosen) does
    /// not hold, or it was made for another box, survey, subject or question.
    #[error("row {row}: the proof does not hold for this box and question")]
    BadChoiceProof {
        /// Row, from 0; the first of those that are sealed as one.
        row: usize,
    },
    /// Fewer cards than needed.
    #[error("{presented} cards presented, {needed} needed")]
    TooFewCards {
        /// Cards that open the box.
        needed: u32,
        /// Cards presented, each counted once.
        presented: u32,
    },
    /// A decryption share's proof does not hold.
    #[error("the share of teller {teller} does not hold for row {row}, option {option}")]
    BadShare {
        /// Teller, from 1.
        teller: u32,
        /// Row, from 0.
        row: usize,
        /// Option, from 0.
        option: usize,
    },
    /// Decryption shares that are not one for each sum: fewer, more, or otherwise divided among the rows.
    #[error("{found} decryption shares of a teller, not one for each of the {expected} sums")]
    ShareShape {
        /// Sums.
        expected: usize,
        /// Shares found.
        found: usize,
    },
    /// The decrypted sum is no number between 0 and the number of ballots.
    #[error("row {row}, option {option}: the decrypted sum is out of range")]
    SumOutOfRange {
        /// Row, from 0.
        row: usize,
        /// Option, from 0.
        option: usize,
    },
    /// The cryptographic library did not do what it is known to do: another version of it?
    #[error("the cryptographic library answers unexpectedly")]
    Library,
    /// The device gives no randomness.
    #[error("the device gives no randomness")]
    NoRandomness,
}

/// Why a card is not taken.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, thiserror::Error)]
#[non_exhaustive]
pub enum CardFault {
    /// Not a card: other text, a cut-off scan, another file.
    #[error("this is not a card: {what}")]
    NotACard {
        /// What the reader stumbled over.
        what: String,
    },
    /// A card of another box.
    #[error("this card belongs to another box")]
    OtherBox,
    /// A practice card for a real box or the other way round.
    #[error("practice and real do not mix")]
    OtherMode,
    /// The card is locked and no PIN was given.
    #[error("the card needs its PIN")]
    NeedsPin,
    /// The PIN does not unlock it.
    #[error("wrong PIN")]
    WrongPin,
    /// The keys inside are not those that the opening pins: the card was damaged or changed.
    #[error("the card's keys are not those of the opening")]
    WrongKeys,
    /// The card of a teller whose card was already presented.
    #[error("this teller's card was already presented")]
    Twice,
    /// A PIN that is too short for a new card.
    #[error("a PIN has at least 4 characters")]
    PinTooShort,
}
