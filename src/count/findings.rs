//! Thresholds and quorum, decided on whole numbers.

use super::{Figures, Finding, Grade, QuorumFinding, RowResult};
use crate::survey::{Compare, Fraction, Survey, Threshold};

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

/// Where a share stands to a threshold that may have a second bound.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Standing {
    /// Nothing to take a share of.
    NoBase,
    /// Not as far as the threshold.
    Under,
    /// As far as the threshold asks, and under its second bound.
    Within,
    /// At the second bound, or beyond it.
    Beyond,
}

impl Standing {
    /// Of a share held against a threshold.
    pub fn of(share: [u32; 2], at: Fraction, compare: Compare, below: Option<Fraction>) -> Self {
        if share[1] == 0 {
            Self::NoBase
        } else if !exceeds(share, at, compare) {
            Self::Under
        } else if below.is_some_and(|bound| exceeds(share, bound, Compare::AtLeast)) {
            Self::Beyond
        } else {
            Self::Within
        }
    }
}

/// Holds every threshold of the survey against every subject, and every task where its question is about tasks.
pub fn findings(survey: &Survey, rows: &[RowResult], figures: &Figures) -> Vec<Finding> {
    let base = figures.base(survey.rules.base);
    let one = |threshold: &Threshold, row: &RowResult| {
        let count = row
            .levels
            .iter()
            .filter(|level| threshold.levels.contains(&level.level))
            .fold(0_u32, |sum, level| sum.saturating_add(level.count));
        let share = [count, base];
        Finding {
            subject: row.subject.clone(),
            task: row.task.clone(),
            threshold: threshold.id.clone(),
            share,
            at: threshold.at,
            compare: threshold.compare,
            below: threshold.below,
            met: Standing::of(share, threshold.at, threshold.compare, threshold.below) == Standing::Within,
            finding: threshold.finding.clone(),
            source: threshold.source.clone(),
        }
    };
    let mut findings = Vec::new();
    for subject in &survey.subjects {
        for threshold in &survey.rules.thresholds {
            let asked = rows.iter().filter(|row| row.subject == subject.id && row.question == threshold.question);
            findings.extend(asked.map(|row| one(threshold, row)));
        }
    }
    findings
}

/// Whether enough of those summoned were present; `None` where the instrument asks for no quorum.
pub fn quorum(survey: &Survey, figures: &Figures) -> Option<QuorumFinding> {
    survey.rules.quorum.map(|quorum| {
        let share @ [present, summoned] = [figures.attendance.present, figures.attendance.summoned];
        let needed = quorum.large.filter(|large| summoned >= large.from).map(|large| large.present);
        QuorumFinding {
            share,
            at: quorum.of_summoned,
            compare: quorum.compare,
            needed,
            met: needed.map_or_else(|| exceeds(share, quorum.of_summoned, quorum.compare), |needed| present >= needed),
        }
    })
}

/// The grade of every subject; empty where the instrument gives none.
pub fn grades(survey: &Survey, rows: &[RowResult]) -> Vec<Grade> {
    let Some(rules) = &survey.rules.grades else { return Vec::new() };
    survey
        .subjects
        .iter()
        .map(|subject| {
            let means: Vec<[u32; 2]> = rules
                .questions
                .iter()
                .map(|question| {
                    let row = rows.iter().find(|row| row.subject == subject.id && row.question == *question);
                    row.and_then(|row| row.score).map_or([0, 0], |score| [score.sum, score.given])
                })
                .collect();
            let band = rules.bands.iter().find(|band| reaches(&means, band.at_least));
            Grade {
                subject: subject.id.clone(),
                band: band.map(|band| band.id.clone()),
                label: band.map(|band| band.label.clone()).unwrap_or_default(),
                means,
                source: rules.source.clone(),
            }
        })
        .collect()
}

/// Is the sum of these means at least so many points? What has no exact sum reaches nothing.
fn reaches(means: &[[u32; 2]], points: u32) -> bool {
    let reached = |[sum, denominator]: [u128; 2]| Some(sum >= u128::from(points).checked_mul(denominator)?);
    sum_of_means(means).and_then(reached).unwrap_or(false)
}

/// Adds up means (each a sum and a number) as one exact fraction, `[numerator, denominator]`.
///
/// `None` where one of them is a mean of nothing, and where it would not fit: four numbers of 32 bits multiply to no
/// more than 128, and `Survey::parse` takes no more than four.
pub fn sum_of_means(means: &[[u32; 2]]) -> Option<[u128; 2]> {
    let denominator = means.iter().try_fold(1_u128, |product, [_, given]| match given {
        0 => None,
        given => product.checked_mul(u128::from(*given)),
    })?;
    let sum = means.iter().try_fold(0_u128, |total, [sum, given]| {
        total.checked_add(u128::from(*sum).checked_mul(denominator / u128::from(*given))?)
    })?;
    Some([sum, denominator])
}

#[cfg(test)]
#[path = "findings_tests.rs"]
mod tests;
