//! Days, to compare dates by.

use jiff::civil::Date;
use sayso_model::Edtf;

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

/// Days after 1970-01-01.
fn day(date: Date) -> i32 {
    let epoch = Date::constant(1970, 1, 1);
    date.since(epoch).map_or(0, |span| span.get_days())
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
}
