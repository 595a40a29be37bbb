//! Words on the printed ballot: Vietnamese, as all documents.

#![allow(missing_docs)] // each sentence says itself what it is

use crate::survey::{PaperEffect, PaperRules};

pub const BALLOT: &str = "PHIẾU LẤY Ý KIẾN";
pub const STAMP: &str = "(Chỗ đóng dấu)";
pub const HOW: &str = "Cách đánh dấu";
pub const LEVELS: &str = "Mỗi dòng đánh dấu X vào một ô. Không có ý kiến thì để trống.";
pub const UNSIGNED: &str = "Không ký tên, không ghi tên mình lên phiếu.";
pub const SPOILED: &str = "Nếu đánh dấu nhầm, xin đổi phiếu khác trước khi bỏ vào hòm.";
pub const NO: &str = "TT";
pub const NAME: &str = "Họ và tên, chức vụ";
/// Where not all are people.
pub const NAME_OF_ANY: &str = "Tên, chức vụ";
pub const TASK: &str = "Nhiệm vụ, vụ việc";
pub const CHOOSE: &str = "Chọn";
pub const RECONSTRUCTION: &str = "Bản dựng lại: mẫu phiếu gốc của quy định này không công bố.";
pub const WHOM: &str = "(ghi rõ góp ý cho ai)";

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

/// Which ballots are invalid as a whole; `None` where none is. `choice`: the survey has a choice, of which too many can
/// be marked.
pub fn invalid(rules: PaperRules, choice: bool) -> Option<String> {
    let whole = [
        (rules.unofficial_form, "không đúng mẫu phát ra"),
        (rules.no_stamp, "không có dấu"),
        (rules.extra_writing, "có viết thêm"),
        (rules.several_marks, "đánh nhiều dấu ở một dòng"),
        (rules.struck_name, "gạch tên"),
        (rules.blank_row, "để trống một dòng"),
    ];
    let mut all: Vec<&str> =
        whole.into_iter().filter(|(effect, _)| *effect == PaperEffect::InvalidBallot).map(|(_, words)| words).collect();
    if choice {
        all.push("chọn nhiều hơn số cho phép");
    }
    (!all.is_empty()).then(|| format!("Phiếu không hợp lệ nếu: {}.", all.join("; ")))
}
