//! Undo and redo.

use super::{Composition, Edit};

/// Most steps that can be undone.
pub const MAX_STEPS: usize = 100;

/// A composition with its past, and the future that was undone.
#[derive(Debug, Clone)]
pub struct Workshop {
    now: Composition,
    past: Vec<Composition>,
    future: Vec<Composition>,
    /// The text that is being typed.
    typing: Option<(Option<u32>, usize)>,
}

impl Workshop {
    /// Begins with `composition`; nothing can be undone.
    pub fn new(composition: Composition) -> Self {
        Self { now: composition, past: Vec::new(), future: Vec::new(), typing: None }
    }

    /// As it is now.
    pub fn now(&self) -> &Composition {
        &self.now
    }

    /// Makes a change. False where it changes nothing, so that there is nothing to undo. What is typed into one text
    /// without [a pause](Self::pause) is one step.
    pub fn apply(&mut self, edit: Edit) -> bool {
        let typing = edit.typing();
        let before = self.now.clone();
        if !self.now.apply(edit) {
            return false;
        }
        self.future.clear();
        if typing.is_none() || typing != self.typing {
            self.past.push(before);
            if self.past.len() > MAX_STEPS {
                self.past.remove(0);
            }
        }
        self.typing = typing;
        true
    }

    /// [Fixes the identifiers](Composition::fix_ids), in what can be undone and made again too. No step by itself.
    pub fn fix_ids(&mut self) {
        self.now.fix_ids();
        for other in self.past.iter_mut().chain(&mut self.future) {
            other.take_ids(&self.now);
        }
    }

    /// What is typed from now on is another step.
    pub fn pause(&mut self) {
        self.typing = None;
    }

    /// Takes the last step back. False where there is none.
    pub fn undo(&mut self) -> bool {
        self.typing = None;
        let Some(before) = self.past.pop() else { return false };
        self.future.push(core::mem::replace(&mut self.now, before));
        true
    }

    /// Makes the step again that was taken back last. False where there is none.
    pub fn redo(&mut self) -> bool {
        self.typing = None;
        let Some(after) = self.future.pop() else { return false };
        self.past.push(core::mem::replace(&mut self.now, after));
        true
    }

    /// Whether a step can be taken back.
    pub fn can_undo(&self) -> bool {
        !self.past.is_empty()
    }

    /// Whether a step can be made again.
    pub fn can_redo(&self) -> bool {
        !self.future.is_empty()
    }
}
