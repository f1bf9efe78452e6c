//! Spans that lie in one another, and which of them holds a place.

use sayso_model::Span;

/// Spans in order of the text, each with the smallest earlier one that holds it.
#[derive(Debug, Default)]
pub(crate) struct Nested {
    spans: Vec<Span>,
    parents: Vec<Option<usize>>,
}

impl Nested {
    /// Of spans sorted by start, longer first.
    pub(crate) fn new(spans: Vec<Span>) -> Self {
        let mut parents = Vec::with_capacity(spans.len());
        let mut open: Vec<usize> = Vec::new();
        for (i, span) in spans.iter().enumerate() {
            while open.last().is_some_and(|&o| spans[o].end() <= span.start()) {
                open.pop();
            }
            parents.push(open.iter().rev().copied().find(|&o| spans[o].contains(*span)));
            open.push(i);
        }
        Self { spans, parents }
    }

    /// The smallest span that holds a place.
    pub(crate) fn innermost(&self, place: Span) -> Option<usize> {
        let mut at = self.spans.partition_point(|s| s.start() <= place.start()).checked_sub(1);
        while let Some(i) = at.filter(|&i| !self.spans[i].contains(place)) {
            at = self.parents[i];
        }
        at
    }

    /// The spans that hold a place, the smallest first.
    pub(crate) fn around(&self, place: Span) -> impl Iterator<Item = usize> + '_ {
        std::iter::successors(self.innermost(place), |&i| self.outer(i))
    }

    /// Span `i`.
    pub(crate) fn span(&self, i: usize) -> Span {
        self.spans[i]
    }

    /// The smallest span that holds span `i`.
    pub(crate) fn outer(&self, i: usize) -> Option<usize> {
        self.parents[i]
    }
}

/// Whether a place shares a byte with any of some spans, which are in order and do not overlap.
pub(crate) fn touches(spans: &[Span], place: Span) -> bool {
    let near = spans.partition_point(|s| s.end() <= place.start());
    spans.get(near).is_some_and(|s| s.overlaps(place))
}

/// Spans in order, those that overlap joined.
pub(crate) fn joined(mut spans: Vec<Span>) -> Vec<Span> {
    spans.sort();
    let mut out: Vec<Span> = Vec::with_capacity(spans.len());
    for span in spans {
        match out.last_mut() {
            Some(last) if last.overlaps(span) => *last = last.cover(span),
            _ => out.push(span),
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn finds_what_holds_a_place_past_any_number_of_siblings() {
        let mut spans = vec![Span::new(0, 1000)];
        spans.extend((0..90).map(|i| Span::new(i * 10, i * 10 + 5)));
        spans.sort_by_key(|s| (s.start(), usize::MAX - s.end()));
        let nested = Nested::new(spans);
        assert_eq!(nested.innermost(Span::new(901, 902)), Some(0));
        assert_eq!(nested.around(Span::new(21, 22)).collect::<Vec<_>>(), [3, 0]);
        assert_eq!(nested.innermost(Span::new(1000, 1001)), None);
    }

    #[test]
    fn joins_what_overlaps() {
        let spans = joined(vec![Span::new(0, 9), Span::new(2, 4), Span::new(12, 14)]);
        assert_eq!(spans, [Span::new(0, 9), Span::new(12, 14)]);
        assert!(touches(&spans, Span::new(5, 6)));
        assert!(!touches(&spans, Span::new(9, 12)));
    }
}
