//! From "Bỏ phiếu vào hòm" to "Phiếu đã vào hòm", and what is said when it does not get there.

use gloo_timers::callback::Timeout;
use leptos::prelude::*;

use super::{
    Ctx, Devices,
    ballot::button,
    drawn::{Draw, Drawn},
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
        let event = match seal_and_store(ctx).await {
            Ok(()) => Event::Stored,
            Err(trouble) => Event::Failed(trouble),
        };
        ctx.refresh().await;
        ctx.go(event);
    });
}

async fn seal_and_store(ctx: Ctx) -> Result<(), Trouble> {
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
        let (marks, remarks) = ctx.paper.try_with_untracked(|paper| paper.answers(&ctx.survey()))?;
        if let BoothAnswer::Sealed(parts) = devices.client.ask(BoothRequest::Seal { marks, remarks }).await {
            return Some(parts);
        }
    }
    None
}

/// While it works.
pub(super) fn casting(ctx: Ctx) -> Drawn {
    let lang = ctx.lang.get();
    let step = move || if ctx.storing.get() { t::STORING } else { t::SEALING }.in_lang(lang);
    view! {
        <main class="page-narrow done" data-test="casting">
            <h1 id=ctx.id("h", 0) tabindex="-1">{t::CASTING.in_lang(lang)}</h1>
            <progress class="progress" aria-labelledby=ctx.id("h", 0)></progress>
            <p role="status">{step}</p>
            <p>{t::WAIT.in_lang(lang)}</p>
        </main>
    }
    .drawn()
}

/// The ballot is in the box; nothing of the choice is left.
pub(super) fn in_box(ctx: Ctx) -> Drawn {
    let lang = ctx.lang.get();
    let timer = Timeout::new(THANKS_MS, move || {
        ctx.go(Event::Done);
    });
    StoredValue::new_local(timer); // dropped, and so stopped, with the screen
    view! {
        <main class="page-narrow done" data-test="in-box" on:click=move |_| { ctx.go(Event::Done); }>
            <svg class="sign" viewBox="0 0 24 24" fill="none" stroke="currentColor" stroke-width="2.5" aria-hidden="true">
                <circle cx="12" cy="12" r="10.5" stroke-width="1.5"></circle>
                <path d="M6.5 12.5l4 4 7-8.5"></path>
            </svg>
            <h1 id=ctx.id("h", 0) tabindex="-1">{t::DONE.in_lang(lang)}</h1>
            <p>{t::DONE_NEXT.in_lang(lang)}</p>
            {button(ctx, "button big", "next", t::DONE_BUTTON.in_lang(lang), Event::Done)}
        </main>
    }
    .drawn()
}

/// The ballot is not in the box. No mark is shown: whoever helps must not see any.
pub(super) fn trouble(ctx: Ctx, trouble: Trouble) -> Drawn {
    let lang = ctx.lang.get();
    view! {
        <main class="page-narrow stack" data-test="trouble">
            <h1 id=ctx.id("h", 0) tabindex="-1">{t::NOT_CAST.in_lang(lang)}</h1>
            <div class="notice bad">
                <p><strong>{trouble.phrase().in_lang(lang)}</strong></p>
                <p>{t::MARKS_KEPT.in_lang(lang)}</p>
            </div>
            <button type="button" class="button primary big" data-test="cast" on:click=move |_| cast(ctx)>
                {t::TRY_AGAIN.in_lang(lang)}
            </button>
            {button(ctx, "button", "to-review", t::TO_REVIEW.in_lang(lang), Event::Look)}
            {button(ctx, "button danger", "give-back", t::GIVE_BACK.in_lang(lang), Event::Abandoned)}
        </main>
    }
    .drawn()
}
