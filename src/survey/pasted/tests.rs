use proptest::prelude::*;

use super::Meaning::{BirthDate, FamilyNames, GivenName, Ignored, Name, Post, Salutation, Serial, Tasks, Unit};
use super::*;
use crate::survey::Survey;
use crate::testing::cases;

const PERSON: SubjectKind = SubjectKind::Person;

fn read(text: &str) -> Pasted {
    Pasted::read(text, PERSON).unwrap()
}

fn meanings(list: &Pasted) -> Vec<Meaning> {
    list.columns.iter().map(|column| column.meaning).collect()
}

fn names(list: &Pasted) -> Vec<String> {
    list.subjects().map(Subject::full_name).collect()
}

/// Row and kind of every fault.
fn faults(list: &Pasted) -> Vec<(usize, Kind)> {
    let row = |at| match at {
        PastedPlace::Row(row) | PastedPlace::Cell { row, .. } => row,
        PastedPlace::List => 0,
    };
    list.faults().map(|fault| (row(fault.at), fault.kind.clone())).collect()
}

/// A survey of these subjects goes through the door of files.
fn survey_of(list: &Pasted) -> Result<Survey, crate::survey::SurveyFaults> {
    let survey = Survey { subjects: list.subjects().cloned().collect(), ..crate::testing::survey() };
    Survey::parse(survey.to_json().as_bytes())
}

fn survey_with_tasks(list: &Pasted) -> Result<Survey, crate::survey::SurveyFaults> {
    let asks = crate::survey::template("viec-dot-pha").unwrap().sample(crate::survey::Mode::Real);
    let survey = Survey { subjects: list.subjects().cloned().collect(), ..asks };
    Survey::parse(survey.to_json().as_bytes())
}

#[test]
fn a_form_of_a_commune_is_read_by_its_headings() {
    let list = read(
        "DANH SÁCH CÁN BỘ LẤY PHIẾU (MẪU)\t\t\t\t\t\t\r\n\r\n\
         STT\tHọ và tên\tGiới tính\tNgày sinh\tChức vụ\tNơi công tác\tĐiện thoại\r\n\
         (1)\t(2)\t(3)\t(4)\t(5)\t(6)\t(7)\r\n\
         1\tNguyễn Văn  An\tNam\t30/4/1975\tTrưởng thôn\tThôn Mẫu\t0123\r\n\
         2\tTrần Thị Bình\tNữ\t1980\t\"Phó\nthôn\"\t-\t\r\n\
         \t\t\t\t\t\t\r\n\
         3\tĐỗ Văn Đức\t\t\t\t\t\r\n",
    );
    assert_eq!(meanings(&list), [Serial, Name, Salutation, BirthDate, Post, Unit, Ignored]);
    assert_eq!(list.columns[5].heading.as_deref(), Some("Nơi công tác"));
    assert_eq!(list.above, [1, 3, 4]);
    assert_eq!(list.rows.iter().map(|row| row.row).collect::<Vec<_>>(), [5, 6, 8]);
    let subjects: Vec<_> = list.subjects().collect();
    let an = Subject {
        id: "nguyen-van-an".into(),
        name: "Nguyễn Văn An".into(),
        salutation: Some("Ông".into()),
        post: Some("Trưởng thôn".into()),
        unit: Some("Thôn Mẫu".into()),
        birth_date: Some("1975-04-30".into()),
        ..crate::testing::survey().subjects[0].clone()
    };
    assert_eq!(*subjects[0], an);
    assert_eq!((subjects[1].post.as_deref(), subjects[1].unit.as_deref()), (Some("Phó thôn"), None));
    assert_eq!(subjects[1].birth_date, None);
    let at = PastedPlace::Cell { row: 6, column: 4, meaning: BirthDate };
    assert_eq!(list.rows[1].notices, [PastedFault { at, kind: Kind::OnlyYear { found: "1980".into() } }]);
    assert_eq!(subjects[2].id, "do-van-duc");
    assert!(survey_of(&list).is_ok());
}

#[test]
fn headings_are_known_without_marks_in_nfd_in_capitals_and_in_english() {
    let of = |headings: &str| meanings(&read(&format!("{headings}\nx\tLê An\tx\tx\tx")));
    assert_eq!(of("TT\tHO TEN\tCHUC VU\tDON VI\tNAM SINH"), [Serial, Name, Post, Unit, BirthDate]);
    let decomposed: String =
        unicode_normalization::UnicodeNormalization::nfd("Stt.\tHọ tên:\tChức danh\tĐơn vị công tác\tÔng/Bà").collect();
    assert_eq!(of(&decomposed), [Serial, Name, Post, Unit, Salutation]);
    assert_eq!(of("No.\tFull name\tPosition\tWorkplace\tDate of birth"), [Serial, Name, Post, Unit, BirthDate]);
    assert_eq!(of("STT\tHọ và tên đệm\tTên\tChức vụ\tĐơn vị"), [Serial, FamilyNames, GivenName, Post, Unit]);
    assert_eq!(of("Mã\tTên\tChức vụ, đơn vị\tGhi chú\tĐịa chỉ")[1..3], [Name, Post]);
}

#[test]
fn without_headings_columns_are_known_by_what_they_hold() {
    let list = read(
        "1;Nam;Nguyễn Văn An;02-9-1970;Trưởng thôn;Thôn Mẫu;abc\n2;Nữ;Y Bhĭm Niê;1.5.1981;Phó Bí thư;UBND xã Mẫu;\n3;Nam;LÊ VĂN CƯỜNG;;;;",
    );
    assert_eq!(meanings(&list), [Serial, Salutation, Name, BirthDate, Post, Unit, Ignored]);
    assert_eq!(names(&list), ["Ông Nguyễn Văn An", "Bà Y Bhĭm Niê", "Ông LÊ VĂN CƯỜNG"]);
    assert!(list.above.is_empty() && list.columns.iter().all(|column| column.heading.is_none()));
    assert_eq!(names(&read("Nguyễn Văn An\nTrần Thị Bình\n")), ["Nguyễn Văn An", "Trần Thị Bình"]);
    assert_eq!(names(&read("an\nbình")), ["an", "bình"], "whatever has letters, if nothing looks like a name");
    assert_eq!(names(&read("Họ tên\nNguyễn Văn An")), ["Nguyễn Văn An"]);
}

#[test]
fn a_heading_says_what_a_column_is_unless_what_it_holds_are_the_only_names() {
    let list = read("STT\tÔng/Bà\tChức vụ\n1\tNguyễn Văn An\tTrưởng thôn\n2\tTrần Thị Bình\tPhó thôn");
    assert_eq!(names(&list), ["Nguyễn Văn An", "Trần Thị Bình"]);
}

#[test]
fn a_name_in_two_columns_is_put_together() {
    for text in [
        "Họ đệm\tTên\tChức vụ\nNguyễn Văn\tAn\tA\nTrần Thị\tBình\tB",
        "Họ và tên\t\tChức vụ\nNguyễn Văn\tAn\tA\nTrần Thị\tBình\tB",
        "1\tNguyễn Văn\tAn\n2\tTrần Thị\tBình",
    ] {
        assert_eq!(names(&read(text)), ["Nguyễn Văn An", "Trần Thị Bình"], "{text}");
    }
}

#[test]
fn numbers_and_forms_of_address_before_the_name_are_not_part_of_it() {
    assert_eq!(
        names(&read("1. Ông Nguyễn Văn An\n2) Bà Trần Thị Bình\n- Lê Cúc")),
        ["Ông Nguyễn Văn An", "Bà Trần Thị Bình", "Lê Cúc"]
    );
    let family = read("Ông Ích Khiêm (MẪU)\nTrần Thị Bình\nLê Cúc");
    assert_eq!(
        family.subjects().next().unwrap().name,
        "Ông Ích Khiêm (MẪU)",
        "a family, if the others have no such word"
    );
}

#[test]
fn organisations_have_neither_salutation_nor_date_of_birth() {
    let text = "STT\tĐơn vị\tGiới tính\tNgày sinh\n1\tHội Phụ nữ thôn Mẫu\tNữ\t1/2/1990\n2\tHội Phụ nữ thôn Mẫu\t\t";
    let list = Pasted::read(text, SubjectKind::Organisation).unwrap();
    assert_eq!(names(&list), ["Hội Phụ nữ thôn Mẫu"]);
    assert_eq!(faults(&list), [(3, Kind::SameOrganisation { first: 2 })]);
    let units = Pasted::read("Tổ chức Đảng thôn Mẫu\nĐơn vị quản lý chợ", SubjectKind::Organisation).unwrap();
    assert_eq!(names(&units), ["Tổ chức Đảng thôn Mẫu", "Đơn vị quản lý chợ"], "no headings");
    assert!(survey_of(&list).is_ok());
    let told = [Serial, Name, Salutation, BirthDate];
    assert!(survey_of(&Pasted::read_as(text, SubjectKind::Organisation, &told).unwrap()).is_ok());
}

#[test]
fn whoever_pastes_may_say_what_the_columns_are() {
    let told = [Post, Name];
    let list = Pasted::read_as("Nguyễn Văn An\tTrần Thị Bình\tx", PERSON, &told).unwrap();
    assert_eq!(names(&list), ["Trần Thị Bình"]);
    assert_eq!(list.subjects().next().unwrap().post.as_deref(), Some("Nguyễn Văn An"));
    assert_eq!(Pasted::read_as("An", PERSON, &[Post]), Err(of_list(Kind::NoNameColumn)));
}

#[test]
fn a_bad_row_has_all_its_faults_and_takes_no_good_one_with_it() {
    let long = "A ".repeat(200);
    let list = read(&format!(
        "Họ tên\tGiới tính\tNgày sinh\tChức vụ\n\
         Lê An\tNam\t30/4/1975\tA\n\
         \tNam\t1/1/1970\tB\n\
         Lê\u{202e} Bình\tx\t31/4/1975\tC\u{200b}\n\
         {long}\t\t\t\n\
         123\t\t\t\n\
         NguyÔn V¨n An\t\t\t\n\
         Lê Cúc\t\t\t"
    ));
    assert_eq!(names(&list), ["Ông Lê An", "Lê Cúc"]);
    let invisible = |code_point: &str| Kind::Invisible { code_point: code_point.into() };
    assert_eq!(
        faults(&list),
        [
            (3, Kind::NoName),
            (4, Kind::NotASalutation { found: "x".into() }),
            (4, invisible("U+202E")),
            (4, invisible("U+200B")),
            (4, Kind::BadDate { found: "31/4/1975".into() }),
            (5, Kind::TooLong { found: 399, most: MAX_LINE }),
            (6, Kind::NotAName { found: "123".into() }),
            (7, Kind::OldTypeface { found: "NguyÔn V¨n An".into() }),
        ]
    );
}

#[test]
fn where_one_date_has_the_month_first_the_others_are_not_guessed() {
    let list = read("Họ tên\tNgày sinh\nLê An\t04/30/1975\nLê Bình\t05/04/1975\nLê Cúc\t30/4/1975\nLê Dung\t3/3/1975");
    assert_eq!(names(&list), ["Lê Cúc", "Lê Dung"]);
    assert_eq!(
        faults(&list),
        [
            (2, Kind::MonthFirst { found: "04/30/1975".into() }),
            (3, Kind::DayOrMonth { found: "05/04/1975".into(), row: 2 })
        ]
    );
}

#[test]
fn what_only_looks_different_to_a_machine_is_the_same_name() {
    // A caron for the breve; capitals; an l for an I. And a Đ that is none, which old documents have, is made one.
    let list = read("Lê Văn An\nLê Vǎn An\nLÊ VĂN AN\nTrần Mẫu I\nTrần Mẫu l\nÐỗ Mẫu\nĐỗ Mẫu");
    assert_eq!(names(&list), ["Lê Văn An", "Trần Mẫu I", "Đỗ Mẫu"]);
    let same = |row: usize, first: usize| (row, Kind::SameName { first });
    assert_eq!(faults(&list), [same(2, 1), same(3, 1), same(5, 4), same(7, 6)]);
    let list = read("Lê Vаn An"); // а of the Cyrillic alphabet
    assert_eq!(faults(&list), [(1, Kind::ForeignLetter { letter: "а".into(), code_point: "U+0430".into() })]);
}

#[test]
fn two_of_one_name_need_something_that_both_have_to_tell_them_apart() {
    let list = read(
        "Họ tên\tNgày sinh\tChức vụ\n\
         Lê Hoà\t30/4/1975\tTrưởng thôn\n\
         LÊ HÒA\t30/4/1975\tBí thư\n\
         Lê Hòa\t1/5/1975\tTrưởng thôn\n\
         Lê Hòa\t\t\n\
         Lê Hòa\t1975\ttrưởng thôn\n\
         Lê Hòa\t\tPhó thôn\n\
         Lê Hóa\t\t",
    );
    assert_eq!(
        list.subjects().map(|s| s.id.as_str()).collect::<Vec<_>>(),
        ["le-hoa", "le-hoa-2", "le-hoa-3", "le-hoa-4"]
    );
    assert_eq!(
        faults(&list),
        [(3, Kind::SamePerson { first: 2 }), (5, Kind::SameName { first: 2 }), (6, Kind::SameName { first: 2 })]
    );
    assert!(survey_of(&list).is_ok());
}

#[test]
fn a_name_s_heading_is_one_beside_whatever_stands_there() {
    let list = read("Tên\tThành tích\nLê Văn An\tHiến đất làm đường\nTrần Thị Bình\tDạy nghề");
    assert_eq!(names(&list), ["Lê Văn An", "Trần Thị Bình"]);
    assert_eq!(meanings(&list), [Name, Ignored]);
    let left_out: Vec<_> = list.left_out().map(|(at, column)| (at, column.heading.as_deref())).collect();
    assert_eq!(left_out, [(2, Some("Thành tích"))], "and what was not taken is known");
    assert_eq!(names(&read("Họ và tên\tMàu áo\nLê Văn An\txanh")), ["Lê Văn An"]);
    let units = Pasted::read("Cơ quan\tViệc đã làm\nSở Mẫu\tx", SubjectKind::Organisation).unwrap();
    assert_eq!(names(&units), ["Sở Mẫu"]);
    let matters = Pasted::read("STT\tNội dung\n1\tLàm đường", SubjectKind::Matter).unwrap();
    assert_eq!(names(&matters), ["Làm đường"]);
    assert_eq!(names(&read("Hồ\tAn\nLê\tBình")).len(), 2, "a family that reads like a heading without its marks");
}

#[test]
fn a_column_of_tasks_is_read_where_tasks_are_asked_about() {
    let wanted = Wanted { kind: PERSON, tasks: true };
    let text = "STT\tHọ tên\tNhiệm vụ\n\
        1\tLê Văn An\tLàm đường; Xây cầu\n\
        2\tTrần Thị Bình\t\"1. Dạy nghề\n2) Trồng cây;\"\n\
        \t\tTrồng cây\n\
        \t\tĐào giếng\n\
        3\tLÊ VĂN AN\tSửa chợ\n\
        4\tLê Văn An\t";
    let list = Pasted::read(text, wanted).unwrap();
    assert_eq!(meanings(&list), [Serial, Name, Tasks]);
    let tasks = |at: usize| -> Vec<String> {
        let subject: &Subject = list.subjects().nth(at).unwrap();
        subject.tasks.iter().map(|task| format!("{} {}", task.id, task.text)).collect()
    };
    assert_eq!(tasks(0), ["viec-1 Làm đường", "viec-2 Xây cầu", "viec-3 Sửa chợ"]);
    assert_eq!(tasks(1), ["viec-1 Dạy nghề", "viec-2 Trồng cây", "viec-3 Đào giếng"]);
    assert_eq!(list.joined, [4, 5, 6]);
    assert_eq!(list.rows[0].notices[0].kind, Kind::TasksJoined { first: 2 });
    assert_eq!(faults(&list), [(7, Kind::SameName { first: 2 })], "with no task to add it is a fault as ever");
    // Where nothing is asked about tasks, they are not read; whoever pastes sees that.
    let list = read("Họ tên\tNhiệm vụ\nLê Văn An\tLàm đường");
    assert_eq!(list.left_out().count(), 1);
    assert!(list.subjects().all(|subject| subject.tasks.is_empty()) && survey_of(&list).is_ok());
    let many =
        format!("Họ tên\tNhiệm vụ\nLê Văn An\t{}", (0..40).map(|n| format!("Việc {n}")).collect::<Vec<_>>().join(";"));
    let list = Pasted::read(&many, wanted).unwrap();
    assert_eq!(faults(&list), [(2, Kind::TooManyTasks { found: 40, most: MAX_TASKS })]);
}

#[test]
fn name_and_post_typed_in_one_line_are_parted_at_the_first_comma_or_dash() {
    let posts = |text: &str| -> Vec<String> {
        let one = |subject: &Subject| format!("{}|{}", subject.full_name(), subject.post.as_deref().unwrap_or("-"));
        read(text).subjects().map(one).collect()
    };
    assert_eq!(
        posts("Nguyễn Văn Hòa, Bí thư Chi bộ\nÔng Lò Văn Mẫu - Chủ tịch UBND xã\n4- Ông Lê Văn An – Kế toán, thủ quỹ"),
        ["Nguyễn Văn Hòa|Bí thư Chi bộ", "Ông Lò Văn Mẫu|Chủ tịch UBND xã", "Ông Lê Văn An|Kế toán, thủ quỹ"]
    );
    // One line of many with a comma was a name as a whole; so was a single one with a dash.
    assert_eq!(
        posts("Lê Văn An\nLê Văn Bình, Kế toán\nLê Văn Cúc"),
        ["Lê Văn An|-", "Lê Văn Bình|Kế toán", "Lê Văn Cúc|-"]
    );
    assert_eq!(posts("1/ Lê Văn An — Trưởng thôn"), ["Lê Văn An|Trưởng thôn"]);
    assert_eq!(posts("1. Nguyễn Văn An\tTrưởng thôn"), ["Nguyễn Văn An|Trưởng thôn"]);
    // What is no such list stays what it was.
    assert_eq!(posts("Lê Văn An,30/4/1975\nLê Văn Bình,1/5/1970"), ["Lê Văn An|-", "Lê Văn Bình|-"]);
    assert_eq!(posts("1,Lê Văn An,Bí thư\n2,Lê Văn Bình,Phó bí thư"), ["Lê Văn An|Bí thư", "Lê Văn Bình|Phó bí thư"]);
    let matters = "Làm đường ngõ 3, mỗi hộ 2 ngày công\n2.000.000 đồng mỗi hộ, góp hai lần\n3- 4 cột đèn";
    let matters = Pasted::read(matters, SubjectKind::Matter).unwrap();
    assert_eq!(
        names(&matters),
        ["Làm đường ngõ 3, mỗi hộ 2 ngày công", "2.000.000 đồng mỗi hộ, góp hai lần", "3- 4 cột đèn"]
    );
}

#[test]
fn a_number_before_a_name_is_no_part_of_it_however_it_is_written() {
    for text in ["1. Lê An", "1) Lê An", "4- Lê An", "4 - Lê An", "4/ Lê An", "4/Lê An", "- Lê An", "4. - Lê An"]
    {
        assert_eq!(without_number(without_number(text)), "Lê An", "{text}");
    }
    for text in ["3/4 số hộ", "2 - 3 ngày công", "2.000 đồng", "1.5 km"] {
        assert_eq!(without_number(text), text);
    }
}

#[test]
fn a_whole_list_is_refused_only_if_nothing_of_it_can_be_read() {
    let refused = |text: &str| Pasted::read(text, PERSON).unwrap_err().kind;
    assert_eq!(refused(" \n\t\n"), Kind::Nothing);
    assert_eq!(refused("1\t2\n3\t4"), Kind::NoNameColumn);
    let bytes = MAX_PASTED_BYTES + 1;
    assert_eq!(refused(&"a".repeat(bytes)), Kind::TooLarge { bytes, limit: MAX_PASTED_BYTES });
    assert_eq!(refused(&"a\n".repeat(1_001)), Kind::TooManyRows { rows: 1_001, limit: MAX_PASTED_ROWS });
}

#[test]
fn of_five_hundred_rows_with_faults_the_first_hundred_good_ones_fill_the_ballot() {
    let row = |n: usize| match n % 5 {
        0 => format!("{n}\t\t1/1/1970\n"),
        1 => format!("{n}\tLê Văn An\t{}/{}/1970\n", n % 28 + 1, n / 28 % 12 + 1),
        2 => format!("{n}\tTrần Thị Bình\t31/2/1970\n"),
        _ => format!("{n}\tPhạm Văn {}\t\n", "Cường ".repeat(n % 40)),
    };
    let text: String = core::iter::once("STT\tHọ tên\tNgày sinh\n".into()).chain((0..500).map(row)).collect();
    let list = read(&text);
    assert_eq!(list.rows.len(), 500);
    assert_eq!(list.subjects().count(), MAX_SUBJECTS);
    assert!(faults(&list).iter().any(|(_, kind)| *kind == Kind::BallotFull { most: MAX_SUBJECTS }));
    assert!(survey_of(&list).is_ok());
}

#[test]
fn a_hostile_list_of_the_largest_size_is_read_to_its_end() {
    let wide = format!("Họ tên\n{}", "Lê An\t".repeat(MAX_PASTED_BYTES / 10));
    let same = "Lê Văn An\n".repeat(999);
    let dotted = format!("Lê {}\n", "\u{323}".repeat(500)).repeat(500);
    for text in [wide, same, dotted] {
        let _ = Pasted::read(&text, PERSON);
    }
}

/// Cells such as lists have, and such as they should not have.
fn cell() -> impl Strategy<Value = String> {
    let known: &[&str] = &[
        "",
        "",
        "Lê An",
        "Lê An",
        "Trần Thị Bình",
        "Ông Lê An",
        "Nguyễn Văn",
        "Thị",
        "1",
        "2.",
        "Nam",
        "Nữ",
        "x",
        "-",
        "1975",
        "1/2/1975",
        "2/1/1975",
        "13/13/1975",
        "12/31/1975",
        "Trưởng thôn",
        "UBND xã",
        "Họ tên",
        "Chức vụ",
        "Ngày sinh",
        "STT",
        "Tên",
        "Nhiệm vụ",
        "Làm đường; Xây cầu",
        "Le\u{302} An",
        "Lê\u{200b}",
        "\u{301}",
        "李",
        "Đ/c Lê Văn An",
        "(A)",
        "a-2",
        "NguyÔn V¨n",
    ];
    let any_text = any::<String>().prop_map(|text| text.replace(['\t', '\n', '\r', '"'], ""));
    prop_oneof![12 => proptest::sample::select(known).prop_map(str::to_owned), 1 => any_text]
}

fn kind() -> impl Strategy<Value = SubjectKind> {
    proptest::sample::select(&[SubjectKind::Person, SubjectKind::Organisation][..])
}

proptest! {
    #![proptest_config(cases(250))]

    #[test]
    fn no_text_makes_the_reader_panic(text in any::<String>(), pieces in proptest::collection::vec("[\"\t,;\n\r a1]{0,4}", 0..30)) {
        for text in [text, pieces.concat()] {
            if let Ok(list) = Pasted::read(&text, PERSON) {
                prop_assert!(list.subjects().count() == 0 || survey_of(&list).is_ok());
            }
        }
    }

    #[test]
    fn every_row_that_is_not_empty_has_one_outcome_and_the_good_ones_make_a_survey(
        rows in proptest::collection::vec(proptest::collection::vec(cell(), 1..6), 1..30),
        kind in kind(),
        tasks in any::<bool>(),
    ) {
        let text = rows.iter().map(|row| row.join("\t") + "\t\n").collect::<String>();
        let filled: Vec<_> = (1..).zip(text.lines()).filter(|(_, line)| !line.trim().is_empty()).map(|(row, _)| row).collect();
        let Ok(list) = Pasted::read(&text, Wanted { kind, tasks }) else { return Ok(()) };
        let rows = list.rows.iter().map(|row| row.row).chain(list.joined.iter().copied());
        let mut outcomes: Vec<usize> = list.above.iter().copied().chain(rows).collect();
        outcomes.sort_unstable();
        prop_assert_eq!(outcomes, filled, "in order, none lost, none twice");
        for row in &list.rows {
            prop_assert!(row.outcome.as_ref().err().is_none_or(|faults| !faults.is_empty()));
        }
        if list.subjects().next().is_some() {
            let asks = |list: &Pasted| list.subjects().any(|subject| !subject.tasks.is_empty());
            let survey = if asks(&list) { survey_with_tasks(&list) } else { survey_of(&list) };
            prop_assert!(survey.is_ok(), "{:?}", survey);
        }
    }
}
