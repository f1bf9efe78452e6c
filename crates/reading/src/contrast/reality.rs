//! `Ostensibly X, in fact Y`; `said that “X” whilst Y`; `whilst X has been labelled “A”, the reality
//! is Y`.

use super::flow::Words;
use super::words::{AGAINST, LABELS, PRETENCE, REALITY};
use super::{Found, Page};
use sayso_model::{ContrastKind, RuleId};

/// What is said, set against how things stand.
const REALITY_RULE: RuleId = RuleId::new("contrast.reality");

pub(super) fn find(page: &Page<'_>, at: usize, out: &mut Vec<Found>) {
    let flow = &page.flow;
    if flow.is_any(at, &["while", "whilst"]) || flow.says(at, &["even", "as"]) {
        out.extend(meanwhile(page, at).or_else(|| whilst(page, at)));
    } else if flow.is_any(at, &["although", "though"]) {
        out.extend(whilst(page, at));
    } else if flow.is_any(at, &["yet", "but"]) {
        out.extend(yet(page, at));
    } else if flow.is(at, "despite") {
        out.extend(despite(page, at));
    } else if pretends(page, at) {
        out.extend(ostensibly(page, at));
    }
}

/// Whether a word says that what follows is only said to be so.
fn pretends(page: &Page<'_>, at: usize) -> bool {
    page.flow.is_any(at, PRETENCE) || page.flow.says(at, &["in", "the", "name", "of"])
}

/// Whether some words say that they tell how things stand.
fn is_real(page: &Page<'_>, words: &Words) -> bool {
    let flow = &page.flow;
    flow.find(words, REALITY).is_some() || words.clone().any(|w| flow.says(w, &["in", "fact"]))
}

/// Whether some words give a name to something and set it apart.
fn labels(page: &Page<'_>, words: &Words) -> bool {
    let flow = &page.flow;
    let names = |w: usize| {
        flow.is_any(w, &["label", "banner", "guise", "so-called", "lexicon"])
            || flow.tag(w).starts_with("VB") && LABELS.contains(&flow.lemma(w))
    };
    flow.has_term(words) && words.clone().any(names)
}

/// Whether somebody is said to say something in some words, or they only pretend to be so.
fn is_said(page: &Page<'_>, words: &Words) -> bool {
    let flow = &page.flow;
    let marked = flow.quotes_in(words).iter().any(|q| {
        let term = q.inner.of(flow.text).unwrap_or_default();
        matches!(term, "officially" | "official")
    });
    marked || words.clone().any(|w| pretends(page, w))
}

/// `that they were “X” whilst Y`: a plain clause beside quoted words.
fn meanwhile(page: &Page<'_>, at: usize) -> Option<Found> {
    let flow = &page.flow;
    let quote = flow.quote_before(at)?;
    let inner = flow.within(quote.inner);
    let ends = flow.word(inner.end - 1) == ",";
    let said = page.said_at(inner.end - 1).filter(|said| said.start < inner.start);
    let rejected = match said {
        Some(said) => said.start..at,
        None if flow.has_verb(&inner) => inner,
        None => return None,
    };
    let from = at + 1 + usize::from(flow.is(at, "even"));
    let end = flow.until(from, flow.sentence(at).end, |f, w| f.breaks(w) || f.ends(w));
    let other = from..end;
    if !has_subject(page, &other) || page.reports(&other) || ends {
        return None;
    }
    page.contrast(REALITY_RULE, ContrastKind::Deeds, &[(at, from)], &rejected, &other)
}

/// Whether some words are a clause with a subject of its own.
fn has_subject(page: &Page<'_>, words: &Words) -> bool {
    let flow = &page.flow;
    flow.has_verb(words) && words.clone().any(|w| flow.relation(w).starts_with("nsubj"))
}

/// `Whilst X has been labelled “A”, the reality is Y`.
fn whilst(page: &Page<'_>, at: usize) -> Option<Found> {
    let flow = &page.flow;
    let sentence = flow.sentence(at);
    if at != sentence.start && !flow.is_any(at - 1, AGAINST) {
        return None;
    }
    let end = flow.until(at + 1, sentence.end, |f, w| f.word(w) == "," && f.has_verb(&(at + 1..w)));
    let (rejected, other) = (at + 1..end, page.clause_from(end + 1));
    let against = is_real(page, &other) && (labels(page, &rejected) || is_said(page, &rejected));
    let fits = end < sentence.end && against && flow.has_verb(&other);
    let kind = if labels(page, &rejected) { ContrastKind::Labelled } else { ContrastKind::Deeds };
    page.contrast(REALITY_RULE, kind, &[(at, at + 1)], &rejected, &other).filter(|_| fits)
}

/// `The groups are called “A”, yet Y`; `it “officially” X, but Y`.
fn yet(page: &Page<'_>, at: usize) -> Option<Found> {
    let flow = &page.flow;
    let sentence = flow.sentence(at);
    let breaks = at.checked_sub(1).filter(|&w| w > sentence.start && flow.word(w) == ",")?;
    let rejected = page.flow.without_openers(sentence.start.max(at.saturating_sub(60)))..breaks;
    let other = page.clause_from(at + 1);
    let label = labels(page, &rejected) && flow.is(at, "yet");
    let said = is_said(page, &rejected) || labels(page, &rejected) && is_real(page, &other);
    if !(label || said) || !has_subject(page, &rejected) || !has_subject(page, &other) {
        return None;
    }
    let kind = if label { ContrastKind::Labelled } else { ContrastKind::Deeds };
    page.contrast(REALITY_RULE, kind, &[(at, at + 1)], &rejected, &other)
}

/// `the rhetorical X (despite it being in fact Y)`.
fn despite(page: &Page<'_>, at: usize) -> Option<Found> {
    let flow = &page.flow;
    let breaks = at.checked_sub(1).filter(|&w| flow.breaks(w))?;
    let end = flow.until(at + 1, flow.sentence(at).end, |f, w| f.breaks(w) || f.ends(w));
    let from =
        (breaks.saturating_sub(12).max(flow.sentence(at).start)..breaks).rev().find(|&w| {
            flow.is_any(w, &["rhetorical", "professed", "proclaimed", "avowed", "claimed"])
        })?;
    let first = (from.saturating_sub(3)..from)
        .find(|&w| flow.relation(w) == "poss")
        .map_or(from, |w| w - usize::from(w > 0 && flow.relation(w - 1) == "det"));
    let other = at + 1..end;
    let real = is_real(page, &other);
    page.contrast(REALITY_RULE, ContrastKind::Deeds, &[(at, at + 1)], &(first..breaks), &other)
        .filter(|_| real)
}

/// `the invasion – ostensibly X – has in fact Y`.
fn ostensibly(page: &Page<'_>, at: usize) -> Option<Found> {
    let flow = &page.flow;
    let sentence = flow.sentence(at);
    let open = (sentence.start..at).rev().take(12).find(|&w| flow.breaks(w))?;
    let end = flow.until(at, sentence.end, |f, w| f.breaks(w) || f.ends(w));
    if end >= sentence.end || !flow.breaks(end) {
        return None;
    }
    let rest = page.clause_from(end + 1);
    let stop = flow.until(rest.start, rest.end, |f, w| f.is_dash(w));
    let other = rest.start..stop;
    let real = is_real(page, &other) && flow.has_verb(&other);
    page.contrast(REALITY_RULE, ContrastKind::Deeds, &[(at, at + 1)], &(open + 1..end), &other)
        .filter(|_| real)
}
