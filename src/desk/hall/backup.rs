//! A box leaves a device, still sealed: as a backup at any time, or handed over at the close.

use leptos::prelude::*;

use crate::carry::{MAX_TEXT, show};
use crate::desk::state::{Desk, Trouble};
use crate::desk::{files, parts};
use crate::record::FileKind;
use crate::text::{devices as t, numbers};

/// The button that makes a backup, and what it says then.
pub fn button(desk: Desk) -> AnyView {
    let told = RwSignal::new(false);
    let backup = move || {
        told.set(false);
        desk.act(async move {
            let file = desk.writer()?.backup().await?;
            download(desk, FileKind::Box, &format!("-may-{}-sao-luu", file.device), &file.to_text());
            told.try_set(true);
            Ok(())
        });
    };
    view! {
        <div class="stack tight">
            {parts::button("", "backup", desk.say(t::BACKUP), backup)}
            <div role="status">{move || told.get().then(|| parts::notice("good", desk.say(t::BACKED_UP), ""))}</div>
        </div>
    }
    .into_any()
}

/// Gives the reader a file of the survey in hand.
pub fn download(desk: Desk, kind: FileKind, part: &str, text: &str) {
    let named = |survey: &_| files::name(survey, Some(part.to_owned()), kind);
    let name = desk.loaded.with_value(|loaded| loaded.as_ref().map(|loaded| named(&loaded.survey)));
    if let Some(name) = name {
        files::download(&name, text);
    }
}

/// A joined device after its close: its box as a file and as codes.
pub fn hand_over(desk: Desk) -> AnyView {
    let file = RwSignal::new(None::<HandedOver>);
    let as_codes = RwSignal::new(false);
    let left = RwSignal::new(false);
    leptos::task::spawn_local(async move {
        match make(desk).await {
            Ok(made) => {
                file.try_set(Some(made));
            }
            Err(trouble) => desk.trouble.set(Some(trouble)),
        }
    });
    view! {
        {parts::heading(desk.say(t::HAND_OVER_TITLE))}
        <p class="lead">{desk.say(t::HAND_OVER_LEAD)}</p>
        {move || file.get().map(|made| made.view(desk, as_codes, left))}
        <div class="cluster">
            {parts::button("quiet", "back", desk.say(crate::text::desk::TO_START), move || desk.to_start())}
        </div>
    }
    .into_any()
}

#[derive(Clone)]
struct HandedOver {
    device: u32,
    issued: u32,
    collected: u32,
    text: String,
}

async fn make(desk: Desk) -> Result<HandedOver, Trouble> {
    let file = desk.writer()?.hand_over().await?;
    let (device, issued, collected) = (file.device, file.issued, file.ballots.len() as u32);
    Ok(HandedOver { device, issued, collected, text: file.to_text() })
}

impl HandedOver {
    /// `left`: the box is known to be elsewhere too.
    fn view(self, desk: Desk, as_codes: RwSignal<bool>, left: RwSignal<bool>) -> AnyView {
        let Self { device, issued, collected, text } = self;
        let note = move || {
            desk.act(async move {
                desk.writer()?.handed_over().await?;
                left.try_set(true);
                Ok(())
            });
        };
        let saved = {
            let text = text.clone();
            move || {
                download(desk, FileKind::Box, &format!("-may-{device}"), &text);
                note();
            }
        };
        // Known before somebody holds two devices against each other.
        let too_long = text.len() > MAX_TEXT;
        let number = |count: u32| numbers::whole(count, desk.now());
        view! {
            <dl class="tiles">
                <div class="panel">
                    <dt>{desk.say(t::ISSUED)}</dt>
                    <dd class="tile-number" data-test="issued">{number(issued)}</dd>
                </div>
                <div class="panel">
                    <dt>{desk.say(t::COLLECTED)}</dt>
                    <dd class="tile-number" data-test="in-box">{number(collected)}</dd>
                </div>
            </dl>
            <section class="panel stack">
                <div class="cluster">
                    {parts::button("primary big", "box-download", desk.say(t::DOWNLOAD_BOX), saved)}
                    {(!too_long)
                        .then(|| parts::button("big", "box-codes", desk.say(t::SHOW_CODE), move || as_codes.set(true)))}
                </div>
                {too_long.then(|| parts::notice("warn", desk.say(t::BY_FILE_ONLY), desk.say(t::BY_FILE_WAY)))}
                <p>{desk.say(t::UNTIL_RESULT)}</p>
                {move || {
                    as_codes
                        .get()
                        .then(|| {
                            view! {
                                {show::view(desk.eye(), &text)}
                                {parts::button("big", "box-arrived", desk.say(t::BOX_ARRIVED), note)}
                            }
                        })
                }}
                <div role="status">{move || left.get().then(|| parts::notice("good", desk.say(t::BOX_LEFT), ""))}</div>
            </section>
        }
        .into_any()
    }
}
