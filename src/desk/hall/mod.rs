//! What a hall needs beside one device: slips on paper, and a screen for phones.

pub mod phones;
pub mod slips;

mod slip_cards;
