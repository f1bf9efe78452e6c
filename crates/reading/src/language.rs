//! Whether a text is in the one language that this reader has words for.

use sayso_model::{Diagnostic, Text};

/// Texts with fewer words tell little about their language.
const FEW_WORDS: usize = 40;
/// Bytes that are looked at.
const SAMPLE: usize = 20_000;

/// The language of a text (BCP 47), as far as it can be told; that of few words is not known.
#[must_use]
pub fn language(text: &Text) -> Option<&str> {
    text.language.as_deref().filter(|language| !language.is_empty())
}

/// A warning where a text is not in English: in another language, or in none that is known though
/// it has words enough to tell.
pub(crate) fn other(text: &Text) -> Option<Diagnostic> {
    let is_other = match language(text) {
        Some(language) => !is_english(language),
        None => has_many_words(text.words()),
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

fn has_many_words(text: &str) -> bool {
    let sample = &text[..text.floor_char_boundary(SAMPLE)];
    let words = sample.split(|c: char| !c.is_alphabetic()).filter(|word| !word.is_empty());
    words.take(FEW_WORDS).count() == FEW_WORDS
}

#[cfg(test)]
mod tests {
    use super::{language, other};
    use sayso_model::{CaptureId, Text};
    use sayso_text::{Hints, extract};

    fn text(words: &str) -> Text {
        let hints = Hints { name: "a.txt", ..Hints::default() };
        extract(CaptureId::of(words.as_bytes()), words.as_bytes(), &hints).expect("a text")
    }

    #[test]
    fn languages_are_told_apart() {
        let french = text(
            "Le quai est fermé, dit le maire, et les pilotes attendent une réponse du ministère.",
        );
        assert_eq!(language(&french), Some("fr"));
        assert!(other(&french).is_some());
        let english = text(&"The quay is closed, and the pilots wait for it. ".repeat(8));
        assert_eq!(language(&english), Some("en"));
        assert!(other(&english).is_none());
        assert!(other(&text("قال العمدة إن الرصيف مغلق")).is_some());
        assert!(other(&text("Ferme du quai")).is_none(), "too few words to tell");
        assert!(other(&text(&"Orlow, Vell; ".repeat(40))).is_some(), "no known language");
        assert!(other(&text("")).is_none() && other(&text("1898 — 1911")).is_none());
    }
}
