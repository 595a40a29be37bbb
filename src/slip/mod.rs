//! Slips (phiếu mã): one-time codes on paper cards. Who holds one may cast one ballot; whose it is, nothing says.
//!
//! Printed before the vote and drawn from a hat, so that not even whoever printed them knows who has which. A device
//! keeps only their [hashes](SlipCode::hash), never a code, and what became of each; the ballot that a slip let into the
//! box has another key, and nothing names both.

mod code;
mod fault;
mod figures;

pub use code::{MOST_DEVICES, QR_PREFIX, SlipCode};
pub use fault::SlipFault;
pub use figures::{SlipFigures, TooManyLeft};
