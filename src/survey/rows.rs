//! What of a survey is marked, in ballot order: rows and places for remarks.

use super::{AnswerKind, Level, Question, Subject, Survey};

/// One line of the ballot that is marked: a subject and a level question.
#[derive(Debug, Clone, Copy)]
pub struct Row<'a> {
    /// Who is rated.
    pub subject: &'a Subject,
    /// What is asked.
    pub question: &'a Question,
    /// Its levels, best first. The blank is not among them.
    pub levels: &'a [Level],
}

impl Row<'_> {
    /// How many things a voter can choose here: each level, and the blank, which comes last.
    pub fn options(&self) -> usize {
        self.levels.len() + 1
    }
}

/// One place for a remark: a subject and a remark question.
#[derive(Debug, Clone, Copy)]
pub struct RemarkSlot<'a> {
    /// About whom.
    pub subject: &'a Subject,
    /// What is asked.
    pub question: &'a Question,
    /// Most characters.
    pub max_chars: u32,
}

impl Survey {
    /// The rows to be marked, subject by subject, in ballot order. Every array of marks,
    /// sealed choices and counts in this project has this order.
    pub fn rows(&self) -> impl Iterator<Item = Row<'_>> {
        self.subjects.iter().flat_map(move |subject| {
            self.questions.iter().filter_map(move |question| match &question.answer {
                AnswerKind::Levels(levels) => Some(Row { subject, question, levels }),
                AnswerKind::Remark { .. } => None,
            })
        })
    }

    /// The places for remarks, subject by subject, in ballot order.
    pub fn remark_slots(&self) -> impl Iterator<Item = RemarkSlot<'_>> {
        self.subjects.iter().flat_map(move |subject| {
            self.questions.iter().filter_map(move |question| match question.answer {
                AnswerKind::Remark { max_chars } => Some(RemarkSlot { subject, question, max_chars }),
                AnswerKind::Levels(_) => None,
            })
        })
    }
}
