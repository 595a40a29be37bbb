//! What is asked, and what the instrument leaves to the meeting.

use leptos::prelude::*;

use super::super::state::Desk;
use super::super::{parts, preview};
use super::field::{choice, fault_line};
use super::focus_soon;
use crate::booth::paper::noun_of;
use crate::survey::compose::{Composition, Edit, Form, Spot};
use crate::survey::{AnswerKind, Base, PaperFlaw, Question, Rules, Template};
use crate::text::{Lang, compose as t, paper_rules as words};

/// Questions, switches, base, findings.
pub fn view(desk: Desk) -> AnyView {
    let Some(now) = desk.composer().now() else { return ().into_any() };
    let template = now.template();
    let (questions, rules, instrument) = match (&now.form, &template) {
        (_, Some(template)) => (template.questions.clone(), template.rules.clone(), template.instrument.clone()),
        (Form::File { instrument, questions, rules }, None) => (questions.clone(), rules.clone(), instrument.clone()),
        (Form::Template { .. }, None) => return ().into_any(),
    };
    let items: Vec<AnyView> = questions.iter().map(|question| item(desk, question, &now, template.as_ref())).collect();
    view! {
        <p class="lead">{desk.say(t::QUESTIONS_LEAD)}</p>
        {preview::note(desk, &instrument)}
        {preview::small_group(desk, &instrument.id)}
        {template.as_ref().and_then(|template| variants(desk, &now, template))}
        <ol class="plain stack">{items}</ol>
        {base(desk, &rules, template.as_ref())}
        {findings(desk, &rules)}
        {paper(desk, &questions, &rules, template.as_ref())}
    }
    .into_any()
}

/// What a badly marked paper ballot is worth: to choose where the form leaves it open, to read where it does not.
fn paper(desk: Desk, questions: &[Question], rules: &Rules, template: Option<&Template>) -> AnyView {
    let rules = rules.paper();
    // Where people are only chosen, a line without a mark is no flaw, and none has two boxes.
    let marked = questions.iter().any(|one| matches!(one.answer, AnswerKind::Levels(_) | AnswerKind::Score { .. }));
    let of_rows = |flaw: PaperFlaw| matches!(flaw, PaperFlaw::BlankRow | PaperFlaw::SeveralMarks);
    let flaws = PaperFlaw::ALL.into_iter().filter(|flaw| flaw.effects().len() > 1 && (marked || !of_rows(*flaw)));
    let open = template.is_some_and(|template| template.editable.paper);
    let items: Vec<AnyView> = flaws
        .map(|flaw| {
            let (name, now) = (desk.say(words::flaw(flaw)), rules.effect(flaw));
            if !open {
                let worth = desk.say(words::worth(flaw, now));
                return view! { <li><span class="strong">{name}</span> " – " {worth}</li> }.into_any();
            }
            let options = flaw.effects().iter().map(|one| (*one, desk.say(words::worth(flaw, *one)).to_owned()));
            let choose = move |effect| {
                desk.composer().act(Edit::Paper(flaw, effect));
                focus_soon(format!("[name={}]:checked", flaw.member()));
            };
            view! { <li>{choice(flaw.member(), name, options.collect(), Some(now), choose)}</li> }.into_any()
        })
        .collect();
    let lead = desk.say(if open { words::LEAD } else { words::FIXED });
    let list = if open {
        view! { <ul class="plain stack">{items}</ul> }.into_any()
    } else {
        view! { <ul>{items}</ul> }.into_any()
    };
    // Folded: most meetings never need it.
    view! {
        <details class="panel" data-test="paper-rules" open=desk.composer().paper_open.get_untracked()
            on:toggle=move |event| desk.composer().paper_open.set(event_target::<web_sys::Element>(&event).has_attribute("open"))
        >
            <summary>{desk.say(words::TITLE)}</summary>
            <div class="stack">
                <p>{lead}</p>
                {list}
            </div>
        </details>
    }
    .into_any()
}

fn item(desk: Desk, question: &Question, now: &Composition, template: Option<&Template>) -> AnyView {
    let composer = desk.composer();
    let id = question.id.clone();
    let switch = template.and_then(|one| one.editable.questions.iter().find(|switch| switch.id == id));
    let asked = template.is_none_or(|template| template.asks(question));
    let body = match switch {
        Some(_) => {
            let test_id = id.clone();
            view! {
                <label class="option">
                    <input
                        type="checkbox"
                        data-test="switch"
                        data-question=test_id
                        prop:checked=asked
                        on:change=move |event| {
                            composer.act(Edit::Switch(id.clone(), event_target_checked(&event)));
                            focus_soon(format!("[data-test=switch][data-question={id}]"));
                        }
                    />
                    <span>{desk.say(t::ASKED)}</span>
                </label>
            }
            .into_any()
        }
        None => view! { <p class="hint">{desk.say(t::FIXED)}</p> }.into_any(),
    };
    let most = match question.answer {
        AnswerKind::Choose { at_most } if template.is_some_and(|template| template.editable.at_most) => {
            Some(at_most_field(desk, at_most, now.entries.len()))
        }
        _ => None,
    };
    view! {
        <li class="panel stack tight" class:off=!asked>
            {(!asked).then(|| view! { <p class="tag">{desk.say(t::NOT_ASKED)}</p> })}
            <p class="strong">{question.text.clone()}</p>
            {question.help.clone().map(|help| view! { <p class="hint">{help}</p> })}
            <p>{preview::answer(desk, question, noun_of(now.entries.iter().map(|entry| entry.kind)))}</p>
            {most}
            {body}
            {fault_line(desk, Spot::Question(question.id.clone()))}
        </li>
    }
    .into_any()
}

/// One fewer, one more: no number can be typed wrongly.
fn at_most_field(desk: Desk, at_most: u32, subjects: usize) -> AnyView {
    let composer = desk.composer();
    let set = move |most: u32, test: &'static str| {
        composer.act(Edit::AtMost(most));
        focus_soon(format!("[data-test={test}]"));
    };
    let most = u32::try_from(subjects.max(1)).unwrap_or(at_most).max(at_most);
    view! {
        <div class="cluster" role="group" aria-label=desk.say(t::AT_MOST)>
            <span class="strong">{desk.say(t::AT_MOST)}</span>
            <button
                type="button"
                class="button"
                data-test="fewer"
                aria-label=desk.say(t::LESS)
                aria-disabled=(at_most <= 1).then_some("true")
                on:click=move |_| set(at_most.saturating_sub(1).max(1), "fewer")
            >
                "−"
            </button>
            <span class="strong number" data-test="at-most" role="status">{at_most}</span>
            <button
                type="button"
                class="button"
                data-test="more"
                aria-label=desk.say(t::MORE)
                aria-disabled=(at_most >= most).then_some("true")
                on:click=move |_| set((at_most + 1).min(most), "more")
            >
                "+"
            </button>
        </div>
    }
    .into_any()
}

fn variants(desk: Desk, now: &Composition, template: &Template) -> Option<AnyView> {
    if template.variants.is_empty() {
        return None;
    }
    let Form::Template { variant, .. } = &now.form else { return None };
    let chosen = variant.as_ref().and_then(|id| template.variants.iter().position(|one| one.id == *id)).unwrap_or(0);
    let ids: Vec<String> = template.variants.iter().map(|one| one.id.clone()).collect();
    let options = template.variants.iter().enumerate().map(|(at, one)| {
        (
            at,
            match desk.now() {
                Lang::Vi => one.name.vi.clone(),
                Lang::En => one.name.en.clone(),
            },
        )
    });
    let ids = StoredValue::new(ids);
    let choose = move |at: usize| {
        let id = ids.with_value(|ids| ids.get(at).cloned().unwrap_or_default());
        desk.composer().act(Edit::Variant(id));
        focus_soon("[data-test=variant]:checked".to_owned());
    };
    let choice = choice("variant", desk.say(t::VARIANT), options.collect(), Some(chosen), choose);
    Some(view! { <div class="stack tight">{choice} <p class="hint">{desk.say(t::VARIANT_HINT)}</p></div> }.into_any())
}

fn base(desk: Desk, rules: &Rules, template: Option<&Template>) -> AnyView {
    let bases = template.map(|template| template.editable.bases.iter().map(|choice| choice.base));
    let bases: Vec<Base> = bases.into_iter().flatten().collect();
    if bases.is_empty() {
        let words = format!("{}: {}.", desk.say(t::BASE_FIXED), desk.say(t::base_name(rules.base)));
        return view! { <p class="panel">{words}</p> }.into_any();
    }
    let options = bases.iter().map(|base| (*base, desk.say(t::base_name(*base)).to_owned())).collect();
    let choose = move |base| {
        desk.composer().act(Edit::Base(base));
        focus_soon("[data-test=base]:checked".to_owned());
    };
    let choice = choice("base", desk.say(t::BASE), options, Some(rules.base), choose);
    // Another base concludes otherwise: the resolution's own consequence is then none of the result's.
    let choices = template.map(|template| template.editable.bases.as_slice()).unwrap_or_default();
    let has_own_words = choices.iter().any(|choice| choice.base == rules.base && !choice.words.is_empty());
    let otherwise = has_own_words.then(|| parts::notice("warn", desk.say(t::OTHER_BASE), ""));
    view! { <section class="panel stack">{choice} {otherwise}</section> }.into_any()
}

fn findings(desk: Desk, rules: &Rules) -> AnyView {
    if rules.thresholds.is_empty() {
        return view! { <p class="hint">{desk.say(t::NO_FINDINGS)}</p> }.into_any();
    }
    let items: Vec<AnyView> =
        rules.thresholds.iter().map(|one| view! { <li>{one.finding.clone()}</li> }.into_any()).collect();
    view! {
        <section class="panel stack tight">
            <h2>{desk.say(t::FINDINGS)}</h2>
            <ul lang="vi">{items}</ul>
        </section>
    }
    .into_any()
}
