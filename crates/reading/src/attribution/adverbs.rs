//! `Reportedly`, `allegedly`, `the alleged ...`: said by somebody the text does not name.

use super::{Found, trimmed};
use crate::lexicon::{is_determiner, reports_as_adverb};
use crate::phrase::phrase_from;
use crate::units::Unit;
use sayso_model::{RuleId, Span, Stance};

const ADVERB: RuleId = RuleId::new("attribution.adverb");

/// Finds adverbs and adjectives that attribute without a source. Of an adverb the content is the
/// sentence around it, or the content of the attribution it stands in; of an adjective the noun
/// phrase after it. `first` is where the sentence's own attributions begin in `found`.
pub(crate) fn find(unit: &Unit<'_>, first: usize, found: &mut Vec<Found>) {
    for i in 0..unit.len() {
        let adjective = matches!(unit.word(i), "alleged" | "supposed" | "purported")
            && (i == 0 || is_determiner(unit.word(i - 1)) || !unit.is_word(i - 1));
        if adjective {
            let end = phrase_from(unit, i + 1);
            push(unit, i, unit.span(i + 1..end).into_iter().collect(), Stance::Asserts, found);
        } else if let Some(stance) = reports_as_adverb(unit.word(i)).filter(|_| unit.is_word(i)) {
            let around = around(unit, i, found.get(first..).unwrap_or_default());
            push(unit, i, around, stance, found);
        }
    }
}

fn push(unit: &Unit<'_>, i: usize, content: Vec<Span>, stance: Stance, found: &mut Vec<Found>) {
    let content: Vec<Span> =
        content.into_iter().filter_map(|span| trimmed(unit.text, span)).collect();
    if let Some(cue) = unit.span(i..i + 1).filter(|_| !content.is_empty()) {
        found.push(Found::new(ADVERB, stance, None, vec![cue], content));
    }
}

/// The stretch around the adverb, without it.
fn around(unit: &Unit<'_>, i: usize, others: &[Found]) -> Vec<Span> {
    let Some(cue) = unit.span(i..i + 1) else { return Vec::new() };
    let inside = others
        .iter()
        .flat_map(|f| &f.content)
        .filter(|c| c.contains(cue))
        .min_by_key(|c| c.len())
        .copied();
    let Some(all) = inside.or_else(|| unit.span(clause(unit, i))) else { return Vec::new() };
    let mut parts = Vec::new();
    if all.start() < cue.start() {
        parts.push(Span::new(all.start(), cue.start()));
    }
    if cue.end() < all.end() {
        parts.push(Span::new(cue.end(), all.end()));
    }
    parts
}

/// The clause of a sentence that a piece stands in: between semicolons, or from a comma followed
/// by a conjunction.
fn clause(unit: &Unit<'_>, i: usize) -> std::ops::Range<usize> {
    let joins = |k: usize| {
        unit.is_mark(k, ";")
            || unit.is_mark(k, ",")
                && matches!(unit.word(k + 1), "and" | "but" | "while" | "though" | "although")
    };
    let start = (0..i).rev().find(|&k| joins(k)).map_or(0, |k| k + 1);
    let end = (i..unit.len()).find(|&k| joins(k)).unwrap_or(unit.len());
    let lead = matches!(unit.word(start), "and" | "but" | "while" | "though" | "although");
    (if lead && start + 1 < end { start + 1 } else { start })..end
}
