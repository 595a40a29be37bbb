//! Figures as plain tables, before they become .csv or .xlsx.

use super::Verified;
use super::particulars::Particulars;
use super::tables::{self, Figure, ResultTable};
use crate::record::{FINGERPRINT_WORDS, ResultPayload, words};
use crate::survey::{Question, Survey, made_plain};
use crate::text::{Lang, dates, minutes as t, result};

/// One cell.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Cell {
    /// Nothing.
    Empty,
    /// Words. Never a formula, whatever they begin with.
    Text(String),
    /// Words of a heading.
    Strong(String),
    /// A whole number.
    Number(u32),
    /// `[count, base]`.
    Percent([u32; 2]),
    /// `[sum, given]`.
    Mean([u32; 2]),
    /// Means, each `[sum, given]`, added up.
    Means(Vec<[u32; 2]>),
}

impl Cell {
    fn text(text: impl AsRef<str>) -> Self {
        match made_plain(text.as_ref()) {
            text if text.is_empty() => Self::Empty,
            text => Self::Text(text),
        }
    }

    fn strong(text: impl Into<String>) -> Self {
        Self::Strong(text.into())
    }
}

/// One sheet of a workbook.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Sheet {
    /// At most 31 characters, without `[]:*?/\`, unlike any other of the workbook.
    pub name: String,
    /// In characters, one per column.
    pub widths: Vec<u32>,
    /// Rows that stay in sight.
    pub frozen: u32,
    /// From the top.
    pub rows: Vec<Vec<Cell>>,
}

/// One row per subject, question and level, with a heading: what machines read.
pub fn data(verified: &Verified) -> Vec<Vec<Cell>> {
    let payload = &verified.payload;
    let base = payload.figures.base(payload.survey.rules.base);
    let heads = [
        result::NO.vi,
        t::SUBJECT_ID,
        t::TASK_ID,
        result::NAME.vi,
        result::POST.vi,
        t::QUESTION_ID,
        t::QUESTION,
        t::LEVEL_ID,
        t::LEVEL,
        result::VOTES.vi,
        t::ELECTRONIC,
        t::PAPER,
        t::BASE_NUMBER,
        t::PERCENT,
        t::MET,
        t::SECTION,
        t::NOTE,
    ];
    let mut rows = vec![heads.map(Cell::strong).to_vec()];
    for table in tables::of_result(payload) {
        for line in &table.lines {
            for ((column, figure), parts) in table.columns.iter().zip(&line.figures).zip(&line.parts) {
                let [figure, of, percent] = match *figure {
                    Figure::Share(share) => [Cell::Number(share[0]), Cell::Number(share[1]), Cell::Percent(share)],
                    // Blank and invalid are ballots, and so a share of the base; points are not.
                    Figure::Count(count) if column.id.is_empty() => {
                        [Cell::Number(count), Cell::Number(base), Cell::Percent([count, base])]
                    }
                    Figure::Count(count) => [Cell::Number(count), Cell::Empty, Cell::Empty],
                    Figure::Mean(mean) => [Cell::Mean(mean), Cell::Empty, Cell::Empty],
                };
                rows.push(
                    DataRow {
                        number: Cell::Number(line.number as u32),
                        task: line.task.map_or(Cell::Empty, |task| Cell::text(&task.id)),
                        name: Cell::text(line.who()),
                        post: Cell::text(tables::post(line.subject)),
                        question: [Cell::text(&table.question.id), Cell::text(&table.question.text)],
                        level: [Cell::text(&column.id), Cell::text(column.label(Lang::Vi))],
                        figure,
                        parts: parts.map_or([Cell::Empty, Cell::Empty], |parts| parts.map(Cell::Number)),
                        base: [of, percent],
                        ..DataRow::about(&line.subject.id, t::SECTION_COUNT)
                    }
                    .cells(verified),
                );
            }
        }
    }
    rows
}

/// What a row of [`data`] and of [`conclusions`] says, column by column.
struct DataRow {
    number: Cell,
    subject: Cell,
    task: Cell,
    name: Cell,
    post: Cell,
    /// Identifier and words.
    question: [Cell; 2],
    /// Identifier and words.
    level: [Cell; 2],
    figure: Cell,
    /// On devices and on paper.
    parts: [Cell; 2],
    /// The base and the share.
    base: [Cell; 2],
    verdict: Cell,
    section: &'static str,
}

impl DataRow {
    /// A row of a section, about somebody or, with no identifier, about the meeting.
    fn about(subject: &str, section: &'static str) -> Self {
        let none = || [Cell::Empty, Cell::Empty];
        Self {
            number: Cell::Empty,
            subject: Cell::text(subject),
            task: Cell::Empty,
            name: Cell::Empty,
            post: Cell::Empty,
            question: none(),
            level: none(),
            figure: Cell::Empty,
            parts: none(),
            base: none(),
            verdict: Cell::Empty,
            section,
        }
    }

    fn cells(self, verified: &Verified) -> Vec<Cell> {
        let [[question_id, question], [level_id, level], [device, paper], [base, percent]] =
            [self.question, self.level, self.parts, self.base];
        let who = [self.number, self.subject, self.task, self.name, self.post];
        let what = [question_id, question, level_id, level, self.figure, device, paper, base, percent, self.verdict];
        let last = [Cell::text(self.section), Cell::text(marks(verified))];
        who.into_iter().chain(what).chain(last).collect()
    }
}

/// Rows in the columns of [`data`] for what a workbook has sheets of its own for: the six figures, the quorum, the
/// findings and the grades.
pub fn conclusions(verified: &Verified) -> Vec<Vec<Cell>> {
    let payload = &verified.payload;
    let survey = &payload.survey;
    let share = |share: [u32; 2]| (Cell::Number(share[0]), [Cell::Number(share[1]), Cell::Percent(share)]);
    let mut rows: Vec<DataRow> = Vec::new();
    let ids = ["summoned", "present", "issued", "collected", "valid", "invalid"];
    for (id, six) in ids.into_iter().zip(tables::six(&payload.figures)) {
        rows.push(DataRow {
            level: [Cell::text(id), Cell::text(six.name.vi)],
            figure: Cell::Number(six.total),
            parts: six.parts.map_or([Cell::Empty, Cell::Empty], |parts| parts.map(Cell::Number)),
            ..DataRow::about("", t::SHEET_GENERAL)
        });
    }
    if let Some(found) = &payload.quorum {
        let (figure, base) = share(found.share);
        rows.push(DataRow {
            level: [Cell::text("quorum"), Cell::text(tables::quorum_text(survey, found, Lang::Vi))],
            figure,
            base,
            verdict: Cell::text(if found.met { result::QUORUM_MET.vi } else { result::QUORUM_NOT_MET.vi }),
            ..DataRow::about("", t::SECTION_QUORUM)
        });
    }
    for finding in &payload.findings {
        let threshold = survey.rules.thresholds.iter().find(|threshold| threshold.id == finding.threshold);
        let question =
            survey.questions.iter().find(|question| threshold.is_some_and(|one| one.question == question.id));
        let asked = |of: fn(&Question) -> &str| question.map_or(Cell::Empty, |question| Cell::text(of(question)));
        let levels = threshold.map_or_else(String::new, |threshold| tables::levels_of(threshold, question));
        let rule = result::between(finding.at, finding.compare, finding.below, Lang::Vi);
        let standing = tables::standing_text(finding, Lang::Vi);
        let (figure, base) = share(finding.share);
        rows.push(DataRow {
            task: finding.task.as_ref().map_or(Cell::Empty, Cell::text),
            name: Cell::text(tables::found(survey, finding)),
            question: [asked(|question| &question.id), asked(|question| &question.text)],
            level: [Cell::text(&finding.threshold), Cell::text(format!("{levels} {rule}"))],
            figure,
            base,
            verdict: Cell::text(if finding.met { format!("{standing}: {}", finding.finding) } else { standing }),
            ..DataRow::about(&finding.subject, t::SHEET_FINDINGS)
        });
    }
    for grade in &payload.grades {
        rows.push(DataRow {
            name: Cell::text(tables::name_of(survey, &grade.subject)),
            level: [Cell::Empty, Cell::text(result::SUM_OF_MEANS.vi)],
            figure: Cell::Means(grade.means.clone()),
            verdict: Cell::text(if grade.band.is_some() { &grade.label } else { result::NO_GRADE.vi }),
            ..DataRow::about(&grade.subject, t::SHEET_GRADES)
        });
    }
    rows.into_iter().map(|row| row.cells(verified)).collect()
}

/// The workbook: general figures, a sheet per question, findings, remarks where the organiser includes them, and the
/// rows of [`data`].
pub fn workbook(verified: &Verified, particulars: &Particulars) -> Vec<Sheet> {
    let payload = &verified.payload;
    let mut sheets = vec![general(verified)];
    for (at, table) in tables::of_result(payload).iter().enumerate() {
        sheets.push(question(at + 1, payload, table));
    }
    if !payload.findings.is_empty() {
        sheets.push(findings(verified));
    }
    if !payload.grades.is_empty() {
        sheets.push(grades(verified));
    }
    if particulars.include_remarks && !payload.remarks.is_empty() {
        sheets.push(remarks(verified));
    }
    let widths = vec![5, 14, 14, 28, 32, 14, 40, 14, 20, 10, 10, 10, 10, 10, 30, 18, 30];
    sheets.push(Sheet { name: t::SHEET_DATA.to_owned(), widths, frozen: 1, rows: data(verified) });
    sheets
}

/// What a reader must know before the figures: training, or keys that nobody has held against the opening.
fn marks(verified: &Verified) -> String {
    let practice = verified.survey().is_practice().then_some(t::PRACTICE);
    practice.into_iter().chain(verified.opening.is_none().then_some(t::UNPINNED)).collect::<Vec<_>>().join("; ")
}

fn general(verified: &Verified) -> Sheet {
    let payload = &verified.payload;
    let survey = &payload.survey;
    let fact = |name: &str, text: &str| vec![Cell::strong(name), Cell::text(text)];
    let place = [survey.place.hamlet.as_str(), &survey.place.commune, &survey.place.province].join(", ");
    let mut rows = vec![fact(t::TITLE, &survey.title)];
    let note = marks(verified);
    if !note.is_empty() {
        rows.push(fact(t::NOTE, &note));
    }
    rows.extend([
        fact(t::ISSUER, &survey.issuer.name),
        fact(t::PLACE, &place),
        fact(t::OPENED, &dates::moment(&payload.opened_at, Lang::Vi)),
        fact(t::COUNTED, &dates::moment(&payload.counted_at, Lang::Vi)),
        fact(t::INSTRUMENT, &survey.instrument.name),
    ]);
    if survey.instrument.reconstruction {
        let note = survey.instrument.note.as_deref().map_or(t::RECONSTRUCTION_TEXT, t::after_reconstruction);
        rows.push(fact(t::RECONSTRUCTION, note));
    }
    rows.push(Vec::new());
    rows.push([t::CONTENT, t::TOTAL, t::ELECTRONIC, t::PAPER].map(Cell::strong).to_vec());
    for figure in tables::six(&payload.figures) {
        let parts = figure.parts.map_or([Cell::Empty, Cell::Empty], |parts| parts.map(Cell::Number));
        rows.push([Cell::text(figure.name.vi), Cell::Number(figure.total)].into_iter().chain(parts).collect());
    }
    let base = result::base(survey.rules.base).vi;
    let base = format!("{} ({} {base})", t::BASE_NUMBER, result::BASE.vi.to_lowercase());
    rows.push(vec![Cell::text(base), Cell::Number(payload.figures.base(survey.rules.base))]);
    if let Some(found) = &payload.quorum {
        let words = if found.met { result::QUORUM_MET.vi } else { result::QUORUM_NOT_MET.vi };
        rows.push(vec![Cell::text(words), Cell::Percent(found.share)]);
    }
    rows.push(Vec::new());
    rows.push(fact(t::OPENING_WORDS, &words(&payload.opening_digest, FINGERPRINT_WORDS).join(" ")));
    rows.push(fact(t::RESULT_WORDS, &words(&verified.fingerprint, FINGERPRINT_WORDS).join(" ")));
    Sheet { name: t::SHEET_GENERAL.to_owned(), widths: vec![44, 24, 14, 14], frozen: 0, rows }
}

/// A question's table as the minutes have it, with the base beside every count; and, where there was paper, each count
/// on devices and on paper.
fn question(number: usize, payload: &ResultPayload, table: &ResultTable<'_>) -> Sheet {
    let name = tables::name_heading(&payload.survey);
    let mut heads = [result::NO.vi, name.vi, result::POST.vi].map(Cell::strong).to_vec();
    let mut widths = vec![5, 28, 32];
    let shared = table.columns.iter().any(|column| column.shared);
    for column in &table.columns {
        heads.push(Cell::strong(column.label(Lang::Vi)));
        widths.push(14);
        if column.shared {
            heads.push(Cell::strong(format!("{} (%)", column.label(Lang::Vi))));
            widths.push(14);
        }
    }
    if shared {
        heads.push(Cell::strong(t::BASE_NUMBER));
        widths.push(10);
    }
    let apart = payload.paper.is_some();
    for column in table.columns.iter().filter(|column| apart && column.id != tables::MEAN) {
        for way in [t::ELECTRONIC, t::PAPER] {
            heads.push(Cell::strong(format!("{} – {}", column.label(Lang::Vi), way.to_lowercase())));
            widths.push(14);
        }
    }
    let mut rows = vec![vec![Cell::Strong(table.question.text.clone())], heads];
    for line in &table.lines {
        let place = line.task.map_or(Cell::Number(line.number as u32), |_| Cell::text(line.place()));
        let mut row = vec![place, Cell::text(line.who()), Cell::text(tables::post(line.subject))];
        let mut base = Cell::Empty;
        for (column, figure) in table.columns.iter().zip(&line.figures) {
            let (figure, percent) = match *figure {
                Figure::Count(count) => (Cell::Number(count), Cell::Empty),
                Figure::Mean(mean) => (Cell::Mean(mean), Cell::Empty),
                Figure::Share(share) => {
                    base = Cell::Number(share[1]);
                    (Cell::Number(share[0]), Cell::Percent(share))
                }
            };
            row.push(figure);
            row.extend(column.shared.then_some(percent));
        }
        row.extend(shared.then_some(base));
        row.extend(line.parts.iter().flatten().flatten().filter(|_| apart).map(|part| Cell::Number(*part)));
        rows.push(row);
    }
    Sheet { name: format!("Câu {number}"), widths, frozen: 2, rows }
}

fn grades(verified: &Verified) -> Sheet {
    let payload = &verified.payload;
    let survey = &payload.survey;
    let mut heads = vec![Cell::strong(tables::name_heading(survey).vi)];
    let mut widths = vec![32];
    for id in survey.rules.grades.iter().flat_map(|grades| &grades.questions) {
        let question = survey.questions.iter().find(|question| question.id == *id);
        heads.push(Cell::strong(
            question.map_or(id.as_str(), |question| question.short.as_deref().unwrap_or(&question.text)),
        ));
        widths.push(18);
    }
    // The total decides the band, whether of one mean or of several.
    heads.extend([result::SUM_OF_MEANS.vi, result::GRADE.vi, t::SOURCE].map(Cell::strong));
    widths.extend([14, 40, 50]);
    let mut rows = vec![heads];
    rows.extend(payload.grades.iter().map(|grade| {
        let mut row = vec![Cell::text(tables::name_of(survey, &grade.subject))];
        row.extend(grade.means.iter().map(|mean| Cell::Mean(*mean)));
        row.push(Cell::Means(grade.means.clone()));
        row.push(Cell::text(if grade.band.is_some() { &grade.label } else { result::NO_GRADE.vi }));
        row.push(Cell::text(&grade.source));
        row
    }));
    Sheet { name: t::SHEET_GRADES.to_owned(), widths, frozen: 1, rows }
}

fn findings(verified: &Verified) -> Sheet {
    let payload = &verified.payload;
    let heads = [result::NAME.vi, t::RULE, result::VOTES.vi, t::BASE_NUMBER, t::PERCENT, t::MET, t::FOLLOWS, t::SOURCE];
    let mut rows = vec![heads.map(Cell::strong).to_vec()];
    rows.extend(payload.findings.iter().map(|finding| {
        let mark = tables::standing_text(finding, Lang::Vi);
        vec![
            Cell::text(tables::found(&payload.survey, finding)),
            Cell::text(result::between(finding.at, finding.compare, finding.below, Lang::Vi)),
            Cell::Number(finding.share[0]),
            Cell::Number(finding.share[1]),
            Cell::Percent(finding.share),
            Cell::text(mark),
            if finding.met { Cell::text(&finding.finding) } else { Cell::Empty },
            Cell::text(&finding.source),
        ]
    }));
    Sheet { name: t::SHEET_FINDINGS.to_owned(), widths: vec![32, 18, 10, 10, 10, 30, 50, 50], frozen: 1, rows }
}

fn remarks(verified: &Verified) -> Sheet {
    let payload = &verified.payload;
    let question = |survey: &Survey, id: &str| {
        survey.questions.iter().find(|question| question.id == id).map_or_else(String::new, |found| found.text.clone())
    };
    let mut rows = vec![[result::NAME.vi, t::QUESTION, t::REMARK].map(Cell::strong).to_vec()];
    rows.extend(payload.remarks.iter().map(|remark| {
        vec![
            Cell::text(tables::name_of(&payload.survey, &remark.subject)),
            Cell::text(question(&payload.survey, &remark.question)),
            Cell::text(&remark.text),
        ]
    }));
    Sheet { name: t::SHEET_REMARKS.to_owned(), widths: vec![32, 40, 80], frozen: 1, rows }
}
