//! The page's side of the worker.

use std::cell::{Cell, RefCell};
use std::rc::{Rc, Weak};

use futures_channel::oneshot;
use gloo_events::EventListener;
use gloo_timers::callback::Timeout;
use wasm_bindgen::{JsCast, JsValue};
use web_sys::{MessageEvent, Worker, WorkerOptions, WorkerType};

use super::protocol::Answer;
use super::wire::{Answered, HELLO};
use crate::store::in_background;

/// A worker that has said nothing for so long after its start will not come.
/// Its file loads in 10 s at 400 kbit/s.
const START_LIMIT_MS: u32 = 60_000;

/// A handle to the worker; clones talk to the same one. `A` is as much of the protocol as the page knows.
///
/// The worker starts with the first request or with [`Client::warm_up`]. When it breaks down,
/// whatever was asked is answered with [`Answered::gone`], and the next request starts a
/// new one, in which nothing is prepared yet: send `Prepare` again.
pub struct Client<A: Answered = Answer>(Rc<Inner<A>>);

struct Inner<A> {
    running: RefCell<Option<Running>>,
    waiting: RefCell<Vec<Waiting<A>>>,
    last_id: Cell<u32>,
}

struct Running {
    worker: Worker,
    /// What was asked before the worker said that it runs; until then also the time it has.
    starting: Option<(Vec<JsValue>, Timeout)>,
    /// Before the worker goes, so must these.
    _listeners: [EventListener; 2],
}

struct Waiting<A> {
    id: u32,
    answer: oneshot::Sender<A>,
    progress: Option<Rc<dyn Fn(u32, u32)>>,
}

impl<A: Answered> Clone for Client<A> {
    fn clone(&self) -> Self {
        Self(self.0.clone())
    }
}

impl<A: Answered> Default for Client<A> {
    fn default() -> Self {
        Self(Rc::new(Inner { running: RefCell::default(), waiting: RefCell::default(), last_id: Cell::new(HELLO) }))
    }
}

impl<A: Answered> Client<A> {
    /// A client; nothing is loaded yet.
    pub fn new() -> Self {
        Self::default()
    }

    /// Starts the worker, so that the first request need not wait for its file.
    pub fn warm_up(&self) {
        let mut running = self.0.running.borrow_mut();
        if running.is_none() {
            let weak = Rc::downgrade(&self.0);
            *running = Running::start(move |event| {
                if let Some(inner) = Weak::upgrade(&weak) {
                    inner.happened(event);
                }
            });
        }
    }

    /// Ends the worker at once; whatever it was asked is answered with [`Answered::gone`].
    pub fn stop(&self) {
        self.0.lost();
    }

    /// Asks; several requests may be on their way. Never progress.
    pub async fn ask(&self, request: A::Request) -> A {
        self.send(request, None).await
    }

    /// Asks for something long; `progress` gets steps done and steps in all.
    pub async fn ask_with_progress(&self, request: A::Request, progress: impl Fn(u32, u32) + 'static) -> A {
        self.send(request, Some(Rc::new(progress))).await
    }

    async fn send(&self, request: A::Request, progress: Option<Rc<dyn Fn(u32, u32)>>) -> A {
        self.warm_up();
        let id = self.0.last_id.get().wrapping_add(1).max(HELLO + 1);
        self.0.last_id.set(id);
        let (answer, answered) = oneshot::channel();
        self.0.waiting.borrow_mut().push(Waiting { id, answer, progress });
        let sent = self.0.running.borrow_mut().as_mut().map(|running| running.send(A::call(id, request)));
        if sent.is_none() {
            self.0.lost();
        }
        answered.await.unwrap_or_else(|_| A::gone())
    }
}

/// What a worker does, as far as a page hears of it.
enum Happened {
    Said(JsValue),
    /// Its file is missing (a page that is older than the site's last update), or it threw.
    Failed,
    /// Not a word in all the time it had.
    Silent,
}

impl<A: Answered> Inner<A> {
    fn happened(&self, event: Happened) {
        let Happened::Said(message) = event else { return self.lost() };
        if let Some(running) = self.running.borrow_mut().as_mut() {
            running.has_spoken();
        }
        match A::reply(&message) {
            None => self.lost(), // page and worker are built together: this one is no use
            Some((_, answer)) if answer.is_gone() => self.lost(),
            Some((HELLO, _)) => {}
            Some((id, answer)) => self.answered(id, answer),
        }
    }

    fn answered(&self, id: u32, answer: A) {
        let mut waiting = self.waiting.borrow_mut();
        let Some(place) = waiting.iter().position(|waiting| waiting.id == id) else { return };
        if let Some((done, of)) = answer.progress() {
            let progress = waiting[place].progress.clone();
            drop(waiting); // the listener may ask for something
            if let Some(progress) = progress {
                progress(done, of);
            }
        } else {
            let _ = waiting.swap_remove(place).answer.send(answer); // the screen that asked may be gone
        }
    }

    /// Forgets the worker and answers everything that waits for it.
    fn lost(&self) {
        if let Some(running) = self.running.take() {
            // Later, for this may run inside a callback that belongs to it.
            in_background(async move { drop(running) });
        }
        for waiting in self.waiting.take() {
            let _ = waiting.answer.send(A::gone());
        }
    }
}

impl Running {
    /// `None` where the browser starts no workers.
    fn start(happened: impl Fn(Happened) + Clone + 'static) -> Option<Self> {
        let options = WorkerOptions::new();
        options.set_type(WorkerType::Module);
        let worker = Worker::new_with_options(&address(), &options).ok()?;
        let said = EventListener::new(&worker, "message", {
            let happened = happened.clone();
            move |event| {
                if let Some(message) = event.dyn_ref::<MessageEvent>() {
                    happened(Happened::Said(message.data()));
                }
            }
        });
        let failed = EventListener::new(&worker, "error", {
            let happened = happened.clone();
            move |_| happened(Happened::Failed)
        });
        let limit = Timeout::new(START_LIMIT_MS, move || happened(Happened::Silent));
        Some(Self { worker, starting: Some((Vec::new(), limit)), _listeners: [said, failed] })
    }

    fn send(&mut self, message: JsValue) {
        match &mut self.starting {
            Some((held_back, _)) => held_back.push(message),
            None => drop(self.worker.post_message(&message)), // text can always be posted
        }
    }

    fn has_spoken(&mut self) {
        for message in self.starting.take().map(|(held_back, _)| held_back).unwrap_or_default() {
            self.send(message);
        }
    }
}

impl Drop for Running {
    fn drop(&mut self) {
        self.worker.terminate();
    }
}

/// Address of the script that loads the worker; the page names it, as its own file names have hashes.
fn address() -> String {
    web_sys::window()
        .and_then(|window| window.document())
        .and_then(|document| document.query_selector("meta[name='hom-phieu-worker']").ok().flatten())
        .and_then(|meta| meta.get_attribute("content"))
        .unwrap_or_default()
}
