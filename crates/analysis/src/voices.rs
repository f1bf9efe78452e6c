//! Whose voice a place of a page is in.

use sayso_model::{Section, Text};
use std::cmp::Reverse;

/// The voices of a page: the innermost section's author, or else the document's, or its outlet.
#[derive(Debug)]
pub(crate) struct Voices {
    /// From each of these places on, in order, this is the author of the innermost section.
    turns: Vec<(usize, Option<String>)>,
    page: Option<String>,
}

impl Voices {
    pub(crate) fn of(text: &Text) -> Self {
        let mut sections: Vec<_> =
            text.sections().map(|(_, s)| s).filter(|s| s.author.is_some()).collect();
        sections.sort_by_key(|s| (s.span.start(), Reverse(s.span.end())));
        let mut places: Vec<_> =
            sections.iter().flat_map(|s| [s.span.start(), s.span.end()]).collect();
        places.sort_unstable();
        places.dedup();
        let mut coming = sections.into_iter().peekable();
        let mut around: Vec<&Section> = Vec::new();
        let mut turns = Vec::with_capacity(places.len());
        for place in places {
            while let Some(section) = coming.next_if(|s| s.span.start() <= place) {
                around.push(section);
            }
            while around.last().is_some_and(|s| s.span.end() <= place) {
                around.pop();
            }
            turns.push((place, around.last().and_then(|s| s.author.clone())));
        }
        Self { turns, page: text.author.clone().or_else(|| text.outlet.clone()) }
    }

    pub(crate) fn at(&self, place: usize) -> Option<&str> {
        let next = self.turns.partition_point(|(at, _)| *at <= place);
        let here = next.checked_sub(1).and_then(|turn| self.turns[turn].1.as_deref());
        here.or(self.page.as_deref())
    }
}
