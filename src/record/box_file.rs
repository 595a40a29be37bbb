//! `*.box.json`: what one device collected, still sealed, as a backup at any time or to hand over at the close.

use std::collections::{BTreeMap, BTreeSet};

use base64ct::{Base64UrlUnpadded, Encoding};
use serde::{Deserialize, Serialize};

use super::devices::{CHIEF, MAX_DEVICES, MAX_SLIPS, is_instance};
use super::log::{check_log_of, first_close};
use super::opening::{canonical, is_time};
use super::{DeviceFault, NotAllowed, OfficerEvent, Opening, RecordFault, SealedKind};
use crate::seal::label::{Purpose, label};
use crate::survey::{Digest, MAX_LINE, Mode, is_plain_line, json};

/// `format` of a box file.
pub const BOX_FORMAT: &str = "hom-phieu/box";
/// `version` of a box file. Version 1 held bare sealed ballots and no device.
pub const BOX_VERSION: u32 = 2;
/// Largest box file that is read, in bytes: 3,000 ballots of 30 rows.
pub const MAX_BOX_BYTES: usize = 128 * 1024 * 1024;
/// Most ballots of one device.
pub const MAX_BOX_BALLOTS: usize = 10_000;
/// Most sealed remarks of one device.
pub const MAX_BOX_REMARKS: usize = 1_000_000;
/// Longest sealed text of a ballot or remark, in characters.
pub const MAX_SEALED_CHARS: usize = 2 * 1024 * 1024;
/// How much of an entry is carried that cannot be read back, in characters.
const UNREADABLE_CHARS: usize = 64 * 1024;
/// Longest officers' log of one device that is read, in entries.
pub const MAX_LOG: usize = 10_000;

/// Slips ("phiếu mã") of the device that wrote a box file.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(not(target_arch = "wasm32"), derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct BoxSlips {
    /// Printed for this device.
    pub printed: u32,
    /// Declared lost before they were used.
    pub voided: u32,
    /// Spent: as many as `spent` has hashes.
    pub used: u32,
    /// Hashes of the spent slips, ascending: no order of spending, and nothing of the ballots.
    pub spent: Vec<Digest>,
    /// In a backup: how the others stand, so that they are good on the device that takes this one's place.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub unspent: Option<UnspentSlips>,
}

/// Hashes of the slips that no ballot came in with, each list ascending. Nobody finds a code of 80 bits by its hash.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(not(target_arch = "wasm32"), derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct UnspentSlips {
    /// Never used.
    pub free: Vec<Digest>,
    /// Gave out a ballot that is not in the box: counted as issued, good for another.
    pub issued: Vec<Digest>,
    /// Declared lost: as many as `voided`, or fewer where an earlier backup did not name them.
    pub void: Vec<Digest>,
}

impl UnspentSlips {
    fn lists(&self) -> [&Vec<Digest>; 3] {
        [&self.free, &self.issued, &self.void]
    }

    /// Each list in order, no hash twice in all, and no more than the figures allow.
    fn fault(&self, of: &BoxSlips) -> Option<DeviceFault> {
        let count: usize = self.lists().iter().map(|list| list.len()).sum();
        let known: BTreeSet<&Digest> = self.lists().into_iter().flatten().chain(&of.spent).collect();
        let in_order = self.lists().iter().all(|list| list.is_sorted());
        if count > MAX_SLIPS || !in_order || known.len() != count + of.spent.len() {
            return Some(DeviceFault::SlipOrder);
        }
        let unused = u64::from(of.printed).saturating_sub(u64::from(of.used) + u64::from(of.voided));
        let (good, void) = ((self.free.len() + self.issued.len()) as u64, self.void.len() as u64);
        (good > unused || void > u64::from(of.voided)).then_some(DeviceFault::SlipFigures)
    }
}

/// `*.box.json`. Ballots and remarks stand in the order of their identifiers, which says nothing of when they came.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(not(target_arch = "wasm32"), derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct BoxFile {
    /// Always `hom-phieu/box`.
    pub format: String,
    /// Always 2.
    pub version: u32,
    /// Real or practice.
    pub mode: Mode,
    /// The box.
    pub box_id: String,
    /// Digest of the opening statement.
    pub opening_digest: Digest,
    /// 1 for the chief device, from 2 for the others.
    pub device: u32,
    /// "Máy 2".
    pub name: String,
    /// Which of the devices that took this number: 16 random bytes, base64url.
    pub instance: String,
    /// Whether the device takes no more ballots: true at the hand-over, false in a backup before it.
    pub closed: bool,
    /// Ballots handed out on this device.
    pub issued: u32,
    /// The `sealed` of each ballot's envelope, all of one length but for damaged ones.
    pub ballots: Vec<String>,
    /// The `sealed` of each remark, likewise.
    pub remarks: Vec<String>,
    /// Its slips, where it had any.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub slips: Option<BoxSlips>,
    /// In a backup of the chief device: the other devices, so that they keep their names, and may be given their slips, on
    /// the device that takes the chief's place.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub others: Option<Vec<OtherDevice>>,
    /// Its officers' log.
    pub log: Vec<OfficerEvent>,
}

/// What the chief device knows of another one.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(not(target_arch = "wasm32"), derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct OtherDevice {
    /// Its number.
    pub device: u32,
    /// Its name, where it was added already.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub name: Option<String>,
    /// Hashes of the slips printed for it, ascending.
    pub slips: Vec<Digest>,
}

impl OtherDevice {
    /// By number, each with a name that can be one; of all slips none twice.
    fn fault(others: &[Self], chief: u32) -> Option<DeviceFault> {
        let in_order = others.is_sorted_by(|one, next| one.device < next.device);
        let wrong = |other: &&Self| other.device <= CHIEF || other.device > MAX_DEVICES || chief != CHIEF;
        if let Some(other) = others.iter().find(wrong) {
            return Some(DeviceFault::Number { device: other.device });
        }
        if !others.iter().flat_map(|other| &other.name).all(|name| is_plain_line(name, MAX_LINE)) {
            return Some(DeviceFault::Name);
        }
        let all: usize = others.iter().map(|other| other.slips.len()).sum();
        let known: BTreeSet<&Digest> = others.iter().flat_map(|other| &other.slips).collect();
        let ascending = others.iter().all(|other| other.slips.is_sorted());
        match (in_order, ascending && known.len() == all && all <= MAX_SLIPS) {
            (false, _) => Some(DeviceFault::PartOrder),
            (_, false) => Some(DeviceFault::SlipOrder),
            _ => None,
        }
    }
}

/// What a device knows of itself when it writes a box file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DeviceBox<'a> {
    /// Its number.
    pub device: u32,
    /// Its name.
    pub name: &'a str,
    /// Its instance.
    pub instance: &'a str,
    /// Ballots handed out.
    pub issued: u32,
    /// Its slips, where it had any: printed, voided, and the hashes of those that were spent.
    pub slips: Option<(u32, u32, Vec<Digest>)>,
    /// Its officers' log.
    pub log: Vec<OfficerEvent>,
}

impl BoxFile {
    /// Packs envelopes and remarks without their order, each once. Closed is what the log says is closed.
    pub fn new(opening: &Opening, of: DeviceBox<'_>, ballots: Vec<String>, remarks: Vec<String>) -> Self {
        let (mode, box_id) = (opening.mode, opening.box_id.as_str());
        let slips = of.slips.map(|(printed, voided, mut spent)| {
            spent.sort_unstable();
            spent.dedup();
            BoxSlips { printed, voided, used: spent.len() as u32, spent, unspent: None }
        });
        Self {
            format: BOX_FORMAT.into(),
            version: BOX_VERSION,
            mode,
            box_id: box_id.to_owned(),
            opening_digest: opening.digest(),
            device: of.device,
            name: of.name.to_owned(),
            instance: of.instance.to_owned(),
            closed: first_close(&of.log).is_some(),
            issued: of.issued,
            ballots: by_id(ballots, |sealed| ballot_id(mode, box_id, sealed)).into_values().collect(),
            remarks: by_id(remarks, |sealed| remark_id(mode, box_id, sealed)).into_values().collect(),
            slips,
            others: None,
            log: of.log,
        }
    }

    /// Reads a box file and checks all that the file alone tells.
    pub fn parse(bytes: &[u8]) -> Result<Self, RecordFault> {
        let file: Self = json::read(bytes, MAX_BOX_BYTES, BOX_FORMAT, BOX_VERSION)?;
        file.check_alone()?;
        Ok(file)
    }

    pub(super) fn check_alone(&self) -> Result<(), RecordFault> {
        if self.device < CHIEF || self.device > MAX_DEVICES {
            return Err(DeviceFault::Number { device: self.device }.into());
        }
        if !is_plain_line(&self.name, MAX_LINE) {
            return Err(DeviceFault::Name.into());
        }
        if !is_instance(&self.instance) {
            return Err(DeviceFault::Instance.into());
        }
        if self.ballots.len() > MAX_BOX_BALLOTS || self.remarks.len() > MAX_BOX_REMARKS || self.log.len() > MAX_LOG {
            return Err(DeviceFault::TooMany.into());
        }
        some_sealed(&self.ballots, SealedKind::Ballot)?;
        some_sealed(&self.remarks, SealedKind::Remark)?;
        let ascending = |ids: Vec<Digest>| ids.is_sorted_by(|one, next| one < next);
        if !ascending(sound(&self.ballots).map(|sealed| ballot_id(self.mode, &self.box_id, sealed)).collect()) {
            return Err(DeviceFault::Order { kind: SealedKind::Ballot }.into());
        }
        if !ascending(sound(&self.remarks).map(|sealed| remark_id(self.mode, &self.box_id, sealed)).collect()) {
            return Err(DeviceFault::Order { kind: SealedKind::Remark }.into());
        }
        if let Some(slips) = &self.slips {
            if slips.spent.len() > MAX_SLIPS || !slips.spent.is_sorted_by(|one, next| one < next) {
                return Err(DeviceFault::SlipOrder.into());
            }
            let gone = u64::from(slips.used) + u64::from(slips.voided);
            if slips.used as usize != slips.spent.len() || gone > u64::from(slips.printed) {
                return Err(DeviceFault::SlipFigures.into());
            }
            if let Some(fault) = slips.unspent.as_ref().and_then(|unspent| unspent.fault(slips)) {
                return Err(fault.into());
            }
        }
        if let Some(fault) = self.others.as_ref().and_then(|others| OtherDevice::fault(others, self.device)) {
            return Err(fault.into());
        }
        Ok(())
    }

    /// Holds the file against the box that it is brought to: of the same mode, box and opening, from a device that was
    /// added, with ballots of the box's size and a log that holds. `sizes` are the lengths of a sealed ballot and of a
    /// sealed remark of this box, in characters, where they are known.
    pub fn admit(
        &self,
        opening: &Opening,
        added: &BTreeSet<u32>,
        sizes: Option<[usize; 2]>,
    ) -> Result<(), RecordFault> {
        if self.mode != opening.mode {
            return Err(RecordFault::WrongMode { expected: opening.mode, found: self.mode });
        }
        if self.box_id != opening.box_id {
            let [expected, found] = [opening.box_id.clone(), self.box_id.clone()];
            return Err(DeviceFault::ForeignBox { expected, found }.into());
        }
        let expected = opening.digest();
        if self.opening_digest != expected {
            return Err(DeviceFault::OtherOpening { expected, found: self.opening_digest }.into());
        }
        if self.device != CHIEF && !added.contains(&self.device) {
            return Err(DeviceFault::NeverAdded { device: self.device }.into());
        }
        for (kind, list, size) in [(SealedKind::Ballot, &self.ballots, 0), (SealedKind::Remark, &self.remarks, 1)] {
            let Some(expected) = sizes.map(|sizes| sizes[size]) else { continue };
            if let Some(first) = list.first()
                && list.iter().all(|sealed| sealed.len() != expected)
            {
                return Err(DeviceFault::WrongSize { kind, index: 0, expected, found: first.len() }.into());
            }
        }
        if let Some(fault) = check_log_of(self.device, &self.log, expected).into_iter().next() {
            return Err(fault);
        }
        if !self.log.iter().all(|event| is_time(&event.device_clock)) {
            return Err(RecordFault::Value(NotAllowed::Time));
        }
        if self.closed != first_close(&self.log).is_some() {
            return Err(DeviceFault::ClosedUnlogged.into());
        }
        Ok(())
    }

    /// Identifiers of its ballots, in the file's order.
    pub fn ballot_ids(&self) -> Vec<Digest> {
        self.ballots.iter().map(|sealed| ballot_id(self.mode, &self.box_id, sealed)).collect()
    }

    /// The exact text of the file.
    pub fn to_text(&self) -> String {
        canonical(self)
    }
}

/// Identifier of a ballot's envelope: a hash of the sealed content, so that nothing keyed by it has an order.
pub fn ballot_id(mode: Mode, box_id: &str, sealed: &str) -> Digest {
    Digest::of_parts(label(mode, Purpose::EnvelopeId), &[box_id.as_bytes(), sealed.as_bytes()])
}

/// Identifier of a sealed remark.
pub fn remark_id(mode: Mode, box_id: &str, sealed: &str) -> Digest {
    Digest::of_parts(label(mode, Purpose::RemarkId), &[box_id.as_bytes(), sealed.as_bytes()])
}

/// Texts by identifier, each once.
pub(super) fn by_id(texts: Vec<String>, id: impl Fn(&str) -> Digest) -> BTreeMap<Digest, String> {
    texts.into_iter().map(|text| (id(&text), text)).collect()
}

/// Stands in a list of sealed texts for an entry that a device cannot read back: what is there in its place, under its key,
/// as far as it goes. No card opens it, so that the count names it as unreadable; without it the box would have one ballot
/// less than it was said to have, or nobody could bring the box at all.
pub fn unreadable(key: &str, entry: &str) -> String {
    let kept: String = entry.chars().take(UNREADABLE_CHARS).collect();
    Base64UrlUnpadded::encode_string(format!("{key}: {kept}").as_bytes())
}

/// Whether it is base64url in its one spelling, and something.
pub fn is_sealed_text(text: &str) -> bool {
    !text.is_empty() && text.len() <= MAX_SEALED_CHARS && Base64UrlUnpadded::decode_vec(text).is_ok()
}

/// Bounded, and not all of them damaged: one that is comes along and is counted as unreadable.
fn some_sealed(texts: &[String], kind: SealedKind) -> Result<(), RecordFault> {
    if let Some(index) = texts.iter().position(|text| text.len() > MAX_SEALED_CHARS) {
        let found = texts[index].len();
        return Err(DeviceFault::WrongSize { kind, index, expected: MAX_SEALED_CHARS, found }.into());
    }
    if !texts.is_empty() && sound(texts).next().is_none() {
        return Err(DeviceFault::NotSealed { kind, index: 0 }.into());
    }
    Ok(())
}

/// Those that are base64url and as long as most: the others are damaged. One that was damaged in the file has another
/// identifier now than the one by which it stands there.
fn sound(texts: &[String]) -> impl Iterator<Item = &String> {
    let mut lengths = BTreeMap::new();
    for text in texts.iter().filter(|text| is_sealed_text(text)) {
        *lengths.entry(text.len()).or_insert(0) += 1;
    }
    let usual = lengths.into_iter().max_by_key(|(_, many)| *many).map(|(length, _)| length);
    texts.iter().filter(move |text| Some(text.len()) == usual && is_sealed_text(text))
}
