//! Sentences around the camera and the codes that run on a screen.

#![allow(missing_docs)] // each sentence says itself what it is

use super::{Explain, Explained, Lang, Phrase, numbers, officer, phrase};
use crate::carry::CarryFault;
use crate::carry::camera::CameraFault;

// ── camera ──
pub const CAMERA_STOP: Phrase = phrase("Tắt máy ảnh", "Stop the camera");

impl Explain for CameraFault {
    fn explain(&self, lang: Lang) -> Explained {
        let (what, way_out) = match self {
            Self::Closed => (
                phrase("Không mở được máy ảnh.", "The camera could not be opened."),
                phrase(
                    "Xin cho phép trang dùng máy ảnh, hoặc làm theo cách khác có trên trang này.",
                    "Allow the page to use the camera, or go another way that this page offers.",
                ),
            ),
            Self::TooLarge => (officer::FILE_TOO_LARGE, officer::FILE_TOO_LARGE_OUT),
            Self::NotAPicture => (officer::NOT_A_PICTURE, officer::NO_QR_OUT),
        };
        Explained { what: what.in_lang(lang).to_owned(), way_out: way_out.in_lang(lang).to_owned() }
    }
}

// ── shown ──
pub const SHOW_MANY: Phrase = phrase(
    "Trên máy kia, chọn “Quét mã QR bằng máy ảnh” rồi hướng máy ảnh vào mã dưới đây. Mã tự chạy; sót vài hình cũng không sao.",
    "On the other device, choose “Scan QR codes with the camera” and point it at the code below. The code runs by itself; missed pictures do no harm.",
);
pub const SHOW_ONE: Phrase = phrase(
    "Trên máy kia, chọn “Quét mã QR bằng máy ảnh” rồi hướng máy ảnh vào mã dưới đây.",
    "On the other device, choose “Scan QR codes with the camera” and point it at the code below.",
);
pub const SHOW_CODE: Phrase = phrase("Mã QR để máy kia quét", "QR code for the other device to scan");
pub const SHOW_HOLD: Phrase = phrase("Tạm dừng", "Pause");
pub const SHOW_GO_ON: Phrase = phrase("Chạy tiếp", "Continue");
pub const SHOW_SLOWER: Phrase = phrase("Chậm hơn", "Slower");
pub const SHOW_FASTER: Phrase = phrase("Nhanh hơn", "Faster");
pub const SHOW_SLOWER_HINT: Phrase = phrase(
    "Máy kia nhận không đều thì bấm “Chậm hơn”, và tăng độ sáng màn hình này.",
    "If the other device stumbles, press “Slower”, and turn up the brightness of this screen.",
);

/// How long it takes if every fifth code is missed.
pub fn show_time(parts: u32, a_second: u32, lang: Lang) -> String {
    let seconds = u64::from(parts) * 5 / 4 / u64::from(a_second.max(1));
    let minutes = numbers::whole((seconds / 60 + 1) as u32, lang);
    match (lang, seconds) {
        (Lang::Vi, 0..60) => "Mất chưa đến một phút.".to_owned(),
        (Lang::Vi, _) => format!("Mất khoảng {minutes} phút. Có cáp hoặc USB thì chép tệp nhanh hơn."),
        (Lang::En, 0..60) => "It takes less than a minute.".to_owned(),
        (Lang::En, _) => format!("It takes about {minutes} minutes. With a cable or USB stick, a file is quicker."),
    }
}

impl Explain for CarryFault {
    fn explain(&self, lang: Lang) -> Explained {
        let (what, way_out) = match self {
            Self::TooLong => (
                phrase("Tệp quá lớn để chuyển bằng mã QR.", "The file is too large to be carried by QR codes."),
                BY_FILE,
            ),
        };
        Explained { what: what.in_lang(lang).to_owned(), way_out: way_out.in_lang(lang).to_owned() }
    }
}

// ── scanned ──
pub const SCAN_START: Phrase = phrase("Quét mã QR bằng máy ảnh", "Scan QR codes with the camera");
pub const SCAN_HINT: Phrase = phrase(
    "Đưa mã trên màn hình kia vào giữa khung hình, thấy đủ bốn góc, rồi giữ yên cho đến khi nhận đủ.",
    "Hold the other screen's code in the middle of the picture, with all four corners, and keep still until all is in.",
);
pub const SCAN_PROGRESS: Phrase = phrase("Phần đã nhận", "Parts received");
pub const SCAN_FOREIGN: Phrase = phrase(
    "Mã này là của một tệp khác. Phần đã nhận vẫn còn. Muốn nhận tệp mới, xin bấm “Quét lại từ đầu”.",
    "This code is of another file. What was received is kept. To receive the new file, press “Scan from the beginning”.",
);
pub const SCAN_MALFORMED: Phrase = phrase(
    "Mã này không phải mã chuyển tệp của Hòm Phiếu. Xin hướng máy ảnh vào mã đang chạy trên máy kia.",
    "This is not a code that carries a file. Point the camera at the code on the other device.",
);
pub const SCAN_SPOILED: Phrase = phrase(
    "Có phần bị đọc sai nên tệp chưa đúng. Máy đang nhận lại từ đầu, xin cứ giữ yên.",
    "A part was read wrongly. Receiving begins anew; please keep still.",
);
pub const SCAN_WHOLE: Phrase = phrase("Đã nhận đủ.", "All is in.");
pub const SCAN_AGAIN: Phrase = phrase("Quét lại từ đầu", "Scan from the beginning");
pub const SCAN_NONE: Phrase =
    phrase("Trình duyệt này không cho trang dùng máy ảnh.", "This browser gives the page no camera.");
pub const BY_FILE: Phrase = phrase("Xin chuyển tệp bằng USB hoặc cáp.", "Carry the file by USB stick or cable.");

pub fn scan_progress(have: u32, of: u32, lang: Lang) -> String {
    let (have, of) = (numbers::whole(have, lang), numbers::whole(of, lang));
    match lang {
        Lang::Vi => format!("Đã nhận {have} trên khoảng {of} phần"),
        Lang::En => format!("{have} of about {of} parts received"),
    }
}
