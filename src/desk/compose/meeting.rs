//! Place, issuer, title; for real or for practice.

use leptos::prelude::*;

use super::super::state::Desk;
use super::field::{Target, choice, field, warning_line};
use crate::survey::compose::{Edit, Line, Spot};
use crate::survey::{Heading, Mode, PROVINCES};
use crate::text::compose as t;

const PROVINCE_LIST: &str = "provinces";

/// The meeting's fields.
pub fn view(desk: Desk) -> AnyView {
    let composer = desk.composer();
    let line = |line: Line, test: &'static str, list: Option<&'static str>| {
        field(desk, Target::Line(line), test, t::line_label(line), Some(t::line_hint(line)), list)
    };
    let modes =
        vec![(Mode::Real, desk.say(t::MODE_REAL).to_owned()), (Mode::Practice, desk.say(t::MODE_PRACTICE).to_owned())];
    let mode = composer.with(|now| now.mode);
    let heading = composer.with(|now| now.heading).unwrap_or(Heading::State);
    let provinces: Vec<AnyView> =
        PROVINCES.iter().map(|name| view! { <option value=*name></option> }.into_any()).collect();
    view! {
        <section class="panel stack">
            {choice("mode", desk.say(t::MODE), modes, mode, move |mode| {
                composer.act(Edit::Mode(mode));
                super::focus_soon("[data-test=mode]:checked".to_owned());
            })}
            {line(Line::Title, "title", None)}
        </section>
        <section class="panel stack">
            <h2>{desk.say(t::WHERE)}</h2>
            <datalist id=PROVINCE_LIST>{provinces}</datalist>
            <div class="fields">
                <div class="stack tight">
                    {line(Line::Province, "province", Some(PROVINCE_LIST))}
                    {warning_line(desk, Spot::Line(Line::Province))}
                </div>
                <div class="stack tight">
                    {line(Line::Commune, "commune", None)}
                    {warning_line(desk, Spot::Line(Line::Commune))}
                </div>
            </div>
            {line(Line::Hamlet, "hamlet", None)}
        </section>
        <section class="panel stack">
            <h2>{desk.say(t::WHO)}</h2>
            {line(Line::Issuer, "issuer", None)}
            {line(Line::Parent, "parent", None)}
            <p class="hint">
                {desk.say(match heading { Heading::State => t::HEADING_STATE, Heading::Party => t::HEADING_PARTY })}
            </p>
        </section>
    }
    .into_any()
}
