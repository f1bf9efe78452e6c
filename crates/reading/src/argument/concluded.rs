//! Conclusions by the words that lead them: `Thus X`, `this shows that X`, `that is why X`.

use super::{Found, Page};
use crate::contrast::flow::Words;
use sayso_model::RuleId;

/// Words that lead a conclusion from what was said before.
const CONCLUDED: RuleId = RuleId::new("argument.concluded");
/// Words that conclude at the beginning of a sentence.
const LEADS: &[&[&str]] = &[
    &["thus"],
    &["therefore"],
    &["hence"],
    &["accordingly"],
    &["consequently"],
    &["in", "conclusion"],
    &["in", "other", "words"],
    &["it", "follows", "that"],
    &["that", "is", "why"],
    &["that", "’s", "why"],
    &["that", "'s", "why"],
    &["this", "is", "why"],
    &["which", "is", "why"],
    &["so", "clearly"],
    &["clearly", "then"],
];
/// Verbs by which something said before shows what follows.
const SHOWS: &[&str] = &["confirm", "demonstrate", "imply", "mean", "prove", "show"];
/// Verbs by which something said before shows that what follows is not so.
const DISPROVES: &[&str] = &["belie", "contradict", "debunk", "disprove", "refute"];
/// Words into a sentence where `thus` is still looked for.
const MOST_INTO: usize = 12;

pub(super) fn find(page: &Page<'_>, number: usize) -> Option<Found> {
    let sentence = page.flow.sentences().get(number)?.clone();
    let (cue, conclusion) = led(page, &sentence)
        .or_else(|| what_it_means(page, &sentence))
        .or_else(|| shown(page, &sentence))
        .or_else(|| inside(page, &sentence))?;
    let premise = page.said_before(number)?;
    let (conclusion, reason) = split(page, conclusion);
    let premises = std::iter::once(premise).chain(reason).collect();
    page.argument(CONCLUDED, &[(cue.start, cue.end)], page.flow.span(&conclusion)?, premises)
}

/// `Thus X`.
fn led(page: &Page<'_>, sentence: &Words) -> Option<(Words, Words)> {
    let flow = &page.flow;
    let start = sentence.start + usize::from(flow.is_any(sentence.start, &["and", "*", "“"]));
    let lead = LEADS.iter().find(|lead| flow.says(start, lead))?;
    let mut from = start + lead.len();
    // `Thus far` concludes nothing.
    if flow.is_any(from, &["far"]) {
        return None;
    }
    from += usize::from(flow.breaks(from));
    let words = from..sentence.end;
    flow.has_verb(&words).then_some((start..start + lead.len(), words))
}

/// `What this means is that X`.
fn what_it_means(page: &Page<'_>, sentence: &Words) -> Option<(Words, Words)> {
    let flow = &page.flow;
    let start = sentence.start;
    let this = flow.is(start, "what") && flow.is_any(start + 1, &["this", "that", "it"]);
    if !this || !SHOWS.contains(&flow.lemma(start + 2)) {
        return None;
    }
    let that = (start + 3..(start + 12).min(sentence.end))
        .find(|&w| flow.lemma(w) == "be" && flow.is(w + 1, "that"))?;
    Some((start..that + 2, that + 2..sentence.end))
}

/// `This shows that X`; `this disproved the claim that X`, which is the conclusion as a whole.
fn shown(page: &Page<'_>, sentence: &Words) -> Option<(Words, Words)> {
    let flow = &page.flow;
    let start = sentence.start + usize::from(flow.is_any(sentence.start, &["and", "all"]));
    let this = flow.is_any(start, &["this", "that"]);
    let verb =
        (start + 1..(start + 4).min(sentence.end)).find(|&w| flow.tag(w).starts_with("VB"))?;
    let near = !(start + 1..verb).any(|w| flow.breaks(w) || flow.tag(w).starts_with("NN"));
    if !this || !near || flow.relation(start) == "mark" {
        return None;
    }
    let lemma = flow.lemma(verb);
    if SHOWS.contains(&lemma) && flow.is(verb + 1, "that") {
        return Some((start..verb + 2, verb + 2..sentence.end));
    }
    DISPROVES.contains(&lemma).then_some((start..verb + 1, start..sentence.end))
}

/// `They are thus X`.
fn inside(page: &Page<'_>, sentence: &Words) -> Option<(Words, Words)> {
    let flow = &page.flow;
    let near = sentence.start + 1..(sentence.start + MOST_INTO).min(sentence.end);
    let cue = near.clone().find(|&w| flow.is_any(w, &["thus", "therefore", "hence"]))?;
    let own = !(sentence.start..cue).any(|w| flow.breaks(w) && flow.word(w) != ",");
    let verb =
        flow.lemma(cue - 1) == "be" || flow.tag(cue - 1) == "MD" || flow.word(cue + 1) == ",";
    (own && verb && !flow.is(cue + 1, "far")).then_some((cue..cue + 1, sentence.clone()))
}

/// A conclusion, and the reason that it gives besides: `X because of Y`.
fn split(page: &Page<'_>, words: Words) -> (Words, Option<sayso_model::Span>) {
    let flow = &page.flow;
    let reason = words.clone().skip(3).find(|&w| flow.is(w, "because"));
    let Some(because) = reason else { return (page.until_note(words), None) };
    let mut end = because;
    while end > words.start
        && (flow.tag(end - 1) == "RB" || flow.lemma(end - 1) == "be" || flow.breaks(end - 1))
    {
        end -= 1;
    }
    let from = because + 1 + usize::from(flow.is(because + 1, "of"));
    let until = flow.until(from, words.end, |f, w| f.breaks(w) || f.ends(w));
    (words.start..end, flow.span(&(from..until)))
}
