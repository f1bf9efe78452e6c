//! Words joined by hyphens, as names are written: `al-Nusra`, `Ki-moon`, and not `US-backed`.

use sayso_parser::Parse;
use std::ops::Range;

/// The words of a parse with the stretches that hyphens join.
#[derive(Debug)]
pub(super) struct Units<'t> {
    text: &'t str,
    parse: &'t Parse,
    units: Vec<Range<usize>>,
    /// The unit of each word; white space has the one before it.
    of: Vec<usize>,
}

impl<'t> Units<'t> {
    pub(super) fn new(text: &'t str, parse: &'t Parse) -> Self {
        let mut units: Vec<Range<usize>> = Vec::new();
        let mut of = Vec::with_capacity(parse.len());
        for (i, word) in parse.words().iter().enumerate() {
            let joins = |i: usize| word_of(text, parse, i).starts_with(['-', '‐', '‑']);
            if !is_space(text, parse, i) {
                match units.last_mut() {
                    Some(unit)
                        if unit.end == i
                            && !word.starts
                            && parse.span(i - 1).end() == word.span.start()
                            && (joins(i) || joins(i - 1)) =>
                    {
                        unit.end = i + 1;
                    }
                    _ => units.push(i..i + 1),
                }
            }
            of.push(units.len().saturating_sub(1));
        }
        Self { text, parse, units, of }
    }

    pub(super) fn len(&self) -> usize {
        self.units.len()
    }

    pub(super) fn range(&self, unit: usize) -> Range<usize> {
        self.units[unit].clone()
    }

    pub(super) fn of(&self, word: usize) -> usize {
        self.of[word]
    }

    /// The words of a unit as they are written; empty past the ends.
    pub(super) fn words(&self, unit: usize) -> &'t str {
        let Some(range) = self.units.get(unit) else { return "" };
        slice(self.text, self.parse, range)
    }

    /// Whether a sentence begins with this unit.
    pub(super) fn starts(&self, unit: usize) -> bool {
        self.units.get(unit).is_none_or(|u| u.start == 0 || self.parse.words()[u.start].starts)
    }
}

/// One word as it is written.
pub(super) fn word_of<'t>(text: &'t str, parse: &Parse, word: usize) -> &'t str {
    parse.span(word).of(text).unwrap_or_default()
}

/// Words as they are written, with what is between them.
pub(super) fn slice<'t>(text: &'t str, parse: &Parse, words: &Range<usize>) -> &'t str {
    if words.is_empty() {
        return "";
    }
    parse.span(words.start).cover(parse.span(words.end - 1)).of(text).unwrap_or_default()
}

pub(super) fn is_space(text: &str, parse: &Parse, word: usize) -> bool {
    word_of(text, parse, word).chars().all(char::is_whitespace)
}
