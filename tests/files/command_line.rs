//! `hom-phieu` as its users call it.

use serde_json::Value;

use super::{hom_phieu, project, simulate, text};

fn json(path: &std::path::Path) -> Value {
    serde_json::from_slice(&std::fs::read(path).unwrap()).unwrap()
}

#[test]
fn a_simulated_meeting_verifies_and_its_totals_are_the_plain_ones() {
    for (survey, id) in [("src/survey/practice.json", "-tap-duot"), ("tests/data/second.survey.json", "")] {
        let folder = tempfile::tempdir().unwrap();
        simulate(survey, 9, 4, folder.path());
        let name = json(&project(survey))["id"].as_str().unwrap().to_owned() + id;
        let file = |kind: &str| folder.path().join(format!("{name}.{kind}.json"));
        let (result, record, opening) = (file("result"), file("record"), file("opening"));
        let arguments = ["verify", text(&result), "--record", text(&record), "--opening", text(&opening), "--json"];
        let practice: &[&str] = if id.is_empty() { &[] } else { &["--practice"] };
        let output = hom_phieu(&[&arguments, practice].concat());
        assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stdout));
        let report: Value = serde_json::from_slice(&output.stdout).unwrap();
        assert_eq!(report["faults"], Value::Array(Vec::new()));
        assert_eq!(report["unchecked"], Value::Array(Vec::new()));

        let expected = json(&folder.path().join("expected.json"));
        assert_eq!(json(&record)["totals"], expected["totals"]);
        let signed = report["result"]["remarks"].as_array().unwrap().len();
        assert_eq!(signed, expected["remarks"].as_array().unwrap().len());
    }
}

#[test]
fn a_practice_meeting_is_not_taken_for_a_real_one() {
    // All of its files agree, so it was "ĐÚNG", and a script that looks at the exit code took it for an election.
    let folder = tempfile::tempdir().unwrap();
    simulate("src/survey/practice.json", 1, 4, folder.path());
    let file = |kind: &str| folder.path().join(format!("tap-lam-quen-thon-mau-tap-duot.{kind}.json"));
    let (result, record) = (file("result"), file("record"));
    let whole = ["verify", text(&result), "--record", text(&record)];
    let alone = ["verify", text(&result)];
    let run = |files: &[&str], more: &[&str]| {
        let output = hom_phieu(&[files, more].concat());
        (output.status.code(), String::from_utf8(output.stdout).unwrap())
    };
    for (files, expected, code) in [(&whole[..], "ĐÚNG", 0), (&alone[..], "Chưa thấy sai", 3)] {
        for (more, code) in [(&[][..], 4), (&["--practice"][..], code)] {
            let (found, said) = run(files, more);
            assert_eq!(found, Some(code), "{files:?} {more:?}");
            let verdict = said.lines().last().unwrap();
            assert!(verdict.starts_with("TẬP DƯỢT – không có giá trị. ") && verdict.contains(expected), "{verdict}");
            let report: Value = serde_json::from_str(&run(files, &[more, &["--json"]].concat()).1).unwrap();
            assert_eq!(
                (&report["mode"], &report["practice_expected"]),
                (&"practice".into(), &(!more.is_empty()).into())
            );
        }
    }
    let english = run(&whole, &["--lang", "en"]).1;
    assert_eq!(english.lines().last(), Some("PRACTICE – worth nothing. ALL HOLDS."));

    // What has faults has faults, whatever it was for; and a real meeting is one whatever was expected.
    std::fs::write(&record, "{}").unwrap();
    for more in [&[][..], &["--practice"]] {
        assert_eq!(run(&whole, more).0, Some(1));
    }
    let real = folder.path().join("real");
    simulate("tests/data/second.survey.json", 1, 4, &real);
    let name = json(&project("tests/data/second.survey.json"))["id"].as_str().unwrap().to_owned();
    let [result, record] = ["result", "record"].map(|kind| real.join(format!("{name}.{kind}.json")));
    let (code, said) = run(&["verify", text(&result), "--record", text(&record)], &["--practice"]);
    assert_eq!((code, said.contains("TẬP DƯỢT")), (Some(0), false));
}

#[test]
fn the_digest_that_a_shell_computes_is_the_one_that_was_signed() {
    use sha2::Digest as _;
    let folder = tempfile::tempdir().unwrap();
    simulate("src/survey/practice.json", 2, 5, folder.path());
    let record = std::fs::read_dir(&folder).unwrap().map(|entry| entry.unwrap().path());
    let record = record.into_iter().find(|path| path.to_str().unwrap().ends_with(".record.json")).unwrap();
    let result = text(&record).replace(".record.json", ".result.json");
    let report: Value = serde_json::from_slice(&hom_phieu(&["verify", &result, "--json"]).stdout).unwrap();
    let digest = hom_phieu::survey::Digest(sha2::Sha256::digest(std::fs::read(record).unwrap()).into());
    assert_eq!(report["result"]["record_digest"], digest.to_text());
}

#[test]
fn a_meeting_without_a_seed_is_another_one_each_time() {
    let folder = tempfile::tempdir().unwrap();
    let mut openings = Vec::new();
    for name in ["one", "two"] {
        let out = folder.path().join(name);
        let survey = project("tests/data/second.survey.json");
        let arguments = ["simulate", "--survey", text(&survey), "--ballots", "1", "--out", text(&out)];
        let output = hom_phieu(&arguments);
        assert!(output.status.success());
        openings.push(String::from_utf8(output.stdout).unwrap().lines().next().unwrap().to_owned());
    }
    assert_ne!(openings[0], openings[1]);
}

#[test]
fn check_lists_every_fault_and_says_so_in_its_exit_code() {
    let good = project("tests/data/second.survey.json");
    assert_eq!(hom_phieu(&["check", text(&good)]).status.code(), Some(0));
    let folder = tempfile::tempdir().unwrap();
    let bad = folder.path().join("bad.survey.json");
    let mut survey = json(&good);
    survey["title"] = "".into();
    survey["subjects"][0]["name"] = 7.into();
    std::fs::write(&bad, survey.to_string()).unwrap();
    let output = hom_phieu(&["check", text(&bad)]);
    assert_eq!(output.status.code(), Some(1));
    let said = String::from_utf8(output.stdout).unwrap();
    assert!(said.contains("title") && said.contains("subjects[0].name"), "{said}");
}

#[test]
fn a_file_that_is_not_there_is_named() {
    let output = hom_phieu(&["verify", "khong-co.result.json"]);
    assert_eq!(output.status.code(), Some(2));
    assert!(String::from_utf8(output.stderr).unwrap().contains("khong-co.result.json"));
}
