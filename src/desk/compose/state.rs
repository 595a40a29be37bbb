//! What the composer's screens share: the draft with its past, its faults, and how far it is saved.

use std::collections::HashSet;
use std::rc::Rc;
use std::time::Duration;

use leptos::prelude::*;

use super::super::state::{Desk, Kept, Screen};
use super::paste::Held;
use crate::store::{DraftWriter, Drafts, StoreFault};
use crate::survey::compose::{Composition, Edit, Line, Spot, Warning, Workshop};
use crate::survey::{Mode, Survey, SurveyFault, SurveyFaults, made_plain};

/// How long a pause in typing is, before the draft is checked and saved.
const PAUSE: Duration = Duration::from_millis(300);
/// How long a press lasts at most, from finger down to finger up.
const LEAVING: Duration = Duration::from_millis(250);

/// The parts of composing, in their order.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Step {
    Form,
    Meeting,
    People,
    Questions,
    Review,
}

impl Step {
    /// All of them.
    pub const ALL: [Self; 5] = [Self::Form, Self::Meeting, Self::People, Self::Questions, Self::Review];

    /// The step where something can be put right.
    pub fn of(spot: &Spot) -> Self {
        match spot {
            Spot::Line(_) => Self::Meeting,
            Spot::Cell(..) | Spot::Entry(_) | Spot::Entries | Spot::Whole => Self::People,
            Spot::Question(_) => Self::Questions,
        }
    }

    /// The next one, or the one before.
    pub fn beside(self, by: isize) -> Option<Self> {
        let at = Self::ALL.iter().position(|step| *step == self)?;
        Self::ALL.get(at.checked_add_signed(by)?).copied()
    }
}

/// A fault with its place.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Misfit {
    /// Where it is shown.
    pub spot: Spot,
    /// What it is.
    pub fault: SurveyFault,
}

/// How far the draft is saved.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Saved {
    /// Nothing was written yet.
    NotYet,
    /// On its way to the disk.
    Saving,
    /// On the disk.
    Kept,
    /// It could not be written.
    Failed(StoreFault),
}

/// The composer. A bundle of handles, made once: copied freely.
#[derive(Clone, Copy)]
pub struct Composer {
    shop: Kept<Option<Workshop>>,
    writer: Kept<Option<Rc<DraftWriter>>>,
    saving: StoredValue<bool>,
    again: StoredValue<bool>,
    timer: StoredValue<Option<TimeoutHandle>>,
    /// The step that is shown.
    pub step: RwSignal<Step>,
    /// Counts up where what is on the screen no longer is what was composed: then it is drawn anew.
    pub drawn: RwSignal<u32>,
    /// Counts up when what was composed has been looked through: after a pause in typing, and after anything else.
    pub checked: RwSignal<u32>,
    /// How the ballot is looked at: phone, screen, paper.
    pub look: RwSignal<usize>,
    /// The subject that is looked at, where each has a step.
    pub look_at: RwSignal<usize>,
    /// The rules for paper ballots are unfolded.
    pub paper_open: RwSignal<bool>,
    /// When a box was last opened with this draft.
    pub used: RwSignal<Option<String>>,
    /// What is wrong now.
    pub faults: RwSignal<Vec<Misfit>>,
    /// What should be looked at again, and is no fault.
    pub warnings: RwSignal<Vec<Warning>>,
    /// Places whose faults are shown: somebody was there.
    seen: RwSignal<HashSet<Spot>>,
    /// Steps whose faults are all shown: somebody wanted to go on.
    pub tried: RwSignal<HashSet<Step>>,
    /// How far it is saved.
    pub saved: RwSignal<Saved>,
    /// The entry whose details are open.
    pub open: RwSignal<Option<u32>>,
    /// A list is being pasted.
    pub pasting: RwSignal<bool>,
    /// What of it is not yet added: it stays while another step is looked at.
    pub pasted: RwSignal<Held>,
    /// What has just been done, for those who listen and those who look.
    pub said: RwSignal<String>,
}

impl Composer {
    /// Nothing in hand.
    pub fn new() -> Self {
        Self {
            shop: StoredValue::new_local(None),
            writer: StoredValue::new_local(None),
            saving: StoredValue::new(false),
            again: StoredValue::new(false),
            timer: StoredValue::new(None),
            step: RwSignal::new(Step::Form),
            drawn: RwSignal::new(0),
            checked: RwSignal::new(0),
            look: RwSignal::new(0),
            look_at: RwSignal::new(0),
            paper_open: RwSignal::new(false),
            used: RwSignal::new(None),
            faults: RwSignal::new(Vec::new()),
            warnings: RwSignal::new(Vec::new()),
            seen: RwSignal::new(HashSet::new()),
            tried: RwSignal::new(HashSet::new()),
            saved: RwSignal::new(Saved::NotYet),
            open: RwSignal::new(None),
            pasting: RwSignal::new(false),
            pasted: RwSignal::new(Held::default()),
            said: RwSignal::new(String::new()),
        }
    }

    /// Takes a draft in hand: a new one, or one that its `writer` keeps.
    pub fn begin(self, composition: Option<Composition>, writer: Option<DraftWriter>, step: Step) {
        self.close();
        let is_kept = writer.is_some();
        self.used.set(writer.as_ref().and_then(|writer| writer.used().last().map(|used| used.opened.clone())));
        self.shop.set_value(composition.map(Workshop::new));
        self.writer.set_value(writer.map(Rc::new));
        self.saved.set(if is_kept { Saved::Kept } else { Saved::NotYet });
        if is_kept {
            self.tried.update(|tried| tried.extend(Step::ALL));
        }
        self.step.set(step);
        self.check();
    }

    /// Lets go of the draft. What was typed was [settled](Self::settle) before.
    pub fn close(self) {
        self.stop_timer();
        self.shop.set_value(None);
        self.writer.set_value(None);
        self.open.set(None);
        self.pasting.set(false);
        self.pasted.set(Held::default());
        self.look_at.set(0);
        self.used.set(None);
        self.said.set(String::new());
        self.seen.update(HashSet::clear);
        self.tried.update(HashSet::clear);
        self.faults.set(Vec::new());
        self.warnings.set(Vec::new());
    }

    /// Is a draft in hand?
    pub fn is_open(self) -> bool {
        self.shop.with_value(Option::is_some)
    }

    /// Looks at the draft.
    pub fn with<T>(self, look: impl FnOnce(&Composition) -> T) -> Option<T> {
        self.shop.with_value(|shop| shop.as_ref().map(|shop| look(shop.now())))
    }

    /// As it is now.
    pub fn now(self) -> Option<Composition> {
        self.with(Clone::clone)
    }

    /// The survey, where nothing is wrong.
    pub fn survey(self) -> Option<Survey> {
        self.with(|now| now.check().ok()).flatten()
    }

    /// A text is typed: what is on the screen stays, the draft is checked and saved after a pause.
    pub fn type_in(self, edit: Edit) {
        if self.change(edit) {
            self.stop_timer();
            self.timer.set_value(set_timeout_with_handle(move || self.settle(), PAUSE).ok());
        }
    }

    /// Anything else is changed: the screen is drawn anew, the draft checked and saved at once.
    pub fn act(self, edit: Edit) -> bool {
        let changed = self.change(edit);
        if changed {
            self.redraw();
        }
        changed
    }

    /// Checks and saves what was typed, without waiting for the pause.
    pub fn settle(self) {
        self.stop_timer();
        if self.is_open() {
            self.check();
            self.save();
        }
    }

    /// As [`Self::settle`], where something was typed since.
    pub fn settle_if_typing(self) {
        if self.timer.with_value(Option::is_some) {
            self.settle();
        }
    }

    /// What is composed goes out of the composer: everybody keeps the identifier that they have, so that the next round
    /// can be compared. Saved.
    pub fn go_out(self) {
        self.shop.update_value(|shop| {
            if let Some(shop) = shop {
                shop.fix_ids();
            }
        });
        self.settle();
    }

    /// Somebody leaves a field: its faults are shown from now on, and what is typed next is another step to undo. Shown
    /// a moment later: whoever leaves it to press a button must not have the button move away under the finger.
    pub fn leave(self, spot: Spot) {
        self.shop.update_value(|shop| {
            if let Some(shop) = shop {
                shop.pause();
            }
        });
        let show = move || {
            self.seen.update(|seen| {
                seen.insert(spot);
            });
        };
        set_timeout(show, LEAVING);
    }

    /// What is wrong at a place, once somebody was there.
    pub fn fault_at(self, spot: &Spot) -> Option<Misfit> {
        if !self.is_shown(spot) {
            return None;
        }
        self.faults.with(|faults| faults.iter().find(|misfit| misfit.spot == *spot).cloned())
    }

    /// Whether somebody was at a place.
    pub fn is_shown(self, spot: &Spot) -> bool {
        self.seen.with(|seen| seen.contains(spot)) || self.tried.with(|tried| tried.contains(&Step::of(spot)))
    }

    /// How many faults a step has.
    pub fn count(self, step: Step) -> usize {
        self.faults.with(|faults| faults.iter().filter(|misfit| Step::of(&misfit.spot) == step).count())
    }

    /// The draft in hand as the store knows it, where it makes this very survey.
    pub fn draft_of(self, survey: &Survey) -> Option<String> {
        let writer = self.writer.get_value()?;
        (self.survey().as_ref() == Some(survey)).then(|| writer.id().to_owned())
    }

    /// Takes the last change back. False where there is none.
    pub fn undo(self) -> bool {
        self.step_back(Workshop::undo)
    }

    /// Makes it again.
    pub fn redo(self) -> bool {
        self.step_back(Workshop::redo)
    }

    /// Whether there is something to undo and to redo.
    pub fn can(self) -> [bool; 2] {
        self.shop.with_value(|shop| shop.as_ref().map_or([false; 2], |shop| [shop.can_undo(), shop.can_redo()]))
    }

    fn step_back(self, step: fn(&mut Workshop) -> bool) -> bool {
        let done = self.shop.try_update_value(|shop| shop.as_mut().is_some_and(step)).unwrap_or(false);
        if done {
            self.redraw();
        }
        done
    }

    fn change(self, edit: Edit) -> bool {
        self.shop.try_update_value(|shop| shop.as_mut().is_some_and(|shop| shop.apply(edit))).unwrap_or(false)
    }

    fn redraw(self) {
        self.settle();
        self.drawn.update(|drawn| *drawn = drawn.wrapping_add(1));
    }

    fn check(self) {
        let found = self.with(|now| match now.check() {
            Ok(_) => Vec::new(),
            Err(SurveyFaults(faults)) => {
                faults.into_iter().map(|fault| Misfit { spot: now.spot(&fault), fault }).collect()
            }
        });
        let found: Vec<Misfit> = found.unwrap_or_default();
        let spots: Vec<Spot> = found.iter().map(|misfit| misfit.spot.clone()).collect();
        let warnings = self.with(|now| now.warnings(&spots)).unwrap_or_default();
        if self.warnings.with_untracked(|before| *before != warnings) {
            self.warnings.set(warnings);
        }
        // Only where it differs: what hangs on it is drawn anew, and a button that was just pressed with it.
        if self.faults.with_untracked(|faults| *faults != found) {
            self.faults.set(found);
        }
        self.checked.update(|checked| *checked = checked.wrapping_add(1));
    }

    fn stop_timer(self) {
        if let Some(timer) = self.timer.try_update_value(Option::take).flatten() {
            timer.clear();
        }
    }

    /// Saves in the background: one write at a time, and the newest state last.
    fn save(self) {
        if self.saving.get_value() {
            self.again.set_value(true);
            return;
        }
        let Some(now) = self.now() else { return };
        self.saving.set_value(true);
        self.saved.set(Saved::Saving);
        crate::store::in_background(async move {
            let mut done = self.write(&now).await;
            while self.again.get_value() {
                self.again.set_value(false);
                let Some(now) = self.now() else { break };
                done = self.write(&now).await;
            }
            self.saving.set_value(false);
            self.saved.set(match done {
                Ok(()) => Saved::Kept,
                Err(fault) => Saved::Failed(fault),
            });
        });
    }

    async fn write(self, now: &Composition) -> Result<(), StoreFault> {
        let writer = if let Some(writer) = self.writer.get_value() {
            writer
        } else {
            let writer = Rc::new(Drafts::open().await?.create().await?);
            self.writer.set_value(Some(writer.clone()));
            writer
        };
        writer.save(now).await
    }

    /// Waits until all is written.
    pub async fn saved(self) {
        self.settle_if_typing();
        for _ in 0..100 {
            if !self.saving.get_value() {
                return;
            }
            gloo_timers::future::TimeoutFuture::new(20).await;
        }
    }
}

/// The label of an entry on the list, whatever is missing. Without characters that nobody sees: one that turns the
/// direction would turn round the very sentence that says so.
pub fn name_of(composition: &Composition, key: u32, nameless: &str) -> String {
    let name = composition.entry(key).map(|entry| {
        let salutation = entry.salutation.trim();
        [salutation, entry.name.trim()].into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(" ")
    });
    name.map(|name| made_plain(&name)).filter(|name| !name.is_empty()).unwrap_or_else(|| nameless.to_owned())
}

/// Begins a new draft: the choice of a form comes first.
pub fn begin_new(desk: Desk) {
    desk.composer().begin(None, None, Step::Form);
    desk.go(Screen::Compose);
}

/// Makes a draft of a survey that exists.
pub fn begin_with(desk: Desk, survey: &Survey) {
    let composer = desk.composer();
    // From the composer and back again: the same draft.
    if composer.survey().as_ref() != Some(survey) {
        composer.begin(Some(Composition::of(survey)), None, Step::Review);
    }
    composer.step.set(Step::Review);
    desk.go(Screen::Compose);
}

/// Goes on with a draft that is kept.
pub async fn resume(desk: Desk, id: &str) -> Result<(), StoreFault> {
    let (writer, composition) = Drafts::open().await?.writer(id).await?;
    let step = if composition.check().is_ok() {
        Step::Review
    } else if composition.line(Line::Hamlet).trim().is_empty() {
        Step::Meeting
    } else {
        Step::People
    };
    desk.practice.set(composition.mode == Mode::Practice);
    desk.composer().begin(Some(composition), Some(writer), step);
    desk.go(Screen::Compose);
    Ok(())
}
