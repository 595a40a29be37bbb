//! Sentences of the paper ballots: announcing, entering, comparing; and the words on the printed ballot.

#![allow(missing_docs)] // each sentence says itself what it is

use super::{Lang, Phrase, numbers, phrase};
use crate::count::{PaperFlag, PaperMark, Pass, RunningFigures};
use crate::survey::{Row, RowKind};

// ── is there paper? ──
pub const HAS_PAPER: Phrase = phrase("Cuộc họp này có cả phiếu giấy", "There are paper ballots too");
pub const HAS_PAPER_HINT: Phrase = phrase(
    "Đánh dấu vào đây nếu có người bỏ phiếu trên giấy. Số phát ra và thu về phải đọc to trước khi mở phiếu.",
    "Tick this if anybody voted on paper. How many were issued and collected is read out before any is looked at.",
);
pub const FIGURES: Phrase = phrase("Số liệu phiếu giấy", "Figures of the paper ballots");
pub const PREPARED: Phrase = phrase("Số phiếu đã in, đóng dấu", "Ballots printed and stamped");
pub const PREPARED_HINT: Phrase = phrase("Không đếm thì để trống.", "Leave it empty if nobody counted.");
pub const ISSUED: Phrase = phrase("Số phiếu giấy phát ra", "Paper ballots issued");
pub const ISSUED_HINT: Phrase = phrase(
    "Chỉ đếm phiếu giấy, không cộng phiếu trên máy. Mỗi người tính một phiếu, kể cả người đã đổi phiếu hỏng.",
    "Paper only, nothing from the device. One for each person, whoever exchanged one too.",
);
pub const EXCHANGED: Phrase = phrase("Số phiếu hỏng đã đổi", "Spoiled ballots exchanged");
pub const EXCHANGED_HINT: Phrase =
    phrase("Phiếu hỏng thu lại để riêng, không bỏ vào hòm.", "Taken back and put aside; they are not in the box.");
pub const COLLECTED: Phrase = phrase("Số phiếu giấy thu về", "Paper ballots collected");
pub const COLLECTED_HINT: Phrase = phrase(
    "Chỉ đếm phiếu giấy, không cộng phiếu trên máy. Đếm tờ phiếu trong hòm giấy, chưa xem nội dung.",
    "Paper only, nothing from the device. Count the sheets in the box; do not read them yet.",
);
pub const SAVE_FIGURES: Phrase = phrase("Ghi số liệu, bắt đầu nhập phiếu", "Keep these figures and begin");
pub const CHANGE_FIGURES: Phrase = phrase("Ghi số liệu đã sửa", "Keep the corrected figures");
pub const CORRECT: Phrase = phrase("Sửa số liệu đã công bố", "Correct the announced figures");
pub const FOUND_MORE: Phrase = phrase(
    "Tìm thêm được tờ phiếu thì ghi số thu về mới. Xếp tờ ấy cuối chồng, rồi nhập thêm ở lượt 1 và lượt 2; những phiếu đã nhập giữ nguyên.",
    "Where another sheet is found, write down the new number. Lay it at the end of the stack and enter it in pass 1, then in pass 2; what is entered stays.",
);
pub const SUMS_FAIL: Phrase = phrase("Số liệu không khớp nhau", "The figures contradict each other");
pub const SUMS_FAIL_TEXT: Phrase = phrase(
    "Xin đếm lại. Nếu đúng là như vậy thì vẫn nhập được, máy không tự sửa số; xin ghi rõ vào biên bản.",
    "Count again. If it is so, go on: nothing is repaired; say so in the minutes.",
);

/// The sentence that is read aloud, for the paper ballots.
pub fn announcement([issued, collected, exchanged]: [&str; 3], lang: Lang) -> String {
    match lang {
        Lang::Vi => format!(
            "Ngoài ra, trên giấy: phát ra {issued} phiếu, thu về {collected} phiếu, đổi {exchanged} phiếu hỏng."
        ),
        Lang::En => format!(
            "Besides, on paper: {issued} ballots were issued, {collected} collected, and {exchanged} spoiled ones exchanged."
        ),
    }
}

/// And of both ways of voting together.
pub fn announcement_together([issued, collected]: [&str; 2], lang: Lang) -> String {
    match lang {
        Lang::Vi => format!("Cộng cả trên máy và trên giấy: phát ra {issued} phiếu, thu về {collected} phiếu."),
        Lang::En => format!("On the device and on paper together: {issued} issued, {collected} collected."),
    }
}

/// What a figure of both ways of voting is made of.
pub fn made_of([device, paper]: [&str; 2], lang: Lang) -> String {
    match lang {
        Lang::Vi => format!("trên máy {device}, trên giấy {paper}"),
        Lang::En => format!("device {device}, paper {paper}"),
    }
}

/// A sum of the sheet in words.
pub fn sum_words(rule: &str) -> Phrase {
    match rule {
        "collected <= issued" => phrase("thu về không được nhiều hơn phát ra", "no more collected than issued"),
        "issued + exchanged <= prepared" => {
            phrase("phát ra và đổi không được nhiều hơn số đã in", "no more issued and exchanged than printed")
        }
        entered if entered.ends_with("entered <= collected") => {
            phrase("đã nhập không được nhiều hơn thu về", "no more entered than collected")
        }
        chosen if chosen.contains("chosen <= ") => {
            phrase("số lượt chọn không được quá số cho phép", "no more names chosen than allowed")
        }
        _ => phrase("số dấu của mỗi dòng phải bằng số phiếu hợp lệ", "as many marks in each row as valid ballots"),
    }
}

/// The three sums of [`RunningFigures::sums`], with their figures.
pub fn running(figures: &RunningFigures, lang: Lang) -> [String; 3] {
    let all = [figures.entered, figures.left, figures.collected, figures.valid, figures.invalid, figures.issued];
    let [entered, left, collected, valid, invalid, issued] = all.map(|figure| numbers::whole(figure, lang));
    match lang {
        Lang::Vi => [
            format!("Đã nhập {entered} + còn lại {left} = thu về {collected}"),
            format!("Hợp lệ {valid} + không hợp lệ {invalid} = đã nhập {entered}"),
            format!("Thu về {collected} ≤ phát ra {issued}"),
        ],
        Lang::En => [
            format!("Entered {entered} + left {left} = collected {collected}"),
            format!("Valid {valid} + invalid {invalid} = entered {entered}"),
            format!("Collected {collected} ≤ issued {issued}"),
        ],
    }
}

pub const SUM_FAILS: Phrase = phrase("không khớp", "does not hold");

// ── overview ──
pub const TITLE: Phrase = phrase("Nhập phiếu giấy", "Enter the paper ballots");
pub const TITLE_FIGURES: Phrase = phrase("Có phiếu giấy không?", "Are there paper ballots?");
pub const LEAD: Phrase = phrase(
    "Mỗi phiếu được nhập hai lượt, do hai người khác nhau. Máy so hai lượt để tìm chỗ nhập nhầm.",
    "Every ballot is entered twice, by two different tellers. The two are compared to find slips.",
);
pub const STACK: Phrase = phrase(
    "Trước hết xin xếp phiếu thành từng tập 10 tờ, đánh số tập, và giữ nguyên thứ tự cho cả hai lượt. Không viết gì lên phiếu.",
    "First lay the ballots in batches of 10, number the batches, and keep the order for both passes. Write nothing on a ballot.",
);
pub const WHO: Phrase = phrase("Người nhập lượt này", "Who enters this pass");
pub const CHOOSE_TELLER: Phrase = phrase("– xin chọn –", "– please choose –");
pub const START_PASS: Phrase = phrase("Bắt đầu nhập", "Begin");
pub const GO_ON_PASS: Phrase = phrase("Nhập tiếp", "Go on");
pub const BACK_LAST: Phrase = phrase("Sửa phiếu cuối", "Correct the last ballot");
pub const AGAIN: Phrase = phrase("Nhập lại lượt này", "Enter this pass anew");
pub const AGAIN_SURE: Phrase = phrase(
    "Bấm thêm lần nữa sẽ bỏ những phiếu đã nhập ở lượt này",
    "Pressing once more takes back what was entered in this pass",
);
pub const PASS_WAITS: Phrase =
    phrase("Lượt 2 nhập khi lượt 1 đã đủ phiếu.", "The second pass is entered when the first is complete.");
pub const NOT_LOOK: Phrase = phrase(
    "Người nhập lượt 2 không xem người trước đã nhập gì. Xin lấy lại các tập theo đúng thứ tự, từ tập 1.",
    "Whoever enters the second pass does not see the first. Take the batches in the same order, from batch 1.",
);
pub const COMPARE: Phrase = phrase("So hai lượt nhập", "Compare the two passes");
pub const COMPARE_HINT: Phrase = phrase(
    "Sau khi so thì không nhập sửa được nữa; chỗ nào khác nhau, cả tổ cùng xem lại tờ phiếu.",
    "After that nothing is entered anew; where they differ, the whole team looks at the ballot.",
);
pub const TO_CARDS: Phrase = phrase("Sang phần đưa thẻ", "On to the cards");
pub const NO_PAPER: Phrase = phrase("Không có phiếu giấy", "There are none");

pub fn pass(pass: Pass, lang: Lang) -> String {
    match lang {
        Lang::Vi => format!("Lượt {}", pass.number()),
        Lang::En => format!("Pass {}", pass.number()),
    }
}

pub fn entered_of(entered: &str, collected: &str, lang: Lang) -> String {
    match lang {
        Lang::Vi => format!("Đã nhập {entered}/{collected} phiếu"),
        Lang::En => format!("{entered} of {collected} ballots entered"),
    }
}

// ── entry ──
pub const BATCH: Phrase = phrase("Tập", "Batch");
pub const BALLOT: Phrase = phrase("Phiếu", "Ballot");
pub const ENTERED: Phrase = phrase("Đã nhập", "Entered");
pub const LEFT: Phrase = phrase("Còn lại", "Left");
pub const INVALID: Phrase = phrase("Không hợp lệ", "Invalid");
pub const KEYS: Phrase = phrase("Bàn nhập phiếu", "Entry pad");
pub const KEYS_HINT: Phrase = phrase(
    "Gõ phím hoặc bấm nút. Enter: sang phiếu sau. Backspace: lùi một dòng.",
    "Type or press the buttons. Enter: next ballot. Backspace: one row back.",
);
pub const KEYS_OFF: Phrase = phrase("Bấm vào đây để gõ phím", "Click here to type");
pub const ROWS: Phrase = phrase("Các dòng của phiếu này", "The rows of this ballot");
pub const HERE: Phrase = phrase("đang nhập", "now");
pub const NOT_YET: Phrase = phrase("chưa nhập", "not yet");
pub const BLANK: Phrase = phrase("Để trống", "Blank");
pub const CHOSEN: Phrase = phrase("Có chọn", "Chosen");
pub const NOT_CHOSEN: Phrase = phrase("Không chọn", "Not chosen");
pub const SEVERAL: Phrase = phrase("Nhiều dấu, không rõ", "Several marks, unclear");
pub const STRUCK: Phrase = phrase("Gạch tên", "Name struck out");
pub const TAKE_SCORE: Phrase = phrase("Ghi điểm", "Take the score");
pub const SCORE_TYPED: Phrase = phrase("Điểm đang gõ", "Score typed");
pub const BACK_ROW: Phrase = phrase("Lùi một dòng", "One row back");
pub const BACK_BALLOT: Phrase = phrase("Sửa phiếu vừa nhập", "Correct the last ballot");
pub const REST_BLANK: Phrase = phrase("Các dòng còn lại để trống", "The remaining rows are blank");
pub const NEXT_BALLOT: Phrase = phrase("Ghi phiếu, sang phiếu sau", "Keep it, next ballot");
pub const WHOLE: Phrase = phrase("Cả tờ phiếu", "The whole ballot");
pub const STOP: Phrase = phrase("Nghỉ, xem tiến độ", "Pause and see the progress");
pub const READY: Phrase =
    phrase("Đã đủ các dòng. Bấm Enter để ghi phiếu này.", "All rows are in. Enter keeps this ballot.");
pub const KEPT: Phrase = phrase("Đã ghi phiếu.", "Kept.");
pub const DRAFT_LOST: Phrase = phrase(
    "Mỗi phiếu được ghi xuống máy ngay khi bấm Enter.",
    "Each ballot is on the disk as soon as Enter is pressed.",
);

pub fn rows_missing(missing: &str, lang: Lang) -> String {
    match lang {
        Lang::Vi => format!("Còn {missing} dòng chưa nhập."),
        Lang::En => format!("{missing} rows are still missing."),
    }
}

pub fn too_high(max: u32, lang: Lang) -> String {
    match lang {
        Lang::Vi => format!("Điểm cao nhất là {max}. Nếu phiếu ghi hơn, bấm “Nhiều dấu, không rõ”."),
        Lang::En => format!("The highest score is {max}. If more is written, press “Several marks, unclear”."),
    }
}

/// `remarks`: the ballot has lines to write on.
pub const fn flag(flag: PaperFlag, remarks: bool) -> Phrase {
    match flag {
        PaperFlag::UnofficialForm => phrase("Không đúng mẫu phiếu", "Not the official form"),
        PaperFlag::NoStamp => phrase("Không có dấu", "No stamp"),
        PaperFlag::ExtraWriting if remarks => {
            phrase("Có viết thêm (không tính phần góp ý)", "Added writing (remarks do not count)")
        }
        PaperFlag::ExtraWriting => phrase("Có viết thêm", "Added writing"),
    }
}

/// What stands in a row.
pub fn mark(mark: PaperMark, row: &Row<'_>, lang: Lang) -> String {
    let choice = matches!(row.kind, RowKind::Choose { .. });
    match (mark, row.kind) {
        (PaperMark::Blank, _) if choice => NOT_CHOSEN.in_lang(lang).to_owned(),
        (PaperMark::Blank, _) => BLANK.in_lang(lang).to_owned(),
        (PaperMark::Several, _) => SEVERAL.in_lang(lang).to_owned(),
        (PaperMark::Struck, _) => STRUCK.in_lang(lang).to_owned(),
        (PaperMark::One(place), RowKind::Levels(levels)) => {
            levels.get(usize::from(place)).map_or_else(|| place.to_string(), |level| level.label.clone())
        }
        (PaperMark::One(_), RowKind::Choose { .. }) => CHOSEN.in_lang(lang).to_owned(),
        (PaperMark::One(points), RowKind::Score { .. }) => match lang {
            Lang::Vi => format!("{points} điểm"),
            Lang::En => format!("{points} points"),
        },
    }
}

// ── comparison ──
pub const COMPARE_TITLE: Phrase = phrase("So hai lượt nhập", "The two passes compared");
pub const SAME: Phrase = phrase("Hai lượt giống hệt nhau", "Both passes are the same");
pub const SETTLE_LEAD: Phrase = phrase(
    "Lấy đúng tờ phiếu ra, cả tổ cùng xem, rồi bấm điều ghi trên phiếu. Không ai được sửa gì trên phiếu.",
    "Take out that very ballot, look at it together, and press what stands on it. Nobody alters a ballot.",
);
pub const OTHER_READING: Phrase = phrase("Cả hai đều nhầm; trên phiếu là:", "Both were wrong; the ballot says:");
pub const YES: Phrase = phrase("có", "yes");
pub const NO: Phrase = phrase("không", "no");
pub const SETTLED: Phrase = phrase("Đã thống nhất", "Settled");
pub const FINISH: Phrase = phrase("Chốt số liệu phiếu giấy", "Settle the paper ballots");
pub const FINISH_HINT: Phrase = phrase(
    "Chốt xong, máy chỉ giữ tổng số; những gì đã nhập của từng phiếu được xóa.",
    "After that only totals are kept; what was entered of single ballots is deleted.",
);

pub fn differences(open: usize, all: usize, lang: Lang) -> String {
    match lang {
        Lang::Vi => format!("Có {all} chỗ khác nhau, còn {open} chỗ chưa thống nhất"),
        Lang::En => format!("{all} differences, {open} not settled"),
    }
}

pub fn place_in_stack([batch, ballot]: [&str; 2], lang: Lang) -> String {
    match lang {
        Lang::Vi => format!("Tập {batch}, phiếu {ballot}"),
        Lang::En => format!("Batch {batch}, ballot {ballot}"),
    }
}

pub fn whole_as(pass: Pass, lang: Lang) -> String {
    match lang {
        Lang::Vi => format!("Cả phiếu như lượt {}", pass.number()),
        Lang::En => format!("The whole ballot as in pass {}", pass.number()),
    }
}

// ── totals ──
pub const TOTALS_TITLE: Phrase = phrase("Kết quả kiểm phiếu giấy", "Totals of the paper ballots");
pub const VALID: Phrase = phrase("Hợp lệ", "Valid");
pub const ROW_INVALID: Phrase = phrase("Dòng không hợp lệ", "Invalid row");
pub const POINTS: Phrase = phrase("Tổng điểm", "Points");
pub const GIVEN: Phrase = phrase("Số phiếu chấm", "Ballots with a score");
pub const KEEP_BALLOTS: Phrase = phrase(
    "Xin niêm phong các tập phiếu giấy và giữ theo quy định: máy không còn giữ từng phiếu.",
    "Seal the batches and keep them as the rules say: the device no longer holds single ballots.",
);
pub const ANEW: Phrase = phrase("Kiểm phiếu giấy lại từ đầu", "Count the paper ballots anew");
pub const ANEW_SURE: Phrase =
    phrase("Bấm thêm lần nữa sẽ xóa số liệu phiếu giấy đã nhập", "Pressing once more deletes what was entered");
pub const PAPER_NONE: Phrase = phrase("Chưa ghi phiếu giấy nào.", "No paper ballots are entered.");
pub const PAPER_OPEN: Phrase = phrase("Phiếu giấy chưa kiểm xong", "The paper ballots are not settled");
pub const PAPER_OPEN_WAY: Phrase = phrase(
    "Xin nhập và chốt phiếu giấy trước, rồi mới kiểm phiếu chung.",
    "Enter and settle the paper ballots first; then the whole box can be counted.",
);
pub const PAPER_COUNTED: Phrase = phrase("Phiếu giấy đã kiểm xong", "The paper ballots are settled");
pub const ENTER_PAPER: Phrase = phrase("Nhập phiếu giấy", "Enter paper ballots");
pub const SEE_PAPER: Phrase = phrase("Xem kết quả phiếu giấy", "See the paper totals");
pub const ELECTRONIC: Phrase = phrase("Trên máy", "On the device");
pub const ON_PAPER: Phrase = phrase("Trên giấy", "On paper");
pub const TOGETHER: Phrase = phrase("Cộng", "Together");
pub const APART: Phrase = phrase("Phiếu trên máy và phiếu giấy", "On the device and on paper");

pub fn paper_counted(collected: &str, valid: &str, invalid: &str, lang: Lang) -> String {
    match lang {
        Lang::Vi => format!("Thu về {collected}; hợp lệ {valid}; không hợp lệ {invalid}."),
        Lang::En => format!("{collected} collected; {valid} valid; {invalid} invalid."),
    }
}

pub fn how_counted(first: &str, second: &str, differences: &str, lang: Lang) -> String {
    match lang {
        Lang::Vi => format!("Lượt 1: {first}. Lượt 2: {second}. Chỗ khác nhau đã thống nhất: {differences}."),
        Lang::En => format!("Pass 1: {first}. Pass 2: {second}. Differences settled: {differences}."),
    }
}

// ── remarks ──
pub const REMARKS: Phrase = phrase("Ý kiến ghi trên phiếu giấy", "Remarks on the paper ballots");
pub const REMARKS_HOW: Phrase = phrase(
    "Phiếu nào có ghi ý kiến thì xin chép nguyên văn vào đây, từng ý kiến một. Máy tự xếp lại thứ tự và trộn chung với ý kiến gửi trên máy, nên không ai biết ý kiến nào của phiếu nào. Không có ý kiến nào thì bỏ qua phần này.",
    "Type each remark as it stands on the ballot, one by one. They are put in another order and shuffled with those from the device, so nobody knows which ballot one came from. Skip this where there are none.",
);
pub const REMARK_ABOUT: Phrase = phrase("Ý kiến viết về ai", "Whom it is about");
pub const REMARK_ABOUT_HINT: Phrase = phrase(
    "Không rõ viết về ai thì không chép vào đây; xin nêu trong biên bản.",
    "Where that is not clear, leave it out here and tell it in the minutes.",
);
pub const REMARK_WORDS: Phrase = phrase("Nguyên văn ý kiến", "Its words");
pub const REMARK_ADD: Phrase = phrase("Ghi ý kiến này", "Keep this remark");
pub const REMARK_DROP: Phrase = phrase("Bỏ ra", "Take out");

pub const REMARK_OPEN: Phrase = phrase("Có một ý kiến đang chép dở", "A remark is typed and not kept");
pub const REMARK_OPEN_WAY: Phrase = phrase(
    "Xin bấm “Ghi ý kiến này”, hoặc xóa chữ trong ô nếu không ghi nữa.",
    "Press “Keep this remark”, or empty the field.",
);

pub fn remarks_typed(count: usize, lang: Lang) -> String {
    match (count, lang) {
        (0, Lang::Vi) => "Chưa chép ý kiến nào.".to_owned(),
        (0, Lang::En) => "None typed yet.".to_owned(),
        (_, Lang::Vi) => format!("Đã chép {count} ý kiến."),
        (_, Lang::En) => format!("Typed so far: {count}."),
    }
}

// ── printing ──
pub const PRINT_BALLOT: Phrase = phrase("In phiếu giấy", "Print paper ballots");
pub const PRINT_TITLE: Phrase = phrase("Phiếu giấy để in", "The paper ballot");
pub const PRINT_LEAD: Phrase = phrase(
    "Đây là phiếu của chính đợt này. Bấm in, rồi chọn số bản bằng số người dự cộng vài phiếu để đổi. In xong xin đóng dấu từng phiếu.",
    "This is the ballot of this very survey. Print as many copies as people come, and a few to exchange. Stamp each one.",
);
pub const SIZE: Phrase = phrase("Khổ giấy", "Paper size");
pub const SIZE_A4: Phrase = phrase("Một phiếu trên tờ A4", "One ballot on A4");
pub const SIZE_A5: Phrase = phrase("Hai phiếu A5 trên tờ A4 ngang", "Two A5 ballots on A4, lying");
pub const A5_TOO_LONG: Phrase = phrase(
    "Phiếu này dài hơn một trang A5, nên in mỗi phiếu trên tờ A4.",
    "This ballot is longer than an A5 page, so it is printed on A4.",
);
pub const SEVERAL_PAGES: Phrase = phrase(
    "Phiếu này dài hơn một trang A4. Xin in hai mặt, hoặc ghim các tờ của một phiếu vào nhau trước khi phát; tờ nào cũng đóng dấu.",
    "This ballot takes more than one page. Print on both sides, or staple its sheets before handing it out; stamp every sheet.",
);
pub const PRINT_NOW: Phrase = phrase("In phiếu", "Print");
pub const PREVIEW: Phrase = phrase("Phiếu như khi in", "The ballot as it is printed");
