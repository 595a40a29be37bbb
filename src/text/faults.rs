//! What goes wrong with cards, seals and ballots, in words: what happened, and the way out.
//! The command line prints the same sentences.

use super::{Explain, Explained, Lang, Phrase, phrase};
use crate::ballot::BallotFault;
use crate::seal::{CardFault, SealFault};

pub(super) const FRESH_COPY: Phrase = phrase(
    "Xin lấy lại tệp từ nơi đã xuất ra nó. Nếu tệp gốc cũng báo lỗi này thì đừng dùng kết quả, hãy báo cấp trên.",
    "Fetch the file again from where it was exported. If the original shows this too, do not rely on the result; report it.",
);
const ORIGINAL_CARD: Phrase = phrase(
    "Xin dùng tệp thẻ gốc, hoặc chụp lại mã QR trên thẻ cho rõ, đủ bốn góc.",
    "Use the original card file, or take a sharp picture of the whole QR code on the card.",
);
pub(super) const RELOAD: Phrase = phrase(
    "Xin tải lại trang rồi làm tiếp. Phiếu đã vào hòm vẫn còn nguyên.",
    "Reload the page and carry on. Ballots in the box are safe.",
);
const TELL_US: Phrase = phrase(
    "Xin giữ lại tệp và báo cho người phụ trách phần mềm.",
    "Keep the file and tell whoever looks after the program.",
);

/// One fault in both languages; `way_out` is fixed, `what` may hold values.
pub(super) fn say<T: Into<String>>(lang: Lang, vi: T, en: T, way_out: Phrase) -> Explained {
    let what = match lang {
        Lang::Vi => vi,
        Lang::En => en,
    };
    Explained { what: what.into(), way_out: way_out.in_lang(lang).to_owned() }
}

impl Explain for CardFault {
    fn explain(&self, lang: Lang) -> Explained {
        match self {
            Self::NotACard { .. } => say(
                lang,
                "Đây không phải là thẻ chìa khóa, hoặc thẻ đọc chưa đủ.",
                "This is not a card, or it was not read completely.",
                ORIGINAL_CARD,
            ),
            Self::OtherBox => say(
                lang,
                "Thẻ này là thẻ của một hòm phiếu khác.",
                "This card belongs to another box.",
                phrase(
                    "Xin tìm thẻ đã giao trong cuộc họp này; bốn chữ trên thẻ phải trùng với biên bản mở hòm.",
                    "Look for the card handed out at this meeting; its four words must be those on the opening sheet.",
                ),
            ),
            Self::OtherMode => say(
                lang,
                "Thẻ tập dượt không dùng được cho hòm thật, thẻ thật không dùng được khi tập dượt.",
                "A practice card does not open a real box, nor a real card a practice box.",
                phrase("Xin tìm đúng thẻ của hòm này.", "Look for the card of this box."),
            ),
            Self::NeedsPin => say(
                lang,
                "Thẻ này có khóa mã PIN.",
                "This card is locked with a PIN.",
                phrase("Người giữ thẻ xin nhập mã PIN.", "The card's holder enters the PIN."),
            ),
            Self::WrongPin => say(
                lang,
                "Mã PIN không đúng.",
                "Wrong PIN.",
                phrase(
                    "Xin nhập lại. Nếu quên mã PIN, mời thành viên khác đưa thẻ.",
                    "Try again. If the PIN is forgotten, another teller's card can be used.",
                ),
            ),
            Self::WrongKeys => say(
                lang,
                "Khóa trong thẻ không phải là khóa ghi trong biên bản mở hòm: thẻ hỏng hoặc đã bị sửa.",
                "The card's keys are not those of the opening statement: it was damaged or changed.",
                ORIGINAL_CARD,
            ),
            Self::Twice => say(
                lang,
                "Thẻ của người này đã đưa vào rồi.",
                "This teller's card is in already.",
                phrase("Xin mời thành viên khác đưa thẻ.", "Ask another teller for a card."),
            ),
            Self::PinTooShort => say(
                lang,
                "Mã PIN quá ngắn.",
                "The PIN is too short.",
                phrase(
                    "Xin đặt mã có ít nhất 4 ký tự, hoặc để trống.",
                    "Choose at least 4 characters, or leave it empty.",
                ),
            ),
        }
    }
}

impl Explain for SealFault {
    fn explain(&self, lang: Lang) -> Explained {
        match self {
            Self::BadThreshold { needed, tellers } => say(
                lang,
                format!("Không thể đặt {needed} thẻ trong {tellers} thẻ mở được hòm."),
                format!("{needed} of {tellers} cards is not possible."),
                phrase(
                    "Tổ kiểm phiếu có từ 1 đến 9 người; số thẻ cần có không nhiều hơn số người.",
                    "There are 1 to 9 tellers; no more cards can be needed than there are tellers.",
                ),
            ),
            Self::Malformed { what } => {
                say(lang, format!("Dữ liệu hỏng: {what}."), format!("Damaged data: {what}."), FRESH_COPY)
            }
            Self::BadKeyProof => say(
                lang,
                "Bằng chứng của khóa chung không đúng: biên bản mở hòm hỏng hoặc đã bị sửa.",
                "The joint key's proof does not hold: the opening statement was damaged or changed.",
                FRESH_COPY,
            ),
            Self::WrongLength { expected, found } => say(
                lang,
                format!("Phiếu niêm phong có {found} phần, lẽ ra phải có {expected}."),
                format!("A sealed ballot has {found} parts instead of {expected}."),
                FRESH_COPY,
            ),
            Self::ShareShape { expected, found } => say(
                lang,
                format!("Một thẻ có {found} phần mở hòm, không đúng mỗi tổng một phần ({expected} tổng)."),
                format!("A card gave {found} shares, not one for each of the {expected} sums."),
                FRESH_COPY,
            ),
            Self::BadChoiceProof { row } => say(
                lang,
                format!("Dòng {} của phiếu: bằng chứng không khớp với hòm và câu hỏi này.", row + 1),
                format!("Line {} of the ballot: the proof does not hold for this box and question.", row + 1),
                FRESH_COPY,
            ),
            Self::TooFewCards { needed, presented } => say(
                lang,
                format!("Mới có {presented} thẻ, cần {needed} thẻ mới mở được hòm."),
                format!("{presented} cards are here; {needed} are needed."),
                phrase("Xin mời thêm thành viên đưa thẻ.", "Ask more tellers for their cards."),
            ),
            Self::BadShare { teller, row, option } => say(
                lang,
                format!("Phần mở của thẻ số {teller} không đúng (dòng {}, ô {}).", row + 1, option + 1),
                format!("The share of card {teller} does not hold (line {}, box {}).", row + 1, option + 1),
                ORIGINAL_CARD,
            ),
            Self::SumOutOfRange { row, option } => say(
                lang,
                format!("Tổng mở ra ở dòng {}, ô {} không phải là số phiếu có thể có.", row + 1, option + 1),
                format!("The sum of line {}, box {} is no possible number of ballots.", row + 1, option + 1),
                TELL_US,
            ),
            Self::Library => say(
                lang,
                "Phần mật mã chạy không đúng như phải có, nên không niêm phong.",
                "The cryptographic part does not work as it must, so nothing is sealed.",
                TELL_US,
            ),
            Self::NoRandomness => say(
                lang,
                "Máy này không tạo được số ngẫu nhiên nên không niêm phong được.",
                "This device gives no random numbers, so nothing can be sealed.",
                phrase("Xin dùng trình duyệt mới hơn hoặc máy khác.", "Use a newer browser or another device."),
            ),
        }
    }
}

impl Explain for BallotFault {
    fn explain(&self, lang: Lang) -> Explained {
        match self {
            Self::WrongNumberOfMarks { expected, found } => say(
                lang,
                format!("Phiếu có {found} dòng đánh dấu, lẽ ra phải có {expected}."),
                format!("The ballot has {found} marked lines instead of {expected}."),
                RELOAD,
            ),
            Self::WrongNumberOfRemarks { expected, found } => say(
                lang,
                format!("Phiếu có {found} chỗ ghi ý kiến, lẽ ra phải có {expected}."),
                format!("The ballot has {found} remarks instead of {expected}."),
                RELOAD,
            ),
            Self::NoSuchMark { row, mark } => say(
                lang,
                format!("Dòng {} của phiếu không có ô số {}.", row + 1, mark + 1),
                format!("Line {} of the ballot has no box {}.", row + 1, mark + 1),
                RELOAD,
            ),
            Self::TooManyChosen { at_most, chosen, .. } => say(
                lang,
                format!("Đã chọn {chosen} người, nhiều nhất chỉ được chọn {at_most}."),
                format!("{chosen} are chosen, {at_most} at most may be."),
                phrase("Xin bỏ bớt dấu chọn.", "Take some of the marks away."),
            ),
            Self::RemarkTooLong { chars, limit, .. } => say(
                lang,
                format!("Ý kiến dài {chars} ký tự, nhiều nhất là {limit}."),
                format!("The remark has {chars} characters; at most {limit} fit."),
                phrase("Xin viết ngắn lại.", "Please shorten it."),
            ),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn places_are_counted_from_one_as_people_count() {
        let fault = SealFault::BadChoiceProof { row: 0 };
        assert!(fault.explain(Lang::Vi).what.starts_with("Dòng 1 "));
    }

    #[test]
    fn what_is_no_card_is_told_in_words_and_not_as_its_reader_puts_it() {
        let said = CardFault::NotACard { what: "line 1, column 2: expected value".to_owned() }.explain(Lang::Vi);
        assert!(!said.what.contains("expected"), "{}", said.what);
    }

    #[test]
    fn every_fault_of_a_card_has_a_way_out_in_both_languages() {
        let all = [
            CardFault::NotACard { what: "?".to_owned() },
            CardFault::OtherBox,
            CardFault::OtherMode,
            CardFault::NeedsPin,
            CardFault::WrongPin,
            CardFault::WrongKeys,
            CardFault::Twice,
            CardFault::PinTooShort,
        ];
        for fault in all {
            let (vi, en) = (fault.explain(Lang::Vi), fault.explain(Lang::En));
            assert!(vi.what != en.what && vi.way_out != en.way_out, "{fault:?}");
            assert!(!vi.way_out.is_empty() && !en.way_out.is_empty(), "{fault:?}");
        }
    }
}
