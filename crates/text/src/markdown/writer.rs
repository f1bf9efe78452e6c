//! Words written one after the other, each with the bytes it came from.

use sayso_model::SourceMap;
use std::ops::Range;

/// The words in the making.
#[derive(Debug)]
pub(super) struct Writer<'t> {
    source: &'t str,
    pub(super) words: String,
    pub(super) map: SourceMap,
    breaks: usize,
    tabs: usize,
    /// Length of the words at a place that the next block continues.
    glue: Option<usize>,
}

impl<'t> Writer<'t> {
    pub(super) fn new(source: &'t str) -> Self {
        let words = String::with_capacity(source.len());
        Self { source, words, map: SourceMap::new(), breaks: 0, tabs: 0, glue: None }
    }

    /// The next words stand on a new line, or after a blank one.
    pub(super) fn separate(&mut self, breaks: usize) {
        if self.glue != Some(self.words.len()) {
            self.breaks = self.breaks.max(breaks);
        }
    }

    /// One more line break, in code.
    pub(super) fn newline(&mut self) {
        self.breaks += 1;
    }

    /// Takes back the line breaks at the end of a block of code.
    pub(super) fn end_code(&mut self) {
        self.breaks = 2;
    }

    /// The next words stand in the next cell.
    pub(super) fn tab(&mut self) {
        self.tabs += 1;
    }

    /// The next block goes on where the words end now.
    pub(super) fn glue(&mut self) {
        self.glue = Some(self.words.len());
    }

    /// Writes `words`, made of the bytes `at`.
    pub(super) fn write(&mut self, words: &str, at: Range<usize>) {
        if words.is_empty() {
            return;
        }
        self.begin();
        lay(&mut self.map, self.words.len(), words, self.source, at);
        self.words.push_str(words);
    }

    /// Adds `words`, made of the bytes `at`, to a block that is read by itself.
    pub(super) fn lay_aside(&self, block: &mut (String, SourceMap), words: &str, at: Range<usize>) {
        lay(&mut block.1, block.0.len(), words, self.source, at);
        block.0.push_str(words);
    }

    /// Where the words of code in a line stand in its source: right inside its backticks, or one
    /// space further in; `None` where they were made of other bytes.
    pub(super) fn inside_ticks(&self, words: &str, at: Range<usize>) -> Option<Range<usize>> {
        let code = self.source.get(at.clone())?;
        let ticks = code.len() - code.trim_start_matches('`').len();
        let inside = code.get(ticks..code.len().checked_sub(ticks)?)?;
        let space = usize::from(inside.len() == words.len() + 2);
        let start = at.start + ticks + space;
        let here = start..start + words.len();
        let whole = inside.len() == words.len() + 2 * space;
        (whole && self.source.get(here.clone()) == Some(words)).then_some(here)
    }

    /// Writes words that have a map of their own.
    pub(super) fn append(&mut self, words: &str, map: &SourceMap) {
        if words.is_empty() {
            return;
        }
        self.begin();
        // A replacement carried through two steps may come out one byte wide on both sides.
        for run in crate::html::verbatim_only(map, words, self.source).runs() {
            let text = self.words.len() + run.text as usize;
            self.map.push(text, run.source, run.units as usize, run.text_unit, run.source_unit);
        }
        self.words.push_str(words);
    }

    /// Writes what has to stand before the next word.
    pub(super) fn begin(&mut self) {
        let (breaks, tabs) = (std::mem::take(&mut self.breaks), std::mem::take(&mut self.tabs));
        if !self.words.is_empty() {
            self.words.extend(std::iter::repeat_n('\n', breaks));
            self.words.extend(std::iter::repeat_n('\t', tabs));
        }
    }
}

/// Maps `words`, at `text`, to the bytes `at`: verbatim where those are the very bytes, else as one
/// replacement. Of a line whose tabs were made into spaces only the beginning is replaced. A lone
/// line break made into a space has no bytes: a stretch of unit (1, 1) holds the very bytes.
fn lay(map: &mut SourceMap, text: usize, words: &str, source: &str, at: Range<usize>) {
    let Some(made_of) = source.get(at.clone()) else { return };
    let same = |(a, b): &(char, char)| a == b;
    let indented = words.starts_with([' ', '\t']) && words != " ";
    let end: usize = if words == made_of {
        words.len()
    } else if indented {
        let ends = words.chars().rev().zip(made_of.chars().rev());
        ends.take_while(same).map(|(c, _)| c.len_utf8()).sum()
    } else {
        0
    };
    let (made, of) = (words.len() - end, made_of.len() - end);
    if made > 1 || of > 1 {
        map.push(text, at.start as u64, 1, made as u32, of as u32);
    }
    map.push(text + words.len() - end, (at.end - end) as u64, end, 1, 1);
}
