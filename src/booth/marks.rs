//! How one row is marked: boxes for levels and for few points, a box that chooses, a number that is typed.
//!
//! Nothing is chosen or filled in beforehand. `named_by` lists the ids of what a row is called: subject, task, question.

use leptos::prelude::*;
use wasm_bindgen::JsCast;
use web_sys::{HtmlInputElement, Node};

use super::{
    Ctx,
    dom::{button, el, follow, leaf, live, set, told},
    paper::{Place, TAPPED, items, noun},
};
use crate::{
    survey::{AnswerKind, MAX_TASKS, Question, SubjectKind},
    text::{Lang, booth as t},
};

/// The row in the form of its question.
pub(super) fn marks(ctx: Ctx, row: usize, question: &Question, kind: SubjectKind, named_by: &str) -> Node {
    let lang = ctx.lang.get();
    match &question.answer {
        AnswerKind::Levels(levels) => {
            let words: Vec<String> = levels.iter().map(|level| level.label.clone()).collect();
            options(ctx, row, &words, t::NO_OPINION.in_lang(lang), "options", named_by)
        }
        AnswerKind::Score { max } if *max <= TAPPED => {
            let words: Vec<String> = (0..=*max).map(|score| score.to_string()).collect();
            options(ctx, row, &words, t::NO_SCORE.in_lang(lang), "options points", named_by)
        }
        AnswerKind::Score { max } => score(ctx, row, *max, named_by),
        _ => {
            let id = ctx.id("c", row);
            let named_by = [&id, " ", named_by].concat();
            let words = leaf("span", &[("id", &id)], t::CHOOSE_THIS[kind as usize].in_lang(lang));
            el("div", &[("class", "stack tight")], &[tick(ctx, row, &named_by, words), refusal(ctx, row)])
        }
    }
}

/// What is asked about one task of a subject: the task's words as heading, then each question in short. `None` where
/// no question is about tasks.
pub(super) fn task(ctx: Ctx, index: usize, task: usize) -> Option<Node> {
    let survey = ctx.survey();
    let subject = &survey.subjects[index];
    let id = ctx.id("k", index * MAX_TASKS + task);
    let head = leaf("h3", &[("class", "question-text"), ("id", &id), ("lang", "vi")], &subject.tasks[task].text);
    let mut asked = vec![head];
    for item in items(&survey, index) {
        let Place::Row(row) = item.place else { continue };
        if item.task != Some(task) {
            continue;
        }
        let words_id = ctx.id("q", row);
        let named_by = [&ctx.id("s", index), " ", &id, " ", &words_id].concat();
        let words = leaf("p", &[("class", "hint"), ("id", &words_id), ("lang", "vi")], &item.question.text);
        asked.push(el("div", &[], &[words, marks(ctx, row, item.question, subject.kind, &named_by)]));
    }
    (asked.len() > 1).then(|| el("section", &[("class", "task stack tight")], &asked))
}

/// The question in few words.
pub(super) fn short(question: &Question) -> &str {
    question.short.as_ref().unwrap_or(&question.text)
}

/// A radio or a checkbox that stands for an option.
fn input(kind: &str, option: usize) -> Node {
    let option = option.to_string();
    el("input", &[("type", kind), ("autocomplete", "off"), ("data-test", "mark"), ("data-level", &option)], &[])
}

/// The row that it belongs to, and whether it is chosen there.
fn put(ctx: Ctx, input: &Node, row: usize, option: usize) {
    set(input, "name", &ctx.id("r", row));
    set(input, "data-row", &row.to_string());
    check(input, ctx.paper.with_untracked(|paper| paper.choice(row) == Some(option)));
}

fn check(node: &Node, on: bool) {
    if let Some(input) = node.dyn_ref::<HtmlInputElement>() {
        input.set_checked(on);
    }
}

/// One of several boxes, the blank last. The boxes of a question are drawn once, and copied for each row: each call from
/// wasm into the page costs a weak device something, and a ballot took thousands.
fn options(ctx: Ctx, row: usize, words: &[String], blank: &str, class: &'static str, named_by: &str) -> Node {
    let what: Vec<&str> = [class, blank].into_iter().chain(words.iter().map(String::as_str)).collect();
    let group = ctx.copy_of(what.join("\n"), || {
        let all = words.iter().map(|words| ("option", "vi", words.as_str()));
        let boxes: Vec<Node> = all
            .chain([("option blank", ctx.lang.get_untracked().tag(), blank)])
            .enumerate()
            .map(|(option, (class, lang, words))| {
                let words = leaf("span", &[("lang", lang)], words);
                el("label", &[("class", class)], &[input("radio", option), words])
            })
            .collect();
        el("div", &[("class", class), ("role", "radiogroup")], &boxes)
    });
    set(&group, "aria-labelledby", named_by);
    let mut label = group.first_child();
    let mut option = 0;
    while let Some(here) = label {
        if let Some(input) = here.first_child() {
            put(ctx, &input, row, option);
        }
        option += 1;
        label = here.next_sibling();
    }
    group
}

/// A box that chooses the subject of a row.
pub(super) fn tick(ctx: Ctx, row: usize, named_by: &str, words: Node) -> Node {
    let input = input("checkbox", 0);
    put(ctx, &input, row, 0);
    set(&input, "aria-labelledby", named_by);
    el("label", &[("class", "option tick")], &[input, words])
}

/// Said below a box that was not taken: who is chosen already, and what to do. They may be on other steps.
pub(super) fn refusal(ctx: Ctx, row: usize) -> Node {
    let lang = ctx.lang.get();
    told("notice warn", "full", move || if ctx.refused.get() == Some(row) { all_chosen(ctx, row, lang) } else { None })
}

#[inline(never)] // or it would come with the ballot (scripts/split-wasm.mjs)
fn all_chosen(ctx: Ctx, row: usize, lang: Lang) -> Option<String> {
    let survey = ctx.survey();
    let question = &survey.rows().nth(row)?.question.id;
    ctx.paper.with_untracked(|paper| {
        let of_it = survey.rows().enumerate().filter(|(_, other)| other.question.id == *question);
        let chosen = of_it.filter(|(row, _)| paper.choice(*row).is_some());
        let names: Vec<String> = chosen.map(|(_, row)| row.subject.full_name()).collect();
        Some(t::full(lang, &names, noun(&survey)))
    })
}

/// How many subjects are chosen in the question of this row, kept up to date.
pub(super) fn ticked(ctx: Ctx, row: usize, class: &str) -> Node {
    let (lang, noun) = (ctx.lang.get(), noun(&ctx.survey()));
    let place = el("span", &[("class", class), ("role", "status"), ("data-test", "ticked")], &[]);
    live(place, move || ctx.paper.with(|paper| t::ticked(lang, paper.ticked(row), noun)))
}

/// A number that is typed or stepped to, and a box that gives none. These follow the paper, since each changes the other.
fn score(ctx: Ctx, row: usize, max: u32, named_by: &str) -> Node {
    let lang = ctx.lang.get();
    let (hint, none, row_text) = (ctx.id("l", row), max as usize + 1, row.to_string());
    let attributes = [
        ("type", "text"),
        ("inputmode", "numeric"),
        ("maxlength", "6"),
        ("autocomplete", "off"),
        ("aria-labelledby", named_by),
        ("aria-describedby", &hint),
        ("data-test", "score"),
        ("data-score", &row_text),
    ];
    let field = el("input", &attributes, &[]);
    let blank = input("checkbox", none);
    put(ctx, &blank, row, none);
    let (here, no_score) = (field.clone(), blank.clone());
    follow(move || {
        ctx.paper.with(|paper| {
            if let Some(input) = here.dyn_ref::<HtmlInputElement>()
                && input.value() != paper.typed(row)
            {
                input.set_value(paper.typed(row));
            }
            check(&no_score, paper.choice(row) == Some(none));
            set(&here, "aria-invalid", if paper.is_wrong(row) { "true" } else { "false" });
        });
    });
    let step = |up: bool, test: &str, sign: &str, name: &str| {
        let node = button("button", test, sign, move || ctx.paper.update(|paper| paper.step(row, up)));
        set(&node, "aria-label", name);
        set(&node, "data-step", &row_text);
        node
    };
    let less = step(false, "less", "−", t::LESS.in_lang(lang));
    let more = step(true, "more", "+", t::MORE.in_lang(lang));
    let wrong = move || ctx.paper.with(|paper| paper.is_wrong(row)).then(|| t::wrong_score(lang, max));
    let parts = [
        el("div", &[("class", "stepper")], &[less, field, more]),
        leaf("p", &[("class", "hint"), ("id", &hint)], &t::range(lang, max)),
        told("error", "wrong", wrong),
        el("label", &[("class", "option blank")], &[blank, leaf("span", &[], t::NO_SCORE.in_lang(lang))]),
    ];
    el("div", &[("class", "score"), ("role", "group"), ("aria-labelledby", named_by)], &parts)
}
