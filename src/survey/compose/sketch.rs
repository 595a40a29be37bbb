//! A draft as a ballot, before it is one: to be looked at while it is written.

use super::{Cell, Composition, Edit, Line, Spot};
use crate::survey::{AnswerKind, MAX_SUBJECTS, SubjectKind, Survey, SurveyFault, SurveyFaults};

/// Stands where something is still missing.
const DOTS: &str = "…………";
/// Mending one fault may show another, which was hidden behind it: so often it is tried.
const ROUNDS: usize = 6;

impl Composition {
    /// The ballot as it would look, with dots where something is missing and without what is wrong. To look at only:
    /// what is used, exported or printed for use comes from [`check`](Self::check). `None` where nothing can be shown.
    pub fn sketch(&self) -> Option<Survey> {
        let mut made = self.clone();
        for _ in 0..ROUNDS {
            match made.check() {
                Ok(survey) => return Some(survey),
                Err(SurveyFaults(faults)) => {
                    let spots: Vec<Spot> = faults.iter().map(|fault: &SurveyFault| made.spot(fault)).collect();
                    for spot in spots {
                        made.cover(spot);
                    }
                }
            }
        }
        None
    }

    fn cover(&mut self, spot: Spot) {
        match spot {
            Spot::Line(Line::Parent) => self.parent.clear(),
            Spot::Line(line) => drop(self.apply(Edit::Line(line, DOTS.to_owned()))),
            // With its number, or two nameless ones would look alike.
            Spot::Cell(key, Cell::Name) => drop(self.apply(Edit::Cell(key, Cell::Name, format!("{DOTS} ({key})")))),
            Spot::Cell(key, cell) => {
                let dotted = cell == Cell::Tasks && self.asks_about_tasks();
                let text = if dotted { DOTS } else { "" };
                self.apply(Edit::Cell(key, cell, text.to_owned()));
            }
            Spot::Entry(key) => drop(self.apply(Edit::Remove(key))),
            Spot::Entries => self.cover_list(),
            Spot::Question(_) => drop(self.apply(Edit::AtMost(u32::try_from(self.entries.len()).unwrap_or(1)))),
            Spot::Whole => self.entries.truncate(self.entries.len() / 2),
        }
    }

    fn cover_list(&mut self) {
        self.entries.truncate(MAX_SUBJECTS);
        if self.entries.is_empty() {
            let kind = self.kinds().first().copied().unwrap_or(SubjectKind::Person);
            self.apply(Edit::Add(kind));
        }
        if self.asks_about_tasks()
            && let [first, ..] = &mut self.entries[..]
            && first.tasks.trim().is_empty()
        {
            DOTS.clone_into(&mut first.tasks);
        }
        let most = u32::try_from(self.entries.len()).unwrap_or(1);
        if self.questions().iter().any(|one| matches!(one.answer, AnswerKind::Choose { at_most } if at_most > most)) {
            self.apply(Edit::AtMost(most));
        }
    }
}
