//! What somebody does by saying it: asserts, denies, asks, wants.

use super::candidate::Candidate;
use super::features::{Sink, lemma, subject_kind};
use super::tree::Tree;
use super::words::classes;

/// Tells what shows the stance of an attribution.
pub(crate) fn tell(tree: &Tree<'_>, it: &Candidate, sink: &mut impl Sink) {
    sink.add(&["s-bias"]);
    cue(tree, it, sink);
    content(tree, it, sink);
    sink.add(&["s-subject", subject_kind(tree, it)]);
}

fn cue(tree: &Tree<'_>, it: &Candidate, sink: &mut impl Sink) {
    let (part, frame) = (it.frame.part(), it.frame.name());
    let lemma = &*lemma(tree, it);
    sink.add(&["s-lemma", part, lemma]);
    sink.add(&["s-frame", frame]);
    sink.add(&["s-lemma-frame", lemma, frame]);
    if let Some(preposition) = it.preposition {
        sink.add(&["s-preposition", lemma, tree.lemma(preposition)]);
        sink.add(&["s-preposition", tree.lemma(preposition)]);
    }
    let negated = tree.is_negated(it.head);
    for class in classes(part, lemma).iter().take(3) {
        sink.add(&["s-class", part, class.name, if negated { "not" } else { "" }]);
        sink.add(&["s-class-frame", class.name, frame]);
        sink.add(&["s-listed", class.stance.map_or("", |s| s.word())]);
    }
    if negated {
        sink.add(&["s-not", part]);
    }
    if let Some(modal) = modal(tree, it.head) {
        sink.add(&["s-modal", modal]);
    }
}

fn content(tree: &Tree<'_>, it: &Candidate, sink: &mut impl Sink) {
    let (frame, about) = (it.frame.name(), it.about);
    let lemma = &*lemma(tree, it);
    sink.add(&["s-about", tree.lemma(about)]);
    let modal = modal(tree, about);
    if let Some(modal) = modal {
        let says = classes(it.frame.part(), lemma).first().map_or("none", |c| c.name);
        sink.add(&["s-content-modal", modal]);
        sink.add(&["s-content-modal-class", modal, says]);
    }
    for child in tree.children(about) {
        match tree.rel(child) {
            "neg" => sink.add(&["s-content-not", frame]),
            "nsubj" | "nsubjpass" => {
                let first = tree.is(child, "I") || tree.is(child, "we");
                let who = if first { "first" } else { "other" };
                sink.add(&["s-content-first", who, modal.unwrap_or("plain")]);
            }
            "mark" => {
                sink.add(&["s-mark", tree.lemma(child)]);
                sink.add(&["s-lemma-mark", lemma, tree.lemma(child)]);
            }
            "advmod" => sink.add(&["s-adverb", tree.lemma(child)]),
            _ => {}
        }
    }
    let bare = tree.tag(about) == "VB" && !tree.has(about, "nsubj") && !tree.has(about, "aux");
    if bare {
        sink.add(&["s-imperative", frame]);
    }
    let asks = it.content.last().is_some_and(|w| tree.is(w.end, "?") || tree.is(w.end - 1, "?"));
    if asks {
        sink.add(&["s-asks"]);
        sink.add(&["s-asks-lemma", lemma]);
    }
}

fn modal<'p>(tree: &Tree<'p>, verb: usize) -> Option<&'p str> {
    tree.children(verb).find(|c| tree.tag(*c) == "MD").map(|c| tree.lemma(c))
}
