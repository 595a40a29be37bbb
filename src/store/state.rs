//! What the store knows of a box, apart from its ballots.

use serde::{Deserialize, Serialize};
use wasm_bindgen::JsValue;

use super::json::{Json, list, object, stringify, text_or_null};
use crate::count::Attendance;

/// What the device is called that opens a box.
pub const CHIEF_NAME: &str = "Máy 1";

/// One box as it is kept on this device. Ballots, remarks, log and files lie in stores of their own.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct BoxState {
    /// Identifier of the box, 22 characters.
    pub box_id: String,
    /// Practice boxes live in a database of their own.
    pub practice: bool,
    /// Where the meeting stands.
    pub phase: Phase,
    /// Exact text of the survey file.
    pub survey: String,
    /// Exact text of the opening statement.
    pub opening: String,
    /// Fingerprint of the opening, ten words.
    pub words: Vec<String>,
    /// Summoned and present, as last announced.
    pub attendance: Attendance,
    /// Ballots handed out.
    pub issued: u32,
    /// The slip of the ballot that is out now: a random number, deleted in the transaction
    /// that puts the ballot into the box, so nothing links the two.
    pub slip: Option<String>,
    /// What became of the last slip. Says nothing about which ballot it was.
    pub last: Option<Outcome>,
    /// This device among those of the box, from 1: the chief.
    pub device: u32,
    /// Hash of the slip on paper by which the ballot that is out was released; gone as soon as that ballot is.
    pub by_slip: Option<String>,
    /// Slips of this device that were still in the hat at the close.
    pub undistributed: u32,
    /// What this device is called: "Máy 2".
    pub name: String,
    /// Which of the devices that took this number: 16 random bytes, base64url. Empty in a box from before there were
    /// several devices, until it is first asked for.
    pub instance: String,
    /// Printed slips of which a restored backup knows the number only: none of them can be used, so they count as void.
    pub lost_slips: u32,
}

/// Where a meeting stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub enum Phase {
    /// Residents vote.
    Voting,
    /// Voting is interrupted.
    Paused,
    /// No more ballots; not yet counted.
    Closed,
    /// Counted; result and record are in the store.
    Counted,
}

/// What became of a slip.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub enum Outcome {
    /// The ballot is in the box.
    InBox,
    /// The voter gave the ballot back without casting it.
    Returned,
}

impl Phase {
    const ALL: [(Self, &str); 4] =
        [(Self::Voting, "Voting"), (Self::Paused, "Paused"), (Self::Closed, "Closed"), (Self::Counted, "Counted")];
}

impl Outcome {
    const ALL: [(Self, &str); 2] = [(Self::InBox, "InBox"), (Self::Returned, "Returned")];
}

fn name_of<T: PartialEq>(all: &[(T, &'static str)], value: &T) -> Option<&'static str> {
    all.iter().find(|(other, _)| other == value).map(|(_, name)| *name)
}

fn named<T: Copy>(all: &[(T, &str)], name: &str) -> Option<T> {
    all.iter().find(|(_, other)| *other == name).map(|(value, _)| *value)
}

impl BoxState {
    /// As it is kept.
    pub(super) fn to_text(&self) -> String {
        let attendance = object(&[
            ("summoned", self.attendance.summoned.into()),
            ("present", self.attendance.present.into()),
            ("delegates", self.attendance.delegates.map_or(JsValue::NULL, Into::into)),
        ]);
        stringify(&object(&[
            ("box_id", self.box_id.as_str().into()),
            ("practice", self.practice.into()),
            ("phase", text_or_null(name_of(&Phase::ALL, &self.phase))),
            ("survey", self.survey.as_str().into()),
            ("opening", self.opening.as_str().into()),
            ("words", list(self.words.iter().map(JsValue::from))),
            ("attendance", attendance),
            ("issued", self.issued.into()),
            ("slip", text_or_null(self.slip.as_deref())),
            ("last", text_or_null(self.last.and_then(|last| name_of(&Outcome::ALL, &last)))),
            ("device", self.device.into()),
            ("by_slip", text_or_null(self.by_slip.as_deref())),
            ("undistributed", self.undistributed.into()),
            ("name", self.name.as_str().into()),
            ("instance", self.instance.as_str().into()),
            ("lost_slips", self.lost_slips.into()),
        ]))
    }

    /// Reads what [`Self::to_text`] wrote; `None` for anything else: a box is never guessed at.
    pub(super) fn parse(text: &str) -> Option<Self> {
        let state = Json::parse(text)?;
        let attendance = state.get("attendance")?;
        Some(Self {
            box_id: state.text("box_id")?,
            practice: state.flag("practice")?,
            phase: named(&Phase::ALL, &state.text("phase")?)?,
            survey: state.text("survey")?,
            opening: state.text("opening")?,
            words: state.list("words", Json::as_text)?,
            attendance: Attendance {
                summoned: attendance.number("summoned")?,
                present: attendance.number("present")?,
                delegates: attendance.number("delegates"),
            },
            issued: state.number("issued")?,
            slip: match state.get("slip") {
                Some(slip) => Some(slip.as_text()?),
                None => None,
            },
            last: match state.get("last") {
                Some(last) => Some(named(&Outcome::ALL, &last.as_text()?)?),
                None => None,
            },
            // A box of version 1 has none of these: there was one device, and no slip.
            device: since(&state, "device", 1)?,
            by_slip: match state.get("by_slip") {
                Some(hash) => Some(hash.as_text()?),
                None => None,
            },
            undistributed: since(&state, "undistributed", 0)?,
            // A box of version 2 has none of these: its device was the chief.
            name: if state.get("name").is_some() { state.text("name")? } else { CHIEF_NAME.to_owned() },
            instance: if state.get("instance").is_some() { state.text("instance")? } else { String::new() },
            lost_slips: since(&state, "lost_slips", 0)?,
        })
    }
}

/// A number that older boxes have not. One that is there and is no number is damage, not age.
fn since(state: &Json, name: &str, before: u32) -> Option<u32> {
    if state.get(name).is_some() { state.number(name) } else { Some(before) }
}

/// Why the store could not do it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, thiserror::Error)]
#[non_exhaustive]
pub enum StoreFault {
    /// The browser offers no `IndexedDB` (private window of some browsers, blocked by policy).
    #[error("this browser keeps no data: {0}")]
    Unavailable(String),
    /// The browser could not open what it keeps, or gives no answer, also when it was asked again. What it keeps is left
    /// as it is.
    #[error("the browser could not open what it keeps: {0}")]
    NotOpened(String),
    /// The browser offers no Web Locks (an insecure `http:` address, or a very old browser), so
    /// that a second tab could not be kept out.
    #[error("this browser cannot lock a box against a second tab")]
    NoLocks,
    /// The disk is full; nothing was written.
    #[error("the device's storage is full")]
    Full,
    /// The transaction was undone as a whole.
    #[error("the write was undone: {0}")]
    Aborted(String),
    /// Another tab or window has this box open.
    #[error("the box is open in another tab")]
    OtherTab,
    /// There is no such box on this device.
    #[error("no such box on this device")]
    NoSuchBox,
    /// A box or ballot with exactly this identifier is there already; nothing was written.
    #[error("it is there already")]
    AlreadyThere,
    /// The box is in another phase than the act needs.
    #[error("not possible while the box is {0:?}")]
    WrongPhase(Phase),
    /// A ballot is out; it must be cast or given back first.
    #[error("a ballot is still out")]
    SlipOut,
    /// This slip is not out: it was spent or given back.
    #[error("this slip was spent or given back")]
    SlipSpent,
    /// No slip of this box has this hash: of another meeting, made up, or one symbol in 37 times misread.
    #[error("no slip of this box")]
    SlipUnknown,
    /// The slip's ballot is in the box.
    #[error("the slip on paper was used")]
    SlipUsed,
    /// The slip was voided.
    #[error("the slip on paper was voided")]
    SlipVoid,
    /// The slip is for another device of the box, with this number.
    #[error("the slip on paper is for device {0}")]
    SlipOfDevice(u32),
    /// The slip's ballot is out on this device at this moment.
    #[error("the ballot of this slip on paper is out")]
    SlipAtBooth,
    /// Slips were made, and nobody has said whether their cards were printed.
    #[error("slips wait for confirmation that they were printed")]
    SlipsUnconfirmed,
    /// Slips were printed: how many are still in the hat must be said.
    #[error("the slips left in the hat were not counted")]
    SlipsNotCounted,
    /// More slips said to be left than these, which are unused.
    #[error("at most {0} slips can be left")]
    TooManyLeft(u32),
    /// Only the chief device adds devices and takes their boxes.
    #[error("only the chief device can do this")]
    NotChief,
    /// The box file is this device's own.
    #[error("the box file is this device's own")]
    OwnBox,
    /// All numbers of devices are given away.
    #[error("no more devices can be added")]
    TooManyDevices,
    /// A real box goes only after it was counted and its result handed out.
    #[error("the box was not counted and exported")]
    NotExported,
    /// What is stored cannot be read back; it was left as it is.
    #[error("the stored data is damaged: {0}")]
    Damaged(String),
}
