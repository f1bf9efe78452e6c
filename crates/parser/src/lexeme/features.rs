//! The features of a word, worked out of its characters as `spacy.lang.lex_attrs` does.

use super::hash::hash_string;
use crate::characters::{is_alpha, is_digit, is_space, lower_case};
use std::collections::BTreeMap;

/// What networks and rules see of a word: strings by their numbers.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(crate) struct Lexeme {
    /// Its exact characters.
    pub(crate) orth: u64,
    /// Its characters in lower case.
    pub(crate) lower: u64,
    /// Its normal form.
    pub(crate) norm: u64,
    /// Its first character.
    pub(crate) prefix: u64,
    /// Its last three characters.
    pub(crate) suffix: u64,
    /// Its shape, as `Xxxxx`.
    pub(crate) shape: u64,
    /// Whether it is white space.
    pub(crate) is_space: bool,
}

impl Lexeme {
    /// The features of a word; `norm` is its normal form where it is a piece of a word cut by
    /// hand that has its own.
    pub(crate) fn new(word: &str, norm: Option<&str>, norms: &Norms) -> Self {
        let orth = hash_string(word);
        let lower = hash_string(&lower_case(word));
        let first = word.chars().next().map_or(0, char::len_utf8);
        let last = word.char_indices().rev().take(3).last().map_or(0, |(at, _)| at);
        Self {
            orth,
            lower,
            norm: norm.map(hash_string).or_else(|| norms.of(orth)).unwrap_or(lower),
            prefix: hash_string(&word[..first]),
            suffix: hash_string(&word[last..]),
            shape: hash_string(&shape(word)),
            is_space: !word.is_empty() && word.chars().all(is_space),
        }
    }
}

/// Characters from which on a word's shape is `LONG`.
const LONG: usize = 100;

/// Equal characters of a shape after which no more are written.
const LONGEST_RUN: usize = 4;

/// A word's shape: `X` for a capital, `x` for another letter, `d` for a digit, each other
/// character for itself, and no more than four equal ones on end.
fn shape(word: &str) -> String {
    if word.len() >= LONG && word.chars().nth(LONG - 1).is_some() {
        return "LONG".into();
    }
    let mut shape = String::with_capacity(word.len());
    let (mut last, mut run) = (None, 0);
    for c in word.chars() {
        let kind = match c {
            _ if is_alpha(c) && c.is_uppercase() => 'X',
            _ if is_alpha(c) => 'x',
            _ if is_digit(c) => 'd',
            _ => c,
        };
        run = if last == Some(kind) { run + 1 } else { 1 };
        last = Some(kind);
        if run <= LONGEST_RUN {
            shape.push(kind);
        }
    }
    shape
}

/// Words whose normal form is not their lower-case form.
#[derive(Debug, Default)]
pub(crate) struct Norms(BTreeMap<u64, u64>);

impl Norms {
    /// Those of a pipeline, over those that hold for all.
    pub(crate) fn new(norms: &BTreeMap<u64, String>) -> Self {
        let marks = MARKS.iter().flat_map(|(norm, marks)| {
            marks.iter().map(|mark| (hash_string(mark), hash_string(norm)))
        });
        Self(marks.chain(norms.iter().map(|(word, norm)| (*word, hash_string(norm)))).collect())
    }

    /// The normal form of the word with this number, if it is there.
    fn of(&self, word: u64) -> Option<u64> {
        self.0.get(&word).copied()
    }
}

/// Marks that count as another one in every language (`BASE_NORMS`).
const MARKS: &[(&str, &[&str])] = &[
    ("'s", &["'s", "'S", "’s", "’S"]),
    ("'", &["’", "‘", "´", "`"]),
    ("\"", &["”", "“", "''", "``", "´´", "„", "»", "«", "‘‘", "’’"]),
    ("?", &["？"]),
    ("!", &["！"]),
    (",", &["，"]),
    (";", &["；"]),
    (":", &["："]),
    (".", &["。", "।"]),
    ("...", &["…"]),
    ("-", &["—", "–", "--", "---", "——"]),
    ("$", &["€", "£", "¥", "฿", "US$", "C$", "A$", "₺", "₹", "৳", "₩", "Mex$", "₣", "E£"]),
];

#[cfg(test)]
mod tests {
    use super::*;

    fn lexeme(word: &str) -> Lexeme {
        let norms = BTreeMap::from([(hash_string("colour"), "color".to_owned())]);
        Lexeme::new(word, None, &Norms::new(&norms))
    }

    #[test]
    fn shapes_are_cut_short() {
        for (word, expected) in [
            ("Hartwell", "Xxxxx"),
            ("ΣΑΣ", "XXX"),
            ("½", "½"),
            ("20,000", "dd,ddd"),
            ("a\u{301}b", "x\u{301}x"),
            (" \t", " \t"),
            ("iPhone12345", "xXxxxxdddd"),
            ("Ⅷ", "Ⅷ"),
            ("-----a----", "----x----"),
            ("", ""),
        ] {
            assert_eq!(shape(word), expected, "{word:?}");
        }
        assert_eq!(shape(&"é".repeat(99)), "xxxx");
        assert_eq!(shape(&"é".repeat(100)), "LONG");
    }

    #[test]
    fn features_have_the_numbers_of_the_string_store() {
        for (word, [orth, lower, norm, prefix, suffix, shape], is_space) in [
            (
                "Hartwell",
                [
                    469759472519586109,
                    12277777950520362312,
                    12277777950520362312,
                    9350754067018752509,
                    8117903961816325909,
                    16072095006890171862,
                ],
                false,
            ),
            (
                "İzmir",
                [
                    6184801948628371863,
                    13233493508840504061,
                    13233493508840504061,
                    10007816788334446145,
                    14241077603889048080,
                    16072095006890171862,
                ],
                false,
            ),
            (
                "NOUN",
                [
                    92,
                    16833663260455505849,
                    16833663260455505849,
                    10850957288794122991,
                    11881205251803826103,
                    13862804199789047564,
                ],
                false,
            ),
            (
                "\n\n",
                [
                    908432558851201422,
                    908432558851201422,
                    908432558851201422,
                    962983613142996970,
                    908432558851201422,
                    908432558851201422,
                ],
                true,
            ),
        ] {
            let expected = Lexeme { orth, lower, norm, prefix, suffix, shape, is_space };
            assert_eq!(lexeme(word), expected, "{word:?}");
        }
        assert_eq!(lexeme("ΟΔΟΣ.").lower, hash_string("οδος."));
    }

    #[test]
    fn normal_forms_come_from_pieces_then_tables_then_lower_case() {
        assert_eq!(lexeme("colour").norm, hash_string("color"));
        assert_eq!(lexeme("Colour").norm, hash_string("colour"));
        assert_eq!(lexeme("US$").norm, hash_string("$"));
        assert_eq!(lexeme("“").norm, hash_string("\""));
        let piece = Lexeme::new("ca", Some("can"), &Norms::default());
        assert_eq!((piece.norm, piece.lower), (hash_string("can"), hash_string("ca")));
        let of_pipeline = BTreeMap::from([(hash_string("£"), "pound".to_owned())]);
        let pound = Lexeme::new("£", None, &Norms::new(&of_pipeline));
        assert_eq!(pound.norm, hash_string("pound"));
    }
}
