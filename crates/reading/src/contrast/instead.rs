//! `It is not X. It is Y`; `not because of X but of Y`; `Y – not “X”`; `Y rather than X`.

use super::flow::Words;
use super::{Found, Page};
use sayso_model::{ContrastKind, RuleId};

/// One cause, agent or term in the place of another.
const INSTEAD: RuleId = RuleId::new("contrast.instead");
/// Nouns that ask what something is.
const MATTERS: &[&str] = &[
    "aim",
    "answer",
    "cause",
    "explanation",
    "goal",
    "issue",
    "motive",
    "point",
    "problem",
    "question",
    "reason",
];
/// Words between a cause and `rather than`.
const MOST_BETWEEN: usize = 6;
/// Words that tell a cause.
const CAUSES: &[&str] =
    &["because", "blame", "cause", "caused", "due", "fault", "reason", "responsible"];

pub(super) fn find(page: &Page<'_>, at: usize, out: &mut Vec<Found>) {
    let flow = &page.flow;
    if flow.is(at, "not") || flow.is(at, "n't") || flow.is(at, "n’t") {
        out.extend(
            term(page, at)
                .or_else(|| colon(page, at))
                .or_else(|| but(page, at))
                .or_else(|| next(page, at)),
        );
    } else if flow.says(at, &["rather", "than"]) {
        out.extend(rather(page, at));
    }
}

/// `Y – not “X”`.
fn term(page: &Page<'_>, at: usize) -> Option<Found> {
    let flow = &page.flow;
    let breaks = at.checked_sub(1).filter(|&w| flow.is_dash(w) || flow.word(w) == ",")?;
    let end = flow.quote_from(at + 1)?;
    let rejected = at + 1..end;
    let stands = flow.breaks(end) || flow.ends(end) || end >= flow.sentence(at).end;
    if !stands || !flow.has_term(&rejected) {
        return None;
    }
    let other = page.clause_before(breaks);
    page.contrast(INSTEAD, ContrastKind::Labelled, &[(at, at + 1)], &rejected, &other)
}

/// `not just as X: Y`, `the problem is not X: it is Y`.
fn colon(page: &Page<'_>, at: usize) -> Option<Found> {
    let flow = &page.flow;
    let limit = flow.sentence(at).end;
    let mut from = at + 1;
    while flow.is_any(from, &["just", "merely", "only", "simply", "as"]) {
        from += 1;
    }
    let matter = flow.find(&(flow.sentence(at).start..at), MATTERS).is_some();
    if from == at + 1 && !matter {
        return None;
    }
    let end = flow.until(from, limit, |f, w| matches!(f.word(w), ":" | ";" | ".") || f.is_dash(w));
    if !matches!(flow.word(end), ":" | ";") || end == from || flow.quote_from(end + 1).is_some() {
        return None;
    }
    let other = page.clause_from(end + 1);
    if !flow.has_verb(&other) {
        return None;
    }
    page.contrast(INSTEAD, ContrastKind::Instead, &[(at, from)], &(from..end), &other)
}

/// `not because X but because Y`, `not “X” but Y`, `no longer “X”, but in fact Y`.
fn but(page: &Page<'_>, at: usize) -> Option<Found> {
    let flow = &page.flow;
    let limit = flow.sentence(at).end;
    let but = flow.until(at + 1, limit, |f, w| f.is(w, "but") || matches!(f.word(w), ";" | ":"));
    if !flow.is(but, "but") || flow.is_any(at + 1, &["only", "just", "merely", "simply"]) {
        return None;
    }
    let causes = |w: usize| flow.is_any(w, &["because", "due", "for"]);
    let from = but + 1;
    let cause = flow.is_any(at + 1, &["because", "due"]) && causes(from);
    let label = flow.quote_from(at + 1).is_some() && flow.has_term(&(at + 1..but));
    if !cause && !label {
        return None;
    }
    let end = flow.until(from, limit, |f, w| f.breaks(w));
    let cue = [(at, at + 1), (but, but + 1)];
    let kind = if cause { ContrastKind::Instead } else { ContrastKind::Labelled };
    page.contrast(INSTEAD, kind, &cue, &(at + 1..but), &(from..end))
}

/// `It is not X. It is because Y`.
fn next(page: &Page<'_>, at: usize) -> Option<Found> {
    let flow = &page.flow;
    let this = flow.sentence(at);
    let opening = |words: &Words| {
        let is = |w: usize| flow.is_any(w, &["is", "was", "’s", "'s"]);
        match (flow.is_any(words.start, &["it", "this", "that"]), is(words.start + 1)) {
            (true, true) => Some(words.start + 2),
            _ if flow.is_any(words.start, &["its", "it’s", "it's"]) => Some(words.start + 1),
            _ => None,
        }
    };
    if opening(&this)? != at {
        return None;
    }
    let second = flow.sentences().get(flow.sentence_of(at) + 1)?;
    let mut from = opening(second)?;
    let rejected = at + 1..this.end;
    if flow.is_any(from, &["not", "n't", "n’t"]) || rejected.len() < 2 {
        return None;
    }
    let to = from;
    from += usize::from(flow.is(from, "because"));
    let other = page.clause_from(from);
    page.contrast(INSTEAD, ContrastKind::Instead, &[(at, at + 1), (to, from)], &rejected, &other)
}

/// `Y rather than X`, of causes and of what is set in quotation marks.
fn rather(page: &Page<'_>, at: usize) -> Option<Found> {
    let flow = &page.flow;
    if at == flow.sentence(at).start {
        return None;
    }
    let end = flow
        .until(at + 2, flow.sentence(at).end, |f, w| f.breaks(w) || f.word(w) == "[" || f.ends(w));
    let (rejected, other) = (at + 2..end, page.clause_before(at));
    let near = at.saturating_sub(MOST_BETWEEN).max(other.start)..at;
    let first = other.start..(other.start + MOST_BETWEEN).min(at);
    let disputes = flow.find(&near, CAUSES).or_else(|| flow.find(&first, MATTERS)).is_some()
        || flow.has_term(&rejected) && !flow.has_term(&other);
    let names = !flow.tag(at + 2).starts_with("VB");
    if !disputes || !names {
        return None;
    }
    page.contrast(INSTEAD, ContrastKind::Instead, &[(at, at + 2)], &rejected, &other)
}
