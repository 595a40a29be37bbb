//! The lock before the tellers' menu of a kiosk: a PIN, kept as a PHC string of argon2id (RFC 9106).
//!
//! It keeps a curious voter from pausing the vote or closing the box. It protects no ballot, and it does not stop whoever can
//! open the browser's own tools: what is at stake there, the cards guard (docs/threat-model.md).

use argon2::password_hash::{PasswordHasher, PasswordVerifier};
use rand_core::{CryptoRng, RngCore};

use super::CardFault;
use super::card::{MIN_PIN, argon2id, composed, spellings};

/// A PIN as it is kept: cost, salt and hash.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct MenuLock(String);

impl MenuLock {
    /// Locks with `pin`, of which spaces around it don't count.
    ///
    /// [`CardFault::PinTooShort`] below 4 characters.
    pub fn new(pin: &str, rng: &mut (impl CryptoRng + RngCore)) -> Result<Self, CardFault> {
        let pin = composed(pin.trim());
        if pin.chars().count() < MIN_PIN {
            return Err(CardFault::PinTooShort);
        }
        let mut salt = [0; 16];
        rng.fill_bytes(&mut salt);
        let hash = argon2id().hash_password_with_salt(pin.as_bytes(), &salt);
        Ok(Self(hash.expect("salt and output length are within argon2's bounds").to_string()))
    }

    /// As it was kept.
    #[must_use]
    pub fn kept(text: String) -> Self {
        Self(text)
    }

    /// PHC string, about 100 characters.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// Is this the PIN? What was kept and is no lock opens to none: a teller's card opens the menu then.
    #[must_use]
    pub fn opens(&self, pin: &str) -> bool {
        spellings(pin.trim()).any(|pin| argon2id().verify_password(pin.as_bytes(), self.0.as_str()).is_ok())
    }
}

#[cfg(test)]
mod tests {
    use rand_core::OsRng;

    use super::*;

    #[test]
    fn the_pin_opens_and_no_other_does() {
        let lock = MenuLock::new("2468", &mut OsRng).expect("long enough");
        assert!(lock.as_str().starts_with("$argon2id$v=19$m=19456,t=2,p=1$"), "{}", lock.as_str());
        let kept = MenuLock::kept(lock.as_str().to_owned());
        assert!(kept.opens("2468") && kept.opens(" 2468 "));
        for wrong in ["", "2467", "24680", "246"] {
            assert!(!kept.opens(wrong), "{wrong}");
        }
    }

    #[test]
    fn a_pin_opens_however_its_marks_are_typed() {
        // Set on a keyboard that composes and typed on one that does not, a Vietnamese word opened nothing.
        let [composed, apart] = ["hương sơn", "hu\u{31b}o\u{31b}ng so\u{31b}n"];
        for [set, typed] in [[composed, apart], [apart, composed], [apart, apart]] {
            assert!(MenuLock::new(set, &mut OsRng).expect("long enough").opens(typed), "{set} {typed}");
        }
        let earlier = argon2id().hash_password_with_salt(apart.as_bytes(), &[7; 16]).expect("hashes");
        assert!(MenuLock::kept(earlier.to_string()).opens(apart), "a lock that was made before");
        assert_eq!(MenuLock::new("o\u{31b}o\u{31b}o\u{31b}", &mut OsRng), Err(CardFault::PinTooShort));
    }

    #[test]
    fn one_pin_makes_two_locks() {
        let [one, other] = [(); 2].map(|()| MenuLock::new("hương sơn", &mut OsRng).expect("long enough"));
        assert_ne!(one, other, "a salt each");
    }

    #[test]
    fn a_short_pin_locks_nothing_and_what_is_no_lock_opens_to_nobody() {
        assert_eq!(MenuLock::new(" 123 ", &mut OsRng), Err(CardFault::PinTooShort));
        for text in ["", "2468", "$argon2id$", "$argon2id$v=19$m=4294967295,t=2,p=1$c2FsdHNhbHQ$aGFzaA"] {
            assert!(!MenuLock::kept(text.to_owned()).opens("2468"), "{text}");
        }
    }
}
