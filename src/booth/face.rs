//! A survey as the booth reads it: all that a voter sees, and no check.
//!
//! The text in the store was read strictly when the box was made, and the worker reads it strictly again, against the
//! opening statement, before it seals a ballot. The strict reader with its tables of Unicode is larger than the booth.

use crate::{
    store::json::Json,
    survey::{
        AnswerKind, Base, Heading, Instrument, Issuer, Level, Mode, Place, Question, Rules, Subject, SubjectKind,
        Survey, Task,
    },
};

/// Reads the text of a survey that has been checked; `None` for what cannot be one.
pub(crate) fn read(text: &str) -> Option<Survey> {
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
        // The booth counts nothing.
        rules: Rules { base: Base::Collected, thresholds: Vec::new(), quorum: None, grades: None, paper: None },
    })
}

fn choice<T: Copy>(of: &Json, name: &str, all: &[(&str, T)]) -> Option<T> {
    let text = of.text(name)?;
    all.iter().find(|(name, _)| *name == text).map(|(_, value)| *value)
}

fn subject(subject: &Json) -> Option<Subject> {
    let kinds =
        [("person", SubjectKind::Person), ("organisation", SubjectKind::Organisation), ("matter", SubjectKind::Matter)];
    let task = |task: &Json| Some(Task { id: task.text("id")?, text: task.text("text")? });
    Some(Subject {
        id: subject.text("id")?,
        kind: choice(subject, "kind", &kinds)?,
        salutation: subject.text("salutation"),
        name: subject.text("name")?,
        post: subject.text("post"),
        unit: subject.text("unit"),
        birth_date: subject.text("birth_date"),
        tasks: if subject.get("tasks").is_some() { subject.list("tasks", task)? } else { Vec::new() },
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
        answer: if let Some(remark) = answer.get("remark") {
            AnswerKind::Remark { max_chars: remark.number("max_chars")? }
        } else if let Some(choose) = answer.get("choose") {
            AnswerKind::Choose { at_most: choose.number("at_most")? }
        } else if let Some(score) = answer.get("score") {
            AnswerKind::Score { max: score.number("max")? }
        } else {
            AnswerKind::Levels(answer.list("levels", level)?)
        },
        per_task: question.flag("per_task").unwrap_or_default(),
    })
}
