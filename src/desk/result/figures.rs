//! Figures of the meeting, the quorum, and sums that do not hold.

use leptos::prelude::*;

use crate::count::{Figures, QuorumFinding};
use crate::desk::parts;
use crate::desk::state::Desk;
use crate::record::ResultPayload;
use crate::report::{quorum_text, six};
use crate::survey::Survey;
use crate::text::{file_faults, numbers, result as t};

/// The figures as tiles.
pub(super) fn figures(desk: Desk, figures: &Figures) -> AnyView {
    let rows: Vec<AnyView> = six(figures)
        .into_iter()
        .map(|figure| {
            let (name, figure) = (figure.name, numbers::whole(figure.total, desk.now()));
            view! { <div class="panel"><dt>{desk.say(name)}</dt> <dd class="tile-number">{figure}</dd></div> }
                .into_any()
        })
        .collect();
    view! { <dl class="tiles" data-test="figures">{rows}</dl> }.into_any()
}

/// Whether enough people came, and what the rule asks for.
pub(super) fn quorum(desk: Desk, survey: &Survey, found: &QuorumFinding) -> AnyView {
    let lang = desk.now();
    let [present, summoned] = found.share.map(|figure| numbers::whole(figure, lang));
    let asked = quorum_text(survey, found, lang);
    let share = numbers::percent(found.share, lang);
    let text = format!("{}: {present}/{summoned} ({share}); {asked}", desk.say(t::QUORUM));
    let (kind, title) = if found.met { ("good", t::QUORUM_MET) } else { ("warn", t::QUORUM_NOT_MET) };
    parts::notice(kind, desk.say(title), text)
}

/// The sums that do not hold, in words.
pub(super) fn sums(desk: Desk, payload: &ResultPayload) -> AnyView {
    let failing: Vec<AnyView> = payload
        .conservation
        .iter()
        .filter(|sum| !sum.holds())
        .map(|sum| {
            let rule = file_faults::sum_words(&sum.rule, desk.now());
            let text = format!("{rule}: {} {} {}", sum.left, sum.relation, sum.right);
            view! { <li class="code" data-test="sum-fault">{text}</li> }.into_any()
        })
        .collect();
    if failing.is_empty() {
        return ().into_any();
    }
    view! {
        <div class="notice bad">
            <p class="notice-title">{desk.say(t::SUMS_FAIL)}</p>
            <p>{desk.say(t::SUMS_FAIL_TEXT)}</p>
            <ul>{failing}</ul>
        </div>
    }
    .into_any()
}
