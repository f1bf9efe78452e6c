//! What holds for the words of any text.

use sayso_parser::{Parse, Pipeline};
use std::sync::{Arc, LazyLock};

static SHIPPED: LazyLock<Arc<Pipeline>> =
    LazyLock::new(|| Arc::new(Pipeline::shipped().expect("the pipeline in the program is whole")));

/// Parses a text, and checks its words.
pub(crate) fn check(text: &str) {
    let mut session = SHIPPED.session();
    let parse = session.parse(text);
    check_words(text, &parse);
    assert_eq!(parse, session.parse(text), "the same text gives the same parse");
}

/// Every byte is in one word, or is a single space after one; each word is known.
fn check_words(text: &str, parse: &Parse) {
    let mut at = 0;
    for word in 0..parse.len() {
        let span = parse.span(word);
        assert!(span.start() == at || (at > 0 && &text[at..span.start()] == " "), "{span:?}");
        assert!(span.of(text).is_some_and(|form| !form.is_empty()), "{span:?}");
        assert!(parse.head(word) < parse.len());
        for known in [parse.tag(word), parse.pos(word), parse.relation(word), parse.lemma(word)] {
            assert!(!known.is_empty(), "{span:?}");
        }
        at = span.end();
    }
    assert!(matches!(&text[at..], "" | " "), "the end is left out");
    assert_eq!(parse.sentences().map(|words| words.len()).sum::<usize>(), parse.len());
}
