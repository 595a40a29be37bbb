//! Sentences of the result, the minutes and the check.

#![allow(missing_docs)] // each sentence says itself what it is

use super::{Lang, Phrase, numbers, phrase};
use crate::count::{RejectReason, Standing};
use crate::survey::{Band, Base, Compare, Fraction};

pub const RESULT_TITLE: Phrase = phrase("Kết quả kiểm phiếu", "Result of the count");
pub const FIGURES: Phrase = phrase("Số liệu chung", "Figures");
// Some regulations count voters, some households: neither is called "people".
pub const SUMMONED: Phrase = phrase("Số được triệu tập", "Summoned");
pub const PRESENT: Phrase = phrase("Số có mặt", "Present");
pub const ISSUED: Phrase = phrase("Số phiếu phát ra", "Ballots issued");
pub const COLLECTED: Phrase = phrase("Số phiếu thu về", "Ballots collected");
pub const VALID: Phrase = phrase("Số phiếu hợp lệ", "Valid ballots");
pub const INVALID: Phrase = phrase("Số phiếu không hợp lệ", "Invalid ballots");
pub const BASE: Phrase = phrase("Tỷ lệ tính trên", "Shares are taken of");
pub const NO: Phrase = phrase("TT", "No.");
pub const NAME: Phrase = phrase("Họ và tên", "Name");
pub const UNIT: Phrase = phrase("Đơn vị", "Unit");
pub const MATTER: Phrase = phrase("Nội dung", "Matter");
pub const POST: Phrase = phrase("Chức vụ, đơn vị", "Post, unit");
pub const VOTES: Phrase = phrase("Số phiếu", "Ballots");
pub const BLANK: Phrase = phrase("Không có ý kiến", "No opinion");
pub const ROW_INVALID: Phrase = phrase("Không hợp lệ", "Invalid");
pub const DID_NOT_VOTE: Phrase = phrase("Không bỏ phiếu", "Did not vote");
pub const PARTS: Phrase = phrase("Trên máy + trên giấy = cộng", "On devices + on paper = together");
pub const SUMS_NOTE: Phrase = phrase(
    "Cộng các tỷ lệ có thể chưa đến 100 % vì có phiếu để trống hoặc không hợp lệ.",
    "Shares may add up to less than 100% because ballots can be blank or invalid.",
);
pub const SUMS_NOTE_CHOICES: Phrase = phrase(
    "Mỗi phiếu chọn được nhiều mục, nên cộng các tỷ lệ có thể quá 100 %.",
    "Each ballot can choose several, so shares may add up to more than 100%.",
);
pub const CHART: Phrase = phrase("Biểu đồ", "Chart");
pub const LEGEND: Phrase = phrase("Chú giải", "Legend");
pub const FINDINGS: Phrase = phrase("Nhận định theo quy định", "What the regulation concludes");
pub const CHOOSE: Phrase = phrase("Chọn", "Chosen");
pub const QUORUM: Phrase = phrase("Điều kiện số người dự", "Quorum");
pub const QUORUM_MET: Phrase = phrase("Đủ số người dự theo quy định", "Enough people were present");
pub const QUORUM_NOT_MET: Phrase = phrase("CHƯA đủ số người dự theo quy định", "NOT enough people were present");
pub const WITHOUT_QUORUM: Phrase = phrase(
    "Số người dự chưa đủ theo quy định: những nhận định dưới đây chỉ nêu tỷ lệ, chưa làm căn cứ xử lý.",
    "Not enough people were present: what follows states shares only, and nothing can be based on it.",
);
pub const SUMS_FAIL: Phrase = phrase("Số liệu không khớp nhau", "The figures contradict each other");
pub const SUMS_FAIL_TEXT: Phrase = phrase(
    "Máy không tự sửa số. Xin tổ kiểm phiếu xem lại và ghi rõ vào biên bản.",
    "Nothing is repaired. The tellers should look into it and say so in the minutes.",
);
pub const ASIDE: Phrase = phrase("Phiếu để riêng, không tính", "Ballots set aside, not counted");
pub const ASIDE_TEXT: Phrase = phrase(
    "Phiếu chép lại nội dung phiếu khác hoặc có bằng chứng sai.",
    "They repeat another ballot's content, or a proof in them does not hold.",
);
pub const REMARKS: Phrase = phrase("Ý kiến bằng lời", "Remarks");
pub const REMARKS_NOTE: Phrase = phrase(
    "Đã xáo trộn; không ai biết ý kiến nào của phiếu nào.",
    "Shuffled; nobody knows which ballot one came from.",
);
pub const REMARKS_NONE: Phrase = phrase("Không có ý kiến nào.", "There are none.");
pub const FINGERPRINT: Phrase = phrase("Dấu nhận dạng của kết quả (mười chữ)", "Fingerprint of the result (ten words)");
pub const FINGERPRINT_QR: Phrase = phrase("Mã QR dấu nhận dạng của kết quả", "QR code of the result's fingerprint");
pub const EXPORT_TITLE: Phrase = phrase("Xuất tệp và in", "Export and print");
pub const EXPORT_HINT: Phrase = phrase(
    "Xin xuất cả ba tệp và chép ra USB: có đủ ba tệp thì nơi nhận kiểm tra lại được toàn bộ.",
    "Export all three and copy them: with all three, everything can be checked elsewhere.",
);
pub const EXPORT_RESULT: Phrase = phrase("Xuất kết quả đã ký", "Export the signed result");
pub const EXPORT_RECORD: Phrase = phrase("Xuất hồ sơ kiểm chứng", "Export the record");
pub const EXPORT_OPENING: Phrase = phrase("Xuất biên bản mở hòm", "Export the opening statement");
pub const OPENED_AT: Phrase = phrase("Mở hòm", "Box opened");
pub const COUNTED_AT: Phrase = phrase("Kiểm phiếu", "Counted");

pub const fn base(base: Base) -> Phrase {
    match base {
        Base::Collected => phrase("tổng số phiếu thu về", "ballots collected"),
        Base::Issued => phrase("tổng số phiếu phát ra", "ballots issued"),
        Base::Valid => phrase("tổng số phiếu hợp lệ", "valid ballots"),
        Base::Present => phrase("tổng số có mặt", "those present"),
        Base::Summoned => phrase("tổng số được triệu tập", "those summoned"),
        Base::Delegates => phrase("tổng số đại biểu", "delegates in all"),
    }
}

/// "quá 1/2", "từ 2/3 trở lên".
pub fn mark(at: Fraction, compare: Compare, lang: Lang) -> String {
    let Fraction { numerator, denominator } = at;
    match (lang, compare) {
        (Lang::Vi, Compare::MoreThan) => format!("quá {numerator}/{denominator}"),
        (Lang::Vi, Compare::AtLeast) => format!("từ {numerator}/{denominator} trở lên"),
        (Lang::En, Compare::MoreThan) => format!("more than {numerator}/{denominator}"),
        (Lang::En, Compare::AtLeast) => format!("at least {numerator}/{denominator}"),
    }
}

/// "12 phiếu (48,00 %)".
pub fn votes(count: &str, percent: &str, lang: Lang) -> String {
    match lang {
        Lang::Vi => format!("{count} phiếu ({percent})"),
        Lang::En => format!("{count} ballots ({percent})"),
    }
}

pub fn remarks_counts(empty: &str, unreadable: &str, lang: Lang) -> String {
    match lang {
        Lang::Vi => format!("Số chỗ để trống: {empty}. Không đọc được: {unreadable}."),
        Lang::En => format!("Left empty: {empty}. Unreadable: {unreadable}."),
    }
}

pub fn remarks_surplus(count: &str, lang: Lang) -> String {
    match lang {
        Lang::Vi => format!("Ý kiến niêm phong vượt quá số chỗ của các phiếu: {count}. Xin hỏi rõ vì sao."),
        Lang::En => format!("Sealed remarks beyond the places of all ballots: {count}. Ask how they came there."),
    }
}

// ── paper ──
pub fn remarks_on_paper(count: &str, lang: Lang) -> String {
    match lang {
        Lang::Vi => format!("Trong đó {count} ý kiến ghi trên phiếu giấy, do tổ kiểm phiếu chép lại."),
        Lang::En => format!("Of these, {count} stood on paper ballots and were typed by the tellers."),
    }
}

pub const REASONS: Phrase = phrase("Lý do phiếu giấy không hợp lệ", "Why paper ballots are invalid");

pub const fn reason(reason: RejectReason) -> Phrase {
    match reason {
        RejectReason::UnofficialForm => phrase("Không đúng mẫu phiếu", "Not the official form"),
        RejectReason::NoStamp => phrase("Không có dấu", "No stamp"),
        RejectReason::ExtraWriting => phrase("Có viết thêm", "Added writing"),
        RejectReason::TooMany => phrase("Chọn quá số người được chọn", "More chosen than allowed"),
        RejectReason::SeveralMarks => phrase("Có dòng nhiều dấu, không rõ", "A row with several marks"),
        RejectReason::StruckName => phrase("Có tên bị gạch", "A name struck out"),
        RejectReason::BlankRow => phrase("Có dòng để trống", "A row left blank"),
        RejectReason::Empty => phrase("Phiếu trắng", "Nothing marked at all"),
    }
}

// ── kinds of question ──
pub const CHOSEN: Phrase = phrase("Số phiếu chọn", "Chosen by");
pub const NOT_CHOSEN: Phrase = phrase("Không chọn", "Not chosen by");
pub const MEAN: Phrase = phrase("Điểm trung bình", "Mean score");
pub const SUM: Phrase = phrase("Tổng số điểm", "Points in all");
pub const GIVEN: Phrase = phrase("Số phiếu chấm", "Scores given");
pub const NO_SCORE: Phrase = phrase("Không chấm", "No score");
pub const GRADES: Phrase = phrase("Mức điểm theo điểm trung bình", "Band of the mean score");
pub const GRADE: Phrase = phrase("Mức điểm", "Band");
pub const NO_GRADE: Phrase = phrase("Chưa có mức vì không có điểm", "None, for there is no score");
pub const SUM_OF_MEANS: Phrase = phrase("Tổng điểm", "Sum");
pub const THRESHOLD: Phrase =
    phrase("Vạch ngưỡng, tính từ chỗ phần ấy bắt đầu", "Threshold, from where that part begins");
pub const ORDER: Phrase = phrase("Thứ tự", "Order");
pub const BY_BALLOT: Phrase = phrase("Như trên phiếu", "As on the ballot");
pub const BY_NAME: Phrase = phrase("Theo tên", "By name");
pub const BY_CHOSEN: Phrase = phrase("Nhiều phiếu chọn nhất trước", "Most often chosen first");
pub const BY_MEAN: Phrase = phrase("Điểm cao nhất trước", "Highest score first");

/// The order by the share of a level.
pub fn by_level(level: &str, lang: Lang) -> String {
    match lang {
        Lang::Vi => format!("Nhiều “{level}” nhất trước"),
        Lang::En => format!("Most “{level}” first"),
    }
}

/// "quá 1/2 và dưới 2/3": a rule that may have a second bound.
pub fn between(at: Fraction, compare: Compare, below: Option<Fraction>, lang: Lang) -> String {
    let mark = mark(at, compare, lang);
    let Some(Fraction { numerator, denominator }) = below else { return mark };
    match lang {
        Lang::Vi => format!("{mark} và dưới {numerator}/{denominator}"),
        Lang::En => format!("{mark} and less than {numerator}/{denominator}"),
    }
}

/// "quá nửa", "chưa quá nửa", "quá nửa nhưng dưới 2/3": where a share stands to a rule.
///
/// Never the rule's own words beside a share that it does not hold for: they would be read as the verdict.
pub fn standing(standing: Standing, at: Fraction, compare: Compare, below: Option<Fraction>, lang: Lang) -> String {
    let part = |Fraction { numerator, denominator }: Fraction, half: &str| match (numerator, denominator) {
        (1, 2) => half.to_owned(),
        (numerator, denominator) => format!("{numerator}/{denominator}"),
    };
    let half = match (lang, compare) {
        (Lang::Vi, Compare::MoreThan) => "nửa",
        (Lang::Vi, Compare::AtLeast) => "một nửa",
        (Lang::En, _) => "half",
    };
    let bound = below.map(|below| part(below, if lang == Lang::Vi { "một nửa" } else { "half" }));
    let at = part(at, half);
    match (standing, bound, compare, lang) {
        (Standing::NoBase, .., Lang::Vi) => "chưa tính được tỷ lệ".to_owned(),
        (Standing::NoBase, .., Lang::En) => "nothing to take a share of".to_owned(),
        (Standing::Under, _, Compare::MoreThan, Lang::Vi) => format!("chưa quá {at}"),
        (Standing::Under, _, Compare::MoreThan, Lang::En) => format!("not more than {at}"),
        (Standing::Under, _, Compare::AtLeast, Lang::Vi) => format!("chưa đến {at}"),
        (Standing::Under, _, Compare::AtLeast, Lang::En) => format!("less than {at}"),
        (Standing::Beyond, Some(bound), _, Lang::Vi) => format!("từ {bound} trở lên"),
        (Standing::Beyond, Some(bound), _, Lang::En) => format!("at least {bound}"),
        (Standing::Within | Standing::Beyond, bound, compare, lang) => {
            let reached = match (compare, lang) {
                (Compare::MoreThan, Lang::Vi) => format!("quá {at}"),
                (Compare::MoreThan, Lang::En) => format!("more than {at}"),
                (Compare::AtLeast, Lang::Vi) => format!("từ {at} trở lên"),
                (Compare::AtLeast, Lang::En) => format!("at least {at}"),
            };
            match (bound, lang) {
                (None, _) => reached,
                (Some(bound), Lang::Vi) => format!("{reached} nhưng dưới {bound}"),
                (Some(bound), Lang::En) => format!("{reached} but less than {bound}"),
            }
        }
    }
}

/// "2/3 phiếu “Không tín nhiệm” (66,67 % tổng số phiếu thu về)": of what a finding speaks. Where the base is no number
/// of ballots, ballots and base are told apart: "12 phiếu “Tín nhiệm”, bằng 92,31 % tổng số có mặt (13)".
pub fn share_of(figures: [&str; 2], levels: &str, percent: &str, of: Base, lang: Lang) -> String {
    let [count, whole] = figures;
    let ballots = matches!(of, Base::Collected | Base::Issued | Base::Valid);
    let of = base(of).in_lang(lang);
    match (lang, ballots) {
        (Lang::Vi, true) => format!("{count}/{whole} phiếu {levels} ({percent} {of})"),
        (Lang::Vi, false) => format!("{count} phiếu {levels}, bằng {percent} {of} ({whole})"),
        (Lang::En, true) => format!("{count} of {whole} marked {levels} ({percent} of {of})"),
        (Lang::En, false) => format!("{count} ballots marked {levels}, {percent} of {of} ({whole})"),
    }
}

/// A quorum that is a number where many are summoned.
pub fn quorum_of_many(from: &str, needed: &str, lang: Lang) -> String {
    match lang {
        Lang::Vi => format!("triệu tập từ {from} người trở lên thì phải có ít nhất {needed} người dự"),
        Lang::En => format!("where {from} or more are summoned, at least {needed} must be present"),
    }
}

/// "(411/15)": sum over number.
pub fn fraction([sum, given]: [u32; 2]) -> String {
    format!("({sum}/{given})")
}

/// "27,4 (411/15)".
pub fn mean(mean: [u32; 2], lang: Lang) -> String {
    format!("{} {}", numbers::mean(mean, lang), fraction(mean))
}

/// "Tốt: từ 20 đến dưới 25 điểm": a band and the one above it.
pub fn band(band: &Band, above: Option<&Band>, lang: Lang) -> String {
    let points = |points: u32| numbers::whole(points, lang);
    let (label, from) = (&band.label, points(band.at_least));
    match (above.map(|above| points(above.at_least)), band.at_least, lang) {
        (None, _, Lang::Vi) => format!("{label}: từ {from} điểm trở lên"),
        (None, _, Lang::En) => format!("{label}: {from} points or more"),
        (Some(below), 0, Lang::Vi) => format!("{label}: dưới {below} điểm"),
        (Some(below), 0, Lang::En) => format!("{label}: less than {below} points"),
        (Some(below), _, Lang::Vi) => format!("{label}: từ {from} đến dưới {below} điểm"),
        (Some(below), _, Lang::En) => format!("{label}: {from} to less than {below} points"),
    }
}

/// All bands of a grading, from the highest.
pub fn bands(bands: &[Band], lang: Lang) -> String {
    let above = core::iter::once(None).chain(bands.iter().map(Some));
    bands.iter().zip(above).map(|(one, above)| band(one, above, lang)).collect::<Vec<_>>().join("; ")
}

/// What the width of a score's bar stands for.
pub fn whole_bar(max: u32, lang: Lang) -> String {
    match lang {
        Lang::Vi => format!("Cả thanh là điểm cao nhất: {max}."),
        Lang::En => format!("The whole bar is the highest score: {max}."),
    }
}

// ── check ──
pub const CARRY: Phrase =
    phrase("Chuyển kết quả sang máy khác bằng mã QR", "Carry the result to another device by QR codes");
/// Name of what came by camera, where a fault names the file.
pub const SCANNED_NAME: &str = "ma-qr.json";
pub const KEEP_SCANNED: Phrase = phrase("Lưu tệp vừa nhận vào máy này", "Keep the received file on this device");
pub const CHECK_TITLE: Phrase = phrase("Kiểm tra kết quả", "Check a result");
pub const CHECK_LEAD: Phrase = phrase(
    "Chọn tệp kết quả; có thêm hồ sơ kiểm chứng và biên bản mở hòm thì kiểm tra được nhiều hơn. Không có gì được gửi đi đâu.",
    "Choose the result file; with the record and the opening statement more can be checked. Nothing leaves this device.",
);
pub const CHECK_FILES: Phrase = phrase("Chọn một hoặc nhiều tệp", "Choose one or more files");
pub const CHECK_FILES_HINT: Phrase = phrase(
    "Đuôi tệp: .result.json, .record.json, .opening.json, .survey.json. Chọn hai tệp kết quả để so sánh hai đợt. Có thể kéo thả vào ô này.",
    "Files ending in .result.json, .record.json, .opening.json, .survey.json. Choose two result files to compare two rounds. They can be dropped here.",
);
pub const CHECKING: Phrase = phrase("Đang kiểm tra…", "Checking…");
pub const CLEAN: Phrase = phrase("ĐÚNG: kết quả đã ký đúng và không bị sửa", "GENUINE: properly signed and unchanged");
/// Beside the verdict of a practice meeting's files.
pub const ONLY_PRACTICE: Phrase = phrase(
    "Đây là buổi tập dượt: kết quả này không có giá trị, xin đừng nộp lên như kết quả thật.",
    "This was a practice meeting: its result is worth nothing. Do not hand it in as a real one.",
);
pub const CLEAN_PART: Phrase = phrase(
    "Những gì kiểm tra được đều đúng, nhưng chưa kiểm tra được hết",
    "Everything that could be checked holds, but not all could be checked",
);
pub const NOTHING_CHECKED: Phrase =
    phrase("Chưa kiểm tra được gì với các tệp này", "Nothing could be checked with these files");
pub const HELD: Phrase = phrase("Đã kiểm tra, đúng", "Checked, and holds");
pub const UNCHECKED: Phrase = phrase("Chưa kiểm tra được vì thiếu tệp", "Not checked, because a file is missing");
pub const FAULTS: Phrase = phrase("Lỗi tìm thấy", "Faults found");
pub const COMPARE: Phrase = phrase(
    "So với bản in: mười chữ phải trùng, đúng thứ tự.",
    "Compare with the printed sheet: all ten words, in this order.",
);
pub const OPENING_WORDS: Phrase = phrase("Mười chữ trên biên bản mở hòm", "Ten words of the opening statement");
pub const RESULT_WORDS: Phrase = phrase("Mười chữ trên biên bản kiểm phiếu", "Ten words of the minutes");
pub const SHOWN_FAULTY: Phrase = phrase(
    "Kết quả dưới đây có lỗi, chỉ để xem, không dùng làm căn cứ.",
    "The result below is faulty: to look at, not to rely on.",
);
pub const NEED_FILE: Phrase = phrase("cần thêm", "needs");

pub const NOT_CHECKED_FILES: Phrase =
    phrase("Để riêng, không liên quan đến kết quả", "Set aside: nothing to do with the result");
pub const NOT_ONE_MEETING: Phrase = phrase("Các tệp này không cùng một cuộc họp", "These files are not of one meeting");
pub const NOT_ONE_MEETING_OUT: Phrase = phrase(
    "Xin bấm “Chọn lại từ đầu”, rồi chọn các tệp của cùng một cuộc họp.",
    "Press “Start again” and choose files of one meeting.",
);
pub const IN_DETAIL: Phrase = phrase("Chi tiết", "In detail");
pub const RECEIVED: Phrase = phrase("Đã nhận:", "Received:");
pub const CHOOSE_ANEW: Phrase = phrase("Chọn lại từ đầu", "Start again");

pub fn not_clean(count: usize, lang: Lang) -> String {
    match lang {
        Lang::Vi => format!("CÓ LỖI: {count} chỗ sai, không nên dùng kết quả này"),
        Lang::En => format!("FAULTY: {count} faults; do not rely on this result"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Regression: "12/13 phiếu “Tín nhiệm” (92,31 % tổng số người có mặt)" spoke of 13 ballots where 13 had come and 12
    /// ballots were in; and of people where a regulation counts households.
    #[test]
    fn ballots_are_never_said_to_be_of_so_many_ballots_where_the_base_is_those_who_came() {
        let said = |of, lang| share_of(["12", "13"], "“Tín nhiệm”", "92,31 %", of, lang);
        assert_eq!(said(Base::Collected, Lang::Vi), "12/13 phiếu “Tín nhiệm” (92,31 % tổng số phiếu thu về)");
        assert_eq!(said(Base::Present, Lang::Vi), "12 phiếu “Tín nhiệm”, bằng 92,31 % tổng số có mặt (13)");
        for (of, lang) in [Base::Present, Base::Summoned, Base::Delegates].map(|of| (of, Lang::Vi)) {
            assert!(!said(of, lang).contains("12/13") && !said(of, lang).contains("người"), "{}", said(of, lang));
        }
    }

    const HALF: Fraction = Fraction { numerator: 1, denominator: 2 };
    const THIRDS: Fraction = Fraction { numerator: 2, denominator: 3 };

    fn said(share: [u32; 2], at: Fraction, compare: Compare, below: Option<Fraction>) -> String {
        standing(Standing::of(share, at, compare, below), at, compare, below, Lang::Vi)
    }

    #[test]
    fn a_share_is_said_to_be_where_it_stands_and_never_where_it_does_not() {
        let more = |share| said(share, HALF, Compare::MoreThan, None);
        assert_eq!(more([1, 3]), "chưa quá nửa");
        assert_eq!(more([2, 4]), "chưa quá nửa", "exactly half is not more than half");
        assert_eq!(more([2, 3]), "quá nửa");
        assert_eq!(more([0, 0]), "chưa tính được tỷ lệ");
        let least = |share| said(share, THIRDS, Compare::AtLeast, None);
        assert_eq!(least([65, 99]), "chưa đến 2/3");
        assert_eq!(least([66, 99]), "từ 2/3 trở lên", "exactly two thirds are two thirds");
        assert_eq!(said([1, 2], HALF, Compare::AtLeast, None), "từ một nửa trở lên");
        assert_eq!(said([1, 3], HALF, Compare::AtLeast, None), "chưa đến một nửa");
    }

    #[test]
    fn a_rule_of_two_bounds_says_which_of_them_a_share_has_passed() {
        let both = |share| said(share, HALF, Compare::MoreThan, Some(THIRDS));
        assert_eq!(both([6, 12]), "chưa quá nửa");
        assert_eq!(both([7, 12]), "quá nửa nhưng dưới 2/3");
        assert_eq!(both([8, 12]), "từ 2/3 trở lên");
    }
}
