//! Amounts without a number: "dozens", "hundreds of thousands", "several", "no casualties".

use super::bound::Bound;
use super::phrase::{name, noun_phrase};
use super::{Amount, VAGUE, number, words};
use crate::scan::{Gap, Window};
use sayso_model::Span;

pub(super) const NONE: &str = "quantity.none";
pub(super) const FRACTION: &str = "quantity.fraction";

/// An amount without a number, whose first word is at `at` after what bounds it.
pub(super) fn read(window: &Window<'_>, at: usize, bound: Bound) -> Option<Amount> {
    plural(window, at)
        .or_else(|| in_the(window, at))
        .or_else(|| some(window, at))
        .or_else(|| none(window, at))
        .or_else(|| fraction(window, at, bound))
}

fn of(window: &Window<'_>, at: usize, to: usize) -> (Option<Span>, Option<String>) {
    let unit = words::singular(window.ahead(to - 1).word());
    (Some(window.span(at, to)), (!unit.is_empty()).then_some(unit))
}

/// What is counted after `at`, with `of` before it or without.
fn after_of(window: &Window<'_>, at: usize) -> (usize, Option<Span>, Option<String>) {
    let next = at + usize::from(window.ahead(at).word() == "of");
    if next == at {
        return (at, None, None);
    }
    match noun_phrase(window, next, 2.0) {
        Some((to, _)) => {
            let (of, unit) = of(window, next, to);
            (to, of, unit)
        }
        None => match name(window, next) {
            Some((to, of)) => (to, Some(of), None),
            None => (at, None, None),
        },
    }
}

/// `dozens`, `hundreds of thousands of people`: the least that the plural can mean.
fn plural(window: &Window<'_>, at: usize) -> Option<Amount> {
    let mut low = words::several(window.ahead(at).word())?;
    let mut to = at + 1;
    let factor = match (window.ahead(to).word(), window.ahead(to + 1).word()) {
        ("of", "thousands") => 1e3,
        ("of", "millions") => 1e6,
        ("of", "billions") => 1e9,
        _ => 1.0,
    };
    if factor > 1.0 {
        to += 2;
        low *= factor;
    } else if window.ahead(at).word() == "tens" {
        return None;
    }
    let number = (at, to);
    let more = window.ahead(to).word() == "more";
    let (to, of, unit) = after_of(window, to + usize::from(more));
    Some(Amount { to, number, low: Some(low), best: None, high: None, of, unit, rule: VAGUE })
}

/// `numbering in the millions`.
fn in_the(window: &Window<'_>, at: usize) -> Option<Amount> {
    let at = at + usize::from(window.ahead(at).word() == "numbering");
    if window.ahead(at).word() != "in" || window.ahead(at + 1).word() != "the" {
        return None;
    }
    // "In the hundreds" says the order alone, not two of it.
    let low = words::several(window.ahead(at + 2).word()).filter(|&low| low >= 200.0)? / 2.0;
    let to = at + 3;
    let low = Some(low);
    Some(Amount {
        to,
        number: (at, to),
        low,
        best: None,
        high: None,
        of: None,
        unit: None,
        rule: VAGUE,
    })
}

/// `several people`, `multiple outlets`, `a number of journalists`: no figure at all, but that
/// "multiple" is more than one.
fn some(window: &Window<'_>, at: usize) -> Option<Amount> {
    let word = |i: usize| window.ahead(at + i).word();
    let (low, next) = match (word(0), word(1), word(2)) {
        ("a", "number" | "lot", "of") => (None, at + 3),
        ("multiple", _, _) => (Some(2.0), at + 1),
        ("several" | "various" | "numerous", _, _) => (None, at + 1),
        ("many", second, _) if words::is_people(second) => (None, at + 1),
        _ => return None,
    };
    let (to, _) = noun_phrase(window, next, 2.0)?;
    let number = (at, next);
    let (of, unit) = of(window, next, to);
    Some(Amount { to, number, low, best: None, high: None, of, unit, rule: VAGUE })
}

/// `no casualties`, `not even one candidate`: none of them.
fn none(window: &Window<'_>, at: usize) -> Option<Amount> {
    let even = usize::from(window.ahead(at + 1).word() == "even");
    if window.ahead(at).word() == "not" && window.ahead(at + 1 + even).word() == "one" {
        let next = at + 2 + even;
        let (to, _) = noun_phrase(window, next, 1.0)?;
        let (of, unit) = of(window, next, to);
        let (number, best) = ((at, next), Some(0.0));
        return Some(Amount { to, number, low: None, best, high: None, of, unit, rule: NONE });
    }
    let counted = words::is_none_of(window.ahead(at + 1).word());
    if window.ahead(at).word() != "no" || !counted || window.ahead(at + 1).gap > Gap::Line {
        return None;
    }
    let (of, unit) = of(window, at + 1, at + 2);
    let (to, number, best) = (at + 2, (at, at + 1), Some(0.0));
    Some(Amount { to, number, low: None, best, high: None, of, unit, rule: NONE })
}

/// `half of the seats`, `two-thirds of voters`, `nearly half`.
fn fraction(window: &Window<'_>, at: usize, bound: Bound) -> Option<Amount> {
    let (value, to) = match window.ahead(at).word() {
        // "The second half of the match" is no half of it.
        "half" if !is_ordinal(window.before(at, 1).word()) => (0.5, at + 1),
        _ => number::part(window, at)?,
    };
    let of = window.ahead(to).word() == "of";
    // "Half her wages", "half the seats".
    let owned = window.ahead(at).word() == "half" && is_told(window.ahead(to).word());
    if !of && !owned && bound == Bound::Exact {
        return None;
    }
    let number = (at, to);
    let next = to + usize::from(of);
    let next = next + usize::from(is_told(window.ahead(next).word()));
    let counted = noun_phrase(window, next, 2.0).or_else(|| {
        // "Half the crew", "half his pay": one noun and no more.
        let one = noun_phrase(window, next, 1.0).filter(|_| owned)?;
        Some(one).filter(|&(end, _)| end == next + 1)
    });
    let (to, of) = match counted.filter(|_| of || owned) {
        Some((end, _)) => (end, Some(window.span(next, end))),
        None if owned && bound == Bound::Exact => return None,
        None => (to, None),
    };
    let (low, best, high) = bound.of(value);
    let unit = Some("fraction".to_owned());
    Some(Amount { to, number, low, best, high, of, unit, rule: FRACTION })
}

fn is_told(word: &str) -> bool {
    word == "the" || words::is_owner(word)
}

fn is_ordinal(word: &str) -> bool {
    matches!(word, "first" | "second" | "other" | "latter" | "last" | "next" | "better" | "top")
}
