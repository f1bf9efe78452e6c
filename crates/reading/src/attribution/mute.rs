//! Sources that cannot speak: things, days, wars, nobody.

use super::candidate::{Candidate, Frame};
use super::source::Source;
use super::tree::Tree;
use super::words::is_listed;

/// What the parser labels that says nothing.
const MUTE_NAMES: &[&str] = &["EVENT", "DATE", "TIME", "MONEY", "QUANTITY", "ORDINAL", "LANGUAGE"];

/// Who says what a candidate tells; `Err` where that cannot be, and nothing is said.
pub(crate) fn speaker<'c>(
    tree: &Tree<'_>,
    it: &'c Candidate,
) -> Result<Option<&'c Source>, Cannot> {
    let Some(source) = &it.source else { return Ok(None) };
    let mute = cannot_speak(tree, source) || is_condition(tree, source);
    let empty = matches!(it.frame.part(), "noun" | "adjective") && tree.is(source.head, "it");
    match it.frame {
        // `The first is the claim that`: what the claim is, not whose.
        _ if it.frame.part() == "noun" && mute => Ok(None),
        _ if mute => Err(Cannot),
        // `It is unclear whether`: nobody in particular.
        Frame::AdjectiveClause | Frame::NounClause | Frame::NounInfinitive if empty => Ok(None),
        _ => Ok(Some(source)),
    }
}

/// That a source cannot speak.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Cannot;

fn cannot_speak(tree: &Tree<'_>, source: &Source) -> bool {
    let lemma = tree.lemma(source.head);
    let listed = ["person", "organisation", "document"].iter().any(|part| is_listed(part, lemma));
    let name = tree.name(source.head);
    let speaks = matches!(name, "PERSON" | "ORG" | "GPE" | "NORP");
    // `Storm` and `Day` are names of people too.
    let thing = !tree.tag(source.head).starts_with("NNP") && is_listed("mute", lemma);
    !listed && !speaks && (thing || MUTE_NAMES.contains(&name))
}

/// `Only those who agreed`: whoever does is meant, and nobody is said to.
fn is_condition(tree: &Tree<'_>, source: &Source) -> bool {
    let whoever = ["those", "one", "people", "anyone"];
    let head = |who: &str| tree.lemma(source.head) == who || tree.is(source.head, who);
    tree.is(source.words.start, "only") && whoever.into_iter().any(head)
}
