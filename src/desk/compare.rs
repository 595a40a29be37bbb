//! Two results of one series, the last round against this one. Both are checked first; what is computed is in
//! [`crate::count::compare`].

use leptos::prelude::*;

use super::parts;
use super::state::{Desk, Trouble};
use crate::count::{
    ComparedQuestion, ComparedRow, Comparison, NotComparable, Particular, Round, ScoreTotal, change, compare,
};
use crate::record::{CheckReport, FileKind, MAX_RESULT_BYTES, ResultPayload, kind_of, minute_of};
use crate::report::post;
use crate::survey::compose::day_first;
use crate::survey::{AnswerKind, Digest, Question, Subject, Survey, json};
use crate::text::{Explain, Phrase, compare as t, dates, numbers, result as r};
use crate::worker::protocol::{Answer, Failure, Request};

/// A file as it was chosen.
type Named = (String, Vec<u8>);

/// Two results, the earlier first, each checked with the files that belong to it.
pub struct Pair {
    checked: [(String, CheckReport); 2],
    /// Names of files that belong to neither.
    strangers: Vec<String>,
}

impl Pair {
    /// True where either is of a practice box.
    pub fn is_practice(&self) -> bool {
        self.checked.iter().any(|(_, report)| report.result.as_ref().is_some_and(|one| one.survey.is_practice()))
    }
}

/// True where exactly two of the files are results.
pub fn is_pair(files: &[Named]) -> bool {
    files.iter().filter(|(_, bytes)| is_result(bytes)).count() == 2
}

fn is_result(bytes: &[u8]) -> bool {
    json::parse(bytes, MAX_RESULT_BYTES).is_ok_and(|value| kind_of(&value) == Some(FileKind::Result))
}

/// Checks both. A record or opening statement is told by its digest, which the result names.
pub async fn check_pair(desk: Desk, files: Vec<Named>) -> Result<Pair, Trouble> {
    let (results, mut others): (Vec<Named>, Vec<Named>) = files.into_iter().partition(|(_, bytes)| is_result(bytes));
    let mut checked = Vec::new();
    for result in results {
        let name = result.0.clone();
        let mut report = check(desk, vec![result.clone()]).await?;
        if let Some(payload) = &report.result {
            let belongs = |bytes: &[u8]| {
                let digest = Digest::of_bytes(bytes);
                let survey = || Survey::parse(bytes).is_ok_and(|survey| survey.digest() == payload.survey_digest);
                digest == payload.record_digest || digest == payload.opening_digest || survey()
            };
            let (own, rest): (Vec<Named>, Vec<Named>) = others.into_iter().partition(|(_, bytes)| belongs(bytes));
            others = rest;
            if !own.is_empty() {
                report = check(desk, own.into_iter().chain([result]).collect()).await?;
            }
        }
        checked.push((name, report));
    }
    // By the device clock at the count, to the minute; both in the offset of the place.
    checked.sort_by_key(|(_, report)| report.result.as_ref().and_then(|result| minute_of(&result.counted_at)));
    let checked: [(String, CheckReport); 2] = checked.try_into().map_err(|_| Failure::WorkerGone)?;
    Ok(Pair { checked, strangers: others.into_iter().map(|(name, _)| name).collect() })
}

async fn check(desk: Desk, files: Vec<Named>) -> Result<CheckReport, Failure> {
    match desk.ask(Request::Check { files }).await? {
        Answer::Checked(report) => Ok(*report),
        _ => Err(Failure::WorkerGone),
    }
}

/// The verdict on each, then the comparison where both are genuine.
pub fn view(desk: Desk, pair: &Pair) -> AnyView {
    let [earlier, later] = &pair.checked;
    let both = earlier.1.is_clean() && later.1.is_clean();
    let body = match (&earlier.1.result, &later.1.result) {
        (Some(before), Some(now)) if both => compared(desk, before, now),
        _ => parts::notice("bad", desk.say(t::NOT_CLEAN), desk.say(t::NOT_CLEAN_TEXT)),
    };
    let strangers =
        (!pair.strangers.is_empty()).then(|| parts::notice("warn", desk.say(t::NOT_PART), pair.strangers.join(", ")));
    view! {
        <div class="stack loose" data-test="comparison">
            <div class="rounds">
                {verdict(desk, t::EARLIER, earlier)} {verdict(desk, t::LATER, later)}
            </div>
            {strangers}
            {body}
        </div>
    }
    .into_any()
}

fn verdict(desk: Desk, title: Phrase, (file, report): &(String, CheckReport)) -> AnyView {
    let lang = desk.now();
    let clean = report.is_clean() && report.result.is_some();
    let sentence = if clean { desk.say(t::GENUINE).to_owned() } else { r::not_clean(report.faults.len(), lang) };
    let faults = (!clean).then(|| parts::faults(report.faults.iter().map(|fault| fault as &dyn Explain), lang));
    let missing = if clean && !report.unchecked.is_empty() { desk.say(t::IN_PART) } else { "" };
    let about = report.result.as_ref().map(|payload| {
        let base = payload.survey.rules.base;
        let base = format!("{} ({})", desk.say(r::base(base)), numbers::whole(payload.figures.base(base), lang));
        view! {
            <p class="strong">{payload.survey.title.clone()}</p>
            <p>{desk.say(r::COUNTED_AT)} ": " {dates::moment(&payload.counted_at, lang)}</p>
            <p>{desk.say(r::BASE)} " " {base}</p>
        }
    });
    view! {
        <section class="panel stack tight">
            <h2>{desk.say(title)}</h2>
            {about}
            <p class="muted small">{file.clone()}</p>
            {parts::notice(if clean { "good" } else { "bad" }, sentence, missing)}
            {faults}
        </section>
    }
    .into_any()
}

fn round(payload: &ResultPayload) -> Round<'_> {
    Round { box_id: &payload.box_id, survey: &payload.survey, rows: &payload.rows }
}

fn compared(desk: Desk, before: &ResultPayload, now: &ResultPayload) -> AnyView {
    let found = match compare(&round(before), &round(now)) {
        Ok(found) => found,
        Err(why) => {
            let (title, text) = match why {
                NotComparable::SameBox => (t::SAME_BOX, t::SAME_BOX_TEXT),
                NotComparable::OtherMode => (t::OTHER_MODE, t::SAME_BOX_TEXT),
                NotComparable::NothingShared => (t::NOTHING_SHARED, t::NOTHING_SHARED_TEXT),
            };
            return parts::notice("warn", desk.say(title), desk.say(text));
        }
    };
    let questions: Vec<AnyView> = found.questions.iter().map(|one| question(desk, one)).collect();
    view! {
        <div class="stack">
            <h2>{desk.say(t::TITLE)}</h2>
            <p>{desk.say(t::NOTE)}</p>
            {(!found.same_instrument).then(|| parts::notice("warn", desk.say(t::OTHER_INSTRUMENT), ""))}
            {(!found.same_base).then(|| parts::notice("warn", desk.say(t::OTHER_BASE), ""))}
            {apart(desk, &found)}
        </div>
        {questions}
    }
    .into_any()
}

/// What one round only has.
fn apart(desk: Desk, found: &Comparison<'_>) -> AnyView {
    let names = |all: &[&Subject]| all.iter().map(|one| one.full_name()).collect::<Vec<_>>().join(", ");
    let questions = found.other_questions.iter().map(|one| one.text.as_str()).collect::<Vec<_>>().join("; ");
    let lines = [
        (t::ONLY_EARLIER, names(&found.only_earlier)),
        (t::ONLY_LATER, names(&found.only_later)),
        (t::OTHER_QUESTIONS, questions),
    ];
    let items: Vec<AnyView> = lines
        .into_iter()
        .filter(|(_, words)| !words.is_empty())
        .map(|(title, words)| view! { <p><span class="strong">{desk.say(title)} ": "</span> {words}</p> }.into_any())
        .collect();
    view! { <div class="stack tight" data-test="apart">{items}</div> }.into_any()
}

fn question(desk: Desk, one: &ComparedQuestion<'_>) -> AnyView {
    let [before, now] = one.questions;
    let reworded = (before.text != now.text).then(|| {
        view! { <p class="muted">{desk.say(t::WAS_ASKED)} ": “" {before.text.clone()} "”"</p> }
    });
    let relabelled: Vec<AnyView> = one
        .relabelled
        .iter()
        .map(|labels| view! { <p class="muted">{t::was_labelled(*labels, desk.now())}</p> }.into_any())
        .collect();
    let rows: Vec<AnyView> = one.rows.iter().map(|row| lines(desk, now, row)).collect();
    let head = |phrase: Phrase| view! { <th scope="col">{desk.say(phrase)}</th> }.into_any();
    view! {
        <section class="stack">
            <h2>{now.text.clone()}</h2>
            {reworded}
            {relabelled}
            <div class="table-scroll" tabindex="0" role="region" aria-label=now.text.clone()>
                <table class="table compared">
                    <thead>
                        <tr>
                            {head(r::NAME)} {head(t::WHAT)} {head(t::EARLIER)} {head(t::LATER)} {head(t::CHANGE)}
                        </tr>
                    </thead>
                    {rows}
                </table>
            </div>
        </section>
    }
    .into_any()
}

/// One subject: a line per level, or one for the mean score.
fn lines(desk: Desk, question: &Question, row: &ComparedRow<'_>) -> AnyView {
    let lang = desk.now();
    let mut cells: Vec<AnyView> = match &row.scores {
        Some(scores) => vec![score_line(desk, scores)],
        None => row.levels.iter().map(|(id, shares)| level_line(desk, &label(desk, question, id), *shares)).collect(),
    };
    let span = cells.len().to_string();
    let [before, now] = row.subjects;
    let small = |words: String| view! { <span class="subject-post">{words}</span> }.into_any();
    let differing: Vec<AnyView> = row
        .differing
        .iter()
        .map(|what| {
            let written =
                what.of(before).map(|text| if *what == Particular::BirthDate { day_first(&text) } else { text });
            small(t::was_written(*what, written.as_deref(), lang))
        })
        .collect();
    let post = post(now);
    // Where the name alone does not say who is meant, or the earlier round has another date.
    let told = row.namesake || row.differing.contains(&Particular::BirthDate);
    let birth = now.birth_date.as_deref().filter(|_| told).map(|date| small(t::born(&day_first(date), lang)));
    let task = row.task.map(|[before, now]| {
        let was = (before != now).then(|| small(t::task_was(before, lang)));
        view! { <span class="task-name">{now.to_owned()}</span> {was} }
    });
    let name = view! {
        <th scope="rowgroup" rowspan=span>
            {now.full_name()}
            {(!post.is_empty()).then(|| small(post))}
            {birth}
            {differing}
            {task}
        </th>
    };
    let first = cells.remove(0);
    let others: Vec<AnyView> = cells.into_iter().map(|cells| view! { <tr>{cells}</tr> }.into_any()).collect();
    view! { <tbody><tr>{name} {first}</tr> {others}</tbody> }.into_any()
}

fn label(desk: Desk, question: &Question, id: &str) -> String {
    match &question.answer {
        AnswerKind::Levels(levels) => {
            let level = levels.iter().find(|level| level.id == id);
            level.map_or_else(|| id.to_owned(), |level| level.label.clone())
        }
        _ => desk.say(r::CHOSEN).to_owned(),
    }
}

fn level_line(desk: Desk, label: &str, shares: [Option<[u32; 2]>; 2]) -> AnyView {
    let lang = desk.now();
    let share = |share: Option<[u32; 2]>| match share {
        Some(share @ [count, base]) => {
            (format!("{}/{}", numbers::whole(count, lang), numbers::whole(base, lang)), numbers::percent(share, lang))
        }
        None => ("–".to_owned(), String::new()),
    };
    let [before, now] = shares;
    let changed = before.zip(now).and_then(|(before, now)| change(before, now, 10_000));
    let changed = changed.map_or_else(|| "–".to_owned(), |change| t::points_of_percent(change, lang));
    cells(label, share(before), share(now), changed)
}

fn score_line(desk: Desk, [before, now]: &[ScoreTotal; 2]) -> AnyView {
    let lang = desk.now();
    let fraction = |score: &ScoreTotal| [score.sum, score.given];
    let mean = |score: &ScoreTotal| {
        let both = fraction(score);
        (numbers::mean(both, lang), r::fraction(both))
    };
    let changed = change(fraction(before), fraction(now), 100);
    let changed = changed.map_or_else(|| "–".to_owned(), |change| t::points(change, lang));
    cells(desk.say(r::MEAN), mean(before), mean(now), changed)
}

fn cells(label: &str, before: (String, String), now: (String, String), changed: String) -> AnyView {
    let cell = |(figure, share): (String, String)| {
        view! {
            <td class="number">
                <span class="strong">{figure}</span>
                <br />
                <span class="share">{share}</span>
            </td>
        }
        .into_any()
    };
    view! {
        <td>{label.to_owned()}</td>
        {cell(before)}
        {cell(now)}
        <td class="strong">{changed}</td>
    }
    .into_any()
}
