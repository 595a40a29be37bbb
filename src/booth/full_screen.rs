//! The whole screen for the booth: on a kiosk nothing else should be in reach.

use gloo_events::EventListener;
use leptos::prelude::*;
use wasm_bindgen::JsCast;
use web_sys::{HtmlElement, Node};

use super::dom::button;
use crate::text::{Lang, booth as t};

/// Offered while the window is not the whole screen, and where the browser can. It grants it to a tap only.
pub(crate) fn offer(lang: Lang) -> Node {
    let node = button("button quiet", "full-screen", t::FULL_SCREEN.in_lang(lang), || {
        if let Some(html) = document().document_element() {
            let _ = html.request_fullscreen(); // refused where a portal's frame has not been allowed to
        }
    });
    let here: HtmlElement = node.clone().unchecked_into();
    let follow = move || {
        // An iPhone has none, and says so.
        here.set_hidden(!document().fullscreen_enabled() || document().fullscreen_element().is_some());
    };
    follow();
    StoredValue::new_local(EventListener::new(&document(), "fullscreenchange", move |_| follow()));
    node
}
