use super::*;
use crate::lexeme::{Norms, hash_string};
use proptest::prelude::*;

fn lexeme(word: &str) -> Lexeme {
    Lexeme::new(word, None, &Norms::default())
}

/// A lemmatizer by rules that knows a few words.
fn by_rule() -> Lemmatizer {
    let owned = |words: &[&str]| words.iter().map(|w| (*w).to_owned()).collect::<Vec<_>>();
    let rules = [("s", ""), ("ies", "y"), ("ses", "s"), ("men", "man")];
    let rules = rules.map(|(from, to)| (from.to_owned(), to.to_owned()));
    Lemmatizer {
        rules: [
            ("noun".to_owned(), rules.to_vec()),
            ("punct".to_owned(), vec![("“".to_owned(), "\"".to_owned())]),
        ]
        .into(),
        index: [("noun".to_owned(), owned(&["boat", "gas", "gase", "party"]))].into(),
        exceptions: [(
            "noun".to_owned(),
            [
                ("oxen".to_owned(), owned(&["ox"])),
                ("axes".to_owned(), owned(&["axe", "axis"])),
                ("boats".to_owned(), owned(&["boat"])),
            ]
            .into(),
        )]
        .into(),
        ..Lemmatizer::default()
    }
}

/// The lemma of a word with a part of speech and features.
fn lemma(from: Lemmatizer, word: &str, pos: &str, features: &str, given: Option<&str>) -> String {
    let mut labels = Labels::default();
    let lemmas = Lemmas::new(from, "en", &mut labels);
    lemmas.lemma(word, &lexeme(word), labels.add(pos), Morph::new(features), given).into_owned()
}

#[test]
fn lemmas_come_from_known_words_then_exceptions_then_endings() {
    for (word, expected) in [
        ("Boats", "boat"),    // known
        ("parties", "party"), // known, by the second rule that fits
        ("gases", "gas"),     // of two known ones, that of the later rule
        ("oxen", "ox"),       // an exception
        ("axes", "axis"),     // of two exceptions, the last
        ("Glorbs", "glorb"),  // not known: the first rule that fits
        ("2024s", "2024"),    // not all letters: as good as known
        ("s", "s"),           // nothing would be left
        ("Fish", "Fish"),     // no rule fits
    ] {
        assert_eq!(lemma(by_rule(), word, "NOUN", "Number=Plur", None), expected);
    }
    assert_eq!(lemma(by_rule(), "“", "PUNCT", "", None), "\"");
}

#[test]
fn base_forms_are_only_put_in_lower_case() {
    for (word, pos, features) in [
        ("Gases", "NOUN", "Number=Sing"),
        ("Gases", "NOUN", "Foo=Bar|VerbForm=Inf"),
        ("Gases", "NOUN", "Degree=Pos"),
        ("Gases", "VERB", "Tense=Pres|VerbForm=Fin"),
        ("Gases", "VERB", ""),
        ("Gases", "", ""),
    ] {
        assert_eq!(lemma(by_rule(), word, pos, features, None), "gases", "{pos} {features}");
    }
    assert_eq!(lemma(by_rule(), "Gases", "PROPN", "Number=Sing", None), "Gases");
    assert_eq!(lemma(by_rule(), "Gases", "NOUN", "Number=Plur|Person=3", None), "gas");
    let mut labels = Labels::default();
    let other = Lemmas::new(by_rule(), "xx", &mut labels);
    let (noun, sing) = (labels.add("NOUN"), Morph::new("Number=Sing"));
    assert_eq!(other.lemma("gases", &lexeme("gases"), noun, sing, None), "gas");
}

#[test]
fn lemmas_that_are_given_stay_unless_they_are_to_be_overwritten() {
    assert_eq!(lemma(by_rule(), "boats", "NOUN", "", Some("ship")), "ship");
    let overwrite = Lemmatizer { overwrite: true, ..by_rule() };
    assert_eq!(lemma(overwrite, "boats", "NOUN", "", Some("ship")), "boat");
}

#[test]
fn lemmas_can_be_looked_up_alone() {
    let from = || Lemmatizer {
        mode: LemmaMode::Lookup,
        lookup: [(hash_string("Boote"), "Boot".to_owned())].into(),
        ..Lemmatizer::default()
    };
    assert_eq!(lemma(from(), "Boote", "NOUN", "Number=Plur", None), "Boot");
    assert_eq!(lemma(from(), "boote", "NOUN", "Number=Sing", None), "boote");
}

proptest! {
    #[test]
    fn every_word_has_a_lemma(word in "\\PC{1,12}") {
        for pos in ["NOUN", "PUNCT", "PROPN", "X"] {
            prop_assert!(!lemma(by_rule(), &word, pos, "", None).is_empty());
        }
    }
}
