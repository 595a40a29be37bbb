//! One box: ballots, its writer, its log, its files.

use hom_phieu::record::{OfficerAct, check_log, next_event};
use hom_phieu::seal::Envelope;
use hom_phieu::store::{Boxes, Outcome, Phase, Store, StoreFault, clock, opened_event};
use hom_phieu::survey::{Digest, Mode, json};
use hom_phieu::text::{Explain, Lang};
use wasm_bindgen_test::wasm_bindgen_test;

use crate::devices::{chief, meeting};
use crate::*;

#[wasm_bindgen_test]
async fn a_cast_ballot_is_in_the_box_and_its_slip_is_spent() {
    let (_, writer, _) = opened(true).await;
    let slip = writer.release().await.expect("a slip");
    assert_eq!((writer.state().issued, writer.state().slip), (1, Some(slip.clone())));
    writer.cast(&slip, "b1", "ballot 1", remark("r1")).await.expect("cast");
    assert_eq!(writer.collected().await, Ok(1));
    assert_eq!(writer.ballots().await, Ok(vec!["ballot 1".to_owned()]));
    assert_eq!(writer.remarks().await, Ok(vec!["sealed remark".to_owned()]));
    let state = writer.state();
    assert_eq!((state.slip, state.last, state.issued), (None, Some(Outcome::InBox), 1));
}

#[wasm_bindgen_test]
async fn a_slip_is_spent_only_once() {
    let (_, writer, _) = opened(true).await;
    let slip = writer.release().await.expect("a slip");
    assert_eq!(writer.release().await, Err(StoreFault::SlipOut));
    // A double click: both are under way before either is done.
    let twin = writer.clone();
    let (first, second) = futures_channel::oneshot::channel::<Result<(), StoreFault>>();
    let again = slip.clone();
    wasm_bindgen_futures::spawn_local(async move {
        let _ = first.send(twin.cast(&again, "b2", "ballot 2", vec![]).await);
    });
    let here = writer.cast(&slip, "b1", "ballot 1", vec![]).await;
    let there = second.await.expect("an answer");
    let mut outcomes = [here, there];
    outcomes.sort_by_key(Result::is_err);
    assert_eq!(outcomes, [Ok(()), Err(StoreFault::SlipSpent)]);
    assert_eq!(writer.collected().await, Ok(1));
    assert_eq!(writer.cast(&slip, "b3", "ballot 3", vec![]).await, Err(StoreFault::SlipSpent));
    assert_eq!(writer.collected().await, Ok(1));
}

#[wasm_bindgen_test]
async fn a_cast_that_fails_half_way_leaves_nothing_behind() {
    let (store, writer, box_id) = opened(true).await;
    let slip = writer.release().await.expect("a slip");
    writer.cast(&slip, "b1", "ballot 1", remark("r1")).await.expect("cast");
    let slip = writer.release().await.expect("a slip");
    // The ballot is new, but its remark's key is taken: the ballot must not stay either.
    let failed = writer.cast(&slip, "b2", "ballot 2", remark("r1")).await;
    assert_eq!(failed, Err(StoreFault::AlreadyThere));
    assert_eq!(writer.cast(&slip, "b1", "ballot 1", vec![]).await, Err(StoreFault::AlreadyThere));
    assert_eq!(writer.collected().await, Ok(1));
    assert_eq!(writer.state().slip.as_deref(), Some(slip.as_str()));
    let kept = store.boxes().await.expect("readable").held.into_iter().find(|state| state.box_id == box_id);
    assert_eq!(kept, Some(writer.state()));
    assert_eq!(writer.reread().await, Ok(writer.state()), "asked anew, the store says that the slip is out");
    writer.cast(&slip, "b2", "ballot 2", remark("r2")).await.expect("the same slip is still good");
    assert_eq!(writer.reread().await.map(|state| (state.slip, state.last)), Ok((None, Some(Outcome::InBox))));
    assert_eq!(writer.collected().await, Ok(2));
}

#[wasm_bindgen_test]
async fn a_ballot_given_back_is_issued_but_not_collected() {
    let (_, writer, _) = opened(true).await;
    let slip = writer.release().await.expect("a slip");
    writer.returned(&slip).await.expect("given back");
    let state = writer.state();
    assert_eq!((state.slip, state.last, state.issued), (None, Some(Outcome::Returned), 1));
    assert_eq!(writer.collected().await, Ok(0));
    assert_eq!(writer.returned(&slip).await, Err(StoreFault::SlipSpent));
    assert_eq!(writer.cast(&slip, "b1", "ballot", vec![]).await, Err(StoreFault::SlipSpent));
}

#[wasm_bindgen_test]
async fn a_second_writer_is_refused_until_the_first_has_gone() {
    let (store, writer, box_id) = opened(true).await;
    assert_eq!(store.writer(&box_id).await.err(), Some(StoreFault::OtherTab));
    assert_eq!(store.delete_box(&box_id).await, Err(StoreFault::OtherTab));
    drop(writer);
    // The browser frees the lock a little later.
    for _ in 0..50 {
        gloo_timers::future::TimeoutFuture::new(20).await;
        if store.writer(&box_id).await.is_ok() {
            return;
        }
    }
    panic!("the lock was never freed");
}

#[wasm_bindgen_test]
async fn after_a_restart_everything_is_there_and_the_ballot_that_was_out_is_known() {
    let (store, writer, box_id) = opened(true).await;
    let slip = writer.release().await.expect("a slip");
    writer.cast(&slip, "b1", "ballot 1", remark("r1")).await.expect("cast");
    let out = writer.release().await.expect("a slip");
    drop((writer, store));
    gloo_timers::future::TimeoutFuture::new(100).await;

    let store = Store::open(true).await.expect("the browser keeps data");
    let (writer, collected) = store.writer_and_count(&box_id).await.expect("free again");
    let state = writer.state();
    assert_eq!((state.issued, state.last, state.slip), (2, Some(Outcome::InBox), Some(out)));
    assert_eq!(collected, 1, "of this box, though others lie beside it");
    assert_eq!(writer.ballots().await, Ok(vec!["ballot 1".to_owned()]));
    assert_eq!(writer.remarks().await.map(|remarks| remarks.len()), Ok(1));
    assert_eq!(writer.log().await.map(|log| log.len()), Ok(1));
}

#[wasm_bindgen_test]
async fn the_officers_log_is_a_chain_from_the_opening_and_follows_the_phases() {
    use OfficerAct::{Closed, Counted, Exported, Opened, Paused, Resumed};
    let (_, writer, _) = opened(true).await;
    let slip = writer.release().await.expect("a slip");
    assert_eq!(writer.pause().await, Err(StoreFault::SlipOut));
    assert_eq!(writer.close(attendance(30)).await, Err(StoreFault::SlipOut));
    writer.returned(&slip).await.expect("given back");
    writer.pause().await.expect("paused");
    assert_eq!(writer.pause().await, Err(StoreFault::WrongPhase(Phase::Paused)));
    assert_eq!(writer.release().await, Err(StoreFault::WrongPhase(Phase::Paused)));
    writer.resume().await.expect("resumed");
    writer.set_attendance(attendance(29)).await.expect("announced");
    writer.close(attendance(30)).await.expect("closed");
    assert_eq!(writer.release().await, Err(StoreFault::WrongPhase(Phase::Closed)));
    assert_eq!(writer.exported().await, Err(StoreFault::WrongPhase(Phase::Closed)));
    assert_eq!(writer.file("result").await, Ok(None));
    writer.counted("the result", "the record", &clock::now_minute()).await.expect("counted");
    writer.exported().await.expect("exported");
    assert_eq!(writer.file("record").await, Ok(Some("the record".to_owned())));
    assert_eq!((writer.state().phase, writer.state().attendance), (Phase::Counted, attendance(30)));

    let log = writer.log().await.expect("readable");
    let acts: Vec<_> = log.iter().map(|event| event.kind).collect();
    assert_eq!(acts, [Opened, Paused, Resumed, Closed, Counted, Exported]);
    let opening = Digest::of_json(&json::parse(OPENING.as_bytes(), 1000).expect("JSON"));
    assert_eq!(check_log(&log, opening), []);
}

/// The store stamped an entry of its own: where the minute had turned since the tellers signed, whatever came after was
/// chained to a log that nobody had signed.
#[wasm_bindgen_test]
async fn the_entry_of_the_count_is_the_one_that_was_signed_and_the_export_follows_from_it() {
    let (_, writer, _) = opened(true).await;
    writer.close(attendance(30)).await.expect("closed");
    let opening = Digest::of_json(&json::parse(OPENING.as_bytes(), 1000).expect("JSON"));
    let mut signed = writer.log().await.expect("readable");
    let counted_at = "2026-11-22T20:30:00+07:00"; // long before now
    let counted = next_event(&signed, opening, OfficerAct::Counted, counted_at);
    signed.push(counted);
    writer.counted("result", "record", counted_at).await.expect("counted");
    assert_eq!(writer.log().await.as_ref(), Ok(&signed));
    writer.exported().await.expect("exported");
    let log = writer.log().await.expect("readable");
    assert_eq!(log.last().map(|exported| exported.previous), signed.last().map(Digest::of_json));
    assert_eq!(check_log(&log, opening), []);
}

#[wasm_bindgen_test]
async fn the_count_of_the_paper_ballots_is_kept_until_the_count_and_then_gone() {
    let (store, writer, box_id) = opened(true).await;
    assert_eq!(writer.paper().await, Ok(None));
    writer.keep_paper("figures").await.expect("announced before the close");
    writer.close(attendance(30)).await.expect("closed");
    writer.keep_paper("one ballot").await.expect("kept");
    drop((writer, store));
    gloo_timers::future::TimeoutFuture::new(100).await;

    let store = Store::open(true).await.expect("the browser keeps data");
    let writer = store.writer(&box_id).await.expect("free again");
    assert_eq!(writer.paper().await, Ok(Some("one ballot".to_owned())));
    writer.forget_paper().await.expect("entered anew");
    assert_eq!(writer.paper().await, Ok(None));
    writer.keep_paper("totals").await.expect("kept");
    writer.counted("result", "record", &clock::now_minute()).await.expect("counted");
    assert_eq!(writer.paper().await, Ok(None), "its totals are in the result");
    assert_eq!(writer.keep_paper("late").await, Err(StoreFault::WrongPhase(Phase::Counted)));
    assert_eq!(writer.paper().await, Ok(None));
}

#[wasm_bindgen_test]
async fn a_real_box_is_deleted_only_when_its_result_was_handed_out() {
    let (store, writer, box_id) = opened(false).await;
    let (_, other, _) = opened(false).await;
    let slip = other.release().await.expect("a slip");
    other.cast(&slip, "b1", "not to be deleted", vec![]).await.expect("cast");
    let free = || gloo_timers::future::TimeoutFuture::new(100);
    drop(writer);
    free().await;
    assert_eq!(store.delete_box(&box_id).await, Err(StoreFault::NotExported));
    free().await;
    let writer = store.writer(&box_id).await.expect("free again");
    writer.close(attendance(3)).await.expect("closed");
    writer.counted("result", "record", &clock::now_minute()).await.expect("counted");
    writer.exported().await.expect("exported");
    drop(writer);
    free().await;
    let is_noted = || store.lost(&Boxes::default()).iter().any(|lost| lost.box_id == box_id);
    assert!(is_noted());
    store.delete_box(&box_id).await.expect("deleted");
    assert!(!is_noted(), "what was deleted is not missed");
    free().await;
    assert_eq!(store.writer(&box_id).await.err(), Some(StoreFault::NoSuchBox));
    assert_eq!(other.collected().await, Ok(1));
}

#[wasm_bindgen_test]
async fn the_menus_lock_is_kept_across_a_restart_goes_when_it_is_taken_off_and_is_in_no_backup() {
    let opening = meeting();
    let (store, writer) = chief(&opening).await;
    let box_id = writer.state().box_id;
    assert_eq!(writer.menu_lock().await, Ok(None));
    for lock in ["$argon2id$one", "$argon2id$two"] {
        writer.set_menu_lock(Some(lock)).await.expect("locked");
        assert_eq!(writer.menu_lock().await.expect("read").as_deref(), Some(lock), "also over an older one");
    }
    let backup = writer.backup().await.expect("a backup").to_text();
    assert!(!backup.contains("argon2"), "a finder of the backup could try PINs");
    drop(writer);
    let writer = store.writer_soon(&box_id).await.expect("free again");
    assert_eq!(writer.menu_lock().await.expect("read").as_deref(), Some("$argon2id$two"));
    writer.set_menu_lock(None).await.expect("unlocked");
    assert_eq!(writer.menu_lock().await, Ok(None));
}

#[wasm_bindgen_test]
async fn practice_and_real_boxes_do_not_meet() {
    let (_, writer, box_id) = opened(true).await;
    let real = Store::open(false).await.expect("the browser keeps data");
    assert_eq!(real.writer(&box_id).await.err(), Some(StoreFault::NoSuchBox));
    let smuggled = real.create_box(writer.state(), opened_event(OPENING).expect("an opening")).await;
    assert!(matches!(smuggled, Err(StoreFault::Damaged(_))), "{smuggled:?}");
}

#[wasm_bindgen_test]
async fn a_box_that_cannot_be_read_is_named_beside_the_others_and_is_left_as_it_is() {
    let (_, _, sound) = opened(true).await;
    let (store, writer, box_id) = opened(true).await;
    drop(writer);
    overwrite("hom-phieu-practice", "boxes", &box_id, "{\"box_id\":").await;
    for _ in 0..2 {
        let boxes = store.boxes().await.expect("the others can be read");
        assert!(boxes.held.iter().any(|state| state.box_id == sound), "a damaged box kept a sound one shut");
        assert!(boxes.damaged.iter().any(|(id, fault)| *id == box_id && matches!(fault, StoreFault::Damaged(_))));
        gloo_timers::future::TimeoutFuture::new(100).await; // for the lock
        assert!(matches!(store.writer(&box_id).await.err(), Some(StoreFault::Damaged(_))));
    }
    gloo_timers::future::TimeoutFuture::new(100).await;
    store.delete_box(&box_id).await.expect("a practice box can go even so");
    let boxes = store.boxes().await.expect("readable");
    assert!(boxes.damaged.iter().all(|(id, _)| *id != box_id));
}

#[wasm_bindgen_test]
async fn every_write_waits_for_the_disk() {
    // The browser's default is to call a transaction complete while it is still in memory; and an
    // option that is misspelt is ignored in silence. Each of three acts is written into both copies.
    drop(Store::open(true).await.expect("the browser keeps data"));
    let spy = "const original = IDBDatabase.prototype.transaction, seen = []; \
        IDBDatabase.prototype.transaction = function (...args) { \
            const begun = original.apply(this, args); \
            if (begun.mode === 'readwrite') seen.push(begun.durability); \
            return begun; }; \
        return () => { IDBDatabase.prototype.transaction = original; return seen.join(); };";
    let spied = js_sys::Function::new_no_args(spy).call0(&wasm_bindgen::JsValue::UNDEFINED).expect("a function");
    let (_, writer, _) = opened(true).await;
    let slip = writer.release().await.expect("a slip");
    writer.cast(&slip, "b1", "ballot 1", remark("r1")).await.expect("cast");
    let seen = js_sys::Function::from(spied).call0(&wasm_bindgen::JsValue::UNDEFINED).expect("a list");
    assert_eq!(seen.as_string().as_deref(), Some("strict,strict,strict,strict,strict,strict"));
}

/// `src/record/order_tests.rs` of the files, here of the store itself, whose order is another one: that of the identifiers
/// as texts. The measure and its limit of five standard deviations are those of that file.
#[wasm_bindgen_test]
#[allow(clippy::cast_precision_loss)] // a dozen ballots, some boxes
async fn the_place_of_a_ballot_in_the_store_is_independent_of_when_it_was_cast() {
    const BOXES: usize = 12; // order kept in each would be eleven deviations
    const BALLOTS: usize = 12;
    let n = BALLOTS as f64;
    let mean = (n - 1.0) / 2.0;
    let mut sum = 0.0;
    for _ in 0..BOXES {
        let (store, writer, box_id) = opened(true).await;
        let mut cast = Vec::new();
        for _ in 0..BALLOTS {
            let mut bytes = [0; 48];
            getrandom::getrandom(&mut bytes).expect("the browser has randomness");
            let envelope = Envelope::of(Mode::Practice, &box_id, Base64UrlUnpadded::encode_string(&bytes));
            let text = serde_json::to_string(&envelope).expect("plain data");
            let slip = writer.release().await.expect("a slip");
            writer.cast(&slip, &envelope.id().to_text(), &text, vec![]).await.expect("cast");
            cast.push(text);
        }
        let list = writer.ballots().await.expect("readable");
        for (turn, text) in cast.iter().enumerate() {
            let place = list.iter().position(|other| other == text).expect("it is there");
            sum += (turn as f64 - mean) * (place as f64 - mean);
        }
        drop((writer, store));
    }
    let deviation = n * (n + 1.0) * (n - 1.0).sqrt() / 12.0 * (BOXES as f64).sqrt();
    assert!((sum / deviation).abs() < 5.0, "{} standard deviations", sum / deviation);
}

#[wasm_bindgen_test]
async fn a_box_is_not_created_over_another() {
    let (store, writer, _) = opened(true).await;
    let again = store.create_box(writer.state(), opened_event(OPENING).expect("an opening")).await;
    assert_eq!(again, Err(StoreFault::AlreadyThere));
}

#[wasm_bindgen_test]
async fn the_browser_tells_how_much_room_there_is() {
    let store = Store::open(true).await.expect("the browser keeps data");
    assert!(store.estimate().await.is_some_and(|room| room.quota > room.usage));
    let _ = store.persist().await; // a headless browser may say either
}

#[wasm_bindgen_test]
fn the_clock_is_rfc_3339_to_the_minute() {
    let now = clock::now_minute();
    assert_eq!((now.len(), &now[16..19]), (25, ":00"), "{now}");
    assert_eq!(js_sys::Date::parse(&now) as i64 % 60_000, 0);
    assert!((js_sys::Date::now() - js_sys::Date::parse(&now)).abs() < 120_000.0);
}

#[wasm_bindgen_test]
fn every_fault_has_words_in_both_languages() {
    let faults = [
        StoreFault::Full,
        StoreFault::OtherTab,
        StoreFault::Damaged("box".into()),
        StoreFault::SlipUnknown,
        StoreFault::SlipUsed,
        StoreFault::SlipVoid,
        StoreFault::SlipOfDevice(2),
        StoreFault::SlipAtBooth,
        StoreFault::SlipsUnconfirmed,
        StoreFault::SlipsNotCounted,
        StoreFault::TooManyLeft(3),
        StoreFault::NotChief,
        StoreFault::OwnBox,
        StoreFault::TooManyDevices,
    ];
    for fault in faults {
        let [vi, en] = [Lang::Vi, Lang::En].map(|lang| fault.explain(lang));
        assert!(vi != en && !vi.way_out.is_empty() && !en.way_out.is_empty());
    }
    assert_eq!(StoreFault::SlipOfDevice(2).explain(Lang::Vi).what, "Phiếu mã này dùng ở máy 2.");
}

#[wasm_bindgen_test]
async fn a_real_box_that_its_database_does_not_have_is_missed_and_a_practice_box_is_not() {
    for (practice, missed) in [(false, true), (true, false)] {
        let (store, writer, box_id) = opened(practice).await;
        let is_missed = |held: &Boxes| store.lost(held).iter().any(|lost| lost.box_id == box_id);
        assert!(!is_missed(&store.boxes().await.expect("boxes")), "it is there");
        // As the browser shows it that has put an empty database in the place of a damaged one.
        assert_eq!(is_missed(&Boxes::default()), missed);
        store.forget_note(&box_id);
        assert!(!is_missed(&Boxes::default()), "its user knows");
        // A box of an older version, which made no notes, is noted when it is seen.
        store.lost(&store.boxes().await.expect("boxes"));
        assert_eq!(is_missed(&Boxes::default()), missed);
        drop(writer);
    }
}
