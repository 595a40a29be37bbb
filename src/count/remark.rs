//! Remarks in the clear: what is signed of them, and those that the tellers type from paper ballots.

use serde::{Deserialize, Serialize};

use super::CountedPaper;
use crate::survey::{RemarkSlot, Survey, made_plain};

/// What was written about one subject.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(not(target_arch = "wasm32"), derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Remark {
    /// Identifier of the subject.
    pub subject: String,
    /// Identifier of the question.
    pub question: String,
    /// The words.
    pub text: String,
}

/// Why a remark is none of this survey's; what is to be done stands in `text::paper_faults`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, thiserror::Error)]
pub enum RemarkFault {
    /// The survey asks no remark about this subject, or not by this question.
    #[error("the survey has no such place for remarks")]
    NoSuchPlace,
    /// Nothing is left of it.
    #[error("no words")]
    Empty,
    /// Longer than the question allows, in UTF-16 units.
    #[error("more than {max} characters")]
    TooLong {
        /// The most.
        max: u32,
    },
    /// Characters that cannot be seen, or white space at an end.
    #[error("not as the count writes it")]
    NotPlain,
    /// Every collected paper ballot has one in this place already.
    #[error("more remarks in one place than the {collected} ballots collected")]
    MoreThanBallots {
        /// Paper ballots collected.
        collected: u32,
    },
}

impl Remark {
    /// As it is signed, whoever wrote or sealed it: rid of what cannot be seen, composed, trimmed.
    pub fn plain(text: &str) -> String {
        made_plain(text).trim().to_owned()
    }

    /// The place that it fills among these (all of [`Survey::remark_slots`]), where its text is as it is signed.
    pub fn place(&self, slots: &[RemarkSlot<'_>]) -> Result<usize, RemarkFault> {
        let of = |slot: &RemarkSlot<'_>| slot.subject.id == self.subject && slot.question.id == self.question;
        let place = slots.iter().position(of).ok_or(RemarkFault::NoSuchPlace)?;
        let max = slots[place].max_chars;
        if self.text.is_empty() {
            Err(RemarkFault::Empty)
        } else if self.text.encode_utf16().count() > max as usize {
            Err(RemarkFault::TooLong { max })
        } else if Self::plain(&self.text) != self.text {
            Err(RemarkFault::NotPlain)
        } else {
            Ok(place)
        }
    }
}

impl CountedPaper {
    /// Types a remark that stands on a paper ballot, about the place numbered so among [`Survey::remark_slots`].
    ///
    /// They are kept by place and then by their words, so that nothing of the stack's order remains.
    pub fn add_remark(&mut self, survey: &Survey, place: usize, text: &str) -> Result<(), RemarkFault> {
        let slots: Vec<_> = survey.remark_slots().collect();
        let slot = slots.get(place).ok_or(RemarkFault::NoSuchPlace)?;
        let [subject, question] = [&slot.subject.id, &slot.question.id].map(Clone::clone);
        let remark = Remark { subject, question, text: Remark::plain(text) };
        remark.place(&slots)?;
        let collected = self.figures.collected;
        let there = self.remarks.iter().filter(|other| other.place(&slots) == Ok(place)).count();
        if there >= collected as usize {
            return Err(RemarkFault::MoreThanBallots { collected });
        }
        self.remarks.push(remark);
        self.remarks.sort_by_cached_key(|remark| (remark.place(&slots).ok(), remark.text.clone()));
        Ok(())
    }

    /// Takes back what was typed at this place of the list.
    pub fn drop_remark(&mut self, at: usize) {
        if at < self.remarks.len() {
            self.remarks.remove(at);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::count::PaperFigures;
    use crate::testing;

    fn counted(collected: u32) -> CountedPaper {
        let figures = PaperFigures { prepared: None, issued: collected, exchanged: 0, collected };
        CountedPaper { figures, totals: testing::no_paper(&testing::survey()), remarks: Vec::new() }
    }

    #[test]
    fn remarks_from_paper_keep_nothing_of_the_order_in_which_they_were_typed() {
        let survey = testing::survey();
        let mut counted = counted(3);
        for (place, text) in [(1, "  Gần dân\u{200b} "), (0, "Tốt"), (1, "Chăm việc thôn"), (0, "Nên họp đúng giờ")]
        {
            counted.add_remark(&survey, place, text).expect("a remark of this survey");
        }
        let typed: Vec<_> = counted.remarks.iter().map(|one| (one.subject.as_str(), one.text.as_str())).collect();
        let expected = [("an", "Nên họp đúng giờ"), ("an", "Tốt"), ("binh", "Chăm việc thôn"), ("binh", "Gần dân")];
        assert_eq!(typed, expected);
        counted.drop_remark(1);
        counted.drop_remark(9);
        assert_eq!(counted.remarks.len(), 3);
    }

    #[test]
    fn a_remark_that_no_paper_ballot_can_carry_is_refused_and_the_fault_named() {
        let survey = testing::survey();
        let mut counted = counted(1);
        let mut add = |place, text: &str| counted.add_remark(&survey, place, text);
        assert_eq!(add(2, "Tốt"), Err(RemarkFault::NoSuchPlace));
        assert_eq!(add(0, " \u{200b}\n"), Err(RemarkFault::Empty));
        assert_eq!(add(0, &"ă".repeat(51)), Err(RemarkFault::TooLong { max: 50 }));
        assert_eq!(add(0, &"ă".repeat(50)), Ok(()));
        assert_eq!(add(0, "Một tờ, hai ý kiến"), Err(RemarkFault::MoreThanBallots { collected: 1 }));
        assert_eq!(add(1, "Tốt"), Ok(()), "the same sheet has a place for each");
    }
}
