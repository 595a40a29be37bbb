//! `IndexedDB`'s events as futures. Knows nothing of boxes.
//!
//! A trap to know: a transaction commits by itself as soon as it is idle when control
//! returns to the event loop. So between its first request and [`Transaction::done`],
//! await nothing but this module's requests.

use std::cell::RefCell;
use std::pin::Pin;
use std::rc::Rc;

use futures_channel::oneshot;
use futures_util::future::{Either, select};
use gloo_events::EventListener;
use gloo_timers::future::TimeoutFuture;
use js_sys::{Array, Object, Reflect};
use wasm_bindgen::prelude::*;
use web_sys::{DomException, IdbDatabase, IdbFactory, IdbKeyRange, IdbObjectStore, IdbRequest, IdbTransaction};

use super::StoreFault;
use super::second::{COMMITS, Second, with_commits};

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

    /// `IDBTransaction` with `commit`, which web-sys counts as deprecated.
    #[wasm_bindgen(extends = IdbTransaction)]
    type CommittingTransaction;

    #[wasm_bindgen(method, catch)]
    fn commit(this: &CommittingTransaction) -> Result<(), JsValue>;
}

/// How long after an opening that failed it is tried anew, in milliseconds. Chromium now and then refuses a database that
/// it opens a moment later ("`UnknownError`: Internal error"), above all after it was killed; whoever is at the screen
/// should not meet that.
const PAUSES: [u32; 3] = [200, 800, 2_000];
/// How long an opening may give no sign before it is tried anew, in milliseconds: it happens that none ever comes.
/// Opening takes well below a second; a log of some megabytes that has to be read again takes a weak device a few.
const SILENCE: u32 = 6_000;

/// An open database.
pub(super) struct Database {
    db: IdbDatabase,
    second: Option<Rc<Second>>,
    /// Chromium answers no request any more of a bucket's database when it has collected the bucket's `indexedDB` as
    /// garbage.
    _factory: Option<IdbFactory>,
    /// Another tab that brings a newer version must not wait for this one.
    on_version_change: Option<EventListener>,
}

impl Database {
    /// Opens `name`, making `stores` (with keys outside the values) where they are missing; tries again where that
    /// fails, for up to half a minute.
    ///
    /// [`StoreFault::Unavailable`] where this page may keep nothing, [`StoreFault::NotOpened`] where the browser cannot
    /// open what it keeps, [`StoreFault::OtherTab`] where a page with an older version stands in the way.
    ///
    /// What is written into it is kept twice where the browser can ([`Second`]), and comes back from there.
    pub(super) async fn open(
        name: &'static str,
        version: u32,
        stores: &'static [&'static str],
    ) -> Result<Self, StoreFault> {
        let copy = Second::open(name, version, stores);
        let mut first = Self::open_first(name, version, stores).await?;
        first.second = Second::of(&first, copy, stores).await.map(Rc::new);
        Ok(first)
    }

    async fn open_first(name: &str, version: u32, stores: &'static [&'static str]) -> Result<Self, StoreFault> {
        // Some browsers throw on the mere property when storage is blocked.
        let factory = Reflect::get(&js_sys::global(), &"indexedDB".into())
            .ok()
            .filter(JsValue::is_object)
            .ok_or_else(|| StoreFault::Unavailable("no IndexedDB".to_owned()))?
            .unchecked_into::<IdbFactory>();
        let mut pauses = PAUSES.into_iter();
        loop {
            match Self::open_in(&factory, name, version, stores, SILENCE).await {
                Err(fault @ StoreFault::NotOpened(_)) => match pauses.next() {
                    Some(pause) => TimeoutFuture::new(pause).await,
                    None => return Err(fault),
                },
                opened => return opened,
            }
        }
    }

    /// Asks once; [`StoreFault::NotOpened`] where no answer has come after `silence`, in milliseconds.
    pub(super) async fn open_in(
        factory: &IdbFactory,
        name: &str,
        version: u32,
        stores: &'static [&'static str],
        silence: u32,
    ) -> Result<Self, StoreFault> {
        let opening = factory.open_with_u32(name, version).map_err(|thrown| unavailable(&thrown))?;
        let upgrade = EventListener::once(&opening, "upgradeneeded", {
            let opening = opening.clone();
            move |_| {
                let Ok(db) = opening.result().map(JsCast::unchecked_into::<IdbDatabase>) else {
                    return;
                };
                let there = db.object_store_names();
                for store in with_commits(stores).into_iter().filter(|store| !there.contains(store)) {
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
        let answered = Box::pin(settled(&opening, Some("blocked")));
        let opened = match select(answered, TimeoutFuture::new(silence)).await {
            Either::Left((opened, _)) => opened,
            Either::Right(_) => {
                // Should it open after all, it must not stand in another's way; making it ready goes on meanwhile.
                upgrade.forget();
                let late = opening.clone();
                let close = move |_: &web_sys::Event| {
                    let _ = late.result().map(|db| db.unchecked_into::<IdbDatabase>().close());
                };
                EventListener::once(&opening, "success", close).forget();
                return Err(StoreFault::NotOpened("no answer".to_owned()));
            }
        };
        drop(upgrade);
        let db = match opened {
            Ok(db) => db.unchecked_into::<IdbDatabase>(),
            Err(Unsettled::Blocked) => return Err(StoreFault::OtherTab),
            Err(Unsettled::Error(StoreFault::Aborted(why))) => {
                return Err(StoreFault::NotOpened(why));
            }
            Err(Unsettled::Error(fault)) => return Err(fault),
        };
        let on_version_change = EventListener::new(&db, "versionchange", {
            let db = db.clone();
            move |_| db.close()
        });
        Ok(Self { db, second: None, _factory: Some(factory.clone()), on_version_change: Some(on_version_change) })
    }

    /// The same database in other hands. Dropped, it stays open.
    pub(super) fn bare(db: IdbDatabase) -> Self {
        Self { db, second: None, _factory: None, on_version_change: None }
    }

    pub(super) fn second(&self) -> Option<&Second> {
        self.second.as_deref()
    }

    pub(super) fn handle(&self) -> IdbDatabase {
        self.db.clone()
    }

    /// A transaction that reads.
    pub(super) fn read(&self, stores: &[&str]) -> Result<Transaction, StoreFault> {
        self.begin(stores, false)
    }

    /// A transaction that writes and is not counted: into all of `stores` what stands in another database.
    pub(super) fn write_as_is(&self, stores: &[&str]) -> Result<Transaction, StoreFault> {
        self.begin(&with_commits(stores), true)
    }

    /// A transaction that writes. It is complete only when the bytes are on the disk
    /// (`durability: "strict"`), as far as the operating system tells.
    pub(super) fn write(&self, stores: &[&str]) -> Result<Transaction, StoreFault> {
        let mut writing = self.begin(&with_commits(stores), true)?;
        writing.second.clone_from(&self.second);
        writing.commits = Some(Box::pin(writing.commits()));
        Ok(writing)
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
        if self.on_version_change.is_some() {
            self.db.close();
        }
    }
}

/// What a transaction writes, kept until it stands in the second copy as well.
pub(super) struct Written {
    store: String,
    key: JsValue,
    /// `None`: deleted, the key or its range.
    value: Option<String>,
}

impl Written {
    pub(super) fn write_to(&self, transaction: &Transaction) -> Result<(), StoreFault> {
        match &self.value {
            Some(value) => transaction.put(&self.store, &self.key, value),
            None => transaction.delete(&self.store, &self.key),
        }
    }
}

/// What was asked already.
type Asked<T> = Pin<Box<dyn Future<Output = Result<T, StoreFault>>>>;

/// A transaction; undone as a whole when it is dropped before [`Self::done`].
pub(super) struct Transaction {
    inner: IdbTransaction,
    writes: bool,
    /// Commits before this one, asked already, where it is counted.
    commits: Option<Asked<u64>>,
    second: Option<Rc<Second>>,
    written: RefCell<Vec<Written>>,
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
        let listeners = [on_complete, on_abort];
        Self {
            inner,
            writes,
            commits: None,
            second: None,
            written: RefCell::default(),
            done: false,
            outcome,
            _listeners: listeners,
        }
    }

    /// The value under `key`; `undefined` where there is none. Asked at once, so that two may be under way together.
    pub(super) fn get(&self, store: &str, key: &JsValue) -> impl Future<Output = Result<JsValue, StoreFault>> + use<> {
        answered(self.store(store).and_then(|store| asked(store.get(key))))
    }

    /// All values of `range`, in the order of their keys.
    pub(super) async fn all(&self, store: &str, range: &JsValue) -> Result<Array, StoreFault> {
        answered(asked(self.store(store)?.get_all_with_key(range))).await.map(JsCast::unchecked_into)
    }

    /// All keys of `range`, in their order.
    pub(super) async fn keys(&self, store: &str, range: &JsValue) -> Result<Array, StoreFault> {
        answered(asked(self.store(store)?.get_all_keys_with_key(range))).await.map(JsCast::unchecked_into)
    }

    /// How many keys lie in `range`. Asked at once.
    pub(super) fn count(&self, store: &str, range: &JsValue) -> impl Future<Output = Result<u32, StoreFault>> + use<> {
        let count = answered(self.store(store).and_then(|store| asked(store.count_with_key(range))));
        #[allow(clippy::cast_sign_loss)] // a count is a whole number from 0
        async {
            Ok(count.await?.as_f64().map_or(0, |count| count as u32))
        }
    }

    /// Writes `value`, over an older one if there is one.
    pub(super) fn put(&self, store: &str, key: &JsValue, value: &str) -> Result<(), StoreFault> {
        self.put_as_is(store, key, &value.into())?;
        self.note(store, key, Some(value));
        Ok(())
    }

    /// As [`Self::put`], for what was read from another database.
    pub(super) fn put_as_is(&self, store: &str, key: &JsValue, value: &JsValue) -> Result<(), StoreFault> {
        self.store(store)?.put_with_key(value, key).map(drop).map_err(|thrown| fault_of(&thrown))
    }

    /// Writes `value`; undoes the whole transaction ([`StoreFault::AlreadyThere`]) where the key is taken.
    pub(super) fn add(&self, store: &str, key: &JsValue, value: &str) -> Result<(), StoreFault> {
        self.store(store)?.add_with_key(&value.into(), key).map_err(|thrown| fault_of(&thrown))?;
        self.note(store, key, Some(value));
        Ok(())
    }

    /// Deletes a key or a range.
    pub(super) fn delete(&self, store: &str, key: &JsValue) -> Result<(), StoreFault> {
        self.store(store)?.delete(key).map_err(|thrown| fault_of(&thrown))?;
        self.note(store, key, None);
        Ok(())
    }

    /// Deletes all.
    pub(super) fn clear(&self, store: &str) -> Result<(), StoreFault> {
        self.store(store)?.clear().map(drop).map_err(|thrown| fault_of(&thrown))
    }

    /// Waits until everything is written, in the second copy too, or says why nothing is.
    pub(super) async fn done(mut self) -> Result<(), StoreFault> {
        let counted = match self.commits.take() {
            Some(commits) => match commits.await {
                Ok(before) => self.put_count(before + 1).map(|()| Some(before + 1)),
                Err(fault) => Err(fault),
            },
            None => Ok(None),
        };
        // Either throws where it is over already: then that is why. Told to commit, it does not wait until each of its
        // writes has been answered; a browser that cannot be told does.
        let inner = self.inner.unchecked_ref::<CommittingTransaction>();
        let _ = if counted.is_err() { inner.abort() } else { inner.commit() };
        self.done = true;
        let gone = || StoreFault::Aborted("the transaction vanished".to_owned());
        (&mut self.outcome).await.unwrap_or_else(|_| Err(gone()))?;
        if let (Some(count), Some(second)) = (counted?, self.second.take()) {
            second.follow(count, self.written.take()).await;
        }
        Ok(())
    }

    fn note(&self, store: &str, key: &JsValue, value: Option<&str>) {
        if self.second.is_some() && store != COMMITS {
            let (store, key, value) = (store.to_owned(), key.clone(), value.map(str::to_owned));
            self.written.borrow_mut().push(Written { store, key, value });
        }
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

fn asked(request: Result<IdbRequest, JsValue>) -> Result<IdbRequest, StoreFault> {
    request.map_err(|thrown| fault_of(&thrown))
}

/// Listens at once: an answer that comes before anybody waits for it is not missed.
fn answered(request: Result<IdbRequest, StoreFault>) -> impl Future<Output = Result<JsValue, StoreFault>> {
    let answer = request.map(|request| settled(&request, None));
    async {
        answer?.await.map_err(|unsettled| match unsettled {
            Unsettled::Error(fault) => fault,
            Unsettled::Blocked => StoreFault::Aborted("blocked".to_owned()),
        })
    }
}

/// Waits for a request's `success` or `error`, or for the event `blocked`; listens from now on.
fn settled(
    request: &IdbRequest,
    blocked: Option<&'static str>,
) -> impl Future<Output = Result<JsValue, Unsettled>> + use<> {
    let (sender, receiver) = oneshot::channel();
    let sender: Sender<Result<JsValue, Unsettled>> = Rc::new(RefCell::new(Some(sender)));
    let on_success = EventListener::once(request, "success", {
        let (sender, request) = (sender.clone(), request.clone());
        move |_| {
            tell(&sender, request.result().map_err(|thrown| Unsettled::Error(fault_of(&thrown))));
        }
    });
    let on_error = EventListener::once(request, "error", {
        let (sender, request) = (sender.clone(), request.clone());
        move |_| {
            let why = request.error().ok().flatten();
            let fault = why.map_or_else(|| StoreFault::Aborted("unknown error".to_owned()), |why| named(&why));
            tell(&sender, Err(Unsettled::Error(fault)));
        }
    });
    let on_blocked = blocked.map(|event| {
        EventListener::once(request, event, move |_| {
            tell(&sender, Err(Unsettled::Blocked));
        })
    });
    async move {
        let _listening = (on_success, on_error, on_blocked);
        let gone = || Unsettled::Error(StoreFault::Aborted("the request vanished".to_owned()));
        receiver.await.unwrap_or_else(|_| Err(gone()))
    }
}
