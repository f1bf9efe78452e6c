//! Years, decades and centuries.

use super::calendar::number;
use super::context::Context;
use super::{Phrase, words};
use crate::scan::{Gap, Kind, Token, Window};
use sayso_model::{DateKind, Edtf, RuleId};

const YEAR: RuleId = RuleId::new("date.year");
const DECADE: RuleId = RuleId::new("date.decade");

/// The year up to which two figures are read where the document tells none.
const LAST_OF_TWO: i16 = 2029;

/// A year of four digits at `at`.
pub(super) fn written(window: &Window<'_>, at: usize) -> Option<i16> {
    let (value, 4) = number(window, at)? else { return None };
    let bare = !(window.ahead(at + 1).glued() && window.ahead(at + 1).kind == Kind::Word);
    ((1000..2200).contains(&value) && bare).then_some(value.cast_signed())
}

/// A year of two figures after its month: with an apostrophe, or in the first line of a report by
/// wire, `3 JAN 90 --`. It is the last such year up to the document's.
pub(super) fn of_two_figures(window: &Window<'_>, at: usize, context: &Context) -> Option<i16> {
    let token = window.ahead(at);
    let after = window.ahead(at + 1);
    let wired = after.is_dash() && window.ahead(at + 2).kind == after.kind
        || matches!(after.kind, Kind::Mark('(' | '[' | '—'));
    if token.kind != Kind::Number || token.span().len() != 2 || !wired {
        return None;
    }
    let figures: i16 = window.written(token).parse().ok()?;
    let last = context.published.map_or(LAST_OF_TWO, |(_, last)| last.year());
    let year = last / 100 * 100 + figures;
    Some(if year > last { year - 100 } else { year })
}

/// A year of three figures after its month, or before `AD`.
pub(super) fn early(window: &Window<'_>, at: usize) -> Option<i16> {
    let (value, 3) = number(window, at)? else { return None };
    let next = window.ahead(at + 1);
    let ends =
        matches!(next.kind, Kind::Mark(_) | Kind::End) || super::calendar::ends_a_phrase(next);
    ends.then_some(value.cast_signed())
}

/// `776 BC`, `AD 842`, `347 CE`: years named for an era. The year before 1 AD is 0.
fn of_an_era(window: &Window<'_>, at: usize) -> Option<Phrase> {
    let (value, _) = number(window, at)?;
    let value = value.cast_signed();
    let (lead, next) = (window.before(at, 1), window.ahead(at + 1));
    let after = next.capital && next.gap < Gap::Line;
    let (year, to) = match next.word() {
        "bc" | "bce" if after => (1 - value, at + 2),
        "ad" | "ce" if after => (value, at + 2),
        _ if lead.word() == "ad" && lead.capital => (value, at + 1),
        _ => return None,
    };
    let value = Edtf::year(year).filter(|_| value > 0)?;
    Some(Phrase::new(to, value, DateKind::Point, YEAR).with_own_year())
}

/// `AD 842`, from its first word.
pub(super) fn of_the_lord(window: &Window<'_>, at: usize) -> Option<Phrase> {
    let token = window.ahead(at);
    (token.word() == "ad" && token.capital).then(|| of_an_era(window, at + 1)).flatten()
}

/// `1898`, where the words around it say that it is a year; `1898-99`.
pub(super) fn alone(window: &Window<'_>, at: usize, led: bool) -> Option<Phrase> {
    if let Some(phrase) = of_an_era(window, at) {
        return Some(phrase);
    }
    let first = written(window, at)?;
    let (lead, next) = (window.before(at, 1), window.ahead(at + 1));
    let led = led || words::leads_to_a_date(lead.word());
    // "2053 UTC" and "2053 Wednesday" are times.
    if matches!(next.word(), "utc" | "gmt") || words::weekday(next.word()).is_some() {
        return None;
    }
    let counted = next.kind == Kind::Word
        && next.gap == Gap::Space
        && (is_counted(next.word()) || may_count(lead.word()) && is_plural(next));
    let in_brackets = lead.is('(') && matches!(next.kind, Kind::Mark(')' | ',' | '–' | '-' | ';'));
    let ends = lead.is_dash()
        && window.before(at, 2).kind == Kind::Number
        && matches!(next.kind, Kind::Mark(')' | ',' | ';'));
    let recent = (1800..2100).contains(&first);
    let owned = is_owner(lead.word());
    let before_a_name = next.capital && next.gap == Gap::Space && !numbers_a_thing(lead);
    let after_a_comma = lead.is(',')
        && (matches!(next.kind, Kind::Mark(',' | '.' | ';' | ')'))
            || next.is_dash() && written(window, at + 2).is_some());
    let listed = lead.is(',') || lead.word() == "or";
    let listed = listed && window.before(at, 2).span().len() == 4 && lead_is_a_year(window, at);
    let spanned = next.is_dash()
        && written(window, at + 2).is_some_and(|last| recent && last > first)
        && (super::calendar::ends_a_phrase(window.ahead(at + 3))
            || window.ahead(at + 3).gap >= Gap::Line);
    let for_it = lead.word() == "for" && matches!(next.kind, Kind::Mark(_) | Kind::End);
    let told = for_it
        || of_an_event(lead, next)
        || spanned
        || owned
        || before_a_name
        || after_a_comma
        || cited(window, at);
    let is_year = led || listed || in_brackets || ends || recent && told;
    let a_thing = numbers_a_thing(lead) && !cited(window, at) && !of_an_event(lead, next);
    if !is_year || counted || !led && a_thing && !owned {
        return None;
    }
    if let Some(last) = second_year(window, at, first) {
        let value = Edtf::interval(Some(&Edtf::year(first)?), Some(&Edtf::year(last)?))?;
        return Some(Phrase::new(at + 3, value, DateKind::Interval, YEAR).with_own_year());
    }
    Some(Phrase::new(at + 1, Edtf::year(first)?, DateKind::Point, YEAR).with_own_year())
}

/// A year after the name of who wrote then: `(Lind 2014)`, `Lind and Orr 1997`, `Lind et al. 2011`,
/// or after `m.` and its like in brackets.
fn cited(window: &Window<'_>, at: usize) -> bool {
    let (lead, next) = (window.before(at, 1), window.ahead(at + 1));
    let second = window.before(at, 2);
    let closes = matches!(next.kind, Kind::Mark(')' | ';'));
    let named = lead.capital && lead.kind == Kind::Word && window.ahead(at).gap == Gap::Space;
    let and = second.is('&') || second.word() == "and" && window.before(at, 3).capital;
    let et_al = lead.is('.') && matches!(second.word(), "al" | "m" | "div" | "d" | "b" | "c" | "r");
    named && (closes || and) || et_al
}

/// `the Winter Games 2014`, `London 2012 Olympics`: beside a word for what is held in some years.
fn of_an_event(lead: &Token, next: &Token) -> bool {
    let held = |token: &Token| {
        token.capital
            && matches!(
                token.word(),
                "cup"
                    | "conference"
                    | "expo"
                    | "con"
                    | "games"
                    | "olympics"
                    | "paralympics"
                    | "summit"
                    | "festival"
                    | "forum"
                    | "congress"
                    | "convention"
                    | "election"
                    | "elections"
                    | "championship"
                    | "championships"
                    | "euro"
            )
    };
    held(lead) || lead.capital && next.gap == Gap::Space && held(next)
}

/// Whether a number after this word may count what follows it as well as be a year.
fn may_count(lead: &str) -> bool {
    matches!(lead, "of" | "about" | "around" | "to" | "and" | "between" | "by")
}

fn is_plural(token: &Token) -> bool {
    let word = token.word();
    let plural = word.len() > 3 && word.ends_with('s') && !word.ends_with("ss");
    let plural = plural || ["children", "men", "people"].iter().any(|end| word.ends_with(end));
    !token.capital && plural && !matches!(word, "was" | "does" | "this" | "has" | "says")
}

/// Whether the number two tokens back is a year as well: `1896, 1897`.
fn lead_is_a_year(window: &Window<'_>, at: usize) -> bool {
    let token = window.before(at, 2);
    let value: Option<i16> = window.written(token).parse().ok();
    token.kind == Kind::Number && value.is_some_and(|value| (1000..2200).contains(&value))
}

/// A word before a year or a month that belongs to something: `the 2011 vote`, `his 1949 film`.
pub(super) fn is_owner(word: &str) -> bool {
    matches!(word, "a" | "the" | "an" | "his" | "her" | "its" | "their" | "s" | "our")
}

/// The end of `1898-99` or `1998/99`.
pub(super) fn second_year(window: &Window<'_>, at: usize, first: i16) -> Option<i16> {
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
            | "ft"
            | "mi"
            | "kg"
            | "lb"
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
    let led = matches!(window.before(at, 1).word(), "in" | "of" | "during" | "since" | "from");
    let tens = tens(window.ahead(at + 1).word()).filter(|_| led)?;
    let value = Edtf::parse(&format!("19{tens}X")).ok()?.approximate();
    Some(Phrase::new(at + 2, value, DateKind::Vague, DECADE).with_own_year())
}

/// `the 1960s`, `the nineteenth century`: the article belongs to it.
pub(super) fn the_decade(window: &Window<'_>, at: usize) -> Option<Phrase> {
    let the = window.ahead(at).word() == "the";
    let next = at + usize::from(the);
    if the && let Some(phrase) = by_name(window, at) {
        return Some(phrase);
    }
    if the && window.ahead(next).kind == Kind::Number {
        return decade(window, next).or_else(|| century(window, next));
    }
    century_at(window, next + 1, words::ordinal(window.ahead(next).word())?)
}
