//! Ballots of known instruments as data files, and how one becomes a survey.
//!
//! A template holds what the instrument settles: title, questions, levels, rules.
//! What a meeting adds is a [`Draft`]. A new instrument is a new file here, not code.

use unicode_normalization::UnicodeNormalization;

use super::json::{self, JsonFault};
use super::members::Members;
use super::{Instrument, Issuer, Mode, Place, Question, Rules, Subject, Survey, SurveyFaults, parse, parse_rules};

/// The built-in templates: identifier and file.
pub const TEMPLATES: &[(&str, &str)] = &[("ha-tinh-827", include_str!("templates/ha-tinh-827.json"))];

/// What an instrument settles about a ballot.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Template {
    /// Heading of the ballot.
    pub title: String,
    /// The regulation behind it.
    pub instrument: Instrument,
    /// What is asked about each subject.
    pub questions: Vec<Question>,
    /// How the counts are read.
    pub rules: Rules,
}

/// What a meeting adds to a [`Template`].
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Draft {
    /// Short name for files: lower-case letters, digits and hyphens.
    pub id: String,
    /// For real or for training.
    pub mode: Mode,
    /// Heading of the ballot, where it differs from the template's.
    pub title: Option<String>,
    /// Who holds the meeting.
    pub issuer: Issuer,
    /// Where.
    pub place: Place,
    /// Who is rated, in ballot order.
    pub subjects: Vec<Subject>,
}

/// The built-in template of that identifier.
///
/// # Panics
/// Never: a test reads every one of [`TEMPLATES`].
pub fn template(id: &str) -> Option<Template> {
    let (_, file) = TEMPLATES.iter().find(|(known, _)| *known == id)?;
    Some(Template::parse(file.as_bytes()).expect("a test reads every built-in template without faults"))
}

impl Template {
    fn parse(bytes: &[u8]) -> Result<Self, JsonOrFaults> {
        let value = json::parse(bytes, parse::MAX_SURVEY_BYTES).map_err(JsonOrFaults::Json)?;
        parse::checked(value, read).map_err(JsonOrFaults::Faults)
    }

    /// The survey that a meeting holds by this template. What was typed goes through the same
    /// door as a file, so the faults are the same; see [`as_typed`] for texts from a keyboard.
    pub fn fill(self, draft: Draft) -> Result<Survey, SurveyFaults> {
        let survey = Survey {
            format: parse::FORMAT.to_owned(),
            version: parse::VERSION,
            id: draft.id,
            mode: draft.mode,
            title: draft.title.unwrap_or(self.title),
            instrument: self.instrument,
            issuer: draft.issuer,
            place: draft.place,
            subjects: draft.subjects,
            questions: self.questions,
            rules: self.rules,
        };
        Survey::parse(survey.to_json().as_bytes())
    }
}

/// A line from a keyboard as a survey takes it: composed (NFC), without white space around it,
/// one space between words. For typed text only; a file's text is never changed silently.
pub fn as_typed(line: &str) -> String {
    let composed: String = line.nfc().collect();
    composed.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// Names the fault of a built-in file for the developer who broke it.
#[derive(Debug)]
#[expect(dead_code, reason = "read through Debug in the message of `expect`")]
enum JsonOrFaults {
    Json(JsonFault),
    Faults(SurveyFaults),
}

fn read(file: &mut Members<'_>) -> Option<Template> {
    let title = file.line("title");
    let instrument = file.object("instrument", parse::instrument);
    let questions = parse::questions(file);
    let rules = parse_rules::rules(file, &questions);
    let questions = questions.into_iter().collect::<Option<_>>()?;
    Some(Template { title, instrument: instrument?, questions, rules: rules? })
}

#[cfg(test)]
mod tests {
    use super::super::{AnswerKind, Base, Heading, SubjectKind};
    use super::*;

    fn draft() -> Draft {
        Draft {
            id: "thon-mau".into(),
            mode: Mode::Real,
            title: None,
            issuer: Issuer {
                parent: None, name: "Ban công tác Mặt trận thôn Mẫu".into(), heading: Heading::State
            },
            place: Place { province: "Hà Tĩnh".into(), commune: "xã Mẫu".into(), hamlet: "thôn Mẫu".into() },
            subjects: vec![Subject {
                id: "nguoi-1".into(),
                kind: SubjectKind::Person,
                salutation: Some("Ông".into()),
                name: "Nguyễn Văn Mẫu".into(),
                post: None,
                unit: None,
                birth_date: None,
                tasks: Vec::new(),
            }],
        }
    }

    #[test]
    fn every_built_in_template_is_without_faults_and_carries_its_own_identifier() {
        for (id, _) in TEMPLATES {
            assert_eq!(template(id).unwrap().instrument.id, *id);
            assert!(template(id).unwrap().fill(draft()).is_ok());
        }
        assert_eq!(template("khong-co"), None);
    }

    #[test]
    fn the_827_ballot_says_that_it_is_a_reconstruction_and_draws_no_unsourced_conclusion() {
        let template = template("ha-tinh-827").unwrap();
        assert!(template.instrument.reconstruction);
        assert!(template.instrument.note.unwrap().contains("bản dựng lại"));
        assert!(template.rules.thresholds.is_empty() && template.rules.quorum.is_none());
        assert_eq!(template.rules.base, Base::Collected);
        let levels = |q: &Question| match &q.answer {
            AnswerKind::Levels(levels) => levels.len(),
            AnswerKind::Remark { max_chars } => *max_chars as usize,
            AnswerKind::Choose { .. } | AnswerKind::Score { .. } => 0,
        };
        assert_eq!(template.questions.iter().map(levels).collect::<Vec<_>>(), [3, 3, 3, 300]);
        assert!(template.questions.iter().all(|q| q.short.is_some() && q.help.is_some()));
    }

    #[test]
    fn what_is_typed_goes_through_the_same_door_as_a_file() {
        let mut wrong = draft();
        wrong.subjects[0].name = "Nguyễn Văn Mẫu ".into();
        let SurveyFaults(faults) = template("ha-tinh-827").unwrap().fill(wrong).unwrap_err();
        assert_eq!(faults[0].at, "subjects[0].name");
        assert_eq!(as_typed("  Nguye\u{302}\u{303}n\u{a0} Văn\tMẫu "), "Nguyễn Văn Mẫu");
    }

    #[test]
    fn the_practice_survey_asks_what_the_template_asks() {
        let practice = Survey::practice();
        let template = template("ha-tinh-827").unwrap();
        assert!(practice.is_practice());
        assert_eq!(practice.subjects.len(), 8);
        assert_eq!(
            (practice.questions, practice.rules, practice.instrument),
            (template.questions, template.rules, template.instrument)
        );
    }
}
