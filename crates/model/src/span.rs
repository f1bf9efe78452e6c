//! A place in a text.

use serde::{Deserialize, Serialize};
use std::ops::Range;

/// A half-open range `[start, end)` of UTF-8 bytes in one canonical text; `start <= end`.
///
/// Both ends lie on character boundaries of the text it belongs to. A text is at most
/// `u32::MAX` bytes long, which [`Text::new`](crate::Text::new) checks. Offsets in code points
/// or UTF-16 units are made by [`Offsets`](crate::Offsets) and nowhere else.
#[derive(Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(into = "(u32, u32)", try_from = "(u32, u32)")]
pub struct Span {
    start: u32,
    end: u32,
}

impl Span {
    /// The span `[start, end)`.
    ///
    /// # Panics
    ///
    /// If `start > end` or `end` is past `u32::MAX`: a caller's mistake, never an input's, since
    /// no text is longer than that.
    #[must_use]
    #[track_caller]
    #[allow(clippy::panic, reason = "a broken invariant of the program, not of an input")]
    pub fn new(start: usize, end: usize) -> Self {
        match (u32::try_from(start), u32::try_from(end)) {
            (Ok(start), Ok(end)) if start <= end => Self { start, end },
            _ => panic!("not a span: [{start}, {end})"),
        }
    }

    /// First byte.
    #[must_use]
    pub fn start(self) -> usize {
        self.start as usize
    }

    /// One past the last byte.
    #[must_use]
    pub fn end(self) -> usize {
        self.end as usize
    }

    /// Length in bytes.
    #[must_use]
    pub fn len(self) -> usize {
        (self.end - self.start) as usize
    }

    /// Whether it holds no byte.
    #[must_use]
    pub fn is_empty(self) -> bool {
        self.start == self.end
    }

    /// As a range, for slicing.
    #[must_use]
    pub fn range(self) -> Range<usize> {
        self.start()..self.end()
    }

    /// The words at this span, or `None` where it does not fit the text.
    #[must_use]
    pub fn of(self, text: &str) -> Option<&str> {
        text.get(self.range())
    }

    /// Whether `other` lies wholly inside (an equal span does).
    #[must_use]
    pub fn contains(self, other: Self) -> bool {
        self.start <= other.start && other.end <= self.end
    }

    /// Whether the two share at least one byte.
    #[must_use]
    pub fn overlaps(self, other: Self) -> bool {
        self.start < other.end && other.start < self.end
    }

    /// The smallest span that holds both.
    #[must_use]
    pub fn cover(self, other: Self) -> Self {
        Self { start: self.start.min(other.start), end: self.end.max(other.end) }
    }

    /// The smallest span that holds all of them, or `None` of none.
    #[must_use]
    pub fn hull(spans: &[Self]) -> Option<Self> {
        spans.iter().copied().reduce(Self::cover)
    }

    /// This span without white space at its ends.
    ///
    /// Returned unchanged where it does not fit the text; empty at its start where it holds
    /// nothing but white space.
    #[must_use]
    pub fn trim(self, text: &str) -> Self {
        let Some(words) = self.of(text) else { return self };
        let start = self.start() + (words.len() - words.trim_start().len());
        Self::new(start.min(self.end()), (start + words.trim().len()).min(self.end()))
    }
}

impl From<Span> for (u32, u32) {
    fn from(span: Span) -> Self {
        (span.start, span.end)
    }
}

impl TryFrom<(u32, u32)> for Span {
    type Error = String;

    fn try_from((start, end): (u32, u32)) -> Result<Self, String> {
        if start > end {
            return Err(format!("span ends before it starts: [{start}, {end}]"));
        }
        Ok(Self { start, end })
    }
}

impl std::fmt::Debug for Span {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{}..{}", self.start, self.end)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn trims_white_space_of_any_kind() {
        let text = " \u{a0}\n word \t";
        assert_eq!(Span::new(0, text.len()).trim(text).of(text), Some("word"));
        assert!(Span::new(0, 1).trim(text).is_empty());
    }

    #[test]
    fn refuses_a_backward_span_from_outside() {
        assert!(serde_json::from_str::<Span>("[5,3]").is_err());
        assert_eq!(serde_json::from_str::<Span>("[3,5]").unwrap(), Span::new(3, 5));
    }
}
