//! Copied text: which passages of which documents share wording, from a sentence up, and who had
//! it first by the dates of publication. See `docs/design/copies.md`.
//!
//! Documents are added in the order of their numbers. What a document shares with those before it
//! stays the same whatever is added later, but for what turns out to be a site's boilerplate.

mod boilerplate;
mod extend;
mod first;
mod fold;
mod group;
mod runs;
mod search;
mod shelf;
#[cfg(test)]
mod tests;
mod winnow;

pub use first::{First, Unknown};

use boilerplate::Sites;
use rayon::prelude::*;
use runs::Runs;
use sayso_model::{Edtf, Span};
use shelf::Shelf;
use std::collections::BTreeMap;

/// A document to be compared with others.
#[derive(Debug, Clone, Copy)]
pub struct Document<'d> {
    /// Its number; greater than that of every document added before.
    pub number: u64,
    /// Its words.
    pub words: &'d str,
    /// Its sentences (or paragraphs, where these are not known), in order. One that overlaps with
    /// the one before counts from where that ends.
    pub units: &'d [Span],
    /// When it was published.
    pub published: Option<&'d Edtf>,
    /// Its site or outlet, by any name that is the same for all of its pages.
    pub host: Option<&'d str>,
}

/// Why a document cannot be added.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum CopiesError {
    /// Documents come in the order of their numbers.
    #[error("document {number} cannot be added after document {last}")]
    Order {
        /// Its number.
        number: u64,
        /// That of the document added last.
        last: u64,
    },
    /// There are more words than can be counted.
    #[error("document {number} would be past {max} words in all", max = u32::MAX)]
    Full {
        /// Its number.
        number: u64,
    },
}

/// Some words of a document. They begin and end with a word that is shared.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Passage {
    /// The document's number.
    pub document: u64,
    /// Where they stand.
    pub span: Span,
    /// How many words they are.
    pub words: usize,
}

/// Two passages that share wording.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Shared {
    /// The passages; the one of the lower number first.
    pub passages: [Passage; 2],
    /// How many words they have in common, in the same order.
    pub common: usize,
    /// Which was published first.
    pub first: First,
    /// Whether both stand on pages of one host.
    pub is_one_host: bool,
}

impl Shared {
    /// How alike they are: the share of both passages' words that is in common, from 0.5 to 1.
    #[must_use]
    pub fn alike(&self) -> f64 {
        let [one, other] = self.passages;
        (2 * self.common) as f64 / (one.words + other.words) as f64
    }
}

/// What was found.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Found {
    /// The passages, by the number of the later document, then of the earlier one, then by place.
    pub shared: Vec<Shared>,
    /// The numbers of documents so repetitive that they were not compared to the end.
    pub cut_short: Vec<u64>,
}

/// Passages of several documents that share one wording.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Group {
    /// The passages, one a document, in order of the documents' numbers.
    pub passages: Vec<Passage>,
    /// Which was published first.
    pub first: First,
    /// How many hosts they stand on; documents without one count as one.
    pub hosts: usize,
}

/// What a site prints on many of its pages.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Boilerplate {
    /// The site.
    pub host: String,
    /// Where it stands first.
    pub passage: Passage,
    /// On how many pages it stands.
    pub pages: usize,
    /// How many pages of the site there are.
    pub of: usize,
}

/// The documents that are compared.
#[derive(Debug, Default, Clone)]
pub struct Copies {
    shelf: Shelf,
    index: Runs,
    sites: Sites,
    hosts: BTreeMap<String, u32>,
}

impl Copies {
    /// None yet.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// Adds a document. Takes time in proportion to its length.
    ///
    /// # Errors
    ///
    /// Where its number is not greater than every one before, or there are too many words; nothing
    /// is added then.
    pub fn add(&mut self, document: &Document<'_>) -> Result<(), CopiesError> {
        let known = document.host.and_then(|host| self.hosts.get(host).copied());
        // There are no more hosts than words and numbers: 2^32 are never reached.
        let host = document.host.map(|_| known.unwrap_or(self.hosts.len() as u32));
        self.shelf.add(document, host)?;
        if let (Some(name), Some(host), None) = (document.host, host, known) {
            self.hosts.insert(name.to_owned(), host);
        }
        let last = self.shelf.len() - 1;
        self.index.add(&search::keys(&self.shelf, last));
        self.sites.add(&self.shelf, last);
        Ok(())
    }

    /// Makes questions faster after many documents were added. Changes no answer.
    pub fn settle(&mut self) {
        self.index.settle();
        self.sites.settle();
    }

    /// The passages that a document shares with documents of lower numbers, without boilerplate.
    /// `None` where no document has this number.
    #[must_use]
    pub fn with_earlier(&self, number: u64) -> Option<Found> {
        let document = self.shelf.find(number)?;
        let (shared, is_whole) = self.shared(document);
        Some(Found { shared, cut_short: if is_whole { Vec::new() } else { vec![number] } })
    }

    /// All passages shared by two documents, without boilerplate. Of a wording that many documents
    /// have, each is paired with some of those that were added first: see [`Self::groups`].
    #[must_use]
    pub fn all(&self) -> Found {
        let each: Vec<(Vec<Shared>, bool)> =
            (0..self.shelf.len()).into_par_iter().map(|document| self.shared(document)).collect();
        let mut found = Found::default();
        for (document, (shared, is_whole)) in each.into_iter().enumerate() {
            found.shared.extend(shared);
            if !is_whole {
                found.cut_short.push(self.shelf.number(document));
            }
        }
        found
    }

    fn shared(&self, document: usize) -> (Vec<Shared>, bool) {
        let (shelf, sites) = (&self.shelf, &self.sites);
        let printed = sites.of(shelf, document);
        let skip = |word: usize| {
            let after = printed.partition_point(|range| range.end <= word);
            printed.get(after).is_some_and(|range| range.start <= word)
        };
        let (mut matches, is_whole) = search::matches(shelf, &self.index, document, skip);
        matches.retain(|found| {
            !sites.is_most(shelf, document, &found.here)
                && !sites.is_most(shelf, found.document, &found.there)
        });
        let here: Vec<_> = matches.iter().map(|found| found.here.clone()).collect();
        let spans = shelf.spans(document, &here);
        let mut shared = Vec::with_capacity(matches.len());
        for (of_one, spans) in
            matches.chunk_by(|a, b| a.document == b.document).scan(0, |done, of_one| {
                *done += of_one.len();
                Some((of_one, &spans[*done - of_one.len()..*done]))
            })
        {
            shared.extend(self.pairs(document, of_one, spans));
        }
        (shared, is_whole)
    }

    /// What a document shares with one other.
    fn pairs(
        &self,
        document: usize,
        matches: &[search::Match],
        spans: &[Span],
    ) -> impl Iterator<Item = Shared> {
        let shelf = &self.shelf;
        let other = matches.first().map_or(document, |found| found.document);
        let there: Vec<_> = matches.iter().map(|found| found.there.clone()).collect();
        let numbers = (shelf.number(other), shelf.number(document));
        let pair = [(numbers.0, shelf.dates(other)), (numbers.1, shelf.dates(document))];
        let first = first::first(pair.into_iter());
        let is_one_host =
            shelf.host(document).is_some() && shelf.host(document) == shelf.host(other);
        matches.iter().zip(spans).zip(shelf.spans(other, &there)).map(
            move |((found, here), there)| Shared {
                passages: [
                    Passage { document: numbers.0, span: there, words: found.there.len() },
                    Passage { document: numbers.1, span: *here, words: found.here.len() },
                ],
                common: found.common,
                first,
                is_one_host,
            },
        )
    }

    /// Puts passages together that share one wording, by the first place of each.
    #[must_use]
    pub fn groups(&self, shared: &[Shared]) -> Vec<Group> {
        group::groups(shared).into_iter().map(|passages| self.group(passages)).collect()
    }

    fn group(&self, passages: Vec<Passage>) -> Group {
        let documents: Vec<Option<usize>> =
            passages.iter().map(|p| self.shelf.find(p.document)).collect();
        let dates = passages.iter().zip(&documents);
        let first =
            first::first(dates.map(|(p, d)| (p.document, d.and_then(|d| self.shelf.dates(d)))));
        let mut hosts: Vec<_> =
            documents.iter().map(|d| d.and_then(|d| self.shelf.host(d))).collect();
        hosts.sort_unstable();
        hosts.dedup();
        Group { passages, first, hosts: hosts.len() }
    }

    /// What sites print on many of their pages, as far as the documents added until now show it:
    /// by the place where each stands first.
    #[must_use]
    pub fn boilerplate(&self) -> Vec<Boilerplate> {
        let mut names: Vec<(u32, &String)> =
            self.hosts.iter().map(|(name, &host)| (host, name)).collect();
        names.sort_unstable();
        let printed = self.sites.all(&self.shelf).into_iter();
        let of_unit = |(unit, pages): (usize, usize)| {
            let document = self.shelf.holder_of_unit(unit);
            let host = self.shelf.host(document)?;
            let words = self.shelf.unit(unit);
            let span = *self.shelf.spans(document, std::slice::from_ref(&words)).first()?;
            let number = self.shelf.number(document);
            let passage = Passage { document: number, span, words: words.len() };
            let host_name = names.get(host as usize)?.1.clone();
            Some(Boilerplate { host: host_name, passage, pages, of: self.sites.pages(host) })
        };
        printed.filter_map(of_unit).collect()
    }

    /// What in a document is its site's boilerplate, in order.
    #[must_use]
    pub fn boilerplate_in(&self, number: u64) -> Vec<Span> {
        let Some(document) = self.shelf.find(number) else { return Vec::new() };
        self.shelf.spans(document, &self.sites.of(&self.shelf, document))
    }
}
