//! Words on the printed ballot: Vietnamese, as all documents. What it says of a bad mark follows the survey's rules.

#![allow(missing_docs)] // each sentence says itself what it is

use crate::count::{LevelMarks, level_marks, paper_tables};
use crate::survey::{AnswerKind, PaperEffect, PaperRules, Question, SubjectKind, Survey};

pub const BALLOT: &str = "PHIẾU LẤY Ý KIẾN";
pub const STAMP: &str = "(Chỗ đóng dấu)";
pub const HOW: &str = "Cách đánh dấu";
/// Where nothing but points is asked for.
pub const HOW_SCORED: &str = "Cách ghi điểm";
pub const UNSIGNED: &str = "Không ký tên, không ghi tên mình lên phiếu.";
pub const SPOILED: &str = "Nếu đánh dấu nhầm, xin đổi phiếu khác trước khi bỏ vào hòm.";
pub const SPOILED_SCORED: &str = "Nếu ghi nhầm, xin đổi phiếu khác trước khi bỏ vào hòm.";
pub const NO: &str = "TT";
pub const TASK: &str = "Nhiệm vụ, vụ việc";
pub const CHOOSE: &str = "Chọn";
pub const RECONSTRUCTION: &str = "Bản dựng lại: mẫu phiếu gốc của quy định này không công bố.";
pub const WHOM: &str = "(ghi rõ góp ý cho ai)";

pub fn points(max: u32) -> String {
    format!("Điểm (0–{max})")
}

/// The heading over the marking notes.
pub fn how(survey: &Survey) -> &'static str {
    if Asked::of(survey).scored() { HOW_SCORED } else { HOW }
}

/// The heading over the names: by what they are, where they are of one kind.
pub fn names(survey: &Survey) -> &'static str {
    let all = |kind| survey.subjects.iter().all(|subject| subject.kind == kind);
    let posts = survey.subjects.iter().any(|subject| subject.post.is_some() || subject.unit.is_some());
    if all(SubjectKind::Matter) {
        "Nội dung"
    } else if all(SubjectKind::Organisation) {
        "Tên đơn vị"
    } else if all(SubjectKind::Person) {
        if posts { "Họ và tên, chức vụ" } else { "Họ và tên" }
    } else if posts {
        "Tên, chức vụ"
    } else {
        "Tên"
    }
}

/// How the ballot is marked, and what becomes of one that is marked otherwise, note by note. `noun`: what the subjects
/// are called together.
pub fn notes(survey: &Survey, noun: &str) -> Vec<String> {
    let (rules, asked) = (survey.rules.paper(), Asked::of(survey));
    let mut notes: Vec<String> = Vec::new();
    notes.extend(level_marks(survey).map(|marks| match marks {
        LevelMarks::OnePerLine => with_blank("Mỗi dòng đánh dấu X vào một ô.", rules, "dòng nào", ""),
        LevelMarks::OnePerQuestion => {
            with_blank("Ở mỗi dòng, mỗi câu hỏi đánh dấu X vào một ô.", rules, "câu nào", " câu đó")
        }
        LevelMarks::OneFor(question) => {
            let how = format!("“{}”: ở mỗi dòng đánh dấu X vào một ô.", short(question));
            with_blank(&how, rules, "dòng nào", "")
        }
    }));
    let choices = survey.questions.iter().filter(|one| matches!(one.answer, AnswerKind::Choose { .. })).count();
    for question in &survey.questions {
        let name = short(question);
        match question.answer {
            AnswerKind::Choose { at_most } => {
                let name = if choices > 1 { format!("“{name}”: đánh") } else { "Đánh".to_owned() };
                let none = if rules.blank_row == PaperEffect::InvalidBallot {
                    ""
                } else {
                    " Không muốn chọn thì để trống."
                };
                notes.push(format!("{name} dấu X vào ô của {noun} được chọn, nhiều nhất {at_most} {noun}.{none}"));
            }
            AnswerKind::Score { max } => {
                let how = format!("“{name}”: ghi điểm bằng số nguyên từ 0 đến {max}.");
                notes.push(with_blank(&how, rules, "ô điểm nào", ""));
            }
            _ => {}
        }
    }
    notes.push(UNSIGNED.to_owned());
    notes.push(if asked.scored() { SPOILED_SCORED } else { SPOILED }.to_owned());
    notes.extend(asked.consequences(rules));
    notes
}

fn short(question: &Question) -> &str {
    question.short.as_ref().unwrap_or(&question.text)
}

/// What to do without an opinion. Nothing is said of leaving a line empty where that makes the line invalid: the note
/// on invalid lines does.
fn with_blank(how: &str, rules: PaperRules, none: &str, what: &str) -> String {
    match rules.blank_row {
        PaperEffect::Counts | PaperEffect::Blank => format!("{how} Không có ý kiến thì để trống{what}."),
        PaperEffect::InvalidRow => how.to_owned(),
        PaperEffect::InvalidBallot => format!("{how} Không để trống {none}."),
    }
}

/// What decides how the rules of a paper ballot are put.
#[derive(Debug, Clone, Copy)]
struct Asked {
    /// Several questions stand in one line.
    beside: bool,
    /// There is a choice, of which too many can be marked.
    choice: bool,
    /// There are lines for remarks.
    remarks: bool,
    only: Only,
}

/// The one kind of answer that is asked for, remarks aside.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Only {
    Points,
    Choice,
    /// Levels, or several kinds.
    Marks,
}

impl Asked {
    fn of(survey: &Survey) -> Self {
        let asks = |wanted: fn(&AnswerKind) -> bool| survey.questions.iter().any(|one| wanted(&one.answer));
        let choice = asks(|answer| matches!(answer, AnswerKind::Choose { .. }));
        let scores = asks(|answer| matches!(answer, AnswerKind::Score { .. }));
        let levels = asks(|answer| matches!(answer, AnswerKind::Levels(_)));
        let only = match (levels, scores, choice) {
            (false, true, false) => Only::Points,
            (false, false, true) => Only::Choice,
            _ => Only::Marks,
        };
        let beside = paper_tables(survey).iter().any(|table| table.questions.len() > 1);
        Self { beside, choice, remarks: survey.remark_slots().next().is_some(), only }
    }

    /// Nothing but points is asked for.
    fn scored(self) -> bool {
        self.only == Only::Points
    }

    /// Which lines are no opinion, which are invalid, and which ballots are invalid as a whole: a note for each where
    /// there are any.
    fn consequences(self, rules: PaperRules) -> Vec<String> {
        let list = |wanted: PaperEffect, whole: bool| {
            self.flaws(rules, whole)
                .into_iter()
                .filter(|(effect, _)| *effect == wanted)
                .map(|(_, words)| words)
                .collect::<Vec<_>>()
        };
        let (blank, invalid) = if self.beside {
            ("Câu trả lời tính là không có ý kiến nếu", "Chỉ câu trả lời đó không hợp lệ nếu")
        } else {
            ("Dòng tính là không có ý kiến nếu", "Chỉ dòng đó không hợp lệ nếu")
        };
        let blank = if self.only == Only::Choice { "Dòng tính là không chọn nếu" } else { blank };
        let mut whole = list(PaperEffect::InvalidBallot, true);
        if self.choice {
            whole.push("chọn nhiều hơn số cho phép");
        }
        [
            (blank, list(PaperEffect::Blank, false)),
            (invalid, list(PaperEffect::InvalidRow, false)),
            ("Phiếu không hợp lệ nếu", whole),
        ]
        .into_iter()
        .filter(|(_, flaws)| !flaws.is_empty())
        .map(|(what, flaws)| format!("{what}: {}.", flaws.join("; ")))
        .collect()
    }

    /// What each flaw is worth and how it is put, of a whole ballot or of the line in hand. A line that is empty and
    /// counts as no opinion stands in the notes on marking; a name that is not chosen is no empty line.
    fn flaws(self, rules: PaperRules, whole: bool) -> Vec<(PaperEffect, &'static str)> {
        let several = match (self.only, self.beside, whole) {
            (Only::Choice, ..) => "dấu không rõ",
            (Only::Marks, false, true) => "đánh nhiều dấu ở một dòng",
            (Only::Marks, false, false) => "đánh nhiều dấu",
            (Only::Marks, true, true) => "đánh nhiều dấu cho một câu hỏi ở cùng một dòng",
            (Only::Marks, true, false) => "đánh nhiều dấu cho một câu hỏi",
            (Only::Points, false, true) => "ghi nhiều số điểm ở một dòng",
            (Only::Points, true, true) => "ghi nhiều số điểm vào một ô",
            (Only::Points, _, false) => "ghi nhiều số điểm",
        };
        let blank = match (self.choice, self.beside, whole) {
            (false, false, true) => "để trống một dòng",
            (false, true, true) => "để trống một câu hỏi ở một dòng",
            (true, false, true) => "để trống một dòng (không kể ô chọn)",
            (true, true, true) => "để trống một câu hỏi ở một dòng (không kể ô chọn)",
            (false, _, false) => "để trống",
            (true, _, false) => "để trống (không kể ô chọn)",
        };
        let writing = if self.remarks { "có viết thêm ngoài phần góp ý" } else { "có viết thêm" };
        let mut flaws = Vec::new();
        if whole {
            flaws.extend([
                (rules.unofficial_form, "không đúng mẫu phát ra"),
                (rules.no_stamp, "không có dấu"),
                (rules.extra_writing, writing),
            ]);
        }
        match (self.only == Only::Choice, rules.blank_row) {
            // Who chooses nobody has marked nothing at all.
            (true, PaperEffect::InvalidBallot) => flaws.push((PaperEffect::InvalidBallot, "không chọn mục nào")),
            (true, _) | (_, PaperEffect::Blank) => {}
            (false, effect) => flaws.push((effect, blank)),
        }
        flaws.extend([(rules.several_marks, several), (rules.struck_name, "gạch tên")]);
        flaws
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::survey::{Mode, template};
    use crate::testing;

    fn sample(id: &str, change: impl FnOnce(&mut PaperRules)) -> Survey {
        let mut survey = template(id).expect("is built in").sample(Mode::Real);
        let mut rules = survey.rules.paper();
        change(&mut rules);
        survey.rules.paper = Some(rules);
        survey
    }

    fn said(survey: &Survey) -> String {
        notes(survey, "người").join("\n")
    }

    /// Regression: every ballot said "Không có ý kiến thì để trống", also where an empty line is invalid for that name
    /// (Quy định 96-QĐ/TW), or makes the whole ballot invalid as the next note then said. And which marks spoil one
    /// name only was never printed.
    #[test]
    fn the_ballot_says_of_an_empty_line_what_the_rules_say() {
        let party = said(&sample("qd-96", |_| {}));
        assert!(!party.contains("Không có ý kiến"), "{party}");
        assert!(party.contains("Chỉ dòng đó không hợp lệ nếu: để trống; đánh nhiều dấu."), "{party}");
        assert!(party.contains("Phiếu không hợp lệ nếu: không đúng mẫu phát ra; không có dấu; gạch tên."), "{party}");

        let free = said(&sample("hoi-nghi-cu-tri", |_| {}));
        assert!(free.contains("Mỗi dòng đánh dấu X vào một ô. Không có ý kiến thì để trống."), "{free}");
        assert!(free.contains("Chỉ dòng đó không hợp lệ nếu: đánh nhiều dấu; gạch tên."), "{free}");

        let strict = said(&sample("hoi-nghi-cu-tri", |rules| rules.blank_row = PaperEffect::InvalidBallot));
        assert!(!strict.contains("Không có ý kiến") && strict.contains("Không để trống dòng nào."), "{strict}");
        assert!(strict.contains("không có dấu; để trống một dòng."), "{strict}");
    }

    #[test]
    fn questions_side_by_side_are_left_empty_and_spoiled_one_by_one() {
        let said_of = |effect| said(&sample("ha-tinh-827", |rules| rules.blank_row = effect));
        assert!(said_of(PaperEffect::Blank).contains("Không có ý kiến thì để trống câu đó."));
        let row = said_of(PaperEffect::InvalidRow);
        let rule = "Chỉ câu trả lời đó không hợp lệ nếu: để trống; đánh nhiều dấu cho một câu hỏi; gạch tên.";
        assert!(row.contains(rule) && !row.contains("Không có ý kiến"), "{row}");
        let ballot = said_of(PaperEffect::InvalidBallot);
        let rule = "để trống một câu hỏi ở một dòng";
        assert!(ballot.contains("Không để trống câu nào.") && ballot.contains(rule), "{ballot}");
    }

    #[test]
    fn a_score_that_is_not_given_follows_the_rules_as_well() {
        let said_of = |effect| said(&sample("cham-diem", |rules| rules.blank_row = effect));
        assert!(said_of(PaperEffect::Blank).contains("từ 0 đến 70. Không có ý kiến thì để trống."));
        let ballot = said_of(PaperEffect::InvalidBallot);
        assert!(ballot.contains("từ 0 đến 70. Không để trống ô điểm nào.") && !ballot.contains("ý kiến"), "{ballot}");
        assert!(said_of(PaperEffect::InvalidRow).contains("không hợp lệ nếu: để trống; ghi nhiều số điểm; gạch tên."));
    }

    /// A name that is not chosen is an answer: only a ballot on which nobody is chosen is an empty one.
    #[test]
    fn who_is_not_chosen_is_no_empty_line() {
        let said_of = |effect| said(&sample("dan-tin-dang-cu", |rules| rules.blank_row = effect));
        for effect in [PaperEffect::Blank, PaperEffect::InvalidRow] {
            let said = said_of(effect);
            assert!(said.contains("Không muốn chọn thì để trống.") && !said.contains("nếu: để trống"), "{said}");
        }
        let strict = said_of(PaperEffect::InvalidBallot);
        assert!(strict.contains("không chọn mục nào") && !strict.contains("để trống"), "{strict}");
        assert!(strict.contains("chọn nhiều hơn số cho phép"), "{strict}");
    }

    #[test]
    fn marks_that_count_as_no_opinion_are_named_and_marks_that_change_nothing_are_not() {
        let mut survey = testing::every_kind();
        let rules = PaperRules {
            several_marks: PaperEffect::Blank,
            struck_name: PaperEffect::Counts,
            no_stamp: PaperEffect::Counts,
            ..PaperRules::DEFAULT
        };
        survey.rules.paper = Some(rules);
        let all = said(&survey);
        let rule = "Câu trả lời tính là không có ý kiến nếu: đánh nhiều dấu cho một câu hỏi.";
        assert!(all.contains(rule), "{all}");
        assert!(!all.contains("gạch tên") && !all.contains("không có dấu") && !all.contains("Chỉ "), "{all}");
        survey.rules.paper = Some(PaperRules { blank_row: PaperEffect::InvalidRow, ..rules });
        assert!(said(&survey).contains("không hợp lệ nếu: để trống (không kể ô chọn)."));
    }

    #[test]
    fn the_names_stand_under_what_they_are() {
        let heading = |id: &str| names(&template(id).expect("is built in").sample(Mode::Real));
        assert_eq!(heading("ho-gia-dinh-59"), "Nội dung");
        assert_eq!(heading("giup-xa"), "Tên đơn vị");
        assert_eq!(heading("qd-96"), "Họ và tên, chức vụ");
        assert_eq!(heading("dan-tin-dang-cu"), "Họ và tên");
        assert_eq!(heading("guong-dien-hinh"), "Tên, chức vụ");
    }
}
