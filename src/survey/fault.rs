//! What can be wrong with a survey file. Every fault is reported, not only the first.

use serde::{Deserialize, Serialize};

use super::json::JsonFault;

/// All faults of one survey file; never empty.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct SurveyFaults(pub Vec<SurveyFault>);

/// One fault and its place.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct SurveyFault {
    /// The member, e.g. `subjects[2].name`; empty for the whole file.
    pub at: String,
    /// What is wrong with it.
    pub kind: SurveyFaultKind,
}

/// What is wrong with a member.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[non_exhaustive]
pub enum SurveyFaultKind {
    /// The file cannot be read as JSON at all.
    Json(JsonFault),
    /// A member that must be there is not.
    Missing,
    /// A member that the format does not know, perhaps misspelt.
    Unknown,
    /// Another type than expected, e.g. text where a list must be.
    WrongType {
        /// What must be there: `text`, `list`, `object`, `whole number`, `true or false`.
        expected: String,
    },
    /// None of the words that are allowed here.
    NotOneOf {
        /// The allowed words.
        allowed: Vec<String>,
        /// What stands there.
        found: String,
    },
    /// Empty or white space only.
    Empty,
    /// Begins or ends with white space. Not trimmed silently: the digest covers what stands in the file.
    Untrimmed,
    /// More characters, items or a larger number than allowed, or fewer.
    OutOfRange {
        /// Least allowed.
        least: u64,
        /// Most allowed.
        most: u64,
        /// Found.
        found: u64,
    },
    /// An identifier with other characters than lower-case letters, digits and hyphens.
    BadId {
        /// What stands there.
        found: String,
    },
    /// Two of one list have the same identifier, or the same words on the ballot.
    Duplicate {
        /// The member that has it first.
        first: String,
    },
    /// Two subjects that a voter cannot tell apart: same salutation, name, birth date, post and unit.
    SameSubject {
        /// The member that has it first.
        first: String,
    },
    /// Characters that are invisible, change direction or control the device.
    Invisible {
        /// The code point, e.g. `U+202E`.
        code_point: String,
    },
    /// A letter that is not Latin, of which there are twins of Latin ones: А of the Cyrillic alphabet, Ð (U+00D0) for Đ.
    ForeignLetter {
        /// The letter.
        letter: String,
        /// Its code point, e.g. `U+0410`.
        code_point: String,
    },
    /// A level that is called like the blank, which every question has beside its levels.
    LikeBlank,
    /// Names a question or level that does not exist, or one of another kind.
    NoSuch {
        /// What it names.
        found: String,
    },
    /// Said of an organisation, though only a person has it: salutation, date of birth.
    PersonsOnly,
    /// Not a date `YYYY-MM-DD` that exists, of the years 1900 to 2099.
    BadDate {
        /// What stands there.
        found: String,
    },
    /// There is no question that is counted, only remarks.
    NothingToCount,
    /// A choice or a remark cannot be asked about every task.
    NotPerTask,
    /// A question is asked about every task, and no subject has one.
    NoTasks,
    /// A subject has tasks, and no question is asked about them.
    TasksNotAsked,
    /// More rows on one ballot than can be carried.
    TooManyRows {
        /// Most allowed.
        most: u64,
        /// Found.
        found: u64,
    },
    /// The second bound of a threshold is not above the first.
    NothingBetween,
    /// The bands of a grading do not go down to 0, each below the one before.
    BandsOutOfOrder,
}

impl core::fmt::Display for SurveyFaults {
    fn fmt(&self, f: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
        for (index, fault) in self.0.iter().enumerate() {
            let comma = if index == 0 { "" } else { "; " };
            write!(f, "{comma}{}: {:?}", fault.at, fault.kind)?;
        }
        Ok(())
    }
}

impl core::error::Error for SurveyFaults {}
