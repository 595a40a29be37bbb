//! The order of names on a ballot, by the rule of elections: given name (tên, the last word) in the order of the
//! alphabet, then family name (họ, the first word), then the names between (tên đệm), then the earlier birth date
//! (design.md, "In which order do names stand?"). An organisation's name is read from its first word.
//!
//! Words are compared one after the other, each as a Vietnamese dictionary does it:
//!
//! 1. by letters, a ă â b c d đ e ê … o ô ơ … u ư v x y, with f j w z where the Latin alphabet has them;
//! 2. by tone: ngang < huyền < hỏi < ngã < sắc < nặng;
//! 3. by marks that Vietnamese does not have, as in Ê Đê and Ba Na names (Bhĭm, Hơ̆n).
//!
//! Only when two names have the same words do the place of the tone (Hoà, Hòa) and capital letters decide, small
//! ones first, and in a list of people only after the birth date: both are ways of writing one name.
//!
//! Why not `icu_collator`? Its tables for `vi` make the smallest program that compares two texts 323 kB of brotli
//! (2.x, `opt-level = "z"`); the whole desk has 410. `Intl.Collator` costs nothing but exists in browsers only,
//! differs between their versions, and could not be tested natively. Both compare whole texts, letters of all words
//! before tones of any, which is not the rule: by it, Hoa comes before Hòa whatever their families are called. And
//! both take a tone for a mark on one letter, so that "hoá" comes before "hòa"; here a word has its tone wherever
//! it is written. For single words written in one way, the order is that of ICU (a test holds them against it).

use core::cmp::{Ordering, Reverse};

use unicode_normalization::UnicodeNormalization;

use super::{Subject, SubjectKind};

/// Letters in their order. Those of foreign names stand where the Latin alphabet has them.
const ALPHABET: &str = "aăâbcdđeêfghijklmnoôơpqrstuưvwxyz";
/// Combining grave, hook above, tilde, acute, dot below: huyền, hỏi, ngã, sắc, nặng.
const TONES: [char; 5] = ['\u{300}', '\u{309}', '\u{303}', '\u{301}', '\u{323}'];
/// Above every character that is no letter, so that punctuation and digits come first.
const LETTER: u32 = 0x11_0000;

/// A word as it is compared; two ways of writing one word are equal.
#[derive(Debug, Clone, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(super) struct Word {
    /// Ranks of its letters.
    letters: Vec<u32>,
    /// Its tone, 1 to 5, if it has one; a foreign word may have several.
    tones: Vec<usize>,
    /// Marks that are neither tones nor parts of Vietnamese letters, each with the number of its letter.
    marks: Vec<(usize, char)>,
}

/// How the words of a name are written: decides between names that are the same.
#[derive(Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
struct Spelling {
    /// Which letter bears the tone; the later one first, as ICU has it.
    tone_at: Vec<Reverse<usize>>,
    /// Which letters are capitals; small ones first.
    capitals: Vec<bool>,
}

/// Compares two people's names by given name, family name, middle names; then by spelling.
/// Equal only where the two are the same text, whichever way its letters are composed (NFC, NFD).
///
/// A name of one word is a given name. What stands in brackets at the end, as in "Nguyễn Văn An (A)", is no given
/// name and comes last. The rule knows no other order of names: in "Y Bhĭm Niê" it takes the last word, too.
pub fn compare_names(a: &str, b: &str) -> Ordering {
    written(person(words_of(a))).cmp(&written(person(words_of(b)))).then_with(|| a.nfd().cmp(b.nfd()))
}

/// Compares two texts word by word from the first one: names of organisations, posts.
/// Equal only where the two are the same text, whichever way its letters are composed (NFC, NFD).
pub fn compare_texts(a: &str, b: &str) -> Ordering {
    written(words_of(a)).cmp(&written(words_of(b))).then_with(|| a.nfd().cmp(b.nfd()))
}

/// Sorts a ballot by the rule of elections: people by [name](compare_names), those of one name by birth date, the
/// earlier first and the unknown last. Organisations come after the people, [from the first word](compare_texts).
/// What nothing tells apart stays in the order that it had.
pub fn sort_by_election_rule(subjects: &mut [Subject]) {
    subjects.sort_by_cached_key(by_election_rule);
}

/// Sorts by post as the [alphabet](compare_texts) has it, subjects without one last; those of one post by the
/// [rule of elections](sort_by_election_rule). No post is above another here: that an instrument must say itself.
pub fn sort_by_post(subjects: &mut [Subject]) {
    subjects.sort_by_cached_key(|subject| {
        let post = subject.post.as_deref().map(words);
        (post.is_none(), post, by_election_rule(subject))
    });
}

type ElectionKey = (bool, Vec<Word>, (bool, Option<String>), Vec<Spelling>);

fn by_election_rule(subject: &Subject) -> ElectionKey {
    let is_person = subject.kind == SubjectKind::Person;
    let words = words_of(&subject.name);
    let (words, spelling) = written(if is_person { person(words) } else { words });
    (!is_person, words, (subject.birth_date.is_none(), subject.birth_date.clone()), spelling)
}

fn written(words: Vec<(Word, Spelling)>) -> (Vec<Word>, Vec<Spelling>) {
    words.into_iter().unzip()
}

/// The words of a text as they are compared: equal for two ways of writing one name.
pub(super) fn words(text: &str) -> Vec<Word> {
    text.split_whitespace().map(|word| read(word).0).collect()
}

fn words_of(text: &str) -> Vec<(Word, Spelling)> {
    text.split_whitespace().map(read).collect()
}

/// Puts the given name before the family name.
fn person(mut words: Vec<(Word, Spelling)>) -> Vec<(Word, Spelling)> {
    let bracket = |(word, _): &(Word, Spelling)| word.letters.first() == Some(&u32::from('('));
    let end = words.iter().position(bracket).filter(|&at| at > 0).unwrap_or(words.len());
    if let Some(name) = words.get_mut(..end) {
        name.rotate_right(usize::from(end > 0));
    }
    words
}

fn read(text: &str) -> (Word, Spelling) {
    let mut word = Word::default();
    let mut spelling = Spelling::default();
    // The letter that marks belong to, which they may still change into another one: a, then â.
    let mut letter = '\0';
    for character in text.nfd() {
        let at = word.letters.len().saturating_sub(1);
        if let Some(tone) = TONES.iter().position(|tone| *tone == character) {
            word.tones.push(tone + 1);
            spelling.tone_at.push(Reverse(at));
        } else if let Some(changed) = with_mark(letter, character) {
            letter = changed;
            word.letters.pop();
            word.letters.push(rank(letter));
        } else if matches!(character, '\u{300}'..='\u{36f}') {
            word.marks.push((at, character));
        } else {
            let small = lower(character);
            spelling.capitals.push(character.is_uppercase());
            letter = small;
            word.letters.push(rank(letter));
        }
    }
    (word, spelling)
}

/// The letter that a base letter and its mark make; `None` where that is no letter of the alphabet.
fn with_mark(letter: char, mark: char) -> Option<char> {
    match (letter, mark) {
        ('a', '\u{306}') => Some('ă'),
        ('a', '\u{302}') => Some('â'),
        ('e', '\u{302}') => Some('ê'),
        ('o', '\u{302}') => Some('ô'),
        ('o', '\u{31b}') => Some('ơ'),
        ('u', '\u{31b}') => Some('ư'),
        _ => None,
    }
}

/// One small letter, and one of several characters that print alike: old fonts wrote Đ as the Icelandic Ð.
fn lower(character: char) -> char {
    match character {
        'Đ' | 'Ð' | 'ð' | 'Ɖ' | 'ɖ' => 'đ',
        '’' | 'ʼ' | '‘' | '`' => '\'',
        _ => {
            let mut small = character.to_lowercase();
            // More than one character in small letters: no letter of ours.
            if small.len() == 1 { small.next().unwrap_or(character) } else { character }
        }
    }
}

fn rank(letter: char) -> u32 {
    match ALPHABET.chars().position(|known| known == letter) {
        Some(place) => LETTER + place as u32,
        None if letter.is_alphabetic() => 2 * LETTER + u32::from(letter),
        None => u32::from(letter),
    }
}

#[cfg(test)]
#[path = "name_order_tests.rs"]
mod tests;
