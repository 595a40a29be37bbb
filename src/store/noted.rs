//! Which real boxes this device holds, noted once more outside the database.
//!
//! A browser that cannot read its database may put an empty one in its place, and one that is short of disk throws
//! databases away; it says no word of either, and the first screen would look like that of a device that never held a
//! box. So the identifier of each box, and the minute from which it is here, stand in the local storage as well, which
//! is a file of its own. Nothing of a ballot is there, nor anything that changes when one is cast.

use web_sys::Storage;

use super::{Boxes, Store, clock};

/// What the name of a note begins with; the box's identifier follows.
const NOTE: &str = "hom-phieu/box/";

/// A box that was on this device, and is not in its database.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LostBox {
    /// Its identifier.
    pub box_id: String,
    /// The minute from which this device held it, by its own clock.
    pub since: String,
}

impl Store {
    /// The noted boxes that are not among `held`. Those that are, and that an older version did not note, are noted.
    pub fn lost(&self, held: &Boxes) -> Vec<LostBox> {
        let Some(notes) = self.notes() else { return Vec::new() };
        let damaged = held.damaged.iter().map(|(box_id, _)| box_id);
        let held: Vec<&String> = held.held.iter().map(|state| &state.box_id).chain(damaged).collect();
        let noted = all(&notes);
        for box_id in held.iter().filter(|held| noted.iter().all(|one| one.box_id != ***held)) {
            self.note(box_id);
        }
        noted.into_iter().filter(|one| !held.contains(&&one.box_id)).collect()
    }

    /// Takes a note away: of a box that was deleted, or of a lost one that its user has been told of.
    pub fn forget_note(&self, box_id: &str) {
        if let Some(notes) = self.notes() {
            let _ = notes.remove_item(&[NOTE, box_id].concat());
        }
    }

    /// Notes a box that has just come. A note that cannot be made is done without: the box itself is there.
    pub(super) fn note(&self, box_id: &str) {
        if let Some(notes) = self.notes() {
            let _ = notes.set_item(&[NOTE, box_id].concat(), &clock::now_minute());
        }
    }

    /// Where notes are kept; none of practice boxes, which may go.
    fn notes(&self) -> Option<Storage> {
        if self.practice() {
            return None;
        }
        web_sys::window()?.local_storage().ok()?
    }
}

fn all(notes: &Storage) -> Vec<LostBox> {
    let count = notes.length().unwrap_or_default();
    let note = |at: u32| {
        let name = notes.key(at).ok()??;
        let since = notes.get_item(&name).ok()??;
        Some(LostBox { box_id: name.strip_prefix(NOTE)?.to_owned(), since })
    };
    let mut all: Vec<LostBox> = (0..count).filter_map(note).collect();
    all.sort_by(|one, next| one.box_id.cmp(&next.box_id)); // a browser gives them in any order
    all
}
