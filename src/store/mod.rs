//! The durable box in IndexedDB; one writer; recovery (section 7 of the design).

mod state;

pub use state::{BoxState, Outcome, Phase, StoreFault};
