//! Days in figures: `1998-10-03`, `03/10/1998`.

use super::calendar::{FULL, joined_before};
use super::context::Context;
use super::{Phrase, clock, year};
use crate::scan::{Kind, Window};
use jiff::civil::Date;
use sayso_model::{DateKind, Edtf};

/// `1998-10-03`, with any of `-`, `/` and `.` between.
pub(super) fn iso(window: &Window<'_>, at: usize) -> Option<Phrase> {
    let token = window.ahead(at);
    if token.span().len() != 4 || joined_before(window, at) {
        return None;
    }
    if let Some(moment) = moment(window, at) {
        return Some(moment);
    }
    let (month, day) = two_more(window, at)?;
    let date = date_of(window.written(token).parse().ok()?, month, day)?;
    Some(Phrase::new(at + 5, Edtf::day(date), DateKind::Point, FULL).with_own_year())
}

/// `2013-08-21T02:30:00Z`: a day with a time glued to it.
fn moment(window: &Window<'_>, at: usize) -> Option<Phrase> {
    let token = |i: usize| window.ahead(at + i);
    let glued = (1..9).all(|i| token(i).glued());
    if !glued || token(5).word() != "t" || !token(7).is(':') {
        return None;
    }
    let numbers = [0, 2, 4, 6, 8].map(|i| window.written(token(i)).parse::<u16>().ok());
    let [Some(year), Some(month), Some(day), Some(hour), Some(minute)] = numbers else {
        return None;
    };
    let seconds = token(9).is(':') && token(9).glued() && token(10).kind == Kind::Number;
    let (east, to) = zone(window, at + if seconds { 11 } else { 9 });
    let day = Edtf::day(date_of(year, month, day)?);
    let value = day.with_time(hour.checked_mul(60)?.checked_add(minute)?, east)?;
    (minute < 60).then_some(())?;
    let value = match seconds {
        true => at_second(&value, window.written(token(10)))?,
        false => value,
    };
    Some(Phrase::new(to, value, DateKind::Point, FULL).with_own_year())
}

/// The same moment so many seconds later, which are written with two figures.
fn at_second(value: &Edtf, seconds: &str) -> Option<Edtf> {
    let written = value.to_string();
    let (minute, zone) = (written.get(..17)?, written.get(19..)?);
    Edtf::parse(&format!("{minute}{seconds}{zone}")).ok()
}

/// `Z` or `+02:00` glued to a time: minutes east of Greenwich, and the token after.
fn zone(window: &Window<'_>, at: usize) -> (Option<i16>, usize) {
    let sign = window.ahead(at);
    if sign.glued() && sign.word() == "z" {
        return (Some(0), at + 1);
    }
    match clock::shift(window, at).filter(|_| sign.glued()) {
        Some((east, to)) => (Some(east), to),
        None => (None, at),
    }
}

/// `03/10/1998`, `03/10/98`: where both orders make a date, one of the two; with full stops, day first.
pub(super) fn numeric(window: &Window<'_>, context: &Context, at: usize) -> Option<Phrase> {
    let (first, separator) = (window.ahead(at), window.ahead(at + 1));
    if first.span().len() > 2 || joined_before(window, at) {
        return None;
    }
    let (second, year) = two_more(window, at)?;
    let first: u16 = window.written(first).parse().ok()?;
    let year = match window.ahead(at + 4).span().len() {
        4 => year,
        // Only with strokes: `1.2.03` is as soon a version or a section.
        2 if separator.is('/') => year::ending_in(year.cast_signed(), context).cast_unsigned(),
        _ => return None,
    };
    if !(1000..2200).contains(&year) {
        return None;
    }
    let day_first = date_of(year, second, first);
    let month_first = date_of(year, first, second).filter(|_| !separator.is('.'));
    let (value, kind) = match (day_first, month_first) {
        (Some(a), Some(b)) if a != b => {
            (Edtf::parse(&format!("[{},{}]", a.min(b), a.max(b))).ok()?, DateKind::Vague)
        }
        (Some(date), _) | (None, Some(date)) => (Edtf::day(date), DateKind::Point),
        (None, None) => return None,
    };
    Some(Phrase::new(at + 5, value, kind, FULL).with_own_year())
}

/// The second and third of three numbers with one separator, glued, and nothing glued after.
fn two_more(window: &Window<'_>, at: usize) -> Option<(u16, u16)> {
    let separator = window.ahead(at + 1);
    let same = matches!(separator.kind, Kind::Mark('-' | '/' | '.'))
        && window.ahead(at + 3).kind == separator.kind;
    let glued = (1..5).all(|i| window.ahead(at + i).glued());
    let after = window.ahead(at + 5);
    let ends = !after.glued()
        || matches!(after.kind, Kind::Mark(_)) && !window.ahead(at + 6).glued()
        || after.kind == Kind::End;
    let part = |i: usize| {
        let token = window.ahead(at + i);
        (token.kind == Kind::Number && token.span().len() <= 4)
            .then(|| window.written(token).parse().ok())
            .flatten()
    };
    if same && glued && ends { Some((part(2)?, part(4)?)) } else { None }
}

fn date_of(year: u16, month: u16, day: u16) -> Option<Date> {
    let small = |number: u16| i8::try_from(number).ok();
    Date::new(i16::try_from(year).ok()?, small(month)?, small(day)?).ok()
}
