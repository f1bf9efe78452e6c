//! Days and dates, as they are written.

use crate::failure::Failure;
use sayso::corpus::Days;
use sayso::model::Edtf;
use sayso::moment::When;

/// A day, counted from 1970-01-01.
pub(super) fn day(day: i32) -> String {
    let after = jiff::Span::new().try_days(day).ok();
    let date =
        after.and_then(|after| jiff::civil::Date::constant(1970, 1, 1).checked_add(after).ok());
    date.map_or_else(|| "..".to_owned(), |date| date.to_string())
}

/// One day, or the first and the last.
pub(super) fn days(days: Days) -> String {
    if days.first == days.last {
        return day(days.first);
    }
    format!("{}/{}", day(days.first), day(days.last))
}

/// The same where there are any.
pub(super) fn maybe(of: Option<Days>) -> String {
    of.map(days).unwrap_or_default()
}

/// A date with its clock, where that is not the one that everybody expects.
pub(super) fn when(when: Option<&When>) -> String {
    when.map(|when| format!("{} {}", when.clock.word(), when.date)).unwrap_or_default()
}

/// Everything from the first to the last day of a date; open ends reach as far as can be.
pub(super) fn window(date: &Edtf) -> Days {
    let (first, last) = Days::ends(date);
    Days { first: first.unwrap_or(i32::MIN), last: last.unwrap_or(i32::MAX) }
}

/// The one day that a date means.
pub(super) fn one(date: &Edtf) -> Result<i32, Failure> {
    match Days::of(date) {
        Some(days) if days.first == days.last => Ok(days.first),
        _ => Err(Failure::usage(format!("{date} is no single day; give one, such as 1898-02-15"))),
    }
}
