//! What can be wrong with a file, and where.

use serde::{Deserialize, Serialize};

use super::{DeviceFault, FileKind};
use crate::count::Conservation;
use crate::seal::SealFault;
use crate::survey::json::JsonFault;
use crate::survey::{Digest, Mode, SurveyFaults};

/// One fault of a file.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct PlacedFault {
    /// The file.
    pub file: FileKind,
    /// Where in it: a member's path such as `rows[3].levels[0].count`, or empty for the whole.
    pub at: String,
    /// What is wrong.
    pub fault: RecordFault,
}

/// What is wrong with a file.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, thiserror::Error)]
#[non_exhaustive]
pub enum RecordFault {
    /// Not readable.
    #[error(transparent)]
    Json(#[from] JsonFault),
    /// Not a file of this project.
    #[error("not a file of Hòm Phiếu")]
    UnknownKind,
    /// The survey inside is wrong.
    #[error("the survey has faults: {0}")]
    Survey(SurveyFaults),
    /// A digest or identifier does not match what it stands for: the file or the other one was changed.
    #[error("does not match: expected {expected}, found {found}")]
    Mismatch {
        /// What was computed, or what the other file says.
        expected: String,
        /// What stands here.
        found: String,
    },
    /// Practice and real do not mix.
    #[error("made in {found:?} mode, expected {expected:?}")]
    WrongMode {
        /// The other file's mode.
        expected: Mode,
        /// This one's.
        found: Mode,
    },
    /// Keys, proofs or ciphertexts are wrong.
    #[error(transparent)]
    Seal(#[from] SealFault),
    /// A sealed ballot's proofs do not hold.
    #[error("ballot {ballot}: {fault}")]
    BadBallot {
        /// The ballot's identifier.
        ballot: Digest,
        /// What is wrong with it.
        fault: SealFault,
    },
    /// A ciphertext that also stands in another ballot.
    #[error("ballot {ballot} repeats a ciphertext of ballot {of}")]
    Repeated {
        /// The one set aside.
        ballot: Digest,
        /// The one that keeps it.
        of: Digest,
    },
    /// Not a JWS in general JSON serialisation (RFC 7515 section 7.2.1).
    #[error("not a JWS: {0}")]
    NotJws(String),
    /// A signature header that this format does not allow; `alg` is fixed, never taken from the file.
    #[error("signature {index}: {what}")]
    BadHeader {
        /// Signature, from 0.
        index: usize,
        /// What is wrong.
        what: String,
    },
    /// A signature by a key that the opening does not name.
    #[error("signature {index} is by no teller of this box")]
    UnknownSigner {
        /// Signature, from 0.
        index: usize,
    },
    /// The same key signed twice.
    #[error("signature {index} is by a teller who has signed already")]
    SignedTwice {
        /// Signature, from 0.
        index: usize,
    },
    /// A signature that does not hold.
    #[error("signature {index} does not hold")]
    BadSignature {
        /// Signature, from 0.
        index: usize,
    },
    /// Fewer valid signatures than cards are needed.
    #[error("{found} valid signatures, {needed} needed")]
    TooFewSignatures {
        /// Cards that open the box.
        needed: u32,
        /// Valid signatures of different tellers.
        found: u32,
    },
    /// More signatures than a box can have tellers; none of them is looked at.
    #[error("{found} signatures, of {most} tellers at most")]
    TooManySignatures {
        /// Most tellers of a box.
        most: u32,
        /// Found.
        found: u64,
    },
    /// A sum of the meeting's figures does not hold. The figures are as they were signed.
    #[error("{} {} {} does not hold ({})", .0.left, .0.relation, .0.right, .0.rule)]
    Conservation(Conservation),
    /// The officers' log is not a chain.
    #[error("entry {seq} of the officers' log does not follow from the one before")]
    BrokenLog {
        /// Entry, from 0.
        seq: u32,
    },
    /// An entry of the officers' log without a member that its act needs, or with one that it has not.
    #[error("entry {seq} of the officers' log has not the members of its act")]
    LogMembers {
        /// Entry, from 0.
        seq: u32,
    },
    /// Join files, box files and devices that do not fit together.
    #[error(transparent)]
    Device(#[from] DeviceFault),
    /// A value outside what the format allows.
    #[error(transparent)]
    Value(NotAllowed),
    /// A file that the check needs was not given.
    #[error("needs the {needs:?} file as well")]
    Missing {
        /// What is missing.
        needs: FileKind,
    },
}

/// A value that is well-formed and yet not allowed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, thiserror::Error)]
#[serde(rename_all = "kebab-case")]
#[non_exhaustive]
pub enum NotAllowed {
    /// An opening that does not begin empty.
    #[error("`ballots` must be 0 at the opening")]
    BallotsAtOpening,
    /// Tellers that are not numbered 1, 2, 3, …
    #[error("`tellers` must be numbered 1, 2, 3, …")]
    TellerNumbers,
    /// One signing key for two tellers: one person would sign for both.
    #[error("two tellers have one signing key")]
    TellerKeyTwice,
    /// A name or role that is empty, too long, or has characters that cannot be seen.
    #[error("names and roles of tellers must be plain lines of text")]
    TellerText,
    /// Not a time of the form `2026-11-22T19:30:00+07:00`.
    #[error("the time must have the form 2026-11-22T19:30:00+07:00")]
    Time,
    /// An address to hand ballots in at that is not one on the page's own site.
    #[error("`hand_in_at` must be a path on the page's own site that begins with ./")]
    Address,
    /// Two files of one kind in one check.
    #[error("a second file of this kind")]
    SecondFile,
    /// A card, a ballot, a box or another file that no check reads.
    #[error("this kind of file is not checked on its own")]
    NotChecked,
    /// The stated sums are not those of the figures.
    #[error("not the sums of these figures")]
    OtherSums,
    /// A remark about somebody or something that the survey does not ask remarks about.
    #[error("the survey has no such place for remarks")]
    NoSuchRemark,
    /// A remark with a text that no ballot can have brought: empty, too long, or with characters that the count takes out.
    #[error("no ballot can have brought this remark")]
    RemarkText,
    /// Shares of the tellers out of order or repeated.
    #[error("shares must stand in the order of the tellers, once each")]
    TellerOrder,
    /// Findings that do not follow.
    #[error("not what the rules make of these counts")]
    OtherFindings,
    /// A quorum that does not follow.
    #[error("not what the rules make of the attendance")]
    OtherQuorum,
    /// The grades are not what the rules make of the scores.
    #[error("not what the rules make of the scores")]
    OtherGrades,
    /// The paper counts have not the shape of the survey's rows, or more than the rows hold, or differ between files.
    #[error("not paper counts of these rows")]
    OtherPaper,
    /// Paper ballots entered by one teller alone or by somebody who is none, or with more differences than there are places.
    #[error("not two passes by two of the tellers")]
    PaperPasses,
    /// Remarks from paper that its ballots have no place for; or a number of them that is 0.
    #[error("not a number of remarks that these paper ballots can carry")]
    PaperRemarks,
    /// Ballots of a record out of order or repeated.
    #[error("ballots must stand once each, in the order of their identifiers")]
    BallotOrder,
    /// Other ballots are set aside than those whose proofs fail or whose ciphertexts repeat.
    #[error("not the ballots whose proofs fail or whose ciphertexts repeat")]
    OtherSetAside,
}

/// What one check found.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct CheckReport {
    /// Every fault, with its place. Empty: everything that was checked holds.
    pub faults: Vec<PlacedFault>,
    /// What was checked and holds, in order.
    pub held: Vec<Held>,
    /// What could not be checked because a file was not given.
    pub unchecked: Vec<Held>,
    /// Ballots that the record sets aside. No fault of the files, but of something that happened to the
    /// box: people should ask what.
    pub set_aside: Vec<super::SetAside>,
    /// Places where a device's clock went back by more than a minute. No fault: clocks are set right.
    pub clock_steps: Vec<ClockStep>,
    /// The result, where a readable one was given (even a faulty one, to be shown with its faults).
    pub result: Option<super::ResultPayload>,
    /// Files of different boxes, each with its name and, where it has one, its meeting's title; empty where all are of
    /// one box. The faults that follow from it stand among the others.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub mixed: Vec<(String, String)>,
    /// Fingerprint of the opening statement as ten words, to hold against the printed sheet.
    pub opening_words: Vec<String>,
    /// Fingerprint of the result as ten words.
    pub result_words: Vec<String>,
}

/// A device's clock that went back between two entries of its log.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ClockStep {
    /// Number of the device.
    pub device: u32,
    /// The later entry, from 0.
    pub seq: u32,
    /// By how many minutes.
    pub minutes: u32,
}

impl CheckReport {
    /// The file that no check reads, where every fault is that one was brought: a card, a ballot, a box. Nothing is wrong
    /// then with a result.
    pub fn only_not_checked(&self) -> Option<FileKind> {
        let of = |fault: &PlacedFault| fault.fault == RecordFault::Value(NotAllowed::NotChecked);
        self.faults.first().filter(|_| self.faults.iter().all(of)).map(|fault| fault.file)
    }

    /// The faults of what was checked, and apart from them the files that no check reads: brought beside a result, they
    /// are no fault of it.
    pub fn apart(&self) -> (Vec<&PlacedFault>, Vec<&PlacedFault>) {
        self.faults.iter().partition(|one| one.fault != RecordFault::Value(NotAllowed::NotChecked))
    }

    /// No fault in anything that was checked.
    pub fn is_clean(&self) -> bool {
        self.faults.is_empty()
    }
}

/// One thing that a check looks at.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Held {
    /// The survey is well-formed.
    SurveyWellFormed,
    /// At least `needed` different tellers signed these exact bytes.
    Signatures,
    /// The signing keys are those of the opening statement.
    KeysOfOpening,
    /// The joint key was dealt properly.
    JointKey,
    /// The figures add up.
    Sums,
    /// Shares, findings and quorum follow from the counts.
    Findings,
    /// Every sealed ballot's proofs hold.
    BallotProofs,
    /// The totals were decrypted correctly.
    Decryption,
    /// The officers' log is unbroken.
    Log,
    /// The result names this record.
    RecordDigest,
}
