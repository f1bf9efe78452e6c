//! Spells that end or begin with the day of writing: `the past six months`, `the last decade`.

use super::Phrase;
use super::calendar::number;
use super::context::{Context, days_after, months_after};
use super::relative::RELATIVE;
use super::words::{self, Unit};
use crate::scan::{Kind, Window};
use jiff::civil::Date;
use sayso_model::{DateKind, Edtf};

/// A spell at token `at`.
pub(super) fn read(window: &Window<'_>, context: &Context, at: usize) -> Option<Phrase> {
    the_last_few(window, context, at)
        .or_else(|| the_past_one(window, context, at))
        .or_else(|| some_of_them(window, context, at))
}

/// `the last five years`, `the past six months`, `the last 24 hours`.
fn the_last_few(window: &Window<'_>, context: &Context, at: usize) -> Option<Phrase> {
    let (back, at) = way(window, at)?;
    let (count, next) = count(window, at)?;
    let unit = words::unit(window.ahead(next).word())?;
    if told_otherwise(window, next + 1) {
        return None;
    }
    let value = spell(context.today(), count, unit, back)?;
    Some(Phrase::new(next + 1, value, DateKind::Interval, RELATIVE))
}

/// `the past year`, `the last decade`, `the next decade`; `the last year` is the one before this.
fn the_past_one(window: &Window<'_>, context: &Context, at: usize) -> Option<Phrase> {
    let the = window.ahead(at).word() == "the";
    let decade = |next: usize| words::unit(window.ahead(next).word()) == Some(Unit::Decade);
    let (back, next) = way(window, at).filter(|&(back, next)| the && back || decade(next))?;
    let last = window.ahead(next - 1).word() == "last";
    let to = next + 1;
    if told_otherwise(window, to) {
        return None;
    }
    if window.ahead(next).word() == "century" {
        let today = context.today();
        let (start, end) = (Edtf::year(today.year() - 100)?, Edtf::year(today.year())?);
        let value = Edtf::interval(Some(&start.approximate()), Some(&end))?;
        return Some(Phrase::new(to, value, DateKind::Interval, RELATIVE));
    }
    let one = words::is_one(window.ahead(next).word());
    let unit = words::unit(window.ahead(next).word()).filter(|_| one)?;
    match unit {
        Unit::Hour | Unit::Day => None,
        Unit::Year if last => {
            let value = Edtf::year(context.today().year() - 1)?;
            Some(Phrase::new(to, value, DateKind::Point, RELATIVE))
        }
        _ => {
            let value = spell(context.today(), 1, unit, back)?;
            Some(Phrase::new(to, value, DateKind::Interval, RELATIVE))
        }
    }
}

/// `the past few days`, `the coming weeks`: an end at the day of writing, and none beyond.
fn some_of_them(window: &Window<'_>, context: &Context, at: usize) -> Option<Phrase> {
    let (back, next) = way(window, at)?;
    let few = matches!(window.ahead(next).word(), "few" | "several" | "couple");
    let coming = window.ahead(next - 1).word() == "coming";
    let next = next + usize::from(few);
    let next = next + usize::from(few && window.ahead(next).word() == "of");
    words::unit(window.ahead(next).word()).filter(|_| few || coming)?;
    let today = Edtf::day(context.today());
    let (start, end) = if back { (None, Some(&today)) } else { (Some(&today), None) };
    let value = Edtf::interval(start, end)?;
    Some(Phrase::new(next + 1, value, DateKind::Vague, RELATIVE))
}

/// `of her life`, `of March`: what a spell leans on where it is not the day of writing.
fn told_otherwise(window: &Window<'_>, at: usize) -> bool {
    let next = window.ahead(at + 1);
    let owner = matches!(next.word(), "his" | "her" | "its" | "their" | "the");
    window.ahead(at).word() == "of" && (owner || next.capital)
}

/// Whether `the last`, `past` or `next` leads back, and the token after it.
fn way(window: &Window<'_>, at: usize) -> Option<(bool, usize)> {
    let at = at + usize::from(window.ahead(at).word() == "the");
    match window.ahead(at).word() {
        "last" | "past" => Some((true, at + 1)),
        "next" | "coming" => Some((false, at + 1)),
        _ => None,
    }
}

/// From so many units before the day to it, or from it on.
fn spell(today: Date, count: i32, unit: Unit, back: bool) -> Option<Edtf> {
    let steps = if back { -count } else { count };
    let day = Edtf::day(today);
    let (there, here) = match unit {
        Unit::Hour => {
            let days = (count / 24).max(1);
            (Edtf::day(days_after(today, if back { -days } else { days })?), day)
        }
        Unit::Day | Unit::Week => (shifted(&day, steps, unit, false)?.0, day),
        Unit::Month => {
            (shifted(&day, steps, unit, false)?.0, Edtf::month(today.year(), today.month())?)
        }
        Unit::Year | Unit::Decade => {
            (shifted(&day, steps, unit, false)?.0, Edtf::year(today.year())?)
        }
    };
    let there = there.approximate();
    let (start, end) = if back { (there, here) } else { (here, there) };
    Edtf::interval(Some(&start), Some(&end))
}

/// So many units on, as finely as the unit and the start allow, and whether that is exact: from
/// one date of the story to another it is, from the day of writing back only in days.
pub(super) fn shifted(from: &Edtf, steps: i32, unit: Unit, in_story: bool) -> Option<(Edtf, bool)> {
    let first = from.bounds().0?;
    match unit {
        // "24 hours ago" is about the day before.
        Unit::Hour => Some((Edtf::day(days_after(from.as_day()?, steps / 24)?), false)),
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
pub(super) fn count(window: &Window<'_>, at: usize) -> Option<(i32, usize)> {
    let token = window.ahead(at);
    match token.kind {
        Kind::Number => grouped(window, at)
            .or_else(|| number(window, at).map(|(value, _)| (value.into(), at + 1))),
        _ => words::count(token.word()).map(|count| (count, at + 1)),
    }
}

/// `5,000`.
fn grouped(window: &Window<'_>, at: usize) -> Option<(i32, usize)> {
    let (comma, rest) = (window.ahead(at + 1), window.ahead(at + 2));
    let glued = comma.is(',') && comma.glued() && rest.glued();
    let short = window.ahead(at).span().len() <= 2 && rest.span().len() == 3;
    if !glued || !short || rest.kind != Kind::Number || window.ahead(at + 3).glued() {
        return None;
    }
    let digits = format!("{}{}", window.written(window.ahead(at)), window.written(rest));
    digits.parse().ok().map(|value| (value, at + 3))
}
