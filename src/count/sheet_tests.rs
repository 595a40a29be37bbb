//! What the count sheet promises, for any mix of ballots; and the order of reasons.

use proptest::collection::vec;
use proptest::prelude::*;
use proptest::sample::Index;

use super::*;
use crate::survey::{PaperEffect, PaperRules, Survey};
use crate::testing;

/// Any mark that a row can have, by lot: one of its own in most cases.
fn mark(survey: &Survey, row: usize, lot: u16) -> PaperMark {
    let marks = survey.rows().nth(row).map_or(1, |row| row.marks()) as u16;
    match lot % 10 {
        0 | 1 => PaperMark::Blank,
        2 => PaperMark::Several,
        3 => PaperMark::Struck,
        _ => PaperMark::One(u8::try_from(lot / 10 % marks).expect("scores end at 100")),
    }
}

fn ballot(survey: &Survey, lots: &[u16], flags: u8) -> PaperBallot {
    let mut ballot = PaperBallot::new((0..survey.rows().count()).map(|row| mark(survey, row, lots[row])).collect());
    for (at, flag) in PaperFlag::ALL.into_iter().enumerate() {
        ballot.set(flag, flags == at as u8);
    }
    ballot
}

/// Up to 40 ballots of the survey of every kind: its 12 rows, and in one of eight something about the whole.
pub(super) fn ballots() -> impl Strategy<Value = Vec<PaperBallot>> {
    let survey = testing::every_kind();
    vec((vec(any::<u16>(), 12), 0_u8..24), 1..40)
        .prop_map(move |all| all.iter().map(|(lots, flags)| ballot(&survey, lots, *flags)).collect())
}

pub(super) fn rules() -> impl Strategy<Value = PaperRules> {
    use PaperEffect::{Blank, Counts, InvalidBallot, InvalidRow};
    let row = || prop::sample::select(vec![Blank, InvalidRow, InvalidBallot]);
    let whole = || prop::sample::select(vec![Counts, InvalidBallot]);
    let struck = prop::sample::select(vec![Counts, Blank, InvalidRow, InvalidBallot]);
    (row(), row(), struck, whole(), whole(), whole()).prop_map(
        |(blank_row, several_marks, struck_name, extra_writing, unofficial_form, no_stamp)| PaperRules {
            blank_row,
            several_marks,
            struck_name,
            too_many: InvalidBallot,
            extra_writing,
            unofficial_form,
            no_stamp,
        },
    )
}

pub(super) fn survey_with(rules: Option<PaperRules>) -> Survey {
    let mut survey = testing::every_kind();
    survey.rules.paper = rules;
    survey
}

pub(super) fn figures(collected: usize) -> PaperFigures {
    let collected = collected as u32;
    PaperFigures { prepared: Some(collected + 10), issued: collected + 2, exchanged: 1, collected }
}

/// A sheet with these ballots in the two passes, compared.
pub(super) fn entered(survey: &Survey, first: &[PaperBallot], second: &[PaperBallot]) -> Sheet {
    let mut sheet = Sheet::new(figures(first.len()), 10).expect("a small sheet");
    for (pass, teller, ballots) in [(Pass::First, 1, first), (Pass::Second, 3, second)] {
        sheet.begin(pass, teller).expect("its turn");
        for ballot in ballots {
            sheet.enter(survey, pass, ballot.clone()).expect("one of those collected");
        }
    }
    sheet.compare().expect("both are complete");
    sheet
}

/// Totals as one would add them up by hand, row by row.
fn plain_sum(survey: &Survey, ballots: &[PaperBallot]) -> Vec<[u64; 5]> {
    let valid: Vec<Vec<Worth>> = ballots.iter().filter_map(|ballot| ballot.judge(survey).ok()).collect();
    let of = |row: usize| -> [u64; 5] {
        let column: Vec<Worth> = valid.iter().map(|ballot| ballot[row]).collect();
        let places: Vec<u64> = column
            .iter()
            .filter_map(|worth| if let Worth::Mark(place) = worth { Some(u64::from(*place)) } else { None })
            .collect();
        let count = |wanted: Worth| column.iter().filter(|worth| **worth == wanted).count() as u64;
        let zeros = places.iter().filter(|place| **place == 0).count() as u64;
        [places.iter().sum(), zeros, places.len() as u64, count(Worth::Blank), count(Worth::Invalid)]
    };
    (0..survey.rows().count()).map(of).collect()
}

proptest! {
    #![proptest_config(testing::cases(96))]

    #[test]
    fn totals_are_the_plain_sum_and_two_equal_passes_have_no_difference(all in ballots(), rules in proptest::option::of(rules())) {
        let survey = survey_with(rules);
        let sheet = entered(&survey, &all, &all);
        prop_assert_eq!(sheet.differences(), vec![]);
        let counted = sheet.finish(&survey).expect("nothing to settle");
        prop_assert_eq!(counted.totals.passes, Some(Passes { tellers: [1, 3], differences: 0 }));
        let expected = plain_sum(&survey, &all);
        for (row, [sum, zeros, given, blank, invalid]) in counted.totals.rows.iter().zip(expected) {
            prop_assert_eq!((u64::from(row.blank), u64::from(row.invalid)), (blank, invalid));
            let Some(score) = row.score else {
                prop_assert_eq!(u64::from(row.counts[0]), zeros);
                prop_assert_eq!(row.counts.iter().map(|count| u64::from(*count)).sum::<u64>(), given);
                continue;
            };
            prop_assert_eq!((u64::from(score.sum), u64::from(score.given)), (sum, given));
        }
        let rejected = all.iter().filter(|ballot| ballot.judge(&survey).is_err()).count();
        prop_assert_eq!(counted.totals.part().invalid as usize, rejected);
    }

    #[test]
    fn what_is_issued_collected_valid_and_marked_adds_up_for_any_mix(all in ballots(), rules in proptest::option::of(rules())) {
        let survey = survey_with(rules);
        let sheet = entered(&survey, &all, &all);
        for sum in sheet.sums(&survey) {
            prop_assert!(sum.holds(), "{sum:?}");
        }
        let totals = sheet.finish(&survey).expect("nothing to settle").totals;
        let meeting = Figures {
            attendance: Attendance { summoned: 100, present: 60, delegates: None },
            electronic: Part::default(),
            paper: totals.part(),
        };
        let rows = rows(&survey, &survey.contests().iter().map(|_| Vec::new()).collect(), &meeting, Some(&totals));
        for sum in conservation(&survey, &meeting, &rows, Some(&totals)) {
            prop_assert!(sum.holds(), "{sum:?}");
        }
    }

    #[test]
    fn any_single_changed_mark_in_the_second_pass_is_found_and_settled(
        all in ballots(), which in any::<Index>(), row in 0_usize..12, lot in any::<u16>(), third in any::<u16>(),
    ) {
        let survey = survey_with(None);
        let changed = which.index(all.len());
        let mut second = all.clone();
        let other = mark(&survey, row, lot);
        prop_assume!(other != all[changed].marks[row]);
        second[changed].marks[row] = other;
        let mut sheet = entered(&survey, &all, &second);
        let read = [all[changed].marks[row], other].map(Reading::Mark);
        let place = Place::Row(row);
        prop_assert_eq!(sheet.differences(), vec![Difference { ballot: changed, place, read, settled: None }]);
        prop_assert_eq!(sheet.finish(&survey), Err(SheetFault::Unsettled { open: 1 }));
        let reading = mark(&survey, row, third);
        prop_assert_eq!(sheet.settle(&survey, changed, place, Reading::Mark(reading)), Ok(()));
        let mut true_ballots = all;
        true_ballots[changed].marks[row] = reading;
        let counted = sheet.finish(&survey).expect("settled");
        let passes = Some(Passes { tellers: [1, 3], differences: 1 });
        let totals = sheet_sums::totals(&survey, &figures(true_ballots.len()), &true_ballots);
        prop_assert_eq!(counted.totals, PaperTotals { passes, ..totals });
    }

    #[test]
    fn no_input_makes_it_panic(
        numbers in vec((any::<i16>(), any::<u32>()), 0..30), text in "\\PC{0,40}", collected in any::<u32>(), batch in any::<u32>(),
    ) {
        let survey = survey_with(None);
        let marks: Vec<PaperMark> = numbers.iter().filter_map(|(number, _)| PaperMark::try_from(*number).ok()).collect();
        let odd = PaperBallot::new(marks);
        let _ = odd.judge(&survey);
        let _ = serde_json::from_str::<Sheet>(&text);
        let figures = PaperFigures { prepared: None, issued: u32::MAX, exchanged: u32::MAX, collected };
        if let Ok(mut sheet) = Sheet::new(figures, batch) {
            let _ = sheet.begin(Pass::First, u32::MAX);
            let _ = sheet.enter(&survey, Pass::First, odd);
            for (_, ballot) in numbers {
                let _ = sheet.position(ballot as usize);
                let _ = sheet.settle(&survey, ballot as usize, Place::Row(ballot as usize), Reading::Flag(true));
            }
            let _ = (sheet.compare(), sheet.sums(&survey), sheet.finish(&survey), sheet.fits(&survey));
        }
    }
}

pub(super) fn blank(survey: &Survey) -> PaperBallot {
    PaperBallot::new(survey.rows().map(|_| PaperMark::Blank).collect())
}

#[test]
fn of_several_reasons_the_first_in_the_documented_order_is_given() {
    use PaperEffect::InvalidBallot;
    let strict = PaperRules {
        blank_row: InvalidBallot,
        several_marks: InvalidBallot,
        struck_name: InvalidBallot,
        too_many: InvalidBallot,
        extra_writing: InvalidBallot,
        unofficial_form: InvalidBallot,
        no_stamp: InvalidBallot,
    };
    let survey = survey_with(Some(strict));
    let mut bad = blank(&survey);
    assert_eq!(bad.judge(&survey), Err(RejectReason::Empty), "nothing at all is marked");
    bad.marks[2] = PaperMark::One(30);
    let mut reasons = vec![bad.judge(&survey)];
    let mut worse = |change: &mut dyn FnMut(&mut PaperBallot)| {
        change(&mut bad);
        reasons.push(bad.judge(&survey));
    };
    worse(&mut |bad| bad.marks[0] = PaperMark::Struck);
    worse(&mut |bad| bad.marks[5] = PaperMark::Several);
    worse(&mut |bad| [1, 6, 10].into_iter().for_each(|row| bad.marks[row] = PaperMark::One(0)));
    for flag in PaperFlag::ALL.into_iter().rev() {
        worse(&mut |bad| bad.set(flag, true));
    }
    let expected = [
        RejectReason::BlankRow,
        RejectReason::StruckName,
        RejectReason::SeveralMarks,
        RejectReason::TooMany,
        RejectReason::ExtraWriting,
        RejectReason::NoStamp,
        RejectReason::UnofficialForm,
    ];
    assert_eq!(reasons, expected.map(Err));
}

#[test]
fn a_name_that_is_not_chosen_is_no_blank_row_and_a_struck_one_may_count_as_unmarked() {
    let rules =
        PaperRules { blank_row: PaperEffect::InvalidRow, struck_name: PaperEffect::Counts, ..PaperRules::DEFAULT };
    let survey = survey_with(Some(rules));
    let mut ballot = blank(&survey);
    ballot.marks[0] = PaperMark::Struck;
    ballot.marks[6] = PaperMark::Struck;
    let worth = ballot.judge(&survey).expect("no whole ballot is invalid");
    assert_eq!(worth[0], Worth::Invalid, "struck and unmarked: a row without a mark");
    assert_eq!([worth[1], worth[6]], [Worth::Blank; 2], "not chosen");
}

#[test]
fn an_unfinished_second_pass_is_refused_and_says_how_far_it_is() {
    let survey = survey_with(None);
    let all = vec![blank(&survey); 3];
    let mut sheet = Sheet::new(figures(3), 10).expect("a small sheet");
    assert_eq!(
        sheet.begin(Pass::Second, 2),
        Err(SheetFault::Unfinished { pass: Pass::First, entered: 0, collected: 3 })
    );
    assert_eq!(sheet.enter(&survey, Pass::First, all[0].clone()), Err(SheetFault::NoTeller));
    sheet.begin(Pass::First, 1).expect("its turn");
    for ballot in &all {
        sheet.enter(&survey, Pass::First, ballot.clone()).expect("one of three");
    }
    let more = sheet.enter(&survey, Pass::First, all[0].clone());
    assert_eq!(more, Err(SheetFault::MoreThanCollected { collected: 3 }));
    assert_eq!(sheet.begin(Pass::First, 2), Err(SheetFault::PassBegun));
    assert_eq!(sheet.begin(Pass::Second, 1), Err(SheetFault::SameTeller));
    sheet.begin(Pass::Second, 2).expect("its turn");
    sheet.enter(&survey, Pass::Second, all[0].clone()).expect("one of three");
    assert_eq!(sheet.take_back(Pass::First), Err(SheetFault::PassBegun), "what another reads now stays");
    let unfinished = SheetFault::Unfinished { pass: Pass::Second, entered: 1, collected: 3 };
    assert_eq!((sheet.compare(), sheet.finish(&survey)), (Err(unfinished), Err(unfinished)));
    assert_eq!(sheet.differences(), []);
}

#[test]
fn figures_can_be_corrected_but_not_below_what_is_entered() {
    let survey = survey_with(None);
    let mut sheet = Sheet::new(figures(2), 10).expect("a small sheet");
    sheet.begin(Pass::First, 1).expect("its turn");
    for _ in 0..2 {
        sheet.enter(&survey, Pass::First, blank(&survey)).expect("one of two");
    }
    assert_eq!(sheet.set_figures(figures(1)), Err(SheetFault::FewerThanEntered { entered: 2 }));
    sheet.set_figures(figures(3)).expect("one more was found in the box");
    assert!(sheet.set_figures(figures(MAX_PAPER as usize + 1)).is_err());
    assert_eq!(sheet.compare(), Err(SheetFault::Unfinished { pass: Pass::First, entered: 2, collected: 3 }));
    assert_eq!(sheet.take_back(Pass::First), Ok(blank(&survey)));
    assert_eq!((sheet.entered(Pass::First), sheet.entered(Pass::Second)), (1, 0));
    assert_eq!(sheet.take_back(Pass::Second), Err(SheetFault::NothingEntered));
}

#[test]
fn more_ballots_than_were_issued_or_printed_are_shown_not_repaired() {
    let figures = PaperFigures { prepared: Some(4), issued: 4, exchanged: 1, collected: 5 };
    let broken: Vec<bool> = figures.sums().iter().map(Conservation::holds).collect();
    assert_eq!(broken, [false, false]);
    assert!(Sheet::new(figures, 10).is_ok());
}

#[test]
fn a_stack_of_nothing_is_settled_without_tellers() {
    let survey = survey_with(None);
    let mut sheet = Sheet::new(figures(0), 10).expect("a small sheet");
    sheet.compare().expect("nothing to compare");
    let counted = sheet.finish(&survey).expect("nothing to settle");
    assert_eq!((counted.totals.collected, counted.totals.issued, counted.totals.passes), (0, 2, None));
}

#[test]
fn ballots_are_numbered_within_batches() {
    let sheet = Sheet::new(figures(23), 10).expect("a small sheet");
    assert_eq!([0, 9, 10, 22].map(|ballot| sheet.position(ballot)), [[1, 1, 10], [1, 10, 10], [2, 1, 10], [3, 3, 3]]);
}

#[test]
fn a_sheet_comes_back_from_the_store_as_it_was_and_no_other_passes_for_it() {
    let survey = survey_with(None);
    let mut ballot = blank(&survey);
    ballot.marks[2] = PaperMark::One(30);
    ballot.marks[3] = PaperMark::Struck;
    ballot.set(PaperFlag::NoStamp, true);
    let sheet = entered(&survey, &[ballot], &[blank(&survey)]);
    let text = serde_json::to_string(&sheet).expect("plain data");
    assert!(text.contains(r#""marks":[-1,-1,30,-3"#), "{text}");
    let back: Sheet = serde_json::from_str(&text).expect("what was written");
    assert!(back == sheet && back.fits(&survey) && !back.fits(&testing::survey()));
    for wrong in
        [text.replace("-3", "-4"), text.replace("30,", "31,"), text.replace(r#""collected":1"#, r#""collected":0"#)]
    {
        let read = serde_json::from_str::<Sheet>(&wrong);
        assert!(read.is_err() || read.is_ok_and(|sheet| !sheet.fits(&survey)), "{wrong}");
    }
}
