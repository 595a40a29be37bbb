//! What is wrong with a draft, in words for one who stands before the field.

use super::compose::{line_label, merged};
use super::{Explain, Lang};
use crate::survey::compose::{Cell, Spot, Warning};
use crate::survey::{MAX_SUBJECTS, SurveyFault, SurveyFaultKind as Kind};

/// What is wrong, beside the field that it is about: without the place, which is where the eye is.
pub fn beside(spot: &Spot, fault: &SurveyFault, number: impl Fn(&str) -> Option<usize>, lang: Lang) -> String {
    let vi = lang == Lang::Vi;
    match (&fault.kind, spot) {
        (Kind::Empty | Kind::Missing, Spot::Line(line)) => {
            let label = line_label(*line).in_lang(lang).to_lowercase();
            if vi { format!("Xin ghi {label}.") } else { format!("Enter the {label}.") }
        }
        (Kind::Empty | Kind::Missing, Spot::Cell(..)) => said(lang, "Xin ghi tên.", "Enter the name."),
        (Kind::OutOfRange { found: 0, .. }, Spot::Entries) => {
            said(lang, "Danh sách còn trống. Xin thêm ít nhất một mục.", "The list is empty. Add at least one entry.")
        }
        (Kind::OutOfRange { found, .. }, Spot::Entries) if vi => {
            format!("Danh sách có {found} mục, nhiều nhất là {MAX_SUBJECTS}. Xin bỏ bớt, hoặc chia thành hai phiếu.")
        }
        (Kind::OutOfRange { found, .. }, Spot::Entries) => {
            format!("The list has {found}, at most {MAX_SUBJECTS} are possible. Remove some, or make two surveys.")
        }
        (Kind::OutOfRange { most, .. }, Spot::Question(_)) if vi => {
            format!("Danh sách chỉ có {most} mục. Xin bớt số được chọn, hoặc thêm mục.")
        }
        (Kind::OutOfRange { most, .. }, Spot::Question(_)) => {
            format!("There are only {most} on the list. Allow fewer choices, or add more.")
        }
        (Kind::OutOfRange { most, found, .. }, Spot::Cell(_, Cell::Tasks)) if fault.at.ends_with("tasks") => {
            if vi {
                format!("Có {found} việc, nhiều nhất {most} việc.")
            } else {
                format!("{found} tasks; at most {most}.")
            }
        }
        (Kind::OutOfRange { most, found, .. }, _) if vi => {
            format!("Dài {found} ký tự, nhiều nhất {most}. Xin viết ngắn lại.")
        }
        (Kind::OutOfRange { most, found, .. }, _) => format!("{found} characters, at most {most}. Shorten it."),
        (Kind::Invisible { code_point }, _) if vi => format!(
            "Có ký tự không nhìn thấy được ({code_point}). Xin xóa hết ô này rồi gõ lại bằng bàn phím, đừng dán."
        ),
        (Kind::Invisible { code_point }, _) => {
            format!("Holds a character that cannot be seen ({code_point}). Clear the field and type it anew.")
        }
        (Kind::ForeignLetter { letter, .. }, _) if vi => format!(
            "Chữ “{letter}” không phải chữ tiếng Việt, dù có thể trông giống. Xin xóa hết ô này rồi gõ lại bằng bàn phím."
        ),
        (Kind::ForeignLetter { letter, .. }, _) => {
            format!(
                "“{letter}” is no letter of Vietnamese, though it may look like one. Clear the field and type it anew."
            )
        }
        (Kind::BadDate { found }, _) if vi => {
            format!("“{found}” không phải là một ngày có thật. Xin ghi như 30/4/1975; không rõ thì để trống.")
        }
        (Kind::BadDate { found }, _) => {
            format!("“{found}” is not an existing date. Write it like 30/4/1975, or leave it empty.")
        }
        (Kind::SameSubject { first }, _) => {
            let number = number(first).map_or_else(|| "?".to_owned(), |number| number.to_string());
            if vi {
                format!(
                    "Giống hệt mục thứ {number}, bà con không phân biệt được. Xin ghi thêm chức vụ, đơn vị hoặc ngày sinh; nếu ghi hai lần thì bỏ một."
                )
            } else {
                format!("Looks the same as number {number}. Add a post, unit or date of birth; or remove one.")
            }
        }
        (Kind::Duplicate { .. }, Spot::Cell(_, Cell::Tasks)) => {
            said(lang, "Có hai việc ghi giống nhau. Xin bỏ một.", "Two tasks are the same. Remove one.")
        }
        (Kind::NoTasks, Spot::Cell(..)) => said(
            lang,
            "Chưa có nhiệm vụ nào, nên phiếu không có dòng nào cho mục này. Xin ghi nhiệm vụ, hoặc bỏ mục này.",
            "There is no task, so the ballot has no line for this entry. Enter a task, or remove the entry.",
        ),
        (Kind::NoTasks, _) => said(
            lang,
            "Mẫu này hỏi về từng nhiệm vụ. Xin bấm “Sửa” và ghi nhiệm vụ cho ít nhất một mục.",
            "This form asks about each task. Press “Edit” and enter tasks for at least one entry.",
        ),
        (Kind::TasksNotAsked, _) => said(
            lang,
            "Mẫu này không hỏi về nhiệm vụ. Xin xóa nội dung ô này, hoặc chọn mẫu khác.",
            "This form does not ask about tasks. Clear the field, or choose another form.",
        ),
        (Kind::NotOneOf { .. }, Spot::Entry(_)) => said(
            lang,
            "Mẫu này không dùng cho loại mục này. Xin chọn lại loại, hoặc bỏ mục này.",
            "This form is not for this kind of entry. Choose another kind, or remove it.",
        ),
        _ => {
            let explained = fault.explain(lang);
            format!("{} {}", explained.what, explained.way_out)
        }
    }
}

/// What should be looked at again. `name` is whom it is about.
pub fn warning(warning: &Warning, name: &str, lang: Lang) -> String {
    match (warning, lang) {
        (Warning::OldProvince { old, now }, _) => merged(old, now, lang),
        (Warning::UnknownProvince { name }, Lang::Vi) => {
            format!("“{name}” không có trong 34 tỉnh, thành phố; xin xem lại chính tả và dấu.")
        }
        (Warning::UnknownProvince { name }, Lang::En) => {
            format!("“{name}” is none of the 34 provinces and cities; check the spelling and the marks.")
        }
        (Warning::District, _) => said(
            lang,
            "Từ ngày 1-7-2025 không còn huyện, quận, thị xã; xin ghi xã, phường hoặc đặc khu.",
            "There are no districts since 1-7-2025; enter the commune or ward.",
        ),
        (Warning::BareCommune, _) => said(
            lang,
            "Xin ghi cả chữ “xã”, “phường” hoặc “đặc khu” ở trước, ví dụ: xã Kỳ Mẫu.",
            "Write “xã”, “phường” or “đặc khu” before the name, such as: xã Kỳ Mẫu.",
        ),
        (Warning::NoTask { .. }, Lang::Vi) => format!("{name} chưa có nhiệm vụ nào; xin ghi, hoặc bỏ mục này."),
        (Warning::NoTask { .. }, Lang::En) => format!("{name} has no task; enter one, or remove the entry."),
        (Warning::SameName { first, .. }, Lang::Vi) => format!(
            "{name} trùng tên với mục thứ {first}. Nếu là hai mục khác nhau, xin ghi ngày sinh, chức vụ hoặc đơn vị ở cả hai; \
             nếu ghi hai lần thì bỏ một."
        ),
        (Warning::SameName { first, .. }, Lang::En) => format!(
            "{name} has the name of number {first}. If they are two, give dates of birth, posts or units at both; if not, remove one."
        ),
    }
}

fn said(lang: Lang, vi: &str, en: &str) -> String {
    if lang == Lang::Vi { vi.to_owned() } else { en.to_owned() }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::survey::compose::Line;

    #[test]
    fn a_warning_names_whom_it_is_about_and_the_way_out() {
        let none = warning(&Warning::NoTask { key: 1 }, "Triệu Thị Vân", Lang::Vi);
        assert_eq!(none, "Triệu Thị Vân chưa có nhiệm vụ nào; xin ghi, hoặc bỏ mục này.");
        let old = Warning::OldProvince { old: "Bắc Kạn".into(), now: "Thái Nguyên" };
        let unknown = Warning::UnknownProvince { name: "Hà Tây".into() };
        for one in [old, unknown, Warning::District, Warning::BareCommune, Warning::SameName { key: 1, first: 2 }] {
            let [vi, en] = [Lang::Vi, Lang::En].map(|lang| warning(&one, "Lê An", lang));
            assert!(vi != en && vi.ends_with('.') && en.ends_with('.') && !vi.contains("  "), "{vi} {en}");
        }
    }

    #[test]
    fn a_fault_beside_its_field_says_what_to_do() {
        let fault = |kind| SurveyFault { at: String::new(), kind };
        let kinds = [
            (Spot::Line(Line::Hamlet), Kind::Empty),
            (Spot::Cell(1, Cell::Name), Kind::Empty),
            (Spot::Entries, Kind::OutOfRange { least: 1, most: 100, found: 0 }),
            (Spot::Entries, Kind::OutOfRange { least: 1, most: 100, found: 101 }),
            (Spot::Question("chon".into()), Kind::OutOfRange { least: 1, most: 2, found: 3 }),
            (Spot::Line(Line::Title), Kind::OutOfRange { least: 1, most: 300, found: 301 }),
            (Spot::Cell(1, Cell::Name), Kind::Invisible { code_point: "U+200B".into() }),
            (Spot::Cell(1, Cell::Name), Kind::ForeignLetter { letter: "А".into(), code_point: "U+0410".into() }),
            (Spot::Cell(1, Cell::BirthDate), Kind::BadDate { found: "x".into() }),
            (Spot::Entry(1), Kind::SameSubject { first: "subjects[0]".into() }),
            (Spot::Cell(1, Cell::Tasks), Kind::Duplicate { first: "subjects[0].tasks[0].text".into() }),
            (Spot::Cell(1, Cell::Tasks), Kind::TasksNotAsked),
            (Spot::Entries, Kind::NoTasks),
            (Spot::Cell(1, Cell::Tasks), Kind::NoTasks),
            (Spot::Entry(1), Kind::NotOneOf { allowed: vec![], found: "person".into() }),
            (Spot::Whole, Kind::TooManyRows { most: 1_000, found: 1_001 }),
        ];
        for (spot, kind) in kinds {
            let fault = fault(kind);
            let [vi, en] = [Lang::Vi, Lang::En].map(|lang| beside(&spot, &fault, |_| Some(1), lang));
            assert!(vi != en && vi.ends_with('.') && en.ends_with('.'), "{vi} {en}");
            assert!(!vi.contains("kind") && !vi.contains("subjects["), "{vi}");
        }
        let hamlet = beside(&Spot::Line(Line::Hamlet), &fault(Kind::Empty), |_| None, Lang::Vi);
        assert_eq!(hamlet, "Xin ghi thôn, tổ dân phố, bản, hoặc nơi họp.");
    }
}
