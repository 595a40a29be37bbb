//! Where a slip's code is entered: camera, or a large field. What is typed lives in the field alone and goes with it.

use std::rc::Rc;

use gloo_timers::callback::Timeout;
use leptos::html;
use leptos::prelude::*;

use super::parts;
use crate::carry::camera::{self, CameraFault, Eye, Purpose};
use crate::slip::{SlipCode, SlipFault};
use crate::text::{Explain, Explained, hall as t};

/// What the parts of a moving code begin with (`carry`): somebody holds up a phone with a ballot.
const CARRIED: &str = "HP1:";

/// After so long without a key, what was typed and what was said of it goes.
const LEFT_MS: u32 = 60_000;

/// Field and camera. `taken` gets a code whose check fits; `fault` is what is said beneath the field.
pub(super) fn view(eye: Eye, fault: RwSignal<Option<Explained>>, taken: impl Fn(SlipCode) + 'static) -> AnyView {
    let lang = eye.lang;
    let taken = StoredValue::new_local(Rc::new(taken) as Rc<dyn Fn(SlipCode)>);
    let field = NodeRef::<html::Input>::new();
    let take = move |read: Result<SlipCode, SlipFault>| match read {
        Ok(code) => {
            fault.set(None);
            if let Some(taken) = taken.try_get_value() {
                taken(code);
            }
            true
        }
        Err(wrong) => {
            fault.set(Some(wrong.explain(lang)));
            false
        }
    };
    // Who walks away leaves nothing behind for the next.
    let clock = StoredValue::new_local(None::<Timeout>);
    let stir = move || {
        let clear = move || {
            if let Some(Some(field)) = field.try_get_untracked() {
                field.set_value("");
                fault.try_set(None);
            }
        };
        clock.try_set_value(Some(Timeout::new(LEFT_MS, clear)));
    };
    Effect::new(move |_| {
        if fault.with(Option::is_some) {
            stir();
        }
    });
    let submit = move |event: leptos::ev::SubmitEvent| {
        event.prevent_default();
        let Some(field) = field.get_untracked() else { return };
        if take(SlipCode::parse(&field.value())) {
            field.set_value("");
        }
    };
    let seen = move |text: String| {
        if text.starts_with(CARRIED) {
            fault.try_set(Some(parts::explained(t::FROM_PHONE_HERE, lang)));
            return true;
        }
        // Off as soon as it has seen a slip.
        !take(SlipCode::from_qr(&text))
    };
    let told = move |what: Option<CameraFault>| {
        fault.set(what.map(|_| parts::explained(t::NO_CAMERA, lang)));
    };
    let purpose = Purpose { start: t::SLIP_CAMERA, hint: t::SLIP_CAMERA_HINT, pause: 250 };
    view! {
        <div class="stack enter">
            <p class="lead">{t::SHOW_SLIP.in_lang(lang)}</p>
            {camera::is_there().then(|| camera::view(eye, purpose, seen, told))}
            <form class="stack tight" autocomplete="off" on:submit=submit>
                <label class="strong" for="slip-code">
                    {t::CODE.in_lang(lang)}
                </label>
                <input
                    node_ref=field
                    id="slip-code"
                    class="slip-field"
                    type="text"
                    autocomplete="off"
                    autocapitalize="characters"
                    spellcheck="false"
                    maxlength="80"
                    aria-describedby="slip-code-hint"
                    data-test="slip-code"
                    on:input=move |_| stir()
                />
                <p class="hint" id="slip-code-hint">
                    {t::CODE_HINT.in_lang(lang)}
                </p>
                {move || fault.get().map(parts::fault)}
                <button type="submit" class="button primary big" data-test="slip-enter">
                    {t::GET_BALLOT.in_lang(lang)}
                </button>
            </form>
        </div>
    }
    .into_any()
}
