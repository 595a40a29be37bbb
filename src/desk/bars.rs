//! Shares as stacked bars. Levels differ by pattern, not by colour alone, so that a
//! black-and-white print says the same; the figures stand on the bars and in words.

use leptos::prelude::*;

use super::state::Desk;
use crate::count::RowResult;
use crate::survey::Level;
use crate::text::{numbers, result as t};

/// A segment narrower than this part of the bar carries no number: it would not fit.
const LABELLED: u64 = 500; // hundredths of a percent

/// The patterns, best level first; drawn once per page.
pub fn patterns() -> AnyView {
    view! {
        <svg class="visually-hidden" width="0" height="0" aria-hidden="true">
            <defs>
                <pattern id="tone-0" width="8" height="8" patternUnits="userSpaceOnUse">
                    <rect width="8" height="8" fill="#123a5a" />
                </pattern>
                <pattern id="tone-1" width="8" height="8" patternUnits="userSpaceOnUse">
                    <rect width="8" height="8" fill="#cfe0ee" />
                    <path d="M-2 2l4-4M0 8l8-8M6 10l4-4" stroke="#123a5a" stroke-width="2" />
                </pattern>
                <pattern id="tone-2" width="8" height="8" patternUnits="userSpaceOnUse">
                    <rect width="8" height="8" fill="#fff" />
                    <circle cx="4" cy="4" r="1.6" fill="#123a5a" />
                </pattern>
                <pattern id="tone-3" width="8" height="8" patternUnits="userSpaceOnUse">
                    <rect width="8" height="8" fill="#e9e4d6" />
                    <path d="M0 4h8" stroke="#5a3b00" stroke-width="2" />
                </pattern>
                <pattern id="tone-4" width="8" height="8" patternUnits="userSpaceOnUse">
                    <rect width="8" height="8" fill="#fff" />
                    <path d="M0 0l8 8M8 0l-8 8" stroke="#5a3b00" stroke-width="1.5" />
                </pattern>
            </defs>
        </svg>
    }
    .into_any()
}

/// What each pattern stands for.
pub fn legend(desk: Desk, levels: &[Level]) -> AnyView {
    let swatch = |fill: String, label: String| {
        view! {
            <li>
                <svg class="swatch" width="32" height="20" aria-hidden="true">
                    <rect x="1" y="1" width="30" height="18" fill=fill stroke="#1b1a17" stroke-width="1.5" />
                </svg>
                {label}
            </li>
        }
        .into_any()
    };
    let mut items: Vec<AnyView> =
        levels.iter().enumerate().map(|(at, level)| swatch(tone(at), level.label.clone())).collect();
    items.push(swatch("#fff".to_owned(), desk.say(t::BLANK).to_owned()));
    view! { <ul class="legend" aria-label=desk.say(t::LEGEND)>{items}</ul> }.into_any()
}

/// One bar: its whole width is the base, so what is missing from the base stays visible.
pub fn bar(desk: Desk, name: &str, levels: &[Level], row: &RowResult) -> AnyView {
    let lang = desk.now();
    let base = row.levels.first().map_or(0, |level| level.share[1]);
    let mut before = 0_u32;
    let mut said = Vec::new();
    let mut segments: Vec<AnyView> = Vec::new();
    let labels = levels.iter().map(|level| level.label.as_str());
    let counts = row.levels.iter().map(|level| level.count);
    let all = labels.zip(counts).enumerate().map(|(at, (label, count))| (label, count, tone(at)));
    let blank = (desk.say(t::BLANK), row.blank, "#fff".to_owned());
    for (label, count, fill) in all.chain([blank]) {
        let figure = numbers::whole(count, lang);
        said.push(format!("{label}: {}", t::votes(&figure, &numbers::percent([count, base], lang), lang)));
        segments.push(segment(before, count, base, fill, figure));
        before = before.saturating_add(count);
    }
    view! {
        <svg class="bar" role="img" width="100%" height="40" aria-label=format!("{name}. {}", said.join("; "))>
            <rect x="0" y="1" width="100%" height="38" fill="#fff" stroke="#1b1a17" stroke-width="2" />
            {segments}
        </svg>
    }
    .into_any()
}

fn segment(before: u32, count: u32, base: u32, fill: String, figure: String) -> AnyView {
    if count == 0 || base == 0 {
        return ().into_any();
    }
    // The middle is half of a share of twice the base.
    let middle = [before.saturating_mul(2).saturating_add(count), base.saturating_mul(2)];
    let labelled = numbers::hundredths([count, base]).is_some_and(|share| share >= LABELLED);
    view! {
        <rect
            x=numbers::width([before, base])
            y="1"
            width=numbers::width([count, base])
            height="38"
            fill=fill
            stroke="#1b1a17"
            stroke-width="2"
        />
        {labelled.then(|| view! { <text class="bar-label" x=numbers::width(middle) y="27" text-anchor="middle">{figure}</text> })}
    }
    .into_any()
}

fn tone(at: usize) -> String {
    format!("url(#tone-{at})")
}
