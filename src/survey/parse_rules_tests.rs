//! Rules, tasks and question kinds beside levels: what fits together, and what is refused by name.

use serde_json::{Value, json};

use super::super::{Survey, SurveyFaults};
use super::*;

/// The faults of the survey of every kind after `change`, as `member: kind`.
fn faults_after(change: impl FnOnce(&mut Value)) -> Vec<(String, Kind)> {
    let mut value: Value = serde_json::from_str(&crate::testing::every_kind().to_json()).unwrap();
    change(&mut value);
    match Survey::parse(value.to_string().as_bytes()) {
        Ok(_) => Vec::new(),
        Err(SurveyFaults(faults)) => faults.into_iter().map(|fault| (fault.at, fault.kind)).collect(),
    }
}

fn only(at: &str, kind: Kind) -> Vec<(String, Kind)> {
    vec![(at.to_owned(), kind)]
}

#[test]
fn every_kind_survives_saving_and_reading_and_keeps_its_digest() {
    let survey = crate::testing::every_kind();
    let again = Survey::parse(survey.to_json().as_bytes()).unwrap();
    assert_eq!((&again, again.digest()), (&survey, survey.digest()));
}

#[test]
fn what_is_left_out_by_default_may_not_be_written_out() {
    // Or one survey would have two digests: that of the file, and that of what was read from it.
    let not_false = Kind::NotOneOf { allowed: vec!["true".into()], found: "false".into() };
    assert_eq!(
        faults_after(|v| v["questions"][0]["per_task"] = json!(false)),
        only("questions[0].per_task", not_false)
    );
    let empty = Kind::OutOfRange { least: 1, most: 30, found: 0 };
    assert_eq!(faults_after(|v| v["subjects"][2]["tasks"] = json!([])), only("subjects[2].tasks", empty));
}

#[test]
fn tasks_and_the_questions_about_them_need_each_other() {
    let no_tasks = faults_after(|v| {
        for subject in v["subjects"].as_array_mut().unwrap() {
            subject.as_object_mut().unwrap().remove("tasks");
        }
    });
    assert_eq!(no_tasks, only("questions[3].per_task", Kind::NoTasks));
    let not_asked = faults_after(|v| drop(v["questions"].as_array_mut().unwrap().remove(3)));
    assert_eq!(not_asked, only("subjects[0].tasks", Kind::TasksNotAsked));
    for question in [1, 4] {
        let at = format!("questions[{question}].per_task");
        assert_eq!(faults_after(|v| v["questions"][question]["per_task"] = json!(true)), only(&at, Kind::NotPerTask));
    }
    let twice = faults_after(|v| v["subjects"][0]["tasks"][1]["id"] = json!("duong"));
    assert_eq!(twice, only("subjects[0].tasks[1].id", Kind::Duplicate { first: "subjects[0].tasks[0].id".into() }));
}

#[test]
fn a_choice_allows_no_more_than_there_are_subjects() {
    let at = "questions[1].answer.choose.at_most";
    for (most, fault) in [(0, (1, 100, 0)), (4, (1, 3, 4)), (101, (1, 100, 101))] {
        let faults = faults_after(|v| v["questions"][1]["answer"]["choose"]["at_most"] = json!(most));
        let (least, most, found) = fault;
        assert_eq!(faults[0], (at.to_owned(), Kind::OutOfRange { least, most, found }));
    }
}

#[test]
fn a_ballot_has_a_thousand_rows_at_most() {
    let faults = faults_after(|v| {
        let tasks: Vec<Value> =
            (0..30).map(|n| json!({ "id": format!("t{n}"), "text": format!("Việc {n}") })).collect();
        let one = |n| json!({ "id": format!("n{n}"), "kind": "person", "name": format!("Người {n}"), "tasks": tasks });
        v["subjects"] = (0..40).map(one).collect();
    });
    assert_eq!(faults, only("", Kind::TooManyRows { most: 1_000, found: 40 * 3 + 40 * 30 }));
}

#[test]
fn a_threshold_of_a_choice_speaks_of_the_chosen_and_none_of_a_score() {
    let level = faults_after(|v| v["rules"]["thresholds"][1]["levels"] = json!(["cao"]));
    assert_eq!(level, only("rules.thresholds[1].levels[0]", Kind::NoSuch { found: "cao".into() }));
    let score = faults_after(|v| v["rules"]["thresholds"][1]["question"] = json!("diem"));
    assert_eq!(score, only("rules.thresholds[1].question", Kind::NoSuch { found: "diem".into() }));
}

#[test]
fn a_second_bound_lies_above_the_first() {
    for (numerator, denominator) in [(1, 2), (2, 4), (1, 3)] {
        let below = json!({ "numerator": numerator, "denominator": denominator });
        let faults = faults_after(|v| v["rules"]["thresholds"][0]["below"] = below);
        assert_eq!(faults, only("rules.thresholds[0].below", Kind::NothingBetween));
    }
}

#[test]
fn grades_go_down_to_nothing_and_speak_of_scores() {
    let bands = |first: u32, last: u32| {
        faults_after(|v| {
            v["rules"]["grades"]["bands"][0]["at_least"] = json!(first);
            v["rules"]["grades"]["bands"][1]["at_least"] = json!(last);
        })
    };
    for (first, last) in [(0, 0), (20, 20), (20, 1)] {
        assert_eq!(bands(first, last), only("rules.grades.bands", Kind::BandsOutOfOrder), "{first}, {last}");
    }
    let levels = faults_after(|v| v["rules"]["grades"]["questions"] = json!(["tin-nhiem"]));
    assert_eq!(levels, only("rules.grades.questions[0]", Kind::NoSuch { found: "tin-nhiem".into() }));
}

#[test]
fn rules_for_paper_name_all_seven_cases_and_only_what_can_be_meant() {
    let rules = json!({
        "blank_row": "invalid-row", "several_marks": "invalid-row", "struck_name": "invalid-ballot", "too_many": "invalid-ballot",
        "extra_writing": "counts", "unofficial_form": "invalid-ballot", "no_stamp": "invalid-ballot",
    });
    assert_eq!(faults_after(|v| v["rules"]["paper"] = rules.clone()), []);
    let mut counts = rules.clone();
    counts["several_marks"] = json!("counts");
    let faults = faults_after(|v| v["rules"]["paper"] = counts);
    assert!(matches!(&faults[..], [(at, Kind::NotOneOf { .. })] if at == "rules.paper.several_marks"));
    let mut missing = rules;
    missing.as_object_mut().unwrap().remove("no_stamp");
    assert_eq!(faults_after(|v| v["rules"]["paper"] = missing), only("rules.paper.no_stamp", Kind::Missing));
}
