//! Faults of pasted lists in words: row and column as a spreadsheet shows them, what is wrong, the way out.

use super::{Explain, Explained, Lang, Phrase, phrase};
use crate::survey::{Meaning, PastedFault, PastedFaultKind as Kind, PastedPlace};

impl Explain for PastedFault {
    fn explain(&self, lang: Lang) -> Explained {
        let (what, way_out) = match lang {
            Lang::Vi => (vietnamese(&self.kind), way_out(&self.kind).vi),
            Lang::En => (english(&self.kind), way_out(&self.kind).en),
        };
        Explained { what: format!("{}: {what}.", place(self.at, lang)), way_out: way_out.to_owned() }
    }
}

/// What a column was taken for, as the head of a column in a preview.
pub fn meaning(meaning: Meaning) -> Phrase {
    match meaning {
        Meaning::Serial => phrase("số thứ tự", "number"),
        Meaning::Salutation => phrase("xưng hô", "salutation"),
        Meaning::Name => phrase("họ tên", "name"),
        Meaning::FamilyNames => phrase("họ và tên đệm", "family and middle names"),
        Meaning::GivenName => phrase("tên", "given name"),
        Meaning::Post => phrase("chức vụ", "post"),
        Meaning::Unit => phrase("đơn vị công tác", "unit"),
        Meaning::BirthDate => phrase("ngày sinh", "date of birth"),
        Meaning::Tasks => phrase("nhiệm vụ", "tasks"),
        Meaning::Ignored => phrase("không lấy", "not read"),
    }
}

fn place(at: PastedPlace, lang: Lang) -> String {
    match (at, lang) {
        (PastedPlace::List, Lang::Vi) => "Danh sách dán vào".into(),
        (PastedPlace::List, Lang::En) => "The pasted list".into(),
        (PastedPlace::Row(row), Lang::Vi) => format!("Dòng {row}"),
        (PastedPlace::Row(row), Lang::En) => format!("Row {row}"),
        (PastedPlace::Cell { row, column, meaning: of }, Lang::Vi) => {
            format!("Dòng {row}, cột {column} ({})", meaning(of).vi)
        }
        (PastedPlace::Cell { row, column, meaning: of }, Lang::En) => {
            format!("Row {row}, column {column} ({})", meaning(of).en)
        }
    }
}

fn vietnamese(kind: &Kind) -> String {
    match kind {
        Kind::TooLarge { bytes, limit } => format!("có {bytes} byte, nhiều hơn giới hạn {limit} byte"),
        Kind::TooManyRows { rows, limit } => format!("có {rows} dòng, nhiều hơn giới hạn {limit} dòng"),
        Kind::Nothing => "chưa có nội dung".into(),
        Kind::NoNameColumn => "không tìm thấy cột tên".into(),
        Kind::NoName => "còn thiếu tên".into(),
        Kind::NotAName { found } => format!("“{found}” không phải là tên"),
        Kind::OldTypeface { found } => format!("“{found}” có vẻ được gõ bằng phông chữ cũ (TCVN3, VNI)"),
        Kind::TooLong { found, most } => format!("dài {found} ký tự, nhiều nhất là {most}"),
        Kind::Invisible { code_point } => format!("có ký tự không nhìn thấy được ({code_point})"),
        Kind::ForeignLetter { letter, code_point } => {
            format!("có chữ “{letter}” ({code_point}) không phải chữ tiếng Việt, dù có thể trông giống")
        }
        Kind::NotASalutation { found } => format!("“{found}” không phải là cách xưng hô hay giới tính"),
        Kind::BadDate { found } => format!("“{found}” không phải là một ngày có thật viết theo ngày/tháng/năm"),
        Kind::MonthFirst { found } => format!("“{found}” viết tháng trước ngày"),
        Kind::DayOrMonth { found, row } => {
            format!("“{found}” có thể hiểu theo hai cách, vì dòng {row} viết tháng trước ngày")
        }
        Kind::SamePerson { first } => format!("trùng cả họ tên lẫn ngày sinh với dòng {first}"),
        Kind::SameName { first } => {
            format!("trùng họ tên với dòng {first}, người bỏ phiếu không có gì để phân biệt")
        }
        Kind::SameOrganisation { first } => format!("trùng tên với dòng {first}"),
        Kind::TooManyTasks { found, most } => format!("có {found} nhiệm vụ, nhiều nhất là {most}"),
        Kind::TasksJoined { first } => format!("cùng người với dòng {first}, nhiệm vụ được ghi thêm vào đó"),
        Kind::BallotFull { most } => format!("phiếu đã đủ {most} mục nên không lấy thêm dòng này"),
        Kind::OnlyYear { found } => format!("“{found}” chỉ là năm sinh nên không được đưa vào phiếu"),
    }
}

fn english(kind: &Kind) -> String {
    match kind {
        Kind::TooLarge { bytes, limit } => format!("has {bytes} bytes, more than the {limit} that are read"),
        Kind::TooManyRows { rows, limit } => format!("has {rows} rows, more than the {limit} that are read"),
        Kind::Nothing => "has nothing in it".into(),
        Kind::NoNameColumn => "no column of names was found".into(),
        Kind::NoName => "the name is missing".into(),
        Kind::NotAName { found } => format!("“{found}” is not a name"),
        Kind::OldTypeface { found } => format!("“{found}” seems to be typed for an old typeface (TCVN3, VNI)"),
        Kind::TooLong { found, most } => format!("has {found} characters, it may have {most}"),
        Kind::Invisible { code_point } => format!("holds a character that cannot be seen ({code_point})"),
        Kind::ForeignLetter { letter, code_point } => {
            format!("holds “{letter}” ({code_point}), no letter of Vietnamese, though it may look like one")
        }
        Kind::NotASalutation { found } => format!("“{found}” is neither a salutation nor a sex"),
        Kind::BadDate { found } => format!("“{found}” is not an existing date as day/month/year"),
        Kind::MonthFirst { found } => format!("“{found}” has the month before the day"),
        Kind::DayOrMonth { found, row } => {
            format!("“{found}” can be read in two ways, as row {row} has the month before the day")
        }
        Kind::SamePerson { first } => format!("has the same name and date of birth as row {first}"),
        Kind::SameName { first } => format!("has the same name as row {first}, and a voter cannot tell them apart"),
        Kind::SameOrganisation { first } => format!("has the same name as row {first}"),
        Kind::TooManyTasks { found, most } => format!("has {found} tasks, at most {most} are possible"),
        Kind::TasksJoined { first } => format!("is the one of row {first}, to which its tasks were added"),
        Kind::BallotFull { most } => format!("the ballot has {most} entries already, so this row was not taken"),
        Kind::OnlyYear { found } => format!("“{found}” is only a year, so it was left out"),
    }
}

fn way_out(kind: &Kind) -> Phrase {
    match kind {
        Kind::TooLarge { .. } | Kind::TooManyRows { .. } => phrase(
            "Chỉ chép những dòng cần lấy phiếu rồi dán lại.",
            "Copy only the rows that belong on the ballot, and paste again.",
        ),
        Kind::Nothing => {
            phrase("Chép danh sách trong bảng tính rồi dán lại.", "Copy the list in the spreadsheet, and paste again.")
        }
        Kind::NoNameColumn => phrase(
            "Ghi “Họ và tên” (hoặc “Đơn vị”, “Nội dung”) ở đầu cột tên, chép cả dòng tiêu đề rồi dán lại.",
            "Head the column of names with “Họ và tên”, copy the headings too, and paste again.",
        ),
        Kind::NoName | Kind::NotAName { .. } => phrase(
            "Ghi tên bằng chữ; nếu là dòng thừa thì không cần sửa, dòng này không được lấy.",
            "Write the name in letters; if the row is not needed, leave it: it was not taken.",
        ),
        Kind::OldTypeface { .. } => phrase(
            "Chuyển danh sách sang Unicode rồi dán lại, hoặc gõ lại bằng bộ gõ đặt ở chế độ Unicode dựng sẵn.",
            "Convert the list to Unicode and paste again, or type it anew with an input method set to composed Unicode.",
        ),
        Kind::TooLong { .. } => phrase("Viết ngắn lại.", "Shorten it."),
        Kind::Invisible { .. } | Kind::ForeignLetter { .. } => phrase(
            "Xóa hết nội dung của ô này rồi gõ lại bằng bàn phím, không dán từ nơi khác.",
            "Clear the cell and type it anew from the keyboard instead of pasting it.",
        ),
        Kind::NotASalutation { .. } => phrase(
            "Ghi Ông, Bà hoặc Đồng chí, hay Nam hoặc Nữ; nếu không cần thì để trống.",
            "Write Ông, Bà or Đồng chí, or Nam or Nữ; leave it empty if it is not needed.",
        ),
        Kind::BadDate { .. } => phrase(
            "Viết như 30/04/1975, năm đủ bốn chữ số, từ 1900 đến 2099; nếu không rõ thì để trống.",
            "Write it like 30/04/1975, the year with four digits, from 1900 to 2099; leave it empty if it is not known.",
        ),
        Kind::MonthFirst { .. } | Kind::DayOrMonth { .. } => phrase(
            "Trong bảng tính, định dạng cả cột theo ngày/tháng/năm, ví dụ 30/04/1975, rồi dán lại.",
            "In the spreadsheet, format the whole column as day/month/year, e.g. 30/04/1975, and paste again.",
        ),
        Kind::SamePerson { .. } => phrase(
            "Nếu là một người thì xóa một dòng và ghi các chức vụ vào cùng một ô; nếu là hai người thì kiểm tra lại \
             ngày sinh, hoặc ghi thêm (A), (B) sau tên.",
            "If it is one person, delete one row and write the posts into one cell; if they are two, check the dates \
             of birth, or add (A) and (B) after the names.",
        ),
        Kind::SameName { .. } => phrase(
            "Ghi ngày sinh hoặc chức vụ, đơn vị ở cả hai dòng để phân biệt; nếu là một người thì xóa một dòng.",
            "Give the date of birth, or post or unit, in both rows to tell them apart; if it is one person, delete one.",
        ),
        Kind::SameOrganisation { .. } => phrase(
            "Ghi tên đầy đủ hơn để phân biệt; nếu ghi hai lần thì xóa một dòng.",
            "Write fuller names that tell them apart; delete one row if it was entered twice.",
        ),
        Kind::TooManyTasks { .. } => {
            phrase("Bỏ bớt, hoặc gộp những việc nhỏ.", "Leave some out, or put small ones together.")
        }
        Kind::TasksJoined { .. } => phrase(
            "Nếu là hai người khác nhau, xin ghi ngày sinh hoặc chức vụ ở cả hai dòng.",
            "If they are two, give the date of birth or the post in both rows.",
        ),
        Kind::BallotFull { .. } => phrase(
            "Bỏ bớt những dòng không cần, hoặc chia danh sách thành hai phiếu.",
            "Leave out rows that are not needed, or divide the list into two ballots.",
        ),
        Kind::OnlyYear { .. } => phrase(
            "Nếu cần ngày sinh thì ghi đủ, ví dụ 30/04/1975; nếu không thì không cần sửa.",
            "If the date of birth is needed, write all of it, e.g. 30/04/1975; otherwise nothing need be done.",
        ),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::survey::{Pasted, SubjectKind};

    fn told(text: &str, lang: Lang) -> Vec<String> {
        let told = |fault: &PastedFault| {
            let Explained { what, way_out } = fault.explain(lang);
            format!("{what} {way_out}")
        };
        match Pasted::read(text, SubjectKind::Person) {
            Ok(list) => list.faults().chain(list.rows.iter().flat_map(|row| &row.notices)).map(told).collect(),
            Err(fault) => vec![told(&fault)],
        }
    }

    #[test]
    fn a_fault_names_row_and_column_then_what_is_wrong_then_the_way_out() {
        let text = "STT\tHọ tên\tNgày sinh\n1\tLê An\t31/4/1975";
        assert_eq!(
            told(text, Lang::Vi),
            ["Dòng 2, cột 3 (ngày sinh): “31/4/1975” không phải là một ngày có thật viết theo ngày/tháng/năm. \
              Viết như 30/04/1975, năm đủ bốn chữ số, từ 1900 đến 2099; nếu không rõ thì để trống."]
        );
        assert_eq!(
            told(text, Lang::En),
            ["Row 2, column 3 (date of birth): “31/4/1975” is not an existing date as day/month/year. Write it like \
              30/04/1975, the year with four digits, from 1900 to 2099; leave it empty if it is not known."]
        );
        assert_eq!(
            told("", Lang::Vi),
            ["Danh sách dán vào: chưa có nội dung. Chép danh sách trong bảng tính rồi dán lại."]
        );
    }

    #[test]
    fn two_of_one_name_are_told_that_a_birth_date_or_post_is_needed() {
        assert_eq!(
            told("Lê Văn An\nLê Văn An", Lang::Vi),
            ["Dòng 2: trùng họ tên với dòng 1, người bỏ phiếu không có gì để phân biệt. \
              Ghi ngày sinh hoặc chức vụ, đơn vị ở cả hai dòng để phân biệt; nếu là một người thì xóa một dòng."]
        );
    }

    #[test]
    fn a_year_alone_is_told_as_left_out() {
        let told = told("Họ tên\tNăm sinh\nLê An\t1975", Lang::Vi).concat();
        assert!(told.starts_with("Dòng 2, cột 2 (ngày sinh): “1975” chỉ là năm sinh nên không được đưa vào phiếu."));
    }

    #[test]
    fn every_fault_is_one_sentence_and_has_a_way_out_in_both_languages() {
        let found = || "x".to_owned();
        let kinds = [
            Kind::TooLarge { bytes: 2, limit: 1 },
            Kind::TooManyRows { rows: 2, limit: 1 },
            Kind::Nothing,
            Kind::NoNameColumn,
            Kind::NoName,
            Kind::NotAName { found: found() },
            Kind::OldTypeface { found: found() },
            Kind::TooLong { found: 301, most: 300 },
            Kind::Invisible { code_point: "U+202E".into() },
            Kind::ForeignLetter { letter: "А".into(), code_point: "U+0410".into() },
            Kind::NotASalutation { found: found() },
            Kind::BadDate { found: found() },
            Kind::MonthFirst { found: found() },
            Kind::DayOrMonth { found: found(), row: 1 },
            Kind::SamePerson { first: 1 },
            Kind::SameName { first: 1 },
            Kind::SameOrganisation { first: 1 },
            Kind::TooManyTasks { found: 31, most: 30 },
            Kind::TasksJoined { first: 1 },
            Kind::BallotFull { most: 100 },
            Kind::OnlyYear { found: found() },
        ];
        for kind in kinds {
            let fault = PastedFault { at: PastedPlace::Row(1), kind };
            let [vi, en] = [Lang::Vi, Lang::En].map(|lang| fault.explain(lang));
            assert!(vi.what != en.what && vi.way_out != en.way_out, "{fault:?}");
            for Explained { what, way_out } in [vi, en] {
                assert!(what.ends_with('.') && !what.ends_with("..") && way_out.ends_with('.'), "{what} {way_out}");
                assert!(!way_out.contains("  "), "{way_out}");
            }
        }
    }
}
