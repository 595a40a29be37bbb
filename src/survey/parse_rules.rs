//! Reads the rules of a survey: base, thresholds, quorum, grades, paper.

use super::characters::shown;
use super::fault::SurveyFaultKind as Kind;
use super::members::Members;
use super::parse::filled;
use super::{
    AnswerKind, Band, Base, CHOSEN, Compare, Grades, LEVELS, LargeMeeting, MAX_BANDS, MAX_LINE, MAX_SCORE,
    MAX_THRESHOLDS, PaperEffect, PaperFlaw, PaperRules, Question, Quorum, Rules, Threshold,
};

/// Most people that a rule may speak of.
const MAX_PEOPLE: u32 = 1_000_000;
/// Most questions whose means are added: the exact sum of so many fractions fits a u128.
const MAX_GRADED: usize = 4;

pub(super) const BASES: [(&str, Base); 6] = [
    ("collected", Base::Collected),
    ("issued", Base::Issued),
    ("valid", Base::Valid),
    ("present", Base::Present),
    ("summoned", Base::Summoned),
    ("delegates", Base::Delegates),
];

pub(super) fn rules(file: &mut Members<'_>, questions: &[Option<Question>]) -> Option<Rules> {
    file.object("rules", |rules| {
        let base = rules.one_of("base", &BASES);
        let thresholds = rules.list("thresholds", 0..=MAX_THRESHOLDS, |members| threshold(members, questions));
        let ids: Vec<_> = thresholds.iter().map(|t| t.as_ref().and_then(|t| filled(&t.id))).collect();
        rules.distinct("thresholds", ".id", &ids, |first| Kind::Duplicate { first });
        let mut quorum = None;
        if rules.has("quorum") {
            quorum = rules.object("quorum", |quorum| {
                let of_summoned = quorum.fraction("of_summoned");
                let compare = compare(quorum);
                let large = quorum.has("large").then(|| {
                    quorum.object("large", |large| {
                        let [from, present] = ["from", "present"].map(|member| large.whole(member, 1..=MAX_PEOPLE));
                        Some(LargeMeeting { from, present })
                    })
                });
                Some(Quorum { of_summoned: of_summoned?, compare, large: large.flatten() })
            });
        }
        let grades = rules.has("grades").then(|| rules.object("grades", |members| grades(members, questions)));
        let paper = rules.has("paper").then(|| rules.object("paper", paper));
        Some(Rules {
            base,
            thresholds: thresholds.into_iter().collect::<Option<_>>()?,
            quorum,
            grades: grades.flatten(),
            paper: paper.flatten(),
        })
    })
}

fn threshold(members: &mut Members<'_>, questions: &[Option<Question>]) -> Option<Threshold> {
    let id = members.id("id");
    let question = members.text("question", MAX_LINE, false);
    let levels = members.ids("levels", 1..=*LEVELS.end());
    let at = members.fraction("at");
    let compare = compare(members);
    let below = members.has("below").then(|| members.fraction("below"));
    let finding = members.line("finding");
    let source = members.line("source");

    // Nothing is said of a question that has faults of its own.
    let named = questions.iter().flatten().find(|candidate| candidate.id == question);
    match named.map(|question| &question.answer) {
        Some(AnswerKind::Levels(known)) => {
            let known: Vec<&str> = known.iter().map(|level| level.id.as_str()).collect();
            only_known(members, &levels, &known);
        }
        Some(AnswerKind::Choose { .. }) => only_known(members, &levels, &[CHOSEN]),
        None if questions.is_empty() || questions.iter().any(Option::is_none) || question.is_empty() => {}
        _ => members.fault("question", Kind::NoSuch { found: shown(&question) }),
    }
    // Twice the same level would be counted twice.
    members.distinct("levels", "", &levels, |first| Kind::Duplicate { first });
    // A second bound that is no larger than the first leaves nothing between them.
    let below = below.flatten();
    if let (Some(at), Some(below)) = (at, below)
        && u64::from(below.numerator) * u64::from(at.denominator)
            <= u64::from(at.numerator) * u64::from(below.denominator)
    {
        members.fault("below", Kind::NothingBetween);
    }
    let levels = levels.into_iter().collect::<Option<_>>()?;
    Some(Threshold { id, question, levels, at: at?, compare, below, finding, source })
}

fn only_known(members: &mut Members<'_>, levels: &[Option<String>], known: &[&str]) {
    for (index, level) in levels.iter().enumerate() {
        if let Some(level) = level
            && !known.contains(&level.as_str())
        {
            members.fault(&format!("levels[{index}]"), Kind::NoSuch { found: shown(level) });
        }
    }
}

fn grades(members: &mut Members<'_>, questions: &[Option<Question>]) -> Option<Grades> {
    let names = members.ids("questions", 1..=MAX_GRADED);
    for (index, name) in names.iter().enumerate() {
        let Some(name) = name else { continue };
        let known = questions.iter().flatten().find(|question| question.id == *name);
        let graded = known.is_some_and(|known| matches!(known.answer, AnswerKind::Score { .. }) && !known.per_task);
        if !graded && (known.is_some() || questions.iter().all(Option::is_some)) {
            members.fault(&format!("questions[{index}]"), Kind::NoSuch { found: shown(name) });
        }
    }
    members.distinct("questions", "", &names, |first| Kind::Duplicate { first });
    let bands = members.list("bands", 2..=MAX_BANDS, |band| {
        let [id, label] = [band.id("id"), band.line("label")];
        Some(Band { id, label, at_least: band.whole("at_least", 0..=MAX_SCORE * MAX_GRADED as u32) })
    });
    let ids: Vec<_> = bands.iter().map(|band| band.as_ref().and_then(|band| filled(&band.id))).collect();
    members.distinct("bands", ".id", &ids, |first| Kind::Duplicate { first });
    let source = members.line("source");
    let bands = bands.into_iter().collect::<Option<Vec<_>>>()?;
    // Every mean falls into exactly one band.
    let falling = bands.windows(2).all(|pair| pair[0].at_least > pair[1].at_least);
    if !falling || bands.last().is_some_and(|last| last.at_least != 0) {
        members.fault("bands", Kind::BandsOutOfOrder);
    }
    Some(Grades { questions: names.into_iter().collect::<Option<_>>()?, bands, source })
}

#[expect(clippy::unnecessary_wraps, reason = "the shape that `Members::object` reads with")]
fn paper(members: &mut Members<'_>) -> Option<PaperRules> {
    let mut rules = PaperRules::DEFAULT;
    for flaw in PaperFlaw::ALL {
        let words: Vec<_> = flaw.effects().iter().map(|effect| (word_of(*effect), *effect)).collect();
        rules = rules.with(flaw, members.one_of(flaw.member(), &words));
    }
    Some(rules)
}

/// How a file writes what a paper ballot is worth.
const fn word_of(effect: PaperEffect) -> &'static str {
    match effect {
        PaperEffect::Counts => "counts",
        PaperEffect::Blank => "blank",
        PaperEffect::InvalidRow => "invalid-row",
        PaperEffect::InvalidBallot => "invalid-ballot",
    }
}

fn compare(members: &mut Members<'_>) -> Compare {
    members.one_of("compare", &[("more-than", Compare::MoreThan), ("at-least", Compare::AtLeast)])
}

#[cfg(test)]
#[path = "parse_rules_tests.rs"]
mod tests;
