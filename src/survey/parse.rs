//! Reads a survey file: the only way to a [`Survey`].
//!
//! Every fault is reported, each with its member: whoever types a survey by hand
//! should not have to load it ten times to find ten mistakes. The file is walked by
//! hand, for derived deserialisers stop at the first one.

use serde_json::Value;

use super::characters::shown;
use super::fault::{SurveyFault, SurveyFaultKind as Kind, SurveyFaults};
use super::json;
use super::members::Members;
use super::{
    AnswerKind, Base, Compare, Heading, Instrument, Issuer, LEVELS, Level, MAX_LINE, MAX_QUESTIONS, MAX_REMARK,
    MAX_SHORT, MAX_SUBJECTS, MAX_THRESHOLDS, Mode, Place, Question, Quorum, Rules, Subject, SubjectKind, Survey,
    Threshold,
};

/// Largest survey file that is read. A hundred subjects with every member filled have about 60 kB.
pub const MAX_SURVEY_BYTES: usize = 256 * 1024;

pub(super) const FORMAT: &str = "hom-phieu/survey";
pub(super) const VERSION: u32 = 1;

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
        let heading = issuer.one_of("heading", &[("state", Heading::State), ("party", Heading::Party)]);
        Some(Issuer { parent, name, heading })
    });
    let place = file.object("place", |place| {
        Some(Place { province: place.line("province"), commune: place.line("commune"), hamlet: place.line("hamlet") })
    });
    let subjects = subjects(file);
    let questions = questions(file);
    let rules = rules(file, &questions);
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

fn subjects(file: &mut Members<'_>) -> Vec<Option<Subject>> {
    let subjects = file.list("subjects", 1..=MAX_SUBJECTS, |subject| {
        let id = subject.id("id");
        let words = [("person", SubjectKind::Person), ("organisation", SubjectKind::Organisation)];
        let kind = subject.one_of("kind", &words);
        for member in ["salutation", "birth_date"] {
            if kind == SubjectKind::Organisation && subject.has(member) {
                subject.fault(member, Kind::PersonsOnly);
            }
        }
        let salutation = subject.optional_line("salutation");
        let name = subject.line("name");
        let post = subject.optional_line("post");
        let unit = subject.optional_line("unit");
        let birth_date = subject.optional_date("birth_date");
        Some(Subject { id, kind, salutation, name, post, unit, birth_date })
    });
    let keys = |key: fn(&Subject) -> Option<String>| -> Vec<_> {
        subjects.iter().map(|subject| subject.as_ref().and_then(key)).collect()
    };
    file.distinct("subjects", ".id", &keys(|s| filled(&s.id)), |first| Kind::Duplicate { first });
    let looks = keys(|s| {
        let name = seen(&s.name)?;
        let rest = [&s.salutation, &s.post, &s.unit, &s.birth_date];
        let rest = rest.map(|text| text.as_deref().and_then(seen).unwrap_or_default());
        Some(format!("{name}\n{}", rest.join("\n")))
    });
    file.distinct("subjects", "", &looks, |first| Kind::SameSubject { first });
    subjects
}

pub(super) fn questions(file: &mut Members<'_>) -> Vec<Option<Question>> {
    let questions = file.list("questions", 1..=MAX_QUESTIONS, |question| {
        let id = question.id("id");
        let text = question.line("text");
        let short = question.has("short").then(|| question.text("short", MAX_SHORT, false));
        let help = question.optional_paragraph("help");
        let answer = question.object("answer", answer);
        Some(Question { id, text, short, help, answer: answer? })
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
        return Some(AnswerKind::Levels(levels.into_iter().collect::<Option<_>>()?));
    }
    if answer.has("remark") {
        let max_chars = answer.object("remark", |remark| Some(remark.whole("max_chars", 1..=MAX_REMARK)));
        return Some(AnswerKind::Remark { max_chars: max_chars? });
    }
    let allowed = vec!["levels".to_owned(), "remark".to_owned()];
    let found = answer.rest();
    answer.fault("", Kind::NotOneOf { allowed, found });
    None
}

pub(super) fn rules(file: &mut Members<'_>, questions: &[Option<Question>]) -> Option<Rules> {
    file.object("rules", |rules| {
        let bases = [
            ("collected", Base::Collected),
            ("issued", Base::Issued),
            ("valid", Base::Valid),
            ("present", Base::Present),
            ("summoned", Base::Summoned),
        ];
        let base = rules.one_of("base", &bases);
        let thresholds = rules.list("thresholds", 0..=MAX_THRESHOLDS, |members| threshold(members, questions));
        let ids: Vec<_> = thresholds.iter().map(|t| t.as_ref().and_then(|t| filled(&t.id))).collect();
        rules.distinct("thresholds", ".id", &ids, |first| Kind::Duplicate { first });
        let mut quorum = None;
        if rules.has("quorum") {
            quorum = rules.object("quorum", |quorum| {
                Some(Quorum { of_summoned: quorum.fraction("of_summoned")?, compare: compare(quorum) })
            });
        }
        Some(Rules { base, thresholds: thresholds.into_iter().collect::<Option<_>>()?, quorum })
    })
}

fn threshold(members: &mut Members<'_>, questions: &[Option<Question>]) -> Option<Threshold> {
    let id = members.id("id");
    let question = members.text("question", MAX_LINE, false);
    let levels = members.ids("levels", 1..=*LEVELS.end());
    let at = members.fraction("at");
    let compare = compare(members);
    let finding = members.line("finding");
    let source = members.line("source");

    // Nothing is said of a question that has faults of its own.
    let named = questions.iter().flatten().find(|candidate| candidate.id == question);
    match named.map(|question| &question.answer) {
        Some(AnswerKind::Levels(known)) => {
            for (index, level) in levels.iter().enumerate() {
                if let Some(level) = level
                    && !known.iter().any(|known| known.id == *level)
                {
                    members.fault(&format!("levels[{index}]"), Kind::NoSuch { found: shown(level) });
                }
            }
        }
        None if questions.is_empty() || questions.iter().any(Option::is_none) || question.is_empty() => {}
        _ => members.fault("question", Kind::NoSuch { found: shown(&question) }),
    }
    // Twice the same level would be counted twice.
    members.distinct("levels", "", &levels, |first| Kind::Duplicate { first });
    let levels = levels.into_iter().collect::<Option<_>>()?;
    Some(Threshold { id, question, levels, at: at?, compare, finding, source })
}

fn compare(members: &mut Members<'_>) -> Compare {
    members.one_of("compare", &[("more-than", Compare::MoreThan), ("at-least", Compare::AtLeast)])
}

/// `None` for a stand-in, which must not be called a duplicate of another stand-in.
fn filled(text: &str) -> Option<String> {
    (!text.is_empty()).then(|| text.to_owned())
}

/// Text as the screen shows it: any run of white space looks like one space.
fn seen(text: &str) -> Option<String> {
    let words: Vec<_> = text.split_whitespace().collect();
    filled(&words.join(" "))
}

#[cfg(test)]
#[path = "parse_tests.rs"]
mod tests;
