use super::*;
use crate::lexeme::hash_string;
use crate::model::{Model, Piece};
use proptest::prelude::*;
use std::sync::LazyLock;

/// The tokenizer of the pipeline that ships with the program.
static ENGLISH: LazyLock<Tokenizer> = LazyLock::new(|| {
    let bytes = include_bytes!("../../models/en_core_web_sm/model.sayso-parser");
    let model = Model::from_bytes(bytes).unwrap();
    Tokenizer::new(&model.tokenizer, Norms::new(&model.norms)).unwrap()
});

fn cut(tokenizer: &Tokenizer, text: &str) -> Vec<Token> {
    let mut out = Vec::new();
    tokenizer.tokens(&mut Cache::default(), text, Span::new(0, text.len()), &mut out);
    out
}

fn words(text: &str) -> Vec<&str> {
    cut(&ENGLISH, text).into_iter().map(|token| &text[token.span.range()]).collect()
}

/// A tokenizer with only these words cut by hand, each into these pieces.
fn by_hand(rules: TokenizerRules, words: &[&[&str]]) -> Tokenizer {
    let exceptions = words.iter().map(|pieces| {
        let pieces = pieces.iter().map(|p| Piece { orth: (*p).to_owned(), norm: None });
        let pieces: Vec<_> = pieces.collect();
        (pieces.iter().map(|p| p.orth.as_str()).collect(), pieces)
    });
    let rules = TokenizerRules { exceptions: exceptions.collect(), ..rules };
    Tokenizer::new(&rules, Norms::default()).unwrap()
}

/// What spaCy 3.8 makes of them with the same rules.
#[test]
fn words_are_those_of_the_pipeline() {
    for (text, expected) in [
        (
            "Mayor Ilse Hartwell didn't say whether she'd resign.",
            "Mayor|Ilse|Hartwell|did|n't|say|whether|she|'d|resign|.",
        ),
        (
            "“We can’t go on,” she told the U.S. envoy at 9 a.m. (or 10 a.m.?).",
            "“|We|ca|n’t|go|on|,|”|she|told|the|U.S.|envoy|at|9|a.m.|(|or|10|a.m.|?|)|.",
        ),
        (
            "The Harbour Board paid US$1,200.50—or £900—for 12km of 3-4mm cable...",
            "The|Harbour|Board|paid|US$|1,200.50|—|or|£|900|—|for|12|km|of|3|-|4|mm|cable|...",
        ),
        (
            "See https://example.org/a?b=c, www.example.org. and ilse@example.org!",
            "See|https://example.org/a?b=c|,|www.example.org|.|and|ilse@example.org|!",
        ),
        (
            "I'm gonna say y'all don't; 'twas the dogs' o'clock :-) :( ^_^",
            "I|'m|gon|na|say|y'|all|do|n't|;|'|twas|the|dogs|'|o'clock|:-)|:(|^_^",
        ),
        (
            "¿Qué?… état-major, naïve/Straße, 日本語 and сказал.",
            "¿|Qué|?|…|état|-|major|,|naïve|/|Straße|,|日本語|and|сказал|.",
        ),
        (
            "((([[Dr. Orla]]))) said: “…yes”!!!",
            "(|(|(|[|[|Dr.|Orla|]|]|)|)|)|said|:|“|…|yes|”|!|!|!",
        ),
        (
            "3+4=7 a:b a<b x=y and/or 20% 30°C. km/h 5m²",
            "3|+|4=7|a|:|b|a|<|b|x|=|y|and/or|20|%|30|°|C|.|km|/|h|5|m²",
        ),
        (
            "THE MINISTER'S AIDE WON'T SAY, I.E. HE CANNOT.",
            "THE|MINISTER|'S|AIDE|WON'T|SAY|,|I.E.|HE|CANNOT|.",
        ),
        (
            "a . m . : - ) : ( non-breaking—dash--double a-b-c U.K.-based pre-war",
            "a|.|m|.|:|-|)|:|(|non|-|breaking|—|dash|--|double|a|-|b|-|c|U.K.-based|pre|-|war",
        ),
    ] {
        assert_eq!(words(text).join("|"), expected);
    }
}

#[test]
fn white_space_is_a_word_unless_it_is_one_space() {
    let text = " Two  spaces,\n\na break\tand a no-break\u{a0}space. ";
    assert_eq!(
        words(text),
        [
            " ", "Two", " ", "spaces", ",", "\n\n", "a", "break", "\t", "and", "a", "no", "-",
            "break", "\u{a0}", "space", "."
        ]
    );
    let tokens = cut(&ENGLISH, text);
    let spaced = tokens.iter().filter(|t| t.space_after).map(|t| &text[t.span.range()]);
    assert_eq!(spaced.collect::<Vec<_>>(), ["Two", "a", "and", "a", "."]);
    for (text, count) in [("", 0), (" ", 1), ("\n", 1), ("word", 1), ("a ", 1), (" a", 2)] {
        assert_eq!(cut(&ENGLISH, text).len(), count, "{text:?}");
    }
}

#[test]
fn pieces_of_words_cut_by_hand_have_their_own_normal_form() {
    let norms: Vec<_> = cut(&ENGLISH, "Can’t I’m gonna").iter().map(|t| t.lexeme.norm).collect();
    let expected = ["can", "not", "i", "am", "going", "to"];
    assert_eq!(norms, expected.map(hash_string));
}

#[test]
fn a_stretch_is_cut_as_if_it_stood_alone() {
    let text = "é “No.” Dr. Orla";
    let mut out = Vec::new();
    let within = Span::new(3, text.len() - 5);
    ENGLISH.tokens(&mut Cache::default(), text, within, &mut out);
    let found: Vec<_> = out.iter().map(|t| (&text[t.span.range()], t.space_after)).collect();
    assert_eq!(found, [("“", false), ("No", false), (".", false), ("”", true), ("Dr.", false)]);
}

#[test]
fn words_that_rules_cut_are_put_together_again() {
    let rules = TokenizerRules {
        prefix: Some(r"^:|^\(".into()),
        suffix: Some(r"\)$|:$".into()),
        faster_heuristics: true,
        ..TokenizerRules::default()
    };
    let tokenizer = by_hand(rules, &[&[":)"], &["(", "a)"], &["z"]]);
    let join = |text: &str| {
        let tokens = cut(&tokenizer, text);
        let words = tokens.iter().map(|t| (text[t.span.range()].to_owned(), t.space_after));
        words.map(|(word, space)| word + if space { " " } else { "" }).collect::<Vec<_>>()
    };
    assert_eq!(join("x:) y"), ["x", ":) ", "y"]);
    assert_eq!(join("(((a)) b"), ["(", "(", "(", "a)", ") ", "b"]);
    // Apart in the text, it is not the word that was cut by hand.
    assert_eq!(join("x: ) y"), ["x", ": ", ") ", "y"]);
}

#[test]
fn pieces_that_are_not_their_word_are_left_out() {
    let pieces =
        vec![Piece { orth: "do".into(), norm: None }, Piece { orth: "not".into(), norm: None }];
    let rules = TokenizerRules {
        exceptions: [("don't".to_owned(), pieces)].into(),
        ..TokenizerRules::default()
    };
    let tokenizer = Tokenizer::new(&rules, Norms::default()).unwrap();
    assert_eq!(cut(&tokenizer, "don't").len(), 1);
}

/// Takes no time if it is linear, a minute if it is not.
#[test]
fn a_long_text_without_a_space_takes_no_longer_than_another() {
    for unit in ["(", "a", "a:", "a.", ")..", "a@", "\"'", ":@a.", "http://", "a-", ":-)", "😀"] {
        let text = unit.repeat(60_000 / unit.len());
        assert_whole(&text, &cut(&ENGLISH, &text));
    }
}

#[test]
fn what_was_cut_before_is_cut_the_same_again() {
    let mut cache = Cache::default();
    let many: String = (0..20_000).map(|i| format!("w{i}-x ")).collect();
    let text = "Dr. Orla can’t, e.g., say :-) (3km).";
    let expected = cut(&ENGLISH, text);
    for _ in 0..3 {
        let mut out = Vec::new();
        ENGLISH.tokens(&mut cache, text, Span::new(0, text.len()), &mut out);
        assert_eq!(out, expected);
        ENGLISH.tokens(&mut cache, &many, Span::new(0, many.len()), &mut out);
    }
}

/// Every byte is in one word, or is the single space after one.
fn assert_whole(text: &str, tokens: &[Token]) {
    let mut at = 0;
    for token in tokens {
        assert_eq!(token.span.start(), at);
        assert!(!token.span.is_empty());
        at = token.span.end();
        if token.space_after {
            assert_eq!(text.as_bytes()[at], b' ');
            at += 1;
        }
    }
    assert_eq!(at, text.len());
}

proptest! {
    #[test]
    fn words_and_spaces_make_up_the_text(text in any::<String>()) {
        assert_whole(&text, &cut(&ENGLISH, &text));
    }

    #[test]
    fn words_and_spaces_make_up_a_messy_text(
        text in r#"([a-zA-Z0-9 .,:;'"“”’(){}<>/@$€%&*+=~#…°²\n\t\u{a0}-]|e\.g\.|n't|:-\)|www\.|km|😀){0,60}"#
    ) {
        assert_whole(&text, &cut(&ENGLISH, &text));
    }
}
