//! A list pasted from a spreadsheet: what the columns were taken for, what is good, and what is wrong with each bad row.

use std::time::Duration;

use leptos::prelude::*;

use super::super::parts;
use super::super::state::Desk;
use super::field::choice;
use super::focus_soon;
use crate::survey::compose::{Composition, Edit};
use crate::survey::{Meaning, Pasted, PastedFault, Subject, SubjectKind};
use crate::text::pasted_faults::meaning;
use crate::text::{Explain, compose as t, desk as d};

/// Most rows that are shown at once, good and bad apart.
const SHOWN: usize = 30;
/// A pause in typing; what is pasted comes at once.
const PAUSE: Duration = Duration::from_millis(250);
const MEANINGS: [Meaning; 9] = [
    Meaning::Name,
    Meaning::FamilyNames,
    Meaning::GivenName,
    Meaning::Salutation,
    Meaning::Post,
    Meaning::Unit,
    Meaning::BirthDate,
    Meaning::Serial,
    Meaning::Ignored,
];

/// Shows the field to paste into.
pub fn open(desk: Desk) {
    desk.composer().pasting.set(true);
    focus_soon("#paste-field".to_owned());
}

fn close(desk: Desk) {
    desk.composer().pasting.set(false);
    focus_soon("[data-test=paste]".to_owned());
}

/// What is pasted, while it is looked at.
#[derive(Clone, Copy)]
struct Paste {
    text: RwSignal<String>,
    kind: RwSignal<SubjectKind>,
    /// What whoever pastes says of the columns; empty where the guess stands.
    told: RwSignal<Vec<Meaning>>,
}

impl Paste {
    /// Three parts of the screen look at it; it is read once.
    fn memo(self) -> Memo<Option<Result<Pasted, PastedFault>>> {
        Memo::new(move |_| self.read())
    }

    fn read(self) -> Option<Result<Pasted, PastedFault>> {
        let text = self.text.get();
        if text.trim().is_empty() {
            return None;
        }
        let (kind, told) = (self.kind.get(), self.told.get());
        Some(if told.is_empty() { Pasted::read(&text, kind) } else { Pasted::read_as(&text, kind, &told) })
    }
}

/// The field, and what was read of it.
pub fn view(desk: Desk) -> AnyView {
    let kinds = desk.composer().with(Composition::kinds).unwrap_or_default();
    let first = kinds.first().copied().unwrap_or(SubjectKind::Person);
    let paste =
        Paste { text: RwSignal::new(String::new()), kind: RwSignal::new(first), told: RwSignal::new(Vec::new()) };
    let read = paste.memo();
    let timer = StoredValue::new(None::<TimeoutHandle>);
    let typed = move |event| {
        let text: String = event_target_value(&event);
        if let Some(timer) = timer.try_update_value(Option::take).flatten() {
            timer.clear();
        }
        let take = move || {
            paste.told.set(Vec::new());
            paste.text.set(text.clone());
        };
        timer.set_value(set_timeout_with_handle(take, PAUSE).ok());
    };
    let options: Vec<_> = kinds.iter().map(|kind| (*kind, desk.say(t::kind_name(*kind)).to_owned())).collect();
    view! {
        <section class="panel stack">
            <h2>{desk.say(t::PASTE_TITLE)}</h2>
            <p>{desk.say(t::PASTE_HOW)}</p>
            {(kinds.len() > 1)
                .then(|| choice("paste-kind", desk.say(t::KIND), options, Some(first), move |kind| paste.kind.set(kind)))}
            <div class="field">
                <label for="paste-field">{desk.say(t::PASTE_FIELD)}</label>
                <textarea
                    id="paste-field"
                    class="paste-field"
                    rows="6"
                    spellcheck="false"
                    data-test="paste-field"
                    on:input=typed
                ></textarea>
            </div>
            <div role="status">{move || read.with(|read| summary(desk, read.as_ref()))}</div>
        </section>
        {move || read.with(|read| read.as_ref()?.as_ref().ok().map(|list| found(desk, paste, list)))}
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
            view! { <p class="strong" data-test="paste-summary">{words}</p> }.into_any()
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
fn found(desk: Desk, paste: Paste, list: &Pasted) -> AnyView {
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
    view! { {group(t::PASTE_FAULTS, &faults)} {group(t::PASTE_NOTICES, &notices)} {table(desk, paste, list)} }
        .into_any()
}

/// What each column was taken for, and the first people as they were read.
fn table(desk: Desk, paste: Paste, list: &Pasted) -> AnyView {
    let columns: Vec<AnyView> = list
        .columns
        .iter()
        .enumerate()
        .map(|(at, column)| {
            let heading = column.heading.clone().unwrap_or_else(|| t::column(at + 1, desk.now()));
            let id = format!("column-{at}");
            let all: Vec<Meaning> = list.columns.iter().map(|column| column.meaning).collect();
            let choose = move |event| {
                let chosen = event_target_value(&event).parse::<usize>().ok().and_then(|at| MEANINGS.get(at));
                if let (Some(chosen), mut told) = (chosen, all.clone()) {
                    // One column for each meaning; the one that had it is no longer read.
                    for other in told.iter_mut().filter(|other| *other == chosen && *chosen != Meaning::Ignored) {
                        *other = Meaning::Ignored;
                    }
                    told[at] = *chosen;
                    paste.told.set(told);
                    focus_soon(format!("#column-{at}"));
                }
            };
            let options: Vec<AnyView> = MEANINGS
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
            let details = [&subject.post, &subject.unit, &subject.birth_date];
            let details = details.into_iter().flatten().map(String::as_str).collect::<Vec<_>>().join(", ");
            view! {
                <tr>
                    <td class="number">{*row}</td>
                    <th scope="row">{subject.full_name()}</th>
                    <td>{details}</td>
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
