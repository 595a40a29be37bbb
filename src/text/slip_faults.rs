//! Faults of slips in words, for the voter who holds one.

use super::{Explain, Explained, Lang, Phrase, phrase};
use crate::slip::SlipFault;

/// What to do with a slip of another device.
pub(super) const OTHER_DEVICE_WAY: Phrase =
    phrase("Xin mang phiếu mã sang đúng máy đó.", "Please take the slip to that device.");

/// Which device a slip is for.
pub(super) fn other_device(device: u32, lang: Lang) -> String {
    match lang {
        Lang::Vi => format!("Phiếu mã này dùng ở máy {device}."),
        Lang::En => format!("This slip is for device {device}."),
    }
}

impl Explain for SlipFault {
    fn explain(&self, lang: Lang) -> Explained {
        let (what, way_out) = words(*self);
        let what = match *self {
            Self::OtherDevice { device } => other_device(device, lang),
            Self::Foreign(character) => format!("{} ({character})", what.in_lang(lang)),
            _ => what.in_lang(lang).to_owned(),
        };
        Explained { what, way_out: way_out.in_lang(lang).to_owned() }
    }
}

fn words(fault: SlipFault) -> (Phrase, Phrase) {
    match fault {
        SlipFault::Empty => (
            phrase("Chưa có mã nào.", "There is no code yet."),
            phrase(
                "Xin gõ dòng mã in trên phiếu, hoặc đưa mã QR của phiếu trước máy ảnh.",
                "Type the code that is printed on the slip, or hold its QR code before the camera.",
            ),
        ),
        SlipFault::TooShort { .. } => (
            phrase("Mã còn thiếu chữ hoặc số.", "The code is not complete."),
            phrase(
                "Xin gõ đủ cả dòng: số máy, bốn nhóm bốn ký tự, và hai chữ số cuối.",
                "Type the whole line: the device's number, four groups of four, and the two digits at the end.",
            ),
        ),
        SlipFault::TooLong => (
            phrase("Mã thừa chữ hoặc số.", "The code is too long."),
            phrase("Xin xóa đi và gõ lại cả dòng mã trên phiếu.", "Clear it and type the line on the slip again."),
        ),
        SlipFault::Foreign(character) if character.is_alphabetic() && !character.is_ascii() => (
            phrase(
                "Trong mã có chữ mang dấu, phiếu mã không có chữ này.",
                "The code has a letter with marks; no slip has.",
            ),
            phrase(
                "Xin tắt bộ gõ tiếng Việt (chọn bàn phím tiếng Anh) rồi gõ lại.",
                "Turn Vietnamese typing off (choose the English keyboard) and type it again.",
            ),
        ),
        SlipFault::Foreign(_) => (
            phrase("Trong mã có ký tự mà phiếu mã không có.", "The code has a character that no slip has."),
            phrase(
                "Phiếu mã chỉ có số và chữ cái, không có chữ U. Xin xem lại phiếu và gõ lại.",
                "Slips have digits and letters only, and no U. Look at the slip and type it again.",
            ),
        ),
        SlipFault::WrongCheck => (
            phrase(
                "Gõ nhầm một ký tự, hoặc hai ký tự đổi chỗ cho nhau.",
                "A character is wrong, or two have changed places.",
            ),
            phrase(
                "Xin so từng nhóm với phiếu và sửa lại. Phiếu mã vẫn dùng được.",
                "Compare group by group with the slip and mend it. The slip is still good.",
            ),
        ),
        SlipFault::NotASlip => (
            phrase("Đây không phải là phiếu mã.", "This is no slip."),
            phrase(
                "Xin dùng thẻ giấy có chữ “PHIẾU MÃ” do tổ kiểm phiếu phát.",
                "Use the paper card headed “PHIẾU MÃ” that the tellers handed out.",
            ),
        ),
        SlipFault::OtherDevice { .. } => (phrase("", ""), OTHER_DEVICE_WAY),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_fault_of_a_slip_says_what_happened_and_the_way_out() {
        let faults = [
            SlipFault::Empty,
            SlipFault::TooShort { symbols: 3 },
            SlipFault::TooLong,
            SlipFault::Foreign('Â'),
            SlipFault::Foreign('?'),
            SlipFault::WrongCheck,
            SlipFault::NotASlip,
            SlipFault::OtherDevice { device: 2 },
        ];
        let said: std::collections::HashSet<String> = faults
            .iter()
            .flat_map(|fault| [Lang::Vi, Lang::En].map(|lang| fault.explain(lang)))
            .inspect(|said| assert!(!said.way_out.is_empty()))
            .map(|said| said.what)
            .collect();
        assert_eq!(said.len(), 2 * faults.len());
        assert_eq!(SlipFault::OtherDevice { device: 2 }.explain(Lang::Vi).what, "Phiếu mã này dùng ở máy 2.");
        assert!(SlipFault::Foreign('Â').explain(Lang::Vi).way_out.contains("bộ gõ tiếng Việt"));
    }
}
