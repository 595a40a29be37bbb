//! Reads a teller's card: from its file, a photo of its QR code, pasted text, or the camera; asks for its PIN.

use leptos::prelude::*;

use super::files;
use super::parts::{self, Picker};
use super::state::{Desk, Kept, Presented, Said, Trouble};
use crate::carry::camera::{self, Purpose};
use crate::seal::CardFault;
use crate::text::{Explain, officer as t};
use crate::worker::protocol::{Answer, Failure, Request};

/// A card held in the hand: four looks a second leave an old laptop time for its owner.
const CAMERA: Purpose = Purpose { start: t::CARD_CAMERA, hint: t::CARD_CAMERA_HINT, pause: 250 };

/// What becomes of a card that opens the box in hand.
type Taken = Box<dyn Fn(Presented) -> Result<(), Trouble>>;

#[derive(Clone, Copy)]
struct Reader {
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
    taken: Kept<Taken>,
}

/// The ways to present a card of the box in hand; `taken` gets each that is one.
pub fn view(desk: Desk, taken: impl Fn(Presented) -> Result<(), Trouble> + 'static) -> AnyView {
    let reader = Reader {
        desk,
        text: RwSignal::default(),
        locked: RwSignal::default(),
        pin: RwSignal::default(),
        asks_pin: RwSignal::new(false),
        wrong_pin: RwSignal::new(false),
        taken: StoredValue::new_local(Box::new(taken)),
    };
    let picker = Picker {
        id: "card-file",
        accept: ".json,application/json,image/*",
        multiple: false,
        label: t::CARD_FILE,
        hint: t::CARD_FILE_HINT,
    };
    let choose = move |chosen: Vec<web_sys::File>| {
        if let Some(file) = chosen.into_iter().next() {
            desk.act(from_file(reader, file));
        }
    };
    let add = move || {
        let pasted = reader.text.get_untracked();
        let text = if pasted.trim().is_empty() { reader.locked.get_untracked() } else { pasted };
        desk.act(take(reader, text));
    };
    let found = move |text| {
        desk.act(take(reader, text));
        false
    };
    let told = move |fault: Option<camera::CameraFault>| desk.trouble.set(fault.map(Trouble::from));
    view! {
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
                    prop:value=reader.text
                    on:input=move |event| reader.text.set(event_target_value(&event))
                ></textarea>
            </div>
            <div class="field" hidden=move || !reader.asks_pin.get()>
                <label for="card-pin">{desk.say(t::CARD_PIN)}</label>
                <input
                    id="card-pin"
                    class="short"
                    type="password"
                    autocomplete=parts::NOT_TO_BE_SAVED
                    data-test="card-pin"
                    aria-describedby="card-pin-fault"
                    aria-invalid=move || reader.wrong_pin.get().then_some("true")
                    prop:value=reader.pin
                    on:input=move |event| reader.pin.set(event_target_value(&event))
                />
                <div id="card-pin-fault" role="alert">
                    {move || {
                        let wrong = reader.wrong_pin.get();
                        let fault = if wrong { CardFault::WrongPin } else { CardFault::NeedsPin };
                        let explained = fault.explain(desk.now());
                        let (class, test) = if wrong { ("error", Some("fault")) } else { ("hint", None) };
                        reader.asks_pin
                            .get()
                            .then(|| view! { <p class=class data-test=test>{explained.what} " " {explained.way_out}</p> })
                    }}
                </div>
            </div>
            <div class="cluster">{parts::button("", "card-add", desk.say(t::CARD_ADD), add)}</div>
        </section>
    }
    .into_any()
}

/// A card's own file, or a picture of its QR code.
async fn from_file(reader: Reader, file: web_sys::File) -> Result<(), Trouble> {
    let text = if file.type_().starts_with("image/") {
        let picture = camera::of_picture(&file).await?;
        camera::find(reader.desk.eye(), picture).await?.ok_or(Said(t::NO_QR, t::NO_QR_OUT))?
    } else {
        let bytes = files::bytes(&file, files::CARD_LIMIT).await?;
        String::from_utf8(bytes).map_err(|_| Said(t::NOT_A_PICTURE, t::NO_QR_OUT))?
    };
    take(reader, text).await
}

/// Takes a card, or asks for its PIN.
async fn take(reader: Reader, text: String) -> Result<(), Trouble> {
    let desk = reader.desk;
    if text.trim().is_empty() {
        return Err(Said(t::CARD_EMPTY, t::CARD_EMPTY_OUT).into());
    }
    // `try`: the screen may have been left while a picture was searched.
    let asked = reader.asks_pin.try_get_untracked() == Some(true);
    let pin = reader.pin.try_get_untracked().filter(|pin| asked && !pin.is_empty());
    // The worker must know the box before it can read a card; it may be a new worker.
    let state = desk.box_state().ok_or(Failure::NotPrepared)?;
    desk.ask(Request::Prepare { survey: state.survey, opening: state.opening }).await?;
    let request = Request::ReadCard { text: text.clone(), pin: pin.clone() };
    let info = match desk.ask(request).await {
        Ok(Answer::Card(info)) => info,
        Ok(_) => return Err(Failure::WorkerGone.into()),
        Err(Failure::Card { fault: fault @ (CardFault::NeedsPin | CardFault::WrongPin), .. }) => {
            reader.text.set(String::new());
            reader.locked.set(text);
            reader.pin.set(String::new());
            reader.wrong_pin.set(fault == CardFault::WrongPin);
            reader.asks_pin.set(true);
            focus("card-pin");
            return Ok(());
        }
        Err(failure) => return Err(failure.into()),
    };
    reader.text.set(String::new());
    reader.locked.set(String::new());
    reader.pin.set(String::new());
    reader.asks_pin.set(false);
    reader.wrong_pin.set(false);
    reader.taken.try_with_value(|taken| taken(Presented { info, text, pin })).unwrap_or(Ok(()))
}

fn focus(id: &'static str) {
    request_animation_frame(move || {
        let field = document().get_element_by_id(id);
        if let Some(field) = field.map(wasm_bindgen::JsCast::unchecked_into::<web_sys::HtmlElement>) {
            let _ = field.focus();
        }
    });
}
