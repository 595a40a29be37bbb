//! Tellers present their cards: by file, by a photo of the QR code, by pasted text, by camera.

#![allow(clippy::large_types_passed_by_value)] // `Here` is a bundle of handles: copied, as the desk is

use leptos::prelude::*;
use web_sys::{ScrollIntoViewOptions, ScrollLogicalPosition};

use super::hall::{backup, devices};
use super::parts::{self, Picker};
use super::state::{Desk, Kept, Presented, Said, Screen, Trouble, read_opening};
use super::{files, paper};
use crate::carry::camera::{self, Purpose};
use crate::record::Opening;
use crate::seal::CardFault;
use crate::text::{Explain, officer as t};
use crate::worker::protocol::{Answer, CardInfo, Failure, Request};

/// A card held in the hand: four looks a second leave an old laptop time for its owner.
const CAMERA: Purpose = Purpose { start: t::CARD_CAMERA, hint: t::CARD_CAMERA_HINT, pause: 250 };

/// What the parts of this screen share.
#[derive(Clone, Copy)]
struct Here {
    desk: Desk,
    /// Text of a card as pasted or read, not yet taken.
    text: RwSignal<String>,
    /// A locked card that waits for its PIN.
    locked: RwSignal<String>,
    /// PIN as typed.
    pin: RwSignal<String>,
    /// The card in hand is locked.
    asks_pin: RwSignal<bool>,
    /// The PIN that was typed does not unlock it.
    wrong_pin: RwSignal<bool>,
    /// The last card that was taken.
    last: RwSignal<Option<CardInfo>>,
    opening: Kept<Option<Opening>>,
}

/// The list of tellers and the ways to present a card.
pub fn screen(desk: Desk) -> AnyView {
    let opening = desk.box_state().and_then(|state| read_opening(&state.opening).ok());
    let here = Here {
        desk,
        text: RwSignal::default(),
        locked: RwSignal::default(),
        pin: RwSignal::default(),
        asks_pin: RwSignal::new(false),
        wrong_pin: RwSignal::new(false),
        last: RwSignal::new(None),
        opening: StoredValue::new_local(opening),
    };
    let missing = RwSignal::new(Vec::new());
    devices::look(desk, RwSignal::new([0; 2]), missing);
    let picker = Picker {
        id: "card-file",
        accept: ".json,application/json,image/*",
        multiple: false,
        label: t::CARD_FILE,
        hint: t::CARD_FILE_HINT,
    };
    let choose = move |chosen: Vec<web_sys::File>| {
        if let Some(file) = chosen.into_iter().next() {
            desk.act(from_file(here, file));
        }
    };
    let add = move || {
        let pasted = here.text.get_untracked();
        let text = if pasted.trim().is_empty() { here.locked.get_untracked() } else { pasted };
        desk.act(take(here, text));
    };
    let found = move |text| {
        desk.act(take(here, text));
        false
    };
    let told = move |fault: Option<camera::CameraFault>| desk.trouble.set(fault.map(Trouble::from));
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
        <section class="panel stack">
            {parts::picker(desk, picker, choose)}
            {camera::is_there().then(|| camera::view(desk.eye(), CAMERA, found, told))}
            <div class="field">
                <label for="card-paste">{desk.say(t::CARD_PASTE)}</label>
                <textarea
                    id="card-paste"
                    class="code"
                    rows="2"
                    autocomplete="off"
                    spellcheck="false"
                    data-test="card-paste"
                    prop:value=here.text
                    on:input=move |event| here.text.set(event_target_value(&event))
                ></textarea>
            </div>
            <div class="field" hidden=move || !here.asks_pin.get()>
                <label for="card-pin">{desk.say(t::CARD_PIN)}</label>
                <input
                    id="card-pin"
                    class="short"
                    type="password"
                    autocomplete=parts::NOT_TO_BE_SAVED
                    data-test="card-pin"
                    aria-describedby="card-pin-fault"
                    aria-invalid=move || here.wrong_pin.get().then_some("true")
                    prop:value=here.pin
                    on:input=move |event| here.pin.set(event_target_value(&event))
                />
                <div id="card-pin-fault" role="alert">
                    {move || {
                        let wrong = here.wrong_pin.get();
                        let fault = if wrong { CardFault::WrongPin } else { CardFault::NeedsPin };
                        let explained = fault.explain(desk.now());
                        let (class, test) = if wrong { ("error", Some("fault")) } else { ("hint", None) };
                        here.asks_pin
                            .get()
                            .then(|| view! { <p class=class data-test=test>{explained.what} " " {explained.way_out}</p> })
                    }}
                </div>
            </div>
            <div class="cluster">{parts::button("", "card-add", desk.say(t::CARD_ADD), add)}</div>
        </section>
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
    // Not while a card is still being read: the count would begin without it.
    let count = move || {
        if !desk.busy.get_untracked() {
            desk.go(Screen::Counting);
        }
    };
    view! { <div class="cluster end">{parts::button("primary big", "count", desk.say(t::COUNT), count)}</div> }
        .into_any()
}

/// A card's own file, or a picture of its QR code.
async fn from_file(here: Here, file: web_sys::File) -> Result<(), Trouble> {
    let text = if file.type_().starts_with("image/") {
        let picture = camera::of_picture(&file).await?;
        camera::find(here.desk.eye(), picture).await?.ok_or(Said(t::NO_QR, t::NO_QR_OUT))?
    } else {
        let bytes = files::bytes(&file, files::CARD_LIMIT).await?;
        String::from_utf8(bytes).map_err(|_| Said(t::NOT_A_PICTURE, t::NO_QR_OUT))?
    };
    take(here, text).await
}

/// Takes a card, or asks for its PIN.
async fn take(here: Here, text: String) -> Result<(), Trouble> {
    let desk = here.desk;
    if text.trim().is_empty() {
        return Err(Said(t::CARD_EMPTY, t::CARD_EMPTY_OUT).into());
    }
    // `try`: the screen may have been left while a picture was searched.
    let asked = here.asks_pin.try_get_untracked() == Some(true);
    let pin = here.pin.try_get_untracked().filter(|pin| asked && !pin.is_empty());
    // The worker must know the box before it can read a card; it may be a new worker.
    let state = desk.box_state().ok_or(Failure::NotPrepared)?;
    desk.ask(Request::Prepare { survey: state.survey, opening: state.opening }).await?;
    let request = Request::ReadCard { text: text.clone(), pin: pin.clone() };
    let info = match desk.ask(request).await {
        Ok(Answer::Card(info)) => info,
        Ok(_) => return Err(Failure::WorkerGone.into()),
        Err(Failure::Card { fault: fault @ (CardFault::NeedsPin | CardFault::WrongPin), .. }) => {
            here.text.set(String::new());
            here.locked.set(text);
            here.pin.set(String::new());
            here.wrong_pin.set(fault == CardFault::WrongPin);
            here.asks_pin.set(true);
            focus("card-pin");
            return Ok(());
        }
        Err(failure) => return Err(failure.into()),
    };
    here.text.set(String::new());
    here.locked.set(String::new());
    here.pin.set(String::new());
    here.asks_pin.set(false);
    here.wrong_pin.set(false);
    if desk.presented.with_untracked(|cards| cards.iter().any(|card| card.info.teller == info.teller)) {
        return Err(CardFault::Twice.into());
    }
    here.last.set(Some(info.clone()));
    desk.presented.update(|cards| cards.push(Presented { info, text, pin }));
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

fn focus(id: &'static str) {
    request_animation_frame(move || {
        let field = document().get_element_by_id(id);
        if let Some(field) = field.map(wasm_bindgen::JsCast::unchecked_into::<web_sys::HtmlElement>) {
            let _ = field.focus();
        }
    });
}
