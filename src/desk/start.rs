//! The first screen: practise, compose, open a survey, check a result; or go on with a box.

use leptos::prelude::*;

use super::compose;
use super::drafts;
use super::files;
use super::offline;
use super::parts::{self, Picker};
use super::state::{Desk, Screen, Trouble};
use crate::booth::address::BoxAddress;
use crate::store::{BoxState, Phase, Store, StoreFault};
use crate::survey::Survey;
use crate::text::{Explain, Lang, Phrase, compose as c, desk as t, numbers, offline::DAMAGED_BOX};

/// Invented tellers of the practice meeting, marked as such.
const SAMPLE_TELLERS: [&str; 3] = ["Nguyễn Văn Mẫu", "Trần Thị Mẫu", "Lê Văn Mẫu"];
/// Summoned and present at the practice meeting.
const SAMPLE_ATTENDANCE: [&str; 2] = ["30", "25"];

/// A box of this device, as the first screen shows it.
enum HeldBox {
    Sound {
        state: BoxState,
        title: String,
        /// How many ballots, or why that cannot be said now.
        ballots: Result<u32, StoreFault>,
    },
    Damaged {
        practice: bool,
        box_id: String,
        fault: StoreFault,
    },
}

/// The first screen.
pub fn screen(desk: Desk) -> AnyView {
    let held = RwSignal::new_local(Vec::<HeldBox>::new());
    refresh(desk, held);
    let survey = Picker {
        id: "start-load",
        accept: ".json,application/json",
        multiple: false,
        label: t::START_LOAD,
        hint: t::START_LOAD_HINT,
    };
    view! {
        <div class="stack">
            {parts::heading(t::APP.vi)} <p class="lead">{desk.say(t::START_LEAD)}</p>
            {offline::line(desk)}
        </div>
        {move || held.with(|boxes| (!boxes.is_empty()).then(|| held_boxes(desk, boxes, held)))}
        {drafts::view(desk)}
        <section class="stack">
            <h2>{desk.say(t::START_NEW)}</h2>
            <div class="choices">
                <div class="panel stack choice">
                    {parts::button("big", "start-compose", desk.say(c::START), move || compose::begin_new(desk))}
                    <p>{desk.say(c::START_HINT)}</p>
                </div>
                <div class="panel stack choice">
                    {parts::button("primary big", "start-practice", desk.say(t::START_PRACTICE), move || practise(desk))}
                    <p>{desk.say(t::START_PRACTICE_HINT)}</p>
                </div>
                <div class="panel stack choice">
                    {parts::picker(desk, survey, move |files| load(desk, files))}
                </div>
                <div class="panel stack choice">
                    {parts::button("big", "start-check", desk.say(t::START_CHECK), move || desk.go(Screen::Check))}
                    <p>{desk.say(t::START_CHECK_HINT)}</p>
                </div>
                {super::hall::join::choices(desk)}
            </div>
        </section>
        {offline::view(desk)}
    }
    .into_any()
}

fn practise(desk: Desk) {
    let survey = Survey::practice();
    let text = serde_json::to_string_pretty(&survey).expect("a survey is plain data");
    fill_in_sample_meeting(desk);
    desk.load(survey, text);
    desk.client.with_value(crate::worker::Client::warm_up);
    desk.go(Screen::Preview);
}

/// Invented tellers and figures, so that a practice meeting begins at once.
pub fn fill_in_sample_meeting(desk: Desk) {
    desk.form.reset(SAMPLE_TELLERS, SAMPLE_ATTENDANCE);
}

fn load(desk: Desk, chosen: Vec<web_sys::File>) {
    let Some(file) = chosen.into_iter().next() else { return };
    desk.act(async move {
        let bytes = files::bytes(&file, files::SURVEY_LIMIT).await?;
        let survey = Survey::parse(&bytes).map_err(|faults| {
            // One line for each, so that all can be mended at once.
            Trouble(faults.0.into_iter().map(|fault| Box::new(fault) as Box<dyn Explain>).collect())
        })?;
        // Parsed, so it is UTF-8. Editors' byte order mark is no part of the text.
        let text = String::from_utf8_lossy(&bytes).trim_start_matches('\u{feff}').to_owned();
        desk.form.reset(["", "", ""], ["", ""]);
        desk.load(survey, text);
        desk.client.with_value(crate::worker::Client::warm_up);
        desk.go(Screen::Preview);
        Ok(())
    });
}

/// Looks what boxes there are. A fault is shown: a box must never seem to be gone.
fn refresh(desk: Desk, held: RwSignal<Vec<HeldBox>, LocalStorage>) {
    leptos::task::spawn_local(async move {
        let mut found = Vec::new();
        for practice in [false, true] {
            if let Err(fault) = look(practice, &mut found).await {
                desk.trouble.set(Some(fault.into()));
            }
        }
        held.set(found);
    });
}

async fn look(practice: bool, found: &mut Vec<HeldBox>) -> Result<(), StoreFault> {
    let store = Store::open(practice).await?;
    let boxes = store.boxes().await?;
    let damaged = boxes.damaged.into_iter();
    found.extend(damaged.map(|(box_id, fault)| HeldBox::Damaged { practice, box_id, fault }));
    for state in boxes.held {
        let ballots = store.collected(&state.box_id).await;
        let title = Survey::parse(state.survey.as_bytes()).map(|survey| survey.title);
        found.push(HeldBox::Sound { title: title.unwrap_or_else(|_| state.box_id.clone()), state, ballots });
    }
    Ok(())
}

/// Name of a phase.
pub const fn phase_name(phase: Phase) -> Phrase {
    match phase {
        Phase::Voting => t::VOTING,
        Phase::Paused => t::PAUSED,
        Phase::Closed => t::CLOSED,
        Phase::Counted => t::COUNTED,
    }
}

fn held_boxes(desk: Desk, boxes: &[HeldBox], held: RwSignal<Vec<HeldBox>, LocalStorage>) -> AnyView {
    let panels: Vec<AnyView> = boxes.iter().map(|one| held_box(desk, one, held)).collect();
    view! {
        <section class="stack">
            <h2>{desk.say(t::CONTINUE_TITLE)}</h2>
            {panels}
        </section>
    }
    .into_any()
}

fn held_box(desk: Desk, one: &HeldBox, held: RwSignal<Vec<HeldBox>, LocalStorage>) -> AnyView {
    let lang: Lang = desk.now();
    let (state, title, ballots) = match one {
        HeldBox::Sound { state, title, ballots } => (state.clone(), title, ballots),
        HeldBox::Damaged { practice, box_id, fault } => return damaged_box(desk, (*practice, box_id), fault, held),
    };
    let practice = state.practice;
    let phase = desk.say(phase_name(state.phase));
    let ballots = match ballots {
        Ok(count) => t::ballots_in_box(&numbers::whole(*count, lang), lang),
        Err(fault) => fault.explain(lang).what,
    };
    let delete = practice.then(|| delete_practice(desk, state.box_id.clone(), held));
    view! {
        <div class="panel held cluster spread" class:practice=practice>
            <div class="stack tight">
                {practice.then(|| view! { <p class="tag">{desk.say(t::PRACTICE)}</p> })}
                <p class="strong">{title.clone()}</p>
                <p>{phase} " · " {ballots}</p>
            </div>
            <div class="cluster">
                {parts::button(
                    "primary",
                    "continue-box",
                    desk.say(t::CONTINUE),
                    move || {
                        let address = BoxAddress {
                            practice,
                            box_id: state.box_id.clone(),
                            lang: desk.now(),
                        };
                        if state.phase == Phase::Voting {
                            desk.act(desk.to_voters(address));
                        } else {
                            desk.act(async move { desk.resume(&address).await });
                        }
                    },
                )}
                {delete}
            </div>
        </div>
    }
    .into_any()
}

/// Named, and left as it is; only a practice box can go.
fn damaged_box(
    desk: Desk,
    (practice, box_id): (bool, &str),
    fault: &StoreFault,
    held: RwSignal<Vec<HeldBox>, LocalStorage>,
) -> AnyView {
    view! {
        <div class="notice bad" data-test="damaged-box">
            <p class="notice-title">{desk.say(DAMAGED_BOX)}</p>
            {parts::faults([fault as _].into_iter(), desk.now())}
            {practice.then(|| delete_practice(desk, box_id.to_owned(), held))}
        </div>
    }
    .into_any()
}

fn delete_practice(desk: Desk, box_id: String, held: RwSignal<Vec<HeldBox>, LocalStorage>) -> AnyView {
    let delete = move || {
        let box_id = box_id.clone();
        desk.act(async move {
            Store::open(true).await?.delete_box(&box_id).await?;
            refresh(desk, held);
            Ok(())
        });
    };
    parts::button("quiet", "delete-box", desk.say(t::DELETE_PRACTICE), delete)
}
