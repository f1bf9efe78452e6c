//! The first and the last day that a form can mean.

use super::part::{Digits, Month, Point};
use super::{End, Form, Member};
use jiff::civil::Date;

/// First and last day; `None` where open or unknown.
pub(super) type Bounds = (Option<Date>, Option<Date>);

pub(super) fn of(form: &Form) -> Bounds {
    match form {
        Form::Point(point) => of_point(point),
        Form::Interval(start, end) => (of_end(start).0, of_end(end).1),
        Form::Set { members, .. } => members
            .iter()
            .map(of_member)
            .reduce(|a, b| (both(a.0, b.0, Date::min), both(a.1, b.1, Date::max)))
            .unwrap_or_default(),
    }
}

/// Whether it can start before it ends.
pub(super) fn in_order((first, last): Bounds) -> bool {
    !matches!((first, last), (Some(first), Some(last)) if first > last)
}

fn both(a: Option<Date>, b: Option<Date>, pick: fn(Date, Date) -> Date) -> Option<Date> {
    Some(pick(a?, b?))
}

fn of_end(end: &End) -> Bounds {
    match end {
        End::Unknown | End::Open => (None, None),
        End::At(point) => of_point(point),
    }
}

pub(super) fn of_member(member: &Member) -> Bounds {
    match member {
        Member::One(point) => of_point(point),
        Member::Range(start, end) => (
            start.as_ref().and_then(|point| of_point(point).0),
            end.as_ref().and_then(|point| of_point(point).1),
        ),
    }
}

fn of_point(point: &Point) -> Bounds {
    let Some((first_year, last_year)) = point.year.range() else { return (None, None) };
    let ((first_month, _), (last_month, years_on)) = match point.month {
        None => ((1, 0), (12, 0)),
        Some(Month::Calendar(digits)) => ((within(digits, 0, 12), 0), (within(digits, 9, 12), 0)),
        Some(Month::Division(code)) => division(code),
    };
    let (first_day, last_day) = match point.day {
        None => (1, 31),
        Some(day) => (within(day.0, 0, 31), within(day.0, 9, 31)),
    };
    let first = clamped(first_year, first_month, first_day);
    // A winter that would run past the last year of the calendar ends with it.
    let last = last_year
        .checked_add(years_on)
        .and_then(|year| clamped(year, last_month, last_day))
        .or_else(|| clamped(last_year, 12, 31));
    (first, last)
}

/// The least or greatest number from 1 to `most` that the digits can mean.
fn within(digits: Digits<2>, unspecified: u8, most: i16) -> i8 {
    let filled = match (digits.0, unspecified) {
        // The tens of the greatest month or day are not 9: try them from above.
        ([None, Some(units)], 9) => {
            let units = i16::from(units);
            (0..=most / 10).rev().map(|tens| tens * 10 + units).find(|&n| n <= most).unwrap_or(most)
        }
        // The least is not 0.
        ([None, Some(0)], 0) => 10,
        _ => digits.filled(unspecified),
    };
    filled.clamp(1, most) as i8
}

/// The month's first and last month, each with the years to add.
fn division(code: u8) -> ((i8, i16), (i8, i16)) {
    let part = |number: u8, length: i8| {
        let first = number.cast_signed() * length + 1;
        ((first, 0), (first + length - 1, 0))
    };
    match code {
        21 | 25 | 31 => ((3, 0), (5, 0)),
        22 | 26 | 32 => ((6, 0), (8, 0)),
        23 | 27 | 29 => ((9, 0), (11, 0)),
        24 | 28 | 30 => ((12, 0), (2, 1)),
        33..=36 => part(code - 33, 3),
        37..=39 => part(code - 37, 4),
        40 | 41 => part(code - 40, 6),
        _ => ((1, 0), (12, 0)),
    }
}

/// That day, or the last of its month where the month is shorter.
fn clamped(year: i16, month: i8, day: i8) -> Option<Date> {
    Date::new(year, month, 1).ok()?;
    Date::new(year, month, day.min(days_in(year, month))).ok()
}

/// The length of a month; 31 of one that is out of range.
pub(super) fn days_in(year: i16, month: i8) -> i8 {
    Date::new(year, month, 1).map_or(31, Date::days_in_month)
}
