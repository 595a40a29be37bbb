//! How the questions stand on a paper ballot, and so in which order a teller reads its rows.
//!
//! One rule for the printed sheet and for the screen on which it is entered: a teller who reads down the sheet must never
//! enter a mark into another row, as both passes would do so alike and no comparison would show it. What is kept stays in
//! the order of [`Survey::rows`].

use super::{Difference, Place};
use crate::survey::{AnswerKind, Question, Survey};

/// Most columns of boxes beside each other; more are a table for each question.
const COLUMNS: usize = 9;

/// One table of a paper ballot: a line for each subject, or for each of their tasks.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PaperTable<'a> {
    /// What is asked in each line, side by side.
    pub questions: Vec<&'a Question>,
    /// These are all questions that are about subjects, so the table has no title of its own.
    pub whole: bool,
}

/// Columns of boxes of a question.
pub fn paper_columns(question: &Question) -> usize {
    match &question.answer {
        AnswerKind::Levels(levels) => levels.len(),
        AnswerKind::Choose { .. } | AnswerKind::Score { .. } => 1,
        AnswerKind::Remark { .. } => 0,
    }
}

/// One table for all questions where it is narrow enough, or one for each; tasks have tables of their own.
pub fn paper_tables(survey: &Survey) -> Vec<PaperTable<'_>> {
    let (tasks, about): (Vec<&Question>, Vec<&Question>) =
        survey.questions.iter().filter(|one| paper_columns(one) > 0).partition(|one| one.per_task);
    let single = |one| PaperTable { questions: vec![one], whole: false };
    let together = about.iter().map(|one| paper_columns(one)).sum::<usize>() <= COLUMNS;
    let mut tables: Vec<PaperTable<'_>> = if together && !about.is_empty() {
        vec![PaperTable { questions: about, whole: true }]
    } else {
        about.into_iter().map(single).collect()
    };
    tables.extend(tasks.into_iter().map(single));
    tables
}

/// How a row of levels is marked, as the ballot explains it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum LevelMarks<'a> {
    /// One mark in each line.
    OnePerLine,
    /// One mark for each question of a line.
    OnePerQuestion,
    /// One mark for this question of a line; those beside it are answered otherwise.
    OneFor(&'a Question),
}

/// How many marks a line of levels takes; `None` where there are none.
pub fn level_marks(survey: &Survey) -> Option<LevelMarks<'_>> {
    let is_levels = |one: &&Question| matches!(one.answer, AnswerKind::Levels(_));
    for table in paper_tables(survey) {
        let asked: Vec<&Question> = table.questions.iter().copied().filter(is_levels).collect();
        match asked[..] {
            [one] if table.questions.len() > 1 => return Some(LevelMarks::OneFor(one)),
            [_, _, ..] => return Some(LevelMarks::OnePerQuestion),
            _ => {}
        }
    }
    survey.questions.iter().any(|one| is_levels(&one)).then_some(LevelMarks::OnePerLine)
}

/// The rows as they are read down the paper ballot: places in [`Survey::rows`], each once.
pub fn paper_order(survey: &Survey) -> Vec<usize> {
    let mut order = Vec::new();
    for table in paper_tables(survey) {
        let stands = |question: &Question| table.questions.iter().any(|one| one.id == question.id);
        order.extend(survey.rows().enumerate().filter(|(_, row)| stands(row.question)).map(|(place, _)| place));
    }
    order
}

/// Puts differences into the order in which they are found on the paper: ballot by ballot, the whole ballot first, then
/// down the sheet.
pub fn in_paper_order(survey: &Survey, differences: &mut [Difference]) {
    let order = paper_order(survey);
    differences.sort_by_key(|one| match one.place {
        Place::Row(row) => (one.ballot, 1 + order.iter().position(|other| *other == row).unwrap_or(order.len())),
        Place::Flag(_) => (one.ballot, 0),
    });
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::count::{PaperMark, Reading};
    use crate::survey::{Mode, TEMPLATES, template};
    use crate::testing;

    fn sample(id: &str) -> Survey {
        template(id).expect("is built in").sample(Mode::Real)
    }

    #[test]
    fn every_row_of_every_template_stands_on_the_paper_once() {
        for (id, _) in TEMPLATES {
            let survey = sample(id);
            let mut order = paper_order(&survey);
            order.sort_unstable();
            assert_eq!(order, (0..survey.rows().count()).collect::<Vec<_>>(), "{id}");
        }
    }

    #[test]
    fn questions_that_are_too_wide_to_stand_side_by_side_are_read_one_after_another() {
        let survey = sample("giup-xa");
        let rows: Vec<_> = survey.rows().collect();
        let asked: Vec<&str> = paper_order(&survey).into_iter().map(|row| rows[row].question.id.as_str()).collect();
        let marked: Vec<&str> =
            survey.questions.iter().filter(|one| paper_columns(one) > 0).map(|one| one.id.as_str()).collect();
        assert!(marked.len() > 1 && survey.subjects.len() > 1);
        let down: Vec<&str> = marked.iter().flat_map(|one| vec![*one; survey.subjects.len()]).collect();
        assert_eq!(asked, down);
    }

    #[test]
    fn questions_side_by_side_are_read_across_and_tasks_stand_below() {
        let survey = sample("ha-tinh-827");
        assert_eq!(paper_order(&survey), (0..survey.rows().count()).collect::<Vec<_>>());
        assert!(paper_tables(&survey)[0].questions.len() > 1);
        // An, Bình and Cường with three questions each, then two tasks of An and one of Bình.
        assert_eq!(paper_order(&testing::every_kind()), [0, 1, 2, 5, 6, 7, 9, 10, 11, 3, 4, 8]);
    }

    /// Regression: "one mark in each line" stood above lines of two and three questions.
    #[test]
    fn the_ballot_asks_for_as_many_marks_as_there_are_questions_in_a_line() {
        for id in ["ha-tinh-827", "ngay-ve-co-so"] {
            assert_eq!(level_marks(&sample(id)), Some(LevelMarks::OnePerQuestion), "{id}");
        }
        assert_eq!(level_marks(&sample("giup-xa")), Some(LevelMarks::OnePerLine));
        assert_eq!(level_marks(&sample("cham-diem")), None);
        let mixed = testing::every_kind();
        assert_eq!(level_marks(&mixed), Some(LevelMarks::OneFor(&mixed.questions[0])));
    }

    #[test]
    fn differences_are_found_down_the_sheet() {
        let read = [Reading::Mark(PaperMark::Blank), Reading::Mark(PaperMark::Several)];
        let one = |ballot, row| Difference { ballot, place: Place::Row(row), read, settled: None };
        let mut found = vec![one(0, 3), one(0, 5), one(1, 0)];
        in_paper_order(&testing::every_kind(), &mut found);
        assert_eq!(found, [one(0, 5), one(0, 3), one(1, 0)]);
    }
}
