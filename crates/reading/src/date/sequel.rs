//! What follows the date before it in the text by name: `the following autumn`, `that September`,
//! `the next Monday`, `a few days later`.

use super::context::{Context, days_after};
use super::relative::RELATIVE;
use super::words::{self, Unit};
use super::{Phrase, calendar, story};
use crate::scan::Window;
use jiff::civil::Date;
use sayso_model::{DateKind, Edtf, Span};

/// The most days that a date may have for others to be counted from it in days or weeks.
const MONTH: i32 = 31;

/// A date at token `at` that follows the one before it.
pub(super) fn read(window: &Window<'_>, context: &Context, at: usize) -> Option<Phrase> {
    by_name(window, context, at).or_else(|| a_few_later(window, context, at))
}

/// Before, at or after the date that a phrase leans on.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Side {
    Before,
    Within,
    After,
}

/// `the following spring`, `that June`, `the preceding Saturday`.
fn by_name(window: &Window<'_>, context: &Context, at: usize) -> Option<Phrase> {
    let word = |i: usize| window.ahead(at + i).word();
    let (side, name) = match (word(0), word(1)) {
        ("the", "next" | "following") => (Side::After, at + 2),
        ("the", "previous" | "preceding") => (Side::Before, at + 2),
        ("that", "same") => (Side::Within, at + 2),
        ("that", _) => (Side::Within, at + 1),
        _ => return None,
    };
    let token = window.ahead(name);
    let last = context.last().and_then(|(value, span)| value.bounds().0.map(|day| (day, span)));
    let first = last.map(|(first, _)| first);
    let (value, kind) = if let Some(code) = words::season(token.word()) {
        // "That fall" is more often a verb's or a ruin's than a season.
        if token.word() == "fall" && side == Side::Within {
            return None;
        }
        let month = i8::try_from(code).ok()?.checked_sub(21)? * 3 + 3;
        (in_year(first, month, side, &code.to_string())?, DateKind::Interval)
    } else if !token.capital {
        return None;
    } else if let Some(month) = words::month(token.word()).filter(|&month| month != 5) {
        (in_year(first, month, side, &format!("{month:02}"))?, DateKind::Point)
    } else {
        let weekday = words::weekday(token.word()).filter(|_| side != Side::Within)?;
        // "The preceding Saturday, August 17" tells its day.
        if calendar::read(window, context, name, false).is_some() {
            return None;
        }
        let day = context.last().and_then(|(value, _)| value.as_day());
        (near(day, weekday, side)?, DateKind::Point)
    };
    let known = !value.to_string().starts_with("XXXX");
    let kind = if known { kind } else { DateKind::Vague };
    let leans_on: Option<Span> = last.map(|(_, span)| span).filter(|_| known);
    let phrase = Phrase::new(name + 1, value, kind, RELATIVE);
    Some(Phrase {
        leans_on,
        names_month: !known && words::weekday(token.word()).is_none(),
        ..phrase
    })
}

/// A month or season on one side of a date, in that year or one beside it; of no year without one.
fn in_year(first: Option<Date>, month: i8, side: Side, written: &str) -> Option<Edtf> {
    let year = match first {
        None => return Edtf::parse(&format!("XXXX-{written}")).ok(),
        Some(first) => match side {
            Side::After if month <= first.month() => first.year().checked_add(1)?,
            Side::Before if month >= first.month() => first.year().checked_sub(1)?,
            _ => first.year(),
        },
    };
    Edtf::parse(&format!("{year:04}-{written}")).ok()
}

/// The first such weekday on one side of a day.
fn near(day: Option<Date>, weekday: i8, side: Side) -> Option<Edtf> {
    let Some(day) = day else { return Edtf::parse("XXXX-XX-XX").ok() };
    let on = i32::from((weekday - day.weekday().to_monday_zero_offset()).rem_euclid(7));
    let steps = match side {
        Side::After if on == 0 => 7,
        Side::After | Side::Within => on,
        Side::Before => on - 7,
    };
    days_after(day, steps).map(Edtf::day)
}

/// `a few days later`, `several years earlier`: some time after or before the date before it.
fn a_few_later(window: &Window<'_>, context: &Context, at: usize) -> Option<Phrase> {
    let word = |i: usize| window.ahead(at + i).word();
    let some = match (word(0), word(1), word(2)) {
        ("a", "couple", "of") => 3,
        ("a", "few", _) => 2,
        ("several" | "some" | "many", _, _) => 1,
        _ => return None,
    };
    let plural = !words::is_one(word(some));
    let unit = words::unit(word(some)).filter(|&unit| plural && unit != Unit::Hour)?;
    let after = match word(some + 1) {
        "later" => true,
        "earlier" => false,
        _ => return None,
    };
    let to = at + some + 2;
    // Days after a year are days of that year, or of the next.
    let short = |value: &Edtf| {
        let ends = value.bounds().0.zip(value.bounds().1);
        ends.is_some_and(|(first, last)| (last - first).get_days() < MONTH)
    };
    let fine = |value: &Edtf| !matches!(unit, Unit::Day | Unit::Week) || short(value);
    let Some((value, span)) = context.last().filter(|(value, _)| fine(value)) else {
        return story::on_some_day(to);
    };
    let (first, last) = value.bounds();
    let value = match after {
        true => Edtf::interval(Some(&Edtf::day(last?)), None),
        false => Edtf::interval(None, Some(&Edtf::day(first?))),
    };
    let phrase = Phrase::new(to, value?, DateKind::Vague, RELATIVE);
    Some(Phrase { leans_on: Some(span), ..phrase })
}
