use super::opposition::denies;
use super::*;
use crate::corpus::Document;
use crate::known::Known;
use proptest::prelude::*;
use sayso_ledger::{ItemView, State};
use sayso_model::{
    Attribution, Body, CaptureId, Claim, Contrast, ContrastKind, Extractor, Item, ItemIds,
    Quantity, QuoteKind, SourceMap, Span, Stance, Text, Voice,
};

#[test]
fn reporting_words_that_deny_are_told_from_those_that_condemn() {
    assert!(["denied", "dismissed", "rejects", "disputing"].into_iter().all(denies));
    assert!(!["condemned", "said", "protests", "accused"].into_iter().any(denies));
}

/// A corpus of one page of these words, in sentences that end with a full stop, with these things in it.
fn corpus(words: &str, bodies: Vec<Body>) -> Corpus {
    let extractor = Extractor { name: "plain".to_owned(), version: 1 };
    let map = SourceMap::verbatim(0, words.len());
    let text = Text::new(CaptureId::of(words.as_bytes()), extractor, None, words.to_owned(), map);
    let text = text.expect("a text");
    let mut ids = ItemIds::new(text.id());
    let view = |body: Body| {
        let item = Item {
            id: ids.of(&body, &[]),
            rule: sayso_model::RuleId::new("a.test"),
            because: Vec::new(),
            body,
        };
        ItemView { item, original: None, state: State::Unjudged, by_hand: false, added: 0 }
    };
    let items: Vec<ItemView> = bodies.into_iter().map(view).collect();
    let mut start = 0;
    let sentences = words.split_inclusive('.').map(|sentence| {
        let span = Span::new(start, start + sentence.len());
        start = span.end();
        span
    });
    let sentences = sentences.collect();
    [Document::of(1, &text, sentences, &items)].into_iter().collect()
}

fn disputes(corpus: &Corpus) -> Disputes {
    let identities = Identities::of(corpus, Known::shipped(), &[]);
    let incidents = Incidents::of(corpus, &identities, &[]);
    let estimates = Estimates::of(corpus, &identities, &incidents);
    Disputes::of(corpus, &identities, &incidents, &estimates)
}

fn told(source: Span, content: Span, stance: Stance) -> Body {
    Body::Attribution(Attribution {
        parent: None,
        source: Some(source),
        cue: Vec::new(),
        content: vec![content],
        kind: QuoteKind::Indirect,
        stance,
        speaker: None,
        said: None,
        depth: 1,
    })
}

fn side(span: Span) -> sayso_model::Position {
    sayso_model::Position { span, holder: None, attribution: None }
}

#[test]
fn a_contrast_is_a_dispute_of_its_two_positions_and_nobody_holds_what_is_set_aside() {
    let words = "Far from being closed, the bridge carried trams.";
    let contrast = Contrast {
        span: Span::new(0, words.len()),
        kind: ContrastKind::Denied,
        cue: vec![Span::new(0, 8)],
        rejected: side(Span::new(9, 21)),
        other: side(Span::new(23, 47)),
    };
    let corpus = corpus(words, vec![Body::Contrast(contrast)]);
    let found = disputes(&corpus);
    let [dispute] = found.all() else { panic!("{found:#?}") };
    let says: Vec<String> = dispute.positions.iter().map(|one| one.words(&corpus)).collect();
    assert_eq!(says, ["being closed", "the bridge carried trams"]);
    assert_eq!(dispute.positions[0].word, crate::behind::Word::Unknown);
    assert_eq!(dispute.positions[1].word, crate::behind::Word::Page(0));
    assert_eq!((dispute.ground, dispute.difference), (Ground::Contrast, Difference::Conflict));
}

#[test]
fn many_statements_in_one_endless_sentence_take_no_longer_than_others() {
    let clause = "the guard said that 12 people were killed at the upper lock, ";
    let words = clause.repeat(4_000);
    let at = |nth: usize, from: usize, to: usize| {
        Span::new(nth * clause.len() + from, nth * clause.len() + to)
    };
    let bodies = (0..4_000).flat_map(|nth| {
        let figure = Quantity {
            span: at(nth, 20, 29),
            of: "people".to_owned(),
            low: None,
            best: Some(nth as f64),
            high: None,
            unit: Some("person".to_owned()),
            when: None,
            place: None,
            attribution: None,
        };
        [told(at(nth, 0, 9), at(nth, 20, 59), Stance::Asserts), Body::Quantity(figure)]
    });
    let corpus = corpus(&words, bodies.collect());
    for dispute in disputes(&corpus).all() {
        assert!(dispute.positions.len() > 1 && dispute.positions.len() <= draft::MOST);
    }
}

fn spans() -> impl Strategy<Value = (usize, usize)> {
    (0usize..120, 1usize..50)
}

proptest! {
    #[test]
    fn positions_are_words_of_the_page_and_scores_are_shares(
        words in "(the|gate|was|not|shut|open|12|7|killed|people|however|denied|[.]|é| ){20,60}",
        found in prop::collection::vec((spans(), spans(), 0usize..8), 0..12),
    ) {
        let place = |(start, length): (usize, usize)| {
            let end = |at: usize| (at.min(words.len())..=words.len())
                .find(|at| words.is_char_boundary(*at))
                .unwrap_or(words.len());
            Span::new(end(start), end(start + length))
        };
        let bodies = found.into_iter().map(|(one, other, nth)| match nth {
            0 => Body::Claim(Claim {
                content: vec![place(one)],
                voice: Voice::Document,
                chain: Vec::new(),
                holder: None,
                stance: Stance::Asserts,
                said: None,
                happened: None,
                gist: Vec::new(),
            }),
            1..4 => Body::Quantity(Quantity {
                span: place(one),
                of: "people".to_owned(),
                low: None,
                best: Some(nth as f64),
                high: None,
                unit: None,
                when: None,
                place: None,
                attribution: None,
            }),
            _ => told(place(one), place(other), Stance::ALL[nth - 4]),
        });
        let corpus = corpus(&words, bodies.collect());
        for dispute in disputes(&corpus).all() {
            prop_assert!(dispute.score > 0.0 && dispute.score <= 1.0);
            prop_assert!(dispute.positions.len() > 1);
            for position in &dispute.positions {
                prop_assert!(position.spans.iter().all(|span| span.of(&words).is_some()));
            }
        }
    }
}
