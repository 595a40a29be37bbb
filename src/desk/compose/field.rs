//! A field of the composer: what is typed goes into the draft, what is wrong stands beneath.

use leptos::prelude::*;

use super::super::state::Desk;
use super::state::{Misfit, name_of};
use crate::survey::MAX_LINE;
use crate::survey::compose::{Cell, Edit, Line, MAX_TYPED, Spot, Warning};
use crate::text::compose_faults::{beside, warning};
use crate::text::{Phrase, compose as t};

/// Where a text goes.
#[derive(Debug, Clone, Copy)]
pub enum Target {
    /// A line of the meeting.
    Line(Line),
    /// A text of an entry.
    Cell(u32, Cell),
}

impl Target {
    fn spot(self) -> Spot {
        match self {
            Self::Line(line) => Spot::Line(line),
            Self::Cell(key, cell) => Spot::Cell(key, cell),
        }
    }

    fn edit(self, text: String) -> Edit {
        match self {
            Self::Line(line) => Edit::Line(line, text),
            Self::Cell(key, cell) => Edit::Cell(key, cell, text),
        }
    }
}

/// A field with its label, hint and fault. `list` is the identifier of a `<datalist>`.
pub fn field(
    desk: Desk,
    target: Target,
    test: &'static str,
    label: Phrase,
    hint: Option<Phrase>,
    list: Option<&'static str>,
) -> AnyView {
    labelled(desk, target, test, desk.say(label).to_owned(), hint, list)
}

/// As [`field`], with a label of its own.
pub fn labelled(
    desk: Desk,
    target: Target,
    test: &'static str,
    label: String,
    hint: Option<Phrase>,
    list: Option<&'static str>,
) -> AnyView {
    let composer = desk.composer();
    let id = match target {
        Target::Line(_) => test.to_owned(),
        Target::Cell(key, _) => format!("{test}-{key}"),
    };
    let value = composer.with(|now| match target {
        Target::Line(line) => now.line(line).to_owned(),
        Target::Cell(key, cell) => now.entry(key).map(|entry| entry.cell(cell).to_owned()).unwrap_or_default(),
    });
    let value = value.unwrap_or_default();
    let fault = Signal::derive(move || composer.fault_at(&target.spot()));
    let (hint_id, fault_id) = (format!("{id}-hint"), format!("{id}-fault"));
    let described = format!("{hint_id} {fault_id}");
    let invalid = move || fault.get().map(|_| "true");
    let typed = move |event| composer.type_in(target.edit(event_target_value(&event)));
    let left = move || {
        composer.settle_if_typing();
        composer.leave(target.spot());
    };
    let control = if matches!(target, Target::Cell(_, Cell::Tasks)) {
        view! {
            <textarea
                id=id.clone()
                rows="3"
                data-test=test
                aria-describedby=described
                aria-invalid=invalid
                prop:value=value
                on:input=typed
                on:blur=move |_| left()
            ></textarea>
        }
        .into_any()
    } else {
        view! {
            <input
                id=id.clone()
                type="text"
                autocomplete="off"
                maxlength=MAX_TYPED.max(MAX_LINE)
                list=list
                data-test=test
                aria-describedby=described
                aria-invalid=invalid
                prop:value=value
                on:input=typed
                on:blur=move |_| left()
            />
        }
        .into_any()
    };
    view! {
        <div class="field">
            <label for=id>{label}</label>
            {hint.map(|hint| view! { <p class="hint" id=hint_id>{desk.say(hint)}</p> })}
            {control}
            <p class="error" id=fault_id data-test="field-fault" hidden=move || fault.get().is_none()>
                {move || fault.get().map(|misfit| words(desk, &misfit))}
            </p>
        </div>
    }
    .into_any()
}

/// What is wrong, for one who stands before the field.
pub fn words(desk: Desk, misfit: &Misfit) -> String {
    let number = |at: &str| at.strip_prefix("subjects[")?.split(']').next()?.parse::<usize>().ok().map(|at| at + 1);
    beside(&misfit.spot, &misfit.fault, number, desk.now())
}

/// What should be looked at again at a place, once somebody was there. An old province is said at once, as the field
/// offers the new ones.
pub fn warning_line(desk: Desk, spot: Spot) -> AnyView {
    let composer = desk.composer();
    let line = move || {
        let one = composer.warnings.with(|all| all.iter().find(|one| one.spot() == spot).cloned())?;
        let old = matches!(one, Warning::OldProvince { .. });
        let test = if old { "merged" } else { "warning" };
        (old || composer.is_shown(&spot))
            .then(|| view! { <p class="notice warn" data-test=test>{warned(desk, &one)}</p> })
    };
    view! { <div role="status">{line}</div> }.into_any()
}

/// A warning in words, with the name of whom it is about.
pub fn warned(desk: Desk, one: &Warning) -> String {
    let nameless = desk.say(t::NAMELESS);
    let name = match one.spot() {
        Spot::Cell(key, _) | Spot::Entry(key) => desk.composer().with(|now| name_of(now, key, nameless)),
        _ => None,
    };
    warning(one, &name.unwrap_or_default(), desk.now())
}

/// What is wrong at a place that is no field.
pub fn fault_line(desk: Desk, spot: Spot) -> AnyView {
    let composer = desk.composer();
    view! {
        <div class="fault-place">
            {move || {
                composer.fault_at(&spot).map(|misfit| {
                    view! { <p class="error" data-test="field-fault">{words(desk, &misfit)}</p> }
                })
            }}
        </div>
    }
    .into_any()
}

/// Radio buttons of one choice.
pub fn choice<T: Copy + PartialEq + 'static>(
    name: &'static str,
    legend: &str,
    options: Vec<(T, String)>,
    chosen: Option<T>,
    choose: impl Fn(T) + Copy + 'static,
) -> AnyView {
    let options: Vec<AnyView> = options
        .into_iter()
        .enumerate()
        .map(|(at, (value, words))| {
            view! {
                <label class="option">
                    <input
                        type="radio"
                        name=name
                        data-test=name
                        data-at=at
                        checked=chosen == Some(value)
                        prop:checked=chosen == Some(value)
                        on:change=move |_| choose(value)
                    />
                    <span>{words}</span>
                </label>
            }
            .into_any()
        })
        .collect();
    view! {
        <fieldset class="stack tight">
            <legend class="label">{legend.to_owned()}</legend>
            <div class="options">{options}</div>
        </fieldset>
    }
    .into_any()
}
