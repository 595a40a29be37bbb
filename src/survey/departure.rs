//! A file that names a built-in instrument and counts by other rules.
//!
//! Nothing forbids it: an instrument may have been amended since, and the meeting may know. But the name says one thing
//! and the count does another, so whoever opens the file is told both.

use super::{Base, Changes, Rules, Survey, Template, Words, template};

/// What a survey's rules have of their own, beside those of the template that it names.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Departure {
    /// Name of the template.
    pub name: Words,
    /// Bases that it leaves to choose from, or the only one.
    pub bases: Vec<Base>,
    /// Its rules that are nearest to the file's.
    pub rules: Rules,
    /// What differs, at least one.
    pub parts: Vec<RulePart>,
}

/// A part of [`Rules`].
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum RulePart {
    /// What shares are taken of.
    Base,
    /// What is concluded, from which shares, in whose words.
    Thresholds,
    /// How many must attend.
    Quorum,
    /// What mean scores are called.
    Grades,
    /// What a badly marked paper ballot is worth.
    Paper,
}

impl RulePart {
    const ALL: [Self; 5] = [Self::Base, Self::Thresholds, Self::Quorum, Self::Grades, Self::Paper];

    fn differs(self, one: &Rules, other: &Rules) -> bool {
        match self {
            Self::Base => one.base != other.base,
            Self::Thresholds => one.thresholds != other.thresholds,
            Self::Quorum => one.quorum != other.quorum,
            Self::Grades => one.grades != other.grades,
            Self::Paper => one.paper() != other.paper(),
        }
    }
}

/// Where a survey's rules are none of the template's that it names. `None` where it names none, or keeps to it.
pub fn departure(survey: &Survey) -> Option<Departure> {
    let template = template(&survey.instrument.id)?;
    let differing = |rules: &Rules| {
        let open = |part: &RulePart| *part == RulePart::Paper && template.editable.paper;
        let parts = RulePart::ALL.into_iter().filter(|part| !open(part) && part.differs(rules, &survey.rules));
        parts.collect::<Vec<_>>()
    };
    let all = choices(&template);
    let mut bases: Vec<Base> = Vec::new();
    for rules in &all {
        if !bases.contains(&rules.base) {
            bases.push(rules.base);
        }
    }
    let nearest = all.into_iter().map(|rules| (differing(&rules), rules)).min_by_key(|(parts, _)| parts.len());
    let (parts, rules) = nearest?;
    (!parts.is_empty()).then_some(Departure { name: template.name, bases, rules, parts })
}

/// All rules that a meeting can have by a template, paper aside.
fn choices(template: &Template) -> Vec<Rules> {
    let variants = template.variants.iter().map(|variant| variant.rules.clone());
    let own = template.variants.is_empty().then(|| template.rules.clone());
    let with = |base| template.clone().with(Changes { base: Some(base), ..Changes::default() }).ok();
    let based = template.editable.bases.iter().filter_map(|choice| Some(with(choice.base)?.rules));
    variants.chain(own).chain(based).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::survey::{Mode, templates};
    use crate::testing;

    fn sample(id: &str, change: impl FnOnce(&mut Rules)) -> Option<(Vec<RulePart>, Vec<Base>)> {
        let mut survey = template(id).expect("is built in").sample(Mode::Real);
        change(&mut survey.rules);
        departure(&survey).map(|found| (found.parts, found.bases))
    }

    #[test]
    fn whatever_a_template_leaves_to_the_meeting_is_no_departure() {
        for template in templates() {
            for rules in choices(&template) {
                assert_eq!(sample(template.id(), |own| *own = rules), None, "{}", template.id());
            }
        }
        // No template stands behind it, so that nothing can be said.
        assert_eq!(departure(&testing::every_kind()), None);
    }

    #[test]
    fn a_threshold_over_a_base_that_the_instrument_does_not_have_is_told() {
        let other = sample("qd-96", |rules| rules.base = Base::Present);
        assert_eq!(other, Some((vec![RulePart::Base], vec![Base::Collected])));
        let other = sample("nq-96-lay", |rules| rules.base = Base::Valid);
        assert_eq!(other, Some((vec![RulePart::Base], vec![Base::Collected, Base::Delegates])));
        // The words of the one base under the other: what an older program wrote.
        let old = sample("nq-96-lay", |rules| rules.base = Base::Delegates);
        assert_eq!(old.expect("is told").0, [RulePart::Base]);
    }

    #[test]
    fn other_thresholds_quorums_and_rules_for_paper_are_told() {
        let parts = |id, change: fn(&mut Rules)| sample(id, change).expect("is told").0;
        assert_eq!(
            parts("ha-tinh-827", |rules| rules.thresholds = template("qd-96").unwrap().rules.thresholds),
            [RulePart::Thresholds]
        );
        assert_eq!(parts("qd-96", |rules| rules.thresholds[0].at.denominator = 3), [RulePart::Thresholds]);
        assert_eq!(parts("hoi-nghi-cu-tri", |rules| rules.quorum = None), [RulePart::Quorum]);
        assert_eq!(parts("cham-diem", |rules| rules.grades = None), [RulePart::Grades]);
        assert_eq!(parts("qd-96", |rules| rules.paper = None), [RulePart::Paper]);
        assert_eq!(sample("ha-tinh-827", |rules| rules.paper = template("qd-96").unwrap().rules.paper), None);
    }
}
