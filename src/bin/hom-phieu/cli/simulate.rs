//! `simulate`: a whole meeting without a browser.

use std::fs;
use std::path::Path;

use hom_phieu::ballot::Ballot;
use hom_phieu::record::{Attendance, CountInput, TellerSetup, count_box, empty_envelopes, open_box};
use hom_phieu::seal::{Envelope, SealedBallot, SealedRemark, Unlocked};
use hom_phieu::survey::{Base, Contest, ContestKind, Survey};
use rand_chacha::ChaCha20Rng;
use rand_core::{OsRng, RngCore, SeedableRng};
use serde_json::json;

use super::simulate_devices::{Devices, gather};
use super::{Outcome, bar};

/// A fixed clock: a simulated meeting says so, and its files repeat.
pub(super) const OPENED_AT: &str = "2026-01-01T19:30:00+07:00";
pub(super) const COUNTED_AT: &str = "2026-01-01T20:30:00+07:00";
/// Share of blanks, in percent.
const BLANKS: usize = 10;
/// Share of remark places with words in them, in percent.
const REMARKS: u64 = 15;
const SAMPLE_REMARKS: [&str; 3] =
    ["Gần gũi với bà con.", "Cần dự họp thôn đều hơn.", "Gia đình gương mẫu, đề nghị phát huy."];

/// What is simulated.
pub struct Order<'a> {
    pub survey: &'a Survey,
    pub ballots: u32,
    pub devices: Devices,
    pub seed: Option<u64>,
    pub out: &'a Path,
}

pub fn run(order: &Order<'_>) -> Result<Outcome, String> {
    let &Order { survey, ballots, devices, seed, out } = order;
    let mut rng = match seed {
        Some(seed) => ChaCha20Rng::seed_from_u64(seed),
        None => ChaCha20Rng::from_rng(OsRng).map_err(|fault| fault.to_string())?,
    };
    let files = Files { out, survey };
    fs::create_dir_all(out.join("ballots")).map_err(|fault| format!("{}: {fault}", out.display()))?;

    let summoned = ballots + ballots / 5 + 1;
    let delegates = (survey.rules.base == Base::Delegates).then_some(summoned);
    let attendance = Attendance { summoned, present: ballots + 1, delegates };
    let teller = |name: &str, role: &str| TellerSetup { name: name.into(), role: role.into(), pin: None };
    let tellers = [
        teller("Nguyễn Thị Mẫu Một", "Tổ trưởng"),
        teller("Trần Văn Mẫu Hai", "Thành viên"),
        teller("Lê Thị Mẫu Ba", "Thành viên"),
    ];
    let new_box = open_box(survey, &tellers, 2, attendance, OPENED_AT, &mut rng).map_err(|fault| fault.to_string())?;
    let opening = &new_box.opening;
    files.write("survey", &survey.to_json())?;
    files.write("opening", &opening.to_text())?;
    for card in &new_box.cards {
        files.write_part(&format!("-the-{}", card.teller), "card", &card.to_text())?;
    }
    let key = opening.box_key(survey).map_err(|fault| fault.to_string())?;

    let progress = bar(u64::from(ballots), "seal");
    let mut expected = Expected::new(survey);
    let mut sealed = Vec::new();
    for _ in 0..ballots {
        let ballot = expected.draw(survey, &mut rng);
        let one = SealedBallot::seal(&ballot, &key, &mut rng).map_err(|fault| fault.to_string())?;
        let envelope = Envelope::close(&one, &key, &mut rng).map_err(|fault| fault.to_string())?;
        let text = serde_json::to_string(&envelope).map_err(|fault| fault.to_string())?;
        write(&out.join("ballots").join(format!("{}.ballot.json", envelope.id().to_text())), &text)?;
        let remarks = SealedRemark::seal_all(&ballot, &key, &mut rng).map_err(|fault| fault.to_string())?;
        sealed.push((envelope, remarks));
        progress.inc(1);
    }
    progress.finish_and_clear();
    let gathered = gather(devices, (survey, opening, &key), &sealed, &files, &mut rng)?;

    let cards = new_box
        .cards
        .iter()
        .take(2)
        .map(|card| {
            let secrets = card.unlock(&key, |teller| opening.pinned(teller), None)?;
            Unlocked::new(&key, card.teller, secrets)
        })
        .collect::<Result<Vec<_>, _>>()
        .map_err(|fault| fault.to_string())?;
    let progress = bar(u64::from(ballots) + gathered.remarks.len() as u64, "open");
    let mut emptied =
        empty_envelopes(&key, &cards, &gathered.envelopes, &mut |done| progress.set_position(u64::from(done)))
            .map_err(|fault| fault.to_string())?;
    emptied.open_remarks(&key, &cards, &gathered.remarks, &mut |done| {
        progress.set_position(u64::from(ballots) + u64::from(done));
    });
    progress.finish_and_clear();
    let input = CountInput {
        survey,
        opening,
        key: &key,
        cards: &cards,
        emptied,
        paper: None,
        paper_remarks: Vec::new(),
        issued: gathered.issued,
        attendance,
        log: gathered.log,
        devices: gathered.devices,
        counted_at: COUNTED_AT,
    };
    let progress = bar(1, "count");
    let output = count_box(
        input,
        &mut |done, of| {
            progress.set_length(u64::from(of));
            progress.set_position(u64::from(done));
        },
        &mut rng,
    )
    .map_err(|fault| fault.to_string())?;
    progress.finish_and_clear();
    files.write("result", &output.result)?;
    files.write("record", &output.record)?;
    let text = serde_json::to_string_pretty(&expected.into_json(ballots)).map_err(|fault| fault.to_string())?;
    write(&out.join("expected.json"), &(text + "\n"))?;
    println!("{}", opening.words().join(" "));
    println!("{}", out.display());
    Ok(Outcome::Holds)
}

pub(super) struct Files<'a> {
    out: &'a Path,
    survey: &'a Survey,
}

impl Files<'_> {
    fn write(&self, kind: &str, text: &str) -> Result<(), String> {
        self.write_part("", kind, text)
    }

    /// The names that the browser's exports have.
    pub(super) fn write_part(&self, part: &str, kind: &str, text: &str) -> Result<(), String> {
        let practice = if self.survey.is_practice() { "-tap-duot" } else { "" };
        write(&self.out.join(format!("{}{practice}{part}.{kind}.json", self.survey.id)), text)
    }
}

fn write(path: &Path, text: &str) -> Result<(), String> {
    fs::write(path, text).map_err(|fault| format!("{}: {fault}", path.display()))
}

/// The plain totals, kept beside the sealing to hold the count against.
struct Expected {
    totals: Vec<Vec<u32>>,
    remarks: Vec<serde_json::Value>,
}

impl Expected {
    fn new(survey: &Survey) -> Self {
        let totals = |contest: &Contest<'_>| match contest.kind {
            ContestKind::Levels { options } => vec![0; options],
            ContestKind::Score { .. } => vec![0; 2],
            ContestKind::Choose { .. } => vec![0; contest.rows.len()],
        };
        Self { totals: survey.contests().iter().map(totals).collect(), remarks: Vec::new() }
    }

    /// Draws one resident's ballot: mostly good marks, some blanks, few remarks.
    fn draw(&mut self, survey: &Survey, rng: &mut ChaCha20Rng) -> Ballot {
        let mut below = |bound: usize| rng.next_u64() as usize % bound;
        let mut marks = vec![None; survey.rows().count()];
        for (contest, counts) in survey.contests().iter().zip(&mut self.totals) {
            match contest.kind {
                ContestKind::Levels { options } => {
                    let blank = below(100) < BLANKS;
                    let level = below(options - 1).min(below(options - 1));
                    counts[if blank { options - 1 } else { level }] += 1;
                    marks[contest.rows[0]] = (!blank).then_some(level);
                }
                ContestKind::Score { max } => {
                    let blank = below(100) < BLANKS;
                    let points = (max as usize) - below(max as usize + 1).min(below(max as usize + 1));
                    if !blank {
                        counts[0] += points as u32;
                        counts[1] += 1;
                        marks[contest.rows[0]] = Some(points);
                    }
                }
                ContestKind::Choose { at_most } => {
                    for _ in 0..below(at_most as usize + 1) {
                        let pick = below(contest.rows.len());
                        if marks[contest.rows[pick]].replace(0).is_none() {
                            counts[pick] += 1;
                        }
                    }
                }
            }
        }
        let remarks = survey
            .remark_slots()
            .map(|slot| {
                let text = SAMPLE_REMARKS[rng.next_u64() as usize % SAMPLE_REMARKS.len()];
                let text: String = text.chars().take(slot.max_chars as usize).collect();
                if rng.next_u64() % 100 >= REMARKS {
                    return String::new();
                }
                self.remarks.push(json!({ "subject": slot.subject.id, "question": slot.question.id, "text": text }));
                text
            })
            .collect();
        Ballot::from_parts(survey, marks, remarks).expect("drawn within the survey's own bounds")
    }

    fn into_json(mut self, ballots: u32) -> serde_json::Value {
        self.remarks.sort_by_key(ToString::to_string); // the order of casting must not be in a file
        json!({ "ballots": ballots, "totals": self.totals, "remarks": self.remarks })
    }
}
