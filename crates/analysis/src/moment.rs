//! When, and by which clock.

use crate::corpus::{Days, Document, Held, date};
use sayso_model::Edtf;
use std::cmp::Ordering;
use std::fmt;

/// What a day is the day of.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Clock {
    /// It happened or held then.
    Happened,
    /// It was said then.
    Said,
    /// The words that tell it were published then.
    Published,
}

impl Clock {
    /// The word for it.
    #[must_use]
    pub const fn word(self) -> &'static str {
        match self {
            Self::Happened => "happened",
            Self::Said => "said",
            Self::Published => "published",
        }
    }
}

/// A date with its clock. In order of the first day it can mean, then of the last; dates that are open
/// at the start are ordered by their end.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct When {
    /// The date.
    pub date: Edtf,
    /// What it is the date of.
    pub clock: Clock,
}

impl When {
    /// Of a date by a clock.
    #[must_use]
    pub fn of(date: &Edtf, clock: Clock) -> Self {
        Self { date: date.clone(), clock }
    }

    /// When words at a place of a document were said: as their attribution says, or else when they
    /// were published.
    #[must_use]
    pub fn said(page: &Document, said: Option<&Edtf>, place: usize) -> Option<Self> {
        said.map(|date| Self::of(date, Clock::Said)).or_else(|| Self::published(page, place))
    }

    /// When words at a place of a document were published.
    #[must_use]
    pub fn published(page: &Document, place: usize) -> Option<Self> {
        page.published_at(place).map(|date| Self::of(date, Clock::Published))
    }

    /// When what a claim tells happened, or else when it was said, or else published.
    #[must_use]
    pub fn of_claim(page: &Document, claim: &Held) -> Option<Self> {
        let place = claim.content.first().map_or(0, |span| span.start());
        let happened = claim.happened.as_deref().map(|date| Self::of(date, Clock::Happened));
        happened.or_else(|| Self::said(page, claim.said.as_deref(), place))
    }

    /// The first and the last day it can mean, each where it has one.
    #[must_use]
    pub fn ends(&self) -> (Option<i32>, Option<i32>) {
        Days::ends(&self.date)
    }

    /// The days it can mean, where it is closed on both sides.
    #[must_use]
    pub fn days(&self) -> Option<Days> {
        Days::of(&self.date)
    }

    fn key(&self) -> (i32, i32, Clock) {
        let (first, last) = self.ends();
        (first.or(last).unwrap_or(i32::MAX), last.unwrap_or(i32::MAX), self.clock)
    }
}

/// The date after the word for its clock.
impl fmt::Display for When {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} {}", self.clock.word(), self.date)
    }
}

impl Ord for When {
    fn cmp(&self, other: &Self) -> Ordering {
        let written = || self.date.to_string().cmp(&other.date.to_string());
        self.key().cmp(&other.key()).then_with(written)
    }
}

impl PartialOrd for When {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

/// A day or the days from one to another, as a date.
pub(crate) fn date_of(days: Days) -> Option<Edtf> {
    let (first, last) = (Edtf::day(date(days.first)?), Edtf::day(date(days.last)?));
    if days.first == days.last { Some(first) } else { Edtf::interval(Some(&first), Some(&last)) }
}

/// The earlier of two, where there are two.
pub(crate) fn earlier(one: Option<When>, other: Option<When>) -> Option<When> {
    match (one, other) {
        (Some(one), Some(other)) => Some(one.min(other)),
        (one, other) => one.or(other),
    }
}

/// Which days to look at, by each clock; `None` leaves a clock alone. Everything is taken that *can*
/// lie within, and nothing without a date of that clock. What has no day on which it was said was
/// said by when it was published. *As of a day* is a window that ends on it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Window {
    /// When it happened.
    pub happened: Option<Days>,
    /// When it was said.
    pub said: Option<Days>,
    /// When it was published.
    pub published: Option<Days>,
}

impl Window {
    /// Whether a thing at a place of a document can lie within.
    #[must_use]
    pub fn takes(
        &self,
        page: &Document,
        place: usize,
        happened: Option<&Edtf>,
        said: Option<&Edtf>,
    ) -> bool {
        let published = page.published_at(place);
        meets(self.happened, happened)
            && meets(self.said, said.or(published))
            && meets(self.published, published)
    }
}

impl Window {
    /// Whether a page as a whole can lie within; its parts may have days of their own.
    pub(crate) fn takes_page(&self, page: &Document) -> bool {
        let published = page.published.as_deref();
        meets(self.published, published) && meets(self.said, published)
    }
}

fn meets(days: Option<Days>, date: Option<&Edtf>) -> bool {
    let Some(days) = days else { return true };
    let Some((first, last)) = date.map(Days::ends) else { return false };
    first.is_none_or(|first| first <= days.last) && last.is_none_or(|last| days.first <= last)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn when(date: &str, clock: Clock) -> When {
        When::of(&date.parse().expect("EDTF"), clock)
    }

    #[test]
    fn dates_are_in_order_of_the_first_day_they_can_mean() {
        let mut all = ["2016-05-04", "../2016-05", "2016", "2016-05", "2015/.."]
            .map(|date| when(date, Clock::Said));
        all.sort();
        let written: Vec<String> = all.iter().map(|when| when.date.to_string()).collect();
        assert_eq!(written, ["2015/..", "2016", "2016-05", "2016-05-04", "../2016-05"]);
    }

    #[test]
    fn a_window_takes_what_can_lie_within_and_nothing_undated() {
        let days = |date: &str| Days::of(&date.parse().expect("EDTF"));
        let date = |date: &str| date.parse::<Edtf>().expect("EDTF");
        assert!(meets(days("2016-05"), Some(&date("2016"))));
        assert!(meets(days("2016-05"), Some(&date("2014/.."))));
        assert!(!meets(days("2016-05"), Some(&date("2016-06-01"))));
        assert!(!meets(days("2016-05"), None) && meets(None, None));
    }
}
