//! Screens of plain elements, for when nothing else of a page can be relied on; and what both pages set on `<html>`.

use std::sync::atomic::{AtomicBool, Ordering};

use leptos::prelude::{document, window};
use web_sys::Element;

use crate::text::{
    Lang,
    desk::{CRASH_DETAIL, CRASH_LAST, CRASH_RELOAD, CRASH_SAFE, CRASH_TITLE},
};

static CRASHED: AtomicBool = AtomicBool::new(false);

/// Has the program panicked? Its listeners and timers are still called then, and find everything as the panic left it.
pub fn has_crashed() -> bool {
    CRASHED.load(Ordering::Relaxed)
}

/// Puts the crash screen in place of the page when the program panics: what happened, that the ballots are safe,
/// and a way on. `detail` says what of the panic may be shown.
pub fn show_crashes(detail: fn(&std::panic::PanicHookInfo<'_>) -> Option<String>) {
    std::panic::set_hook(Box::new(move |panic| {
        // Whatever is still called may panic in its turn: the screen stands, and is not read out anew each time.
        if CRASHED.swap(true, Ordering::Relaxed) {
            return;
        }
        let english =
            document().document_element().and_then(|html| html.get_attribute("lang")).as_deref() == Some("en");
        let lang = if english { Lang::En } else { Lang::Vi };
        let words = [("notice good", CRASH_SAFE.in_lang(lang)), ("", CRASH_LAST.in_lang(lang))];
        // A link to the page itself reloads it without any script.
        let reload = ("reload", "button primary big", CRASH_RELOAD.in_lang(lang), "");
        let main = screen("crash", CRASH_TITLE.in_lang(lang), &words, &[reload]);
        // Last: it may be longer than the window, and whoever is to press the button has no use for it.
        if let (Some(main), Some(detail)) = (main, detail(panic)) {
            add(&main, "p", "muted", CRASH_DETAIL.in_lang(lang));
            add(&main, "p", "code", &detail);
        }
    }));
}

/// A screen in place of all that is on the page, marks and cards too: a heading, paragraphs (class and words) and
/// links (`data-test` name, class, words, address; an empty one loads the page anew). Returns the element that they
/// stand in.
pub fn screen(
    test: &str,
    heading: &str,
    paragraphs: &[(&str, &str)],
    links: &[(&str, &str, &str, &str)],
) -> Option<Element> {
    let body = document().body()?;
    body.set_text_content(None);
    let main = add(&body, "main", "page-narrow", "")?;
    main.set_attribute("data-test", test).ok()?;
    let main = add(&main, "div", "stack", "")?;
    main.set_attribute("role", "alert").ok()?;
    add(&main, "h1", "", heading)?;
    for (class, words) in paragraphs {
        add(&main, "p", class, words)?;
    }
    for (test, class, words, to) in links {
        let link = add(&main, "a", class, words)?;
        link.set_attribute("data-test", test).ok()?;
        let again = if to.is_empty() { anew(&window().location().href().ok()?) } else { String::new() };
        link.set_attribute("href", if to.is_empty() { &again } else { to }).ok()?;
    }
    Some(main)
}

/// An address whose link loads the page at `address` anew, its fragment kept. A link to the very same address would
/// only scroll; an empty query makes it another one of the same page.
fn anew(address: &str) -> String {
    let (page, fragment) = address.split_once('#').unwrap_or((address, ""));
    let other = page.strip_suffix('?').map_or_else(|| [page, "?"].concat(), str::to_owned);
    [&other, "#", fragment].concat()
}

fn add(parent: &Element, name: &str, class: &str, text: &str) -> Option<Element> {
    let element = document().create_element(name).ok()?;
    element.set_class_name(class);
    element.set_text_content(Some(text));
    parent.append_child(&element).ok()?;
    Some(element)
}

/// Mode and language on `<html>`.
pub fn dress(practice: bool, lang: Lang) {
    if let Some(html) = document().document_element() {
        let _ = html.set_attribute("data-mode", if practice { "practice" } else { "real" });
        let _ = html.set_attribute("lang", lang.tag());
    }
}

/// Takes away the sentence that a page opens with.
pub fn boot_is_over() {
    if let Some(boot) = document().get_element_by_id("boot") {
        boot.remove();
    }
}
