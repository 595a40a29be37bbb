//! `*.join.json`: how a further device becomes a kiosk of a box.

use serde::{Deserialize, Serialize};

use super::devices::{CHIEF, MAX_DEVICES, MAX_SLIPS};
use super::opening::{MAX_OPENING_BYTES, canonical};
use super::{DeviceFault, Opening, RecordFault};
use crate::seal::BoxKey;
use crate::survey::{Digest, MAX_LINE, MAX_SURVEY_BYTES, Mode, Survey, is_plain_line, json};

/// `format` of a join file.
pub const JOIN_FORMAT: &str = "hom-phieu/join";
/// Largest join file that is read, in bytes: survey, opening and a hash of 46 characters for every slip.
pub const MAX_JOIN_BYTES: usize = MAX_SURVEY_BYTES + MAX_OPENING_BYTES + 48 * MAX_SLIPS + 4096;

/// `*.join.json`: made by the chief device for one further device. Holds nothing secret.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(not(target_arch = "wasm32"), derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Join {
    /// Always `hom-phieu/join`.
    pub format: String,
    /// Always 1.
    pub version: u32,
    /// Real or practice.
    pub mode: Mode,
    /// The box.
    pub box_id: String,
    /// Number of the new device: 2 to 30.
    pub device: u32,
    /// "Máy 2".
    pub name: String,
    /// What is asked.
    pub survey: Survey,
    /// The opening statement.
    pub opening: Opening,
    /// Hashes of the slips that may be spent on this device, ascending; none where tellers release every ballot.
    pub slips: Vec<Digest>,
}

impl Join {
    /// The file for one further device.
    pub fn new(survey: &Survey, opening: &Opening, device: u32, name: &str, mut slips: Vec<Digest>) -> Self {
        slips.sort_unstable();
        slips.dedup();
        Self {
            format: JOIN_FORMAT.into(),
            version: 1,
            mode: opening.mode,
            box_id: opening.box_id.clone(),
            device,
            name: name.to_owned(),
            survey: survey.clone(),
            opening: opening.clone(),
            slips,
        }
    }

    /// Reads a join file, with survey and opening through their own doors, and holds all three against each other.
    /// The key comes with it, since that is how the opening is held against the survey.
    pub fn parse(bytes: &[u8]) -> Result<(Self, BoxKey), RecordFault> {
        let join: Self = json::read(bytes, MAX_JOIN_BYTES, JOIN_FORMAT, 1)?;
        if join.device <= CHIEF || join.device > MAX_DEVICES {
            return Err(DeviceFault::Number { device: join.device }.into());
        }
        if !is_plain_line(&join.name, MAX_LINE) {
            return Err(DeviceFault::Name.into());
        }
        if join.slips.len() > MAX_SLIPS || !join.slips.is_sorted_by(|one, next| one < next) {
            return Err(DeviceFault::SlipOrder.into());
        }
        let survey = serde_json::to_vec(&join.survey).expect("a survey is plain data");
        Survey::parse(&survey).map_err(RecordFault::Survey)?;
        Opening::parse(join.opening.to_text().as_bytes())?;
        if join.mode != join.opening.mode {
            return Err(RecordFault::WrongMode { expected: join.opening.mode, found: join.mode });
        }
        if join.box_id != join.opening.box_id {
            let [expected, found] = [join.opening.box_id.clone(), join.box_id.clone()];
            return Err(DeviceFault::ForeignBox { expected, found }.into());
        }
        let key = join.opening.box_key(&join.survey)?;
        Ok((join, key))
    }

    /// The exact text of the file.
    pub fn to_text(&self) -> String {
        canonical(self)
    }
}
