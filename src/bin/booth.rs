//! The voter's page (Leptos): what a resident waits for, and nothing else.

#[cfg(target_arch = "wasm32")]
fn main() {
    hom_phieu::booth::start();
}

#[cfg(not(target_arch = "wasm32"))]
fn main() {
    eprintln!("`booth` runs in a browser. Use scripts/run; on the command line, `hom-phieu`.");
}
