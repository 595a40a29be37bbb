//! What is wrong while paper ballots are entered, and what is to be done.

use super::{Explain, Explained, Lang, phrase};
use crate::count::{RemarkFault, SheetFault};

impl Explain for RemarkFault {
    fn explain(&self, lang: Lang) -> Explained {
        let (what, way_out) = match *self {
            Self::NoSuchPlace => (
                phrase("Chưa chọn ý kiến viết về ai.", "It is not said whom the remark is about."),
                phrase("Xin chọn trong danh sách.", "Choose from the list."),
            ),
            Self::Empty | Self::NotPlain => (
                phrase("Chưa có chữ nào để ghi.", "There are no words to keep."),
                phrase("Xin chép lại ý kiến đúng như trên phiếu.", "Type the remark as it stands on the ballot."),
            ),
            Self::TooLong { max } => {
                let (what, way_out) = match lang {
                    Lang::Vi => {
                        (format!("Ý kiến dài hơn {max} ký tự."), "Xin chép phần chính; tờ phiếu vẫn được giữ nguyên.")
                    }
                    Lang::En => (
                        format!("The remark is longer than {max} characters."),
                        "Type its main part; the ballot itself is kept as it is.",
                    ),
                };
                return Explained { what, way_out: way_out.to_owned() };
            }
            Self::MoreThanBallots { collected } => {
                let what = match lang {
                    Lang::Vi => format!("Mục này đã có {collected} ý kiến, bằng số phiếu giấy thu về."),
                    Lang::En => format!("There are {collected} remarks here, as many as paper ballots."),
                };
                let way = phrase(
                    "Xin xem ý kiến nào đã ghi hai lần thì bỏ bớt.",
                    "See whether one was typed twice, and take it out.",
                );
                return Explained { what, way_out: way.in_lang(lang).to_owned() };
            }
        };
        Explained { what: what.in_lang(lang).to_owned(), way_out: way_out.in_lang(lang).to_owned() }
    }
}

impl Explain for SheetFault {
    fn explain(&self, lang: Lang) -> Explained {
        let (what, way_out) = match *self {
            Self::SameTeller => (
                phrase("Hai lượt phải do hai người khác nhau nhập.", "The two passes need two different tellers."),
                phrase("Xin chọn người khác cho lượt này.", "Choose another teller for this pass."),
            ),
            Self::NoTeller => (
                phrase("Chưa chọn người nhập lượt này.", "Nobody is chosen to enter this pass."),
                phrase("Xin chọn tên trong danh sách.", "Choose a name from the list."),
            ),
            Self::PassBegun => (
                phrase(
                    "Lượt này đã bắt đầu, hoặc lượt 2 đang nhập theo: không đổi được nữa.",
                    "This pass has begun, or the second is entered after it: it stays as it is.",
                ),
                phrase(
                    "Xin nhập tiếp; chỗ nhầm sẽ hiện ra khi so hai lượt. Tìm thêm được tờ phiếu thì sửa số thu về rồi nhập thêm.",
                    "Go on; slips show when the passes are compared. Where another sheet is found, correct the number collected and enter it.",
                ),
            ),
            Self::Unfinished { pass, entered, collected } => {
                let what = match lang {
                    Lang::Vi => format!("Lượt {} mới nhập {entered} trong {collected} phiếu.", pass.number()),
                    Lang::En => format!("Pass {} has {entered} of {collected} ballots.", pass.number()),
                };
                let way = phrase(
                    "Xin nhập cho đủ. Nếu số phiếu thật khác số đã công bố, xin đếm lại và sửa số thu về.",
                    "Enter the rest. If there are not as many as announced, count again and correct the figure.",
                );
                return Explained { what, way_out: way.in_lang(lang).to_owned() };
            }
            Self::MoreThanCollected { collected } => {
                let what = match lang {
                    Lang::Vi => format!("Đã nhập đủ {collected} phiếu thu về mà vẫn còn phiếu."),
                    Lang::En => format!("All {collected} collected ballots are entered, and there is one more."),
                };
                let way = phrase(
                    "Xin đếm lại cả chồng phiếu. Nếu công bố thiếu, xin sửa số thu về rồi nhập tiếp.",
                    "Count the whole stack again. If too few were announced, correct the figure and go on.",
                );
                return Explained { what, way_out: way.in_lang(lang).to_owned() };
            }
            Self::FewerThanEntered { entered } => {
                let what = match lang {
                    Lang::Vi => format!("Đã nhập {entered} phiếu, số thu về không thể ít hơn."),
                    Lang::En => format!("{entered} ballots are entered; no fewer can have been collected."),
                };
                let way = phrase("Xin đếm lại phiếu.", "Count the ballots again.");
                return Explained { what, way_out: way.in_lang(lang).to_owned() };
            }
            Self::TooLarge => (
                phrase("Số phiếu quá lớn.", "That is more than a sheet holds."),
                phrase("Xin xem lại số đã gõ.", "Look at the number that was typed."),
            ),
            Self::OtherBallot | Self::NoDifference => (
                phrase("Dòng này không hợp với mẫu phiếu của đợt này.", "This does not fit the ballot of this survey."),
                phrase("Xin tải lại trang rồi nhập tiếp.", "Reload the page and go on."),
            ),
            Self::NothingEntered => (
                phrase("Chưa có phiếu nào để sửa.", "There is no ballot to correct."),
                phrase("Xin nhập phiếu đầu tiên.", "Enter the first ballot."),
            ),
            Self::Compared => (
                phrase(
                    "Hai lượt đã được so, không nhập sửa được nữa.",
                    "The passes were compared; nothing is entered anew.",
                ),
                phrase(
                    "Chỗ khác nhau xin cả tổ thống nhất ở bảng so sánh. Tìm thêm được tờ phiếu thì ghi số thu về lớn hơn.",
                    "Settle what differs in the comparison. Where another sheet was found, write down the larger number collected.",
                ),
            ),
            Self::NotCompared => (
                phrase("Hai lượt chưa được so với nhau.", "The two passes were not compared yet."),
                phrase("Xin bấm “So hai lượt nhập”.", "Press “Compare the two passes”."),
            ),
            Self::Unsettled { open } => {
                let what = match lang {
                    Lang::Vi => format!("Còn {open} chỗ khác nhau chưa thống nhất."),
                    Lang::En => format!("{open} differences are not settled."),
                };
                let way = phrase(
                    "Xin lấy đúng tờ phiếu, cùng xem và bấm điều ghi trên phiếu.",
                    "Take out each ballot, look at it together and press what stands on it.",
                );
                return Explained { what, way_out: way.in_lang(lang).to_owned() };
            }
        };
        Explained { what: what.in_lang(lang).to_owned(), way_out: way_out.in_lang(lang).to_owned() }
    }
}
