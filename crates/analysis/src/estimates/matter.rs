//! What makes figures those of one thing.

use super::stands::Stands;
use super::words::words;
use super::{Measure, Outcome, Range, Scope, countable, sited};
use crate::corpus::{Corpus, Days, Document, Place, number};
use crate::spelling::Spelled;

/// What is counted: the happening, or what the words say.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub enum Matter {
    /// Those of an incident, by its number.
    Incident(u32),
    /// Things of the same words, at a place or anywhere.
    Things {
        /// Stems of the words for what is counted; empty where only the outcome is told.
        of: Box<str>,
        /// The place, folded.
        place: Option<Box<str>>,
        /// Where else it must stand to be of one thing; `None` for what lasts and has an owner or a
        /// place, which all documents can speak of.
        within: Option<Within>,
    },
}

/// The words that alone tell of one thing where neither an incident nor what is counted says which.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Within {
    /// The document.
    pub document: u32,
    /// Which of it.
    pub part: Stretch,
}

/// A part of a document.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Stretch {
    /// All of it.
    Whole,
    /// What it says of these days.
    Days(Days),
    /// A paragraph, by its number.
    Paragraph(u32),
    /// Of a table, by where it begins, a column, and the first of the rows that are about the same.
    Table([u32; 3]),
}

impl Matter {
    /// Whether it is what the rows of one table count.
    pub(super) const fn is_of_table(&self) -> bool {
        matches!(self, Self::Things { within: Some(Within { part: Stretch::Table(_), .. }), .. })
    }
}

/// One document, as it is asked what its figures count.
pub(super) struct Matters<'p> {
    page: &'p Document,
    stands: Stands<'p>,
    breaks: Vec<usize>,
}

impl<'p> Matters<'p> {
    pub(super) fn of(corpus: &'p Corpus, stands: Stands<'p>, document: u32) -> Self {
        let page = &corpus[document];
        let breaks = page.words.match_indices('\n').map(|(at, _)| at).collect();
        Self { page, stands, breaks }
    }

    /// What a figure counts: those of an incident, or what its words say; with how like the others of
    /// the incident the report is that has it.
    pub(super) fn matter(
        &self,
        corpus: &Corpus,
        at: Place,
        measure: &Measure,
        range: &Range,
    ) -> (Matter, f32) {
        let named = sited::place(self.page, at.nth as usize);
        if measure.outcome != Outcome::Counted
            && let Some((incident, like)) = self.stands.incident(corpus, at, range, named)
        {
            return (Matter::Incident(incident), like);
        }
        let of = match &measure.scope {
            Scope::Of(of) if measure.outcome == Outcome::Counted => of.key().into(),
            _ => Box::default(),
        };
        let within = Within { document: at.document, part: self.part(at, measure) };
        let lasts = measure.outcome == Outcome::Counted && self.lasts(at, named.is_some());
        let place = named.map(|name| Spelled::of(name).folded().into());
        (Matter::Things { of, place, within: (!lasts).then_some(within) }, 1.0)
    }

    /// How far around a figure others are of the same. What befell some people in one paragraph is
    /// not what befell others in the next.
    fn part(&self, at: Place, measure: &Measure) -> Stretch {
        let start = self.page.figures[at.nth as usize].span.start();
        let paragraph =
            || Stretch::Paragraph(number(self.breaks.partition_point(|at| *at < start)));
        match sited::days(self.page, at.nth as usize) {
            Some(days) => Stretch::Days(days),
            None if measure.outcome == Outcome::Counted => Stretch::Whole,
            None => paragraph(),
        }
    }

    /// Whether what a figure counts lasts, and has an owner or a place: *the League's members*, *the
    /// schools of Ostry*. People who are counted somewhere may be any.
    fn lasts(&self, at: Place, placed: bool) -> bool {
        let of = &*self.page.figures[at.nth as usize].of;
        let named = || words(of).any(|(_, word)| word.starts_with(char::is_uppercase));
        let owned = placed || named();
        owned && (countable::scope(of).is_none() || countable::is_stock(of))
    }
}
