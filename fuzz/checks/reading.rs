//! What holds for the reading of any words.

use sayso_model::{Body, CaptureId, Reading, Text};
use sayso_text::{Hints, extract};
use std::collections::BTreeSet;

/// Reads words as a plain text, and checks what was found.
pub(crate) fn check(words: &str) {
    let hints = Hints { name: "it.txt", ..Hints::default() };
    let bytes = words.as_bytes();
    let Ok(text) = extract(CaptureId::of(bytes), bytes, &hints) else { return };
    let model = sayso::Model::default();
    let reading = model.read(&text).expect("the model that ships runs");
    check_items(&text, &reading);
    let again = sayso::Model::default().read(&text).expect("the model that ships runs");
    assert_eq!(reading, again, "the same text gives the same reading");
}

fn check_items(text: &Text, reading: &Reading) {
    let ids: BTreeSet<_> = reading.items.iter().map(|item| &item.id).collect();
    assert_eq!(ids.len(), reading.items.len(), "two items are called the same");
    for item in &reading.items {
        let spans = item.body.spans();
        let mut spans = spans.iter().chain(&item.because);
        assert!(spans.all(|span| span.of(text.words()).is_some()), "{item:?}");
        match &item.body {
            Body::Attribution(link) => {
                assert!(link.parent.iter().chain(&link.speaker).all(|id| ids.contains(id)));
            }
            Body::Claim(claim) => {
                assert!(claim.chain.iter().chain(&claim.gist).all(|id| ids.contains(id)));
            }
            _ => {}
        }
    }
}
