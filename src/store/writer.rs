//! The one writer of a box: every act is one transaction.

use std::cell::RefCell;
use std::rc::Rc;

use base64ct::{Base64UrlUnpadded, Encoding};
use js_sys::Array;

use super::idb::{Database, Transaction, pair, range_of};
use super::locks::Lock;
use super::open::{BALLOTS, BOXES, FILES, LOG, REMARKS, SLIPS, read_state};
use super::slips::{Standing, settle};
use super::{BoxState, Outcome, Phase, Store, StoreFault, log};
use crate::count::Attendance;
use crate::record::{OfficerAct, OfficerEvent};

/// Name of the file that holds the count of the paper ballots.
const PAPER: &str = "paper";
/// Name of the file that holds the lock of the tellers' menu.
const MENU_LOCK: &str = "menu-lock";

/// The one writer of a box. Clones share it; the last to go frees the box for other tabs.
#[derive(Clone)]
pub struct BoxWriter(Rc<Inner>);

struct Inner {
    store: Store,
    box_id: String,
    /// As last committed.
    state: RefCell<BoxState>,
    _lock: Lock,
}

impl BoxWriter {
    pub(super) fn new(store: Store, state: BoxState, lock: Lock) -> Self {
        Self(Rc::new(Inner { store, box_id: state.box_id.clone(), state: RefCell::new(state), _lock: lock }))
    }

    /// The box as last committed.
    pub fn state(&self) -> BoxState {
        self.0.state.borrow().clone()
    }

    /// Ballots in the box.
    pub async fn collected(&self) -> Result<u32, StoreFault> {
        self.0.store.collected(&self.0.box_id).await
    }

    /// Hands out a ballot: one more issued, and a new slip, which is returned.
    ///
    /// [`StoreFault::WrongPhase`] unless voting; [`StoreFault::SlipOut`] while another is out.
    pub async fn release(&self) -> Result<String, StoreFault> {
        let slip = new_token()?;
        self.change(&[], |state, _| {
            voting(state)?;
            no_slip(state)?;
            state.issued += 1;
            state.slip = Some(slip.clone());
            Ok(())
        })
        .await?;
        Ok(slip)
    }

    /// Puts a sealed ballot and its remarks into the box and spends the slip, also the one on paper where it was
    /// released by one, all or nothing. Tell the voter only when this is `Ok`.
    ///
    /// [`StoreFault::SlipSpent`] where the slip is not the one that is out (a second click, a
    /// page that came back from the history); [`StoreFault::AlreadyThere`] where the very same
    /// bytes are in the box. In both cases nothing was written.
    pub async fn cast(
        &self,
        slip: &str,
        ballot_id: &str,
        ballot: &str,
        remarks: Vec<(String, String)>,
    ) -> Result<(), StoreFault> {
        self.change(&[BALLOTS, REMARKS, SLIPS], |state, writing| {
            voting(state)?;
            spend(state, slip, Outcome::InBox)?;
            settle(writing, state, Standing::Spent)?;
            put_sealed(writing, state, ballot_id, ballot, &remarks)
        })
        .await
    }

    /// Reads the box anew. The read waits behind every write of this box that is under way, so that it tells how
    /// one has ended whose answer was lost.
    pub async fn reread(&self) -> Result<BoxState, StoreFault> {
        let (_, state) = self.begin(&[]).await?;
        *self.0.state.borrow_mut() = state.clone();
        Ok(state)
    }

    /// The voter gave the ballot back without casting it. It stays counted as issued. A slip on paper by which it was
    /// released can be used again.
    pub async fn returned(&self, slip: &str) -> Result<(), StoreFault> {
        self.change(&[SLIPS], |state, writing| {
            spend(state, slip, Outcome::Returned)?;
            settle(writing, state, Standing::Back)
        })
        .await
    }

    /// Corrects who was summoned and who is there, until the count.
    pub async fn set_attendance(&self, attendance: Attendance) -> Result<(), StoreFault> {
        self.change(&[], |state, _| {
            in_phase(state, &[Phase::Voting, Phase::Paused, Phase::Closed])?;
            state.attendance = attendance;
            Ok(())
        })
        .await
    }

    /// Interrupts the vote. Not while a ballot is out, or that voter could not cast it.
    pub async fn pause(&self) -> Result<(), StoreFault> {
        self.change_logged(OfficerAct::Paused, &[], |state, _| {
            voting(state)?;
            no_slip(state)?;
            state.phase = Phase::Paused;
            Ok(())
        })
        .await
    }

    /// Goes on with the vote.
    pub async fn resume(&self) -> Result<(), StoreFault> {
        self.change_logged(OfficerAct::Resumed, &[], |state, _| {
            in_phase(state, &[Phase::Paused])?;
            state.phase = Phase::Voting;
            Ok(())
        })
        .await
    }

    /// Ends the vote for good, with the final attendance. Not while a ballot is out.
    ///
    /// [`StoreFault::SlipsNotCounted`] where slips on paper are unused: then it is [`Self::close_with_slips`] that closes.
    pub async fn close(&self, attendance: Attendance) -> Result<(), StoreFault> {
        self.end_vote(attendance, None).await
    }

    /// Keeps the count of the paper ballots as it stands, over what was kept before; until the count.
    ///
    /// While ballots are entered, this holds single rows of marks in the clear; once they are settled, totals only
    /// (`count/sheet.rs`).
    pub async fn keep_paper(&self, paper: &str) -> Result<(), StoreFault> {
        let box_id = &self.0.box_id;
        self.change(&[FILES], |state, writing| {
            in_phase(state, &[Phase::Voting, Phase::Paused, Phase::Closed])?;
            writing.put(FILES, &pair(box_id, PAPER), paper)
        })
        .await
    }

    /// Forgets what was entered of the paper ballots, so that it can begin anew; until the count.
    pub async fn forget_paper(&self) -> Result<(), StoreFault> {
        let box_id = &self.0.box_id;
        self.change(&[FILES], |state, writing| {
            in_phase(state, &[Phase::Voting, Phase::Paused, Phase::Closed])?;
            writing.delete(FILES, &pair(box_id, PAPER))
        })
        .await
    }

    /// The count of the paper ballots, as it was last kept.
    pub async fn paper(&self) -> Result<Option<String>, StoreFault> {
        self.file(PAPER).await
    }

    /// The lock of this device's tellers' menu (`seal::MenuLock`), where it has one.
    pub async fn menu_lock(&self) -> Result<Option<String>, StoreFault> {
        self.file(MENU_LOCK).await
    }

    /// Locks the tellers' menu of this device, anew or for the first time; `None` unlocks it. No part of any file
    /// that leaves the device.
    pub async fn set_menu_lock(&self, lock: Option<&str>) -> Result<(), StoreFault> {
        let key = pair(&self.0.box_id, MENU_LOCK);
        self.change(&[FILES], |_, writing| match lock {
            Some(lock) => writing.put(FILES, &key, lock),
            None => writing.delete(FILES, &key),
        })
        .await
    }

    /// Keeps result and record, exact texts, and marks the box as counted. The paper ballots' totals are in both.
    ///
    /// `counted_at` is the time that the record's log gives to the count: the entry kept here is the one that was signed,
    /// so that what is chained to it afterwards is chained to the record's log, also where the minute has turned.
    pub async fn counted(&self, result: &str, record: &str, counted_at: &str) -> Result<(), StoreFault> {
        let box_id = &self.0.box_id;
        let (writing, mut state) = self.begin(&[LOG, FILES]).await?;
        in_phase(&state, &[Phase::Closed])?;
        writing.add(FILES, &pair(box_id, "result"), result)?;
        writing.add(FILES, &pair(box_id, "record"), record)?;
        writing.delete(FILES, &pair(box_id, PAPER))?;
        state.phase = Phase::Counted;
        let signed = |event| OfficerEvent { device_clock: counted_at.to_owned(), ..event };
        log::append_with(&writing, &state, OfficerAct::Counted, signed).await?;
        self.commit(writing, state).await
    }

    /// Notes that the result was handed out.
    pub async fn exported(&self) -> Result<(), StoreFault> {
        self.change_logged(OfficerAct::Exported, &[], |state, _| in_phase(state, &[Phase::Counted])).await
    }

    /// Exact texts of the sealed ballots, in the order of their digests, which says nothing.
    pub async fn ballots(&self) -> Result<Vec<String>, StoreFault> {
        self.texts(BALLOTS).await
    }

    /// Exact texts of the sealed remarks, in the order of their digests.
    pub async fn remarks(&self) -> Result<Vec<String>, StoreFault> {
        self.texts(REMARKS).await
    }

    /// The officers' log, in order.
    pub async fn log(&self) -> Result<Vec<OfficerEvent>, StoreFault> {
        log::read(&self.0.store.database().read(&[LOG])?, &self.0.box_id).await
    }

    /// A kept file, `result` or `record`.
    pub async fn file(&self, name: &str) -> Result<Option<String>, StoreFault> {
        let value = self.0.store.database().read(&[FILES])?.get(FILES, &pair(&self.0.box_id, name)).await?;
        match value.as_string() {
            Some(text) => Ok(Some(text)),
            None if value.is_undefined() => Ok(None),
            None => Err(StoreFault::Damaged(format!("file {name}"))),
        }
    }

    pub(super) fn database(&self) -> &Database {
        self.0.store.database()
    }

    async fn texts(&self, store: &str) -> Result<Vec<String>, StoreFault> {
        let reading = self.0.store.database().read(&[store])?;
        let values: Array = reading.all(store, &range_of(&self.0.box_id)?).await?;
        let text = |value: wasm_bindgen::JsValue| {
            value.as_string().ok_or_else(|| StoreFault::Damaged(format!("an entry of {store} is not text")))
        };
        values.iter().map(text).collect()
    }

    /// One act: read the box anew, let `act` change it and put what it puts, commit. A fault anywhere undoes
    /// everything.
    async fn change(
        &self,
        also: &[&str],
        act: impl FnOnce(&mut BoxState, &Transaction) -> Result<(), StoreFault>,
    ) -> Result<(), StoreFault> {
        let (writing, mut state) = self.begin(also).await?;
        act(&mut state, &writing)?;
        self.commit(writing, state).await
    }

    /// One act of an officer: as [`Self::change`], and chained to the log. Apart, so that a page with voters'
    /// acts alone holds nothing of the log.
    async fn change_logged(
        &self,
        kind: OfficerAct,
        also: &[&str],
        act: impl FnOnce(&mut BoxState, &Transaction) -> Result<(), StoreFault>,
    ) -> Result<(), StoreFault> {
        let stores: Vec<&str> = [LOG].iter().chain(also).copied().collect();
        let (writing, mut state) = self.begin(&stores).await?;
        act(&mut state, &writing)?;
        log::append(&writing, &state, kind).await?;
        self.commit(writing, state).await
    }

    pub(super) async fn begin(&self, also: &[&str]) -> Result<(Transaction, BoxState), StoreFault> {
        let stores: Vec<&str> = [BOXES].iter().chain(also).copied().collect();
        let writing = self.0.store.database().write(&stores)?;
        let state = read_state(&writing, &self.0.box_id).await?;
        Ok((writing, state))
    }

    pub(super) async fn commit(&self, writing: Transaction, state: BoxState) -> Result<(), StoreFault> {
        writing.put(BOXES, &self.0.box_id.as_str().into(), &state.to_text())?;
        writing.done().await?;
        *self.0.state.borrow_mut() = state;
        Ok(())
    }
}

pub(super) fn in_phase(state: &BoxState, allowed: &[Phase]) -> Result<(), StoreFault> {
    if allowed.contains(&state.phase) { Ok(()) } else { Err(StoreFault::WrongPhase(state.phase)) }
}

pub(super) fn voting(state: &BoxState) -> Result<(), StoreFault> {
    in_phase(state, &[Phase::Voting])
}

pub(super) fn no_slip(state: &BoxState) -> Result<(), StoreFault> {
    if state.slip.is_none() { Ok(()) } else { Err(StoreFault::SlipOut) }
}

/// Puts a sealed ballot and its remarks.
pub(super) fn put_sealed(
    writing: &Transaction,
    state: &BoxState,
    ballot_id: &str,
    ballot: &str,
    remarks: &[(String, String)],
) -> Result<(), StoreFault> {
    writing.add(BALLOTS, &pair(&state.box_id, ballot_id), ballot)?;
    for (remark_id, remark) in remarks {
        writing.add(REMARKS, &pair(&state.box_id, remark_id.as_str()), remark)?;
    }
    Ok(())
}

fn spend(state: &mut BoxState, slip: &str, outcome: Outcome) -> Result<(), StoreFault> {
    if state.slip.as_deref() != Some(slip) {
        return Err(StoreFault::SlipSpent);
    }
    state.slip = None;
    state.last = Some(outcome);
    Ok(())
}

/// 16 random bytes. Unlike a number that counts up, a slip says nothing about how many came before.
pub(super) fn new_token() -> Result<String, StoreFault> {
    let mut bytes = [0; 16];
    getrandom::getrandom(&mut bytes).map_err(|fault| StoreFault::Unavailable(fault.to_string()))?;
    Ok(Base64UrlUnpadded::encode_string(&bytes))
}
