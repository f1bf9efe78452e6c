//! The scars of links in running text.
//!
//! Where a page lost its links on the way to plain text, their words stay, and what the editor of
//! the page had set around them stays too: a no-break space where a link began or ended, or no
//! space at all, where the space went with the link (`to the[report]of`). Such marks come in
//! pairs around a few words; typography sets no-break spaces as well, in places of its own kinds
//! (see [`habits`]). What stands between is found by the best way through each line (see
//! [`path`]), and believed only where a post has several links with a mark on both sides.

mod habits;
mod path;
mod vocabulary;
mod words;

use crate::plain::Line;
use habits::Habits;
use path::Way;
use sayso_model::Span;
use vocabulary::Vocabulary;
use words::{Gap, Word};

/// Fewest links with a mark on both sides that a post must have for any to be believed.
const FEWEST: usize = 3;
/// At most one mark in this many may be left without a use.
const ODD: usize = 20;
/// At most one link in this many may begin or end with a word of the grammar: what stands between
/// marks that fell at random often does.
const ROUGH: usize = 8;
/// Where more than one space in this many is a mark, no-break spaces say nothing.
const DENSEST: usize = 5;

/// The words of a link, and the marks at its ends.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Link {
    pub(crate) span: Span,
    pub(crate) because: Vec<Span>,
}

/// A word whose parts stood apart when one of them carried a link.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Glued {
    pub(crate) word: Span,
    pub(crate) repair: String,
}

/// What the scars of a text tell.
#[derive(Debug, Default, PartialEq)]
pub(crate) struct Scars {
    pub(crate) links: Vec<Link>,
    pub(crate) glued: Vec<Glued>,
}

/// Finds the scars of links in the lines of a text. Each of its `posts` is judged by itself, since
/// each has been through hands of its own; what stands outside of them is judged as one.
pub(crate) fn find(text: &str, lines: &[Line], posts: &[Span]) -> Scars {
    let mut scars = Scars::default();
    if memchr::memmem::find_iter(text.as_bytes(), "\u{a0}").nth(2 * FEWEST - 1).is_none() {
        return scars;
    }
    let vocabulary = Vocabulary::of(text);
    let habits = Habits::of(text, lines);
    let mut rest = Judged::default();
    let mut post = 0;
    let mut inside = Judged::default();
    for line in lines {
        while posts.get(post).is_some_and(|p| p.end() <= line.span.start()) {
            std::mem::take(&mut inside).conclude(text, &mut scars);
            post += 1;
        }
        // The cells of a table are no running text.
        if line.of(text).contains('\t') {
            continue;
        }
        let words = words::words(text, line.span, &habits, &vocabulary);
        let judged = match posts.get(post) {
            Some(p) if p.contains(line.span) => &mut inside,
            _ => &mut rest,
        };
        judged.add(text, words, &vocabulary);
    }
    inside.conclude(text, &mut scars);
    rest.conclude(text, &mut scars);
    scars.links.sort_by_key(|link| link.span);
    scars.glued.sort_by_key(|glued| glued.word);
    scars
}

/// What the lines of one post show.
#[derive(Debug, Default)]
struct Judged {
    ways: Vec<(Vec<Word>, Way)>,
    spaces: usize,
    marks: usize,
}

impl Judged {
    fn add(&mut self, text: &str, words: Vec<Word>, vocabulary: &Vocabulary<'_>) {
        let marks = words.iter().filter(|w| matches!(w.before, Gap::Mark(_))).count();
        self.spaces += words.len();
        self.marks += marks;
        if marks > 0 {
            let way = path::best(text, &words, vocabulary);
            self.ways.push((words, way));
        }
    }

    /// Takes what was found for true, or leaves it all.
    fn conclude(self, text: &str, scars: &mut Scars) {
        let sum = |count: fn(&Way) -> usize| self.ways.iter().map(|(_, way)| count(way)).sum();
        let (links, whole): (usize, usize) = (sum(|way| way.links.len()), sum(|way| way.whole));
        let (odd, rough): (usize, usize) = (sum(|way| way.odd), sum(|way| way.rough));
        let paired = whole >= FEWEST && whole * 2 >= links;
        let explained = odd * ODD <= self.marks && rough * ROUGH <= links.max(ROUGH);
        if !paired || !explained || self.marks * DENSEST > self.spaces {
            return;
        }
        for (words, way) in &self.ways {
            scars.links.extend(way.links.iter().filter_map(|link| link_of(text, words, link)));
            scars.glued.extend(words::taken_apart(text, words, &way.cuts));
        }
    }
}

fn link_of(text: &str, words: &[Word], link: &std::ops::Range<usize>) -> Option<Link> {
    let (first, last) = (words.get(link.start)?, words.get(link.end.checked_sub(1)?)?);
    let span = words::bare(text, first.span.cover(last.span));
    let before = first.before.mark();
    let after = words.get(link.end).and_then(|next| next.before.mark());
    let mut because: Vec<Span> = before.into_iter().chain(after).collect();
    if because.is_empty() {
        because.push(span);
    }
    Some(Link { span, because })
}

#[cfg(test)]
mod tests;
