//! Where a content ends: other ends for the model to choose from, and quotations that go on.

use super::candidate::{Candidate, Frame};
use super::tree::{Quoted, Tree, Words};
use super::words::is_any;

/// How the end of a content was found.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum End {
    /// Where the grammar says.
    Own,
    /// Before the words with which its speaker goes on.
    Aside,
    /// Before this word and what hangs on it.
    Before(usize),
    /// At the end of its sentence, further than the grammar says.
    Extended,
}

/// No way up from the end of a content is followed further than this.
const HIGHEST: usize = 20;
/// A content is drawn out by no more words than this.
const FURTHEST: usize = 60;
/// No more words than this stand between two quotations of one speaker.
const BETWEEN: usize = 45;

/// Candidates like this one whose content ends elsewhere.
pub(crate) fn others(tree: &Tree<'_>, it: &Candidate) -> Vec<Candidate> {
    let speech = tree.quote_of(it.about).is_some() && tree.quote_of(it.head).is_none();
    if speech {
        return Vec::new();
    }
    let cut = tails(tree, it).into_iter().map(|word| {
        let mut made = it.clone();
        let start = first_of(tree, word);
        made.content.iter_mut().for_each(|w| w.end = w.end.min(start));
        made.content.retain(|w| w.start < w.end);
        made.end = End::Before(word);
        made
    });
    let extended = sentence_end(tree, it).map(|end| {
        let mut made = it.clone();
        made.content.iter_mut().next_back().into_iter().for_each(|w| w.end = end);
        made.end = End::Extended;
        made
    });
    cut.chain(extended).collect()
}

/// Where a tail begins: at the conjunction and the marks before it.
fn first_of(tree: &Tree<'_>, word: usize) -> usize {
    let start = tree.subtree(word).start;
    let lead = |w: &usize| tree.rel(*w) == "cc" || tree.is_mark(*w);
    start - (0..start).rev().take_while(lead).count()
}

/// Clauses and asides at the end of a content, set off by a comma or joined with a subject of
/// their own: the smallest and the largest.
pub(crate) fn tails(tree: &Tree<'_>, it: &Candidate) -> Vec<usize> {
    let Some(last) = it.content.last() else { return Vec::new() };
    let end = last.end - 1;
    let inside = |w: &usize| {
        let words = tree.subtree(*w);
        words.start > last.start && *w != it.about && words.end <= last.end + 2
    };
    let way = std::iter::once(end).chain(tree.above(end)).take(HIGHEST).take_while(inside);
    let mut found: Vec<usize> = way.filter(|w| is_tail(tree, *w)).collect();
    if found.len() > 2 {
        found.drain(1..found.len() - 1);
    }
    found
}

fn is_tail(tree: &Tree<'_>, word: usize) -> bool {
    let Some(before) = tree.subtree(word).start.checked_sub(1) else { return false };
    let marks = [",", "–", "—", "-", ";", "("];
    let set_off = tree.is_mark(before) && marks.contains(&tree.word(before));
    match tree.rel(word) {
        "relcl" | "advcl" => true,
        "conj" => (set_off || tree.rel(before) == "cc") && tree.is_verb(word),
        "prep" | "acl" | "appos" | "npadvmod" | "ccomp" | "parataxis" | "dep" | "advmod" => set_off,
        _ => false,
    }
}

/// The end of the sentence, where a content ends before it.
fn sentence_end(tree: &Tree<'_>, it: &Candidate) -> Option<usize> {
    let extends = matches!(
        it.frame,
        Frame::Clause
            | Frame::According
            | Frame::PersonInfinitive
            | Frame::PassiveRest
            | Frame::PassiveBoth
            | Frame::NounClause
    );
    let last = it.content.last().filter(|w| extends && w.start >= it.head)?;
    if it.end == End::Aside {
        return None;
    }
    let end = tree.sentence(last.end - 1).end;
    let stop = (last.end..end).rev().find(|w| !tree.is_mark(*w)).map_or(last.end, |w| w + 1);
    (stop > last.end + 1 && stop - last.end < FURTHEST).then_some(stop)
}

/// Ends a content before `, adding that ...` and the like: there its speaker goes on in other
/// words.
pub(crate) fn end_before_aside(tree: &Tree<'_>, it: &mut Candidate) {
    if it.head > it.about || it.frame.part() != "verb" {
        return;
    }
    let aside = tails(tree, it).into_iter().rev().find(|w| is_aside(tree, *w, it.head));
    let (Some(aside), Some(last)) = (aside, it.content.last_mut()) else { return };
    let start = first_of(tree, aside);
    if start > last.start {
        last.end = start;
        it.end = End::Aside;
    }
}

/// Whether a participle that reports is set off from what an earlier cue says.
pub(crate) fn is_aside(tree: &Tree<'_>, word: usize, cue: usize) -> bool {
    let goes_on = ["say", "tell", "assert", "cite", "describe", "accuse", "praise"];
    let too_common = ["hold", "allow", "go", "put", "list", "find"];
    let Some(comma) = tree.subtree(word).start.checked_sub(1) else { return false };
    tree.tag(word) == "VBG"
        && matches!(tree.rel(word), "advcl" | "acl" | "conj" | "prep")
        && tree.is(comma, ",")
        && tree.quote_of(word) == tree.quote_of(cue)
        && tree.quote_of(comma) == tree.quote_of(cue)
        && is_any("verb", tree.lemma(word), &goes_on)
        && !too_common.contains(&tree.lemma(word))
}

/// Joins to what is said the quotations that go on with it: `“A,” she said. “B.”`
pub(crate) fn go_on(tree: &Tree<'_>, it: &mut Candidate) {
    let Some(words) = it.content.last().filter(|_| tree.quote_of(it.head).is_none()) else {
        return;
    };
    let Some(mut quote) = tree.quote_of(words.end - 1) else { return };
    let inner = &tree.quoted[quote].words;
    let mut told_after = it.head > inner.end;
    if told_after && words.start + 1 < inner.start {
        return;
    }
    while let Some(next) = tree.quoted.get(quote + 1) {
        let between = tree.quoted[quote].words.end..next.words.start;
        if !joins(tree, it.head, between, next, told_after) {
            return;
        }
        it.content.push(next.words.clone());
        it.joined += 1;
        quote += 1;
        told_after = false;
    }
}

/// Whether a quotation goes on with the one before: nothing stands between them, or nothing but
/// the words that tell who speaks.
fn joins(tree: &Tree<'_>, cue: usize, between: Words, next: &Quoted, told_after: bool) -> bool {
    let words = next.quote.inner.of(tree.text).unwrap_or_default().trim_end();
    let told_later = words.ends_with(',');
    if between.len() <= BETWEEN && between.clone().all(|w| tree.is_mark(w)) {
        return !told_later;
    }
    if !told_after || between.len() > BETWEEN || !between.contains(&cue) {
        return false;
    }
    // With a verb of its own between, what follows is another's.
    let main = |w: usize| {
        w > cue
            && matches!(tree.tag(w), "VBD" | "VBZ" | "VBP")
            && tree.has(w, "nsubj")
            && !matches!(tree.rel(w), "relcl" | "advcl" | "ccomp")
    };
    let opens = |w: &usize| matches!(tree.word(*w), "\"" | "“" | "'" | "‘");
    let mut back = between.clone().rev().filter(|w| !opens(w) && tree.pos(*w) != "SPACE");
    let set_off = back.next().is_some_and(|w| [".", ",", ":", "–", "—"].contains(&tree.word(w)));
    let ends = between.clone().filter(|w| matches!(tree.word(*w), "." | "?" | "!")).count();
    let begins = words.starts_with(|c: char| c.is_uppercase() || !c.is_alphabetic());
    let fits = ends == 0 || (ends == 1 && begins && !told_later);
    set_off && fits && !between.into_iter().any(main)
}
