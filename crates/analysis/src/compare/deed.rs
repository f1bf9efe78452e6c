//! What is a deed and what a statement among the relations of a text.

use super::words::{Sort, is};
use crate::corpus::{Deed, Document};
use sayso_model::{Polarity, RelationKind};

/// Whether a relation tells that somebody did something: somebody or something that it was done to, or
/// a place, is named; it is said to be so, not that it may be or is not; and it is more than words,
/// a thought, or what somebody is.
pub(super) fn is_deed(page: &Document, deed: &Deed) -> bool {
    let Some(subject) = &deed.subject else { return false };
    let object = deed.object.as_ref();
    let verbs = verbs(&deed.verb);
    let first = verbs.first().copied().unwrap_or_default();
    let named = |nth: Option<u32>| nth.is_some();
    let other = object.is_some_and(|object| named(object.actor)) || deed.place.is_some();
    // Who holds a rally coerces nobody.
    let plain =
        deed.kind == RelationKind::Other || deed.kind == RelationKind::Coerce && first == "hold";
    let done = match deed.kind {
        _ if plain => other && !is(Sort::State, first),
        kind => is_done(kind) && (object.is_some() || deed.place.is_some()),
    };
    let words = verbs.iter().any(|verb| is_words(verb)) && !is_material(deed);
    let same = object.is_some_and(|object| object.actor.is_some() && object.actor == subject.actor);
    let state = plain && deed.verb.starts_with("be ");
    let no_deed = words || same || state || is_compound(page.at(deed.span));
    deed.polarity == Polarity::Asserted && done && !no_deed
}

/// Whether a relation tells that somebody says something by what it does: condemns, demands, promises.
pub(super) fn is_act_of_speech(deed: &Deed) -> bool {
    let first = verbs(&deed.verb).first().copied().unwrap_or_default();
    let two: Vec<&str> = deed.verb.split(' ').take(2).collect();
    let said = is(Sort::Act, first) || is(Sort::Act, &two.join(" "));
    let spoken = deed.kind != RelationKind::Support || first != "support";
    said && spoken
        && matches!(deed.polarity, Polarity::Asserted)
        && deed.object.as_ref().is_some_and(|object| {
            object.words.split_whitespace().count() > 1 || object.actor.is_some()
        })
}

/// The verbs of a relation: its first word, and those after *to*.
fn verbs(words: &str) -> Vec<&str> {
    let mut verbs = vec![words.split(' ').next().unwrap_or_default()];
    verbs.extend(words.split(" to ").skip(1).filter_map(|rest| rest.split(' ').next()));
    verbs
}

fn is_words(verb: &str) -> bool {
    is(Sort::Speech, verb) || is(Sort::Mind, verb)
}

/// Whether what a relation tells is done whatever its verb: *offered them weapons* is not, *gave them
/// air cover* is.
const fn is_material(deed: &Deed) -> bool {
    matches!(
        deed.kind,
        RelationKind::AirCover
            | RelationKind::Assault
            | RelationKind::Captures
            | RelationKind::Arms
    )
}

/// Kinds of relation that are done, not said, and do not merely hold.
const fn is_done(kind: RelationKind) -> bool {
    use RelationKind::{
        Agree, Aid, AirCover, Arms, Assault, Backs, Blockades, Captures, Coerce, Consult, Controls,
        Cooperate, Fights, Mobilize, Pays, Protest, Reject, Retreat, Sanction, Support, Trains,
        Yield,
    };
    matches!(
        kind,
        Agree
            | Aid
            | AirCover
            | Arms
            | Assault
            | Backs
            | Blockades
            | Captures
            | Coerce
            | Consult
            | Controls
            | Cooperate
            | Fights
            | Mobilize
            | Pays
            | Protest
            | Reject
            | Retreat
            | Sanction
            | Support
            | Trains
            | Yield
    )
}

/// `US-backed rebels` names somebody and tells no deed.
fn is_compound(clause: &str) -> bool {
    let mut words = clause.split_whitespace();
    let first = words.next().unwrap_or_default();
    first.contains('-') && first.ends_with("ed") && words.count() < SHORT
}

/// A name with a participle before it has fewer words.
const SHORT: usize = 6;
