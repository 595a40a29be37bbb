//! What a resident's own phone hands to a kiosk or a portal: one ballot with its slip. It is taken apart on arrival and
//! never stored as a whole, so that nothing keeps slip and ballot together.

use std::collections::BTreeSet;

use serde::{Deserialize, Serialize};

use super::{DeviceFault, Opening, RecordFault, SealedKind};
use crate::seal::{BoxKey, Envelope, SealedRemark};
use crate::survey::{Digest, Mode, json};

/// `format` of a hand-in.
pub const HAND_IN_FORMAT: &str = "hom-phieu/hand-in";
/// `version` of a hand-in. Version 1 did not name the opening statement.
pub const HAND_IN_VERSION: u32 = 2;
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
    /// Always 2.
    pub version: u32,
    /// Real or practice.
    pub mode: Mode,
    /// The box.
    pub box_id: String,
    /// Digest of the opening statement that it was sealed for. A phone that was shown another meeting under this box's
    /// identifier would seal what nobody can open, and its slip would be spent.
    pub opening_digest: Digest,
    /// The slip's code, as printed.
    pub slip: String,
    /// The `sealed` of the ballot's envelope.
    pub ballot: String,
    /// The `sealed` of each remark.
    pub remarks: Vec<String>,
}

impl HandIn {
    /// Packs one ballot.
    pub fn new(slip: &str, opening: &Opening, envelope: &Envelope, remarks: &[SealedRemark]) -> Self {
        Self {
            format: HAND_IN_FORMAT.into(),
            version: HAND_IN_VERSION,
            mode: envelope.mode,
            box_id: envelope.box_id.clone(),
            opening_digest: opening.digest(),
            slip: slip.to_owned(),
            ballot: envelope.sealed.clone(),
            remarks: remarks.iter().map(|remark| remark.sealed.clone()).collect(),
        }
    }

    /// Reads a hand-in and holds it against the box that it is brought to: of its mode, identifier and opening statement,
    /// with an envelope and as many remarks as a ballot has, no two of them the same, each as far as can be told without
    /// the tellers' cards. Whether the slip is one of this device's, the caller must see.
    pub fn parse(bytes: &[u8], opening: &Opening, key: &BoxKey, remark_places: usize) -> Result<Self, RecordFault> {
        let hand_in: Self = json::read(bytes, MAX_HAND_IN_BYTES, HAND_IN_FORMAT, HAND_IN_VERSION)?;
        if hand_in.mode != key.mode() {
            return Err(RecordFault::WrongMode { expected: key.mode(), found: hand_in.mode });
        }
        if hand_in.box_id != key.box_id() {
            let [expected, found] = [key.box_id(), &hand_in.box_id].map(str::to_owned);
            return Err(DeviceFault::ForeignBox { expected, found }.into());
        }
        let (expected, found) = (opening.digest(), hand_in.opening_digest);
        if expected != found {
            return Err(DeviceFault::SealedForOther { expected, found }.into());
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
        // What is let in here must be readable wherever this box is brought: its files are read as strictly.
        for (index, sealed) in hand_in.remarks.iter().enumerate() {
            let remark = SealedRemark::of(hand_in.mode, &hand_in.box_id, sealed.clone());
            remark.looks_right(key).map_err(|_| DeviceFault::NotSealed { kind: SealedKind::Remark, index })?;
        }
        if hand_in.remarks.iter().collect::<BTreeSet<_>>().len() != remark_places {
            return Err(DeviceFault::RemarkTwice.into());
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
        let opening = |seed| testing::open(&survey, seed).opening;
        let (here, there) = (opening(1), opening(2));
        let [own, other] = [&here, &there].map(|opening| opening.box_key(&survey).unwrap());
        let mut rng = rng(3);
        let blank = Ballot::blank(&survey);
        let sealed = SealedBallot::seal(&blank, &own, &mut rng).unwrap();
        let envelope = Envelope::close(&sealed, &own, &mut rng).unwrap();
        let remarks = SealedRemark::seal_all(&blank, &own, &mut rng).unwrap();
        let hand_in = HandIn::new("2-ABCD-EFGH-JKMN-PQRS-T", &here, &envelope, &remarks);
        let parse = |hand_in: &HandIn, key: &BoxKey| HandIn::parse(hand_in.to_text().as_bytes(), &here, key, 2);
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
        let short = fault(HandIn { remarks: vec!["AAAA".into(); 2], ..hand_in.clone() });
        assert!(matches!(short, RecordFault::Device(DeviceFault::WrongSize { index: 0, found: 4, .. })));
        // Of the right length and no sealed remark: it was let in, and then no file with it could be read any more.
        let bad = |text: String| fault(HandIn { remarks: vec![remarks[0].sealed.clone(), text], ..hand_in.clone() });
        let kind = SealedKind::Remark;
        for text in ["+", "_"].map(|symbol| symbol.repeat(own.sealed_chars()[1])) {
            assert_eq!(bad(text), DeviceFault::NotSealed { kind, index: 1 }.into());
        }
        assert_eq!(bad(remarks[0].sealed.clone()), DeviceFault::RemarkTwice.into());
    }

    #[test]
    fn a_ballot_that_was_sealed_for_another_opening_of_this_box_is_refused_before_its_slip_is_spent() {
        // A phone was shown the meeting with other words: same box, other survey, so another key for what it seals. The
        // ballot was taken, its slip spent, and the count could not open it.
        let survey = testing::survey();
        let here = testing::open(&survey, 1).opening;
        let doctored = crate::survey::Survey { title: "Phiếu khác".into(), ..survey.clone() };
        let (survey_digest, title) = (doctored.digest(), doctored.title.clone());
        let shown = Opening { survey_digest, title, ..here.clone() };
        let key = shown.box_key(&doctored).unwrap();
        let mut rng = rng(3);
        let blank = Ballot::blank(&doctored);
        let envelope = Envelope::close(&SealedBallot::seal(&blank, &key, &mut rng).unwrap(), &key, &mut rng).unwrap();
        let remarks = SealedRemark::seal_all(&blank, &key, &mut rng).unwrap();
        let hand_in = HandIn::new("2-ABCD-EFGH-JKMN-PQRS-T", &shown, &envelope, &remarks).to_text();
        let [expected, found] = [&here, &shown].map(Opening::digest);
        let fault = HandIn::parse(hand_in.as_bytes(), &here, &here.box_key(&survey).unwrap(), 2);
        assert_eq!(fault, Err(DeviceFault::SealedForOther { expected, found }.into()));
    }
}
