//! Attendance, tellers, cards: what must be known before the box is made.

use leptos::prelude::*;

use super::form::{MAX_TELLERS, Order};
use super::parts::{self, Field, field};
use super::preview;
use super::state::{Desk, Screen};
use crate::count::few_voters;
use crate::store::clock;
use crate::survey::TellerCount;
use crate::text::{Phrase, desk as t, numbers, templates};
use crate::worker::protocol::{Answer, Failure, Request};

/// The form.
pub fn screen(desk: Desk) -> AnyView {
    let form = desk.form;
    let needed = Field {
        id: "needed".to_owned(),
        test: "needed",
        teller: None,
        label: t::NEEDED,
        hint: Some(t::NEEDED_HINT),
        kind: "numeric",
        value: form.needed,
    };
    view! {
        {parts::steps(desk, t::STEPS, 0)}
        {parts::heading(desk.say(t::OPENING_TITLE))}
        {desk.loaded.with_value(|loaded| preview::departures(desk, &loaded.as_ref()?.survey))}
        <section class="panel stack">
            <h2>{desk.say(t::ATTENDANCE)}</h2>
            {parts::attendance_fields(desk)}
            <div role="status">{move || few(desk)}</div>
            <p class="hint">{desk.say(t::PRESENT_HINT)}</p>
        </section>
        <section class="panel stack">
            <h2>{desk.say(t::TELLERS)}</h2>
            <p>{desk.say(t::TELLERS_HINT)}</p>
            {desk.loaded.with_value(|loaded| {
                let wanted = TellerCount::of(&loaded.as_ref()?.survey)?;
                Some(view! { <p data-test="tellers-wanted">{templates::tellers(wanted, desk.now())}</p> })
            })}
            <p>{desk.say(t::PIN_HINT)}</p>
            {move || rows(desk, form.count.get())}
            <div class="cluster">
                {move || {
                    let more = form.count.get() < MAX_TELLERS;
                    more.then(|| {
                        parts::button("", "add-teller", desk.say(t::ADD_TELLER), move || form.add_teller())
                    })
                }}
            </div>
        </section>
        <section class="panel stack">
            {field(desk, needed, move || form.needed_fault())} {move || balance(desk)}
        </section>
        <div role="alert">
            {move || {
                let count = if form.tried.get() { form.fault_count() } else { 0 };
                (count > 0).then(|| parts::notice("bad", t::form_faults(count, desk.now()), ""))
            }}
        </div>
        <div class="cluster spread">
            {parts::button("quiet", "back", desk.say(t::BACK), move || desk.go(Screen::Preview))}
            {parts::button("primary big", "make-cards", desk.say(t::MAKE_CARDS), move || make(desk))}
        </div>
    }
    .into_any()
}

/// Says so where so few are present that secrecy is thin. A notice, no bar.
fn few(desk: Desk) -> Option<AnyView> {
    let present = desk.form.attendance()?.present;
    let few = desk.loaded.with_value(|loaded| few_voters(&loaded.as_ref()?.survey, present))?;
    let lang = desk.now();
    let title = templates::few_voters(&numbers::whole(present, lang), few, lang);
    let text = desk.say(templates::FEW_VOTERS_TEXT);
    Some(view! { <div data-test="few-voters">{parts::notice("warn", title, text)}</div> }.into_any())
}

fn rows(desk: Desk, count: usize) -> AnyView {
    let rows: Vec<AnyView> = (0..count).map(|at| row(desk, at, count > 1)).collect();
    view! { <div class="stack">{rows}</div> }.into_any()
}

fn row(desk: Desk, at: usize, removable: bool) -> AnyView {
    let form = desk.form;
    let teller = form.teller(at);
    let number = at + 1;
    let one = |test, label: Phrase, kind, value| Field {
        id: format!("{test}-{number}"),
        test,
        teller: Some(number),
        label,
        hint: None,
        kind,
        value,
    };
    let remove = move || form.remove_teller(at);
    view! {
        <fieldset class="teller">
            <legend class="strong">{t::teller_number(number, desk.now())}</legend>
            <div class="fields">
                {field(desk, one("teller-name", t::NAME, "text", teller.name), move || form.name_fault(at))}
                {field(desk, one("teller-role", t::ROLE, "text", teller.role), move || form.role_fault(at))}
                {field(desk, one("teller-pin", t::PIN, "password", teller.pin), move || form.pin_fault(at))}
            </div>
            {removable
                .then(|| parts::button("quiet", "remove-teller", t::remove_teller(number, desk.now()), remove))}
        </fieldset>
    }
    .into_any()
}

/// Says what the chosen number of cards means.
fn balance(desk: Desk) -> AnyView {
    if desk.form.needed_fault().is_some() {
        return ().into_any();
    }
    let tellers = desk.form.count.get();
    let needed: u32 = desk.form.needed.with(|text| text.trim().parse().unwrap_or_default());
    let warning = match needed {
        1 => Some(t::ONE_CARD),
        all if all as usize == tellers => Some(t::ALL_CARDS),
        _ => None,
    };
    let title = t::cards_of(needed, tellers, desk.now());
    match warning {
        Some(warning) => parts::notice("warn", title, desk.say(warning)),
        None => parts::notice("info", title, ""),
    }
}

fn make(desk: Desk) {
    let Some(Order { attendance, tellers, needed }) = desk.form.order() else {
        parts::show_field_faults(desk);
        return;
    };
    let text = desk.loaded.with_value(|loaded| loaded.as_ref().map(|loaded| loaded.text.clone()));
    desk.act(async move {
        let survey = text.ok_or(Failure::NotPrepared)?;
        let request = Request::Open { survey, tellers, needed, attendance, opened_at: clock::now_minute() };
        let Answer::Opened(opened) = desk.ask(request).await? else { return Err(Failure::WorkerGone.into()) };
        desk.opened.set_value(Some(*opened));
        desk.go(Screen::Cards);
        Ok(())
    });
}
