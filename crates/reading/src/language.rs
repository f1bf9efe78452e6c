//! Whether a text is in the one language that this reader has words for.

use sayso_model::{Diagnostic, Text};

/// Words that make up a good part of any English text.
const COMMON: &[&str] = &[
    "the", "of", "and", "to", "in", "a", "that", "is", "was", "for", "on", "with", "as", "by",
    "it", "at", "he", "from", "not", "are", "this", "be", "or", "has", "had", "have", "said",
];
/// Texts with fewer words tell little about their language.
const FEW_WORDS: usize = 40;
/// Bytes that are looked at.
const SAMPLE: usize = 20_000;
/// The one that this reader has words for.
const ENGLISH: &str = "en";

/// The language of a text, as far as it can be told (BCP 47): what its source says, or `en` where
/// it has English words. A text of few words is taken for English where its letters are Latin.
#[must_use]
pub fn language(text: &Text) -> Option<&str> {
    let told = text.language.as_deref().filter(|l| !l.is_empty());
    told.or_else(|| Counts::of(text.words()).is_english().then_some(ENGLISH))
}

/// A note where a text does not look like English.
pub(crate) fn other(text: &Text) -> Option<Diagnostic> {
    (!Counts::of(text.words()).is_english()).then(|| {
        Diagnostic::warning(
            "this does not look like English: quotations, links, names and dates in figures are \
             read, claims without quotation marks are not",
        )
    })
}

#[derive(Debug, Default)]
struct Counts {
    words: usize,
    common: usize,
    /// Words that begin with no Latin letter.
    foreign: usize,
}

impl Counts {
    fn of(text: &str) -> Self {
        let sample = &text[..text.floor_char_boundary(SAMPLE)];
        let mut counts = Self::default();
        for word in sample.split(|c: char| !c.is_alphabetic()).filter(|w| !w.is_empty()) {
            counts.words += 1;
            counts.common += usize::from(COMMON.iter().any(|c| word.eq_ignore_ascii_case(c)));
            counts.foreign += usize::from(!word.starts_with(is_latin));
        }
        counts
    }

    fn is_english(&self) -> bool {
        let is_common = self.words < FEW_WORDS || self.common * 20 >= self.words;
        is_common && self.foreign * 2 <= self.words
    }
}

/// Latin letters stand before Greek ones in Unicode; those with dots below, after.
fn is_latin(c: char) -> bool {
    c < '\u{370}' || ('\u{1e00}'..'\u{1f00}').contains(&c)
}

#[cfg(test)]
mod tests {
    use super::Counts;

    #[test]
    fn languages_are_told_apart() {
        let is_english = |text: &str| Counts::of(text).is_english();
        let french = "Le quai est fermé, dit le maire, et les pilotes attendent. ".repeat(8);
        assert!(is_english("Ferme du quai"), "too few words to tell");
        assert!(is_english(&"The quay is closed, and the pilots wait for it. ".repeat(8)));
        assert!(!is_english(&french));
        assert!(!is_english("قال العمدة إن الرصيف مغلق"));
        assert!(is_english("") && is_english("1898 — 1911"));
    }
}
