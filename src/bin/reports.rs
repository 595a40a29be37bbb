//! The reports' own wasm file: minutes and tables, off the main thread. Only the desk starts it.

#[cfg(target_arch = "wasm32")]
fn main() {
    hom_phieu::worker::register_reports();
}

#[cfg(not(target_arch = "wasm32"))]
fn main() {
    eprintln!("`reports` runs in a browser. Use scripts/run; on the command line, `hom-phieu report`.");
}
