//! The kiosk that asks for slips. Between two voters it shows how many ballots are in the box, and where the next slip
//! goes; nothing of the last voter, but after a restart what became of the last ballot.
//!
//! A ballot that is left lying is taken back at once, so that nobody can go on with another's slip: whoever holds the
//! slip shows it again.

use gloo_timers::callback::Timeout;
use leptos::prelude::*;

use super::enter;
use super::parts::{self, button, drawn, fault, heading};
use super::take::{Taken, take};
use crate::booth::casting::{in_box, seal_and_store, sign};
use crate::booth::flow::Event;
use crate::booth::house::{AT_THE_BOX, House, PutAway, Words};
use crate::booth::locked::outcome;
use crate::booth::{Ctx, Devices, drawn::Drawn, focus_later, full_screen};
use crate::carry::camera::Eye;
use crate::carry::scan;
use crate::record::{Brought, Refuses};
use crate::slip::SlipCode;
use crate::store::in_background;
use crate::text::{Explain, Explained, booth as b, hall as t};
use crate::worker::Client;

/// How long a phone's ballot is waited for, and how long it is thanked for.
const PHONE_MS: u32 = 180_000;
const THANKS_MS: u32 = 20_000;

/// A kiosk.
pub(super) struct Kiosk {
    /// Looks for codes and reads what phones hand in; the booth's own worker seals.
    client: StoredValue<Client, LocalStorage>,
}

/// What the locked screen is for just now.
#[derive(Clone)]
enum About {
    Slip,
    Phone,
    Told(Taken),
}

impl Kiosk {
    /// Made where what it holds lives as long as the page.
    pub(super) fn new() -> Self {
        Self { client: StoredValue::new_local(Client::new()) }
    }
}

impl House for Kiosk {
    fn locked(&self, ctx: Ctx) -> Drawn {
        let client = self.client;
        let eye = Eye { client, lang: ctx.lang.get() };
        let about = RwSignal::new(About::Slip);
        let wrong = RwSignal::new(None::<Explained>);
        let taken_back = RwSignal::new(false);
        take_back(ctx, taken_back);
        let screen = move || match about.get() {
            About::Slip => slip(ctx, eye, about, wrong, taken_back),
            About::Phone => phone(ctx, eye, about),
            About::Told(taken) => told(ctx, eye, about, taken),
        };
        drawn("page-narrow locked", "kiosk", view! { {screen} }.into_any())
    }

    fn put_away(&self, ctx: Ctx) -> PutAway {
        Box::pin(seal_and_store(ctx))
    }

    fn in_box(&self, ctx: Ctx) -> Drawn {
        in_box(ctx)
    }

    fn words(&self) -> &'static Words {
        &AT_THE_BOX
    }
}

/// Takes back a ballot that a slip let out and that is not in the box: after a silence, or a power cut.
fn take_back(ctx: Ctx, taken_back: RwSignal<bool>) {
    in_background(async move {
        let Some(devices) = ctx.devices() else { return };
        let state = devices.writer.state();
        if let (Some(slip), Some(_)) = (state.slip, state.by_slip) {
            let done = devices.writer.returned(&slip).await.is_ok();
            ctx.update();
            taken_back.try_set(done);
        }
    });
}

/// Where the next slip goes.
fn slip(
    ctx: Ctx,
    eye: Eye,
    about: RwSignal<About>,
    wrong: RwSignal<Option<Explained>>,
    taken_back: RwSignal<bool>,
) -> AnyView {
    let lang = eye.lang;
    let taken = move |code: SlipCode| release(ctx, eye, wrong, code);
    let count = move || ctx.status.with(|status| status.count.map(|count| count.to_string()).unwrap_or_default());
    // Only where a teller released it, on the other page: one by slip is on its way back.
    let by_teller = move || {
        ctx.status.with(|status| status.slip.is_some())
            && ctx.devices().is_some_and(|devices| devices.writer.state().by_slip.is_none())
    };
    let by_teller = Memo::new(move |_| by_teller());
    // After a restart: one who saw no end asks what became of the ballot.
    let last = move || {
        ctx.status.with(|status| status.last.filter(|_| status.restarted && status.slip.is_none() && !taken_back.get()))
    };
    let last = Memo::new(move |_| last());
    view! {
        {heading(ctx, b::NEXT_VOTER.in_lang(lang))}
        <p>
            <span class="tally" data-test="count-in-box">
                {count}
            </span>
            {b::IN_BOX.in_lang(lang)}
        </p>
        {move || {
            taken_back
                .get()
                .then(|| {
                    view! {
                        <p class="notice warn" data-test="slip-back">
                            {t::SLIP_TAKEN_BACK.in_lang(lang)}
                        </p>
                    }
                })
        }}
        {move || last.get().map(|last| parts::placed(outcome(lang, last)))}
        {move || if by_teller.get() { released(ctx, eye) } else { enter::view(eye, wrong, taken) }}
        <div class="cluster kiosk-foot">
            {button("", "from-phone", t::FROM_PHONE.in_lang(lang), move || about.set(About::Phone))}
            {parts::placed(full_screen::offer(eye.lang))}
            {button("quiet", "officer", b::FOR_TELLERS.in_lang(lang), move || ctx.on_officer.run(()))}
        </div>
    }
    .into_any()
}

/// A ballot that a teller released and that is not in the box: the teller decides, as on the other page.
fn released(ctx: Ctx, eye: Eye) -> AnyView {
    let lang = eye.lang;
    let give_back = move || {
        in_background(async move {
            let Some(devices) = ctx.devices() else { return };
            let Some(slip) = devices.writer.state().slip else { return };
            let _ = devices.writer.returned(&slip).await; // where it fails the screen stays as it is
            ctx.update();
        });
    };
    let again = move || {
        ctx.go(Event::Handed);
    };
    view! {
        <p class="notice warn" data-test="slip-out">
            {t::BY_TELLER.in_lang(lang)} " " {b::NOT_IN_BOX_WHY.in_lang(lang)}
        </p>
        {button("primary big", "continue-slip", b::CONTINUE.in_lang(lang), again)}
        {button("", "return-slip", b::RETURN.in_lang(lang), give_back)}
    }
    .into_any()
}

/// A ballot for a slip.
fn release(ctx: Ctx, eye: Eye, wrong: RwSignal<Option<Explained>>, code: SlipCode) {
    in_background(async move {
        let Some(devices) = ctx.devices() else { return };
        let own = devices.writer.state().device;
        match code.on_device(own) {
            Ok(code) => {
                let handed = devices.writer.release_by_slip(devices.writer.hash_slip(&code)).await;
                drop(code);
                ctx.update();
                match handed {
                    Ok(_) => {
                        ctx.go(Event::Handed);
                    }
                    Err(fault) => refuse(&devices, &fault, eye, wrong).await,
                }
            }
            Err(fault) => refuse(&devices, &fault, eye, wrong).await,
        }
    });
}

/// Notes that a slip gave out no ballot, and then says why: the entry is there before anybody leaves the page.
async fn refuse(devices: &Devices, fault: &(impl Explain + Refuses), eye: Eye, wrong: RwSignal<Option<Explained>>) {
    devices.writer.note_refusal(Brought::Slip, fault).await;
    wrong.try_set(Some(fault.explain(eye.lang)));
}

/// A phone's ballot.
fn phone(ctx: Ctx, eye: Eye, about: RwSignal<About>) -> AnyView {
    let lang = eye.lang;
    // Left standing, the camera would go on looking.
    let timer = Timeout::new(PHONE_MS, move || {
        about.try_set(About::Slip);
    });
    StoredValue::new_local(timer);
    let whole = move |text: String| {
        in_background(async move {
            let Some(devices) = ctx.devices() else { return };
            let taken = take(eye.client, devices, text, lang).await;
            ctx.refresh().await;
            if matches!(taken, Taken::InBox { .. }) {
                // The last ballot is this one, whose phone is told so.
                ctx.status.try_update(|status| status.restarted = false);
            }
            about.try_set(About::Told(taken));
            focus_later(ctx.id("h", 0));
        });
    };
    focus_later(ctx.id("h", 0));
    view! {
        {heading(ctx, t::FROM_PHONE_TITLE.in_lang(lang))}
        <p class="lead">{t::FROM_PHONE_LEAD.in_lang(lang)}</p>
        {scan::view(eye, whole)}
        {button("", "back", t::BACK.in_lang(lang), move || about.set(About::Slip))}
    }
    .into_any()
}

/// What became of it.
fn told(ctx: Ctx, eye: Eye, about: RwSignal<About>, taken: Taken) -> AnyView {
    let lang = eye.lang;
    let again = move || about.set(About::Phone);
    let back = move || about.set(About::Slip);
    match taken {
        Taken::InBox { before, count } => {
            let timer = Timeout::new(THANKS_MS, move || {
                about.try_set(About::Slip);
            });
            StoredValue::new_local(timer);
            let title = if before { t::TAKEN_IN_BEFORE } else { t::TAKEN_IN };
            view! {
                <div class="stack done" role="status" data-test="taken-in">
                    {parts::placed(sign())}
                    {heading(ctx, title.in_lang(lang))}
                    <p class="strong" data-test="taken-count">
                        {t::in_box(count, lang)}
                    </p>
                    <p>{t::TELL_PHONE.in_lang(lang)}</p>
                </div>
                {button("primary big", "next-phone", t::NEXT_PHONE.in_lang(lang), again)}
                {button("", "back", t::BACK.in_lang(lang), back)}
            }
            .into_any()
        }
        Taken::Refused(why) => view! {
            <div class="stack" data-test="not-taken">
                {heading(ctx, t::NOT_TAKEN.in_lang(lang))} {fault(why)} <p>{t::KEPT_ON_PHONE.in_lang(lang)}</p>
            </div>
            {button("primary big", "next-phone", t::SCAN_ANEW.in_lang(lang), again)}
            {button("", "back", t::BACK.in_lang(lang), back)}
        }
        .into_any(),
    }
}
