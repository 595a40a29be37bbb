//! Order leak: where a ballot or remark stands in a box file, in a record or in a result says nothing of when it was cast.
//!
//! Many meetings are held with the real sealing and the real count, and the place of each ballot is held against its
//! turn. Were places a random permutation, the sum S of (turn − mean)(place − mean) over a meeting of n ballots would have
//! mean 0 and variance n²(n−1)(n+1)²/144 (Spearman's rank correlation), and the sum over all meetings, divided by its
//! standard deviation, would be nearly normal. [`LIMIT`] is five of them: by chance one run in 1.7 million is beyond it,
//! and the seeds are fixed, so that a failure is never chance twice. A list in the order of casting would give
//! √(meetings · (n − 1)) = 36 standard deviations; one that keeps a seventh of that correlation is still found.

#![allow(clippy::cast_precision_loss)] // a dozen ballots, some hundred meetings

use rand_core::RngCore;

use super::*;
use crate::ballot::Ballot;
use crate::seal::{Envelope, SealedBallot, SealedRemark};
use crate::survey::{AnswerKind, Survey};
use crate::testing::{self, rng};

const MEETINGS: u64 = 120;
const BALLOTS: usize = 12;
/// Standard deviations.
const LIMIT: f64 = 5.0;

/// One person, one question of levels, one remark: quick to seal.
fn survey() -> Survey {
    let mut survey = testing::survey();
    survey.subjects.truncate(1);
    let levels = survey.questions.iter().position(|question| matches!(question.answer, AnswerKind::Levels(_))).unwrap();
    let remark =
        survey.questions.iter().position(|question| matches!(question.answer, AnswerKind::Remark { .. })).unwrap();
    survey.questions = [levels, remark].map(|at| survey.questions[at].clone()).to_vec();
    survey.rules.thresholds.clear();
    survey
}

/// How turns and places go together, in standard deviations: of all ballots, and of the last one alone, which is the one
/// that a lingering watcher would know.
#[derive(Default)]
struct Leak {
    all: f64,
    last: f64,
    meetings: f64,
}

impl Leak {
    /// `places` by turn: where the ballot that was cast first stands, then the second, and so on.
    fn add(&mut self, places: &[usize]) {
        let mean = (places.len() - 1) as f64 / 2.0;
        self.all +=
            places.iter().enumerate().map(|(turn, place)| (turn as f64 - mean) * (*place as f64 - mean)).sum::<f64>();
        self.last += places[places.len() - 1] as f64 - mean;
        self.meetings += 1.0;
    }

    fn deviations(&self) -> [f64; 2] {
        let n = BALLOTS as f64;
        let all = n * (n + 1.0) * (n - 1.0).sqrt() / 12.0;
        let last = ((n * n - 1.0) / 12.0).sqrt();
        [self.all / (all * self.meetings.sqrt()), self.last / (last * self.meetings.sqrt())]
    }
}

/// Where each of `those`, by turn, stands in `list`.
fn places<T: PartialEq>(those: &[T], list: &[T]) -> Vec<usize> {
    those.iter().map(|one| list.iter().position(|other| other == one).expect("it is there")).collect()
}

#[test]
fn the_measure_finds_a_list_in_the_order_of_casting_and_one_that_puts_new_ballots_among_the_last_half() {
    let mut rng = rng(3);
    let [mut ordered, mut half] = [Leak::default(), Leak::default()];
    for _ in 0..MEETINGS {
        ordered.add(&(0..BALLOTS).collect::<Vec<_>>());
        // Each ballot is put at a random place of the last half of what is there.
        let mut list: Vec<usize> = Vec::new();
        for turn in 0..BALLOTS {
            let from = list.len() / 2;
            list.insert(from + rng.next_u32() as usize % (list.len() - from + 1), turn);
        }
        half.add(&places(&(0..BALLOTS).collect::<Vec<_>>(), &list));
    }
    assert!(ordered.deviations().iter().all(|leak| *leak > LIMIT), "{:?}", ordered.deviations());
    assert!(half.deviations().iter().all(|leak| *leak > LIMIT), "{:?}", half.deviations());
}

#[test]
fn the_place_of_a_ballot_or_remark_in_any_file_is_independent_of_when_it_was_cast() {
    let survey = survey();
    let [mut envelopes, mut sealed_remarks, mut ballots, mut remarks] = [(); 4].map(|()| Leak::default());
    for meeting in 0..MEETINGS {
        let new_box = testing::open(&survey, meeting);
        let key = new_box.opening.box_key(&survey).unwrap();
        let mut rng = rng(10_000 + meeting);
        let mut cast = (Vec::new(), Vec::new(), Vec::new(), Vec::new());
        for turn in 0..BALLOTS {
            // All alike, so that the record's order cannot come from what was marked.
            let ballot = Ballot::from_parts(&survey, vec![Some(0)], vec![format!("Ý kiến {turn:02}")]).unwrap();
            let sealed = SealedBallot::seal(&ballot, &key, &mut rng).unwrap();
            cast.0.push(Envelope::close(&sealed, &key, &mut rng).unwrap());
            cast.1.push(SealedRemark::seal_all(&ballot, &key, &mut rng).unwrap().remove(0));
            cast.2.push(sealed);
            cast.3.push(format!("Ý kiến {turn:02}"));
        }
        let [outer, inner]: [Vec<String>; 2] = [
            cast.0.iter().map(|envelope| envelope.sealed.clone()).collect(),
            cast.1.iter().map(|remark| remark.sealed.clone()).collect(),
        ];
        let device = DeviceBox {
            device: CHIEF,
            name: "Máy 1",
            instance: &new_instance(&mut rng),
            issued: BALLOTS as u32,
            slips: None,
            log: testing::log(&new_box),
        };
        let file = BoxFile::new(&new_box.opening, device, outer.clone(), inner.clone());
        envelopes.add(&places(&outer, &file.ballots));
        sealed_remarks.add(&places(&inner, &file.remarks));

        let output = testing::count(&survey, &new_box, cast.2.clone(), cast.1, &[1, 2]).unwrap();
        let record: Record = serde_json::from_str(&output.record).unwrap();
        let bare: Vec<Vec<String>> = cast.2.into_iter().map(|ballot| ballot.choices).collect();
        ballots.add(&places(&bare, &record.ballots));
        let texts: Vec<String> = output.payload.remarks.into_iter().map(|remark| remark.text).collect();
        remarks.add(&places(&cast.3, &texts));
    }
    let lists =
        [("envelopes", envelopes), ("sealed remarks", sealed_remarks), ("ballots", ballots), ("remarks", remarks)];
    for (list, leak) in lists {
        let found = leak.deviations();
        assert!(found.iter().all(|leak| leak.abs() < LIMIT), "{list}: {found:?} standard deviations");
    }
}
