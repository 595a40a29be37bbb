//! The ballot as a phone, a screen and paper will show it, while it is composed. To be looked at: nothing can be marked.
//!
//! It is drawn by the booth's own code and by that of the printed ballot, in a frame of its own: there the styles see the
//! width of the device that is shown, and identifiers and landmarks are not this page's. The frame is inert and hidden
//! from those who listen, who would be led to mark it; all that it shows they have read in the fields. It is as high as what it shows, so
//! what scrolls is the window around it, which stays where it is when the ballot is drawn anew.

use std::sync::Arc;

use gloo_events::EventListener;
use leptos::html;
use leptos::prelude::*;
use leptos::tachys::view::Mountable;
use wasm_bindgen::JsCast;
use web_sys::{Document, Element, HtmlElement};

use super::super::paper_ballot;
use super::super::parts;
use super::super::state::Desk;
use super::field::choice;
use super::state::Step;
use crate::booth;
use crate::survey::Survey;
use crate::survey::compose::Composition;
use crate::text::compose as t;

/// Widths of a phone, a laptop and a sheet of A4 with the desk around it, in pixels.
const WIDTHS: [i32; 3] = [390, 1280, 760];
/// Height of a phone and of a laptop's window, and least height of the sheet.
const HEIGHTS: [i32; 3] = [760, 720, 900];
/// The sheet among the looks.
const PAPER: usize = 2;
/// Most rows that are drawn: it happens after every pause in typing, and the eye takes in no more.
const ROWS: usize = 150;
/// An empty page that is laid out as ours: without a doctype, tables have other sizes.
const EMPTY: &str = "<!doctype html><title>Hòm Phiếu</title>";
/// From so many rem the ballot has room beside what is composed: 1100 px at normal text size.
const BESIDE: f64 = 55.0;

/// Where the ballot is looked at.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Site {
    /// Not at all: there is nothing yet, or the step shows it itself.
    Nowhere,
    /// Beside what is composed.
    Beside,
    /// Over it, one tap away.
    Over,
}

/// Whether there is room beside what is composed, kept up to date. Made once, outside the steps.
pub fn site(desk: Desk) -> Memo<Site> {
    let composer = desk.composer();
    let resized = RwSignal::new(0_u32);
    let listener = EventListener::new(&window(), "resize", move |_| {
        let _ = resized.try_update(|count| *count = count.wrapping_add(1));
    });
    StoredValue::new_local(listener);
    Memo::new(move |_| {
        resized.track();
        desk.lang.track(); // said anew with the text size, too
        match composer.step.get() {
            Step::Form | Step::Review => Site::Nowhere,
            _ if !composer.is_open() => Site::Nowhere,
            _ if has_room() => Site::Beside,
            _ => Site::Over,
        }
    })
}

fn has_room() -> bool {
    let width = window().inner_width().ok().and_then(|width| width.as_f64()).unwrap_or_default();
    let root = document().document_element();
    let style = root.and_then(|root| window().get_computed_style(&root).ok().flatten());
    let rem = style.and_then(|style| style.get_property_value("font-size").ok());
    let rem = rem.map(|size| js_sys::parse_float(&size)).filter(|size| *size > 0.0);
    width / rem.unwrap_or(20.0) >= BESIDE
}

/// The look at its place: beside, or a bar with the button that opens it.
pub fn at(desk: Desk, site: Site) -> AnyView {
    match site {
        Site::Nowhere => ().into_any(),
        Site::Beside => view! {
            <aside class="look-beside stack tight" aria-label=desk.say(t::LOOK) data-test="look-beside">
                {panel(desk)}
            </aside>
        }
        .into_any(),
        Site::Over => over(desk),
    }
}

fn over(desk: Desk) -> AnyView {
    let is_open = RwSignal::new(false);
    let dialog = NodeRef::<html::Dialog>::new();
    let close = move || {
        if let Some(dialog) = dialog.get_untracked() {
            dialog.close(); // gives the focus back, and tells us
        }
    };
    Effect::new(move |_| {
        if let Some(dialog) = dialog.get()
            && !dialog.open()
        {
            let _ = dialog.show_modal();
        }
    });
    let open = move || {
        desk.composer().settle_if_typing();
        is_open.set(true);
    };
    view! {
        <div class="look-bar">{parts::button("", "look-open", desk.say(t::LOOK_OPEN), open)}</div>
        {move || {
            is_open.get().then(|| {
                view! {
                    <dialog
                        class="look-over stack tight"
                        aria-label=desk.say(t::LOOK)
                        node_ref=dialog
                        on:close=move |_: web_sys::Event| is_open.set(false)
                    >
                        <div class="cluster end">
                            {parts::button("primary", "look-close", desk.say(t::LOOK_CLOSE), close)}
                        </div>
                        {panel(desk)}
                    </dialog>
                }
            })
        }}
    }
    .into_any()
}

/// The three looks, one at a time.
pub fn panel(desk: Desk) -> AnyView {
    let composer = desk.composer();
    let sketch = Memo::new(move |_| {
        composer.checked.track();
        composer.with(Composition::sketch).flatten().map(Arc::new)
    });
    // Who is being edited is who is looked at.
    Effect::new(move |_| {
        let Some(key) = composer.open.get() else { return };
        let place = composer.with(|now| now.entries.iter().position(|entry| entry.key == key)).flatten();
        if let Some(place) = place {
            composer.look_at.set(place);
        }
    });
    let options = t::LOOKS.iter().enumerate().map(|(at, name)| (at, desk.say(*name).to_owned())).collect();
    let chosen = composer.look.get_untracked();
    let there = Memo::new(move |_| sketch.with(Option::is_some));
    let drawn = move |look: usize| {
        view! {
            {pager(desk, look, sketch)}
            {framed(desk, look, sketch)}
            <p class="hint">
                {desk.say(t::LOOK_HINT)} " "
                {move || sketch.with(|sketch| sketch.as_ref().and_then(|survey| not_drawn(desk, look, survey)))}
            </p>
        }
    };
    view! {
        {choice("look", desk.say(t::LOOK_ON), options, Some(chosen), move |at| composer.look.set(at))}
        {move || (!there.get()).then(|| view! { <p>{desk.say(t::NO_LOOK)}</p> })}
        // By key: another look is another frame. Without it the old one would be kept, with the old ballot in it.
        <For each=move || there.get().then(|| composer.look.get()) key=|look| *look children=drawn />
    }
    .into_any()
}

/// How many are left out, in words.
fn not_drawn(desk: Desk, look: usize, survey: &Survey) -> Option<String> {
    let more = survey.subjects.len() - shown(look, survey);
    (more > 0).then(|| t::look_more(more, desk.now()))
}

/// How many subjects are drawn, from the first.
fn shown(look: usize, survey: &Survey) -> usize {
    if has_steps(look, survey) {
        return survey.subjects.len(); // one at a time
    }
    let mut rows = 0;
    let fitting = survey.subjects.iter().take_while(|subject| {
        let tasks = survey.questions.iter().map(|one| if one.per_task { subject.tasks.len() } else { 1 });
        rows += tasks.sum::<usize>();
        rows <= ROWS
    });
    fitting.count().max(1)
}

fn has_steps(look: usize, survey: &Survey) -> bool {
    look != PAPER && booth::has_steps(survey, f64::from(WIDTHS[look]))
}

/// The subject that is looked at: people may have been taken out since.
fn place(desk: Desk, survey: &Survey) -> usize {
    desk.composer().look_at.get().min(survey.subjects.len().saturating_sub(1))
}

/// From one subject to the next, where each has a step.
fn pager(desk: Desk, look: usize, sketch: Memo<Option<Arc<Survey>>>) -> AnyView {
    let composer = desk.composer();
    // (at, of), where there is anywhere to go.
    let here = Memo::new(move |_| {
        sketch.with(|sketch| {
            let survey = sketch.as_ref().filter(|survey| has_steps(look, survey) && survey.subjects.len() > 1)?;
            Some((place(desk, survey), survey.subjects.len()))
        })
    });
    let there = Memo::new(move |_| here.with(Option::is_some));
    let button = move |test: &'static str, sign: &'static str, name, by: isize| {
        let next = move |(at, of): (usize, usize)| at.checked_add_signed(by).filter(|at| *at < of);
        view! {
            <button
                type="button"
                class="button"
                data-test=test
                aria-label=desk.say(name)
                aria-disabled=move || here.get().and_then(next).is_none().then_some("true")
                on:click=move |_| {
                    if let Some(next) = here.get_untracked().and_then(next) {
                        composer.look_at.set(next);
                    }
                }
            >
                {sign}
            </button>
        }
        .into_any()
    };
    view! {
        {move || {
            there.get().then(|| {
                view! {
                    <div class="cluster look-pager">
                        {button("look-before", "←", t::LOOK_BEFORE, -1)}
                        <p role="status">
                            {move || here.get().map(|(at, of)| t::look_step(at + 1, of, desk.now()))}
                        </p>
                        {button("look-next", "→", t::LOOK_NEXT, 1)}
                    </div>
                }
            })
        }}
    }
    .into_any()
}

fn framed(desk: Desk, look: usize, sketch: Memo<Option<Arc<Survey>>>) -> AnyView {
    let [outer, holder] = [NodeRef::<html::Div>::new(), NodeRef::<html::Div>::new()];
    let frame = NodeRef::<html::Iframe>::new();
    // Counts up when the frame is there, when its styles are, and when the window has another size.
    let laid_out = RwSignal::new(0_u32);
    let again = move || {
        let _ = laid_out.try_update(|count| *count = count.wrapping_add(1));
    };
    let loaded = RwSignal::new(false);
    StoredValue::new_local(EventListener::new(&window(), "resize", move |_| again()));
    let page = move || frame.get().filter(|_| loaded.get()).and_then(|frame| frame.content_document());
    Effect::new(move |_| {
        let (Some(page), Some(survey)) = (page(), sketch.get()) else { return };
        if let Some(root) = page.document_element() {
            let _ = root.set_attribute("lang", "vi");
            let _ = root.set_attribute("data-mode", if survey.is_practice() { "practice" } else { "real" });
        }
        let drawn = if look == PAPER { paper(&survey) } else { screen(desk, look, &survey) };
        if let Some(body) = page.body() {
            let _ = body.set_attribute("inert", "");
            body.replace_children_with_node_1(&drawn);
        }
        again();
    });
    Effect::new(move |_| {
        laid_out.track();
        let (Some(page), Some(outer), Some(holder), Some(frame)) = (page(), outer.get(), holder.get(), frame.get())
        else {
            return;
        };
        let width = WIDTHS[look];
        set_size(&frame, width, HEIGHTS[look]);
        let content = page.document_element().map_or(0, |root| root.scroll_height());
        let height = content.max(HEIGHTS[look]);
        set_size(&frame, width, height);
        // In thousandths: whole numbers are all that is needed.
        let scale = (outer.client_width() * 1000 / width).min(1000);
        let _ = HtmlElement::style(&frame).set_property("transform", &format!("scale(calc({scale} / 1000))"));
        set_size(&holder, width * scale / 1000, height * scale / 1000);
    });
    let dress = move |_: web_sys::Event| {
        if let Some(page) = frame.get_untracked().and_then(|frame| frame.content_document()) {
            take_styles(&page, look, again);
            loaded.set(true);
        }
    };
    let test = ["look-phone", "look-screen", "look-paper"][look];
    view! {
        <div
            class="look-window"
            data-test=test
            tabindex="0"
            role="region"
            aria-label=desk.say(t::LOOK)
            node_ref=outer
        >
            <div class="look-page" node_ref=holder>
                <iframe
                    title=desk.say(t::LOOK)
                    aria-hidden="true"
                    tabindex="-1"
                    inert
                    srcdoc=EMPTY
                    node_ref=frame
                    on:load=dress
                ></iframe>
            </div>
        </div>
    }
    .into_any()
}

/// By the object model: the policy forbids styles in attributes.
fn set_size(element: &HtmlElement, width: i32, height: i32) {
    let style = HtmlElement::style(element);
    let _ = style.set_property("width", &format!("{width}px"));
    let _ = style.set_property("height", &format!("{height}px"));
}

/// Gives the frame the styles that the page has that it stands for: the voter's page has the first alone.
fn take_styles(page: &Document, look: usize, then: impl Fn() + Copy + 'static) {
    let Ok(links) = document().query_selector_all("link[rel=stylesheet]") else { return };
    let Some(head) = page.head() else { return };
    for at in 0..links.length() {
        let Some(link) = links.item(at).and_then(|link| link.dyn_into::<Element>().ok()) else { continue };
        let address = link.get_attribute("href").unwrap_or_default();
        let file = address.rsplit('/').next().unwrap_or_default();
        if look != PAPER && !file.starts_with("main") {
            continue;
        }
        let Ok(copy) = page.create_element("link") else { continue };
        let _ = copy.set_attribute("rel", "stylesheet");
        // How high the page is, is only known with it.
        EventListener::once(&copy, "load", move |_| then()).forget();
        let _ = copy.set_attribute("href", &address);
        let _ = head.append_child(&copy);
    }
}

/// The voter's ballot.
fn screen(desk: Desk, look: usize, survey: &Survey) -> web_sys::Node {
    let (at, some) = (place(desk, survey), first(look, survey));
    let around = element("booth");
    let _ = around.append_child(&booth::look(Arc::new(some), f64::from(WIDTHS[look]), at));
    around.into()
}

/// The printed ballot.
fn paper(survey: &Survey) -> web_sys::Node {
    let (around, sheet) = (element("print-only paper-preview"), element("ballot-paper whole"));
    // Static: nothing in it is kept up to date, so it needs nobody to hold it.
    paper_ballot::ballot(&first(PAPER, survey)).build().mount(&sheet, None);
    let _ = around.append_child(&sheet);
    around.into()
}

/// The survey with as many subjects as are drawn.
fn first(look: usize, survey: &Survey) -> Survey {
    let mut some = survey.clone();
    some.subjects.truncate(shown(look, survey));
    some
}

fn element(class: &str) -> Element {
    let made = document().create_element("div").expect("every page has this element");
    let _ = made.set_attribute("class", class);
    made
}
