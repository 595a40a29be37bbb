//! How a ballot becomes unreadable: tellers' cards, joint key, sealed ballots, opening.
mod fault;
pub use fault::{CardFault, SealFault};
