//! The browser's own eye for QR codes (Shape Detection API, WICG): several times quicker than the worker's, and not in
//! every browser. web-sys counts it as unstable, hence the declarations here.

use js_sys::{Array, Object, Promise, Reflect};
use leptos::prelude::window;
use wasm_bindgen::prelude::*;
use wasm_bindgen_futures::JsFuture;
use web_sys::HtmlVideoElement;

#[wasm_bindgen]
extern "C" {
    type BarcodeDetector;

    #[wasm_bindgen(constructor, catch)]
    fn new(options: &Object) -> Result<BarcodeDetector, JsValue>;

    #[wasm_bindgen(static_method_of = BarcodeDetector, catch, js_name = getSupportedFormats)]
    fn supported_formats() -> Result<Promise, JsValue>;

    #[wasm_bindgen(method, catch)]
    fn detect(this: &BarcodeDetector, source: &HtmlVideoElement) -> Result<Promise, JsValue>;
}

const FORMAT: &str = "qr_code";

/// Looks for codes in a video's picture.
pub struct Detector(BarcodeDetector);

impl Detector {
    /// `None` where the browser has none, or none for QR codes: some name the interface and have nothing behind it.
    pub async fn of_browser() -> Option<Self> {
        let named = Reflect::has(&window(), &"BarcodeDetector".into());
        if !named.unwrap_or_default() {
            return None;
        }
        let formats: Array = JsFuture::from(BarcodeDetector::supported_formats().ok()?).await.ok()?.dyn_into().ok()?;
        if !formats.includes(&FORMAT.into(), 0) {
            return None;
        }
        let options = Object::new();
        Reflect::set(&options, &"formats".into(), &Array::of1(&FORMAT.into())).ok()?;
        BarcodeDetector::new(&options).ok().map(Self)
    }

    /// The text of the first code in the picture; a fault where the browser's service does not answer.
    pub async fn look(&self, video: &HtmlVideoElement) -> Result<Option<String>, JsValue> {
        let found: Array = JsFuture::from(self.0.detect(video)?).await?.dyn_into()?;
        Ok(Reflect::get(&found.get(0), &"rawValue".into()).ok().and_then(|text| text.as_string()))
    }
}
