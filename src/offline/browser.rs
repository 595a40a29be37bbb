//! The browser's side: registers the service worker and talks to it. web-sys's own interface traps where a browser has
//! no service workers, hence the declarations here.

use std::cell::{Cell, RefCell};
use std::rc::Rc;

use gloo_events::EventListener;
use js_sys::Promise;
use wasm_bindgen::prelude::*;
use wasm_bindgen_futures::JsFuture;
use web_sys::{EventTarget, MessageEvent};

use super::{Heard, Obstacle, Said, Standing};
use crate::store::property;

#[wasm_bindgen]
extern "C" {
    #[wasm_bindgen(catch, js_namespace = ["navigator", "serviceWorker"], js_name = register)]
    fn ask_to_register(script: &str) -> Result<Promise, JsValue>;

    type ServiceWorker;

    #[wasm_bindgen(method, catch, js_name = postMessage)]
    fn post(this: &ServiceWorker, message: &str) -> Result<(), JsValue>;
}

/// Lets the browser take the app in, or look for a newer generation. Returns its registration.
///
/// Called when a page has all it needs itself: what is fetched now must not compete with a first ballot.
pub async fn register() -> Result<JsValue, JsValue> {
    JsFuture::from(ask_to_register("sw.js")?).await
}

/// The copy of the app on this device, as the desk sees it.
pub struct Copy {
    registration: JsValue,
}

impl Copy {
    /// Registers, and from now on says how things stand and, where the pages' generation has changed, that too.
    pub async fn watch(told: impl Fn(Standing, bool) + 'static) -> Result<Rc<Self>, Obstacle> {
        let global = js_sys::global();
        if !js_sys::Reflect::get(&global, &"isSecureContext".into()).is_ok_and(|secure| secure.is_truthy()) {
            return Err(Obstacle::Insecure);
        }
        let container = property(&global, "navigator")
            .and_then(|navigator| property(&navigator, "serviceWorker"))
            .ok_or(Obstacle::Refused)?;
        let heard = Rc::new(RefCell::new(Heard::default()));
        let copy = Rc::new(RefCell::new(None::<Rc<Self>>));
        let mended = Cell::new(false);
        EventListener::new(container.unchecked_ref::<EventTarget>(), "message", {
            let copy = copy.clone();
            move |event| {
                let text = event.unchecked_ref::<MessageEvent>().data().as_string();
                let Some(said) = text.as_deref().and_then(Said::read) else { return };
                let lost = said.current.is_none();
                let changed = heard.borrow_mut().hear(said);
                let standing = heard.borrow().standing();
                told(standing, changed);
                // A service worker whose files somebody has deleted: they are fetched again, once for each page.
                if let Some(copy) = &*copy.borrow()
                    && lost
                    && copy.worker("installing").is_none()
                    && !mended.replace(true)
                {
                    copy.post("again");
                }
            }
        })
        .forget();
        let registration = register().await.map_err(|_| Obstacle::Refused)?;
        let this = Rc::new(Self { registration });
        *copy.borrow_mut() = Some(this.clone());
        for state in ["active", "waiting", "installing"] {
            if let Some(worker) = this.worker(state) {
                let _ = worker.post("state");
            }
        }
        Ok(this)
    }

    /// Says the organiser's word: the newest generation takes over. [`super::may_update`] must have been asked.
    pub fn update(&self) {
        self.post("update");
    }

    /// To the newest one that is ready to work.
    fn post(&self, message: &str) {
        if let Some(worker) = self.worker("waiting").or_else(|| self.worker("active")) {
            let _ = worker.post(message); // throws only for what cannot be copied
        }
    }

    fn worker(&self, state: &str) -> Option<ServiceWorker> {
        property(&self.registration, state).map(JsCast::unchecked_into)
    }
}
