//! The worker's side.

use std::cell::{Cell, RefCell};

use gloo_worker::{HandlerId, Registrable, Worker, WorkerScope};
use wasm_bindgen::JsCast;
use web_sys::DedicatedWorkerGlobalScope;

use super::protocol::{Answer, Failure};
use super::wire::{Call, HELLO, Json, Reply};
use super::{State, handle};

/// Progress is told in so many steps, however many the work has.
const PROGRESS_STEPS: u64 = 200;

thread_local! {
    /// Whom to tell when everything breaks down.
    static PAGE: RefCell<Option<(WorkerScope<Server>, HandlerId)>> = const { RefCell::new(None) };
    /// The call that is being worked on.
    static CURRENT: Cell<u32> = const { Cell::new(HELLO) };
}

/// Starts answering requests.
pub fn register() {
    std::panic::set_hook(Box::new(|_| last_words()));
    Server::registrar().encoding::<Json>().register();
}

/// Tells the page that this worker is lost, and ends it, or the page would wait for ever.
///
/// The panic's message is dropped on purpose: it may hold part of a ballot.
fn last_words() {
    PAGE.with(|page| {
        if let Some((scope, id)) = page.try_borrow().ok().as_deref().and_then(Option::as_ref) {
            scope.respond(*id, Reply { id: CURRENT.get(), answer: Answer::Failed(Failure::WorkerGone) });
        }
    });
    js_sys::global().unchecked_into::<DedicatedWorkerGlobalScope>().close();
}

/// Answers one request after the other.
#[derive(Default)]
pub(super) struct Server {
    state: State,
}

impl Worker for Server {
    type Message = ();
    type Input = Call;
    type Output = Reply;

    fn create(_: &WorkerScope<Self>) -> Self {
        Self::default()
    }

    fn update(&mut self, _: &WorkerScope<Self>, (): ()) {}

    fn connected(&mut self, scope: &WorkerScope<Self>, id: HandlerId) {
        PAGE.set(Some((scope.clone(), id)));
        scope.respond(id, Reply { id: HELLO, answer: Answer::Progress { done: 0, of: 0 } });
    }

    fn received(&mut self, scope: &WorkerScope<Self>, call: Call, page: HandlerId) {
        let Call { id, request } = call;
        CURRENT.set(id);
        let mut told = None;
        // A message leaves at once, although this thread goes on working.
        let mut progress = |done: u32, of: u32| {
            let step = u64::from(done) * PROGRESS_STEPS / u64::from(of.max(1));
            if told.replace(step) != Some(step) {
                scope.respond(page, Reply { id, answer: Answer::Progress { done, of } });
            }
        };
        let answer = handle(request, &mut self.state, &mut progress);
        scope.respond(page, Reply { id, answer });
        CURRENT.set(HELLO);
    }
}
