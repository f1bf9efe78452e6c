//! What holds of any text, and what is told apart by the model's parts.

use super::model::Model;
use super::training::attributed;
use super::{Found, find, nest};
use proptest::prelude::*;
use sayso_model::{Span, Stance};
use sayso_parser::{InName, Labels, Parse, Word, tokens};
use std::fmt::Write as _;
use std::sync::Arc;

const RELATIONS: [&str; 16] = [
    "nsubj",
    "ccomp",
    "xcomp",
    "dobj",
    "prep",
    "pobj",
    "advcl",
    "relcl",
    "acl",
    "conj",
    "punct",
    "mark",
    "nsubjpass",
    "auxpass",
    "amod",
    "parataxis",
];
const TAGS: [&str; 9] = ["VBD", "VBG", "VBN", "NN", "NNP", "IN", "JJ", "WP", "TO"];
const WORDS: [&str; 16] = [
    "said",
    "claim",
    "that",
    "“",
    "”",
    ",",
    ".",
    "according",
    "to",
    "mayor",
    "reportedly",
    "told",
    "who",
    "as",
    "‘",
    "’",
];

/// A text of these words, with a parse that need make no sense.
fn parsed(words: &[(usize, usize, usize, usize, bool)]) -> (String, Parse) {
    let mut labels = Labels::default();
    let (mut text, mut out) = (String::new(), Vec::new());
    for (i, (word, tag, relation, head, starts)) in words.iter().enumerate() {
        let start = text.len();
        text.push_str(WORDS[word % WORDS.len()]);
        out.push(Word {
            span: Span::new(start, text.len()),
            tag: labels.add(TAGS[tag % TAGS.len()]),
            pos: labels.add("VERB"),
            relation: labels.add(RELATIONS[relation % RELATIONS.len()]),
            head: u32::try_from(head % words.len()).unwrap(),
            starts: *starts || i == 0,
            name: InName::Out,
        });
        text.push(' ');
    }
    let lemmas: Vec<&str> = words.iter().map(|w| WORDS[w.0 % WORDS.len()]).collect();
    let parse = Parse::new(out, lemmas.iter().copied(), Arc::new(labels));
    (text, parse)
}

fn all(text: &str, parse: &Parse) -> Vec<Found> {
    nest(find(text, Span::new(0, text.len()), parse))
}

fn sound(text: &str, found: &[Found]) {
    for (i, f) in found.iter().enumerate() {
        let spans = f.content.iter().chain(&f.cue).chain(&f.source);
        spans.for_each(|s| assert!(s.of(text).is_some_and(|w| !w.is_empty()), "{s:?}"));
        assert!(!f.content.is_empty());
        assert!(f.content.windows(2).all(|w| w[0].end() <= w[1].start()), "{:?}", f.content);
        assert_ne!(f.parent, Some(i));
    }
}

proptest! {
    #[test]
    fn any_grammar_gives_spans_of_the_text(
        words in proptest::collection::vec((0..16usize, 0..9usize, 0..16usize, 0..60usize, proptest::bool::weighted(0.1)), 1..60)
    ) {
        let (text, parse) = parsed(&words);
        sound(&text, &all(&text, &parse));
    }
}

/// Reports in reports, one in the other, without an end.
fn chain(count: usize) -> (String, Parse) {
    // `mayor said that mayor said that ...`: each verb is the content of the one before.
    let words: Vec<_> = (0..count * 3)
        .map(|i| {
            let verb = i / 3 * 3 + 1;
            let (word, tag, relation, head) = match i % 3 {
                0 => (9, 4, 0, verb),
                1 => (0, 0, 1, verb.saturating_sub(3).max(1)),
                _ => (2, 5, 11, verb + 3),
            };
            (word, tag, relation, head.min(count * 3 - 1), false)
        })
        .collect();
    parsed(&words)
}

#[test]
fn a_chain_of_reports_is_read_in_good_time() {
    let (text, parse) = chain(40_000);
    let found = all(&text, &parse);
    sound(&text, &found);
}

#[test]
fn a_word_with_very_many_words_hanging_on_it_is_read_in_good_time() {
    let words: Vec<_> = (0..60_000).map(|i| (i % 16, i % 9, i % 16, 0, false)).collect();
    let (text, parse) = parsed(&words);
    sound(&text, &all(&text, &parse));
}

#[test]
fn quotations_without_grammar_are_listed() {
    let text = "“The pumps were off all night, and nobody looked.”";
    let words = tokens(text, Span::new(0, text.len()));
    let word = |(i, t): (usize, &sayso_parser::Token)| Word {
        span: t.span,
        tag: sayso_parser::Label::default(),
        pos: sayso_parser::Label::default(),
        relation: sayso_parser::Label::default(),
        head: u32::try_from(i).unwrap(),
        starts: i == 0,
        name: InName::Out,
    };
    let parse = Parse::new(words.iter().enumerate().map(word).collect(), [""; 0], Arc::default());
    let found = all(text, &parse);
    let [only] = found.as_slice() else { panic!("{found:?}") };
    assert_eq!(only.rule, super::UNATTRIBUTED);
    assert_eq!(only.stance, Stance::Asserts);
    assert_eq!(only.content[0].of(text), Some("The pumps were off all night, and nobody looked."));
}

#[test]
fn a_model_is_what_its_lines_say() {
    let (text, parse) = parsed(&[(9, 4, 0, 1, true), (0, 0, 0, 1, false), (9, 3, 3, 1, false)]);
    let paragraphs = [(Span::new(0, text.len()), parse)];
    let read = |model: &str| attributed(model, &text, &paragraphs).len();
    assert_eq!(read("bias\t-5000\n"), 0);
    assert_eq!(read("# a note\nbias\t-5000\nlemma|verb|said|\t9000\nnot a weight\tx\n"), 1);
    let mut stanced = String::from("bias\t5000\ns-bias");
    (0..8).for_each(|i| write!(stanced, "\t{}", i * 10).unwrap());
    let made = attributed(&stanced, &text, &paragraphs);
    assert!(made.iter().all(|a| a.stance == Stance::Believes), "{made:?}");
}

#[test]
fn the_shipped_model_has_a_weight_of_its_own_for_each_feature() {
    let shipped = include_str!("../../data/attribution/model.tsv");
    let model = Model::read(shipped);
    let lines = shipped.lines().filter(|l| !l.starts_with('#')).count();
    assert_eq!(model.weights(), lines);
}
