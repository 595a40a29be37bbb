//! The figures are announced, then the box is closed: before anything is counted.

use leptos::prelude::*;

use super::hall::{devices, slips};
use super::state::{Desk, Screen};
use super::{officer, paper, parts};
use crate::count::{Conservation, announced_faults};
use crate::survey::Survey;
use crate::text::{Phrase, devices as d, file_faults, numbers, officer as t, paper as words};

/// The sum that holds all ballots against those present.
const ISSUED_TO_PRESENT: &str = "issued <= present";

/// What the parts of the screen share.
#[derive(Clone, Copy)]
struct Here {
    desk: Desk,
    /// Ballots in the box of this device.
    collected: RwSignal<Option<u32>>,
    /// The box's state has changed.
    changed: RwSignal<()>,
    /// Issued and collected on other devices.
    others: RwSignal<[u32; 2]>,
    /// Devices that did not hand over.
    missing: RwSignal<Vec<String>>,
    /// What was named when the close was asked for: it closes when it is asked for once more and nothing else is wrong.
    named: RwSignal<Vec<String>>,
}

/// The announcement and the confirmation.
pub fn screen(desk: Desk) -> AnyView {
    let here = Here {
        desk,
        collected: RwSignal::new(None),
        changed: RwSignal::new(()),
        others: RwSignal::new([0; 2]),
        missing: RwSignal::new(Vec::new()),
        named: RwSignal::new(Vec::new()),
    };
    let Here { collected, changed, others, missing, .. } = here;
    officer::count(desk, collected);
    slips::count(desk);
    devices::look(desk, others, missing);
    if let Some(state) = desk.box_state() {
        desk.form.set_attendance(state.attendance);
    }
    if !desk.is_chief() {
        return joined(here);
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
            announcement(here)
        }}
        {move || {
            changed.track();
            foot(here)
        }}
    }
    .into_any()
}

/// A joined device announces nothing: its figures are part of the chief device's.
fn joined(here: Here) -> AnyView {
    let Here { desk, collected, changed, .. } = here;
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
            foot(here)
        }}
    }
    .into_any()
}

/// Issued and collected on the devices: the box's, as far as it is known on this one.
fn on_devices(here: Here) -> Option<[u32; 2]> {
    let state = here.desk.box_state()?;
    let [issued, collected] = [slips::issued(here.desk, state.issued)?, here.collected.get()?];
    let others = here.others.get();
    Some([issued + others[0], collected + others[1]])
}

/// What of the announced figures cannot be.
fn faults(here: Here) -> Vec<Conservation> {
    let desk = here.desk;
    let (Some(ballots), Some(attendance)) = (on_devices(here), desk.form.attendance()) else { return Vec::new() };
    let paper = paper::typed(desk).map(|figures| [figures.issued, figures.collected]).unwrap_or_default();
    let faults = |survey: &Survey| announced_faults(survey, attendance, [ballots, paper]);
    desk.loaded.with_value(|loaded| loaded.as_ref().map(|loaded| faults(&loaded.survey))).unwrap_or_default()
}

/// A fault in words.
fn fault_words(desk: Desk, fault: &Conservation) -> String {
    let lang = desk.now();
    let [left, right] = [fault.left, fault.right].map(|figure| numbers::whole(figure, lang));
    if fault.rule == ISSUED_TO_PRESENT {
        return t::more_than_present(&left, &right, paper::typed(desk).is_some(), lang);
    }
    format!("{}: {left} / {right}", file_faults::sum_words(&fault.rule, lang))
}

/// All that should be looked at again before the box is closed; nothing where all is well.
fn concerns(here: Here) -> Vec<String> {
    let desk = here.desk;
    if !desk.is_chief() {
        return Vec::new();
    }
    let mut all: Vec<String> = faults(here).iter().map(|fault| fault_words(desk, fault)).collect();
    let printed = paper::typed(desk).map(|figures| figures.sums()).unwrap_or_default();
    // The other sum of the paper's figures is among the faults.
    let printed = printed.iter().filter(|sum| sum.rule != "collected <= issued" && !sum.holds());
    all.extend(printed.map(|sum| format!("{}: {} / {}", desk.say(words::sum_words(&sum.rule)), sum.left, sum.right)));
    let missing = here.missing.get();
    if !missing.is_empty() {
        all.push(d::missing(&missing.join(", "), desk.now()));
    }
    all
}

fn announcement(here: Here) -> AnyView {
    let desk = here.desk;
    let (Some([issued, collected]), Some(attendance)) = (on_devices(here), desk.form.attendance()) else {
        return ().into_any();
    };
    let lang = desk.now();
    let not_returned = issued.saturating_sub(collected);
    let figures = [attendance.summoned, attendance.present, issued, collected, not_returned]
        .map(|figure| numbers::whole(figure, lang));
    let names = [t::SUMMONED_SHORT, t::PRESENT_SHORT, t::ISSUED_SHORT, t::COLLECTED, t::NOT_RETURNED];
    let sentence = t::announcement(figures.each_ref().map(String::as_str), lang);
    // The tiles are of all ballots; where some are on paper, they say how many.
    let on_paper = paper::typed(desk).map(|figures| {
        let out = figures.issued.saturating_sub(figures.collected);
        [None, None, Some((issued, figures.issued)), Some((collected, figures.collected)), Some((not_returned, out))]
    });
    let rows: Vec<AnyView> = names
        .into_iter()
        .zip(figures)
        .zip(on_paper.unwrap_or_default())
        .map(|((name, figure), both)| {
            let parts = both.map(|(device, paper)| {
                let words = [device, paper].map(|figure| numbers::whole(figure, lang));
                let words = words::made_of(words.each_ref().map(String::as_str), lang);
                (numbers::whole(device.saturating_add(paper), lang), words)
            });
            let (figure, made_of) = parts.map_or((figure, None), |(sum, words)| (sum, Some(words)));
            view! {
                <div class="panel">
                    <dt>{desk.say(name)}</dt>
                    <dd class="tile-number">{figure}</dd>
                    {made_of.map(|words| view! { <dd class="hint">{words}</dd> })}
                </div>
            }
            .into_any()
        })
        .collect();
    // Those of paper alone stand beside its fields.
    let warnings: Vec<AnyView> = faults(here)
        .iter()
        .filter(|fault| !fault.rule.starts_with("paper: "))
        .map(|fault| parts::notice("warn", fault_words(desk, fault), ""))
        .collect();
    view! {
        <dl class="tiles">{rows}</dl>
        <div role="status" class="stack" data-test="close-warnings">{warnings}</div>
        <figure class="panel stack tight aloud">
            <figcaption class="muted">{desk.say(t::READ_ALOUD)}</figcaption>
            <blockquote data-test="announcement">{sentence} " " {paper::announced(desk, Some([issued, collected]))}</blockquote>
        </figure>
        {(collected == 0 && !desk.paper().form.has.get()).then(|| parts::notice("warn", desk.say(t::EMPTY_BOX), ""))}
    }
    .into_any()
}

fn foot(here: Here) -> AnyView {
    let Here { desk, changed, named, .. } = here;
    let slip = desk.box_state().and_then(|state| state.slip);
    let back = || parts::button("quiet", "back", desk.say(crate::text::desk::BACK), move || desk.go(Screen::Officer));
    let Some(slip) = slip else {
        let asked = move || !named.with(Vec::is_empty) && named.get() == concerns(here);
        let again = move || {
            asked().then(|| {
                let items: Vec<AnyView> =
                    named.get().into_iter().map(|one| view! { <li>{one}</li> }.into_any()).collect();
                view! {
                    <div class="notice bad" data-test="close-again">
                        <p class="notice-title">{desk.say(t::CLOSE_SURE_TITLE)}</p>
                        <ul>{items}</ul>
                        <p>{desk.say(t::CLOSE_SURE_TEXT)}</p>
                    </div>
                }
            })
        };
        let button = move || {
            let (class, label) =
                if asked() { ("danger big", t::CLOSE_SURE) } else { ("primary big", t::CLOSE_CONFIRM) };
            parts::button(class, "close-confirm", desk.say(label), move || close(here))
        };
        return view! {
            <div role="alert">{again}</div>
            <div class="cluster spread">{back()} {button}</div>
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

fn close(here: Here) {
    let desk = here.desk;
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
    let concerns = concerns(here);
    if here.named.get_untracked() != concerns {
        here.named.set(concerns.clone());
        if !concerns.is_empty() {
            return;
        }
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
