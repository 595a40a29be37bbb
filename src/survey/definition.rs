//! What is asked, once it has been checked: the types behind `*.survey.json`.
//!
//! A [`Survey`] cannot be made except through [`Survey::parse`], so
//! every holder may rely on the bounds written here. Members are serialised in
//! the order of declaration; the digest does not depend on it (RFC 8785).

use serde::{Deserialize, Serialize};

/// Most subjects on one ballot. A sheet of paper holds fewer; the bound keeps hostile files small.
pub const MAX_SUBJECTS: usize = 100;
/// Most questions per subject.
pub const MAX_QUESTIONS: usize = 20;
/// Fewest and most levels of one question.
pub const LEVELS: core::ops::RangeInclusive<usize> = 2..=5;
/// Most characters (Unicode scalar values) in a name, title or other single line.
pub const MAX_LINE: usize = 300;
/// Most characters in an explanatory paragraph.
pub const MAX_PARAGRAPH: usize = 2_000;
/// Most characters in an identifier.
pub const MAX_ID: usize = 64;
/// Most characters in a column heading.
pub const MAX_SHORT: usize = 40;
/// Most thresholds.
pub const MAX_THRESHOLDS: usize = 20;
/// Largest denominator of a fraction.
pub const MAX_DENOMINATOR: u32 = 1_000;
/// Largest remark that a question may allow, in characters.
pub const MAX_REMARK: u32 = 1_000;

/// One survey (đợt lấy phiếu).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(not(target_arch = "wasm32"), derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Survey {
    /// Always `hom-phieu/survey`.
    pub format: String,
    /// Always 1.
    pub version: u32,
    /// Short name for files: lower-case letters, digits and hyphens, 1 to 64.
    pub id: String,
    /// A practice box uses other labels everywhere; see [`Mode`].
    pub mode: Mode,
    /// Heading of the ballot.
    pub title: String,
    /// The regulation behind the ballot.
    pub instrument: Instrument,
    /// Who holds the meeting.
    pub issuer: Issuer,
    /// Where.
    pub place: Place,
    /// Who or what is rated, in ballot order. 1 to [`MAX_SUBJECTS`].
    pub subjects: Vec<Subject>,
    /// What is asked about each subject, in ballot order. 1 to [`MAX_QUESTIONS`].
    pub questions: Vec<Question>,
    /// How the counts are read.
    pub rules: Rules,
}

/// Whether a box is for real or for training.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(not(target_arch = "wasm32"), derive(schemars::JsonSchema))]
#[serde(rename_all = "kebab-case")]
pub enum Mode {
    /// A real vote.
    Real,
    /// Training: other colours, labels and file names; no real box or verifier takes any of it.
    Practice,
}

/// The regulation that a ballot carries out.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(not(target_arch = "wasm32"), derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Instrument {
    /// Template identifier such as `ha-tinh-827`.
    pub id: String,
    /// Its name as printed, e.g. "Quy định số 827-QĐi/TU ngày 17-12-2008 của Tỉnh ủy Hà Tĩnh".
    pub name: String,
    /// Where its text or a report of it was read.
    pub source: String,
    /// True where the regulation's own form is not public: screen and minutes then say "bản dựng lại".
    pub reconstruction: bool,
    /// What was reconstructed and from what; required where `reconstruction` is true.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub note: Option<String>,
}

/// Who issues the ballot and which heading its documents carry.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(not(target_arch = "wasm32"), derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Issuer {
    /// Body above, e.g. "MTTQ Việt Nam xã Mẫu".
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub parent: Option<String>,
    /// The issuing body, e.g. "Ban công tác Mặt trận thôn Mẫu".
    pub name: String,
    /// State heading (Nghị định 30/2020) or party heading (Hướng dẫn 36-HD/VPTW).
    pub heading: Heading,
}

/// Style of a document's heading.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(not(target_arch = "wasm32"), derive(schemars::JsonSchema))]
#[serde(rename_all = "kebab-case")]
pub enum Heading {
    /// CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM / Độc lập - Tự do - Hạnh phúc.
    State,
    /// ĐẢNG CỘNG SẢN VIỆT NAM.
    Party,
}

/// Two tiers since 1-7-2025, and the community below.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(not(target_arch = "wasm32"), derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Place {
    /// tỉnh / thành phố.
    pub province: String,
    /// xã / phường / đặc khu.
    pub commune: String,
    /// thôn / tổ dân phố / bản.
    pub hamlet: String,
}

/// One who is rated.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(not(target_arch = "wasm32"), derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Subject {
    /// Unique in the survey: lower-case letters, digits and hyphens, 1 to 64.
    pub id: String,
    /// Person or organisation.
    pub kind: SubjectKind,
    /// "Ông", "Bà", "Đồng chí"; persons only.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub salutation: Option<String>,
    /// Full name.
    pub name: String,
    /// Post (chức vụ).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub post: Option<String>,
    /// Where they work (đơn vị công tác).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub unit: Option<String>,
    /// Date of birth, `YYYY-MM-DD`; tells apart two people of one name.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub birth_date: Option<String>,
}

/// Kind of subject.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(not(target_arch = "wasm32"), derive(schemars::JsonSchema))]
#[serde(rename_all = "kebab-case")]
pub enum SubjectKind {
    /// A cadre.
    Person,
    /// An agency or collective.
    Organisation,
}

/// One question, asked about every subject.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(not(target_arch = "wasm32"), derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Question {
    /// Unique in the survey: lower-case letters, digits and hyphens, 1 to 64.
    pub id: String,
    /// The question's words.
    pub text: String,
    /// Column heading where the question's words are too long; at most 40 characters.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub short: Option<String>,
    /// Explanation under the question.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub help: Option<String>,
    /// How it is answered.
    pub answer: AnswerKind,
}

/// How a question is answered.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(not(target_arch = "wasm32"), derive(schemars::JsonSchema))]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
pub enum AnswerKind {
    /// One of 2 to 5 levels, best first, or the explicit blank that every ballot adds.
    Levels(Vec<Level>),
    /// Free text.
    Remark {
        /// Most characters, 1 to [`MAX_REMARK`].
        max_chars: u32,
    },
}

/// One level (mức).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(not(target_arch = "wasm32"), derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Level {
    /// Unique in the question: lower-case letters, digits and hyphens, 1 to 64.
    pub id: String,
    /// Its words.
    pub label: String,
}

/// How the counts are read: base, thresholds, quorum.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(not(target_arch = "wasm32"), derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Rules {
    /// The number that every share is taken of.
    pub base: Base,
    /// What the instrument concludes from a share; an empty list says that it concludes nothing.
    /// Never left out: every file then has exactly the members of its value here, and the
    /// digest of a [`Survey`] is the digest of the file that it was read from.
    pub thresholds: Vec<Threshold>,
    /// How many must attend; `None` where the instrument's text is not public or names none.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub quorum: Option<Quorum>,
}

/// Base of a percentage (mẫu số tính tỷ lệ).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(not(target_arch = "wasm32"), derive(schemars::JsonSchema))]
#[serde(rename_all = "kebab-case")]
pub enum Base {
    /// Phiếu thu về.
    Collected,
    /// Phiếu phát ra.
    Issued,
    /// Phiếu hợp lệ.
    Valid,
    /// Người có mặt.
    Present,
    /// Người được triệu tập.
    Summoned,
}

/// A share that means something: `sum of levels / base` against a fraction.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(not(target_arch = "wasm32"), derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Threshold {
    /// Unique among the thresholds.
    pub id: String,
    /// The question it is about.
    pub question: String,
    /// The levels whose counts are added.
    pub levels: Vec<String>,
    /// The fraction to reach.
    pub at: Fraction,
    /// `more-than` (quá) or `at-least` (từ … trở lên).
    pub compare: Compare,
    /// What follows, in the rule's words.
    pub finding: String,
    /// Article that says so.
    pub source: String,
}

/// A fraction of whole numbers, 0 < numerator ≤ denominator ≤ 1000.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(not(target_arch = "wasm32"), derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Fraction {
    /// Above the line.
    pub numerator: u32,
    /// Below the line.
    pub denominator: u32,
}

/// How a share is held against a fraction.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(not(target_arch = "wasm32"), derive(schemars::JsonSchema))]
#[serde(rename_all = "kebab-case")]
pub enum Compare {
    /// quá: `share > fraction`.
    MoreThan,
    /// từ … trở lên: `share ≥ fraction`.
    AtLeast,
}

/// How many of those summoned must be present.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(not(target_arch = "wasm32"), derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Quorum {
    /// The fraction of those summoned.
    pub of_summoned: Fraction,
    /// Strictly more, or at least.
    pub compare: Compare,
}

/// One line of the ballot that is marked: a subject and a level question.
#[derive(Debug, Clone, Copy)]
pub struct Row<'a> {
    /// Who is rated.
    pub subject: &'a Subject,
    /// What is asked.
    pub question: &'a Question,
    /// Its levels, best first. The blank is not among them.
    pub levels: &'a [Level],
}

impl Row<'_> {
    /// How many things a voter can choose here: each level, and the blank, which comes last.
    pub fn options(&self) -> usize {
        self.levels.len() + 1
    }
}

/// One place for a remark: a subject and a remark question.
#[derive(Debug, Clone, Copy)]
pub struct RemarkSlot<'a> {
    /// About whom.
    pub subject: &'a Subject,
    /// What is asked.
    pub question: &'a Question,
    /// Most characters.
    pub max_chars: u32,
}

impl Survey {
    /// The rows to be marked, subject by subject, in ballot order. Every array of marks,
    /// sealed choices and counts in this project has this order.
    pub fn rows(&self) -> impl Iterator<Item = Row<'_>> {
        self.subjects.iter().flat_map(move |subject| {
            self.questions.iter().filter_map(move |question| match &question.answer {
                AnswerKind::Levels(levels) => Some(Row { subject, question, levels }),
                AnswerKind::Remark { .. } => None,
            })
        })
    }

    /// The places for remarks, subject by subject, in ballot order.
    pub fn remark_slots(&self) -> impl Iterator<Item = RemarkSlot<'_>> {
        self.subjects.iter().flat_map(move |subject| {
            self.questions.iter().filter_map(move |question| match question.answer {
                AnswerKind::Remark { max_chars } => Some(RemarkSlot { subject, question, max_chars }),
                AnswerKind::Levels(_) => None,
            })
        })
    }

    /// True for training.
    pub fn is_practice(&self) -> bool {
        self.mode == Mode::Practice
    }
}

impl Subject {
    /// "Ông Nguyễn Văn An", or the organisation's name.
    pub fn full_name(&self) -> String {
        match &self.salutation {
            Some(salutation) => format!("{salutation} {}", self.name),
            None => self.name.clone(),
        }
    }
}
