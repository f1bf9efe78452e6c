//! What names its own place in the calendar, and days with a month.

use super::context::{Context, months_after};
use super::whose_year::{looks_ahead, year_of};
use super::{Phrase, decade, era, figures, month, words, year};
use crate::numbers;
use crate::scan::{Gap, Kind, Token, Window};
use jiff::civil::Date;
use sayso_model::{DateKind, Edtf, RuleId};

pub(super) const FULL: RuleId = RuleId::new("date.full");

/// A date at token `at`; `led` says that the words before it lead to a date.
pub(super) fn read(window: &Window<'_>, context: &Context, at: usize, led: bool) -> Option<Phrase> {
    let token = window.ahead(at);
    if at > 0 && token.gap == Gap::Paragraph {
        return None;
    }
    match token.kind {
        Kind::Number => figures::iso(window, at)
            .or_else(|| figures::numeric(window, context, at))
            .or_else(|| day_month(window, context, at))
            .or_else(|| decade::decade(window, at))
            .or_else(|| decade::century(window, at))
            .or_else(|| decade::shortened_decade(window, at))
            .or_else(|| era::year(window, at))
            .or_else(|| year::old(window, context, at, led))
            .or_else(|| year::alone(window, at, led)),
        Kind::Mark('\'' | '’' | '‘') => year::shortened(window, context, at),
        Kind::Word => after_weekday(window, context, at)
            .or_else(|| without_comma(window, at))
            .or_else(|| month_first(window, context, at, led))
            .or_else(|| day_in_words(window, context, at))
            .or_else(|| month::season_of_year(window, context, at))
            .or_else(|| day_of_that_month(window, context, at))
            .or_else(|| era::of_the_lord(window, at))
            .or_else(|| decade::the_decade(window, at)),
        _ => None,
    }
}

/// A number of at most four digits that stands alone: no part of a longer one, of a code or of
/// an amount. Returns its value and how many digits it has.
pub(super) fn number(window: &Window<'_>, at: usize) -> Option<(u16, usize)> {
    let token = window.ahead(at);
    let digits = token.span().len();
    if token.kind != Kind::Number || digits > 4 || joined_before(window, at) {
        return None;
    }
    let (next, after) = (window.ahead(at + 1), window.ahead(at + 2));
    let continues = next.glued()
        && (matches!(next.kind, Kind::Mark('.' | ','))
            && after.glued()
            && after.kind == Kind::Number
            || matches!(next.kind, Kind::Mark('%' | '°' | '£' | '$' | '€')));
    if continues {
        return None;
    }
    Some((window.written(token).parse().ok()?, digits))
}

pub(super) fn joined_before(window: &Window<'_>, at: usize) -> bool {
    if !window.ahead(at).glued() {
        return false;
    }
    let before = window.before(at, 1);
    match before.kind {
        // "AD842", "FY2010", "c1700".
        Kind::Word if before.capital => !matches!(before.word(), "ad" | "fy"),
        Kind::Word => !matches!(before.word(), "c" | "ca"),
        Kind::Mark('.' | ',' | ':') => window.before(at, 2).kind == Kind::Number && before.glued(),
        Kind::Mark('$' | '£' | '€' | '#' | '_' | '@' | '=' | '&' | '+' | '/') => true,
        _ => false,
    }
}

/// A day of the month at `at`, with its ending, and the token after it.
fn day(window: &Window<'_>, at: usize) -> Option<(i8, usize)> {
    let (value, 1..=2) = number(window, at)? else { return None };
    let next = window.ahead(at + 1);
    let ending = next.glued() && next.kind == Kind::Word;
    if ending && !matches!(next.word(), "st" | "nd" | "rd" | "th") {
        return None;
    }
    let day = i8::try_from(value).ok().filter(|day| (1..=31).contains(day))?;
    Some((day, at + 1 + usize::from(ending)))
}

/// `15 February 1898`, `3rd of March`, `13–14 November 2015`; of `5 and 6 May` the first.
fn day_month(window: &Window<'_>, context: &Context, at: usize) -> Option<Phrase> {
    let (first, after) = day(window, at)?;
    let joins = window.ahead(after);
    if joins.is_dash() {
        let (last, after) = day(window, after + 1)?;
        let (month, after) = month::name(window, after)?;
        return days_of(window, context, (first, last), month, after);
    }
    if matches!(joins.word(), "and" | "or" | "to") {
        let (_, next) = day(window, after + 1).filter(|&(last, _)| last > first)?;
        let (month, next) = month::name(window, next)?;
        let phrase = days_of(window, context, (first, first), month, next)?;
        return Some(Phrase { to: after, ..phrase });
    }
    let after = after + usize::from(joins.word() == "of");
    let (month, after) = month::name(window, after)?;
    days_of(window, context, (first, first), month, after)
}

/// `February 15, 1898`, `Feb. 15`, `May the 5th`, or a month alone.
fn month_first(window: &Window<'_>, context: &Context, at: usize, led: bool) -> Option<Phrase> {
    let (month, after) = month::name(window, at)?;
    let the = usize::from(window.ahead(after).word() == "the");
    let found = day(window, after + the);
    // "May the 5th", with its ending.
    let Some((first, next)) = found.filter(|&(_, next)| the == 0 || next == after + 3) else {
        return month::without_day(window, context, at, led);
    };
    match last_day(window, at, next).filter(|&(last, _)| last > first) {
        Some((last, next)) => days_of(window, context, (first, last), month, next),
        None => days_of(window, context, (first, first), month, next),
    }
}

/// `Apr 152017`, `Sept 32014`: a day and a year of four figures that have lost what stood between them.
fn without_comma(window: &Window<'_>, at: usize) -> Option<Phrase> {
    let (month, after) = month::name(window, at)?;
    let (token, next) = (window.ahead(after), window.ahead(after + 1));
    if token.kind != Kind::Number || token.glued() || next.glued() && next.kind == Kind::Word {
        return None;
    }
    let figures = window.written(token);
    let (day, year) = figures.split_at_checked(figures.len().checked_sub(4)?)?;
    let (day, year): (i8, i16) = (day.parse().ok()?, year.parse().ok()?);
    // Longer ago nobody lost it: these come of pages of the web.
    let date = (1980..2100).contains(&year).then(|| Date::new(year, month, day).ok())??;
    Some(Phrase::new(after + 1, Edtf::day(date), DateKind::Point, FULL).with_own_year())
}

/// `fifth of May`.
fn day_in_words(window: &Window<'_>, context: &Context, at: usize) -> Option<Phrase> {
    let day = i8::try_from(numbers::ordinal(window.ahead(at).word())?).ok()?;
    let (month, after) =
        month::name(window, at + 2).filter(|_| window.ahead(at + 1).word() == "of")?;
    days_of(window, context, (day, day), month, after)
}

/// The last of the days of a month in `May 5-9`, `from May 5 to 9`, `May 5 to 9,`, and the token
/// after it.
fn last_day(window: &Window<'_>, at: usize, next: usize) -> Option<(i8, usize)> {
    let joins = window.ahead(next);
    let (last, to) = day(window, next + 1)?;
    let from = window.before(at, 1).word() == "from";
    let closed = from || ends_a_phrase(window.ahead(to)) || year::written(window, to).is_some();
    (joins.is_dash() || joins.word() == "to" && closed).then_some((last, to))
}

/// One day or several of a month, with the year where it follows.
fn days_of(
    window: &Window<'_>,
    context: &Context,
    (first, last): (i8, i8),
    month: i8,
    after: usize,
) -> Option<Phrase> {
    let comma = usize::from(window.ahead(after).is(','));
    let written = year::written(window, after + comma).or_else(|| {
        let short = year::of_two_figures(window, after, context);
        short.or_else(|| year::early(window, after)).filter(|_| comma == 0)
    });
    let written = written.map(|year| (year, after + comma + 1));
    let short = || year::after_its_month(window, after, context).map(|year| (year, after + 2));
    let written = written.or_else(|| year::in_brackets(window, after)).or_else(short);
    let (year, leans_on) = match written {
        Some((year, _)) => (Some(year), None),
        None => year_of(window, context, after, month, first),
    };
    let to = written.map_or(after, |(_, to)| to);
    let day = |day: i8| match year {
        Some(year) => Date::new(year, month, day).ok().map(Edtf::day),
        None => Edtf::parse(&format!("XXXX-{month:02}-{day:02}")).ok(),
    };
    let (value, kind) = match year {
        _ if first < last => {
            (Edtf::interval(Some(&day(first)?), Some(&day(last)?))?, DateKind::Interval)
        }
        Some(_) => (day(first)?, DateKind::Point),
        None => (day(first)?, DateKind::Vague),
    };
    let phrase = Phrase { leans_on, ..Phrase::new(to, value, kind, FULL) };
    Some(if written.is_some() { phrase.with_own_year() } else { phrase })
}

/// `Thursday, October 3, 2019`, `Thurs. 3 October`.
fn after_weekday(window: &Window<'_>, context: &Context, at: usize) -> Option<Phrase> {
    let token = window.ahead(at);
    let short = words::is_short_weekday(token.word());
    if !token.capital || !short && words::weekday(token.word()).is_none() {
        return None;
    }
    let mut next = at + 1;
    next += usize::from(short && window.ahead(next).is('.'));
    next += usize::from(window.ahead(next).is(','));
    next += usize::from(window.ahead(next).word() == "the");
    match window.ahead(next).kind {
        Kind::Number => figures::iso(window, next).or_else(|| day_month(window, context, next)),
        Kind::Word => {
            month_first(window, context, next, false).filter(|phrase| phrase.rule == FULL)
        }
        _ => None,
    }
}

/// `the 16th`, after a date that names its month.
fn day_of_that_month(window: &Window<'_>, context: &Context, at: usize) -> Option<Phrase> {
    let lead = window.before(at, 1).word();
    if window.ahead(at).word() != "the"
        || !matches!(lead, "on" | "until" | "by" | "since" | "from" | "to" | "of")
    {
        return None;
    }
    let (day, after) = day(window, at + 1).filter(|&(_, after)| after == at + 3)?;
    // "From the 6th to the 12th week".
    let joined = matches!(window.ahead(after).word(), "to" | "and" | "or")
        && window.ahead(after + 1).word() == "the"
        && !ends_a_phrase(window.ahead(after + 4));
    if joined || !ends_a_phrase(window.ahead(after)) {
        return None;
    }
    if let Some((named, span)) = context.named() {
        let date = Date::new(named.year(), named.month(), day).ok()?;
        let phrase = Phrase::new(after, Edtf::day(date), DateKind::Point, FULL);
        return Some(Phrase { leans_on: Some(span), ..phrase });
    }
    let (value, kind) = match context.known {
        Some(today) => {
            let back = -i32::from(day > today.day() && !looks_ahead(window, at));
            let month = months_after(today, back)?;
            (Edtf::day(Date::new(month.year(), month.month(), day).ok()?), DateKind::Point)
        }
        None => (Edtf::parse(&format!("XXXX-XX-{day:02}")).ok()?, DateKind::Vague),
    };
    Some(Phrase::new(after, value, kind, FULL))
}

/// Whether a noun phrase cannot go on with this token.
pub(super) fn ends_a_phrase(token: &Token) -> bool {
    matches!(token.kind, Kind::Mark(_) | Kind::End)
        || matches!(
            token.word(),
            "and"
                | "in"
                | "at"
                | "became"
                | "had"
                | "has"
                | "is"
                | "would"
                | "which"
                | "who"
                | "until"
                | "from"
                | "under"
                | "during"
                | "he"
                | "she"
                | "they"
                | "it"
                | "we"
                | "was"
                | "were"
                | "when"
                | "after"
                | "before"
                | "on"
                | "to"
                | "by"
                | "with"
                | "that"
                | "as"
                | "a"
                | "the"
                | "while"
                | "but"
                | "or"
        )
}
