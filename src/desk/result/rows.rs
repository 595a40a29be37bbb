//! What was counted, question by question: a table, bars, and the order in which both stand.

use leptos::prelude::*;

use crate::count::{self, RowResult};
use crate::desk::bars;
use crate::desk::state::Desk;
use crate::record::ResultPayload;
use crate::report::{name_beside_post, post};
use crate::survey::{AnswerKind, Question, Subject, Task};
use crate::text::{Phrase, numbers, result as t};

/// Rows of one question with their subjects, in ballot order.
fn rows_of<'a>(payload: &'a ResultPayload, question: &'a Question) -> impl Iterator<Item = Line<'a>> {
    let rows = payload.rows.iter().filter(move |row| row.question == question.id);
    rows.filter_map(move |row| {
        let at = payload.survey.subjects.iter().position(|subject| subject.id == row.subject)?;
        let subject = &payload.survey.subjects[at];
        let task = row.task.as_ref().and_then(|id| subject.tasks.iter().find(|task| task.id == *id));
        let name = name_beside_post(&payload.survey, subject);
        Some(Line { number: at + 1, subject, name, task, row })
    })
}

/// One line of a table.
#[derive(Clone)]
struct Line<'a> {
    /// TT.
    number: usize,
    /// Who.
    subject: &'a Subject,
    /// Their name beside their post.
    name: String,
    /// Which of their tasks, where the question is about each.
    task: Option<&'a Task>,
    /// What was counted.
    row: &'a RowResult,
}

/// In which order the lines stand.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Order {
    Ballot,
    Share,
    Name,
}

/// All questions but the remarks.
pub(super) fn questions(desk: Desk, payload: &ResultPayload) -> Vec<AnyView> {
    // One copy for all: each part is drawn anew when its order changes.
    let payload = StoredValue::new(payload.clone());
    let asked = payload.with_value(|payload| payload.survey.questions.clone());
    let asked = asked.into_iter().filter(|question| !matches!(question.answer, AnswerKind::Remark { .. }));
    asked.map(|one| question(desk, payload, one)).collect()
}

fn question(desk: Desk, payload: StoredValue<ResultPayload>, one: Question) -> AnyView {
    let order = RwSignal::new(Order::Ballot);
    let many = payload.with_value(|payload| rows_of(payload, &one).count() > 1);
    let switch = many.then(|| order_switch(desk, &one, order));
    let text = one.text.clone();
    let body = move || payload.with_value(|payload| ordered(desk, payload, &one, order.get()));
    view! {
        <section class="stack" data-test="result-question">
            <h2>{text}</h2>
            {switch}
            {body}
        </section>
    }
    .into_any()
}

/// The three orders, as buttons of which one is pressed.
fn order_switch(desk: Desk, one: &Question, order: RwSignal<Order>) -> AnyView {
    let best = match &one.answer {
        AnswerKind::Levels(levels) => t::by_level(levels.first().map_or("", |level| &level.label), desk.now()),
        AnswerKind::Score { .. } => desk.say(t::BY_MEAN).to_owned(),
        _ => desk.say(t::BY_CHOSEN).to_owned(),
    };
    let all = [
        (Order::Ballot, "order-ballot", desk.say(t::BY_BALLOT).to_owned()),
        (Order::Share, "order-share", best),
        (Order::Name, "order-name", desk.say(t::BY_NAME).to_owned()),
    ];
    let buttons: Vec<AnyView> = all
        .into_iter()
        .map(|(to, test, label)| {
            view! {
                <button
                    type="button"
                    class="button"
                    data-test=test
                    aria-pressed=move || if order.get() == to { "true" } else { "false" }
                    on:click=move |_| order.set(to)
                >
                    {label}
                </button>
            }
            .into_any()
        })
        .collect();
    view! {
        <fieldset class="orders cluster">
            <legend class="muted">{desk.say(t::ORDER)}</legend>
            {buttons}
        </fieldset>
    }
    .into_any()
}

fn ordered(desk: Desk, payload: &ResultPayload, one: &Question, order: Order) -> AnyView {
    let lines: Vec<Line<'_>> = rows_of(payload, one).collect();
    let places = match order {
        Order::Ballot => (0..lines.len()).collect(),
        Order::Share => count::by_share(&lines.iter().map(|line| line.row).collect::<Vec<_>>()),
        Order::Name => count::by_name(&lines.iter().map(|line| line.subject).collect::<Vec<_>>()),
    };
    let lines: Vec<Line<'_>> = places.into_iter().filter_map(|place| lines.get(place).cloned()).collect();
    let marks = bars::marks(payload, one, desk.now());
    let charts: Vec<AnyView> = lines.iter().map(|line| chart(desk, one, line, &marks)).collect();
    let legend = bars::legend(desk, one, &marks);
    view! {
        {table(desk, payload, one, &lines)}
        <figure class="stack tight">
            <figcaption class="strong">{desk.say(t::CHART)}</figcaption>
            {legend}
            {charts}
        </figure>
    }
    .into_any()
}

fn head(text: &str) -> AnyView {
    view! { <th scope="col">{text.to_owned()}</th> }.into_any()
}

fn table(desk: Desk, payload: &ResultPayload, one: &Question, lines: &[Line<'_>]) -> AnyView {
    let paper = payload.figures.paper.collected > 0;
    let say = |phrase: Phrase| desk.say(phrase);
    let (heads, blank): (Vec<AnyView>, Phrase) = match &one.answer {
        AnswerKind::Levels(levels) => (levels.iter().map(|level| head(&level.label)).collect(), t::BLANK),
        AnswerKind::Score { .. } => (vec![head(say(t::MEAN)), head(say(t::GIVEN))], t::NO_SCORE),
        _ => (vec![head(say(t::CHOSEN))], t::NOT_CHOSEN),
    };
    let rows: Vec<AnyView> = lines.iter().map(|line| table_line(desk, line, paper)).collect();
    view! {
        <div class="table-scroll" tabindex="0" role="region" aria-label=one.text.clone()>
            <table class="table">
                <thead>
                    <tr>
                        {head(say(t::NO))} {head(say(t::NAME))} <th scope="col" class="if-wide">{say(t::POST)}</th>
                        {heads} {head(say(blank))} {paper.then(|| head(say(t::ROW_INVALID)))}
                    </tr>
                </thead>
                <tbody>{rows}</tbody>
            </table>
        </div>
    }
    .into_any()
}

fn table_line(desk: Desk, line: &Line<'_>, paper: bool) -> AnyView {
    let lang = desk.now();
    let mut cells: Vec<AnyView> = line
        .row
        .levels
        .iter()
        .map(|level| {
            let (count, share) = (numbers::whole(level.count, lang), numbers::percent(level.share, lang));
            view! {
                <td class="number">
                    <span class="strong">{count}</span>
                    <br />
                    <span class="share">{share}</span>
                </td>
            }
            .into_any()
        })
        .collect();
    if let Some(score) = line.row.score {
        let (mean, fraction) = (numbers::mean([score.sum, score.given], lang), t::fraction([score.sum, score.given]));
        cells.push(
            view! {
                <td class="number">
                    <span class="strong">{mean}</span>
                    <br />
                    <span class="share">{fraction}</span>
                </td>
            }
            .into_any(),
        );
        cells.push(view! { <td class="number">{numbers::whole(score.given, lang)}</td> }.into_any());
    }
    let (name, post) = (line.name.clone(), post(line.subject));
    let task = line.task.map(|task| view! { <span class="task-name">{task.text.clone()}</span> });
    view! {
        <tr>
            <td class="number">{line.number}</td>
            <th scope="row">
                {name} <span class="subject-post if-narrow">{post.clone()}</span> {task}
            </th>
            <td class="if-wide">{post}</td>
            {cells}
            <td class="number">{numbers::whole(line.row.blank, lang)}</td>
            {paper.then(|| view! { <td class="number">{numbers::whole(line.row.invalid, lang)}</td> })}
        </tr>
    }
    .into_any()
}

fn chart(desk: Desk, one: &Question, line: &Line<'_>, marks: &[bars::Mark]) -> AnyView {
    // Numbered as in the table: two people may have one name.
    let mut name = format!("{}. {}", line.number, line.name);
    if let Some(task) = line.task {
        name = [&name, " – ", &task.text].concat();
    }
    let bar = bars::bar(desk, &name, one, line.row, marks);
    view! { <div class="chart-line"><span aria-hidden="true">{name}</span> {bar}</div> }.into_any()
}
