//! Bytes that are changed anywhere in the files of a meeting.

use proptest::prelude::*;

use super::tests::{ballots, checked, files};
use crate::testing::{self, cases};

#[test]
fn every_flipped_byte_of_result_record_or_opening_is_noticed() {
    let survey = testing::survey();
    let (new_box, output) = testing::meeting(&survey, &ballots(&survey)[..2], 1);
    let whole = files(&new_box, &output);
    for file in 0..3 {
        // In every name, text and number one byte, and all the brackets, commas and colons: to take each byte of each
        // text would take hours. The payload is one text; its bytes are all under the signatures.
        for at in places(&whole[file].1) {
            let mut files = whole.clone();
            if file != 1 {
                files.remove(1); // the record's proofs are not what is asked
            }
            let file = file.min(files.len() - 1);
            files[file].1[at] ^= 1;
            assert!(!checked(&files).is_clean(), "{} byte {at}", files[file].0);
        }
    }
}

/// Of JSON without white space: every byte between the names, texts and numbers, and the middle one of each of these.
fn places(json: &[u8]) -> Vec<usize> {
    let (mut places, mut at) = (Vec::new(), 0);
    while at < json.len() {
        let length = match json[at] {
            b'"' => 2 + json[at + 1..].iter().position(|byte| *byte == b'"').unwrap(), // none is escaped
            byte if byte.is_ascii_alphanumeric() => {
                json[at..].iter().position(|byte| !byte.is_ascii_alphanumeric()).unwrap()
            }
            _ => 1,
        };
        places.push(at + length / 2);
        at += length;
    }
    places
}

proptest! {
    #![proptest_config(cases(256))]

    #[test]
    fn no_bytes_make_the_verifier_panic(bytes in proptest::collection::vec(any::<u8>(), 0..300)) {
        prop_assert!(!checked(&[("x.result.json".into(), bytes)]).is_clean());
    }
}

proptest! {
    #![proptest_config(cases(24))]

    #[test]
    fn no_change_of_a_record_makes_the_verifier_panic(at in 0..20_000_usize, with in "[\\x20-\\x7e]{0,6}", cut in 0..6_usize) {
        let survey = testing::survey();
        let (new_box, output) = testing::meeting(&survey, &ballots(&survey)[..1], 1);
        let mut files = files(&new_box, &output);
        let at = at % files[1].1.len();
        let end = (at + cut).min(files[1].1.len());
        let before = files[1].1.clone();
        files[1].1.splice(at..end, with.bytes());
        let report = checked(&files);
        prop_assert_eq!(report.is_clean(), files[1].1 == before);
    }
}
