//! The page: voter's, organiser's, tellers' and officials' screens (Leptos).

#[cfg(target_arch = "wasm32")]
fn main() {
    hom_phieu::desk::start();
}

#[cfg(not(target_arch = "wasm32"))]
fn main() {
    eprintln!("`app` runs in a browser. Use scripts/run; on the command line, `hom-phieu`.");
}
