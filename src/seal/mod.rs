//! How a ballot becomes unreadable: tellers' cards, joint key, sealed ballots, opening.
//!
//! Only vetted crates; what is composed here says from which RFC or paper. The
//! caller brings the randomness: the operating system's in the browser and the
//! command line, a seeded one in tests.

mod ballot;
mod card;
pub mod codec;
mod contest;
mod envelope;
mod fault;
mod group;
mod kem;
mod key;
pub mod label;
mod menu_lock;
mod open;
mod remark;

pub use ballot::{Ciphertexts, SealedBallot};
pub use card::{CARD_FORMAT, Card, CardSecrets, MIN_PIN, card_fingerprint};
pub use envelope::{BALLOT_FORMAT, BALLOT_VERSION, Envelope};
pub use fault::{CardFault, SealFault};
pub use group::Ristretto;
pub use key::{BoxKey, Dealt, deal};
pub use menu_lock::MenuLock;
pub use open::{DecryptionShare, Sums, Unlocked, combine};
pub use remark::{OpenedRemark, REMARK_FORMAT, SealedRemark};

/// Most tellers of one box.
pub const MAX_TELLERS: u32 = 9;

#[cfg(test)]
mod tests;
#[cfg(test)]
mod threshold_tests;
