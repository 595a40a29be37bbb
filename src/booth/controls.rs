//! Language and text size: offered to each voter, and back to the usual for the next.

use leptos::prelude::*;
use web_sys::Node;

use super::{
    Ctx,
    dom::{button, el, follow, live, set},
};
use crate::text::{Lang, Phrase, booth as t};

/// Values of `html[data-text]`, smallest first; see `style/main.css`.
const SIZES: [&str; 3] = ["normal", "large", "larger"];

fn set_on_page(name: &str, value: &str) {
    if let Some(html) = document().document_element() {
        let _ = html.set_attribute(name, value);
    }
}

/// Sets the text size, from 0. The page first: whether the table fits is measured on it.
pub(super) fn set_size(ctx: Ctx, size: usize) {
    set_on_page("data-text", SIZES[size]);
    ctx.size.set(size);
}

/// Keeps `<html>` in step with mode and language.
pub(super) fn dress_page(ctx: Ctx) {
    if ctx.survey().is_practice() {
        set_on_page("data-mode", "practice");
    }
    Effect::new(move |_| set_on_page("lang", ctx.lang.get().tag()));
    on_cleanup(|| set_on_page("data-text", SIZES[0]));
}

/// The two groups of buttons. Not drawn anew when one of them is pressed: it has the focus.
pub(super) fn controls(ctx: Ctx) -> Node {
    let language = |to: Lang, name: &str| {
        let node = button("button", "lang", name, move || ctx.lang.set(to));
        set(&node, "lang", to.tag());
        pressed(&node, move || ctx.lang.get() == to);
        node
    };
    let size = |size: usize| {
        let class = ["button a1", "button a2", "button a3"][size];
        let node = button(class, "text-size", ["A", "A+", "A++"][size], move || set_size(ctx, size));
        let here = node.clone();
        follow(move || set(&here, "aria-label", t::TEXT_SIZES[size].in_lang(ctx.lang.get())));
        pressed(&node, move || ctx.size.get() == size);
        node
    };
    let group = |name: Phrase, buttons: &[Node]| {
        let legend = el("legend", &[("class", "visually-hidden")], &[]);
        let legend = live(legend, move || name.in_lang(ctx.lang.get()).to_owned());
        let group = el("fieldset", &[], &[legend]);
        for button in buttons {
            let _ = group.append_child(button);
        }
        group
    };
    let groups = [
        group(t::LANGUAGE, &[language(Lang::Vi, "Tiếng Việt"), language(Lang::En, "English")]),
        group(t::TEXT_SIZE, &[size(0), size(1), size(2)]),
    ];
    el("div", &[("class", "controls")], &groups)
}

/// Says of a button whether it is the one that holds.
fn pressed(button: &Node, holds: impl Fn() -> bool + 'static) {
    let button = button.clone();
    follow(move || set(&button, "aria-pressed", if holds() { "true" } else { "false" }));
}
