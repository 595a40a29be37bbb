use proptest::prelude::*;

use super::*;
use crate::survey::{Pasted, SurveyFaultKind as Kind, TEMPLATES};
use crate::testing::{cases, every_kind, survey};

/// A composition that becomes a survey.
fn whole() -> Composition {
    let mut made = Composition::new("ha-tinh-827", Mode::Real).unwrap();
    made.apply(Edit::Sample);
    made
}

pub(super) fn with_names(names: &[&str]) -> Composition {
    let mut made = whole();
    let list = Pasted::read(&names.join("\n"), SubjectKind::Person).unwrap();
    made.apply(Edit::Insert { subjects: list.subjects().cloned().collect(), instead: true });
    made
}

fn names(made: &Composition) -> Vec<&str> {
    made.entries.iter().map(|entry| entry.name.as_str()).collect()
}

fn spots(made: &Composition) -> Vec<(Spot, Kind)> {
    let SurveyFaults(faults) = made.check().unwrap_err();
    faults.into_iter().map(|fault| (made.spot(&fault), fault.kind)).collect()
}

#[test]
fn with_the_sample_of_any_template_a_composition_is_a_survey() {
    for (id, _) in TEMPLATES {
        let mut made = Composition::new(id, Mode::Practice).unwrap();
        assert!(made.check().is_err(), "{id}: nothing is filled in");
        assert!(made.apply(Edit::Sample), "{id}");
        let survey = made.check().unwrap_or_else(|faults| panic!("{id}: {faults}"));
        assert!(survey.is_practice() && survey.instrument.id == *id);
        assert!(!made.apply(Edit::Sample), "{id}: what is filled in stays");
    }
}

#[test]
fn a_survey_comes_back_as_it_was() {
    let samples = TEMPLATES.iter().map(|(id, _)| template(id).unwrap().sample(Mode::Real));
    for survey in samples.chain([survey(), every_kind(), Survey::practice()]) {
        let again = Composition::of(&survey).check();
        assert_eq!(again.as_ref(), Ok(&survey), "{}", survey.instrument.id);
    }
    // A file that follows no template keeps its questions; one that does can be changed where the template allows.
    assert!(matches!(Composition::of(&every_kind()).form, Form::File { .. }));
    assert!(matches!(Composition::of(&Survey::practice()).form, Form::Template { .. }));
}

#[test]
fn what_a_meeting_changed_of_a_template_is_found_again() {
    let mut made = Composition::new("hai-chieu-213", Mode::Real).unwrap();
    made.apply(Edit::Sample);
    assert!(made.apply(Edit::Switch("du-hop".into(), true)) && made.apply(Edit::Switch("gop-y".into(), false)));
    let survey = made.check().unwrap();
    assert_eq!(
        survey.questions.iter().map(|q| q.id.as_str()).collect::<Vec<_>>(),
        ["chap-hanh", "dao-duc", "tin-nhiem", "du-hop"]
    );
    let again = Composition::of(&survey);
    assert!(matches!(again.form, Form::Template { .. }));
    assert_eq!(again.check(), Ok(survey));

    let mut made = Composition::new("dan-tin-dang-cu", Mode::Real).unwrap();
    made.apply(Edit::Sample);
    assert!(made.apply(Edit::AtMost(2)) && made.apply(Edit::Base(Base::Present)));
    let survey = made.check().unwrap();
    assert_eq!(survey.rules.base, Base::Present);
    let again = Composition::of(&survey);
    assert!(matches!(again.form, Form::Template { at_most: Some(2), base: Some(Base::Present), .. }));
    assert_eq!(again.check(), Ok(survey));
}

#[test]
fn what_a_badly_marked_paper_ballot_is_worth_is_set_where_the_form_leaves_it_open() {
    use crate::survey::{PaperEffect, PaperFlaw, PaperRules};
    let mut made = whole();
    let own = made.check().unwrap();
    assert_eq!(own.rules.paper(), PaperRules::DEFAULT);
    assert!(made.apply(Edit::Paper(PaperFlaw::BlankRow, PaperEffect::InvalidRow)));
    assert!(made.apply(Edit::Paper(PaperFlaw::NoStamp, PaperEffect::Counts)));
    assert!(!made.apply(Edit::Paper(PaperFlaw::NoStamp, PaperEffect::InvalidRow)), "a stamp is no row");
    let survey = made.check().unwrap();
    let expected =
        PaperRules { blank_row: PaperEffect::InvalidRow, no_stamp: PaperEffect::Counts, ..PaperRules::DEFAULT };
    assert_eq!(survey.rules.paper, Some(expected));
    assert_eq!(Composition::of(&survey).check(), Ok(survey), "and is found again");
    // As it was: the survey is the form's again, to the digest.
    assert!(made.apply(Edit::Paper(PaperFlaw::BlankRow, PaperEffect::Blank)));
    assert!(made.apply(Edit::Paper(PaperFlaw::NoStamp, PaperEffect::InvalidBallot)));
    assert_eq!(made.check().as_ref(), Ok(&own));
    // Quy định 96 says itself what a ballot is worth.
    let mut made = Composition::new("qd-96", Mode::Real).unwrap();
    assert!(!made.apply(Edit::Paper(PaperFlaw::BlankRow, PaperEffect::Blank)));
}

#[test]
fn what_the_instrument_settles_cannot_be_changed() {
    let mut made = whole();
    for edit in [
        Edit::Switch("tin-nhiem".into(), false),
        Edit::Base(Base::Present),
        Edit::AtMost(3),
        Edit::Variant("khac".into()),
        Edit::Template("khong-co".into()),
    ] {
        assert!(!made.apply(edit.clone()), "{edit:?}");
    }
}

#[test]
fn texts_from_a_keyboard_are_tidied_when_checked_and_stay_as_typed_until_then() {
    let mut made = whole();
    made.apply(Edit::Line(Line::Hamlet, "  thôn   Mẫ".into()));
    made.apply(Edit::Line(Line::Hamlet, "  tho\u{302}n   Mẫu ".into()));
    assert_eq!(made.hamlet, "  thôn   Mẫu ");
    made.apply(Edit::Line(Line::Parent, "   ".into()));
    let key = made.entries[0].key;
    made.apply(Edit::Cell(key, Cell::BirthDate, " 5/4/1975".into()));
    let survey = made.check().unwrap();
    assert_eq!((survey.place.hamlet.as_str(), survey.issuer.parent), ("thôn Mẫu", None));
    assert_eq!(survey.subjects[0].birth_date.as_deref(), Some("1975-04-05"), "day before month");
    assert_eq!(survey.id, "ha-tinh-827-thon-mau");
}

#[test]
fn every_fault_has_its_place_on_the_screen() {
    let mut made = Composition::new("ha-tinh-827", Mode::Real).unwrap();
    let at: Vec<Spot> = spots(&made).into_iter().map(|(spot, _)| spot).collect();
    let empty = [Line::Issuer, Line::Province, Line::Commune, Line::Hamlet].map(Spot::Line);
    assert_eq!(at, [empty.as_slice(), &[Spot::Entries]].concat());

    made = with_names(&["Nguyễn Văn An", "Nguyễn Văn Bình", "Lê Thị Cúc"]);
    let [a, b, c] = [0, 1, 2].map(|at| made.entries[at].key);
    made.apply(Edit::Move(c, 0));
    made.apply(Edit::Cell(a, Cell::Name, "\u{202e}An".into()));
    made.apply(Edit::Cell(b, Cell::BirthDate, "31/4/1975".into()));
    made.apply(Edit::Cell(b, Cell::Name, " ".into()));
    made.apply(Edit::Cell(c, Cell::Tasks, "Làm đường\nLàm đường".into()));
    assert_eq!(
        spots(&made),
        [
            (Spot::Cell(c, Cell::Tasks), Kind::Duplicate { first: "subjects[0].tasks[0].text".into() }),
            (Spot::Cell(a, Cell::Name), Kind::Invisible { code_point: "U+202E".into() }),
            (Spot::Cell(b, Cell::Name), Kind::Empty),
            (Spot::Cell(b, Cell::BirthDate), Kind::BadDate { found: "31/4/1975".into() }),
            (Spot::Cell(c, Cell::Tasks), Kind::TasksNotAsked),
        ]
    );

    made = with_names(&["Nguyễn Văn An", "Lê Thị Cúc"]);
    let second = made.entries[1].key;
    made.apply(Edit::Cell(second, Cell::Name, "Nguyễn Văn An".into()));
    assert_eq!(spots(&made)[0].0, Spot::Entry(second));
    made.apply(Edit::Template("viec-dot-pha".into()));
    made.apply(Edit::Remove(second));
    assert_eq!(spots(&made), [(Spot::Entries, Kind::NoTasks)]);
    made.apply(Edit::Template("giup-xa".into()));
    assert_eq!(made.entries[0].kind, SubjectKind::Organisation, "the only kind that this template knows");
}

#[test]
fn one_without_a_task_is_a_fault_where_the_ballot_would_name_nobody_else_and_a_warning_otherwise() {
    let mut made = Composition::new("viec-dot-pha", Mode::Real).unwrap();
    made.apply(Edit::Sample);
    made.apply(Edit::Add(SubjectKind::Person));
    let key = made.entries.last().unwrap().key;
    made.apply(Edit::Cell(key, Cell::Name, "Triệu Thị Vân".into()));
    assert_eq!(spots(&made), [(Spot::Cell(key, Cell::Tasks), Kind::NoTasks)]);
    assert!(made.sketch().is_some());
    assert_eq!(made.warnings(&[Spot::Cell(key, Cell::Tasks)]), [], "said once");
    made.apply(Edit::Cell(key, Cell::Tasks, "Dạy nghề".into()));
    assert!(made.check().is_ok() && made.warnings(&[]).is_empty());

    // Here everybody is rated, too.
    let mut made = Composition::new("doi-thoai", Mode::Real).unwrap();
    made.apply(Edit::Sample);
    made.apply(Edit::Add(SubjectKind::Person));
    let key = made.entries.last().unwrap().key;
    made.apply(Edit::Cell(key, Cell::Name, "Triệu Thị Vân".into()));
    assert!(made.check().is_ok());
    assert_eq!(made.warnings(&[]), [Warning::NoTask { key }]);
}

#[test]
fn two_of_one_name_are_warned_of_however_they_are_written_and_whoever_has_a_birth_date() {
    let mut made = with_names(&["Nguyễn Văn An", "Lê Thị Cúc"]);
    let [first, second] = [0, 1].map(|at| made.entries[at].key);
    assert_eq!(made.warnings(&[]), []);
    made.apply(Edit::Cell(second, Cell::Name, "NGUYỄN VĂN AN".into()));
    made.apply(Edit::Cell(second, Cell::BirthDate, "30/4/1975".into()));
    assert!(made.check().is_ok(), "no fault: the two look different");
    assert_eq!(made.warnings(&[]), [Warning::SameName { key: second, first: 1 }]);
    assert_eq!(made.warnings(&[Spot::Entry(second)]), []);
    made.apply(Edit::Cell(first, Cell::BirthDate, "1/5/1970".into()));
    assert_eq!(made.warnings(&[]), []);
}

#[test]
fn an_old_province_and_a_bare_commune_are_warned_of_and_nothing_is_in_the_way() {
    let mut made = whole();
    made.apply(Edit::Line(Line::Province, " tỉnh Bắc Kạn".into()));
    made.apply(Edit::Line(Line::Commune, "Mẫu".into()));
    assert!(made.check().is_ok());
    let old = Warning::OldProvince { old: "tỉnh Bắc Kạn".into(), now: "Thái Nguyên" };
    assert_eq!(made.warnings(&[]), [old, Warning::BareCommune]);
    for commune in ["Xã Mẫu", "phường  Mẫu", "ĐẶC KHU MẪU", ""] {
        made.apply(Edit::Line(Line::Commune, commune.into()));
        assert_eq!(made.warnings(&[]).len(), 1, "{commune}");
    }
}

#[test]
fn an_unfinished_draft_can_be_looked_at() {
    for (id, _) in TEMPLATES {
        let empty = Composition::new(id, Mode::Real).unwrap();
        let sketch = empty.sketch().unwrap_or_else(|| panic!("{id}"));
        assert_eq!((sketch.place.hamlet.as_str(), sketch.subjects.len()), ("…………", 1), "{id}");
    }
    let mut made = with_names(&["Nguyễn Văn An", "Lê Thị Cúc"]);
    assert_eq!(made.sketch(), made.check().ok());
    let key = made.entries[1].key;
    made.apply(Edit::Cell(key, Cell::BirthDate, "hôm qua".into()));
    made.apply(Edit::Add(SubjectKind::Person));
    made.apply(Edit::Add(SubjectKind::Person));
    let names: Vec<String> = made.sketch().unwrap().subjects.into_iter().map(|subject| subject.name).collect();
    assert_eq!(names, ["Nguyễn Văn An", "Lê Thị Cúc", "………… (3)", "………… (4)"]);
}

#[test]
fn one_who_chooses_more_than_there_are_is_told_at_the_question() {
    let mut made = Composition::new("dan-tin-dang-cu", Mode::Real).unwrap();
    made.apply(Edit::Sample);
    made.apply(Edit::AtMost(9));
    assert_eq!(spots(&made)[0].0, Spot::Question("chon".into()));
}

#[test]
fn names_are_sorted_moved_and_removed() {
    let mut made = with_names(&["Trần Thị Bình", "Đỗ Văn An", "Nguyễn Văn An"]);
    let first = made.entries[0].key;
    made.apply(Edit::Sort(Order::ElectionRule));
    assert_eq!(names(&made), ["Đỗ Văn An", "Nguyễn Văn An", "Trần Thị Bình"]);
    assert!(!made.apply(Edit::Sort(Order::ElectionRule)), "sorted already");
    made.apply(Edit::Move(first, 1));
    assert_eq!(names(&made), ["Đỗ Văn An", "Trần Thị Bình", "Nguyễn Văn An"]);
    made.apply(Edit::Move(first, 99));
    made.apply(Edit::Remove(made.entries[0].key));
    assert_eq!(names(&made), ["Nguyễn Văn An", "Trần Thị Bình"]);
    assert!(!made.apply(Edit::Remove(99)) && !made.apply(Edit::Move(99, 0)));
    made.apply(Edit::Cell(first, Cell::Post, "Bí thư".into()));
    made.apply(Edit::Sort(Order::Post));
    assert_eq!(names(&made), ["Trần Thị Bình", "Nguyễn Văn An"], "without a post last");
}

#[test]
fn tasks_keep_their_identifiers_while_their_words_stay() {
    let mut made = Composition::of(&every_kind());
    let key = made.entries[0].key;
    made.apply(Edit::Cell(key, Cell::Tasks, "Trồng cây\n\nLàm đường thôn\nTập huấn".into()));
    let tasks = made.check().unwrap().subjects[0].tasks.clone();
    assert_eq!(tasks.iter().map(|task| task.id.as_str()).collect::<Vec<_>>(), ["viec-1", "duong", "viec-2"]);
}

#[test]
fn another_template_takes_its_own_title_along_and_leaves_one_that_was_written() {
    let mut made = whole();
    let old = made.title.clone();
    made.apply(Edit::Template("qd-96".into()));
    assert_ne!(made.title, old);
    assert_eq!(made.heading, Heading::Party);
    made.apply(Edit::Line(Line::Title, "Phiếu của thôn".into()));
    made.apply(Edit::Template("ha-tinh-827".into()));
    assert_eq!((made.title.as_str(), made.heading), ("Phiếu của thôn", Heading::State));
}

#[test]
fn what_is_typed_in_one_go_is_one_step() {
    let mut shop = Workshop::new(whole());
    for text in ["B", "Ba", "Ban"] {
        shop.apply(Edit::Line(Line::Issuer, text.into()));
    }
    shop.pause();
    shop.apply(Edit::Line(Line::Issuer, "Ban công tác".into()));
    shop.apply(Edit::Line(Line::Hamlet, "bản Mẫu".into()));
    assert!(shop.undo() && shop.undo());
    assert_eq!(shop.now().issuer, "Ban");
    assert!(shop.redo());
    assert_eq!(shop.now().issuer, "Ban công tác");
    assert!(shop.undo() && shop.undo());
    assert_eq!(*shop.now(), whole());
    assert!(!shop.undo() && shop.can_redo());
    shop.apply(Edit::Mode(Mode::Practice));
    assert!(!shop.can_redo(), "another future has begun");
}

#[test]
fn so_many_steps_are_kept_and_no_more() {
    let mut shop = Workshop::new(whole());
    for _ in 0..MAX_STEPS + 10 {
        shop.apply(Edit::Add(SubjectKind::Person));
    }
    assert_eq!((0..2 * MAX_STEPS).take_while(|_| shop.undo()).count(), MAX_STEPS);
}

#[test]
fn a_draft_comes_back_as_it_was_and_nothing_else_is_read() {
    let mut made = with_names(&["Nguyễn Văn An", "Lê\u{200b} Bình"]);
    made.apply(Edit::Line(Line::Commune, " <script>\"\u{202e} ".into()));
    made.apply(Edit::Line(Line::Hamlet, "tho\u{302}n".repeat(1_000)));
    let text = made.to_text();
    assert_eq!(Composition::from_text(&text), Ok(made));
    assert!(Composition::from_text("").is_err() && Composition::from_text("{}").is_err());
    assert!(Composition::from_text(&text.replace("hom-phieu/draft", "hom-phieu/survey")).is_err());
    assert!(Composition::from_text(&text.replace("\"version\":1", "\"version\":2")).is_err());
    assert!(Composition::from_text(&text.replace("ha-tinh-827", "khong-co")).is_err());
    assert!(Composition::from_text(&text.replace("\"title\"", "\"titel\"")).is_err());
}

#[test]
fn the_bounds_hold_whatever_a_draft_says() {
    let mut wild = whole();
    wild.title = "a".repeat(5_000);
    wild.entries = (0..500).map(|_| Entry { name: "b".repeat(2_000), ..Entry::new(7, SubjectKind::Person) }).collect();
    let made = Composition::from_text(&wild.to_text()).unwrap();
    assert_eq!((made.title.len(), made.entries.len(), made.entries[9].name.len()), (MAX_TYPED, MAX_ENTRIES, MAX_TYPED));
    assert_eq!(made.entries.iter().map(|entry| entry.key).max(), Some(MAX_ENTRIES as u32));
    let SurveyFaults(faults) = made.check().unwrap_err();
    assert!(faults.iter().any(|fault| fault.at == "subjects"), "too many for a ballot");
}

fn text() -> impl Strategy<Value = String> {
    let known = [
        "",
        " ",
        "An",
        "Nguyễn Văn An",
        "Lê\u{200b}",
        "\u{202e}",
        "e\u{302}",
        "<b>",
        "30/4/1975",
        "31/4/1975",
        "a\nb\na",
    ];
    prop_oneof![4 => proptest::sample::select(known.to_vec()).prop_map(str::to_owned), 1 => any::<String>()]
}

fn edit() -> impl Strategy<Value = Edit> {
    let lines = [Line::Title, Line::Province, Line::Commune, Line::Hamlet, Line::Issuer, Line::Parent];
    let cells = [Cell::Salutation, Cell::Name, Cell::Post, Cell::Unit, Cell::BirthDate, Cell::Tasks];
    let kinds = [SubjectKind::Person, SubjectKind::Organisation, SubjectKind::Matter];
    let template = (0..TEMPLATES.len()).prop_map(|at| TEMPLATES[at].0.to_owned());
    let question = proptest::sample::select(&["gop-y", "du-hop", "tin-nhiem", "x"][..]).prop_map(str::to_owned);
    let bases = [Base::Collected, Base::Present, Base::Delegates];
    let order = proptest::sample::select(vec![Order::ElectionRule, Order::Post]);
    let people = text().prop_map(|name| vec![Subject { name, ..survey().subjects[0].clone() }]);
    let kind = move || proptest::sample::select(kinds.to_vec());
    prop_oneof![
        (proptest::sample::select(lines.to_vec()), text()).prop_map(|(line, text)| Edit::Line(line, text)),
        (0..6_u32, proptest::sample::select(cells.to_vec()), text())
            .prop_map(|(key, cell, text)| Edit::Cell(key, cell, text)),
        (0..6_u32, kind()).prop_map(|(key, kind)| Edit::Kind(key, kind)),
        kind().prop_map(Edit::Add),
        (people, any::<bool>()).prop_map(|(subjects, instead)| Edit::Insert { subjects, instead }),
        (0..6_u32).prop_map(Edit::Remove),
        (0..6_u32, 0..8_usize).prop_map(|(key, to)| Edit::Move(key, to)),
        order.prop_map(Edit::Sort),
        template.prop_map(Edit::Template),
        (question, any::<bool>()).prop_map(|(id, on)| Edit::Switch(id, on)),
        proptest::sample::select(bases.to_vec()).prop_map(Edit::Base),
        any::<u32>().prop_map(Edit::AtMost),
        Just(Edit::Variant("dong-gop".into())),
        Just(Edit::Mode(Mode::Practice)),
        Just(Edit::Sample),
    ]
}

proptest! {
    #![proptest_config(cases(150))]

    #[test]
    fn undo_of_any_edits_restores_and_redo_makes_them_again(
        edits in proptest::collection::vec((edit(), any::<bool>()), 0..40),
    ) {
        let begin = whole();
        let mut shop = Workshop::new(begin.clone());
        for (edit, pause) in edits {
            let before = shop.now().clone();
            let changed = shop.apply(edit);
            prop_assert_eq!(changed, before != *shop.now());
            if pause {
                shop.pause();
            }
        }
        let end = shop.now().clone();
        while shop.undo() {}
        prop_assert_eq!(shop.now(), &begin);
        while shop.redo() {}
        prop_assert_eq!(shop.now(), &end);
    }

    #[test]
    fn whatever_was_typed_can_be_checked_and_kept(edits in proptest::collection::vec(edit(), 0..40)) {
        let mut made = Composition::new("hai-chieu-213", Mode::Real).unwrap();
        for edit in edits {
            made.apply(edit);
        }
        match made.check() {
            Ok(survey) => prop_assert_eq!(Composition::of(&survey).check(), Ok(survey)),
            Err(SurveyFaults(faults)) => {
                prop_assert!(!faults.is_empty());
                for fault in &faults {
                    let _ = made.spot(fault);
                }
                let _ = made.sketch();
            }
        }
        let again = Composition::from_text(&made.to_text()).unwrap();
        prop_assert_eq!(again.check(), made.check());
    }
}
