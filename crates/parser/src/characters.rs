//! What kind of character a character is, as Python's string methods tell it.
//!
//! Rust's own tests differ from them in places: `is_alphabetic` counts vowel signs and letter
//! numbers as letters, `is_whitespace` leaves out the separators of ASCII.

use regex_syntax::hir::{Class, ClassUnicode, ClassUnicodeRange, HirKind};
use std::borrow::Cow;
use std::sync::LazyLock;

/// First and last of characters that belong together, sorted and apart.
pub(crate) type Ranges = Vec<(char, char)>;

static LETTERS: LazyLock<Ranges> = LazyLock::new(|| category(r"\p{L}"));
static DECIMALS: LazyLock<Ranges> = LazyLock::new(|| category(r"\p{Nd}"));
static NUMBERS: LazyLock<Ranges> = LazyLock::new(|| category(r"\p{N}"));

/// Characters that are digits but not in the decimal system, as superscripts (`Numeric_Type` is
/// `Digit` in the Unicode Character Database).
const OTHER_DIGITS: &[(char, char)] = &[
    ('²', '³'),
    ('¹', '¹'),
    ('\u{1369}', '\u{1371}'),
    ('\u{19DA}', '\u{19DA}'),
    ('⁰', '⁰'),
    ('⁴', '⁹'),
    ('₀', '₉'),
    ('①', '⑨'),
    ('⑴', '⑼'),
    ('⒈', '⒐'),
    ('⓪', '⓪'),
    ('⓵', '⓽'),
    ('⓿', '⓿'),
    ('❶', '❾'),
    ('➀', '➈'),
    ('➊', '➒'),
    ('\u{10A40}', '\u{10A43}'),
    ('\u{10E60}', '\u{10E68}'),
    ('\u{11052}', '\u{1105A}'),
    ('\u{1F100}', '\u{1F10A}'),
];

/// The characters of a general category, which is written as a regular expression.
fn category(name: &str) -> Ranges {
    let parsed = regex_syntax::parse(name).map(regex_syntax::hir::Hir::into_kind);
    match parsed {
        Ok(HirKind::Class(Class::Unicode(class))) => {
            class.iter().map(|range| (range.start(), range.end())).collect()
        }
        _ => Vec::new(),
    }
}

fn holds(ranges: &[(char, char)], c: char) -> bool {
    let at = ranges.partition_point(|(_, last)| *last < c);
    ranges.get(at).is_some_and(|(first, _)| *first <= c)
}

/// All characters that are the same as one of some runs but for their case.
pub(crate) fn both_cases(runs: Vec<(char, char)>) -> Ranges {
    let runs = runs.into_iter().map(|(first, last)| ClassUnicodeRange::new(first, last));
    let mut class = ClassUnicode::new(runs);
    class.case_fold_simple();
    class.iter().map(|range| (range.start(), range.end())).collect()
}

/// `str.isalpha` of one character: a letter.
pub(crate) fn is_alpha(c: char) -> bool {
    if c.is_ascii() { c.is_ascii_alphabetic() } else { holds(&LETTERS, c) }
}

/// `str.isdecimal` of one character.
pub(crate) fn is_decimal(c: char) -> bool {
    if c.is_ascii() { c.is_ascii_digit() } else { holds(&DECIMALS, c) }
}

/// `str.isdigit` of one character.
pub(crate) fn is_digit(c: char) -> bool {
    is_decimal(c) || (!c.is_ascii() && holds(OTHER_DIGITS, c))
}

/// `str.isspace` of one character.
pub(crate) fn is_space(c: char) -> bool {
    c.is_whitespace() || matches!(c, '\u{1C}'..='\u{1F}')
}

/// `str.lower`.
pub(crate) fn lower_case(text: &str) -> Cow<'_, str> {
    if text.bytes().all(|b| b.is_ascii() && !b.is_ascii_uppercase()) {
        return Cow::Borrowed(text);
    }
    Cow::Owned(text.to_lowercase())
}

/// Characters that `\d` stands for.
pub(crate) fn decimals() -> &'static [(char, char)] {
    &DECIMALS
}

/// Characters that `\w` stands for, in several runs.
pub(crate) fn word_characters() -> Vec<(char, char)> {
    let runs = LETTERS.iter().chain(NUMBERS.iter()).chain(&[('_', '_')]);
    runs.copied().collect()
}

/// Characters that `\s` stands for.
pub(crate) fn spaces() -> Vec<(char, char)> {
    // The last of them is the ideographic space.
    ('\0'..='\u{3000}').filter(|c| is_space(*c)).map(|c| (c, c)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn letters_are_pythons() {
        for letter in ['a', 'Z', 'é', 'ß', 'ж', 'م', '中', 'ª', 'ǅ'] {
            assert!(is_alpha(letter), "{letter:?}");
        }
        // A combining sign, a letter number, a circled letter: alphabetic to Rust.
        for other in ['1', '-', '\u{64E}', 'Ⅷ', 'ⓐ', '²', '\u{301}'] {
            assert!(!is_alpha(other), "{other:?}");
        }
    }

    #[test]
    fn digits_are_pythons() {
        for digit in ['0', '9', '٣', '²', '①', '⁵', '₇'] {
            assert!(is_digit(digit), "{digit:?}");
        }
        for other in ['½', 'Ⅷ', '一', 'x', '⑩'] {
            assert!(!is_digit(other), "{other:?}");
        }
        assert!(is_decimal('٣') && !is_decimal('²'));
    }

    #[test]
    fn spaces_are_pythons() {
        for space in [' ', '\n', '\u{1C}', '\u{1F}', '\u{85}', '\u{A0}', '\u{2028}', '\u{3000}'] {
            assert!(is_space(space), "{space:?}");
        }
        assert!(!is_space('\u{200B}') && !is_space('\u{FEFF}') && !is_space('\u{180E}'));
        assert_eq!(spaces().len(), 29);
    }
}
