//! Two results of one series held against each other: the last round against this one.
//!
//! Subjects, questions and levels are matched by their identifiers, never by their words. A change is computed from the
//! counts: the difference of two rounded percentages can be off by a hundredth.

use super::{RowResult, ScoreTotal};
use crate::survey::{AnswerKind, Mode, Question, Subject, Survey};

/// One result, as far as it is compared.
#[derive(Debug, Clone, Copy)]
pub struct Round<'a> {
    /// Identifier of the box.
    pub box_id: &'a str,
    /// What was asked.
    pub survey: &'a Survey,
    /// Totals.
    pub rows: &'a [RowResult],
}

/// Why two results say nothing about each other.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum NotComparable {
    /// Both are of one box.
    SameBox,
    /// One is practice, the other is not.
    OtherMode,
    /// No subject is asked the same question in both.
    NothingShared,
}

/// What has become of each subject in each question.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Comparison<'a> {
    /// Questions that both asked in the same way, in the later ballot's order.
    pub questions: Vec<ComparedQuestion<'a>>,
    /// Subjects of the earlier result only.
    pub only_earlier: Vec<&'a Subject>,
    /// Subjects of the later result only.
    pub only_later: Vec<&'a Subject>,
    /// Questions of one result only, or asked in another way; remarks are left out.
    pub other_questions: Vec<&'a Question>,
    /// Both are of one instrument.
    pub same_instrument: bool,
    /// Both take their shares of the same base.
    pub same_base: bool,
}

/// One question.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ComparedQuestion<'a> {
    /// As it was asked before and later.
    pub questions: [&'a Question; 2],
    /// Levels of one identifier that were called otherwise, as before and later.
    pub relabelled: Vec<[&'a str; 2]>,
    /// Those of whom it was asked both times.
    pub rows: Vec<ComparedRow<'a>>,
}

/// One subject, or a task that they had both times.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ComparedRow<'a> {
    /// As named before and later: an identifier can be given to another person.
    pub subjects: [&'a Subject; 2],
    /// What is written of the subject otherwise in one of them.
    pub differing: Vec<Particular>,
    /// Another subject of either result has this name, so that it alone does not say who is meant.
    pub namesake: bool,
    /// Words of the task before and later.
    pub task: Option<[&'a str; 2]>,
    /// Each level that either has: identifier, and `[count, base]` before and later. For a choice, one.
    pub levels: Vec<(&'a str, [Option<[u32; 2]>; 2])>,
    /// The scores before and later.
    pub scores: Option<[ScoreTotal; 2]>,
}

/// Something written of a subject.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Particular {
    /// Name, with the salutation.
    Name,
    /// Post.
    Post,
    /// Unit.
    Unit,
    /// Date of birth.
    BirthDate,
}

impl Particular {
    const ALL: [Self; 4] = [Self::Name, Self::Post, Self::Unit, Self::BirthDate];

    /// What is written; `None` where nothing is.
    pub fn of(self, subject: &Subject) -> Option<String> {
        match self {
            Self::Name => Some(subject.full_name()),
            Self::Post => subject.post.clone(),
            Self::Unit => subject.unit.clone(),
            Self::BirthDate => subject.birth_date.clone(),
        }
    }
}

/// Holds the later result against the earlier.
pub fn compare<'a>(earlier: &Round<'a>, later: &Round<'a>) -> Result<Comparison<'a>, NotComparable> {
    if earlier.box_id == later.box_id {
        return Err(NotComparable::SameBox);
    }
    if (earlier.survey.mode == Mode::Real) != (later.survey.mode == Mode::Real) {
        return Err(NotComparable::OtherMode);
    }
    let questions: Vec<ComparedQuestion<'_>> =
        later.survey.questions.iter().filter_map(|question| one(earlier, later, question)).collect();
    if questions.is_empty() {
        return Err(NotComparable::NothingShared);
    }
    let missing = |of: &'a Survey, from: &Survey| {
        of.subjects.iter().filter(|one| from.subjects.iter().all(|other| other.id != one.id)).collect()
    };
    let is_compared = |question: &Question| questions.iter().any(|one| one.questions[1].id == question.id);
    let is_marked = |question: &&Question| !matches!(question.answer, AnswerKind::Remark { .. });
    let left_out = |survey: &'a Survey| {
        survey.questions.iter().filter(is_marked).filter(|question| !is_compared(question)).collect::<Vec<_>>()
    };
    let mut other_questions = left_out(later.survey);
    for question in left_out(earlier.survey) {
        if other_questions.iter().all(|other| other.id != question.id) {
            other_questions.push(question);
        }
    }
    Ok(Comparison {
        only_earlier: missing(earlier.survey, later.survey),
        only_later: missing(later.survey, earlier.survey),
        other_questions,
        same_instrument: earlier.survey.instrument.id == later.survey.instrument.id,
        same_base: earlier.survey.rules.base == later.survey.rules.base,
        questions,
    })
}

/// A question that both asked in the same way, of somebody that both name.
fn one<'a>(earlier: &Round<'a>, later: &Round<'a>, question: &'a Question) -> Option<ComparedQuestion<'a>> {
    let before = earlier.survey.questions.iter().find(|other| other.id == question.id)?;
    let alike = match (&before.answer, &question.answer) {
        (AnswerKind::Levels(_), AnswerKind::Levels(_)) => true,
        (AnswerKind::Choose { at_most: before }, AnswerKind::Choose { at_most }) => before == at_most,
        (AnswerKind::Score { max: before }, AnswerKind::Score { max }) => before == max,
        _ => false,
    };
    if !alike {
        return None;
    }
    let asked = later.rows.iter().filter(|row| row.question == question.id);
    let rows: Vec<ComparedRow<'_>> = asked.filter_map(|row| compared(earlier, later, row)).collect();
    let relabelled = relabelled(&before.answer, &question.answer);
    (!rows.is_empty()).then_some(ComparedQuestion { questions: [before, question], relabelled, rows })
}

fn relabelled<'a>(before: &'a AnswerKind, later: &'a AnswerKind) -> Vec<[&'a str; 2]> {
    let (AnswerKind::Levels(before), AnswerKind::Levels(later)) = (before, later) else { return Vec::new() };
    let both = later.iter().filter_map(|level| Some([before.iter().find(|other| other.id == level.id)?, level]));
    both.map(|both| both.map(|level| level.label.as_str())).filter(|[before, later]| before != later).collect()
}

fn compared<'a>(earlier: &Round<'a>, later: &Round<'a>, row: &'a RowResult) -> Option<ComparedRow<'a>> {
    let same =
        |other: &&RowResult| (&other.subject, &other.task, &other.question) == (&row.subject, &row.task, &row.question);
    let before = earlier.rows.iter().find(same)?;
    let subject = |round: &Round<'a>| round.survey.subjects.iter().find(|subject| subject.id == row.subject);
    let subjects = [subject(earlier)?, subject(later)?];
    let task = |id: &String| {
        let words = |subject: &'a Subject| subject.tasks.iter().find(|task| task.id == *id);
        Some([words(subjects[0])?, words(subjects[1])?].map(|task| task.text.as_str()))
    };
    let differs = |what: &Particular| what.of(subjects[0]) != what.of(subjects[1]);
    let namesakes = |round: &Round<'_>, subject: &Subject| {
        round.survey.subjects.iter().any(|other| other.id != subject.id && other.name == subject.name)
    };
    let share = |of: &RowResult, level: &str| of.levels.iter().find(|one| one.level == level).map(|one| one.share);
    let gone = before.levels.iter().filter(|one| share(row, &one.level).is_none());
    let levels = row.levels.iter().chain(gone);
    Some(ComparedRow {
        subjects,
        differing: Particular::ALL.into_iter().filter(differs).collect(),
        namesake: namesakes(earlier, subjects[0]) || namesakes(later, subjects[1]),
        task: row.task.as_ref().and_then(task),
        levels: levels.map(|one| (one.level.as_str(), [share(before, &one.level), share(row, &one.level)])).collect(),
        scores: before.score.zip(row.score).map(|(before, later)| [before, later]),
    })
}

/// What is added to `[count, base]` to come to the later one, times `scale`, rounded to the nearest whole number, half
/// away from zero: hundredths of a percentage point with 10,000, hundredths of a point of a mean with 100. `None` where
/// one of them has no base.
pub fn change([before, of_before]: [u32; 2], [later, of_later]: [u32; 2], scale: u32) -> Option<i64> {
    let denominator = i128::from(of_before) * i128::from(of_later);
    if denominator == 0 {
        return None;
    }
    let numerator = i128::from(later) * i128::from(of_before) - i128::from(before) * i128::from(of_later);
    let doubled = 2 * numerator * i128::from(scale);
    let rounded = (doubled.abs() + denominator) / (2 * denominator);
    i64::try_from(rounded * doubled.signum()).ok()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ballot::Ballot;
    use crate::record::ResultPayload;
    use crate::testing;

    fn round(payload: &ResultPayload) -> Round<'_> {
        Round { box_id: &payload.box_id, survey: &payload.survey, rows: &payload.rows }
    }

    fn result(survey: &Survey, marks: &[[Option<usize>; 12]], seed: u64) -> ResultPayload {
        let remarks = vec![String::new(); survey.remark_slots().count()];
        let ballot = |marks: &[Option<usize>; 12]| {
            let marks = marks[..survey.rows().count()].to_vec();
            Ballot::from_parts(survey, marks, remarks.clone()).expect("the marks fit")
        };
        let ballots: Vec<Ballot> = marks.iter().map(ballot).collect();
        testing::meeting(survey, &ballots, seed).1.payload
    }

    const NOTHING: [Option<usize>; 12] = [None; 12];

    fn marked(marks: &[(usize, usize)]) -> [Option<usize>; 12] {
        let mut all = NOTHING;
        for (row, mark) in marks {
            all[*row] = Some(*mark);
        }
        all
    }

    #[test]
    fn each_level_choice_and_score_is_held_against_the_last_round() {
        let survey = testing::every_kind();
        let before = result(&survey, &[marked(&[(0, 0), (1, 0), (2, 20)]), NOTHING], 1);
        let later = result(&survey, &[marked(&[(0, 0), (2, 30), (3, 1)]), marked(&[(0, 2), (2, 25)]), NOTHING], 2);
        let found = compare(&round(&before), &round(&later)).expect("one series");
        let ids: Vec<&str> = found.questions.iter().map(|one| one.questions[1].id.as_str()).collect();
        assert_eq!(ids, ["tin-nhiem", "bau", "diem", "viec"]);
        let an = |question: usize| &found.questions[question].rows[0];
        assert_eq!(an(0).levels[0], ("cao", [Some([1, 2]), Some([1, 3])]));
        assert_eq!(an(0).levels[2], ("thap", [Some([0, 2]), Some([1, 3])]));
        assert_eq!(an(1).levels, [("chosen", [Some([1, 2]), Some([0, 3])])]);
        let scores = an(2).scores.expect("scored both times");
        assert_eq!(scores.map(|score| [score.sum, score.given]), [[20, 1], [55, 2]]);
        assert_eq!((an(3).task, an(3).levels[1].1), (Some(["Làm đường thôn"; 2]), [Some([0, 2]), Some([1, 3])]));
        assert_eq!(found.questions[3].rows.len(), 3, "An has two tasks, Bình one");
        assert!(found.only_earlier.is_empty() && found.only_later.is_empty() && found.other_questions.is_empty());
    }

    #[test]
    fn who_is_in_one_round_only_is_said_and_not_matched_by_name() {
        let survey = testing::every_kind();
        let mut next = survey.clone();
        next.subjects[0].id = "an-moi".to_owned(); // the same name
        next.subjects[1].name = "Trần Thị Bình Minh".to_owned();
        next.questions.retain(|question| question.id != "diem");
        next.rules.grades = None;
        next.questions[1].text = "Bầu trưởng thôn".to_owned();
        let (before, later) = (result(&survey, &[NOTHING], 3), result(&next, &[NOTHING], 4));
        let found = compare(&round(&before), &round(&later)).expect("two of three are in both");
        assert_eq!(found.only_earlier, [&survey.subjects[0]]);
        assert_eq!(found.only_later, [&next.subjects[0]]);
        assert_eq!(found.questions[0].rows.len(), 2);
        assert_eq!(
            found.questions[0].rows[0].subjects.map(|one| one.name.as_str()),
            ["Trần Thị Bình", "Trần Thị Bình Minh"]
        );
        let others: Vec<&str> = found.other_questions.iter().map(|one| one.id.as_str()).collect();
        assert_eq!(others, ["diem"]);
    }

    // Only names and questions were held against each other: a task that had become another one stood under the new
    // words with the figures of the old.
    #[test]
    fn where_the_words_behind_one_identifier_differ_both_are_told() {
        let survey = testing::every_kind();
        let mut next = survey.clone();
        let AnswerKind::Levels(levels) = &mut next.questions[0].answer else { panic!("levels come first") };
        let old = levels[1].label.clone();
        levels[1].label = "Bình thường".to_owned();
        let an = &mut next.subjects[0];
        let old_task = an.tasks[0].text.clone();
        an.tasks[0].text = "Xây cầu".to_owned();
        an.salutation = Some("Đồng chí".to_owned());
        an.post = Some("Bí thư chi bộ".to_owned());
        an.unit = Some("Chi bộ thôn".to_owned());
        an.birth_date = Some("1975-04-30".to_owned());
        let (before, later) = (result(&survey, &[NOTHING], 11), result(&next, &[NOTHING], 12));
        let found = compare(&round(&before), &round(&later)).expect("one series");
        assert_eq!(found.questions[0].relabelled, [[old.as_str(), "Bình thường"]]);
        let rows = &found.questions[0].rows;
        assert_eq!(rows[0].differing, Particular::ALL);
        assert_eq!(Particular::BirthDate.of(rows[0].subjects[1]).as_deref(), Some("1975-04-30"));
        assert_eq!(rows[1].differing, []);
        assert_eq!(found.questions[3].rows[0].task, Some([old_task.as_str(), "Xây cầu"]));
        assert!(rows.iter().all(|row| !row.namesake));
    }

    #[test]
    fn one_whose_name_another_has_is_known_by_it_alone_in_neither_round() {
        let mut survey = testing::every_kind();
        survey.subjects[1].name = survey.subjects[0].name.clone();
        let (before, later) = (result(&survey, &[NOTHING], 13), result(&testing::every_kind(), &[NOTHING], 14));
        let found = compare(&round(&before), &round(&later)).expect("one series");
        let namesakes: Vec<bool> = found.questions[0].rows.iter().map(|row| row.namesake).collect();
        assert_eq!(namesakes, [true, true, false]);
    }

    #[test]
    fn a_question_that_is_answered_otherwise_is_not_compared() {
        let survey = testing::every_kind();
        let mut next = survey.clone();
        next.questions[1].answer = AnswerKind::Choose { at_most: 1 };
        next.questions[2].answer = AnswerKind::Score { max: 50 };
        let (before, later) = (result(&survey, &[NOTHING], 5), result(&next, &[NOTHING], 6));
        let found = compare(&round(&before), &round(&later)).expect("levels are the same");
        let others: Vec<&str> = found.other_questions.iter().map(|one| one.id.as_str()).collect();
        assert_eq!(others, ["bau", "diem"], "each once");
    }

    #[test]
    fn one_box_practice_and_strangers_are_not_compared() {
        let survey = testing::every_kind();
        let before = result(&survey, &[NOTHING], 7);
        assert_eq!(compare(&round(&before), &round(&before)), Err(NotComparable::SameBox));
        let mut later = result(&survey, &[NOTHING], 8);
        later.survey.mode = Mode::Practice;
        assert_eq!(compare(&round(&before), &round(&later)), Err(NotComparable::OtherMode));
        let other = result(&testing::survey(), &[NOTHING], 9);
        // Both ask "tin-nhiem" of An and Bình, so it is compared; without An and Bình nothing is left.
        assert!(compare(&round(&before), &round(&other)).is_ok());
        let mut stranger = testing::survey();
        for subject in &mut stranger.subjects {
            subject.id.push_str("-khac");
        }
        let stranger = result(&stranger, &[NOTHING], 10);
        assert_eq!(compare(&round(&before), &round(&stranger)), Err(NotComparable::NothingShared));
    }

    #[test]
    fn a_change_is_computed_from_counts_not_from_rounded_shares() {
        const POINTS: u32 = 10_000;
        // 33.33 and 66.67 as printed would make 33.34.
        assert_eq!(change([1, 3], [2, 3], POINTS), Some(3_333));
        assert_eq!(change([2, 3], [1, 3], POINTS), Some(-3_333));
        assert_eq!(change([5, 10], [50, 100], POINTS), Some(0));
        assert_eq!(change([0, 1], [1, 20_000], POINTS), Some(1), "half a hundredth, away from zero");
        assert_eq!(change([1, 20_000], [0, 1], POINTS), Some(-1));
        assert_eq!(change([1, 3], [0, 0], POINTS), None);
        assert_eq!(change([411, 15], [820, 30], 100), Some(-7), "27.40 to 27.33…");
        assert_eq!(change([u32::MAX, u32::MAX], [0, u32::MAX], POINTS), Some(-10_000));
    }
}
