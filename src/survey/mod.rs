//! What is asked: definition, subjects, questions, rules; templates as data files.
//!
//! Nothing here knows of the web or of cryptography, except for the digest that
//! every later room binds itself to.

mod characters;
mod definition;
mod digest;
mod fault;
pub mod json;
mod members;
mod parse;
mod parse_rules;
mod parse_template;
mod rows;
mod rules;
mod templates;

pub use characters::{is_plain_line, made_plain};
pub use definition::*;
pub use digest::Digest;
pub use fault::{SurveyFault, SurveyFaultKind, SurveyFaults};
pub use parse::MAX_SURVEY_BYTES;
pub use rows::*;
pub use rules::*;
pub use templates::*;
