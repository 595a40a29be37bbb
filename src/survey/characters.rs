//! Characters that a reader of the screen cannot see, or that change what is seen around them.
//!
//! The threat: a name that looks like another one, or a sentence whose parts are
//! shown in another order than they are counted in. Every text of a survey is
//! held against this list, and whatever a message quotes from a file goes
//! through [`shown`], so that a message about such a text is not disguised itself.

use unicode_normalization::char::is_combining_mark;
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

/// Letters that are written with a stroke or as two in one, so that they are no letter of a–z with marks.
const LETTERS: &str = "đĐƀɃøØłŁħĦæÆœŒßªºⁿ";

/// True for a letter, digit or mark that is not Latin as the languages of Viet Nam are written: a–z with any marks and
/// the few of [`LETTERS`], digits 0–9, small raised and lowered ones. Cyrillic, Greek, full-width and mathematical letters
/// have the shapes of Latin ones, and Ð (U+00D0) and Ɖ (U+0189) that of Đ: with them, two names that nobody can tell apart
/// would differ. Signs and punctuation are no letters.
pub(super) fn is_foreign(character: char) -> bool {
    if character.is_ascii() {
        return false;
    }
    if is_combining_mark(character) {
        return !is_usual_mark(character);
    }
    if character.is_alphabetic() {
        let mut parts = core::iter::once(character).nfd();
        let of_a_to_z = parts.next().is_some_and(|base| base.is_ascii_alphabetic());
        return !(LETTERS.contains(character) || of_a_to_z && parts.all(is_usual_mark));
    }
    character.is_numeric() && !matches!(character, '²' | '³' | '¹' | '¼'..='¾' | '\u{2070}'..='\u{209f}')
}

fn is_usual_mark(character: char) -> bool {
    matches!(character, '\u{300}'..='\u{36f}')
}

/// What `text` looks like: two texts that nobody can tell apart have one appearance. The idea, and which characters look
/// the same, are those of the skeleton of UTS #39 (section 4), for the characters that [`is_foreign`] leaves; a test holds
/// them against its data. The whole table would be some 30 kB of both the desk and the worker. Unlike there, digits
/// are no letters: the fonts tell 0 from O and 1 from l, and "Tổ 1" may stand beside "Tổ l".
pub(super) fn appearance(text: &str) -> String {
    let mut seen = String::with_capacity(text.len());
    for (index, word) in text.split_whitespace().enumerate() {
        if index > 0 {
            seen.push(' ');
        }
        seen.extend(word.nfd().map(shape));
    }
    seen.nfd().collect()
}

/// The one among characters of the same looks that stands for all of them.
fn shape(character: char) -> char {
    match character {
        // Marks: inverted breve and circumflex, caron and breve, and others a stroke of the pen apart.
        '\u{311}' => '\u{302}',
        '\u{30c}' | '\u{36e}' => '\u{306}',
        '\u{342}' => '\u{303}',
        '\u{305}' => '\u{304}',
        '\u{358}' => '\u{307}',
        '\u{350}' | '\u{357}' => '\u{309}',
        '\u{366}' => '\u{30a}',
        '\u{315}' => '\u{313}',
        '\u{321}' | '\u{327}' | '\u{339}' => '\u{326}',
        '\u{322}' | '\u{345}' => '\u{328}',
        '\u{320}' => '\u{331}',
        '\u{347}' => '\u{333}',
        '\u{336}' => '\u{335}',
        '\u{337}' => '\u{338}',
        // Letters and signs.
        'I' | '|' => 'l',
        '×' => 'x',
        '¡' => 'i',
        'º' => '°',
        '`' | '´' | '‘' | '’' | '‛' | '′' | '‵' => '\'',
        '“' | '”' | '„' | '‟' | '″' | '‶' => '"',
        '‷' => '‴',
        '‐' | '‑' | '‒' | '–' | '—' | '―' | '⁃' => '-',
        '⁎' => '*',
        '‚' | '¸' => ',',
        '․' => '.',
        '⁁' | '⁄' => '/',
        '⁚' => ':',
        '‹' => '<',
        '›' => '>',
        '⁓' => '~',
        '•' | '‧' => '·',
        '‾' => '¯',
        '⁒' => '%',
        other => other,
    }
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

/// `U+202E`.
pub(super) fn code_point(character: char) -> String {
    format!("U+{:04X}", u32::from(character))
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
    fn letters_of_the_languages_of_viet_nam_are_at_home_and_all_others_foreign() {
        // Vietnamese, and what Ê-đê, Gia-rai, Ba-na, Cơ-ho and Mông are written with; a bishop, a square metre, CO₂.
        for text in [
            "Đặng Ứng Ỷ",
            "Y Ƀih Niê Čư̆ Êban ŏ̆ ñ ĭ ǔ",
            "Tổ 1/2 – 38,88 % (m²) CO₂",
            "Søren Łukasz Weiß",
            "A\u{302}\u{301}",
        ] {
            assert_eq!(text.chars().find(|character| is_foreign(*character)), None, "{text}");
        }
        for letter in "ÐƉɖðАаΑοｅ𝐀ⅠȢþŋƃı漢ไ٣３Ａʟ\u{20dd}\u{1ab0}".chars() {
            assert!(is_foreign(letter), "{letter} U+{:04X}", u32::from(letter));
        }
    }

    #[test]
    fn what_nobody_can_tell_apart_has_one_appearance() {
        for (one, other) in [
            ("Lê Văn  An", "Lê Vǎn\u{a0}An"),
            ("Trần", "Trȃ\u{300}n"),
            ("Nhóm I", "Nhóm l"),
            ("Tổ “Mẫu”", "Tổ \"Mẫu\""),
            ("Kỳ – Mẫu", "Kỳ - Mẫu"),
        ] {
            assert_eq!(appearance(one), appearance(other), "{one} {other}");
        }
        for (one, other) in [("Đạo", "Dạo"), ("Tổ 1", "Tổ l"), ("Tốt", "tốt"), ("Thủy", "Thuỷ"), ("hòa", "hoà")]
        {
            assert_ne!(appearance(one), appearance(other), "{one} {other}");
        }
    }

    #[test]
    fn what_looks_the_same_by_the_data_of_uts_39_does_so_here() {
        let ranges = [0x20..=0x24f, 0x300..=0x36f, 0x1e00..=0x1eff, 0x2010..=0x206f_u32];
        let known = ranges.into_iter().flatten().filter_map(char::from_u32);
        let known = known.filter(|one| !is_foreign(*one) && !is_invisible(*one) && !one.is_whitespace());
        let known: Vec<char> = known.filter(|one| is_nfc(&one.to_string())).collect();
        let skeleton = |one: char| -> String { unicode_security::skeleton(&one.to_string()).collect() };
        // A digit is no letter here.
        let apart = |one: char| one.is_ascii_digit();
        let mut pairs = 0;
        for (at, one) in known.iter().enumerate() {
            for other in &known[at + 1..] {
                if skeleton(*one) == skeleton(*other) && !apart(*one) && !apart(*other) {
                    pairs += 1;
                    let looks = [*one, *other].map(|one| appearance(&one.to_string()));
                    assert_eq!(
                        looks[0],
                        looks[1],
                        "{one} U+{:04X}, {other} U+{:04X}",
                        u32::from(*one),
                        u32::from(*other)
                    );
                }
            }
        }
        assert!(pairs > 100, "{pairs}");
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
