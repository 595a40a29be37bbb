//! Words of the printed sheets. Documents are Vietnamese (Nghị định 30/2020, Hướng dẫn
//! 36-HD/VPTW), whatever the screen's language: they go into Vietnamese files.

#![allow(missing_docs)] // each sentence says itself what it is

pub const STATE: &str = "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM";
pub const MOTTO: &str = "Độc lập - Tự do - Hạnh phúc";
pub const PARTY: &str = "ĐẢNG CỘNG SẢN VIỆT NAM";
pub const PRACTICE: &str = "TẬP DƯỢT – KHÔNG CÓ GIÁ TRỊ";
pub const MINUTES: &str = "BIÊN BẢN KIỂM PHIẾU";
pub const OPENING: &str = "BIÊN BẢN MỞ HÒM PHIẾU";
pub const RECONSTRUCTION: &str = "Bản dựng lại";
pub const TELLERS: &str = "Tổ kiểm phiếu";
pub const INSTRUMENT: &str = "Căn cứ";
pub const FORM_OF_VOTE: &str = "Hình thức";
pub const FORM_OF_VOTE_TEXT: &str =
    "Bỏ phiếu kín trên máy. Phiếu được niêm phong ngay khi bỏ; chỉ mở tổng số, không mở riêng phiếu nào.";
pub const FIGURES: &str = "Số liệu";
pub const RESULT: &str = "Kết quả";
pub const FINDINGS: &str = "Nhận định theo quy định";
pub const REMARKS: &str = "Ý kiến bằng lời (đã xáo trộn)";
pub const OPENING_WORDS: &str = "Dấu nhận dạng của hòm";
pub const RESULT_WORDS: &str = "Dấu nhận dạng của kết quả";
pub const RESULT_FILE: &str =
    "Biên bản này kèm tệp kết quả có chữ ký số của tổ kiểm phiếu; mười chữ trên dùng để đối chiếu tệp với bản in.";
pub const CLOSING: &str =
    "Biên bản lập xong lúc …… giờ ……, ngày …… tháng …… năm ………, đã đọc cho mọi người cùng nghe và nhất trí thông qua.";
pub const WITNESS: &str = "NGƯỜI CHỨNG KIẾN";
pub const SIGN: &str = "(Ký, ghi rõ họ tên)";
pub const EMPTY_BOX: &str = "Trước khi bỏ phiếu, hòm trống: 0 phiếu.";
pub const COMMITTED: &str = "Mười chữ trên ghi nhận khóa của hòm và của tổ kiểm phiếu trước phiếu đầu tiên. Kết quả sau này phải mang đúng dấu này.";

pub fn began(moment: &str, place: &str) -> String {
    format!("Hồi {moment}, tại {place}, Tổ kiểm phiếu tiến hành mở hòm và kiểm phiếu.")
}

pub fn opened(moment: &str, place: &str) -> String {
    format!("Hồi {moment}, tại {place}, Tổ kiểm phiếu lập hòm phiếu.")
}

pub fn keys(needed: u32, tellers: usize) -> String {
    format!("Hòm có {tellers} thẻ chìa khóa; cần {needed} thẻ mới mở được.")
}

pub fn attendance(summoned: &str, present: &str) -> String {
    format!("Số người được triệu tập: {summoned}; có mặt: {present}.")
}
