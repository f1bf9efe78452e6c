//! From the words of a text back to the bytes of its capture.

use crate::Span;
use serde::{Deserialize, Serialize};
use std::ops::Range;

/// A range of bytes of a capture.
pub type SourceRange = Range<u64>;

/// A stretch of text and the bytes of the capture it was made from.
///
/// Inside a run every `text_unit` bytes of text come from `source_unit` bytes of the capture:
/// `(1, 1)` for words taken over byte for byte, `(1, 2)` for ASCII out of UTF-16, `(2, 1)` for
/// `é` out of Windows-1252. A run of one unit is a single replacement, such as `&` out of
/// `&amp;`. Text that lies in no run was put there by the extractor (a line break between two
/// paragraphs of a page) and has no bytes of its own.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(into = "(u32, u64, u32, u32, u32)", from = "(u32, u64, u32, u32, u32)")]
pub struct Run {
    /// First byte of the text.
    pub text: u32,
    /// First byte of the capture.
    pub source: u64,
    /// How many units the run has; at least one.
    pub units: u32,
    /// Bytes of text a unit; at least one.
    pub text_unit: u32,
    /// Bytes of the capture a unit; at least one.
    pub source_unit: u32,
}

impl From<Run> for (u32, u64, u32, u32, u32) {
    fn from(run: Run) -> Self {
        (run.text, run.source, run.units, run.text_unit, run.source_unit)
    }
}

impl From<(u32, u64, u32, u32, u32)> for Run {
    fn from((text, source, units, text_unit, source_unit): (u32, u64, u32, u32, u32)) -> Self {
        Self { text, source, units, text_unit, source_unit }
    }
}

impl Run {
    fn text_end(&self) -> u64 {
        u64::from(self.text) + u64::from(self.units) * u64::from(self.text_unit)
    }

    /// Past every capture where the sum is more than can be told: such a run fits nowhere.
    fn source_end(&self) -> u64 {
        self.checked_source_end().unwrap_or(u64::MAX)
    }

    fn checked_source_end(&self) -> Option<u64> {
        (u64::from(self.units) * u64::from(self.source_unit)).checked_add(self.source)
    }

    /// Whether every byte of it stands in the capture as it stands in the text.
    fn is_verbatim(&self) -> bool {
        self.text_unit == 1 && self.source_unit == 1
    }
}

/// The map of a whole text: runs in order of the text, none overlapping.
///
/// The capture's order may differ from the text's. Runs that follow on from one another with the
/// same units are joined as they are pushed.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct SourceMap {
    runs: Vec<Run>,
}

impl SourceMap {
    /// A map without runs.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// A text that is the capture's bytes from `source` on, one for one.
    #[must_use]
    pub fn verbatim(source: u64, len: usize) -> Self {
        let mut map = Self::new();
        map.push(0, source, len, 1, 1);
        map
    }

    /// Adds `units` units at byte `text` of the text and byte `source` of the capture. Units of no
    /// bytes on either side are left out; runs come in the order of the text.
    ///
    /// Anything past `u32::MAX` bytes of text is left out: no text is that long.
    pub fn push(
        &mut self,
        text: usize,
        source: u64,
        units: usize,
        text_unit: u32,
        source_unit: u32,
    ) {
        let (Ok(text), Ok(units)) = (u32::try_from(text), u32::try_from(units)) else { return };
        if units == 0 || text_unit == 0 || source_unit == 0 {
            return;
        }
        if let Some(last) = self.runs.last_mut()
            && last.text_unit == text_unit
            && last.source_unit == source_unit
            && last.text_end() == u64::from(text)
            && last.source_end() == source
            && let Some(joined) = last.units.checked_add(units)
        {
            last.units = joined;
            return;
        }
        self.runs.push(Run { text, source, units, text_unit, source_unit });
    }

    /// The runs, in order of the text.
    #[must_use]
    pub fn runs(&self) -> &[Run] {
        &self.runs
    }

    /// The bytes of the capture that the words at `span` were made from: one range for each
    /// stretch that stands together in the capture, in order of the text.
    ///
    /// A unit touched in part counts whole. Empty where the extractor put the words there itself.
    #[must_use]
    pub fn source_of(&self, span: Span) -> Vec<SourceRange> {
        let (start, end) = (span.start() as u64, span.end() as u64);
        let first = self.runs.partition_point(|run| run.text_end() <= start);
        let mut ranges: Vec<SourceRange> = Vec::new();
        for run in self.runs[first..].iter().take_while(|run| u64::from(run.text) < end) {
            let (at, unit) = (u64::from(run.text), u64::from(run.text_unit));
            let from = (start.max(at) - at) / unit;
            let to = (end.min(run.text_end()) - at).div_ceil(unit);
            let width = u64::from(run.source_unit);
            let byte = |unit: u64| run.source.saturating_add(unit * width);
            let range = byte(from)..byte(to);
            match ranges.last_mut() {
                Some(last) if last.end == range.start => last.end = range.end,
                _ => ranges.push(range),
            }
        }
        ranges
    }

    /// The words that were made from a range of bytes of the capture: one span for each run that
    /// has some of it, in order of the text. A unit touched in part counts whole.
    #[must_use]
    pub fn text_of(&self, range: &SourceRange) -> Vec<Span> {
        let touched = |run: &&Run| run.source < range.end && range.start < run.source_end();
        let span = |run: &Run| {
            let width = u64::from(run.source_unit);
            let from = range.start.saturating_sub(run.source) / width;
            let to = (range.end - run.source).div_ceil(width).min(u64::from(run.units));
            let byte = |unit: u64| (u64::from(run.text) + unit * u64::from(run.text_unit)) as usize;
            Span::new(byte(from), byte(to))
        };
        self.runs.iter().filter(touched).map(span).collect()
    }

    /// The map of text carried through two steps: `self` maps the text to an intermediate form,
    /// `inner` maps that form (taken as a text) to the capture.
    ///
    /// Used where bytes are decoded first and marked-up second. Units that do not line up (a
    /// replacement out of several characters) become single replacements. One byte put for one
    /// other byte is left out: as a run it would say that the byte was taken over.
    #[must_use]
    pub fn through(&self, inner: &Self) -> Self {
        let mut out = Self::new();
        for run in &self.runs {
            if run.is_verbatim() {
                Self::carry_verbatim(run, inner, &mut out);
                continue;
            }
            for unit in 0..u64::from(run.units) {
                let text = u64::from(run.text) + unit * u64::from(run.text_unit);
                let from = run.source + unit * u64::from(run.source_unit);
                let place = Span::new(from as usize, (from + u64::from(run.source_unit)) as usize);
                let ranges = inner.source_of(place);
                if let (Some(first), Some(last)) = (ranges.first(), ranges.last())
                    && let Ok(width) = u32::try_from(last.end.saturating_sub(first.start))
                    && (run.text_unit, width) != (1, 1)
                {
                    out.push(text as usize, first.start, 1, run.text_unit, width);
                }
            }
        }
        out
    }

    fn carry_verbatim(run: &Run, inner: &Self, out: &mut Self) {
        let (start, end) = (run.source, run.source_end());
        let first = inner.runs.partition_point(|r| r.text_end() <= start);
        for r in inner.runs[first..].iter().take_while(|r| u64::from(r.text) < end) {
            let (at, unit) = (u64::from(r.text), u64::from(r.text_unit));
            let from = (start.max(at) - at).div_ceil(unit);
            let to = (end.min(r.text_end()) - at) / unit;
            let text = u64::from(run.text) + at + from * unit - start;
            let source = r.source + from * u64::from(r.source_unit);
            let units = to.saturating_sub(from) as usize;
            out.push(text as usize, source, units, r.text_unit, r.source_unit);
        }
    }

    /// Whether the runs are in order, without overlap, and inside a text of `text_len` bytes and a
    /// capture of `source_len`. A run whose end is more than can be told does not fit.
    #[must_use]
    pub fn fits(&self, text_len: usize, source_len: u64) -> bool {
        let mut at = 0;
        self.runs.iter().all(|run| {
            let ok = run.units > 0
                && run.text_unit > 0
                && run.source_unit > 0
                && u64::from(run.text) >= at
                && run.text_end() <= text_len as u64
                && run.checked_source_end().is_some_and(|end| end <= source_len);
            at = run.text_end();
            ok
        })
    }

    /// The first run that says its words were taken over byte for byte from `capture` where
    /// `words` has others, or has no such place.
    ///
    /// Runs of other units are not looked at: what they decode is for who decoded it to tell.
    #[must_use]
    pub fn first_difference(&self, words: &str, capture: &[u8]) -> Option<Run> {
        self.runs.iter().copied().filter(Run::is_verbatim).find(|run| {
            let in_words = part(words.as_bytes(), u64::from(run.text), run.units);
            in_words.is_none() || in_words != part(capture, run.source, run.units)
        })
    }
}

/// `len` bytes from byte `from` on, where there are so many.
fn part(bytes: &[u8], from: u64, len: u32) -> Option<&[u8]> {
    let from = usize::try_from(from).ok()?;
    bytes.get(from..from.checked_add(usize::try_from(len).ok()?)?)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The one stretch of bytes that some words came from.
    fn source(map: &SourceMap, start: usize, end: usize) -> SourceRange {
        let ranges = map.source_of(Span::new(start, end));
        assert_eq!(ranges.len(), 1);
        ranges[0].clone()
    }

    #[test]
    fn maps_an_entity_to_its_bytes() {
        // "a & b" out of "<p>a &amp; b</p>"
        let mut map = SourceMap::new();
        map.push(0, 3, 2, 1, 1);
        map.push(2, 5, 1, 1, 5);
        map.push(3, 10, 2, 1, 1);
        assert_eq!(source(&map, 0, 5), 3..12);
        assert_eq!(source(&map, 2, 3), 5..10);
        assert!(map.fits(5, 16));
        assert!(!map.fits(4, 16));
    }

    #[test]
    fn bytes_lead_to_the_words_made_of_them() {
        // "a & b" out of "<p>a &amp; b</p>"
        let mut map = SourceMap::new();
        map.push(0, 3, 2, 1, 1);
        map.push(2, 5, 1, 1, 5);
        map.push(3, 10, 2, 1, 1);
        let words = |range: SourceRange| map.text_of(&range);
        assert!(words(0..3).is_empty());
        assert_eq!(words(4..7), [Span::new(1, 2), Span::new(2, 3)]);
        assert_eq!(words(9..99), [Span::new(2, 3), Span::new(3, 5)]);
    }

    #[test]
    fn inserted_text_has_no_bytes() {
        let mut map = SourceMap::new();
        map.push(0, 0, 3, 1, 1);
        map.push(5, 20, 3, 1, 1);
        assert!(map.source_of(Span::new(3, 5)).is_empty());
        assert_eq!(map.source_of(Span::new(0, 8)), [0..3, 20..23]);
    }

    #[test]
    fn carries_through_a_decoding() {
        // UTF-16: "aé&amp;b" decoded to UTF-8, then "aé&b" made of it.
        let mut decoded = SourceMap::new();
        decoded.push(0, 2, 1, 1, 2);
        decoded.push(1, 4, 1, 2, 2);
        decoded.push(3, 6, 6, 1, 2);
        let mut text = SourceMap::new();
        text.push(0, 0, 3, 1, 1);
        text.push(3, 3, 1, 1, 5);
        text.push(4, 8, 1, 1, 1);
        let map = text.through(&decoded);
        assert_eq!(source(&map, 0, 1), 2..4);
        assert_eq!(source(&map, 1, 3), 4..6);
        assert_eq!(source(&map, 3, 4), 6..16);
        assert_eq!(source(&map, 4, 5), 16..18);
    }

    #[test]
    fn a_run_past_all_bytes_fits_nowhere() {
        let run = (0, u64::MAX - 1, 3, 1, u32::MAX);
        let map: SourceMap = serde_json::from_value(serde_json::json!([run])).expect("a map");
        assert!(!map.fits(3, u64::MAX));
        assert_eq!(source(&map, 0, 3), u64::MAX - 1..u64::MAX);
        let mut long = SourceMap::new();
        long.push(0, 0, u32::MAX as usize, 1, 1);
        long.push(u32::MAX as usize, u64::from(u32::MAX), 9, 1, 1);
        assert_eq!(long.runs().len(), 2);
    }

    #[test]
    fn other_bytes_than_the_captures_are_told() {
        let mut map = SourceMap::new();
        map.push(0, 3, 2, 1, 1);
        map.push(2, 5, 1, 1, 5);
        map.push(3, 10, 2, 1, 1);
        let page = b"<p>a &amp; b</p>";
        assert_eq!(map.first_difference("a & b", page), None);
        assert_eq!(map.first_difference("a & c", page).map(|run| run.text), Some(3));
        assert!(map.first_difference("a & b", &page[..11]).is_some());
        assert!(map.first_difference("a & ", page).is_some());
    }

    #[test]
    fn a_byte_put_for_another_is_no_byte_taken_over() {
        // A no-break space of Windows-1252, decoded to two bytes, made one blank.
        let mut decoded = SourceMap::new();
        decoded.push(0, 0, 1, 1, 1);
        decoded.push(1, 1, 1, 2, 1);
        decoded.push(3, 2, 1, 1, 1);
        let mut text = SourceMap::new();
        text.push(0, 0, 1, 1, 1);
        text.push(1, 1, 1, 1, 2);
        text.push(2, 3, 1, 1, 1);
        assert_eq!(text.through(&decoded).first_difference("a b", b"a\xa0b"), None);
    }
}
