//! Noun phrases without a parser: how far back a subject reaches, and how far on a name does.

use crate::lexicon::{
    begins_clause, is_auxiliary, is_determiner, is_preposition, is_subject_pronoun, negates, verb,
};
use crate::units::Unit;
use std::ops::Range;

/// A noun phrase is no longer than this many pieces.
const LONGEST: usize = 28;

/// What stands before a verb.
#[derive(Debug, Default)]
pub(crate) struct Before {
    /// Who does it.
    pub(crate) subject: Option<Range<usize>>,
    /// Where the verb's own words begin, auxiliaries with it.
    pub(crate) verb_start: usize,
    /// Whether a form of *be* stands before it: something is said of the subject, not by it.
    pub(crate) passive: bool,
    /// Whether it is turned round.
    pub(crate) negated: bool,
    /// Whether a comma stands before the subject, or it begins the sentence: the words before may
    /// be the content.
    pub(crate) after_comma: bool,
}

/// What stands before the verb at piece `v`.
pub(crate) fn before(unit: &Unit<'_>, v: usize) -> Before {
    let mut found = Before { verb_start: v, ..Before::default() };
    let mut i = v;
    // `USA Today noted`: with a capital inside a sentence a word is a name's, not an adverb.
    let helps = |i: usize| is_auxiliary(unit.word(i)) && (i == 0 || !unit.is_capital(i));
    while i > 0 && unit.is_word(i - 1) && helps(i - 1) {
        i -= 1;
        let word = unit.word(i);
        found.passive |= matches!(
            word.to_lowercase().as_str(),
            "is" | "are" | "was" | "were" | "be" | "been" | "being"
        );
        found.negated |= negates(word);
        found.verb_start = i;
    }
    // An adverb alone at the start is no part of the verb's own words.
    let Some(last) = i.checked_sub(1) else { return found };
    // `would like to know`: an infinitive's subject does not stand before it.
    if i < v && unit.word(v - 1) == "to" {
        return found;
    }
    // `quoted the clerk as saying`: whoever is quoted says it.
    let quoted = unit.word(last) == "as" && unit.word(v).ends_with("ing");
    found.subject = match last.checked_sub(1).filter(|_| quoted) {
        Some(before) => phrase_ending_at(unit, before),
        None => subject_ending_at(unit, last),
    };
    if let Some(subject) = &found.subject {
        found.after_comma = subject.start > 0 && unit.is_mark(subject.start - 1, ",");
    }
    found
}

fn subject_ending_at(unit: &Unit<'_>, last: usize) -> Option<Range<usize>> {
    let word = unit.word(last).to_lowercase();
    let times = ["day", "night", "morning", "evening", "afternoon", "week", "month", "year"];
    if is_preposition(&word) && word != "to" || times.contains(&word.as_str()) {
        return None;
    }
    if matches!(word.as_str(), "who" | "which" | "that") {
        let end = last.checked_sub(usize::from(unit.is_mark(last.checked_sub(1)?, ",")))?;
        return described_by_clause(unit, end.checked_sub(1)?);
    }
    if unit.is_mark(last, ",") {
        // What stands between two commas belongs to the subject before them.
        let comma = (last.saturating_sub(LONGEST)..last).rev().find(|&i| unit.is_mark(i, ","))?;
        let described =
            (comma + 1..last).all(|i| verb(unit.word(i), "").is_none() || i > comma + 2);
        let subject = phrase_ending_at(unit, comma.checked_sub(1)?)?;
        return (described && last > comma + 1).then_some(subject.start..last);
    }
    phrase_ending_at(unit, last)
}

/// What a clause with `who` describes: the name or noun phrase before it, without the words that
/// lead to it (`came from`, `was written by`).
fn described_by_clause(unit: &Unit<'_>, last: usize) -> Option<Range<usize>> {
    let leads = |i: usize| matches!(unit.word(i), "by" | "to" | "with" | "from");
    let floor = last.saturating_sub(LONGEST);
    let near = (floor..=last).rev().take_while(|&i| unit.is_word(i)).find(|&i| leads(i));
    match (phrase_ending_at(unit, last), near) {
        (Some(phrase), Some(lead)) if phrase.contains(&lead) => {
            let determined = (phrase.start..lead).any(|i| is_determiner(unit.word(i)));
            Some(if determined { phrase } else { lead + 1..last + 1 })
        }
        (None, Some(lead)) if lead < last => Some(lead + 1..last + 1),
        (phrase, _) => phrase,
    }
}

/// The noun phrase whose last piece is `last`.
pub(crate) fn phrase_ending_at(unit: &Unit<'_>, last: usize) -> Option<Range<usize>> {
    if is_subject_pronoun(unit.word(last)) && unit.is_word(last) {
        return Some(last..last + 1);
    }
    let mut start = last + 1;
    while start > 0 && last + 1 - start < LONGEST {
        let i = start - 1;
        if unit.is_mark(i, ")") {
            match (i.saturating_sub(8)..i).rev().find(|&j| unit.is_mark(j, "(")) {
                Some(open) if open > 0 => {
                    start = open;
                    continue;
                }
                _ => break,
            }
        }
        if stops_phrase(unit, i, last) {
            break;
        }
        start = i;
        // `In the same issue a dispatch said`: a determiner that nothing leads to begins anew.
        if i > 0 && begins_another(unit, i, 0) && unit.is_word(i - 1) && i <= last {
            break;
        }
    }
    let start = without_lead(unit, start, last + 1);
    (start <= last && has_noun(unit, start..last + 1)).then_some(start..last + 1)
}

/// The bare apostrophe of a plural that owns what follows: `the owners’ lawyer`.
fn owns(unit: &Unit<'_>, i: usize) -> bool {
    let ends = |p: usize| unit.word(p).ends_with(['s', 'z', 'x']);
    matches!(unit.word(i), "'" | "’")
        && i > 0
        && ends(i - 1)
        && unit.pieces[i - 1].span.end() == unit.pieces[i].span.start()
        && unit.is_word(i + 1)
}

/// Whether a phrase that runs back to its end at `last` cannot hold piece `i`.
fn stops_phrase(unit: &Unit<'_>, i: usize, last: usize) -> bool {
    if unit.is_any_mark(i) {
        return !matches!(unit.word(i), "-" | "/" | "&") && !owns(unit, i);
    }
    // A quotation that ends as a sentence does is speech, not a part of a name.
    if unit
        .quote(i)
        .and_then(|q| q.inner.of(unit.text))
        .is_some_and(|words| words.trim_end().ends_with([',', '.', '?', '!', '…']))
    {
        return true;
    }
    let word = unit.word(i);
    let lower = word.to_lowercase();
    let determined = i > 0 && (is_determiner(unit.word(i - 1)) || unit.word(i - 1) == "’s");
    if lower == "and" || lower == "or" {
        // Joins two names or two determined nouns, nothing else.
        let after = unit.is_capital(i + 1) || is_determiner(unit.word(i + 1)) || i + 2 == last + 1;
        let before = i > 0 && unit.is_word(i - 1) && !looks_like_verb(unit, i - 1);
        return !(after && before);
    }
    if is_calendar(word) && !determined {
        return true;
    }
    if is_subject_pronoun(&lower) || (begins_clause(&lower) && lower != "to") {
        return true;
    }
    if unit.is_capital(i) && i > 0 {
        return false;
    }
    (is_auxiliary(&lower) && !is_preposition(&lower) && !is_determiner(&lower))
        || (!determined && looks_like_verb(unit, i))
}

/// Names of days and months, which stand before a subject more often than in it.
fn is_calendar(word: &str) -> bool {
    matches!(
        word,
        "Monday"
            | "Tuesday"
            | "Wednesday"
            | "Thursday"
            | "Friday"
            | "Saturday"
            | "Sunday"
            | "January"
            | "February"
            | "March"
            | "April"
            | "June"
            | "July"
            | "August"
            | "September"
            | "October"
            | "November"
            | "December"
    )
}

/// Whether a lower-case word is likely to be a verb: a reporting one, or a past form that no
/// determiner or adjective stands before.
fn looks_like_verb(unit: &Unit<'_>, i: usize) -> bool {
    let word = unit.word(i);
    if unit.is_capital(i) || !unit.is_word(i) {
        return false;
    }
    let noun_too = matches!(
        word,
        "report"
            | "reports"
            | "claim"
            | "claims"
            | "state"
            | "states"
            | "note"
            | "notes"
            | "order"
            | "orders"
            | "plan"
            | "plans"
            | "estimate"
            | "estimates"
            | "demand"
            | "demands"
            | "ruling"
            | "finding"
            | "call"
            | "calls"
            | "answer"
            | "record"
    );
    let determined = i > 0 && is_determiner(unit.word(i - 1));
    (verb(word, "").is_some() && !noun_too && !determined)
        || (word.len() > 4 && word.ends_with("ed") && !determined)
        || matches!(
            word,
            "went"
                | "came"
                | "took"
                | "made"
                | "gave"
                | "got"
                | "left"
                | "became"
                | "keep"
                | "keeps"
                | "kept"
                | "let"
                | "make"
                | "makes"
                | "go"
                | "goes"
                | "come"
                | "comes"
        )
}

/// Where the phrase begins when the preposition or conjunction it begins with, and the phrase
/// that belongs to it, are left out.
fn without_lead(unit: &Unit<'_>, start: usize, end: usize) -> usize {
    let word = unit.word(start);
    let joins = matches!(word.to_lowercase().as_str(), "and" | "but" | "or" | "so" | "yet");
    if joins {
        return start + 1;
    }
    if matches!(word, "Here" | "There" | "here" | "there") {
        let short = matches!(unit.word(start + 1), "’s" | "'s");
        return start + if short { 2 } else { 1 };
    }
    if !is_preposition(word) {
        return start;
    }
    (start + 2..end)
        .rev()
        .find(|&i| {
            (is_determiner(unit.word(i)) || unit.is_capital(i))
                && !is_preposition(unit.word(i - 1))
                && !unit.is_capital(i - 1)
                && !is_determiner(unit.word(i - 1))
        })
        .or_else(|| (start + 1..end).rev().find(|&i| is_determiner(unit.word(i))))
        .unwrap_or(start + 1)
}

/// The subject that a sentence begins with: the phrase before its first verb, a phrase of time or
/// place and its comma left out.
pub(crate) fn main_subject(unit: &Unit<'_>) -> Option<Range<usize>> {
    let first = unit.word(0).to_lowercase();
    let leads = is_preposition(&first) || begins_clause(&first) || is_auxiliary(&first);
    let adverb = [
        "furthermore",
        "indeed",
        "meanwhile",
        "however",
        "instead",
        "moreover",
        "thus",
        "earlier",
        "later",
        "yesterday",
        "today",
        "last",
    ];
    let start = match leads || adverb.contains(&first.as_str()) || unit.is_mark(1, ",") {
        true => (1..unit.len().min(LONGEST)).find(|&i| unit.is_mark(i, ","))? + 1,
        false => 0,
    };
    let end = phrase_from(unit, start);
    (end > start && has_noun(unit, start..end) && unit.is_word(start)).then_some(start..end)
}

fn has_noun(unit: &Unit<'_>, range: Range<usize>) -> bool {
    range.clone().any(|i| {
        let word = unit.word(i);
        unit.quote(i).is_some()
            || (unit.is_word(i) && !is_determiner(word) && !is_preposition(word))
            || (range.len() == 1 && is_subject_pronoun(word))
            || (range.len() == 1
                && matches!(
                    word.to_lowercase().as_str(),
                    "some" | "others" | "many" | "both" | "all"
                ))
    })
}

/// How far the noun phrase that begins at piece `start` reaches (one past its last piece).
///
/// It runs over `of` and the like, and over a description between commas, and ends before a
/// verb, a clause, a time or another mark.
pub(crate) fn phrase_from(unit: &Unit<'_>, start: usize) -> usize {
    if unit.is_word(start) && is_subject_pronoun(unit.word(start)) {
        return start + 1;
    }
    let mut end = start;
    while end < unit.len() && end - start < LONGEST {
        if unit.is_mark(end, "(") {
            match (end..(end + 8).min(unit.len())).find(|&j| unit.is_mark(j, ")")) {
                Some(close) => {
                    end = close + 1;
                    continue;
                }
                None => break,
            }
        }
        if unit.is_mark(end, ",") {
            match description(unit, end) {
                Some(after) => {
                    end = after;
                    continue;
                }
                None => break,
            }
        }
        let word = unit.word(end).to_lowercase();
        let place = is_preposition(&word)
            && !matches!(word.as_str(), "of" | "for" | "from" | "at" | "with")
            && !(word == "in" && unit.is_capital(end + 1) && end > start);
        let possessive = matches!(word.as_str(), "’s" | "'s");
        if (unit.is_any_mark(end) && !matches!(word.as_str(), "-" | "/" | "&") && !owns(unit, end))
            || place
            || (begins_clause(&word) && !unit.is_capital(end) && end > start)
            || (end > start && is_auxiliary(&word) && !is_preposition(&word))
            || (end > start && is_subject_pronoun(&word))
            || (end > start && begins_another(unit, end, start))
            || (end > start && !possessive && looks_like_verb(unit, end))
            || (word == "and" && !(unit.is_capital(end + 1) || is_determiner(unit.word(end + 1))))
        {
            break;
        }
        end += 1;
    }
    end
}

/// A determiner that no preposition or conjunction leads to begins a phrase of its own: `According
/// to the clerk the gates were shut`.
fn begins_another(unit: &Unit<'_>, i: usize, start: usize) -> bool {
    let before = unit.word(i - 1);
    let leads = is_preposition(before)
        || is_determiner(before)
        || matches!(before, "and" | "or" | "," | "&" | "both" | "all");
    is_determiner(unit.word(i)) && !unit.is_capital(i) && !leads && i > start
}

/// A description after a comma (`, the mayor of Orlow`), up to the next comma or the end.
fn description(unit: &Unit<'_>, comma: usize) -> Option<usize> {
    let first = unit.word(comma + 1);
    if !is_determiner(first) || is_subject_pronoun(first) {
        return None;
    }
    let limit = (comma + LONGEST).min(unit.len());
    let end = (comma + 1..limit).find(|&i| {
        unit.is_any_mark(i) && matches!(unit.word(i), "," | "." | ";" | ":" | "?" | "!")
    })?;
    let plain =
        (comma + 1..end).all(|i| !is_auxiliary(unit.word(i)) || is_preposition(unit.word(i)));
    plain.then_some(end)
}
