//! `The claim that ...`, `her warning that ...`.

use super::{Found, trimmed, verbs};
use crate::lexicon::{is_determiner, noun};
use crate::phrase::phrase_ending_at;
use crate::units::Unit;
use sayso_model::{RuleId, Span};

const NOUN: RuleId = RuleId::new("attribution.noun");

/// Finds nouns that report, with the clause after `that`. The source is the noun's possessor or
/// the name after `by`; where neither stands there it is unknown.
pub(crate) fn find(unit: &Unit<'_>, found: &mut Vec<Found>) {
    for i in 0..unit.len() {
        let Some(stance) = noun(unit.word(i)).filter(|_| unit.is_word(i)) else { continue };
        let Some((source, that)) = named_after(unit, i).or_else(|| possessor(unit, i)) else {
            continue;
        };
        let end = verbs::content_end(unit, that + 1);
        let content = unit.span(that + 1..end).and_then(|span| trimmed(unit.text, span));
        if let (Some(cue), Some(content)) = (unit.span(i..i + 1), content) {
            found.push(Found::new(NOUN, stance, source, vec![cue], vec![content]));
        }
    }
}

/// `a report by NAME that`, `a claim from NAME that`
fn named_after(unit: &Unit<'_>, i: usize) -> Option<(Option<Span>, usize)> {
    if !matches!(unit.word(i + 1), "by" | "from") {
        return None;
    }
    let end = crate::phrase::phrase_from(unit, i + 2);
    let source = unit.span(i + 2..end)?;
    (unit.word(end) == "that").then_some((Some(source), end))
}

fn possessor(unit: &Unit<'_>, i: usize) -> Option<(Option<Span>, usize)> {
    if unit.word(i + 1) != "that" || verbs::points_at_time(unit, i + 1) {
        return None;
    }
    let mut owner = i.checked_sub(1);
    while let Some(o) = owner.filter(|&o| unit.is_word(o) && !is_determiner(unit.word(o))) {
        owner = o.checked_sub(1).filter(|_| i - o < 3);
    }
    let source = owner.and_then(|o| match unit.word(o).to_lowercase().as_str() {
        "’s" | "'s" => unit.span(phrase_ending_at(unit, o.checked_sub(1)?)?),
        "his" | "her" | "its" | "their" | "our" | "my" | "your" => unit.span(o..o + 1),
        _ => None,
    });
    Some((source, i + 1))
}
