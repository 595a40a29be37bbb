//! A meeting from the first seal to the verifier, and everything that can be done to its files.

use super::*;
use crate::ballot::Ballot;
use crate::seal::{SealedBallot, SealedRemark};
use crate::survey::{Mode, Survey};
use crate::testing::{self, rng};

pub(super) fn ballots(survey: &Survey) -> Vec<Ballot> {
    let mut ballots = Vec::new();
    for n in 0..5_usize {
        let marks = vec![Some(n % 3), Some(n % 2), (n > 1).then_some(2), None];
        let remark = if n == 2 { "Cần gần dân hơn".to_owned() } else { String::new() };
        ballots.push(Ballot::from_parts(survey, marks, vec![remark, String::new()]).unwrap());
    }
    ballots
}

pub(super) fn files(new_box: &NewBox, output: &CountOutput) -> Vec<(String, Vec<u8>)> {
    vec![
        ("nho.result.json".into(), output.result.clone().into_bytes()),
        ("nho.record.json".into(), output.record.clone().into_bytes()),
        ("nho.opening.json".into(), new_box.opening.to_text().into_bytes()),
    ]
}

pub(super) fn checked(files: &[(String, Vec<u8>)]) -> CheckReport {
    check(files, &mut |_, _| {})
}

#[test]
fn an_honest_meeting_verifies_whole() {
    let survey = testing::survey();
    let (new_box, output) = testing::meeting(&survey, &ballots(&survey), 1);
    let report = checked(&files(&new_box, &output));
    assert_eq!(report.faults, []);
    assert_eq!(report.unchecked, []);
    assert_eq!(report.opening_words, new_box.opening.words());
}

#[test]
fn the_result_holds_the_plain_totals_shares_findings_and_remarks() {
    let survey = testing::survey();
    let (_, output) = testing::meeting(&survey, &ballots(&survey), 1);
    let payload = output.payload;
    let counts = |row: usize| {
        let row = &payload.rows[row];
        let mut counts: Vec<u32> = row.levels.iter().map(|level| level.count).collect();
        counts.push(row.blank);
        counts
    };
    assert_eq!([counts(0), counts(2)], [vec![2, 2, 1, 0], vec![0, 0, 3, 2]]);
    assert_eq!([counts(1), counts(3)], [vec![3, 2, 0], vec![0, 0, 5]]);
    assert_eq!(payload.rows[0].levels[0].share, [2, 5]);
    assert_eq!(payload.findings.iter().map(|finding| finding.met).collect::<Vec<_>>(), [false, false]);
    assert_eq!(payload.findings[1].share, [3, 5], "3/5 does not reach 2/3");
    assert!(payload.quorum.is_some_and(|quorum| quorum.met));
    assert_eq!(payload.remarks.len(), 1);
    assert_eq!(payload.remarks[0].text, "Cần gần dân hơn");
    assert_eq!(payload.remarks_empty, 9);
}

#[test]
fn files_of_two_boxes_are_told_apart_by_their_names() {
    let survey = testing::survey();
    let (one_box, one) = testing::meeting(&survey, &ballots(&survey), 1);
    let (other_box, other) = testing::meeting(&survey, &ballots(&survey), 2);
    assert_eq!(checked(&files(&one_box, &one)).mixed, []);
    let mut mixed = files(&one_box, &one);
    mixed[2].1 = files(&other_box, &other)[2].1.clone();
    let report = checked(&mixed);
    let names: Vec<&str> = report.mixed.iter().map(|(name, _)| name.as_str()).collect();
    assert_eq!(names, ["nho.result.json", "nho.record.json", "nho.opening.json"]);
    assert_eq!(report.mixed[0].1, survey.title);
    assert!(!report.is_clean(), "what follows from it is still a fault");
}

#[test]
fn a_card_among_the_files_is_no_fault_of_a_result() {
    let survey = testing::survey();
    let (new_box, output) = testing::meeting(&survey, &ballots(&survey), 1);
    let card = ("the.card.json".to_owned(), new_box.cards[0].to_text().into_bytes());
    assert_eq!(checked(core::slice::from_ref(&card)).only_not_checked(), Some(FileKind::Card));
    let mut files = files(&new_box, &output);
    assert_eq!(checked(&files).only_not_checked(), None);
    files[2].1 = b"{}".to_vec();
    files.push(card);
    assert_eq!(checked(&files).only_not_checked(), None);
}

#[test]
fn every_other_file_of_the_project_is_named_and_not_checked() {
    // A meeting for phones, a hand-in and a sealed remark were "not a file of Hòm Phiếu".
    for (format, kind) in [
        ("card", FileKind::Card),
        ("ballot", FileKind::Ballot),
        ("join", FileKind::Join),
        ("box", FileKind::Box),
        ("meeting", FileKind::Meeting),
        ("hand-in", FileKind::HandIn),
        ("remark", FileKind::Remark),
    ] {
        let file = serde_json::json!({ "format": format!("hom-phieu/{format}") }).to_string();
        assert_eq!(checked(&[("x.json".into(), file.into_bytes())]).only_not_checked(), Some(kind), "{format}");
    }
    let foreign = br#"{"format":"hom-phieu/draft"}"#.to_vec();
    assert_eq!(checked(&[("x.json".into(), foreign)]).faults[0].fault, RecordFault::UnknownKind);
}

#[test]
fn two_tellers_with_one_signing_key_are_refused() {
    // Whoever holds it signs for both: k signatures of fewer people.
    let survey = testing::survey();
    let new_box = testing::open(&survey, 1);
    let key = new_box.opening.box_key(&survey).unwrap();
    let mut opening = new_box.opening;
    let first = opening.tellers[0].key.clone();
    let signing = jws::verifying_key(&first).unwrap();
    let second = &mut opening.tellers[1];
    second.key = first;
    let share = key.public_share(2).unwrap();
    second.kid = crate::seal::card_fingerprint(survey.mode, &opening.box_id, 2, &share, signing.as_bytes());
    assert_eq!(opening.box_key(&survey).err(), Some(RecordFault::Value(NotAllowed::TellerKeyTwice)));
}

#[test]
fn a_meeting_without_a_single_ballot_is_counted_too() {
    let survey = testing::survey();
    let (new_box, output) = testing::meeting(&survey, &[], 1);
    assert_eq!(output.payload.figures.total().collected, 0);
    assert_eq!(checked(&files(&new_box, &output)).faults, []);
}

#[test]
fn one_card_does_not_open_a_box_of_two() {
    let survey = testing::survey();
    let new_box = testing::open(&survey, 1);
    let fault = testing::count(&survey, &new_box, Vec::new(), Vec::new(), &[2]).err();
    let expected = crate::seal::SealFault::TooFewCards { needed: 2, presented: 1 };
    assert_eq!(fault, Some(RecordFault::Seal(expected)));
}

#[test]
fn the_result_alone_is_checked_as_far_as_it_goes_and_says_what_is_missing() {
    let survey = testing::survey();
    let (new_box, output) = testing::meeting(&survey, &ballots(&survey), 1);
    let report = checked(&files(&new_box, &output)[..1]);
    assert!(report.is_clean());
    assert!(report.held.contains(&Held::Signatures));
    assert!(report.unchecked.contains(&Held::KeysOfOpening) && report.unchecked.contains(&Held::Decryption));
}

#[test]
fn a_result_signed_by_other_people_does_not_pass_against_the_opening() {
    let survey = testing::survey();
    let (new_box, output) = testing::meeting(&survey, &ballots(&survey), 1);
    let (_, forged) = testing::meeting(&survey, &[], 2);
    let mut files = files(&new_box, &output);
    files[0].1 = forged.result.into_bytes();
    let report = checked(&files);
    let at = |place: &str| report.faults.iter().any(|fault| fault.at == place);
    assert!(at("payload.opening_digest") && at("payload.tellers") && at("payload.record_digest"), "{report:?}");
}

#[test]
fn a_record_written_anew_with_other_white_space_still_verifies() {
    let survey = testing::survey();
    let (new_box, output) = testing::meeting(&survey, &ballots(&survey), 1);
    let mut files = files(&new_box, &output);
    let value: serde_json::Value = serde_json::from_slice(&files[1].1).unwrap();
    files[1].1 = serde_json::to_vec_pretty(&value).unwrap();
    assert_eq!(checked(&files).faults, []);
}

pub(super) fn remarks(key: &crate::seal::BoxKey, count: usize) -> Vec<SealedRemark> {
    let blank = Ballot::blank(&testing::survey());
    let mut rng = rng(55);
    (0..count / 2).flat_map(|_| SealedRemark::seal_all(&blank, key, &mut rng).unwrap()).collect()
}

#[test]
fn a_dropped_an_added_and_a_swapped_ballot_are_all_noticed_in_the_record() {
    let survey = testing::survey();
    let (new_box, output) = testing::meeting(&survey, &ballots(&survey), 1);
    let record: Record = serde_json::from_str(&output.record).unwrap();
    let mut dropped = record.clone();
    dropped.ballots.pop();
    let mut doubled = record.clone();
    doubled.ballots.push(record.ballots[0].clone());
    let mut swapped = record.clone();
    swapped.ballots.swap(0, 1);
    for (what, changed) in [("dropped", dropped), ("doubled", doubled), ("swapped", swapped)] {
        let mut files = files(&new_box, &output);
        files[1].1 = serde_json::to_vec(&changed).unwrap();
        let report = checked(&files);
        assert!(report.faults.iter().any(|fault| fault.at == "payload.record_digest"), "{what}");
        assert!(report.faults.iter().any(|fault| fault.file == FileKind::Record), "{what}: {:?}", report.faults);
    }
}

#[test]
fn changed_totals_in_a_record_name_the_member() {
    let survey = testing::survey();
    let (new_box, output) = testing::meeting(&survey, &ballots(&survey), 1);
    let mut record: Record = serde_json::from_str(&output.record).unwrap();
    record.totals[0].swap(0, 2);
    let bytes = serde_json::to_vec(&record).unwrap();
    let report =
        checked(&[("r.record.json".into(), bytes), ("o.opening.json".into(), new_box.opening.to_text().into())]);
    assert_eq!(report.faults.len(), 1, "{:?}", report.faults);
    assert_eq!(report.faults[0].at, "totals");
}

#[test]
fn a_signed_result_whose_figures_do_not_add_up_is_shown_with_its_faults() {
    // 5 ballots in a box from which 3 were handed out: signed as it was, and reported.
    let survey = testing::survey();
    let new_box = testing::open(&survey, 1);
    let key = new_box.opening.box_key(&survey).unwrap();
    let mut rng = rng(8);
    let sealed: Vec<_> =
        ballots(&survey).iter().map(|ballot| SealedBallot::seal(ballot, &key, &mut rng).unwrap()).collect();
    let cards = testing::unlock(&new_box, &key, &[1, 2]);
    let input = CountInput {
        survey: &survey,
        opening: &new_box.opening,
        key: &key,
        cards: &cards,
        emptied: testing::emptied(&new_box, &key, &sealed, &remarks(&key, 10), &[1, 2]).unwrap(),
        issued: 3,
        paper: None,
        paper_remarks: Vec::new(),
        attendance: Attendance { summoned: 60, present: 40, delegates: None },
        log: testing::log(&new_box),
        devices: None,
        counted_at: "2026-11-22T20:30:00+07:00",
    };
    let output = count_box(input, &mut |_, _| {}, &mut rng).unwrap();
    let report = checked(&files(&new_box, &output));
    assert_eq!(report.faults.len(), 1, "{:?}", report.faults);
    assert!(
        matches!(&report.faults[0].fault, RecordFault::Conservation(sum) if sum.rule == "electronic: collected <= issued")
    );
    assert!(report.result.is_some());
}

#[test]
fn a_practice_result_never_passes_for_a_real_one() {
    let mut practice = testing::survey();
    practice.mode = Mode::Practice;
    let (new_box, output) = testing::meeting(&practice, &ballots(&practice), 1);
    assert_eq!(checked(&files(&new_box, &output)).faults, [], "it is a good practice result");
    let jws: Jws = serde_json::from_str(&output.result).unwrap();
    let mut payload: ResultPayload = serde_json::from_slice(&jws.payload_bytes().unwrap()).unwrap();
    payload.mode = Mode::Real;
    payload.survey.mode = Mode::Real;
    let forged = Jws { payload: crate::seal::codec::to_base64(&serde_json::to_vec(&payload).unwrap()), ..jws };
    let report = checked(&[("x.result.json".into(), serde_json::to_vec(&forged).unwrap())]);
    assert!(report.faults.iter().any(|fault| matches!(fault.fault, RecordFault::BadHeader { .. })));
}

#[test]
fn a_record_without_the_end_of_its_log_is_noticed() {
    // Links alone were checked, so a log cut off at any place, even an empty one, held.
    let survey = testing::survey();
    let (new_box, output) = testing::meeting(&survey, &[], 1);
    for kept in 0..3 {
        let mut record: Record = serde_json::from_str(&output.record).unwrap();
        record.log.truncate(kept);
        let bytes = serde_json::to_vec(&record).unwrap();
        let opening = new_box.opening.to_text().into_bytes();
        let report = checked(&[("r.record.json".into(), bytes), ("o.opening.json".into(), opening)]);
        assert_eq!(report.faults.len(), 1, "{kept} entries: {:?}", report.faults);
        assert_eq!(report.faults[0].at, "log");
    }
}

#[test]
fn a_box_that_was_not_closed_is_not_counted() {
    let survey = testing::survey();
    let new_box = testing::open(&survey, 1);
    let key = new_box.opening.box_key(&survey).unwrap();
    let input = CountInput {
        survey: &survey,
        opening: &new_box.opening,
        key: &key,
        cards: &testing::unlock(&new_box, &key, &[1, 2]),
        emptied: Emptied::default(),
        paper: None,
        paper_remarks: Vec::new(),
        issued: 0,
        attendance: Attendance { summoned: 60, present: 40, delegates: None },
        log: testing::log(&new_box)[..1].to_vec(),
        devices: None,
        counted_at: "2026-11-22T20:30:00+07:00",
    };
    let fault = count_box(input, &mut |_, _| {}, &mut rng(1)).err();
    assert_eq!(fault, Some(RecordFault::BrokenLog { seq: 1 }));
}

#[test]
fn an_opening_inside_a_record_passes_the_same_door_as_one_on_its_own() {
    // Only the survey was looked at again: an opening that says `ballots: 5` passed inside a record.
    let survey = testing::survey();
    let (_, output) = testing::meeting(&survey, &[], 1);
    let record: Record = serde_json::from_str(&output.record).unwrap();
    let mut inside = record.clone();
    inside.opening.ballots = 5;
    let mut elsewhere = record.clone();
    elsewhere.opening.place = "thôn Khác".into();
    let mut disguised = record;
    disguised.opening.tellers[0].name = "Lê \u{202e}Văn".into();
    for record in [inside, elsewhere, disguised] {
        let report = checked(&[("r.record.json".into(), serde_json::to_vec(&record).unwrap())]);
        assert!(report.faults.iter().any(|fault| fault.at == "opening"), "{:?}", report.faults);
    }
}

#[test]
fn a_teller_whose_name_cannot_be_seen_gets_no_card() {
    let teller = |name: &str| TellerSetup { name: name.into(), role: "Thành viên".into(), pin: None };
    for name in ["", " An", "A\u{200b}n", "Ga\u{300}"] {
        let attendance = Attendance { summoned: 60, present: 40, delegates: None };
        let tellers = [teller("Lê Văn Cường"), teller(name)];
        let at = "2026-11-22T19:30:00+07:00";
        let fault = open_box(&testing::survey(), &tellers, 1, attendance, at, &mut rng(1)).err();
        assert_eq!(fault, Some(OpenFault::Name { teller: 1 }), "{name:?}");
    }
}

#[test]
fn a_time_of_the_count_that_the_log_does_not_know_is_noticed() {
    let survey = testing::survey();
    let (new_box, output) = testing::meeting(&survey, &[], 1);
    let jws: Jws = serde_json::from_str(&output.result).unwrap();
    let mut payload: ResultPayload = serde_json::from_slice(&jws.payload_bytes().unwrap()).unwrap();
    payload.counted_at = "2026-11-23T20:30:00+07:00".into();
    let key = new_box.opening.box_key(&survey).unwrap();
    let cards = testing::unlock(&new_box, &key, &[1, 2]);
    let kid = |teller| new_box.opening.pinned(teller).unwrap();
    let keys: Vec<_> = cards.iter().map(|card| (kid(card.teller()), card.signing_seed())).collect();
    let signed = jws::sign(survey.mode, &serde_json::to_vec(&payload).unwrap(), &keys);
    let mut files = files(&new_box, &output);
    files[0].1 = serde_json::to_vec(&signed).unwrap();
    let report = checked(&files);
    assert_eq!(report.faults.len(), 1, "{:?}", report.faults);
    assert_eq!(report.faults[0].at, "payload.counted_at");
}

#[test]
fn two_results_at_once_are_refused_since_a_report_must_say_which_it_means() {
    let survey = testing::survey();
    let (new_box, output) = testing::meeting(&survey, &[], 1);
    let mut files = files(&new_box, &output);
    files.push(files[0].clone());
    assert_eq!(checked(&files).faults.len(), 1);
}
