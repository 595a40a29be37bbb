//! What one resident answers; which answers are complete, blank, invalid.
//!
//! A [`Ballot`] lives in memory only, and only until it is sealed: it is never
//! written to a file, a store or a log (promise 1 of the design).

use zeroize::Zeroize;

use crate::survey::{ContestKind, RemarkSlot, Row, Survey};

/// One resident's answers.
///
/// The marks have one place per [`Survey::rows`], the remarks one per [`Survey::remark_slots`].
#[derive(Clone, PartialEq, Eq)]
pub struct Ballot {
    marks: Vec<Option<usize>>,
    remarks: Vec<String>,
}

/// Why an answer cannot be taken.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize, serde::Deserialize, thiserror::Error)]
pub enum BallotFault {
    /// Not as many marks as the survey has rows.
    #[error("{found} marks for {expected} rows")]
    WrongNumberOfMarks {
        /// Rows in the survey.
        expected: usize,
        /// Marks given.
        found: usize,
    },
    /// Not as many remarks as the survey has places for them.
    #[error("{found} remarks for {expected} places")]
    WrongNumberOfRemarks {
        /// Places in the survey.
        expected: usize,
        /// Remarks given.
        found: usize,
    },
    /// A level or score that the question does not have.
    #[error("row {row}: mark {mark} does not exist")]
    NoSuchMark {
        /// Row, from 0.
        row: usize,
        /// Mark, from 0.
        mark: usize,
    },
    /// More subjects chosen than the question allows.
    #[error("{chosen} chosen, at most {at_most}: {question}")]
    TooManyChosen {
        /// Identifier of the question.
        question: String,
        /// Most that may be chosen.
        at_most: u32,
        /// Chosen.
        chosen: usize,
    },
    /// A remark longer than its place allows.
    #[error("remark {slot}: {chars} characters, at most {limit}")]
    RemarkTooLong {
        /// Place, from 0.
        slot: usize,
        /// Characters given.
        chars: usize,
        /// Characters allowed.
        limit: u32,
    },
}

impl Ballot {
    /// A ballot on which nothing is marked.
    pub fn blank(survey: &Survey) -> Self {
        Self { marks: vec![None; survey.rows().count()], remarks: vec![String::new(); survey.remark_slots().count()] }
    }

    /// Takes answers as they come from a screen. `marks[row]` is a place among [`Row::marks`] (a level, best first; 0 for
    /// a subject that is chosen; a score), or `None` for blank; blank is always allowed.
    pub fn from_parts(survey: &Survey, marks: Vec<Option<usize>>, remarks: Vec<String>) -> Result<Self, BallotFault> {
        let rows: Vec<Row<'_>> = survey.rows().collect();
        if marks.len() != rows.len() {
            return Err(BallotFault::WrongNumberOfMarks { expected: rows.len(), found: marks.len() });
        }
        for (row, (mark, shape)) in marks.iter().zip(&rows).enumerate() {
            if let Some(mark) = *mark
                && mark >= shape.marks()
            {
                return Err(BallotFault::NoSuchMark { row, mark });
            }
        }
        for contest in survey.contests() {
            let ContestKind::Choose { at_most } = contest.kind else { continue };
            let chosen = contest.rows.iter().filter(|row| marks[**row].is_some()).count();
            if chosen > at_most as usize {
                return Err(BallotFault::TooManyChosen { question: contest.question.id.clone(), at_most, chosen });
            }
        }
        let slots: Vec<RemarkSlot<'_>> = survey.remark_slots().collect();
        if remarks.len() != slots.len() {
            return Err(BallotFault::WrongNumberOfRemarks { expected: slots.len(), found: remarks.len() });
        }
        for (slot, (remark, shape)) in remarks.iter().zip(&slots).enumerate() {
            let chars = remark.encode_utf16().count(); // what `maxlength` counts
            if chars > shape.max_chars as usize {
                return Err(BallotFault::RemarkTooLong { slot, chars, limit: shape.max_chars });
            }
        }
        Ok(Self { marks, remarks })
    }

    /// Marks, one per row.
    pub fn marks(&self) -> &[Option<usize>] {
        &self.marks
    }

    /// Remarks, one per place; empty where nothing was written.
    pub fn remarks(&self) -> &[String] {
        &self.remarks
    }

    /// Rows left blank, from 0, in ballot order.
    pub fn blank_rows(&self) -> impl Iterator<Item = usize> + '_ {
        self.marks.iter().enumerate().filter(|(_, mark)| mark.is_none()).map(|(row, _)| row)
    }

    /// True where every row is marked.
    pub fn is_complete(&self) -> bool {
        self.marks.iter().all(Option::is_some)
    }
}

/// A cast ballot's answers must not linger in memory.
impl Drop for Ballot {
    fn drop(&mut self) {
        for mark in &mut self.marks {
            *mark = None;
        }
        self.remarks.zeroize();
    }
}

/// Never prints the answers: a debug line in a log would be a leak.
impl core::fmt::Debug for Ballot {
    fn fmt(&self, f: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
        f.write_str("Ballot(…)")
    }
}
