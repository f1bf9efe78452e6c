//! What names its own place in the calendar: days, months, years, decades, centuries, seasons.

use super::context::{Context, months_after};
use super::tense::Tense;
use super::told::{self, Year};
use super::{Phrase, cues, decade, figures, words, year};
use crate::scan::{Gap, Kind, Token, Window};
use jiff::civil::Date;
use sayso_model::{DateKind, Edtf, RuleId, Span};

pub(super) const FULL: RuleId = RuleId::new("date.full");
const MONTH: RuleId = RuleId::new("date.month");

/// How many days ahead a day without a year may lie before the past one is meant.
const SOON: i32 = 60;

/// How many days a day without a year may lie after the date before it, or before it, and be of
/// its year.
const STORY: std::ops::RangeInclusive<i32> = -31..=183;

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
            .or_else(|| year::old(window, context, at, led))
            .or_else(|| year::alone(window, at, led)),
        Kind::Mark('\'' | '’' | '‘') => year::shortened(window, context, at),
        Kind::Word => after_weekday(window, context, at)
            .or_else(|| month_first(window, context, at, led))
            .or_else(|| season_of_year(window, at))
            .or_else(|| day_of_that_month(window, context, at))
            .or_else(|| year::of_the_lord(window, at))
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
        Kind::Word => true,
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

/// A month's name with a capital letter, and the token after it and its full stop.
fn month(window: &Window<'_>, at: usize) -> Option<(i8, usize)> {
    let token = window.ahead(at);
    if !token.capital || token.kind != Kind::Word || token.gap == Gap::Paragraph && at > 0 {
        return None;
    }
    if let Some(month) = words::month(token.word()) {
        return Some((month, at + 1));
    }
    let month = words::short_month(token.word())?;
    let stop = window.ahead(at + 1).is('.') && window.ahead(at + 1).glued();
    Some((month, at + 1 + usize::from(stop)))
}

/// `15 February 1898`, `the 3rd of March`, `13–14 November 2015`.
fn day_month(window: &Window<'_>, context: &Context, at: usize) -> Option<Phrase> {
    let (first, after) = day(window, at)?;
    if window.ahead(after).is_dash() {
        let (last, after) = day(window, after + 1)?;
        let (month, after) = month(window, after)?;
        return days_of(window, context, (first, last), month, after);
    }
    let after = after + usize::from(window.ahead(after).word() == "of");
    let (month, after) = month(window, after)?;
    days_of(window, context, (first, first), month, after)
}

/// `February 15, 1898`, `Feb. 15`, `October 2019`, `October`.
fn month_first(window: &Window<'_>, context: &Context, at: usize, led: bool) -> Option<Phrase> {
    let (month, after) = month(window, at)?;
    if let Some((first, next)) = day(window, after) {
        let from_to = window.ahead(next).word() == "to" && window.before(at, 1).word() == "from";
        if (window.ahead(next).is_dash() || from_to)
            && let Some((last, next)) = day(window, next + 1)
            && last > first
        {
            return days_of(window, context, (first, last), month, next);
        }
        return days_of(window, context, (first, first), month, next);
    }
    let of = usize::from(window.ahead(after).word() == "of" || window.ahead(after).is(','));
    let early = || year::early(window, after + of).filter(|_| window.ahead(after).word() == "of");
    let written = year::written(window, after + of).or_else(early).map(|y| (y, after + of + 1));
    if let Some((year, to)) = written.or_else(|| year::in_brackets(window, after)) {
        let value = Edtf::month(year, month)?;
        return Some(Phrase::new(to, value, DateKind::Point, MONTH).with_own_year());
    }
    if let Some(phrase) = month_of_that_year(window, context, after, month) {
        return Some(phrase);
    }
    let whole = window.ahead(at).word();
    let (lead, next) = (window.before(at, 1).word(), window.ahead(after));
    // "Their January sales".
    let owned = cues::is_owner(lead) && next.kind == Kind::Word && !next.capital;
    // "October is the month of": not April, whom people are called after, nor March.
    let begins = window.ahead(at).gap > Gap::None
        && matches!(next.word(), "is" | "was" | "has" | "saw")
        && matches!(month, 1 | 2 | 7 | 9..=12);
    let bracketed = window.before(at, 1).is('[') && next.is(']');
    // "Is set for November": not April, May or June, whom people are called after.
    let set_for = lead == "for" && !matches!(month, 4..=6) && ends_a_phrase(next);
    if let Some(year) = year_beyond(window, after) {
        return Some(Phrase::new(after, Edtf::month(year, month)?, DateKind::Point, MONTH));
    }
    let told = led || owned || begins || bracketed || set_for;
    let led = told && words::month(whole).is_some();
    let led = led && (whole != "may" || bracketed || words::leads_to_may(lead));
    led.then(|| month_alone(window, context, at, month)).flatten()
}

/// The year of the month that another joins: `March and April 2012`, `June/July 1998`.
fn year_beyond(window: &Window<'_>, at: usize) -> Option<i16> {
    let joins = window.ahead(at);
    let joined = matches!(joins.word(), "and" | "or") || joins.is_dash() || joins.is('/');
    let (_, after) = month(window, at + 1).filter(|_| joined)?;
    let of = usize::from(matches!(window.ahead(after).word(), "of" | "in"));
    year::written(window, after + of)
}

/// `October of next year`, `March last year`, `June the same year`.
fn month_of_that_year(
    window: &Window<'_>,
    context: &Context,
    after: usize,
    month: i8,
) -> Option<Phrase> {
    let at = after + usize::from(window.ahead(after).word() == "of");
    let word = |i: usize| window.ahead(at + i).word();
    let steps = match (word(0), word(1), word(2)) {
        ("this", "year", _) => 0,
        ("last", "year", _) => -1,
        ("next", "year", _) => 1,
        ("that", "year", _) | ("the" | "that", "same", "year") => {
            let (value, span) = context.last()?;
            let value = Edtf::month(value.bounds().0?.year(), month)?;
            let to = at + 2 + usize::from(word(2) == "year");
            let phrase = Phrase::new(to, value, DateKind::Point, MONTH);
            return Some(Phrase { leans_on: Some(span), ..phrase });
        }
        _ => return None,
    };
    let value = Edtf::month(context.known?.year() + steps, month)?;
    Some(Phrase::new(at + 2, value, DateKind::Point, MONTH))
}

/// A month without a year: of the date before it, else the last one, or one soon to come.
fn month_alone(window: &Window<'_>, context: &Context, at: usize, month: i8) -> Option<Phrase> {
    let (year, leans_on) = year_of(window, context, at, month, 1);
    let (value, kind) = match year {
        Some(year) => (Edtf::month(year, month)?, DateKind::Point),
        None => (Edtf::parse(&format!("XXXX-{month:02}")).ok()?, DateKind::Vague),
    };
    Some(Phrase { leans_on, ..Phrase::new(at + 1, value, kind, MONTH) })
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
    let written = written.or_else(|| year::in_brackets(window, after));
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

/// The year of a day that is written without one. A day that is planned is of the document's own
/// time. Another is of the year of the date just before it which names another year than the
/// document's, where the two lie near one another in it; else of the story's; of none where both
/// that and the document's are possible. Else it is the last such day before the document's date,
/// or one at most [`SOON`] ahead, or one that the words before it put ahead.
pub(super) fn year_of(
    window: &Window<'_>,
    context: &Context,
    at: usize,
    month: i8,
    day: i8,
) -> (Option<i16>, Option<Span>) {
    let tense = context.tense(window, at);
    if context.published.is_none() || tense != Tense::Ahead {
        match year_told(context, tense, month, day) {
            Year::Told(year, span) => return (Some(year), Some(span)),
            Year::Open => return (None, None),
            Year::Own => {}
        }
    }
    own_year(window, context, at, month, day)
}

/// The year of the story that the text tells, for a day without one.
fn year_told(context: &Context, tense: Tense, month: i8, day: i8) -> Year {
    let is_own = |year: i16| {
        context.published.is_some_and(|(first, last)| (first.year()..=last.year()).contains(&year))
    };
    let open = context.published.is_some() && tense == Tense::Open;
    let told = context.told_year(month, day);
    if let Some((named, span)) = context.named().filter(|(named, _)| !is_own(named.year()))
        && Date::new(named.year(), month, day.min(28))
            .is_ok_and(|date| STORY.contains(&(date - named).get_days()))
    {
        let apart = context.published.is_some_and(|(first, _)| told::is_apart(named, first));
        return if open && apart { Year::Open } else { Year::Told(named.year(), span) };
    }
    match (told, context.story()) {
        // What is planned, in no story that is being told.
        (Year::Open | Year::Own, _) if open => Year::Own,
        (Year::Told(..), _) if open => Year::Open,
        // What is planned, in a text that nobody knows the day of.
        (Year::Own, Some(_)) if matches!(tense, Tense::Open | Tense::Ahead) => Year::Open,
        (Year::Own, Some((year, span))) => Year::Told(year, span),
        _ => told,
    }
}

/// The year of a day that is told from the document's own.
fn own_year(
    window: &Window<'_>,
    context: &Context,
    at: usize,
    month: i8,
    day: i8,
) -> (Option<i16>, Option<Span>) {
    let published = context.published;
    let Some((first, last)) = published else { return (None, None) };
    let in_year = |year: i16| Date::new(year, month, day.min(28)).ok();
    let (past, next) = match in_year(last.year()) {
        Some(date) if date > last => (last.year() - 1, last.year()),
        _ => (last.year(), last.year() + 1),
    };
    let soon = in_year(next).is_some_and(|next| (next - first).get_days() <= SOON);
    // What "is to run from" a day just past began on it.
    let long_past = in_year(past).is_none_or(|past| (last - past).get_days() > SOON);
    let ahead = in_year(past) != Some(last) && (soon || long_past && looks_ahead(window, at));
    (Some(if ahead { next } else { past }), None)
}

/// Whether the words before, in the same sentence, point forward.
pub(super) fn looks_ahead(window: &Window<'_>, at: usize) -> bool {
    let as_soon_as = window.before(at, 1).word() == "as"
        && matches!(window.before(at, 2).word(), "soon" | "early");
    words::points_forward_at_once(window.before(at, 1).word())
        || as_soon_as
        || (1..=6 + at)
            .take_while(|&back| {
                let token = window.before(at, back);
                let ends = matches!(token.kind, Kind::Mark('.' | '?' | '!') | Kind::End);
                !ends && !words::points_back(token.word())
            })
            .any(|back| {
                let word = |further: usize| window.before(at, back + further).word();
                let is_to = word(0) == "to" && matches!(word(1), "set" | "is" | "are");
                let to_be = word(0) == "be" && word(1) == "to";
                words::points_forward(word(0)) || is_to || to_be
            })
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
    if !ends_a_phrase(window.ahead(after)) {
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

/// `summer 2014`, `the spring of 1915`.
fn season_of_year(window: &Window<'_>, at: usize) -> Option<Phrase> {
    let next = at + usize::from(window.ahead(at).word() == "the");
    let code = words::season(window.ahead(next).word())?;
    let after = next + 1 + usize::from(window.ahead(next + 1).word() == "of");
    let year = year::written(window, after)?;
    let value = Edtf::parse(&format!("{year:04}-{code}")).ok()?;
    // "The winter of 2012-13" is named for its start, as a season of EDTF is.
    let both = year::second_year(window, after, year) == Some(year + 1);
    let to = after + if both { 3 } else { 1 };
    Some(Phrase::new(to, value, DateKind::Interval, MONTH).with_own_year())
}
