//! A survey in the making: what was typed so far, with all that is still wrong.
//!
//! A [`Composition`] keeps texts as they were typed, so that nothing changes under the hand of whoever writes.
//! [`Composition::check`] makes a [`Survey`] of it through the same door as a file, and nothing else does: what the
//! screen calls right is what every other program will call right. [`Workshop`] adds undo and redo, [`Composition::to_text`]
//! the form in which a draft is kept.

mod edit;
mod entry;
mod ids;
mod sketch;
mod spot;
mod text;
mod warn;
mod workshop;

use serde::{Deserialize, Serialize};
use unicode_normalization::UnicodeNormalization;

pub use edit::{Edit, Order};
pub use entry::{Cell, Entry, day_first};
pub use spot::Spot;
pub use text::{DRAFT_FORMAT, MAX_DRAFT_BYTES};
pub use warn::Warning;
pub use workshop::{MAX_STEPS, Workshop};

use super::parse::{FORMAT, VERSION};
use super::{
    AnswerKind, Base, Changes, Draft, Heading, Instrument, Issuer, MAX_SUBJECTS, Mode, PaperRules, Place, Question,
    Rules, Subject, SubjectKind, Survey, SurveyFaults, Switch, Template, as_typed, subject_id, template,
};

/// Most people in a draft: more than a ballot holds, so that a list that is too long can be pasted and then cut.
pub const MAX_ENTRIES: usize = 2 * MAX_SUBJECTS;
/// Most characters kept of one line: more than a survey takes, so that one who pasted too much sees what it was.
pub const MAX_TYPED: usize = 1_000;
/// Most characters kept of one person's tasks.
pub const MAX_TYPED_TASKS: usize = 12_000;

/// A survey in the making.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Composition {
    /// Where the questions come from.
    pub form: Form,
    /// For real or for training.
    pub mode: Mode,
    /// The name for files that an imported survey had; otherwise one is made of form and place.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub id: Option<String>,
    /// Heading that the documents carry.
    pub heading: Heading,
    /// Heading of the ballot.
    pub title: String,
    /// tỉnh, thành phố.
    pub province: String,
    /// xã, phường, đặc khu.
    pub commune: String,
    /// thôn, tổ dân phố, bản.
    pub hamlet: String,
    /// Who holds the meeting.
    pub issuer: String,
    /// The body above; may stay empty.
    pub parent: String,
    /// Who is rated, in ballot order.
    pub entries: Vec<Entry>,
    /// Those who had an identifier in a survey and left the list: nobody else gets it.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub retired: Vec<Subject>,
}

/// Where the questions of a [`Composition`] come from.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
pub enum Form {
    /// A built-in template, with what the meeting changed of it.
    Template {
        /// Its identifier.
        id: String,
        /// One of its variants.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        variant: Option<String>,
        /// Another base.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        base: Option<Base>,
        /// How many one ballot may choose.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        at_most: Option<u32>,
        /// Questions that were switched on or off.
        #[serde(default, skip_serializing_if = "Vec::is_empty")]
        switched: Vec<(String, bool)>,
        /// What a badly marked paper ballot is worth.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        paper: Option<PaperRules>,
    },
    /// A survey file that follows no built-in template: its questions stay as they are.
    File {
        /// The regulation behind it.
        instrument: Instrument,
        /// What is asked.
        questions: Vec<Question>,
        /// How the counts are read.
        rules: Rules,
    },
}

/// A single line of the meeting.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[expect(missing_docs, reason = "named like the members of Composition")]
pub enum Line {
    Title,
    Province,
    Commune,
    Hamlet,
    Issuer,
    Parent,
}

impl Composition {
    /// Nothing filled in but what the template settles. `None` where there is no such template.
    pub fn new(template_id: &str, mode: Mode) -> Option<Self> {
        let template = template(template_id)?;
        Some(Self {
            form: Form::of(&template),
            mode,
            id: None,
            heading: template.heading,
            title: template.title,
            province: String::new(),
            commune: String::new(),
            hamlet: String::new(),
            issuer: String::new(),
            parent: String::new(),
            entries: Vec::new(),
            retired: Vec::new(),
        })
    }

    /// A survey that exists already, to be changed. [`Self::check`] gives it back as it was, but for white space
    /// within lines that nobody sees.
    pub fn of(survey: &Survey) -> Self {
        let file = Form::File {
            instrument: survey.instrument.clone(),
            questions: survey.questions.clone(),
            rules: survey.rules.clone(),
        };
        let mut made = Self {
            form: file,
            mode: survey.mode,
            id: Some(survey.id.clone()),
            heading: survey.issuer.heading,
            title: survey.title.clone(),
            province: survey.place.province.clone(),
            commune: survey.place.commune.clone(),
            hamlet: survey.place.hamlet.clone(),
            issuer: survey.issuer.name.clone(),
            parent: survey.issuer.parent.clone().unwrap_or_default(),
            entries: (1..).zip(&survey.subjects).map(|(key, subject)| Entry::of(key, subject)).collect(),
            retired: Vec::new(),
        };
        // By its template, if it is one: then more of it can be changed.
        if let Some(template) = template(&survey.instrument.id) {
            let asked = made.check().ok();
            let file = core::mem::replace(&mut made.form, Form::found_in(survey, &template));
            if template.heading != made.heading || made.check().ok() != asked {
                made.form = file;
            }
        }
        made
    }

    /// Makes the survey, or says all that is still wrong with it. [`Self::spot`] tells where.
    pub fn check(&self) -> Result<Survey, SurveyFaults> {
        let draft = Draft {
            id: self.id.clone().unwrap_or_else(|| self.made_id()),
            mode: self.mode,
            title: Some(as_typed(&self.title)),
            issuer: Issuer { parent: filled(&self.parent), name: as_typed(&self.issuer), heading: self.heading },
            place: Place {
                province: as_typed(&self.province),
                commune: as_typed(&self.commune),
                hamlet: as_typed(&self.hamlet),
            },
            subjects: self.subjects(),
        };
        let Some(template) = self.template() else { return self.of_file(draft) };
        let survey = template.fill(draft)?;
        match self.unasked(&survey.subjects) {
            faults if faults.is_empty() => Ok(survey),
            faults => Err(SurveyFaults(faults)),
        }
    }

    /// The template with what the meeting changed; `None` where the questions came with a file.
    /// A change that the template no longer leaves to the meeting is not made.
    pub fn template(&self) -> Option<Template> {
        let Form::Template { id, variant, base, at_most, switched, paper } = &self.form else { return None };
        let mut made = template(id)?;
        let questions = |(id, on): &(String, bool)| Changes {
            questions: vec![Switch { id: id.clone(), on: *on }],
            ..Changes::default()
        };
        let changes = [
            Changes { variant: variant.clone(), ..Changes::default() },
            Changes { base: *base, ..Changes::default() },
            Changes { at_most: *at_most, ..Changes::default() },
            Changes { paper: *paper, ..Changes::default() },
        ];
        for change in changes.into_iter().chain(switched.iter().map(questions)) {
            made = made.clone().with(change).unwrap_or(made);
        }
        Some(made)
    }

    /// The questions that are asked, in ballot order.
    pub fn questions(&self) -> Vec<Question> {
        match (&self.form, self.template()) {
            (_, Some(template)) => template.questions.iter().filter(|one| template.asks(one)).cloned().collect(),
            (Form::File { questions, .. }, None) => questions.clone(),
            (Form::Template { .. }, None) => Vec::new(),
        }
    }

    /// What a subject may be here.
    pub fn kinds(&self) -> Vec<SubjectKind> {
        let all = || vec![SubjectKind::Person, SubjectKind::Organisation, SubjectKind::Matter];
        self.template().map_or_else(all, |template| template.kinds)
    }

    /// Whether anything is asked about each task, so that there must be tasks.
    pub fn asks_about_tasks(&self) -> bool {
        self.questions().iter().any(|question| question.per_task)
    }

    /// A line of the meeting, as typed.
    pub fn line(&self, line: Line) -> &str {
        match line {
            Line::Title => &self.title,
            Line::Province => &self.province,
            Line::Commune => &self.commune,
            Line::Hamlet => &self.hamlet,
            Line::Issuer => &self.issuer,
            Line::Parent => &self.parent,
        }
    }

    /// An entry, by its key.
    pub fn entry(&self, key: u32) -> Option<&Entry> {
        self.entries.iter().find(|entry| entry.key == key)
    }

    fn of_file(&self, draft: Draft) -> Result<Survey, SurveyFaults> {
        let (instrument, questions, rules) = match &self.form {
            Form::File { instrument, questions, rules } => (instrument.clone(), questions.clone(), rules.clone()),
            // A template that is none: `parse` names what is missing.
            Form::Template { id, .. } => {
                let [name, source] = [String::new(), String::new()];
                let instrument = Instrument { id: id.clone(), name, source, reconstruction: false, note: None };
                let rules =
                    Rules { base: Base::Collected, thresholds: Vec::new(), quorum: None, grades: None, paper: None };
                (instrument, Vec::new(), rules)
            }
        };
        let survey = Survey {
            format: FORMAT.to_owned(),
            version: VERSION,
            id: draft.id,
            mode: draft.mode,
            title: draft.title.unwrap_or_default(),
            instrument,
            issuer: draft.issuer,
            place: draft.place,
            subjects: draft.subjects,
            questions,
            rules,
        };
        Survey::parse(survey.to_json().as_bytes())
    }

    fn made_id(&self) -> String {
        let form = match &self.form {
            Form::Template { id, .. } => id,
            Form::File { instrument, .. } => &instrument.id,
        };
        subject_id(&format!("{form} {}", as_typed(&self.hamlet)), "phieu", |_| false)
    }

    fn free_key(&self) -> u32 {
        self.entries.iter().map(|entry| entry.key).max().unwrap_or(0).saturating_add(1)
    }
}

impl Form {
    fn of(template: &Template) -> Self {
        let id = template.id().to_owned();
        Self::Template { id, variant: None, base: None, at_most: None, switched: Vec::new(), paper: None }
    }

    /// What was changed of the template to get this survey, as far as can be told.
    fn found_in(survey: &Survey, template: &Template) -> Self {
        let asked = |id: &str| survey.questions.iter().any(|question| question.id == id);
        let switches = template.editable.questions.iter();
        let switched = switches.filter(|switch| switch.on != asked(&switch.id));
        let like = |rules: &Rules| Rules { base: survey.rules.base, paper: survey.rules.paper, ..rules.clone() };
        let variant = template.variants.iter().find(|variant| like(&variant.rules) == survey.rules);
        let rules = variant.map_or(&template.rules, |variant| &variant.rules);
        let chosen = |questions: &[Question]| {
            questions.iter().find_map(|question| match question.answer {
                AnswerKind::Choose { at_most } => Some(at_most),
                _ => None,
            })
        };
        Self::Template {
            id: template.id().to_owned(),
            variant: variant.map(|variant| variant.id.clone()),
            base: (rules.base != survey.rules.base).then_some(survey.rules.base),
            at_most: chosen(&survey.questions).filter(|at_most| chosen(&template.questions) != Some(*at_most)),
            switched: switched.map(|switch| (switch.id.clone(), !switch.on)).collect(),
            paper: survey.rules.paper.filter(|paper| rules.paper != Some(*paper)),
        }
    }
}

/// A text that may be left empty.
fn filled(text: &str) -> Option<String> {
    Some(as_typed(text)).filter(|text| !text.is_empty())
}

/// Text as it is kept: composed (a draft is a JSON file, and those are), of bounded length.
fn kept(text: &str, most: usize) -> String {
    text.nfc().take(most).collect()
}

#[cfg(test)]
mod tests;
