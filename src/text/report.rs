//! Sentences around minutes and tables on screen. What stands in them is in [`minutes`](super::minutes).

#![allow(missing_docs)] // each sentence says itself what it is

use super::{Phrase, phrase};

pub const TITLE: Phrase = phrase("Biên bản kiểm phiếu và bảng số liệu", "Minutes and tables");
pub const OPENING_TITLE: Phrase = phrase("Biên bản mở hòm để in và ký", "Minutes of the opening, to print and sign");
pub const HINT: Phrase = phrase(
    "Biên bản lập từ tệp đã ký, theo thể thức văn bản. Chỗ nào chưa có thì để dòng chấm để ghi tay.",
    "Laid out from the signed file as Vietnamese documents are. What is missing is left as a dotted line.",
);
pub const PARTICULARS: Phrase = phrase("Điền thêm: chủ trì, thư ký, địa điểm…", "Fill in: chair, secretary, place…");
pub const BY_HAND: Phrase = phrase(
    "Không bắt buộc ô nào. Những điều ghi ở đây chỉ vào biên bản, không vào tệp đã ký.",
    "Nothing is required. What you write here goes into the minutes only, not into the signed file.",
);
pub const NUMBER: Phrase = phrase("Số biên bản", "Number of the minutes");
pub const NUMBER_HINT: Phrase = phrase("Ví dụ: 05/BB-CTMT", "For example: 05/BB-CTMT");
pub const VENUE: Phrase = phrase("Địa điểm họp", "Place of the meeting");
pub const VENUE_HINT: Phrase = phrase("Ví dụ: Nhà văn hóa thôn Mẫu", "For example: Nhà văn hóa thôn Mẫu");
pub const CHAIR: Phrase = phrase("Chủ trì", "Chair");
pub const SECRETARY: Phrase = phrase("Thư ký", "Secretary");
pub const WITNESSES: Phrase = phrase("Người chứng kiến (mỗi người một dòng)", "Witnesses (one per line)");
pub const BEGAN: Phrase = phrase("Bắt đầu họp", "Meeting began");
pub const ENDED: Phrase = phrase("Kết thúc", "Ended");
pub const ADOPTED: Phrase = phrase("Số người nhất trí thông qua", "Adopted by how many");
pub const OPINIONS: Phrase = phrase("Ý kiến phát biểu (mỗi ý kiến một dòng)", "Opinions voiced (one per line)");
pub const REMARKS: Phrase = phrase("In cả ý kiến bằng lời của bà con", "Include the residents' remarks");
pub const REMARKS_HINT: Phrase = phrase(
    "Xin cân nhắc: lời lẽ có thể làm lộ người viết hoặc gây tổn thương. Tệp kết quả vẫn giữ đủ.",
    "Think first: words can give away who wrote them, or hurt. The result file keeps them all the same.",
);
pub const PRINT: Phrase = phrase("In biên bản", "Print the minutes");
pub const PRINT_FIGURES: Phrase = phrase("In bảng và biểu đồ", "Print tables and charts");
pub const DOCX: Phrase = phrase("Tải tệp Word (.docx)", "Download for Word (.docx)");
pub const XLSX: Phrase = phrase("Tải tệp Excel (.xlsx)", "Download for Excel (.xlsx)");
pub const CSV: Phrase = phrase("Tải tệp CSV", "Download as CSV");
