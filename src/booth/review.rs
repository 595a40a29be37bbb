//! The ballot in words, before it goes into the box.

use leptos::prelude::*;
use web_sys::Node;

use super::{
    Ctx,
    ballot::{foot, go},
    casting::cast,
    dom::{button, el, leaf, set, text},
    drawn::{Drawn, stand},
    flow::Event,
    marks::short,
    paper::{Item, Paper, Place, items, noun, only_choice},
};
use crate::{
    survey::{AnswerKind, Question, Survey},
    text::{Lang, booth as t},
};

/// Whom the ballot chooses, then every subject with what was marked, the blanks named.
#[inline(never)] // or it would come with the ballot (scripts/split-wasm.mjs)
pub(super) fn review(ctx: Ctx) -> Drawn {
    let lang = ctx.lang.get();
    let survey = ctx.survey();
    let (state, wrong) = ctx.paper.with_untracked(|paper| (state(lang, &survey, paper), first_wrong(&survey, paper)));
    let mut list: Vec<Node> = survey.questions.iter().filter_map(|question| choice(ctx, question)).collect();
    list.extend((0..survey.subjects.len()).filter_map(|index| subject(ctx, index)));
    let big = "button primary big";
    let onward = match wrong {
        Some(subject) => go(ctx, big, "mend", t::MEND.in_lang(lang), Event::Show(subject)),
        None => button(big, "cast", ctx.house().words().cast.in_lang(lang), move || cast(ctx)),
    };
    let (class, words) =
        if wrong.is_some() { ("notice bad", t::WRONG) } else { ("notice warn", ctx.house().words().last_word) };
    let id = ctx.id("h", 0);
    let main = [
        leaf("h1", &[("id", &id), ("tabindex", "-1")], t::REVIEW.in_lang(lang)),
        leaf("p", &[("data-test", "review-state")], &state),
        // First, for many stop reading here and believe that they have voted.
        el("p", &[("class", class)], &[leaf("strong", &[], words.in_lang(lang))]),
        el("ul", &[("class", "review-list"), ("role", "list")], &list),
    ];
    let main = el("main", &[("class", "page-narrow stack")], &main);
    let back = go(ctx, "button", "back-to-ballot", t::EDIT_ALL.in_lang(lang), Event::Show(0));
    stand(el("div", &[("class", "screen")], &[main, foot("footbar", &[back, onward])]))
}

/// How much is answered, in a sentence.
fn state(lang: Lang, survey: &Survey, paper: &Paper) -> String {
    let open = paper.asked() - paper.answered();
    match (only_choice(survey), open) {
        (Some(_), 0) => t::ticked(lang, paper.ticked(0), noun(survey)) + ".",
        (Some(_), _) => [t::NOBODY[noun(survey)].in_lang(lang), ". ", t::NOBODY_HINT.in_lang(lang)].concat(),
        (None, 0) => t::ALL_CHOSEN.in_lang(lang).to_owned(),
        (None, open) => t::open_rows(lang, open),
    }
}

/// The first subject with a score that is none.
fn first_wrong(survey: &Survey, paper: &Paper) -> Option<usize> {
    let is_wrong = |item: &Item<'_>| matches!(item.place, Place::Row(row) if paper.is_wrong(row));
    (0..survey.subjects.len()).find(|subject| items(survey, *subject).iter().any(is_wrong))
}

/// All that are chosen in one question, by name: what one looks for on a ballot of choices.
fn choice(ctx: Ctx, question: &Question) -> Option<Node> {
    let AnswerKind::Choose { .. } = question.answer else { return None };
    let lang = ctx.lang.get();
    let survey = ctx.survey();
    let mut ticked = (0, 0);
    let mut names = Vec::new();
    ctx.paper.with_untracked(|paper| {
        for (row, line) in survey.rows().enumerate().filter(|(_, line)| line.question.id == question.id) {
            ticked = paper.ticked(row);
            if paper.choice(row).is_some() {
                names.push(leaf("li", &[], &line.subject.full_name()));
            }
        }
    });
    let mut parts = vec![leaf("h2", &[("class", "subject-name"), ("lang", "vi")], &question.text)];
    if names.is_empty() {
        parts.push(leaf("p", &[("class", "none")], t::NOBODY[noun(&survey)].in_lang(lang)));
    } else {
        parts.push(leaf("p", &[], &(t::ticked(lang, ticked, noun(&survey)) + ":")));
        parts.push(el("ul", &[("class", "chosen strong"), ("lang", "vi")], &names));
    }
    Some(el("li", &[("class", "panel"), ("data-test", "review-choice")], &parts))
}

/// One subject; nothing where all has been said already.
fn subject(ctx: Ctx, index: usize) -> Option<Node> {
    let lang = ctx.lang.get();
    let survey = ctx.survey();
    let subject = &survey.subjects[index];
    let listed = only_choice(&survey).is_some();
    let mut answers = Vec::new();
    for item in items(&survey, index) {
        if listed && matches!(item.place, Place::Row(_)) {
            continue;
        }
        let answer = ctx.paper.with_untracked(|paper| in_words(lang, &item, paper));
        let (class, words) = match &answer {
            Ok(words) => ("", words),
            Err(words) => ("none", words),
        };
        let mut asked = vec![text(short(item.question))];
        if let Some(at) = item.task {
            asked.insert(0, leaf("span", &[("class", "task-name")], &subject.tasks[at].text));
        }
        let asked = el("dt", &[("lang", "vi")], &asked);
        answers.push(el("div", &[], &[asked, leaf("dd", &[("class", class)], words)]));
    }
    if answers.is_empty() {
        return None;
    }
    let index_text = index.to_string();
    let name = subject.full_name();
    let edit = go(ctx, "button", "edit", t::EDIT.in_lang(lang), Event::Show(index));
    for part in [text(" "), leaf("span", &[("class", "visually-hidden"), ("lang", "vi")], &name)] {
        let _ = edit.append_child(&part);
    }
    set(&edit, "data-subject", &index_text);
    let head = [leaf("h2", &[("class", "subject-name"), ("lang", "vi")], &name), edit];
    let parts = [el("div", &[("class", "review-head")], &head), el("dl", &[("class", "answers")], &answers)];
    Some(el("li", &[("class", "panel"), ("data-test", "review-subject"), ("data-subject", &index_text)], &parts))
}

/// `Err` for what is no mark: shown otherwise than an answer, and not by colour.
fn in_words(lang: Lang, item: &Item<'_>, paper: &Paper) -> Result<String, String> {
    let row = match item.place {
        Place::Row(row) => row,
        Place::Slot(slot) => {
            let remark = paper.remark(slot);
            let empty = remark.trim().is_empty();
            return if empty { Err(t::NO_REMARK.in_lang(lang).to_owned()) } else { Ok(remark.to_owned()) };
        }
    };
    let choice = paper.choice(row);
    let none = match &item.question.answer {
        AnswerKind::Levels(levels) => match choice {
            Some(option) => match levels.get(option) {
                Some(level) => return Ok(level.label.clone()),
                None => t::NO_OPINION,
            },
            None => t::NOT_CHOSEN,
        },
        AnswerKind::Choose { .. } if choice.is_some() => return Ok(t::TICKED.in_lang(lang).to_owned()),
        AnswerKind::Score { max } => match choice {
            Some(score) if score <= *max as usize => return Ok(t::points(lang, score, *max)),
            Some(_) => t::NO_SCORE,
            None if paper.is_wrong(row) => return Err(t::not_a_score(lang, paper.typed(row), *max)),
            None => t::NOT_SCORED,
        },
        _ => t::NOT_TICKED,
    };
    Err(none.in_lang(lang).to_owned())
}
