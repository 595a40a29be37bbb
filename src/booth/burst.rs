//! The clicks of one burst belong to the screen on which the first of them fell.
//!
//! Many people double-click buttons. Where the first click changes the screen, the second falls on whatever has come under
//! the finger: on "the ballot is in the box", which goes unread, or on a mark of the ballot that was just handed out.

use core::mem::discriminant;

use gloo_events::{EventListener, EventListenerOptions, EventListenerPhase};
use leptos::prelude::*;
use wasm_bindgen::JsCast;
use web_sys::{MouseEvent, PointerEvent};

use super::{Ctx, flow::Screen};

/// Two taps within so many milliseconds are one burst. A mouse's clicks the system counts, at its user's own pace; taps
/// Android does not count. A key's press is never one: the focus has gone to the new screen's heading.
const TAPS_MS: f64 = 400.0;

/// Takes away every click of a burst that began on another screen, for as long as the booth is on the page.
///
/// From one step of the ballot to the next it takes none: who turns pages quickly means to.
pub(super) fn keep_bursts_apart(ctx: Ctx) {
    let (mut last, mut began_on) = (f64::MIN, Screen::Locked);
    // Before anything on the page hears of it; and a label's or a radio's own answer is prevented as well.
    let mut options = EventListenerOptions::enable_prevent_default();
    options.phase = EventListenerPhase::Capture;
    let listener = EventListener::new_with_options(&document(), "click", options, move |event| {
        let Some(screen) = ctx.screen.try_get_untracked() else { return };
        let now = event.time_stamp();
        let before = core::mem::replace(&mut last, now);
        // Nearly every click of a ballot: whether it goes on a burst is all one then, and costs questions to the browser.
        if discriminant(&began_on) == discriminant(&screen) {
            return;
        }
        let is_tap = || event.dyn_ref::<PointerEvent>().is_some_and(|event| event.pointer_type() == "touch");
        if event.unchecked_ref::<MouseEvent>().detail() > 1 || now - before < TAPS_MS && is_tap() {
            event.prevent_default();
            event.stop_propagation();
        } else {
            began_on = screen;
        }
    });
    // Dropped, and so removed, with the booth.
    StoredValue::new_local(listener);
}
