//! What of a survey is marked, in ballot order: rows, contests, places for remarks.
//!
//! A *row* is one line that is marked: a subject (or one of their tasks) and a question. A *contest* is what is sealed
//! as one: a row on its own, or all rows of a question that limits how many subjects may be chosen.

use super::{AnswerKind, Level, Question, Subject, Survey, Task};

/// One line of the ballot that is marked.
#[derive(Debug, Clone, Copy)]
pub struct Row<'a> {
    /// Who is rated.
    pub subject: &'a Subject,
    /// Which of their tasks, where the question is asked about each.
    pub task: Option<&'a Task>,
    /// What is asked.
    pub question: &'a Question,
    /// How it is marked.
    pub kind: RowKind<'a>,
}

/// How a row is marked.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum RowKind<'a> {
    /// One of these levels, best first; the blank is not among them.
    Levels(&'a [Level]),
    /// Chosen or not.
    Choose {
        /// Most rows of this question that one ballot may choose.
        at_most: u32,
    },
    /// 0 to `max` points.
    Score {
        /// Highest score.
        max: u32,
    },
}

impl<'a> Row<'a> {
    /// How many different marks there are, the blank not counted. A mark is a place among them, from 0: a level, best
    /// first; 0 for "chosen"; or the score itself.
    pub fn marks(&self) -> usize {
        match self.kind {
            RowKind::Levels(levels) => levels.len(),
            RowKind::Choose { .. } => 1,
            RowKind::Score { max } => max as usize + 1,
        }
    }

    /// The levels; empty for a row of another kind.
    pub fn levels(&self) -> &'a [Level] {
        match self.kind {
            RowKind::Levels(levels) => levels,
            _ => &[],
        }
    }
}

/// What is sealed as one, with the proofs that it is well-formed.
#[derive(Debug, Clone)]
pub struct Contest<'a> {
    /// What is asked.
    pub question: &'a Question,
    /// Its rows, as places in [`Survey::rows`]; one, but for a [`ContestKind::Choose`].
    pub rows: Vec<usize>,
    /// How it is sealed.
    pub kind: ContestKind,
}

/// How a contest is sealed, and so what its totals are.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ContestKind {
    /// Exactly one of so many options, the blank last. Totals: a count per option.
    Levels {
        /// Levels and the blank.
        options: usize,
    },
    /// A score and whether there is one. Totals: the sum of the scores, and how many gave one.
    Score {
        /// Highest score.
        max: u32,
    },
    /// At most so many of its rows. Totals: a count per row.
    Choose {
        /// Most rows that one ballot may choose.
        at_most: u32,
    },
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
    /// The rows to be marked, subject by subject, in ballot order; a question asked about tasks has a row for each.
    /// Every array of marks and results in this project has this order.
    pub fn rows(&self) -> impl Iterator<Item = Row<'_>> {
        self.subjects.iter().flat_map(|subject| self.rows_of(subject))
    }

    /// The rows of one subject, in ballot order.
    pub fn rows_of<'a>(&'a self, subject: &'a Subject) -> impl Iterator<Item = Row<'a>> {
        self.questions.iter().flat_map(move |question| {
            let kind = match &question.answer {
                AnswerKind::Levels(levels) => Some(RowKind::Levels(levels)),
                AnswerKind::Choose { at_most } => Some(RowKind::Choose { at_most: *at_most }),
                AnswerKind::Score { max } => Some(RowKind::Score { max: *max }),
                AnswerKind::Remark { .. } => None,
            };
            let tasks = if question.per_task { subject.tasks.as_slice() } else { &[] };
            let whole = (!question.per_task).then_some(None);
            whole
                .into_iter()
                .chain(tasks.iter().map(Some))
                .filter_map(move |task| Some(Row { subject, task, question, kind: kind? }))
        })
    }

    /// What is sealed as one, in the order of the first row of each. Every array of sealed choices and totals in this
    /// project has this order.
    pub fn contests(&self) -> Vec<Contest<'_>> {
        let mut contests: Vec<Contest<'_>> = Vec::new();
        for (place, row) in self.rows().enumerate() {
            let kind = match row.kind {
                RowKind::Levels(levels) => ContestKind::Levels { options: levels.len() + 1 },
                RowKind::Score { max } => ContestKind::Score { max },
                RowKind::Choose { at_most } => ContestKind::Choose { at_most },
            };
            let open = contests.iter_mut().find(|contest| {
                matches!(contest.kind, ContestKind::Choose { .. }) && contest.question.id == row.question.id
            });
            match open {
                Some(contest) => contest.rows.push(place),
                None => contests.push(Contest { question: row.question, rows: vec![place], kind }),
            }
        }
        contests
    }

    /// The places for remarks, subject by subject, in ballot order.
    pub fn remark_slots(&self) -> impl Iterator<Item = RemarkSlot<'_>> {
        self.subjects.iter().flat_map(move |subject| {
            self.questions.iter().filter_map(move |question| match question.answer {
                AnswerKind::Remark { max_chars } => Some(RemarkSlot { subject, question, max_chars }),
                _ => None,
            })
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::testing;

    #[test]
    fn a_question_about_tasks_has_a_row_for_each_task() {
        let survey = testing::every_kind();
        let rows: Vec<(&str, Option<&str>, &str)> = survey
            .rows()
            .map(|row| (row.subject.id.as_str(), row.task.map(|task| task.id.as_str()), row.question.id.as_str()))
            .collect();
        let of_an = [
            ("an", None, "tin-nhiem"),
            ("an", None, "bau"),
            ("an", None, "diem"),
            ("an", Some("duong"), "viec"),
            ("an", Some("truong"), "viec"),
        ];
        assert_eq!(rows[..5], of_an);
        assert_eq!(rows.len(), 5 + 4 + 3, "Bình has one task, Cường none");
    }

    #[test]
    fn a_question_that_limits_the_choice_is_one_contest_for_all_subjects() {
        let survey = testing::every_kind();
        let contests = survey.contests();
        let choose: Vec<_> = contests.iter().filter(|contest| contest.question.id == "bau").collect();
        assert_eq!(choose.len(), 1);
        assert_eq!(
            (choose[0].rows.as_slice(), choose[0].kind),
            ([1, 6, 10].as_slice(), ContestKind::Choose { at_most: 2 })
        );
        assert_eq!(contests.iter().map(|contest| contest.rows.len()).sum::<usize>(), survey.rows().count());
        assert_eq!(contests.iter().position(|contest| contest.question.id == "bau"), Some(1), "where its first row is");
    }
}
