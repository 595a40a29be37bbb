//! What people take away: minutes laid out as Vietnamese documents are, and figures as tables.
//!
//! [`Verified`] is the door: only a result whose signatures hold comes in. [`opening_minutes`] and
//! [`counting_minutes`] make a [`Document`] of it and of what only the meeting knows ([`Particulars`]); the page, the
//! .docx and the plain text draw that same document. Figures leave as [`csv`] and [`xlsx`]. All words are Vietnamese
//! and stand in `text/`, whose `minutes`, `result`, `numbers` and `dates` know of
//! `survey/` and `count/` only.

mod apart;
mod counted;
mod csv;
mod devices;
mod document;
mod docx;
mod figures;
mod letterhead;
mod minutes;
mod particulars;
mod plain;
mod png;
mod qr;
mod tables;
mod verified;
mod xlsx;

pub use apart::{both_ways, made_of};
pub use csv::csv;
pub use document::*;
pub use docx::docx;
pub use letterhead::before_place;
pub use minutes::{counting as counting_minutes, opening as opening_minutes};
pub use particulars::{BY_HAND, Particulars};
pub use plain::text;
pub use qr::{QUIET_ZONE, Qr};
pub use tables::{
    ColumnName, Figure, MEAN, ResultColumn, ResultLine, ResultTable, SixFigure, distinct_name, finding_text, has_posts,
    has_shares, name_beside_post, name_heading, name_of, of_question, of_result, post, quorum_text, six, sums_notes,
};
pub use verified::{ReportFault, Verified};
pub use xlsx::xlsx;
