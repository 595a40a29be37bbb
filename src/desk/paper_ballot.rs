//! The same survey on paper: one A4 ballot, or two A5 ballots on a sheet. `style/print-ballot.css` draws it on screen
//! and paper alike, so that what is seen is what is printed. Documents are Vietnamese.

use leptos::html;
use leptos::prelude::*;

use super::files;
use super::parts;
use super::state::{Desk, Screen, place};
use crate::booth::paper::noun;
use crate::count::{paper_columns, paper_tables};
use crate::report::{before_place, post};
use crate::survey::{AnswerKind, Heading, Level, Question, Subject, Survey};
use crate::text::booth::COUNTED;
use crate::text::{Phrase, desk as d, minutes, on_paper as p, paper as t};

/// Most subjects with lines for remarks of their own; more share them.
const OWN_LINES: usize = 12;
/// Most subjects for whom there is room for two such lines.
const ROOMY: usize = 4;
/// Height of a page's text in millimetres, as `print-ballot.css` has it.
const A4_HEIGHT: f64 = 267.0;
/// The same for half a sheet.
const A5_HEIGHT: f64 = 192.0;
/// Millimetres of a CSS pixel.
const PIXEL: f64 = 25.4 / 96.0;

/// The button that leads here.
pub fn link(desk: Desk) -> AnyView {
    parts::button("big", "paper-ballot", desk.say(t::PRINT_BALLOT), move || desk.go(Screen::PaperBallot))
}

/// The ballot as it is printed, and its sizes.
pub fn screen(desk: Desk) -> AnyView {
    let two = RwSignal::new(false);
    let pages = RwSignal::new([1.0_f64; 2]);
    let [whole, half] = [NodeRef::<html::Div>::new(), NodeRef::<html::Div>::new()];
    Effect::new(move |_| {
        let (Some(whole), Some(half)) = (whole.get(), half.get()) else { return };
        // Laid out in millimetres, so the screen knows how many pages there will be.
        request_animation_frame(move || {
            let height = |sheet: &web_sys::HtmlElement| f64::from(sheet.offset_height()) * PIXEL;
            pages.set([height(&whole) / A4_HEIGHT, height(&half) / A5_HEIGHT]);
        });
    });
    let back = move || desk.go(if desk.box_state().is_some() { Screen::Officer } else { Screen::Preview });
    let body = || desk.loaded.with_value(|loaded| loaded.as_ref().map(|loaded| ballot(&loaded.survey)));
    let practice = desk.practice.get_untracked().then(|| view! { <p class="watermark">{minutes::PRACTICE}</p> });
    let long = move || pages.get()[1] > 1.0;
    let size = move |label: Phrase, test: &'static str, on: bool| {
        view! {
            <label class="option">
                <input
                    type="radio"
                    name="paper-size"
                    data-test=test
                    prop:checked=move || two.get() == on
                    disabled=move || on && long()
                    on:change=move |_| two.set(on)
                />
                <span>{desk.say(label)}</span>
            </label>
        }
        .into_any()
    };
    let class = move || match (two.get() && !long(), pages.get()[0] > 1.0) {
        (true, _) => "print-only paper-preview two-up",
        (false, true) => "print-only paper-preview paged",
        (false, false) => "print-only paper-preview",
    };
    view! {
        <div class="stack">
            {parts::heading(desk.say(t::PRINT_TITLE))} <p>{desk.say(t::PRINT_LEAD)}</p>
            <fieldset class="stack tight narrow">
                <legend class="label">{desk.say(t::SIZE)}</legend>
                {size(t::SIZE_A4, "paper-a4", false)}
                {size(t::SIZE_A5, "paper-a5", true)}
                {move || long().then(|| view! { <p class="hint">{desk.say(t::A5_TOO_LONG)}</p> })}
            </fieldset>
            {move || (pages.get()[0] > 1.0).then(|| parts::notice("warn", desk.say(t::SEVERAL_PAGES), ""))}
            <div class="cluster spread">
                {parts::button("quiet", "back", desk.say(d::BACK), back)}
                {parts::button("primary big", "paper-print", desk.say(t::PRINT_NOW), files::print)}
            </div>
        </div>
        <div class=class tabindex="0" role="region" aria-label=desk.say(t::PREVIEW) lang="vi">
            {practice}
            <div class="ballot-paper whole" node_ref=whole data-test="ballot-paper">{body()}</div>
            <div class="ballot-paper half" node_ref=half>{body()}</div>
            <div class="ballot-paper half" aria-hidden="true">{body()}</div>
        </div>
    }
    .into_any()
}

/// One ballot as it is printed.
pub fn ballot(survey: &Survey) -> AnyView {
    view! {
        {survey.is_practice().then(|| view! { <p class="practice-mark">{minutes::PRACTICE}</p> })}
        {head(survey)}
        {how(survey)}
        {tables(survey)}
        {remarks(survey)}
        {survey.instrument.reconstruction.then(|| view! { <p class="fine">{p::RECONSTRUCTION}</p> })}
    }
    .into_any()
}

/// Issuer and room for the stamp on the left, the heading on the right, the form's title and the round below.
fn head(survey: &Survey) -> AnyView {
    let right = match survey.issuer.heading {
        Heading::Party => view! { <p class="caps lined">{minutes::PARTY}</p> }.into_any(),
        Heading::State => {
            view! { <p class="caps">{minutes::STATE}</p> <p class="strong lined">{minutes::MOTTO}</p> }.into_any()
        }
    };
    let party = survey.issuer.heading == Heading::Party;
    // The space stands outside: at the end of a block it would be lost.
    let parts = |name: &str| {
        Vec::from(before_place(name).map(|part| view! { <span class="part">{part.to_owned()}</span> " " }.into_any()))
    };
    // A round that is called a ballot already has its form's title.
    let named = survey.title.to_lowercase().contains("phiếu");
    let form = if named { survey.title.clone() } else { p::BALLOT.to_owned() };
    view! {
        <header class="paper-head">
            <div>
                {survey.issuer.parent.as_deref().map(|parent| view! { <p class="upper">{parts(parent)}</p> })}
                // As in the minutes: a rule, or the party's star.
                <p class="caps" class:lined=!party>
                    {parts(&survey.issuer.name)}
                </p>
                {party.then(|| view! { <p class="star">"*"</p> })}
                <p class="stamp">{p::STAMP}</p>
            </div>
            <div>{right}</div>
        </header>
        <div class="paper-title">
            <p class="form-title">{form}</p>
            {(!named).then(|| view! { <p class="strong">{survey.title.clone()}</p> })}
            <p>{place(survey)}</p>
            <p class="slanted">{survey.instrument.name.clone()}</p>
        </div>
    }
    .into_any()
}

fn how(survey: &Survey) -> AnyView {
    let notes = p::notes(survey, COUNTED[noun(survey)].vi);
    let notes: Vec<AnyView> = notes.into_iter().map(|note| view! { <li>{note}</li> }.into_any()).collect();
    view! {
        <div class="how">
            <p class="strong">{p::how(survey)} ":"</p>
            <ul>{notes}</ul>
        </div>
    }
    .into_any()
}

fn short(question: &Question) -> &str {
    question.short.as_ref().unwrap_or(&question.text)
}

fn tables(survey: &Survey) -> Vec<AnyView> {
    paper_tables(survey).iter().map(|one| table(survey, &one.questions, one.whole)).collect()
}

fn table(survey: &Survey, questions: &[&Question], named: bool) -> AnyView {
    let per_task = questions.iter().any(|one| one.per_task);
    let caption = if named { None } else { questions.first().map(|one| one.text.clone()) };
    let single = !named || questions.len() == 1;
    let tops: Vec<AnyView> = questions
        .iter()
        .map(|one| {
            let words = if named { one.text.clone() } else { short(one).to_owned() };
            view! { <th scope="colgroup" colspan=paper_columns(one)>{words}</th> }.into_any()
        })
        .collect();
    let subs: Vec<AnyView> = questions.iter().flat_map(|one| heads(one)).collect();
    let name = if per_task { p::TASK } else { p::names(survey) };
    let spread = if single && caption.is_some() { 1 } else { 2 };
    let lines: Vec<AnyView> =
        survey.subjects.iter().enumerate().flat_map(|(at, subject)| lines(at + 1, subject, questions)).collect();
    let width = questions.iter().map(|one| paper_columns(one)).sum::<usize>();
    view! {
        <table class=format!("boxes columns-{width}")>
            {caption.map(|caption| view! { <caption>{caption}</caption> })}
            // The first row has no cell for each column, and a fixed layout looks no further.
            <colgroup>
                <col class="tt" />
                <col />
                {(0..width).map(|_| view! { <col class="mark" /> }.into_any()).collect::<Vec<_>>()}
            </colgroup>
            <thead>
                <tr>
                    <th class="tt" scope="col" rowspan=spread>{p::NO}</th>
                    <th class="who" scope="col" rowspan=spread>{name}</th>
                    {if spread == 1 { Vec::new() } else { tops }}
                    {if spread == 1 { heads_of(questions) } else { Vec::new() }}
                </tr>
                {(spread == 2).then(|| view! { <tr>{subs}</tr> })}
            </thead>
            <tbody>{lines}</tbody>
        </table>
    }
    .into_any()
}

fn heads_of(questions: &[&Question]) -> Vec<AnyView> {
    questions.iter().flat_map(|one| heads(one)).collect()
}

fn heads(question: &Question) -> Vec<AnyView> {
    let head = |words: String| view! { <th class="mark" scope="col">{words}</th> }.into_any();
    match &question.answer {
        AnswerKind::Levels(levels) => levels.iter().map(|level: &Level| head(level.label.clone())).collect(),
        AnswerKind::Choose { .. } => vec![head(p::CHOOSE.to_owned())],
        AnswerKind::Score { max } => vec![head(p::points(*max))],
        AnswerKind::Remark { .. } => Vec::new(),
    }
}

/// The line of a subject, or a line for each of their tasks.
fn lines(number: usize, subject: &Subject, questions: &[&Question]) -> Vec<AnyView> {
    let boxes = || -> Vec<AnyView> {
        let of = |one: &&Question| match &one.answer {
            AnswerKind::Score { .. } => {
                vec![view! { <td class="mark"><span class="score-line"></span></td> }.into_any()]
            }
            _ => (0..paper_columns(one))
                .map(|_| view! { <td class="mark"><span class="box"></span></td> }.into_any())
                .collect(),
        };
        questions.iter().flat_map(of).collect()
    };
    let who = || view! { <span class="strong">{subject.full_name()}</span> <span class="post">{post(subject)}</span> };
    if !questions.iter().any(|one| one.per_task) {
        return vec![
            view! { <tr><td class="tt">{number}</td> <th class="who" scope="row">{who()}</th> {boxes()}</tr> }
                .into_any(),
        ];
    }
    let width = 2 + questions.iter().map(|one| paper_columns(one)).sum::<usize>();
    let over = view! { <tr class="over"><th colspan=width scope="rowgroup">{number} ". " {who()}</th></tr> }.into_any();
    let tasks = subject.tasks.iter().enumerate().map(|(at, task)| {
        let mark = format!("{number}.{}", at + 1);
        view! { <tr><td class="tt">{mark}</td> <th class="who" scope="row">{task.text.clone()}</th> {boxes()}</tr> }
            .into_any()
    });
    if subject.tasks.is_empty() { Vec::new() } else { [over].into_iter().chain(tasks).collect() }
}

/// Lines to write on: for each subject, or shared where there are many.
fn remarks(survey: &Survey) -> Vec<AnyView> {
    let lines = |count: usize| (0..count).map(|_| view! { <p class="write"></p> }.into_any()).collect::<Vec<_>>();
    let one = |question: &Question| {
        let own = survey.subjects.len() <= OWN_LINES;
        let body: Vec<AnyView> = if own {
            let more = usize::from(survey.subjects.len() <= ROOMY);
            let line = |(at, subject): (usize, &Subject)| {
                let first =
                    view! { <p class="write"><span>{at + 1} ". " {subject.full_name()} ": "</span></p> }.into_any();
                [first].into_iter().chain(lines(more))
            };
            survey.subjects.iter().enumerate().flat_map(line).collect()
        } else {
            lines(6)
        };
        let colon = if own && question.text.ends_with(['?', '.', ':']) { "" } else { ":" };
        let shared = (!own).then(|| format!(" {}", p::WHOM));
        view! {
            <section class="remarks">
                <p class="strong">{question.text.clone()} {shared} {colon}</p>
                {body}
            </section>
        }
        .into_any()
    };
    survey.questions.iter().filter(|one| matches!(one.answer, AnswerKind::Remark { .. })).map(one).collect()
}
