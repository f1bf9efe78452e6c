use super::find;
use crate::told::bare;
use proptest::prelude::*;
use sayso_model::Span;
use sayso_parser::{Pipeline, Session};
use std::sync::{Arc, LazyLock};

static PIPELINE: LazyLock<Arc<Pipeline>> =
    LazyLock::new(|| Arc::new(Pipeline::shipped().expect("the model that is shipped")));

fn session() -> Session {
    PIPELINE.session()
}

fn read(text: &str) -> Vec<(String, String)> {
    let parse = session().parse(text);
    let words = |span: Span| span.of(text).unwrap_or_default().to_owned();
    let found = find(text, Span::new(0, text.len()), &parse, &[]);
    found.iter().map(|f| (words(f.rejected.span), words(f.other.span))).collect()
}

fn pair(rejected: &str, other: &str) -> Vec<(String, String)> {
    vec![(rejected.to_owned(), other.to_owned())]
}

#[test]
fn a_space_that_does_not_break_is_no_word() {
    let text = "Far\u{a0}from being\u{a0}closed, the bridge carried trams all winter.";
    assert_eq!(read(text), pair("being\u{a0}closed", "the bridge carried trams all winter"));
}

#[test]
fn an_aside_in_brackets_is_of_neither_position() {
    let text = "Far from a quarrel of neighbours (as the paper had it), this was a sale.";
    assert_eq!(read(text), pair("a quarrel of neighbours", "this was a sale"));
}

#[test]
fn nothing_is_set_against_itself_or_against_nothing() {
    for text in ["", "Far from", "Contrary to.", "Rather than, rather than.", "Not “”, not", "("]
    {
        assert_eq!(read(text), Vec::new(), "{text:?}");
    }
}

proptest! {
    /// Whatever the words, a position is some of them, and nothing panics.
    #[test]
    fn positions_are_words_of_the_text(pieces in prop::collection::vec(
        prop::sample::select(vec![
            "far", "from", "Contrary", "to", "rather", "than", "not", "but", "because", "claim",
            "that", "is", "false", "Yet", "this", "“", "”", "‘", "’", "\"", "(", ")", "[", "]", "–",
            ",", ".", "?", ":", "whilst", "despite", "as", "if", "at", "best", "worst", "opposite",
            "denied", "disproved", "mockery", "of", "ostensibly", "reality", "the", "myth",
            "\u{a0}", "bridge", "was",
        ]), 0..40,
    )) {
        let text = pieces.join(" ");
        let whole = Span::new(0, text.len());
        for found in find(&text, whole, &bare(&text, &[whole]), &[]) {
            for span in [found.rejected.span, found.other.span] {
                let words = span.of(&text);
                prop_assert!(words.is_some_and(|w| !w.trim().is_empty()));
            }
            prop_assert!(found.rejected.span != found.other.span);
        }
    }
}

#[test]
fn many_brackets_are_no_matter() {
    let text = "far from “a” whilst the claim that not rather than (but ".repeat(300);
    let whole = Span::new(0, text.len());
    for found in find(&text, whole, &bare(&text, &[whole]), &[]) {
        assert!(found.rejected.span.of(&text).is_some());
    }
}
