//! Numbers as they are printed: 1.234 · 38,88 % (Vietnamese), 1,234 · 38.88% (English).
//!
//! A percentage is computed from whole numbers and rounded half up to two decimals, for
//! reading only: no rounded percentage decides anything (promise 4 of the design).

use super::Lang;
use crate::count;

/// A whole number with its thousands marked.
pub fn whole(number: impl Into<u64>, lang: Lang) -> String {
    let digits = number.into().to_string();
    let mark = match lang {
        Lang::Vi => '.',
        Lang::En => ',',
    };
    let mut out = String::with_capacity(digits.len() + digits.len() / 3);
    for (index, digit) in digits.chars().enumerate() {
        if index > 0 && (digits.len() - index).is_multiple_of(3) {
            out.push(mark);
        }
        out.push(digit);
    }
    out
}

/// Hundredths of a percent, rounded half up; `None` on a base of 0.
pub fn hundredths([count, base]: [u32; 2]) -> Option<u64> {
    let (count, base) = (u64::from(count), u64::from(base));
    // Twice the numerator plus the denominator over twice the denominator: half goes up.
    (base != 0).then(|| (count * 20_000 + base) / (2 * base))
}

/// A share `[count, base]` as a percentage with two decimals; a dash on a base of 0.
pub fn percent(share: [u32; 2], lang: Lang) -> String {
    let Some(hundredths) = hundredths(share) else { return "–".to_owned() };
    let number = percent_number(hundredths, lang);
    match lang {
        // No-break space: a percentage is never torn apart at the end of a line.
        Lang::Vi => number + "\u{a0}%",
        Lang::En => number + "%",
    }
}

/// Hundredths with both decimals, as percentages have them: 9,80.
pub fn percent_number(hundredths: u64, lang: Lang) -> String {
    let (units, rest) = (whole(hundredths / 100, lang), hundredths % 100);
    match lang {
        Lang::Vi => format!("{units},{rest:02}"),
        Lang::En => format!("{units}.{rest:02}"),
    }
}

/// Hundredths as a decimal number without zeros at its end: 27,4.
pub fn from_hundredths(hundredths: u64, lang: Lang) -> String {
    let (units, rest) = (whole(hundredths / 100, lang), hundredths % 100);
    let mark = match lang {
        Lang::Vi => ',',
        Lang::En => '.',
    };
    match (rest, rest % 10) {
        (0, _) => units,
        (_, 0) => format!("{units}{mark}{}", rest / 10),
        _ => format!("{units}{mark}{rest:02}"),
    }
}

/// Hundredths of a mean `[sum, given]`, rounded half up; `None` where nothing was given.
pub fn mean_hundredths([sum, given]: [u32; 2]) -> Option<u64> {
    let (sum, given) = (u64::from(sum), u64::from(given));
    (given != 0).then(|| (sum * 200 + given) / (2 * given))
}

/// The mean of scores, from their sum and their number, rounded half up to two decimals; a dash where there is none.
pub fn mean(mean: [u32; 2], lang: Lang) -> String {
    sum_of_means(&[mean], lang)
}

/// Means added up, rounded once, at the end; a dash where one of them is of nothing.
pub fn sum_of_means(means: &[[u32; 2]], lang: Lang) -> String {
    sum_hundredths(means).map_or_else(|| "–".to_owned(), |hundredths| from_hundredths(hundredths, lang))
}

/// The same in hundredths, rounded half up; `None` where one of them is a mean of nothing.
pub fn sum_hundredths(means: &[[u32; 2]]) -> Option<u64> {
    count::sum_of_means(means).and_then(|[sum, denominator]| {
        let doubled = sum.checked_mul(200)?.checked_add(denominator)?;
        u64::try_from(doubled / denominator.checked_mul(2)?).ok()
    })
}

/// A share as the width of a drawn bar, at most `100.00%`.
pub fn width(share: [u32; 2]) -> String {
    let hundredths = hundredths(share).unwrap_or_default().min(10_000);
    format!("{}.{:02}%", hundredths / 100, hundredths % 100)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_percentages_of_the_published_vote_of_2023_come_out_as_printed() {
        // National Assembly, 25-10-2023: all of 481 ballots.
        assert_eq!(percent([187, 481], Lang::Vi), "38,88\u{a0}%");
        assert_eq!(percent([219, 481], Lang::Vi), "45,53\u{a0}%");
        assert_eq!(percent([229, 481], Lang::Vi), "47,61\u{a0}%");
        assert_eq!(percent([187, 481], Lang::En), "38.88%");
    }

    #[test]
    fn half_a_hundredth_goes_up() {
        assert_eq!(percent([1, 800], Lang::Vi), "0,13\u{a0}%", "0.125 %");
        assert_eq!(percent([1, 20_000], Lang::Vi), "0,01\u{a0}%", "0.005 %");
        assert_eq!(percent([1, 20_001], Lang::Vi), "0,00\u{a0}%");
    }

    #[test]
    fn whole_and_empty_shares_are_printed_plainly() {
        assert_eq!(percent([7, 7], Lang::Vi), "100,00\u{a0}%");
        assert_eq!(percent([0, 7], Lang::Vi), "0,00\u{a0}%");
        assert_eq!(percent([0, 0], Lang::Vi), "–");
    }

    #[test]
    fn thousands_are_grouped_by_points_in_vietnamese() {
        assert_eq!(whole(999_u32, Lang::Vi), "999");
        assert_eq!(whole(1_234_u32, Lang::Vi), "1.234");
        assert_eq!(whole(4_294_967_295_u32, Lang::Vi), "4.294.967.295");
        assert_eq!(whole(1_234_u32, Lang::En), "1,234");
        // More ballots than people is a fault that is shown, not hidden.
        assert_eq!(percent([24_690, 2_000], Lang::Vi), "1.234,50\u{a0}%");
    }

    #[test]
    fn the_largest_figures_do_not_overflow() {
        assert_eq!(percent([u32::MAX, u32::MAX], Lang::Vi), "100,00\u{a0}%");
        assert_eq!(percent([u32::MAX, 1], Lang::En), "429,496,729,500.00%");
    }

    #[test]
    fn a_bar_is_never_wider_than_its_base() {
        assert_eq!(width([1, 3]), "33.33%");
        assert_eq!(width([5, 3]), "100.00%");
        assert_eq!(width([5, 0]), "0.00%");
    }

    #[test]
    fn a_mean_is_printed_without_idle_zeros() {
        assert_eq!(mean([411, 15], Lang::Vi), "27,4");
        assert_eq!(mean([410, 15], Lang::Vi), "27,33");
        assert_eq!(mean([60, 2], Lang::Vi), "30");
        assert_eq!(mean([1, 20], Lang::En), "0.05");
        assert_eq!(mean([1, 200], Lang::Vi), "0,01", "half a hundredth goes up");
        assert_eq!(mean([0, 3], Lang::Vi), "0");
        assert_eq!(mean([0, 0], Lang::Vi), "–");
    }

    #[test]
    fn means_are_rounded_once_when_all_are_added_up() {
        // Three times 0.333… is one, not 0.99.
        assert_eq!(sum_of_means(&[[1, 3], [1, 3], [1, 3]], Lang::Vi), "1");
        assert_eq!(sum_of_means(&[[411, 15], [0, 0]], Lang::Vi), "–");
        let largest = [[u32::MAX, u32::MAX]; 4];
        assert_eq!(sum_of_means(&largest, Lang::Vi), "–", "too large to be exact, so not said");
    }
}
