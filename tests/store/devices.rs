//! Several devices, one box; backups.

use hom_phieu::record::{
    BoxFile, DeviceBox, DeviceFault, Join, OfficerAct, OfficerEvent, Opening, RecordFault, Taken, check_log,
    check_log_of, next_event,
};
use hom_phieu::seal::{Envelope, SealedRemark};
use hom_phieu::slip::SlipCode;
use hom_phieu::store::{
    BoxState, BoxWriter, ImportFault, Phase, Restoring, Store, StoreFault, clock, new_instance, opened_event,
};
use hom_phieu::survey::{Digest, Mode, Survey};
use wasm_bindgen_test::wasm_bindgen_test;

use crate::slips::{figures, slips};
use crate::*;

const MEETING: &[u8] = include_bytes!("../data/practice-meeting/tap-lam-quen-thon-mau-tap-duot.opening.json");
const SURVEY: &str = include_str!("../data/practice-meeting/tap-lam-quen-thon-mau-tap-duot.survey.json");
/// Lengths of what these tests take for sealed ballots and remarks.
const SIZES: [usize; 2] = [8, 8];

/// An opening of a box of its own: the store never looks at its keys.
pub(crate) fn meeting() -> Opening {
    let opening = Opening::parse(MEETING).expect("an opening");
    Opening { box_id: new_instance().expect("the browser has randomness"), ..opening }
}

pub(crate) async fn chief(opening: &Opening) -> (Store, BoxWriter) {
    let store = Store::open(true).await.expect("the browser keeps data");
    let [survey, text] = [SURVEY.to_owned(), opening.to_text()];
    let state = BoxState { box_id: opening.box_id.clone(), survey, opening: text.clone(), ..new_box(true) };
    store.create_box(state, opened_event(&text).expect("an opening")).await.expect("a new box");
    let writer = store.writer(&opening.box_id).await.expect("the only writer");
    (store, writer)
}

/// What these tests take for a sealed ballot.
fn sealed(letter: &str) -> String {
    letter.repeat(SIZES[0])
}

async fn vote(writer: &BoxWriter, letter: &str) {
    let envelope = Envelope::of(Mode::Practice, &writer.state().box_id, sealed(letter));
    let text = serde_json::to_string(&envelope).expect("plain data");
    let slip = writer.release().await.expect("a slip");
    writer.cast(&slip, &envelope.id().to_text(), &text, vec![]).await.expect("cast");
}

fn log_of(opening: &Opening, acts: &[OfficerAct]) -> Vec<OfficerEvent> {
    let mut log: Vec<OfficerEvent> = Vec::new();
    for act in acts {
        let event = next_event(&log, opening.digest(), *act, "2026-11-22T19:30:00+07:00");
        log.push(if log.is_empty() { event.about(2) } else { event });
    }
    log
}

const TWO: &str = "AAAAAAAAAAAAAAAAAAAAAA";

/// What device 2 hands over with this log.
fn box_of_two(opening: &Opening, letters: &[&str], acts: &[OfficerAct]) -> BoxFile {
    let log = log_of(opening, acts);
    let of = DeviceBox { device: 2, name: "Máy 2", instance: TWO, issued: letters.len() as u32, slips: None, log };
    BoxFile::new(opening, of, letters.iter().map(|letter| sealed(letter)).collect(), vec![])
}

async fn deleted(store: &Store, box_id: &str) {
    for _ in 0..50 {
        match store.delete_box(box_id).await {
            Err(StoreFault::OtherTab) => gloo_timers::future::TimeoutFuture::new(20).await,
            done => return done.expect("a practice box can go"),
        }
    }
    panic!("the lock was never freed");
}

#[wasm_bindgen_test]
async fn a_box_that_is_taken_twice_or_out_of_order_changes_nothing() {
    use OfficerAct::{BackedUp, Closed, HandedOver, Imported, Joined};
    let opening = meeting();
    let (_, writer) = chief(&opening).await;
    let join = writer.add_device("Máy 2").await.expect("added");
    assert_eq!((join.device, join.name.as_str(), &join.opening), (2, "Máy 2", &opening));
    vote(&writer, "A").await;
    let early = box_of_two(&opening, &["B"], &[Joined, BackedUp]).to_text();
    let late = box_of_two(&opening, &["A", "B", "C"], &[Joined, BackedUp, Closed, HandedOver]).to_text();
    assert_eq!(writer.import(&late, SIZES).await, Ok(Taken { ballots: 2, remarks: 0 }), "A is here already");
    let log = writer.log().await.expect("readable");
    let last = log.last().expect("an entry");
    assert_eq!((last.kind, last.device, last.count), (Imported, Some(2), Some(2)));
    for again in [&early, &late, &early] {
        assert_eq!(writer.import(again, SIZES).await, Ok(Taken::default()));
    }
    assert_eq!(writer.log().await.as_ref(), Ok(&log), "nothing happened");
    let gathered = writer.gathered().await.expect("readable");
    assert_eq!((gathered.ballots.len(), gathered.issued), (3, 4));
    let devices = gathered.devices.expect("two devices");
    assert_eq!(devices.duplicates, 1);
    let parts: Vec<_> = devices.parts.iter().map(|part| (part.device, part.collected, part.handed_over)).collect();
    assert_eq!(parts, [(1, 1, false), (2, 3, true)]);
    assert_eq!(writer.collected().await, Ok(1), "the own ballots lie apart");
    assert_eq!(check_log(&log, opening.digest()), []);

    // The other way round, in another box, the same comes out.
    let (_, other) = chief(&meeting_like(&opening)).await;
    other.add_device("Máy 2").await.expect("added");
    let opening = Opening::parse(other.state().opening.as_bytes()).expect("an opening");
    let early = box_of_two(&opening, &["B"], &[Joined, BackedUp]).to_text();
    let late = box_of_two(&opening, &["A", "B", "C"], &[Joined, BackedUp, Closed, HandedOver]).to_text();
    assert_eq!(other.import(&early, SIZES).await.map(|taken| taken.ballots), Ok(1));
    assert_eq!(other.import(&late, SIZES).await.map(|taken| taken.ballots), Ok(2));
    assert_eq!(other.gathered().await.expect("readable").ballots.len(), 3);
}

fn meeting_like(opening: &Opening) -> Opening {
    Opening { box_id: meeting().box_id, ..opening.clone() }
}

#[wasm_bindgen_test]
async fn what_is_not_of_this_box_is_refused_and_nothing_is_written() {
    use OfficerAct::{Closed, HandedOver, Joined, Paused, Resumed};
    let opening = meeting();
    let (_, writer) = chief(&opening).await;
    writer.add_device("Máy 2").await.expect("added");
    let good = box_of_two(&opening, &["A"], &[Joined, Paused, Resumed]);
    writer.import(&good.to_text(), SIZES).await.expect("taken");
    let log = writer.log().await.expect("readable");
    let refused = async |file: BoxFile| match writer.import(&file.to_text(), SIZES).await {
        Err(ImportFault::Record(RecordFault::Device(fault))) => fault,
        other => panic!("{other:?}"),
    };
    let foreign = box_of_two(&meeting(), &["B"], &[Joined]);
    assert!(matches!(refused(foreign).await, DeviceFault::ForeignBox { .. }));
    let mut other = opening.clone();
    other.attendance = attendance(3);
    assert!(matches!(refused(box_of_two(&other, &["B"], &[Joined])).await, DeviceFault::OtherOpening { .. }));
    let three = BoxFile { device: 3, ..good.clone() };
    assert_eq!(refused(three).await, DeviceFault::NeverAdded { device: 3 });
    let long = BoxFile { ballots: vec!["A".repeat(12)], ..good.clone() };
    assert!(matches!(refused(long).await, DeviceFault::WrongSize { expected: 8, found: 12, .. }));
    let histories = box_of_two(&opening, &["A", "B"], &[Joined, Closed, HandedOver]);
    assert_eq!(refused(histories).await, DeviceFault::TwoHistories { device: 2 });
    let real = BoxFile { mode: Mode::Real, ..good.clone() };
    let wrong = RecordFault::WrongMode { expected: Mode::Practice, found: Mode::Real };
    assert_eq!(writer.import(&real.to_text(), SIZES).await, Err(wrong.into()));
    assert!(matches!(writer.import("{}", SIZES).await, Err(ImportFault::Record(RecordFault::Json(_)))));
    assert_eq!(writer.log().await, Ok(log));
    let own = writer.backup().await.expect("a backup").to_text();
    assert_eq!(writer.import(&own, SIZES).await, Err(StoreFault::OwnBox.into()));
    assert_eq!(writer.gathered().await.expect("readable").ballots.len(), 1);

    // Between close and count it may come; after the count no more.
    writer.close(attendance(20)).await.expect("closed");
    let more = box_of_two(&opening, &["A", "B"], &[Joined, Paused, Resumed, Closed, HandedOver]).to_text();
    assert_eq!(writer.import(&more, SIZES).await.map(|taken| taken.ballots), Ok(1));
    assert_eq!(writer.add_device("Máy 3").await, Err(StoreFault::WrongPhase(Phase::Closed).into()));
    writer.counted("result", "record", &clock::now_minute()).await.expect("counted");
    assert_eq!(writer.import(&more, SIZES).await, Err(StoreFault::WrongPhase(Phase::Counted).into()));
}

/// This browser as device 2 of a box, with these slips.
async fn joined(opening: &Opening, slips: Vec<Digest>) -> (Store, BoxWriter, Join) {
    let survey = Survey::parse(SURVEY.as_bytes()).expect("a survey");
    let join = Join::new(&survey, opening, 2, "Máy 2", slips);
    let store = Store::open(true).await.expect("the browser keeps data");
    let box_id = store.join(&join, opening.words()).await.expect("joined");
    let writer = store.writer(&box_id).await.expect("the only writer");
    (store, writer, join)
}

#[wasm_bindgen_test]
async fn a_joined_device_collects_and_hands_over_after_its_close_as_often_as_it_is_asked() {
    let opening = meeting();
    let (store, writer, join) = joined(&opening, slips(3)).await;
    let state = writer.state();
    assert_eq!((state.device, state.name.as_str(), state.phase), (2, "Máy 2", Phase::Voting));
    assert_eq!(store.join(&join, vec![]).await, Err(StoreFault::AlreadyThere), "a device joins once");
    assert_eq!(writer.add_device("Máy 3").await, Err(StoreFault::NotChief.into()));
    assert_eq!(writer.hand_over().await, Err(StoreFault::WrongPhase(Phase::Voting).into()));
    vote(&writer, "A").await;
    let slip = writer.release_by_slip(join.slips[0]).await.expect("a slip that came with the join file");
    writer.returned(&slip).await.expect("given back");
    let backup = writer.backup().await.expect("at any time");
    assert_eq!((backup.closed, backup.ballots.len(), backup.issued), (false, 1, 2));
    let slip = writer.release().await.expect("a slip");
    assert_eq!(writer.close_with_slips(attendance(20), 2).await, Err(StoreFault::SlipOut));
    writer.returned(&slip).await.expect("given back");
    writer.close_with_slips(attendance(20), 2).await.expect("closed");
    let handed = writer.hand_over().await.expect("handed over");
    assert_eq!(writer.hand_over().await.as_ref(), Ok(&handed), "the same file again");
    assert!(handed.closed);
    assert_eq!((handed.issued, handed.ballots.clone()), (3, vec![sealed("A")]));
    let of_slips = handed.slips.clone().expect("slips");
    assert_eq!((of_slips.printed, of_slips.voided, of_slips.used), (3, 0, 0));
    assert_eq!(check_log_of(2, &handed.log, opening.digest()), []);
    // "Handed over" was written as soon as the file was made, before anything had left the device.
    let acts = |log: &[OfficerEvent]| log.iter().map(|event| event.kind).collect::<Vec<_>>();
    let before = [OfficerAct::Joined, OfficerAct::BackedUp, OfficerAct::Closed];
    assert_eq!(acts(&handed.log), before);
    assert_eq!(acts(&writer.log().await.expect("readable")), before);
    for _ in 0..2 {
        writer.handed_over().await.expect("noted");
        let log = writer.log().await.expect("readable");
        assert_eq!(acts(&log), [before.as_slice(), &[OfficerAct::HandedOver]].concat(), "once");
        assert_eq!(check_log_of(2, &log, opening.digest()), []);
    }
    assert_eq!(writer.hand_over().await.as_ref(), Ok(&handed), "still the same file");
    let read = BoxFile::parse(handed.to_text().as_bytes()).expect("a box file");
    assert_eq!(read.admit(&opening, &[2].into(), Some(SIZES)), Ok(()));
}

#[wasm_bindgen_test]
async fn a_damaged_entry_keeps_neither_a_backup_nor_the_gathering_back() {
    // One of them made every backup, hand-over and count of the device impossible.
    let opening = meeting();
    let (store, writer) = chief(&opening).await;
    writer.add_device("Máy 2").await.expect("added");
    writer.add_slips(1, &slips(3)).await.expect("new slips");
    writer.confirm_slips().await.expect("printed");
    vote(&writer, "A").await;
    vote(&writer, "B").await;
    let token = writer.release().await.expect("a slip");
    let whole = SealedRemark::of(Mode::Practice, &opening.box_id, sealed("R"));
    let whole = (whole.id().to_text(), serde_json::to_string(&whole).expect("plain data"));
    let remarks = [remark("damaged too"), vec![whole]].concat();
    writer.cast(&token, "damaged", "{\"format\":\"hom-ph", remarks).await.expect("cast");
    let lost = writer.slips_of_device(1).await.expect("readable")[0];
    overwrite_pair("hom-phieu-practice", "slips", &opening.box_id, &format!("{:?}", lost.to_text()), "1 fr").await;
    let gathered = writer.gathered().await.expect("the others are there");
    assert_eq!((gathered.ballots.len(), gathered.remarks.len(), gathered.issued), (3, 2, 3), "none is left out");
    let backup = writer.backup().await.expect("a backup");
    let file = BoxFile::parse(backup.to_text().as_bytes()).expect("a box file");
    assert_eq!((file.ballots.len(), file.remarks.len()), (3, 2));
    let of_slips = file.slips.as_ref().expect("slips");
    assert_eq!((of_slips.printed, of_slips.voided), (3, 1), "nobody knows how that one stood");
    assert_eq!(writer.backup().await.map(|again| again.ballots), Ok(file.ballots.clone()), "the same again");

    // The log's damage is last: from there on nothing is chained to it.
    let entries = writer.log().await.expect("readable").len();
    overwrite_pair("hom-phieu-practice", "log", &opening.box_id, &(entries - 1).to_string(), "{").await;
    let backup = writer.backup().await.expect("a backup even so");
    assert_eq!(backup.log.len(), entries - 1);
    assert_eq!(check_log(&backup.log, opening.digest()), []);
    let file = backup.to_text();
    drop(writer);
    deleted(&store, &opening.box_id).await;
    store.restore(&file, restoring(&opening, None)).await.expect("restored");
    let writer = store.writer(&opening.box_id).await.expect("the only writer");
    assert_eq!(writer.collected().await, Ok(3));
}

#[wasm_bindgen_test]
async fn what_leaves_the_device_holds_no_code_of_a_slip_nor_its_hash_beside_a_ballot() {
    let opening = meeting();
    let (_, writer) = chief(&opening).await;
    let codes: Vec<SlipCode> =
        (0..4).map(|_| SlipCode::generate(1, &mut rand_core::OsRng).expect("device 1")).collect();
    let hashes: Vec<Digest> = codes.iter().map(|code| writer.hash_slip(code)).collect();
    writer.add_slips(1, &hashes).await.expect("new slips");
    writer.confirm_slips().await.expect("printed");
    for (slip, letter) in hashes[..3].iter().zip(["A", "B", "C"]) {
        let envelope = Envelope::of(Mode::Practice, &opening.box_id, sealed(letter));
        let text = serde_json::to_string(&envelope).expect("plain data");
        writer.accept_handed_in(*slip, &envelope.id().to_text(), &text, vec![]).await.expect("handed in");
    }
    let backup = writer.backup().await.expect("a backup").to_text();
    let mut file: serde_json::Value = serde_json::from_str(&backup).expect("JSON");
    let spent: Vec<Digest> = serde_json::from_value(file["slips"]["spent"].clone()).expect("hashes");
    assert!(spent.len() == 3 && spent.is_sorted(), "a list of its own, in an order that says nothing");
    file["slips"] = serde_json::Value::Null;
    let rest = file.to_string();
    for (code, hash) in codes.iter().zip(&hashes) {
        let (code, hash) = (code.to_string(), hash.to_text());
        assert!(!backup.contains(&code) && !backup.contains(&code.replace('-', "")));
        assert!(!rest.contains(&hash));
    }
    let gathered = writer.gathered().await.expect("readable");
    let carried = format!("{:?}", (&gathered.ballots, &gathered.remarks, &gathered.devices));
    assert!(hashes.iter().all(|hash| !carried.contains(&hash.to_text())), "what is counted knows of no slip");
}

#[wasm_bindgen_test]
async fn a_joined_devices_real_box_is_deleted_only_after_it_was_closed_and_handed_over() {
    // It could never go: deleting asked for a count, which a joined device does not make.
    let mut opening = meeting();
    opening.mode = Mode::Real;
    let survey = Survey::parse(SURVEY.as_bytes()).expect("a survey");
    let join = Join::new(&survey, &opening, 2, "Máy 2", vec![]);
    let store = Store::open(false).await.expect("the browser keeps data");
    let box_id = store.join(&join, opening.words()).await.expect("joined");
    let refused = async || {
        let gone = store.delete_box(&box_id).await;
        gloo_timers::future::TimeoutFuture::new(100).await; // for the lock
        assert_eq!(gone, Err(StoreFault::NotExported));
    };
    refused().await;
    let writer = store.writer_soon(&box_id).await.expect("the only writer");
    writer.close_with_slips(attendance(20), 0).await.expect("closed");
    drop(writer);
    gloo_timers::future::TimeoutFuture::new(100).await;
    refused().await;
    let writer = store.writer_soon(&box_id).await.expect("free again");
    writer.hand_over().await.expect("made");
    drop(writer);
    gloo_timers::future::TimeoutFuture::new(100).await;
    refused().await; // made and shown is not handed over
    let writer = store.writer_soon(&box_id).await.expect("free again");
    writer.handed_over().await.expect("noted");
    drop(writer);
    gloo_timers::future::TimeoutFuture::new(100).await;
    store.delete_box(&box_id).await.expect("deleted");
    gloo_timers::future::TimeoutFuture::new(100).await;
    assert_eq!(store.writer(&box_id).await.err(), Some(StoreFault::NoSuchBox));
}

fn restoring(opening: &Opening, joined: Option<&Join>) -> Restoring {
    Restoring {
        survey: SURVEY.to_owned(),
        opening: opening.clone(),
        words: opening.words(),
        sizes: SIZES,
        joined: joined.map(|join| (join.device, join.slips.clone())),
    }
}

#[wasm_bindgen_test]
async fn a_box_comes_back_from_its_backup_where_there_is_none() {
    let opening = meeting();
    let (store, writer) = chief(&opening).await;
    writer.add_device("Máy 2").await.expect("added");
    vote(&writer, "A").await;
    vote(&writer, "B").await;
    writer.pause().await.expect("paused");
    let file = writer.backup().await.expect("a backup");
    let before = writer.state();
    assert_eq!(store.restore(&file.to_text(), restoring(&opening, None)).await, Err(StoreFault::AlreadyThere.into()));
    drop(writer);
    deleted(&store, &opening.box_id).await;

    let other = meeting();
    let foreign = store.restore(&file.to_text(), restoring(&other, None)).await;
    assert!(matches!(foreign, Err(ImportFault::Record(RecordFault::Device(DeviceFault::ForeignBox { .. })))));
    let box_id = store.restore(&file.to_text(), restoring(&opening, None)).await.expect("restored");
    let writer = store.writer(&box_id).await.expect("the only writer");
    let state = writer.state();
    assert_eq!((state.phase, state.issued, state.device), (Phase::Paused, 2, 1));
    assert_eq!(state.instance, before.instance, "one history");
    assert_eq!(writer.ballots().await.map(|ballots| ballots.len()), Ok(2));
    assert_eq!(writer.added_devices().await.map(|added| added[0].device), Ok(2));
    let log = writer.log().await.expect("readable");
    assert_eq!(log.last().map(|event| event.kind), Some(OfficerAct::Restored));
    assert_eq!(check_log(&log, opening.digest()), []);
    writer.resume().await.expect("it goes on");
    vote(&writer, "C").await;
    assert_eq!(writer.gathered().await.map(|gathered| gathered.issued), Ok(3));
}

#[wasm_bindgen_test]
async fn a_chief_device_that_comes_back_knows_the_others_by_their_names_and_slips() {
    // They were "Máy 2" and "Máy 3" whatever they had been called, and their slips were known to nobody.
    let opening = meeting();
    let (store, writer) = chief(&opening).await;
    let own = slips(2);
    let others = slips(3);
    for (device, slips) in [(1, own.as_slice()), (2, &others[..2]), (3, &others[2..])] {
        writer.add_slips(device, slips).await.expect("new slips");
    }
    writer.confirm_slips().await.expect("printed");
    writer.add_slips(3, &slips(1)).await.expect("new slips, of which nobody knows whether they were printed");
    writer.add_device("Máy cổng đình").await.expect("added");
    let known = writer.slips_of_others().await.expect("readable");
    let file = writer.backup().await.expect("a backup").to_text();
    drop(writer);
    deleted(&store, &opening.box_id).await;
    store.restore(&file, restoring(&opening, None)).await.expect("restored");
    let writer = store.writer(&opening.box_id).await.expect("the only writer");
    let added = writer.added_devices().await.expect("readable");
    assert_eq!((added.len(), added[0].device, added[0].name.as_str()), (1, 2, "Máy cổng đình"));
    assert_eq!(known, [(2, 2), (3, 1)]);
    assert_eq!(writer.slips_of_others().await, Ok(known));
    let mut two = others[..2].to_vec();
    two.sort();
    assert_eq!(writer.join_file(&added[0]).await.expect("a join file").slips, two, "it can be given its file again");
    let three = writer.add_device("Máy 3").await.expect("added");
    assert_eq!(three.slips, others[2..], "also one that had not been added yet");
    assert_eq!(writer.slip_figures().await.expect("readable"), figures(2, 0, 0, 0, 0));
}

#[wasm_bindgen_test]
async fn after_a_restore_every_slip_stands_as_it_stood() {
    // None of the free ones could be used where one had been voided, and a slip whose ballot had come back was counted
    // as issued twice: the backup named the spent ones only.
    let opening = meeting();
    let (store, writer, join) = joined(&opening, slips(5)).await;
    let [used, lost, back, out, free] = [0, 1, 2, 3, 4].map(|at| join.slips[at]);
    let slip = writer.release_by_slip(used).await.expect("a slip");
    let envelope = Envelope::of(Mode::Practice, &opening.box_id, sealed("A"));
    let text = serde_json::to_string(&envelope).expect("plain data");
    writer.cast(&slip, &envelope.id().to_text(), &text, vec![]).await.expect("cast");
    writer.void_slip(lost).await.expect("voided");
    let slip = writer.release_by_slip(back).await.expect("a slip");
    writer.returned(&slip).await.expect("given back");
    writer.release_by_slip(out).await.expect("a slip");
    let file = writer.backup().await.expect("a backup").to_text();
    drop(writer);
    deleted(&store, &opening.box_id).await;

    let wrong = Join { device: 3, ..join.clone() };
    let fault = store.restore(&file, restoring(&opening, Some(&wrong))).await;
    assert_eq!(fault, Err(DeviceFault::NeverAdded { device: 2 }.into()), "another device's join file");
    for from in [None, Some(&join)] {
        store.restore(&file, restoring(&opening, from)).await.expect("restored, with or without the join file");
        let writer = store.writer(&opening.box_id).await.expect("the only writer");
        assert_eq!(writer.slip_figures().await.expect("readable"), figures(1, 2, 0, 1, 1));
        assert_eq!(writer.release_by_slip(used).await, Err(StoreFault::SlipUsed));
        assert_eq!(writer.release_by_slip(lost).await, Err(StoreFault::SlipVoid));
        for (slip, issued) in [(back, 3), (out, 3), (free, 4)] {
            let slip = writer.release_by_slip(slip).await.expect("good");
            writer.returned(&slip).await.expect("given back");
            assert_eq!(writer.state().issued, issued);
        }
        drop(writer);
        deleted(&store, &opening.box_id).await;
    }
}
