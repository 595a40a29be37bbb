//! Every kind of question, paper and the rules that read them: from the ballots to the verifier.

use proptest::prelude::*;

use super::paper_tests::{faults_of_signed, paper};
use super::tests::{checked, files};
use super::*;
use crate::ballot::Ballot;
use crate::testing::{self, cases};

/// Marks of one ballot on [`testing::every_kind`]: per subject level, chosen, score, and a level per task.
fn marks_of_every_kind() -> impl Strategy<Value = Vec<Option<usize>>> {
    let row = |marks: usize| prop::option::of(0..marks);
    let kinds = [3, 1, 31, 2, 2, 3, 1, 31, 2, 3, 1, 31].map(row);
    Vec::from(kinds).prop_map(|mut marks| {
        // At most 2 of 3.
        if [1, 6, 10].iter().all(|row| marks[*row].is_some()) {
            marks[6] = None;
        }
        marks
    })
}

proptest! {
    #![proptest_config(cases(6))]

    #[test]
    fn every_kind_of_question_opens_to_the_plain_sums_of_box_and_paper(
        ballots in prop::collection::vec(marks_of_every_kind(), 0..5),
        with_paper in any::<bool>(),
    ) {
        let survey = testing::every_kind();
        let paper = with_paper.then(|| paper(&survey));
        let cast: Vec<Ballot> = ballots
            .iter()
            .map(|marks| Ballot::from_parts(&survey, marks.clone(), vec![String::new(); 3]).unwrap())
            .collect();
        let (new_box, output) = testing::meeting_with_paper(&survey, &cast, paper.clone(), 5);
        let report = checked(&files(&new_box, &output));
        prop_assert_eq!(report.faults, []);
        prop_assert_eq!(report.unchecked, []);
        let on_paper = |row: usize| paper.as_ref().map(|paper| paper.rows[row].clone()).unwrap_or_default();
        for (row, result) in output.payload.rows.iter().enumerate() {
            let marks: Vec<usize> = ballots.iter().filter_map(|marks| marks[row]).collect();
            let paper = on_paper(row);
            if let Some(score) = result.score {
                let paper = paper.score.unwrap_or_default();
                prop_assert_eq!(score.sum, marks.iter().sum::<usize>() as u32 + paper.sum);
                prop_assert_eq!(score.given, marks.len() as u32 + paper.given);
            }
            for (level, count) in result.levels.iter().enumerate() {
                let plain = marks.iter().filter(|mark| **mark == level).count() as u32;
                prop_assert_eq!(count.count, plain + paper.counts.get(level).copied().unwrap_or_default());
            }
            prop_assert_eq!(result.blank, (ballots.len() - marks.len()) as u32 + paper.blank);
            prop_assert_eq!(result.invalid, paper.invalid);
        }
        prop_assert!(output.payload.conservation.iter().all(crate::count::Conservation::holds));
    }
}

#[test]
fn a_mean_falls_into_its_grade_exactly_and_nothing_given_has_none() {
    let survey = testing::every_kind();
    let ballot = |score: Option<usize>| {
        let mut marks = vec![None; 12];
        marks[2] = score;
        Ballot::from_parts(&survey, marks, vec![String::new(); 3]).unwrap()
    };
    let grade = |scores: &[Option<usize>]| {
        let ballots: Vec<Ballot> = scores.iter().map(|score| ballot(*score)).collect();
        testing::meeting(&survey, &ballots, 1).1.payload.grades[0].clone()
    };
    assert_eq!(grade(&[Some(19), Some(21)]).label, "Tốt", "20 is from 20 upwards");
    assert_eq!(grade(&[Some(19), Some(20), Some(20)]).label, "Còn lại", "59/3 rounds to 20 and is less");
    let none = grade(&[None, None]);
    assert_eq!((none.band, none.label.as_str(), none.means), (None, "", vec![[0, 0]]));
}

#[test]
fn the_second_bound_of_a_threshold_takes_the_finding_away_again() {
    let survey = testing::every_kind();
    let met = |low: usize, of: usize| {
        let ballots: Vec<Ballot> = (0..of)
            .map(|n| {
                let mut marks = vec![None; 12];
                marks[0] = Some(if n < low { 2 } else { 0 });
                Ballot::from_parts(&survey, marks, vec![String::new(); 3]).unwrap()
            })
            .collect();
        testing::meeting(&survey, &ballots, 1).1.payload.findings[0].met
    };
    assert_eq!([met(3, 6), met(4, 6), met(5, 8)], [false, false, true], "quá 1/2 và dưới 2/3");
}

#[test]
fn remarks_that_no_ballot_can_have_brought_are_noticed() {
    // Their texts were never looked at: an override of direction would have turned round what the minutes print.
    let survey = testing::every_kind();
    let faults = |texts: &[&str]| {
        faults_of_signed(&survey, None, |payload| {
            payload.remarks_empty -= texts.len() as u32;
            payload.remarks = texts
                .iter()
                .map(|text| Remark { subject: "an".into(), question: "gop-y".into(), text: (*text).to_owned() })
                .collect();
        })
    };
    assert_eq!(faults(&["Cần gần dân hơn"]), [""; 0]);
    for text in ["", " đầu dòng", "trái\u{202e}phải", "ế".repeat(51).as_str()] {
        assert_eq!(faults(&[text]), ["payload.remarks[0].text"], "{text}");
    }
    assert_eq!(faults(&["một", "hai"]), ["payload.remarks[1]"], "one ballot, two remarks in one place");
}

#[test]
fn times_that_do_not_exist_are_noticed() {
    let survey = testing::survey();
    let faults = faults_of_signed(&survey, None, |payload| payload.counted_at = "2026-13-22T20:30:00+07:00".into());
    assert_eq!(faults, ["payload.counted_at"]);
}

#[test]
fn shares_out_of_the_order_of_the_tellers_are_noticed() {
    let survey = testing::survey();
    let (new_box, output) = testing::meeting(&survey, &[], 1);
    let mut record: Record = serde_json::from_str(&output.record).unwrap();
    record.decryption.reverse();
    let text = serde_json::to_string(&record).unwrap();
    let files = [
        ("x.record.json".to_owned(), text.into_bytes()),
        ("x.opening.json".to_owned(), new_box.opening.to_text().into_bytes()),
    ];
    let faults: Vec<_> = checked(&files).faults.iter().map(|fault| fault.at.clone()).collect();
    assert_eq!(faults, ["decryption"]);
}
