//! What somebody is against. To refuse a thing, or to be against it, is marked as a denial; but to
//! condemn an attack is to say that there was one, and what is quoted is said.

use super::candidate::{Candidate, Frame};
use super::features::lemma;
use super::tree::Tree;
use super::words::{is_any, is_listed};

/// Whether a cue that is read as a denial takes the content to be so, and judges it: `condemned the
/// attack`, `objected that the gate was shut`.
pub(crate) fn judges(tree: &Tree<'_>, it: &Candidate) -> bool {
    let part = it.frame.part();
    let lemma = match part {
        "verb" => tree.with_particle(it.head),
        _ => lemma(tree, it),
    };
    if lemma == "rule_out" {
        return false;
    }
    let refuses = is_any(part, &lemma, &["refuse", "unwilling"])
        || matches!(&*lemma, "refusal" | "unwillingness" | "reluctance");
    let before = it.preposition.is_some_and(|p| tree.is(p, "against"));
    let opposes = is_listed("opposing", &lemma) && !is_any(part, &lemma, &["deny"]);
    if refuses || before || opposes {
        return is_quoted(tree, it) || says_that(tree, it);
    }
    is_any(part, &lemma, &["oppose", "criticism"])
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
