//! One change of a [`Composition`].

use super::{Cell, Composition, Entry, Form, Line, MAX_ENTRIES, MAX_TYPED, MAX_TYPED_TASKS, kept};
use crate::survey::{
    Base, Mode, PaperEffect, PaperFlaw, PaperRules, Subject, SubjectKind, sort_by_election_rule, sort_by_post, template,
};

/// One change. Whatever does not fit (an entry that is not there, a template that is none) changes nothing.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Edit {
    /// A line of the meeting is typed.
    Line(Line, String),
    /// For real or for training.
    Mode(Mode),
    /// Another template; the people stay. A title of the template's own goes with it.
    Template(String),
    /// One of the template's variants, by its identifier.
    Variant(String),
    /// Another base of the shares.
    Base(Base),
    /// How many one ballot may choose.
    AtMost(u32),
    /// A question is asked, or not.
    Switch(String, bool),
    /// What a flaw of a paper ballot is worth.
    Paper(PaperFlaw, PaperEffect),
    /// A text of an entry is typed.
    Cell(u32, Cell, String),
    /// Person, organisation or matter.
    Kind(u32, SubjectKind),
    /// One more, at the end.
    Add(SubjectKind),
    /// These at the end, or in place of all.
    Insert {
        /// From a pasted list, say.
        subjects: Vec<Subject>,
        /// Instead of those that are there.
        instead: bool,
    },
    /// Takes one out.
    Remove(u32),
    /// Puts one at another place, from 0.
    Move(u32, usize),
    /// Puts all into an order.
    Sort(Order),
    /// Fills in the template's invented meeting, as far as nothing is filled in.
    Sample,
}

/// An order of the names on a ballot.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Order {
    /// As for elections: given name, family name, middle names, date of birth.
    ElectionRule,
    /// By post, in the order of the alphabet.
    Post,
}

impl Edit {
    /// What is typed on without a pause is one step to undo: the text that the edit is typing.
    pub(super) fn typing(&self) -> Option<(Option<u32>, usize)> {
        match self {
            Self::Line(line, _) => Some((None, *line as usize)),
            Self::Cell(key, cell, _) => Some((Some(*key), *cell as usize)),
            _ => None,
        }
    }
}

impl Composition {
    /// Makes a change. False where it changes nothing.
    pub fn apply(&mut self, edit: Edit) -> bool {
        let before = self.clone();
        self.make(edit);
        *self != before
    }

    fn make(&mut self, edit: Edit) {
        match edit {
            Edit::Line(line, text) => *self.line_mut(line) = kept(&text, MAX_TYPED),
            Edit::Mode(mode) => self.mode = mode,
            Edit::Template(id) => self.take_template(&id),
            Edit::Cell(key, cell, text) => self.type_cell(key, cell, &text),
            Edit::Kind(key, kind) => {
                if let Some(entry) = self.entry_mut(key) {
                    entry.kind = kind;
                }
            }
            Edit::Add(kind) => {
                let key = self.free_key();
                self.entries.push(Entry::new(key, kind));
            }
            Edit::Insert { subjects, instead } => self.insert(&subjects, instead),
            Edit::Remove(key) => {
                if let Some(entry) = self.entry(key).cloned() {
                    self.retire(&entry);
                }
                self.entries.retain(|entry| entry.key != key);
            }
            Edit::Move(key, to) => {
                if let Some(from) = self.entries.iter().position(|entry| entry.key == key) {
                    let entry = self.entries.remove(from);
                    self.entries.insert(to.min(self.entries.len()), entry);
                }
            }
            Edit::Sort(order) => self.sort(order),
            Edit::Sample => self.fill_in_sample(),
            Edit::Variant(_) | Edit::Base(_) | Edit::AtMost(_) | Edit::Switch(..) | Edit::Paper(..) => {
                self.change_form(edit);
            }
        }
        self.entries.truncate(MAX_ENTRIES);
    }

    fn line_mut(&mut self, line: Line) -> &mut String {
        match line {
            Line::Title => &mut self.title,
            Line::Province => &mut self.province,
            Line::Commune => &mut self.commune,
            Line::Hamlet => &mut self.hamlet,
            Line::Issuer => &mut self.issuer,
            Line::Parent => &mut self.parent,
        }
    }

    fn entry_mut(&mut self, key: u32) -> Option<&mut Entry> {
        self.entries.iter_mut().find(|entry| entry.key == key)
    }

    fn type_cell(&mut self, key: u32, cell: Cell, text: &str) {
        let Some(entry) = self.entry_mut(key) else { return };
        let text = kept(text, if cell == Cell::Tasks { MAX_TYPED_TASKS } else { MAX_TYPED });
        let renamed = (cell == Cell::Name && entry.name != text).then(|| entry.clone());
        if renamed.is_some() {
            // Another person, as far as can be told. If it was a slip, the old name brings all back.
            entry.id = None;
            entry.task_ids.clear();
        }
        let place = match cell {
            Cell::Salutation => &mut entry.salutation,
            Cell::Name => &mut entry.name,
            Cell::Post => &mut entry.post,
            Cell::Unit => &mut entry.unit,
            Cell::BirthDate => &mut entry.birth_date,
            Cell::Tasks => &mut entry.tasks,
        };
        *place = text;
        if let Some(before) = renamed {
            self.retire(&before);
        }
    }

    fn take_template(&mut self, id: &str) {
        let Some(new) = template(id) else { return };
        if matches!(&self.form, Form::Template { id: old, .. } if old == id) {
            return; // what was changed of it stays
        }
        let own_title = self.template().is_none_or(|old| old.title != self.title);
        if !own_title || self.title.trim().is_empty() {
            self.title.clone_from(&new.title);
        }
        if let [only] = new.kinds[..] {
            self.entries.iter_mut().for_each(|entry| entry.kind = only);
        }
        self.heading = new.heading;
        self.form = Form::of(&new);
        self.id = None;
    }

    fn insert(&mut self, subjects: &[Subject], instead: bool) {
        if instead {
            for entry in core::mem::take(&mut self.entries) {
                self.retire(&entry);
            }
        }
        let mut key = self.free_key();
        for subject in subjects {
            let mut entry = Entry { id: None, task_ids: Vec::new(), ..Entry::of(key, subject) };
            entry.bound();
            self.entries.push(entry);
            key = key.saturating_add(1);
        }
    }

    fn sort(&mut self, order: Order) {
        let mut subjects: Vec<Subject> = self.entries.iter().map(Entry::subject).collect();
        for (subject, entry) in subjects.iter_mut().zip(&self.entries) {
            subject.id = entry.key.to_string(); // to find the entry by; no order looks at it
        }
        match order {
            Order::ElectionRule => sort_by_election_rule(&mut subjects),
            Order::Post => sort_by_post(&mut subjects),
        }
        let place = |entry: &Entry| subjects.iter().position(|subject| subject.id == entry.key.to_string());
        self.entries.sort_by_cached_key(place);
    }

    fn fill_in_sample(&mut self) {
        let Some(template) = self.template() else { return };
        let sample = template.sample;
        let lines = [
            (Line::Province, sample.place.province),
            (Line::Commune, sample.place.commune),
            (Line::Hamlet, sample.place.hamlet),
            (Line::Issuer, sample.issuer.name),
            (Line::Parent, sample.issuer.parent.unwrap_or_default()),
        ];
        for (line, text) in lines {
            if self.line(line).trim().is_empty() {
                *self.line_mut(line) = text;
            }
        }
        if self.entries.is_empty() {
            self.insert(&sample.subjects, true);
        }
    }

    /// Only what the template leaves to the meeting.
    fn change_form(&mut self, edit: Edit) {
        let Some(now) = self.template() else { return };
        let own = self.own_paper_rules();
        let Form::Template { variant, base, at_most, switched, paper, .. } = &mut self.form else { return };
        match edit {
            Edit::Variant(id) if now.variants.iter().any(|one| one.id == id) => *variant = Some(id),
            Edit::Base(other) if now.editable.bases.iter().any(|choice| choice.base == other) => *base = Some(other),
            Edit::AtMost(most) if now.editable.at_most => *at_most = Some(most.max(1)),
            Edit::Switch(id, on) if now.editable.questions.iter().any(|switch| switch.id == id) => {
                switched.retain(|(other, _)| *other != id);
                switched.push((id, on));
            }
            Edit::Paper(flaw, effect) if now.editable.paper => {
                // What the form says anyway is no change of it.
                *paper = Some(now.rules.paper().with(flaw, effect)).filter(|rules| Some(*rules) != own);
            }
            _ => {}
        }
    }

    /// What the template itself says of paper ballots, whatever the meeting changed.
    fn own_paper_rules(&self) -> Option<PaperRules> {
        let mut unchanged = self.form.clone();
        if let Form::Template { paper, .. } = &mut unchanged {
            *paper = None;
        }
        let unchanged = Self { form: unchanged, entries: Vec::new(), ..self.clone() };
        unchanged.template().map(|template| template.rules.paper())
    }
}
