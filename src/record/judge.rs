//! Which sealed ballots count, and their sums. The count and the verifier both call
//! this, so that they cannot differ.

use std::collections::HashMap;

use serde::{Deserialize, Serialize};

use crate::seal::{BoxKey, Ciphertexts, SealFault, SealedBallot, Sums};
use crate::survey::Digest;

/// A sealed ballot that is not counted.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(not(target_arch = "wasm32"), derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct SetAside {
    /// The ballot's identifier.
    pub ballot: Digest,
    /// Why.
    pub reason: SetAsideReason,
}

/// Why a sealed ballot is not counted.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(not(target_arch = "wasm32"), derive(schemars::JsonSchema))]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
pub enum SetAsideReason {
    /// A proof does not hold: it was changed, or made for another box, survey or mode.
    BadProof,
    /// One of its ciphertexts also stands in another ballot, which is counted. Honest ballots
    /// never share one: somebody copied a voter's choice without being able to read it.
    Repeated {
        /// The ballot that is counted: of two, the one with the smaller identifier.
        of: Digest,
    },
}

/// What is counted.
pub(super) struct Judged {
    /// Sums of the ballots that count.
    pub(super) sums: Sums,
    /// The others, by identifier.
    pub(super) set_aside: Vec<SetAside>,
    /// Why each proof in `set_aside` fails, in its order.
    pub(super) faults: Vec<(Digest, SealFault)>,
}

/// Puts ballots into the order of their identifiers and drops byte-for-byte copies: the same
/// ballot handed over twice is one ballot.
pub(super) fn in_order(ballots: Vec<SealedBallot>) -> Vec<(Digest, SealedBallot)> {
    let mut ballots: Vec<(Digest, SealedBallot)> = ballots.into_iter().map(|ballot| (ballot.id(), ballot)).collect();
    ballots.sort_by_key(|(id, _)| *id);
    ballots.dedup_by_key(|(id, _)| *id);
    ballots
}

/// Checks every ballot. Ciphertexts are compared only among ballots whose proofs hold, so that a
/// ballot with a broken proof cannot push out an honest one. One that repeats a single choice and
/// is valid otherwise can, if its identifier is smaller: it is reported, never counted beside the
/// other (see `docs/threat-model.md`).
///
/// `verify` is given the place of a ballot and the ballot, and returns the ciphertexts of one whose proofs hold: the
/// verifier checks them here, the count when the envelope was opened.
pub(super) fn judge<'a>(
    key: &BoxKey,
    ballots: impl Iterator<Item = (&'a Digest, &'a SealedBallot)>,
    verify: &mut dyn FnMut(usize, &SealedBallot) -> Result<Ciphertexts, SealFault>,
) -> Judged {
    let mut judged = Judged { sums: Sums::new(key), set_aside: Vec::new(), faults: Vec::new() };
    let mut seen: HashMap<Vec<u8>, Digest> = HashMap::new();
    for (place, (id, ballot)) in ballots.enumerate() {
        match verify(place, ballot) {
            Err(fault) => {
                judged.set_aside.push(SetAside { ballot: *id, reason: SetAsideReason::BadProof });
                judged.faults.push((*id, fault));
            }
            Ok(rows) => {
                let texts: Vec<Vec<u8>> = rows.iter().flatten().map(|option| option.to_bytes()).collect();
                if let Some(of) = texts.iter().find_map(|text| seen.get(text)) {
                    judged.set_aside.push(SetAside { ballot: *id, reason: SetAsideReason::Repeated { of: *of } });
                    continue;
                }
                seen.extend(texts.into_iter().map(|text| (text, *id)));
                judged.sums.add(&rows);
            }
        }
    }
    judged
}
