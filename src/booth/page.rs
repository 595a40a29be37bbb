//! The booth as a page of its own: finds the box that its address names, and becomes its writer.

use std::{rc::Rc, sync::Arc};

use leptos::prelude::*;

use super::{
    Devices,
    address::BoxAddress,
    booth, face,
    house::{House, Released},
};
use crate::{
    carry::awake::Awake,
    plain,
    store::{Phase, Store, StoreFault, in_background},
    survey::Survey,
    text::booth as t,
    worker::Client,
};

/// Where the desk is.
pub(crate) const DESK: &str = "./";

/// Starts the page.
pub fn start() {
    // Without its words: they may hold part of a ballot.
    plain::show_crashes(|_| None);
    let address = window().location().hash().ok().and_then(|fragment| BoxAddress::parse(&fragment));
    match address {
        Some(address) => vote(address, || Rc::new(Released)),
        None => leave(DESK),
    }
}

/// Takes the box, and puts its ballot before one voter after the other.
pub(crate) fn vote(address: BoxAddress, house: impl FnOnce() -> Rc<dyn House> + 'static) {
    plain::dress(address.practice, address.lang);
    in_background(async move {
        match take(&address).await {
            Ok(Some((devices, survey))) => mount(address, devices, survey, house),
            // The desk knows what to do in every other phase.
            Ok(None) => leave(&address.officer()),
            Err(fault) => say(&address, &fault),
        }
    });
}

/// The box, where residents vote in it now.
async fn take(address: &BoxAddress) -> Result<Option<(Devices, Survey)>, StoreFault> {
    // The count is here before the screen stands: coming later, it would move the button that the teller is about to press.
    let (writer, collected) = Store::open(address.practice).await?.writer_and_count(&address.box_id).await?;
    let state = writer.state();
    if state.phase != Phase::Voting {
        return Ok(None);
    }
    let survey = face::read(&state.survey).ok_or_else(|| StoreFault::Damaged("survey".to_owned()))?;
    Ok(Some((Devices { client: Client::new(), writer, collected }, survey)))
}

fn mount(address: BoxAddress, devices: Devices, survey: Survey, house: impl FnOnce() -> Rc<dyn House> + 'static) {
    plain::boot_is_over();
    core::mem::forget(Awake::keep()); // as long as the page stands
    // Mounts nothing of its own: the booth is made by plain calls. What is wanted is the owner, and the executor.
    leptos::mount::mount_to_body(move || {
        let lang = RwSignal::new(address.lang);
        let on_officer = Callback::new(move |()| leave(&address.officer()));
        let booth = booth(Arc::new(survey), lang, house(), Some(devices), on_officer).into_node();
        let _ = document().body().map(|body| body.append_child(&booth));
    });
}

/// Replaces this page, so that Back leads to neither.
pub(crate) fn leave(to: &str) {
    let _ = window().location().replace(to); // throws only for addresses that are none
}

/// In few words; the desk has the others.
#[inline(never)] // or it would come with the ballot (scripts/split-wasm.mjs)
fn say(address: &BoxAddress, fault: &StoreFault) {
    let lang = address.lang;
    let why = if *fault == StoreFault::OtherTab { t::OTHER_TAB } else { t::NOT_OPENED_WHY };
    plain::screen(
        "fault",
        t::NOT_OPENED.in_lang(lang),
        &[("notice bad", why.in_lang(lang))],
        &[
            ("reload", "button primary big", t::TRY_AGAIN.in_lang(lang), ""),
            ("to-desk", "button", t::TO_DESK.in_lang(lang), &address.officer()),
        ],
    );
}
