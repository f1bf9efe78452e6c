//! What every text must satisfy: each of its words leads to its own bytes.

use sayso_model::{CaptureId, Span, Text};
use sayso_text::{Hints, extract};

pub(crate) fn read(bytes: &[u8], name: &str) -> Text {
    let hints = Hints { name, ..Hints::default() };
    extract(CaptureId::of(bytes), bytes, &hints).unwrap()
}

/// The bytes that some words were made from.
pub(crate) fn bytes_of(text: &Text, capture: &[u8], span: Span) -> Vec<u8> {
    let source = sayso_text::source(text, capture).unwrap();
    let ranges = text.map.source_of(span);
    ranges.iter().flat_map(|r| source[r.start as usize..r.end as usize].iter().copied()).collect()
}

/// Checks the map and the places of all that was found.
pub(crate) fn check(text: &Text, capture: &[u8]) {
    assert!(text.fits(capture.len() as u64));
    let source = sayso_text::source(text, capture).unwrap();
    assert_eq!(text.map.first_difference(text.words(), &source), None);
    for item in &text.items {
        let spans = item.body.spans();
        assert!(
            spans.iter().chain(&item.because).all(|s| s.of(text.words()).is_some()),
            "{item:?}"
        );
    }
    for (item, section) in text.sections() {
        let Some(id) = &section.parent else { continue };
        let parent = text.sections().find(|(other, _)| other.id == *id);
        assert!(parent.is_some_and(|(_, p)| p.span.contains(section.span)), "{item:?}");
    }
}

/// The words of a text without bytes of their own.
pub(crate) fn unplaced(text: &Text) -> Vec<&str> {
    let words = text.words();
    let at = |word: &str| word.as_ptr() as usize - words.as_ptr() as usize;
    let placed =
        |word: &&str| !text.map.source_of(Span::new(at(word), at(word) + word.len())).is_empty();
    words.split_whitespace().filter(|word| !placed(word)).collect()
}

/// Its sections as lines: kind, who, when, title, and the first line of its words.
pub(crate) fn outline(text: &Text) -> Vec<String> {
    let line = |section: &sayso_model::Section| {
        let who = section.speaker.as_deref().or(section.author.as_deref()).unwrap_or("-");
        let when = section.published.as_ref().map_or("-".to_owned(), ToString::to_string);
        let title = section.title.as_deref().unwrap_or("-");
        let first = text.at(section.span).lines().next().unwrap_or_default();
        format!("{} | {who} | {when} | {title} | {first}", section.kind)
    };
    text.sections().map(|(_, section)| line(section)).collect()
}
