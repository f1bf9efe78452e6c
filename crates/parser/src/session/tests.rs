use super::Session;
use crate::model::{Condition, Model, Property, RulerRule, WordPattern};
use crate::{ConlluWriter, Parse, Pipeline, Ranges, given};
use proptest::prelude::*;
use sayso_model::{Offsets, Span};
use std::sync::{Arc, OnceLock};

const TEXT: &str = "The harbour board of Port Elen said on Monday that the quay would close. \
    \u{201c}We have no choice,\u{201d} said Ada Lind, its chair; \u{201c}the wall is cracked.\u{201d}\n\n\
    Pilots doubt it. They asked the mayor, whom the board had not told, what the engineers found in \
    March 1904, and got no answer. A man was seen who carried a lamp. Dr. J. Orme of the \
    U.S. survey didn't measure it.";

fn pipeline() -> Arc<Pipeline> {
    static SHIPPED: OnceLock<Arc<Pipeline>> = OnceLock::new();
    Arc::clone(SHIPPED.get_or_init(|| Arc::new(Pipeline::shipped().unwrap())))
}

fn session() -> Session {
    pipeline().session()
}

fn conllu(text: &str, parse: &Parse) -> String {
    let offsets = Offsets::new(text);
    let mut out = String::new();
    ConlluWriter::new("it").write(text, parse, Ranges::Text(&offsets), &mut out).unwrap();
    out
}

/// What spaCy 3.8 gives for [`TEXT`] with the same model: word, lemma, tag, head, relation, name.
const EXPECTED: &str = include_str!("expected.tsv");

#[test]
fn the_shipped_model_gives_what_spacy_gives() {
    let parse = session().parse(TEXT);
    let rows: String = (0..parse.len())
        .map(|i| {
            let word = parse.span(i).of(TEXT).unwrap().replace('\n', "\\n");
            let (lemma, tag) = (parse.lemma(i).replace('\n', "\\n"), parse.tag(i));
            let name = parse.names().find(|n| n.words.contains(&i)).map_or("", |n| n.label);
            let (head, relation) = (parse.head(i), parse.relation(i));
            let start = if parse.words()[i].starts { "*" } else { "" };
            format!("{start}{word}\t{lemma}\t{tag}\t{}\t{head}\t{relation}\t{name}\n", parse.pos(i))
        })
        .collect();
    assert_eq!(rows, EXPECTED);
}

#[test]
fn what_was_seen_before_changes_nothing() {
    let fresh = session().parse(TEXT);
    let mut used = session();
    let _ = used.parse(&TEXT.to_uppercase());
    assert_eq!(used.parse(TEXT), fresh);
    assert_eq!(used.parse(TEXT), fresh);
}

#[test]
fn stretches_stand_alone() {
    let cut = TEXT.find("Pilots").unwrap();
    let stretches = [Span::new(0, cut), Span::new(cut, TEXT.len()), Span::new(cut, cut)];
    let mut parses = Vec::new();
    session().parse_each(TEXT, &stretches, |parse| parses.push(parse));
    assert_eq!(parses.len(), 3);
    assert!(parses[2].is_empty());
    for (stretch, parse) in stretches.iter().zip(&parses) {
        let words = stretch.of(TEXT).unwrap();
        let alone = session().parse(words);
        assert_eq!(alone.len(), parse.len());
        for i in 0..alone.len() {
            assert_eq!(alone.span(i).of(words), parse.span(i).of(TEXT));
            assert_eq!((alone.head(i), alone.tag(i)), (parse.head(i), parse.tag(i)));
        }
    }
}

#[test]
fn pieces_are_those_of_the_whole() {
    let text = TEXT.repeat(3);
    let whole = session().parse(&text);
    let offsets = Offsets::new(&text);
    let (mut writer, mut pieced, mut count) = (ConlluWriter::new("it"), String::new(), 0);
    session().parse_pieces(&text, |parse| {
        count += 1;
        writer.write(&text, &parse, Ranges::Text(&offsets), &mut pieced).unwrap();
    });
    assert!(count > 5, "{count} pieces");
    assert_eq!(pieced, conllu(&text, &whole));
}

#[test]
fn given_words_and_sentences_are_kept() {
    let conllu = "1\tThe\t_\t_\t_\t_\t_\t_\t_\t_\n2\tquay\t_\t_\t_\t_\t_\t_\t_\t_\n\
        3\tclosed.It\t_\t_\t_\t_\t_\t_\t_\t_\n4\twas\t_\t_\t_\t_\t_\t_\t_\t_\n\n\
        1\tUnsafe\t_\t_\t_\t_\t_\t_\t_\t_\n";
    let given = given(conllu).unwrap().remove(0);
    let parse = session().parse_given(&given);
    assert_eq!(parse.len(), 5);
    let sentences: Vec<_> = parse.sentences().collect();
    assert_eq!(sentences, [0..4, 4..5]);
    let roots = (0..4).filter(|i| parse.head(*i) == *i).count();
    assert_eq!(roots, 1, "a given sentence is one tree");
}

fn check(text: &str) {
    let parse = session().parse(text);
    let mut at = 0;
    for i in 0..parse.len() {
        let span = parse.span(i);
        assert!(span.start() - at <= 1 && text[at..span.start()].trim_matches(' ').is_empty());
        at = span.end();
        assert!(parse.is_under(i, parse.head(i)));
        let (first, last) = parse.edges(i);
        assert!((first..=last).contains(&i) && last < parse.len());
    }
    assert!(text.len() - at <= 1);
    let sentences: usize = parse.sentences().map(|s| s.len()).sum();
    assert_eq!(sentences, parse.len());
    for name in parse.names() {
        assert!(!name.label.is_empty() && name.words.end <= parse.len());
    }
}

#[test]
fn odd_texts_are_parsed() {
    let nested = format!("{}x{}", "\u{201c}\u{2018}".repeat(10), "\u{2019}\u{201d}".repeat(10));
    let marks = ".,;:!?()[]\"'-".repeat(40);
    let texts = [
        "",
        " ",
        "\n",
        "\u{a0}",
        "word",
        "😀👍🏽",
        "قال الوزير إن الحرب انتهت.",
        &nested,
        &marks,
        "a\u{a0}b\u{a0}c",
        "\u{feff}x",
        "\0",
        "he said \"it is over. She said \u{201d}yes",
    ];
    texts.iter().for_each(|text| check(text));
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(24))]

    #[test]
    fn any_text_is_parsed(text in "(\\PC{0,40}[ \n.]){0,6}") {
        check(&text);
    }
}

#[test]
fn rules_reach_over_the_ends_of_pieces() {
    let word = |word: &str| WordPattern {
        conditions: vec![Condition::OneOf(Property::Orth, vec![word.to_owned()])],
    };
    let rule = |words: [&str; 3], index, lemma: &str| RulerRule {
        patterns: vec![words.map(word).to_vec()],
        index,
        lemma: Some(lemma.to_owned()),
        ..RulerRule::default()
    };
    let mut model = Model::shipped().unwrap();
    model.ruler.push(rule([".", "The", "quay"], 0, "stop"));
    model.ruler.push(rule(["shut", ".", "The"], -1, "article"));
    let text = "The quay is now shut. ".repeat(20);
    let parse = Arc::new(Pipeline::new(model).unwrap()).session().parse(&text);
    let count = |lemma: &str| (0..parse.len()).filter(|w| parse.lemma(*w) == lemma).count();
    assert_eq!((count("stop"), count("article")), (19, 19));
}
