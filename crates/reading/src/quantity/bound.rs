//! The words before a number that make it a bound or a guess.

use crate::scan::{Gap, Window};

/// How a number is meant.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Bound {
    /// As it stands.
    Exact,
    /// "about": the best guess.
    About,
    /// "at least", "more than", "over".
    AtLeast,
    /// "at most", "up to", "fewer than".
    AtMost,
    /// "almost", "nearly": the best guess, and no more than that.
    Nearly,
}

impl Bound {
    /// Low, best and high of a number so meant.
    pub(super) fn of(self, value: f64) -> (Option<f64>, Option<f64>, Option<f64>) {
        match self {
            Self::Exact | Self::About => (None, Some(value), None),
            Self::AtLeast => (Some(value), None, None),
            Self::AtMost => (None, None, Some(value)),
            Self::Nearly => (None, Some(value), Some(value)),
        }
    }
}

/// What bounds the number that begins at the current token or soon after, and where that is.
pub(super) fn read(window: &Window<'_>) -> (Bound, usize) {
    let (mut bound, mut at) = (Bound::Exact, 0);
    // At most three: "only about", "an estimated", "a total of at least".
    for _ in 0..3 {
        let Some((next, length)) = one(window, at) else { break };
        if length == 0 || (at..at + length).any(|i| i > 0 && window.ahead(i).gap == Gap::Paragraph)
        {
            break;
        }
        bound = if next == Bound::Exact { bound } else { next };
        at += length;
    }
    (bound, at)
}

fn one(window: &Window<'_>, at: usize) -> Option<(Bound, usize)> {
    let word = |i: usize| window.ahead(at + i).word();
    Some(match (word(0), word(1), word(2)) {
        // "Put at least at 12".
        ("at", "least", "at") => (Bound::AtLeast, 3),
        ("at", "most", "at") => (Bound::AtMost, 3),
        ("at", "least", _) | ("more" | "greater" | "longer", "than", _) => (Bound::AtLeast, 2),
        ("upwards", "of", _) | ("well", "over", _) => (Bound::AtLeast, 2),
        ("no" | "not", "fewer" | "less", "than") | ("in", "excess", "of") => (Bound::AtLeast, 3),
        ("a", "minimum", "of") => (Bound::AtLeast, 3),
        ("somewhat", "over", _) => (Bound::AtLeast, 2),
        ("over" | "above" | "exceed" | "exceeds" | "exceeded" | "exceeding", _, _) => {
            (Bound::AtLeast, 1)
        }
        ("surpass" | "surpassed" | "surpasses" | "surpassing", _, _) => (Bound::AtLeast, 1),
        ("at", "most", _) | ("up", "to", _) | ("fewer" | "less", "than", _) => (Bound::AtMost, 2),
        ("no" | "not", "more", "than") | ("as", "many" | "much", "as") => (Bound::AtMost, 3),
        ("a", "maximum", "of") => (Bound::AtMost, 3),
        ("under" | "below", _, _) => (Bound::AtMost, 1),
        ("just", "under" | "below", _) | ("close", "to", _) => (Bound::Nearly, 2),
        ("almost" | "nearly", _, _) => (Bound::Nearly, 1),
        ("about" | "around" | "roughly" | "approximately" | "some" | "circa", _, _) => {
            (Bound::About, 1)
        }
        ("an", "estimated", _) => (Bound::About, 2),
        ("estimated", _, _) => (Bound::About, 1),
        ("an", "additional", _) => (Bound::Exact, 2),
        ("a", "total", "of") => (Bound::Exact, 3),
        ("only" | "just" | "additional", _, _) => (Bound::Exact, 1),
        _ => return None,
    })
}

/// Whether the token is a plus sign glued to a number: "20,000+".
pub(super) fn plus(window: &Window<'_>, at: usize) -> bool {
    window.ahead(at).is('+') && window.ahead(at).glued()
}
