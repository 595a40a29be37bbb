//! The ballot: what its two layouts share. The rules of marking are in [`Paper`](super::paper::Paper).
//!
//! Inputs are not driven by signals: a radio keeps its own state, one listener on the form
//! writes down what was chosen, and a click therefore costs next to nothing. What is drawn anew
//! (another layout, another language) starts from the paper.

use std::sync::Arc;

use gloo_events::EventListener;
use leptos::{ev, prelude::*};
use wasm_bindgen::JsCast;
use web_sys::{Element, HtmlTextAreaElement};

use super::{
    Ctx,
    ballot_cards::cards,
    ballot_table::table,
    drawn::{Draw, Drawn},
    flow::Event,
    paper::Place,
};
use crate::{
    survey::{AnswerKind, Level, Question, Subject, Survey},
    text::booth as t,
};

/// Below this many pixels a table is never tried.
const PHONE: f64 = 700.0;

/// True where the table fits: the names' column and one per question, at the reader's text size.
/// With three questions that is 940 px at normal size; where it does not fit, cards do.
fn table_fits(questions: usize) -> bool {
    let width = window().inner_width().ok().and_then(|width| width.as_f64()).unwrap_or_default();
    let rem = document()
        .document_element()
        .and_then(|html| window().get_computed_style(&html).ok().flatten())
        .and_then(|style| style.get_property_value("font-size").ok())
        .map(|size| js_sys::parse_float(&size)) // Rust's own reader of fractions takes 14 kB
        .filter(|size| size.is_finite())
        .unwrap_or(20.0);
    #[allow(clippy::cast_precision_loss)] // at most 20 questions
    let columns = questions as f64;
    width >= PHONE && width / rem >= 12.5 + 11.5 * columns
}

/// Whether to draw the table, kept up to date. Must be made once, outside the screens.
pub(super) fn watch_layout(survey: StoredValue<Arc<Survey>>, size: RwSignal<usize>) -> Memo<bool> {
    let resized = RwSignal::new(0_u32);
    let listener = EventListener::new(&window(), "resize", move |_| {
        let _ = resized.try_update(|count| *count = count.wrapping_add(1));
    });
    StoredValue::new_local(listener);
    let questions = survey.get_value().questions.iter().filter(|q| matches!(q.answer, AnswerKind::Levels(_))).count();
    Memo::new(move |_| {
        resized.track();
        size.track();
        table_fits(questions)
    })
}

/// The ballot in the layout that fits.
pub(super) fn ballot(ctx: Ctx, at: usize, reviewed: bool) -> Drawn {
    let body = if ctx.wide.get() { table(ctx) } else { cards(ctx, at, reviewed) };
    view! {
        <form
            class="booth-form"
            autocomplete="off"
            on:submit=|event| event.prevent_default()
            on:change=move |event| mark(ctx, &event)
            on:input=move |event| write(ctx, &event)
        >
            {body}
        </form>
    }
    .drawn()
}

/// Reads a whole number from an attribute of the element itself: what is counted is what was clicked.
fn number(element: &Element, name: &str) -> Option<usize> {
    element.get_attribute(name)?.parse().ok()
}

fn mark(ctx: Ctx, event: &ev::Event) {
    let Some(element) = event.target().and_then(|target| target.dyn_into::<Element>().ok()) else { return };
    if let (Some(row), Some(option)) = (number(&element, "data-row"), number(&element, "data-level")) {
        ctx.paper.update(|paper| paper.choose(row, option));
    }
}

fn write(ctx: Ctx, event: &ev::Event) {
    let Some(area) = event.target().and_then(|target| target.dyn_into::<HtmlTextAreaElement>().ok()) else { return };
    let Some(slot) = number(&area, "data-slot") else { return };
    // Some keyboards send letter and mark apart; what is counted and sealed is one character (NFC).
    let text = js_sys::JsString::from(area.value()).normalize("NFC");
    ctx.paper.update(|paper| paper.write(slot, text.into()));
}

/// Title, issuer, how to mark, why it is secret.
pub(super) fn head(ctx: Ctx) -> Drawn {
    let lang = ctx.lang.get();
    let survey = ctx.survey();
    view! {
        <header class="ballot-head stack tight">
            <p class="issuer small" lang="vi">{survey.issuer.name.clone()}</p>
            <h1 id=ctx.id("h", 0) tabindex="-1" lang="vi">{survey.title.clone()}</h1>
            <p>{t::HOW_TO.in_lang(lang)}" "<strong>{t::SECRET.in_lang(lang)}</strong></p>
        </header>
    }
    .drawn()
}

/// The regulation, and whether the form is a reconstruction.
pub(super) fn basis(ctx: Ctx) -> Drawn {
    let instrument = &ctx.survey().instrument;
    let note = instrument.reconstruction.then(|| t::RECONSTRUCTION.in_lang(ctx.lang.get()));
    view! { <p class="muted small"><span lang="vi">{instrument.name.clone()}</span>". "{note}</p> }.drawn()
}

/// Name, post and unit of a subject; the id takes the focus and names the groups below it.
pub(super) fn subject_heading(ctx: Ctx, index: usize, subject: &Subject) -> Drawn {
    let post = [&subject.post, &subject.unit].into_iter().flatten().cloned().collect::<Vec<_>>().join(", ");
    view! {
        <h2 class="subject-name" id=ctx.id("s", index) tabindex="-1" lang="vi">
            {subject.full_name()}
            <span class="subject-post">{post}</span>
        </h2>
    }
    .drawn()
}

/// One row: its levels, then the blank; none chosen beforehand. `named_by` lists the ids of its name.
pub(super) fn options(ctx: Ctx, row: usize, levels: &[Level], named_by: String) -> Drawn {
    let chosen = ctx.paper.with_untracked(|paper| paper.choice(row));
    let blank = t::NO_OPINION.in_lang(ctx.lang.get());
    let words = levels.iter().map(|level| (Some("vi"), level.label.clone())).chain([(None, blank.to_owned())]);
    let inputs = words
        .enumerate()
        .map(|(option, (lang, label))| {
            view! {
                <label class=if lang.is_none() { "option blank" } else { "option" }>
                    <input
                        type="radio"
                        name=ctx.id("r", row)
                        value=option
                        prop:checked=chosen == Some(option)
                        autocomplete="off"
                        data-test="mark"
                        data-row=row
                        data-level=option
                    />
                    <span lang=lang>{label}</span>
                </label>
            }
        })
        .collect_view();
    view! { <div class="options" role="radiogroup" aria-labelledby=named_by>{inputs}</div> }.drawn()
}

/// A place for a remark, with the characters left.
pub(super) fn remark(ctx: Ctx, slot: usize, question: &Question, max_chars: u32, about: &str) -> Drawn {
    let lang = ctx.lang.get();
    let (area, hint) = (ctx.id("t", slot), ctx.id("l", slot));
    let left = move || {
        let used = ctx.paper.with(|paper| paper.remark(slot).encode_utf16().count());
        t::left(lang, (max_chars as usize).saturating_sub(used))
    };
    view! {
        <div class="field remark">
            <label for=area.clone() lang="vi">
                {question.text.clone()}
                <span class="visually-hidden">" – "{about.to_owned()}</span>
            </label>
            <textarea
                id=area
                rows="2"
                maxlength=max_chars
                prop:value=ctx.paper.with_untracked(|paper| paper.remark(slot).to_owned())
                autocomplete="off"
                spellcheck="false"
                aria-describedby=hint.clone()
                data-test="remark"
                data-slot=slot
            ></textarea>
            <p class="hint" id=hint>{left}</p>
        </div>
    }
    .drawn()
}

/// How many rows are chosen, kept up to date.
pub(super) fn tally(ctx: Ctx) -> impl IntoView {
    let lang = ctx.lang.get();
    view! {
        <span data-test="tally">
            {move || ctx.paper.with(|paper| t::chosen(lang, paper.chosen(), paper.rows()))}
        </span>
    }
}

/// A button that sends an event to the booth.
pub(super) fn button(ctx: Ctx, class: &'static str, test: &'static str, label: &'static str, event: Event) -> Drawn {
    view! {
        <button type="button" class=class data-test=test on:click=move |_| { ctx.go(event); }>
            {label}
        </button>
    }
    .drawn()
}

/// Splits the places of a subject into rows and remark slots, in ballot order.
pub(super) fn is_row(place: Place) -> bool {
    matches!(place, Place::Row(_))
}
