//! A browser that throws its database away: the boxes come back from the second copy.

use hom_phieu::store::{BoxWriter, Drafts, Store};
use hom_phieu::survey::Mode;
use hom_phieu::survey::compose::Composition;
use wasm_bindgen_test::wasm_bindgen_test;

use crate::*;

/// As Chromium does with a database that it takes for damaged.
async fn lose(database: &str) {
    run(&format!(
        "return new Promise((done, failed) => {{ const gone = indexedDB.deleteDatabase({database:?}); \
         gone.onsuccess = done; gone.onerror = () => failed('still there'); }})"
    ))
    .await;
}

async fn lose_second() {
    run("return navigator.storageBuckets.delete('hom-phieu-second')").await;
}

async fn kept_twice(database: &str) -> [String; 2] {
    [kept(database).await, kept_second(database).await]
}

async fn cast(writer: &BoxWriter, ballot: &str) {
    let slip = writer.release().await.expect("a slip");
    let remark = vec![(format!("remark of {ballot}"), "sealed remark".to_owned())];
    writer.cast(&slip, ballot, &format!("sealed {ballot}"), remark).await.expect("cast");
}

#[wasm_bindgen_test]
async fn a_box_comes_back_whole_when_the_browser_has_thrown_its_database_away() {
    let (store, writer, box_id) = opened(false).await;
    cast(&writer, "b1").await;
    cast(&writer, "b2").await;
    let out = writer.release().await.expect("a slip");
    drop((store, writer));
    let before = kept("hom-phieu").await;
    lose("hom-phieu").await;

    let store = Store::open(false).await.expect("the browser keeps data");
    let [first, second] = kept_twice("hom-phieu").await;
    assert_eq!(first, second);
    let stores = |text: &str| text.split_once(r#""commits""#).map(|(before, _)| before.to_owned());
    assert_eq!(stores(&first), stores(&before));
    let held = store.boxes().await.expect("readable");
    assert_eq!(store.lost(&held), []);
    let writer = store.writer(&box_id).await.expect("the only writer");
    assert_eq!(writer.collected().await, Ok(2));
    // The voter who stood there goes on with the same slip.
    writer.cast(&out, "b3", "ballot 3", vec![]).await.expect("cast");
    assert_eq!((writer.collected().await, writer.state().issued), (Ok(3), 3));
    assert_eq!(writer.log().await.expect("readable").len(), 1);
}

#[wasm_bindgen_test]
async fn both_copies_hold_the_same_whatever_is_written_and_from_how_many_pages() {
    let (store, writer, box_id) = opened(false).await;
    let other_page = Store::open(false).await.expect("the browser keeps data");
    let state = new_box(false);
    let other_id = state.box_id.clone();
    other_page.create_box(state, opened_event(OPENING).expect("an opening")).await.expect("a new box");
    let other = other_page.writer(&other_id).await.expect("the only writer");
    let here = async {
        for ballot in ["b1", "b2", "b3"] {
            cast(&writer, ballot).await;
        }
    };
    let there = async {
        for ballot in ["b1", "b2", "b3", "b4"] {
            cast(&other, ballot).await;
        }
        other.keep_paper("a count").await.expect("kept");
        other.forget_paper().await.expect("forgotten");
    };
    futures_util::future::join(here, there).await;
    let failed = writer.cast("no slip", "b9", "ballot 9", vec![]).await;
    assert!(failed.is_err());
    let [first, second] = kept_twice("hom-phieu").await;
    assert_eq!(first, second);
    assert!(second.contains(&box_id) && second.contains("sealed b4") && !second.contains("ballot 9"));
    drop((writer, other, store, other_page));
}

#[wasm_bindgen_test]
async fn a_second_copy_that_is_lost_is_made_anew() {
    let (store, writer, box_id) = opened(false).await;
    cast(&writer, "b1").await;
    drop((store, writer));
    lose_second().await;
    drop(Store::open(false).await.expect("the browser keeps data"));
    lose("hom-phieu").await;
    let store = Store::open(false).await.expect("the browser keeps data");
    assert_eq!(store.collected(&box_id).await, Ok(1));
}

#[wasm_bindgen_test]
async fn a_box_goes_on_where_the_second_copy_is_lost_under_its_hands() {
    let (store, writer, box_id) = opened(false).await;
    lose_second().await;
    for ballot in ["b1", "b2", "b3", "b4", "b5"] {
        cast(&writer, ballot).await;
    }
    assert_eq!(writer.collected().await, Ok(5));
    drop((store, writer));
    drop(Store::open(false).await.expect("the browser keeps data"));
    let [first, second] = kept_twice("hom-phieu").await;
    assert_eq!(first, second);
    assert!(second.contains(&box_id));
}

/// In a browser without buckets, or one whose second copy does not open in time.
const WITHOUT_BUCKETS: &str =
    "Object.defineProperty(navigator, 'storageBuckets', { value: undefined, configurable: true })";
const WITH_BUCKETS: &str = "delete navigator.storageBuckets";

#[wasm_bindgen_test]
async fn a_box_that_was_opened_after_the_loss_stays_beside_those_that_come_back() {
    let (store, writer, older) = opened(false).await;
    cast(&writer, "b1").await;
    drop((store, writer));
    lose("hom-phieu").await;
    run(&format!("return Promise.resolve({WITHOUT_BUCKETS})")).await;
    let (store, writer, newer) = opened(false).await;
    cast(&writer, "b1").await;
    cast(&writer, "b2").await;
    let held = store.boxes().await.expect("readable").held;
    assert!(held.iter().all(|state| state.box_id != older), "it cannot be given back yet");
    drop((store, writer));
    run(&format!("return Promise.resolve({WITH_BUCKETS})")).await;
    let store = Store::open(false).await.expect("the browser keeps data");
    assert_eq!([store.collected(&older).await, store.collected(&newer).await], [Ok(1), Ok(2)]);
    let [first, second] = kept_twice("hom-phieu").await;
    assert_eq!(first, second);
}

#[wasm_bindgen_test]
async fn a_deleted_box_does_not_come_back() {
    let (store, writer, box_id) = opened(true).await;
    cast(&writer, "b1").await;
    drop(writer);
    let freed = async || store.delete_box(&box_id).await == Err(hom_phieu::store::StoreFault::OtherTab);
    while freed().await {}
    drop(store);
    lose("hom-phieu-practice").await;
    let held = Store::open(true).await.expect("the browser keeps data").boxes().await.expect("readable").held;
    assert!(held.iter().all(|state| state.box_id != box_id));
}

#[wasm_bindgen_test]
async fn what_the_disk_has_lost_of_the_last_writes_comes_back() {
    let (store, writer, box_id) = opened(false).await;
    cast(&writer, "b1").await;
    drop((store, writer));
    // As after a power cut on a disk that had not written what it said.
    run(&format!(
        "return new Promise(done => {{ indexedDB.open('hom-phieu').onsuccess = event => {{ \
         const db = event.target.result, t = db.transaction(['ballots', 'commits'], 'readwrite'); \
         t.objectStore('ballots').delete([{box_id:?}, 'b1']); \
         const counts = t.objectStore('commits'), asked = counts.get('count'); \
         asked.onsuccess = () => counts.put(String(asked.result - 1), 'count'); \
         t.oncomplete = () => {{ db.close(); done(); }}; }}; }})"
    ))
    .await;
    let store = Store::open(false).await.expect("the browser keeps data");
    assert_eq!(store.collected(&box_id).await, Ok(1));
}

#[wasm_bindgen_test]
async fn a_survey_in_the_making_comes_back_too() {
    let drafts = Drafts::open().await.expect("the browser keeps data");
    let draft = drafts.create().await.expect("a new draft");
    draft.save(&Composition::new("ha-tinh-827", Mode::Real).expect("a template")).await.expect("kept");
    let id = draft.id().to_owned();
    drop((drafts, draft));
    lose("hom-phieu-drafts").await;
    let drafts = Drafts::open().await.expect("the browser keeps data").list().await.expect("readable");
    assert!(drafts.iter().any(|draft| draft.id == id));
}

/// The second copy opens five seconds later than it would.
const SLOW: &str = "
    const original = IDBFactory.prototype.open;
    IDBFactory.prototype.open = function (...args) {
      const opening = original.apply(this, args);
      if (this === indexedDB) return opening;
      const late = new EventTarget();
      Object.defineProperty(late, 'result', { get: () => opening.result });
      opening.onsuccess = () => setTimeout(() => late.dispatchEvent(new Event('success')), 5000);
      return late;
    };
    window.endSlowness = () => { IDBFactory.prototype.open = original; };
    return Promise.resolve()";

#[wasm_bindgen_test]
async fn a_slow_second_copy_is_waited_for_only_where_the_first_has_nothing() {
    let (store, writer, box_id) = opened(false).await;
    cast(&writer, "b1").await;
    assert!(store.kept_twice());
    drop((store, writer));
    run(SLOW).await;
    let store = Store::open(false).await.expect("the browser keeps data");
    assert!(!store.kept_twice(), "nobody waits for it");
    assert_eq!(store.collected(&box_id).await, Ok(1));
    drop(store);
    lose("hom-phieu").await;
    let store = Store::open(false).await.expect("the browser keeps data");
    assert!(store.kept_twice());
    assert_eq!(store.collected(&box_id).await, Ok(1));
    run("window.endSlowness(); return Promise.resolve()").await;
}
