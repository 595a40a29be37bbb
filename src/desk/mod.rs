//! The organiser's, tellers' and officials' screens.
//!
//! [`Desk`](state::Desk) holds what the screens share and which of them is shown; each screen
//! is a function from the desk to a view. No rule lives here: figures, shares and findings come
//! out of the worker as they were signed.

mod bars;
mod card_reader;
mod cards;
mod check;
mod close;
mod compare;
mod compose;
mod counting;
mod drafts;
mod files;
mod form;
mod hall;
mod held;
mod menu_lock;
mod minutes;
mod officer;
mod offline;
mod opening;
mod paper;
mod paper_ballot;
mod parts;
mod present;
mod preview;
mod report;
mod result;
mod sheet;
mod shell;
mod start;
mod state;

/// Starts the page.
pub fn start() {
    crate::plain::show_crashes(|panic| {
        leptos::logging::error!("{panic}");
        Some(panic.to_string())
    });
    crate::plain::boot_is_over();
    leptos::mount::mount_to_body(shell::shell);
}
