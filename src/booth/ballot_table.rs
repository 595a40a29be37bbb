//! The ballot on a wide screen: a table, a row per subject and a column per question.
//!
//! Each cell holds its options with their words. A matrix of bare circles under far-away
//! headings is what people mis-mark on paper, and what screen readers cannot follow.

use leptos::prelude::*;

use super::{
    Ctx,
    ballot::{basis, button, head, is_row, options, remark, subject_heading, tally},
    drawn::{Draw, Drawn},
    flow::Event,
    paper::{Place, places},
};
use crate::{
    survey::{AnswerKind, Question},
    text::booth as t,
};

/// The whole ballot on one sheet.
pub(super) fn table(ctx: Ctx) -> Drawn {
    let lang = ctx.lang.get();
    let survey = ctx.survey();
    let questions: Vec<&Question> =
        places(&survey, 0).filter(|(place, _)| is_row(*place)).map(|(_, question)| question).collect();
    let columns = questions
        .iter()
        .enumerate()
        .map(|(column, question)| {
            let words = question.short.as_ref().unwrap_or(&question.text).clone();
            view! { <th scope="col" lang="vi" id=ctx.id("q", column)>{words}</th> }
        })
        .collect_view();
    // Headings stay in sight while the sheet is scrolled, so they are short; what they stand for comes first.
    let explained = questions
        .iter()
        .filter(|question| question.short.is_some() || question.help.is_some())
        .map(|question| {
            view! {
                <div>
                    <dt>{question.text.clone()}</dt>
                    <dd class="hint">{question.help.clone()}</dd>
                </div>
            }
        })
        .collect_view();
    let count = columns.len().max(1);
    let bodies = (0..survey.subjects.len()).map(|index| subject_rows(ctx, index, count)).collect_view();
    view! {
        <main class="page stack">
            {head(ctx)}
            <dl class="explained" lang="vi">{explained}</dl>
            <table class="table ballot-table">
                <caption class="visually-hidden" lang="vi">{survey.title.clone()}</caption>
                <thead>
                    <tr>
                        <th scope="col">{t::WHO.in_lang(lang)}</th>
                        {columns}
                    </tr>
                </thead>
                {bodies}
            </table>
            {basis(ctx)}
        </main>
        <div class="footbar">
            <div>
                {tally(ctx)}
                {button(ctx, "button primary", "to-review", t::TO_REVIEW.in_lang(lang), Event::Look)}
            </div>
        </div>
    }
    .drawn()
}

/// One subject: a line of options, then a line per remark.
fn subject_rows(ctx: Ctx, index: usize, columns: usize) -> Drawn {
    let survey = ctx.survey();
    let subject = &survey.subjects[index];
    let mut cells = Vec::new();
    let mut remarks = Vec::new();
    for (place, question) in places(&survey, index) {
        match (place, &question.answer) {
            (Place::Row(row), AnswerKind::Levels(levels)) => {
                let named_by = format!("{} {}", ctx.id("s", index), ctx.id("q", cells.len()));
                cells.push(view! { <td>{options(ctx, row, levels, named_by)}</td> });
            }
            (Place::Slot(slot), AnswerKind::Remark { max_chars }) => {
                let area = remark(ctx, slot, question, *max_chars, &subject.name);
                remarks.push(view! { <tr><td colspan=columns>{area}</td></tr> });
            }
            _ => {} // `places` pairs them
        }
    }
    view! {
        <tbody>
            <tr>
                <th scope="rowgroup" rowspan=remarks.len() + 1>
                    {subject_heading(ctx, index, subject)}
                </th>
                {cells}
            </tr>
            {remarks}
        </tbody>
    }
    .drawn()
}
