//! A point of the log, by number or by instant.

use crate::error::{LedgerError, Result};
use crate::log;
use rusqlite::{Connection, OptionalExtension};
use sayso_model::{Recorded, RecordedError};
use std::str::FromStr;

/// What a question looks back to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum AsOf {
    /// Everything recorded.
    Now,
    /// Right after this operation.
    Operation(u64),
    /// Right before the first operation that was recorded after this instant. Where a clock went
    /// back, what was recorded behind that operation is not shown either, whatever its clock said:
    /// nothing is shown that may not have been known then.
    Instant(Recorded),
}

/// Reads `now`, an operation's number, or an instant of RFC 3339.
impl FromStr for AsOf {
    type Err = RecordedError;

    fn from_str(given: &str) -> std::result::Result<Self, RecordedError> {
        if given == "now" {
            return Ok(Self::Now);
        }
        match given.parse() {
            Ok(operation) => Ok(Self::Operation(operation)),
            Err(_) => Recorded::parse(given).map(Self::Instant),
        }
    }
}

/// The number of the operation; 0 for an instant before the first.
pub(crate) fn resolve(db: &Connection, as_of: &AsOf) -> Result<u64> {
    let head = log::head(db)?.seq;
    match as_of {
        AsOf::Now => Ok(head),
        AsOf::Operation(operation) if *operation <= head => Ok(*operation),
        AsOf::Operation(operation) => {
            Err(LedgerError::NoSuchOperation { operation: *operation, head })
        }
        AsOf::Instant(instant) => Ok(db
            .prepare_cached(
                "SELECT seq - 1 FROM operation WHERE recorded > ?1 ORDER BY seq LIMIT 1",
            )?
            .query_row([instant.as_str()], |row| row.get(0))
            .optional()?
            .unwrap_or(head)),
    }
}
