//! One paper ballot as a teller reads it, and what it is worth under the survey's rules.

use serde::{Deserialize, Serialize};

use super::{PaperRow, RejectReason, ScoreTotal};
use crate::survey::{ContestKind, PaperEffect, PaperRules, Row, RowKind, Survey};

/// What stands in one row of a paper ballot.
///
/// Kept as a number: a place among [`Row::marks`], or −1 blank, −2 several, −3 struck.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(try_from = "i16", into = "i16")]
pub enum PaperMark {
    /// No mark.
    #[default]
    Blank,
    /// One mark: a level, best first; 0 for "chosen"; or the score itself.
    One(u8),
    /// Several marks, or one that cannot be read.
    Several,
    /// The name is struck out.
    Struck,
}

impl From<PaperMark> for i16 {
    fn from(mark: PaperMark) -> Self {
        match mark {
            PaperMark::Blank => -1,
            PaperMark::One(place) => place.into(),
            PaperMark::Several => -2,
            PaperMark::Struck => -3,
        }
    }
}

impl TryFrom<i16> for PaperMark {
    type Error = &'static str;

    fn try_from(number: i16) -> Result<Self, Self::Error> {
        match number {
            -1 => Ok(Self::Blank),
            -2 => Ok(Self::Several),
            -3 => Ok(Self::Struck),
            place => u8::try_from(place).map(Self::One).map_err(|_| "no such mark"),
        }
    }
}

impl PaperMark {
    /// Can this stand in the row?
    pub fn fits(self, row: &Row<'_>) -> bool {
        match self {
            Self::One(place) => usize::from(place) < row.marks(),
            _ => true,
        }
    }
}

/// What is wrong with a whole ballot, whatever is marked on it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum PaperFlag {
    /// Not the form that was handed out.
    UnofficialForm,
    /// No stamp.
    NoStamp,
    /// Writing beside the marks.
    ExtraWriting,
}

impl PaperFlag {
    /// In the order in which they are judged.
    pub const ALL: [Self; 3] = [Self::UnofficialForm, Self::NoStamp, Self::ExtraWriting];

    fn rule(self, rules: PaperRules) -> (PaperEffect, RejectReason) {
        match self {
            Self::UnofficialForm => (rules.unofficial_form, RejectReason::UnofficialForm),
            Self::NoStamp => (rules.no_stamp, RejectReason::NoStamp),
            Self::ExtraWriting => (rules.extra_writing, RejectReason::ExtraWriting),
        }
    }
}

/// One paper ballot, as read. It exists while the ballots are entered and compared, and is never put into a file that
/// leaves: only [`PaperTotals`](super::PaperTotals) do (promise 1 of the design).
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct PaperBallot {
    /// One per row of the survey, in ballot order.
    pub marks: Vec<PaperMark>,
    /// What is wrong with the whole; each once, in the order of [`PaperFlag::ALL`].
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    flags: Vec<PaperFlag>,
}

/// What a row of a ballot counts as.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Worth {
    /// A mark: a place among [`Row::marks`].
    Mark(u8),
    /// "Không có ý kiến"; for a choice, not chosen.
    Blank,
    /// An invalid mark.
    Invalid,
}

impl PaperBallot {
    /// A ballot with these marks and nothing wrong with it as a whole.
    pub fn new(marks: Vec<PaperMark>) -> Self {
        Self { marks, flags: Vec::new() }
    }

    /// Is this wrong with it?
    pub fn has(&self, flag: PaperFlag) -> bool {
        self.flags.contains(&flag)
    }

    /// Says whether this is wrong with it.
    pub fn set(&mut self, flag: PaperFlag, wrong: bool) {
        let had = |other: &PaperFlag| if *other == flag { wrong } else { self.flags.contains(other) };
        self.flags = PaperFlag::ALL.into_iter().filter(|other| had(other)).collect();
    }

    /// Has it the shape of the survey?
    pub fn fits(&self, survey: &Survey) -> bool {
        self.marks.len() == survey.rows().count()
            && survey.rows().zip(&self.marks).all(|(row, mark)| mark.fits(&row))
            && self.flags.len() <= PaperFlag::ALL.len()
    }

    /// What each row counts as, or why the whole ballot is invalid.
    ///
    /// Where there are several reasons, the first of [`RejectReason`]'s order is given: the form, the stamp, added
    /// writing, too many chosen, several marks, a struck name, a blank row. A ballot on which nothing is marked at all is
    /// [`RejectReason::Empty`], never `BlankRow`. A row of a choice that is not marked is no blank row: not choosing is
    /// an answer. A mark that the row does not have is read as several.
    pub fn judge(&self, survey: &Survey) -> Result<Vec<Worth>, RejectReason> {
        let rules = survey.rules.paper();
        for flag in PaperFlag::ALL {
            let (effect, reason) = flag.rule(rules);
            if self.has(flag) && effect == PaperEffect::InvalidBallot {
                return Err(reason);
            }
        }
        let mut reason = None::<RejectReason>;
        let mut worth: Vec<Worth> = Vec::with_capacity(self.marks.len());
        for (at, row) in survey.rows().enumerate() {
            let mark = self.marks.get(at).copied().unwrap_or_default();
            let (row, found) = judge_row(mark, &row, rules);
            worth.push(row);
            reason = [reason, found].into_iter().flatten().min();
        }
        let chosen = |rows: &[usize]| rows.iter().filter(|row| matches!(worth[**row], Worth::Mark(_))).count();
        let too_many = survey.contests().iter().any(|contest| match contest.kind {
            ContestKind::Choose { at_most } => chosen(&contest.rows) > at_most as usize,
            _ => false,
        });
        if too_many {
            // The only effect that a survey can ask for: which of them were meant cannot be known.
            reason = [reason, Some(RejectReason::TooMany)].into_iter().flatten().min();
        }
        let empty = self.marks.iter().all(|mark| *mark == PaperMark::Blank);
        match reason {
            Some(RejectReason::BlankRow) if empty => Err(RejectReason::Empty),
            Some(reason) => Err(reason),
            None if empty && rules.blank_row == PaperEffect::InvalidBallot => Err(RejectReason::Empty),
            None => Ok(worth),
        }
    }
}

fn judge_row(mark: PaperMark, row: &Row<'_>, rules: PaperRules) -> (Worth, Option<RejectReason>) {
    let choice = matches!(row.kind, RowKind::Choose { .. });
    let blank = if choice { (PaperEffect::Blank, None) } else { (rules.blank_row, Some(RejectReason::BlankRow)) };
    let (effect, reason) = match mark {
        PaperMark::One(place) if mark.fits(row) => return (Worth::Mark(place), None),
        PaperMark::Blank => blank,
        PaperMark::One(_) | PaperMark::Several => (rules.several_marks, Some(RejectReason::SeveralMarks)),
        // Struck and all the same as it was: a row in which nothing is marked.
        PaperMark::Struck if rules.struck_name == PaperEffect::Counts => blank,
        PaperMark::Struck => (rules.struck_name, Some(RejectReason::StruckName)),
    };
    match effect {
        PaperEffect::Counts | PaperEffect::Blank => (Worth::Blank, None),
        PaperEffect::InvalidRow => (Worth::Invalid, None),
        PaperEffect::InvalidBallot => (Worth::Invalid, reason),
    }
}

impl PaperRow {
    /// A row of nothing, in the shape of a survey's row.
    pub fn empty(row: &Row<'_>) -> Self {
        let score = matches!(row.kind, RowKind::Score { .. });
        Self {
            counts: vec![0; if score { 0 } else { row.marks() }],
            score: score.then(ScoreTotal::default),
            ..Self::default()
        }
    }

    /// Ballots that stand in this row: marks, blank and invalid.
    pub fn ballots(&self) -> u64 {
        let levels: u64 = self.counts.iter().map(|count| u64::from(*count)).sum();
        let given = self.score.map_or(levels, |score| score.given.into());
        given + u64::from(self.blank) + u64::from(self.invalid)
    }

    /// Counts one ballot's row.
    pub fn count(&mut self, worth: Worth) {
        let more = |count: &mut u32| *count = count.saturating_add(1);
        match worth {
            Worth::Blank => more(&mut self.blank),
            Worth::Invalid => more(&mut self.invalid),
            Worth::Mark(points) => match (&mut self.score, self.counts.get_mut(usize::from(points))) {
                (Some(score), _) => {
                    score.sum = score.sum.saturating_add(points.into());
                    more(&mut score.given);
                }
                (None, Some(count)) => more(count),
                (None, None) => more(&mut self.invalid),
            },
        }
    }
}
