//! What is asked: definition, subjects, questions, rules; templates as data files;
//! lists of names on their way in, and their order.
//!
//! Nothing here knows of the web or of cryptography, except for the digest that
//! every later room binds itself to.

mod calendar;
mod characters;
pub mod compose;
mod definition;
mod departure;
mod digest;
mod fault;
pub mod json;
mod members;
mod name_order;
mod parse;
mod parse_rules;
mod parse_template;
mod pasted;
mod provinces;
mod rows;
mod rules;
mod templates;

pub use calendar::is_day;
pub use characters::{is_plain_line, made_plain};
pub use definition::*;
pub use departure::{Departure, RulePart, departure};
pub use digest::Digest;
pub use fault::{SurveyFault, SurveyFaultKind, SurveyFaults};
pub use name_order::{compare_names, compare_texts, sort_by_election_rule, sort_by_post};
pub use parse::MAX_SURVEY_BYTES;
pub(crate) use pasted::alike;
pub use pasted::{
    Column, MAX_PASTED_BYTES, MAX_PASTED_ROWS, Meaning, Pasted, PastedFault, PastedFaultKind, PastedPlace, PastedRow,
    Wanted, subject_id,
};
pub use provinces::{PROVINCES, is_province, merged_into};
pub use rows::*;
pub use rules::*;
pub use templates::*;
