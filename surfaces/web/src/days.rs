//! Days and dates, as they are written.

use sayso::corpus::Days;
use sayso::model::Edtf;
use sayso::moment::When;

/// One day, or the first and the last.
pub(crate) fn days(days: Days) -> String {
    if days.first == days.last {
        return day(days.first);
    }
    format!("{}/{}", day(days.first), day(days.last))
}

/// A day, counted from 1970-01-01; `..` where no calendar goes so far.
fn day(day: i32) -> String {
    let after = jiff::Span::new().try_days(day).ok();
    let epoch = jiff::civil::Date::constant(1970, 1, 1);
    let date = after.and_then(|after| epoch.checked_add(after).ok());
    date.map_or_else(|| "..".to_owned(), |date| date.to_string())
}

/// The same where there are any.
pub(crate) fn maybe(of: Option<Days>) -> String {
    of.map(days).unwrap_or_default()
}

/// A date with what it is the date of.
pub(crate) fn when(when: Option<&When>) -> String {
    when.map(|when| format!("{} {}", when.clock.word(), when.date)).unwrap_or_default()
}

/// Everything from the first to the last day of a date; open ends reach as far as can be.
pub(crate) fn window(date: &Edtf) -> Days {
    let (first, last) = Days::ends(date);
    Days { first: first.unwrap_or(i32::MIN), last: last.unwrap_or(i32::MAX) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn days_are_written_as_dates() {
        let day: Edtf = "1898-02-15".parse().unwrap();
        assert_eq!(days(window(&day)), "1898-02-15");
        assert_eq!(days(Days { first: 0, last: 31 }), "1970-01-01/1970-02-01");
        assert_eq!(days(Days { first: i32::MIN, last: 0 }), "../1970-01-01");
    }

    #[test]
    fn an_open_date_reaches_as_far_as_can_be() {
        let date: Edtf = "../1970-01-03".parse().unwrap();
        assert_eq!(window(&date), Days { first: i32::MIN, last: 2 });
    }
}
