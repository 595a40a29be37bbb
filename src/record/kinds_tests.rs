//! Every kind of question, paper and the rules that read them: from the ballots to the verifier.

use proptest::prelude::*;

use super::tests::{checked, files};
use super::*;
use crate::ballot::Ballot;
use crate::count::{PaperTotals, RejectReason, Rejected, ScoreTotal};
use crate::seal::{SealedBallot, SealedRemark};
use crate::survey::Survey;
use crate::testing::{self, cases, rng};

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

/// Figures of a few paper ballots that fit [`testing::every_kind`].
fn paper(survey: &Survey) -> PaperTotals {
    let mut paper = testing::no_paper(survey);
    paper.issued = 6;
    paper.collected = 5;
    paper.rejected = vec![Rejected { reason: RejectReason::NoStamp, ballots: 1 }];
    for row in &mut paper.rows {
        match &mut row.score {
            Some(score) => *score = ScoreTotal { sum: 37, given: 2 },
            None => row.counts[0] = 2,
        }
        row.invalid = 1;
        row.blank = 1;
    }
    paper
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
fn paper_counts_that_do_not_fit_the_survey_are_not_signed() {
    let survey = testing::every_kind();
    let refused = |change: fn(&mut PaperTotals)| {
        let mut paper = paper(&survey);
        change(&mut paper);
        let new_box = testing::open(&survey, 1);
        testing::count_with_paper(&survey, &new_box, Vec::new(), Vec::new(), &[1, 2], Some(paper)).err()
    };
    let other = Some(RecordFault::Value(NotAllowed::OtherPaper));
    assert_eq!(refused(|paper| drop(paper.rows.pop())), other);
    assert_eq!(refused(|paper| paper.rows[0].counts.push(1)), other);
    assert_eq!(refused(|paper| paper.rows[2].score = None), other);
    assert_eq!(refused(|paper| paper.rejected.push(paper.rejected[0])), other);
    assert_eq!(refused(|paper| paper.rejected[0].ballots = 0), other);
    assert_eq!(refused(|_| {}), None);
}

/// Faults of a result that is changed and then signed anew by its own tellers, who may sign anything.
fn faults_of_signed(
    survey: &Survey,
    paper: Option<PaperTotals>,
    change: impl FnOnce(&mut ResultPayload),
) -> Vec<String> {
    let new_box = testing::open(survey, 1);
    let key = new_box.opening.box_key(survey).unwrap();
    let mut rng = rng(3);
    let ballot = Ballot::blank(survey);
    let sealed = vec![SealedBallot::seal(&ballot, &key, &mut rng).unwrap()];
    let remarks = SealedRemark::seal_all(&ballot, &key, &mut rng).unwrap();
    let output = testing::count_with_paper(survey, &new_box, sealed, remarks, &[1, 2], paper).unwrap();
    let cards = testing::unlock(&new_box, &key, &[1, 2]);
    let keys: Vec<_> =
        cards.iter().map(|card| (new_box.opening.pinned(card.teller()).unwrap(), card.signing_seed())).collect();
    let mut payload = output.payload;
    change(&mut payload);
    let bytes = serde_json::to_vec(&payload).unwrap();
    let result = serde_json::to_string(&jws::sign(survey.mode, &bytes, &keys)).unwrap();
    let report = checked(&[("x.result.json".into(), result.into_bytes())]);
    report.faults.iter().map(|fault| fault.at.clone()).collect()
}

#[test]
fn a_result_whose_paper_figures_were_moved_is_noticed_though_every_signature_holds() {
    let survey = testing::every_kind();
    let faults = |change: fn(&mut ResultPayload)| faults_of_signed(&survey, Some(paper(&survey)), change);
    assert_eq!(faults(|_| {}), [""; 0]);
    assert!(faults(|payload| payload.paper = None).contains(&"payload.figures.paper".to_owned()));
    let more = faults(|payload| payload.paper.as_mut().unwrap().rows[0].counts[0] += 1);
    assert!(more.contains(&"payload.paper.rows[0]".to_owned()), "{more:?}");
    let rejected = faults(|payload| payload.paper.as_mut().unwrap().rejected[0].ballots += 1);
    assert!(rejected.contains(&"payload.figures.paper".to_owned()), "{rejected:?}");
    assert_eq!(faults(|payload| payload.grades[0].label = "Tốt".into()), ["payload.grades"]);
}

#[test]
fn paper_that_carries_more_than_paper_can_is_noticed_though_the_box_has_room_for_it() {
    // Only the sums of box and paper were looked at: the box's own ballots hid 3 choices on 1 ballot, and 31 points of 30.
    let survey = testing::every_kind();
    let mut paper = testing::no_paper(&survey);
    paper.issued = 1;
    paper.collected = 1;
    for (row, shape) in paper.rows.iter_mut().zip(survey.rows()) {
        match &mut row.score {
            Some(score) => *score = ScoreTotal { sum: 31, given: 1 },
            None if shape.question.id == "bau" => row.counts[0] = 1,
            None => row.blank = 1,
        }
    }
    let failed = |paper: PaperTotals| {
        let new_box = testing::open(&survey, 1);
        let key = new_box.opening.box_key(&survey).unwrap();
        let marks = vec![Some(0), None, Some(0), None, None, Some(0), None, Some(0), None, Some(0), None, Some(0)];
        let ballot = Ballot::from_parts(&survey, marks, vec![String::new(); 3]).unwrap();
        let sealed = vec![SealedBallot::seal(&ballot, &key, &mut rng(4)).unwrap()];
        let output = testing::count_with_paper(&survey, &new_box, sealed, Vec::new(), &[1, 2], Some(paper)).unwrap();
        output.payload.conservation.into_iter().filter(|sum| !sum.holds()).map(|sum| sum.rule).collect::<Vec<_>>()
    };
    let points = ["an", "binh", "cuong"].map(|name| format!("{name}/diem: paper sum <= 30 x given"));
    let chosen = "bau: paper chosen <= 2 x paper valid".to_owned();
    let mut expected: Vec<String> = points.to_vec();
    expected.push(chosen);
    let mut found = failed(paper);
    found.sort();
    expected.sort();
    assert_eq!(found, expected);
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
