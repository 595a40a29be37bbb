//! The store in a real browser: `cargo test --target wasm32-unknown-unknown --test store`
//! with `CARGO_TARGET_WASM32_UNKNOWN_UNKNOWN_RUNNER=wasm-bindgen-test-runner` and `CHROMEDRIVER`
//! set to the driver's path; `webdriver.json` holds the browser's options.
#![cfg(target_arch = "wasm32")]

use base64ct::{Base64UrlUnpadded, Encoding};
use hom_phieu::record::{
    Attendance, BoxFile, DeviceBox, DeviceFault, Join, OfficerAct, OfficerEvent, Opening, RecordFault, Taken,
    check_log, check_log_of, next_event,
};
use hom_phieu::seal::Envelope;
use hom_phieu::slip::{SlipCode, SlipFault, SlipFigures};
use hom_phieu::store::{
    BoxState, BoxWriter, Drafts, ImportFault, Outcome, Phase, Restoring, Store, StoreFault, clock, new_instance,
    opened_event,
};
use hom_phieu::survey::compose::{Composition, Edit, Line};
use hom_phieu::survey::{Digest, Mode, Survey, json};
use hom_phieu::text::{Explain, Lang};
use wasm_bindgen_test::{wasm_bindgen_test, wasm_bindgen_test_configure};

wasm_bindgen_test_configure!(run_in_browser);

const OPENING: &str = r#"{ "format": "hom-phieu/opening", "title": "Thôn Đông" }"#;

fn new_box(practice: bool) -> BoxState {
    let mut id = [0; 16];
    getrandom::getrandom(&mut id).expect("the browser has randomness");
    BoxState {
        box_id: Base64UrlUnpadded::encode_string(&id),
        practice,
        phase: Phase::Voting,
        survey: "{}".into(),
        opening: OPENING.into(),
        words: vec!["sông".into()],
        attendance: attendance(0),
        issued: 0,
        slip: None,
        last: None,
        device: 1,
        by_slip: None,
        undistributed: 0,
        name: "Máy 1".into(),
        instance: new_instance().expect("the browser has randomness"),
        lost_slips: 0,
    }
}

fn attendance(present: u32) -> Attendance {
    serde_json::from_str(&format!(r#"{{"summoned":40,"present":{present}}}"#)).expect("an attendance")
}

async fn opened(practice: bool) -> (Store, BoxWriter, String) {
    let store = Store::open(practice).await.expect("the browser keeps data");
    let state = new_box(practice);
    let box_id = state.box_id.clone();
    store.create_box(state, opened_event(OPENING).expect("an opening")).await.expect("a new box");
    let writer = store.writer(&box_id).await.expect("the only writer");
    (store, writer, box_id)
}

fn remark(id: &str) -> Vec<(String, String)> {
    vec![(id.to_owned(), "sealed remark".to_owned())]
}

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
    let writer = store.writer(&box_id).await.expect("free again");
    let state = writer.state();
    assert_eq!((state.issued, state.last, state.slip), (2, Some(Outcome::InBox), Some(out)));
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
    writer.counted("the result", "the record").await.expect("counted");
    writer.exported().await.expect("exported");
    assert_eq!(writer.file("record").await, Ok(Some("the record".to_owned())));
    assert_eq!((writer.state().phase, writer.state().attendance), (Phase::Counted, attendance(30)));

    let log = writer.log().await.expect("readable");
    let acts: Vec<_> = log.iter().map(|event| event.kind).collect();
    assert_eq!(acts, [Opened, Paused, Resumed, Closed, Counted, Exported]);
    let opening = Digest::of_json(&json::parse(OPENING.as_bytes(), 1000).expect("JSON"));
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
    writer.counted("result", "record").await.expect("counted");
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
    writer.counted("result", "record").await.expect("counted");
    writer.exported().await.expect("exported");
    drop(writer);
    free().await;
    store.delete_box(&box_id).await.expect("deleted");
    free().await;
    assert_eq!(store.writer(&box_id).await.err(), Some(StoreFault::NoSuchBox));
    assert_eq!(other.collected().await, Ok(1));
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

/// Puts `text` in place of what is kept under a key, behind the store's back.
async fn overwrite(database: &str, store: &str, key: &str, text: &str) {
    let script = format!(
        "return new Promise(done => {{ indexedDB.open({database:?}).onsuccess = event => {{ \
         const db = event.target.result, t = db.transaction({store:?}, 'readwrite'); \
         t.objectStore({store:?}).put({text:?}, {key:?}); \
         t.oncomplete = () => {{ db.close(); done(); }}; }}; }})"
    );
    let promise = js_sys::Function::new_no_args(&script).call0(&wasm_bindgen::JsValue::UNDEFINED).expect("a promise");
    wasm_bindgen_futures::JsFuture::from(js_sys::Promise::from(promise)).await.expect("written");
}

#[wasm_bindgen_test]
async fn every_write_waits_for_the_disk() {
    // The browser's default is to call a transaction complete while it is still in memory; and an
    // option that is misspelt is ignored in silence.
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
    assert_eq!(seen.as_string().as_deref(), Some("strict,strict,strict"));
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

/// Hashes of slips that no other test has.
fn slips(count: usize) -> Vec<Digest> {
    let hash = |_| {
        let mut bytes = [0; 32];
        getrandom::getrandom(&mut bytes).expect("the browser has randomness");
        Digest(bytes)
    };
    (0..count).map(hash).collect()
}

/// A box with so many printed slips of its own.
async fn with_slips(count: usize) -> (Store, BoxWriter, Vec<Digest>) {
    let (store, writer, _) = opened(true).await;
    let hashes = slips(count);
    writer.add_slips(1, &hashes).await.expect("new slips");
    assert_eq!(writer.confirm_slips().await, Ok(count as u32));
    (store, writer, hashes)
}

fn figures(free: u32, back: u32, out: u32, void: u32, spent: u32) -> SlipFigures {
    SlipFigures { unconfirmed: 0, free, back, out, void, spent }
}

#[wasm_bindgen_test]
async fn a_slip_on_paper_gives_out_one_ballot_and_is_spent_with_it() {
    let (_, writer, slips) = with_slips(3).await;
    assert_eq!(writer.slip_figures().await, Ok(figures(3, 0, 0, 0, 0)));
    assert_eq!(writer.state().issued, 0, "a printed slip is no ballot issued yet");
    let token = writer.release_by_slip(slips[0]).await.expect("a ballot");
    assert_eq!(writer.slip_figures().await, Ok(figures(2, 0, 1, 0, 0)));
    assert_eq!((writer.state().issued, writer.state().slip), (1, Some(token.clone())));
    assert_eq!(writer.release_by_slip(slips[1]).await, Err(StoreFault::SlipOut));
    assert_eq!(writer.release().await, Err(StoreFault::SlipOut));
    writer.cast(&token, "b1", "ballot 1", remark("r1")).await.expect("cast");
    assert_eq!(writer.slip_figures().await, Ok(figures(2, 0, 0, 0, 1)));
    let state = writer.state();
    assert_eq!((state.issued, state.slip, state.by_slip, state.last), (1, None, None, Some(Outcome::InBox)));
    assert_eq!(writer.release_by_slip(slips[0]).await, Err(StoreFault::SlipUsed));
    assert_eq!(writer.cast(&token, "b2", "ballot 2", vec![]).await, Err(StoreFault::SlipSpent));
    assert_eq!(writer.collected().await, Ok(1));
    assert_eq!(writer.spent_slips().await, Ok(vec![slips[0]]));
    assert_eq!(writer.reread().await, Ok(writer.state()), "what is kept is what is said");
}

#[wasm_bindgen_test]
async fn a_tellers_word_spends_no_slip() {
    let (_, writer, slips) = with_slips(1).await;
    let token = writer.release_by_slip(slips[0]).await.expect("a ballot");
    writer.returned(&token).await.expect("given back");
    let token = writer.release().await.expect("by a teller");
    writer.cast(&token, "b1", "ballot 1", vec![]).await.expect("cast");
    assert_eq!(writer.slip_figures().await, Ok(figures(0, 1, 0, 0, 0)));
    assert_eq!(writer.state().issued, 2);
}

#[wasm_bindgen_test]
async fn who_gives_the_ballot_back_may_come_again_with_the_same_slip_and_is_issued_once() {
    let (_, writer, slips) = with_slips(2).await;
    for _ in 0..3 {
        let token = writer.release_by_slip(slips[0]).await.expect("a ballot");
        writer.returned(&token).await.expect("given back");
    }
    assert_eq!((writer.state().issued, writer.state().by_slip), (1, None));
    assert_eq!(writer.slip_figures().await, Ok(figures(1, 1, 0, 0, 0)));
    // On an own phone then.
    writer.accept_handed_in(slips[0], "b1", "ballot 1", remark("r1")).await.expect("handed in");
    assert_eq!(writer.state().issued, 1);
    assert_eq!(writer.slip_figures().await, Ok(figures(1, 0, 0, 0, 1)));
}

#[wasm_bindgen_test]
async fn a_ballot_from_a_phone_and_its_slip_go_in_together_or_not_at_all() {
    let (_, writer, slips) = with_slips(3).await;
    writer.accept_handed_in(slips[0], "b1", "ballot 1", remark("r1")).await.expect("handed in");
    assert_eq!((writer.collected().await, writer.state().issued), (Ok(1), 1));
    // The answer was lost on the way, and the phone asks again; or tries a second ballot.
    assert_eq!(writer.accept_handed_in(slips[0], "b1", "ballot 1", vec![]).await, Err(StoreFault::AlreadyThere));
    assert_eq!(writer.accept_handed_in(slips[0], "b2", "ballot 2", vec![]).await, Err(StoreFault::SlipUsed));
    // A remark's key that is taken undoes ballot, slip and figure.
    let failed = writer.accept_handed_in(slips[1], "b2", "ballot 2", remark("r1")).await;
    assert_eq!(failed, Err(StoreFault::AlreadyThere));
    assert_eq!(writer.slip_figures().await, Ok(figures(2, 0, 0, 0, 1)));
    assert_eq!((writer.collected().await, writer.reread().await.map(|state| state.issued)), (Ok(1), Ok(1)));
    // Somebody votes at the device meanwhile; its own slip cannot be used twice at once.
    let token = writer.release_by_slip(slips[1]).await.expect("a ballot");
    assert_eq!(writer.accept_handed_in(slips[1], "b2", "ballot 2", vec![]).await, Err(StoreFault::SlipAtBooth));
    writer.accept_handed_in(slips[2], "b3", "ballot 3", vec![]).await.expect("handed in");
    assert_eq!(writer.state().slip, Some(token.clone()));
    writer.cast(&token, "b2", "ballot 2", vec![]).await.expect("cast");
    assert_eq!((writer.collected().await, writer.slip_figures().await), (Ok(3), Ok(figures(0, 0, 0, 0, 3))));
    writer.close(attendance(3)).await.expect("no slip is left to be counted");
    assert_eq!(
        writer.accept_handed_in(slips[2], "b9", "late", vec![]).await,
        Err(StoreFault::WrongPhase(Phase::Closed))
    );
}

#[wasm_bindgen_test]
async fn of_two_phones_with_one_slip_one_gets_its_ballot_in() {
    let (_, writer, slips) = with_slips(1).await;
    let twin = writer.clone();
    let (first, second) = futures_channel::oneshot::channel();
    let slip = slips[0];
    wasm_bindgen_futures::spawn_local(async move {
        let _ = first.send(twin.accept_handed_in(slip, "b2", "ballot 2", vec![]).await);
    });
    let here = writer.accept_handed_in(slip, "b1", "ballot 1", vec![]).await;
    let mut outcomes = [here, second.await.expect("an answer")];
    outcomes.sort_by_key(Result::is_err);
    assert_eq!(outcomes, [Ok(()), Err(StoreFault::SlipUsed)]);
    assert_eq!(writer.collected().await, Ok(1));
}

#[wasm_bindgen_test]
async fn a_slip_that_was_lost_is_voided_before_use_and_not_after() {
    let (_, writer, hashes) = with_slips(4).await;
    writer.void_slip(hashes[0]).await.expect("voided");
    assert_eq!(writer.release_by_slip(hashes[0]).await, Err(StoreFault::SlipVoid));
    assert_eq!(writer.accept_handed_in(hashes[0], "b1", "b", vec![]).await, Err(StoreFault::SlipVoid));
    assert_eq!(writer.void_slip(hashes[0]).await, Err(StoreFault::SlipVoid));
    let token = writer.release_by_slip(hashes[1]).await.expect("a ballot");
    assert_eq!(writer.void_slip(hashes[1]).await, Err(StoreFault::SlipAtBooth));
    // Given back, then lost: whoever gets another slip is not issued two ballots.
    writer.returned(&token).await.expect("given back");
    writer.void_slip(hashes[1]).await.expect("voided");
    assert_eq!(writer.state().issued, 0);
    writer.accept_handed_in(hashes[2], "b1", "ballot", vec![]).await.expect("handed in");
    assert_eq!(writer.void_slip(hashes[2]).await, Err(StoreFault::SlipUsed));
    assert_eq!(writer.void_unused_slips().await, Ok(1));
    assert_eq!(writer.slip_figures().await, Ok(figures(0, 0, 0, 3, 1)));
    assert_eq!(writer.void_slip(slips(1)[0]).await, Err(StoreFault::SlipUnknown));
    assert_eq!(writer.release_by_slip(slips(1)[0]).await, Err(StoreFault::SlipUnknown));
}

#[wasm_bindgen_test]
async fn slips_count_when_they_are_said_to_be_printed_and_are_good_before() {
    let (_, writer, _) = opened(true).await;
    let batch = slips(3);
    writer.add_slips(1, &batch).await.expect("new slips");
    assert_eq!(writer.slip_figures().await, Ok(SlipFigures { unconfirmed: 3, ..SlipFigures::default() }));
    assert_eq!(writer.add_slips(1, &batch[..1]).await, Err(StoreFault::AlreadyThere));
    assert_eq!(writer.close(attendance(3)).await, Err(StoreFault::SlipsUnconfirmed));
    writer.accept_handed_in(batch[0], "b1", "ballot", vec![]).await.expect("it was printed, or nobody would have it");
    assert_eq!(writer.discard_slips().await, Ok(2));
    assert_eq!(writer.slip_figures().await, Ok(figures(0, 0, 0, 0, 1)));
    assert_eq!(writer.release_by_slip(batch[1]).await, Err(StoreFault::SlipUnknown));
}

#[wasm_bindgen_test]
async fn a_slip_of_another_device_is_known_and_not_taken() {
    let (_, writer, own) = with_slips(1).await;
    let others = slips(2);
    writer.add_slips(2, &others).await.expect("new slips");
    assert_eq!(writer.slip_figures().await.map(|figures| figures.unconfirmed), Ok(2), "asked about on this device");
    writer.confirm_slips().await.expect("printed");
    let mut sorted = others.clone();
    sorted.sort();
    assert_eq!(writer.slips_of_device(2).await, Ok(sorted));
    assert_eq!(writer.slips_of_others().await, Ok(vec![(2, 2)]));
    for refused in [
        writer.release_by_slip(others[0]).await.map(drop),
        writer.void_slip(others[0]).await,
        writer.accept_handed_in(others[0], "b1", "b", vec![]).await,
    ] {
        assert_eq!(refused, Err(StoreFault::SlipOfDevice(2)));
    }
    assert_eq!(writer.void_unused_slips().await, Ok(1), "those of this device alone");
    assert_eq!(writer.slip_figures().await, Ok(figures(0, 0, 0, 1, 0)));
    assert_eq!(writer.slips_of_device(1).await, Ok(own));
}

#[wasm_bindgen_test]
async fn a_typed_code_is_read_as_a_slip_of_this_box_and_device() {
    let (_, writer, _) = opened(true).await;
    let code = SlipCode::generate(1, &mut rand_core::OsRng).expect("device 1");
    let hash = writer.read_slip(&code.to_string().to_lowercase()).expect("a slip");
    assert_eq!(hash, code.hash(Mode::Practice, &writer.state().box_id));
    assert_eq!(writer.read_slip(&code.qr_text()), Ok(hash));
    let other = SlipCode::generate(2, &mut rand_core::OsRng).expect("device 2");
    assert_eq!(writer.read_slip(&other.to_string()), Err(SlipFault::OtherDevice { device: 2 }));
    // The same card before the box of another meeting.
    let (_, elsewhere, _) = opened(true).await;
    let there = elsewhere.read_slip(&code.to_string()).expect("a slip");
    assert_eq!(elsewhere.release_by_slip(there).await, Err(StoreFault::SlipUnknown));
}

#[wasm_bindgen_test]
async fn at_the_close_each_slip_that_somebody_drew_is_a_ballot_issued() {
    let (_, writer, slips) = with_slips(10).await;
    let token = writer.release().await.expect("by a teller");
    writer.cast(&token, "b0", "ballot 0", vec![]).await.expect("cast");
    for (at, slip) in slips[..4].iter().enumerate() {
        writer.accept_handed_in(*slip, &format!("b{}", at + 1), &format!("ballot {at}"), vec![]).await.expect("in");
    }
    writer.void_slip(slips[4]).await.expect("voided");
    // Five are left; three lie in the hat, two people went home with theirs.
    assert_eq!(writer.close(attendance(9)).await, Err(StoreFault::SlipsNotCounted));
    assert_eq!(writer.close_with_slips(attendance(9), 6).await, Err(StoreFault::TooManyLeft(5)));
    assert_eq!(writer.state().phase, Phase::Voting);
    writer.close_with_slips(attendance(9), 3).await.expect("closed");
    let state = writer.state();
    assert_eq!((state.phase, state.issued, state.undistributed), (Phase::Closed, 1 + (10 - 1 - 3), 3));
    assert_eq!(writer.void_unused_slips().await, Err(StoreFault::WrongPhase(Phase::Closed)));
    assert_eq!(writer.add_slips(1, &slips[..1]).await, Err(StoreFault::WrongPhase(Phase::Closed)));
    let log = writer.log().await.expect("readable");
    let acts: Vec<_> = log.iter().map(|event| (event.kind, event.device, event.count)).collect();
    let expected = [
        (OfficerAct::Opened, None, None),
        (OfficerAct::Slips, Some(1), Some(10)),
        (OfficerAct::Voided, None, Some(1)),
        (OfficerAct::Closed, None, None),
    ];
    assert_eq!(acts, expected, "printing and voiding are officers' acts; using a slip is not");
}

/// Promise 1: nothing that is kept names a slip and a ballot together, nor tells in which order slips were used.
#[wasm_bindgen_test]
async fn what_is_kept_of_a_slip_is_its_hash_and_one_word() {
    let (_, writer, hashes) = with_slips(6).await;
    let before = kept("hom-phieu-practice").await;
    for (at, slip) in [5, 2, 0].into_iter().enumerate() {
        let (id, ballot) = (format!("ballot-id-{at}"), format!("sealed ballot {at}"));
        if at == 1 {
            let token = writer.release_by_slip(hashes[slip]).await.expect("a ballot");
            let out = kept("hom-phieu-practice").await;
            assert!(out.contains(&token) && out.contains(&format!("by_slip\\\":\\\"{}", hashes[slip])), "{out}");
            writer.cast(&token, &id, &ballot, vec![]).await.expect("cast");
        } else {
            writer.accept_handed_in(hashes[slip], &id, &ballot, vec![]).await.expect("handed in");
        }
    }
    let after = kept("hom-phieu-practice").await;
    for (at, hash) in hashes.iter().enumerate() {
        let text = hash.to_text();
        assert_eq!(after.matches(&text).count(), 1, "a hash is a key in one store and stands nowhere else");
        let word = if [5, 2, 0].contains(&at) { "1 spent" } else { "1 free" };
        assert!(after.contains(&format!("\"{text}\"],\"{word}\"]")), "{text} {word}\n{after}");
        assert!(before.contains(&format!("\"{text}\"],\"1 free\"]")));
    }
    for at in 0..3 {
        assert_eq!(after.matches(&format!("ballot-id-{at}")).count(), 1);
    }
    // However they were used, the next box whose slips were used otherwise looks the same: keys are hashes, and sorted.
    let state = writer.state();
    assert_eq!((state.slip, state.by_slip), (None, None));
}

/// Everything in a database, as JSON: store by store, pairs of key and value.
async fn kept(database: &str) -> String {
    let script = format!(
        "return new Promise(done => {{ indexedDB.open({database:?}).onsuccess = async event => {{ \
         const db = event.target.result, out = {{}}; \
         const asked = request => new Promise(ok => request.onsuccess = () => ok(request.result)); \
         for (const name of db.objectStoreNames) {{ \
           const all = db.transaction(name).objectStore(name); \
           const [keys, values] = await Promise.all([asked(all.getAllKeys()), asked(all.getAll())]); \
           out[name] = keys.map((key, at) => [key, values[at]]); }} \
         db.close(); done(JSON.stringify(out)); }}; }})"
    );
    run(&script).await.as_string().expect("text")
}

/// Runs a script that returns a promise.
async fn run(script: &str) -> wasm_bindgen::JsValue {
    let promise = js_sys::Function::new_no_args(script).call0(&wasm_bindgen::JsValue::UNDEFINED).expect("a promise");
    wasm_bindgen_futures::JsFuture::from(js_sys::Promise::from(promise)).await.expect("done")
}

/// Exactly what version 1 made: five stores, and a box without a word of slips, with a ballot out.
#[wasm_bindgen_test]
async fn a_database_of_version_1_keeps_its_boxes_and_learns_of_slips() {
    let script = r#"
      const text = '{"box_id":"AAAAAAAAAAAAAAAAAAAAAA","practice":false,"phase":"Voting","survey":"{}","opening":' +
        '"{ \\"format\\": \\"hom-phieu/opening\\", \\"title\\": \\"Thôn Đông\\" }","words":["sông"],' +
        '"attendance":{"summoned":40,"present":30,"delegates":null},"issued":2,"slip":"c2xpcA","last":"InBox"}';
      return new Promise((done, failed) => {
        const gone = indexedDB.deleteDatabase('hom-phieu');
        gone.onblocked = () => failed('still open');
        gone.onsuccess = () => {
          const opening = indexedDB.open('hom-phieu', 1);
          opening.onupgradeneeded = () => {
            for (const name of ['boxes', 'ballots', 'remarks', 'log', 'files']) opening.result.createObjectStore(name);
          };
          opening.onsuccess = () => {
            const db = opening.result, writing = db.transaction(['boxes', 'ballots', 'remarks', 'log'], 'readwrite');
            writing.objectStore('boxes').put(text, 'AAAAAAAAAAAAAAAAAAAAAA');
            writing.objectStore('ballots').put('ballot 1', ['AAAAAAAAAAAAAAAAAAAAAA', 'b1']);
            writing.objectStore('remarks').put('remark 1', ['AAAAAAAAAAAAAAAAAAAAAA', 'r1']);
            writing.oncomplete = () => { db.close(); done(); };
          };
        };
      });"#;
    run(script).await;
    let store = Store::open(false).await.expect("taken over");
    let writer = store.writer("AAAAAAAAAAAAAAAAAAAAAA").await.expect("the box is there");
    let state = writer.state();
    assert_eq!((state.issued, state.slip.as_deref(), state.last), (2, Some("c2xpcA"), Some(Outcome::InBox)));
    assert_eq!((state.device, state.by_slip, state.undistributed), (1, None, 0));
    assert_eq!(writer.ballots().await, Ok(vec!["ballot 1".to_owned()]));
    assert_eq!(writer.remarks().await, Ok(vec!["remark 1".to_owned()]));
    assert_eq!(writer.slip_figures().await, Ok(SlipFigures::default()));
    // The ballot that was out is cast, and slips can be printed.
    writer.cast("c2xpcA", "b2", "ballot 2", vec![]).await.expect("cast");
    let new = slips(1);
    writer.add_slips(1, &new).await.expect("new slips");
    writer.accept_handed_in(new[0], "b3", "ballot 3", vec![]).await.expect("handed in");
    assert_eq!((writer.collected().await, writer.state().issued), (Ok(3), 3));
    // The box of version 1 is now kept as one of version 2, and read as such.
    assert_eq!(writer.reread().await, Ok(writer.state()));
}

/// A draft that no other test has.
fn draft(title: &str) -> Composition {
    let mut made = Composition::new("ha-tinh-827", Mode::Real).expect("a built-in template");
    made.apply(Edit::Line(Line::Title, title.to_owned()));
    made
}

async fn titles(drafts: &Drafts, like: &str) -> Vec<String> {
    let listed = drafts.list().await.expect("readable").into_iter();
    let titles = listed.filter_map(|draft| draft.composition).map(|made| made.title);
    titles.filter(|title| title.starts_with(like)).collect()
}

#[wasm_bindgen_test]
async fn a_draft_is_kept_with_its_faults_and_comes_back_after_a_restart() {
    let drafts = Drafts::open().await.expect("the browser keeps data");
    let writer = drafts.create().await.expect("a new draft");
    assert_eq!(titles(&drafts, "Giữ").await, [""; 0], "nothing is written before there is something to keep");
    writer.save(&draft("Giữ \u{202e}")).await.expect("saved");
    writer.save(&draft("Giữ lại")).await.expect("saved");
    drop((writer, drafts));
    let drafts = Drafts::open().await.expect("the browser keeps data");
    assert_eq!(titles(&drafts, "Giữ").await, ["Giữ lại"]);
}

#[wasm_bindgen_test]
async fn a_draft_has_one_writer() {
    let drafts = Drafts::open().await.expect("the browser keeps data");
    let writer = drafts.create().await.expect("a new draft");
    writer.save(&draft("Một người")).await.expect("saved");
    let listed = drafts.list().await.expect("readable");
    let one =
        |draft: &&hom_phieu::store::KeptDraft| draft.composition.as_ref().is_some_and(|made| made.title == "Một người");
    let id = listed.iter().find(one).expect("listed").id.clone();
    assert_eq!(drafts.writer(&id).await.err(), Some(StoreFault::OtherTab));
    assert_eq!(drafts.delete(&id).await, Err(StoreFault::OtherTab));
    drop(writer);
    gloo_timers::future::TimeoutFuture::new(100).await;
    let (_writer, made) = drafts.writer(&id).await.expect("free again");
    assert_eq!(made, draft("Một người"));
}

#[wasm_bindgen_test]
async fn a_draft_is_doubled_deleted_and_brought_back() {
    let drafts = Drafts::open().await.expect("the browser keeps data");
    drafts.duplicate(&draft("Nhân đôi")).await.expect("kept");
    drafts.duplicate(&draft("Nhân đôi")).await.expect("kept");
    assert_eq!(titles(&drafts, "Nhân đôi").await.len(), 2);
    let listed = drafts.list().await.expect("readable");
    let one = listed.iter().find(|one| one.composition.as_ref().is_some_and(|made| made.title == "Nhân đôi"));
    let one = one.expect("listed").clone();
    gloo_timers::future::TimeoutFuture::new(100).await; // for the locks
    drafts.delete(&one.id).await.expect("deleted");
    assert_eq!(titles(&drafts, "Nhân đôi").await.len(), 1);
    drafts.restore(&one).await.expect("brought back");
    assert_eq!(drafts.restore(&one).await, Err(StoreFault::AlreadyThere));
    assert!(drafts.list().await.expect("readable").contains(&one));
}

#[wasm_bindgen_test]
async fn a_draft_that_cannot_be_read_is_listed_as_such_and_hides_no_other() {
    let drafts = Drafts::open().await.expect("the browser keeps data");
    let writer = drafts.create().await.expect("a new draft");
    writer.save(&draft("Hỏng")).await.expect("saved");
    let listed = drafts.list().await.expect("readable");
    let one = listed.iter().find(|one| one.composition.as_ref().is_some_and(|made| made.title == "Hỏng"));
    let id = one.expect("listed").id.clone();
    drop(writer);
    gloo_timers::future::TimeoutFuture::new(100).await;
    let broken = format!("{{\"id\":{id:?},\"changed\":\"\",\"text\":\"{{\"}}");
    overwrite("hom-phieu-drafts", "drafts", &id, &broken).await;
    let listed = drafts.list().await.expect("readable");
    assert!(listed.iter().any(|one| one.id == id && one.composition.is_none()));
    assert!(matches!(drafts.writer(&id).await.err(), Some(StoreFault::Damaged(_))));
    gloo_timers::future::TimeoutFuture::new(100).await;
    drafts.delete(&id).await.expect("it can go even so");
}

// ── several devices, one box ──

const MEETING: &[u8] = include_bytes!("data/practice-meeting/tap-lam-quen-thon-mau-tap-duot.opening.json");
const SURVEY: &str = include_str!("data/practice-meeting/tap-lam-quen-thon-mau-tap-duot.survey.json");
/// Lengths of what these tests take for sealed ballots and remarks.
const SIZES: [usize; 2] = [8, 8];

/// An opening of a box of its own: the store never looks at its keys.
fn meeting() -> Opening {
    let opening = Opening::parse(MEETING).expect("an opening");
    Opening { box_id: new_instance().expect("the browser has randomness"), ..opening }
}

async fn chief(opening: &Opening) -> (Store, BoxWriter) {
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
    writer.counted("result", "record").await.expect("counted");
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
    let acts: Vec<OfficerAct> = handed.log.iter().map(|event| event.kind).collect();
    assert_eq!(acts, [OfficerAct::Joined, OfficerAct::BackedUp, OfficerAct::Closed, OfficerAct::HandedOver]);
    let read = BoxFile::parse(handed.to_text().as_bytes()).expect("a box file");
    assert_eq!(read.admit(&opening, &[2].into(), Some(SIZES)), Ok(()));
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
async fn after_a_restore_a_spent_slip_stays_spent_and_none_that_was_voided_comes_alive() {
    for voided in [false, true] {
        let opening = meeting();
        let (store, writer, join) = joined(&opening, slips(4)).await;
        let [used, lost, free] = [join.slips[0], join.slips[1], join.slips[2]];
        let slip = writer.release_by_slip(used).await.expect("a slip");
        let envelope = Envelope::of(Mode::Practice, &opening.box_id, sealed("A"));
        let text = serde_json::to_string(&envelope).expect("plain data");
        writer.cast(&slip, &envelope.id().to_text(), &text, vec![]).await.expect("cast");
        if voided {
            writer.void_slip(lost).await.expect("voided");
        }
        let file = writer.backup().await.expect("a backup").to_text();
        drop(writer);
        deleted(&store, &opening.box_id).await;
        store.restore(&file, restoring(&opening, Some(&join))).await.expect("restored");
        let writer = store.writer(&opening.box_id).await.expect("the only writer");
        assert_eq!(writer.release_by_slip(used).await, Err(StoreFault::SlipUsed));
        let (expected_lost, expected_free) =
            if voided { (Some(StoreFault::SlipVoid), Some(StoreFault::SlipVoid)) } else { (None, None) };
        let slip = writer.release_by_slip(lost).await;
        assert_eq!(slip.clone().err(), expected_lost);
        if let Ok(slip) = slip {
            writer.returned(&slip).await.expect("given back");
        }
        assert_eq!(writer.release_by_slip(free).await.err(), expected_free);
        let wrong = Join { device: 3, ..join };
        let fault = store.restore(&file, restoring(&opening, Some(&wrong))).await;
        assert_eq!(fault, Err(DeviceFault::NeverAdded { device: 2 }.into()), "another device's join file");
    }
}
