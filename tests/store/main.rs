//! The store in a real browser: `cargo test --target wasm32-unknown-unknown --test store`
//! with `CARGO_TARGET_WASM32_UNKNOWN_UNKNOWN_RUNNER=wasm-bindgen-test-runner` and `CHROMEDRIVER`
//! set to the driver's path; `webdriver.json` holds the browser's options.
#![cfg(target_arch = "wasm32")]

mod boxes;
mod devices;
mod drafts;
mod opening;
mod second;
mod slips;

use base64ct::{Base64UrlUnpadded, Encoding};
use hom_phieu::record::Attendance;
use hom_phieu::store::{BoxState, BoxWriter, Phase, Store, new_instance, opened_event};
use wasm_bindgen_test::wasm_bindgen_test_configure;

wasm_bindgen_test_configure!(run_in_browser);

pub(crate) const OPENING: &str = r#"{ "format": "hom-phieu/opening", "title": "Thôn Đông" }"#;

pub(crate) fn new_box(practice: bool) -> BoxState {
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

pub(crate) fn attendance(present: u32) -> Attendance {
    serde_json::from_str(&format!(r#"{{"summoned":40,"present":{present}}}"#)).expect("an attendance")
}

pub(crate) async fn opened(practice: bool) -> (Store, BoxWriter, String) {
    let store = Store::open(practice).await.expect("the browser keeps data");
    let state = new_box(practice);
    let box_id = state.box_id.clone();
    store.create_box(state, opened_event(OPENING).expect("an opening")).await.expect("a new box");
    let writer = store.writer(&box_id).await.expect("the only writer");
    (store, writer, box_id)
}

pub(crate) fn remark(id: &str) -> Vec<(String, String)> {
    vec![(id.to_owned(), "sealed remark".to_owned())]
}

/// Puts `text` in place of what is kept under a key, behind the store's back.
pub(crate) async fn overwrite(database: &str, store: &str, key: &str, text: &str) {
    let script = format!(
        "return new Promise(done => {{ indexedDB.open({database:?}).onsuccess = event => {{ \
         const db = event.target.result, t = db.transaction({store:?}, 'readwrite'); \
         t.objectStore({store:?}).put({text:?}, {key:?}); \
         t.oncomplete = () => {{ db.close(); done(); }}; }}; }})"
    );
    let promise = js_sys::Function::new_no_args(&script).call0(&wasm_bindgen::JsValue::UNDEFINED).expect("a promise");
    wasm_bindgen_futures::JsFuture::from(js_sys::Promise::from(promise)).await.expect("written");
}

/// Puts `text` in place of what is kept under `[box_id, key]`, behind the store's back; `key` as JavaScript writes it.
pub(crate) async fn overwrite_pair(database: &str, store: &str, box_id: &str, key: &str, text: &str) {
    let script = format!(
        "return new Promise(done => {{ indexedDB.open({database:?}).onsuccess = event => {{ \
         const db = event.target.result, t = db.transaction({store:?}, 'readwrite'); \
         t.objectStore({store:?}).put({text:?}, [{box_id:?}, {key}]); \
         t.oncomplete = () => {{ db.close(); done(); }}; }}; }})"
    );
    run(&script).await;
}

/// Everything in a database, as JSON: store by store, pairs of key and value.
pub(crate) async fn kept(database: &str) -> String {
    kept_by("indexedDB", database).await
}

/// The same in the second copy. A bucket's `indexedDB` that is collected as garbage answers no more, so it is held.
pub(crate) async fn kept_second(database: &str) -> String {
    let bucket = "(await navigator.storageBuckets.open('hom-phieu-second')).indexedDB";
    kept_by(bucket, database).await
}

async fn kept_by(factory: &str, database: &str) -> String {
    let script = format!(
        "return (async () => {{ \
         const asked = request => new Promise(ok => request.onsuccess = () => ok(request.result)); \
         const factory = globalThis.factory = {factory}, db = await asked(factory.open({database:?})), out = {{}}; \
         for (const name of db.objectStoreNames) {{ \
           const all = db.transaction(name).objectStore(name); \
           const [keys, values] = await Promise.all([asked(all.getAllKeys()), asked(all.getAll())]); \
           out[name] = keys.map((key, at) => [key, values[at]]); }} \
         db.close(); return JSON.stringify(out); }})()"
    );
    run(&script).await.as_string().expect("text")
}

/// Runs a script that returns a promise.
pub(crate) async fn run(script: &str) -> wasm_bindgen::JsValue {
    let promise = js_sys::Function::new_no_args(script).call0(&wasm_bindgen::JsValue::UNDEFINED).expect("a promise");
    wasm_bindgen_futures::JsFuture::from(js_sys::Promise::from(promise)).await.expect("done")
}
