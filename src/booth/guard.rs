//! What a browser would keep of a ballot, and what is done against each.
//!
//! - Going back: the booth adds nothing to the history, so there is no earlier screen to go back to.
//! - The back/forward cache keeps a whole page alive: `Ctx::forget` wipes the paper when the page is
//!   hidden away, and a page that comes back from there loads anew.
//! - The form cache: no field has a name that autofill knows, all say `autocomplete="off"`, and the
//!   fields are removed from the page, not hidden.
//! - Closing the window by mistake: the browser asks, but only while there is something to lose.

use gloo_events::{EventListener, EventListenerOptions};
use leptos::prelude::*;
use wasm_bindgen::{JsCast, JsValue};
use web_sys::{BeforeUnloadEvent, PageTransitionEvent};

use super::Ctx;

/// Listens for as long as the booth is on the page.
pub(super) fn guard(ctx: Ctx) {
    let window = window();
    if let Ok(history) = window.history() {
        // Whatever an earlier screen left in this entry's state, the ballot's entry carries none.
        let _ = history.replace_state_with_url(&JsValue::NULL, "", None);
    }
    let hide = EventListener::new(&window, "pagehide", move |_| ctx.forget());
    let show = EventListener::new(&window, "pageshow", |event| {
        if event.dyn_ref::<PageTransitionEvent>().is_some_and(PageTransitionEvent::persisted) {
            let _ = leptos::prelude::window().location().reload();
        }
    });
    let ask = EventListenerOptions::enable_prevent_default();
    let leave = EventListener::new_with_options(&window, "beforeunload", ask, move |event| {
        // After a crash there is nothing left to lose, and one way on: to load the page anew.
        let crashed = crate::plain::has_crashed();
        if !crashed && ctx.screen.try_get_untracked().is_some_and(super::flow::Screen::holds_marks) {
            event.prevent_default();
            if let Some(event) = event.dyn_ref::<BeforeUnloadEvent>() {
                event.set_return_value("-"); // older browsers ask only if this is not empty
            }
        }
    });
    // Dropped, and so removed, with the booth.
    StoredValue::new_local([hide, show, leave]);
}
