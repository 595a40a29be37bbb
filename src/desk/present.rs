//! Tellers present their cards, until there are enough to count.

use leptos::prelude::*;
use web_sys::{ScrollIntoViewOptions, ScrollLogicalPosition};

use super::hall::{backup, devices};
use super::state::{Desk, Kept, Presented, Trouble, read_opening};
use super::{card_reader, counting, paper, parts};
use crate::record::Opening;
use crate::seal::CardFault;
use crate::text::officer as t;
use crate::worker::protocol::CardInfo;

/// What the parts of this screen share.
#[derive(Clone, Copy)]
struct Here {
    desk: Desk,
    /// The last card that was taken.
    last: RwSignal<Option<CardInfo>>,
    opening: Kept<Option<Opening>>,
}

/// The list of tellers and the ways to present a card.
pub fn screen(desk: Desk) -> AnyView {
    let opening = desk.box_state().and_then(|state| read_opening(&state.opening).ok());
    let here = Here { desk, last: RwSignal::new(None), opening: StoredValue::new_local(opening) };
    let missing = RwSignal::new(Vec::new());
    devices::look(desk, RwSignal::new([0; 2]), missing);
    let taken_in = move |card: Presented| take_in(here, card);
    view! {
        {parts::steps(desk, crate::text::desk::STEPS_COUNT, 1)}
        {parts::heading(desk.say(t::PRESENT_TITLE))}
        <p>{desk.say(t::PRESENT_LEAD)}</p>
        {move || paper::status(desk)}
        {move || devices::missing_view(desk, missing)}
        {move || tellers(here)}
        <div id="card-taken" role="status">
            {move || taken(here)}
        </div>
        {move || foot(here)}
        {card_reader::view(desk, taken_in)}
        <div class="cluster">{devices::link(desk)} {backup::button(desk)}</div>
    }
    .into_any()
}

fn needed(here: Here) -> usize {
    here.opening.with_value(|opening| opening.as_ref().map_or(usize::MAX, |opening| opening.needed as usize))
}

fn tellers(here: Here) -> AnyView {
    let desk = here.desk;
    let have: Vec<u32> = desk.presented.with(|cards| cards.iter().map(|card| card.info.teller).collect());
    let rows: Vec<AnyView> = here.opening.with_value(|opening| {
        let tellers = opening.as_ref().map(|opening| opening.tellers.as_slice()).unwrap_or_default();
        tellers
            .iter()
            .map(|teller| {
                let inside = have.contains(&teller.teller);
                let mark = if inside { t::CARD_IN } else { t::CARD_WAITING };
                view! {
                    <li class:inside=move || inside>
                        <span class="strong">{teller.name.clone()}</span>
                        " (" {teller.role.clone()} "): " {if inside { "✓ " } else { "" }} {desk.say(mark)}
                    </li>
                }
                .into_any()
            })
            .collect()
    });
    let sentence = t::cards_needed(have.len(), needed(here), desk.now());
    view! {
        <section class="panel stack tight">
            <ol class="tellers">{rows}</ol>
            <p class="strong" data-test="cards-needed">{sentence}</p>
        </section>
    }
    .into_any()
}

fn taken(here: Here) -> AnyView {
    let Some(info) = here.last.get() else { return ().into_any() };
    let label = t::card_taken(&info.name, here.desk.now());
    let words = parts::words(&label, &info.words);
    view! { <div class="notice good">{words}</div> }.into_any()
}

fn foot(here: Here) -> AnyView {
    let desk = here.desk;
    // Paper that is entered and not settled would be left out in silence.
    if desk.presented.with(Vec::len) < needed(here) || desk.paper().is_open() {
        return ().into_any();
    }
    let count = parts::button("primary big", "count", desk.say(t::COUNT), move || counting::begin(desk));
    view! { <div class="cluster end">{count}</div> }.into_any()
}

/// One teller's card more.
fn take_in(here: Here, card: Presented) -> Result<(), Trouble> {
    let desk = here.desk;
    if desk.presented.with_untracked(|cards| cards.iter().any(|other| other.info.teller == card.info.teller)) {
        return Err(CardFault::Twice.into());
    }
    here.last.set(Some(card.info.clone()));
    desk.presented.update(|cards| cards.push(card));
    in_sight("card-taken");
    Ok(())
}

/// Into the middle of the window: on a phone, whoever has just pasted a card at the foot of the page would see nothing of
/// the words to compare, nor of the way on beneath them.
fn in_sight(id: &'static str) {
    request_animation_frame(move || {
        if let Some(element) = document().get_element_by_id(id) {
            let options = ScrollIntoViewOptions::new();
            options.set_block(ScrollLogicalPosition::Center);
            element.scroll_into_view_with_scroll_into_view_options(&options);
        }
    });
}
