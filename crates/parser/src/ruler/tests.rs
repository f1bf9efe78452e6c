use super::*;
use crate::lemma::Lemmas;
use crate::lexeme::Norms;
use crate::model::Model;
use crate::parse::InName;
use sayso_model::Span;

/// A word with its tag and relation.
type Given = (&'static str, &'static str, &'static str);

/// Words that stand in a text, with a space after each.
fn words(given: &[Given], labels: &mut Labels) -> (String, Vec<Token>, Vec<Word>) {
    let (mut text, mut tokens, mut words) = (String::new(), Vec::new(), Vec::new());
    for (word, tag, relation) in given {
        let span = Span::new(text.len(), text.len() + word.len());
        let lexeme = Lexeme::new(word, None, &Norms::new(&BTreeMap::new()));
        tokens.push(Token { span, space_after: true, lexeme });
        words.push(Word {
            span,
            tag: labels.add(tag),
            pos: Label::default(),
            relation: labels.add(relation),
            head: 0,
            starts: false,
            name: InName::Out,
        });
        text.push_str(word);
        text.push(' ');
    }
    (text, tokens, words)
}

/// What rules make of words: tag, part of speech, relation, and a lemma if they set one.
fn apply(rules: &[RulerRule], given: &[Given]) -> Vec<String> {
    let mut labels = Labels::default();
    let (text, tokens, mut words) = words(given, &mut labels);
    let ruler = Ruler::new(rules, &mut labels).unwrap();
    let mut ruled = Ruled::default();
    ruler.apply(&text, &tokens, &mut words, &mut ruled);
    let lemma = |at| ruler.lemma(&ruled, at).unwrap_or("-");
    let name = |label| labels.name(label);
    let each = words.iter().enumerate();
    each.map(|(at, w)| [name(w.tag), name(w.pos), name(w.relation), lemma(at)].join(" ")).collect()
}

fn one_of(property: Property, any: &[&str]) -> Condition {
    Condition::OneOf(property, any.iter().map(|s| (*s).to_owned()).collect())
}

fn none_of(property: Property, any: &[&str]) -> Condition {
    Condition::NoneOf(property, any.iter().map(|s| (*s).to_owned()).collect())
}

/// A rule over one row of words, each with its conditions, that sets nothing yet.
fn rule(words: Vec<Vec<Condition>>) -> RulerRule {
    let words = words.into_iter().map(|conditions| WordPattern { conditions }).collect();
    RulerRule { patterns: vec![words], ..RulerRule::default() }
}

fn pos(name: &str, words: Vec<Vec<Condition>>) -> RulerRule {
    RulerRule { pos: Some(name.to_owned()), ..rule(words) }
}

#[test]
fn later_rules_win_in_what_they_set() {
    let rules = [
        RulerRule {
            lemma: Some("ship".into()),
            ..pos("A", vec![vec![one_of(Property::Tag, &["NN"])]])
        },
        pos("B", vec![vec![one_of(Property::Lower, &["boat"])]]),
    ];
    let given = [("Boat", "NN", "dep"), ("boat", "VB", "dep"), ("oar", "NN", "dep")];
    assert_eq!(apply(&rules, &given), ["NN B dep ship", "VB B dep -", "NN A dep ship"]);
}

#[test]
fn rules_see_the_words_as_they_were() {
    let tagged = RulerRule {
        tag: Some("Y".into()),
        relation: Some("to".into()),
        ..rule(vec![vec![one_of(Property::Tag, &["X"])]])
    };
    let rules = [tagged, pos("SEEN", vec![vec![one_of(Property::Tag, &["Y"])]])];
    assert_eq!(apply(&rules, &[("a", "X", "dep"), ("a", "Y", "dep")]), ["Y  to -", "Y SEEN dep -"]);
}

#[test]
fn every_kind_of_condition_is_asked() {
    let rules = [
        pos("ORTH", vec![vec![one_of(Property::Orth, &["Sea"])]]),
        pos(
            "NOT",
            vec![vec![none_of(Property::Relation, &["det", ""]), one_of(Property::Tag, &["DT"])]],
        ),
        pos("SPACE", vec![vec![Condition::IsSpace(true)]]),
        pos("FOUND", vec![vec![Condition::Matches(Property::Lower, "^n'?t$".into())]]),
        pos("EXACT", vec![vec![Condition::Matches(Property::Orth, "^É".into())]]),
        pos("NEVER", vec![vec![none_of(Property::Lemma, &[""])]]),
        pos("NORM", vec![vec![one_of(Property::Norm, &["$"])]]),
    ];
    let given = [
        ("Sea", "NN", "x"),
        ("sea", "NN", "x"),
        ("this", "DT", "nsubj"),
        ("this", "DT", "det"),
        ("this", "DT", ""),
        ("\n", "", ""),
        ("N'T", "", ""),
        ("État", "", ""),
        ("€", "", ""),
    ];
    let found = apply(&rules, &given);
    let expected = ["ORTH", "", "NOT", "", "", "SPACE", "FOUND", "EXACT", "NORM"];
    let found: Vec<_> = found.iter().map(|f| f.split(' ').nth(1).unwrap()).collect();
    assert_eq!(found, expected);
}

#[test]
fn rules_reach_over_several_words() {
    let go = vec![one_of(Property::Lower, &["go"])];
    let on = vec![one_of(Property::Lower, &["on"])];
    let at = |index, name, words: &[&Vec<Condition>]| RulerRule {
        index,
        ..pos(name, words.iter().map(|w| (*w).clone()).collect())
    };
    let rules = [at(1, "B", &[&go, &on]), at(-2, "A", &[&go, &on]), at(2, "NOWHERE", &[&go, &on])];
    let given = [("go", "", ""), ("on", "", ""), ("on", "", ""), ("go", "", "")];
    assert_eq!(apply(&rules, &given), [" A  -", " B  -", "   -", "   -"]);
}

#[test]
fn what_cannot_be_asked_is_an_error() {
    for condition in [
        Condition::Matches(Property::Tag, "N".into()),
        Condition::Matches(Property::Lower, "(".into()),
    ] {
        assert!(Ruler::new(&[rule(vec![vec![condition]])], &mut Labels::default()).is_err());
    }
}

/// What spaCy 3.8 makes of these words with these tags and relations by the same rules.
#[test]
fn tags_parts_of_speech_and_lemmas_are_those_of_the_pipeline() {
    let expected: &[(Given, Given)] = &[
        (("The", "DT", "det"), ("DT", "DET", "the")),
        (("harbour", "NN", "nsubj"), ("NN", "NOUN", "harbour")),
        (("workers", "NNS", "nsubj"), ("NNS", "NOUN", "worker")),
        (("'ve", "VBP", "aux"), ("VBP", "AUX", "have")),
        (("gone", "VBN", "ROOT"), ("VBN", "VERB", "go")),
        (("that", "IN", "mark"), ("IN", "SCONJ", "that")),
        (("That", "DT", "nsubj"), ("DT", "PRON", "that")),
        (("was", "VBD", "aux"), ("VBD", "AUX", "be")),
        (("is", "VBZ", "ROOT"), ("VBZ", "AUX", "be")),
        (("has", "VBZ", "ROOT"), ("VBZ", "VERB", "have")),
        (("better", "JJR", "amod"), ("JJR", "ADJ", "well")),
        (("worst", "JJS", "amod"), ("JJS", "ADJ", "bad")),
        (("SAID", "VBD", "ccomp"), ("VBD", "VERB", "say")),
        (("Hartwells", "NNPS", "pobj"), ("NNPS", "PROPN", "Hartwells")),
        (("“", "``", "punct"), ("``", "PUNCT", "\"")),
        (("nt", "RB", "neg"), ("RB", "PART", "not")),
        (("\n\n", "NN", "dep"), ("_SP", "SPACE", "\n\n")),
        (("_SP", "_SP", "dep"), ("_SP", "X", "_sp")),
        (("gon", "VBG", "aux"), ("VBG", "AUX", "go")),
        (("na", "TO", "aux"), ("TO", "PART", "to")),
        (("There", "EX", "expl"), ("EX", "PRON", "there")),
        (("'s", "VBZ", "ROOT"), ("VBZ", "VERB", "be")),
        (("y'", "PRP", "nsubj"), ("PRP", "PRON", "you")),
        (("all", "DT", "dobj"), ("DT", "PRON", "all")),
        (("further", "RBR", "advmod"), ("RBR", "ADV", "far")),
    ];
    let bytes = include_bytes!("../../models/en_core_web_sm/model.sayso-parser");
    let model = Model::from_bytes(bytes).unwrap();
    let mut labels = Labels::default();
    let given: Vec<Given> = expected.iter().map(|(given, _)| *given).collect();
    let (text, tokens, mut words) = words(&given, &mut labels);
    let ruler = Ruler::new(&model.ruler, &mut labels).unwrap();
    let lemmas = Lemmas::new(model.lemmatizer.unwrap(), "en", &mut labels);
    let mut ruled = Ruled::default();
    ruler.apply(&text, &tokens, &mut words, &mut ruled);
    for (at, (word, (given, expected))) in words.iter().zip(expected).enumerate() {
        let (morph, set) = (ruler.morph(&ruled, at), ruler.lemma(&ruled, at));
        let lemma = lemmas.lemma(given.0, &tokens[at].lexeme, word.pos, morph, set);
        assert_eq!((labels.name(word.tag), labels.name(word.pos), &*lemma), *expected, "{given:?}");
    }
}
