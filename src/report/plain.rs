//! A document as plain text: for the command line, for mail, and to see in one look what a change does.

use core::fmt::Write;

use super::document::{Block, Document, Run, Table, plain};
use crate::survey::Heading;
use crate::text::minutes as t;

/// The whole document; lines end in a line feed and are as long as they are.
pub fn text(document: &Document) -> String {
    let mut out = String::new();
    let mut line = |text: &str| {
        out.push_str(text.trim_end());
        out.push('\n');
    };
    for mark in &document.marks {
        line(&format!("*** {mark} ***"));
    }
    let head = &document.head;
    head.parent.iter().for_each(|parent| line(parent));
    line(&head.issuer);
    let (below_issuer, title): (&[&str], &[&str]) = match head.style {
        Heading::State => (&[], &[t::STATE, t::MOTTO]),
        Heading::Party => (&["*"], &[t::PARTY]),
    };
    for text in below_issuer.iter().chain(&[head.number.as_str()]).chain(title) {
        line(text);
    }
    line(&head.date);
    line("");
    line(&document.title);
    line(&document.subtitle);
    blocks(&mut out, &document.blocks);
    out
}

fn blocks(out: &mut String, all: &[Block]) {
    for block in all {
        match block {
            Block::Heading(text) => _ = writeln!(out, "\n{text}"),
            Block::Paragraph(runs) => _ = writeln!(out, "{}", plain(runs)),
            Block::List { numbered, items } => list(out, *numbered, items),
            Block::Table(table) => draw(out, table),
            Block::Fingerprint(print) => {
                let _ = writeln!(out, "{}: {}", print.label, print.words.join(" "));
                if !print.payload.is_empty() {
                    let _ = writeln!(out, "[QR] {}", print.payload);
                }
            }
            Block::Signatures(places) => {
                for place in places {
                    let _ = writeln!(out, "{} {}", place.role, t::SIGN);
                    let _ = writeln!(out, "    {}", if place.name.is_empty() { "……………………" } else { &place.name });
                }
            }
            Block::Together(inner) => blocks(out, inner),
        }
    }
}

fn list(out: &mut String, numbered: bool, items: &[Vec<Run>]) {
    for (at, item) in items.iter().enumerate() {
        let text = plain(item).replace('\n', "\n  ");
        let _ = if numbered { writeln!(out, "{}. {text}", at + 1) } else { writeln!(out, "- {text}") };
    }
}

/// Columns padded to one width, divided by bars.
fn draw(out: &mut String, table: &Table) {
    let mut rows: Vec<Vec<String>> = Vec::new();
    for row in table.head_grid() {
        rows.push(row.into_iter().map(|cell| cell.map_or_else(String::new, |cell| cell.text.clone())).collect());
    }
    let heads = rows.len();
    rows.extend(table.rows.iter().cloned());
    let width = |at: usize| rows.iter().filter_map(|row| row.get(at)).map(|cell| cell.chars().count()).max();
    let widths: Vec<usize> = (0..table.columns.len()).map(|at| width(at).unwrap_or_default()).collect();
    if !table.caption.is_empty() {
        let _ = writeln!(out, "{}", table.caption);
    }
    for (at, row) in rows.iter().enumerate() {
        let cells: Vec<String> = row
            .iter()
            .zip(&table.columns)
            .zip(&widths)
            .map(|((cell, column), &width)| {
                let cell = cell.replace('\n', " ");
                if column.number && at >= heads { format!("{cell:>width$}") } else { format!("{cell:width$}") }
            })
            .collect();
        let _ = writeln!(out, "| {} |", cells.join(" | "));
    }
}
