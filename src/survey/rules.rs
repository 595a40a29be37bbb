//! How the counts of a survey are read: base, thresholds, quorum. Part of `*.survey.json`.

use serde::{Deserialize, Serialize};

/// How the counts are read: base, thresholds, quorum.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(not(target_arch = "wasm32"), derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Rules {
    /// The number that every share is taken of.
    pub base: Base,
    /// What the instrument concludes from a share; an empty list says that it concludes nothing.
    /// Never left out: every file then has exactly the members of its value here, and the
    /// digest of a [`Survey`] is the digest of the file that it was read from.
    pub thresholds: Vec<Threshold>,
    /// How many must attend; `None` where the instrument's text is not public or names none.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub quorum: Option<Quorum>,
    /// What the mean scores together are called; `None` where nothing is graded.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub grades: Option<Grades>,
    /// What a paper ballot that is not marked as the rules want is worth; `None` for [`PaperRules::DEFAULT`].
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub paper: Option<PaperRules>,
}

/// Base of a percentage (mẫu số tính tỷ lệ).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(not(target_arch = "wasm32"), derive(schemars::JsonSchema))]
#[serde(rename_all = "kebab-case")]
pub enum Base {
    /// Phiếu thu về.
    Collected,
    /// Phiếu phát ra.
    Issued,
    /// Phiếu hợp lệ.
    Valid,
    /// Người có mặt.
    Present,
    /// Người được triệu tập.
    Summoned,
    /// Tổng số đại biểu.
    Delegates,
}

/// A share that means something: `sum of levels / base` against a fraction.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(not(target_arch = "wasm32"), derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Threshold {
    /// Unique among the thresholds.
    pub id: String,
    /// The question it is about.
    pub question: String,
    /// The levels whose counts are added.
    pub levels: Vec<String>,
    /// The fraction to reach.
    pub at: Fraction,
    /// `more-than` (quá) or `at-least` (từ … trở lên).
    pub compare: Compare,
    /// Met only while the share is smaller than this ("và dưới 2/3"), where the rule has a second bound.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub below: Option<Fraction>,
    /// What follows, in the rule's words.
    pub finding: String,
    /// Article that says so.
    pub source: String,
}

/// A fraction of whole numbers, 0 < numerator ≤ denominator ≤ 1000.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(not(target_arch = "wasm32"), derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Fraction {
    /// Above the line.
    pub numerator: u32,
    /// Below the line.
    pub denominator: u32,
}

/// How a share is held against a fraction.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(not(target_arch = "wasm32"), derive(schemars::JsonSchema))]
#[serde(rename_all = "kebab-case")]
pub enum Compare {
    /// quá: `share > fraction`.
    MoreThan,
    /// từ … trở lên: `share ≥ fraction`.
    AtLeast,
}

/// How many of those summoned must be present.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(not(target_arch = "wasm32"), derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Quorum {
    /// The fraction of those summoned.
    pub of_summoned: Fraction,
    /// Strictly more, or at least.
    pub compare: Compare,
    /// A number instead of the fraction where many are summoned.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub large: Option<LargeMeeting>,
}

/// "Từ 100 cử tri trở lên: có ít nhất 55 người dự": from `from` summoned, `present` must have come.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(not(target_arch = "wasm32"), derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct LargeMeeting {
    /// Fewest summoned for whom this form holds, 1 to 1,000,000.
    pub from: u32,
    /// Fewest present, 1 to 1,000,000.
    pub present: u32,
}

/// Names for the sum of mean scores: the mean of each question, added up, falls into one band.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(not(target_arch = "wasm32"), derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Grades {
    /// The score questions whose means are added, 1 to 4.
    pub questions: Vec<String>,
    /// From the highest downwards; the last begins at 0.
    pub bands: Vec<Band>,
    /// Article that says so.
    pub source: String,
}

/// One grade (mức xếp loại).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(not(target_arch = "wasm32"), derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Band {
    /// Unique among the bands.
    pub id: String,
    /// Its words.
    pub label: String,
    /// Fewest points: "từ 90 điểm trở lên".
    pub at_least: u32,
}

/// What each way of not marking a paper ballot as the rules want is worth. Instruments differ: 262-QĐ/TW (2014) has any
/// added writing invalidate the ballot, 96-QĐ/TW (2023) does not.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(not(target_arch = "wasm32"), derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct PaperRules {
    /// No box marked for a name.
    pub blank_row: PaperEffect,
    /// Two or more boxes marked for a name.
    pub several_marks: PaperEffect,
    /// A name struck out.
    pub struck_name: PaperEffect,
    /// More subjects chosen than allowed.
    pub too_many: PaperEffect,
    /// Writing beside the marks.
    pub extra_writing: PaperEffect,
    /// Not the form that was handed out.
    pub unofficial_form: PaperEffect,
    /// No stamp.
    pub no_stamp: PaperEffect,
}

/// What a paper ballot or one of its rows is worth.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(not(target_arch = "wasm32"), derive(schemars::JsonSchema))]
#[serde(rename_all = "kebab-case")]
pub enum PaperEffect {
    /// Nothing happens: what is marked counts.
    Counts,
    /// The row is blank: "không có ý kiến".
    Blank,
    /// The row is invalid, the ballot is not.
    InvalidRow,
    /// The whole ballot is invalid.
    InvalidBallot,
}

impl PaperRules {
    /// For instruments that say nothing of it: a name without a mark is blank, a name that cannot be read is invalid,
    /// a ballot that is not the tellers' own is invalid.
    pub const DEFAULT: Self = Self {
        blank_row: PaperEffect::Blank,
        several_marks: PaperEffect::InvalidRow,
        struck_name: PaperEffect::InvalidRow,
        too_many: PaperEffect::InvalidBallot,
        extra_writing: PaperEffect::Counts,
        unofficial_form: PaperEffect::InvalidBallot,
        no_stamp: PaperEffect::InvalidBallot,
    };
}

/// A way of not marking a paper ballot as the rules want; for each, [`PaperRules`] says what it is worth.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[expect(missing_docs, reason = "named and explained like the members of PaperRules")]
pub enum PaperFlaw {
    BlankRow,
    SeveralMarks,
    StruckName,
    TooMany,
    ExtraWriting,
    UnofficialForm,
    NoStamp,
}

impl PaperFlaw {
    /// All of them, as they are shown: first what is wrong with one line, then what is wrong with the sheet.
    pub const ALL: [Self; 7] = [
        Self::BlankRow,
        Self::SeveralMarks,
        Self::StruckName,
        Self::TooMany,
        Self::ExtraWriting,
        Self::UnofficialForm,
        Self::NoStamp,
    ];

    /// The member of [`PaperRules`].
    pub const fn member(self) -> &'static str {
        match self {
            Self::BlankRow => "blank_row",
            Self::SeveralMarks => "several_marks",
            Self::StruckName => "struck_name",
            Self::TooMany => "too_many",
            Self::ExtraWriting => "extra_writing",
            Self::UnofficialForm => "unofficial_form",
            Self::NoStamp => "no_stamp",
        }
    }

    /// What it can be worth. Only what can be meant: a row without a mark cannot count, a missing stamp spoils no single
    /// row, and of too many names nobody knows which were meant.
    pub const fn effects(self) -> &'static [PaperEffect] {
        use PaperEffect::{Blank, Counts, InvalidBallot, InvalidRow};
        match self {
            Self::BlankRow | Self::SeveralMarks => &[Blank, InvalidRow, InvalidBallot],
            Self::StruckName => &[Counts, Blank, InvalidRow, InvalidBallot],
            Self::TooMany => &[InvalidBallot],
            Self::ExtraWriting | Self::UnofficialForm | Self::NoStamp => &[Counts, InvalidBallot],
        }
    }
}

impl PaperRules {
    /// What a flaw is worth.
    pub const fn effect(&self, flaw: PaperFlaw) -> PaperEffect {
        match flaw {
            PaperFlaw::BlankRow => self.blank_row,
            PaperFlaw::SeveralMarks => self.several_marks,
            PaperFlaw::StruckName => self.struck_name,
            PaperFlaw::TooMany => self.too_many,
            PaperFlaw::ExtraWriting => self.extra_writing,
            PaperFlaw::UnofficialForm => self.unofficial_form,
            PaperFlaw::NoStamp => self.no_stamp,
        }
    }

    /// The same with another worth of one flaw; unchanged where it [cannot be worth that](PaperFlaw::effects).
    #[must_use]
    pub fn with(mut self, flaw: PaperFlaw, effect: PaperEffect) -> Self {
        if flaw.effects().contains(&effect) {
            let member = match flaw {
                PaperFlaw::BlankRow => &mut self.blank_row,
                PaperFlaw::SeveralMarks => &mut self.several_marks,
                PaperFlaw::StruckName => &mut self.struck_name,
                PaperFlaw::TooMany => &mut self.too_many,
                PaperFlaw::ExtraWriting => &mut self.extra_writing,
                PaperFlaw::UnofficialForm => &mut self.unofficial_form,
                PaperFlaw::NoStamp => &mut self.no_stamp,
            };
            *member = effect;
        }
        self
    }
}

impl Rules {
    /// The rules for paper, as written or by default.
    pub fn paper(&self) -> PaperRules {
        self.paper.unwrap_or(PaperRules::DEFAULT)
    }
}
