//! The store: all boxes of this device that are of one kind, real or practice.

use std::rc::Rc;

use gloo_timers::future::TimeoutFuture;
use js_sys::Reflect;
use wasm_bindgen::prelude::*;
use wasm_bindgen_futures::JsFuture;
use web_sys::StorageManager;

use super::idb::{Database, Transaction, pair, range_of};
use super::locks::{Lock, property};
use super::second::Second;
use super::{BoxState, BoxWriter, Phase, StoreFault, log};
use crate::record::{CHIEF, OfficerAct, OfficerEvent};

/// Box id → [`BoxState`] as JSON.
pub(super) const BOXES: &str = "boxes";
/// Box id, ballot id → exact text.
pub(super) const BALLOTS: &str = "ballots";
/// Box id, remark id → exact text.
pub(super) const REMARKS: &str = "remarks";
/// Box id, sequence → [`OfficerEvent`] as JSON.
pub(super) const LOG: &str = "log";
/// Box id, name → text: `result`, `record`, and until the count `paper`.
pub(super) const FILES: &str = "files";
/// Box id, hash of a slip → its device and what became of it. Since version 2.
pub(super) const SLIPS: &str = "slips";

/// Box id, number → name of a device that the chief device added. Since version 3.
pub(super) const DEVICES: &str = "devices";
/// Box id, device and instance → exact text of the box file that it handed over, as full as it is known. Since version 3.
pub(super) const HANDED_OVER: &str = "handed-over";

const STORES: &[&str] = &[BOXES, BALLOTS, REMARKS, LOG, FILES, SLIPS, DEVICES, HANDED_OVER];
/// An older database gets the stores that it lacks (since version 4 also the commits' own, [`super::second`]); those that it
/// has are left as they are.
const VERSION: u32 = 4;

/// A handle to the boxes of this device; clones share one database.
#[derive(Clone)]
pub struct Store(Rc<Inner>);

struct Inner {
    practice: bool,
    database: Database,
}

/// The boxes of a [`Store`].
#[derive(Debug, Default)]
pub struct Boxes {
    /// Those that can be used.
    pub held: Vec<BoxState>,
    /// Those that cannot be read back: identifier and [`StoreFault::Damaged`]. They are left as they are.
    pub damaged: Vec<(String, StoreFault)>,
}

/// Did the browser promise not to throw the boxes away when the disk gets short?
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Persistence {
    /// It promised.
    Granted,
    /// It did not: export early, and do not clear the browser's data.
    Denied,
    /// It cannot say.
    Unknown,
}

/// Room on the device, as the browser estimates it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Estimate {
    /// Bytes that this site takes.
    pub usage: u64,
    /// Bytes that it may take.
    pub quota: u64,
}

impl Store {
    /// Opens the boxes of this device. Practice boxes live in a database of their own, so that
    /// no slip of the hand lets a practice ballot into a real box.
    pub async fn open(practice: bool) -> Result<Self, StoreFault> {
        let name = if practice { "hom-phieu-practice" } else { "hom-phieu" };
        let database = Database::open(name, VERSION, STORES).await?;
        Ok(Self(Rc::new(Inner { practice, database })))
    }

    /// Are these the practice boxes?
    pub fn practice(&self) -> bool {
        self.0.practice
    }

    /// Is what is written kept in a second copy as well ([`super::second`])?
    pub fn kept_twice(&self) -> bool {
        self.database().second().is_some_and(Second::follows)
    }

    /// May a write that is cut off cost all boxes? So it is in a Chromium that keeps one copy only; other browsers do not lose
    /// a database by it.
    pub fn at_risk(&self) -> bool {
        let navigator = property(&js_sys::global(), "navigator");
        // Chromium alone has it.
        !self.kept_twice() && navigator.is_some_and(|navigator| property(&navigator, "userAgentData").is_some())
    }

    /// All boxes; those that cannot be read back are named apart: none must seem to be gone, and none keep the others shut.
    pub async fn boxes(&self) -> Result<Boxes, StoreFault> {
        let reading = self.database().read(&[BOXES])?;
        let keys = reading.keys(BOXES, &JsValue::UNDEFINED).await?;
        let values = reading.all(BOXES, &JsValue::UNDEFINED).await?;
        let mut boxes = Boxes::default();
        for (key, value) in keys.iter().zip(values.iter()) {
            let box_id = key.as_string().unwrap_or_default();
            match state_from(&value, &box_id) {
                Ok(state) => boxes.held.push(state),
                Err(fault) => boxes.damaged.push((box_id, fault)),
            }
        }
        Ok(boxes)
    }

    /// How many ballots are in a box. Only reads: no writer is needed, and none is disturbed.
    pub async fn collected(&self, box_id: &str) -> Result<u32, StoreFault> {
        self.database().read(&[BALLOTS])?.count(BALLOTS, &range_of(box_id)?).await
    }

    /// The signed result of a box that was counted. Only reads, as [`Self::collected`] does.
    pub async fn result(&self, box_id: &str) -> Result<Option<String>, StoreFault> {
        Ok(self.database().read(&[FILES])?.get(FILES, &pair(box_id, "result")).await?.as_string())
    }

    /// Puts a new box and the first entry of its log ([`super::opened_event`]), together.
    ///
    /// [`StoreFault::AlreadyThere`] where the box exists; it is left as it is.
    pub async fn create_box(&self, state: BoxState, first: OfficerEvent) -> Result<(), StoreFault> {
        if state.practice != self.0.practice {
            return Err(StoreFault::Damaged("a practice box and a real one were confused".to_owned()));
        }
        let writing = self.database().write(&[BOXES, LOG])?;
        writing.add(BOXES, &state.box_id.as_str().into(), &state.to_text())?;
        log::add(&writing, &state.box_id, &first)?;
        writing.done().await?;
        self.note(&state.box_id);
        Ok(())
    }

    /// Becomes the one writer of a box, until the last clone of the handle is dropped.
    ///
    /// [`StoreFault::OtherTab`] where a writer exists, in this tab too;
    /// [`StoreFault::NoLocks`] where the browser cannot tell.
    pub async fn writer(&self, box_id: &str) -> Result<BoxWriter, StoreFault> {
        Ok(self.try_writer(box_id).await?.0)
    }

    /// Like [`Self::writer`], but gives another page of this tab, which is just handing the box over, two
    /// seconds to be gone: a browser frees a page's locks a moment after it has left.
    pub async fn writer_soon(&self, box_id: &str) -> Result<BoxWriter, StoreFault> {
        Ok(self.writer_and_count(box_id).await?.0)
    }

    /// As [`Self::writer_soon`], and how many ballots are in the box when it has become the writer's.
    pub async fn writer_and_count(&self, box_id: &str) -> Result<(BoxWriter, u32), StoreFault> {
        for _ in 0..20 {
            match self.try_writer(box_id).await {
                Err(StoreFault::OtherTab) => TimeoutFuture::new(100).await,
                taken => return taken,
            }
        }
        self.try_writer(box_id).await
    }

    async fn try_writer(&self, box_id: &str) -> Result<(BoxWriter, u32), StoreFault> {
        let lock = self.lock(box_id).await?;
        // Both are asked before either is answered: a voter may be waiting for the page. Not before the lock is held, or
        // another page could still put a ballot in.
        let reading = self.database().read(&[BOXES, BALLOTS])?;
        let (state, collected) = (reading.get(BOXES, &box_id.into()), reading.count(BALLOTS, &range_of(box_id)?));
        let state = state_of(state.await?, box_id)?;
        Ok((BoxWriter::new(self.clone(), state, lock), collected.await?))
    }

    /// Deletes a box with all that belongs to it: a practice box at any time, a real one
    /// ([`StoreFault::NotExported`]) only when it was counted and its result handed out, or, on a joined device, when it
    /// was closed and handed over.
    /// Drop the box's writer before, or it is [`StoreFault::OtherTab`].
    pub async fn delete_box(&self, box_id: &str) -> Result<(), StoreFault> {
        let _lock = self.lock(box_id).await?;
        let writing = self.database().write(STORES)?;
        if !self.0.practice {
            let state = read_state(&writing, box_id).await?;
            let (phase, left) = if state.device == CHIEF {
                (Phase::Counted, OfficerAct::Exported)
            } else {
                (Phase::Closed, OfficerAct::HandedOver)
            };
            let events = log::read(&writing, box_id).await?;
            if state.phase != phase || events.iter().all(|event| event.kind != left) {
                return Err(StoreFault::NotExported);
            }
        }
        writing.delete(BOXES, &box_id.into())?;
        for store in STORES.iter().filter(|store| **store != BOXES) {
            writing.delete(store, &range_of(box_id)?)?;
        }
        writing.done().await?;
        self.forget_note(box_id);
        Ok(())
    }

    /// Asks the browser never to throw the boxes away by itself. Some ask the user.
    pub async fn persist(&self) -> Persistence {
        let Some(Ok(asked)) = storage_manager().map(|manager| manager.persist()) else {
            return Persistence::Unknown;
        };
        match JsFuture::from(asked).await.ok().and_then(|answer| answer.as_bool()) {
            Some(true) => Persistence::Granted,
            Some(false) => Persistence::Denied,
            None => Persistence::Unknown,
        }
    }

    /// Has the browser promised it already? Asks nobody.
    pub async fn persisted(&self) -> Persistence {
        let Some(Ok(asked)) = storage_manager().map(|manager| manager.persisted()) else {
            return Persistence::Unknown;
        };
        match JsFuture::from(asked).await.ok().and_then(|answer| answer.as_bool()) {
            Some(true) => Persistence::Granted,
            Some(false) => Persistence::Denied,
            None => Persistence::Unknown,
        }
    }

    /// How much room there is; `None` where the browser does not say.
    pub async fn estimate(&self) -> Option<Estimate> {
        let estimate = JsFuture::from(storage_manager()?.estimate().ok()?).await.ok()?;
        let member = |name: &str| Reflect::get(&estimate, &name.into()).ok()?.as_f64();
        #[allow(clippy::cast_sign_loss)] // the browser counts from 0
        Some(Estimate { usage: member("usage")? as u64, quota: member("quota")? as u64 })
    }

    pub(super) fn database(&self) -> &Database {
        &self.0.database
    }

    async fn lock(&self, box_id: &str) -> Result<Lock, StoreFault> {
        let kind = if self.0.practice { "practice" } else { "real" };
        Lock::take(&format!("hom-phieu/{kind}/{box_id}")).await
    }
}

/// Reads a box within a transaction; awaits its request only.
pub(super) async fn read_state(transaction: &Transaction, box_id: &str) -> Result<BoxState, StoreFault> {
    state_of(transaction.get(BOXES, &box_id.into()).await?, box_id)
}

/// What was read as a box; [`StoreFault::NoSuchBox`] where nothing was.
fn state_of(value: JsValue, box_id: &str) -> Result<BoxState, StoreFault> {
    if value.is_undefined() { Err(StoreFault::NoSuchBox) } else { state_from(&value, box_id) }
}

fn state_from(value: &JsValue, box_id: &str) -> Result<BoxState, StoreFault> {
    let text = value.as_string().ok_or_else(|| StoreFault::Damaged(format!("box {box_id} is not text")))?;
    let state = BoxState::parse(&text).ok_or_else(|| StoreFault::Damaged(format!("box {box_id} cannot be read")))?;
    if state.box_id == box_id {
        Ok(state)
    } else {
        Err(StoreFault::Damaged(format!("box {box_id} calls itself {}", state.box_id)))
    }
}

fn storage_manager() -> Option<StorageManager> {
    let navigator = property(&js_sys::global(), "navigator")?;
    property(&navigator, "storage").map(JsCast::unchecked_into)
}
