//! The posts of a thread or a page of comments: whose words are these?

use super::names;
use super::nesting;
use super::render::Rendered;
use super::tree::{Element, Tree};
use crate::day::find_day;
use crate::speaker;
use sayso_model::{Edtf, Published};
use std::collections::{BTreeMap, BTreeSet};

/// A post: an element that says that it is one, with an author and a time of its own.
#[derive(Debug, Clone, Default)]
pub(super) struct Post {
    pub(super) author: Option<String>,
    pub(super) published: Option<Published>,
    /// Whether it answers another.
    pub(super) reply: bool,
}

impl Post {
    fn is_whole(&self) -> bool {
        self.author.is_some() && self.published.is_some()
    }

    /// Takes over what another post has and this one lacks.
    fn complete(&mut self, other: Self) {
        self.author = self.author.take().or(other.author);
        self.published = self.published.take().or(other.published);
        self.reply |= other.reply;
    }
}

/// The posts of a page, by element. One alone is the page's article, not a post.
#[derive(Debug, Default)]
pub(super) struct Posts {
    posts: BTreeMap<usize, Post>,
    /// For each element, the post it stands in (or is); 0 for none.
    nearest: Vec<usize>,
    /// Lists whose items are posts.
    layout: BTreeSet<usize>,
    /// Of posts that say which post they answer, that one.
    answered: BTreeMap<usize, usize>,
    /// What is passed on from somebody else, and from whom.
    forwarded: BTreeMap<usize, String>,
}

impl Posts {
    pub(super) fn get(&self, element: usize) -> Option<&Post> {
        self.posts.get(&element)
    }

    /// The post that a post says it answers.
    pub(super) fn answered(&self, post: usize) -> Option<usize> {
        self.answered.get(&post).copied()
    }

    /// Whose words an element is, where a post passes on somebody else's.
    pub(super) fn forwarded(&self, element: usize) -> Option<&String> {
        self.forwarded.get(&element)
    }

    /// How many there are.
    pub(super) fn len(&self) -> usize {
        self.posts.len()
    }

    /// When the first of them was published.
    pub(super) fn first(&self) -> Option<Published> {
        self.posts.values().next()?.published.clone()
    }

    pub(super) fn is_empty(&self) -> bool {
        self.posts.is_empty()
    }

    /// Whether an element is a list that posts are laid out with, and so no list of the text's.
    pub(super) fn lays_out(&self, element: usize) -> bool {
        self.layout.contains(&element)
    }

    /// The post that an element stands in, or is.
    pub(super) fn around(&self, element: usize) -> Option<usize> {
        self.nearest.get(element).copied().filter(|&post| post != 0)
    }
}

pub(super) fn find(tree: &Tree<'_>, page: &Rendered) -> Posts {
    let mut posts = candidates(tree, page);
    sign(page, &mut posts);
    join_doubles(tree, page, &mut posts);
    // What calls itself a comment is not the author's, even alone and without a name.
    let comment = |e: usize| says_comment(&tree.elements[e]);
    posts.retain(|&e, post| comment(e) || post.is_whole());
    if posts.len() < 2 && !posts.keys().any(|&e| comment(e)) {
        posts.clear();
    }
    Posts::of(tree, nesting::with_replies(tree, posts))
}

impl Posts {
    /// The posts of a chat, with what they say they answer and what they pass on.
    pub(super) fn of_chat(
        tree: &Tree<'_>,
        posts: BTreeMap<usize, Post>,
        answered: BTreeMap<usize, usize>,
        forwarded: BTreeMap<usize, String>,
    ) -> Self {
        Self { answered, forwarded, ..Self::of(tree, posts) }
    }

    fn of(tree: &Tree<'_>, mut posts: BTreeMap<usize, Post>) -> Self {
        let mut nearest = vec![0; tree.elements.len()];
        for (e, element) in tree.elements.iter().enumerate().skip(1) {
            let outer = nearest[element.parent];
            nearest[e] = if posts.contains_key(&e) { e } else { outer };
            if let Some(post) = posts.get_mut(&e) {
                post.reply |= outer != 0;
            }
        }
        let layout = nesting::lists(tree, &posts);
        Self { posts, nearest, layout, ..Self::default() }
    }
}

/// Reads a line near the beginning of a post that nothing else names the author of.
fn sign(page: &Rendered, posts: &mut BTreeMap<usize, Post>) {
    const LINES: usize = 6;
    for (&e, post) in posts.iter_mut().filter(|(_, post)| post.author.is_none()) {
        let words = page.at(e);
        let near = &words[..words.floor_char_boundary(LINES * LONGEST_SIGNATURE)];
        if let Some((author, day)) = near.lines().take(LINES).find_map(signature) {
            let published = Some(Published(day));
            post.complete(Post { author: Some(author), published, reply: false });
        }
    }
}

/// Bytes of a line that signs a post, at most.
const LONGEST_SIGNATURE: usize = 120;

/// The author and the day of `by Ana Ruiz (4711) on 3 March 2021`.
fn signature(line: &str) -> Option<(String, Edtf)> {
    let rest = line.get(..3).filter(|by| by.eq_ignore_ascii_case("by ")).and(line.get(3..))?;
    let (place, day) = find_day(rest).filter(|_| line.len() <= LONGEST_SIGNATURE)?;
    let before = rest.get(..place.start)?;
    let who = before.split(['(', ',', ':', '|', '\u{b7}']).next()?;
    let who = who.split(" on ").next().and_then(speaker::name)?;
    Some((who, day))
}

/// Joins a comment that says nothing of itself with the post that it begins with, which does:
/// `<li class=comment><article>`.
fn join_doubles(tree: &Tree<'_>, page: &Rendered, posts: &mut BTreeMap<usize, Post>) {
    let bare: Vec<usize> = posts
        .iter()
        .filter(|&(&e, post)| says_comment(&tree.elements[e]) && post.author.is_none())
        .map(|(&e, _)| e)
        .collect();
    for outer in bare {
        let end = tree.elements[outer].pieces.end;
        let start = |e: usize| page.span(e).map(|span| span.start());
        let begins = |&inner: &usize| {
            let element = &tree.elements[inner];
            element.pieces.end <= end && start(inner) == start(outer) && !says_comment(element)
        };
        let first = posts.range(outer + 1..).next().map(|(&inner, _)| inner);
        if let Some(inner) = first.filter(begins).and_then(|inner| posts.remove(&inner))
            && let Some(outer) = posts.get_mut(&outer)
        {
            outer.complete(inner);
        }
    }
}

/// The elements that say they are posts, with the first author and time that stand in each but
/// in no quotation and no post within. What one lacks, its author and time go to the one around.
fn candidates(tree: &Tree<'_>, page: &Rendered) -> BTreeMap<usize, Post> {
    let mut posts: BTreeMap<usize, Post> = BTreeMap::new();
    let mut nearest = vec![0; tree.elements.len()];
    let mut quoted = vec![false; tree.elements.len()];
    for (e, element) in tree.elements.iter().enumerate().skip(1) {
        nearest[e] = nearest[element.parent];
        quoted[e] = quoted[element.parent] || &*element.name == "blockquote";
        if page.span(e).is_none() || quoted[e] {
            continue;
        }
        if is_post(element) {
            nearest[e] = e;
            posts.insert(e, Post { reply: says_reply(element), ..Post::default() });
        }
        let Some(post) = posts.get_mut(&nearest[e]) else { continue };
        if post.author.is_none() && says_author(element) {
            post.author = author(page.at(e));
        }
        if post.published.is_none() && says_time(element) {
            post.published = published(element, page.at(e));
        }
    }
    for e in posts.keys().rev().copied().collect::<Vec<_>>() {
        let outer = nearest[tree.elements[e].parent];
        if let Some(lacking) = posts.get(&e).filter(|post| !post.is_whole()).cloned()
            && let Some(outer) = posts.get_mut(&outer)
        {
            outer.complete(Post { reply: false, ..lacking });
        }
    }
    posts
}

/// Whether an element says that it is a post, and can be one: a word on a line is none.
fn is_post(element: &Element) -> bool {
    const TYPES: &[&str] = &[
        "Comment",
        "DiscussionForumPosting",
        "Answer",
        "Question",
        "BlogPosting",
        "SocialMediaPosting",
    ];
    let says = |class: &str| {
        let last = class.rsplit(['-', '_']).next().unwrap_or_default().to_ascii_lowercase();
        matches!(last.as_str(), "post" | "comment" | "reply" | "message")
    };
    let itemtype = element.attribute("itemtype").unwrap_or_default();
    let says = &*element.name == "article"
        || element.classes().any(says)
        || TYPES.iter().any(|kind| itemtype.ends_with(kind));
    says && stands_alone(&element.name)
}

/// Whether elements of this name hold more than words on a line; names of a page's own making may.
fn stands_alone(name: &str) -> bool {
    names::is_special(name) || name.contains('-')
}

/// Whether an element says that it is one comment: not a list of them, nor the whole page.
fn says_comment(element: &Element) -> bool {
    let itemtype = element.attribute("itemtype").unwrap_or_default();
    stands_alone(&element.name)
        && (itemtype.ends_with("/Comment")
            || element.classes().any(|class| class.eq_ignore_ascii_case("comment")))
}

fn says_reply(element: &Element) -> bool {
    let itemtype = element.attribute("itemtype").unwrap_or_default();
    let says = |class: &str| {
        class
            .split(['-', '_'])
            .any(|w| matches!(w.to_ascii_lowercase().as_str(), "reply" | "comment"))
    };
    element.classes().any(says) || itemtype.ends_with("Comment") || itemtype.ends_with("Answer")
}

/// Whether an element says that it names the author of what it stands in.
pub(super) fn says_author(element: &Element) -> bool {
    let says = |class: &str| {
        let class = class.to_ascii_lowercase();
        let last = class.rsplit(['-', '_']).next().unwrap_or_default();
        matches!(last, "author" | "byline" | "username" | "poster" | "fn")
            || matches!(
                &*class,
                "author-name" | "user-name" | "byline-name" | "comment-author-name"
            )
    };
    element.lists("itemprop", "author")
        || element.lists("rel", "author")
        || element.classes().any(says)
}

/// Whether an element says that it gives a time.
pub(super) fn says_time(element: &Element) -> bool {
    &*element.name == "time" || element.lists("itemprop", "datePublished")
}

/// The name in the words of an author's element.
pub(super) fn author(words: &str) -> Option<String> {
    let words = &words[..words.floor_char_boundary(200)];
    let line = words.lines().next().unwrap_or_default();
    speaker::byline(line).or_else(|| {
        let says =
            |who: &str| who.trim_end_matches([':', ',']).trim_end_matches(" says").to_owned();
        speaker::name(&says(line.trim()))
    })
}

/// The day that an element gives, in its attributes or its words.
pub(super) fn published(element: &Element, words: &str) -> Option<Published> {
    let stated = element.attribute("datetime").or_else(|| element.attribute("content"));
    let words = &words[..words.floor_char_boundary(120)];
    stated.and_then(find_day).or_else(|| find_day(words)).map(|(_, day)| Published(day))
}
