//! Work that nobody waits for.

use core::future::Future;
use core::pin::Pin;

/// Does `work` in the background. Boxed, so that the executor's code exists once, not once for each kind of work.
pub fn in_background(work: impl Future<Output = ()> + 'static) {
    let work: Pin<Box<dyn Future<Output = ()>>> = Box::pin(work);
    wasm_bindgen_futures::spawn_local(work);
}
