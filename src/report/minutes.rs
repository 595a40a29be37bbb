//! What the minutes say: biên bản mở hòm and biên bản kiểm phiếu, from what was signed and what the meeting adds.
//!
//! Head, order and closing follow the model "Biên bản" of Nghị định 30/2020, or Hướng dẫn 36-HD/VPTW (2018) for the
//! party; the contents follow what instruments ask of a biên bản kiểm phiếu: place, times, people, form of vote, six
//! figures, table, adoption, signatures.

use super::counted;
use super::devices;
use super::document::{Block, Column, Document, Fingerprint, Head, HeadCell, Run, Sign, Table};
use super::particulars::{BY_HAND, NUMBER_BY_HAND, Particulars};
use super::{Qr, Verified};
use crate::count::{Figures, Part};
use crate::record::{CARD_WORDS, FINGERPRINT_WORDS, Opening, Teller, words};
use crate::survey::{Digest, Heading, Survey};
use crate::text::dates::{self, Moment};
use crate::text::{Lang, minutes as t, result};

/// Documents are in Vietnamese.
pub(super) const VI: Lang = Lang::Vi;
/// Tellers and witnesses whose places to sign fit on a page with the closing words.
const ON_ONE_PAGE: usize = 6;
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
    basis(&mut paper, survey, t::SECRET_OPENING);
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
    basis(&mut paper, survey, form_of_vote(&payload.figures));
    paper.say(t::keys(payload.needed, payload.tellers.len()));
    counted::figures(&mut paper, payload);
    payload.devices.iter().flat_map(devices::blocks).for_each(|block| paper.push(block));
    counted::tables_of_questions(&mut paper, payload);
    counted::findings(&mut paper, payload);
    counted::grades(&mut paper, payload);
    counted::remarks(&mut paper, payload, particulars.include_remarks);
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
pub(super) struct Paper {
    blocks: Vec<Block>,
    sections: usize,
}

impl Paper {
    pub(super) fn push(&mut self, block: Block) {
        self.blocks.push(block);
    }

    pub(super) fn section(&mut self, title: &str) {
        let heading = self.heading(title);
        self.push(heading);
    }

    fn heading(&mut self, title: &str) -> Block {
        self.sections += 1;
        Block::Heading(format!("{}. {title}", self.sections))
    }

    pub(super) fn say(&mut self, text: impl Into<String>) {
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
    // The place was given with the survey: no gap before it where no house or room is added, and none said twice.
    let venue = particulars.venue.as_deref().filter(|venue| *venue != place.hamlet);
    venue.into_iter().chain([place.hamlet.as_str(), &place.commune, &place.province]).collect::<Vec<_>>().join(", ")
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

fn form_of_vote(figures: &Figures) -> &'static str {
    match [figures.electronic, figures.paper].map(|part| part == Part::default()) {
        [_, true] => t::SECRET_DEVICE,
        [true, false] => t::SECRET_PAPER,
        [false, false] => t::SECRET_BOTH,
    }
}

/// The regulation, that its form is a reconstruction where it is one, and how people voted.
fn basis(paper: &mut Paper, survey: &Survey, form: &str) {
    let instrument = &survey.instrument;
    paper.section(t::BASIS);
    paper.facts([(t::INSTRUMENT, instrument.name.clone()), (t::FORM_OF_VOTE, form.to_owned())]);
    if instrument.reconstruction {
        let text = instrument.note.as_deref().map_or(t::RECONSTRUCTION_TEXT, t::after_reconstruction);
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

/// Adoption, the last sentence and the places to sign: signatures never stand alone on a page, and few of them stand on
/// one page with the last sentence.
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
    let mut last = vec![
        closing,
        said(t::adopted(particulars.adopted_by, Some(present))),
        said(ended),
        Block::Signatures(officers),
    ];
    let few = others.len() <= ON_ONE_PAGE;
    let mut team = vec![
        Block::Paragraph(vec![Run::bold(format!("{}, {}", t::TEAM_CAPS, t::WITNESS_CAPS))]),
        Block::Signatures(others),
    ];
    if few {
        last.append(&mut team);
    }
    paper.push(Block::Together(last));
    if !team.is_empty() {
        paper.push(Block::Together(team));
    }
}
