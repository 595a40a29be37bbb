//! Nobody there: a ballot must not lie open for whoever comes next.

use core::time::Duration;

use gloo_events::EventListener;
use gloo_timers::callback::Interval;
use leptos::prelude::*;
use wasm_bindgen::JsCast;
use web_sys::{HtmlDialogElement, Node};

use super::{
    Ctx,
    dom::{button, changing, el, leaf, live, set},
    flow::{Event, GRACE},
};
use crate::text::booth as t;

/// What counts as a sign of life.
const SIGNS: [&str; 6] = ["pointerdown", "pointermove", "keydown", "input", "wheel", "touchmove"];

/// Seconds on a clock that nobody can set back.
fn now() -> f64 {
    window().performance().map_or(0.0, |clock| clock.now() / 1000.0)
}

/// Watches for silence; shows the alert and, unanswered, wipes the ballot.
pub(super) fn idle(ctx: Ctx) -> Node {
    let last = StoredValue::new(now());
    // Seconds left while the alert stands.
    let left = RwSignal::new(None::<u32>);
    let alive = move || {
        last.set_value(now());
        left.set(None);
    };

    let listeners = SIGNS.map(|sign| {
        EventListener::new(&document(), sign, move |_| {
            // While the alert stands only its button answers: were it to vanish under a
            // finger, the tap would land on what lies beneath.
            if left.try_get_untracked() == Some(None) {
                last.set_value(now());
            }
        })
    });
    // A clock is read at each tick, not ticks counted: a sleeping tablet sends none.
    let tick = Interval::new(1_000, move || {
        let Some(screen) = ctx.screen.try_get_untracked() else { return };
        let Some(limit) = screen.idle_after() else { return alive() };
        let silent = now() - last.get_value() - f64::from(limit);
        if silent < 0.0 {
            return;
        }
        #[allow(clippy::cast_sign_loss)] // just compared
        let silent = silent as u32;
        if silent < GRACE {
            left.set(Some(GRACE - silent));
        } else {
            ctx.go(Event::Abandoned);
            alive();
        }
    });
    StoredValue::new_local((listeners, tick));
    // A new screen is a sign of life too: someone pressed a button to get there.
    Effect::new(move |_| {
        ctx.screen.track();
        alive();
    });

    let asking = Memo::new(move |_| left.get().is_some());
    changing(move || asking.get().then(|| alert(ctx, left, alive)))
}

/// Asks whether somebody is there. Modal from the moment that it stands, which is after this.
#[inline(never)] // or it would come with the ballot (scripts/split-wasm.mjs)
fn alert(ctx: Ctx, left: RwSignal<Option<u32>>, alive: impl Fn() + Copy + 'static) -> Node {
    let lang = ctx.lang.get();
    let seconds = live(el("p", &[("id", "wipes-in")], &[]), move || t::wipes_in(lang, left.get().unwrap_or_default()));
    let here = button("button primary big", "still-here", t::STILL_HERE.in_lang(lang), alive);
    set(&here, "autofocus", "");
    let attributes = [
        ("class", "panel stack"),
        ("role", "alertdialog"),
        ("aria-labelledby", "still-there"),
        ("aria-describedby", "wipes-in"),
    ];
    let title = leaf("h2", &[("id", "still-there")], t::STILL_THERE.in_lang(lang));
    let dialog = el("dialog", &attributes, &[title, seconds, here]);
    StoredValue::new_local(EventListener::new(&dialog, "cancel", move |_| alive()));
    let standing = dialog.clone();
    set_timeout(
        move || {
            let dialog = standing.dyn_ref::<HtmlDialogElement>();
            // Gone already where the language was changed in the meantime, and the alert drawn anew.
            if let Some(dialog) = dialog.filter(|dialog| dialog.is_connected()) {
                let _ = dialog.show_modal();
            }
        },
        Duration::ZERO,
    );
    dialog
}
