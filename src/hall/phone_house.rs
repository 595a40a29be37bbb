//! What a phone does before and after its owner marks the ballot: the slip, and the way to a kiosk.

use gloo_events::{EventListener, EventListenerOptions};
use leptos::prelude::*;
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::{RequestInit, RequestRedirect, Response};
use zeroize::Zeroize;

use super::enter;
use super::parts::{button, drawn, heading};
use super::phone::Phone;
use crate::booth::flow::{Event, Trouble};
use crate::booth::house::{House, PutAway, Words};
use crate::booth::{Ctx, drawn::Drawn};
use crate::carry::camera::Eye;
use crate::carry::show;
use crate::slip::SlipCode;
use crate::text::{Explained, Phrase, hall as t};
use crate::worker::protocol::{Answer, MeetingInfo, Request, SealedParts};

/// On a phone.
pub(super) struct PhoneHouse {
    phone: Phone,
    hand_in_at: StoredValue<Option<String>>,
    /// The slip in hand, until its ballot is packed.
    slip: StoredValue<Option<SlipCode>, LocalStorage>,
    /// Sealed, and not known to have arrived.
    out: StoredValue<Option<Out>, LocalStorage>,
    /// What is said at the slip: the last ballot was wiped, or is in the box.
    said: StoredValue<Option<(&'static str, Phrase)>>,
}

/// A hand-in on its way. Wiped when dropped, for it names a slip and its ballot.
struct Out {
    text: String,
    /// The ballot's identifier: who took the ballot can name it.
    ballot_id: String,
    /// The device that it is for.
    device: u32,
}

impl Drop for Out {
    fn drop(&mut self) {
        self.text.zeroize();
    }
}

static WORDS: Words = Words { last_word: t::PHONE_LAST_WORD, cast: t::SEAL, casting: t::SEALING, give_back: t::WIPE };

impl PhoneHouse {
    /// Made with the booth, and gone with it.
    pub(super) fn new(phone: Phone, meeting: &MeetingInfo) -> Self {
        let out = StoredValue::new_local(None::<Out>);
        // The browser asks before it throws a sealed ballot away.
        let ask = EventListenerOptions::enable_prevent_default();
        let leave = EventListener::new_with_options(&window(), "beforeunload", ask, move |event| {
            if out.try_with_value(Option::is_some) == Some(true) && !crate::plain::has_crashed() {
                event.prevent_default();
            }
        });
        StoredValue::new_local(leave);
        Self {
            phone,
            hand_in_at: StoredValue::new(meeting.hand_in_at.clone()),
            slip: StoredValue::new_local(None),
            out,
            said: StoredValue::new(None),
        }
    }
}

impl House for PhoneHouse {
    fn locked(&self, ctx: Ctx) -> Drawn {
        let lang = ctx.lang.get();
        let eye = Eye { client: self.phone.client, lang };
        let wrong = RwSignal::new(None::<Explained>);
        let (slip, said) = (self.slip, self.said);
        // Where one was in hand, its ballot was left lying.
        let abandoned = slip.try_update_value(Option::take).flatten().is_some();
        let words = if abandoned { Some(("notice warn", t::WIPED)) } else { said.get_value() };
        let taken = move |code: SlipCode| {
            slip.set_value(Some(code));
            said.set_value(None);
            ctx.go(Event::Handed);
        };
        let title = ctx.survey().title.clone();
        let view = view! {
            {heading(ctx, t::SLIP_STEP.in_lang(lang))}
            <p class="strong" lang="vi">
                {title}
            </p>
            {words
                .map(|(class, words)| {
                    view! {
                        <p class=class data-test="phone-said">
                            {words.in_lang(lang)}
                        </p>
                    }
                })}
            {enter::view(eye, wrong, taken)}
            <p class="hint">{t::PHONE_SECRET.in_lang(lang)}</p>
            {button("quiet", "other-meeting", t::BACK.in_lang(lang), move || ctx.on_officer.run(()))}
        };
        drawn("page-narrow stack", "phone-slip", view.into_any())
    }

    fn put_away(&self, ctx: Ctx) -> PutAway {
        let (phone, slip, out) = (self.phone, self.slip, self.out);
        Box::pin(async move {
            let code =
                slip.try_with_value(|slip| slip.as_ref().map(|code| (code.to_string(), code.device()))).flatten();
            let (code, device) = code.ok_or(Trouble::NotOpen)?;
            let (text, ballot_id) = seal(ctx, phone, code).await.ok_or(Trouble::Sealing)?;
            slip.try_set_value(None);
            out.try_set_value(Some(Out { text, ballot_id, device }));
            Ok(())
        })
    }

    fn in_box(&self, ctx: Ctx) -> Drawn {
        let lang = ctx.lang.get();
        let eye = Eye { client: self.phone.client, lang };
        let (out, said) = (self.out, self.said);
        let sure = RwSignal::new(false);
        let state = RwSignal::new(Post::None);
        let (code, device) = out
            .with_value(|out| out.as_ref().map(|out| (show::view(eye, &out.text), out.device)))
            .unwrap_or_else(|| (().into_any(), 1));
        let done = move || {
            out.set_value(None);
            said.set_value(Some(("notice good", t::ALL_WIPED)));
            ctx.go(Event::Done);
        };
        let at = self.hand_in_at.get_value();
        let post = at.map(|at| {
            let send = move || post(at.clone(), out, state);
            view! {
                {move || match state.get() {
                    Post::Sent | Post::Sending => ().into_any(),
                    _ => button("big", "post", t::POST.in_lang(lang), send.clone()),
                }}
                <div role="status" data-test="post-said">
                    {move || state.get().words().map(|(class, words)| view! { <p class=class>{words.in_lang(lang)}</p> })}
                </div>
            }
        });
        let arrived = move || state.get() == Post::Sent;
        let foot = move || {
            if arrived() {
                button("primary big", "phone-done", t::DONE.in_lang(lang), done)
            } else if sure.get() {
                view! {
                    <div class="notice warn stack tight" role="alert">
                        <p class="notice-title">{t::REALLY.in_lang(lang)}</p>
                        <p>{t::REALLY_WHY.in_lang(lang)}</p>
                        <div class="cluster spread">
                            {button("", "not-yet", t::NOT_YET.in_lang(lang), move || sure.set(false))}
                            {button("primary big", "phone-done", t::DONE.in_lang(lang), done)}
                        </div>
                    </div>
                }
                .into_any()
            } else {
                button("primary big", "they-have-it", t::THEY_HAVE_IT.in_lang(lang), move || sure.set(true))
            }
        };
        let view = view! {
            <h1 id=ctx.id("h", 0) tabindex="-1">
                {move || if arrived() { t::TAKEN_IN } else { t::SEALED }.in_lang(lang)}
            </h1>
            // What says that it is not there yet is not true any more once it has arrived.
            <div class="stack" hidden=arrived>
                <p class="strong" data-test="show-to">
                    {t::show_to_device(device, lang)}
                </p>
                {code}
            </div>
            {post}
            {foot}
            <p class="notice warn" hidden=arrived>
                {t::ONLY_HERE.in_lang(lang)}
            </p>
        };
        drawn("page-narrow stack", "hand-over", view.into_any())
    }

    fn words(&self) -> &'static Words {
        &WORDS
    }
}

/// Seals and packs, and names the ballot; twice at most, for a worker that broke down starts anew with the second try.
async fn seal(ctx: Ctx, phone: Phone, code: String) -> Option<(String, String)> {
    let client = phone.client.try_get_value()?;
    for attempt in 0..2 {
        if attempt > 0 {
            client.ask(Request::ReadMeeting { text: phone.text.try_get_value()? }).await;
        }
        let (marks, remarks) = ctx.paper.try_with_untracked(crate::booth::paper::Paper::answers)?;
        let Answer::Sealed(parts) = client.ask(Request::Seal { marks, remarks }).await else { continue };
        let parts: SealedParts = *parts;
        let ballot_id = parts.ballot_id.clone();
        if let Answer::HandIn(text) = client.ask(Request::PackHandIn { slip: code.clone(), parts }).await {
            return Some((text, ballot_id));
        }
    }
    None
}

/// Where a posted ballot stands.
#[derive(Clone, Copy, PartialEq)]
enum Post {
    None,
    Sending,
    Sent,
    /// Something answered, and not as one does who took the ballot.
    Unsaid,
    Refused,
    Failed,
}

impl Post {
    fn words(self) -> Option<(&'static str, Phrase)> {
        match self {
            Self::None => None,
            Self::Sending => Some(("", t::POSTING)),
            Self::Sent => Some(("notice good", t::POSTED)),
            Self::Unsaid => Some(("notice bad", t::POST_UNSAID)),
            Self::Refused => Some(("notice bad", t::POST_REFUSED)),
            Self::Failed => Some(("notice warn", t::POST_FAILED)),
        }
    }
}

/// Posts the hand-in; until the other side has said that it is in the box, the phone keeps it.
fn post(at: String, out: StoredValue<Option<Out>, LocalStorage>, state: RwSignal<Post>) {
    state.set(Post::Sending);
    crate::store::in_background(async move {
        let sealed = out.try_with_value(|out| out.as_ref().map(|out| (out.text.clone(), out.ballot_id.clone())));
        let (answer, ballot_id) = match sealed.flatten() {
            Some((text, ballot_id)) => (send(&at, &text).await, ballot_id),
            None => (None, String::new()),
        };
        let said = |body: &str| body.len() <= RECEIPT && body.contains(&ballot_id);
        let status = answer.as_ref().map(|(status, _)| *status);
        state.try_set(match status {
            // A page to log in at, or one that answers everything, says 200 too, and throws the ballot away.
            Some(200 | 201) if answer.as_ref().is_some_and(|(_, body)| said(body)) => Post::Sent,
            Some(200..=299) => Post::Unsaid,
            // Nobody takes ballots at this address (mistyped, or a site of files alone), or not just now: nobody read it.
            Some(404 | 405 | 408 | 429) => Post::Failed,
            // It was read and refused.
            Some(400..=499) => Post::Refused,
            // Anything else may mend itself.
            _ => Post::Failed,
        });
    });
}

/// Longest answer of one who took a ballot, in bytes.
const RECEIPT: usize = 1024;

/// The answer's status, and what it says; none without an answer, nor where it leads elsewhere.
async fn send(at: &str, text: &str) -> Option<(u16, String)> {
    let init = RequestInit::new();
    init.set_method("POST");
    init.set_redirect(RequestRedirect::Error);
    init.set_body(&JsValue::from_str(text));
    let headers = web_sys::Headers::new().ok()?;
    headers.set("content-type", "application/json").ok()?;
    init.set_headers(&headers);
    let response = JsFuture::from(window().fetch_with_str_and_init(at, &init)).await.ok()?;
    let response = response.dyn_into::<Response>().ok()?;
    // A status without a body that can be read is a status still.
    let body = match response.text() {
        Ok(body) => JsFuture::from(body).await.ok().and_then(|body| body.as_string()).unwrap_or_default(),
        Err(_) => String::new(),
    };
    Some((response.status(), body))
}
