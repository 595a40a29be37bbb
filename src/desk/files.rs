//! Files in and out: a size bound before reading, downloads as blobs.

use js_sys::{Array, Uint8Array};
use leptos::prelude::*;
use wasm_bindgen::JsCast;
use wasm_bindgen_futures::JsFuture;
use web_sys::{Blob, BlobPropertyBag, Event, File, HtmlAnchorElement, HtmlInputElement, Url};

use super::state::{Said, Trouble};
use crate::record::FileKind;
use crate::survey::Survey;
use crate::text::officer as t;

/// Larger than any genuine survey: 100 people, 20 questions, the longest words.
pub const SURVEY_LIMIT: u32 = 2 << 20;
/// A record holds every sealed ballot: 2,000 ballots of 10 × 3 take some 20 MB.
pub const CHECK_LIMIT: u32 = 64 << 20;
/// A photograph.
pub const CARD_LIMIT: u32 = 32 << 20;

/// The files that were chosen or dropped, and an empty field again, so that the same file can
/// be chosen once more after it was mended.
pub fn take(event: &Event) -> Vec<File> {
    let input: HtmlInputElement = event.target().expect("a change event has a target").unchecked_into();
    let files = input.files();
    let files = files.iter().flat_map(|files| (0..files.length()).filter_map(|at| files.get(at))).collect();
    input.set_value("");
    files
}

/// The bytes of a file that is not larger than `limit`.
pub async fn bytes(file: &File, limit: u32) -> Result<Vec<u8>, Trouble> {
    if file.size() > f64::from(limit) {
        return Err(Said(t::FILE_TOO_LARGE, t::FILE_TOO_LARGE_OUT).into());
    }
    let buffer = JsFuture::from(file.array_buffer()).await;
    let buffer = buffer.map_err(|_| Trouble::from(Said(t::FILE_UNREADABLE, t::FILE_UNREADABLE_OUT)))?;
    Ok(Uint8Array::new(&buffer).to_vec())
}

/// `<survey id>[-tap-duot][-the-2].<kind>.json`
pub fn name(survey: &Survey, part: Option<String>, kind: FileKind) -> String {
    let practice = if survey.is_practice() { "-tap-duot" } else { "" };
    let kind = match kind {
        FileKind::Survey => "survey",
        FileKind::Opening => "opening",
        FileKind::Card => "card",
        FileKind::Ballot => "ballot",
        FileKind::Join => "join",
        FileKind::Box => "box",
        FileKind::Result => "result",
        FileKind::Record => "record",
        FileKind::Meeting => "meeting",
        FileKind::HandIn => "hand-in",
        FileKind::Remark => "remark",
    };
    format!("{}{practice}{}.{kind}.json", survey.id, part.unwrap_or_default())
}

/// Kind of a Word document.
pub const DOCX: &str = "application/vnd.openxmlformats-officedocument.wordprocessingml.document";
/// Kind of an Excel workbook.
pub const XLSX: &str = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";
/// Kind of a table in text.
pub const CSV: &str = "text/csv;charset=utf-8";

/// Gives the reader a JSON file to keep.
pub fn download(name: &str, text: &str) {
    download_bytes(name, text.as_bytes(), "application/json");
}

/// Gives the reader a file to keep.
pub fn download_bytes(name: &str, bytes: &[u8], kind: &str) {
    let parts = Array::of1(&Uint8Array::from(bytes));
    let options = BlobPropertyBag::new();
    options.set_type(kind);
    let Ok(blob) = Blob::new_with_u8_array_sequence_and_options(&parts, &options) else { return };
    let Ok(address) = Url::create_object_url_with_blob(&blob) else { return };
    if let Ok(link) = document().create_element("a") {
        let link: HtmlAnchorElement = link.unchecked_into();
        link.set_href(&address);
        link.set_download(name);
        link.click();
    }
    // Not at once: some browsers read the blob after the click returns.
    set_timeout(
        move || {
            let _ = Url::revoke_object_url(&address);
        },
        core::time::Duration::from_secs(60),
    );
}

/// Opens the browser's print dialogue.
pub fn print() {
    let _ = window().print();
}

/// Prints the sheet, also where a browser never said that its dialogue for the figures was closed.
pub fn print_sheet() {
    if let Some(root) = document().document_element() {
        let _ = root.remove_attribute(PRINTED);
    }
    print();
}

/// Prints the tables and charts of the result on the screen instead of its minutes: `style/print.css` follows the mark,
/// which goes with the dialogue, so that the browser's own command prints the minutes again.
pub fn print_figures() {
    let Some(root) = document().document_element() else { return };
    let _ = root.set_attribute(PRINTED, "figures");
    let done = move |_: &_| {
        let _ = root.remove_attribute(PRINTED);
    };
    gloo_events::EventListener::once(&window(), "afterprint", done).forget();
    print();
}

/// What is printed, where it is not the sheet.
const PRINTED: &str = "data-print";

/// A file dropped beside a field must not replace the page and the meeting in it.
pub fn guard_drops() {
    for name in ["dragover", "drop"] {
        let options = gloo_events::EventListenerOptions::enable_prevent_default();
        gloo_events::EventListener::new_with_options(&document(), name, options, |event| {
            let field = event.target().and_then(|target| target.dyn_into::<HtmlInputElement>().ok());
            if field.is_none_or(|field| field.type_() != "file") {
                event.prevent_default();
            }
        })
        .forget();
    }
}
