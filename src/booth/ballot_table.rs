//! The ballot on a wide screen: a table, a row per subject and a column per question.
//!
//! Each cell holds its options with their words. A matrix of bare circles under far-away
//! headings is what people mis-mark on paper, and what screen readers cannot follow. What is asked about
//! each task stands below, a line per task over the whole width: people have differing tasks.

use core::ops::Range;

use gloo_timers::callback::Timeout;
use leptos::prelude::*;
use web_sys::Node;

use super::{
    Ctx,
    ballot::{about_remarks, basis, foot, head, remark, subject_heading, tally, to_review},
    dom::{el, leaf, set},
    marks::{marks, short, task, ticked},
    paper::{Item, Place, items, noun},
};
use crate::{survey::AnswerKind, text::booth as t};

/// The row of an item that has a column.
fn column(item: &Item<'_>) -> Option<usize> {
    match item.place {
        Place::Row(row) if item.task.is_none() => Some(row),
        _ => None,
    }
}

/// How many people are drawn before the sheet is shown: more than a window holds.
const AT_ONCE: usize = 4;
/// How long after it the others follow, in milliseconds: a frame, in which the first are laid out and painted.
const THE_OTHERS_MS: u32 = 50;

/// The whole ballot on one sheet. Of one that is `new`, what is not in sight yet may come a moment later; drawn anew, it
/// must not move under its reader.
pub(super) fn table(ctx: Ctx, new: bool) -> Vec<Node> {
    let lang = ctx.lang.get();
    let survey = ctx.survey();
    let noun = noun(&survey);
    let mut heads = vec![leaf("th", &[("scope", "col")], t::WHO[noun].in_lang(lang))];
    let mut explained = Vec::new();
    for item in items(&survey, 0) {
        let question = item.question;
        let Some(row) = column(&item) else {
            explained.extend(about_remarks(&item));
            continue;
        };
        // Headings stay in sight while the sheet is scrolled, so they are short; what they stand for comes first.
        let id = ctx.id("w", heads.len() - 1);
        let mut head = vec![leaf("span", &[("id", &id), ("lang", "vi")], short(question))];
        let mut told = Vec::new();
        if let Some(help) = &question.help {
            told.push(leaf("dd", &[("class", "hint"), ("lang", "vi")], help));
        }
        if let AnswerKind::Choose { at_most } = question.answer {
            head.push(ticked(ctx, row, "ticked"));
            told.push(leaf("dd", &[("class", "hint")], &t::at_most(lang, at_most as usize, noun)));
        }
        if !told.is_empty() || question.short.is_some() {
            told.insert(0, leaf("dt", &[("lang", "vi")], &question.text));
            explained.push(el("div", &[], &told));
        }
        heads.push(el("th", &[("scope", "col")], &head));
    }
    let columns = (heads.len() - 1).max(1);
    if heads.len() == 1 {
        heads.push(leaf("th", &[("scope", "col")], t::TASKS.in_lang(lang)));
    }
    let caption = leaf("caption", &[("class", "visually-hidden"), ("lang", "vi")], &survey.title);
    let people = survey.subjects.len();
    let first = if new { people.min(AT_ONCE) } else { people };
    let head_row = el("thead", &[], &[el("tr", &[], &heads)]);
    let table = el("table", &[("class", "table ballot-table")], &[caption, head_row]);
    let columns = columns.to_string();
    add_rows(ctx, &table, 0..first, &columns);
    if first < people {
        set(&table, "aria-busy", "true");
        let (owner, here) = (Owner::current().unwrap_or_default(), table.clone());
        let others = Timeout::new(THE_OTHERS_MS, move || {
            owner.with(|| add_rows(ctx, &here, first..people, &columns));
            set(&here, "aria-busy", "false");
        });
        StoredValue::new_local(others); // dropped, and so given up, with the screen
    }
    let main = [head(ctx), el("dl", &[("class", "explained")], &explained), table, basis(ctx)];
    vec![el("main", &[("class", "page stack")], &main), foot("footbar", &[tally(ctx), to_review(ctx)])]
}

fn add_rows(ctx: Ctx, table: &Node, people: Range<usize>, columns: &str) {
    for index in people {
        let _ = table.append_child(&subject_rows(ctx, index, columns));
    }
}

/// One subject: a line of marks, a line per task, a line per remark.
fn subject_rows(ctx: Ctx, index: usize, columns: &str) -> Node {
    let survey = ctx.survey();
    let subject = &survey.subjects[index];
    let mut cells = Vec::new();
    let mut lines: Vec<Node> = (0..subject.tasks.len()).filter_map(|at| task(ctx, index, at)).collect();
    for item in items(&survey, index) {
        match item.place {
            Place::Row(row) if item.task.is_none() => {
                let named_by = [&ctx.id("s", index), " ", &ctx.id("w", cells.len())].concat();
                cells.push(el("td", &[], &[marks(ctx, row, item.question, subject.kind, &named_by)]));
            }
            Place::Slot(slot) => lines.push(remark(ctx, slot, item.question, &subject.name, false)),
            Place::Row(_) => {} // its task's line has it
        }
    }
    let mut lines: Vec<Vec<Node>> =
        lines.into_iter().map(|line| vec![el("td", &[("colspan", columns)], &[line])]).collect();
    // Somebody without a task, where nothing but tasks is asked about, still has a line.
    if !cells.is_empty() || lines.is_empty() {
        lines.insert(0, cells);
    }
    let name = el("th", &[("scope", "rowgroup")], &[subject_heading(ctx, index, subject)]);
    set(&name, "rowspan", &lines.len().to_string());
    lines[0].insert(0, name);
    let rows: Vec<Node> = lines.iter().map(|line| el("tr", &[], line)).collect();
    el("tbody", &[], &rows)
}
