//! What of a page is its text, and what is menus and the like.
//!
//! Only what says plainly what it is gets left out: by its element, its role, being hidden, or a
//! class or id that names it. In doubt it stays.

use super::characters::Stretch;
use super::measure::{self, Measures};
use super::tree::{Element, Piece, Tree};
use super::{content, furniture, names, said};
use std::collections::BTreeSet;

/// What is kept of a page.
#[derive(Debug)]
pub(super) struct Kept {
    dropped: Vec<bool>,
    inside: Vec<bool>,
    /// Characters of text left out, white space not counted.
    pub(super) left_out: usize,
}

impl Kept {
    /// Whether an element is left out with all it holds.
    pub(super) fn is_dropped(&self, element: usize) -> bool {
        self.dropped[element]
    }

    /// Whether the text that stands directly in an element is part of the page's text.
    pub(super) fn is_inside(&self, element: usize) -> bool {
        self.inside[element]
    }
}

/// Keeps all of a page but some elements.
pub(super) fn keep_all_but(tree: &Tree<'_>, mut dropped: Vec<bool>) -> Kept {
    for (e, element) in tree.elements.iter().enumerate().skip(1) {
        dropped[e] |= dropped[element.parent] || names::is_never_text(&element.name);
    }
    let mut kept = Kept { dropped, inside: vec![true; tree.elements.len()], left_out: 0 };
    kept.left_out = left_out(tree, &Letters::new(tree), &kept);
    kept
}

/// Decides what is kept; what holds one of `protected` (targets of notes) always is.
pub(super) fn keep(tree: &Tree<'_>, protected: &BTreeSet<usize>) -> Kept {
    let count = Letters::new(tree);
    let mut holds = vec![false; tree.elements.len()];
    for &element in protected {
        holds[element] = true;
        tree.around(element).for_each(|e| holds[e] = true);
    }
    let page = Page {
        tree,
        count: &count,
        headlines: &holding(tree, is_headline),
        articles: &within(tree),
    };
    let mut dropped = vec![false; tree.elements.len()];
    let all = count.of(tree, 0);
    for (e, element) in tree.elements.iter().enumerate().skip(1) {
        let share = count.of(tree, e) * 100 / all.max(1);
        dropped[e] = dropped[element.parent]
            || (!holds[e] && share <= page.most(e).unwrap_or_default() && page.most(e).is_some());
    }
    let measures = Measures::new(tree, &dropped);
    furniture::drop(tree, &measures, &holds, &mut dropped);
    let measures = Measures::new(tree, &dropped);
    let inside = content::inside(tree, &measures, &dropped, &holds);
    let mut kept = Kept { dropped, inside, left_out: 0 };
    kept.left_out = left_out(tree, &count, &kept);
    kept
}

/// Letters of text up to each piece.
struct Letters(Vec<usize>);

impl Letters {
    fn new(tree: &Tree<'_>) -> Self {
        let mut sums = Vec::with_capacity(tree.pieces.len() + 1);
        let mut sum = 0;
        sums.push(sum);
        let letters = measure::letters;
        for piece in &tree.pieces {
            sum += match piece {
                Piece::Text(Stretch::Verbatim(at)) => letters(&tree.source[at.clone()]),
                Piece::Text(Stretch::Replaced(words, _)) => letters(words),
                _ => 0,
            };
            sums.push(sum);
        }
        Self(sums)
    }

    /// Letters in an element.
    fn of(&self, tree: &Tree<'_>, element: usize) -> usize {
        let pieces = &tree.elements[element].pieces;
        self.0[pieces.end] - self.0[pieces.start]
    }
}

fn is_headline(element: &Element) -> bool {
    matches!(&*element.name, "h1" | "main") || element.lists("role", "main")
}

/// Which elements hold, or are, one that fits.
fn holding(tree: &Tree<'_>, fits: fn(&Element) -> bool) -> Vec<bool> {
    let mut holding = vec![false; tree.elements.len()];
    for (e, element) in tree.elements.iter().enumerate().skip(1).rev() {
        holding[e] |= fits(element);
        holding[element.parent] |= holding[e];
    }
    holding
}

/// Which elements stand in, or are, an article, the main part or a quotation.
fn within(tree: &Tree<'_>) -> Vec<bool> {
    let mut within = vec![false; tree.elements.len()];
    for (e, element) in tree.elements.iter().enumerate().skip(1) {
        let own = matches!(&*element.name, "article" | "main" | "blockquote");
        within[e] = own || element.lists("role", "main") || within[element.parent];
    }
    within
}

struct Page<'p, 't> {
    tree: &'p Tree<'t>,
    count: &'p Letters,
    headlines: &'p [bool],
    articles: &'p [bool],
}

impl Page<'_, '_> {
    /// The share of the page's text, in hundredths, up to which an element is left out; `None`
    /// where nothing says that it should be. What says so more plainly may be larger.
    fn most(&self, e: usize) -> Option<usize> {
        let element = &self.tree.elements[e];
        let name = &*element.name;
        if name == "button" && names::heading(&self.tree.elements[element.parent].name).is_some() {
            return None;
        }
        if names::is_never_text(name) {
            return Some(100);
        }
        if is_hidden(element) && !self.opens_later(e) {
            return Some(50);
        }
        if matches!(name, "article" | "main" | "blockquote" | "pre" | "table") {
            return None;
        }
        let aria = element.lists("aria-hidden", "true") && !self.opens_later(e);
        let headline = self.headlines[e];
        let region = match name {
            "nav" | "search" | "menu" => true,
            "header" | "footer" => !self.articles[e] && !headline,
            "aside" => !headline && !is_note(element),
            _ => false,
        };
        if name == "form" || name == "label" {
            return Some(15);
        }
        if region || aria || names_role(element) {
            return Some(50);
        }
        if headline {
            return None;
        }
        said::most(element)
    }
}

impl Page<'_, '_> {
    /// Whether a script is likely to show a hidden element: it holds the headline or the main
    /// part, is one of several panels, or is long and part of the article ("read more").
    fn opens_later(&self, e: usize) -> bool {
        const LONG: usize = 200;
        let panel = self.tree.elements[e].lists("role", "tabpanel");
        let long = self.articles[e] && self.count.of(self.tree, e) >= LONG;
        panel || self.headlines[e] || long
    }
}

fn is_hidden(element: &Element) -> bool {
    let style = element.attribute("style").unwrap_or_default();
    let style: String = style.chars().filter(|c| !c.is_whitespace()).collect();
    let shown = ["", "until-found"];
    element.attribute("hidden").is_some_and(|h| !shown[1..].contains(&h))
        || style.to_ascii_lowercase().contains("display:none")
}

fn is_note(element: &Element) -> bool {
    element.lists("role", "doc-footnote")
        || element.lists("epub:type", "footnote")
        || element.classes().any(|class| class.contains("note"))
}

fn names_role(element: &Element) -> bool {
    let roles =
        ["navigation", "banner", "contentinfo", "search", "complementary", "menu", "menubar"];
    roles.iter().any(|role| element.lists("role", role)) && !is_note(element)
}

fn left_out(tree: &Tree<'_>, count: &Letters, kept: &Kept) -> usize {
    let mut open = vec![0];
    let (mut at, mut out) = (0, 0);
    while let Some(piece) = tree.pieces.get(at) {
        match piece {
            Piece::Open(e) if kept.dropped[*e] => {
                out += count.of(tree, *e);
                at = tree.elements[*e].pieces.end;
                continue;
            }
            Piece::Open(e) => open.push(*e),
            Piece::Close(_) => drop(open.pop()),
            Piece::Text(_) if !kept.inside[open.last().copied().unwrap_or(0)] => {
                out += count.0[at + 1] - count.0[at];
            }
            _ => {}
        }
        at += 1;
    }
    out
}
