//! What leans on the date before it in the text: `the next day`, `that year`, `a week later`.

use super::context::{Context, days_after, months_after, stretch};
use super::relative::{self, RELATIVE, point};
use super::words::Unit;
use super::{Phrase, spell, words};
use crate::scan::{Kind, Window};
use sayso_model::{DateKind, Edtf};

/// A date that leans on the one before it.
pub(super) fn read(window: &Window<'_>, context: &Context, at: usize) -> Option<Phrase> {
    of_that_day(window, context, at)
        .or_else(|| of_that_year(window, context, at))
        .or_else(|| within(window, context, at))
        .or_else(|| the_day(window, context, at))
        .or_else(|| ago_or_later(window, context, at))
}

/// `the next morning`, `the following day`, `the day before`, `the same day`, `later that day`.
fn of_that_day(window: &Window<'_>, context: &Context, at: usize) -> Option<Phrase> {
    let word = |i: usize| window.ahead(at + i).word();
    let is_day = |word: &str| word == "day" || words::is_part_of_day(word);
    let (days, to) = match (word(0), word(1)) {
        ("the", "next" | "following") if is_day(word(2)) => (1, at + 3),
        ("the", "previous" | "preceding") if is_day(word(2)) => (-1, at + 3),
        ("the", "day" | "night") if word(2) == "before" => (-1, at + 3),
        ("the", "day") if word(2) == "after" => (1, at + 3),
        ("the", "same") if is_day(word(2)) => (0, at + 3),
        ("that", "day" | "date" | "same") | ("that", "night" | "evening" | "afternoon")
            if word(1) != "same" || is_day(word(2)) =>
        {
            (0, at + 2 + usize::from(word(1) == "same"))
        }
        ("later" | "earlier", "that") if is_day(word(2)) => (0, at + 3),
        ("later" | "earlier", "in") if word(2) == "the" && is_day(word(3)) => (0, at + 4),
        ("later" | "earlier", "the") if word(2) == "same" && is_day(word(3)) => (0, at + 4),
        _ => return None,
    };
    // "The day before the vote" is told by the vote, not by the date before it.
    let open = matches!(word(2), "before" | "after") && word(0) == "the" && is_day(word(1));
    if open && window.ahead(to).kind == Kind::Word {
        return None;
    }
    match context.last().map(|(value, span)| (value.as_day(), span)) {
        Some((Some(day), span)) => {
            Some(Phrase { leans_on: Some(span), ..point(to, days_after(day, days)?) })
        }
        // "Later in the day" in a report of the day.
        _ if matches!(word(0), "later" | "earlier") => point_today(context, to),
        _ => on_some_day(to),
    }
}

/// A year, month or week that the text does not tell.
fn untold(unit: Unit, to: usize) -> Option<Phrase> {
    let digits = match unit {
        Unit::Year => "XXXX",
        Unit::Month => "XXXX-XX",
        _ => "XXXX-XX-XX",
    };
    Some(Phrase::new(to, Edtf::parse(digits).ok()?, DateKind::Vague, RELATIVE))
}

/// What leans on a day that the text does not tell.
pub(super) fn on_some_day(to: usize) -> Option<Phrase> {
    let value = Edtf::parse("XXXX-XX-XX").ok()?;
    Some(Phrase::new(to, value, DateKind::Vague, RELATIVE))
}

fn point_today(context: &Context, to: usize) -> Option<Phrase> {
    Some(point(to, context.today()))
}

/// `that year`, `the same month`, `the following year`, `the year before`: of the date before.
fn of_that_year(window: &Window<'_>, context: &Context, at: usize) -> Option<Phrase> {
    let word = |i: usize| window.ahead(at + i).word();
    let unit = |i: usize| match word(i) {
        "year" => Some(Unit::Year),
        "month" => Some(Unit::Month),
        "week" => Some(Unit::Week),
        _ => None,
    };
    let (steps, unit, to) = match (word(0), word(1)) {
        ("that" | "the", "same") => (0, unit(2)?, at + 3),
        ("that", _) => (0, unit(1)?, at + 2),
        ("the", "next" | "following") => (1, unit(2)?, at + 3),
        ("the", "previous" | "preceding") => (-1, unit(2)?, at + 3),
        ("the", "year" | "month" | "week") => match word(2) {
            "before" | "previous" | "earlier" => (-1, unit(1)?, at + 3),
            "after" => (1, unit(1)?, at + 3),
            _ => return None,
        },
        _ => return None,
    };
    // "The year before the war" is told by the war.
    let open = matches!(window.ahead(to - 1).word(), "before" | "after");
    if open && window.ahead(to).kind == Kind::Word {
        return None;
    }
    let Some((value, span)) = context.last() else {
        return untold(unit, to);
    };
    let first = value.bounds().0?;
    let value = match unit {
        Unit::Week => {
            let Some(day) = value.as_day() else { return untold(unit, to) };
            let monday = days_after(relative::monday(day)?, 7 * steps)?;
            let phrase = Phrase::new(
                to,
                stretch(monday, days_after(monday, 6)?)?,
                DateKind::Interval,
                RELATIVE,
            );
            return Some(Phrase { leans_on: Some(span), ..phrase });
        }
        Unit::Month => {
            let (month, last) = (months_after(first, steps)?, value.bounds().1?);
            if first.last_of_month() < last {
                return untold(unit, to);
            }
            Edtf::month(month.year(), month.month())?
        }
        _ => Edtf::year(first.year().checked_add(i16::try_from(steps).ok()?)?)?,
    };
    let phrase = Phrase::new(to, value, DateKind::Point, RELATIVE);
    Some(Phrase { leans_on: Some(span), ..phrase })
}

/// `earlier in the month`, `later in the year`: of the date before, else of the document's.
fn within(window: &Window<'_>, context: &Context, at: usize) -> Option<Phrase> {
    let word = |i: usize| window.ahead(at + i).word();
    let that = matches!((word(1), word(2)), ("in", "the") | ("in", "that"));
    let (of, to) = match (word(0), that, word(1)) {
        ("earlier" | "later", true, _) => (word(3), at + 4),
        ("earlier" | "later", _, "that") => (word(2), at + 3),
        _ => return None,
    };
    let (first, leans_on) = match context.last().map(|(value, span)| (value.bounds().0, span)) {
        Some((Some(first), span)) => (first, Some(span)),
        _ => (context.today(), None),
    };
    let value = match of {
        "month" => Edtf::month(first.year(), first.month())?,
        "year" => Edtf::year(first.year())?,
        _ => return None,
    };
    Some(Phrase { leans_on, ..Phrase::new(to, value, DateKind::Point, RELATIVE) })
}

/// `ended the day`, `for the day`: the day of which the text tells.
fn the_day(window: &Window<'_>, context: &Context, at: usize) -> Option<Phrase> {
    let (the, day, next) = (window.ahead(at), window.ahead(at + 1), window.ahead(at + 2));
    let closed = matches!(
        window.before(at, 1).word(),
        "end"
            | "ends"
            | "ended"
            | "ending"
            | "finish"
            | "finished"
            | "close"
            | "closed"
            | "closing"
    ) || window.before(at, 1).word() == "for" && next.is(',');
    if the.word() != "the" || day.word() != "day" || !closed || next.word() == "of" {
        return None;
    }
    match context.last().map(|(value, span)| (value.as_day(), span)) {
        Some((Some(day), span)) => Some(Phrase { leans_on: Some(span), ..point(at + 2, day) }),
        _ => point_today(context, at + 2),
    }
}

/// `two weeks ago`, `three days later`, `eight years earlier`, `half a century ago`.
fn ago_or_later(window: &Window<'_>, context: &Context, at: usize) -> Option<Phrase> {
    let about = words::is_about(window.ahead(at).word());
    let number = at + usize::from(about);
    // "A quarter of a century ago" is not "a century ago".
    if window.before(number, 1).word() == "of" && window.ahead(number).kind == Kind::Word {
        return None;
    }
    let half = window.ahead(number).word() == "half" && window.ahead(number + 1).word() == "a";
    let (first, next) = spell::count(window, number + usize::from(half))?;
    // "Two or three years ago", "20-30 years ago".
    let joins = window.ahead(next);
    let joined = matches!(joins.word(), "or" | "to") || joins.is_dash();
    let second = spell::count(window, next + 1).filter(|_| joined);
    let about = about || second.is_some();
    let (count, next) = second.unwrap_or((first, next));
    let (unit, count) = match window.ahead(next).word() {
        "century" if half => (Unit::Decade, 5),
        "decade" if half => (Unit::Year, 5),
        "century" | "centuries" => (Unit::Decade, count.checked_mul(10)?),
        unit => (words::unit(unit).filter(|_| !half)?, count),
    };
    // "Two years before." stands for "earlier"; "two years before the vote" leans on the vote.
    let ends = matches!(window.ahead(next + 2).kind, Kind::Mark(_) | Kind::End);
    let (steps, leans) = match window.ahead(next + 1).word() {
        "ago" | "back" => (-count, false),
        "later" => (count, true),
        "after" if ends => (count, true),
        "earlier" => (-count, true),
        "before" if ends => (-count, true),
        _ => return None,
    };
    let to = next + 2;
    // "An hour later" is a time of day.
    if leans && unit == Unit::Hour && count < 24 {
        return None;
    }
    let (from, leans_on) = match (leans, context.last()) {
        (false, _) => (Edtf::day(context.today()), None),
        (true, Some((value, span))) => (value.clone(), Some(span)),
        (true, None) => return on_some_day(to),
    };
    // "A year ago" is about the same month.
    let a_year = steps == -1 && unit == Unit::Year && !leans;
    let (steps, unit) = if a_year { (-12, Unit::Month) } else { (steps, unit) };
    let (value, exact) = spell::shifted(&from, steps, unit, leans)?;
    let exact = exact && !about;
    let value = if exact { value } else { value.approximate() };
    let kind = if exact { DateKind::Point } else { DateKind::Vague };
    Some(Phrase { leans_on, ..Phrase::new(to, value, kind, RELATIVE) })
}
