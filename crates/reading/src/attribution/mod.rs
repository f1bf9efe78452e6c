//! Who says what, on the grammar of a paragraph.
//!
//! Every word that may report gives candidates, one for each place where its content can stand
//! ([`verbs`], [`nouns`], [`adjectives`], [`phrases`], [`speech`]); a linear model says which of
//! them are attributions ([`features`], [`model`], [`choose`]) and with what stance ([`stance`]).

mod addresses;
mod adjectives;
mod against;
mod candidate;
mod choose;
mod ends;
mod extent;
mod features;
mod leftover;
mod model;
mod mute;
mod negation;
mod nesting;
mod nouns;
mod open;
mod passive;
mod phrases;
mod source;
mod speech;
mod stance;
#[cfg(test)]
mod tests;
pub mod training;
mod tree;
mod undone;
mod verbs;
mod words;

pub(crate) use leftover::UNATTRIBUTED;
pub(crate) use nesting::nest;

use candidate::{Candidate, Frame};
use ends::End;
use model::Model;
use sayso_model::{QuoteKind, RuleId, Span, Stance};
use sayso_parser::Parse;
use std::collections::BTreeSet;
use tree::Tree;

/// A verb with its quotation.
const DIRECT: RuleId = RuleId::new("attribution.direct");
/// A passive with a clause.
const PASSIVE: RuleId = RuleId::new("attribution.passive");

/// An attribution before it has an id.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Found {
    pub(crate) source: Option<Span>,
    pub(crate) cue: Vec<Span>,
    pub(crate) content: Vec<Span>,
    pub(crate) stance: Stance,
    pub(crate) kind: QuoteKind,
    pub(crate) rule: RuleId,
    /// The attribution it stands in, by its place in the list.
    pub(crate) parent: Option<usize>,
}

impl Found {
    pub(crate) fn new(
        rule: RuleId,
        stance: Stance,
        source: Option<Span>,
        cue: Vec<Span>,
        content: Vec<Span>,
    ) -> Self {
        let kind = QuoteKind::Indirect;
        Self { source, cue, content, stance, kind, rule, parent: None }
    }
}

/// Whether a verb, by its plain form, tells what somebody says, thinks or knows.
pub(crate) fn tells(lemma: &str) -> bool {
    words::is_any("verb", lemma, verbs::TELLING)
}

/// The attributions of one paragraph, in no order.
pub(crate) fn find(text: &str, paragraph: Span, parse: &Parse) -> Vec<Found> {
    find_with(Model::shipped(), text, paragraph, parse)
}

fn find_with(model: &Model, text: &str, paragraph: Span, parse: &Parse) -> Vec<Found> {
    let tree = Tree::new(text, paragraph, parse);
    let all = candidates(&tree);
    let scores: Vec<i64> = all.iter().map(|it| model.score(&tree, it)).collect();
    let chosen = choose::choose(&tree, &all, &scores);
    let chosen = || chosen.iter().map(|i| &all[*i]);
    let cues: BTreeSet<usize> = chosen().map(|it| it.head).collect();
    let told = chosen().filter_map(|it| found(&tree, model, it, &cues));
    told.chain(leftover::find(&tree, chosen())).collect()
}

/// All that may be attributions.
fn candidates(tree: &Tree<'_>) -> Vec<Candidate> {
    let mut raw = Vec::new();
    for word in 0..tree.len() {
        verbs::find(tree, word, &mut raw);
        nouns::find(tree, word, &mut raw);
        adjectives::find(tree, word, &mut raw);
        phrases::find(tree, word, &mut raw);
    }
    speech::find(tree, &mut raw);
    raw.iter_mut().for_each(|it| fit(tree, it));
    raw.retain(|it| !it.content.is_empty());
    merge(&mut raw);
    let mut all = Vec::with_capacity(raw.len() * 2);
    for it in raw {
        for mut other in ends::others(tree, &it) {
            trim(tree, &mut other);
            all.extend(Some(other).filter(|o| !o.content.is_empty()));
        }
        all.push(it);
    }
    all
}

/// Puts source and content in shape.
fn fit(tree: &Tree<'_>, it: &mut Candidate) {
    if let Some(source) = &mut it.source {
        source.words = extent::trim(tree, source.words.clone());
    }
    it.source.take_if(|s| s.words.is_empty());
    let source = it.source.as_ref().map(|s| &s.words);
    it.content = extent::fit(tree, it.head, source, &it.content);
    ends::end_before_aside(tree, it);
    if it.end == End::Aside {
        trim(tree, it);
    }
    ends::go_on(tree, it);
}

fn trim(tree: &Tree<'_>, it: &mut Candidate) {
    it.content.iter_mut().for_each(|w| *w = extent::trim(tree, w.clone()));
    it.content.retain(|w| !w.is_empty());
}

/// Drops candidates without grammar that say the same as another of the same cue; that the verb
/// stands beside its quotation is kept.
fn merge(all: &mut Vec<Candidate>) {
    all.sort_by_key(|it| it.head);
    let mut kept: Vec<Candidate> = Vec::with_capacity(all.len());
    for it in all.drain(..) {
        let bare = match it.frame {
            Frame::QuoteBefore | Frame::QuoteAfter => Some(it.frame),
            Frame::Lead | Frame::Rest => None,
            _ => {
                kept.push(it);
                continue;
            }
        };
        let mut same = kept.iter_mut().rev().take_while(|k| k.head == it.head);
        match same.find(|k| k.content == it.content) {
            Some(same) => same.beside = bare.or(same.beside),
            None => kept.push(it),
        }
    }
    *all = kept;
}

/// What a chosen candidate is, beside others whose cues these are.
fn found(tree: &Tree<'_>, model: &Model, it: &Candidate, cues: &BTreeSet<usize>) -> Option<Found> {
    let source = mute::speaker(tree, it).ok()?.and_then(|s| extent::span(tree, &s.words));
    if names_what_is(tree, it) {
        return None;
    }
    let it = &Candidate { content: extent::up_to_aside(tree, it), ..it.clone() };
    // `retracted her claim`: a verb that is a cue of its own is none of the noun's.
    let shared = it.light.is_some_and(|verb| cues.contains(&verb));
    let own = std::iter::once(it.head..it.head + 1);
    let cue = if shared { own.collect() } else { it.cue.clone() };
    let cue = extent::spans(tree, &cue);
    let kind = kind(tree, it);
    let rule = match it.frame {
        frame if frame.part() == "verb" && kind == QuoteKind::Direct => DIRECT,
        Frame::Clause if tree.is_passive(it.head) => PASSIVE,
        frame => frame.rule(),
    };
    let stance = stance::turned(tree, it, model.stance(tree, it), cues)?;
    let parts = |span: Span| addresses::without_addresses(tree.text, span);
    let content = extent::spans(tree, &it.content).into_iter().flat_map(parts).collect();
    let mut made = Found::new(rule, stance, source, cue, content);
    made.kind = kind;
    (!made.content.is_empty()).then_some(made)
}

/// `What the flood means is that`: the verb belongs to what is named, and says nothing of it.
fn names_what_is(tree: &Tree<'_>, it: &Candidate) -> bool {
    let first = it.content.first().map(|words| words.start);
    first.is_some_and(|w| {
        w > it.head
            && matches!(tree.tag(w), "VBZ" | "VBD" | "VBP")
            && tree.lemma(w) == "be"
            && tree.is(w + 1, "that")
    })
}

/// Direct where all of the content stands in quotation marks, mixed where some of it does. Of a
/// cue inside a quotation the marks inside that one count.
fn kind(tree: &Tree<'_>, it: &Candidate) -> QuoteKind {
    let inside = tree.quote_of(it.head).is_some();
    let quoted = |w: usize| if inside { tree.is_nested(w) } else { tree.quote_of(w).is_some() };
    let mut words = it.content.iter().flat_map(Clone::clone);
    if words.all(|w| quoted(w) || tree.is_mark(w)) {
        QuoteKind::Direct
    } else if it.content.iter().any(|w| tree.has_quote(w, inside)) {
        QuoteKind::Mixed
    } else {
        QuoteKind::Indirect
    }
}
