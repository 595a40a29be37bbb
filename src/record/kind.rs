//! The kinds of files, told apart by what is in them.

use serde::{Deserialize, Serialize};
use serde_json::Value;

use super::{HAND_IN_FORMAT, MEETING_FORMAT};
use crate::seal::REMARK_FORMAT;

/// Kind of file, from its `format` member.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum FileKind {
    /// `*.survey.json`
    Survey,
    /// `*.opening.json`
    Opening,
    /// `*.card.json`
    Card,
    /// `*.ballot.json`
    Ballot,
    /// `*.join.json`
    Join,
    /// `*.box.json`
    Box,
    /// `*.result.json`
    Result,
    /// `*.record.json`
    Record,
    /// `*.meeting.json`
    Meeting,
    /// What a resident's phone hands in
    HandIn,
    /// One sealed remark
    Remark,
}

impl FileKind {
    /// Does a check read it? A card, a ballot, a box prove nothing of a result.
    pub const fn is_checked(self) -> bool {
        matches!(self, Self::Survey | Self::Opening | Self::Result | Self::Record)
    }
}

/// What kind of file these bytes are, from their members; `None` where they are none of ours.
pub fn kind_of(value: &Value) -> Option<FileKind> {
    if value.get("payload").is_some() && value.get("signatures").is_some() {
        return Some(FileKind::Result);
    }
    match value.get("format")?.as_str()? {
        "hom-phieu/survey" => Some(FileKind::Survey),
        "hom-phieu/opening" => Some(FileKind::Opening),
        "hom-phieu/card" => Some(FileKind::Card),
        "hom-phieu/ballot" => Some(FileKind::Ballot),
        "hom-phieu/join" => Some(FileKind::Join),
        "hom-phieu/box" => Some(FileKind::Box),
        "hom-phieu/result" => Some(FileKind::Result),
        "hom-phieu/record" => Some(FileKind::Record),
        MEETING_FORMAT => Some(FileKind::Meeting),
        HAND_IN_FORMAT => Some(FileKind::HandIn),
        REMARK_FORMAT => Some(FileKind::Remark),
        _ => None,
    }
}

/// The kind that a file's name promises, for faults of files that cannot be read.
pub(super) fn kind_by_name(name: &str) -> FileKind {
    let kinds = [
        (".survey.json", FileKind::Survey),
        (".opening.json", FileKind::Opening),
        (".record.json", FileKind::Record),
        (".card.json", FileKind::Card),
        (".ballot.json", FileKind::Ballot),
        (".join.json", FileKind::Join),
        (".box.json", FileKind::Box),
        (".meeting.json", FileKind::Meeting),
    ];
    kinds.iter().find(|(ending, _)| name.ends_with(ending)).map_or(FileKind::Result, |(_, kind)| *kind)
}
