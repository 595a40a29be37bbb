//! A draft as it is kept on the device.

use serde::{Deserialize, Serialize};

use super::ids::{MAX_KNOWN_TASKS, MAX_RETIRED};
use super::{Composition, Form, MAX_ENTRIES, MAX_TYPED, kept};
use crate::survey::json::{self, JsonFault};
use crate::survey::template;

/// Format of a draft.
pub const DRAFT_FORMAT: &str = "hom-phieu/draft";
/// Largest draft that is read; the bounds of its parts keep it below.
pub const MAX_DRAFT_BYTES: usize = 64 << 20;
const VERSION: u32 = 1;

#[derive(Serialize)]
struct Written<'a> {
    format: &'a str,
    version: u32,
    composition: &'a Composition,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Read {
    #[serde(rename = "format")]
    _format: String,
    #[serde(rename = "version")]
    _version: u32,
    composition: Composition,
}

impl Composition {
    /// As a draft is kept.
    ///
    /// # Panics
    /// Never: all members have forms in JSON.
    pub fn to_text(&self) -> String {
        let written = Written { format: DRAFT_FORMAT, version: VERSION, composition: self };
        serde_json::to_string(&written).expect("a composition has string keys and whole numbers only")
    }

    /// Reads what [`Self::to_text`] wrote. Whatever is in it, the bounds of a composition hold afterwards.
    ///
    /// # Errors
    /// Where it is not strict JSON of this format and version, or names a template that there is not.
    pub fn from_text(text: &str) -> Result<Self, JsonFault> {
        let read: Read = json::read(text.as_bytes(), MAX_DRAFT_BYTES, DRAFT_FORMAT, VERSION)?;
        let mut made = read.composition;
        if let Form::Template { id, switched, .. } = &mut made.form {
            if template(id).is_none() {
                return Err(JsonFault::Member {
                    member: "composition.form.template.id".to_owned(),
                    what: "unknown".to_owned(),
                });
            }
            switched.truncate(MAX_TYPED);
        }
        for line in [
            &mut made.title,
            &mut made.province,
            &mut made.commune,
            &mut made.hamlet,
            &mut made.issuer,
            &mut made.parent,
        ] {
            *line = kept(line, MAX_TYPED);
        }
        made.entries.truncate(MAX_ENTRIES);
        for (key, entry) in (1..).zip(&mut made.entries) {
            entry.key = key;
            entry.bound();
        }
        made.retired.truncate(MAX_RETIRED);
        for gone in &mut made.retired {
            gone.tasks.truncate(MAX_KNOWN_TASKS);
        }
        Ok(made)
    }
}
