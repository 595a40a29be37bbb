//! A survey is composed on screen, in five steps that can be taken in any order.
//!
//! The rules are in `survey/compose`; here is what is seen of them. Everything typed is saved after a pause.

mod field;
mod form;
mod look;
mod meeting;
mod paste;
mod people;
mod questions;
mod review;
mod state;

use leptos::prelude::*;
use wasm_bindgen::JsCast;
use web_sys::{HtmlElement, KeyboardEvent};

pub use state::{Composer, Saved, begin_new, begin_with, resume};

use self::state::Step;
use super::parts;
use super::state::Desk;
use crate::text::{Explain, Phrase, compose as t, dates, drafts};

/// The composer.
pub fn screen(desk: Desk) -> AnyView {
    let composer = desk.composer();
    let keys = move |event: KeyboardEvent| {
        let typing = event.target().and_then(|target| target.dyn_into::<HtmlElement>().ok());
        let typing = typing.is_some_and(|element| matches!(element.tag_name().as_str(), "INPUT" | "TEXTAREA"));
        // In a field, the browser's own undo takes back what is typed there.
        if !typing && (event.ctrl_key() || event.meta_key()) {
            match (event.key().to_lowercase().as_str(), event.shift_key()) {
                ("z", false) => undo(desk, false),
                ("y", false) | ("z", true) => undo(desk, true),
                _ => return,
            }
            event.prevent_default();
        }
    };
    // On the window: after a step back the focus may stand nowhere.
    let listening = window_event_listener(leptos::ev::keydown, keys);
    on_cleanup(move || listening.remove());
    // Whoever goes on has read it; it covered the next field. A press comes before its click, which may say something new.
    let quiet = move || {
        if composer.said.with_untracked(|said| !said.is_empty()) {
            composer.said.set(String::new());
        }
    };
    let site = look::site(desk);
    view! {
        <div class="stack loose composer" on:input=move |_| quiet() on:pointerdown=move |_| quiet()>
            {move || {
                composer.step.track();
                composer.is_open().then(|| bar(desk))
            }}
            {move || used(desk)}
            <div class="compose-sides" class:two=move || site.get() == look::Site::Beside>
                <div class="stack loose">
                    {move || { let step = composer.step.get(); view! { {steps(desk)} {body(desk, step)} } }}
                </div>
                {move || look::at(desk, site.get())}
            </div>
        </div>
        <p class="said" role="status" data-test="said">{move || composer.said.get()}</p>
    }
    .into_any()
}

fn body(desk: Desk, step: Step) -> AnyView {
    let composer = desk.composer();
    let title = match step {
        Step::Form => desk.say(t::FORM_TITLE).to_owned(),
        Step::Meeting => desk.say(t::MEETING_TITLE).to_owned(),
        Step::People => people::title(desk),
        Step::Questions => desk.say(t::QUESTIONS_TITLE).to_owned(),
        Step::Review => desk.say(t::REVIEW_TITLE).to_owned(),
    };
    view! {
        {parts::heading(title)}
        {move || {
            composer.drawn.track();
            desk.practice.set(composer.with(|now| now.mode == crate::survey::Mode::Practice).unwrap_or(false));
            match step {
                Step::Form => form::view(desk),
                Step::Meeting => meeting::view(desk),
                Step::People => people::view(desk),
                Step::Questions => questions::view(desk),
                Step::Review => review::view(desk),
            }
        }}
        {foot(desk, step)}
    }
    .into_any()
}

/// Said of a draft with which a box was opened: what is changed here changes nothing there.
fn used(desk: Desk) -> Option<AnyView> {
    let opened = desk.composer().used.get()?;
    let title = drafts::used(&dates::moment(&opened, desk.now()), desk.now());
    Some(view! { <div data-test="used">{parts::notice("info", title, desk.say(drafts::USED_HINT))}</div> }.into_any())
}

/// Undo, redo, and how far the draft is saved.
fn bar(desk: Desk) -> AnyView {
    let composer = desk.composer();
    let one = move |name: Phrase, test: &'static str, at: usize| {
        // Not `disabled`: the focus would be lost with the last step.
        let off = move || {
            composer.drawn.track();
            composer.saved.track();
            (!composer.can()[at]).then_some("true")
        };
        view! {
            <button type="button" class="button" data-test=test aria-disabled=off on:click=move |_| undo(desk, at == 1)>
                {desk.say(name)}
            </button>
        }
        .into_any()
    };
    view! {
        <div class="cluster spread compose-bar">
            <div class="cluster">{one(t::UNDO, "undo", 0)} {one(t::REDO, "redo", 1)}</div>
            <div role="status" data-test="saved">{move || saved(desk, &composer.saved.get())}</div>
        </div>
    }
    .into_any()
}

fn saved(desk: Desk, saved: &Saved) -> AnyView {
    let words = |phrase| view! { <p class="muted">{desk.say(phrase)}</p> }.into_any();
    match saved {
        Saved::NotYet => words(t::NOT_SAVED_YET),
        Saved::Saving => words(t::SAVING),
        Saved::Kept => words(t::SAVED),
        Saved::Failed(fault) => {
            let explained = fault.explain(desk.now());
            parts::notice("bad", desk.say(t::NOT_SAVED), format!("{} {}", explained.what, explained.way_out))
        }
    }
}

fn undo(desk: Desk, again: bool) {
    let composer = desk.composer();
    let place = place_of_focus();
    let (done, words) = if again { (composer.redo(), t::REDONE) } else { (composer.undo(), t::UNDONE) };
    if done {
        composer.said.set(desk.say(words).to_owned());
        if let Some(place) = place {
            focus_soon(place);
        }
    }
}

/// Where the focus is, to give it back after everything was drawn anew.
fn place_of_focus() -> Option<String> {
    let focused = document().active_element()?;
    let test = focused.get_attribute("data-test")?;
    let row = focused.closest("[data-key]").ok().flatten().and_then(|row| row.get_attribute("data-key"));
    Some(row.map_or_else(|| format!("[data-test={test}]"), |key| format!("[data-key=\"{key}\"] [data-test={test}]")))
}

/// The steps, each a button, with what is left to do in it.
fn steps(desk: Desk) -> AnyView {
    let composer = desk.composer();
    if !composer.is_open() {
        return ().into_any();
    }
    let one = |(at, step): (usize, Step)| {
        let name = t::STEPS[at];
        let left = move || {
            let tried = composer.tried.with(|tried| tried.contains(&step));
            Some(composer.count(step)).filter(|count| tried && *count > 0)
        };
        view! {
            <li>
                <button
                    type="button"
                    class="button"
                    data-test="step"
                    data-step=at + 1
                    aria-current=(composer.step.get_untracked() == step).then_some("step")
                    on:click=move |_| go(desk, step)
                >
                    <span class="step-number">{at + 1}</span>
                    <span class="step-name">{desk.say(name)}</span>
                    {move || {
                        left().map(|count| view! {
                            <span class="step-left" aria-hidden="true">"⚠ " {count}</span>
                            <span class="visually-hidden">{t::left_to_do(count, desk.now())}</span>
                        })
                    }}
                </button>
            </li>
        }
        .into_any()
    };
    let items: Vec<AnyView> = Step::ALL.into_iter().enumerate().map(one).collect();
    view! { <nav aria-label=desk.say(t::STEPS_NAME)><ol class="compose-steps">{items}</ol></nav> }.into_any()
}

/// Shows a step. The one that is left has been seen: its faults are shown from now on.
fn go(desk: Desk, step: Step) {
    let composer = desk.composer();
    composer.settle();
    composer.open.set(None);
    composer.pasting.set(step == Step::People && composer.pasted.with_untracked(|held| !held.text.trim().is_empty()));
    composer.said.set(String::new());
    let left = composer.step.get_untracked();
    composer.tried.update(|tried| {
        tried.insert(left);
    });
    desk.trouble.set(None);
    composer.step.set(step);
}

/// The way on and the way back.
fn foot(desk: Desk, step: Step) -> AnyView {
    let composer = desk.composer();
    let stopped = RwSignal::new(false);
    // How many were read of a list and are not yet added.
    let waiting = RwSignal::new(None::<usize>);
    let next = move || {
        composer.settle();
        let Some(next) = step.beside(1) else { return };
        waiting.set(if step == Step::People { paste::waiting(desk) } else { None });
        if waiting.get_untracked().is_some() {
            stopped.set(true);
            composer.pasting.set(true);
            paste::show_adding();
            return;
        }
        if composer.count(step) == 0 {
            go(desk, next);
            return;
        }
        composer.tried.update(|tried| {
            tried.insert(step);
        });
        stopped.set(true);
        show_first_fault();
    };
    let back = move || match step.beside(-1) {
        Some(before) => go(desk, before),
        None => leave(desk),
    };
    let stop = move || {
        let count = composer.count(step);
        // No longer where it was added, or taken back.
        let held = waiting.get().filter(|_| composer.pasted.with(|held| !held.text.is_empty()));
        (stopped.get() && (count > 0 || held.is_some())).then(|| {
            let (title, hint) = match held {
                Some(count) => (t::paste_waiting(count, desk.now()), desk.say(t::PASTE_LATER_HINT)),
                None => (t::step_faults(count, desk.now()), desk.say(t::LATER_HINT)),
            };
            view! {
                <div class="notice bad" data-test="step-faults">
                    <p class="notice-title">{title}</p>
                    <p>{hint}</p>
                    {parts::button("", "later", desk.say(t::LATER), move || {
                        if let Some(next) = step.beside(1) { go(desk, next); }
                    })}
                </div>
            }
        })
    };
    let opened = composer.is_open();
    view! {
        <div role="alert">{stop}</div>
        <div class="cluster spread compose-foot">
            <div class="cluster">
                {parts::button("quiet", "compose-leave", desk.say(t::LEAVE), move || leave(desk))}
                {(step != Step::Form).then(|| parts::button("", "compose-back", desk.say(t::BACK), back))}
            </div>
            {(opened && step != Step::Review)
                .then(|| parts::button("primary big", "compose-next", desk.say(t::NEXT), next))}
        </div>
    }
    .into_any()
}

/// Brings the first fault into view, after it was marked.
fn show_first_fault() {
    request_animation_frame(|| {
        let first = document().query_selector("main [aria-invalid=true], main .has-fault").ok().flatten();
        if let Some(first) = first.and_then(|first| first.dyn_into::<HtmlElement>().ok()) {
            let _ = first.focus();
        }
    });
}

/// Back to the first page, once all is saved.
fn leave(desk: Desk) {
    desk.act(async move {
        desk.composer().saved().await;
        desk.to_start();
        Ok(())
    });
}

/// Gives the focus to an element, once it has been drawn.
fn focus_soon(css: String) {
    // Twice: the screen is drawn with the first frame.
    request_animation_frame(move || {
        request_animation_frame(move || {
            let found = document().query_selector(&css).ok().flatten();
            if let Some(found) = found.and_then(|found| found.dyn_into::<HtmlElement>().ok()) {
                let _ = found.focus();
            }
        });
    });
}
