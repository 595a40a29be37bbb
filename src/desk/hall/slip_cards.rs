//! Slips as they are printed: ten cards on a sheet of A4, `style/print-slips.css`. Documents are Vietnamese.

use leptos::prelude::*;
use zeroize::Zeroize;

use crate::desk::parts;
use crate::desk::state::place;
use crate::survey::Survey;
use crate::text::{minutes, slips as t};
use crate::worker::protocol::Qr;

/// Cards on a sheet, as `print-slips.css` has it: 92 × 54 mm each, large enough for words that old eyes can read.
pub const ON_A_SHEET: usize = 10;

/// A slip on its way to the printer. Wiped when dropped.
pub struct Card {
    /// The code in groups.
    pub code: String,
    /// The device it is for.
    pub device: u32,
    /// The code for a camera.
    pub qr: Qr,
}

impl Drop for Card {
    fn drop(&mut self) {
        self.code.zeroize();
        self.qr.dark.zeroize();
    }
}

/// All cards, sheet by sheet; seen on paper only.
pub fn sheets(survey: &Survey, cards: &[Card]) -> AnyView {
    let sheets: Vec<AnyView> = cards
        .chunks(ON_A_SHEET)
        .map(|sheet| {
            let cards: Vec<AnyView> = sheet.iter().map(|one| card(survey, one)).collect();
            view! { <div class="slip-sheet">{cards}</div> }.into_any()
        })
        .collect();
    view! { <div class="slip-sheets print-only" lang="vi" data-test="slip-sheets">{sheets}</div> }.into_any()
}

fn card(survey: &Survey, card: &Card) -> AnyView {
    // Two lines of groups: an eye that goes back and forth loses itself in a longer one.
    let half = card.code.match_indices('-').nth(2).map_or(card.code.len(), |(at, _)| at + 1);
    let (above, below) = card.code.split_at(half);
    let practice = survey.is_practice().then(|| view! { <p class="slip-practice">{minutes::PRACTICE}</p> });
    view! {
        <article class="slip-card">
            {parts::qr(&card.qr, t::CARD_QR)}
            <div class="slip-words">
                <p class="slip-head"><b>{t::CARD_TITLE}</b> <span>{t::card_device(card.device)}</span></p>
                {practice}
                <p class="slip-title">{survey.title.clone()}</p>
                <p class="slip-place">{place(survey)}</p>
                <p class="slip-how">{t::CARD_SHOW} " " {t::CARD_ONCE}</p>
            </div>
            <p class="slip-code">{above.to_owned()} <wbr /> {below.to_owned()}</p>
        </article>
    }
    .into_any()
}
