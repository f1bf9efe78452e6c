//! What a site prints on many of its pages.

use super::fold::{join, mix};
use super::runs::Runs;
use super::shelf::Shelf;
use std::ops::Range;

/// A sentence on fewer pages than this is never boilerplate.
const FEWEST_PAGES: usize = 3;
/// On fewer pages than this it is so only where most pages that have it are the site's: a few pages
/// of one outlet on one event may well carry one report, which others carry too.
const CLEAR: usize = 10;

/// The sentences of each host, and on how many pages each stands.
#[derive(Debug, Default, Clone)]
pub(super) struct Sites {
    /// By host and words: the first unit of each page that has them.
    units: Runs,
    /// The same by words alone.
    everywhere: Runs,
    /// The pages of each host.
    pages: Vec<u32>,
}

impl Sites {
    /// Takes in the document that was put on the shelf last.
    pub(super) fn add(&mut self, shelf: &Shelf, document: usize) {
        self.everywhere.add(&keys(shelf, document, |unit| key(shelf, unit)));
        let Some(host) = shelf.host(document) else { return };
        if self.pages.len() <= host as usize {
            self.pages.resize(host as usize + 1, 0);
        }
        self.pages[host as usize] += 1;
        self.units.add(&keys(shelf, document, |unit| key_of(host, shelf, unit)));
    }

    /// Makes questions faster.
    pub(super) fn settle(&mut self) {
        self.units.settle();
        self.everywhere.settle();
    }

    /// How many pages a host has.
    pub(super) fn pages(&self, host: u32) -> usize {
        self.pages.get(host as usize).map_or(0, |&pages| pages as usize)
    }

    /// Whether a unit of a document is what its site prints on many pages.
    pub(super) fn is_boilerplate(&self, shelf: &Shelf, document: usize, unit: usize) -> bool {
        let Some(host) = shelf.host(document) else { return false };
        self.pages(host) >= FEWEST_PAGES
            && self.is_printed(shelf, host, unit, self.units.count(key_of(host, shelf, unit)))
    }

    /// Whether a site prints a unit that stands on `printed` of its pages on purpose.
    fn is_printed(&self, shelf: &Shelf, host: u32, unit: usize, printed: usize) -> bool {
        printed >= needed(self.pages(host))
            && (printed >= CLEAR || printed * 2 > self.everywhere.count(key(shelf, unit)))
    }

    /// The boilerplate of a document, as words.
    pub(super) fn of(&self, shelf: &Shelf, document: usize) -> Vec<Range<usize>> {
        let units = shelf.unit_range(document);
        units
            .filter(|&unit| self.is_boilerplate(shelf, document, unit))
            .map(|unit| shelf.unit(unit))
            .collect()
    }

    /// Whether most of some words of a document is boilerplate.
    pub(super) fn is_most(&self, shelf: &Shelf, document: usize, words: &Range<usize>) -> bool {
        let Some(host) = shelf.host(document) else { return false };
        if self.pages(host) < FEWEST_PAGES {
            return false;
        }
        let within = |unit: usize| {
            let unit = shelf.unit(unit);
            unit.end.min(words.end).saturating_sub(unit.start.max(words.start))
        };
        let printed = shelf
            .units_over(document, words)
            .filter(|&unit| self.is_boilerplate(shelf, document, unit));
        printed.map(within).sum::<usize>() * 2 > words.len()
    }

    /// Everything that is boilerplate: a unit that shows it, and the number of its pages.
    pub(super) fn all(&self, shelf: &Shelf) -> Vec<(usize, usize)> {
        let repeated = self.units.repeated(FEWEST_PAGES);
        let mut all: Vec<(usize, usize)> = repeated
            .iter()
            .filter_map(|units| {
                let first = *units.first()? as usize;
                let host = shelf.host(shelf.holder_of_unit(first))?;
                self.is_printed(shelf, host, first, units.len()).then_some((first, units.len()))
            })
            .collect();
        all.sort_unstable();
        all
    }
}

/// On how many of its pages a site must print a sentence: on all three of three, on ten of 25, on
/// twenty of 100, on 64 of 1,000. Twice the root of their number: a large share of few pages, and of
/// many a share that no report reaches.
fn needed(pages: usize) -> usize {
    let twice_the_root = (pages.saturating_mul(4)).isqrt();
    let up = if twice_the_root * twice_the_root < pages * 4 { 1 } else { 0 };
    (twice_the_root + up).min(pages).max(FEWEST_PAGES)
}

fn key(shelf: &Shelf, unit: usize) -> u32 {
    mix(shelf.sum(unit)) as u32
}

fn key_of(host: u32, shelf: &Shelf, unit: usize) -> u32 {
    mix(join(shelf.sum(unit), host.into())) as u32
}

/// The keys of a document's units, each with the first that has it.
fn keys(shelf: &Shelf, document: usize, key: impl Fn(usize) -> u32) -> Vec<(u32, u32)> {
    let units = shelf.unit_range(document);
    let mut keys: Vec<(u32, u32)> = units.map(|unit| (key(unit), unit as u32)).collect();
    keys.sort_unstable();
    keys.dedup_by_key(|(key, _)| *key);
    keys
}

#[cfg(test)]
mod tests {
    use super::needed;

    #[test]
    fn a_large_share_of_few_pages_and_a_smaller_one_of_many() {
        let wanted = [(0, 3), (1, 3), (3, 3), (4, 4), (5, 5), (25, 10), (100, 20), (1_000, 64)];
        for (pages, printed) in wanted {
            assert_eq!(needed(pages), printed, "{pages} pages");
        }
    }
}
