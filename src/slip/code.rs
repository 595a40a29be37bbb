//! The code on a slip: `2-7K3D-PQ9A-MM2X-0V5T-35`.
//!
//! Device number in decimal, 80 random bits as 16 symbols of Crockford's base 32 (<https://www.crockford.com/base32.html>:
//! no I, L, O, U), and his check modulo 37 over all before it. He writes the check as one of 37 symbols, of which `*`,
//! `~`, `$` and `=` stand on no first page of a telephone's keyboard, and two of them not in the alphanumeric mode of a
//! QR code (ISO/IEC 18004, table 5). So the check is two decimal digits here, 00 to 36.
//!
//! 37 is a prime larger than the alphabet. So no single symbol can be exchanged, and no two neighbours swapped, without
//! the check showing it; of other errors it lets one in 37 pass, and those meet a hash that nobody knows.

use core::fmt;

use rand_core::{CryptoRng, RngCore};
use zeroize::Zeroize;

use super::SlipFault;
use crate::seal::label::{Purpose, label};
use crate::survey::{Digest, Mode};

/// Devices of one box are numbered from 1 to this.
pub const MOST_DEVICES: u32 = 30;

/// What the QR code of a slip begins with, so that no other code is taken for one.
pub const QR_PREFIX: &str = "HP:";

/// Crockford's base 32.
const SYMBOLS: &[u8; 32] = b"0123456789ABCDEFGHJKMNPQRSTVWXYZ";
/// Symbols of the random part: 80 bits.
const BODY: usize = 16;
/// Decimal digits of the check.
const CHECK: usize = 2;
/// Symbols of the longest code: two for the device.
const MOST_SYMBOLS: usize = 2 + BODY + CHECK;
/// The prime that the check is the remainder of.
const MODULUS: u128 = 37;

/// A slip's code. It is worth a ballot: shown only where it is printed, wiped when dropped, never stored.
#[derive(Clone, PartialEq, Eq)]
pub struct SlipCode {
    device: u32,
    secret: u128,
}

impl SlipCode {
    /// Draws a new code for a device; `None` unless `device` is 1 to [`MOST_DEVICES`].
    pub fn generate(device: u32, rng: &mut (impl RngCore + CryptoRng)) -> Option<Self> {
        let mut bytes = [0; 16];
        rng.fill_bytes(&mut bytes[6..]); // 80 bits
        let secret = u128::from_be_bytes(bytes);
        bytes.zeroize();
        (1..=MOST_DEVICES).contains(&device).then_some(Self { device, secret })
    }

    /// Reads what somebody typed, or what a QR code says. Forgives small letters, spaces, hyphens, an O for 0 and an I or L
    /// for 1, as Crockford says. Any text may come; none makes this panic.
    pub fn parse(text: &str) -> Result<Self, SlipFault> {
        let text = text.trim();
        let prefix = text.get(..QR_PREFIX.len()).filter(|start| start.eq_ignore_ascii_case(QR_PREFIX));
        let mut symbols = [0_u8; MOST_SYMBOLS];
        let mut count = 0;
        for character in text[prefix.map_or(0, str::len)..].chars() {
            if is_separator(character) {
                continue;
            }
            let symbol = value(character).ok_or(SlipFault::Foreign(character))?;
            *symbols.get_mut(count).ok_or(SlipFault::TooLong)? = symbol;
            count += 1;
        }
        let read = Self::of_symbols(&symbols[..count]);
        symbols.zeroize();
        read
    }

    /// Reads what a camera found: as [`Self::parse`], but only a slip's own QR code.
    pub fn from_qr(text: &str) -> Result<Self, SlipFault> {
        let ours = text.get(..QR_PREFIX.len()).is_some_and(|start| start.eq_ignore_ascii_case(QR_PREFIX));
        if ours { Self::parse(text) } else { Err(SlipFault::NotASlip) }
    }

    fn of_symbols(symbols: &[u8]) -> Result<Self, SlipFault> {
        let Some(devices) = symbols.len().checked_sub(BODY + CHECK).filter(|digits| *digits > 0) else {
            let symbols = symbols.len();
            return Err(if symbols == 0 { SlipFault::Empty } else { SlipFault::TooShort { symbols } });
        };
        let (device, rest) = symbols.split_at(devices);
        let (body, check) = rest.split_at(BODY);
        let device = decimal(device)?;
        let secret = body.iter().fold(0, |sum, symbol| sum << 5 | u128::from(*symbol));
        let code = Self { device, secret };
        if decimal(check)? != code.check() {
            return Err(SlipFault::WrongCheck);
        }
        // Right by its check and for no device that there is: made up, not misread.
        if (1..=MOST_DEVICES).contains(&device) { Ok(code) } else { Err(SlipFault::NotASlip) }
    }

    /// The device that the slip is for, from 1.
    pub fn device(&self) -> u32 {
        self.device
    }

    /// This slip, where it is for the device `own`.
    pub fn on_device(self, own: u32) -> Result<Self, SlipFault> {
        if self.device == own { Ok(self) } else { Err(SlipFault::OtherDevice { device: self.device }) }
    }

    /// H(`slip`; `box_id`, code), the code as it is printed (section 15 of docs/formats.md): all that a device keeps of a
    /// slip. It holds the box, so that a slip of another meeting is unknown here.
    pub fn hash(&self, mode: Mode, box_id: &str) -> Digest {
        let mut text = self.to_string();
        let hash = Digest::of_parts(label(mode, Purpose::Slip), &[box_id.as_bytes(), text.as_bytes()]);
        text.zeroize();
        hash
    }

    /// What its QR code says: 27 or 28 characters, all of the alphanumeric mode, so that the code is small.
    pub fn qr_text(&self) -> String {
        format!("{QR_PREFIX}{self}")
    }

    fn check(&self) -> u32 {
        let number = u128::from(self.device) << (5 * BODY) | self.secret;
        (number % MODULUS) as u32
    }
}

impl Drop for SlipCode {
    fn drop(&mut self) {
        self.secret.zeroize();
    }
}

/// As it is printed, in groups.
impl fmt::Display for SlipCode {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}", self.device)?;
        for at in (0..BODY).rev() {
            let symbol = SYMBOLS[(self.secret >> (5 * at) & 31) as usize];
            write!(f, "{}{}", if at % 4 == 3 { "-" } else { "" }, char::from(symbol))?;
        }
        write!(f, "-{:02}", self.check())
    }
}

/// Never the code: what is debugged is logged.
impl fmt::Debug for SlipCode {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "SlipCode(device {}, …)", self.device)
    }
}

/// What people put between groups, and what a copied text brings along unseen.
fn is_separator(character: char) -> bool {
    character.is_whitespace()
        || matches!(character, '-' | '.' | '_' | '\u{2010}'..='\u{2015}' | '\u{2212}' | '\u{200b}'..='\u{200d}' | '\u{feff}')
}

fn value(character: char) -> Option<u8> {
    let letter = match character.to_ascii_uppercase() {
        'O' => '0',
        'I' | 'L' => '1',
        other => other,
    };
    SYMBOLS.iter().position(|symbol| char::from(*symbol) == letter).map(|at| at as u8)
}

/// A letter where only digits stand is a misread digit, not a foreign character.
fn decimal(symbols: &[u8]) -> Result<u32, SlipFault> {
    symbols.iter().try_fold(
        0,
        |sum, digit| {
            if *digit < 10 { Ok(sum * 10 + u32::from(*digit)) } else { Err(SlipFault::WrongCheck) }
        },
    )
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::testing::{cases, rng};

    fn slip(device: u32, seed: u64) -> SlipCode {
        SlipCode::generate(device, &mut rng(seed)).expect("the device exists")
    }

    fn any_slip() -> impl Strategy<Value = SlipCode> {
        (1..=MOST_DEVICES, 0..1_u128 << 80).prop_map(|(device, secret)| SlipCode { device, secret })
    }

    #[test]
    fn a_code_is_made_for_a_device_that_there_can_be() {
        for device in [0, MOST_DEVICES + 1, u32::MAX] {
            assert_eq!(SlipCode::generate(device, &mut rng(1)), None);
        }
        let codes: std::collections::HashSet<u128> = (0..200).map(|seed| slip(7, seed).secret).collect();
        assert_eq!(codes.len(), 200);
        assert!(codes.iter().any(|code| code >> 79 == 1) && codes.iter().all(|code| code >> 80 == 0));
    }

    /// Computed by hand: 32⁰ … of the body, device × 32¹⁶, modulo 37 (Python: `(2 * 32**16 + 1) % 37`).
    #[test]
    fn the_printed_form_and_its_check_are_as_described() {
        assert_eq!(SlipCode { device: 2, secret: 1 }.to_string(), "2-0000-0000-0000-0001-32");
        let example = SlipCode::parse("2-7K3D-PQ9A-MM2X-0V5T-35").expect("the example of docs/formats.md");
        assert_eq!((example.device(), example.secret >> 75), (2, 7));
        let all = SlipCode { device: 30, secret: (1 << 80) - 1 };
        assert_eq!(all.to_string(), "30-ZZZZ-ZZZZ-ZZZZ-ZZZZ-17");
        assert_eq!(all.qr_text(), "HP:30-ZZZZ-ZZZZ-ZZZZ-ZZZZ-17");
        assert_eq!(format!("{all:?}"), "SlipCode(device 30, …)");
    }

    #[test]
    fn the_hash_holds_box_mode_and_code() {
        let one = slip(1, 1);
        let text = one.to_string();
        let hash = one.hash(Mode::Real, "AAAAAAAAAAAAAAAAAAAAAA");
        let parts: [&[u8]; 2] = [b"AAAAAAAAAAAAAAAAAAAAAA", text.as_bytes()];
        assert_eq!(hash, Digest::of_parts("hom-phieu/v1/real/slip", &parts));
        assert_ne!(hash, one.hash(Mode::Practice, "AAAAAAAAAAAAAAAAAAAAAA"));
        assert_ne!(hash, one.hash(Mode::Real, "AAAAAAAAAAAAAAAAAAAAAQ"));
        assert_ne!(hash, slip(1, 2).hash(Mode::Real, "AAAAAAAAAAAAAAAAAAAAAA"));
    }

    #[test]
    fn what_is_no_slip_says_why() {
        let code = slip(2, 3).to_string();
        let parse = SlipCode::parse;
        assert_eq!(parse(" - "), Err(SlipFault::Empty));
        assert_eq!(parse("HP:"), Err(SlipFault::Empty));
        assert_eq!(parse(&code[..code.len() - 4]), Err(SlipFault::TooShort { symbols: 16 }));
        assert_eq!(parse(&code[..code.len() - 1]), Err(SlipFault::TooShort { symbols: 18 }));
        assert_eq!(parse(&format!("{code}-{code}")), Err(SlipFault::TooLong));
        assert_eq!(parse(&code.replacen('-', "Â", 1)), Err(SlipFault::Foreign('Â')));
        assert_eq!(parse("U"), Err(SlipFault::Foreign('U')));
        let of = |device| SlipCode { device, secret: 5 }.to_string();
        assert_eq!(parse(&of(31)), Err(SlipFault::NotASlip));
        assert_eq!(parse(&of(0)), Err(SlipFault::NotASlip));
        assert_eq!(slip(2, 3).on_device(1), Err(SlipFault::OtherDevice { device: 2 }));
        assert_eq!(slip(2, 3).on_device(2), Ok(slip(2, 3)));
        let qr = SlipCode::from_qr;
        assert_eq!(qr("https://example.org/"), Err(SlipFault::NotASlip));
        assert_eq!(qr(&code), Err(SlipFault::NotASlip), "typed codes have no prefix");
        assert_eq!(qr(&format!("HP:{code}")), Ok(slip(2, 3)));
    }

    proptest! {
        #![proptest_config(cases(200))]

        #[test]
        fn a_code_is_read_back_however_it_is_written(slip in any_slip()) {
            let text = slip.to_string();
            let written = [
                text.clone(),
                slip.qr_text(),
                slip.qr_text().to_lowercase(),
                text.to_lowercase(),
                text.replace('-', ""),
                text.replace('-', "\u{a0}– "),
                text.replace('0', "o").replace('1', "l"),
                text.replace('0', "O").replace('1', "I"),
            ];
            for text in written {
                prop_assert_eq!(SlipCode::parse(&text), Ok(slip.clone()), "{}", text);
            }
        }

        /// All of them: every place, every other symbol.
        #[test]
        fn no_symbol_can_be_exchanged_unseen(slip in any_slip()) {
            let text = slip.to_string().replace('-', "");
            for at in 0..text.len() {
                for symbol in SYMBOLS {
                    let mut wrong = text.clone().into_bytes();
                    if wrong[at] != *symbol {
                        wrong[at] = *symbol;
                        let wrong = String::from_utf8(wrong).unwrap();
                        prop_assert_eq!(SlipCode::parse(&wrong), Err(SlipFault::WrongCheck), "{}", wrong);
                    }
                }
            }
        }

        #[test]
        fn no_two_neighbours_can_change_places_unseen(slip in any_slip()) {
            let text = slip.to_string().replace('-', "").into_bytes();
            for at in 1..text.len() {
                let mut wrong = text.clone();
                wrong.swap(at - 1, at);
                if wrong != text {
                    let wrong = String::from_utf8(wrong).unwrap();
                    prop_assert_eq!(SlipCode::parse(&wrong), Err(SlipFault::WrongCheck), "{}", wrong);
                }
            }
        }

        #[test]
        fn no_text_makes_the_reader_panic(text in ".{0,60}", symbols in "[0-9A-Za-z -]{0,30}") {
            let _ = (SlipCode::parse(&text), SlipCode::from_qr(&text), SlipCode::parse(&symbols));
            let _ = SlipCode::parse(&format!("HP:{text}"));
        }
    }
}
