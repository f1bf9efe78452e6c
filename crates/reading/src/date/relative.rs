//! What leans on the document's date, or on the date before it in the text.

use super::calendar::{looks_ahead, number};
use super::context::{Context, days_after, months_after, stretch};
use super::words::{self, Unit};
use super::{Phrase, calendar};
use crate::scan::{Gap, Kind, Window};
use jiff::civil::Date;
use sayso_model::{DateKind, Edtf, RuleId};

const WEEKDAY: RuleId = RuleId::new("date.weekday");
const RELATIVE: RuleId = RuleId::new("date.relative");

/// A relative date at token `at`.
pub(super) fn read(window: &Window<'_>, context: &Context, at: usize) -> Option<Phrase> {
    if at > 0 && window.ahead(at).gap == Gap::Paragraph {
        return None;
    }
    let phrase = weekday(window, context, at)
        .or_else(|| near_day(window, context, at))
        .or_else(|| this_or_that(window, context, at))
        .or_else(|| part_of_now(window, context, at))
        .or_else(|| of_that_day(window, context, at))
        .or_else(|| ago_or_later(window, context, at))
        .or_else(|| the_last_few(window, context, at))
        .or_else(|| adverb(window, context, at))?;
    Some(as_said(context, phrase))
}

fn point(to: usize, day: Date) -> Phrase {
    Phrase::new(to, Edtf::day(day), DateKind::Point, RELATIVE)
}

fn interval(to: usize, first: Date, last: Date) -> Option<Phrase> {
    Some(Phrase::new(to, stretch(first, last)?, DateKind::Interval, RELATIVE))
}

/// The token after a part of the day at `at`, if there is one.
fn after_part_of_day(window: &Window<'_>, at: usize) -> usize {
    let token = window.ahead(at);
    at + usize::from(token.gap < Gap::Paragraph && words::is_part_of_day(token.word()))
}

/// `Tuesday`, `last Friday`, `next Monday morning`.
fn weekday(window: &Window<'_>, context: &Context, at: usize) -> Option<Phrase> {
    let lead = window.ahead(at).word();
    let led = matches!(lead, "last" | "next" | "this");
    let at = at + usize::from(led);
    let token = window.ahead(at);
    let wanted = words::weekday(token.word()).filter(|_| token.capital)?;
    let next = window.ahead(at + 1);
    let another = next.capital && words::names_a_thing(next.word());
    let named = matches!(
        window.before(at, 1).word(),
        "black"
            | "good"
            | "bloody"
            | "palm"
            | "easter"
            | "super"
            | "ash"
            | "holy"
            | "cyber"
            | "giving"
    );
    if another || named || token.gap == Gap::Paragraph && led {
        return None;
    }
    let today = context.today?;
    let back = i32::from((today.weekday().to_monday_zero_offset() - wanted).rem_euclid(7));
    let days = match lead {
        "next" => {
            if back == 0 {
                7
            } else {
                7 - back
            }
        }
        "this" => i32::from(wanted - today.weekday().to_monday_zero_offset()),
        "last" if back == 0 => -7,
        _ if !led && back > 0 && looks_ahead(window, at) => 7 - back,
        _ => -back,
    };
    let day = days_after(today, days)?;
    let to = after_part_of_day(window, at + 1);
    Some(Phrase::new(to, Edtf::day(day), DateKind::Point, WEEKDAY))
}

/// `yesterday`, `tomorrow morning`, `last night`, `this afternoon`.
fn near_day(window: &Window<'_>, context: &Context, at: usize) -> Option<Phrase> {
    let next = window.ahead(at + 1).word();
    let (days, to) = match window.ahead(at).word() {
        "yesterday" => (-1, after_part_of_day(window, at + 1)),
        "today" | "tonight" => (0, at + 1),
        "tomorrow" => (1, after_part_of_day(window, at + 1)),
        "last" if next == "night" => (-1, at + 2),
        "this" if words::is_part_of_day(next) => (0, at + 2),
        _ => return None,
    };
    Some(point(to, days_after(context.today?, days)?))
}

/// What is said in quotation marks leans on the day of saying, which need not be the document's:
/// about that day, and no more. What leans on a date before it in the text does not.
fn as_said(context: &Context, phrase: Phrase) -> Phrase {
    match context.quoted && phrase.leans_on.is_none() {
        true => Phrase { value: phrase.value.approximate(), kind: DateKind::Vague, ..phrase },
        false => phrase,
    }
}

/// `last week`, `this year`, `next month`, `last October`, `this June`, `last summer`.
fn this_or_that(window: &Window<'_>, context: &Context, at: usize) -> Option<Phrase> {
    let steps = match window.ahead(at).word() {
        "last" => -1,
        "this" => 0,
        "next" => 1,
        _ => return None,
    };
    let token = window.ahead(at + 1);
    let today = context.today?;
    let to = at + 2;
    if let Some(month) = words::month(token.word()).filter(|_| token.capital) {
        let year = match steps {
            -1 if month >= today.month() => today.year() - 1,
            1 if month <= today.month() => today.year() + 1,
            _ => today.year(),
        };
        return Some(Phrase::new(to, Edtf::month(year, month)?, DateKind::Point, RELATIVE));
    }
    if let Some(code) = words::season(token.word()) {
        let year = season_year(today, code, steps);
        let value = Edtf::parse(&format!("{year:04}-{code}")).ok()?;
        return Some(Phrase::new(to, value, DateKind::Interval, RELATIVE));
    }
    match token.word() {
        "week" => {
            let monday = days_after(monday(today)?, 7 * steps)?;
            interval(to, monday, days_after(monday, 6)?)
        }
        "weekend" => {
            let saturday = days_after(monday(today)?, 7 * steps + 5)?;
            interval(to, saturday, days_after(saturday, 1)?)
        }
        "month" | "year" => {
            let value = if token.word() == "month" {
                let month = months_after(today, steps)?;
                Edtf::month(month.year(), month.month())?
            } else {
                Edtf::year(today.year() + i16::try_from(steps).ok()?)?
            };
            Some(Phrase::new(to, value, DateKind::Point, RELATIVE))
        }
        _ => None,
    }
}

/// The year of the last, this or next season of that kind; a winter is named for its start.
fn season_year(today: Date, code: u8, steps: i32) -> i16 {
    let first_month = [3, 6, 9, 12][usize::from(code.clamp(21, 24) - 21)];
    let begun = today.month() >= first_month;
    let over = today.month() > first_month + 2;
    match steps {
        -1 if !begun || !over => today.year() - 1,
        1 if begun => today.year() + 1,
        _ => today.year(),
    }
}

fn monday(day: Date) -> Option<Date> {
    days_after(day, -i32::from(day.weekday().to_monday_zero_offset()))
}

/// `earlier this week`, `later this year`, `the first half of this year`.
fn part_of_now(window: &Window<'_>, context: &Context, at: usize) -> Option<Phrase> {
    let today = context.today?;
    let first = window.ahead(at).word();
    if !matches!(first, "earlier" | "later") || window.ahead(at + 1).word() != "this" {
        return None;
    }
    let (start, end) = match window.ahead(at + 2).word() {
        "week" => (monday(today)?, days_after(monday(today)?, 6)?),
        "month" => (today.first_of_month(), today.last_of_month()),
        "year" => (today.first_of_year(), today.last_of_year()),
        _ => return None,
    };
    let (start, end) = if first == "earlier" { (start, today) } else { (today, end) };
    interval(at + 3, start, end)
}

/// `the next morning`, `the following day`, `the day before`, `the same day`, `later that day`.
fn of_that_day(window: &Window<'_>, context: &Context, at: usize) -> Option<Phrase> {
    let word = |i: usize| window.ahead(at + i).word();
    let is_day = |word: &str| word == "day" || words::is_part_of_day(word);
    let (days, to) = match (word(0), word(1)) {
        ("the", "next" | "following") if is_day(word(2)) => (1, at + 3),
        ("the", "previous" | "preceding") if is_day(word(2)) => (-1, at + 3),
        ("the", "day") if word(2) == "before" => (-1, at + 3),
        ("the", "day") if word(2) == "after" => (1, at + 3),
        ("the", "same") if is_day(word(2)) => (0, at + 3),
        ("that", "day" | "date" | "same") | ("that", "night" | "evening" | "afternoon") => {
            (0, at + 2)
        }
        ("later" | "earlier", "that") if is_day(word(2)) => (0, at + 3),
        ("later" | "earlier", "in") if word(2) == "the" && is_day(word(3)) => (0, at + 4),
        ("later" | "earlier", "the") if word(2) == "same" && is_day(word(3)) => (0, at + 4),
        _ => return None,
    };
    // "The day before the vote" is told by the vote, not by the date before it.
    let open = matches!(word(2), "before" | "after") && word(0) == "the" && word(1) == "day";
    if open && window.ahead(to).kind == Kind::Word {
        return None;
    }
    let (value, span) = context.last()?;
    let day = days_after(value.as_day()?, days)?;
    Some(Phrase { leans_on: Some(span), ..point(to, day) })
}

/// `two weeks ago`, `three days later`, `eight years earlier`.
fn ago_or_later(window: &Window<'_>, context: &Context, at: usize) -> Option<Phrase> {
    let about = words::is_about(window.ahead(at).word());
    let (count, next) = count(window, at + usize::from(about))?;
    let unit = words::unit(window.ahead(next).word())?;
    let (steps, leans) = match window.ahead(next + 1).word() {
        "ago" => (-count, false),
        "later" => (count, true),
        "earlier" => (-count, true),
        _ => return None,
    };
    let to = next + 2;
    let (from, leans_on) = match (leans, context.last()) {
        (false, _) => (Edtf::day(context.today?), None),
        (true, last) => last.map(|(value, span)| (value.clone(), Some(span)))?,
    };
    let (value, exact) = shifted(&from, steps, unit, leans)?;
    let exact = exact && !about;
    let value = if exact { value } else { value.approximate() };
    let kind = if exact { DateKind::Point } else { DateKind::Vague };
    Some(Phrase { leans_on, ..Phrase::new(to, value, kind, RELATIVE) })
}

/// So many units on, as finely as the unit and the start allow, and whether that is exact: from
/// one date of the story to another it is, from the day of writing back only in days.
fn shifted(from: &Edtf, steps: i32, unit: Unit, in_story: bool) -> Option<(Edtf, bool)> {
    let first = from.bounds().0?;
    match unit {
        Unit::Hour => None,
        Unit::Day => Some((Edtf::day(days_after(from.as_day()?, steps)?), true)),
        Unit::Week => Some((Edtf::day(days_after(from.as_day()?, steps.checked_mul(7)?)?), false)),
        Unit::Month => {
            let (start, end) = from.bounds();
            let one_month = start?.last_of_month() >= end?;
            let month = months_after(first, steps).filter(|_| one_month)?;
            Some((Edtf::month(month.year(), month.month())?, false))
        }
        Unit::Year | Unit::Decade => {
            let years = if unit == Unit::Decade { steps.checked_mul(10)? } else { steps };
            let year = i16::try_from(i32::from(first.year()).checked_add(years)?).ok()?;
            Some((Edtf::year(year)?, in_story && unit == Unit::Year))
        }
    }
}

/// A number in figures or in words, and the token after it.
fn count(window: &Window<'_>, at: usize) -> Option<(i32, usize)> {
    let token = window.ahead(at);
    match token.kind {
        Kind::Number => number(window, at).map(|(value, _)| (value.into(), at + 1)),
        _ => words::count(token.word()).map(|count| (count, at + 1)),
    }
}

/// `the last five years`, `the past six months`, `the last 24 hours`.
fn the_last_few(window: &Window<'_>, context: &Context, at: usize) -> Option<Phrase> {
    let at = at + usize::from(window.ahead(at).word() == "the");
    let (back, today) = (matches!(window.ahead(at).word(), "last" | "past"), context.today?);
    if !back && window.ahead(at).word() != "next" {
        return None;
    }
    let (count, next) = count(window, at + 1)?;
    let unit = words::unit(window.ahead(next).word())?;
    let steps = if back { -count } else { count };
    let (there, here) = match unit {
        Unit::Hour => {
            let days = (count / 24).max(1);
            (Edtf::day(days_after(today, if back { -days } else { days })?), Edtf::day(today))
        }
        Unit::Day | Unit::Week => {
            (shifted(&Edtf::day(today), steps, unit, false)?.0, Edtf::day(today))
        }
        Unit::Month => (
            shifted(&Edtf::day(today), steps, unit, false)?.0,
            Edtf::month(today.year(), today.month())?,
        ),
        Unit::Year | Unit::Decade => {
            (shifted(&Edtf::day(today), steps, unit, false)?.0, Edtf::year(today.year())?)
        }
    };
    let there = there.approximate();
    let value = if back {
        Edtf::interval(Some(&there), Some(&here))
    } else {
        Edtf::interval(Some(&here), Some(&there))
    };
    Some(Phrase::new(next + 1, value?, DateKind::Interval, RELATIVE))
}

/// `recently`, `currently`: about the time of writing, and no finer than the words are.
fn adverb(window: &Window<'_>, context: &Context, at: usize) -> Option<Phrase> {
    let today = context.today?;
    let month = || Edtf::month(today.year(), today.month());
    let (value, to) = match (window.ahead(at).word(), window.ahead(at + 1).word()) {
        ("recently", _) => (Edtf::year(today.year())?.approximate(), at + 1),
        ("currently", _) => (month()?, at + 1),
        ("at", "present") => (Edtf::day(today), at + 2),
        ("in", "recent") => {
            if window.ahead(at + 2).word() != "years" {
                return None;
            }
            // How many is not said, but none of them is to come.
            (Edtf::interval(None, Some(&Edtf::day(today)))?, at + 3)
        }
        _ => return None,
    };
    Some(Phrase::new(to, value, DateKind::Vague, RELATIVE))
}

/// A calendar date or, failing that, a relative one.
pub(super) fn any(window: &Window<'_>, context: &Context, at: usize, led: bool) -> Option<Phrase> {
    calendar::read(window, context, at, led).or_else(|| read(window, context, at))
}
