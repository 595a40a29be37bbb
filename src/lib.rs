//! Hòm Phiếu: a ballot box with several locks that lives in a browser.
//!
//! Residents rate the officials who live among them by secret ballot; the
//! tellers open the box together; what comes out is a signed result that
//! anyone can check. No server is needed.
//!
//! Data flows one way, and each room knows only the rooms above it:
//!
//! ```text
//! survey/   what is asked: definition, subjects, questions, rules; templates    (no web, no crypto)
//! ballot/   what one resident answers
//! seal/     how a ballot becomes unreadable: cards, joint key, sealed ballots, opening
//! slip/     one-time codes on paper that let one ballot into the box: codes, hashes, figures
//! count/    how sealed ballots become totals, shares, findings
//! record/   what leaves: opening statement, signed result, record; how each is checked
//! report/   what people take away: minutes as page, .docx and text; figures as .csv and .xlsx
//! carry/    a text as a stream of QR codes, and back; its two widgets are the browser's
//! ────────── above: pure Rust, native and wasm alike; below: the browser ──────────
//! store/    the durable box in IndexedDB; one writer; recovery
//! worker/   sealing, opening and verifying off the main thread; reporting, in a worker of its own
//! offline/  the whole app kept on the device: service worker, and when a newer one may take over
//! booth/    the voter's screens: booth.html, a page of its own without the desk's code and cards
//! hall/     the booth with a camera: hall.html, as a kiosk that asks for slips, and on residents' own phones
//! desk/     the organiser's, tellers' and officials' screens: index.html
//! plain     what both pages show when nothing else can be relied on
//! text/     every sentence on screen, per language
//! bin/      one wasm file each: `booth`, `hall`, `desk`, `worker`, `reports`; `hom-phieu`, the command line: template,
//!           check, simulate, verify, report
//! ```
//!
//! The eight pure rooms hold every rule; the screens hold none.

pub mod ballot;
pub mod booth;
pub mod carry;
pub mod count;
pub mod offline;
pub mod record;
pub mod report;
pub mod seal;
pub mod slip;
pub mod survey;
pub mod text;
pub mod worker;

#[cfg(test)]
mod testing;

#[cfg(target_arch = "wasm32")]
pub mod desk;
#[cfg(target_arch = "wasm32")]
pub mod hall;
#[cfg(target_arch = "wasm32")]
pub mod plain;
#[cfg(target_arch = "wasm32")]
pub mod store;
