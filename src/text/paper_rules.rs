//! What a badly marked paper ballot is worth, to be chosen when a survey is composed.

#![allow(missing_docs)] // each sentence says itself what it is

use super::{Phrase, phrase};
use crate::survey::{PaperEffect, PaperFlaw};

pub const TITLE: Phrase = phrase("Phiếu giấy đánh dấu sai thì tính thế nào?", "Badly marked paper ballots");
pub const LEAD: Phrase = phrase(
    "Chỉ dùng khi có người bỏ phiếu trên giấy. Văn bản không nói rõ, nên cuộc họp quyết định trước khi phát phiếu. Nếu chưa rõ, xin giữ như máy đã chọn.",
    "Only where some vote on paper. The regulation leaves it open, so the meeting decides before ballots are handed out. If in doubt, keep what is chosen.",
);
pub const FIXED: Phrase =
    phrase("Phiếu giấy tính theo quy định của mẫu, không đổi được.", "For paper ballots the form's own rules hold.");

/// A flaw of a paper ballot, as the title of a choice.
pub const fn flaw(flaw: PaperFlaw) -> Phrase {
    match flaw {
        PaperFlaw::BlankRow => phrase("Một dòng để trống, không đánh dấu ô nào", "A line with no mark"),
        PaperFlaw::SeveralMarks => phrase("Một dòng đánh dấu nhiều ô", "A line with several marks"),
        PaperFlaw::StruckName => phrase("Gạch tên một dòng", "A name struck out"),
        PaperFlaw::TooMany => phrase("Chọn quá số người được chọn", "More chosen than allowed"),
        PaperFlaw::ExtraWriting => phrase("Viết thêm chữ lên phiếu", "Words written on the ballot"),
        PaperFlaw::UnofficialForm => phrase("Không phải tờ phiếu do tổ kiểm phiếu phát", "Not the form handed out"),
        PaperFlaw::NoStamp => phrase("Phiếu không có dấu", "No stamp"),
    }
}

/// What it is worth.
pub const fn worth(flaw: PaperFlaw, effect: PaperEffect) -> Phrase {
    match (effect, flaw) {
        (PaperEffect::Counts, PaperFlaw::StruckName) => phrase(
            "Không sao: có đánh dấu thì tính, không thì coi như để trống",
            "No matter: a mark in that line counts; without one it is an empty line",
        ),
        (PaperEffect::Counts, _) => phrase("Không sao: phiếu vẫn được tính", "No matter: the ballot counts"),
        (PaperEffect::Blank, _) => phrase("Dòng đó tính là “Không có ý kiến”", "That line counts as “no opinion”"),
        (PaperEffect::InvalidRow, _) => {
            phrase("Dòng đó không hợp lệ, các dòng khác vẫn được tính", "That line is invalid, the others count")
        }
        (PaperEffect::InvalidBallot, _) => phrase("Cả tờ phiếu không hợp lệ", "The whole ballot is invalid"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_two_choices_of_one_flaw_read_the_same() {
        for flaw in PaperFlaw::ALL {
            let words: Vec<&str> = flaw.effects().iter().map(|effect| worth(flaw, *effect).vi).collect();
            for (at, one) in words.iter().enumerate() {
                assert!(!words[..at].contains(one), "{flaw:?}: {one}");
            }
        }
    }
}
