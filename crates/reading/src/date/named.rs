//! Times that go by a name: the two world wars, the eleventh of September, feasts of one day.

use super::context::Context;
use super::{Phrase, whose_year, year};
use crate::scan::{Gap, Kind, Window};
use sayso_model::{DateKind, Edtf, RuleId};

const NAMED: RuleId = RuleId::new("date.named");

/// From the declaration of war to the armistice.
const FIRST: &str = "1914-07-28/1918-11-11";
/// From the attack on Poland to the surrender of Japan.
const SECOND: &str = "1939-09-01/1945-09-02";

/// `World War II`, `the Second World War`, `WWI`, `9/11`, `Christmas Eve`.
pub(super) fn read(window: &Window<'_>, context: &Context, at: usize) -> Option<Phrase> {
    if window.ahead(at).kind == Kind::Number {
        return september(window, at);
    }
    if let Some(phrase) = feast(window, context, at) {
        return Some(phrase);
    }
    let (value, to) = war(window, at)?;
    Some(Phrase::new(to, Edtf::parse(value).ok()?, DateKind::Interval, NAMED).with_own_year())
}

fn war(window: &Window<'_>, at: usize) -> Option<(&'static str, usize)> {
    let token = window.ahead(at);
    let word = |i: usize| window.ahead(at + i).word();
    if !token.capital && token.word() != "the" {
        return None;
    }
    let which = |word: &str| match word {
        "i" | "one" | "first" => Some(FIRST),
        "ii" | "two" | "second" => Some(SECOND),
        _ => None,
    };
    match word(0) {
        "wwi" => Some((FIRST, at + 1)),
        "wwii" => Some((SECOND, at + 1)),
        "world" if word(1) == "war" => Some((which(word(2))?, at + 3)),
        "first" | "second" if word(1) == "world" && word(2) == "war" => {
            Some((which(word(0))?, at + 3))
        }
        "the" if word(2) == "world" && word(3) == "war" => Some((which(word(1))?, at + 4)),
        _ => None,
    }
}

/// A feast that has the same day everywhere and every year, with its year where that follows.
fn feast(window: &Window<'_>, context: &Context, at: usize) -> Option<Phrase> {
    let (month, day, after) = day_of_feast(window, at)?;
    let comma = usize::from(window.ahead(after).is(','));
    let (year, leans_on, to) = match year::written(window, after + comma) {
        Some(year) => (Some(year), None, after + comma + 1),
        None => {
            let (year, leans_on) = whose_year::year_of(window, context, at, month, day);
            (year, leans_on, after)
        }
    };
    let written = match year {
        Some(year) => format!("{year:04}-{month:02}-{day:02}"),
        None => format!("XXXX-{month:02}-{day:02}"),
    };
    let kind = if year.is_some() { DateKind::Point } else { DateKind::Vague };
    let phrase = Phrase::new(to, Edtf::parse(&written).ok()?, kind, NAMED);
    Some(Phrase { leans_on, own_year: to > after, ..phrase })
}

/// Month and day of a feast, and the token after its name.
fn day_of_feast(window: &Window<'_>, at: usize) -> Option<(i8, i8, usize)> {
    let word = |i: usize| window.ahead(at + i).word();
    if !window.ahead(at).capital {
        return None;
    }
    match (word(0), word(1)) {
        ("christmas", "day") => Some((12, 25, at + 2)),
        ("christmas", "eve") => Some((12, 24, at + 2)),
        ("boxing", "day") if window.ahead(at + 1).capital => Some((12, 26, at + 2)),
        ("new", "year") if word(3) == "s" && word(4) == "day" => Some((1, 1, at + 5)),
        ("new", "year") if word(3) == "s" && word(4) == "eve" => Some((12, 31, at + 5)),
        ("valentine", _) if word(2) == "s" && word(3) == "day" => Some((2, 14, at + 4)),
        _ => None,
    }
}

/// `9/11`, as the attacks of 2001 are called.
fn september(window: &Window<'_>, at: usize) -> Option<Phrase> {
    let (slash, eleven, next) = (window.ahead(at + 1), window.ahead(at + 2), window.ahead(at + 3));
    let alone = window.ahead(at).gap > Gap::None || window.before(at, 1).is('(');
    let glued = slash.is('/') && slash.glued() && eleven.glued();
    let named = window.written(window.ahead(at)) == "9" && window.written(eleven) == "11";
    let goes_on = next.glued() && matches!(next.kind, Kind::Number | Kind::Mark('/' | '%'));
    if !alone || !glued || !named || goes_on || next.word() == "of" {
        return None;
    }
    let value = Edtf::parse("2001-09-11").ok()?;
    Some(Phrase::new(at + 3, value, DateKind::Point, NAMED).with_own_year())
}
