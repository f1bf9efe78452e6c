//! Which pictures of a page are described in its text.
//!
//! A description (`alt`, or `aria-label` where the role is `img`) is words of the page that a
//! reader of the screen does not see: it is kept where it says more than a label does, and says
//! what nothing beside it says already.

use super::boilerplate::Kept;
use super::tree::Tree;
use std::collections::{BTreeMap, BTreeSet};

/// Fewest words of a description.
const WORDS: usize = 5;
/// Fewest letters of one in a script that is written without spaces.
const LETTERS: usize = 12;
/// Bytes of the words around a picture that are held against its description.
const AROUND: usize = 1_000;

/// The pictures that are kept and whose descriptions say something.
pub(super) fn described(tree: &Tree<'_>, kept: &Kept) -> BTreeSet<usize> {
    let mut said: BTreeSet<String> = tree.title.iter().map(|title| plain(title)).collect();
    let headline = tree.elements.iter().position(|element| &*element.name == "h1");
    said.extend(headline.map(|e| plain(&tree.text(e, AROUND))));
    let shown =
        |e: &usize| &*tree.elements[*e].name == "img" && kept.is_inside(*e) && !kept.is_dropped(*e);
    let mut described = BTreeSet::new();
    let mut figures = BTreeMap::new();
    for e in (1..tree.elements.len()).filter(shown) {
        let element = &tree.elements[e];
        let words = element.attribute("alt").or_else(|| element.attribute("aria-label"));
        let Some(words) = words.filter(|words| says_something(words)) else { continue };
        let words = plain(words);
        if !is_teaser(tree, e) && !said_beside(tree, e, &words, &mut figures) && said.insert(words)
        {
            described.insert(e);
        }
    }
    described
}

/// Whether some words are more than a label, a name or a file's name.
fn says_something(words: &str) -> bool {
    let worded = |word: &&str| word.chars().any(char::is_alphabetic);
    let unspaced =
        |c: &char| ('\u{2e80}'..='\u{9fff}').contains(c) || ('\u{e00}'..='\u{eff}').contains(c);
    let file = words.split_whitespace().any(|word| word.contains("://"))
        || words
            .rsplit('.')
            .next()
            .is_some_and(|end| matches!(end, "jpg" | "jpeg" | "png" | "gif" | "webp"));
    let long = words.split_whitespace().filter(worded).count() >= WORDS
        || words.chars().filter(unspaced).count() >= LETTERS;
    long && !file
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
