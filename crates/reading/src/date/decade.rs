//! Decades and centuries.

use super::calendar::number;
use super::era::{self, Side};
use super::{Phrase, year};
use crate::numbers;
use crate::scan::{Kind, Token, Window};
use sayso_model::{DateKind, Edtf, RuleId};

const DECADE: RuleId = RuleId::new("date.decade");

/// `the 90s`, `the late 90s`, `the 70s and 80s`, of the last century; elsewhere such a number can
/// be an age.
pub(super) fn shortened_decade(window: &Window<'_>, at: usize) -> Option<Phrase> {
    let word = |back: usize| window.before(at, back).word();
    let narrowed = matches!(word(1), "early" | "mid" | "late" | "later")
        || window.before(at, 1).is('-') && word(2) == "mid";
    let listed = matches!(word(1), "and" | "or") && word(2) == "s" && word(3).is_empty();
    let led = word(1) == "the"
        && matches!(word(2), "in" | "of" | "during" | "since" | "from" | "through" | "throughout");
    let told = narrowed || listed || led && is_no_heat(window, at);
    tens_in_figures(window, at).filter(|_| told)
}

/// Whether `the 60s` in figures are years and no degrees: it is seldom colder than in the fifties.
fn is_no_heat(window: &Window<'_>, at: usize) -> bool {
    let high = window.written(window.ahead(at)) >= "50";
    high && !window.ahead(at + 2).is('°') && window.ahead(at + 2).word() != "degrees"
}

/// `60s`: a decade of the last century, which the figures do not say.
pub(super) fn tens_in_figures(window: &Window<'_>, at: usize) -> Option<Phrase> {
    let apostrophe = matches!(window.ahead(at + 1).kind, Kind::Mark('\'' | '’'));
    let apostrophe = usize::from(apostrophe && window.ahead(at + 1).glued());
    let (figures, ending) = (window.ahead(at), window.ahead(at + 1 + apostrophe));
    let tens = window.written(figures).strip_suffix('0')?;
    let fits = figures.kind == Kind::Number && ending.glued() && ending.word() == "s";
    let tens = tens.parse::<u8>().ok().filter(|tens| fits && (3..=9).contains(tens))?;
    let value = Edtf::parse(&format!("19{tens}X")).ok()?.approximate();
    Some(Phrase::new(at + 2 + apostrophe, value, DateKind::Vague, DECADE).with_own_year())
}

/// `1960s`.
pub(super) fn decade(window: &Window<'_>, at: usize) -> Option<Phrase> {
    let (value, 4) = number(window, at)? else { return None };
    let mut next = at + 1;
    next += usize::from(matches!(window.ahead(next).kind, Kind::Mark('\'' | '’')));
    let ending = window.ahead(next);
    if ending.word() != "s" || !ending.glued() || value % 10 != 0 || !(1000..2200).contains(&value)
    {
        return None;
    }
    let digits = if value % 100 == 0 && value < 1900 {
        format!("{}XX", value / 100)
    } else {
        format!("{}X", value / 10)
    };
    let value = Edtf::parse(&digits).ok()?;
    Some(Phrase::new(next + 1, value, DateKind::Interval, DECADE).with_own_year())
}

/// `19th century`, as the hundred years from 1800.
pub(super) fn century(window: &Window<'_>, at: usize) -> Option<Phrase> {
    let (value, 1..=2) = number(window, at)? else { return None };
    let ending = window.ahead(at + 1);
    let ordinal =
        |token: &Token| token.glued() && matches!(token.word(), "st" | "nd" | "rd" | "th");
    if !ordinal(ending) {
        return None;
    }
    // "The 18th and 19th centuries" are two.
    let joins = window.ahead(at + 2);
    let joined = matches!(joins.word(), "and" | "or" | "to") || joins.is_dash();
    let of_two = joined && ordinal(window.ahead(at + 4)) && is_century(window, at + 5);
    if of_two && (1..=22).contains(&value) {
        return hundred(at + 2, value.into());
    }
    century_at(window, at + 2, value.into())
}

fn is_century(window: &Window<'_>, at: usize) -> bool {
    matches!(window.ahead(at).word(), "century" | "centuries")
}

fn century_at(window: &Window<'_>, at: usize, number: u32) -> Option<Phrase> {
    // "The seventeenth and eighteenth centuries" are two.
    let joined = matches!(window.ahead(at).word(), "and" | "or" | "to");
    let another = joined && numbers::ordinal(window.ahead(at + 1).word()).is_some();
    if another && is_century(window, at + 2) {
        return hundred(at, number);
    }
    let at = at + usize::from(window.ahead(at).is('-'));
    if !is_century(window, at) || number > 22 {
        return None;
    }
    if let Some(phrase) = century_of_an_era(window, at + 1, i32::try_from(number).ok()?) {
        return Some(phrase);
    }
    // "The first century" may be that of anything.
    if number < 2 {
        return None;
    }
    hundred(at + 1, number)
}

/// The hundred years of a century, by its number.
fn hundred(to: usize, number: u32) -> Option<Phrase> {
    let value = Edtf::parse(&format!("{:02}XX", number.checked_sub(1)?)).ok()?;
    Some(Phrase::new(to, value, DateKind::Interval, DECADE).with_own_year())
}

/// `the 5th century BC`: its hundred years, the last of which ends in `00` as EDTF counts.
fn century_of_an_era(window: &Window<'_>, at: usize, number: i32) -> Option<Phrase> {
    let (side, to) = era::name(window, at)?;
    let written = match side {
        Side::Before => format!("-{:04}/-{:04}", 100 * number - 1, 100 * (number - 1)),
        Side::Since => format!("{:02}XX", number - 1),
    };
    let value = Edtf::parse(&written.replace("-0000", "0000")).ok()?;
    Some(Phrase::new(to, value, DateKind::Interval, DECADE).with_own_year())
}

/// The tens of a decade by its name. Those of "the twenties" may be of two centuries.
fn tens(word: &str) -> Option<u8> {
    Some(match word {
        "thirties" => 3,
        "forties" => 4,
        "fifties" => 5,
        "sixties" => 6,
        "seventies" => 7,
        "eighties" => 8,
        "nineties" => 9,
        _ => return None,
    })
}

/// `in the sixties`, as of the last century; after another word it can be an age.
fn by_name(window: &Window<'_>, at: usize) -> Option<Phrase> {
    let led = matches!(
        window.before(at, 1).word(),
        "in" | "of" | "during" | "since" | "from" | "through" | "throughout"
    );
    let tens = tens(window.ahead(at + 1).word()).filter(|_| led)?;
    let value = Edtf::parse(&format!("19{tens}X")).ok()?.approximate();
    Some(Phrase::new(at + 2, value, DateKind::Vague, DECADE).with_own_year())
}

/// `early eighties`, after its first word.
fn part_by_name(window: &Window<'_>, at: usize) -> Option<Phrase> {
    let narrowed = matches!(window.before(at, 1).word(), "early" | "mid" | "late")
        || window.before(at, 1).is('-') && window.before(at, 2).word() == "mid";
    let of_somebody = (2..4).any(|back| {
        matches!(window.before(at, back).word(), "his" | "her" | "their" | "my" | "your" | "our")
    });
    let tens = tens(window.ahead(at).word()).filter(|_| narrowed && !of_somebody)?;
    let value = Edtf::parse(&format!("19{tens}X")).ok()?.approximate();
    Some(Phrase::new(at + 1, value, DateKind::Vague, DECADE).with_own_year())
}

/// `the 1960s`, `the nineteenth century`: the article belongs to it.
pub(super) fn the_decade(window: &Window<'_>, at: usize) -> Option<Phrase> {
    let the = window.ahead(at).word() == "the";
    let next = at + usize::from(the);
    if the && let Some(phrase) = by_name(window, at) {
        return Some(phrase);
    }
    if the && year::is_shortened(window, next) {
        return tens_in_figures(window, next + 1);
    }
    if the && window.ahead(next).kind == Kind::Number {
        let led = matches!(
            window.before(at, 1).word(),
            "in" | "of" | "during" | "since" | "from" | "through" | "throughout"
        );
        return decade(window, next)
            .or_else(|| tens_in_figures(window, next).filter(|_| led && is_no_heat(window, next)))
            .or_else(|| century(window, next));
    }
    if let Some(phrase) = part_by_name(window, at) {
        return Some(phrase);
    }
    century_at(window, next + 1, numbers::ordinal(window.ahead(next).word())?.into())
}
