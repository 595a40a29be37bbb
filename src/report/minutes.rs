//! What the minutes say: biên bản mở hòm and biên bản kiểm phiếu, from what was signed and what the meeting adds.
//!
//! Head, order and closing follow the model "Biên bản" of Nghị định 30/2020, or Hướng dẫn 36-HD/VPTW (2018) for the
//! party; the contents follow what instruments ask of a biên bản kiểm phiếu: place, times, people, form of vote, six
//! figures, table, adoption, signatures.

use super::devices;
use super::document::{Block, Column, Document, Fingerprint, Head, HeadCell, Run, Sign, Table};
use super::particulars::{BY_HAND, NUMBER_BY_HAND, Particulars};
use super::tables::{self, Figure, ResultTable};
use super::{Qr, Verified};
use crate::count::{Finding, Grade, Part};
use crate::record::{CARD_WORDS, FINGERPRINT_WORDS, Opening, ResultPayload, Teller, words};
use crate::survey::{Digest, Heading, Survey};
use crate::text::dates::{self, Moment};
use crate::text::{Lang, file_faults, minutes as t, numbers, result};

const VI: Lang = Lang::Vi;
/// Lines to write opinions on.
const OPINION_LINES: usize = 2;

/// Minutes of the opening, to be printed before the first vote.
pub fn opening(survey: &Survey, opening: &Opening, particulars: &Particulars) -> Document {
    let particulars = &particulars.clone().tidy();
    let mut paper = Paper::default();
    paper.section(t::TIME_AND_PLACE);
    let times = [(t::BEGAN, time(particulars.began_at.as_deref())), (t::OPENED, time(Some(&opening.opened_at)))];
    paper.facts(times.into_iter().chain([(t::VENUE, venue(survey, particulars))]));
    people(&mut paper, particulars, &opening.tellers);
    basis(&mut paper, survey, Part::default());
    paper.section(t::BOX);
    paper.say(t::attendance(opening.attendance.summoned, opening.attendance.present));
    paper.say(t::keys(opening.needed, opening.tellers.len()));
    paper.say(t::EMPTY_BOX);
    paper.push(Block::Table(cards(&opening.tellers)));
    paper.say(t::COMMITTED);
    paper.push(Block::Together(vec![fingerprint(t::OPENING_WORDS, opening.digest())]));
    let present = opening.attendance.present;
    ending(&mut paper, t::HANDING_OVER, particulars, present, &opening.tellers);
    let marks = practice(survey).into_iter().collect();
    document(survey, particulars, (t::OPENING_TITLE, &opening.opened_at), marks, paper)
}

/// Minutes of the count.
pub fn counting(verified: &Verified, particulars: &Particulars) -> Document {
    let particulars = &particulars.clone().tidy();
    let payload = &verified.payload;
    let survey = &payload.survey;
    let mut paper = Paper::default();
    if verified.opening.is_none() {
        paper.push(Block::Paragraph(vec![Run::bold(format!("{}. ", t::UNPINNED)), Run::plain(t::UNPINNED_TEXT)]));
    }
    paper.section(t::TIME_AND_PLACE);
    let times = [
        (t::BEGAN, time(particulars.began_at.as_deref())),
        (t::OPENED, time(Some(&payload.opened_at))),
        (t::COUNTED, time(Some(&payload.counted_at))),
    ];
    paper.facts(times.into_iter().chain([(t::VENUE, venue(survey, particulars))]));
    people(&mut paper, particulars, &payload.tellers);
    basis(&mut paper, survey, payload.figures.paper);
    paper.say(t::keys(payload.needed, payload.tellers.len()));
    figures(&mut paper, payload);
    payload.devices.iter().flat_map(devices::blocks).for_each(|block| paper.push(block));
    paper.section(t::RESULT);
    let base = survey.rules.base;
    paper.say(format!("{} {}", t::base(result::base(base).vi, payload.figures.base(base)), result::SUMS_NOTE.vi));
    for table in tables::of_result(payload) {
        paper.push(Block::Table(result_table(&table)));
    }
    findings(&mut paper, payload);
    grades(&mut paper, payload);
    remarks(&mut paper, payload, particulars.include_remarks);
    paper.section(t::OPINIONS);
    paper.opinions(&particulars.opinions);
    fingerprints(&mut paper, verified);
    ending(&mut paper, t::MEETING, particulars, payload.figures.attendance.present, &payload.tellers);
    let unpinned = verified.opening.is_none().then(|| t::UNPINNED.to_owned());
    let marks = practice(survey).into_iter().chain(unpinned).collect();
    document(survey, particulars, (t::COUNTING_TITLE, &payload.counted_at), marks, paper)
}

/// Blocks, with the number of the section.
#[derive(Default)]
struct Paper {
    blocks: Vec<Block>,
    sections: usize,
}

impl Paper {
    fn push(&mut self, block: Block) {
        self.blocks.push(block);
    }

    fn section(&mut self, title: &str) {
        let heading = self.heading(title);
        self.push(heading);
    }

    fn heading(&mut self, title: &str) -> Block {
        self.sections += 1;
        Block::Heading(format!("{}. {title}", self.sections))
    }

    fn say(&mut self, text: impl Into<String>) {
        self.push(Block::Paragraph(vec![Run::plain(text)]));
    }

    /// "Chủ trì: Nguyễn Văn Mẫu", one below the other.
    fn facts(&mut self, facts: impl IntoIterator<Item = (&'static str, String)>) {
        let item = |(name, text): (&str, String)| vec![Run::bold(format!("{name}: ")), Run::plain(text)];
        let items = facts.into_iter().map(item).collect();
        self.push(Block::List { numbered: false, items });
    }

    fn opinions(&mut self, opinions: &[String]) {
        let mut items: Vec<Vec<Run>> = opinions.iter().map(|text| vec![Run::plain(text)]).collect();
        if items.is_empty() {
            items = vec![vec![Run::plain(BY_HAND.repeat(3))]; OPINION_LINES];
        }
        self.push(Block::List { numbered: false, items });
    }
}

fn document(
    survey: &Survey,
    particulars: &Particulars,
    (title, at): (&str, &str),
    marks: Vec<String>,
    paper: Paper,
) -> Document {
    let number = match survey.issuer.heading {
        Heading::State => particulars.number.as_ref().map(|number| format!("Số: {number}")),
        Heading::Party => particulars.number.as_ref().map(|number| format!("Số {number}")),
    };
    let by_hand = if survey.issuer.heading == Heading::Party { t::PARTY_NUMBER } else { t::STATE_NUMBER };
    Document {
        head: Head {
            style: survey.issuer.heading,
            parent: survey.issuer.parent.as_ref().map(|parent| parent.to_uppercase()),
            issuer: survey.issuer.name.to_uppercase(),
            number: number.unwrap_or_else(|| by_hand.to_owned()),
            date: t::place_and_day(&survey.place.commune, at),
        },
        marks,
        title: title.to_owned(),
        subtitle: survey.title.clone(),
        blocks: paper.blocks,
    }
    .made_plain()
}

/// The mark that no practice document is without.
fn practice(survey: &Survey) -> Option<String> {
    survey.is_practice().then(|| t::PRACTICE.to_owned())
}

fn time(at: Option<&str>) -> String {
    at.map_or_else(
        || format!("{NUMBER_BY_HAND} giờ {NUMBER_BY_HAND} phút, ngày {NUMBER_BY_HAND} tháng {NUMBER_BY_HAND} năm ………"),
        |at| dates::moment(at, VI),
    )
}

fn venue(survey: &Survey, particulars: &Particulars) -> String {
    let place = &survey.place;
    let venue = particulars.venue.as_deref().unwrap_or(BY_HAND);
    [venue, &place.hamlet, &place.commune, &place.province].join(", ")
}

fn people(paper: &mut Paper, particulars: &Particulars, tellers: &[Teller]) {
    let name = |name: &Option<String>| name.clone().unwrap_or_else(|| BY_HAND.to_owned());
    let witnesses = match particulars.witnesses.join("; ") {
        none if none.is_empty() => BY_HAND.to_owned(),
        some => some,
    };
    paper.section(t::PEOPLE);
    paper.facts([
        (t::CHAIR, name(&particulars.chair)),
        (t::SECRETARY, name(&particulars.secretary)),
        (t::WITNESSES, witnesses),
    ]);
    paper.push(Block::Paragraph(vec![Run::bold(format!("{}:", t::TELLERS))]));
    let teller = |teller: &Teller| vec![Run::plain(format!("{} – {}", teller.name, teller.role))];
    paper.push(Block::List { numbered: true, items: tellers.iter().map(teller).collect() });
}

/// The regulation, that its form is a reconstruction where it is one, and how people voted.
fn basis(paper: &mut Paper, survey: &Survey, on_paper: Part) {
    let instrument = &survey.instrument;
    let form = if on_paper == Part::default() { t::SECRET_DEVICE } else { t::SECRET_BOTH };
    paper.section(t::BASIS);
    paper.facts([(t::INSTRUMENT, instrument.name.clone()), (t::FORM_OF_VOTE, form.to_owned())]);
    if instrument.reconstruction {
        let text = instrument.note.as_deref().unwrap_or(t::RECONSTRUCTION_TEXT);
        paper.push(Block::Paragraph(vec![Run::bold(format!("{}. ", t::RECONSTRUCTION)), Run::italic(text)]));
    }
}

/// Who received which card: the handing over of the box.
fn cards(tellers: &[Teller]) -> Table {
    let head = [result::NO.vi, t::FULL_NAME, t::DUTY, t::CARD_WORDS, t::RECEIVED];
    let row = |teller: &Teller| {
        let card = words(&teller.kid, CARD_WORDS).join(" ");
        vec![teller.teller.to_string(), teller.name.clone(), teller.role.clone(), card, String::new()]
    };
    Table {
        caption: String::new(),
        columns: vec![Column::number(1), Column::words(5), Column::words(3), Column::words(4), Column::words(4)],
        head: vec![head.map(|text| HeadCell::down(text, 1)).to_vec()],
        rows: tellers.iter().map(row).collect(),
        wide: true,
    }
}

fn figures(paper: &mut Paper, payload: &ResultPayload) {
    let both = payload.figures.paper != Part::default();
    let whole = |figure: u32| numbers::whole(figure, VI);
    let rows = tables::six(&payload.figures).map(|figure| {
        let mut row = vec![figure.name.vi.to_owned()];
        if both {
            row.extend(figure.parts.map_or([String::new(), String::new()], |parts| parts.map(whole)));
        }
        row.push(whole(figure.total));
        row
    });
    let mut head = vec![HeadCell::down(t::CONTENT, 1)];
    let mut columns = vec![Column::words(4)];
    let numbers_of: &[&str] = if both { &[t::ELECTRONIC, t::PAPER, t::TOTAL] } else { &[t::NUMBER] };
    for name in numbers_of {
        head.push(HeadCell::down(*name, 1));
        columns.push(Column::number(2));
    }
    paper.section(t::FIGURES);
    let table = Table { caption: String::new(), columns, head: vec![head], rows: rows.to_vec(), wide: both };
    paper.push(Block::Table(table));
    if let Some(found) = &payload.quorum {
        let words = if found.met { result::QUORUM_MET.vi } else { result::QUORUM_NOT_MET.vi };
        let [present, summoned] = found.share.map(|figure| numbers::whole(figure, VI));
        let share = numbers::percent(found.share, VI);
        let large = payload.survey.rules.quorum.and_then(|quorum| quorum.large);
        let mark = match (found.needed, large) {
            (Some(needed), Some(large)) => result::quorum_of_many(&whole(large.from), &whole(needed), VI),
            _ => result::mark(found.at, found.compare, VI),
        };
        paper.say(format!("{words}: {present}/{summoned} người ({share}); quy định {mark}."));
    }
    let aside = payload.figures.electronic.invalid;
    if aside > 0 {
        paper.say(format!("{}: {}. {}", result::ASIDE.vi, whole(aside), result::ASIDE_TEXT.vi));
    }
    for sum in payload.conservation.iter().filter(|sum| !sum.holds()) {
        let relation = if sum.relation == "<=" { "≤" } else { &sum.relation };
        let [left, right] = [sum.left, sum.right].map(|figure| numbers::whole(figure, VI));
        let text = format!(" {} ({left} {relation} {right}).", file_faults::sum_words(&sum.rule, VI));
        paper.push(Block::Paragraph(vec![Run::bold(format!("{}:", result::SUMS_FAIL.vi)), Run::plain(text)]));
    }
}

/// TT, họ tên, chức vụ, per level ballots and share, blank, invalid.
fn result_table(table: &ResultTable<'_>) -> Table {
    let mut columns = vec![Column::number(3), Column::words(10), Column::words(10)];
    let mut top = [result::NO, result::NAME, result::POST].map(|name| HeadCell::down(name.vi, 2)).to_vec();
    let mut below = Vec::new();
    for column in &table.columns {
        columns.push(Column::number(if column.shared { 4 } else { 6 }));
        if column.shared {
            columns.push(Column::number(5));
            top.push(HeadCell::across(column.label(VI), 2));
            below.extend([result::VOTES.vi, "%"].map(|text| HeadCell::down(text, 1)));
        } else {
            top.push(HeadCell::down(column.label(VI), 2));
        }
    }
    let rows = table.lines.iter().map(|line| {
        let mut row = vec![line.number.to_string(), line.who(), tables::post(line.subject)];
        for (column, figure) in table.columns.iter().zip(&line.figures) {
            // The sign stands in the heading.
            let (figure, percent) = match *figure {
                Figure::Count(count) => (numbers::whole(count, VI), String::new()),
                Figure::Share(share) => {
                    (numbers::whole(share[0], VI), numbers::percent(share, VI).replace("\u{a0}%", ""))
                }
                Figure::Mean(mean) => (numbers::mean(mean, VI), String::new()),
            };
            row.push(figure);
            row.extend(column.shared.then_some(percent));
        }
        row
    });
    let rows = rows.collect();
    let head = if below.is_empty() { vec![top] } else { vec![top, below] };
    Table { caption: table.question.text.clone(), columns, head, rows, wide: true }
}

/// Threshold by threshold: the rule and its source, then whom it meets. Everybody's figures stand in the tables.
fn findings(paper: &mut Paper, payload: &ResultPayload) {
    let survey = &payload.survey;
    paper.section(t::FINDINGS);
    if survey.rules.thresholds.is_empty() {
        paper.say(t::NO_FINDINGS);
    }
    for threshold in &survey.rules.thresholds {
        let (met, others): (Vec<_>, Vec<_>) =
            payload.findings.iter().filter(|finding| finding.threshold == threshold.id).partition(|found| found.met);
        let question = survey.questions.iter().find(|question| question.id == threshold.question);
        let asked = question.map_or("", |question| question.short.as_deref().unwrap_or(&question.text));
        let rule = format!(
            "{asked} – {} {}: ",
            tables::levels_of(threshold, question),
            result::between(threshold.at, threshold.compare, threshold.below, VI)
        );
        paper.push(Block::Paragraph(vec![
            Run::bold(rule),
            Run::plain(format!("{}. ({})", threshold.finding, threshold.source)),
        ]));
        let item = |finding: &&Finding| {
            let [count, base] = finding.share.map(|figure| numbers::whole(figure, VI));
            let share = numbers::percent(finding.share, VI);
            vec![
                Run::plain(format!("{}: {count}/{base} ({share}). ", tables::found(survey, finding))),
                Run::bold(format!("{}.", result::MET.vi)),
            ]
        };
        let items: Vec<Vec<Run>> = met.iter().map(item).collect();
        paper.push(Block::List { numbered: false, items });
        paper.say(t::not_met(met.len(), others.len()));
    }
}

/// The grades, with the means that they follow from.
fn grades(paper: &mut Paper, payload: &ResultPayload) {
    let survey = &payload.survey;
    let Some(rules) = &survey.rules.grades else { return };
    paper.section(result::GRADES.vi);
    paper.say(format!("{}. ({})", result::bands(&rules.bands, VI), rules.source));
    let several = rules.questions.len() > 1;
    let mut head = vec![HeadCell::down(result::NO.vi, 1), HeadCell::down(result::NAME.vi, 1)];
    let mut columns = vec![Column::number(2), Column::words(8)];
    for id in &rules.questions {
        let question = survey.questions.iter().find(|question| question.id == *id);
        let words = question.map_or(id.as_str(), |question| question.short.as_deref().unwrap_or(&question.text));
        head.push(HeadCell::down(words, 1));
        columns.push(Column::number(5));
    }
    if several {
        head.push(HeadCell::down(result::SUM_OF_MEANS.vi, 1));
        columns.push(Column::number(4));
    }
    head.push(HeadCell::down(result::GRADE.vi, 1));
    columns.push(Column::words(8));
    let line = |(at, grade): (usize, &Grade)| {
        let mut row = vec![(at + 1).to_string(), tables::name_of(survey, &grade.subject)];
        row.extend(grade.means.iter().map(|mean| result::mean(*mean, VI)));
        row.extend(several.then(|| numbers::sum_of_means(&grade.means, VI)));
        row.push(if grade.band.is_some() { grade.label.clone() } else { result::NO_GRADE.vi.to_owned() });
        row
    };
    let rows = payload.grades.iter().enumerate().map(line).collect();
    paper.push(Block::Table(Table { caption: String::new(), columns, head: vec![head], rows, wide: true }));
}

fn remarks(paper: &mut Paper, payload: &ResultPayload, include: bool) {
    if payload.survey.remark_slots().next().is_none() {
        return;
    }
    paper.section(t::REMARKS);
    if include {
        let items: Vec<Vec<Run>> = payload
            .remarks
            .iter()
            .map(|remark| {
                let name = tables::name_of(&payload.survey, &remark.subject);
                vec![Run::bold(format!("{name}: ")), Run::plain(&remark.text)]
            })
            .collect();
        let rest = t::remarks_rest(payload.remarks_empty, payload.remarks_unreadable);
        paper.say(format!("{} {rest}", if items.is_empty() { result::REMARKS_NONE.vi } else { t::SHUFFLED }));
        if !items.is_empty() {
            paper.push(Block::List { numbered: false, items });
        }
    } else {
        paper.say(t::remarks_kept(payload.remarks.len()));
    }
}

fn fingerprint(label: &str, digest: Digest) -> Block {
    let payload = digest.to_text();
    let code = Qr::draw(&payload);
    Block::Fingerprint(Fingerprint { label: label.to_owned(), words: words(&digest, FINGERPRINT_WORDS), payload, code })
}

fn fingerprints(paper: &mut Paper, verified: &Verified) {
    let opening = fingerprint(t::OPENING_WORDS, verified.payload.opening_digest);
    let result = fingerprint(t::RESULT_WORDS, verified.fingerprint);
    let file = Block::Paragraph(vec![Run::plain(t::RESULT_FILE)]);
    paper.push(Block::Together(vec![opening, result, file]));
}

/// Adoption, the last sentence and the places to sign: signatures never stand alone on a page.
fn ending(paper: &mut Paper, what: &str, particulars: &Particulars, present: u32, tellers: &[Teller]) {
    let sign =
        |role: &str, name: Option<&String>| Sign { role: role.to_owned(), name: name.cloned().unwrap_or_default() };
    let officers =
        vec![sign(t::SECRETARY_CAPS, particulars.secretary.as_ref()), sign(t::CHAIR_CAPS, particulars.chair.as_ref())];
    let mut others: Vec<Sign> =
        tellers.iter().map(|teller| sign(&teller.role.to_uppercase(), Some(&teller.name))).collect();
    if particulars.witnesses.is_empty() {
        others.push(sign(t::WITNESS_CAPS, None));
    }
    others.extend(particulars.witnesses.iter().map(|name| sign(t::WITNESS_CAPS, Some(name))));
    let closing = paper.heading(t::CLOSING);
    let said = |text: String| Block::Paragraph(vec![Run::plain(text)]);
    let ended = t::ended(what, particulars.ended_at.as_deref().and_then(Moment::read));
    paper.push(Block::Together(vec![
        closing,
        said(t::adopted(particulars.adopted_by, Some(present))),
        said(ended),
        Block::Signatures(officers),
    ]));
    paper.push(Block::Together(vec![
        Block::Paragraph(vec![Run::bold(format!("{}, {}", t::TEAM_CAPS, t::WITNESS_CAPS))]),
        Block::Signatures(others),
    ]));
}
