//! Arguments, and one file per command.

mod check;
mod report;
mod simulate;
mod simulate_devices;
mod template;
mod verify;

use std::path::{Path, PathBuf};
use std::process::ExitCode;

use clap::{Parser, Subcommand, ValueEnum};
use hom_phieu::record::MAX_DEVICES;
use hom_phieu::text::Lang;
use indicatif::{ProgressBar, ProgressStyle};

/// Hòm Phiếu: begin and check surveys, simulate meetings, verify results, write minutes and tables.
#[derive(Parser)]
#[command(version, about)]
struct Arguments {
    /// Language of faults and reports.
    #[arg(long, value_enum, default_value = "vi", global = true)]
    lang: LangChoice,
    #[command(subcommand)]
    command: Command,
}

#[derive(Clone, Copy, ValueEnum)]
enum LangChoice {
    /// Tiếng Việt
    Vi,
    /// English
    En,
}

impl From<LangChoice> for Lang {
    fn from(choice: LangChoice) -> Self {
        match choice {
            LangChoice::Vi => Self::Vi,
            LangChoice::En => Self::En,
        }
    }
}

#[derive(Subcommand)]
enum Command {
    /// Check a survey file; lists every fault. Exit 0 only where there is none.
    Check {
        /// `*.survey.json`
        survey: PathBuf,
    },
    /// Hold a whole meeting without a browser: opening, cards, sealed ballots, record, result.
    Simulate {
        /// `*.survey.json`
        #[arg(long, required_unless_present = "template", conflicts_with = "template")]
        survey: Option<PathBuf>,
        /// A built-in template with its invented subjects, in place of a survey.
        #[arg(long, value_name = "ID")]
        template: Option<String>,
        /// With --template: a practice meeting.
        #[arg(long, requires = "template")]
        practice: bool,
        /// How many residents vote.
        #[arg(long, value_parser = clap::value_parser!(u32).range(0..=100_000))]
        ballots: u32,
        /// How many devices collect ballots, the chief device among them.
        #[arg(long, default_value_t = 1, value_parser = clap::value_parser!(u32).range(1..=i64::from(MAX_DEVICES)))]
        devices: u32,
        /// Number of a device that never hands its box over.
        #[arg(long, value_name = "DEVICE", value_parser = clap::value_parser!(u32).range(2..=i64::from(MAX_DEVICES)))]
        missing: Option<u32>,
        /// Slips release the ballots.
        #[arg(long)]
        slips: bool,
        /// Makes marks, keys and files repeat. Such a box is no secret: for tests only.
        #[arg(long)]
        seed: Option<u64>,
        /// Folder for the files; made where it is missing.
        #[arg(long)]
        out: PathBuf,
    },
    /// Built-in templates: list them, show one, begin a survey with one.
    Template {
        #[command(subcommand)]
        command: template::TemplateCommand,
    },
    /// Write the minutes or the figures of a result whose signatures hold; a faulty one is refused. Exit 0 where the
    /// keys are those of the opening statement; 3 without one: the file then says on every page that nobody has
    /// held it against the opening.
    Report {
        /// `*.result.json`
        result: PathBuf,
        /// `*.opening.json`: pins the keys that may sign.
        #[arg(long)]
        opening: Option<PathBuf>,
        #[command(flatten)]
        form: report::Form,
        /// Minutes of the opening instead of the count; needs --opening.
        #[arg(long, requires = "opening", conflicts_with_all = ["csv", "xlsx"])]
        of_opening: bool,
        /// JSON with what only the meeting knows (docs/formats.md, section 13). What is left out becomes a dotted line.
        #[arg(long)]
        particulars: Option<PathBuf>,
        /// Print the residents' remarks too.
        #[arg(long)]
        remarks: bool,
        /// Where to write; standard output otherwise.
        #[arg(long)]
        out: Option<PathBuf>,
    },
    /// Verify a result; lists every fault with its place. Exit 0 only where all was checked and holds, 1 with faults, 3
    /// where files are missing, 4 where it is one of a practice meeting and --practice was not given.
    Verify {
        /// `*.result.json`
        result: PathBuf,
        /// `*.record.json`: proves every total.
        #[arg(long)]
        record: Option<PathBuf>,
        /// `*.opening.json`: pins the keys that may sign.
        #[arg(long)]
        opening: Option<PathBuf>,
        /// `*.survey.json`: is this what was asked?
        #[arg(long)]
        survey: Option<PathBuf>,
        /// A practice meeting is expected: its result is worth nothing, and is not taken for a real one without this.
        #[arg(long)]
        practice: bool,
        /// The report as JSON, for machines.
        #[arg(long)]
        json: bool,
    },
}

/// What a command found. Exit code 2 is for commands that could not be carried out.
#[derive(Clone, Copy)]
pub enum Outcome {
    /// All holds: exit code 0.
    Holds,
    /// Something is wrong with a file: exit code 1.
    Faulty,
    /// No fault, but without the other files not all could be checked; a forged result that names its
    /// own keys looks the same: exit code 3.
    Unproven,
    /// No fault, but the result of a practice meeting where nobody said that one was expected: exit code 4.
    Practice,
}

/// Parses the arguments and runs the command.
pub fn run() -> ExitCode {
    let arguments = Arguments::parse();
    let lang = arguments.lang.into();
    let outcome = match arguments.command {
        Command::Check { survey } => check::run(&survey, lang),
        Command::Simulate { survey, template, practice, ballots, devices, missing, slips, seed, out } => {
            let devices = simulate_devices::Devices { count: devices, missing, slips };
            let survey = match (survey, template) {
                (Some(path), _) => check::load(&path, lang),
                (None, id) => template::sample(&id.unwrap_or_default(), practice, lang).map(Some),
            };
            survey.and_then(|survey| match survey {
                Some(survey) => {
                    let survey = &survey;
                    simulate::run(&simulate::Order { survey, ballots, devices, seed, out: &out })
                }
                None => Ok(Outcome::Faulty),
            })
        }
        Command::Template { command } => template::run(command, lang),
        Command::Report { result, opening, form, of_opening, particulars, remarks, out } => {
            let order = report::Order { result, opening, form, of_opening, particulars, remarks, out };
            report::run(&order, lang)
        }
        Command::Verify { result, record, opening, survey, practice, json } => {
            let files = verify::Files { result, record, opening, survey };
            verify::run(&files, verify::Order { practice, json, lang })
        }
    };
    match outcome {
        Ok(Outcome::Holds) => ExitCode::SUCCESS,
        Ok(Outcome::Faulty) => ExitCode::from(1),
        Ok(Outcome::Unproven) => ExitCode::from(3),
        Ok(Outcome::Practice) => ExitCode::from(4),
        Err(fault) => {
            eprintln!("{fault}");
            ExitCode::from(2)
        }
    }
}

/// Reads a file, bounded before it is read; the fault names the file.
fn read(path: &Path, limit: u64) -> Result<Vec<u8>, String> {
    let size = std::fs::metadata(path).map_err(|fault| format!("{}: {fault}", path.display()))?.len();
    if size > limit {
        return Err(format!("{}: {size} bytes; at most {limit} are read", path.display()));
    }
    std::fs::read(path).map_err(|fault| format!("{}: {fault}", path.display()))
}

/// A bar for long work; silent where the output is no terminal.
fn bar(of: u64, what: &'static str) -> ProgressBar {
    let style = ProgressStyle::with_template("{msg} {wide_bar} {pos}/{len} {eta}");
    ProgressBar::new(of).with_style(style.unwrap_or_else(|_| ProgressStyle::default_bar())).with_message(what)
}
