//! The voter's screens, on a page of their own: `page` finds the box that [`address`] names.
//!
//! What a page does with the ballot between two voters and when it is cast is its `house`'s: on `booth.html` a teller
//! releases every ballot into the box; `crate::hall` has others.
//!
//! [`flow`] says which screen follows which and [`paper`] what is on the ballot; both are plain
//! Rust and tested natively. The rest draws them. Wherever the flow leaves the screens that may
//! hold marks, `Ctx::go` wipes the paper, and at the locked screen also the voter's language and text size: there is no
//! other place that changes the screen.

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
mod burst;
#[cfg(target_arch = "wasm32")]
pub(crate) mod casting;
#[cfg(target_arch = "wasm32")]
mod controls;
#[cfg(target_arch = "wasm32")]
pub(crate) mod dom;
#[cfg(target_arch = "wasm32")]
pub(crate) mod drawn;
#[cfg(target_arch = "wasm32")]
pub(crate) mod face;
#[cfg(target_arch = "wasm32")]
pub(crate) mod full_screen;
#[cfg(target_arch = "wasm32")]
mod guard;
#[cfg(target_arch = "wasm32")]
pub(crate) mod house;
#[cfg(target_arch = "wasm32")]
mod idle;
#[cfg(target_arch = "wasm32")]
pub(crate) mod locked;
#[cfg(target_arch = "wasm32")]
mod look;
#[cfg(target_arch = "wasm32")]
mod marks;
#[cfg(target_arch = "wasm32")]
pub(crate) mod page;
#[cfg(target_arch = "wasm32")]
mod rest;
#[cfg(target_arch = "wasm32")]
mod review;
#[cfg(target_arch = "wasm32")]
mod room;

#[cfg(target_arch = "wasm32")]
pub use look::{has_steps, look};
#[cfg(target_arch = "wasm32")]
pub use page::start;
#[cfg(target_arch = "wasm32")]
pub(crate) use room::{Ctx, Devices, booth, focus_later};
