//! What is concluded from what, as trees: a premise that is itself concluded from others has these
//! below it.

use crate::corpus::{Document, number};
use crate::reach::Reach;
use sayso_model::Span;
use std::collections::BTreeSet;

/// One conclusion with what it rests on.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Reasoning {
    /// The argument, by its number in the document.
    pub argument: u32,
    /// Its premises, in order of the text.
    pub premises: Vec<Premise>,
}

/// What a conclusion rests on.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Premise {
    /// The words.
    pub span: Span,
    /// The arguments by which it is concluded in turn.
    pub from: Vec<Reasoning>,
}

/// Trees are no deeper than this; what would stand deeper begins a tree of its own.
const DEEPEST: usize = 12;

/// The arguments of a document: those that no other rests on, each with what stands below it.
///
/// A premise is a conclusion where one covers half of the other. Each argument stands in one tree, the
/// first that comes to it.
#[must_use]
pub fn of(page: &Document) -> Vec<Reasoning> {
    let conclusions = page.arguments.iter().map(|argument| argument.conclusion);
    let mut made = Made {
        page,
        conclusions: Reach::of(conclusions.zip(0..)),
        used: vec![false; page.arguments.len()],
    };
    let all = 0..number(page.arguments.len());
    let below: BTreeSet<u32> = all
        .clone()
        .flat_map(|nth| page.arguments[nth as usize].premises.iter().map(move |span| (nth, *span)))
        .flat_map(|(nth, span)| {
            made.concluding(span).into_iter().filter(move |other| *other != nth)
        })
        .collect();
    let heads = all.clone().filter(|nth| !below.contains(nth)).collect::<Vec<_>>();
    // Arguments that rest on each other in a circle have no head: the first of them is one.
    let mut trees: Vec<Reasoning> = Vec::new();
    for nth in heads.into_iter().chain(all) {
        trees.extend(made.tree(nth, 0));
    }
    trees.sort_by_key(|tree| page.arguments[tree.argument as usize].conclusion);
    trees
}

struct Made<'d> {
    page: &'d Document,
    conclusions: Reach,
    used: Vec<bool>,
}

impl Made<'_> {
    /// The arguments whose conclusion these words are, in order.
    fn concluding(&self, span: Span) -> Vec<u32> {
        let is = |(own, _): &(Span, u32)| {
            let both = own.end().min(span.end()) - own.start().max(span.start());
            both * 2 >= own.len().min(span.len())
        };
        let mut found: Vec<u32> =
            self.conclusions.over(span).filter(is).map(|(_, nth)| nth).collect();
        found.sort_unstable();
        found
    }

    fn tree(&mut self, argument: u32, depth: usize) -> Option<Reasoning> {
        if depth > DEEPEST || std::mem::replace(&mut self.used[argument as usize], true) {
            return None;
        }
        let spans = self.page.arguments[argument as usize].premises.clone();
        let premises = spans.iter().map(|span| {
            let from = self.concluding(*span);
            let from = from.into_iter().filter_map(|nth| self.tree(nth, depth + 1)).collect();
            Premise { span: *span, from }
        });
        let premises = premises.collect();
        Some(Reasoning { argument, premises })
    }
}
