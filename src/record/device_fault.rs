//! What can be wrong where several devices are one box.

use serde::{Deserialize, Serialize};

use crate::survey::Digest;

/// Why a join file, a box file or the devices of a record are refused.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, thiserror::Error)]
#[serde(rename_all = "kebab-case")]
#[non_exhaustive]
pub enum DeviceFault {
    /// A file of another box.
    #[error("of the box {found}, not of {expected}")]
    ForeignBox {
        /// This box.
        expected: String,
        /// The file's.
        found: String,
    },
    /// A file that has this box's identifier, but was made with another opening statement.
    #[error("made with another opening statement: expected {expected}, found {found}")]
    OtherOpening {
        /// Digest of this box's opening statement.
        expected: Digest,
        /// The file's.
        found: Digest,
    },
    /// A number that no device can have here.
    #[error("no device can have the number {device}")]
    Number {
        /// The number.
        device: u32,
    },
    /// A device that the chief device never added.
    #[error("device {device} was never added")]
    NeverAdded {
        /// Its number.
        device: u32,
    },
    /// A device that was added and that the record does not name, not even as missing.
    #[error("device {device} was added, but is not named")]
    LeftOut {
        /// Its number.
        device: u32,
    },
    /// A device that brought a box, of which the chief's log knows nothing.
    #[error("the log knows nothing of what device {device} brought")]
    NeverImported {
        /// Its number.
        device: u32,
    },
    /// Two files of one device, neither of whose logs goes on from the other: a backup was restored while the device
    /// itself went on.
    #[error("two histories of device {device}")]
    TwoHistories {
        /// Its number.
        device: u32,
    },
    /// Ballots of a device that are not in what it handed over when it was closed.
    #[error("{ballots} ballots of device {device} are not in what it handed over at its close")]
    AfterClose {
        /// Its number.
        device: u32,
        /// How many.
        ballots: u32,
    },
    /// Another sealed size than that of the box: ballots and remarks are each padded to one.
    #[error("sealed {kind:?} {index} has {found} characters, expected {expected}")]
    WrongSize {
        /// Which of the two.
        kind: SealedKind,
        /// Place, from 0.
        index: usize,
        /// Characters of this box.
        expected: usize,
        /// Characters found.
        found: usize,
    },
    /// Not base64url without padding in its one spelling.
    #[error("sealed {kind:?} {index} is not base64url")]
    NotSealed {
        /// Which of the two.
        kind: SealedKind,
        /// Place, from 0.
        index: usize,
    },
    /// Ballots or remarks of a box file out of order or repeated.
    #[error("sealed {kind:?}s must stand once each, in the order of their identifiers")]
    Order {
        /// Which of the two.
        kind: SealedKind,
    },
    /// Hashes of slips out of order, repeated or too many.
    #[error("hashes of slips must stand once each, ascending")]
    SlipOrder,
    /// More slips used and voided than printed, or another number used than spent.
    #[error("not the figures of these slips")]
    SlipFigures,
    /// A slip's code that is longer than any code.
    #[error("not the code of a slip")]
    SlipText,
    /// A hand-in with more or fewer remarks than a ballot has.
    #[error("{found} remarks, expected {expected}")]
    RemarkPlaces {
        /// Places for remarks on a ballot.
        expected: usize,
        /// Remarks found.
        found: usize,
    },
    /// A hand-in that has one sealed remark twice.
    #[error("one sealed remark stands twice in the hand-in")]
    RemarkTwice,
    /// A hand-in of which something lies in the box with another ballot: somebody copied it and was here first.
    #[error("a part of this hand-in is in the box with another ballot")]
    PartTaken,
    /// A hand-in that was sealed for another opening statement than the box was opened with.
    #[error("sealed for another opening statement: expected {expected}, found {found}")]
    SealedForOther {
        /// Digest of this box's opening statement.
        expected: Digest,
        /// The hand-in's.
        found: Digest,
    },
    /// More ballots, remarks or log entries than one device can have.
    #[error("more ballots, remarks or log entries than one device can have")]
    TooMany,
    /// A device's name that is empty, too long, or has characters that cannot be seen.
    #[error("the device's name must be a plain line of text")]
    Name,
    /// Not 16 bytes of base64url.
    #[error("`instance` must be 16 bytes of base64url")]
    Instance,
    /// Said to be closed while the log is not, or the other way round.
    #[error("the log and the file disagree on whether the device was closed")]
    ClosedUnlogged,
    /// Devices of a record out of order, repeated or too many.
    #[error("devices must stand once each, by number and instance")]
    PartOrder,
    /// Figures of a device that was never heard of.
    #[error("figures of a device that was never heard of")]
    Unheard,
    /// The devices in the result are not those in the record.
    #[error("not the devices of the record")]
    OtherDevices,
}

/// Which of the sealed things of a box.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum SealedKind {
    /// A ballot in its envelope.
    Ballot,
    /// A remark.
    Remark,
}
