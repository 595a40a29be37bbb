//! The ballot on a phone, or at a text size for which the table is too wide: one subject per step.
//!
//! Eight people with three questions each would be ten screens of scrolling, in which one loses
//! the place and the name that belongs to the boxes. A step is one person: the name on top, the
//! boxes below it, one large button onward, like turning a page. The review names every row that
//! was passed over, so nothing is lost by going too fast.

use leptos::prelude::*;
use web_sys::Node;

use super::{
    Ctx,
    ballot::{basis, foot, go, head, remark, subject_heading, tally, to_review},
    dom::{el, leaf, set, text},
    flow::Event,
    marks::{marks, task, ticked},
    paper::{Place, items, noun},
};
use crate::{
    survey::{AnswerKind, Question},
    text::{Lang, booth as t},
};

/// Open for the first subject; folded for those after, where it has been read and would push the boxes off the screen.
fn explanation(lang: Lang, help: &str, open: bool) -> Node {
    let words = leaf("p", &[("class", "hint"), ("lang", "vi")], help);
    let node = el("details", &[], &[leaf("summary", &[], t::EXPLAIN.in_lang(lang)), words]);
    if open {
        set(&node, "open", "");
    }
    node
}

/// The step of subject `at`.
pub(super) fn cards(ctx: Ctx, at: usize, reviewed: bool) -> Vec<Node> {
    let lang = ctx.lang.get();
    let survey = ctx.survey();
    let at = at.min(survey.subjects.len() - 1); // a survey has subjects
    let subject = &survey.subjects[at];
    let last = at + 1 == survey.subjects.len();
    let number = leaf("p", &[("class", "muted small")], &t::subject_of(lang, at + 1, survey.subjects.len()));
    let mut card = vec![el("div", &[], &[number, subject_heading(ctx, at, subject)])];
    let mut remarks = Vec::new();
    for item in items(&survey, at) {
        match item.place {
            Place::Slot(slot) => remarks.push(remark(ctx, slot, item.question, &subject.name, true)),
            Place::Row(row) if item.task.is_none() => {
                let (question, id) = (item.question, ctx.id("q", row));
                let words = leaf("h3", &[("class", "question-text"), ("id", &id), ("lang", "vi")], &question.text);
                let mut parts = vec![words];
                parts.extend(question.help.iter().map(|help| explanation(lang, help, at == 0)));
                parts.extend(limit(ctx, row, question));
                let named_by = [&ctx.id("s", at), " ", &id].concat();
                parts.push(marks(ctx, row, question, subject.kind, &named_by));
                card.push(el("section", &[("class", "question")], &parts));
            }
            Place::Row(_) => {} // its task has it
        }
    }
    card.extend((0..subject.tasks.len()).filter_map(|number| task(ctx, at, number)));
    card.extend(remarks);
    let card = el("article", &[("class", "panel stack")], &card);
    let main = if at == 0 {
        vec![head(ctx), card, basis(ctx)]
    } else {
        vec![leaf("h1", &[("class", "visually-hidden"), ("lang", "vi")], &survey.title), card]
    };
    let mut buttons = vec![el("span", &[("class", "tally-line")], &[tally(ctx)])];
    if at > 0 {
        buttons.push(go(ctx, "button", "previous-subject", t::BACK.in_lang(lang), Event::Show(at - 1)));
    }
    if !last {
        let class = if reviewed { "button" } else { "button primary" };
        buttons.push(go(ctx, class, "next-subject", t::NEXT.in_lang(lang), Event::Show(at + 1)));
    }
    if last || reviewed {
        buttons.push(to_review(ctx));
    }
    vec![el("main", &[("class", "page-narrow stack")], &main), foot("footbar still", &buttons)]
}

/// How many may be chosen on the whole ballot, and how many are: the other names are on other steps.
fn limit(ctx: Ctx, row: usize, question: &Question) -> Option<Node> {
    let AnswerKind::Choose { at_most } = question.answer else { return None };
    let words = t::at_most_in_all(ctx.lang.get(), at_most as usize, noun(&ctx.survey()));
    Some(el("p", &[("class", "hint")], &[text(&words), text(" "), ticked(ctx, row, "strong")]))
}
