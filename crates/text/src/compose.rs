//! Texts put together out of stretches of their source, and out of other texts.

use crate::draft::Draft;
use sayso_model::{SourceMap, Span};

/// Words with their map.
#[derive(Debug, Clone, Default, PartialEq)]
pub(crate) struct Mapped {
    pub(crate) words: String,
    pub(crate) map: SourceMap,
}

impl Mapped {
    /// Words that the source has as they stand, from byte `at` on.
    pub(crate) fn of(words: &str, at: usize) -> Self {
        Self { words: words.to_owned(), map: SourceMap::verbatim(at as u64, words.len()) }
    }

    /// Adds words that the source has as they stand.
    pub(crate) fn verbatim(&mut self, words: &str, at: usize) {
        self.map.push(self.words.len(), at as u64, words.len(), 1, 1);
        self.words.push_str(words);
    }

    /// Adds words that stand for `width` other bytes. One byte put for one other byte has no
    /// place: a run of units (1, 1) says that the byte was taken over.
    pub(crate) fn unit(&mut self, words: &str, at: usize, width: usize) {
        if (words.len(), width) != (1, 1)
            && let (Ok(text), Ok(source)) = (u32::try_from(words.len()), u32::try_from(width))
        {
            self.map.push(self.words.len(), at as u64, 1, text, source);
        }
        self.words.push_str(words);
    }

    /// Adds other words with their map.
    pub(crate) fn append(&mut self, more: &Self) {
        carry(&mut self.map, &more.map, self.words.len(), 0);
        self.words.push_str(&more.words);
    }

    /// The same words, their places counted from `by` bytes further on.
    pub(crate) fn moved(self, by: usize) -> Self {
        let mut map = SourceMap::new();
        carry(&mut map, &self.map, 0, by as u64);
        Self { map, ..self }
    }

    /// The same words, their places counted from what `inner` maps to.
    pub(crate) fn through(self, inner: &SourceMap) -> Self {
        Self { map: self.map.through(inner), words: self.words }
    }

    /// The same words on one line, without white space around them, as titles and names are shown.
    pub(crate) fn on_one_line(&self) -> Self {
        let mut line = Self::default();
        let mut at = 0;
        for (i, word) in self.words.split_whitespace().enumerate() {
            // The words are parts of the same string, so the next one is found where it stands.
            let Some(gap) = self.words.get(at..).and_then(|rest| rest.find(word)) else { break };
            match self.words.get(at..at + gap) {
                Some(" ") if i > 0 => line.verbatim(" ", at),
                Some(_) if i > 0 => line.unit(" ", at, gap),
                _ => {}
            }
            line.verbatim(word, at + gap);
            at += gap + word.len();
        }
        line.through(&self.map)
    }
}

/// Adds a map to another, its words from `text` on and its source from `source` on.
fn carry(into: &mut SourceMap, map: &SourceMap, text: usize, source: u64) {
    for run in map.runs() {
        let (text, from) = (text + run.text as usize, source.saturating_add(run.source));
        into.push(text, from, run.units as usize, run.text_unit, run.source_unit);
    }
}

/// The longest text whose places can be told.
const LONGEST: usize = u32::MAX as usize;

impl Draft {
    /// Where the next word will stand.
    pub(crate) fn end(&self) -> usize {
        self.words.len()
    }

    /// Sees to it that the next word stands after so many line breaks.
    pub(crate) fn separate(&mut self, breaks: usize) {
        if !self.words.is_empty() {
            let there = self.words.bytes().rev().take(breaks).take_while(|&b| b == b'\n').count();
            (there..breaks).for_each(|_| self.words.push('\n'));
        }
    }

    /// Adds words with their map, which counts from byte `source` of the draft's source on.
    pub(crate) fn add(&mut self, words: &Mapped, source: u64) -> Span {
        let start = self.add_mapped(&words.words, &words.map, source);
        Span::new(start, self.words.len())
    }

    fn add_mapped(&mut self, words: &str, map: &SourceMap, source: u64) -> usize {
        let start = self.words.len();
        self.words.push_str(words);
        carry(&mut self.map, map, start, source);
        start
    }

    /// Adds another draft: its words, and what was found in them. Its outermost sections go into
    /// `parent`; what it says of itself as a whole (title, author...) is left to the caller.
    ///
    /// Gives the place of its words; `None`, and nothing is added, where they do not fit.
    pub(crate) fn splice(
        &mut self,
        part: Self,
        source: u64,
        parent: Option<usize>,
    ) -> Option<Span> {
        if part.words.len() > LONGEST.saturating_sub(self.words.len()) {
            return None;
        }
        let by = self.add_mapped(&part.words, &part.map, source);
        let shift = |span: &mut Span| *span = Span::new(span.start() + by, span.end() + by);
        let first = self.sections.len();
        self.sections.extend(part.sections.into_iter().map(|mut section| {
            section.parent = section.parent.map(|p| p + first).or(parent);
            shift(&mut section.span);
            section.because.iter_mut().for_each(shift);
            section
        }));
        self.references.extend(part.references.into_iter().map(|mut found| {
            shift(&mut found.body.span);
            found.body.target.iter_mut().for_each(shift);
            found.body.supports.iter_mut().for_each(shift);
            found.because.iter_mut().for_each(shift);
            found
        }));
        self.damage.extend(part.damage.into_iter().map(|mut found| {
            shift(&mut found.body.span);
            found.because.iter_mut().for_each(shift);
            found
        }));
        self.diagnostics.extend(part.diagnostics.into_iter().map(|mut told| {
            told.span.iter_mut().for_each(shift);
            told
        }));
        self.tally.take_in(&part.tally);
        Some(Span::new(by, self.words.len()))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The one stretch of bytes that some words came from.
    fn only(map: &SourceMap, span: Span) -> (u64, u64) {
        let places = map.source_of(span);
        assert_eq!(places.len(), 1);
        (places[0].start, places[0].end)
    }

    #[test]
    fn one_line_keeps_the_place_of_every_word() {
        let mut words = Mapped::of("  a \n b", 10);
        words.unit("é", 20, 8);
        words.verbatim("  a ", 28);
        let line = words.on_one_line();
        assert_eq!(line.words, "a bé a");
        let at = |start, end| only(&line.map, Span::new(start, end));
        assert_eq!(at(0, 1), (12, 13));
        assert_eq!(at(1, 2), (13, 16));
        assert_eq!(at(3, 5), (20, 28));
        assert_eq!(at(6, 7), (30, 31));
    }

    #[test]
    fn a_draft_in_a_draft_keeps_its_places() {
        let inner = crate::plain::read("Ana Ruiz writes:\n\n> One.\n".to_owned());
        let mut draft = Draft::default();
        draft.add(&Mapped::of("head", 0), 0);
        draft.separate(2);
        let span = draft.splice(inner, 100, None).unwrap();
        assert_eq!(span, Span::new(6, draft.end()));
        assert_eq!(draft.sections[0].span.of(&draft.words), Some("> One."));
        assert_eq!(only(&draft.map, draft.sections[0].span), (118, 124));
        assert!(draft.map.source_of(Span::new(4, 6)).is_empty());
    }
}
