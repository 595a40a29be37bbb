//! The ballot on a phone, or at a text size for which the table is too wide: one subject per step.
//!
//! Eight people with three questions each would be ten screens of scrolling, in which one loses
//! the place and the name that belongs to the boxes. A step is one person: the name on top, the
//! boxes below it, one large button onward, like turning a page. The review names every row that
//! was passed over, so nothing is lost by going too fast.

use leptos::prelude::*;

use super::{
    Ctx,
    ballot::{basis, button, head, options, remark, subject_heading, tally},
    drawn::{Draw, Drawn},
    flow::Event,
    paper::{Place, places},
};
use crate::{
    survey::AnswerKind,
    text::{Lang, booth as t},
};

/// Open for the first subject; folded for those after, where it has been read and would push the boxes off the screen.
fn explanation(lang: Lang, help: String, open: bool) -> Drawn {
    view! {
        <details open=open>
            <summary>{t::EXPLAIN.in_lang(lang)}</summary>
            <p class="hint" lang="vi">{help}</p>
        </details>
    }
    .drawn()
}

/// The step of subject `at`.
pub(super) fn cards(ctx: Ctx, at: usize, reviewed: bool) -> Drawn {
    let lang = ctx.lang.get();
    let survey = ctx.survey();
    let at = at.min(survey.subjects.len().saturating_sub(1));
    let last = at + 1 == survey.subjects.len();
    let Some(subject) = survey.subjects.get(at) else { return ().drawn() };
    let questions = places(&survey, at)
        .map(|(place, question)| match (place, &question.answer) {
            (Place::Row(row), AnswerKind::Levels(levels)) => {
                let named_by = format!("{} {}", ctx.id("s", at), ctx.id("q", row));
                view! {
                    <section class="question">
                        <h3 class="question-text" id=ctx.id("q", row) lang="vi">{question.text.clone()}</h3>
                        {question.help.clone().map(|help| explanation(lang, help, at == 0))}
                        {options(ctx, row, levels, named_by)}
                    </section>
                }
                .drawn()
            }
            (Place::Slot(slot), AnswerKind::Remark { max_chars }) => {
                remark(ctx, slot, question, *max_chars, &subject.name)
            }
            _ => ().drawn(), // `places` pairs them
        })
        .collect_view();
    let onward = (!last).then(|| {
        let class = if reviewed { "button" } else { "button primary" };
        button(ctx, class, "next-subject", t::NEXT.in_lang(lang), Event::Show(at + 1))
    });
    view! {
        <main class="page-narrow stack">
            {if at == 0 {
                head(ctx)
            } else {
                view! { <h1 class="visually-hidden" lang="vi">{survey.title.clone()}</h1> }.drawn()
            }}
            <article class="panel stack">
                <div>
                    <p class="muted small">{t::subject_of(lang, at + 1, survey.subjects.len())}</p>
                    {subject_heading(ctx, at, subject)}
                </div>
                {questions}
            </article>
            {(at == 0).then(|| basis(ctx))}
        </main>
        <div class="footbar still">
            <div>
                <span class="tally-line">{tally(ctx)}</span>
                {(at > 0)
                    .then(|| button(ctx, "button", "previous-subject", t::BACK.in_lang(lang), Event::Show(at - 1)))}
                {onward}
                {(last || reviewed)
                    .then(|| button(ctx, "button primary", "to-review", t::TO_REVIEW.in_lang(lang), Event::Look))}
            </div>
        </div>
    }
    .drawn()
}
