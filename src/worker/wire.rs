//! How messages cross between a page and the worker: as JSON in one string.

use serde::{Deserialize, Serialize, de::DeserializeOwned};
use wasm_bindgen::JsValue;

use super::protocol::{Answer, Failure, ReportAnswer, ReportOrder, Request};

/// As much of the protocol as a page knows. The desk knows all of it ([`Answer`](super::protocol::Answer) and, of the
/// reports' worker, [`ReportAnswer`](super::protocol::ReportAnswer)), the booth two requests
/// ([`BoothAnswer`](super::booth::BoothAnswer)): a page holds the code of no more than it asks for.
pub trait Answered: Sized + 'static {
    /// What the page asks.
    type Request;

    /// Where the page says which file loads the worker.
    const ADDRESS: &'static str = "meta[name='hom-phieu-worker']";

    /// A request as it crosses: a [`Call`].
    fn call(id: u32, request: Self::Request) -> JsValue;

    /// Reads a [`Reply`]; `None` for what is none.
    fn reply(message: &JsValue) -> Option<(u32, Self)>;

    /// Says only that the worker runs.
    fn ready() -> Self;

    /// The answer to everything that was asked of a worker that has gone.
    fn gone() -> Self;

    /// Does it say that the worker has gone?
    fn is_gone(&self) -> bool;

    /// Steps done and steps in all, where more is to come.
    fn progress(&self) -> Option<(u32, u32)>;
}

impl Answered for Answer {
    type Request = Request;

    fn call(id: u32, request: Request) -> JsValue {
        to_message(&Call { id, request })
    }

    fn reply(message: &JsValue) -> Option<(u32, Self)> {
        from_message(message).map(|Reply { id, answer }| (id, answer))
    }

    fn ready() -> Self {
        Self::Progress { done: 0, of: 0 }
    }

    fn gone() -> Self {
        Self::Failed(Failure::WorkerGone)
    }

    fn is_gone(&self) -> bool {
        matches!(self, Self::Failed(Failure::WorkerGone))
    }

    fn progress(&self) -> Option<(u32, u32)> {
        match self {
            Self::Progress { done, of } => Some((*done, *of)),
            _ => None,
        }
    }
}

impl Answered for ReportAnswer {
    type Request = ReportOrder;

    const ADDRESS: &'static str = "meta[name='hom-phieu-reports']";

    fn call(id: u32, request: ReportOrder) -> JsValue {
        to_message(&Call { id, request })
    }

    fn reply(message: &JsValue) -> Option<(u32, Self)> {
        from_message(message).map(|Reply { id, answer }| (id, answer))
    }

    fn ready() -> Self {
        Self::Ready
    }

    fn gone() -> Self {
        Self::Failed(Failure::ReportsGone)
    }

    fn is_gone(&self) -> bool {
        matches!(self, Self::Failed(Failure::ReportsGone))
    }

    fn progress(&self) -> Option<(u32, u32)> {
        None
    }
}

/// One request of a page.
#[derive(Serialize, Deserialize)]
pub(super) struct Call<R> {
    /// Chosen by the page, from 1.
    pub id: u32,
    pub request: R,
}

/// One answer of a worker.
#[derive(Serialize, Deserialize)]
pub(super) struct Reply<A> {
    /// The call that it answers; [`HELLO`] for none.
    pub id: u32,
    pub answer: A,
}

/// Identifier of the reply that only says that the worker runs.
pub(super) const HELLO: u32 = 0;

/// A string, not bytes: the booth reads it with the browser's own JSON.
pub(super) fn to_message(value: &impl Serialize) -> JsValue {
    serde_json::to_string(value).expect("messages are plain data").into()
}

/// `None` for what is no message of ours.
pub(super) fn from_message<T: DeserializeOwned>(message: &JsValue) -> Option<T> {
    serde_json::from_str(&message.as_string()?).ok()
}
