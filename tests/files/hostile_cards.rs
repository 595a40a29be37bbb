//! Hostile cards under `tests/data/hostile/card`, each with what a device says of it. All are made from one meeting.

use hom_phieu::record::Opening;
use hom_phieu::seal::{BoxKey, Card};
use hom_phieu::survey::Survey;
use serde_json::{Value, json};
use unicode_normalization::UnicodeNormalization;

use super::{golden, project, simulate};

struct Meeting {
    opening: Opening,
    key: BoxKey,
    cards: [String; 2],
}

fn hold(seed: u64) -> Meeting {
    let folder = tempfile::tempdir().unwrap();
    simulate("tests/data/hostile/base.survey.json", 1, seed, folder.path());
    let read = |name: &str| std::fs::read_to_string(folder.path().join(name)).unwrap();
    let opening = Opening::parse(read("nen.opening.json").as_bytes()).unwrap();
    let survey = Survey::parse(read("nen.survey.json").as_bytes()).unwrap();
    let key = opening.box_key(&survey).unwrap();
    Meeting { opening, key, cards: [read("nen-the-1.card.json"), read("nen-the-2.card.json")] }
}

fn edit(text: &str, change: impl FnOnce(&mut Value)) -> String {
    let mut value = serde_json::from_str(text).unwrap();
    change(&mut value);
    value.to_string()
}

fn cards(meeting: &Meeting, other: &Meeting) -> Vec<(&'static str, String, &'static str)> {
    let card = &meeting.cards[0];
    let with = |change: fn(&mut Value)| edit(card, change);
    let second: Value = serde_json::from_str(&meeting.cards[1]).unwrap();
    vec![
        ("valid-byte-order-mark", format!("\u{feff}{card}"), "-"),
        ("of-another-box", other.cards[0].clone(), "OtherBox"),
        ("practice", with(|card| card["mode"] = json!("practice")), "OtherMode"),
        ("teller-2", with(|card| card["teller"] = json!(2)), "WrongKeys"),
        ("teller-0", with(|card| card["teller"] = json!(0)), "WrongKeys"),
        ("teller-9", with(|card| card["teller"] = json!(9)), "WrongKeys"),
        ("secret-of-teller-2", edit(card, |card| card["secret"] = second["secret"].clone()), "WrongKeys"),
        ("secret-not-canonical", with(|card| card["secret"] = json!("_".repeat(85) + "w")), "WrongKeys"),
        ("secret-of-nothing", with(|card| card["secret"] = json!("A".repeat(86))), "WrongKeys"),
        ("secret-cut", with(|card| card["secret"] = json!("AAAA")), "NotACard"),
        ("secret-not-base64url", with(|card| card["secret"] = json!("+".repeat(86))), "NotACard"),
        ("secret-twice", with(|card| card["locked"] = json!("A".repeat(144))), "NotACard"),
        ("locked-is-null", with(|card| card["locked"] = json!(null)), "NotACard"),
        ("locked", with(|card| lock(card, "A".repeat(144))), "NeedsPin"),
        ("no-secret", with(|card| drop(card.as_object_mut().unwrap().remove("secret"))), "NotACard"),
        ("unknown-member", with(|card| card["pin"] = json!("2468")), "NotACard"),
        ("foreign-version", with(|card| card["version"] = json!(2)), "NotACard"),
        ("another-format", with(|card| card["format"] = json!("hom-phieu/box")), "NotACard"),
        ("duplicate-key", card.replacen('{', "{\"teller\":1,", 1), "NotACard"),
        ("decomposed-name", card.nfd().collect(), "NotACard"),
        ("truncated", card[..card.len() - 20].to_owned(), "NotACard"),
        ("two-in-one", format!("{card}{card}"), "NotACard"),
    ]
}

fn lock(card: &mut Value, locked: String) {
    card.as_object_mut().unwrap().remove("secret");
    card["locked"] = locked.into();
}

#[test]
fn a_device_names_the_fault_of_every_hostile_card() {
    let [meeting, other] = [7, 8].map(hold);
    let said = |text: &str, pin: Option<&str>| {
        let read = Card::parse(text)
            .and_then(|card| card.unlock(&meeting.key, |teller| meeting.opening.pinned(teller), pin).map(drop));
        let fault = read.map_or_else(|fault| format!("{fault:?}"), |()| "-".to_owned());
        fault.split(' ').next().unwrap_or_default().to_owned()
    };
    assert_eq!(said(&meeting.cards[0], None), "-", "the card itself opens");
    for (file, text, expected) in cards(&meeting, &other) {
        golden(&project(&format!("tests/data/hostile/card/{file}.card.json")), text.as_bytes());
        assert_eq!(said(&text, None), expected, "{file}");
    }
    let locked = |length: usize| edit(&meeting.cards[0], |card| lock(card, "A".repeat(length)));
    assert_eq!(said(&locked(144), Some("2468")), "WrongPin");
    assert_eq!(said(&locked(140), Some("2468")), "NotACard", "cut");
    let card = &meeting.cards[0];
    assert_eq!(said(&card.replacen('{', &("{".to_owned() + &" ".repeat(4 << 10)), 1), None), "NotACard", "too large");
}
