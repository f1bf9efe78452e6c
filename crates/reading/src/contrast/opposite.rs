//! `Y, though they think the opposite`; `at best X and at worst Y`; `said that Y “didn’t happen”`.

use super::flow::Words;
use super::{Found, Page, Side};
use sayso_model::{ContrastKind, RuleId, Span};

/// Somebody who holds the opposite.
const OPPOSITE: RuleId = RuleId::new("contrast.opposite");
/// What comes first of a negated verb in quotation marks.
const NEGATED: &[&str] =
    &["did", "does", "do", "is", "was", "were", "are", "has", "had", "never", "not"];

pub(super) fn find(page: &Page<'_>, at: usize, out: &mut Vec<Found>) {
    let flow = &page.flow;
    if flow.is_any(at, &["opposite", "otherwise", "reverse", "contrary"]) {
        out.extend(thinks(page, at));
    } else if flow.says(at, &["at", "worst"]) {
        out.extend(at_worst(page, at));
    } else if matches!(flow.word(at), "“" | "\"" | "‘") {
        out.extend(denied(page, at));
    }
}

/// `Y (though they think the opposite)`.
fn thinks(page: &Page<'_>, at: usize) -> Option<Found> {
    let flow = &page.flow;
    let sentence = flow.sentence(at);
    let from = (sentence.start..at)
        .rev()
        .take(10)
        .find(|&w| flow.is_any(w, &["though", "although", "while", "whilst"]))?;
    let verb = (from + 1..at).find(|&w| {
        flow.tag(w).starts_with("VB")
            && matches!(
                flow.lemma(w),
                "think" | "say" | "believe" | "claim" | "argue" | "insist" | "maintain"
            )
    })?;
    let breaks = from.checked_sub(1).filter(|&w| flow.breaks(w))?;
    let close =
        (at + 1..sentence.end).find(|&w| flow.breaks(w) || flow.ends(w)).unwrap_or(sentence.end);
    let start = page.clause_before(breaks).start;
    let end = match flow.word(breaks) {
        "(" => flow.until(close + 1, sentence.end, |f, w| f.breaks(w) || f.ends(w)),
        _ => breaks,
    };
    let mut found = page.contrast(
        OPPOSITE,
        ContrastKind::Denied,
        &[(from, from + 1), (at, at + 1)],
        &(from + 1..close),
        &(start..end),
    )?;
    found.rejected.holder = flow.span(&(from + 1..verb));
    Some(found)
}

/// `is due at best to X, and at worst (as many say) Y`.
fn at_worst(page: &Page<'_>, at: usize) -> Option<Found> {
    let flow = &page.flow;
    let sentence = flow.sentence(at);
    let best = (sentence.start..at).rev().take(40).find(|&w| flow.says(w, &["at", "best"]))?;
    let mut from = at + 2;
    let mut holder: Option<Span> = None;
    if flow.word(from) == "(" {
        let close = (from..sentence.end).find(|&w| flow.word(w) == ")")?;
        let told = from + 1 + if flow.says(from + 1, &["according", "to"]) { 2 } else { 0 };
        holder = flow.span(&(told..close)).filter(|_| told > from + 1);
        from = close + 1;
    }
    from += usize::from(flow.word(from) == ",");
    let first = best + 2 + usize::from(flow.is(best + 2, "to"));
    let end = flow.until(from, sentence.end, |f, w| f.breaks(w) || f.ends(w));
    let last = at - usize::from(flow.is(at - 1, "and") || flow.is(at - 1, "or"));
    let first = first..last.max(first);
    let mut found = page.contrast(
        OPPOSITE,
        ContrastKind::Instead,
        &[(best, best + 2), (at, at + 2)],
        &first,
        &(from..end),
    )?;
    found.other = Side { holder, ..found.other };
    Some(found)
}

/// `said that the flood “didn’t happen”`: what is denied is named as something that is.
fn denied(page: &Page<'_>, at: usize) -> Option<Found> {
    let flow = &page.flow;
    let end = flow.quote_from(at)?;
    let quoted = at..end;
    let not = flow.find(&(at + 1..(at + 4).min(end)), &["not", "n't", "n’t", "never"])?;
    let said = page.said_at(at + 1).filter(|said| said.start < at && said.end <= end + 1)?;
    let subject: Words = said.start + usize::from(flow.is(said.start, "that"))..at;
    let definite = flow.is_any(subject.start, &["the", "this", "that", "these", "those"])
        || flow.relation(subject.start) == "poss";
    let opens = flow.is_any(at + 1, NEGATED) && end - at <= 8;
    if !definite || !opens || flow.has_verb(&subject) || subject.len() < 2 {
        return None;
    }
    page.contrast(OPPOSITE, ContrastKind::Denied, &[(not, not + 1)], &quoted, &subject)
}
