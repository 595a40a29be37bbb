//! A text as a stream of QR codes, from screen to camera, where neither cable nor network is at hand.
//!
//! [`Stream`] cuts a text into parts of one size and makes as many more as are wanted, each the sum of some of them
//! (a fountain code); [`Collector`] puts the text together again from about as many different parts as it was cut
//! into, whichever they are and in whatever order. So a frame that the camera missed need not come again. A text that
//! fits into one code is one part.
//!
//! The parts are no protection: whoever sees the screen has the text, and whoever shows other codes to the camera can
//! keep a text from coming through. What is read in the end is what was shown, byte for byte, or nothing; who wrote it,
//! the text must prove itself. The format is described in `docs/formats.md`.

mod blocks;
mod collector;
mod part;
mod stream;

#[cfg(target_arch = "wasm32")]
pub mod awake;
#[cfg(target_arch = "wasm32")]
pub mod camera;
#[cfg(target_arch = "wasm32")]
mod detector;
#[cfg(target_arch = "wasm32")]
pub mod scan;
#[cfg(target_arch = "wasm32")]
pub mod show;

#[cfg(test)]
mod tests;

pub use collector::{Collector, Taken};
pub use stream::{CarryFault, Stream};

/// Longest text that is carried, in bytes: more takes longer than anybody holds a phone up.
pub const MAX_TEXT: usize = 4 << 20;
/// Deflate never makes a text longer by more than this (5 bytes for each stored block, RFC 1951).
const MAX_PACKED: usize = MAX_TEXT + 4096;
/// Most parts that a text is cut into. Bounds what a collector holds: so many rows of 1 KiB of places and 1 KiB of data.
const MAX_PARTS: usize = 8192;

/// A button; `test` names it for the tests.
#[cfg(target_arch = "wasm32")]
fn button(test: &'static str, label: &'static str, act: impl Fn() + 'static) -> leptos::prelude::AnyView {
    use leptos::prelude::*;
    view! {
        <button type="button" class="button" data-test=test on:click=move |_| act()>
            {label}
        </button>
    }
    .into_any()
}

/// What went wrong, and the way out.
#[cfg(target_arch = "wasm32")]
pub(crate) fn fault_view(explained: crate::text::Explained) -> leptos::prelude::AnyView {
    use leptos::prelude::*;
    view! {
        <div class="notice bad" role="alert" data-test="fault">
            <p class="notice-title">{explained.what}</p>
            <p>{explained.way_out}</p>
        </div>
    }
    .into_any()
}
