//! Sentences about the drafts of a device: still to be done, or used already.

#![allow(missing_docs)] // each sentence says itself what it is

use super::{Lang, Phrase, phrase};

pub const TITLE: Phrase = phrase("Phiếu đang soạn trên máy này", "Surveys being composed on this device");
pub const RESUME: Phrase = phrase("Soạn tiếp", "Go on");
pub const DELETE: Phrase = phrase("Xóa", "Delete");
pub const DELETED: Phrase = phrase("Đã xóa một phiếu đang soạn.", "A draft was deleted.");
pub const RESTORE: Phrase = phrase("Lấy lại phiếu vừa xóa", "Bring it back");
pub const UNREADABLE: Phrase = phrase(
    "Phiếu này không đọc được, có lẽ do bản phần mềm khác ghi. Máy vẫn giữ nguyên.",
    "This draft cannot be read; perhaps another edition wrote it. It was left as it is.",
);
pub const TITLE_USED: Phrase = phrase("Phiếu đã dùng để mở hòm", "Surveys that were used to open a box");
pub const USED_HINT: Phrase = phrase(
    "Sửa ở đây không đổi gì ở hòm đó. Muốn soạn cho đợt sau, xin về trang đầu và bấm “Nhân đôi cho đợt sau”.",
    "Changes here do not reach that box. For another round, go to the first page and press “Duplicate for the next round”.",
);
pub const NEXT_ROUND: Phrase = phrase("Nhân đôi cho đợt sau", "Duplicate for the next round");
pub const LOOK_AGAIN: Phrase = phrase("Xem lại", "Look at it");
pub const NEXT_ROUND_MADE: Phrase = phrase(
    "Đã nhân đôi. Bản mới đứng đầu mục “Phiếu đang soạn trên máy này”.",
    "Duplicated. The copy is the first of the surveys being composed.",
);
pub const NO_PLACE: Phrase = phrase("chưa ghi nơi họp", "no place yet");

/// Said of a draft: when a box was opened with it.
pub fn used(moment: &str, lang: Lang) -> String {
    match lang {
        Lang::Vi => format!("Đã dùng phiếu này để mở hòm lúc {moment}"),
        Lang::En => format!("A box was opened with it on {moment}"),
    }
}

pub fn used_in_practice(moment: &str, lang: Lang) -> String {
    match lang {
        Lang::Vi => format!("Đã dùng phiếu này để tập dượt lúc {moment}"),
        Lang::En => format!("It was used for practice on {moment}"),
    }
}
