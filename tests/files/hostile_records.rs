//! Hostile records and openings, and either saved anew.

use serde_json::{Value, json};
use unicode_normalization::UnicodeNormalization;

use super::hostile::{Meeting, Vector, base64, edit, value};

pub(super) fn records(meeting: &Meeting) -> Vec<Vector> {
    let record = &meeting.record;
    let vector = |name, bytes, says| Vector { kind: "record", name, bytes, says };
    let with = |change: fn(&mut Value)| edit(record, change);
    let digest = "payload.record_digest Mismatch";
    vec![
        vector("truncated", record[..record.len() - 10].to_vec(), &["- Json"]),
        vector("foreign-version", with(|record| record["version"] = 3.into()), &[" Json"]),
        vector("unknown-member", with(|record| record["extra"] = 1.into()), &["extra Json"]),
        vector("missing-member", with(|record| drop(record.as_object_mut().unwrap().remove("log"))), &["log Json"]),
        vector(
            "ballot-dropped",
            with(|record| drop(record["ballots"].as_array_mut().unwrap().pop())),
            &["payload.record_digest Mismatch", "decryption Seal", "payload.figures Mismatch"],
        ),
        vector(
            "ballot-doubled",
            with(|record| {
                let ballot = record["ballots"][0].clone();
                record["ballots"].as_array_mut().unwrap().push(ballot);
            }),
            &["payload.record_digest Mismatch", "ballots Value"],
        ),
        vector(
            "ballots-in-another-order",
            with(|record| record["ballots"].as_array_mut().unwrap().swap(0, 2)),
            &["payload.record_digest Mismatch", "ballots Value"],
        ),
        vector(
            "proof-changed",
            with(|record| {
                let choice = record["ballots"][0][0].as_str().unwrap().to_owned();
                let last = if choice.ends_with('A') { "Q" } else { "A" };
                record["ballots"][0][0] = format!("{}{last}", &choice[..choice.len() - 1]).into();
            }),
            &["payload.record_digest Mismatch", "set_aside Value"],
        ),
        vector(
            "choices-of-two-subjects-swapped",
            with(|record| record["ballots"][1].as_array_mut().unwrap().swap(0, 1)),
            &["payload.record_digest Mismatch", "set_aside Value"],
        ),
        vector(
            "choice-copied-from-another-ballot",
            with(|record| record["ballots"][1][0] = record["ballots"][0][0].clone()),
            &["payload.record_digest Mismatch", "set_aside Value"],
        ),
        vector(
            "honest-ballot-set-aside",
            with(|record| {
                record["set_aside"] = json!([{ "ballot": base64([1; 32]), "reason": "bad-proof" }]);
            }),
            &["payload.record_digest Mismatch", "set_aside Value"],
        ),
        vector(
            "totals-changed",
            with(|record| record["totals"][0].as_array_mut().unwrap().rotate_left(1)),
            &["payload.record_digest Mismatch", "totals Mismatch"],
        ),
        vector(
            "share-of-another-option",
            with(|record| {
                let shares = record["decryption"][0]["shares"][0].as_array_mut().unwrap();
                shares.swap(0, 1);
            }),
            &["payload.record_digest Mismatch", "decryption Seal"],
        ),
        vector(
            "shares-of-a-single-ballot",
            with(|record| {
                let more = record["decryption"][0]["shares"][0].clone();
                record["decryption"][0]["shares"].as_array_mut().unwrap().push(more);
            }),
            &["payload.record_digest Mismatch", "decryption Seal"],
        ),
        vector(
            "one-teller's-shares-twice",
            with(|record| record["decryption"][1] = record["decryption"][0].clone()),
            &["payload.record_digest Mismatch", "decryption Seal"],
        ),
        vector(
            "one-teller-too-few",
            with(|record| drop(record["decryption"].as_array_mut().unwrap().pop())),
            &["payload.record_digest Mismatch", "decryption Seal"],
        ),
        vector(
            "log-entry-removed",
            with(|record| drop(record["log"].as_array_mut().unwrap().remove(1))),
            &["payload.record_digest Mismatch", "log BrokenLog"],
        ),
        vector(
            "opening-of-another-box",
            edit(record, |record| record["opening"] = value(&meeting.other_opening)),
            &["payload.record_digest Mismatch", "box_id Mismatch", "opening Mismatch"],
        ),
    ]
    .into_iter()
    .inspect(|vector| assert!(vector.says.len() == 1 || vector.says[0] == digest))
    .collect()
}

pub(super) fn openings(meeting: &Meeting) -> Vec<Vector> {
    let opening = &meeting.opening;
    let vector = |name, bytes, says| Vector { kind: "opening", name, bytes, says };
    let with = |change: fn(&mut Value)| edit(opening, change);
    vec![
        vector(
            "of-another-box",
            meeting.other_opening.clone(),
            &["payload.opening_digest Mismatch", "opening Mismatch"],
        ),
        vector(
            "time-changed",
            with(|opening| opening["opened_at"] = "2026-01-01T20:00:00+07:00".into()),
            &["payload.opening_digest Mismatch", "payload.opened_at Mismatch"],
        ),
        vector("ballots-inside", with(|opening| opening["ballots"] = 5.into()), &["- Value"]),
        vector("fewer-cards-needed", with(|opening| opening["needed"] = 1.into()), &[" Seal"]),
        vector(
            "proof-of-the-key-changed",
            edit(opening, |opening| opening["proof"] = value(&meeting.other_opening)["proof"].clone()),
            &[" Seal"],
        ),
        vector(
            "key-replaced",
            edit(opening, |opening| opening["commitments"] = value(&meeting.other_opening)["commitments"].clone()),
            &[" Seal"],
        ),
        vector(
            "signing-key-replaced",
            edit(opening, |opening| {
                opening["tellers"][0]["key"] = value(&meeting.other_opening)["tellers"][0]["key"].clone();
            }),
            &["payload.tellers Mismatch", " Mismatch"],
        ),
        vector(
            "tellers-renumbered",
            with(|opening| opening["tellers"].as_array_mut().unwrap().swap(0, 1)),
            &["- Value"],
        ),
        vector("practice-mode", with(|opening| opening["mode"] = "practice".into()), &[" WrongMode"]),
    ]
}

/// A file saved as it must not be, and one as it may.
pub(super) fn saved_anew(kind: &'static str, bytes: &[u8]) -> Vec<Vector> {
    let text = core::str::from_utf8(bytes).unwrap();
    let utf16 = "\u{feff}".encode_utf16().chain(text.encode_utf16()).flat_map(u16::to_le_bytes).collect();
    let vector = |name, bytes, says| Vector { kind, name, bytes, says };
    vec![
        vector("valid-byte-order-mark", [b"\xef\xbb\xbf", bytes].concat(), &[]),
        vector("utf-16-with-its-mark", utf16, &["- Json"]),
        vector("decomposed-names", text.nfd().collect::<String>().into_bytes(), &["- Json"]),
        vector("duplicate-key", text.replacen('{', "{\"mode\":\"real\",", 1).into_bytes(), &["- Json"]),
        vector(
            "null-member",
            edit(bytes, |file| file["attendance"]["delegates"] = json!(null)),
            if kind == "record" { &["attendance.delegates Json"] } else { &["- Json"] },
        ),
    ]
}
