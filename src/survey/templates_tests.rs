use super::super::{Compare, Fraction};
use super::*;

fn by_id(id: &str) -> Template {
    template(id).unwrap()
}

fn draft() -> Draft {
    Draft {
        id: "thon-mau".into(),
        mode: Mode::Real,
        title: None,
        issuer: Issuer {
            parent: None, name: "Ban công tác Mặt trận thôn Mẫu".into(), heading: Heading::State
        },
        place: Place { province: "Hà Tĩnh".into(), commune: "xã Mẫu".into(), hamlet: "thôn Mẫu".into() },
        subjects: by_id("ha-tinh-827").sample.subjects,
    }
}

/// How many levels each question with levels has.
fn levels(template: &Template) -> Vec<usize> {
    let levels = |question: &Question| match &question.answer {
        AnswerKind::Levels(levels) => Some(levels.len()),
        _ => None,
    };
    template.questions.iter().filter_map(levels).collect()
}

fn asked(template: &Template) -> Vec<&str> {
    template.questions.iter().filter(|question| template.asks(question)).map(|question| &*question.id).collect()
}

#[test]
fn every_built_in_template_is_without_faults_and_carries_its_own_identifier() {
    for (id, _) in TEMPLATES {
        assert_eq!(TEMPLATES.iter().filter(|(other, _)| other == id).count(), 1, "{id}");
        assert_eq!(by_id(id).id(), *id);
    }
    assert_eq!(template("khong-co"), None);
}

#[test]
fn every_template_can_be_opened_for_practice_and_for_real_with_its_sample() {
    for template in templates() {
        for mode in [Mode::Practice, Mode::Real] {
            let survey = template.sample(mode);
            assert_eq!((survey.mode, survey.id.as_str()), (mode, &*format!("mau-{}", template.id())));
            assert_eq!(survey.issuer.heading, template.heading);
        }
    }
}

#[test]
fn whatever_a_sample_shows_is_marked_as_one() {
    for template in templates() {
        let survey = template.sample(Mode::Real);
        assert!(survey.title.starts_with("MẪU – "));
        for text in [&survey.issuer.name, &survey.place.commune] {
            assert!(text.contains("Mẫu"), "{}: {text}", template.id());
        }
        for subject in &survey.subjects {
            let named = [&subject.name].into_iter().chain(subject.tasks.iter().map(|task| &task.text));
            for text in named {
                assert!(text.contains("Mẫu") || text.contains("MẪU"), "{}: {text}", template.id());
            }
        }
    }
}

#[test]
fn a_reconstruction_says_so_first_and_only_then() {
    for template in templates() {
        let says = template.instrument.note.as_deref().is_some_and(|note| note.starts_with("Đây là bản dựng lại."));
        assert_eq!(says, template.instrument.reconstruction, "{}", template.id());
    }
}

#[test]
fn each_kind_of_subject_and_every_sort_of_question_has_its_template() {
    let kinds = |id| by_id(id).kinds;
    assert_eq!(kinds("giup-xa"), [SubjectKind::Organisation]);
    assert_eq!(kinds("ho-gia-dinh-59"), [SubjectKind::Matter]);
    assert_eq!(kinds("guong-dien-hinh"), [SubjectKind::Person, SubjectKind::Organisation]);
    assert_eq!(levels(&by_id("neu-guong")), [3; 7]);
    assert_eq!(levels(&by_id("theo-doi-xa")), [4; 4]);
    assert_eq!(levels(&by_id("giup-xa")), [4; 3]);
    assert_eq!(levels(&by_id("ngay-ve-co-so")), [4, 3]);
    assert_eq!(levels(&by_id("doi-thoai")), [4, 3]);
    assert!(by_id("viec-dot-pha").questions[0].per_task && by_id("doi-thoai").questions[1].per_task);
    assert_eq!(by_id("dan-tin-dang-cu").questions[0].answer, AnswerKind::Choose { at_most: 1 });
    assert_eq!(by_id("guong-dien-hinh").questions[0].answer, AnswerKind::Choose { at_most: 3 });
    let scores = [0, 1].map(|at| by_id("cham-diem").questions[at].answer.clone());
    assert_eq!(scores, [AnswerKind::Score { max: 30 }, AnswerKind::Score { max: 70 }]);
    assert_eq!(by_id("theo-doi-xa").questions[4].answer, AnswerKind::Remark { max_chars: 1000 });
}

#[test]
fn the_827_ballot_says_that_it_is_a_reconstruction_and_draws_no_unsourced_conclusion() {
    let template = by_id("ha-tinh-827");
    assert!(template.instrument.reconstruction);
    assert!(template.rules.thresholds.is_empty() && template.rules.quorum.is_none());
    assert_eq!(template.rules.base, Base::Collected);
    assert_eq!(levels(&template), [3, 3, 3]);
    assert_eq!(template.questions[3].answer, AnswerKind::Remark { max_chars: 300 });
    assert!(template.questions.iter().all(|q| q.short.is_some() && q.help.is_some()));
}

#[test]
fn only_instruments_whose_thresholds_are_known_draw_conclusions() {
    let concluding = templates().filter(|t| !t.rules.thresholds.is_empty()).map(|t| t.id().to_owned());
    let known = ["dan-tin-dang-cu", "qd-96", "nq-96-lay", "nq-96-bo", "hoi-nghi-cu-tri", "ho-gia-dinh-59"];
    assert_eq!(concluding.collect::<Vec<_>>(), known);
    let quorums = templates().filter(|t| t.rules.quorum.is_some()).map(|t| t.id().to_owned());
    assert_eq!(quorums.collect::<Vec<_>>(), ["qd-96", "hoi-nghi-cu-tri"]);
    let (half, two_thirds) = (Fraction { numerator: 1, denominator: 2 }, Fraction { numerator: 2, denominator: 3 });
    for id in ["qd-96", "nq-96-lay"] {
        let rules = by_id(id).rules;
        let read = rules.thresholds.iter().map(|t| (t.levels.join(" "), t.at, t.compare, t.below)).collect::<Vec<_>>();
        let low = || "tin-nhiem-thap".to_owned();
        let expected =
            [(low(), half, Compare::MoreThan, Some(two_thirds)), (low(), two_thirds, Compare::AtLeast, None)];
        assert_eq!(read, expected, "{id}");
    }
}

#[test]
fn no_conclusion_hangs_on_a_question_that_may_be_left_out() {
    for template in templates() {
        let all = [&template.rules].into_iter().chain(template.variants.iter().map(|variant| &variant.rules));
        for rules in all {
            let graded = rules.grades.iter().flat_map(|grades| &grades.questions);
            for question in rules.thresholds.iter().map(|threshold| &threshold.question).chain(graded) {
                let switched = template.editable.questions.iter().any(|switch| switch.id == *question);
                assert!(!switched, "{}: {question}", template.id());
            }
        }
        let off = template.editable.questions.iter().map(|switch| Switch { id: switch.id.clone(), on: false });
        let bare = Changes { questions: off.collect(), ..Changes::default() };
        template.with(bare).unwrap().sample(Mode::Real);
    }
}

#[test]
fn a_meeting_may_ask_about_each_duty_of_213() {
    let template = by_id("hai-chieu-213");
    assert_eq!(asked(&template), ["chap-hanh", "dao-duc", "tin-nhiem", "gop-y"]);
    let on = |id: &str, on| Switch { id: id.into(), on };
    let changes = Changes { questions: vec![on("du-hop", true), on("gop-y", false)], ..Changes::default() };
    let template = template.with(changes).unwrap();
    assert_eq!(asked(&template), ["chap-hanh", "dao-duc", "tin-nhiem", "du-hop"]);
    assert_eq!(template.sample(Mode::Real).questions.len(), 4);
    let duties = ["neu-guong", "nghia-vu", "du-hop", "lien-he", "tuyen-truyen"];
    let all = Changes { questions: duties.map(|id| on(id, true)).into(), ..Changes::default() };
    let each = by_id("hai-chieu-213").with(all).unwrap();
    assert_eq!(asked(&each)[3..8], duties, "one row for each duty");
    let must = Changes { questions: vec![on("tin-nhiem", false)], ..Changes::default() };
    assert_eq!(template.with(must), Err(NotEditable::Question("tin-nhiem".into())));
}

#[test]
fn the_base_changes_only_to_one_that_may_be_chosen() {
    let base = |base| Changes { base: Some(base), ..Changes::default() };
    let delegates = by_id("nq-96-lay").with(base(Base::Delegates)).unwrap();
    assert_eq!(delegates.sample(Mode::Real).rules.base, Base::Delegates);
    assert_eq!(by_id("nq-96-lay").with(base(Base::Valid)), Err(NotEditable::Base));
    assert_eq!(by_id("qd-96").with(base(Base::Collected)), Err(NotEditable::Base));
}

// Over the base of the older resolution the findings still cited the newer one, which takes another.
#[test]
fn over_another_base_a_threshold_says_whose_base_it_is_and_draws_no_conclusion_of_the_instrument() {
    for id in ["nq-96-lay", "nq-96-bo"] {
        let own = by_id(id);
        let base = |base| Changes { base: Some(base), ..Changes::default() };
        let other = own.clone().with(base(Base::Delegates)).unwrap();
        assert_eq!(other.rules.thresholds.len(), own.rules.thresholds.len());
        for (other, own) in other.rules.thresholds.iter().zip(&own.rules.thresholds) {
            assert!(other.source.contains("85/2014") && !own.source.contains("85/2014"), "{id}: {}", other.source);
            assert!(other.finding.contains("tổng số đại biểu") && other.finding.contains("chỉ để so sánh"), "{id}");
            assert_eq!((other.at, other.compare, other.below), (own.at, own.compare, own.below));
        }
        assert_eq!(other.with(base(Base::Collected)).unwrap().rules, own.rules, "{id}: and back again");
    }
    for template in templates().filter(|template| !template.editable.bases.is_empty()) {
        assert!(template.variants.is_empty(), "{}: the words of a base are those of one set of rules", template.id());
    }
}

#[test]
fn voters_meet_by_the_quorum_of_2021_or_by_that_of_2016() {
    let quorum = |id: &str| {
        let changes = Changes { variant: Some(id.into()), ..Changes::default() };
        let rules = by_id("hoi-nghi-cu-tri").with(changes).unwrap().rules;
        (rules.quorum.unwrap(), rules.thresholds[0].source.clone())
    };
    let ((now, source), (old, old_source)) = (quorum("nam-2021"), quorum("nam-2016"));
    assert_eq!((now.compare, old.compare), (Compare::AtLeast, Compare::MoreThan));
    assert_eq!((now.of_summoned, now.large), (old.of_summoned, old.large));
    assert!(source.contains("2021") && old_source.contains("2016"));
    assert_eq!(by_id("hoi-nghi-cu-tri").rules.quorum, Some(now), "unless the other one is chosen");
}

#[test]
fn each_group_has_templates_and_two_instruments_say_how_many_tellers() {
    for (word, group) in Group::ALL {
        assert!(templates().any(|template| template.group == group), "{word}");
    }
    let tellers = templates().filter_map(|t| t.tellers.map(|tellers| (t.id().to_owned(), tellers.least, tellers.most)));
    assert_eq!(tellers.collect::<Vec<_>>(), [("hoi-nghi-cu-tri".into(), 3, 5), ("ho-gia-dinh-59".into(), 5, 5)]);
}

#[test]
fn households_decide_by_the_threshold_of_what_they_decide() {
    let at = |template: &Template| {
        let [threshold] = template.rules.thresholds.as_slice() else { panic!("one threshold") };
        (threshold.at.numerator, threshold.at.denominator, threshold.compare)
    };
    let template = by_id("ho-gia-dinh-59");
    assert_eq!(at(&template), (2, 3, Compare::AtLeast), "the stricter one, unless another is chosen");
    let variant = |id: &str| Changes { variant: Some(id.into()), ..Changes::default() };
    assert_eq!(at(&template.clone().with(variant("huong-uoc")).unwrap()), (1, 2, Compare::MoreThan));
    assert_eq!(template.with(variant("khac")), Err(NotEditable::Variant("khac".into())));
}

#[test]
fn how_many_may_be_chosen_is_set_where_somebody_is_chosen() {
    let two = || Changes { at_most: Some(2), ..Changes::default() };
    let template = by_id("dan-tin-dang-cu").with(two()).unwrap();
    assert_eq!(template.sample(Mode::Real).questions[0].answer, AnswerKind::Choose { at_most: 2 });
    assert_eq!(by_id("ha-tinh-827").with(two()), Err(NotEditable::AtMost));
    let hundred = Changes { at_most: Some(100), ..Changes::default() };
    let template = by_id("dan-tin-dang-cu").with(hundred).unwrap();
    let three = by_id("dan-tin-dang-cu").sample.subjects;
    let SurveyFaults(faults) = template.fill(Draft { subjects: three, ..draft() }).unwrap_err();
    assert_eq!(faults[0].at, "questions[0].answer.choose.at_most");
}

#[test]
fn the_rules_for_paper_are_set_only_where_the_instrument_is_silent() {
    let paper = || Changes { paper: Some(PaperRules::DEFAULT), ..Changes::default() };
    assert_eq!(by_id("qd-96").with(paper()), Err(NotEditable::Paper));
    assert_eq!(by_id("ha-tinh-827").with(paper()).unwrap().rules.paper, Some(PaperRules::DEFAULT));
}

#[test]
fn a_subject_of_another_kind_is_refused_at_its_place() {
    let SurveyFaults(faults) = by_id("giup-xa").fill(draft()).unwrap_err();
    let kind = SurveyFaultKind::NotOneOf { allowed: vec!["organisation".into()], found: "person".into() };
    assert_eq!(faults[1], SurveyFault { at: "subjects[1].kind".into(), kind });
}

#[test]
fn a_small_electorate_is_warned_in_both_languages() {
    let small = templates().filter_map(|t| t.small_group.clone().map(|group| (t.id().to_owned(), group)));
    let [(id, group)] = &small.collect::<Vec<_>>()[..] else { panic!("one template") };
    assert_eq!((id.as_str(), group.least, group.most), ("theo-doi-xa", 5, 15));
    assert!(group.warning.vi.contains("5–15") && group.warning.en.contains("5 to 15"));
}

#[test]
fn what_is_typed_goes_through_the_same_door_as_a_file() {
    let mut wrong = draft();
    wrong.subjects[0].name = "Nguyễn Văn Mẫu ".into();
    let SurveyFaults(faults) = by_id("ha-tinh-827").fill(wrong).unwrap_err();
    assert_eq!(faults[0].at, "subjects[0].name");
    assert_eq!(as_typed("Ðặng Ɖức ðồng"), "Đặng Đức đồng", "old documents have other letters of that shape");
    assert_eq!(as_typed("  Nguye\u{302}\u{303}n\u{a0} Văn\tMẫu "), "Nguyễn Văn Mẫu");
}

#[test]
fn the_practice_survey_asks_what_the_template_asks() {
    let practice = Survey::practice();
    let template = by_id("ha-tinh-827");
    assert!(practice.is_practice());
    assert_eq!(practice.subjects.len(), 8);
    assert_eq!(
        (practice.questions, practice.rules, practice.instrument),
        (template.questions, template.rules, template.instrument)
    );
}
