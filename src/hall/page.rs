//! Which of the two this page is.

use std::rc::Rc;

use leptos::prelude::*;

use super::{kiosk::Kiosk, phone};
use crate::booth::{address::BoxAddress, page};
use crate::plain;

/// What a fragment begins with on somebody's own phone.
const PHONE: &str = "phone";

/// Starts the page.
pub fn start() {
    // Without its words: they may hold part of a ballot.
    plain::show_crashes(|_| None);
    let fragment = window().location().hash().unwrap_or_default();
    if let Some(rest) = fragment.trim_start_matches('#').strip_prefix(PHONE) {
        return phone::start(rest.strip_prefix('=').map(str::to_owned));
    }
    match BoxAddress::parse(&fragment) {
        Some(address) => page::vote(address, || Rc::new(Kiosk::new())),
        None => page::leave(page::DESK),
    }
}
