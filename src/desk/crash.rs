//! The designed crash screen: what happened, that the ballots are safe, and a way on.

use leptos::prelude::*;
use web_sys::Element;

use crate::text::desk::{CRASH_DETAIL, CRASH_LAST, CRASH_RELOAD, CRASH_SAFE, CRASH_TITLE};
use crate::text::{Lang, Phrase};

/// Puts the crash screen in place of the page when the program panics. Built from plain
/// elements: nothing of the page can be relied on then.
pub fn install() {
    std::panic::set_hook(Box::new(|panic| {
        leptos::logging::error!("{panic}");
        show(&panic.to_string());
    }));
}

fn show(detail: &str) -> Option<()> {
    let body = document().body()?;
    let english = document().document_element()?.get_attribute("lang").as_deref() == Some("en");
    let lang = if english { Lang::En } else { Lang::Vi };
    // Also takes every mark and card off the screen.
    body.set_text_content(None);
    let main = add(&body, "main", "page-narrow stack", "")?;
    main.set_attribute("role", "alert").ok()?;
    main.set_attribute("data-test", "crash").ok()?;
    let say = |name: &str, class: &str, phrase: Phrase| add(&main, name, class, phrase.in_lang(lang));
    say("h1", "", CRASH_TITLE)?;
    say("p", "notice good", CRASH_SAFE)?;
    say("p", "", CRASH_LAST)?;
    // A link to the page itself reloads it without any script.
    say("a", "button primary big", CRASH_RELOAD)?.set_attribute("href", "").ok()?;
    say("p", "muted", CRASH_DETAIL)?;
    add(&main, "p", "code", detail)?;
    Some(())
}

fn add(parent: &Element, name: &str, class: &str, text: &str) -> Option<Element> {
    let element = document().create_element(name).ok()?;
    element.set_class_name(class);
    element.set_text_content(Some(text));
    parent.append_child(&element).ok()?;
    Some(element)
}
