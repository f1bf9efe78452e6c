//! How many there can be, by a figure.

use crate::corpus::Figure;
use std::fmt;

/// From so many to so many, both inclusive; without an end where there is none.
#[derive(Debug, Clone, Copy, PartialEq, PartialOrd)]
pub struct Range {
    /// At least.
    pub low: f64,
    /// The best guess, where one is given.
    pub best: Option<f64>,
    /// At most; infinite where only a least is given.
    pub high: f64,
}

/// A number that is called rough may be off by one in so many.
const ROUGH: f64 = 10.0;

impl Range {
    /// Of a figure in these words; `None` where it gives no number, or none that can be relied on.
    #[must_use]
    pub fn of(figure: &Figure, words: &str) -> Option<Self> {
        let Figure { low, best, high, .. } = *figure;
        if [low, best, high].iter().flatten().any(|n| !n.is_finite() || *n < 0.0) {
            return None;
        }
        // *300 000*, of which only the end was read as a number.
        if best == Some(0.0) && words.contains("00") {
            return None;
        }
        // *A quarter of a million*, of which only the beginning was.
        if [low, best, high].iter().flatten().any(|n| *n > 0.0 && *n < 1.0) {
            return None;
        }
        let rough = is_rough(words);
        let least = low.or(best.filter(|_| high.is_none() || rough));
        let most = high.or(best.filter(|_| low.is_none() || rough));
        if least.is_none() && most.is_none() {
            return None;
        }
        let (low, high) = (least.unwrap_or(0.0), most.unwrap_or(f64::INFINITY));
        let (low, high) = if rough { (below(low), above(high)) } else { (low, high) };
        Some(Self { low, best, high })
    }

    /// Whether both can hold of one thing.
    #[must_use]
    pub fn agrees(&self, other: &Self) -> bool {
        self.low <= other.high && other.low <= self.high
    }

    /// As a key: the same for equal ranges.
    pub(super) fn bits(&self) -> (u64, u64) {
        (self.low.to_bits(), self.high.to_bits())
    }
}

/// What a rough number is at least: of a whole number a whole one, since what is counted has no parts.
fn below(number: f64) -> f64 {
    let low = number * (ROUGH - 1.0) / ROUGH;
    if number.fract() == 0.0 { low.floor() } else { low }
}

/// What a rough number is at most, likewise.
fn above(number: f64) -> f64 {
    let high = number * (ROUGH + 1.0) / ROUGH;
    if number.fract() == 0.0 { high.ceil() } else { high }
}

fn is_rough(words: &str) -> bool {
    let rough =
        ["about", "around", "some", "roughly", "approximately", "nearly", "almost", "close to"];
    let small = words.to_lowercase();
    rough.iter().any(|word| small.starts_with(word))
}

impl fmt::Display for Range {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { low, high, .. } = self;
        if low == high {
            write!(f, "{low}")
        } else if high.is_infinite() {
            write!(f, "at least {low}")
        } else if *low == 0.0 {
            write!(f, "at most {high}")
        } else {
            write!(f, "{low} to {high}")
        }
    }
}
