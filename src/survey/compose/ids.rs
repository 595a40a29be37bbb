//! Which identifier each on the list has.
//!
//! Rounds are compared by identifiers. So one that a survey had stays with whom it named, whatever is done to the list
//! afterwards, and goes to nobody else: whoever leaves the list takes it along, and gets it back when they return.

use std::collections::HashSet;

use super::{Composition, Entry, MAX_ENTRIES};
use crate::survey::{MAX_TASKS, Subject, SubjectKind, Task, alike, as_typed, subject_id};

/// Most of those who left the list that a draft remembers.
pub(super) const MAX_RETIRED: usize = 2 * MAX_ENTRIES;
/// Most tasks that it remembers of each.
pub(super) const MAX_KNOWN_TASKS: usize = 2 * MAX_TASKS;

impl Composition {
    /// As [`Self::check`] would have them, faulty ones included.
    pub(super) fn subjects(&self) -> Vec<Subject> {
        let mut subjects: Vec<Subject> = self.entries.iter().map(Entry::subject).collect();
        let returned = self.returned(&subjects);
        for (subject, retired) in subjects.iter_mut().zip(&returned) {
            if let Some(retired) = retired {
                subject.id.clone_from(&retired.id);
            }
        }
        self.name_the_others(&mut subjects);
        for ((subject, entry), retired) in subjects.iter_mut().zip(&self.entries).zip(returned) {
            let known = entry.task_ids.iter().chain(retired.iter().flat_map(|retired| &retired.tasks));
            subject.tasks = entry.made_tasks(known.cloned().collect());
        }
        subjects
    }

    /// From now on everybody who has a name keeps the identifier that they have: a survey goes out with it.
    pub fn fix_ids(&mut self) {
        let subjects = self.subjects();
        for (entry, subject) in self.entries.iter_mut().zip(subjects) {
            if subject.name.is_empty() {
                continue;
            }
            let retired = self.retired.iter().position(|retired| retired.id == subject.id);
            let older = retired.map(|at| self.retired.remove(at).tasks).unwrap_or_default();
            let older = core::mem::take(&mut entry.task_ids).into_iter().chain(older);
            let mut known = subject.tasks;
            for task in older {
                if known.iter().all(|other| other.id != task.id) {
                    known.push(task);
                }
            }
            known.truncate(MAX_KNOWN_TASKS);
            entry.task_ids = known;
            entry.id = Some(subject.id);
        }
    }

    /// The same list for the next round, under another name for its files.
    #[must_use]
    pub fn next_round(&self) -> Self {
        let mut next = Self { id: None, ..self.clone() };
        next.fix_ids();
        next
    }

    /// What was fixed in `now` holds in this earlier or later state of it, too.
    pub(super) fn take_ids(&mut self, now: &Self) {
        for entry in self.entries.iter_mut().filter(|entry| entry.id.is_none()) {
            if let Some(fixed) = now.entry(entry.key).filter(|other| as_typed(&other.name) == as_typed(&entry.name)) {
                entry.id.clone_from(&fixed.id);
                entry.task_ids.clone_from(&fixed.task_ids);
            }
        }
    }

    /// One with an identifier leaves the list, or is called otherwise.
    pub(super) fn retire(&mut self, entry: &Entry) {
        if entry.id.is_none() {
            return;
        }
        let gone = Subject { tasks: entry.task_ids.clone(), ..entry.subject() };
        self.retired.retain(|other| other.id != gone.id);
        self.retired.push(gone);
        let over = self.retired.len().saturating_sub(MAX_RETIRED);
        self.retired.drain(..over);
    }

    /// Who of those without an identifier is one that left, each at their place: alike, and nobody else is.
    fn returned(&self, subjects: &[Subject]) -> Vec<Option<&Subject>> {
        let mut returned = vec![None; subjects.len()];
        if self.retired.is_empty() {
            return returned;
        }
        let plain: Vec<String> = subjects.iter().map(plain_id).collect();
        let mut claims: Vec<(usize, &Subject)> = Vec::new();
        for retired in self.retired.iter().filter(|one| subjects.iter().all(|subject| subject.id != one.id)) {
            let bare = plain_id(retired);
            let same = |at: &usize| {
                let subject = &subjects[*at];
                subject.id.is_empty() && plain[*at] == bare && subject.kind == retired.kind && alike(subject, retired)
            };
            claims.extend((0..subjects.len()).filter(same).map(|at| (at, retired)));
        }
        for (at, retired) in &claims {
            let rivals = claims.iter().filter(|(other, one)| other == at || one.id == retired.id).count();
            if rivals == 1 {
                returned[*at] = Some(*retired);
            }
        }
        returned
    }

    /// Those who are new: after their name, and with the date of birth where another has that name, so that the order
    /// of the list does not decide which of the two is which.
    fn name_the_others(&self, subjects: &mut [Subject]) {
        let all = || subjects.iter().chain(&self.retired);
        let mut taken: HashSet<String> = all().map(|subject| subject.id.clone()).collect();
        let plain: Vec<String> = all().map(plain_id).collect();
        let shared = |id: &String| plain.iter().filter(|other| *other == id).count() > 1;
        let shared: Vec<bool> = plain.iter().take(subjects.len()).map(shared).collect();
        for (subject, shared) in subjects.iter_mut().zip(shared).filter(|(subject, _)| subject.id.is_empty()) {
            let name = match &subject.birth_date {
                Some(date) if shared => format!("{} {date}", subject.name),
                _ => subject.name.clone(),
            };
            subject.id = subject_id(&name, otherwise(subject.kind), |id| taken.contains(id));
            taken.insert(subject.id.clone());
        }
    }
}

impl Entry {
    /// Identifiers of tasks go with their words; a new one gets none that another had.
    fn made_tasks(&self, known: Vec<Task>) -> Vec<Task> {
        let mut taken: HashSet<String> = known.iter().map(|task| task.id.clone()).collect();
        let mut known = known;
        let mut made = Vec::new();
        for text in self.task_texts() {
            let id = match known.iter().position(|task| task.text == text) {
                Some(at) => known.remove(at).id,
                None => (1..=u32::MAX)
                    .map(|number| format!("viec-{number}"))
                    .find(|id| !taken.contains(id))
                    .unwrap_or_default(), // never: the numbers do not end
            };
            taken.insert(id.clone());
            made.push(Task { id, text });
        }
        made
    }
}

/// The identifier that a name gives, whoever else has it.
fn plain_id(subject: &Subject) -> String {
    subject_id(&subject.name, otherwise(subject.kind), |_| false)
}

const fn otherwise(kind: SubjectKind) -> &'static str {
    match kind {
        SubjectKind::Person => "nguoi",
        SubjectKind::Organisation => "to-chuc",
        SubjectKind::Matter => "noi-dung",
    }
}

#[cfg(test)]
#[path = "ids_tests.rs"]
mod tests;
