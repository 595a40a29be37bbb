//! What is known before a ballot is opened: whether enough came, and whether what was announced can be.

use super::{Attendance, Conservation, Figures, Part, conservation, quorum};
use crate::survey::{Survey, template};

/// Fewer than this cannot hide among each other, whatever the instrument.
const VERY_FEW: u32 = 5;
/// Up to so many, totals may nearly show votes, unless the instrument's template says how many.
const FEW: u32 = 10;

/// So few vote that the totals say much of each.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum FewVoters {
    /// Equal marks on all ballots show everybody's vote.
    Few,
    /// Even different marks can be told apart by those who know each other.
    VeryFew,
}

/// Whether so few are present that secrecy is thin: by the bounds of the instrument's template where it has some. It
/// bars nothing; the organiser must know, and say so before the vote.
pub fn few_voters(survey: &Survey, present: u32) -> Option<FewVoters> {
    let group = template(&survey.instrument.id).and_then(|template| template.small_group);
    let (least, most) = group.map_or((VERY_FEW, FEW), |group| (group.least, group.most));
    match present {
        present if present < least => Some(FewVoters::VeryFew),
        present if present <= most => Some(FewVoters::Few),
        _ => None,
    }
}

/// Whether enough of those summoned are there.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Turnout {
    /// Fewest who must be present; `None` where even all who were summoned are too few.
    pub needed: Option<u32>,
    /// Are they?
    pub met: bool,
}

/// Holds the attendance against the quorum, by the result's own rule; `None` where the instrument asks for none.
pub fn turnout(survey: &Survey, attendance: Attendance) -> Option<Turnout> {
    let met = |present: u32| {
        let attendance = Attendance { present, ..attendance };
        quorum(survey, &Figures { attendance, ..Figures::default() }).map(|found| found.met)
    };
    let now = met(attendance.present)?;
    // More present are never worse, so the fewest are found by halves: anything can be typed as a number.
    let (mut low, mut high) = (0, attendance.summoned);
    while low < high {
        let middle = low + (high - low) / 2;
        if met(middle)? { high = middle } else { low = middle + 1 }
    }
    Some(Turnout { needed: met(low)?.then_some(low), met: now })
}

/// What fails of the sums that hold before the count: no more collected than issued, on the devices and on paper, and
/// both together no more than people are present. `ballots`: issued and collected, on the devices, on paper.
pub fn announced_faults(survey: &Survey, attendance: Attendance, ballots: [[u32; 2]; 2]) -> Vec<Conservation> {
    // Nothing is judged yet, so that what was collected stands as valid.
    let part = |[issued, collected]: [u32; 2]| Part { issued, collected, valid: collected, invalid: 0 };
    let [electronic, paper] = ballots.map(part);
    let sums = conservation(survey, &Figures { attendance, electronic, paper }, &[], None);
    sums.into_iter().filter(|sum| !sum.holds()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::survey::{Mode, template};
    use crate::testing;

    fn attendance(present: u32, summoned: u32) -> Attendance {
        Attendance { present, summoned, delegates: None }
    }

    #[test]
    fn what_is_needed_is_the_fewest_that_the_result_takes_for_a_quorum() {
        let voters = template("hoi-nghi-cu-tri").expect("is built in").sample(Mode::Real);
        let half = |present, summoned| turnout(&voters, attendance(present, summoned)).expect("has a quorum");
        assert_eq!(half(44, 90), Turnout { needed: Some(45), met: false });
        assert_eq!(half(45, 90), Turnout { needed: Some(45), met: true });
        assert_eq!(half(54, 4_000_000_000), Turnout { needed: Some(55), met: false });
        let party = template("qd-96").expect("is built in").sample(Mode::Real);
        assert_eq!(turnout(&party, attendance(66, 100)), Some(Turnout { needed: Some(67), met: false }));
        // More than half.
        assert_eq!(turnout(&testing::survey(), attendance(30, 60)), Some(Turnout { needed: Some(31), met: false }));
        let none = template("giup-xa").expect("is built in").sample(Mode::Real);
        assert_eq!(turnout(&none, attendance(1, 90)), None);
    }

    #[test]
    fn few_voters_are_told_by_the_bounds_of_the_instrument_or_by_those_of_all() {
        let commune = template("theo-doi-xa").expect("is built in").sample(Mode::Real);
        let found = |present: [u32; 4], survey: &Survey| present.map(|present| few_voters(survey, present));
        let (few, very) = (Some(FewVoters::Few), Some(FewVoters::VeryFew));
        assert_eq!(found([4, 5, 15, 16], &commune), [very, few, few, None]);
        let hamlet = template("ha-tinh-827").expect("is built in").sample(Mode::Real);
        assert_eq!(found([4, 5, 10, 11], &hamlet), [very, few, few, None]);
        assert_eq!(found([0, 1, 85, u32::MAX], &testing::survey()), [very, very, None, None]);
    }

    #[test]
    fn ballots_of_both_ways_of_voting_are_held_against_those_present() {
        let survey = testing::survey();
        let faults = |ballots| {
            let faults = announced_faults(&survey, attendance(5, 10), ballots);
            faults.into_iter().map(|sum| (sum.rule, sum.left, sum.right)).collect::<Vec<_>>()
        };
        assert_eq!(faults([[3, 3], [2, 2]]), []);
        assert_eq!(faults([[5, 3], [2, 2]]), [("issued <= present".to_owned(), 7, 5)]);
        assert_eq!(faults([[2, 2], [2, 3]]), [("paper: collected <= issued".to_owned(), 3, 2)]);
    }
}
