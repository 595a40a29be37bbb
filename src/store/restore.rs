//! A box that comes back from its backup, on a device that has no such box.

use std::collections::BTreeSet;

use super::devices::{key_of, remark_text, to_text};
use super::idb::pair;
use super::open::{BALLOTS, BOXES, DEVICES, LOG, REMARKS, SLIPS};
use super::slips::{Standing, set};
use super::{BoxState, ImportFault, Phase, Store, StoreFault, clock, log};
use crate::record::{BoxFile, BoxSlips, CHIEF, OfficerAct, OfficerEvent, Opening, ballot_id, next_event, remark_id};
use crate::seal::Envelope;
use crate::survey::Digest;

/// What a backup needs beside itself to become a box again. The worker has held survey and opening against each other.
#[derive(Debug, Clone)]
pub struct Restoring {
    /// Exact text of the survey file.
    pub survey: String,
    /// The opening statement.
    pub opening: Opening,
    /// Fingerprint of the opening, ten words.
    pub words: Vec<String>,
    /// Lengths of a sealed ballot and of a sealed remark of this box, in characters.
    pub sizes: [usize; 2],
    /// From the join file, where there is one: the device's number, and the hashes of its slips.
    pub joined: Option<(u32, Vec<Digest>)>,
}

impl Store {
    /// Makes a box of a backup: the same device and instance, its log gone on with. So when the device itself turns up
    /// again, both have one history as long as only one of them went on; otherwise the chief device names two histories.
    ///
    /// Its slips stand as they stood at the backup, which names each. (One from before it did names the spent only: then the join
    /// file's others are free, or all void where any was.) A ballot that was out is not in the box; its slip is good again.
    ///
    /// [`StoreFault::AlreadyThere`] where this device has the box: its own is the fuller one. What [`BoxFile::parse`] and
    /// [`BoxFile::admit`] say; [`StoreFault::WrongPhase`] where the box was counted. Returns the box's identifier.
    pub async fn restore(&self, text: &str, from: Restoring) -> Result<String, ImportFault> {
        let file = BoxFile::parse(text.as_bytes())?;
        let expected = from.joined.as_ref().map_or(file.device, |(device, _)| *device);
        file.admit(&from.opening, &BTreeSet::from([expected]), Some(from.sizes))?;
        let phase = phase_of(&file.log)?;
        let known = from.joined.map(|(_, slips)| slips).unwrap_or_default();
        let spent: BTreeSet<Digest> = file.slips.iter().flat_map(|slips| slips.spent.iter().copied()).collect();
        let rest = standings(file.slips.as_ref(), &known);
        let own: BTreeSet<Digest> = spent.iter().copied().chain(rest.iter().map(|(slip, _)| *slip)).collect();
        let printed = file.slips.as_ref().map_or(0, |slips| slips.printed);
        let state = BoxState {
            phase,
            issued: file.issued,
            device: file.device,
            name: file.name.clone(),
            instance: file.instance.clone(),
            lost_slips: printed.saturating_sub((spent.len() + rest.len()) as u32),
            ..self.fresh(from.survey, &from.opening, from.words)?
        };
        let writing = self.database().write(&[BOXES, BALLOTS, REMARKS, LOG, SLIPS, DEVICES])?;
        let box_id = state.box_id.clone();
        writing.add(BOXES, &box_id.as_str().into(), &state.to_text())?;
        for sealed in &file.ballots {
            let envelope = to_text(&Envelope::of(file.mode, &box_id, sealed.clone()));
            writing.add(BALLOTS, &key_of(&box_id, ballot_id(file.mode, &box_id, sealed)), &envelope)?;
        }
        for sealed in &file.remarks {
            let remark = remark_text(file.mode, &box_id, sealed);
            writing.add(REMARKS, &key_of(&box_id, remark_id(file.mode, &box_id, sealed)), &remark)?;
        }
        for slip in &spent {
            set(&writing, &state, &slip.to_text(), file.device, Standing::Spent)?;
        }
        for (slip, standing) in &rest {
            set(&writing, &state, &slip.to_text(), file.device, *standing)?;
        }
        // Who was added, the chief's log knows by number; in a backup from before there were `others`, by that alone.
        let others = file.others.as_deref().unwrap_or_default();
        let added = file.log.iter().filter(|event| event.kind == OfficerAct::Joined && file.device == CHIEF);
        for device in added.filter_map(|event| event.device) {
            let known = others.iter().find(|other| other.device == device).and_then(|other| other.name.clone());
            writing.add(DEVICES, &pair(&box_id, device), &known.unwrap_or_else(|| format!("Máy {device}")))?;
        }
        for other in others {
            for slip in other.slips.iter().filter(|slip| !own.contains(slip)) {
                set(&writing, &state, &slip.to_text(), other.device, Standing::Free)?;
            }
        }
        for event in &file.log {
            log::add(&writing, &box_id, event)?;
        }
        let restored = next_event(&file.log, from.opening.digest(), OfficerAct::Restored, &clock::now_minute());
        log::add(&writing, &box_id, &restored)?;
        writing.done().await?;
        self.note(&box_id);
        Ok(box_id)
    }
}

/// The slips that no ballot came in with, and how each stands. `known` are those of the join file.
fn standings(slips: Option<&BoxSlips>, known: &[Digest]) -> Vec<(Digest, Standing)> {
    let Some(slips) = slips else { return known.iter().map(|slip| (*slip, Standing::Free)).collect() };
    if let Some(unspent) = &slips.unspent {
        let lists =
            [(&unspent.free, Standing::Free), (&unspent.issued, Standing::Back), (&unspent.void, Standing::Void)];
        return lists.into_iter().flat_map(|(list, standing)| list.iter().map(move |slip| (*slip, standing))).collect();
    }
    let standing = if slips.voided == 0 { Standing::Free } else { Standing::Void };
    let rest = known.iter().filter(|slip| slips.spent.binary_search(slip).is_err());
    rest.map(|slip| (*slip, standing)).collect()
}

/// Where the meeting stood at the backup.
fn phase_of(log: &[OfficerEvent]) -> Result<Phase, StoreFault> {
    use OfficerAct::{Closed, Counted, Paused, Resumed};
    let last = |kinds: &[OfficerAct]| log.iter().rev().map(|event| event.kind).find(|kind| kinds.contains(kind));
    match last(&[Closed, Counted, Paused, Resumed]) {
        Some(Counted) => Err(StoreFault::WrongPhase(Phase::Counted)),
        Some(Closed) => Ok(Phase::Closed),
        Some(Paused) => Ok(Phase::Paused),
        _ => Ok(Phase::Voting),
    }
}
