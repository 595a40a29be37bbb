//! The durable box in `IndexedDB`; one writer; recovery (section 7 of the design).
//!
//! What must hold, whatever is pulled out of the wall and when:
//!
//! - A ballot is put into the box and its slip is spent in *one* transaction of strict
//!   durability, and the voter is told only when the browser says that it is complete.
//! - On restart, [`BoxState::slip`] says whether a ballot was out (it is then *not* in the
//!   box), and [`BoxState::last`] what became of the one before.
//! - Nothing here is an order or a time of ballots: a ballot's key is the digest of its
//!   bytes, and neither clock nor sequence is kept with it.
//! - A slip on paper is kept as the hash of its code and what became of it: nothing that is
//!   kept names a slip and a ballot together.
//! - What another device handed over is kept beside the own ballots, merged by the rule of `record`: taking it again, or
//!   out of order, changes nothing.
//! - One tab writes to a box; a second one is told so ([`StoreFault::OtherTab`]).
//! - What is written is written twice, so that a browser that throws its database away takes nothing with it ([`second`]).
//! - What cannot be read back is a fault, never an empty box; and a box that the browser has lost is missed ([`LostBox`]).
//!
//! [`Drafts`] keeps surveys in the making, in a database apart from the boxes.
//!
//! `idb` is all that knows `IndexedDB`'s events; `locks` all that knows Web Locks.

pub mod clock;
pub mod json;

mod background;
mod devices;
mod drafts;
mod idb;
mod locks;
mod log;
mod merge;
mod noted;
mod open;
mod refusals;
mod restore;
mod second;
mod slips;
mod state;
mod writer;

pub use background::in_background;
pub use devices::{Gathered, ImportFault};
pub use drafts::{DraftUse, DraftWriter, Drafts, KeptDraft};
pub use locks::AtWork;
pub(crate) use locks::property;
pub use log::{new_instance, opened_event};
pub use noted::LostBox;
pub use open::{Boxes, Estimate, Persistence, Store};
pub use restore::Restoring;
pub use state::{BoxState, CHIEF_NAME, Outcome, Phase, StoreFault};
pub use writer::BoxWriter;
