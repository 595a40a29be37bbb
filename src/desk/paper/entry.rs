//! One pass: ballot after ballot, one key for each mark; the same with large buttons.

#![allow(clippy::large_types_passed_by_value)] // `Here` is a bundle of handles: copied, as the desk is

use leptos::html;
use leptos::prelude::*;

use super::super::parts;
use super::super::state::Desk;
use super::keys::{Here, focus, press, take_back, typed};
use super::{name_of, survey};
use crate::count::{Conservation, Key, PaperFlag, PaperMark, Pass, RunningFigures, paper_order};
use crate::report::post;
use crate::survey::{Row, RowKind, Survey};
use crate::text::{Phrase, numbers, paper as t};

/// The pad and the rows of the ballot in hand.
pub fn screen(desk: Desk, pass: Pass) -> AnyView {
    let here = Here { desk, pass, said: RwSignal::default(), region: NodeRef::new() };
    let lang = desk.now();
    Effect::new(move |_| {
        if here.region.try_get().flatten().is_some() {
            window().scroll_to_with_x_and_y(0.0, 0.0);
            focus(here);
        }
    });
    let teller = desk.paper().with_sheet(|sheet| sheet.teller(pass)).flatten();
    let title = format!("{} · {}", t::pass(pass, lang), name_of(desk, teller));
    view! {
        <div class="stack">
        <h1>{title}</h1>
        {move || position(here)}
        <section
            class="paper-keys"
            tabindex="0"
            aria-label=desk.say(t::KEYS)
            aria-describedby="paper-keys-hint"
            data-test="paper-keys"
            node_ref=here.region
            on:keydown=move |event| typed(here, &event)
        >
            <p class="hint" id="paper-keys-hint">
                <span class="if-focused">{desk.say(t::KEYS_HINT)}</span>
                <span class="if-blurred strong">{desk.say(t::KEYS_OFF)}</span>
            </p>
            <div class="paper-beside">
                <div class="stack">
                    {move || survey(desk, |survey| pad(here, survey))} <p role="status" class="said">{here.said}</p>
                    {foot(here)}
                </div>
                {survey(desk, |survey| rows(here, survey))}
            </div>
        </section>
        <div class="cluster spread">
            {parts::button("quiet", "paper-stop", desk.say(t::STOP), move || desk.paper().pass.set(None))}
            <p class="muted">{desk.say(t::DRAFT_LOST)}</p>
        </div>
        </div>
    }
    .into_any()
}

/// Which ballot this is: large, as it must be held against the number on the batch.
fn position(here: Here) -> AnyView {
    let Here { desk, pass, .. } = here;
    let lang = desk.now();
    let Some(([batch, ballot, of], running, failing)) = desk.paper().with_sheet(|sheet| {
        let running = survey(desk, |survey| sheet.running(survey, pass)).unwrap_or_default();
        let sums = survey(desk, |survey| sheet.pass_sums(survey, pass)).unwrap_or_default();
        let failing: Vec<Conservation> = sums.into_iter().filter(|sum| !sum.holds()).collect();
        (sheet.position(running.entered as usize), running, failing)
    }) else {
        return ().into_any();
    };
    let tile = |class: &'static str, name: Phrase, figure: String| {
        view! { <div class=class><dt>{desk.say(name)}</dt> <dd class="tile-number">{figure}</dd></div> }.into_any()
    };
    let small = |name, figure: u32| tile("panel", name, numbers::whole(figure, lang));
    view! {
        <dl class="tiles" data-test="paper-position">
            {tile("panel here", t::BATCH, numbers::whole(batch, lang))}
            {tile("panel here", t::BALLOT, format!("{ballot}/{of}"))} {small(t::ENTERED, running.entered)}
            {small(t::LEFT, running.left)} {small(t::INVALID, running.invalid)}
        </dl>
        {sums(desk, &running, &failing)}
    }
    .into_any()
}

/// What must add up at any moment, with the figures; what does not is named.
fn sums(desk: Desk, running: &RunningFigures, failing: &[Conservation]) -> AnyView {
    let line = |holds: bool, words: String| {
        let sign = if holds { "✓ " } else { "✗ " };
        let fault = (!holds).then(|| view! { <span class="strong">" – " {desk.say(t::SUM_FAILS)}</span> });
        view! { <li class:wrong=!holds><span aria-hidden="true">{sign}</span> {words} {fault}</li> }.into_any()
    };
    let all = running.sums();
    let words = t::running(running, desk.now());
    let lines = all.iter().zip(words).map(|(sum, words)| line(sum.holds(), words));
    let named = |sum: &Conservation| {
        line(false, format!("{}: {} / {}", desk.say(t::sum_words(&sum.rule)), sum.left, sum.right))
    };
    let lines: Vec<AnyView> = lines.chain(failing.iter().map(named)).collect();
    view! { <ul class="running-sums" data-test="paper-running">{lines}</ul> }.into_any()
}

/// One key of the pad.
fn key(here: Here, key: Key, sign: impl Into<String>, label: impl Into<String>, test: impl Into<String>) -> AnyView {
    let (sign, label, test): (String, String, String) = (sign.into(), label.into(), test.into());
    let act: Box<dyn Fn()> = Box::new(move || {
        press(here, key);
        focus(here);
    });
    view! {
        // The keyboard stays where it is: the next key goes on.
        <button type="button" class="button pad-key" data-test=test on:mousedown=|event| event.prevent_default() on:click=move |_| act()>
            <kbd aria-hidden="true">{sign}</kbd>
            <span>{label}</span>
        </button>
    }
    .into_any()
}

fn pad(here: Here, survey: &Survey) -> AnyView {
    let desk = here.desk;
    let (at, score) = desk.paper().draft.with(|draft| (draft.at(), draft.typed()));
    let say = |phrase| desk.say(phrase);
    let Some(row) = survey.rows().nth(at) else {
        return view! {
            <div class="panel stack paper-pad">
                <p class="strong" data-test="paper-ready">{say(t::READY)}</p>
            </div>
        }
        .into_any();
    };
    let mut keys: Vec<AnyView> = match row.kind {
        RowKind::Levels(levels) => levels
            .iter()
            .enumerate()
            .map(|(at, level)| {
                let digit = at as u8 + 1;
                key(here, Key::Digit(digit), digit.to_string(), level.label.clone(), format!("key-{digit}"))
            })
            .collect(),
        RowKind::Choose { .. } => vec![key(here, Key::Digit(1), "1", say(t::CHOSEN), "key-1")],
        RowKind::Score { .. } => Vec::new(),
    };
    let max = if let RowKind::Score { max } = row.kind { Some(max) } else { None };
    let digits = max.map(|max| {
        let digits: Vec<AnyView> =
            (0..=9).map(|digit| key(here, Key::Digit(digit), "", digit.to_string(), format!("key-{digit}"))).collect();
        let typed = score.map_or_else(|| "–".to_owned(), |score| score.to_string());
        view! {
            <p>{say(t::SCORE_TYPED)} " (0–" {max} "): " <span class="tile-number">{typed}</span></p>
            <div class="pad-digits">{digits}</div>
            // Without a digit Enter keeps the whole ballot, and only the other key says so.
            {key(here, Key::Confirm, if score.is_some() { "Enter" } else { "" }, say(t::TAKE_SCORE), "key-score")}
        }
        .into_any()
    });
    let blank = if matches!(row.kind, RowKind::Choose { .. }) { t::NOT_CHOSEN } else { t::BLANK };
    keys.push(key(here, Key::Blank, if digits.is_some() { "." } else { "0" }, say(blank), "key-blank"));
    keys.push(key(here, Key::Several, "x", say(t::SEVERAL), "key-several"));
    keys.push(key(here, Key::Struck, "-", say(t::STRUCK), "key-struck"));
    view! {
        <div class="panel stack paper-pad" lang="vi">
            <div role="status">
                <p class="subject-name">{number_of(survey, &row)} ". " {row.subject.full_name()}</p>
                <p class="subject-post">{post(row.subject)}</p>
                <p class="strong">{asked(&row)}</p>
            </div>
            {digits}
            <div class="pad-keys">{keys}</div>
        </div>
    }
    .into_any()
}

/// Faults of the whole ballot, and the ways back and on.
fn foot(here: Here) -> AnyView {
    let desk = here.desk;
    let remarks = survey(desk, |survey| survey.remark_slots().next().is_some()).unwrap_or_default();
    let flags: Vec<AnyView> = PaperFlag::ALL
        .into_iter()
        .map(|flag| {
            let pressed = move || if desk.paper().draft.with(|draft| draft.has(flag)) { "true" } else { "false" };
            let act = move |_| {
                press(here, Key::Flag(flag));
                focus(here);
            };
            view! {
                <button
                    type="button"
                    class="button pad-flag"
                    data-test=flag_test(flag)
                    aria-pressed=pressed
                    on:mousedown=|event| event.prevent_default()
                    on:click=act
                >
                    <kbd aria-hidden="true">{flag_key(flag)}</kbd>
                    <span>{desk.say(t::flag(flag, remarks))}</span>
                </button>
            }
            .into_any()
        })
        .collect();
    view! {
        <div class="pad-keys">
            {key(here, Key::Confirm, "Enter", desk.say(t::NEXT_BALLOT), "key-next")}
            {key(here, Key::Back, "⌫", desk.say(t::BACK_ROW), "key-back")}
            {key(here, Key::RestBlank, "t", desk.say(t::REST_BLANK), "key-rest")}
        </div>
        <fieldset class="stack tight">
            <legend class="label">{desk.say(t::WHOLE)}</legend>
            <div class="pad-keys">{flags}</div>
        </fieldset>
        <div>{parts::button("quiet", "paper-take-back", desk.say(t::BACK_BALLOT), move || take_back(here))}</div>
    }
    .into_any()
}

const fn flag_key(flag: PaperFlag) -> &'static str {
    match flag {
        PaperFlag::UnofficialForm => "m",
        PaperFlag::NoStamp => "d",
        PaperFlag::ExtraWriting => "v",
    }
}

const fn flag_test(flag: PaperFlag) -> &'static str {
    match flag {
        PaperFlag::UnofficialForm => "flag-form",
        PaperFlag::NoStamp => "flag-stamp",
        PaperFlag::ExtraWriting => "flag-writing",
    }
}

/// All rows of the ballot as they stand on the paper, with what is entered; any of them can be gone back to.
fn rows(here: Here, survey: &Survey) -> AnyView {
    let desk = here.desk;
    let all: Vec<Row<'_>> = survey.rows().collect();
    let lines: Vec<AnyView> = paper_order(survey)
        .into_iter()
        .map(|at| {
            let row = all[at];
            let name = format!("{}. {}", number_of(survey, &row), row.subject.full_name());
            let asked = asked(&row);
            let current = Memo::new(move |_| desk.paper().draft.with(|draft| draft.at() == at));
            let mark = Memo::new(move |_| desk.paper().draft.with(|draft| draft.mark(at)));
            let words = move || match mark.get() {
                Some(mark) => mark_words(desk, at, mark),
                None if current.get() => desk.say(t::HERE).to_owned(),
                None => desk.say(t::NOT_YET).to_owned(),
            };
            let line = NodeRef::<html::Button>::new();
            Effect::new(move |_| {
                let here = current.try_get() == Some(true);
                if let Some(line) = line.try_get().flatten().filter(|_| here) {
                    bring(&line);
                }
            });
            let go = move |_| {
                desk.paper().draft.update(|draft| draft.go(at));
                focus(here);
            };
            view! {
                <li>
                    <button
                        type="button"
                        class="paper-row"
                        data-test="paper-row"
                        node_ref=line
                        aria-current=move || current.get().then_some("true")
                        class:entered=move || mark.get().is_some()
                        on:click=go
                    >
                        <span>{name} <span class="subject-post">{asked}</span></span>
                        <span class="strong">{words}</span>
                    </button>
                </li>
            }
            .into_any()
        })
        .collect();
    view! { <ol class="paper-rows" lang="vi" aria-label=desk.say(t::ROWS)>{lines}</ol> }.into_any()
}

/// Scrolls the list, not the page: the pad must stay where it is.
fn bring(line: &web_sys::HtmlElement) {
    let Some(list) = line.closest(".paper-rows").ok().flatten() else { return };
    let (line, frame) = (line.get_bounding_client_rect(), list.get_bounding_client_rect());
    let below = line.bottom() - frame.bottom();
    let above = line.top() - frame.top();
    let by = if below > 0.0 { below } else { above.min(0.0) };
    #[allow(clippy::cast_possible_truncation)] // pixels
    list.set_scroll_top(list.scroll_top() + by as i32);
}

fn mark_words(desk: Desk, at: usize, mark: PaperMark) -> String {
    survey(desk, |survey| survey.rows().nth(at).map(|row| t::mark(mark, &row, desk.now())))
        .flatten()
        .unwrap_or_default()
}

/// TT on the ballot: the subject's number, and for a task its own behind it.
pub fn number_of(survey: &Survey, row: &Row<'_>) -> String {
    let number = survey.subjects.iter().position(|subject| subject.id == row.subject.id).map_or(0, |at| at + 1);
    let task = row.task.and_then(|task| row.subject.tasks.iter().position(|other| other.id == task.id));
    task.map_or_else(|| number.to_string(), |task| format!("{number}.{}", task + 1))
}

/// The question, or the task it is asked about.
pub fn asked(row: &Row<'_>) -> String {
    let question = row.question.short.as_ref().unwrap_or(&row.question.text);
    match row.task {
        Some(task) => format!("{question}: {}", task.text),
        None => question.clone(),
    }
}
