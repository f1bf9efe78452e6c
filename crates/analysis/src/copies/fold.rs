//! The words of a text, folded so that small differences of writing do not count.

use unicode_normalization::char::decompose_compatible;

/// A word: what it is, as a number, and its bytes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Word {
    /// Equal for words that differ in case, accents, vowel points or apostrophes alone. Other words
    /// are taken for equal once in four billion comparisons.
    pub(super) key: u32,
    pub(super) start: usize,
    pub(super) end: usize,
}

/// Gives each word of a text in turn: a run of letters and digits, or one letter of a script that
/// is written without spaces.
pub(super) fn words(text: &str, mut each: impl FnMut(Word)) {
    let mut open: Option<Open> = None;
    for (start, c) in text.char_indices() {
        let end = start + c.len_utf8();
        if is_alone(c) {
            open.take().into_iter().for_each(|word| each(word.close()));
            each(Open { hash: fold(BASIS, c), start, end }.close());
        } else if c.is_alphanumeric() && !is_point(c) {
            let word = open.get_or_insert(Open { hash: BASIS, start, end });
            word.hash = fold(word.hash, c);
            word.end = end;
        } else if !joins(c) {
            open.take().into_iter().for_each(|word| each(word.close()));
        }
    }
    open.into_iter().for_each(|word| each(word.close()));
}

struct Open {
    hash: u64,
    start: usize,
    end: usize,
}

impl Open {
    fn close(self) -> Word {
        Word { key: mix(self.hash) as u32, start: self.start, end: self.end }
    }
}

/// The offset basis and the prime of the 64-bit FNV-1a hash (Fowler, Noll and Vo).
const BASIS: u64 = 0xcbf2_9ce4_8422_2325;
const PRIME: u64 = 0x0000_0100_0000_01b3;

fn fold(hash: u64, c: char) -> u64 {
    let step = |hash: u64, value: u32| (hash ^ u64::from(value)).wrapping_mul(PRIME);
    if c.is_ascii() {
        return step(hash, u32::from(c.to_ascii_lowercase()));
    }
    let mut hash = hash;
    decompose_compatible(c, |part| {
        if part.is_alphanumeric() && !is_point(part) {
            hash = letter(part).to_lowercase().fold(hash, |hash, low| step(hash, low.into()));
        }
    });
    hash
}

/// Letters and digits of the Arabic script that are written for one another.
fn letter(c: char) -> char {
    let digit = |zero: u32| char::from_digit(u32::from(c) - zero, 10).unwrap_or(c);
    match c {
        '\u{649}' | '\u{6cc}' => '\u{64a}',
        '\u{6a9}' => '\u{643}',
        '\u{629}' => '\u{647}',
        '\u{660}'..='\u{669}' => digit(0x660),
        '\u{6f0}'..='\u{6f9}' => digit(0x6f0),
        _ => c,
    }
}

/// Accents and points that a writer can leave out: Latin, Hebrew, Arabic, and Arabic's lengthener.
fn is_point(c: char) -> bool {
    matches!(c,
        '\u{300}'..='\u{36f}' | '\u{591}'..='\u{5bd}' | '\u{5bf}'..='\u{5c7}'
        | '\u{610}'..='\u{61a}' | '\u{640}' | '\u{64b}'..='\u{65f}' | '\u{670}'
        | '\u{6d6}'..='\u{6dc}' | '\u{6df}'..='\u{6e8}' | '\u{6ea}'..='\u{6ed}')
}

/// What stands inside a word without being a part of it: apostrophes, points, soft hyphens, and
/// marks that only steer the writing.
fn joins(c: char) -> bool {
    is_point(c)
        || matches!(
            c,
            '\'' | '\u{2019}' | '\u{2bc}' | '\u{ad}' | '\u{200b}'
                ..='\u{200f}' | '\u{2060}' | '\u{feff}'
        )
}

/// Whether a letter is a word: scripts of the Far East and of South-East Asia without spaces.
fn is_alone(c: char) -> bool {
    c >= '\u{e00}'
        && c.is_alphanumeric()
        && matches!(c,
            '\u{e00}'..='\u{eff}' | '\u{1000}'..='\u{109f}' | '\u{1780}'..='\u{17ff}'
            | '\u{3041}'..='\u{30ff}' | '\u{3400}'..='\u{4dbf}' | '\u{4e00}'..='\u{9fff}'
            | '\u{f900}'..='\u{faff}' | '\u{20000}'..='\u{323af}')
}

/// Spreads a value over all bits: the finaliser of MurmurHash3 (Appleby, public domain).
pub(super) fn mix(value: u64) -> u64 {
    let value = (value ^ (value >> 33)).wrapping_mul(0xff51_afd7_ed55_8ccd);
    let value = (value ^ (value >> 33)).wrapping_mul(0xc4ce_b9fe_1a85_ec53);
    value ^ (value >> 33)
}

/// Two values as one, in this order.
pub(super) fn join(one: u64, other: u64) -> u64 {
    mix(one.wrapping_mul(PRIME) ^ other).wrapping_add(one)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn keys(text: &str) -> Vec<u32> {
        let mut keys = Vec::new();
        words(text, |word| keys.push(word.key));
        keys
    }

    #[test]
    fn writing_does_not_count_and_words_do() {
        let same = [
            ("The gate wasn't shut.", "the GATE—wasn\u{2019}t shut"),
            ("Café Zoë, oﬃce １２", "cafe zoe office 12"),
            ("مُحَمَّد في المدينــة ٢٠١٦", "محمد فى المدينه 2016"),
            ("أحمد إلى", "احمد الي"),
            ("hy\u{ad}phen", "hyphen"),
        ];
        for (one, other) in same {
            assert_eq!(keys(one), keys(other), "{one} / {other}");
        }
        assert_ne!(keys("gate"), keys("gates"));
        assert_eq!(keys("水門を閉めた").len(), 6);
        assert_eq!(keys(" ' — ’ \u{301}").len(), 0);
    }

    #[test]
    fn a_word_ends_with_its_last_letter() {
        let text = "‘The dogs’ tails’";
        let mut found = Vec::new();
        words(text, |word| found.push(&text[word.start..word.end]));
        assert_eq!(found, ["The", "dogs", "tails"]);
    }
}
