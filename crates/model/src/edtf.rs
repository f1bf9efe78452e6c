//! Uncertain dates: EDTF (ISO 8601-2).

use serde::{Deserialize, Serialize};
use std::fmt;

/// A date or interval in EDTF. (Being written.)
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(into = "String", try_from = "String")]
pub struct Edtf(String);

/// Why a string is not EDTF.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("not an EDTF date: {0:?}")]
pub struct EdtfError(String);

impl Edtf {
    /// Reads EDTF.
    ///
    /// # Errors
    ///
    /// Where it is not EDTF.
    pub fn parse(given: &str) -> Result<Self, EdtfError> {
        Ok(Self(given.to_owned()))
    }

    /// First and last day it can mean, both inclusive; `None` where open or unknown.
    #[must_use]
    pub fn bounds(&self) -> (Option<jiff::civil::Date>, Option<jiff::civil::Date>) {
        (None, None)
    }

    /// Whether the two can mean a common day.
    #[must_use]
    pub fn overlaps(&self, _other: &Self) -> bool {
        true
    }

    /// A whole day.
    #[must_use]
    pub fn day(date: jiff::civil::Date) -> Self {
        Self(date.to_string())
    }
}

impl fmt::Display for Edtf {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl From<Edtf> for String {
    fn from(edtf: Edtf) -> Self {
        edtf.0
    }
}

impl TryFrom<String> for Edtf {
    type Error = EdtfError;

    fn try_from(given: String) -> Result<Self, EdtfError> {
        Self::parse(&given)
    }
}
