//! What is left to do, what the ballot looks like, and what can be done with it.

use leptos::prelude::*;

use super::super::state::{Desk, Said, Screen};
use super::super::{files, parts};
use super::field::{warned, words};
use super::state::{Misfit, Step, name_of};
use super::{focus_soon, go, look, paste};
use crate::record::FileKind;
use crate::store::Drafts;
use crate::survey::compose::{Composition, Line, Spot, Warning};
use crate::survey::{Survey, TellerCount};
use crate::text::{Phrase, compose as t};

/// The last step.
pub fn view(desk: Desk) -> AnyView {
    let faults = desk.composer().faults.get();
    let state = if faults.is_empty() {
        parts::notice("good", desk.say(t::ALL_RIGHT), "")
    } else {
        let items: Vec<AnyView> = faults.iter().map(|misfit| line(desk, misfit)).collect();
        view! {
            <div class="notice warn" data-test="left">
                <p class="notice-title">{t::left_title(faults.len(), desk.now())}</p>
                <p>{desk.say(t::NOT_YET)}</p>
                <ul class="plain stack tight">{items}</ul>
            </div>
        }
        .into_any()
    };
    let off = (!faults.is_empty()).then_some("true");
    let button = |class: &'static str, test: &'static str, name: Phrase, act: fn(Desk)| {
        view! {
            <button type="button" class=class data-test=test aria-disabled=off on:click=move |_| act(desk)>
                {desk.say(name)}
            </button>
        }
        .into_any()
    };
    let warnings: Vec<AnyView> = desk.composer().warnings.get().iter().map(|one| warned_line(desk, one)).collect();
    let waiting = paste::waiting(desk).map(|count| {
        let listed = parts::button("", "to-paste", desk.say(t::STEPS[2]), move || go(desk, Step::People));
        view! {
            <div class="notice warn">
                <p class="notice-title">{t::paste_waiting(count, desk.now())}</p>
                {listed}
            </div>
        }
    });
    view! {
        {state}
        {waiting}
        {(!warnings.is_empty())
            .then(|| {
                view! {
                    <div class="notice warn" data-test="warnings">
                        <p class="notice-title">{desk.say(t::LOOK_AGAIN)}</p>
                        <p>{desk.say(t::LOOK_AGAIN_HINT)}</p>
                        <ul class="plain stack tight">{warnings}</ul>
                    </div>
                }
            })}
        <div class="cluster">
            {button("button primary big", "use", t::USE, use_it)}
            {button("button", "export-survey", t::EXPORT, export)}
            {parts::button("", "duplicate", desk.say(t::DUPLICATE), move || duplicate(desk))}
        </div>
        <p class="hint">{desk.say(t::EXPORT_HINT)}</p>
        <section class="stack looks">
            <h2>{desk.say(t::LOOK)}</h2>
            {look::panel(desk)}
        </section>
    }
    .into_any()
}

/// A fault, as a button that leads to its place.
fn line(desk: Desk, misfit: &Misfit) -> AnyView {
    let spot = misfit.spot.clone();
    let step = Step::of(&spot);
    let place = desk.composer().with(|now| place(desk, now, &spot)).unwrap_or_default();
    let label = format!("{place}: {}", words(desk, misfit));
    let button = parts::button("fault-link", "to-fault", label, move || to_fault(desk, step, &spot));
    view! { <li>{button}</li> }.into_any()
}

/// A warning, as a button that leads to its place.
fn warned_line(desk: Desk, one: &Warning) -> AnyView {
    let spot = one.spot();
    let step = Step::of(&spot);
    let label = format!("{}: {}", desk.say(t::STEPS[step as usize]), warned(desk, one));
    let button = parts::button("fault-link", "to-warning", label, move || {
        go(desk, step);
        desk.composer().pasting.set(false); // what is pasted stays
        match &spot {
            Spot::Line(Line::Province) => focus_soon("#province".to_owned()),
            Spot::Line(_) => focus_soon("#commune".to_owned()),
            Spot::Cell(key, _) => {
                desk.composer().open.set(Some(*key));
                focus_soon(format!("#entry-tasks-{key}"));
            }
            Spot::Entry(key) => {
                desk.composer().open.set(Some(*key));
                focus_soon(format!("#entry-birth-{key}"));
            }
            _ => {}
        }
    });
    view! { <li>{button}</li> }.into_any()
}

fn place(desk: Desk, now: &Composition, spot: &Spot) -> String {
    let name = |key: u32| name_of(now, key, desk.say(t::NAMELESS));
    match spot {
        Spot::Line(line) => desk.say(t::line_label(*line)).to_owned(),
        Spot::Cell(key, cell) => {
            let kind = now.entry(*key).map_or(crate::survey::SubjectKind::Person, |entry| entry.kind);
            format!("{}, {}", name(*key), desk.say(t::cell_label(*cell, kind)).to_lowercase())
        }
        Spot::Entry(key) => name(*key),
        Spot::Entries | Spot::Whole => desk.say(t::STEPS[2]).to_owned(),
        Spot::Question(_) => desk.say(t::STEPS[3]).to_owned(),
    }
}

fn to_fault(desk: Desk, step: Step, spot: &Spot) {
    desk.composer().tried.update(|tried| {
        tried.insert(step);
    });
    go(desk, step);
    match spot {
        Spot::Cell(key, _) | Spot::Entry(key) => {
            desk.composer().pasting.set(false);
            desk.composer().open.set(Some(*key));
            focus_soon(match spot {
                Spot::Cell(..) => format!("[data-key=\"{key}\"] [aria-invalid=true]"),
                _ => format!("#entry-name-{key}"),
            });
        }
        Spot::Line(_) => focus_soon("main [aria-invalid=true]".to_owned()),
        _ => {}
    }
}

/// The survey, or a word that it is not one yet.
fn ready(desk: Desk) -> Option<Survey> {
    desk.composer().go_out();
    let survey = desk.composer().survey();
    if survey.is_none() {
        desk.trouble.set(Some(Said(t::NOT_USABLE, t::NOT_USABLE_OUT).into()));
    }
    survey
}

fn use_it(desk: Desk) {
    let Some(survey) = ready(desk) else { return };
    desk.act(async move {
        desk.composer().saved().await;
        if survey.is_practice() {
            super::super::start::fill_in_sample_meeting(desk, &survey);
        } else {
            desk.form.clear(TellerCount::of(&survey));
        }
        let text = survey.to_json();
        desk.load(survey, text);
        desk.client.with_value(crate::worker::Client::warm_up);
        desk.go(Screen::Preview);
        Ok(())
    });
}

fn export(desk: Desk) {
    let Some(survey) = ready(desk) else { return };
    files::download(&files::name(&survey, None, FileKind::Survey), &survey.to_json());
    desk.composer().said.set(desk.say(t::EXPORTED).to_owned());
}

fn duplicate(desk: Desk) {
    desk.composer().go_out();
    let Some(now) = desk.composer().now() else { return };
    desk.act(async move {
        Drafts::open().await?.duplicate(&now).await?;
        desk.composer().said.set(desk.say(t::DUPLICATED).to_owned());
        Ok(())
    });
}
