//! Shares as stacked bars. Levels differ by pattern, not by colour alone, so that a
//! black-and-white print says the same; count and share stand on the bars and in words.

use leptos::prelude::*;

use super::state::Desk;
use crate::count::RowResult;
use crate::record::ResultPayload;
use crate::survey::{AnswerKind, CHOSEN, Fraction, Question};
use crate::text::{Lang, numbers, result as t};

/// A segment narrower than this part of the bar carries no count, or no share: it would not fit on a phone. What is left
/// out stands below the bar.
const COUNTED: u64 = 700; // hundredths of a percent
const SHARED: u64 = 2_000;
/// The patterns of what is no level: invalid, and did not vote.
const INVALID: &str = "url(#tone-invalid)";
const ABSENT: &str = "url(#tone-absent)";
/// Height of a bar, and of the room above it for the marks of thresholds.
const HEIGHT: u32 = 52;
const ABOVE: u32 = 24;

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
                <pattern id="tone-invalid" width="10" height="10" patternUnits="userSpaceOnUse">
                    <rect width="10" height="10" fill="#fff" />
                    <path d="M5 1v8M1 5h8" stroke="#1b1a17" stroke-width="1.5" />
                </pattern>
                <pattern id="tone-absent" width="6" height="6" patternUnits="userSpaceOnUse">
                    <rect width="6" height="6" fill="#dcdad3" />
                    <path d="M3 0v6" stroke="#8a877d" stroke-width="1" />
                </pattern>
            </defs>
        </svg>
    }
    .into_any()
}

/// What a threshold asks of a bar: that some neighbouring segments together reach a length.
pub struct Mark {
    /// The first and the last of them.
    levels: [usize; 2],
    /// The length, as a part of the bar.
    at: Fraction,
    /// The rule in words.
    words: String,
}

/// The thresholds of a question that can be drawn: their levels stand side by side.
pub fn marks(payload: &ResultPayload, one: &Question, lang: Lang) -> Vec<Mark> {
    let ids = ids(one);
    let mut marks = Vec::new();
    for threshold in payload.survey.rules.thresholds.iter().filter(|threshold| threshold.question == one.id) {
        let places: Vec<usize> = (0..ids.len()).filter(|at| threshold.levels.iter().any(|id| id == ids[*at])).collect();
        let (Some(first), Some(last)) = (places.first(), places.last()) else { continue };
        if last - first + 1 != places.len() {
            continue;
        }
        let labels: Vec<String> = places.iter().map(|at| label(one, *at, lang)).collect();
        let rule = t::between(threshold.at, threshold.compare, threshold.below, lang);
        let words = format!("{} {rule}: {}", labels.join(" + "), threshold.finding);
        let levels = [*first, *last];
        marks.push(Mark { levels, at: threshold.at, words });
        if let Some(below) = threshold.below {
            marks.push(Mark { levels, at: below, words: String::new() });
        }
    }
    marks
}

fn ids(one: &Question) -> Vec<&str> {
    match &one.answer {
        AnswerKind::Levels(levels) => levels.iter().map(|level| level.id.as_str()).collect(),
        AnswerKind::Choose { .. } => vec![CHOSEN],
        _ => Vec::new(),
    }
}

fn label(one: &Question, at: usize, lang: Lang) -> String {
    match &one.answer {
        AnswerKind::Levels(levels) => levels.get(at).map(|level| level.label.clone()).unwrap_or_default(),
        _ => t::CHOSEN.in_lang(lang).to_owned(),
    }
}

/// What each pattern and each mark stands for.
pub fn legend(desk: Desk, one: &Question, marks: &[Mark], rows: &[&RowResult], beside: [u32; 2]) -> AnyView {
    let lang = desk.now();
    if let AnswerKind::Score { max } = one.answer {
        return view! { <p class="muted">{t::whole_bar(max, lang)}</p> }.into_any();
    }
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
    let count = ids(one).len();
    let mut items: Vec<AnyView> = (0..count).map(|at| swatch(tone(at), label(one, at, lang))).collect();
    let blank = if matches!(one.answer, AnswerKind::Choose { .. }) { t::NOT_CHOSEN } else { t::BLANK };
    items.push(swatch("#fff".to_owned(), desk.say(blank).to_owned()));
    let [invalid, absent] = beside;
    if invalid > 0 || rows.iter().any(|row| row.invalid > 0) {
        items.push(swatch(INVALID.to_owned(), desk.say(t::ROW_INVALID).to_owned()));
    }
    if absent > 0 {
        items.push(swatch(ABSENT.to_owned(), desk.say(t::DID_NOT_VOTE).to_owned()));
    }
    for mark in marks.iter().filter(|mark| !mark.words.is_empty()) {
        items.push(
            view! {
                <li>
                    <svg class="swatch" width="32" height="20" aria-hidden="true">
                        <path d="M16 0v20" class="mark" />
                    </svg>
                    {desk.say(t::THRESHOLD)} ": " {mark.words.clone()}
                </li>
            }
            .into_any(),
        );
    }
    view! { <ul class="legend" aria-label=desk.say(t::LEGEND)>{items}</ul> }.into_any()
}

/// One part of a bar.
struct Segment {
    label: String,
    count: u32,
    fill: String,
}

/// One bar: its whole width is the base, so what is missing from the base stays visible. Levels stand in the order of
/// the ballot, whatever their counts.
///
/// `beside` is what the base holds beside the valid ballots: invalid ones, and those who did not vote.
pub fn bar(desk: Desk, name: &str, one: &Question, row: &RowResult, marks: &[Mark], beside: [u32; 2]) -> AnyView {
    let lang = desk.now();
    if let (AnswerKind::Score { max }, Some(score)) = (&one.answer, row.score) {
        return score_bar(desk, name, [score.sum, score.given], *max);
    }
    let base = row.levels.first().map_or(0, |level| level.share[1]);
    let mut all: Vec<Segment> = row
        .levels
        .iter()
        .enumerate()
        .map(|(at, level)| Segment { label: label(one, at, lang), count: level.count, fill: tone(at) })
        .collect();
    let blank = if matches!(one.answer, AnswerKind::Choose { .. }) { t::NOT_CHOSEN } else { t::BLANK };
    all.push(Segment { label: desk.say(blank).to_owned(), count: row.blank, fill: "#fff".to_owned() });
    // Each with a pattern of its own: white alone would pass for "no opinion".
    let [invalid, absent] = beside;
    for (phrase, count, fill) in
        [(t::ROW_INVALID, row.invalid.saturating_add(invalid), INVALID), (t::DID_NOT_VOTE, absent, ABSENT)]
    {
        if count > 0 {
            all.push(Segment { label: desk.say(phrase).to_owned(), count, fill: fill.to_owned() });
        }
    }
    let above = if marks.is_empty() { 1 } else { ABOVE };
    let mut before = vec![0_u32];
    let (mut said, mut rest) = (Vec::new(), Vec::new());
    let (mut drawn, mut words_on_it): (Vec<AnyView>, Vec<AnyView>) = (Vec::new(), Vec::new());
    for Segment { label, count, fill } in all {
        let start = before.last().copied().unwrap_or_default();
        let (figure, share) = (numbers::whole(count, lang), numbers::percent([count, base], lang));
        let words = format!("{label}: {}", t::votes(&figure, &share, lang));
        let part = numbers::hundredths([count, base]).unwrap_or_default();
        let mut labels = Vec::new();
        if part >= COUNTED {
            labels.push(figure);
        }
        if part >= SHARED {
            labels.push(share);
        } else if count > 0 {
            rest.push(words.clone());
        }
        said.push(words);
        if count > 0 && base > 0 {
            drawn.push(segment(start, count, base, above, fill));
            words_on_it.push(segment_labels(start, count, base, above, labels));
        }
        before.push(start.saturating_add(count));
    }
    drawn.extend(marks.iter().map(|mark| drawn_mark(mark, before[mark.levels[0].min(before.len() - 1)], base)));
    let height = HEIGHT + above + 1;
    view! {
        <div>
            <svg
                class="bar"
                role="img"
                width="100%"
                height=height.to_string()
                aria-label=format!("{name}. {}", said.join("; "))
            >
                <rect x="0" y=above.to_string() width="100%" height=HEIGHT.to_string() class="edge" fill="#fff" />
                // Words over the marks: a line through a figure could be read as another figure.
                {drawn}
                {words_on_it}
            </svg>
            {(!rest.is_empty()).then(|| view! { <p class="small" aria-hidden="true">{rest.join("; ")}</p> })}
        </div>
    }
    .into_any()
}

/// The mean, as a part of the highest score.
fn score_bar(desk: Desk, name: &str, mean: [u32; 2], max: u32) -> AnyView {
    let lang = desk.now();
    let words = t::mean(mean, lang);
    let said = format!("{name}. {}: {words}", desk.say(t::MEAN));
    let of = mean[1].saturating_mul(max);
    view! {
        <svg class="bar" role="img" width="100%" height="42" aria-label=said>
            <rect x="0" y="1" width="100%" height="40" class="edge" fill="#fff" />
            <rect x="0" y="1" width=numbers::width([mean[0], of]) height="40" class="edge" fill=tone(0) />
            <text class="bar-label" x="50%" y="28" text-anchor="middle">{words}</text>
        </svg>
    }
    .into_any()
}

fn segment(before: u32, count: u32, base: u32, above: u32, fill: String) -> AnyView {
    view! {
        <rect
            x=numbers::width([before, base])
            y=above.to_string()
            width=numbers::width([count, base])
            height=HEIGHT.to_string()
            class="edge"
            fill=fill
        />
    }
    .into_any()
}

/// Count and share, one above the other, in the middle of a segment.
fn segment_labels(before: u32, count: u32, base: u32, above: u32, labels: Vec<String>) -> AnyView {
    // The middle is half of a share of twice the base.
    let middle = [before.saturating_mul(2).saturating_add(count), base.saturating_mul(2)];
    let lone = labels.len() == 1;
    let labels: Vec<AnyView> = labels
        .into_iter()
        .enumerate()
        .map(|(line, words)| {
            let y = if lone { above + 33 } else { above + 23 + 21 * u32::from(line > 0) };
            let class = if line > 0 { "bar-label bar-share" } else { "bar-label" };
            view! {
                <text class=class x=numbers::width(middle) y=y.to_string() text-anchor="middle">
                    {words}
                </text>
            }
            .into_any()
        })
        .collect();
    labels.into_any()
}

/// Where the segments must reach to: counted from where they begin. Not drawn beyond the end of the bar, where no count
/// can reach it.
fn drawn_mark(mark: &Mark, before: u32, base: u32) -> AnyView {
    let Fraction { numerator, denominator } = mark.at;
    let reach = before.saturating_mul(denominator).saturating_add(base.saturating_mul(numerator));
    let whole = base.saturating_mul(denominator);
    if base == 0 || reach > whole {
        return ().into_any();
    }
    let x = numbers::width([reach, whole]);
    // Near an end the words would be cut off.
    let share = numbers::hundredths([reach, whole]).unwrap_or_default();
    let anchor = if share > 9_500 { "end" } else { "middle" };
    view! {
        <line class="mark" x1=x.clone() x2=x.clone() y1="20" y2=(ABOVE + HEIGHT).to_string() />
        <text class="mark-label" x=x y="16" text-anchor=anchor>{format!("{numerator}/{denominator}")}</text>
    }
    .into_any()
}

fn tone(at: usize) -> String {
    format!("url(#tone-{at})")
}
