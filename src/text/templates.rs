//! Sentences about the template behind a survey: its note, where a file departs from it, how few vote, how many tellers.

#![allow(missing_docs)] // each sentence says itself what it is

use super::{Lang, Phrase, phrase, result};
use crate::count::FewVoters;
use crate::survey::{Departure, Quorum, RulePart, Rules, TellerCount};

pub const NOTE: Phrase = phrase("Ghi chú về mẫu này", "About this form");

pub const DEPARTS: Phrase = phrase(
    "Tệp này ghi tên một quy định nhưng tính theo quy tắc khác",
    "This file names a regulation and counts by other rules",
);
pub const DEPARTS_TEXT: Phrase = phrase(
    "Xin đối chiếu với văn bản trước khi dùng. Nếu không chắc, xin soạn phiếu mới từ mẫu có sẵn.",
    "Compare it with the regulation before use. If in doubt, compose a new survey from the built-in form.",
);

/// Each part in which a file departs from the template that it names: what the one says, and the other.
pub fn departures(found: &Departure, file: &Rules, lang: Lang) -> Vec<String> {
    let name = match lang {
        Lang::Vi => &found.name.vi,
        Lang::En => &found.name.en,
    };
    let bases: Vec<&str> = found.bases.iter().map(|base| result::base(*base).in_lang(lang)).collect();
    let line = |part: &RulePart| {
        let (what, says, has) = match part {
            RulePart::Base => (
                phrase("Mẫu số", "Base of the shares"),
                bases.join(phrase(" hoặc ", " or ").in_lang(lang)),
                result::base(file.base).in_lang(lang).to_owned(),
            ),
            RulePart::Thresholds => {
                (phrase("Kết luận", "Conclusions"), thresholds(&found.rules, lang), thresholds(file, lang))
            }
            RulePart::Quorum => {
                (phrase("Điều kiện số người dự", "Quorum"), quorum(found.rules.quorum, lang), quorum(file.quorum, lang))
            }
            RulePart::Grades => {
                return said(phrase("Các mức điểm khác với mẫu", "The grades are not those of"), name, lang);
            }
            RulePart::Paper => {
                let words = phrase(
                    "Cách tính phiếu giấy không hợp lệ khác với mẫu",
                    "What a badly marked paper ballot is worth is not as in",
                );
                return said(words, name, lang);
            }
        };
        match lang {
            Lang::Vi => format!("{}. Mẫu “{name}”: {says}. Tệp này: {has}.", what.vi),
            Lang::En => format!("{}. “{name}”: {says}. This file: {has}.", what.en),
        }
    };
    found.parts.iter().map(line).collect()
}

fn said(words: Phrase, name: &str, lang: Lang) -> String {
    format!("{} “{name}”.", words.in_lang(lang))
}

fn thresholds(rules: &Rules, lang: Lang) -> String {
    let one = |threshold: &crate::survey::Threshold| {
        let rule = result::between(threshold.at, threshold.compare, threshold.below, lang);
        format!("{rule} → {} ({})", threshold.finding, threshold.source)
    };
    match &rules.thresholds[..] {
        [] => phrase("không rút ra kết luận", "none").in_lang(lang).to_owned(),
        all => all.iter().map(one).collect::<Vec<_>>().join("; "),
    }
}

fn quorum(quorum: Option<Quorum>, lang: Lang) -> String {
    let Some(quorum) = quorum else { return phrase("không có", "none").in_lang(lang).to_owned() };
    let of = phrase("số người được triệu tập", "those summoned").in_lang(lang);
    let few = of_base(&result::mark(quorum.of_summoned, quorum.compare, lang), of, lang);
    match quorum.large {
        Some(large) => {
            let many = result::quorum_of_many(&large.from.to_string(), &large.present.to_string(), lang);
            format!("{few}; {many}")
        }
        None => few,
    }
}

/// "quá 1/2, tính trên tổng số phiếu thu về": a share and what it is taken of.
pub fn of_base(rule: &str, base: &str, lang: Lang) -> String {
    match lang {
        Lang::Vi => format!("{rule}, tính trên {base}"),
        Lang::En => format!("{rule} of {base}"),
    }
}

/// So few vote that secrecy is thin.
pub fn few_voters(present: &str, few: FewVoters, lang: Lang) -> String {
    match (few, lang) {
        (FewVoters::Few, Lang::Vi) => format!("Chỉ có {present} người có mặt: lá phiếu khó giữ kín hoàn toàn"),
        (FewVoters::Few, Lang::En) => format!("Only {present} people are present: secrecy is thin"),
        (FewVoters::VeryFew, Lang::Vi) => {
            format!("Chỉ có {present} người có mặt: tổng số gần như cho thấy từng lá phiếu")
        }
        (FewVoters::VeryFew, Lang::En) => {
            format!("Only {present} people are present: the totals nearly show each vote")
        }
    }
}
pub const FEW_VOTERS_TEXT: Phrase = phrase(
    "Nếu mọi phiếu giống nhau thì ai cũng biết từng người đã chọn gì; ít người thì cũng dễ đoán. \
     Xin nói rõ điều này trước khi bỏ phiếu. Vẫn mở hòm được.",
    "Equal marks on all ballots show how everybody voted, and among few people votes are easily guessed. \
     Say so before the vote. The box can be opened all the same.",
);

/// How many tellers the instrument wants.
pub fn tellers(TellerCount { least, most }: TellerCount, lang: Lang) -> String {
    let count = if least == most { least.to_string() } else { format!("{least}–{most}") };
    match lang {
        Lang::Vi => format!("Theo văn bản, tổ kiểm phiếu có {count} người."),
        Lang::En => format!("The regulation wants {count} tellers."),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::survey::{Base, Mode, departure, template};

    #[test]
    fn a_departure_names_what_the_instrument_says_and_what_the_file_says() {
        let mut survey = template("qd-96").expect("is built in").sample(Mode::Real);
        survey.rules.base = Base::Present;
        survey.rules.quorum = None;
        survey.rules.paper = None;
        survey.rules.thresholds.pop();
        let found = departure(&survey).expect("departs");
        let vi = departures(&found, &survey.rules, Lang::Vi);
        assert_eq!(
            vi[0],
            "Mẫu số. Mẫu “Lấy phiếu tín nhiệm trong hệ thống chính trị (96-QĐ/TW)”: tổng số phiếu thu về. \
             Tệp này: tổng số có mặt."
        );
        assert!(vi[2].contains("từ 2/3 trở lên, tính trên số người được triệu tập. Tệp này: không có."), "{}", vi[2]);
        let en = departures(&found, &survey.rules, Lang::En);
        assert_eq!((vi.len(), en.len()), (4, 4));
        for (vi, en) in vi.iter().zip(&en) {
            assert!(vi != en && vi.ends_with('.') && en.ends_with('.') && !vi.contains("  "), "{vi} {en}");
        }
    }

    #[test]
    fn the_number_of_tellers_is_told_as_the_instrument_has_it() {
        assert_eq!(tellers(TellerCount { least: 3, most: 5 }, Lang::Vi), "Theo văn bản, tổ kiểm phiếu có 3–5 người.");
        assert_eq!(tellers(TellerCount { least: 5, most: 5 }, Lang::En), "The regulation wants 5 tellers.");
    }
}
