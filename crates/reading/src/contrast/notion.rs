//! `The claim that X is a myth`; `the claim that X. Yet this is mistaken: Y`; `X, the myth which`;
//! `theories like “X” as if Y`; `the problem with “X” is that Y`.

use super::flow::Words;
use super::words::{CLAIMS, FALSE, FALSEHOODS, FRAMINGS};
use super::{Found, Page};
use sayso_model::{ContrastKind, RuleId, Span};

/// A position that is named in order to turn it down.
const NOTION: RuleId = RuleId::new("contrast.notion");
/// Words between a form of *be* and what turns a position down.
const MOST_BETWEEN: usize = 6;
/// Sentences back to the position that is turned down.
const MOST_BACK: usize = 2;

pub(super) fn find(page: &Page<'_>, at: usize, out: &mut Vec<Found>) {
    let flow = &page.flow;
    let lemma = flow.lemma(at);
    if is_claim(page, at) {
        out.extend(called(page, at));
    }
    if lemma == "be" {
        out.extend(this(page, at));
    }
    if flow.says(at, &["as", "if"]) || flow.says(at, &["as", "though"]) {
        out.extend(as_if(page, at));
    }
    if flow.is_any(at, &["problem", "trouble", "flaw"]) {
        problem(page, at, out);
    }
    if flow.is_any(at, FALSEHOODS) {
        out.extend(beside(page, at));
    }
}

fn is_claim(page: &Page<'_>, at: usize) -> bool {
    page.flow.tag(at).starts_with("NN") && CLAIMS.contains(&page.flow.lemma(at))
}

/// What turns a position down after a form of *be*: the words from there to its noun or adjective.
fn turned_down(page: &Page<'_>, be: usize) -> Option<Words> {
    let flow = &page.flow;
    let end = (be + 1..(be + 1 + MOST_BETWEEN).min(flow.sentence(be).end)).find(|&w| {
        let falsehood = FALSEHOODS.contains(&flow.lemma(w)) && !flow.tag(w + 1).starts_with("NN");
        let false_line = flow.is(w, "line") && flow.is(w - 1, "propaganda");
        flow.is_any(w, FALSE) || falsehood || false_line
    })?;
    let between = be + 1..end;
    let undone = flow.find(&between, &["not", "n't", "n’t", "no", "never", "neither", "whether"]);
    let adverbs = between.clone().all(|w| flow.tag(w) != "IN" || flow.says(w, &["of", "course"]));
    (undone.is_none() && adverbs).then_some(be..end + 1)
}

/// The clause or phrase that tells what a noun like `claim` is of.
fn told(page: &Page<'_>, noun: usize, limit: usize) -> Option<Words> {
    let flow = &page.flow;
    let from = noun + 2;
    if !flow.is_any(noun + 1, &["that", "of"]) {
        return None;
    }
    (from < limit).then_some(from..limit)
}

/// `The notion that X is fanciful`.
fn called(page: &Page<'_>, noun: usize) -> Option<Found> {
    let flow = &page.flow;
    let node = flow.node(noun)?;
    let own = Some(flow.parse.head(node))
        .filter(|_| flow.parse.relation(node).starts_with("nsubj"))
        .map(|verb| flow.place(verb))
        .filter(|&be| be > noun && flow.lemma(be) == "be");
    let be = own?;
    let predicate = turned_down(page, be)?;
    let rejected = unbroken(page, told(page, noun, be)?);
    let other = reply(page, &predicate).unwrap_or(predicate.clone());
    let cue = [(noun, noun + 1), (predicate.end - 1, predicate.end)];
    let mut found = page.contrast(NOTION, ContrastKind::Denied, &cue, &rejected, &other)?;
    found.rejected.holder = holder(page, noun);
    Some(found)
}

/// Whose claim it is: `the minister’s claim`.
pub(super) fn holder(page: &Page<'_>, noun: usize) -> Option<Span> {
    let flow = &page.flow;
    let node = flow.node(noun)?;
    let owner = flow.parse.children(node).find(|&c| flow.parse.relation(c) == "poss")?;
    let (first, _) = flow.parse.edges(owner);
    flow.span(&(flow.place(first)..flow.place(owner) + 1))
}

/// A clause that a parenthesis in dashes breaks: its longer part.
fn unbroken(page: &Page<'_>, words: Words) -> Words {
    let flow = &page.flow;
    let dashes: Vec<usize> = words.clone().filter(|&w| flow.is_dash(w)).collect();
    match dashes.as_slice() {
        &[first, last] if last + 1 < words.end => {
            let (before, after) = (words.start..first, last + 1..words.end);
            if after.len() > before.len() { after } else { before }
        }
        _ => words,
    }
}

/// What speaks for it, after what turns a position down: after a colon or a dash, or in the next
/// sentence where its first word says so.
fn reply(page: &Page<'_>, predicate: &Words) -> Option<Words> {
    let flow = &page.flow;
    let end = predicate.end;
    let sentence = flow.sentence(end - 1);
    if matches!(flow.word(end), ":" | ";") || flow.is_dash(end) {
        let from = end + 1 + usize::from(flow.is_any(end + 1, &["for", "as", "since"]));
        return Some(page.clause_from(from)).filter(|c| flow.has_verb(c));
    }
    let next = flow.sentences().get(flow.sentence_of(end - 1) + 1)?;
    let last = sentence.end <= end + 1;
    let first = next.start;
    let leads = flow
        .is_any(first, &["indeed", "actually", "nonetheless", "nevertheless", "rather"])
        || flow.says(first, &["in", "fact"])
        || flow.says(first, &["in", "reality"]);
    if !last || !leads {
        return None;
    }
    let clause = page.clause_from(first + if flow.is(first, "in") { 2 } else { 1 });
    // `it is clear that Y` says Y.
    let frames = flow.is(clause.start, "it") && flow.lemma(clause.start + 1) == "be";
    let that = (clause.start..(clause.start + 5).min(clause.end)).find(|&w| flow.is(w, "that"));
    Some(that.filter(|_| frames).map_or(clause.clone(), |that| that + 1..clause.end))
}

/// `Yet this is mistaken: Y`, after a position.
fn this(page: &Page<'_>, be: usize) -> Option<Found> {
    let flow = &page.flow;
    let sentence = flow.sentence(be);
    let pronoun = be.checked_sub(1).filter(|&w| flow.is_any(w, &["this", "that", "it"]))?;
    let against = sentence.start..pronoun;
    let opens = against.is_empty()
        || against.len() <= 2 && flow.is_any(sentence.start, &["yet", "but", "however"]);
    let predicate = turned_down(page, be).filter(|_| opens)?;
    let number = flow.sentence_of(be);
    let rejected = (1..=MOST_BACK).find_map(|back| {
        let before = flow.sentences().get(number.checked_sub(back)?)?;
        held(page, before).or_else(|| (back == 1).then(|| page.said_in(before)).flatten())
    })?;
    let end = reply(page, &predicate).map_or(predicate.end, |reply| reply.end);
    let other = pronoun..page.clause_from(pronoun).end.max(end);
    let cue = [(pronoun, predicate.end)];
    page.contrast(NOTION, ContrastKind::Denied, &cue, &rejected, &other)
}

/// The position that a sentence names last: `the claim that X`, `the portrayal of X`.
fn held(page: &Page<'_>, sentence: &Words) -> Option<Words> {
    let flow = &page.flow;
    let end = sentence.end;
    sentence.clone().rev().find_map(|w| {
        if is_claim(page, w) && flow.is(w + 1, "that") {
            return told(page, w, end);
        }
        let frames = FRAMINGS.contains(&flow.lemma(w)) && flow.is(w + 1, "of");
        let first = w - usize::from(w > 0 && flow.is_any(w - 1, &["the", "a", "this"]));
        frames.then_some(first..end)
    })
}

/// `“X” as if Y`.
fn as_if(page: &Page<'_>, at: usize) -> Option<Found> {
    let flow = &page.flow;
    let after = at - usize::from(at > 0 && (flow.is_dash(at - 1) || flow.word(at - 1) == ","));
    let quote = flow.quote_before(after)?;
    let rejected = flow.within(quote.inner);
    let limit = flow.sentence(at).end;
    let end =
        flow.until(at + 2, limit, |f, w| matches!(f.word(w), ";" | "(" | "?") || f.is_dash(w));
    let other = at + 2..end;
    if !flow.has_verb(&rejected) || !flow.has_verb(&other) {
        return None;
    }
    page.contrast(NOTION, ContrastKind::Denied, &[(at, at + 2)], &rejected, &other)
}

/// `The problem with lines like “X” is that Y`.
fn problem(page: &Page<'_>, at: usize, out: &mut Vec<Found>) {
    let flow = &page.flow;
    let limit = flow.sentence(at).end.min(at + super::flow::FARTHEST);
    let is = (at + 2..limit).find(|&w| flow.lemma(w) == "be" && flow.is(w + 1, "that"));
    let Some(is) = is.filter(|_| flow.is(at + 1, "with")) else { return };
    let other = page.clause_from(is + 2);
    for quote in flow.quotes_in(&(at + 2..is)) {
        let rejected = flow.within(quote.inner);
        if flow.has_verb(&rejected) {
            let cue = [(at, at + 2), (is, is + 2)];
            out.extend(page.contrast(NOTION, ContrastKind::Denied, &cue, &rejected, &other));
        }
    }
}

/// `X, the severely inaccurate misrepresentation which others promote`.
fn beside(page: &Page<'_>, noun: usize) -> Option<Found> {
    let flow = &page.flow;
    let sentence = flow.sentence(noun);
    let article = (sentence.start..noun)
        .rev()
        .take(MOST_BETWEEN)
        .find(|&w| flow.is_any(w, &["the", "a", "an"]))?;
    let breaks = article.checked_sub(1).filter(|&w| flow.word(w) == "," || flow.is_dash(w))?;
    let own = (article + 1..noun).all(|w| {
        matches!(flow.tag(w), "JJ" | "RB" | "VBN" | "VBG" | "HYPH") || flow.tag(w).starts_with("NN")
    });
    let follows = flow.is_any(
        noun + 1,
        &["of", "which", "that", "repeated", "promoted", "spread", "peddled", "told"],
    );
    let start =
        (sentence.start..breaks).rev().find(|&w| flow.breaks(w)).map_or(sentence.start, |w| w + 1);
    let rejected = page.flow.without_openers(start)..breaks;
    let end = flow.until(noun, sentence.end, |f, w| f.breaks(w) || f.ends(w));
    if !own
        || !follows
        || !flow.has_term(&rejected) && page.said_at(breaks - 1).is_none()
        || flow.find(&rejected, &["from", "contrary"]).is_some()
    {
        return None;
    }
    let mut found = page.contrast(
        NOTION,
        ContrastKind::Denied,
        &[(noun, noun + 1)],
        &rejected,
        &(article..end),
    )?;
    found.rejected.holder = promoter(page, &(noun + 1..end));
    Some(found)
}

/// Who spreads it, as its relative clause says.
fn promoter(page: &Page<'_>, words: &Words) -> Option<Span> {
    let flow = &page.flow;
    let which = flow.find(words, &["which", "that"])?;
    let end =
        (which + 1..words.end).find(|&w| matches!(flow.tag(w), "VBZ" | "VBP" | "VBD" | "MD"))?;
    flow.span(&(which + 1..end))
}
