//! What the regulation concludes: thresholds and grades, each with its source.

use leptos::prelude::*;

use crate::count::Grade;
use crate::desk::parts;
use crate::desk::state::Desk;
use crate::record::ResultPayload;
use crate::report::{finding_text, name_heading, name_of};
use crate::text::{numbers, result as t};

/// Every threshold and whether it is reached.
pub(super) fn findings(desk: Desk, payload: &ResultPayload) -> AnyView {
    let (survey, all) = (&payload.survey, &payload.findings);
    if all.is_empty() {
        return ().into_any();
    }
    let items: Vec<AnyView> = all
        .iter()
        .map(|finding| {
            view! {
                <li class:met=finding.met>
                    <p>{finding_text(survey, finding, desk.now())}</p>
                    <p class="muted">
                        {finding.met.then(|| view! { <span class="strong">{finding.finding.clone()}</span> })} " "
                        {finding.source.clone()}
                    </p>
                </li>
            }
            .into_any()
        })
        .collect();
    view! {
        <section class="stack">
            <h2>{desk.say(t::FINDINGS)}</h2>
            {payload
                .quorum
                .as_ref()
                .filter(|found| !found.met)
                .map(|_| parts::notice("warn", desk.say(t::WITHOUT_QUORUM), ""))}
            <ul class="stack tight findings">{items}</ul>
        </section>
    }
    .into_any()
}

/// The grade of every subject, with the means that it follows from.
pub(super) fn grades(desk: Desk, payload: &ResultPayload) -> Option<AnyView> {
    let survey = &payload.survey;
    let rules = survey.rules.grades.as_ref()?;
    let lang = desk.now();
    let several = rules.questions.len() > 1;
    let words = |id: &String| {
        let question = survey.questions.iter().find(|question| question.id == *id);
        question.map_or_else(|| id.clone(), |question| question.short.clone().unwrap_or_else(|| question.text.clone()))
    };
    let mut heads: Vec<String> = vec![desk.say(name_heading(survey)).to_owned()];
    heads.extend(rules.questions.iter().map(words));
    if several {
        heads.push(desk.say(t::SUM_OF_MEANS).to_owned());
    }
    heads.push(desk.say(t::GRADE).to_owned());
    let heads: Vec<AnyView> = heads.into_iter().map(parts::head).collect();
    let line = |grade: &Grade| {
        let means: Vec<AnyView> = grade
            .means
            .iter()
            .map(|mean| view! { <td class="number">{t::mean(*mean, lang)}</td> }.into_any())
            .collect();
        let sum = several.then(|| {
            let sum = numbers::sum_of_means(&grade.means, lang);
            view! { <td class="number strong">{sum}</td> }
        });
        let label = if grade.band.is_some() { grade.label.clone() } else { desk.say(t::NO_GRADE).to_owned() };
        view! {
            <tr>
                <th scope="row">{name_of(survey, &grade.subject)}</th>
                {means}
                {sum}
                <td class="strong">{label}</td>
            </tr>
        }
        .into_any()
    };
    let lines: Vec<AnyView> = payload.grades.iter().map(line).collect();
    let bands = t::bands(&rules.bands, lang);
    Some(
        view! {
            <section class="stack" data-test="grades">
                <h2>{desk.say(t::GRADES)}</h2>
                <p>{bands} ". " <span class="muted">{rules.source.clone()}</span></p>
                {parts::table(desk.say(t::GRADES), None, None, heads, lines)}
            </section>
        }
        .into_any(),
    )
}
