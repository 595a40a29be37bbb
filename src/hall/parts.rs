//! Small parts of these screens.

use leptos::prelude::*;
use web_sys::Node;

use crate::booth::{
    Ctx,
    dom::el,
    drawn::{Drawn, stand},
};
pub(super) use crate::carry::fault_view as fault;
use crate::text::{Explained, Phrase};

/// A view as the booth's screens are: it stands, and goes with the screen that it is part of.
pub(super) fn drawn(class: &str, test: &str, view: AnyView) -> Drawn {
    let main = el("main", &[("class", class), ("data-test", test)], &[]);
    hold(&main, view);
    stand(main)
}

fn hold(place: &Node, view: AnyView) {
    let mut state = view.build();
    if let Some(element) = wasm_bindgen::JsCast::dyn_ref::<web_sys::Element>(place) {
        state.mount(element, None);
    }
    // What keeps it up to date lives as long as the screen.
    StoredValue::new_local(state);
}

/// A piece of the booth's, which stands already, as part of a view.
pub(super) fn placed(node: Node) -> AnyView {
    let place = NodeRef::<leptos::html::Div>::new();
    // Until the place is there.
    let node = send_wrapper::SendWrapper::new(node);
    place.on_load(move |place| drop(place.append_child(&node)));
    view! { <div node_ref=place></div> }.into_any()
}

/// The heading, which takes the focus.
pub(super) fn heading(ctx: Ctx, words: &str) -> AnyView {
    let words = words.to_owned();
    view! {
        <h1 id=ctx.id("h", 0) tabindex="-1">
            {words}
        </h1>
    }
    .into_any()
}

/// A button. `class` is added to `button`.
pub(super) fn button(class: &str, test: &'static str, label: &str, act: impl Fn() + 'static) -> AnyView {
    let (class, label, act): (_, _, Box<dyn Fn()>) = (format!("button {class}"), label.to_owned(), Box::new(act));
    view! {
        <button type="button" class=class data-test=test on:click=move |_| act()>
            {label}
        </button>
    }
    .into_any()
}

/// One sentence as a fault without more to say.
pub(super) fn explained(phrase: Phrase, lang: crate::text::Lang) -> Explained {
    Explained { what: phrase.in_lang(lang).to_owned(), way_out: String::new() }
}
