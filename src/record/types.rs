//! The files that leave the meeting, as types. `docs/formats.md` describes them.

use serde::{Deserialize, Serialize};

use super::devices::{RecordDevices, ResultDevices};
use super::judge::SetAside;
use super::refusal::Refusal;
use crate::count::{Attendance, Conservation, Figures, Finding, Grade, PaperTotals, QuorumFinding, Remark, RowResult};
use crate::survey::{Digest, Mode, Survey};

/// A teller before the box is opened.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct TellerSetup {
    /// Full name.
    pub name: String,
    /// "Tổ trưởng", "Thành viên", …
    pub role: String,
    /// Locks the card where given; at least 4 characters.
    pub pin: Option<String>,
}

/// Public key of a teller's signature (RFC 8037).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(not(target_arch = "wasm32"), derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Jwk {
    /// Always `OKP`.
    pub kty: String,
    /// Always `Ed25519`.
    pub crv: String,
    /// 32 bytes, base64url.
    pub x: String,
}

/// A teller as the opening statement pins them.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(not(target_arch = "wasm32"), derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Teller {
    /// From 1, in the order of the opening.
    pub teller: u32,
    /// Full name.
    pub name: String,
    /// Role in the team.
    pub role: String,
    /// Identifier of the signing key: fingerprint of the card, 43 characters.
    pub kid: Digest,
    /// The signing key.
    pub key: Jwk,
}

/// `*.opening.json`: made and printed before the first vote; pins the keys that may later sign.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(not(target_arch = "wasm32"), derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Opening {
    /// Always `hom-phieu/opening`.
    pub format: String,
    /// Always 1.
    pub version: u32,
    /// Real or practice.
    pub mode: Mode,
    /// Identifier of the box: 16 random bytes, 22 characters of base64url.
    pub box_id: String,
    /// The survey that is asked.
    pub survey_digest: Digest,
    /// Title of the survey, for people who read the file.
    pub title: String,
    /// Place, for people who read the file.
    pub place: String,
    /// Device clock when the box was made; RFC 3339, to the minute.
    pub opened_at: String,
    /// Summoned and present at the opening.
    pub attendance: Attendance,
    /// How many cards open the box.
    pub needed: u32,
    /// Who holds a card.
    pub tellers: Vec<Teller>,
    /// The joint key: `needed` commitments to the sharing polynomial (Feldman), each 32 bytes
    /// base64url; the first is the joint key itself.
    pub commitments: Vec<String>,
    /// Proof that the dealer knew the polynomial: `needed + 1` scalars, base64url.
    pub proof: String,
    /// Ballots in the box at the opening: always 0.
    pub ballots: u32,
}

/// One entry of the officers' log. Ballots leave no entry.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(not(target_arch = "wasm32"), derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct OfficerEvent {
    /// From 0, without gaps.
    pub seq: u32,
    /// What was done.
    pub kind: OfficerAct,
    /// The device that was added or brought its box, or for which slips were printed.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub device: Option<u32>,
    /// How many: ballots that were new to this box, slips printed, slips voided.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub count: Option<u32>,
    /// What was refused, and why.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub refused: Option<Refusal>,
    /// The device's own clock, right or wrong; RFC 3339, to the minute.
    pub device_clock: String,
    /// Digest of the entry before; of the opening statement for the first.
    pub previous: Digest,
}

/// What an officer can do to a box.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(not(target_arch = "wasm32"), derive(schemars::JsonSchema))]
#[serde(rename_all = "kebab-case")]
pub enum OfficerAct {
    /// Opened for voting.
    Opened,
    /// Voting interrupted.
    Paused,
    /// Voting goes on.
    Resumed,
    /// No more ballots.
    Closed,
    /// Opened by the tellers and counted.
    Counted,
    /// Result handed out.
    Exported,
    /// On the chief device: a further device was added. On that device: its first entry.
    Joined,
    /// Another device's box file was taken in; `count` ballots were new.
    Imported,
    /// `count` slips were printed.
    Slips,
    /// `count` slips were declared lost.
    Voided,
    /// A backup was written.
    BackedUp,
    /// Set up from a backup, on another device or on this one.
    Restored,
    /// A joined device handed its box over.
    HandedOver,
    /// Something that was brought to the box was not taken, and nothing was changed.
    Refused,
}

/// Payload of `*.result.json`: what the tellers sign.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(not(target_arch = "wasm32"), derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct ResultPayload {
    /// Always `hom-phieu/result`.
    pub format: String,
    /// Always 1.
    pub version: u32,
    /// Real or practice.
    pub mode: Mode,
    /// The box that was counted.
    pub box_id: String,
    /// Digest of `survey`.
    pub survey_digest: Digest,
    /// Digest of the opening statement.
    pub opening_digest: Digest,
    /// Digest of the record.
    pub record_digest: Digest,
    /// The survey itself, so that the result can be read alone.
    pub survey: Survey,
    /// Device clock at the opening; RFC 3339, to the minute.
    pub opened_at: String,
    /// Device clock at the count; RFC 3339, to the minute.
    pub counted_at: String,
    /// How many cards open the box.
    pub needed: u32,
    /// Everyone who held a card. Those who sign presented theirs.
    pub tellers: Vec<Teller>,
    /// Figures of the meeting.
    pub figures: Figures,
    /// Enough people present?
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub quorum: Option<QuorumFinding>,
    /// Totals, in ballot order.
    pub rows: Vec<RowResult>,
    /// What the tellers counted by hand, which `rows` holds together with the box; absent where nobody voted on paper.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub paper: Option<PaperTotals>,
    /// What the rules conclude.
    pub findings: Vec<Finding>,
    /// What the mean scores are called; absent where nothing is graded.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub grades: Vec<Grade>,
    /// Remarks of the box and those typed from paper, shuffled; which ballot one came from is not known to anybody.
    pub remarks: Vec<Remark>,
    /// Remark places left empty.
    pub remarks_empty: u32,
    /// Places whose sealed remark could not be opened, was one too many about its subject, or never came.
    pub remarks_unreadable: u32,
    /// Sealed remarks beyond the places of all ballots from the box: somebody handed in more than one set with a ballot.
    #[serde(default, skip_serializing_if = "is_zero")]
    pub remarks_surplus: u32,
    /// What each device did; absent where the chief device alone took part, without slips.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub devices: Option<ResultDevices>,
    /// Sums that must hold.
    pub conservation: Vec<Conservation>,
}

/// `*.record.json`: everything needed to verify the totals without opening any ballot.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(not(target_arch = "wasm32"), derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Record {
    /// Always `hom-phieu/record`.
    pub format: String,
    /// Always 1.
    pub version: u32,
    /// Real or practice.
    pub mode: Mode,
    /// The box.
    pub box_id: String,
    /// What was asked.
    pub survey: Survey,
    /// The opening statement.
    pub opening: Opening,
    /// The sealed choices of every ballot, in the order of the ballots' identifiers: one string
    /// per contest. The identifiers follow from them.
    pub ballots: Vec<Vec<String>>,
    /// Ballots that are not counted, in the order of their identifiers.
    pub set_aside: Vec<SetAside>,
    /// Envelopes that the tellers' cards did not open. Collected, and invalid; like a count by hand, the tellers' word.
    #[serde(default, skip_serializing_if = "is_zero")]
    pub unreadable: u32,
    /// Envelopes whose ballot also lay in another one. Collected, and invalid; the tellers' word.
    #[serde(default, skip_serializing_if = "is_zero")]
    pub copied: u32,
    /// Each presenting teller's shares of the sums.
    pub decryption: Vec<TellerShares>,
    /// Plain totals: one array per contest. Levels: a count per option, the blank last. Score: the sum, and how many
    /// gave one. Choice: a count per subject.
    pub totals: Vec<Vec<u32>>,
    /// What the tellers counted by hand; absent where nobody voted on paper.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub paper: Option<PaperTotals>,
    /// Ballots handed out on devices.
    pub issued: u32,
    /// Summoned and present at the close.
    pub attendance: Attendance,
    /// The chief device's officers' log until the count.
    pub log: Vec<OfficerEvent>,
    /// What each device did; absent where the chief device alone took part, without slips.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub devices: Option<RecordDevices>,
}

#[allow(clippy::trivially_copy_pass_by_ref)] // as serde asks
fn is_zero(count: &u32) -> bool {
    *count == 0
}

/// One teller's shares.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(not(target_arch = "wasm32"), derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct TellerShares {
    /// From 1.
    pub teller: u32,
    /// One array per contest, one share per value: element and Chaum–Pedersen proof, 96 bytes base64url.
    pub shares: Vec<Vec<String>>,
}
