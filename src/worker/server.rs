//! The worker's side.

/// Starts answering requests.
pub fn register() {}
