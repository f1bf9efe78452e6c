//! How many there can be, by a figure: what the text says, and no more.

use crate::corpus::Figure;
use std::fmt;

/// From so many to so many, both inclusive; an end that the text does not give is not there.
#[derive(Debug, Clone, Copy, PartialEq, PartialOrd)]
pub struct Range {
    /// At least.
    pub low: Option<f64>,
    /// The number, or the best guess.
    pub best: Option<f64>,
    /// At most.
    pub high: Option<f64>,
    /// Whether the text calls the number rough: *about 80*, *almost 300*, *dozens*.
    pub rough: bool,
    /// The order of size, where the text gives that alone.
    pub order: Option<Order>,
}

/// A word for an order of size, which says no number: *dozens*.
#[derive(Debug, Clone, Copy, PartialEq, PartialOrd)]
pub struct Order {
    /// The word.
    pub words: &'static str,
    /// What it can hardly be less than; for comparing alone, since the text does not say it.
    least: f64,
}

/// Plurals that say an order of size, with what they can hardly be less than.
const ORDERS: [(&str, f64); 15] = [
    ("hundreds of thousands", 2e5),
    ("hundreds of millions", 2e8),
    ("hundreds of billions", 2e11),
    ("tens of thousands", 2e4),
    ("tens of millions", 2e7),
    ("tens of billions", 2e10),
    ("thousands of millions", 2e9),
    ("thousands", 2e3),
    ("hundreds", 2e2),
    ("millions", 2e6),
    ("billions", 2e9),
    ("dozens", 24.0),
    ("scores", 40.0),
    ("tens", 20.0),
    ("multiple", 2.0),
];

/// Words that say that a number is rough.
const ROUGH: [&str; 11] = [
    "about",
    "around",
    "some",
    "roughly",
    "approximately",
    "circa",
    "estimated",
    "nearly",
    "almost",
    "close",
    "just",
];

/// A number that is called rough may be off by this share of itself and still agree.
const SHARE: f64 = 0.1;

impl Range {
    /// Of a figure in these words; `None` where it gives no number, or none that can be relied on.
    #[must_use]
    pub fn of(figure: &Figure, words: &str) -> Option<Self> {
        let Figure { low, best, high, .. } = *figure;
        let numbers = || [low, best, high].into_iter().flatten();
        if numbers().next().is_none() || numbers().any(|n| !n.is_finite() || n < 0.0) {
            return None;
        }
        // *A quarter of a million*, of which an older reading took only the beginning.
        if numbers().any(|n| n > 0.0 && n < 1.0) {
            return None;
        }
        // *300 000*, of which an older reading took only the end for a number.
        if best == Some(0.0) && words.contains("00") {
            return None;
        }
        let words = words.to_lowercase();
        let order = Order::of(&words).filter(|_| best.is_none() && high.is_none());
        let low = low.filter(|_| order.is_none());
        let rough = order.is_some() || best.is_some() && is_rough(&words);
        Some(Self { low, best, high, rough, order })
    }

    /// Whether both can hold of one thing.
    #[must_use]
    pub fn agrees(&self, other: &Self) -> bool {
        self.least() <= other.most() && other.least() <= self.most()
    }

    /// The least that it can mean: a rough number may be a little off.
    pub(crate) fn least(&self) -> f64 {
        let share = if self.rough { 1.0 - SHARE } else { 1.0 };
        let best = || Some(self.best.filter(|_| self.rough || self.high.is_none())? * share);
        let order = || Some(self.order?.least * share);
        self.low.or_else(best).or_else(order).unwrap_or(0.0)
    }

    /// The most that it can mean.
    fn most(&self) -> f64 {
        let share = if self.rough { 1.0 + SHARE } else { 1.0 };
        let best = || Some(self.best.filter(|_| self.low.is_none())? * share);
        self.high.or_else(best).unwrap_or(f64::INFINITY)
    }

    /// As a key: the same for equal ranges.
    pub(super) fn bits(&self) -> Bits {
        let bits = |number: Option<f64>| number.map(f64::to_bits);
        (bits(self.low), bits(self.best), bits(self.high), self.rough, self.order.map(|o| o.words))
    }
}

/// A range as a key.
pub(super) type Bits = (Option<u64>, Option<u64>, Option<u64>, bool, Option<&'static str>);

impl Order {
    fn of(words: &str) -> Option<Self> {
        let (words, least) = *ORDERS.iter().find(|(order, _)| begins_a_word(words, order))?;
        Some(Self { words, least })
    }
}

/// Whether some words hold others, whole.
fn begins_a_word(words: &str, wanted: &str) -> bool {
    words.match_indices(wanted).any(|(at, _)| {
        let before = words[..at].chars().next_back();
        let after = words[at + wanted.len()..].chars().next();
        ![before, after].into_iter().flatten().any(char::is_alphanumeric)
    })
}

/// Whether the words before the number call it rough.
fn is_rough(words: &str) -> bool {
    let mut all = words.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty());
    let first = all.next();
    let word = first.filter(|word| !matches!(*word, "an" | "a" | "only")).or_else(|| all.next());
    word.is_some_and(|word| {
        ROUGH.contains(&word) && (word != "just" || all.next() == Some("under"))
    })
}

impl fmt::Display for Range {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if let Some(order) = self.order {
            return write!(f, "{}", order.words);
        }
        let about = if self.rough { "about " } else { "" };
        match (self.low, self.best, self.high) {
            (Some(low), _, Some(high)) if low == high => write!(f, "{about}{low}"),
            (Some(low), _, Some(high)) => write!(f, "{about}{low} to {high}"),
            (Some(low), _, None) => write!(f, "at least {low}"),
            (None, Some(best), Some(high)) if best == high && self.rough => {
                write!(f, "almost {high}")
            }
            (None, None | Some(_), Some(high)) => write!(f, "at most {high}"),
            (None, Some(best), None) => write!(f, "{about}{best}"),
            (None, None, None) => Ok(()),
        }
    }
}
