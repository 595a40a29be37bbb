//! Nobody there: a ballot must not lie open for whoever comes next.

use gloo_events::EventListener;
use gloo_timers::callback::Interval;
use leptos::{html, prelude::*};

use super::{
    Ctx,
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
pub(super) fn idle(ctx: Ctx) -> impl IntoView {
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
    move || {
        asking.get().then(|| {
            let lang = ctx.lang.get();
            let dialog = NodeRef::<html::Dialog>::new();
            dialog.on_load(|dialog| {
                let _ = dialog.show_modal();
            });
            view! {
                <dialog
                    node_ref=dialog
                    class="panel stack"
                    role="alertdialog"
                    aria-labelledby="still-there"
                    aria-describedby="wipes-in"
                    on:cancel=move |_: web_sys::Event| alive()
                >
                    <h2 id="still-there">{t::STILL_THERE.in_lang(lang)}</h2>
                    <p id="wipes-in">{move || t::wipes_in(lang, left.get().unwrap_or_default())}</p>
                    <button
                        type="button"
                        class="button primary big"
                        autofocus
                        data-test="still-here"
                        on:click=move |_| alive()
                    >
                        {t::STILL_HERE.in_lang(lang)}
                    </button>
                </dialog>
            }
        })
    }
}
