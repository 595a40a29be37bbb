//! Sealing, opening and verifying off the main thread.
//!
//! The worker is a wasm file of its own: it holds everything cryptographic, so
//! that the page stays small and never freezes. [`protocol`] is what the two say
//! to each other; `client` is the page's side, `server` the worker's.

pub mod protocol;

#[cfg(target_arch = "wasm32")]
mod client;
#[cfg(target_arch = "wasm32")]
mod server;

#[cfg(target_arch = "wasm32")]
pub use client::Client;
#[cfg(target_arch = "wasm32")]
pub use server::register;
