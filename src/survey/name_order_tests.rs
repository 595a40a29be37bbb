use std::collections::BTreeSet;

use proptest::prelude::*;

use super::*;

/// Made by `tests/data/names/make.py` from tables of its own.
const ELECTION_ORDER: &str = include_str!("../../tests/data/names/election-order.txt");
/// Made by `tests/data/names/make.mjs` with `Intl.Collator("vi")` (node 20.20, ICU 78.2).
const WORD_ORDER: &str = include_str!("../../tests/data/names/word-order.txt");

fn people(names: &[&str]) -> Vec<Subject> {
    names.iter().map(|name| subject(name, SubjectKind::Person)).collect()
}

fn subject(name: &str, kind: SubjectKind) -> Subject {
    let template = crate::testing::survey().subjects.swap_remove(0);
    Subject { name: name.into(), kind, salutation: None, ..template }
}

fn names(subjects: &[Subject]) -> Vec<&str> {
    subjects.iter().map(|subject| subject.name.as_str()).collect()
}

fn sorted(names: &[&str]) -> Vec<String> {
    let mut names: Vec<_> = names.iter().map(|&name| name.to_owned()).collect();
    names.sort_by(|a, b| compare_names(a, b));
    names
}

#[test]
fn names_come_as_the_tables_of_another_program_order_them() {
    let expected: Vec<_> = ELECTION_ORDER.lines().collect();
    assert!(expected.len() >= 200);
    let shuffled: BTreeSet<_> = expected.iter().copied().collect(); // by code points: đ after z, Ẩ after y
    let mut subjects = people(&shuffled.into_iter().collect::<Vec<_>>());
    sort_by_election_rule(&mut subjects);
    assert_eq!(names(&subjects), expected);
    // Typed as base letters and marks, the same.
    let mut decomposed: Vec<String> = expected.iter().rev().map(|name| name.nfd().collect()).collect();
    decomposed.sort_by(|a, b| compare_names(a, b));
    assert_eq!(decomposed.iter().map(|name| name.nfc().collect::<String>()).collect::<Vec<_>>(), expected);
}

#[test]
fn single_words_come_as_icu_orders_them() {
    let expected: Vec<_> = WORD_ORDER.lines().collect();
    let mut words: Vec<_> = expected.iter().rev().copied().collect();
    words.sort_by(|a, b| compare_texts(a, b));
    assert_eq!(words, expected);
}

#[test]
fn the_rule_differs_from_icu_in_that_each_word_has_its_say_before_the_next() {
    // ICU compares the letters of all words first: Hòa Lê before Hoa Trần, read from the given name.
    assert_eq!(sorted(&["Lê Văn Hòa", "Trần Văn Hoa"]), ["Trần Văn Hoa", "Lê Văn Hòa"]);
    assert_eq!(sorted(&["Lê Bá An", "Lê Bà Yên An", "Lê Bà An"]), ["Lê Bà An", "Lê Bà Yên An", "Lê Bá An"]);
    // ICU: hoá before hòa, since o without a tone comes before ò.
    assert_eq!(sorted(&["Lê Hoá", "Lê Hòa", "Lê Hoạ", "Lê Hỏa"]), ["Lê Hòa", "Lê Hỏa", "Lê Hoá", "Lê Hoạ"]);
}

#[test]
fn two_ways_of_writing_one_name_leave_the_order_to_what_comes_next() {
    assert_eq!(sorted(&["Trần Hoà", "Lê Hòa", "Phạm Hoà"]), ["Lê Hòa", "Phạm Hoà", "Trần Hoà"]);
    assert_eq!(sorted(&["LÊ VĂN AN", "Lê Văn An", "lê văn an"]), ["lê văn an", "Lê Văn An", "LÊ VĂN AN"]);
    assert_eq!(sorted(&["Ðinh An", "Đỗ An", "Dương An"]), ["Dương An", "Ðinh An", "Đỗ An"], "the first is Icelandic");
    assert_eq!(compare_names("Lê Hoà", "Lê Hòa"), Ordering::Less);
}

#[test]
fn base_letters_decide_before_tones_and_tones_before_nothing() {
    assert_eq!(sorted(&["Đan", "Dạn", "Dan", "Đa", "Dung"]), ["Dan", "Dạn", "Dung", "Đa", "Đan"]);
    assert_eq!(sorted(&["Ân", "Ăn", "Ạn", "An"]), ["An", "Ạn", "Ăn", "Ân"]);
    assert_eq!(sorted(&["Mạ", "Má", "Mã", "Mả", "Mà", "Ma"]), ["Ma", "Mà", "Mả", "Mã", "Má", "Mạ"]);
    assert_eq!(sorted(&["Lê", "Lê An", "An"]), ["An", "Lê An", "Lê"], "one word is a given name");
}

#[test]
fn names_of_other_peoples_of_vietnam_are_told_apart_by_their_marks() {
    let order = ["Y Bhim", "Y Bhĭm", "Y Bhìm", "Đinh Hơn", "Đinh Hơ̆n", "H'Hen Niê", "H’Lan Niê", "Ksor Wưn", "Y Zăn"];
    let mut names = order;
    names.reverse();
    assert_eq!(sorted(&names), order);
}

#[test]
fn what_stands_in_brackets_is_no_given_name() {
    assert_eq!(
        sorted(&["Lê An (B)", "Lê Bình", "Lê An (A)", "Lê An", "(A)", "( "]),
        ["( ", "(A)", "Lê An", "Lê An (A)", "Lê An (B)", "Lê Bình"]
    );
}

#[test]
fn of_one_name_the_elder_comes_first_whatever_the_capitals_and_the_unknown_last() {
    let mut subjects = people(&["Lê Văn An", "LÊ VĂN AN", "lê văn an", "Lê Văn Ân"]);
    for (subject, birth) in subjects.iter_mut().zip([Some("1975-04-30"), Some("1960-02-29"), None, None]) {
        subject.birth_date = birth.map(str::to_owned);
    }
    subjects.reverse();
    sort_by_election_rule(&mut subjects);
    assert_eq!(names(&subjects), ["LÊ VĂN AN", "Lê Văn An", "lê văn an", "Lê Văn Ân"]);
}

#[test]
fn organisations_are_read_from_the_first_word_and_follow_the_people() {
    let mut subjects = people(&["Vũ Thị Yến"]);
    let units = ["Trạm Y tế", "Đội An ninh", "Hội Phụ nữ", "Hội Cựu chiến binh", "Ban Quản lý"];
    subjects.splice(0..0, units.iter().map(|name| subject(name, SubjectKind::Organisation)));
    sort_by_election_rule(&mut subjects);
    assert_eq!(
        names(&subjects),
        ["Vũ Thị Yến", "Ban Quản lý", "Đội An ninh", "Hội Cựu chiến binh", "Hội Phụ nữ", "Trạm Y tế"]
    );
}

#[test]
fn by_post_means_by_the_words_of_the_post_and_then_by_name() {
    let mut subjects = people(&["Lê An", "Lê Bình", "Lê Cúc", "Lê Dung", "Lê Ánh"]);
    let posts = [Some("Trưởng thôn"), Some("Phó thôn"), None, Some("phó thôn"), Some("Bí thư chi bộ")];
    for (subject, post) in subjects.iter_mut().zip(posts) {
        subject.post = post.map(str::to_owned);
    }
    sort_by_post(&mut subjects);
    assert_eq!(names(&subjects), ["Lê Ánh", "Lê Bình", "Lê Dung", "Lê An", "Lê Cúc"]);
}

/// Letters, marks, spaces and brackets in any order, and anything else now and then.
fn odd_text() -> impl Strategy<Value = String> {
    let odd = prop_oneof![
        4 => proptest::sample::select("aAâăđĐÐoơƠuz '’( \u{300}\u{301}\u{302}\u{306}\u{31b}\u{323}1".chars().collect::<Vec<_>>()),
        1 => any::<char>(),
    ];
    proptest::collection::vec(odd, 0..8).prop_map(|letters| letters.into_iter().collect())
}

proptest! {
    #![proptest_config(crate::testing::cases(2_000))]

    #[test]
    fn any_texts_have_one_order(a in odd_text(), b in odd_text(), c in odd_text()) {
        for compare in [compare_names, compare_texts] {
            prop_assert_eq!(compare(&a, &b), compare(&b, &a).reverse());
            if compare(&a, &b).is_le() && compare(&b, &c).is_le() {
                prop_assert!(compare(&a, &c).is_le());
            }
            let composed: String = a.nfc().collect();
            prop_assert_eq!(compare(&a, &composed), Ordering::Equal);
            prop_assert_eq!(compare(&composed, &b), compare(&a, &b));
        }
    }
}
