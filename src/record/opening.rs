//! The opening statement: made, shown as words and exported before the first vote.

use ed25519_dalek::SigningKey;
use rand_core::{CryptoRng, RngCore};
use zeroize::Zeroizing;

use super::words::{FINGERPRINT_WORDS, words};
use super::{Attendance, NotAllowed, Opening, RecordFault, Teller, TellerSetup, jws};
use crate::seal::{BoxKey, Card, CardFault, CardSecrets, SealFault, card_fingerprint, codec, deal};
use crate::survey::json;
use crate::survey::{Digest, MAX_LINE, Survey, is_day, is_plain_line};

/// `format` of an opening statement.
pub const OPENING_FORMAT: &str = "hom-phieu/opening";
/// Largest opening statement that is read, in bytes.
pub const MAX_OPENING_BYTES: usize = 64 * 1024;
const BOX_ID: usize = 16;

/// A new box: what is published, and the cards that exist nowhere else.
pub struct NewBox {
    /// The statement.
    pub opening: Opening,
    /// One card per teller, in their order.
    pub cards: Vec<Card>,
}

/// Why a box cannot be made.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum OpenFault {
    /// Keys could not be dealt.
    #[error(transparent)]
    Seal(#[from] SealFault),
    /// A name or role is empty, too long, or has characters that cannot be seen.
    #[error("name and role of teller {} must be plain lines of text", .teller + 1)]
    Name {
        /// Place of the teller, from 0.
        teller: usize,
    },
    /// A card could not be made.
    #[error("card {teller}: {fault}")]
    Card {
        /// Place of the teller, from 0.
        teller: usize,
        /// Why.
        fault: CardFault,
    },
}

/// Deals the key, makes the cards and forgets the secret.
pub fn open_box(
    survey: &Survey,
    setup: &[TellerSetup],
    needed: u32,
    attendance: Attendance,
    opened_at: &str,
    rng: &mut (impl CryptoRng + RngCore),
) -> Result<NewBox, OpenFault> {
    let mut box_id = [0; BOX_ID];
    rng.fill_bytes(&mut box_id);
    let box_id = codec::to_base64(&box_id);
    let dealt = deal(setup.len() as u32, needed, rng)?;
    let count = setup.len() as u32;
    let key = BoxKey::new(survey, &box_id, count, needed, &dealt.commitments, &dealt.proof)?;

    let mut tellers = Vec::with_capacity(setup.len());
    let mut cards = Vec::with_capacity(setup.len());
    for (index, (person, share)) in setup.iter().zip(&dealt.shares).enumerate() {
        if !is_plain_line(&person.name, MAX_LINE) || !is_plain_line(&person.role, MAX_LINE) {
            return Err(OpenFault::Name { teller: index });
        }
        let teller = index as u32 + 1;
        let mut seed = Zeroizing::new([0; 32]);
        rng.fill_bytes(seed.as_mut_slice());
        let signing = SigningKey::from_bytes(&seed).verifying_key();
        let public_share = key.public_share(teller).ok_or(SealFault::BadThreshold { needed, tellers: count })?;
        let kid = card_fingerprint(survey.mode, &box_id, teller, &public_share, signing.as_bytes());
        let secrets = CardSecrets { share: **share, signing: *seed };
        let card = Card::new(survey.mode, &box_id, teller, &person.name, &secrets, person.pin.as_deref(), rng)
            .map_err(|fault| OpenFault::Card { teller: index, fault })?;
        cards.push(card);
        let [name, role] = [person.name.clone(), person.role.clone()];
        tellers.push(Teller { teller, name, role, kid, key: jws::jwk(&signing) });
    }
    let opening = Opening {
        format: OPENING_FORMAT.into(),
        version: 1,
        mode: survey.mode,
        box_id,
        survey_digest: survey.digest(),
        title: survey.title.clone(),
        place: place_of(survey),
        opened_at: opened_at.to_owned(),
        attendance,
        needed,
        tellers,
        commitments: dealt.commitments,
        proof: dealt.proof,
        ballots: 0,
    };
    Ok(NewBox { opening, cards })
}

impl Opening {
    /// Reads an opening statement and checks what can be checked without the survey.
    pub fn parse(bytes: &[u8]) -> Result<Self, RecordFault> {
        let opening: Self = json::read(bytes, MAX_OPENING_BYTES, OPENING_FORMAT, 1)?;
        if opening.ballots != 0 {
            return Err(RecordFault::Value(NotAllowed::BallotsAtOpening));
        }
        codec::from_base64(&opening.box_id, BOX_ID, "box_id")?;
        if opening.tellers.iter().zip(1..).any(|(teller, number)| teller.teller != number) {
            return Err(RecordFault::Value(NotAllowed::TellerNumbers));
        }
        let plain = |text: &str| is_plain_line(text, MAX_LINE);
        if !opening.tellers.iter().all(|teller| plain(&teller.name) && plain(&teller.role)) {
            return Err(RecordFault::Value(NotAllowed::TellerText));
        }
        if !is_time(&opening.opened_at) {
            return Err(RecordFault::Value(NotAllowed::Time));
        }
        Ok(opening)
    }

    /// The exact text of the file: RFC 8785 bytes, so that `sha256sum` prints the digest.
    pub fn to_text(&self) -> String {
        canonical(self)
    }

    /// The digest that the officers' log and the result name.
    pub fn digest(&self) -> Digest {
        Digest::of_json(self)
    }

    /// The fingerprint that is printed before the first vote.
    pub fn words(&self) -> Vec<String> {
        words(&self.digest(), FINGERPRINT_WORDS)
    }

    /// Fingerprint of a teller's card as pinned here.
    pub fn pinned(&self, teller: u32) -> Option<Digest> {
        self.tellers.iter().find(|entry| entry.teller == teller).map(|entry| entry.kid)
    }

    /// Holds the statement against its survey and returns the box's public key: the survey is
    /// the one named, the dealer's proof holds, and every pinned key is what its `kid` says.
    pub fn box_key(&self, survey: &Survey) -> Result<BoxKey, RecordFault> {
        if self.mode != survey.mode {
            return Err(RecordFault::WrongMode { expected: survey.mode, found: self.mode });
        }
        if self.survey_digest != survey.digest() {
            let [expected, found] = [survey.digest().to_text(), self.survey_digest.to_text()];
            return Err(RecordFault::Mismatch { expected, found });
        }
        // What people read on the printed statement is what was asked.
        for (expected, found) in [(&survey.title, &self.title), (&place_of(survey), &self.place)] {
            if expected != found {
                return Err(RecordFault::Mismatch { expected: expected.clone(), found: found.clone() });
            }
        }
        let count = self.tellers.len() as u32;
        let key = BoxKey::new(survey, &self.box_id, count, self.needed, &self.commitments, &self.proof)?;
        let mut keys: Vec<&str> = self.tellers.iter().map(|teller| teller.key.x.as_str()).collect();
        keys.sort_unstable();
        // A key has one text, so two that differ are two keys.
        if keys.windows(2).any(|two| two[0] == two[1]) {
            return Err(RecordFault::Value(NotAllowed::TellerKeyTwice));
        }
        for teller in &self.tellers {
            let signing = jws::verifying_key(&teller.key);
            let expected = signing.zip(key.public_share(teller.teller)).map(|(signing, share)| {
                card_fingerprint(self.mode, &self.box_id, teller.teller, &share, signing.as_bytes())
            });
            if expected != Some(teller.kid) {
                let expected = expected.map(Digest::to_text).unwrap_or_default();
                return Err(RecordFault::Mismatch { expected, found: teller.kid.to_text() });
            }
        }
        Ok(key)
    }
}

fn place_of(survey: &Survey) -> String {
    let place = &survey.place;
    [place.hamlet.as_str(), &place.commune, &place.province].join(", ")
}

/// True for an RFC 3339 time to the second with an offset, the only form these files have, of a day and an hour that
/// exist: the minutes print it.
pub(super) fn is_time(text: &str) -> bool {
    const FORM: &[u8] = b"0000-00-00T00:00:00+00:00";
    text.len() == FORM.len()
        && text.bytes().zip(FORM).all(|(byte, form)| match form {
            b'0' => byte.is_ascii_digit(),
            b'+' => matches!(byte, b'+' | b'-'),
            _ => byte == *form,
        })
        && is_moment(text.as_bytes())
}

/// Minutes since the year 0 of a time of these files, its offset taken off, so that times of two devices can be put in
/// order; `None` for what is no time.
pub fn minute_of(text: &str) -> Option<i64> {
    if !is_time(text) {
        return None;
    }
    let number = |from: usize, digits: usize| text.get(from..from + digits)?.parse::<i64>().ok();
    // Days before a date of the Gregorian calendar, its year beginning in March so that the leap day comes last.
    let (month, day) = (number(5, 2)?, number(8, 2)?);
    let year = number(0, 4)? - i64::from(month < 3);
    let days = 365 * year + year.div_euclid(4) - year.div_euclid(100) + year.div_euclid(400);
    let days = days + (153 * ((month + 9) % 12) + 2) / 5 + day;
    let offset = 60 * number(20, 2)? + number(23, 2)?;
    let sign = if text.as_bytes().get(19) == Some(&b'-') { -1 } else { 1 };
    Some(1440 * days + 60 * number(11, 2)? + number(14, 2)? - sign * offset)
}

/// Whether the digits of a time of the right form are those of a moment. RFC 3339 section 5.6 allows a leap second;
/// these files have whole minutes.
fn is_moment(text: &[u8]) -> bool {
    let number = |from: usize, digits: usize| {
        text[from..from + digits].iter().fold(0_u32, |number, digit| number * 10 + u32::from(digit - b'0'))
    };
    let [year, month, day] = [number(0, 4), number(5, 2), number(8, 2)];
    let clock = |at: usize, hours: u32| number(at, 2) <= hours && number(at + 3, 2) <= 59;
    is_day(year, month, day) && clock(11, 23) && number(17, 2) <= 59 && clock(20, 23)
}

/// A file's text as RFC 8785 bytes.
pub(super) fn canonical(value: &impl serde::Serialize) -> String {
    serde_json_canonicalizer::to_string(value)
        .expect("the project's file types hold string keys and whole numbers only")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn times_of_devices_with_other_offsets_are_put_in_order() {
        // As texts, the second stood before the first.
        let minutes = |text: &str| minute_of(text).unwrap();
        let [first, second] = ["2026-11-22T08:00:00+07:00", "2026-11-22T02:00:00+00:00"].map(minutes);
        assert_eq!(second - first, 60);
        assert_eq!(minutes("2026-11-22T00:30:00+07:00"), minutes("2026-11-21T12:00:00-05:30"));
        assert_eq!(minutes("2024-03-01T00:00:00+00:00") - minutes("2024-02-28T00:00:00+00:00"), 2 * 1440);
        assert_eq!(minutes("2027-01-01T00:00:00+00:00") - minutes("2026-01-01T00:00:00+00:00"), 365 * 1440);
        assert_eq!(minutes("2100-03-01T00:00:00+00:00") - minutes("2100-02-28T00:00:00+00:00"), 1440, "no leap year");
        assert_eq!(minute_of("2026-13-01T00:00:00+00:00"), None);
    }

    #[test]
    fn a_time_is_a_moment_that_exists() {
        // Month 13 and 24:30 passed, and would have stood in the minutes.
        for time in ["2026-11-22T19:30:00+07:00", "2024-02-29T00:00:00-00:00", "2026-12-31T23:59:59+14:00"] {
            assert!(is_time(time), "{time}");
        }
        for time in [
            "",
            "2026-11-22T19:30+07:00",
            "2026-11-22T19:30:00Z",
            "2026-13-01T00:00:00+07:00",
            "2026-00-01T00:00:00+07:00",
            "2026-02-29T00:00:00+07:00",
            "2026-11-31T00:00:00+07:00",
            "2026-11-00T00:00:00+07:00",
            "2026-11-22T24:30:00+07:00",
            "2026-11-22T19:60:00+07:00",
            "2026-11-22T19:30:60+07:00",
            "2026-11-22T19:30:00+24:00",
            "2026-11-22T19:30:00+07:60",
            "２０26-11-22T19:30:00+07:00",
        ] {
            assert!(!is_time(time), "{time}");
        }
    }
}
