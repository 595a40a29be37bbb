//! The totals of the paper ballots, and how they stand beside the cards.

use leptos::prelude::*;

use super::super::parts;
use super::super::state::{Desk, Said, Screen};
use super::entry::{asked, number_of};
use super::{name_of, remarks, survey};
use crate::count::{CountedPaper, Figures, PaperCount, PaperRow, Part};
use crate::report::post;
use crate::survey::{AnswerKind, Question, Row, Survey};
use crate::text::{Phrase, desk as d, numbers, paper as t, result as r};

/// Figures, reasons, and a table for each question.
pub fn screen(desk: Desk) -> AnyView {
    let counted = desk.paper().count.with_untracked(|count| match count {
        Some(PaperCount::Counted(counted)) => Some(counted.clone()),
        _ => None,
    });
    let Some(counted) = counted else { return ().into_any() };
    view! {
        {parts::steps(desk, d::STEPS_COUNT, 0)}
        <div class="stack">
            {parts::heading(desk.say(t::TOTALS_TITLE))} {how(desk, &counted)} <p>{desk.say(t::KEEP_BALLOTS)}</p>
        </div>
        {figures(desk, &counted)}
        {reasons(desk, &counted)}
        {remarks::panel(desk)}
        {survey(desk, |survey| {
            survey.questions.iter().filter_map(|one| table(desk, survey, one, &counted)).collect::<Vec<_>>()
        })}
        <div class="cluster spread">
            {anew(desk)}
            {parts::button("primary big", "paper-done", desk.say(t::TO_CARDS), move || done(desk))}
        </div>
    }
    .into_any()
}

fn done(desk: Desk) {
    match remarks::unfinished(desk) {
        Some(said) => desk.trouble.set(Some(said.into())),
        None => desk.go(Screen::Present),
    }
}

fn how(desk: Desk, counted: &CountedPaper) -> Option<AnyView> {
    let passes = counted.totals.passes?;
    let [first, second] = passes.tellers.map(|teller| name_of(desk, Some(teller)));
    let lang = desk.now();
    let differences = numbers::whole(passes.differences, lang);
    Some(view! { <p>{t::how_counted(&first, &second, &differences, lang)}</p> }.into_any())
}

fn figures(desk: Desk, counted: &CountedPaper) -> AnyView {
    let part = counted.totals.part();
    let tiles: Vec<AnyView> = [
        (t::ISSUED, part.issued),
        (t::COLLECTED, part.collected),
        (t::EXCHANGED, counted.figures.exchanged),
        (t::VALID, part.valid),
        (t::INVALID, part.invalid),
    ]
    .into_iter()
    .map(|(name, figure)| {
        let figure = numbers::whole(figure, desk.now());
        view! { <div class="panel"><dt>{desk.say(name)}</dt> <dd class="tile-number">{figure}</dd></div> }.into_any()
    })
    .collect();
    view! { <dl class="tiles" data-test="paper-figures-final">{tiles}</dl> }.into_any()
}

fn reasons(desk: Desk, counted: &CountedPaper) -> Option<AnyView> {
    let items: Vec<AnyView> = counted
        .totals
        .rejected
        .iter()
        .map(|one| {
            let ballots = numbers::whole(one.ballots, desk.now());
            view! { <li>{desk.say(r::reason(one.reason))} ": " <span class="strong">{ballots}</span></li> }.into_any()
        })
        .collect();
    (!items.is_empty()).then(|| {
        view! {
            <section class="stack tight">
                <h2>{desk.say(r::REASONS)}</h2>
                <ul>{items}</ul>
            </section>
        }
        .into_any()
    })
}

/// One question: a line for each subject or task, the counts of each mark.
fn table(desk: Desk, survey: &Survey, question: &Question, counted: &CountedPaper) -> Option<AnyView> {
    let lang = desk.now();
    let heads: Vec<String> = match &question.answer {
        AnswerKind::Levels(levels) => levels.iter().map(|level| level.label.clone()).collect(),
        AnswerKind::Choose { .. } => vec![desk.say(t::CHOSEN).to_owned()],
        AnswerKind::Score { .. } => vec![desk.say(t::POINTS).to_owned(), desk.say(t::GIVEN).to_owned()],
        AnswerKind::Remark { .. } => return None,
    };
    let blank = if matches!(question.answer, AnswerKind::Choose { .. }) { t::NOT_CHOSEN } else { t::BLANK };
    let all = [r::NO, r::NAME].map(|name| desk.say(name).to_owned()).into_iter().chain(heads);
    let all = all.chain([blank, t::ROW_INVALID].map(|name| desk.say(name).to_owned()));
    let heads: Vec<AnyView> = all.map(parts::head).collect();
    let line = |row: Row<'_>, totals: &PaperRow| {
        let figures = match totals.score {
            Some(score) => vec![score.sum, score.given],
            None => totals.counts.clone(),
        };
        let figures = figures.into_iter().chain([totals.blank, totals.invalid]);
        let cells: Vec<AnyView> =
            figures.map(|n| view! { <td class="number">{numbers::whole(n, lang)}</td> }.into_any()).collect();
        let under = if row.task.is_some() { asked(&row) } else { post(row.subject) };
        view! {
            <tr>
                <td class="number">{number_of(survey, &row)}</td>
                <th scope="row">{row.subject.full_name()} <span class="subject-post">{under}</span></th>
                {cells}
            </tr>
        }
        .into_any()
    };
    let rows = survey.rows().zip(&counted.totals.rows).filter(|(row, _)| row.question.id == question.id);
    let lines: Vec<AnyView> = rows.map(|(row, totals)| line(row, totals)).collect();
    Some(
        view! {
            <section class="stack">
                <h2>{question.text.clone()}</h2>
                {parts::table(&question.text, Some("paper-table"), None, heads, lines)}
            </section>
        }
        .into_any(),
    )
}

/// The ballots of both ways of voting, apart and together; nothing where all were of one.
pub fn apart(desk: Desk, figures: &Figures) -> Option<AnyView> {
    if figures.paper == Part::default() {
        return None;
    }
    let lang = desk.now();
    let line = |name: Phrase, part: Part| {
        let cells: Vec<AnyView> = [part.issued, part.collected, part.valid, part.invalid]
            .into_iter()
            .map(|figure| view! { <td class="number">{numbers::whole(figure, lang)}</td> }.into_any())
            .collect();
        view! { <tr><th scope="row">{desk.say(name)}</th> {cells}</tr> }.into_any()
    };
    let corner = view! { <td></td> }.into_any();
    let heads = [r::ISSUED, r::COLLECTED, r::VALID, r::INVALID].map(|name| parts::head(desk.say(name)));
    let heads = [corner].into_iter().chain(heads).collect();
    let lines = vec![
        line(t::ELECTRONIC, figures.electronic),
        line(t::ON_PAPER, figures.paper),
        line(t::TOGETHER, figures.total()),
    ];
    let name = desk.say(t::APART);
    Some(parts::table(name, Some("figures-apart"), Some(name), heads, lines))
}

/// Begins anew; asks once more before anything is deleted.
pub fn anew(desk: Desk) -> AnyView {
    let sure = RwSignal::new(false);
    let act = move || {
        if !sure.get_untracked() {
            sure.set(true);
            return;
        }
        desk.act(async move {
            desk.writer()?.forget_paper().await?;
            let figures = desk.paper().count.with_untracked(|count| count.as_ref().map(PaperCount::figures));
            desk.paper().clear();
            if let Some(figures) = figures {
                desk.paper().form.fill(figures);
            }
            Ok(())
        });
    };
    view! {
        {move || {
            let (class, label) = if sure.get() { ("danger", t::ANEW_SURE) } else { ("quiet", t::ANEW) };
            parts::button(class, "paper-anew", desk.say(label), act)
        }}
    }
    .into_any()
}

/// Above the cards: how the paper ballots stand, and the way to them.
pub fn status(desk: Desk) -> AnyView {
    let lang = desk.now();
    let to_paper = move || desk.go(Screen::Paper);
    let show = |class: &'static str, title: String, text: String, label: Phrase| {
        view! {
            <section class="panel stack tight" data-test="paper-status">
                <p class="strong">{title}</p>
                {(!text.is_empty()).then(|| view! { <p>{text}</p> })}
                <div>{parts::button(class, "to-paper", desk.say(label), to_paper)}</div>
            </section>
        }
        .into_any()
    };
    desk.paper().count.with(|count| match count {
        None => show("quiet", desk.say(t::PAPER_NONE).to_owned(), String::new(), t::ENTER_PAPER),
        Some(PaperCount::Entering(_)) => {
            show("primary", desk.say(t::PAPER_OPEN).to_owned(), desk.say(t::PAPER_OPEN_WAY).to_owned(), t::ENTER_PAPER)
        }
        Some(PaperCount::Counted(counted)) => {
            let part = counted.totals.part();
            let [collected, valid, invalid] =
                [part.collected, part.valid, part.invalid].map(|figure| numbers::whole(figure, lang));
            let text = t::paper_counted(&collected, &valid, &invalid, lang);
            show("", format!("✓ {}", desk.say(t::PAPER_COUNTED)), text, t::SEE_PAPER)
        }
    })
}

/// Why the whole count must wait, where it must.
pub fn unfinished(desk: Desk) -> Option<Said> {
    let open = desk.paper().count.with_untracked(|count| matches!(count, Some(PaperCount::Entering(_))));
    open.then_some(Said(t::PAPER_OPEN, t::PAPER_OPEN_WAY)).or_else(|| remarks::unfinished(desk))
}
