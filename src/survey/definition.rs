//! What is asked, once it has been checked: the types behind `*.survey.json`.
//!
//! A [`Survey`] cannot be made except through [`Survey::parse`], so
//! every holder may rely on the bounds written here. Members are serialised in
//! the order of declaration; the digest does not depend on it (RFC 8785).

use serde::{Deserialize, Serialize};

use super::Rules;

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
/// Most tasks of one subject.
pub const MAX_TASKS: usize = 30;
/// Most rows of a ballot: what paper, screen and an old device can carry.
pub const MAX_ROWS: usize = 1_000;
/// Largest score that can be given. The sum of a box is found by search, so it stays small.
pub const MAX_SCORE: u32 = 100;
/// Most bands of a grading.
pub const MAX_BANDS: usize = 10;
/// What a threshold calls the choice of a subject in a [`AnswerKind::Choose`] question.
pub const CHOSEN: &str = "chosen";

/// What the ballot calls the blank, which stands beside the levels of every question. No level may be called so.
pub const BLANK: &str = "Không có ý kiến";
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
    /// What they were given to do, or the cases that were brought to them. Questions marked `per_task` are asked about
    /// each. At most [`MAX_TASKS`].
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub tasks: Vec<Task>,
}

/// One task or case of a subject (nhiệm vụ, vụ việc).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(not(target_arch = "wasm32"), derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Task {
    /// Unique among the subject's tasks: lower-case letters, digits and hyphens, 1 to 64.
    pub id: String,
    /// Its words.
    pub text: String,
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
    /// A matter that is put to the vote (nội dung).
    Matter,
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
    /// True where it is asked about every task of a subject, not about the subject as a whole.
    #[serde(default, skip_serializing_if = "is_false")]
    pub per_task: bool,
}

#[expect(clippy::trivially_copy_pass_by_ref, reason = "the shape that serde calls")]
fn is_false(flag: &bool) -> bool {
    !flag
}

/// How a question is answered.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(not(target_arch = "wasm32"), derive(schemars::JsonSchema))]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
pub enum AnswerKind {
    /// One of 2 to 5 levels, best first, or the explicit blank that every ballot adds.
    Levels(Vec<Level>),
    /// Choose some of the subjects: one box per subject, at most `at_most` of them in all.
    Choose {
        /// Most subjects that one ballot may choose, 1 to the number of subjects.
        at_most: u32,
    },
    /// A whole number from 0 to `max`, or the explicit blank. Only the sum over all ballots is ever opened.
    Score {
        /// Highest score, 1 to [`MAX_SCORE`].
        max: u32,
    },
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

impl Survey {
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
