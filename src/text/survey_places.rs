//! Places of a survey file in words, for its faults: "Người thứ 3, họ tên (subjects[2].name)".

use super::survey_faults::upper;
use super::{Lang, Phrase, phrase};

/// A path in words, with the path itself in brackets. A step that has no words is left to the path.
pub(super) fn place(at: &str, lang: Lang) -> String {
    let mut words: Vec<String> = Vec::new();
    let mut parent = "";
    for step in at.split('.') {
        let (name, index) = match step.strip_suffix(']').and_then(|step| step.split_once('[')) {
            Some((name, index)) => (name, index.parse::<u32>().ok()),
            None => (step, None),
        };
        if let Some(phrase) = step_in_words(parent, name, index.is_some()) {
            let word = phrase.in_lang(lang);
            words.push(index.map_or_else(|| word.to_owned(), |index| format!("{word} {}", u64::from(index) + 1)));
        }
        parent = name;
    }
    match (words.is_empty(), at.is_empty()) {
        (true, true) => phrase("Cả tệp", "The file").in_lang(lang).to_owned(),
        (true, false) => format!("{} “{at}”", phrase("Mục", "Member").in_lang(lang)),
        _ => format!("{} ({at})", upper(&words.join(", "))),
    }
}

pub(super) fn step_in_words(parent: &str, name: &str, one: bool) -> Option<Phrase> {
    Some(match (parent, name) {
        ("", "subjects") if one => phrase("người thứ", "subject"),
        ("", "subjects") => phrase("danh sách người được lấy phiếu", "list of subjects"),
        ("" | "grades", "questions") if one => phrase("câu hỏi thứ", "question"),
        ("", "questions") => phrase("danh sách câu hỏi", "list of questions"),
        ("answer" | "thresholds", "levels") if one => phrase("mức thứ", "level"),
        ("answer" | "thresholds", "levels") => phrase("danh sách mức", "list of levels"),
        ("rules", "thresholds") if one => phrase("ngưỡng thứ", "threshold"),
        ("rules", "thresholds") => phrase("danh sách ngưỡng", "list of thresholds"),
        ("", "format") => phrase("loại tệp", "kind of file"),
        ("", "version") => phrase("phiên bản", "version"),
        ("", "mode") => phrase("chế độ", "mode"),
        ("", "title") => phrase("tên phiếu", "title"),
        ("", "instrument") => phrase("văn bản quy định", "instrument"),
        ("", "issuer") => phrase("đơn vị tổ chức", "issuer"),
        ("", "place") => phrase("nơi tổ chức", "place"),
        ("", "rules") => phrase("cách tính kết quả", "rules"),
        ("subjects", "tasks") if one => phrase("nhiệm vụ thứ", "task"),
        ("subjects", "tasks") => phrase("danh sách nhiệm vụ, vụ việc", "list of tasks"),
        ("grades", "questions") => phrase("các câu hỏi cộng điểm", "questions that are added"),
        ("grades", "bands") if one => phrase("mức xếp loại thứ", "band"),
        ("grades", "bands") => phrase("danh sách mức xếp loại", "list of bands"),
        (_, "id") => phrase("mã", "identifier"),
        ("instrument", "name") => phrase("tên văn bản", "name"),
        ("instrument" | "thresholds" | "grades", "source") => phrase("nguồn", "source"),
        ("instrument", "reconstruction") => phrase("có phải bản dựng lại không", "whether it is a reconstruction"),
        ("instrument", "note") => phrase("ghi chú về bản dựng lại", "note on the reconstruction"),
        ("issuer", "parent") => phrase("đơn vị cấp trên", "body above"),
        ("issuer", "name") => phrase("tên đơn vị", "name"),
        ("issuer", "heading") => phrase("thể thức tiêu đề", "heading"),
        ("place", "province") => phrase("tỉnh, thành phố", "province"),
        ("place", "commune") => phrase("xã, phường, đặc khu", "commune"),
        ("place", "hamlet") => phrase("thôn, tổ dân phố, bản", "hamlet"),
        ("subjects", "kind") => phrase("loại", "kind"),
        ("subjects", "salutation") => phrase("xưng hô", "salutation"),
        ("subjects", "name") => phrase("họ tên", "name"),
        ("subjects", "post") => phrase("chức vụ", "post"),
        ("subjects", "unit") => phrase("đơn vị công tác", "unit"),
        ("subjects", "birth_date") => phrase("ngày sinh", "date of birth"),
        ("questions", "text") => phrase("nội dung câu hỏi", "words"),
        ("questions", "short") => phrase("tên ngắn", "short heading"),
        ("questions", "help") => phrase("lời giải thích", "explanation"),
        ("questions", "answer") => phrase("cách trả lời", "answer"),
        ("questions", "per_task") => phrase("hỏi theo từng nhiệm vụ", "asked about every task"),
        ("tasks", "text") => phrase("nội dung nhiệm vụ", "words"),
        ("answer", "choose") => phrase("chọn người", "choice"),
        ("choose", "at_most") => phrase("số được chọn nhiều nhất", "most that may be chosen"),
        ("answer", "score") => phrase("chấm điểm", "score"),
        ("score", "max") => phrase("điểm cao nhất", "highest score"),
        ("answer", "remark") => phrase("ý kiến góp ý", "remark"),
        ("remark", "max_chars") => phrase("số ký tự nhiều nhất", "most characters"),
        ("levels", "label") => phrase("tên mức", "label"),
        ("bands", "label") => phrase("tên mức xếp loại", "label"),
        ("bands", "at_least") => phrase("số điểm ít nhất", "fewest points"),
        ("rules", "grades") => phrase("xếp loại theo điểm", "grades"),
        ("rules", "paper") => phrase("phiếu giấy đánh dấu sai", "badly marked paper ballots"),
        ("paper", "blank_row") => phrase("không đánh dấu", "no mark"),
        ("paper", "several_marks") => phrase("đánh dấu nhiều ô", "several marks"),
        ("paper", "struck_name") => phrase("gạch tên", "name struck out"),
        ("paper", "too_many") => phrase("chọn quá số lượng", "too many chosen"),
        ("paper", "extra_writing") => phrase("viết thêm", "added writing"),
        ("paper", "unofficial_form") => phrase("không đúng mẫu phát ra", "not the form handed out"),
        ("paper", "no_stamp") => phrase("không có dấu", "no stamp"),
        ("quorum", "large") => phrase("khi triệu tập đông", "where many are summoned"),
        ("large", "from") => phrase("từ số người được triệu tập", "fewest summoned"),
        ("large", "present") => phrase("số người phải có mặt", "fewest present"),
        ("thresholds", "below") => phrase("và dưới", "and below"),
        ("rules", "base") => phrase("mẫu số tính tỷ lệ", "base of the shares"),
        ("rules", "quorum") => phrase("số người phải có mặt", "quorum"),
        ("thresholds", "question") => phrase("câu hỏi áp dụng", "question"),
        ("thresholds", "at") | ("quorum", "of_summoned") => phrase("tỷ lệ", "fraction"),
        ("thresholds" | "quorum", "compare") => phrase("cách so sánh", "comparison"),
        ("thresholds", "finding") => phrase("kết luận", "finding"),
        ("at" | "below" | "of_summoned", "numerator") => phrase("tử số", "numerator"),
        ("at" | "below" | "of_summoned", "denominator") => phrase("mẫu số", "denominator"),
        _ => return None,
    })
}

/// What a number out of range counts.
pub(super) fn unit(at: &str) -> Phrase {
    match at.rsplit('.').next().unwrap_or_default() {
        "subjects" | "questions" | "levels" | "thresholds" | "tasks" | "bands" => {
            phrase("số mục là", "number of items")
        }
        "numerator" | "denominator" | "max_chars" | "version" | "at_most" | "max" | "at_least" | "from" | "present" => {
            phrase("giá trị là", "value")
        }
        _ => phrase("số ký tự là", "number of characters"),
    }
}
