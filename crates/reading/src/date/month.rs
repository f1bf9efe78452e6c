//! Months and seasons, with their years and without.

use super::calendar::ends_a_phrase;
use super::context::Context;
use super::whose_year::year_of;
use super::{Phrase, cues, words, year};
use crate::scan::{Gap, Kind, Token, Window};
use sayso_model::{DateKind, Edtf, RuleId, Span};

const MONTH: RuleId = RuleId::new("date.month");

/// How many tokens back are looked at for the end of a sentence.
const SEEN: usize = 8;

/// How many months later another may be that follows one to come.
const SOON: i8 = 6;

/// A month's name with a capital letter, and the token after it and its full stop.
pub(super) fn name(window: &Window<'_>, at: usize) -> Option<(i8, usize)> {
    let token = window.ahead(at);
    if !token.capital && !is_dated(window, at)
        || token.kind != Kind::Word
        || token.gap == Gap::Paragraph && at > 0
    {
        return None;
    }
    if let Some(month) = words::month(token.word()) {
        return Some((month, at + 1));
    }
    let month = words::short_month(token.word())?;
    let stop = window.ahead(at + 1).is('.') && window.ahead(at + 1).glued();
    Some((month, at + 1 + usize::from(stop)))
}

/// Whether a month in small letters stands between a day and a year: `21 february 2005`.
fn is_dated(window: &Window<'_>, at: usize) -> bool {
    window.before(at, 1).kind == Kind::Number && year::written(window, at + 1).is_some()
}

/// `October 2019`, `October`: a month that no day follows.
pub(super) fn without_day(
    window: &Window<'_>,
    context: &Context,
    at: usize,
    led: bool,
) -> Option<Phrase> {
    let (month, after) = name(window, at)?;
    let of = usize::from(window.ahead(after).word() == "of" || window.ahead(after).is(','));
    let early = || year::early(window, after + of).filter(|_| window.ahead(after).word() == "of");
    let written = year::written(window, after + of).or_else(early).map(|y| (y, after + of + 1));
    let short = || year::after_its_month(window, after, context).map(|y| (y, after + 2));
    if let Some((year, to)) = written.or_else(|| year::in_brackets(window, after)).or_else(short) {
        let value = Edtf::month(year, month)?;
        return Some(Phrase::new(to, value, DateKind::Point, MONTH).with_own_year());
    }
    if let Some((year, to, leans_on)) = of_that_year(window, context, after) {
        let phrase = Phrase::new(to, Edtf::month(year, month)?, DateKind::Point, MONTH);
        return Some(Phrase { leans_on, ..phrase });
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
    let listed = is_listed(window, at, after);
    let every = matches!(lead, "every" | "each");
    let told = led || owned || begins || bracketed || set_for || every;
    let led = told && words::month(whole).is_some();
    let led = led && (whole != "may" || bracketed || every || words::leads_to_may(lead)) || listed;
    led.then(|| month_alone(window, context, at, month)).flatten()
}

/// Whether another month stands before or after: `July and August`, `Apr-Oct`, `April, May and June`.
fn is_listed(window: &Window<'_>, at: usize, after: usize) -> bool {
    let joins = |token: &Token| {
        token.is_dash()
            || token.is(',')
            || token.is('/')
            || matches!(token.word(), "and" | "or" | "to" | "through" | "until" | "till")
    };
    let before = window.before(at, 2);
    let month = |word: &str| words::month(word).or_else(|| words::short_month(word)).is_some();
    joins(window.ahead(after)) && name(window, after + 1).is_some()
        || joins(window.before(at, 1)) && before.capital && month(before.word())
}

/// The year of the month that another joins: `March and April 2012`, `June/July 1998`.
fn year_beyond(window: &Window<'_>, at: usize) -> Option<i16> {
    let joins = window.ahead(at);
    let joined = matches!(joins.word(), "and" | "or") || joins.is_dash() || joins.is('/');
    let (_, after) = name(window, at + 1).filter(|_| joined)?;
    let of = usize::from(matches!(window.ahead(after).word(), "of" | "in"));
    year::written(window, after + of)
}

/// `October of next year`, `March last year`, `June the same year`, `the fall of that year`: the
/// year, the token after it, and what it leans on.
fn of_that_year(
    window: &Window<'_>,
    context: &Context,
    after: usize,
) -> Option<(i16, usize, Option<Span>)> {
    let at = after + usize::from(window.ahead(after).word() == "of");
    let word = |i: usize| window.ahead(at + i).word();
    let steps = match (word(0), word(1), word(2)) {
        ("this", "year", _) => 0,
        ("last", "year", _) => -1,
        ("next", "year", _) => 1,
        ("that", "year", _) | ("the" | "that", "same", "year") => {
            let (value, span) = context.last()?;
            let to = at + 2 + usize::from(word(2) == "year");
            return Some((value.bounds().0?.year(), to, Some(span)));
        }
        _ => return None,
    };
    Some((context.known?.year() + steps, at + 2, None))
}

/// A month without a year: of the date before it, else the last one, or one soon to come.
fn month_alone(window: &Window<'_>, context: &Context, at: usize, month: i8) -> Option<Phrase> {
    let (year, leans_on) = match after_one_ahead(window, context, at, month) {
        Some((year, span)) => (Some(year), Some(span)),
        None => year_of(window, context, at, month, 1),
    };
    let (value, kind) = match year {
        Some(year) => (Edtf::month(year, month)?, DateKind::Point),
        None => (Edtf::parse(&format!("XXXX-{month:02}")).ok()?, DateKind::Vague),
    };
    Some(Phrase { leans_on, ..Phrase::new(at + 1, value, kind, MONTH) })
}

/// The year of a month that follows one still to come in its sentence: `Ostry in December, Millton
/// in January`, and the place of that month.
fn after_one_ahead(
    window: &Window<'_>,
    context: &Context,
    at: usize,
    month: i8,
) -> Option<(i16, Span)> {
    let ((value, span), (_, published)) = (context.last_here()?, context.published?);
    let (first, last) = (value.bounds().0?, value.bounds().1?);
    let one_month = first.day() == 1 && first.last_of_month() == last;
    let ends = |back: usize| matches!(window.before(at, back).kind, Kind::Mark('.' | '?' | '!'));
    let soon = (month - first.month()).rem_euclid(12) <= SOON;
    let year = first.year() + i16::from(month < first.month());
    (one_month && first > published && soon && !(1..=SEEN).any(ends)).then_some((year, span))
}

/// `summer 2014`, `the spring of 1915`, `the fall of that year`.
pub(super) fn season_of_year(window: &Window<'_>, context: &Context, at: usize) -> Option<Phrase> {
    let next = at + usize::from(window.ahead(at).word() == "the");
    let code = words::season(window.ahead(next).word())?;
    let of = window.ahead(next + 1).word() == "of";
    let joined = of || window.ahead(next + 1).is(',') && window.ahead(next).capital;
    let after = next + 1 + usize::from(joined);
    let season = |year: i16| Edtf::parse(&format!("{year:04}-{code}")).ok();
    if let Some((year, to, leans_on)) = of_that_year(window, context, after).filter(|_| of) {
        let phrase = Phrase::new(to, season(year)?, DateKind::Interval, MONTH);
        return Some(Phrase { leans_on, ..phrase });
    }
    let year = year::written(window, after)?;
    // "The winter of 2012-13" is named for its start, as a season of EDTF is.
    let both = year::second_year(window, after, year) == Some(year + 1);
    let to = after + if both { 3 } else { 1 };
    Some(Phrase::new(to, season(year)?, DateKind::Interval, MONTH).with_own_year())
}
