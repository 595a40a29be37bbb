//! Somebody's own phone: first the meeting, then the booth's screens.

use std::rc::Rc;
use std::sync::Arc;

use leptos::prelude::*;
use wasm_bindgen::JsCast;
use wasm_bindgen_futures::JsFuture;
use web_sys::{RequestCache, RequestInit, Response};

use super::parts::{self, button, fault};
use super::phone_house::PhoneHouse;
use crate::booth::{booth, face};
use crate::carry::camera::Eye;
use crate::carry::scan;
use crate::plain;
use crate::record::{MAX_MEETING_BYTES, is_own_path};
use crate::store::in_background;
use crate::survey::Survey;
use crate::text::{Explain, Explained, Lang, Phrase, hall as t};
use crate::worker::Client;
use crate::worker::protocol::{Answer, Failure, MeetingInfo, Request};

/// What a phone has in its memory; the browser's storage gets none of it.
#[derive(Clone, Copy)]
pub(super) struct Phone {
    /// Seals, draws codes and looks for them.
    pub(super) client: StoredValue<Client, LocalStorage>,
    pub(super) lang: RwSignal<Lang>,
    /// As it was carried.
    pub(super) text: StoredValue<String>,
    /// The meeting that was read.
    pub(super) meeting: RwSignal<Option<MeetingInfo>>,
    /// Its words were compared.
    confirmed: RwSignal<bool>,
    wrong: RwSignal<Option<Explained>>,
    fetching: RwSignal<bool>,
}

/// Starts the page. `from` is the name of a meeting beside the page, which is fetched.
pub(super) fn start(from: Option<String>) {
    plain::dress(false, Lang::Vi);
    plain::boot_is_over();
    leptos::mount::mount_to_body(move || {
        let phone = Phone {
            client: StoredValue::new_local(Client::new()),
            lang: RwSignal::new(Lang::Vi),
            text: StoredValue::default(),
            meeting: RwSignal::new(None),
            confirmed: RwSignal::new(false),
            wrong: RwSignal::new(None),
            fetching: RwSignal::new(false),
        };
        if let Some(name) = from {
            fetch(phone, name);
        }
        // The page has come: now the rest of the app may, for a hall without a network.
        in_background(async {
            let _ = crate::offline::register().await;
        });
        move || match (phone.confirmed.get(), phone.meeting.get()) {
            (true, Some(meeting)) => vote(phone, &meeting),
            (_, Some(meeting)) => compare(phone, meeting),
            (_, None) => find(phone),
        }
    });
}

fn vote(phone: Phone, meeting: &MeetingInfo) -> AnyView {
    let Some(survey) = face::read(&meeting.survey) else { return find(phone) };
    let on_officer = Callback::new(move |()| {
        phone.confirmed.set(false);
        phone.meeting.set(None);
    });
    let house = Rc::new(PhoneHouse::new(phone, meeting));
    booth(Arc::new(survey), phone.lang, house, None, on_officer).into_any()
}

/// Reads what was scanned or fetched.
fn read(phone: Phone, text: String) {
    in_background(async move {
        let Some(client) = phone.client.try_get_value() else { return };
        match client.ask(Request::ReadMeeting { text: text.clone() }).await {
            Answer::Meeting(meeting) => {
                phone.wrong.set(None);
                phone.text.set_value(text);
                let survey: Option<Survey> = face::read(&meeting.survey);
                plain::dress(survey.is_some_and(|survey| survey.is_practice()), phone.lang.get_untracked());
                phone.meeting.set(Some(*meeting));
            }
            Answer::Failed(failure) => phone.wrong.set(Some(failure.explain(phone.lang.get_untracked()))),
            _ => phone.wrong.set(Some(Failure::WorkerGone.explain(phone.lang.get_untracked()))),
        }
    });
}

fn fetch(phone: Phone, name: String) {
    phone.fetching.set(true);
    in_background(async move {
        let text = of_own_site(&name).await;
        phone.fetching.set(false);
        match text {
            Some(text) => read(phone, text),
            None => phone.wrong.set(Some(parts::explained(t::NOT_FETCHED, phone.lang.get_untracked()))),
        }
    });
}

/// A text from beside the page; not from elsewhere, and none larger than a meeting.
async fn of_own_site(name: &str) -> Option<String> {
    let path = ["./", name].concat();
    if !is_own_path(&path) {
        return None;
    }
    let init = RequestInit::new();
    init.set_cache(RequestCache::NoStore); // a kept 404 hid a meeting that had been put there since
    let response = JsFuture::from(window().fetch_with_str_and_init(&path, &init)).await.ok()?;
    let response: Response = response.dyn_into().ok().filter(Response::ok)?;
    let text = JsFuture::from(response.text().ok()?).await.ok()?.as_string()?;
    (text.len() <= MAX_MEETING_BYTES).then_some(text)
}

/// Frame of the screens before the booth's.
fn frame(phone: Phone, title: Phrase, body: AnyView) -> AnyView {
    let lang = phone.lang.get();
    let choose = move |to: Lang, name: &'static str| {
        let pressed = if lang == to { "true" } else { "false" };
        view! {
            <button
                type="button"
                class="button"
                lang=to.tag()
                data-test="lang"
                aria-pressed=pressed
                on:click=move |_| {
                    phone.lang.set(to);
                    phone.wrong.set(None);
                }
            >
                {name}
            </button>
        }
        .into_any()
    };
    if let Some(html) = document().document_element() {
        let _ = html.set_attribute("lang", lang.tag());
    }
    view! {
        <div class="controls">
            <fieldset>
                <legend class="visually-hidden">{crate::text::booth::LANGUAGE.in_lang(lang)}</legend>
                {choose(Lang::Vi, "Tiếng Việt")}
                {choose(Lang::En, "English")}
            </fieldset>
        </div>
        <main class="page-narrow stack" data-test="phone">
            <h1>{title.in_lang(lang)}</h1>
            {body}
        </main>
    }
    .into_any()
}

/// The meeting is looked for.
fn find(phone: Phone) -> AnyView {
    let lang = phone.lang.get();
    let eye = Eye { client: phone.client, lang };
    let body = view! {
        <p class="lead">{t::PHONE_LEAD.in_lang(lang)}</p>
        <p role="status">{move || phone.fetching.get().then(|| t::FETCHING.in_lang(lang))}</p>
        {move || phone.wrong.get().map(fault)}
        {scan::view(eye, move |text| read(phone, text))}
    };
    frame(phone, t::PHONE_TITLE, body.into_any())
}

/// What was found, to be held against what hangs on the wall.
fn compare(phone: Phone, meeting: MeetingInfo) -> AnyView {
    let lang = phone.lang.get();
    let title = face::read(&meeting.survey).map(|survey| survey.title).unwrap_or_default();
    let words: Vec<AnyView> = meeting.words.into_iter().map(|word| view! { <li>{word}</li> }.into_any()).collect();
    let body = view! {
        <div class="panel stack tight" lang="vi">
            <p class="strong" data-test="meeting-title">
                {title}
            </p>
            <p>{meeting.place}</p>
        </div>
        <p>{t::COMPARE.in_lang(lang)}</p>
        <ol class="words" lang="vi" data-test="meeting-words" aria-label=t::WORDS.in_lang(lang)>
            {words}
        </ol>
        {button("primary big", "meeting-same", t::SAME.in_lang(lang), move || phone.confirmed.set(true))}
        {button("", "meeting-other", t::DIFFERENT.in_lang(lang), move || phone.meeting.set(None))}
    };
    frame(phone, t::RIGHT_MEETING, body.into_any())
}
