//! Ballots of known instruments as data files, and how one becomes a survey.
//!
//! A template holds what the instrument settles: title, questions, levels, rules, and what a meeting may change of
//! them. What a meeting adds is a [`Draft`]. A new instrument is a new file here, not code.

use unicode_normalization::UnicodeNormalization;

use super::{
    AnswerKind, Base, Heading, Instrument, Issuer, Mode, PaperRules, Place, Question, Rules, Subject, SubjectKind,
    Survey, SurveyFault, SurveyFaultKind, SurveyFaults, parse,
};

/// Identifier and file of each, in the order in which they are offered.
macro_rules! files {
    ($($id:literal),+ $(,)?) => { &[$(($id, include_str!(concat!("templates/", $id, ".json")))),+] };
}

/// The built-in templates: identifier and file.
pub const TEMPLATES: &[(&str, &str)] = files![
    "ha-tinh-827",
    "hai-chieu-213",
    "neu-guong",
    "cham-diem",
    "viec-dot-pha",
    "ngay-ve-co-so",
    "theo-doi-xa",
    "giup-xa",
    "doi-thoai",
    "dan-tin-dang-cu",
    "guong-dien-hinh",
    "qd-96",
    "nq-96-lay",
    "nq-96-bo",
    "hoi-nghi-cu-tri",
    "ho-gia-dinh-59",
];

/// What an instrument settles about a ballot.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Template {
    /// Name for lists.
    pub name: Words,
    /// When to use it, in one sentence.
    pub summary: Words,
    /// What it is for, among the others.
    pub group: Group,
    /// Heading of the ballot.
    pub title: String,
    /// The regulation behind it; its `id` is the template's.
    pub instrument: Instrument,
    /// Heading that its documents carry.
    pub heading: Heading,
    /// What its subjects may be.
    pub kinds: Vec<SubjectKind>,
    /// What its list is called, where that is more than its subjects' kind says.
    pub list: Option<ListWords>,
    /// What to say where so few vote that secrecy is thin.
    pub small_group: Option<SmallGroup>,
    /// How many tellers the instrument wants, where it says so.
    pub tellers: Option<TellerCount>,
    /// What is asked about each subject, with those questions that are switched off.
    pub questions: Vec<Question>,
    /// How the counts are read.
    pub rules: Rules,
    /// Rules to choose from, where the instrument has several; the first are `rules` until another is chosen.
    pub variants: Vec<Variant>,
    /// What a meeting may change.
    pub editable: Editable,
    /// An invented meeting.
    pub sample: Sample,
}

/// What a template is for; under this it is offered.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Group {
    /// Residents comment on officials.
    Residents,
    /// Scores and work.
    Work,
    /// Votes of confidence.
    Confidence,
    /// Nominating, choosing, deciding.
    Choice,
}

impl Group {
    /// All, in the order in which they are offered, with their words in a template's file.
    pub const ALL: [(&'static str, Self); 4] = [
        ("residents", Self::Residents),
        ("work", Self::Work),
        ("confidence", Self::Confidence),
        ("choice", Self::Choice),
    ];
}

/// How many tellers there are to be.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct TellerCount {
    /// Fewest.
    pub least: u32,
    /// Most.
    pub most: u32,
}

impl TellerCount {
    /// What the template of a survey's instrument says.
    pub fn of(survey: &Survey) -> Option<Self> {
        template(&survey.instrument.id)?.tellers
    }
}

/// Words in both languages.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Words {
    /// Tiếng Việt.
    pub vi: String,
    /// English.
    pub en: String,
}

/// Words about a template's list, for whoever composes it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ListWords {
    /// The title above it.
    pub title: Words,
    /// What it is not, say.
    pub note: Option<Words>,
    /// What the field of tasks asks for.
    pub tasks: Option<Words>,
}

/// An electorate so small that totals alone may show how each voted.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SmallGroup {
    /// Fewest who usually vote.
    pub least: u32,
    /// Most who usually vote.
    pub most: u32,
    /// What the organiser must know and say before the vote.
    pub warning: Words,
}

/// One of several sets of rules, of which a meeting takes one.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Variant {
    /// Unique in the template.
    pub id: String,
    /// What it is for.
    pub name: Words,
    /// Its rules.
    pub rules: Rules,
}

/// What a meeting may change. Levels, thresholds and their words are never among it: they are the instrument.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Editable {
    /// Questions that may be left out, and whether they are asked.
    pub questions: Vec<Switch>,
    /// Bases to choose from; empty where the instrument leaves no choice.
    pub bases: Vec<BaseChoice>,
    /// Whether the meeting sets how many subjects one ballot may choose.
    pub at_most: bool,
    /// Whether the meeting sets what a badly marked paper ballot is worth.
    pub paper: bool,
}

/// A base that may be chosen, with what its shares mean: another text may have used it, and concluded otherwise.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct BaseChoice {
    /// The base.
    pub base: Base,
    /// Words of every threshold of the template.
    pub words: Vec<ThresholdWords>,
}

/// What a threshold says.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ThresholdWords {
    /// The threshold.
    pub id: String,
    /// What follows.
    pub finding: String,
    /// Where that is written.
    pub source: String,
}

/// A question that may be left out.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Switch {
    /// The question's identifier.
    pub id: String,
    /// Whether it is asked.
    pub on: bool,
}

/// An invented meeting, to practise with or to write over.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Sample {
    /// Who holds it.
    pub issuer: Issuer,
    /// Where.
    pub place: Place,
    /// Invented subjects, marked as such.
    pub subjects: Vec<Subject>,
}

/// What a meeting changes of a [`Template`]; nothing by default.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Changes {
    /// One of the template's variants.
    pub variant: Option<String>,
    /// One of the bases that may be chosen.
    pub base: Option<Base>,
    /// How many subjects one ballot may choose.
    pub at_most: Option<u32>,
    /// Questions to switch on or off.
    pub questions: Vec<Switch>,
    /// What a badly marked paper ballot is worth.
    pub paper: Option<PaperRules>,
}

/// A change that the instrument does not leave to the meeting.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum NotEditable {
    /// There is no such variant.
    #[error("no variant {0}")]
    Variant(String),
    /// The base is not among those to choose from.
    #[error("the base is not to be chosen")]
    Base,
    /// Nothing is chosen, or the instrument says how many.
    #[error("how many may be chosen is not to be set")]
    AtMost,
    /// There is no such question, or it must be asked.
    #[error("question {0} cannot be switched")]
    Question(String),
    /// The instrument says what a paper ballot is worth.
    #[error("the rules for paper are the instrument's")]
    Paper,
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

/// All built-in templates, in the order in which they are offered.
///
/// # Panics
/// Never, as [`template`].
pub fn templates() -> impl Iterator<Item = Template> {
    TEMPLATES.iter().filter_map(|(id, _)| template(id))
}

impl Template {
    /// Its identifier, such as `ha-tinh-827`.
    pub fn id(&self) -> &str {
        &self.instrument.id
    }

    /// Whether a question is asked, switches considered.
    pub fn asks(&self, question: &Question) -> bool {
        self.editable.questions.iter().all(|switch| switch.id != question.id || switch.on)
    }

    /// The template as one meeting wants it. The variant is taken first: it brings its own base.
    pub fn with(mut self, changes: Changes) -> Result<Self, NotEditable> {
        if let Some(id) = changes.variant {
            let variant = self.variants.iter().find(|variant| variant.id == id);
            self.rules = variant.ok_or(NotEditable::Variant(id))?.rules.clone();
        }
        if let Some(base) = changes.base {
            let choice = self.editable.bases.iter().find(|choice| choice.base == base).ok_or(NotEditable::Base)?;
            self.rules.base = base;
            for threshold in &mut self.rules.thresholds {
                // What a threshold means over one base, no source says of another.
                if let Some(words) = choice.words.iter().find(|words| words.id == threshold.id) {
                    threshold.finding.clone_from(&words.finding);
                    threshold.source.clone_from(&words.source);
                }
            }
        }
        if let Some(wanted) = changes.at_most {
            let mut choices = self.questions.iter_mut().filter_map(|question| match &mut question.answer {
                AnswerKind::Choose { at_most } => Some(at_most),
                _ => None,
            });
            match choices.next() {
                Some(at_most) if self.editable.at_most => *at_most = wanted,
                _ => return Err(NotEditable::AtMost),
            }
        }
        for wanted in changes.questions {
            let switch = self.editable.questions.iter_mut().find(|switch| switch.id == wanted.id);
            switch.ok_or(NotEditable::Question(wanted.id))?.on = wanted.on;
        }
        if changes.paper.is_some() {
            if !self.editable.paper {
                return Err(NotEditable::Paper);
            }
            self.rules.paper = changes.paper;
        }
        Ok(self)
    }

    /// The survey that a meeting holds by this template. What was typed goes through the same
    /// door as a file, so the faults are the same; see [`as_typed`] for texts from a keyboard.
    pub fn fill(self, draft: Draft) -> Result<Survey, SurveyFaults> {
        let strangers: Vec<SurveyFault> = draft
            .subjects
            .iter()
            .enumerate()
            .filter(|(_, subject)| !self.kinds.contains(&subject.kind))
            .map(|(index, subject)| SurveyFault {
                at: format!("subjects[{index}].kind"),
                kind: SurveyFaultKind::NotOneOf {
                    allowed: self.kinds.iter().map(|kind| parse::word_of(*kind)).collect(),
                    found: parse::word_of(subject.kind),
                },
            })
            .collect();
        let questions = self.questions.iter().filter(|question| self.asks(question)).cloned().collect();
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
            questions,
            rules: self.rules,
        };
        match Survey::parse(survey.to_json().as_bytes()) {
            Ok(survey) if strangers.is_empty() => Ok(survey),
            Ok(_) => Err(SurveyFaults(strangers)),
            Err(SurveyFaults(faults)) => Err(SurveyFaults(faults.into_iter().chain(strangers).collect())),
        }
    }

    /// An invented meeting by this template, marked "MẪU": to practise with, or to write over.
    ///
    /// # Panics
    /// Never for a built-in template as it is: a test fills every one. After [`with`](Self::with), more may be chosen
    /// than the sample has subjects; see [`try_sample`](Self::try_sample).
    pub fn sample(&self, mode: Mode) -> Survey {
        self.try_sample(mode).expect("a test fills every built-in template with its sample")
    }

    /// As [`sample`](Self::sample), for a template with changes.
    pub fn try_sample(&self, mode: Mode) -> Result<Survey, SurveyFaults> {
        let Sample { issuer, place, subjects } = self.sample.clone();
        let draft = Draft {
            id: format!("mau-{}", self.id()),
            mode,
            title: Some(format!("MẪU – {}", self.title)),
            issuer,
            place,
            subjects,
        };
        self.clone().fill(draft)
    }
}

/// A line from a keyboard as a survey takes it: composed (NFC), without white space around it,
/// one space between words, and with a Đ for what old documents have in its place (Ð, U+00D0, or Ɖ, U+0189; ð for đ).
/// For typed text only; a file's text is never changed silently.
pub fn as_typed(line: &str) -> String {
    let letter = |letter| match letter {
        'Ð' | 'Ɖ' => 'Đ',
        'ð' | 'ɖ' => 'đ',
        other => other,
    };
    let composed: String = line.nfc().map(letter).collect();
    composed.split_whitespace().collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
#[path = "templates_tests.rs"]
mod tests;
