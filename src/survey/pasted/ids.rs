//! Words without their marks: identifiers of subjects, and headings however they were typed.

use unicode_normalization::UnicodeNormalization;

use super::super::MAX_ID;
use super::super::characters::is_invisible;

/// An identifier for a subject of this name: its lower-case ASCII letters and digits, words joined by hyphens, at most
/// [`MAX_ID`] characters; "nguyen-van-an", then "nguyen-van-an-2" where that is taken. `otherwise` stands for a name
/// without any such letter; it must itself be an identifier.
pub fn subject_id(name: &str, otherwise: &str, is_taken: impl Fn(&str) -> bool) -> String {
    let mut base = bare(name).replace(' ', "-");
    if base.is_empty() {
        otherwise.clone_into(&mut base);
    }
    let cut = |most: usize| base.get(..most).unwrap_or(&base).trim_end_matches('-').to_owned();
    let first = cut(MAX_ID);
    if !is_taken(&first) {
        return first;
    }
    let numbered = (2_u64..).map(|number| {
        let end = format!("-{number}");
        cut(MAX_ID - end.len()) + &end
    });
    // Of all numbers one is free: nobody has taken that many.
    numbered.into_iter().find(|id| !is_taken(id)).unwrap_or(first)
}

/// The words of a text in lower-case ASCII, without marks and punctuation: "Họ và tên:" gives "ho va ten".
pub(super) fn bare(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for character in text.nfd().filter(|&character| !is_invisible(character)) {
        match character {
            '\u{300}'..='\u{36f}' => {}
            'đ' | 'Đ' | 'ð' | 'Ð' => out.push('d'),
            _ if character.is_ascii_alphanumeric() => out.push(character.to_ascii_lowercase()),
            _ if out.is_empty() || out.ends_with(' ') => {}
            _ => out.push(' '),
        }
    }
    out.truncate(out.trim_end().len());
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_identifier_is_the_name_without_marks() {
        for (name, id) in [
            ("Nguyễn Văn Đức", "nguyen-van-duc"),
            ("Nguye\u{302}\u{303}n Va\u{306}n Đư\u{301}c", "nguyen-van-duc"),
            ("ĐẶNG Ỷ", "dang-y"),
            ("H’Hen  Niê (A)", "h-hen-nie-a"),
            ("李", "nguoi"),
            ("--", "nguoi"),
        ] {
            assert_eq!(subject_id(name, "nguoi", |_| false), id);
        }
    }

    #[test]
    fn a_name_that_comes_again_gets_a_number_and_never_more_than_64_characters() {
        let mut taken: Vec<String> = Vec::new();
        for _ in 0..12 {
            let id = subject_id(&"Ân ".repeat(40), "nguoi", |id| taken.iter().any(|other| other == id));
            assert!(id.len() <= MAX_ID && !taken.contains(&id) && !id.ends_with('-'));
            taken.push(id);
        }
        assert!(taken[1].ends_with("an-2") && taken[11].ends_with("-12"));
    }

    #[test]
    fn a_heading_is_read_without_its_marks() {
        assert_eq!(bare(" Họ và tên:\u{200b} "), "ho va ten");
        assert_eq!(bare("Ông/Bà"), "ong ba");
        assert_eq!(bare("S.T.T"), "s t t");
    }
}
