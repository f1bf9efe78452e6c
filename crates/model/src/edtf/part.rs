//! The parts of one date.

/// A date of any precision: a year, a month or season, a day, or a moment of a day.
///
/// A day has a month that is no season; a time has a day without unspecified digits.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Point {
    pub(super) year: Year,
    pub(super) month: Option<Month>,
    pub(super) day: Option<Day>,
    pub(super) time: Option<Moment>,
    pub(super) qualifier: Qualifier,
}

impl Point {
    pub(super) fn of_year(year: Year) -> Self {
        Self { year, month: None, day: None, time: None, qualifier: Qualifier::None }
    }
}

/// Digits, the first one first; `None` is an unspecified one, written `X`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Digits<const N: usize>(pub(super) [Option<u8>; N]);

impl<const N: usize> Digits<N> {
    /// The digits of a number that has no more of them than fit.
    pub(super) fn of(mut number: u16) -> Self {
        let mut digits = [Some(0); N];
        for digit in digits.iter_mut().rev() {
            *digit = Some((number % 10) as u8);
            number /= 10;
        }
        Self(digits)
    }

    /// The number with every unspecified digit replaced.
    pub(super) fn filled(self, unspecified: u8) -> i16 {
        self.0.iter().fold(0, |sum, digit| sum * 10 + i16::from(digit.unwrap_or(unspecified)))
    }

    pub(super) fn is_exact(self) -> bool {
        self.0.iter().all(Option::is_some)
    }

    pub(super) fn is_unspecified(self) -> bool {
        self.0.iter().all(Option::is_none)
    }
}

/// A year before or after the year 0, which is 1 BC.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Year {
    pub(super) before_zero: bool,
    pub(super) digits: Digits<4>,
}

impl Year {
    pub(super) fn of(year: i16) -> Self {
        Self { before_zero: year < 0, digits: Digits::of(year.unsigned_abs()) }
    }

    /// First and last year it can mean; `None` where nothing is known of it.
    pub(super) fn range(self) -> Option<(i16, i16)> {
        let (low, high) = (self.digits.filled(0), self.digits.filled(9));
        match (self.digits.is_unspecified(), self.before_zero) {
            (true, _) => None,
            (false, false) => Some((low, high)),
            (false, true) => Some((-high, -low)),
        }
    }
}

/// The second part of a date.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Month {
    /// A calendar month.
    Calendar(Digits<2>),
    /// A season, quarter or other division of the year, by its code from 21 to 41.
    Division(u8),
}

impl Month {
    pub(super) fn of(month: i8) -> Self {
        Self::Calendar(Digits::of(month.unsigned_abs().into()))
    }
}

/// The day of the month.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Day(pub(super) Digits<2>);

impl Day {
    pub(super) fn of(day: i8) -> Self {
        Self(Digits::of(day.unsigned_abs().into()))
    }
}

/// A time of day.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Moment {
    pub(super) hour: u8,
    pub(super) minute: u8,
    pub(super) second: u8,
    pub(super) zone: Zone,
}

impl Moment {
    pub(super) fn of_minutes(minute_of_day: u16, east: Option<i16>) -> Option<Self> {
        let zone = match east {
            None => Zone::Unsaid,
            Some(0) => Zone::Utc,
            Some(minutes) if minutes.unsigned_abs() < 24 * 60 => Zone::East(minutes),
            Some(_) => return None,
        };
        let hour = u8::try_from(minute_of_day / 60).ok().filter(|&hour| hour < 24)?;
        Some(Self { hour, minute: (minute_of_day % 60) as u8, second: 0, zone })
    }
}

/// Which clock a time of day is read from.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Zone {
    /// The source does not say.
    Unsaid,
    /// `Z`.
    Utc,
    /// Minutes east of Greenwich.
    East(i16),
}

/// How sure a source is of a date.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Qualifier {
    /// As written.
    None,
    /// `?`: the source may be wrong.
    Uncertain,
    /// `~`: about then.
    Approximate,
    /// `%`: both.
    Both,
}

impl Qualifier {
    pub(super) const ALL: [Self; 3] = [Self::Uncertain, Self::Approximate, Self::Both];

    pub(super) fn sign(self) -> &'static str {
        match self {
            Self::None => "",
            Self::Uncertain => "?",
            Self::Approximate => "~",
            Self::Both => "%",
        }
    }

    pub(super) fn and_approximate(self) -> Self {
        match self {
            Self::None | Self::Approximate => Self::Approximate,
            Self::Uncertain | Self::Both => Self::Both,
        }
    }
}
