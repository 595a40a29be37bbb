//! How far the two passes are, and who enters them.

use leptos::prelude::*;

use super::super::parts;
use super::super::state::{Desk, Screen};
use super::{change, figures, name_of, tellers};
use crate::count::{Draft, Pass, SheetFault};
use crate::text::{desk as d, numbers, paper as t};

/// Both passes, and the way to their comparison.
pub fn screen(desk: Desk) -> AnyView {
    desk.form.tried.set(false);
    let ready = move || {
        let sheet = |pass| desk.paper().with_sheet(|sheet| sheet.entered(pass) == sheet.figures().collected);
        Pass::BOTH.into_iter().all(|pass| sheet(pass) == Some(true))
    };
    let compare = move || desk.act(change(desk, |sheet, _| sheet.compare()));
    view! {
        {parts::steps(desk, d::STEPS_COUNT, 0)}
        <div class="stack">
            {parts::heading(desk.say(t::TITLE))} <p>{desk.say(t::LEAD)}</p>
            <p class="strong">{desk.say(t::STACK)}</p>
        </div>
        <div class="choices">{move || Vec::from(Pass::BOTH.map(|pass| one_pass(desk, pass)))}</div>
        {figures::correct(desk)}
        {move || {
            ready()
                .then(|| {
                    view! {
                        <div class="stack tight">
                            <p>{desk.say(t::COMPARE_HINT)}</p>
                            <div class="cluster end">
                                {parts::button("primary big", "paper-compare", desk.say(t::COMPARE), compare)}
                            </div>
                        </div>
                    }
                })
        }}
        <div>{parts::button("quiet", "back", desk.say(t::TO_CARDS), move || desk.go(Screen::Present))}</div>
    }
    .into_any()
}

fn one_pass(desk: Desk, pass: Pass) -> AnyView {
    let lang = desk.now();
    let Some((entered, collected, teller, first, back)) = desk.paper().with_sheet(|sheet| {
        let collected = sheet.figures().collected;
        let back = sheet.may_take_back(pass).is_ok();
        (sheet.entered(pass), collected, sheet.teller(pass), sheet.entered(Pass::First) == collected, back)
    }) else {
        return ().into_any();
    };
    let done = entered == collected;
    let waits = pass == Pass::Second && !first;
    let state = t::entered_of(&numbers::whole(entered, lang), &numbers::whole(collected, lang), lang);
    let who = match teller {
        Some(_) if entered > 0 => view! { <p class="strong">{name_of(desk, teller)}</p> }.into_any(),
        _ if waits => view! { <p>{desk.say(t::PASS_WAITS)}</p> }.into_any(),
        _ => chooser(desk, pass),
    };
    let test = if pass == Pass::First { "paper-pass-1" } else { "paper-pass-2" };
    let label = if entered > 0 { t::GO_ON_PASS } else { t::START_PASS };
    let begin = move || desk.act(begin(desk, pass));
    view! {
        <section class="panel stack">
            <h2>{t::pass(pass, lang)}</h2>
            {who}
            <p data-test="paper-state">{if done { "✓ " } else { "" }} {state}</p>
            {(pass == Pass::Second && !waits && !done).then(|| view! { <p>{desk.say(t::NOT_LOOK)}</p> })}
            {(!done && !waits).then(|| parts::button("primary big", test, desk.say(label), begin))}
            {back.then(|| ways_back(desk, pass, done))}
        </section>
    }
    .into_any()
}

/// To the last ballot of a pass that is complete, and to its beginning; the latter asks once more.
fn ways_back(desk: Desk, pass: Pass, done: bool) -> AnyView {
    let [last, all] = match pass {
        Pass::First => ["paper-last-1", "paper-again-1"],
        Pass::Second => ["paper-last-2", "paper-again-2"],
    };
    let sure = RwSignal::new(false);
    let again = move || {
        if sure.get_untracked() {
            desk.act(change(desk, move |sheet, _| sheet.take_back_all(pass)));
        } else {
            sure.set(true);
        }
    };
    view! {
        <div class="cluster">
            // A pass that is not complete is gone on with, and its last ballot taken back from there.
            {done.then(|| parts::button("", last, desk.say(t::BACK_LAST), move || desk.act(back(desk, pass))))}
            {move || {
                let (class, label) = if sure.get() { ("danger", t::AGAIN_SURE) } else { ("quiet", t::AGAIN) };
                parts::button(class, all, desk.say(label), again)
            }}
        </div>
    }
    .into_any()
}

/// Takes the last ballot of a pass in hand again.
async fn back(desk: Desk, pass: Pass) -> Result<(), super::Trouble> {
    let mut last = None;
    change(desk, |sheet, _| {
        last = Some(sheet.take_back(pass)?);
        Ok::<(), SheetFault>(())
    })
    .await?;
    let draft = last.and_then(|ballot| super::survey(desk, |survey| Draft::of(survey, ballot)));
    desk.paper().draft.set(draft.unwrap_or_default());
    desk.paper().pass.set(Some(pass));
    Ok(())
}

fn chooser(desk: Desk, pass: Pass) -> AnyView {
    let id = format!("paper-teller-{}", pass.number());
    let chosen = desk.paper().tellers[pass as usize];
    let options: Vec<AnyView> = tellers(desk)
        .into_iter()
        .map(|(number, name)| {
            let value = number.to_string();
            let selected = chosen.with_untracked(|chosen| *chosen == value);
            view! { <option value=value selected=selected>{name}</option> }.into_any()
        })
        .collect();
    view! {
        <div class="field">
            <label for=id.clone()>{desk.say(t::WHO)}</label>
            <select id=id.clone() data-test=id on:change=move |event| chosen.set(event_target_value(&event))>
                <option value="">{desk.say(t::CHOOSE_TELLER)}</option>
                {options}
            </select>
        </div>
    }
    .into_any()
}

async fn begin(desk: Desk, pass: Pass) -> Result<(), super::Trouble> {
    let chosen: Option<u32> = desk.paper().tellers[pass as usize].with_untracked(|chosen| chosen.parse().ok());
    change(desk, |sheet, _| {
        let teller = sheet.teller(pass).filter(|_| sheet.entered(pass) > 0).or(chosen).ok_or(SheetFault::NoTeller)?;
        sheet.begin(pass, teller)
    })
    .await?;
    desk.paper().draft.set(super::survey(desk, Draft::new).unwrap_or_default());
    desk.paper().pass.set(Some(pass));
    Ok(())
}
