//! Schemas and examples do not drift from the types.

use hom_phieu::record::{BoxFile, HandIn, Join, Jws, Meeting, Opening, Record, ResultPayload};
use hom_phieu::seal::{Card, Envelope, SealedRemark};
use hom_phieu::survey::Survey;
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
    let mut ballots = 0;
    for entry in
        std::fs::read_dir(folder.path()).unwrap().chain(std::fs::read_dir(folder.path().join("ballots")).unwrap())
    {
        let path = entry.unwrap().path();
        if path.is_dir() {
            continue;
        }
        let name = path.file_name().unwrap().to_str().unwrap().to_owned();
        ballots += u32::from(name.ends_with(".ballot.json"));
        golden(&project("tests/data/practice-meeting").join(name), &std::fs::read(&path).unwrap());
    }
    assert_eq!(ballots, 2);
}
