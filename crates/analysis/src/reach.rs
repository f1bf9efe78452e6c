//! Which of many spans meet a span.

use sayso_model::Span;

/// Spans, to be asked which of them meet another.
#[derive(Debug, Clone, PartialEq, Default)]
pub(crate) struct Reach {
    /// In order, each with its number.
    spans: Box<[(Span, u32)]>,
    /// How far the spans up to each reach: going back from a place can stop where none reaches it.
    ends: Box<[usize]>,
}

impl Reach {
    /// Of spans by number; a number may have several.
    pub(crate) fn of(spans: impl IntoIterator<Item = (Span, u32)>) -> Self {
        let mut spans: Vec<(Span, u32)> = spans.into_iter().collect();
        spans.sort_unstable();
        let mut furthest = 0;
        let reach = |(span, _): &(Span, u32)| {
            furthest = furthest.max(span.end());
            furthest
        };
        Self { ends: spans.iter().map(reach).collect(), spans: spans.into() }
    }

    /// The spans that share at least one byte with this one, with their numbers, from the last to the
    /// first.
    pub(crate) fn over(&self, span: Span) -> impl Iterator<Item = (Span, u32)> {
        let until = self.spans.partition_point(|(one, _)| one.start() < span.end());
        let reaching = (0..until).rev().take_while(move |nth| self.ends[*nth] > span.start());
        reaching.map(|nth| self.spans[nth]).filter(move |(one, _)| one.overlaps(span))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn those_that_meet_are_found_and_no_others(
            spans in prop::collection::vec((0usize..60, 0usize..12), 0..30),
            (start, length) in (0usize..70, 0usize..20),
        ) {
            let spans: Vec<Span> = spans.iter().map(|(at, len)| Span::new(*at, at + len)).collect();
            let asked = Span::new(start, start + length);
            let mut found: Vec<u32> =
                Reach::of(spans.iter().copied().zip(0..)).over(asked).map(|(_, nth)| nth).collect();
            found.sort_unstable();
            let met = (0u32..).zip(&spans).filter(|(_, span)| span.overlaps(asked));
            prop_assert_eq!(found, met.map(|(nth, _)| nth).collect::<Vec<_>>());
        }
    }
}
