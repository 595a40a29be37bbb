//! As much of the [`protocol`](super::protocol) as a booth speaks: two requests, and whether they succeeded. The same
//! JSON, by the browser's own reader.

use wasm_bindgen::JsValue;

use super::protocol::SealedParts;
use super::wire::Answered;
use crate::store::json::{Json, list, object, stringify};

/// The two [`Request`](super::protocol::Request)s that a booth has.
pub enum BoothRequest {
    /// Load survey and opening, so that the next ballot is sealed quickly.
    Prepare {
        /// Exact text of the survey file.
        survey: String,
        /// Exact text of the opening statement.
        opening: String,
    },
    /// Seal one ballot for the box that was prepared.
    Seal {
        /// One per row of the survey: level from 0, or blank.
        marks: Vec<Option<usize>>,
        /// One per remark place.
        remarks: Vec<String>,
    },
}

/// An [`Answer`](super::protocol::Answer), as far as a booth is concerned: a voter is told that sealing failed, not why.
pub enum BoothAnswer {
    /// The worker runs, or has prepared what it was told to.
    Ready,
    /// To [`BoothRequest::Seal`].
    Sealed(SealedParts),
    /// The request could not be carried out.
    Failed,
    /// The worker could not be started or broke down.
    Gone,
}

impl Answered for BoothAnswer {
    type Request = BoothRequest;

    fn call(id: u32, request: BoothRequest) -> JsValue {
        let (name, members) = match request {
            BoothRequest::Prepare { survey, opening } => {
                ("Prepare", object(&[("survey", survey.into()), ("opening", opening.into())]))
            }
            BoothRequest::Seal { marks, remarks } => {
                let marks = marks.into_iter().map(|mark| mark.map_or(JsValue::NULL, |level| (level as u32).into()));
                ("Seal", object(&[("marks", list(marks)), ("remarks", list(remarks))]))
            }
        };
        stringify(&object(&[("id", id.into()), ("request", object(&[(name, members)]))])).into()
    }

    fn reply(message: &JsValue) -> Option<(u32, Self)> {
        let reply = Json::parse(&message.as_string()?)?;
        let answer = reply.get("answer")?;
        let answer = if let Some(parts) = answer.get("Sealed") {
            Self::Sealed(sealed(&parts)?)
        } else if let Some(failure) = answer.get("Failed") {
            if failure.as_text().as_deref() == Some("WorkerGone") { Self::Gone } else { Self::Failed }
        } else {
            Self::Ready
        };
        Some((reply.number("id")?, answer))
    }

    fn ready() -> Self {
        Self::Ready
    }

    fn gone() -> Self {
        Self::Gone
    }

    fn is_gone(&self) -> bool {
        matches!(self, Self::Gone)
    }

    fn progress(&self) -> Option<(u32, u32)> {
        None // only counting and checking have any
    }
}

fn sealed(parts: &Json) -> Option<SealedParts> {
    Some(SealedParts {
        ballot_id: parts.text("ballot_id")?,
        ballot: parts.text("ballot")?,
        remarks: parts.list("remarks", |remark| Some((remark.text("0")?, remark.text("1")?)))?,
    })
}
