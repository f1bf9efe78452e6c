//! Numbered notes of a page: the marks in its text and what they point to.

use super::names;
use super::tree::{Piece, Tree};
use std::collections::{BTreeMap, BTreeSet};

/// A note's mark.
#[derive(Debug)]
pub(super) struct Mark {
    /// The link.
    pub(super) link: usize,
    /// The element that holds the note, if the page has it.
    pub(super) target: Option<usize>,
    /// Whether it is a number without brackets, told from the words by being raised alone.
    bare: bool,
}

/// The marks of a page, in order, and which links lead back from a note to its mark.
#[derive(Debug, Default)]
pub(super) struct Marks {
    pub(super) marks: Vec<Mark>,
    /// Links inside the page that are no marks.
    pub(super) inner: BTreeSet<usize>,
}

impl Marks {
    /// Finds them: links to a place further down in the page that look like a note's mark.
    ///
    /// `own` says whether an address without its fragment is the page's own.
    pub(super) fn find(tree: &Tree<'_>, own: impl Fn(&str) -> bool) -> Self {
        let places = places(tree);
        let mut found = Self::default();
        for (link, element) in tree.elements.iter().enumerate() {
            let Some((address, id)) = element.attribute("href").and_then(|h| h.split_once('#'))
            else {
                continue;
            };
            if &*element.name != "a" || !(address.trim().is_empty() || own(address.trim())) {
                continue;
            }
            let place = places.get(id).copied();
            let backward = place.is_some_and(|place| place <= link);
            if id.is_empty() || backward || !looks_like_mark(tree, link) {
                found.inner.insert(link);
            } else {
                let target = place.map(|place| holder(tree, place, link));
                let bare = tree.text(link, 1).bytes().all(|b| b.is_ascii_digit());
                found.marks.push(Mark { link, target, bare });
            }
        }
        found
    }

    /// The marks that only their raised place tells from the words before them. As text, where
    /// nothing is raised, they are put in brackets: `gate¹` would else read `gate1`.
    pub(super) fn bare(&self) -> BTreeSet<usize> {
        self.marks.iter().filter(|mark| mark.bare).map(|mark| mark.link).collect()
    }

    /// The elements that hold the notes.
    pub(super) fn targets(&self) -> BTreeSet<usize> {
        self.marks.iter().filter_map(|mark| mark.target).collect()
    }
}

/// The elements that a fragment can name.
fn places<'p>(tree: &'p Tree<'_>) -> BTreeMap<&'p str, usize> {
    let mut places = BTreeMap::new();
    for (e, element) in tree.elements.iter().enumerate() {
        let name = element.attribute("name").filter(|_| &*element.name == "a");
        for place in [element.attribute("id"), name].into_iter().flatten() {
            places.entry(place).or_insert(e);
        }
    }
    places
}

/// A mark is short, and raised, in brackets, or called a note's by its role or class.
fn looks_like_mark(tree: &Tree<'_>, link: usize) -> bool {
    let words = tree.text(link, 16);
    let bare = words.trim_start_matches(['[', '(']).trim_end_matches([']', ')']);
    let bracketed = bare.len() + 2 == words.len() && !bare.is_empty();
    let number = bare.rsplit(' ').next().unwrap_or_default();
    let named = bare.strip_suffix(number).unwrap_or_default().trim();
    let digits = number.bytes().take_while(u8::is_ascii_digit).count();
    let letter =
        number.len() - digits <= 1 && number[digits..].bytes().all(|b| b.is_ascii_alphabetic());
    let numbered = (1..=3).contains(&digits) && letter && matches!(named, "" | "note" | "nb" | "n");
    let lettered = bracketed && bare.len() == 1 && bare.bytes().all(|b| b.is_ascii_lowercase());
    let symbol = !bare.is_empty() && bare.chars().all(|c| matches!(c, '*' | '†' | '‡' | '§' | '¶'));
    (numbered || lettered || symbol) && (bracketed || symbol || is_raised(tree, link))
}

fn is_raised(tree: &Tree<'_>, link: usize) -> bool {
    let element = &tree.elements[link];
    let says =
        |class: &str| ["footnote", "noteref", "fnref", "endnote"].iter().any(|w| class.contains(w));
    let sup = |e: usize| &*tree.elements[e].name == "sup";
    element.lists("role", "doc-noteref")
        || element.lists("epub:type", "noteref")
        || element.classes().any(says)
        || tree.around(link).take(2).any(sup)
        || tree.pieces[element.pieces.clone()]
            .iter()
            .any(|p| matches!(p, Piece::Open(e) if sup(*e)))
}

/// The element that holds the note's words: the place itself, or the item, paragraph or row it
/// stands at the head of.
fn holder(tree: &Tree<'_>, place: usize, link: usize) -> usize {
    let special = names::is_special(&tree.elements[place].name);
    let cell = matches!(&*tree.elements[place].name, "td" | "th");
    if special && !cell {
        return place;
    }
    let holds_link = |e: usize| tree.elements[e].pieces.contains(&tree.elements[link].pieces.start);
    let holder = tree.around(place).find(|&e| {
        let name = &*tree.elements[e].name;
        if cell { name == "tr" } else { names::is_special(name) && !matches!(name, "td" | "th") }
    });
    holder.filter(|&e| !holds_link(e)).unwrap_or(place)
}
