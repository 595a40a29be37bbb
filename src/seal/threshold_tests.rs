//! How many cards open: any that are enough, and never one fewer.

use curve25519_dalek::ristretto::RistrettoPoint;
use curve25519_dalek::scalar::Scalar;
use curve25519_dalek::traits::Identity;
use proptest::prelude::*;

use super::*;
use crate::ballot::Ballot;
use crate::testing::{self, cases, rng};

/// Mostly few tellers, since many are slow.
fn needed_of_tellers() -> impl Strategy<Value = (u32, u32)> {
    prop_oneof![6 => 1..=4_u32, 1 => 5..=MAX_TELLERS].prop_flat_map(|tellers| (1..=tellers, Just(tellers)))
}

/// What these shares of the secret make of the base point when they are put together as if they were enough.
fn together(shares: &[(u32, Scalar)]) -> RistrettoPoint {
    let mut sum = RistrettoPoint::identity();
    for (teller, share) in shares {
        let others = shares.iter().filter(|(other, _)| other != teller).map(|(other, _)| Scalar::from(*other));
        let weight: Scalar = others.map(|other| other * (other - Scalar::from(*teller)).invert()).product();
        sum += RistrettoPoint::mul_base(&(weight * share));
    }
    sum
}

proptest! {
    #![proptest_config(cases(16))]

    #[test]
    fn any_cards_that_are_enough_open_and_one_fewer_do_not(
        (needed, tellers) in needed_of_tellers(),
        order in Just((1..=MAX_TELLERS).collect::<Vec<_>>()).prop_shuffle(),
        seed in any::<u64>(),
    ) {
        let (survey, mut rng) = (testing::survey(), rng(seed));
        let dealt = deal(tellers, needed, &mut rng).unwrap();
        let box_id = "AAAAAAAAAAAAAAAAAAAAAA";
        let key = BoxKey::new(&survey, box_id, tellers, needed, &dealt.commitments, &dealt.proof).unwrap();
        let present: Vec<u32> = order.into_iter().filter(|teller| *teller <= tellers).take(needed as usize).collect();
        let share = |teller: u32| *dealt.shares[teller as usize - 1];
        let card = |teller: &u32| {
            Unlocked::new(&key, *teller, CardSecrets { share: share(*teller), signing: [9; 32] }).unwrap()
        };
        let cards: Vec<Unlocked> = present.iter().map(card).collect();

        let marks = vec![Some(1), None, Some(0), Some(1)];
        let ballot = Ballot::from_parts(&survey, marks, vec!["Tốt".into(), String::new()]).unwrap();
        let sealed = SealedBallot::seal(&ballot, &key, &mut rng).unwrap();
        let remark = SealedRemark::seal_all(&ballot, &key, &mut rng).unwrap().swap_remove(0);
        let envelope = Envelope::close(&sealed, &key, &mut rng).unwrap();
        let mut sums = Sums::new(&key);
        sums.add(&sealed.verify(&key).unwrap());
        let shares: Vec<_> = cards.iter().map(|card| (card.teller(), card.decrypt(&sums, &mut rng))).collect();

        let plain = vec![vec![0, 1, 0, 0], vec![0, 0, 1], vec![1, 0, 0, 0], vec![0, 1, 0]];
        prop_assert_eq!(combine(&key, &sums, &shares), Ok(plain));
        prop_assert_eq!(Unlocked::open_envelope(&cards, &key, &envelope).unwrap().id(), sealed.id());
        prop_assert_eq!(Unlocked::open_remark(&cards, &key, &remark).unwrap().text, "Tốt");
        let too_few = SealFault::TooFewCards { needed, presented: needed - 1 };
        prop_assert_eq!(combine(&key, &sums, &shares[1..]), Err(too_few.clone()));
        prop_assert_eq!(Unlocked::open_envelope(&cards[1..], &key, &envelope).err(), Some(too_few));
        prop_assert!(Unlocked::open_remark(&cards[1..], &key, &remark).is_err());

        let scalar = |teller: &u32| (*teller, Scalar::from_canonical_bytes(share(*teller)).unwrap());
        let secrets: Vec<_> = present.iter().map(scalar).collect();
        let joint = together(&secrets).compress();
        prop_assert_eq!(codec::to_base64(joint.as_bytes()), dealt.commitments[0].as_str());
        prop_assert_ne!(together(&secrets[1..]).compress(), joint);
    }
}
