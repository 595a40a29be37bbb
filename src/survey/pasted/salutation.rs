//! Ông, Bà, Đồng chí: in a column of their own, as a sex, or in front of the name.

use super::ids::bare;

/// The form of address that a cell means; a sex means the one for adults.
pub(super) fn salutation(cell: &str) -> Option<&'static str> {
    match bare(cell).as_str() {
        "ong" | "nam" | "mr" | "male" | "m" => Some("Ông"),
        "ba" | "nu" | "mrs" | "ms" | "female" | "f" => Some("Bà"),
        "dong chi" | "d c" | "dc" => Some("Đồng chí"),
        _ => None,
    }
}

/// The form of address in front of a name of at least two words, and the name. The tones must stand, for Ba is a
/// name; but Ông is a family, too (Ông Ích Khiêm): the caller looks at what the other rows have.
pub(super) fn in_front(cell: &str) -> Option<(&'static str, &str)> {
    let (first, name) = cell.split_once(' ')?;
    let (said, name) = match first.to_lowercase().trim_end_matches(['.', ':']) {
        "ông" => ("Ông", name),
        "bà" => ("Bà", name),
        "đ/c" | "đc" => ("Đồng chí", name),
        "đồng" => {
            let (second, name) = name.split_once(' ')?;
            (second.to_lowercase() == "chí").then_some(("Đồng chí", name))?
        }
        _ => return None,
    };
    name.contains(' ').then_some((said, name))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_sex_gives_the_form_of_address() {
        for (cell, said) in
            [("Nam", "Ông"), ("NỮ", "Bà"), ("ông", "Ông"), ("Bà", "Bà"), ("Đ/c", "Đồng chí"), ("F", "Bà")]
        {
            assert_eq!(salutation(cell), Some(said));
        }
        assert_eq!(salutation("x"), None);
        assert_eq!(salutation(""), None);
    }

    #[test]
    fn it_may_stand_in_front_of_the_name() {
        assert_eq!(in_front("Ông Nguyễn Văn An"), Some(("Ông", "Nguyễn Văn An")));
        assert_eq!(in_front("BÀ: Lê An"), Some(("Bà", "Lê An")));
        assert_eq!(in_front("Đồng chí Lê An"), Some(("Đồng chí", "Lê An")));
        for name in ["Ba Lê An", "Đồng Văn An", "Bà Lê", "Ông", "Đồng chí An", ""] {
            assert_eq!(in_front(name), None, "{name}");
        }
    }
}
