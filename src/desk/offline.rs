//! The copy of the app on this device, on the first screen: does it work without a network, and is there a newer one?

use std::rc::Rc;

use gloo_events::EventListener;
use gloo_timers::future::TimeoutFuture;
use js_sys::{Function, Reflect};
use leptos::prelude::*;
use wasm_bindgen::{JsCast, JsValue};

use super::parts;
use super::state::{Desk, Kept, Screen, Trouble};
use crate::offline::{Copy, HeldBox, Standing, may_update, short};
use crate::store::{AtWork, Phase, Store};
use crate::text::{numbers, offline as t};

/// What the page knows of the copy.
#[derive(Clone, Copy)]
pub struct Offline {
    standing: RwSignal<Standing>,
    copy: Kept<Option<Rc<Copy>>>,
    /// The browser's offer to install the app, to be taken up when the organiser wishes.
    offer: RwSignal<Option<JsValue>, LocalStorage>,
    /// Tells other tabs that this one is busy.
    at_work: Kept<Option<AtWork>>,
}

impl Offline {
    /// Nothing known yet.
    pub fn new() -> Self {
        Self {
            standing: RwSignal::new(Standing::Unknown),
            copy: StoredValue::new_local(None),
            offer: RwSignal::new_local(None),
            at_work: StoredValue::new_local(None),
        }
    }
}

/// How long the page keeps the line and the processor to itself, in milliseconds.
const AFTER_YOU: u32 = 500;

/// Begins when the page stands.
pub fn begin(desk: Desk) {
    let offline = desk.offline;
    EventListener::new(&window(), "beforeinstallprompt", move |event| {
        offline.offer.set(Some(JsValue::from(event)));
    })
    .forget();
    EventListener::new(&window(), "appinstalled", move |_| offline.offer.set(None)).forget();
    Effect::new(move |_| {
        if desk.screen.get() == Screen::Start {
            offline.at_work.set_value(None);
        } else if offline.at_work.with_value(Option::is_none) {
            leptos::task::spawn_local(async move {
                let at_work = AtWork::begin().await;
                if desk.screen.get_untracked() != Screen::Start {
                    offline.at_work.set_value(at_work);
                }
            });
        }
    });
    leptos::task::spawn_local(async move {
        TimeoutFuture::new(AFTER_YOU).await;
        let told = move |standing, changed| {
            offline.standing.set(standing);
            // Elsewhere there may be cards in hand; what such a page still needs is kept for it.
            if changed && desk.screen.get_untracked() == Screen::Start {
                let _ = window().location().reload();
            }
        };
        match Copy::watch(told).await {
            Ok(copy) => offline.copy.set_value(Some(copy)),
            Err(obstacle) => offline.standing.set(Standing::Impossible(obstacle)),
        }
    });
}

/// Says the organiser's word, where it may be said.
async fn update(desk: Desk) -> Result<(), Trouble> {
    let mut boxes = Vec::new();
    for practice in [false, true] {
        let held = Store::open(practice).await?.boxes().await?.held;
        boxes.extend(held.iter().map(|state| HeldBox { practice, counted: state.phase == Phase::Counted }));
    }
    may_update(boxes, AtWork::anybody().await)?;
    desk.offline.copy.with_value(|copy| copy.iter().for_each(|copy| copy.update()));
    Ok(())
}

/// In few words, where it is seen at once; the section at the foot of the screen says the rest.
pub fn line(desk: Desk) -> AnyView {
    let words = move || {
        desk.offline.standing.with(|standing| match standing {
            Standing::Unknown => String::new(),
            Standing::Loading { .. } => desk.say(t::COMING).to_owned(),
            Standing::Ready { newer: None, .. } => ["✓ ", desk.say(t::READY)].concat(),
            Standing::Ready { .. } => ["✓ ", desk.say(t::READY), " · ", desk.say(t::NEWER)].concat(),
            Standing::Impossible(_) => ["⚠ ", desk.say(t::NOT_READY)].concat(),
        })
    };
    view! { <p class="hint one-line" data-test="offline-line">{words}</p> }.into_any()
}

/// The section of the first screen.
pub fn view(desk: Desk) -> AnyView {
    view! {
        <section class="stack" data-test="offline">
            <h2>{desk.say(t::TITLE)}</h2>
            {move || standing(desk, &desk.offline.standing.get())}
            {move || desk.offline.offer.with(|offer| install(desk, offer.as_ref()))}
        </section>
    }
    .into_any()
}

fn standing(desk: Desk, standing: &Standing) -> AnyView {
    let lang = desk.now();
    match standing {
        Standing::Unknown => view! { <p role="status">{desk.say(t::LOOKING)}</p> }.into_any(),
        Standing::Loading { done, of } => view! {
            <div class="notice info stack tight" data-test="offline-loading">
                // No status: a screen reader would say it for each of some thirty files.
                <p>{t::loading(&numbers::whole(*done, lang), &numbers::whole(*of, lang), lang)}</p>
                <progress class="progress" max=*of value=*done aria-label=desk.say(t::TITLE)></progress>
            </div>
        }
        .into_any(),
        Standing::Ready { generation, newer } => view! {
            <div class="notice good" data-test="offline-ready">
                <p class="notice-title" role="status">{desk.say(t::READY)}</p>
                <p>{desk.say(t::READY_WHY)}</p>
                <p class="muted" data-test="generation" data-generation=generation.clone()>
                    {t::version(&short(generation), lang)}
                </p>
            </div>
            {newer.as_ref().map(|newer| view! {
                <div class="notice info cluster spread" data-test="newer">
                    <div class="stack tight">
                        <p class="strong" role="status">{desk.say(t::NEWER)}</p>
                        <p>{desk.say(t::NEWER_WHY)}</p>
                        <p class="muted">{t::newer(&short(newer), lang)}</p>
                    </div>
                    {parts::button("big", "update", desk.say(t::UPDATE), move || desk.act(update(desk)))}
                </div>
            })}
        }
        .into_any(),
        Standing::Impossible(obstacle) => view! {
            <div class="notice warn" data-test="offline-not">
                <p class="notice-title" role="status">{desk.say(t::NOT_READY)}</p>
                {parts::faults([obstacle as _].into_iter(), lang)}
                {parts::button("", "offline-reload", desk.say(t::RELOAD), || {
                    let _ = window().location().reload();
                })}
            </div>
        }
        .into_any(),
    }
}

/// The offer to install, by the browser's own question where it has one.
fn install(desk: Desk, offer: Option<&JsValue>) -> AnyView {
    let inside = window().match_media("(display-mode: standalone)").ok().flatten();
    if inside.is_some_and(|inside| inside.matches()) {
        return ().into_any();
    }
    let Some(offer) = offer.cloned() else {
        return view! { <p class="hint" data-test="install-how">{desk.say(t::INSTALL_HOW)}</p> }.into_any();
    };
    let ask = move || {
        if let Ok(prompt) = Reflect::get(&offer, &"prompt".into()) {
            let _ = prompt.unchecked_into::<Function>().call0(&offer);
        }
        desk.offline.offer.set(None); // it can be taken up once
    };
    view! { <div>{parts::button("", "install", desk.say(t::INSTALL), ask)}</div> }.into_any()
}
