//! Remarks, encrypted apart from the marks and from each other.
//!
//! Every ballot of a survey gives the same number of sealed remarks of the same
//! size, written or not: neither number nor length tells who wrote something.

use rand_core::{CryptoRng, RngCore};
use serde::{Deserialize, Serialize};
use zeroize::Zeroizing;

use super::codec;
use super::label::{Purpose, label};
use super::{BoxKey, SealFault, kem};
use crate::ballot::Ballot;
use crate::survey::{Digest, Mode, Survey};

/// `format` of a sealed remark.
pub const REMARK_FORMAT: &str = "hom-phieu/remark";
const HEADER: usize = 4; // place and length, 2 bytes each
const STEP: usize = 256;
const WHAT: &str = "sealed remark";

/// One sealed remark, as it is stored.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(not(target_arch = "wasm32"), derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct SealedRemark {
    /// Always `hom-phieu/remark`.
    pub format: String,
    /// Always 1.
    pub version: u32,
    /// Real or practice.
    pub mode: Mode,
    /// The box it was sealed for.
    pub box_id: String,
    /// Ephemeral element, ciphertext and tag, base64url; one length per survey.
    pub sealed: String,
}

/// Places for remarks in a survey, and the one size that all of them are padded to.
#[derive(Debug, Clone)]
pub(super) struct RemarkShape {
    limits: Vec<u32>,
    padded: usize,
}

impl RemarkShape {
    pub(super) fn of(survey: &Survey) -> Self {
        let limits: Vec<u32> = survey.remark_slots().map(|slot| slot.max_chars).collect();
        // A UTF-16 unit takes at most three bytes of UTF-8.
        let longest = limits.iter().max().map_or(0, |&limit| 3 * limit as usize);
        Self { limits, padded: (HEADER + longest).div_ceil(STEP) * STEP }
    }

    /// Bytes of a remark before it is sealed.
    pub(super) fn padded(&self) -> usize {
        self.padded
    }
}

/// A remark in the clear: its place and words; empty where nothing was written.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct OpenedRemark {
    /// Place, from 0, in the order of `Survey::remark_slots`.
    pub slot: usize,
    /// The words.
    pub text: String,
}

impl SealedRemark {
    /// Seals all remark places of a ballot, written or not.
    pub fn seal_all(
        ballot: &Ballot,
        key: &BoxKey,
        rng: &mut (impl CryptoRng + RngCore),
    ) -> Result<Vec<Self>, SealFault> {
        if ballot.remarks().len() != key.remark.limits.len() {
            return Err(SealFault::WrongLength { expected: key.remark.limits.len(), found: ballot.remarks().len() });
        }
        ballot.remarks().iter().enumerate().map(|(slot, text)| Self::seal(slot, text, key, rng)).collect()
    }

    fn seal(slot: usize, text: &str, key: &BoxKey, rng: &mut (impl CryptoRng + RngCore)) -> Result<Self, SealFault> {
        let mut plain = Zeroizing::new(vec![0; key.remark.padded]);
        let (Ok(place), Ok(length)) = (u16::try_from(slot), u16::try_from(text.len())) else {
            return Err(codec::malformed("remark"));
        };
        let Some(room) = plain.get_mut(HEADER..HEADER + text.len()) else {
            return Err(codec::malformed("remark"));
        };
        room.copy_from_slice(text.as_bytes());
        plain[..2].copy_from_slice(&place.to_le_bytes());
        plain[2..HEADER].copy_from_slice(&length.to_le_bytes());

        let bytes = kem::seal(key, Purpose::Remark, &plain, rng)?;
        Ok(Self::of(key.mode, &key.box_id, codec::to_base64(&bytes)))
    }

    /// The remark of these sealed bytes, as a box file lists them.
    pub fn of(mode: Mode, box_id: &str, sealed: String) -> Self {
        Self { format: REMARK_FORMAT.into(), version: 1, mode, box_id: box_id.to_owned(), sealed }
    }

    /// Identifier: a hash of the sealed content.
    pub fn id(&self) -> Digest {
        Digest::of_parts(label(self.mode, Purpose::RemarkId), &[self.box_id.as_bytes(), self.sealed.as_bytes()])
    }

    /// Whether it can be a remark of this box, as far as can be told without the tellers' cards.
    pub fn looks_right(&self, key: &BoxKey) -> Result<(), SealFault> {
        if self.mode != key.mode || self.box_id != key.box_id {
            return Err(codec::malformed(WHAT));
        }
        self.capsule(key).map(drop)
    }

    pub(super) fn capsule(&self, key: &BoxKey) -> Result<kem::Capsule, SealFault> {
        kem::capsule(&self.sealed, key.remark.padded, WHAT)
    }
}

/// What stands in an opened remark.
pub(super) fn read(key: &BoxKey, plain: &[u8]) -> Result<OpenedRemark, SealFault> {
    let fault = || codec::malformed("remark");
    let (header, body) = plain.split_at_checked(HEADER).ok_or_else(fault)?;
    let slot = usize::from(u16::from_le_bytes([header[0], header[1]]));
    let length = usize::from(u16::from_le_bytes([header[2], header[3]]));
    let (text, padding) = body.split_at_checked(length).ok_or_else(fault)?;
    let text = core::str::from_utf8(text).map_err(|_| fault())?;
    let limit = key.remark.limits.get(slot).ok_or_else(fault)?;
    if padding.iter().any(|&byte| byte != 0) || text.encode_utf16().count() > *limit as usize {
        return Err(fault());
    }
    Ok(OpenedRemark { slot, text: text.to_owned() })
}
