//! The signed result: general JSON JWS (RFC 7515 section 7.2.1), `EdDSA` on Ed25519
//! keys (RFC 8037), one signature per presented card.
//!
//! The payload is signed as it stands in the file and never written anew for a
//! check. `alg`, `typ` and the set of keys are fixed by this format and by the
//! opening statement; nothing in the file can choose them.

use base64ct::{Base64UrlUnpadded, Encoding};
use ed25519_dalek::{Signature, Signer, SigningKey, VerifyingKey};
use serde::{Deserialize, Serialize};

use super::{Jwk, RecordFault, Teller};
use crate::seal::MAX_TELLERS;
use crate::survey::json::{self, JsonFault};
use crate::survey::{Digest, Mode};

/// Largest result file that is read: 100 subjects, 20 questions and thousands of remarks fit.
pub const MAX_RESULT_BYTES: usize = 32 * 1024 * 1024;

/// `*.result.json`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(not(target_arch = "wasm32"), derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Jws {
    /// The signed bytes, base64url.
    pub payload: String,
    /// One per presented card.
    pub signatures: Vec<JwsSignature>,
}

/// One teller's signature.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(not(target_arch = "wasm32"), derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct JwsSignature {
    /// The header [`Protected`] as JSON, base64url.
    pub protected: String,
    /// 64 bytes, base64url (RFC 8032).
    pub signature: String,
}

/// The protected header.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct Protected {
    alg: String,
    kid: Digest,
    typ: String,
}

fn typ(mode: Mode) -> &'static str {
    match mode {
        Mode::Real => "hom-phieu-result+json",
        Mode::Practice => "hom-phieu-practice-result+json",
    }
}

/// Public key in RFC 8037's form.
pub fn jwk(key: &VerifyingKey) -> Jwk {
    Jwk { kty: "OKP".into(), crv: "Ed25519".into(), x: Base64UrlUnpadded::encode_string(key.as_bytes()) }
}

/// The key that a teller's JWK holds.
pub fn verifying_key(jwk: &Jwk) -> Option<VerifyingKey> {
    let mut bytes = [0; 32];
    let x = Base64UrlUnpadded::decode(&jwk.x, &mut bytes).ok()?;
    if jwk.kty != "OKP" || jwk.crv != "Ed25519" || x.len() != 32 {
        return None;
    }
    VerifyingKey::from_bytes(&bytes).ok()
}

/// Signs `payload` with the seeds of the presented cards, each under its `kid`.
pub fn sign(mode: Mode, payload: &[u8], keys: &[(Digest, &[u8; 32])]) -> Jws {
    let payload = Base64UrlUnpadded::encode_string(payload);
    let signatures = keys
        .iter()
        .map(|(kid, seed)| {
            let header = Protected { alg: "EdDSA".into(), kid: *kid, typ: typ(mode).into() };
            let header = serde_json::to_vec(&header).expect("a header is plain data");
            let protected = Base64UrlUnpadded::encode_string(&header);
            let signature = SigningKey::from_bytes(seed).sign(format!("{protected}.{payload}").as_bytes());
            JwsSignature { protected, signature: Base64UrlUnpadded::encode_string(&signature.to_bytes()) }
        })
        .collect();
    Jws { payload, signatures }
}

impl Jws {
    /// Reads the outer form; the payload stays bytes.
    pub fn parse(bytes: &[u8]) -> Result<Self, RecordFault> {
        let value = json::parse(bytes, MAX_RESULT_BYTES)?;
        json::typed(value).map_err(|fault| match fault {
            JsonFault::Member { member, what } => RecordFault::NotJws(format!("{member}: {what}")),
            other => RecordFault::Json(other),
        })
    }

    /// The signed bytes.
    pub fn payload_bytes(&self) -> Result<Vec<u8>, RecordFault> {
        Base64UrlUnpadded::decode_vec(&self.payload).map_err(|_| RecordFault::NotJws("payload: not base64url".into()))
    }

    /// Checks every signature, unless there are more than a box can have tellers. Returns all faults; none where each signature holds, no
    /// teller signed twice and at least `needed` signed.
    pub fn check(&self, mode: Mode, tellers: &[Teller], needed: u32) -> Vec<RecordFault> {
        // Each of them would copy and hash the whole payload, and there may be a hundred thousand in one file.
        if self.signatures.len() > MAX_TELLERS as usize {
            return vec![RecordFault::TooManySignatures { most: MAX_TELLERS, found: self.signatures.len() as u64 }];
        }
        let mut faults = Vec::new();
        let mut signed: Vec<Digest> = Vec::new();
        for (index, signature) in self.signatures.iter().enumerate() {
            match self.check_one(index, signature, mode, tellers) {
                Ok(kid) if signed.contains(&kid) => faults.push(RecordFault::SignedTwice { index }),
                Ok(kid) => signed.push(kid),
                Err(fault) => faults.push(fault),
            }
        }
        let found = signed.len() as u32;
        if found < needed.max(1) {
            faults.push(RecordFault::TooFewSignatures { needed, found });
        }
        faults
    }

    fn check_one(
        &self,
        index: usize,
        signature: &JwsSignature,
        mode: Mode,
        tellers: &[Teller],
    ) -> Result<Digest, RecordFault> {
        let bad = |what: String| RecordFault::BadHeader { index, what };
        let header = Base64UrlUnpadded::decode_vec(&signature.protected).map_err(|_| bad("not base64url".into()))?;
        let header = json::parse(&header, 4096).and_then(json::typed::<Protected>);
        let header = header.map_err(|fault| bad(fault.to_string()))?;
        if header.alg != "EdDSA" {
            return Err(bad(format!("alg {:?}, expected \"EdDSA\"", header.alg)));
        }
        if header.typ != typ(mode) {
            return Err(bad(format!("typ {:?}, expected {:?}", header.typ, typ(mode))));
        }
        let teller = tellers.iter().find(|teller| teller.kid == header.kid);
        let key = teller.and_then(|teller| verifying_key(&teller.key)).ok_or(RecordFault::UnknownSigner { index })?;
        let holds = signature.holds(&self.payload, &key);
        holds.then_some(header.kid).ok_or(RecordFault::BadSignature { index })
    }
}

impl JwsSignature {
    /// Whether it is `key`'s over its header and this payload, both as they stand in the file.
    fn holds(&self, payload: &str, key: &VerifyingKey) -> bool {
        let mut bytes = [0; 64];
        let decoded = Base64UrlUnpadded::decode(&self.signature, &mut bytes);
        let message = format!("{}.{payload}", self.protected);
        // `verify_strict` also refuses small-order keys and non-canonical points.
        decoded.is_ok_and(|decoded| decoded.len() == 64)
            && key.verify_strict(message.as_bytes(), &Signature::from_bytes(&bytes)).is_ok()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// RFC 8037 appendix A: the key of RFC 8032's first test, and its JWS over "Example of Ed25519 signing".
    #[test]
    fn the_signature_of_rfc_8037_appendix_a_comes_out_to_the_letter() {
        let seed = Base64UrlUnpadded::decode_vec("nWGxne_9WmC6hEr0kuwsxERJxWl7MmkZcDusAxyuf2A").unwrap();
        let key = SigningKey::from_bytes(&seed.try_into().unwrap());
        assert_eq!(jwk(&key.verifying_key()).x, "11qYAYKxCrfVS_7TyWQHOg7hcvPapiMlrwIaaPcHURo");
        let input = "eyJhbGciOiJFZERTQSJ9.RXhhbXBsZSBvZiBFZDI1NTE5IHNpZ25pbmc";
        let signature = Base64UrlUnpadded::encode_string(&key.sign(input.as_bytes()).to_bytes());
        assert_eq!(signature, "hgyY0il_MGCjP0JzlnLWG1PPOt7-09PGcvMg3AIbQR6dWbhijcNR4ki4iylGjg5BhVsPt9g7sVvpAr_MuM0KAg");
    }

    /// RFC 8037 appendices A.2, A.4 and A.5: the same JWS, verified with the public key alone.
    #[test]
    fn the_signature_of_rfc_8037_appendix_a_holds_and_no_changed_one_does() {
        let x = "11qYAYKxCrfVS_7TyWQHOg7hcvPapiMlrwIaaPcHURo".to_owned();
        let key = verifying_key(&Jwk { kty: "OKP".into(), crv: "Ed25519".into(), x }).unwrap();
        let payload = "RXhhbXBsZSBvZiBFZDI1NTE5IHNpZ25pbmc";
        let signature =
            "hgyY0il_MGCjP0JzlnLWG1PPOt7-09PGcvMg3AIbQR6dWbhijcNR4ki4iylGjg5BhVsPt9g7sVvpAr_MuM0KAg".to_owned();
        let signed = JwsSignature { protected: "eyJhbGciOiJFZERTQSJ9".into(), signature };
        assert!(signed.holds(payload, &key));
        assert!(!signed.holds("RXhhbXBsZSBvZiBFZDI1NTE5IHNpZ25pbmd", &key));
        assert!(!JwsSignature { protected: "eyJhbGciOiJFZERTQSJ8".into(), ..signed.clone() }.holds(payload, &key));
        for at in 0..86 {
            let mut changed = signed.clone();
            let other = if changed.signature.as_bytes()[at] == b'A' { "B" } else { "A" };
            changed.signature.replace_range(at..=at, other);
            assert!(!changed.holds(payload, &key), "character {at}");
        }
    }

    #[test]
    fn more_signatures_than_a_box_can_have_tellers_are_not_looked_at() {
        // Each copied and hashed the payload: a hundred thousand of them over a payload of megabytes took days.
        let seed = [7; 32];
        let many = |count: usize| sign(Mode::Real, b"{}", &vec![(Digest([1; 32]), &seed); count]);
        let check = |count: usize| many(count).check(Mode::Real, &[teller(&seed, 1)], 1);
        assert_eq!(check(10), [RecordFault::TooManySignatures { most: 9, found: 10 }]);
        assert_eq!(check(9).len(), 8, "one holds, and eight are by the same teller");
    }

    /// RFC 7515 appendix A.6: a general JWS of two other algorithms is read, and refused by name.
    #[test]
    fn the_general_jws_of_rfc_7515_is_refused_for_its_algorithms() {
        let text = r#"{"payload":"eyJpc3MiOiJqb2UiLA0KICJleHAiOjEzMDA4MTkzODAsDQogImh0dHA6Ly9leGFtcGxlLmNvbS9pc19yb290Ijp0cnVlfQ",
            "signatures":[{"protected":"eyJhbGciOiJSUzI1NiJ9","signature":"AA"},{"protected":"eyJhbGciOiJFUzI1NiJ9","signature":"AA"}]}"#;
        let faults = Jws::parse(text.as_bytes()).unwrap().check(Mode::Real, &[], 2);
        assert!(matches!(faults[0], RecordFault::BadHeader { index: 0, .. }), "{faults:?}");
        assert!(matches!(faults[1], RecordFault::BadHeader { index: 1, .. }), "{faults:?}");
        assert_eq!(faults[2], RecordFault::TooFewSignatures { needed: 2, found: 0 });
    }

    /// RFC 7515 appendix A.6.4 also carries unprotected headers; this format has none.
    #[test]
    fn an_unprotected_header_is_refused() {
        let text = r#"{"payload":"","signatures":[{"protected":"e30","header":{"kid":"x"},"signature":"AA"}]}"#;
        assert!(matches!(Jws::parse(text.as_bytes()), Err(RecordFault::NotJws(_))));
    }

    fn teller(seed: &[u8; 32], kid: u8) -> Teller {
        let key = jwk(&SigningKey::from_bytes(seed).verifying_key());
        Teller { teller: 1, name: "An".into(), role: "Tổ trưởng".into(), kid: Digest([kid; 32]), key }
    }

    #[test]
    fn two_signatures_of_one_teller_count_once() {
        let seed = [7; 32];
        let kid = Digest([1; 32]);
        let jws = sign(Mode::Real, b"{}", &[(kid, &seed), (kid, &seed)]);
        let faults = jws.check(Mode::Real, &[teller(&seed, 1)], 2);
        assert_eq!(
            faults,
            [RecordFault::SignedTwice { index: 1 }, RecordFault::TooFewSignatures { needed: 2, found: 1 }]
        );
    }

    #[test]
    fn a_practice_signature_is_worth_nothing_on_a_real_result() {
        let seed = [7; 32];
        let jws = sign(Mode::Practice, b"{}", &[(Digest([1; 32]), &seed)]);
        let faults = jws.check(Mode::Real, &[teller(&seed, 1)], 1);
        assert!(matches!(faults[0], RecordFault::BadHeader { .. }));
    }

    #[test]
    fn a_result_without_signatures_is_never_accepted() {
        let jws = sign(Mode::Real, b"{}", &[]);
        assert_eq!(jws.check(Mode::Real, &[], 0), [RecordFault::TooFewSignatures { needed: 0, found: 0 }]);
    }

    /// RFC 8032 section 7.1, tests 2 and 3: signed with the seed, verified with the public key that the RFC prints.
    #[test]
    fn ed25519_agrees_with_rfc_8032() {
        let hex = |text: &str| -> Vec<u8> {
            (0..text.len()).step_by(2).map(|at| u8::from_str_radix(&text[at..at + 2], 16).unwrap()).collect()
        };
        for (seed, public, message, signature) in [
            (
                "4ccd089b28ff96da9db6c346ec114e0f5b8a319f35aba624da8cf6ed4fb8a6fb",
                "3d4017c3e843895a92b70aa74d1b7ebc9c982ccf2ec4968cc0cd55f12af4660c",
                "72",
                "92a009a9f0d4cab8720e820b5f642540a2b27b5416503f8fb3762223ebdb69da085ac1e43e15996e458f3613d0f11d8c387b2eaeb4302aeeb00d291612bb0c00",
            ),
            (
                "c5aa8df43f9f837bedb7442f31dcb7b166d38535076f094b85ce3a2e0b4458f7",
                "fc51cd8e6218a1a38da47ed00230f0580816ed13ba3303ac5deb911548908025",
                "af82",
                "6291d657deec24024827e69c3abe01a30ce548a284743a445e3680d7db5ac3ac18ff9b538d16f290ae67f760984dc6594a7c15e9716ed28dc027beceea1ec40a",
            ),
        ] {
            let key = SigningKey::from_bytes(&hex(seed).try_into().unwrap());
            assert_eq!(key.sign(&hex(message)).to_bytes().to_vec(), hex(signature));
            let public = VerifyingKey::from_bytes(&hex(public).try_into().unwrap()).unwrap();
            let signature = Signature::from_slice(&hex(signature)).unwrap();
            assert!(public.verify_strict(&hex(message), &signature).is_ok());
            assert!(public.verify_strict(&[hex(message), vec![0]].concat(), &signature).is_err());
        }
    }
}
