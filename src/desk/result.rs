//! The result: figures, tables, bars, findings. Everything shown is taken from what was signed.

use leptos::prelude::*;

use super::report::{self, About};
use super::state::{Desk, Shown, Trouble};
use super::{bars, files, paper, parts, preview};
use crate::count::{Figures, Finding, QuorumFinding};
use crate::record::{FileKind, ResultPayload};
use crate::report::{self as tables, ResultLine};
use crate::store::BoxState;
use crate::survey::{AnswerKind, Level, Question, Subject, Survey};
use crate::text::{Phrase, dates, desk as d, file_faults, numbers, result as t};
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
        </section>
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
    let questions: Vec<AnyView> = survey.questions.iter().filter_map(|one| question(desk, payload, one)).collect();
    let line = |name: Phrase, text: String| view! { <dt>{desk.say(name)}</dt> <dd>{text}</dd> }.into_any();
    view! {
        <div class="stack loose" data-test="result">
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
            {sums(desk, payload)}
            <section class="stack">
                <h2>{desk.say(t::FIGURES)}</h2>
                {figures(desk, &payload.figures)}
                {paper::apart(desk, &payload.figures)}
                {payload.quorum.as_ref().map(|found| quorum(desk, found))}
                {(payload.figures.electronic.invalid > 0).then(|| {
                    let count = numbers::whole(payload.figures.electronic.invalid, lang);
                    parts::notice("warn", format!("{}: {count}", desk.say(t::ASIDE)), desk.say(t::ASIDE_TEXT))
                })}
                <p>
                    {desk.say(t::BASE)} " "
                    <span class="strong">{desk.say(t::base(survey.rules.base))}</span> ": "
                    {numbers::whole(payload.figures.base(survey.rules.base), lang)} ". " {desk.say(t::SUMS_NOTE)}
                </p>
            </section>
            {questions}
            {findings(desk, survey, &payload.findings)}
            {remarks(desk, payload)}
        </div>
    }
    .into_any()
}

fn figures(desk: Desk, figures: &Figures) -> AnyView {
    let rows: Vec<AnyView> = tables::six(figures)
        .into_iter()
        .map(|figure| {
            let (name, figure) = (figure.name, numbers::whole(figure.total, desk.now()));
            view! { <div class="panel"><dt>{desk.say(name)}</dt> <dd class="tile-number">{figure}</dd></div> }
                .into_any()
        })
        .collect();
    view! { <dl class="tiles" data-test="figures">{rows}</dl> }.into_any()
}

fn quorum(desk: Desk, found: &QuorumFinding) -> AnyView {
    let lang = desk.now();
    let [present, summoned] = found.share.map(|figure| numbers::whole(figure, lang));
    let text = format!(
        "{}: {present}/{summoned} ({}); {}",
        desk.say(t::QUORUM),
        numbers::percent(found.share, lang),
        t::mark(found.at, found.compare, lang)
    );
    let (kind, title) = if found.met { ("good", t::QUORUM_MET) } else { ("warn", t::QUORUM_NOT_MET) };
    parts::notice(kind, desk.say(title), text)
}

fn sums(desk: Desk, payload: &ResultPayload) -> AnyView {
    let failing: Vec<AnyView> = payload
        .conservation
        .iter()
        .filter(|sum| !sum.holds())
        .map(|sum| {
            let rule = file_faults::sum_words(&sum.rule, desk.now());
            let text = format!("{rule}: {} {} {}", sum.left, sum.relation, sum.right);
            view! { <li class="code" data-test="sum-fault">{text}</li> }.into_any()
        })
        .collect();
    if failing.is_empty() {
        return ().into_any();
    }
    view! {
        <div class="notice bad">
            <p class="notice-title">{desk.say(t::SUMS_FAIL)}</p>
            <p>{desk.say(t::SUMS_FAIL_TEXT)}</p>
            <ul>{failing}</ul>
        </div>
    }
    .into_any()
}

fn question(desk: Desk, payload: &ResultPayload, one: &Question) -> Option<AnyView> {
    let table = tables::of_question(payload, one)?;
    let text = one.text.clone();
    let heads: Vec<AnyView> = table.columns.iter().map(|column| head(column.label(desk.now()))).collect();
    let lines: Vec<AnyView> = table.lines.iter().map(|line| table_line(desk, line)).collect();
    let chart = match &one.answer {
        AnswerKind::Levels(levels) => {
            let lines: Vec<AnyView> = table.lines.iter().map(|line| chart_line(desk, levels, line)).collect();
            Some((bars::legend(desk, levels), lines))
        }
        _ => None,
    };
    Some(
        view! {
            <section class="stack">
                <h2>{text.clone()}</h2>
                <div class="table-scroll" tabindex="0" role="region" aria-label=text>
                    <table class="table">
                        <thead>
                            <tr>
                                {head(desk.say(t::NO))} {head(desk.say(t::NAME))}
                                <th scope="col" class="if-wide">
                                    {desk.say(t::POST)}
                                </th> {heads}
                            </tr>
                        </thead>
                        <tbody>{lines}</tbody>
                    </table>
                </div>
                {chart
                    .map(|(legend, lines)| {
                        view! {
                            <figure class="stack tight">
                                <figcaption class="strong">{desk.say(t::CHART)}</figcaption>
                                {legend}
                                {lines}
                            </figure>
                        }
                    })}
            </section>
        }
        .into_any(),
    )
}

fn head(text: &str) -> AnyView {
    view! { <th scope="col">{text.to_owned()}</th> }.into_any()
}

fn table_line(desk: Desk, line: &ResultLine<'_>) -> AnyView {
    let lang = desk.now();
    let cells: Vec<AnyView> = line
        .figures
        .iter()
        .map(|figure| {
            let count = numbers::whole(figure.count, lang);
            let Some(share) = figure.share else { return view! { <td class="number">{count}</td> }.into_any() };
            view! {
                <td class="number">
                    <span class="strong">{count}</span>
                    <br />
                    <span class="share">{numbers::percent(share, lang)}</span>
                </td>
            }
            .into_any()
        })
        .collect();
    let (name, post) = (line.name.clone(), tables::post(line.subject));
    view! {
        <tr>
            <td class="number">{line.number}</td>
            <th scope="row">{name} <span class="subject-post if-narrow">{post.clone()}</span></th>
            <td class="if-wide">{post}</td>
            {cells}
        </tr>
    }
    .into_any()
}

fn chart_line(desk: Desk, levels: &[Level], line: &ResultLine<'_>) -> AnyView {
    // Numbered as in the table: two people may have one name.
    let name = format!("{}. {}", line.number, line.name);
    let bar = bars::bar(desk, &name, levels, line.row);
    view! { <div class="chart-line"><span aria-hidden="true">{name}</span> {bar}</div> }.into_any()
}

fn findings(desk: Desk, survey: &Survey, all: &[Finding]) -> AnyView {
    if all.is_empty() {
        return ().into_any();
    }
    let items: Vec<AnyView> = all
        .iter()
        .map(|finding| {
            let mark = if finding.met { t::MET } else { t::NOT_MET };
            view! {
                <li class:met=finding.met>
                    <p>
                        <span class="tag">{desk.say(mark)}</span> " "
                        {tables::finding_text(survey, finding, desk.now())}
                    </p>
                    <p class="muted">
                        {finding.met.then(|| view! { <span class="strong">{finding.finding.clone()}</span> })} " "
                        {finding.source.clone()}
                    </p>
                </li>
            }
            .into_any()
        })
        .collect();
    view! {
        <section class="stack">
            <h2>{desk.say(t::FINDINGS)}</h2>
            <ul class="stack tight findings">{items}</ul>
        </section>
    }
    .into_any()
}

fn remarks(desk: Desk, payload: &ResultPayload) -> AnyView {
    if payload.survey.remark_slots().next().is_none() {
        return ().into_any();
    }
    let lang = desk.now();
    let of_subject = |subject: &Subject| {
        let texts = payload.remarks.iter().filter(|remark| remark.subject == subject.id);
        let items: Vec<AnyView> =
            texts.map(|remark| view! { <li class="remark-text">{remark.text.clone()}</li> }.into_any()).collect();
        (!items.is_empty())
            .then(|| view! { <h3>{tables::distinct_name(&payload.survey, subject)}</h3> <ul>{items}</ul> }.into_any())
    };
    let groups: Vec<AnyView> = payload.survey.subjects.iter().filter_map(of_subject).collect();
    let none = groups.is_empty();
    let [empty, unreadable] = [payload.remarks_empty, payload.remarks_unreadable].map(|n| numbers::whole(n, lang));
    view! {
        <section class="stack">
            <h2>{desk.say(t::REMARKS)}</h2>
            <p class="muted">{desk.say(t::REMARKS_NOTE)} " " {t::remarks_counts(&empty, &unreadable, lang)}</p>
            {none.then(|| view! { <p>{desk.say(t::REMARKS_NONE)}</p> })}
            {groups}
        </section>
    }
    .into_any()
}
