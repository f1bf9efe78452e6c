//! The posts of a thread and the comments below an article, by how the elements call themselves.

use super::measure::Measures;
use super::names;
use super::tree::{Element, Tree};
use std::collections::BTreeMap;

/// A post has so many letters on average.
const LEAST: usize = 20;
/// Posts of one kind hold this share of a thread's letters at least, in hundredths.
const SHARE: usize = 8;

/// The posts of a page.
#[derive(Debug, Default)]
pub(super) struct Thread {
    /// The posts that are the page: no post within another.
    pub(super) posts: Vec<usize>,
    /// Posts that call themselves comments or replies, whether or not they are the page.
    pub(super) comments: Vec<usize>,
}

impl Thread {
    /// Finds them: elements that say they are posts, two or more of one kind, with words of
    /// their own.
    pub(super) fn find(tree: &Tree<'_>, measures: &Measures, dropped: &[bool]) -> Self {
        let mut kinds: BTreeMap<(&str, &str), Vec<usize>> = BTreeMap::new();
        // No post of a kind stands within another of its kind: an answer is part of its question.
        let mut last_end: BTreeMap<(&str, &str), usize> = BTreeMap::new();
        for (e, element) in tree.elements.iter().enumerate().skip(1) {
            if dropped[e] || !names::is_block(&element.name) && !names::is_line(&element.name) {
                continue;
            }
            let Some(kind) = says_post(element) else { continue };
            let end = last_end.entry(kind).or_default();
            if element.pieces.start >= *end {
                *end = element.pieces.end;
                kinds.entry(kind).or_default().push(e);
            }
        }
        let all = measures.letters(tree, 0);
        let mut thread = Self::default();
        for ((_, says), members) in kinds {
            let sum = |of: &dyn Fn(usize) -> usize| members.iter().map(|&e| of(e)).sum::<usize>();
            let letters = sum(&|e| measures.letters(tree, e));
            let linked = sum(&|e| measures.linked(tree, e));
            let worded = letters >= LEAST * members.len() && linked * 2 <= letters;
            if !worded {
                continue;
            }
            if is_comment(says) {
                thread.comments.extend(&members);
            }
            if letters * 100 >= all * SHARE {
                thread.posts.extend(members);
            }
        }
        thread.posts = outermost(tree, thread.posts);
        thread.comments = outermost(tree, thread.comments);
        thread
    }

    /// The innermost element that holds all the posts that are the page.
    pub(super) fn root(&self, tree: &Tree<'_>) -> Option<usize> {
        let (first, last) = (*self.posts.first()?, *self.posts.last()?);
        let end = tree.elements[last].pieces.end;
        let mut around = tree.around(first);
        Some(around.find(|&e| tree.elements[e].pieces.end >= end).unwrap_or(0))
    }
}

/// Those that stand in no other, in order.
fn outermost(tree: &Tree<'_>, mut all: Vec<usize>) -> Vec<usize> {
    all.sort_unstable();
    let mut end = 0;
    all.retain(|&e| {
        let pieces = &tree.elements[e].pieces;
        let outer = pieces.start >= end;
        end = end.max(pieces.end);
        outer
    });
    all
}

/// The kind of post that an element says it is: its name, and the word that says so.
pub(super) fn says_post(element: &Element) -> Option<(&str, &str)> {
    const TYPES: &[&str] =
        &["Comment", "DiscussionForumPosting", "Answer", "Question", "SocialMediaPosting"];
    let itemtype = element.attribute("itemtype").unwrap_or_default();
    let typed = itemtype.rsplit('/').next().filter(|kind| TYPES.contains(kind));
    let named = || element.classes().find(|class| is_post_name(class));
    let id = || element.attribute("id").and_then(numbered).filter(|id| is_post_name(id));
    typed.or_else(named).or_else(id).map(|says| (&*element.name, says))
}

/// `post-123` without its number.
fn numbered(id: &str) -> Option<&str> {
    let bare = id.trim_end_matches(|c: char| c.is_ascii_digit());
    (bare.len() < id.len()).then(|| bare.trim_end_matches(['-', '_']))
}

fn is_post_name(class: &str) -> bool {
    let lower = class.to_ascii_lowercase();
    let last = lower.rsplit(['-', '_']).next().unwrap_or_default();
    matches!(last, "post" | "comment" | "reply" | "message" | "answer" | "question" | "postbit")
        || matches!(&*lower, "comment-node" | "blockpost" | "topic-body" | "post-container")
        || class.ends_with("Comment")
        || class.ends_with("Post")
}

fn is_comment(says: &str) -> bool {
    let says = says.to_ascii_lowercase();
    says.contains("comment") || says.contains("reply") || says.contains("answer")
}
