//! Between two voters. Shows how many ballots are in the box, and, where one is out, that it is not.

use leptos::prelude::*;
use web_sys::Node;

use super::{
    Ctx,
    ballot::go,
    dom::{button, el, follow, leaf, live, text},
    drawn::{Drawn, stand},
    flow::{Event, Trouble},
    full_screen,
    room::focus_later,
};
use crate::{
    store::{Outcome, in_background},
    text::{Lang, booth as t},
};

/// The button that a teller presses next.
const BIG: &str = "button primary big";

/// What the locked screen is about.
#[derive(Clone, Copy, PartialEq)]
enum About {
    /// A ballot is out and not in the box.
    SlipOut,
    /// The next voter.
    Next,
    /// The next voter, after a restart: one who saw no end asks what became of the ballot.
    Restarted(Outcome),
}

/// The locked screen. `refused` says why the last ballot could not be handed out.
pub(super) fn locked(ctx: Ctx) -> Drawn {
    let lang = ctx.lang.get();
    let refused = RwSignal::new(None::<Trouble>);
    // Not drawn anew when the numbers change: the button may have the focus.
    let about = Memo::new(move |_| {
        ctx.status.with(|status| match status.last {
            _ if status.slip.is_some() => About::SlipOut,
            Some(last) if status.restarted => About::Restarted(last),
            _ => About::Next,
        })
    });
    let id = ctx.id("h", 0);
    let heading = live(el("h1", &[("id", &id), ("tabindex", "-1")], &[]), move || {
        let out = about.get() == About::SlipOut;
        if out { t::NOT_IN_BOX } else { t::NEXT_VOTER }.in_lang(lang).to_owned()
    });
    let count = live(el("span", &[("class", "tally"), ("data-test", "count-in-box")], &[]), move || {
        ctx.status.with(|status| status.count.map(|count| count.to_string()).unwrap_or_default())
    });
    let warning = el("div", &[("class", "told")], &[]);
    let body = el("div", &[("class", "stack")], &[]);
    let stack = el("div", &[("class", "stack")], &[warning.clone(), body.clone()]);
    follow(move || {
        let words = refused.get().map(|trouble| {
            let title = leaf("p", &[("class", "notice-title")], t::NOT_HANDED.in_lang(lang));
            let why = leaf("p", &[], trouble.phrase().in_lang(lang));
            el("div", &[("class", "notice bad"), ("role", "alert"), ("data-test", "refused")], &[title, why])
        });
        refill(&warning, words.into_iter().collect());
    });
    follow(move || refill(&body, body_of(ctx, about.get(), refused)));
    let parts = [
        heading,
        el("p", &[], &[count, text(t::IN_BOX.in_lang(lang))]),
        stack,
        button("button quiet", "officer", t::FOR_TELLERS.in_lang(lang), move || ctx.on_officer.run(())),
        full_screen::offer(lang),
    ];
    stand(el("main", &[("class", "page-narrow locked")], &parts))
}

fn refill(place: &Node, with: Vec<Node>) {
    place.set_text_content(None);
    for node in with {
        let _ = place.append_child(&node);
    }
}

fn body_of(ctx: Ctx, about: About, refused: RwSignal<Option<Trouble>>) -> Vec<Node> {
    let lang = ctx.lang.get_untracked();
    let last = match about {
        // The teller decides.
        About::SlipOut => {
            let notice = [("class", "notice warn"), ("data-test", "slip-out")];
            return vec![
                leaf("p", &notice, t::NOT_IN_BOX_WHY.in_lang(lang)),
                go(ctx, BIG, "continue-slip", t::CONTINUE.in_lang(lang), Event::Handed),
                button("button", "return-slip", t::RETURN.in_lang(lang), move || take_back(ctx, refused)),
            ];
        }
        About::Restarted(last) => Some(outcome(lang, last)),
        About::Next => None,
    };
    let release = button(BIG, "release", t::RELEASE.in_lang(lang), move || hand_out(ctx, refused));
    last.into_iter().chain([release]).collect()
}

/// What became of the last ballot.
pub(crate) fn outcome(lang: Lang, last: Outcome) -> Node {
    let (words, class) = match last {
        Outcome::InBox => (t::LAST_IN_BOX, "notice good"),
        Outcome::Returned => (t::LAST_RETURNED, "notice info"),
    };
    let words = leaf("strong", &[], words.in_lang(lang));
    el("p", &[("class", class), ("data-test", "last-outcome")], &[words])
}

/// One more ballot is issued; the store refuses a second while one is out, so a double tap does no harm.
fn hand_out(ctx: Ctx, refused: RwSignal<Option<Trouble>>) {
    in_background(async move {
        let Some(devices) = ctx.devices() else { return };
        let handed = devices.writer.release().await;
        ctx.update();
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
#[inline(never)] // or it would come with the ballot (scripts/split-wasm.mjs)
fn take_back(ctx: Ctx, refused: RwSignal<Option<Trouble>>) {
    in_background(async move {
        let Some(devices) = ctx.devices() else { return };
        let Some(slip) = devices.writer.state().slip else { return };
        let outcome = devices.writer.returned(&slip).await;
        ctx.update();
        refused.try_set(outcome.err().map(|fault| Trouble::from(&fault)));
        focus_later(ctx.id("h", 0));
    });
}
