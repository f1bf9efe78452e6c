//! Words in quotation marks and who says them.

use super::verbs::{is_finite, is_verb};
use super::{Claimed, Found};
use crate::lexicon::{Verb, is_auxiliary, verb};
use crate::phrase::{before, main_subject, phrase_from};
use crate::units::Unit;
use sayso_model::{QuoteKind, RuleId, Span, Stance};

/// A quotation with its speaker.
const DIRECT: RuleId = RuleId::new("attribution.direct");
/// A quotation after a colon, told by the subject of the sentence that leads to it.
const INTRODUCED: RuleId = RuleId::new("attribution.introduced");
/// A quotation that nobody is named for.
pub(crate) const UNATTRIBUTED: RuleId = RuleId::new("attribution.unattributed");
/// A quotation of fewer words is a name or a turn of phrase, unless it is a sentence.
const SPEECH_WORDS: usize = 5;
/// The speaker's words stand no further from the quotation than this many pieces.
const REACH: usize = 16;

/// Finds who says each quotation of a paragraph that is a speech of its own, and lists those
/// that nobody is named for.
pub(crate) fn find(units: &[Unit<'_>], claimed: &mut Claimed, found: &mut Vec<Found>) {
    let mut open: Option<usize> = None;
    for (u, unit) in units.iter().enumerate() {
        for q in 0..unit.len() {
            if !is_speech(unit, q) {
                continue;
            }
            let Some(quote) = unit.quote(q) else { continue };
            let told = told_before(unit, q, claimed)
                .or_else(|| told_after(unit, q, claimed))
                .or_else(|| told_next(units, u, q, claimed))
                .or_else(|| introduced(unit, q));
            if let Some(mut told) = told {
                told.content.push(quote.inner);
                open = Some(found.len());
                found.push(told);
            } else if let Some(i) = open.filter(|_| q == 0 || goes_on(unit, q)) {
                found[i].content.push(quote.inner);
            } else if stands_alone(unit, q) {
                open = None;
                let mut none =
                    Found::new(UNATTRIBUTED, Stance::Asserts, None, Vec::new(), vec![quote.inner]);
                none.kind = QuoteKind::Direct;
                found.push(none);
            }
        }
        if !(0..unit.len()).any(|q| is_speech(unit, q)) {
            open = None;
        }
    }
}

/// Whether a piece is a quotation that says something by itself: long, or a whole sentence, or
/// set off by a colon or a comma.
fn is_speech(unit: &Unit<'_>, q: usize) -> bool {
    let Some(quote) = unit.quote(q) else { return false };
    let words = quote.inner.of(unit.text).unwrap_or_default();
    let count = words.split_whitespace().count();
    let set_off = q > 0 && (unit.is_mark(q - 1, ":") || unit.is_mark(q - 1, ","));
    let ended = words.trim_end().ends_with(['.', ',', '!', '?', '…']);
    let verb_before = q > 0 && verb(unit.word(q - 1), "").is_some_and(|(v, _)| v.frames.clause);
    count >= SPEECH_WORDS && (set_off || ended || verb_before || q == 0 || q + 1 == unit.len())
        || count >= 2 && (ended && (set_off || q == 0) || set_off && unit.is_mark(q - 1, ":"))
}

/// Whether a quotation without a speaker is the main thing of its sentence.
fn stands_alone(unit: &Unit<'_>, q: usize) -> bool {
    let words = (0..unit.len()).filter(|&i| unit.is_word(i)).count();
    words == 0 || q > 0 && unit.is_mark(q - 1, ":") || q == 0
}

/// `“...” she said, “...”`: a comma or the verb's words stand between two quotations.
fn goes_on(unit: &Unit<'_>, q: usize) -> bool {
    unit.is_mark(q - 1, ",") && (0..q).any(|i| unit.quote(i).is_some())
}

/// `The minister said[ on Monday][,:] “...”`
fn told_before(unit: &Unit<'_>, q: usize, claimed: &mut Claimed) -> Option<Found> {
    let set_off = q > 0
        && (unit.is_mark(q - 1, ",")
            || unit.is_mark(q - 1, ":")
            || is_verb_at(unit, q - 1)
            || matches!(unit.word(q - 1), "that" | "saying" | "as"));
    if !set_off {
        return None;
    }
    let from = q.saturating_sub(REACH);
    let (v, verb, width) = (from..q).rev().find_map(|i| {
        let (verb, width) = reporting(unit, i)?;
        (!claimed.has(unit, i)
            && (0..i).rev().take(REACH).all(|k| k < from || unit.quote(k).is_none() || k < i))
        .then_some((i, verb, width))
    })?;
    if (v + 1..q).any(|i| unit.quote(i).is_some()) {
        return None;
    }
    let found = before(unit, v);
    if !is_verb(unit, v, &found) {
        return None;
    }
    if found.subject.is_none() && !unit.is_mark(q - 1, ":") && v > 0 && !found.passive {
        return None;
    }
    claimed.take(unit, v);
    let source = found.subject.filter(|_| !found.passive).and_then(|s| unit.span(s));
    let cue = unit.span(found.verb_start.min(v)..v + width)?;
    Some(told(verb, source, cue))
}

/// `“...” said the minister` and `“...” the minister said`
fn told_after(unit: &Unit<'_>, q: usize, claimed: &mut Claimed) -> Option<Found> {
    let start = if unit.is_mark(q + 1, ",") { q + 2 } else { q + 1 };
    after_quote(unit, start, claimed).map(|(found, _)| found)
}

/// `“....” The minister said.`: the speaker in a sentence of its own that says nothing else.
fn told_next(units: &[Unit<'_>], u: usize, q: usize, claimed: &mut Claimed) -> Option<Found> {
    if q + 1 != units[u].len() {
        return None;
    }
    let next = units.get(u + 1)?;
    let mut trial = Claimed::default();
    let (_, end) = after_quote(next, 0, &mut trial)?;
    let bare = next.len() - end <= 1 && (0..next.len()).all(|i| next.quote(i).is_none());
    bare.then(|| after_quote(next, 0, claimed).map(|(found, _)| found)).flatten()
}

/// `The account made the following announcement: “...”`: no reporting verb, but a sentence whose
/// subject does something and that ends with a colon. The cue is what stands between the two.
fn introduced(unit: &Unit<'_>, q: usize) -> Option<Found> {
    let colon = q.checked_sub(1).filter(|&i| unit.is_mark(i, ":"))?;
    let subject = main_subject(unit).filter(|s| s.end < colon)?;
    let acts = is_finite(unit, subject.end) && !is_auxiliary(unit.word(subject.end));
    let plain = (0..colon).all(|i| unit.quote(i).is_none());
    let cue = unit.span(subject.end..colon)?;
    let mut found =
        Found::new(INTRODUCED, Stance::Asserts, unit.span(subject), vec![cue], Vec::new());
    found.kind = QuoteKind::Direct;
    (acts && plain).then_some(found)
}

fn after_quote(unit: &Unit<'_>, start: usize, claimed: &mut Claimed) -> Option<(Found, usize)> {
    if let Some((verb, width)) = reporting(unit, start) {
        let end = phrase_from(unit, start + width);
        let source = unit.span(start + width..end)?;
        claimed.take(unit, start);
        return Some((told(verb, Some(source), unit.span(start..start + width)?), end));
    }
    let limit = (start + REACH).min(unit.len());
    let v = (start + 1..limit).find(|&i| reporting(unit, i).is_some())?;
    let (verb, width) = reporting(unit, v)?;
    let found = before(unit, v);
    let subject = found.subject.filter(|s| s.start == start)?;
    claimed.take(unit, v);
    let cue = unit.span(found.verb_start..v + width)?;
    Some((told(verb, unit.span(subject), cue), v + width))
}

fn told(verb: &Verb, source: Option<Span>, cue: Span) -> Found {
    let mut found = Found::new(DIRECT, verb.stance, source, vec![cue], Vec::new());
    found.kind = QuoteKind::Direct;
    found
}

/// The verb at a piece, if words in quotation marks can be its content.
fn reporting(unit: &Unit<'_>, i: usize) -> Option<(&'static Verb, usize)> {
    if !unit.is_word(i) || is_auxiliary(unit.word(i)) {
        return None;
    }
    verb(unit.word(i), unit.word(i + 1)).filter(|(v, _)| v.frames.quote || v.frames.clause)
}

fn is_verb_at(unit: &Unit<'_>, i: usize) -> bool {
    reporting(unit, i).is_some()
}
