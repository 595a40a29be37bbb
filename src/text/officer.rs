//! Sentences from the open box to the count.

#![allow(missing_docs)] // each sentence says itself what it is

use super::{Lang, Phrase, phrase};

// ── officer's menu ──
pub const OFFICER_TITLE: Phrase = phrase("Dành cho tổ kiểm phiếu", "For the tellers");
pub const IN_BOX: Phrase = phrase("Phiếu trong hòm", "Ballots in the box");
pub const ISSUED: Phrase = phrase("Phiếu đã phát ra", "Ballots issued");
pub const STATE: Phrase = phrase("Tình trạng", "State");
pub const VOTE: Phrase = phrase("Trở lại bỏ phiếu", "Return to voting");
pub const PAUSE: Phrase = phrase("Tạm dừng", "Pause");
pub const RESUME: Phrase = phrase("Bỏ phiếu tiếp", "Resume voting");
pub const CLOSE: Phrase = phrase("Đóng hòm để kiểm phiếu", "Close the box to count");
pub const DEVICES_HINT: Phrase =
    phrase("Thêm máy bỏ phiếu khác, nhận phiếu từ các máy đó.", "Add other devices, take in their ballots.");
pub const SLIPS_HINT: Phrase = phrase(
    "Tờ giấy nhỏ có mã dùng một lần, để bỏ phiếu bằng điện thoại hoặc ở máy không có người phát phiếu.",
    "Small papers with a code for one use: to vote on a phone, or where nobody hands out ballots.",
);
pub const PAPER_HINT: Phrase = phrase("Phiếu giấy: nhập sau khi đóng hòm.", "Paper ballots: entered after the close.");
pub const PAUSED_NOTE: Phrase = phrase(
    "Đang tạm dừng: chưa ai bỏ phiếu được. Có thể tắt máy; phiếu trong hòm vẫn còn.",
    "Paused: nobody can vote. The device may be switched off; the ballots stay.",
);

// ── close ──
pub const CLOSE_TITLE: Phrase = phrase("Đóng hòm", "Close the box");
pub const CLOSE_LEAD: Phrase = phrase(
    "Đóng rồi thì không bỏ thêm phiếu được nữa. Xin đọc to câu dưới đây trước khi kiểm phiếu.",
    "Once closed, no more ballots can be cast. Read the sentence below aloud before the count.",
);
pub const READ_ALOUD: Phrase = phrase("Đọc to trước cuộc họp", "To be read aloud");
pub const UPDATE_ATTENDANCE: Phrase =
    phrase("Sửa số người dự (nếu có thay đổi)", "Correct the attendance, if it changed");
pub const COLLECTED: Phrase = phrase("Thu vào", "Collected");
pub const ISSUED_SHORT: Phrase = phrase("Phát ra", "Issued");
pub const NOT_RETURNED: Phrase = phrase("Chưa nộp", "Not handed in");
pub const SUMMONED_SHORT: Phrase = phrase("Được triệu tập", "Summoned");
pub const PRESENT_SHORT: Phrase = phrase("Có mặt", "Present");
pub const SLIP_OUT: Phrase = phrase("Còn một phiếu đang phát, chưa nộp", "One ballot is still out");
pub const SLIP_OUT_WAY: Phrase = phrase(
    "Nếu người đó còn muốn bỏ phiếu, xin trở lại bỏ phiếu. Nếu không, xin ghi nhận phiếu trả lại rồi đóng hòm.",
    "If that person still wants to vote, return to voting. Otherwise take the ballot back and then close.",
);
pub const RETURN_SLIP: Phrase = phrase("Ghi nhận phiếu trả lại", "Take the ballot back");
pub const CLOSE_CONFIRM: Phrase = phrase("Đóng hòm", "Close the box");
pub const EMPTY_BOX: Phrase = phrase("Trong hòm chưa có phiếu nào.", "There is no ballot in the box yet.");

pub const CLOSE_SURE_TITLE: Phrase = phrase("Chưa đóng: xin xem lại", "Not closed yet: please look again");
pub const CLOSE_SURE_TEXT: Phrase = phrase(
    "Đóng rồi thì không mở lại để bỏ phiếu được. Nếu đúng là như vậy, bấm “Vẫn đóng hòm”.",
    "Once closed, the box takes no more ballots. If it is so, press “Close all the same”.",
);
pub const CLOSE_SURE: Phrase = phrase("Vẫn đóng hòm", "Close all the same");

/// More ballots were issued than people are present.
pub fn more_than_present(issued: &str, present: &str, both: bool, lang: Lang) -> String {
    match (lang, both) {
        (Lang::Vi, true) => {
            format!("Cộng cả máy và giấy là {issued} phiếu, nhiều hơn {present} người có mặt. Xin xem lại.")
        }
        (Lang::Vi, false) => format!("Phát ra {issued} phiếu, nhiều hơn {present} người có mặt. Xin xem lại."),
        (Lang::En, true) => {
            format!(
                "Device and paper together are {issued} ballots, more than the {present} people present. Look again."
            )
        }
        (Lang::En, false) => {
            format!("{issued} ballots were issued, more than the {present} people present. Look again.")
        }
    }
}

/// The sentence that the head of the tellers reads before the count.
pub fn announcement([summoned, present, issued, collected, out]: [&str; 5], lang: Lang) -> String {
    match lang {
        Lang::Vi => format!(
            "Số người được triệu tập là {summoned}, có mặt {present}. Số phiếu phát ra là {issued}, số phiếu thu về là \
             {collected}, số phiếu chưa nộp là {out}."
        ),
        Lang::En => format!(
            "{summoned} people were summoned and {present} are present. {issued} ballots were issued, {collected} were \
             collected and {out} were not handed in."
        ),
    }
}

// ── cards presented ──
pub const PRESENT_TITLE: Phrase = phrase("Đưa thẻ chìa khóa", "Present the cards");
pub const PRESENT_LEAD: Phrase = phrase(
    "Hòm đã đóng. Từng thành viên đưa thẻ của mình vào máy.",
    "The box is closed. Each teller now presents a card.",
);
pub const CARD_IN: Phrase = phrase("đã đưa thẻ", "card presented");
pub const CARD_WAITING: Phrase = phrase("chưa đưa thẻ", "not yet");
pub const CARD_FILE: Phrase =
    phrase("Chọn tệp thẻ hoặc ảnh chụp mã QR", "Choose the card file or a photo of its QR code");
pub const CARD_FILE_HINT: Phrase =
    phrase("Tệp .card.json, hoặc ảnh .jpg, .png.", "A .card.json file, or a .jpg or .png picture.");
pub const CARD_PASTE: Phrase = phrase("Hoặc dán nội dung thẻ", "Or paste the card's text");
pub const CARD_ADD: Phrase = phrase("Đưa thẻ này vào", "Add this card");
pub const CARD_PIN: Phrase = phrase("Mã PIN của thẻ", "PIN of the card");
pub const CARD_EMPTY: Phrase = phrase("Chưa có nội dung thẻ.", "There is no card yet.");
pub const CARD_EMPTY_OUT: Phrase = phrase(
    "Xin chọn tệp thẻ, quét mã QR hoặc dán nội dung vào ô.",
    "Choose the card's file, scan its QR code or paste its text.",
);
pub const CARD_CAMERA: Phrase = phrase("Hoặc quét bằng máy ảnh", "Or scan with the camera");
pub const CARD_CAMERA_HINT: Phrase =
    phrase("Đưa mã QR vào giữa khung hình.", "Hold the QR code in the middle of the picture.");
pub const NO_QR: Phrase = phrase("Không tìm thấy mã QR trong ảnh.", "No QR code was found in the picture.");
pub const NO_QR_OUT: Phrase = phrase(
    "Xin chụp lại: đủ sáng, rõ nét, thấy đủ bốn góc của mã.",
    "Take it again: bright, sharp, with all four corners of the code.",
);
pub const NOT_A_PICTURE: Phrase = phrase("Không đọc được tệp này.", "This file cannot be read.");
pub const COUNT: Phrase = phrase("Kiểm phiếu", "Count the ballots");

pub fn cards_needed(have: usize, needed: usize, lang: Lang) -> String {
    match (lang, needed.saturating_sub(have)) {
        (Lang::Vi, 0) => format!("Đã đủ {needed} thẻ. Có thể kiểm phiếu."),
        (Lang::Vi, more) => format!("Đã có {have} thẻ, cần thêm {more} thẻ nữa."),
        (Lang::En, 0) => format!("All {needed} cards are in. The count can start."),
        (Lang::En, more) => format!("{have} cards are in, {more} more needed."),
    }
}

pub fn card_taken(name: &str, lang: Lang) -> String {
    match lang {
        Lang::Vi => format!("Đã nhận thẻ của {name}. Xin so bốn chữ:"),
        Lang::En => format!("{name}'s card was taken. Compare its four words:"),
    }
}

// ── counting ──
pub const COUNTING_TITLE: Phrase = phrase("Đang kiểm phiếu", "Counting");
pub const COUNTING_LEAD: Phrase = phrase(
    "Máy đang kiểm tra từng phiếu niêm phong, rồi mở tổng. Không mở riêng phiếu nào. Xin để yên máy.",
    "Every sealed ballot is checked, then the sums are opened. No single ballot is. Please leave the device alone.",
);
pub const COUNT_FAILED: Phrase = phrase("Chưa kiểm phiếu được", "The count did not succeed");
pub const COUNT_AGAIN: Phrase = phrase("Thử kiểm phiếu lại", "Try the count again");
pub const COUNT_STOP: Phrase = phrase("Dừng kiểm phiếu", "Stop counting");
pub const COUNT_CARDS: Phrase = phrase("Quay lại phần thẻ", "Back to the cards");
pub const COUNT_SAFE: Phrase = phrase(
    "Phiếu trong hòm còn nguyên, các thẻ đã đưa vẫn dùng được.",
    "The ballots are safe, and the cards presented can still be used.",
);

pub fn counting_step(done: &str, of: &str, lang: Lang) -> String {
    match lang {
        Lang::Vi => format!("Đã xong {done}/{of} bước"),
        Lang::En => format!("{done} of {of} steps done"),
    }
}

// ── files ──
pub const FILE_TOO_LARGE: Phrase =
    phrase("Tệp quá lớn, chắc không phải tệp của Hòm Phiếu.", "The file is too large to be one of this program's.");
pub const FILE_TOO_LARGE_OUT: Phrase =
    phrase("Xin xem lại có chọn nhầm tệp không.", "See whether the right file was chosen.");
pub const FILE_UNREADABLE: Phrase = phrase("Máy không đọc được tệp này.", "The file could not be read.");
pub const FILE_UNREADABLE_OUT: Phrase = phrase(
    "Xin cắm lại USB hoặc chép tệp vào máy rồi chọn lại.",
    "Plug the USB stick in again or copy the file to this device.",
);
