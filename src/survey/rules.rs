//! How the counts of a survey are read: base, thresholds, quorum. Part of `*.survey.json`.

use serde::{Deserialize, Serialize};

/// How the counts are read: base, thresholds, quorum.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(not(target_arch = "wasm32"), derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Rules {
    /// The number that every share is taken of.
    pub base: Base,
    /// What the instrument concludes from a share; an empty list says that it concludes nothing.
    /// Never left out: every file then has exactly the members of its value here, and the
    /// digest of a [`Survey`] is the digest of the file that it was read from.
    pub thresholds: Vec<Threshold>,
    /// How many must attend; `None` where the instrument's text is not public or names none.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub quorum: Option<Quorum>,
}

/// Base of a percentage (mẫu số tính tỷ lệ).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(not(target_arch = "wasm32"), derive(schemars::JsonSchema))]
#[serde(rename_all = "kebab-case")]
pub enum Base {
    /// Phiếu thu về.
    Collected,
    /// Phiếu phát ra.
    Issued,
    /// Phiếu hợp lệ.
    Valid,
    /// Người có mặt.
    Present,
    /// Người được triệu tập.
    Summoned,
}

/// A share that means something: `sum of levels / base` against a fraction.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(not(target_arch = "wasm32"), derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Threshold {
    /// Unique among the thresholds.
    pub id: String,
    /// The question it is about.
    pub question: String,
    /// The levels whose counts are added.
    pub levels: Vec<String>,
    /// The fraction to reach.
    pub at: Fraction,
    /// `more-than` (quá) or `at-least` (từ … trở lên).
    pub compare: Compare,
    /// What follows, in the rule's words.
    pub finding: String,
    /// Article that says so.
    pub source: String,
}

/// A fraction of whole numbers, 0 < numerator ≤ denominator ≤ 1000.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(not(target_arch = "wasm32"), derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Fraction {
    /// Above the line.
    pub numerator: u32,
    /// Below the line.
    pub denominator: u32,
}

/// How a share is held against a fraction.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(not(target_arch = "wasm32"), derive(schemars::JsonSchema))]
#[serde(rename_all = "kebab-case")]
pub enum Compare {
    /// quá: `share > fraction`.
    MoreThan,
    /// từ … trở lên: `share ≥ fraction`.
    AtLeast,
}

/// How many of those summoned must be present.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(not(target_arch = "wasm32"), derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Quorum {
    /// The fraction of those summoned.
    pub of_summoned: Fraction,
    /// Strictly more, or at least.
    pub compare: Compare,
}
