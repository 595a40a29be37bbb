//! Envelopes: what opens them, what they give away, and how those are counted that hold no ballot of their own.

use super::*;
use crate::ballot::Ballot;
use crate::seal::{BoxKey, Envelope, SealedBallot, SealedRemark, Unlocked};
use crate::testing::{self, rng};

fn ballot(key: &BoxKey) -> SealedBallot {
    SealedBallot::seal(&Ballot::blank(&testing::survey()), key, &mut rng(7)).unwrap()
}

fn remarks(key: &BoxKey, count: usize) -> Vec<SealedRemark> {
    let mut rng = rng(55);
    (0..count / 2)
        .flat_map(|_| SealedRemark::seal_all(&Ballot::blank(&testing::survey()), key, &mut rng).unwrap())
        .collect()
}

fn faults(new_box: &NewBox, output: &CountOutput) -> Vec<PlacedFault> {
    let files = [
        ("x.result.json".to_owned(), output.result.clone().into_bytes()),
        ("x.record.json".to_owned(), output.record.clone().into_bytes()),
        ("x.opening.json".to_owned(), new_box.opening.to_text().into_bytes()),
    ];
    check(&files, &mut |_, _| {}).faults
}

#[test]
fn one_ballot_in_two_envelopes_counts_once_and_is_named() {
    let survey = testing::survey();
    let new_box = testing::open(&survey, 1);
    let key = new_box.opening.box_key(&survey).unwrap();
    let ballot = ballot(&key);
    let output = testing::count(&survey, &new_box, vec![ballot.clone(), ballot], remarks(&key, 4), &[1, 2]).unwrap();
    let electronic = output.payload.figures.electronic;
    assert_eq!((electronic.collected, electronic.valid, electronic.invalid), (2, 1, 1));
    let record: Record = serde_json::from_str(&output.record).unwrap();
    assert_eq!((record.copied, record.unreadable, record.ballots.len()), (1, 0, 1));
    assert_eq!(faults(&new_box, &output), []);
}

#[test]
fn an_envelope_that_the_cards_do_not_open_is_collected_and_invalid() {
    let survey = testing::survey();
    let new_box = testing::open(&survey, 1);
    let key = new_box.opening.box_key(&survey).unwrap();
    let ballot = ballot(&key);
    let mut damaged = Envelope::close(&ballot, &key, &mut rng(8)).unwrap();
    let last = damaged.sealed.len() - 9;
    let other = if &damaged.sealed[last..=last] == "A" { "B" } else { "A" };
    damaged.sealed.replace_range(last..=last, other);
    let cards = testing::unlock(&new_box, &key, &[1, 2]);
    let mut emptied = empty_envelopes(&key, &cards, &[damaged], &mut |_| {}).unwrap();
    emptied.open_remarks(&key, &cards, &remarks(&key, 2), &mut |_| {});
    assert_eq!((emptied.ballots.len(), emptied.unreadable), (0, 1));
    let input = CountInput {
        survey: &survey,
        opening: &new_box.opening,
        key: &key,
        cards: &cards,
        emptied,
        issued: 1,
        paper: None,
        paper_remarks: Vec::new(),
        attendance: Attendance { summoned: 60, present: 40, delegates: None },
        log: testing::log(&new_box),
        devices: None,
        counted_at: "2026-11-22T20:30:00+07:00",
    };
    let output = count_box(input, &mut |_, _| {}, &mut rng(9)).unwrap();
    let electronic = output.payload.figures.electronic;
    assert_eq!((electronic.collected, electronic.valid, electronic.invalid), (1, 0, 1));
    assert_eq!(faults(&new_box, &output), []);
}

#[test]
fn an_envelope_opens_with_enough_cards_only_and_with_no_card_of_another_box() {
    let survey = testing::survey();
    let new_box = testing::open(&survey, 1);
    let key = new_box.opening.box_key(&survey).unwrap();
    let ballot = ballot(&key);
    let envelope = Envelope::close(&ballot, &key, &mut rng(8)).unwrap();
    let cards = |tellers: &[u32]| testing::unlock(&new_box, &key, tellers);
    for tellers in [[1, 2], [3, 1], [2, 3]] {
        assert_eq!(Unlocked::open_envelope(&cards(&tellers), &key, &envelope).as_ref(), Ok(&ballot), "{tellers:?}");
    }
    assert!(Unlocked::open_envelope(&cards(&[2]), &key, &envelope).is_err());
    let other = testing::open(&survey, 2);
    let other_key = other.opening.box_key(&survey).unwrap();
    let foreign = testing::unlock(&other, &other_key, &[1, 2]);
    assert!(Unlocked::open_envelope(&foreign, &other_key, &envelope).is_err());
}

#[test]
fn two_envelopes_of_one_ballot_have_nothing_in_common() {
    // Or whoever has the device's disk and the record could lay one beside the other.
    let survey = testing::survey();
    let key = testing::open(&survey, 1).opening.box_key(&survey).unwrap();
    let ballot = ballot(&key);
    let [one, two] = [8, 9].map(|seed| Envelope::close(&ballot, &key, &mut rng(seed)).unwrap().sealed);
    assert_eq!(one.len(), two.len());
    let same = one.bytes().zip(two.bytes()).filter(|(a, b)| a == b).count();
    assert!(same < one.len() / 16, "{same} of {}", one.len()); // 1/64 by chance
    for choice in &ballot.choices {
        assert!(!one.contains(&choice[..24]), "nothing of the ballot shows");
    }
}

#[test]
fn a_ballot_of_another_box_stops_the_count_with_a_word() {
    // It was set aside, under an identifier that the verifier could not compute from the record.
    let survey = testing::survey();
    let new_box = testing::open(&survey, 1);
    let other = testing::open(&survey, 2).opening.box_key(&survey).unwrap();
    let foreign = ballot(&other);
    let foreign = Envelope::close(&foreign, &other, &mut rng(8)).unwrap();
    let key = new_box.opening.box_key(&survey).unwrap();
    let fault = empty_envelopes(&key, &testing::unlock(&new_box, &key, &[1, 2]), &[foreign], &mut |_| {}).err();
    assert!(matches!(fault, Some(RecordFault::Mismatch { .. })), "{fault:?}");
}
