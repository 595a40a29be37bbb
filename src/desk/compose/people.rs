//! The list of those who are rated: added, changed, put into order.

use std::cell::Cell as Held;
use std::rc::Rc;

use leptos::prelude::*;
use wasm_bindgen::JsCast;
use web_sys::{Element, KeyboardEvent, PointerEvent};

use super::super::parts;
use super::super::state::Desk;
use super::field::{Target, choice, fault_line, field, labelled, warning_line};
use super::state::{Step, name_of};
use super::{focus_soon, paste};
use crate::survey::compose::{Cell, Composition, Edit, Entry, Order, Spot};
use crate::survey::{ListWords, Mode, SubjectKind, Words, made_plain};
use crate::text::{Lang, Phrase, compose as t};

/// Known to every browser as a place to choose from.
const SALUTATIONS: &str = "salutations";

/// What the form calls its list, and what it says of it.
fn list_words(desk: Desk) -> Option<ListWords> {
    desk.composer().with(Composition::template).flatten().and_then(|template| template.list)
}

fn in_lang(desk: Desk, words: &Words) -> String {
    match desk.now() {
        Lang::Vi => words.vi.clone(),
        Lang::En => words.en.clone(),
    }
}

/// The title of the step.
pub fn title(desk: Desk) -> String {
    let kinds = desk.composer().with(Composition::kinds).unwrap_or_default();
    list_words(desk)
        .map_or_else(|| desk.say(t::people_title(t::listed(&kinds))).to_owned(), |words| in_lang(desk, &words.title))
}

/// The list, or the pasting of one.
pub fn view(desk: Desk) -> AnyView {
    let composer = desk.composer();
    if composer.pasting.get() {
        return paste::view(desk);
    }
    let kinds = composer.with(Composition::kinds).unwrap_or_default();
    let listed = t::listed(&kinds);
    let adds: Vec<AnyView> = kinds
        .iter()
        .map(|kind| {
            let kind = *kind;
            let (words, test) = match kind {
                SubjectKind::Person => (t::ADD, "add"),
                SubjectKind::Organisation => (t::ADD_ORGANISATION, "add-organisation"),
                SubjectKind::Matter => (t::ADD_MATTER, "add-matter"),
            };
            parts::button("", test, desk.say(words), move || add(desk, kind))
        })
        .collect();
    let count = composer.with(|now| now.entries.len()).unwrap_or(0);
    let practice = composer.with(|now| now.mode == Mode::Practice).unwrap_or(false);
    let keys: Vec<u32> = composer.with(|now| now.entries.iter().map(|entry| entry.key).collect()).unwrap_or_default();
    let rows: Vec<AnyView> = keys.into_iter().enumerate().map(|(at, key)| row(desk, at, key, count)).collect();
    view! {
        {list_words(desk).and_then(|words| words.note).map(|note| view! { <p class="lead">{in_lang(desk, &note)}</p> })}
        {(count == 0).then(|| parts::notice("info", desk.say(t::PEOPLE_NONE), desk.say(t::people_how(listed))))}
        <div class="cluster">
            {parts::button("primary", "paste", desk.say(t::PASTE), move || paste::open(desk))}
            {adds}
            {(count == 0 && practice)
                .then(|| parts::button("", "sample", desk.say(t::SAMPLE), move || { composer.act(Edit::Sample); }))}
        </div>
        {fault_line(desk, Spot::Entries)}
        {fault_line(desk, Spot::Whole)}
        {(count > 1).then(|| order(desk, listed))}
        <datalist id=SALUTATIONS>
            <option value="Ông"></option>
            <option value="Bà"></option>
            <option value="Đồng chí"></option>
        </datalist>
        <ol class="plain people" data-test="people">{rows}</ol>
    }
    .into_any()
}

fn order(desk: Desk, listed: t::Listed) -> AnyView {
    // Matters have neither given names nor posts.
    let posts = listed != t::Listed::Matters;
    let sort = move |order, said: Phrase| {
        desk.composer().act(Edit::Sort(order));
        desk.composer().said.set(desk.say(said).to_owned());
    };
    view! {
        <div class="stack tight">
            <div class="cluster">
                {parts::button("", "sort-names", desk.say(t::SORT_NAMES), move || {
                    sort(Order::ElectionRule, t::SORTED_NAMES);
                })}
                {posts
                    .then(|| {
                        parts::button("", "sort-post", desk.say(t::SORT_POST), move || sort(Order::Post, t::SORTED_POST))
                    })}
            </div>
            <p class="hint">{posts.then(|| view! { {desk.say(t::SORT_NAMES_HINT)} " " {desk.say(t::SORT_POST_HINT)} " " })} {desk.say(t::MOVE_HINT)}</p>
        </div>
    }
    .into_any()
}

fn add(desk: Desk, kind: SubjectKind) {
    let composer = desk.composer();
    let last = |composer: super::Composer| composer.with(|now| now.entries.last().map(|entry| entry.key)).flatten();
    let before = last(composer);
    composer.act(Edit::Add(kind));
    let key = last(composer);
    if key != before
        && let Some(key) = key
    {
        open(desk, key);
    }
}

/// Opens the details of an entry.
fn open(desk: Desk, key: u32) {
    desk.composer().open.set(Some(key));
    focus_soon(format!("#entry-name-{key}"));
}

/// One entry: its name, its buttons, and its details where they are open.
fn row(desk: Desk, at: usize, key: u32, count: usize) -> AnyView {
    let composer = desk.composer();
    let to = move |up: bool| {
        if up { at.checked_sub(1) } else { Some(at + 1).filter(|to| *to < count) }
    };
    let shift = move |up: bool| {
        if let Some(to) = to(up) {
            move_to(desk, key, to);
            focus_soon(format!("[data-key=\"{key}\"] [data-test={}]", if up { "up" } else { "down" }));
        }
    };
    let first = move || {
        composer.saved.track();
        composer.with(|now| name_of(now, key, desk.say(t::NAMELESS)))
    };
    let button = |phrase: Phrase, test: &'static str, off: bool, act: Box<dyn Fn()>| {
        view! {
            <button
                type="button"
                class="button"
                data-test=test
                aria-label=move || t::of(phrase, &first().unwrap_or_default(), desk.now())
                aria-disabled=off.then_some("true")
                on:click=move |_| act()
            >
                {desk.say(phrase)}
            </button>
        }
        .into_any()
    };
    let keys = move |event: KeyboardEvent| {
        let up = match event.key().as_str() {
            "ArrowUp" => true,
            "ArrowDown" => false,
            _ => return,
        };
        if event.alt_key() && to(up).is_some() {
            event.prevent_default();
            shift(up);
        }
    };
    let has_fault = move || {
        composer.tried.with(|tried| tried.contains(&Step::People))
            && composer.faults.with(|faults| faults.iter().any(|misfit| is_of(&misfit.spot, key)))
    };
    let edit = move || {
        if composer.open.get_untracked() == Some(key) {
            close(desk, key);
        } else {
            open(desk, key);
        }
    };
    let remove = move || {
        let name = composer.with(|now| name_of(now, key, desk.say(t::NAMELESS))).unwrap_or_default();
        composer.act(Edit::Remove(key));
        composer.said.set(t::removed(&name, desk.now()));
        focus_soon("h1".to_owned());
    };
    let second = move || {
        composer.saved.track(); // what was typed has settled
        composer.with(|now| now.entry(key).map(second_line)).flatten().filter(|line| !line.is_empty())
    };
    view! {
        <li class="panel person" class:has-fault=has_fault data-key=key tabindex="-1" on:keydown=keys>
            <div class="person-head">
                <span class="drag" aria-hidden="true" data-test="drag" on:pointerdown=move |event| drag(desk, key, &event)>
                    "⠿"
                </span>
                <p class="person-name">
                    <span class="muted number">{at + 1} ". "</span>
                    <span class="strong" data-test="person">{first}</span>
                    {move || second().map(|line| view! { <span class="subject-post">{line}</span> })}
                </p>
                <div class="person-buttons">
                    {button(t::UP, "up", at == 0, Box::new(move || shift(true)))}
                    {button(t::DOWN, "down", at + 1 == count, Box::new(move || shift(false)))}
                    <button
                        type="button"
                        class="button"
                        data-test="edit"
                        aria-label=move || t::of(t::EDIT, &first().unwrap_or_default(), desk.now())
                        aria-expanded=move || if composer.open.get() == Some(key) { "true" } else { "false" }
                        on:click=move |_| edit()
                    >
                        {desk.say(t::EDIT)}
                    </button>
                    {button(t::REMOVE, "remove", false, Box::new(remove))}
                </div>
            </div>
            {fault_line(desk, Spot::Entry(key))}
            {warning_line(desk, Spot::Entry(key))}
            {warning_line(desk, Spot::Cell(key, Cell::Tasks))}
            {move || {
                (has_fault() && composer.open.get() != Some(key))
                    .then(|| {
                        let count = composer.faults.with(|faults| {
                            faults.iter().filter(|misfit| is_of(&misfit.spot, key)).count()
                        });
                        view! { <p class="error">{t::left_title(count, desk.now())}</p> }
                    })
            }}
            {move || (composer.open.get() == Some(key)).then(|| details(desk, key))}
        </li>
    }
    .into_any()
}

fn is_of(spot: &Spot, key: u32) -> bool {
    matches!(spot, Spot::Cell(of, _) | Spot::Entry(of) if *of == key)
}

fn second_line(entry: &Entry) -> String {
    let parts = [entry.post.trim(), entry.unit.trim(), entry.birth_date.trim()];
    made_plain(&parts.into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(", "))
}

fn close(desk: Desk, key: u32) {
    desk.composer().settle();
    desk.composer().open.set(None);
    focus_soon(format!("[data-key=\"{key}\"] [data-test=edit]"));
}

fn details(desk: Desk, key: u32) -> AnyView {
    let composer = desk.composer();
    let Some((kind, kinds, tasks)) = composer
        .with(|now| {
            let entry = now.entry(key)?;
            // A text that is there can be taken out, even where it is not asked for.
            let tasks = now.asks_about_tasks() || !entry.tasks.trim().is_empty();
            Some((entry.kind, now.kinds(), tasks))
        })
        .flatten()
    else {
        return ().into_any();
    };
    let one = |cell: Cell, test: &'static str, list: Option<&'static str>| {
        field(desk, Target::Cell(key, cell), test, t::cell_label(cell, kind), t::cell_hint(cell), list)
    };
    let person = kind == SubjectKind::Person;
    let options = kinds.iter().map(|kind| (*kind, desk.say(t::kind_name(*kind)).to_owned())).collect();
    let odd = kinds.len() > 1 || !kinds.contains(&kind);
    view! {
        <div class="stack details">
            {odd.then(|| choice("kind", desk.say(t::KIND), options, Some(kind), move |kind| {
                composer.act(Edit::Kind(key, kind));
                focus_soon(format!("[data-key=\"{key}\"] [data-test=kind]:checked"));
            }))}
            <div class="fields">
                {person.then(|| one(Cell::Salutation, "entry-salutation", Some(SALUTATIONS)))}
                {one(Cell::Name, "entry-name", None)}
                {(kind != SubjectKind::Matter).then(|| one(Cell::Post, "entry-post", None))}
                {(kind != SubjectKind::Matter).then(|| one(Cell::Unit, "entry-unit", None))}
                {person.then(|| one(Cell::BirthDate, "entry-birth", None))}
            </div>
            {tasks.then(|| tasks_field(desk, key, kind))}
            <div class="cluster end">
                {parts::button("", "entry-close", desk.say(t::CLOSE), move || close(desk, key))}
            </div>
        </div>
    }
    .into_any()
}

fn tasks_field(desk: Desk, key: u32, kind: SubjectKind) -> AnyView {
    let label = list_words(desk).and_then(|words| words.tasks).map(|words| in_lang(desk, &words));
    let label = label.unwrap_or_else(|| desk.say(t::cell_label(Cell::Tasks, kind)).to_owned());
    labelled(desk, Target::Cell(key, Cell::Tasks), "entry-tasks", label, None, None)
}

fn move_to(desk: Desk, key: u32, to: usize) {
    let composer = desk.composer();
    if composer.act(Edit::Move(key, to)) {
        let words = composer
            .with(|now| t::moved(&name_of(now, key, desk.say(t::NAMELESS)), to + 1, now.entries.len(), desk.now()));
        composer.said.set(words.unwrap_or_default());
    }
}

/// Dragging by pointer. An extra: the buttons and keys do the same (WCAG 2.2, dragging movements).
fn drag(desk: Desk, key: u32, event: &PointerEvent) {
    let Some(handle) = event.current_target().and_then(|target| target.dyn_into::<Element>().ok()) else { return };
    event.prevent_default();
    let _ = handle.set_pointer_capture(event.pointer_id());
    let rows = || document().query_selector_all(".people > li").ok();
    let over = move |y: i32| {
        let rows = rows()?;
        let y = f64::from(y);
        (0..rows.length()).find(|at| {
            let row = rows.item(*at).and_then(|row| row.dyn_into::<Element>().ok());
            row.is_some_and(|row| {
                let place = row.get_bounding_client_rect();
                place.top() <= y && y < place.bottom()
            })
        })
    };
    let mark = |at: Option<u32>| {
        let Ok(rows) = document().query_selector_all(".people > li") else { return };
        for index in 0..rows.length() {
            if let Some(row) = rows.item(index).and_then(|row| row.dyn_into::<Element>().ok()) {
                let _ = row.class_list().toggle_with_force("drop-here", at == Some(index));
            }
        }
    };
    let last = Rc::new(Held::new(None));
    let moving = gloo_events::EventListener::new(&handle, "pointermove", {
        let last = last.clone();
        move |event| {
            if let Some(event) = event.dyn_ref::<PointerEvent>() {
                last.set(over(event.client_y()));
                mark(last.get());
            }
        }
    });
    // Comes once, however the drag ends.
    let moving = Held::new(Some(moving));
    gloo_events::EventListener::once(&handle, "lostpointercapture", move |_| {
        drop(moving.take());
        mark(None);
        if let Some(to) = last.get() {
            move_to(desk, key, to as usize);
        }
    })
    .forget();
}
