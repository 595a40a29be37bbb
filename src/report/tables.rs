//! The tables of a result: which columns a question has and what stands in them. The only place that knows, for the
//! minutes, the screen, .xlsx and .csv alike: a new kind of row gets its columns here.

use super::apart;
use crate::count::{Figures, Finding, QuorumFinding, RowResult, ScoreTotal, Standing};
use crate::record::ResultPayload;
use crate::survey::{AnswerKind, CHOSEN, Level, Question, Subject, SubjectKind, Survey, Task, Threshold};
use crate::text::{Lang, Phrase, numbers, result as t};

/// The column of means, which alone does not add up.
pub const MEAN: &str = "mean";

/// Counts of one question for every subject.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ResultTable<'a> {
    /// What was asked.
    pub question: &'a Question,
    /// Columns after number, name and post.
    pub columns: Vec<ResultColumn>,
    /// One per subject, or per task of each, in ballot order.
    pub lines: Vec<ResultLine<'a>>,
}

/// What one figure of every line means.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ResultColumn {
    /// Identifier of the level, `chosen`, `sum`, `given` or `mean`; empty for blank and invalid.
    pub id: String,
    /// What its heading says.
    pub name: ColumnName,
    /// Does each figure of it have a share?
    pub shared: bool,
}

/// What a heading says: words of the survey, or words of the program, which has them in each language.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum ColumnName {
    /// A level's label.
    Asked(String),
    /// "Không có ý kiến", "Không hợp lệ".
    Own(Phrase),
}

impl ResultLine<'_> {
    /// TT: "3", or "3.2" for the second task of the third, as on paper.
    pub fn place(&self) -> String {
        let task = self.task.and_then(|task| self.subject.tasks.iter().position(|other| other.id == task.id));
        task.map_or_else(|| self.number.to_string(), |task| format!("{}.{}", self.number, task + 1))
    }

    /// The name, and the task below it.
    pub fn who(&self) -> String {
        with_task(&self.name, self.task)
    }
}

/// "Ông Nguyễn Văn Mẫu – Làm đường thôn".
fn with_task(name: &str, task: Option<&Task>) -> String {
    task.map_or_else(|| name.to_owned(), |task| format!("{name} – {}", task.text))
}

impl ResultColumn {
    /// The heading, for a reader of `lang`.
    pub fn label(&self, lang: Lang) -> &str {
        match &self.name {
            ColumnName::Asked(label) => label,
            ColumnName::Own(phrase) => phrase.in_lang(lang),
        }
    }
}

/// One row's figures.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ResultLine<'a> {
    /// TT: place on the ballot, from 1.
    pub number: usize,
    /// Who.
    pub subject: &'a Subject,
    /// Their name beside their post.
    pub name: String,
    /// Which of their tasks, where the question is about each.
    pub task: Option<&'a Task>,
    /// What was counted.
    pub row: &'a RowResult,
    /// One per column.
    pub figures: Vec<Figure>,
    /// On devices and on paper, one per column; `None` for a mean, which does not add up.
    pub parts: Vec<Option<[u32; 2]>>,
}

/// What stands in a cell of the table.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Figure {
    /// So many ballots, or points.
    Count(u32),
    /// `[count, base]`.
    Share([u32; 2]),
    /// `[sum, given]`: the mean of scores.
    Mean([u32; 2]),
}

/// The table of one question; `None` where it has no figures (a remark).
///
/// Lines come out as long as `columns`, whatever the file says.
pub fn of_question<'a>(payload: &'a ResultPayload, question: &'a Question) -> Option<ResultTable<'a>> {
    // An invalid row exists on paper only.
    let invalid = payload.figures.paper != crate::count::Part::default()
        || payload.rows.iter().any(|row| row.question == question.id && row.invalid > 0);
    let own = |id: &str, name: Phrase, shared| ResultColumn { id: id.to_owned(), name: ColumnName::Own(name), shared };
    let (mut columns, blank) = match &question.answer {
        AnswerKind::Remark { .. } => return None,
        AnswerKind::Levels(levels) => {
            let column = |level: &Level| ResultColumn {
                id: level.id.clone(),
                name: ColumnName::Asked(level.label.clone()),
                shared: true,
            };
            (levels.iter().map(column).collect(), t::BLANK)
        }
        AnswerKind::Choose { .. } => (vec![own(CHOSEN, t::CHOSEN, true)], t::NOT_CHOSEN),
        AnswerKind::Score { .. } => {
            (vec![own("sum", t::SUM, false), own("given", t::GIVEN, false), own(MEAN, t::MEAN, false)], t::NO_SCORE)
        }
    };
    let counted: Vec<String> = columns.iter().map(|column| column.id.clone()).collect();
    columns.push(own("", blank, false));
    columns.extend(invalid.then(|| own("", t::ROW_INVALID, false)));
    let figures = |row: &RowResult| {
        let mut figures: Vec<Figure> = if let AnswerKind::Score { .. } = question.answer {
            let ScoreTotal { sum, given } = row.score.unwrap_or_default();
            vec![Figure::Count(sum), Figure::Count(given), Figure::Mean([sum, given])]
        } else {
            let of = |id: &String| row.levels.iter().find(|count| count.level == *id);
            counted.iter().map(|id| of(id).map_or(Figure::Count(0), |found| Figure::Share(found.share))).collect()
        };
        figures.push(Figure::Count(row.blank));
        figures.extend(invalid.then_some(Figure::Count(row.invalid)));
        figures
    };
    // What a row holds on paper stands at the same place among the paper's rows.
    let on_paper = |place: usize| payload.paper.as_ref().and_then(|paper| paper.rows.get(place));
    let lines = payload.survey.subjects.iter().enumerate().flat_map(|(at, subject)| {
        let rows = payload.rows.iter().enumerate();
        let rows = rows.filter(|(_, row)| row.question == question.id && row.subject == subject.id);
        rows.map(move |(place, row)| (at, subject, place, row))
    });
    let lines = lines.map(|(at, subject, place, row)| {
        let figures = figures(row);
        ResultLine {
            number: at + 1,
            subject,
            name: name_beside_post(&payload.survey, subject),
            task: row.task.as_ref().and_then(|id| subject.tasks.iter().find(|task| task.id == *id)),
            row,
            parts: apart::parts(&figures, on_paper(place), invalid),
            figures,
        }
    });
    let lines = lines.collect();
    Some(ResultTable { question, columns, lines })
}

/// All tables of a result, in ballot order.
pub fn of_result(payload: &ResultPayload) -> Vec<ResultTable<'_>> {
    payload.survey.questions.iter().filter_map(|question| of_question(payload, question)).collect()
}

/// One of the six figures: together, and as it came about on devices and on paper. People are not counted apart.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct SixFigure {
    /// Its name.
    pub name: Phrase,
    /// Both ways of voting.
    pub total: u32,
    /// On devices and on paper.
    pub parts: Option<[u32; 2]>,
}

/// The six figures of every minutes, in their order.
pub fn six(figures: &Figures) -> [SixFigure; 6] {
    let (total, by_device, on_paper) = (figures.total(), figures.electronic, figures.paper);
    let people = |name, total| SixFigure { name, total, parts: None };
    let ballots = |name, total, parts| SixFigure { name, total, parts: Some(parts) };
    [
        people(t::SUMMONED, figures.attendance.summoned),
        people(t::PRESENT, figures.attendance.present),
        ballots(t::ISSUED, total.issued, [by_device.issued, on_paper.issued]),
        ballots(t::COLLECTED, total.collected, [by_device.collected, on_paper.collected]),
        ballots(t::VALID, total.valid, [by_device.valid, on_paper.valid]),
        ballots(t::INVALID, total.invalid, [by_device.invalid, on_paper.invalid]),
    ]
}

/// What the rule on those present asks for: "quá 1/2", or the number where many are summoned.
pub fn quorum_text(survey: &Survey, found: &QuorumFinding, lang: Lang) -> String {
    let large = survey.rules.quorum.and_then(|quorum| quorum.large);
    match (found.needed, large) {
        (Some(needed), Some(large)) => {
            t::quorum_of_many(&numbers::whole(large.from, lang), &numbers::whole(needed, lang), lang)
        }
        _ => t::mark(found.at, found.compare, lang),
    }
}

/// What the column of names is called: by what the question is about, where it is about one kind.
pub fn name_heading(survey: &Survey) -> Phrase {
    let all = |kind| !survey.subjects.is_empty() && survey.subjects.iter().all(|subject| subject.kind == kind);
    if all(SubjectKind::Organisation) {
        t::UNIT
    } else if all(SubjectKind::Matter) {
        t::MATTER
    } else {
        t::NAME
    }
}

/// Does anybody have a post or a unit? A column of nothing takes the names' room.
pub fn has_posts(survey: &Survey) -> bool {
    survey.subjects.iter().any(|subject| !post(subject).is_empty())
}

/// Is there any figure with a share? Scores and remarks have none, and then nothing is taken of a base.
pub fn has_shares(survey: &Survey) -> bool {
    let shared = |answer: &AnswerKind| matches!(answer, AnswerKind::Levels(_) | AnswerKind::Choose { .. });
    survey.questions.iter().any(|question| shared(&question.answer))
}

/// What to know before shares are added up: of a row with levels, or of subjects that are chosen among. Nothing where only
/// one may be chosen: those shares stay below the whole as levels do.
pub fn sums_notes(survey: &Survey) -> Vec<Phrase> {
    let several = |answer: &AnswerKind| matches!(answer, AnswerKind::Choose { at_most } if *at_most > 1);
    let answers = || survey.questions.iter().map(|question| &question.answer);
    let below = answers().any(|answer| matches!(answer, AnswerKind::Levels(_) | AnswerKind::Choose { at_most: 1 }));
    let above = answers().any(several);
    [(below, t::SUMS_NOTE), (above, t::SUMS_NOTE_CHOICES)]
        .into_iter()
        .filter_map(|(holds, note)| holds.then_some(note))
        .collect()
}

/// Post and unit, as far as they are given.
pub fn post(subject: &Subject) -> String {
    [subject.post.as_deref(), subject.unit.as_deref()].into_iter().flatten().collect::<Vec<_>>().join(", ")
}

/// The name beside its post: with the date of birth where name and post are those of another subject too.
pub fn name_beside_post(survey: &Survey, subject: &Subject) -> String {
    let alike = |other: &&Subject| other.full_name() == subject.full_name() && post(other) == post(subject);
    match birth(subject) {
        Some(birth) if survey.subjects.iter().filter(alike).count() > 1 => format!("{} ({birth})", subject.full_name()),
        _ => subject.full_name(),
    }
}

/// The name where it stands alone: with post and unit where another subject has the same name, and the date of
/// birth where these do not tell them apart either.
pub fn distinct_name(survey: &Survey, subject: &Subject) -> String {
    let name = name_beside_post(survey, subject);
    let twice = survey.subjects.iter().filter(|other| other.full_name() == subject.full_name()).count() > 1;
    let post = post(subject);
    if twice && !post.is_empty() { format!("{name} ({post})") } else { name }
}

/// "sinh ngày 30-4-1975".
fn birth(subject: &Subject) -> Option<String> {
    let mut parts = subject.birth_date.as_deref()?.split('-');
    let (year, month, day) = (parts.next()?, parts.next()?, parts.next()?);
    Some(format!("sinh ngày {day}-{}-{year}", if month < "03" { month } else { month.trim_start_matches('0') }))
}

/// Name of a subject by its identifier.
pub fn name_of(survey: &Survey, id: &str) -> String {
    let subject = survey.subjects.iter().find(|subject| subject.id == id);
    subject.map_or_else(|| id.to_owned(), |subject| distinct_name(survey, subject))
}

/// Name and task of whom a finding is about.
pub fn found(survey: &Survey, finding: &Finding) -> String {
    let subject = survey.subjects.iter().find(|subject| subject.id == finding.subject);
    let task = |id: &String| subject.and_then(|subject| subject.tasks.iter().find(|task| task.id == *id));
    with_task(&name_of(survey, &finding.subject), finding.task.as_ref().and_then(task))
}

/// "Tín nhiệm, Tín nhiệm cao": the levels that a threshold adds up, as its question words them.
pub fn levels_of(threshold: &Threshold, question: Option<&Question>) -> String {
    let label = |id: &String| level_label(id, question, t::CHOSEN.vi);
    threshold.levels.iter().map(label).collect::<Vec<_>>().join(" + ")
}

/// "Quá nửa", "chưa quá nửa": where a finding's share stands to its rule, in words.
pub fn standing_text(finding: &Finding, lang: Lang) -> String {
    let standing = Standing::of(finding.share, finding.at, finding.compare, finding.below);
    t::standing(standing, finding.at, finding.compare, finding.below, lang)
}

/// "2/3 phiếu “Không tín nhiệm” (66,67 % tổng số phiếu thu về), quá nửa": level, share, base, and the verdict.
pub fn verdict_text(survey: &Survey, finding: &Finding, lang: Lang) -> String {
    let threshold = survey.rules.thresholds.iter().find(|threshold| threshold.id == finding.threshold);
    let levels = threshold.map_or_else(String::new, |threshold| {
        let question = survey.questions.iter().find(|question| question.id == threshold.question);
        let quoted = |id: &String| format!("“{}”", level_label(id, question, t::CHOOSE.in_lang(lang)));
        threshold.levels.iter().map(quoted).collect::<Vec<_>>().join(" + ")
    });
    let [count, base] = finding.share.map(|figure| numbers::whole(figure, lang));
    let percent = numbers::percent(finding.share, lang);
    let share = t::share_of([&count, &base], &levels, &percent, survey.rules.base, lang);
    format!("{share}, {}", standing_text(finding, lang))
}

/// What a level is called; `chosen` where the question has a choice and no levels.
fn level_label(id: &str, question: Option<&Question>, chosen: &str) -> String {
    match question.map(|question| &question.answer) {
        Some(AnswerKind::Levels(levels)) => {
            levels.iter().find(|level| level.id == *id).map_or_else(|| id.to_owned(), |level| level.label.clone())
        }
        Some(AnswerKind::Choose { .. }) => chosen.to_owned(),
        _ => id.to_owned(),
    }
}

/// "Ông Nguyễn Văn Mẫu: 17/25 phiếu “Tín nhiệm” (68,00 % …), quá nửa.", with the task where it is about one.
pub fn finding_text(survey: &Survey, finding: &Finding, lang: Lang) -> String {
    format!("{}: {}.", found(survey, finding), verdict_text(survey, finding, lang))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ballot::Ballot;
    use crate::testing;

    fn payload() -> ResultPayload {
        let survey = testing::survey();
        let ballot = Ballot::from_parts(&survey, vec![Some(0), None, Some(2), Some(1)], vec![String::new(); 2]);
        testing::meeting(&survey, &[ballot.expect("fits the survey")], 5).1.payload
    }

    #[test]
    fn every_line_has_a_figure_in_every_column() {
        let payload = payload();
        let tables = of_result(&payload);
        assert_eq!(tables.len(), 2, "the remark has no table");
        for table in &tables {
            assert!(table.lines.iter().all(|line| line.figures.len() == table.columns.len()));
            assert_eq!(table.lines.len(), 2);
        }
        assert_eq!(tables[1].lines[0].figures[2], Figure::Count(1), "the blank comes last");
    }

    #[test]
    fn a_column_for_invalid_rows_appears_with_paper_only() {
        let mut payload = payload();
        assert_eq!(of_result(&payload)[0].columns.len(), 4);
        payload.figures.paper.issued = 1;
        assert_eq!(of_result(&payload)[0].columns.last().unwrap().label(Lang::Vi), "Không hợp lệ");
    }

    #[test]
    fn a_file_whose_rows_are_short_gives_lines_that_are_whole() {
        let mut payload = payload();
        payload.rows[0].levels.clear();
        payload.rows.remove(1);
        let tables = of_result(&payload);
        assert_eq!(tables[0].lines[0].figures.len(), 4);
        assert_eq!(tables[1].lines.len(), 1);
    }

    #[test]
    fn the_column_of_names_says_what_they_are_and_one_of_nothing_is_left_out() {
        let mut survey = testing::survey();
        assert_eq!(name_heading(&survey), t::NAME);
        survey.subjects.iter_mut().for_each(|subject| (subject.post, subject.unit) = (None, None));
        assert!(!has_posts(&survey));
        survey.subjects[1].unit = Some("Trạm Y tế".into());
        assert!(has_posts(&survey));
        survey.subjects.iter_mut().for_each(|subject| subject.kind = SubjectKind::Matter);
        assert_eq!(name_heading(&survey), t::MATTER);
        survey.subjects[0].kind = SubjectKind::Organisation;
        assert_eq!(name_heading(&survey), t::NAME, "of both kinds");
    }

    #[test]
    fn two_people_of_one_name_are_told_apart() {
        let mut survey = testing::survey();
        let mut twin = survey.subjects[0].clone();
        assert_eq!(distinct_name(&survey, &survey.subjects[0]), "Ông Nguyễn Văn An");
        twin.birth_date = Some("1975-04-30".into());
        survey.subjects.push(twin);
        assert_eq!(distinct_name(&survey, &survey.subjects[2]), "Ông Nguyễn Văn An (sinh ngày 30-4-1975)");
        assert_eq!(name_beside_post(&survey, &survey.subjects[2]), "Ông Nguyễn Văn An (sinh ngày 30-4-1975)");
        survey.subjects[2].post = Some("Trưởng trạm".into());
        assert_eq!(name_beside_post(&survey, &survey.subjects[2]), "Ông Nguyễn Văn An");
        assert_eq!(distinct_name(&survey, &survey.subjects[2]), "Ông Nguyễn Văn An (Trưởng trạm)");
    }
}
