//! Files that are brought one after the other for one check.

use serde_json::Value;

use super::{FileKind, Jws, MAX_RESULT_BYTES, kind_of};
use crate::survey::json;

/// Adds files to those brought before: one of the same kind and box takes the earlier one's place. Those that come
/// together stay together, so that a check can name what is there twice. One that could not be read, or that no check reads
/// (a card, a ballot), is gone with the next choice: whoever chooses again has seen that.
pub fn gather(brought: &mut Vec<(String, Vec<u8>)>, files: Vec<(String, Vec<u8>)>) {
    let new: Vec<_> = files.iter().map(|(name, bytes)| (name.as_str(), identity(bytes))).collect();
    brought.retain(|(name, bytes)| {
        // Of a file that is too large to be read twice the name is all there is.
        let Some(old) = identity(bytes) else {
            return bytes.len() > MAX_RESULT_BYTES && !new.iter().any(|(other, _)| name == other);
        };
        old.0.is_checked() && !new.iter().any(|(_, new)| new.as_ref() == Some(&old))
    });
    brought.extend(files);
}

/// Is it a copy for people (Word, Excel, CSV, PDF)? Those are not signed, so there is nothing in them to check.
pub fn is_copy(name: &str, bytes: &[u8]) -> bool {
    let name = name.to_lowercase();
    let ends = [".docx", ".doc", ".xlsx", ".xls", ".csv", ".pdf"].iter().any(|end| name.ends_with(end));
    ends || bytes.starts_with(b"PK\x03\x04") || bytes.starts_with(b"%PDF")
}

/// Kind of a file and the box that it is of; `None` where it is too large to be read twice or none of ours.
fn identity(bytes: &[u8]) -> Option<(FileKind, String)> {
    let value = json::parse(bytes, MAX_RESULT_BYTES).ok()?;
    let kind = kind_of(&value)?;
    let text = |value: &Value, member: &str| value.get(member).and_then(Value::as_str).map(str::to_owned);
    let of = match kind {
        FileKind::Result => {
            let payload = Jws::parse(bytes).ok()?.payload_bytes().ok()?;
            text(&json::parse(&payload, MAX_RESULT_BYTES).ok()?, "box_id")
        }
        FileKind::Survey => text(&value, "id"),
        _ => text(&value, "box_id"),
    };
    Some((kind, of.unwrap_or_default()))
}

#[cfg(test)]
mod tests {
    use super::super::tests::{ballots, files};
    use super::*;
    use crate::testing;

    #[test]
    fn a_copy_for_people_is_known_by_its_name_or_its_first_bytes() {
        assert!(is_copy("Bien-ban.DOCX", b"") && is_copy("so-lieu.csv", b"a") && is_copy("x", b"PK\x03\x04"));
        assert!(!is_copy("a.result.json", b"{}") && !is_copy("a.txt", b"{}"));
    }

    #[test]
    fn a_file_is_added_to_the_earlier_ones_or_takes_the_place_of_its_like() {
        let survey = testing::survey();
        let (new_box, output) = testing::meeting(&survey, &ballots(&survey), 1);
        let [result, record, opening]: [_; 3] = files(&new_box, &output).try_into().unwrap();
        let mut brought = Vec::new();
        gather(&mut brought, vec![result.clone()]);
        gather(&mut brought, vec![record.clone(), opening.clone()]);
        assert_eq!(brought, [result.clone(), record.clone(), opening.clone()]);
        let again = ("copy.result.json".to_owned(), result.1);
        gather(&mut brought, vec![again.clone()]);
        assert_eq!(brought, [record.clone(), opening.clone(), again.clone()]);
        gather(&mut brought, vec![("a.json".to_owned(), b"{".to_vec())]);
        assert_eq!(brought.len(), 4, "shown with its fault");
        // A card that was brought by mistake made a genuine result read as a faulty one.
        brought.pop();
        let card = ("the.card.json".to_owned(), new_box.cards[0].to_text().into_bytes());
        gather(&mut brought, vec![card]);
        gather(&mut brought, vec![record.clone()]);
        assert_eq!(brought, [opening.clone(), again.clone(), record.clone()]);
        brought = vec![record.clone(), opening.clone(), again.clone()];
        // Another box's result is a second round, to be compared.
        let (other_box, other) = testing::meeting(&survey, &ballots(&survey), 2);
        let second = files(&other_box, &other).remove(0);
        gather(&mut brought, vec![second.clone()]);
        assert_eq!(brought, [record, opening, again, second]);
    }
}
