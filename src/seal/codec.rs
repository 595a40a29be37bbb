//! Fixed-size byte forms of group elements and proofs, and back to the library's types.
//!
//! The library's own JSON repeats member names for every ciphertext; a ballot
//! of 10 × 3 would be 11 kB instead of 8. So each choice is one string: the
//! ciphertexts (64 bytes per option: random element, blinded element), the ring
//! proof (common challenge and two responses per option, 32 bytes each) and the
//! sum proof (challenge, response).

use base64ct::{Base64UrlUnpadded, Encoding};
use curve25519_dalek::ristretto::{CompressedRistretto, RistrettoPoint};
use elastic_elgamal::app::{EncryptedChoice, SingleChoice};
use elastic_elgamal::sharing::PublicKeySet;
use elastic_elgamal::{Ciphertext, PreparedRange, ProofOfPossession, RangeProof};
use serde_json::{Value, json};

use super::SealFault;
use super::group::Ristretto;

/// A sealed choice with its proofs.
pub type Choice = EncryptedChoice<Ristretto, SingleChoice>;
/// A sealed 0 or 1, or a sum of such.
pub type Sealed = Ciphertext<Ristretto>;
/// Public side of the dealt key.
pub type KeySet = PublicKeySet<Ristretto>;

const ELEMENT: usize = 32;
pub(super) const CIPHERTEXT: usize = 2 * ELEMENT;
const SCALAR: usize = 32;

/// Bytes of a sealed choice among `options`: 128 per option and 96 for what they share.
pub const fn choice_bytes(options: usize) -> usize {
    options * (CIPHERTEXT + 2 * SCALAR) + 3 * SCALAR
}

/// Base64url without padding.
pub fn to_base64(bytes: &[u8]) -> String {
    Base64UrlUnpadded::encode_string(bytes)
}

/// Base64url without padding, of exactly `length` bytes. Non-canonical endings are refused,
/// so that one value has one text.
pub fn from_base64(text: &str, length: usize, what: &str) -> Result<Vec<u8>, SealFault> {
    Base64UrlUnpadded::decode_vec(text).ok().filter(|bytes| bytes.len() == length).ok_or_else(|| malformed(what))
}

/// 32 bytes of base64url.
pub fn from_base64_32(text: &str, what: &str) -> Result<[u8; 32], SealFault> {
    let bytes = from_base64(text, 32, what)?;
    bytes.try_into().map_err(|_| malformed(what))
}

pub(super) fn malformed(what: &str) -> SealFault {
    SealFault::Malformed { what: what.to_owned() }
}

/// A group element from its canonical 32 bytes.
pub fn element(bytes: &[u8], what: &str) -> Result<RistrettoPoint, SealFault> {
    CompressedRistretto::from_slice(bytes).ok().and_then(|point| point.decompress()).ok_or_else(|| malformed(what))
}

/// The byte form of a sealed choice.
pub fn choice_to_bytes(choice: &Choice) -> Vec<u8> {
    let mut bytes = Vec::with_capacity(choice_bytes(choice.len()));
    for option in choice.choices_unchecked() {
        bytes.extend_from_slice(&option.to_bytes());
    }
    bytes.extend_from_slice(&choice.range_proof().to_bytes());
    bytes.extend_from_slice(&choice.sum_proof().to_bytes());
    bytes
}

/// A sealed choice from its byte form; proofs are not checked yet.
pub fn choice_from_bytes(bytes: &[u8], options: usize) -> Result<Choice, SealFault> {
    if bytes.len() != choice_bytes(options) {
        return Err(malformed("sealed choice"));
    }
    let (ciphertexts, proofs) = bytes.split_at(options * CIPHERTEXT);
    let (challenge, proofs) = proofs.split_at(SCALAR);
    let (responses, sum) = proofs.split_at(proofs.len() - 2 * SCALAR);
    // The library has no other way in than serde: so the parts are given lengths as postcard wants them.
    let (Ok(options), Ok(rings)) = (u8::try_from(options), u8::try_from(2 * options)) else {
        return Err(malformed("sealed choice"));
    };
    let mut message = Vec::with_capacity(bytes.len() + bytes.len() / SCALAR + 2);
    let mut add = |count: Option<u8>, part: &[u8]| {
        message.extend(count);
        for piece in part.chunks_exact(SCALAR) {
            message.push(SCALAR as u8);
            message.extend_from_slice(piece);
        }
    };
    add(Some(options), ciphertexts);
    add(None, challenge);
    add(Some(rings), responses);
    add(None, sum);
    postcard::from_bytes(&message).map_err(|_| malformed("sealed choice"))
}

/// A ciphertext from its 64 bytes: random element, blinded element.
pub fn ciphertext(bytes: &[u8]) -> Result<Sealed, SealFault> {
    let fault = || malformed("sealed choice");
    let (random, blinded) = bytes.split_at_checked(ELEMENT).filter(|_| bytes.len() == CIPHERTEXT).ok_or_else(fault)?;
    let length = [ELEMENT as u8];
    postcard::from_bytes(&[&length, random, &length, blinded].concat()).map_err(|_| fault())
}

/// Rings of a range, and their members in all.
fn rings(range: &PreparedRange<Ristretto>) -> (usize, usize) {
    // The library tells a decomposition's rings only by its text: "6 * 0..5 + 0..7".
    let text = range.decomposition().to_string();
    let sizes = text.split(" + ").map(|ring| ring.rsplit("..").next().and_then(|size| size.parse().ok()).unwrap_or(0));
    sizes.fold((0, 0), |(rings, members): (usize, usize), size: usize| (rings + 1, members + size))
}

/// Bytes of a range proof: 64 for each ring but the last, 32 for the challenge and each member of a ring.
pub fn range_proof_bytes(range: &PreparedRange<Ristretto>) -> usize {
    let (rings, members) = rings(range);
    rings.saturating_sub(1) * CIPHERTEXT + (1 + members) * SCALAR
}

/// The byte form of a range proof: the ciphertexts of all rings but the last, the challenge, the responses.
pub fn range_proof_to_bytes(proof: &RangeProof<Ristretto>) -> Result<Vec<u8>, SealFault> {
    let value = serde_json::to_value(proof).map_err(|_| SealFault::Library)?;
    let list = |name: &str| value.get(name).and_then(Value::as_array).ok_or(SealFault::Library);
    let mut texts = Vec::new();
    for part in list("partial_ciphertexts")? {
        texts.extend([&part["random_element"], &part["blinded_element"]]);
    }
    texts.push(&value["common_challenge"]);
    texts.extend(list("ring_responses")?);
    let mut bytes = Vec::with_capacity(texts.len() * SCALAR);
    for text in texts {
        let text = text.as_str().ok_or(SealFault::Library)?;
        bytes.extend(Base64UrlUnpadded::decode_vec(text).map_err(|_| SealFault::Library)?);
    }
    Ok(bytes)
}

/// A range proof from its byte form; it is not checked yet.
pub fn range_proof_from_bytes(
    bytes: &[u8],
    range: &PreparedRange<Ristretto>,
) -> Result<RangeProof<Ristretto>, SealFault> {
    if bytes.len() != range_proof_bytes(range) {
        return Err(malformed("sealed choice"));
    }
    let (ciphertexts, proof) = bytes.split_at((rings(range).0 - 1) * CIPHERTEXT);
    let ciphertexts: Vec<Value> = ciphertexts
        .chunks_exact(CIPHERTEXT)
        .map(|one| json!({ "random_element": to_base64(&one[..ELEMENT]), "blinded_element": to_base64(&one[ELEMENT..]) }))
        .collect();
    let (challenge, responses) = proof.split_at(SCALAR);
    serde_json::from_value(json!({
        "partial_ciphertexts": ciphertexts,
        "common_challenge": to_base64(challenge),
        "ring_responses": scalars(responses),
    }))
    .map_err(|_| malformed("sealed choice"))
}

fn scalars(bytes: &[u8]) -> Vec<String> {
    bytes.chunks_exact(SCALAR).map(to_base64).collect()
}

/// The byte form of the dealer's proof: challenge, then one response per commitment.
pub fn key_proof_to_text(proof: &ProofOfPossession<Ristretto>) -> String {
    let value = serde_json::to_value(proof).expect("a proof is plain data");
    let mut bytes = Vec::new();
    let responses = value["responses"].as_array().into_iter().flatten();
    for scalar in core::iter::once(&value["challenge"]).chain(responses) {
        let text = scalar.as_str().expect("the library writes scalars as text");
        bytes.extend(Base64UrlUnpadded::decode_vec(text).expect("the library writes base64url"));
    }
    to_base64(&bytes)
}

/// The dealer's proof for a polynomial with `commitments` coefficients.
pub fn key_proof_from_text(text: &str, commitments: usize) -> Result<ProofOfPossession<Ristretto>, SealFault> {
    let bytes = from_base64(text, SCALAR * (commitments + 1), "proof of the joint key")?;
    let (challenge, responses) = bytes.split_at(SCALAR);
    serde_json::from_value(json!({ "challenge": to_base64(challenge), "responses": scalars(responses) }))
        .map_err(|_| malformed("proof of the joint key"))
}

#[cfg(test)]
mod tests {
    use elastic_elgamal::RangeDecomposition;

    /// A proof is only good for the rings it was made for, so these must stay what they are, whatever the library
    /// thinks best tomorrow; other verifiers read them in `tests/data/ranges.txt`.
    #[test]
    fn the_rings_of_every_range_are_those_of_the_format() {
        let rings: Vec<String> =
            (2..=101).map(|n: u64| format!("{}: {}\n", n - 1, RangeDecomposition::optimal(n))).collect();
        assert_eq!(rings.concat(), include_str!("../../tests/data/ranges.txt"));
    }
}
