//! The worker's side.

use std::cell::{Cell, RefCell};

use gloo_events::EventListener;
use wasm_bindgen::JsCast;
use web_sys::{DedicatedWorkerGlobalScope, MessageEvent};

use super::protocol::{Answer, Failure};
use super::wire::{Call, HELLO, Reply, from_message, to_message};
use super::{State, handle};

/// Progress is told in so many steps, however many the work has.
const PROGRESS_STEPS: u64 = 200;

thread_local! {
    /// The call that is being worked on.
    static CURRENT: Cell<u32> = const { Cell::new(HELLO) };
    static STATE: RefCell<State> = RefCell::default();
}

/// Starts answering requests, one after the other.
pub fn register() {
    std::panic::set_hook(Box::new(|_| last_words()));
    EventListener::new(&scope(), "message", |event| {
        let message = event.dyn_ref::<MessageEvent>().map(MessageEvent::data);
        match message.as_ref().and_then(from_message) {
            Some(call) => received(call),
            None => last_words(), // page and worker are built together: this one is lost
        }
    })
    .forget();
    // Only now: the page holds its messages back until it hears this.
    respond(HELLO, Answer::Progress { done: 0, of: 0 });
}

fn scope() -> DedicatedWorkerGlobalScope {
    js_sys::global().unchecked_into()
}

fn respond(id: u32, answer: Answer) {
    let _ = scope().post_message(&to_message(&Reply { id, answer })); // text can always be posted
}

/// Tells the page that this worker is lost, and ends it, or the page would wait for ever.
///
/// The panic's message is dropped on purpose: it may hold part of a ballot.
fn last_words() {
    respond(CURRENT.get(), Answer::Failed(Failure::WorkerGone));
    scope().close();
}

fn received(Call { id, request }: Call) {
    CURRENT.set(id);
    let mut told = None;
    // A message leaves at once, although this thread goes on working.
    let mut progress = |done: u32, of: u32| {
        let step = u64::from(done) * PROGRESS_STEPS / u64::from(of.max(1));
        if told.replace(step) != Some(step) {
            respond(id, Answer::Progress { done, of });
        }
    };
    let answer = STATE.with_borrow_mut(|state| handle(request, state, &mut progress));
    respond(id, answer);
    CURRENT.set(HELLO);
}
