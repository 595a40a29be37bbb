//! The ballot where choosing is all there is to do: one list of all names, as on a ballot paper, on every screen.
//!
//! Whoever chooses two of five wants to see the five together; a step for each would make them go back and forth.

use web_sys::Node;

use super::{
    Ctx,
    ballot::{about_remarks, basis, foot, head, post, remark, to_review},
    dom::{el, leaf, text},
    marks::{refusal, tick, ticked},
    paper::{Place, items},
};
use crate::survey::AnswerKind;

/// The whole ballot.
pub(super) fn list(ctx: Ctx) -> Vec<Node> {
    let survey = ctx.survey();
    let mut parts = vec![head(ctx)];
    if let Some(question) = survey.questions.iter().find(|one| matches!(one.answer, AnswerKind::Choose { .. })) {
        let id = ctx.id("q", 0);
        let words = leaf("h2", &[("class", "question-text"), ("id", &id), ("lang", "vi")], &question.text);
        let help = question.help.iter().map(|help| leaf("p", &[("class", "hint"), ("lang", "vi")], help));
        parts.push(el("div", &[], &[words].into_iter().chain(help).collect::<Vec<_>>()));
    }
    let remarks: Vec<Node> = items(&survey, 0).iter().filter_map(about_remarks).collect();
    if !remarks.is_empty() {
        parts.push(el("dl", &[("class", "explained")], &remarks));
    }
    let names: Vec<Node> = (0..survey.subjects.len()).map(|index| name(ctx, index)).collect();
    parts.push(el("ol", &[("class", "names stack tight"), ("role", "list")], &names));
    parts.push(basis(ctx));
    let main = el("main", &[("class", "page-narrow stack")], &parts);
    vec![main, foot("footbar", &[ticked(ctx, 0, "tally-line strong"), to_review(ctx)])]
}

/// A name with its box; the whole line takes the tap.
fn name(ctx: Ctx, index: usize) -> Node {
    let survey = ctx.survey();
    let subject = &survey.subjects[index];
    let mut lines = Vec::new();
    for item in items(&survey, index) {
        match item.place {
            Place::Slot(slot) => lines.push(remark(ctx, slot, item.question, &subject.name, false)),
            Place::Row(row) => {
                let id = ctx.id("s", index);
                let number = leaf("span", &[("class", "number")], &[&(index + 1).to_string(), "."].concat());
                let name = leaf("span", &[("class", "subject-name")], &subject.full_name());
                let mut who = vec![name];
                let post = post(subject);
                if !post.is_empty() {
                    // A space between, for those who listen.
                    who.extend([text(" "), leaf("span", &[("class", "subject-post")], &post)]);
                }
                let who = el("span", &[("id", &id), ("lang", "vi")], &who);
                let named_by = [&id, " ", &ctx.id("q", 0)].concat();
                lines.push(tick(ctx, row, &named_by, el("span", &[], &[number, who])));
                lines.push(refusal(ctx, row));
            }
        }
    }
    el("li", &[("class", "stack tight")], &lines)
}
