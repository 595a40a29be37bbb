//! The figures are announced, then the box is closed: before anything is counted.

use leptos::prelude::*;

use super::hall::{devices, slips};
use super::state::{Desk, Screen};
use super::{officer, paper, parts};
use crate::text::{Phrase, devices as d, numbers, officer as t};

/// The announcement and the confirmation.
pub fn screen(desk: Desk) -> AnyView {
    let collected = RwSignal::new(None::<u32>);
    let changed = RwSignal::new(());
    let others = RwSignal::new([0; 2]);
    let missing = RwSignal::new(Vec::new());
    officer::count(desk, collected);
    slips::count(desk);
    devices::look(desk, others, missing);
    if let Some(state) = desk.box_state() {
        desk.form.set_attendance(state.attendance);
    }
    if !desk.is_chief() {
        return joined(desk, collected, changed);
    }
    view! {
        {parts::steps(desk, crate::text::desk::STEPS_COUNT, 0)}
        {parts::heading(desk.say(t::CLOSE_TITLE))}
        <p>{desk.say(t::CLOSE_LEAD)}</p>
        {move || devices::missing_view(desk, missing)}
        <section class="panel stack">
            <h2>{desk.say(t::UPDATE_ATTENDANCE)}</h2>
            {parts::attendance_fields(desk)}
        </section>
        {move || slips::left_field(desk)}
        {paper::question(desk)}
        {move || {
            changed.track();
            announcement(desk, collected, others.get())
        }}
        {move || {
            changed.track();
            foot(desk, changed)
        }}
    }
    .into_any()
}

/// A joined device announces nothing: its figures are part of the chief device's.
fn joined(desk: Desk, collected: RwSignal<Option<u32>>, changed: RwSignal<()>) -> AnyView {
    let lang = desk.now();
    let tile = move |name: Phrase, test: &'static str, figure: Option<u32>| {
        let figure = figure.map(|figure| numbers::whole(figure, lang));
        view! { <div class="panel"><dt>{desk.say(name)}</dt> <dd class="tile-number" data-test=test>{figure}</dd></div> }
            .into_any()
    };
    view! {
        {parts::heading(desk.say(d::CLOSE_JOINED_TITLE))}
        <p>{desk.say(d::CLOSE_JOINED_LEAD)}</p>
        {move || slips::left_field(desk)}
        {move || {
            changed.track();
            let issued = desk.box_state().and_then(|state| slips::issued(desk, state.issued));
            view! {
                <dl class="tiles">
                    {tile(t::ISSUED_SHORT, "issued", issued)} {tile(t::COLLECTED, "in-box", collected.get())}
                </dl>
            }
        }}
        {move || {
            changed.track();
            foot(desk, changed)
        }}
    }
    .into_any()
}

fn announcement(desk: Desk, collected: RwSignal<Option<u32>>, others: [u32; 2]) -> AnyView {
    let (Some(state), Some(collected), Some(attendance)) = (desk.box_state(), collected.get(), desk.form.attendance())
    else {
        return ().into_any();
    };
    let Some(issued) = slips::issued(desk, state.issued) else { return ().into_any() };
    // What is announced is the box's, as far as it is known on this device.
    let [issued, collected] = [issued + others[0], collected + others[1]];
    let lang = desk.now();
    let out = issued.saturating_sub(collected);
    let figures =
        [attendance.summoned, attendance.present, issued, collected, out].map(|figure| numbers::whole(figure, lang));
    let names = [t::SUMMONED_SHORT, t::PRESENT_SHORT, t::ISSUED_SHORT, t::COLLECTED, t::NOT_RETURNED];
    let sentence = t::announcement(figures.each_ref().map(String::as_str), lang);
    let rows: Vec<AnyView> = names
        .into_iter()
        .zip(figures)
        .map(|(name, figure)| {
            view! { <div class="panel"><dt>{desk.say(name)}</dt> <dd class="tile-number">{figure}</dd></div> }
                .into_any()
        })
        .collect();
    view! {
        <dl class="tiles">{rows}</dl>
        <figure class="panel stack tight aloud">
            <figcaption class="muted">{desk.say(t::READ_ALOUD)}</figcaption>
            <blockquote data-test="announcement">{sentence} " " {paper::announced(desk, Some([issued, collected]))}</blockquote>
        </figure>
        {(collected == 0 && !desk.paper().form.has.get()).then(|| parts::notice("warn", desk.say(t::EMPTY_BOX), ""))}
    }
    .into_any()
}

fn foot(desk: Desk, changed: RwSignal<()>) -> AnyView {
    let slip = desk.box_state().and_then(|state| state.slip);
    let back = || parts::button("quiet", "back", desk.say(crate::text::desk::BACK), move || desk.go(Screen::Officer));
    let Some(slip) = slip else {
        return view! {
            <div class="cluster spread">
                {back()}
                {parts::button("primary big", "close-confirm", desk.say(t::CLOSE_CONFIRM), move || close(desk))}
            </div>
        }
        .into_any();
    };
    let returned = move || {
        let slip = slip.clone();
        desk.act(async move {
            desk.writer()?.returned(&slip).await?;
            changed.notify();
            Ok(())
        });
    };
    view! {
        {parts::notice("warn", desk.say(t::SLIP_OUT), desk.say(t::SLIP_OUT_WAY))}
        <div class="cluster spread">
            {back()}
            {parts::button("", "officer-vote", desk.say(t::VOTE), move || super::officer::vote(desk))}
            {parts::button("danger", "return-slip", desk.say(t::RETURN_SLIP), returned)}
        </div>
    }
    .into_any()
}

fn close(desk: Desk) {
    let Some(attendance) = desk.form.attendance() else {
        parts::show_field_faults(desk);
        return;
    };
    let figures = desk.paper().form.read();
    let has = desk.paper().form.has.get_untracked();
    if has && figures.is_none() {
        parts::show_field_faults(desk);
        return;
    }
    if desk.slips().must_be_counted() && slips::issued(desk, 0).is_none() {
        parts::show_field_faults(desk);
        return;
    }
    desk.act(async move {
        // Before the close, so that a closed box never lacks what was announced.
        if let Some(figures) = figures.filter(|_| has) {
            paper::keep_figures(desk, figures).await?;
        } else {
            desk.writer()?.forget_paper().await?;
            desk.paper().count.set(None);
        }
        slips::close(desk, attendance).await?;
        desk.go(match has {
            _ if !desk.is_chief() => Screen::HandOver,
            true => Screen::Paper,
            false => Screen::Present,
        });
        Ok(())
    });
}
