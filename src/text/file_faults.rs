//! What goes wrong with files and with the worker, in words: where, what happened, and the way
//! out. The command line prints the same sentences.

use super::faults::{FRESH_COPY, RELOAD, say};
use super::{Explain, Explained, Lang, Phrase, phrase};
use crate::record::{FileKind, Held, NotAllowed, PlacedFault, RecordFault};
use crate::survey::{Mode, SurveyFaults};
use crate::worker::protocol::Failure;

impl Explain for RecordFault {
    fn explain(&self, lang: Lang) -> Explained {
        match self {
            Self::Json(fault) => fault.explain(lang),
            Self::Survey(faults) => faults.explain(lang),
            Self::Seal(fault) => fault.explain(lang),
            Self::UnknownKind => say(
                lang,
                "Đây không phải là tệp của Hòm Phiếu.",
                "This is not a file of Hòm Phiếu.",
                phrase(
                    "Xin chọn tệp có đuôi .result.json, .record.json, .opening.json hoặc .survey.json.",
                    "Choose a file ending in .result.json, .record.json, .opening.json or .survey.json.",
                ),
            ),
            Self::Mismatch { expected, found } => say(
                lang,
                format!("Không khớp: lẽ ra là {expected}, trong tệp là {found}. Tệp này hoặc tệp kia đã bị thay đổi."),
                format!("Does not match: expected {expected}, found {found}. This file or the other was changed."),
                FRESH_COPY,
            ),
            Self::WrongMode { found, .. } => say(
                lang,
                format!("Tệp này là của {}.", mode_vi(*found)),
                format!("This file was made {}.", mode_en(*found)),
                phrase("Không kiểm tra chung tập dượt với thật.", "Practice and real files do not go together."),
            ),
            Self::BadBallot { ballot, fault } => {
                let fault = fault.explain(lang);
                let short = short(ballot);
                let what = match lang {
                    Lang::Vi => format!("Phiếu niêm phong {short}: {}", fault.what),
                    Lang::En => format!("Sealed ballot {short}: {}", fault.what),
                };
                Explained { what, way_out: fault.way_out }
            }
            Self::Repeated { ballot, of } => say(
                lang,
                format!("Phiếu niêm phong {} chép lại nội dung của phiếu {}.", short(ballot), short(of)),
                format!("Sealed ballot {} repeats content of ballot {}.", short(ballot), short(of)),
                phrase(
                    "Phiếu chép lại được để riêng, không tính. Xin ghi việc này vào biên bản.",
                    "The copy is set aside and not counted. Write this into the minutes.",
                ),
            ),
            Self::NotJws(what) => say(
                lang,
                format!("Phần chữ ký của tệp kết quả không đọc được ({what})."),
                format!("The result's signatures cannot be read ({what})."),
                FRESH_COPY,
            ),
            Self::BadHeader { index, what } => say(
                lang,
                format!("Chữ ký thứ {}: phần đầu không đúng quy cách ({what}).", index + 1),
                format!("Signature {}: its header is not allowed ({what}).", index + 1),
                FRESH_COPY,
            ),
            Self::UnknownSigner { index } => say(
                lang,
                format!("Chữ ký thứ {} không phải của thành viên tổ kiểm phiếu nào.", index + 1),
                format!("Signature {} is by no teller of this box.", index + 1),
                FRESH_COPY,
            ),
            Self::SignedTwice { index } => say(
                lang,
                format!("Chữ ký thứ {} là của người đã ký rồi.", index + 1),
                format!("Signature {} is by a teller who has signed already.", index + 1),
                FRESH_COPY,
            ),
            Self::BadSignature { index } => say(
                lang,
                format!("Chữ ký thứ {} sai: nội dung đã bị sửa sau khi ký.", index + 1),
                format!("Signature {} does not hold: the content was changed after signing.", index + 1),
                FRESH_COPY,
            ),
            Self::TooFewSignatures { needed, found } => say(
                lang,
                format!("Chỉ có {found} chữ ký đúng, cần {needed}."),
                format!("Only {found} signatures hold; {needed} are needed."),
                FRESH_COPY,
            ),
            Self::TooManySignatures { most, found } => say(
                lang,
                format!("Có {found} chữ ký, trong khi tổ kiểm phiếu có nhiều nhất {most} người."),
                format!("There are {found} signatures; a box has {most} tellers at most."),
                FRESH_COPY,
            ),
            Self::Conservation(sum) => say(
                lang,
                format!(
                    "Số liệu không khớp: {} {} {} là sai ({}).",
                    sum.left,
                    relation(&sum.relation),
                    sum.right,
                    sum_words(&sum_words(&sum.rule, Lang::En), Lang::Vi)
                ),
                format!(
                    "The figures do not add up: {} {} {} is false ({}).",
                    sum.left,
                    relation(&sum.relation),
                    sum.right,
                    sum.rule
                ),
                phrase(
                    "Số liệu được giữ nguyên như đã ký. Xin nêu rõ trong biên bản và hỏi tổ kiểm phiếu.",
                    "The figures stand as they were signed. Say so in the minutes and ask the tellers.",
                ),
            ),
            Self::BrokenLog { seq } => say(
                lang,
                format!("Nhật ký của tổ: mục {} không nối tiếp mục trước.", u64::from(*seq) + 1),
                format!("Officers' log: entry {} does not follow from the one before.", u64::from(*seq) + 1),
                FRESH_COPY,
            ),
            Self::Value(fault) => {
                let words = not_allowed(*fault);
                say(lang, words.vi, words.en, FRESH_COPY)
            }
            Self::Missing { needs } => say(
                lang,
                format!("Cần thêm {}.", file_kind(*needs).vi),
                format!("The {} is needed as well.", file_kind(*needs).en),
                phrase("Xin chọn thêm tệp đó rồi kiểm tra lại.", "Add that file and check again."),
            ),
            Self::LogMembers { seq } => say(
                lang,
                format!("Nhật ký của tổ: mục {} thiếu hoặc thừa số máy, số lượng.", u64::from(*seq) + 1),
                format!("Officers' log: entry {} lacks or should not have a device or a count.", u64::from(*seq) + 1),
                FRESH_COPY,
            ),
            Self::Device(fault) => fault.explain(lang),
        }
    }
}

impl Explain for PlacedFault {
    fn explain(&self, lang: Lang) -> Explained {
        let mut explained = self.fault.explain(lang);
        let file = file_kind(self.file).in_lang(lang);
        // Two digests say nothing to a reader; which files do not belong together does.
        if let (RecordFault::Mismatch { .. }, Some(words)) = (&self.fault, not_together(&self.at)) {
            explained.what = format!("{file}: {}", words.in_lang(lang));
            return explained;
        }
        // A sentence about a signature says which one itself.
        let said = self.at.is_empty() || self.at.starts_with("signatures");
        let at = if said { String::new() } else { format!(", {}", self.at) };
        explained.what = format!("{file}{at}: {}", explained.what);
        explained
    }
}

/// What does not belong together where the digest at this place is another than that of the file.
fn not_together(at: &str) -> Option<Phrase> {
    Some(match at {
        "payload.opening_digest" => phrase(
            "Kết quả này không thuộc biên bản mở hòm đi kèm, hoặc một trong hai tệp đã bị thay đổi.",
            "This result does not belong to the opening statement beside it, or one of the two was changed.",
        ),
        "payload.record_digest" => phrase(
            "Kết quả này không thuộc hồ sơ kiểm chứng đi kèm, hoặc một trong hai tệp đã bị thay đổi.",
            "This result does not belong to the record beside it, or one of the two was changed.",
        ),
        _ => return None,
    })
}

impl Explain for Failure {
    fn explain(&self, lang: Lang) -> Explained {
        match self {
            Self::Survey(faults) => faults.explain(lang),
            Self::Ballot(fault) => fault.explain(lang),
            Self::Seal(fault) => fault.explain(lang),
            Self::Record(fault) => fault.explain(lang),
            Self::Card { teller, fault } => {
                let mut explained = fault.explain(lang);
                if let Some(place) = teller {
                    let card = phrase("Thẻ thứ", "Card").in_lang(lang);
                    explained.what = format!("{card} {}: {}", place + 1, explained.what);
                }
                explained
            }
            Self::OtherFile(kind) => say(
                lang,
                format!("Đây là {}, không phải thẻ chìa khóa.", file_named(*kind).vi),
                format!("This is {}, not a teller's card.", file_named(*kind).en),
                phrase("Xin chọn tệp có đuôi .card.json.", "Choose the file that ends in .card.json."),
            ),
            Self::Report(fault) => fault.explain(lang),
            Self::NotPrepared => say(lang, "Máy chưa nạp xong hòm phiếu.", "The box is not loaded yet.", RELOAD),
            Self::QrTooLong => say(
                lang,
                "Nội dung dài quá, không vẽ thành mã QR được.",
                "This is too long for a QR code.",
                phrase("Xin dùng tệp thay cho mã QR.", "Use the file instead of the QR code."),
            ),
            Self::WorkerGone => say(
                lang,
                "Phần niêm phong và kiểm phiếu của trang đã dừng.",
                "The part of the page that seals and counts has stopped.",
                phrase(
                    "Xin làm lại bước này; nếu vẫn chưa được, xin tải lại trang. Phiếu đã vào hòm vẫn còn nguyên.",
                    "Do this step again; if that does not help, reload the page. Ballots in the box are safe.",
                ),
            ),
            Self::ReportsGone => say(
                lang,
                "Chưa tải được phần lập biên bản và bảng số liệu của trang.",
                "The part of the page that makes minutes and tables could not be loaded.",
                phrase(
                    "Xin kiểm tra mạng rồi bấm lại; nếu vẫn chưa được, xin tải lại trang. Không có phiếu nào bị mất.",
                    "Check the network and press again; if that does not help, reload. No ballot is lost.",
                ),
            ),
        }
    }
}

/// A copy for people, brought to a check: its file's name.
pub struct NotSigned(pub String);

impl Explain for NotSigned {
    fn explain(&self, lang: Lang) -> Explained {
        let Self(name) = self;
        say(
            lang,
            format!("{name} là bản để đọc hoặc in, không có chữ ký nên không kiểm tra được."),
            format!("{name} is a copy to read or print; it is not signed, so there is nothing to check."),
            phrase("Xin chọn tệp kết quả có đuôi .result.json.", "Choose the result file, which ends in .result.json."),
        )
    }
}

impl Explain for SurveyFaults {
    fn explain(&self, lang: Lang) -> Explained {
        let all: Vec<Explained> = self.0.iter().map(|fault| fault.explain(lang)).collect();
        let join = |part: fn(&Explained) -> &str| all.iter().map(part).collect::<Vec<_>>().join(" ");
        Explained { what: join(|one| &one.what), way_out: join(|one| &one.way_out) }
    }
}

/// Name of a kind of file.
pub const fn file_kind(kind: FileKind) -> Phrase {
    match kind {
        FileKind::Survey => phrase("Tệp đợt lấy phiếu (.survey.json)", "Survey file (.survey.json)"),
        FileKind::Opening => phrase("Biên bản mở hòm (.opening.json)", "Opening statement (.opening.json)"),
        FileKind::Card => phrase("Thẻ chìa khóa (.card.json)", "Card (.card.json)"),
        FileKind::Ballot => phrase("Phiếu niêm phong (.ballot.json)", "Sealed ballot (.ballot.json)"),
        FileKind::Join => phrase("Tệp tham gia của máy phụ (.join.json)", "Join file (.join.json)"),
        FileKind::Box => phrase("Hòm phiếu (.box.json)", "Box (.box.json)"),
        FileKind::Result => phrase("Kết quả đã ký (.result.json)", "Signed result (.result.json)"),
        FileKind::Record => phrase("Hồ sơ kiểm chứng (.record.json)", "Record (.record.json)"),
        FileKind::Meeting => phrase("Tệp cuộc họp cho điện thoại (.meeting.json)", "Meeting file (.meeting.json)"),
        FileKind::HandIn => phrase("Phiếu gửi từ điện thoại", "Ballot handed in from a phone"),
        FileKind::Remark => phrase("Ý kiến niêm phong", "Sealed remark"),
    }
}

/// "tệp biên bản mở hòm": a kind of file within a sentence.
pub const fn file_named(kind: FileKind) -> Phrase {
    match kind {
        FileKind::Survey => phrase("tệp đợt lấy phiếu", "a survey"),
        FileKind::Opening => phrase("tệp biên bản mở hòm", "an opening statement"),
        FileKind::Card => phrase("thẻ chìa khóa", "a teller's card"),
        FileKind::Ballot => phrase("phiếu niêm phong", "a sealed ballot"),
        FileKind::Join => phrase("tệp tham gia của máy phụ", "a join file"),
        FileKind::Box => phrase("tệp hòm phiếu của một máy", "a box of a device"),
        FileKind::Result => phrase("tệp kết quả đã ký", "a signed result"),
        FileKind::Record => phrase("tệp hồ sơ kiểm chứng", "a record"),
        FileKind::Meeting => phrase("tệp cuộc họp cho điện thoại", "a meeting file for phones"),
        FileKind::HandIn => phrase("phiếu gửi từ điện thoại", "a ballot handed in from a phone"),
        FileKind::Remark => phrase("ý kiến niêm phong", "a sealed remark"),
    }
}

/// A file that no check reads, of its own kind.
pub fn not_a_result(kind: FileKind, lang: Lang) -> String {
    match lang {
        Lang::Vi => format!("Đây là {}, không phải kết quả", file_named(kind).vi),
        Lang::En => format!("This is {}, not a result", file_named(kind).en),
    }
}

/// What a check looks at, as a sentence that is true where it holds.
pub const fn held(held: Held) -> Phrase {
    match held {
        Held::SurveyWellFormed => phrase("Nội dung đợt lấy phiếu đúng quy cách", "The survey is well-formed"),
        Held::Signatures => phrase(
            "Đủ chữ ký của tổ kiểm phiếu, nội dung không bị sửa sau khi ký",
            "Enough tellers signed, and nothing was changed since",
        ),
        Held::KeysOfOpening => phrase(
            "Khóa ký đúng là khóa ghi trong biên bản mở hòm",
            "The signing keys are those of the opening statement",
        ),
        Held::JointKey => phrase("Khóa chung của hòm được chia đúng cách", "The box's joint key was dealt properly"),
        Held::Sums => phrase("Các số liệu cộng lại khớp nhau", "The figures add up"),
        Held::Findings => phrase(
            "Tỷ lệ, nhận định và điều kiện số người dự đúng với số phiếu",
            "Shares, findings and quorum follow from the counts",
        ),
        Held::BallotProofs => {
            phrase("Mọi phiếu niêm phong đều có bằng chứng đúng", "Every sealed ballot's proofs hold")
        }
        Held::Decryption => phrase("Các tổng được mở đúng từ phiếu niêm phong", "The totals were decrypted correctly"),
        Held::Log => phrase("Nhật ký của tổ liền mạch", "The officers' log is unbroken"),
        Held::RecordDigest => phrase("Kết quả gắn đúng với hồ sơ kiểm chứng này", "The result names this record"),
    }
}

/// The first characters of a ballot's identifier are enough to find it in the file.
fn short(digest: &crate::survey::Digest) -> String {
    let mut text = digest.to_text();
    text.truncate(8);
    text.push('…');
    text
}

fn relation(text: &str) -> &str {
    if text == "<=" { "≤" } else { text }
}

const fn mode_vi(mode: Mode) -> &'static str {
    match mode {
        Mode::Real => "cuộc lấy phiếu thật",
        Mode::Practice => "buổi tập dượt, không có giá trị",
    }
}

const fn mode_en(mode: Mode) -> &'static str {
    match mode {
        Mode::Real => "in a real vote",
        Mode::Practice => "for practice and is worth nothing",
    }
}

/// Words of a value that is not allowed.
const fn not_allowed(fault: NotAllowed) -> Phrase {
    match fault {
        NotAllowed::BallotsAtOpening => {
            phrase("Lúc mở hòm, số phiếu trong hòm phải là 0.", "At the opening the box must be empty.")
        }
        NotAllowed::TellerNumbers => {
            phrase("Số thứ tự của tổ kiểm phiếu không liền nhau từ 1.", "The tellers are not numbered from 1 on.")
        }
        NotAllowed::TellerKeyTwice => {
            phrase("Hai người trong tổ kiểm phiếu có cùng một khóa ký.", "Two tellers have the same signing key.")
        }
        NotAllowed::TellerText => phrase(
            "Họ tên hoặc nhiệm vụ của người trong tổ kiểm phiếu bị trống, quá dài hoặc có ký tự không nhìn thấy.",
            "A teller's name or role is empty, too long, or has characters that cannot be seen.",
        ),
        NotAllowed::Time => phrase("Ngày giờ ghi không đúng dạng.", "The time is not written in the right form."),
        NotAllowed::Address => phrase(
            "Địa chỉ nhận phiếu không phải là địa chỉ trên chính trang này.",
            "The address to hand ballots in at is not one of this very site.",
        ),
        NotAllowed::SecondFile => phrase(
            "Có hai tệp cùng loại; mỗi lần chỉ kiểm tra một.",
            "Two files of one kind; one is checked at a time.",
        ),
        NotAllowed::NotChecked => {
            phrase("Loại tệp này không kiểm tra riêng được.", "This kind of file is not checked on its own.")
        }
        NotAllowed::OtherSums => phrase(
            "Các phép cộng ghi trong tệp không phải của số liệu này.",
            "The sums stated are not those of these figures.",
        ),
        NotAllowed::NoSuchRemark => {
            phrase("Có ý kiến về một mục không có trong phiếu.", "A remark about something the ballot does not ask.")
        }
        NotAllowed::RemarkText => phrase(
            "Ý kiến để trống, quá dài hoặc có ký tự không nhìn thấy được: không phiếu nào ghi được như vậy.",
            "A remark that is empty, too long or holds characters that cannot be seen: no ballot can have brought it.",
        ),
        NotAllowed::TellerOrder => phrase(
            "Phần mở của các thẻ bị lặp hoặc sai thứ tự.",
            "The shares of the cards are repeated or out of order.",
        ),
        NotAllowed::OtherFindings => {
            phrase("Kết luận không đúng với số phiếu.", "The findings do not follow from the counts.")
        }
        NotAllowed::OtherGrades => {
            phrase("Mức điểm không đúng với số điểm.", "The grades do not follow from the scores.")
        }
        NotAllowed::OtherPaper => phrase(
            "Số liệu phiếu giấy không khớp với các dòng của phiếu.",
            "The figures of the paper ballots do not fit the rows of the ballot.",
        ),
        NotAllowed::PaperPasses => phrase(
            "Hai lượt nhập phiếu giấy phải do hai người khác nhau trong tổ kiểm phiếu.",
            "The paper ballots must have been entered twice, by two different tellers.",
        ),
        NotAllowed::PaperRemarks => phrase(
            "Số ý kiến chép từ phiếu giấy không khớp với số phiếu giấy.",
            "The remarks typed from paper do not fit the number of paper ballots.",
        ),
        NotAllowed::OtherQuorum => phrase(
            "Điều kiện số người dự không đúng với số người có mặt.",
            "The quorum does not follow from the attendance.",
        ),
        NotAllowed::BallotOrder => {
            phrase("Phiếu trong hồ sơ bị lặp hoặc sai thứ tự.", "Ballots of the record are repeated or out of order.")
        }
        NotAllowed::OtherSetAside => phrase(
            "Danh sách phiếu để riêng không khớp: có phiếu hỏng, bị sửa hoặc bị chép lại.",
            "The list of ballots set aside does not match: some were damaged, changed or copied.",
        ),
    }
}

/// A conservation sum in words. The file states it in one language, so that all readers compare the same text.
pub fn sum_words(rule: &str, lang: Lang) -> String {
    if lang == Lang::En {
        return rule.to_owned();
    }
    let (whose, sum) = match rule.split_once(": ") {
        Some(("electronic", sum)) => ("phiếu điện tử: ", sum),
        Some(("paper", sum)) => ("phiếu giấy: ", sum),
        Some(("devices", sum)) => ("các máy cộng lại: ", sum),
        Some((device, "slips used + voided + unused = printed")) => {
            let number = device.rsplit(' ').next().unwrap_or_default();
            return format!("máy {number}: phiếu mã đã dùng, đã hủy và chưa dùng cộng lại bằng số đã in");
        }
        Some((row, sum)) => return format!("{row}: {}", sum_of_row(sum)),
        None => ("", rule),
    };
    format!("{whose}{}", sum_vi(sum))
}

/// A sum of one row; on paper alone where it says so.
fn sum_of_row(sum: &str) -> String {
    if let Some((points, given)) = sum.strip_prefix("sum <= ").and_then(|rest| rest.split_once(" x "))
        && given == "given"
    {
        return format!("tổng điểm không quá {points} điểm cho mỗi phiếu có chấm");
    }
    if let Some(rest) = sum.strip_prefix("chosen <= ") {
        let most = rest.split(' ').next().unwrap_or_default();
        return format!("tổng số dấu chọn không quá {most} cho mỗi phiếu hợp lệ");
    }
    if let Some(rest) = sum.strip_prefix("paper sum <= ") {
        let points = rest.split(' ').next().unwrap_or_default();
        return format!("phiếu giấy: tổng điểm không quá {points} điểm cho mỗi phiếu có chấm");
    }
    if let Some(rest) = sum.strip_prefix("paper chosen <= ") {
        let most = rest.split(' ').next().unwrap_or_default();
        return format!("phiếu giấy: tổng số dấu chọn không quá {most} cho mỗi phiếu hợp lệ");
    }
    match sum.strip_prefix("paper ").and_then(|sum| sum.strip_suffix(" = paper valid")) {
        Some(marks) => format!("phiếu giấy: {}", sum_vi(&format!("{marks} = valid"))),
        None => sum_vi(sum).to_owned(),
    }
}

fn sum_vi(sum: &str) -> &str {
    match sum {
        "collected <= issued" => "thu về không quá phát ra",
        "valid + invalid = collected" => "hợp lệ cộng không hợp lệ bằng thu về",
        "issued = electronic issued" => "phát ra bằng số phiếu điện tử phát ra",
        "collected = electronic collected + duplicates" => {
            "thu về bằng số phiếu điện tử thu về cộng số phiếu nhiều máy cùng nộp"
        }
        "issued <= present" => "phát ra không quá số người có mặt",
        "present <= summoned" => "có mặt không quá số người được triệu tập",
        "summoned <= delegates" => "được triệu tập không quá tổng số đại biểu",
        "levels + blank + invalid = valid" => "các mức cộng phiếu trống và không hợp lệ bằng phiếu hợp lệ",
        "given + blank + invalid = valid" => "phiếu có chấm cộng phiếu trống và không hợp lệ bằng phiếu hợp lệ",
        other => other,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::seal::CardFault;

    #[test]
    fn every_sum_that_a_result_states_has_words_of_its_own_in_vietnamese() {
        let mut survey = crate::testing::every_kind();
        survey.rules.base = crate::survey::Base::Delegates;
        let figures = crate::count::Figures::default();
        let paper = crate::testing::no_paper(&survey);
        let rows = crate::count::rows(&survey, &Vec::new(), &figures, Some(&paper));
        for sum in crate::count::conservation(&survey, &figures, &rows, Some(&paper)) {
            let words = sum_words(&sum.rule, Lang::Vi);
            let left_over = ["= ", "collected", "given", "chosen", "valid", "paper", "summoned"];
            assert!(left_over.iter().all(|word| !words.contains(word)), "{words}");
        }
    }

    #[test]
    fn the_sums_of_devices_have_words_of_their_own_in_vietnamese() {
        use crate::record::{DeviceFigures, ResultDevices, SlipFigures};
        let slips = Some(SlipFigures::default());
        let name = "Máy 2".to_owned();
        let part = DeviceFigures { device: 2, name, issued: 0, collected: 0, handed_over: true, slips };
        let devices = ResultDevices { parts: vec![part], duplicates: 0, slips_twice: 0 };
        let sums = devices.sums(&crate::count::Figures::default());
        assert_eq!(sums.len(), 3);
        for sum in sums {
            let words = sum_words(&sum.rule, Lang::Vi);
            let left_over = ["= ", "collected", "issued", "slips", "electronic", "device", "printed"];
            assert!(left_over.iter().all(|word| !words.contains(word)), "{words}");
        }
    }

    #[test]
    fn a_fault_says_its_file_its_place_and_a_way_out() {
        let fault = PlacedFault {
            file: FileKind::Result,
            at: "signatures[0]".to_owned(),
            fault: RecordFault::BadSignature { index: 0 },
        };
        let vi = fault.explain(Lang::Vi);
        assert!(vi.what.starts_with("Kết quả đã ký (.result.json): Chữ ký thứ 1 sai"), "{}", vi.what);
        assert!(!vi.way_out.is_empty());
        assert!(fault.explain(Lang::En).what.contains("Signature 1 does not hold"));
    }

    #[test]
    fn another_file_shown_as_a_card_is_called_by_its_name() {
        let said = Failure::OtherFile(FileKind::Opening).explain(Lang::Vi);
        assert_eq!(said.what, "Đây là tệp biên bản mở hòm, không phải thẻ chìa khóa.");
        assert_eq!(said.way_out, "Xin chọn tệp có đuôi .card.json.");
    }

    #[test]
    fn files_that_do_not_belong_together_are_named_and_not_their_digests() {
        let fault = PlacedFault {
            file: FileKind::Result,
            at: "payload.opening_digest".to_owned(),
            fault: RecordFault::Mismatch { expected: "zCkUyT5f".to_owned(), found: "X6g_0IZf".to_owned() },
        };
        let vi = fault.explain(Lang::Vi).what;
        assert!(
            vi.contains("không thuộc biên bản mở hòm") && !vi.contains("zCkUyT5f") && !vi.contains("digest"),
            "{vi}"
        );
    }

    #[test]
    fn cards_are_counted_from_one_as_people_count() {
        let card = Failure::Card { teller: Some(1), fault: CardFault::WrongPin };
        assert_eq!(card.explain(Lang::Vi).what, "Thẻ thứ 2: Mã PIN không đúng.");
    }
}
