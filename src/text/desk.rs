//! The organiser's sentences, from the first screen to the open box.

#![allow(missing_docs)] // each sentence says itself what it is

use super::{Lang, Phrase, phrase};

pub const APP: Phrase = phrase("Hòm Phiếu", "Hòm Phiếu (ballot box)");
pub const PRACTICE: Phrase = phrase("TẬP DƯỢT – KHÔNG CÓ GIÁ TRỊ", "PRACTICE – NOT A REAL VOTE");
pub const BACK: Phrase = phrase("Quay lại", "Back");
pub const TO_START: Phrase = phrase("Về trang đầu", "To the first page");
pub const WORKING: Phrase = phrase("Đang làm, xin chờ…", "Working, please wait…");
pub const WAY_OUT: Phrase = phrase("Cách xử lý:", "What to do:");
pub const TROUBLE: Phrase = phrase("Chưa làm được", "That did not work");
pub const DISMISS: Phrase = phrase("Đã hiểu", "Understood");

// ── crash ──
pub const CRASH_TITLE: Phrase = phrase("Trang gặp sự\u{a0}cố và đã dừng", "The page has stopped");
pub const CRASH_SAFE: Phrase = phrase(
    "Những phiếu đã vào hòm vẫn còn nguyên và vẫn được giữ kín trên máy này.",
    "The ballots already in the box are safe and still sealed on this device.",
);
pub const CRASH_LAST: Phrase = phrase(
    "Nếu đang có người bỏ phiếu: sau khi tải lại, màn hình sẽ nói rõ phiếu đó đã vào hòm hay chưa.",
    "If somebody was voting: after reloading, the screen says whether that ballot is in the box.",
);
pub const CRASH_RELOAD: Phrase = phrase("Tải lại trang", "Reload the page");
pub const CRASH_DETAIL: Phrase = phrase("Chi tiết cho người sửa phần mềm:", "Detail for whoever mends the program:");

// ── between the pages ──
/// As the pages open with (index.html).
pub const HANDOVER: Phrase = phrase("Đang mở hòm phiếu…", "Opening the ballot box…");

// ── start ──
pub const START_LEAD: Phrase = phrase(
    "Lấy phiếu kín ngay trên máy này. Không cần mạng. Nhiều người cùng giữ chìa khóa thì mới mở được hòm.",
    "A secret ballot on this very device. No network needed. Only several key holders together can open the box.",
);
pub const START_NEW: Phrase = phrase("Xin chọn việc cần làm", "What would you like to do?");
pub const START_PRACTICE: Phrase = phrase("Tập dượt (cuộc họp mẫu)", "Practise (a sample meeting)");
pub const START_PRACTICE_HINT: Phrase = phrase(
    "Đi thử từ đầu đến cuối với tên người giả định. Không ảnh hưởng gì đến lần lấy phiếu thật.",
    "Go through a whole meeting with invented names. It never touches a real vote.",
);
pub const START_LOAD: Phrase = phrase("Mở đợt lấy phiếu từ tệp", "Open a survey from a file");
pub const START_LOAD_HINT: Phrase = phrase(
    "Chọn tệp có đuôi .survey.json do xã, phường gửi về, hoặc kéo tệp thả vào ô trên.",
    "Choose the .survey.json file you were sent, or drop it on the box above.",
);
pub const START_CHECK: Phrase = phrase("Kiểm tra kết quả", "Check a result");
pub const START_CHECK_HINT: Phrase = phrase(
    "Xem tệp kết quả có đúng là của tổ kiểm phiếu, có bị sửa hay không.",
    "See whether a result file is genuine and unchanged.",
);
pub const CONTINUE_TITLE: Phrase = phrase("Máy này đang giữ hòm phiếu", "This device holds a box");
pub const LOOKING_FOR_BOXES: Phrase = phrase(
    "Đang tìm hòm phiếu trên máy này. Xin chờ một chút.",
    "Looking for boxes on this device. One moment, please.",
);

/// Those that are folded away.
pub fn counted_boxes(count: &str, lang: Lang) -> String {
    match lang {
        Lang::Vi => format!("{count} hòm đã kiểm phiếu xong"),
        Lang::En => format!("{count} boxes that were counted"),
    }
}
pub const CONTINUE: Phrase = phrase("Tiếp tục", "Continue");
pub const SEE_RESULT: Phrase = phrase("Xem kết quả", "See the result");
pub const DELETE_REAL: Phrase = phrase("Xóa hòm khỏi máy này", "Delete the box from this device");
pub const DELETE_COUNTED: Phrase = phrase(
    "Hòm đã kiểm phiếu. Xóa rồi thì không mở lại được trên máy này: xin chắc chắn đã có tệp kết quả và tệp hồ sơ kiểm chứng ở nơi \
     khác.",
    "The box was counted. Once deleted it cannot be opened here again: make sure that the result and the record lie \
     elsewhere.",
);
pub const DELETE_HANDED_OVER: Phrase = phrase(
    "Chỉ xóa khi máy chính đã kiểm xong và kết quả đã được ký. Trước đó, phiếu trong máy này có thể còn phải giao lại.",
    "Delete it only when the main device has counted and the result is signed. Before that, it may have to be handed over \
     again.",
);
pub const DELETE_SURE: Phrase = phrase("Xóa hòm này", "Delete this box");
pub const DELETE_NOT: Phrase = phrase("Không xóa", "Keep it");
pub const DELETE_PRACTICE: Phrase = phrase("Xóa hòm tập dượt", "Delete this practice box");

pub fn fault_count(count: usize, lang: Lang) -> String {
    match lang {
        Lang::Vi => format!("Có {count} chỗ cần sửa:"),
        Lang::En if count == 1 => "1 thing to put right:".to_owned(),
        Lang::En => format!("{count} things to put right:"),
    }
}

pub fn ballots_in_box(count: &str, lang: Lang) -> String {
    match lang {
        Lang::Vi => format!("{count} phiếu trong hòm"),
        Lang::En => format!("{count} ballots in the box"),
    }
}

/// Of a box that was counted: where ballots were on paper too, both.
pub fn ballots_counted(on_devices: &str, on_paper: &str, lang: Lang) -> String {
    match lang {
        Lang::Vi => format!("{on_devices} phiếu trên máy + {on_paper} phiếu giấy"),
        Lang::En => format!("{on_devices} ballots on devices + {on_paper} on paper"),
    }
}

pub fn opened_at(moment: &str, lang: Lang) -> String {
    match lang {
        Lang::Vi => format!("mở hòm lúc {moment}"),
        Lang::En => format!("opened on {moment}"),
    }
}

// ── phases ──
pub const VOTING: Phrase = phrase("Đang bỏ phiếu", "Voting");
pub const PAUSED: Phrase = phrase("Tạm dừng", "Paused");
pub const CLOSED: Phrase = phrase("Đã đóng hòm, chưa kiểm phiếu", "Closed, not yet counted");
pub const COUNTED: Phrase = phrase("Đã kiểm phiếu", "Counted");

// ── steps ──
pub const STEPS: [Phrase; 4] = [
    phrase("Cuộc họp", "The meeting"),
    phrase("Thẻ chìa khóa", "Cards"),
    phrase("Biên bản mở hòm", "Opening"),
    phrase("Bỏ phiếu", "Voting"),
];
pub const STEPS_COUNT: [Phrase; 4] = [
    phrase("Đóng hòm", "Close"),
    phrase("Đưa thẻ", "Cards"),
    phrase("Kiểm phiếu", "Count"),
    phrase("Kết quả", "Result"),
];
pub const STEPS_NAME: Phrase = phrase("Các bước", "Steps");

// ── opening form ──
pub const OPENING_TITLE: Phrase = phrase("Chuẩn bị mở hòm", "Prepare the box");
pub const ASKED: Phrase = phrase("Nội dung lấy phiếu", "What is asked");
pub const INSTRUMENT: Phrase = phrase("Căn cứ", "Regulation");
pub const ISSUER: Phrase = phrase("Đơn vị tổ chức", "Held by");
pub const PLACE: Phrase = phrase("Địa điểm", "Place");
pub const RECONSTRUCTION: Phrase = phrase("BẢN DỰNG LẠI", "RECONSTRUCTION");
pub const RECONSTRUCTION_TEXT: Phrase = phrase(
    "Mẫu phiếu gốc của quy định này không công bố. Mẫu dưới đây được dựng lại, không phải bản chính thức.",
    "This regulation's own form is not public. The form below is a reconstruction, not the official one.",
);
pub const SUBJECTS: Phrase = phrase("Người, đơn vị được lấy phiếu", "Who is rated");
pub const QUESTIONS: Phrase = phrase("Câu hỏi cho từng người, từng đơn vị", "Questions about each");
pub const EACH_TASK: Phrase = phrase("Hỏi về từng nhiệm vụ", "Asked about each task");

/// How many may be chosen; `noun` as the booth counts subjects.
pub fn at_most(lang: Lang, most: u32, noun: usize) -> String {
    super::booth::at_most(lang, most as usize, noun)
}

pub fn points(lang: Lang, max: u32) -> String {
    match lang {
        Lang::Vi => format!("Chấm từ 0 đến {max} điểm"),
        Lang::En => format!("A score from 0 to {max}"),
    }
}

pub const FREE_TEXT: Phrase = phrase("Ghi ý kiến bằng lời (không bắt buộc)", "Remarks in words (optional)");
pub const ATTENDANCE: Phrase = phrase("Số người dự họp", "Attendance");
pub const SUMMONED: Phrase = phrase("Số người được triệu tập", "People summoned");
pub const PRESENT: Phrase = phrase("Số người có mặt", "People present");
pub const DELEGATES: Phrase = phrase("Tổng số đại biểu", "Delegates in all");
pub const DELEGATES_HINT: Phrase = phrase(
    "Theo quy định của đợt này, tỷ lệ tính trên tổng số đại biểu, kể cả người không dự.",
    "By the rules of this vote shares are taken of all delegates, those who are absent too.",
);
pub const PRESENT_HINT: Phrase = phrase(
    "Nếu lát nữa có thêm người đến, sửa lại được khi đóng hòm.",
    "If more people come later, it can be changed when the box is closed.",
);
/// Fewer came than the rules ask for; `needed` is unknown where even all would be too few.
pub fn too_few([present, summoned]: [&str; 2], needed: Option<&str>, lang: Lang) -> String {
    match (lang, needed) {
        (Lang::Vi, Some(needed)) => {
            format!("Có mặt {present}/{summoned}: chưa đủ, cần từ {needed} người có mặt. Vẫn tiến hành?")
        }
        (Lang::Vi, None) => format!("Có mặt {present}/{summoned}: chưa đủ theo quy định. Vẫn tiến hành?"),
        (Lang::En, Some(needed)) => {
            format!("{present} of {summoned} present: too few, {needed} are needed. Go on all the same?")
        }
        (Lang::En, None) => format!("{present} of {summoned} present: too few by the rules. Go on all the same?"),
    }
}

pub const TOO_FEW_TEXT: Phrase = phrase(
    "Máy không chặn. Nếu vẫn tiến hành thì kết quả và biên bản sẽ ghi là chưa đủ số người dự.",
    "Nothing is barred. If you go on, the result and the minutes say that too few were present.",
);
pub const TELLERS: Phrase = phrase("Tổ kiểm phiếu", "Tellers");
pub const TELLERS_HINT: Phrase = phrase(
    "Mỗi người giữ một thẻ chìa khóa. Thiếu thẻ thì không ai kiểm phiếu được, kể cả chủ máy này.",
    "Each keeps a card. Without enough cards nobody can count the ballots, not even the owner of this device.",
);
pub const NAME: Phrase = phrase("Họ và tên", "Full name");
pub const ROLE: Phrase = phrase("Nhiệm vụ", "Role");
pub const PIN: Phrase = phrase("Mã PIN của thẻ (không bắt buộc)", "PIN of the card (optional)");
pub const PIN_HINT: Phrase = phrase(
    "Ai muốn khóa thẻ bằng mã PIN thì tự nhập, ít nhất 4 ký tự. Quên mã thì thẻ không dùng được nữa.",
    "A teller who wants a PIN on the card enters it personally, at least 4 characters. If it is forgotten the card is lost.",
);
pub const HEAD: Phrase = phrase("Tổ trưởng", "Head");
pub const MEMBER: Phrase = phrase("Thành viên", "Member");
pub const ADD_TELLER: Phrase = phrase("Thêm người", "Add a teller");
pub const NEEDED: Phrase = phrase("Cần mấy thẻ để kiểm phiếu?", "How many cards does the count need?");
pub const NEEDED_HINT: Phrase = phrase(
    "Chỉ cần đến thẻ sau khi đóng hòm. Nên ít hơn số người, để nếu một thẻ bị mất thì vẫn kiểm phiếu được.",
    "Cards are needed only after the close. Best fewer than there are tellers, so that one lost card does not lose the vote.",
);
pub const ONE_CARD: Phrase = phrase(
    "Chỉ cần 1 thẻ thì một người có thể tự kiểm phiếu. Nên đặt từ 2 thẻ trở lên.",
    "With 1 card a single person can count the ballots. Better ask for 2 or more.",
);
pub const ALL_CARDS: Phrase = phrase(
    "Cần đủ mọi thẻ: nếu mất một thẻ thì không kiểm phiếu được nữa.",
    "All cards are needed: if one is lost the ballots can never be counted.",
);
pub const OPENING_START: Phrase = phrase("Đúng nội dung này, tiếp tục", "This is right, continue");
pub const MAKE_CARDS: Phrase = phrase("Làm thẻ chìa khóa", "Make the cards");
pub const NOT_A_NUMBER: Phrase = phrase("Xin nhập một số nguyên, ví dụ 85.", "Enter a whole number such as 85.");
pub const AT_LEAST_ONE: Phrase = phrase("Phải có ít nhất 1 người.", "There must be at least 1 person.");
pub const MORE_THAN_SUMMONED: Phrase = phrase(
    "Số có mặt không thể nhiều hơn số được triệu tập. Nếu có người đến thêm, xin sửa cả số triệu tập.",
    "No more can be present than were summoned. If others came, change the number summoned too.",
);
pub const FEWER_THAN_SUMMONED: Phrase = phrase(
    "Tổng số đại biểu không thể ít hơn số được triệu tập.",
    "There cannot be fewer delegates than were summoned.",
);
pub const NAME_MISSING: Phrase = phrase("Xin ghi họ và tên.", "Enter the full name.");
pub const NAME_TWICE: Phrase =
    phrase("Tên này đã ghi ở trên. Mỗi người giữ một thẻ.", "This name stands above. Each person keeps one card.");
pub const ROLE_MISSING: Phrase = phrase("Xin ghi nhiệm vụ, ví dụ: Thành viên.", "Enter the role, such as: Member.");
pub const TOO_LONG: Phrase = phrase("Quá dài, nhiều nhất 300 ký tự.", "Too long, at most 300 characters.");
pub const NEEDED_RANGE: Phrase =
    phrase("Xin nhập một số từ 1 đến số người trong tổ.", "Enter a number from 1 to the number of tellers.");
pub const PIN_SHORT: Phrase =
    phrase("Mã PIN phải có ít nhất 4 ký tự, hoặc để trống.", "At least 4 characters, or leave it empty.");

pub fn teller_number(number: usize, lang: Lang) -> String {
    match lang {
        Lang::Vi => format!("Người thứ {number}"),
        Lang::En => format!("Teller {number}"),
    }
}

pub fn remove_teller(number: usize, lang: Lang) -> String {
    match lang {
        Lang::Vi => format!("Bỏ người thứ {number}"),
        Lang::En => format!("Remove teller {number}"),
    }
}

pub fn form_faults(count: usize, lang: Lang) -> String {
    match lang {
        Lang::Vi => format!("Còn {count} ô cần sửa. Xin xem dòng chữ đỏ dưới từng ô."),
        Lang::En => format!("{count} fields need attention. See the line under each."),
    }
}

pub fn cards_of(needed: u32, tellers: usize, lang: Lang) -> String {
    match lang {
        Lang::Vi => format!("{needed} trong {tellers} thẻ"),
        Lang::En => format!("{needed} of {tellers} cards"),
    }
}

// ── cards ──
pub fn card_title(number: usize, of: usize, lang: Lang) -> String {
    match lang {
        Lang::Vi => format!("Thẻ chìa khóa {number}/{of}"),
        Lang::En => format!("Card {number} of {of}"),
    }
}

pub fn card_come(name: &str, lang: Lang) -> String {
    match lang {
        Lang::Vi => format!("Mời {name} đến máy. Những người khác xin quay mặt đi."),
        Lang::En => format!("{name}, please come to the device. Everyone else, please look away."),
    }
}

pub const CARD_WHY: Phrase = phrase(
    "Thẻ này chỉ hiện một lần, máy không giữ lại. Xin giữ bằng ít nhất một cách, rồi cất kỹ, không gửi cho ai.",
    "The card is shown once and the device forgets it. Keep it in at least one way, put it away safely, send it to nobody.",
);
pub const CARD_MOVE: Phrase = phrase(
    "Đã tải tệp: chép ngay sang USB của người giữ thẻ rồi xóa khỏi máy này.",
    "The file is downloaded: copy it to its holder's USB stick at once, then delete it from this device.",
);
pub const CARD_SHOW: Phrase = phrase("Hiện mã QR để chụp ảnh", "Show the QR code to photograph");
pub const CARD_HIDE: Phrase = phrase("Ẩn mã QR", "Hide the QR code");
pub const CARD_QR: Phrase = phrase("Mã QR của thẻ chìa khóa", "QR code of the card");
pub const CARD_DOWNLOAD: Phrase = phrase("Tải tệp thẻ", "Download the card");
pub const CARD_PRINT: Phrase = phrase("In thẻ", "Print the card");
pub const CARD_KEEP: Phrase = phrase("Tôi đã giữ thẻ", "I have kept my card");
pub const CARD_WORDS: Phrase = phrase("Bốn chữ nhận dạng thẻ", "The card's four words");
pub const CARD_WORDS_HINT: Phrase = phrase(
    "Bốn chữ này không bí mật; dùng để biết thẻ nào của ai.",
    "These words are no secret; they tell the cards apart.",
);
pub const CARD_NOT_SAVED: Phrase =
    phrase("Thẻ chưa được tải về, chưa in, chưa hiện mã QR", "The card was not downloaded, printed or shown");
pub const CARD_NOT_SAVED_OUT: Phrase = phrase(
    "Bấm tiếp thì thẻ này mất hẳn. Xin tải tệp, in thẻ hoặc chụp mã QR trước.",
    "If you go on, the card is gone for good. Download, print or photograph it first.",
);
pub const CARD_LEAVE: Phrase = phrase("Vẫn tiếp tục", "Go on all the same");
pub const CARD_LOCKED: Phrase = phrase("Thẻ có khóa mã PIN.", "The card is locked with a PIN.");
pub const CARD_SHEET: Phrase = phrase("THẺ CHÌA KHÓA HÒM PHIẾU", "CARD OF THE BALLOT BOX");
pub const CARD_SHEET_KEEP: Phrase = phrase(
    "Giữ kín. Ai có đủ số thẻ cần thiết thì mở được hòm. Mang thẻ này đến khi kiểm phiếu.",
    "Keep it secret. Whoever has enough cards can open the box. Bring it to the count.",
);

// ── opening statement ──
pub const SHEET_TITLE: Phrase = phrase("Biên bản mở hòm", "Opening statement");
pub const SHEET_WHY: Phrase = phrase(
    "Mười chữ dưới đây là dấu nhận dạng của hòm. In ra và đọc to trước khi bỏ phiếu: sau này ai cũng đối chiếu được.",
    "These ten words identify the box. Print them and read them out before the first vote: anyone can compare later.",
);
pub const SHEET_WORDS: Phrase = phrase("Dấu nhận dạng của hòm (mười chữ)", "The box's fingerprint (ten words)");
pub const SHEET_QR: Phrase = phrase("Mã QR dấu nhận dạng của hòm", "QR code of the box's fingerprint");
pub const SHEET_EMPTY: Phrase = phrase("Hòm đang trống: 0 phiếu.", "The box is empty: 0 ballots.");
pub const EXPORT_OPENING: Phrase = phrase("Bắt buộc: lưu tệp biên bản mở hòm", "Required: save the opening statement");
pub const OPEN_BOX: Phrase = phrase("Bắt đầu bỏ phiếu", "Start voting");
pub const EXPORT_FIRST: Phrase = phrase("Chưa lưu tệp biên bản mở hòm.", "The opening statement has not been saved.");
pub const EXPORT_WHY: Phrase = phrase(
    "Xin bấm “Bắt buộc: lưu tệp biên bản mở hòm” trước: tệp này chứng minh về sau rằng khóa của hòm đã được định trước phiếu đầu tiên.",
    "Press “Required: save the opening statement” first: later it proves that the box's keys were fixed before the first vote.",
);
pub const EXPORTED: Phrase = phrase(
    "Đã lưu tệp. Xin chép tệp ra USB hoặc gửi cho người giữ hồ sơ.",
    "Saved. Copy the file to a USB stick or send it to whoever keeps the files.",
);
pub const KEPT_ASKED: Phrase = phrase(
    "Trình duyệt có thể hỏi có cho trang này giữ dữ liệu lâu dài không. Xin bấm “Cho phép” (Allow).",
    "The browser may ask whether this page may keep data for long. Please press “Allow”.",
);
pub const KEPT_YES: Phrase = phrase(
    "Trình duyệt đã nhận giữ dữ liệu lâu dài: phiếu không bị xóa khi máy đầy.",
    "The browser promised to keep the data: ballots are not cleared when the disk fills up.",
);
pub const KEPT_NO: Phrase =
    phrase("Trình duyệt chưa hứa giữ dữ liệu lâu dài.", "The browser did not promise to keep the data for long.");
pub const KEPT_NO_WAY: Phrase = phrase(
    "Phiếu vẫn được ghi xuống máy ngay. Xin đừng xóa dữ liệu duyệt web, thỉnh thoảng sao lưu hòm (ở phần dành cho tổ kiểm \
     phiếu), và nên kiểm phiếu ngay trong buổi họp.",
    "Ballots are written to disk at once all the same. Do not clear browsing data, back up the box now and then (on the \
     tellers' screen), and count at this meeting.",
);
