//! Survey files as they come from outside: each hostile one, by name, with the faults it must
//! be refused for, and a proof that no bytes at all bring the reader down.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

use hom_phieu::survey::json::{Ambiguity, JsonFault};
use hom_phieu::survey::{
    Base, Compare, Digest, MAX_SURVEY_BYTES, RulePart, Survey, SurveyFault, SurveyFaultKind as Kind, SurveyFaults,
    departure,
};
use hom_phieu::text::{Explain, Lang, templates};
use proptest::prelude::*;

fn data(path: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/data").join(path)
}

fn faults(bytes: &[u8]) -> Vec<SurveyFault> {
    Survey::parse(bytes).map_or_else(|SurveyFaults(faults)| faults, |_| Vec::new())
}

/// The faults of a file, and that each can be told in both languages without repeating what hides in the file.
fn faults_of(file: &str) -> Vec<(String, Kind)> {
    let faults = faults(&fs::read(data("hostile/survey").join(file)).expect("the file is in the corpus"));
    for fault in &faults {
        for lang in [Lang::Vi, Lang::En] {
            let told = fault.explain(lang);
            assert!(!told.what.is_empty() && !told.way_out.is_empty(), "{file}");
            assert!(told.what.chars().count() < 500, "{file}: {}", told.what);
            let hidden = |c| matches!(c, '\0'..='\u{1f}' | '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{206f}');
            assert!(!told.what.contains(hidden) && !told.way_out.contains(hidden), "{file}: {told:?}");
        }
    }
    faults.into_iter().map(|fault| (fault.at, fault.kind)).collect()
}

fn range(least: u64, most: u64, found: u64) -> Kind {
    Kind::OutOfRange { least, most, found }
}

fn invisible(code_point: &str) -> Kind {
    Kind::Invisible { code_point: code_point.into() }
}

/// Names an instrument, and takes its thresholds of another base.
const BORROWED_NAME: &str = "valid-threshold-over-another-base.json";

// Such a file opened without a word: the count said "96-QĐ/TW" and meant something else.
#[test]
fn a_threshold_over_a_base_that_the_named_instrument_does_not_have_is_told() {
    let survey = Survey::parse(&fs::read(data("hostile/survey").join(BORROWED_NAME)).unwrap()).unwrap();
    let found = departure(&survey).expect("the base is another");
    assert_eq!((found.parts.as_slice(), found.bases.as_slice()), (&[RulePart::Base][..], &[Base::Collected][..]));
    let [told] = &templates::departures(&found, &survey.rules, Lang::Vi)[..] else { panic!("one line") };
    assert!(told.contains("tổng số phiếu thu về") && told.contains("tổng số có mặt"), "{told}");
    let own = fs::read(data("templates/qd-96.survey.json")).unwrap();
    assert_eq!(departure(&Survey::parse(&own).unwrap()), None);
}

/// Files with exactly these faults. Each stands for a way to deceive the reader or the voter.
fn corpus() -> Vec<(&'static str, Vec<(&'static str, Kind)>)> {
    let name = "subjects[0].name";
    vec![
        // Odd, but harmless: the page never takes text for markup.
        ("valid-script-in-name.json", vec![]),
        ("valid-member-named-like-a-prototype-value.json", vec![]),
        ("valid-byte-order-mark.json", vec![]),
        // Well-formed, and warned of: see below.
        (BORROWED_NAME, vec![]),
        // Seen differently than counted.
        ("bidi-override-in-name.json", vec![(name, invisible("U+202E"))]),
        ("bidi-by-escape-in-level.json", vec![("questions[0].answer.levels[1].label", invisible("U+2067"))]),
        ("nul-in-title.json", vec![("title", invisible("U+0000"))]),
        ("line-break-in-name.json", vec![(name, invisible("U+000A"))]),
        ("zero-width-twin.json", vec![("subjects[1].name", invisible("U+200B"))]),
        ("no-break-space-twin.json", vec![("subjects[1]", Kind::SameSubject { first: "subjects[0]".into() })]),
        // Larger than any genuine file.
        ("huge-title.json", vec![("title", range(1, 300, 20_003))]),
        ("thousand-subjects.json", vec![("subjects", range(1, 100, 1000))]),
        ("one-level.json", vec![("questions[0].answer.levels", range(2, 5, 1))]),
        // Meaning what it does not say.
        ("path-in-id.json", vec![("id", Kind::BadId { found: "../../mau".into() })]),
        ("misspelt-member.json", vec![("subjects[0].salutaton", Kind::Unknown)]),
        ("hidden-default.json", vec![("questions[0].answer.default", Kind::Unknown)]),
        (
            "day-that-does-not-exist.json",
            vec![("subjects[0].birth_date", Kind::BadDate { found: "1975-02-30".into() })],
        ),
        ("silent-reconstruction.json", vec![("instrument.note", Kind::Missing)]),
        ("threshold-on-a-remark.json", vec![("rules.thresholds[0].question", Kind::NoSuch { found: "gop-y".into() })]),
        (
            "threshold-out-of-nothing.json",
            vec![
                ("rules.thresholds[0].at.denominator", range(1, 1000, 0)),
                ("rules.thresholds[0].at.numerator", range(1, 1, 0)),
            ],
        ),
        // Another file.
        ("a-list.json", vec![("format", wrong_format(""))]),
        ("another-format.json", vec![("format", wrong_format("hom-phieu/box"))]),
        ("format-is-a-list.json", vec![("format", wrong_format("[\"hom-phieu/survey\"]"))]),
        ("foreign-version.json", vec![("version", wrong_version("2"))]),
        ("version-as-text.json", vec![("version", wrong_version("\"1\""))]),
    ]
}

fn wrong_format(found: &str) -> Kind {
    Kind::Json(JsonFault::WrongFormat { expected: "hom-phieu/survey".into(), found: found.into() })
}

fn wrong_version(found: &str) -> Kind {
    Kind::Json(JsonFault::WrongVersion { expected: 1, found: found.into() })
}

/// What makes a file unreadable as a whole.
enum Unreadable {
    CutShort,
    NotUtf8(u64),
    Syntax,
    Twice(&'static str),
    NotWhole,
    NotComposed,
}

const UNREADABLE: &[(&str, Unreadable)] = &[
    ("empty.json", Unreadable::CutShort),
    ("truncated.json", Unreadable::CutShort),
    ("deep-nesting.json", Unreadable::Syntax),
    ("deep-nesting-in-a-member.json", Unreadable::Syntax),
    ("two-files-in-one.json", Unreadable::Syntax),
    ("javascript.json", Unreadable::Syntax),
    ("comment.json", Unreadable::Syntax),
    ("lone-surrogate.json", Unreadable::Syntax),
    ("truncated-inside-a-letter.json", Unreadable::NotUtf8(176)),
    ("utf-16.json", Unreadable::NotUtf8(0)),
    ("windows-1258.json", Unreadable::NotUtf8(99)),
    ("decomposed-name.json", Unreadable::NotComposed),
    ("duplicate-key.json", Unreadable::Twice("mode")),
    ("duplicate-key-by-escape.json", Unreadable::Twice("mode")),
    ("float-version.json", Unreadable::NotWhole),
    ("number-beyond-64-bits.json", Unreadable::NotWhole),
];

/// Files of which only the first or the number of faults is of interest.
const CROWDED: [&str; 2] = ["huge-unknown-key.json", "thousand-empty-subjects.json"];

#[test]
fn every_hostile_file_is_refused_for_its_own_fault_and_for_no_other() {
    for (file, expected) in corpus() {
        let expected: Vec<_> = expected.into_iter().map(|(at, kind)| (at.to_owned(), kind)).collect();
        assert_eq!(faults_of(file), expected, "{file}");
    }
}

#[test]
fn an_unreadable_file_has_one_fault_that_says_why() {
    for (file, why) in UNREADABLE {
        let faults = faults_of(file);
        let [(at, Kind::Json(fault))] = &faults[..] else { panic!("{file}: {faults:?}") };
        assert_eq!(at, "", "{file}");
        let as_expected = match (why, fault) {
            (Unreadable::NotUtf8(byte), JsonFault::NotUtf8 { at }) => byte == at,
            (Unreadable::Twice(name), JsonFault::Ambiguous { why: Ambiguity::TwiceTheMember { member }, .. }) => {
                name == member
            }
            (Unreadable::CutShort, JsonFault::CutShort { .. })
            | (Unreadable::Syntax, JsonFault::Syntax { .. })
            | (Unreadable::NotWhole, JsonFault::Ambiguous { why: Ambiguity::NotWhole { .. }, .. })
            | (Unreadable::NotComposed, JsonFault::Ambiguous { why: Ambiguity::NotComposed { .. }, .. }) => true,
            _ => false,
        };
        assert!(as_expected, "{file}: {fault:?}");
    }
}

#[test]
fn a_huge_member_name_is_cut_and_laid_open_in_the_message() {
    let faults = faults_of("huge-unknown-key.json");
    let [(at, Kind::Unknown)] = &faults[..] else { panic!("{faults:?}") };
    assert!(at.starts_with("x\\u{202e}ẫ") && at.ends_with('…') && at.chars().count() < 80, "{at}");
}

#[test]
fn a_thousand_faulty_subjects_do_not_give_thousands_of_messages() {
    // One for the number, three missing members (id, kind, name) for each of the first hundred.
    assert_eq!(faults_of("thousand-empty-subjects.json").len(), 301);
}

#[test]
fn every_file_of_the_corpus_is_named_in_a_test() {
    let named: BTreeSet<String> = corpus()
        .iter()
        .map(|(file, _)| *file)
        .chain(UNREADABLE.iter().map(|(file, _)| *file))
        .chain(CROWDED)
        .map(str::to_owned)
        .collect();
    let files = fs::read_dir(data("hostile/survey")).unwrap();
    let files: BTreeSet<_> = files.map(|entry| entry.unwrap().file_name().into_string().unwrap()).collect();
    assert_eq!(files, named);
}

#[test]
fn a_file_beyond_the_limit_is_not_even_looked_at() {
    let bytes = vec![0xff; MAX_SURVEY_BYTES + 1];
    let limit = MAX_SURVEY_BYTES as u64;
    let expected = Kind::Json(JsonFault::TooLarge { bytes: limit + 1, limit });
    assert_eq!(faults(&bytes), [SurveyFault { at: String::new(), kind: expected }]);
}

#[test]
fn a_survey_that_is_not_built_in_has_all_its_rules() {
    let survey = Survey::parse(&fs::read(data("second.survey.json")).unwrap()).unwrap();
    assert!(!survey.is_practice());
    assert_eq!((survey.rows().count(), survey.remark_slots().count()), (5, 5));
    assert_eq!(survey.rules.base, Base::Collected);
    let at: Vec<_> =
        survey.rules.thresholds.iter().map(|t| (t.at.numerator, t.at.denominator, t.compare, &t.levels[..])).collect();
    let low = ["thap".to_owned()];
    assert_eq!(at, [(1, 2, Compare::MoreThan, &low[..]), (2, 3, Compare::AtLeast, &low[..])]);
    assert_eq!(survey.rules.quorum.unwrap().compare, Compare::AtLeast);
}

/// Computed outside this project: members sorted, no white space, SHA-256. It must never change,
/// or no earlier result could be checked against its survey.
#[test]
fn the_digest_of_a_survey_is_what_any_other_program_computes_from_its_file() {
    let survey = Survey::parse(&fs::read(data("second.survey.json")).unwrap()).unwrap();
    assert_eq!(survey.digest().to_hex(), "7f7ae34ad84af23f5cb535d6e8d662db86486065a6ee4d1765f5d7ec5e4fa2ac");
}

/// One change of a file's bytes.
#[derive(Debug, Clone)]
enum Change {
    Set(usize, u8),
    Remove(usize, usize),
    Insert(usize, String),
    Repeat(usize, usize),
}

fn change() -> impl Strategy<Value = Change> {
    let at = 0usize..10_000;
    let token = prop_oneof![
        Just("\"".to_owned()),
        Just("null".into()),
        Just("[".into()),
        Just("}".into()),
        Just("{}".into()),
        Just(",".into()),
        Just("-1".into()),
        Just("99999999999".into()),
        Just("\\u202e".into()),
        Just("\u{303}".into()),
        ".{0,8}",
    ];
    prop_oneof![
        (at.clone(), any::<u8>()).prop_map(|(at, byte)| Change::Set(at, byte)),
        (at.clone(), 1usize..60).prop_map(|(at, count)| Change::Remove(at, count)),
        (at.clone(), token).prop_map(|(at, text)| Change::Insert(at, text)),
        (at, 1usize..200).prop_map(|(at, count)| Change::Repeat(at, count)),
    ]
}

fn apply(bytes: &mut Vec<u8>, change: &Change) {
    let length = bytes.len().max(1);
    let end = |at: usize, count: usize| (at + count).min(bytes.len());
    match change {
        Change::Set(at, byte) if !bytes.is_empty() => bytes[at % length] = *byte,
        Change::Remove(at, count) => drop(bytes.drain(at % length..end(at % length, *count))),
        Change::Insert(at, text) => drop(bytes.splice(at % length..at % length, text.bytes())),
        Change::Repeat(at, count) => {
            let part = bytes[at % length..end(at % length, *count)].to_vec();
            drop(bytes.splice(at % length..at % length, part));
        }
        Change::Set(..) => {}
    }
}

/// A refused file has a fault; an accepted one is kept as it is, and its digest is that of the file.
fn parse_soundly(bytes: &[u8]) {
    match Survey::parse(bytes) {
        Ok(survey) => {
            assert_eq!(Survey::parse(survey.to_json().as_bytes()).as_ref(), Ok(&survey));
            let file: serde_json::Value =
                serde_json::from_slice(bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes)).expect("it was just read");
            assert_eq!(Digest::of_json(&file), survey.digest());
        }
        Err(SurveyFaults(faults)) => {
            assert!(!faults.is_empty());
            for fault in faults {
                let _ = (fault.explain(Lang::Vi), fault.explain(Lang::En));
            }
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::with_cases(400) })]

    #[test]
    fn random_bytes_never_bring_the_reader_down(bytes in proptest::collection::vec(any::<u8>(), 0..600)) {
        parse_soundly(&bytes);
    }

    #[test]
    fn a_changed_practice_file_never_brings_the_reader_down(changes in proptest::collection::vec(change(), 1..4)) {
        let mut bytes = Survey::practice().to_json().into_bytes();
        for change in &changes {
            apply(&mut bytes, change);
        }
        parse_soundly(&bytes);
    }

    #[test]
    fn a_faulty_value_in_any_member_never_brings_the_reader_down(
        which in any::<prop::sample::Index>(), by in prop_oneof![
            Just(serde_json::Value::Null), Just(serde_json::json!([])), Just(serde_json::json!({})),
            any::<i64>().prop_map(Into::into), ".*".prop_map(serde_json::Value::String),
        ],
    ) {
        let mut value = serde_json::to_value(Survey::practice()).unwrap();
        let places = count(&value);
        replace(&mut value, &mut which.index(places), &by);
        parse_soundly(value.to_string().as_bytes());
    }
}

fn count(value: &serde_json::Value) -> usize {
    1 + match value {
        serde_json::Value::Object(members) => members.values().map(count).sum(),
        serde_json::Value::Array(items) => items.iter().map(count).sum(),
        _ => 0,
    }
}

/// Replaces the `left`-th value, counted from the outside in.
fn replace(value: &mut serde_json::Value, left: &mut usize, by: &serde_json::Value) -> bool {
    if *left == 0 {
        *value = by.clone();
        return true;
    }
    *left -= 1;
    match value {
        serde_json::Value::Object(members) => members.values_mut().any(|member| replace(member, left, by)),
        serde_json::Value::Array(items) => items.iter_mut().any(|item| replace(item, left, by)),
        _ => false,
    }
}
