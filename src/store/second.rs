//! The second copy of a database.
//!
//! A browser that finds its database damaged puts an empty one in its place, without a word. Chromium comes to that by
//! itself: a write that is cut off by the end of its process (or a power cut) leaves half a record at the end of its log,
//! the next start goes on behind it (`reuse_logs` of `LevelDB`), and the start after that takes the whole for damaged
//! ("checksum mismatch"). Every box was gone then, also ballots whose voters had been told that they are in.
//!
//! So whatever is written is written twice: into the database, and when that is complete, into a second one of the same
//! name in a storage bucket of its own, which has files of its own. A page writes only one of the two at a time, so
//! that one of them is whole whenever the power fails; where two pages write at that very moment, both may be torn. Each holds the number of its commits and the name of its line: a
//! database that was made anew begins another line, and gets its boxes back from the second copy.
//!
//! Storage buckets: <https://wicg.github.io/storage-buckets/>, Chromium 122 and later. Browsers without them keep their
//! databases in `SQLite`, which survives a write that is cut off, or are older; there is then one copy only.

use core::cell::Cell;
use core::pin::Pin;
use std::collections::HashSet;

use futures_channel::oneshot;
use futures_util::future::{Either, select};
use gloo_timers::future::TimeoutFuture;
use js_sys::{Array, Function, Object, Promise, Reflect};
use wasm_bindgen::prelude::*;
use wasm_bindgen_futures::JsFuture;
use web_sys::{IdbDatabase, IdbFactory};

use super::StoreFault;
use super::background::in_background;
use super::idb::{Database, Transaction, Written};
use super::locks::property;
use super::writer::new_token;

/// "line" → the name of the database's line; "count" → its commits so far, in decimals.
pub(super) const COMMITS: &str = "commits";
const LINE: &str = "line";
const COUNT: &str = "count";

/// Name of the bucket.
const BUCKET: &str = "hom-phieu-second";
/// How long the second copy may keep anybody waiting, in milliseconds.
const PATIENCE: u32 = 3_000;
/// The same where all that a database holds may lie in it, or is carried from one to the other.
const PATIENCE_FOR_ALL: u32 = 30_000;
/// How often it may fail before it is done without until the page is loaded anew.
const FAILURES: u32 = 3;

/// The second copy of an open database.
pub(super) struct Second {
    first: IdbDatabase,
    copy: Database,
    stores: &'static [&'static str],
    failures: Cell<u32>,
}

/// A second copy that is being opened, and how far it has come.
pub(super) type Opening = oneshot::Receiver<Option<(Database, Option<Standing>)>>;

/// How far a database has come.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Standing {
    line: String,
    count: u64,
}

impl Second {
    /// Begins to open the database of this name in the second bucket; `None` where the browser has no buckets, or none that
    /// opens. It goes on though nobody waits any more: cut off in the midst, an upgrade would leave a database without
    /// stores.
    pub(super) fn open(name: &'static str, version: u32, stores: &'static [&'static str]) -> Opening {
        let (sender, opening) = oneshot::channel();
        in_background(async move {
            let opened = async {
                let factory = in_time(PATIENCE, Box::pin(bucket())).await.flatten()?;
                let copy = Database::open_in(&factory, name, version, stores, PATIENCE_FOR_ALL).await.ok()?;
                // Read here, so that nobody waits for it who is still opening the first.
                let standing = standing(&copy.read(&[COMMITS]).ok()?).await.ok()?;
                Some((copy, standing))
            };
            let _ = sender.send(opened.await); // one that came too late closes itself
        });
        opening
    }

    /// Brings both to the same contents: whatever the one has lost, the other gives back. `None` where that cannot be done:
    /// the boxes are then where they have always been.
    pub(super) async fn of(first: &Database, copy: Opening, stores: &'static [&'static str]) -> Option<Self> {
        let own = standing(&first.read(&[COMMITS]).ok()?).await.ok()?;
        // The first may be new because it was thrown away: then all that there is lies in the other.
        let patience = if own.is_some() { PATIENCE } else { PATIENCE_FOR_ALL };
        let (copy, other) = in_time(patience, copy).await?.ok()??;
        in_time(PATIENCE_FOR_ALL, Box::pin(Self::agree(first, own, copy, other, stores))).await?.ok()
    }

    async fn agree(
        first: &Database,
        own: Option<Standing>,
        copy: Database,
        other: Option<Standing>,
        stores: &'static [&'static str],
    ) -> Result<Self, StoreFault> {
        if own.is_none() || own != other {
            level(first, own, &copy, other, stores).await?;
        }
        Ok(Self { first: first.handle(), copy, stores, failures: Cell::new(0) })
    }

    /// Has it not failed too often?
    pub(super) fn follows(&self) -> bool {
        self.failures.get() < FAILURES
    }

    /// Writes what commit number `count` of the first has written. What goes wrong here is made good when the database is
    /// opened the next time: what the first holds is held.
    pub(super) async fn follow(&self, count: u64, written: Vec<Written>) {
        if self.follows() && !matches!(in_time(PATIENCE, Box::pin(self.try_follow(count, written))).await, Some(Ok(())))
        {
            self.failures.set(self.failures.get() + 1);
        }
    }

    async fn try_follow(&self, count: u64, written: Vec<Written>) -> Result<(), StoreFault> {
        let writing = self.copy.write_as_is(self.stores)?;
        let has = writing.commits().await?;
        if has >= count {
            return Ok(()); // another page has carried over all
        }
        if has + 1 < count {
            // What another page has written before is not here yet.
            drop(writing);
            return carry_over(&Database::bare(self.first.clone()), &self.copy, self.stores).await;
        }
        for one in &written {
            one.write_to(&writing)?;
        }
        writing.put_count(count)?;
        writing.done().await
    }
}

impl Transaction {
    /// Commits of this database so far. Asked at once.
    pub(super) fn commits(&self) -> impl Future<Output = Result<u64, StoreFault>> + use<> {
        let count = self.get(COMMITS, &COUNT.into());
        async { Ok(count.await?.as_string().and_then(|count| count.parse().ok()).unwrap_or(0)) }
    }

    /// Says how many commits there are with this one.
    pub(super) fn put_count(&self, count: u64) -> Result<(), StoreFault> {
        self.put(COMMITS, &COUNT.into(), &count.to_string())
    }
}

async fn standing(within: &Transaction) -> Result<Option<Standing>, StoreFault> {
    let (line, count) = (within.get(COMMITS, &LINE.into()), within.commits());
    let (line, count) = (line.await?.as_string(), count.await?);
    Ok(line.map(|line| Standing { line, count }))
}

/// Names the line of a database that is new, or older than second copies.
async fn begin_line(database: &Database) -> Result<Standing, StoreFault> {
    let writing = database.write_as_is(&[])?;
    if let Some(there) = standing(&writing).await? {
        return Ok(there); // another page was quicker
    }
    let begun = Standing { line: new_token()?, count: 0 };
    put_standing(&writing, &begun)?;
    writing.done().await?;
    Ok(begun)
}

fn put_standing(writing: &Transaction, standing: &Standing) -> Result<(), StoreFault> {
    writing.put(COMMITS, &LINE.into(), &standing.line)?;
    writing.put_count(standing.count)
}

/// All that a database holds, store by store: keys and values.
async fn contents(
    reading: &Transaction,
    stores: &'static [&'static str],
) -> Result<Vec<(&'static str, Array, Array)>, StoreFault> {
    let mut contents = Vec::new();
    for store in stores {
        let keys = reading.keys(store, &JsValue::UNDEFINED).await?;
        contents.push((*store, keys, reading.all(store, &JsValue::UNDEFINED).await?));
    }
    Ok(contents)
}

/// Brings two that stand otherwise to the same contents. A trait object, as what follows would else come with the ballot, which
/// seldom needs it (scripts/split-wasm.mjs).
#[inline(never)]
fn level<'a>(
    first: &'a Database,
    own: Option<Standing>,
    copy: &'a Database,
    other: Option<Standing>,
    stores: &'static [&'static str],
) -> Pin<Box<dyn Future<Output = Result<(), StoreFault>> + 'a>> {
    Box::pin(async move {
        let own = match own {
            Some(own) => own,
            None => begin_line(first).await?,
        };
        // Another page may have written since either was read: who carries over looks again.
        match other {
            Some(other) if other == own => {}
            // The last of what the disk had promised to keep is not there.
            Some(other) if other.line == own.line && other.count > own.count => {
                carry_over(copy, first, stores).await?;
            }
            other => {
                if other.is_some_and(|other| other.line != own.line) {
                    give_back(copy, first, stores).await?;
                }
                carry_over(first, copy, stores).await?;
            }
        }
        Ok(())
    })
}

/// Makes `to` what `from` is, unless it is as far meanwhile.
async fn carry_over(from: &Database, to: &Database, stores: &'static [&'static str]) -> Result<(), StoreFault> {
    let reading = from.read(&with_commits(stores))?;
    let Some(ahead) = standing(&reading).await? else { return Ok(()) };
    let contents = contents(&reading, stores).await?;
    let writing = to.write_as_is(stores)?;
    if standing(&writing).await?.is_some_and(|there| there.line == ahead.line && there.count >= ahead.count) {
        return Ok(());
    }
    for (store, keys, values) in contents {
        writing.clear(store)?;
        for (key, value) in keys.iter().zip(values.iter()) {
            writing.put_as_is(store, &key, &value)?;
        }
    }
    put_standing(&writing, &ahead)?;
    writing.done().await
}

/// Puts what a database has lost back into it: all of which it has nothing at all, by the first part of the keys, which
/// names a box or a draft. What it has is newer.
async fn give_back(from: &Database, to: &Database, stores: &'static [&'static str]) -> Result<(), StoreFault> {
    let contents = contents(&from.read(&with_commits(stores))?, stores).await?;
    let writing = to.write_as_is(stores)?;
    let before = writing.commits();
    let mut has = HashSet::new();
    for store in stores {
        has.extend(writing.keys(store, &JsValue::UNDEFINED).await?.iter().map(|key| of_whom(&key)));
    }
    for (store, keys, values) in contents {
        for (key, value) in keys.iter().zip(values.iter()).filter(|(key, _)| !has.contains(&of_whom(key))) {
            writing.put_as_is(store, &key, &value)?;
        }
    }
    writing.put_count(before.await? + 1)?;
    writing.done().await
}

fn of_whom(key: &JsValue) -> Option<String> {
    key.as_string().or_else(|| key.dyn_ref::<Array>()?.get(0).as_string())
}

pub(super) fn with_commits<'a>(stores: &[&'a str]) -> Vec<&'a str> {
    stores.iter().copied().chain([COMMITS]).collect()
}

/// The databases of the second bucket.
async fn bucket() -> Option<IdbFactory> {
    let navigator = property(&js_sys::global(), "navigator")?;
    let buckets = property(&navigator, "storageBuckets")?;
    let open = Reflect::get(&buckets, &"open".into()).ok()?.dyn_into::<Function>().ok()?;
    let options = Object::new();
    for (name, value) in [("durability", JsValue::from("strict")), ("persisted", JsValue::TRUE)] {
        Reflect::set(&options, &name.into(), &value).ok()?;
    }
    let opening = open.call2(&buckets, &BUCKET.into(), &options).ok()?.dyn_into::<Promise>().ok()?;
    let bucket = JsFuture::from(opening).await.ok()?;
    property(&bucket, "indexedDB").map(JsCast::unchecked_into)
}

async fn in_time<T>(patience: u32, work: impl Future<Output = T> + Unpin) -> Option<T> {
    match select(work, TimeoutFuture::new(patience)).await {
        Either::Left((done, _)) => Some(done),
        Either::Right(_) => None,
    }
}
