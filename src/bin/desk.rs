//! The page of organiser, tellers and officials (Leptos).

#[cfg(target_arch = "wasm32")]
fn main() {
    hom_phieu::desk::start();
}

#[cfg(not(target_arch = "wasm32"))]
fn main() {
    eprintln!("`desk` runs in a browser. Use scripts/run; on the command line, `hom-phieu`.");
}
