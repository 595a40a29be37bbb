//! What a camera may miss, see twice or see wrongly, and what somebody may show it on purpose.

use miniz_oxide::deflate::compress_to_vec;
use proptest::prelude::*;

use super::part::{OWN_DATA, Part, Shape, id_of};
use super::*;
use crate::testing;

/// A text as files are: JSON around base64 that cannot be packed to less than three quarters.
fn envelopes(count: usize, bytes: usize, seed: u64) -> String {
    use base64ct::{Base64UrlUnpadded, Encoding};
    use rand_core::RngCore;
    let mut rng = testing::rng(seed);
    let sealed: Vec<String> = (0..count)
        .map(|_| {
            let mut random = vec![0; bytes];
            rng.fill_bytes(&mut random);
            format!("\"{}\"", Base64UrlUnpadded::encode_string(&random))
        })
        .collect();
    format!("{{\"ghi chú\":\"phiếu niêm phong\",\"ballots\":[{}]}}", sealed.join(","))
}

/// Shows parts from `first` on, of which `sees` decides, until the text is whole. How many were seen.
fn carry(stream: &Stream, collector: &mut Collector, first: u32, mut sees: impl FnMut(u32) -> bool) -> u32 {
    let mut seen = 0;
    for number in first.. {
        assert!(number - first < stream.count() * 20 + 100, "a stream comes to an end");
        if !sees(number) {
            continue;
        }
        seen += 1;
        match collector.take(&stream.part(number)) {
            Taken::New | Taken::Repeated => {}
            Taken::Complete => break,
            other => panic!("part {number}: {other:?}"),
        }
    }
    seen
}

fn stream(text: &str) -> Stream {
    Stream::new(text).expect("it is short enough")
}

#[test]
fn a_box_of_ballots_comes_through_although_every_third_frame_is_missed() {
    let text = envelopes(60, 6 << 10, 1);
    assert!(text.len() > 480_000);
    let stream = stream(&text);
    let mut collector = Collector::new();
    let seen = carry(&stream, &mut collector, 0, |number| number % 3 != 1);
    assert!(seen < stream.count() + 20, "{seen} of {}: hardly one too many", stream.count());
    assert_eq!(collector.text(), Some(text.as_str()));
    assert_eq!(collector.progress(), (stream.count(), stream.count()));
    assert_eq!(collector.take_text(), Some(text));
    assert_eq!((collector.progress(), collector.text()), ((0, 0), None), "it can read another");
}

#[test]
fn a_short_text_is_one_part_whatever_number_is_asked_for() {
    for text in ["", "x", &"một phiếu ".repeat(80)] {
        let stream = stream(text);
        assert_eq!(stream.count(), 1);
        assert_eq!(stream.part(0), stream.part(7));
        let mut collector = Collector::new();
        assert_eq!(collector.take(&stream.part(3)), Taken::Complete);
        assert_eq!(collector.text(), Some(text));
        assert_eq!(collector.take(&stream.part(0)), Taken::Repeated, "the screen still shows it");
    }
}

/// 938 characters of this set fit into version 17 with error correction L.
#[test]
fn every_part_fits_into_a_code_that_an_old_phone_reads() {
    for text in [envelopes(1, OWN_DATA, 2), envelopes(3, 5_000, 3)] {
        let stream = stream(&text);
        for number in [0, 1, stream.count() - 1, stream.count(), u32::MAX] {
            let part = stream.part(number);
            assert!(part.bytes().all(|byte| b"0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ $%*+-./:".contains(&byte)));
            let code = fast_qr::QRBuilder::new(part.as_str()).ecl(fast_qr::ECL::L).build().unwrap();
            assert!(code.size <= 85, "{} characters need {} modules", part.len(), code.size);
        }
    }
}

#[test]
fn a_little_more_than_one_code_s_worth_is_two_smaller_codes() {
    let stream = stream(&envelopes(1, OWN_DATA, 4));
    assert_eq!(stream.count(), 2);
    assert!(stream.part(0).len() < 600);
}

#[test]
fn a_text_beyond_the_limit_is_refused() {
    assert!(Stream::new(&"a".repeat(MAX_TEXT)).is_ok());
    assert_eq!(Stream::new(&"a".repeat(MAX_TEXT + 1)).err(), Some(CarryFault::TooLong));
}

#[test]
fn the_largest_text_has_no_more_parts_than_are_allowed() {
    assert!(MAX_PACKED.div_ceil(OWN_DATA) <= MAX_PARTS);
}

#[test]
fn parts_of_another_text_are_told_apart_and_harm_nothing() {
    let (one, two) = (envelopes(4, 2_000, 5), envelopes(4, 2_000, 6));
    let (stream, other) = (stream(&one), stream(&two));
    let mut collector = Collector::new();
    assert_eq!(collector.take(&stream.part(0)), Taken::New);
    let mut number = 0;
    let whole = loop {
        assert_eq!(collector.take(&other.part(number)), Taken::Foreign);
        number += 1;
        match collector.take(&stream.part(number)) {
            Taken::New => {}
            taken => break taken,
        }
    };
    assert_eq!(whole, Taken::Complete);
    assert_eq!(collector.take(&other.part(0)), Taken::Foreign);
    assert_eq!(collector.text(), Some(one.as_str()));
}

#[test]
fn what_is_no_part_is_malformed_and_harms_nothing() {
    let stream = stream(&envelopes(4, 2_000, 7));
    let mut collector = Collector::new();
    assert_eq!(collector.take(&stream.part(0)), Taken::New);
    let part = stream.part(1);
    let shorter = &part[..part.len() - 1];
    let misread = part.replacen('A', "B", 1);
    for said in ["", "HP1:", "https://example.org", "HP1:ế", "HP1:a", shorter, &misread, &part.to_lowercase()] {
        assert_eq!(collector.take(said), Taken::Malformed, "{said}");
    }
    assert_eq!(collector.take(&"HP1:0".repeat(100_000)), Taken::Malformed);
    assert_eq!(collector.progress().0, 1);
}

/// A part with a true check that says what it likes.
fn forged(shape: Shape, number: u32, data: Vec<u8>) -> String {
    Part { shape: Shape { size: data.len(), ..shape }, number, data }.to_text()
}

#[test]
fn lengths_that_would_take_too_much_memory_are_refused() {
    let shape = |text, packed| Shape { id: [7; 16], text, packed, size: 0 };
    let mut collector = Collector::new();
    for (shape, data) in [
        (shape(u32::MAX, 10), 10),
        (shape(MAX_TEXT as u32 + 1, 10), 10),
        (shape(10, u32::MAX), 1024),
        (shape(10, MAX_PACKED as u32 + 1), 1024),
        (shape(10, 0), 10),
        (shape(10, 10), 0),
        (shape(10, 1025), 1025),
        (shape(10, MAX_PARTS as u32 + 1), 1),
    ] {
        assert_eq!(collector.take(&forged(shape, 0, vec![0; data])), Taken::Malformed, "{shape:?}");
    }
    assert_eq!(collector.take(&forged(shape(MAX_TEXT as u32, MAX_PARTS as u32), u32::MAX, vec![0])), Taken::New);
    assert_eq!(collector.progress(), (1, MAX_PARTS as u32));
}

#[test]
fn a_text_that_unpacks_to_more_than_it_said_is_not_unpacked() {
    let text = "0".repeat(100_000);
    let packed = compress_to_vec(text.as_bytes(), 9);
    for said in [0, 1, 99_999, 100_001] {
        let shape = Shape { id: id_of(text.as_bytes()), text: said, packed: packed.len() as u32, size: 0 };
        let mut collector = Collector::new();
        assert_eq!(collector.take(&forged(shape, 0, packed.clone())), Taken::Spoiled, "{said}");
        assert_eq!(collector.text(), None);
    }
}

#[test]
fn a_text_that_is_no_utf8_is_spoiled() {
    let (bytes, mut collector) = (b"\xff\xfe", Collector::new());
    let packed = compress_to_vec(bytes, 6);
    let shape = Shape { id: id_of(bytes), text: 2, packed: packed.len() as u32, size: 0 };
    assert_eq!(collector.take(&forged(shape, 0, packed)), Taken::Spoiled);
}

#[test]
fn one_forged_part_spoils_the_text_and_never_changes_it_and_a_second_look_reads_it() {
    let text = envelopes(4, 2_000, 8);
    let stream = stream(&text);
    let honest = Part::parse(&stream.part(0)).expect("its own part");
    let mut data = honest.data.clone();
    data[100] ^= 1;
    let mut collector = Collector::new();
    assert_eq!(collector.take(&forged(honest.shape, 0, data)), Taken::New);
    assert_eq!(collector.take(&stream.part(0)), Taken::Malformed, "it contradicts what was said before");
    let spoiled = (1..100).map(|number| collector.take(&stream.part(number))).find(|taken| *taken != Taken::New);
    assert_eq!(spoiled, Some(Taken::Spoiled));
    carry(&stream, &mut collector, 0, |_| true);
    assert_eq!(collector.text(), Some(text.as_str()));
}

/// The parts of a small text as they stand in `docs/formats.md`: other people's readers rest on them.
#[test]
fn the_parts_are_those_of_the_format() {
    let text = include_str!("../../tests/data/carry/text.json");
    let stream = stream(text);
    let parts: Vec<String> = (0..stream.count() * 2).map(|number| stream.part(number)).collect();
    let path = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/data/carry/parts.txt");
    let written = parts.join("\n") + "\n";
    if std::env::var_os("HOM_PHIEU_UPDATE").is_some() {
        std::fs::write(path, &written).unwrap();
    }
    // What packs it is free to pack it otherwise; what was packed once must be read for ever.
    let kept = std::fs::read_to_string(path).unwrap();
    let mut collector = Collector::new();
    let last = kept.lines().rev().map(|part| collector.take(part)).find(|taken| *taken == Taken::Complete);
    assert_eq!((last, collector.text()), (Some(Taken::Complete), Some(text)));
    assert_eq!(written, kept);
}

proptest! {
    #![proptest_config(testing::cases(48))]

    #[test]
    fn any_half_of_the_frames_in_any_order_is_enough(
        (count, bytes, seed) in (1..12_usize, 1..1500_usize, any::<u64>()),
        first in 0..2000_u32,
        missed in prop::collection::vec(any::<bool>(), 64),
    ) {
        let text = envelopes(count, bytes, seed);
        let stream = stream(&text);
        let mut collector = Collector::new();
        // What was missed is what was missed: no part comes again.
        let hidden = |number: u32| missed[number as usize % 64] && number.is_multiple_of(2);
        let seen = carry(&stream, &mut collector, first, |number| !hidden(number));
        prop_assert_eq!(collector.text(), Some(text.as_str()));
        prop_assert!(seen <= stream.count() + 40);
    }

    #[test]
    fn shuffled_repeated_and_mixed_streams_are_read_whole(
        seed in any::<u64>(),
        order in Just((0..60_u32).collect::<Vec<_>>()).prop_shuffle(),
    ) {
        let (text, other) = (envelopes(3, 1_000, seed), envelopes(3, 1_000, !seed));
        let (stream, foreign) = (stream(&text), stream(&other));
        let mut collector = Collector::new();
        collector.take(&stream.part(order[0]));
        for number in &order {
            prop_assert_eq!(collector.take(&foreign.part(*number)), Taken::Foreign);
            let first = collector.take(&stream.part(*number));
            prop_assert!(matches!(first, Taken::New | Taken::Repeated | Taken::Complete));
            prop_assert_eq!(collector.take(&stream.part(*number)), Taken::Repeated);
        }
        prop_assert_eq!(collector.text(), Some(text.as_str()));
    }

    #[test]
    fn nothing_that_a_camera_says_makes_it_panic(said in prop::collection::vec("(HP1:)?[0-9A-Z $%*+./:-]{0,60}|.*", 1..20)) {
        let mut collector = Collector::new();
        for said in said {
            prop_assert_eq!(collector.take(&said), Taken::Malformed);
        }
    }

    #[test]
    fn nothing_that_a_forger_says_makes_it_panic(
        parts in prop::collection::vec(
            (0..2_u8, any::<u32>(), 0..50_u32, prop_oneof![0..40_u32, any::<u32>()], prop::collection::vec(any::<u8>(), 0..9)),
            1..200,
        ),
    ) {
        let mut collector = Collector::new();
        for (id, text, packed, number, data) in parts {
            let shape = Shape { id: [id; 16], text: text % 64, packed, size: 0 };
            prop_assert_ne!(collector.take(&forged(shape, number, data)), Taken::Complete);
            let (have, of) = collector.progress();
            prop_assert!(have <= of);
        }
    }
}
