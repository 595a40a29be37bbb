//! The boxes of this device on the first screen: going on with one, deleting one that is done with.

use leptos::prelude::*;

use super::parts;
use super::state::Desk;
use crate::booth::address::BoxAddress;
use crate::record::CHIEF;
use crate::store::{BoxState, Phase, Store, StoreFault};
use crate::survey::Survey;
use crate::text::{Explain, Lang, Phrase, desk as t, numbers, offline::DAMAGED_BOX};

type Held = RwSignal<Vec<HeldBox>, LocalStorage>;

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

/// All of them, or nothing where there is none.
pub fn view(desk: Desk) -> AnyView {
    let held = Held::new_local(Vec::new());
    refresh(desk, held);
    let boxes = move || held.with(|boxes| (!boxes.is_empty()).then(|| held_boxes(desk, boxes, held)));
    view! { {boxes} }.into_any()
}

/// Looks what boxes there are. A fault is shown: a box must never seem to be gone.
fn refresh(desk: Desk, held: Held) {
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

fn held_boxes(desk: Desk, boxes: &[HeldBox], held: Held) -> AnyView {
    let panels: Vec<AnyView> = boxes.iter().map(|one| held_box(desk, one, held)).collect();
    view! {
        <section class="stack">
            <h2>{desk.say(t::CONTINUE_TITLE)}</h2>
            {panels}
        </section>
    }
    .into_any()
}

fn held_box(desk: Desk, one: &HeldBox, held: Held) -> AnyView {
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
    let delete = if practice {
        Some(delete_practice(desk, state.box_id.clone(), held))
    } else {
        delete_real(desk, &state, held)
    };
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
fn damaged_box(desk: Desk, (practice, box_id): (bool, &str), fault: &StoreFault, held: Held) -> AnyView {
    view! {
        <div class="notice bad" data-test="damaged-box">
            <p class="notice-title">{desk.say(DAMAGED_BOX)}</p>
            {parts::faults([fault as _].into_iter(), desk.now())}
            {practice.then(|| delete_practice(desk, box_id.to_owned(), held))}
        </div>
    }
    .into_any()
}

fn delete_practice(desk: Desk, box_id: String, held: Held) -> AnyView {
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

/// A box that is done with may leave the device, on a second word. The store asks for more: that the result was exported, or
/// the box handed over.
fn delete_real(desk: Desk, state: &BoxState, held: Held) -> Option<AnyView> {
    let (done, warning) = if state.device == CHIEF {
        (state.phase == Phase::Counted, t::DELETE_COUNTED)
    } else {
        (state.phase == Phase::Closed, t::DELETE_HANDED_OVER)
    };
    let box_id = state.box_id.clone();
    let asked = RwSignal::new(false);
    let delete = move || {
        let box_id = box_id.clone();
        desk.act(async move {
            Store::open(false).await?.delete_box(&box_id).await?;
            refresh(desk, held);
            Ok(())
        });
    };
    let buttons = move || {
        let delete = delete.clone();
        if !asked.get() {
            return parts::button("quiet", "delete-box", desk.say(t::DELETE_REAL), move || asked.set(true));
        }
        view! {
            <div class="notice warn stack" role="alert" data-test="delete-asked">
                <p>{desk.say(warning)}</p>
                <div class="cluster">
                    {parts::button("", "delete-sure", desk.say(t::DELETE_SURE), delete)}
                    {parts::button("quiet", "delete-not", desk.say(t::DELETE_NOT), move || asked.set(false))}
                </div>
            </div>
        }
        .into_any()
    };
    done.then(|| view! { {buttons} }.into_any())
}
