//! The verifier: holds files against each other and lists every fault with its place.

use serde_json::Value;

use super::check_record::check_record;
use super::counting::{RESULT_FORMAT, check_paper};
use super::devices::check_stated;
use super::kind::kind_by_name;
use super::opening::is_time;
use super::{
    CheckReport, FileKind, Held, Jws, MAX_RESULT_BYTES, NotAllowed, Opening, PlacedFault, RECORD_FORMAT, Record,
    RecordFault, ResultPayload,
};
use super::{FINGERPRINT_WORDS, kind_of, words};
use crate::count::{self, PaperTotals, Part, RemarkFault};
use crate::survey::json::{self, JsonFault};
use crate::survey::{Digest, RowKind, Survey};

/// Largest record that is read: 10,000 ballots of 30 rows.
pub const MAX_RECORD_BYTES: usize = 512 * 1024 * 1024;

/// Collects faults and what holds.
pub(super) struct Checker<'a> {
    pub(super) report: CheckReport,
    pub(super) progress: &'a mut dyn FnMut(u32, u32),
}

impl Checker<'_> {
    pub(super) fn fault(&mut self, file: FileKind, at: impl Into<String>, fault: impl Into<RecordFault>) {
        self.report.faults.push(PlacedFault { file, at: at.into(), fault: fault.into() });
    }

    /// Notes a fault unless the two are equal.
    pub(super) fn equal(&mut self, file: FileKind, at: &str, expected: impl ToString, found: impl ToString) -> bool {
        let [expected, found] = [expected.to_string(), found.to_string()];
        let same = expected == found;
        if !same {
            self.fault(file, at, RecordFault::Mismatch { expected, found });
        }
        same
    }

    /// Runs one part and notes it as held where it added no fault.
    pub(super) fn part(&mut self, held: Held, run: impl FnOnce(&mut Self)) {
        let before = self.report.faults.len();
        run(self);
        if self.report.faults.len() == before {
            self.report.held.push(held);
        }
    }
}

/// Files that were brought, parsed as far as they can be.
#[derive(Default)]
pub(super) struct Brought {
    pub(super) survey: Option<Survey>,
    pub(super) opening: Option<Opening>,
    pub(super) result: Option<(Jws, Vec<u8>, ResultPayload)>,
    pub(super) record: Option<(Record, Digest)>,
    /// What the files are called.
    names: Vec<(FileKind, String)>,
}

impl Brought {
    /// The files and the titles of their meetings, where they are not all of one box.
    fn mixed(&self) -> Vec<(String, String)> {
        let result = self.result.as_ref().map(|(_, _, payload)| (&payload.box_id, payload.survey.title.as_str()));
        let record = self.record.as_ref().map(|(record, _)| (&record.opening.box_id, record.survey.title.as_str()));
        let opening = self.opening.as_ref().map(|opening| (&opening.box_id, ""));
        let all = [(FileKind::Result, result), (FileKind::Record, record), (FileKind::Opening, opening)];
        let all: Vec<_> = all.into_iter().filter_map(|(kind, file)| Some((kind, file?))).collect();
        if all.windows(2).all(|two| two[0].1.0 == two[1].1.0) {
            return Vec::new();
        }
        let name =
            |kind| self.names.iter().find(|(of, _)| *of == kind).map(|(_, name)| name.clone()).unwrap_or_default();
        all.into_iter().map(|(kind, (_, title))| (name(kind), title.to_owned())).collect()
    }
}

/// Checks any set of a result, a record, an opening statement and a survey. Each kind may be
/// given once; more than one is a fault, since a report must say which file it speaks of.
pub fn check(files: &[(String, Vec<u8>)], progress: &mut dyn FnMut(u32, u32)) -> CheckReport {
    let mut checker = Checker { report: CheckReport::default(), progress };
    let mut brought = Brought::default();
    for (name, bytes) in files {
        take(&mut checker, &mut brought, name, bytes);
    }
    checker.report.mixed = brought.mixed();
    if let Some(survey) = &brought.survey {
        checker.report.held.push(Held::SurveyWellFormed);
        if let Some((_, _, payload)) = &brought.result {
            checker.equal(FileKind::Survey, "", payload.survey_digest, survey.digest());
        }
        if let Some((record, _)) = &brought.record {
            checker.equal(FileKind::Survey, "", record.survey.digest(), survey.digest());
        }
    }
    if let Some(opening) = &brought.opening {
        checker.report.opening_words = opening.words();
    }
    if brought.result.is_some() {
        check_result(&mut checker, &brought);
    }
    if brought.record.is_some() {
        check_record(&mut checker, &brought);
    }
    if brought.result.is_none()
        && brought.record.is_none()
        && let (Some(opening), Some(survey)) = (&brought.opening, &brought.survey)
    {
        checker.part(Held::JointKey, |checker| {
            if let Err(fault) = opening.box_key(survey) {
                checker.fault(FileKind::Opening, "", fault);
            }
        });
    }
    if let Some((_, bytes, payload)) = brought.result {
        checker.report.result_words = words(&Digest::of_bytes(&bytes), FINGERPRINT_WORDS);
        checker.report.result = Some(payload);
    }
    note_unchecked(&mut checker.report);
    checker.report
}

fn note_unchecked(report: &mut CheckReport) {
    let all = [
        Held::Signatures,
        Held::KeysOfOpening,
        Held::Sums,
        Held::Findings,
        Held::RecordDigest,
        Held::JointKey,
        Held::BallotProofs,
        Held::Decryption,
        Held::Log,
    ];
    if report.faults.is_empty() {
        report.unchecked = all.into_iter().filter(|held| !report.held.contains(held)).collect();
    }
}

fn take(checker: &mut Checker<'_>, brought: &mut Brought, name: &str, bytes: &[u8]) {
    let value = match json::parse(bytes, MAX_RECORD_BYTES) {
        Ok(value) => value,
        Err(fault) => return checker.fault(kind_by_name(name), name, fault),
    };
    let Some(kind) = kind_of(&value) else {
        return checker.fault(kind_by_name(name), name, RecordFault::UnknownKind);
    };
    brought.names.push((kind, name.to_owned()));
    let twice = |checker: &mut Checker<'_>| {
        checker.fault(kind, name, RecordFault::Value(NotAllowed::SecondFile));
    };
    match kind {
        FileKind::Survey => match Survey::parse(bytes) {
            Err(faults) => checker.fault(kind, name, RecordFault::Survey(faults)),
            Ok(_) if brought.survey.is_some() => twice(checker),
            Ok(survey) => brought.survey = Some(survey),
        },
        FileKind::Opening => match Opening::parse(bytes) {
            Err(fault) => checker.fault(kind, name, fault),
            Ok(_) if brought.opening.is_some() => twice(checker),
            Ok(opening) => brought.opening = Some(opening),
        },
        FileKind::Result => match read_result(bytes) {
            Err((at, fault)) => checker.fault(kind, at, fault),
            Ok(_) if brought.result.is_some() => twice(checker),
            Ok(result) => brought.result = Some(result),
        },
        FileKind::Record => match read_record(value) {
            Err((at, fault)) => checker.fault(kind, at, fault),
            Ok(_) if brought.record.is_some() => twice(checker),
            Ok(record) => brought.record = Some(record),
        },
        FileKind::Card
        | FileKind::Ballot
        | FileKind::Join
        | FileKind::Box
        | FileKind::Meeting
        | FileKind::HandIn
        | FileKind::Remark => {
            checker.fault(kind, name, RecordFault::Value(NotAllowed::NotChecked));
        }
    }
}

type Placed<T> = Result<T, (String, RecordFault)>;

fn read_result(bytes: &[u8]) -> Placed<(Jws, Vec<u8>, ResultPayload)> {
    let jws = Jws::parse(bytes).map_err(|fault| (String::new(), fault))?;
    let payload_bytes = jws.payload_bytes().map_err(|fault| ("payload".into(), fault))?;
    let payload: ResultPayload = json::read(&payload_bytes, MAX_RESULT_BYTES, RESULT_FORMAT, 1).map_err(|fault| {
        let at = match &fault {
            JsonFault::Member { member, .. } => format!("payload.{member}"),
            _ => "payload".into(),
        };
        (at, fault.into())
    })?;
    recheck(&payload.survey).map_err(|fault| ("payload.survey".into(), fault))?;
    Ok((jws, payload_bytes, payload))
}

/// A survey inside another file passes the same door as one on its own.
fn recheck(survey: &Survey) -> Result<(), RecordFault> {
    let bytes = serde_json::to_vec(survey).expect("a survey is plain data");
    Survey::parse(&bytes).map(|_| ()).map_err(RecordFault::Survey)
}

fn read_record(value: Value) -> Placed<(Record, Digest)> {
    json::check_format(&value, RECORD_FORMAT, 1).map_err(|fault| (String::new(), fault.into()))?;
    let digest = Digest::of_json(&value);
    let record: Record = json::typed(value).map_err(|fault| match &fault {
        JsonFault::Member { member, .. } => (member.clone(), fault.into()),
        _ => (String::new(), fault.into()),
    })?;
    recheck(&record.survey).map_err(|fault| ("survey".into(), fault))?;
    Opening::parse(record.opening.to_text().as_bytes()).map_err(|fault| ("opening".into(), fault))?;
    Ok((record, digest))
}

fn check_result(checker: &mut Checker<'_>, brought: &Brought) {
    const FILE: FileKind = FileKind::Result;
    let Some((jws, _, payload)) = &brought.result else { return };
    checker.part(Held::Signatures, |checker| {
        for fault in jws.check(payload.mode, &payload.tellers, payload.needed) {
            let at = match &fault {
                RecordFault::BadHeader { index, .. }
                | RecordFault::UnknownSigner { index }
                | RecordFault::SignedTwice { index }
                | RecordFault::BadSignature { index } => format!("signatures[{index}]"),
                _ => "signatures".into(),
            };
            checker.fault(FILE, at, fault);
        }
    });
    for (at, time) in [("payload.opened_at", &payload.opened_at), ("payload.counted_at", &payload.counted_at)] {
        if !is_time(time) {
            checker.fault(FILE, at, RecordFault::Value(NotAllowed::Time));
        }
    }
    checker.equal(FILE, "payload.survey_digest", payload.survey.digest(), payload.survey_digest);
    checker.equal(FILE, "payload.mode", format!("{:?}", payload.survey.mode), format!("{:?}", payload.mode));

    let pinned = brought.opening.as_ref().or(brought.record.as_ref().map(|(record, _)| &record.opening));
    if let Some(opening) = pinned {
        checker.report.opening_words = opening.words();
        checker.part(Held::KeysOfOpening, |checker| {
            checker.equal(FILE, "payload.opening_digest", opening.digest(), payload.opening_digest);
            checker.equal(FILE, "payload.box_id", &opening.box_id, &payload.box_id);
            checker.equal(FILE, "payload.opened_at", &opening.opened_at, &payload.opened_at);
            checker.equal(FILE, "payload.needed", opening.needed, payload.needed);
            let tellers = |tellers: &[super::Teller]| serde_json::to_string(tellers).unwrap_or_default();
            checker.equal(FILE, "payload.tellers", tellers(&opening.tellers), tellers(&payload.tellers));
            checker.part(Held::JointKey, |checker| {
                if let Err(fault) = opening.box_key(&payload.survey) {
                    checker.fault(FileKind::Opening, "", fault);
                }
            });
        });
    }
    checker.part(Held::Sums, |checker| check_sums(checker, payload));
    checker.part(Held::Findings, |checker| check_findings(checker, payload));
    if let Some((_, digest)) = &brought.record {
        checker.part(Held::RecordDigest, |checker| {
            checker.equal(FILE, "payload.record_digest", digest, payload.record_digest);
        });
    }
}

/// Rows are those of the survey, and every conservation sum is stated and holds.
fn check_sums(checker: &mut Checker<'_>, payload: &ResultPayload) {
    const FILE: FileKind = FileKind::Result;
    let shape: Vec<_> = payload.survey.rows().collect();
    checker.equal(FILE, "payload.rows", shape.len(), payload.rows.len());
    for (index, (row, expected)) in payload.rows.iter().zip(&shape).enumerate() {
        let at = format!("payload.rows[{index}]");
        checker.equal(FILE, &format!("{at}.subject"), &expected.subject.id, &row.subject);
        let task = |task: Option<&str>| task.unwrap_or_default().to_owned();
        let wanted_task = task(expected.task.map(|task| task.id.as_str()));
        checker.equal(FILE, &format!("{at}.task"), wanted_task, task(row.task.as_deref()));
        let scored = matches!(expected.kind, RowKind::Score { .. });
        checker.equal(FILE, &format!("{at}.score"), scored, row.score.is_some());
        checker.equal(FILE, &format!("{at}.question"), &expected.question.id, &row.question);
        let ids = |ids: Vec<&str>| ids.join(", ");
        let wanted = ids(count::level_ids(expected));
        let found = ids(row.levels.iter().map(|level| level.level.as_str()).collect());
        checker.equal(FILE, &format!("{at}.levels"), wanted, found);
    }
    if let Some(paper) = &payload.paper {
        match check_paper(&payload.survey, payload.tellers.len(), paper) {
            Err(fault) => checker.fault(FILE, "payload.paper", fault),
            Ok(()) => check_paper_within(checker, payload, paper),
        }
    }
    let part = |part: &Part| serde_json::to_string(part).unwrap_or_default();
    let paper = payload.paper.as_ref().map(PaperTotals::part).unwrap_or_default();
    checker.equal(FILE, "payload.figures.paper", part(&paper), part(&payload.figures.paper));
    let mut sums = count::conservation(&payload.survey, &payload.figures, &payload.rows, payload.paper.as_ref());
    sums.extend(payload.devices.iter().flat_map(|devices| devices.sums(&payload.figures)));
    if sums != payload.conservation {
        checker.fault(FILE, "payload.conservation", RecordFault::Value(NotAllowed::OtherSums));
    }
    for (at, fault) in payload.devices.iter().flat_map(check_stated) {
        checker.fault(FILE, format!("payload.devices.{at}"), fault);
    }
    for (index, sum) in sums.into_iter().enumerate().filter(|(_, sum)| !sum.holds()) {
        checker.fault(FILE, format!("payload.conservation[{index}]"), RecordFault::Conservation(sum));
    }
    check_remarks(checker, payload);
}

/// Every place of a ballot from the box has a remark or is counted as empty or unreadable; the rest stood on paper.
fn check_remarks(checker: &mut Checker<'_>, payload: &ResultPayload) {
    const FILE: FileKind = FileKind::Result;
    let slots: Vec<_> = payload.survey.remark_slots().collect();
    let [collected, on_paper] = [payload.figures.electronic.collected, payload.figures.paper.collected];
    let written = payload.paper.as_ref().and_then(|paper| paper.remarks).unwrap_or_default();
    let remarks =
        payload.remarks.len() as u64 + u64::from(payload.remarks_empty) + u64::from(payload.remarks_unreadable);
    let expected = u64::from(collected) * slots.len() as u64 + u64::from(written);
    checker.equal(FILE, "payload.remarks", expected, remarks);
    let most = collected.saturating_add(on_paper.min(written));
    let mut given = vec![0_u32; slots.len()];
    for (index, remark) in payload.remarks.iter().enumerate() {
        let at = format!("payload.remarks[{index}]");
        match remark.place(&slots) {
            Err(RemarkFault::NoSuchPlace) => checker.fault(FILE, at, RecordFault::Value(NotAllowed::NoSuchRemark)),
            // Nobody can have sealed another text than the count writes, and a hidden character would turn what the
            // minutes print.
            Err(_) => checker.fault(FILE, format!("{at}.text"), RecordFault::Value(NotAllowed::RemarkText)),
            Ok(place) => {
                given[place] += 1;
                if given[place] > most {
                    checker.fault(FILE, at, RecordFault::Value(NotAllowed::NoSuchRemark));
                }
            }
        }
    }
}

/// No row holds fewer marks than were counted on paper alone.
fn check_paper_within(checker: &mut Checker<'_>, payload: &ResultPayload, paper: &PaperTotals) {
    for (index, (row, paper)) in payload.rows.iter().zip(&paper.rows).enumerate() {
        let pairs = row.levels.iter().map(|level| level.count).zip(paper.counts.iter().copied());
        let scores = row.score.zip(paper.score).into_iter();
        let scores = scores.flat_map(|(row, paper)| [(row.sum, paper.sum), (row.given, paper.given)]);
        // A mark can be invalid on paper only.
        let within = pairs.chain(scores).chain([(row.blank, paper.blank)]).all(|(row, paper)| row >= paper);
        if !within || row.invalid != paper.invalid {
            let at = format!("payload.paper.rows[{index}]");
            checker.fault(FileKind::Result, at, RecordFault::Value(NotAllowed::OtherPaper));
        }
    }
}

/// Shares, findings and quorum are what the survey's rules make of the counts.
fn check_findings(checker: &mut Checker<'_>, payload: &ResultPayload) {
    const FILE: FileKind = FileKind::Result;
    let base = payload.figures.base(payload.survey.rules.base);
    for (index, row) in payload.rows.iter().enumerate() {
        for (place, level) in row.levels.iter().enumerate() {
            let at = format!("payload.rows[{index}].levels[{place}].share");
            let [expected, found] = [[level.count, base], level.share].map(|[count, base]| format!("{count}/{base}"));
            checker.equal(FILE, &at, expected, found);
        }
    }
    if count::findings(&payload.survey, &payload.rows, &payload.figures) != payload.findings {
        checker.fault(FILE, "payload.findings", RecordFault::Value(NotAllowed::OtherFindings));
    }
    if count::grades(&payload.survey, &payload.rows) != payload.grades {
        checker.fault(FILE, "payload.grades", RecordFault::Value(NotAllowed::OtherGrades));
    }
    if count::quorum(&payload.survey, &payload.figures) != payload.quorum {
        checker.fault(FILE, "payload.quorum", RecordFault::Value(NotAllowed::OtherQuorum));
    }
}
