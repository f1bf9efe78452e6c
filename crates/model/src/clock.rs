//! Four clocks, four types: a date of one can never be taken for a date of another.

use crate::Edtf;
use serde::{Deserialize, Serialize};
use std::fmt;

macro_rules! clock {
    ($(#[$doc:meta])* $name:ident) => {
        $(#[$doc])*
        #[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
        #[serde(transparent)]
        pub struct $name(pub Edtf);

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                self.0.fmt(f)
            }
        }
    };
}

clock!(
    /// When a thing happened or held.
    Happened
);
clock!(
    /// When somebody said it.
    Said
);
clock!(
    /// When the document that carries it was published.
    Published
);

/// When it was recorded in a dossier: an instant of UTC to the microsecond, as
/// `2026-11-22T08:30:00.000000Z` (RFC 3339, always this width, so that text order is time order).
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(into = "String", try_from = "String")]
pub struct Recorded(String);

/// Why a string is not an instant.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("not an instant: {0:?}; write it as 2026-11-22T08:30:00Z")]
pub struct RecordedError(String);

impl Recorded {
    /// Reads an RFC 3339 instant, of any offset and precision.
    ///
    /// # Errors
    ///
    /// Where it is not one.
    pub fn parse(given: &str) -> Result<Self, RecordedError> {
        let instant: jiff::Timestamp =
            given.parse().map_err(|_| RecordedError(given.to_owned()))?;
        Ok(Self::from_timestamp(instant))
    }

    /// From an instant, cut to the microsecond.
    #[must_use]
    pub fn from_timestamp(instant: jiff::Timestamp) -> Self {
        Self(format!("{instant:.6}"))
    }

    /// As written.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for Recorded {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl From<Recorded> for String {
    fn from(recorded: Recorded) -> Self {
        recorded.0
    }
}

impl TryFrom<String> for Recorded {
    type Error = RecordedError;

    fn try_from(given: String) -> Result<Self, RecordedError> {
        Self::parse(&given)
    }
}

/// Where the time of recording comes from: a surface hands one in, the library has none.
pub trait Clock {
    /// The present instant.
    fn now(&self) -> Recorded;
}

/// A clock that stands still: for tests and for runs that must give the same bytes twice.
impl Clock for Recorded {
    fn now(&self) -> Recorded {
        self.clone()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_instant_has_one_way_to_be_written() {
        let written = "2026-11-22T08:30:00.000000Z";
        assert_eq!(Recorded::parse("2026-11-22T09:30:00+01:00").unwrap().as_str(), written);
        assert_eq!(Recorded::parse(written).unwrap().as_str(), written);
        assert!(Recorded::parse("yesterday").is_err());
    }
}
