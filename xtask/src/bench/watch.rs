//! The one place that looks at a clock.

use std::time::{Duration, Instant};

/// What something gives, and how long it took.
#[allow(clippy::disallowed_methods, reason = "a benchmark is about time")]
pub(crate) fn timed<T>(work: impl FnOnce() -> T) -> (T, Duration) {
    let start = Instant::now();
    let given = work();
    (given, start.elapsed())
}
