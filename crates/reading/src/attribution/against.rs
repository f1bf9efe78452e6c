//! What somebody is against. To condemn an attack is to say that there was one; to refuse, to oppose
//! and to vote against is to want that something is not: neither denies anything.

use super::candidate::{Candidate, Frame};
use super::features::lemma;
use super::tree::Tree;
use super::words::{is_any, is_listed};
use sayso_model::Stance;

/// What a cue that is against something does.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Against {
    /// Takes it to be so, and judges it: `condemned the attack`.
    Judges,
    /// Does not mean or want it to be; only with the cue do the words say so.
    Withholds(Stance),
}

/// What is done by a cue that is read as a denial, where it denies nothing.
pub(crate) fn against(tree: &Tree<'_>, it: &Candidate) -> Option<Against> {
    let part = it.frame.part();
    let lemma = match part {
        "verb" => tree.with_particle(it.head),
        _ => lemma(tree, it),
    };
    if lemma == "rule_out" {
        return None;
    }
    if is_any(part, &lemma, &["refuse", "unwilling"]) || is_unwillingness(&lemma) {
        return Some(refusal(tree, it));
    }
    if withholds(tree, it, &lemma) {
        return Some(Against::Withholds(Stance::Intends));
    }
    let before = it.preposition.is_some_and(|p| tree.is(p, "against"));
    if before || is_listed("opposing", &lemma) && !is_any(part, &lemma, &["deny"]) {
        let judges = is_quoted(tree, it) || says_that(tree, it);
        return Some(if judges { Against::Judges } else { Against::Withholds(Stance::Demands) });
    }
    is_any(part, &lemma, &["oppose", "criticism"]).then_some(Against::Judges)
}

/// Nouns for what `refuse` says.
fn is_unwillingness(lemma: &str) -> bool {
    matches!(lemma, "refusal" | "unwillingness" | "reluctance")
}

/// `refused to leave`, `declined to comment`.
fn refusal(tree: &Tree<'_>, it: &Candidate) -> Against {
    match is_quoted(tree, it) || says_that(tree, it) {
        true => Against::Judges,
        false => Against::Withholds(Stance::Intends),
    }
}

/// `denied funding`, `rejected the plan`, `the rejection of the offer`: of what is granted, not of
/// what is said to be so.
fn withholds(tree: &Tree<'_>, it: &Candidate, lemma: &str) -> bool {
    let of_object = matches!(
        it.frame,
        Frame::Object
            | Frame::ObjectRest
            | Frame::RelativeObject
            | Frame::PassiveSubject
            | Frame::PassiveRest
            | Frame::NounPreposition
    );
    of_object
        && is_any(it.frame.part(), lemma, &["deny", "denial"])
        && !matches!(lemma, "dispute" | "contest" | "play_down" | "downplay" | "disagree")
        && is_listed("granted", tree.lemma(it.about))
}

/// Whether the content is what somebody is quoted to say.
fn is_quoted(tree: &Tree<'_>, it: &Candidate) -> bool {
    let of_another = matches!(
        it.frame,
        Frame::Object | Frame::RelativeObject | Frame::PassiveSubject | Frame::Preposition
    );
    !of_another && tree.quote_of(it.about).is_some() && tree.quote_of(it.head).is_none()
}

/// `objected that the gate was shut`: a clause with a time of its own is said to be so.
fn says_that(tree: &Tree<'_>, it: &Candidate) -> bool {
    let finite = |w: usize| matches!(tree.tag(w), "VBD" | "VBZ" | "VBP" | "MD");
    let clause = matches!(
        it.frame,
        Frame::Clause
            | Frame::Rest
            | Frame::Trailing
            | Frame::Inset
            | Frame::NounClause
            | Frame::AdjectiveClause
    );
    clause && (finite(it.about) || tree.children(it.about).any(finite))
}
