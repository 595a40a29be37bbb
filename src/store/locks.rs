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
}

/// A held lock; dropping it frees it.
pub(super) struct Lock {
    release: Function,
}

impl Lock {
    /// Takes the lock if nobody has it; never waits for another tab.
    pub(super) async fn take(name: &str) -> Result<Self, StoreFault> {
        let manager = property(&js_sys::global(), "navigator")
            .and_then(|navigator| property(&navigator, "locks"))
            .ok_or(StoreFault::NoLocks)?
            .unchecked_into::<LockManager>();
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
pub(super) fn property(of: &JsValue, name: &str) -> Option<JsValue> {
    Reflect::get(of, &name.into()).ok().filter(JsValue::is_object)
}
