//! Times of day, where a zone or the time of Greenwich stands beside them.

use super::context::Context;
use super::{Phrase, relative, words};
use crate::scan::{Gap, Kind, Window};
use jiff::civil::Date;
use sayso_model::{DateKind, Edtf, RuleId, Span};

const CLOCK: RuleId = RuleId::new("date.clock");

/// No clock is read as this many minutes west of Greenwich, or more.
const WEST: i32 = 11 * 60 - 1;

/// How many words may name the zone: `US east coast time`.
const ZONE_WORDS: usize = 4;

/// A time at `at`: on the day written after it, else on that of the date before it, else on the
/// document's.
pub(super) fn read(window: &Window<'_>, context: &Context, at: usize) -> Option<Phrase> {
    let mut clock = Clock::read(window, at)?;
    let comma = window.ahead(clock.to).is(',');
    let on = clock.to + usize::from(comma || window.ahead(clock.to).word() == "on");
    if let Some(phrase) = relative::any(window, context, on, false)
        && let Some(day) = phrase.value.as_day().filter(|_| !comma || phrase.own_year)
    {
        clock.to = phrase.to;
        clock.beside(window);
        return clock.on(day, phrase.leans_on);
    }
    match context.last().map(|(value, span)| (value.as_day(), span)) {
        Some((Some(day), span)) => clock.on(day, Some(span)),
        _ => match context.known {
            Some(day) => clock.on(day, None),
            None => clock.on_some_day(),
        },
    }
}

/// `today at 10:30 BST (0930 UTC)`: a time right after its day.
pub(super) fn after(window: &Window<'_>, phrase: &Phrase) -> Option<Phrase> {
    let day = phrase.value.as_day()?;
    let mut at = phrase.to;
    if window.ahead(at).gap == Gap::Paragraph {
        return None;
    }
    at += usize::from(window.ahead(at).is(','));
    at += usize::from(window.ahead(at).word() == "at");
    let found = Clock::read(window, at)?.on(day, phrase.leans_on)?;
    Some(Phrase { own_year: phrase.own_year, ..found })
}

/// A time of day and what tells its zone.
struct Clock {
    to: usize,
    /// Minutes after midnight, there.
    local: u16,
    /// Minutes after midnight at Greenwich.
    greenwich: Option<u16>,
    /// Minutes east of Greenwich, by the zone's name.
    east: Option<i16>,
    /// Whether words name a zone, even one that tells no offset.
    zoned: bool,
}

impl Clock {
    fn read(window: &Window<'_>, at: usize) -> Option<Self> {
        let apart = at > 0 && window.ahead(at).gap == Gap::Paragraph;
        let at = at + usize::from(words::is_about(window.ahead(at).word()));
        // The "05:19" of "12:05:19" is no time.
        let rest =
            window.ahead(at).glued() && matches!(window.before(at, 1).kind, Kind::Mark(':' | '.'));
        if apart || rest {
            return None;
        }
        let (local, half, next) = time(window, at).or_else(|| wired(window, at))?;
        let (east, to) = zone(window, next);
        let mut clock = Self { to, local, greenwich: None, east, zoned: half && to > next };
        clock.beside(window);
        Some(clock)
    }

    /// Reads the time of Greenwich where it stands next.
    fn beside(&mut self, window: &Window<'_>) {
        if self.greenwich.is_none()
            && let Some((minutes, to)) = greenwich(window, self.to)
        {
            (self.greenwich, self.to) = (Some(minutes), to);
        }
    }

    /// On a day that nobody tells: EDTF has no time of day without one.
    fn on_some_day(&self) -> Option<Phrase> {
        let told = self.greenwich.is_some() || self.east.is_some() || self.zoned;
        let value = Edtf::parse("XXXX-XX-XX").ok().filter(|_| told)?;
        Some(Phrase::new(self.to, value, DateKind::Vague, CLOCK))
    }

    fn on(&self, day: Date, leans_on: Option<Span>) -> Option<Phrase> {
        let east = match self.greenwich {
            Some(greenwich) => Some(difference(self.local, greenwich)),
            None => self.east,
        };
        // Without a zone it says no more than its day does.
        if east.is_none() && !self.zoned {
            return None;
        }
        let value = Edtf::day(day).with_time(self.local, east)?;
        Some(Phrase { leans_on, ..Phrase::new(self.to, value, DateKind::Point, CLOCK) })
    }
}

/// Minutes after midnight, whether the half of the day is told, and the token after.
fn time(window: &Window<'_>, at: usize) -> Option<(u16, bool, usize)> {
    let hour = two_digits(window, at)?;
    let mut next = at + 1;
    let mut minute = 0;
    let colon =
        matches!(window.ahead(next).kind, Kind::Mark(':' | '.')) && window.ahead(next).glued();
    if colon && window.ahead(next + 1).glued() && window.ahead(next + 1).span().len() == 2 {
        minute = two_digits(window, next + 1)?;
        next += 2;
    }
    let colon = next > at + 1;
    let half = half_of_day(window, next);
    let hour = match half {
        Some((_, _)) if !(1..=12).contains(&hour) => return None,
        Some((after_noon, _)) => hour % 12 + if after_noon { 12 } else { 0 },
        None => hour,
    };
    let next = half.map_or(next, |(_, next)| next);
    let fits = hour < 24 && minute < 60 && (colon || half.is_some());
    fits.then_some((hour * 60 + minute, half.is_some(), next))
}

/// `0930`: hours and minutes without a mark between them.
fn four_digits(window: &Window<'_>, at: usize) -> Option<u16> {
    let token = window.ahead(at);
    if token.kind != Kind::Number || token.span().len() != 4 {
        return None;
    }
    let value: u16 = window.written(token).parse().ok()?;
    let (hours, minutes) = (value / 100, value % 100);
    (hours < 24 && minutes < 60).then_some(hours * 60 + minutes)
}

fn two_digits(window: &Window<'_>, at: usize) -> Option<u16> {
    let token = window.ahead(at);
    let fits = token.kind == Kind::Number && token.span().len() <= 2;
    fits.then(|| window.written(token).parse().ok()).flatten()
}

/// `am`, `p.m.`: whether after noon, and the token after it.
fn half_of_day(window: &Window<'_>, at: usize) -> Option<(bool, usize)> {
    match window.ahead(at).word() {
        "am" => return Some((false, at + 1)),
        "pm" => return Some((true, at + 1)),
        _ => {}
    }
    let stopped = window.ahead(at + 1).is('.') && window.ahead(at + 2).word() == "m";
    let after_noon = match window.ahead(at).word() {
        "a" if stopped => false,
        "p" if stopped => true,
        _ => return None,
    };
    Some((after_noon, at + 3 + usize::from(window.ahead(at + 3).is('.'))))
}

/// `1430` before `GMT`, as [`time`] gives it.
fn wired(window: &Window<'_>, at: usize) -> Option<(u16, bool, usize)> {
    let zone = window.ahead(at + 1);
    let named = zone.capital && zone.gap == Gap::Space && matches!(zone.word(), "gmt" | "utc");
    let minutes = four_digits(window, at).filter(|_| named)?;
    Some((minutes, false, at + 1))
}

/// A zone's minutes east of Greenwich where its name tells them, and the token after its words.
fn zone(window: &Window<'_>, at: usize) -> (Option<i16>, usize) {
    let token = window.ahead(at);
    if token.kind != Kind::Word || token.gap == Gap::Paragraph {
        return (None, at);
    }
    if let Some(east) = token.capital.then(|| offset(token.word())).flatten() {
        let (more, to) = shift(window, at + 1).filter(|_| east == 0).unwrap_or((0, at + 1));
        return (Some(east + more), to);
    }
    if token.capital && matches!(token.word(), "et" | "ct" | "mt" | "pt") {
        return (None, at + 1);
    }
    let named = (0..ZONE_WORDS)
        .take_while(|&i| window.ahead(at + i).kind == Kind::Word)
        .find(|&i| window.ahead(at + i).word() == "time");
    (None, named.map_or(at, |i| at + i + 1))
}

/// `+3`, `-5`, `+5:30`, `+0530` after `GMT` or `UTC`: minutes, and the token after.
pub(super) fn shift(window: &Window<'_>, at: usize) -> Option<(i16, usize)> {
    let (sign, hours) = (window.ahead(at), window.ahead(at + 1));
    let west = sign.is_dash() || sign.is('−');
    if !(sign.is('+') || west) || !hours.glued() || hours.kind != Kind::Number {
        return None;
    }
    let (minutes, to) = match (four_digits(window, at + 1), window.ahead(at + 2).is(':')) {
        (Some(minutes), _) => (minutes, at + 2),
        (None, true) => (two_digits(window, at + 1)? * 60 + two_digits(window, at + 3)?, at + 4),
        (None, false) => (two_digits(window, at + 1)? * 60, at + 2),
    };
    let minutes = i16::try_from(minutes).ok().filter(|&minutes| minutes <= 14 * 60)?;
    Some((if west { -minutes } else { minutes }, to))
}

/// The zones whose short names mean one thing in English news.
fn offset(name: &str) -> Option<i16> {
    Some(match name {
        "utc" | "gmt" | "z" => 0,
        "bst" | "cet" => 60,
        "cest" | "eet" => 120,
        "eest" | "msk" => 180,
        "edt" => -240,
        "est" | "cdt" => -300,
        "cst" | "mdt" => -360,
        "mst" | "pdt" => -420,
        "pst" => -480,
        "jst" => 540,
        _ => return None,
    })
}

/// `(1625 UTC)`, `(16:25 GMT)`: minutes after midnight, and the token after the bracket.
fn greenwich(window: &Window<'_>, at: usize) -> Option<(u16, usize)> {
    if !window.ahead(at).is('(') {
        return None;
    }
    let figures = four_digits(window, at + 1).map(|minutes| (minutes, at + 2));
    let (minutes, next) =
        figures.or_else(|| time(window, at + 1).map(|(minutes, _, next)| (minutes, next)))?;
    let named =
        matches!(window.ahead(next).word(), "utc" | "gmt") && window.ahead(next + 1).is(')');
    named.then_some((minutes, next + 2))
}

/// Minutes east. The two may fall on neighbouring days: eleven hours west and thirteen east look
/// alike, and east it is, where most people live by such a clock.
fn difference(local: u16, greenwich: u16) -> i16 {
    let east = i32::from(local) - i32::from(greenwich);
    let east = (east + WEST).rem_euclid(24 * 60) - WEST;
    i16::try_from(east).unwrap_or_default()
}
