//! Sealing bytes for the tellers together: only as many cards as the box needs open them.
//!
//! A Diffie–Hellman KEM over ristretto255 (the shape of RFC 9180 section 4.1, with HKDF-SHA-256, RFC 5869) to the joint
//! key, and ChaCha20-Poly1305 (RFC 8439). A key is used once, so the nonce is zero. The purpose is the HKDF's salt, and
//! box and survey are in its info: what was sealed as a remark never opens as an envelope, nor in another box.

use chacha20poly1305::aead::{Aead, KeyInit, Payload};
use chacha20poly1305::{ChaCha20Poly1305, Key, Nonce};
use curve25519_dalek::ristretto::RistrettoPoint;
use curve25519_dalek::traits::Identity;
use hkdf::Hkdf;
use rand_core::{CryptoRng, RngCore};
use sha2::Sha256;
use zeroize::Zeroizing;

use super::codec;
use super::label::{Purpose, label};
use super::{BoxKey, SealFault, group};

const ELEMENT: usize = 32;
const TAG: usize = 16;

/// Bytes that sealing adds.
pub(super) const OVERHEAD: usize = ELEMENT + TAG;

/// Sealed bytes, taken apart: ephemeral element, ciphertext and tag.
pub(super) struct Capsule {
    public: RistrettoPoint,
    sealed: Vec<u8>,
}

/// Seals `plain`: ephemeral element, ciphertext, tag.
pub(super) fn seal(
    key: &BoxKey,
    purpose: Purpose,
    plain: &[u8],
    rng: &mut (impl CryptoRng + RngCore),
) -> Result<Vec<u8>, SealFault> {
    let ephemeral = Zeroizing::new(group::scalar(rng));
    let public = RistrettoPoint::mul_base(&ephemeral).compress();
    let joint = codec::element(key.key_set.shared_key().as_bytes(), "joint key")?;
    let cipher = cipher(key, purpose, &(joint * *ephemeral), public.as_bytes());
    let payload = Payload { msg: plain, aad: public.as_bytes() };
    let sealed = cipher.encrypt(&Nonce::default(), payload).map_err(|_| SealFault::Library)?;
    Ok([public.as_bytes().as_slice(), &sealed].concat())
}

/// Reads the text of sealed bytes whose content has `plain` bytes. `what` names it in faults.
pub(super) fn capsule(text: &str, plain: usize, what: &str) -> Result<Capsule, SealFault> {
    let bytes = codec::from_base64(text, plain + OVERHEAD, what)?;
    let (public, sealed) = bytes.split_at(ELEMENT);
    let public = codec::element(public, what)?;
    if public == RistrettoPoint::identity() {
        return Err(codec::malformed(what));
    }
    Ok(Capsule { public, sealed: sealed.to_vec() })
}

impl Capsule {
    /// The ephemeral element, of which each teller computes a share of the shared one.
    pub(super) fn public(&self) -> &RistrettoPoint {
        &self.public
    }

    /// Opens it with the shared element `x·E`.
    pub(super) fn open(
        &self,
        key: &BoxKey,
        purpose: Purpose,
        shared: &RistrettoPoint,
        what: &str,
    ) -> Result<Zeroizing<Vec<u8>>, SealFault> {
        let public = self.public.compress();
        let payload = Payload { msg: &self.sealed, aad: public.as_bytes() };
        let plain = cipher(key, purpose, shared, public.as_bytes()).decrypt(&Nonce::default(), payload);
        plain.map(Zeroizing::new).map_err(|_| codec::malformed(what))
    }
}

fn cipher(key: &BoxKey, purpose: Purpose, shared: &RistrettoPoint, public: &[u8]) -> ChaCha20Poly1305 {
    let shared = Zeroizing::new(shared.compress().to_bytes());
    let hkdf = Hkdf::<Sha256>::new(Some(label(key.mode, purpose).as_bytes()), shared.as_slice());
    let mut okm = Zeroizing::new([0; 32]);
    let info = [public, key.box_id.as_bytes(), &key.survey_digest.0].concat();
    hkdf.expand(&info, okm.as_mut_slice()).expect("32 bytes are within HKDF's bound of 255 blocks");
    ChaCha20Poly1305::new(&Key::from(*okm))
}
