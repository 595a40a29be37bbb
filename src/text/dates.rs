//! Dates as documents print them (Nghị định 30/2020): days below 10 and the months
//! 1 and 2 carry a leading 0.

use super::Lang;

/// The parts of a device clock's RFC 3339 text, which this project keeps to the minute.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Moment<'a> {
    year: &'a str,
    month: &'a str,
    day: &'a str,
    hour: &'a str,
    minute: &'a str,
}

impl<'a> Moment<'a> {
    /// Reads `2026-02-05T07:30…`; `None` where the text has another shape.
    pub fn read(text: &'a str) -> Option<Self> {
        let (date, time) = text.split_once('T')?;
        let mut date = date.split('-');
        let mut time = time.splitn(3, ':');
        let moment = Self {
            year: date.next()?,
            month: date.next()?,
            day: date.next()?,
            hour: time.next()?,
            minute: time.next()?.get(..2)?,
        };
        let digits = |text: &str, count| text.len() == count && text.bytes().all(|byte| byte.is_ascii_digit());
        (digits(moment.year, 4)
            && [moment.month, moment.day, moment.hour, moment.minute].iter().all(|part| digits(part, 2)))
        .then_some(moment)
    }

    /// "ngày 05 tháng 02 năm 2026".
    pub fn day(self, lang: Lang) -> String {
        let Self { year, month, day, .. } = self;
        match lang {
            Lang::Vi => {
                let month = if matches!(month, "01" | "02") { month } else { month.trim_start_matches('0') };
                format!("ngày {day} tháng {month} năm {year}")
            }
            Lang::En => format!("{day}-{month}-{year}"),
        }
    }

    /// "07 giờ 30 phút".
    pub fn time(self, lang: Lang) -> String {
        let Self { hour, minute, .. } = self;
        match lang {
            Lang::Vi => format!("{hour} giờ {minute} phút"),
            Lang::En => format!("{hour}:{minute}"),
        }
    }
}

/// "07 giờ 30 phút, ngày 05 tháng 02 năm 2026"; the text itself where it is no moment.
pub fn moment(text: &str, lang: Lang) -> String {
    Moment::read(text).map_or_else(|| text.to_owned(), |at| format!("{}, {}", at.time(lang), at.day(lang)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn days_and_the_first_two_months_carry_a_leading_zero() {
        let text = "2026-02-05T07:30:00+07:00";
        assert_eq!(moment(text, Lang::Vi), "07 giờ 30 phút, ngày 05 tháng 02 năm 2026");
        assert_eq!(moment(text, Lang::En), "07:30, 05-02-2026");
        assert_eq!(moment("2026-03-15T19:05:00+07:00", Lang::Vi), "19 giờ 05 phút, ngày 15 tháng 3 năm 2026");
        assert_eq!(moment("2026-10-01T19:05:00+07:00", Lang::Vi), "19 giờ 05 phút, ngày 01 tháng 10 năm 2026");
    }

    #[test]
    fn text_that_is_no_moment_is_shown_as_it_stands() {
        for text in ["", "hôm nay", "2026-02-05", "2026-02-05T7:30", "2026-02-05T07:3", "2026-02-05T07:é0"] {
            assert_eq!(moment(text, Lang::Vi), text);
        }
    }
}
