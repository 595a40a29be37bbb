//! A device becomes a kiosk of a box that is open elsewhere, or takes a lost device's place.

use leptos::prelude::*;

use crate::booth::address::BoxAddress;
use crate::carry::scan;
use crate::desk::files;
use crate::desk::parts::{self, Picker};
use crate::desk::state::{Desk, Kept, Said, Screen, Trouble, read_opening};
use crate::record::{FileKind, MAX_BOX_BYTES, MAX_JOIN_BYTES, kind_of};
use crate::store::{ImportFault, Restoring, Store, StoreFault};
use crate::survey::{Mode, json};
use crate::text::{Phrase, desk as d, devices as t};
use crate::worker::protocol::{Answer, Failure, JoinRead, Request};

/// The two ways in, on the first screen.
pub fn choices(desk: Desk) -> AnyView {
    view! {
        <div class="panel stack choice">
            {parts::button("big", "start-join", desk.say(t::JOIN_TITLE), move || desk.go(Screen::Join))}
            <p>{desk.say(t::JOIN_START_HINT)}</p>
        </div>
        <div class="panel stack choice">
            {parts::button("big", "start-restore", desk.say(t::RESTORE_TITLE), move || desk.go(Screen::Restore))}
            <p>{desk.say(t::RESTORE_START_HINT)}</p>
        </div>
    }
    .into_any()
}

fn back(desk: Desk) -> AnyView {
    parts::button("quiet", "back", desk.say(d::TO_START), move || desk.to_start())
}

// ── joining ──

/// A join file comes in; its words are compared; the booth opens.
pub fn screen(desk: Desk) -> AnyView {
    let read: Kept<Option<JoinRead>> = StoredValue::new_local(None);
    let changed = RwSignal::new(());
    let picker = Picker {
        id: "join-file",
        accept: ".json,application/json",
        multiple: false,
        label: t::JOIN_FILE,
        hint: t::JOIN_FILE_HINT,
    };
    let take = move |text: String| async move {
        let Answer::Join(found) = desk.ask(Request::ReadJoin { text }).await? else {
            return Err(Trouble::from(Failure::WorkerGone));
        };
        desk.practice.set(found.join.mode == Mode::Practice);
        read.try_set_value(Some(*found));
        changed.try_set(());
        Ok(())
    };
    let chosen = move |chosen: Vec<web_sys::File>| {
        let Some(file) = chosen.into_iter().next() else { return };
        desk.act(async move {
            let bytes = files::bytes(&file, MAX_JOIN_BYTES as u32).await?;
            take(String::from_utf8_lossy(&bytes).into_owned()).await
        });
    };
    view! {
        {parts::heading(desk.say(t::JOIN_TITLE))}
        <section class="panel stack">
            {parts::picker(desk, picker, chosen)} {scan::view(desk.eye(), move |text| desk.act(take(text)))}
        </section>
        {move || {
            changed.track();
            read.with_value(|read| read.as_ref().map(|found| compared(desk, found)))
        }}
        <div class="cluster">{back(desk)}</div>
    }
    .into_any()
}

fn compared(desk: Desk, found: &JoinRead) -> AnyView {
    let copy = found.clone();
    let join = move || {
        let JoinRead { join, words, .. } = copy.clone();
        desk.act(async move {
            let practice = join.mode == Mode::Practice;
            let joined = Store::open(practice).await?.join(&join, words).await;
            let box_id = joined.map_err(|fault| has_box(fault.into()))?;
            desk.to_voters(BoxAddress { practice, box_id, lang: desk.now() }).await
        });
    };
    view! {
        <section class="panel stack" data-test="join-found">
            <h2>{found.join.survey.title.clone()}</h2>
            <p class="strong">{t::join_as(&found.join.name, desk.now())}</p>
            <p>{desk.say(t::JOIN_CHECK)}</p>
            {parts::words(desk.say(t::JOIN_WORDS), &found.words)}
            <div class="cluster end">{parts::button("primary big", "join", desk.say(t::JOIN), join)}</div>
        </section>
    }
    .into_any()
}

/// A box is never replaced: whoever meets it again goes on with it.
fn has_box(fault: ImportFault) -> Trouble {
    match fault {
        ImportFault::Store(StoreFault::AlreadyThere) => Said(t::HAS_BOX, t::HAS_BOX_OUT).into(),
        fault => fault.into(),
    }
}

// ── restoring ──

/// Files that were brought so far: kind and exact text.
type Brought = Vec<(FileKind, String)>;

fn text_of(brought: &Brought, kind: FileKind) -> Option<String> {
    brought.iter().find(|(other, _)| *other == kind).map(|(_, text)| text.clone())
}

/// Whether nothing is missing any more.
fn is_complete(brought: &Brought) -> bool {
    let has = |kind| brought.iter().any(|(other, _)| *other == kind);
    has(FileKind::Box) && (has(FileKind::Join) || has(FileKind::Survey) && has(FileKind::Opening))
}

/// Backup, and what it needs beside itself.
pub fn restore(desk: Desk) -> AnyView {
    let brought = RwSignal::new(Brought::new());
    let picker = Picker {
        id: "restore-files",
        accept: ".json,application/json",
        multiple: true,
        label: t::RESTORE_FILES,
        hint: t::RESTORE_FILES_HINT,
    };
    let chosen = move |chosen: Vec<web_sys::File>| {
        desk.act(async move {
            for file in &chosen {
                let bytes = files::bytes(file, MAX_BOX_BYTES as u32).await?;
                let value = json::parse(&bytes, MAX_BOX_BYTES).ok();
                let kind =
                    value.as_ref().and_then(kind_of).filter(|kind| NEEDED.iter().any(|(other, _)| other == kind));
                let kind = kind.ok_or(Said(t::NOT_OF_USE, t::NOT_OF_USE_OUT))?;
                let text = String::from_utf8_lossy(&bytes).trim_start_matches('\u{feff}').to_owned();
                brought.try_update(|brought| {
                    brought.retain(|(other, _)| *other != kind);
                    brought.push((kind, text));
                });
            }
            Ok(())
        });
    };
    view! {
        {parts::heading(desk.say(t::RESTORE_TITLE))}
        <p>{desk.say(t::RESTORE_LEAD)}</p>
        {parts::notice("warn", desk.say(t::RESTORE_WARNING), "")}
        <section class="panel stack">
            {parts::picker(desk, picker, chosen)} {move || brought.with(|brought| have(desk, brought))}
        </section>
        <div class="cluster spread">
            {back(desk)}
            {move || {
                brought
                    .with(is_complete)
                    .then(|| {
                        parts::button(
                            "primary big",
                            "restore",
                            desk.say(t::RESTORE),
                            move || desk.act(bring_back(desk, brought.get_untracked())),
                        )
                    })
            }}
        </div>
    }
    .into_any()
}

const NEEDED: [(FileKind, Phrase); 4] = [
    (FileKind::Box, t::HAVE_BOX),
    (FileKind::Join, t::HAVE_JOIN),
    (FileKind::Survey, t::HAVE_SURVEY),
    (FileKind::Opening, t::HAVE_OPENING),
];

fn have(desk: Desk, brought: &Brought) -> AnyView {
    if brought.is_empty() {
        return ().into_any();
    }
    let has = |kind| brought.iter().any(|(other, _)| *other == kind);
    let needless = |kind| match kind {
        FileKind::Join => has(FileKind::Survey) || has(FileKind::Opening),
        FileKind::Survey | FileKind::Opening => has(FileKind::Join),
        _ => false,
    };
    let wanted = NEEDED.into_iter().filter(|(kind, _)| has(*kind) || !needless(*kind));
    let rows: Vec<AnyView> = wanted
        .map(|(kind, name)| {
            let mark = if has(kind) { "✓" } else { desk.say(t::STILL_NEEDED) };
            view! { <li>{desk.say(name)} ": " {mark}</li> }.into_any()
        })
        .collect();
    view! { <ul data-test="restore-have">{rows}</ul> }.into_any()
}

async fn bring_back(desk: Desk, brought: Brought) -> Result<(), Trouble> {
    let file = text_of(&brought, FileKind::Box).ok_or(Failure::NotPrepared)?;
    let from = if let Some(text) = text_of(&brought, FileKind::Join) {
        let Answer::Join(read) = desk.ask(Request::ReadJoin { text }).await? else {
            return Err(Failure::WorkerGone.into());
        };
        let JoinRead { join, words, sizes } = *read;
        let survey = serde_json::to_string(&join.survey).expect("a survey is plain data");
        Restoring { survey, opening: join.opening, words, sizes, joined: Some((join.device, join.slips)) }
    } else {
        let survey = text_of(&brought, FileKind::Survey).ok_or(Failure::NotPrepared)?;
        let opening = text_of(&brought, FileKind::Opening).ok_or(Failure::NotPrepared)?;
        let prepare = Request::Prepare { survey: survey.clone(), opening: opening.clone() };
        let Answer::Prepared { words, sizes } = desk.ask(prepare).await? else {
            return Err(Failure::WorkerGone.into());
        };
        Restoring { survey, opening: read_opening(&opening)?, words, sizes, joined: None }
    };
    let practice = from.opening.mode == Mode::Practice;
    let restored = Store::open(practice).await?.restore(&file, from).await;
    let box_id = restored.map_err(has_box)?;
    desk.resume(&BoxAddress { practice, box_id, lang: desk.now() }).await
}
