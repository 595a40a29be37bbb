//! The result: figures, tables, bars, findings. Everything shown is taken from what was signed.

mod conclusions;
mod figures;
mod remarks;
mod rows;

use leptos::prelude::*;

use super::report::{self, About};
use super::state::{Desk, Shown, Trouble};
use super::{bars, files, parts, preview};
use crate::carry::show;
use crate::record::FileKind;
use crate::report::{has_shares, sums_notes};
use crate::store::BoxState;
use crate::text::{Phrase, dates, desk as d, numbers, result as t};
use crate::worker::protocol::{Answer, Failure, Request};

/// The result of the box in hand.
pub fn screen(desk: Desk) -> AnyView {
    let Some(shown) = desk.shown.get_value() else { return ().into_any() };
    view! {
        {parts::steps(desk, d::STEPS_COUNT, 3)}
        {parts::heading(desk.say(t::RESULT_TITLE))}
        {export(desk)}
        {minutes(desk, &shown)}
        {body(desk, &shown)}
        {fingerprint(desk, &shown)}
        <div>{parts::button("quiet", "back", desk.say(d::TO_START), move || desk.to_start())}</div>
    }
    .into_any()
}

/// Result and record of a box that was counted before, read back and checked once more.
pub async fn stored(desk: Desk, state: &BoxState) -> Result<Shown, Trouble> {
    let writer = desk.writer()?;
    let mut kept = Vec::new();
    for (kind, name) in [(FileKind::Result, "result"), (FileKind::Record, "record")] {
        if let Some(text) = writer.file(name).await? {
            kept.push((kind, text));
        }
    }
    kept.push((FileKind::Opening, state.opening.clone()));
    let result = kept.iter().find(|(kind, _)| *kind == FileKind::Result).ok_or(Failure::NotPrepared)?;
    let request = Request::Check { files: vec![("result.json".to_owned(), result.1.clone().into_bytes())] };
    let Answer::Checked(report) = desk.ask(request).await? else { return Err(Failure::WorkerGone.into()) };
    let payload = report.result.ok_or(Failure::NotPrepared)?;
    Ok(Shown { payload, result_words: report.result_words, qr: None, files: kept })
}

fn export(desk: Desk) -> AnyView {
    let buttons: Vec<AnyView> = [
        (FileKind::Result, "export-result", t::EXPORT_RESULT),
        (FileKind::Record, "export-record", t::EXPORT_RECORD),
        (FileKind::Opening, "export-opening", t::EXPORT_OPENING),
    ]
    .into_iter()
    .map(|(kind, test, label)| {
        let class = if kind == FileKind::Result { "primary" } else { "" };
        parts::button(class, test, desk.say(label), move || hand_out(desk, kind))
    })
    .collect();
    view! {
        <section class="panel stack">
            <h2>{desk.say(t::EXPORT_TITLE)}</h2>
            <p>{desk.say(t::EXPORT_HINT)}</p>
            <div class="cluster">{buttons}</div>
            {carry(desk)}
        </section>
    }
    .into_any()
}

/// The result as codes for another device's camera; they run only while somebody wants to see them.
fn carry(desk: Desk) -> AnyView {
    let shown = RwSignal::new(false);
    let toggle =
        move |event: leptos::ev::Event| {
            let details = event.current_target();
            shown.set(details.is_some_and(|details| {
                js_sys::Reflect::get(&details, &"open".into()).is_ok_and(|open| open.is_truthy())
            }));
        };
    let codes = move || {
        desk.shown.with_value(|all| {
            let (_, text) = all.as_ref()?.files.iter().find(|(kind, _)| *kind == FileKind::Result)?;
            Some(show::view(desk.eye(), text))
        })
    };
    view! {
        <details on:toggle=toggle>
            <summary data-test="carry-result">{desk.say(t::CARRY)}</summary>
            {move || shown.get().then(codes)}
        </details>
    }
    .into_any()
}

/// Minutes and tables of the box in hand, whose opening is known.
fn minutes(desk: Desk, shown: &Shown) -> AnyView {
    let files = shown
        .files
        .iter()
        .filter(|(kind, _)| matches!(kind, FileKind::Result | FileKind::Opening))
        .map(|(kind, text)| (files::name(&shown.payload.survey, None, *kind), text.clone().into_bytes()))
        .collect();
    report::panel(desk, &shown.payload.survey, About::Result(files))
}

/// What the result is known by. After the figures: people came for those.
fn fingerprint(desk: Desk, shown: &Shown) -> AnyView {
    view! {
        <section class="panel beside">
            {parts::words(desk.say(t::FINGERPRINT), &shown.result_words)}
            {shown.qr.as_ref().map(|code| parts::qr(code, desk.say(t::FINGERPRINT_QR)))}
        </section>
    }
    .into_any()
}

fn hand_out(desk: Desk, kind: FileKind) {
    desk.shown.with_value(|shown| {
        let Some(shown) = shown else { return };
        if let Some((_, text)) = shown.files.iter().find(|(other, _)| *other == kind) {
            files::download(&files::name(&shown.payload.survey, None, kind), text);
        }
    });
    if kind == FileKind::Result {
        desk.act(async move {
            desk.writer()?.exported().await?;
            Ok(())
        });
    }
}

/// What was signed, for the count and for the check alike.
pub fn body(desk: Desk, shown: &Shown) -> AnyView {
    let payload = &shown.payload;
    let survey = &payload.survey;
    let lang = desk.now();
    let line = |name: Phrase, text: String| view! { <dt>{desk.say(name)}</dt> <dd>{text}</dd> }.into_any();
    view! {
        <div class="stack loose result-figures" data-test="result">
            {bars::patterns()}
            <div class="stack">
                <h2>{survey.title.clone()}</h2>
                {preview::reconstruction(desk, &survey.instrument)}
                <dl class="facts">
                    {line(d::INSTRUMENT, survey.instrument.name.clone())}
                    {line(d::PLACE, super::state::place(survey))}
                    {line(t::OPENED_AT, dates::moment(&payload.opened_at, lang))}
                    {line(t::COUNTED_AT, dates::moment(&payload.counted_at, lang))}
                </dl>
            </div>
            {figures::sums(desk, payload)}
            <section class="stack">
                <h2>{desk.say(t::FIGURES)}</h2>
                {figures::figures(desk, &payload.figures)}
                {crate::desk::paper::apart(desk, &payload.figures)}
                {payload.quorum.as_ref().map(|found| figures::quorum(desk, survey, found))}
                {(payload.figures.electronic.invalid > 0).then(|| {
                    let count = numbers::whole(payload.figures.electronic.invalid, lang);
                    parts::notice("warn", format!("{}: {count}", desk.say(t::ASIDE)), desk.say(t::ASIDE_TEXT))
                })}
                {has_shares(survey)
                    .then(|| {
                        view! {
                            <p>
                                {desk.say(t::BASE)} " "
                                <span class="strong">{desk.say(t::base(survey.rules.base))}</span> ": "
                                {numbers::whole(payload.figures.base(survey.rules.base), lang)} ". "
                                {sums_notes(survey).into_iter().map(|note| desk.say(note)).collect::<Vec<_>>().join(" ")}
                            </p>
                        }
                    })}
            </section>
            {rows::questions(desk, payload)}
            {conclusions::grades(desk, payload)}
            {conclusions::findings(desk, payload)}
            {remarks::remarks(desk, payload)}
        </div>
    }
    .into_any()
}
