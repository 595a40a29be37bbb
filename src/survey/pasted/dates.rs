//! Dates of birth as people write them in Vietnam: day first.

/// What a cell says of a birth.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(in crate::survey) enum Birth {
    /// A day, as `YYYY-MM-DD`. `swappable` if day and month could change places to give another day.
    Day { iso: String, swappable: bool },
    /// A year, 1900 to 2099, and nothing else.
    Year,
    /// A day only if the month stands first, as American spreadsheets write it.
    MonthFirst,
    /// Nothing that could be read.
    Unreadable,
}

/// Reads d/m/y or y-m-d, parted by slashes, hyphens or points; years have four digits, 1900 to 2099.
pub(in crate::survey) fn birth(cell: &str) -> Birth {
    let Some(mark) = cell.chars().find(|mark| matches!(mark, '/' | '-' | '.')) else {
        return if number(cell, 4..=4).is_some_and(|year| YEARS.contains(&year)) {
            Birth::Year
        } else {
            Birth::Unreadable
        };
    };
    let parts: Vec<_> = cell.split(mark).map(str::trim).collect();
    let [first, second, third] = parts[..] else { return Birth::Unreadable };
    let small = |text| number(text, 1..=2);
    if let (Some(year), Some(month), Some(day)) = (number(first, 4..=4), small(second), small(third)) {
        return iso(year, month, day).map_or(Birth::Unreadable, |iso| Birth::Day { iso, swappable: false });
    }
    let (Some(day), Some(month), Some(year)) = (small(first), small(second), number(third, 4..=4)) else {
        return Birth::Unreadable;
    };
    match iso(year, month, day) {
        Some(iso) => Birth::Day { iso, swappable: day <= 12 && day != month },
        None if iso(year, day, month).is_some() => Birth::MonthFirst,
        None => Birth::Unreadable,
    }
}

const YEARS: core::ops::Range<u32> = 1900..2100;

fn number(text: &str, digits: core::ops::RangeInclusive<usize>) -> Option<u32> {
    let plain = digits.contains(&text.len()) && text.bytes().all(|byte| byte.is_ascii_digit());
    plain.then(|| text.parse().ok()).flatten()
}

fn iso(year: u32, month: u32, day: u32) -> Option<String> {
    (YEARS.contains(&year) && crate::survey::is_day(year, month, day)).then(|| format!("{year}-{month:02}-{day:02}"))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(iso: &str, swappable: bool) -> Birth {
        Birth::Day { iso: iso.into(), swappable }
    }

    #[test]
    fn a_date_is_day_month_year_or_year_month_day() {
        for text in ["30/04/1975", "30-4-1975", "30.04.1975", "30 / 4 / 1975", "1975-04-30", "1975/4/30"] {
            assert_eq!(birth(text), day("1975-04-30", false), "{text}");
        }
        assert_eq!(birth("5/4/1975"), day("1975-04-05", true));
        assert_eq!(birth("4/4/1975"), day("1975-04-04", false));
        assert_eq!(birth("29/2/2000"), day("2000-02-29", false));
    }

    #[test]
    fn a_year_alone_and_an_american_date_are_known_for_what_they_are() {
        assert_eq!(birth("1975"), Birth::Year);
        assert_eq!(birth("04/30/1975"), Birth::MonthFirst);
    }

    #[test]
    fn nothing_is_guessed_of_anything_else() {
        for text in [
            "",
            "27514",
            "75",
            "1/4/75",
            "30/4",
            "31/4/1975",
            "29/2/1900",
            "1/1/1899",
            "1/1/2100",
            "2100",
            "0/1/1975",
            "30/4-1975",
            "30//1975",
            "1975-13-01",
            "-1/2/1975",
            "+1/2/1975",
            "１/2/1975",
            "khoảng 1975",
            "/",
            "1/2/3/1975",
        ] {
            assert_eq!(birth(text), Birth::Unreadable, "{text}");
        }
    }
}
