//! What people wrote on the paper ballots, typed once all marks are settled. Nothing ties a remark to a ballot.

use leptos::prelude::*;
use wasm_bindgen::JsCast;

use super::super::parts;
use super::super::state::{Desk, Said, Trouble};
use super::{keep, survey};
use crate::count::{CountedPaper, PaperCount, RemarkFault};
use crate::report::name_beside_post;
use crate::survey::{RemarkSlot, Survey};
use crate::text::paper as t;
use crate::worker::protocol::Failure;

/// Identifier of the field for the words.
const WORDS: &str = "paper-remark-words";

/// The list, and the fields for the next one; nothing where the survey asks for no remarks or no ballot came.
pub fn panel(desk: Desk) -> Option<AnyView> {
    let places =
        survey(desk, |survey| survey.remark_slots().map(|slot| place_name(survey, &slot)).collect::<Vec<_>>())?;
    let collected = desk.paper().count.with_untracked(|count| count.as_ref().map(PaperCount::figures))?.collected;
    if places.is_empty() || collected == 0 {
        return None;
    }
    let [about, words] = desk.paper().remark;
    if places.len() == 1 {
        about.set("0".to_owned());
    }
    let chooser = (places.len() > 1).then(|| chooser(desk, &places));
    Some(
        view! {
            <section class="panel stack" data-test="paper-remarks">
                <h2>{desk.say(t::REMARKS)}</h2>
                <p>{desk.say(t::REMARKS_HOW)}</p>
                {move || list(desk)}
                {chooser}
                <div class="field">
                    <label for=WORDS>{desk.say(t::REMARK_WORDS)}</label>
                    <textarea
                        id=WORDS
                        rows="2"
                        lang="vi"
                        autocomplete="off"
                        data-test="paper-remark"
                        prop:value=words
                        on:input=move |event| words.set(event_target_value(&event))
                    ></textarea>
                </div>
                <div>{parts::button("", "paper-remark-add", desk.say(t::REMARK_ADD), move || desk.act(add(desk)))}</div>
            </section>
        }
        .into_any(),
    )
}

fn chooser(desk: Desk, places: &[String]) -> AnyView {
    let [about, _] = desk.paper().remark;
    let options: Vec<AnyView> = places
        .iter()
        .enumerate()
        .map(|(at, name)| view! { <option value=at.to_string()>{name.clone()}</option> }.into_any())
        .collect();
    view! {
        <div class="field">
            <label for="paper-remark-about">{desk.say(t::REMARK_ABOUT)}</label>
            <p class="hint" id="paper-remark-about-hint">{desk.say(t::REMARK_ABOUT_HINT)}</p>
            <select
                id="paper-remark-about"
                data-test="paper-remark-about"
                aria-describedby="paper-remark-about-hint"
                prop:value=about
                on:change=move |event| about.set(event_target_value(&event))
            >
                <option value="">{desk.say(t::CHOOSE_TELLER)}</option>
                {options}
            </select>
        </div>
    }
    .into_any()
}

/// What is typed so far, as it is kept: by place, then by words.
fn list(desk: Desk) -> AnyView {
    let lines = desk.paper().count.with(|count| {
        let remarks = count.as_ref().map(|count| count.remarks().to_vec()).unwrap_or_default();
        survey(desk, |survey| {
            let slots: Vec<_> = survey.remark_slots().collect();
            let line = |(at, remark): (usize, crate::count::Remark)| {
                let place = remark.place(&slots).ok().map(|place| place_name(survey, &slots[place]));
                one(desk, at, place.unwrap_or_default(), remark.text)
            };
            remarks.into_iter().enumerate().map(line).collect::<Vec<_>>()
        })
        .unwrap_or_default()
    });
    let count = lines.len();
    view! {
        <p role="status" class="strong">{t::remarks_typed(count, desk.now())}</p>
        {(count > 0).then(|| view! { <ul class="typed-remarks">{lines}</ul> })}
    }
    .into_any()
}

fn one(desk: Desk, at: usize, place: String, text: String) -> AnyView {
    let name = format!("{}: {place}: {text}", desk.say(t::REMARK_DROP));
    let take_out = move |_| {
        desk.act(change(desk, move |counted, _| {
            counted.drop_remark(at);
            Ok(())
        }));
    };
    view! {
        <li data-test="paper-remark-typed">
            <span>
                <span class="strong">{place} ": "</span> <span class="remark-text" lang="vi">{text}</span>
            </span>
            <button type="button" class="button quiet" aria-label=name data-test="paper-remark-drop" on:click=take_out>
                {desk.say(t::REMARK_DROP)}
            </button>
        </li>
    }
    .into_any()
}

async fn add(desk: Desk) -> Result<(), Trouble> {
    let [about, words] = desk.paper().remark;
    let place = about.with_untracked(|about| about.parse().map_err(|_| RemarkFault::NoSuchPlace))?;
    let text = words.get_untracked();
    change(desk, |counted, survey| counted.add_remark(survey, place, &text)).await?;
    words.set(String::new());
    if let Some(field) = document().get_element_by_id(WORDS) {
        let _ = field.unchecked_into::<web_sys::HtmlElement>().focus();
    }
    Ok(())
}

/// A remark that is typed and not kept would be left out in silence.
pub fn unfinished(desk: Desk) -> Option<Said> {
    let [_, words] = desk.paper().remark;
    let typed = words.with_untracked(|words| !words.trim().is_empty());
    typed.then_some(Said(t::REMARK_OPEN, t::REMARK_OPEN_WAY))
}

/// Changes what was counted, keeps it, shows it.
async fn change(
    desk: Desk,
    act: impl FnOnce(&mut CountedPaper, &Survey) -> Result<(), RemarkFault>,
) -> Result<(), Trouble> {
    let counted = desk.paper().count.with_untracked(|count| match count {
        Some(PaperCount::Counted(counted)) => Some(counted.clone()),
        _ => None,
    });
    let mut counted = counted.ok_or(Failure::NotPrepared)?;
    survey(desk, |survey| act(&mut counted, survey)).ok_or(Failure::NotPrepared)??;
    keep(desk, PaperCount::Counted(counted)).await
}

/// "1. Ông Nguyễn Văn An", with the question where there are several of remarks.
fn place_name(survey: &Survey, slot: &RemarkSlot<'_>) -> String {
    let number = survey.subjects.iter().position(|subject| subject.id == slot.subject.id).map_or(0, |at| at + 1);
    let name = name_beside_post(survey, slot.subject);
    let several = survey.remark_slots().filter(|other| other.subject.id == slot.subject.id).count() > 1;
    let asked = slot.question.short.as_ref().unwrap_or(&slot.question.text);
    if several { format!("{number}. {name} – {asked}") } else { format!("{number}. {name}") }
}
