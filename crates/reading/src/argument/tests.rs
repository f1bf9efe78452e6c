use super::find;
use crate::told::bare;
use proptest::prelude::*;
use sayso_model::Span;
use sayso_parser::Pipeline;
use std::sync::Arc;

#[test]
fn a_conclusion_rests_on_the_paragraph_before() {
    let text = "The guard is paid by the town.\n\nTherefore the town holds the bridge.";
    let (first, second) = (Span::new(0, 30), Span::new(32, text.len()));
    let mut session = Arc::new(Pipeline::shipped().expect("the model that is shipped")).session();
    let mut parses = Vec::new();
    session.parse_each(text, &[first, second], |parse| parses.push(parse));
    let (none, last) = find(text, first, &parses[0], None);
    assert!(none.is_empty());
    let (found, _) = find(text, second, &parses[1], last);
    let words = |span: Span| span.of(text).unwrap_or_default();
    assert_eq!(words(found[0].conclusion), "the town holds the bridge");
    assert_eq!(words(found[0].premises[0]), "The guard is paid by the town");
    assert!(find(text, second, &parses[1], None).0.is_empty(), "nothing to conclude from");
}

proptest! {
    /// Whatever the words, an argument has premises, none of them its conclusion, and nothing panics.
    #[test]
    fn premises_are_apart_from_their_conclusion(pieces in prop::collection::vec(
        prop::sample::select(vec![
            "Thus", "therefore", "because", "since", ", ", "for", "; for", "as", "it", "is", "not",
            "Why?", "Because", "Want proof?", "Here is", "reflected in", "This", "means that",
            "What this means is that", ".", "(", ")", "“", "”", "bridge", "–", "whilst",
        ]), 0..40,
    )) {
        let text = pieces.join(" ");
        let whole = Span::new(0, text.len());
        let (found, _) = find(&text, whole, &bare(&text, &[whole]), None);
        for found in found {
            prop_assert!(!found.premises.is_empty());
            prop_assert!(found.premises.iter().all(|p| !p.overlaps(found.conclusion)));
        }
    }
}
