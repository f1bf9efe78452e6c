//! Words in quotation marks and the verbs that stand beside them.

use super::candidate::{Candidate, Frame};
use super::source::{agent, inverted, subject};
use super::tree::{Tree, Words};
use super::verbs::is_main;
use super::words::is_listed;

/// No more words than this stand between a quotation and the verb that tells it.
const REACH: usize = 24;

/// Finds the verbs that may tell a quotation by nearness alone: for quotations that the parser
/// hangs on nothing, or cuts off as sentences of their own.
pub(crate) fn find(tree: &Tree<'_>, out: &mut Vec<Candidate>) {
    for quoted in &tree.quoted {
        let words = &quoted.words;
        let after = next(tree, words.end..(words.end + 1 + REACH).min(tree.len()));
        let before = last(tree, words.start.saturating_sub(REACH + 1)..words.start);
        out.extend(after.map(|verb| make(tree, Frame::QuoteBefore, verb, words)));
        out.extend(before.map(|verb| make(tree, Frame::QuoteAfter, verb, words)));
    }
}

fn make(tree: &Tree<'_>, frame: Frame, verb: usize, words: &Words) -> Candidate {
    let source = if tree.is_passive(verb) { agent(tree, verb) } else { subject(tree, verb) };
    let turned = || inverted(tree, verb).filter(|_| frame == Frame::QuoteBefore);
    let is_top = |w: &usize| !words.contains(&tree.head(*w)) || tree.head(*w) == *w;
    let about = words.clone().find(is_top).unwrap_or(words.start);
    Candidate::new(tree, frame, verb, source.or_else(turned), about, vec![words.clone()])
}

/// The first verb after a quotation, in what remains of its sentence or in the next one.
fn next(tree: &Tree<'_>, range: Words) -> Option<usize> {
    range
        .take_while(|i| tree.quote_of(*i).is_none())
        .take_while(|i| !matches!(tree.word(*i), "." | ";" | ":" | "?" | "!"))
        .find(|i| is_main(tree, *i))
}

/// The last verb before a quotation that can report, or else the last one.
fn last(tree: &Tree<'_>, range: Words) -> Option<usize> {
    let verbs = || {
        range
            .clone()
            .rev()
            .take_while(|i| tree.quote_of(*i).is_none())
            .take_while(|i| !matches!(tree.word(*i), "." | ";" | "?" | "!"))
            .filter(|i| is_main(tree, *i))
    };
    verbs().find(|i| is_listed("verb", tree.lemma(*i))).or_else(|| verbs().next())
}
