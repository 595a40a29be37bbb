//! The voter's screens, on a page of their own: `page` finds the box that [`address`] names.
//!
//! [`flow`] says which screen follows which and [`paper`] what is on the ballot; both are plain
//! Rust and tested natively. The rest draws them. Wherever the flow leaves the screens that may
//! hold marks, `Ctx::go` wipes the paper: there is no other place that changes the screen.

pub mod address;
pub mod flow;
pub mod paper;

#[cfg(target_arch = "wasm32")]
mod ballot;
#[cfg(target_arch = "wasm32")]
mod ballot_cards;
#[cfg(target_arch = "wasm32")]
mod ballot_list;
#[cfg(target_arch = "wasm32")]
mod ballot_table;
#[cfg(target_arch = "wasm32")]
mod casting;
#[cfg(target_arch = "wasm32")]
mod controls;
#[cfg(target_arch = "wasm32")]
mod dom;
#[cfg(target_arch = "wasm32")]
mod drawn;
#[cfg(target_arch = "wasm32")]
mod face;
#[cfg(target_arch = "wasm32")]
mod guard;
#[cfg(target_arch = "wasm32")]
mod idle;
#[cfg(target_arch = "wasm32")]
mod locked;
#[cfg(target_arch = "wasm32")]
mod look;
#[cfg(target_arch = "wasm32")]
mod marks;
#[cfg(target_arch = "wasm32")]
mod page;
#[cfg(target_arch = "wasm32")]
mod review;
#[cfg(target_arch = "wasm32")]
mod room;

#[cfg(target_arch = "wasm32")]
pub use look::{has_steps, look};
#[cfg(target_arch = "wasm32")]
pub use page::start;
#[cfg(target_arch = "wasm32")]
pub use room::Booth;
#[cfg(target_arch = "wasm32")]
use room::{Ctx, Devices};
