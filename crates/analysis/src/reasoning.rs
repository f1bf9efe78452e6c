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

/// How a line of a drawn tree stands to the one above it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Role {
    /// It is what is concluded.
    Conclusion,
    /// It is what that rests on.
    Premise,
    /// It says the same as the premise above it, and is concluded from what is below.
    Restated,
}

/// A line of a drawn tree.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Line {
    /// How far in it stands: 0 for the conclusion at the top. No line is more than one further in than
    /// the line before it.
    pub depth: usize,
    /// How it stands to what is above it.
    pub role: Role,
    /// The words.
    pub span: Span,
}

impl Reasoning {
    /// The tree, line by line: each conclusion with its premises below it and further in.
    #[must_use]
    pub fn lines(&self, page: &Document) -> Vec<Line> {
        let span = page.arguments[self.argument as usize].conclusion;
        let mut lines = vec![Line { depth: 0, role: Role::Conclusion, span }];
        self.below(page, 1, &mut lines);
        lines
    }

    /// As deep as trees are, which is [`DEEPEST`].
    fn below(&self, page: &Document, depth: usize, lines: &mut Vec<Line>) {
        for premise in &self.premises {
            lines.push(Line { depth, role: Role::Premise, span: premise.span });
            for from in &premise.from {
                let span = page.arguments[from.argument as usize].conclusion;
                let restated = usize::from(span != premise.span);
                if restated > 0 {
                    lines.push(Line { depth: depth + 1, role: Role::Restated, span });
                }
                from.below(page, depth + 1 + restated, lines);
            }
        }
    }
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
