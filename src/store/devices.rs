//! Several devices, one box: the chief device adds others and takes what they hand over; a device writes its own box file.

use js_sys::Array;
use serde::{Deserialize, Serialize};
use wasm_bindgen::JsValue;

use super::idb::{Transaction, pair, range_of};
use super::merge::{self, READ};
use super::open::{BALLOTS, BOXES, DEVICES, HANDED_OVER, LOG, REMARKS, SLIPS};
use super::slips::{Standing, set};
use super::writer::{in_phase, new_token};
use super::{BoxState, BoxWriter, Phase, Store, StoreFault, clock, log};
use crate::record::{
    AddedDevice, BoxFile, CHIEF, DeviceFault, Join, MAX_DEVICES, Merged, OfficerAct, OfficerEvent, Opening,
    RecordDevices, RecordFault, Taken, next_event,
};
use crate::seal::{Envelope, REMARK_FORMAT, SealedRemark};
use crate::survey::{Digest, MAX_LINE, Mode, Survey, is_plain_line};

/// Why a box file was not taken, or not made. Nothing was changed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, thiserror::Error)]
pub enum ImportFault {
    /// The store could not do it.
    #[error(transparent)]
    Store(#[from] StoreFault),
    /// The file is wrong, or of something else.
    #[error(transparent)]
    Record(#[from] RecordFault),
}

impl From<DeviceFault> for ImportFault {
    fn from(fault: DeviceFault) -> Self {
        Self::Record(fault.into())
    }
}

/// All that the devices of a box brought together.
#[derive(Debug)]
pub struct Gathered {
    /// Exact texts of the envelopes, each once, in the order of their identifiers.
    pub ballots: Vec<String>,
    /// Exact texts of the sealed remarks, likewise.
    pub remarks: Vec<String>,
    /// Ballots handed out on all devices.
    pub issued: u32,
    /// The devices for the record; none where this device alone took part, without slips.
    pub devices: Option<RecordDevices>,
}

impl Store {
    /// Makes this device a kiosk of a box that is open on another, as [`Join::parse`] let the file pass. `words` are the
    /// fingerprint of its opening. Returns the box's identifier.
    ///
    /// [`StoreFault::AlreadyThere`] where this device has the box: the chief device itself, or one that joined before.
    pub async fn join(&self, join: &Join, words: Vec<String>) -> Result<String, StoreFault> {
        let state = BoxState {
            device: join.device,
            name: join.name.clone(),
            instance: new_token()?,
            ..self.fresh(to_text(&join.survey), &join.opening, words)?
        };
        let first = next_event(&[], log::opening_digest(&state.opening)?, OfficerAct::Joined, &clock::now_minute());
        let writing = self.database().write(&[BOXES, LOG, SLIPS])?;
        writing.add(BOXES, &state.box_id.as_str().into(), &state.to_text())?;
        log::add(&writing, &state.box_id, &first.about(join.device))?;
        for slip in &join.slips {
            set(&writing, &state, &slip.to_text(), join.device, Standing::Free)?;
        }
        writing.done().await?;
        self.note(&state.box_id);
        Ok(state.box_id)
    }

    /// A box with nothing in it, of this opening.
    pub fn fresh(&self, survey: String, opening: &Opening, words: Vec<String>) -> Result<BoxState, StoreFault> {
        if (opening.mode == Mode::Practice) != self.practice() {
            return Err(StoreFault::Damaged("a practice box and a real one were confused".to_owned()));
        }
        Ok(BoxState {
            box_id: opening.box_id.clone(),
            practice: self.practice(),
            phase: Phase::Voting,
            survey,
            opening: opening.to_text(),
            words,
            attendance: opening.attendance,
            issued: 0,
            slip: None,
            last: None,
            device: CHIEF,
            by_slip: None,
            undistributed: 0,
            name: String::new(),
            instance: String::new(),
            lost_slips: 0,
        })
    }
}

impl BoxWriter {
    /// Adds a device to the box, with the next number, and makes its join file. Slips that were printed for that number go
    /// with it.
    ///
    /// [`StoreFault::NotChief`]; [`StoreFault::WrongPhase`] after the close; [`StoreFault::TooManyDevices`];
    /// [`DeviceFault::Name`].
    pub async fn add_device(&self, name: &str) -> Result<Join, ImportFault> {
        if !is_plain_line(name, MAX_LINE) {
            return Err(DeviceFault::Name.into());
        }
        let (writing, state) = self.begin_as_chief(&[LOG, DEVICES]).await?;
        in_phase(&state, &[Phase::Voting, Phase::Paused])?;
        let added = merge::added(&writing, &state.box_id).await?;
        let device = 1 + added.iter().map(|device| device.device).fold(CHIEF, u32::max);
        if device > MAX_DEVICES {
            return Err(StoreFault::TooManyDevices.into());
        }
        writing.add(DEVICES, &pair(&state.box_id, device), name)?;
        log::append_with(&writing, &state, OfficerAct::Joined, |event| event.about(device)).await?;
        self.commit(writing, state).await?;
        self.join_file(&AddedDevice { device, name: name.to_owned() }).await
    }

    /// The join file of a device that was added, with the slips that are printed for it by now.
    pub async fn join_file(&self, device: &AddedDevice) -> Result<Join, ImportFault> {
        let state = self.state();
        let survey = Survey::parse(state.survey.as_bytes()).map_err(RecordFault::Survey)?;
        let opening = Opening::parse(state.opening.as_bytes())?;
        let slips = self.slips_of_device(device.device).await?;
        Ok(Join::new(&survey, &opening, device.device, &device.name, slips))
    }

    /// The devices that were added, by number.
    pub async fn added_devices(&self) -> Result<Vec<AddedDevice>, StoreFault> {
        let reading = self.database().read(&[DEVICES])?;
        merge::added(&reading, &self.state().box_id).await
    }

    /// Takes a box file of another device in: a hand-over or a backup. All or nothing; taking it again, or after others,
    /// changes nothing and leaves no entry in the log. `sizes` are the lengths of a sealed ballot and of a sealed remark
    /// of this box, in characters ([`crate::seal::BoxKey::sealed_chars`]).
    ///
    /// What [`BoxFile::parse`], [`BoxFile::admit`] and [`Merged::take`] say; [`StoreFault::NotChief`];
    /// [`StoreFault::OwnBox`] for a backup of this device; [`StoreFault::WrongPhase`] after the count.
    pub async fn import(&self, text: &str, sizes: [usize; 2]) -> Result<Taken, ImportFault> {
        let file = BoxFile::parse(text.as_bytes())?;
        let (writing, state) = self.begin_as_chief(READ).await?;
        in_phase(&state, &[Phase::Voting, Phase::Paused, Phase::Closed])?;
        let opening = Opening::parse(state.opening.as_bytes())?;
        let added = merge::added(&writing, &state.box_id).await?.iter().map(|device| device.device).collect();
        file.admit(&opening, &added, Some(sizes))?;
        if file.device == state.device {
            return Err(StoreFault::OwnBox.into());
        }
        let (device, instance) = (file.device, file.instance.clone());
        let mut handed = merge::handed_over(&writing, &state.box_id).await?;
        let mut all = handed.clone();
        all.take(merge::own(&writing, &state).await?)?;
        let taken = all.take(file.clone())?;
        let of_device = |merged: &Merged| {
            merged.boxes().find(|known| known.device == device && known.instance == instance).map(BoxFile::to_text)
        };
        let before = of_device(&handed);
        handed.take(file)?;
        let after = of_device(&handed);
        let Some(after) = after.filter(|after| before.as_ref() != Some(after)) else {
            return Ok(Taken::default());
        };
        // What was stored once and cannot be read again would keep the whole box from being counted.
        BoxFile::parse(after.as_bytes())?;
        writing.put(HANDED_OVER, &pair(&state.box_id, format!("{device} {instance}")), &after)?;
        let about = |event: OfficerEvent| event.about(device).counting(taken.ballots);
        log::append_with(&writing, &state, OfficerAct::Imported, about).await?;
        self.commit(writing, state).await?;
        Ok(taken)
    }

    /// This device's box as a file, to be handed to the chief device: after the close, as often as it is asked for, and the
    /// same each time. That it is made says nothing yet of where it is: [`Self::handed_over`].
    ///
    /// [`StoreFault::WrongPhase`] before the close.
    pub async fn hand_over(&self) -> Result<BoxFile, ImportFault> {
        let (writing, state) = self.begin_named(READ).await?;
        in_phase(&state, &[Phase::Closed])?;
        let mut file = merge::own(&writing, &state).await?;
        // What was noted about handing it over is no part of what is handed over.
        while file.log.last().is_some_and(|last| last.kind == OfficerAct::HandedOver) {
            file.log.pop();
        }
        self.commit(writing, state).await?;
        Ok(file)
    }

    /// Notes that the box has left this device: its file was saved, or the chief device said that it has the whole. Until
    /// then a real box is not deleted ([`Store::delete_box`]).
    pub async fn handed_over(&self) -> Result<(), StoreFault> {
        let (writing, state) = self.begin(&[LOG]).await?;
        in_phase(&state, &[Phase::Closed])?;
        if log::read(&writing, &state.box_id).await?.last().is_none_or(|last| last.kind != OfficerAct::HandedOver) {
            log::append(&writing, &state, OfficerAct::HandedOver).await?;
        }
        self.commit(writing, state).await
    }

    /// A backup of this device's box at any time: still sealed, in the order of identifiers. What other devices handed over
    /// is not in it: that is in their own files ([`Self::boxes_handed_over`]). Damage on this device does not prevent it: a
    /// ballot or remark that cannot be read is carried as it is, to be counted as unreadable; a slip counts as lost; of the
    /// log, what stands before the damage is carried.
    pub async fn backup(&self) -> Result<BoxFile, ImportFault> {
        let (writing, state) = self.begin_named(READ).await?;
        log::append_if_sound(&writing, &state, OfficerAct::BackedUp).await?;
        let mut file = merge::own(&writing, &state).await?;
        if let Some(slips) = &mut file.slips {
            slips.unspent = Some(merge::unspent(&writing, &state).await?);
        }
        if state.device == CHIEF {
            file.others = Some(merge::others(&writing, &state).await?).filter(|others| !others.is_empty());
        }
        self.commit(writing, state).await?;
        Ok(file)
    }

    /// What other devices handed over, by device and instance.
    pub async fn boxes_handed_over(&self) -> Result<Vec<BoxFile>, ImportFault> {
        let reading = self.database().read(&[HANDED_OVER])?;
        Ok(merge::handed_over(&reading, &self.state().box_id).await?.boxes().cloned().collect())
    }

    /// All that the devices brought together so far, this one with them.
    pub async fn gathered(&self) -> Result<Gathered, ImportFault> {
        let (writing, state) = self.begin_named(READ).await?;
        let box_id = state.box_id.clone();
        let added = merge::added(&writing, &box_id).await?;
        let slips = writing.count(SLIPS, &range_of(&box_id)?).await? + state.lost_slips;
        // A box of one device goes to the count as it lies, whatever lies there: the count names what it cannot read.
        if added.is_empty() && slips == 0 {
            let ballots = merge::texts(&writing, BALLOTS, &box_id).await?;
            let remarks = merge::texts(&writing, REMARKS, &box_id).await?;
            return Ok(Gathered { ballots, remarks, issued: state.issued, devices: None });
        }
        let mut merged = merge::handed_over(&writing, &box_id).await?;
        let own = merge::own(&writing, &state).await?;
        let mode = own.mode;
        merged.take(own)?;
        self.commit(writing, state).await?;
        let envelope = |sealed: &&str| to_text(&Envelope::of(mode, &box_id, (*sealed).to_owned()));
        let remark = |sealed: &&str| remark_text(mode, &box_id, sealed);
        Ok(Gathered {
            ballots: merged.ballots().values().map(envelope).collect(),
            remarks: merged.remarks().values().map(remark).collect(),
            issued: merged.issued(),
            devices: merged.devices(&added),
        })
    }

    async fn begin_as_chief(&self, also: &[&str]) -> Result<(Transaction, BoxState), StoreFault> {
        let (writing, state) = self.begin_named(also).await?;
        if state.device == CHIEF { Ok((writing, state)) } else { Err(StoreFault::NotChief) }
    }

    /// Begins a write of a box that has an instance; one from before there were several devices gets it now.
    async fn begin_named(&self, also: &[&str]) -> Result<(Transaction, BoxState), StoreFault> {
        let instance = new_token()?;
        let (writing, mut state) = self.begin(also).await?;
        if state.instance.is_empty() {
            state.instance = instance;
        }
        Ok((writing, state))
    }
}

/// Exact text of a remark, as the worker writes it.
pub(super) fn remark_text(mode: Mode, box_id: &str, sealed: &str) -> String {
    let [format, box_id, sealed] = [REMARK_FORMAT, box_id, sealed].map(str::to_owned);
    to_text(&SealedRemark { format, version: 1, mode, box_id, sealed })
}

pub(super) fn to_text(value: &impl Serialize) -> String {
    serde_json::to_string(value).expect("files are plain data")
}

/// The hash under which something is kept.
pub(super) fn key_of(box_id: &str, id: Digest) -> JsValue {
    Array::of2(&box_id.into(), &id.to_text().into()).into()
}
