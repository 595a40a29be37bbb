//! How sealed and paper ballots become totals, shares and findings.
//!
//! Every comparison is of whole numbers; no rounded percentage decides anything
//! (promise 4 of the design). Figures that contradict each other are faults to be
//! shown, never repaired.

mod before;
mod compare;
mod draft;
mod findings;
mod order;
mod paper;
mod paper_ballot;
mod paper_form;
mod remark;
mod result;
mod sheet;
mod sheet_sums;
mod sheet_types;
mod sums;

pub use before::*;
pub use compare::*;
pub use draft::{Draft, Key, Pressed};
pub use findings::{Standing, exceeds, findings, grades, quorum, sum_of_means};
pub use order::{by_name, by_share};
pub use paper::*;
pub use paper_ballot::*;
pub use paper_form::*;
pub use remark::*;
pub use result::*;
pub use sheet::*;
pub use sheet_types::*;
pub use sums::{Conservation, conservation};

#[cfg(test)]
mod mixed_tests;
#[cfg(test)]
mod sheet_found_tests;
#[cfg(test)]
mod sheet_tests;
