//! Lists of links and blocks that their headings give away: "Related articles", "Share this".

use super::measure::Measures;
use super::names;
use super::tree::{Element, Piece, Tree};

/// Marks what more of a page is left out, apart from what is `held`.
pub(super) fn drop(tree: &Tree<'_>, measures: &Measures, held: &[bool], dropped: &mut [bool]) {
    let page = Furniture { tree, measures, held };
    let mut drops = vec![false; tree.elements.len()];
    for (e, element) in tree.elements.iter().enumerate().skip(1) {
        // What stands in a block left out is not looked at again: every piece is passed once.
        drops[e] |= drops[element.parent];
        if dropped[e] || drops[e] {
            continue;
        }
        drops[e] |= page.is_link_list(e, element);
        if page.is_heading(e, element) && says_furniture(&tree.text(e, LONGEST)) {
            page.drop_headed(e, &mut drops);
        }
    }
    for e in 1..tree.elements.len() {
        dropped[e] |= drops[e] || dropped[tree.elements[e].parent];
    }
}

/// A heading of furniture has no more letters.
const LONGEST: usize = 60;
/// A block of furniture holds no more of the page's letters, in hundredths.
const MOST: usize = 25;
/// Nor more of its prose.
const MOST_PROSE: usize = 15;

struct Furniture<'p, 't> {
    tree: &'p Tree<'t>,
    measures: &'p Measures,
    held: &'p [bool],
}

impl Furniture<'_, '_> {
    /// Whether an element can be left out without harm to the page.
    fn is_minor(&self, e: usize) -> bool {
        let share = |of: &dyn Fn(usize) -> usize, most: usize| of(e) * 100 <= of(0) * most;
        !self.held[e]
            && share(&|e| self.measures.letters(self.tree, e), MOST)
            && share(&|e| self.measures.prose(self.tree, e), MOST_PROSE)
    }

    fn is_heading(&self, e: usize, element: &Element) -> bool {
        let named = |class: &str| {
            let class = class.to_ascii_lowercase();
            ["title", "heading", "header", "headline", "label"].iter().any(|w| class.contains(w))
        };
        let name = &*element.name;
        let block = || matches!(name, "div" | "p" | "strong" | "b" | "span" | "summary" | "legend");
        let letters = self.measures.letters(self.tree, e);
        (1..=LONGEST).contains(&letters)
            && (names::heading(name).is_some()
                || block()
                    && (element.classes().any(named) || matches!(name, "p" | "strong" | "b")))
    }

    /// Leaves out the block that a heading opens: the largest that begins with it; where none
    /// does, the lists of links that follow it.
    fn drop_headed(&self, heading: usize, drops: &mut [bool]) {
        let start = self.tree.elements[heading].pieces.start;
        let begins = |&e: &usize| {
            self.measures.between(self.tree.elements[e].pieces.start, start) == 0
                && self.is_minor(e)
        };
        let opened = self.tree.around(heading).take_while(begins).last();
        let own = self.measures.letters(self.tree, heading);
        let more = opened.filter(|&e| self.measures.letters(self.tree, e) > own);
        if let Some(block) = more {
            drops[block] = true;
            return;
        }
        let level = names::heading(&self.tree.elements[heading].name);
        let outer = self.tree.elements[opened.unwrap_or(heading)].parent;
        let end = self.tree.elements[outer].pieces.end;
        let mut at = self.tree.elements[opened.unwrap_or(heading)].pieces.end;
        drops[heading] = self.is_minor(heading);
        while at < end {
            let Piece::Open(e) = self.tree.pieces[at] else {
                at += 1;
                continue;
            };
            let element = &self.tree.elements[e];
            let next = names::heading(&element.name);
            if next.is_some() && (level.is_none() || next <= level) {
                break;
            }
            let (letters, linked) =
                (self.measures.letters(self.tree, e), self.measures.linked(self.tree, e));
            if letters > 0 && (linked * 2 < letters || !self.is_minor(e)) {
                break;
            }
            drops[e] = true;
            at = element.pieces.end;
        }
    }

    /// Whether the page is itself a list of links: there, they are what it says.
    fn lists_links(&self) -> bool {
        let (letters, prose) =
            (self.measures.letters(self.tree, 0), self.measures.prose(self.tree, 0));
        prose * 100 < letters * 35
    }

    /// A block of links and little else; no list in the midst of prose.
    fn is_link_list(&self, e: usize, element: &Element) -> bool {
        let block =
            matches!(&*element.name, "ul" | "ol" | "div" | "section" | "table" | "dl" | "aside");
        let whole = |of: usize| self.measures.prose(self.tree, of);
        let in_prose = matches!(&*element.name, "ul" | "ol") && whole(element.parent) > 0;
        if !block || in_prose || self.lists_links() {
            return false;
        }
        let letters = self.measures.letters(self.tree, e);
        let linked = self.measures.linked(self.tree, e);
        let links = self.measures.links(self.tree, e);
        links >= 3
            && linked * 100 >= letters * 80
            && self.measures.prose(self.tree, e) == 0
            && self.is_minor(e)
    }
}

/// How headings of furniture begin; with `$`, all that they say.
const SAYS: &[&str] = &[
    "about the author",
    "about author",
    "advertisement",
    "also read",
    "archives$",
    "article tags",
    "categories$",
    "connect with us",
    "contact us",
    "don't miss",
    "don’t miss",
    "editor's picks",
    "editors' picks",
    "editor’s picks",
    "explore more",
    "find us on",
    "follow us",
    "get the latest",
    "in this article",
    "join our",
    "join the conversation",
    "keep reading",
    "latest articles",
    "latest from",
    "latest insights",
    "latest news",
    "latest posts",
    "latest stories",
    "leave a comment",
    "leave a reply",
    "more articles",
    "more from",
    "more news",
    "more on this",
    "more posts",
    "more stories",
    "most popular",
    "most read",
    "most viewed",
    "never miss",
    "new posts",
    "newsletter$",
    "on this page",
    "other articles",
    "popular articles",
    "popular posts",
    "post navigation",
    "quick links",
    "read also",
    "read next",
    "recent articles",
    "recent comments",
    "recent news",
    "recent posts",
    "recommended$",
    "recommended articles",
    "recommended for",
    "recommended reading",
    "recommended stories",
    "related$",
    "related articles",
    "related content",
    "related links",
    "related news",
    "related posts",
    "related products",
    "related questions",
    "related reading",
    "related stories",
    "related tasks",
    "related topics",
    "related videos",
    "share on",
    "share the",
    "share this",
    "share:",
    "sign up",
    "similar articles",
    "similar posts",
    "similar threads",
    "stay connected",
    "stay in the loop",
    "stay informed",
    "stay up to date",
    "subscribe$",
    "subscribe for",
    "subscribe now",
    "subscribe to",
    "suggested topics",
    "table of contents",
    "tags$",
    "trending$",
    "trending now",
    "up next",
    "what to read next",
    "you may also",
    "you might also",
    "you might be interested",
    "artículos relacionados",
    "noticias relacionadas",
    "te puede interesar",
    "artigos relacionados",
    "leia também",
    "veja também",
    "articles similaires",
    "articles liés",
    "à lire aussi",
    "lire aussi",
    "sur le même sujet",
    "ähnliche artikel",
    "mehr zum thema",
    "das könnte sie auch interessieren",
    "leggi anche",
    "articoli correlati",
    "lees ook",
    "читайте также",
    "اقرأ أيضا",
    "مواضيع ذات صلة",
];

fn says_furniture(words: &str) -> bool {
    let words = words.trim_start_matches(|c: char| !c.is_alphanumeric()).to_lowercase();
    SAYS.iter().any(|says| {
        let whole = says.strip_suffix('$');
        words.strip_prefix(whole.unwrap_or(says)).is_some_and(|rest| match whole {
            Some(_) => !rest.contains(char::is_alphanumeric),
            None => says.ends_with(':') || !rest.starts_with(char::is_alphanumeric),
        })
    })
}
