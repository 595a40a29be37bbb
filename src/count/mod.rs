//! How sealed and paper ballots become totals, shares and findings.
//!
//! Every comparison is of whole numbers; no rounded percentage decides anything
//! (promise 4 of the design). Figures that contradict each other are faults to be
//! shown, never repaired.

mod compare;
mod findings;
mod order;
mod paper;
mod result;
mod sums;

pub use compare::*;
pub use findings::{exceeds, findings, grades, quorum};
pub use order::{by_name, by_share};
pub use paper::*;
pub use result::*;
pub use sums::{Conservation, conservation};
