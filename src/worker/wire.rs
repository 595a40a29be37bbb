//! How messages cross between page and worker.

use gloo_worker::Codec;
use js_sys::Uint8Array;
use serde::{Deserialize, Serialize};
use wasm_bindgen::JsValue;

use super::protocol::{Answer, Request};

/// One request of the page.
#[derive(Debug, Serialize, Deserialize)]
pub(super) struct Call {
    /// Chosen by the page, from 1.
    pub id: u32,
    pub request: Request,
}

/// One answer of the worker.
#[derive(Debug, Serialize, Deserialize)]
pub(super) struct Reply {
    /// The call that it answers; [`HELLO`] for none.
    pub id: u32,
    pub answer: Answer,
}

/// Identifier of the reply that only says that the worker runs.
pub(super) const HELLO: u32 = 0;

/// Messages as JSON bytes.
///
/// Not gloo-worker's own bincode: it writes no member names, so that types of the files, which
/// leave out members that are empty, cannot be read back.
pub(super) struct Json;

impl Codec for Json {
    fn encode<I: Serialize>(input: I) -> JsValue {
        let bytes = serde_json::to_vec(&input).expect("messages are plain data");
        Uint8Array::from(bytes.as_slice()).into()
    }

    fn decode<O: for<'de> Deserialize<'de>>(input: JsValue) -> O {
        let bytes = Uint8Array::new(&input).to_vec();
        serde_json::from_slice(&bytes).expect("page and worker are built together")
    }
}
