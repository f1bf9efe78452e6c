//! Names, relations and changes of status in any parse whatever, and in an endless sentence.

use crate::{mentions, relations, status};
use proptest::prelude::*;
use sayso_model::{ActorKind, Span};
use sayso_parser::{InName, Labels, Parse, Word};
use std::collections::BTreeMap;
use std::sync::Arc;

const WORDS: &[&str] = &[
    "attack",
    "Orlow",
    "-",
    "backed",
    "al",
    "of",
    "the",
    "Minister",
    "Lena",
    "Marsh",
    "(",
    ")",
    "SDF",
    "’s",
    "in",
    "Lisbon",
    ",",
    "and",
    "bin",
    "became",
    "part",
    "captured",
    "is",
    "leader",
    "with",
    "support",
    "?",
    "not",
    "\u{a0}",
    "Guard",
    "é",
    "الجيش",
    "government",
    "US",
    "Abu",
    "who",
];
const TAGS: &[(&str, &str)] = &[
    ("NNP", "PROPN"),
    ("NN", "NOUN"),
    ("VBD", "VERB"),
    ("VBN", "VERB"),
    ("IN", "ADP"),
    ("WDT", "PRON"),
    ("VB", "AUX"),
    ("JJ", "ADJ"),
];
const RELATIONS: &[&str] = &[
    "nsubj",
    "dobj",
    "prep",
    "pobj",
    "agent",
    "nsubjpass",
    "auxpass",
    "conj",
    "cc",
    "relcl",
    "acl",
    "xcomp",
    "ccomp",
    "advcl",
    "attr",
    "acomp",
    "appos",
    "compound",
    "poss",
    "amod",
    "neg",
    "aux",
    "oprd",
    "pcomp",
    "dative",
    "prt",
    "punct",
];
const NAMES: &[&str] = &["PERSON", "ORG", "GPE", "NORP", "DATE"];

/// A word, its tag, its relation, its head (from its own place), and its kind of name.
type Row = (usize, usize, usize, usize, usize, bool);

fn parse_of(rows: &[Row]) -> (String, Parse) {
    let mut labels = Labels::default();
    let mut text = String::new();
    let mut words = Vec::new();
    for (word, tag, relation, head, name, starts) in rows {
        let start = text.len();
        text.push_str(WORDS[word % WORDS.len()]);
        let (tag, pos) = TAGS[tag % TAGS.len()];
        let label = NAMES.get(*name).map(|label| labels.add(label));
        words.push(Word {
            span: Span::new(start, text.len()),
            tag: labels.add(tag),
            pos: labels.add(pos),
            relation: labels.add(RELATIONS[relation % RELATIONS.len()]),
            head: (head % rows.len()) as u32,
            starts: *starts,
            name: label.map_or(InName::Out, |label| match word % 3 {
                0 => InName::Unit(label),
                1 => InName::Begin(label),
                _ => InName::In(label),
            }),
        });
        if word % 4 > 0 {
            text.push(' ');
        }
    }
    let lemmas: Vec<&str> = rows.iter().map(|r| WORDS[r.0 % WORDS.len()]).collect();
    let parse = Parse::new(words, lemmas, Arc::new(labels));
    (text, parse)
}

fn names(text: &str, parse: &Parse) -> Vec<(Span, ActorKind)> {
    mentions::find(text, parse, &BTreeMap::new()).iter().map(|f| (f.span, f.kind)).collect()
}

proptest! {
    #[test]
    fn any_parse_is_read(rows in prop::collection::vec(
        (0usize..200, 0usize..20, 0usize..60, 0usize..60, 0usize..12, prop::bool::weighted(0.1)), 1..60)) {
        let (text, parse) = parse_of(&rows);
        let names = names(&text, &parse);
        for pair in names.windows(2) {
            prop_assert!(pair[0].0.end() <= pair[1].0.start(), "names follow one another: {names:?}");
        }
        for (span, _) in &names {
            prop_assert!(span.of(&text).is_some_and(|w| !w.trim().is_empty()));
        }
        for found in relations::find(&text, &parse, &names, &[]) {
            prop_assert!(found.span.of(&text).is_some());
            for end in [found.subject, found.object].into_iter().flatten() {
                prop_assert!(found.span.contains(end.span), "what it is between stands in it");
            }
        }
        for found in status::find(&text, &parse, &names, &[]) {
            prop_assert!(found.span.contains(found.actor.span));
        }
    }
}

#[test]
fn an_endless_sentence_is_read_in_time() {
    const COUNT: usize = 40_000;
    let rows: Vec<Row> =
        (0..COUNT).map(|i| (i * 7, i, i * 3, i.saturating_sub(i % 9), i % 8, false)).collect();
    let flat: Vec<Row> = (0..COUNT).map(|i| (i * 5, i, i * 3, 0, i % 8, false)).collect();
    for rows in [rows, flat] {
        let (text, parse) = parse_of(&rows);
        let names = names(&text, &parse);
        assert!(!names.is_empty());
        for found in relations::find(&text, &parse, &names, &[]) {
            assert!(found.subject.is_none_or(|s| s.span.len() < 2_000), "no phrase is endless");
            assert!(found.object.is_none_or(|o| o.span.len() < 2_000), "no phrase is endless");
        }
        status::find(&text, &parse, &names, &[]);
    }
}
