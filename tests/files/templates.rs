//! The built-in templates as their users meet them: survey files, whole meetings, the page about them.

use hom_phieu::booth::paper::noun;
use hom_phieu::count::paper_tables;
use hom_phieu::survey::{AnswerKind, Mode, Survey, TEMPLATES, template, templates};
use hom_phieu::text::booth::COUNTED;
use hom_phieu::text::on_paper;
use serde_json::Value;

use super::{golden, hom_phieu, project, template_docs, text};

fn said(arguments: &[&str]) -> String {
    let output = hom_phieu(arguments);
    assert!(output.status.success(), "{arguments:?}: {}", String::from_utf8_lossy(&output.stderr));
    String::from_utf8(output.stdout).unwrap()
}

fn json(path: &std::path::Path) -> Value {
    serde_json::from_slice(&std::fs::read(path).unwrap()).unwrap()
}

#[test]
fn the_sample_survey_of_every_template_is_the_one_that_was_looked_at() {
    for template in templates() {
        let path = project(&format!("tests/data/templates/{}.survey.json", template.id()));
        let survey = template.sample(Mode::Real);
        golden(&path, survey.to_json().as_bytes());
        assert_eq!(Survey::parse(&std::fs::read(path).unwrap()).unwrap(), survey);
    }
}

/// Every word of the printed ballot that is not of the survey itself: a golden file each, read by people when it changes.
#[test]
fn the_paper_ballot_of_every_template_says_this() {
    for template in templates() {
        let survey = template.sample(Mode::Real);
        let noun = COUNTED[noun(&survey)].vi;
        let mut lines = vec![format!("{}:", on_paper::how(&survey))];
        lines.extend(on_paper::notes(&survey, noun).into_iter().map(|note| format!("- {note}")));
        for table in paper_tables(&survey) {
            let per_task = table.questions.iter().any(|one| one.per_task);
            let names = if per_task { on_paper::TASK } else { on_paper::names(&survey) };
            let columns = table.questions.iter().flat_map(|one| match &one.answer {
                AnswerKind::Levels(levels) => levels.iter().map(|level| level.label.clone()).collect(),
                AnswerKind::Choose { .. } => vec![on_paper::CHOOSE.to_owned()],
                AnswerKind::Score { max } => vec![on_paper::points(*max)],
                AnswerKind::Remark { .. } => Vec::new(),
            });
            let heads = [on_paper::NO.to_owned(), names.to_owned()].into_iter().chain(columns);
            lines.push(format!("| {} |", heads.collect::<Vec<_>>().join(" | ")));
        }
        let path = project(&format!("tests/data/templates/{}.ballot.txt", template.id()));
        golden(&path, format!("{}\n", lines.join("\n")).as_bytes());
    }
}

/// Whoever adds a template adds it everywhere.
#[test]
fn no_template_file_is_forgotten() {
    let mut files: Vec<String> = std::fs::read_dir(project("src/survey/templates"))
        .unwrap()
        .map(|entry| entry.unwrap().file_name().into_string().unwrap())
        .collect();
    files.sort();
    let mut known: Vec<String> = TEMPLATES.iter().map(|(id, _)| format!("{id}.json")).collect();
    known.sort();
    assert_eq!(files, known);
}

#[test]
fn a_meeting_by_every_template_counts_what_was_marked_and_verifies() {
    for (id, _) in TEMPLATES {
        let folder = tempfile::tempdir().unwrap();
        let arguments = ["simulate", "--template", id, "--ballots", "4", "--seed", "11", "--out", text(folder.path())];
        said(&arguments);
        let file = |kind: &str| folder.path().join(format!("mau-{id}.{kind}.json"));
        let (result, record, opening) = (file("result"), file("record"), file("opening"));
        let survey = file("survey");
        let arguments = ["--record", text(&record), "--opening", text(&opening), "--survey", text(&survey), "--json"];
        let report = said(&[&["verify", text(&result)], &arguments[..]].concat());
        let report: Value = serde_json::from_str(&report).unwrap();
        assert_eq!(report["faults"], Value::Array(Vec::new()), "{id}");
        assert_eq!(report["unchecked"], Value::Array(Vec::new()), "{id}");
        assert_eq!(json(&record)["totals"], json(&folder.path().join("expected.json"))["totals"], "{id}");

        let sums = report["result"]["conservation"].as_array().unwrap();
        assert!(!sums.is_empty());
        for sum in sums {
            let [left, right] = ["left", "right"].map(|side| sum[side].as_u64().unwrap());
            assert!(if sum["relation"] == "=" { left == right } else { left <= right }, "{id}: {sum}");
        }
        let template = template(id).unwrap();
        let per_subject = template.rules.thresholds.len() * template.sample.subjects.len();
        assert_eq!(report["result"]["findings"].as_array().unwrap().len(), per_subject, "{id}");
        assert_eq!(report["result"]["quorum"].is_object(), template.rules.quorum.is_some(), "{id}");
    }
}

#[test]
fn a_base_of_delegates_is_counted_of_all_who_hold_a_seat() {
    let folder = tempfile::tempdir().unwrap();
    let (survey, out) = (folder.path().join("hdnd.survey.json"), folder.path().join("meeting"));
    said(&["template", "new", "nq-96-lay", "--base", "delegates", "--out", text(&survey)]);
    said(&["simulate", "--survey", text(&survey), "--ballots", "5", "--seed", "3", "--out", text(&out)]);
    let file = |kind: &str| out.join(format!("mau-nq-96-lay.{kind}.json"));
    let arguments = [&file("result"), &file("record"), &file("opening")].map(|path| text(path).to_owned());
    let [result, record, opening] = &arguments;
    let report = said(&["verify", result, "--record", record, "--opening", opening, "--json"]);
    let report: Value = serde_json::from_str(&report).unwrap();
    assert_eq!(report["faults"], Value::Array(Vec::new()));
    assert_eq!(report["result"]["findings"][0]["share"][1], 7, "five ballots, six present, seven delegates");
}

#[test]
fn the_page_about_the_templates_is_what_they_say() {
    golden(&project("docs/templates.md"), template_docs::page().as_bytes());
}

#[test]
fn every_template_is_listed_and_shown() {
    let list: Value = serde_json::from_str(&said(&["template", "list", "--json"])).unwrap();
    let ids: Vec<&str> = list.as_array().unwrap().iter().map(|entry| entry["id"].as_str().unwrap()).collect();
    assert_eq!(ids, TEMPLATES.iter().map(|(id, _)| *id).collect::<Vec<_>>());
    let vietnamese = said(&["template", "list"]);
    let english = said(&["template", "list", "--lang", "en"]);
    for template in templates() {
        assert!(vietnamese.contains(&template.summary.vi) && english.contains(&template.summary.en));
        let shown = said(&["template", "show", template.id()]);
        assert!(shown.contains(&template.instrument.name));
        assert!(template.rules.thresholds.iter().all(|threshold| shown.contains(&threshold.finding)));
        let file: Value = serde_json::from_str(&said(&["template", "show", template.id(), "--json"])).unwrap();
        assert_eq!(file["instrument"]["id"], template.id());
    }
}

#[test]
fn a_new_survey_is_the_sample_and_overwrites_nothing() {
    let folder = tempfile::tempdir().unwrap();
    let out = folder.path().join("moi.survey.json");
    let arguments = ["template", "new", "giup-xa", "--practice", "--out", text(&out)];
    said(&arguments);
    let survey = Survey::parse(&std::fs::read(&out).unwrap()).unwrap();
    assert_eq!(survey, template("giup-xa").unwrap().sample(Mode::Practice));
    let again = hom_phieu(&arguments);
    assert_eq!(again.status.code(), Some(2));
    assert!(String::from_utf8(again.stderr).unwrap().contains("moi.survey.json"));
}

#[test]
fn a_new_survey_changes_only_what_the_instrument_leaves_to_the_meeting() {
    let made = |arguments: &[&str]| {
        let printed = said(&[&["template", "new"], arguments].concat());
        Survey::parse(printed.as_bytes()).unwrap()
    };
    let survey = made(&["hai-chieu-213", "--with", "du-hop", "--without", "gop-y"]);
    assert_eq!(survey.questions.last().unwrap().id, "du-hop");
    assert_eq!(made(&["ho-gia-dinh-59", "--variant", "huong-uoc"]).rules.thresholds[0].id, "qua-nua");
    for (arguments, says) in [
        (["qd-96", "--base", "valid"], "mẫu số"),
        (["qd-96", "--base", "khac"], "collected"),
        (["qd-96", "--variant", "khac"], "khac"),
        (["qd-96", "--at-most", "2"], "số người được chọn"),
        (["qd-96", "--without", "tin-nhiem"], "tin-nhiem"),
        (["dan-tin-dang-cu", "--at-most", "9"], "at_most"),
        (["khong-co", "--at-most", "2"], "template list"),
    ] {
        let output = hom_phieu(&[&["template", "new"], &arguments[..]].concat());
        assert_eq!(output.status.code(), Some(2), "{arguments:?}");
        let told = String::from_utf8(output.stderr).unwrap();
        assert!(told.contains(says), "{arguments:?}: {told}");
    }
}

#[test]
fn a_meeting_is_simulated_by_a_survey_or_by_a_template() {
    let folder = tempfile::tempdir().unwrap();
    let both = ["--survey", "x", "--template", "qd-96"];
    for source in [&both[..], &[]] {
        let arguments = [&["simulate", "--ballots", "1", "--out", text(folder.path())], source].concat();
        assert_eq!(hom_phieu(&arguments).status.code(), Some(2), "{source:?}");
    }
    said(&["simulate", "--template", "qd-96", "--practice", "--ballots", "0", "--out", text(folder.path())]);
    assert!(folder.path().join("mau-qd-96-tap-duot.result.json").exists());
}
