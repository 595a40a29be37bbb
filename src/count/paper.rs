//! What the tellers counted by hand: totals of the paper ballots, apart from those of the box.
//!
//! Only totals are kept here and leave the device, as for the box: a file with the marks of single ballots would let a
//! buyer find the pattern that he dictated (promise 1 of the design).

use serde::{Deserialize, Serialize};

use super::{Part, ScoreTotal};
use crate::survey::Survey;

/// Totals of the paper ballots.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[cfg_attr(not(target_arch = "wasm32"), derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct PaperTotals {
    /// Phát ra.
    pub issued: u32,
    /// Thu về.
    pub collected: u32,
    /// Whole ballots that are invalid, by reason; each reason once, none with 0.
    pub rejected: Vec<Rejected>,
    /// Counts of the others, one per row of the survey, in ballot order.
    pub rows: Vec<PaperRow>,
    /// How they were entered; absent where nobody entered any.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub passes: Option<Passes>,
    /// How many remarks stood on them, which the tellers typed; their words are among the result's. Absent where none
    /// did, so never 0.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub remarks: Option<u32>,
}

/// The two times that the paper ballots were entered.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(not(target_arch = "wasm32"), derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Passes {
    /// Numbers of the two different tellers, from 1: of the first pass, of the second.
    pub tellers: [u32; 2],
    /// Places where the passes differed, which the whole team settled.
    pub differences: u32,
}

impl Passes {
    /// Can two of so many tellers have entered so many ballots of the survey so? A ballot differs at most once in each
    /// row and in each [`PaperFlag`](super::PaperFlag).
    pub fn possible(&self, survey: &Survey, tellers: usize, collected: u32) -> bool {
        let [first, second] = self.tellers;
        let known = |teller: u32| (1..=tellers).contains(&(teller as usize));
        let places = (survey.rows().count() + super::PaperFlag::ALL.len()) as u64;
        first != second
            && known(first)
            && known(second)
            && u64::from(self.differences) <= u64::from(collected).saturating_mul(places)
    }
}

/// Invalid paper ballots of one reason.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(not(target_arch = "wasm32"), derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Rejected {
    /// Why.
    pub reason: RejectReason,
    /// How many.
    pub ballots: u32,
}

/// Why a whole paper ballot is invalid; which of them invalidate one is in
/// [`PaperRules`](crate::survey::PaperRules).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[cfg_attr(not(target_arch = "wasm32"), derive(schemars::JsonSchema))]
#[serde(rename_all = "kebab-case")]
pub enum RejectReason {
    /// Not the form that was handed out.
    UnofficialForm,
    /// No stamp.
    NoStamp,
    /// Writing beside the marks.
    ExtraWriting,
    /// More subjects chosen than allowed.
    TooMany,
    /// Several boxes marked for a name.
    SeveralMarks,
    /// A name struck out.
    StruckName,
    /// No box marked for a name.
    BlankRow,
    /// Nothing marked at all.
    Empty,
}

/// Counts of one row on paper.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[cfg_attr(not(target_arch = "wasm32"), derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct PaperRow {
    /// One per level, in the survey's order; a single one for a choice; none for a score.
    pub counts: Vec<u32>,
    /// The scores, for a score question.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub score: Option<ScoreTotal>,
    /// No mark.
    pub blank: u32,
    /// A mark that is invalid.
    pub invalid: u32,
}

impl PaperRow {
    /// Adds another row of the same shape.
    pub fn add(&mut self, other: &Self) {
        for (count, more) in self.counts.iter_mut().zip(&other.counts) {
            *count = count.saturating_add(*more);
        }
        if let (Some(score), Some(more)) = (&mut self.score, other.score) {
            score.sum = score.sum.saturating_add(more.sum);
            score.given = score.given.saturating_add(more.given);
        }
        self.blank = self.blank.saturating_add(other.blank);
        self.invalid = self.invalid.saturating_add(other.invalid);
    }
}

impl PaperTotals {
    /// The figures of the paper ballots.
    pub fn part(&self) -> Part {
        let invalid = self.rejected.iter().fold(0_u32, |sum, rejected| sum.saturating_add(rejected.ballots));
        Part { issued: self.issued, collected: self.collected, valid: self.collected.saturating_sub(invalid), invalid }
    }
}
