//! From "Bỏ phiếu vào hòm" to "Phiếu đã vào hòm", and what is said when it does not get there.

use gloo_events::EventListener;
use gloo_timers::callback::Timeout;
use leptos::prelude::*;
use web_sys::Node;

use super::{
    Ctx, Devices,
    ballot::go,
    dom::{button, drawing, el, leaf, live},
    drawn::{Drawn, stand},
    flow::{Event, Trouble},
};
use crate::{
    store::{Outcome, StoreFault, in_background},
    text::{Phrase, booth as t},
    worker::{BoothAnswer, BoothRequest, protocol::SealedParts},
};

/// How long the thanks stay before the screen locks by itself.
const THANKS_MS: u32 = 6_000;

impl From<&StoreFault> for Trouble {
    fn from(fault: &StoreFault) -> Self {
        match fault {
            StoreFault::Full => Self::Full,
            StoreFault::OtherTab => Self::OtherTab,
            StoreFault::WrongPhase(_) => Self::NotOpen,
            _ => Self::Storing,
        }
    }
}

impl Trouble {
    /// What happened, and the way out.
    pub(super) fn phrase(self) -> Phrase {
        match self {
            Self::Full => t::FULL,
            Self::OtherTab => t::OTHER_TAB,
            Self::Sealing => t::SEALING_FAILED,
            Self::NotOpen => t::NOT_OPEN,
            Self::Storing => t::STORING_FAILED,
        }
    }
}

/// Seals the ballot and puts it into the box. The screen says so only once the store has said so.
pub(super) fn cast(ctx: Ctx) {
    if !ctx.go(Event::Cast) {
        return; // a second tap
    }
    ctx.storing.set(false);
    in_background(async move {
        let event = match ctx.house().put_away(ctx).await {
            Ok(()) => Event::Stored,
            Err(trouble) => Event::Failed(trouble),
        };
        ctx.update();
        ctx.go(event);
        ctx.refresh().await;
    });
}

/// Into the box of this device.
pub(crate) async fn seal_and_store(ctx: Ctx) -> Result<(), Trouble> {
    let devices = ctx.devices().ok_or(Trouble::Storing)?;
    let slip = devices.writer.state().slip.ok_or(Trouble::NotOpen)?;
    let parts = seal(ctx, &devices).await.ok_or(Trouble::Sealing)?;
    ctx.storing.try_set(true);
    let stored = devices.writer.cast(&slip, &parts.ballot_id, &parts.ballot, parts.remarks).await;
    let Err(fault) = stored else { return Ok(()) };
    // A write may have been committed although its answer was lost: the slip tells, as it lies in the store.
    let state = devices.writer.reread().await.unwrap_or_else(|_| devices.writer.state());
    if state.slip.is_none() && state.last == Some(Outcome::InBox) { Ok(()) } else { Err(Trouble::from(&fault)) }
}

/// Twice at most: a worker that broke down starts anew with the second try, and must be told again which box.
async fn seal(ctx: Ctx, devices: &Devices) -> Option<SealedParts> {
    for attempt in 0..2 {
        if attempt > 0 {
            devices.prepare().await;
        }
        let (marks, remarks) = ctx.paper.try_with_untracked(super::paper::Paper::answers)?;
        if let BoothAnswer::Sealed(parts) = devices.client.ask(BoothRequest::Seal { marks, remarks }).await {
            return Some(parts);
        }
    }
    None
}

/// While it works.
#[inline(never)] // or it would come with the ballot (scripts/split-wasm.mjs)
pub(super) fn casting(ctx: Ctx) -> Drawn {
    let lang = ctx.lang.get();
    let id = ctx.id("h", 0);
    // No status: a screen reader has just begun with the heading, and would say this when the ballot is in the box already.
    let step = live(el("p", &[("data-test", "casting-step")], &[]), move || {
        if ctx.storing.get() { t::STORING } else { t::SEALING }.in_lang(lang).to_owned()
    });
    let parts = [
        heading(ctx, ctx.house().words().casting),
        el("progress", &[("class", "progress"), ("aria-labelledby", &id)], &[]),
        step,
        leaf("p", &[], t::WAIT.in_lang(lang)),
    ];
    stand(el("main", &[("class", "page-narrow done"), ("data-test", "casting")], &parts))
}

/// The ballot is in the box; nothing of the choice is left.
pub(crate) fn in_box(ctx: Ctx) -> Drawn {
    let lang = ctx.lang.get();
    let timer = Timeout::new(THANKS_MS, move || {
        ctx.go(Event::Done);
    });
    let parts = [
        sign(),
        heading(ctx, t::DONE),
        leaf("p", &[], t::DONE_NEXT.in_lang(lang)),
        go(ctx, "button big", "next", t::DONE_BUTTON.in_lang(lang), Event::Done),
    ];
    let main = el("main", &[("class", "page-narrow done"), ("data-test", "in-box")], &parts);
    let anywhere = EventListener::new(&main, "click", move |_| {
        ctx.go(Event::Done);
    });
    StoredValue::new_local((timer, anywhere)); // dropped, and so stopped, with the screen
    stand(main)
}

/// A tick in a circle.
pub(crate) fn sign() -> Node {
    let frame = [
        ("class", "sign"),
        ("viewBox", "0 0 24 24"),
        ("fill", "none"),
        ("stroke", "currentColor"),
        ("stroke-width", "2.5"),
        ("aria-hidden", "true"),
    ];
    let circle = drawing("circle", &[("cx", "12"), ("cy", "12"), ("r", "10.5"), ("stroke-width", "1.5")], &[]);
    drawing("svg", &frame, &[circle, drawing("path", &[("d", "M6.5 12.5l4 4 7-8.5")], &[])])
}

/// The ballot is not in the box. No mark is shown: whoever helps must not see any.
#[inline(never)] // or it would come with the ballot (scripts/split-wasm.mjs)
pub(super) fn trouble(ctx: Ctx, trouble: Trouble) -> Drawn {
    let lang = ctx.lang.get();
    let why = el("p", &[], &[leaf("strong", &[], trouble.phrase().in_lang(lang))]);
    let parts = [
        heading(ctx, t::NOT_CAST),
        el("div", &[("class", "notice bad")], &[why, leaf("p", &[], t::MARKS_KEPT.in_lang(lang))]),
        button("button primary big", "cast", t::TRY_AGAIN.in_lang(lang), move || cast(ctx)),
        go(ctx, "button", "to-review", t::TO_REVIEW.in_lang(lang), Event::Look),
        go(ctx, "button danger", "give-back", ctx.house().words().give_back.in_lang(lang), Event::Abandoned),
    ];
    stand(el("main", &[("class", "page-narrow stack"), ("data-test", "trouble")], &parts))
}

/// The heading, which takes the focus.
pub(crate) fn heading(ctx: Ctx, words: Phrase) -> Node {
    leaf("h1", &[("id", &ctx.id("h", 0)), ("tabindex", "-1")], words.in_lang(ctx.lang.get()))
}
