//! Remarks, below the subject that they are about.

use leptos::prelude::*;

use crate::desk::state::Desk;
use crate::record::ResultPayload;
use crate::report::distinct_name;
use crate::survey::Subject;
use crate::text::{numbers, result as t};

/// All that was written.
pub(super) fn remarks(desk: Desk, payload: &ResultPayload) -> AnyView {
    if payload.survey.remark_slots().next().is_none() {
        return ().into_any();
    }
    let lang = desk.now();
    let of_subject = |subject: &Subject| {
        let texts = payload.remarks.iter().filter(|remark| remark.subject == subject.id);
        let items: Vec<AnyView> =
            texts.map(|remark| view! { <li class="remark-text">{remark.text.clone()}</li> }.into_any()).collect();
        (!items.is_empty())
            .then(|| view! { <h3>{distinct_name(&payload.survey, subject)}</h3> <ul>{items}</ul> }.into_any())
    };
    let groups: Vec<AnyView> = payload.survey.subjects.iter().filter_map(of_subject).collect();
    let none = groups.is_empty();
    let [empty, unreadable] = [payload.remarks_empty, payload.remarks_unreadable].map(|n| numbers::whole(n, lang));
    let on_paper = payload.paper.as_ref().and_then(|paper| paper.remarks);
    let on_paper = on_paper.map(|count| format!(" {}", t::remarks_on_paper(&numbers::whole(count, lang), lang)));
    let surplus = payload.remarks_surplus;
    let surplus = (surplus > 0).then(|| format!(" {}", t::remarks_surplus(&numbers::whole(surplus, lang), lang)));
    view! {
        // Not printed with the tables: whether remarks are, is decided for the minutes.
        <section class="stack result-remarks">
            <h2>{desk.say(t::REMARKS)}</h2>
            <p class="muted">{desk.say(t::REMARKS_NOTE)} " " {t::remarks_counts(&empty, &unreadable, lang)} {surplus} {on_paper}</p>
            {none.then(|| view! { <p>{desk.say(t::REMARKS_NONE)}</p> })}
            {groups}
        </section>
    }
    .into_any()
}
