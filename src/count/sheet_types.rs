//! What a count sheet is told, what it says, and what can be wrong with it.

use serde::{Deserialize, Serialize};

use super::sheet_sums::sum;
use super::{Conservation, PaperFlag, PaperMark, PaperTotals, Remark, Sheet};

/// What is announced before a ballot is looked at.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct PaperFigures {
    /// Ballots printed and stamped, where somebody counted them.
    pub prepared: Option<u32>,
    /// Phát ra: people who were given a ballot. One who exchanged a spoiled one counts once.
    pub issued: u32,
    /// Spoiled ballots that were taken back and exchanged; they are not among the collected.
    pub exchanged: u32,
    /// Thu về.
    pub collected: u32,
}

impl PaperFigures {
    /// What must hold of them. What does not is shown and stated, never repaired.
    pub fn sums(&self) -> Vec<Conservation> {
        let given = u64::from(self.issued) + u64::from(self.exchanged);
        let mut sums = vec![sum("collected <= issued", self.collected.into(), "<=", self.issued.into())];
        sums.extend(self.prepared.map(|prepared| sum("issued + exchanged <= prepared", given, "<=", prepared.into())));
        sums
    }
}

/// Figures of a pass while it is entered; [`sums`](Self::sums) says what must hold of them.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct RunningFigures {
    /// Phát ra, as announced.
    pub issued: u32,
    /// Thu về, as announced.
    pub collected: u32,
    /// Ballots entered so far.
    pub entered: u32,
    /// Ballots still to be entered.
    pub left: u32,
    /// Valid ones among the entered.
    pub valid: u32,
    /// Invalid ones among them.
    pub invalid: u32,
}

/// The first or the second time that the ballots are entered.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub enum Pass {
    /// The first.
    First,
    /// The second, by another teller.
    Second,
}

impl Pass {
    /// Both, in order.
    pub const BOTH: [Self; 2] = [Self::First, Self::Second];

    /// 1 or 2.
    pub fn number(self) -> u32 {
        self as u32 + 1
    }

    pub(super) fn other(self) -> Self {
        if self == Self::First { Self::Second } else { Self::First }
    }
}

/// What is wrong, with what is to be done in `text::paper`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, thiserror::Error)]
pub enum SheetFault {
    /// Nobody, or the same teller twice.
    #[error("both passes by one teller")]
    SameTeller,
    /// Nobody is named who enters this pass.
    #[error("nobody enters this pass")]
    NoTeller,
    /// A pass has begun: its teller stays.
    #[error("the pass has begun")]
    PassBegun,
    /// A pass is not complete.
    #[error("pass {}: {entered} of {collected} ballots entered", .pass.number())]
    Unfinished {
        /// Which.
        pass: Pass,
        /// Ballots entered.
        entered: u32,
        /// Ballots collected.
        collected: u32,
    },
    /// Every collected ballot is entered already.
    #[error("more ballots than the {collected} collected")]
    MoreThanCollected {
        /// Ballots collected.
        collected: u32,
    },
    /// Fewer collected than are entered.
    #[error("{entered} ballots are entered")]
    FewerThanEntered {
        /// Ballots entered.
        entered: u32,
    },
    /// More than [`MAX_PAPER`](super::MAX_PAPER), or a batch of none or more than [`MAX_BATCH`](super::MAX_BATCH).
    #[error("more ballots than a sheet holds")]
    TooLarge,
    /// Another number of rows, or a mark that a row does not have.
    #[error("not a ballot of this survey")]
    OtherBallot,
    /// There is no ballot to take back.
    #[error("no ballot to take back")]
    NothingEntered,
    /// The passes were compared: a ballot changes only by what the whole team settles.
    #[error("the passes were compared")]
    Compared,
    /// The passes were not compared yet.
    #[error("the passes were not compared")]
    NotCompared,
    /// There is no difference at this place.
    #[error("no difference there")]
    NoDifference,
    /// Differences are not settled.
    #[error("{open} differences are not settled")]
    Unsettled {
        /// How many.
        open: u32,
    },
}

/// Where two passes can differ within a ballot.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub enum Place {
    /// A row of the survey.
    Row(usize),
    /// Something about the whole ballot.
    Flag(PaperFlag),
}

/// What was read at a [`Place`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub enum Reading {
    /// In a row.
    Mark(PaperMark),
    /// Of the whole ballot: is it so?
    Flag(bool),
}

/// One place where the passes differ.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Difference {
    /// Place of the ballot among all, from 0.
    pub ballot: usize,
    /// Where on it.
    pub place: Place,
    /// What the two passes read.
    pub read: [Reading; 2],
    /// What the whole team read, once it has.
    pub settled: Option<Reading>,
}

/// The count of the paper ballots, as the store keeps it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub enum PaperCount {
    /// Ballots are entered, compared, settled.
    Entering(Sheet),
    /// Totals only.
    Counted(CountedPaper),
}

impl PaperCount {
    /// The totals, once there are any.
    pub fn totals(&self) -> Option<&PaperTotals> {
        match self {
            Self::Entering(_) => None,
            Self::Counted(counted) => Some(&counted.totals),
        }
    }

    /// The remarks that were typed so far.
    pub fn remarks(&self) -> &[Remark] {
        match self {
            Self::Entering(_) => &[],
            Self::Counted(counted) => &counted.remarks,
        }
    }

    /// As announced.
    pub fn figures(&self) -> PaperFigures {
        match self {
            Self::Entering(sheet) => sheet.figures(),
            Self::Counted(counted) => counted.figures,
        }
    }
}

/// What stays when all is settled: totals, and how they came about.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct CountedPaper {
    /// As announced.
    pub figures: PaperFigures,
    /// The totals, which go into the count.
    pub totals: PaperTotals,
    /// What people wrote on the ballots, typed once all marks are settled: by place, then by words.
    #[serde(default)]
    pub remarks: Vec<Remark>,
}
