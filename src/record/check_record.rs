//! The verifier's part on the record: every ballot's proofs, the sums, the shares, the log.

use super::check::{Brought, Checker};
use super::counting::{check_paper, figures_of, shares_of};
use super::devices::check_devices;
use super::judge::{SetAsideReason, in_order, judge};
use super::opening::is_time;
use super::{
    CHIEF, ClockStep, DeviceFault, FileKind, Held, NotAllowed, OfficerAct, Record, RecordDevices, RecordFault,
    check_log, steps_back,
};
use crate::count;
use crate::seal::{SealedBallot, combine};
use crate::survey::Digest;

/// Holds the record against itself, the opening and the result.
pub(super) fn check_record(checker: &mut Checker<'_>, brought: &Brought) {
    const FILE: FileKind = FileKind::Record;
    let Some((record, _)) = &brought.record else { return };
    checker.equal(FILE, "box_id", &record.opening.box_id, &record.box_id);
    checker.equal(FILE, "mode", format!("{:?}", record.survey.mode), format!("{:?}", record.mode));
    if let Some(opening) = &brought.opening {
        checker.equal(FILE, "opening", opening.digest(), record.opening.digest());
    }
    checker.part(Held::Log, |checker| {
        for fault in check_log(&record.log, record.opening.digest()) {
            checker.fault(FILE, "log", fault);
        }
        for (index, _) in record.log.iter().enumerate().filter(|(_, event)| !is_time(&event.device_clock)) {
            let fault = RecordFault::Value(NotAllowed::Time);
            checker.fault(FILE, format!("log[{index}].device_clock"), fault);
        }
        let last = record.log.last();
        // That an empty log is none has been said.
        if last.is_some_and(|event| event.kind != OfficerAct::Counted) {
            checker.fault(FILE, "log", RecordFault::BrokenLog { seq: record.log.len() as u32 });
        }
        if let (Some(last), Some((_, _, payload))) = (last, &brought.result) {
            checker.equal(FileKind::Result, "payload.counted_at", &last.device_clock, &payload.counted_at);
        }
        check_devices_of(checker, brought, record);
    });
    let key = match record.opening.box_key(&record.survey) {
        Ok(key) => key,
        Err(fault) => return checker.fault(FILE, "opening", fault),
    };
    if !checker.report.held.contains(&Held::JointKey) {
        checker.report.held.push(Held::JointKey);
    }

    let ballots: Vec<SealedBallot> = record
        .ballots
        .iter()
        .map(|choices| SealedBallot { mode: record.mode, box_id: record.box_id.clone(), choices: choices.clone() })
        .collect();
    let given: Vec<Digest> = ballots.iter().map(SealedBallot::id).collect();
    let ordered = in_order(ballots);
    if !given.iter().eq(ordered.iter().map(|(id, _)| id)) {
        checker.fault(FILE, "ballots", RecordFault::Value(NotAllowed::BallotOrder));
    }
    let of = ordered.len() as u32;
    checker.report.set_aside.clone_from(&record.set_aside);
    let judged = {
        let progress = &mut *checker.progress;
        judge(&key, ordered.iter().map(|(id, ballot)| (id, ballot)), &mut |place, ballot| {
            progress(place as u32, of);
            ballot.verify(&key)
        })
    };
    (checker.progress)(of, of);
    checker.part(Held::BallotProofs, |checker| {
        if judged.set_aside != record.set_aside {
            for (ballot, fault) in &judged.faults {
                let fault = RecordFault::BadBallot { ballot: *ballot, fault: fault.clone() };
                let place = ordered.binary_search_by_key(ballot, |(id, _)| *id).unwrap_or_default();
                checker.fault(FILE, format!("ballots[{place}]"), fault);
            }
            for aside in &judged.set_aside {
                if let SetAsideReason::Repeated { of } = aside.reason {
                    checker.fault(FILE, "set_aside", RecordFault::Repeated { ballot: aside.ballot, of });
                }
            }
            checker.fault(FILE, "set_aside", RecordFault::Value(NotAllowed::OtherSetAside));
        }
    });
    if let Some(Err(fault)) =
        record.paper.as_ref().map(|paper| check_paper(&record.survey, record.opening.tellers.len(), paper))
    {
        checker.fault(FILE, "paper", fault);
    }
    checker.part(Held::Decryption, |checker| {
        if !record.decryption.is_sorted_by(|one, next| one.teller < next.teller) {
            checker.fault(FILE, "decryption", RecordFault::Value(NotAllowed::TellerOrder));
        }
        match combine(&key, &judged.sums, &shares_of(&record.decryption)) {
            Err(fault) => checker.fault(FILE, "decryption", fault),
            Ok(totals) => {
                checker.equal(FILE, "totals", shown(&totals), shown(&record.totals));
            }
        }
        if let Some((_, _, payload)) = &brought.result {
            let figures = figures_of(record, judged.sums.ballots());
            let what = |figures: &count::Figures| serde_json::to_string(figures).unwrap_or_default();
            checker.equal(FileKind::Result, "payload.figures", what(&figures), what(&payload.figures));
            checker.equal(FileKind::Result, "payload.survey", record.survey.digest(), payload.survey.digest());
            let rows = count::rows(&record.survey, &record.totals, &figures, record.paper.as_ref());
            if payload.paper != record.paper {
                checker.fault(FileKind::Result, "payload.paper", RecordFault::Value(NotAllowed::OtherPaper));
            }
            for (index, (expected, found)) in rows.iter().zip(&payload.rows).enumerate() {
                let text = |row| serde_json::to_string(row).unwrap_or_default();
                checker.equal(FileKind::Result, &format!("payload.rows[{index}]"), text(expected), text(found));
            }
        }
    });
}

/// Every device that was added is named, its log holds, and the result says the same of it.
fn check_devices_of(checker: &mut Checker<'_>, brought: &Brought, record: &Record) {
    const FILE: FileKind = FileKind::Record;
    if let Some((_, _, payload)) = &brought.result
        && payload.devices != record.devices.as_ref().map(RecordDevices::figures)
    {
        checker.fault(FileKind::Result, "payload.devices", DeviceFault::OtherDevices);
    }
    let logs = record.devices.iter().flat_map(|devices| &devices.parts).map(|part| (part.device, &part.log));
    for (device, log) in core::iter::once((CHIEF, &record.log)).chain(logs) {
        let steps = steps_back(log).into_iter().map(|(seq, minutes)| ClockStep { device, seq, minutes });
        checker.report.clock_steps.extend(steps);
    }
    for (at, fault) in check_devices(record.devices.as_ref(), &record.log, record.opening.digest()) {
        let dot = if at.is_empty() { "" } else { "." };
        checker.fault(FILE, format!("devices{dot}{at}"), fault);
    }
}

fn shown(totals: &[Vec<u32>]) -> String {
    serde_json::to_string(totals).unwrap_or_default()
}
