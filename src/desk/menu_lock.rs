//! The lock before the organiser's menu: asking for the PIN, and setting it.

use leptos::prelude::*;

use super::parts::{self, Field, field};
use super::state::{Desk, Screen};
use super::{card_reader, officer};
use crate::seal::MIN_PIN;
use crate::store::Phase;
use crate::text::{desk as d, menu_lock as t, officer as o};
use crate::worker::protocol::{Answer, Failure, Request};

/// Asks for the PIN, or for the card of any teller.
pub fn ask(desk: Desk) -> AnyView {
    let pin = RwSignal::new(String::new());
    let wrong = RwSignal::new(false);
    desk.form.tried.set(true); // a fault shows as soon as there is one
    let typed = Field {
        id: "menu-pin".to_owned(),
        test: "menu-pin",
        teller: None,
        label: t::PIN,
        hint: None,
        kind: "password",
        value: pin,
    };
    let open = move || {
        desk.act(async move {
            let lock = desk.writer()?.menu_lock().await?.unwrap_or_default();
            let request = Request::OpenMenu { lock, pin: pin.get_untracked() };
            let Answer::MenuOpens(opens) = desk.ask(request).await? else { return Err(Failure::WorkerGone.into()) };
            pin.try_set(String::new());
            if opens {
                desk.go(Screen::Officer);
            } else {
                wrong.try_set(true);
                parts::show_field_faults(desk);
            }
            Ok(())
        });
    };
    let submit = move |event: leptos::ev::SubmitEvent| {
        event.prevent_default();
        open();
    };
    let voting = desk.box_state().is_some_and(|state| state.phase == Phase::Voting);
    view! {
        {parts::heading(desk.say(t::ASK_TITLE))}
        {voting.then(|| view! { <p class="lead">{desk.say(t::ASK_LEAD)}</p> })}
        <form class="panel stack narrow" on:submit=submit>
            <div on:input=move |_| wrong.set(false)>
                {field(desk, typed, move || wrong.get().then_some(t::WRONG))}
            </div>
            <div class="cluster">
                <button type="submit" class="button primary big" data-test="menu-open">
                    {desk.say(t::OPEN)}
                </button>
                {if voting {
                    parts::button("big", "officer-vote", desk.say(o::VOTE), move || officer::vote(desk))
                } else {
                    parts::button("quiet", "back", desk.say(d::TO_START), move || desk.to_start())
                }}
            </div>
        </form>
        <details class="stack">
            <summary data-test="menu-forgotten">{desk.say(t::FORGOTTEN)}</summary>
            <div class="stack">
                <p>{desk.say(t::FORGOTTEN_WAY)}</p>
                {card_reader::view(
                    desk,
                    move |_| {
                        desk.go(Screen::Officer);
                        Ok(())
                    },
                )}
            </div>
        </details>
    }
    .into_any()
}

/// In the menu: the way to the PIN.
pub fn link(desk: Desk) -> AnyView {
    let label = RwSignal::new(t::SET);
    leptos::task::spawn_local(async move {
        let Ok(writer) = desk.writer() else { return };
        if let Ok(Some(_)) = writer.menu_lock().await {
            label.try_set(t::CHANGE);
        }
    });
    let words = move || desk.say(label.get());
    view! {
        <button type="button" class="button" data-test="menu-lock" on:click=move |_| desk.go(Screen::MenuLock)>
            {words}
        </button>
    }
    .into_any()
}

/// Sets, changes or removes the PIN.
pub fn set(desk: Desk) -> AnyView {
    let [pin, again] = [RwSignal::new(String::new()), RwSignal::new(String::new())];
    let locked = RwSignal::new(false);
    desk.form.tried.set(false);
    leptos::task::spawn_local(async move {
        let Ok(writer) = desk.writer() else { return };
        if let Ok(lock) = writer.menu_lock().await {
            locked.try_set(lock.is_some());
        }
    });
    let one = |id: &'static str, label, value| Field {
        id: id.to_owned(),
        test: id,
        teller: None,
        label,
        hint: None,
        kind: "password",
        value,
    };
    let is_short = move || pin.with(|pin| pin.trim().chars().count() < MIN_PIN);
    let differs = move || pin.with(|pin| again.with(|again| pin.trim() != again.trim()));
    let save = move || {
        if is_short() || differs() {
            parts::show_field_faults(desk);
            return;
        }
        desk.act(async move {
            let request = Request::LockMenu { pin: pin.get_untracked() };
            let Answer::MenuLock(lock) = desk.ask(request).await? else { return Err(Failure::WorkerGone.into()) };
            desk.writer()?.set_menu_lock(Some(&lock)).await?;
            desk.go(Screen::Officer);
            Ok(())
        });
    };
    let remove = move || {
        desk.act(async move {
            desk.writer()?.set_menu_lock(None).await?;
            desk.go(Screen::Officer);
            Ok(())
        });
    };
    let submit = move |event: leptos::ev::SubmitEvent| {
        event.prevent_default();
        save();
    };
    view! {
        {parts::heading(desk.say(t::SET_TITLE))}
        <p class="lead">{desk.say(t::SET_LEAD)}</p>
        {move || locked.get().then(|| parts::notice("good", desk.say(t::IS_SET), ""))}
        <form class="panel stack narrow" on:submit=submit>
            {field(desk, one("new-pin", t::NEW_PIN, pin), move || is_short().then_some(t::TOO_SHORT))}
            {field(desk, one("new-pin-again", t::AGAIN, again), move || differs().then_some(t::NOT_ALIKE))}
            <div class="cluster">
                <button type="submit" class="button primary big" data-test="menu-lock-set">
                    {desk.say(t::SAVE)}
                </button>
                {move || {
                    locked.get().then(|| parts::button("", "menu-lock-remove", desk.say(t::REMOVE), remove))
                }}
            </div>
        </form>
        <div class="cluster">
            {parts::button("quiet", "back", desk.say(d::BACK), move || desk.go(Screen::Officer))}
        </div>
    }
    .into_any()
}
