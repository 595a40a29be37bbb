//! Where on the screen a fault belongs.

use super::{Cell, Composition, Line};
use crate::survey::{SurveyFault, SurveyFaultKind as Kind};

/// The place of a fault among what was typed.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub enum Spot {
    /// A line of the meeting.
    Line(Line),
    /// A text of an entry, by its key.
    Cell(u32, Cell),
    /// An entry as a whole: it looks like another one, say.
    Entry(u32),
    /// The list of people: too long, or empty.
    Entries,
    /// A question, by its identifier.
    Question(String),
    /// Anything else.
    Whole,
}

impl Composition {
    /// Where a fault belongs that [`check`](Self::check) found in this composition.
    pub fn spot(&self, fault: &SurveyFault) -> Spot {
        let mut steps = fault.at.split('.').map(step);
        match (steps.next().unwrap_or_default(), steps.next().unwrap_or_default()) {
            (("title", _), _) => Spot::Line(Line::Title),
            (("place", _), ("province", _)) => Spot::Line(Line::Province),
            (("place", _), ("commune", _)) => Spot::Line(Line::Commune),
            (("place", _), ("hamlet", _)) => Spot::Line(Line::Hamlet),
            (("issuer", _), ("name", _)) => Spot::Line(Line::Issuer),
            (("issuer", _), ("parent", _)) => Spot::Line(Line::Parent),
            (("subjects", Some(at)), (member, _)) => self.spot_of_entry(at, member),
            (("subjects", None), _) => Spot::Entries,
            // Nobody has a task: that is mended where the people are.
            (("questions", Some(_)), _) if fault.kind == Kind::NoTasks => Spot::Entries,
            (("questions", Some(at)), _) => {
                self.questions().get(at).map_or(Spot::Whole, |question| Spot::Question(question.id.clone()))
            }
            _ => Spot::Whole,
        }
    }

    fn spot_of_entry(&self, at: usize, member: &str) -> Spot {
        let Some(entry) = self.entries.get(at) else { return Spot::Entries };
        let cell = match member {
            "salutation" => Cell::Salutation,
            "name" => Cell::Name,
            "post" => Cell::Post,
            "unit" => Cell::Unit,
            "birth_date" => Cell::BirthDate,
            _ if member == "tasks" => Cell::Tasks,
            _ => return Spot::Entry(entry.key),
        };
        Spot::Cell(entry.key, cell)
    }
}

/// `subjects[2]` as name and number.
fn step(step: &str) -> (&str, Option<usize>) {
    match step.strip_suffix(']').and_then(|step| step.split_once('[')) {
        Some((name, index)) => (name, index.parse().ok()),
        None => (step, None),
    }
}
