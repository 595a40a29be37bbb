//! What was counted, question by question: a table, bars, and the order in which both stand.

use leptos::prelude::*;

use crate::count;
use crate::desk::state::Desk;
use crate::desk::{bars, parts};
use crate::record::ResultPayload;
use crate::report::{
    Figure, MEAN, ResultColumn, ResultLine, ResultTable, both_ways, has_posts, made_of, name_heading, of_question, post,
};
use crate::survey::{AnswerKind, Question, Survey};
use crate::text::{numbers, result as t};

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
    let many = payload.with_value(|payload| of_question(payload, &one).is_some_and(|table| table.lines.len() > 1));
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
    let Some(ResultTable { columns, lines, .. }) = of_question(payload, one) else { return ().into_any() };
    let places = match order {
        Order::Ballot => (0..lines.len()).collect(),
        Order::Share => count::by_share(&lines.iter().map(|line| line.row).collect::<Vec<_>>()),
        Order::Name => count::by_name(&lines.iter().map(|line| line.subject).collect::<Vec<_>>()),
    };
    let lines: Vec<ResultLine<'_>> = places.into_iter().filter_map(|place| lines.get(place).cloned()).collect();
    let marks = bars::marks(payload, one, desk.now());
    let beside = payload.figures.beside_valid(payload.survey.rules.base);
    let charts: Vec<AnyView> = lines.iter().map(|line| chart(desk, one, line, &marks, beside)).collect();
    let rows: Vec<_> = lines.iter().map(|line| line.row).collect();
    let legend = bars::legend(desk, one, &marks, &rows, beside);
    view! {
        {table(desk, &payload.survey, one, &columns, &lines)}
        {both_ways(payload).then(|| apart(desk, &payload.survey, one, &columns, &lines))}
        <figure class="stack tight">
            <figcaption class="strong">{desk.say(t::CHART)}</figcaption>
            {legend}
            {charts}
        </figure>
    }
    .into_any()
}

fn table(desk: Desk, survey: &Survey, one: &Question, columns: &[ResultColumn], lines: &[ResultLine<'_>]) -> AnyView {
    let (name, posts) = (name_heading(survey), has_posts(survey));
    let post = posts.then(|| view! { <th scope="col" class="if-wide">{desk.say(t::POST)}</th> }.into_any());
    let own = [parts::head(desk.say(t::NO)), parts::head(desk.say(name))];
    let heads =
        own.into_iter().chain(post).chain(columns.iter().map(|column| parts::head(column.label(desk.now())))).collect();
    let rows: Vec<AnyView> = lines.iter().map(|line| table_line(desk, line, posts)).collect();
    parts::table(&one.text, None, None, heads, rows)
}

/// The same once more, each figure as devices and paper brought it.
fn apart(desk: Desk, survey: &Survey, one: &Question, columns: &[ResultColumn], lines: &[ResultLine<'_>]) -> AnyView {
    let lang = desk.now();
    let own = [parts::head(desk.say(t::NO)), parts::head(desk.say(name_heading(survey)))];
    let columns = columns.iter().filter(|column| column.id != MEAN).map(|column| parts::head(column.label(lang)));
    let row = |line: &ResultLine<'_>| {
        let cell = |parts: &[u32; 2]| view! { <td class="number">{made_of(*parts, lang)}</td> }.into_any();
        let cells: Vec<AnyView> = line.parts.iter().flatten().map(cell).collect();
        view! { <tr><td class="number">{line.place()}</td> <th scope="row">{line.who()}</th> {cells}</tr> }.into_any()
    };
    let name = format!("{}: {}", one.short.as_ref().unwrap_or(&one.text), desk.say(t::PARTS));
    let heads = own.into_iter().chain(columns).collect();
    parts::table(&name, Some("result-apart"), Some(desk.say(t::PARTS)), heads, lines.iter().map(row).collect())
}

/// A figure, and below it what it is a part of.
fn cell(desk: Desk, figure: Figure) -> AnyView {
    let lang = desk.now();
    let (figure, below) = match figure {
        Figure::Count(count) => return view! { <td class="number">{numbers::whole(count, lang)}</td> }.into_any(),
        Figure::Share(share) => (numbers::whole(share[0], lang), numbers::percent(share, lang)),
        Figure::Mean(mean) => (numbers::mean(mean, lang), t::fraction(mean)),
    };
    view! {
        <td class="number">
            <span class="strong">{figure}</span>
            <br />
            <span class="share">{below}</span>
        </td>
    }
    .into_any()
}

fn table_line(desk: Desk, line: &ResultLine<'_>, posts: bool) -> AnyView {
    let cells: Vec<AnyView> = line.figures.iter().map(|figure| cell(desk, *figure)).collect();
    let (name, post) = (line.name.clone(), post(line.subject));
    let task = line.task.map(|task| view! { <span class="task-name">{task.text.clone()}</span> });
    view! {
        <tr>
            <td class="number">{line.place()}</td>
            <th scope="row">
                {name} <span class="subject-post if-narrow">{post.clone()}</span> {task}
            </th>
            {posts.then(|| view! { <td class="if-wide">{post}</td> })}
            {cells}
        </tr>
    }
    .into_any()
}

fn chart(desk: Desk, one: &Question, line: &ResultLine<'_>, marks: &[bars::Mark], beside: [u32; 2]) -> AnyView {
    // Numbered as in the table: two people may have one name.
    let name = format!("{}. {}", line.place(), line.who());
    let bar = bars::bar(desk, &name, one, line.row, marks, beside);
    view! { <div class="chart-line"><span aria-hidden="true">{name}</span> {bar}</div> }.into_any()
}
