//! What a meeting adds up to that voted both on devices and on paper, for any mix of the two.

use proptest::collection::vec;
use proptest::prelude::*;

use super::sheet_tests::{ballots, entered, rules, survey_with};
use super::*;
use crate::survey::{Contest, ContestKind, Survey};
use crate::testing;

/// Up to 40 ballots that a device takes: per row a place among its marks or nothing, at most two of three chosen.
fn electronic() -> impl Strategy<Value = Vec<Vec<Option<usize>>>> {
    let survey = testing::every_kind();
    let ways: Vec<usize> = survey.rows().map(|row| row.marks()).collect();
    let ballot = move |lots: Vec<u16>| {
        let mark = |(ways, lot): (&usize, &u16)| (lot % 4 > 0).then_some(usize::from(lot / 4) % ways);
        let mut marks: Vec<Option<usize>> = ways.iter().zip(&lots).map(mark).collect();
        if [1, 6, 10].iter().all(|row| marks[*row].is_some()) {
            marks[6] = None;
        }
        marks
    };
    vec(vec(any::<u16>(), 12).prop_map(ballot), 0..40)
}

/// Totals as they leave a box of these ballots.
fn opened(survey: &Survey, ballots: &[Vec<Option<usize>>]) -> Totals {
    let count = |row: usize, mark: Option<usize>| ballots.iter().filter(|ballot| ballot[row] == mark).count() as u32;
    let given = |row: usize| ballots.iter().filter(|ballot| ballot[row].is_some()).count() as u32;
    let total = |contest: Contest| match contest.kind {
        ContestKind::Levels { options } => {
            let row = contest.rows[0];
            (0..options - 1).map(|level| count(row, Some(level))).chain([count(row, None)]).collect()
        }
        ContestKind::Score { .. } => {
            let points: usize = ballots.iter().filter_map(|ballot| ballot[contest.rows[0]]).sum();
            vec![points as u32, given(contest.rows[0])]
        }
        ContestKind::Choose { .. } => contest.rows.iter().map(|row| given(*row)).collect(),
    };
    survey.contests().into_iter().map(total).collect()
}

proptest! {
    #![proptest_config(testing::cases(96))]

    #[test]
    fn any_mix_of_electronic_and_paper_ballots_adds_up_apart_and_together(
        paper in ballots(), box_ in electronic(), rules in proptest::option::of(rules()), unused in 0_u32..4,
    ) {
        let survey = survey_with(rules);
        let on_paper = entered(&survey, &paper, &paper).finish(&survey).expect("nothing to settle").totals;
        let cast = box_.len() as u32;
        let meeting = Figures {
            attendance: Attendance { summoned: 100, present: 100, delegates: None },
            electronic: Part { issued: cast + unused, collected: cast, valid: cast, invalid: 0 },
            paper: on_paper.part(),
        };
        let rows = rows(&survey, &opened(&survey, &box_), &meeting, Some(&on_paper));
        for sum in conservation(&survey, &meeting, &rows, Some(&on_paper)) {
            prop_assert!(sum.holds(), "{sum:?}");
        }
        let base = meeting.base(survey.rules.base);
        prop_assert_eq!(base, cast + paper.len() as u32, "every rule here takes shares of what was collected");
        for (at, (row, paper)) in rows.iter().zip(&on_paper.rows).enumerate() {
            let marks: Vec<usize> = box_.iter().filter_map(|ballot| ballot[at]).collect();
            for (level, count) in row.levels.iter().enumerate() {
                let by_box = marks.iter().filter(|mark| **mark == level).count() as u32;
                prop_assert_eq!(count.count, by_box + paper.counts[level]);
                prop_assert_eq!(count.share, [count.count, base]);
            }
            if let Some(score) = row.score {
                let paper = paper.score.expect("of the same kind");
                prop_assert_eq!(score.sum, marks.iter().sum::<usize>() as u32 + paper.sum);
                prop_assert_eq!(score.given, marks.len() as u32 + paper.given);
            }
            prop_assert_eq!(row.blank, cast - marks.len() as u32 + paper.blank);
            prop_assert_eq!(row.invalid, paper.invalid, "on a device no mark is invalid");
        }
    }
}
