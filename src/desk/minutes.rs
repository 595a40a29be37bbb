//! The printed sheets: a teller's card and the minutes. On screen they are hidden; `style/print.css` shows them alone.
//! What minutes say is settled in `report/`; here it is only drawn.

use leptos::prelude::*;

use super::parts;
use super::state::place;
use crate::report::{Block, Document, Head, Run, Sign, Table};
use crate::survey::{Heading, Survey};
use crate::text::{desk, minutes as t};
use crate::worker::protocol::CardOut;

/// A teller's card.
pub fn card(survey: &Survey, card: &CardOut) -> AnyView {
    view! {
        <article class="sheet print-only" lang="vi">
            {survey.is_practice().then(|| mark(t::PRACTICE))} <h1>{desk::CARD_SHEET.vi}</h1>
            <p class="center strong">{card.name.clone()}</p> <p class="center">{survey.title.clone()}</p> <p class="center">{place(survey)}</p>
            {parts::qr(&card.qr, desk::CARD_QR.vi)} {parts::words(desk::CARD_WORDS.vi, &card.words)}
            <p>{desk::CARD_SHEET_KEEP.vi}</p>
        </article>
    }
    .into_any()
}

/// Minutes as they were laid out.
pub fn sheet(document: &Document) -> AnyView {
    view! {
        <article class="sheet minutes print-only" lang="vi" data-test="minutes">
            {all_marks(document)} {head(&document.head)} <h1>{document.title.clone()}</h1>
            <p class="center strong">{document.subtitle.clone()}</p> {blocks(&document.blocks)}
        </article>
    }
    .into_any()
}

/// What must be seen on every page, over tables and charts that are printed without the sheet.
pub fn marks(document: &Document) -> AnyView {
    view! { <div class="figures-marks" lang="vi">{all_marks(document)}</div> }.into_any()
}

fn all_marks(document: &Document) -> Vec<AnyView> {
    document.marks.iter().map(|text| mark(text)).collect()
}

/// Across every page; and in plain sight at the head, as `WebKit` draws what is repeated on one page only, not always the
/// first.
fn mark(text: &str) -> AnyView {
    view! {
        <p class="watermark" aria-hidden="true">
            {text.to_owned()}
        </p>
        <p class="practice-mark">{text.to_owned()}</p>
    }
    .into_any()
}

/// Issuer on the left; national or party title, place and date on the right.
fn head(head: &Head) -> AnyView {
    let party = head.style == Heading::Party;
    let title = if party {
        view! { <p class="head-title ruled">{t::PARTY}</p> }.into_any()
    } else {
        view! {
            <p class="head-title">{t::STATE}</p>
            <p class="head-motto ruled">{t::MOTTO}</p>
        }
        .into_any()
    };
    view! {
        <header class="doc-head">
            <div>
                {head.parent.clone().map(|parent| view! { <p class="head-parent">{parent}</p> })}
                <p class="head-issuer" class:ruled=!party>
                    {head.issuer.clone()}
                </p>
                {party.then(|| view! { <p>"*"</p> })}
                <p class="head-number">{head.number.clone()}</p>
            </div>
            <div>{title} <p class="head-date">{head.date.clone()}</p></div>
        </header>
    }
    .into_any()
}

fn blocks(all: &[Block]) -> Vec<AnyView> {
    all.iter().map(block).collect()
}

fn block(block: &Block) -> AnyView {
    match block {
        Block::Heading(text) => view! { <h2>{text.clone()}</h2> }.into_any(),
        Block::Paragraph(words) => view! { <p class="text">{runs(words)}</p> }.into_any(),
        Block::List { numbered, items } => {
            let mark = |at: usize| if *numbered { format!("{}. ", at + 1) } else { "- ".to_owned() };
            let items: Vec<AnyView> = items
                .iter()
                .enumerate()
                .map(|(at, item)| view! { <li class="text">{mark(at)} {runs(item)}</li> }.into_any())
                .collect();
            view! { <ul class="plain">{items}</ul> }.into_any()
        }
        Block::Table(one) => table(one),
        Block::Fingerprint(print) => view! {
            <div class="beside">
                {parts::words(&print.label, &print.words)}
                {print.code.as_ref().map(|code| parts::qr(code, &print.label))}
            </div>
        }
        .into_any(),
        Block::Signatures(places) => {
            let places: Vec<AnyView> = places.iter().map(sign).collect();
            view! { <div class="signatures">{places}</div> }.into_any()
        }
        Block::Together(inner) => view! { <section class="unbroken">{blocks(inner)}</section> }.into_any(),
    }
}

fn runs(all: &[Run]) -> Vec<AnyView> {
    all.iter()
        .map(|run| {
            let text = run.text.clone();
            match (run.bold, run.italic) {
                (true, _) => view! { <b>{text}</b> }.into_any(),
                (false, true) => view! { <i>{text}</i> }.into_any(),
                (false, false) => text.into_any(),
            }
        })
        .collect()
}

fn table(table: &Table) -> AnyView {
    let head: Vec<AnyView> = table
        .head
        .iter()
        .map(|row| {
            let cells: Vec<AnyView> = row
                .iter()
                .map(|cell| {
                    let scope = if cell.columns > 1 { "colgroup" } else { "col" };
                    let (columns, rows) = (cell.columns.to_string(), cell.rows.to_string());
                    view! { <th colspan=columns rowspan=rows scope=scope>{cell.text.clone()}</th> }.into_any()
                })
                .collect();
            view! { <tr>{cells}</tr> }.into_any()
        })
        .collect();
    let rows: Vec<AnyView> = table
        .rows
        .iter()
        .map(|row| {
            let cells: Vec<AnyView> = row
                .iter()
                .zip(&table.columns)
                .map(|(text, column)| view! { <td class:number=column.number>{text.clone()}</td> }.into_any())
                .collect();
            view! { <tr>{cells}</tr> }.into_any()
        })
        .collect();
    view! {
        <table class:figures=!table.wide class:whole=table.is_short()>
            {(!table.caption.is_empty()).then(|| view! { <caption>{table.caption.clone()}</caption> })}
            <thead>{head}</thead>
            <tbody>{rows}</tbody>
        </table>
    }
    .into_any()
}

fn sign(place: &Sign) -> AnyView {
    view! {
        <div>
            <p class="strong">{place.role.clone()}</p>
            <p class="sign">{t::SIGN}</p>
            <p class="strong">{place.name.clone()}</p>
        </div>
    }
    .into_any()
}
