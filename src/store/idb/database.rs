//! A database, and how it is opened.

use std::rc::Rc;

use futures_util::future::{Either, select};
use gloo_events::EventListener;
use gloo_timers::future::TimeoutFuture;
use js_sys::{Array, Object, Reflect};
use wasm_bindgen::prelude::*;
use web_sys::{IdbDatabase, IdbFactory, IdbTransaction};

use super::super::StoreFault;
use super::super::second::{Second, with_commits};
use super::{Transaction, Unsettled, fault_of, settled, unavailable};

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

/// How long after an opening that failed it is tried anew, in milliseconds. Chromium now and then refuses a database that
/// it opens a moment later ("`UnknownError`: Internal error"), above all after it was killed; whoever is at the screen
/// should not meet that.
const PAUSES: [u32; 3] = [200, 800, 2_000];
/// How long an opening may give no sign before it is tried anew, in milliseconds: it happens that none ever comes.
/// Opening takes well below a second; a log of some megabytes that has to be read again takes a weak device a few.
const SILENCE: u32 = 6_000;

/// An open database.
pub(in crate::store) struct Database {
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
    pub(in crate::store) async fn open(
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
    pub(in crate::store) async fn open_in(
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
    pub(in crate::store) fn bare(db: IdbDatabase) -> Self {
        Self { db, second: None, _factory: None, on_version_change: None }
    }

    pub(in crate::store) fn second(&self) -> Option<&Second> {
        self.second.as_deref()
    }

    pub(in crate::store) fn handle(&self) -> IdbDatabase {
        self.db.clone()
    }

    /// A transaction that reads.
    pub(in crate::store) fn read(&self, stores: &[&str]) -> Result<Transaction, StoreFault> {
        self.begin(stores, false)
    }

    /// A transaction that writes and is not counted: into all of `stores` what stands in another database.
    pub(in crate::store) fn write_as_is(&self, stores: &[&str]) -> Result<Transaction, StoreFault> {
        self.begin(&with_commits(stores), true)
    }

    /// A transaction that writes. It is complete only when the bytes are on the disk
    /// (`durability: "strict"`), as far as the operating system tells.
    pub(in crate::store) fn write(&self, stores: &[&str]) -> Result<Transaction, StoreFault> {
        Ok(self.begin(&with_commits(stores), true)?.counted(self.second.clone()))
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
