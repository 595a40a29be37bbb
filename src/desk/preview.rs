//! What is asked, to be read before anything is set up.

use leptos::prelude::*;

use super::parts;
use super::state::{Desk, Screen, place};
use crate::booth::paper::noun;
use crate::report::post;
use crate::survey::{AnswerKind, Instrument, Question, Subject, Survey, departure, template};
use crate::text::minutes::after_reconstruction;
use crate::text::{Lang, Phrase, compose, desk as t, result, templates as w};

/// The survey as the meeting will see it.
pub fn screen(desk: Desk) -> AnyView {
    let body = desk.loaded.with_value(|loaded| loaded.as_ref().map(|loaded| survey(desk, &loaded.survey)));
    view! {
        {parts::steps(desk, t::STEPS, 0)}
        {body}
        <div class="cluster spread">
            {parts::button("quiet", "back", desk.say(t::TO_START), move || desk.to_start())}
            {parts::button("", "edit-survey", desk.say(compose::EDIT_LOADED), move || edit(desk))}
            {super::paper_ballot::link(desk)}
            {parts::button("primary big", "opening-next", desk.say(t::OPENING_START), move || desk.go(Screen::Opening))}
        </div>
    }
    .into_any()
}

/// Composes on from this survey.
fn edit(desk: Desk) {
    let survey = desk.loaded.with_value(|loaded| loaded.as_ref().map(|loaded| loaded.survey.clone()));
    if let Some(survey) = survey {
        super::compose::begin_with(desk, &survey);
    }
}

fn survey(desk: Desk, survey: &Survey) -> AnyView {
    let line = |name: Phrase, text: String| view! { <dt>{desk.say(name)}</dt> <dd>{text}</dd> }.into_any();
    let issuer = match &survey.issuer.parent {
        Some(parent) => format!("{parent} – {}", survey.issuer.name),
        None => survey.issuer.name.clone(),
    };
    let subjects: Vec<AnyView> = survey.subjects.iter().map(subject).collect();
    let questions: Vec<AnyView> = survey.questions.iter().map(|one| question(desk, survey, one)).collect();
    view! {
        <div class="stack">
            <p class="muted">{desk.say(t::ASKED)}</p>
            {parts::heading(survey.title.clone())}
            {departures(desk, survey)}
            {note(desk, &survey.instrument)}
            {small_group(desk, &survey.instrument.id)}
            <dl class="facts">
                {line(t::INSTRUMENT, survey.instrument.name.clone())} {line(t::ISSUER, issuer)}
                {line(t::PLACE, place(survey))}
            </dl>
        </div>
        <section class="panel stack">
            <h2>{desk.say(t::SUBJECTS)}</h2>
            <ol class="stack tight">{subjects}</ol>
        </section>
        <section class="panel stack">
            <h2>{desk.say(t::QUESTIONS)}</h2>
            <ol class="stack tight">{questions}</ol>
        </section>
    }
    .into_any()
}

/// What the template says of itself: that it is a reconstruction, or what else is to be known before it is used.
pub fn note(desk: Desk, instrument: &Instrument) -> AnyView {
    match &instrument.note {
        Some(note) if !instrument.reconstruction => view! {
            <div class="notice info" data-test="note">
                <p class="notice-title">{desk.say(w::NOTE)}</p>
                <p lang="vi">{note.clone()}</p>
            </div>
        }
        .into_any(),
        _ => reconstruction(desk, instrument),
    }
}

/// Where the survey names a built-in instrument and counts by other rules. Bars nothing.
pub fn departures(desk: Desk, survey: &Survey) -> Option<AnyView> {
    let found = departure(survey)?;
    let lines: Vec<AnyView> = w::departures(&found, &survey.rules, desk.now())
        .into_iter()
        .map(|line| view! { <li>{line}</li> }.into_any())
        .collect();
    let notice = view! {
        <div class="notice warn" data-test="departs">
            <p class="notice-title">{desk.say(w::DEPARTS)}</p>
            <ul>{lines}</ul>
            <p>{desk.say(w::DEPARTS_TEXT)}</p>
        </div>
    };
    Some(notice.into_any())
}

/// What an instrument for few voters must have said before the vote.
pub fn small_group(desk: Desk, instrument: &str) -> Option<AnyView> {
    let warning = template(instrument)?.small_group?.warning;
    let words = match desk.now() {
        Lang::Vi => warning.vi,
        Lang::En => warning.en,
    };
    Some(view! { <div data-test="small-group">{parts::notice("warn", words, "")}</div> }.into_any())
}

/// Where the regulation's own form is not public, the screen says so (promise 7 of the design).
pub fn reconstruction(desk: Desk, instrument: &Instrument) -> AnyView {
    if !instrument.reconstruction {
        return ().into_any();
    }
    view! {
        <div class="notice warn">
            <p class="notice-title">{desk.say(t::RECONSTRUCTION)}</p>
            <p>{desk.say(t::RECONSTRUCTION_TEXT)}</p>
            {instrument.note.as_deref().map(|note| view! { <p lang="vi">{after_reconstruction(note).to_owned()}</p> })}
        </div>
    }
    .into_any()
}

fn subject(one: &Subject) -> AnyView {
    let post = post(one);
    let tasks: Vec<AnyView> = one.tasks.iter().map(|task| view! { <li>{task.text.clone()}</li> }.into_any()).collect();
    view! {
        <li>
            <span class="strong">{one.full_name()}</span>
            {(!post.is_empty()).then(|| view! { <span class="subject-post">{post}</span> })}
            {(!tasks.is_empty()).then(|| view! { <ul>{tasks}</ul> })}
        </li>
    }
    .into_any()
}

fn question(desk: Desk, survey: &Survey, one: &Question) -> AnyView {
    let rules = rules_of(desk, survey, one);
    view! {
        <li>
            <span class="strong">{one.text.clone()}</span>
            <span class="subject-post">{answer(desk, one, noun(survey))}</span>
            {one.help.clone().map(|help| view! { <span class="subject-post">{help}</span> })}
            {(!rules.is_empty()).then(|| view! { <ul class="small">{rules}</ul> })}
        </li>
    }
    .into_any()
}

/// What the regulation makes of the answers: thresholds with both bounds, and grades.
fn rules_of(desk: Desk, survey: &Survey, one: &Question) -> Vec<AnyView> {
    let lang = desk.now();
    let labels = |ids: &[String]| match &one.answer {
        AnswerKind::Levels(levels) => {
            let labels = levels.iter().filter(|level| ids.contains(&level.id)).map(|level| level.label.as_str());
            labels.collect::<Vec<_>>().join(" + ")
        }
        _ => desk.say(result::CHOSEN).to_owned(),
    };
    let thresholds = survey.rules.thresholds.iter().filter(|threshold| threshold.question == one.id).map(|threshold| {
        let rule = result::between(threshold.at, threshold.compare, threshold.below, lang);
        let rule = w::of_base(&rule, desk.say(result::base(survey.rules.base)), lang);
        format!("{} {rule}: {} ({})", labels(&threshold.levels), threshold.finding, threshold.source)
    });
    let grades = survey.rules.grades.as_ref().filter(|grades| grades.questions.contains(&one.id)).map(|grades| {
        let bands = result::bands(&grades.bands, lang);
        format!("{}: {bands} ({})", desk.say(result::GRADES), grades.source)
    });
    thresholds.chain(grades).map(|rule| view! { <li>{rule}</li> }.into_any()).collect()
}

/// How a question is answered, in words. `noun` says what the subjects are called, see [`noun`].
pub fn answer(desk: Desk, question: &Question, noun: usize) -> String {
    let answer = match &question.answer {
        AnswerKind::Levels(levels) => levels.iter().map(|level| level.label.as_str()).collect::<Vec<_>>().join(" / "),
        AnswerKind::Choose { at_most } => t::at_most(desk.now(), *at_most, noun),
        AnswerKind::Score { max } => t::points(desk.now(), *max),
        AnswerKind::Remark { .. } => desk.say(t::FREE_TEXT).to_owned(),
    };
    if question.per_task { [desk.say(t::EACH_TASK), ": ", &answer].concat() } else { answer }
}
