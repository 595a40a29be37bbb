//! A list pasted from a spreadsheet: what the columns were taken for, what is good, and what is wrong with each bad row.

use std::time::Duration;

use leptos::prelude::*;

use super::super::parts;
use super::super::state::Desk;
use super::field::choice;
use super::focus_soon;
use crate::survey::compose::{Composition, Edit, day_first};
use crate::survey::{Column, Meaning, Pasted, PastedFault, Subject, SubjectKind, Wanted};
use crate::text::pasted_faults::meaning;
use crate::text::{Explain, compose as t, desk as d};

/// Most rows that are shown at once, good and bad apart.
const SHOWN: usize = 30;
/// A pause in typing; what is pasted comes at once.
const PAUSE: Duration = Duration::from_millis(250);
/// The last but one only where tasks are asked about.
const MEANINGS: [Meaning; 10] = [
    Meaning::Name,
    Meaning::FamilyNames,
    Meaning::GivenName,
    Meaning::Salutation,
    Meaning::Post,
    Meaning::Unit,
    Meaning::BirthDate,
    Meaning::Serial,
    Meaning::Ignored,
    Meaning::Tasks,
];

/// What the list is read for, and what it may say.
fn meanings(tasks: bool) -> &'static [Meaning] {
    &MEANINGS[..MEANINGS.len() - usize::from(!tasks)]
}

/// How much was read and not yet added; `None` where nothing waits.
pub fn waiting(desk: Desk) -> Option<usize> {
    let composer = desk.composer();
    let held = composer.pasted.get_untracked();
    let tasks = composer.with(Composition::asks_about_tasks).unwrap_or(false);
    let count = read(&held, tasks)?.ok()?.subjects().count();
    Some(count).filter(|count| *count > 0)
}

/// Brings the button into view that adds what was read.
pub fn show_adding() {
    focus_soon("[data-test=paste-add]".to_owned());
}

fn read(held: &Held, tasks: bool) -> Option<Result<Pasted, PastedFault>> {
    if held.text.trim().is_empty() {
        return None;
    }
    let wanted = Wanted { kind: held.kind, tasks };
    let told = &held.told;
    Some(if told.is_empty() { Pasted::read(&held.text, wanted) } else { Pasted::read_as(&held.text, wanted, told) })
}

/// Shows the field to paste into.
pub fn open(desk: Desk) {
    desk.composer().pasting.set(true);
    focus_soon("#paste-field".to_owned());
}

fn close(desk: Desk) {
    desk.composer().pasting.set(false);
    desk.composer().pasted.set(Held::default());
    focus_soon("[data-test=paste]".to_owned());
}

/// What is pasted, while it is looked at; it stays while other steps are.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Held {
    /// As typed.
    pub text: String,
    /// What its rows are.
    pub kind: SubjectKind,
    /// What whoever pastes says of the columns; empty where the guess stands.
    pub told: Vec<Meaning>,
}

impl Default for Held {
    fn default() -> Self {
        Self { text: String::new(), kind: SubjectKind::Person, told: Vec::new() }
    }
}

/// The field, and what was read of it.
pub fn view(desk: Desk) -> AnyView {
    let kinds = desk.composer().with(Composition::kinds).unwrap_or_default();
    let first = kinds.first().copied().unwrap_or(SubjectKind::Person);
    let tasks = desk.composer().with(Composition::asks_about_tasks).unwrap_or(false);
    let held = desk.composer().pasted;
    if held.with_untracked(|held| held.text.is_empty() || !kinds.contains(&held.kind)) {
        held.update_untracked(|held| held.kind = first);
    }
    let before = held.with_untracked(|held| held.text.clone());
    let chosen = held.with_untracked(|held| held.kind);
    // Three parts of the screen look at it; it is read once.
    let read = Memo::new(move |_| held.with(|held| read(held, tasks)));
    let timer = StoredValue::new(None::<TimeoutHandle>);
    let typed = move |event| {
        let text: String = event_target_value(&event);
        if let Some(timer) = timer.try_update_value(Option::take).flatten() {
            timer.clear();
        }
        // At once, for whoever leaves the step; shown after the pause.
        held.update_untracked(|held| {
            held.told.clear();
            held.text = text;
        });
        let take = move || held.try_update(|_| ()).unwrap_or_default();
        timer.set_value(set_timeout_with_handle(take, PAUSE).ok());
    };
    let options: Vec<_> = kinds.iter().map(|kind| (*kind, desk.say(t::kind_name(*kind)).to_owned())).collect();
    view! {
        <section class="panel stack">
            <h2>{desk.say(t::PASTE_TITLE)}</h2>
            <p>{desk.say(t::PASTE_HOW)}</p>
            {kinds.contains(&SubjectKind::Person).then(|| view! { <p class="hint">{desk.say(t::PASTE_TYPE)}</p> })}
            {(kinds.len() > 1)
                .then(|| choice("paste-kind", desk.say(t::KIND), options, Some(chosen), move |kind| held.update(|held| held.kind = kind)))}
            <div class="field">
                <label for="paste-field">{desk.say(t::PASTE_FIELD)}</label>
                <textarea
                    id="paste-field"
                    class="paste-field"
                    rows="10"
                    spellcheck="false"
                    data-test="paste-field"
                    prop:value=before
                    on:input=typed
                ></textarea>
            </div>
            <div role="status">{move || read.with(|read| summary(desk, read.as_ref()))}</div>
        </section>
        {move || read.with(|read| read.as_ref()?.as_ref().ok().map(|list| found(desk, tasks, list)))}
        <div class="cluster">
            {move || read.with(|read| read.as_ref()?.as_ref().ok().map(|list| buttons(desk, list)))}
            {parts::button("quiet", "paste-cancel", desk.say(t::PASTE_CANCEL), move || close(desk))}
        </div>
    }
    .into_any()
}

fn summary(desk: Desk, read: Option<&Result<Pasted, PastedFault>>) -> AnyView {
    let lang = desk.now();
    match read {
        None => ().into_any(),
        Some(Err(fault)) => {
            let explained = fault.explain(lang);
            parts::notice("bad", explained.what, explained.way_out)
        }
        Some(Ok(list)) => {
            let bad = list.rows.iter().filter(|row| row.outcome.is_err()).count();
            let words = t::paste_summary(list.subjects().count(), bad, lang);
            let name = |(at, column): (usize, &Column)| column.heading.clone().unwrap_or_else(|| t::column(at, lang));
            let left_out: Vec<String> = list.left_out().map(name).collect();
            view! {
                <p class="strong" data-test="paste-summary">{words}</p>
                {(!left_out.is_empty())
                    .then(|| view! { <p data-test="paste-left-out">{t::paste_left_out(&left_out, lang)}</p> })}
            }
            .into_any()
        }
    }
}

fn buttons(desk: Desk, list: &Pasted) -> AnyView {
    let composer = desk.composer();
    let subjects: Vec<Subject> = list.subjects().cloned().collect();
    let count = subjects.len();
    let now = composer.with(|now| now.entries.len()).unwrap_or(0);
    if count == 0 {
        return ().into_any();
    }
    let take = move |subjects: &Vec<Subject>, instead: bool| {
        composer.pasting.set(false);
        composer.pasted.set(Held::default());
        composer.act(Edit::Insert { subjects: subjects.clone(), instead });
        composer.said.set(t::added(count, desk.now()));
        focus_soon("[data-test=paste]".to_owned());
    };
    let others = subjects.clone();
    view! {
        {parts::button("primary", "paste-add", t::paste_add(count, desk.now()), move || take(&subjects, false))}
        {(now > 0)
            .then(|| {
                parts::button("", "paste-instead", t::paste_instead(now, count, desk.now()), move || take(&others, true))
            })}
    }
    .into_any()
}

/// Faults first: they are what has to be done. Then the columns and what they gave.
fn found(desk: Desk, tasks: bool, list: &Pasted) -> AnyView {
    let faults: Vec<&PastedFault> = list.faults().collect();
    let notices: Vec<&PastedFault> = list.rows.iter().flat_map(|row| &row.notices).collect();
    let group = |title, faults: &[&PastedFault]| {
        let more = faults.len().saturating_sub(SHOWN);
        let shown = faults.iter().take(SHOWN).map(|fault| *fault as &dyn Explain);
        (!faults.is_empty()).then(|| {
            view! {
                <section class="notice warn" data-test="paste-faults">
                    <h3 class="notice-title">{desk.say(title)}</h3>
                    {parts::faults(shown, desk.now())}
                    {(more > 0).then(|| view! { <p>{t::and_more(more, desk.now())}</p> })}
                </section>
            }
        })
    };
    view! { {group(t::PASTE_FAULTS, &faults)} {group(t::PASTE_NOTICES, &notices)} {table(desk, tasks, list)} }
        .into_any()
}

/// What each column was taken for, and the first people as they were read.
fn table(desk: Desk, tasks: bool, list: &Pasted) -> AnyView {
    let columns: Vec<AnyView> = list
        .columns
        .iter()
        .enumerate()
        .map(|(at, column)| {
            let heading = column.heading.clone().unwrap_or_else(|| t::column(at + 1, desk.now()));
            let id = format!("column-{at}");
            let all: Vec<Meaning> = list.columns.iter().map(|column| column.meaning).collect();
            let choose = move |event| {
                let chosen = event_target_value(&event).parse::<usize>().ok().and_then(|at| meanings(tasks).get(at));
                if let (Some(chosen), mut told) = (chosen, all.clone()) {
                    // One column for each meaning; the one that had it is no longer read.
                    for other in told.iter_mut().filter(|other| *other == chosen && *chosen != Meaning::Ignored) {
                        *other = Meaning::Ignored;
                    }
                    told[at] = *chosen;
                    desk.composer().pasted.update(|held| held.told = told);
                    focus_soon(format!("#column-{at}"));
                }
            };
            let options: Vec<AnyView> = meanings(tasks)
                .iter()
                .enumerate()
                .map(|(value, one)| {
                    let words = meaning(*one).in_lang(desk.now());
                    view! { <option value=value selected=*one == column.meaning>{words}</option> }.into_any()
                })
                .collect();
            view! {
                <div class="field">
                    <label for=id.clone()>{heading}</label>
                    <select id=id data-test="column" on:change=choose>{options}</select>
                </div>
            }
            .into_any()
        })
        .collect();
    let good: Vec<(usize, &Subject)> =
        list.rows.iter().filter_map(|row| Some((row.row, row.outcome.as_ref().ok()?))).collect();
    let more = good.len().saturating_sub(SHOWN);
    let rows: Vec<AnyView> = good
        .iter()
        .take(SHOWN)
        .map(|(row, subject)| {
            let born = subject.birth_date.as_deref().map(day_first);
            let details = [subject.post.clone(), subject.unit.clone(), born];
            let details = details.into_iter().flatten().collect::<Vec<_>>().join(", ");
            let duties = subject.tasks.iter().map(|task| task.text.as_str()).collect::<Vec<_>>().join("; ");
            view! {
                <tr>
                    <td class="number">{*row}</td>
                    <th scope="row">{subject.full_name()}</th>
                    <td>
                        {details}
                        {(!duties.is_empty()).then(|| view! { <span class="subject-post">{duties}</span> })}
                    </td>
                </tr>
            }
            .into_any()
        })
        .collect();
    view! {
        <section class="panel stack">
            <h2>{desk.say(t::PASTE_COLUMNS)}</h2>
            <p class="hint">{desk.say(t::PASTE_COLUMNS_HINT)}</p>
            <div class="fields">{columns}</div>
            {(!rows.is_empty())
                .then(|| {
                    view! {
                        <table class="table">
                            <thead>
                                <tr>
                                    <th scope="col" class="number">{desk.say(t::ROW)}</th>
                                    <th scope="col">{desk.say(d::NAME)}</th>
                                    <th scope="col">{desk.say(t::DETAILS)}</th>
                                </tr>
                            </thead>
                            <tbody>{rows}</tbody>
                        </table>
                    }
                })}
            {(more > 0).then(|| view! { <p>{t::and_more(more, desk.now())}</p> })}
        </section>
    }
    .into_any()
}
