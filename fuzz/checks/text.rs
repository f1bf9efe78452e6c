//! What holds for the text of any bytes.

use sayso_model::{CaptureId, Span, Text};
use sayso_text::{Hints, extract};
use std::collections::BTreeSet;

/// Makes the text of bytes that go by this name, and checks it.
pub(crate) fn check(bytes: &[u8], name: &str) {
    let hints = Hints { name, address: Some("http://example.org/a/b"), ..Hints::default() };
    let capture = CaptureId::of(bytes);
    let made = extract(capture, bytes, &hints);
    if let Ok(text) = &made {
        assert_eq!(text.capture(), capture);
        check_map(text, bytes);
        check_items(text);
        check_words(text, bytes, name);
    }
    let again = extract(capture, bytes, &hints);
    assert_eq!(made.ok(), again.ok(), "the same bytes give the same text");
}

fn check_map(text: &Text, bytes: &[u8]) {
    let words = text.words().as_bytes();
    assert!(text.fits(bytes.len() as u64), "the map leaves the text or its bytes");
    let bytes = sayso_text::source(text, bytes).expect("its parts are there");
    for run in text.map.runs() {
        if (run.text_unit, run.source_unit) == (1, 1) {
            let (from, len) = (usize::try_from(run.source).unwrap(), run.units as usize);
            let at = run.text as usize;
            assert_eq!(&words[at..at + len], &bytes[from..from + len], "run {run:?}");
        }
    }
}

fn check_items(text: &Text) {
    let fits = |span: Span| span.of(text.words()).is_some();
    let mut ids = BTreeSet::new();
    for item in &text.items {
        let spans = item.body.spans();
        assert!(spans.iter().chain(&item.because).all(|&span| fits(span)), "{item:?}");
        assert!(ids.insert(&item.id), "two items are called {:?}", item.id);
    }
    for (item, section) in text.sections() {
        assert!(section.parent.as_ref().is_none_or(|parent| ids.contains(parent)), "{item:?}");
    }
    let mut places = text.diagnostics.iter().filter_map(|diagnostic| diagnostic.span);
    assert!(places.all(fits), "{:?}", text.diagnostics);
}

/// A plain text in UTF-8 is kept character for character, but for a byte order mark.
fn check_words(text: &Text, bytes: &[u8], name: &str) {
    // A null or an escape may be a sign of another encoding.
    let doubtful = bytes.contains(&0) || bytes.contains(&0x1b);
    if let Ok(given) = std::str::from_utf8(bytes)
        && name.ends_with(".txt")
        && !doubtful
    {
        assert_eq!(text.words(), given.strip_prefix('\u{feff}').unwrap_or(given));
    }
}
