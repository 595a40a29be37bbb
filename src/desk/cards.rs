//! Cards are handed out, one teller at a time. A card that was kept is forgotten here.

use leptos::prelude::*;
use zeroize::Zeroize;

use super::state::{Desk, Screen};
use super::{files, parts};
use crate::record::FileKind;
use crate::text::desk as t;
use crate::worker::protocol::CardOut;

/// The cards, one after another.
pub fn screen(desk: Desk) -> AnyView {
    // The first card that is not yet forgotten, so that a change of language loses no place.
    let first = desk.opened.with_value(|opened| {
        opened.as_ref().and_then(|opened| opened.cards.iter().position(|card| !card.text.is_empty()))
    });
    let Some(first) = first else {
        desk.screen.set(Screen::Start);
        return ().into_any();
    };
    let at = RwSignal::new(first);
    view! {
        {parts::steps(desk, t::STEPS, 1)}
        {move || {
            let at_now = at.get();
            desk.opened
                .with_value(|opened| {
                    let opened = opened.as_ref()?;
                    let card = opened.cards.get(at_now)?;
                    Some(card_view(desk, card, opened.cards.len(), at))
                })
        }}
    }
    .into_any()
}

fn card_view(desk: Desk, card: &CardOut, of: usize, at: RwSignal<usize>) -> AnyView {
    let lang = desk.now();
    let number = at.get_untracked() + 1;
    let (kept, warned, seen) = (RwSignal::new(false), RwSignal::new(false), RwSignal::new(false));
    let saved = RwSignal::new(false);
    let locked = desk.form.teller(number - 1).pin.with_untracked(|pin| !pin.is_empty());
    let download = move || {
        desk.loaded.with_value(|loaded| {
            desk.opened.with_value(|opened| {
                if let (Some(loaded), Some(opened)) = (loaded, opened) {
                    let name = files::name(&loaded.survey, Some(format!("-the-{number}")), FileKind::Card);
                    files::download(&name, &opened.cards[number - 1].text);
                    kept.set(true);
                    saved.set(true);
                }
            });
        });
    };
    let print = move || {
        kept.set(true);
        files::print();
    };
    let show = move || {
        seen.update(|seen| *seen = !*seen);
        kept.set(true);
    };
    let keep = move || {
        if kept.get_untracked() {
            forget(desk, at, of);
        } else {
            warned.set(true);
        }
    };
    let code = parts::qr(&card.qr, desk.say(t::CARD_QR));
    view! {
        <div class="stack">
            {parts::heading(format!("{} – {}", t::card_title(number, of, lang), card.name))}
            {parts::notice("warn", t::card_come(&card.name, lang), desk.say(t::CARD_WHY))}
            {locked.then(|| view! { <p class="strong">{desk.say(t::CARD_LOCKED)}</p> })}
            <div class="cluster">
                {parts::button("primary big", "card-download", desk.say(t::CARD_DOWNLOAD), download)}
                {parts::button("big", "card-print", desk.say(t::CARD_PRINT), print)}
                {move || {
                    let label = if seen.get() { t::CARD_HIDE } else { t::CARD_SHOW };
                    parts::button("big", "card-show", desk.say(label), show)
                }}
            </div>
            <div role="status">
                {move || saved.get().then(|| parts::notice("info", desk.say(t::CARD_MOVE), ""))}
            </div>
            <div hidden=move || !seen.get()>{code}</div>
            {parts::words(desk.say(t::CARD_WORDS), &card.words)}
            <p class="hint">{desk.say(t::CARD_WORDS_HINT)}</p>
            <div role="alert">
                {move || {
                    (warned.get() && !kept.get())
                        .then(|| {
                            view! {
                                {parts::notice("bad", desk.say(t::CARD_NOT_SAVED), desk.say(t::CARD_NOT_SAVED_OUT))}
                                {parts::button(
                                    "danger",
                                    "card-leave",
                                    desk.say(t::CARD_LEAVE),
                                    move || forget(desk, at, of),
                                )}
                            }
                        })
                }}
            </div>
            <div class="cluster end">{parts::button("primary big", "card-keep", desk.say(t::CARD_KEEP), keep)}</div>
        </div>
        {desk.loaded.with_value(|loaded| loaded.as_ref().map(|loaded| super::minutes::card(&loaded.survey, card)))}
    }
    .into_any()
}

/// Drops the card in hand and goes on to the next, or to the opening statement.
fn forget(desk: Desk, at: RwSignal<usize>, of: usize) {
    let number = at.get_untracked();
    desk.opened.update_value(|opened| {
        if let Some(card) = opened.as_mut().and_then(|opened| opened.cards.get_mut(number)) {
            card.text.zeroize();
            card.qr.dark.zeroize();
        }
    });
    if number + 1 < of {
        at.set(number + 1);
    } else {
        desk.form.clear(None); // the PINs go with the cards
        desk.go(Screen::Sheet);
    }
}
