//! What holds at a place of a text, where parts of it that stand in one another say so.

use sayso_model::Span;
use std::cmp::Reverse;

/// From place to place of a text, what the innermost part around it tells.
#[derive(Debug, Clone, PartialEq, Default)]
pub(crate) struct Turns<T> {
    told: Box<[T]>,
    /// From each of these places on, in order, this is told.
    turns: Box<[(usize, Option<u32>)]>,
}

impl<T> Turns<T> {
    /// Of parts with what each tells. Parts lie in one another or apart; of those at one place the
    /// later is the inner one.
    pub(crate) fn of(parts: impl IntoIterator<Item = (Span, T)>) -> Self {
        let mut parts: Vec<_> = parts.into_iter().collect();
        parts.sort_by_key(|(span, _)| (span.start(), Reverse(span.end())));
        let mut places: Vec<_> = parts.iter().flat_map(|(s, _)| [s.start(), s.end()]).collect();
        places.sort_unstable();
        places.dedup();
        let mut coming = (0u32..).zip(&parts).peekable();
        let mut around: Vec<(u32, usize)> = Vec::new();
        let mut turns = Vec::with_capacity(places.len());
        for place in places {
            while let Some((nth, (span, _))) = coming.next_if(|(_, (s, _))| s.start() <= place) {
                around.push((nth, span.end()));
            }
            while around.last().is_some_and(|(_, end)| *end <= place) {
                around.pop();
            }
            turns.push((place, around.last().map(|(nth, _)| *nth)));
        }
        Self { told: parts.into_iter().map(|(_, told)| told).collect(), turns: turns.into() }
    }

    /// What is told of a place.
    pub(crate) fn at(&self, place: usize) -> Option<&T> {
        let next = self.turns.partition_point(|(at, _)| *at <= place);
        let told = self.turns.get(next.checked_sub(1)?)?.1?;
        self.told.get(told as usize)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_innermost_part_tells() {
        let turns = Turns::of([
            (Span::new(0, 10), "post"),
            (Span::new(4, 6), "quoted"),
            (Span::new(12, 14), "reply"),
        ]);
        let told = |place| turns.at(place).copied();
        assert_eq!(
            [3, 4, 6, 10, 13].map(told),
            [Some("post"), Some("quoted"), Some("post"), None, Some("reply")]
        );
        assert_eq!(Turns::<u8>::of([]).at(0), None);
    }
}
