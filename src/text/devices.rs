//! Sentences about several devices with one box, backups, and what a device notices about itself.

#![allow(missing_docs)] // each sentence says itself what it is

use super::{Lang, Phrase, phrase};

// ── the chief device's list ──
pub const TITLE: Phrase = phrase("Các máy", "Devices");
pub const LEAD: Phrase = phrase(
    "Nhiều máy cùng nhận phiếu cho một hòm. Máy này là máy chính. Cuối buổi, mỗi máy phụ đóng lại và nộp hòm còn niêm \
     phong cho máy chính, bằng tệp hoặc bằng mã QR trên màn hình. Máy có trên một trăm phiếu thường chỉ nộp được bằng \
     tệp: xin mang theo cáp hoặc USB.",
    "Several devices collect ballots for one box. This is the chief device. At the close each of the others hands over its \
     box, still sealed, by file or as QR codes on its screen. More than a hundred ballots often go by file only: bring a \
     cable or a USB stick.",
);
pub const LIST: Phrase = phrase("Danh sách máy", "The devices");
pub const DEVICE: Phrase = phrase("Máy", "Device");
pub const STATE: Phrase = phrase("Tình trạng", "State");
pub const ISSUED: Phrase = phrase("Phát ra", "Issued");
pub const COLLECTED: Phrase = phrase("Thu vào", "Collected");
pub const THIS_DEVICE: Phrase = phrase("máy này", "this device");
pub const TOTAL: Phrase = phrase("Tổng cộng", "In all");
pub const HANDED_OVER: Phrase = phrase("✓ đã nộp", "✓ handed over");
pub const BACKUP_ONLY: Phrase = phrase("chưa nộp (mới có bản sao lưu)", "not handed over (a backup only)");
pub const NOT_YET: Phrase = phrase("chưa nộp", "not handed over");
pub const FILE: Phrase = phrase("Tệp", "File");
pub const AGAIN: Phrase = phrase("Xem lại tệp tham gia", "Show the join file again");
pub const KEEP_BOX: Phrase = phrase("Lưu lại tệp hòm", "Save its box file");

pub const ADD_TITLE: Phrase = phrase("Thêm một máy phụ", "Add a device");
pub const ADD_NAME: Phrase = phrase("Tên máy", "Name of the device");
pub const ADD_NAME_HINT: Phrase = phrase(
    "Tên ghi vào biên bản, ví dụ “Máy 2” hoặc “Máy của chị Hoa”. Nếu dùng phiếu mã, hãy in phiếu mã của máy này trước khi \
     thêm.",
    "It stands in the minutes. Where slips are used, print those of this device before it is added.",
);
pub const ADD: Phrase = phrase("Thêm máy", "Add");
pub const JOIN_WAY: Phrase = phrase(
    "Trên máy phụ: mở trang này, chọn “Tham gia cuộc họp đang mở”, rồi đưa tệp vào hoặc quét mã ở đây.",
    "On that device open this page, choose “Join an open meeting”, and bring the file or scan the code here.",
);
pub const JOIN_ONE: Phrase = phrase(
    "Mỗi tệp chỉ dùng cho một máy. Tệp không chứa bí mật nào.",
    "Each file is for one device. There is no secret in it.",
);
pub const DOWNLOAD_JOIN: Phrase = phrase("Tải tệp tham gia", "Save the join file");
pub const SHOW_CODE: Phrase = phrase("Hiện mã QR để quét", "Show it as QR codes");
pub const HIDE: Phrase = phrase("Xong", "Done");

pub const IMPORT_TITLE: Phrase = phrase("Nhận hòm của máy phụ", "Take a device's box");
pub const IMPORT_FILE: Phrase = phrase("Chọn tệp hòm của máy phụ", "Choose the device's box file");
pub const IMPORT_HINT: Phrase = phrase(
    "Tệp có đuôi .box.json. Nhận hai lần, hoặc nhận bản cũ sau bản mới, cũng không làm thay đổi gì.",
    "Its name ends in .box.json. Taking it twice, or an older one after a newer one, changes nothing.",
);

pub const MISSING_WAY: Phrase = phrase(
    "Phiếu trên máy đó sẽ không được tính, và biên bản sẽ nêu tên máy. Nên nhận hòm của máy đó trước.",
    "Its ballots will not be counted, and the minutes will name it. Better take its box first.",
);

pub fn name(device: u32, lang: Lang) -> String {
    match lang {
        Lang::Vi => format!("Máy {device}"),
        Lang::En => format!("Device {device}"),
    }
}

pub fn join_of(name: &str, lang: Lang) -> String {
    match lang {
        Lang::Vi => format!("Tệp tham gia của {name}"),
        Lang::En => format!("Join file of {name}"),
    }
}

/// What a box file that was taken has brought.
pub fn taken(ballots: &str, lang: Lang) -> String {
    match lang {
        Lang::Vi => format!("Đã nhận hòm: thêm {ballots} phiếu mới."),
        Lang::En => format!("The box was taken: {ballots} new ballots."),
    }
}

pub fn missing(names: &str, lang: Lang) -> String {
    match lang {
        Lang::Vi => format!("Chưa nộp hòm: {names}"),
        Lang::En => format!("Not handed over yet: {names}"),
    }
}

pub fn duplicates(ballots: &str, lang: Lang) -> String {
    match lang {
        Lang::Vi => format!("Có {ballots} phiếu nằm ở nhiều máy; mỗi phiếu chỉ tính một lần."),
        Lang::En => format!("{ballots} ballots are on several devices; each counts once."),
    }
}

pub fn slips_twice(slips: &str, lang: Lang) -> String {
    match lang {
        Lang::Vi => format!("Có {slips} phiếu mã đã dùng ở nhiều máy. Việc này sẽ được ghi vào kết quả."),
        Lang::En => format!("{slips} slips were used on several devices. The result will say so."),
    }
}

// ── joining ──
pub const JOIN_TITLE: Phrase = phrase("Tham gia cuộc họp đang mở", "Join an open meeting");
pub const JOIN_START_HINT: Phrase = phrase(
    "Máy này thành máy phụ: nhận thêm phiếu cho hòm đã mở trên máy chính.",
    "This device collects more ballots for a box that is open on another.",
);
pub const JOIN_FILE: Phrase = phrase("Chọn tệp tham gia", "Choose the join file");
pub const JOIN_FILE_HINT: Phrase = phrase(
    "Tệp có đuôi .join.json do máy chính lập; hoặc quét mã QR trên màn hình máy chính.",
    "Made by the chief device; its name ends in .join.json. Or scan the QR codes on its screen.",
);
pub const JOIN_CHECK: Phrase = phrase(
    "Xin đối chiếu mười chữ này với biên bản mở hòm đã in. Giống nhau thì bấm tham gia.",
    "Compare these ten words with the printed opening statement. If they agree, join.",
);
pub const JOIN_WORDS: Phrase = phrase("Mười từ của biên bản mở hòm", "Ten words of the opening statement");
pub const JOIN: Phrase = phrase("Tham gia", "Join");

pub const HAS_BOX: Phrase = phrase("Hòm phiếu này đã có trên máy.", "This device has that box already.");
pub const HAS_BOX_OUT: Phrase = phrase(
    "Hòm trên máy còn nguyên, không bị thay. Xin về trang đầu và chọn “Tiếp tục” ở hòm đó.",
    "The box on this device is as it was; nothing was replaced. Go back to the first page and continue with it.",
);

pub fn join_as(name: &str, lang: Lang) -> String {
    match lang {
        Lang::Vi => format!("Máy này sẽ là “{name}”."),
        Lang::En => format!("This device will be “{name}”."),
    }
}

// ── handing over ──
pub const CLOSE_JOINED: Phrase = phrase("Đóng máy này để nộp hòm", "Close this device and hand over");
pub const CLOSE_JOINED_TITLE: Phrase = phrase("Đóng máy này", "Close this device");
pub const CLOSE_JOINED_LEAD: Phrase = phrase(
    "Đóng rồi thì máy này không nhận thêm phiếu. Phiếu trong hòm vẫn niêm phong và được nộp cho máy chính.",
    "Once closed, this device takes no more ballots. Those in it stay sealed and are handed to the chief device.",
);
pub const HAND_OVER_TITLE: Phrase = phrase("Nộp hòm", "Hand over the box");
pub const HAND_OVER_LEAD: Phrase = phrase(
    "Máy này đã đóng. Xin nộp hòm cho máy chính: ở đó chọn “Các máy”, rồi đưa tệp vào hoặc quét mã trên màn hình này. Nộp \
     lại nhiều lần cũng được.",
    "This device is closed. Hand its box to the chief device: choose “Devices” there, and bring the file or scan the codes \
     on this screen. It can be done again at any time.",
);
pub const BOX_ARRIVED: Phrase = phrase("Máy chính đã nhận đủ", "The chief device has all of it");
pub const BOX_LEFT: Phrase = phrase("Đã ghi vào nhật ký: hòm đã nộp.", "Noted in the log: the box was handed over.");
pub const BY_FILE_ONLY: Phrase =
    phrase("Hòm này quá lớn để chuyển bằng mã QR.", "This box is too large to be carried by QR codes.");
pub const BY_FILE_WAY: Phrase = phrase(
    "Xin tải tệp hòm rồi chép sang máy chính bằng cáp, thẻ nhớ hoặc USB.",
    "Save the box file and copy it to the chief device by cable, memory card or USB stick.",
);
pub const DOWNLOAD_BOX: Phrase = phrase("Tải tệp hòm", "Save the box file");
pub const UNTIL_RESULT: Phrase = phrase(
    "Xin giữ tệp và đừng xóa dữ liệu trên máy này cho đến khi có kết quả.",
    "Keep the file, and do not clear this device's data, until there is a result.",
);

// ── backups ──
pub const BACKUP: Phrase = phrase("Sao lưu hòm (vẫn niêm phong)", "Back up the box (still sealed)");
pub const BACKED_UP: Phrase = phrase(
    "Đã tạo bản sao lưu. Xin chép sang USB hoặc máy khác; không ai đọc được phiếu trong đó nếu không đủ thẻ của tổ kiểm phiếu.",
    "The backup was made. Copy it to a USB stick or another device; nobody can read its ballots without the tellers' cards.",
);
pub const RESTORE_TITLE: Phrase = phrase("Khôi phục từ bản sao lưu", "Restore from a backup");
pub const RESTORE_START_HINT: Phrase = phrase(
    "Khi máy cũ hỏng hoặc mất dữ liệu. Đừng dùng khi máy cũ vẫn chạy được.",
    "For when the old device broke or lost its data. Not while the old device still works.",
);
pub const RESTORE_LEAD: Phrase = phrase(
    "Cần bản sao lưu (.box.json), và hoặc tệp tham gia của máy đó (.join.json), hoặc cả tệp khảo sát (.survey.json) và biên \
     bản mở hòm (.opening.json). Chọn cùng lúc hay lần lượt đều được.",
    "Bring the backup (.box.json), and either that device's join file (.join.json) or both the survey (.survey.json) and the \
     opening statement (.opening.json); together or one after the other.",
);
pub const RESTORE_WARNING: Phrase = phrase(
    "Máy cũ phải ngừng nhận phiếu. Nếu hai máy cùng chạy tiếp, máy chính chỉ nhận được hòm của một máy.",
    "The old device must take no more ballots. If both go on, the chief device can take the box of one only.",
);
pub const RESTORE_FILES: Phrase = phrase("Chọn các tệp", "Choose the files");
pub const RESTORE_FILES_HINT: Phrase = phrase("Có thể chọn nhiều tệp cùng lúc.", "Several at a time, if you like.");
pub const RESTORE: Phrase = phrase("Khôi phục", "Restore");
pub const HAVE_BOX: Phrase = phrase("Bản sao lưu", "Backup");
pub const HAVE_JOIN: Phrase = phrase("Tệp tham gia", "Join file");
pub const HAVE_SURVEY: Phrase = phrase("Tệp khảo sát", "Survey");
pub const HAVE_OPENING: Phrase = phrase("Biên bản mở hòm", "Opening statement");
pub const STILL_NEEDED: Phrase = phrase("còn thiếu", "still needed");
pub const NOT_OF_USE: Phrase = phrase("Tệp này không dùng để khôi phục được.", "This file is of no use here.");
pub const NOT_OF_USE_OUT: Phrase = phrase(
    "Xin chọn bản sao lưu và tệp tham gia, hoặc bản sao lưu, tệp khảo sát và biên bản mở hòm.",
    "Choose the backup and the join file, or the backup, the survey and the opening statement.",
);

// ── what the device notices about itself ──
pub const CLOCK_BACK: Phrase = phrase("Đồng hồ của máy đã lùi lại.", "The device's clock went back.");
pub const CLOCK_BACK_WAY: Phrase = phrase(
    "Phiếu không bị ảnh hưởng. Xin chỉnh lại giờ của máy, và ghi việc này vào biên bản: nhật ký ghi giờ theo đồng hồ của máy.",
    "No ballot is affected. Set the clock right, and write this into the minutes: the log goes by the device's clock.",
);
pub const BATTERY_WAY: Phrase = phrase(
    "Xin cắm sạc. Phiếu đã vào hòm không mất khi máy tắt; nên sao lưu hòm ngay.",
    "Plug it in. Ballots in the box survive when the device goes off; better back up the box now.",
);
pub const NOT_KEPT_WAY: Phrase = phrase(
    "Phiếu vẫn được ghi xuống máy ngay, nhưng khi bộ nhớ đầy trình duyệt có thể xóa. Xin đừng xóa dữ liệu duyệt web, và \
     thỉnh thoảng sao lưu hòm.",
    "Ballots are written to disk at once, but the browser may clear them when the disk fills up. Do not clear browsing data, \
     and back up the box now and then.",
);
pub const ONE_COPY: Phrase =
    phrase("Trình duyệt này chỉ giữ được một bản của hòm phiếu.", "This browser can keep one copy of the box only.");
pub const ONE_COPY_WAY: Phrase = phrase(
    "Nếu mất điện đúng lúc máy đang ghi một lá phiếu, cả hòm có thể hỏng. Xin cập nhật trình duyệt trước khi mở hòm khác (Chrome, \
     Edge, Cốc Cốc từ bản 122 giữ hai bản); với hòm này, xin cắm sạc và sao lưu hòm ra USB sau mỗi mươi lá phiếu.",
    "If the power fails just while a ballot is written, the whole box may be damaged. Update the browser before you open \
     another box (Chrome, Edge, Cốc Cốc from version 122 keep two copies); with this one, plug the device in and back up the \
     box to a USB stick after every ten ballots or so.",
);

pub fn battery(percent: &str, lang: Lang) -> String {
    match lang {
        Lang::Vi => format!("Pin còn {percent} %."),
        Lang::En => format!("The battery is at {percent} %."),
    }
}
