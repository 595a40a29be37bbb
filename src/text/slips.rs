//! Sentences about slips: the organiser's screen and the printed cards.

#![allow(missing_docs)] // each sentence says itself what it is

use super::{Lang, Phrase, phrase};

pub const TITLE: Phrase = phrase("Phiếu mã", "Slips");
pub const LEAD: Phrase = phrase(
    "Phiếu mã là thẻ giấy có mã dùng một lần. Mỗi người dự rút một thẻ từ trong mũ, rồi đưa mã vào máy bỏ phiếu hoặc điện \
     thoại của mình để bỏ một phiếu. Thẻ không ghi tên, nên không ai biết thẻ nào của ai.",
    "A slip is a paper card with a code that works once. Everybody draws one from a hat and shows its code to the voting \
     device or an own phone, to cast one ballot. No slip has a name, so nobody knows whose it is.",
);
pub const PRINTED: Phrase = phrase("Đã in", "Printed");
pub const UNUSED: Phrase = phrase("Chưa dùng", "Unused");
pub const USED: Phrase = phrase("Đã dùng", "Used");
pub const VOIDED: Phrase = phrase("Đã hủy", "Voided");

// ── making and printing ──
pub const MAKE_TITLE: Phrase = phrase("In phiếu mã", "Print slips");
pub const HOW_MANY: Phrase = phrase("In bao nhiêu phiếu mã?", "How many slips?");
pub const HOW_MANY_HINT: Phrase = phrase(
    "Bằng số người dự, thêm vài phiếu dự phòng. Mỗi tờ A4 in được 10 phiếu.",
    "One for each person, and a few to spare. Ten fit on a sheet of A4.",
);
pub const WRONG_NUMBER: Phrase = phrase("Xin nhập một số từ 1 đến 300.", "Enter a number from 1 to 300.");
pub const FOR_OTHERS: Phrase = phrase("In cho máy phụ", "Print for another device");
pub const DEVICE: Phrase = phrase("Dùng ở máy nào?", "For which device?");
pub const DEVICE_HINT: Phrase = phrase(
    "Phiếu mã của máy phụ phải in trước khi máy đó tham gia: máy phụ chỉ biết những phiếu mã đã in lúc ấy.",
    "Print the slips of another device before it joins: it knows only those that were printed by then.",
);
pub const MAKE: Phrase = phrase("Tạo phiếu mã", "Make the slips");
pub const PRINT: Phrase = phrase("In", "Print");
pub const PRINTED_WELL: Phrase = phrase("Đã in xong", "They are printed");
pub const NOT_PRINTED: Phrase = phrase("Không in được, bỏ những phiếu mã này", "Not printed: discard these slips");
pub const PRINT_ONCE: Phrase = phrase(
    "Sau khi bấm “Đã in xong”, mã sẽ mất khỏi máy và không in lại được. Nếu cần thêm, hãy in phiếu mã mới.",
    "Once you say that they are printed the codes vanish from this device and cannot be printed again. If you need more, \
     print new ones.",
);
pub const CUT: Phrase = phrase(
    "Cắt theo nét đứt, gấp đôi từng phiếu cho mã vào trong, bỏ vào mũ và trộn đều. Ai cầm phiếu mã thì bỏ được phiếu: xin \
     giữ như giữ phiếu bầu.",
    "Cut along the dashes, fold each slip with the code inside, put them into a hat and mix them. Whoever holds a slip can \
     vote: guard them like ballot papers.",
);
pub const UNCONFIRMED_WHY: Phrase = phrase(
    "Trang đã bị tải lại trước khi xác nhận, nên không in lại được những mã này.",
    "The page was loaded again before that was confirmed, so these codes cannot be printed again.",
);
pub const DONE: Phrase = phrase("Phiếu mã đã dùng được.", "The slips can be used.");
pub const DISCARDED: Phrase = phrase("Đã bỏ. Xin xé những tờ in dở.", "Discarded. Please tear up what was printed.");

// ── voiding ──
pub const VOID_TITLE: Phrase = phrase("Hủy phiếu mã bị rách, bị lộ", "Void a torn or exposed slip");
pub const VOID_CODE: Phrase = phrase("Mã in trên phiếu", "Code on the slip");
pub const VOID_CODE_HINT: Phrase = phrase(
    "Ví dụ 1-7K3D-PQ9A-MM2X-0V5T-01. Không cần gõ dấu gạch; chữ thường hay chữ hoa đều được.",
    "Such as 1-7K3D-PQ9A-MM2X-0V5T-01. Hyphens may be left out; small letters will do.",
);
pub const VOID_CAMERA: Phrase = phrase("Quét mã trên phiếu bằng máy ảnh", "Scan the slip with the camera");
pub const VOID_CAMERA_HINT: Phrase = phrase(
    "Đưa phiếu mã vào giữa hình, cách máy chừng một gang tay.",
    "Hold the slip in the middle, a hand's width away.",
);
pub const VOID: Phrase = phrase("Hủy phiếu mã này", "Void this slip");
pub const VOIDED_ONE: Phrase = phrase(
    "Đã hủy phiếu mã đó. Có thể phát phiếu mã khác thay.",
    "That slip is void. Another may be handed out for it.",
);
pub const VOID_ALL: Phrase = phrase("Hủy mọi phiếu mã chưa dùng", "Void every unused slip");
pub const VOID_ALL_WHY: Phrase = phrase(
    "Dùng khi cả xấp bị lộ hoặc thất lạc. Ai đang cầm phiếu mã chưa dùng phải nhận phiếu mã khác. Không lấy lại được.",
    "For when the whole pile was exposed or lost. Whoever holds an unused slip needs another one. This cannot be undone.",
);
pub const VOID_ALL_SURE: Phrase = phrase("Đúng, hủy hết", "Yes, void them all");
pub const CANCEL: Phrase = phrase("Thôi", "Do not");

// ── close ──
pub const LEFT: Phrase = phrase("Số phiếu mã còn lại trong mũ", "Slips left in the hat");
pub const LEFT_HINT: Phrase = phrase(
    "Xin đếm những phiếu mã chưa ai rút. Phiếu mã đã rút được tính là phiếu đã phát ra.",
    "Count the slips that nobody drew. Each slip that was drawn counts as a ballot issued.",
);
pub const WRONG_LEFT: Phrase = phrase(
    "Xin nhập một số, không nhiều hơn số phiếu mã chưa dùng.",
    "Enter a number, not above that of the unused slips.",
);
pub const LEFT_FIRST: Phrase =
    phrase("Xin ghi số phiếu mã còn lại để có số phiếu phát ra.", "Enter the slips left to learn the ballots issued.");

// ── the card, Vietnamese like every document ──
pub const CARD_TITLE: &str = "PHIẾU MÃ";
pub const CARD_SHOW: &str = "Đưa mã vuông này trước máy ảnh, hoặc gõ dòng mã ở dưới.";
pub const CARD_ONCE: &str = "Mỗi thẻ bỏ được một phiếu; xin đừng ghi tên, đừng cho ai xem.";
pub const CARD_QR: &str = "Mã QR của phiếu mã";

pub fn card_device(device: u32) -> String {
    format!("Dùng ở máy {device}")
}

pub fn device(device: u32, own: bool, lang: Lang) -> String {
    match (lang, own) {
        (Lang::Vi, true) => format!("Máy {device} (máy này)"),
        (Lang::Vi, false) => format!("Máy {device}"),
        (Lang::En, true) => format!("Device {device} (this one)"),
        (Lang::En, false) => format!("Device {device}"),
    }
}

pub fn for_other(device: u32, slips: &str, lang: Lang) -> String {
    match lang {
        Lang::Vi => format!("Đã in cho máy {device}: {slips} phiếu mã."),
        Lang::En => format!("Printed for device {device}: {slips} slips."),
    }
}

/// What is about to be printed.
pub fn ready(slips: &str, sheets: &str, lang: Lang) -> String {
    match lang {
        Lang::Vi => format!("{slips} phiếu mã đã sẵn sàng để in trên {sheets} tờ A4."),
        Lang::En => format!("{slips} slips are ready to be printed on {sheets} sheets of A4."),
    }
}

pub fn unconfirmed(slips: &str, lang: Lang) -> String {
    match lang {
        Lang::Vi => format!("{slips} phiếu mã chưa rõ đã in ra giấy hay chưa"),
        Lang::En => format!("Were these {slips} slips printed?"),
    }
}

pub fn void_all_title(slips: &str, lang: Lang) -> String {
    match lang {
        Lang::Vi => format!("Hủy {slips} phiếu mã chưa dùng?"),
        Lang::En => format!("Void {slips} unused slips?"),
    }
}

pub fn voided(slips: &str, lang: Lang) -> String {
    match lang {
        Lang::Vi => format!("Đã hủy {slips} phiếu mã."),
        Lang::En => format!("{slips} slips were voided."),
    }
}
