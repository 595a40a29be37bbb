//! Provinces and cities since 1-7-2025, and what became of those before.

/// The 34 provinces and cities (tỉnh, thành phố trực thuộc trung ương), in the order of the alphabet.
pub const PROVINCES: [&str; 34] = [
    "An Giang",
    "Bắc Ninh",
    "Cà Mau",
    "Cao Bằng",
    "Cần Thơ",
    "Đà Nẵng",
    "Đắk Lắk",
    "Điện Biên",
    "Đồng Nai",
    "Đồng Tháp",
    "Gia Lai",
    "Hà Nội",
    "Hà Tĩnh",
    "Hải Phòng",
    "Huế",
    "Hưng Yên",
    "Khánh Hòa",
    "Lai Châu",
    "Lạng Sơn",
    "Lào Cai",
    "Lâm Đồng",
    "Nghệ An",
    "Ninh Bình",
    "Phú Thọ",
    "Quảng Ngãi",
    "Quảng Ninh",
    "Quảng Trị",
    "Sơn La",
    "Tây Ninh",
    "Thái Nguyên",
    "Thanh Hóa",
    "Thành phố Hồ Chí Minh",
    "Tuyên Quang",
    "Vĩnh Long",
];

/// The 29 that are no more, each with the one that it belongs to now.
const MERGED: [(&str, &str); 29] = [
    ("Bà Rịa - Vũng Tàu", "Thành phố Hồ Chí Minh"),
    ("Bạc Liêu", "Cà Mau"),
    ("Bắc Giang", "Bắc Ninh"),
    ("Bắc Kạn", "Thái Nguyên"),
    ("Bến Tre", "Vĩnh Long"),
    ("Bình Dương", "Thành phố Hồ Chí Minh"),
    ("Bình Định", "Gia Lai"),
    ("Bình Phước", "Đồng Nai"),
    ("Bình Thuận", "Lâm Đồng"),
    ("Đắk Nông", "Lâm Đồng"),
    ("Hà Giang", "Tuyên Quang"),
    ("Hà Nam", "Ninh Bình"),
    ("Hải Dương", "Hải Phòng"),
    ("Hậu Giang", "Cần Thơ"),
    ("Hòa Bình", "Phú Thọ"),
    ("Kiên Giang", "An Giang"),
    ("Kon Tum", "Quảng Ngãi"),
    ("Long An", "Tây Ninh"),
    ("Nam Định", "Ninh Bình"),
    ("Ninh Thuận", "Khánh Hòa"),
    ("Phú Yên", "Đắk Lắk"),
    ("Quảng Bình", "Quảng Trị"),
    ("Quảng Nam", "Đà Nẵng"),
    ("Sóc Trăng", "Cần Thơ"),
    ("Thái Bình", "Hưng Yên"),
    ("Tiền Giang", "Đồng Tháp"),
    ("Trà Vinh", "Vĩnh Long"),
    ("Vĩnh Phúc", "Phú Thọ"),
    ("Yên Bái", "Lào Cai"),
];

/// Is it one of the [`PROVINCES`]? Read as [`merged_into`] reads it.
pub fn is_province(name: &str) -> bool {
    let bare = bare(name);
    PROVINCES.iter().any(|one| self::bare(one) == bare)
}

/// Without what stands in front, and without capitals. People write "Huế", "TP. Huế" and "thành phố Huế".
fn bare(name: &str) -> String {
    let name = super::as_typed(name).to_lowercase();
    let bare = ["tỉnh ", "thành phố ", "tp. ", "tp "].iter().find_map(|front| name.strip_prefix(front));
    bare.map_or_else(|| name.clone(), str::to_owned)
}

/// The province that `name` belongs to since 1-7-2025; `None` for one that still exists, or for no province.
/// "tỉnh" and "thành phố" in front of it do not count, nor do capitals. Records from before may keep the old name.
pub fn merged_into(name: &str) -> Option<&'static str> {
    let bare = bare(name);
    MERGED.iter().find(|(old, _)| old.to_lowercase() == bare).map(|(_, now)| *now)
}

#[cfg(test)]
mod tests {
    use super::super::compare_texts;
    use super::*;

    #[test]
    fn sixty_three_became_thirty_four() {
        assert!(PROVINCES.is_sorted_by(|a, b| compare_texts(a, b).is_lt()));
        assert!(MERGED.iter().all(|(old, now)| PROVINCES.contains(now) && !PROVINCES.contains(old)));
        assert_eq!(PROVINCES.len() + MERGED.len(), 63);
    }

    #[test]
    fn an_old_province_is_known_however_it_is_typed() {
        assert_eq!(merged_into(" tỉnh  Bắc Kạn "), Some("Thái Nguyên"));
        assert_eq!(merged_into("HÀ GIANG"), Some("Tuyên Quang"));
        assert_eq!(merged_into("Hà Tĩnh"), None);
        assert_eq!(merged_into(""), None);
        assert!(
            ["Hà Tĩnh", "tỉnh hà tĩnh", "TP. Huế", "Hồ Chí Minh", "Thành phố Hồ Chí Minh"]
                .iter()
                .all(|one| is_province(one))
        );
        assert!(["Hà Tây", "ha tinh", "Bắc Kạn", ""].iter().all(|one| !is_province(one)));
    }
}
