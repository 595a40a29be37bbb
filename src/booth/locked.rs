//! Between two voters. Shows how many ballots are in the box, and, where one is out, that it is not.

use leptos::prelude::*;

use super::{
    Ctx,
    ballot::button,
    drawn::{Draw, Drawn},
    flow::{Event, Trouble},
    room::focus_later,
};
use crate::{
    store::{Outcome, in_background},
    text::booth as t,
};

/// The locked screen. `refused` says why the last ballot could not be handed out.
pub(super) fn locked(ctx: Ctx) -> Drawn {
    let lang = ctx.lang.get();
    let refused = RwSignal::new(None::<Trouble>);
    // Not drawn anew when the numbers change: the button may have the focus.
    let body = move || {
        ctx.status.with(|status| {
            if status.slip.is_some() {
                return slip_out(ctx, refused);
            }
            // Only after a restart: a voter who saw no end asks what became of the ballot.
            let last = match status.last {
                Some(Outcome::InBox) if status.restarted => Some((t::LAST_IN_BOX, "notice good")),
                Some(Outcome::Returned) if status.restarted => Some((t::LAST_RETURNED, "notice info")),
                _ => None,
            };
            view! {
                {last
                    .map(|(words, class)| {
                        view! { <p class=class data-test="last-outcome"><strong>{words.in_lang(lang)}</strong></p> }
                    })}
                <button
                    type="button"
                    class="button primary big"
                    data-test="release"
                    on:click=move |_| hand_out(ctx, refused)
                >
                    {t::RELEASE.in_lang(lang)}
                </button>
            }
            .into_any()
        })
    };
    let heading = move || {
        let out = ctx.status.with(|status| status.slip.is_some());
        if out { t::NOT_IN_BOX } else { t::NEXT_VOTER }.in_lang(lang)
    };
    let warning = move || {
        refused.get().map(|trouble| {
            view! {
                <div class="notice bad" role="alert" data-test="refused">
                    <p class="notice-title">{t::NOT_HANDED.in_lang(lang)}</p>
                    <p>{trouble.phrase().in_lang(lang)}</p>
                </div>
            }
        })
    };
    view! {
        <main class="page-narrow locked">
            <h1 id=ctx.id("h", 0) tabindex="-1">{heading}</h1>
            <p>
                <span class="tally" data-test="count-in-box">
                    {move || ctx.status.with(|status| status.count.map(|count| count.to_string()))}
                </span>
                {t::IN_BOX.in_lang(lang)}
            </p>
            <div class="stack">{warning} {body}</div>
            <button
                type="button"
                class="button quiet"
                data-test="officer"
                on:click=move |_| ctx.on_officer.run(())
            >
                {t::FOR_TELLERS.in_lang(lang)}
            </button>
        </main>
    }
    .drawn()
}

/// A ballot is out and not in the box: the teller decides.
fn slip_out(ctx: Ctx, refused: RwSignal<Option<Trouble>>) -> AnyView {
    let lang = ctx.lang.get_untracked();
    view! {
        <p class="notice warn" data-test="slip-out">{t::NOT_IN_BOX_WHY.in_lang(lang)}</p>
        {button(ctx, "button primary big", "continue-slip", t::CONTINUE.in_lang(lang), Event::Handed)}
        <button
            type="button"
            class="button"
            data-test="return-slip"
            on:click=move |_| take_back(ctx, refused)
        >
            {t::RETURN.in_lang(lang)}
        </button>
    }
    .into_any()
}

/// One more ballot is issued; the store refuses a second while one is out, so a double tap does no harm.
fn hand_out(ctx: Ctx, refused: RwSignal<Option<Trouble>>) {
    in_background(async move {
        let Some(devices) = ctx.devices() else { return };
        let handed = devices.writer.release().await;
        ctx.refresh().await;
        match handed {
            Ok(_) => {
                ctx.go(Event::Handed);
            }
            Err(fault) => {
                refused.try_set(Some(Trouble::from(&fault)));
            }
        }
    });
}

/// The ballot is given back; it stays counted as issued.
fn take_back(ctx: Ctx, refused: RwSignal<Option<Trouble>>) {
    in_background(async move {
        let Some(devices) = ctx.devices() else { return };
        let Some(slip) = devices.writer.state().slip else { return };
        let outcome = devices.writer.returned(&slip).await;
        ctx.refresh().await;
        refused.try_set(outcome.err().map(|fault| Trouble::from(&fault)));
        focus_later(ctx.id("h", 0));
    });
}
