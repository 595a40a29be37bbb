//! The voter's sentences. Plain and polite: "bà con" for all, "ông/bà" for one.

use super::{Lang, Phrase, phrase};

// ── controls ──

/// Group of the two language buttons.
pub const LANGUAGE: Phrase = phrase("Ngôn ngữ", "Language");
/// Group of the three text sizes.
pub const TEXT_SIZE: Phrase = phrase("Cỡ chữ", "Text size");
/// The three text sizes, in words.
pub const TEXT_SIZES: [Phrase; 3] = [
    phrase("A: chữ vừa", "A: normal text"),
    phrase("A+: chữ to", "A+: large text"),
    phrase("A++: chữ rất to", "A++: very large text"),
];

// ── the page ──

/// Heading: the page could not take the box.
pub const NOT_OPENED: Phrase = phrase("Chưa mở được hòm phiếu", "The box could not be opened");
/// The desk puts it into words.
pub const NOT_OPENED_WHY: Phrase = phrase(
    "Xin bấm “Thử lại”. Nếu vẫn không được, trang của tổ kiểm phiếu cho biết vì sao và cách xử lý.",
    "Please press “Try again”. If that does not help, the tellers' page says why, and what to do.",
);
/// To the desk.
pub const TO_DESK: Phrase = phrase("Về trang của tổ kiểm phiếu", "To the tellers' page");

// ── locked ──

/// Heading between two voters.
pub const NEXT_VOTER: Phrase = phrase("Mời người tiếp theo", "Next voter, please");
/// Under the number of ballots.
pub const IN_BOX: Phrase = phrase("phiếu trong hòm", "ballots in the box");
/// The teller hands out a ballot.
pub const RELEASE: Phrase = phrase("Phát phiếu cho người tiếp theo", "Hand the next voter a ballot");
/// Leaves the booth.
pub const FOR_TELLERS: Phrase = phrase("Dành cho tổ kiểm phiếu", "For the tellers");
/// After a restart.
pub const LAST_IN_BOX: Phrase = phrase("Phiếu trước đã vào hòm.", "The last ballot is in the box.");
/// After a restart.
pub const LAST_RETURNED: Phrase =
    phrase("Phiếu trước đã được trả lại, không vào hòm.", "The last ballot was given back and is not in the box.");
/// A slip is out.
pub const NOT_IN_BOX: Phrase = phrase("Phiếu vừa phát CHƯA vào hòm", "The last ballot is NOT in the box");
/// What that means.
pub const NOT_IN_BOX_WHY: Phrase = phrase(
    "Những gì đã chọn trên phiếu ấy đã được xóa, không ai xem được. Người cầm phiếu có thể làm lại từ đầu trên phiếu trắng.",
    "What was marked on it has been wiped and nobody can see it. The voter can start again on a blank ballot.",
);
/// Same slip, blank ballot.
pub const CONTINUE: Phrase = phrase("Làm lại trên phiếu trắng", "Start again on a blank ballot");
/// The voter gives the ballot back.
pub const RETURN: Phrase = phrase("Nhận lại phiếu, không bỏ nữa", "Take the ballot back, not to be cast");
/// The store refused.
pub const NOT_HANDED: Phrase = phrase("Chưa phát được phiếu", "The ballot could not be handed out");

// ── ballot ──

/// How to mark.
pub const HOW_TO: Phrase = phrase(
    "Mỗi mục, ông/bà chọn một ô. Mục nào không muốn chọn thì để trống.",
    "Choose one box in each row. You may leave any row blank.",
);
/// Why it is safe to be frank.
pub const SECRET: Phrase = phrase(
    "Phiếu kín: không ghi tên, không ai biết ông/bà chọn gì.",
    "Secret ballot: it bears no name, and nobody learns what you choose.",
);
/// The last option of every row.
pub const NO_OPINION: Phrase = phrase("Không có ý kiến", "No opinion");
/// Head of the first column.
pub const WHO: Phrase = phrase("Người được lấy phiếu", "Who is rated");
/// Under the ballot where the regulation's own form is not public.
pub const RECONSTRUCTION: Phrase = phrase(
    "Mẫu phiếu là bản dựng lại, không phải nguyên văn quy định.",
    "This form is a reconstruction, not the regulation's own.",
);
/// Folds out a question's explanation.
pub const EXPLAIN: Phrase = phrase("Giải thích", "Explanation");
/// To the next subject.
pub const NEXT: Phrase = phrase("Tiếp theo", "Next");
/// To the subject before.
pub const BACK: Phrase = phrase("Quay lại", "Back");
/// To the review.
pub const TO_REVIEW: Phrase = phrase("Xem lại phiếu", "Review the ballot");

/// How many rows are chosen.
pub fn chosen(lang: Lang, chosen: usize, rows: usize) -> String {
    match lang {
        Lang::Vi => format!("Đã chọn {chosen}/{rows} mục"),
        Lang::En => format!("{chosen} of {rows} rows chosen"),
    }
}

/// Which subject of how many.
pub fn subject_of(lang: Lang, subject: usize, subjects: usize) -> String {
    match lang {
        Lang::Vi => format!("Phần {subject}/{subjects}"),
        Lang::En => format!("Part {subject} of {subjects}"),
    }
}

/// Characters left in a remark.
pub fn left(lang: Lang, left: usize) -> String {
    match lang {
        Lang::Vi => format!("Còn viết được {left} ký tự"),
        Lang::En => format!("{left} characters left"),
    }
}

// ── review ──

/// Heading.
pub const REVIEW: Phrase = phrase("Ông/bà xem lại phiếu", "Please check your ballot");
/// All rows are chosen.
pub const ALL_CHOSEN: Phrase = phrase("Ông/bà đã chọn đủ các mục.", "You have chosen in every row.");
/// What casting means.
pub const FINAL: Phrase = phrase(
    "Phiếu chưa vào hòm. Khi đã bỏ vào hòm thì không lấy lại, không sửa được nữa.",
    "The ballot is not in the box yet. Once it is in the box it cannot be taken back or changed.",
);
/// A row not looked at.
pub const NOT_CHOSEN: Phrase =
    phrase("Chưa chọn – sẽ tính là không có ý kiến", "Not chosen – will count as no opinion");
/// An empty remark.
pub const NO_REMARK: Phrase = phrase("Không ghi gì", "Nothing written");
/// To one subject.
pub const EDIT: Phrase = phrase("Sửa", "Change");
/// Back to the ballot.
pub const EDIT_ALL: Phrase = phrase("Sửa lại", "Go back");
/// The act.
pub const CAST: Phrase = phrase("Bỏ phiếu vào hòm", "Put the ballot into the box");

/// Rows left open.
pub fn open_rows(lang: Lang, open: usize) -> String {
    match lang {
        Lang::Vi => format!("Còn {open} mục chưa chọn. Ông/bà có thể để trống, hoặc bấm “Sửa” để chọn thêm."),
        Lang::En => format!("{open} rows are not chosen. You may leave them blank, or press “Change”."),
    }
}

// ── casting ──

/// Heading while it works.
pub const CASTING: Phrase = phrase("Đang bỏ phiếu vào hòm…", "Putting the ballot into the box…");
/// First step.
pub const SEALING: Phrase = phrase("Đang niêm phong phiếu", "Sealing the ballot");
/// Second step.
pub const STORING: Phrase = phrase("Đang cất phiếu vào hòm", "Storing the ballot");
/// While it works.
pub const WAIT: Phrase = phrase("Xin đợi, đừng tắt máy.", "Please wait; do not switch off.");
/// Heading: it is done.
pub const DONE: Phrase = phrase("Phiếu đã vào hòm. Cảm ơn ông/bà.", "Your ballot is in the box. Thank you.");
/// What to do now.
pub const DONE_NEXT: Phrase = phrase(
    "Phiếu đã được niêm phong, không ai xem được. Xin mời ông/bà về chỗ.",
    "It is sealed and nobody can read it. You may return to your seat.",
);
/// To the locked screen.
pub const DONE_BUTTON: Phrase = phrase("Xong", "Done");

// ── trouble ──

/// Heading.
pub const NOT_CAST: Phrase = phrase("Phiếu CHƯA vào hòm", "The ballot is NOT in the box");
/// Nothing is lost.
pub const MARKS_KEPT: Phrase = phrase(
    "Những gì ông/bà đã chọn vẫn còn nguyên và không hiện trên màn hình này.",
    "What you chose is kept, and is not shown on this screen.",
);
/// Cast again.
pub const TRY_AGAIN: Phrase = phrase("Thử lại", "Try again");
/// Wipe and give back.
pub const GIVE_BACK: Phrase = phrase("Xóa phiếu và trả lại tổ kiểm phiếu", "Wipe the ballot and give it back");
/// The disk is full.
pub const FULL: Phrase = phrase(
    "Bộ nhớ của máy đã đầy. Xin mời tổ kiểm phiếu xóa bớt tệp không cần trên máy, rồi bấm “Thử lại”.",
    "The device's storage is full. Please ask the tellers to delete files that are not needed, then press “Try again”.",
);
/// Another window has the box.
pub const OTHER_TAB: Phrase = phrase(
    "Hòm phiếu đang mở ở một cửa sổ khác. Xin mời tổ kiểm phiếu đóng cửa sổ ấy, rồi bấm “Thử lại”.",
    "The box is open in another window. Please ask the tellers to close it, then press “Try again”.",
);
/// The worker broke down.
pub const SEALING_FAILED: Phrase = phrase(
    "Máy chưa niêm phong được phiếu và đã khởi động lại phần niêm phong. Xin bấm “Thử lại”.",
    "The device could not seal the ballot and has restarted that part. Please press “Try again”.",
);
/// The box is closed or paused.
pub const NOT_OPEN: Phrase = phrase(
    "Lúc này hòm không nhận phiếu. Xin mời tổ kiểm phiếu xem lại hòm đang tạm dừng hay đã đóng.",
    "The box takes no ballots now. Please ask the tellers whether it is paused or closed.",
);
/// The write failed otherwise.
pub const STORING_FAILED: Phrase = phrase(
    "Máy chưa ghi được phiếu. Xin bấm “Thử lại”. Nếu vẫn không được, xin mời tổ kiểm phiếu.",
    "The device could not store the ballot. Please press “Try again”; if that fails, ask the tellers.",
);

// ── idle ──

/// Heading of the alert.
pub const STILL_THERE: Phrase = phrase("Ông/bà còn ở đó không?", "Are you still there?");
/// Its button.
pub const STILL_HERE: Phrase = phrase("Tôi vẫn đang ghi phiếu", "I am still marking my ballot");

/// What happens otherwise.
pub fn wipes_in(lang: Lang, seconds: u32) -> String {
    match lang {
        Lang::Vi => format!("Để giữ kín, phiếu sẽ được xóa trắng sau {seconds} giây nữa."),
        Lang::En => format!("To keep it secret, the ballot will be wiped in {seconds} seconds."),
    }
}
