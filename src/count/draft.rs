//! The paper ballot that is being entered: one key for each mark, in the order in which the paper shows them.

use super::{PaperBallot, PaperFlag, PaperMark, paper_order};
use crate::survey::{RowKind, Survey};

/// What a teller presses.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Key {
    /// A level from 1, best first; 1 for "chosen"; a digit of a score. 0 is the blank, but for a score.
    Digit(u8),
    /// No mark in this row.
    Blank,
    /// Several marks, or one that cannot be read.
    Several,
    /// The name is struck out.
    Struck,
    /// No mark in this row and in every one that is not entered yet.
    RestBlank,
    /// Turns a fault of the whole ballot on or off.
    Flag(PaperFlag),
    /// Takes the score as typed; keeps the ballot where every row is in.
    Confirm,
    /// One digit or one row back.
    Back,
}

/// What came of it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Pressed {
    /// The row is in.
    Taken,
    /// A digit of a score that is not complete.
    Typing,
    /// More than the highest score; nothing was taken.
    TooHigh {
        /// The highest.
        max: u32,
    },
    /// Rows are still missing; the next key goes to the first of them.
    Missing {
        /// How many.
        rows: usize,
    },
    /// The ballot is complete.
    Done(PaperBallot),
    /// Before the first row: it is about the ballot before.
    BeforeFirst,
    /// The key means nothing here.
    Nothing,
}

/// A ballot while it is entered.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Draft {
    marks: Vec<Option<PaperMark>>,
    /// The rows as they stand on the paper.
    order: Vec<usize>,
    /// Holds the flags only.
    whole: PaperBallot,
    /// A place in the order.
    step: usize,
    typed: Option<u32>,
}

impl Draft {
    /// Nothing entered.
    pub fn new(survey: &Survey) -> Self {
        Self { marks: vec![None; survey.rows().count()], order: paper_order(survey), ..Self::default() }
    }

    /// A ballot that was taken back, after its last row.
    pub fn of(survey: &Survey, ballot: PaperBallot) -> Self {
        let marks: Vec<_> = ballot.marks.iter().copied().map(Some).collect();
        Self { step: marks.len(), marks, order: paper_order(survey), whole: ballot, typed: None }
    }

    /// The row that the next key goes to, as in [`Survey::rows`]; the number of rows where all are in.
    pub fn at(&self) -> usize {
        self.order.get(self.step).copied().unwrap_or(self.marks.len())
    }

    /// What is entered in a row.
    pub fn mark(&self, row: usize) -> Option<PaperMark> {
        self.marks.get(row).copied().flatten()
    }

    /// The digits of a score so far.
    pub fn typed(&self) -> Option<u32> {
        self.typed
    }

    /// Is this wrong with the whole ballot?
    pub fn has(&self, flag: PaperFlag) -> bool {
        self.whole.has(flag)
    }

    /// Rows that are still missing. None are on a ballot that is invalid as a whole: there may be none to read.
    pub fn missing(&self, survey: &Survey) -> usize {
        if self.void(survey) { 0 } else { self.marks.iter().filter(|mark| mark.is_none()).count() }
    }

    /// The next key goes to this row.
    pub fn go(&mut self, row: usize) {
        self.typed = None;
        self.step = self.order.iter().position(|other| *other == row).unwrap_or(self.order.len());
    }

    /// Takes one key.
    pub fn press(&mut self, survey: &Survey, key: Key) -> Pressed {
        match key {
            Key::Flag(flag) => {
                self.whole.set(flag, !self.has(flag));
                Pressed::Taken
            }
            Key::RestBlank => {
                self.typed = None;
                self.marks.iter_mut().for_each(|mark| *mark = mark.or(Some(PaperMark::Blank)));
                self.step = self.order.len();
                Pressed::Taken
            }
            Key::Back => self.back(),
            Key::Blank => self.put(PaperMark::Blank),
            Key::Several => self.put(PaperMark::Several),
            Key::Struck => self.put(PaperMark::Struck),
            Key::Digit(digit) => self.digit(survey, digit),
            Key::Confirm => self.confirm(survey),
        }
    }

    fn void(&self, survey: &Survey) -> bool {
        let blank = PaperMark::Blank;
        let mut flagged = PaperBallot::new(vec![blank; self.marks.len()]);
        let plain = flagged.judge(survey).err();
        for flag in PaperFlag::ALL {
            flagged.set(flag, self.has(flag));
        }
        flagged.judge(survey).err() != plain
    }

    fn put(&mut self, mark: PaperMark) -> Pressed {
        self.typed = None;
        let row = self.at();
        let Some(there) = self.marks.get_mut(row) else { return Pressed::Nothing };
        *there = Some(mark);
        self.step = self.missing_from(self.step).or_else(|| self.missing_from(0)).unwrap_or(self.order.len());
        Pressed::Taken
    }

    /// The first place of the order, from this one, whose row is not in.
    fn missing_from(&self, from: usize) -> Option<usize> {
        (from..self.order.len()).find(|step| self.mark(self.order[*step]).is_none())
    }

    fn digit(&mut self, survey: &Survey, digit: u8) -> Pressed {
        let Some(row) = survey.rows().nth(self.at()) else { return Pressed::Nothing };
        if let RowKind::Score { max } = row.kind {
            let score = self.typed.unwrap_or_default().saturating_mul(10).saturating_add(digit.into());
            if score > max {
                self.typed = None;
                return Pressed::TooHigh { max };
            }
            if score == 0 || score.saturating_mul(10) > max {
                return self.score(score);
            }
            self.typed = Some(score);
            return Pressed::Typing;
        }
        match usize::from(digit) {
            0 => self.put(PaperMark::Blank),
            place if place <= row.marks() => self.put(PaperMark::One(digit - 1)),
            _ => Pressed::Nothing,
        }
    }

    fn score(&mut self, score: u32) -> Pressed {
        self.put(u8::try_from(score).map_or(PaperMark::Several, PaperMark::One))
    }

    fn confirm(&mut self, survey: &Survey) -> Pressed {
        if let Some(score) = self.typed {
            return self.score(score);
        }
        match self.missing(survey) {
            0 => {
                let mut ballot = self.whole.clone();
                ballot.marks = self.marks.iter().map(|mark| mark.unwrap_or_default()).collect();
                Pressed::Done(ballot)
            }
            rows => {
                self.step = self.missing_from(0).unwrap_or(self.step);
                Pressed::Missing { rows }
            }
        }
    }

    fn back(&mut self) -> Pressed {
        if let Some(typed) = self.typed {
            self.typed = Some(typed / 10).filter(|rest| *rest > 0);
            return Pressed::Typing;
        }
        if self.step == 0 {
            return Pressed::BeforeFirst;
        }
        self.step -= 1;
        let row = self.at();
        if let Some(mark) = self.marks.get_mut(row) {
            *mark = None;
        }
        Pressed::Taken
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::survey::{Mode, PaperEffect, PaperRules, template};
    use crate::testing;

    fn type_all(draft: &mut Draft, survey: &Survey, keys: &str) -> Pressed {
        let mut last = Pressed::Nothing;
        for key in keys.chars() {
            let key = match key {
                'x' => Key::Several,
                '-' => Key::Struck,
                '.' => Key::Blank,
                't' => Key::RestBlank,
                '<' => Key::Back,
                '\n' => Key::Confirm,
                'd' => Key::Flag(PaperFlag::NoStamp),
                digit => Key::Digit(digit.to_digit(10).expect("a digit") as u8),
            };
            last = draft.press(survey, key);
        }
        last
    }

    #[test]
    fn a_ballot_of_every_kind_is_entered_with_one_key_for_each_mark() {
        use PaperMark::{Blank, One, Several, Struck};
        let survey = testing::every_kind();
        let mut draft = Draft::new(&survey);
        // An: level, chosen, 7 points. Bình: blank, not chosen, 30 points. Cường: struck, not chosen, blank. In a table of
        // their own, two tasks of An and one of Bình.
        let done = type_all(&mut draft, &survey, "317\n0030-0.12x");
        assert_eq!(done, Pressed::Taken);
        let Pressed::Done(ballot) = type_all(&mut draft, &survey, "\n") else { panic!("complete") };
        let marks = [One(2), One(0), One(7), One(0), One(1), Blank, Blank, One(30), Several, Struck, Blank, Blank];
        assert_eq!(ballot, PaperBallot::new(marks.to_vec()));
        assert!(ballot.fits(&survey));
    }

    #[test]
    fn a_score_waits_for_its_second_digit_and_is_never_above_the_highest() {
        let survey = testing::every_kind();
        let mut draft = Draft::new(&survey);
        assert_eq!(type_all(&mut draft, &survey, "112"), Pressed::Typing, "2 or 20 to 29");
        assert_eq!((draft.typed(), draft.at()), (Some(2), 2));
        assert_eq!(type_all(&mut draft, &survey, "\n"), Pressed::Taken);
        assert_eq!((draft.mark(2), draft.at()), (Some(PaperMark::One(2)), 5), "Bình's line: tasks stand below");
        draft.go(2);
        assert_eq!(type_all(&mut draft, &survey, "31"), Pressed::TooHigh { max: 30 });
        assert_eq!(type_all(&mut draft, &survey, "3<"), Pressed::Typing);
        assert_eq!(draft.typed(), None);
    }

    /// Regression: rows were entered subject by subject where the paper shows a table for each question, so that a teller
    /// who read down the sheet put every mark into another row, in both passes alike.
    #[test]
    fn the_keys_go_down_the_paper_and_back_up_again() {
        let survey = template("giup-xa").expect("is built in").sample(Mode::Real);
        let order = paper_order(&survey);
        let mut draft = Draft::new(&survey);
        for row in &order {
            assert_eq!(draft.at(), *row);
            type_all(&mut draft, &survey, "1");
        }
        assert_eq!(draft.at(), order.len());
        for row in order.iter().rev() {
            type_all(&mut draft, &survey, "<");
            assert_eq!((draft.at(), draft.mark(*row)), (*row, None));
        }
        draft.go(order[1]);
        type_all(&mut draft, &survey, "1\n");
        assert_eq!(draft.at(), order[0], "the first on the paper that is missing");
    }

    #[test]
    fn what_is_missing_is_said_and_a_corrected_row_leads_back_to_it() {
        let survey = testing::survey();
        let mut draft = Draft::new(&survey);
        assert_eq!(type_all(&mut draft, &survey, "11\n"), Pressed::Missing { rows: 2 });
        draft.go(0);
        type_all(&mut draft, &survey, "2");
        assert_eq!((draft.mark(0), draft.at()), (Some(PaperMark::One(1)), 2));
        assert_eq!(type_all(&mut draft, &survey, "<"), Pressed::Taken);
        assert_eq!((draft.mark(1), draft.at()), (None, 1));
        assert_eq!(type_all(&mut draft, &survey, "9"), Pressed::Nothing, "there is no ninth level");
        assert!(matches!(type_all(&mut draft, &survey, "t\n"), Pressed::Done(_)));
        assert_eq!(type_all(&mut draft, &survey, "1"), Pressed::Nothing, "every row is in");
        assert_eq!(type_all(&mut draft, &survey, "<<<<<"), Pressed::BeforeFirst);
    }

    #[test]
    fn the_rows_of_a_ballot_that_is_invalid_as_a_whole_need_not_be_read() {
        let mut survey = testing::survey();
        let mut draft = Draft::new(&survey);
        let Pressed::Done(ballot) = type_all(&mut draft, &survey, "d\n") else { panic!("no stamp: nothing to read") };
        assert_eq!(ballot.judge(&survey), Err(crate::count::RejectReason::NoStamp));
        assert_eq!(Draft::of(&survey, ballot.clone()).press(&survey, Key::Confirm), Pressed::Done(ballot));
        survey.rules.paper = Some(PaperRules { no_stamp: PaperEffect::Counts, ..PaperRules::DEFAULT });
        assert_eq!(type_all(&mut draft, &survey, "\n"), Pressed::Missing { rows: 4 });
    }
}
