//! One thread's work with a pipeline.

mod group;
mod piece;

use crate::conllu::Given;
use crate::model::About;
use crate::network::{Kind, Scores, Workspace};
use crate::parse::{Labels, Parse, Word};
use crate::pipeline::Pipeline;
use crate::ruler::Ruled;
use crate::tokenize::{Cache, Token};
use crate::transition::{Blocks, NONE, State};
use group::Group;
use sayso_model::Span;
use std::borrow::Cow;
use std::sync::Arc;

#[allow(clippy::disallowed_types, reason = "only looked up in, never walked through")]
type Places = std::collections::HashMap<Kind, u32>;

/// Runs a [`Pipeline`] over texts, one after the other, and keeps what it learns about words on
/// the way: time, never results, depends on what it has seen.
#[derive(Debug)]
pub struct Session {
    pipeline: Arc<Pipeline>,
    words: Cache,
    kinds: Vec<Kind>,
    /// Place of each kind of word in `kinds`.
    places: Places,
    encoding: Vec<Workspace>,
    arcs: Blocks,
    names: Blocks,
    state: State,
    scores: Scores,
    ruled: Ruled,
    group: Group,
    fresh: Vec<Token>,
}

impl Pipeline {
    /// Begins to work with this pipeline.
    #[must_use]
    pub fn session(self: &Arc<Self>) -> Session {
        Session {
            pipeline: Arc::clone(self),
            words: Cache::default(),
            kinds: Vec::new(),
            places: Places::default(),
            encoding: vec![Workspace::default(); self.encoders.len()],
            arcs: Blocks::default(),
            names: Blocks::default(),
            state: State::default(),
            scores: Scores::default(),
            ruled: Ruled::default(),
            group: Group::default(),
            fresh: Vec::new(),
        }
    }
}

impl Session {
    /// What its model is and where it is from.
    #[must_use]
    pub fn about(&self) -> &About {
        self.pipeline.about()
    }

    /// Parses the stretches of a text, each as if it stood alone, and hands each parse over in
    /// order. Spans in a parse are bytes of the whole text.
    pub fn parse_each(&mut self, text: &str, stretches: &[Span], mut each: impl FnMut(Parse)) {
        let mut rest = stretches;
        while !rest.is_empty() {
            self.begin();
            while let Some((stretch, others)) = rest.split_first().filter(|_| self.has_room()) {
                self.add_text(text, *stretch);
                rest = others;
            }
            for at in 0..self.group.stretches() {
                let mut growing = Growing::default();
                self.stretch(text, at, false, |words, lemmas| growing.add(words, lemmas));
                each(growing.finish(&self.pipeline.labels));
            }
        }
    }

    /// Parses a text in one piece.
    #[must_use]
    pub fn parse(&mut self, text: &str) -> Parse {
        let mut growing = Growing::default();
        self.pieces(text, |words, lemmas| growing.add(words, lemmas));
        growing.finish(&self.pipeline.labels)
    }

    /// Parses a text in one piece, as [`parse`](Self::parse) does, and hands the parse over some
    /// sentences at a time, so that memory does not grow with it.
    pub fn parse_pieces(&mut self, text: &str, mut each: impl FnMut(Parse)) {
        let labels = Arc::clone(&self.pipeline.labels);
        self.pieces(text, |words, lemmas| each(Parse::new(words, lemmas, Arc::clone(&labels))));
    }

    fn pieces(&mut self, text: &str, each: impl FnMut(Vec<Word>, Vec<Cow<'_, str>>)) {
        self.begin();
        self.add_text(text, Span::new(0, text.len()));
        self.stretch(text, 0, false, each);
    }

    /// Parses words and sentences as they are given: each sentence stands alone, and is one tree.
    #[must_use]
    pub fn parse_given(&mut self, given: &Given) -> Parse {
        let mut growing = Growing::default();
        let mut rest = given.sentences.as_slice();
        while !rest.is_empty() {
            self.begin();
            while let Some((sentence, others)) = rest.split_first().filter(|_| self.has_room()) {
                self.add_given(&given.text, sentence);
                rest = others;
            }
            for at in 0..self.group.stretches() {
                self.stretch(&given.text, at, true, |words, lemmas| growing.add(words, lemmas));
            }
        }
        growing.finish(&self.pipeline.labels)
    }
}

/// A parse that grows by pieces which are whole sentences.
#[derive(Debug, Default)]
struct Growing {
    words: Vec<Word>,
    lemmas: Vec<Box<str>>,
}

impl Growing {
    fn add(&mut self, words: Vec<Word>, lemmas: Vec<Cow<'_, str>>) {
        let before = u32::try_from(self.words.len()).unwrap_or(NONE);
        let moved = |word: Word| Word { head: word.head.saturating_add(before), ..word };
        self.words.extend(words.into_iter().map(moved));
        self.lemmas.extend(lemmas.into_iter().map(|lemma| Box::from(&*lemma)));
    }

    fn finish(self, labels: &Arc<Labels>) -> Parse {
        Parse::new(self.words, self.lemmas, Arc::clone(labels))
    }
}

#[cfg(test)]
mod tests;
