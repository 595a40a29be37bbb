//! The voter's sentences. Plain and polite: "bà con" for all, "ông/bà" for one.

use super::{Lang, Phrase, phrase};
use crate::survey::BLANK;

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

/// Nothing but the booth on the screen.
pub const FULL_SCREEN: Phrase = phrase("Toàn màn hình", "Full screen");

// ── ballot ──

/// How to mark.
pub const HOW_TO: Phrase = phrase(
    "Mỗi mục, ông/bà chọn một ô. Mục nào không muốn chọn thì để trống.",
    "Choose one box in each row. You may leave any row blank.",
);
/// How to mark where questions are of several kinds.
pub const HOW_TO_MIXED: Phrase = phrase(
    "Ông/bà làm lần lượt từng mục. Mục nào không muốn chọn, không muốn chấm thì để trống.",
    "Please go through the rows one by one. You may leave any of them blank.",
);
/// Why it is safe to be frank.
pub const SECRET: Phrase = phrase(
    "Phiếu kín: không ghi tên, không ai biết ông/bà chọn gì.",
    "Secret ballot: it bears no name, and nobody learns what you choose.",
);
/// The last option of every row.
pub const NO_OPINION: Phrase = phrase(BLANK, "No opinion");
/// Head of the first column: persons, organisations, matters, several kinds.
pub const WHO: [Phrase; 4] = [
    phrase("Người được lấy phiếu", "Who is rated"),
    phrase("Tập thể, đơn vị được lấy phiếu", "What is rated"),
    phrase("Nội dung lấy ý kiến", "Matter"),
    phrase("Người, đơn vị, nội dung được lấy phiếu", "Who or what is rated"),
];
/// Head of a column that holds nothing but tasks.
pub const TASKS: Phrase = phrase("Nhiệm vụ, việc được giao", "Tasks");
/// Beside the box that chooses one: a person, an organisation, a matter.
pub const CHOOSE_THIS: [Phrase; 3] = [
    phrase("Chọn ông/bà này", "Choose this person"),
    phrase("Chọn đơn vị này", "Choose this body"),
    phrase("Chọn nội dung này", "Choose this matter"),
];
/// What is counted when some are chosen: persons, organisations, matters, several kinds.
pub const COUNTED: [Phrase; 4] =
    [phrase("người", "people"), phrase("đơn vị", "bodies"), phrase("nội dung", "matters"), phrase("mục", "entries")];
/// The last option where points are given.
pub const NO_SCORE: Phrase = phrase("Không chấm", "No score");
/// Names the button that takes a point away.
pub const LESS: Phrase = phrase("Bớt 1 điểm", "One point less");
/// Names the button that adds a point.
pub const MORE: Phrase = phrase("Thêm 1 điểm", "One point more");
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

/// How many may be chosen, as an instruction.
pub fn at_most(lang: Lang, limit: usize, noun: usize) -> String {
    let counted = COUNTED[noun].in_lang(lang);
    match lang {
        Lang::Vi => format!("Chọn tối đa {limit} {counted}. Không muốn chọn thì để trống."),
        Lang::En => format!("Choose at most {limit} {counted}. You may leave all blank."),
    }
}

/// The same where the names stand on several steps.
pub fn at_most_in_all(lang: Lang, limit: usize, noun: usize) -> String {
    let counted = COUNTED[noun].in_lang(lang);
    match lang {
        Lang::Vi => format!("Cả phiếu chọn tối đa {limit} {counted}."),
        Lang::En => format!("Choose at most {limit} {counted} on the whole ballot."),
    }
}

/// How many are chosen.
pub fn ticked(lang: Lang, (ticked, limit): (usize, usize), noun: usize) -> String {
    let counted = COUNTED[noun].in_lang(lang);
    match lang {
        Lang::Vi => format!("Đã chọn {}{ticked}/{limit} {counted}", if ticked == limit { "đủ " } else { "" }),
        Lang::En => format!("{ticked} of {limit} {counted} chosen"),
    }
}

/// One more than may be chosen; the names are those that are.
pub fn full(lang: Lang, chosen: &[String], noun: usize) -> String {
    let (counted, limit, names) = (COUNTED[noun].in_lang(lang), chosen.len(), chosen.join(", "));
    match lang {
        Lang::Vi => format!("Đã chọn đủ {limit} {counted}: {names}. Muốn chọn {counted} khác, xin bỏ bớt một dấu."),
        Lang::En => format!("{limit} {counted} are chosen already: {names}. To choose another, please untick one."),
    }
}

/// Which scores there are.
pub fn range(lang: Lang, max: u32) -> String {
    match lang {
        Lang::Vi => format!("Từ 0 đến {max} điểm"),
        Lang::En => format!("0 to {max} points"),
    }
}

/// What was typed is no score.
pub fn wrong_score(lang: Lang, max: u32) -> String {
    match lang {
        Lang::Vi => format!("Xin ghi một số nguyên từ 0 đến {max}, hoặc chọn “Không chấm”."),
        Lang::En => format!("Please write a whole number from 0 to {max}, or choose “No score”."),
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
/// A score not looked at.
pub const NOT_SCORED: Phrase = phrase("Chưa chấm – sẽ tính là không chấm", "Not scored – will count as no score");
/// A subject that is chosen.
pub const TICKED: Phrase = phrase("Có chọn", "Chosen");
/// A subject that is not chosen.
pub const NOT_TICKED: Phrase = phrase("Không chọn", "Not chosen");
/// Nobody is chosen: persons, organisations, matters, several kinds.
pub const NOBODY: [Phrase; 4] = [
    phrase("Chưa chọn ai", "Nobody is chosen"),
    phrase("Chưa chọn đơn vị nào", "No body is chosen"),
    phrase("Chưa chọn nội dung nào", "No matter is chosen"),
    phrase("Chưa chọn mục nào", "Nothing is chosen"),
];
/// Under it.
pub const NOBODY_HINT: Phrase = phrase(
    "Ông/bà có thể để trống như vậy, hoặc bấm “Sửa lại” để chọn.",
    "You may leave it so, or press “Go back” to choose.",
);
/// A number was typed that is no score.
pub const WRONG: Phrase = phrase(
    "Có chỗ ghi điểm chưa đúng nên chưa bỏ phiếu vào hòm được. Xin sửa lại chỗ ấy, hoặc chọn “Không chấm”.",
    "A score is not right, so the ballot cannot be cast yet. Please mend it, or choose “No score”.",
);
/// To that place.
pub const MEND: Phrase = phrase("Sửa chỗ ghi điểm", "Mend the score");
/// An empty remark.
pub const NO_REMARK: Phrase = phrase("Không ghi gì", "Nothing written");
/// To one subject.
pub const EDIT: Phrase = phrase("Sửa", "Change");
/// Back to the ballot.
pub const EDIT_ALL: Phrase = phrase("Sửa lại", "Go back");
/// The act.
pub const CAST: Phrase = phrase("Bỏ phiếu vào hòm", "Put the ballot into the box");

/// A score in words.
pub fn points(lang: Lang, score: usize, max: u32) -> String {
    match lang {
        Lang::Vi => format!("{score} điểm (cao nhất {max})"),
        Lang::En => format!("{score} points (of {max})"),
    }
}

/// What was typed and is no score.
pub fn not_a_score(lang: Lang, typed: &str, max: u32) -> String {
    match lang {
        Lang::Vi => format!("“{typed}” – chưa đúng, cần số nguyên từ 0 đến {max}, không có phần lẻ"),
        Lang::En => format!("“{typed}” – not right, a whole number from 0 to {max} is needed"),
    }
}

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
