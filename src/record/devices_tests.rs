//! Several devices, one box: what they hand over, in any order, twice, damaged or foreign.

use std::collections::BTreeSet;

use proptest::prelude::*;

use super::tests::{checked, files};
use super::*;
use crate::ballot::Ballot;
use crate::count::Attendance;
use crate::seal::codec::to_base64;
use crate::seal::{Envelope, SealedBallot, SealedRemark};
use crate::survey::{Digest, Mode};
use crate::testing::{self, cases, rng};

const CLOCK: &str = "2026-11-22T19:30:00+07:00";

fn opening() -> Opening {
    testing::open(&testing::survey(), 1).opening
}

/// Texts as long as each other, as the envelopes of one box are.
fn texts(numbers: impl IntoIterator<Item = u8>) -> Vec<String> {
    numbers.into_iter().map(|number| to_base64(&[number; 60])).collect()
}

fn log_of(opening: &Opening, acts: &[(OfficerAct, Option<u32>, Option<u32>)]) -> Vec<OfficerEvent> {
    let mut log = Vec::new();
    for &(act, device, count) in acts {
        let event = OfficerEvent { device, count, ..next_event(&log, opening.digest(), act, CLOCK) };
        log.push(event);
    }
    log
}

/// Device 2 with these ballots, its vote closed or not.
fn second(opening: &Opening, ballots: impl IntoIterator<Item = u8>, closed: bool) -> BoxFile {
    let mut acts = vec![(OfficerAct::Joined, Some(2), None)];
    if closed {
        acts.extend([(OfficerAct::Closed, None, None), (OfficerAct::HandedOver, None, None)]);
    }
    let ballots = texts(ballots);
    let instance = to_base64(&[2; 16]);
    let of = DeviceBox {
        device: 2,
        name: "Máy 2",
        instance: &instance,
        issued: ballots.len() as u32,
        slips: None,
        log: log_of(opening, &acts),
    };
    BoxFile::new(opening, of, ballots, texts([100, 101]))
}

fn added() -> BTreeSet<u32> {
    BTreeSet::from([2, 3])
}

fn device_fault<T>(result: Result<T, RecordFault>) -> DeviceFault {
    match result {
        Err(RecordFault::Device(fault)) => fault,
        other => panic!("{:?}", other.err()),
    }
}

fn parsed(change: impl FnOnce(&mut BoxFile)) -> Result<BoxFile, RecordFault> {
    let mut file = second(&opening(), 0..4, true);
    change(&mut file);
    BoxFile::parse(file.to_text().as_bytes())
}

#[test]
fn a_box_file_is_read_back_and_says_nothing_of_the_order_of_its_ballots() {
    let opening = opening();
    let file = second(&opening, 0..4, true);
    assert_eq!(file, second(&opening, [3, 1, 0, 2, 1], true).into_with_issued(4));
    assert!(file.closed);
    assert_eq!(BoxFile::parse(file.to_text().as_bytes()).unwrap(), file);
    file.admit(&opening, &added(), Some([80, 80])).unwrap();
}

impl BoxFile {
    fn into_with_issued(self, issued: u32) -> Self {
        Self { issued, ..self }
    }
}

#[test]
fn a_box_file_that_does_not_hold_by_itself_is_refused_and_says_why() {
    let fault = |change: fn(&mut BoxFile)| device_fault(parsed(change));
    let ballot = SealedKind::Ballot;
    assert_eq!(fault(|file| file.ballots.swap(0, 1)), DeviceFault::Order { kind: ballot });
    assert_eq!(fault(|file| file.ballots[1] = file.ballots[0].clone()), DeviceFault::Order { kind: ballot });
    assert_eq!(fault(|file| file.remarks.swap(0, 1)), DeviceFault::Order { kind: SealedKind::Remark });
    let long = MAX_SEALED_CHARS + 1;
    let size = DeviceFault::WrongSize { kind: ballot, index: 2, expected: MAX_SEALED_CHARS, found: long };
    assert_eq!(fault(|file| file.ballots[2] = "A".repeat(MAX_SEALED_CHARS + 1)), size);
    let none = DeviceFault::NotSealed { kind: ballot, index: 0 };
    assert_eq!(fault(|file| file.ballots = vec!["+".repeat(80)]), none);
    assert_eq!(fault(|file| file.ballots = vec![String::new()]), DeviceFault::NotSealed { kind: ballot, index: 0 });
    assert_eq!(fault(|file| file.device = 0), DeviceFault::Number { device: 0 });
    assert_eq!(fault(|file| file.device = 31), DeviceFault::Number { device: 31 });
    assert_eq!(fault(|file| file.name = "Máy \u{202e}2".into()), DeviceFault::Name);
    assert_eq!(fault(|file| file.instance = "2".into()), DeviceFault::Instance);
    assert_eq!(fault(|file| file.log = vec![file.log[0].clone(); MAX_LOG + 1]), DeviceFault::TooMany);
    let slips = |printed, voided, spent: &[u8]| {
        let spent: Vec<Digest> = spent.iter().map(|slip| Digest([*slip; 32])).collect();
        Some(BoxSlips { printed, voided, used: spent.len() as u32, spent, unspent: None })
    };
    assert!(parsed(|file| file.slips = slips(5, 2, &[1, 2, 3])).is_ok());
    for (wrong, why) in [
        (slips(4, 2, &[1, 2, 3]), DeviceFault::SlipFigures),
        (slips(9, u32::MAX, &[]), DeviceFault::SlipFigures),
        (slips(5, 0, &[2, 1]), DeviceFault::SlipOrder),
        (slips(5, 0, &[1, 1]), DeviceFault::SlipOrder),
    ] {
        assert_eq!(device_fault(parsed(|file| file.slips = wrong)), why);
    }
    let miscounted = BoxSlips { printed: 5, voided: 0, used: 1, spent: Vec::new(), unspent: None };
    assert_eq!(device_fault(parsed(|file| file.slips = Some(miscounted))), DeviceFault::SlipFigures);
    // Of 9 slips: 1 to 3 spent, 2 void, so 4 at most are good.
    let unspent = |free: &[u8], issued: &[u8], void: &[u8]| {
        let of = |slips: &[u8]| slips.iter().map(|slip| Digest([*slip; 32])).collect();
        let unspent = UnspentSlips { free: of(free), issued: of(issued), void: of(void) };
        slips(9, 2, &[1, 2, 3]).map(|slips| BoxSlips { unspent: Some(unspent), ..slips })
    };
    assert!(parsed(|file| file.slips = unspent(&[4, 6, 7], &[5], &[8, 9])).is_ok());
    for (wrong, why) in [
        (unspent(&[6, 4], &[], &[]), DeviceFault::SlipOrder),
        (unspent(&[4], &[4], &[]), DeviceFault::SlipOrder),
        (unspent(&[], &[], &[3]), DeviceFault::SlipOrder),
        (unspent(&[4, 5, 6, 7, 8], &[], &[]), DeviceFault::SlipFigures),
        (unspent(&[], &[], &[7, 8, 9]), DeviceFault::SlipFigures),
    ] {
        assert_eq!(device_fault(parsed(|file| file.slips = wrong)), why);
    }
    let version = parsed(|file| file.version = 1);
    assert!(matches!(version, Err(RecordFault::Json(_))), "{version:?}");
}

#[test]
fn what_a_chief_device_knows_of_the_others_is_a_backups_only_and_holds_by_itself() {
    let opening = opening();
    let other = |device, name: Option<&str>, slips: &[u8]| OtherDevice {
        device,
        name: name.map(str::to_owned),
        slips: slips.iter().map(|slip| Digest([*slip; 32])).collect(),
    };
    let chief = |others: Vec<OtherDevice>| {
        let file = BoxFile { device: CHIEF, others: Some(others), ..second(&opening, 0..2, true) };
        BoxFile::parse(file.to_text().as_bytes())
    };
    let whole = chief(vec![other(2, Some("Máy cổng đình"), &[1, 2]), other(3, None, &[3])]).unwrap();
    let mut merged = Merged::default();
    merged.take(whole).unwrap();
    assert!(merged.boxes().all(|file| file.others.is_none()), "no matter of a hand-over");
    for (wrong, why) in [
        (vec![other(1, None, &[])], DeviceFault::Number { device: 1 }),
        (vec![other(31, None, &[])], DeviceFault::Number { device: 31 }),
        (vec![other(3, None, &[]), other(2, None, &[])], DeviceFault::PartOrder),
        (vec![other(2, None, &[]), other(2, None, &[])], DeviceFault::PartOrder),
        (vec![other(2, Some(""), &[])], DeviceFault::Name),
        (vec![other(2, None, &[2, 1])], DeviceFault::SlipOrder),
        (vec![other(2, None, &[1]), other(3, None, &[1])], DeviceFault::SlipOrder),
    ] {
        assert_eq!(device_fault(chief(wrong)), why);
    }
    let joined = parsed(|file| file.others = Some(vec![other(3, None, &[])]));
    assert_eq!(device_fault(joined), DeviceFault::Number { device: 3 }, "a joined device knows of no others");
}

#[test]
fn a_damaged_ballot_or_remark_comes_along_with_the_others() {
    // One of them kept a device's whole box from being taken in, and its backup from being restored.
    let opening = opening();
    let whole = second(&opening, 0..4, true);
    let bad = ["A".repeat(79), "+".repeat(80), String::new(), unreadable("a key", "{\"format\":\"hom-")];
    for bad in bad {
        let with = |of: &[String]| [of, std::slice::from_ref(&bad)].concat();
        let of = DeviceBox {
            device: 2,
            name: &whole.name,
            instance: &whole.instance,
            issued: 5,
            slips: None,
            log: whole.log.clone(),
        };
        let file = BoxFile::new(&opening, of, with(&whole.ballots), with(&whole.remarks));
        let read = BoxFile::parse(file.to_text().as_bytes()).unwrap();
        read.admit(&opening, &added(), Some([80, 80])).unwrap();
        let mut all = Merged::default();
        assert_eq!(all.take(read), Ok(Taken { ballots: 5, remarks: 3 }), "{bad:?}");
    }
    // In a file that was whole, too; but the order of the others holds.
    for bad in ["A".repeat(79), "+".repeat(80), String::new()] {
        assert!(parsed(|file| file.ballots[2] = bad.clone()).is_ok(), "{bad:?}");
        let disordered = parsed(|file| {
            file.ballots[2] = bad.clone();
            file.ballots.swap(0, 1);
        });
        assert_eq!(device_fault(disordered), DeviceFault::Order { kind: SealedKind::Ballot });
    }
    assert_ne!(unreadable("one", "{"), unreadable("other", "{"), "two damaged ballots are two");
    assert!(is_sealed_text(&unreadable("", "")) && is_sealed_text(&unreadable("a", &"ể".repeat(MAX_SEALED_CHARS))));
}

#[test]
fn a_box_file_of_elsewhere_is_not_admitted_and_says_why() {
    let own = opening();
    let admit = |change: &dyn Fn(&mut BoxFile)| {
        let mut file = second(&own, 0..4, true);
        change(&mut file);
        file.admit(&own, &added(), Some([80, 80]))
    };
    let fault = |change: &dyn Fn(&mut BoxFile)| device_fault(admit(change));
    let practice = admit(&|file| file.mode = Mode::Practice);
    assert_eq!(practice, Err(RecordFault::WrongMode { expected: Mode::Real, found: Mode::Practice }));
    assert!(matches!(fault(&|file| file.box_id = to_base64(&[7; 16])), DeviceFault::ForeignBox { .. }));
    assert!(matches!(fault(&|file| file.opening_digest = Digest([7; 32])), DeviceFault::OtherOpening { .. }));
    assert_eq!(fault(&|file| file.device = 4), DeviceFault::NeverAdded { device: 4 });
    assert_eq!(fault(&|file| file.closed = false), DeviceFault::ClosedUnlogged);
    assert_eq!(fault(&|file| file.log.truncate(1)), DeviceFault::ClosedUnlogged);
    let all_of_a_size = |file: &mut BoxFile| file.ballots = vec![to_base64(&[1; 30])];
    let size = DeviceFault::WrongSize { kind: SealedKind::Ballot, index: 0, expected: 80, found: 40 };
    assert_eq!(fault(&all_of_a_size), size);
    assert_eq!(admit(&|file| file.log.clear()), Err(RecordFault::BrokenLog { seq: 0 }));
    assert_eq!(admit(&|file| drop(file.log.remove(1))), Err(RecordFault::BrokenLog { seq: 1 }));
    // Device 3's number over device 2's log.
    assert_eq!(admit(&|file| file.device = 3), Err(RecordFault::LogMembers { seq: 0 }));
    let last = |file: &mut BoxFile| file.log.last_mut().unwrap().device_clock = "19:30".into();
    assert_eq!(admit(&last), Err(RecordFault::Value(NotAllowed::Time)));
}

#[test]
fn a_box_that_was_handed_over_takes_no_more_ballots() {
    let opening = opening();
    let fault = DeviceFault::AfterClose { device: 2, ballots: 1 };
    // In whatever order the two come.
    for pair in [[true, false], [false, true]] {
        let mut merged = Merged::default();
        let of = |closed: bool| second(&opening, if closed { 0..3 } else { 0..4 }, closed);
        merged.take(of(pair[0])).unwrap();
        let before = merged.clone();
        assert_eq!(device_fault(merged.take(of(pair[1]))), fault);
        assert_eq!(merged, before, "nothing is taken in");
    }
}

#[test]
fn two_files_that_are_possible_each_and_impossible_together_are_not_taken() {
    // They were stored as one file that no reader takes: neither import nor count went on from there.
    let opening = opening();
    let file = |printed: u32, voided: u32, spent: &[u8]| {
        let spent: Vec<Digest> = spent.iter().map(|slip| Digest([*slip; 32])).collect();
        let slips = BoxSlips { printed, voided, used: spent.len() as u32, spent, unspent: None };
        BoxFile { slips: Some(slips), ..second(&opening, 0..4, false) }
    };
    let mut all = Merged::default();
    all.take(file(5, 0, &[1, 2, 3, 4])).unwrap();
    let before = all.clone();
    assert_eq!(all.take(file(5, 2, &[1, 2, 3])), Err(DeviceFault::SlipFigures.into()));
    assert_eq!(all, before, "and nothing of it is there");
    all.take(file(6, 1, &[1, 5])).unwrap();
    for kept in all.boxes() {
        assert!(BoxFile::parse(kept.to_text().as_bytes()).is_ok());
    }
}

#[test]
fn two_histories_of_one_device_are_told_apart_and_not_mixed() {
    // A backup was restored on a second tablet, and both went on.
    let opening = opening();
    let joined = (OfficerAct::Joined, Some(2), None);
    let with_log = |acts: &[_]| BoxFile { log: log_of(&opening, acts), ..second(&opening, 0..2, false) };
    let mut merged = Merged::default();
    merged.take(with_log(&[joined, (OfficerAct::Restored, None, None)])).unwrap();
    merged.take(with_log(&[joined])).unwrap();
    let other = merged.take(with_log(&[joined, (OfficerAct::Paused, None, None)]));
    assert_eq!(device_fault(other), DeviceFault::TwoHistories { device: 2 });
    let renamed = merged.take(BoxFile { name: "Máy hai".into(), ..with_log(&[joined]) });
    assert!(matches!(renamed, Err(RecordFault::Mismatch { .. })));
}

#[test]
fn what_a_device_refused_comes_with_its_log_and_changes_no_figure() {
    let opening = opening();
    let handed = second(&opening, 0..3, true);
    let mut later = handed.clone();
    // A phone's ballot came after the close; the chief device had the box already.
    let late = Refusal { what: Brought::HandIn, why: RefusedAs::Closed };
    later.log.push(next_event(&later.log, opening.digest(), OfficerAct::Refused, CLOCK).refusing(late));
    let later = BoxFile::parse(later.to_text().as_bytes()).unwrap();
    later.admit(&opening, &BTreeSet::from([2]), None).unwrap();
    for files in [[&handed, &later], [&later, &handed]] {
        let mut merged = Merged::default();
        merged.take(files[0].clone()).unwrap();
        let figures = (merged.issued(), merged.ballots().len(), merged.duplicates());
        assert_eq!(merged.take(files[1].clone()).unwrap(), Taken::default());
        assert_eq!((merged.issued(), merged.ballots().len(), merged.duplicates()), figures);
        assert_eq!(merged.boxes().next().unwrap().log, later.log);
    }
}

#[test]
fn a_ballot_on_two_devices_counts_once_and_is_reported_and_so_is_a_slip() {
    let opening = opening();
    let slips = |spent: &[u8]| {
        let spent: Vec<Digest> = spent.iter().map(|slip| Digest([*slip; 32])).collect();
        Some(BoxSlips { printed: 10, voided: 1, used: spent.len() as u32, spent, unspent: None })
    };
    let mut merged = Merged::default();
    let one = BoxFile { slips: slips(&[1, 2]), ..second(&opening, 0..3, true) };
    // The same join file on a second tablet.
    let other = BoxFile { slips: slips(&[2, 3]), instance: to_base64(&[9; 16]), ..second(&opening, 2..6, true) };
    assert_eq!(merged.take(one).unwrap(), Taken { ballots: 3, remarks: 2 });
    assert_eq!(merged.take(other.clone()).unwrap(), Taken { ballots: 3, remarks: 0 });
    assert_eq!(merged.take(other).unwrap(), Taken::default());
    assert_eq!((merged.ballots().len(), merged.duplicates(), merged.issued()), (6, 1, 7));
    assert_eq!(merged.slips_twice(), BTreeSet::from([Digest([2; 32])]));
    let devices = merged.devices(&[]).unwrap();
    assert_eq!((devices.duplicates, devices.slips_twice), (1, 1));
    let slips = devices.parts[0].slips.unwrap();
    assert_eq!((slips.printed, slips.voided, slips.used, slips.unused), (10, 1, 2, 7));
}

/// What an honest device hands out over an evening: snapshots of a log and a set of ballots that only grow.
fn history(device: u32, instance: u8, ballots: &[u8], close_at: usize) -> Vec<BoxFile> {
    let opening = opening();
    let mut acts =
        vec![if device == 1 { (OfficerAct::Opened, None, None) } else { (OfficerAct::Joined, Some(device), None) }];
    let mut snapshots = Vec::new();
    for known in 0..=ballots.len() {
        if known == close_at.min(ballots.len()) {
            acts.push((OfficerAct::Closed, None, None));
        } else {
            acts.push((OfficerAct::BackedUp, None, None));
        }
        let instance = to_base64(&[instance; 16]);
        let name = format!("Máy {device}");
        let log = log_of(&opening, &acts);
        let spent: Vec<Digest> = ballots[..known].iter().map(|ballot| Digest([*ballot; 32])).collect();
        let slips = Some((200, known as u32 / 3, spent));
        let of = DeviceBox { device, name: &name, instance: &instance, issued: known as u32, slips, log };
        let texts = texts(ballots[..known].iter().copied());
        snapshots.push(BoxFile::new(&opening, of, texts.clone(), texts));
        if known == close_at {
            break;
        }
    }
    snapshots
}

fn merged(files: &[BoxFile]) -> Merged {
    let mut merged = Merged::default();
    for file in files {
        merged.take(file.clone()).expect("honest devices never contradict themselves");
    }
    merged
}

/// Snapshots of three instances, drawn with repetition and in any order.
fn snapshots() -> impl Strategy<Value = Vec<BoxFile>> {
    let device = |device: u32, instance: u8| {
        (prop::collection::vec(any::<u8>(), 0..5), 0..6_usize)
            .prop_map(move |(ballots, close_at)| history(device, instance, &ballots, close_at))
    };
    (device(1, 1), device(2, 2), device(2, 3)).prop_flat_map(|(one, two, three)| {
        let all: Vec<BoxFile> = [one, two, three].concat();
        prop::collection::vec(prop::sample::select(all), 0..8)
    })
}

proptest! {
    #![proptest_config(cases(64))]

    #[test]
    fn importing_twice_or_in_any_order_changes_nothing(files in snapshots(), seed in any::<u64>()) {
        let whole = merged(&files);
        let twice = merged(&[files.clone(), files.clone()].concat());
        prop_assert_eq!(&twice, &whole);
        let mut shuffled = files.clone();
        shuffled.sort_by_key(|file| Digest::of_parts("order", &[&seed.to_le_bytes(), file.to_text().as_bytes()]));
        prop_assert_eq!(&merged(&shuffled), &whole);
        // Taken together in whatever groups.
        for cut in 0..=files.len() {
            let (left, right) = files.split_at(cut);
            let groups: Vec<BoxFile> = merged(right).boxes().chain(merged(left).boxes()).cloned().collect();
            prop_assert_eq!(&merged(&groups), &whole);
        }
        let all: BTreeSet<Digest> = files.iter().flat_map(BoxFile::ballot_ids).collect();
        prop_assert_eq!(whole.ballots().into_keys().collect::<BTreeSet<_>>(), all);
        for file in whole.boxes() {
            prop_assert_eq!(&BoxFile::parse(file.to_text().as_bytes()).unwrap(), file);
        }
    }

    #[test]
    fn whatever_two_files_of_one_device_say_their_order_does_not_matter(
        one in (prop::collection::vec(0..6_u8, 0..4), any::<bool>()),
        other in (prop::collection::vec(0..6_u8, 0..4), any::<bool>()),
    ) {
        let opening = opening();
        let file = |(ballots, closed): &(Vec<u8>, bool)| second(&opening, ballots.iter().copied(), *closed);
        let both = |first: BoxFile, then: BoxFile| {
            let mut merged = Merged::default();
            merged.take(first).unwrap();
            merged.take(then).map(|_| merged)
        };
        prop_assert_eq!(both(file(&one), file(&other)), both(file(&other), file(&one)));
    }

    #[test]
    fn no_bytes_make_the_readers_panic(bytes in prop::collection::vec(any::<u8>(), 0..300)) {
        prop_assert!(BoxFile::parse(&bytes).is_err() && Join::parse(&bytes).is_err());
    }
}

#[test]
fn a_join_file_is_read_back_with_its_key_and_passes_every_door_inside() {
    let survey = testing::survey();
    let opening = opening();
    let slips = vec![Digest([2; 32]), Digest([1; 32]), Digest([2; 32])];
    let join = Join::new(&survey, &opening, 2, "Máy 2", slips);
    let (read, _) = Join::parse(join.to_text().as_bytes()).unwrap();
    assert_eq!(read, join);
    assert_eq!(read.slips, [Digest([1; 32]), Digest([2; 32])]);

    let parse = |change: fn(&mut Join)| {
        let mut join = join.clone();
        change(&mut join);
        Join::parse(join.to_text().as_bytes()).map(|_| ())
    };
    for device in [0, 1, 31] {
        let join = Join { device, ..join.clone() };
        let fault = Join::parse(join.to_text().as_bytes()).map(|_| ());
        assert_eq!(device_fault(fault), DeviceFault::Number { device });
    }
    assert_eq!(device_fault(parse(|join| join.name = String::new())), DeviceFault::Name);
    assert_eq!(device_fault(parse(|join| join.slips.reverse())), DeviceFault::SlipOrder);
    let practice = parse(|join| join.mode = Mode::Practice);
    assert_eq!(practice, Err(RecordFault::WrongMode { expected: Mode::Real, found: Mode::Practice }));
    let foreign = device_fault(parse(|join| join.box_id = to_base64(&[7; 16])));
    assert!(matches!(foreign, DeviceFault::ForeignBox { .. }));
    assert!(matches!(parse(|join| join.survey.title = String::new()), Err(RecordFault::Survey(_))));
    let other_survey = parse(|join| join.survey.title = "Phiếu khác".into());
    assert!(matches!(other_survey, Err(RecordFault::Mismatch { .. })));
    let ballots = parse(|join| join.opening.ballots = 1);
    assert_eq!(ballots, Err(RecordFault::Value(NotAllowed::BallotsAtOpening)));
}

/// A meeting of the chief, device 2 and a missing device 3; the envelopes are those of real sealed ballots.
fn meeting(
    change: impl FnOnce(&mut RecordDevices, &mut Vec<OfficerEvent>),
) -> Result<(NewBox, CountOutput), RecordFault> {
    let survey = testing::survey();
    let new_box = testing::open(&survey, 1);
    let opening = &new_box.opening;
    let key = opening.box_key(&survey).unwrap();
    let mut rng = rng(7);
    let blank = Ballot::blank(&survey);
    let sealed: Vec<_> = (0..5).map(|_| SealedBallot::seal(&blank, &key, &mut rng).unwrap()).collect();
    let remarks: Vec<_> = (0..5).flat_map(|_| SealedRemark::seal_all(&blank, &key, &mut rng).unwrap()).collect();
    let mut log = log_of(
        opening,
        &[
            (OfficerAct::Opened, None, None),
            (OfficerAct::Joined, Some(2), None),
            (OfficerAct::Joined, Some(3), None),
            (OfficerAct::Closed, None, None),
            (OfficerAct::Imported, Some(2), Some(3)),
        ],
    );
    let of = |log: &[OfficerEvent]| DeviceBox {
        device: 1,
        name: "Máy 1",
        instance: "AQEBAQEBAQEBAQEBAQEBAQ",
        issued: 2,
        slips: None,
        log: log.to_vec(),
    };
    let mut merged = Merged::default();
    merged.take(BoxFile::new(opening, of(&log), texts([10, 11]), Vec::new())).unwrap();
    merged.take(second(opening, 0..3, true)).unwrap();
    let added = [2, 3].map(|device| AddedDevice { device, name: format!("Máy {device}") });
    let mut devices = merged.devices(&added).unwrap();
    change(&mut devices, &mut log);
    let input = CountInput {
        survey: &survey,
        opening,
        key: &key,
        cards: &testing::unlock(&new_box, &key, &[1, 2]),
        emptied: testing::emptied(&new_box, &key, &sealed, &remarks, &[1, 2]).unwrap(),
        paper: None,
        paper_remarks: Vec::new(),
        issued: 5,
        attendance: Attendance { summoned: 60, present: 40, delegates: None },
        log,
        devices: Some(devices),
        counted_at: "2026-11-22T20:30:00+07:00",
    };
    let output = count_box(input, &mut |_, _| {}, &mut rng)?;
    Ok((new_box, output))
}

#[test]
fn a_meeting_of_three_devices_one_of_them_missing_verifies_and_names_all_three() {
    let (new_box, output) = meeting(|_, _| ()).unwrap();
    let report = checked(&files(&new_box, &output));
    assert_eq!((report.faults, report.unchecked), (vec![], vec![]));
    let devices = output.payload.devices.unwrap();
    let shown: Vec<_> = devices.parts.iter().map(|part| (part.device, part.collected, part.handed_over)).collect();
    assert_eq!(shown, [(1, 2, true), (2, 3, true), (3, 0, false)]);
    assert_eq!(devices.missing().map(|part| part.name.as_str()).collect::<Vec<_>>(), ["Máy 3"]);
}

#[test]
fn a_forged_ballot_in_a_joined_devices_box_is_set_aside_and_the_honest_ones_are_counted() {
    let survey = testing::survey();
    let new_box = testing::open(&survey, 1);
    let opening = &new_box.opening;
    let key = opening.box_key(&survey).unwrap();
    let mut rng = rng(7);
    let blank = Ballot::blank(&survey);
    let honest: Vec<_> = (0..3).map(|_| SealedBallot::seal(&blank, &key, &mut rng).unwrap()).collect();
    // Whole in its envelope and of the right size, and its proofs made for another box.
    let elsewhere = testing::open(&survey, 2).opening.box_key(&survey).unwrap();
    let forged = SealedBallot {
        choices: SealedBallot::seal(&blank, &elsewhere, &mut rng).unwrap().choices,
        ..honest[0].clone()
    };
    let close = |ballot: &SealedBallot| Envelope::close(ballot, &key, &mut testing::rng(70)).unwrap().sealed;
    let damaged = to_base64(&vec![3; key.sealed_chars()[0] * 3 / 4]);
    let texts = honest.iter().chain([&forged]).map(close).chain([damaged]).collect();
    let remark = SealedRemark::seal_all(&blank, &key, &mut rng).unwrap().remove(0).sealed;
    let brought = BoxFile::new(
        opening,
        DeviceBox {
            device: 2,
            name: "Máy 2",
            instance: &to_base64(&[2; 16]),
            issued: 5,
            slips: None,
            log: log_of(opening, &[(OfficerAct::Joined, Some(2), None), (OfficerAct::Closed, None, None)]),
        },
        texts,
        vec![remark],
    );
    let file = BoxFile::parse(brought.to_text().as_bytes()).unwrap();
    file.admit(opening, &added(), Some(key.sealed_chars())).unwrap();
    let mut merged = Merged::default();
    merged.take(file).unwrap();
    let envelope = |sealed: &&str| Envelope::of(opening.mode, &opening.box_id, (*sealed).to_owned());
    let envelopes: Vec<Envelope> = merged.ballots().values().map(envelope).collect();
    let cards = testing::unlock(&new_box, &key, &[1, 2]);
    let emptied = empty_envelopes(&key, &cards, &envelopes, &mut |_| {}).unwrap();
    assert_eq!((emptied.ballots.len(), emptied.unreadable), (4, 1));
    let (ballots, _) = emptied.in_order(&key);
    let judged = super::judge::judge(&key, ballots.iter().map(|(id, ballot, _)| (id, ballot)), &mut |_, ballot| {
        ballot.verify(&key)
    });
    assert_eq!(judged.sums.ballots(), 3);
    let aside: Vec<_> = judged.set_aside.iter().map(|aside| (aside.ballot, &aside.reason)).collect();
    assert_eq!(aside, [(forged.id(), &SetAsideReason::BadProof)]);
}

#[test]
fn devices_whose_ballots_are_not_those_of_the_box_show_as_a_sum() {
    let (new_box, output) = meeting(|devices, _| devices.parts[1].collected += 1).unwrap();
    let report = checked(&files(&new_box, &output));
    assert_eq!(report.faults.len(), 1, "{:?}", report.faults);
    let RecordFault::Conservation(sum) = &report.faults[0].fault else { panic!("{:?}", report.faults) };
    assert_eq!(sum.rule, "devices: collected = electronic collected + duplicates");
    assert_eq!((sum.left, sum.right), (6, 5));
}

#[test]
fn no_count_is_made_with_a_device_left_out_or_made_up() {
    let fault = |change: fn(&mut RecordDevices, &mut Vec<OfficerEvent>)| device_fault(meeting(change));
    assert_eq!(fault(|devices, _| drop(devices.parts.pop())), DeviceFault::LeftOut { device: 3 });
    assert_eq!(fault(|devices, _| devices.parts.swap(0, 1)), DeviceFault::PartOrder);
    assert_eq!(fault(|devices, _| devices.parts[2].device = 4), DeviceFault::NeverAdded { device: 4 });
    assert_eq!(fault(|_, log| drop(log.pop())), DeviceFault::NeverImported { device: 2 });
    assert_eq!(fault(|devices, _| devices.parts[2].issued = 1), DeviceFault::Unheard);
    assert_eq!(fault(|devices, _| devices.parts[1].handed_over = false), DeviceFault::ClosedUnlogged);
    let cut = meeting(|devices, _| drop(devices.parts[1].log.remove(1))).err();
    assert_eq!(cut, Some(RecordFault::BrokenLog { seq: 1 }));
}

type Change = fn(&mut Record);

#[test]
fn every_change_of_the_devices_in_a_record_or_a_result_is_noticed_at_its_place() {
    let (new_box, output) = meeting(|_, _| ()).unwrap();
    let record: Record = serde_json::from_str(&output.record).unwrap();
    let changes: [(&str, Change); 6] = [
        ("devices", |record| record.devices = None),
        ("devices.parts", |record| drop(record.devices.as_mut().unwrap().parts.pop())),
        ("devices.parts[1].log", |record| drop(record.devices.as_mut().unwrap().parts[1].log.remove(1))),
        ("devices.parts[1].instance", |record| {
            record.devices.as_mut().unwrap().parts[1].instance = Some("x".into());
        }),
        ("devices.parts[1].log[2].device_clock", |record| {
            record.devices.as_mut().unwrap().parts[1].log[2].device_clock = "19:30".into();
        }),
        ("log", |record| drop(record.log.remove(2))),
    ];
    for (place, change) in changes {
        let mut record = record.clone();
        change(&mut record);
        let report = checked(&[("x.record.json".into(), serde_json::to_vec(&record).unwrap())]);
        assert!(report.faults.iter().any(|fault| fault.at == place), "{place}: {:?}", report.faults);
        assert!(!report.held.contains(&Held::Log), "{place}");
    }
    // The record was made anew around another figure; the result still says the old one.
    let mut other = record;
    other.devices.as_mut().unwrap().slips_twice = 1;
    let mut files = files(&new_box, &output);
    files[1].1 = serde_json::to_vec(&other).unwrap();
    assert!(checked(&files).faults.iter().any(|fault| fault.at == "payload.devices"));
}

#[test]
fn a_clock_that_went_back_on_a_device_is_told_and_is_no_fault() {
    let (new_box, output) = meeting(|devices, _| {
        let log = &mut devices.parts[1].log;
        log.truncate(2);
        let opening = testing::open(&testing::survey(), 1).opening.digest();
        let event = next_event(log, opening, OfficerAct::HandedOver, "2026-11-22T18:00:00+07:00");
        log.push(event);
    })
    .unwrap();
    let report = checked(&files(&new_box, &output));
    assert_eq!(report.faults, []);
    assert_eq!(report.clock_steps, [ClockStep { device: 2, seq: 2, minutes: 90 }]);
}
