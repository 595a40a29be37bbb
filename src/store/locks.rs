//! Web Locks: one writer per box, across tabs and windows of this browser.
//!
//! The browser frees the lock when the tab goes, however it goes, so that a crash
//! never leaves a box locked. web-sys counts the interface as unstable, hence the
//! declarations here.

use futures_channel::oneshot;
use js_sys::{Function, Object, Promise, Reflect};
use wasm_bindgen::prelude::*;
use wasm_bindgen_futures::JsFuture;

use super::idb::fault_of;
use super::{StoreFault, in_background};

#[wasm_bindgen]
extern "C" {
    type LockManager;

    #[wasm_bindgen(method, catch)]
    fn request(this: &LockManager, name: &str, options: &Object, callback: &JsValue) -> Result<Promise, JsValue>;

    #[wasm_bindgen(method, catch)]
    fn query(this: &LockManager) -> Result<Promise, JsValue>;
}

/// What every lock's name begins with: boxes, drafts, and pages at work.
const OURS: &str = "hom-phieu/";

/// Says to other tabs that this one is in the middle of something that it holds in memory alone (tellers' cards, say),
/// until it is dropped.
pub struct AtWork {
    _lock: Lock,
}

impl AtWork {
    /// Says so from now on; `None` where the browser has no locks, and so no box either.
    pub async fn begin() -> Option<Self> {
        let name = format!("{OURS}at-work/{}", js_sys::Math::random());
        Some(Self { _lock: Lock::take(&name).await.ok()? })
    }

    /// Is any tab, this one too, in the middle of something: in a box, a draft, or [`AtWork`]?
    pub async fn anybody() -> bool {
        async fn held() -> Option<js_sys::Array> {
            let asked = manager()?.query().ok()?;
            let snapshot = JsFuture::from(asked).await.ok()?;
            property(&snapshot, "held").map(JsCast::unchecked_into)
        }
        let name = |lock: &JsValue| Reflect::get(lock, &"name".into()).ok()?.as_string();
        let held = held().await;
        held.is_some_and(|held| held.iter().any(|lock| name(&lock).is_some_and(|name| name.starts_with(OURS))))
    }
}

fn manager() -> Option<LockManager> {
    let navigator = property(&js_sys::global(), "navigator")?;
    property(&navigator, "locks").map(JsCast::unchecked_into)
}

/// A held lock; dropping it frees it.
pub(super) struct Lock {
    release: Function,
}

impl Lock {
    /// Takes the lock if nobody has it; never waits for another tab.
    pub(super) async fn take(name: &str) -> Result<Self, StoreFault> {
        let manager = manager().ok_or(StoreFault::NoLocks)?;
        let options = Object::new();
        Reflect::set(&options, &"ifAvailable".into(), &JsValue::TRUE).map_err(|thrown| fault_of(&thrown))?;

        let (sender, receiver) = oneshot::channel();
        // The lock is held for as long as the promise that the callback returns is open.
        let callback = Closure::once_into_js(move |lock: JsValue| -> JsValue {
            if lock.is_null() || lock.is_undefined() {
                let _ = sender.send(None);
                return JsValue::UNDEFINED;
            }
            let mut release = None;
            let held = Promise::new(&mut |resolve, _| release = Some(resolve));
            match sender.send(release) {
                Ok(()) => held.into(),
                Err(_) => JsValue::UNDEFINED, // nobody waits any more
            }
        });
        let over = manager.request(name, &options, &callback).map_err(|_| StoreFault::NoLocks)?;
        // A refusal (sandboxed frame, opaque origin) comes through this promise, without a call back.
        let (refuse, refused) = oneshot::channel::<()>();
        in_background(async move {
            if JsFuture::from(over).await.is_err() {
                let _ = refuse.send(());
            }
        });
        match either(receiver, refused).await {
            Some(Some(release)) => Ok(Self { release }),
            Some(None) => Err(StoreFault::OtherTab),
            None => Err(StoreFault::NoLocks),
        }
    }
}

impl Drop for Lock {
    fn drop(&mut self) {
        let _ = self.release.call0(&JsValue::UNDEFINED); // a promise's `resolve` never throws
    }
}

/// The first channel's message, or `None` once the second one has spoken.
async fn either<T>(mut first: oneshot::Receiver<T>, mut second: oneshot::Receiver<()>) -> Option<T> {
    use core::future::{Future, poll_fn};
    use core::pin::Pin;
    use core::task::Poll;
    poll_fn(|context| {
        if let Poll::Ready(message) = Pin::new(&mut first).poll(context) {
            return Poll::Ready(message.ok());
        }
        match Pin::new(&mut second).poll(context) {
            Poll::Ready(Ok(())) => Poll::Ready(None),
            _ => Poll::Pending,
        }
    })
    .await
}

/// A property that may be missing, or may throw.
pub(crate) fn property(of: &JsValue, name: &str) -> Option<JsValue> {
    Reflect::get(of, &name.into()).ok().filter(JsValue::is_object)
}
