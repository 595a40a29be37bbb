//! `IndexedDB`'s events as futures. Knows nothing of boxes.
//!
//! A trap to know: a transaction commits by itself as soon as it is idle when control
//! returns to the event loop. So between its first request and [`Transaction::done`],
//! await nothing but this module's requests.

use std::cell::RefCell;
use std::rc::Rc;

use futures_channel::oneshot;
use gloo_events::EventListener;
use js_sys::{Array, Object, Reflect};
use wasm_bindgen::prelude::*;
use web_sys::{DomException, IdbDatabase, IdbFactory, IdbKeyRange, IdbObjectStore, IdbRequest, IdbTransaction};

use super::StoreFault;

#[wasm_bindgen]
extern "C" {
    /// `IDBDatabase` with the third argument of `transaction`, which web-sys calls unstable.
    #[wasm_bindgen(extends = IdbDatabase)]
    type DurableDatabase;

    #[wasm_bindgen(method, catch, js_name = transaction)]
    fn transaction_with_options(
        this: &DurableDatabase,
        stores: &Array,
        mode: &str,
        options: &Object,
    ) -> Result<IdbTransaction, JsValue>;
}

/// An open database.
pub(super) struct Database {
    db: IdbDatabase,
    /// Another tab that brings a newer version must not wait for this one.
    _on_version_change: EventListener,
}

impl Database {
    /// Opens `name`, making `stores` (with keys outside the values) where they are missing.
    pub(super) async fn open(name: &str, version: u32, stores: &'static [&'static str]) -> Result<Self, StoreFault> {
        // Some browsers throw on the mere property when storage is blocked.
        let factory = Reflect::get(&js_sys::global(), &"indexedDB".into())
            .ok()
            .filter(JsValue::is_object)
            .ok_or_else(|| StoreFault::Unavailable("no IndexedDB".to_owned()))?
            .unchecked_into::<IdbFactory>();
        let opening = factory.open_with_u32(name, version).map_err(|thrown| unavailable(&thrown))?;
        let upgrade = EventListener::once(&opening, "upgradeneeded", {
            let opening = opening.clone();
            move |_| {
                let Ok(db) = opening.result().map(JsCast::unchecked_into::<IdbDatabase>) else {
                    return;
                };
                let there = db.object_store_names();
                for store in stores.iter().filter(|store| !there.contains(store)) {
                    // If this throws, the upgrade aborts and opening fails with an error event.
                    if db.create_object_store(store).is_err() {
                        if let Some(upgrade) = opening.transaction() {
                            let _ = upgrade.abort();
                        }
                        return;
                    }
                }
            }
        });
        let opened = settled(&opening, Some("blocked")).await;
        drop(upgrade);
        let db = match opened {
            Ok(db) => db.unchecked_into::<IdbDatabase>(),
            Err(Unsettled::Blocked) => return Err(StoreFault::OtherTab),
            Err(Unsettled::Error(StoreFault::Aborted(why))) => {
                return Err(StoreFault::Unavailable(why));
            }
            Err(Unsettled::Error(fault)) => return Err(fault),
        };
        let on_version_change = EventListener::new(&db, "versionchange", {
            let db = db.clone();
            move |_| db.close()
        });
        Ok(Self { db, _on_version_change: on_version_change })
    }

    /// A transaction that reads.
    pub(super) fn read(&self, stores: &[&str]) -> Result<Transaction, StoreFault> {
        self.begin(stores, false)
    }

    /// A transaction that writes. It is complete only when the bytes are on the disk
    /// (`durability: "strict"`), as far as the operating system tells.
    pub(super) fn write(&self, stores: &[&str]) -> Result<Transaction, StoreFault> {
        self.begin(stores, true)
    }

    fn begin(&self, stores: &[&str], writes: bool) -> Result<Transaction, StoreFault> {
        let names: Array = stores.iter().map(|name| JsValue::from_str(name)).collect();
        let options = Object::new();
        if writes {
            Reflect::set(&options, &"durability".into(), &"strict".into()).map_err(|thrown| fault_of(&thrown))?;
        }
        self.db
            .unchecked_ref::<DurableDatabase>()
            .transaction_with_options(&names, if writes { "readwrite" } else { "readonly" }, &options)
            .map(|inner| Transaction::watch(inner, writes))
            // InvalidStateError: closed, because another tab upgrades or the data were cleared.
            .map_err(|thrown| unavailable(&thrown))
    }
}

/// What is under way ends as it would; a newer version need not wait until the browser clears up.
impl Drop for Database {
    fn drop(&mut self) {
        self.db.close();
    }
}

/// A transaction; undone as a whole when it is dropped before [`Self::done`].
pub(super) struct Transaction {
    inner: IdbTransaction,
    writes: bool,
    done: bool,
    outcome: oneshot::Receiver<Result<(), StoreFault>>,
    _listeners: [EventListener; 2],
}

impl Transaction {
    fn watch(inner: IdbTransaction, writes: bool) -> Self {
        let (sender, outcome) = oneshot::channel();
        let sender = Rc::new(RefCell::new(Some(sender)));
        let on_complete = EventListener::once(&inner, "complete", {
            let sender = sender.clone();
            move |_| tell(&sender, Ok(()))
        });
        let on_abort = EventListener::once(&inner, "abort", {
            let inner = inner.clone();
            move |_| {
                let fault =
                    inner.error().map_or_else(|| StoreFault::Aborted("AbortError".to_owned()), |why| named(&why));
                tell(&sender, Err(fault));
            }
        });
        Self { inner, writes, done: false, outcome, _listeners: [on_complete, on_abort] }
    }

    /// The value under `key`; `undefined` where there is none.
    pub(super) async fn get(&self, store: &str, key: &JsValue) -> Result<JsValue, StoreFault> {
        answered(self.store(store)?.get(key)).await
    }

    /// All values of `range`, in the order of their keys.
    pub(super) async fn all(&self, store: &str, range: &JsValue) -> Result<Array, StoreFault> {
        answered(self.store(store)?.get_all_with_key(range)).await.map(JsCast::unchecked_into)
    }

    /// All keys of `range`, in their order.
    pub(super) async fn keys(&self, store: &str, range: &JsValue) -> Result<Array, StoreFault> {
        answered(self.store(store)?.get_all_keys_with_key(range)).await.map(JsCast::unchecked_into)
    }

    /// How many keys lie in `range`.
    pub(super) async fn count(&self, store: &str, range: &JsValue) -> Result<u32, StoreFault> {
        let count = answered(self.store(store)?.count_with_key(range)).await?;
        #[allow(clippy::cast_sign_loss)] // a count is a whole number from 0
        Ok(count.as_f64().map_or(0, |count| count as u32))
    }

    /// Writes `value`, over an older one if there is one.
    pub(super) fn put(&self, store: &str, key: &JsValue, value: &str) -> Result<(), StoreFault> {
        self.store(store)?.put_with_key(&value.into(), key).map(drop).map_err(|thrown| fault_of(&thrown))
    }

    /// Writes `value`; undoes the whole transaction ([`StoreFault::AlreadyThere`]) where the key is taken.
    pub(super) fn add(&self, store: &str, key: &JsValue, value: &str) -> Result<(), StoreFault> {
        self.store(store)?.add_with_key(&value.into(), key).map(drop).map_err(|thrown| fault_of(&thrown))
    }

    /// Deletes a key or a range.
    pub(super) fn delete(&self, store: &str, key: &JsValue) -> Result<(), StoreFault> {
        self.store(store)?.delete(key).map(drop).map_err(|thrown| fault_of(&thrown))
    }

    /// Waits until everything is written, or says why nothing is.
    pub(super) async fn done(mut self) -> Result<(), StoreFault> {
        self.done = true;
        let gone = || StoreFault::Aborted("the transaction vanished".to_owned());
        (&mut self.outcome).await.unwrap_or_else(|_| Err(gone()))
    }

    fn store(&self, name: &str) -> Result<IdbObjectStore, StoreFault> {
        self.inner.object_store(name).map_err(|thrown| fault_of(&thrown))
    }
}

impl Drop for Transaction {
    fn drop(&mut self) {
        if self.writes && !self.done {
            let _ = self.inner.abort(); // throws only when it is over already
        }
    }
}

/// The range of all keys `[first, …]`: arrays sort above text and numbers.
pub(super) fn range_of(first: &str) -> Result<JsValue, StoreFault> {
    let lower = Array::of1(&first.into());
    let upper = Array::of2(&first.into(), &Array::new());
    IdbKeyRange::bound(&lower, &upper).map(Into::into).map_err(|thrown| fault_of(&thrown))
}

/// The key `[first, second]`.
pub(super) fn pair(first: &str, second: impl Into<JsValue>) -> JsValue {
    Array::of2(&first.into(), &second.into()).into()
}

/// What a thrown or rejected value means.
pub(super) fn fault_of(thrown: &JsValue) -> StoreFault {
    match thrown.dyn_ref::<DomException>() {
        Some(exception) => named(exception),
        None => StoreFault::Aborted(format!("{thrown:?}")),
    }
}

fn named(exception: &DomException) -> StoreFault {
    match exception.name().as_str() {
        "QuotaExceededError" => StoreFault::Full,
        "ConstraintError" => StoreFault::AlreadyThere,
        name => StoreFault::Aborted(format!("{name}: {}", exception.message())),
    }
}

fn unavailable(thrown: &JsValue) -> StoreFault {
    match fault_of(thrown) {
        StoreFault::Aborted(why) => StoreFault::Unavailable(why),
        fault => fault,
    }
}

type Sender<T> = Rc<RefCell<Option<oneshot::Sender<T>>>>;

fn tell<T>(sender: &Sender<T>, outcome: T) {
    if let Some(sender) = sender.borrow_mut().take() {
        let _ = sender.send(outcome); // nobody waits any more: nothing to tell
    }
}

enum Unsettled {
    Blocked,
    Error(StoreFault),
}

async fn answered(request: Result<IdbRequest, JsValue>) -> Result<JsValue, StoreFault> {
    let request = request.map_err(|thrown| fault_of(&thrown))?;
    settled(&request, None).await.map_err(|unsettled| match unsettled {
        Unsettled::Error(fault) => fault,
        Unsettled::Blocked => StoreFault::Aborted("blocked".to_owned()),
    })
}

/// Waits for a request's `success` or `error`, or for the event `blocked`.
async fn settled(request: &IdbRequest, blocked: Option<&'static str>) -> Result<JsValue, Unsettled> {
    let (sender, receiver) = oneshot::channel();
    let sender: Sender<Result<JsValue, Unsettled>> = Rc::new(RefCell::new(Some(sender)));
    let _on_success = EventListener::once(request, "success", {
        let (sender, request) = (sender.clone(), request.clone());
        move |_| {
            tell(&sender, request.result().map_err(|thrown| Unsettled::Error(fault_of(&thrown))));
        }
    });
    let _on_error = EventListener::once(request, "error", {
        let (sender, request) = (sender.clone(), request.clone());
        move |_| {
            let why = request.error().ok().flatten();
            let fault = why.map_or_else(|| StoreFault::Aborted("unknown error".to_owned()), |why| named(&why));
            tell(&sender, Err(Unsettled::Error(fault)));
        }
    });
    let _on_blocked = blocked.map(|event| {
        EventListener::once(request, event, move |_| {
            tell(&sender, Err(Unsettled::Blocked));
        })
    });
    let gone = || Unsettled::Error(StoreFault::Aborted("the request vanished".to_owned()));
    receiver.await.unwrap_or_else(|_| Err(gone()))
}
