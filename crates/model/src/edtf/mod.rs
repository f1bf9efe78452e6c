//! Uncertain dates: EDTF, the Extended Date/Time Format (ISO 8601-2:2019, annex A).
//!
//! Levels 0 and 1 whole but for years of more than four digits; of level 2 the unspecified digits
//! anywhere, the finer divisions of the year (25 to 41) and the sets. A qualifier stands after a
//! whole date, not after one part of it.

mod bounds;
mod part;
mod read;
mod write;

use jiff::civil::Date;
use part::{Day, Moment, Month, Point, Qualifier, Year};
use serde::{Deserialize, Serialize};

/// A date, an interval or a set of dates, as exact or as uncertain as its source is.
///
/// Two values are equal when they are written alike.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(into = "String", try_from = "String")]
pub struct Edtf(Form);

/// What an EDTF string is.
#[derive(Debug, Clone, PartialEq, Eq)]
enum Form {
    /// One date: `2016-11`.
    Point(Point),
    /// From one to another: `2013/..`.
    Interval(End, End),
    /// `[...]`, one of these, or `{...}`, all of these.
    Set { all: bool, members: Vec<Member> },
}

/// An end of an interval.
#[derive(Debug, Clone, PartialEq, Eq)]
enum End {
    /// There is one, but nobody says when: the empty string.
    Unknown,
    /// There is none: `..`.
    Open,
    /// Here.
    At(Point),
}

/// A member of a set.
#[derive(Debug, Clone, PartialEq, Eq)]
enum Member {
    /// One date.
    One(Point),
    /// Consecutive dates, `1670..1672`; without a start or an end, all before or after.
    Range(Option<Point>, Option<Point>),
}

/// Why a string is not EDTF.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("not an EDTF date: {given:?}: {why}")]
pub struct EdtfError {
    given: String,
    why: &'static str,
}

impl Edtf {
    /// Reads EDTF.
    ///
    /// # Errors
    ///
    /// Where it is not EDTF, or not of the part read here; the error says what is wrong.
    pub fn parse(given: &str) -> Result<Self, EdtfError> {
        read::form(given).map(Self).map_err(|why| EdtfError { given: shorten(given), why })
    }

    /// First and last day it can mean, both inclusive; `None` where open or unknown.
    ///
    /// Unspecified digits can mean any day that fits them, and a year of which nothing is known
    /// (`XXXX`) has no bounds. A qualifier (`?`, `~`, `%`) does not widen them, since nobody says
    /// by how much. A season is its three calendar months, northern where the code does not say;
    /// winter runs into the next year.
    #[must_use]
    pub fn bounds(&self) -> (Option<Date>, Option<Date>) {
        bounds::of(&self.0)
    }

    /// Whether the two can mean a common day, as far as their [bounds](Self::bounds) tell.
    #[must_use]
    pub fn overlaps(&self, other: &Self) -> bool {
        let ((start, end), (other_start, other_end)) = (self.bounds(), other.bounds());
        let before = |end: Option<Date>, start: Option<Date>| matches!((end, start), (Some(e), Some(s)) if e < s);
        !before(end, other_start) && !before(other_end, start)
    }

    /// A whole day.
    #[must_use]
    pub fn day(date: Date) -> Self {
        Self(Form::Point(Point {
            year: Year::of(date.year()),
            month: Some(Month::of(date.month())),
            day: Some(Day::of(date.day())),
            time: None,
            qualifier: Qualifier::None,
        }))
    }

    /// A whole month, 1 to 12, of a year from -9999 to 9999; `None` of anything else.
    #[must_use]
    pub fn month(year: i16, month: i8) -> Option<Self> {
        Date::new(year, month, 1).ok().map(|first| {
            let year = Year::of(first.year());
            let month = Some(Month::of(first.month()));
            Self(Form::Point(Point { month, ..Point::of_year(year) }))
        })
    }

    /// A whole year, -9999 to 9999; `None` of anything else.
    #[must_use]
    pub fn year(year: i16) -> Option<Self> {
        Date::new(year, 1, 1)
            .ok()
            .map(|first| Self(Form::Point(Point::of_year(Year::of(first.year())))))
    }

    /// From one date to another; `None` for an open end. `None` where one of the two is no single
    /// date, where both are open, or where it would end before it starts.
    #[must_use]
    pub fn interval(start: Option<&Self>, end: Option<&Self>) -> Option<Self> {
        let end_of = |given: Option<&Self>| match given.map(|edtf| &edtf.0) {
            None => Some(End::Open),
            Some(Form::Point(point)) => Some(End::At(point.clone())),
            Some(_) => None,
        };
        let form = Form::Interval(end_of(start)?, end_of(end)?);
        ((start.is_some() || end.is_some()) && bounds::in_order(bounds::of(&form)))
            .then_some(Self(form))
    }

    /// This day at a time of day, in minutes after midnight and, where known, minutes east of
    /// Greenwich; `None` where this is not one exact day or the minutes do not fit.
    #[must_use]
    pub fn with_time(&self, minute_of_day: u16, east: Option<i16>) -> Option<Self> {
        self.as_day()?;
        let Form::Point(point) = &self.0 else { return None };
        let time = Moment::of_minutes(minute_of_day, east)?;
        Some(Self(Form::Point(Point { time: Some(time), ..point.clone() })))
    }

    /// The same, marked approximate (`~`), at both ends of an interval. A set and a moment are
    /// returned as they are.
    #[must_use]
    pub fn approximate(&self) -> Self {
        let about = |point: &Point| match point.time {
            Some(_) => point.clone(),
            None => Point { qualifier: point.qualifier.and_approximate(), ..point.clone() },
        };
        let end = |end: &End| match end {
            End::At(point) => End::At(about(point)),
            other => other.clone(),
        };
        Self(match &self.0 {
            Form::Point(point) => Form::Point(about(point)),
            Form::Interval(start, stop) => Form::Interval(end(start), end(stop)),
            set @ Form::Set { .. } => set.clone(),
        })
    }

    /// The one day it means, where it says so without any doubt; a moment's day as written.
    #[must_use]
    pub fn as_day(&self) -> Option<Date> {
        match (&self.0, self.bounds()) {
            (Form::Point(point), (Some(first), Some(last)))
                if first == last && point.qualifier == Qualifier::None =>
            {
                Some(first)
            }
            _ => None,
        }
    }

    /// The dates one of which it means, where it names several to choose from: of
    /// `[2015-02-05,2015-05-02]` both.
    #[must_use]
    pub fn choices(&self) -> Vec<Self> {
        let Form::Set { all: false, members } = &self.0 else { return Vec::new() };
        let points = members.iter().map(|member| match member {
            Member::One(point) => Some(Self(Form::Point(point.clone()))),
            Member::Range(..) => None,
        });
        points.collect::<Option<_>>().unwrap_or_default()
    }

    /// A day of a month without its year, `XXXX-04-25`, in some year; `None` of anything else, and
    /// where that year has no such day.
    #[must_use]
    pub fn in_year(&self, year: i16) -> Option<Self> {
        let Form::Point(point) = &self.0 else { return None };
        let lacks_only_its_year = point.year.digits.is_unspecified() && point.day.is_some();
        let dated = lacks_only_its_year
            .then(|| Self(Form::Point(Point { year: Year::of(year), ..point.clone() })))?;
        Self::parse(&dated.to_string()).ok().filter(|date| date.as_day().is_some())
    }

    /// Whether it has two ends, known or not.
    #[must_use]
    pub fn is_interval(&self) -> bool {
        matches!(self.0, Form::Interval(..))
    }
}

impl From<Edtf> for String {
    fn from(edtf: Edtf) -> Self {
        edtf.to_string()
    }
}

impl TryFrom<String> for Edtf {
    type Error = EdtfError;

    fn try_from(given: String) -> Result<Self, EdtfError> {
        Self::parse(&given)
    }
}

impl std::str::FromStr for Edtf {
    type Err = EdtfError;

    fn from_str(given: &str) -> Result<Self, EdtfError> {
        Self::parse(given)
    }
}

/// At most this many characters of a wrong string goes into its error.
const SHOWN: usize = 60;

fn shorten(given: &str) -> String {
    match given.char_indices().nth(SHOWN) {
        Some((cut, _)) => format!("{}…", &given[..cut]),
        None => given.to_owned(),
    }
}

#[cfg(test)]
mod tests;
