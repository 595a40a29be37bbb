//! The ballot in words, before it goes into the box.

use leptos::prelude::*;

use super::{
    Ctx,
    ballot::button,
    casting::cast,
    drawn::{Draw, Drawn},
    flow::Event,
    paper::{Place, places},
};
use crate::{
    survey::{AnswerKind, Level},
    text::{Lang, booth as t},
};

/// Every subject with what was marked, the blanks named.
pub(super) fn review(ctx: Ctx) -> Drawn {
    let lang = ctx.lang.get();
    let survey = ctx.survey();
    let open = ctx.paper.with_untracked(|paper| paper.rows() - paper.chosen());
    let state = if open == 0 { t::ALL_CHOSEN.in_lang(lang).to_owned() } else { t::open_rows(lang, open) };
    let subjects = (0..survey.subjects.len()).map(|index| subject(ctx, index)).collect_view();
    view! {
        <main class="page-narrow stack">
            <h1 id=ctx.id("h", 0) tabindex="-1">{t::REVIEW.in_lang(lang)}</h1>
            <p data-test="review-state">{state}</p>
            // First, for many stop reading here and believe that they have voted.
            <p class="notice warn"><strong>{t::FINAL.in_lang(lang)}</strong></p>
            <ul class="review-list" role="list">{subjects}</ul>
        </main>
        <div class="footbar">
            <div>
                {button(ctx, "button", "back-to-ballot", t::EDIT_ALL.in_lang(lang), Event::Show(0))}
                <button type="button" class="button primary big" data-test="cast" on:click=move |_| cast(ctx)>
                    {t::CAST.in_lang(lang)}
                </button>
            </div>
        </div>
    }
    .drawn()
}

fn subject(ctx: Ctx, index: usize) -> Drawn {
    let lang = ctx.lang.get();
    let survey = ctx.survey();
    let subject = &survey.subjects[index];
    let answers = places(&survey, index)
        .map(|(place, question)| {
            let answer = ctx.paper.with_untracked(|paper| match (place, &question.answer) {
                (Place::Row(row), AnswerKind::Levels(levels)) => in_words(lang, levels, paper.choice(row)),
                (Place::Slot(slot), _) if !paper.remark(slot).trim().is_empty() => Ok(paper.remark(slot).to_owned()),
                _ => Err(t::NO_REMARK.in_lang(lang)),
            });
            let none = answer.is_err();
            view! {
                <div>
                    <dt lang="vi">{question.short.as_ref().unwrap_or(&question.text).clone()}</dt>
                    <dd class:none=none>{answer.unwrap_or_else(str::to_owned)}</dd>
                </div>
            }
        })
        .collect_view();
    view! {
        <li class="panel" data-test="review-subject" data-subject=index>
            <div class="review-head">
                <h2 class="subject-name" lang="vi">{subject.full_name()}</h2>
                <button
                    type="button"
                    class="button"
                    data-test="edit"
                    data-subject=index
                    on:click=move |_| { ctx.go(Event::Show(index)); }
                >
                    {t::EDIT.in_lang(lang)}
                    <span class="visually-hidden" lang="vi">{subject.full_name()}</span>
                </button>
            </div>
            <dl class="answers">{answers}</dl>
        </li>
    }
    .drawn()
}

/// `Err` for what is not a level: shown otherwise than an answer, and not by colour.
fn in_words(lang: Lang, levels: &[Level], choice: Option<usize>) -> Result<String, &'static str> {
    match choice {
        Some(option) => levels.get(option).map(|level| level.label.clone()).ok_or(t::NO_OPINION.in_lang(lang)),
        None => Err(t::NOT_CHOSEN.in_lang(lang)),
    }
}
