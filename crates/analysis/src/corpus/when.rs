//! Days, to compare dates by.

use jiff::civil::Date;
use sayso_model::Edtf;
use std::fmt;

/// The first and the last day that a date can mean, both inclusive, counted from 1970-01-01.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Days {
    /// The first.
    pub first: i32,
    /// The last.
    pub last: i32,
}

impl Days {
    /// Of a date that is closed on both sides.
    #[must_use]
    pub fn of(date: &Edtf) -> Option<Self> {
        let (first, last) = date.bounds();
        Some(Self { first: day(first?), last: day(last?) })
    }

    /// The first and the last day of a date, each where it has one.
    #[must_use]
    pub fn ends(date: &Edtf) -> (Option<i32>, Option<i32>) {
        let (first, last) = date.bounds();
        (first.map(day), last.map(day))
    }

    /// One day, counted from 1970-01-01.
    #[must_use]
    pub const fn on(day: i32) -> Self {
        Self { first: day, last: day }
    }

    /// Everything from the first to the last day of a date; open ends reach as far as can be.
    #[must_use]
    pub fn around(date: &Edtf) -> Self {
        let (first, last) = Self::ends(date);
        Self { first: first.unwrap_or(i32::MIN), last: last.unwrap_or(i32::MAX) }
    }

    /// How many days lie between the two; 0 where they share one.
    #[must_use]
    pub fn apart(self, other: Self) -> u32 {
        (other.first.saturating_sub(self.last))
            .max(self.first.saturating_sub(other.last))
            .max(0)
            .unsigned_abs()
    }

    /// How many days it spans, both ends counted.
    #[must_use]
    pub fn length(self) -> u32 {
        self.last.saturating_sub(self.first).unsigned_abs().saturating_add(1)
    }
}

/// One day, or the first and the last with a slash between; `..` where no calendar goes so far.
impl fmt::Display for Days {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let written = |day| date(day).map_or_else(|| "..".to_owned(), |date| date.to_string());
        if self.first == self.last {
            return f.pad(&written(self.first));
        }
        f.pad(&format!("{}/{}", written(self.first), written(self.last)))
    }
}

const EPOCH: Date = Date::constant(1970, 1, 1);

/// Days after 1970-01-01.
fn day(date: Date) -> i32 {
    date.since(EPOCH).map_or(0, |span| span.get_days())
}

/// The date of a day counted from 1970-01-01; `None` where no calendar goes so far.
pub(crate) fn date(day: i32) -> Option<Date> {
    let after = jiff::Span::new().try_days(day).ok()?;
    EPOCH.checked_add(after).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn days(edtf: &str) -> Days {
        Days::of(&edtf.parse().expect("EDTF")).expect("closed")
    }

    #[test]
    fn days_are_counted_from_the_epoch_and_between_dates() {
        assert_eq!(days("1970-01-02"), Days { first: 1, last: 1 });
        assert_eq!(days("2016-02").length(), 29);
        assert_eq!(days("2016-02").apart(days("2016-03-03")), 3);
        assert_eq!(days("2016").apart(days("2016-03-03")), 0);
        assert_eq!(days("-0044-03-15").apart(days("-0044-03-14")), 1);
    }

    #[test]
    fn days_are_written_as_dates() {
        let around = |edtf: &str| Days::around(&edtf.parse().expect("EDTF"));
        assert_eq!(around("1898-02-15").to_string(), "1898-02-15");
        assert_eq!(Days { first: 0, last: 31 }.to_string(), "1970-01-01/1970-02-01");
        assert_eq!(Days { first: i32::MIN, last: 0 }.to_string(), "../1970-01-01");
        assert_eq!(format!("{:>12}", Days::on(0)), "  1970-01-01");
    }

    #[test]
    fn an_open_date_reaches_as_far_as_can_be() {
        let date: Edtf = "../1970-01-03".parse().expect("EDTF");
        assert_eq!(Days::around(&date), Days { first: i32::MIN, last: 2 });
    }
}
