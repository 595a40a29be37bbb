//! The workers' side.

use std::cell::Cell;

use gloo_events::EventListener;
use serde::{Serialize, de::DeserializeOwned};
use wasm_bindgen::JsCast;
use web_sys::{DedicatedWorkerGlobalScope, MessageEvent};

use super::protocol::{Answer, ReportAnswer};
use super::wire::{Answered, Call, HELLO, Reply, from_message, to_message};
use super::{State, handle, make_report};

/// Progress is told in so many steps, however many the work has.
const PROGRESS_STEPS: u64 = 200;

thread_local! {
    /// The call that is being worked on.
    static CURRENT: Cell<u32> = const { Cell::new(HELLO) };
}

/// Starts answering requests, one after the other.
pub fn register() {
    let mut state = State::default();
    serve(move |id, request| {
        let mut told = None;
        // A message leaves at once, although this thread goes on working.
        let mut progress = |done: u32, of: u32| {
            let step = u64::from(done) * PROGRESS_STEPS / u64::from(of.max(1));
            if told.replace(step) != Some(step) {
                respond(id, Answer::Progress { done, of });
            }
        };
        handle(request, &mut state, &mut progress)
    });
}

/// Starts making reports, one after the other.
pub fn register_reports() {
    serve::<ReportAnswer>(|_, order| make_report(&order));
}

fn serve<A>(mut work: impl FnMut(u32, A::Request) -> A + 'static)
where
    A: Answered<Request: DeserializeOwned> + Serialize,
{
    std::panic::set_hook(Box::new(|_| last_words::<A>()));
    EventListener::new(&scope(), "message", move |event| {
        let message = event.dyn_ref::<MessageEvent>().map(MessageEvent::data);
        match message.as_ref().and_then(from_message) {
            Some(Call { id, request }) => {
                CURRENT.set(id);
                respond(id, work(id, request));
                CURRENT.set(HELLO);
            }
            None => last_words::<A>(), // page and worker are built together: this one is lost
        }
    })
    .forget();
    // Only now: the page holds its messages back until it hears this.
    respond(HELLO, A::ready());
}

fn scope() -> DedicatedWorkerGlobalScope {
    js_sys::global().unchecked_into()
}

fn respond(id: u32, answer: impl Serialize) {
    let _ = scope().post_message(&to_message(&Reply { id, answer })); // text can always be posted
}

/// Tells the page that this worker is lost, and ends it, or the page would wait for ever.
///
/// The panic's message is dropped on purpose: it may hold part of a ballot.
fn last_words<A: Answered + Serialize>() {
    respond(CURRENT.get(), A::gone());
    scope().close();
}
