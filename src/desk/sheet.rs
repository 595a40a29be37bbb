//! The opening statement: exported and printed before the first vote, so that it pins the keys.

use leptos::prelude::*;

use super::report::About;
use super::state::{Desk, Said, Trouble, read_opening};
use super::{files, parts, report};
use crate::booth::address::BoxAddress;
use crate::record::FileKind;
use crate::store::{
    BoxState, CHIEF_NAME, DraftUse, Drafts, Persistence, Store, StoreFault, new_instance, opened_event,
};
use crate::text::desk as t;
use crate::worker::protocol::Failure;

/// The statement, its words, and the way to the vote.
pub fn screen(desk: Desk) -> AnyView {
    let exported = RwSignal::new(false);
    let kept = RwSignal::new(None::<Persistence>);
    let practice = desk.practice.get_untracked();
    leptos::task::spawn_local(async move {
        if let Ok(store) = Store::open(practice).await {
            kept.set(Some(store.persist().await));
        }
    });
    let export = move || {
        let file = desk.loaded.with_value(|loaded| {
            let name = files::name(&loaded.as_ref()?.survey, None, FileKind::Opening);
            desk.opened.with_value(|opened| Some((name, opened.as_ref()?.opening.clone())))
        });
        if let Some((name, text)) = file {
            files::download(&name, &text);
            exported.set(true);
            desk.trouble.set(None);
        }
    };
    let open = move || {
        if exported.get_untracked() {
            desk.act(open_box(desk));
        } else {
            desk.trouble.set(Some(Said(t::EXPORT_FIRST, t::EXPORT_WHY).into()));
        }
    };
    let body = desk.opened.with_value(|opened| {
        let opened = opened.as_ref()?;
        let words = parts::words(desk.say(t::SHEET_WORDS), &opened.words);
        let code = parts::qr(&opened.fingerprint_qr, desk.say(t::SHEET_QR));
        Some(view! { <div class="panel beside">{words} {code}</div> })
    });
    let minutes = desk.loaded.with_value(|loaded| {
        let loaded = loaded.as_ref()?;
        let opening = desk.opened.with_value(|opened| opened.as_ref().map(|opened| opened.opening.clone()))?;
        Some(report::panel(desk, &loaded.survey, About::Opening(loaded.text.clone(), opening)))
    });
    view! {
        {parts::steps(desk, t::STEPS, 2)}
        <div class="stack">
            {parts::heading(desk.say(t::SHEET_TITLE))} <p>{desk.say(t::SHEET_WHY)}</p>
            <p class="strong">{desk.say(t::SHEET_EMPTY)}</p>
        </div>
        {body}
        {minutes}
        <div class="stack">
            <div class="cluster">
                {parts::button("primary big", "export-opening", desk.say(t::EXPORT_OPENING), export)}
            </div>
            <div role="status" class="stack">
                {move || exported.get().then(|| parts::notice("good", desk.say(t::EXPORTED), ""))}
                {move || match kept.get() {
                    // Chromium and WebKit answer at once; Firefox asks its user, and waits.
                    None => parts::notice("info", desk.say(t::KEPT_ASKED), ""),
                    Some(Persistence::Granted) => parts::notice("good", desk.say(t::KEPT_YES), ""),
                    Some(Persistence::Denied | Persistence::Unknown) => {
                        parts::notice("info", desk.say(t::KEPT_NO), desk.say(t::KEPT_NO_WAY))
                    }
                }}
            </div>
            <div class="cluster end">
                {move || {
                    let class = if exported.get() { "primary big" } else { "big" };
                    parts::button(class, "open-box", desk.say(t::OPEN_BOX), open)
                }}
            </div>
        </div>
    }
    .into_any()
}

/// Makes the box on this device and hands over to the booth.
async fn open_box(desk: Desk) -> Result<(), Trouble> {
    let survey = desk.loaded.with_value(|loaded| loaded.as_ref().map(|loaded| loaded.text.clone()));
    let opened = desk.opened.with_value(|opened| {
        opened.as_ref().map(|opened| (opened.box_id.clone(), opened.opening.clone(), opened.words.clone()))
    });
    let (Some(survey), Some((box_id, opening, words))) = (survey, opened) else {
        return Err(Failure::NotPrepared.into());
    };
    let practice = desk.practice.get_untracked();
    let statement = read_opening(&opening)?;
    let first = opened_event(&opening)?;
    let store = Store::open(practice).await?;
    let fresh = store.fresh(survey, &statement, words)?;
    let state = BoxState { opening, name: CHIEF_NAME.to_owned(), instance: new_instance()?, ..fresh };
    match store.create_box(state, first).await {
        // A second try after the box was made and only the way to its page failed.
        Ok(()) | Err(StoreFault::AlreadyThere) => {}
        Err(fault) => return Err(fault.into()),
    }
    // The box is made; that its draft says so is a help, and no reason to stop. At the time that the minutes say.
    let _ = mark_draft(desk, &box_id, &statement.opened_at, practice).await;
    desk.to_booth(&BoxAddress { practice, box_id, lang: desk.now() });
    Ok(())
}

/// Writes down, with the draft that the survey was made of, that this box was opened with it.
async fn mark_draft(desk: Desk, box_id: &str, opened_at: &str, practice: bool) -> Result<(), StoreFault> {
    let survey = desk.loaded.with_value(|loaded| loaded.as_ref().map(|loaded| loaded.survey.clone()));
    let Some(draft) = survey.and_then(|survey| desk.composer().draft_of(&survey)) else { return Ok(()) };
    let of = DraftUse { box_id: box_id.to_owned(), opened: opened_at.to_owned(), practice };
    Drafts::open().await?.mark_used(&draft, of).await
}
