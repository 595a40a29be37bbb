//! The worker's own wasm file: everything cryptographic, off the main thread.

#[cfg(target_arch = "wasm32")]
fn main() {
    hom_phieu::worker::register();
}

#[cfg(not(target_arch = "wasm32"))]
fn main() {
    eprintln!("`worker` runs in a browser. Use scripts/run; on the command line, `hom-phieu`.");
}
