//! The opened remarks, and what is signed of them.
//!
//! Nothing links a sealed remark to a ballot, and its place is inside the ciphertext. So a changed program can hand in more
//! remarks than its ballots have places for, fewer, or all about one subject; what it brings must not make the tellers
//! sign a result that no verifier takes.

use rand_core::RngCore;

use super::Remark;
use super::emptying::TakenRemark;
use crate::survey::Survey;

/// What came out of the sealed remarks.
#[derive(Debug, Default)]
pub(super) struct OpenedRemarks {
    pub(super) remarks: Vec<Remark>,
    pub(super) empty: u32,
    pub(super) unreadable: u32,
    /// Sealed remarks beyond the places of the ballots.
    pub(super) surplus: u32,
}

impl OpenedRemarks {
    /// What was taken out of the box, each sealed remark once, and `damaged` texts that are none.
    pub(super) fn of(mut taken: Vec<TakenRemark>, damaged: u32, survey: &Survey) -> Self {
        taken.sort_unstable_by_key(|remark| remark.id);
        taken.dedup_by_key(|remark| remark.id);
        let slots: Vec<_> = survey.remark_slots().collect();
        let mut opened = Self { unreadable: damaged, ..Self::default() };
        for remark in taken {
            let Some(remark) = remark.opened else {
                opened.unreadable += 1;
                continue;
            };
            let text = Remark::plain(&remark.text);
            match slots.get(remark.slot) {
                None => opened.unreadable += 1,
                Some(_) if text.is_empty() => opened.empty += 1,
                // A few letters are longer composed than typed (U+0958): nobody types them to say something.
                Some(slot) if text.encode_utf16().count() > slot.max_chars as usize => opened.unreadable += 1,
                Some(slot) => {
                    let [subject, question] = [slot.subject.id.clone(), slot.question.id.clone()];
                    opened.remarks.push(Remark { subject, question, text });
                }
            }
        }
        opened
    }

    /// Brings what was opened into the places that `collected` ballots have, so that every place has a remark or is counted
    /// as empty or unreadable. No place gives more remarks than there are ballots: which of too many stay is drawn, since
    /// nothing tells an honest one from the others, and the rest are unreadable. A place of which nothing came is
    /// unreadable too; of what came beyond the places, empty ones go first.
    pub(super) fn fitted(mut self, survey: &Survey, collected: u32, rng: &mut impl RngCore) -> Self {
        let slots: Vec<_> = survey.remark_slots().collect();
        let places = u64::from(collected) * slots.len() as u64;
        let came = self.remarks.len() as u64 + u64::from(self.empty) + u64::from(self.unreadable);
        let opened = self.remarks.len();
        // Whether a remark is within what its place may give, told of one after the other.
        let fits = || {
            let mut taken = vec![0_u32; slots.len()];
            let slots = &slots;
            move |remark: &Remark| {
                let taken = remark.place(slots).ok().and_then(|place| taken.get_mut(place));
                taken.is_some_and(|taken| {
                    *taken += 1;
                    *taken <= collected
                })
            }
        };
        if !self.remarks.iter().all(fits()) {
            shuffle(&mut self.remarks, rng);
            self.remarks.retain(fits());
        }
        let unreadable = u64::from(self.unreadable) + (opened - self.remarks.len()) as u64;
        // Each slot holds `collected` at most, so the remarks are never more than the places.
        let rest = places.saturating_sub(self.remarks.len() as u64);
        let empty = u64::from(self.empty).min(rest - unreadable.min(rest));
        let number = |count: u64| u32::try_from(count).unwrap_or(u32::MAX);
        let [empty, unreadable] = [empty, rest - empty].map(number);
        Self { remarks: self.remarks, empty, unreadable, surplus: number(came.saturating_sub(places)) }
    }
}

/// Fisher–Yates with unbiased indices, so that the order of remarks says nothing of the order of
/// the sealed ones.
pub(super) fn shuffle<T>(items: &mut [T], rng: &mut impl RngCore) {
    for last in (1..items.len()).rev() {
        let bound = last as u64 + 1;
        let zone = u64::MAX - u64::MAX % bound;
        let pick = loop {
            let draw = rng.next_u64();
            if draw < zone {
                break draw % bound;
            }
        };
        items.swap(last, pick as usize);
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use crate::ballot::Ballot;
    use crate::record::tests::{checked, files};
    use crate::record::{CheckReport, CountOutput, RecordFault};
    use crate::seal::SealedRemark;
    use crate::testing::{self, cases, rng};

    /// A meeting of `ballots` ballots into whose box these remarks were put: the place of each, and its text.
    fn hostile(ballots: usize, brought: &[(usize, &str)]) -> (CountOutput, CheckReport) {
        let survey = testing::survey();
        let new_box = testing::open(&survey, 1);
        let key = new_box.opening.box_key(&survey).unwrap();
        let mut rng = rng(3);
        let blank = Ballot::blank(&survey);
        let sealed = (0..ballots).map(|_| crate::seal::SealedBallot::seal(&blank, &key, &mut rng).unwrap()).collect();
        let mut remarks = Vec::new();
        for (place, text) in brought {
            let mut texts = vec![String::new(); 2];
            texts[*place] = (*text).to_owned();
            let ballot = Ballot::from_parts(&survey, vec![None; 4], texts).unwrap();
            remarks.push(SealedRemark::seal_all(&ballot, &key, &mut rng).unwrap().swap_remove(*place));
        }
        let output = testing::count(&survey, &new_box, sealed, remarks, &[1, 2]).unwrap();
        let report = checked(&files(&new_box, &output));
        (output, report)
    }

    fn rest(output: &CountOutput) -> [u32; 4] {
        let payload = &output.payload;
        let remarks = payload.remarks.len() as u32;
        [remarks, payload.remarks_empty, payload.remarks_unreadable, payload.remarks_surplus]
    }

    // Each of the three made the tellers sign a result that its own verifier called false, for good: the cards were
    // shown, the count was done, and nothing could be counted anew.

    #[test]
    fn fewer_remarks_than_places_are_signed_as_unreadable_ones() {
        // As when one ballot is handed in twice, in two envelopes, with the remarks of the first.
        let (output, report) = hostile(2, &[(0, "Tốt"), (1, "")]);
        assert_eq!((report.faults, rest(&output)), (vec![], [1, 1, 2, 0]));
    }

    #[test]
    fn more_remarks_than_places_are_signed_as_a_surplus() {
        // As when one envelope is handed in on two devices, each time with other remarks.
        let (output, report) = hostile(1, &[(0, "Một"), (1, "Hai"), (0, "Ba"), (1, "")]);
        assert_eq!((report.faults, rest(&output)), (vec![], [2, 0, 0, 2]));
        let (output, report) = hostile(1, &[(0, "Một"), (0, ""), (1, ""), (1, "")]);
        assert_eq!((report.faults, rest(&output)), (vec![], [1, 1, 0, 2]));
    }

    #[test]
    fn remarks_that_are_all_aimed_at_one_subject_are_no_more_than_the_ballots() {
        let (output, report) = hostile(2, &[(1, "Một"), (1, "Hai"), (1, "Ba"), (1, "Bốn")]);
        assert_eq!((report.faults, rest(&output)), (vec![], [2, 0, 2, 0]));
    }

    #[test]
    fn honest_remarks_are_signed_as_they_came() {
        let (output, report) = hostile(2, &[(0, "Một"), (1, ""), (0, ""), (1, "Hai")]);
        assert_eq!((report.faults, rest(&output)), (vec![], [2, 2, 0, 0]));
    }

    proptest! {
        #![proptest_config(cases(12))]

        #[test]
        fn whatever_remarks_are_in_the_box_the_signed_result_verifies(
            ballots in 0..3_usize, brought in proptest::collection::vec((0..2_usize, 0..2_usize), 0..8)
        ) {
            let brought: Vec<_> = brought.into_iter().map(|(place, text)| (place, ["", "Tốt"][text])).collect();
            let (output, report) = hostile(ballots, &brought);
            prop_assert_eq!(report.faults, vec![]);
            prop_assert!(rest(&output)[..3].iter().sum::<u32>() == 2 * ballots as u32);
        }
    }

    #[test]
    fn a_ballot_in_two_envelopes_with_one_set_of_remarks_is_counted_and_verifies() {
        let survey = testing::survey();
        let new_box = testing::open(&survey, 1);
        let key = new_box.opening.box_key(&survey).unwrap();
        let mut rng = rng(3);
        let ballot = Ballot::blank(&survey);
        let sealed = crate::seal::SealedBallot::seal(&ballot, &key, &mut rng).unwrap();
        let remarks = SealedRemark::seal_all(&ballot, &key, &mut rng).unwrap();
        let twice = [remarks.clone(), remarks].concat();
        let output = testing::count(&survey, &new_box, vec![sealed.clone(), sealed], twice, &[1, 2]).unwrap();
        assert_eq!(output.payload.figures.electronic.collected, 2);
        let faults = checked(&files(&new_box, &output)).faults;
        assert!(faults.iter().all(|fault| matches!(fault.fault, RecordFault::Conservation(_))), "{faults:?}");
        assert_eq!(rest(&output), [0, 2, 2, 0]);
    }
}
