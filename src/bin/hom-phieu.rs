//! `hom-phieu`, the command line.

fn main() {}
