//! Opening the box and counting: from sealed ballots and cards to a signed result.

use rand_core::{CryptoRng, RngCore};

use super::devices::check_devices;
use super::emptying::Emptied;
use super::judge::judge;
use super::opening::canonical;
use super::remarks::{OpenedRemarks, shuffle};
use super::{
    Attendance, NotAllowed, OfficerAct, OfficerEvent, Opening, Record, RecordDevices, RecordFault, Remark,
    ResultPayload, TellerShares, check_log, jws, next_event,
};
use crate::count::{self, Figures, PaperTotals, Part};
use crate::seal::{BoxKey, SealFault, Unlocked, combine};
use crate::survey::{Digest, RowKind, Survey};

/// `format` of the result's payload.
pub const RESULT_FORMAT: &str = "hom-phieu/result";
/// `format` of the record.
pub const RECORD_FORMAT: &str = "hom-phieu/record";

/// All that goes into a count.
pub struct CountInput<'a> {
    /// What was asked.
    pub survey: &'a Survey,
    /// The opening statement.
    pub opening: &'a Opening,
    /// Its key, as [`Opening::box_key`] returned it.
    pub key: &'a BoxKey,
    /// The presented cards, each teller once.
    pub cards: &'a [Unlocked],
    /// What [`super::empty_envelopes`] and [`Emptied::open_remarks`] took out of the box.
    pub emptied: Emptied,
    /// Ballots handed out.
    pub issued: u32,
    /// What the tellers counted by hand, where people also voted on paper.
    pub paper: Option<PaperTotals>,
    /// The remarks that stood on those ballots.
    pub paper_remarks: Vec<Remark>,
    /// Summoned and present at the close.
    pub attendance: Attendance,
    /// The chief device's officers' log until now.
    pub log: Vec<OfficerEvent>,
    /// What each device did, where more than the chief device took part or slips were used.
    pub devices: Option<RecordDevices>,
    /// Device clock; RFC 3339, to the minute.
    pub counted_at: &'a str,
}

/// What comes out.
pub struct CountOutput {
    /// What the tellers signed.
    pub payload: ResultPayload,
    /// Exact text of `*.result.json`.
    pub result: String,
    /// Exact text of `*.record.json`: RFC 8785 bytes, so that `sha256sum` prints its digest.
    pub record: String,
    /// Digest of the signed payload, for the fingerprint words.
    pub fingerprint: Digest,
}

/// Adds up the ballots whose proofs hold, opens the sums, shuffles the remarks, signs.
/// `progress` is told steps done and steps in all.
pub fn count_box(
    input: CountInput<'_>,
    progress: &mut dyn FnMut(u32, u32),
    rng: &mut (impl CryptoRng + RngCore),
) -> Result<CountOutput, RecordFault> {
    let CountInput { survey, opening, key, cards, .. } = input;
    let presented = cards.len() as u32;
    if presented < key.needed() {
        return Err(SealFault::TooFewCards { needed: key.needed(), presented }.into());
    }
    let mut log = input.log;
    let counted = next_event(&log, opening.digest(), OfficerAct::Counted, input.counted_at);
    log.push(counted);
    // That it may be counted now, the log shows too.
    if let Some(fault) = check_log(&log, opening.digest()).into_iter().next() {
        return Err(fault);
    }
    let (paper, paper_remarks) = with_remarks(survey, input.paper, input.paper_remarks)?;
    if let Some(paper) = &paper {
        check_paper(survey, opening.tellers.len(), paper)?;
    }
    let devices = input.devices;
    if let Some((_, fault)) = check_devices(devices.as_ref(), &log, opening.digest()).into_iter().next() {
        return Err(fault);
    }
    let mut emptied = input.emptied;
    let Emptied { unreadable, damaged_remarks, .. } = emptied;
    let opened = OpenedRemarks::of(core::mem::take(&mut emptied.remarks), damaged_remarks, survey);
    let (ballots, copied) = emptied.in_order(key);
    let steps = (ballots.len() + cards.len() + 1) as u32;
    let judged = judge(key, ballots.iter().map(|(id, ballot, _)| (id, ballot)), &mut |place, ballot| {
        progress(place as u32, steps);
        let proven = ballots.get(place).is_some_and(|(.., holds)| *holds);
        if proven { ballot.ciphertexts(key) } else { Err(SealFault::BadChoiceProof { row: 0 }) }
    });

    let mut decryption = Vec::with_capacity(cards.len());
    for (step, card) in (ballots.len() as u32..).zip(cards) {
        progress(step, steps);
        decryption.push(TellerShares { teller: card.teller(), shares: card.decrypt(&judged.sums, rng) });
    }
    decryption.sort_by_key(|shares| shares.teller);
    let totals = combine(key, &judged.sums, &shares_of(&decryption))?;

    let valid = judged.sums.ballots();
    let record = Record {
        format: RECORD_FORMAT.into(),
        version: 1,
        mode: survey.mode,
        box_id: opening.box_id.clone(),
        survey: survey.clone(),
        opening: opening.clone(),
        ballots: ballots.into_iter().map(|(_, ballot, _)| ballot.choices).collect(),
        set_aside: judged.set_aside,
        unreadable,
        copied,
        decryption,
        totals,
        paper,
        issued: input.issued,
        attendance: input.attendance,
        log,
        devices,
    };
    let figures = figures_of(&record, valid);
    let mut opened = opened.fitted(survey, figures.electronic.collected, rng);
    opened.remarks.extend(paper_remarks);
    shuffle(&mut opened.remarks, rng);
    let record_text = canonical(&record);
    let rows = count::rows(survey, &record.totals, &figures, record.paper.as_ref());
    let devices = record.devices.as_ref().map(RecordDevices::figures);
    let mut conservation = count::conservation(survey, &figures, &rows, record.paper.as_ref());
    conservation.extend(devices.iter().flat_map(|devices| devices.sums(&figures)));
    let payload = ResultPayload {
        format: RESULT_FORMAT.into(),
        version: 1,
        mode: survey.mode,
        box_id: opening.box_id.clone(),
        survey_digest: survey.digest(),
        opening_digest: opening.digest(),
        record_digest: Digest::of_bytes(record_text.as_bytes()),
        survey: survey.clone(),
        opened_at: opening.opened_at.clone(),
        counted_at: input.counted_at.to_owned(),
        needed: opening.needed,
        tellers: opening.tellers.clone(),
        quorum: count::quorum(survey, &figures),
        findings: count::findings(survey, &rows, &figures),
        grades: count::grades(survey, &rows),
        devices,
        conservation,
        paper: record.paper.clone(),
        figures,
        rows,
        remarks: opened.remarks,
        remarks_empty: opened.empty,
        remarks_unreadable: opened.unreadable,
        remarks_surplus: opened.surplus,
    };
    let bytes = serde_json::to_vec(&payload).expect("a payload is plain data");
    let mut keys: Vec<(u32, Digest, &[u8; 32])> = cards
        .iter()
        .filter_map(|card| Some((card.teller(), opening.pinned(card.teller())?, card.signing_seed())))
        .collect();
    keys.sort_by_key(|(teller, ..)| *teller);
    let keys: Vec<_> = keys.into_iter().map(|(_, kid, seed)| (kid, seed)).collect();
    let result = serde_json::to_string(&jws::sign(survey.mode, &bytes, &keys)).expect("a JWS is plain data");
    progress(steps, steps);
    Ok(CountOutput { payload, result, record: record_text, fingerprint: Digest::of_bytes(&bytes) })
}

/// Paper totals that say how many remarks were typed from the ballots, and those remarks.
fn with_remarks(
    survey: &Survey,
    paper: Option<PaperTotals>,
    remarks: Vec<Remark>,
) -> Result<(Option<PaperTotals>, Vec<Remark>), RecordFault> {
    let slots: Vec<_> = survey.remark_slots().collect();
    let impossible = || RecordFault::Value(NotAllowed::PaperRemarks);
    let mut given = vec![0_u32; slots.len()];
    for remark in &remarks {
        given[remark.place(&slots).map_err(|_| impossible())?] += 1;
    }
    let collected = paper.as_ref().map_or(0, |paper| paper.collected);
    if given.iter().any(|given| *given > collected) {
        return Err(impossible());
    }
    let written = (!remarks.is_empty()).then_some(remarks.len() as u32);
    Ok((paper.map(|paper| PaperTotals { remarks: written, ..paper }), remarks))
}

/// Whether paper totals have the shape of the survey's rows, and say nothing impossible of how they came about; the sums
/// are judged with the others.
pub(super) fn check_paper(survey: &Survey, tellers: usize, paper: &PaperTotals) -> Result<(), RecordFault> {
    let shape: Vec<(usize, bool)> =
        survey.rows().map(|row| (count::level_ids(&row).len(), matches!(row.kind, RowKind::Score { .. }))).collect();
    let found: Vec<(usize, bool)> = paper.rows.iter().map(|row| (row.counts.len(), row.score.is_some())).collect();
    let mut reasons: Vec<_> = paper.rejected.iter().map(|rejected| rejected.reason).collect();
    reasons.sort_unstable();
    reasons.dedup();
    let once = reasons.len() == paper.rejected.len() && paper.rejected.iter().all(|rejected| rejected.ballots > 0);
    let places = survey.remark_slots().count() as u64;
    let most = u64::from(paper.collected) * places;
    let fault = if shape != found || !once {
        NotAllowed::OtherPaper
    } else if paper.passes.is_some_and(|passes| !passes.possible(survey, tellers, paper.collected)) {
        NotAllowed::PaperPasses
    } else if paper.remarks.is_some_and(|remarks| remarks == 0 || u64::from(remarks) > most) {
        NotAllowed::PaperRemarks
    } else {
        return Ok(());
    };
    Err(RecordFault::Value(fault))
}

/// The meeting's figures, as count and verifier both derive them.
pub(super) fn figures_of(record: &Record, valid: u32) -> Figures {
    let unopened = record.unreadable.saturating_add(record.copied);
    Figures {
        attendance: record.attendance,
        electronic: Part {
            issued: record.issued,
            collected: (record.ballots.len() as u32).saturating_add(unopened),
            valid,
            invalid: (record.set_aside.len() as u32).saturating_add(unopened),
        },
        paper: record.paper.as_ref().map(PaperTotals::part).unwrap_or_default(),
    }
}

/// The form in which [`combine`] takes the shares.
pub(super) fn shares_of(decryption: &[TellerShares]) -> Vec<(u32, Vec<Vec<String>>)> {
    decryption.iter().map(|shares| (shares.teller, shares.shares.clone())).collect()
}
