//! What leaves: opening statement, signed result, record; how each is checked.
mod fault;
mod types;
pub use crate::count::Attendance;
pub use fault::*;
pub use types::*;
