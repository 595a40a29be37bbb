//! The devices of a simulated meeting: what each collects and hands over, merged as the chief device does.

use std::collections::BTreeSet;

use hom_phieu::record::{
    AddedDevice, BoxFile, CHIEF, DeviceBox, Join, Merged, OfficerAct, OfficerEvent, Opening, RecordDevices,
    new_instance, next_event,
};
use hom_phieu::seal::{BoxKey, Envelope, SealedRemark};
use hom_phieu::survey::{Digest, Survey};
use rand_chacha::ChaCha20Rng;
use rand_core::RngCore;

use super::simulate::{COUNTED_AT, Files, OPENED_AT};

/// How many devices take part, and how.
#[derive(Clone, Copy)]
pub struct Devices {
    /// With the chief device.
    pub count: u32,
    /// One that never hands over.
    pub missing: Option<u32>,
    /// Whether slips release the ballots.
    pub slips: bool,
}

/// What was brought together.
pub struct Gathered {
    pub envelopes: Vec<Envelope>,
    pub remarks: Vec<SealedRemark>,
    pub issued: u32,
    pub log: Vec<OfficerEvent>,
    pub devices: Option<RecordDevices>,
}

type Entry = (OfficerAct, Option<u32>, Option<u32>, &'static str);

/// Deals the ballots out to the devices, writes what each hands over, reads it back and merges it.
pub fn gather(
    devices: Devices,
    (survey, opening, key): (&Survey, &Opening, &BoxKey),
    ballots: &[(Envelope, Vec<SealedRemark>)],
    files: &Files<'_>,
    rng: &mut ChaCha20Rng,
) -> Result<Gathered, String> {
    let present: Vec<u32> = (CHIEF..=devices.count).filter(|device| Some(*device) != devices.missing).collect();
    let added: Vec<AddedDevice> =
        (CHIEF + 1..=devices.count).map(|device| AddedDevice { device, name: format!("Máy {device}") }).collect();
    let mut before_close: Vec<Entry> = vec![(OfficerAct::Opened, None, None, OPENED_AT)];
    let mut after_close: Vec<Entry> = Vec::new();
    let mut boxes = Vec::new();
    for device in CHIEF..=devices.count {
        let part = || {
            let turn = present.iter().position(|other| *other == device);
            ballots.iter().skip(turn.unwrap_or(ballots.len())).step_by(present.len())
        };
        let mine = part().count() as u32;
        // A few slips more than people who use them, and one of them declared lost.
        let slips: Vec<Digest> = (0..if devices.slips { mine + 3 } else { 0 }).map(|_| random_digest(rng)).collect();
        let printed = (OfficerAct::Slips, Some(device), Some(slips.len() as u32), OPENED_AT);
        let voided = (OfficerAct::Voided, None, Some(1), OPENED_AT);
        let of_slips = |act: Entry| devices.slips.then_some(act);
        if device == CHIEF {
            before_close.extend(of_slips(printed).into_iter().chain(of_slips(voided)));
        } else {
            before_close.push((OfficerAct::Joined, Some(device), None, OPENED_AT));
            before_close.extend(of_slips(printed));
            let join = Join::new(survey, opening, device, &format!("Máy {device}"), slips.clone());
            files.write_part(&format!("-may-{device}"), "join", &join.to_text())?;
        }
        if Some(device) == devices.missing {
            continue;
        }
        let own_log = [(OfficerAct::Joined, Some(device), None, OPENED_AT)]
            .into_iter()
            .chain(of_slips(voided))
            .chain([(OfficerAct::Closed, None, None, COUNTED_AT), (OfficerAct::HandedOver, None, None, COUNTED_AT)]);
        let of = DeviceBox {
            device,
            name: &format!("Máy {device}"),
            instance: &new_instance(rng),
            issued: mine,
            slips: devices.slips.then(|| (slips.len() as u32, 1, slips.iter().take(mine as usize).copied().collect())),
            log: chain(opening, own_log),
        };
        let envelopes = part().map(|(envelope, _)| envelope.sealed.clone()).collect();
        let remarks = part().flat_map(|(_, remarks)| remarks).map(|remark| remark.sealed.clone()).collect();
        boxes.push(BoxFile::new(opening, of, envelopes, remarks));
        if device != CHIEF {
            after_close.push((OfficerAct::Imported, Some(device), Some(mine), COUNTED_AT));
        }
    }
    let closed = [(OfficerAct::Closed, None, None, COUNTED_AT)];
    let log = chain(opening, before_close.into_iter().chain(closed).chain(after_close));
    let known: BTreeSet<u32> = added.iter().map(|device| device.device).collect();
    let mut merged = Merged::default();
    for mut file in boxes {
        if file.device == CHIEF {
            file.log.clone_from(&log);
        }
        let part = if file.device == CHIEF { String::new() } else { format!("-may-{}", file.device) };
        let text = file.to_text();
        files.write_part(&part, "box", &text)?;
        let read = BoxFile::parse(text.as_bytes()).map_err(|fault| fault.to_string())?;
        read.admit(opening, &known, Some(key.sealed_chars())).map_err(|fault| fault.to_string())?;
        merged.take(read).map_err(|fault| fault.to_string())?;
    }
    let of = |sealed: &&str| Envelope::of(opening.mode, &opening.box_id, (*sealed).to_owned());
    let remarks = merged.remarks();
    Ok(Gathered {
        envelopes: merged.ballots().values().map(of).collect(),
        remarks: ballots
            .iter()
            .flat_map(|(_, remarks)| remarks)
            .filter(|remark| remarks.contains_key(&remark.id()))
            .cloned()
            .collect(),
        issued: merged.issued(),
        devices: merged.devices(&added),
        log,
    })
}

fn chain(opening: &Opening, entries: impl IntoIterator<Item = Entry>) -> Vec<OfficerEvent> {
    let mut log = Vec::new();
    for (act, device, count, at) in entries {
        let event = OfficerEvent { device, count, ..next_event(&log, opening.digest(), act, at) };
        log.push(event);
    }
    log
}

/// A hash of a slip that nobody prints.
fn random_digest(rng: &mut ChaCha20Rng) -> Digest {
    let mut bytes = [0; 32];
    rng.fill_bytes(&mut bytes);
    Digest(bytes)
}
