//! The ballot as a phone, a screen and paper would show it. To be looked at: nothing here can be marked.

use leptos::prelude::*;

use super::super::paper_ballot;
use super::super::state::{Desk, place};
use super::field::choice;
use crate::booth::paper::noun;
use crate::report::post;
use crate::survey::{AnswerKind, Question, Subject, Survey};
use crate::text::{Phrase, compose as t, desk as d};

/// Most people drawn on the screen's and the phone's look: the others look the same.
const SHOWN: usize = 3;

/// The three looks, one at a time.
pub fn view(desk: Desk) -> AnyView {
    let Some(survey) = desk.composer().with(crate::survey::compose::Composition::sketch).flatten() else {
        return view! { <p>{desk.say(t::NO_LOOK)}</p> }.into_any();
    };
    let look = RwSignal::new(0_usize);
    let survey = StoredValue::new(survey);
    let options = t::LOOKS.iter().enumerate().map(|(at, name)| (at, desk.say(*name).to_owned())).collect();
    let drawn = move || {
        survey.with_value(|survey| match look.get() {
            0 => phone(desk, survey),
            1 => wide(desk, survey),
            _ => view! {
                <div class="print-only paper-preview" tabindex="0" role="region" aria-label=desk.say(t::LOOK) lang="vi">
                    <div class="ballot-paper whole" data-test="look-paper">{paper_ballot::ballot(survey)}</div>
                </div>
            }
            .into_any(),
        })
    };
    view! {
        <section class="stack looks">
            <h2>{desk.say(t::LOOK)}</h2>
            {choice("look", desk.say(t::LOOK_ON), options, Some(0), move |at| look.set(at))}
            <p class="hint">{desk.say(t::LOOK_HINT)}</p>
            {drawn}
        </section>
    }
    .into_any()
}

fn head(survey: &Survey) -> AnyView {
    let issuer = match &survey.issuer.parent {
        Some(parent) => format!("{parent} – {}", survey.issuer.name),
        None => survey.issuer.name.clone(),
    };
    view! {
        <div class="ballot-head stack tight">
            <p class="issuer">{issuer}</p>
            <p class="look-title">{survey.title.clone()}</p>
            <p class="issuer">{place(survey)}</p>
        </div>
    }
    .into_any()
}

/// What every view shows of the first people: their place on the list, who they are, what is asked about them.
fn people(desk: Desk, survey: &Survey, one: fn(&Survey, usize, &Subject, Vec<AnyView>) -> AnyView) -> Vec<AnyView> {
    let shown = survey.subjects.iter().take(SHOWN).enumerate();
    shown
        .map(|(at, subject)| {
            let questions = survey.questions.iter().map(|question| asked(desk, survey, subject, question, at == 0));
            one(survey, at, subject, questions.collect())
        })
        .collect()
}

/// How many people are not shown.
fn more(desk: Desk, survey: &Survey) -> Option<AnyView> {
    let more = survey.subjects.len().saturating_sub(SHOWN);
    (more > 0).then(|| view! { <p>{t::and_more(more, desk.now())}</p> }.into_any())
}

/// One person per page.
fn phone(desk: Desk, survey: &Survey) -> AnyView {
    let pages = people(desk, survey, |survey, at, subject, asked| {
        view! {
            <div class="phone stack">
                {(at == 0).then(|| head(survey))} <p class="muted">{at + 1} "/" {survey.subjects.len()}</p>
                <p class="subject-name">
                    {subject.full_name()} <span class="subject-post">{post(subject)}</span>
                </p>
                {asked}
            </div>
        }
        .into_any()
    });
    view! {
        <div class="phones" data-test="look-phone" lang="vi" tabindex="0" role="region" aria-label=desk.say(t::LOOK)>
            {pages}
        </div>
        {more(desk, survey)}
    }
    .into_any()
}

/// All on one sheet.
fn wide(desk: Desk, survey: &Survey) -> AnyView {
    let people = people(desk, survey, |_, at, subject, asked| {
        view! {
            <div class="stack look-person">
                <p class="subject-name">
                    {at + 1} ". " {subject.full_name()} <span class="subject-post">{post(subject)}</span>
                </p>
                <div class="look-questions">{asked}</div>
            </div>
        }
        .into_any()
    });
    view! {
        <div class="panel stack" data-test="look-screen" lang="vi">
            {head(survey)} {people} {more(desk, survey)}
        </div>
    }
    .into_any()
}

/// A question about one person, with all that can be marked.
fn asked(desk: Desk, survey: &Survey, subject: &Subject, question: &Question, first: bool) -> AnyView {
    if let AnswerKind::Choose { at_most } = question.answer {
        // A choice among all: one box for each, so it is asked once.
        let boxes =
            survey.subjects.iter().take(SHOWN).map(|one| mark("checkbox", &one.full_name())).collect::<Vec<_>>();
        return first
            .then(|| {
                let rule = d::at_most(desk.now(), at_most, noun(survey));
                view! { <div class="stack tight"><p class="question-text">{question.text.clone()}</p><p>{rule}</p>{boxes}</div> }
            })
            .into_any();
    }
    let about: Vec<Option<&str>> = if question.per_task {
        subject.tasks.iter().map(|task| Some(task.text.as_str())).collect()
    } else {
        vec![None]
    };
    let lines: Vec<AnyView> = about
        .into_iter()
        .map(|task| {
            let options: Vec<AnyView> = match &question.answer {
                AnswerKind::Levels(levels) => levels
                    .iter()
                    .map(|level| mark("radio", &level.label))
                    .chain([mark("radio", said(t::NO_OPINION))])
                    .collect(),
                AnswerKind::Score { max } => vec![box_of(&d::points(desk.now(), *max))],
                AnswerKind::Remark { .. } => vec![box_of(desk.say(d::FREE_TEXT))],
                AnswerKind::Choose { .. } => Vec::new(),
            };
            view! {
                <div class="stack tight">
                    {task.map(|task| view! { <p class="strong">{task.to_owned()}</p> })}
                    <div class="options">{options}</div>
                </div>
            }
            .into_any()
        })
        .collect();
    view! { <div class="stack tight"> <p class="question-text">{question.text.clone()}</p> {lines} </div> }.into_any()
}

/// The ballot is Vietnamese, whatever the screen speaks.
fn said(phrase: Phrase) -> &'static str {
    phrase.vi
}

/// A box that is only looked at: no control, so nobody who listens is told of one.
fn mark(kind: &str, words: &str) -> AnyView {
    view! { <p class=format!("look-mark {kind}")>{words.to_owned()}</p> }.into_any()
}

fn box_of(words: &str) -> AnyView {
    view! { <p class="look-box">{words.to_owned()}</p> }.into_any()
}
