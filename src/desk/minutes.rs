//! The printed sheets: a teller's card, the opening statement, the minutes. On screen they are
//! hidden; `style/print.css` shows them alone. Documents are Vietnamese.

use leptos::prelude::*;

use super::parts;
use super::preview::post;
use super::result::{finding_text, name_of, rows_of, six};
use super::state::{Shown, place, read_opening};
use crate::record::{ResultPayload, Teller};
use crate::survey::{AnswerKind, Heading, Question, Survey};
use crate::text::dates::{self, Moment};
use crate::text::{Lang, desk, minutes as t, numbers, result};
use crate::worker::protocol::{CardOut, Opened};

const VI: Lang = Lang::Vi;

/// A teller's card.
pub fn card(survey: &Survey, card: &CardOut) -> AnyView {
    view! {
        <article class="sheet print-only" lang="vi">
            {practice(survey)} <h1>{desk::CARD_SHEET.vi}</h1> <p class="center strong">{card.name.clone()}</p>
            <p class="center">{survey.title.clone()}</p> <p class="center">{place(survey)}</p>
            {parts::qr(&card.qr, desk::CARD_QR.vi)} {parts::words(desk::CARD_WORDS.vi, &card.words)}
            <p>{desk::CARD_SHEET_KEEP.vi}</p>
        </article>
    }
    .into_any()
}

/// The opening statement.
pub fn opening(survey: &Survey, opened: &Opened) -> AnyView {
    let Ok(statement) = read_opening(&opened.opening) else { return ().into_any() };
    let [summoned, present] =
        [statement.attendance.summoned, statement.attendance.present].map(|figure| numbers::whole(figure, VI));
    view! {
        <article class="sheet print-only" lang="vi">
            {practice(survey)} {head(survey, &statement.opened_at)} <h1>{t::OPENING}</h1>
            <p class="center strong">{survey.title.clone()}</p>
            <p>{t::opened(&dates::moment(&statement.opened_at, VI), &place(survey))}</p> {instrument(survey)}
            {tellers(&statement.tellers)} <p>{t::keys(statement.needed, statement.tellers.len())}</p>
            <p>{t::attendance(&summoned, &present)} " " {t::EMPTY_BOX}</p>
            <div class="beside">
                {parts::words(t::OPENING_WORDS, &opened.words)} {parts::qr(&opened.fingerprint_qr, t::OPENING_WORDS)}
            </div> {signatures(t::COMMITTED, &statement.tellers)}
        </article>
    }
    .into_any()
}

/// The minutes of the count (biên bản kiểm phiếu).
pub fn minutes(shown: &Shown) -> AnyView {
    let payload = &shown.payload;
    let survey = &payload.survey;
    let tables: Vec<AnyView> = survey.questions.iter().filter_map(|one| table(payload, one)).collect();
    let opening = (!shown.opening_words.is_empty()).then(|| parts::words(t::OPENING_WORDS, &shown.opening_words));
    view! {
        <article class="sheet print-only" lang="vi" data-test="minutes">
            {practice(survey)} {head(survey, &payload.counted_at)} <h1>{t::MINUTES}</h1>
            <p class="center strong">{survey.title.clone()}</p>
            <p>{t::began(&dates::moment(&payload.counted_at, VI), &place(survey))}</p> {instrument(survey)}
            {tellers(&payload.tellers)} <p>{t::keys(payload.needed, payload.tellers.len())}</p>
            <p><b>{t::FORM_OF_VOTE} ": "</b> {t::FORM_OF_VOTE_TEXT}</p> {figures(payload)}
            <h2>{t::RESULT}</h2>
            <p>
                {result::BASE.vi} " " {result::base(survey.rules.base).vi} " ("
                {numbers::whole(payload.figures.base(survey.rules.base), VI)} "). " {result::SUMS_NOTE.vi}
            </p>
            {tables} {findings(payload)} {remarks(payload)}
            <section class="unbroken">
                {opening} {parts::words(t::RESULT_WORDS, &shown.result_words)} <p>{t::RESULT_FILE}</p>
            </section>
            {signatures(t::CLOSING, &payload.tellers)}
        </article>
    }
    .into_any()
}

/// The mark that no printed practice sheet is without.
fn practice(survey: &Survey) -> Option<AnyView> {
    survey.is_practice().then(|| view! { <p class="watermark">{t::PRACTICE}</p> }.into_any())
}

/// Issuer on the left; state or party heading, place and date on the right.
fn head(survey: &Survey, at: &str) -> AnyView {
    let party = survey.issuer.heading == Heading::Party;
    let right = if party {
        view! { <p class="head-title ruled">{t::PARTY}</p> }.into_any()
    } else {
        view! {
            <p class="head-title">{t::STATE}</p>
            <p class="head-motto ruled">{t::MOTTO}</p>
        }
        .into_any()
    };
    let day = Moment::read(at).map_or_else(|| at.to_owned(), |at| at.day(VI));
    view! {
        <header class="doc-head">
            <div>
                {survey.issuer.parent.clone().map(|parent| view! { <p class="head-parent">{parent}</p> })}
                <p class="head-issuer" class:ruled=!party>
                    {survey.issuer.name.clone()}
                </p>
                {party.then(|| view! { <p>"*"</p> })}
            </div>
            <div>{right} <p class="head-date">{survey.place.commune.clone()} ", " {day}</p></div>
        </header>
    }
    .into_any()
}

/// The regulation, and that its form is a reconstruction where it is one.
fn instrument(survey: &Survey) -> AnyView {
    let instrument = &survey.instrument;
    let note = instrument.reconstruction.then(|| {
        let note = instrument.note.clone().unwrap_or_default();
        view! { <p><b>{t::RECONSTRUCTION} ". "</b> {desk::RECONSTRUCTION_TEXT.vi} " " {note}</p> }
    });
    view! { <p><b>{t::INSTRUMENT} ": "</b> {instrument.name.clone()}</p> {note} }.into_any()
}

fn tellers(all: &[Teller]) -> AnyView {
    let items: Vec<AnyView> = all
        .iter()
        .map(|teller| view! { <li>{teller.name.clone()} " – " {teller.role.clone()}</li> }.into_any())
        .collect();
    view! { <p><b>{t::TELLERS} ":"</b></p> <ol>{items}</ol> }.into_any()
}

fn figures(payload: &ResultPayload) -> AnyView {
    let rows: Vec<AnyView> = six(&payload.figures)
        .into_iter()
        .map(|(name, figure)| {
            view! { <tr><th scope="row">{name.vi}</th> <td class="number">{numbers::whole(figure, VI)}</td></tr> }
                .into_any()
        })
        .collect();
    let quorum = payload.quorum.as_ref().map(|found| {
        let words = if found.met { result::QUORUM_MET } else { result::QUORUM_NOT_MET };
        let mark = result::mark(found.at, found.compare, VI);
        view! { <p>{words.vi} " (" {numbers::percent(found.share, VI)} "; " {mark} ")."</p> }
    });
    let aside = payload.figures.electronic.invalid;
    let aside = (aside > 0).then(|| {
        view! { <p>{result::ASIDE.vi} ": " {numbers::whole(aside, VI)} ". " {result::ASIDE_TEXT.vi}</p> }
    });
    let failing: Vec<AnyView> = payload
        .conservation
        .iter()
        .filter(|sum| !sum.holds())
        .map(|sum| {
            let text = format!("{}: {} {} {}", sum.rule, sum.left, sum.relation, sum.right);
            view! { <p><b>{result::SUMS_FAIL.vi} ": "</b> {text}</p> }.into_any()
        })
        .collect();
    view! {
        <h2>{t::FIGURES}</h2>
        <table class="figures">
            <tbody>{rows}</tbody>
        </table>
        {quorum} {aside} {failing}
    }
    .into_any()
}

/// TT, họ tên, chức vụ, per level ballots and share, blank.
fn table(payload: &ResultPayload, one: &Question) -> Option<AnyView> {
    let AnswerKind::Levels(levels) = &one.answer else { return None };
    let tops: Vec<AnyView> = levels
        .iter()
        .map(|level| view! { <th colspan="2" scope="colgroup">{level.label.clone()}</th> }.into_any())
        .collect();
    let subs: Vec<AnyView> = levels
        .iter()
        .map(|_| view! { <th scope="col">{result::VOTES.vi}</th> <th scope="col">"%"</th> }.into_any())
        .collect();
    let lines: Vec<AnyView> = rows_of(payload, one)
        .map(|line| {
            let cells: Vec<AnyView> = line
                .row
                .levels
                .iter()
                .map(|level| {
                    let (count, share) = (numbers::whole(level.count, VI), numbers::percent(level.share, VI));
                    view! { <td class="number">{count}</td> <td class="number">{share}</td> }.into_any()
                })
                .collect();
            view! {
                <tr>
                    <td class="number">{line.number}</td>
                    <th scope="row">{line.subject.full_name()}</th>
                    <td>{post(line.subject)}</td>
                    {cells}
                    <td class="number">{numbers::whole(line.row.blank, VI)}</td>
                </tr>
            }
            .into_any()
        })
        .collect();
    Some(
        view! {
            <table>
                <caption>{one.text.clone()}</caption>
                <thead>
                    <tr>
                        <th rowspan="2" scope="col">{result::NO.vi}</th>
                        <th rowspan="2" scope="col">{result::NAME.vi}</th>
                        <th rowspan="2" scope="col">{result::POST.vi}</th>
                        {tops}
                        <th rowspan="2" scope="col">{result::BLANK.vi}</th>
                    </tr>
                    <tr>{subs}</tr>
                </thead>
                <tbody>{lines}</tbody>
            </table>
        }
        .into_any(),
    )
}

fn findings(payload: &ResultPayload) -> Option<AnyView> {
    let items: Vec<AnyView> = payload
        .findings
        .iter()
        .map(|finding| {
            let mark = if finding.met { result::MET.vi } else { result::NOT_MET.vi };
            let follows = if finding.met { format!(" {}.", finding.finding) } else { String::new() };
            let text = finding_text(&payload.survey, finding, VI);
            view! { <li>{text} ". " <b>{mark} "." {follows}</b> " (" {finding.source.clone()} ")"</li> }.into_any()
        })
        .collect();
    (!items.is_empty()).then(|| view! { <h2>{t::FINDINGS}</h2> <ul>{items}</ul> }.into_any())
}

fn remarks(payload: &ResultPayload) -> Option<AnyView> {
    let items: Vec<AnyView> = payload
        .remarks
        .iter()
        .map(|remark| {
            view! { <li>{name_of(&payload.survey, &remark.subject)} ": " {remark.text.clone()}</li> }.into_any()
        })
        .collect();
    (!items.is_empty()).then(|| view! { <h2>{t::REMARKS}</h2> <ul>{items}</ul> }.into_any())
}

/// The last sentence, with room for names in the tellers' own hand and for a witness: signatures
/// never stand alone on a page.
fn signatures(last: &'static str, all: &[Teller]) -> AnyView {
    let one = |role: String, name: String| {
        view! {
            <div>
                <p class="strong">{role}</p>
                <p class="sign">{t::SIGN}</p>
                <p>{name}</p>
            </div>
        }
        .into_any()
    };
    let mut places: Vec<AnyView> =
        all.iter().map(|teller| one(teller.role.to_uppercase(), teller.name.clone())).collect();
    places.push(one(t::WITNESS.to_owned(), String::new()));
    view! {
        <section class="unbroken">
            <p>{last}</p>
            <div class="signatures">{places}</div>
        </section>
    }
    .into_any()
}
