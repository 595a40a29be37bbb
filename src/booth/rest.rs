//! What comes when the ballot stands: the rest of the program, and then the worker and the copy of the app on the device.
//!
//! The booth's wasm comes in two files, so that the ballot need not wait for what follows it; `scripts/split-wasm.mjs`
//! divides them, and says what is in the second. Whatever calls into that before it is here has it fetched at once, while the
//! page stands still; so it is fetched beforehand, and whoever knows that it is needed waits for [`take`].

use gloo_timers::future::TimeoutFuture;
use js_sys::Promise;
use wasm_bindgen::prelude::*;
use wasm_bindgen_futures::JsFuture;

use super::Ctx;

/// Between two attempts to fetch it, in milliseconds.
const AGAIN_AFTER_MS: u32 = 2_000;

#[wasm_bindgen]
extern "C" {
    /// Of the page's script, where the program is in two files; throws where there is no such function.
    #[wasm_bindgen(catch, js_name = takeRest)]
    fn take_rest() -> Result<Promise, JsValue>;
}

/// Waits until the rest of the program is here. `false` where it does not come.
pub(super) async fn take() -> bool {
    match take_rest() {
        Ok(coming) => JsFuture::from(coming).await.is_ok(),
        Err(_) => true, // all in one file
    }
}

/// As [`take`], as often as it takes.
pub(super) async fn fetch() {
    while !take().await {
        TimeoutFuture::new(AGAIN_AFTER_MS).await;
    }
}

/// While the first voter is still reading: sealing must not wait for the worker's file.
pub(super) async fn prepare(ctx: Ctx) {
    if let Some(devices) = ctx.devices() {
        devices.prepare().await;
    }
    // Page and worker have come: now the rest of the app may, for the next time without a network.
    let _ = crate::offline::register().await;
}
