//! A screen that does not go dark while somebody holds a camera before it (Screen Wake Lock, W3C). web-sys counts the
//! interface as unstable, hence the declarations here. Where a browser has none, the screen goes dark as ever.

use std::cell::RefCell;
use std::rc::{Rc, Weak};

use gloo_events::EventListener;
use js_sys::{Promise, Reflect};
use leptos::prelude::{document, window};
use wasm_bindgen::prelude::*;
use wasm_bindgen_futures::JsFuture;

use crate::store::in_background;

#[wasm_bindgen]
extern "C" {
    type WakeLock;

    #[wasm_bindgen(method, catch)]
    fn request(this: &WakeLock, kind: &str) -> Result<Promise, JsValue>;

    type Sentinel;

    #[wasm_bindgen(method, catch)]
    fn release(this: &Sentinel) -> Result<Promise, JsValue>;
}

/// Keeps the screen awake until it is dropped.
pub struct Awake {
    held: Rc<Held>,
    /// The browser takes the lock away when the page is hidden, and does not give it back.
    _back: EventListener,
}

#[derive(Default)]
struct Held(RefCell<Option<Sentinel>>);

impl Awake {
    /// Asks the browser for it; nobody waits for the answer.
    pub fn keep() -> Self {
        let held = Rc::<Held>::default();
        ask(&held);
        let weak = Rc::downgrade(&held);
        let back = EventListener::new(&document(), "visibilitychange", move |_| {
            if let Some(held) = Weak::upgrade(&weak)
                && !document_is_hidden()
            {
                ask(&held);
            }
        });
        Self { held, _back: back }
    }
}

impl Drop for Awake {
    fn drop(&mut self) {
        let_go(self.held.0.take());
    }
}

fn document_is_hidden() -> bool {
    Reflect::get(&document(), &"hidden".into()).is_ok_and(|hidden| hidden.is_truthy())
}

fn let_go(sentinel: Option<Sentinel>) {
    if let Some(promise) = sentinel.and_then(|sentinel| sentinel.release().ok()) {
        in_background(async move { drop(JsFuture::from(promise).await) });
    }
}

fn ask(held: &Rc<Held>) {
    let manager = Reflect::get(&window().navigator(), &"wakeLock".into()).ok().filter(|lock| !lock.is_undefined());
    let Some(Ok(promise)) = manager.map(|lock| lock.unchecked_into::<WakeLock>().request("screen")) else { return };
    let weak = Rc::downgrade(held);
    in_background(async move {
        let Ok(sentinel) = JsFuture::from(promise).await else { return }; // low battery, no permission
        let sentinel = sentinel.unchecked_into::<Sentinel>();
        match weak.upgrade() {
            Some(held) => let_go(held.0.replace(Some(sentinel))),
            None => let_go(Some(sentinel)),
        }
    });
}
