use serde_json::Value;

use super::super::survey_places::step_in_words;
use super::*;
use crate::survey::Survey;

fn told(at: &str, kind: Kind, lang: Lang) -> String {
    let told = SurveyFault { at: at.into(), kind }.explain(lang);
    format!("{} {}", told.what, told.way_out)
}

#[test]
fn a_fault_names_its_place_in_words_then_what_happened_then_the_way_out() {
    assert_eq!(
        told("subjects[2].name", Kind::Empty, Lang::Vi),
        "Người thứ 3, họ tên (subjects[2].name): để trống. Ghi nội dung vào mục này."
    );
    assert_eq!(
        told("subjects[2].name", Kind::Empty, Lang::En),
        "Subject 3, name (subjects[2].name): is empty. Fill it in."
    );
    assert_eq!(
        told("subjects[3]", Kind::SameSubject { first: "subjects[0]".into() }, Lang::Vi),
        "Người thứ 4 (subjects[3]): người bỏ phiếu không phân biệt được với người thứ 1 (subjects[0]). \
         Ghi thêm chức vụ, đơn vị hoặc ngày sinh để phân biệt; nếu ghi hai lần thì xóa một."
    );
    let range = Kind::OutOfRange { least: 1, most: 100, found: 101 };
    assert_eq!(
        told("subjects", range, Lang::Vi),
        "Danh sách người được lấy phiếu (subjects): có số mục là 101, phải từ 1 đến 100. \
         Thêm hoặc bớt cho nằm trong giới hạn."
    );
    let no_word = Kind::NotOneOf { allowed: vec!["state".into(), "party".into()], found: "x".into() };
    assert_eq!(
        told("issuer.heading", no_word, Lang::En),
        "Issuer, heading (issuer.heading): must be “state” or “party”, not “x”. Take one of the allowed words, spelt exactly so."
    );
}

#[test]
fn a_number_that_is_no_length_is_not_called_one() {
    let range = || Kind::OutOfRange { least: 1, most: 3, found: 4 };
    let choice = told("questions[0].answer.choose.at_most", range(), Lang::En);
    assert!(choice.starts_with("Question 1, answer, choice, most that may be chosen (questions[0]"), "{choice}");
    assert!(choice.contains("the value is 4, it must be 1 to 3"), "{choice}");
    for at in ["rules.quorum.large.present", "questions[0].answer.score.max", "rules.grades.bands[0].at_least"] {
        assert!(told(at, range(), Lang::Vi).contains("giá trị là 4"), "{at}");
    }
    assert!(told("subjects[0].tasks", range(), Lang::Vi).contains("số mục là 4"));
}

#[test]
fn a_place_without_words_is_its_path() {
    assert_eq!(place("", Lang::Vi), "Cả tệp");
    assert_eq!(place("mau", Lang::Vi), "Mục “mau”");
    assert_eq!(place("subjects[0].salutaton", Lang::En), "Subject 1 (subjects[0].salutaton)");
    for odd in [".", "[", "]", "a]", "[]", "subjects[", "subjects[99999999999].x", "ẫ[x]", "subjects[0", "..levels[1]"]
    {
        assert!(place(odd, Lang::Vi).contains(odd), "{odd}");
    }
}

#[test]
fn every_member_of_a_survey_has_words_in_both_languages() {
    fn walk(value: &Value, at: &str) {
        match value {
            Value::Object(members) => {
                for (name, member) in members {
                    let here = if at.is_empty() { name.clone() } else { format!("{at}.{name}") };
                    let parent = at.rsplit('.').next().unwrap().split('[').next().unwrap();
                    assert!(step_in_words(parent, name, false).is_some(), "{here}");
                    walk(member, &here);
                }
            }
            Value::Array(items) => {
                items.iter().enumerate().for_each(|(index, item)| walk(item, &format!("{at}[{index}]")));
            }
            _ => {}
        }
    }
    walk(&serde_json::from_str(include_str!("../../tests/data/second.survey.json")).unwrap(), "");
    walk(&serde_json::to_value(Survey::practice()).unwrap(), "");
    walk(&serde_json::to_value(crate::testing::every_kind()).unwrap(), "");
    for template in crate::survey::templates() {
        walk(&serde_json::to_value(template.sample(crate::survey::Mode::Real)).unwrap(), "");
    }
}

#[test]
fn an_unreadable_file_is_explained_without_the_parsers_words_where_the_cause_is_known() {
    let told = |bytes: &[u8]| {
        let fault = crate::survey::json::parse(bytes, 100).unwrap_err().explain(Lang::Vi);
        format!("{} {}", fault.what, fault.way_out)
    };
    assert_eq!(
        told(b"{\"a\":1,"),
        "Tệp bị cụt: kết thúc giữa chừng ở dòng 1, cột 7. Chép hoặc tải lại tệp từ nơi đã tạo ra nó."
    );
    assert_eq!(
        told(b"{\"a\":1,\n\"a\":2}"),
        "Ở dòng 2, cột 3, mục “a” được ghi hai lần. Xóa một trong hai: nếu để cả hai, mỗi máy có thể hiểu một khác."
    );
    assert!(told("[\"Ma\u{302}u\"]".as_bytes()).contains("Unicode dựng sẵn"));
    assert!(told(b"\xff\xfe").contains("UTF-8 (byte thứ 1)"));
    assert!(told(b"[1.5]").contains("số nguyên"));
    assert!(told(&[b' '; 101]).contains("101 byte"));
    let format = JsonFault::WrongFormat { expected: "hom-phieu/survey".into(), found: "hom-phieu/box".into() };
    assert_eq!(format.explain(Lang::Vi).what, "Đây không phải là tệp phiếu (survey): đây là tệp hòm phiếu (box).");
    // A kiosk that was shown another code named it as “hom-phieu/hand-in”, which says nothing to a teller.
    let phone = JsonFault::WrongFormat { expected: "hom-phieu/hand-in".into(), found: "hom-phieu/opening".into() };
    assert_eq!(
        phone.explain(Lang::Vi).what,
        "Đây không phải là tệp phiếu chuyển từ điện thoại: đây là tệp mở đợt (opening)."
    );
    let other = JsonFault::WrongFormat { expected: "hom-phieu/join".into(), found: "xml".into() };
    assert_eq!(other.explain(Lang::Vi).what, "Đây không phải là tệp tham gia của máy phụ (join): tệp ghi “xml”.");
}
