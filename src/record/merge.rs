//! Several devices, one box: what each handed over becomes one pile, whatever the order and however often.

use std::collections::{BTreeMap, BTreeSet};

use super::box_file::{by_id, remark_id};
use super::devices::CHIEF;
use super::{
    BoxFile, BoxSlips, DeviceFault, DeviceRecord, OfficerEvent, RecordDevices, RecordFault, SlipFigures, ballot_id,
};
use crate::survey::Digest;

/// A device that the chief device added.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AddedDevice {
    /// Its number.
    pub device: u32,
    /// Its name.
    pub name: String,
}

/// What has been handed over so far: one box file per device and instance, each as full as it is known.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Merged {
    boxes: BTreeMap<(u32, String), BoxFile>,
}

/// What taking a box file in has changed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Taken {
    /// Ballots that no device had brought before.
    pub ballots: u32,
    /// Remarks that no device had brought before.
    pub remarks: u32,
}

impl Merged {
    /// Takes a file in, which [`BoxFile::admit`] has let pass. Taking it again, or after others, changes nothing:
    /// of one device and instance, the most ballots handed out, all ballots, and the longer log stay.
    ///
    /// [`RecordFault::TwoHistories`] where neither log goes on from the other, [`RecordFault::AfterClose`] where a
    /// closed device has fewer ballots than before it was closed, [`DeviceFault::SlipFigures`] or
    /// [`DeviceFault::TooMany`] where both together are more than a device can have; nothing is then taken in.
    pub fn take(&mut self, mut file: BoxFile) -> Result<Taken, RecordFault> {
        // A matter between a device and the one that takes its place; a hand-over has none.
        if let Some(slips) = &mut file.slips {
            slips.unspent = None;
        }
        file.others = None;
        let before = [self.ballots().len(), self.remarks().len()];
        let key = (file.device, file.instance.clone());
        let merged = match self.boxes.get(&key) {
            Some(known) => merge(known, &file)?,
            None => file,
        };
        self.boxes.insert(key, merged);
        let after = [self.ballots().len(), self.remarks().len()];
        Ok(Taken { ballots: (after[0] - before[0]) as u32, remarks: (after[1] - before[1]) as u32 })
    }

    /// The files, by device and instance.
    pub fn boxes(&self) -> impl Iterator<Item = &BoxFile> {
        self.boxes.values()
    }

    /// Every ballot once, by identifier.
    pub fn ballots(&self) -> BTreeMap<Digest, &str> {
        let of = |file: &BoxFile, sealed: &str| ballot_id(file.mode, &file.box_id, sealed);
        self.boxes().flat_map(|file| file.ballots.iter().map(move |text| (of(file, text), text.as_str()))).collect()
    }

    /// Every remark once, by identifier.
    pub fn remarks(&self) -> BTreeMap<Digest, &str> {
        let of = |file: &BoxFile, sealed: &str| remark_id(file.mode, &file.box_id, sealed);
        self.boxes().flat_map(|file| file.remarks.iter().map(move |text| (of(file, text), text.as_str()))).collect()
    }

    /// Ballots handed out on all devices.
    pub fn issued(&self) -> u32 {
        self.boxes().map(|file| file.issued).fold(0, u32::saturating_add)
    }

    /// Ballots beyond the first of those that several devices hold.
    pub fn duplicates(&self) -> u32 {
        (self.boxes().map(|file| file.ballots.len()).sum::<usize>() - self.ballots().len()) as u32
    }

    /// Slips that were spent on several devices.
    pub fn slips_twice(&self) -> BTreeSet<Digest> {
        let mut seen = BTreeSet::new();
        let slips = self.boxes().filter_map(|file| file.slips.as_ref());
        slips.flat_map(|slips| &slips.spent).filter(|slip| !seen.insert(**slip)).copied().collect()
    }

    /// The devices for the record; `None` where the chief device alone took part, without slips. `added` are all
    /// devices that were added: one that brought nothing is named as missing.
    pub fn devices(&self, added: &[AddedDevice]) -> Option<RecordDevices> {
        let lone = added.is_empty() && self.boxes().all(|file| file.device == CHIEF && file.slips.is_none());
        if lone && self.boxes.len() <= 1 {
            return None;
        }
        let mut parts: Vec<DeviceRecord> = self.boxes().map(part).collect();
        for device in added.iter().filter(|added| !self.boxes().any(|file| file.device == added.device)) {
            parts.push(DeviceRecord {
                device: device.device,
                name: device.name.clone(),
                instance: None,
                issued: 0,
                collected: 0,
                handed_over: false,
                slips: None,
                log: Vec::new(),
            });
        }
        parts.sort_by(|one, other| (one.device, &one.instance).cmp(&(other.device, &other.instance)));
        let slips_twice = self.slips_twice().len() as u32;
        Some(RecordDevices { parts, duplicates: self.duplicates(), slips_twice })
    }
}

fn part(file: &BoxFile) -> DeviceRecord {
    let slips = file.slips.as_ref().map(|slips| SlipFigures {
        printed: slips.printed,
        voided: slips.voided,
        used: slips.used,
        unused: slips.printed.saturating_sub(slips.voided).saturating_sub(slips.used),
    });
    DeviceRecord {
        device: file.device,
        name: file.name.clone(),
        instance: Some(file.instance.clone()),
        issued: file.issued,
        collected: file.ballots.len() as u32,
        handed_over: file.closed,
        slips,
        // The chief's log is the record's own.
        log: if file.device == CHIEF { Vec::new() } else { file.log.clone() },
    }
}

/// Two files of one device and instance as one.
fn merge(one: &BoxFile, other: &BoxFile) -> Result<BoxFile, RecordFault> {
    let device = one.device;
    if one.name != other.name {
        let [expected, found] = [one.name.clone(), other.name.clone()];
        return Err(RecordFault::Mismatch { expected, found });
    }
    let log = longer(&one.log, &other.log).ok_or(DeviceFault::TwoHistories { device })?;
    let (mode, box_id) = (one.mode, one.box_id.as_str());
    let all = |one: &[String], other: &[String]| [one, other].concat();
    let ballots = by_id(all(&one.ballots, &other.ballots), |sealed| ballot_id(mode, box_id, sealed));
    let remarks = by_id(all(&one.remarks, &other.remarks), |sealed| remark_id(mode, box_id, sealed));
    // What a device had before its close, it has when it is closed.
    let closed = [one, other].into_iter().filter(|file| file.closed);
    let missing = closed.map(|file| ballots.len() - file.ballots.len()).max().unwrap_or_default();
    if missing > 0 {
        return Err(DeviceFault::AfterClose { device, ballots: missing as u32 }.into());
    }
    let merged = BoxFile {
        closed: one.closed || other.closed,
        issued: one.issued.max(other.issued),
        ballots: ballots.into_values().collect(),
        remarks: remarks.into_values().collect(),
        slips: merge_slips(one.slips.as_ref(), other.slips.as_ref()),
        log: log.to_vec(),
        ..one.clone()
    };
    // Each is possible by itself; together they need not be, and what is kept must be readable again.
    merged.check_alone()?;
    Ok(merged)
}

fn merge_slips(one: Option<&BoxSlips>, other: Option<&BoxSlips>) -> Option<BoxSlips> {
    let (Some(one), Some(other)) = (one, other) else { return one.or(other).cloned() };
    let spent: BTreeSet<Digest> = one.spent.iter().chain(&other.spent).copied().collect();
    Some(BoxSlips {
        printed: one.printed.max(other.printed),
        voided: one.voided.max(other.voided),
        used: spent.len() as u32,
        spent: spent.into_iter().collect(),
        unspent: None,
    })
}

/// The log that goes on from the other; `None` where neither does.
fn longer<'a>(one: &'a [OfficerEvent], other: &'a [OfficerEvent]) -> Option<&'a [OfficerEvent]> {
    let (short, long) = if one.len() <= other.len() { (one, other) } else { (other, one) };
    long.starts_with(short).then_some(long)
}
