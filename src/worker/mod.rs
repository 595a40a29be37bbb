//! Sealing, opening, verifying and reporting off the main thread.
//!
//! The worker is a wasm file of its own: it holds everything cryptographic, so
//! that the pages stay small and never freeze. [`protocol`] is what the two say
//! to each other; `client` is the page's side, `server` the worker's. What the
//! worker does with a request is [`handle`], which knows nothing of workers and
//! runs natively as well.

pub mod protocol;
pub mod qr;

mod bytes;
mod hand_in;
mod handle;
mod report;
mod tasks;

#[cfg(target_arch = "wasm32")]
mod booth;
#[cfg(target_arch = "wasm32")]
mod client;
#[cfg(target_arch = "wasm32")]
mod pool;
#[cfg(target_arch = "wasm32")]
mod server;
#[cfg(target_arch = "wasm32")]
mod wire;

pub use handle::handle;
pub use tasks::State;

#[cfg(target_arch = "wasm32")]
pub use booth::{BoothAnswer, BoothRequest};
#[cfg(target_arch = "wasm32")]
pub use client::Client;
#[cfg(target_arch = "wasm32")]
pub use pool::Pool;
#[cfg(target_arch = "wasm32")]
pub use server::register;
