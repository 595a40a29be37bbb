//! Hostile join and box files under `tests/data/hostile/`, each with what a device says of it. Made from one meeting of two
//! devices with slips; the box files are brought to the chief device.

use std::collections::BTreeSet;
use std::path::Path;

use hom_phieu::record::{BoxFile, Join, Opening, RecordFault};
use serde_json::{Value, json};

use super::{golden, project, simulate_with};

struct Meeting {
    opening: Opening,
    join: Vec<u8>,
    second: Vec<u8>,
}

fn hold(seed: u64) -> Meeting {
    let folder = tempfile::tempdir().unwrap();
    simulate_with("tests/data/hostile/base.survey.json", 4, seed, folder.path(), &["--devices", "2", "--slips"]);
    let read = |folder: &Path, name: &str| std::fs::read(folder.join(name)).unwrap();
    Meeting {
        opening: Opening::parse(&read(folder.path(), "nen.opening.json")).unwrap(),
        join: read(folder.path(), "nen-may-2.join.json"),
        second: read(folder.path(), "nen-may-2.box.json"),
    }
}

fn edit(bytes: &[u8], change: impl FnOnce(&mut Value)) -> Vec<u8> {
    let mut value = serde_json::from_slice(bytes).unwrap();
    change(&mut value);
    serde_json::to_vec(&value).unwrap()
}

/// The fault's name, and below [`RecordFault::Device`] that of the device's fault.
fn name(fault: &RecordFault) -> String {
    let text = match fault {
        RecordFault::Device(fault) => format!("{fault:?}"),
        other => format!("{other:?}"),
    };
    text.split([' ', '(', '{']).next().unwrap_or_default().to_owned()
}

fn list(value: &mut Value) -> &mut Vec<Value> {
    value.as_array_mut().unwrap()
}

fn boxes(meeting: &Meeting, other: &Meeting) -> Vec<(&'static str, Vec<u8>, &'static str)> {
    let with = |change: fn(&mut Value)| edit(&meeting.second, change);
    let opening = json!(other.opening.digest());
    vec![
        ("of-another-box", other.second.clone(), "ForeignBox"),
        ("of-another-opening", edit(&meeting.second, |file| file["opening_digest"] = opening), "OtherOpening"),
        ("practice", with(|file| file["mode"] = json!("practice")), "Order"),
        ("version-1", with(|file| file["version"] = json!(1)), "Json"),
        ("truncated", meeting.second[..meeting.second.len() - 40].to_vec(), "Json"),
        ("null-member", with(|file| file["slips"]["unspent"] = json!(null)), "Json"),
        ("unknown-member", with(|file| file["order"] = json!([2, 1])), "Json"),
        ("device-never-added", with(|file| file["device"] = json!(3)), "NeverAdded"),
        ("device-31", with(|file| file["device"] = json!(31)), "Number"),
        ("name-turned-round", with(|file| file["name"] = json!("Máy \u{202e}2")), "Name"),
        ("instance-too-short", with(|file| file["instance"] = json!("AAAA")), "Instance"),
        ("ballots-in-another-order", with(|file| list(&mut file["ballots"]).reverse()), "Order"),
        (
            "ballot-twice",
            with(|file| {
                let first = file["ballots"][0].clone();
                list(&mut file["ballots"]).insert(0, first);
            }),
            "Order",
        ),
        // It kept the other ballots out, of people who had been told that theirs are in the box. It comes along, and is
        // counted as unreadable.
        ("ballot-cut", with(|file| file["ballots"][1] = json!("AAAA")), "carried"),
        ("ballots-of-another-survey", with(|file| file["ballots"] = json!(["AAAA"])), "WrongSize"),
        (
            "ballot-not-base64url",
            with(|file| {
                let length = file["ballots"][0].as_str().unwrap().len();
                file["ballots"] = json!(["+".repeat(length)]);
            }),
            "NotSealed",
        ),
        ("remarks-in-another-order", with(|file| list(&mut file["remarks"]).reverse()), "Order"),
        ("more-slips-spent-than-used", with(|file| file["slips"]["used"] = json!(0)), "SlipFigures"),
        ("fewer-slips-printed-than-used", with(|file| file["slips"]["printed"] = json!(1)), "SlipFigures"),
        ("slips-in-another-order", with(|file| list(&mut file["slips"]["spent"]).reverse()), "SlipOrder"),
        ("open-though-closed", with(|file| file["closed"] = json!(false)), "ClosedUnlogged"),
        ("log-entry-removed", with(|file| drop(list(&mut file["log"]).remove(1))), "BrokenLog"),
        ("log-of-the-chief", with(|file| file["log"][0]["kind"] = json!("opened")), "BrokenLog"),
        ("log-empty", with(|file| file["log"] = json!([])), "BrokenLog"),
    ]
}

fn joins(meeting: &Meeting, other: &Meeting) -> Vec<(&'static str, Vec<u8>, &'static str)> {
    let with = |change: fn(&mut Value)| edit(&meeting.join, change);
    let opening = json!(other.opening);
    vec![
        ("opening-of-another-box", edit(&meeting.join, |file| file["opening"] = opening), "ForeignBox"),
        ("another-box", with(|file| file["box_id"] = json!("A".repeat(22))), "ForeignBox"),
        ("practice", with(|file| file["mode"] = json!("practice")), "WrongMode"),
        ("chief-device", with(|file| file["device"] = json!(1)), "Number"),
        ("device-31", with(|file| file["device"] = json!(31)), "Number"),
        ("no-name", with(|file| file["name"] = json!("")), "Name"),
        ("slips-in-another-order", with(|file| list(&mut file["slips"]).reverse()), "SlipOrder"),
        ("survey-changed", with(|file| file["survey"]["title"] = json!("Phiếu khác")), "Mismatch"),
        ("survey-without-subjects", with(|file| file["survey"]["subjects"] = json!([])), "Survey"),
        ("ballots-at-the-opening", with(|file| file["opening"]["ballots"] = json!(1)), "Value"),
        ("foreign-version", with(|file| file["version"] = json!(2)), "Json"),
        ("truncated", meeting.join[..meeting.join.len() / 2].to_vec(), "Json"),
    ]
}

#[test]
fn a_device_names_the_fault_of_every_hostile_join_and_box_file() {
    let [meeting, other] = [7, 8].map(hold);
    let (join, key) = Join::parse(&meeting.join).unwrap();
    assert_eq!((join.device, join.slips.len()), (2, 5));
    let added = BTreeSet::from([2]);
    let bring = |bytes: &[u8]| {
        BoxFile::parse(bytes).and_then(|file| file.admit(&meeting.opening, &added, Some(key.sealed_chars())))
    };
    assert_eq!(bring(&meeting.second), Ok(()), "the box itself is honest");
    for (file, bytes, expected) in boxes(&meeting, &other) {
        golden(&project(&format!("tests/data/hostile/box/{file}.box.json")), &bytes);
        assert_eq!(bring(&bytes).map_or_else(|fault| name(&fault), |()| "carried".into()), expected, "{file}");
    }
    for (file, bytes, expected) in joins(&meeting, &other) {
        golden(&project(&format!("tests/data/hostile/join/{file}.join.json")), &bytes);
        assert_eq!(name(&Join::parse(&bytes).map(drop).unwrap_err()), expected, "{file}");
    }
}
