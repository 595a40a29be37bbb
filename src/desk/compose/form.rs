//! The choice of a template: what each is for, in one sentence.

use leptos::prelude::*;

use super::super::parts;
use super::super::state::Desk;
use super::go;
use super::state::Step;
use crate::survey::compose::{Composition, Edit, Form};
use crate::survey::{Group, Mode, Template, templates};
use crate::text::minutes::after_reconstruction;
use crate::text::{Lang, compose as t, templates as w};

/// The templates, in groups.
pub fn view(desk: Desk) -> AnyView {
    let now = desk.composer().now();
    let in_use = now.as_ref().and_then(|now| match &now.form {
        Form::Template { id, .. } => Some(id.clone()),
        Form::File { .. } => None,
    });
    let from_file = now.is_some_and(|now| matches!(now.form, Form::File { .. }));
    let all: Vec<Template> = templates().collect();
    let groups = Group::ALL
        .map(|(_, group)| (desk.say(t::group(group)), all.iter().filter(|one| one.group == group).collect::<Vec<_>>()));
    let groups: Vec<AnyView> = groups
        .into_iter()
        .filter(|(_, ones)| !ones.is_empty())
        .map(|(name, ones)| {
            let items: Vec<AnyView> =
                ones.into_iter().map(|one| template(desk, one, in_use.as_deref() == Some(one.id()))).collect();
            view! { <section class="stack"> <h2>{name}</h2> <ul class="plain forms">{items}</ul> </section> }.into_any()
        })
        .collect();
    view! {
        <p class="lead">{desk.say(t::FORM_LEAD)}</p>
        <p class="hint">{desk.say(t::RECONSTRUCTED_HINT)}</p>
        {from_file.then(|| parts::notice("info", desk.say(t::FORM_FILE), ""))}
        {groups}
    }
    .into_any()
}

fn template(desk: Desk, one: &Template, in_use: bool) -> AnyView {
    let words = |words: &crate::survey::Words| match desk.now() {
        Lang::Vi => words.vi.clone(),
        Lang::En => words.en.clone(),
    };
    let (id, name) = (one.id().to_owned(), words(&one.name));
    let label = t::of(if in_use { t::FORM_NOW } else { t::FORM_TAKE }, &name, desk.now());
    let shown = id.clone();
    let take = move |_| {
        let composer = desk.composer();
        if composer.is_open() {
            composer.act(Edit::Template(id.clone()));
        } else {
            composer.begin(Composition::new(&id, Mode::Real), None, Step::Form);
        }
        go(desk, Step::Meeting);
    };
    // Folded where another is in use: nobody reads all of them.
    let note = one.instrument.note.as_deref().map(|note| {
        let note = if one.instrument.reconstruction { after_reconstruction(note) } else { note };
        view! {
            <details class="small" data-test="form-note" open=in_use>
                <summary>{desk.say(w::NOTE)}</summary>
                <p lang="vi">{note.to_owned()}</p>
            </details>
        }
    });
    view! {
        <li class="panel stack tight" class:in-use=in_use>
            <h3>{name}</h3>
            {one.instrument.reconstruction.then(|| view! { <p class="tag">{desk.say(t::RECONSTRUCTED)}</p> })}
            <p>{words(&one.summary)}</p>
            <p class="muted small" lang="vi">{one.instrument.name.clone()}</p>
            {note}
            <div class="cluster">
                <button
                    type="button"
                    class="button"
                    class:primary=in_use
                    data-test="form"
                    data-form=shown
                    aria-label=label
                    on:click=take
                >
                    {desk.say(if in_use { t::FORM_NOW } else { t::FORM_TAKE })}
                </button>
            </div>
        </li>
    }
    .into_any()
}
