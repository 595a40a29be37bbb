//! Words of the printed documents and of the tables in files. They are Vietnamese (Nghị định 30/2020, Hướng dẫn
//! 36-HD/VPTW), whatever the screen's language: they go into Vietnamese files.

#![allow(missing_docs)] // each sentence says itself what it is

use super::dates::Moment;
use super::{Lang, numbers, result};

const VI: Lang = Lang::Vi;

// ── head ──
pub const STATE: &str = "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM";
pub const MOTTO: &str = "Độc lập - Tự do - Hạnh phúc";
pub const PARTY: &str = "ĐẢNG CỘNG SẢN VIỆT NAM";
pub const STATE_NUMBER: &str = "Số: ……/BB-……";
pub const PARTY_NUMBER: &str = "Số ……-BB/……";
pub const COUNTING_TITLE: &str = "BIÊN BẢN KIỂM PHIẾU";
pub const OPENING_TITLE: &str = "BIÊN BẢN MỞ HÒM VÀ BÀN GIAO HÒM PHIẾU";
pub const PRACTICE: &str = "TẬP DƯỢT – KHÔNG CÓ GIÁ TRỊ";
pub const UNPINNED: &str = "CHƯA ĐỐI CHIẾU VỚI BIÊN BẢN MỞ HÒM";
pub const UNPINNED_TEXT: &str = "Chữ ký chỉ được kiểm tra bằng khóa ghi trong chính tệp kết quả. Phải có tệp biên bản mở hòm, hoặc so mười chữ với bản in trước phiếu đầu tiên, thì mới biết chắc đó là khóa của tổ kiểm phiếu.";

// ── sections ──
pub const TIME_AND_PLACE: &str = "Thời gian, địa điểm";
pub const PEOPLE: &str = "Thành phần";
pub const BASIS: &str = "Căn cứ và hình thức bỏ phiếu";
pub const FIGURES: &str = "Số liệu chung";
pub const RESULT: &str = "Kết quả kiểm phiếu";
pub const FINDINGS: &str = "Nhận định theo quy định";
pub const REMARKS: &str = "Ý kiến bằng lời";
pub const OPINIONS: &str = "Ý kiến phát biểu tại cuộc họp";
pub const BOX: &str = "Hòm phiếu và thẻ chìa khóa";
pub const CLOSING: &str = "Thông qua biên bản";

pub const BEGAN: &str = "Cuộc họp bắt đầu";
pub const OPENED: &str = "Mở hòm";
pub const COUNTED: &str = "Kiểm phiếu";
pub const VENUE: &str = "Địa điểm";
pub const CHAIR: &str = "Chủ trì";
pub const SECRETARY: &str = "Thư ký";
pub const TELLERS: &str = "Tổ kiểm phiếu";
pub const WITNESSES: &str = "Người chứng kiến";
pub const INSTRUMENT: &str = "Căn cứ";
pub const RECONSTRUCTION: &str = "Bản dựng lại";
pub const RECONSTRUCTION_TEXT: &str =
    "Mẫu này được dựng lại từ tài liệu công khai, không phải mẫu chính thức của quy định.";

/// A note under the title "Bản dựng lại", which says so already.
pub fn after_reconstruction(note: &str) -> &str {
    note.strip_prefix("Đây là bản dựng lại. ").unwrap_or(note)
}

pub const FORM_OF_VOTE: &str = "Hình thức";
pub const SECRET_DEVICE: &str =
    "Bỏ phiếu kín trên máy. Phiếu được niêm phong ngay khi bỏ; chỉ mở tổng số, không mở riêng phiếu nào.";
/// At the opening nobody knows yet whether some will vote on paper.
pub const SECRET_OPENING: &str = "Bỏ phiếu kín, trên máy hoặc bằng phiếu giấy. Phiếu trên máy được niêm phong ngay khi bỏ; chỉ mở tổng số, không mở riêng phiếu nào.";
pub const SECRET_PAPER: &str = "Bỏ phiếu kín trên giấy.";
pub const SECRET_BOTH: &str = "Bỏ phiếu kín trên máy và trên giấy. Phiếu trên máy được niêm phong ngay khi bỏ; chỉ mở tổng số, không mở riêng phiếu nào.";

// ── tables ──
pub const CONTENT: &str = "Nội dung";
pub const NUMBER: &str = "Số lượng";
pub const ELECTRONIC: &str = "Trên máy";
pub const PAPER: &str = "Trên giấy";
pub const TOTAL: &str = "Cộng";
pub const FULL_NAME: &str = "Họ và tên";
pub const DUTY: &str = "Nhiệm vụ";
pub const CARD_WORDS: &str = "Bốn chữ của thẻ";
pub const RECEIVED: &str = "Ký nhận thẻ";

/// Above the tables that tell devices and paper apart.
pub const APART: &str = "Số phiếu trên máy và trên giấy của từng mức, để đối chiếu:";
pub const APART_CAPTION: &str = "trên máy + trên giấy = cộng";

// ── sentences ──
pub const MEETING: &str = "Cuộc họp";
pub const HANDING_OVER: &str = "Việc mở hòm và bàn giao hòm phiếu";
pub const EMPTY_BOX: &str = "Trước khi bỏ phiếu, hòm trống: 0 phiếu.";
pub const COMMITTED: &str = "Mười chữ trong dấu nhận dạng ghi nhận khóa của hòm và của tổ kiểm phiếu trước phiếu đầu tiên. Kết quả sau này phải mang đúng dấu này.";
pub const OPENING_WORDS: &str = "Dấu nhận dạng của hòm";
pub const RESULT_WORDS: &str = "Dấu nhận dạng của kết quả";
pub const RESULT_FILE: &str = "Biên bản này kèm tệp kết quả có chữ ký số của tổ kiểm phiếu; mười chữ trong dấu nhận dạng dùng để đối chiếu tệp với bản in.";
pub const SHUFFLED: &str = "Thứ tự đã xáo trộn; không ai biết ý kiến nào của phiếu nào.";
/// True where the instrument has none and where none is known: the survey sets none.
pub const NO_FINDINGS: &str = "Phiếu này không đặt ngưỡng nào; biên bản chỉ nêu số liệu.";

// ── devices ──
pub const DEVICES: &str = "Số phiếu theo từng máy";
pub const DEVICE: &str = "Máy";
pub const ISSUED: &str = "Phát ra";
pub const COLLECTED: &str = "Thu về";
pub const HANDED_OVER: &str = "Nộp hòm";
pub const YES: &str = "Đã nộp";
pub const NOT_HANDED_OVER: &str = "Chưa nộp";
pub const SLIPS_PRINTED: &str = "Phiếu mã in";
pub const SLIPS_USED: &str = "Đã dùng";
pub const SLIPS_VOIDED: &str = "Đã hủy";
pub const SLIPS_UNUSED: &str = "Chưa dùng";

// ── signatures ──
pub const SIGN: &str = "(Ký, ghi rõ họ tên)";
pub const SECRETARY_CAPS: &str = "THƯ KÝ";
pub const CHAIR_CAPS: &str = "CHỦ TRÌ";
pub const TEAM_CAPS: &str = "TỔ KIỂM PHIẾU";
pub const WITNESS_CAPS: &str = "NGƯỜI CHỨNG KIẾN";

// ── tables in files ──
pub const SECTION: &str = "Phần";
pub const SECTION_COUNT: &str = "Số phiếu từng mức";
pub const SECTION_QUORUM: &str = "Điều kiện số người dự";
pub const SHEET_GENERAL: &str = "Số liệu chung";
pub const SHEET_DATA: &str = "Dữ liệu";
pub const SHEET_FINDINGS: &str = "Nhận định";
pub const SHEET_GRADES: &str = "Mức điểm";
pub const SHEET_REMARKS: &str = "Ý kiến";
pub const TITLE: &str = "Tên đợt lấy phiếu";
pub const ISSUER: &str = "Cơ quan, tổ chức";
pub const PLACE: &str = "Nơi lấy phiếu";
pub const NOTE: &str = "Lưu ý";
pub const SUBJECT_ID: &str = "Mã đối tượng";
pub const TASK_ID: &str = "Mã nhiệm vụ";
pub const QUESTION_ID: &str = "Mã câu hỏi";
pub const QUESTION: &str = "Câu hỏi";
pub const LEVEL_ID: &str = "Mã mức";
pub const LEVEL: &str = "Mức";
pub const BASE_NUMBER: &str = "Mẫu số";
pub const PERCENT: &str = "Tỷ lệ (%)";
pub const RULE: &str = "Ngưỡng";
pub const MET: &str = "Kết luận";
pub const FOLLOWS: &str = "Hệ quả theo quy định";
pub const SOURCE: &str = "Nguồn";
pub const REMARK: &str = "Nội dung ý kiến";

/// A device that did not hand its box over, and how many of its ballots are known from a backup.
pub fn device_missing(name: &str, collected: u32) -> String {
    match collected {
        0 => format!("{name}: chưa nộp hòm; phiếu trong máy này chưa được tính."),
        known => {
            let known = numbers::whole(known, VI);
            format!("{name}: chưa nộp hòm; {known} phiếu lấy từ bản sao lưu, phiếu bỏ sau đó chưa được tính.")
        }
    }
}

/// Ballots that several devices hold.
pub fn duplicates(count: u32) -> String {
    format!("{} phiếu do nhiều máy cùng nộp, mỗi phiếu chỉ tính một lần.", numbers::whole(count, VI))
}

/// Slips that were spent on several devices.
pub fn slips_twice(count: u32) -> String {
    format!("{} phiếu mã được dùng trên hai máy; tổ kiểm phiếu cần làm rõ.", numbers::whole(count, VI))
}

/// "Hòm có 3 thẻ chìa khóa; cần 2 thẻ mới mở được."
pub fn keys(needed: u32, tellers: usize) -> String {
    format!("Hòm có {tellers} thẻ chìa khóa; cần {needed} thẻ mới mở được.")
}

/// Attendance at the opening.
pub fn attendance(summoned: u32, present: u32) -> String {
    let [summoned, present] = [summoned, present].map(|figure| numbers::whole(figure, VI));
    format!("Số được triệu tập: {summoned}; có mặt khi mở hòm: {present}.")
}

/// What every share is taken of.
pub fn base(name: &str, figure: u32) -> String {
    let figure = numbers::whole(figure, VI);
    format!("Tỷ lệ tính trên {name} ({figure}), làm tròn đến hai chữ số thập phân để dễ đọc.")
}

/// "Chưa quá nửa – Ông Mẫu: 1/3; Bà Mẫu: 0/3.": whom a threshold does not meet.
pub fn not_met(standing: &str, who: &[String]) -> String {
    let mut letters = standing.chars();
    let first: String = letters.next().into_iter().flat_map(char::to_uppercase).collect();
    format!("{first}{} – {}.", letters.as_str(), who.join("; "))
}

/// How many remarks there are, where they are not printed.
pub fn remarks_kept(count: usize) -> String {
    let count = numbers::whole(count as u64, VI);
    format!("Có {count} ý kiến bằng lời, lưu trong tệp kết quả, không in kèm biên bản này.")
}

/// How many remarks were left empty or cannot be read.
pub fn remarks_rest(empty: u32, unreadable: u32) -> String {
    let [empty, unreadable] = [empty, unreadable].map(|figure| numbers::whole(figure, VI));
    format!("Số chỗ để trống: {empty}. Không đọc được: {unreadable}.")
}

/// How many sealed remarks came beyond the places of all ballots.
pub fn remarks_surplus(count: u32) -> String {
    result::remarks_surplus(&numbers::whole(count, VI), VI)
}

/// How many of the remarks stood on paper.
pub fn remarks_on_paper(count: u32) -> String {
    result::remarks_on_paper(&numbers::whole(count, VI), VI)
}

/// Who entered the paper ballots, and at how many places the two differed.
pub fn passes([first, second]: &[String; 2], differences: u32) -> String {
    let outcome = match differences {
        0 => "hai lượt giống hệt nhau".to_owned(),
        some => format!("{} chỗ khác nhau đã được cả tổ xem lại tờ phiếu và thống nhất", numbers::whole(some, VI)),
    };
    format!("Phiếu giấy được nhập hai lượt. Lượt 1: {first} nhập; lượt 2: {second} nhập; {outcome}.")
}

/// Read out and adopted by so many of those present.
pub fn adopted(by: Option<u32>, present: Option<u32>) -> String {
    let figure = |figure: Option<u32>| figure.map_or_else(|| "……".to_owned(), |figure| numbers::whole(figure, VI));
    let (by, present) = (figure(by), figure(present));
    format!("Biên bản đã được đọc cho mọi người cùng nghe; có {by}/{present} người có mặt nhất trí thông qua.")
}

/// The last sentence: what ended, and when. `./.` ends a Vietnamese document.
pub fn ended(what: &str, at: Option<Moment<'_>>) -> String {
    let at = at.map_or_else(
        || "…… giờ …… phút, ngày …… tháng …… năm ………".to_owned(),
        |at| format!("{}, {}", at.time(VI), at.day(VI)),
    );
    format!("{what} kết thúc vào {at}./.")
}

/// Place and date of the head. Of a commune only its name is printed, unless that is a number ("Phường 1"):
/// Nghị định 30/2020, appendix I, part II, number 4.
pub fn place_and_day(commune: &str, at: &str) -> String {
    let lower = commune.to_lowercase();
    let name = ["xã ", "phường ", "thị trấn ", "đặc khu "]
        .into_iter()
        .find(|kind| lower.starts_with(kind))
        .and_then(|kind| commune.get(kind.len()..))
        .map(str::trim)
        .filter(|name| name.chars().next().is_some_and(|first| !first.is_ascii_digit()))
        .unwrap_or(commune);
    let day = Moment::read(at).map_or_else(|| at.to_owned(), |at| at.day(VI));
    format!("{name}, {day}")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_commune_is_named_without_its_kind_unless_its_name_is_a_number() {
        let day = "2026-02-05T07:30:00+07:00";
        assert_eq!(place_and_day("xã Mẫu", day), "Mẫu, ngày 05 tháng 02 năm 2026");
        assert_eq!(place_and_day("Phường Mẫu Đông", day), "Mẫu Đông, ngày 05 tháng 02 năm 2026");
        assert_eq!(place_and_day("Phường 1", day), "Phường 1, ngày 05 tháng 02 năm 2026");
        assert_eq!(place_and_day("xã ", day), "xã , ngày 05 tháng 02 năm 2026");
        // Upper and lower case may differ in length: no slice may fall inside a letter.
        assert_eq!(place_and_day("İx", "?"), "İx, ?");
    }

    #[test]
    fn what_is_not_known_is_left_to_the_pen() {
        assert_eq!(adopted(None, Some(40)).matches("……/40").count(), 1);
        assert!(ended(MEETING, None).contains("…… giờ"));
        let at = Moment::read("2026-02-05T20:45");
        assert_eq!(ended(MEETING, at), "Cuộc họp kết thúc vào 20 giờ 45 phút, ngày 05 tháng 02 năm 2026./.");
    }
}
