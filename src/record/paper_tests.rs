//! What was counted by hand: which of it is signed, and what the verifier sees.

use super::tests::checked;
use super::*;
use crate::ballot::Ballot;
use crate::count::{PaperTotals, Passes, RejectReason, Rejected, ScoreTotal};
use crate::seal::{SealedBallot, SealedRemark};
use crate::survey::Survey;
use crate::testing::{self, rng};

/// Figures of a few paper ballots that fit [`testing::every_kind`].
pub(super) fn paper(survey: &Survey) -> PaperTotals {
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

#[test]
fn paper_counts_that_do_not_fit_the_survey_are_not_signed() {
    let survey = testing::every_kind();
    let refused = |change: fn(&mut PaperTotals)| {
        let mut paper = paper(&survey);
        change(&mut paper);
        let new_box = testing::open(&survey, 1);
        testing::count_with_paper(&survey, &new_box, Vec::new(), Vec::new(), &[1, 2], (Some(paper), Vec::new())).err()
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
pub(super) fn faults_of_signed(
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
    let output = testing::count_with_paper(survey, &new_box, sealed, remarks, &[1, 2], (paper, Vec::new())).unwrap();
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
        let output =
            testing::count_with_paper(&survey, &new_box, sealed, Vec::new(), &[1, 2], (Some(paper), Vec::new()))
                .unwrap();
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

fn remark(subject: &str, text: &str) -> Remark {
    Remark { subject: subject.to_owned(), question: "gop-y".to_owned(), text: text.to_owned() }
}

/// Counts a box of one blank ballot, [`paper`] and these remarks from it.
fn with_remarks(remarks: Vec<Remark>) -> Result<CountOutput, RecordFault> {
    let survey = testing::every_kind();
    let new_box = testing::open(&survey, 1);
    let key = new_box.opening.box_key(&survey).unwrap();
    let ballot = Ballot::blank(&survey);
    let sealed = vec![SealedBallot::seal(&ballot, &key, &mut rng(3)).unwrap()];
    let of_box = SealedRemark::seal_all(&ballot, &key, &mut rng(4)).unwrap();
    testing::count_with_paper(&survey, &new_box, sealed, of_box, &[1, 2], (Some(paper(&survey)), remarks))
}

#[test]
fn remarks_from_paper_join_those_of_the_box_and_only_their_number_is_told() {
    let texts = ["Gần dân", "Chăm việc thôn", "Nên họp đúng giờ"];
    let output = with_remarks(texts.map(|text| remark("an", text)).to_vec()).unwrap();
    let payload = output.payload;
    assert_eq!(payload.paper.as_ref().and_then(|paper| paper.remarks), Some(3));
    assert_eq!((payload.remarks.len(), payload.remarks_empty), (3, 3));
    assert!(!output.record.contains("Gần dân") && output.record.contains(r#""remarks":3"#), "the record has no words");
    let files = [("x.result.json".to_owned(), output.result), ("x.record.json".to_owned(), output.record)];
    let report = checked(&files.map(|(name, text)| (name, text.into_bytes())));
    assert_eq!(report.faults, []);
    assert_eq!(with_remarks(Vec::new()).unwrap().payload.paper.and_then(|paper| paper.remarks), None);
}

#[test]
fn remarks_that_paper_cannot_have_brought_are_not_signed() {
    let impossible = Some(RecordFault::Value(NotAllowed::PaperRemarks));
    assert_eq!(with_remarks(vec![remark("ai-do", "Tốt")]).err(), impossible, "nobody of the survey");
    assert_eq!(with_remarks(vec![remark("an", " Tốt")]).err(), impossible, "not as it is signed");
    assert_eq!(with_remarks(vec![remark("an", "Tốt"); 6]).err(), impossible, "more than ballots");
    assert_eq!(with_remarks(vec![remark("an", "Tốt"); 5]).err(), None);
}

#[test]
fn a_signed_result_with_other_remarks_or_tellers_than_paper_allows_is_noticed() {
    let survey = testing::every_kind();
    let faults = |change: fn(&mut PaperTotals)| {
        faults_of_signed(&survey, Some(paper(&survey)), |payload| change(payload.paper.as_mut().unwrap()))
    };
    let passes = |tellers, differences| Some(Passes { tellers, differences });
    assert_eq!(faults(|paper| paper.passes = Some(Passes { tellers: [3, 1], differences: 75 })), [""; 0]);
    assert_eq!(faults(|paper| paper.remarks = Some(1)), ["payload.remarks"], "there is none");
    assert_eq!(faults(|paper| paper.remarks = Some(0)), ["payload.paper"], "left out where there is none");
    assert_eq!(faults(|paper| paper.remarks = Some(16)), ["payload.paper", "payload.remarks"], "three places of five");
    let impossible = Err(RecordFault::Value(NotAllowed::PaperPasses));
    for wrong in [passes([2, 2], 0), passes([1, 4], 0), passes([0, 1], 0), passes([1, 2], 76)] {
        let paper = PaperTotals { passes: wrong, ..paper(&survey) };
        assert_eq!(counting::check_paper(&survey, 3, &paper), impossible, "{wrong:?}");
    }
}
