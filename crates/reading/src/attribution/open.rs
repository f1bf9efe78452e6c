//! What the writer only asks or supposes: a cue there tells nothing.

use super::candidate::Candidate;
use super::tree::Tree;

/// Whether a cue stands in a question of whoever writes, or under an *if*.
pub(crate) fn is_open(tree: &Tree<'_>, it: &Candidate) -> bool {
    let verb = match it.frame.part() {
        "verb" | "adjective" => it.head,
        _ => match it.light {
            Some(light) => light,
            None => return false,
        },
    };
    is_supposed(tree, verb) || is_asked(tree, verb)
}

/// `if the mayor said that`: the first clause on the way up that a conjunction leads to.
fn is_supposed(tree: &Tree<'_>, verb: usize) -> bool {
    for word in std::iter::once(verb).chain(tree.above(verb)) {
        let mark = tree.children(word).find(|c| tree.rel(*c) == "mark");
        match tree.rel(word) {
            "advcl" => return mark.is_some_and(|m| matches!(tree.lemma(m), "if" | "unless")),
            "relcl" | "acl" | "parataxis" => return false,
            _ => {}
        }
    }
    false
}

/// `Does the report blame the mayor?`: the cue is part of what is asked, not of a description
/// inside the question.
fn is_asked(tree: &Tree<'_>, verb: usize) -> bool {
    let sentence = tree.sentence(verb);
    let quote = tree.quote_of(verb);
    let last =
        sentence.rev().find(|w| !tree.is_mark(*w) || matches!(tree.word(*w), "?" | "." | "!"));
    if last.is_none_or(|w| !tree.is(w, "?") || tree.quote_of(w) != quote) {
        return false;
    }
    let inside = |w: &usize| !matches!(tree.rel(*w), "relcl" | "acl" | "advcl" | "parataxis");
    let way = std::iter::once(verb).chain(tree.above(verb));
    let mut top = verb;
    for word in way {
        if tree.quote_of(word) != quote {
            break;
        }
        top = word;
        if !inside(&word) {
            return false;
        }
    }
    asks(tree, top)
}

/// Whether a clause is put as a question: a verb before its subject, or a word that asks.
fn asks(tree: &Tree<'_>, clause: usize) -> bool {
    let subject = ["nsubj", "nsubjpass", "expl"].iter().find_map(|r| tree.child(clause, r));
    let turned = subject.is_some_and(|s| {
        let aux = |c: usize| c < s && matches!(tree.rel(c), "aux" | "auxpass");
        tree.children(clause).any(aux) || (clause < s && tree.is_verbal(clause))
    });
    let asking =
        |c: usize| c < clause && tree.subtree(c).take(3).any(|w| tree.tag(w).starts_with('W'));
    turned || tree.children(clause).any(asking)
}
