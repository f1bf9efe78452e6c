//! What is kept of each document: its words as numbers, where each stands, and its units.

use super::first::Dates;
use super::fold::{join, mix, words};
use super::{CopiesError, Document};
use sayso_model::Span;
use std::ops::Range;

/// The documents, laid end to end. A word takes six bytes: four for what it is, and most often two
/// for how far it is from the word before and how long it is.
#[derive(Debug, Default, Clone)]
pub(super) struct Shelf {
    documents: Vec<Entry>,
    words: Vec<u32>,
    /// For each word the bytes between it and the one before, and its length, in LEB128.
    steps: Vec<u8>,
    /// The words of each unit, of all documents.
    units: Vec<Range<u32>>,
}

/// One document.
#[derive(Debug, Clone)]
struct Entry {
    number: u64,
    words: u32,
    steps: usize,
    units: usize,
    host: Option<u32>,
    dates: Option<Dates>,
}

impl Shelf {
    /// Puts a document last.
    pub(super) fn add(
        &mut self,
        document: &Document<'_>,
        host: Option<u32>,
    ) -> Result<(), CopiesError> {
        if let Some(last) = self.documents.last().filter(|last| last.number >= document.number) {
            return Err(CopiesError::Order { number: document.number, last: last.number });
        }
        let (first, steps, units) = (self.words.len(), self.steps.len(), self.units.len());
        let mut places: Vec<(usize, usize)> = Vec::new();
        let mut end = 0;
        words(document.words, |word| {
            self.words.push(word.key);
            push(&mut self.steps, word.start - end);
            push(&mut self.steps, word.end - word.start);
            places.push((word.start, word.end));
            end = word.end;
        });
        // One less than can be counted, so that the end of the last word can be told too.
        if self.words.len() >= u32::MAX as usize {
            self.words.truncate(first);
            self.steps.truncate(steps);
            return Err(CopiesError::Full { number: document.number });
        }
        let mut from = 0;
        for unit in document.units {
            let start = places.partition_point(|place| place.0 < unit.start()).max(from);
            let end = places.partition_point(|place| place.1 <= unit.end());
            if start < end {
                self.units.push((first + start) as u32..(first + end) as u32);
                from = end;
            }
        }
        let dates = document.published.map(Dates::of);
        let words = first as u32;
        self.documents.push(Entry { number: document.number, words, steps, units, host, dates });
        Ok(())
    }

    /// How many documents there are.
    pub(super) fn len(&self) -> usize {
        self.documents.len()
    }

    /// Which document has a number.
    pub(super) fn find(&self, number: u64) -> Option<usize> {
        self.documents.binary_search_by_key(&number, |entry| entry.number).ok()
    }

    /// The number of a document.
    pub(super) fn number(&self, document: usize) -> u64 {
        self.documents[document].number
    }

    /// Its host.
    pub(super) fn host(&self, document: usize) -> Option<u32> {
        self.documents[document].host
    }

    /// When it was published.
    pub(super) fn dates(&self, document: usize) -> Option<&Dates> {
        self.documents[document].dates.as_ref()
    }

    /// Its words, by their place among all.
    pub(super) fn range(&self, document: usize) -> Range<usize> {
        let end = self.documents.get(document + 1).map_or(self.words.len(), |e| e.words as usize);
        self.documents[document].words as usize..end
    }

    /// The document in which a word stands, no earlier than `from`.
    pub(super) fn holder(&self, word: usize, from: usize) -> usize {
        let after = self.documents[from..].partition_point(|e| e.words as usize <= word);
        (from + after).saturating_sub(1)
    }

    /// The words themselves.
    pub(super) fn words(&self, range: Range<usize>) -> &[u32] {
        &self.words[range]
    }

    /// Every unit of a document, by its place among all.
    pub(super) fn unit_range(&self, document: usize) -> Range<usize> {
        let end = self.documents.get(document + 1).map_or(self.units.len(), |e| e.units);
        self.documents[document].units..end
    }

    /// The words of a unit.
    pub(super) fn unit(&self, unit: usize) -> Range<usize> {
        self.units[unit].start as usize..self.units[unit].end as usize
    }

    /// The units of a document that have words of this range.
    pub(super) fn units_over(&self, document: usize, words: &Range<usize>) -> Range<usize> {
        let all = self.unit_range(document);
        let units = &self.units[all.clone()];
        let from = units.partition_point(|unit| unit.end as usize <= words.start);
        let to = units.partition_point(|unit| (unit.start as usize) < words.end);
        all.start + from..all.start + to.max(from)
    }

    /// The document of a unit.
    pub(super) fn holder_of_unit(&self, unit: usize) -> usize {
        self.documents.partition_point(|e| e.units <= unit).saturating_sub(1)
    }

    /// What the words of a unit are, as one number.
    pub(super) fn sum(&self, unit: usize) -> u64 {
        self.words[self.unit(unit)].iter().fold(0, |sum, &word| mix(join(sum, word.into())))
    }

    /// The bytes from the first to the last of some words of a document. Each range begins no
    /// earlier than the one before, so that the steps are gone through once.
    pub(super) fn spans(&self, document: usize, ranges: &[Range<usize>]) -> Vec<Span> {
        let first = self.documents[document].words as usize;
        let steps_end =
            self.documents.get(document + 1).map_or(self.steps.len(), |entry| entry.steps);
        let mut steps = &self.steps[self.documents[document].steps..steps_end];
        let (mut word, mut start, mut end) = (first, 0, 0);
        let mut bounds = vec![(0, 0); ranges.len()];
        let mut wanted: Vec<(usize, usize, bool)> = (0..ranges.len())
            .flat_map(|at| [(ranges[at].start, at, false), (ranges[at].end - 1, at, true)])
            .collect();
        wanted.sort_unstable();
        for (want, at, is_end) in wanted {
            while word <= want && !steps.is_empty() {
                start = end + pop(&mut steps);
                end = start + pop(&mut steps);
                word += 1;
            }
            if is_end { bounds[at].1 = end } else { bounds[at].0 = start }
        }
        bounds.into_iter().map(|(start, end)| Span::new(start, end)).collect()
    }
}

/// Writes a number in groups of seven bits, the last ones first (LEB128, DWARF 5, section 7.6).
fn push(bytes: &mut Vec<u8>, mut value: usize) {
    while value >= 0x80 {
        bytes.push(value as u8 | 0x80);
        value >>= 7;
    }
    bytes.push(value as u8);
}

fn pop(bytes: &mut &[u8]) -> usize {
    let (mut value, mut shift) = (0, 0);
    while let Some((&byte, rest)) = bytes.split_first() {
        *bytes = rest;
        value |= usize::from(byte & 0x7f) << shift;
        if byte < 0x80 {
            break;
        }
        shift += 7;
    }
    value
}
