//! What is handed over sealed, copied, forged, twice or from elsewhere: what of it counts.

use super::tests::{ballots, checked, files, remarks};
use super::*;
use crate::ballot::Ballot;
use crate::seal::SealedBallot;
use crate::testing::{self, rng};

#[test]
fn a_copied_ciphertext_is_set_aside_and_reported() {
    // Somebody who holds the device copies a neighbour's sealed choice to double it.
    let survey = testing::survey();
    let new_box = testing::open(&survey, 1);
    let key = new_box.opening.box_key(&survey).unwrap();
    let mut rng = rng(7);
    let honest = SealedBallot::seal(&ballots(&survey)[0], &key, &mut rng).unwrap();
    let mut copy = SealedBallot::seal(&ballots(&survey)[1], &key, &mut rng).unwrap();
    copy.choices[2] = honest.choices[2].clone();
    let output =
        testing::count(&survey, &new_box, vec![honest.clone(), copy.clone()], remarks(&key, 4), &[1, 2]).unwrap();
    assert_eq!(output.payload.figures.electronic.invalid, 1);
    assert_eq!(output.payload.figures.electronic.valid, 1);
    let record: Record = serde_json::from_str(&output.record).unwrap();
    let (kept, aside) = if honest.id() < copy.id() { (honest.id(), copy.id()) } else { (copy.id(), honest.id()) };
    assert_eq!(record.set_aside, [SetAside { ballot: aside, reason: SetAsideReason::Repeated { of: kept } }]);
    assert_eq!(checked(&files(&new_box, &output)).faults, []);
}

#[test]
fn a_forged_ballot_is_set_aside_and_cannot_push_out_the_honest_one_it_copies() {
    let survey = testing::survey();
    let new_box = testing::open(&survey, 1);
    let key = new_box.opening.box_key(&survey).unwrap();
    let honest = SealedBallot::seal(&ballots(&survey)[0], &key, &mut rng(7)).unwrap();
    let mut forged = honest.clone();
    forged.choices.swap(0, 2);
    let output = testing::count(&survey, &new_box, vec![honest, forged.clone()], remarks(&key, 4), &[1, 2]).unwrap();
    assert_eq!(output.payload.figures.electronic.valid, 1);
    let record: Record = serde_json::from_str(&output.record).unwrap();
    assert_eq!(record.set_aside, [SetAside { ballot: forged.id(), reason: SetAsideReason::BadProof }]);
}

#[test]
fn the_same_remark_handed_over_twice_counts_once() {
    // Two backups of one box overlap: the ballots were counted once, the remarks twice.
    let survey = testing::survey();
    let new_box = testing::open(&survey, 1);
    let key = new_box.opening.box_key(&survey).unwrap();
    let ballot = SealedBallot::seal(&ballots(&survey)[0], &key, &mut rng(7)).unwrap();
    let twice = [remarks(&key, 2), remarks(&key, 2)].concat();
    let output = testing::count(&survey, &new_box, vec![ballot], twice, &[1, 2]).unwrap();
    assert_eq!(checked(&files(&new_box, &output)).faults, []);
}

#[test]
fn a_remark_in_decomposed_or_disguised_letters_does_not_spoil_the_signed_result() {
    // It did: the text went into the payload as it came, and the verifier's strict reader refused
    // the payload that the tellers had just signed. Any client may seal such a remark.
    let survey = testing::survey();
    let marks = vec![None; 4];
    let decomposed = "Ga\u{300}n da\u{302}n \u{202e}nơh";
    let ballot = Ballot::from_parts(&survey, marks, vec![decomposed.into(), String::new()]).unwrap();
    let (new_box, output) = testing::meeting(&survey, &[ballot], 1);
    assert_eq!(output.payload.remarks[0].text, "Gàn dân nơh");
    assert_eq!(checked(&files(&new_box, &output)).faults, []);
}
