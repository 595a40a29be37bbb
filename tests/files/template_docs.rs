//! `docs/templates.md`, written from the templates themselves, so that it stays true.

use std::fmt::Write as _;

use hom_phieu::survey::{
    AnswerKind, Base, Changes, Compare, Fraction, Heading, PaperEffect, PaperRules, Question, Rules, SubjectKind,
    TellerCount, Template, templates,
};

use super::project;

const INTRODUCTION: &str = "\
# Templates

One section for each ballot that is built in: what it is for, where it comes from, what it asks, how it counts, what it
concludes, what is reconstructed. The page is written from the files in
[src/survey/templates](../src/survey/templates) by `HOM_PHIEU_UPDATE=1 cargo test --test files`; a test holds the two
against each other. Change the file, not the page. A new instrument is a new file and its name in
`src/survey/templates.rs`, no code: the file says what it asks and under which heading it is offered.

```sh
hom-phieu template list
hom-phieu template show qd-96
hom-phieu template new qd-96 --out xa-mau.survey.json      # invented subjects, to be edited; --practice to train
hom-phieu simulate --template qd-96 --ballots 20 --out meeting
```

Rules that hold for all:

- Words are those of the instrument where its text was read. Where the text or its form was not, the template is a
  *reconstruction*: ballot, result and minutes say \"bản dựng lại\". The note below stands where the form is chosen and
  looked through before use, and in the minutes; the ballot itself says \"bản dựng lại\" only.
- Where no source names a conclusion, the template draws none: it shows figures.
- The program computes shares and says which threshold is met. What follows is decided by whom the instrument names.
- Nothing must be answered. A question with levels also takes \"Không có ý kiến\", which stays in the base, so that shares
  of a row may add up to less than 100 %; a choice takes \"Không chọn\", a score \"Không chấm\", a remark is left empty.
- All sample subjects are invented and marked \"Mẫu\".
";

/// The page.
pub fn page() -> String {
    let mut page = INTRODUCTION.to_owned();
    page += "\n| template | use it |\n|---|---|\n";
    for template in templates() {
        let anchor = format!("{}-{}", template.id(), template.name.en);
        let anchor: String = anchor
            .to_lowercase()
            .chars()
            .map(|c| if c == ' ' { '-' } else { c })
            .filter(|c| *c == '-' || c.is_alphanumeric())
            .collect();
        writeln!(page, "| [`{}`](#{anchor}) | {} |", template.id(), template.summary.en).unwrap();
    }
    for template in templates() {
        section(&mut page, &template);
    }
    page
}

fn section(page: &mut String, template: &Template) {
    let Template { name, instrument, .. } = template;
    write!(page, "\n## {}: {}\n\n", template.id(), name.en).unwrap();
    wrapped(page, "", &format!("**{}.** {}", name.vi, template.summary.vi));
    let picture = format!("screenshots/template-{}.png", template.id());
    if project(&format!("docs/{picture}")).exists() {
        write!(page, "\n![{}]({picture})\n", name.en).unwrap();
    }
    page.push('\n');
    wrapped(page, "- ", &format!("**Instrument:** {}.", instrument.name));
    wrapped(page, "- ", &format!("**Read in:** {}.", instrument.source));
    let kinds: Vec<_> = template.kinds.iter().map(|kind| subjects(*kind)).collect();
    wrapped(page, "- ", &format!("**Subjects:** {}. **Heading:** {}.", kinds.join(", "), heading(template.heading)));
    wrapped(page, "- ", &format!("**Shares** are of {}.", base(template.rules.base)));
    wrapped(page, "- ", &format!("**Quorum:** {}.", quorums(template)));
    if let Some(TellerCount { least, most }) = template.tellers {
        let count = if least == most { least.to_string() } else { format!("{least} to {most}") };
        wrapped(page, "- ", &format!("**Tellers:** {count}; the opening form begins with {least}."));
    }
    wrapped(page, "- ", &format!("**On paper:** {}.", paper(&template.rules)));
    wrapped(page, "- ", &format!("**The meeting may change:** {}.", editable(template)));
    if let Some(group) = &template.small_group {
        wrapped(page, "- ", &format!("**Warning:** {}", group.warning.en));
    }
    page.push_str("\n| question | answer |\n|---|---|\n");
    for question in &template.questions {
        let off = if template.asks(question) { "" } else { " *(off)*" };
        writeln!(page, "| `{}` {}{off} | {} |", question.id, question.text, answer(question)).unwrap();
    }
    conclusions(page, template);
    if let Some(note) = &instrument.note {
        page.push('\n');
        wrapped(page, "> ", note);
    }
}

fn conclusions(page: &mut String, template: &Template) {
    let named = template.variants.iter().map(|variant| (format!("`{}`: ", variant.id), variant.rules.clone()));
    let mut all: Vec<_> =
        if template.variants.is_empty() { vec![(String::new(), template.rules.clone())] } else { named.collect() };
    if all.iter().all(|(_, rules)| rules.thresholds.is_empty() && rules.grades.is_none()) {
        page.push_str("\nNo conclusion is drawn: no source names a threshold.\n");
        return;
    }
    page.push_str("\n| where | conclusion | written in |\n|---|---|---|\n");
    let own = template.rules.base;
    for choice in template.editable.bases.iter().filter(|choice| choice.base != own) {
        let changes = Changes { base: Some(choice.base), ..Changes::default() };
        let other = template.clone().with(changes).unwrap().rules;
        if other.thresholds != template.rules.thresholds {
            all.push((format!("of {}: ", base(choice.base)), other));
        }
    }
    for (name, rules) in &all {
        for threshold in &rules.thresholds {
            let below = threshold.below.map(|bound| format!(" and below {}", fraction(bound))).unwrap_or_default();
            let at = format!("{} {}{below}", compare(threshold.compare), fraction(threshold.at));
            let levels = threshold.levels.join(" + ");
            writeln!(page, "| {name}`{levels}` {at} | {} | {} |", threshold.finding, threshold.source).unwrap();
        }
        if let Some(grades) = &rules.grades {
            for band in &grades.bands {
                let sum = grades.questions.iter().map(|id| format!("`{id}`")).collect::<Vec<_>>().join(" + ");
                writeln!(page, "| means of {sum} at least {} | {} | {} |", band.at_least, band.label, grades.source)
                    .unwrap();
            }
        }
    }
}

fn answer(question: &Question) -> String {
    let each = if question.per_task { "each task: " } else { "" };
    match &question.answer {
        AnswerKind::Levels(levels) => {
            let labels: Vec<_> = levels.iter().map(|level| level.label.as_str()).collect();
            format!("{each}{}", labels.join(" / "))
        }
        AnswerKind::Choose { at_most } => format!("choose at most {at_most}"),
        AnswerKind::Score { max } => format!("0 to {max} points"),
        AnswerKind::Remark { max_chars } => format!("free text, {max_chars} characters"),
    }
}

fn editable(template: &Template) -> String {
    let mut parts = Vec::new();
    if !template.variants.is_empty() {
        let all: Vec<_> = template.variants.iter().map(|one| format!("`{}` ({})", one.id, one.name.en)).collect();
        parts.push(format!("the set of rules: {}", all.join(" or ")));
    }
    let editable = &template.editable;
    if !editable.bases.is_empty() {
        parts.push(format!(
            "the base: {}",
            editable.bases.iter().map(|one| base(one.base)).collect::<Vec<_>>().join(" or ")
        ));
    }
    if editable.at_most {
        parts.push("how many may be chosen".to_owned());
    }
    if !editable.questions.is_empty() {
        let all: Vec<_> = editable.questions.iter().map(|switch| format!("`{}`", switch.id)).collect();
        parts.push(format!("whether {} {} asked", all.join(", "), if all.len() == 1 { "is" } else { "are" }));
    }
    if editable.paper {
        parts.push("the rules for paper".to_owned());
    }
    if parts.is_empty() { "nothing".to_owned() } else { parts.join("; ") }
}

fn paper(rules: &Rules) -> String {
    let Some(paper) = rules.paper else { return "no rule was found; the usual ones hold".to_owned() };
    let PaperRules { blank_row, several_marks, struck_name, too_many, extra_writing, unofficial_form, no_stamp } =
        paper;
    let all = [
        ("no mark", blank_row),
        ("several marks", several_marks),
        ("a struck name", struck_name),
        ("too many", too_many),
        ("added writing", extra_writing),
        ("another form", unofficial_form),
        ("no stamp", no_stamp),
    ];
    let effect = |effect| match effect {
        PaperEffect::Counts => "it counts",
        PaperEffect::Blank => "that name is blank",
        PaperEffect::InvalidRow => "that name is invalid",
        PaperEffect::InvalidBallot => "the ballot is invalid",
    };
    all.map(|(what, worth)| format!("{what}: {}", effect(worth))).join("; ")
}

/// Of each variant, where they differ in it.
fn quorums(template: &Template) -> String {
    let own = |rules: &Rules| rules.quorum == template.rules.quorum;
    if template.variants.iter().all(|variant| own(&variant.rules)) {
        return quorum(&template.rules);
    }
    let all = template.variants.iter().map(|one| format!("`{}`: {}", one.id, quorum(&one.rules)));
    all.collect::<Vec<_>>().join("; ")
}

fn quorum(rules: &Rules) -> String {
    let Some(quorum) = rules.quorum else { return "none was found".to_owned() };
    let few = format!("{} {} of those summoned", compare(quorum.compare), fraction(quorum.of_summoned));
    quorum.large.map_or_else(
        || few.clone(),
        |large| format!("{few}; where {} or more are summoned, {} people", large.from, large.present),
    )
}

fn fraction(Fraction { numerator, denominator }: Fraction) -> String {
    format!("{numerator}/{denominator}")
}

const fn compare(compare: Compare) -> &'static str {
    match compare {
        Compare::MoreThan => "more than",
        Compare::AtLeast => "at least",
    }
}

const fn base(base: Base) -> &'static str {
    match base {
        Base::Collected => "the ballots collected",
        Base::Issued => "the ballots issued",
        Base::Valid => "the valid ballots",
        Base::Present => "the people present",
        Base::Summoned => "the people summoned",
        Base::Delegates => "all delegates",
    }
}

const fn subjects(kind: SubjectKind) -> &'static str {
    match kind {
        SubjectKind::Person => "persons",
        SubjectKind::Organisation => "organisations",
        SubjectKind::Matter => "matters",
    }
}

const fn heading(heading: Heading) -> &'static str {
    match heading {
        Heading::State => "state (Nghị định 30/2020)",
        Heading::Party => "party (Hướng dẫn 36-HD/VPTW)",
    }
}

/// A paragraph in lines of at most 118 characters, the first after `mark` and the others below it.
fn wrapped(page: &mut String, mark: &str, text: &str) {
    let next = if mark == "> " { mark } else { "  " };
    let mut line = mark.to_owned();
    let mut empty = true;
    for word in text.split_whitespace() {
        if !empty && line.chars().count() + 1 + word.chars().count() > 118 {
            writeln!(page, "{line}").unwrap();
            line = if mark.is_empty() { String::new() } else { next.to_owned() };
            empty = true;
        }
        if !empty {
            line.push(' ');
        }
        line += word;
        empty = false;
    }
    writeln!(page, "{line}").unwrap();
}
