//! `According to NAME`, and `per NAME`.

use super::{Claimed, Found, trimmed};
use crate::phrase::phrase_from;
use crate::units::Unit;
use sayso_model::{RuleId, Span, Stance};

const ACCORDING_TO: RuleId = RuleId::new("attribution.according-to");
/// Words after the source that are worth being content of their own.
const REST: usize = 3;

/// Finds what a sentence gives on the word of a named source.
///
/// The content is what follows the source and a comma where the sentence begins with it, and
/// otherwise what stands before it; what goes on after a second comma belongs to it too.
pub(crate) fn find(unit: &Unit<'_>, claimed: &mut Claimed, found: &mut Vec<Found>) {
    for i in 0..unit.len() {
        let per = unit.word(i).eq_ignore_ascii_case("per") && unit.is_capital(i + 1);
        let according = unit.word(i).eq_ignore_ascii_case("according")
            && unit.word(i + 1).eq_ignore_ascii_case("to");
        if !per && !according {
            continue;
        }
        let width = if per { 1 } else { 2 };
        let end = phrase_from(unit, i + width);
        let Some(source) = unit.span(i + width..end) else { continue };
        let Some(cue) = unit.span(i..i + width) else { continue };
        let content = content(unit, i, end);
        if !content.is_empty() {
            (i..end).for_each(|piece| claimed.take(unit, piece));
            found.push(Found::new(ACCORDING_TO, Stance::Asserts, Some(source), vec![cue], content));
        }
    }
}

fn content(unit: &Unit<'_>, cue: usize, end: usize) -> Vec<Span> {
    let clip = |range| unit.span(range).and_then(|span| trimmed(unit.text, span));
    let start = clause_start(unit, cue);
    let after = clip(end..unit.len());
    if start == cue {
        return after.into_iter().collect();
    }
    let more = unit.is_mark(end, ",") && unit.len() - end > REST + 1;
    clip(start..cue).into_iter().chain(after.filter(|_| more)).collect()
}

/// Where the clause that holds the cue begins: after a semicolon, or at the sentence's start.
fn clause_start(unit: &Unit<'_>, cue: usize) -> usize {
    let semicolon = (0..cue).rev().find(|&i| unit.is_mark(i, ";") || unit.is_mark(i, ":"));
    let start = semicolon.map_or(0, |i| i + 1);
    let joins = matches!(
        unit.word(start).to_lowercase().as_str(),
        "and" | "but" | "however" | "meanwhile" | "while" | "also"
    );
    let start = if joins && start < cue { start + 1 } else { start };
    if unit.is_mark(start, ",") && start < cue { start + 1 } else { start }
}
