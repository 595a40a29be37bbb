//! What a resident's own phone hands to a kiosk or a portal: one ballot with its slip. It is taken apart on arrival and
//! never stored as a whole, so that nothing keeps slip and ballot together.

use serde::{Deserialize, Serialize};

use super::{DeviceFault, RecordFault, SealedKind};
use crate::seal::{BoxKey, Envelope, SealedRemark};
use crate::survey::{Mode, json};

/// `format` of a hand-in.
pub const HAND_IN_FORMAT: &str = "hom-phieu/hand-in";
/// Largest hand-in that is read, in bytes.
pub const MAX_HAND_IN_BYTES: usize = 8 * 1024 * 1024;
/// Longest text of a slip's code, in characters, as somebody may type it.
pub const MAX_SLIP_CHARS: usize = 64;

/// One ballot on its way from a phone.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(not(target_arch = "wasm32"), derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct HandIn {
    /// Always `hom-phieu/hand-in`.
    pub format: String,
    /// Always 1.
    pub version: u32,
    /// Real or practice.
    pub mode: Mode,
    /// The box.
    pub box_id: String,
    /// The slip's code, as printed.
    pub slip: String,
    /// The `sealed` of the ballot's envelope.
    pub ballot: String,
    /// The `sealed` of each remark.
    pub remarks: Vec<String>,
}

impl HandIn {
    /// Packs one ballot.
    pub fn new(slip: &str, envelope: &Envelope, remarks: &[SealedRemark]) -> Self {
        Self {
            format: HAND_IN_FORMAT.into(),
            version: 1,
            mode: envelope.mode,
            box_id: envelope.box_id.clone(),
            slip: slip.to_owned(),
            ballot: envelope.sealed.clone(),
            remarks: remarks.iter().map(|remark| remark.sealed.clone()).collect(),
        }
    }

    /// Reads a hand-in and holds it against the box that it is brought to: of its mode and identifier, with an envelope
    /// and as many remarks as a ballot has, each of the box's size. Whether the slip is one of this device's, the caller
    /// must see.
    pub fn parse(bytes: &[u8], key: &BoxKey, remark_places: usize) -> Result<Self, RecordFault> {
        let hand_in: Self = json::read(bytes, MAX_HAND_IN_BYTES, HAND_IN_FORMAT, 1)?;
        if hand_in.mode != key.mode() {
            return Err(RecordFault::WrongMode { expected: key.mode(), found: hand_in.mode });
        }
        if hand_in.box_id != key.box_id() {
            let [expected, found] = [key.box_id(), &hand_in.box_id].map(str::to_owned);
            return Err(DeviceFault::ForeignBox { expected, found }.into());
        }
        if hand_in.slip.chars().count() > MAX_SLIP_CHARS {
            return Err(DeviceFault::SlipText.into());
        }
        hand_in.envelope().looks_right(key)?;
        if hand_in.remarks.len() != remark_places {
            let [expected, found] = [remark_places, hand_in.remarks.len()];
            return Err(DeviceFault::RemarkPlaces { expected, found }.into());
        }
        let [_, expected] = key.sealed_chars();
        let other = hand_in.remarks.iter().enumerate().find(|(_, sealed)| sealed.len() != expected);
        if let Some((index, sealed)) = other {
            let found = sealed.len();
            return Err(DeviceFault::WrongSize { kind: SealedKind::Remark, index, expected, found }.into());
        }
        Ok(hand_in)
    }

    /// The ballot, as it is stored.
    pub fn envelope(&self) -> Envelope {
        Envelope::of(self.mode, &self.box_id, self.ballot.clone())
    }

    /// The exact text that is carried.
    pub fn to_text(&self) -> String {
        super::opening::canonical(self)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ballot::Ballot;
    use crate::seal::SealedBallot;
    use crate::testing::{self, rng};

    #[test]
    fn a_hand_in_is_read_back_by_its_own_box_only_and_in_its_own_size() {
        let survey = testing::survey();
        let key = |seed| testing::open(&survey, seed).opening.box_key(&survey).unwrap();
        let (own, other) = (key(1), key(2));
        let mut rng = rng(3);
        let blank = Ballot::blank(&survey);
        let sealed = SealedBallot::seal(&blank, &own, &mut rng).unwrap();
        let envelope = Envelope::close(&sealed, &own, &mut rng).unwrap();
        let remarks = SealedRemark::seal_all(&blank, &own, &mut rng).unwrap();
        let hand_in = HandIn::new("2-ABCD-EFGH-JKMN-PQRS-T", &envelope, &remarks);
        let parse = |hand_in: &HandIn, key: &BoxKey| HandIn::parse(hand_in.to_text().as_bytes(), key, 2);
        assert_eq!(parse(&hand_in, &own).as_ref(), Ok(&hand_in));
        assert_eq!(hand_in.envelope(), envelope);
        assert_eq!([envelope.sealed.len(), remarks[0].sealed.len()], own.sealed_chars());
        let fault = |hand_in: HandIn| parse(&hand_in, &own).unwrap_err();
        assert!(matches!(parse(&hand_in, &other), Err(RecordFault::Device(DeviceFault::ForeignBox { .. }))));
        let practice = fault(HandIn { mode: Mode::Practice, ..hand_in.clone() });
        assert_eq!(practice, RecordFault::WrongMode { expected: Mode::Real, found: Mode::Practice });
        let long = fault(HandIn { slip: "2".repeat(65), ..hand_in.clone() });
        assert_eq!(long, DeviceFault::SlipText.into());
        let few = fault(HandIn { remarks: hand_in.remarks[1..].to_vec(), ..hand_in.clone() });
        assert_eq!(few, DeviceFault::RemarkPlaces { expected: 2, found: 1 }.into());
        assert!(matches!(fault(HandIn { ballot: "AAAA".into(), ..hand_in.clone() }), RecordFault::Seal(_)));
        let short = fault(HandIn { remarks: vec!["AAAA".into(); 2], ..hand_in });
        assert!(matches!(short, RecordFault::Device(DeviceFault::WrongSize { index: 0, found: 4, .. })));
    }
}
