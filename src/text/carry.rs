//! Sentences around the camera.

#![allow(missing_docs)] // each sentence says itself what it is

use super::{Explain, Explained, Lang, Phrase, officer, phrase};
use crate::carry::camera::CameraFault;

// ── camera ──
pub const CAMERA_STOP: Phrase = phrase("Tắt máy ảnh", "Stop the camera");

impl Explain for CameraFault {
    fn explain(&self, lang: Lang) -> Explained {
        let (what, way_out) = match self {
            Self::Closed => (
                phrase("Không mở được máy ảnh.", "The camera could not be opened."),
                phrase(
                    "Xin cho phép trang dùng máy ảnh, hoặc chọn tệp thay vào đó.",
                    "Allow the page to use the camera, or choose a file instead.",
                ),
            ),
            Self::TooLarge => (officer::FILE_TOO_LARGE, officer::FILE_TOO_LARGE_OUT),
            Self::NotAPicture => (officer::NOT_A_PICTURE, officer::NO_QR_OUT),
        };
        Explained { what: what.in_lang(lang).to_owned(), way_out: way_out.in_lang(lang).to_owned() }
    }
}
