//! `template`: what the built-in templates are, and a survey file to begin with.

use std::io::Write;
use std::path::PathBuf;

use clap::{Args, Subcommand};
use hom_phieu::survey::{AnswerKind, Base, Changes, Mode, Survey, Switch, Template, Words, template, templates};
use hom_phieu::text::{Explain, Lang};
use serde_json::{Value, json};

use super::Outcome;

#[derive(Subcommand)]
pub enum TemplateCommand {
    /// One line for each template.
    List {
        /// As JSON, for machines.
        #[arg(long)]
        json: bool,
    },
    /// What a template asks, how it counts, what it concludes and where that is written.
    Show {
        /// Identifier, as `template list` prints it.
        id: String,
        /// The template's own file.
        #[arg(long)]
        json: bool,
    },
    /// A survey file with invented subjects, to be edited.
    New(New),
}

#[derive(Args)]
pub struct New {
    /// Identifier, as `template list` prints it.
    id: String,
    /// The file to write; it must not exist yet. Without it, the survey is printed.
    #[arg(long)]
    out: Option<PathBuf>,
    /// For training: such a box is never taken for a real one.
    #[arg(long)]
    practice: bool,
    /// Another of the template's sets of rules.
    #[arg(long)]
    variant: Option<String>,
    /// Another base of the shares, where the template offers one.
    #[arg(long)]
    base: Option<String>,
    /// How many subjects one ballot may choose.
    #[arg(long)]
    at_most: Option<u32>,
    /// Ask a question that is switched off.
    #[arg(long, value_name = "QUESTION")]
    with: Vec<String>,
    /// Leave out a question that may be left out.
    #[arg(long, value_name = "QUESTION")]
    without: Vec<String>,
}

pub fn run(command: TemplateCommand, lang: Lang) -> Result<Outcome, String> {
    match command {
        TemplateCommand::List { json: false } => {
            for template in templates() {
                println!("{:16} {}", template.id(), words(&template.name, lang));
                println!("{:16} {}", "", words(&template.summary, lang));
            }
        }
        TemplateCommand::List { json: true } => {
            let list: Vec<Value> = templates().map(|template| entry(&template)).collect();
            println!("{}", serde_json::to_string_pretty(&list).map_err(|fault| fault.to_string())?);
        }
        TemplateCommand::Show { id, json: true } => {
            let file = hom_phieu::survey::TEMPLATES.iter().find(|(known, _)| *known == id);
            print!("{}", file.ok_or_else(|| unknown(&id, lang))?.1);
        }
        TemplateCommand::Show { id, json: false } => show(&find(&id, lang)?, lang),
        TemplateCommand::New(new) => return make(new, lang),
    }
    Ok(Outcome::Holds)
}

/// The invented meeting of a template.
pub fn sample(id: &str, practice: bool, lang: Lang) -> Result<Survey, String> {
    Ok(find(id, lang)?.sample(mode(practice)))
}

fn make(new: New, lang: Lang) -> Result<Outcome, String> {
    let base = new.base.map(|word| {
        let known = serde_json::from_value::<Base>(Value::String(word.clone()));
        known.map_err(|_| format!("--base {word}: collected, issued, valid, present, summoned, delegates"))
    });
    let switched = |ids: Vec<String>, on| ids.into_iter().map(move |id| Switch { id, on });
    let changes = Changes {
        variant: new.variant,
        base: base.transpose()?,
        at_most: new.at_most,
        questions: switched(new.with, true).chain(switched(new.without, false)).collect(),
        paper: None,
    };
    let told = |fault: &dyn Explain| {
        let told = fault.explain(lang);
        format!("✗ {}\n  → {}", told.what, told.way_out)
    };
    let template = find(&new.id, lang)?.with(changes).map_err(|fault| told(&fault))?;
    let survey = template.try_sample(mode(new.practice)).map_err(|faults| {
        let faults: Vec<String> = faults.0.iter().map(|fault| told(fault)).collect();
        faults.join("\n")
    })?;
    let Some(out) = new.out else {
        print!("{}", survey.to_json());
        return Ok(Outcome::Holds);
    };
    let written = std::fs::File::create_new(&out).and_then(|mut file| file.write_all(survey.to_json().as_bytes()));
    written.map_err(|fault| format!("{}: {fault}", out.display()))?;
    println!("{}", out.display());
    Ok(Outcome::Holds)
}

const fn mode(practice: bool) -> Mode {
    if practice { Mode::Practice } else { Mode::Real }
}

fn find(id: &str, lang: Lang) -> Result<Template, String> {
    template(id).ok_or_else(|| unknown(id, lang))
}

fn unknown(id: &str, lang: Lang) -> String {
    match lang {
        Lang::Vi => format!("Không có mẫu phiếu “{id}”. Xem danh sách: hom-phieu template list"),
        Lang::En => format!("There is no template “{id}”. See hom-phieu template list"),
    }
}

fn words(words: &Words, lang: Lang) -> &str {
    match lang {
        Lang::Vi => &words.vi,
        Lang::En => &words.en,
    }
}

fn entry(template: &Template) -> Value {
    json!({
        "id": template.id(),
        "name": { "vi": template.name.vi, "en": template.name.en },
        "summary": { "vi": template.summary.vi, "en": template.summary.en },
        "heading": template.heading,
        "kinds": template.kinds,
        "reconstruction": template.instrument.reconstruction,
        "variants": template.variants.iter().map(|variant| &variant.id).collect::<Vec<_>>(),
    })
}

fn show(template: &Template, lang: Lang) {
    println!("{}\n{}\n", words(&template.name, lang), words(&template.summary, lang));
    println!("{}\n  {}", template.instrument.name, template.instrument.source);
    if let Some(note) = &template.instrument.note {
        println!("  {note}");
    }
    if let Some(group) = &template.small_group {
        println!("! {}", words(&group.warning, lang));
    }
    println!();
    for question in &template.questions {
        let mark = if template.asks(question) { '+' } else { '-' };
        println!("{mark} {}: {}", question.id, question.text);
        match &question.answer {
            AnswerKind::Levels(levels) => {
                println!("    {}", levels.iter().map(|level| &*level.label).collect::<Vec<_>>().join(" / "));
            }
            AnswerKind::Choose { at_most } => println!("    ≤ {at_most}"),
            AnswerKind::Score { max } => println!("    0–{max}"),
            AnswerKind::Remark { max_chars } => println!("    … ({max_chars})"),
        }
    }
    println!();
    for threshold in &template.rules.thresholds {
        println!("→ {} ({})", threshold.finding, threshold.source);
    }
    for band in template.rules.grades.iter().flat_map(|grades| &grades.bands) {
        println!("→ ≥ {}: {}", band.at_least, band.label);
    }
    for variant in &template.variants {
        println!("* {}: {}", variant.id, words(&variant.name, lang));
    }
}
