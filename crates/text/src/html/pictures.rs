//! Which pictures of a page are described in its text.
//!
//! A description (`alt`, or `aria-label` where the role is `img`) is words of the page that a
//! reader of the screen does not see: it is kept where it is a sentence, and says what nothing
//! beside it says already. Most descriptions are labels, written for search engines; they are
//! counted. `docs/design/pages.md` has the figures.

use super::boilerplate::Kept;
use super::tree::Tree;
use std::collections::{BTreeMap, BTreeSet};

/// Fewest words of a description that ends as a sentence does.
const WORDS: usize = 5;
/// Fewest of one that does not: captions of photographs often have no stop.
const MANY_WORDS: usize = 12;
/// Letters that count as a word in a script that is written without spaces.
const LETTERS_A_WORD: usize = 2;
/// Bytes of the words around a picture that are held against its description.
const AROUND: usize = 1_000;

/// The pictures of the text: those that are described in it, and how many have labels only.
#[derive(Debug)]
pub(super) struct Pictures {
    pub(super) described: BTreeSet<usize>,
    pub(super) labelled: usize,
}

/// Tells the pictures that are kept and whose descriptions say something from the others.
pub(super) fn find(tree: &Tree<'_>, kept: &Kept) -> Pictures {
    let mut said: BTreeSet<String> = tree.title.iter().map(|title| plain(title)).collect();
    let headline = tree.elements.iter().position(|element| &*element.name == "h1");
    said.extend(headline.map(|e| plain(&tree.text(e, AROUND))));
    let shown =
        |e: &usize| &*tree.elements[*e].name == "img" && kept.is_inside(*e) && !kept.is_dropped(*e);
    let mut found = Pictures { described: BTreeSet::new(), labelled: 0 };
    let mut figures = BTreeMap::new();
    for e in (1..tree.elements.len()).filter(shown) {
        let element = &tree.elements[e];
        let words = element.attribute("alt").or_else(|| element.attribute("aria-label"));
        let Some(words) = words.filter(|words| !words.trim().is_empty()) else { continue };
        let (told, words) = (says_something(words) && !is_teaser(tree, e), plain(words));
        if told && !said_beside(tree, e, &words, &mut figures) && said.insert(words) {
            found.described.insert(e);
        } else {
            found.labelled += usize::from(!told);
        }
    }
    found
}

/// Whether some words are a sentence, or as long as one: no label, name, file or search term.
fn says_something(words: &str) -> bool {
    let worded = |word: &&str| word.chars().any(char::is_alphabetic);
    let unspaced = |c: &char| matches!(c, '\u{e00}'..='\u{eff}' | '\u{2e80}'..='\u{9fff}');
    let count = words.split_whitespace().filter(worded).count()
        + words.chars().filter(unspaced).count() / LETTERS_A_WORD;
    let end =
        words.trim_end_matches(|c: char| c.is_whitespace() || "\"'\u{2019}\u{201d})]".contains(c));
    let ends =
        end.ends_with(['.', '!', '?', '\u{2026}', '\u{3002}', '\u{61f}', '\u{6d4}', '\u{964}']);
    let parted =
        words.contains([':', '|']) || words.contains(" - ") || words.contains(" \u{2013} ");
    count >= WORDS && ends || count >= MANY_WORDS && !parted
}

/// Whether a picture is a link to something else that it may tell of, and no figure.
fn is_teaser(tree: &Tree<'_>, picture: usize) -> bool {
    let name = |&e: &usize| &*tree.elements[e].name;
    tree.around(picture).any(|e| name(&e) == "a")
        && !tree.around(picture).any(|e| name(&e) == "figure")
}

/// Whether the figure that a picture stands in says the same; the words of each are read once.
fn said_beside(
    tree: &Tree<'_>,
    picture: usize,
    words: &str,
    figures: &mut BTreeMap<usize, String>,
) -> bool {
    let figure = tree.around(picture).find(|&e| &*tree.elements[e].name == "figure");
    figure.is_some_and(|figure| {
        let beside = figures.entry(figure).or_insert_with(|| plain(&tree.text(figure, AROUND)));
        !beside.is_empty() && (beside.contains(words) || words.contains(&**beside))
    })
}

/// Words without marks and in small letters.
fn plain(words: &str) -> String {
    let words = words.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty());
    words.map(str::to_lowercase).collect::<Vec<_>>().join(" ")
}
