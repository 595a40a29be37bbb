//! Totals of one box: what the signed result holds for every row.

use serde::{Deserialize, Serialize};

use super::{PaperRow, PaperTotals};
use crate::survey::{Base, CHOSEN, Compare, ContestKind, Fraction, Row, RowKind, Survey};

/// Who was summoned and who came.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
#[cfg_attr(not(target_arch = "wasm32"), derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Attendance {
    /// Số người được triệu tập.
    pub summoned: u32,
    /// Số người có mặt.
    pub present: u32,
    /// Tổng số đại biểu, where the instrument takes shares of all who hold a seat.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub delegates: Option<u32>,
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

    /// What a base holds beside the valid ballots: invalid ones, and those who did not vote.
    pub fn beside_valid(&self, base: Base) -> [u32; 2] {
        let total = self.total();
        let rest = self.base(base).saturating_sub(total.valid);
        let invalid = rest.min(total.invalid);
        [invalid, rest - invalid]
    }

    /// The number that a base stands for.
    pub fn base(&self, base: Base) -> u32 {
        match base {
            Base::Collected => self.total().collected,
            Base::Issued => self.total().issued,
            Base::Valid => self.total().valid,
            Base::Present => self.attendance.present,
            Base::Summoned => self.attendance.summoned,
            Base::Delegates => self.attendance.delegates.unwrap_or_default(),
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

/// Totals of one row: a subject, or one of their tasks, and a question.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(not(target_arch = "wasm32"), derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct RowResult {
    /// Identifier of the subject.
    pub subject: String,
    /// Identifier of the task, where the question is asked about each.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub task: Option<String>,
    /// Identifier of the question.
    pub question: String,
    /// One per level, in the survey's order; a single `chosen` for a choice; none for a score.
    pub levels: Vec<LevelCount>,
    /// The scores, for a score question.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub score: Option<ScoreTotal>,
    /// "Không có ý kiến"; for a choice, the ballots that did not choose this subject.
    pub blank: u32,
    /// Paper ballots whose mark in this row is invalid.
    pub invalid: u32,
}

/// Scores of one row, added up. The mean is `sum / given`, never rounded.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
#[cfg_attr(not(target_arch = "wasm32"), derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct ScoreTotal {
    /// Points of all ballots together.
    pub sum: u32,
    /// Ballots that gave a score.
    pub given: u32,
}

/// What the rules conclude about one subject.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(not(target_arch = "wasm32"), derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Finding {
    /// Identifier of the subject.
    pub subject: String,
    /// Identifier of the task, where the question is asked about each.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub task: Option<String>,
    /// Identifier of the threshold.
    pub threshold: String,
    /// `[count of its levels, base]`.
    pub share: [u32; 2],
    /// The fraction it was held against.
    pub at: Fraction,
    /// Strictly more, or at least.
    pub compare: Compare,
    /// The share must also be smaller than this, where the rule has a second bound.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub below: Option<Fraction>,
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
    /// The number that had to be present instead, where so many were summoned that the rule asks for a number.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub needed: Option<u32>,
    /// Whether it was reached.
    pub met: bool,
}

/// What the mean scores of one subject are called.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(not(target_arch = "wasm32"), derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Grade {
    /// Identifier of the subject.
    pub subject: String,
    /// Sum and number of the scores of each graded question: the mean of the subject is the sum of these fractions.
    pub means: Vec<[u32; 2]>,
    /// Identifier of the band; `None` where a question has no score at all.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub band: Option<String>,
    /// Its words; empty where there is none.
    pub label: String,
    /// Article that says so.
    pub source: String,
}

/// Plain totals as they leave the box: one array per contest, as [`ContestKind`] says.
pub type Totals = Vec<Vec<u32>>;

/// Puts names and shares to the totals; paper counts are added to those of the box.
pub fn rows(survey: &Survey, totals: &Totals, figures: &Figures, paper: Option<&PaperTotals>) -> Vec<RowResult> {
    let base = figures.base(survey.rules.base);
    let valid = figures.electronic.valid;
    let mut counts: Vec<PaperRow> = survey.rows().map(|_| PaperRow::default()).collect();
    for (contest, totals) in survey.contests().iter().zip(totals) {
        let at = |index: usize| totals.get(index).copied().unwrap_or_default();
        for (index, row) in contest.rows.iter().enumerate() {
            let Some(row) = counts.get_mut(*row) else { continue };
            match contest.kind {
                ContestKind::Levels { options } => {
                    row.counts = (0..options - 1).map(at).collect();
                    row.blank = at(options - 1);
                }
                ContestKind::Score { .. } => {
                    row.score = Some(ScoreTotal { sum: at(0), given: at(1) });
                    row.blank = valid.saturating_sub(at(1));
                }
                ContestKind::Choose { .. } => {
                    row.counts = vec![at(index)];
                    row.blank = valid.saturating_sub(at(index));
                }
            }
        }
    }
    for (row, paper) in counts.iter_mut().zip(paper.map(|paper| paper.rows.as_slice()).unwrap_or_default()) {
        row.add(paper);
    }
    survey
        .rows()
        .zip(counts)
        .map(|(row, counts)| RowResult {
            subject: row.subject.id.clone(),
            task: row.task.map(|task| task.id.clone()),
            question: row.question.id.clone(),
            levels: level_ids(&row)
                .into_iter()
                .zip(&counts.counts)
                .map(|(level, &count)| LevelCount { level: level.to_owned(), count, share: [count, base] })
                .collect(),
            score: counts.score,
            blank: counts.blank,
            invalid: counts.invalid,
        })
        .collect()
}

/// The identifiers of what is counted in a row, in order: its levels, or [`CHOSEN`].
pub fn level_ids<'a>(row: &Row<'a>) -> Vec<&'a str> {
    match row.kind {
        RowKind::Levels(levels) => levels.iter().map(|level| level.id.as_str()).collect(),
        RowKind::Choose { .. } => vec![CHOSEN],
        RowKind::Score { .. } => Vec::new(),
    }
}
