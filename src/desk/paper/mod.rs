//! The paper ballots after the close: figures, two passes, comparison, totals.
//!
//! What is entered is on the disk before the screen says so. The rules are in `count/sheet.rs` and `count/draft.rs`.

mod compare;
mod entry;
mod figures;
mod keys;
mod overview;
mod remarks;
mod totals;

use leptos::prelude::*;

use super::state::{Desk, Kept, Trouble, read_opening};
use crate::count::{Draft, Key, PaperCount, Pass, Sheet};
use crate::store::{BoxWriter, StoreFault};
use crate::survey::Survey;
use crate::worker::protocol::Failure;

pub use figures::{Figures, announced, keep_figures, question, typed};
pub use totals::{apart, status, unfinished};

/// Ballots of a batch: what can be counted at a glance.
const BATCH: u32 = 10;

/// What the screens of the paper ballots share. A bundle of handles: copied freely.
#[derive(Clone, Copy)]
pub struct PaperDesk {
    /// What is known of the paper ballots of the box in hand, as last kept.
    pub count: RwSignal<Option<PaperCount>, LocalStorage>,
    /// Figures as typed.
    pub form: Figures,
    /// The teller chosen for each pass, as the list says it.
    tellers: [RwSignal<String>; 2],
    /// The pass that is being entered.
    pass: RwSignal<Option<Pass>>,
    /// The ballot that is being entered.
    draft: RwSignal<Draft, LocalStorage>,
    /// The remark that is being typed: the number of its place as the list says it, and its words.
    remark: [RwSignal<String>; 2],
    /// A ballot is on its way to the disk.
    saving: RwSignal<bool>,
    /// Keys pressed meanwhile.
    waiting: Kept<Vec<Key>>,
}

impl PaperDesk {
    /// Nothing known.
    pub fn new() -> Self {
        Self {
            count: RwSignal::new_local(None),
            form: Figures::new(),
            tellers: [RwSignal::default(), RwSignal::default()],
            pass: RwSignal::new(None),
            draft: RwSignal::new_local(Draft::default()),
            remark: [RwSignal::default(), RwSignal::default()],
            saving: RwSignal::new(false),
            waiting: StoredValue::new_local(Vec::new()),
        }
    }

    /// Forgets everything: another box, or none.
    pub fn clear(self) {
        self.count.set(None);
        self.form.clear();
        for typed in self.tellers.into_iter().chain(self.remark) {
            typed.set(String::new());
        }
        self.pass.set(None);
        self.draft.set(Draft::default());
        self.waiting.set_value(Vec::new());
    }

    /// Takes what the store keeps of a box. What cannot be read back is a fault, never "no paper".
    pub async fn load(self, writer: &BoxWriter, survey: &Survey) -> Result<(), StoreFault> {
        self.clear();
        let Some(text) = writer.paper().await? else { return Ok(()) };
        let count: Option<PaperCount> = serde_json::from_str(&text).ok();
        let fits = |count: &PaperCount| match count {
            PaperCount::Entering(sheet) => sheet.fits(survey),
            PaperCount::Counted(counted) => counted.totals.rows.len() == survey.rows().count(),
        };
        let count = count.filter(fits).ok_or_else(|| StoreFault::Damaged("paper ballots".to_owned()))?;
        self.form.fill(count.figures());
        if let PaperCount::Entering(sheet) = &count {
            for pass in Pass::BOTH {
                self.tellers[pass as usize]
                    .set(sheet.teller(pass).map(|teller| teller.to_string()).unwrap_or_default());
            }
        }
        self.count.set(Some(count));
        Ok(())
    }

    /// Is there anything to be entered, compared or settled?
    pub fn is_open(self) -> bool {
        self.count.with(|count| matches!(count, Some(PaperCount::Entering(_))))
    }

    /// The sheet, while there is one.
    fn sheet(self) -> Option<Sheet> {
        self.count.with_untracked(|count| match count {
            Some(PaperCount::Entering(sheet)) => Some(sheet.clone()),
            _ => None,
        })
    }

    fn with_sheet<T>(self, read: impl FnOnce(&Sheet) -> T) -> Option<T> {
        self.count.with(|count| match count {
            Some(PaperCount::Entering(sheet)) => Some(read(sheet)),
            _ => None,
        })
    }
}

/// Keeps the count on the disk, and only then shows it.
async fn keep(desk: Desk, count: PaperCount) -> Result<(), Trouble> {
    let text = serde_json::to_string(&count).expect("a count is plain data");
    desk.writer()?.keep_paper(&text).await?;
    desk.paper().count.set(Some(count));
    Ok(())
}

/// Changes the sheet, keeps it, shows it.
async fn change<F: crate::text::Explain + 'static>(
    desk: Desk,
    act: impl FnOnce(&mut Sheet, &Survey) -> Result<(), F>,
) -> Result<(), Trouble> {
    let mut sheet = desk.paper().sheet().ok_or(Failure::NotPrepared)?;
    let acted = desk.loaded.with_value(|loaded| loaded.as_ref().map(|loaded| act(&mut sheet, &loaded.survey)));
    acted.ok_or(Failure::NotPrepared)??;
    keep(desk, PaperCount::Entering(sheet)).await
}

/// Reads the survey in hand.
fn survey<T>(desk: Desk, read: impl FnOnce(&Survey) -> T) -> Option<T> {
    desk.loaded.with_value(|loaded| loaded.as_ref().map(|loaded| read(&loaded.survey)))
}

/// Number and name of each teller.
fn tellers(desk: Desk) -> Vec<(u32, String)> {
    let opening = desk.box_state().and_then(|state| read_opening(&state.opening).ok());
    opening.map(|opening| opening.tellers.into_iter().map(|one| (one.teller, one.name)).collect()).unwrap_or_default()
}

fn name_of(desk: Desk, teller: Option<u32>) -> String {
    let found = tellers(desk).into_iter().find(|(number, _)| Some(*number) == teller);
    found.map(|(_, name)| name).unwrap_or_default()
}

/// Where the paper count stands.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Stage {
    Figures,
    Overview,
    Entry(Pass),
    Compare,
    Totals,
}

/// The screen; drawn anew only when the count goes on to another stage, so that a key keeps its place.
pub fn screen(desk: Desk) -> AnyView {
    let stage = Memo::new(move |_| {
        let pass = desk.paper().pass.get();
        desk.paper().count.with(|count| match (count, pass) {
            (None, _) => Stage::Figures,
            (Some(PaperCount::Counted(_)), _) => Stage::Totals,
            (Some(PaperCount::Entering(sheet)), _) if sheet.is_compared() => Stage::Compare,
            (Some(PaperCount::Entering(_)), Some(pass)) => Stage::Entry(pass),
            (Some(PaperCount::Entering(_)), None) => Stage::Overview,
        })
    });
    view! {
        {move || match stage.get() {
            Stage::Figures => figures::screen(desk),
            Stage::Overview => overview::screen(desk),
            Stage::Entry(pass) => entry::screen(desk, pass),
            Stage::Compare => compare::screen(desk),
            Stage::Totals => totals::screen(desk),
        }}
    }
    .into_any()
}
