//! Reads a survey file: the only way to a [`Survey`].
//!
//! Every fault is reported, each with its member: whoever types a survey by hand
//! should not have to load it ten times to find ten mistakes. The file is walked by
//! hand, for derived deserialisers stop at the first one.

use serde_json::Value;

use super::characters::appearance;
use super::fault::{SurveyFault, SurveyFaultKind as Kind, SurveyFaults};
use super::json;
use super::members::Members;
use super::parse_rules::rules;
use super::{
    AnswerKind, BLANK, Heading, Instrument, Issuer, LEVELS, Level, MAX_QUESTIONS, MAX_REMARK, MAX_ROWS, MAX_SCORE,
    MAX_SHORT, MAX_SUBJECTS, MAX_TASKS, Mode, Place, Question, Subject, SubjectKind, Survey, Task,
};

/// Largest survey file that is read. A hundred subjects with every member filled have about 60 kB.
pub const MAX_SURVEY_BYTES: usize = 256 * 1024;

pub(super) const FORMAT: &str = "hom-phieu/survey";
pub(super) const VERSION: u32 = 1;

pub(super) const HEADINGS: [(&str, Heading); 2] = [("state", Heading::State), ("party", Heading::Party)];
pub(super) const KINDS: [(&str, SubjectKind); 3] =
    [("person", SubjectKind::Person), ("organisation", SubjectKind::Organisation), ("matter", SubjectKind::Matter)];

/// How a file writes a kind of subject.
pub(super) fn word_of(kind: SubjectKind) -> String {
    KINDS.iter().find(|(_, known)| *known == kind).map(|(word, _)| (*word).to_owned()).unwrap_or_default()
}

impl Survey {
    /// Reads and checks a `*.survey.json` file.
    ///
    /// # Errors
    /// Every fault of the file. Where it is not strict JSON, or another format or version,
    /// that is the only one: nothing else in it would mean anything.
    pub fn parse(bytes: &[u8]) -> Result<Self, SurveyFaults> {
        let value = json::parse(bytes, MAX_SURVEY_BYTES).map_err(|fault| whole_file("", fault))?;
        json::check_format(&value, FORMAT, VERSION).map_err(|fault| match fault {
            json::JsonFault::WrongFormat { .. } => whole_file("format", fault),
            _ => whole_file("version", fault),
        })?;
        checked(value, survey)
    }

    /// The file's text, as it is saved: indented, with a line feed at the end.
    ///
    /// # Panics
    /// Never: all members have forms in JSON.
    pub fn to_json(&self) -> String {
        let mut text = serde_json::to_string_pretty(self).expect("a survey has string keys and whole numbers only");
        text.push('\n');
        text
    }

    /// The practice survey: the first template with invented people of an invented hamlet.
    ///
    /// # Panics
    /// Never: a test reads the file, which is part of the program.
    pub fn practice() -> Self {
        Self::parse(include_bytes!("practice.json")).expect("a test reads the built-in file without faults")
    }
}

fn whole_file(at: &str, fault: json::JsonFault) -> SurveyFaults {
    SurveyFaults(vec![SurveyFault { at: at.to_owned(), kind: Kind::Json(fault) }])
}

/// Reads the whole file with `read`; what it made counts only if there was no fault.
pub(super) fn checked<T>(value: Value, read: fn(&mut Members<'_>) -> Option<T>) -> Result<T, SurveyFaults> {
    let mut faults = Vec::new();
    match Members::read(String::new(), value, &mut faults, read) {
        Some(made) if faults.is_empty() => Ok(made),
        _ => Err(SurveyFaults(faults)),
    }
}

fn survey(file: &mut Members<'_>) -> Option<Survey> {
    let format = file.line("format");
    let version = file.whole("version", VERSION..=VERSION);
    let id = file.id("id");
    let mode = file.one_of("mode", &[("real", Mode::Real), ("practice", Mode::Practice)]);
    let title = file.line("title");
    let instrument = file.object("instrument", instrument);
    let issuer = file.object("issuer", |issuer| {
        let parent = issuer.optional_line("parent");
        let name = issuer.line("name");
        let heading = issuer.one_of("heading", &HEADINGS);
        Some(Issuer { parent, name, heading })
    });
    let place = file.object("place", place);
    let subjects = subjects(file);
    let questions = questions(file);
    let rules = rules(file, &questions);
    together(file, &subjects, &questions);
    Some(Survey {
        format,
        version,
        id,
        mode,
        title,
        instrument: instrument?,
        issuer: issuer?,
        place: place?,
        subjects: subjects.into_iter().collect::<Option<_>>()?,
        questions: questions.into_iter().collect::<Option<_>>()?,
        rules: rules?,
    })
}

/// What subjects and questions must be to each other. Said only where all of them could be read.
fn together(file: &mut Members<'_>, subjects: &[Option<Subject>], questions: &[Option<Question>]) {
    let (Some(subjects), Some(questions)) = (
        subjects.iter().map(Option::as_ref).collect::<Option<Vec<_>>>(),
        questions.iter().map(Option::as_ref).collect::<Option<Vec<_>>>(),
    ) else {
        return;
    };
    if subjects.is_empty() || questions.is_empty() {
        return;
    }
    let tasks: usize = subjects.iter().map(|subject| subject.tasks.len()).sum();
    let mut rows = 0;
    let mut about_tasks = false;
    for (index, question) in questions.iter().enumerate() {
        if question.per_task && tasks == 0 {
            file.fault(&format!("questions[{index}].per_task"), Kind::NoTasks);
        }
        about_tasks |= question.per_task;
        match question.answer {
            AnswerKind::Choose { at_most } if at_most as usize > subjects.len() => {
                let kind = Kind::OutOfRange { least: 1, most: subjects.len() as u64, found: u64::from(at_most) };
                file.fault(&format!("questions[{index}].answer.choose.at_most"), kind);
            }
            AnswerKind::Remark { .. } => continue,
            _ => {}
        }
        rows += if question.per_task { tasks } else { subjects.len() };
    }
    if let Some(index) = subjects.iter().position(|subject| !subject.tasks.is_empty())
        && !about_tasks
    {
        file.fault(&format!("subjects[{index}].tasks"), Kind::TasksNotAsked);
    }
    if rows > MAX_ROWS {
        file.fault("", Kind::TooManyRows { most: MAX_ROWS as u64, found: rows as u64 });
    }
}

#[expect(clippy::unnecessary_wraps, reason = "the shape that `Members::object` reads with")]
pub(super) fn instrument(instrument: &mut Members<'_>) -> Option<Instrument> {
    let id = instrument.id("id");
    let name = instrument.line("name");
    let source = instrument.line("source");
    let reconstruction = instrument.flag("reconstruction");
    let note = instrument.optional_paragraph("note");
    if reconstruction && note.is_none() {
        instrument.fault("note", Kind::Missing);
    }
    Some(Instrument { id, name, source, reconstruction, note })
}

#[expect(clippy::unnecessary_wraps, reason = "the shape that `Members::object` reads with")]
pub(super) fn place(place: &mut Members<'_>) -> Option<Place> {
    Some(Place { province: place.line("province"), commune: place.line("commune"), hamlet: place.line("hamlet") })
}

pub(super) fn subjects(file: &mut Members<'_>) -> Vec<Option<Subject>> {
    let subjects = file.list("subjects", 1..=MAX_SUBJECTS, |subject| {
        let id = subject.id("id");
        let kind = subject.one_of("kind", &KINDS);
        for member in ["salutation", "birth_date"] {
            if kind != SubjectKind::Person && subject.has(member) {
                subject.fault(member, Kind::PersonsOnly);
            }
        }
        let salutation = subject.optional_line("salutation");
        let name = subject.line("name");
        let post = subject.optional_line("post");
        let unit = subject.optional_line("unit");
        let birth_date = subject.optional_date("birth_date");
        let tasks = tasks(subject);
        let tasks = tasks.into_iter().collect::<Option<_>>()?;
        Some(Subject { id, kind, salutation, name, post, unit, birth_date, tasks })
    });
    let keys = |key: fn(&Subject) -> Option<String>| -> Vec<_> {
        subjects.iter().map(|subject| subject.as_ref().and_then(key)).collect()
    };
    file.distinct("subjects", ".id", &keys(|s| filled(&s.id)), |first| Kind::Duplicate { first });
    file.distinct("subjects", "", &keys(looks), |first| Kind::SameSubject { first });
    subjects
}

/// All that a voter sees of a subject; `None` for one without a name, which has a fault already.
pub(super) fn looks(subject: &Subject) -> Option<String> {
    let name = seen(&subject.name)?;
    let rest = [&subject.salutation, &subject.post, &subject.unit, &subject.birth_date];
    let rest = rest.map(|text| text.as_deref().and_then(seen).unwrap_or_default());
    Some(format!("{name}\n{}", rest.join("\n")))
}

/// Tasks of a subject; an empty list is left out of the file, so that one survey has one digest.
fn tasks(subject: &mut Members<'_>) -> Vec<Option<Task>> {
    if !subject.has("tasks") {
        return Vec::new();
    }
    let tasks = subject.list("tasks", 1..=MAX_TASKS, |task| Some(Task { id: task.id("id"), text: task.line("text") }));
    let keys =
        |key: fn(&Task) -> Option<String>| -> Vec<_> { tasks.iter().map(|task| task.as_ref().and_then(key)).collect() };
    subject.distinct("tasks", ".id", &keys(|t| filled(&t.id)), |first| Kind::Duplicate { first });
    subject.distinct("tasks", ".text", &keys(|t| seen(&t.text)), |first| Kind::Duplicate { first });
    tasks
}

pub(super) fn questions(file: &mut Members<'_>) -> Vec<Option<Question>> {
    let questions = file.list("questions", 1..=MAX_QUESTIONS, |question| {
        let id = question.id("id");
        let text = question.line("text");
        let short = question.has("short").then(|| question.text("short", MAX_SHORT, false));
        let help = question.optional_paragraph("help");
        let answer = question.object("answer", answer);
        // `false` is left out of the file, so that one survey has one digest.
        let per_task = question.has("per_task");
        if per_task && !question.flag("per_task") {
            question.fault("per_task", Kind::NotOneOf { allowed: vec!["true".to_owned()], found: "false".to_owned() });
        }
        if per_task && matches!(answer, Some(AnswerKind::Choose { .. } | AnswerKind::Remark { .. })) {
            question.fault("per_task", Kind::NotPerTask);
        }
        Some(Question { id, text, short, help, answer: answer?, per_task })
    });
    let keys = |key: fn(&Question) -> Option<String>| -> Vec<_> {
        questions.iter().map(|question| question.as_ref().and_then(key)).collect()
    };
    file.distinct("questions", ".id", &keys(|q| filled(&q.id)), |first| Kind::Duplicate { first });
    file.distinct("questions", ".text", &keys(|q| seen(&q.text)), |first| Kind::Duplicate { first });
    // A question that could not be read may have been one with levels.
    let only_remarks = |q: &Option<Question>| matches!(q, Some(Question { answer: AnswerKind::Remark { .. }, .. }));
    if !questions.is_empty() && questions.iter().all(only_remarks) {
        file.fault("questions", Kind::NothingToCount);
    }
    questions
}

fn answer(answer: &mut Members<'_>) -> Option<AnswerKind> {
    if answer.has("levels") {
        let levels =
            answer.list("levels", LEVELS, |level| Some(Level { id: level.id("id"), label: level.line("label") }));
        let keys = |key: fn(&Level) -> Option<String>| -> Vec<_> {
            levels.iter().map(|level| level.as_ref().and_then(key)).collect()
        };
        answer.distinct("levels", ".id", &keys(|l| filled(&l.id)), |first| Kind::Duplicate { first });
        answer.distinct("levels", ".label", &keys(|l| seen(&l.label)), |first| Kind::Duplicate { first });
        let plain = |label: &str| appearance(label.to_lowercase().trim_end_matches('.'));
        for (index, level) in levels.iter().enumerate() {
            if level.as_ref().is_some_and(|level| plain(&level.label) == plain(BLANK)) {
                answer.fault(&format!("levels[{index}].label"), Kind::LikeBlank);
            }
        }
        return Some(AnswerKind::Levels(levels.into_iter().collect::<Option<_>>()?));
    }
    if answer.has("choose") {
        let at_most =
            answer.object("choose", |choose| Some(choose.whole("at_most", 1..=u32::try_from(MAX_SUBJECTS).ok()?)));
        return Some(AnswerKind::Choose { at_most: at_most? });
    }
    if answer.has("score") {
        let max = answer.object("score", |score| Some(score.whole("max", 1..=MAX_SCORE)));
        return Some(AnswerKind::Score { max: max? });
    }
    if answer.has("remark") {
        let max_chars = answer.object("remark", |remark| Some(remark.whole("max_chars", 1..=MAX_REMARK)));
        return Some(AnswerKind::Remark { max_chars: max_chars? });
    }
    let allowed = ["levels", "choose", "score", "remark"].map(str::to_owned).to_vec();
    let found = answer.rest();
    answer.fault("", Kind::NotOneOf { allowed, found });
    None
}

/// `None` for a stand-in, which must not be called a duplicate of another stand-in.
pub(super) fn filled(text: &str) -> Option<String> {
    (!text.is_empty()).then(|| text.to_owned())
}

/// Text as a reader sees it; see [`appearance`].
fn seen(text: &str) -> Option<String> {
    filled(&appearance(text))
}

#[cfg(test)]
#[path = "parse_tests.rs"]
mod tests;
