//! `hall.html`, the booth with a camera. It is one of two things, as the fragment of its address says:
//!
//! - `#real/<box>/vi` (or `#practice/…`): a kiosk, as `booth.html` is one, but it asks for a slip where that waits for a
//!   teller; and it takes ballots that were sealed on phones.
//! - `#phone`, or `#phone=meeting.json` with a meeting to be fetched from beside the page: somebody's own phone. It
//!   is no device of the box and stores nothing. What was sealed is in the page's memory until it is handed in.
//!
//! The ballot's screens are the booth's; what is here goes before and after them.

mod enter;
mod kiosk;
mod page;
mod parts;
mod phone;
mod phone_house;
mod take;

pub use page::start;
