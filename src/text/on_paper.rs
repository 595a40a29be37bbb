//! Words on the printed ballot: Vietnamese, as all documents.

#![allow(missing_docs)] // each sentence says itself what it is

use crate::survey::{PaperEffect, PaperRules};

pub const BALLOT: &str = "PHIẾU LẤY Ý KIẾN";
pub const STAMP: &str = "(Chỗ đóng dấu)";
pub const HOW: &str = "Cách đánh dấu";
/// Where nothing but points is asked for.
pub const HOW_SCORED: &str = "Cách ghi điểm";
pub const LEVELS: &str = "Mỗi dòng đánh dấu X vào một ô. Không có ý kiến thì để trống.";
/// Where several questions stand side by side.
pub const LEVELS_BESIDE: &str = "Ở mỗi dòng, mỗi câu hỏi đánh dấu X vào một ô. Không có ý kiến thì để trống câu đó.";
pub const UNSIGNED: &str = "Không ký tên, không ghi tên mình lên phiếu.";
pub const SPOILED: &str = "Nếu đánh dấu nhầm, xin đổi phiếu khác trước khi bỏ vào hòm.";
pub const SPOILED_SCORED: &str = "Nếu ghi nhầm, xin đổi phiếu khác trước khi bỏ vào hòm.";
pub const NO: &str = "TT";
pub const NAME: &str = "Họ và tên, chức vụ";
/// Where not all are people.
pub const NAME_OF_ANY: &str = "Tên, chức vụ";
pub const TASK: &str = "Nhiệm vụ, vụ việc";
pub const CHOOSE: &str = "Chọn";
pub const RECONSTRUCTION: &str = "Bản dựng lại: mẫu phiếu gốc của quy định này không công bố.";
pub const WHOM: &str = "(ghi rõ góp ý cho ai)";

/// Where questions that are answered otherwise stand beside it.
pub fn levels_of(question: &str) -> String {
    format!("“{question}”: ở mỗi dòng đánh dấu X vào một ô. Không có ý kiến thì để trống.")
}

/// `noun`: what the subjects are called together.
pub fn choose(question: &str, at_most: u32, noun: &str) -> String {
    format!("“{question}”: đánh dấu X vào ô của {noun} được chọn, nhiều nhất {at_most} {noun}.")
}

pub fn score(question: &str, max: u32) -> String {
    format!("“{question}”: ghi điểm bằng số nguyên từ 0 đến {max}. Không có ý kiến thì để trống.")
}

pub fn points(max: u32) -> String {
    format!("Điểm (0–{max})")
}

/// What decides how the rules of a paper ballot are put.
#[derive(Debug, Clone, Copy, Default)]
pub struct Asked {
    /// Several questions stand in one line.
    pub beside: bool,
    /// Nothing but points is asked for.
    pub scored: bool,
    /// There are lines for remarks.
    pub remarks: bool,
}

/// Which ballots are invalid as a whole; `None` where none is. `choice`: the survey has a choice, of which too many can
/// be marked.
pub fn invalid(rules: PaperRules, choice: bool, asked: Asked) -> Option<String> {
    let several = match (asked.scored, asked.beside) {
        (false, false) => "đánh nhiều dấu ở một dòng",
        (false, true) => "đánh nhiều dấu cho một câu hỏi ở cùng một dòng",
        (true, false) => "ghi nhiều số điểm ở một dòng",
        (true, true) => "ghi nhiều số điểm vào một ô",
    };
    let blank =
        if asked.beside { "để trống một câu hỏi ở một dòng" } else { "để trống một dòng" };
    let writing = if asked.remarks { "có viết thêm ngoài phần góp ý" } else { "có viết thêm" };
    let whole = [
        (rules.unofficial_form, "không đúng mẫu phát ra"),
        (rules.no_stamp, "không có dấu"),
        (rules.extra_writing, writing),
        (rules.several_marks, several),
        (rules.struck_name, "gạch tên"),
        (rules.blank_row, blank),
    ];
    let mut all: Vec<&str> =
        whole.into_iter().filter(|(effect, _)| *effect == PaperEffect::InvalidBallot).map(|(_, words)| words).collect();
    if choice {
        all.push("chọn nhiều hơn số cho phép");
    }
    (!all.is_empty()).then(|| format!("Phiếu không hợp lệ nếu: {}.", all.join("; ")))
}
