//! What a hall needs beside one device: further devices, backups, slips on paper, a screen for phones, what a device
//! notices about itself.

pub mod backup;
pub mod devices;
pub mod hints;
pub mod join;
pub mod phones;
pub mod slips;

mod slip_cards;
