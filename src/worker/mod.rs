//! Sealing, opening, verifying and reporting off the main thread.
//!
//! The worker is a wasm file of its own: it holds everything cryptographic, so
//! that the pages stay small and never freeze. A second one, which only the desk
//! starts, holds minutes and tables: a voter waits for neither. [`protocol`] is
//! what pages and workers say to each other; `client` is the page's side,
//! `server` the worker's. What the workers do with a request is [`handle`] and
//! [`make_report`], which know nothing of workers and run natively as well.

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
pub use report::make_report;
pub use tasks::State;

#[cfg(target_arch = "wasm32")]
pub use booth::{BoothAnswer, BoothRequest};
#[cfg(target_arch = "wasm32")]
pub use client::Client;
#[cfg(target_arch = "wasm32")]
pub use pool::Pool;
#[cfg(target_arch = "wasm32")]
pub use server::{register, register_reports};
