//! Schemas and examples do not drift from the types.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

use hom_phieu::ballot::Ballot;
use hom_phieu::record::{BoxFile, HandIn, Join, Jws, Meeting, Opening, Record, ResultPayload};
use hom_phieu::seal::{Card, Envelope, SealedRemark};
use hom_phieu::survey::{Digest, Survey};
use rand_chacha::ChaCha20Rng;
use rand_core::SeedableRng;
use schemars::{Schema, schema_for};

use super::{golden, project, simulate};

#[test]
fn the_schemas_are_those_of_the_types() {
    let schemas: [(&str, Schema); 12] = [
        ("survey", schema_for!(Survey)),
        ("opening", schema_for!(Opening)),
        ("card", schema_for!(Card)),
        ("ballot", schema_for!(Envelope)),
        ("remark", schema_for!(SealedRemark)),
        ("join", schema_for!(Join)),
        ("box", schema_for!(BoxFile)),
        ("hand-in", schema_for!(HandIn)),
        ("meeting", schema_for!(Meeting)),
        ("result", schema_for!(Jws)),
        ("result-payload", schema_for!(ResultPayload)),
        ("record", schema_for!(Record)),
    ];
    for (kind, schema) in schemas {
        let text = serde_json::to_string_pretty(&schema).unwrap() + "\n";
        golden(&project(&format!("docs/schemas/{kind}.schema.json")), text.as_bytes());
    }
}

#[test]
fn the_examples_are_what_a_practice_meeting_of_two_ballots_makes() {
    let folder = tempfile::tempdir().unwrap();
    simulate("src/survey/practice.json", 2, 2026, folder.path());
    let mut made = BTreeSet::new();
    for entry in
        std::fs::read_dir(folder.path()).unwrap().chain(std::fs::read_dir(folder.path().join("ballots")).unwrap())
    {
        let path = entry.unwrap().path();
        if path.is_dir() {
            continue;
        }
        let name = path.file_name().unwrap().to_str().unwrap().to_owned();
        golden(&examples().join(&name), &std::fs::read(&path).unwrap());
        made.insert(name);
    }
    for (name, text) in further_examples(folder.path()) {
        golden(&examples().join(&name), text.as_bytes());
        made.insert(name);
    }
    assert_eq!(made.iter().filter(|name| name.ends_with(".ballot.json")).count(), 2);
    // Ballots of a version that nobody reads any more lay beside those of today.
    let there = std::fs::read_dir(examples()).unwrap();
    let there: BTreeSet<String> = there.map(|entry| entry.unwrap().file_name().into_string().unwrap()).collect();
    assert_eq!(there, made);
}

fn examples() -> PathBuf {
    project("tests/data/practice-meeting")
}

/// What a meeting of one device and no phone does not make: for a second device, for a phone, and one sealed remark.
fn further_examples(meeting: &Path) -> [(String, String); 3] {
    let name = "tap-lam-quen-thon-mau-tap-duot";
    let read = |kind: &str| std::fs::read(meeting.join(format!("{name}.{kind}.json"))).unwrap();
    let survey = Survey::parse(&read("survey")).unwrap();
    let opening = Opening::parse(&read("opening")).unwrap();
    let key = opening.box_key(&survey).unwrap();
    let mut rng = ChaCha20Rng::seed_from_u64(2026);
    let remark = SealedRemark::seal_all(&Ballot::blank(&survey), &key, &mut rng).unwrap().swap_remove(0);
    let remark = serde_json::to_string(&remark).unwrap();
    let slips = (1..=3_u8).map(|n| Digest::of_bytes(&[n])).collect();
    let join = Join::new(&survey, &opening, 2, "Máy 2", slips).to_text();
    let phones = Meeting::new(&survey, &opening, Some("./nop-phieu".to_owned())).to_text();
    assert!(Join::parse(join.as_bytes()).is_ok() && Meeting::parse(phones.as_bytes()).is_ok());
    [
        (format!("{name}-may-2.join.json"), join),
        (format!("{name}.meeting.json"), phones),
        (format!("{name}.remark.json"), remark),
    ]
}
