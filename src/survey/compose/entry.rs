//! One line of the list: who is rated, as typed.

use serde::{Deserialize, Serialize};

use super::ids::MAX_KNOWN_TASKS;
use super::{MAX_TYPED, MAX_TYPED_TASKS, filled, kept};
use crate::survey::pasted::{Birth, birth};
use crate::survey::{Subject, SubjectKind, Task, as_typed};

/// One who is rated, as typed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Entry {
    /// Unique in the composition; stays when the list is put into another order.
    pub key: u32,
    /// The identifier that a survey had; goes with the name.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub id: Option<String>,
    /// Person, organisation or matter.
    pub kind: SubjectKind,
    /// Ông, bà, đồng chí.
    pub salutation: String,
    /// Họ và tên.
    pub name: String,
    /// Chức vụ.
    pub post: String,
    /// Đơn vị công tác.
    pub unit: String,
    /// Ngày sinh, as people write it: 30/4/1975.
    pub birth_date: String,
    /// One task to a line.
    pub tasks: String,
    /// Tasks that a survey had, those that are no more included: no other task gets the identifier of one.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub task_ids: Vec<Task>,
}

/// A text of an [`Entry`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[expect(missing_docs, reason = "named like the members of Entry")]
pub enum Cell {
    Salutation,
    Name,
    Post,
    Unit,
    BirthDate,
    Tasks,
}

impl Entry {
    /// Nothing filled in.
    pub fn new(key: u32, kind: SubjectKind) -> Self {
        let empty = String::new;
        Self {
            key,
            id: None,
            kind,
            salutation: empty(),
            name: empty(),
            post: empty(),
            unit: empty(),
            birth_date: empty(),
            tasks: empty(),
            task_ids: Vec::new(),
        }
    }

    /// As a survey has it.
    pub(super) fn of(key: u32, subject: &Subject) -> Self {
        let text = |member: &Option<String>| member.clone().unwrap_or_default();
        let tasks: Vec<&str> = subject.tasks.iter().map(|task| task.text.as_str()).collect();
        Self {
            key,
            id: Some(subject.id.clone()),
            kind: subject.kind,
            salutation: text(&subject.salutation),
            name: subject.name.clone(),
            post: text(&subject.post),
            unit: text(&subject.unit),
            birth_date: subject.birth_date.as_deref().map(day_first).unwrap_or_default(),
            tasks: tasks.join("\n"),
            task_ids: subject.tasks.clone(),
        }
    }

    /// Holds it to what a draft keeps.
    pub(super) fn bound(&mut self) {
        self.tasks = kept(&self.tasks, MAX_TYPED_TASKS);
        self.task_ids.truncate(MAX_KNOWN_TASKS);
        for text in [&mut self.salutation, &mut self.name, &mut self.post, &mut self.unit, &mut self.birth_date] {
            *text = kept(text, MAX_TYPED);
        }
    }

    /// A text of it, as typed.
    pub fn cell(&self, cell: Cell) -> &str {
        match cell {
            Cell::Salutation => &self.salutation,
            Cell::Name => &self.name,
            Cell::Post => &self.post,
            Cell::Unit => &self.unit,
            Cell::BirthDate => &self.birth_date,
            Cell::Tasks => &self.tasks,
        }
    }

    /// As a survey has it, but for what [identifiers](super::ids) are made of: an empty one where it has none yet, and
    /// no tasks.
    pub(super) fn subject(&self) -> Subject {
        Subject {
            id: self.id.clone().unwrap_or_default(),
            kind: self.kind,
            // What only a person has is kept in the draft, in case the kind is changed back.
            salutation: filled(&self.salutation).filter(|_| self.kind == SubjectKind::Person),
            name: as_typed(&self.name),
            post: filled(&self.post),
            unit: filled(&self.unit),
            birth_date: filled(&self.birth_date).filter(|_| self.kind == SubjectKind::Person).map(|typed| {
                match birth(&typed) {
                    Birth::Day { iso, .. } => iso,
                    _ => typed, // named as a fault by the survey's own rule
                }
            }),
            tasks: Vec::new(),
        }
    }

    /// What stands in each line of its tasks.
    pub(super) fn task_texts(&self) -> impl Iterator<Item = String> {
        self.tasks.lines().filter_map(filled)
    }
}

/// `1975-04-30` as it is typed: 30/04/1975.
pub fn day_first(date: &str) -> String {
    match date.split('-').collect::<Vec<_>>()[..] {
        [year, month, day] => format!("{day}/{month}/{year}"),
        _ => date.to_owned(),
    }
}
