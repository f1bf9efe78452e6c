//! To a string, which reads back as the same value.

use super::part::{Digits, Moment, Month, Point, Zone};
use super::{Edtf, End, Form, Member};
use std::fmt::{self, Display, Formatter};

impl Display for Edtf {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        match &self.0 {
            Form::Point(point) => point.fmt(f),
            Form::Interval(start, end) => write!(f, "{start}/{end}"),
            Form::Set { all, members } => {
                let (open, close) = if *all { ('{', '}') } else { ('[', ']') };
                write!(f, "{open}")?;
                for (i, member) in members.iter().enumerate() {
                    let comma = if i == 0 { "" } else { "," };
                    write!(f, "{comma}{member}")?;
                }
                write!(f, "{close}")
            }
        }
    }
}

impl Display for End {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        match self {
            Self::Unknown => Ok(()),
            Self::Open => f.write_str(".."),
            Self::At(point) => point.fmt(f),
        }
    }
}

impl Display for Member {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        match self {
            Self::One(point) => point.fmt(f),
            Self::Range(start, end) => {
                start.iter().try_for_each(|point| point.fmt(f))?;
                f.write_str("..")?;
                end.iter().try_for_each(|point| point.fmt(f))
            }
        }
    }
}

impl Display for Point {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        let sign = if self.year.before_zero { "-" } else { "" };
        write!(f, "{sign}{}", self.year.digits)?;
        match self.month {
            None => {}
            Some(Month::Calendar(digits)) => write!(f, "-{digits}")?,
            Some(Month::Division(code)) => write!(f, "-{code:02}")?,
        }
        if let Some(day) = self.day {
            write!(f, "-{}", day.0)?;
        }
        if let Some(time) = self.time {
            time.fmt(f)?;
        }
        f.write_str(self.qualifier.sign())
    }
}

impl Display for Moment {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        write!(f, "T{:02}:{:02}:{:02}", self.hour, self.minute, self.second)?;
        match self.zone {
            Zone::Unsaid => Ok(()),
            Zone::Utc => f.write_str("Z"),
            Zone::East(minutes) => {
                let sign = if minutes < 0 { '-' } else { '+' };
                let minutes = minutes.unsigned_abs();
                write!(f, "{sign}{:02}:{:02}", minutes / 60, minutes % 60)
            }
        }
    }
}

impl<const N: usize> Display for Digits<N> {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        self.0.iter().try_for_each(|digit| match digit {
            Some(digit) => write!(f, "{digit}"),
            None => f.write_str("X"),
        })
    }
}
