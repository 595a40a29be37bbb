//! Files that somebody brings are checked: every fault with its place and a way out.

use leptos::prelude::*;

use super::parts::{self, Picker};
use super::report::About;
use super::state::{Desk, Shown, Trouble};
use super::{compare, files, report, result};
use crate::carry::scan;
use crate::record::{CheckReport, FileKind, Held, gather, is_copy};
use crate::text::{Explain, desk as d, file_faults as names, numbers, officer, result as t};
use crate::worker::protocol::{Answer, Failure, Request};

/// A file as it was chosen.
type Named = (String, Vec<u8>);

/// Files of one meeting: what was found, and those that minutes are made of.
struct Checked {
    report: Box<CheckReport>,
    signed: Vec<(String, Vec<u8>)>,
}

/// What came out.
enum Found {
    /// Files of one meeting.
    One(Checked),
    /// Two results, to be compared.
    Two(Box<compare::Pair>),
}

/// Choose files, read the verdict.
pub fn screen(desk: Desk) -> AnyView {
    let found = RwSignal::new_local(None::<Found>);
    let progress = RwSignal::new((0_u32, 0_u32));
    // Scanned: on this device it is nowhere yet.
    let scanned = RwSignal::new(None::<String>);
    // What was brought so far: who lacks one file adds it to the others.
    let brought = RwSignal::new_local(Vec::<Named>::new());
    let choose = move |chosen: Vec<web_sys::File>| {
        if chosen.is_empty() {
            return;
        }
        scanned.set(None);
        desk.act(async move {
            let mut files = Vec::new();
            for file in &chosen {
                files.push((file.name(), files::bytes(file, files::CHECK_LIMIT).await?));
            }
            let (copies, files): (Vec<Named>, _) = files.into_iter().partition(|(name, bytes)| is_copy(name, bytes));
            if !files.is_empty() {
                add(brought, files);
                check(desk, brought.get_untracked(), found, progress).await?;
            }
            let told: Vec<Box<dyn Explain>> =
                copies.into_iter().map(|(name, _)| Box::new(names::NotSigned(name)) as Box<dyn Explain>).collect();
            if told.is_empty() { Ok(()) } else { Err(Trouble(told)) }
        });
    };
    let received = move |text: String| {
        scanned.set(Some(text.clone()));
        add(brought, vec![(t::SCANNED_NAME.to_owned(), text.into_bytes())]);
        desk.act(check(desk, brought.get_untracked(), found, progress));
    };
    let anew = move || {
        brought.set(Vec::new());
        found.set(None);
        scanned.set(None);
        desk.practice.set(false);
    };
    let picker = Picker {
        id: "check-files",
        accept: ".json,application/json",
        multiple: true,
        label: t::CHECK_FILES,
        hint: t::CHECK_FILES_HINT,
    };
    view! {
        <div class="stack">
            {parts::heading(desk.say(t::CHECK_TITLE))} <p>{desk.say(t::CHECK_LEAD)}</p>
            {parts::picker(desk, picker, choose)} {scan::view(desk.eye(), received)}
            {move || received_files(desk, brought, anew)}
            {move || {
                let (done, of) = progress.get();
                (desk.busy.get() && of > 0)
                    .then(|| {
                        let lang = desk.now();
                        let step = officer::counting_step(&numbers::whole(done, lang), &numbers::whole(of, lang), lang);
                        view! {
                            <progress
                                class="progress"
                                aria-label=desk.say(t::CHECKING)
                                max=of.to_string()
                                value=done.to_string()
                            ></progress>
                            <p role="status">{step}</p>
                        }
                    })
            }}
        </div>
        {move || keep(desk, scanned, found)}
        {move || {
            found
                .with(|found| match found {
                    None => ().into_any(),
                    Some(Found::One(checked)) => verdict(desk, checked),
                    Some(Found::Two(pair)) => compare::view(desk, pair),
                })
        }}
        <div>{parts::button("quiet", "back", desk.say(d::TO_START), move || desk.to_start())}</div>
    }
    .into_any()
}

/// Adds files to those that were brought before; one of the same kind and box takes the place of the earlier.
fn add(brought: RwSignal<Vec<Named>, LocalStorage>, files: Vec<Named>) {
    brought.update(|brought| gather(brought, files));
}

/// The files so far, and a way to begin again.
fn received_files(
    desk: Desk,
    brought: RwSignal<Vec<Named>, LocalStorage>,
    anew: impl Fn() + Copy + 'static,
) -> Option<AnyView> {
    let names: Vec<String> = brought.with(|brought| brought.iter().map(|(name, _)| name.clone()).collect());
    (!names.is_empty()).then(|| {
        view! {
            <div class="cluster">
                <p data-test="check-received">{desk.say(t::RECEIVED)} " " {names.join(", ")}</p>
                {parts::button("quiet", "check-anew", desk.say(t::CHOOSE_ANEW), anew)}
            </div>
        }
        .into_any()
    })
}

async fn check(
    desk: Desk,
    files: Vec<Named>,
    found: RwSignal<Option<Found>, LocalStorage>,
    progress: RwSignal<(u32, u32)>,
) -> Result<(), Trouble> {
    found.set(None);
    progress.set((0, 0));
    if compare::is_pair(&files) {
        let pair = compare::check_pair(desk, files).await?;
        desk.practice.set(pair.is_practice());
        found.set(Some(Found::Two(Box::new(pair))));
        return Ok(());
    }
    let client = desk.client.get_value();
    let step = move |done, of| {
        progress.try_set((done, of));
    };
    // Minutes are made of what was signed, and a record is large.
    let signed = files.iter().filter(|(name, _)| !name.ends_with(".record.json")).cloned().collect();
    match client.ask_with_progress(Request::Check { files }, step).await {
        Answer::Checked(report) => {
            let practice = report.result.as_ref().is_some_and(|result| result.survey.is_practice());
            desk.practice.set(practice);
            found.set(Some(Found::One(Checked { report, signed })));
            Ok(())
        }
        Answer::Failed(failure) => Err(failure.into()),
        _ => Err(Failure::WorkerGone.into()),
    }
}

/// What came by camera, to be kept as the file that it is.
fn keep(desk: Desk, scanned: RwSignal<Option<String>>, found: RwSignal<Option<Found>, LocalStorage>) -> AnyView {
    let name = found.with(|found| match found {
        Some(Found::One(checked)) => {
            checked.report.result.as_ref().map(|result| files::name(&result.survey, None, FileKind::Result))
        }
        _ => None,
    });
    let (Some(name), true) = (name, scanned.with(Option::is_some)) else { return ().into_any() };
    let save = move || {
        scanned.with_untracked(|text| {
            if let Some(text) = text {
                files::download(&name, text);
            }
        });
    };
    view! { <div class="cluster">{parts::button("primary", "keep-scanned", desk.say(t::KEEP_SCANNED), save)}</div> }
        .into_any()
}

fn verdict(desk: Desk, Checked { report, signed }: &Checked) -> AnyView {
    if let Some(kind) = report.only_not_checked().filter(|_| report.result.is_none()) {
        let title = names::not_a_result(kind, desk.now());
        let faults = parts::faults(report.faults.iter().map(|fault| fault as &dyn Explain), desk.now());
        return view! {
            <div class="notice verdict warn stack" role="alert">
                <p class="notice-title" data-test="check-verdict">
                    {title}
                </p>
                {faults}
            </div>
        }
        .into_any();
    }
    if !report.mixed.is_empty() {
        return not_one_meeting(desk, report);
    }
    let (faults, aside) = report.apart();
    let clean = faults.is_empty();
    let (kind, sentence) = match (clean, report.held.is_empty(), report.unchecked.is_empty()) {
        (false, ..) => ("bad", t::not_clean(faults.len(), desk.now())),
        (true, true, _) => ("warn", desk.say(t::NOTHING_CHECKED).to_owned()),
        (true, false, false) => ("warn", desk.say(t::CLEAN_PART).to_owned()),
        (true, false, true) => ("good", desk.say(t::CLEAN).to_owned()),
    };
    // Genuine, and still no result of anything: never in the colour of one that counts.
    let practice = report.result.as_ref().is_some_and(|result| result.survey.is_practice());
    let kind = if practice && kind == "good" { "warn" } else { kind };
    let shown = report.result.as_ref().map(|payload| Shown {
        payload: payload.clone(),
        result_words: report.result_words.clone(),
        qr: None,
        files: Vec::new(),
    });
    view! {
        <div class="stack loose">
            <div class=format!("notice verdict {kind}") role="alert">
                <p class="notice-title" data-test="check-verdict">
                    {sentence}
                </p>
                {practice.then(|| view! { <p class="strong" data-test="check-practice">{desk.say(t::ONLY_PRACTICE)}</p> })}
            </div>
            {(!aside.is_empty())
                .then(|| {
                    let list = parts::faults(aside.iter().map(|fault| *fault as &dyn Explain), desk.now());
                    view! {
                        <section class="notice warn stack tight" data-test="check-aside">
                            <p class="notice-title">{desk.say(t::NOT_CHECKED_FILES)}</p>
                            {list}
                        </section>
                    }
                })}
            {(!clean)
                .then(|| {
                    let list = parts::faults(faults.iter().map(|fault| *fault as &dyn Explain), desk.now());
                    view! {
                        <section class="stack">
                            <h2>{desk.say(t::FAULTS)}</h2>
                            {list}
                        </section>
                    }
                })}
            {looked_at(desk, t::HELD, "✓", &report.held, None)}
            {looked_at(desk, t::UNCHECKED, "–", &report.unchecked, Some(!report.opening_words.is_empty()))}
            {printed(desk, report)}
            {shown.as_ref().map(|shown| {
                view! {
                    {(!clean).then(|| parts::notice("bad", desk.say(t::SHOWN_FAULTY), ""))}
                    {result::body(desk, shown)}
                }
            })}
        </div>
        // No minutes of a faulty result.
        {shown
            .filter(|_| clean)
            .map(|shown| report::panel(desk, &shown.payload.survey, About::Result(signed.clone())))}
    }
    .into_any()
}

/// Which file is of which meeting, before all that follows from their being mixed.
fn not_one_meeting(desk: Desk, report: &CheckReport) -> AnyView {
    let line = |(name, title): &(String, String)| {
        let title = (!title.is_empty()).then(|| format!(" – {title}"));
        view! { <li>{name.clone()} {title}</li> }.into_any()
    };
    let files: Vec<AnyView> = report.mixed.iter().map(line).collect();
    let faults = parts::faults(report.faults.iter().map(|fault| fault as &dyn Explain), desk.now());
    view! {
        <div class="stack loose">
            <div class="notice verdict bad stack" role="alert">
                <p class="notice-title" data-test="check-verdict">
                    {desk.say(t::NOT_ONE_MEETING)}
                </p>
                <ul>{files}</ul>
                <p>{desk.say(t::NOT_ONE_MEETING_OUT)}</p>
            </div>
            <details>
                <summary>{desk.say(t::IN_DETAIL)}</summary>
                {faults}
            </details>
        </div>
    }
    .into_any()
}

/// The file without which something cannot be checked; the opening statement may be there already.
const fn needs(held: Held, opening_is_there: bool) -> FileKind {
    match held {
        Held::KeysOfOpening if opening_is_there => FileKind::Result,
        Held::SurveyWellFormed => FileKind::Survey,
        Held::Signatures | Held::Sums | Held::Findings => FileKind::Result,
        Held::KeysOfOpening => FileKind::Opening,
        Held::JointKey | Held::BallotProofs | Held::Decryption | Held::Log | Held::RecordDigest => FileKind::Record,
    }
}

fn looked_at(
    desk: Desk,
    title: crate::text::Phrase,
    mark: &'static str,
    all: &[Held],
    missing: Option<bool>,
) -> Option<AnyView> {
    let items: Vec<AnyView> = all
        .iter()
        .map(|held| {
            let file = missing.map(|opening_is_there| {
                let file = names::file_kind(needs(*held, opening_is_there));
                format!(" ({} {})", desk.say(t::NEED_FILE), desk.say(file))
            });
            view! {
                <li>
                    <span aria-hidden="true">{mark} " "</span>
                    {desk.say(names::held(*held))}
                    {file}
                </li>
            }
            .into_any()
        })
        .collect();
    (!items.is_empty()).then(|| {
        view! {
            <section class="stack">
                <h2>{desk.say(title)}</h2>
                <ul class="plain">{items}</ul>
            </section>
        }
        .into_any()
    })
}

fn printed(desk: Desk, report: &CheckReport) -> Option<AnyView> {
    let part = |label, words: &[String]| (!words.is_empty()).then(|| parts::words(desk.say(label), words));
    let (opening, result) =
        (part(t::OPENING_WORDS, &report.opening_words), part(t::RESULT_WORDS, &report.result_words));
    (opening.is_some() || result.is_some()).then(|| {
        view! {
            <section class="panel stack">
                <p>{desk.say(t::COMPARE)}</p>
                {opening}
                {result}
            </section>
        }
        .into_any()
    })
}
