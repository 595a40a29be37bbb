//! Slips: which there are, and what became of each.
//!
//! A slip is kept under its hash as its device and its state, nothing else: no code, no time, no number, no ballot.
//! A ballot is kept under the digest of its bytes and knows of no slip. So nothing that is kept links the two.
//! What a slip lets happen (a ballot goes out, comes back, goes into the box) is one transaction with what becomes of
//! the slip.

use std::collections::BTreeMap;

use js_sys::Array;

use super::idb::{Transaction, pair, range_of};
use super::open::{BALLOTS, LOG, REMARKS, SLIPS};
use super::writer::{in_phase, new_token, no_slip, put_sealed, voting};
use super::{BoxState, BoxWriter, ImportFault, Outcome, Phase, StoreFault, log};
use crate::count::Attendance;
use crate::record::{DeviceFault, OfficerAct, OfficerEvent};
use crate::slip::{SlipCode, SlipFault, SlipFigures, TooManyLeft};
use crate::survey::{Digest, Mode};

/// What became of a slip.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Standing {
    /// Made; nobody has confirmed yet that the card was printed.
    Made,
    /// Printed and not used.
    Free,
    /// Gave out a ballot, which was given back.
    Back,
    /// Its ballot is out.
    Out,
    /// Can no longer be used.
    Void,
    /// Its ballot is in the box.
    Spent,
}

impl Standing {
    const ALL: [(Self, &str); 6] = [
        (Self::Made, "made"),
        (Self::Free, "free"),
        (Self::Back, "back"),
        (Self::Out, "out"),
        (Self::Void, "void"),
        (Self::Spent, "spent"),
    ];
}

/// A slip as it is kept: `2 free`.
#[derive(Clone, Copy)]
pub(super) struct Kept {
    pub(super) device: u32,
    pub(super) standing: Standing,
}

impl Kept {
    fn read(text: &str) -> Option<Self> {
        let (device, name) = text.split_once(' ')?;
        let (standing, _) = Standing::ALL.iter().find(|(_, other)| *other == name)?;
        Some(Self { device: device.parse().ok()?, standing: *standing })
    }
}

/// Writes what became of the slip with this hash.
pub(super) fn set(
    writing: &Transaction,
    state: &BoxState,
    hash: &str,
    device: u32,
    standing: Standing,
) -> Result<(), StoreFault> {
    let name = Standing::ALL.iter().find(|(other, _)| *other == standing).map_or("", |(_, name)| *name);
    writing.put(SLIPS, &pair(&state.box_id, hash), &format!("{device} {name}"))
}

/// Where the ballot that is out was given out by slip, says what becomes of that slip.
pub(super) fn settle(writing: &Transaction, state: &mut BoxState, standing: Standing) -> Result<(), StoreFault> {
    match state.by_slip.take() {
        Some(hash) => set(writing, state, &hash, state.device, standing),
        None => Ok(()),
    }
}

/// A slip that may be used on this device; otherwise why not. Awaits its request only.
async fn usable(writing: &Transaction, state: &BoxState, hash: &str) -> Result<Standing, StoreFault> {
    let value = writing.get(SLIPS, &pair(&state.box_id, hash)).await?;
    if value.is_undefined() {
        return Err(StoreFault::SlipUnknown);
    }
    let kept = value.as_string().as_deref().and_then(Kept::read);
    let kept = kept.ok_or_else(damaged)?;
    if kept.device != state.device {
        return Err(StoreFault::SlipOfDevice(kept.device));
    }
    match kept.standing {
        Standing::Void => Err(StoreFault::SlipVoid),
        Standing::Spent => Err(StoreFault::SlipUsed),
        Standing::Out => Err(StoreFault::SlipAtBooth),
        usable => Ok(usable),
    }
}

fn damaged() -> StoreFault {
    StoreFault::Damaged("a slip cannot be read".to_owned())
}

/// All slips of a box with their hashes.
pub(super) async fn all(transaction: &Transaction, box_id: &str) -> Result<Vec<(String, Kept)>, StoreFault> {
    match readable(transaction, box_id).await? {
        (slips, 0) => Ok(slips),
        _ => Err(damaged()),
    }
}

/// The slips of a box that can be read, with their hashes, and how many cannot.
pub(super) async fn readable(
    transaction: &Transaction,
    box_id: &str,
) -> Result<(Vec<(String, Kept)>, u32), StoreFault> {
    let range = range_of(box_id)?;
    let keys = transaction.keys(SLIPS, &range).await?;
    let values = transaction.all(SLIPS, &range).await?;
    let read = |(key, value): (wasm_bindgen::JsValue, wasm_bindgen::JsValue)| {
        let hash = Array::from(&key).get(1).as_string().filter(|hash| Digest::from_text(hash).is_some())?;
        Some((hash, Kept::read(&value.as_string()?)?))
    };
    let slips: Vec<_> = keys.iter().zip(values.iter()).filter_map(read).collect();
    let damaged = keys.length().saturating_sub(slips.len() as u32);
    Ok((slips, damaged))
}

pub(super) fn figures(slips: &[(String, Kept)], device: u32) -> SlipFigures {
    let mut figures = SlipFigures::default();
    // Whichever device they are for, they are confirmed here.
    let ours = |kept: &Kept| kept.device == device || kept.standing == Standing::Made;
    for (_, kept) in slips.iter().filter(|(_, kept)| ours(kept)) {
        *match kept.standing {
            Standing::Made => &mut figures.unconfirmed,
            Standing::Free => &mut figures.free,
            Standing::Back => &mut figures.back,
            Standing::Out => &mut figures.out,
            Standing::Void => &mut figures.void,
            Standing::Spent => &mut figures.spent,
        } += 1;
    }
    figures
}

impl BoxWriter {
    /// Reads the code of a slip, typed or as a QR code says it, as one for this device; its hash is what the acts below ask
    /// for. Says nothing yet of whether there is such a slip.
    pub fn read_slip(&self, text: &str) -> Result<Digest, SlipFault> {
        let state = self.state();
        let code = SlipCode::parse(text)?.on_device(state.device)?;
        Ok(self.hash_slip(&code))
    }

    /// The hash under which a slip of this box is kept.
    pub fn hash_slip(&self, code: &SlipCode) -> Digest {
        let state = self.state();
        code.hash(if state.practice { Mode::Practice } else { Mode::Real }, &state.box_id)
    }

    /// Takes the hashes of new slips for a device of the box, before their codes are shown to anybody. They count once
    /// [`Self::confirm_slips`] says that they were printed; a slip that comes before that is good, for it was printed.
    ///
    /// [`StoreFault::WrongPhase`] after the close; [`StoreFault::AlreadyThere`], and nothing written, where one is known.
    pub async fn add_slips(&self, device: u32, hashes: &[Digest]) -> Result<(), StoreFault> {
        let (writing, state) = self.begin(&[SLIPS]).await?;
        in_phase(&state, &[Phase::Voting, Phase::Paused])?;
        for hash in hashes {
            writing.add(SLIPS, &pair(&state.box_id, hash.to_text()), &format!("{device} made"))?;
        }
        self.commit(writing, state).await
    }

    /// The cards were printed: from now on they count. Returns how many.
    pub async fn confirm_slips(&self) -> Result<u32, StoreFault> {
        self.each_made(true, |writing, state, hash, device| set(writing, state, hash, device, Standing::Free)).await
    }

    /// The cards were not printed, or not well, and are destroyed: they were never there. Returns how many.
    pub async fn discard_slips(&self) -> Result<u32, StoreFault> {
        self.each_made(false, |writing, state, hash, _| writing.delete(SLIPS, &pair(&state.box_id, hash))).await
    }

    async fn each_made(
        &self,
        printed: bool,
        act: impl Fn(&Transaction, &BoxState, &str, u32) -> Result<(), StoreFault>,
    ) -> Result<u32, StoreFault> {
        let (writing, state) = self.begin(&[LOG, SLIPS]).await?;
        in_phase(&state, &[Phase::Voting, Phase::Paused])?;
        let mut counts = BTreeMap::new();
        for (hash, kept) in all(&writing, &state.box_id).await? {
            if kept.standing == Standing::Made {
                act(&writing, &state, &hash, kept.device)?;
                *counts.entry(kept.device).or_insert(0) += 1;
            }
        }
        for (device, count) in counts.iter().filter(|_| printed) {
            let about = |event: OfficerEvent| event.about(*device).counting(*count);
            log::append_with(&writing, &state, OfficerAct::Slips, about).await?;
        }
        self.commit(writing, state).await?;
        Ok(counts.values().sum())
    }

    /// Hands out a ballot for a slip, as [`Self::release`] does at a teller's word; the answer is what
    /// [`Self::cast`] and [`Self::returned`] ask for. Counted as issued when the slip first gives out a ballot.
    ///
    /// [`StoreFault::SlipUnknown`], [`StoreFault::SlipUsed`], [`StoreFault::SlipVoid`], [`StoreFault::SlipOfDevice`];
    /// [`StoreFault::SlipOut`] while any ballot is out.
    pub async fn release_by_slip(&self, hash: Digest) -> Result<String, StoreFault> {
        let token = new_token()?;
        let hash = hash.to_text();
        let (writing, mut state) = self.begin(&[SLIPS]).await?;
        voting(&state)?;
        no_slip(&state)?;
        if usable(&writing, &state, &hash).await? != Standing::Back {
            state.issued += 1;
        }
        set(&writing, &state, &hash, state.device, Standing::Out)?;
        state.slip = Some(token.clone());
        state.by_slip = Some(hash);
        self.commit(writing, state).await?;
        Ok(token)
    }

    /// Takes a ballot that was sealed on somebody's own phone: it is put into the box with its remarks and its slip is spent,
    /// all or nothing. Whatever is out at this device stays out.
    ///
    /// The faults of [`Self::release_by_slip`]; [`StoreFault::SlipAtBooth`] where this very slip has a ballot out here;
    /// [`StoreFault::AlreadyThere`] where this very ballot is in the box, byte for byte: the phone may be told that all is
    /// well; and [`DeviceFault::PartTaken`] where something of it lies there with another ballot: then it may not.
    pub async fn accept_handed_in(
        &self,
        hash: Digest,
        ballot_id: &str,
        ballot: &str,
        remarks: Vec<(String, String)>,
    ) -> Result<(), ImportFault> {
        let hash = hash.to_text();
        let (writing, mut state) = self.begin(&[SLIPS, BALLOTS, REMARKS]).await?;
        voting(&state)?;
        let there = writing.get(BALLOTS, &pair(&state.box_id, ballot_id)).await?;
        let standing = match usable(&writing, &state, &hash).await {
            // The phone did not see the answer and asks again.
            Ok(_) | Err(StoreFault::SlipUsed) if there.as_string().as_deref() == Some(ballot) => {
                return Err(StoreFault::AlreadyThere.into());
            }
            standing => standing?,
        };
        if standing != Standing::Back {
            state.issued += 1;
        }
        set(&writing, &state, &hash, state.device, Standing::Spent)?;
        put_sealed(&writing, &state, ballot_id, ballot, &remarks)?;
        state.last = Some(Outcome::InBox);
        // Whatever the database finds there, it is not this ballot, which was looked for above; and nothing was written.
        self.commit(writing, state).await.map_err(|fault| match fault {
            StoreFault::AlreadyThere => DeviceFault::PartTaken.into(),
            fault => fault.into(),
        })
    }

    /// Makes a lost slip worthless; it counts as issued no more. Not once its ballot is in the box or out.
    pub async fn void_slip(&self, hash: Digest) -> Result<(), StoreFault> {
        let hash = hash.to_text();
        let (writing, mut state) = self.begin(&[LOG, SLIPS]).await?;
        in_phase(&state, &[Phase::Voting, Phase::Paused])?;
        if usable(&writing, &state, &hash).await? == Standing::Back {
            state.issued = state.issued.saturating_sub(1);
        }
        set(&writing, &state, &hash, state.device, Standing::Void)?;
        log::append_with(&writing, &state, OfficerAct::Voided, |event| event.counting(1)).await?;
        self.commit(writing, state).await
    }

    /// Makes every printed slip of this device worthless that has never been used. Returns how many.
    pub async fn void_unused_slips(&self) -> Result<u32, StoreFault> {
        let (writing, state) = self.begin(&[LOG, SLIPS]).await?;
        in_phase(&state, &[Phase::Voting, Phase::Paused])?;
        let mut count = 0;
        for (hash, kept) in all(&writing, &state.box_id).await? {
            if kept.device == state.device && kept.standing == Standing::Free {
                set(&writing, &state, &hash, kept.device, Standing::Void)?;
                count += 1;
            }
        }
        if count > 0 {
            log::append_with(&writing, &state, OfficerAct::Voided, |event| event.counting(count)).await?;
        }
        self.commit(writing, state).await?;
        Ok(count)
    }

    /// Ends the vote as [`Self::close`] does, where there are slips: `left` of them are still in the hat, and each other one
    /// that is neither void nor used counts as issued ([`SlipFigures::issued_at_close`]).
    ///
    /// [`StoreFault::SlipsUnconfirmed`] while nobody has said whether the last cards were printed;
    /// [`StoreFault::TooManyLeft`] where fewer are unused.
    pub async fn close_with_slips(&self, attendance: Attendance, left: u32) -> Result<(), StoreFault> {
        self.end_vote(attendance, Some(left)).await
    }

    pub(super) async fn end_vote(&self, attendance: Attendance, left: Option<u32>) -> Result<(), StoreFault> {
        let (writing, mut state) = self.begin(&[LOG, SLIPS]).await?;
        in_phase(&state, &[Phase::Voting, Phase::Paused])?;
        no_slip(&state)?;
        let slips = all(&writing, &state.box_id).await?;
        if slips.iter().any(|(_, kept)| kept.standing == Standing::Made) {
            return Err(StoreFault::SlipsUnconfirmed);
        }
        let figures = figures(&slips, state.device);
        if figures.free > 0 && left.is_none() {
            return Err(StoreFault::SlipsNotCounted);
        }
        let left = left.unwrap_or_default();
        let issued = figures.issued_at_close(state.issued, left);
        state.issued = issued.map_err(|TooManyLeft { most }| StoreFault::TooManyLeft(most))?;
        state.undistributed = left;
        state.phase = Phase::Closed;
        state.attendance = attendance;
        log::append(&writing, &state, OfficerAct::Closed).await?;
        self.commit(writing, state).await
    }

    /// The slips of this device, by what became of them.
    pub async fn slip_figures(&self) -> Result<SlipFigures, StoreFault> {
        Ok(figures(&self.slips().await?, self.state().device))
    }

    /// Printed slips for other devices of the box: device and how many, ascending.
    pub async fn slips_of_others(&self) -> Result<Vec<(u32, u32)>, StoreFault> {
        let own = self.state().device;
        let mut counts = BTreeMap::new();
        for (_, kept) in self.slips().await? {
            if kept.device != own && kept.standing != Standing::Made {
                *counts.entry(kept.device).or_insert(0) += 1;
            }
        }
        Ok(counts.into_iter().collect())
    }

    /// Hashes of the printed slips for a device, ascending: what a device is told when it joins.
    pub async fn slips_of_device(&self, device: u32) -> Result<Vec<Digest>, StoreFault> {
        self.hashes(|kept| kept.device == device && kept.standing != Standing::Made).await
    }

    /// Hashes of the slips that were spent on this device, ascending: what it tells the chief device.
    pub async fn spent_slips(&self) -> Result<Vec<Digest>, StoreFault> {
        self.hashes(|kept| kept.standing == Standing::Spent).await
    }

    async fn hashes(&self, wanted: impl Fn(&Kept) -> bool) -> Result<Vec<Digest>, StoreFault> {
        let slips = self.slips().await?.into_iter().filter(|(_, kept)| wanted(kept));
        let hashes: Option<Vec<Digest>> = slips.map(|(hash, _)| Digest::from_text(&hash)).collect();
        let mut hashes = hashes.ok_or_else(damaged)?;
        hashes.sort_unstable(); // by bytes, which is not the order of the texts
        Ok(hashes)
    }

    async fn slips(&self) -> Result<Vec<(String, Kept)>, StoreFault> {
        let reading = self.database().read(&[SLIPS])?;
        all(&reading, &self.state().box_id).await
    }
}
