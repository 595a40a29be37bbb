//! How messages cross between a page and the worker: as JSON in one string.

use serde::{Deserialize, Serialize, de::DeserializeOwned};
use wasm_bindgen::JsValue;

/// One request of the page.
#[derive(Serialize, Deserialize)]
pub(super) struct Call<R> {
    /// Chosen by the page, from 1.
    pub id: u32,
    pub request: R,
}

/// One answer of the worker.
#[derive(Serialize, Deserialize)]
pub(super) struct Reply<A> {
    /// The call that it answers; [`HELLO`] for none.
    pub id: u32,
    pub answer: A,
}

/// Identifier of the reply that only says that the worker runs.
pub(super) const HELLO: u32 = 0;

/// A string, not bytes: everything else that a page reads is text too, so one reader of JSON serves all.
pub(super) fn to_message(value: &impl Serialize) -> JsValue {
    serde_json::to_string(value).expect("messages are plain data").into()
}

/// `None` for what is no message of ours.
pub(super) fn from_message<T: DeserializeOwned>(message: &JsValue) -> Option<T> {
    serde_json::from_str(&message.as_string()?).ok()
}
