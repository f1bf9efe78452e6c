//! What somebody does by saying it: asserts, denies, asks, wants.

use super::candidate::Candidate;
use super::features::{Sink, lemma, subject_kind};
use super::tree::Tree;
use super::words::{Class, classes, is_any};
use sayso_model::Stance;

/// Classes of words for what is done by speaking: where it is not done, nothing is said.
const SPEAKING: &[&str] = &[
    "say", "tell", "write", "announce", "assert", "confirm", "show", "cite", "warn", "promise",
    "demand", "order", "ask", "propose", "describe", "accuse", "praise", "oppose", "deny",
    "discuss", "claim", "report", "denial",
];

/// The stance of an attribution where its cue is turned round: not to think, want or admit that
/// it is so is to deny it, and not to say it is no attribution.
pub(crate) fn turned(tree: &Tree<'_>, it: &Candidate, stance: Stance) -> Option<Stance> {
    let (part, lemma) = (it.frame.part(), lemma(tree, it));
    let classes = classes(part, &lemma);
    if !tree.is_negated(it.head) && !is_nobody(tree, it) {
        let open = ends_as_question(tree, it) || opens_question(tree, it);
        let asks = open && is_any(part, &lemma, &["ask"]);
        return Some(if asks { Stance::Questions } else { stance });
    }
    let speaks = classes.first().is_some_and(|class| SPEAKING.contains(&class.name));
    let turned = if stance == Stance::Questions { stance } else { Stance::Denies };
    (!speaks).then_some(turned)
}

/// Whether the source is nobody: `no account says`, `none of them thinks`.
fn is_nobody(tree: &Tree<'_>, it: &Candidate) -> bool {
    it.source.as_ref().is_some_and(|source| {
        let none = |w: usize| tree.is(w, "no") && tree.head(w) == source.head;
        matches!(tree.lemma(source.head), "nobody" | "none" | "neither")
            || source.words.clone().take(2).any(none)
    })
}

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
    for class in classes_of(tree, it, lemma).iter().take(3) {
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

/// The classes of a cue; of a participle that says how somebody feels those of the adjective.
fn classes_of(tree: &Tree<'_>, it: &Candidate, lemma: &str) -> &'static [Class] {
    let feels = it.frame.part() == "verb" && tree.is_passive(it.head);
    match classes("adjective", &tree.word(it.head).to_lowercase()) {
        [] => classes(it.frame.part(), lemma),
        _ if !feels => classes(it.frame.part(), lemma),
        adjective => adjective,
    }
}

fn content(tree: &Tree<'_>, it: &Candidate, sink: &mut impl Sink) {
    let (frame, about) = (it.frame.name(), it.about);
    let lemma = &*lemma(tree, it);
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
    if ends_as_question(tree, it) {
        sink.add(&["s-asks"]);
        sink.add(&["s-asks-lemma", lemma]);
    }
}

fn ends_as_question(tree: &Tree<'_>, it: &Candidate) -> bool {
    it.content.last().is_some_and(|w| tree.is(w.end, "?") || tree.is(w.end - 1, "?"))
}

/// `whether the gate was shut`, `who shut it`.
fn opens_question(tree: &Tree<'_>, it: &Candidate) -> bool {
    let first = it.content.first().map(|w| w.start);
    first.is_some_and(|w| matches!(tree.lemma(w), "whether" | "if") || tree.tag(w).starts_with('W'))
}

fn modal<'p>(tree: &Tree<'p>, verb: usize) -> Option<&'p str> {
    tree.children(verb).find(|c| tree.tag(*c) == "MD").map(|c| tree.lemma(c))
}
