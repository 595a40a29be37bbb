//! Faults of the store in words. A voter may read these: what is safe comes first.

use super::slip_faults::{OTHER_DEVICE_WAY, other_device};
use super::{Explain, Explained, Lang, Phrase, phrase};
use crate::store::{ImportFault, Phase, StoreFault};

impl Explain for StoreFault {
    fn explain(&self, lang: Lang) -> Explained {
        let (what, way_out) = words(self);
        let mut what = what.in_lang(lang).to_owned();
        if let Self::Unavailable(detail) | Self::NotOpened(detail) | Self::Aborted(detail) | Self::Damaged(detail) =
            self
        {
            what = format!("{what} ({detail})");
        }
        if let Self::SlipOfDevice(device) = self {
            what = other_device(*device, lang);
        }
        Explained { what, way_out: way_out.in_lang(lang).to_owned() }
    }
}

impl Explain for ImportFault {
    fn explain(&self, lang: Lang) -> Explained {
        match self {
            Self::Store(fault) => fault.explain(lang),
            Self::Record(fault) => fault.explain(lang),
        }
    }
}

fn words(fault: &StoreFault) -> (Phrase, Phrase) {
    match fault {
        StoreFault::Unavailable(_) => (
            phrase("Trình duyệt không cho lưu dữ liệu trên máy này.", "This browser keeps no data on this device."),
            phrase(
                "Hãy tải lại trang. Nếu vẫn vậy: mở trang trong cửa sổ thường (không phải cửa sổ ẩn danh) và cho phép \
                 trang lưu dữ liệu trong phần cài đặt của trình duyệt.",
                "Reload the page. If that does not help: use an ordinary window (not a private one) and allow this \
                 site to keep data in the browser's settings.",
            ),
        ),
        StoreFault::NotOpened(_) => (
            phrase(
                "Trình duyệt chưa mở được nơi cất hòm phiếu trên máy này.",
                "This browser could not open the place where it keeps boxes on this device.",
            ),
            phrase(
                "Chưa có gì bị xóa; xin đừng xóa dữ liệu của trình duyệt. Hãy đóng hẳn trình duyệt rồi mở lại trang này \
                 trong cửa sổ thường (không phải cửa sổ ẩn danh). Nếu vẫn vậy, hãy khởi động lại máy.",
                "Nothing was deleted; do not clear the browser's data. Close the browser altogether and open this page \
                 again in an ordinary window (not a private one). If that does not help, restart the device.",
            ),
        ),
        StoreFault::NoLocks => (
            phrase(
                "Trình duyệt không khóa được hòm phiếu, nên không ngăn được một cửa sổ khác cùng ghi vào hòm.",
                "This browser cannot lock the box, so a second window could write into it.",
            ),
            phrase(
                "Hãy mở trang bằng địa chỉ https:// (hoặc localhost) và dùng bản mới của Chrome, Edge, Cốc Cốc, \
                 Firefox hay Safari.",
                "Open the page at an https:// address (or localhost), in a recent Chrome, Edge, Cốc Cốc, Firefox or \
                 Safari.",
            ),
        ),
        StoreFault::Full => (
            phrase("Bộ nhớ của máy đã đầy. Chưa có gì được ghi.", "The device's storage is full. Nothing was written."),
            phrase(
                "Những phiếu đã vào hòm vẫn còn nguyên. Hãy xóa bớt tệp trên máy, rồi làm lại bước này.",
                "The ballots that are in the box are safe. Free some space on the device, then do this step again.",
            ),
        ),
        StoreFault::Aborted(_) => (
            phrase("Máy không ghi được. Chưa có gì thay đổi.", "The device could not write. Nothing was changed."),
            phrase(
                "Hãy làm lại bước này. Nếu vẫn không được, tải lại trang: những phiếu đã vào hòm vẫn còn nguyên.",
                "Do this step again. If it fails again, reload the page: the ballots that are in the box are safe.",
            ),
        ),
        StoreFault::NotChief => (
            phrase("Việc này chỉ máy chính làm được.", "Only the chief device can do this."),
            phrase(
                "Máy này là máy phụ: hòm trên máy còn nguyên. Xin làm ở máy đã mở hòm.",
                "This is a joined device; its box is as it was. Do this on the device that opened the box.",
            ),
        ),
        StoreFault::OwnBox => (
            phrase("Tệp này là hòm của chính máy này.", "This file is this device's own box."),
            phrase(
                "Không cần nhận: phiếu trong tệp đã có trên máy này. Xin chọn tệp do máy phụ nộp.",
                "It need not be taken: its ballots are on this device. Choose the file that another device handed over.",
            ),
        ),
        StoreFault::TooManyDevices => (
            phrase("Không thêm được máy nữa: một hòm có nhiều nhất 30 máy.", "No more devices: a box has at most 30."),
            phrase("Xin dùng những máy đã thêm.", "Use those that were added."),
        ),
        StoreFault::OtherTab => (
            phrase(
                "Hòm phiếu này đang mở ở một thẻ hoặc cửa sổ khác của trình duyệt.",
                "This box is open in another tab or window of this browser.",
            ),
            phrase(
                "Mỗi hòm chỉ ghi được từ một nơi. Hãy dùng thẻ kia, hoặc đóng thẻ kia rồi tải lại trang này.",
                "A box is written from one place only. Use the other tab, or close it and reload this one.",
            ),
        ),
        StoreFault::NoSuchBox => (
            phrase("Trên máy này không có hòm phiếu đó.", "There is no such box on this device."),
            phrase(
                "Hãy dùng đúng máy và đúng trình duyệt đã mở hòm, hoặc chọn hòm khác trong danh sách.",
                "Use the device and the browser that opened the box, or choose another box from the list.",
            ),
        ),
        StoreFault::AlreadyThere => (
            phrase(
                "Trong máy đã có đúng mục này. Không ghi thêm lần nữa.",
                "Exactly this is on the device already. It was not written again.",
            ),
            phrase("Hãy tải lại trang để xem hòm phiếu đang thế nào.", "Reload the page to see how the box stands."),
        ),
        StoreFault::WrongPhase(phase) => (
            in_phase(*phase),
            phrase(
                "Hãy trở về trang của hòm phiếu và chọn một việc được nêu ở đó.",
                "Go back to the page of the box and choose one of the steps offered there.",
            ),
        ),
        StoreFault::SlipOut => (
            phrase(
                "Còn một lá phiếu đã phát ra mà chưa bỏ vào hòm.",
                "A ballot has been handed out that is not in the box.",
            ),
            phrase(
                "Hãy để cử tri bỏ phiếu xong, hoặc ghi nhận là phiếu được trả lại, rồi làm lại bước này.",
                "Let the voter finish, or note that the ballot was given back; then do this step again.",
            ),
        ),
        StoreFault::SlipSpent => (
            phrase(
                "Lượt bỏ phiếu này đã kết thúc: phiếu đã vào hòm hoặc đã được trả lại. Không có gì bị tính hai lần.",
                "This turn is over: the ballot is in the box or was given back. Nothing is counted twice.",
            ),
            phrase(
                "Hãy gọi tổ kiểm phiếu: màn hình của hòm cho biết phiếu vừa rồi đã vào hòm hay chưa.",
                "Call the tellers: the screen of the box says whether the last ballot is in the box.",
            ),
        ),
        StoreFault::SlipUnknown => (
            phrase("Phiếu mã này không thuộc hòm phiếu này.", "This slip does not belong to this box."),
            phrase(
                "Phiếu mã của cuộc họp khác, của buổi tập dượt, hoặc gõ nhầm. Xin xem lại từng chữ trên phiếu; nếu đúng cả, \
                 xin gọi tổ kiểm phiếu.",
                "It is of another meeting, of a rehearsal, or mistyped. Compare each letter; if all are right, call the \
                 tellers.",
            ),
        ),
        StoreFault::SlipUsed => (
            phrase(
                "Phiếu mã này đã dùng rồi: phiếu bỏ bằng mã này đã vào hòm.",
                "This slip was used already: the ballot cast with it is in the box.",
            ),
            phrase(
                "Mỗi phiếu mã chỉ bỏ được một lần. Nếu ông/bà chưa bỏ phiếu, xin gọi tổ kiểm phiếu.",
                "Each slip casts one ballot. If you have not voted, please call the tellers.",
            ),
        ),
        StoreFault::SlipVoid => (
            phrase("Phiếu mã này đã bị hủy, không dùng được nữa.", "This slip was voided and cannot be used."),
            phrase("Xin gọi tổ kiểm phiếu để nhận phiếu mã khác.", "Please ask the tellers for another slip."),
        ),
        // The number is put in by `explain`.
        StoreFault::SlipOfDevice(_) => {
            (phrase("Phiếu mã này dùng ở máy khác.", "This slip is for another device."), OTHER_DEVICE_WAY)
        }
        StoreFault::SlipAtBooth => (
            phrase(
                "Phiếu mã này đang được dùng ở máy bỏ phiếu, chưa bỏ xong.",
                "Somebody is voting with this slip on the voting device right now.",
            ),
            phrase(
                "Xin bỏ phiếu xong ở máy đó, hoặc nhờ tổ kiểm phiếu ghi nhận trả phiếu, rồi làm lại.",
                "Finish there, or ask the tellers to take that ballot back; then try again.",
            ),
        ),
        StoreFault::SlipsUnconfirmed => (
            phrase("Có phiếu mã chưa rõ đã in xong hay chưa.", "Nobody has said whether the last slips were printed."),
            phrase(
                "Hãy mở mục Phiếu mã và trả lời câu hỏi ở đó, rồi làm lại bước này.",
                "Open “Slips”, answer the question there, then do this step again.",
            ),
        ),
        StoreFault::SlipsNotCounted => (
            phrase("Chưa ghi số phiếu mã còn lại trong mũ.", "The slips left in the hat were not counted."),
            phrase(
                "Hãy đếm số phiếu mã chưa ai rút và ghi vào ô bên dưới, rồi làm lại bước này.",
                "Count the slips that nobody drew, enter the number below, then do this step again.",
            ),
        ),
        StoreFault::TooManyLeft(_) => (
            phrase(
                "Số phiếu mã ghi là còn lại nhiều hơn số phiếu mã chưa dùng.",
                "More slips are said to be left than are unused.",
            ),
            phrase("Hãy đếm lại số phiếu mã còn trong mũ.", "Count the slips in the hat again."),
        ),
        StoreFault::NotExported => (
            phrase(
                "Hòm này chưa kiểm phiếu hoặc chưa xuất kết quả, nên không được xóa.",
                "This box was not counted or its result not exported, so it is not deleted.",
            ),
            phrase(
                "Hãy kiểm phiếu và xuất kết quả trước, rồi mới xóa.",
                "Count the box and export its result first, then delete it.",
            ),
        ),
        StoreFault::Damaged(_) => (
            phrase(
                "Dữ liệu lưu trên máy bị hỏng, không đọc lại được. Chương trình không sửa và không xóa gì.",
                "The data kept on this device are damaged and cannot be read. Nothing was changed or deleted.",
            ),
            phrase(
                "Đừng xóa dữ liệu của trình duyệt. Hãy dừng lại, ghi vào biên bản, và nhờ người có chuyên môn xem máy.",
                "Do not clear the browser's data. Stop, note it in the minutes, and have an expert look at the device.",
            ),
        ),
    }
}

fn in_phase(phase: Phase) -> Phrase {
    match phase {
        Phase::Voting => {
            phrase("Không làm được việc này khi đang bỏ phiếu.", "This cannot be done while people are voting.")
        }
        Phase::Paused => phrase(
            "Không làm được việc này khi đang tạm dừng bỏ phiếu.",
            "This cannot be done while the vote is interrupted.",
        ),
        Phase::Closed => {
            phrase("Không làm được việc này khi đã kết thúc bỏ phiếu.", "This cannot be done after the vote has ended.")
        }
        Phase::Counted => phrase("Không làm được việc này khi đã kiểm phiếu.", "This cannot be done after the count."),
    }
}
