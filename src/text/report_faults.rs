//! Why no minutes and no tables are made, in words.

use super::faults::say;
use super::{Explain, Explained, Lang, phrase};
use crate::report::ReportFault;

impl Explain for ReportFault {
    fn explain(&self, lang: Lang) -> Explained {
        match self {
            Self::NoResult => say(
                lang,
                "Không có tệp kết quả, nên không lập được biên bản.",
                "There is no result file, so there is nothing to report.",
                phrase("Xin chọn tệp có đuôi .result.json.", "Choose the file ending in .result.json."),
            ),
            Self::Faulty(faults) => say(
                lang,
                format!("Kết quả này có lỗi ({} chỗ), nên không lập biên bản hay bảng số liệu.", faults.len()),
                format!("This result is faulty ({} faults), so no minutes or tables are made of it.", faults.len()),
                phrase(
                    "Xin xem từng lỗi ở phần “Kiểm tra kết quả” (hom-phieu verify), rồi lấy lại tệp từ nơi đã xuất ra nó.",
                    "See each fault under “Check a result” (hom-phieu verify), then fetch the file again from where it was exported.",
                ),
            ),
        }
    }
}
