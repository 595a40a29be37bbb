//! The locks: what opens, what never does, and what is refused.

use curve25519_dalek::scalar::Scalar;
use elastic_elgamal::{Keypair, ProofOfPossession, SecretKey};
use merlin::Transcript;
use proptest::prelude::*;

use super::*;
use crate::ballot::Ballot;
use crate::survey::Survey;
use crate::testing::{self, cases, rng};

fn ballot(survey: &Survey, marks: [Option<usize>; 4], remark: &str) -> Ballot {
    Ballot::from_parts(survey, marks.to_vec(), vec![remark.into(), String::new()]).unwrap()
}

#[test]
fn a_sealed_ballot_of_ten_rows_of_three_levels_is_under_ten_kilobytes() {
    let mut survey = testing::survey();
    survey.questions.truncate(1);
    let one = survey.subjects[0].clone();
    survey.subjects = (0..10).map(|n| crate::survey::Subject { id: format!("n{n}"), ..one.clone() }).collect();
    let new_box = testing::open(&survey, 1);
    let key = new_box.opening.box_key(&survey).unwrap();
    let sealed = SealedBallot::seal(&Ballot::blank(&survey), &key, &mut rng(1)).unwrap();
    let bytes = serde_json::to_vec(&Envelope::close(&sealed, &key, &mut rng(1)).unwrap()).unwrap().len();
    assert!(bytes <= 10_000, "{bytes}");
}

#[test]
fn all_ballots_and_all_remarks_of_a_survey_have_one_size() {
    let survey = testing::survey();
    let key = testing::open(&survey, 1).opening.box_key(&survey).unwrap();
    let sizes = |ballot: &Ballot| {
        let sealed = SealedBallot::seal(ballot, &key, &mut rng(2)).unwrap();
        let remarks = SealedRemark::seal_all(ballot, &key, &mut rng(2)).unwrap();
        let remark_sizes: Vec<usize> = remarks.iter().map(|remark| serde_json::to_vec(remark).unwrap().len()).collect();
        let envelope = Envelope::close(&sealed, &key, &mut rng(2)).unwrap();
        (serde_json::to_vec(&envelope).unwrap().len(), remark_sizes)
    };
    let long = "ế".repeat(50);
    assert_eq!(sizes(&Ballot::blank(&survey)), sizes(&ballot(&survey, [Some(0), Some(1), Some(2), None], &long)));
}

#[test]
fn a_sealed_ballot_of_one_box_is_worthless_in_another() {
    let survey = testing::survey();
    let key = testing::open(&survey, 1).opening.box_key(&survey).unwrap();
    let other = testing::open(&survey, 2).opening.box_key(&survey).unwrap();
    let mut sealed = SealedBallot::seal(&Ballot::blank(&survey), &key, &mut rng(3)).unwrap();
    assert!(sealed.verify(&key).is_ok());
    sealed.box_id = other.box_id().to_owned();
    assert!(matches!(sealed.verify(&other), Err(SealFault::BadChoiceProof { row: 0 })));
}

#[test]
fn a_choice_moved_to_another_subject_or_question_does_not_verify() {
    let survey = testing::survey();
    let key = testing::open(&survey, 1).opening.box_key(&survey).unwrap();
    let mut sealed = SealedBallot::seal(&Ballot::blank(&survey), &key, &mut rng(3)).unwrap();
    sealed.choices.swap(0, 2); // the same question of two subjects: same number of options
    assert!(matches!(sealed.verify(&key), Err(SealFault::BadChoiceProof { row: 0 })));
}

#[test]
fn a_survey_that_differs_in_one_word_gives_another_key() {
    let survey = testing::survey();
    let new_box = testing::open(&survey, 1);
    let mut changed = survey.clone();
    changed.questions[0].text.push('!');
    assert!(new_box.opening.box_key(&changed).is_err(), "the opening names the survey's digest");
    let opening = &new_box.opening;
    let build =
        |survey: &Survey| BoxKey::new(survey, &opening.box_id, 3, 2, &opening.commitments, &opening.proof).unwrap();
    let sealed = SealedBallot::seal(&Ballot::blank(&survey), &build(&survey), &mut rng(1)).unwrap();
    assert!(sealed.verify(&build(&changed)).is_err());
}

#[test]
fn any_flipped_bit_of_a_sealed_ballot_is_noticed() {
    let survey = testing::survey();
    let key = testing::open(&survey, 1).opening.box_key(&survey).unwrap();
    let sealed = SealedBallot::seal(&Ballot::blank(&survey), &key, &mut rng(4)).unwrap();
    for at in (0..sealed.choices[0].len()).step_by(97) {
        let mut changed = sealed.clone();
        let mut text = changed.choices[0].clone().into_bytes();
        text[at] = if text[at] == b'A' { b'B' } else { b'A' };
        changed.choices[0] = String::from_utf8(text).unwrap();
        assert!(changed.verify(&key).is_err(), "byte {at}");
        assert_ne!(changed.id(), sealed.id());
    }
}

#[test]
fn a_dealer_who_cheats_is_found_out() {
    let survey = testing::survey();
    let opening = testing::open(&survey, 1).opening;
    let other = testing::open(&survey, 2).opening;
    let commitments = vec![opening.commitments[0].clone(), other.commitments[1].clone()];
    let result = BoxKey::new(&survey, &opening.box_id, 3, 2, &commitments, &opening.proof);
    assert!(matches!(result, Err(SealFault::BadKeyProof)));
}

/// The key of a "2 of 3" whose polynomial has these coefficients.
fn key_of(coefficients: [Scalar; 2]) -> Result<BoxKey, SealFault> {
    let survey = testing::survey();
    let box_id = testing::open(&survey, 1).opening.box_id;
    let polynomial = coefficients
        .map(|coefficient| Keypair::from(SecretKey::<Ristretto>::from_bytes(coefficient.as_bytes()).unwrap()));
    // The dealer's own transcript, as in `elastic_elgamal::sharing::Dealer::new`.
    let mut transcript = Transcript::new(b"elgamal_share_poly");
    transcript.append_u64(b"n", 3);
    transcript.append_u64(b"t", 2);
    let proof = ProofOfPossession::new(&polynomial, &mut transcript, &mut rng(1));
    let commitments: Vec<String> = polynomial.iter().map(|pair| codec::to_base64(pair.public().as_bytes())).collect();
    BoxKey::new(&survey, &box_id, 3, 2, &commitments, &codec::key_proof_to_text(&proof))
}

#[test]
fn a_key_with_a_coefficient_of_zero_is_refused() {
    // Such a "3 of 5" opens with one card, or with none; its proof is easy to make and was taken.
    let five = Scalar::from(5_u32);
    assert!(key_of([five, five]).is_ok());
    for coefficients in [[Scalar::ZERO, five], [five, Scalar::ZERO]] {
        assert!(matches!(key_of(coefficients), Err(SealFault::BadKeyProof)), "{coefficients:?}");
    }
}

#[test]
fn a_key_of_which_a_teller_has_a_share_of_zero_is_refused() {
    // f(x) = 5x - 5i: whoever knows that the share of teller i is zero stands in for that teller, without the card.
    let five = Scalar::from(5_u32);
    for teller in 1..=3_u32 {
        assert!(matches!(key_of([-five * Scalar::from(teller), five]), Err(SealFault::BadKeyProof)), "{teller}");
    }
    assert!(key_of([-five * Scalar::from(4_u32), five]).is_ok(), "there is no fourth teller");
}

#[test]
fn shares_of_anything_but_the_sums_are_refused() {
    // Rows and values beyond those of the sums were not looked at: a record could carry what opens a single ballot.
    let survey = testing::survey();
    let new_box = testing::open(&survey, 1);
    let key = new_box.opening.box_key(&survey).unwrap();
    let sums = Sums::new(&key);
    let honest: Vec<_> = testing::unlock(&new_box, &key, &[1, 3])
        .iter()
        .map(|card| (card.teller(), card.decrypt(&sums, &mut rng(5))))
        .collect();
    assert!(combine(&key, &sums, &honest).is_ok());
    let changes: [fn(&mut Vec<Vec<DecryptionShare>>); 4] = [
        |rows| rows.push(rows[0].clone()),
        |rows| {
            let more = rows[0][0].clone();
            rows[3].push(more);
        },
        |rows| drop(rows.pop()),
        |rows| rows.swap(0, 1),
    ];
    for (place, change) in changes.iter().enumerate() {
        let mut shares = honest.clone();
        change(&mut shares[1].1);
        let fault = combine(&key, &sums, &shares);
        assert!(matches!(fault, Err(SealFault::ShareShape { expected: 14, .. })), "{place}: {fault:?}");
    }
}

#[test]
fn impossible_numbers_of_cards_are_refused() {
    for (tellers, needed) in [(0, 0), (3, 0), (3, 4), (10, 2)] {
        assert!(
            matches!(deal(tellers, needed, &mut rng(1)), Err(SealFault::BadThreshold { .. })),
            "{needed} of {tellers}"
        );
    }
}

#[test]
fn a_card_with_a_pin_opens_with_that_pin_only() {
    let survey = testing::survey();
    let new_box = testing::open(&survey, 1);
    let key = new_box.opening.box_key(&survey).unwrap();
    let pinned = |teller| new_box.opening.pinned(teller);
    let plain = &new_box.cards[0];
    let secrets = plain.unlock(&key, pinned, None).unwrap();
    let locked = Card::new(survey.mode, key.box_id(), 1, "Lê Văn Cường", &secrets, Some("2468"), &mut rng(5)).unwrap();
    let locked = Card::parse(&locked.to_text()).unwrap();
    assert_eq!(locked.unlock(&key, pinned, None).err(), Some(CardFault::NeedsPin));
    assert_eq!(locked.unlock(&key, pinned, Some("2469")).err(), Some(CardFault::WrongPin));
    assert_eq!(locked.unlock(&key, pinned, Some("2468")).unwrap().share, secrets.share);
    let short = Card::new(survey.mode, key.box_id(), 1, "Lê Văn Cường", &secrets, Some("123"), &mut rng(5));
    assert_eq!(short.err(), Some(CardFault::PinTooShort));
}

#[test]
fn a_pin_in_vietnamese_opens_however_its_marks_are_typed() {
    // Set on a keyboard that composes and typed on one that does not, it was the wrong PIN, and the card lost.
    let survey = testing::survey();
    let new_box = testing::open(&survey, 1);
    let key = new_box.opening.box_key(&survey).unwrap();
    let pinned = |teller| new_box.opening.pinned(teller);
    let secrets = new_box.cards[0].unlock(&key, pinned, None).unwrap();
    let [composed, apart] = ["núi Hồng", "nu\u{301}i Ho\u{302}\u{300}ng"];
    for [set, typed] in [[composed, apart], [apart, composed], [apart, apart]] {
        let card = Card::new(survey.mode, key.box_id(), 1, "Lê Văn Cường", &secrets, Some(set), &mut rng(5)).unwrap();
        assert!(card.unlock(&key, pinned, Some(typed)).is_ok(), "{set} {typed}");
    }
    // Made before PINs were composed, under "nu\u{301}i" as it was typed.
    let earlier = Card {
        locked: Some(card::locked_as_typed(&secrets, "nu\u{301}i", &new_box.cards[0])),
        secret: None,
        ..new_box.cards[0].clone()
    };
    assert!(earlier.unlock(&key, pinned, Some("nu\u{301}i")).is_ok());
    assert_eq!(earlier.unlock(&key, pinned, Some("núi")).err(), Some(CardFault::WrongPin));
}

#[test]
fn cards_of_another_box_another_mode_or_with_changed_keys_are_refused_by_name() {
    let survey = testing::survey();
    let new_box = testing::open(&survey, 1);
    let key = new_box.opening.box_key(&survey).unwrap();
    let pinned = |teller| new_box.opening.pinned(teller);
    let foreign = testing::open(&survey, 2).cards[0].clone();
    assert_eq!(foreign.unlock(&key, pinned, None).err(), Some(CardFault::OtherBox));
    let mut practice = new_box.cards[0].clone();
    practice.mode = crate::survey::Mode::Practice;
    assert_eq!(practice.unlock(&key, pinned, None).err(), Some(CardFault::OtherMode));
    let mut posing = new_box.cards[0].clone();
    posing.teller = 2;
    assert_eq!(posing.unlock(&key, pinned, None).err(), Some(CardFault::WrongKeys));
    let mut mixed = new_box.cards[0].clone();
    mixed.secret = foreign.secret;
    assert_eq!(mixed.unlock(&key, pinned, None).err(), Some(CardFault::WrongKeys));
    let mut nobody = new_box.cards[0].clone();
    nobody.teller = 0;
    assert_eq!(nobody.unlock(&key, pinned, None).err(), Some(CardFault::WrongKeys));
}

#[test]
fn half_a_scan_is_no_card() {
    let text = testing::open(&testing::survey(), 1).cards[0].to_text();
    for cut in [0, 1, 10, text.len() / 2, text.len() - 1] {
        assert!(matches!(Card::parse(&text[..cut]), Err(CardFault::NotACard { .. })), "{cut} bytes");
    }
}

#[test]
fn a_remark_comes_back_whole_and_a_changed_one_not_at_all() {
    let survey = testing::survey();
    let new_box = testing::open(&survey, 1);
    let key = new_box.opening.box_key(&survey).unwrap();
    let cards = testing::unlock(&new_box, &key, &[2, 3]);
    let sealed = SealedRemark::seal_all(&ballot(&survey, [None; 4], "Sống gương mẫu"), &key, &mut rng(6)).unwrap();
    let opened = Unlocked::open_remark(&cards, &key, &sealed[0]).unwrap();
    assert_eq!((opened.slot, opened.text.as_str()), (0, "Sống gương mẫu"));
    assert!(Unlocked::open_remark(&cards[..1], &key, &sealed[0]).is_err(), "one card is not enough");
    let mut changed = sealed[0].clone();
    let at = changed.sealed.len() / 2;
    let byte = if changed.sealed.as_bytes()[at] == b'A' { "B" } else { "A" };
    changed.sealed.replace_range(at..=at, byte);
    assert!(Unlocked::open_remark(&cards, &key, &changed).is_err());
}

#[test]
fn a_remark_with_characters_outside_the_basic_plane_fits_where_the_screen_let_it() {
    let survey = testing::survey();
    let key = testing::open(&survey, 1).opening.box_key(&survey).unwrap();
    let ballot = ballot(&survey, [None; 4], &"😀".repeat(25)); // 50 UTF-16 units, 100 bytes
    assert!(SealedRemark::seal_all(&ballot, &key, &mut rng(6)).is_ok());
}

#[test]
fn a_share_that_another_teller_computed_is_refused() {
    let survey = testing::survey();
    let new_box = testing::open(&survey, 1);
    let key = new_box.opening.box_key(&survey).unwrap();
    let mut sums = Sums::new(&key);
    let sealed = SealedBallot::seal(&Ballot::blank(&survey), &key, &mut rng(4)).unwrap();
    sums.add(&sealed.verify(&key).unwrap());
    let shares = testing::unlock(&new_box, &key, &[1])[0].decrypt(&sums, &mut rng(5));
    let fault = combine(&key, &sums, &[(1, shares.clone()), (2, shares.clone())]);
    assert_eq!(fault, Err(SealFault::BadShare { teller: 2, row: 0, option: 0 }));
    let twice = combine(&key, &sums, &[(1, shares.clone()), (1, shares)]);
    assert_eq!(twice, Err(SealFault::TooFewCards { needed: 2, presented: 1 }));
}

proptest! {
    #![proptest_config(cases(12))]

    #[test]
    fn totals_equal_the_plain_sum_and_any_two_of_three_cards_open(
        marks in proptest::collection::vec((0..4_usize, 0..3_usize, 0..4_usize, 0..3_usize), 0..6),
        pair in prop_oneof![Just([1, 2]), Just([1, 3]), Just([2, 3])],
    ) {
        let survey = testing::survey();
        let new_box = testing::open(&survey, 11);
        let key = new_box.opening.box_key(&survey).unwrap();
        let mut rng = rng(12);
        let mut sums = Sums::new(&key);
        let mut plain = vec![vec![0; 4], vec![0; 3], vec![0; 4], vec![0; 3]];
        for (a, b, c, d) in marks {
            let options = [a, b, c, d];
            for (row, option) in options.into_iter().enumerate() {
                plain[row][option] += 1;
            }
            let mark = |option: usize, blank: usize| (option != blank).then_some(option);
            let ballot = ballot(&survey, [mark(a, 3), mark(b, 2), mark(c, 3), mark(d, 2)], "");
            let sealed = SealedBallot::seal(&ballot, &key, &mut rng).unwrap();
            sums.add(&sealed.verify(&key).unwrap());
        }
        let cards = testing::unlock(&new_box, &key, &pair);
        let shares: Vec<_> = cards.iter().map(|card| (card.teller(), card.decrypt(&sums, &mut rng))).collect();
        prop_assert_eq!(combine(&key, &sums, &shares).unwrap(), plain);
        let alone = combine(&key, &sums, &shares[..1]);
        prop_assert_eq!(alone, Err(SealFault::TooFewCards { needed: 2, presented: 1 }));
    }

    #[test]
    fn no_text_makes_the_card_reader_panic(text in ".{0,200}") {
        prop_assert!(Card::parse(&text).is_err());
    }
}
