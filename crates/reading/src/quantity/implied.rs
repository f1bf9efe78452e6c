//! Counts that other words than numbers tell: "no one was hurt", "the lone survivor", "the seventh
//! death", "the fourth night in a row", "a couple of boats", "both of the masts", "most of the crew".

use super::phrase::noun_phrase;
use super::vague::{FRACTION, NONE};
use super::{Amount, COUNT, words};
use crate::numbers;
use crate::scan::{Gap, Kind, Window};

/// A count that its words imply, whose first word is at `at`.
pub(super) fn read(window: &Window<'_>, at: usize) -> Option<Amount> {
    match window.ahead(at).word() {
        "no" | "nobody" => nobody(window, at),
        "lone" | "sole" => the_only(window, at),
        "the" => the_only(window, at)
            .or_else(|| so_many_in_a_row(window, at))
            .or_else(|| so_manieth(window, at)),
        "a" => so_many_in_a_row(window, at).or_else(|| two_of_them(window, at)),
        "both" => two_of_them(window, at),
        "most" => most(window, at),
        _ => None,
    }
}

/// Whether `the` may begin one, by the word after it.
pub(super) fn follows_the(window: &Window<'_>) -> bool {
    let next = window.ahead(1);
    is_only(next.word()) || place(next.word()).is_some() || next.kind == Kind::Number
}

fn exactly(best: f64, number: (usize, usize), to: usize, rule: &'static str) -> Amount {
    let best = Some(best);
    Amount { to, number, low: None, best, high: None, of: None, unit: None, rule }
}

/// `no one was hurt`, `nobody died`: where it is told what befell none of them.
fn nobody(window: &Window<'_>, at: usize) -> Option<Amount> {
    let word = |i: usize| window.ahead(at + i).word();
    let to = match word(0) {
        "nobody" => at + 1,
        "no" if word(1) == "one" => at + 2,
        "no" if window.ahead(at + 1).is('-') && word(2) == "one" => at + 3,
        _ => return None,
    };
    let befell = (to..to + 4)
        .map(|i| window.ahead(i))
        .take_while(|token| token.kind == Kind::Word && token.gap < Gap::Paragraph)
        .any(|token| words::befalls(token.word()));
    let unit = Some("person".to_owned());
    befell.then(|| Amount { unit, ..exactly(0.0, (at, to), to, NONE) })
}

/// `the lone survivor`, `the sole witness`.
fn the_only(window: &Window<'_>, at: usize) -> Option<Amount> {
    let the = usize::from(window.ahead(at).word() == "the");
    let noun = window.ahead(at + the + 1);
    let fits = is_only(window.ahead(at + the).word()) && words::is_people(noun.word());
    if !fits || noun.gap > Gap::Line || words::is_plural(noun.word()) {
        return None;
    }
    let (of, unit) = (Some(noun.span()), Some("person".to_owned()));
    let to = at + the + 2;
    Some(Amount { of, unit, ..exactly(1.0, (at + the, at + the + 1), to, COUNT) })
}

fn is_only(word: &str) -> bool {
    matches!(word, "lone" | "sole")
}

/// A place in a row that is written as a word; later ones are mostly centuries and names.
fn place(word: &str) -> Option<u8> {
    numbers::ordinal(word).filter(|place| *place <= 12)
}

/// The number of an ordinal after its article, and the token after it.
fn ordinal(window: &Window<'_>, at: usize) -> Option<(f64, usize)> {
    let at = at + usize::from(matches!(window.ahead(at).word(), "the" | "a"));
    let token = window.ahead(at);
    if token.kind != Kind::Number {
        return place(token.word()).map(|value| (value.into(), at + 1));
    }
    let ending = window.ahead(at + 1);
    let ends = ending.glued() && matches!(ending.word(), "st" | "nd" | "rd" | "th");
    let short = token.span().len() <= 4;
    let value: f64 = window.written(token).parse().ok().filter(|_| ends && short)?;
    Some((value, at + 2))
}

/// `the fourth night in a row`, `a third consecutive day`.
fn so_many_in_a_row(window: &Window<'_>, at: usize) -> Option<Amount> {
    let (value, next) = ordinal(window, at)?;
    let word = |i: usize| window.ahead(next + i).word();
    let told = matches!(word(0), "consecutive" | "straight" | "successive");
    let spell = usize::from(told);
    let unit = words::unit(word(spell)).filter(|_| !words::is_plural(word(spell)))?;
    let row = (word(spell + 1), word(spell + 2), word(spell + 3)) == ("in", "a", "row");
    let to = next + spell + 1 + if row { 3 } else { 0 };
    let unit = Some(unit.to_owned());
    (told || row).then(|| Amount { unit, ..exactly(value, (at, next), to, COUNT) })
}

/// `the seventh death`, `the 12th victim`: so many by then.
fn so_manieth(window: &Window<'_>, at: usize) -> Option<Amount> {
    let (value, next) = ordinal(window, at)?;
    let noun = window.ahead(next);
    if !matches!(noun.word(), "death" | "fatality" | "victim" | "casualty" | "arrest") {
        return None;
    }
    let (of, unit) = (Some(noun.span()), Some(words::singular(noun.word())));
    Some(Amount { of, unit, ..exactly(value, (at, next), next + 1, COUNT) })
}

/// `both of the recorders`, `a couple of boats`.
fn two_of_them(window: &Window<'_>, at: usize) -> Option<Amount> {
    let word = |i: usize| window.ahead(at + i).word();
    let next = match (word(0), word(1), word(2)) {
        ("both", "of", "the") | ("a", "couple", "of") => at + 3,
        ("both", "of", owner) if words::is_owner(owner) => at + 3,
        _ => return None,
    };
    let (to, head) = noun_phrase(window, next, 2.0)?;
    let (of, unit) = (window.span(next, to), words::singular(window.ahead(head).word()));
    let unit = Some(unit).filter(|unit| !unit.is_empty());
    Some(Amount { of: Some(of), unit, ..exactly(2.0, (at, next - 1), to, COUNT) })
}

/// `most of the crew`: more than half.
fn most(window: &Window<'_>, at: usize) -> Option<Amount> {
    let owner = window.ahead(at + 2).word();
    let of = window.ahead(at).word() == "most" && window.ahead(at + 1).word() == "of";
    if !of || owner != "the" && !words::is_owner(owner) {
        return None;
    }
    let (to, _) = noun_phrase(window, at + 3, 2.0)?;
    let (of, unit) = (Some(window.span(at + 3, to)), Some("fraction".to_owned()));
    let amount = exactly(0.5, (at, at + 1), to, FRACTION);
    Some(Amount { low: Some(0.5), best: None, of, unit, ..amount })
}
