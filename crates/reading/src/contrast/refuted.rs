//! `X disproved any claims that Y or that Z`; `did not contradict the claim that X, or prove that
//! Y`; `makes a mockery of X`.

use super::flow::{Cue, Words};
use super::words::{CLAIMS, REFUTES, REJECTS};
use super::{Found, Page, notion};
use sayso_model::{ContrastKind, RuleId};

/// What somebody or something speaks against.
const REFUTED: RuleId = RuleId::new("contrast.refuted");
/// Words between a verb and the claim that it turns down.
const MOST_BETWEEN: usize = 6;
/// Clauses of one claim that are told apart.
const MOST_CLAUSES: usize = 4;

pub(super) fn find(page: &Page<'_>, at: usize, out: &mut Vec<Found>) {
    let flow = &page.flow;
    if flow.is(at, "mockery") && flow.is(at + 1, "of") {
        out.extend(mockery(page, at));
        return;
    }
    let lemma = flow.lemma(at);
    let rejects = REJECTS.contains(&lemma);
    if !flow.tag(at).starts_with("VB") || !rejects && !REFUTES.contains(&lemma) {
        return;
    }
    let sentence = flow.sentence(at);
    let reach = at + 1..(at + 1 + MOST_BETWEEN).min(sentence.end);
    let claim = reach.clone().find(|&w| CLAIMS.contains(&flow.lemma(w)) && flow.is(w + 1, "that"));
    let Some(claim) = claim.filter(|&c| !(at + 1..c).any(|w| flow.breaks(w))) else { return };
    let clauses = clauses(page, claim + 1);
    let cue = [(at, at + 1), (claim, claim + 1)];
    let negated = is_negated(page, at);
    if negated {
        out.extend(neither(page, at, &clauses, &cue));
        return;
    }
    let kind = if rejects { ContrastKind::Denied } else { ContrastKind::Contradicts };
    let Some(other) = against(page, at, claim) else { return };
    for clause in clauses {
        let found = page.contrast(REFUTED, kind, &cue, &clause, &other);
        out.extend(found.map(|mut found| {
            found.rejected.holder = notion::holder(page, claim);
            found
        }));
    }
}

fn is_negated(page: &Page<'_>, at: usize) -> bool {
    let flow = &page.flow;
    let from = at.saturating_sub(4).max(flow.sentence(at).start);
    flow.find(&(from..at), &["not", "n't", "n’t", "never", "cannot", "no"]).is_some()
}

/// The clauses that tell a claim, each without its `that`: `that X [4] or that Y`.
fn clauses(page: &Page<'_>, that: usize) -> Vec<Words> {
    let flow = &page.flow;
    let limit = flow.sentence(that).end;
    let mut out = Vec::new();
    let mut from = that + 1;
    while out.len() < MOST_CLAUSES {
        let joins = |w: usize| flow.is_any(w, &["or", "and", "nor"]);
        let end = flow.until(from, limit, |f, w| {
            joins(w) && (f.is(w + 1, "that") || f.is_any(w + 1, &["prove", "show", "confirm"]))
                || f.is_dash(w)
                || f.ends(w)
                || f.word(w) == ";"
                || f.word(w) == "," && f.has_verb(&(from..w))
        });
        let note = (from..end).rev().take(4).find(|&w| flow.word(w) == "[");
        out.push(from..note.unwrap_or(end));
        if !(joins(end) && flow.is(end + 1, "that")) {
            break;
        }
        from = end + 2;
    }
    out
}

/// `did not contradict the claim that X – or prove that Y`: both stay open.
fn neither(page: &Page<'_>, at: usize, clauses: &[Words], cue: &[Cue]) -> Option<Found> {
    let flow = &page.flow;
    let first = clauses.first().filter(|_| REFUTES.contains(&flow.lemma(at)))?;
    let limit = flow.sentence(at).end;
    let or = (first.end..(first.end + 3).min(limit)).find(|&w| flow.is_any(w, &["or", "nor"]))?;
    if !flow.is_any(or + 1, &["prove", "show", "confirm", "establish"]) || !flow.is(or + 2, "that")
    {
        return None;
    }
    let second = clauses_from(page, or + 3, limit);
    let cue = [cue, &[(or, or + 3)]].concat();
    page.contrast(REFUTED, ContrastKind::Contradicts, &cue, first, &second)
}

fn clauses_from(page: &Page<'_>, from: usize, limit: usize) -> Words {
    let flow = &page.flow;
    from..flow.until(from, limit, |f, w| f.breaks(w) || f.ends(w))
}

/// What speaks against it: the subject of the verb; where that is only `this`, the sentence before;
/// where there is none, what the clause before says. Of somebody who turns it down, that they do.
fn against(page: &Page<'_>, verb: usize, claim: usize) -> Option<Words> {
    let flow = &page.flow;
    let node = flow.node(verb)?;
    let sentence = flow.sentence(verb);
    let subject = flow
        .parse
        .children(node)
        .find(|&c| matches!(flow.parse.relation(c), "nsubj" | "nsubjpass"))
        .map(|s| (flow.place(flow.parse.edges(s).0), flow.place(s)));
    let rejects = REJECTS.contains(&flow.lemma(verb));
    match subject {
        Some((first, at)) if flow.is_any(at, &["this", "that", "it", "which"]) && !rejects => {
            if first > sentence.start + 2 {
                return Some(page.clause_before(first));
            }
            let before = flow.sentences().get(flow.sentence_of(verb).checked_sub(1)?)?;
            Some(page.clause_from(before.start))
        }
        Some((first, _)) if rejects => Some(first..claim + 1),
        Some((first, _)) if first < verb => Some(first..last_of(page, first, verb)),
        _ if flow.tag(verb) == "VBG" && !rejects => {
            let before = sentence.start..verb;
            let said = page.said_in(&before);
            Some(said.unwrap_or_else(|| {
                page.clause_before(verb - usize::from(verb > 0 && flow.breaks(verb - 1)))
            }))
        }
        _ => None,
    }
}

/// Where a subject ends before its verb: without adverbs and helping verbs.
fn last_of(page: &Page<'_>, first: usize, verb: usize) -> usize {
    let flow = &page.flow;
    let helps =
        |w: usize| matches!(flow.tag(w), "RB" | "MD") || flow.relation(w).starts_with("aux");
    (first..verb).rev().find(|&w| !helps(w)).map_or(verb, |w| w + 1)
}

/// `Y, making a mockery of X`.
fn mockery(page: &Page<'_>, at: usize) -> Option<Found> {
    let flow = &page.flow;
    let limit = flow.sentence(at).end;
    let make = (flow.sentence(at).start..at).rev().take(3).find(|&w| flow.lemma(w) == "make")?;
    let end = flow.until(at + 2, limit, |f, w| f.breaks(w) || f.ends(w));
    let before = make - usize::from(make > 0 && flow.breaks(make - 1));
    let other = page.clause_before(before);
    page.contrast(REFUTED, ContrastKind::Deeds, &[(make, at + 2)], &(at + 2..end), &other)
}
