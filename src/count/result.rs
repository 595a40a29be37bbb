//! Totals of one box: what the signed result holds for every row.

use serde::{Deserialize, Serialize};

use crate::survey::{Base, Compare, Fraction, Survey};

/// Who was summoned and who came.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
#[cfg_attr(not(target_arch = "wasm32"), derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Attendance {
    /// Số người được triệu tập.
    pub summoned: u32,
    /// Số người có mặt.
    pub present: u32,
}

/// Ballots of one way of voting.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
#[cfg_attr(not(target_arch = "wasm32"), derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Part {
    /// Phát ra.
    pub issued: u32,
    /// Thu về.
    pub collected: u32,
    /// Hợp lệ.
    pub valid: u32,
    /// Không hợp lệ.
    pub invalid: u32,
}

/// The figures of the meeting.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
#[cfg_attr(not(target_arch = "wasm32"), derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Figures {
    /// Summoned and present.
    pub attendance: Attendance,
    /// Ballots sealed on a device. Its `invalid` are those set aside: a repeated ciphertext or a proof that fails.
    pub electronic: Part,
    /// Ballots on paper.
    pub paper: Part,
}

impl Figures {
    /// Both ways of voting together.
    pub fn total(&self) -> Part {
        let add = u32::saturating_add;
        Part {
            issued: add(self.electronic.issued, self.paper.issued),
            collected: add(self.electronic.collected, self.paper.collected),
            valid: add(self.electronic.valid, self.paper.valid),
            invalid: add(self.electronic.invalid, self.paper.invalid),
        }
    }

    /// The number that a base stands for.
    pub fn base(&self, base: Base) -> u32 {
        match base {
            Base::Collected => self.total().collected,
            Base::Issued => self.total().issued,
            Base::Valid => self.total().valid,
            Base::Present => self.attendance.present,
            Base::Summoned => self.attendance.summoned,
        }
    }
}

/// Count of one level in one row.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(not(target_arch = "wasm32"), derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct LevelCount {
    /// Identifier of the level.
    pub level: String,
    /// Ballots with this level.
    pub count: u32,
    /// `[count, base]`: the share as a fraction, never rounded.
    pub share: [u32; 2],
}

/// Totals of one subject and question.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(not(target_arch = "wasm32"), derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct RowResult {
    /// Identifier of the subject.
    pub subject: String,
    /// Identifier of the question.
    pub question: String,
    /// One per level, in the survey's order.
    pub levels: Vec<LevelCount>,
    /// "Không có ý kiến".
    pub blank: u32,
    /// Paper ballots whose mark in this row is invalid.
    pub invalid: u32,
}

/// What the rules conclude about one subject.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(not(target_arch = "wasm32"), derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Finding {
    /// Identifier of the subject.
    pub subject: String,
    /// Identifier of the threshold.
    pub threshold: String,
    /// `[count of its levels, base]`.
    pub share: [u32; 2],
    /// The fraction it was held against.
    pub at: Fraction,
    /// Strictly more, or at least.
    pub compare: Compare,
    /// Whether it is reached.
    pub met: bool,
    /// What follows where it is met, in the rule's words.
    pub finding: String,
    /// Article that says so.
    pub source: String,
}

/// Whether enough people were there.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(not(target_arch = "wasm32"), derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct QuorumFinding {
    /// `[present, summoned]`.
    pub share: [u32; 2],
    /// The fraction that is needed.
    pub at: Fraction,
    /// Strictly more, or at least.
    pub compare: Compare,
    /// Whether it was reached.
    pub met: bool,
}

/// Plain totals as they leave the box: one array of option counts per row, in ballot order;
/// the last count of each is the blank.
pub type Totals = Vec<Vec<u32>>;

/// Puts names and shares to the totals.
pub fn rows(survey: &Survey, totals: &Totals, figures: &Figures) -> Vec<RowResult> {
    let base = figures.base(survey.rules.base);
    survey
        .rows()
        .zip(totals)
        .map(|(row, counts)| RowResult {
            subject: row.subject.id.clone(),
            question: row.question.id.clone(),
            levels: row
                .levels
                .iter()
                .zip(counts)
                .map(|(level, &count)| LevelCount { level: level.id.clone(), count, share: [count, base] })
                .collect(),
            blank: counts.get(row.levels.len()).copied().unwrap_or_default(),
            invalid: 0,
        })
        .collect()
}
