//! The choice of a template: what each is for, in one sentence.

use leptos::prelude::*;

use super::super::parts;
use super::super::state::Desk;
use super::go;
use super::state::Step;
use crate::survey::compose::{Composition, Edit, Form};
use crate::survey::{Mode, Template, templates};
use crate::text::{Lang, compose as t};

/// The templates, in groups.
pub fn view(desk: Desk) -> AnyView {
    let now = desk.composer().now();
    let in_use = now.as_ref().and_then(|now| match &now.form {
        Form::Template { id, .. } => Some(id.clone()),
        Form::File { .. } => None,
    });
    let from_file = now.is_some_and(|now| matches!(now.form, Form::File { .. }));
    let all: Vec<Template> = templates().collect();
    let known = |id: &str| t::GROUPS.iter().any(|(_, ids)| ids.contains(&id));
    let others: Vec<&Template> = all.iter().filter(|one| !known(one.id())).collect();
    let mut groups: Vec<(&str, Vec<&Template>)> = t::GROUPS
        .iter()
        .map(|(name, ids)| {
            (desk.say(*name), ids.iter().filter_map(|id| all.iter().find(|one| one.id() == *id)).collect())
        })
        .collect();
    groups.push((desk.say(t::GROUP_OTHERS), others));
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
    view! {
        <li class="panel stack tight" class:in-use=in_use>
            <h3>{name}</h3>
            {one.instrument.reconstruction.then(|| view! { <p class="tag">{desk.say(t::RECONSTRUCTED)}</p> })}
            <p>{words(&one.summary)}</p>
            <p class="muted small" lang="vi">{one.instrument.name.clone()}</p>
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
