//! Small parts that the screens are put together from.

use leptos::html;
use leptos::prelude::*;

use super::state::Desk;
use crate::count::turnout;
use crate::text::{Explain, Lang, Phrase, desk as t, numbers};
use crate::worker::protocol::Qr;

/// The heading of a screen. Takes the focus, so that a screen reader begins here and the
/// keyboard goes on from here.
pub fn heading(text: impl Into<String>) -> AnyView {
    let text: String = text.into();
    let node = NodeRef::<html::H1>::new();
    Effect::new(move |_| {
        if let Some(heading) = node.get() {
            let _ = heading.focus();
            window().scroll_to_with_x_and_y(0.0, 0.0);
        }
    });
    view! { <h1 node_ref=node tabindex="-1">{text}</h1> }.into_any()
}

/// A button. `class` is added to `button`, `test` names it for the tests.
pub fn button(class: &str, test: &'static str, label: impl Into<String>, act: impl Fn() + 'static) -> AnyView {
    // Boxed, so that the view's code exists once and not once for every button.
    let (class, label, act): (_, String, Box<dyn Fn()>) = (format!("button {class}"), label.into(), Box::new(act));
    view! {
        <button type="button" class=class data-test=test on:click=move |_| act()>
            {label}
        </button>
    }
    .into_any()
}

/// A notice with a title and one paragraph.
pub fn notice(kind: &'static str, title: impl Into<String>, text: impl Into<String>) -> AnyView {
    let (title, text): (String, String) = (title.into(), text.into());
    view! {
        <div class=format!("notice {kind}")>
            <p class="notice-title">{title}</p>
            {(!text.is_empty()).then(|| view! { <p>{text}</p> })}
        </div>
    }
    .into_any()
}

/// Faults in words, each with its way out.
pub fn faults<'a>(faults: impl Iterator<Item = &'a dyn Explain>, lang: Lang) -> AnyView {
    let items: Vec<AnyView> = faults
        .map(|fault| {
            let explained = fault.explain(lang);
            view! {
                <li data-test="fault">
                    <p class="strong">{explained.what}</p>
                    <p>{t::WAY_OUT.in_lang(lang)} " " {explained.way_out}</p>
                </li>
            }
            .into_any()
        })
        .collect();
    view! { <ul class="stack tight fault-list">{items}</ul> }.into_any()
}

/// Words of a fingerprint. They are Vietnamese, whatever the screen speaks.
pub fn words(label: &str, words: &[String]) -> AnyView {
    let items: Vec<AnyView> = words.iter().map(|word| view! { <li>{word.clone()}</li> }.into_any()).collect();
    view! {
        <figure class="stack tight">
            <figcaption class="strong">{label.to_owned()}</figcaption>
            <ol class="words" lang="vi">
                {items}
            </ol>
        </figure>
    }
    .into_any()
}

/// Light modules around a QR code, which readers need to find it.
const QUIET_ZONE: u32 = 4;

/// A QR code: one path, crisp at any size.
pub fn qr(code: &Qr, label: &str) -> AnyView {
    use core::fmt::Write;
    let mut path = String::new();
    let size = code.size.max(1);
    for (y, row) in code.dark.chunks(size as usize).enumerate() {
        let mut x = 0;
        for run in row.chunk_by(|left, right| left == right) {
            if run[0] {
                let _ = write!(path, "M{x} {y}h{}v1h-{}z", run.len(), run.len());
            }
            x += run.len();
        }
    }
    let side = size + 2 * QUIET_ZONE;
    view! {
        <svg
            class="qr"
            role="img"
            aria-label=label.to_owned()
            viewBox=format!("-{QUIET_ZONE} -{QUIET_ZONE} {side} {side}")
            shape-rendering="crispEdges"
        >
            <rect x=format!("-{QUIET_ZONE}") y=format!("-{QUIET_ZONE}") width=side height=side fill="#fff" />
            <path d=path fill="#000" />
        </svg>
    }
    .into_any()
}

/// Where the meeting stands, as a numbered row.
pub fn steps(desk: Desk, names: [Phrase; 4], current: usize) -> AnyView {
    let items: Vec<AnyView> = names
        .into_iter()
        .enumerate()
        .map(|(at, name)| {
            view! {
                <li class:past=at < current aria-current=(at == current).then_some("step")>
                    {desk.say(name)}
                </li>
            }
            .into_any()
        })
        .collect();
    view! { <ol class="steps" aria-label=desk.say(t::STEPS_NAME)>{items}</ol> }.into_any()
}

/// One field of a form.
pub struct Field {
    /// Unique on the screen.
    pub id: String,
    /// For the tests.
    pub test: &'static str,
    /// Whose field it is, from 1, where there are several.
    pub teller: Option<usize>,
    /// What goes in.
    pub label: Phrase,
    /// What helps.
    pub hint: Option<Phrase>,
    /// `text`, `password`, or `numeric` for a text field with a number keyboard.
    pub kind: &'static str,
    /// What is typed.
    pub value: RwSignal<String>,
}

/// What a PIN's field says of itself, so that no browser offers to remember it: the device is shared.
pub const NOT_TO_BE_SAVED: &str = "one-time-code";

/// A field with its label, its hint and, once somebody tried to go on, what is wrong with it.
pub fn field(desk: Desk, field: Field, fault: impl Fn() -> Option<Phrase> + Send + Sync + 'static) -> AnyView {
    let Field { id, test, teller, label, hint, kind, value } = field;
    let numeric = kind == "numeric";
    let fault = Signal::derive(move || if desk.form.tried.get() { fault() } else { None });
    let (hint_id, fault_id) = (format!("{id}-hint"), format!("{id}-fault"));
    let described = format!("{hint_id} {fault_id}");
    view! {
        <div class="field">
            <label for=id.clone()>{desk.say(label)}</label>
            {hint.map(|hint| view! { <p class="hint" id=hint_id>{desk.say(hint)}</p> })}
            <input
                id=id
                class=numeric.then_some("short")
                type=if numeric { "text" } else { kind }
                inputmode=numeric.then_some("numeric")
                autocomplete=if kind == "password" { NOT_TO_BE_SAVED } else { "off" }
                data-test=test
                data-teller=teller
                aria-describedby=described
                aria-invalid=move || fault.get().map(|_| "true")
                prop:value=value
                on:input=move |event| value.set(event_target_value(&event))
            />
            <p class="error" id=fault_id hidden=move || fault.get().is_none()>
                {move || fault.get().map(|fault| desk.say(fault))}
            </p>
        </div>
    }
    .into_any()
}

/// A place for files: a large button that also takes what is dropped on it. The browser's own
/// control lies over it unseen, since its words are in the browser's language.
pub struct Picker {
    /// Unique on the screen; also the name for the tests.
    pub id: &'static str,
    /// What it takes.
    pub accept: &'static str,
    /// More than one at a time.
    pub multiple: bool,
    /// What to choose.
    pub label: Phrase,
    /// Which files these are.
    pub hint: Phrase,
}

/// A [`Picker`].
pub fn picker(desk: Desk, picker: Picker, chosen: impl Fn(Vec<web_sys::File>) + 'static) -> AnyView {
    let Picker { id, accept, multiple, label, hint } = picker;
    let hint_id = format!("{id}-hint");
    view! {
        <div class="stack tight">
            <div class="drop">
                <label for=id>{desk.say(label)}</label>
                <input
                    id=id
                    type="file"
                    accept=accept
                    multiple=multiple
                    aria-describedby=hint_id.clone()
                    data-test=id
                    on:change=move |event| chosen(super::files::take(&event))
                />
            </div>
            <p class="hint" id=hint_id>{desk.say(hint)}</p>
        </div>
    }
    .into_any()
}

/// Shows what is wrong and brings the first wrong field into view.
pub fn show_field_faults(desk: Desk) {
    desk.form.tried.set(true);
    // After the fields have been marked.
    request_animation_frame(|| {
        let first = document().query_selector("[aria-invalid=true]").ok().flatten();
        if let Some(first) = first.map(wasm_bindgen::JsCast::unchecked_into::<web_sys::HtmlElement>) {
            let _ = first.focus();
        }
    });
}

/// Both attendance fields.
pub fn attendance_fields(desk: Desk) -> AnyView {
    let form = desk.form;
    let one = |id: &str, test, label, hint, value| Field {
        id: id.to_owned(),
        test,
        teller: None,
        label,
        hint,
        kind: "numeric",
        value,
    };
    view! {
        <div class="fields">
            {field(
                desk,
                one("summoned", "summoned", t::SUMMONED, None, form.summoned),
                move || form.summoned_fault(),
            )}
            {field(desk, one("present", "present", t::PRESENT, None, form.present), move || form.present_fault())}
            {form
                .asks_delegates
                .get_untracked()
                .then(|| {
                    field(
                        desk,
                        one("delegates", "delegates", t::DELEGATES, Some(t::DELEGATES_HINT), form.delegates),
                        move || form.delegates_fault(),
                    )
                })}
        </div>
        <div role="status">{move || too_few(desk)}</div>
    }
    .into_any()
}

/// Says so where fewer came than the survey's quorum asks for. A notice, no bar.
fn too_few(desk: Desk) -> Option<AnyView> {
    let attendance = desk.form.attendance()?;
    let found = desk.loaded.with_value(|loaded| turnout(&loaded.as_ref()?.survey, attendance))?;
    if found.met {
        return None;
    }
    let lang = desk.now();
    let [present, summoned] = [attendance.present, attendance.summoned].map(|figure| numbers::whole(figure, lang));
    let needed = found.needed.map(|needed| numbers::whole(needed, lang));
    let title = t::too_few([&present, &summoned], needed.as_deref(), lang);
    Some(view! { <div data-test="too-few">{notice("warn", title, desk.say(t::TOO_FEW_TEXT))}</div> }.into_any())
}

/// A box to tick, with what it means. `test` also begins the hint's identifier; `changed` is called after the value is
/// set.
pub fn tick(
    desk: Desk,
    test: &'static str,
    label: Phrase,
    hint: Phrase,
    value: RwSignal<bool>,
    changed: impl Fn() + 'static,
) -> AnyView {
    let hint_id = format!("{test}-hint");
    let changed: Box<dyn Fn()> = Box::new(changed);
    let toggle = move |event| {
        value.set(event_target_checked(&event));
        changed();
    };
    view! {
        <div class="stack tight">
            <label class="option">
                <input
                    type="checkbox"
                    data-test=test
                    aria-describedby=hint_id.clone()
                    prop:checked=value
                    on:change=toggle
                />
                <span>{desk.say(label)}</span>
            </label>
            <p class="hint" id=hint_id>{desk.say(hint)}</p>
        </div>
    }
    .into_any()
}

/// A heading of a table's column.
pub fn head(text: impl Into<String>) -> AnyView {
    let text: String = text.into();
    view! { <th scope="col">{text}</th> }.into_any()
}

/// A table that scrolls by itself where the window is too narrow; by the keyboard too, so it has a name.
///
/// `caption` is written above it where the name does not stand there anyway; `body` are its rows.
pub fn table(
    name: &str,
    test: Option<&'static str>,
    caption: Option<&str>,
    heads: Vec<AnyView>,
    body: Vec<AnyView>,
) -> AnyView {
    view! {
        <div class="table-scroll" tabindex="0" role="region" aria-label=name.to_owned()>
            <table class="table" data-test=test>
                {caption.map(|caption| view! { <caption>{caption.to_owned()}</caption> })}
                <thead>
                    <tr>{heads}</tr>
                </thead>
                <tbody>{body}</tbody>
            </table>
        </div>
    }
    .into_any()
}
