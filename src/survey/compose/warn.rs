//! What is no fault and may still be a slip: said, and never in the way.

use super::{Cell, Composition, Form, Line, Spot};
use crate::survey::{
    AnswerKind, Question, Subject, SurveyFault, SurveyFaultKind, alike, as_typed, is_province, merged_into,
};

/// Something to look at again.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Warning {
    /// The province is no more since 1-7-2025.
    OldProvince {
        /// As typed.
        old: String,
        /// Which it belongs to.
        now: &'static str,
    },
    /// None of the 34, nor one of those that were merged into them: misspelt, perhaps.
    UnknownProvince {
        /// As typed.
        name: String,
    },
    /// A district, of which there are none since 1-7-2025, stands where the commune should.
    District,
    /// Neither xã, phường nor đặc khu stands before the commune's name.
    BareCommune,
    /// One without a task, where tasks are asked about.
    NoTask {
        /// The entry.
        key: u32,
    },
    /// Two of one name, however it is written, and nothing that both have tells them apart.
    SameName {
        /// The later entry.
        key: u32,
        /// Place of the earlier one, from 1.
        first: usize,
    },
}

impl Warning {
    /// Where it belongs on the screen.
    pub fn spot(&self) -> Spot {
        match self {
            Self::OldProvince { .. } | Self::UnknownProvince { .. } => Spot::Line(Line::Province),
            Self::BareCommune | Self::District => Spot::Line(Line::Commune),
            Self::NoTask { key } => Spot::Cell(*key, Cell::Tasks),
            Self::SameName { key, .. } => Spot::Entry(*key),
        }
    }
}

impl Composition {
    /// What should be looked at again although it is no fault. `faults` is where something is wrong already.
    pub fn warnings(&self, faults: &[Spot]) -> Vec<Warning> {
        let mut found = Vec::new();
        let name = as_typed(&self.province);
        match merged_into(&name) {
            Some(now) => found.push(Warning::OldProvince { old: name, now }),
            None if !name.is_empty() && !is_province(&name) => found.push(Warning::UnknownProvince { name }),
            None => {}
        }
        let commune = as_typed(&self.commune).to_lowercase();
        let kinds = ["xã ", "phường ", "đặc khu ", "thị trấn "];
        if ["huyện ", "quận ", "thị xã "].iter().any(|kind| commune.starts_with(kind)) {
            found.push(Warning::District);
        } else if !commune.is_empty() && !kinds.iter().any(|kind| commune.starts_with(kind)) {
            found.push(Warning::BareCommune);
        }
        if self.asks_about_tasks() {
            let without = self.entries.iter().filter(|entry| entry.tasks.trim().is_empty());
            found.extend(without.map(|entry| Warning::NoTask { key: entry.key }));
        }
        let subjects = self.subjects();
        for (at, (subject, entry)) in subjects.iter().zip(&self.entries).enumerate() {
            let before = subjects.iter().take(at).position(|first| first.kind == subject.kind && alike(first, subject));
            found.extend(before.map(|first| Warning::SameName { key: entry.key, first: first + 1 }));
        }
        found.retain(|warning| !faults.contains(&warning.spot()));
        found
    }

    /// Those whom the ballot would name nowhere: everything that is marked is asked about tasks, and they have none.
    /// A file that follows no template is taken as it is.
    pub(super) fn unasked(&self, subjects: &[Subject]) -> Vec<SurveyFault> {
        let questions = self.questions();
        let marked = |question: &&Question| !matches!(question.answer, AnswerKind::Remark { .. });
        let all_of_tasks = questions.iter().filter(marked).all(|question| question.per_task);
        if !matches!(self.form, Form::Template { .. }) || !all_of_tasks {
            return Vec::new();
        }
        let without = subjects.iter().enumerate().filter(|(_, subject)| subject.tasks.is_empty());
        let fault = |at: usize| SurveyFault { at: format!("subjects[{at}].tasks"), kind: SurveyFaultKind::NoTasks };
        without.map(|(at, _)| fault(at)).collect()
    }
}
