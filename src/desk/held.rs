//! The boxes of this device on the first screen: going on with one, deleting one that is done with.

use core::cmp::Reverse;

use gloo_timers::callback::Timeout;
use leptos::prelude::*;

use super::parts;
use super::state::{Desk, Screen, place, read_opening};
use crate::booth::address::BoxAddress;
use crate::record::{CHIEF, Jws, MAX_RESULT_BYTES, minute_of};
use crate::store::{BoxState, LostBox, Phase, Store, StoreFault};
use crate::survey::{Survey, json};
use crate::text::devices::RESTORE_TITLE;
use crate::text::offline::{self, DAMAGED_BOX, LOST_BOX, LOST_BOX_KNOWN, LOST_BOX_WAY_OUT};
use crate::text::{Explain, Lang, Phrase, dates, desk as t, numbers};

type Held = RwSignal<Vec<HeldBox>, LocalStorage>;

/// A box of this device, as the first screen shows it.
#[derive(Clone)]
enum HeldBox {
    Sound {
        state: BoxState,
        title: String,
        /// How many ballots, or why that cannot be said now.
        ballots: Result<u32, StoreFault>,
        /// Of a box that was counted with paper ballots: how many on devices, and on paper.
        counted: Option<[u32; 2]>,
        /// Where the meeting is.
        place: String,
        /// When the box was opened, as its minutes say.
        opened_at: String,
    },
    Damaged {
        practice: bool,
        box_id: String,
        fault: StoreFault,
    },
    Lost(LostBox),
}

/// So many boxes that were counted stand open on the first screen; more are folded away.
const FEW: usize = 2;

/// After so long somebody who has a box on this device begins to look for it.
const SLOW_MS: u32 = 2_000;

/// All of them, or nothing where there is none.
pub fn view(desk: Desk) -> AnyView {
    let held = Held::new_local(Vec::new());
    let looking = RwSignal::new(true);
    let slow = RwSignal::new(false);
    refresh(desk, held, move || {
        looking.try_set(false);
    });
    let timer = Timeout::new(SLOW_MS, move || {
        slow.try_set(true);
    });
    StoredValue::new_local(timer);
    let boxes = move || held.with(|boxes| (!boxes.is_empty()).then(|| held_boxes(desk, boxes, held)));
    // A device that is slow to answer must not look like one that holds no box.
    let patience = move || {
        let late = looking.get() && slow.get();
        late.then(|| view! { <p class="notice" data-test="looking-for-boxes">{desk.say(t::LOOKING_FOR_BOXES)}</p> })
    };
    view! {
        <div class="told" role="status">{patience}</div>
        {boxes}
    }
    .into_any()
}

/// Looks what boxes there are. A fault is shown: a box must never seem to be gone.
fn refresh(desk: Desk, held: Held, done: impl FnOnce() + 'static) {
    leptos::task::spawn_local(async move {
        let mut found = Vec::new();
        for practice in [false, true] {
            let before = found.len();
            if let Err(fault) = look(practice, &mut found).await {
                desk.trouble.set(Some(fault.into()));
            }
            if practice && found.len() == before {
                break; // what stands there is not drawn anew under a finger
            }
            // The newest first; what is damaged before all.
            found.sort_by_key(|one| match one {
                HeldBox::Damaged { .. } | HeldBox::Lost(_) => None,
                HeldBox::Sound { opened_at, .. } => Some(Reverse(minute_of(opened_at))),
            });
            // Real boxes do not wait for what the other database says, or for its silence.
            held.set(found.clone());
        }
        done();
    });
}

async fn look(practice: bool, found: &mut Vec<HeldBox>) -> Result<(), StoreFault> {
    let store = Store::open(practice).await?;
    let boxes = store.boxes().await?;
    found.extend(store.lost(&boxes).into_iter().map(HeldBox::Lost));
    let damaged = boxes.damaged.into_iter();
    found.extend(damaged.map(|(box_id, fault)| HeldBox::Damaged { practice, box_id, fault }));
    for state in boxes.held {
        let ballots = store.collected(&state.box_id).await;
        let survey = Survey::parse(state.survey.as_bytes()).ok();
        let place = survey.as_ref().map(place).unwrap_or_default();
        let title = survey.map_or_else(|| state.box_id.clone(), |survey| survey.title);
        let opened_at = read_opening(&state.opening).map(|opening| opening.opened_at).unwrap_or_default();
        let result = match state.phase {
            // A box is listed whether or not its result can be read now.
            Phase::Counted => store.result(&state.box_id).await.ok().flatten(),
            _ => None,
        };
        let counted = result.and_then(|text| counted(&text)).filter(|[_, on_paper]| *on_paper > 0);
        found.push(HeldBox::Sound { state, title, ballots, counted, place, opened_at });
    }
    Ok(())
}

/// Ballots on devices and on paper, as the signed result says.
fn counted(result: &str) -> Option<[u32; 2]> {
    let payload = Jws::parse(result.as_bytes()).ok()?.payload_bytes().ok()?;
    let payload = json::parse(&payload, MAX_RESULT_BYTES).ok()?;
    let collected = |part: &str| payload.get("figures")?.get(part)?.get("collected")?.as_u64()?.try_into().ok();
    Some([collected("electronic")?, collected("paper")?])
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
    // Many that are done with once pushed all that can be begun off the screen.
    let is_done = |one: &&HeldBox| matches!(one, HeldBox::Sound { state, .. } if state.phase == Phase::Counted);
    let (mut done, mut under_way): (Vec<_>, Vec<_>) = boxes.iter().partition(is_done);
    if done.len() <= FEW {
        (under_way, done) = (boxes.iter().collect(), Vec::new());
    }
    let panels = |boxes: Vec<&HeldBox>| boxes.into_iter().map(|one| held_box(desk, one, held)).collect::<Vec<_>>();
    let count = numbers::whole(done.len() as u32, desk.now());
    let holds = boxes.iter().any(|one| !matches!(one, HeldBox::Lost(_)));
    let folded = (!done.is_empty()).then(|| {
        view! {
            <details data-test="done-boxes">
                <summary>{t::counted_boxes(&count, desk.now())}</summary>
                <div class="stack">{panels(done)}</div>
            </details>
        }
    });
    view! {
        <section class="stack">
            {holds.then(|| view! { <h2>{desk.say(t::CONTINUE_TITLE)}</h2> })}
            {panels(under_way)}
            {folded}
        </section>
    }
    .into_any()
}

fn held_box(desk: Desk, one: &HeldBox, held: Held) -> AnyView {
    let lang: Lang = desk.now();
    let (state, title, ballots, counted, place, opened_at) = match one {
        HeldBox::Sound { state, title, ballots, counted, place, opened_at } => {
            (state.clone(), title, ballots, counted, place, opened_at)
        }
        HeldBox::Damaged { practice, box_id, fault } => return damaged_box(desk, (*practice, box_id), fault, held),
        HeldBox::Lost(lost) => return lost_box(desk, lost, held),
    };
    let practice = state.practice;
    let phase = desk.say(phase_name(state.phase));
    let ballots = match (counted, ballots) {
        (Some(both), _) => {
            let [on_devices, on_paper] = both.map(|count| numbers::whole(count, lang));
            t::ballots_counted(&on_devices, &on_paper, lang)
        }
        (None, Ok(count)) => t::ballots_in_box(&numbers::whole(*count, lang), lang),
        (None, Err(fault)) => fault.explain(lang).what,
    };
    let about = if opened_at.is_empty() {
        place.clone()
    } else {
        format!("{place} · {}", t::opened_at(&dates::moment(opened_at, lang), lang))
    };
    let go_on = if state.phase == Phase::Counted { t::SEE_RESULT } else { t::CONTINUE };
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
                <p class="muted small">{about}</p>
            </div>
            <div class="cluster">
                {parts::button(
                    "primary",
                    "continue-box",
                    desk.say(go_on),
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

/// Missed until somebody says that it is known.
fn lost_box(desk: Desk, lost: &LostBox, held: Held) -> AnyView {
    let lang = desk.now();
    let since = dates::moment(&lost.since, lang);
    let box_id = lost.box_id.clone();
    let known = move || {
        let box_id = box_id.clone();
        desk.act(async move {
            Store::open(false).await?.forget_note(&box_id);
            refresh(desk, held, || ());
            Ok(())
        });
    };
    view! {
        <div class="notice bad stack" role="alert" data-test="lost-box">
            <p class="notice-title">{desk.say(LOST_BOX)}</p>
            <p>{offline::lost_box(&since, &lost.box_id, lang)}</p>
            <p>{desk.say(LOST_BOX_WAY_OUT)}</p>
            <div class="cluster">
                {parts::button("", "lost-restore", desk.say(RESTORE_TITLE), move || desk.go(Screen::Restore))}
                {parts::button("quiet", "lost-known", desk.say(LOST_BOX_KNOWN), known)}
            </div>
        </div>
    }
    .into_any()
}

fn delete_practice(desk: Desk, box_id: String, held: Held) -> AnyView {
    let delete = move || {
        let box_id = box_id.clone();
        desk.act(async move {
            Store::open(true).await?.delete_box(&box_id).await?;
            refresh(desk, held, || ());
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
            refresh(desk, held, || ());
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
