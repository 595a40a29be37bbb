//! The page with a camera (Leptos): a kiosk that asks for slips, and residents' own phones.

#[cfg(target_arch = "wasm32")]
fn main() {
    hom_phieu::hall::start();
}

#[cfg(not(target_arch = "wasm32"))]
fn main() {
    eprintln!("`hall` runs in a browser. Use scripts/run; on the command line, `hom-phieu`.");
}
