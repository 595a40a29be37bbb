//! The page's side of the worker.

use std::cell::{Cell, RefCell};
use std::collections::HashMap;
use std::rc::{Rc, Weak};

use futures_channel::oneshot;
use gloo_timers::callback::Timeout;
use gloo_worker::{WorkerBridge, WorkerSpawner};
use js_sys::{Promise, Reflect};
use wasm_bindgen::prelude::*;
use wasm_bindgen_futures::{JsFuture, spawn_local};

use super::protocol::{Answer, Failure, Request};
use super::server::Server;
use super::wire::{Call, HELLO, Json, Reply};

#[wasm_bindgen]
extern "C" {
    #[wasm_bindgen(catch)]
    fn fetch(address: &str) -> Result<Promise, JsValue>;
}

/// A worker that has said nothing for so long after its start will not come.
/// Its file loads in 10 s at 400 kbit/s.
const START_LIMIT_MS: u32 = 60_000;

/// A handle to the worker; clones talk to the same one.
///
/// The worker starts with the first request or with [`Client::warm_up`]. When it breaks down,
/// whatever was asked is answered with [`Failure::WorkerGone`], and the next request starts a
/// new one, in which nothing is prepared yet: send [`Request::Prepare`] again.
#[derive(Clone, Default)]
pub struct Client(Rc<Inner>);

#[derive(Default)]
struct Inner {
    running: RefCell<Option<Running>>,
    waiting: RefCell<HashMap<u32, Waiting>>,
    last_id: Cell<u32>,
}

struct Running {
    bridge: WorkerBridge<Server>,
    /// Until the worker has said something.
    start_limit: Option<Timeout>,
}

struct Waiting {
    answer: oneshot::Sender<Answer>,
    progress: Option<Rc<dyn Fn(u32, u32)>>,
}

impl Client {
    /// A client; nothing is loaded yet.
    pub fn new() -> Self {
        Self::default()
    }

    /// Starts the worker, so that the first request need not wait for its file.
    pub fn warm_up(&self) {
        let mut running = self.0.running.borrow_mut();
        if running.is_none() {
            *running = Some(Running::start(Rc::downgrade(&self.0)));
        }
    }

    /// Asks; several requests may be on their way. Never [`Answer::Progress`].
    pub async fn ask(&self, request: Request) -> Answer {
        self.send(request, None).await
    }

    /// Asks for something long; `progress` gets steps done and steps in all.
    pub async fn ask_with_progress(&self, request: Request, progress: impl Fn(u32, u32) + 'static) -> Answer {
        self.send(request, Some(Rc::new(progress))).await
    }

    async fn send(&self, request: Request, progress: Option<Rc<dyn Fn(u32, u32)>>) -> Answer {
        self.warm_up();
        let id = self.0.last_id.get().wrapping_add(1).max(HELLO + 1);
        self.0.last_id.set(id);
        let (answer, answered) = oneshot::channel();
        self.0.waiting.borrow_mut().insert(id, Waiting { answer, progress });
        if let Some(running) = self.0.running.borrow().as_ref() {
            running.bridge.send(Call { id, request });
        }
        answered.await.unwrap_or(Answer::Failed(Failure::WorkerGone))
    }
}

impl Inner {
    fn received(&self, reply: Reply) {
        if let Some(running) = self.running.borrow_mut().as_mut() {
            running.start_limit = None;
        }
        match reply {
            Reply { id: HELLO, answer: Answer::Progress { .. } } => {}
            Reply { answer: Answer::Failed(Failure::WorkerGone), .. } => self.lost(),
            Reply { id, answer: Answer::Progress { done, of } } => {
                let progress = self.waiting.borrow().get(&id).and_then(|waiting| waiting.progress.clone());
                if let Some(progress) = progress {
                    progress(done, of);
                }
            }
            Reply { id, answer } => {
                let waiting = self.waiting.borrow_mut().remove(&id);
                if let Some(waiting) = waiting {
                    let _ = waiting.answer.send(answer); // the screen that asked may be gone
                }
            }
        }
    }

    fn has_spoken(&self) -> bool {
        self.running.borrow().as_ref().is_some_and(|running| running.start_limit.is_none())
    }

    /// Forgets the worker and answers everything that waits for it.
    fn lost(&self) {
        if let Some(running) = self.running.borrow_mut().take() {
            // Later, for this may run inside a callback that belongs to it.
            spawn_local(async move { drop(running) });
        }
        let waiting = self.waiting.take();
        for waiting in waiting.into_values() {
            let _ = waiting.answer.send(Answer::Failed(Failure::WorkerGone));
        }
    }
}

impl Running {
    fn start(inner: Weak<Inner>) -> Self {
        let loader = loader();
        // gloo-worker does not pass on that a worker's script is missing (a page that is older than
        // the site's last update), so look for it: better a word now than a minute of silence.
        spawn_local({
            let (inner, loader) = (inner.clone(), loader.clone());
            async move {
                let missing = !is_there(&loader).await;
                if let Some(inner) = inner.upgrade().filter(|inner| missing && !inner.has_spoken()) {
                    inner.lost();
                }
            }
        });
        let start_limit = Timeout::new(START_LIMIT_MS, {
            let inner = inner.clone();
            move || {
                if let Some(inner) = inner.upgrade() {
                    inner.lost();
                }
            }
        });
        let bridge = WorkerSpawner::<Server, Json>::new()
            .callback(move |reply| {
                if let Some(inner) = inner.upgrade() {
                    inner.received(reply);
                }
            })
            // Without it gloo-worker starts a `blob:` script, which the page's policy forbids.
            .with_loader(true)
            .spawn(&loader);
        Self { bridge, start_limit: Some(start_limit) }
    }
}

async fn is_there(address: &str) -> bool {
    let Ok(asked) = fetch(address) else { return false };
    let response = JsFuture::from(asked).await;
    response.is_ok_and(|response| Reflect::get(&response, &"ok".into()).is_ok_and(|ok| ok.is_truthy()))
}

/// Address of the script that loads the worker; the page names it, as its own file names have hashes.
fn loader() -> String {
    web_sys::window()
        .and_then(|window| window.document())
        .and_then(|document| document.query_selector("meta[name='hom-phieu-worker']").ok().flatten())
        .and_then(|meta| meta.get_attribute("content"))
        .unwrap_or_else(|| "./worker_loader.js".to_owned())
}
