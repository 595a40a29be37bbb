//! The organiser's menu during the vote.

use leptos::prelude::*;

use super::held::phase_name;
use super::parts;
use super::state::{Desk, Screen};
use crate::record::CHIEF;
use crate::store::Phase;
use crate::text::{Phrase, devices, numbers, officer as t};

/// The menu.
pub fn screen(desk: Desk) -> AnyView {
    let collected = RwSignal::new(None::<u32>);
    let changed = RwSignal::new(());
    count(desk, collected);
    view! {
        {parts::heading(desk.say(t::OFFICER_TITLE))}
        {super::hall::hints::view(desk)}
        {move || {
            changed.track();
            menu(desk, collected, changed)
        }}
    }
    .into_any()
}

/// Back to the voters.
pub fn vote(desk: Desk) {
    if let Some(address) = desk.address() {
        desk.act(desk.to_voters(address));
    }
}

/// Counts the ballots in the box.
pub fn count(desk: Desk, collected: RwSignal<Option<u32>>) {
    leptos::task::spawn_local(async move {
        let Ok(writer) = desk.writer() else { return };
        match writer.collected().await {
            Ok(count) => collected.set(Some(count)),
            Err(fault) => desk.trouble.set(Some(fault.into())),
        }
    });
}

/// A button of the menu, and in a line what it is for.
fn explained(desk: Desk, link: AnyView, hint: Phrase) -> AnyView {
    view! { <div class="stack tight">{link} <p class="hint">{desk.say(hint)}</p></div> }.into_any()
}

fn menu(desk: Desk, collected: RwSignal<Option<u32>>, changed: RwSignal<()>) -> AnyView {
    let Some(state) = desk.box_state() else { return ().into_any() };
    let lang = desk.now();
    let paused = state.phase == Phase::Paused;
    let close = if desk.is_chief() { t::CLOSE } else { devices::CLOSE_JOINED };
    let in_box = move || collected.get().map(|count| numbers::whole(count, lang));
    let pause = move || {
        desk.act(async move {
            desk.writer()?.pause().await?;
            changed.notify();
            Ok(())
        });
    };
    let resume = move || {
        desk.act(async move {
            desk.writer()?.resume().await?;
            changed.notify();
            Ok(())
        });
    };
    view! {
        <dl class="tiles">
            <div class="panel">
                <dt>{desk.say(t::IN_BOX)}</dt>
                <dd class="tile-number" data-test="in-box">
                    {in_box}
                </dd>
            </div>
            <div class="panel">
                <dt>{desk.say(t::ISSUED)}</dt>
                <dd class="tile-number" data-test="issued">
                    {numbers::whole(state.issued, lang)}
                </dd>
            </div>
            <div class="panel">
                <dt>{desk.say(t::STATE)}</dt>
                <dd class="strong" data-test="phase">
                    {desk.say(phase_name(state.phase))}
                </dd>
                {(state.device != CHIEF).then(|| view! { <dd data-test="device-name">{state.name.clone()}</dd> })}
            </div>
        </dl>
        {paused.then(|| parts::notice("info", desk.say(t::PAUSED_NOTE), ""))}
        {state.slip.is_some().then(|| parts::notice("warn", desk.say(t::SLIP_OUT), desk.say(t::SLIP_OUT_WAY)))}
        <div class="stack narrow">
            {if paused {
                parts::button("primary big", "officer-resume", desk.say(t::RESUME), resume)
            } else {
                view! {
                    {parts::button("primary big", "officer-vote", desk.say(t::VOTE), move || vote(desk))}
                    {super::hall::phones::without_slips(desk)}
                    {parts::button("big", "officer-pause", desk.say(t::PAUSE), pause)}
                }
                    .into_any()
            }} {parts::button("big", "officer-close", desk.say(close), move || desk.go(Screen::Close))}
            {super::hall::devices::link(desk).map(|link| explained(desk, link, t::DEVICES_HINT))}
            {explained(desk, super::hall::slips::link(desk), t::SLIPS_HINT)}
            {desk.is_chief().then(|| explained(desk, super::paper_ballot::link(desk), t::PAPER_HINT))}
            {super::hall::backup::button(desk)}
            {super::menu_lock::link(desk)}
            {paused.then(|| parts::button("quiet", "back", desk.say(crate::text::desk::TO_START), move || desk.to_start()))}
        </div>
    }
    .into_any()
}
