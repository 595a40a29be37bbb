//! Faults of survey files, and of JSON at all, in words.
//!
//! A place is said in words first, for whoever fills in a form, and then as the
//! member's path, for whoever edits the file: "Người thứ 3, họ tên (subjects[2].name)".

use super::survey_places::{place, unit};
use super::{Explain, Explained, Lang, Phrase, phrase};
use crate::survey::json::{Ambiguity, JsonFault};
use crate::survey::{SurveyFault, SurveyFaultKind as Kind};

impl Explain for SurveyFault {
    fn explain(&self, lang: Lang) -> Explained {
        let (what, way_out) = match (&self.kind, lang) {
            (Kind::Json(fault), _) => return fault.explain(lang),
            (kind, Lang::Vi) => (vietnamese(kind, &self.at), way_out(kind).vi),
            (kind, Lang::En) => (english(kind, &self.at), way_out(kind).en),
        };
        Explained { what: format!("{}: {what}.", place(&self.at, lang)), way_out: way_out.to_owned() }
    }
}

fn vietnamese(kind: &Kind, at: &str) -> String {
    let lang = Lang::Vi;
    match kind {
        Kind::Json(fault) => fault.explain(lang).what,
        Kind::Missing => "còn thiếu".into(),
        Kind::Unknown => "mẫu tệp không có mục này".into(),
        Kind::WrongType { expected } => format!("phải là {}", type_in_words(expected, lang)),
        Kind::NotOneOf { allowed, found } if found.is_empty() => format!("phải là {}", one_of(allowed, " hoặc ")),
        Kind::NotOneOf { allowed, found } => format!("phải là {}, không phải “{found}”", one_of(allowed, " hoặc ")),
        Kind::Empty => "để trống".into(),
        Kind::Untrimmed => "có khoảng trắng thừa ở đầu hoặc cuối".into(),
        Kind::OutOfRange { least, most, found } => {
            format!("có {} {found}, phải từ {least} đến {most}", unit(at).vi)
        }
        Kind::BadId { found } => format!("“{found}” không dùng làm mã được"),
        Kind::Duplicate { first } => format!("trùng với {}", lower(&place(first, lang))),
        Kind::SameSubject { first } => {
            format!("người bỏ phiếu không phân biệt được với {}", lower(&place(first, lang)))
        }
        Kind::Invisible { code_point } => format!("có ký tự không nhìn thấy được ({code_point})"),
        Kind::ForeignLetter { letter, code_point } => {
            format!("có chữ “{letter}” ({code_point}) không phải chữ cái Latinh dùng trong tiếng Việt")
        }
        Kind::LikeBlank => "trùng với ô “Không có ý kiến” mà phiếu nào cũng có sẵn".into(),
        Kind::NoSuch { found } => format!("“{found}” không có trong phiếu, hoặc không dùng được ở đây"),
        Kind::PersonsOnly => "chỉ dùng cho người, không dùng cho cơ quan, tập thể".into(),
        Kind::BadDate { found } => format!("“{found}” không phải là một ngày có thật viết theo năm-tháng-ngày"),
        Kind::NothingToCount => "chưa có câu hỏi nào để đánh dấu, nên không có gì để kiểm phiếu".into(),
        Kind::NotPerTask => "câu hỏi giới thiệu hoặc góp ý không hỏi riêng cho từng nhiệm vụ được".into(),
        Kind::NoTasks => "hỏi về từng nhiệm vụ, nhưng chưa người nào có nhiệm vụ".into(),
        Kind::TasksNotAsked => "có nhiệm vụ, nhưng không câu nào hỏi về nhiệm vụ".into(),
        Kind::TooManyRows { most, found } => format!("phiếu có {found} mục để đánh dấu, nhiều nhất là {most}"),
        Kind::NothingBetween => "ngưỡng trên không lớn hơn ngưỡng dưới, nên không tỷ lệ nào nằm giữa".into(),
        Kind::BandsOutOfOrder => "các mức xếp loại phải ghi từ cao xuống thấp, mức cuối từ 0 điểm".into(),
    }
}

fn english(kind: &Kind, at: &str) -> String {
    let lang = Lang::En;
    match kind {
        Kind::Json(fault) => fault.explain(lang).what,
        Kind::Missing => "is missing".into(),
        Kind::Unknown => "is not a member of this kind of file".into(),
        Kind::WrongType { expected } => format!("must be {}", type_in_words(expected, lang)),
        Kind::NotOneOf { allowed, found } if found.is_empty() => format!("must be {}", one_of(allowed, " or ")),
        Kind::NotOneOf { allowed, found } => format!("must be {}, not “{found}”", one_of(allowed, " or ")),
        Kind::Empty => "is empty".into(),
        Kind::Untrimmed => "begins or ends with white space".into(),
        Kind::OutOfRange { least, most, found } => {
            format!("the {} is {found}, it must be {least} to {most}", unit(at).en)
        }
        Kind::BadId { found } => format!("“{found}” cannot be an identifier"),
        Kind::Duplicate { first } => format!("is the same as {}", lower(&place(first, lang))),
        Kind::SameSubject { first } => format!("a voter cannot tell it from {}", lower(&place(first, lang))),
        Kind::Invisible { code_point } => format!("holds a character that cannot be seen ({code_point})"),
        Kind::ForeignLetter { letter, code_point } => {
            format!("holds “{letter}” ({code_point}), which is no Latin letter of Vietnamese")
        }
        Kind::LikeBlank => "is called like the blank “Không có ý kiến”, which every ballot has".into(),
        Kind::NoSuch { found } => format!("“{found}” is not on the ballot, or cannot stand here"),
        Kind::PersonsOnly => "is for persons only, not for organisations".into(),
        Kind::BadDate { found } => format!("“{found}” is not an existing date as year-month-day"),
        Kind::NothingToCount => "there is no question to mark, so nothing to count".into(),
        Kind::NotPerTask => "a choice or a remark cannot be asked about every task".into(),
        Kind::NoTasks => "is asked about every task, but nobody has one".into(),
        Kind::TasksNotAsked => "are there, but no question is asked about them".into(),
        Kind::TooManyRows { most, found } => {
            format!("the ballot has {found} rows to mark, at most {most} are possible")
        }
        Kind::NothingBetween => "the upper bound is not above the lower one, so no share lies between".into(),
        Kind::BandsOutOfOrder => "the grades must go from the highest down, the last from 0 points".into(),
    }
}

fn way_out(kind: &Kind) -> Phrase {
    match kind {
        Kind::Json(_) => NEW_COPY, // never shown: a JSON fault explains itself
        Kind::Missing | Kind::Empty => phrase("Ghi nội dung vào mục này.", "Fill it in."),
        Kind::Unknown => phrase(
            "Có thể tên mục bị viết sai: hãy sửa lại tên. Nếu không cần thì xóa mục này.",
            "It may be misspelt: correct its name. If it is not needed, delete it.",
        ),
        Kind::WrongType { .. } => phrase(
            "Ghi lại mục này cho đúng kiểu, theo một tệp mẫu đang dùng được.",
            "Write it in that form, as in a sample file that works.",
        ),
        Kind::NotOneOf { .. } => phrase(
            "Chọn một trong các từ cho phép và viết đúng như vậy.",
            "Take one of the allowed words, spelt exactly so.",
        ),
        Kind::Untrimmed => phrase(
            "Xóa khoảng trắng ở đầu và cuối. Phần mềm không tự sửa, vì mã băm tính trên đúng nội dung tệp.",
            "Delete it. It is not corrected silently, because the digest covers what stands in the file.",
        ),
        Kind::OutOfRange { .. } => {
            phrase("Thêm hoặc bớt cho nằm trong giới hạn.", "Add or remove until it is within the bounds.")
        }
        Kind::BadId { .. } => phrase(
            "Mã chỉ gồm chữ thường không dấu, chữ số và dấu gạch nối, ví dụ: thon-mau-2026.",
            "Use lower-case letters without marks, digits and hyphens only, e.g. thon-mau-2026.",
        ),
        Kind::Duplicate { .. } => phrase("Đổi một trong hai mục cho khác nhau.", "Change one of the two."),
        Kind::SameSubject { .. } => phrase(
            "Ghi thêm chức vụ, đơn vị hoặc ngày sinh để phân biệt; nếu ghi hai lần thì xóa một.",
            "Add a post, unit or date of birth that tells them apart; delete one if it was entered twice.",
        ),
        Kind::Invisible { .. } => phrase(
            "Xóa hết nội dung của mục này rồi gõ lại bằng bàn phím, không dán từ nơi khác.",
            "Clear the text and type it anew from the keyboard instead of pasting it.",
        ),
        Kind::ForeignLetter { .. } => phrase(
            "Gõ lại mục này bằng chữ quốc ngữ: chữ của bảng chữ cái khác có thể trông giống hệt mà là chữ khác.",
            "Type it anew in Latin letters: those of other alphabets can look the same and be others.",
        ),
        Kind::LikeBlank => {
            phrase("Đổi tên mức này, hoặc bỏ mức này.", "Give this level another name, or leave it out.")
        }
        Kind::NoSuch { .. } => phrase(
            "Ghi mã của một câu hỏi chọn mức, hoặc của một mức trong câu hỏi đó.",
            "Name the identifier of a question with levels, or of a level of that question.",
        ),
        Kind::PersonsOnly => {
            phrase("Xóa mục này, hoặc đổi loại (kind) thành person.", "Delete it, or change the kind to person.")
        }
        Kind::BadDate { .. } => phrase(
            "Viết như 1975-04-30, năm từ 1900 đến 2099; nếu không rõ thì xóa mục này.",
            "Write it like 1975-04-30, from 1900 to 2099; leave it out if it is not known.",
        ),
        Kind::NotPerTask => phrase("Bỏ mục “per_task” ở câu hỏi này.", "Leave “per_task” out of this question."),
        Kind::NoTasks | Kind::TasksNotAsked => phrase(
            "Ghi nhiệm vụ cho từng người, và để ít nhất một câu hỏi về nhiệm vụ; nếu không cần thì bỏ cả hai.",
            "Give tasks to the people and have a question asked about them, or leave out both.",
        ),
        Kind::TooManyRows { .. } => phrase(
            "Chia thành hai đợt lấy phiếu, hoặc bớt người, bớt câu hỏi.",
            "Hold two votes, or ask fewer questions about fewer people.",
        ),
        Kind::NothingBetween => phrase(
            "Ghi lại hai tỷ lệ theo đúng văn bản, ví dụ quá 1/2 và dưới 2/3.",
            "Write both fractions as the rule has them, e.g. more than 1/2 and below 2/3.",
        ),
        Kind::BandsOutOfOrder => phrase(
            "Sắp lại các mức theo điểm giảm dần, mức cuối cùng ghi 0.",
            "Order the grades by falling points, the last with 0.",
        ),
        Kind::NothingToCount => phrase(
            "Thêm ít nhất một câu hỏi có từ hai đến năm mức.",
            "Add at least one question with two to five levels.",
        ),
    }
}

const NEW_COPY: Phrase =
    phrase("Chép hoặc tải lại tệp từ nơi đã tạo ra nó.", "Copy or download the file again from where it was made.");
const SAVE_ANEW: Phrase = phrase(
    "Mở tệp bằng phần mềm soạn thảo văn bản thuần và sửa chỗ này, hoặc xuất lại tệp từ Hòm Phiếu.",
    "Correct the place in a plain text editor, or export the file from Hòm Phiếu again.",
);

impl Explain for JsonFault {
    fn explain(&self, lang: Lang) -> Explained {
        let vi = lang == Lang::Vi;
        let (what, way_out) = match self {
            Self::TooLarge { bytes, limit } if vi => (
                format!("Tệp có {bytes} byte, lớn hơn giới hạn {limit} byte"),
                phrase("Kiểm tra xem có chọn nhầm tệp không.", ""),
            ),
            Self::TooLarge { bytes, limit } => (
                format!("The file has {bytes} bytes, more than the {limit} that are read"),
                phrase("", "Check whether this is the right file."),
            ),
            Self::TooMany { limit } => (
                if vi {
                    format!("Tệp có hơn {limit} giá trị, nhiều hơn mọi tệp đúng")
                } else {
                    format!("The file has more than {limit} values, more than any genuine one")
                },
                phrase("Kiểm tra xem có chọn nhầm tệp không.", "Check whether this is the right file."),
            ),
            Self::NotUtf8 { at } => (
                if vi {
                    format!("Tệp không được lưu theo bảng mã UTF-8 (byte thứ {})", at + 1)
                } else {
                    format!("The file is not saved as UTF-8 (byte {})", at + 1)
                },
                phrase(
                    "Mở tệp, chọn “Lưu dưới dạng”, chọn bảng mã UTF-8 rồi nạp lại.",
                    "Open the file, choose “Save as” with the encoding UTF-8, and load it again.",
                ),
            ),
            Self::CutShort { line, column } => (
                if vi {
                    format!("Tệp bị cụt: kết thúc giữa chừng ở {}", position(*line, *column, lang))
                } else {
                    format!("The file is cut short: it ends at {}", position(*line, *column, lang))
                },
                NEW_COPY,
            ),
            Self::Syntax { line, column, what } => (
                if vi {
                    format!("Tệp sai cú pháp JSON ở {} ({what})", position(*line, *column, lang))
                } else {
                    format!("The file is not JSON at {} ({what})", position(*line, *column, lang))
                },
                SAVE_ANEW,
            ),
            Self::Ambiguous { line, column, why } => {
                let (why, way_out) = ambiguity(why, lang);
                let at = position(*line, *column, lang);
                (if vi { format!("Ở {at}, {why}") } else { format!("At {at}, {why}") }, way_out)
            }
            Self::Member { member, what } => (format!("{}: {what}", place(member, lang)), SAVE_ANEW),
            Self::WrongFormat { expected, found } => (
                {
                    let expected = file_kind(expected, lang);
                    match (vi, found.as_str(), known_kind(found)) {
                        (true, "", _) => format!("Đây không phải là tệp {expected}"),
                        (true, _, Some(kind)) => format!("Đây không phải là tệp {expected}: đây là tệp {}", kind.vi),
                        (true, found, None) => format!("Đây không phải là tệp {expected}: tệp ghi “{found}”"),
                        (false, "", _) => format!("This is not {expected}"),
                        (false, _, Some(kind)) => format!("This is not {expected}: it is {}", kind.en),
                        (false, found, None) => format!("This is not {expected}: it says “{found}”"),
                    }
                },
                if expected == "hom-phieu/survey" {
                    phrase(
                        "Xin chọn tệp có đuôi .survey.json. Muốn xem tệp kết quả thì vào “Kiểm tra kết quả”.",
                        "Choose a file that ends in .survey.json. For a result, go to “Check a result”.",
                    )
                } else {
                    phrase("Xin chọn đúng tệp, hoặc quét đúng mã.", "Choose the right file, or scan the right code.")
                },
            ),
            Self::WrongVersion { expected, found } => (
                match (vi, found.is_empty()) {
                    (true, true) => format!("Tệp không ghi phiên bản; phần mềm này đọc phiên bản {expected}"),
                    (true, false) => format!("Tệp thuộc phiên bản {found}; phần mềm này chỉ đọc phiên bản {expected}"),
                    (false, true) => format!("The file names no version; this program reads version {expected}"),
                    (false, false) => format!("The file has version {found}; this program reads only {expected}"),
                },
                phrase(
                    "Dùng bản Hòm Phiếu đã tạo ra tệp này, hoặc cập nhật phần mềm.",
                    "Use the edition of Hòm Phiếu that made the file, or update the program.",
                ),
            ),
        };
        Explained { what: what + ".", way_out: way_out.in_lang(lang).to_owned() }
    }
}

fn ambiguity(why: &Ambiguity, lang: Lang) -> (String, Phrase) {
    let vi = lang == Lang::Vi;
    match why {
        Ambiguity::TwiceTheMember { member } => (
            if vi {
                format!("mục “{member}” được ghi hai lần")
            } else {
                format!("the member “{member}” occurs twice")
            },
            phrase(
                "Xóa một trong hai: nếu để cả hai, mỗi máy có thể hiểu một khác.",
                "Delete one of the two: with both, each reader may take another.",
            ),
        ),
        Ambiguity::NotWhole { number } => (
            if vi {
                format!("{number} không phải là số nguyên dùng được")
            } else {
                format!("{number} is not a whole number that can be used")
            },
            phrase(
                "Chỉ dùng số nguyên, không có dấu chấm hay số mũ.",
                "Use whole numbers only, without a point or exponent.",
            ),
        ),
        Ambiguity::NotComposed { text } => (
            if vi {
                format!("chữ “{text}” gõ theo kiểu Unicode tổ hợp")
            } else {
                format!("the text “{text}” is not composed Unicode (NFC)")
            },
            phrase(
                "Gõ lại bằng bộ gõ đặt ở chế độ Unicode dựng sẵn: hai cách gõ nhìn giống nhau nhưng mã băm khác nhau.",
                "Type it anew with an input method set to composed Unicode: both look the same, but their digests differ.",
            ),
        ),
    }
}

fn position(line: u64, column: u64, lang: Lang) -> String {
    match lang {
        Lang::Vi => format!("dòng {line}, cột {column}"),
        Lang::En => format!("line {line}, column {column}"),
    }
}

fn file_kind(format: &str, lang: Lang) -> String {
    known_kind(format).map_or_else(|| format!("“{format}”"), |known| known.in_lang(lang).to_owned())
}

/// What is held in a file of this format, where it is one of ours.
fn known_kind(format: &str) -> Option<Phrase> {
    Some(match format {
        "hom-phieu/survey" => phrase("phiếu (survey)", "a survey"),
        "hom-phieu/opening" => phrase("mở đợt (opening)", "an opening statement"),
        "hom-phieu/card" => phrase("thẻ chìa khóa (card)", "a teller's card"),
        "hom-phieu/ballot" => phrase("phiếu niêm phong (ballot)", "a sealed ballot"),
        "hom-phieu/box" => phrase("hòm phiếu (box)", "a box"),
        "hom-phieu/result" => phrase("kết quả (result)", "a result"),
        "hom-phieu/record" => phrase("hồ sơ kiểm chứng (record)", "a record"),
        "hom-phieu/join" => phrase("tham gia của máy phụ (join)", "a join file"),
        "hom-phieu/hand-in" => phrase("phiếu chuyển từ điện thoại", "a ballot from a phone"),
        "hom-phieu/meeting" => phrase("cuộc lấy phiếu cho điện thoại", "a meeting for phones"),
        "hom-phieu/remark" => phrase("ý kiến niêm phong", "a sealed remark"),
        _ => return None,
    })
}

fn one_of(words: &[String], or: &str) -> String {
    words.iter().map(|word| format!("“{word}”")).collect::<Vec<_>>().join(or)
}

fn type_in_words(expected: &str, lang: Lang) -> &str {
    match (lang, expected) {
        (Lang::Vi, "text") => "chữ trong dấu ngoặc kép",
        (Lang::Vi, "list") => "một danh sách [ … ]",
        (Lang::Vi, "object") => "một nhóm mục { … }",
        (Lang::Vi, "whole number") => "số nguyên không âm",
        (Lang::Vi, "true or false") => "true hoặc false",
        (Lang::En, "text") => "text in quotation marks",
        (Lang::En, "list") => "a list [ … ]",
        (Lang::En, "object") => "an object { … }",
        (Lang::En, "whole number") => "a whole number, not negative",
        (_, other) => other,
    }
}

pub(super) fn upper(text: &str) -> String {
    first_letter(text, |letter| letter.to_uppercase().collect())
}

fn lower(text: &str) -> String {
    first_letter(text, |letter| letter.to_lowercase().collect())
}

fn first_letter(text: &str, change: impl Fn(char) -> String) -> String {
    let mut letters = text.chars();
    letters.next().map(|letter| change(letter) + letters.as_str()).unwrap_or_default()
}

#[cfg(test)]
#[path = "survey_faults_tests.rs"]
mod tests;
