//! The frame around the screens: language, text size, practice, what went wrong.

use gloo_events::{EventListener, EventListenerOptions};
use leptos::prelude::*;
use wasm_bindgen::JsValue;

use super::compose::Saved;
use super::parts;
use super::state::{Desk, Screen};
use super::{
    cards, check, close, compose, counting, files, hall, menu_lock, officer, offline, opening, paper, paper_ballot,
    present, preview, result, sheet, start,
};
use crate::booth::address::BoxAddress;
use crate::text::{Explain, Lang, Phrase, desk as t};

/// The page.
pub fn shell() -> AnyView {
    let desk = Desk::new();
    files::guard_drops();
    guard_unload(desk);
    let root = || document().document_element();
    Effect::new(move |_| {
        if let Some(root) = root() {
            let _ = root.set_attribute("lang", desk.lang.get().tag());
        }
        document().set_title(t::APP.in_lang(desk.lang.get()));
    });
    Effect::new(move |_| {
        if let Some(root) = root() {
            let _ = root.set_attribute("data-mode", if desk.practice.get() { "practice" } else { "real" });
        }
    });
    come_back(desk);
    offline::begin(desk);
    framed(desk)
}

/// Takes a box in hand that the booth's page gives back, and forgets the address that says so: loading the page
/// anew starts at the first screen.
fn come_back(desk: Desk) {
    let location = window().location();
    let Some(address) = location.hash().ok().and_then(|fragment| BoxAddress::parse_officer(&fragment)) else { return };
    if let (Ok(history), Ok(path)) = (window().history(), location.pathname()) {
        let _ = history.replace_state_with_url(&JsValue::NULL, "", Some(&path));
    }
    desk.lang.set(address.lang);
    desk.practice.set(address.practice);
    desk.go(Screen::Handover);
    desk.act(async move {
        let resumed = desk.resume(&address).await;
        if resumed.is_err() {
            desk.to_start();
        }
        resumed
    });
}

fn framed(desk: Desk) -> AnyView {
    view! {
        <header class="controls">{move || controls(desk, desk.lang.get())}</header>
        <main class="page stack loose">
            {move || trouble(desk, desk.lang.get())} {move || screen(desk, desk.screen.get(), desk.lang.get())}
        </main>
        <p class="busy" role="status">
            {move || desk.busy.get().then(|| t::WORKING.in_lang(desk.lang.get()))}
        </p>
    }
    .into_any()
}

/// Drawn anew when the language changes; what was typed lives in the desk.
fn screen(desk: Desk, screen: Screen, _lang: Lang) -> AnyView {
    match screen {
        Screen::Start => start::screen(desk),
        Screen::Compose => compose::screen(desk),
        Screen::Preview => preview::screen(desk),
        Screen::Opening => opening::screen(desk),
        Screen::Cards => cards::screen(desk),
        Screen::Sheet => sheet::screen(desk),
        Screen::Handover => parts::heading(desk.say(t::HANDOVER)),
        Screen::Unlock => menu_lock::ask(desk),
        Screen::Officer => officer::screen(desk),
        Screen::MenuLock => menu_lock::set(desk),
        Screen::Slips => hall::slips::screen(desk),
        Screen::Devices => hall::devices::screen(desk),
        Screen::Join => hall::join::screen(desk),
        Screen::Restore => hall::join::restore(desk),
        Screen::HandOver => hall::backup::hand_over(desk),
        Screen::Close => close::screen(desk),
        Screen::Paper => paper::screen(desk),
        Screen::PaperBallot => paper_ballot::screen(desk),
        Screen::Present => present::screen(desk),
        Screen::Counting => counting::screen(desk),
        Screen::Result => result::screen(desk),
        Screen::Check => check::screen(desk),
    }
}

fn trouble(desk: Desk, lang: Lang) -> AnyView {
    desk.trouble.with(|trouble| {
        let Some(trouble) = trouble else { return ().into_any() };
        let many = trouble.0.len() > 1;
        let list = parts::faults(trouble.0.iter().map(|fault| &**fault as &dyn Explain), lang);
        // What is wrong must be seen even by one who pressed a button at the foot of the page.
        request_animation_frame(|| window().scroll_to_with_x_and_y(0.0, 0.0));
        view! {
            <div class="notice bad" role="alert">
                <p class="notice-title">{t::TROUBLE.in_lang(lang)}</p>
                {many.then(|| view! { <p>{t::fault_count(trouble.0.len(), lang)}</p> })}
                {list}
                {parts::button("", "dismiss", t::DISMISS.in_lang(lang), move || desk.trouble.set(None))}
            </div>
        }
        .into_any()
    })
}

fn controls(desk: Desk, lang: Lang) -> AnyView {
    let pressed = |on: bool| if on { "true" } else { "false" };
    let languages: Vec<AnyView> = [(Lang::Vi, "Tiếng Việt"), (Lang::En, "English")]
        .into_iter()
        .map(|(other, name)| {
            view! {
                <button
                    type="button"
                    class="button"
                    lang=other.tag()
                    data-test="lang"
                    aria-pressed=pressed(other == lang)
                    on:click=move |_| desk.lang.set(other)
                >
                    {name}
                </button>
            }
            .into_any()
        })
        .collect();
    let size = document().document_element().and_then(|root| root.get_attribute("data-text"));
    let size = size.unwrap_or_else(|| "normal".to_owned());
    let sizes: Vec<AnyView> = [("normal", "A", SIZE_1), ("large", "A+", SIZE_2), ("larger", "A++", SIZE_3)]
        .into_iter()
        .map(|(other, sign, name)| {
            view! {
                <button
                    type="button"
                    class="button"
                    data-test="text-size"
                    aria-label=name.in_lang(lang)
                    aria-pressed=pressed(other == size)
                    on:click=move |_| {
                        if let Some(root) = document().document_element() {
                            let _ = root.set_attribute("data-text", other);
                        }
                        desk.lang.notify();
                    }
                >
                    {sign}
                </button>
            }
            .into_any()
        })
        .collect();
    view! {
        <fieldset>
            <legend class="visually-hidden">{LANGUAGE.in_lang(lang)}</legend>
            {languages}
        </fieldset>
        <fieldset>
            <legend class="visually-hidden">{SIZE.in_lang(lang)}</legend>
            {sizes}
        </fieldset>
    }
    .into_any()
}

const LANGUAGE: Phrase = crate::text::phrase("Ngôn ngữ", "Language");
const SIZE: Phrase = crate::text::phrase("Cỡ chữ", "Text size");
const SIZE_1: Phrase = crate::text::phrase("A: chữ vừa", "A: normal text");
const SIZE_2: Phrase = crate::text::phrase("A+: chữ to", "A+: large text");
const SIZE_3: Phrase = crate::text::phrase("A++: chữ rất to", "A++: very large text");

/// Cards, slips on their way to the printer and a running count live in memory only, and a draft that was not saved yet: the browser asks before it throws them away.
fn guard_unload(desk: Desk) {
    let options = EventListenerOptions::enable_prevent_default();
    EventListener::new_with_options(&window(), "beforeunload", options, move |event| {
        let screen = desk.screen.get_untracked();
        let unsaved = screen == Screen::Compose
            && matches!(desk.composer().saved.get_untracked(), Saved::Saving | Saved::Failed(_));
        let codes = screen == Screen::Slips && desk.slips().holds_codes();
        let losing = unsaved || codes || matches!(screen, Screen::Cards | Screen::Sheet | Screen::Counting);
        if !crate::plain::has_crashed() && losing {
            event.prevent_default();
        }
    })
    .forget();
    // A phone may throw a hidden page away without another word: what was typed is saved before.
    EventListener::new(&document(), "visibilitychange", move |_| desk.composer().settle_if_typing()).forget();
}
