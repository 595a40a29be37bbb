//! What only the meeting knows and no signed file holds.

use serde::{Deserialize, Serialize};

use crate::survey::made_plain;
use crate::text::dates::Moment;

/// A place to be filled in by hand.
pub const BY_HAND: &str = "……………………";
/// The same for one number.
pub const NUMBER_BY_HAND: &str = "……";

/// What the organiser adds to the minutes. Whatever is left out becomes a dotted line, to be filled in by hand.
///
/// Nothing here is signed: a reader who needs certainty looks into the result. Line feeds in single lines, control
/// and direction characters are taken out before anything is printed ([`Particulars::tidy`]).
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Particulars {
    /// Number and sign of the document, e.g. "05/BB-CTMT".
    #[serde(skip_serializing_if = "Option::is_none")]
    pub number: Option<String>,
    /// House or room, e.g. "Nhà văn hóa thôn Mẫu". Hamlet, commune and province follow from the survey.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub venue: Option<String>,
    /// Who chairs the meeting.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub chair: Option<String>,
    /// Who writes the minutes.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub secretary: Option<String>,
    /// Who looks on and signs.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub witnesses: Vec<String>,
    /// When the meeting began: `2026-11-22T19:00`, with or without seconds and offset.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub began_at: Option<String>,
    /// When it ended, likewise.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub ended_at: Option<String>,
    /// What was said at the meeting, one text per speaker.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub opinions: Vec<String>,
    /// How many agreed to the minutes.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub adopted_by: Option<u32>,
    /// Print the residents' written remarks. Not unless somebody decides so: remarks can hurt, and a style can be
    /// recognised.
    pub include_remarks: bool,
}

impl Particulars {
    /// Lines trimmed and made visible; what is empty, or no time, is left out.
    #[must_use]
    pub fn tidy(self) -> Self {
        let time = |text: Option<String>| line(text).filter(|text| Moment::read(text).is_some());
        Self {
            number: line(self.number),
            venue: line(self.venue),
            chair: line(self.chair),
            secretary: line(self.secretary),
            witnesses: self.witnesses.into_iter().filter_map(|one| line(Some(one))).collect(),
            began_at: time(self.began_at),
            ended_at: time(self.ended_at),
            opinions: self.opinions.into_iter().filter_map(paragraph).collect(),
            adopted_by: self.adopted_by,
            include_remarks: self.include_remarks,
        }
    }
}

/// One visible line; `None` where nothing is left.
fn line(text: Option<String>) -> Option<String> {
    // Divided first: a tab between two words has no shape, but it is a space.
    let words: Vec<String> = text?.split_whitespace().map(made_plain).filter(|word| !word.is_empty()).collect();
    (!words.is_empty()).then(|| words.join(" "))
}

/// Visible text with its line feeds.
fn paragraph(text: String) -> Option<String> {
    let text = made_plain(&text);
    let text = text.trim();
    (!text.is_empty()).then(|| text.to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_typed_cannot_break_a_line_or_turn_its_direction() {
        let typed = Particulars {
            chair: Some("  Nguyễn \n Văn\tMẫu\u{202e} ".into()),
            secretary: Some(" \u{200b} ".into()),
            opinions: vec!["một\r\nhai\u{0}".into(), "  ".into()],
            ..Particulars::default()
        };
        let tidy = typed.tidy();
        assert_eq!(tidy.chair.as_deref(), Some("Nguyễn Văn Mẫu"));
        assert_eq!(tidy.secretary, None);
        assert_eq!(tidy.opinions, ["một\nhai"]);
    }

    #[test]
    fn a_time_that_is_none_is_left_to_the_pen() {
        let typed = |text: &str| Particulars { ended_at: Some(text.into()), ..Particulars::default() }.tidy().ended_at;
        assert_eq!(typed("2026-11-22T20:45"), Some("2026-11-22T20:45".into()));
        assert_eq!(typed("tối nay"), None);
    }

    #[test]
    fn remarks_are_not_printed_unless_somebody_decides_so() {
        let none: Particulars = serde_json::from_str("{}").unwrap();
        assert!(!none.include_remarks);
    }
}
