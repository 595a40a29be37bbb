//! Sentences of the comparison of two results.

#![allow(missing_docs)] // each sentence says itself what it is

use super::{Lang, Phrase, numbers, phrase};
use crate::count::Particular;

pub const TITLE: Phrase = phrase("So sánh hai đợt", "Two rounds compared");
pub const NOTE: Phrase = phrase(
    "Thay đổi được tính từ số phiếu, không từ tỷ lệ đã làm tròn.",
    "Changes are computed from the counts, not from rounded shares.",
);
pub const EARLIER: Phrase = phrase("Đợt trước", "Earlier round");
pub const LATER: Phrase = phrase("Đợt này", "Later round");
pub const CHANGE: Phrase = phrase("Thay đổi", "Change");
pub const WHAT: Phrase = phrase("Mức", "Level");
pub const GENUINE: Phrase = phrase("Chữ ký đúng, số liệu không bị sửa", "Properly signed and unchanged");
pub const IN_PART: Phrase = phrase(
    "Chưa kiểm tra được hết: thiếu hồ sơ kiểm chứng hoặc biên bản mở hòm của đợt này.",
    "Not all could be checked: this round's record or opening statement is missing.",
);
pub const NOT_CLEAN: Phrase =
    phrase("Có tệp kết quả sai nên không so sánh", "A result file is faulty, so nothing is compared");
pub const NOT_CLEAN_TEXT: Phrase = phrase(
    "Xin lấy lại đúng tệp gốc từ nơi gửi, rồi chọn lại cả hai tệp.",
    "Please get the original file from its sender, then choose both files again.",
);
pub const SAME_BOX: Phrase = phrase("Hai tệp là của cùng một hòm phiếu", "Both files are of one box");
pub const SAME_BOX_TEXT: Phrase =
    phrase("Xin chọn kết quả của hai đợt khác nhau.", "Please choose the results of two different rounds.");
pub const OTHER_MODE: Phrase = phrase(
    "Một tệp là tập dượt, một tệp là thật nên không so sánh",
    "One file is practice and one is real, so nothing is compared",
);
pub const NOTHING_SHARED: Phrase =
    phrase("Hai đợt không có người nào được hỏi cùng một câu", "No one is asked the same question in both rounds");
pub const NOTHING_SHARED_TEXT: Phrase = phrase(
    "Người và câu hỏi được ghép theo mã trong tệp phiếu, không theo tên.",
    "Subjects and questions are matched by their identifiers, not by name.",
);
pub const OTHER_INSTRUMENT: Phrase =
    phrase("Hai đợt làm theo hai quy định khác nhau", "The rounds follow different regulations");
pub const OTHER_BASE: Phrase =
    phrase("Hai đợt tính tỷ lệ trên hai mẫu số khác nhau", "The rounds take their shares of different figures");
pub const ONLY_EARLIER: Phrase = phrase("Chỉ có ở đợt trước", "In the earlier round only");
pub const ONLY_LATER: Phrase = phrase("Chỉ có ở đợt này", "In the later round only");
pub const OTHER_QUESTIONS: Phrase = phrase(
    "Câu hỏi chỉ có ở một đợt, hoặc hai đợt trả lời theo cách khác nhau",
    "Questions of one round only, or answered in different ways",
);
pub const WAS_ASKED: Phrase = phrase("Đợt trước hỏi", "Asked before");
pub const NOT_PART: Phrase = phrase(
    "Tệp không thuộc kết quả nào trong hai kết quả trên, chưa kiểm tra",
    "Files that belong to neither result; not checked",
);
pub const UNCHANGED: Phrase = phrase("không đổi", "no change");

/// What the earlier round wrote of a subject, where the later one writes something else.
pub fn was_written(what: Particular, before: Option<&str>, lang: Lang) -> String {
    let of = match what {
        Particular::Name => phrase("ghi tên là", "the name"),
        Particular::Post => phrase("ghi chức vụ là", "the post"),
        Particular::Unit => phrase("ghi đơn vị là", "the unit"),
        Particular::BirthDate => phrase("ghi ngày sinh là", "the date of birth"),
    };
    let none = match what {
        Particular::Name => phrase("không ghi tên", "no name"),
        Particular::Post => phrase("không ghi chức vụ", "no post"),
        Particular::Unit => phrase("không ghi đơn vị", "no unit"),
        Particular::BirthDate => phrase("không ghi ngày sinh", "no date of birth"),
    };
    match (lang, before) {
        (Lang::Vi, Some(before)) => format!("Đợt trước {} “{before}”", of.vi),
        (Lang::Vi, None) => format!("Đợt trước {}", none.vi),
        (Lang::En, Some(before)) => format!("The earlier round has {} “{before}”", of.en),
        (Lang::En, None) => format!("The earlier round has {}", none.en),
    }
}

/// A task that was worded otherwise.
pub fn task_was(before: &str, lang: Lang) -> String {
    match lang {
        Lang::Vi => format!("Đợt trước ghi nhiệm vụ là “{before}”"),
        Lang::En => format!("The earlier round has the task “{before}”"),
    }
}

/// A level that was called otherwise.
pub fn was_labelled([before, later]: [&str; 2], lang: Lang) -> String {
    match lang {
        Lang::Vi => format!("Mức “{later}”: đợt trước ghi là “{before}”"),
        Lang::En => format!("Level “{later}”: called “{before}” in the earlier round"),
    }
}

/// A date of birth, day first.
pub fn born(date: &str, lang: Lang) -> String {
    match lang {
        Lang::Vi => format!("sinh ngày {date}"),
        Lang::En => format!("born {date}"),
    }
}

/// "tăng 5,25 điểm %" from hundredths of a percentage point.
pub fn points_of_percent(hundredths: i64, lang: Lang) -> String {
    // Two decimals always, as the shares beside it have them.
    let number = numbers::percent_number(hundredths.unsigned_abs(), lang);
    changed(hundredths, &number, lang, phrase("điểm %", "percentage points"))
}

/// "tăng 0,4 điểm" from hundredths of a point.
pub fn points(hundredths: i64, lang: Lang) -> String {
    let number = numbers::from_hundredths(hundredths.unsigned_abs(), lang);
    changed(hundredths, &number, lang, phrase("điểm", "points"))
}

fn changed(hundredths: i64, number: &str, lang: Lang, unit: Phrase) -> String {
    let way = match hundredths {
        0 => return UNCHANGED.in_lang(lang).to_owned(),
        1.. => phrase("tăng", "up"),
        _ => phrase("giảm", "down"),
    };
    [way.in_lang(lang), " ", number, "\u{a0}", unit.in_lang(lang)].concat()
}
