//! Changes that an instrument does not leave to the meeting, in words.

use super::faults::say;
use super::{Explain, Explained, Lang, phrase};
use crate::survey::NotEditable;

impl Explain for NotEditable {
    fn explain(&self, lang: Lang) -> Explained {
        let (vi, en) = match self {
            Self::Variant(id) => (
                format!("Mẫu phiếu này không có bộ quy tắc “{id}”."),
                format!("This template has no set of rules “{id}”."),
            ),
            Self::Base => (
                "Văn bản không cho chọn mẫu số này.".to_owned(),
                "The instrument does not let this base be chosen.".to_owned(),
            ),
            Self::AtMost => (
                "Mẫu phiếu này không đặt số người được chọn.".to_owned(),
                "How many may be chosen is not to be set in this template.".to_owned(),
            ),
            Self::Question(id) => (
                format!("Mẫu phiếu này không có câu hỏi “{id}”, hoặc câu ấy bắt buộc phải hỏi."),
                format!("This template has no question “{id}”, or it must be asked."),
            ),
            Self::Paper => (
                "Văn bản đã quy định phiếu giấy thế nào là hợp lệ.".to_owned(),
                "The instrument itself says what a paper ballot is worth.".to_owned(),
            ),
        };
        let way_out = phrase(
            "Giữ như mẫu phiếu, hoặc xem những gì được đổi: hom-phieu template show.",
            "Leave it as it is, or see what may be changed: hom-phieu template show.",
        );
        say(lang, vi, en, way_out)
    }
}
