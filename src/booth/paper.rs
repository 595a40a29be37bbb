//! The ballot while it is being marked, without the web.
//!
//! A [`Ballot`](crate::ballot::Ballot) knows marked and blank. While it is being filled in, a third
//! thing matters: "Không có ý kiến" or "Không chấm" that was chosen, against a row not yet looked at. The
//! count knows no difference; the voter, who reads "5 of 24 chosen", does. And a score can be typed that
//! is none: it is kept as it was typed until it is mended, and never sealed as something else.

use zeroize::Zeroize;

use crate::survey::{AnswerKind, ContestKind, Question, RowKind, SubjectKind, Survey};

/// Highest score that is given by a tap on a number; above it a number is typed.
pub const TAPPED: u32 = 10;

/// The answers so far.
#[derive(Default)]
pub struct Paper {
    /// Per row of the survey: the option chosen. The option after the last level or score is the blank.
    choices: Vec<Option<usize>>,
    /// Per row: a score as it was typed.
    typed: Vec<String>,
    /// Per remark slot.
    remarks: Vec<String>,
    /// Per row: how it is marked.
    kinds: Vec<Kind>,
    /// Per question of that kind: how many may be chosen.
    limits: Vec<usize>,
}

/// How a row is marked.
#[derive(Clone, Copy)]
enum Kind {
    /// One of so many levels, or the blank.
    Levels(usize),
    /// Chosen or not; whose limit it counts against.
    Choose(usize),
    /// Up to so many points, or the blank.
    Score(usize),
}

/// Where the answer to one question about one subject is kept.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Place {
    /// A row, as in [`Survey::rows`].
    Row(usize),
    /// A remark slot, as in [`Survey::remark_slots`].
    Slot(usize),
}

/// One thing that is asked about one subject.
#[derive(Clone, Copy)]
pub struct Item<'a> {
    /// Where the answer is kept.
    pub place: Place,
    /// What is asked.
    pub question: &'a Question,
    /// About which task of the subject, from 0, where it is about one.
    pub task: Option<usize>,
}

/// All that is asked about `subject`, in ballot order: a question about tasks stands once for each.
pub fn items(survey: &Survey, subject: usize) -> Vec<Item<'_>> {
    let is_remark = |question: &&Question| matches!(question.answer, AnswerKind::Remark { .. });
    let (before, whom) = (&survey.subjects[..subject], &survey.subjects[subject]);
    let mut row: usize = before.iter().map(|subject| survey.rows_of(subject).count()).sum();
    let mut slot = subject * survey.questions.iter().filter(is_remark).count();
    let mut items = Vec::new();
    for question in &survey.questions {
        if is_remark(&question) {
            items.push(Item { place: Place::Slot(slot), question, task: None });
            slot += 1;
            continue;
        }
        for at in 0..if question.per_task { whom.tasks.len() } else { 1 } {
            items.push(Item { place: Place::Row(row), question, task: question.per_task.then_some(at) });
            row += 1;
        }
    }
    items
}

/// How many may be chosen, where choosing subjects is all that is marked: such a ballot is one list of names.
pub fn only_choice(survey: &Survey) -> Option<u32> {
    let mut marked = survey.questions.iter().filter(|question| !matches!(question.answer, AnswerKind::Remark { .. }));
    match (&marked.next()?.answer, marked.next()) {
        (AnswerKind::Choose { at_most }, None) => Some(*at_most),
        _ => None,
    }
}

/// What the subjects are called together: persons, organisations, matters (as [`SubjectKind`](crate::survey::SubjectKind)
/// counts them), or 3 where they are of several kinds.
pub fn noun(survey: &Survey) -> usize {
    noun_of(survey.subjects.iter().map(|subject| subject.kind))
}

/// As [`noun`], of subjects that may still be composed.
pub fn noun_of(kinds: impl Iterator<Item = SubjectKind>) -> usize {
    let mut kinds = kinds.map(|kind| kind as usize);
    let first = kinds.next().unwrap_or_default();
    if kinds.all(|kind| kind == first) { first } else { 3 }
}

impl Paper {
    /// Nothing chosen, nothing written.
    pub fn blank(survey: &Survey) -> Self {
        let mut kinds: Vec<Kind> = survey
            .rows()
            .map(|row| match row.kind {
                RowKind::Score { max } => Kind::Score(max as usize),
                _ => Kind::Levels(row.marks()),
            })
            .collect();
        let mut limits = Vec::new();
        for contest in survey.contests() {
            let ContestKind::Choose { at_most } = contest.kind else { continue };
            for row in contest.rows {
                kinds[row] = Kind::Choose(limits.len());
            }
            limits.push(at_most as usize);
        }
        Self {
            choices: vec![None; kinds.len()],
            typed: vec![String::new(); kinds.len()],
            remarks: vec![String::new(); survey.remark_slots().count()],
            kinds,
            limits,
        }
    }

    /// Chooses an option of a row, or takes the mark away. False where as many subjects are chosen as may be: then
    /// nothing has changed, and the voter must be told. A row that does not exist is passed over.
    #[must_use]
    pub fn choose(&mut self, row: usize, option: Option<usize>) -> bool {
        let Some(kind) = self.kinds.get(row) else { return true };
        match *kind {
            Kind::Choose(question) => {
                let more = option.is_some() && self.choices[row].is_none();
                if more && self.chosen(question) >= self.limits[question] {
                    return false;
                }
            }
            Kind::Score(max) => {
                self.typed[row].zeroize();
                if let Some(score) = option.filter(|score| *score <= max) {
                    self.typed[row] = score.to_string();
                }
            }
            Kind::Levels(_) => {}
        }
        self.choices[row] = option;
        true
    }

    /// Takes a score as it is typed. Nothing but a whole number from 0 to the highest score is one.
    pub fn type_score(&mut self, row: usize, text: String) {
        let Some(Kind::Score(max)) = self.kinds.get(row) else { return };
        let digits = text.trim();
        let number = digits.bytes().all(|byte| byte.is_ascii_digit()).then(|| digits.parse().ok()).flatten();
        self.choices[row] = number.filter(|score| score <= max);
        self.typed[row].zeroize();
        self.typed[row] = text;
    }

    /// One point more or less. Where there is none yet, more begins at 1 and less at 0.
    pub fn step(&mut self, row: usize, up: bool) {
        let Some(Kind::Score(max)) = self.kinds.get(row).copied() else { return };
        let now = self.choices[row].filter(|score| *score <= max).unwrap_or_default();
        let next = if up { max.min(now + 1) } else { now.saturating_sub(1) };
        let _ = self.choose(row, Some(next)); // only subjects are limited
    }

    /// Writes a remark; a slot that does not exist is passed over.
    pub fn write(&mut self, slot: usize, text: String) {
        if let Some(remark) = self.remarks.get_mut(slot) {
            remark.zeroize();
            *remark = text;
        }
    }

    /// The option chosen in a row.
    pub fn choice(&self, row: usize) -> Option<usize> {
        self.choices.get(row).copied().flatten()
    }

    /// A score as it was typed.
    pub fn typed(&self, row: usize) -> &str {
        self.typed.get(row).map_or("", String::as_str)
    }

    /// True where something was typed that is no score of this row.
    pub fn is_wrong(&self, row: usize) -> bool {
        self.choice(row).is_none() && !self.typed(row).trim().is_empty()
    }

    /// What is written in a slot.
    pub fn remark(&self, slot: usize) -> &str {
        self.remarks.get(slot).map_or("", String::as_str)
    }

    /// How many subjects are chosen in the question of this row, and how many may be.
    pub fn ticked(&self, row: usize) -> (usize, usize) {
        match self.kinds.get(row) {
            Some(Kind::Choose(question)) => (self.chosen(*question), self.limits[*question]),
            _ => (0, 0),
        }
    }

    fn chosen(&self, question: usize) -> usize {
        let of_it = |kind: &Kind| matches!(kind, Kind::Choose(other) if *other == question);
        self.kinds.iter().zip(&self.choices).filter(|(kind, choice)| of_it(kind) && choice.is_some()).count()
    }

    /// The rows that are answered one by one.
    fn single(&self) -> impl Iterator<Item = &Option<usize>> {
        let rows = self.kinds.iter().zip(&self.choices);
        rows.filter(|(kind, _)| !matches!(kind, Kind::Choose(_))).map(|(_, choice)| choice)
    }

    /// Rows in which an option is chosen, the blank among them, and questions in which a subject is.
    pub fn answered(&self) -> usize {
        let choices = (0..self.limits.len()).filter(|question| self.chosen(*question) > 0).count();
        self.single().filter(|choice| choice.is_some()).count() + choices
    }

    /// How many there are of both.
    pub fn asked(&self) -> usize {
        self.single().count() + self.limits.len()
    }

    /// Marks and remarks as they are sealed: level from 0, 0 for a chosen subject, the score; or blank.
    pub fn answers(&self) -> (Vec<Option<usize>>, Vec<String>) {
        let is_mark = |kind: Kind, option: usize| match kind {
            Kind::Levels(levels) => option < levels,
            Kind::Choose(_) => option == 0,
            Kind::Score(max) => option <= max,
        };
        let both = self.kinds.iter().zip(&self.choices);
        let marks = both.map(|(kind, choice)| choice.filter(|option| is_mark(*kind, *option))).collect();
        (marks, self.remarks.clone())
    }

    /// Wipes everything, in memory too.
    pub fn wipe(&mut self) {
        self.choices.zeroize();
        self.typed.zeroize();
        self.remarks.zeroize();
        self.kinds.clear();
        self.limits.clear();
    }
}

impl Drop for Paper {
    fn drop(&mut self) {
        self.wipe();
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{ballot::Ballot, testing};

    /// Rows of An in `testing::every_kind`: levels, choice, score, two tasks; then Bình's, then Cường's.
    const CHOICES: [usize; 3] = [1, 6, 10];
    const SCORE: usize = 2;

    fn paper() -> Paper {
        Paper::blank(&testing::every_kind())
    }

    #[test]
    fn the_place_on_screen_is_the_row_that_is_counted() {
        for survey in [testing::every_kind(), testing::survey()] {
            let mut seen = 0;
            for (index, subject) in survey.subjects.iter().enumerate() {
                for item in items(&survey, index) {
                    let (of_whom, what, task) = match item.place {
                        Place::Row(row) => survey.rows().nth(row).map(|row| (row.subject, row.question, row.task)),
                        Place::Slot(slot) => {
                            survey.remark_slots().nth(slot).map(|slot| (slot.subject, slot.question, None))
                        }
                    }
                    .expect("the place exists");
                    assert_eq!((&of_whom.id, &what.id), (&subject.id, &item.question.id));
                    assert_eq!(task, item.task.map(|at| &subject.tasks[at]));
                    seen += 1;
                }
            }
            assert_eq!(seen, survey.rows().count() + survey.remark_slots().count());
        }
    }

    #[test]
    fn a_chosen_blank_counts_as_looked_at_but_is_sealed_as_blank() {
        let mut paper = paper();
        assert!(paper.choose(0, Some(1)));
        assert!(paper.choose(3, Some(2)), "after the last of two levels");
        assert!(paper.choose(SCORE, Some(31)), "after the highest score");
        // Twelve rows, of which three are one choice.
        assert_eq!((paper.answered(), paper.asked()), (3, 10));
        let mut expected = vec![None; 12];
        expected[0] = Some(1);
        assert_eq!(paper.answers().0, expected);
    }

    #[test]
    fn one_more_than_allowed_is_neither_taken_nor_swapped() {
        let mut paper = paper();
        let [an, binh, cuong] = CHOICES;
        assert!(paper.choose(an, Some(0)) && paper.choose(cuong, Some(0)));
        assert_eq!((paper.ticked(binh), paper.answered()), ((2, 2), 1));
        assert!(!paper.choose(binh, Some(0)), "refused, so that the screen can say why");
        assert_eq!(CHOICES.map(|row| paper.choice(row)), [Some(0), None, Some(0)]);
        assert!(paper.choose(an, Some(0)), "chosen already");
        assert!(paper.choose(an, None), "a mark can always be taken away");
        assert!(paper.choose(binh, Some(0)));
        assert_eq!(CHOICES.map(|row| paper.choice(row)), [None, Some(0), Some(0)]);
        let (marks, remarks) = paper.answers();
        assert!(Ballot::from_parts(&testing::every_kind(), marks, remarks).is_ok());
    }

    #[test]
    fn nothing_but_a_whole_number_up_to_the_highest_is_a_score() {
        let mut paper = paper();
        for (text, score) in [("0", Some(0)), ("30", Some(30)), (" 7 ", Some(7)), ("007", Some(7))] {
            paper.type_score(SCORE, text.to_owned());
            assert_eq!((paper.choice(SCORE), paper.is_wrong(SCORE), paper.typed(SCORE)), (score, false, text));
        }
        for text in ["31", "-1", "+5", "7,5", "7.5", "bảy", "99999999999999999999999", "٣"] {
            paper.type_score(SCORE, text.to_owned());
            assert_eq!((paper.choice(SCORE), paper.is_wrong(SCORE)), (None, true), "{text}");
            assert_eq!(paper.typed(SCORE), text, "kept, so that it can be mended");
        }
        paper.type_score(SCORE, "  ".to_owned());
        assert_eq!((paper.choice(SCORE), paper.is_wrong(SCORE)), (None, false), "blank is always allowed");
    }

    #[test]
    fn a_score_goes_up_and_down_between_its_bounds() {
        let mut paper = paper();
        paper.step(SCORE, true);
        assert_eq!((paper.choice(SCORE), paper.typed(SCORE)), (Some(1), "1"));
        paper.step(SCORE, false);
        paper.step(SCORE, false);
        assert_eq!((paper.choice(SCORE), paper.typed(SCORE)), (Some(0), "0"));
        paper.type_score(SCORE, "30".to_owned());
        paper.step(SCORE, true);
        assert_eq!(paper.choice(SCORE), Some(30));
        assert!(paper.choose(SCORE, Some(31)));
        assert_eq!((paper.typed(SCORE), paper.answered()), ("", 1), "no score, and no number beside it");
    }

    #[test]
    fn a_ballot_that_only_chooses_is_one_list() {
        let mut survey = testing::every_kind();
        assert_eq!(only_choice(&survey), None);
        survey.questions.retain(|question| ["bau", "gop-y"].contains(&question.id.as_str()));
        assert_eq!(only_choice(&survey), Some(2), "remarks are not marked");
    }

    #[test]
    fn a_wiped_paper_holds_nothing() {
        let mut paper = paper();
        assert!(paper.choose(3, Some(0)));
        paper.type_score(SCORE, "12".to_owned());
        paper.write(1, "kín".to_owned());
        paper.wipe();
        assert_eq!((paper.choice(3), paper.typed(SCORE), paper.remark(1), paper.asked()), (None, "", "", 0));
        assert_eq!(paper.answered(), 0);
    }
}
