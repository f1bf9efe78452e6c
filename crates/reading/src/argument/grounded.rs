//! Conclusions by the words that lead their premises: `X, since Y`; `X. Why? Because Y`; `Want proof?
//! Here is Y`.

use super::{Found, Page};
use crate::contrast::flow::Words;
use sayso_model::{RuleId, Span};

/// Words that lead what speaks for a claim.
const GROUNDED: RuleId = RuleId::new("argument.grounded");
/// Words into a clause where its subject is looked for.
const MOST_OPENING: usize = 4;

pub(super) fn find(page: &Page<'_>, number: usize, out: &mut Vec<Found>) {
    let Some(sentence) = page.flow.sentences().get(number).cloned() else { return };
    let whole = why(page, number, &sentence)
        .or_else(|| proof(page, number, &sentence))
        .or_else(|| for_this(page, number, &sentence))
        .or_else(|| given(page, &sentence));
    if whole.is_some() {
        out.extend(whole);
        return;
    }
    let joins = sentence.clone().skip(3).find_map(|at| joined(page, &sentence, at));
    out.extend(joins.or_else(|| reflected(page, &sentence)));
}

/// `X. Why? Because Y, and because Z.`
fn why(page: &Page<'_>, number: usize, sentence: &Words) -> Option<Found> {
    let flow = &page.flow;
    if !flow.says(sentence.start, &["why", "?"]) || sentence.len() > 2 {
        return None;
    }
    let answer = flow.sentences().get(number + 1)?;
    let causes: Vec<usize> = answer.clone().filter(|&w| flow.is(w, "because")).collect();
    if causes.first() != Some(&answer.start) {
        return None;
    }
    let ends = causes.iter().skip(1).copied().chain([answer.end]);
    let premise = |(&from, end): (&usize, usize)| {
        let end = flow.until(from + 1, end, |f, w| matches!(f.word(w), "(" | ";") || f.ends(w));
        flow.span(&(from + 1..end))
    };
    let premises = causes.iter().zip(ends).filter_map(premise).collect();
    let conclusion = page.said_before(number)?;
    let cue = [(sentence.start, sentence.end), (answer.start, answer.start + 1)];
    page.argument(GROUNDED, &cue, without_because(page, conclusion), premises)
}

/// A conclusion that itself begins with `it is because`.
fn without_because(page: &Page<'_>, conclusion: Span) -> Span {
    let flow = &page.flow;
    let words = flow.within(conclusion);
    let because = words.clone().take(3).find(|&w| flow.is(w, "because"));
    because.and_then(|w| flow.span(&page.until_note(w + 1..words.end))).unwrap_or(conclusion)
}

/// `X. Want proof? Here is Y, and here is Z.`
fn proof(page: &Page<'_>, number: usize, sentence: &Words) -> Option<Found> {
    let flow = &page.flow;
    if sentence.len() > 5
        || !flow.is(sentence.end - 1, "?")
        || flow.find(sentence, &["proof", "evidence"]).is_none()
    {
        return None;
    }
    let answer = flow.sentences().get(number + 1)?;
    let here: Vec<usize> = answer.clone().filter(|&w| flow.is(w, "here")).collect();
    let ends = here.iter().skip(1).copied().chain([answer.end]);
    let premise = |(&from, end): (&usize, usize)| {
        let end = flow.until(from + 1, end, |f, w| f.word(w) == "(" || f.is_dash(w) || f.ends(w));
        let end = end - usize::from(flow.is(end - 1, "and"));
        let from = from + 1 + usize::from(flow.lemma(from + 1) == "be");
        flow.span(&(from..end))
    };
    let premises = here.iter().zip(ends).filter_map(premise).collect();
    let before = number.checked_sub(1).and_then(|n| flow.sentences().get(n))?;
    let conclusion = flow.span(&flow.narrowed(before.clone()))?;
    page.argument(GROUNDED, &[(sentence.start, sentence.end)], conclusion, premises)
}

/// `X. For Y.`
fn for_this(page: &Page<'_>, number: usize, sentence: &Words) -> Option<Found> {
    let flow = &page.flow;
    let from = sentence.start;
    if !flow.is(from, "for") || !is_clause(page, from, sentence.end) {
        return None;
    }
    let premise = flow.span(&(from + 1..sentence.end))?;
    page.argument(GROUNDED, &[(from, from + 1)], page.said_before(number)?, vec![premise])
}

/// Whether a conjunction leads a clause rather than a phrase: its subject stands right before its
/// verb, and no comma comes first.
fn is_clause(page: &Page<'_>, at: usize, limit: usize) -> bool {
    let flow = &page.flow;
    let end = flow.until(at + 1, limit, |f, w| f.breaks(w) || f.ends(w));
    let verb = (at + 1..end).find(|&w| matches!(flow.tag(w), "VBZ" | "VBP" | "VBD" | "MD"));
    let Some(verb) = verb else { return false };
    let before = at + 1..verb;
    let close = |w: &usize| flow.is(at, "because") || flow.first(*w) == at + 1;
    let subject = before.clone().any(|w| flow.relation(w).starts_with("nsubj") && close(&w));
    let relative = before.clone().any(|w| matches!(flow.tag(w), "WDT" | "WP" | "IN"));
    let told = flow.is(at, "as") && crate::attribution::tells(flow.lemma(verb));
    let since = flow.is(at, "since") && flow.tag(verb) == "VBD";
    subject && !relative && !told && !since
}

/// `As it was never opened, X`; `given that Y, X`.
fn given(page: &Page<'_>, sentence: &Words) -> Option<Found> {
    let flow = &page.flow;
    let start = sentence.start;
    let lead = match () {
        () if flow.says(start, &["given", "that"]) => 2,
        () if flow.is_any(start, &["as", "since"]) && is_clause(page, start, sentence.end) => 1,
        () => return None,
    };
    let end = flow.until(start + lead, sentence.end, |f, w| f.word(w) == ",");
    let reason = start + lead..end;
    let states = lead == 2 || flow.find(&reason, &["not", "n't", "n’t", "never", "no"]).is_some();
    let rest = end + 1..sentence.end;
    if end >= sentence.end || !states || !flow.has_verb(&rest) || !flow.has_verb(&reason) {
        return None;
    }
    let stop = flow.until(rest.start, rest.end, |f, w| f.is_dash(w) || f.word(w) == "(");
    let conclusion = flow.span(&(rest.start..stop))?;
    page.argument(GROUNDED, &[(start, start + lead)], conclusion, vec![flow.span(&reason)?])
}

/// `X, since Y`; `X, for Y`; `X; for Y`; `X because Y`, where X is no mere event.
fn joined(page: &Page<'_>, sentence: &Words, at: usize) -> Option<Found> {
    let flow = &page.flow;
    let breaks = flow.breaks(at - 1) && flow.word(at - 1) != "(" && flow.word(at - 1) != ")";
    let leads = match () {
        () if flow.is_any(at, &["for", "since"]) => breaks,
        () if flow.is(at, "as") => flow.word(at - 1) == "," && flow.relation(at) == "mark",
        () => flow.is(at, "because"),
    };
    let from = at + 1 + usize::from(flow.is_any(at + 1, &["whilst", "while"]));
    if !leads || flow.is(at + 1, "of") || !is_clause(page, from - 1, sentence.end) {
        return None;
    }
    let before = at - usize::from(breaks);
    let conclusion = main_clause(page, sentence, before);
    let argues = flow.is_any(at, &["for", "since"]);
    if before <= conclusion.start || !claims(page, &conclusion, argues) {
        return None;
    }
    let end = flow.until(at + 1, sentence.end, |f, w| matches!(f.word(w), ";" | "(") || f.ends(w));
    let premise = flow.span(&(at + 1..end))?;
    page.argument(GROUNDED, &[(at, at + 1)], flow.span(&conclusion)?, vec![premise])
}

/// The clause before a place that a premise speaks for.
fn main_clause(page: &Page<'_>, sentence: &Words, before: usize) -> Words {
    let flow = &page.flow;
    let start = (sentence.start..before).rev().find(|&w| {
        let apart = matches!(flow.word(w), ";" | ":") || flow.is_dash(w);
        apart || flow.word(w) == "," && flow.has_verb(&(w + 1..before))
    });
    flow.without_openers(start.map_or(sentence.start, |w| w + 1))..before
}

/// Whether a clause claims something: it judges, it says what can or must be, or it denies. What
/// only happened is explained, not argued for.
fn claims(page: &Page<'_>, clause: &Words, argues: bool) -> bool {
    let flow = &page.flow;
    let past = clause.clone().any(|w| flow.tag(w) == "VBD");
    let may =
        clause.clone().any(|w| flow.tag(w) == "MD" && !flow.is_any(w, &["will", "’ll", "'ll"]));
    let judges = |w: usize| matches!(flow.relation(w), "acomp" | "attr");
    let is = clause.clone().any(|w| {
        flow.lemma(w) == "be" && matches!(flow.tag(w), "VBZ" | "VBP") && flow.under(w).any(judges)
    });
    // How somebody feels is no claim; `the reason is` tells why by itself.
    let opening = clause.start..(clause.start + MOST_OPENING).min(clause.end);
    let feels =
        flow.find(&opening, &["i", "we", "which", "what"]).or_else(|| flow.find(clause, &["me"]));
    let feels = feels.is_some();
    let reason = flow.find(clause, &["reason"]).is_some() || flow.lemma(clause.end - 1) == "be";

    let present = clause.clone().any(|w| matches!(flow.tag(w), "VBZ" | "VBP"));
    !past && !feels && !reason && (may || is || argues && present) && clause.len() > 2
}

/// `X is reflected in Y`.
fn reflected(page: &Page<'_>, sentence: &Words) -> Option<Found> {
    let flow = &page.flow;
    let at = sentence.clone().skip(1).find(|&w| {
        flow.is_any(w, &["reflected", "evident", "evidenced"])
            && flow.lemma(w - 1) == "be"
            && flow.tag(w - 1) != "VB"
            && flow.is_any(w + 1, &["in", "by", "from"])
    })?;
    let conclusion = flow.span(&(flow.without_openers(sentence.start)..at - 1))?;
    let premise = flow.span(&(at + 2..sentence.end))?;
    page.argument(GROUNDED, &[(at - 1, at + 2)], conclusion, vec![premise])
}
