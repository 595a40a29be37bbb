//! Where the line of a letterhead may end.

/// Words with which the name of a place begins.
const PLACES: [&str; 17] = [
    "xã",
    "phường",
    "thị trấn",
    "thị xã",
    "đặc khu",
    "thôn",
    "ấp",
    "bản",
    "buôn",
    "làng",
    "xóm",
    "khóm",
    "tổ dân phố",
    "khu phố",
    "huyện",
    "tỉnh",
    "thành phố",
];

/// The name of a body before the place it is of, and the place: "Ủy ban Mặt trận Tổ quốc Việt Nam", "xã Mẫu". All is in
/// the first where there is no place, and where the name is one.
pub fn before_place(name: &str) -> [&str; 2] {
    let lower = |text: &str| text.to_lowercase();
    let begins = |at: usize| {
        let (before, rest) = (lower(&name[..at]), lower(&name[at..]));
        let is_place = PLACES.iter().any(|place| rest.strip_prefix(place).is_some_and(|rest| rest.starts_with(' ')));
        // "Xã hội" is no commune, and a co-operative ("hợp tác xã") neither.
        is_place && !rest.starts_with("xã hội") && !before.ends_with("hợp tác ")
    };
    let at = name.match_indices(' ').map(|(space, _)| space + 1).find(|at| begins(*at));
    at.map_or([name, ""], |at| [name[..at].trim_end(), &name[at..]])
}

#[cfg(test)]
mod tests {
    use super::before_place;

    #[test]
    fn a_letterhead_breaks_before_the_place() {
        for (body, place) in [
            ("Ủy ban Mặt trận Tổ quốc Việt Nam", "xã Mẫu"),
            ("BAN CÔNG TÁC MẶT TRẬN", "THÔN MẪU"),
            ("Ban công tác Mặt trận", "tổ dân phố số 3, phường Mẫu"),
            ("Đảng ủy", "xã Mẫu"),
        ] {
            assert_eq!(before_place(&format!("{body} {place}")), [body, place]);
        }
        for name in ["Thôn Mẫu", "Tỉnh ủy Mẫu", "Hợp tác xã chè Mẫu", "Bảo hiểm xã hội", "Mặt trận Tổ quốc", ""]
        {
            assert_eq!(before_place(name), [name, ""]);
        }
    }
}
