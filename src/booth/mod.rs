//! The voter's screens.
