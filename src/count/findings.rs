//! Thresholds and quorum, decided on whole numbers.

use super::{Figures, Finding, QuorumFinding, RowResult};
use crate::survey::{Compare, Fraction, Survey};

/// Is `count / base` more than (or at least) `at`? "quá 1/2": `2k > n`; "từ 2/3 trở lên": `3k ≥ 2n`.
/// Nothing exceeds anything on a base of 0.
pub fn exceeds([count, base]: [u32; 2], at: Fraction, compare: Compare) -> bool {
    let left = u64::from(count) * u64::from(at.denominator);
    let right = u64::from(base) * u64::from(at.numerator);
    base != 0
        && match compare {
            Compare::MoreThan => left > right,
            Compare::AtLeast => left >= right,
        }
}

/// Holds every threshold of the survey against every subject.
pub fn findings(survey: &Survey, rows: &[RowResult], figures: &Figures) -> Vec<Finding> {
    let base = figures.base(survey.rules.base);
    let of_subject = |subject: &str| {
        let rows: Vec<&RowResult> = rows.iter().filter(|row| row.subject == subject).collect();
        survey.rules.thresholds.iter().filter_map(move |threshold| {
            let row = rows.iter().find(|row| row.question == threshold.question)?;
            let count = row
                .levels
                .iter()
                .filter(|level| threshold.levels.contains(&level.level))
                .fold(0_u32, |sum, level| sum.saturating_add(level.count));
            let share = [count, base];
            Some(Finding {
                subject: row.subject.clone(),
                threshold: threshold.id.clone(),
                share,
                at: threshold.at,
                compare: threshold.compare,
                met: exceeds(share, threshold.at, threshold.compare),
                finding: threshold.finding.clone(),
                source: threshold.source.clone(),
            })
        })
    };
    survey.subjects.iter().flat_map(|subject| of_subject(&subject.id).collect::<Vec<_>>()).collect()
}

/// Whether enough of those summoned were present; `None` where the instrument asks for no quorum.
pub fn quorum(survey: &Survey, figures: &Figures) -> Option<QuorumFinding> {
    survey.rules.quorum.map(|quorum| {
        let share = [figures.attendance.present, figures.attendance.summoned];
        QuorumFinding {
            share,
            at: quorum.of_summoned,
            compare: quorum.compare,
            met: exceeds(share, quorum.of_summoned, quorum.compare),
        }
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    const HALF: Fraction = Fraction { numerator: 1, denominator: 2 };
    const TWO_THIRDS: Fraction = Fraction { numerator: 2, denominator: 3 };

    #[test]
    fn exactly_half_is_not_more_than_half() {
        assert!(!exceeds([50, 100], HALF, Compare::MoreThan));
        assert!(exceeds([51, 100], HALF, Compare::MoreThan));
    }

    #[test]
    fn exactly_two_thirds_is_from_two_thirds_upwards() {
        assert!(exceeds([66, 99], TWO_THIRDS, Compare::AtLeast));
        assert!(!exceeds([66, 100], TWO_THIRDS, Compare::AtLeast), "66,00 % rounds nowhere near: 198 < 200");
        assert!(exceeds([67, 100], TWO_THIRDS, Compare::AtLeast));
    }

    #[test]
    fn a_share_that_rounds_up_to_the_threshold_does_not_reach_it() {
        // 2_000_000 / 3_000_001 prints as 66,67 %, as does 2/3.
        assert!(!exceeds([2_000_000, 3_000_001], TWO_THIRDS, Compare::AtLeast));
    }

    #[test]
    fn nothing_is_reached_when_nobody_voted() {
        assert!(!exceeds([0, 0], TWO_THIRDS, Compare::AtLeast));
    }

    #[test]
    fn the_largest_figures_do_not_overflow() {
        let whole = Fraction { numerator: 1000, denominator: 1000 };
        assert!(exceeds([u32::MAX, u32::MAX], whole, Compare::AtLeast));
    }
}
