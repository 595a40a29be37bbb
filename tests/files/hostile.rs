//! A named corpus of hostile results, records and openings under `tests/data/hostile/`, each with
//! the fault and the place that the verifier must name. Every file is made from one meeting of
//! three ballots, so that other implementations can be held against the same files.

use std::collections::BTreeSet;
use std::path::Path;

use base64ct::{Base64UrlUnpadded, Encoding};
use hom_phieu::record::{CheckReport, check};
use serde_json::{Value, json};

use super::hostile_records::{openings, records, saved_anew};
use super::{golden, hom_phieu, project, simulate, text};

/// File kind, name, bytes, and what the verifier must say: `place fault-variant` each.
pub(super) struct Vector {
    pub(super) kind: &'static str,
    pub(super) name: &'static str,
    pub(super) bytes: Vec<u8>,
    pub(super) says: &'static [&'static str],
}

pub(super) struct Meeting {
    result: Vec<u8>,
    pub(super) record: Vec<u8>,
    pub(super) opening: Vec<u8>,
    other_result: Vec<u8>,
    pub(super) other_opening: Vec<u8>,
}

impl Meeting {
    fn hold() -> Self {
        let [one, other] = [7, 8].map(|seed| {
            let folder = tempfile::tempdir().unwrap();
            simulate("tests/data/hostile/base.survey.json", 3, seed, folder.path());
            folder
        });
        let read = |folder: &Path, kind: &str| std::fs::read(folder.join(format!("nen.{kind}.json"))).unwrap();
        Self {
            result: read(one.path(), "result"),
            record: read(one.path(), "record"),
            opening: read(one.path(), "opening"),
            other_result: read(other.path(), "result"),
            other_opening: read(other.path(), "opening"),
        }
    }
}

pub(super) fn value(bytes: &[u8]) -> Value {
    serde_json::from_slice(bytes).unwrap()
}

pub(super) fn base64(bytes: impl AsRef<[u8]>) -> String {
    Base64UrlUnpadded::encode_string(bytes.as_ref())
}

/// Changes a parsed file.
pub(super) fn edit(bytes: &[u8], change: impl FnOnce(&mut Value)) -> Vec<u8> {
    let mut value = value(bytes);
    change(&mut value);
    serde_json::to_vec(&value).unwrap()
}

/// Changes the payload of a result; the signatures stay those of the old one.
fn edit_payload(result: &[u8], change: impl FnOnce(&mut Value)) -> Vec<u8> {
    edit(result, |jws| {
        let payload = Base64UrlUnpadded::decode_vec(jws["payload"].as_str().unwrap()).unwrap();
        jws["payload"] = base64(edit(&payload, change)).into();
    })
}

/// Changes the protected header of the first signature.
fn edit_header(result: &[u8], change: impl FnOnce(&mut Value)) -> Vec<u8> {
    edit(result, |jws| {
        let header = &mut jws["signatures"][0]["protected"];
        let bytes = Base64UrlUnpadded::decode_vec(header.as_str().unwrap()).unwrap();
        *header = base64(edit(&bytes, change)).into();
    })
}

fn results(meeting: &Meeting) -> Vec<Vector> {
    let result = &meeting.result;
    let vector = |name, bytes, says| Vector { kind: "result", name, bytes, says };
    let text = String::from_utf8(result.clone()).unwrap();
    let utf16: Vec<u8> = text.encode_utf16().flat_map(u16::to_le_bytes).collect();
    let first = edit(result, |jws| {
        jws["signatures"].as_array_mut().unwrap().pop();
    });
    vec![
        vector("empty", Vec::new(), &["- Json"]),
        vector("truncated", result[..result.len() / 2].to_vec(), &["- Json"]),
        vector("trailing-bytes", [result.as_slice(), b"{}"].concat(), &["- Json"]),
        vector("utf-16", utf16, &["- Json"]),
        vector("not-ours", b"{\"hello\":1}".to_vec(), &["- UnknownKind"]),
        vector("list-instead-of-object", b"[1,2,3]".to_vec(), &["- UnknownKind"]),
        vector("deeply-nested", b"[".repeat(100_000), &["- Json"]),
        vector("duplicate-key", text.replacen('{', "{\"payload\":\"\",", 1).into_bytes(), &["- Json"]),
        vector("extra-member", edit(result, |jws| jws["note"] = "x".into()), &[" NotJws"]),
        vector("payload-not-base64url", edit(result, |jws| jws["payload"] = "+/=".into()), &["payload NotJws"]),
        vector("payload-not-json", edit(result, |jws| jws["payload"] = base64("xin chào").into()), &["payload Json"]),
        vector("unprotected-header", edit(result, |jws| jws["signatures"][0]["header"] = json!({})), &[" NotJws"]),
        vector("no-signatures", edit(result, |jws| jws["signatures"] = json!([])), &["signatures TooFewSignatures"]),
        vector("one-signature-of-two", first, &["signatures TooFewSignatures"]),
        vector(
            "same-signature-twice",
            edit(result, |jws| jws["signatures"][1] = jws["signatures"][0].clone()),
            &["signatures[1] SignedTwice", "signatures TooFewSignatures"],
        ),
        vector(
            "ten-signatures",
            edit(result, |jws| jws["signatures"] = vec![jws["signatures"][0].clone(); 10].into()),
            &["signatures TooManySignatures"],
        ),
        vector(
            "alg-none",
            edit_header(result, |header| header["alg"] = "none".into()),
            &["signatures[0] BadHeader", "signatures TooFewSignatures"],
        ),
        vector(
            "alg-hs256-with-the-public-key",
            edit_header(result, |header| header["alg"] = "HS256".into()),
            &["signatures[0] BadHeader"],
        ),
        vector(
            "key-in-the-header",
            edit_header(result, |header| header["jwk"] = json!({})),
            &["signatures[0] BadHeader"],
        ),
        vector(
            "critical-header",
            edit_header(result, |header| header["crit"] = json!(["b64"])),
            &["signatures[0] BadHeader"],
        ),
        vector(
            "practice-type",
            edit_header(result, |header| header["typ"] = "hom-phieu-practice-result+json".into()),
            &["signatures[0] BadHeader"],
        ),
        vector(
            "unknown-signer",
            edit_header(result, |header| header["kid"] = base64([7; 32]).into()),
            &["signatures[0] UnknownSigner"],
        ),
        vector(
            "signatures-of-another-result",
            edit(result, |jws| jws["signatures"] = value(&meeting.other_result)["signatures"].clone()),
            &["signatures[0] UnknownSigner", "signatures[1] UnknownSigner"],
        ),
        vector(
            "signature-cut-by-a-byte",
            edit(result, |jws| {
                let signature = jws["signatures"][1]["signature"].as_str().unwrap();
                jws["signatures"][1]["signature"] = signature[..signature.len() - 4].into();
            }),
            &["signatures[1] BadSignature"],
        ),
        vector(
            "one-space-more-in-the-payload",
            edit(result, |jws| {
                let payload = Base64UrlUnpadded::decode_vec(jws["payload"].as_str().unwrap()).unwrap();
                jws["payload"] = base64([payload.as_slice(), b" "].concat()).into();
            }),
            &["signatures[0] BadSignature", "signatures[1] BadSignature"],
        ),
        vector(
            "one-vote-moved",
            edit_payload(result, |payload| {
                for (level, change) in [(0, 1), (1, -1)] {
                    let count = &mut payload["rows"][0]["levels"][level]["count"];
                    *count = (count.as_i64().unwrap() + change).max(0).into();
                }
            }),
            &["signatures[0] BadSignature", "payload.rows[0].levels[0].share Mismatch"],
        ),
        vector(
            "one-vote-more-than-ballots",
            edit_payload(result, |payload| payload["rows"][1]["blank"] = 3.into()),
            &["signatures[0] BadSignature", "payload.conservation Value", "payload.conservation[7] Conservation"],
        ),
        vector(
            "finding-turned-round",
            edit_payload(result, |payload| {
                let met = &mut payload["findings"][0]["met"];
                *met = (!met.as_bool().unwrap()).into();
            }),
            &["signatures[1] BadSignature", "payload.findings Value"],
        ),
        vector(
            "fraction-instead-of-number",
            edit_payload(result, |payload| payload["rows"][0]["blank"] = json!(0.5)),
            &["payload Json"],
        ),
        vector(
            "negative-count",
            edit_payload(result, |payload| payload["rows"][0]["blank"] = json!(-1)),
            &["payload.rows[0].blank Json"],
        ),
        vector("foreign-version", edit_payload(result, |payload| payload["version"] = 2.into()), &["payload Json"]),
        vector("other-format", edit_payload(result, |payload| payload["format"] = "x".into()), &["payload Json"]),
        vector(
            "name-of-a-subject-changed",
            edit_payload(result, |payload| payload["survey"]["subjects"][0]["name"] = "Người Khác".into()),
            &["signatures[0] BadSignature", "payload.survey_digest Mismatch"],
        ),
        vector(
            "subject-left-out",
            edit_payload(result, |payload| {
                payload["rows"].as_array_mut().unwrap().pop();
            }),
            &["payload.rows Mismatch"],
        ),
        vector(
            "teller-key-replaced",
            edit_payload(result, |payload| payload["tellers"][0]["key"]["x"] = base64([9; 32]).into()),
            &["payload.tellers Mismatch"],
        ),
        vector(
            "remark-invented",
            edit_payload(result, |payload| {
                let remark = json!({ "subject": "an", "question": "gop-y", "text": "…" });
                payload["remarks"].as_array_mut().unwrap().push(remark);
            }),
            &["signatures[0] BadSignature", "payload.remarks Mismatch"],
        ),
        vector(
            "bidi-in-the-title",
            edit_payload(result, |payload| payload["survey"]["title"] = "Phiếu \u{202e}gnộđ".into()),
            &["payload.survey Survey"],
        ),
    ]
}

/// The same of the command line's report.
fn said_in_json(report: &Value, name: &str) -> BTreeSet<String> {
    let faults = report["faults"].as_array().unwrap().iter();
    faults
        .map(|fault| {
            let variant = fault["fault"].as_object().and_then(|fault| fault.keys().next().cloned());
            let variant = variant.unwrap_or_else(|| fault["fault"].as_str().unwrap().to_owned());
            let at = fault["at"].as_str().unwrap();
            format!("{} {variant}", if at == name { "-" } else { at })
        })
        .collect()
}

/// What the verifier says, as `place variant`; `-` stands for the file's own name.
fn said(report: &CheckReport, name: &str) -> BTreeSet<String> {
    report
        .faults
        .iter()
        .map(|fault| {
            let variant = format!("{:?}", fault.fault);
            let variant = variant.split(|c: char| !c.is_alphanumeric()).next().unwrap_or_default().to_owned();
            let at = if fault.at == name { "-" } else { &fault.at };
            format!("{at} {variant}")
        })
        .collect()
}

#[test]
fn the_verifier_names_the_fault_of_every_hostile_file() {
    let meeting = Meeting::hold();
    let whole = [
        ("nen.result.json".to_owned(), meeting.result.clone()),
        ("nen.record.json".to_owned(), meeting.record.clone()),
        ("nen.opening.json".to_owned(), meeting.opening.clone()),
    ];
    assert_eq!(check(&whole, &mut |_, _| {}).faults, [], "the meeting itself is honest");
    let mut names = BTreeSet::new();
    let anew = [saved_anew("record", &meeting.record), saved_anew("opening", &meeting.opening)];
    for vector in [results(&meeting), records(&meeting), openings(&meeting)].into_iter().chain(anew).flatten() {
        let folder = project("tests/data/hostile").join(vector.kind);
        let file = format!("{}.{}.json", vector.name, vector.kind);
        golden(&folder.join(&file), &vector.bytes);
        assert!(names.insert(file.clone()), "{file} stands twice");

        let mut files = whole.clone();
        let place = ["result", "record", "opening"].iter().position(|kind| *kind == vector.kind).unwrap();
        files[place] = (file.clone(), vector.bytes);
        let report = check(&files, &mut |_, _| {});
        let said = said(&report, &file);
        for expected in vector.says {
            assert!(said.contains(*expected), "{}/{file}: expected {expected:?} among {said:#?}", vector.kind);
        }
        assert_eq!(said.is_empty(), vector.says.is_empty(), "{}/{file}", vector.kind);

        // The program that people run says the same, and tells a script.
        let at = tempfile::tempdir().unwrap();
        let paths = files.map(|(name, bytes)| {
            let path = at.path().join(name);
            std::fs::write(&path, bytes).unwrap();
            path
        });
        let [result, record, opening] = paths.each_ref().map(|path| text(path));
        let output = hom_phieu(&["verify", result, "--record", record, "--opening", opening, "--json"]);
        assert_eq!(output.status.code(), Some(i32::from(!vector.says.is_empty())), "{}/{file}", vector.kind);
        let report: Value = serde_json::from_slice(&output.stdout).unwrap();
        assert_eq!(said_in_json(&report, &file), said, "{}/{file}", vector.kind);
    }
}

#[test]
fn a_file_beyond_the_bound_of_its_kind_is_refused() {
    let meeting = Meeting::hold();
    let said = |name: &str, bytes: Vec<u8>| {
        let faults = check(&[(name.to_owned(), bytes)], &mut |_, _| {}).faults;
        faults.iter().map(|fault| fault.fault.to_string()).collect::<String>()
    };
    let grown = |bytes: &[u8], size: usize| {
        let mut bytes = bytes.to_vec();
        bytes.resize(size, b' ');
        bytes
    };
    let opening = |size| said("x.opening.json", grown(&meeting.opening, size));
    assert_eq!([opening(64 << 10), opening((64 << 10) + 1)].map(|said| said.contains("at most 65536")), [false, true]);
    let result = |size| said("x.result.json", grown(&meeting.result, size));
    assert!(result((32 << 20) + 1).contains("at most 33554432 are read"));
    // Zeroed memory costs nothing until it is read, and it is not.
    assert!(said("x.record.json", vec![0; (512 << 20) + 1]).contains("at most 536870912 are read"));
}
