//! The devices of a box: the chief device that opened it, and those that joined. What each handed out, collected and
//! handed over, as the record and the signed result state it, and the sums that hold them together.

use std::collections::BTreeSet;

use serde::{Deserialize, Serialize};

use super::log::{check_log_of, first_close};
use super::opening::is_time;
use super::{DeviceFault, NotAllowed, OfficerAct, OfficerEvent, RecordFault};
use crate::count::{Conservation, Figures};
use crate::seal::codec;
use crate::survey::{Digest, MAX_LINE, is_plain_line};

/// Number of the device that opened the box ("máy chính").
pub const CHIEF: u32 = 1;
/// Highest number of a device.
pub const MAX_DEVICES: u32 = 30;
/// Most parts of a record: each device may have come back as another one a few times.
pub const MAX_PARTS: usize = 4 * MAX_DEVICES as usize;
/// Most slips of one device.
pub const MAX_SLIPS: usize = 20_000;
/// Bytes of an instance.
const INSTANCE: usize = 16;

/// Slips ("phiếu mã") of one device.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
#[cfg_attr(not(target_arch = "wasm32"), derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct SlipFigures {
    /// Printed.
    pub printed: u32,
    /// Declared lost before they were used.
    pub voided: u32,
    /// Spent on a ballot.
    pub used: u32,
    /// The rest: not handed out, or not brought.
    pub unused: u32,
}

/// What one device did, as the signed result states it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(not(target_arch = "wasm32"), derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct DeviceFigures {
    /// 1 for the chief device, from 2 for the others.
    pub device: u32,
    /// "Máy 2".
    pub name: String,
    /// Ballots handed out, as far as is known.
    pub issued: u32,
    /// Ballots collected, as far as they were handed over.
    pub collected: u32,
    /// Whether it was closed and handed over; false: missing.
    pub handed_over: bool,
    /// Its slips, where it had any and was heard of.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub slips: Option<SlipFigures>,
}

/// The devices, as the signed result states them.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(not(target_arch = "wasm32"), derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct ResultDevices {
    /// One per device, or more where a device came back as another one; by number.
    pub parts: Vec<DeviceFigures>,
    /// Ballots beyond the first of those that several devices hold. They count once.
    pub duplicates: u32,
    /// Slips that were spent on several devices.
    pub slips_twice: u32,
}

/// One device in the record: its figures, and its part of the officers' log.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(not(target_arch = "wasm32"), derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct DeviceRecord {
    /// 1 for the chief device, from 2 for the others.
    pub device: u32,
    /// "Máy 2".
    pub name: String,
    /// Which of the devices that took this number: 16 random bytes, base64url; absent where it was never heard of.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub instance: Option<String>,
    /// Ballots handed out.
    pub issued: u32,
    /// Ballots collected.
    pub collected: u32,
    /// Whether it was closed and handed over; false: missing.
    pub handed_over: bool,
    /// Its slips.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub slips: Option<SlipFigures>,
    /// Its officers' log; empty for the chief device, whose log is the record's own.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub log: Vec<OfficerEvent>,
}

/// The devices in the record. Absent where the chief device alone took part, without slips.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(not(target_arch = "wasm32"), derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct RecordDevices {
    /// By number, then instance.
    pub parts: Vec<DeviceRecord>,
    /// Ballots beyond the first of those that several devices hold. They count once.
    pub duplicates: u32,
    /// Slips that were spent on several devices.
    pub slips_twice: u32,
}

impl DeviceRecord {
    /// What the signed result says of it.
    pub fn figures(&self) -> DeviceFigures {
        DeviceFigures {
            device: self.device,
            name: self.name.clone(),
            issued: self.issued,
            collected: self.collected,
            handed_over: self.handed_over,
            slips: self.slips,
        }
    }
}

impl RecordDevices {
    /// What the signed result says of them.
    pub fn figures(&self) -> ResultDevices {
        let parts = self.parts.iter().map(DeviceRecord::figures).collect();
        ResultDevices { parts, duplicates: self.duplicates, slips_twice: self.slips_twice }
    }
}

impl ResultDevices {
    /// Those that did not hand over.
    pub fn missing(&self) -> impl Iterator<Item = &DeviceFigures> {
        self.parts.iter().filter(|part| !part.handed_over)
    }

    /// Sums that hold in every honest count: the devices' ballots are those of the box, and every slip is somewhere.
    pub fn sums(&self, figures: &Figures) -> Vec<Conservation> {
        let sum = |rule: String, left: u64, relation: &str, right: u64| Conservation {
            rule,
            left,
            relation: relation.to_owned(),
            right,
        };
        let all = |of: fn(&DeviceFigures) -> u32| self.parts.iter().map(|part| u64::from(of(part))).sum::<u64>();
        let [issued, collected] = [figures.electronic.issued, figures.electronic.collected].map(u64::from);
        let mut sums = vec![
            sum("devices: issued = electronic issued".into(), all(|part| part.issued), "=", issued),
            // Not as a difference, which could fall below 0.
            sum(
                "devices: collected = electronic collected + duplicates".into(),
                all(|part| part.collected),
                "=",
                collected + u64::from(self.duplicates),
            ),
        ];
        for part in &self.parts {
            if let Some(slips) = part.slips {
                let rule = format!("device {}: slips used + voided + unused = printed", part.device);
                let left = [slips.used, slips.voided, slips.unused].into_iter().map(u64::from).sum();
                sums.push(sum(rule, left, "=", u64::from(slips.printed)));
            }
        }
        sums
    }
}

/// Faults of the devices in a record, each with its place within `devices`.
///
/// The chief's log names every device that was added, so that none can be left out unseen.
pub(super) fn check_devices(
    devices: Option<&RecordDevices>,
    chief_log: &[OfficerEvent],
    opening: Digest,
) -> Vec<(String, RecordFault)> {
    let named_by = |act| chief_log.iter().filter(move |event| event.kind == act).filter_map(|event| event.device);
    let added: BTreeSet<u32> = named_by(OfficerAct::Joined).collect();
    let imported: BTreeSet<u32> = named_by(OfficerAct::Imported).collect();
    let Some(devices) = devices else {
        let lost = |device: &u32| (String::new(), DeviceFault::LeftOut { device: *device }.into());
        return added.iter().map(lost).collect();
    };
    let mut faults = Vec::new();
    let parts = &devices.parts;
    if parts.len() > MAX_PARTS || !parts.is_sorted_by(|one, next| order(one) < order(next)) {
        faults.push(("parts".into(), DeviceFault::PartOrder.into()));
    }
    for (index, part) in parts.iter().enumerate() {
        let at = format!("parts[{index}]");
        let mut fault = |at: String, fault| faults.push((at, fault));
        if part.device != CHIEF && !added.contains(&part.device) {
            fault(format!("{at}.device"), DeviceFault::NeverAdded { device: part.device }.into());
        }
        if !is_plain_line(&part.name, MAX_LINE) {
            fault(format!("{at}.name"), DeviceFault::Name.into());
        }
        let Some(instance) = &part.instance else {
            // Nothing is known of it, so nothing can be said of it.
            let silent = part.issued == 0 && part.collected == 0 && !part.handed_over && part.slips.is_none();
            if part.device == CHIEF || !silent || !part.log.is_empty() {
                fault(at, DeviceFault::Unheard.into());
            }
            continue;
        };
        if !is_instance(instance) {
            fault(format!("{at}.instance"), DeviceFault::Instance.into());
        }
        // The chief's own log stands in the record, and is checked there.
        let own = part.device == CHIEF && part.log.is_empty();
        let log = if own { chief_log } else { &part.log };
        for wrong in check_log_of(part.device, &part.log, opening).into_iter().filter(|_| !own) {
            fault(format!("{at}.log"), wrong);
        }
        if let Some(entry) = part.log.iter().position(|event| !is_time(&event.device_clock)) {
            fault(format!("{at}.log[{entry}].device_clock"), RecordFault::Value(NotAllowed::Time));
        }
        if !own && !imported.contains(&part.device) {
            fault(at.clone(), DeviceFault::NeverImported { device: part.device }.into());
        }
        if part.handed_over != first_close(log).is_some() {
            fault(format!("{at}.handed_over"), DeviceFault::ClosedUnlogged.into());
        }
    }
    let named: BTreeSet<u32> = parts.iter().map(|part| part.device).collect();
    for device in core::iter::once(&CHIEF).chain(&added).filter(|device| !named.contains(device)) {
        faults.push(("parts".into(), DeviceFault::LeftOut { device: *device }.into()));
    }
    faults
}

/// Faults of the devices that a result states, each with its place within `devices`, as far as the result alone tells.
pub(super) fn check_stated(devices: &ResultDevices) -> Vec<(String, DeviceFault)> {
    let parts = &devices.parts;
    let mut faults = Vec::new();
    let ascending =
        parts.is_sorted_by_key(|part| part.device) && parts.first().is_some_and(|part| part.device == CHIEF);
    if parts.len() > MAX_PARTS || !ascending || parts.iter().any(|part| part.device > MAX_DEVICES) {
        faults.push(("parts".into(), DeviceFault::PartOrder));
    }
    let unseen = parts.iter().position(|part| !is_plain_line(&part.name, MAX_LINE));
    faults.extend(unseen.map(|index| (format!("parts[{index}].name"), DeviceFault::Name)));
    faults
}

fn order(part: &DeviceRecord) -> (u32, Option<&str>) {
    (part.device, part.instance.as_deref())
}

/// Whether a text is an instance: 16 bytes, base64url.
pub(super) fn is_instance(text: &str) -> bool {
    codec::from_base64(text, INSTANCE, "instance").is_ok()
}

/// A new instance: which of the devices that take a number this one is.
pub fn new_instance(rng: &mut impl rand_core::RngCore) -> String {
    let mut bytes = [0; INSTANCE];
    rng.fill_bytes(&mut bytes);
    codec::to_base64(&bytes)
}
