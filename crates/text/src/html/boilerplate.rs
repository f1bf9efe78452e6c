//! What of a page is its text, and what is menus and the like.
//!
//! Only what says plainly what it is gets left out: by its element, its role, being hidden, or a
//! class or id that names it. In doubt it stays.

use super::characters::Stretch;
use super::names;
use super::tree::{Element, Piece, Tree};
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
    let inside = inside(tree, &count, &dropped, &holds);
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
        let letters = |words: &str| words.chars().filter(|c| !c.is_whitespace()).count();
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
        if region || aria || names_role(element) {
            return Some(50);
        }
        (!headline && names_boilerplate(element)).then_some(30)
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

/// Words that, in the name of a class or in an id, say what an element is for.
const SAYS: &[&str] = &[
    "addtoany",
    "ads",
    "advert",
    "advertisement",
    "breadcrumb",
    "breadcrumbs",
    "cookie",
    "cookies",
    "copyright",
    "footer",
    "gdpr",
    "masthead",
    "menu",
    "nav",
    "navbar",
    "navigation",
    "newsletter",
    "pager",
    "pagination",
    "popup",
    "promo",
    "recommended",
    "related",
    "share",
    "sharedaddy",
    "sharing",
    "sidebar",
    "social",
    "sponsored",
    "submenu",
    "subscribe",
    "toolbar",
    "topbar",
];

/// Words beside them that turn their meaning round: a page with a sidebar is not one.
const UNSAYS: &[&str] = &[
    "has", "have", "with", "without", "no", "not", "is", "open", "closed", "hide", "hidden",
    "enabled", "disabled", "on", "off", "false", "true", "main", "article", "content", "body",
    "layout", "page", "item", "text", "title", "entry",
];

fn names_boilerplate(element: &Element) -> bool {
    let hidden = |class: &str| {
        matches!(class, "sr-only" | "screen-reader-text" | "visually-hidden" | "visuallyhidden")
    };
    element.classes().chain(element.attribute("id")).any(|name| hidden(name) || says(name))
}

fn says(name: &str) -> bool {
    let mut said = false;
    for word in name.split(['-', '_', ':', '.', ' ']).flat_map(humps) {
        let word = word.to_ascii_lowercase();
        if UNSAYS.contains(&word.as_str()) {
            return false;
        }
        said |= SAYS.contains(&word.as_str());
    }
    said
}

/// The parts of `siteNavigation`.
fn humps(word: &str) -> impl Iterator<Item = &str> {
    let mut rest = word;
    std::iter::from_fn(move || {
        if rest.is_empty() {
            return None;
        }
        let end = rest
            .char_indices()
            .skip(1)
            .zip(rest.chars())
            .find(|((_, c), before)| c.is_uppercase() && before.is_lowercase())
            .map_or(rest.len(), |((at, _), _)| at);
        let (hump, tail) = rest.split_at(end);
        rest = tail;
        Some(hump)
    })
}

/// Where the page's text stands: in the only main part, or the only article that holds most of
/// it, with the headline before it and what is protected; else everywhere.
fn inside(tree: &Tree<'_>, count: &Letters, dropped: &[bool], holds: &[bool]) -> Vec<bool> {
    let shown = |e: &usize| *e > 0 && !dropped[*e];
    let elements = || (0..tree.elements.len()).filter(shown);
    let only = |fits: &dyn Fn(&Element) -> bool| {
        let mut found = elements().filter(|&e| fits(&tree.elements[e]));
        found.next().filter(|_| found.next().is_none())
    };
    let text: usize = visible(tree, count, dropped);
    let main = only(&|e| &*e.name == "main" || e.lists("role", "main"))
        .filter(|&main| count.of(tree, main) * 4 >= text);
    let article = only(&|e| &*e.name == "article");
    let article = article.filter(|&article| count.of(tree, article) * 2 > text);
    let Some(root) = main.or(article) else { return vec![true; tree.elements.len()] };
    let mut inside = vec![false; tree.elements.len()];
    let headline = only(&|e| &*e.name == "h1").map(|h1| headline(tree, count, h1));
    for e in 1..tree.elements.len() {
        let note = holds[e] && names::is_special(&tree.elements[e].name) && {
            let parent = tree.elements[e].parent;
            !tree.around(root).any(|around| around == e) && e != root && parent != 0
        };
        inside[e] = e == root || Some(e) == headline || note || inside[tree.elements[e].parent];
    }
    inside
}

/// The header around the page's only headline, if it is short, else the headline itself.
fn headline(tree: &Tree<'_>, count: &Letters, h1: usize) -> usize {
    let header = tree.around(h1).find(|&e| &*tree.elements[e].name == "header");
    header.filter(|&header| count.of(tree, header) <= 400).unwrap_or(h1)
}

/// Letters in all that is not dropped.
fn visible(tree: &Tree<'_>, count: &Letters, dropped: &[bool]) -> usize {
    let gone = |&e: &usize| dropped[e] && !dropped[tree.elements[e].parent];
    let gone: usize = (1..tree.elements.len()).filter(gone).map(|e| count.of(tree, e)).sum();
    count.of(tree, 0) - gone
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
