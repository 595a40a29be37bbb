//! Characters that a reader of the screen cannot see, or that change what is seen around them.
//!
//! The threat: a name that looks like another one, or a sentence whose parts are
//! shown in another order than they are counted in. Every text of a survey is
//! held against this list, and whatever a message quotes from a file goes
//! through [`shown`], so that a message about such a text is not disguised itself.

use unicode_normalization::{UnicodeNormalization, is_nfc};

/// True for a character without a shape of its own: control characters, zero-width and
/// direction marks, soft hyphen, fillers, variation selectors, tags. Spaces are not among
/// them; a line feed is (single lines may not have one).
pub(super) fn is_invisible(character: char) -> bool {
    matches!(character,
        '\0'..='\u{1f}' | '\u{7f}'..='\u{9f}' // C0 and C1 controls
        | '\u{ad}' | '\u{34f}' | '\u{61c}' | '\u{115f}' | '\u{1160}' | '\u{17b4}' | '\u{17b5}'
        | '\u{180b}'..='\u{180f}'
        | '\u{200b}'..='\u{200f}' // zero-width space and joiners, left-to-right and right-to-left marks
        | '\u{2028}'..='\u{202e}' // line separators, embeddings and overrides
        | '\u{2060}'..='\u{206f}' // word joiner, isolates
        | '\u{2800}' | '\u{3164}' | '\u{fe00}'..='\u{fe0f}' | '\u{feff}' | '\u{ffa0}' | '\u{fff0}'..='\u{fffb}'
        | '\u{e0000}'..='\u{e0fff}')
}

/// True for one line of text as this project's files hold it: something to read, no white space
/// around it, composed (NFC), nothing invisible, at most `most` characters.
pub fn is_plain_line(text: &str, most: usize) -> bool {
    !text.is_empty()
        && text.trim() == text
        && is_nfc(text)
        && text.chars().count() <= most
        && !text.chars().any(is_invisible)
}

/// `text` composed (NFC) and without invisible characters; line feeds stay. For words that came
/// sealed, from programs that may not be ours: they must not turn round the sentence they are shown in.
pub fn made_plain(text: &str) -> String {
    // Composed last: what stands between a letter and its mark may be invisible.
    text.chars().filter(|&character| character == '\n' || !is_invisible(character)).nfc().collect()
}

/// The first 60 characters of `text`, with invisible ones written out as `\u{202e}`.
pub(super) fn shown(text: &str) -> String {
    let mut out = String::new();
    for (index, character) in text.chars().enumerate() {
        if index == 60 {
            out.push('…');
            break;
        }
        if is_invisible(character) {
            out.extend(character.escape_unicode());
        } else {
            out.push(character);
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn vietnamese_letters_spaces_and_dashes_are_visible() {
        let text = "Ông Nguyễn Thị Mẫu – “Đặng Ứng Ỷ” (thôn 1/2) 38,88\u{a0}% …";
        assert!(!text.chars().any(is_invisible));
        assert_eq!(shown(text), text);
    }

    #[test]
    fn a_mark_that_an_invisible_character_held_apart_is_composed() {
        // Composed before the joiner was taken out, this came out decomposed, and a signed result with it was refused.
        assert_eq!(made_plain("e\u{200d}\u{302}\u{200b}\u{301}"), "ế");
    }

    #[test]
    fn what_a_message_quotes_is_short_and_cannot_disguise_itself() {
        assert_eq!(shown("An\u{202e}nB\0"), "An\\u{202e}nB\\u{0}");
        assert_eq!(shown(&"ă".repeat(61)), format!("{}…", "ă".repeat(60)));
    }
}
