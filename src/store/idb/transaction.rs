//! A transaction, and what is asked and written in it.

use std::cell::RefCell;
use std::pin::Pin;
use std::rc::Rc;

use futures_channel::oneshot;
use gloo_events::EventListener;
use js_sys::Array;
use wasm_bindgen::prelude::*;
use web_sys::{IdbObjectStore, IdbTransaction};

use super::super::StoreFault;
use super::super::second::{COMMITS, Second};
use super::{answered, asked, fault_of, named, tell};

#[wasm_bindgen]
extern "C" {
    /// `IDBTransaction` with `commit`, which web-sys counts as deprecated.
    #[wasm_bindgen(extends = IdbTransaction)]
    type CommittingTransaction;

    #[wasm_bindgen(method, catch)]
    fn commit(this: &CommittingTransaction) -> Result<(), JsValue>;
}

/// What a transaction writes, kept until it stands in the second copy as well.
pub(in crate::store) struct Written {
    store: String,
    key: JsValue,
    /// `None`: deleted, the key or its range.
    value: Option<String>,
}

impl Written {
    pub(in crate::store) fn write_to(&self, transaction: &Transaction) -> Result<(), StoreFault> {
        match &self.value {
            Some(value) => transaction.put(&self.store, &self.key, value),
            None => transaction.delete(&self.store, &self.key),
        }
    }
}

/// What was asked already.
type Asked<T> = Pin<Box<dyn Future<Output = Result<T, StoreFault>>>>;

/// A transaction; undone as a whole when it is dropped before [`Self::done`].
pub(in crate::store) struct Transaction {
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
    pub(super) fn watch(inner: IdbTransaction, writes: bool) -> Self {
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

    /// This one is counted, and follows into the second copy where there is one.
    pub(super) fn counted(mut self, second: Option<Rc<Second>>) -> Self {
        self.second = second;
        self.commits = Some(Box::pin(self.commits()));
        self
    }

    /// The value under `key`; `undefined` where there is none. Asked at once, so that two may be under way together.
    pub(in crate::store) fn get(
        &self,
        store: &str,
        key: &JsValue,
    ) -> impl Future<Output = Result<JsValue, StoreFault>> + use<> {
        answered(self.store(store).and_then(|store| asked(store.get(key))))
    }

    /// All values of `range`, in the order of their keys.
    pub(in crate::store) async fn all(&self, store: &str, range: &JsValue) -> Result<Array, StoreFault> {
        answered(asked(self.store(store)?.get_all_with_key(range))).await.map(JsCast::unchecked_into)
    }

    /// All keys of `range`, in their order.
    pub(in crate::store) async fn keys(&self, store: &str, range: &JsValue) -> Result<Array, StoreFault> {
        answered(asked(self.store(store)?.get_all_keys_with_key(range))).await.map(JsCast::unchecked_into)
    }

    /// How many keys lie in `range`. Asked at once.
    pub(in crate::store) fn count(
        &self,
        store: &str,
        range: &JsValue,
    ) -> impl Future<Output = Result<u32, StoreFault>> + use<> {
        let count = answered(self.store(store).and_then(|store| asked(store.count_with_key(range))));
        #[allow(clippy::cast_sign_loss)] // a count is a whole number from 0
        async {
            Ok(count.await?.as_f64().map_or(0, |count| count as u32))
        }
    }

    /// Writes `value`, over an older one if there is one.
    pub(in crate::store) fn put(&self, store: &str, key: &JsValue, value: &str) -> Result<(), StoreFault> {
        self.put_as_is(store, key, &value.into())?;
        self.note(store, key, Some(value));
        Ok(())
    }

    /// As [`Self::put`], for what was read from another database.
    pub(in crate::store) fn put_as_is(&self, store: &str, key: &JsValue, value: &JsValue) -> Result<(), StoreFault> {
        self.store(store)?.put_with_key(value, key).map(drop).map_err(|thrown| fault_of(&thrown))
    }

    /// Writes `value`; undoes the whole transaction ([`StoreFault::AlreadyThere`]) where the key is taken.
    pub(in crate::store) fn add(&self, store: &str, key: &JsValue, value: &str) -> Result<(), StoreFault> {
        self.store(store)?.add_with_key(&value.into(), key).map_err(|thrown| fault_of(&thrown))?;
        self.note(store, key, Some(value));
        Ok(())
    }

    /// Deletes a key or a range.
    pub(in crate::store) fn delete(&self, store: &str, key: &JsValue) -> Result<(), StoreFault> {
        self.store(store)?.delete(key).map_err(|thrown| fault_of(&thrown))?;
        self.note(store, key, None);
        Ok(())
    }

    /// Deletes all.
    pub(in crate::store) fn clear(&self, store: &str) -> Result<(), StoreFault> {
        self.store(store)?.clear().map(drop).map_err(|thrown| fault_of(&thrown))
    }

    /// Waits until everything is written, in the second copy too, or says why nothing is.
    pub(in crate::store) async fn done(mut self) -> Result<(), StoreFault> {
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
