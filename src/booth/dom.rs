//! Elements that are made by plain calls, and stand.
//!
//! The ballot is drawn once and then left alone, so it needs none of what a `view!` brings for each type of view; as
//! views, the ballot's screens took four times the bytes. Nothing here takes HTML: words go in as text only.

use std::cell::RefCell;

use gloo_events::EventListener;
use leptos::prelude::*;
use wasm_bindgen::JsCast;
use web_sys::{Element, Node};

/// An element with attributes and children.
pub(crate) fn el(tag: &str, attributes: &[(&str, &str)], children: &[Node]) -> Node {
    fill(document().create_element(tag).expect("the tags are the booth's own"), attributes, children)
}

/// An element of SVG.
pub(crate) fn drawing(tag: &str, attributes: &[(&str, &str)], children: &[Node]) -> Node {
    let made = document().create_element_ns(Some("http://www.w3.org/2000/svg"), tag);
    fill(made.expect("the tags are the booth's own"), attributes, children)
}

fn fill(element: Element, attributes: &[(&str, &str)], children: &[Node]) -> Node {
    for (name, value) in attributes {
        let _ = element.set_attribute(name, value); // throws only for names that are none
    }
    for child in children {
        let _ = element.append_child(child);
    }
    element.into()
}

/// An element that holds words.
pub(crate) fn leaf(tag: &str, attributes: &[(&str, &str)], words: &str) -> Node {
    let node = el(tag, attributes, &[]);
    node.set_text_content(Some(words));
    node
}

/// Words alone.
pub(crate) fn text(words: &str) -> Node {
    document().create_text_node(words).into()
}

/// One more attribute.
pub(crate) fn set(node: &Node, name: &str, value: &str) {
    if let Some(element) = node.dyn_ref::<Element>() {
        let _ = element.set_attribute(name, value);
    }
}

/// Does `act` now and whenever a signal that it reads has changed, for as long as the screen stands.
pub(crate) fn follow(act: impl Fn() + 'static) {
    let act: Box<dyn Fn()> = Box::new(act);
    Effect::new(move |_| act());
}

/// Keeps the words of an element up to date.
pub(crate) fn live(node: Node, words: impl Fn() -> String + 'static) -> Node {
    let here = node.clone();
    follow(move || {
        let words = words();
        if here.text_content().as_ref() != Some(&words) {
            here.set_text_content(Some(&words));
        }
    });
    node
}

/// What is drawn anew, in the place of what stood there, whenever a signal that `make` reads has changed; nothing at first.
pub(crate) fn changing(make: impl Fn() -> Option<Node> + 'static) -> Node {
    let nothing = text("");
    let standing = RefCell::new(nothing.clone());
    follow(move || {
        let new = make().unwrap_or_else(|| text(""));
        let old = standing.replace(new.clone());
        if let Some(place) = old.parent_node() {
            let _ = place.replace_child(&new, &old);
        }
    });
    nothing
}

/// A place in which something is said as long as there is something to say.
pub(crate) fn told(class: &'static str, test: &'static str, words: impl Fn() -> Option<String> + 'static) -> Node {
    let place = el("div", &[("class", "told")], &[]);
    let here = place.clone();
    follow(move || match words() {
        None => here.set_text_content(None),
        // Not said anew while it stands.
        Some(_) if here.has_child_nodes() => {}
        Some(words) => {
            let said = leaf("p", &[("class", class), ("role", "alert"), ("data-test", test)], &words);
            let _ = here.append_child(&said);
        }
    });
    place
}

/// A button.
pub(crate) fn button(class: &str, test: &str, label: &str, act: impl Fn() + 'static) -> Node {
    let node = leaf("button", &[("type", "button"), ("class", class), ("data-test", test)], label);
    let act: Box<dyn Fn()> = Box::new(act);
    // Dropped, and so removed, with the screen.
    StoredValue::new_local(EventListener::new(&node, "click", move |_| act()));
    node
}
