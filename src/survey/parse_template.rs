//! Reads a built-in template. The parts that it shares with a survey go through the survey's own reader.

use super::characters::shown;
use super::fault::{SurveyFaultKind as Kind, SurveyFaults};
use super::json::{self, JsonFault};
use super::members::Members;
use super::parse::{self, HEADINGS, KINDS, MAX_SURVEY_BYTES};
use super::parse_rules::{BASES, rules};
use super::{
    BaseChoice, Editable, Group, Issuer, ListWords, MAX_QUESTIONS, Question, Rules, Sample, SmallGroup, Switch,
    TellerCount, Template, Threshold, ThresholdWords, Variant, Words,
};

/// Fewest and most variants, where there are any.
const VARIANTS: core::ops::RangeInclusive<usize> = 2..=5;
/// Most people in a small group.
const MAX_SMALL: u32 = 100;

/// Most tellers that a template may ask for: as many as the opening form has room for.
const MAX_TELLERS: u32 = 9;

/// Names the fault of a built-in file for the developer who broke it.
#[derive(Debug)]
#[expect(dead_code, reason = "read through Debug in the message of `expect`")]
pub(super) enum JsonOrFaults {
    Json(JsonFault),
    Faults(SurveyFaults),
}

impl Template {
    pub(super) fn parse(bytes: &[u8]) -> Result<Self, JsonOrFaults> {
        let value = json::parse(bytes, MAX_SURVEY_BYTES).map_err(JsonOrFaults::Json)?;
        parse::checked(value, template).map_err(JsonOrFaults::Faults)
    }
}

fn template(file: &mut Members<'_>) -> Option<Template> {
    let name = file.object("name", words);
    let summary = file.object("summary", words);
    let group = file.one_of("group", &Group::ALL);
    let title = file.line("title");
    let instrument = file.object("instrument", parse::instrument);
    let heading = file.one_of("heading", &HEADINGS);
    let kinds = several(file, "kinds", 1, &KINDS);
    let list = file.has("list").then(|| {
        file.object("list", |list| {
            let title = list.object("title", words);
            let [note, tasks] =
                ["note", "tasks"].map(|member| list.has(member).then(|| list.object(member, words)).flatten());
            Some(ListWords { title: title?, note, tasks })
        })
    });
    let small_group = file.has("small_group").then(|| {
        file.object("small_group", |group| {
            let [least, most] = ["least", "most"].map(|member| group.whole(member, 1..=MAX_SMALL));
            Some(SmallGroup { least, most, warning: group.object("warning", words)? })
        })
    });
    let tellers = file.has("tellers").then(|| {
        file.object("tellers", |tellers| {
            let least = tellers.whole("least", 1..=MAX_TELLERS);
            Some(TellerCount { least, most: tellers.whole("most", least..=MAX_TELLERS) })
        })
    });
    let questions = parse::questions(file);
    let mut variants = Vec::new();
    let rules = if file.has("variants") {
        let read = file.list("variants", VARIANTS, |variant| {
            let id = variant.id("id");
            let name = variant.object("name", words);
            let rules = rules(variant, &questions);
            Some(Variant { id, name: name?, rules: rules? })
        });
        variants = read.into_iter().collect::<Option<Vec<_>>>()?;
        variants.first().map(|first| first.rules.clone())
    } else {
        rules(file, &questions)
    };
    let editable = file.object("editable", |members| Some(editable(members, &questions, rules.as_ref())));
    let sample = file.object("sample", |sample| {
        let issuer = sample.object("issuer", |issuer| {
            Some(Issuer { parent: issuer.optional_line("parent"), name: issuer.line("name"), heading })
        });
        let place = sample.object("place", parse::place);
        let subjects = parse::subjects(sample);
        Some(Sample { issuer: issuer?, place: place?, subjects: subjects.into_iter().collect::<Option<_>>()? })
    });
    Some(Template {
        name: name?,
        summary: summary?,
        group,
        title,
        instrument: instrument?,
        heading,
        kinds,
        list: list.flatten(),
        small_group: small_group.flatten(),
        tellers: tellers.flatten(),
        questions: questions.into_iter().collect::<Option<_>>()?,
        rules: rules?,
        variants,
        editable: editable?,
        sample: sample?,
    })
}

#[expect(clippy::unnecessary_wraps, reason = "the shape that `Members::object` reads with")]
fn words(words: &mut Members<'_>) -> Option<Words> {
    Some(Words { vi: words.line("vi"), en: words.line("en") })
}

fn editable(members: &mut Members<'_>, questions: &[Option<Question>], rules: Option<&Rules>) -> Editable {
    let mut switches = Vec::new();
    if members.has("questions") {
        let read = members.list("questions", 1..=MAX_QUESTIONS, |switch| {
            let id = switch.id("id");
            if !questions.iter().flatten().any(|question| question.id == id) {
                switch.fault("id", Kind::NoSuch { found: shown(&id) });
            }
            Some(Switch { id, on: switch.flag("on") })
        });
        switches.extend(read.into_iter().flatten());
    }
    let mut bases = Vec::new();
    if members.has("bases") {
        let thresholds = rules.map_or(&[][..], |rules| &rules.thresholds);
        let read = members.list("bases", 2..=BASES.len(), |choice| Some(base_choice(choice, thresholds)));
        bases.extend(read.into_iter().flatten());
    }
    let at_most = members.has("at_most") && members.flag("at_most");
    let paper = members.has("paper") && members.flag("paper");
    Editable { questions: switches, bases, at_most, paper }
}

/// A base with the words that the thresholds have over it: their own, where the file gives no others.
fn base_choice(choice: &mut Members<'_>, thresholds: &[Threshold]) -> BaseChoice {
    let base = choice.one_of("base", &BASES);
    let own = |threshold: &Threshold| ThresholdWords {
        id: threshold.id.clone(),
        finding: threshold.finding.clone(),
        source: threshold.source.clone(),
    };
    let mut words: Vec<ThresholdWords> = thresholds.iter().map(own).collect();
    if choice.has("thresholds") {
        let read = choice.list("thresholds", words.len()..=words.len(), |threshold| {
            let id = threshold.id("id");
            if !thresholds.iter().any(|one| one.id == id) {
                threshold.fault("id", Kind::NoSuch { found: shown(&id) });
            }
            Some(ThresholdWords { id, finding: threshold.line("finding"), source: threshold.line("source") })
        });
        words = read.into_iter().flatten().collect();
    }
    BaseChoice { base, words }
}

/// A list of a few words, each of which stands for something.
fn several<T: Copy>(members: &mut Members<'_>, member: &str, least: usize, words: &[(&str, T)]) -> Vec<T> {
    let mut meant = Vec::new();
    for (index, found) in members.ids(member, least..=words.len()).into_iter().enumerate() {
        let Some(found) = found else { continue };
        if let Some((_, meaning)) = words.iter().find(|(word, _)| *word == found) {
            meant.push(*meaning);
        } else {
            let allowed = words.iter().map(|(word, _)| (*word).to_owned()).collect();
            members.fault(&format!("{member}[{index}]"), Kind::NotOneOf { allowed, found: shown(&found) });
        }
    }
    meant
}
