//! The ballot while it is being marked, without the web.
//!
//! A [`Ballot`](crate::ballot::Ballot) knows marked and blank. While it is being filled in, a third
//! thing matters: "Không có ý kiến" that was chosen, against a row not yet looked at. The count
//! knows no difference; the voter, who reads "5 of 24 chosen", does.

use zeroize::Zeroize;

use crate::survey::{AnswerKind, Question, Survey};

/// The answers so far.
#[derive(Default)]
pub struct Paper {
    /// Per row of the survey: the option chosen. The option after the last level is the blank.
    choices: Vec<Option<usize>>,
    /// Per remark slot.
    remarks: Vec<String>,
}

/// Where the answer to one question about one subject is kept.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Place {
    /// A row, as in [`Survey::rows`].
    Row(usize),
    /// A remark slot, as in [`Survey::remark_slots`].
    Slot(usize),
}

/// The questions about `subject` with the places of their answers, in ballot order.
pub fn places(survey: &Survey, subject: usize) -> impl Iterator<Item = (Place, &Question)> {
    let is_row = |question: &Question| matches!(question.answer, AnswerKind::Levels(_));
    let rows = survey.questions.iter().filter(|question| is_row(question)).count();
    let mut row = subject * rows;
    let mut slot = subject * (survey.questions.len() - rows);
    survey.questions.iter().map(move |question| {
        let (next, place): (&mut usize, fn(usize) -> Place) =
            if is_row(question) { (&mut row, Place::Row) } else { (&mut slot, Place::Slot) };
        let here = place(*next);
        *next += 1;
        (here, question)
    })
}

impl Paper {
    /// Nothing chosen, nothing written.
    pub fn blank(survey: &Survey) -> Self {
        Self { choices: vec![None; survey.rows().count()], remarks: vec![String::new(); survey.remark_slots().count()] }
    }

    /// Chooses an option of a row; a row that does not exist is passed over.
    pub fn choose(&mut self, row: usize, option: usize) {
        if let Some(choice) = self.choices.get_mut(row) {
            *choice = Some(option);
        }
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

    /// What is written in a slot.
    pub fn remark(&self, slot: usize) -> &str {
        self.remarks.get(slot).map_or("", String::as_str)
    }

    /// Rows in which an option is chosen, the blank among them.
    pub fn chosen(&self) -> usize {
        self.choices.iter().filter(|choice| choice.is_some()).count()
    }

    /// Rows in all.
    pub fn rows(&self) -> usize {
        self.choices.len()
    }

    /// Marks and remarks as they are sealed: level from 0, or blank.
    pub fn answers(&self, survey: &Survey) -> (Vec<Option<usize>>, Vec<String>) {
        let marks = survey
            .rows()
            .zip(&self.choices)
            .map(|(row, choice)| choice.filter(|option| *option < row.marks()))
            .collect();
        (marks, self.remarks.clone())
    }

    /// Wipes everything, in memory too.
    pub fn wipe(&mut self) {
        self.choices.zeroize();
        self.remarks.zeroize();
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
    use crate::survey::Survey;

    /// Two people; two questions with a remark between them, so that order matters.
    fn survey() -> Survey {
        serde_json::from_value(serde_json::json!({
            "format": "hom-phieu/survey", "version": 1, "id": "mau", "mode": "practice", "title": "MẪU",
            "instrument": { "id": "mau", "name": "MẪU", "source": "MẪU", "reconstruction": false },
            "issuer": { "name": "MẪU", "heading": "state" },
            "place": { "province": "MẪU", "commune": "MẪU", "hamlet": "MẪU" },
            "subjects": [
                { "id": "an", "kind": "person", "name": "Nguyễn Văn An" },
                { "id": "binh", "kind": "person", "name": "Trần Thị Bình" },
            ],
            "questions": [
                { "id": "a", "text": "A", "answer": { "levels": [{ "id": "x", "label": "X" }, { "id": "y", "label": "Y" }] } },
                { "id": "b", "text": "B", "answer": { "remark": { "max_chars": 10 } } },
                { "id": "c", "text": "C", "answer": { "levels": [{ "id": "x", "label": "X" }, { "id": "y", "label": "Y" }] } },
            ],
            "rules": { "base": "collected", "thresholds": [] },
        }))
        .expect("the sample is a survey")
    }

    #[test]
    fn the_place_on_screen_is_the_row_that_is_counted() {
        let survey = survey();
        for (index, subject) in survey.subjects.iter().enumerate() {
            for (place, question) in places(&survey, index) {
                let (of_whom, what) = match place {
                    Place::Row(row) => survey.rows().nth(row).map(|row| (row.subject, row.question)),
                    Place::Slot(slot) => survey.remark_slots().nth(slot).map(|slot| (slot.subject, slot.question)),
                }
                .expect("the place exists");
                assert_eq!((&of_whom.id, &what.id), (&subject.id, &question.id));
            }
        }
    }

    #[test]
    fn a_chosen_blank_counts_as_looked_at_but_is_sealed_as_blank() {
        let survey = survey();
        let mut paper = Paper::blank(&survey);
        paper.choose(0, 1);
        paper.choose(1, 2); // after the last of two levels
        assert_eq!((paper.chosen(), paper.rows()), (2, 4));
        assert_eq!(paper.answers(&survey).0, [Some(1), None, None, None]);
    }

    #[test]
    fn a_wiped_paper_holds_nothing() {
        let survey = survey();
        let mut paper = Paper::blank(&survey);
        paper.choose(3, 0);
        paper.write(1, "kín".to_owned());
        paper.wipe();
        assert_eq!((paper.choice(3), paper.remark(1), paper.rows()), (None, "", 0));
    }
}
