//! Fingerprints as words that can be read aloud and written into minutes.
//!
//! 256 Vietnamese syllables, all different even without their marks, so that a
//! word misheard or typed without diacritics is still one word. Ten words are 80
//! bits of the digest: enough that nobody finds a second opening with the words of
//! a printed one (2^80 attempts). Who makes both can make them alike (2^40), but
//! deals both keys anyway. Who wants all 256 bits compares the digest itself.

use crate::survey::Digest;

const WORDS: &str = include_str!("words.txt");

/// Words that stand for an opening or a result.
pub const FINGERPRINT_WORDS: usize = 10;
/// Words that tell the cards of one box apart.
pub const CARD_WORDS: usize = 4;

/// The first `count` bytes of a digest as words; at most 32.
pub fn words(digest: &Digest, count: usize) -> Vec<String> {
    let list: Vec<&str> = WORDS.lines().collect();
    digest.0.iter().take(count).filter_map(|&byte| list.get(usize::from(byte))).map(|&word| word.to_owned()).collect()
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use unicode_normalization::UnicodeNormalization;
    use unicode_normalization::char::is_combining_mark;

    use super::*;

    #[test]
    fn there_are_256_words_that_differ_even_without_their_marks() {
        let folded: BTreeSet<String> = WORDS
            .lines()
            .map(|word| word.replace('đ', "d").nfd().filter(|c| !is_combining_mark(*c)).collect())
            .collect();
        assert_eq!(folded.len(), 256);
        assert_eq!(WORDS.lines().count(), 256);
    }

    #[test]
    fn another_digest_gives_other_words() {
        let one = words(&Digest([0; 32]), FINGERPRINT_WORDS);
        let mut other = [0; 32];
        other[9] = 1;
        assert_ne!(one, words(&Digest(other), FINGERPRINT_WORDS));
    }
}
