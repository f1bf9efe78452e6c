//! Which comment a comment answers, by how they are nested.
//!
//! Some pages put the replies into the comment, some beside it, in a list of their own that stands
//! in the same item. Of the latter the item is taken for the comment, so that in both a reply
//! stands in what it replies to.

use super::posts::Post;
use super::tree::{Element, Tree};
use std::collections::{BTreeMap, BTreeSet};

/// The posts, each whose replies stand in a list beside it moved to the element that holds both.
pub(super) fn with_replies(tree: &Tree<'_>, posts: BTreeMap<usize, Post>) -> BTreeMap<usize, Post> {
    // Of each element that posts stand in, apart from those in a list of replies within: the one
    // post, or none where there are more.
    let mut only: BTreeMap<usize, Option<usize>> = BTreeMap::new();
    let mut answered: BTreeSet<usize> = BTreeSet::new();
    for &post in posts.keys() {
        let around = std::iter::once(post).chain(tree.around(post));
        for e in around.take_while(|&e| e == post || !posts.contains_key(&e)) {
            if holds_replies(tree, e) {
                answered.insert(tree.elements[e].parent);
                break;
            }
            if e != post {
                only.entry(e).and_modify(|only| *only = None).or_insert(Some(post));
            }
        }
    }
    let holder: BTreeMap<usize, usize> = answered
        .iter()
        .filter(|&&e| e != 0 && !posts.contains_key(&e))
        .filter_map(|&e| Some((only.get(&e).copied().flatten()?, e)))
        .collect();
    posts.into_iter().map(|(e, post)| (holder.get(&e).copied().unwrap_or(e), post)).collect()
}

/// Whether an element is a list of the replies to what stands before it.
fn holds_replies(tree: &Tree<'_>, e: usize) -> bool {
    let says = |class: &str| {
        let mut words = class.split(['-', '_']);
        words.any(|w| {
            ["children", "replies", "subcomments"].iter().any(|s| w.eq_ignore_ascii_case(s))
        })
    };
    let element = &tree.elements[e];
    is_list(element) && &*tree.elements[element.parent].name == "li" || element.classes().any(says)
}

fn is_list(element: &Element) -> bool {
    matches!(&*element.name, "ul" | "ol" | "dl")
}

/// The lists whose items are posts.
pub(super) fn lists(tree: &Tree<'_>, posts: &BTreeMap<usize, Post>) -> BTreeSet<usize> {
    let list = |&post: &usize| {
        let mut around = tree.around(post).take_while(|e| !posts.contains_key(e));
        around.find(|&e| is_list(&tree.elements[e]))
    };
    posts.keys().filter_map(list).collect()
}
