//! Stretches that are worked on together, and what can be told of them before they are parsed.

use super::Session;
use crate::characters::is_space;
use crate::conllu::GivenWord;
use crate::network::{Kind, Workspace};
use crate::parse::Label;
use crate::pipeline::Tagger;
use crate::tokenize::Token;
use crate::transition::BLOCK;
use sayso_model::Span;
use std::ops::Range;
use std::sync::Arc;

/// Stretches are taken together until they have this many words: enough to keep the products
/// large, few enough to keep memory small.
const TOGETHER: usize = 4096;
/// Kinds of words that are remembered from one group to the next.
const KINDS: usize = 1 << 16;
/// Bytes that are cut into words at a time.
const CUT: usize = 1 << 16;

/// Stretches that are worked on together. A row is a word, or stands empty between stretches.
#[derive(Debug, Default)]
pub(super) struct Group {
    /// The rows of each stretch.
    stretches: Vec<Range<usize>>,
    /// Kinds of words.
    pub(super) rows: Vec<Option<u32>>,
    /// Where the words stand.
    spans: Vec<Span>,
    /// Tags, as they are found.
    pub(super) tags: Vec<Label>,
    /// Parts of speech, where a network finds them.
    pub(super) parts: Vec<Label>,
    /// Whether a sentence begins, where there is no parser to tell.
    pub(super) starts: Vec<bool>,
    /// Output of the taggers.
    pub(super) sums: Vec<f32>,
}

impl Group {
    /// How many stretches there are.
    pub(super) fn stretches(&self) -> usize {
        self.stretches.len()
    }

    /// The rows of a stretch.
    pub(super) fn stretch(&self, at: usize) -> Range<usize> {
        self.stretches.get(at).cloned().unwrap_or_default()
    }

    /// Adds empty rows.
    fn leave(&mut self, rows: usize) {
        let count = self.rows.len() + rows;
        self.rows.resize(count, None);
        self.spans.resize(count, Span::new(0, 0));
    }
}

impl Session {
    /// Begins a group.
    pub(super) fn begin(&mut self) {
        if self.kinds.len() > KINDS {
            self.kinds.clear();
            self.places.clear();
            self.encoding.iter_mut().for_each(Workspace::forget);
        }
        self.group.stretches.clear();
        self.group.rows.clear();
        self.group.spans.clear();
        self.group.tags.clear();
        self.group.leave(self.pipeline.reach());
    }

    /// Whether the group may have one more stretch: it always may have one.
    pub(super) fn has_room(&self) -> bool {
        self.group.stretches.is_empty() || self.group.rows.len() < TOGETHER
    }

    /// Adds a stretch of a text.
    pub(super) fn add_text(&mut self, text: &str, stretch: Span) {
        let first = self.group.rows.len();
        let pipeline = Arc::clone(&self.pipeline);
        let mut fresh = std::mem::take(&mut self.fresh);
        for part in parts(text, stretch) {
            fresh.clear();
            pipeline.tokenizer.tokens(&mut self.words, text, part, &mut fresh);
            self.take(&fresh);
        }
        self.fresh = fresh;
        self.close(first);
    }

    /// Adds a sentence whose words are given.
    pub(super) fn add_given(&mut self, text: &str, sentence: &[GivenWord]) {
        let first = self.group.rows.len();
        let tokenizer = &self.pipeline.tokenizer;
        let token = |word: &GivenWord| Token {
            span: word.span,
            space_after: word.space_after,
            lexeme: tokenizer.lexeme(word.span.of(text).unwrap_or_default()),
        };
        let tokens: Vec<Token> = sentence.iter().map(token).collect();
        self.take(&tokens);
        self.close(first);
    }

    fn take(&mut self, tokens: &[Token]) {
        for token in tokens {
            let kind = Kind { lexeme: token.lexeme, space_after: token.space_after };
            let place = *self.places.entry(kind).or_insert_with(|| {
                self.kinds.push(kind);
                u32::try_from(self.kinds.len() - 1).unwrap_or(u32::MAX)
            });
            self.group.rows.push(Some(place));
            self.group.spans.push(token.span);
        }
    }

    /// Makes a stretch of the rows from `first` on.
    fn close(&mut self, first: usize) {
        self.group.stretches.push(first..self.group.rows.len());
        self.group.leave(self.pipeline.reach());
    }

    /// The words of some rows.
    pub(super) fn tokens(&self, rows: Range<usize>) -> Vec<Token> {
        let token = |row: usize| {
            let kind = self.kinds.get(self.group.rows[row]? as usize)?;
            let (span, space_after) = (self.group.spans[row], kind.space_after);
            Some(Token { span, space_after, lexeme: kind.lexeme })
        };
        rows.filter_map(token).collect()
    }

    /// Finds what can be told before parsing; nothing, if it was found already.
    pub(super) fn prepare(&mut self) {
        let count = self.group.rows.len();
        if self.group.tags.len() == count {
            return;
        }
        self.group.tags.resize(count, Label::default());
        self.group.parts.clear();
        self.group.parts.resize(count, Label::default());
        self.group.starts.clear();
        self.group.starts.resize(count, false);
        self.arcs.begin(count);
        self.names.begin(count);
        self.tag();
    }

    /// Finds tags and sentence starts where this is not done on the way of parsing.
    fn tag(&mut self) {
        let pipeline = Arc::clone(&self.pipeline);
        let parser = pipeline.parser.as_ref();
        if let Some(tagger) = &pipeline.tagger
            && parser.is_none_or(|p| p.encoder != tagger.encoder)
        {
            self.label(tagger, |group, row, label| group.tags[row] = label);
        }
        if let Some(parts) = &pipeline.parts_of_speech {
            self.label(parts, |group, row, label| group.parts[row] = label);
        }
        if let Some(senter) = pipeline.senter.as_ref().filter(|_| parser.is_none()) {
            let start = senter.labels.get(1).copied();
            self.label(senter, |group, row, label| group.starts[row] = Some(label) == start);
        }
    }

    fn label(&mut self, tagger: &Tagger, set: impl Fn(&mut Group, usize, Label)) {
        let encoder = &self.pipeline.encoders[tagger.encoder];
        for start in (0..self.group.rows.len()).step_by(BLOCK) {
            let end = self.group.rows.len().min(start + BLOCK);
            let work = &mut self.encoding[tagger.encoder];
            let vectors = encoder.encode(&self.group.rows, start, end, &self.kinds, work);
            let mut sums = std::mem::take(&mut self.group.sums);
            tagger.each(vectors, encoder.width(), end - start, &mut sums, |i, label| {
                set(&mut self.group, start + i, label);
            });
            self.group.sums = sums;
        }
    }
}

/// Parts of a stretch that can be cut into words one by one: each but the first begins with a
/// word that follows white space.
fn parts(text: &str, stretch: Span) -> impl Iterator<Item = Span> + '_ {
    let mut start = stretch.start();
    std::iter::from_fn(move || {
        if start >= stretch.end() {
            return None;
        }
        let end = text.floor_char_boundary((start + CUT).min(stretch.end()));
        let rest = &text[end..stretch.end()];
        let space = rest.find(is_space).unwrap_or(rest.len());
        let word = rest[space..].find(|c| !is_space(c)).map_or(rest.len(), |w| space + w);
        let part = Span::new(start, end + word);
        start = part.end();
        Some(part)
    })
}
