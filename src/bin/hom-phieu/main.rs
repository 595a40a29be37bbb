//! `hom-phieu`, the command line: the same core as the browser's, natively.

#[cfg(not(target_arch = "wasm32"))]
mod cli;

#[cfg(not(target_arch = "wasm32"))]
fn main() -> std::process::ExitCode {
    cli::run()
}

// Cargo builds every binary for the browser's target too; this one has nothing to do there.
#[cfg(target_arch = "wasm32")]
fn main() {}
