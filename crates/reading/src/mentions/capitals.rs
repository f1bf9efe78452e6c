//! Runs of words with capitals: names that neither the lists nor the parser know.

use super::list;
use super::units::Units;
use super::words::{Use, is, is_given_name};
use std::ops::Range;

/// Small words inside names.
fn joins(word: &str) -> bool {
    matches!(
        word,
        "of" | "the"
            | "for"
            | "de"
            | "del"
            | "da"
            | "la"
            | "al"
            | "el"
            | "bin"
            | "bint"
            | "ibn"
            | "von"
            | "van"
            | "der"
            | "and"
            | "&"
    )
}

/// Whether small words can stand between two capitals of one name: `the` only after `of` and the
/// like.
fn connects(words: &[&str]) -> bool {
    match words {
        [] => true,
        ["the" | "and"] => false,
        [_] => true,
        [first, second] => *second == "the" && matches!(*first, "of" | "for"),
        _ => false,
    }
}

/// Runs of words in a script without capitals, in a text whose letters mostly have them: names as
/// they are written at home.
pub(super) fn foreign(units: &Units<'_>) -> Vec<Range<usize>> {
    let mut out: Vec<Range<usize>> = Vec::new();
    let mut last = None;
    for unit in (0..units.len()).filter(|&u| is_caseless(units.words(u))) {
        let follows = last == Some(unit.wrapping_sub(1)) && !units.starts(unit);
        let range = units.range(unit);
        match out.last_mut() {
            Some(run) if follows => run.end = range.end,
            _ => out.push(range),
        }
        last = Some(unit);
    }
    let (mut cased, mut caseless) = (0usize, 0usize);
    for unit in 0..units.len() {
        let letters = units.words(unit).chars().filter(|c| c.is_alphabetic()).count();
        *(if is_caseless(units.words(unit)) { &mut caseless } else { &mut cased }) += letters;
    }
    if cased > caseless { out } else { Vec::new() }
}

/// Whether a word is in a script without capitals.
pub(super) fn is_caseless(word: &str) -> bool {
    let mut letters = word.chars().filter(|c| c.is_alphabetic()).peekable();
    letters.peek().is_some() && letters.all(|c| !c.is_lowercase() && !c.is_uppercase())
}

/// The runs, in words.
pub(super) fn runs(units: &Units<'_>) -> Vec<Range<usize>> {
    let mut out = Vec::new();
    let mut at = 0;
    while at < units.len() {
        let Some(end) = run(units, at) else {
            at += 1;
            continue;
        };
        let mut start = at;
        while start < end && (is(Use::Not, units.words(start)) || lone(units, start..end)) {
            start += 1;
        }
        // `Defeating the Guard`: the first word of a sentence before a listed name.
        if units.starts(start) && end - start > 1 && !is(Use::Title, units.words(start)) {
            let rest: Vec<&str> = (start + 1..end).map(|u| units.words(u)).collect();
            let whole = end - start < 8 && list::lookup(&rest.join(" ")).is_some();
            start += usize::from(whole && !list::begins(units.words(start)));
        }
        if start < end {
            out.push(units.range(start).start..units.range(end - 1).end);
        }
        at = end;
    }
    out
}

/// An adjective of a nation or a direction by itself, or before another name's first word.
fn lone(units: &Units<'_>, run: Range<usize>) -> bool {
    run.len() == 1 && is(Use::Adjective, units.words(run.start))
}

/// One past the last unit of the run that begins at unit `i`.
fn run(units: &Units<'_>, i: usize) -> Option<usize> {
    if !is_capital(units.words(i)) {
        return None;
    }
    let mut end = i + 1;
    loop {
        let mut next = end;
        while next - end < 2 && joins(units.words(next)) {
            next += 1;
        }
        let same = (end..=next).all(|u| !units.starts(u));
        let between: Vec<&str> = (end..next).map(|u| units.words(u)).collect();
        // `Ana Ruiz of the Courier` are two names.
        let person =
            end - i >= 2 && is_given_name(units.words(i)) && between.first() == Some(&"of");
        let word = units.words(next);
        let stop = units.words(end) == "."
            && is(Use::Stop, units.words(end - 1))
            && is_capital(units.words(end + 1));
        if stop && !units.starts(end) {
            end += 2;
        } else if same
            && !person
            && is_capital(word)
            && (connects(&between) || between == ["and"] && goes_on(units, i..end, next))
            && !is(Use::Not, word)
        {
            end = next + 1;
        } else {
            return Some(end);
        }
    }
}

/// Whether a name that tells its kind goes on after `and`: `Department of Health and Human Services`.
fn goes_on(units: &Units<'_>, run: Range<usize>, next: usize) -> bool {
    let of = run.clone().find(|&u| units.words(u) == "of");
    let body = |u: usize| is(Use::Ending, units.words(u)) || is(Use::First, units.words(u));
    let office = of.is_some_and(|of| of > run.start && body(of - 1));
    office && list::lookup(units.words(next)).is_none() || units.words(run.end - 1) == "England"
}

/// Whether a unit is written as a part of a name is.
pub(super) fn is_capital(unit: &str) -> bool {
    let particle = ["al-", "el-", "an-", "ash-", "as-", "ar-", "at-", "az-", "ad-"]
        .iter()
        .any(|p| unit.strip_prefix(p).is_some_and(|rest| rest.starts_with(char::is_uppercase)));
    let compound = !particle
        && unit.split(['-', '’', '\'']).skip(1).any(|p| p.starts_with(char::is_lowercase))
        && is_compound_adjective(unit);
    let pronoun = unit.starts_with("I’") || unit.starts_with("I'");
    !pronoun
        && !compound
        && (particle || unit.starts_with(char::is_uppercase))
        && unit.chars().any(char::is_alphabetic)
}

/// `US-backed`, `ISIS-held`: a name and a participle.
pub(super) fn is_compound_adjective(unit: &str) -> bool {
    let last = unit.rsplit('-').next().unwrap_or_default();
    let known = |(first, _)| list::lookup(first).is_some();
    unit.contains('-')
        && (unit.split_once('-').is_some_and(known)
            || last.ends_with("ed")
            || last.ends_with("ing")
            || matches!(
                last,
                "led"
                    | "held"
                    | "run"
                    | "based"
                    | "era"
                    | "style"
                    | "born"
                    | "wide"
                    | "old"
                    | "made"
                    | "free"
                    | "like"
                    | "owned"
                    | "language"
                    | "level"
                    | "related"
            ))
}
