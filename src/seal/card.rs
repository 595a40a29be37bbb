//! A teller's card (thẻ chìa khóa): a share of the joint key and a signing key.
//!
//! Shown as a QR code to photograph or print, and as a file; both hold the same
//! text. Under a PIN it is encrypted with a key from argon2id (RFC 9106), at the
//! least memory that OWASP's password storage guide names (19 MiB, two passes),
//! since it must run on a cheap tablet. A PIN of four digits delays a finder, it
//! does not stop a determined one: the threat model says so.

use argon2::{Algorithm, Argon2, Params, Version};
use chacha20poly1305::aead::{Aead, KeyInit, Payload};
use chacha20poly1305::{ChaCha20Poly1305, Key, Nonce};
use ed25519_dalek::{SigningKey, VerifyingKey};
use elastic_elgamal::SecretKey;
use elastic_elgamal::sharing::ActiveParticipant;
use rand_core::{CryptoRng, RngCore};
use serde::{Deserialize, Serialize};
use unicode_normalization::UnicodeNormalization;
use zeroize::{Zeroize, ZeroizeOnDrop, Zeroizing};

use super::codec;
use super::group::Ristretto;
use super::label::{Purpose, label};
use super::{BoxKey, CardFault};
use crate::survey::{Digest, Mode, json};

/// `format` of a card.
pub const CARD_FORMAT: &str = "hom-phieu/card";
/// Largest card text that is read, in bytes.
const MAX_CARD_BYTES: usize = 4 * 1024;
const SALT: usize = 16;
const NONCE: usize = 12;
const SECRETS: usize = 64;
const TAG: usize = 16;
/// argon2id: memory in KiB, passes, lanes.
const ARGON2: (u32, u32, u32) = (19 * 1024, 2, 1);
/// Fewest characters of a PIN.
pub const MIN_PIN: usize = 4;

/// `*.card.json`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(not(target_arch = "wasm32"), derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Card {
    /// Always `hom-phieu/card`.
    pub format: String,
    /// Always 1.
    pub version: u32,
    /// Real or practice.
    pub mode: Mode,
    /// The box that it opens.
    pub box_id: String,
    /// Teller, from 1.
    pub teller: u32,
    /// The teller's name.
    pub name: String,
    /// Share and signing key, 64 bytes base64url; absent on a card with a PIN.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub secret: Option<String>,
    /// The same under a PIN: salt 16, nonce 12, ciphertext and tag 80 bytes, base64url.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub locked: Option<String>,
}

/// The two secrets of a card.
#[derive(Zeroize, ZeroizeOnDrop)]
pub struct CardSecrets {
    /// Share of the joint key, 32 bytes.
    pub share: [u8; 32],
    /// Ed25519 seed, 32 bytes (RFC 8032).
    pub signing: [u8; 32],
}

impl CardSecrets {
    /// The signing key's public side.
    pub fn verifying_key(&self) -> VerifyingKey {
        SigningKey::from_bytes(&self.signing).verifying_key()
    }
}

/// Fingerprint of a card, and `kid` of its signatures: binds box, teller and both public keys.
pub fn card_fingerprint(mode: Mode, box_id: &str, teller: u32, public_share: &[u8], signing: &[u8]) -> Digest {
    let parts = [box_id.as_bytes(), &teller.to_le_bytes(), public_share, signing];
    Digest::of_parts(label(mode, Purpose::Card), &parts)
}

impl Card {
    /// Makes a card; with a PIN its secrets are encrypted.
    pub fn new(
        mode: Mode,
        box_id: &str,
        teller: u32,
        name: &str,
        secrets: &CardSecrets,
        pin: Option<&str>,
        rng: &mut (impl CryptoRng + RngCore),
    ) -> Result<Self, CardFault> {
        let mut card = Self {
            format: CARD_FORMAT.into(),
            version: 1,
            mode,
            box_id: box_id.to_owned(),
            teller,
            name: name.to_owned(),
            secret: None,
            locked: None,
        };
        let plain = Zeroizing::new([secrets.share.as_slice(), &secrets.signing].concat());
        match pin {
            None => card.secret = Some(codec::to_base64(&plain)),
            Some(pin) if composed(pin).chars().count() < MIN_PIN => return Err(CardFault::PinTooShort),
            Some(pin) => {
                let mut drawn = [0; SALT + NONCE];
                rng.fill_bytes(&mut drawn);
                let (salt, nonce) = drawn.split_at(SALT);
                let sealed = pin_cipher(&composed(pin), salt)
                    .encrypt(&self::nonce(nonce)?, Payload { msg: &plain, aad: &card.bound() })
                    .map_err(|_| CardFault::WrongKeys)?;
                card.locked = Some(codec::to_base64(&[drawn.as_slice(), &sealed].concat()));
            }
        }
        Ok(card)
    }

    /// Reads a card's text, from a file or a QR code.
    pub fn parse(text: &str) -> Result<Self, CardFault> {
        let card: Self = json::read(text.trim().as_bytes(), MAX_CARD_BYTES, CARD_FORMAT, 1)
            .map_err(|fault| CardFault::NotACard { what: fault.to_string() })?;
        if card.secret.is_some() == card.locked.is_some() {
            return Err(CardFault::NotACard { what: "either `secret` or `locked`".into() });
        }
        Ok(card)
    }

    /// The text that file and QR code hold.
    pub fn to_text(&self) -> String {
        serde_json::to_string(self).expect("a card is plain data")
    }

    /// What the PIN's encryption is bound to.
    fn bound(&self) -> Vec<u8> {
        let teller = self.teller.to_le_bytes();
        let parts = [self.box_id.as_bytes(), &teller, self.name.as_bytes()];
        Digest::of_parts(label(self.mode, Purpose::CardPin), &parts).0.to_vec()
    }

    /// Takes the secrets out, with the PIN where there is one, and holds them against the
    /// fingerprint that the opening pins for this teller.
    pub fn unlock(
        &self,
        key: &BoxKey,
        pinned: impl Fn(u32) -> Option<Digest>,
        pin: Option<&str>,
    ) -> Result<CardSecrets, CardFault> {
        if self.mode != key.mode() {
            return Err(CardFault::OtherMode);
        }
        if self.box_id != key.box_id() {
            return Err(CardFault::OtherBox);
        }
        let plain = match (&self.secret, &self.locked, pin) {
            (Some(secret), ..) => Zeroizing::new(
                codec::from_base64(secret, SECRETS, "secret")
                    .map_err(|fault| CardFault::NotACard { what: fault.to_string() })?,
            ),
            (None, Some(_), None) => return Err(CardFault::NeedsPin),
            (None, Some(locked), Some(pin)) => {
                let bytes = codec::from_base64(locked, SALT + NONCE + SECRETS + TAG, "locked")
                    .map_err(|fault| CardFault::NotACard { what: fault.to_string() })?;
                let (salt, rest) = bytes.split_at(SALT);
                let (nonce, sealed) = rest.split_at(NONCE);
                let aad = self.bound();
                let payload = || Payload { msg: sealed, aad: &aad };
                let nonce = self::nonce(nonce)?;
                let plain = spellings(pin).find_map(|pin| pin_cipher(&pin, salt).decrypt(&nonce, payload()).ok());
                Zeroizing::new(plain.ok_or(CardFault::WrongPin)?)
            }
            (None, None, _) => return Err(CardFault::NotACard { what: "no secret".into() }),
        };
        let (share, signing) = plain.split_at(SECRETS / 2);
        let mut secrets = CardSecrets { share: [0; 32], signing: [0; 32] };
        secrets.share.copy_from_slice(share);
        secrets.signing.copy_from_slice(signing);

        let public_share = key.public_share(self.teller).ok_or(CardFault::WrongKeys)?;
        let verifying = secrets.verifying_key();
        let found = card_fingerprint(self.mode, &self.box_id, self.teller, &public_share, verifying.as_bytes());
        if pinned(self.teller) != Some(found) || participant(key, self.teller, &secrets).is_none() {
            return Err(CardFault::WrongKeys);
        }
        Ok(secrets)
    }
}

/// The library's holder of a share; `None` unless the share fits the joint key.
pub(super) fn participant(key: &BoxKey, teller: u32, secrets: &CardSecrets) -> Option<ActiveParticipant<Ristretto>> {
    let index = (teller as usize).checked_sub(1)?;
    key.key_set.participant_key(index)?;
    let share = SecretKey::from_bytes(&secrets.share)?;
    ActiveParticipant::new(key.key_set.clone(), index, share).ok()
}

/// A nonce from its 12 bytes.
fn nonce(bytes: &[u8]) -> Result<Nonce, CardFault> {
    Nonce::try_from(bytes).map_err(|_| CardFault::NotACard { what: "nonce".into() })
}

/// argon2id at the cost that a PIN is worth here; 32 bytes come out.
pub(super) fn argon2id() -> Argon2<'static> {
    let (memory, passes, lanes) = ARGON2;
    let params = Params::new(memory, passes, lanes, Some(32)).expect("the constants are within argon2's bounds");
    Argon2::new(Algorithm::Argon2id, Version::V0x13, params)
}

/// A PIN as it is hashed: NFC, since one keyboard composes what another types apart.
pub(super) fn composed(pin: &str) -> Zeroizing<String> {
    Zeroizing::new(pin.nfc().collect())
}

/// What a PIN may have been hashed as: composed, or as it was typed, which locks made earlier used.
pub(super) fn spellings(pin: &str) -> impl Iterator<Item = Zeroizing<String>> {
    let composed = composed(pin);
    let typed = (composed.as_str() != pin).then(|| Zeroizing::new(pin.to_owned()));
    core::iter::once(composed).chain(typed)
}

fn pin_cipher(pin: &str, salt: &[u8]) -> ChaCha20Poly1305 {
    let mut key = Zeroizing::new([0; 32]);
    argon2id()
        .hash_password_into(pin.as_bytes(), salt, key.as_mut_slice())
        .expect("salt and output length are within argon2's bounds");
    ChaCha20Poly1305::new(&Key::from(*key))
}

/// As cards were locked before PINs were composed.
#[cfg(test)]
pub(super) fn locked_as_typed(secrets: &CardSecrets, pin: &str, card: &Card) -> String {
    let (salt, nonce) = ([7; SALT], [8; NONCE]);
    let plain = [secrets.share, secrets.signing].concat();
    let payload = Payload { msg: &plain, aad: &card.bound() };
    let sealed = pin_cipher(pin, &salt).encrypt(&Nonce::from(nonce), payload).expect("encrypts");
    codec::to_base64(&[salt.as_slice(), &nonce, &sealed].concat())
}
