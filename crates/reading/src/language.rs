//! Whether a text is in the one language that this reader has words for.

use sayso_model::{Diagnostic, Text};

/// Texts with fewer words tell little about their language.
const FEW_WORDS: usize = 40;
/// Bytes that are looked at.
const SAMPLE: usize = 20_000;
/// Words that stand in nearly every English sentence, and together in no other language.
const ENGLISH: &[&str] =
    &["the", "of", "and", "that", "said", "was", "were", "with", "from", "has", "have", "had"];
/// One in how many words of a text in English is at least one of [`ENGLISH`]: of running text it
/// is one in six, of short lines fewer.
const RAREST_ENGLISH: usize = 10;

/// The language of a text (BCP 47), as far as it can be told; that of few words is not known.
#[must_use]
pub fn language(text: &Text) -> Option<&str> {
    text.language.as_deref().filter(|language| !language.is_empty())
}

/// A warning where a text is not in English: in another language, or in none that is known though
/// it has words enough to tell, and few English ones among them.
pub(crate) fn other(text: &Text) -> Option<Diagnostic> {
    let is_other = match language(text) {
        Some(language) => !is_english(language),
        None => has_many_words(text.words()) && !has_english_words(text.words()),
    };
    is_other.then(|| {
        Diagnostic::warning(
            "this does not look like English: quotations, links, names and dates in figures are \
             read, claims without quotation marks are not",
        )
    })
}

fn is_english(tag: &str) -> bool {
    tag.split(['-', '_']).next().is_some_and(|language| language.eq_ignore_ascii_case("en"))
}

fn words(text: &str) -> impl Iterator<Item = &str> {
    let sample = &text[..text.floor_char_boundary(SAMPLE)];
    sample.split(|c: char| !c.is_alphabetic()).filter(|word| !word.is_empty())
}

fn has_many_words(text: &str) -> bool {
    words(text).take(FEW_WORDS).count() == FEW_WORDS
}

fn has_english_words(text: &str) -> bool {
    let is_english = |word: &&str| ENGLISH.iter().any(|known| word.eq_ignore_ascii_case(known));
    words(text).filter(is_english).count() * RAREST_ENGLISH >= words(text).count()
}

#[cfg(test)]
mod tests {
    use super::{language, other};
    use sayso_model::{CaptureId, Extractor, SourceMap, Text};

    fn text(words: &str, language: Option<&str>) -> Text {
        let extractor = Extractor { name: "plain".to_owned(), version: 1 };
        let map = SourceMap::verbatim(0, words.len());
        let capture = CaptureId::of(words.as_bytes());
        let text = Text::new(capture, extractor, None, words.to_owned(), map);
        let mut text = text.expect("a short text");
        text.language = language.map(str::to_owned);
        text
    }

    #[test]
    fn a_text_is_read_as_what_it_is_told_to_be() {
        let many = "Orlow, Vell; ".repeat(40);
        let warned = |words: &str, told| other(&text(words, told)).is_some();
        assert!(!warned(&many, Some("en")) && !warned(&many, Some("en-GB")));
        assert!(warned("Le quai est fermé.", Some("fr")) && warned("x", Some("enm")));
        assert!(warned(&many, None), "words enough, of no known language");
        assert!(!warned("Ferme du quai", None) && !warned("1898 — 1911", None));
        let unsure = "Warden Vell said that gate 7 of the weir was shut.\n".repeat(40);
        assert!(!warned(&unsure, None), "words enough, English ones among them");
        assert_eq!(language(&text("x", Some(""))), None);
    }
}
