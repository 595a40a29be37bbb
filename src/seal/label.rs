//! Domain separation: every hash, proof and signature names its purpose, the
//! format version and whether it is practice. All labels stand here.

use crate::survey::Mode;

/// Purposes. A label is `hom-phieu/v1/<mode>/<purpose>`.
#[derive(Debug, Clone, Copy)]
pub enum Purpose {
    /// Key of one row, derived from the joint key.
    RowKey,
    /// Identifier of a sealed ballot.
    BallotId,
    /// Identifier of a sealed remark.
    RemarkId,
    /// Encryption of a remark.
    Remark,
    /// Identifier of an envelope.
    EnvelopeId,
    /// Encryption of a sealed ballot in its envelope.
    Envelope,
    /// Fingerprint of a card.
    Card,
    /// Encryption of a card under a PIN.
    CardPin,
}

/// The label of a purpose in a mode: practice and real never share one.
pub fn label(mode: Mode, purpose: Purpose) -> &'static str {
    match (mode, purpose) {
        (Mode::Real, Purpose::RowKey) => "hom-phieu/v1/real/row-key",
        (Mode::Real, Purpose::BallotId) => "hom-phieu/v1/real/ballot-id",
        (Mode::Real, Purpose::RemarkId) => "hom-phieu/v1/real/remark-id",
        (Mode::Real, Purpose::Remark) => "hom-phieu/v1/real/remark",
        (Mode::Real, Purpose::EnvelopeId) => "hom-phieu/v1/real/envelope-id",
        (Mode::Real, Purpose::Envelope) => "hom-phieu/v1/real/envelope",
        (Mode::Real, Purpose::Card) => "hom-phieu/v1/real/card",
        (Mode::Real, Purpose::CardPin) => "hom-phieu/v1/real/card-pin",
        (Mode::Practice, Purpose::RowKey) => "hom-phieu/v1/practice/row-key",
        (Mode::Practice, Purpose::BallotId) => "hom-phieu/v1/practice/ballot-id",
        (Mode::Practice, Purpose::RemarkId) => "hom-phieu/v1/practice/remark-id",
        (Mode::Practice, Purpose::Remark) => "hom-phieu/v1/practice/remark",
        (Mode::Practice, Purpose::EnvelopeId) => "hom-phieu/v1/practice/envelope-id",
        (Mode::Practice, Purpose::Envelope) => "hom-phieu/v1/practice/envelope",
        (Mode::Practice, Purpose::Card) => "hom-phieu/v1/practice/card",
        (Mode::Practice, Purpose::CardPin) => "hom-phieu/v1/practice/card-pin",
    }
}
