//! The day that the dates at a place are read against.

use crate::date::day_of_dateline;
use crate::nested::Nested;
use sayso_model::{Edtf, SectionKind, Span, Text};

/// The days of a text and of its parts.
#[derive(Debug)]
pub(crate) struct Days {
    parts: Nested,
    days: Vec<Option<Edtf>>,
    whole: Option<Edtf>,
}

impl Days {
    /// Parts with a day of their own are those that tell it, and quoted blocks, whose day is not
    /// the page's: where a block does not tell it, nobody knows on what day its `yesterday` fell.
    /// A dateline (`OSTRY, 4 March (Agency) -`) tells the day of what it begins.
    pub(crate) fn of(text: &Text) -> Self {
        let published = text.published.as_ref().map(|published| &published.0);
        let day = |published: Option<&Edtf>, words: &str| {
            day_of_dateline(words, published).or_else(|| published.cloned())
        };
        let parts = || {
            text.sections().filter(|(_, s)| s.published.is_some() || s.kind == SectionKind::Quoted)
        };
        Self {
            parts: Nested::new(parts().map(|(_, s)| s.span).collect()),
            days: parts()
                .map(|(_, s)| day(s.published.as_ref().map(|p| &p.0), text.at(s.span)))
                .collect(),
            whole: day(published, text.words()),
        }
    }

    /// The day at a place.
    pub(crate) fn at(&self, place: Span) -> Option<&Edtf> {
        match self.parts.innermost(place) {
            Some(part) => self.days[part].as_ref(),
            None => self.whole.as_ref(),
        }
    }
}
