//! What several tests need.

#![allow(clippy::unwrap_used, reason = "what a test needs")]

#[allow(dead_code, reason = "not every test is about news")]
pub(crate) mod news;

use sayso::Stamp;
use sayso::model::Recorded;

/// Who writes, on the one day of all tests.
pub(crate) fn stamp() -> Stamp {
    Stamp {
        by: "a tester".to_owned(),
        recorded: Recorded::parse("2026-11-22T08:30:00Z").unwrap(),
        program: "test".to_owned(),
    }
}
