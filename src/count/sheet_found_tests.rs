//! A sheet of paper that is found later, a pass that is taken back, and the figures while one is entered.

use super::sheet_tests::{blank, entered, figures, survey_with};
use super::*;

/// Regression: a sheet that was found once the second pass had begun could be added to neither pass, as the first took
/// no more ballots and the second waited for it. All had to be entered anew.
#[test]
fn a_sheet_that_is_found_during_the_second_pass_is_added_to_both() {
    let survey = survey_with(None);
    let mut sheet = Sheet::new(figures(2), 10).expect("a small sheet");
    let marked = |level| {
        let mut ballot = blank(&survey);
        ballot.marks[0] = PaperMark::One(level);
        ballot
    };
    sheet.begin(Pass::First, 1).expect("its turn");
    (0..2).for_each(|level| sheet.enter(&survey, Pass::First, marked(level)).expect("one of two"));
    sheet.begin(Pass::Second, 3).expect("its turn");
    sheet.enter(&survey, Pass::Second, marked(0)).expect("one of two");

    sheet.set_figures(figures(3)).expect("one more was found");
    let unfinished = SheetFault::Unfinished { pass: Pass::First, entered: 2, collected: 3 };
    assert_eq!(sheet.begin(Pass::Second, 3), Err(unfinished), "first the first");
    assert_eq!(sheet.begin(Pass::First, 3), Err(SheetFault::SameTeller));
    sheet.begin(Pass::First, 1).expect("its own teller goes on");
    sheet.enter(&survey, Pass::First, marked(1)).expect("the one that was found");
    assert_eq!(sheet.take_back(Pass::First), Ok(marked(1)), "nobody has read it after him");
    assert_eq!(sheet.take_back(Pass::First), Err(SheetFault::PassBegun), "what another reads now stays");
    sheet.enter(&survey, Pass::First, marked(2)).expect("the one that was found");
    sheet.begin(Pass::Second, 3).expect("goes on");
    (1..3).for_each(|level| sheet.enter(&survey, Pass::Second, marked(level)).expect("one of three"));
    sheet.compare().expect("both are complete");
    assert_eq!(sheet.differences(), []);
    assert_eq!(sheet.finish(&survey).expect("nothing to settle").totals.rows[0].counts, [1, 1, 1]);
}

#[test]
fn a_sheet_that_is_found_after_the_comparison_opens_the_passes_for_it_alone() {
    let survey = survey_with(None);
    let mut other = blank(&survey);
    other.marks[0] = PaperMark::One(0);
    let mut sheet = entered(&survey, &[blank(&survey), other.clone()], &[blank(&survey), blank(&survey)]);
    let place = Place::Row(0);
    sheet.settle(&survey, 1, place, Reading::Mark(PaperMark::One(0))).expect("they differ there");
    assert_eq!(sheet.set_figures(figures(2)), Err(SheetFault::Compared));
    assert_eq!(sheet.take_back(Pass::Second), Err(SheetFault::Compared));

    sheet.set_figures(figures(3)).expect("one more was found");
    assert!(!sheet.is_compared() && sheet.fits(&survey));
    for pass in Pass::BOTH {
        assert_eq!(
            sheet.take_back(pass),
            Err(SheetFault::Compared),
            "what was compared stays: no pass follows the other"
        );
        assert_eq!(sheet.take_back_all(pass), Err(SheetFault::Compared));
        sheet.enter(&survey, pass, blank(&survey)).expect("the one that was found");
    }
    assert_eq!(sheet.take_back(Pass::First), Err(SheetFault::Compared), "the second has seen it");
    assert_eq!(sheet.take_back_all(Pass::Second), Ok(()));
    assert_eq!((sheet.entered(Pass::Second), sheet.teller(Pass::Second)), (2, Some(3)), "as far as it was compared");
    sheet.enter(&survey, Pass::Second, blank(&survey)).expect("the one that was found");
    sheet.compare().expect("both are complete");
    let settled: Vec<_> = sheet.differences().iter().map(|one| (one.ballot, one.settled)).collect();
    assert_eq!(settled, [(1, Some(Reading::Mark(PaperMark::One(0))))], "what was settled is settled");
    assert_eq!(sheet.finish(&survey).expect("all settled").totals.collected, 3);
}

/// A stack that was laid in another order, or the wrong teller at the keys: the pass is entered anew, the other stays.
#[test]
fn a_finished_pass_is_taken_back_whole_and_entered_by_another() {
    let survey = survey_with(None);
    let mut sheet = Sheet::new(figures(2), 10).expect("a small sheet");
    for (pass, teller) in [(Pass::First, 1), (Pass::Second, 2)] {
        assert_eq!(sheet.take_back_all(pass), Err(SheetFault::NothingEntered));
        sheet.begin(pass, teller).expect("its turn");
        (0..2).for_each(|_| sheet.enter(&survey, pass, blank(&survey)).expect("one of two"));
    }
    assert_eq!(sheet.take_back_all(Pass::First), Err(SheetFault::PassBegun), "the second was read beside it");
    assert_eq!(sheet.take_back_all(Pass::Second), Ok(()));
    assert_eq!((sheet.entered(Pass::Second), sheet.teller(Pass::Second)), (0, None));
    sheet.begin(Pass::Second, 3).expect("another teller");
    assert_eq!(sheet.take_back_all(Pass::First), Ok(()), "nothing was read beside it yet");
    assert_eq!((sheet.entered(Pass::First), sheet.teller(Pass::First)), (0, None));
    assert!(sheet.fits(&survey));
}

#[test]
fn the_running_figures_of_a_pass_add_up_and_name_what_does_not() {
    let survey = survey_with(None);
    let announced = PaperFigures { prepared: None, issued: 2, exchanged: 0, collected: 3 };
    let mut sheet = Sheet::new(announced, 10).expect("a small sheet");
    sheet.begin(Pass::First, 1).expect("its turn");
    let mut unstamped = blank(&survey);
    unstamped.set(PaperFlag::NoStamp, true);
    sheet.enter(&survey, Pass::First, unstamped).expect("one of three");
    sheet.enter(&survey, Pass::First, blank(&survey)).expect("one of three");
    let running = sheet.running(&survey, Pass::First);
    let expected = RunningFigures { issued: 2, collected: 3, entered: 2, left: 1, valid: 1, invalid: 1 };
    assert_eq!(running, expected);
    let broken: Vec<String> = running.sums().into_iter().filter(|sum| !sum.holds()).map(|sum| sum.rule).collect();
    assert_eq!(broken, ["collected <= issued"], "more came back than went out");
    assert!(sheet.pass_sums(&survey, Pass::First).iter().all(Conservation::holds));
}
