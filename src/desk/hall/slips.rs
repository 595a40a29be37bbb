//! Slips: made, printed, voided, counted.
//!
//! A code lives on this page from the moment it is drawn until somebody says that it is printed, and nowhere else.

use leptos::prelude::*;
use rand_core::OsRng;

use super::slip_cards::{Card, ON_A_SHEET, sheets};
use crate::carry::camera::{self, CameraFault, Purpose};
use crate::desk::files;
use crate::desk::form::number;
use crate::desk::parts::{self, Field};
use crate::desk::state::{Desk, Screen, Trouble};
use crate::record::Attendance;
use crate::slip::{MOST_DEVICES, SlipCode, SlipFigures};
use crate::survey::Digest;
use crate::text::{Phrase, desk as d, numbers, slips as t};
use crate::worker::protocol::{Answer, Failure, Request};

/// Most slips that are made at once: thirty sheets.
const MOST_AT_ONCE: u32 = 300;

/// What is known and typed of slips; lives as long as the page.
#[derive(Clone, Copy)]
pub struct SlipDesk {
    /// As the store last said.
    figures: RwSignal<Option<SlipFigures>>,
    /// Printed for other devices: which, and how many.
    others: RwSignal<Vec<(u32, u32)>>,
    /// Made, and not yet said to be printed.
    cards: RwSignal<Vec<Card>, LocalStorage>,
    /// How many are to be made.
    wanted: RwSignal<String>,
    /// For which device.
    device: RwSignal<u32>,
    /// Code of a slip to be voided.
    code: RwSignal<String>,
    /// Slips left in the hat at the close.
    left: RwSignal<String>,
    /// What was done last.
    told: RwSignal<Option<String>>,
    /// Asked whether really every unused slip is to be voided.
    asked: RwSignal<bool>,
}

impl SlipDesk {
    /// Nothing known.
    pub fn new() -> Self {
        Self {
            figures: RwSignal::new(None),
            others: RwSignal::default(),
            cards: RwSignal::new_local(Vec::new()),
            wanted: RwSignal::default(),
            device: RwSignal::new(1),
            code: RwSignal::default(),
            left: RwSignal::default(),
            told: RwSignal::new(None),
            asked: RwSignal::new(false),
        }
    }

    /// Forgets everything: another box may come.
    pub fn clear(self) {
        self.figures.set(None);
        self.others.set(Vec::new());
        self.cards.set(Vec::new());
        for typed in [self.wanted, self.code, self.left] {
            typed.set(String::new());
        }
        self.told.set(None);
        self.asked.set(false);
    }

    /// Are there codes that are lost when the page goes?
    pub fn holds_codes(self) -> bool {
        self.cards.with_untracked(|cards| !cards.is_empty())
    }

    /// Are there slips that may still lie in the hat? Then the close waits for their number.
    pub fn must_be_counted(self) -> bool {
        self.figures.get_untracked().is_some_and(|figures| figures.free > 0)
    }

    /// Asks the store.
    async fn refresh(self, desk: Desk) -> Result<(), Trouble> {
        let writer = desk.writer()?;
        self.others.set(writer.slips_of_others().await?);
        self.figures.set(Some(writer.slip_figures().await?));
        Ok(())
    }

    fn wanted(self) -> Option<u32> {
        number(self.wanted).filter(|wanted| (1..=MOST_AT_ONCE).contains(wanted))
    }
}

/// Loads the figures of the box in hand.
pub fn count(desk: Desk) {
    leptos::task::spawn_local(async move {
        if let Err(trouble) = desk.slips().refresh(desk).await {
            desk.trouble.set(Some(trouble));
        }
    });
}

/// The button that leads here.
pub fn link(desk: Desk) -> AnyView {
    parts::button("big", "officer-slips", desk.say(t::TITLE), move || desk.go(Screen::Slips))
}

/// The screen.
pub fn screen(desk: Desk) -> AnyView {
    let slips = desk.slips();
    desk.form.tried.set(false);
    slips.told.set(None);
    count(desk);
    let printing = move || slips.cards.with(|cards| !cards.is_empty());
    view! {
        {parts::heading(desk.say(t::TITLE))}
        <p class="lead">{desk.say(t::LEAD)}</p>
        <div role="status">
            {move || slips.told.get().map(|told| parts::notice("good", told, ""))}
        </div>
        {move || {
            if printing() {
                return print(desk);
            }
            match slips.figures.get() {
                None => ().into_any(),
                Some(figures) if figures.unconfirmed > 0 => unconfirmed(desk, figures.unconfirmed),
                Some(figures) => {
                    // Nothing can be voided, and nothing told, of slips that there are none of.
                    let some = figures.printed() > 0;
                    view! {
                        {tiles(desk, figures)} {make(desk)} {some.then(|| phones(desk))} {some.then(|| void(desk))}
                        {back(desk)}
                    }
                        .into_any()
                }
            }
        }}
        {move || {
            desk.loaded
                .with_value(|loaded| {
                    let survey = &loaded.as_ref()?.survey;
                    slips.cards.with(|cards| (!cards.is_empty()).then(|| sheets(survey, cards)))
                })
        }}
    }
    .into_any()
}

/// Not before there are slips: phones need them.
fn phones(desk: Desk) -> AnyView {
    let printed = desk.slips().figures.with_untracked(|figures| figures.is_some_and(|figures| figures.printed() > 0));
    if printed { super::phones::panel(desk) } else { ().into_any() }
}

fn back(desk: Desk) -> AnyView {
    parts::button("quiet", "back", desk.say(d::BACK), move || desk.go(Screen::Officer))
}

fn tiles(desk: Desk, figures: SlipFigures) -> AnyView {
    let tile = |name: Phrase, test: &'static str, figure: u32| {
        view! {
            <div class="panel">
                <dt>{desk.say(name)}</dt>
                <dd class="tile-number" data-test=test>
                    {numbers::whole(figure, desk.now())}
                </dd>
            </div>
        }
        .into_any()
    };
    let others: Vec<AnyView> = desk
        .slips()
        .others
        .get_untracked()
        .into_iter()
        .map(|(device, count)| {
            let words = t::for_other(device, &numbers::whole(count, desk.now()), desk.now());
            view! { <p data-test="slips-others">{words}</p> }.into_any()
        })
        .collect();
    let own = (figures.printed() > 0).then(|| {
        view! {
            <dl class="tiles">
                {tile(t::PRINTED, "slips-printed", figures.printed())}
                {tile(t::UNUSED, "slips-unused", figures.unused())} {tile(t::USED, "slips-used", figures.spent)}
                {tile(t::VOIDED, "slips-void", figures.void)}
            </dl>
        }
    });
    view! { {own} {others} }.into_any()
}

/// How many, and for which device.
fn make(desk: Desk) -> AnyView {
    let slips = desk.slips();
    let own = desk.box_state().map_or(1, |state| state.device);
    slips.device.set(own);
    let wanted = Field {
        id: "slips-wanted".to_owned(),
        test: "slips-wanted",
        teller: None,
        label: t::HOW_MANY,
        hint: Some(t::HOW_MANY_HINT),
        kind: "numeric",
        value: slips.wanted,
    };
    // Joined devices print their own at most; the chief prints for those that will join.
    let devices = (own == 1).then(|| {
        let options: Vec<AnyView> = (1..=MOST_DEVICES)
            .map(|one| {
                let words = t::device(one, one == own, desk.now());
                view! { <option value=one.to_string()>{words}</option> }.into_any()
            })
            .collect();
        let choose = move |event| slips.device.set(event_target_value(&event).parse().unwrap_or(own));
        view! {
            <details>
                <summary data-test="slips-other">{desk.say(t::FOR_OTHERS)}</summary>
                <div class="field">
                    <label for="slips-device">{desk.say(t::DEVICE)}</label>
                    <p class="hint" id="slips-device-hint">{desk.say(t::DEVICE_HINT)}</p>
                    <select
                        id="slips-device"
                        data-test="slips-device"
                        aria-describedby="slips-device-hint"
                        on:change=choose
                    >
                        {options}
                    </select>
                </div>
            </details>
        }
    });
    view! {
        <section class="panel stack">
            <h2>{desk.say(t::MAKE_TITLE)}</h2>
            {parts::field(desk, wanted, move || slips.wanted().is_none().then_some(t::WRONG_NUMBER))}
            {devices}
            <div class="cluster">
                {parts::button("primary big", "slips-make", desk.say(t::MAKE), move || draw(desk))}
            </div>
        </section>
    }
    .into_any()
}

fn draw(desk: Desk) {
    let slips = desk.slips();
    let Some(wanted) = slips.wanted() else {
        parts::show_field_faults(desk);
        return;
    };
    slips.told.set(None);
    let device = slips.device.get_untracked();
    desk.act(async move {
        let writer = desk.writer()?;
        let codes: Vec<SlipCode> = (0..wanted).filter_map(|_| SlipCode::generate(device, &mut OsRng)).collect();
        let mut cards = Vec::new();
        for code in &codes {
            let Answer::Qr(qr) = desk.ask(Request::DrawQr { text: code.qr_text() }).await? else {
                return Err(Failure::WorkerGone.into());
            };
            cards.push(Card { code: code.to_string(), device, qr });
        }
        // The store knows them before anybody can print them: no card is ever printed in vain.
        let hashes: Vec<Digest> = codes.iter().map(|code| writer.hash_slip(code)).collect();
        writer.add_slips(device, &hashes).await?;
        desk.form.tried.set(false);
        slips.wanted.set(String::new());
        slips.cards.set(cards);
        slips.refresh(desk).await
    });
}

fn print(desk: Desk) -> AnyView {
    let slips = desk.slips();
    let ready = slips.cards.with_untracked(|cards| {
        let whole = |count: usize| numbers::whole(count as u64, desk.now());
        t::ready(&whole(cards.len()), &whole(cards.len().div_ceil(ON_A_SHEET)), desk.now())
    });
    view! {
        <section class="panel stack">
            <h2 data-test="slips-ready">{ready}</h2>
            <div class="cluster">{parts::button("primary big", "slips-print", desk.say(t::PRINT), files::print)}</div>
            <p>{desk.say(t::CUT)}</p>
            {parts::notice("warn", desk.say(t::PRINT_ONCE), "")}
            {answers(desk)}
        </section>
    }
    .into_any()
}

/// The page was loaded anew between making and confirming: only a person knows whether there are cards.
fn unconfirmed(desk: Desk, made: u32) -> AnyView {
    let title = t::unconfirmed(&numbers::whole(made, desk.now()), desk.now());
    view! {
        <section class="panel stack">
            {parts::notice("warn", title, desk.say(t::UNCONFIRMED_WHY))} {answers(desk)} {back(desk)}
        </section>
    }
    .into_any()
}

fn answers(desk: Desk) -> AnyView {
    let slips = desk.slips();
    let confirm = move || {
        desk.act(async move {
            desk.writer()?.confirm_slips().await?;
            slips.cards.set(Vec::new());
            slips.told.set(Some(desk.say(t::DONE).to_owned()));
            slips.refresh(desk).await
        });
    };
    let discard = move || {
        desk.act(async move {
            desk.writer()?.discard_slips().await?;
            slips.cards.set(Vec::new());
            slips.told.set(Some(desk.say(t::DISCARDED).to_owned()));
            slips.refresh(desk).await
        });
    };
    view! {
        <div class="cluster spread">
            {parts::button("", "slips-discard", desk.say(t::NOT_PRINTED), discard)}
            {parts::button("primary big", "slips-confirm", desk.say(t::PRINTED_WELL), confirm)}
        </div>
    }
    .into_any()
}

fn void(desk: Desk) -> AnyView {
    let slips = desk.slips();
    let code = Field {
        id: "slips-code".to_owned(),
        test: "slips-code",
        teller: None,
        label: t::VOID_CODE,
        hint: Some(t::VOID_CODE_HINT),
        kind: "text",
        value: slips.code,
    };
    let one = move || {
        slips.told.set(None);
        desk.act(async move {
            let writer = desk.writer()?;
            let hash = writer.read_slip(&slips.code.get_untracked())?;
            writer.void_slip(hash).await?;
            slips.code.set(String::new());
            slips.told.set(Some(desk.say(t::VOIDED_ONE).to_owned()));
            slips.refresh(desk).await
        });
    };
    // What the camera saw is shown before it is voided.
    let seen = move |text: String| match SlipCode::from_qr(&text) {
        Ok(code) => {
            slips.code.set(code.to_string());
            false
        }
        Err(fault) => {
            desk.trouble.set(Some(fault.into()));
            true
        }
    };
    let told = move |fault: Option<CameraFault>| desk.trouble.set(fault.map(Into::into));
    let camera = Purpose { start: t::VOID_CAMERA, hint: t::VOID_CAMERA_HINT, pause: 250 };
    view! {
        <section class="panel stack">
            <h2>{desk.say(t::VOID_TITLE)}</h2>
            {parts::field(desk, code, || None)}
            {camera::is_there().then(|| camera::view(desk.eye(), camera, seen, told))}
            <div class="cluster">{parts::button("danger", "slips-void-one", desk.say(t::VOID), one)}</div>
            {move || void_all(desk)}
        </section>
    }
    .into_any()
}

fn void_all(desk: Desk) -> AnyView {
    let slips = desk.slips();
    let free = slips.figures.get().map_or(0, |figures| figures.free);
    if free == 0 {
        return ().into_any();
    }
    if !slips.asked.get() {
        return parts::button("", "slips-void-all", desk.say(t::VOID_ALL), move || slips.asked.set(true));
    }
    let all = move || {
        desk.act(async move {
            let count = desk.writer()?.void_unused_slips().await?;
            slips.asked.set(false);
            slips.told.set(Some(t::voided(&numbers::whole(count, desk.now()), desk.now())));
            slips.refresh(desk).await
        });
    };
    let title = t::void_all_title(&numbers::whole(free, desk.now()), desk.now());
    view! {
        <div class="stack" role="alert">
            {parts::notice("warn", title, desk.say(t::VOID_ALL_WHY))}
            <div class="cluster spread">
                {parts::button("", "slips-void-not", desk.say(t::CANCEL), move || slips.asked.set(false))}
                {parts::button("danger", "slips-void-sure", desk.say(t::VOID_ALL_SURE), all)}
            </div>
        </div>
    }
    .into_any()
}

// ── at the close ──

/// How many slips are left in the hat, asked where any can be.
pub fn left_field(desk: Desk) -> AnyView {
    let slips = desk.slips();
    if slips.figures.get().is_none_or(|figures| figures.free == 0) {
        return ().into_any();
    }
    let left = Field {
        id: "slips-left".to_owned(),
        test: "slips-left",
        teller: None,
        label: t::LEFT,
        hint: Some(t::LEFT_HINT),
        kind: "numeric",
        value: slips.left,
    };
    view! {
        <section class="panel stack">
            {parts::field(desk, left, move || issued(desk, 0).is_none().then_some(t::WRONG_LEFT))}
            {move || issued(desk, 0).is_none().then(|| view! { <p class="hint">{desk.say(t::LEFT_FIRST)}</p> })}
        </section>
    }
    .into_any()
}

/// Ballots issued at the close, `so_far` being those given out; `None` until the slips left are known.
pub fn issued(desk: Desk, so_far: u32) -> Option<u32> {
    let slips = desk.slips();
    let figures = slips.figures.get()?;
    let left = if figures.free == 0 { Some(0) } else { number(slips.left) };
    figures.issued_at_close(so_far, left?).ok()
}

/// Closes the box; says what is missing before anything is written.
pub async fn close(desk: Desk, attendance: Attendance) -> Result<(), Trouble> {
    let writer = desk.writer()?;
    match number(desk.slips().left).filter(|_| desk.slips().must_be_counted()) {
        Some(left) => writer.close_with_slips(attendance, left).await?,
        None => writer.close(attendance).await?,
    }
    Ok(())
}
