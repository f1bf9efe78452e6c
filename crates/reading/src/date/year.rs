//! Years, decades and centuries.

use super::calendar::number;
use super::{Phrase, words};
use crate::scan::{Gap, Kind, Token, Window};
use sayso_model::{DateKind, Edtf, RuleId};

const YEAR: RuleId = RuleId::new("date.year");
const DECADE: RuleId = RuleId::new("date.decade");

/// A year of four digits at `at`.
pub(super) fn written(window: &Window<'_>, at: usize) -> Option<i16> {
    let (value, 4) = number(window, at)? else { return None };
    let bare = !(window.ahead(at + 1).glued() && window.ahead(at + 1).kind == Kind::Word);
    ((1000..2200).contains(&value) && bare).then_some(value.cast_signed())
}

/// `1898`, where the words around it say that it is a year; `1898-99`.
pub(super) fn alone(window: &Window<'_>, at: usize, led: bool) -> Option<Phrase> {
    let first = written(window, at)?;
    let (lead, next) = (window.before(at, 1), window.ahead(at + 1));
    let led = led || words::leads_to_a_date(lead.word());
    // "2053 UTC" and "2053 Wednesday" are times.
    if matches!(next.word(), "utc" | "gmt") || words::weekday(next.word()).is_some() {
        return None;
    }
    let counted = next.kind == Kind::Word && next.gap == Gap::Space && is_counted(next.word());
    let in_brackets = lead.is('(') && matches!(next.kind, Kind::Mark(')' | ',' | '–' | '-'));
    let recent = (1800..2100).contains(&first);
    let owned =
        matches!(lead.word(), "a" | "the" | "an" | "his" | "her" | "its" | "their" | "s" | "our");
    let before_a_name = next.capital && next.gap == Gap::Space && !numbers_a_thing(lead);
    let after_a_comma = lead.is(',') && matches!(next.kind, Kind::Mark(',' | '.'));
    let is_year = led || in_brackets || recent && (owned || before_a_name || after_a_comma);
    if !is_year || counted || !led && numbers_a_thing(lead) && !owned {
        return None;
    }
    if let Some(last) = second_year(window, at, first) {
        let value = Edtf::interval(Some(&Edtf::year(first)?), Some(&Edtf::year(last)?))?;
        return Some(Phrase::new(at + 3, value, DateKind::Interval, YEAR).with_own_year());
    }
    Some(Phrase::new(at + 1, Edtf::year(first)?, DateKind::Point, YEAR).with_own_year())
}

/// The end of `1898-99` or `1998/99`.
fn second_year(window: &Window<'_>, at: usize, first: i16) -> Option<i16> {
    let (dash, second) = (window.ahead(at + 1), window.ahead(at + 2));
    let joined = dash.glued() && second.glued() && (dash.is_dash() || dash.is('/'));
    if !joined || second.kind != Kind::Number || second.span().len() != 2 {
        return None;
    }
    let last = first / 100 * 100 + window.written(second).parse::<i16>().ok()?;
    (last > first).then_some(last)
}

/// Whether a capital word before a number makes it a number of that: `Section 1990`.
fn numbers_a_thing(lead: &Token) -> bool {
    lead.capital && words::month(lead.word()).is_none() && lead.word() != "the"
        || matches!(
            lead.word(),
            "section" | "article" | "page" | "no" | "number" | "room" | "flight"
        )
}

/// Whether a number before this word counts it.
fn is_counted(word: &str) -> bool {
    matches!(
        word,
        "people"
            | "soldiers"
            | "men"
            | "women"
            | "children"
            | "civilians"
            | "fighters"
            | "troops"
            | "dead"
            | "casualties"
            | "cases"
            | "votes"
            | "members"
            | "hours"
            | "days"
            | "miles"
            | "km"
            | "kilometers"
            | "kilometres"
            | "meters"
            | "metres"
            | "feet"
            | "tons"
            | "tonnes"
            | "dollars"
            | "euros"
            | "pounds"
            | "refugees"
            | "prisoners"
            | "workers"
            | "homes"
            | "houses"
            | "barrels"
            | "times"
            | "residents"
            | "students"
            | "families"
            | "percent"
    )
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
    let ordinal = ending.glued() && matches!(ending.word(), "st" | "nd" | "rd" | "th");
    if !ordinal {
        return None;
    }
    century_at(window, at + 2, value.into())
}

fn century_at(window: &Window<'_>, at: usize, number: u32) -> Option<Phrase> {
    let at = at + usize::from(window.ahead(at).is('-'));
    if window.ahead(at).word() != "century" || !(2..=22).contains(&number) {
        return None;
    }
    let value = Edtf::parse(&format!("{:02}XX", number - 1)).ok()?;
    Some(Phrase::new(at + 1, value, DateKind::Interval, DECADE).with_own_year())
}

/// `the 1960s`, `the nineteenth century`: the article belongs to it.
pub(super) fn the_decade(window: &Window<'_>, at: usize) -> Option<Phrase> {
    let the = window.ahead(at).word() == "the";
    let next = at + usize::from(the);
    if the && window.ahead(next).kind == Kind::Number {
        return decade(window, next).or_else(|| century(window, next));
    }
    century_at(window, next + 1, words::ordinal(window.ahead(next).word())?)
}
