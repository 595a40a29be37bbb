//! Where the two passes differ: the whole team looks at the ballot and says what stands on it.

use leptos::prelude::*;

use super::super::parts;
use super::super::state::{Desk, Trouble};
use super::entry::{asked, number_of};
use super::{change, keep, name_of, survey};
use crate::count::{Difference, PaperCount, PaperMark, Pass, Place, Reading, in_paper_order};
use crate::survey::{Row, Survey};
use crate::text::{desk as d, numbers, paper as t};
use crate::worker::protocol::Failure;

/// The differences, ballot by ballot, and the end of the paper count.
pub fn screen(desk: Desk) -> AnyView {
    let lang = desk.now();
    let mut all: Vec<Difference> = desk.paper().sheet().map(|sheet| sheet.differences()).unwrap_or_default();
    survey(desk, |survey| in_paper_order(survey, &mut all));
    let count = all.len();
    let open = Memo::new(move |_| {
        let open = |sheet: &crate::count::Sheet| sheet.differences().iter().filter(|one| one.settled.is_none()).count();
        desk.paper().with_sheet(open).unwrap_or_default()
    });
    let ballots: Vec<AnyView> =
        all.chunk_by(|one, two| one.ballot == two.ballot).map(|of| one_ballot(desk, of)).collect();
    let lead = if count == 0 {
        parts::notice("good", desk.say(t::SAME), "")
    } else {
        view! {
            <p>{desk.say(t::SETTLE_LEAD)}</p>
            <p class="strong" role="status" data-test="paper-open">
                {move || t::differences(open.get(), count, lang)}
            </p>
        }
        .into_any()
    };
    view! {
        {parts::steps(desk, d::STEPS_COUNT, 0)}
        <div class="stack">{parts::heading(desk.say(t::COMPARE_TITLE))} {lead}</div>
        {ballots}
        {super::figures::correct(desk)}
        <div class="stack tight">
            <p>{desk.say(t::FINISH_HINT)}</p>
            <div class="cluster spread">
                {super::totals::anew(desk)}
                {move || {
                    let class = if open.get() == 0 { "primary big" } else { "big" };
                    parts::button(class, "paper-finish", desk.say(t::FINISH), move || desk.act(finish(desk)))
                }}
            </div>
        </div>
    }
    .into_any()
}

/// Totals take the place of all that was entered.
async fn finish(desk: Desk) -> Result<(), Trouble> {
    let sheet = desk.paper().sheet().ok_or(Failure::NotPrepared)?;
    let counted = survey(desk, |survey| sheet.finish(survey)).ok_or(Failure::NotPrepared)??;
    keep(desk, PaperCount::Counted(counted)).await
}

fn one_ballot(desk: Desk, differences: &[Difference]) -> AnyView {
    let lang = desk.now();
    let Some(ballot) = differences.first().map(|one| one.ballot) else { return ().into_any() };
    let [batch, number, _] = desk.paper().sheet().map(|sheet| sheet.position(ballot)).unwrap_or_default();
    let title =
        t::place_in_stack([batch, number].map(|n| numbers::whole(n, lang)).each_ref().map(String::as_str), lang);
    let lines: Vec<AnyView> = differences.iter().map(|one| difference(desk, *one)).collect();
    let whole = (differences.len() > 1).then(|| {
        let all = differences.to_vec();
        let buttons = Pass::BOTH.map(|pass| {
            let all = all.clone();
            let act = move || {
                let all = all.clone();
                desk.act(change(desk, move |sheet, survey| {
                    all.iter().try_for_each(|one| sheet.settle(survey, one.ballot, one.place, one.read[pass as usize]))
                }));
            };
            parts::button("", "paper-whole", t::whole_as(pass, lang), act)
        });
        view! { <div class="cluster">{Vec::from(buttons)}</div> }
    });
    view! {
        <section class="panel stack" data-test="paper-difference">
            <h2>{title}</h2>
            {lines}
            {whole}
        </section>
    }
    .into_any()
}

fn difference(desk: Desk, one: Difference) -> AnyView {
    let lang = desk.now();
    let Difference { ballot, place, read, .. } = one;
    let settled = Memo::new(move |_| {
        let settled = |sheet: &crate::count::Sheet| {
            sheet.differences().into_iter().find(|other| other.ballot == ballot && other.place == place)?.settled
        };
        desk.paper().with_sheet(settled).flatten()
    });
    let Some((name, others)) = survey(desk, |survey| (place_name(desk, survey, place), readings(survey, place))) else {
        return ().into_any();
    };
    let words = move |reading| reading_words(desk, place, reading);
    let settle =
        move |reading| desk.act(change(desk, move |sheet, survey| sheet.settle(survey, ballot, place, reading)));
    let buttons = Pass::BOTH.map(|pass| {
        let reading = read[pass as usize];
        let teller = desk.paper().sheet().and_then(|sheet| sheet.teller(pass));
        let who = format!("{} ({})", t::pass(pass, lang), name_of(desk, teller));
        let pressed = move || if settled.get() == Some(reading) { "true" } else { "false" };
        view! {
            <button
                type="button"
                class="button reading"
                data-test=format!("paper-as-{}", pass.number())
                aria-pressed=pressed
                on:click=move |_| settle(reading)
            >
                <span class="small">{who}</span>
                <span class="strong">{words(reading)}</span>
            </button>
        }
        .into_any()
    });
    let others: Vec<Reading> = others.into_iter().filter(|other| !read.contains(other)).collect();
    let select = (!others.is_empty()).then(|| {
        let options: Vec<AnyView> = others
            .iter()
            .enumerate()
            .map(|(at, other)| {
                let other = *other;
                view! { <option value=at.to_string() selected=settled.get_untracked() == Some(other)>{words(other)}</option> }.into_any()
            })
            .collect();
        let chosen = move |event| {
            let at: Option<usize> = event_target_value(&event).parse().ok();
            if let Some(other) = at.and_then(|at| others.get(at)) {
                settle(*other);
            }
        };
        view! {
            <label class="field">
                <span class="label">{desk.say(t::OTHER_READING)}</span>
                <select data-test="paper-other" on:change=chosen>
                    <option value="">{desk.say(t::CHOOSE_TELLER)}</option>
                    {options}
                </select>
            </label>
        }
        .into_any()
    });
    view! {
        <div class="stack tight difference">
            <p class="strong">{name}</p>
            <div class="cluster">{Vec::from(buttons)}</div>
            {select}
            <p role="status">
                {move || settled.get().map(|reading| format!("✓ {}: {}", desk.say(t::SETTLED), words(reading)))}
            </p>
        </div>
    }
    .into_any()
}

fn place_name(desk: Desk, survey: &Survey, place: Place) -> String {
    match place {
        Place::Flag(flag) => {
            format!("{}: {}", desk.say(t::WHOLE), desk.say(t::flag(flag, survey.remark_slots().next().is_some())))
        }
        Place::Row(row) => survey.rows().nth(row).map_or_else(String::new, |row| {
            format!("{}. {} – {}", number_of(survey, &row), row.subject.full_name(), asked(&row))
        }),
    }
}

/// Everything that can stand in a place.
fn readings(survey: &Survey, place: Place) -> Vec<Reading> {
    let Place::Row(row) = place else { return Vec::new() };
    let marks = |row: Row<'_>| {
        let last = u8::try_from(row.marks().saturating_sub(1)).unwrap_or(u8::MAX);
        let blank = [PaperMark::Blank, PaperMark::Several, PaperMark::Struck];
        (0..=last).map(PaperMark::One).chain(blank).map(Reading::Mark).collect()
    };
    survey.rows().nth(row).map(marks).unwrap_or_default()
}

fn reading_words(desk: Desk, place: Place, reading: Reading) -> String {
    match (place, reading) {
        (Place::Row(row), Reading::Mark(mark)) => {
            survey(desk, |survey| survey.rows().nth(row).map(|row| t::mark(mark, &row, desk.now())))
                .flatten()
                .unwrap_or_default()
        }
        (_, Reading::Flag(true)) => desk.say(t::YES).to_owned(),
        _ => desk.say(t::NO).to_owned(),
    }
}
