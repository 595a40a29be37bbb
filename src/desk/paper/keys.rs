//! What a key does: to the ballot in hand, and from there to the disk.

#![allow(clippy::large_types_passed_by_value)] // `Here` is a bundle of handles: copied, as the desk is

use leptos::html;
use leptos::prelude::*;
use web_sys::KeyboardEvent;

use super::super::state::{Desk, Trouble};
use super::{change, keep, survey};
use crate::count::{Draft, Key, PaperBallot, PaperCount, PaperFlag, Pass, Pressed, SheetFault};
use crate::text::{numbers, paper as t};

/// What the parts of the entry share.
#[derive(Clone, Copy)]
pub struct Here {
    /// The desk.
    pub desk: Desk,
    /// The pass.
    pub pass: Pass,
    /// What came of the last key.
    pub said: RwSignal<String>,
    /// Takes the keys.
    pub region: NodeRef<html::Section>,
}

/// Gives the keyboard back to the pad.
pub fn focus(here: Here) {
    // The screen may have been left while a ballot was written.
    if let Some(Some(region)) = here.region.try_get_untracked() {
        let options = web_sys::FocusOptions::new();
        options.set_prevent_scroll(true);
        let _ = region.focus_with_options(&options);
    }
}

/// What a key of the keyboard stands for.
pub fn typed(here: Here, event: &KeyboardEvent) {
    if event.ctrl_key() || event.alt_key() || event.meta_key() {
        return;
    }
    // A button that has the keyboard is pressed by Enter and space itself.
    let on_button = event.target() != event.current_target();
    let key = match event.key().as_str() {
        "Enter" if !on_button => Key::Confirm,
        "Backspace" => Key::Back,
        "." | "," => Key::Blank,
        "x" | "X" | "*" => Key::Several,
        "-" => Key::Struck,
        "t" | "T" => Key::RestBlank,
        "m" | "M" => Key::Flag(PaperFlag::UnofficialForm),
        "d" | "D" => Key::Flag(PaperFlag::NoStamp),
        "v" | "V" => Key::Flag(PaperFlag::ExtraWriting),
        digit => match digit.parse::<u8>() {
            Ok(digit @ 0..=9) => Key::Digit(digit),
            _ => return,
        },
    };
    event.prevent_default();
    if !event.repeat() {
        press(here, key);
    }
}

/// Takes one key of keyboard or pad; while a ballot is written it waits its turn.
pub fn press(here: Here, key: Key) {
    let Here { desk, pass, said, .. } = here;
    let paper = desk.paper();
    if paper.saving.get_untracked() {
        paper.waiting.update_value(|waiting| waiting.push(key));
        return;
    }
    let pressed = survey(desk, |survey| paper.draft.try_update(|draft| draft.press(survey, key))).flatten();
    let lang = desk.now();
    let words = match pressed {
        None | Some(Pressed::Typing | Pressed::Nothing | Pressed::Taken) => String::new(),
        Some(Pressed::TooHigh { max }) => t::too_high(max, lang),
        Some(Pressed::Missing { rows }) => t::rows_missing(&numbers::whole(rows as u64, lang), lang),
        Some(Pressed::BeforeFirst) => {
            take_back(here);
            return;
        }
        Some(Pressed::Done(ballot)) => {
            save(
                here,
                async move { change(desk, |sheet, survey| sheet.enter(survey, pass, ballot)).await.map(|()| None) },
            );
            return;
        }
    };
    said.try_set(words);
}

/// Takes the last ballot back, to look at it again.
pub fn take_back(here: Here) {
    let Here { desk, pass, .. } = here;
    if desk.paper().saving.get_untracked() {
        return;
    }
    save(here, async move {
        let mut sheet = desk.paper().sheet().ok_or(SheetFault::NothingEntered)?;
        let ballot = sheet.take_back(pass)?;
        keep(desk, PaperCount::Entering(sheet)).await?;
        Ok(Some(ballot))
    });
}

/// Does what ends with a new ballot in hand: none of it is shown before it is on the disk. Keys that are pressed
/// meanwhile wait, so that nobody has to look whether the device is ready.
fn save(here: Here, work: impl Future<Output = Result<Option<PaperBallot>, Trouble>> + 'static) {
    let Here { desk, pass, said, .. } = here;
    let paper = desk.paper();
    paper.saving.set(true);
    desk.trouble.set(None);
    let work: std::pin::Pin<Box<dyn Future<Output = _>>> = Box::pin(work);
    leptos::task::spawn_local(async move {
        let done = work.await;
        paper.saving.set(false);
        let waiting = paper.waiting.try_update_value(std::mem::take).unwrap_or_default();
        match done {
            Ok(next) => {
                said.try_set(if next.is_none() { desk.say(t::KEPT).to_owned() } else { String::new() });
                let draft = survey(desk, |survey| match next {
                    Some(ballot) => Draft::of(survey, ballot),
                    None => Draft::new(survey),
                });
                paper.draft.set(draft.unwrap_or_default());
                let complete = paper.with_sheet(|sheet| sheet.entered(pass) == sheet.figures().collected);
                if complete == Some(true) {
                    paper.pass.set(None);
                    return;
                }
                if paper.pass.get_untracked() != Some(pass) {
                    return;
                }
                for key in waiting {
                    press(here, key);
                }
                focus(here);
            }
            Err(trouble) => desk.trouble.set(Some(trouble)),
        }
    });
}
