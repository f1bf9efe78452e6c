//! Where a name begins and ends: without articles, titles and marks, with all of its particles.

use super::list;
use super::units::Units;
use super::words::{Use, is, is_given_name};
use sayso_model::ActorKind;
use sayso_parser::Parse;
use std::ops::Range;

/// Most words of what an office is of.
const MOST_OFFICE: usize = 8;

/// The words of a name, and the title that stood before it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Settled {
    pub(super) words: Range<usize>,
    pub(super) title: Option<Range<usize>>,
}

/// Finds the edges of what was taken for a name; `None` where nothing is left of it.
pub(super) fn settle(
    text: &str,
    parse: &Parse,
    units: &Units<'_>,
    words: Range<usize>,
) -> Option<Settled> {
    let words = trim(text, parse, words)?;
    let mut span = units.of(words.start)..units.of(words.end - 1) + 1;
    let inside = span.clone();
    span = particles(units, span);
    // A name that ends inside a hyphened word ends there: `Iran` in `Iran-backed`.
    let start = match span.start < inside.start || keeps(units, span.start) {
        true => units.range(span.start).start,
        false => words.start,
    };
    let end = match keeps(units, span.end - 1) {
        true => units.range(span.end - 1).end.max(words.end),
        false => words.end,
    };
    let (rest, title) = match after_listed(units, span.clone()) {
        Some(given) => (Some(given), None),
        None => untitled(units, span.clone()),
    };
    let whole = match rest {
        Some(first) if first > span.start => units.range(first).start..end,
        Some(_) => start..end,
        None => return None,
    };
    let title = title.map(|t| units.range(t.start).start..units.range(t.end - 1).end);
    Some(Settled { words: trim(text, parse, whole)?, title })
}

/// Where a person's name begins after a listed name that stands right before it: `Minister for the
/// Middle East` NAME.
fn after_listed(units: &Units<'_>, span: Range<usize>) -> Option<usize> {
    let last = span.end.min(span.start + MOST_OFFICE);
    let given = (span.start + 1..last).find(|&u| is_given_name(units.words(u)))?;
    let words: Vec<&str> = (span.start..given).map(|u| units.words(u)).collect();
    (given + 1 < span.end && list::lookup(&words.join(" ")).is_some()).then_some(given)
}

/// Whether a unit is one word of a name, hyphens and all.
fn keeps(units: &Units<'_>, unit: usize) -> bool {
    super::capitals::is_capital(units.words(unit))
}

/// Without articles, quotation marks and the genitive's ending.
fn trim(text: &str, parse: &Parse, mut words: Range<usize>) -> Option<Range<usize>> {
    let of = |i: usize| super::units::word_of(text, parse, i);
    while !words.is_empty() && drops(of(words.start), true) {
        words.start += 1;
    }
    while !words.is_empty() && drops(of(words.end - 1), false) {
        words.end -= 1;
    }
    // `World Health Organization (WHO`: the bracket holds another name.
    if let Some(open) = (words.start + 1..words.end).find(|&i| matches!(of(i), "(" | "["))
        && !words.clone().any(|i| matches!(of(i), ")" | "]"))
    {
        words.end = open;
    }
    (!words.is_empty()).then_some(words)
}

fn drops(word: &str, first: bool) -> bool {
    let mark = word.chars().all(|c| !c.is_alphanumeric());
    let small = matches!(
        word,
        "the"
            | "The"
            | "a"
            | "an"
            | "A"
            | "An"
            | "his"
            | "her"
            | "its"
            | "their"
            | "our"
            | "my"
            | "this"
            | "that"
    );
    mark || if first { small } else { matches!(word, "'s" | "’s" | "’" | "'" | "s") }
}

/// With the particles that stand before and after: `Ali` `bin Tamim`, `Abu` `Dhabi`.
fn particles(units: &Units<'_>, mut span: Range<usize>) -> Range<usize> {
    let arabic = |u: usize| {
        let word = units.words(u);
        ["al-", "el-", "Al-", "El-"].iter().any(|p| word.starts_with(p)) && keeps(units, u)
    };
    let before = |word: &str| {
        matches!(word, "Abu" | "Abou" | "Abd" | "Umm" | "Bin" | "bin" | "Ibn" | "ibn" | "al" | "Al")
    };
    while span.start > 0 && !units.starts(span.start) && before(units.words(span.start - 1)) {
        span.start -= 1;
    }
    loop {
        let next = span.end;
        if next >= units.len() || units.starts(next) {
            return span;
        }
        if arabic(next) && !list::begins(units.words(next)) {
            span.end += 1;
        } else if matches!(units.words(next), "bin" | "ibn" | "bint" | "ould")
            && next + 1 < units.len()
            && keeps(units, next + 1)
        {
            span.end += 2;
        } else {
            return span;
        }
    }
}

/// The first unit of the name after its titles (`Harbour Minister` Ada Lind), and the titles;
/// `None` where there are only titles.
fn untitled(units: &Units<'_>, span: Range<usize>) -> (Option<usize>, Option<Range<usize>>) {
    let word = |u: usize| units.words(u);
    let mut at = span.start;
    // `Russian Foreign Secretary Lavrov`
    while at < span.end && (is(Use::Adjective, word(at)) || is_nation(word(at))) {
        at += 1;
    }
    let from = at;
    while at < span.end && (is(Use::Office, word(at)) || matches!(word(at), "and" | "&" | "for")) {
        at += 1;
    }
    let titles = at;
    while at < span.end && (is(Use::Title, word(at)) || at > titles && word(at) == ".") {
        at += 1;
    }
    let after_of = at < span.end && matches!(word(at), "of" | "for");
    if at == titles {
        return (Some(span.start), None);
    }
    if after_of && at + 1 < span.end {
        return match office(units, at + 1..span.end) {
            Some(end) if end < span.end => (Some(end), Some(from..end)),
            Some(_) => {
                let the = usize::from(word(at + 1) == "the");
                ((at + 1 + the < span.end).then_some(at + 1 + the), None)
            }
            None => (Some((at + 1).min(span.end - 1)), None),
        };
    }
    if at == span.end {
        return (None, None);
    }
    let ends = is(Use::Ending, word(span.end - 1)) || is(Use::First, word(at));
    if ends && (at + 1 == span.end || titles > from) {
        return (Some(span.start), None);
    }
    (Some(at), Some(from..at))
}

fn is_nation(word: &str) -> bool {
    matches!(list::lookup(word), Some(ActorKind::State | ActorKind::Population))
}

/// One past what an office is of: `Minister of Information` NAME, `President of the United States`
/// NAME.
fn office(units: &Units<'_>, span: Range<usize>) -> Option<usize> {
    let start = span.start + usize::from(units.words(span.start) == "the");
    let known = (start + 1..=span.end.min(start + MOST_OFFICE)).rev().find(|&end| {
        let words: Vec<&str> = (start..end).map(|u| units.words(u)).collect();
        list::lookup(&words.join(" ")).is_some()
    });
    known.or_else(|| {
        let single = is(Use::Office, units.words(start));
        single.then_some((start + 1).min(span.end))
    })
}
