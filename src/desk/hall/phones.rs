//! The screen for phones: where their page is, and the meeting that they take part in. Neither is secret.

use leptos::prelude::*;

use crate::carry::show;
use crate::desk::parts::{self, Field};
use crate::desk::state::{Desk, Trouble};
use crate::record::{Meeting, Opening, RecordFault, is_own_path};
use crate::text::hall as t;
use crate::worker::protocol::{Answer, Failure, Qr, Request};

/// What is shown.
#[derive(Clone)]
struct Shown {
    address: String,
    qr: Qr,
    meeting: String,
}

/// The panel, closed at first.
pub fn panel(desk: Desk) -> AnyView {
    let shown = RwSignal::new_local(None::<Shown>);
    let post_at = RwSignal::new(String::new());
    view! {
        <section class="panel stack" data-test="phones">
            <h2>{desk.say(t::DESK_TITLE)}</h2>
            <p>{desk.say(t::DESK_LEAD)}</p>
            {move || match shown.get() {
                None => closed(desk, shown, post_at),
                Some(what) => open(desk, shown, &what),
            }}
        </section>
    }
    .into_any()
}

fn closed(desk: Desk, shown: RwSignal<Option<Shown>, LocalStorage>, post_at: RwSignal<String>) -> AnyView {
    let field = Field {
        id: "post-at".to_owned(),
        test: "post-at",
        teller: None,
        label: t::DESK_POST_AT,
        hint: Some(t::DESK_POST_HINT),
        kind: "text",
        value: post_at,
    };
    let typed = move || post_at.with(|path| path.trim().to_owned());
    let is_wrong = move || !typed().is_empty() && !is_own_path(&typed());
    let show = move || {
        if is_wrong() {
            parts::show_field_faults(desk);
            return;
        }
        desk.act(async move {
            let what = make(desk, Some(typed()).filter(|path| !path.is_empty())).await?;
            shown.set(Some(what));
            Ok(())
        });
    };
    view! {
        <details>
            <summary>{desk.say(t::DESK_POST_AT)}</summary>
            {parts::field(desk, field, move || is_wrong().then_some(t::DESK_POST_WRONG))}
        </details>
        <div class="cluster">{parts::button("big", "phones-show", desk.say(t::DESK_SHOW), show)}</div>
    }
    .into_any()
}

async fn make(desk: Desk, hand_in_at: Option<String>) -> Result<Shown, Trouble> {
    let state = desk.writer()?.state();
    let survey = desk.loaded.with_value(|loaded| loaded.as_ref().map(|loaded| loaded.survey.clone()));
    let survey = survey.ok_or(Failure::NotPrepared)?;
    let opening = Opening::parse(state.opening.as_bytes()).map_err(|fault: RecordFault| Failure::from(fault))?;
    let meeting = Meeting::new(&survey, &opening, hand_in_at).to_text();
    let address = address();
    let Answer::Qr(qr) = desk.ask(Request::DrawQr { text: address.clone() }).await? else {
        return Err(Failure::WorkerGone.into());
    };
    Ok(Shown { address, qr, meeting })
}

/// Where a phone opens its page: beside this one.
fn address() -> String {
    let location = window().location();
    let [origin, path] = [location.origin(), location.pathname()].map(Result::unwrap_or_default);
    let folder = path.rfind('/').map_or("/", |end| &path[..=end]);
    [&origin, folder, "hall.html#phone"].concat()
}

/// True where other devices cannot reach this page.
fn is_here_only() -> bool {
    let host = window().location().hostname().unwrap_or_default();
    matches!(host.as_str(), "localhost" | "127.0.0.1" | "[::1]" | "")
}

fn open(desk: Desk, shown: RwSignal<Option<Shown>, LocalStorage>, what: &Shown) -> AnyView {
    view! {
        <div class="beside">
            <figure class="stack tight">
                <figcaption class="strong">{desk.say(t::DESK_ADDRESS)}</figcaption>
                {parts::qr(&what.qr, desk.say(t::DESK_ADDRESS))}
                <p class="code" data-test="phones-address">
                    {what.address.clone()}
                </p>
                {is_here_only().then(|| parts::notice("warn", desk.say(t::DESK_HERE_ONLY), ""))}
            </figure>
            <figure class="stack tight">
                <figcaption class="strong">{desk.say(t::DESK_MEETING)}</figcaption>
                {show::view(desk.eye(), &what.meeting)}
            </figure>
        </div>
        <div class="cluster">
            {parts::button("", "phones-hide", desk.say(t::DESK_HIDE), move || shown.set(None))}
        </div>
    }
    .into_any()
}

/// Whether the voters' page asks for slips: where any were printed for this device.
pub async fn by_slip(desk: Desk) -> bool {
    let Ok(writer) = desk.writer() else { return false };
    writer.slip_figures().await.is_ok_and(|figures| figures.printed() > 0)
}

/// Beside the way back to the voters, where that asks for slips: the way without.
pub fn without_slips(desk: Desk) -> AnyView {
    let has_slips = RwSignal::new(false);
    leptos::task::spawn_local(async move {
        let there = by_slip(desk).await;
        has_slips.try_set(there);
    });
    let release = move || {
        if let Some(address) = desk.address() {
            desk.to_booth(&address);
        }
    };
    let button =
        move || has_slips.get().then(|| parts::button("big", "officer-release", desk.say(t::DESK_BY_TELLER), release));
    view! { {button} }.into_any()
}
