//! The ballot: what its two layouts share. The rules of marking are in [`Paper`](super::paper::Paper).
//!
//! Inputs are not driven by signals: a radio keeps its own state, one listener on the form
//! writes down what was chosen, and a click therefore costs next to nothing. What is drawn anew
//! (another layout, another language) starts from the paper.

use core::time::Duration;
use std::sync::Arc;

use gloo_events::{EventListener, EventListenerOptions};
use leptos::{ev, prelude::*};
use wasm_bindgen::JsCast;
use web_sys::{
    Element, EventTarget, HtmlInputElement, HtmlTextAreaElement, Node, ScrollIntoViewOptions, ScrollLogicalPosition,
};

use super::{
    Ctx,
    ballot_cards::cards,
    ballot_list::list,
    ballot_table::table,
    dom::{button, el, leaf, live, text},
    drawn::{Drawn, stand},
    flow::Event,
    paper::{Item, Place, noun, only_choice},
    rest,
};
use crate::{
    store::in_background,
    survey::{AnswerKind, Question, Subject, Survey},
    text::booth as t,
};

/// Below this many pixels a table is never tried.
const PHONE: f64 = 700.0;

/// True where the table fits a window of so many pixels: the names' column and one per question, at the reader's text
/// size. With three questions that is 940 px at normal size; where it does not fit, cards do.
pub(super) fn table_fits(survey: &Survey, width: f64) -> bool {
    // A question about tasks has no column: it takes lines of the whole width.
    let is_column = |question: &&Question| !question.per_task && !matches!(question.answer, AnswerKind::Remark { .. });
    let questions = survey.questions.iter().filter(is_column).count().max(1);
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
    Memo::new(move |_| {
        resized.track();
        size.track();
        let width = window().inner_width().ok().and_then(|width| width.as_f64()).unwrap_or_default();
        survey.with_value(|survey| table_fits(survey, width))
    })
}

/// The ballot in the layout that fits.
pub(super) fn ballot(ctx: Ctx, at: usize, reviewed: bool) -> Drawn {
    stand(form(ctx, at, reviewed))
}

/// As [`ballot`], as an element.
pub(super) fn form(ctx: Ctx, at: usize, reviewed: bool) -> Node {
    let new = ctx.is_new();
    let body = if only_choice(&ctx.survey()).is_some() {
        list(ctx)
    } else if ctx.wide.get() {
        table(ctx, new)
    } else {
        cards(ctx, at, reviewed)
    };
    let form = el("form", &[("class", "booth-form"), ("autocomplete", "off")], &body);
    let listen = |name: &'static str, act: fn(Ctx, &ev::Event)| {
        let options = EventListenerOptions::enable_prevent_default();
        EventListener::new_with_options(&form, name, options, move |event| act(ctx, event))
    };
    // Dropped, and so removed, with the screen.
    StoredValue::new_local([listen("submit", |_, event| event.prevent_default()), listen("input", answer)]);
    form
}

/// Reads a whole number from an attribute of the element itself: what is counted is what was clicked.
fn number(element: &Element, name: &str) -> Option<usize> {
    element.get_attribute(name)?.parse().ok()
}

/// Writes down what was marked or typed. Circles and boxes tell of themselves by `change` as well; one of the two suffices.
fn answer(ctx: Ctx, event: &ev::Event) {
    let Some(target) = event.target() else { return };
    let Some(input) = target.dyn_ref::<HtmlInputElement>() else {
        return write(ctx, &target);
    };
    if let (Some(row), Some(option)) = (number(input, "data-row"), number(input, "data-level")) {
        mark(ctx, input, row, option);
    } else if let Some(row) = number(input, "data-score") {
        ctx.paper.update(|paper| paper.type_score(row, input.value()));
    }
}

fn mark(ctx: Ctx, input: &HtmlInputElement, row: usize, option: usize) {
    let option = input.checked().then_some(option);
    let taken = ctx.paper.try_update(|paper| paper.choose(row, option)).unwrap_or_default();
    if !taken {
        input.set_checked(false);
        show_later("[data-test=full]");
    }
    refuse(ctx, (!taken).then_some(row));
}

/// Says beside this row why it was not taken; nothing is said any more after the next mark.
fn refuse(ctx: Ctx, row: Option<usize>) {
    if ctx.refused.get_untracked() != row {
        ctx.refused.set(row);
    }
}

/// Brings what has just been drawn into view, clear of the bar at the foot.
fn show_later(css: &'static str) {
    let show = move || {
        if let Ok(Some(element)) = document().query_selector(css) {
            let options = ScrollIntoViewOptions::new();
            options.set_block(ScrollLogicalPosition::Nearest);
            element.scroll_into_view_with_scroll_into_view_options(&options);
        }
    };
    set_timeout(show, Duration::from_millis(50));
}

fn write(ctx: Ctx, target: &EventTarget) {
    let Some(area) = target.dyn_ref::<HtmlTextAreaElement>() else { return };
    let Some(slot) = number(area, "data-slot") else { return };
    // Some keyboards send letter and mark apart; what is counted and sealed is one character (NFC).
    let text = String::from(js_sys::JsString::from(area.value()).normalize("NFC"));
    let used = text.encode_utf16().count();
    ctx.paper.update(|paper| paper.write(slot, text));
    // Said here, not by following the paper: that woke ten of these with each mark of another row.
    if let Some(hint) = area.next_element_sibling() {
        hint.set_text_content(Some(&left(ctx, area, used)));
    }
}

/// Title, issuer, how to mark, why it is secret.
pub(super) fn head(ctx: Ctx) -> Node {
    let lang = ctx.lang.get();
    let survey = ctx.survey();
    let all_levels = survey.rows().all(|row| !row.levels().is_empty());
    let how_to = match only_choice(&survey) {
        Some(at_most) => t::at_most(lang, at_most as usize, noun(&survey)),
        None if all_levels => t::HOW_TO.in_lang(lang).to_owned(),
        None => t::HOW_TO_MIXED.in_lang(lang).to_owned(),
    };
    let id = ctx.id("h", 0);
    let parts = [
        leaf("p", &[("class", "issuer small"), ("lang", "vi")], &survey.issuer.name),
        leaf("h1", &[("id", &id), ("tabindex", "-1"), ("lang", "vi")], &survey.title),
        el("p", &[], &[text(&how_to), text(" "), leaf("strong", &[], t::SECRET.in_lang(lang))]),
    ];
    el("header", &[("class", "ballot-head stack tight")], &parts)
}

/// The regulation, and whether the form is a reconstruction.
pub(super) fn basis(ctx: Ctx) -> Node {
    let instrument = &ctx.survey().instrument;
    let note = if instrument.reconstruction { t::RECONSTRUCTION.in_lang(ctx.lang.get()) } else { "" };
    let parts = [leaf("span", &[("lang", "vi")], &instrument.name), text(". "), text(note)];
    el("p", &[("class", "muted small")], &parts)
}

/// Name, post and unit of a subject; the id takes the focus and names the groups below it.
pub(super) fn subject_heading(ctx: Ctx, index: usize, subject: &Subject) -> Node {
    let id = ctx.id("s", index);
    let mut parts = vec![text(&subject.full_name())];
    let post = post(subject);
    if !post.is_empty() {
        parts.extend([text(" "), leaf("span", &[("class", "subject-post")], &post)]);
    }
    el("h2", &[("class", "subject-name"), ("id", &id), ("tabindex", "-1"), ("lang", "vi")], &parts)
}

/// Post and unit, as far as they are given.
pub(super) fn post(subject: &Subject) -> String {
    [&subject.post, &subject.unit].into_iter().flatten().map(String::as_str).collect::<Vec<_>>().join(", ")
}

/// What there is to know before one writes a remark about anybody: said once where all stand on one sheet.
pub(super) fn about_remarks(item: &Item<'_>) -> Option<Node> {
    let help = item.question.help.as_ref().filter(|_| matches!(item.place, Place::Slot(_)))?;
    let words = leaf("dt", &[("lang", "vi")], &item.question.text);
    Some(el("div", &[], &[words, leaf("dd", &[("class", "hint"), ("lang", "vi")], help)]))
}

/// A place for a remark, with the characters left, and, where `said`, what there is to know before one writes: that a name
/// must not be among the words.
pub(super) fn remark(ctx: Ctx, slot: usize, question: &Question, about: &str, said: bool) -> Node {
    let AnswerKind::Remark { max_chars } = question.answer else { return text("") };
    let (id, hint, slot_text, most) = (ctx.id("t", slot), ctx.id("m", slot), slot.to_string(), max_chars.to_string());
    let about = leaf("span", &[("class", "visually-hidden")], &[" – ", about].concat());
    let mut parts = vec![el("label", &[("for", &id), ("lang", "vi")], &[text(&question.text), about])];
    let (help, mut told) = (ctx.id("e", slot), hint.clone());
    // Where all stand on one sheet, it is said once, above.
    if let Some(words) = question.help.as_ref().filter(|_| said) {
        parts.push(leaf("p", &[("class", "hint"), ("id", &help), ("lang", "vi")], words));
        told = [&help, " ", &hint].concat();
    }
    let attributes = [
        ("id", id.as_str()),
        ("rows", "2"),
        ("maxlength", &most),
        ("autocomplete", "off"),
        ("spellcheck", "false"),
        ("aria-describedby", &told),
        ("data-test", "remark"),
        ("data-slot", &slot_text),
    ];
    let area = el("textarea", &attributes, &[]);
    if let Some(area) = area.dyn_ref::<HtmlTextAreaElement>() {
        // Its value, not its text: what is written must not become part of the page.
        ctx.paper.with_untracked(|paper| area.set_value(paper.remark(slot)));
    }
    let used = ctx.paper.with_untracked(|paper| paper.remark(slot).encode_utf16().count());
    let left = leaf("p", &[("class", "hint"), ("id", &hint)], &left(ctx, &area, used));
    parts.extend([area, left]);
    el("div", &[("class", "field remark")], &parts)
}

/// How much may still be written where so much is.
fn left(ctx: Ctx, area: &Node, used: usize) -> String {
    let most = area.dyn_ref::<HtmlTextAreaElement>().map_or(0, HtmlTextAreaElement::max_length);
    t::left(ctx.lang.get_untracked(), usize::try_from(most).unwrap_or_default().saturating_sub(used))
}

/// How many rows are chosen, kept up to date.
pub(super) fn tally(ctx: Ctx) -> Node {
    let lang = ctx.lang.get();
    let place = el("span", &[("data-test", "tally")], &[]);
    live(place, move || ctx.paper.with(|paper| t::chosen(lang, paper.answered(), paper.asked())))
}

/// The bar at the foot.
pub(super) fn foot(class: &str, parts: &[Node]) -> Node {
    el("div", &[("class", class)], &[el("div", &[], parts)])
}

/// A button that sends an event to the booth.
pub(super) fn go(ctx: Ctx, class: &str, test: &str, label: &str, event: Event) -> Node {
    button(class, test, label, move || {
        ctx.go(event);
    })
}

/// The way on from the ballot.
pub(super) fn to_review(ctx: Ctx) -> Node {
    button("button primary", "to-review", t::TO_REVIEW.in_lang(ctx.lang.get()), move || {
        in_background(async move {
            rest::take().await; // where it does not come, the page's script says so when the review is called
            ctx.go(Event::Look);
        });
    })
}
