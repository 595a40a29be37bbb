//! Sentences of composing a survey on screen.

#![allow(missing_docs)] // each sentence says itself what it is

use super::{Lang, Phrase, phrase};
use crate::survey::compose::{Cell, Line};
use crate::survey::{Base, Group, SubjectKind};

// ── first screen ──
pub const START: Phrase = phrase("Soạn phiếu mới", "Compose a new survey");
pub const START_HINT: Phrase = phrase(
    "Chọn mẫu phiếu, ghi nơi họp và danh sách được lấy phiếu. Máy tự lưu, có thể làm dần nhiều buổi.",
    "Choose a form, enter the place and the list of people. Saved as you go; take as long as you need.",
);
pub const DUPLICATE: Phrase = phrase("Nhân đôi", "Duplicate");

pub const READY: Phrase = phrase("dùng được", "ready to use");

pub fn left_to_do(count: usize, lang: Lang) -> String {
    match lang {
        Lang::Vi => format!("còn {count} chỗ cần sửa"),
        Lang::En if count == 1 => "1 place to put right".to_owned(),
        Lang::En => format!("{count} places to put right"),
    }
}

/// The same, as a title.
pub fn left_title(count: usize, lang: Lang) -> String {
    match lang {
        Lang::Vi => format!("Còn {count} chỗ cần sửa"),
        Lang::En => left_to_do(count, lang),
    }
}

pub fn people(count: usize, lang: Lang) -> String {
    match lang {
        Lang::Vi => format!("{count} mục trong danh sách"),
        Lang::En => format!("{count} on the list"),
    }
}

pub fn changed(moment: &str, lang: Lang) -> String {
    match lang {
        Lang::Vi => format!("sửa lần cuối: {moment}"),
        Lang::En => format!("last changed: {moment}"),
    }
}

// ── the frame ──
pub const TITLE: Phrase = phrase("Soạn phiếu", "Compose a survey");
pub const STEPS: [Phrase; 5] = [
    phrase("Mẫu phiếu", "Form"),
    phrase("Cuộc họp", "Meeting"),
    phrase("Danh sách", "List"),
    phrase("Câu hỏi", "Questions"),
    phrase("Xem và dùng", "Look and use"),
];
pub const STEPS_NAME: Phrase = phrase("Các bước soạn phiếu", "Steps of composing");
pub const UNDO: Phrase = phrase("Hoàn tác", "Undo");
pub const REDO: Phrase = phrase("Làm lại", "Redo");
pub const UNDONE: Phrase = phrase("Đã trở lại như trước.", "The last change was taken back.");
pub const REDONE: Phrase = phrase("Đã làm lại.", "The change was made again.");
pub const NOT_SAVED_YET: Phrase = phrase("Máy tự lưu khi ông/bà ghi.", "Saved by itself as you write.");
pub const SAVING: Phrase = phrase("Đang lưu…", "Saving…");
pub const SAVED: Phrase = phrase("✓ Đã lưu trên máy này", "✓ Saved on this device");
pub const NOT_SAVED: Phrase = phrase("Chưa lưu được", "Not saved");
pub const NEXT: Phrase = phrase("Tiếp tục", "Continue");
pub const BACK: Phrase = phrase("Quay lại", "Back");
pub const LEAVE: Phrase = phrase("Về trang đầu", "To the first page");
pub const LATER: Phrase = phrase("Để sau, sang bước tiếp", "Leave it for later");
pub const LATER_HINT: Phrase = phrase(
    "Ông/bà có thể sửa ngay bây giờ, hoặc để sau: phiếu vẫn được lưu, nhưng sửa xong mới dùng được.",
    "Put it right now, or later: the draft is kept all the same, but can only be used once all is right.",
);

pub fn step_faults(count: usize, lang: Lang) -> String {
    match lang {
        Lang::Vi => format!("Bước này còn {count} chỗ cần sửa"),
        Lang::En if count == 1 => "1 place of this step needs attention".to_owned(),
        Lang::En => format!("{count} places of this step need attention"),
    }
}

// ── form ──
pub const FORM_TITLE: Phrase = phrase("Chọn mẫu phiếu", "Choose a form");
pub const FORM_LEAD: Phrase = phrase(
    "Mỗi mẫu theo một quy định. Nếu chưa rõ, xin hỏi Ủy ban Mặt trận hoặc cấp ủy xã, phường xem họp theo văn bản nào.",
    "Each follows one regulation. If in doubt, ask the commune under which one the meeting is held.",
);
pub const FORM_NOW: Phrase = phrase("Đang dùng mẫu này", "In use");
pub const FORM_TAKE: Phrase = phrase("Dùng mẫu này", "Use this form");
pub const FORM_FILE: Phrase = phrase(
    "Phiếu này mở từ một tệp không theo mẫu có sẵn, nên câu hỏi giữ nguyên. Chọn một mẫu dưới đây thì câu hỏi được thay.",
    "This survey came from a file that follows no built-in form, so its questions stay. Choosing a form replaces them.",
);
pub const RECONSTRUCTED: Phrase = phrase("Bản dựng lại", "Reconstruction");
pub const RECONSTRUCTED_HINT: Phrase = phrase(
    "“Bản dựng lại”: mẫu gốc của quy định không công bố, câu hỏi được dựng theo tài liệu công khai.",
    "“Reconstruction”: the regulation's own form is not public; the questions follow what is.",
);
pub const fn group(group: Group) -> Phrase {
    match group {
        Group::Residents => phrase("Bà con nhận xét cán bộ, đảng viên", "Residents comment on officials"),
        Group::Work => phrase("Chấm điểm, theo dõi công việc", "Scores and work"),
        Group::Confidence => phrase("Lấy phiếu, bỏ phiếu tín nhiệm", "Votes of confidence"),
        Group::Choice => phrase("Giới thiệu, chọn người, biểu quyết", "Nominating, choosing, deciding"),
    }
}

// ── meeting ──
pub const MEETING_TITLE: Phrase = phrase("Cuộc họp", "The meeting");
pub const MODE: Phrase = phrase("Lần này là thật hay tập dượt?", "For real or for practice?");
pub const MODE_REAL: Phrase = phrase("Lấy phiếu thật", "A real vote");
pub const MODE_PRACTICE: Phrase = phrase("Tập dượt, không có giá trị", "Practice, not a real vote");
pub const WHERE: Phrase = phrase("Họp ở đâu?", "Where?");
pub const WHO: Phrase = phrase("Ai tổ chức?", "Who holds it?");
pub const HEADING_STATE: Phrase = phrase(
    "Văn bản in ra mang Quốc hiệu, tiêu ngữ, theo mẫu đã chọn.",
    "Printed documents carry the state heading, as the chosen form has it.",
);
pub const HEADING_PARTY: Phrase = phrase(
    "Văn bản in ra mang tiêu đề “Đảng Cộng sản Việt Nam”, theo mẫu đã chọn.",
    "Printed documents carry the party heading, as the chosen form has it.",
);

pub const fn line_label(line: Line) -> Phrase {
    match line {
        Line::Title => phrase("Tên phiếu", "Title of the ballot"),
        Line::Province => phrase("Tỉnh, thành phố", "Province or city"),
        Line::Commune => phrase("Xã, phường, đặc khu", "Commune or ward"),
        Line::Hamlet => phrase("Thôn, tổ dân phố, bản, hoặc nơi họp", "Hamlet or place of the meeting"),
        Line::Issuer => phrase("Cơ quan, tổ chức chủ trì", "Held by"),
        Line::Parent => phrase("Cấp trên (không bắt buộc)", "Body above (optional)"),
    }
}

pub const fn line_hint(line: Line) -> Phrase {
    match line {
        Line::Title => phrase("In to ở đầu tờ phiếu. Có thể giữ như mẫu.", "Printed large at the head of the ballot."),
        Line::Province => phrase("Chọn trong 34 tỉnh, thành phố từ ngày 1-7-2025.", "One of the 34 since 1-7-2025."),
        Line::Commune => phrase("Ví dụ: xã Kỳ Mẫu", "For example: xã Kỳ Mẫu"),
        Line::Hamlet => phrase("Ví dụ: thôn Đông Mẫu", "For example: thôn Đông Mẫu"),
        Line::Issuer => {
            phrase("Ví dụ: Ban công tác Mặt trận thôn Đông Mẫu", "For example: Ban công tác Mặt trận thôn Đông Mẫu")
        }
        Line::Parent => phrase(
            "Ví dụ: Ủy ban Mặt trận Tổ quốc Việt Nam xã Kỳ Mẫu",
            "For example: Ủy ban Mặt trận Tổ quốc Việt Nam xã Kỳ Mẫu",
        ),
    }
}

pub fn merged(old: &str, now: &str, lang: Lang) -> String {
    match lang {
        Lang::Vi => format!("Từ ngày 1-7-2025, {old} thuộc {now}. Nếu đây không phải hồ sơ cũ, xin ghi “{now}”."),
        Lang::En => format!("Since 1-7-2025 {old} belongs to {now}. Unless this is an old record, write “{now}”."),
    }
}

// ── list ──
/// What stands on the list, as far as the form says: one kind, or several.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Listed {
    People,
    Organisations,
    Matters,
    Several,
}

pub fn listed(kinds: &[SubjectKind]) -> Listed {
    match kinds {
        [SubjectKind::Person] => Listed::People,
        [SubjectKind::Organisation] => Listed::Organisations,
        [SubjectKind::Matter] => Listed::Matters,
        _ => Listed::Several,
    }
}

pub const fn people_title(listed: Listed) -> Phrase {
    match listed {
        Listed::People => phrase("Danh sách người được lấy phiếu", "Who is rated"),
        Listed::Organisations => phrase("Danh sách đơn vị được lấy phiếu", "Which organisations are rated"),
        Listed::Matters => phrase("Các nội dung đưa ra biểu quyết", "What is put to the vote"),
        Listed::Several => phrase("Danh sách được lấy phiếu", "Who is rated"),
    }
}

pub const fn people_how(listed: Listed) -> Phrase {
    match listed {
        Listed::People => PEOPLE_HOW,
        Listed::Organisations => phrase(
            "Nếu đã có danh sách trong bảng tính (Excel), bấm “Dán danh sách”. Nếu không, bấm “Thêm một đơn vị” và ghi từng đơn vị.",
            "If you have the list in a spreadsheet, press “Paste a list”. Otherwise add one by one.",
        ),
        Listed::Matters => phrase(
            "Bấm “Thêm một nội dung” và ghi từng nội dung. Nếu đã gõ sẵn ở nơi khác, bấm “Dán danh sách”.",
            "Add the matters one by one; if they are typed elsewhere, press “Paste a list”.",
        ),
        Listed::Several => phrase(
            "Nếu đã có danh sách trong bảng tính (Excel), bấm “Dán danh sách”. Nếu không, thêm từng mục bằng các nút dưới đây.",
            "If you have the list in a spreadsheet, press “Paste a list”. Otherwise add one by one.",
        ),
    }
}

pub const PEOPLE_NONE: Phrase = phrase("Danh sách còn trống", "The list is empty");
const PEOPLE_HOW: Phrase = phrase(
    "Nếu đã có danh sách trong bảng tính (Excel), bấm “Dán danh sách”. Nếu không, bấm “Thêm một người” và ghi từng người.",
    "If you have the list in a spreadsheet, press “Paste a list”. Otherwise add one by one.",
);
pub const ADD: Phrase = phrase("Thêm một người", "Add a person");
pub const ADD_ORGANISATION: Phrase = phrase("Thêm một đơn vị", "Add an organisation");
pub const ADD_MATTER: Phrase = phrase("Thêm một nội dung", "Add a matter");
pub const PASTE: Phrase = phrase("Dán danh sách", "Paste a list");
pub const SORT_NAMES: Phrase = phrase("Xếp theo tên A, B, C", "Sort by name");
pub const SORT_NAMES_HINT: Phrase = phrase(
    "Theo tên: như danh sách bầu cử, theo tên, rồi họ, tên đệm, ngày sinh.",
    "By name: as for elections, given name, family name, middle names, date of birth.",
);
pub const SORT_POST_HINT: Phrase = phrase(
    "Theo chức vụ: theo vần A, B, C của chức vụ; máy không biết chức vụ nào trên chức vụ nào.",
    "By post: in the order of the alphabet; no post is known to be above another.",
);
pub const SORT_POST: Phrase = phrase("Xếp theo chức vụ", "Sort by post");
pub const SORTED_NAMES: Phrase = phrase("Đã xếp theo tên.", "Sorted by name.");
pub const SORTED_POST: Phrase = phrase("Đã xếp theo chức vụ.", "Sorted by post.");
pub const SAMPLE: Phrase = phrase("Điền tên giả định để tập", "Fill in invented names to practise");
pub const UP: Phrase = phrase("Lên", "Up");
pub const DOWN: Phrase = phrase("Xuống", "Down");
pub const EDIT: Phrase = phrase("Sửa", "Edit");
pub const CLOSE: Phrase = phrase("Xong", "Done");
pub const REMOVE: Phrase = phrase("Bỏ", "Remove");
pub const NAMELESS: Phrase = phrase("(chưa có tên)", "(no name yet)");
pub const MOVE_HINT: Phrase = phrase(
    "Đổi thứ tự: bấm Lên, Xuống; hoặc giữ phím Alt và bấm mũi tên; hoặc kéo dấu ⠿.",
    "To change the order: Up and Down, or Alt with the arrow keys, or drag ⠿.",
);
pub const KIND: Phrase = phrase("Là người hay đơn vị?", "Person or organisation?");
pub const DETAILS: Phrase = phrase("Chi tiết", "Details");

pub const fn kind_name(kind: SubjectKind) -> Phrase {
    match kind {
        SubjectKind::Person => phrase("Người", "Person"),
        SubjectKind::Organisation => phrase("Cơ quan, tập thể", "Organisation"),
        SubjectKind::Matter => phrase("Nội dung biểu quyết", "Matter"),
    }
}

pub const fn cell_label(cell: Cell, kind: SubjectKind) -> Phrase {
    match (cell, kind) {
        (Cell::Salutation, _) => phrase("Xưng hô", "Salutation"),
        (Cell::Name, SubjectKind::Person) => phrase("Họ và tên", "Full name"),
        (Cell::Name, SubjectKind::Organisation) => phrase("Tên cơ quan, tập thể", "Name of the organisation"),
        (Cell::Name, SubjectKind::Matter) => phrase("Nội dung đưa ra biểu quyết", "What is put to the vote"),
        (Cell::Post, _) => phrase("Chức vụ", "Post"),
        (Cell::Unit, _) => phrase("Đơn vị công tác", "Unit"),
        (Cell::BirthDate, _) => phrase("Ngày sinh", "Date of birth"),
        (Cell::Tasks, _) => phrase("Nhiệm vụ, mỗi việc một dòng", "Tasks, one to a line"),
    }
}

pub const fn cell_hint(cell: Cell) -> Option<Phrase> {
    match cell {
        Cell::Salutation => Some(phrase("Ông, Bà hoặc Đồng chí", "Ông, Bà or Đồng chí")),
        Cell::BirthDate => Some(phrase(
            "Ví dụ 30/4/1975. Chỉ cần khi có hai người trùng tên.",
            "Such as 30/4/1975. Needed only where two have one name.",
        )),
        _ => None,
    }
}

/// What a button does, and to whom: for those who hear the button alone.
pub fn of(act: Phrase, name: &str, lang: Lang) -> String {
    format!("{}: {name}", act.in_lang(lang))
}

pub fn moved(name: &str, place: usize, of: usize, lang: Lang) -> String {
    match lang {
        Lang::Vi => format!("{name}: thứ {place} trong {of}."),
        Lang::En => format!("{name}: number {place} of {of}."),
    }
}

pub fn removed(name: &str, lang: Lang) -> String {
    match lang {
        Lang::Vi => format!("Đã bỏ {name}. Nếu bấm nhầm, xin bấm “{}”.", UNDO.vi),
        Lang::En => format!("{name} was removed. “{}” brings it back.", UNDO.en),
    }
}

pub fn added(count: usize, lang: Lang) -> String {
    match lang {
        Lang::Vi => format!("Đã thêm {count} mục vào danh sách."),
        Lang::En => format!("{count} were added to the list."),
    }
}

// ── paste ──
pub const PASTE_TITLE: Phrase = phrase("Dán danh sách từ bảng tính", "Paste a list from a spreadsheet");
pub const PASTE_HOW: Phrase = phrase(
    "Trong bảng tính: bôi đen danh sách, kể cả dòng tiêu đề, rồi chép (Ctrl+C). Sau đó bấm vào ô dưới đây và dán (Ctrl+V). \
     Cũng có thể gõ tay, mỗi dòng một mục.",
    "In the spreadsheet select the list with its headings and copy (Ctrl+C), then click below and paste (Ctrl+V). Or type, one to a line.",
);
pub const PASTE_TYPE: Phrase = phrase(
    "Gõ: họ tên, dấu phẩy, chức vụ. Ví dụ: Ông Nguyễn Văn Mẫu, Trưởng thôn",
    "Type: name, comma, post. For example: Ông Nguyễn Văn Mẫu, Trưởng thôn",
);
pub const PASTE_LATER_HINT: Phrase = phrase(
    "Nếu để sau, máy giữ nguyên những gì đã gõ cho đến khi ông/bà rời phiếu này.",
    "If left for later, what was typed stays until you leave this draft.",
);

pub fn paste_waiting(count: usize, lang: Lang) -> String {
    match lang {
        Lang::Vi => format!("Danh sách đã đọc nhưng chưa thêm. Xin bấm “{}”.", paste_add(count, lang)),
        Lang::En => format!("The list was read but not added. Press “{}”.", paste_add(count, lang)),
    }
}

/// Columns that hold something and were not taken.
pub fn paste_left_out(names: &[String], lang: Lang) -> String {
    let names: Vec<String> = names.iter().map(|name| format!("“{name}”")).collect();
    match (lang, names.len()) {
        (Lang::Vi, 1) => format!("Cột {} không được lấy.", names.join(", ")),
        (Lang::Vi, _) => format!("Các cột {} không được lấy.", names.join(", ")),
        (Lang::En, 1) => format!("The column {} was not taken.", names.join(", ")),
        (Lang::En, _) => format!("The columns {} were not taken.", names.join(", ")),
    }
}
pub const PASTE_FIELD: Phrase = phrase("Danh sách", "The list");
pub const PASTE_COLUMNS: Phrase = phrase("Máy hiểu các cột như sau", "What the columns were taken for");
pub const PASTE_COLUMNS_HINT: Phrase =
    phrase("Nếu sai, xin chọn lại ở đầu cột.", "If one is wrong, choose anew at its head.");
pub const PASTE_FAULTS: Phrase = phrase("Những dòng chưa lấy được", "Rows that were not taken");
pub const PASTE_NOTICES: Phrase = phrase("Xin lưu ý", "Please note");
pub const PASTE_CANCEL: Phrase = phrase("Thôi, không dán", "Cancel");
pub const ROW: Phrase = phrase("Dòng", "Row");

pub fn column(number: usize, lang: Lang) -> String {
    match lang {
        Lang::Vi => format!("Cột {number}"),
        Lang::En => format!("Column {number}"),
    }
}

pub fn paste_summary(good: usize, bad: usize, lang: Lang) -> String {
    match (lang, bad) {
        (Lang::Vi, 0) => format!("Đọc được {good} mục, không có dòng nào lỗi."),
        (Lang::Vi, _) => format!("Đọc được {good} mục. Còn {bad} dòng có lỗi, chưa lấy được."),
        (Lang::En, 0) => format!("{good} were read; no row has a fault."),
        (Lang::En, _) => format!("{good} were read. {bad} rows have faults and were not taken."),
    }
}

pub fn paste_add(count: usize, lang: Lang) -> String {
    match lang {
        Lang::Vi => format!("Thêm {count} mục vào danh sách"),
        Lang::En => format!("Add {count} to the list"),
    }
}

pub fn paste_instead(now: usize, count: usize, lang: Lang) -> String {
    match lang {
        Lang::Vi => format!("Bỏ {now} mục đang có, thay bằng {count} mục này"),
        Lang::En => format!("Replace the {now} on the list by these {count}"),
    }
}

/// Which step of the ballot is looked at.
pub fn look_step(at: usize, of: usize, lang: Lang) -> String {
    match lang {
        Lang::Vi => format!("Trang {at} trong {of}"),
        Lang::En => format!("Page {at} of {of}"),
    }
}

/// How many of the list are not drawn in a look.
pub fn look_more(count: usize, lang: Lang) -> String {
    match lang {
        Lang::Vi => format!("Còn {count} mục nữa trong danh sách không vẽ ở đây; phiếu thật có đủ."),
        Lang::En => format!("{count} more on the list are not drawn here; the ballot has them all."),
    }
}

pub fn and_more(count: usize, lang: Lang) -> String {
    match lang {
        Lang::Vi => format!("… và {count} dòng nữa"),
        Lang::En => format!("… and {count} more"),
    }
}

// ── questions ──
pub const QUESTIONS_TITLE: Phrase = phrase("Câu hỏi trên phiếu", "Questions on the ballot");
pub const QUESTIONS_LEAD: Phrase = phrase(
    "Câu hỏi và các mức theo đúng mẫu. Chỗ nào mẫu cho phép đổi thì có ô để chọn.",
    "Questions and levels are those of the form. Where it leaves a choice, there is something to choose.",
);
pub const ASKED: Phrase = phrase("Hỏi câu này", "Ask this question");
pub const FIXED: Phrase = phrase("Câu bắt buộc của mẫu này.", "The form requires this question.");
pub const NOT_ASKED: Phrase = phrase("Câu thêm, chưa dùng", "Optional, not in use");
pub const AT_MOST: Phrase = phrase("Mỗi phiếu được chọn nhiều nhất", "Each ballot may choose at most");
pub const LESS: Phrase = phrase("Bớt một", "One fewer");
pub const MORE: Phrase = phrase("Thêm một", "One more");
pub const BASE: Phrase = phrase("Tỷ lệ phần trăm tính trên số nào?", "What are the shares taken of?");
pub const BASE_FIXED: Phrase = phrase("Tỷ lệ phần trăm tính trên", "Shares are taken of");
pub const OTHER_BASE: Phrase = phrase(
    "Với mẫu số này, kết quả chỉ để so sánh: biên bản sẽ không nêu hệ quả theo quy định. Xin đọc phần nhận định ở dưới.",
    "With this base the result is for comparison only: the minutes draw no consequence from it. See the conclusions below.",
);
pub const VARIANT: Phrase = phrase("Tính theo quy định nào?", "Which rule applies?");
pub const VARIANT_HINT: Phrase = phrase(
    "Áp dụng cho mọi mục trong danh sách. Mục nào tính theo quy định khác thì mở một đợt riêng.",
    "It applies to the whole list. What goes by another rule needs a vote of its own.",
);
pub const FINDINGS: Phrase = phrase("Kết luận mà văn bản nêu", "What the regulation concludes");
pub const NO_FINDINGS: Phrase =
    phrase("Mẫu này chỉ nêu số liệu, không tự rút ra kết luận.", "This form gives figures and concludes nothing.");

pub const fn base_name(base: Base) -> Phrase {
    match base {
        Base::Collected => phrase("số phiếu thu về", "ballots collected"),
        Base::Issued => phrase("số phiếu phát ra", "ballots issued"),
        Base::Valid => phrase("số phiếu hợp lệ", "valid ballots"),
        Base::Present => phrase("số người có mặt", "people present"),
        Base::Summoned => phrase("số người được triệu tập", "people summoned"),
        Base::Delegates => phrase("tổng số đại biểu", "all delegates"),
    }
}

// ── look and use ──
pub const REVIEW_TITLE: Phrase = phrase("Xem và dùng", "Look and use");
pub const ALL_RIGHT: Phrase = phrase("Phiếu đã soạn xong.", "The survey is complete and can be used.");
pub const LOOK_AGAIN: Phrase = phrase("Xin xem lại", "Please look again");
pub const LOOK_AGAIN_HINT: Phrase = phrase(
    "Những chỗ này không cản việc dùng phiếu; nếu đúng như vậy thì không cần sửa.",
    "None of this is in the way; if it is as it should be, leave it.",
);
pub const NOT_YET: Phrase = phrase(
    "Phiếu chưa dùng được. Xin bấm vào từng dòng dưới đây để đến chỗ cần sửa.",
    "The survey cannot be used yet. Press a line to go to the place.",
);
pub const LOOKS: [Phrase; 3] = [phrase("Điện thoại", "Phone"), phrase("Máy tính", "Screen"), phrase("Giấy", "Paper")];
pub const LOOK: Phrase = phrase("Phiếu sẽ trông như thế này", "What the ballot will look like");
pub const LOOK_ON: Phrase = phrase("Xem trên", "As on");
pub const LOOK_HINT: Phrase =
    phrase("Chỉ để xem, không đánh dấu được ở đây.", "To look at only: nothing can be marked here.");
pub const LOOK_OPEN: Phrase = phrase("Xem phiếu", "See the ballot");
pub const LOOK_CLOSE: Phrase = phrase("Đóng, soạn tiếp", "Close and go on");
pub const LOOK_BEFORE: Phrase = phrase("Xem trang trước", "The page before");
pub const LOOK_NEXT: Phrase = phrase("Xem trang sau", "The next page");

pub const NO_LOOK: Phrase = phrase("Chưa xem được, vì phiếu còn lỗi.", "Nothing to show yet: the draft has faults.");
pub const USE: Phrase = phrase("Dùng phiếu này", "Use this survey");
pub const EXPORT: Phrase = phrase("Lưu thành tệp để gửi đi", "Save as a file to send");
pub const EXPORT_HINT: Phrase = phrase(
    "Tệp .survey.json. Máy khác mở bằng nút “Mở đợt lấy phiếu từ tệp”.",
    "A .survey.json file. Another device opens it with “Open a survey from a file”.",
);
pub const EXPORTED: Phrase = phrase("Đã lưu tệp vào thư mục Tải xuống.", "The file is in your downloads.");
pub const DUPLICATED: Phrase =
    phrase("Đã nhân đôi. Bản mới nằm ở trang đầu.", "Duplicated. The copy is on the first page.");
pub const NOT_USABLE: Phrase = phrase("Chưa dùng được vì còn chỗ cần sửa", "Not yet: some places need attention");
pub const NOT_USABLE_OUT: Phrase =
    phrase("Xin sửa những chỗ nêu ở đầu trang này.", "Put right what is listed at the top.");
pub const EDIT_LOADED: Phrase = phrase("Sửa phiếu này", "Change this survey");
pub const EDIT_LOADED_HINT: Phrase = phrase(
    "Sửa thì thành một phiếu khác với phiếu trong tệp: tệp cũ không đổi.",
    "That makes another survey; the file stays as it is.",
);
