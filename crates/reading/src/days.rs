//! The day that the dates at a place are read against.

use crate::date::day_of_dateline;
use crate::nested::Nested;
use sayso_model::{Edtf, SectionKind, Span, Text};

/// How many bytes may stand between a date in a quoted block and what goes on after the block.
const NEAR: usize = 64;

/// The days of a text and of its parts.
#[derive(Debug)]
pub(crate) struct Days {
    parts: Nested,
    days: Vec<Option<Edtf>>,
    /// Which parts are quoted blocks.
    quoted: Vec<bool>,
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
            quoted: parts().map(|(_, s)| s.kind == SectionKind::Quoted).collect(),
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

    /// Whether something at `before` stands at the end of a quoted block, just before a place: the
    /// text may go on to tell of what it quoted.
    pub(crate) fn quotes_before(&self, before: Span, place: Span) -> bool {
        let quoted = self.parts.innermost(before).is_some_and(|part| self.quoted[part]);
        quoted && before.end() <= place.start() && place.start() - before.end() < NEAR
    }
}
