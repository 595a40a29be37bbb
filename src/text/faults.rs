//! What goes wrong with cards, seals, ballots, files and the worker, in words: what
//! happened, and the way out. The command line prints the same sentences.

use super::{Explain, Explained, Lang, Phrase, phrase};
use crate::ballot::BallotFault;
use crate::record::{FileKind, Held, PlacedFault, RecordFault};
use crate::seal::{CardFault, SealFault};
use crate::survey::Mode;
use crate::worker::protocol::Failure;

const FRESH_COPY: Phrase = phrase(
    "Xin lấy lại tệp từ nơi đã xuất ra nó. Nếu tệp gốc cũng báo lỗi này thì đừng dùng kết quả, hãy báo cấp trên.",
    "Fetch the file again from where it was exported. If the original shows this too, do not rely on the result; report it.",
);
const ORIGINAL_CARD: Phrase = phrase(
    "Xin dùng tệp thẻ gốc, hoặc chụp lại mã QR trên thẻ cho rõ, đủ bốn góc.",
    "Use the original card file, or take a sharp picture of the whole QR code on the card.",
);
const RELOAD: Phrase = phrase(
    "Xin tải lại trang rồi làm tiếp. Phiếu đã vào hòm vẫn còn nguyên.",
    "Reload the page and carry on. Ballots in the box are safe.",
);
const TELL_US: Phrase = phrase(
    "Xin giữ lại tệp và báo cho người phụ trách phần mềm.",
    "Keep the file and tell whoever looks after the program.",
);

/// One fault in both languages; `way_out` is fixed, `what` may hold values.
fn say<T: Into<String>>(lang: Lang, vi: T, en: T, way_out: Phrase) -> Explained {
    let what = match lang {
        Lang::Vi => vi,
        Lang::En => en,
    };
    Explained { what: what.into(), way_out: way_out.in_lang(lang).to_owned() }
}

impl Explain for CardFault {
    fn explain(&self, lang: Lang) -> Explained {
        match self {
            Self::NotACard { what } => say(
                lang,
                format!("Đây không phải là thẻ chìa khóa, hoặc thẻ đọc chưa đủ ({what})."),
                format!("This is not a card, or it was not read completely ({what})."),
                ORIGINAL_CARD,
            ),
            Self::OtherBox => say(
                lang,
                "Thẻ này là thẻ của một hòm phiếu khác.",
                "This card belongs to another box.",
                phrase(
                    "Xin tìm thẻ đã giao trong cuộc họp này; bốn chữ trên thẻ phải trùng với biên bản mở hòm.",
                    "Look for the card handed out at this meeting; its four words must be those on the opening sheet.",
                ),
            ),
            Self::OtherMode => say(
                lang,
                "Thẻ tập dượt không dùng được cho hòm thật, thẻ thật không dùng được khi tập dượt.",
                "A practice card does not open a real box, nor a real card a practice box.",
                phrase("Xin tìm đúng thẻ của hòm này.", "Look for the card of this box."),
            ),
            Self::NeedsPin => say(
                lang,
                "Thẻ này có khóa mã PIN.",
                "This card is locked with a PIN.",
                phrase("Người giữ thẻ xin nhập mã PIN.", "The card's holder enters the PIN."),
            ),
            Self::WrongPin => say(
                lang,
                "Mã PIN không đúng.",
                "Wrong PIN.",
                phrase(
                    "Xin nhập lại. Nếu quên mã PIN, mời thành viên khác đưa thẻ.",
                    "Try again. If the PIN is forgotten, another teller's card can be used.",
                ),
            ),
            Self::WrongKeys => say(
                lang,
                "Khóa trong thẻ không phải là khóa ghi trong biên bản mở hòm: thẻ hỏng hoặc đã bị sửa.",
                "The card's keys are not those of the opening statement: it was damaged or changed.",
                ORIGINAL_CARD,
            ),
            Self::Twice => say(
                lang,
                "Thẻ của người này đã đưa vào rồi.",
                "This teller's card is in already.",
                phrase("Xin mời thành viên khác đưa thẻ.", "Ask another teller for a card."),
            ),
            Self::PinTooShort => say(
                lang,
                "Mã PIN quá ngắn.",
                "The PIN is too short.",
                phrase("Xin đặt mã có ít nhất 4 ký tự, hoặc để trống.", "Choose at least 4 characters, or leave it empty."),
            ),
        }
    }
}

impl Explain for SealFault {
    fn explain(&self, lang: Lang) -> Explained {
        match self {
            Self::BadThreshold { needed, tellers } => say(
                lang,
                format!("Không thể đặt {needed} thẻ trong {tellers} thẻ mở được hòm."),
                format!("{needed} of {tellers} cards is not possible."),
                phrase(
                    "Tổ kiểm phiếu có từ 1 đến 9 người; số thẻ cần có không nhiều hơn số người.",
                    "There are 1 to 9 tellers; no more cards can be needed than there are tellers.",
                ),
            ),
            Self::Malformed { what } => {
                say(lang, format!("Dữ liệu hỏng: {what}."), format!("Damaged data: {what}."), FRESH_COPY)
            }
            Self::BadKeyProof => say(
                lang,
                "Bằng chứng của khóa chung không đúng: biên bản mở hòm hỏng hoặc đã bị sửa.",
                "The joint key's proof does not hold: the opening statement was damaged or changed.",
                FRESH_COPY,
            ),
            Self::WrongLength { expected, found } => say(
                lang,
                format!("Phiếu niêm phong có {found} phần, lẽ ra phải có {expected}."),
                format!("A sealed ballot has {found} parts instead of {expected}."),
                FRESH_COPY,
            ),
            Self::BadChoiceProof { row } => say(
                lang,
                format!("Dòng {} của phiếu: bằng chứng không khớp với hòm và câu hỏi này.", row + 1),
                format!("Line {} of the ballot: the proof does not hold for this box and question.", row + 1),
                FRESH_COPY,
            ),
            Self::TooFewCards { needed, presented } => say(
                lang,
                format!("Mới có {presented} thẻ, cần {needed} thẻ mới mở được hòm."),
                format!("{presented} cards are here; {needed} are needed."),
                phrase("Xin mời thêm thành viên đưa thẻ.", "Ask more tellers for their cards."),
            ),
            Self::BadShare { teller, row, option } => say(
                lang,
                format!("Phần mở của thẻ số {teller} không đúng (dòng {}, ô {}).", row + 1, option + 1),
                format!("The share of card {teller} does not hold (line {}, box {}).", row + 1, option + 1),
                ORIGINAL_CARD,
            ),
            Self::SumOutOfRange { row, option } => say(
                lang,
                format!("Tổng mở ra ở dòng {}, ô {} không phải là số phiếu có thể có.", row + 1, option + 1),
                format!("The sum of line {}, box {} is no possible number of ballots.", row + 1, option + 1),
                TELL_US,
            ),
            Self::NoRandomness => say(
                lang,
                "Máy này không tạo được số ngẫu nhiên nên không niêm phong được.",
                "This device gives no random numbers, so nothing can be sealed.",
                phrase("Xin dùng trình duyệt mới hơn hoặc máy khác.", "Use a newer browser or another device."),
            ),
        }
    }
}

impl Explain for BallotFault {
    fn explain(&self, lang: Lang) -> Explained {
        match self {
            Self::WrongNumberOfMarks { expected, found } => say(
                lang,
                format!("Phiếu có {found} dòng đánh dấu, lẽ ra phải có {expected}."),
                format!("The ballot has {found} marked lines instead of {expected}."),
                RELOAD,
            ),
            Self::WrongNumberOfRemarks { expected, found } => say(
                lang,
                format!("Phiếu có {found} chỗ ghi ý kiến, lẽ ra phải có {expected}."),
                format!("The ballot has {found} remarks instead of {expected}."),
                RELOAD,
            ),
            Self::NoSuchLevel { row, level } => say(
                lang,
                format!("Dòng {}: không có mức thứ {}.", row + 1, level + 1),
                format!("Line {}: there is no level {}.", row + 1, level + 1),
                RELOAD,
            ),
            Self::RemarkTooLong { chars, limit, .. } => say(
                lang,
                format!("Ý kiến dài {chars} ký tự, nhiều nhất là {limit}."),
                format!("The remark has {chars} characters; at most {limit} fit."),
                phrase("Xin viết ngắn lại.", "Please shorten it."),
            ),
        }
    }
}

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
            Self::Conservation(sum) => say(
                lang,
                format!("Số liệu không khớp: {} {} {} là sai ({}).", sum.left, relation(&sum.relation), sum.right, sum.rule),
                format!("The figures do not add up: {} {} {} is false ({}).", sum.left, relation(&sum.relation), sum.right, sum.rule),
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
            Self::Value { what } => {
                say(lang, format!("Giá trị không hợp lệ: {what}."), format!("Not allowed: {what}."), FRESH_COPY)
            }
            Self::Missing { needs } => say(
                lang,
                format!("Cần thêm {}.", file_kind(*needs).vi),
                format!("The {} is needed as well.", file_kind(*needs).en),
                phrase("Xin chọn thêm tệp đó rồi kiểm tra lại.", "Add that file and check again."),
            ),
        }
    }
}

impl Explain for PlacedFault {
    fn explain(&self, lang: Lang) -> Explained {
        let mut explained = self.fault.explain(lang);
        let file = file_kind(self.file).in_lang(lang);
        let at = if self.at.is_empty() { String::new() } else { format!(", {}", self.at) };
        explained.what = format!("{file}{at}: {}", explained.what);
        explained
    }
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
            Self::NotPrepared => {
                say(lang, "Máy chưa nạp xong hòm phiếu.", "The box is not loaded yet.", RELOAD)
            }
            Self::WorkerGone => say(
                lang,
                "Phần niêm phong và kiểm phiếu của trang đã dừng.",
                "The part of the page that seals and counts has stopped.",
                RELOAD,
            ),
        }
    }
}

/// Name of a kind of file.
pub const fn file_kind(kind: FileKind) -> Phrase {
    match kind {
        FileKind::Survey => phrase("Tệp đợt lấy phiếu (.survey.json)", "Survey file (.survey.json)"),
        FileKind::Opening => phrase("Biên bản mở hòm (.opening.json)", "Opening statement (.opening.json)"),
        FileKind::Card => phrase("Thẻ chìa khóa (.card.json)", "Card (.card.json)"),
        FileKind::Ballot => phrase("Phiếu niêm phong (.ballot.json)", "Sealed ballot (.ballot.json)"),
        FileKind::Box => phrase("Hòm phiếu (.box.json)", "Box (.box.json)"),
        FileKind::Result => phrase("Kết quả đã ký (.result.json)", "Signed result (.result.json)"),
        FileKind::Record => phrase("Hồ sơ kiểm chứng (.record.json)", "Record (.record.json)"),
    }
}

/// What a check looks at, as a sentence that is true where it holds.
pub const fn held(held: Held) -> Phrase {
    match held {
        Held::SurveyWellFormed => phrase("Nội dung đợt lấy phiếu đúng quy cách", "The survey is well-formed"),
        Held::Signatures => {
            phrase("Đủ chữ ký của tổ kiểm phiếu, nội dung không bị sửa sau khi ký", "Enough tellers signed, and nothing was changed since")
        }
        Held::KeysOfOpening => {
            phrase("Khóa ký đúng là khóa ghi trong biên bản mở hòm", "The signing keys are those of the opening statement")
        }
        Held::JointKey => phrase("Khóa chung của hòm được chia đúng cách", "The box's joint key was dealt properly"),
        Held::Sums => phrase("Các số liệu cộng lại khớp nhau", "The figures add up"),
        Held::Findings => {
            phrase("Tỷ lệ, nhận định và điều kiện số người dự đúng với số phiếu", "Shares, findings and quorum follow from the counts")
        }
        Held::BallotProofs => phrase("Mọi phiếu niêm phong đều có bằng chứng đúng", "Every sealed ballot's proofs hold"),
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_fault_says_its_file_its_place_and_a_way_out() {
        let fault = PlacedFault {
            file: FileKind::Result,
            at: "signatures[0]".to_owned(),
            fault: RecordFault::BadSignature { index: 0 },
        };
        let vi = fault.explain(Lang::Vi);
        assert!(vi.what.starts_with("Kết quả đã ký (.result.json), signatures[0]: Chữ ký thứ 1 sai"), "{}", vi.what);
        assert!(!vi.way_out.is_empty());
        assert!(fault.explain(Lang::En).what.contains("Signature 1 does not hold"));
    }

    #[test]
    fn places_are_counted_from_one_as_people_count() {
        let fault = SealFault::BadChoiceProof { row: 0 };
        assert!(fault.explain(Lang::Vi).what.starts_with("Dòng 1 "));
        let card = Failure::Card { teller: Some(1), fault: CardFault::WrongPin };
        assert_eq!(card.explain(Lang::Vi).what, "Thẻ thứ 2: Mã PIN không đúng.");
    }
}
