//! What a resident's own phone is told of a meeting: what is asked, and the box that it seals for. Nothing of it is
//! secret; that it is the meeting in this hall, its ten words say.

use serde::{Deserialize, Serialize};

use super::opening::{MAX_OPENING_BYTES, canonical};
use super::{NotAllowed, Opening, RecordFault};
use crate::seal::BoxKey;
use crate::survey::{MAX_SURVEY_BYTES, Mode, Survey, json};

/// `format` of a meeting.
pub const MEETING_FORMAT: &str = "hom-phieu/meeting";
/// Largest meeting that is read, in bytes.
pub const MAX_MEETING_BYTES: usize = MAX_SURVEY_BYTES + MAX_OPENING_BYTES + 4096;
/// Longest address to hand ballots in at, in characters.
const MAX_ADDRESS: usize = 200;

/// `*.meeting.json`: shown to phones as moving codes, or fetched by them.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(not(target_arch = "wasm32"), derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Meeting {
    /// Always `hom-phieu/meeting`.
    pub format: String,
    /// Always 1.
    pub version: u32,
    /// Real or practice.
    pub mode: Mode,
    /// What is asked.
    pub survey: Survey,
    /// The opening statement.
    pub opening: Opening,
    /// Where a phone with a network may post its hand-in: a path on the site that the phone's page came from, never
    /// another site. Absent where kiosks alone take ballots.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub hand_in_at: Option<String>,
}

impl Meeting {
    /// The meeting of a box.
    pub fn new(survey: &Survey, opening: &Opening, hand_in_at: Option<String>) -> Self {
        Self {
            format: MEETING_FORMAT.into(),
            version: 1,
            mode: opening.mode,
            survey: survey.clone(),
            opening: opening.clone(),
            hand_in_at,
        }
    }

    /// Reads a meeting, survey and opening through their own doors, and holds all three against each other. The key
    /// comes with it, since that is how the opening is held against the survey.
    pub fn parse(bytes: &[u8]) -> Result<(Self, BoxKey), RecordFault> {
        let meeting: Self = json::read(bytes, MAX_MEETING_BYTES, MEETING_FORMAT, 1)?;
        Survey::parse(meeting.survey_text().as_bytes()).map_err(RecordFault::Survey)?;
        Opening::parse(meeting.opening.to_text().as_bytes())?;
        if meeting.mode != meeting.opening.mode {
            return Err(RecordFault::WrongMode { expected: meeting.opening.mode, found: meeting.mode });
        }
        if meeting.hand_in_at.as_deref().is_some_and(|path| !is_own_path(path)) {
            return Err(RecordFault::Value(NotAllowed::Address));
        }
        let key = meeting.opening.box_key(&meeting.survey)?;
        Ok((meeting, key))
    }

    /// The survey as a file of its own.
    pub fn survey_text(&self) -> String {
        canonical(&self.survey)
    }

    /// The exact text that is carried.
    pub fn to_text(&self) -> String {
        canonical(self)
    }
}

/// Whether this is the address of something on the page's own site: whoever could show a phone another one would
/// be sent a slip's code.
pub fn is_own_path(path: &str) -> bool {
    let plain = |byte: u8| byte.is_ascii_alphanumeric() || b"/-_.?=&".contains(&byte);
    path.len() <= MAX_ADDRESS && path.starts_with("./") && path.bytes().all(plain) && !path.contains("//")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::testing;

    #[test]
    fn a_meeting_is_read_back_whole_and_not_with_another_survey() {
        let survey = testing::survey();
        let opening = testing::open(&survey, 1).opening;
        for hand_in_at in [None, Some("./hand-in?box=1".to_owned())] {
            let meeting = Meeting::new(&survey, &opening, hand_in_at);
            let (read, key) = Meeting::parse(meeting.to_text().as_bytes()).unwrap();
            assert_eq!((&read, key.box_id()), (&meeting, opening.box_id.as_str()));
            assert_eq!(Survey::parse(read.survey_text().as_bytes()).unwrap().digest(), survey.digest());
        }
        let other = Meeting::new(&testing::every_kind(), &opening, None);
        assert!(matches!(Meeting::parse(other.to_text().as_bytes()), Err(RecordFault::Mismatch { .. })));
        let practice = Meeting { mode: Mode::Practice, ..Meeting::new(&survey, &opening, None) };
        let fault = RecordFault::WrongMode { expected: Mode::Real, found: Mode::Practice };
        assert_eq!(Meeting::parse(practice.to_text().as_bytes()).err(), Some(fault));
    }

    #[test]
    fn a_ballot_is_posted_to_the_pages_own_site_only() {
        for path in ["./hand-in", "./a/b-c_d.php?box=1&x=2"] {
            assert!(is_own_path(path), "{path}");
        }
        for path in
            ["", "/", "//evil.example", "https://evil.example/", "./a//b", "./\\evil", "./a:b", "./a#b", "hand-in"]
        {
            assert!(!is_own_path(path), "{path}");
        }
        let survey = testing::survey();
        let evil = Meeting::new(&survey, &testing::open(&survey, 1).opening, Some("//evil.example".into()));
        let fault = RecordFault::Value(NotAllowed::Address);
        assert_eq!(Meeting::parse(evil.to_text().as_bytes()).err(), Some(fault));
    }
}
