//! What goes wrong where several devices are one box, in words.

use super::faults::{FRESH_COPY, say};
use super::{Explain, Explained, Lang, Phrase, phrase};
use crate::record::{DeviceFault, SealedKind};

/// Brought to the wrong place, not damaged.
const RIGHT_BOX: Phrase = phrase(
    "Tệp không được nhận; hòm trên máy này còn nguyên. Xin lấy đúng tệp của cuộc họp này.",
    "The file was not taken; this device's box is as it was. Bring the file of this meeting.",
);
const ASK_DEVICE: Phrase = phrase(
    "Tệp không được nhận; hòm trên máy này còn nguyên. Xin giữ tệp, lập lại tệp hòm trên máy kia rồi đưa vào lần nữa.",
    "The file was not taken; this device's box is as it was. Keep it, make the box file on the other device again, and \
     bring that.",
);
const WRITE_DOWN: Phrase = phrase(
    "Tệp không được nhận, không phiếu nào bị mất: xin giữ cả hai tệp và ghi việc này vào biên bản.",
    "The file was not taken and no ballot is lost: keep both files and write this into the minutes.",
);
/// The slip was not spent.
const VOTE_HERE: Phrase = phrase(
    "Phiếu mã vẫn còn dùng được: xin bỏ phiếu lại ngay tại máy này bằng phiếu mã ấy, và báo cho tổ kiểm phiếu.",
    "The slip is still good: vote again on this device with it, and tell the tellers.",
);

impl Explain for DeviceFault {
    fn explain(&self, lang: Lang) -> Explained {
        let plain = |vi, en| say(lang, vi, en, FRESH_COPY);
        match self {
            Self::ForeignBox { expected, found } => say(
                lang,
                format!("Tệp này là của hòm phiếu khác ({found}), không phải của hòm này ({expected})."),
                format!("This file is of another box ({found}), not of this one ({expected})."),
                RIGHT_BOX,
            ),
            Self::OtherOpening { .. } => say(
                lang,
                "Tệp này ghi cùng mã hòm nhưng theo một biên bản mở hòm khác.",
                "This file has this box's identifier, but was made with another opening statement.",
                RIGHT_BOX,
            ),
            Self::Number { device } => say(
                lang,
                format!("Số máy {device} không dùng được ở đây: máy chính là số 1, máy phụ từ 2 đến 30."),
                format!("{device} cannot stand here: the chief device is number 1, the others are 2 to 30."),
                FRESH_COPY,
            ),
            Self::NeverAdded { device } => say(
                lang,
                format!("Máy {device} chưa được máy chính thêm vào hòm này."),
                format!("The chief device never added device {device} to this box."),
                phrase(
                    "Không tính phiếu của máy này. Xin xem lại máy ấy đã nhận tệp tham gia của cuộc họp nào.",
                    "Its ballots are not counted. See which meeting's join file that device was given.",
                ),
            ),
            Self::LeftOut { device } => say(
                lang,
                format!("Máy {device} có tham gia nhưng không được nêu trong hồ sơ, kể cả là máy chưa nộp hòm."),
                format!("Device {device} took part, but the record does not name it, not even as missing."),
                FRESH_COPY,
            ),
            Self::NeverImported { device } => say(
                lang,
                format!("Hồ sơ có hòm của máy {device}, nhưng nhật ký không ghi là máy này đã nộp hòm."),
                format!("The record has a box of device {device}, but the log knows nothing of its import."),
                FRESH_COPY,
            ),
            Self::TwoHistories { device } => say(
                lang,
                format!(
                    "Máy {device} có hai nhật ký trái nhau: hai máy cùng dùng một số sau khi khôi phục bản sao lưu."
                ),
                format!("Device {device} has two histories: a backup was restored while the device itself went on."),
                WRITE_DOWN,
            ),
            Self::AfterClose { device, ballots } => say(
                lang,
                format!("Máy {device}: {ballots} phiếu không có trong hòm đã nộp lúc đóng."),
                format!("Device {device}: {ballots} ballots are not in the box that it handed over at its close."),
                WRITE_DOWN,
            ),
            Self::WrongSize { kind, index, expected, found } => say(
                lang,
                format!("{} thứ {}: dài {found} ký tự, lẽ ra {expected}.", sealed(*kind).vi, index + 1),
                format!("{} {}: {found} characters long, expected {expected}.", sealed(*kind).en, index + 1),
                ASK_DEVICE,
            ),
            Self::NotSealed { kind, index } => say(
                lang,
                format!("{} thứ {}: nội dung hỏng.", sealed(*kind).vi, index + 1),
                format!("{} {}: its content is damaged.", sealed(*kind).en, index + 1),
                ASK_DEVICE,
            ),
            Self::Order { kind: SealedKind::Ballot } => {
                plain("Phiếu trong hòm bị lặp hoặc sai thứ tự.", "Ballots of the box are repeated or out of order.")
            }
            Self::Order { kind: SealedKind::Remark } => {
                plain("Ý kiến trong hòm bị lặp hoặc sai thứ tự.", "Remarks of the box are repeated or out of order.")
            }
            Self::SlipOrder => plain(
                "Danh sách phiếu mã bị lặp, sai thứ tự hoặc quá dài.",
                "The list of slips is repeated, out of order or too long.",
            ),
            Self::SlipFigures => plain(
                "Số phiếu mã đã dùng và đã hủy không khớp với số đã in.",
                "The slips used and voided do not fit the number printed.",
            ),
            Self::SlipText => plain("Mã ghi kèm không phải là phiếu mã.", "The code that came with it is no slip's."),
            Self::RemarkPlaces { expected, found } => say(
                lang,
                format!("Phiếu mang theo {found} ý kiến niêm phong, lẽ ra {expected}."),
                format!("The ballot came with {found} sealed remarks, expected {expected}."),
                FRESH_COPY,
            ),
            Self::RemarkTwice => say(
                lang,
                "Một ý kiến niêm phong có hai lần trong phiếu này.",
                "One sealed remark stands twice in this ballot.",
                VOTE_HERE,
            ),
            Self::PartTaken => say(
                lang,
                "Một phần của phiếu này đã có trong hòm, kèm một phiếu khác: có người đã chép lại. Phiếu này CHƯA vào hòm.",
                "A part of this ballot is in the box already, with another ballot: somebody copied it. This ballot is NOT \
                 in the box.",
                VOTE_HERE,
            ),
            Self::SealedForOther { .. } => say(
                lang,
                "Phiếu này được niêm phong theo một biên bản mở hòm khác: điện thoại đã nhận sai cuộc họp. Phiếu CHƯA vào \
                 hòm.",
                "This ballot was sealed for another opening statement: the phone was shown a wrong meeting. It is NOT in \
                 the box.",
                VOTE_HERE,
            ),
            Self::TooMany => plain(
                "Tệp có nhiều phiếu, ý kiến hoặc mục nhật ký hơn một máy có thể có.",
                "The file has more ballots, remarks or log entries than one device can have.",
            ),
            Self::Name => plain(
                "Tên máy bị trống, quá dài hoặc có ký tự không nhìn thấy.",
                "The device's name is empty, too long, or has characters that cannot be seen.",
            ),
            Self::Instance => plain("Mã riêng của máy không đúng dạng.", "The device's own code is malformed."),
            Self::ClosedUnlogged => plain(
                "Tệp và nhật ký nói khác nhau về việc máy này đã đóng hòm hay chưa.",
                "The file and its log disagree on whether this device was closed.",
            ),
            Self::PartOrder => {
                plain("Danh sách máy bị lặp hoặc sai thứ tự.", "The devices are repeated or out of order.")
            }
            Self::Unheard => plain(
                "Có số liệu của một máy chưa hề nộp hòm.",
                "There are figures of a device that never handed anything over.",
            ),
            Self::OtherDevices => plain(
                "Số liệu các máy trong kết quả không phải số liệu trong hồ sơ.",
                "The devices' figures in the result are not those in the record.",
            ),
        }
    }
}

const fn sealed(kind: SealedKind) -> Phrase {
    match kind {
        SealedKind::Ballot => phrase("Phiếu niêm phong", "Sealed ballot"),
        SealedKind::Remark => phrase("Ý kiến niêm phong", "Sealed remark"),
    }
}
