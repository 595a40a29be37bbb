//! The organiser's, tellers' and officials' screens.

/// Starts the page.
pub fn start() {}
