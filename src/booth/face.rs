//! A survey as the booth reads it: every member, and no check.
//!
//! The text in the store was read strictly when the box was made, and the worker reads it strictly again, against the
//! opening statement, before it seals a ballot. The strict reader with its tables of Unicode is larger than the booth.

use crate::{
    store::json::Json,
    survey::{
        AnswerKind, Base, Compare, Fraction, Heading, Instrument, Issuer, Level, Mode, Place, Question, Quorum, Rules,
        Subject, SubjectKind, Survey, Threshold,
    },
};

/// Reads the text of a survey that has been checked; `None` for what cannot be one.
pub(super) fn read(text: &str) -> Option<Survey> {
    let survey = Json::parse(text)?;
    let (instrument, issuer, place) = (survey.get("instrument")?, survey.get("issuer")?, survey.get("place")?);
    Some(Survey {
        format: survey.text("format")?,
        version: survey.number("version")?,
        id: survey.text("id")?,
        mode: choice(&survey, "mode", &[("real", Mode::Real), ("practice", Mode::Practice)])?,
        title: survey.text("title")?,
        instrument: Instrument {
            id: instrument.text("id")?,
            name: instrument.text("name")?,
            source: instrument.text("source")?,
            reconstruction: instrument.flag("reconstruction")?,
            note: instrument.text("note"),
        },
        issuer: Issuer {
            parent: issuer.text("parent"),
            name: issuer.text("name")?,
            heading: choice(&issuer, "heading", &[("state", Heading::State), ("party", Heading::Party)])?,
        },
        place: Place {
            province: place.text("province")?,
            commune: place.text("commune")?,
            hamlet: place.text("hamlet")?,
        },
        subjects: survey.list("subjects", subject)?,
        questions: survey.list("questions", question)?,
        rules: rules(&survey.get("rules")?)?,
    })
}

fn choice<T: Copy>(of: &Json, name: &str, all: &[(&str, T)]) -> Option<T> {
    let text = of.text(name)?;
    all.iter().find(|(name, _)| *name == text).map(|(_, value)| *value)
}

fn subject(subject: &Json) -> Option<Subject> {
    let kinds = [("person", SubjectKind::Person), ("organisation", SubjectKind::Organisation)];
    Some(Subject {
        id: subject.text("id")?,
        kind: choice(subject, "kind", &kinds)?,
        salutation: subject.text("salutation"),
        name: subject.text("name")?,
        post: subject.text("post"),
        unit: subject.text("unit"),
        birth_date: subject.text("birth_date"),
    })
}

fn question(question: &Json) -> Option<Question> {
    let answer = question.get("answer")?;
    let level = |level: &Json| Some(Level { id: level.text("id")?, label: level.text("label")? });
    Some(Question {
        id: question.text("id")?,
        text: question.text("text")?,
        short: question.text("short"),
        help: question.text("help"),
        answer: match answer.get("remark") {
            Some(remark) => AnswerKind::Remark { max_chars: remark.number("max_chars")? },
            None => AnswerKind::Levels(answer.list("levels", level)?),
        },
    })
}

fn rules(rules: &Json) -> Option<Rules> {
    let bases = [
        ("collected", Base::Collected),
        ("issued", Base::Issued),
        ("valid", Base::Valid),
        ("present", Base::Present),
        ("summoned", Base::Summoned),
    ];
    let quorum = match rules.get("quorum") {
        Some(quorum) => {
            Some(Quorum { of_summoned: fraction(&quorum.get("of_summoned")?)?, compare: compare(&quorum)? })
        }
        None => None,
    };
    Some(Rules { base: choice(rules, "base", &bases)?, thresholds: rules.list("thresholds", threshold)?, quorum })
}

fn threshold(threshold: &Json) -> Option<Threshold> {
    Some(Threshold {
        id: threshold.text("id")?,
        question: threshold.text("question")?,
        levels: threshold.list("levels", Json::as_text)?,
        at: fraction(&threshold.get("at")?)?,
        compare: compare(threshold)?,
        finding: threshold.text("finding")?,
        source: threshold.text("source")?,
    })
}

fn fraction(fraction: &Json) -> Option<Fraction> {
    Some(Fraction { numerator: fraction.number("numerator")?, denominator: fraction.number("denominator")? })
}

fn compare(of: &Json) -> Option<Compare> {
    choice(of, "compare", &[("more-than", Compare::MoreThan), ("at-least", Compare::AtLeast)])
}
