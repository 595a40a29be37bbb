//! Every sentence on screen, per language. Vietnamese first, English second.
//!
//! A sentence is a [`Phrase`]: both languages side by side, so that neither is
//! forgotten. Sentences with values in them are functions of [`Lang`]. Faults of
//! every room are put into words by [`Explain`]: what happened, and the way out.

pub mod booth;
pub mod compose;
pub mod compose_faults;
pub mod dates;
mod device_faults;
pub mod drafts;
pub mod faults;
pub mod file_faults;
pub mod menu_lock;
pub mod minutes;
pub mod numbers;
pub mod offline;
pub mod on_paper;
pub mod paper_rules;
pub mod pasted_faults;
mod report_faults;
pub mod result;
mod slip_faults;
mod survey_faults;
mod survey_places;
mod template_faults;
pub mod templates;

#[cfg(target_arch = "wasm32")]
pub(crate) mod carry;
#[cfg(target_arch = "wasm32")]
pub(crate) mod compare;
#[cfg(target_arch = "wasm32")]
pub(crate) mod desk;
#[cfg(target_arch = "wasm32")]
pub(crate) mod devices;
#[cfg(target_arch = "wasm32")]
pub(crate) mod hall;
#[cfg(target_arch = "wasm32")]
pub(crate) mod officer;
#[cfg(target_arch = "wasm32")]
pub(crate) mod paper;
#[cfg(target_arch = "wasm32")]
mod paper_faults;
#[cfg(target_arch = "wasm32")]
pub(crate) mod report;
#[cfg(target_arch = "wasm32")]
pub(crate) mod slips;
#[cfg(target_arch = "wasm32")]
mod store_faults;

use serde::{Deserialize, Serialize};

/// Language of the screen.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
pub enum Lang {
    /// Tiếng Việt.
    #[default]
    Vi,
    /// English.
    En,
}

impl Lang {
    /// BCP 47 tag for `lang` attributes.
    pub fn tag(self) -> &'static str {
        match self {
            Self::Vi => "vi",
            Self::En => "en",
        }
    }
}

/// One sentence in both languages.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Phrase {
    /// Tiếng Việt.
    pub vi: &'static str,
    /// English.
    pub en: &'static str,
}

/// Short form for the catalogues.
pub const fn phrase(vi: &'static str, en: &'static str) -> Phrase {
    Phrase { vi, en }
}

impl Phrase {
    /// The sentence in `lang`.
    pub const fn in_lang(self, lang: Lang) -> &'static str {
        match lang {
            Lang::Vi => self.vi,
            Lang::En => self.en,
        }
    }
}

/// A fault as a user reads it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Explained {
    /// What happened, and where.
    pub what: String,
    /// What to do about it.
    pub way_out: String,
}

/// Puts a fault into words.
pub trait Explain {
    /// What happened, where, and the way out, in `lang`.
    fn explain(&self, lang: Lang) -> Explained;
}
