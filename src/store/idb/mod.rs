//! `IndexedDB`'s events as futures. Knows nothing of boxes.
//!
//! A trap to know: a transaction commits by itself as soon as it is idle when control
//! returns to the event loop. So between its first request and [`Transaction::done`],
//! await nothing but this module's requests.

mod database;
mod transaction;

use std::cell::RefCell;
use std::rc::Rc;

use futures_channel::oneshot;
use gloo_events::EventListener;
use js_sys::Array;
use wasm_bindgen::prelude::*;
use web_sys::{DomException, IdbKeyRange, IdbRequest};

use super::StoreFault;
pub(super) use database::Database;
pub(super) use transaction::{Transaction, Written};

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
