//! Where in a page its text stands.
//!
//! Prose tells: runs of words between two blocks that are long and stand mostly outside of links.
//! The text is the deepest element that holds nearly all of it, with the headline before it and
//! what lies between the two.

use super::measure::Measures;
use super::names;
use super::panels::Panels;
use super::thread::Thread;
use super::tree::{Element, Piece, Tree};
use std::collections::BTreeSet;

/// With less prose than this, in letters, a page is taken whole.
const LEAST: usize = 250;
/// The share of the prose, in hundredths, that the text's element holds at least.
const SHARE: usize = 85;
/// Between a headline and the text stand no more letters than these: a byline, a summary.
const BYLINE: usize = 600;

/// Which elements the text that is kept stands in directly.
pub(super) fn inside(
    tree: &Tree<'_>,
    measures: &Measures,
    dropped: &[bool],
    wanted: &[bool],
) -> Vec<bool> {
    let page = Content { tree, measures, dropped };
    let thread = Thread::find(tree, measures, dropped);
    let root = page.root(&thread);
    if root == 0 {
        return vec![true; tree.elements.len()];
    }
    let comments: BTreeSet<usize> = thread.comments.into_iter().collect();
    let head = page.head(root);
    let panels = (thread.posts.len() > 1).then(|| Panels::find(tree, measures));
    let whole = &tree.elements[root].pieces;
    let mut inside = vec![false; tree.elements.len()];
    for e in 1..tree.elements.len() {
        let pieces = &tree.elements[e].pieces;
        let heads = head.as_ref().is_some_and(|h| h.contains(&pieces.start) && pieces.end <= h.end);
        let note = wanted[e]
            && names::is_special(&tree.elements[e].name)
            && !pieces.contains(&whole.start);
        let starts = e == root || heads || note || comments.contains(&e);
        let outer = inside[tree.elements[e].parent];
        let panels = panels.as_ref().filter(|_| whole.contains(&pieces.start));
        inside[e] = starts || panels.map_or(outer, |panels| panels.keeps(e, outer));
    }
    inside
}

struct Content<'p, 't> {
    tree: &'p Tree<'t>,
    measures: &'p Measures,
    dropped: &'p [bool],
}

impl Content<'_, '_> {
    /// The element that the text is: of a thread, the one that holds all posts; else the deepest
    /// that holds nearly all prose.
    fn root(&self, thread: &Thread) -> usize {
        let scope = self.scope();
        let prose = |e: usize| self.measures.prose(self.tree, e);
        let posted: usize = thread.posts.iter().map(|&e| prose(e)).sum();
        let letters = |e: usize| self.measures.letters(self.tree, e);
        let most = thread.posts.iter().map(|&e| prose(e)).max().unwrap_or(0);
        let all: usize = thread.posts.iter().map(|&e| letters(e)).sum();
        if let Some(root) = thread.root(self.tree)
            && all * 100 >= letters(0) * 35
            && posted * 4 >= prose(0) * 2
            && most * 10 <= posted * 6
        {
            return root;
        }
        let total = prose(scope);
        if total < LEAST { scope } else { self.deepest(scope, total) }
    }

    /// The only main part, or the only article that holds most of the page; else the root.
    fn scope(&self) -> usize {
        let letters = |e: usize| self.measures.letters(self.tree, e);
        let all = letters(0);
        let main = self
            .only(|e| &*e.name == "main" || e.lists("role", "main"))
            .filter(|&main| letters(main) * 4 >= all);
        let article = self.only(|e| &*e.name == "article" || e.lists("itemprop", "articleBody"));
        main.or(article.filter(|&article| letters(article) * 2 > all)).unwrap_or(0)
    }

    /// The one element kept that fits, where there is just one.
    fn only(&self, fits: impl Fn(&Element) -> bool) -> Option<usize> {
        let shown = |e: &usize| !self.dropped[*e] && fits(&self.tree.elements[*e]);
        let mut found = (1..self.tree.elements.len()).filter(shown);
        found.next().filter(|_| found.next().is_none())
    }

    /// The deepest element within `scope` that holds the share of its prose.
    fn deepest(&self, scope: usize, total: usize) -> usize {
        let prose = |e: usize| self.measures.prose(self.tree, e);
        let mut heaviest: Vec<usize> = vec![0; self.tree.elements.len()];
        for (e, element) in self.tree.elements.iter().enumerate().skip(1) {
            let most = &mut heaviest[element.parent];
            if *most == 0 || prose(e) > prose(*most) {
                *most = e;
            }
        }
        let mut root = scope;
        loop {
            let next = heaviest[root];
            let holds = next != 0 && prose(next) * 100 >= total * SHARE;
            if !holds || names::is_paragraph(&self.tree.elements[next].name) {
                break;
            }
            root = next;
        }
        // One of several of a kind is not the whole.
        let like = |e: usize| {
            let element = &self.tree.elements[e];
            let class = element.attribute("class").unwrap_or_default();
            (element.name.clone(), class.trim_matches(|c: char| c.is_ascii_digit()).to_owned())
        };
        let own = like(root);
        let alike = |&e: &usize| {
            e != root
                && self.tree.elements[e].parent == self.tree.elements[root].parent
                && like(e) == own
                && prose(e) > 0
        };
        if root != scope && (1..self.tree.elements.len()).filter(alike).count() >= 2 {
            return self.tree.elements[root].parent;
        }
        root
    }

    /// The pieces from the last headline before the text to the text, if they are few.
    fn head(&self, root: usize) -> Option<std::ops::Range<usize>> {
        let start = self.tree.elements[root].pieces.start;
        let before = self.tree.pieces[..start].iter().rev();
        let h1 = before.filter_map(|piece| match piece {
            Piece::Open(e) => Some(*e),
            _ => None,
        });
        let mut h1 = h1.filter(|&e| !self.dropped[e] && &*self.tree.elements[e].name == "h1");
        let h1 = h1.next()?;
        let pieces = |e: usize| self.tree.elements[e].pieces.clone();
        let header = self.tree.around(h1).find(|&e| &*self.tree.elements[e].name == "header");
        let short = |&e: &usize| self.measures.letters(self.tree, e) <= BYLINE;
        if let Some(header) = header.filter(short).filter(|&e| pieces(e).end <= start) {
            return Some(pieces(header));
        }
        let near = self.measures.between(pieces(h1).start, start) <= BYLINE;
        Some(pieces(h1).start..if near { start } else { pieces(h1).end })
    }
}
