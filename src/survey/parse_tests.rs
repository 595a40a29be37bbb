use serde_json::{Value, json};

use super::*;

/// The faults of the second survey after `change`, as `member: kind`.
fn faults_after(change: impl FnOnce(&mut Value)) -> Vec<(String, Kind)> {
    let mut value: Value = serde_json::from_str(include_str!("../../tests/data/second.survey.json")).unwrap();
    change(&mut value);
    match Survey::parse(value.to_string().as_bytes()) {
        Ok(_) => Vec::new(),
        Err(SurveyFaults(faults)) => faults.into_iter().map(|fault| (fault.at, fault.kind)).collect(),
    }
}

fn only(at: &str, kind: Kind) -> Vec<(String, Kind)> {
    vec![(at.to_owned(), kind)]
}

fn wrong_type(expected: &str) -> Kind {
    Kind::WrongType { expected: expected.into() }
}

fn first(first: &str) -> String {
    first.to_owned()
}

/// JSON pointers of every member of every object.
fn pointers(value: &Value, at: &str, out: &mut Vec<(String, String)>) {
    match value {
        Value::Object(members) => {
            for (name, member) in members {
                out.push((at.to_owned(), name.clone()));
                pointers(member, &format!("{at}/{name}"), out);
            }
        }
        Value::Array(items) => {
            for (index, item) in items.iter().enumerate() {
                pointers(item, &format!("{at}/{index}"), out);
            }
        }
        _ => {}
    }
}

/// `/subjects/2` + `name` → `subjects[2].name`.
fn path(at: &str, member: &str) -> String {
    let steps = at.split('/').skip(1).chain([member]);
    let steps = steps.map(|step| if step.parse::<usize>().is_ok() { format!("[{step}]") } else { format!(".{step}") });
    steps.collect::<String>().trim_start_matches('.').to_owned()
}

#[test]
fn a_survey_survives_saving_and_reading_and_keeps_its_digest() {
    for survey in [Survey::practice(), Survey::parse(include_bytes!("../../tests/data/second.survey.json")).unwrap()] {
        let text = survey.to_json();
        assert!(text.ends_with("}\n"));
        let again = Survey::parse(text.as_bytes()).unwrap();
        assert_eq!(again, survey);
        assert_eq!(again.digest(), survey.digest());
    }
}

#[test]
fn every_member_that_must_be_there_is_missed_at_its_place() {
    let optional = ["parent", "note", "salutation", "post", "unit", "birth_date", "short", "help", "quorum"];
    let mut places = Vec::new();
    pointers(&serde_json::from_str(include_str!("../../tests/data/second.survey.json")).unwrap(), "", &mut places);
    assert!(places.len() > 90);
    for (at, name) in places {
        let faults = faults_after(|v| {
            v.pointer_mut(&at).unwrap().as_object_mut().unwrap().remove(&name);
        });
        let here = path(&at, &name);
        if optional.contains(&name.as_str()) {
            // Two of the subjects differ in their birth dates only.
            assert!(faults.is_empty() || name == "birth_date", "{here}: {faults:?}");
        } else if name == "levels" && at.ends_with("answer") || name == "remark" {
            assert!(matches!(&faults[0].1, Kind::NotOneOf { .. }), "{here}: {faults:?}");
        } else if name == "format" || name == "version" {
            assert!(matches!(&faults[0].1, Kind::Json(_)), "{here}: {faults:?}");
        } else {
            assert!(faults.contains(&(here.clone(), Kind::Missing)), "{here}: {faults:?}");
        }
    }
}

#[test]
fn no_member_may_have_another_type_and_null_is_not_absence() {
    let mut places = Vec::new();
    pointers(&serde_json::from_str(include_str!("../../tests/data/second.survey.json")).unwrap(), "", &mut places);
    for (at, name) in places.into_iter().filter(|(_, name)| name != "format" && name != "version") {
        let faults = faults_after(|v| v.pointer_mut(&at).unwrap()[&name] = Value::Null);
        let here = path(&at, &name);
        assert!(faults.iter().any(|(at, kind)| *at == here && matches!(kind, Kind::WrongType { .. })), "{here}");
    }
    assert_eq!(faults_after(|v| v["mode"] = json!(1)), only("mode", wrong_type("text")));
    let faults = faults_after(|v| v["rules"]["thresholds"][0]["levels"][0] = json!(1));
    assert_eq!(faults, only("rules.thresholds[0].levels[0]", wrong_type("text")));
}

#[test]
fn a_member_that_the_format_does_not_know_is_named_at_every_depth() {
    let mut places = Vec::new();
    pointers(&serde_json::from_str(include_str!("../../tests/data/second.survey.json")).unwrap(), "", &mut places);
    for (at, _) in places {
        let faults = faults_after(|v| v.pointer_mut(&at).unwrap()["mau"] = json!("x"));
        assert_eq!(faults, only(&path(&at, "mau"), Kind::Unknown));
    }
}

#[test]
fn all_faults_are_reported_not_only_the_first() {
    let faults = faults_after(|v| {
        v["id"] = json!("Xã Mẫu");
        v["title"] = json!("  ");
        v["issuer"]["heading"] = json!("royal");
        v["subjects"][1]["id"] = json!("uy-vien-1");
        v["subjects"][4]["birth_date"] = json!("1999-02-29");
        v["rules"]["quorum"]["of_summoned"]["numerator"] = json!(4);
    });
    let places: Vec<_> = faults.iter().map(|(at, _)| at.as_str()).collect();
    assert_eq!(
        places,
        [
            "id",
            "title",
            "issuer.heading",
            "subjects[4].birth_date",
            "subjects[1].id",
            "rules.quorum.of_summoned.numerator"
        ]
    );
    assert_eq!(faults[2].1, Kind::NotOneOf { allowed: vec!["state".into(), "party".into()], found: "royal".into() });
}

#[test]
fn one_mistake_is_one_fault_a_threshold_does_not_repeat_that_of_its_question() {
    let label = faults_after(|v| v["questions"][0]["answer"]["levels"][2] = json!("Tín nhiệm thấp"));
    assert_eq!(label, only("questions[0].answer.levels[2]", wrong_type("object")));
    let id = faults_after(|v| {
        v["questions"][0]["id"] = json!("Tin");
        v["rules"]["thresholds"] = json!([]);
    });
    assert_eq!(id, only("questions[0].id", Kind::BadId { found: "Tin".into() }));
    let all = faults_after(|v| v["questions"] = json!("?"));
    assert_eq!(all, only("questions", wrong_type("list")));
}

#[test]
fn identifiers_are_short_lower_case_letters_digits_and_hyphens() {
    for id in ["Thon", "thôn", "a b", "a_b", "a/b", "..", "a\u{200b}"] {
        assert!(matches!(faults_after(|v| v["id"] = json!(id))[0].1, Kind::BadId { .. }), "{id}");
    }
    assert_eq!(faults_after(|v| v["id"] = json!("")), only("id", Kind::Empty));
    assert_eq!(faults_after(|v| v["id"] = json!("a".repeat(64))), []);
    let too_long = Kind::OutOfRange { least: 1, most: 64, found: 65 };
    assert_eq!(faults_after(|v| v["id"] = json!("a".repeat(65))), only("id", too_long));
}

#[test]
fn a_line_is_filled_trimmed_bounded_and_visible() {
    let at = "subjects[0].name";
    let with = |text: &str| faults_after(|v| v["subjects"][0]["name"] = json!(text));
    assert_eq!(with(""), only(at, Kind::Empty));
    assert_eq!(with(" \u{a0}"), only(at, Kind::Empty));
    assert_eq!(with(" Phạm Mẫu"), only(at, Kind::Untrimmed));
    assert_eq!(with("Phạm Mẫu\u{a0}"), only(at, Kind::Untrimmed));
    assert_eq!(with(&"ă".repeat(300)), []);
    assert_eq!(with(&"ă".repeat(301)), only(at, Kind::OutOfRange { least: 1, most: 300, found: 301 }));
    assert_eq!(with("<script>alert(1)</script> & \"Mẫu\""), [], "markup is text");
    for (text, code_point) in [
        ("Mẫu\u{202e}nA", "U+202E"),
        ("Mẫu\u{2066}An", "U+2066"),
        ("Mẫu\u{200b}An", "U+200B"),
        ("Mẫu\u{200f}An", "U+200F"),
        ("Mẫu\u{feff}An", "U+FEFF"),
        ("Mẫu\0An", "U+0000"),
        ("Mẫu\tAn", "U+0009"),
        ("Mẫu\nAn", "U+000A"),
        ("Mẫu\u{85}An", "U+0085"),
        ("Mẫu\u{ad}An", "U+00AD"),
        ("Mẫu\u{e0041}An", "U+E0041"),
    ] {
        assert_eq!(with(text), only(at, Kind::Invisible { code_point: code_point.into() }), "{code_point}");
    }
}

#[test]
fn a_letter_of_another_alphabet_is_named_in_names_levels_and_questions() {
    let foreign = |at: &str, letter: char, code_point: &str| {
        only(at, Kind::ForeignLetter { letter: letter.to_string(), code_point: code_point.into() })
    };
    // The thing itself: Đ as U+00D0, and a Cyrillic а.
    let at = "questions[0].answer.levels[2].label";
    let level = |text: &str| faults_after(|v| v["questions"][0]["answer"]["levels"][2]["label"] = json!(text));
    assert_eq!(level("Không Ðạt"), foreign(at, 'Ð', "U+00D0"));
    assert_eq!(
        faults_after(|v| v["subjects"][0]["name"] = json!("Lê Vаn Mẫu")),
        foreign("subjects[0].name", 'а', "U+0430")
    );
    assert_eq!(faults_after(|v| v["questions"][0]["text"] = json!("Αi?")), foreign("questions[0].text", 'Α', "U+0391"));
    assert_eq!(faults_after(|v| v["instrument"]["note"] = json!("Theo chuẩn α.")), [], "a paragraph only explains");
}

#[test]
fn a_level_is_not_called_like_the_blank() {
    let at = "questions[0].answer.levels[1].label";
    let level = |text: &str| faults_after(|v| v["questions"][0]["answer"]["levels"][1]["label"] = json!(text));
    for text in ["Không có ý kiến", "KHÔNG CÓ Ý KIẾN", "không  có ý kiến."] {
        assert_eq!(level(text), only(at, Kind::LikeBlank), "{text}");
    }
    assert_eq!(level("Không có ý kiến khác"), []);
}

#[test]
fn a_paragraph_may_have_line_breaks_but_nothing_else_that_is_invisible() {
    let with = |text: &str| faults_after(|v| v["instrument"]["note"] = json!(text));
    assert_eq!(with("Một.\n\nHai."), []);
    assert_eq!(with("Một.\r\nHai."), only("instrument.note", Kind::Invisible { code_point: "U+000D".into() }));
    assert_eq!(with(&"ă".repeat(2000)), []);
    assert!(matches!(with(&"ă".repeat(2001))[0].1, Kind::OutOfRange { most: 2000, .. }));
}

#[test]
fn lists_have_their_bounds() {
    let long = |v: &mut Value, list: &str, count: usize| {
        let mut item = v.pointer(list).unwrap()[0].clone();
        let make = |index: usize| {
            item["id"] = json!(format!("x-{index}"));
            item["text"] = item.get("text").map_or(Value::Null, |_| json!(format!("Câu {index}")));
            item["name"] = item.get("name").map_or(Value::Null, |_| json!(format!("Mẫu {index}")));
            item["label"] = item.get("label").map_or(Value::Null, |_| json!(format!("Mức {index}")));
            item.as_object_mut().unwrap().retain(|_, member| !member.is_null());
            item.clone()
        };
        *v.pointer_mut(list).unwrap() = (0..count).map(make).collect();
    };
    let no_rules = |v: &mut Value| v["rules"]["thresholds"] = json!([]);
    for (list, at, most) in [
        ("/subjects", "subjects", 100),
        ("/questions", "questions", 20),
        ("/questions/0/answer/levels", "questions[0].answer.levels", 5),
        ("/rules/thresholds", "rules.thresholds", 20),
    ] {
        let with = |count| {
            faults_after(|v| {
                long(v, list, count);
                if most != 20 || list == "/questions" {
                    no_rules(v);
                }
            })
        };
        assert_eq!(with(most), [], "{at}");
        let least = match at {
            "questions[0].answer.levels" => 2,
            "rules.thresholds" => 0,
            _ => 1,
        };
        let found = most as u64 + 1;
        assert_eq!(with(most + 1), only(at, Kind::OutOfRange { least, most: most as u64, found }));
    }
    let none = faults_after(|v| v["subjects"] = json!([]));
    assert_eq!(none, only("subjects", Kind::OutOfRange { least: 1, most: 100, found: 0 }));
}

#[test]
fn nothing_occurs_twice_where_it_must_be_told_apart() {
    let twice = |at: &str, earlier: &str| only(at, Kind::Duplicate { first: first(earlier) });
    assert_eq!(
        faults_after(|v| v["subjects"][3]["id"] = json!("uy-vien-2")),
        twice("subjects[3].id", "subjects[1].id")
    );
    assert_eq!(
        faults_after(|v| v["questions"][1]["id"] = json!("tin-nhiem")),
        twice("questions[1].id", "questions[0].id")
    );
    let levels = "questions[0].answer.levels";
    assert_eq!(
        faults_after(|v| v["questions"][0]["answer"]["levels"][1]["id"] = json!("cao")),
        twice(&format!("{levels}[1].id"), &format!("{levels}[0].id"))
    );
    assert_eq!(
        faults_after(|v| v["questions"][0]["answer"]["levels"][1]["label"] = json!("Tín  nhiệm cao")),
        twice(&format!("{levels}[1].label"), &format!("{levels}[0].label")),
        "two levels that read the same"
    );
    assert_eq!(
        faults_after(|v| {
            v["questions"][0]["answer"]["levels"][0]["label"] = json!("Đạt Năm");
            v["questions"][0]["answer"]["levels"][1]["label"] = json!("Đạt Nǎm");
        }),
        twice(&format!("{levels}[1].label"), &format!("{levels}[0].label")),
        "two levels that only a machine can tell apart"
    );
    assert_eq!(
        faults_after(|v| v["rules"]["thresholds"][1]["id"] = json!("qua-nua-thap")),
        twice("rules.thresholds[1].id", "rules.thresholds[0].id")
    );
    assert_eq!(
        faults_after(|v| v["rules"]["thresholds"][0]["levels"] = json!(["thap", "thap"])),
        twice("rules.thresholds[0].levels[1]", "rules.thresholds[0].levels[0]"),
        "its ballots would be counted twice"
    );
}

#[test]
fn two_subjects_of_one_name_differ_in_something_that_a_voter_sees() {
    let same = only("subjects[3]", Kind::SameSubject { first: first("subjects[2]") });
    assert_eq!(faults_after(|v| v["subjects"][3]["birth_date"] = json!("1975-04-30")), same);
    let spaced = faults_after(|v| {
        v["subjects"][3]["birth_date"] = json!("1975-04-30");
        v["subjects"][3]["name"] = json!("Trần Văn  Mẫu\u{a0}Long");
    });
    assert_eq!(spaced, same, "white space does not tell people apart");
    let by_post = faults_after(|v| {
        v["subjects"][3]["birth_date"] = json!("1975-04-30");
        v["subjects"][3]["post"] = json!("Văn phòng");
    });
    assert_eq!(by_post, []);
}

#[test]
fn an_organisation_has_neither_salutation_nor_date_of_birth() {
    let faults = faults_after(|v| v["subjects"][2]["kind"] = json!("organisation"));
    assert_eq!(
        faults,
        [
            ("subjects[2].salutation".to_owned(), Kind::PersonsOnly),
            ("subjects[2].birth_date".to_owned(), Kind::PersonsOnly)
        ]
    );
}

#[test]
fn a_threshold_names_a_question_with_levels_and_levels_of_that_question() {
    let with = |change: fn(&mut Value)| faults_after(|v| change(&mut v["rules"]["thresholds"][0]));
    let no_such = |found: &str| Kind::NoSuch { found: found.into() };
    assert_eq!(with(|t| t["question"] = json!("khac")), only("rules.thresholds[0].question", no_such("khac")));
    assert_eq!(with(|t| t["question"] = json!("gop-y")), only("rules.thresholds[0].question", no_such("gop-y")));
    assert_eq!(with(|t| t["levels"] = json!(["thap", "x"])), only("rules.thresholds[0].levels[1]", no_such("x")));
    let none = Kind::OutOfRange { least: 1, most: 5, found: 0 };
    assert_eq!(with(|t| t["levels"] = json!([])), only("rules.thresholds[0].levels", none));
}

#[test]
fn a_fraction_is_more_than_nothing_and_at_most_the_whole() {
    let with = |numerator: i64, denominator: i64| {
        faults_after(|v| {
            v["rules"]["quorum"]["of_summoned"] = json!({"numerator": numerator, "denominator": denominator});
        })
    };
    let at = |member: &str| format!("rules.quorum.of_summoned.{member}");
    assert_eq!(with(1, 1), []);
    assert_eq!(with(1000, 1000), []);
    assert_eq!(with(0, 3), only(&at("numerator"), Kind::OutOfRange { least: 1, most: 3, found: 0 }));
    assert_eq!(with(4, 3), only(&at("numerator"), Kind::OutOfRange { least: 1, most: 3, found: 4 }));
    assert_eq!(with(1, 1001), only(&at("denominator"), Kind::OutOfRange { least: 1, most: 1000, found: 1001 }));
    assert_eq!(with(1, 0), only(&at("denominator"), Kind::OutOfRange { least: 1, most: 1000, found: 0 }));
    assert_eq!(with(-1, 3), only(&at("numerator"), wrong_type("whole number")));
    let huge = u64::MAX;
    let faults = faults_after(|v| v["questions"][1]["answer"]["remark"]["max_chars"] = json!(huge));
    let range = Kind::OutOfRange { least: 1, most: 1000, found: huge };
    assert_eq!(faults, only("questions[1].answer.remark.max_chars", range));
}

#[test]
fn a_reconstruction_says_what_was_reconstructed() {
    let faults = faults_after(|v| {
        v["instrument"]["reconstruction"] = json!(true);
        v["instrument"].as_object_mut().unwrap().remove("note");
    });
    assert_eq!(faults, only("instrument.note", Kind::Missing));
}

#[test]
fn an_answer_is_of_exactly_one_kind() {
    let with = |answer: Value| faults_after(|v| v["questions"][1]["answer"] = answer);
    let at = "questions[1].answer";
    let neither = |found: &str| Kind::NotOneOf {
        allowed: ["levels", "choose", "score", "remark"].map(String::from).to_vec(),
        found: found.into(),
    };
    assert_eq!(with(json!({})), only(at, neither("")));
    assert_eq!(with(json!({"remrk": {"max_chars": 3}})), only(at, neither("remrk")));
    assert_eq!(with(json!("remark")), only(at, wrong_type("object")));
    let both = json!({"levels": [{"id": "a", "label": "A"}, {"id": "b", "label": "B"}], "remark": {"max_chars": 3}});
    assert_eq!(with(both), only("questions[1].answer.remark", Kind::Unknown));
}

#[test]
fn a_survey_without_a_question_with_levels_has_nothing_to_count() {
    let faults = faults_after(|v| {
        v["rules"]["thresholds"] = json!([]);
        v["questions"].as_array_mut().unwrap().remove(0);
    });
    assert_eq!(faults, only("questions", Kind::NothingToCount));
}
