//! What a hall needs beside one device: slips on paper.

pub mod slips;

mod slip_cards;
